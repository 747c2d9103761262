/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Large meetings are planned part by part; here small ones are, of which the best is known. What is
 * freed around a plan is searched exactly; plans pass the checker and cost no less than the best,
 * bounds are no more than it.
 */
#include <inttypes.h>

#include "test.h"

#include "build.h"
#include "oracle.h"
#include "plan/judge/judge.h"
#include "plan/meeting/freed.h"
#include "plan/large/large.h"
#include "plan/meeting/meeting.h"
#include "random.h"

#define TINY 250
#define BESIDE 100u
#define SMALL 150
#define EFFORT 20000000u

static const struct random_shape many_bodies = { 8, 12, 4, 2, 4, 4, 24, 3, true };

static void
judge(const struct dais_problem *p, const struct dais_plan *plan, uint64_t seed,
    struct dais_arena *a, struct dais_verdict *v)
{
	dais_judge(p, plan, a, v);
	if (!v->sound)
		fail_msg("seed %" PRIu64 ": %.*s: %.*s", seed, DAIS_STR_ARG(v->breaches.v[0].words),
		    DAIS_STR_ARG(build_print_plan(plan, a)));
}

static unsigned
steps_at(const struct dais_plan *plan, size_t i, size_t t)
{
	return dais_plan_minutes(plan, i, t);
}

/* @p in which all that is not freed is demanded to be as it is in @plan. */
static struct dais_problem *
held(const struct dais_problem *p, const struct dais_plan *plan, const struct dais_freed *freed,
    struct dais_arena *a)
{
	struct dais_problem *ret = dais_problem_copy(p, a);

	for (size_t i = 0; i < p->tasks.n; i++) {
		for (size_t t = 0; t < p->slots.n; t++) {
			unsigned minutes = steps_at(plan, i, t);
			struct dais_demand *d;

			if (freed->cells[i * p->slots.n + t])
				continue;
			d = dais_problem_demand(ret, a, DAIS_DEMAND_KEEP_OUT, 0);
			d->task = i;
			d->amount = minutes;
			d->slots = dais_slots_new(p, a);
			dais_slots_put(d->slots, t);
			if (!minutes)
				continue;
			d = dais_problem_demand(ret, a, DAIS_DEMAND_FIXED, 0);
			d->task = i;
			d->amount = minutes;
			d->slots = dais_slots_new(p, a);
			dais_slots_put(d->slots, t);
		}
	}
	return ret;
}

static void
test_freed_is_exact(void **state)
{
	size_t compared = 0, better = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= SMALL; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { .state = seed };
		const struct dais_search s = { .effort = EFFORT };
		struct dais_plan planted, plan, whole;
		const struct dais_problem *p =
		    random_problem(&c, seed % 2 ? &random_small : &many_bodies, a, &planted);
		struct dais_freed freed = dais_freed_new(p, a);
		struct dais_around *around = dais_around_new(p, a);
		unsigned percent = (unsigned)chance_below(&c, 100);
		struct dais_verdict before, after, best;
		struct dais_meeting_model *m;
		struct dais_result result;
		enum dais_outcome outcome;

		for (size_t k = 0; k < p->tasks.n * p->slots.n; k++)
			freed.cells[k] = chance_of(&c, percent);
		for (size_t b = 0; b < p->bodies.n; b++)
			freed.rooms[b] = true;
		judge(p, &planted, seed, a, &before);
		outcome = dais_around_search(around, &planted, &freed, &s, a, &plan);
		if (outcome == DAIS_OUTCOME_INFEASIBLE)
			fail_msg("seed %" PRIu64 ": not even the plan itself", seed);
		if (outcome != DAIS_OUTCOME_OPTIMAL)
			continue;
		judge(p, &plan, seed, a, &after);
		assert_true(oracle_compare(after.cost, before.cost) <= 0);
		better += oracle_compare(after.cost, before.cost) < 0;
		assert_true(dais_meeting_model_new(held(p, &planted, &freed, a), a, &m, NULL));
		dais_meeting_solve(m, &s, a, &whole, &result);
		if (result.outcome != DAIS_OUTCOME_OPTIMAL)
			continue;
		judge(p, &whole, seed, a, &best);
		if (oracle_compare(after.cost, best.cost) != 0)
			fail_msg("seed %" PRIu64 ", %u %% freed: %.*s is not as good as %.*s", seed,
			    percent, DAIS_STR_ARG(build_print_plan(&plan, a)),
			    DAIS_STR_ARG(build_print_plan(&whole, a)));
		compared++;
	}
	print_message("%zu compared, %zu better than the planted plan\n", compared, better);
	assert_true(compared > SMALL * 3 / 4 && better > SMALL / 3);
}

