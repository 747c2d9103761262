/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Where on a page words stand beside each other for another reason than a number or a tab: tables
 * and columns. Rules that cross divide the cells of a table; rules that lie under one another bound
 * one; without rules, rows of which the same strips stay empty do. Columns of text are drawn one
 * after the other, the cells of a table row by row; that tells them apart when nothing else does.
 */
#include "read/pdf/grid_priv.h"

#define BINS 2048u
/* More than any page of text has; on others no tables are sought, to keep the cost linear. */
#define ROWS_MAX 4000u

/* --- rows ------------------------------------------------------------------------------------ */

static void
find_rows(struct page_rows *p)
{
	const struct pdf_page *page = p->page;

	for (size_t i = 0, end; i < page->segments.n; i = end) {
		struct text_row *r = dais_vec_add(p->scratch, &p->rows);

		*r = (struct text_row){ .from = i };
		for (end = i;
		    end < page->segments.n && page->segments.v[end].row == page->segments.v[i].row;
		    end++) {
			const struct pdf_segment *s = &page->segments.v[end];

			if (s->size > r->size) {
				r->size = s->size;
				r->base = s->base;
			}
			r->turned |= (s->flags & PDF_TURNED) != 0;
		}
		r->to = end;
		pdf_count_parts(page, r);
	}
}

bool
pdf_is_taken(const struct page_rows *p, size_t row)
{
	for (size_t i = 0; i < p->regions.n; i++) {
		if (row >= p->regions.v[i].from && row < p->regions.v[i].to)
			return true;
	}
	return false;
}

/* --- columns --------------------------------------------------------------------------------- */

/* The strips that text covers in more than a few of the rows @from to @to. */
void
pdf_find_cores(const struct page_rows *p, struct region *g, float rare)
{
	unsigned covered[BINS] = { 0 };
	size_t limit = (size_t)(rare * (float)(g->to - g->from));
	struct strip *core = NULL;

	for (size_t r = g->from; r < g->to; r++) {
		if (p->rows.v[r].over)
			continue;
		for (size_t i = p->rows.v[r].from; i < p->rows.v[r].to; i++) {
			const struct pdf_segment *s = &p->page->segments.v[i];
			size_t a = s->left > 0 ? (size_t)s->left : 0;
			size_t b = s->right > 0 ? (size_t)s->right : 0;

			for (size_t x = a; x <= b && x < BINS; x++)
				covered[x]++;
		}
	}
	g->cores.n = 0;
	for (size_t x = 0; x < BINS; x++) {
		if (covered[x] <= limit)
			continue;
		if (core && (float)x - core->to < PDF_GUTTER) {
			core->to = (float)x + 1;
			continue;
		}
		core = dais_vec_add(p->scratch, &g->cores);
		*core = (struct strip){ (float)x, (float)x + 1 };
	}
}

void
pdf_columns_of(
    const struct region *g, float left, float right, unsigned *ret_from, unsigned *ret_to)
{
	unsigned from = UINT32_MAX, to = 0;
	float nearest = 1e9f;

	for (unsigned c = 0; c < g->cores.n; c++) {
		const struct strip *k = &g->cores.v[c];

		if (right > k->from + 1.5f && left < k->to - 1.5f) {
			from = from == UINT32_MAX ? c : from;
			to = c;
		}
	}
	for (unsigned c = 0; from == UINT32_MAX && c < g->cores.n; c++) {
		float away =
		    left > g->cores.v[c].to ? left - g->cores.v[c].to : g->cores.v[c].from - right;

		if (away < nearest) {
			nearest = away;
			*ret_from = *ret_to = c;
		}
	}
	if (from != UINT32_MAX) {
		*ret_from = from;
		*ret_to = to;
	}
}

/* A row of one part that crosses what divides the columns is a day or a heading over them. */
void
pdf_mark_over(struct page_rows *p, const struct region *g)
{
	for (size_t r = g->from; r < g->to; r++) {
		struct text_row *row = &p->rows.v[r];
		const struct pdf_segment *first = &p->page->segments.v[row->from];
		unsigned from = 0, to = 0;

		pdf_columns_of(g, first->left, p->page->segments.v[row->to - 1].right, &from, &to);
		row->over |= row->parts == 1 && from == 0 && to > 0;
	}
}

void
pdf_bound_region(const struct page_rows *p, struct region *g)
{
	g->left = 1e9f;
	g->right = 0;
	for (size_t r = g->from; r < g->to; r++) {
		for (size_t i = p->rows.v[r].from; i < p->rows.v[r].to; i++) {
			const struct pdf_segment *s = &p->page->segments.v[i];

			g->left = s->left < g->left ? s->left : g->left;
			g->right = s->right > g->right ? s->right : g->right;
		}
	}
}

size_t
pdf_rows_with_parts(const struct page_rows *p, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t r = from; r < to; r++)
		n += p->rows.v[r].parts > 1;
	return n;
}

static int
by_row(const void *a, const void *b)
{
	const struct region *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

void
pdf_find_regions(struct page_rows *p)
{
	find_rows(p);
	if (p->page->width > (float)BINS || p->rows.n > ROWS_MAX)
		return;
	pdf_find_grids(p);
	pdf_find_ruled(p);
	pdf_find_unruled(p);
	if (p->regions.n > 1)
		qsort(p->regions.v, p->regions.n, sizeof(*p->regions.v), by_row);
}
