/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables that are ruled: horizontal rules under one another, words beside each other between them.
 */
#include "read/pdf/regions_priv.h"

#define RULE_APART 2.0f   /* rules closer than this are one */
#define BANDS_OF_RULED 4u /* rows of a table are ruled when there are as many */
#define HEIGHTS_MAX 400u
#define LINES_APART 1.8f /* most between lines of a row, of their size */

static int
by_height(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return x < y ? -1 : x > y;
}

/* Heights of horizontal rules, from above. */
static void
find_heights(struct page_rows *p)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->page->rules.n; i++) {
		const struct dais_pdf_rule *r = &p->page->rules.v[i];

		if (r->y0 == r->y1)
			dais_vec_push(p->scratch, &p->heights, r->y0);
	}
	if (!p->heights.n)
		return;
	qsort(p->heights.v, p->heights.n, sizeof(float), by_height);
	for (size_t i = 0; i < p->heights.n; i++) {
		if (kept && p->heights.v[i] - p->heights.v[kept - 1] < RULE_APART)
			continue;
		p->heights.v[kept++] = p->heights.v[i];
	}
	p->heights.n = kept > HEIGHTS_MAX ? 0 : kept;
}

/* How much of the breadth @from to @to the rules at height @y cover. */
static float
ruled_share(const struct page_rows *p, float y, float from, float to)
{
	float covered = 0;

	for (size_t i = 0; i < p->page->rules.n; i++) {
		const struct dais_pdf_rule *r = &p->page->rules.v[i];
		float a = r->x0 > from ? r->x0 : from, b = r->x1 < to ? r->x1 : to;

		if (r->y0 == r->y1 && r->y0 > y - RULE_APART && r->y0 < y + RULE_APART && b > a)
			covered += b - a;
	}
	return to > from ? covered / (to - from) : 0;
}

/* The rows whose base line is between two heights. */
static void
rows_between(const struct page_rows *p, float above, float below, size_t *from, size_t *to)
{
	size_t i = 0;

	while (i < p->rows.n && p->rows.v[i].base <= above)
		i++;
	*from = i;
	while (i < p->rows.n && p->rows.v[i].base <= below + 0.5f)
		i++;
	*to = i;
}

/* Between two rules of a table stand words beside each other, or a line or two over all. */
static bool
is_band(const struct page_rows *p, size_t from, size_t to)
{
	for (size_t r = from; r < to; r++) {
		if (p->rows.v[r].turned || pdf_is_taken(p, r))
			return false;
		if (p->rows.v[r].parts > 1)
			return true;
	}
	return to - from <= 3;
}

/* A heading between the rule of the running head and a table, or text behind its last rule, lies
 * between rules like a row that reaches over all columns; but it is larger, or stands off. */
static bool
is_row_over_all(
    const struct page_rows *p, size_t from, size_t to, float above, float below, float size)
{
	for (size_t r = from; r < to; r++) {
		if (p->rows.v[r].size > 1.12f * size)
			return false;
	}
	return from < to && p->rows.v[from].base - above < 2.2f * size &&
	       below - p->rows.v[to - 1].base < 1.6f * size;
}

static void
trim_region(const struct page_rows *p, struct region *g, size_t *first, size_t *last)
{
	size_t from, to;
	float size = 0;

	for (size_t r = g->from; r < g->to && size == 0; r++)
		size = p->rows.v[r].parts > 1 ? p->rows.v[r].size : 0;
	for (; *first + 1 < *last; (*first)++) {
		rows_between(p, p->heights.v[*first], p->heights.v[*first + 1], &from, &to);
		if (pdf_rows_with_parts(p, from, to) ||
		    is_row_over_all(
			p, from, to, p->heights.v[*first], p->heights.v[*first + 1], size))
			break;
	}
	for (; *last > *first + 1; (*last)--) {
		rows_between(p, p->heights.v[*last - 1], p->heights.v[*last], &from, &to);
		if (pdf_rows_with_parts(p, from, to) ||
		    is_row_over_all(
			p, from, to, p->heights.v[*last - 1], p->heights.v[*last], size))
			break;
	}
	rows_between(p, p->heights.v[*first], p->heights.v[*last], &g->from, &g->to);
}

