/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The segments of a page in reading order, as lines. What stands beside each other on a row is
 * one line when the first is a number of a list or a row of dots leads from one to the other;
 * else tables and columns have been sought first (regions.c), and what is left are lines of
 * their own.
 */
#include <stdlib.h>

#include "read/pdf/regions_priv.h"

/* Lines of a page that are looked at for being centred. */
#define LONE_LINES_MAX 120u
/* Points by which middles of centred lines differ at most, and their breadth at least. */
#define SAME_MIDDLE 0.8f
#define DIFFERENT_BREADTH 10.0f

/* A number is this far from its words at most, in sizes of the font. */
#define MARKER_REACH 7.0f
/* Words that a tab divides on one line. */
#define TAB_REACH 2.5f
#define SPACE_REACH 1.2f
/* Characters (spaces) between two parts of what is drawn at once. */
#define DRAWN_AT_ONCE 3u
#define MARKER_POINTS_MAX 9u
#define LABEL_LETTERS_MAX 10u
/* How far what stands at the edge of a page is from its text, in sizes. */
#define APART 1.7f
/* Where the right half of a page begins, as a share of the breadth between its margins. */
#define RIGHT_HALF 0.45f

static bool
is_bullet(uint32_t c)
{
	return c == 0x2022 || c == 0x2013 || c == 0x2014 || c == '-' || c == 0xB7 || c == 0x25CF ||
	       c == 0x25AA || c == 0x25A0 || c == 0x2192 || c == '*' || c == 0xF0B7 ||
	       c == 0x30FB || c == 0xF0A7 || c == 0x2010 || c == 0x2212;
}

static bool
ends_marker(uint32_t c)
{
	return c == '.' || c == ')' || c == 0x3001 || c == 0xFF0E || c == 0xFF09 || c == 0xFF0C ||
	       c == '-' || c == 0x2013 || c == 0x2010 || c == ']' || c == 0x2011 || c == 0xBA ||
	       c == 0xB0;
}

/* "Point 3 –", "Item 2:": a word, a number, and what closes it. */
static bool
is_labelled_number(struct dais_str text)
{
	size_t at = 0, letters = 0, digits = 0;
	uint32_t c = 0;

	while (at < text.n && ((c = dais_str_decode(text, &at)) > 0x40) && c < 0x2000)
		letters++;
	if (letters < 2 || letters > LABEL_LETTERS_MAX || c != ' ')
		return false;
	while (at < text.n && (c = dais_str_decode(text, &at)) >= '0' && c <= '9')
		digits++;
	if (c == ' ' && at < text.n)
		c = dais_str_decode(text, &at);
	return digits > 0 && digits <= 3 && at == text.n && (ends_marker(c) || c == ':');
}

/* "4.1", "4-1": the number of a part; "10.00" is an hour. */
static bool
is_decimal(struct dais_str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n > 0 && n <= 2 && n + 2 == s.n && (s.p[n] == '.' || s.p[n] == '-') &&
	       s.p[n + 1] >= '1' && s.p[n + 1] <= '9';
}

bool
pdf_is_marker(struct dais_str text)
{
	size_t at = 0, points = 0;
	uint32_t c = 0, first = 0;

	for (; at < text.n; points++) {
		c = dais_str_decode(text, &at);
		first = points ? first : c;
		if (c == ' ' && points > 1)
			return is_labelled_number(text);
		if (c == '/')
			return false;
	}
	if (points == 0 || points > MARKER_POINTS_MAX)
		return false;
	if (is_decimal(text))
		return true;
	if (points == 1 && is_bullet(first))
		return true;
	return points > 1 && ends_marker(c);
}

bool
pdf_is_bare_number(struct dais_str text)
{
	size_t n = 0;

	while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
		n++;
	return n > 0 && n == text.n && n <= 3;
}

/* Whether @s is what stands before the words of an entry of a list. */
static bool
is_number(const struct pdf_segment *s)
{
	return pdf_is_marker(s->text) || pdf_is_bare_number(s->text);
}

