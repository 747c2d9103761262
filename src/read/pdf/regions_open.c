/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables and columns without rules: rows of which the same strips stay empty.
 */
#include "read/pdf/regions_priv.h"

#define ROW_REACH 2.6f      /* rows of a region without rules, in sizes */
#define CELL_REACH 1.9f     /* the next line of one cell, in sizes */
#define FAR_REACH 5.5f      /* rows that begin where the columns above them begin, in sizes */
#define SAME_EDGE 2.0f      /* points */
#define RARE_ROWS 3u        /* more are the text of a column of few cells */
#define COLUMN_ROWS 4u      /* of columns of text that are drawn one after the other */
#define FILLED_ROWS 8u      /* of columns of text that are drawn line by line */
#define FILLED_SHARE 0.72f
#define BESIDE_ROWS 2u      /* with words in two columns, at least */
#define PARTS_RARE 8u       /* rows of a table for one with words beside each other */
#define REGION_ROWS_MAX 300u

static bool
are_near(float a, float b)
{
	return a < b + SAME_EDGE && a > b - SAME_EDGE;
}

static bool
keeps_a_column(const struct region *g, const struct pdf_segment *s)
{
	for (size_t c = 0; c < g->cores.n; c++) {
		if (are_near(s->left, g->cores.v[c].from) || are_near(s->right, g->cores.v[c].to))
			return true;
	}
	return false;
}

/* How many parts of row @r begin, or end, where columns of the region above do; 0 unless the first
 * does. Two are a row of the same table, though it stands off, or its words stand close. */
static unsigned
kept_columns(const struct page_rows *p, const struct region *g, size_t r)
{
	const struct text_row *row = &p->rows.v[r];
	unsigned kept = 0;

	for (size_t i = row->from; i < row->to && g->cores.n > 1; i++) {
		if (keeps_a_column(g, &p->page->segments.v[i]))
			kept++;
		else if (i == row->from)
			return 0;
	}
	return kept;
}

/* Row @r, of which @kept parts keep to columns, is one of the region: they are parts of it, though
 * they stand close. */
static void
take_row(struct page_rows *p, struct region *g, size_t r, unsigned kept)
{
	if (kept > p->rows.v[r].parts)
		p->rows.v[r].parts = kept;
	g->to = r + 1;
}

/* Whether row @r is one line that begins where a column behind the first begins. */
static bool
is_in_column(const struct page_rows *p, const struct region *g, size_t r)
{
	float left = p->page->segments.v[p->rows.v[r].from].left;

	for (size_t c = 1; c < g->cores.n && p->rows.v[r].parts == 1; c++) {
		if (are_near(left, g->cores.v[c].from))
			return true;
	}
	return false;
}

/* Whether row @r may belong to the region above it: near enough, and its words leave two strips
 * at least. */
static bool
joins_region(struct page_rows *p, struct region *g, size_t r)
{
	const struct text_row *row = &p->rows.v[r], *above = &p->rows.v[r - 1];
	unsigned parts = row->parts, kept = kept_columns(p, g, r);
	float reach = kept > 1                                  ? FAR_REACH
		      : row->parts > 1 || is_in_column(p, g, r) ? ROW_REACH
								: CELL_REACH;

	if (g->to - g->from >= REGION_ROWS_MAX || row->turned || pdf_is_taken(p, r) ||
	    row->base - above->base > reach * row->size + 1)
		return false;
	take_row(p, g, r, kept);
	pdf_find_cores(p, g, 0);
	if (g->cores.n >= 2)
		return true;
	p->rows.v[r].parts = parts;
	g->to = r;
	pdf_find_cores(p, g, 0);
	return false;
}

/* Whether row @r reaches over the columns of the region above it, which goes on behind it: a day
 * over the hours below it. */
