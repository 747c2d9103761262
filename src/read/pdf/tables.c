/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The cells of a table: those of its grid, where rules divide all of them. Else its rows are found
 * first (table_rows.c), and a cell reaches over the columns that its text, or the rule under it,
 * reaches over, and over the rows that no rule divides in its column. A table at the top of a page
 * with the columns of the one that ended the page before goes on with it, and its repeated head is
 * left out.
 */
#include "read/pdf/grid_priv.h"
#include "read/pdf/tables_priv.h"

#define SAME_EDGE 8.0f   /* of columns on two pages, points */
#define RULE_APART 2.0f
/* Characters (spaces) between two lines of what is drawn at once. */
#define DRAWN_AT_ONCE 3u
#define FURNITURE_ROWS 5u /* about a table that goes on, at most */
#define HEAD_ROWS 4u
#define BREAKS_MIN 3u
#define COLUMN_SPACE 5.0f    /* between the cells of two columns, points */
#define EDGE_SPACE_MAX 12.0f /* points */

/* What is known of a table when its page ends. */
struct pdf_table_end {
	unsigned page;
	size_t table;
	unsigned rows;
	size_t cores;
	float edges[32];
	struct dais_str head[HEAD_ROWS]; /* the words of its first rows */
	size_t first_line;               /* of its first page, in doc->lines */
	bool at_end;       /* nothing but furniture stood below it */
};

/* --- rules under a cell ---------------------------------------------------------------------- */

static const struct dais_pdf_rule *
rule_under(const struct table *t, float height, float x)
{
	const struct pdf_page *page = t->p->page;

	for (size_t i = 0; i < page->rules.n && height > 0; i++) {
		const struct dais_pdf_rule *r = &page->rules.v[i];

		if (r->y0 == r->y1 && r->y0 > height - RULE_APART && r->y0 < height + RULE_APART &&
		    r->x0 <= x && r->x1 >= x)
			return r;
	}
	return NULL;
}

static float
centre_of(const struct strip *s)
{
	return (s->from + s->to) / 2;
}

static float
core_centre(const struct region *g, unsigned column)
{
	return centre_of(&g->cores.v[column]);
}

/* Rows below @row that no rule divides from it in @column, while other columns are divided. */
static unsigned
rows_of_cell(const struct table *t, unsigned row, unsigned column)
{
	unsigned n = 1;

	while (row + n < t->rows && t->below[row + n - 1] > 0 &&
	       !rule_under(t, t->below[row + n - 1], core_centre(t->g, column)))
		n++;
	return n;
}

static bool
is_alone(const struct table *t, const struct cell *cell, unsigned from, unsigned to)
{
	for (size_t i = 0; i < t->cells.n; i++) {
		const struct cell *c = &t->cells.v[i];

		if (c != cell && c->row == cell->row && c->column <= to &&
		    c->column + c->columns > from)
			return false;
	}
	return true;
}

/* A rule that ends with its group of columns says how far the words above it reach. */
static void
widen_cell(struct table *t, struct cell *cell)
{
	const struct region *g = t->g;
	const struct dais_pdf_rule *r =
	    rule_under(t, t->below[cell->row], core_centre(g, cell->column));
	unsigned from = cell->column, to = cell->column + cell->columns - 1;

	/* A day over the hours below it. */
	if (g->rows_ruled && from == 0 && is_alone(t, cell, 0, (unsigned)g->cores.n)) {
		cell->columns = (unsigned)g->cores.n;
		return;
	}
	if (!r || r->x1 - r->x0 > 0.9f * (g->right - g->left))
		return;
	while (from > 0 && r->x0 <= core_centre(g, from - 1))
		from--;
	while (to + 1 < g->cores.n && r->x1 >= core_centre(g, to + 1))
		to++;
	if ((from < cell->column || to >= cell->column + cell->columns) &&
	    is_alone(t, cell, from, to)) {
		cell->column = from;
		cell->columns = to - from + 1;
	}
}

/* --- cells ----------------------------------------------------------------------------------- */

static struct cell *
cell_at(struct table *t, unsigned row, unsigned from, unsigned to)
{
	struct cell *c;

	/* Cells of the last rows are near the end. */
	for (size_t i = t->cells.n; i-- > 0;) {
		c = &t->cells.v[i];
		if (c->row + c->rows > row && c->row <= row && from < c->column + c->columns &&
		    to >= c->column)
			return c;
		if (c->row + HEAD_ROWS * 16 < row)
			break;
	}
	c = dais_vec_add(t->p->scratch, &t->cells);
	*c = (struct cell){ .row = row,
		.column = from,
		.rows = rows_of_cell(t, row, from),
		.columns = to - from + 1 };
	return c;
}

