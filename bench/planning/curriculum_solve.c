/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_solve.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>

#include "planning/curriculum_anneal.h"
#include "planning/curriculum_clock.h"
#include "planning/curriculum_model.h"
#include "planning/curriculum_parts.h"
#include "planning/curriculum_periods.h"
#include "planning/curriculum_relax.h"
#include "planning/curriculum_rooms.h"

#define WARM 0.5 /* temperature at which a timetable is worked on that is good */
#define ROOMS_HOT 2.0
#define HOMES_HOT 0.6
#define HOMES_COLD 0.1
#define HOMES_PART 0.01 /* of the time, for the rooms of one answer */
#define ROOMS_PART 0.02
#define NEAR 5 /* units of cost */
#define REACH 12
#define FAR_PART 5 /* of the bound */
#define PARTS_PART 0.25
#define PARTS_SECONDS 30.0 /* with less there are too few timetables of a day */
#define WARM_PART 0.08
#define LATE_PART 0.84 /* when the last search of the optimizer ends: its periods need rooms */

struct solve {
	const struct curriculum *p;
	const struct curriculum_options *options;
	struct dais_arena *arena;
	struct curriculum_answer *best;
	struct curriculum_plan periods; /* the best ones, whatever the rooms */
	unsigned periods_cost;
	/* Of the periods, and of periods and homes, once it has begun. */
	struct curriculum_tempering *tempering[2];
	struct curriculum_model model;
	bool periods_done; /* no better ones, whatever the rooms */
	bool late; /* the optimizer is not asked for better ones any more */
	double start;
	uint64_t seed;
};

static double
spent(const struct solve *s)
{
	return curriculum_now() - s->start;
}

static void
say(const struct solve *s, const char *what, double seconds, long cost)
{
	if (s->options->talk)
		(void)fprintf(stderr, "%.1f: %s for %.1f s: %ld; best %u, at least %u\n", spent(s),
		    what, seconds, cost, s->best->cost, s->best->bound);
}

static void
copy(const struct solve *s, struct curriculum_plan *to, const struct curriculum_plan *from)
{
	memcpy(to->period, from->period, s->p->lectures * sizeof(*from->period));
	memcpy(to->room, from->room, s->p->lectures * sizeof(*from->room));
}

static void
keep_periods(struct solve *s, const struct curriculum_plan *plan, unsigned cost)
{
	if (cost >= s->periods_cost)
		return;
	s->periods_cost = cost;
	copy(s, &s->periods, plan);
}

/* Keeps @plan if it is the best. Its cost. */
static unsigned
consider(struct solve *s, const struct curriculum_plan *plan)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct curriculum_verdict v;

	curriculum_judge(s->p, plan, a, &v);
	if (v.clashes)
		return UINT_MAX;
	keep_periods(s, plan, v.cost - v.rooms);
	if (v.cost < s->best->cost) {
		s->best->cost = v.cost;
		s->best->found = spent(s);
		copy(s, &s->best->plan, plan);
	}
	return v.cost;
}

static struct curriculum_plan
new_plan(const struct solve *s, struct dais_arena *a)
{
	return (struct curriculum_plan){ DAIS_NEW_N(a, s->p->lectures, unsigned),
		DAIS_NEW_N(a, s->p->lectures, unsigned) };
}

static bool
is_done(const struct solve *s)
{
	return s->best->cost <= s->best->bound || spent(s) >= s->options->seconds;
}

/* Annealing for @part of the time: of anything, of @plan, or of its rooms alone; what it found
 * becomes @plan. */
static void
anneal(struct solve *s, double part, struct curriculum_plan *plan, double hot)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	double left = s->options->seconds - spent(s),
	       seconds = fmin(s->options->seconds * part, left);
	struct curriculum_anneal how = { .seconds = seconds,
		.seed = ++s->seed,
		.hot = hot,
		.begin = plan,
		.rooms_only = hot == ROOMS_HOT,
		.enough = s->best->bound };
	struct curriculum_plan got;
	uint64_t moves;

	if (is_done(s) || !curriculum_anneal(s->p, &how, a, &got, &moves))
		return;
	say(s,
	    hot == ROOMS_HOT ? "annealing of rooms"
	    : hot == WARM    ? "annealing of what is good"
			     : "annealing",
	    seconds, (long)consider(s, &got));
	if (plan && plan != &s->best->plan)
		copy(s, plan, &got);
}

/* A search of the optimizer for @part of the time. */
static struct dais_search
limit(struct solve *s, double part, timer_t *ret_timer)
{
	double left = s->options->seconds - spent(s);

	return curriculum_limit(
	    fmax(0.01, fmin(s->options->seconds * part, left)), ++s->seed, ret_timer);
}