/* A row of dots: "....", ". . . .", "……". */
static bool
has_leader(struct dais_str text)
{
	size_t dots = 0;

	for (size_t at = 0; at < text.n;) {
		uint32_t c = dais_str_decode(text, &at);

		if (c == '.')
			dots++;
		else if (c == 0x2026)
			dots += 3;
		else if (c != ' ')
			dots = 0;
		if (dots >= 5)
			return true;
	}
	return false;
}

static bool
continues_row(
    const struct pdf_segment *first, const struct pdf_segment *a, const struct pdf_segment *b)
{
	float gap = b->left - a->right;

	if ((a->flags & PDF_TURNED) != (b->flags & PDF_TURNED))
		return false;
	if (has_leader(a->text) || has_leader(b->text) || (first != a && has_leader(first->text)))
		return true;
	if (pdf_is_marker(a->text))
		return gap < MARKER_REACH * b->size;
	/* Numbers of headings stand so, too. */
	if ((b->flags & PDF_AT_STOP) && (a != first || a->text.n > MARKER_POINTS_MAX))
		return false;
	/* What is drawn at once; elsewhere a gap that wide is that of columns. */
	return gap <
		   (b->order - a->order_end <= DRAWN_AT_ONCE ? TAB_REACH : SPACE_REACH) * b->size &&
	       a->order < b->order && !(a->flags & PDF_BOLD) == !(b->flags & PDF_BOLD);
}

struct pdf_line *
pdf_add_line(struct pdf_document *doc, const struct pdf_page *page,
    const struct pdf_segment *const *parts, size_t n)
{
	struct pdf_line *l = dais_vec_add(doc->arena, &doc->lines);

	*l = (struct pdf_line){ .parts = parts,
		.n = n,
		.page = page->number,
		.row = parts[0]->row,
		.left = parts[0]->left,
		.flags = PDF_BOLD | PDF_ITALIC | PDF_ARTIFACT,
		.base = parts[0]->base,
		.rows = 1,
		.columns = 1,
		.element = PDF_NO_ELEMENT };
	l->text_left = n > 1 && is_number(parts[0]) ? parts[1]->left : parts[0]->left;
	/* A raised mark that a tab divides from its words. */
	if (n > 1 && parts[0]->size < 0.85f * parts[1]->size && parts[0]->base < parts[1]->base)
		l->flags |= PDF_RAISED;
	for (size_t i = 0; i < n; i++) {
		const struct pdf_segment *s = parts[i];

		l->right = s->right > l->right ? s->right : l->right;
		if (s->size > l->size) {
			l->size = s->size;
			l->base = s->base;
		}
		/* The number of a bold heading may be light, and the other way round. */
		if (i + 1 == n || !pdf_is_marker(s->text))
			l->flags &= s->flags | ~(unsigned)(PDF_BOLD | PDF_ITALIC | PDF_ARTIFACT);
		l->flags |= s->flags & (PDF_TURNED | (i == 0 ? PDF_RAISED : 0u));
		l->flags |= has_leader(s->text) ? PDF_LEADER : 0u;
	}
	return l;
}

bool
pdf_is_behind_tab(const struct pdf_line *l, size_t k)
{
	const struct pdf_segment *a = l->parts[k - 1], *b = l->parts[k];

	return (pdf_is_marker(a->text) && !(a->flags & PDF_RAISED)) ||
	       !continues_row(l->parts[0], a, b);
}

/* Whether @s stands on the first or the last row of its page, apart from the others. */
static bool
is_outermost(const struct pdf_page *page, const struct pdf_segment *s)
{
	const struct pdf_segment *v = page->segments.v;
	size_t first = 0, last = page->segments.n - 1;

	if (s->row == v[0].row) {
		while (first <= last && v[first].row == s->row)
			first++;
		return first > last || v[first].base - s->base > APART * s->size;
	}
	if (s->row != v[last].row)
		return false;
	while (v[last].row == s->row)
		last--;
	return s->base - v[last].base > APART * s->size;
}