/* Whether a part to the left of @s on its row, or to the right of @last on that, was drawn between
 * them. */
static bool
is_drawn_between(const struct table *t, const struct pdf_segment *last, const struct pdf_segment *s)
{
	const struct pdf_segment *first = t->p->page->segments.v;

	for (const struct pdf_segment *k = s; k > first && k[-1].row == s->row; k--) {
		if (k[-1].order > last->order_end && k[-1].order < s->order)
			return true;
	}
	for (const struct pdf_segment *k = last + 1; k < s && k->row == last->row; k++) {
		if (k->order > last->order_end && k->order < s->order)
			return true;
	}
	return false;
}

/* The cell whose last line is drawn right before @s and stands right above it. */
static struct cell *
cell_drawn_before(struct table *t, const struct pdf_segment *s, unsigned column)
{
	for (size_t i = t->cells.n, k = 0; i-- > 0 && k < 2 * t->g->cores.n; k++) {
		struct cell *c = &t->cells.v[i];
		const struct pdf_segment *last = c->parts.v[c->parts.n - 1];

		if (c->column == column && c->columns == 1 && last->row < s->row &&
		    s->order > last->order_end && s->order - last->order_end <= DRAWN_AT_ONCE &&
		    s->base - last->base < PDF_ROW_SPACE * t->least &&
		    !is_drawn_between(t, last, s))
			return c;
	}
	return NULL;
}

/* The columns of segment @i of row @r: those it reaches over, without those that others of its row
 * stand in. */
static void
columns_in_row(const struct table *t, const struct text_row *row, size_t i, unsigned *ret_from,
    unsigned *ret_to)
{
	const struct pdf_segment *v = t->p->page->segments.v;
	unsigned from = 0, to = 0;

	pdf_columns_of(t->g, v[i].left, v[i].right, ret_from, ret_to);
	if (i > row->from) {
		pdf_columns_of(t->g, v[i - 1].left, v[i - 1].right, &from, &to);
		if (*ret_from <= from && to >= *ret_from && to < *ret_to)
			*ret_from = to + 1;
	}
	if (i + 1 < row->to) {
		pdf_columns_of(t->g, v[i + 1].left, v[i + 1].right, &from, &to);
		if (from > *ret_from && from <= *ret_to)
			*ret_to = from - 1;
	}
}

/* Whether segment @i is the number that begins row @r, or has it. */
static bool
begins_row(const struct table *t, size_t r, size_t i)
{
	return t->numbered && i == t->p->rows.v[r].from && pdf_begins_with_number(t, r);
}

static void
fill_cells(struct table *t)
{
	const struct region *g = t->g;

	for (size_t r = g->from; r < g->to; r++) {
		for (size_t i = t->p->rows.v[r].from; i < t->p->rows.v[r].to; i++) {
			const struct pdf_segment *s = &t->p->page->segments.v[i];
			unsigned from = 0, to = 0;
			struct cell *c;

			columns_in_row(t, &t->p->rows.v[r], i, &from, &to);
			if (t->p->rows.v[r].over) {
				from = 0;
				to = (unsigned)g->cores.n - 1;
			}
			c = from == to && !begins_row(t, r, i) ? cell_drawn_before(t, s, from)
							       : NULL;
			if (!c)
				c = cell_at(t, t->row_of[r - g->from], from, to);
			else if (t->row_of[r - g->from] >= c->row + c->rows)
				c->rows = t->row_of[r - g->from] - c->row + 1;
			/* A longer line of a cell may reach over more columns. */
			if (to >= c->column + c->columns)
				c->columns = to - c->column + 1;
			dais_vec_push(t->doc->arena, &c->parts, s);
		}
	}
	for (size_t i = 0; i < t->cells.n; i++)
		widen_cell(t, &t->cells.v[i]);
}

/* The cells that rules divide. Rows without words are left out; what stands beside the grid is read
 * before it. */