/* The smallest free room that holds lecture @k at its time, or else the largest. */
static unsigned
free_room(const struct solve *s, const struct curriculum_plan *plan, const bool *used, size_t k)
{
	unsigned students = s->p->courses.v[s->p->course[k]].students, ret = UINT_MAX;
	const unsigned *seats = s->p->rooms.v;

	for (unsigned r = 0; r < s->p->rooms.n; r++)
		if (!used[plan->period[k] * s->p->rooms.n + r] &&
		    (ret == UINT_MAX ||
			(seats[r] >= students ? seats[r] < seats[ret] || seats[ret] < students
					      : seats[r] > seats[ret])))
			ret = r;
	return ret;
}

/* The lecture of most students that has no room; SIZE_MAX when all have one. */
static size_t
largest_homeless(const struct solve *s, const struct curriculum_plan *plan)
{
	size_t ret = SIZE_MAX;
	unsigned most = 0;

	for (size_t k = 0; k < s->p->lectures; k++) {
		unsigned students = s->p->courses.v[s->p->course[k]].students;

		if (plan->room[k] >= s->p->rooms.n && (ret == SIZE_MAX || students > most)) {
			ret = k;
			most = students;
		}
	}
	return ret;
}

/* Rooms one after the other for lectures that have none: of what is free. Whether all had one. */
static bool
any_rooms(const struct solve *s, struct dais_arena *a, struct curriculum_plan *plan)
{
	size_t rooms = s->p->rooms.n, k;
	bool *used = DAIS_NEW_N(a, s->p->periods * rooms, bool), ret = true;

	for (k = 0; k < s->p->lectures; k++)
		if (plan->room[k] < rooms)
			used[plan->period[k] * rooms + plan->room[k]] = true;
	for (; (k = largest_homeless(s, plan)) != SIZE_MAX; ret = false) {
		plan->room[k] = free_room(s, plan, used, k);
		used[plan->period[k] * rooms + plan->room[k]] = true;
	}
	return ret;
}

/* Rooms for the periods of @plan: one for each course if there is, else as few changes as can be
 * had. */
static void
give_rooms(struct solve *s, struct curriculum_plan *plan, bool found)
{
	struct dais_search search;
	timer_t timer;

	(void)consider(s, plan); /* there may be no time left for better rooms */
	if (!found && !s->model.home) {
		search = limit(s, HOMES_PART, &timer);
		found = curriculum_homes(s->p, &search, plan);
		(void)timer_delete(timer);
	}
	if (found)
		say(s, "a room for each course", 0, (long)consider(s, plan));
	else
		anneal(s, ROOMS_PART, plan, ROOMS_HOT);
}

/* Rooms for the periods the optimizer found. */
static void
find_rooms(struct solve *s)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct curriculum_plan plan = new_plan(s, a);

	curriculum_model_periods(&s->model, &plan);
	give_rooms(s, &plan, any_rooms(s, a, &plan));
	/* Where better periods are to come, what is made of these is lost. */
	if (!is_done(s) && (s->periods_done || s->late))
		anneal(s, WARM_PART, &plan, WARM);
}

/* Annealing of periods for @part of the time, each time going on where it was left: rooms left for
 * later, or, with @homes, of what is good. */
static void
anneal_periods(struct solve *s, double part, bool homes)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	double left = s->options->seconds - spent(s);
	struct curriculum_periods how = { .seconds = fmin(s->options->seconds * part, left),
		.seed = ++s->seed,
		.hot = homes ? HOMES_HOT : 0,
		.cold = homes ? HOMES_COLD : 0,
		.homes = homes };
	struct curriculum_tempering **tempering = &s->tempering[homes];
	struct curriculum_plan plan = new_plan(s, a);
	uint64_t moves;
	unsigned cost;

	if (is_done(s) || s->best->cost == UINT_MAX || part <= 0)
		return;
	if (!*tempering)
		*tempering = curriculum_tempering_new(s->p, &how, &s->periods, s->arena);
	if (!*tempering)
		return;
	curriculum_tempering_run(*tempering, how.seconds, s->best->bound, &plan, &cost, &moves);
	say(s, homes ? "annealing of periods and homes" : "annealing of periods", how.seconds,
	    (long)cost);
	if (!homes)
		keep_periods(s, &plan, cost);
	if (cost < s->best->cost)
		give_rooms(s, &plan, any_rooms(s, a, &plan));
}

/* When little is left between bound and cost, rooms may be what explains it. */
static void
bound_rooms(struct solve *s)
{
	struct dais_err err = DAIS_ERR_INIT;
	double start = spent(s);
	unsigned bound;

	if (is_done(s) || s->best->cost - s->best->bound > NEAR)
		return;
	/* Without the module there is no such bound. */
	if (curriculum_relax_rooms(s->p, s->options->seconds * ROOMS_PART, &bound, &err) &&
	    bound > s->best->bound)
		s->best->bound = bound;
	say(s, "bound of rooms", spent(s) - start, (long)bound);
}

