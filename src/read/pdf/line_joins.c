/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Whether a line goes on with the paragraph before it. It does unless something says that it begins
 * another: a number before it, more space above it, another size or weight, an indent, or that its
 * first word would have had room on the line before.
 */
#include <stdlib.h>

#include "read/flow/mark.h"
#include "read/pdf/paragraphs_priv.h"
#include "read/pdf/units_priv.h"

#define INDENT 0.9f         /* in sizes */
#define ROOM_LEFT 1.0f      /* and more behind a line that was ended by hand, in sizes */
#define MOST_OF_LINE 0.6f
#define UNFINISHED_LINES 8u /* of a paragraph, whose brackets are looked at */

static bool
has_room_above(const struct joining *j, const struct pdf_line *before, const struct pdf_line *l)
{
	float gap = l->base - before->base, usual = j->leading * l->size;

	if (j->lines.n >= 2) {
		const struct pdf_line *earlier = j->lines.v[j->lines.n - 2];

		if (earlier->page == before->page && before->base > earlier->base)
			usual = before->base - earlier->base;
	}
	return gap > PDF_MORE_SPACE * usual || gap < 0.5f * l->size ||
	       gap > PDF_LEADING_MAX * l->size;
}

/* Whether the left edge of @l says that it begins a paragraph. */
static bool
is_set_in(const struct joining *j, const struct pdf_line *before, const struct pdf_line *l)
{
	const struct pdf_line *first = j->lines.v[0];
	float by = l->left - before->left;

	/* In the other half of the page. */
	if (l->right < before->left)
		return true;
	if (pdf_is_centred(l) && pdf_is_centred(before))
		return false;
	if (j->lines.n >= 2)
		return by > INDENT * l->size || by < -INDENT * l->size;
	/* The second line: back to the margin, under the words behind a number, or hanging. */
	if (l->left < first->left + INDENT * l->size)
		return false;
	return l->left > first->text_left + INDENT * l->size && !pdf_is_full(j, before, l);
}

/* Whether rules say that @l, a line of a cell, had room for the first word of @next: it ends where
 * its author ended it. Between Chinese characters a line may be broken anywhere. */
static bool
is_ended_by_hand(const struct pdf_line *l, const struct pdf_line *next)
{
	float room = next->parts[0]->room, space = (l->to - l->from - l->measure) / 2;
	float set_in = pdf_is_centred(l) ? 0 : l->left - l->from - (space > 0 ? space : 0);

	if (pdf_is_cjk(pdf_first_point(next)) && room > 2 * next->size)
		room = 2 * next->size;
	return l->measure > 0 &&
	       l->right - l->left + set_in + room + ROOM_LEFT * l->size < l->measure;
}

static int
open_brackets(const struct joining *j)
{
	int open = 0;

	for (size_t i = 0; i < j->lines.n; i++) {
		for (size_t k = 0; k < j->lines.v[i]->n; k++) {
			struct dais_str s = j->lines.v[i]->parts[k]->text;

			for (size_t at = 0; at < s.n; at++)
				open += (s.p[at] == '(') - (s.p[at] == ')');
		}
	}
	return open;
}

/* Whether the words before @l cannot end a paragraph, though their line has room left: lines are
 * also broken by hand, and for balance. */
static bool
is_unfinished(const struct joining *j, const struct pdf_line *l)
{
	const struct pdf_line *before = j->lines.v[j->lines.n - 1];

	if (pdf_ends_sentence(pdf_last_point(before)) || j->lines.n > UNFINISHED_LINES)
		return false;
	return pdf_is_lower_letter(pdf_first_point(l)) || open_brackets(j) == 1;
}

static bool
goes_over_page(const struct joining *j, const struct pdf_line *before, const struct pdf_line *l)
{
	const struct pdf_line *first = j->lines.v[0];
	float left = j->lines.n > 1 ? before->left : first->text_left;

	if (before->table || l->table || pdf_begins_with_marker(l) ||
	    pdf_ends_sentence(pdf_last_point(before)))
		return false;
	/* The same column, however far the other page's margin is moved. */
	return (pdf_is_full(j, before, l) || is_unfinished(j, l)) &&
	       (j->lines.n == 1 || (l->left - left < 3 * l->size && left - l->left < 3 * l->size));
}

/* Some writers tag the number of a list's entry as a paragraph of its own. */
static bool
is_number_of(const struct joining *j, const struct pdf_line *before, const struct pdf_line *l)
{
	return j->lines.n == 1 && before->n == 1 && pdf_is_marker(before->parts[0]->text) &&
	       before->page == l->page && before->row == l->row && before->right <= l->left &&
	       !before->table && !l->table && before->role == l->role;
}

/* Some writers tag what a paragraph has on each page as a paragraph: only a full line before small
 * letters tells. */
