/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "oracle.h"

#include <string.h>

#include "build.h"
#include "plan/judge/judge.h"

#define TASKS_MOST 16u

/* One way to fill a slot: its sittings. */
struct option {
	struct dais_plan plan;
};

struct options {
	DAIS_VEC(struct option) v;
};

struct search {
	const struct dais_problem *p;
	struct dais_problem lasting; /* demands that no later sitting can mend */
	struct dais_arena *a;
	struct options *slots;
	size_t most_options, most_judgements;
	size_t order[TASKS_MOST]; /* of entries in a sitting */
	struct dais_plan_sitting *now; /* sittings so far */
	size_t n_now;
	struct oracle *ret;
};

int
oracle_compare(const uint64_t *x, const uint64_t *y)
{
	for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++) {
		if (x[r] != y[r])
			return x[r] < y[r] ? -1 : 1;
	}
	return 0;
}

/* --- how one slot can be filled --- */

/* An order of the tasks that agrees with the BEFORE demands of rank 0, if there is one: else the
 * checker refuses what stands in the wrong order. */
static void
order_tasks(struct search *s)
{
	const struct dais_problem *p = s->p;
	bool placed[TASKS_MOST] = { false };
	size_t n = 0;

	for (size_t round = 0; round < p->tasks.n; round++) {
		for (size_t i = 0; i < p->tasks.n; i++) {
			bool waits = placed[i];

			for (size_t d = 0; d < p->demands.n; d++) {
				const struct dais_demand *before = &p->demands.v[d];

				if (before->kind == DAIS_DEMAND_BEFORE && !before->rank &&
				    before->other == i && !placed[before->task])
					waits = true;
			}
			if (!waits) {
				placed[i] = true;
				s->order[n++] = i;
			}
		}
	}
	for (size_t i = 0; i < p->tasks.n; i++) {
		if (!placed[i])
			s->order[n++] = i;
	}
}

static bool
share_body(const struct dais_task *x, const struct dais_task *y)
{
	for (size_t i = 0; i < x->bodies.n; i++) {
		for (size_t k = 0; k < y->bodies.n; k++) {
			if (x->bodies.v[i] == y->bodies.v[k])
				return true;
		}
	}
	return false;
}

/* Which tasks with time sit together: circle[i] is the smallest task of i's sitting. */
static void
find_circles(const struct dais_problem *p, const unsigned *steps, size_t *circle)
{
	bool changed = true;

	for (size_t i = 0; i < p->tasks.n; i++)
		circle[i] = i;
	while (changed) {
		changed = false;
		for (size_t i = 0; i < p->tasks.n; i++) {
			for (size_t k = 0; k < p->tasks.n; k++) {
				if (steps[i] && steps[k] && circle[k] < circle[i] &&
				    share_body(&p->tasks.v[i], &p->tasks.v[k])) {
					circle[i] = circle[k];
					changed = true;
				}
			}
		}
	}
}

/* Whether the sittings of @plan alone break nothing every plan obeys. */
static bool
obeys(const struct search *s, const struct dais_plan *plan)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_verdict v;

	dais_judge(s->p, plan, a, &v);
	for (size_t b = 0; b < v.breaches.n; b++) {
		if (v.breaches.v[b].demand == DAIS_NONE)
			return false;
	}
	return true;
}

/* Every choice of rooms and teams for the sittings of @plan from @at on. */
static void
furnish(struct search *s, size_t t, struct dais_plan *plan, size_t at)
{
	struct option *option;
	size_t rooms = s->p->rooms.n ? s->p->rooms.n : 1, teams = s->p->teams.n ? s->p->teams.n : 1;

	if (s->slots[t].v.n > s->most_options)
		return;
	if (at == plan->sittings.n) {
		if (!obeys(s, plan))
			return;
		option = dais_vec_add(s->a, &s->slots[t].v);
		build_copy(plan, s->a, &option->plan);
		return;
	}
	for (size_t r = 0; r < rooms; r++) {
		for (size_t k = 0; k < teams; k++) {
			if (s->p->rooms.n)
				plan->sittings.v[at].room = r;
			if (s->p->teams.n)
				plan->sittings.v[at].team = k;
			furnish(s, t, plan, at + 1);
		}
	}
}