static void
fill_from_grid(struct table *t)
{
	const struct pdf_grid *grid = t->g->grid;
	size_t first = t->p->rows.v[t->g->from].from, end = t->p->rows.v[t->g->to - 1].to, n = 0;
	const struct pdf_segment **beside =
	    DAIS_NEW_N(t->doc->arena, end - first, const struct pdf_segment *);
	size_t *cell_of = DAIS_NEW_N(t->p->scratch, (size_t)grid->rows * grid->columns, size_t);
	unsigned *row_of = DAIS_NEW_N(t->p->scratch, grid->rows + 1, unsigned);

	for (size_t i = first; i < end; i++) {
		const struct pdf_segment *s = &t->p->page->segments.v[i];
		const struct pdf_grid_cell *k = pdf_grid_cell_of(grid, s);

		if (!k) {
			beside[n++] = s;
			continue;
		}
		if (!cell_of[k - grid->cells]) {
			dais_vec_push(t->p->scratch, &t->cells,
			    ((struct cell){ k->row, k->column, k->rows, k->columns, { 0 } }));
			cell_of[k - grid->cells] = t->cells.n;
			row_of[k->row + 1] = 1;
		}
		dais_vec_push(t->doc->arena, &t->cells.v[cell_of[k - grid->cells] - 1].parts, s);
	}
	for (unsigned r = 0; r < grid->rows; r++)
		row_of[r + 1] += row_of[r];
	for (size_t i = 0; i < t->cells.n; i++) {
		struct cell *c = &t->cells.v[i];
		unsigned to = row_of[c->row + c->rows];

		c->row = row_of[c->row];
		c->rows = to - c->row;
	}
	t->rows = row_of[grid->rows];
	pdf_add_rows(t->doc, t->p->page, beside, n, t->g->left, t->g->right, false);
}

static int
by_place(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->column < y->column ? -1 : x->column > y->column;
}

static struct dais_str
words_of_row(const struct table *t, struct dais_arena *a, unsigned row)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, 2000);
	for (size_t i = 0; i < t->cells.n; i++) {
		const struct cell *c = &t->cells.v[i];

		for (size_t k = 0; k < c->parts.n && c->row == row; k++) {
			dais_buf_put(&b, c->parts.v[k]->text);
			dais_buf_put_char(&b, ' ');
		}
	}
	return dais_buf_dup(&b, a);
}

/* The space between the rules of a grid and the words; columns without rules begin and end where
 * words do. */
static float
space_at_edges(const struct table *t)
{
	float least = t->g->grid ? EDGE_SPACE_MAX : 0;

	for (size_t i = 0; i < t->cells.n; i++) {
		const struct cell *c = &t->cells.v[i];

		for (size_t k = 0; k < c->parts.n; k++) {
			float space = c->parts.v[k]->left - t->g->cores.v[c->column].from;

			least = space < least ? space : least;
		}
	}
	return least > 0 ? least : 0;
}

/* Whether the lines of the cells that end with column @last are broken where the longest of them
 * end: several are, and all of them for want of room. */
static bool
are_lines_full(const struct table *t, unsigned last)
{
	float to = t->g->cores.v[last].to;
	unsigned breaks = 0;

	for (size_t i = 0; i < t->cells.n; i++) {
		const struct cell *c = &t->cells.v[i];

		for (size_t k = 1; k < c->parts.n && c->column + c->columns == last + 1; k++) {
			const struct pdf_segment *a = c->parts.v[k - 1], *b = c->parts.v[k];

			if (a->row == b->row)
				continue;
			if (a->right + PDF_SPACE_WIDTH * a->size + b->room < to - 0.5f)
				return false;
			breaks++;
		}
	}
	return breaks >= BREAKS_MIN;
}

/* How far the words of the cells that end with column @last may reach: to the rule on their right;
 * where there is none, nearly to the next column, or to the margin. */
static float
reach_of_column(const struct table *t, unsigned last)
{
	const struct region *g = t->g;
	float to = g->cores.v[last].to, reach;

	if (g->ruled || g->grid || are_lines_full(t, last))
		return to - t->edge_space;
	reach = last + 1 < g->cores.n ? g->cores.v[last + 1].from - COLUMN_SPACE
				      : pdf_right_margin(t->p->page);
	return reach > to ? reach : to;
}