static void
optimize(struct solve *s, double part)
{
	unsigned before = s->best->cost;
	struct dais_search search;
	struct dais_result r;
	double start = spent(s);
	timer_t timer;

	if (is_done(s))
		return;
	if (before < UINT_MAX)
		curriculum_model_begin(&s->model, &s->periods);
	search = limit(s, part, &timer);
	dais_optimizer_solve(s->model.optimizer, &search, &r);
	(void)timer_delete(timer);
	if (r.outcome == DAIS_OUTCOME_INFEASIBLE)
		s->best->bound = UINT_MAX;
	if (s->best->bound < r.at.bound[1] + s->model.offset)
		s->best->bound = (unsigned)(r.at.bound[1] + s->model.offset);
	s->periods_done = r.at.has_answer && r.at.cost[1] <= r.at.bound[1];
	say(s, "optimizer", spent(s) - start, (long)(r.at.cost[1] + s->model.offset));
	if (r.at.has_answer && r.at.cost[1] + s->model.offset < before)
		find_rooms(s);
	bound_rooms(s);
}

/* Where the optimizer's bound is poor, that of parts is often better; what rooms cost comes on top.
 */
static void
bound_parts(struct solve *s)
{
	struct dais_err err = DAIS_ERR_INIT;
	double start = spent(s);
	unsigned rooms = 0, parts = 0;

	if (is_done(s) || s->best->cost == UINT_MAX ||
	    s->options->seconds * PARTS_PART < PARTS_SECONDS)
		return;
	if (!curriculum_bound_parts(s->p, &s->best->plan, CURRICULUM_PART_COURSES,
		s->options->seconds * PARTS_PART, s->options->talk, &parts, &err))
		return;
	(void)curriculum_relax_rooms(s->p, s->options->seconds * ROOMS_PART, &rooms, &err);
	if (rooms + parts > s->best->bound)
		s->best->bound = rooms + parts;
	say(s, "bound of parts", spent(s) - start, (long)rooms + parts);
}

/* The optimizer will not prove it soon. */
static bool
is_far(const struct curriculum_answer *best)
{
	return best->cost > best->bound + best->bound / FAR_PART + NEAR;
}

/* It may find the best periods, if not prove them. */
static bool
is_in_reach(const struct solve *s)
{
	return s->periods_cost <= s->best->bound + s->best->bound / FAR_PART + REACH;
}

static bool
do_rooms_cost(const struct solve *s)
{
	return s->best->cost > s->periods_cost;
}

bool
curriculum_solve(const struct curriculum *p, const struct curriculum_options *options,
    struct dais_arena *a, struct curriculum_answer *ret, struct dais_err *err)
{
	struct solve s = { .p = p,
		.options = options,
		.arena = a,
		.best = ret,
		.start = curriculum_now(),
		.seed = options->seed << 16 };

	*ret = (struct curriculum_answer){ .cost = UINT_MAX };
	ret->plan.period = DAIS_NEW_N(a, p->lectures, unsigned);
	ret->plan.room = DAIS_NEW_N(a, p->lectures, unsigned);
	s.periods = new_plan(&s, a);
	s.periods_cost = UINT_MAX;
	curriculum_model_build(p, a, &s.model);
	anneal(&s, 0.01, NULL, 0);
	optimize(&s, 0.1);
	if (!is_done(&s) && s.periods_done) {
		curriculum_model_add_homes(&s.model);
		optimize(&s, 0.2);
	}
	if (ret->cost == UINT_MAX)
		anneal(&s, 0.3, NULL, 0);
	anneal_periods(&s, 0.25, false);
	if (is_in_reach(&s))
		optimize(&s, 0.25);
	if (!s.periods_done) /* near a proof the optimizer needs the time */
		anneal_periods(&s, is_in_reach(&s) ? 0.1 : 0.3, false);
	if (do_rooms_cost(&s))
		anneal_periods(&s, s.periods_done ? 0.3 : 0.15, true);
	if (is_far(ret))
		bound_parts(&s);
	s.late = true;
	if (is_in_reach(&s))
		optimize(&s, LATE_PART - spent(&s) / options->seconds);
	if (!is_done(&s) && s.periods_done && !s.model.home) {
		curriculum_model_add_homes(&s.model);
		optimize(&s, 0.1);
	}
	while (!is_done(&s)) {
		if (ret->cost == UINT_MAX || do_rooms_cost(&s) || !s.tempering[0]) {
			anneal(&s, WARM_PART, ret->cost < UINT_MAX ? &ret->plan : NULL,
			    ret->cost < UINT_MAX ? WARM : 0);
			anneal_periods(&s, WARM_PART, true);
		}
		if (!s.periods_done)
			anneal_periods(&s, WARM_PART, false);
	}
	ret->seconds = spent(&s);
	return ret->cost < UINT_MAX ||
	       dais_err_set(err, DAIS_ERR_NOT_FOUND, "no timetable was found");
}
