/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Grids: tables whose cells are divided by rules in both directions, as word processors draw them.
 * Rules that cross or touch are one drawing; its heights and its places across the page make a
 * lattice, and neighbours of the lattice that no rule divides are one cell. Nothing is guessed from
 * the words, so that a day in the middle of its rows, or short lines, cannot mislead.
 */
#include "read/pdf/grid_priv.h"

/* Rules nearer than this are one: double lines, and the edges of neighbouring cells. Points. */
#define SAME_PLACE 3.0f
/* Ends of rules that are this near touch. */
#define TOUCH 3.0f
/* After those of one line are joined, in each direction; pages with more are drawings. */
#define RULES_MAX 1500u
#define CELLS_MAX 20000u
/* Two rows of which one has as many lines of text are a head over a text that no rule divides. */
#define LINES_OF_UNDIVIDED 6u

/* A rule along one direction: at @place across it, from @from to @to. */
struct line {
	float place, from, to;
	size_t drawing;
};

typedef DAIS_VEC(struct line) line_vec;

static int
by_place(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return (x->from > y->from) - (x->from < y->from);
}

/* Gives rules that are nearly at one place that place, and joins those that touch. */
static void
join_lines(line_vec *lines)
{
	size_t kept = 0;
	float first = 0;

	if (lines->n)
		qsort(lines->v, lines->n, sizeof(*lines->v), by_place);
	for (size_t i = 0; i < lines->n; i++) {
		if (i == 0 || lines->v[i].place - first > SAME_PLACE)
			first = lines->v[i].place;
		lines->v[i].place = first;
	}
	if (lines->n)
		qsort(lines->v, lines->n, sizeof(*lines->v), by_place);
	for (size_t i = 0; i < lines->n; i++) {
		struct line *last = kept ? &lines->v[kept - 1] : NULL;

		if (last && last->place == lines->v[i].place &&
		    lines->v[i].from <= last->to + TOUCH)
			last->to = lines->v[i].to > last->to ? lines->v[i].to : last->to;
		else
			lines->v[kept++] = lines->v[i];
	}
	lines->n = kept;
}

static void
find_lines(const struct page_rows *p, line_vec *level, line_vec *upright)
{
	for (size_t i = 0; i < p->page->rules.n; i++) {
		const struct dais_pdf_rule *r = &p->page->rules.v[i];

		if (r->y0 == r->y1)
			dais_vec_push(p->scratch, level, ((struct line){ r->y0, r->x0, r->x1, 0 }));
		else
			dais_vec_push(
			    p->scratch, upright, ((struct line){ r->x0, r->y0, r->y1, 0 }));
	}
	join_lines(level);
	join_lines(upright);
}

static bool
touch(const struct line *level, const struct line *upright)
{
	return upright->place > level->from - TOUCH && upright->place < level->to + TOUCH &&
	       level->place > upright->from - TOUCH && level->place < upright->to + TOUCH;
}

static size_t
root_of(size_t *parents, size_t i)
{
	while (parents[i] != i)
		i = parents[i] = parents[parents[i]];
	return i;
}

/* Numbers the drawings: rules that touch, directly or by others, have the same number. */
static void
find_drawings(struct dais_arena *a, line_vec *level, line_vec *upright)
{
	size_t *parents = DAIS_NEW_N(a, level->n + upright->n, size_t);

	for (size_t i = 0; i < level->n + upright->n; i++)
		parents[i] = i;
	for (size_t i = 0; i < level->n; i++) {
		for (size_t k = 0; k < upright->n; k++) {
			if (touch(&level->v[i], &upright->v[k]))
				parents[root_of(parents, i)] = root_of(parents, level->n + k);
		}
	}
	for (size_t i = 0; i < level->n; i++)
		level->v[i].drawing = root_of(parents, i);
	for (size_t k = 0; k < upright->n; k++)
		upright->v[k].drawing = root_of(parents, level->n + k);
}

