/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lines to paragraphs. A line goes on with the paragraph before it unless something says that it
 * begins another: a number before it, more space above it, another size or weight, an indent, or
 * that its first word would have had room on the line before.
 */
#include "base/map.h"
#include "read/pdf/pdf_priv.h"

#define SAME_SIZE 0.08f     /* share */
#define MORE_SPACE 1.22f    /* times the usual distance of lines */
#define LEADING_MAX 2.2f    /* distance of lines of a paragraph, in sizes */
#define INDENT 0.9f         /* in sizes */
#define SPACE_WIDTH 0.22f   /* between words, in sizes */
#define LONG_LINE 0.5f      /* of the breadth of the text */
#define UNFINISHED_LINES 8u /* of a paragraph, whose brackets are looked at */
#define HEADING_SIZE 1.12f  /* times the size of the text */
#define HEADING_MAX 400u    /* bytes */
#define LEADING_COUNTS 48u  /* twentieths of a size, up to more than LEADING_MAX */

/* Right edges (of centred lines the widths) of the lines of a style. */
struct width {
	float most, second;
};

struct joining {
	struct pdf_document *doc;
	struct dais_flow_writer *w;
	struct dais_arena *scratch;
	struct dais_map widths;      /* style -> index of widest */
	DAIS_VEC(struct width) widest;
	struct dais_map words;       /* of the document, for hyphens at line ends */
	float leading;               /* usual distance of lines, in sizes */
	DAIS_VEC(const struct pdf_line *) lines; /* of the paragraph that is open */
	const struct pdf_line *before; /* the last line of the paragraph before */
};

/* --- what is usual --------------------------------------------------------------------------- */

static bool
is_centred(const struct pdf_line *l)
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

	if (is_centred(l))
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
	return is_centred(l) ? l->right - l->left : l->right;
}

