/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A first new plan close to the plan in force: only what was hit moves. The search among all
 * plans begins from it, and has little left to do but to prove that there is no better one. */
#include <string.h>

#include "plan/judge/judge.h"
#include "plan/large/large.h"
#include "plan/meeting/meeting.h"
#include "plan/repair/repair.h"

#define RINGS 3u /* tasks that were hit, those beside them, those of their bodies */
#define RING_SECONDS 2.0

struct near {
	const struct dais_problem *p;
	const struct dais_plan *in_force;
	struct dais_arena *a;
	bool *free; /* of tasks: they may move */
};

static void
free_sitting(struct near *n, const struct dais_plan_sitting *sitting)
{
	for (size_t e = 0; e < sitting->entries.n; e++)
		n->free[sitting->entries.v[e].task] = true;
}

/* Tasks of the demands, and of the sittings, that the plan in force breaks now. */
static void
free_what_was_hit(struct near *n)
{
	struct dais_verdict verdict;

	dais_judge(n->p, n->in_force, n->a, &verdict);
	for (size_t i = 0; i < verdict.breaches.n; i++) {
		const struct dais_breach *b = &verdict.breaches.v[i];
		const struct dais_demand *d = NULL;

		if (b->demand != DAIS_NONE)
			d = &n->p->demands.v[b->demand];
		if (d && d->rank > 0)
			break; /* breaches of rank 0 come first */
		if (d && d->task != DAIS_NONE)
			n->free[d->task] = true;
		if (d && d->other != DAIS_NONE)
			n->free[d->other] = true;
		for (size_t s = 0; s < b->sittings.n; s++)
			free_sitting(n, &n->in_force->sittings.v[b->sittings.v[s]]);
	}
}

/* Tasks that share a sitting with one that may move. */
static void
free_beside(struct near *n)
{
	bool *was = DAIS_NEW_N(n->a, n->p->tasks.n + 1, bool);

	memcpy(was, n->free, n->p->tasks.n * sizeof *was);
	for (size_t s = 0; s < n->in_force->sittings.n; s++) {
		const struct dais_plan_sitting *sitting = &n->in_force->sittings.v[s];
		bool beside = false;

		for (size_t e = 0; e < sitting->entries.n; e++)
			beside = beside || was[sitting->entries.v[e].task];
		if (beside)
			free_sitting(n, sitting);
	}
}

/* Tasks of the bodies of tasks that may move. */
static void
free_bodies(struct near *n)
{
	bool *bodies = DAIS_NEW_N(n->a, n->p->bodies.n + 1, bool);

	for (size_t i = 0; i < n->p->tasks.n; i++) {
		for (size_t b = 0; n->free[i] && b < n->p->tasks.v[i].bodies.n; b++)
			bodies[n->p->tasks.v[i].bodies.v[b]] = true;
	}
	for (size_t i = 0; i < n->p->tasks.n; i++) {
		for (size_t b = 0; b < n->p->tasks.v[i].bodies.n; b++)
			n->free[i] = n->free[i] || bodies[n->p->tasks.v[i].bodies.v[b]];
	}
}

static void
hold(struct dais_problem *p, enum dais_demand_kind kind, size_t task, dais_slot_set slots,
    struct dais_arena *a)
{
	struct dais_demand *d = dais_problem_demand(p, a, kind, 0);

	d->task = task;
	d->slots = slots;
	d->drop_cost = 0;
}

/* The problem in which tasks that may not move stay in their sittings. */
static struct dais_problem *
held(const struct near *n)
{
	struct dais_problem *p = dais_problem_copy(n->p, n->a);

	for (size_t i = 0; i < p->tasks.n; i++) {
		dais_slot_set used, unused;

		if (n->free[i])
			continue;
		used = dais_slots_new(p, n->a);
		unused = dais_slots_new(p, n->a);
		for (size_t t = 0; t < p->slots.n; t++)
			dais_slots_put(dais_plan_minutes(n->in_force, i, t) ? used : unused, t);
		hold(p, DAIS_DEMAND_KEEP, i, used, n->a);
		hold(p, DAIS_DEMAND_KEEP_OUT, i, unused, n->a);
	}
	return p;
}

bool
dais_repair_near(const struct dais_problem *p, const struct dais_plan *in_force,
    struct dais_search *s, struct dais_arena *a, struct dais_plan *ret)
{
	const double limit = s->seconds;
	struct near n = { .p = p, .in_force = in_force, .a = a };

	if (dais_meeting_is_large(p)) /* there the search itself begins where something is broken */
		return false;
	n.free = DAIS_NEW_N(a, p->tasks.n + 1, bool);
	free_what_was_hit(&n);
	for (unsigned ring = 0; ring < RINGS && !(s->stop && *s->stop); ring++) {
		DAIS_ARENA_AUTO scratch = dais_arena_new(0);
		struct dais_search search = {
			.seed = s->seed, .stop = s->stop, .seconds = RING_SECONDS
		};
		struct dais_meeting_model *model;
		struct dais_result result;
		struct dais_plan plan = { .sittings = { .n = 0 } };
		struct dais_err err = DAIS_ERR_INIT;

		if (limit > 0 && limit / 10 < RING_SECONDS)
			search.seconds = limit / 10;
		if (ring == 1)
			free_beside(&n);
		if (ring == 2)
			free_bodies(&n);
		if (!dais_meeting_model_new(held(&n), scratch, &model, &err))
			return false;
		dais_meeting_start_from(model, in_force);
		dais_meeting_solve(model, &search, a, &plan, &result);
		if (limit > 0)
			s->seconds -= result.at.seconds;
		if (result.outcome == DAIS_OUTCOME_OPTIMAL ||
		    result.outcome == DAIS_OUTCOME_FEASIBLE) {
			*ret = plan;
			return true;
		}
	}
	return false;
}
