/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The rows of a table that is no grid: what lies between two rules, where rows are ruled; else a
 * new row begins where there is more space, or where the drawing goes back to an earlier column.
 */
#include "read/pdf/tables_priv.h"

#define NUMBERS_MIN 2u   /* rows, of which more than so many times those without are numbered */
#define NUMBERS_SHARE 4u
#define NUMBER_BYTES_MAX 6u
#define ROW_SHARE 0.9f   /* of the distance of rows: what is nearer is none of its own */

static float
least_distance(const struct page_rows *p, const struct region *g)
{
	float least = 1e9f;

	for (size_t r = g->from + 1; r < g->to; r++) {
		float d = p->rows.v[r].base - p->rows.v[r - 1].base;

		if (d > 0.9f * p->rows.v[r].size && d < least)
			least = d;
	}
	return least;
}

/* The rule between two rows, or 0. */
static float
rule_between(const struct region *g, const struct text_row *above, const struct text_row *row)
{
	for (size_t h = 0; h < g->heights.n; h++) {
		if (g->heights.v[h] > above->base - 1 &&
		    g->heights.v[h] < row->base - 0.3f * row->size)
			return g->heights.v[h];
	}
	return 0;
}

/* A first column may reach over several rows (the hours of a sitting): its lines say nothing of
 * them when there are others. */
static bool
is_within(const struct table *t, const struct pdf_segment *s)
{
	return t->g->cores.n < 3 || s->right > t->g->cores.v[1].from;
}

/* Whether the drawing, done with everything above row @r, goes back to an earlier column there. */
static bool
goes_back(const struct table *t, size_t r)
{
	const struct pdf_segment *last = NULL, *next = NULL, *v = t->p->page->segments.v;
	unsigned last_column, next_column, to;

	for (size_t i = t->p->rows.v[t->g->from].from; i < t->p->rows.v[r].from; i++)
		last = is_within(t, &v[i]) && (!last || v[i].order > last->order) ? &v[i] : last;
	for (size_t i = t->p->rows.v[r].from; i < t->p->rows.v[t->g->to - 1].to; i++)
		next = is_within(t, &v[i]) && (!next || v[i].order < next->order) ? &v[i] : next;
	if (!last || !next || last->order > next->order)
		return false;
	pdf_columns_of(t->g, last->left, last->right, &last_column, &to);
	pdf_columns_of(t->g, next->left, next->right, &next_column, &to);
	return next_column < last_column;
}

static bool
has_first_column(const struct table *t, size_t r)
{
	const struct pdf_segment *first = &t->p->page->segments.v[t->p->rows.v[r].from];

	return first->left < t->g->cores.v[0].to;
}

/* The least distance from the line above of a row, behind the heads and the first, that stands off
 * and has words in its first column: what stands nearer and has none is another paragraph of a
 * cell. */
static float
row_distance(const struct table *t, float least)
{
	float nearest = 1e9f;
	bool begun = false;

	for (size_t r = t->g->from; r < t->g->to; r++) {
		const struct text_row *row = &t->p->rows.v[r];
		float d = begun ? row->base - row[-1].base : 0;

		if (d > PDF_ROW_SPACE * least && d < nearest && !row->over && !row[-1].over &&
		    has_first_column(t, r))
			nearest = d;
		begun |= has_first_column(t, r);
	}
	return nearest < 1e9f ? ROW_SHARE * nearest : 0;
}

bool
pdf_is_row_number(struct dais_str s)
{
	size_t digits = 0;

	while (digits < s.n && ((s.p[digits] >= '0' && s.p[digits] <= '9') || s.p[digits] == '.'))
		digits++;
	/* Four figures are a year. */
	return s.n > 0 &&
	       (pdf_is_marker(s) || (digits == s.n && s.n <= NUMBER_BYTES_MAX &&
					(s.n != 4 || dais_str_find_char(s, '.', 0) != SIZE_MAX)));
}

bool
pdf_begins_with_number(const struct table *t, size_t r)
{
	struct dais_str s = t->p->page->segments.v[t->p->rows.v[r].from].text;
	size_t space = dais_str_find_char(s, ' ', 0);

	return pdf_is_row_number(s) || (space != SIZE_MAX && s.p[0] >= '0' && s.p[0] <= '9' &&
					   pdf_is_marker(dais_str_sub(s, 0, space)));
}

/* Whether the rows of the table are numbered: what stands alone in its first column, or set in
 * beside that, is numbers. */
static bool
are_numbered(const struct table *t)
{
	const struct region *g = t->g;
	size_t numbers = 0, others = 0;

	for (size_t r = g->from; r < g->to; r++) {
		if (!has_first_column(t, r) || t->p->rows.v[r].over)
			continue;
		numbers += pdf_begins_with_number(t, r);
		others += !pdf_begins_with_number(t, r);
	}
	return numbers >= NUMBERS_MIN && numbers > NUMBERS_SHARE * others;
}

void
pdf_find_table_rows(struct table *t)
{
	const struct region *g = t->g;
	size_t n = g->to - g->from;
	float least = least_distance(t->p, g), apart = row_distance(t, least);

	t->least = least;
	t->numbered = are_numbered(t);
	t->row_of = DAIS_NEW_N(t->p->scratch, n, unsigned);
	t->below = DAIS_NEW_N(t->p->scratch, n + 1, float);
	for (size_t k = 1; k < n; k++) {
		const struct text_row *above = &t->p->rows.v[g->from + k - 1], *row = above + 1;
		float rule = rule_between(g, above, row);
		bool begins = rule > 0;

		if (!begins && !g->rows_ruled)
			begins = row->over || above->over ||
				 (t->numbered && pdf_begins_with_number(t, g->from + k)) ||
				 (row->base - above->base > PDF_ROW_SPACE * least &&
				     (has_first_column(t, g->from + k) ||
					 row->base - above->base > apart)) ||
				 goes_back(t, g->from + k);
		if (begins)
			t->below[t->rows++] = rule;
		t->row_of[k] = t->rows;
	}
	t->rows++;
	for (size_t h = 0; h < g->heights.n; h++) {
		if (g->heights.v[h] > t->p->rows.v[g->to - 1].base - 1)
			t->below[t->rows - 1] = g->heights.v[h];
	}
}
