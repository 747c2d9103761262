/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * From parts to a plan: the options that the programme favours, where they fit, and the rest as
 * well as it goes.
 */
#include <stdlib.h>

#include "plan/calendar/grow_priv.h"

struct favoured {
	double x;
	uint32_t column;
};

static int
by_value(const void *p, const void *q)
{
	const struct favoured *a = p, *b = q;

	if (a->x < b->x || b->x < a->x)
		return a->x > b->x ? -1 : 1;
	return a->column < b->column ? -1 : a->column > b->column;
}

static void
empty(struct calendar_state *st)
{
	for (uint32_t b = 0; b < st->m->blocks.n; b++) {
		if (st->start[b] != CALENDAR_NONE)
			calendar_take(st, b);
	}
}

void
grow_round(const struct grow *g, const double *x, struct calendar_state *st)
{
	struct dais_arena *a = dais_arena_new((size_t)4 << 30);
	struct favoured *v = DAIS_NEW_N(a, g->columns.n + 1, struct favoured);
	size_t n = 0;

	empty(st);
	for (uint32_t b = 0; b < g->m->blocks.n; b++) {
		if (g->row_of[b] == CALENDAR_NONE && g->choice[b] != CALENDAR_NONE &&
		    calendar_fits(st, b, g->choice[b]))
			calendar_put(st, b, g->choice[b]);
	}
	for (uint32_t c = 0; c < g->columns.n; c++) {
		if (g->columns.v[c].block != CALENDAR_NONE &&
		    g->columns.v[c].start != CALENDAR_NONE && x[c] > 1e-6)
			v[n++] = (struct favoured){ .x = x[c], .column = c };
	}
	qsort(v, n, sizeof(*v), by_value);
	for (size_t i = 0; i < n; i++) {
		const struct grow_column *c = &g->columns.v[v[i].column];

		if (st->start[c->block] == CALENDAR_NONE && calendar_fits(st, c->block, c->start))
			calendar_put(st, c->block, c->start);
	}
	dais_arena_free(a);
	calendar_first(st);
}

double
grow_cost(const struct grow *g, const struct calendar_state *st)
{
	return (double)calendar_cost(st) + g->without * (double)(g->m->blocks.n - st->placed);
}
