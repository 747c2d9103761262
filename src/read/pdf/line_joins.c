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

#define SAME_SIZE 0.08f     /* share */
#define MORE_SPACE 1.22f    /* times the usual distance of lines */
#define LEADING_MAX 2.2f    /* distance of lines of a paragraph, in sizes */
#define INDENT 0.9f         /* in sizes */
#define SPACE_WIDTH 0.22f   /* between words, in sizes */
#define ROOM_LEFT 1.0f      /* and more behind a line that was ended by hand, in sizes */
#define ENTRY_WORDS_MAX 32u /* bytes before the number of an entry */
#define LONG_LINE 0.5f      /* of the breadth of the text */
#define UNFINISHED_LINES 8u /* of a paragraph, whose brackets are looked at */
#define SINGLE_SPACE 1.5f     /* usual distance of lines at most, in sizes */
#define SURE_LINES_MIN 2u    /* pairs of lines of one paragraph that tell their distance */
#define LEADING_COUNTS 48u  /* twentieths of a size, up to more than LEADING_MAX */

/* --- what is usual --------------------------------------------------------------------------- */

bool
pdf_is_centred(const struct pdf_line *l)
{
	float left = l->left - l->from, right = l->to - l->right;

	return left > 2 * l->size && left - right < 1.5f && right - left < 1.5f;
}

/* Lines of one style at one place are filled to the same right edge. */
static struct dais_str
style_of(struct dais_arena *a, const struct pdf_document *doc, const struct pdf_line *l)
{
	bool plain = !(l->flags & PDF_BOLD) && l->size < doc->size * (1 + SAME_SIZE) &&
		     l->size > doc->size * (1 - SAME_SIZE);

	if (pdf_is_centred(l))
		return dais_arena_printf(
		    a, "c%d %u", (int)(l->size * 2 + 0.5f), l->flags & PDF_BOLD);
	if (plain || l->table)
		return dais_arena_printf(
		    a, "p%u %u", l->table ? l->stream : l->page, l->table ? 0 : l->stream);
	return dais_arena_printf(a, "%d %u %d %d", (int)(l->size * 2 + 0.5f), l->flags & PDF_BOLD,
	    (int)((l->text_left + 2) / 4), (int)l->from);
}

static float
extent_of(const struct pdf_line *l)
{
	return pdf_is_centred(l) ? l->right - l->left : l->right;
}

static void
note_width(struct joining *j, const struct pdf_line *l)
{
	struct dais_str style = style_of(j->scratch, j->doc, l);
	size_t at = dais_map_get(&j->widths, style);
	struct width *width;

	/* Short lines at the right edge of the paper (dates, symbols) fill nothing. */
	if (!l->table && !pdf_is_centred(l) && l->right - l->left < LONG_LINE * (l->to - l->from) &&
	    style.p[0] == 'p')
		return;

	if (at == DAIS_MAP_NONE) {
		at = j->widest.n;
		(void)dais_map_add(&j->widths, style, at);
		(void)dais_vec_add(j->scratch, &j->widest);
	}
	width = &j->widest.v[at];
	if (extent_of(l) > width->most) {
		width->second = width->most;
		width->most = extent_of(l);
	} else if (extent_of(l) > width->second) {
		width->second = extent_of(l);
	}
}

/* Whether the first word of @next would have had no room at the end of @l. */
static bool
is_full(const struct joining *j, const struct pdf_line *l, const struct pdf_line *next)
{
	size_t at = dais_map_get(&j->widths, style_of(j->scratch, j->doc, l));
	float widest;

	if (at == DAIS_MAP_NONE)
		return false;
	widest = j->widest.v[at].most;

	/* One line that is longer than all others of its style says nothing of their measure. */
	if (extent_of(l) == widest && l->right < l->to - 4 * l->size &&
	    j->widest.v[at].second < widest - 3 * l->size)
		return false;
	return extent_of(l) + SPACE_WIDTH * l->size + next->parts[0]->room > widest - 0.5f;
}

static bool
is_like(const struct pdf_line *a, const struct pdf_line *b)
{
	return a->size < b->size * (1 + SAME_SIZE) && b->size < a->size * (1 + SAME_SIZE);
}

static int
by_value(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

/* Where "more space" begins: a little over the usual distance, but not amid distances that are
 * nearly the same, of which rounding would put some on either side. */
static float
more_space(struct joining *j, const float *ratios, size_t n)
{
	float usual = MORE_SPACE * j->leading, reach = 0.1f * j->leading, widest = 0, ret = usual;
	float last = usual - reach, *near = DAIS_NEW_N(j->scratch, n + 1, float);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (ratios[i] > usual - reach && ratios[i] < usual + reach)
			near[kept++] = ratios[i];
	}
	if (kept)
		qsort(near, kept, sizeof(*near), by_value);
	near[kept] = usual + reach;
	for (size_t i = 0; i <= kept; i++) {
		if (near[i] - last > widest) {
			widest = near[i] - last;
			ret = (near[i] + last) / 2;
		}
		last = near[i];
	}
	return ret;
}

