/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Random demands. Where a plan was planted, one that must hold is drawn until the plan keeps it.
 */
#include "build.h"
#include "plan/judge/judge.h"
#include "random.h"
#include "random_priv.h"

#define TRIES 12

static unsigned
steps(struct chance *c, const struct dais_problem *p, unsigned most)
{
	return p->step * (unsigned)chance_below(c, most + 1);
}

/* What @d->kind needs; slots, tasks, bodies, amounts as chance has it. */
static void
fill_demand(
    struct chance *c, const struct dais_problem *p, struct dais_demand *d, struct dais_arena *a)
{
	bool of_tasks = d->kind != DAIS_DEMAND_APART || chance_of(c, 50);

	if (of_tasks) {
		d->task = chance_below(c, p->tasks.n);
		d->other = chance_below(c, p->tasks.n);
	} else {
		d->task = d->other = DAIS_NONE;
	}
	d->body = chance_below(c, p->bodies.n);
	d->body_2 = chance_below(c, p->bodies.n);
	d->amount = (unsigned)chance_below(c, 3);
	d->rooms = chance_below(c, (size_t)1 << p->rooms.n);
	d->slots = random_slots(c, p, 10 + 20 * (unsigned)chance_below(c, 5), a);
	if (chance_of(c, 5))
		d->slots = NULL;
	if (d->kind == DAIS_DEMAND_BEFORE && d->task > d->other) {
		size_t first = d->other;

		d->other = d->task; /* no circles */
		d->task = first;
	}
	if (d->kind == DAIS_DEMAND_LEAST || d->kind == DAIS_DEMAND_MOST)
		d->amount = steps(c, p, 5) + (chance_of(c, 10) ? 10 : 0);
	if (d->kind == DAIS_DEMAND_FIXED || d->kind == DAIS_DEMAND_KEEP_OUT)
		d->amount = chance_of(c, 50) ? 0 : steps(c, p, 3);
	if (d->kind == DAIS_DEMAND_ITEMS_MOST || d->kind == DAIS_DEMAND_UNDIVIDED)
		d->amount++;
	if (d->kind == DAIS_DEMAND_FREE && chance_of(c, 50))
		d->body = DAIS_NONE;
	if (d->kind == DAIS_DEMAND_FIXED || d->kind == DAIS_DEMAND_KEEP) {
		/* a few places: more than one or two are hardly ever possible */
		d->slots = dais_slots_new(p, a);
		for (size_t n = chance_below(c, 3); n--;)
			dais_slots_put(d->slots, chance_below(c, p->slots.n));
	}
}

static bool
makes_sense(const struct dais_problem *p, const struct dais_demand *d)
{
	if (d->kind == DAIS_DEMAND_BEFORE)
		return d->task != d->other;
	if (d->kind == DAIS_DEMAND_APART)
		return d->task != DAIS_NONE ? d->task != d->other : d->body != d->body_2;
	if (d->kind == DAIS_DEMAND_ROOMS || d->kind == DAIS_DEMAND_ONE_ROOM ||
	    d->kind == DAIS_DEMAND_KEEP_ROOM)
		return p->rooms.n > 0;
	return true;
}

/* Whether @plan keeps the last demand of @p, and the order it asks for. */
static bool
keeps_last(const struct dais_problem *p, const struct dais_plan *plan)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_problem only = *p;
	struct dais_verdict v;

	only.demands.v = p->demands.v + p->demands.n - 1;
	only.demands.n = 1;
	dais_judge(&only, plan, a, &v);
	return v.sound;
}

/* Adds a demand of @kind. One of rank 0 that @plan (may be NULL) does not keep is drawn again,
 * and becomes a wish in the end. */
static void
add_demand(struct chance *c, struct dais_problem *p, enum dais_demand_kind kind, unsigned rank,
    unsigned ranks, struct dais_arena *a, const struct dais_plan *plan)
{
	struct dais_demand *d = dais_problem_demand(p, a, kind, rank);

	d->weight = 1 + (unsigned)chance_below(c, 4);
	for (int i = 0; i < TRIES; i++) {
		fill_demand(c, p, d, a);
		if (makes_sense(p, d) && (d->rank || !plan || keeps_last(p, plan)))
			return;
	}
	if (!makes_sense(p, d))
		p->demands.n--;
	else
		d->rank = 1 + (unsigned)chance_below(c, ranks);
}

