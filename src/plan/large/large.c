/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The frame: a first plan, mended, bounded, made better.
 */
#include "base/clock.h"
#include "base/parallel.h"
#include "plan/large/large_priv.h"

#include <string.h>

#include "plan/meeting/first.h"
#include "plan/meeting/meeting.h"

#define SHARE_FIRST 0.3 /* of what could be freed */
#define SLOTS_SHARE 0.3
/* Tasks times steps of all slots. A model of the whole has some five variables for each, more where
 * bodies have common items; from here on it finds no plan as good as this in the same time. */
#define STEPS_MOST 20000u
/* From here on the whole begins with a plan found part by part. */
#define STEPS_MIDDLE 8000u
#define CALLS_BEFORE 20u /* searches for it, for each body */
#define EFFORT_OF_CALL 1000000u /* that a search of a part takes of a limit of effort */

static uint64_t
steps_in(const struct dais_problem *p)
{
	uint64_t steps = 0;

	for (size_t t = 0; t < p->slots.n; t++)
		steps += dais_slot_steps(p, t);
	return steps * p->tasks.n;
}

bool
dais_meeting_is_large(const struct dais_problem *p)
{
	return steps_in(p) > STEPS_MOST;
}

/* --- from the beginning --- */

static void
read_bodies(struct dais_large *l)
{
	const struct dais_problem *p = l->p;

	l->body_tasks = DAIS_NEW_N(l->a, p->bodies.n + 1, dais_index_vec);
	for (size_t i = 0; i < p->tasks.n; i++) {
		for (size_t k = 0; k < p->tasks.v[i].bodies.n; k++)
			dais_vec_push(l->a, &l->body_tasks[p->tasks.v[i].bodies.v[k]], i);
	}
}

static void
share_out(struct dais_large *l, double share)
{
	for (unsigned k = 0; k < DAIS_PART_COUNT; k++)
		l->share[k] = k == DAIS_PART_SLOTS ? share * SLOTS_SHARE : share;
}

/* *@ret becomes the plan of few sittings where that breaks fewer demands. */
static void
make_compact(const struct dais_large *l, struct dais_arena *a, struct dais_plan *ret)
{
	struct dais_verdict before, after;
	struct dais_plan open, obeys;

	dais_judge(l->p, ret, a, &before);
	if (before.sound || l->keeps)
		return;
	dais_large_compact(l, a, &open);
	dais_large_obey(l->p, &open, a, &obeys);
	dais_judge(l->p, &obeys, a, &after);
	if (dais_large_compare(&after, &before) < 0)
		*ret = obeys;
}

static void
begin(struct dais_large *l, const struct dais_plan *start)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new((size_t)1 << 30);
	struct dais_plan first, open, obeys;

	if (!start) {
		(void)dais_meeting_first_plan(l->p, DAIS_FIRST_MENDED, l->search, scratch, &first);
		start = &first;
	}
	dais_large_look_at(l, l->p);
	dais_large_strip(l->p, l->around, start, scratch, &open);
	dais_large_obey(l->p, &open, scratch, &obeys);
	make_compact(l, scratch, &obeys);
	(void)dais_large_keep(l, &obeys);
	l->sound = l->verdict.sound;
}

static void
mend(struct dais_large *l, const struct dais_plan *in_force)
{
	dais_large_look_at(l, dais_large_soften(l->p, &l->verdict, l->a));
	if (in_force)
		dais_large_put_back(l, in_force);
	dais_large_improve(l, true);
	dais_large_look_at(l, l->p);
	l->sound = l->verdict.sound;
}

static bool
keeps_a_plan(const struct dais_problem *p)
{
	bool ret = false;

	for (size_t k = 0; k < p->demands.n; k++)
		ret = ret || p->demands.v[k].kept;
	return ret;
}

static void
ready(struct dais_large *l)
{
	*l->result = (struct dais_result){ .outcome = DAIS_OUTCOME_UNKNOWN };
	l->start = dais_clock_seconds();
	l->random = l->search->seed;
	l->calls_most = l->search->effort ? l->search->effort / EFFORT_OF_CALL + 1 : UINT64_MAX;
	l->keeps = keeps_a_plan(l->p);
	read_bodies(l);
}

static void
start(struct dais_large *l, const struct dais_plan *from)
{
	l->freed = dais_freed_new(l->p, l->a);
	share_out(l, 1);
	begin(l, from);
	if (!l->sound)
		mend(l, from);
	share_out(l, l->keeps ? 1 : SHARE_FIRST);
}

/* --- bounds beside it --- */

/* With a limit of time better plans and bounds are looked for side by side, each for all of it.
 * What comes out depends on the time anyway then. */
struct beside {
	struct dais_large *l;
	const struct dais_plan *from;
	atomic_int is_over; /* nobody waits for bounds any more */
};

static void
find_plan(struct dais_large *l, const struct dais_plan *from)
{
	start(l, from);
	if (l->sound) {
		dais_large_tell(l, true);
		dais_large_lay_all(l);
		dais_large_improve(l, false);
	}
}