static void
add_option(struct search *s, size_t t, const unsigned *steps)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	size_t circle[TASKS_MOST], sitting[TASKS_MOST];
	struct dais_plan plan = { 0 };

	find_circles(s->p, steps, circle);
	memset(sitting, 0xff, sizeof(sitting));
	for (size_t n = 0; n < s->p->tasks.n; n++) {
		size_t i = s->order[n];

		if (!steps[i])
			continue;
		if (sitting[circle[i]] == SIZE_MAX)
			sitting[circle[i]] = build_sitting(&plan, a, t);
		build_entry(s->p, &plan, a, sitting[circle[i]], i, steps[i] * s->p->step);
	}
	furnish(s, t, &plan, 0);
}

/* Every division of the slot's time among the tasks from @i on. */
static void
divide(struct search *s, size_t t, size_t i, unsigned *steps)
{
	if (s->slots[t].v.n > s->most_options)
		return;
	if (i == s->p->tasks.n) {
		add_option(s, t, steps);
		return;
	}
	for (steps[i] = 0; steps[i] <= dais_slot_steps(s->p, t); steps[i]++)
		divide(s, t, i + 1, steps);
	steps[i] = 0;
}

/* --- all slots --- */

/* Whether sittings in later slots can mend what a demand of this kind costs. */
static bool
is_mendable(enum dais_demand_kind k)
{
	return k == DAIS_DEMAND_LEAST || k == DAIS_DEMAND_FIXED || k == DAIS_DEMAND_KEEP;
}

static void
collect_lasting(struct search *s)
{
	s->lasting = *s->p;
	memset(&s->lasting.demands, 0, sizeof(s->lasting.demands));
	for (size_t d = 0; d < s->p->demands.n; d++) {
		if (!is_mendable(s->p->demands.v[d].kind))
			dais_vec_push(s->a, &s->lasting.demands, s->p->demands.v[d]);
	}
}

static void
judge_so_far(
    struct search *s, const struct dais_problem *p, struct dais_arena *a, struct dais_verdict *ret)
{
	struct dais_plan plan = { 0 };

	plan.sittings.v = s->now;
	plan.sittings.n = s->n_now;
	s->ret->judged++;
	dais_judge(p, &plan, a, ret);
}

static bool
is_hopeless(struct search *s)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_verdict v;

	judge_so_far(s, &s->lasting, a, &v);
	return !v.sound ||
	       (s->ret->answer == ORACLE_BEST && oracle_compare(v.cost, s->ret->cost) >= 0);
}

static void
judge_whole(struct search *s)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_plan plan = { 0 };
	struct dais_verdict v;

	judge_so_far(s, s->p, a, &v);
	if (!v.sound ||
	    (s->ret->answer == ORACLE_BEST && oracle_compare(v.cost, s->ret->cost) >= 0))
		return;
	s->ret->answer = ORACLE_BEST;
	memcpy(s->ret->cost, v.cost, sizeof(v.cost));
	plan.sittings.v = s->now;
	plan.sittings.n = s->n_now;
	build_copy(&plan, s->a, &s->ret->plan);
}

static void
fill_from(struct search *s, size_t t)
{
	size_t n = s->n_now;

	if (s->ret->judged > s->most_judgements)
		return;
	if (t == s->p->slots.n) {
		judge_whole(s);
		return;
	}
	for (size_t o = 0; o < s->slots[t].v.n; o++) {
		const struct dais_plan *plan = &s->slots[t].v.v[o].plan;

		for (size_t i = 0; i < plan->sittings.n; i++)
			s->now[n + i] = plan->sittings.v[i];
		s->n_now = n + plan->sittings.n;
		if (!is_hopeless(s))
			fill_from(s, t + 1);
	}
	s->n_now = n;
}

void
oracle_best(const struct dais_problem *p, size_t options, size_t judgements, struct dais_arena *a,
    struct oracle *ret)
{
	struct search s = {
		.p = p, .a = a, .most_options = options, .most_judgements = judgements, .ret = ret
	};
	unsigned steps[TASKS_MOST] = { 0 };

	*ret = (struct oracle){ .answer = ORACLE_TOO_LARGE };
	if (p->tasks.n > TASKS_MOST)
		return;
	s.slots = DAIS_NEW_N(a, p->slots.n + 1, struct options);
	s.now = DAIS_NEW_N(a, p->slots.n * p->tasks.n + 1, struct dais_plan_sitting);
	order_tasks(&s);
	collect_lasting(&s);
	for (size_t t = 0; t < p->slots.n; t++) {
		divide(&s, t, 0, steps);
		if (s.slots[t].v.n > options)
			return;
	}
	ret->answer = ORACLE_INFEASIBLE;
	fill_from(&s, 0);
	if (ret->judged > judgements)
		ret->answer = ORACLE_TOO_LARGE;
}