uint32_t
pdf_last_point(const struct pdf_line *l)
{
	struct dais_str s = l->parts[l->n - 1]->text;
	size_t at = s.n;

	while (at > 0 && ((unsigned char)s.p[at - 1] & 0xC0) == 0x80)
		at--;
	at -= at > 0;
	return dais_str_decode(s, &at);
}

uint32_t
pdf_first_point(const struct pdf_line *l)
{
	size_t at = 0;

	return dais_str_decode(l->parts[0]->text, &at);
}

static bool
ends_sentence(uint32_t c)
{
	return c == '.' || c == ';' || c == ':' || c == '!' || c == '?' || c == 0x3002 ||
	       c == 0xFF1B || c == 0xFF1A || c == 0x61F || c == 0x61B;
}

bool
pdf_is_lower_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF) || (c >= 0x430 && c <= 0x45F);
}

/* "1. Opening", "(a) Adoption": a number at the beginning of the words. */
static bool
begins_with_marker(const struct pdf_line *l)
{
	struct dais_str s = l->parts[0]->text;
	size_t space = dais_str_find_char(s, ' ', 0);

	if (l->n > 1 && pdf_is_marker(s))
		return true;
	return space != SIZE_MAX && pdf_is_marker(dais_str_sub(s, 0, space));
}

/* The most frequent of @counts, as a distance of lines in sizes; 0: none stands @least times. */
static float
most_frequent(const size_t *counts, size_t least)
{
	size_t best = 0;

	for (size_t i = 1; i < LEADING_COUNTS; i++)
		best = counts[i] > counts[best] ? i : best;
	return best && counts[best] >= least ? ((float)best + 1) / 20 : 0;
}

/* Whether @next surely goes on with the paragraph of @l: a full line that ends no sentence, and a
 * small letter, or one of a script without small ones. */
static bool
surely_goes_on(struct joining *j, const struct pdf_line *l, const struct pdf_line *next)
{
	uint32_t c = pdf_first_point(next);

	return !ends_sentence(pdf_last_point(l)) && is_full(j, l, next) &&
	       (pdf_is_lower_letter(c) || (pdf_is_right_to_left(c) && !begins_with_marker(next)));
}

/* The distance of lines that surely are of one paragraph, in sizes; 0: too few are. */
static float
distance_within(struct joining *j)
{
	const struct pdf_document *doc = j->doc;
	size_t counts[LEADING_COUNTS] = { 0 };
	float within;

	for (size_t i = 0; i + 1 < doc->lines.n; i++) {
		const struct pdf_line *l = &doc->lines.v[i], *next = l + 1;
		float ratio = (next->base - l->base) / l->size;

		if (l->role == PDF_LINE_BODY && next->role == PDF_LINE_BODY && !l->table &&
		    next->stream == l->stream && next->page == l->page && is_like(l, next) &&
		    ratio > 0.8f && ratio < LEADING_MAX && surely_goes_on(j, l, next))
			counts[(size_t)(ratio * 20)]++;
	}
	within = most_frequent(counts, 1);
	return within > SINGLE_SPACE ? most_frequent(counts, SURE_LINES_MIN) : within;
}

void
pdf_measure_lines(struct joining *j)
{
	const struct pdf_document *doc = j->doc;
	size_t counts[LEADING_COUNTS] = { 0 }, n = 0;
	float *ratios = DAIS_NEW_N(j->scratch, doc->lines.n + 1, float), within;

	for (size_t i = 0; i < doc->lines.n; i++) {
		const struct pdf_line *l = &doc->lines.v[i], *next = l + 1;
		float ratio;

		if (l->role != PDF_LINE_BODY && l->role != PDF_LINE_NOTE)
			continue;
		note_width(j, l);
		if (i + 1 == doc->lines.n || next->stream != l->stream || !is_like(l, next))
			continue;
		ratio = (next->base - l->base) / l->size;
		ratios[n++] = ratio;
		if (ratio > 0.8f && ratio < LEADING_MAX)
			counts[(size_t)(ratio * 20)]++;
	}
	j->leading = most_frequent(counts, 1);
	if (j->leading == 0)
		j->leading = 1.3f;
	within = distance_within(j);
	/* Where most paragraphs are one line, their distance is the most frequent. */
	if (within > 0 && within * MORE_SPACE < j->leading)
		j->leading = within;
	j->apart = more_space(j, ratios, n);
}

/* "Item 3", "3": the number that begins a line, behind a word or two; -1 when none does. */
static int64_t
entry_number(const struct pdf_line *l, struct dais_str *ret_words)
{
	struct dais_str s = l->parts[0]->text;
	size_t from = 0, to;
	int64_t number = -1;

	while (from < s.n && from < ENTRY_WORDS_MAX && !(s.p[from] >= '0' && s.p[from] <= '9'))
		from++;
	for (to = from; to < s.n && s.p[to] >= '0' && s.p[to] <= '9';)
		to++;
	(void)dais_str_to_int(dais_str_sub(s, from, to), 0, INT32_MAX, &number);
	*ret_words = dais_str_sub(s, 0, from);
	return number;
}