/* The places of @across of drawing @drawing, and the ends of @along beyond them, in order. */
static size_t
find_places(struct dais_arena *a, const line_vec *across, const line_vec *along, size_t drawing,
    float **ret_places)
{
	float *places = DAIS_NEW_N(a, across->n + 2, float);
	float least = 1e9f, most = -1e9f;
	size_t n = 1;

	for (size_t i = 0; i < along->n; i++) {
		if (along->v[i].drawing != drawing)
			continue;
		least = along->v[i].from < least ? along->v[i].from : least;
		most = along->v[i].to > most ? along->v[i].to : most;
	}
	places[0] = least;
	for (size_t i = 0; i < across->n; i++) {
		if (across->v[i].drawing == drawing && across->v[i].place > places[n - 1] + TOUCH)
			places[n++] = across->v[i].place;
	}
	if (most > places[n - 1] + TOUCH)
		places[n++] = most;
	*ret_places = places;
	return n;
}

/* Whether a rule of the drawing stands at @place where @at is along it. */
static bool
is_ruled_at(const line_vec *lines, size_t drawing, float place, float at)
{
	size_t lo = 0, hi = lines->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (lines->v[mid].place < place - TOUCH)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < lines->n && lines->v[lo].place <= place + TOUCH; lo++) {
		const struct line *l = &lines->v[lo];

		if (l->drawing == drawing && l->from <= at && l->to >= at)
			return true;
	}
	return false;
}

static void
reach_over(struct pdf_grid_cell *c, unsigned row, unsigned column)
{
	unsigned rows = c->row + c->rows > row + 1 ? c->row + c->rows : row + 1;
	unsigned columns =
	    c->column + c->columns > column + 1 ? c->column + c->columns : column + 1;

	c->row = row < c->row ? row : c->row;
	c->column = column < c->column ? column : c->column;
	c->rows = rows - c->row;
	c->columns = columns - c->column;
}

/* Joins what no rule divides. False when a cell has corners within: not a table. */
static bool
find_cells(struct dais_arena *a, struct pdf_grid *g, const line_vec *level, const line_vec *upright,
    size_t drawing)
{
	size_t n = (size_t)g->rows * g->columns;
	size_t *parents = DAIS_NEW_N(a, n, size_t), *counts = DAIS_NEW_N(a, n, size_t);

	g->cells = DAIS_NEW_N(a, n, struct pdf_grid_cell);
	g->of = DAIS_NEW_N(a, n, unsigned);
	for (size_t i = 0; i < n; i++)
		parents[i] = i;
	for (unsigned r = 0; r < g->rows; r++) {
		float middle = (g->ys[r] + g->ys[r + 1]) / 2;

		for (unsigned c = 0; c < g->columns; c++) {
			size_t i = (size_t)r * g->columns + c;
			float centre = (g->xs[c] + g->xs[c + 1]) / 2;

			if (c + 1 < g->columns &&
			    !is_ruled_at(upright, drawing, g->xs[c + 1], middle))
				parents[root_of(parents, i + 1)] = root_of(parents, i);
			if (r + 1 < g->rows && !is_ruled_at(level, drawing, g->ys[r + 1], centre))
				parents[root_of(parents, i + g->columns)] = root_of(parents, i);
		}
	}
	for (size_t i = 0; i < n; i++) {
		size_t root = root_of(parents, i);
		unsigned row = (unsigned)(i / g->columns), column = (unsigned)(i % g->columns);

		g->of[i] = (unsigned)root;
		if (counts[root]++ == 0)
			g->cells[root] = (struct pdf_grid_cell){ row, column, 1, 1 };
		else
			reach_over(&g->cells[root], row, column);
	}
	for (size_t i = 0; i < n; i++) {
		if (counts[i] != (size_t)g->cells[i].rows * g->cells[i].columns)
			return false;
	}
	return true;
}

static bool
place_between(const float *places, unsigned n, float at, unsigned *ret)
{
	unsigned lo = 0, hi = n;

	if (at < places[0] - TOUCH || at > places[n] + TOUCH)
		return false;
	while (lo + 1 < hi) {
		unsigned mid = lo + (hi - lo) / 2;

		if (places[mid] <= at)
			lo = mid;
		else
			hi = mid;
	}
	*ret = lo;
	return true;
}

