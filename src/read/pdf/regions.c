/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Where on a page words stand beside each other for another reason than a number or a tab: tables
 * and columns. Rules that lie under one another bound a table; without rules, rows of which the
 * same strips stay empty do. Columns of text are drawn one after the other, the cells of a table
 * row by row; that tells them apart when nothing else does.
 */
#include "read/pdf/regions_priv.h"

#define GUTTER 5.0f         /* least width of the strip between columns, points */
#define RULE_APART 2.0f     /* rules closer than this are one */
#define BANDS_OF_RULED 4u   /* rows of a table are ruled when there are as many */
#define ROW_REACH 2.6f      /* rows of a region without rules, in sizes */
#define CELL_REACH 1.9f     /* the next line of one cell, in sizes */
#define RARE_SHARE 0.2f     /* of the rows may cross a gutter, in a ruled table */
#define RARE_ROWS 3u        /* more are the text of a column of few cells */
#define COLUMN_ROWS 4u      /* of columns of text that are drawn one after the other */
#define FILLED_ROWS 8u      /* of columns of text that are drawn line by line */
#define FILLED_SHARE 0.72f
#define PARTS_RARE 8u       /* rows of a table for one with words beside each other */
#define BINS 2048u
/* More than any page of text has; on others no tables are sought, to keep the cost linear. */
#define ROWS_MAX 4000u
#define HEIGHTS_MAX 400u
#define REGION_ROWS_MAX 300u

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

/* --- columns --------------------------------------------------------------------------------- */

/* The strips that text covers in more than a few of the rows @from to @to. */
static void
find_cores(const struct page_rows *p, struct region *g, float rare)
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
		if (core && (float)x - core->to < GUTTER) {
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
static void
mark_over(struct page_rows *p, const struct region *g)
{
	for (size_t r = g->from; r < g->to; r++) {
		struct text_row *row = &p->rows.v[r];
		const struct pdf_segment *first = &p->page->segments.v[row->from];
		unsigned from = 0, to = 0;

		pdf_columns_of(g, first->left, p->page->segments.v[row->to - 1].right, &from, &to);
		row->over |= row->parts == 1 && from == 0 && to > 0;
	}
}

/* --- ruled tables ---------------------------------------------------------------------------- */

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
		if (p->rows.v[r].turned)
			return false;
		if (p->rows.v[r].parts > 1)
			return true;
	}
	return to - from <= 3;
}

static void
bound_region(const struct page_rows *p, struct region *g)
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

static size_t
rows_with_parts(const struct page_rows *p, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t r = from; r < to; r++)
		n += p->rows.v[r].parts > 1;
	return n;
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
		if (rows_with_parts(p, from, to) ||
		    is_row_over_all(
			p, from, to, p->heights.v[*first], p->heights.v[*first + 1], size))
			break;
	}
	for (; *last > *first + 1; (*last)--) {
		rows_between(p, p->heights.v[*last - 1], p->heights.v[*last], &from, &to);
		if (rows_with_parts(p, from, to) ||
		    is_row_over_all(
			p, from, to, p->heights.v[*last - 1], p->heights.v[*last], size))
			break;
	}
	rows_between(p, p->heights.v[*first], p->heights.v[*last], &g->from, &g->to);
}

/* A table bounded by the heights @first to @last, if it is one. */
static bool
add_ruled(struct page_rows *p, size_t first, size_t last)
{
	struct region g = { .ruled = true };
	size_t bands = 0, from, to;

	rows_between(p, p->heights.v[first], p->heights.v[last], &g.from, &g.to);
	if (g.to - g.from < 2 || rows_with_parts(p, g.from, g.to) < 2)
		return false;
	trim_region(p, &g, &first, &last);
	bound_region(p, &g);
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
	find_cores(p, &g, RARE_SHARE);
	if (g.cores.n < 2)
		find_cores(p, &g, 0.34f);
	if (g.cores.n < 2)
		return false;
	if (!g.rows_ruled)
		mark_over(p, &g);
	dais_vec_push(p->scratch, &p->regions, g);
	return true;
}

static void
find_ruled(struct page_rows *p)
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

/* --- without rules --------------------------------------------------------------------------- */

static bool
is_taken(const struct page_rows *p, size_t row)
{
	for (size_t i = 0; i < p->regions.n; i++) {
		if (row >= p->regions.v[i].from && row < p->regions.v[i].to)
			return true;
	}
	return false;
}

/* Whether row @r may belong to the region above it: near enough, and its words leave two strips
 * at least. */
static bool
joins_region(const struct page_rows *p, struct region *g, size_t r)
{
	const struct text_row *row = &p->rows.v[r], *above = &p->rows.v[r - 1];
	float reach = row->parts > 1 ? ROW_REACH : CELL_REACH;

	if (g->to - g->from >= REGION_ROWS_MAX || row->turned || is_taken(p, r) ||
	    row->base - above->base > reach * row->size + 1)
		return false;
	g->to = r + 1;
	find_cores(p, g, 0);
	if (g->cores.n >= 2)
		return true;
	g->to = r;
	find_cores(p, g, 0);
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
	    p->rows.v[r + 1].parts < 2 || is_taken(p, r + 1) || columns < 3 ||
	    p->rows.v[r + 1].base - row->base > ROW_REACH * row->size ||
	    row->base - p->rows.v[r - 1].base > ROW_REACH * row->size ||
	    s->left < g->cores.v[0].from - GUTTER || s->right > g->cores.v[columns - 1].to)
		return false;
	p->rows.v[r].over = true;
	g->to = r + 2;
	find_cores(p, g, 0);
	goes_on = g->cores.n >= columns;
	if (!goes_on) {
		p->rows.v[r].over = false;
		g->to = r;
		find_cores(p, g, 0);
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
	while (g->from > 0 && !is_taken(p, g->from - 1) && !p->rows.v[g->from - 1].turned &&
	       p->rows.v[g->from].base - p->rows.v[g->from - 1].base <
		   CELL_REACH * p->rows.v[g->from].size) {
		size_t columns = g->cores.n;

		g->from--;
		find_cores(p, g, 0);
		if (g->cores.n == columns)
			continue;
		g->from++;
		find_cores(p, g, 0);
		return;
	}
}

/* The heads of a table reach over several columns, and hide what divides those. */
static void
part_columns(const struct page_rows *p, struct region *g)
{
	struct region parted = { .from = g->from, .to = g->to };
	float few = (RARE_ROWS + 0.5f) / (float)(g->to - g->from);

	find_cores(p, &parted, few < RARE_SHARE ? few : RARE_SHARE);
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
	find_cores(p, g, 0);
	many = rows_with_parts(p, g->from, g->to);
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
		mark_over(p, g);
	}
	bound_region(p, g);
	dais_vec_push(p->scratch, &p->regions, *g);
}

static void
find_unruled(struct page_rows *p)
{
	for (size_t r = 0; r < p->rows.n;) {
		struct region g = { .from = r, .to = r + 1 };

		if (p->rows.v[r].parts < 2 || p->rows.v[r].turned || is_taken(p, r)) {
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
	find_ruled(p);
	find_unruled(p);
	if (p->regions.n > 1)
		qsort(p->regions.v, p->regions.n, sizeof(*p->regions.v), by_row);
}
