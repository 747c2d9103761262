/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Time of tasks in all: how many steps are counted, and demands on their number.
 */
#include "plan/meeting/encoder_priv.h"

#include <limits.h>

static void
widen(const struct dais_encoder *e, const struct dais_demand *d, struct dais_sum_limits *limits)
{
	size_t need = dais_problem_steps(e->p, d->amount), most = d->amount / e->p->step;

	if (d->kind == DAIS_DEMAND_LEAST && need > limits->down)
		limits->down = need;
	/* A wish is to be known as granted when it is. */
	if (d->kind == DAIS_DEMAND_LEAST && d->rank && need > limits->up)
		limits->up = need;
	if (d->kind != DAIS_DEMAND_MOST)
		return;
	/* Every step above costs, unless it cannot be had. */
	most = d->rank == 0 ? most + 1 : SIZE_MAX;
	limits->up = most > limits->up ? most : limits->up;
	if (d->rank)
		limits->down = limits->up;
}

/* --- no more than is worth having --- */

/* Whether having more time, or more uses, may be good for @d, which is of rank @r or before. */
static bool
likes_more(const struct dais_demand *d, unsigned r)
{
	return d->rank <= r && (d->kind == DAIS_DEMAND_FULL || d->kind == DAIS_DEMAND_UNBROKEN ||
				   d->kind == DAIS_DEMAND_NO_GAP);
}

static void
need_in_slots(
    const struct dais_encoder *e, const struct dais_demand *d, unsigned *steps /* of slots */)
{
	unsigned need =
	    d->kind == DAIS_DEMAND_FIXED && d->amount ? dais_problem_steps(e->p, d->amount) : 1;

	for (size_t t = 0; t < e->slots; t++) {
		if (dais_slots_has(d->slots, t) && need > steps[t])
			steps[t] = need;
	}
}

/* Steps that no best plan exceeds, of tasks for which more than so many is wished against (MOST):
 * what demands of that rank and before ask for in all, or in their slots together. A plan with more
 * is better without one of the steps that nobody asks for. UINT_MAX: nothing is known. */
static unsigned *
worth_having(const struct dais_encoder *e, struct dais_arena *a)
{
	const struct dais_problem *p = e->p;
	unsigned *rank = DAIS_NEW_N(a, e->tasks + 1, unsigned);
	unsigned *ret = DAIS_NEW_N(a, e->tasks + 1, unsigned);
	unsigned **in_slots = DAIS_NEW_N(a, e->tasks + 1, unsigned *);
	unsigned likes = UINT_MAX; /* first rank in which more is liked */

	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (likes_more(d, DAIS_RANKS_MAX) && d->rank < likes)
			likes = d->rank;
		if (d->kind == DAIS_DEMAND_MOST && d->rank &&
		    (!rank[d->task] || d->rank < rank[d->task])) {
			rank[d->task] = d->rank;
			ret[d->task] = dais_problem_steps(p, d->amount);
		}
	}
	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];
		bool slots = d->kind == DAIS_DEMAND_FIXED || d->kind == DAIS_DEMAND_KEEP;
		size_t i = d->task;

		if ((!slots && d->kind != DAIS_DEMAND_LEAST) || !rank[i] || d->rank > rank[i])
			continue;
		if (d->kind == DAIS_DEMAND_LEAST && dais_problem_steps(p, d->amount) > ret[i])
			ret[i] = dais_problem_steps(p, d->amount);
		if (slots && !in_slots[i])
			in_slots[i] = DAIS_NEW_N(a, e->slots + 1, unsigned);
		if (slots)
			need_in_slots(e, d, in_slots[i]);
	}
	for (size_t i = 0; i < e->tasks; i++) {
		unsigned sum = 0;

		for (size_t t = 0; in_slots[i] && t < e->slots; t++)
			sum += in_slots[i][t];
		ret[i] = ret[i] > sum ? ret[i] : sum;
		if (!rank[i] || likes <= rank[i] || !e->strict)
			ret[i] = UINT_MAX;
	}
	return ret;
}

/* Steps that @i has in the plan that is held. */
static unsigned
steps_held(const struct dais_encoder *e, size_t i)
{
	unsigned n = 0;

	for (size_t t = 0; e->scope && t < e->slots; t++)
		n += e->scope->steps[i * e->slots + t];
	return n;
}

static bool
never_divided(const struct dais_encoder *e, size_t i)
{
	size_t open = 0;

	for (size_t t = 0; t < e->slots; t++)
		open += e->x[i * e->slots + t].n > 0;
	return e->uses_most[i] == 1 || open == 1;
}

void
dais_encode_totals(struct dais_encoder *e)
{
	const struct dais_problem *p = e->p;
	struct dais_sum_limits *limits = DAIS_NEW_N(e->a, e->tasks + 1, struct dais_sum_limits);
	const unsigned *worth = worth_having(e, e->a);

	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->kind == DAIS_DEMAND_LEAST || d->kind == DAIS_DEMAND_MOST)
			widen(e, d, &limits[d->task]);
	}
	for (size_t i = 0; i < e->tasks; i++) {
		const struct dais_unary *x = &e->x[i * e->slots];
		unsigned held = steps_held(e, i), most = worth[i] > held ? worth[i] : held;

		if (most < UINT_MAX && limits[i].up > (size_t)most + 1)
			limits[i].up = (size_t)most + 1;
		if (limits[i].up > (size_t)e->most[i] + 1)
			limits[i].up = (size_t)e->most[i] + 1;
		if (limits[i].down > limits[i].up && limits[i].down == SIZE_MAX)
			limits[i].down = limits[i].up;
		if ((!limits[i].up && !limits[i].down) || !dais_encoder_touches_task(e, i))
			continue;
		e->total[i] = never_divided(e, i) ? dais_unary_max(e, x, e->slots)
						  : dais_unary_sum(e, x, e->slots, limits[i]);
		if (most < e->total[i].n)
			dais_encoder_any(e, -e->total[i].v[most], 0);
	}
}

void
dais_encode_least(struct dais_encoder *e, const struct dais_demand *d)
{
	size_t need = dais_problem_steps(e->p, d->amount);
	struct dais_unary total = e->total[d->task];

	/* The last step implies the others. */
	for (size_t k = d->rank == 0 && need ? need - 1 : 0; k < need; k++)
		dais_encoder_want(e, d, k < total.n ? total.v[k] : e->no);
}

void
dais_encode_most(struct dais_encoder *e, const struct dais_demand *d)
{
	dais_encoder_want_at_most(e, d, e->total[d->task], d->amount / e->p->step, e->yes);
}