static void
note_width(struct joining *j, const struct pdf_line *l)
{
	struct dais_str style = style_of(j->scratch, j->doc, l);
	size_t at = dais_map_get(&j->widths, style);
	struct width *width;

	/* Short lines at the right edge of the paper (dates, symbols) fill nothing. */
	if (!l->table && !is_centred(l) && l->right - l->left < LONG_LINE * (l->to - l->from) &&
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

static void
measure(struct joining *j)
{
	const struct pdf_document *doc = j->doc;
	size_t counts[LEADING_COUNTS] = { 0 }, best = 0;

	for (size_t i = 0; i < doc->lines.n; i++) {
		const struct pdf_line *l = &doc->lines.v[i], *next = l + 1;
		float ratio;

		if (l->role != PDF_LINE_BODY && l->role != PDF_LINE_NOTE)
			continue;
		note_width(j, l);
		if (i + 1 == doc->lines.n || next->stream != l->stream || !is_like(l, next))
			continue;
		ratio = (next->base - l->base) / l->size;
		if (ratio > 0.8f && ratio < LEADING_MAX)
			counts[(size_t)(ratio * 20)]++;
	}
	for (size_t i = 1; i < LEADING_COUNTS; i++)
		best = counts[i] > counts[best] ? i : best;
	j->leading = best ? ((float)best + 1) / 20 : 1.3f;
}

/* --- does it go on? -------------------------------------------------------------------------- */

static uint32_t
last_point(const struct pdf_line *l)
{
	struct dais_str s = l->parts[l->n - 1]->text;
	size_t at = s.n;

	while (at > 0 && ((unsigned char)s.p[at - 1] & 0xC0) == 0x80)
		at--;
	at -= at > 0;
	return dais_str_decode(s, &at);
}

static uint32_t
first_point(const struct pdf_line *l)
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

static bool
is_lower_letter(uint32_t c)
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

	if (is_centred(l) && is_centred(before))
		return false;
	if (j->lines.n >= 2)
		return by > INDENT * l->size || by < -INDENT * l->size;
	/* The second line: back to the margin, under the words behind a number, or hanging. */
	if (l->left < first->left + INDENT * l->size)
		return false;
	return l->left > first->text_left + INDENT * l->size && !is_full(j, before, l);
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

	if (ends_sentence(last_point(before)) || j->lines.n > UNFINISHED_LINES)
		return false;
	return is_lower_letter(first_point(l)) || open_brackets(j) == 1;
}

static bool
goes_over_page(const struct joining *j, const struct pdf_line *before, const struct pdf_line *l)
{
	const struct pdf_line *first = j->lines.v[0];
	float left = j->lines.n > 1 ? before->left : first->text_left;

	if (before->table || l->table || begins_with_marker(l) || ends_sentence(last_point(before)))
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

static bool
goes_on(const struct joining *j, const struct pdf_line *l)
{
	const struct pdf_line *before;

	if (!j->lines.n)
		return false;
	before = j->lines.v[j->lines.n - 1];
	if (j->doc->tagged && before->element != l->element)
		return is_number_of(j, before, l);
	if (l->element != PDF_NO_ELEMENT && j->doc->tagged)
		return before->role == l->role;
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
	if (begins_with_marker(l) &&
	    (l->n > 1 || !is_full(j, before, l) || ends_sentence(last_point(before))))
		return false;
	if (l->role == PDF_LINE_NOTE &&
	    (pdf_begins_note(l) || (pdf_begins_with_figure(l) && !is_full(j, before, l))))
		return false;
	/* The words of a cell are broken as its width bids. */
	return l->table || is_full(j, before, l) || is_unfinished(j, l);
}

/* --- words ----------------------------------------------------------------------------------- */

static bool
is_cjk(uint32_t c)
{
	return (c >= 0x2E80 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
	       (c >= 0xFE30 && c < 0xFE50) || (c >= 0xFF00 && c < 0xFFF0) || c == 0x2014 ||
	       (c >= 0x20000 && c < 0x30000);
}

static struct dais_str
last_word(struct dais_str s)
{
	size_t at = s.n;

	while (at > 0 && s.p[at - 1] != ' ')
		at--;
	return dais_str_sub(s, at, s.n);
}

static struct dais_str
first_word(struct dais_str s)
{
	size_t space = dais_str_find_char(s, ' ', 0), n = space == SIZE_MAX ? s.n : space;

	/* Without the comma or full stop behind it. */
	while (n > 0 && (s.p[n - 1] == ',' || s.p[n - 1] == '.' || s.p[n - 1] == ';' ||
			    s.p[n - 1] == ':' || s.p[n - 1] == ')'))
		n--;
	return dais_str_sub(s, 0, n);
}

static void
note_words(struct joining *j)
{
	for (size_t i = 0; i < j->doc->lines.n; i++) {
		const struct pdf_line *l = &j->doc->lines.v[i];

		for (size_t k = 0; k < l->n; k++) {
			struct dais_str rest = l->parts[k]->text, word;

			while (dais_str_next(&rest, ' ', &word))
				(void)dais_map_add(&j->words, first_word(word), 0);
		}
	}
}

static bool
is_known(const struct joining *j, struct dais_str word)
{
	return dais_map_get(&j->words, word) != DAIS_MAP_NONE;
}

/* Whether the hyphen that ends @a only divides a word whose other part begins @b: as the word, or
 * the compound, stands elsewhere in the document. */
static bool
divides_word(struct joining *j, struct dais_str a, struct dais_str b)
{
	struct dais_str head = last_word(a), tail = first_word(b),
			bare = dais_str_sub(head, 0, head.n - 1);
	size_t at = 0;

	if (bare.n < 2 || !tail.n || !is_lower_letter(dais_str_decode(tail, &at)))
		return false;
	if (is_known(j, dais_arena_concat(j->scratch, bare, tail)))
		return true;
	if (is_known(j, dais_arena_concat(j->scratch, head, tail)))
		return false;
	return !(is_known(j, bare) && is_known(j, tail));
}

/* --- writing --------------------------------------------------------------------------------- */

static void
put_words(struct joining *j, const struct pdf_line *l, const struct pdf_segment *s, size_t from,
    size_t to)
{
	unsigned before = (unsigned)dais_str_count(dais_str_sub(s->text, 0, from));

	if (to > from)
		dais_flow_put(
		    j->w, dais_str_sub(s->text, from, to), l->page, s->row, s->column + before);
}

/* A link over a line break is one. */
static bool
extends_link(struct dais_flow_writer *w, size_t begin, struct dais_str target)
{
	struct dais_flow_link *last =
	    w->block.links.n ? &w->block.links.v[w->block.links.n - 1] : NULL;

	if (!last || last->at + last->n + 1 < begin || !dais_str_eq(last->target, target))
		return false;
	last->n = w->text.n - last->at;
	return true;
}

/* The first @n bytes of the words of @s, with their links. */
static void
write_segment(struct joining *j, const struct pdf_line *l, const struct pdf_segment *s, size_t n)
{
	size_t done = 0;

	for (size_t i = 0; i <= s->links.n; i++) {
		const struct dais_flow_link *k = i < s->links.n ? &s->links.v[i] : NULL;
		size_t from = k ? k->at : n, to = k ? k->at + k->n : n, begin;

		if (from < done || to > n || from > to)
			continue;
		put_words(j, l, s, done, from);
		begin = dais_flow_at(j->w);
		put_words(j, l, s, from, to);
		if (k && !extends_link(j->w, begin, k->target))
			dais_flow_link(j->w, begin, k->target);
		done = to;
	}
}

/* Whether the line that follows joins the last word without a space, and how many bytes of the
 * last segment stay. */
static bool
joins_words(struct joining *j, const struct pdf_line *l, const struct pdf_line *next, size_t *ret_n)
{
	struct dais_str a = l->parts[l->n - 1]->text, b = next->parts[0]->text;
	uint32_t last = last_point(l), first = first_point(next);

	*ret_n = a.n;
	if (last == 0xAD) {
		*ret_n = a.n - 2;
		return true;
	}
	if (last == '-' || last == 0x2010) {
		if (a.n > 1 && a.p[a.n - 2] == ' ')
			return false;
		if (last == '-' && divides_word(j, a, b))
			*ret_n = a.n - 1;
		return true;
	}
	/* "2017–" and "2020"; a dash between words has a space before it. */
	if (last == '/' || (last == 0x2013 && a.n > 3 && a.p[a.n - 4] != ' '))
		return true;
	return is_cjk(last) && (is_cjk(first) || first == '(' || first == 0x201C);
}

static void
write_lines(struct joining *j)
{
	for (size_t i = 0; i < j->lines.n; i++) {
		const struct pdf_line *l = j->lines.v[i],
				      *next = i + 1 < j->lines.n ? j->lines.v[i + 1] : NULL;
		size_t keep = 0;
		bool joins = next && joins_words(j, l, next, &keep);

		for (size_t k = 0; k < l->n; k++) {
			bool last = k + 1 == l->n;

			write_segment(
			    j, l, l->parts[k], last && joins ? keep : l->parts[k]->text.n);
			if (!last || !joins)
				dais_flow_space(j->w);
		}
	}
}

static enum dais_flow_role
role_of(const struct joining *j, size_t bytes)
{
	const struct pdf_line *l = j->lines.v[j->lines.n - 1];
	const struct dais_pdf_element *e = j->doc->tagged && l->element != PDF_NO_ELEMENT
					       ? &j->doc->structure.elements[l->element]
					       : NULL;

	if (l->role == PDF_LINE_HEADER)
		return DAIS_FLOW_HEADER;
	if (l->role == PDF_LINE_FOOTER)
		return DAIS_FLOW_FOOTER;
	if (l->role == PDF_LINE_NOTE)
		return DAIS_FLOW_NOTE;
	if (l->table)
		return DAIS_FLOW_CELL;
	if (e && e->kind == DAIS_PDF_HEADING)
		return DAIS_FLOW_HEADING;
	return !e && l->size > HEADING_SIZE * j->doc->size && bytes < HEADING_MAX
		   ? DAIS_FLOW_HEADING
		   : DAIS_FLOW_TEXT;
}

static unsigned
level_of(const struct joining *j, enum dais_flow_role role)
{
	const struct pdf_line *l = j->lines.v[j->lines.n - 1];

	if (role != DAIS_FLOW_HEADING)
		return 0;
	if (j->doc->tagged && l->element != PDF_NO_ELEMENT)
		return j->doc->structure.elements[l->element].level;
	return l->size > 1.4f * j->doc->size ? 1 : 2;
}

static bool
all_have(const struct joining *j, unsigned flag)
{
	for (size_t i = 0; i < j->lines.n; i++) {
		if (!(j->lines.v[i]->flags & flag))
			return false;
	}
	return true;
}

/* Whether the paragraph that begins with @l is set apart from the one before it. */
static bool
is_apart(const struct joining *j, const struct pdf_line *l)
{
	const struct pdf_line *before = j->before;
	float gap = before ? l->base - before->base : 0;

	if (!before || before->page != l->page || before->table != l->table ||
	    (before->stream != l->stream && !j->doc->tagged))
		return true;
	return gap > MORE_SPACE * j->leading * l->size || gap < 0;
}

static void
end_paragraph(struct joining *j)
{
	const struct pdf_line *l;
	struct dais_flow_block *b;
	size_t bytes = 0;

	if (!j->lines.n)
		return;
	l = j->lines.v[0];
	for (size_t i = 0; i < j->lines.n; i++)
		bytes += j->lines.v[i]->parts[0]->text.n;
	b = dais_flow_begin(j->w, role_of(j, bytes));
	b->strong = all_have(j, PDF_BOLD) || l->size > HEADING_SIZE * j->doc->size;
	b->centred = is_centred(l);
	b->level = level_of(j, b->role);
	b->indent =
	    l->left - l->from > 0 && l->left - l->from < 2000 ? (unsigned)(l->left - l->from) : 0;
	b->spaced = is_apart(j, l);
	if (l->table) {
		b->table = l->table;
		b->row = l->table_row;
		b->column = l->table_column;
		b->rows = l->rows;
		b->columns = l->columns;
		b->head = l->head;
	}
	if (l->table > j->w->flow->tables)
		j->w->flow->tables = l->table;
	write_lines(j);
	(void)dais_flow_end(j->w);
	j->before = j->lines.v[j->lines.n - 1];
	j->lines.n = 0;
}

/* Furniture and notes stand between the lines of a paragraph that goes over a page: they come
 * after it. */
static void
write_role(struct joining *j, enum pdf_line_role role, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct pdf_line *l = &j->doc->lines.v[i];

		if (l->role != role)
			continue;
		if (!goes_on(j, l))
			end_paragraph(j);
		dais_vec_push(j->scratch, &j->lines, l);
	}
	end_paragraph(j);
}

static void
write_body(struct joining *j)
{
	for (size_t i = 0; i < j->doc->lines.n; i++) {
		const struct pdf_line *l = &j->doc->lines.v[i];

		if (l->role != PDF_LINE_BODY)
			continue;
		if (!goes_on(j, l))
			end_paragraph(j);
		dais_vec_push(j->scratch, &j->lines, l);
	}
	end_paragraph(j);
}

void
pdf_write_paragraphs(struct pdf_document *doc, struct dais_flow *flow)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	DAIS_FLOW_WRITER_AUTO w;
	struct joining j = { .doc = doc, .w = &w, .scratch = scratch };

	dais_flow_writer_init(&w, flow);
	dais_map_init(&j.widths, scratch);
	dais_map_init(&j.words, scratch);
	measure(&j);
	note_words(&j);
	write_role(&j, PDF_LINE_HEADER, 0, doc->lines.n);
	write_body(&j);
	write_role(&j, PDF_LINE_NOTE, 0, doc->lines.n);
	write_role(&j, PDF_LINE_FOOTER, 0, doc->lines.n);
}