const struct pdf_grid_cell *
pdf_grid_cell_of(const struct pdf_grid *g, const struct pdf_segment *s)
{
	unsigned row, column;

	/* The middle of small letters stands over the base line. */
	if (!place_between(g->ys, g->rows, s->base - 0.3f * s->size, &row) ||
	    !place_between(g->xs, g->columns, (s->left + s->right) / 2, &column))
		return NULL;
	return &g->cells[g->of[(size_t)row * g->columns + column]];
}

/* Whether the words of rows @from to @to make a table of it: words beside each other in two of its
 * rows, and not one row of many lines under a head. */
static bool
is_table(const struct page_rows *p, const struct pdf_grid *g, size_t from, size_t to)
{
	unsigned beside = 0, filled = 0, *lines = DAIS_NEW_N(p->scratch, g->rows, unsigned);
	unsigned *first = DAIS_NEW_N(p->scratch, g->rows, unsigned), most = 0;
	bool *wide = DAIS_NEW_N(p->scratch, g->rows, bool);

	for (size_t r = from; r < to; r++) {
		unsigned last = UINT32_MAX;

		for (size_t i = p->rows.v[r].from; i < p->rows.v[r].to; i++) {
			const struct pdf_grid_cell *c =
			    pdf_grid_cell_of(g, &p->page->segments.v[i]);

			if (!c)
				continue;
			lines[c->row] += c->row != last;
			last = c->row;
			if (first[c->row] && first[c->row] != c->column + 1)
				wide[c->row] = true;
			first[c->row] = c->column + 1;
		}
	}
	for (unsigned r = 0; r < g->rows; r++) {
		beside += wide[r];
		filled += lines[r] > 0;
		most = lines[r] > most ? lines[r] : most;
	}
	return beside > 0 && filled > 1 && (filled > 2 || most < LINES_OF_UNDIVIDED);
}

static void
add_grid(struct page_rows *p, struct pdf_grid *grid)
{
	struct region g = { .grid = grid, .ruled = true, .rows_ruled = true };
	size_t r = 0;

	while (r < p->rows.n && p->rows.v[r].base - 0.3f * p->rows.v[r].size < grid->ys[0])
		r++;
	g.from = r;
	while (r < p->rows.n && p->rows.v[r].base - 0.3f * p->rows.v[r].size < grid->ys[grid->rows])
		r++;
	g.to = r;
	for (r = g.from; r < g.to; r++) {
		if (pdf_is_taken(p, r) || p->rows.v[r].turned)
			return;
	}
	if (g.from == g.to || !is_table(p, grid, g.from, g.to))
		return;
	g.left = grid->xs[0];
	g.right = grid->xs[grid->columns];
	for (unsigned c = 0; c < grid->columns; c++)
		dais_vec_push(
		    p->scratch, &g.cores, ((struct strip){ grid->xs[c], grid->xs[c + 1] }));
	dais_vec_push(p->scratch, &p->regions, g);
}

void
pdf_find_grids(struct page_rows *p)
{
	line_vec level = { 0 }, upright = { 0 };
	size_t n;
	bool *seen;

	find_lines(p, &level, &upright);
	if (level.n < 2 || upright.n < 1 || level.n > RULES_MAX || upright.n > RULES_MAX)
		return;
	find_drawings(p->scratch, &level, &upright);
	n = level.n + upright.n;
	seen = DAIS_NEW_N(p->scratch, n, bool);
	for (size_t i = 0; i < level.n; i++) {
		struct pdf_grid *g = DAIS_NEW(p->scratch, struct pdf_grid);
		size_t drawing = level.v[i].drawing, rows, columns;

		if (seen[drawing])
			continue;
		seen[drawing] = true;
		rows = find_places(p->scratch, &level, &upright, drawing, &g->ys) - 1;
		columns = find_places(p->scratch, &upright, &level, drawing, &g->xs) - 1;
		if (rows < 2 || columns < 2 || rows * columns > CELLS_MAX)
			continue;
		g->rows = (unsigned)rows;
		g->columns = (unsigned)columns;
		if (find_cells(p->scratch, g, &level, &upright, drawing))
			add_grid(p, g);
	}
}