static bool
is_over_columns(struct page_rows *p, struct region *g, size_t r)
{
	const struct text_row *row = &p->rows.v[r], *next = row + 1;
	const struct pdf_segment *s = &p->page->segments.v[row->from];
	size_t columns = g->cores.n;
	unsigned kept, parts;
	bool goes_on;
	float reach;

	if (row->parts != 1 || r + 1 >= p->rows.n || pdf_is_taken(p, r) || pdf_is_taken(p, r + 1))
		return false;
	kept = kept_columns(p, g, r + 1);
	parts = next->parts;
	if (parts < 2 && kept < 2)
		return false;
	reach = (kept > 1 ? FAR_REACH : ROW_REACH) * row->size;
	if ((kept < 2 && (columns < 3 || g->to - g->from < 2)) || next->base - row->base > reach ||
	    row->base - row[-1].base > reach || s->left < g->cores.v[0].from - PDF_GUTTER ||
	    s->right > g->cores.v[columns - 1].to)
		return false;
	p->rows.v[r].over = true;
	take_row(p, g, r + 1, kept);
	pdf_find_cores(p, g, 0);
	goes_on = g->cores.n >= columns;
	if (!goes_on) {
		p->rows.v[r].over = false;
		p->rows.v[r + 1].parts = parts;
		g->to = r;
		pdf_find_cores(p, g, 0);
	}
	return goes_on;
}

/* How much of the columns the lines fill, and whether each is drawn before the next. */
static void
measure_columns(const struct page_rows *p, struct region *g, float *ret_filled, bool *ret_in_turn)
{
	uint32_t first[64], last[64];
	float width = 0, room = 0;
	size_t n = g->cores.n < 64 ? g->cores.n : 64;

	*ret_in_turn = g->cores.n <= 4;
	for (size_t c = 0; c < n; c++) {
		first[c] = UINT32_MAX;
		last[c] = 0;
	}
	for (size_t i = p->rows.v[g->from].from; i < p->rows.v[g->to - 1].to; i++) {
		const struct pdf_segment *s = &p->page->segments.v[i];
		unsigned c = 0, to = 0;

		pdf_columns_of(g, s->left, s->right, &c, &to);
		if (c >= n)
			continue;
		first[c] = s->order < first[c] ? s->order : first[c];
		last[c] = s->order > last[c] ? s->order : last[c];
		width += s->right - s->left;
		room += g->cores.v[c].to - g->cores.v[c].from;
	}
	for (size_t c = 0; c + 1 < n; c++)
		*ret_in_turn &= last[c] < first[c + 1];
	*ret_filled = room > 0 ? width / room : 0;
}

static bool
are_alike(const struct region *g)
{
	float least = 1e9f, most = 0;

	for (size_t c = 0; c < g->cores.n; c++) {
		float w = g->cores.v[c].to - g->cores.v[c].from;

		least = w < least ? w : least;
		most = w > most ? w : most;
	}
	return least > 0.6f * most;
}

/* One of the columns may begin higher than the others. */
static void
extend_upward(const struct page_rows *p, struct region *g)
{
	while (g->from > 0 && !pdf_is_taken(p, g->from - 1) && !p->rows.v[g->from - 1].turned &&
	       p->rows.v[g->from].base - p->rows.v[g->from - 1].base <
		   CELL_REACH * p->rows.v[g->from].size) {
		size_t columns = g->cores.n;

		g->from--;
		pdf_find_cores(p, g, 0);
		if (g->cores.n == columns)
			continue;
		g->from++;
		pdf_find_cores(p, g, 0);
		return;
	}
}

/* The first column may go on below the others: what is drawn before them, no broader than it. */
static void
extend_downward(const struct page_rows *p, struct region *g)
{
	const struct pdf_segment *v = p->page->segments.v;
	uint32_t next = UINT32_MAX;

	for (size_t i = p->rows.v[g->from].from; i < p->rows.v[g->to - 1].to; i++) {
		if (v[i].left > g->cores.v[0].to && v[i].order < next)
			next = v[i].order;
	}
	while (g->to < p->rows.n && !pdf_is_taken(p, g->to) && !p->rows.v[g->to].turned) {
		const struct text_row *row = &p->rows.v[g->to];

		for (size_t i = row->from; i < row->to; i++) {
			if (v[i].order > next || v[i].right > g->cores.v[1].from)
				return;
		}
		if (row->base - row[-1].base > FAR_REACH * row->size)
			return;
		g->to++;
	}
}

