/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables and columns without rules: rows of which the same strips stay empty.
 */
#include "read/pdf/regions_priv.h"

#define ROW_REACH 2.6f      /* rows of a region without rules, in sizes */
#define CELL_REACH 1.9f     /* the next line of one cell, in sizes */
#define RARE_ROWS 3u        /* more are the text of a column of few cells */
#define COLUMN_ROWS 4u      /* of columns of text that are drawn one after the other */
#define FILLED_ROWS 8u      /* of columns of text that are drawn line by line */
#define FILLED_SHARE 0.72f
#define PARTS_RARE 8u       /* rows of a table for one with words beside each other */
#define REGION_ROWS_MAX 300u

/* Whether row @r may belong to the region above it: near enough, and its words leave two strips
 * at least. */
static bool
joins_region(const struct page_rows *p, struct region *g, size_t r)
{
	const struct text_row *row = &p->rows.v[r], *above = &p->rows.v[r - 1];
	float reach = row->parts > 1 ? ROW_REACH : CELL_REACH;

	if (g->to - g->from >= REGION_ROWS_MAX || row->turned || pdf_is_taken(p, r) ||
	    row->base - above->base > reach * row->size + 1)
		return false;
	g->to = r + 1;
	pdf_find_cores(p, g, 0);
	if (g->cores.n >= 2)
		return true;
	g->to = r;
	pdf_find_cores(p, g, 0);
	return false;
}

/* Whether row @r reaches over the columns of the region above it, which goes on behind it: a day
 * over the hours below it. */
static bool
is_over_columns(const struct page_rows *p, struct region *g, size_t r)
{
	const struct text_row *row = &p->rows.v[r];
	const struct pdf_segment *s = &p->page->segments.v[row->from];
	size_t columns = g->cores.n;
	bool goes_on;

	if (row->parts != 1 || r + 1 >= p->rows.n || g->to - g->from < 2 ||
	    p->rows.v[r + 1].parts < 2 || pdf_is_taken(p, r + 1) || columns < 3 ||
	    p->rows.v[r + 1].base - row->base > ROW_REACH * row->size ||
	    row->base - p->rows.v[r - 1].base > ROW_REACH * row->size ||
	    s->left < g->cores.v[0].from - PDF_GUTTER || s->right > g->cores.v[columns - 1].to)
		return false;
	p->rows.v[r].over = true;
	g->to = r + 2;
	pdf_find_cores(p, g, 0);
	goes_on = g->cores.n >= columns;
	if (!goes_on) {
		p->rows.v[r].over = false;
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

/* The heads of a table reach over several columns, and hide what divides those. */
static void
part_columns(const struct page_rows *p, struct region *g)
{
	struct region parted = { .from = g->from, .to = g->to };
	float few = (RARE_ROWS + 0.5f) / (float)(g->to - g->from);

	pdf_find_cores(p, &parted, few < PDF_RARE_SHARE ? few : PDF_RARE_SHARE);
	if (parted.cores.n > g->cores.n)
		g->cores =
		    (__typeof__(g->cores)){ parted.cores.v, parted.cores.n, parted.cores.cap };
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
	if (many < 2 || g->cores.n < 2)
		return;
	measure_columns(p, g, &filled, &in_turn);
	g->columns = (in_turn && rows >= COLUMN_ROWS) || (rows >= FILLED_ROWS && g->cores.n <= 3 &&
							     filled > FILLED_SHARE && are_alike(g));
	if (!g->columns && many * PARTS_RARE < rows)
		return;
	if (g->columns) {
		extend_upward(p, g);
	} else {
		part_columns(p, g);
		pdf_mark_over(p, g);
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
		for (r++; r < p->rows.n; r++) {
			if (!joins_region(p, &g, r) && !is_over_columns(p, &g, r))
				break;
			r = g.to - 1;
		}
		judge_region(p, &g);
	}
}