/* The column of @g that @left to @right lies in alone; its number of columns: in none. */
static size_t
column_alone(const struct region *g, float left, float right)
{
	unsigned from, to;

	pdf_columns_of(g, left, right, &from, &to);
	return from == to ? from : g->cores.n;
}

/* Whether the words of row @r stand each in one column of @g. */
static bool
fits_columns(const struct page_rows *p, const struct region *g, size_t r)
{
	for (size_t i = p->rows.v[r].from; i < p->rows.v[r].to; i++) {
		const struct pdf_segment *s = &p->page->segments.v[i];

		if (s->left < g->left - RULE_APART || s->right > g->right + RULE_APART ||
		    column_alone(g, s->left, s->right) == g->cores.n)
			return false;
	}
	return true;
}

/* The last row of a table that goes on overleaf has no rule under it: lines of text right behind
 * the last rule, in the columns, and nothing near below them. */
static void
add_row_without_rule(const struct page_rows *p, struct region *g)
{
	float above = g->heights.v[g->heights.n - 1];
	size_t r = g->to, parts = 0;

	for (; r < p->rows.n; r++) {
		const struct text_row *row = &p->rows.v[r];
		float before = r > g->to ? p->rows.v[r - 1].base : above;

		if (row->base - before > LINES_APART * row->size)
			break;
		if (row->turned || pdf_is_taken(p, r) || !fits_columns(p, g, r))
			return;
		parts += row->parts > 1;
	}
	if (!parts)
		return;
	g->to = r;
	dais_vec_push(
	    p->scratch, &g->heights, p->rows.v[r - 1].base + 0.5f * p->rows.v[r - 1].size);
}

/* A table bounded by the heights @first to @last, if it is one. */
static bool
add_ruled(struct page_rows *p, size_t first, size_t last)
{
	struct region g = { .ruled = true };
	size_t bands = 0, from, to;

	rows_between(p, p->heights.v[first], p->heights.v[last], &g.from, &g.to);
	if (g.to - g.from < 2 || pdf_rows_with_parts(p, g.from, g.to) < 2)
		return false;
	trim_region(p, &g, &first, &last);
	for (size_t r = g.from; r < g.to; r++) {
		if (pdf_is_taken(p, r))
			return false;
	}
	pdf_bound_region(p, &g);
	for (size_t h = first; h <= last; h++) {
		if (ruled_share(p, p->heights.v[h], g.left, g.right) > 0.1f)
			dais_vec_push(p->scratch, &g.heights, p->heights.v[h]);
	}
	for (size_t h = 0; h + 1 < g.heights.n; h++) {
		rows_between(p, g.heights.v[h], g.heights.v[h + 1], &from, &to);
		bands += to > from;
	}
	if (bands < 2)
		return false;
	g.rows_ruled = bands >= BANDS_OF_RULED;
	pdf_find_cores(p, &g, PDF_RARE_SHARE);
	if (g.cores.n < 2)
		pdf_find_cores(p, &g, 0.34f);
	if (g.cores.n < 2)
		return false;
	if (g.rows_ruled)
		add_row_without_rule(p, &g);
	else
		pdf_mark_over(p, &g);
	dais_vec_push(p->scratch, &p->regions, g);
	return true;
}

void
pdf_find_ruled(struct page_rows *p)
{
	find_heights(p);
	for (size_t first = 0, last; first + 2 < p->heights.n; first = last) {
		size_t from, to;

		for (last = first; last + 1 < p->heights.n; last++) {
			rows_between(p, p->heights.v[last], p->heights.v[last + 1], &from, &to);
			if (!is_band(p, from, to))
				break;
		}
		if (last > first + 1)
			(void)add_ruled(p, first, last);
		last = last > first ? last : first + 1;
	}
}