/* Rooms of some bodies, and nothing else. */
static void
test_held_stays(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SMALL; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { .state = seed };
		const struct dais_search s = { .effort = EFFORT };
		struct dais_plan planted, plan;
		const struct dais_problem *p = random_problem(&c, &many_bodies, a, &planted);
		struct dais_freed freed = dais_freed_new(p, a);
		struct dais_verdict v;
		enum dais_outcome outcome;

		for (size_t b = 0; b < p->bodies.n; b++)
			freed.rooms[b] = chance_of(&c, 50);
		outcome = dais_around_search(dais_around_new(p, a), &planted, &freed, &s, a, &plan);
		assert_true(outcome == DAIS_OUTCOME_OPTIMAL || outcome == DAIS_OUTCOME_FEASIBLE);
		judge(p, &plan, seed, a, &v);
		for (size_t i = 0; i < p->tasks.n; i++) {
			for (size_t t = 0; t < p->slots.n; t++)
				assert_int_equal(steps_at(&plan, i, t), steps_at(&planted, i, t));
		}
	}
}

/* Plans found and, of them: the best there are; with rank 1 proven. Problems without a plan and, of
 * them: those of which that is proven. */
struct tally {
	size_t found, best, tight, none, proven;
};

/* The plan of the problem of @seed and its bounds against all plans. */
static void
hold_against_all(uint64_t seed, double seconds, struct tally *n)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct chance c = { .state = seed };
	const struct dais_search s = { .seed = seed, .seconds = seconds };
	const struct dais_problem *p = random_problem(&c, &random_tiny, a, NULL);
	struct dais_plan plan;
	struct dais_result result;
	struct dais_verdict v;
	struct oracle all;

	oracle_best(p, 400, 4000, a, &all);
	if (all.answer == ORACLE_TOO_LARGE)
		return;
	dais_meeting_solve_large(p, NULL, &s, a, &plan, &result);
	n->none += all.answer == ORACLE_INFEASIBLE;
	n->proven += result.outcome == DAIS_OUTCOME_INFEASIBLE;
	if (result.outcome == DAIS_OUTCOME_INFEASIBLE && all.answer == ORACLE_BEST)
		fail_msg("seed %" PRIu64 ": infeasible, yet there is %.*s", seed,
		    DAIS_STR_ARG(build_print_plan(&all.plan, a)));
	if (result.outcome != DAIS_OUTCOME_FEASIBLE && result.outcome != DAIS_OUTCOME_OPTIMAL)
		return;
	judge(p, &plan, seed, a, &v);
	assert_int_equal(all.answer, ORACLE_BEST);
	assert_true(oracle_compare(v.cost, all.cost) >= 0);
	for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++) {
		assert_int_equal(v.cost[r], result.at.cost[r]);
		if (result.at.bound[r] > all.cost[r])
			fail_msg("seed %" PRIu64 ", rank %u: bound %" PRIu64
				 " above the best, %" PRIu64,
			    seed, r, result.at.bound[r], all.cost[r]);
		if (result.outcome == DAIS_OUTCOME_OPTIMAL)
			assert_int_equal(result.at.bound[r], v.cost[r]);
		n->tight += r == 1 && result.at.bound[r] == v.cost[r];
	}
	n->found++;
	n->best += oracle_compare(v.cost, all.cost) == 0;
}

