/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Time that is wished and cannot all be had: the wishes of one rank and weight become one sum of
 * steps, of which only so much can be had as a linear programme of tasks, bodies, slots, days and
 * weeks allows. The search then begins where the bound is. A report that waits for what it reports
 * takes whole sittings: what it leaves of them is time for what may stand beside it alone.
 */
#include <limits.h>
#include <math.h>

#include "plan/meeting/capacity_priv.h"
#include "plan/meeting/programme_priv.h"
#include "plan/meeting/waiting_priv.h"

/* Steps in a sum; more would be long in writing. */
enum {
	WISHED_MAX = 3000,
	LEVELS_MAX = 16
};
#define SECONDS_MOST 5.0
#define SLACK 1e-6

static unsigned
steps_of(const struct dais_encoder *e, const struct dais_demand *d)
{
	return dais_problem_steps(e->p, d->amount);
}

static bool
same_wish(const struct dais_demand *x, const struct dais_demand *y)
{
	return x->kind == DAIS_DEMAND_LEAST && y->kind == DAIS_DEMAND_LEAST && x->rank > 0 &&
	       x->rank == y->rank && x->weight == y->weight;
}

/* --- the linear programme --- */

/* Columns: steps of task i in slot t, where it is open; steps of each task in all; steps of each
 * wish. Rows: time of bodies in slots, of slots, days and weeks; totals; wishes no larger than
 * totals. */
struct programme {
	const struct dais_capacity *c;
	struct dais_programme l;
	size_t *column; /* [i * slots + t], or DAIS_NONE */
	size_t *sitting; /* [i * slots + t] of a task that waits: it is taken up; or DAIS_NONE */
	size_t *beside; /* [i * slots + t]: steps in a sitting of one that waits; or DAIS_NONE */
	size_t *total; /* of a task */
};

static void
add_columns(struct programme *g)
{
	const struct dais_encoder *e = g->c->e;

	g->column = DAIS_NEW_N(g->l.a, e->tasks * e->slots + 1, size_t);
	g->total = DAIS_NEW_N(g->l.a, e->tasks + 1, size_t);
	g->sitting = DAIS_NEW_N(g->l.a, e->tasks * e->slots + 1, size_t);
	g->beside = DAIS_NEW_N(g->l.a, e->tasks * e->slots + 1, size_t);
	for (size_t at = 0; at < e->tasks * e->slots; at++)
		g->sitting[at] = g->beside[at] = DAIS_NONE;
	for (size_t i = 0; i < e->tasks; i++) {
		dais_programme_row(&g->l, 0, 0);
		g->total[i] = dais_programme_column(
		    &g->l, 0, e->most[i] == UINT_MAX ? INFINITY : e->most[i], 0);
		dais_programme_entry(&g->l, g->total[i], -1);
		for (size_t t = 0; t < e->slots; t++) {
			bool open = dais_slots_has(e->open[i], t);

			g->column[i * e->slots + t] =
			    open ? dais_programme_column(&g->l, 0, e->cap[t], 0) : DAIS_NONE;
			dais_programme_entry(&g->l, g->column[i * e->slots + t], 1);
		}
		dais_programme_row(&g->l, e->least[i], INFINITY);
		dais_programme_entry(&g->l, g->total[i], 1);
	}
}

/* Task @w->task has time in sittings that hold it and what may stand beside it, and so many of them
 * as its least time fills. */
static void
add_waiting(struct programme *g, const struct dais_waiting *w)
{
	const struct dais_encoder *e = g->c->e;
	const size_t *column = &g->column[w->task * e->slots];
	size_t *sitting = &g->sitting[w->task * e->slots];

	for (size_t t = 0; t < e->slots; t++) {
		if (column[t] == DAIS_NONE)
			continue;
		sitting[t] = dais_programme_column(&g->l, 0, 1, 0);
		for (size_t k = 0; k < w->beside.n; k++) {
			size_t at = w->beside.v[k] * e->slots + t;

			if (g->column[at] == DAIS_NONE)
				continue;
			g->beside[at] = dais_programme_column(&g->l, 0, e->cap[t], 0);
			dais_programme_row(&g->l, -INFINITY, 0);
			dais_programme_entry(&g->l, g->beside[at], 1);
			dais_programme_entry(&g->l, g->column[at], -1);
		}
		dais_programme_row(&g->l, -INFINITY, 0);
		dais_programme_entry(&g->l, column[t], 1);
		for (size_t k = 0; k < w->beside.n; k++)
			dais_programme_entry(&g->l, g->beside[w->beside.v[k] * e->slots + t], 1);
		dais_programme_entry(&g->l, sitting[t], -(double)e->cap[t]);
	}
	dais_programme_row(&g->l, (e->least[w->task] + g->c->most - 1) / g->c->most, INFINITY);
	for (size_t t = 0; t < e->slots; t++)
		dais_programme_entry(&g->l, sitting[t], 1);
}

