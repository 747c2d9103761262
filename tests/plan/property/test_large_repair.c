/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Large meetings after a loss, planned again part by part; here small ones are, of which the plan
 * with the fewest changes is known. What comes out is sound and costs no less than it, bounds are
 * no more than it, and nothing lost means nothing changed.
 */
#include <inttypes.h>

#include "test.h"

#include "build.h"
#include "oracle.h"
#include "plan/judge/judge.h"
#include "plan/large/large.h"
#include "plan/meeting/meeting.h"
#include "plan/repair/repair.h"
#include "random.h"

#define ROUNDS 160
#define EFFORT 20000000u
static const struct random_shape shape = { 6, 12, 4, 2, 3, 3, 20, 3, true };

static const struct dais_local unset = { .minute = -1 };

/* Loses a day, a half-day, a room or a team of @p, or an item overruns. */
static void
lose_something(struct chance *c, struct dais_problem *p, const struct dais_plan *in_force,
    struct dais_arena *a)
{
	size_t kind = chance_below(c, 4);
	dais_slot_set lost = dais_slots_new(p, a);
	struct dais_demand *d;

	for (size_t t = 0; t < p->slots.n; t++) {
		if (chance_of(c, 25))
			dais_slots_put(lost, t);
	}
	if (kind == 0 && p->rooms.n) {
		dais_slot_set *open = &p->rooms.v[chance_below(c, p->rooms.n)].free;
		dais_slot_set now = dais_slots_new(p, a);

		for (size_t t = 0; t < p->slots.n; t++) {
			if (dais_slots_has(*open, t) && !dais_slots_has(lost, t))
				dais_slots_put(now, t);
		}
		*open = now;
	} else if (kind == 1 && p->tasks.n) {
		d = dais_problem_demand(p, a, DAIS_DEMAND_LEAST, 0);
		d->task = chance_below(c, p->tasks.n);
		for (size_t t = 0; t < p->slots.n; t++)
			d->amount += dais_plan_minutes(in_force, d->task, t);
		d->amount += p->step;
	} else {
		d = dais_problem_demand(p, a, DAIS_DEMAND_FREE, 0);
		d->slots = lost;
		d->body = kind == 2 ? chance_below(c, p->bodies.n) : DAIS_NONE;
	}
}

/* The best plan there is; false: none, or not known. */
static bool
best_plan(const struct dais_problem *p, const struct dais_plan *in_force, struct dais_arena *a,
    struct dais_verdict *ret, enum dais_outcome *ret_outcome)
{
	const struct dais_search s = { .effort = EFFORT };
	struct dais_meeting_model *m;
	struct dais_result result;
	struct dais_plan plan;

	assert_true(dais_meeting_model_new(p, a, &m, NULL));
	dais_meeting_start_from(m, in_force);
	dais_meeting_solve(m, &s, a, &plan, &result);
	*ret_outcome = result.outcome;
	if (result.outcome != DAIS_OUTCOME_OPTIMAL)
		return false;
	dais_judge(p, &plan, a, ret);
	assert_true(ret->sound);
	return true;
}

static void
test_after_a_loss(void **state)
{
	size_t found = 0, best = 0, possible = 0, proven = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { .state = seed };
		const struct dais_search s = { .seed = seed };
		struct dais_plan in_force, plan;
		struct dais_problem *p = random_problem(&c, &shape, a, &in_force);
		struct dais_verdict v, known;
		struct dais_result result;
		enum dais_outcome outcome;
		bool has_best;

		lose_something(&c, p, &in_force, a);
		dais_problem_keep(p, &in_force, unset, a);
		has_best = best_plan(p, &in_force, a, &known, &outcome);
		possible += has_best;
		dais_meeting_solve_large(p, &in_force, &s, a, &plan, &result);
		if (result.outcome == DAIS_OUTCOME_INFEASIBLE && has_best)
			fail_msg("seed %" PRIu64 ": called infeasible", seed);
		if (result.outcome != DAIS_OUTCOME_FEASIBLE &&
		    result.outcome != DAIS_OUTCOME_OPTIMAL)
			continue;
		dais_judge(p, &plan, a, &v);
		if (!v.sound)
			fail_msg(
			    "seed %" PRIu64 ": %.*s", seed, DAIS_STR_ARG(v.breaches.v[0].words));
		assert_int_not_equal(outcome, DAIS_OUTCOME_INFEASIBLE);
		if (!has_best)
			continue;
		found++;
		assert_true(oracle_compare(v.cost, known.cost) >= 0);
		best += v.cost[1] == known.cost[1];
		proven += result.at.bound[1] == known.cost[1];
		if (result.at.bound[1] > known.cost[1])
			fail_msg("seed %" PRIu64 ": bound %" PRIu64 " above the best, %" PRIu64,
			    seed, result.at.bound[1], known.cost[1]);
	}
	print_message("%zu with a plan, %zu found, %zu with the fewest changes, %zu proven\n",
	    possible, found, best, proven);
	assert_true(possible > ROUNDS / 3 && found > possible * 9 / 10 && best > found * 8 / 10);
}

static void
test_nothing_lost(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 30; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { .state = seed };
		const struct dais_search s = { .seed = seed };
		struct dais_plan in_force, plan;
		struct dais_problem *p = random_problem(&c, &shape, a, &in_force);
		dais_plan_change_vec changes = { .n = 0 };
		struct dais_result result;

		dais_problem_keep(p, &in_force, unset, a);
		dais_meeting_solve_large(p, &in_force, &s, a, &plan, &result);
		assert_true(result.outcome == DAIS_OUTCOME_FEASIBLE ||
			    result.outcome == DAIS_OUTCOME_OPTIMAL);
		dais_plan_changes(p, &in_force, &plan, a, &changes);
		assert_int_equal(changes.n, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_after_a_loss),
		cmocka_unit_test(test_nothing_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
