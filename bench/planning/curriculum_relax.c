/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_relax.h"

#include <math.h>

#include "plan/linear/linear.h"

#define NEAR_INTEGER 1e-4

/* Rows without elements, and columns that name them. */
struct programme {
	struct dais_arena *arena;
	DAIS_VEC(double) row_lower, row_upper, lower, upper, cost, value;
	DAIS_VEC(int) start, index;
	DAIS_VEC(bool) continuous;
};

static int
add_row(struct programme *g, double lower, double upper)
{
	dais_vec_push(g->arena, &g->row_lower, lower);
	dais_vec_push(g->arena, &g->row_upper, upper);
	return (int)g->row_lower.n - 1;
}

/* Its elements follow. */
static void
add_column(struct programme *g, double cost, double upper, bool continuous)
{
	dais_vec_push(g->arena, &g->lower, 0);
	dais_vec_push(g->arena, &g->upper, upper);
	dais_vec_push(g->arena, &g->cost, cost);
	dais_vec_push(g->arena, &g->start, (int)g->index.n);
	dais_vec_push(g->arena, &g->continuous, continuous);
}

static void
add_element(struct programme *g, int row, double value)
{
	dais_vec_push(g->arena, &g->index, row);
	dais_vec_push(g->arena, &g->value, value);
}

static unsigned
as_bound(double objective)
{
	return objective > 0 ? (unsigned)ceil(objective - NEAR_INTEGER) : 0;
}

static double
short_of(const struct curriculum *p, size_t c, size_t r)
{
	unsigned students = p->courses.v[c].students, seats = p->rooms.v[r];

	return students > seats ? (double)(students - seats) : 0;
}

bool
curriculum_relax_rooms(
    const struct curriculum *p, double seconds, unsigned *ret_bound, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct programme g = { .arena = a };
	struct dais_linear_integer whole;
	enum dais_linear_status status;
	double bound;
	bool found;
	int rooms;

	*ret_bound = 0;
	rooms = add_row(&g, -INFINITY, p->periods);
	for (size_t r = 1; r < p->rooms.n; r++)
		(void)add_row(&g, -INFINITY, p->periods);
	for (size_t c = 0; c < p->courses.n; c++) {
		int all = add_row(&g, p->courses.v[c].lectures, p->courses.v[c].lectures);

		for (size_t r = 0; r < p->rooms.n; r++) {
			int used = add_row(&g, -INFINITY, 0);

			add_column(&g, short_of(p, c, r), p->courses.v[c].lectures, true);
			add_element(&g, all, 1);
			add_element(&g, rooms + (int)r, 1);
			add_element(&g, used, 1);
			add_column(&g, 1, 1, false);
			add_element(&g, used, -(double)p->courses.v[c].lectures);
		}
	}
	dais_vec_push(a, &g.start, (int)g.index.n);
	whole = (struct dais_linear_integer){ .columns = { g.cost.n, g.lower.v, g.upper.v, g.cost.v,
						  g.start.v, g.index.v, g.value.v },
		.continuous = g.continuous.v,
		.rows = g.row_lower.n,
		.row_lower = g.row_lower.v,
		.row_upper = g.row_upper.v,
		.seconds = seconds,
		.cutoff = INFINITY };
	if (!dais_linear_integer_solve(
		&whole, DAIS_NEW_N(a, g.cost.n, double), &status, &found, &bound, err))
		return false;
	/* The first room of a course costs nothing. */
	if (status == DAIS_LINEAR_OPTIMAL || status == DAIS_LINEAR_STOPPED)
		*ret_bound = as_bound(bound - (double)p->courses.n);
	return true;
}
