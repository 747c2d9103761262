/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lines with tabs, which look like a table: they are written line by line.
 */
#include "read/pdf/regions_priv.h"

#define TABBED_ROWS_MAX 2u  /* more are a table, when they keep to its columns */
#define CROWDED_SHARE 4u

/* Whether the rows of @g are drawn one after the other, not cell by cell. */
static bool
is_drawn_by_rows(const struct page_rows *p, const struct region *g)
{
	uint32_t last = 0;

	for (size_t r = g->from; r < g->to; r++) {
		uint32_t first = UINT32_MAX, end = 0;

		for (size_t i = p->rows.v[r].from; i < p->rows.v[r].to; i++) {
			const struct pdf_segment *s = &p->page->segments.v[i];

			first = s->order < first ? s->order : first;
			end = s->order_end > end ? s->order_end : end;
		}
		if (r > g->from && first < last)
			return false;
		last = end;
	}
	return true;
}

/* The rows of @g in which a column holds words that a gap divides. */
static size_t
count_crowded(const struct page_rows *p, const struct region *g)
{
	size_t n = 0;

	for (size_t r = g->from; r < g->to; r++) {
		bool crowded = false;

		for (size_t i = p->rows.v[r].from + 1; i < p->rows.v[r].to; i++) {
			const struct pdf_segment *a = &p->page->segments.v[i - 1], *b = a + 1;
			unsigned a_from = 0, a_to = 0, b_from = 0, b_to = 0;

			pdf_columns_of(g, a->left, a->right, &a_from, &a_to);
			pdf_columns_of(g, b->left, b->right, &b_from, &b_to);
			crowded |= b_from <= a_to;
		}
		n += crowded && p->rows.v[r].parts > 1;
	}
	return n;
}

bool
pdf_are_tabbed_lines(const struct page_rows *p, const struct region *g, size_t many)
{
	bool few = many <= TABBED_ROWS_MAX && !pdf_is_in_right_half(p->page, g->cores.v[1].from);

	return (few || count_crowded(p, g) * CROWDED_SHARE >= many) && is_drawn_by_rows(p, g);
}