/* Whether @s is figures alone at the edge of its page: its number. */
static bool
is_number_of_page(const struct pdf_page *page, const struct pdf_segment *s)
{
	unsigned digits = 0;

	if (!is_outermost(page, s))
		return false;
	for (size_t at = 0; at < s->text.n;) {
		uint32_t c = dais_str_decode(s->text, &at);

		if ((c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669))
			digits++;
		else if (c != '/' && c != '-' && c != ' ' && c != 0x2013)
			return false;
	}
	return digits > 0;
}

/* Whether @a and @b, which no row of words joins, stand on one line in columns. */
static bool
is_beside(const struct pdf_page *page, const struct pdf_segment *a, const struct pdf_segment *b)
{
	return ((a->flags ^ b->flags) & (PDF_TURNED | PDF_ARTIFACT)) == 0 &&
	       !(a->flags & PDF_TURNED) && !is_number_of_page(page, a) &&
	       !is_number_of_page(page, b);
}

bool
pdf_is_in_right_half(const struct pdf_page *page, float left)
{
	float margin = pdf_right_margin(page), from = page->width - margin;

	return left >= from + RIGHT_HALF * (margin - from);
}

/* Whether the @n segments of a row are words on the left and others in the right half of the page,
 * as in a letterhead: each is a line of its own. */
static bool
are_halves(const struct pdf_page *page, const struct pdf_segment *const *v, size_t n)
{
	return n == 2 && !is_number(v[0]) && pdf_is_in_right_half(page, v[1]->left);
}

void
pdf_add_rows(struct pdf_document *doc, const struct pdf_page *page,
    const struct pdf_segment *const *v, size_t n, float from, float to, bool whole)
{
	unsigned stream = ++doc->streams;

	for (size_t i = 0, end, row = 0; i < n; i = end) {
		struct pdf_line *l;
		bool tabs = false, halves;

		for (row = row > i ? row : i; row < n && v[row]->row == v[i]->row;)
			row++;
		halves = are_halves(page, v + i, row - i);
		for (end = i + 1; end < row; end++) {
			bool beside = !continues_row(v[i], v[end - 1], v[end]);

			if (beside && (halves || !whole || !is_beside(page, v[end - 1], v[end])))
				break;
			tabs |= beside && !(end == i + 1 && is_number(v[i]));
		}
		l = pdf_add_line(doc, page, v + i, end - i);
		l->stream = stream;
		l->from = from;
		l->to = to;
		l->flags |= tabs ? PDF_TABS : 0u;
	}
}

/* A line alone on its row. */
struct lone_line {
	float middle, breadth;
};

static int
by_middle(const void *a, const void *b)
{
	const struct lone_line *x = a, *y = b;

	return (x->middle > y->middle) - (x->middle < y->middle);
}

/* The lines alone on their rows that are set in from @from, by their middles; their number. */
static size_t
find_lone_lines(const struct pdf_page *page, float from, struct lone_line v[LONE_LINES_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < page->segments.n && n < LONE_LINES_MAX; i++) {
		const struct pdf_segment *s = &page->segments.v[i];
		bool alone = (i == 0 || s[-1].row != s->row) &&
			     (i + 1 == page->segments.n || s[1].row != s->row);

		if (alone && !(s->flags & (PDF_TURNED | PDF_ARTIFACT)) &&
		    s->left > from + 2 * s->size)
			v[n++] = (struct lone_line){ (s->left + s->right) / 2, s->right - s->left };
	}
	qsort(v, n, sizeof(*v), by_middle);
	return n;
}

/* Where text that begins at @from would end for lines of different breadth with one middle to be
 * centred, most of them at one place; 0: there are none such. No ragged line need reach it. */