static void
add_cell(struct table *t, const struct cell *c, size_t table, unsigned row)
{
	const struct region *g = t->g;
	size_t first = t->doc->lines.n;
	float from = g->cores.v[c->column].from, to = g->cores.v[c->column + c->columns - 1].to;
	float reach = reach_of_column(t, c->column + c->columns - 1);

	pdf_add_rows(t->doc, t->p->page, c->parts.v, c->parts.n, from, to, false);
	for (size_t i = first; i < t->doc->lines.n; i++) {
		struct pdf_line *l = &t->doc->lines.v[i];

		l->table = table;
		l->table_row = row;
		l->table_column = c->column;
		l->rows = c->rows;
		l->columns = c->columns;
		l->measure = reach - from - t->edge_space;
	}
}

/* --- over pages ------------------------------------------------------------------------------ */

static bool
goes_on_from(const struct table *t, const struct pdf_table_end *e)
{
	const struct region *g = t->g;

	if (!e || !e->at_end || t->p->page->number != e->page + 1 || g->from > FURNITURE_ROWS ||
	    g->cores.n != e->cores)
		return false;
	for (size_t c = 0; c < g->cores.n; c++) {
		float by = g->cores.v[c].from - e->edges[c];

		if (by > SAME_EDGE || by < -SAME_EDGE)
			return false;
	}
	return true;
}

static void
mark_head(struct table *t, const struct pdf_table_end *e, unsigned rows)
{
	for (size_t i = e->first_line; i < t->doc->lines.n; i++) {
		struct pdf_line *l = &t->doc->lines.v[i];

		l->head |= l->table == e->table && l->table_row < rows;
	}
}

static void
remember_end(struct table *t, struct pdf_table_end *e, bool begins)
{
	const struct region *g = t->g;

	e->page = t->p->page->number;
	e->at_end = t->p->rows.n - g->to <= FURNITURE_ROWS;
	e->cores = g->cores.n;
	for (size_t c = 0; c < g->cores.n; c++)
		e->edges[c] = g->cores.v[c].from;
	for (unsigned r = 0; r < HEAD_ROWS && begins; r++)
		e->head[r] = words_of_row(t, t->doc->arena, r);
}

void
pdf_add_table(struct pdf_document *doc, struct page_rows *p, const struct region *g)
{
	struct table t = { .doc = doc, .p = p, .g = g };
	struct pdf_table_end *e = doc->table_end;
	unsigned repeated = 0, before = 0;
	bool goes_on;

	if (g->grid) {
		fill_from_grid(&t);
	} else {
		pdf_find_table_rows(&t);
		fill_cells(&t);
	}
	t.edge_space = space_at_edges(&t);
	if (t.cells.n)
		qsort(t.cells.v, t.cells.n, sizeof(*t.cells.v), by_place);
	goes_on = g->cores.n <= 32 && goes_on_from(&t, e);
	if (goes_on) {
		while (repeated < HEAD_ROWS && repeated < t.rows && e->head[repeated].n &&
		       dais_str_eq(words_of_row(&t, p->scratch, repeated), e->head[repeated]))
			repeated++;
		mark_head(&t, e, repeated);
		before = e->rows;
	} else {
		e = DAIS_NEW(doc->arena, struct pdf_table_end);
		e->table = ++doc->tables;
		e->first_line = doc->lines.n;
	}
	for (size_t i = 0; i < t.cells.n; i++) {
		if (t.cells.v[i].row >= repeated)
			add_cell(&t, &t.cells.v[i], e->table, before + t.cells.v[i].row - repeated);
	}
	e->rows = before + t.rows - repeated;
	doc->table_end = g->cores.n <= 32 ? e : NULL;
	if (doc->table_end)
		remember_end(&t, e, !goes_on);
}

void
pdf_add_columns(struct pdf_document *doc, struct page_rows *p, const struct region *g)
{
	size_t first = p->rows.v[g->from].from, end = p->rows.v[g->to - 1].to;

	for (unsigned c = 0; c < g->cores.n; c++) {
		const struct pdf_segment **v =
		    DAIS_NEW_N(doc->arena, end - first, const struct pdf_segment *);
		size_t n = 0;

		for (size_t i = first; i < end; i++) {
			const struct pdf_segment *s = &p->page->segments.v[i];
			unsigned from = 0, to = 0;

			pdf_columns_of(g, s->left, s->right, &from, &to);
			if (from == c)
				v[n++] = s;
		}
		pdf_add_rows(doc, p->page, v, n, g->cores.v[c].from, g->cores.v[c].to, true);
	}
}