void
pdf_note_entry(struct joining *j, const struct pdf_line *l)
{
	struct dais_str words;
	int64_t number = entry_number(l, &words);

	if (number < 0 || !words.n)
		return;
	j->entry_words = words;
	j->entry_number = number;
}

/* Whether @l is the entry of a list that follows the paragraph that is open, or the last paragraph
 * that begins with the same words and a number: "Item 4" after "Item 3" and its parts. */
static bool
is_next_entry(const struct joining *j, const struct pdf_line *l)
{
	struct dais_str words, before;
	int64_t number = entry_number(l, &words);

	if (number < 1)
		return false;
	if (words.n && number == j->entry_number + 1 && dais_str_eq(words, j->entry_words))
		return true;
	return entry_number(j->lines.v[0], &before) == number - 1 && dais_str_eq(words, before) &&
	       (words.n || (begins_with_marker(j->lines.v[0]) && begins_with_marker(l)));
}

static bool
has_room_above(const struct joining *j, const struct pdf_line *before, const struct pdf_line *l)
{
	float gap = l->base - before->base, usual = j->leading * l->size;

	if (j->lines.n >= 2) {
		const struct pdf_line *earlier = j->lines.v[j->lines.n - 2];

		if (earlier->page == before->page && before->base > earlier->base)
			usual = before->base - earlier->base;
	}
	return gap > MORE_SPACE * usual || gap < 0.5f * l->size || gap > LEADING_MAX * l->size;
}

/* Whether the left edge of @l says that it begins a paragraph. */
static bool
is_set_in(const struct joining *j, const struct pdf_line *before, const struct pdf_line *l)
{
	const struct pdf_line *first = j->lines.v[0];
	float by = l->left - before->left;

	if (pdf_is_centred(l) && pdf_is_centred(before))
		return false;
	if (j->lines.n >= 2)
		return by > INDENT * l->size || by < -INDENT * l->size;
	/* The second line: back to the margin, under the words behind a number, or hanging. */
	if (l->left < first->left + INDENT * l->size)
		return false;
	return l->left > first->text_left + INDENT * l->size && !is_full(j, before, l);
}

/* Whether rules say that @l, a line of a cell, had room for the first word of @next: it ends where
 * its author ended it. Between Chinese characters a line may be broken anywhere. */
static bool
is_ended_by_hand(const struct pdf_line *l, const struct pdf_line *next)
{
	float room = next->parts[0]->room, space = (l->to - l->from - l->measure) / 2;
	float set_in = pdf_is_centred(l) ? 0 : l->left - l->from - space;

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

	if (ends_sentence(pdf_last_point(before)) || j->lines.n > UNFINISHED_LINES)
		return false;
	return pdf_is_lower_letter(pdf_first_point(l)) || open_brackets(j) == 1;
}

static bool
goes_over_page(const struct joining *j, const struct pdf_line *before, const struct pdf_line *l)
{
	const struct pdf_line *first = j->lines.v[0];
	float left = j->lines.n > 1 ? before->left : first->text_left;

	if (before->table || l->table || begins_with_marker(l) ||
	    ends_sentence(pdf_last_point(before)))
		return false;
	/* The same column, however far the other page's margin is moved. */
	return (is_full(j, before, l) || is_unfinished(j, l)) &&
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
	       is_full(j, before, l) && is_like(before, l) && goes_over_page(j, before, l);
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
		return before->role == l->role && !is_next_entry(j, l);
	if (before->role != l->role || before->table != l->table ||
	    before->table_row != l->table_row || before->table_column != l->table_column ||
	    !is_like(before, l) || (before->flags & PDF_LEADER))
		return false;
	if ((before->flags & PDF_BOLD) != (l->flags & PDF_BOLD) &&
	    (j->lines.n == 1 || (l->flags & PDF_BOLD)) && !is_full(j, before, l))
		return false;
	if (before->page != l->page || before->stream != l->stream)
		return l->role == PDF_LINE_BODY && goes_over_page(j, before, l);
	if (l->row == before->row || has_room_above(j, before, l) || is_set_in(j, before, l))
		return false;
	if (is_next_entry(j, l))
		return false;
	if (begins_with_marker(l) &&
	    (l->n > 1 || !is_full(j, before, l) || ends_sentence(pdf_last_point(before))))
		return false;
	if (l->role == PDF_LINE_NOTE &&
	    (pdf_begins_note(l) || (pdf_begins_with_figure(l) && !is_full(j, before, l))))
		return false;
	if (is_unfinished(j, l))
		return true;
	/* The words of a cell are broken as its width bids. */
	return l->table ? !is_ended_by_hand(before, l) : is_full(j, before, l);
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
		return l->right - l->left + SPACE_WIDTH * l->size + next->parts[0]->room <
		       l->to - l->from;
	return !is_full(j, l, next);
}