static float
edge_by_centred(const struct pdf_page *page, float from)
{
	struct lone_line v[LONE_LINES_MAX];
	size_t n = find_lone_lines(page, from, v), most = 1;
	float edge = 0;

	for (size_t i = 0, end; i < n; i = end) {
		float narrow = v[i].breadth, wide = v[i].breadth;

		for (end = i + 1; end < n && v[end].middle - v[i].middle < SAME_MIDDLE; end++) {
			narrow = v[end].breadth < narrow ? v[end].breadth : narrow;
			wide = v[end].breadth > wide ? v[end].breadth : wide;
		}
		if (end - i <= most || wide - narrow < DIFFERENT_BREADTH)
			continue;
		most = end - i;
		edge = v[i].middle + v[end - 1].middle - from;
	}
	return edge;
}

void
pdf_text_edges(const struct pdf_page *page, float *ret_from, float *ret_to)
{
	float centred;

	const struct pdf_segment *widest = NULL;

	for (size_t i = 0; i < page->segments.n; i++) {
		const struct pdf_segment *s = &page->segments.v[i];

		if (!(s->flags & (PDF_TURNED | PDF_ARTIFACT)) &&
		    (!widest || s->right - s->left > widest->right - widest->left))
			widest = s;
	}
	*ret_from = widest ? widest->left : 0;
	*ret_to = widest ? widest->right : page->width;
	centred = edge_by_centred(page, *ret_from);
	if (centred > *ret_to && centred <= page->width)
		*ret_to = centred;
}

float
pdf_right_margin(const struct pdf_page *page)
{
	float left = page->width;

	for (size_t i = 0; i < page->segments.n; i++) {
		const struct pdf_segment *s = &page->segments.v[i];

		if (!(s->flags & (PDF_TURNED | PDF_ARTIFACT)) && s->left < left)
			left = s->left;
	}
	return left > 0 ? page->width - left : page->width;
}

void
pdf_count_parts(const struct pdf_page *page, struct text_row *r)
{
	const struct pdf_segment *v = page->segments.v;

	r->parts = 1;
	for (size_t i = r->from + 1, first = r->from; i < r->to; i++) {
		if (continues_row(&v[first], &v[i - 1], &v[i]))
			continue;
		first = i;
		r->parts++;
	}
}

/* The lines of the rows @from to @to, which are in no table and no column. */
static void
add_plain(struct pdf_document *doc, const struct page_rows *p, size_t from, size_t to, float left,
    float right)
{
	const struct pdf_segment **v;
	size_t n = 0, first, end, line = doc->lines.n;
	float margin = pdf_right_margin(p->page);

	if (from == to)
		return;
	first = p->rows.v[from].from;
	end = p->rows.v[to - 1].to;
	v = DAIS_NEW_N(doc->arena, end - first, const struct pdf_segment *);
	for (size_t i = first; i < end; i++)
		v[n++] = &p->page->segments.v[i];
	pdf_add_rows(doc, p->page, v, n, left, right, true);
	for (; line < doc->lines.n; line++)
		doc->lines.v[line].margin = margin;
}

static void
order_page(struct pdf_document *doc, const struct pdf_page *page)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct page_rows p = { .scratch = scratch, .page = page };
	float left, right;
	size_t at = 0;

	pdf_text_edges(page, &left, &right);
	pdf_find_regions(&p);
	for (size_t i = 0; i < p.regions.n; i++) {
		const struct region *g = &p.regions.v[i];

		add_plain(doc, &p, at, g->from, left, right);
		if (g->columns)
			pdf_add_columns(doc, &p, g);
		else
			pdf_add_table(doc, &p, g);
		at = g->to;
	}
	add_plain(doc, &p, at, p.rows.n, left, right);
}

void
pdf_order(struct pdf_document *doc)
{
	doc->tagged = pdf_is_structure_sound(doc);
	if (doc->tagged)
		pdf_order_by_structure(doc);
	for (size_t i = 0; i < doc->pages.n && !doc->tagged; i++)
		order_page(doc, &doc->pages.v[i]);
	doc->size = pdf_text_size(doc);
}