/* How long each task takes: without these the empty plan would be the best of most problems. */
static void
add_lengths(struct chance *c, struct dais_problem *p, const struct random_shape *shape,
    struct dais_arena *a, const struct dais_plan *plan)
{
	for (size_t i = 0; i < p->tasks.n; i++) {
		struct dais_demand *d;

		if (chance_of(c, 80)) {
			d = dais_problem_demand(p, a, DAIS_DEMAND_LEAST, chance_of(c, 75) ? 0 : 1);
			d->task = i;
			d->amount = p->step * (1 + (unsigned)chance_below(c, 3));
			while (!d->rank && plan && d->amount && !keeps_last(p, plan))
				d->amount -= p->step;
		}
		if (chance_of(c, 50)) {
			d = dais_problem_demand(p, a, DAIS_DEMAND_MOST, chance_of(c, 75) ? 0 : 1);
			d->task = i;
			d->amount = p->step * (1 + (unsigned)chance_below(c, 4));
			while (!d->rank && plan && !keeps_last(p, plan))
				d->amount += p->step;
		}
		if (chance_of(c, 30)) {
			d = dais_problem_demand(p, a, DAIS_DEMAND_LEAST,
			    1 + (unsigned)chance_below(c, shape->ranks_most));
			d->task = i;
			d->amount = p->step * (1 + (unsigned)chance_below(c, 5));
		}
	}
}

/* Few sittings, each with one item, as most meetings wish: together they pull two ways. */
static void
add_usual(struct chance *c, struct dais_problem *p, unsigned ranks, struct dais_arena *a)
{
	unsigned rank = 1 + (unsigned)chance_below(c, ranks);

	for (size_t b = 0; b < p->bodies.n; b++) {
		struct dais_demand *d;

		if (chance_of(c, 10))
			continue;
		d = dais_problem_demand(p, a, DAIS_DEMAND_DENSE,
		    chance_of(c, 70) ? rank : 1 + (unsigned)chance_below(c, ranks));
		d->body = b;
		d->weight = 1 + (unsigned)chance_below(c, 3);
	}
	if (chance_of(c, 80))
		dais_problem_demand(p, a, DAIS_DEMAND_FEWEST, rank)->weight =
		    1 + (unsigned)chance_below(c, 4);
}

/* The same with weights, half-days and common items such as the standard wishes have: few sittings
 * of one item without idle half-days between them, all in one rank. */
static void
add_economy(struct chance *c, struct dais_problem *p, unsigned ranks, struct dais_arena *a)
{
	unsigned rank = 1 + (unsigned)chance_below(c, ranks);
	unsigned dense = 1 + (unsigned)chance_below(c, 3), more = (unsigned)chance_below(c, 3);
	size_t joins = chance_below(c, 3);

	/* at times nothing but an opening or a report joins bodies, or both */
	for (size_t i = 0; joins < 2 && i < p->tasks.n; i++) {
		if (p->tasks.v[i].bodies.n > 1)
			p->tasks.v[i].substantive = joins == 0;
	}
	for (size_t b = 0; b < p->bodies.n; b++) {
		struct dais_demand *d = dais_problem_demand(p, a, DAIS_DEMAND_DENSE, rank);

		d->body = b;
		d->weight = dense;
		if (chance_of(c, 20))
			continue;
		d = dais_problem_demand(p, a, DAIS_DEMAND_NO_GAP, rank);
		d->body = b;
		d->weight = 1 + (unsigned)chance_below(c, 3);
		d->slots = chance_of(c, 30) ? NULL : random_slots(c, p, 70, a);
	}
	dais_problem_demand(p, a, DAIS_DEMAND_FEWEST, rank)->weight =
	    dense + (more < dense ? more : dense);
}

/* Takes the sittings away that break what every plan obeys. */
static void
mend(const struct dais_problem *p, struct dais_plan *plan)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_verdict v;

	for (;;) {
		dais_judge(p, plan, a, &v);
		if (v.sound)
			return;
		plan->sittings.v[v.breaches.v[0].sittings.v[0]] =
		    plan->sittings.v[plan->sittings.n - 1];
		plan->sittings.n--;
	}
}

struct dais_problem *
random_problem(struct chance *c, const struct random_shape *shape, struct dais_arena *a,
    struct dais_plan *ret_plan)
{
	struct dais_problem *p = random_world(c, shape, a);
	const struct dais_plan *plan = NULL;
	unsigned n = (unsigned)chance_below(c, shape->demands_most + 1);

	if (shape->planted) {
		random_plan(c, p, 10 + (unsigned)chance_below(c, 40), a, ret_plan);
		mend(p, ret_plan);
		plan = ret_plan;
	}
	add_lengths(c, p, shape, a, plan);
	if (shape->economical || chance_of(c, 25))
		add_economy(c, p, shape->ranks_most, a);
	else if (chance_of(c, 40))
		add_usual(c, p, shape->ranks_most, a);
	for (unsigned i = 0; i < n; i++) {
		bool hard = chance_of(c, 40);
		enum dais_demand_kind kind =
		    (enum dais_demand_kind)chance_below(c, DAIS_DEMAND_KIND_COUNT);

		add_demand(c, p, kind, hard ? 0 : 1 + (unsigned)chance_below(c, shape->ranks_most),
		    shape->ranks_most, a, plan);
	}
	return p;
}