/* What task @i takes of slot @t, into the row added last. */
static void
take_time(struct programme *g, size_t i, size_t t)
{
	size_t at = i * g->c->e->slots + t;

	if (g->sitting[at] != DAIS_NONE) {
		dais_programme_entry(&g->l, g->sitting[at], g->c->e->cap[t]);
		return;
	}
	dais_programme_entry(&g->l, g->column[at], 1);
	dais_programme_entry(&g->l, g->beside[at], -1);
}

/* All steps of slots @from .. @to, each task once. */
static void
add_slots(struct programme *g, size_t from, size_t to, unsigned most)
{
	const struct dais_encoder *e = g->c->e;

	dais_programme_row(&g->l, -INFINITY, most);
	for (size_t t = from; t <= to; t++) {
		for (size_t i = 0; i < e->tasks; i++)
			take_time(g, i, t);
	}
}

/* Time of slot @t for the bodies of @turn, each of their tasks once. */
static void
add_turn(struct programme *g, const dais_index_vec *turn, size_t t)
{
	const struct dais_encoder *e = g->c->e;
	bool *taken = DAIS_NEW_N(g->l.a, e->tasks + 1, bool);

	dais_programme_row(&g->l, -INFINITY, e->cap[t]);
	for (size_t m = 0; m < turn->n; m++) {
		const dais_index_vec *tasks = &e->body_tasks[turn->v[m]];

		for (size_t k = 0; k < tasks->n; k++) {
			if (!taken[tasks->v[k]])
				take_time(g, tasks->v[k], t);
			taken[tasks->v[k]] = true;
		}
	}
}

static void
add_time(struct programme *g)
{
	const struct dais_encoder *e = g->c->e;
	size_t day = 0, week = 0;

	for (size_t t = 0; t < e->slots; t++) {
		const struct dais_plan_slot *s = &e->p->slots.v[t];

		for (size_t b = 0; b < e->bodies; b++) {
			dais_programme_row(&g->l, -INFINITY, e->cap[t]);
			for (size_t k = 0; k < e->body_tasks[b].n; k++)
				take_time(g, e->body_tasks[b].v[k], t);
		}
		for (size_t k = 0; k < g->c->turn_count; k++) {
			if (g->c->turns[k].n > 1)
				add_turn(g, &g->c->turns[k], t);
		}
		if (g->c->sittings[t] < e->bodies)
			add_slots(g, t, t, dais_capacity_of_slot(g->c, t));
		day = s->day_index == s[t ? -1 : 0].day_index ? day : t;
		week = s->week == s[t ? -1 : 0].week ? week : t;
		if (t + 1 == e->slots || s[1].day_index != s->day_index)
			add_slots(g, day, t, dais_capacity_of_day(g->c));
		if (t + 1 == e->slots || s[1].week != s->week)
			add_slots(g, week, t, dais_capacity_of_week(g->c));
	}
}

/* Steps of wishes like demand @first that can be had at most. */
static unsigned
possible_steps(const struct dais_capacity *c, const dais_waiting_vec *waiting, size_t first,
    unsigned wished, struct dais_arena *a)
{
	struct programme g = { .c = c, .l = { .a = a } };
	const struct dais_problem *p = c->e->p;
	double objective;

	add_columns(&g);
	for (size_t k = 0; k < waiting->n; k++)
		add_waiting(&g, &waiting->v[k]);
	add_time(&g);
	for (size_t k = first; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];
		size_t column;

		if (!same_wish(&p->demands.v[first], d))
			continue;
		column = dais_programme_column(&g.l, 0, steps_of(c->e, d), -1);
		dais_programme_row(&g.l, -INFINITY, 0);
		dais_programme_entry(&g.l, column, 1);
		dais_programme_entry(&g.l, g.total[d->task], -1);
	}
	if (!dais_programme_solve(&g.l, SECONDS_MOST, &objective) || -objective >= wished)
		return wished;
	return (unsigned)(-objective + SLACK);
}

/* --- the sum --- */