/* Whether words stand in both of two strips in some rows. */
static bool
are_beside(
    const struct page_rows *p, const struct region *g, const struct strip *a, const struct strip *b)
{
	size_t n = 0;

	for (size_t r = g->from; r < g->to; r++) {
		bool in_a = false, in_b = false;

		for (size_t i = p->rows.v[r].from; i < p->rows.v[r].to; i++) {
			const struct pdf_segment *s = &p->page->segments.v[i];

			in_a |= s->right < b->from && s->right > a->from;
			in_b |= s->left > a->to && s->left < b->to;
		}
		n += in_a && in_b;
	}
	return n >= BESIDE_ROWS;
}

/* The heads of a table reach over several columns, and hide what divides those. A long cell over a
 * short one does not divide: its column has words beside each other in hardly any row. */
static void
part_columns(const struct page_rows *p, struct region *g)
{
	struct region parted = { .from = g->from, .to = g->to };
	float few = (RARE_ROWS + 0.5f) / (float)(g->to - g->from);
	size_t kept = 0;

	pdf_find_cores(p, &parted, few < PDF_RARE_SHARE ? few : PDF_RARE_SHARE);
	for (size_t c = 0; c < parted.cores.n; c++) {
		struct strip *last = kept ? &parted.cores.v[kept - 1] : NULL,
			     next = parted.cores.v[c];

		if (last && !are_beside(p, g, last, &next))
			last->to = next.to;
		else
			parted.cores.v[kept++] = next;
	}
	parted.cores.n = kept;
	if (parted.cores.n > g->cores.n)
		g->cores =
		    (__typeof__(g->cores)){ parted.cores.v, parted.cores.n, parted.cores.cap };
}

/* Whether the first two columns of @g are one, of numbers, some of which are set in: no row has
 * words in both. */
static bool
are_numbers_set_in(const struct page_rows *p, const struct region *g)
{
	for (size_t r = g->from; r < g->to; r++) {
		const struct text_row *row = &p->rows.v[r];
		const struct pdf_segment *v = p->page->segments.v;
		size_t at = row->over ? row->to : row->from;

		for (unsigned from = 0, to = 0; at < row->to; at++) {
			pdf_columns_of(g, v[at].left, v[at].right, &from, &to);
			if (from > 1)
				break;
			if (at > row->from || to > 1 || !pdf_is_row_number(v[at].text))
				return false;
		}
	}
	return true;
}

static void
join_numbers(const struct page_rows *p, struct region *g)
{
	while (g->cores.n > 2 && are_numbers_set_in(p, g)) {
		g->cores.v[1].from = g->cores.v[0].from;
		memmove(g->cores.v, g->cores.v + 1, (g->cores.n - 1) * sizeof(*g->cores.v));
		g->cores.n--;
	}
}

/* Whether the first of two columns holds nothing but the numbers of a list. */
static bool
is_list(const struct page_rows *p, const struct region *g)
{
	size_t numbers = 0;

	for (size_t r = g->from; r < g->to && g->cores.n == 2; r++) {
		const struct text_row *row = &p->rows.v[r];
		const struct pdf_segment *first = &p->page->segments.v[row->from];
		unsigned from = 1, to = 0;

		if (!row->over)
			pdf_columns_of(g, first->left, first->right, &from, &to);
		if (from == 0 && !pdf_is_row_number(first->text))
			return false;
		numbers += from == 0;
	}
	return numbers > 1;
}

/* The day over the first rows of a table stands like those within it. */
static void
take_first_over(struct page_rows *p, struct region *g)
{
	const struct pdf_segment *v = p->page->segments.v;
	struct text_row *above;

	if (g->from == 0 || pdf_is_taken(p, g->from - 1))
		return;
	above = &p->rows.v[g->from - 1];
	for (size_t r = g->from; r < g->to && above->parts == 1 && !above->turned; r++) {
		const struct text_row *row = &p->rows.v[r];

		if (!row->over)
			continue;
		if (are_near(v[row->from].left, v[above->from].left) && row->size == above->size &&
		    ((v[row->from].flags ^ v[above->from].flags) & PDF_BOLD) == 0 &&
		    p->rows.v[g->from].base - above->base < FAR_REACH * above->size) {
			above->over = true;
			g->from--;
		}
		return;
	}
}

