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

#define TELL_EVERY 0.1 /* seconds */
#define PART_EFFORT 2000000u /* of one search */
#define MEND_EFFORT 10000000u
#define SHARE_FIRST 0.3 /* of what could be freed */
#define SLOTS_SHARE 0.3
/* After a search that proved that there is nothing better, and after one that came to no end: in a
 * thousand items there is time for some ten searches of a kind. */
#define SHARE_MORE 1.3
#define SHARE_LESS 0.7
/* Searches without success after which a search without a limit of time ends: for each body. */
#define IDLE_MOST 40u
/* Tasks times steps of all slots. A model of the whole has some five variables for each, more where
 * bodies have common items; from here on it finds no plan as good as this in the same time. */
#define STEPS_MOST 20000u
/* From here on the whole begins with a plan found part by part. */
#define STEPS_MIDDLE 8000u
/* The same of a plan in force that is to be kept: for each body that has changed. */
#define IDLE_MOST_KEPT 3u
#define CALLS_BEFORE 20u /* searches for it, for each body */
#define SECONDS_LEAST 0.01
/* One body laid out anew around all others: of one search, of the time in which all are, and how
 * often one is among the parts. */
#define LAY_EFFORT 10000000u
#define LAY_SHARE 0.3
#define LAY_EVERY 8u
#define LAY_SELDOM 24u /* when nothing lacks of the first rank: then few gain by it */

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

bool
dais_large_is_over(const struct dais_large *l)
{
	const struct dais_search *s = l->search;

	return (s->stop && *s->stop) ||
	       (s->seconds > 0 && dais_clock_seconds() - l->start >= s->seconds);
}

static uint64_t
random_number(uint64_t *state)
{
	/* splitmix64 */
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

size_t
dais_large_below(struct dais_large *l, size_t n)
{
	return n ? (size_t)(random_number(&l->random) % n) : 0;
}

void
dais_large_tell(struct dais_large *l, bool at_once)
{
	struct dais_progress *at = &l->result->at;
	double seconds = dais_clock_seconds();

	if (!at_once && seconds - l->heard < TELL_EVERY)
		return;
	l->heard = seconds;
	at->seconds = seconds - l->start;
	at->has_answer = l->sound;
	at->rank = l->sound ? 1 : 0;
	dais_large_read_bounds(l);
	for (unsigned r = 1; l->sound && r <= DAIS_RANKS_MAX; r++) {
		at->cost[r] = l->verdict.cost[r];
		if (at->rank == r && at->cost[r] <= at->bound[r] && r < DAIS_RANKS_MAX)
			at->rank++;
	}
	if (l->search->progress)
		l->search->progress(l->search->ctx, at);
}

/* --- the plan that is kept --- */

static void
copy_plan(const struct dais_plan *plan, struct dais_arena *a, struct dais_plan *ret)
{
	*ret = (struct dais_plan){ 0 };
	for (size_t k = 0; k < plan->sittings.n; k++) {
		const struct dais_plan_sitting *s = &plan->sittings.v[k];
		struct dais_plan_sitting *to = dais_vec_add(a, &ret->sittings);

		to->slot = s->slot;
		to->room = s->room;
		to->team = s->team;
		for (size_t b = 0; b < s->bodies.n; b++)
			dais_vec_push(a, &to->bodies, s->bodies.v[b]);
		for (size_t e = 0; e < s->entries.n; e++)
			dais_vec_push(a, &to->entries, s->entries.v[e]);
	}
}

/* -1, 0, 1: @x is better, as good, worse. */
static int
compare(const struct dais_verdict *x, const struct dais_verdict *y)
{
	for (unsigned r = 0; r <= DAIS_RANKS_MAX; r++) {
		if (x->cost[r] != y->cost[r])
			return x->cost[r] < y->cost[r] ? -1 : 1;
	}
	return 0;
}

bool
dais_large_keep(struct dais_large *l, const struct dais_plan *plan)
{
	struct dais_arena *a = dais_arena_new((size_t)1 << 30);
	struct dais_plan copy;
	struct dais_verdict v;
	int order = -1;

	dais_judge(l->now, plan, a, &v);
	if (l->kept)
		order = v.sound ? compare(&v, &l->verdict) : 1;
	if (order > 0) {
		dais_arena_free(a);
		return false;
	}
	l->verdict = v;
	copy_plan(plan, a, &copy);
	l->plan = copy;
	dais_arena_free(l->kept);
	l->kept = a;
	return order < 0;
}

void
dais_large_look_at(struct dais_large *l, const struct dais_problem *p)
{
	struct dais_arena *before = l->kept;

	l->now = p;
	l->around = dais_around_new(p, l->a);
	l->kept = NULL;
	if (before) {
		(void)dais_large_keep(l, &l->plan);
		dais_arena_free(before);
	}
}

/* --- better and better --- */

static bool
is_best(struct dais_large *l)
{
	dais_large_read_bounds(l);
	for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++) {
		if (l->verdict.cost[r] > l->result->at.bound[r])
			return false;
	}
	return true;
}