/* Writes the wishes like demand @first as one sum of which only @possible can be had. */
static struct dais_unary
sum_wishes(struct dais_encoder *e, size_t first, unsigned wished, unsigned possible)
{
	const struct dais_problem *p = e->p;
	struct dais_unary *parts = DAIS_NEW_N(e->a, p->demands.n + 1, struct dais_unary), sum;
	size_t n = 0;

	for (size_t k = first; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];
		unsigned steps = steps_of(e, d);

		if (!same_wish(&p->demands.v[first], d))
			continue;
		parts[n] = e->total[d->task];
		if (parts[n].n > steps)
			parts[n].n = steps;
		n++;
		e->summed[k] = true;
	}
	sum = dais_unary_sum(e, parts, n, (struct dais_sum_limits){ .up = wished, .down = wished });
	for (size_t k = possible; k < sum.n; k++)
		dais_encoder_any(e, -sum.v[k], 0);
	e->account = e->bodies;
	for (unsigned k = 0; k < wished; k++)
		dais_encoder_want(
		    e, &p->demands.v[first], k < possible && k < sum.n ? sum.v[k] : e->no);
	e->account = DAIS_NONE;
	return sum;
}

/* "Tasks @i and @k are taken up in one slot." */
static dais_literal
same_slot(struct dais_encoder *e, size_t i, size_t k)
{
	dais_literal *both = DAIS_NEW_N(e->a, e->slots + 1, dais_literal);

	for (size_t t = 0; t < e->slots; t++)
		both[t] =
		    dais_encoder_and(e, dais_encoder_used(e, i, t), dais_encoder_used(e, k, t));
	return dais_encoder_or(e, both, e->slots);
}

/* What a task beside one that waits saves: where it is in no sitting with it, fewer steps of @sum,
 * the wishes like demand @first, can be had than @possible. */
static void
tell_what_beside_saves(struct dais_encoder *e, const struct dais_capacity *c,
    dais_waiting_vec *waiting, size_t first, struct dais_unary sum, unsigned possible)
{
	for (size_t w = 0; w < waiting->n; w++) {
		dais_index_vec *beside = &waiting->v[w].beside;

		for (size_t k = 0; k < beside->n; k++) {
			DAIS_ARENA_AUTO scratch = dais_arena_new(0);
			size_t task = beside->v[k];
			dais_literal together;
			unsigned apart;

			beside->v[k] = beside->v[--beside->n];
			apart = possible_steps(c, waiting, first, possible, scratch);
			beside->v[beside->n++] = beside->v[k];
			beside->v[k] = task;
			if (apart >= possible)
				continue;
			together = same_slot(e, task, waiting->v[w].task);
			for (size_t n = apart; n < possible && n < sum.n; n++)
				dais_encoder_any(e, together, -sum.v[n], 0);
		}
	}
}

/* Steps in whole sittings. */
static unsigned
whole_sittings(const struct dais_capacity *c, unsigned steps)
{
	return (steps + c->most - 1) / c->most * c->most;
}

static void
bound_wishes(
    struct dais_encoder *e, const struct dais_capacity *c, dais_waiting_vec *waiting, size_t first)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	const struct dais_problem *p = e->p;
	unsigned *need = DAIS_NEW_N(scratch, e->tasks + 1, unsigned), wished = 0, possible;

	for (size_t i = 0; i < e->tasks; i++)
		need[i] = e->least[i];
	for (size_t k = first; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];
		unsigned steps = steps_of(e, d);

		if (!same_wish(&p->demands.v[first], d))
			continue;
		wished += steps;
		need[d->task] = steps > need[d->task] ? steps : need[d->task];
	}
	for (size_t k = 0; k < waiting->n; k++)
		need[waiting->v[k].task] = whole_sittings(c, need[waiting->v[k].task]);
	if (wished > WISHED_MAX || dais_capacity_suffices(c, need, scratch))
		return;
	possible = possible_steps(c, waiting, first, wished, scratch);
	if (possible < wished)
		tell_what_beside_saves(
		    e, c, waiting, first, sum_wishes(e, first, wished, possible), possible);
}

bool
dais_encoder_has_time(const struct dais_encoder *e)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_capacity c;

	return !dais_capacity_new(e, scratch, &c) || dais_capacity_suffices(&c, e->least, scratch);
}

void
dais_encode_time(struct dais_encoder *e)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	const struct dais_problem *p = e->p;
	struct dais_capacity c;
	dais_waiting_vec waiting = { 0 };
	size_t like[LEVELS_MAX], n = 0;

	if (!dais_capacity_new(e, scratch, &c))
		return;
	dais_waiting_find(e, scratch, &waiting);
	for (size_t k = 0; k < p->demands.n && n < LEVELS_MAX; k++) {
		bool seen = p->demands.v[k].kind != DAIS_DEMAND_LEAST || p->demands.v[k].rank == 0;

		for (size_t q = 0; q < n && !seen; q++)
			seen = same_wish(&p->demands.v[like[q]], &p->demands.v[k]);
		if (seen)
			continue;
		like[n++] = k;
		bound_wishes(e, &c, &waiting, k);
	}
}