static bool
is_tagged_by_page(const struct joining *j, const struct pdf_line *before, const struct pdf_line *l)
{
	const struct dais_pdf_element *e = j->doc->structure.elements;

	return before->page != l->page && before->role == l->role &&
	       before->element != PDF_NO_ELEMENT && l->element != PDF_NO_ELEMENT &&
	       e[before->element].kind == e[l->element].kind &&
	       e[l->element].kind != DAIS_PDF_HEADING && pdf_is_lower_letter(pdf_first_point(l)) &&
	       pdf_is_full(j, before, l) && pdf_is_like(before, l) && goes_over_page(j, before, l);
}

/* Whether the words behind the last tab of @l, which are most of it, may go on below it. */
static bool
may_go_on_behind_tab(const struct pdf_line *l)
{
	const struct pdf_segment *last = l->parts[l->n - 1];

	return last->right - last->left > MOST_OF_LINE * (l->right - l->left);
}

/* Whether the words behind the number of @before go on in @l, at whose end words stand behind a
 * tab, as they do behind the words of shorter entries. */
static bool
ends_with_tab(const struct joining *j, const struct pdf_line *before, const struct pdf_line *l)
{
	return j->lines.n == 1 && before->n == 2 && before->text_left > before->left && l->n == 2 &&
	       l->text_left == l->left && !(before->flags & PDF_TABS) &&
	       !pdf_ends_sentence(pdf_last_point(before)) && pdf_is_full(j, before, l);
}

bool
pdf_goes_on(const struct joining *j, const struct pdf_line *l)
{
	const struct pdf_line *before;

	if (!j->lines.n)
		return false;
	before = j->lines.v[j->lines.n - 1];
	if (j->doc->tagged && before->element != l->element)
		return is_number_of(j, before, l) || is_tagged_by_page(j, before, l);
	if (l->element != PDF_NO_ELEMENT && j->doc->tagged)
		return before->role == l->role && !pdf_is_next_entry(j, l);
	if (before->role != l->role || before->table != l->table ||
	    before->table_row != l->table_row || before->table_column != l->table_column ||
	    !pdf_is_like(before, l) || (before->flags & PDF_LEADER) ||
	    ((l->flags & PDF_TABS) && !ends_with_tab(j, before, l)) ||
	    ((before->flags & PDF_TABS) && !may_go_on_behind_tab(before)))
		return false;
	if ((before->flags & PDF_BOLD) != (l->flags & PDF_BOLD) &&
	    (j->lines.n == 1 || (l->flags & PDF_BOLD)) &&
	    (!pdf_is_full(j, before, l) || pdf_ends_sentence(pdf_last_point(before))))
		return false;
	if (before->page != l->page || before->stream != l->stream)
		return l->role == PDF_LINE_BODY && goes_over_page(j, before, l);
	if (l->row == before->row || has_room_above(j, before, l) || is_set_in(j, before, l))
		return false;
	if (pdf_is_next_entry(j, l))
		return false;
	if (pdf_begins_with_marker(l) &&
	    (l->n > 1 || !pdf_is_full(j, before, l) || pdf_ends_sentence(pdf_last_point(before)) ||
		pdf_starts_list(j->doc, l)))
		return false;
	if (l->role == PDF_LINE_NOTE &&
	    (pdf_begins_note(l) || (pdf_begins_with_figure(l) && !pdf_is_full(j, before, l))))
		return false;
	if (is_unfinished(j, l) || (pdf_is_centred(before) && pdf_is_centred(l) && !l->table))
		return true;
	/* The words of a cell are broken as its width bids. */
	return l->table ? !is_ended_by_hand(before, l) : pdf_is_full(j, before, l);
}

/* How broad a centred line may be. */
static float
breadth_of(const struct joining *j, const struct pdf_line *l)
{
	const struct pdf_page *page = &j->doc->pages.v[l->page - j->doc->pages.v[0].number];
	float breadth = l->to - l->from, margins = 2 * l->margin - page->width;

	return margins > breadth ? margins : breadth;
}

bool
pdf_ends_by_hand(const struct joining *j, const struct pdf_line *l, const struct pdf_line *next)
{
	/* "resolution 1373" and "(2001)": what looks like a mark and goes on is none. */
	if (l->page != next->page || dais_flow_starts_with_mark(next->parts[0]->text))
		return false;
	if (l->table)
		return is_ended_by_hand(l, next);
	/* Centred lines of a name are often broken for balance: the reader of the head decides. */
	if (pdf_is_centred(l))
		return l->right - l->left + PDF_SPACE_WIDTH * l->size + next->parts[0]->room <
		       breadth_of(j, l);
	return !pdf_is_full(j, l, next);
}
