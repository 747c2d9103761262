/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_relax.h"

#include <math.h>

#include "planning/curriculum_programme.h"

#define NEAR_INTEGER 1e-4

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
	struct curriculum_programme g = { .arena = a };
	struct dais_linear_integer whole;
	enum dais_linear_status status;
	double bound;
	bool found;
	int rooms;

	*ret_bound = 0;
	rooms = curriculum_add_row(&g, -INFINITY, p->periods);
	for (size_t r = 1; r < p->rooms.n; r++)
		(void)curriculum_add_row(&g, -INFINITY, p->periods);
	for (size_t c = 0; c < p->courses.n; c++) {
		int all =
		    curriculum_add_row(&g, p->courses.v[c].lectures, p->courses.v[c].lectures);

		for (size_t r = 0; r < p->rooms.n; r++) {
			int used = curriculum_add_row(&g, -INFINITY, 0);

			curriculum_add_column(
			    &g, short_of(p, c, r), p->courses.v[c].lectures, true);
			curriculum_add_element(&g, all, 1);
			curriculum_add_element(&g, rooms + (int)r, 1);
			curriculum_add_element(&g, used, 1);
			curriculum_add_column(&g, 1, 1, false);
			curriculum_add_element(&g, used, -(double)p->courses.v[c].lectures);
		}
	}
	whole = (struct dais_linear_integer){ .columns = curriculum_columns(&g),
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