/* Of the time, for a search; 0: no limit. */
static double
seconds_left(const struct dais_large *l)
{
	double left = l->search->seconds - (dais_clock_seconds() - l->start);

	return l->search->seconds <= 0 ? 0 : left > SECONDS_LEAST ? left : SECONDS_LEAST;
}

bool
dais_large_try(struct dais_large *l, enum dais_outcome *ret_outcome)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new((size_t)1 << 30);
	struct dais_search search = { .seed = random_number(&l->random),
		.stop = l->search->stop,
		.effort = l->sound ? PART_EFFORT : MEND_EFFORT,
		.seconds = seconds_left(l) };
	struct dais_plan plan;

	*ret_outcome = dais_around_search(l->around, &l->plan, &l->freed, &search, scratch, &plan);
	l->result->calls++;
	return (*ret_outcome == DAIS_OUTCOME_OPTIMAL || *ret_outcome == DAIS_OUTCOME_FEASIBLE) &&
	       dais_large_keep(l, &plan);
}

/* Each body laid out anew, one after another, where there is time enough for all. */
static void
lay_all(struct dais_large *l)
{
	double most = seconds_left(l) * LAY_SHARE, until = dais_clock_seconds() + most;

	if (!dais_large_is_enough(l, most))
		return;
	for (size_t b = 0; b < l->now->bodies.n && !dais_large_is_over(l); b++) {
		double left = most > 0 ? until - dais_clock_seconds() : 0;

		if (left < 0)
			break;
		(void)dais_large_lay_anew(
		    l, b, LAY_EFFORT, dais_large_fair(left, l->now->bodies.n - b));
		dais_large_tell(l, false);
	}
}

static bool
look_at_part(struct dais_large *l)
{
	enum dais_part part = dais_large_choose(l);
	enum dais_outcome outcome;
	bool better = dais_large_try(l, &outcome);

	if (outcome == DAIS_OUTCOME_OPTIMAL && !better && l->share[part] < 1)
		l->share[part] *= SHARE_MORE;
	if (outcome == DAIS_OUTCOME_FEASIBLE || outcome == DAIS_OUTCOME_UNKNOWN)
		l->share[part] *= SHARE_LESS;
	return better;
}

static bool
look(struct dais_large *l)
{
	bool lacks = l->verdict.cost[1] > l->result->at.bound[1];

	if (l->sound && !l->keeps && dais_large_below(l, lacks ? LAY_EVERY : LAY_SELDOM) == 0)
		return dais_large_lay_anew(l, dais_large_some_body(l), LAY_EFFORT, seconds_left(l));
	return look_at_part(l);
}

static size_t
changed_bodies(const struct dais_large *l)
{
	size_t n = 0;

	for (size_t b = 0; b < l->now->bodies.n; b++)
		n += dais_large_has_changed(l, b);
	return n;
}

/* Until nothing of rank 1 is left to pay (@mends) or nothing better is found. */
static void
improve(struct dais_large *l, bool mends)
{
	bool settles = l->keeps && !mends;
	size_t most =
	    settles ? IDLE_MOST_KEPT * (1 + changed_bodies(l)) : IDLE_MOST * (l->now->bodies.n + 1);

	l->idle = 0;
	while (!dais_large_is_over(l) && l->result->calls < l->calls_most &&
	       ((l->search->seconds > 0 && !settles) || l->idle < most)) {
		if (mends ? !l->verdict.cost[1] : is_best(l))
			return;
		l->idle = look(l) ? 0 : l->idle + 1;
		dais_large_tell(l, false);
	}
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
	if (compare(&after, &before) < 0)
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
	improve(l, true);
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
	l->calls_most = UINT64_MAX;
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
		lay_all(l);
		improve(l, false);
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
	if (!l->sound || l->search->first_answer)
		return;
	dais_large_tell(l, true);
	if (l->keeps)
		dais_large_settle(l);
	else
		lay_all(l);
	dais_large_ready_bounds(l);
	if (dais_large_bound(l)) {
		improve(l, false);
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
	if (s->seconds > 0 && !l.keeps && !s->first_answer)
		solve_beside(&l, from);
	else
		solve_in_turn(&l, from);
	if (l.sound) {
		copy_plan(&l.plan, a, ret_plan);
		ret->outcome = is_best(&l) ? DAIS_OUTCOME_OPTIMAL : DAIS_OUTCOME_FEASIBLE;
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
		lay_all(&l);
		improve(&l, false);
		copy_plan(&l.plan, a, ret_plan);
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
		search.seconds = search.seconds > SECONDS_LEAST ? search.seconds : SECONDS_LEAST;
	}
	if (!dais_meeting_model_new(p, scratch, &m, err))
		return false;
	if (start)
		dais_meeting_start_from(m, start);
	dais_meeting_solve(m, &search, a, ret_plan, ret);
	return true;
}
