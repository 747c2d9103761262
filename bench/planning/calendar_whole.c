/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The times of a calendar as one integer programme with every row and every column, given to Cbc as
 * it is: what planning is compared with. Prints one line of JSON.
 *
 *     calendar_whole CALENDAR.yaml SECONDS
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/file.h"
#include "plan/calendar/calendar_priv.h"
#include "plan/linear/linear.h"
#include "read/package/calendar.h"

#define NO_PLACE 1000.0 /* cost of a turn without a time */

struct whole {
	const struct calendar_model *m;
	struct dais_arena *a;
	size_t rooms, teams, weeks, groups, rows; /* first row of each kind; all */
	DAIS_VEC(double) cost, row_upper, row_lower, value;
	DAIS_VEC(int) start, index;
};

static void
element(struct whole *w, size_t row, double value)
{
	dais_vec_push(w->a, &w->index, (int)row);
	dais_vec_push(w->a, &w->value, value);
}

static void
rows(struct whole *w, size_t n, const uint32_t *cap)
{
	for (size_t i = 0; i < n; i++) {
		dais_vec_push(w->a, &w->row_lower, -HUGE_VAL);
		dais_vec_push(w->a, &w->row_upper, cap ? (double)cap[i] : 1.0);
	}
	w->rows += n;
}

static void
begin(struct whole *w)
{
	const struct calendar_model *m = w->m;
	size_t slots = m->slots.n;

	rows(w, m->blocks.n, NULL);
	for (size_t i = 0; i < m->blocks.n; i++)
		w->row_lower.v[i] = 1;
	w->rooms = w->rows;
	rows(w, m->rooms.halls * slots, m->rooms.cap);
	w->teams = w->rows;
	rows(w, m->teams.halls * slots, m->teams.cap);
	w->weeks = w->rows;
	rows(w, m->teams.halls * m->weeks.n, m->week_cap);
	w->groups = w->rows;
	rows(w, m->groups.n * slots, NULL);
}

static void
means(struct whole *w, const struct calendar_means *t, size_t first, uint32_t type, uint32_t slot)
{
	for (uint32_t k = 0; k < t->halls_of_n[type]; k++)
		element(w, first + t->halls_of[type][k] * w->m->slots.n + slot, 1);
}

/* The rows of the edges of block @b, one for every slot in which the later block could begin; they
 * follow the others, edge by edge. */
static void
edges(struct whole *w, size_t first, uint32_t b, uint32_t start)
{
	const struct calendar_model *m = w->m;
	const struct calendar_block *x = &m->blocks.v[b];

	for (uint32_t k = 0; k < x->edges_n; k++) {
		uint32_t edge = m->edge_of[x->edges_at + k];
		const struct calendar_edge *e = &m->edges.v[edge];
		size_t row = first + edge * m->slots.n;
		uint32_t from = start == CALENDAR_NONE ? 0 : start;

		if (e->a == b && start != CALENDAR_NONE)
			from = calendar_ready(m, calendar_last(m, x, start), e->gap);
		if (e->b == b && start == CALENDAR_NONE)
			continue;
		for (uint32_t t = from; t < m->slots.n; t++)
			element(w, row + t, e->a == b ? -1 : 1);
	}
}

static void
column(struct whole *w, size_t first_edge, uint32_t b, uint32_t start, double cost)
{
	const struct calendar_model *m = w->m;
	const struct calendar_block *x = &m->blocks.v[b];

	dais_vec_push(w->a, &w->start, (int)w->index.n);
	dais_vec_push(w->a, &w->cost, cost);
	element(w, b, 1);
	for (uint32_t i = 0; start != CALENDAR_NONE && i < calendar_size(m, x); i++) {
		uint32_t slot = calendar_cover(m, x, start)[i], week = m->slots.v[slot].week;

		if (x->room_type != CALENDAR_NONE)
			means(w, &m->rooms, w->rooms, x->room_type, slot);
		if (x->team_type != CALENDAR_NONE)
			means(w, &m->teams, w->teams, x->team_type, slot);
		for (uint32_t k = 0; k < x->groups_n; k++)
			element(w, w->groups + x->groups[k] * m->slots.n + slot, 1);
		/* Once a week: at the first of its sittings there. */
		if (x->team_type == CALENDAR_NONE ||
		    (i && m->slots.v[calendar_cover(m, x, start)[i - 1]].week == week))
			continue;
		for (uint32_t k = 0; k < m->teams.halls_of_n[x->team_type]; k++) {
			uint32_t run = 0;

			for (uint32_t j = i; j < calendar_size(m, x); j++)
				run += m->slots.v[calendar_cover(m, x, start)[j]].week == week;
			element(w,
			    w->weeks + m->teams.halls_of[x->team_type][k] * m->weeks.n + week, run);
		}
	}
	edges(w, first_edge, b, start);
}