/* Heads may stand so close that they look like one line: each is over a column of its own. */
static void
take_heads(struct page_rows *p, struct region *g)
{
	struct text_row *above;
	unsigned next = 0, n = 0;

	if (g->from == 0 || pdf_is_taken(p, g->from - 1))
		return;
	above = &p->rows.v[g->from - 1];
	if (above->turned || above->to - above->from < 2 ||
	    p->rows.v[g->from].base - above->base > ROW_REACH * above->size)
		return;
	for (size_t i = above->from; i < above->to; i++, n++) {
		unsigned from = 0, to = 0;

		pdf_columns_of(
		    g, p->page->segments.v[i].left, p->page->segments.v[i].right, &from, &to);
		if (from != to || from < next || pdf_is_marker(p->page->segments.v[i].text))
			return;
		next = from + 1;
	}
	above->parts = n;
	g->from--;
}

static bool
has_row_over(const struct page_rows *p, const struct region *g)
{
	for (size_t r = g->from; r < g->to; r++) {
		if (p->rows.v[r].over)
			return true;
	}
	return false;
}

/* Leaves of a region whose first row alone has words beside each other the rows that are drawn
 * before the last column: the cells of one row of a table, as in a letterhead. Whether there are
 * any. */
static bool
is_one_row(const struct page_rows *p, struct region *g)
{
	const struct text_row *row = &p->rows.v[g->from];
	uint32_t last = p->page->segments.v[row->to - 1].order;
	size_t to = g->from + 1;

	if (row->to - row->from != 2)
		return false;
	while (to < g->to && p->page->segments.v[p->rows.v[to].from].order < last)
		to++;
	if (to == g->from + 1)
		return false;
	g->to = to;
	pdf_find_cores(p, g, 0);
	return true;
}

static void
judge_region(struct page_rows *p, struct region *g)
{
	size_t rows = g->to - g->from, many;
	float filled;
	bool in_turn;

	while (g->to > g->from && p->rows.v[g->to - 1].parts < 2 && !g->cores.n)
		g->to--;
	pdf_find_cores(p, g, 0);
	many = pdf_rows_with_parts(p, g->from, g->to);
	if (g->cores.n < 2 || (many < 2 && !is_one_row(p, g)))
		return;
	measure_columns(p, g, &filled, &in_turn);
	g->columns =
	    !has_row_over(p, g) &&
	    ((in_turn && rows >= COLUMN_ROWS) ||
		(rows >= FILLED_ROWS && g->cores.n <= 3 && filled > FILLED_SHARE && are_alike(g)));
	if (!g->columns && many > 1 && many * PARTS_RARE < rows)
		return;
	if (g->columns) {
		extend_upward(p, g);
		if (in_turn)
			extend_downward(p, g);
	} else {
		part_columns(p, g);
		if (!has_row_over(p, g) && pdf_are_tabbed_lines(p, g, many))
			return;
		pdf_mark_over(p, g);
		take_first_over(p, g);
		take_heads(p, g);
		join_numbers(p, g);
		if (is_list(p, g)) {
			for (size_t r = g->from; r < g->to; r++)
				p->rows.v[r].over = false;
			return;
		}
	}
	pdf_bound_region(p, g);
	dais_vec_push(p->scratch, &p->regions, *g);
}

void
pdf_find_unruled(struct page_rows *p)
{
	for (size_t r = 0; r < p->rows.n;) {
		struct region g = { .from = r, .to = r + 1 };

		if (p->rows.v[r].parts < 2 || p->rows.v[r].turned || pdf_is_taken(p, r)) {
			r++;
			continue;
		}
		pdf_find_cores(p, &g, 0);
		for (r++; r < p->rows.n; r++) {
			if (!joins_region(p, &g, r) && !is_over_columns(p, &g, r))
				break;
			r = g.to - 1;
		}
		judge_region(p, &g);
	}
}