static void
find_bounds(struct beside *s)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new((size_t)2 << 30);
	struct dais_search search = {
		.seconds = s->l->search->seconds, .seed = s->l->search->seed, .stop = &s->is_over
	};
	struct dais_result result;
	struct dais_large own = { .p = s->l->p,
		.now = s->l->p,
		.a = scratch,
		.search = &search,
		.result = &result,
		.bounds = s->l->bounds,
		.is_beside = true };

	ready(&own);
	own.start = s->l->start;
	own.around = dais_around_new(own.p, scratch);
	dais_large_bound_beside(&own);
}

/* Plans first: where there is no second thread there are no bounds but those of counting. */
static void
run_beside(void *ctx, size_t i)
{
	struct beside *s = ctx;

	if (i == 0) {
		find_plan(s->l, s->from);
		s->is_over = 1;
	} else {
		find_bounds(s);
	}
}

static void
solve_beside(struct dais_large *l, const struct dais_plan *from)
{
	struct beside s = { .l = l, .from = from };

	dais_large_ready_bounds(l);
	dais_parallel_run(2, 2, run_beside, &s);
}

static void
solve_in_turn(struct dais_large *l, const struct dais_plan *from)
{
	start(l, from);
	if (!l->sound && !l->keeps && !l->search->effort) {
		/* Bodies that have no plan say so by themselves. */
		dais_large_ready_bounds(l);
		(void)dais_large_bound(l);
	}
	if (!l->sound || l->search->first_answer)
		return;
	dais_large_tell(l, true);
	if (l->keeps)
		dais_large_settle(l);
	else
		dais_large_lay_all(l);
	dais_large_ready_bounds(l);
	if (dais_large_bound(l)) {
		dais_large_improve(l, false);
		dais_large_bound_more(l);
	}
}

void
dais_meeting_solve_large(const struct dais_problem *p, const struct dais_plan *from,
    const struct dais_search *s, struct dais_arena *a, struct dais_plan *ret_plan,
    struct dais_result *ret)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new((size_t)2 << 30);
	struct dais_large l = { .p = p, .a = scratch, .search = s, .result = ret };

	ready(&l);
	if (s->seconds > 0 && !s->effort && !l.keeps && !s->first_answer)
		solve_beside(&l, from);
	else
		solve_in_turn(&l, from);
	if (l.sound) {
		dais_large_copy(&l.plan, a, ret_plan);
		ret->outcome =
		    dais_large_is_best(&l) ? DAIS_OUTCOME_OPTIMAL : DAIS_OUTCOME_FEASIBLE;
	} else if (dais_large_has_none(&l)) {
		ret->outcome = DAIS_OUTCOME_INFEASIBLE;
	}
	dais_large_tell(&l, true);
	dais_arena_free(l.kept);
}

/* A good plan for the model of the whole to begin with: so many searches part by part. False: none
 * was found. */
static bool
begin_well(const struct dais_problem *p, const struct dais_search *s, struct dais_arena *a,
    struct dais_plan *ret_plan)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new((size_t)2 << 30);
	struct dais_search quiet = { .seconds = s->seconds / 5, .seed = s->seed, .stop = s->stop };
	struct dais_result result;
	struct dais_large l = { .p = p, .a = scratch, .search = &quiet, .result = &result };

	ready(&l);
	l.calls_most = CALLS_BEFORE * p->bodies.n;
	start(&l, NULL);
	if (l.sound) {
		dais_large_lay_all(&l);
		dais_large_improve(&l, false);
		dais_large_copy(&l.plan, a, ret_plan);
	}
	dais_arena_free(l.kept);
	return l.sound;
}

bool
dais_plan_any_size(const struct dais_problem *p, const struct dais_plan *start,
    const struct dais_search *s, struct dais_arena *a, struct dais_plan *ret_plan,
    struct dais_result *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = NULL;
	struct dais_search search = *s;
	double from = dais_clock_seconds();
	struct dais_meeting_model *m;
	struct dais_plan plan;

	if (dais_meeting_is_large(p)) {
		if (!dais_meeting_check(p, a, err))
			return false;
		dais_meeting_solve_large(p, start, s, a, ret_plan, ret);
		return true;
	}
	scratch = dais_arena_new(0);
	if (!start && !s->first_answer && steps_in(p) > STEPS_MIDDLE &&
	    dais_meeting_check(p, scratch, err) && begin_well(p, s, scratch, &plan))
		start = &plan;
	if (s->seconds > 0) {
		search.seconds -= dais_clock_seconds() - from;
		search.seconds = search.seconds > DAIS_LARGE_SECONDS_LEAST
				     ? search.seconds
				     : DAIS_LARGE_SECONDS_LEAST;
	}
	if (!dais_meeting_model_new(p, scratch, &m, err))
		return false;
	if (start)
		dais_meeting_start_from(m, start);
	dais_meeting_solve(m, &search, a, ret_plan, ret);
	return true;
}