static void
fill(struct whole *w)
{
	const struct calendar_model *m = w->m;
	size_t first_edge = w->rows;

	for (size_t i = 0; i < m->edges.n * m->slots.n; i++) {
		dais_vec_push(w->a, &w->row_lower, -HUGE_VAL);
		dais_vec_push(w->a, &w->row_upper, 0);
	}
	w->rows += m->edges.n * m->slots.n;
	for (uint32_t b = 0; b < m->blocks.n; b++) {
		const struct calendar_block *x = &m->blocks.v[b];

		for (uint32_t i = 0; i < x->options_n; i++)
			column(w, first_edge, b, x->options[i].start, x->options[i].days);
		column(w, first_edge, b, CALENDAR_NONE, NO_PLACE);
	}
	for (size_t i = 0; i < m->groups.n * m->slots.n; i++) {
		if (!m->groups.v[i / m->slots.n].wish)
			continue;
		dais_vec_push(w->a, &w->start, (int)w->index.n);
		dais_vec_push(w->a, &w->cost, m->groups.v[i / m->slots.n].weight);
		element(w, w->groups + i, -1);
	}
	dais_vec_push(w->a, &w->start, (int)w->index.n);
}

static int
solve(struct whole *w, double seconds)
{
	size_t n = w->cost.n, slacks = 0;
	double *lower = DAIS_NEW_N(w->a, n, double), *upper = DAIS_NEW_N(w->a, n, double);
	double *x = DAIS_NEW_N(w->a, n, double), bound, begun = dais_clock_seconds(), value = 0;
	bool *continuous = DAIS_NEW_N(w->a, n, bool), found;
	struct dais_linear_integer p = { .columns = { .n = n,
					     .lower = lower,
					     .upper = upper,
					     .cost = w->cost.v,
					     .start = w->start.v,
					     .index = w->index.v,
					     .value = w->value.v },
		.continuous = continuous,
		.rows = w->rows,
		.row_lower = w->row_lower.v,
		.row_upper = w->row_upper.v,
		.seconds = seconds,
		.cutoff = HUGE_VAL };
	enum dais_linear_status status;
	struct dais_err err = DAIS_ERR_INIT;

	for (size_t i = 0; i < w->m->groups.n; i++)
		slacks += w->m->groups.v[i].wish ? w->m->slots.n : 0;
	for (size_t i = 0; i < n; i++) {
		continuous[i] = i >= n - slacks;
		upper[i] = continuous[i] ? HUGE_VAL : 1;
	}
	if (!dais_linear_integer_solve(&p, x, &status, &found, &bound, &err)) {
		(void)fprintf(stderr, "%s\n", err.msg);
		return 1;
	}
	for (size_t i = 0; found && i < n; i++)
		value += x[i] * w->cost.v[i];
	(void)printf(
	    "{\"rows\": %zu, \"columns\": %zu, \"elements\": %zu, \"proven\": %s, \"cost\": ",
	    w->rows, n, w->index.n, status == DAIS_LINEAR_OPTIMAL ? "true" : "false");
	if (found)
		(void)printf("%.0f", value);
	else
		(void)printf("null");
	(void)printf(", \"bound\": %.2f, \"seconds\": %.3f}\n", bound > -1e20 ? bound : 0,
	    dais_clock_seconds() - begun);
	return 0;
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)16 << 30);
	struct dais_calendar_options opt = { 0 };
	struct calendar_model m = { .a = a };
	struct whole w = { .m = &m, .a = a };
	struct dais_diags diags;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str bytes;

	dais_diags_init(&diags, a);
	if (argc != 3 || !dais_file_read(a, argv[1], (size_t)64 << 20, &bytes, &err)) {
		(void)fprintf(stderr, "usage: calendar_whole FILE SECONDS\n%s\n", err.msg);
		return 2;
	}
	m.c = dais_calendar_load(a, bytes, argv[1], &diags);
	if (!m.c || !calendar_model_build(&m, &opt, &diags, &err)) {
		(void)fprintf(stderr, "not a calendar %s\n", err.msg);
		return 1;
	}
	begin(&w);
	fill(&w);
	return solve(&w, strtod(argv[2], NULL));
}