static void
test_large_against_all_plans(void **state)
{
	struct tally n = { 0 };

	(void)state;
	for (uint64_t seed = 1; seed <= TINY; seed++)
		hold_against_all(seed, 0, &n);
	print_message("%zu plans, %zu of them best, %zu with rank 1 proven; %zu without any, %zu "
		      "proven\n",
	    n.found, n.best, n.tight, n.none, n.proven);
	assert_true(n.best > n.found * 3 / 4 && n.found > 100);
	/* One body alone cannot: most that cannot be are of this kind. */
	assert_true(n.proven > n.none / 4);
}

/* With a limit of time bounds come from another thread; how far either gets is left to the machine,
 * what they say is not. */
static void
test_bounds_beside(void **state)
{
	struct tally n = { 0 };

	(void)state;
	for (uint64_t seed = 1; seed <= BESIDE; seed++)
		hold_against_all(seed, 0.02, &n);
	print_message(
	    "%zu plans, %zu of them best, %zu with rank 1 proven\n", n.found, n.best, n.tight);
}

static size_t
add_item(struct dais_problem *p, struct dais_arena *a, unsigned minutes, size_t body, size_t other)
{
	size_t task = build_task(p, a, 0);
	struct dais_demand *d = dais_problem_demand(p, a, DAIS_DEMAND_LEAST, 0);

	d->task = task;
	d->amount = minutes;
	dais_vec_push(a, &p->tasks.v[task].bodies, body);
	if (other != DAIS_NONE)
		dais_vec_push(a, &p->tasks.v[task].bodies, other);
	return task;
}

static void
put_before(struct dais_problem *p, struct dais_arena *a, size_t task, size_t other, unsigned lead)
{
	struct dais_demand *d = dais_problem_demand(p, a, DAIS_DEMAND_BEFORE, 0);

	d->task = task;
	d->other = other;
	d->amount = lead;
}

/* Two bodies each with an opening and a report, and an item in common between them: three sittings
 * a pair, if they open together. There are two places more than that. */
static void
test_scarce_places(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_problem *p = build_problem(a, 30, 2, 2);
	const struct dais_search s = { .seed = 1, .first_answer = true };
	struct dais_plan plan;
	struct dais_result result;
	struct dais_verdict v;

	(void)state;
	for (unsigned r = 0; r < 23; r++)
		(void)build_room(p, a, 100);
	for (unsigned pair = 0; pair < 30; pair++) {
		size_t body = build_body(p, a), other = build_body(p, a);
		size_t common = add_item(p, a, 60, body, other);

		for (size_t b = body; b <= other; b++) {
			size_t opening = add_item(p, a, 30, b, DAIS_NONE);
			size_t report = add_item(p, a, 60, b, DAIS_NONE);

			put_before(p, a, opening, common, 0);
			put_before(p, a, common, report, 1);
		}
	}
	dais_meeting_solve_large(p, NULL, &s, a, &plan, &result);
	assert_int_equal(result.outcome, DAIS_OUTCOME_OPTIMAL);
	assert_int_equal(result.calls, 0); /* without a search */
	judge(p, &plan, 1, a, &v);
	assert_int_equal(plan.sittings.n, 90);
}

/* The same seed, the same plan. */
static void
test_deterministic(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 10; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { .state = seed };
		const struct dais_search s = { .seed = 7 };
		struct dais_plan planted, x, y;
		const struct dais_problem *p = random_problem(&c, &many_bodies, a, &planted);
		struct dais_result rx, ry;
		struct dais_str one;

		dais_meeting_solve_large(p, NULL, &s, a, &x, &rx);
		dais_meeting_solve_large(p, NULL, &s, a, &y, &ry);
		assert_int_equal(rx.outcome, ry.outcome);
		assert_int_equal(rx.calls, ry.calls);
		if (rx.outcome != DAIS_OUTCOME_FEASIBLE && rx.outcome != DAIS_OUTCOME_OPTIMAL)
			continue;
		one = build_print_plan(&x, a);
		assert_true(dais_str_eq(one, build_print_plan(&y, a)));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_freed_is_exact),
		cmocka_unit_test(test_held_stays),
		cmocka_unit_test(test_large_against_all_plans),
		cmocka_unit_test(test_bounds_beside),
		cmocka_unit_test(test_scarce_places),
		cmocka_unit_test(test_deterministic),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
