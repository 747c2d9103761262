/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The planner on random problems: every plan is held against the checker, the best of tiny ones
 * against a search of all plans, and conflicts against what is left of the problem.
 *
 *     test_plan_meeting_property [FIRST-SEED COUNT [TEST]]
 */
#include <inttypes.h>
#include <stdlib.h>

#include "test.h"

#include "build.h"
#include "oracle.h"
#include "plan/engine/engine_priv.h"
#include "plan/judge/judge.h"
#include "plan/meeting/meeting.h"
#include "random.h"

static uint64_t first_seed = UINT64_C(20220524);
static uint64_t count = 120;

static const struct dais_search no_limit = { .seed = 1 };
/* A few of the larger problems cannot be proven in reasonable time. */
static const struct dais_search one_second = { .seed = 1, .seconds = 1 };

/* Solves @p; what comes out must be sound and cost what it is said to cost. */
static enum dais_outcome
solve(const struct dais_problem *p, const struct dais_search *search, uint64_t seed,
    struct dais_arena *a, struct dais_plan *plan, uint64_t *ret_cost)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_meeting_model *m;
	struct dais_verdict verdict;
	struct dais_result result;

	if (!dais_meeting_model_new(p, a, &m, &err))
		fail_msg("seed %" PRIu64 ": %s", seed, err.msg);
	dais_meeting_solve(m, search, a, plan, &result);
	if (result.outcome == DAIS_OUTCOME_INFEASIBLE)
		return result.outcome;
	if (!search->seconds && result.outcome != DAIS_OUTCOME_OPTIMAL)
		fail_msg("seed %" PRIu64 ": outcome %d", seed, (int)result.outcome);
	if (result.outcome == DAIS_OUTCOME_UNKNOWN)
		return result.outcome;
	dais_judge(p, plan, a, &verdict);
	if (!verdict.sound)
		fail_msg("seed %" PRIu64 ": %.*s: %.*s", seed,
		    DAIS_STR_ARG(verdict.breaches.v[0].words),
		    DAIS_STR_ARG(build_print_plan(plan, a)));
	for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++) {
		ret_cost[r] = verdict.cost[r];
		if (verdict.cost[r] != result.at.cost[r] ||
		    (result.outcome == DAIS_OUTCOME_OPTIMAL &&
			result.at.bound[r] != result.at.cost[r]))
			fail_msg("seed %" PRIu64 ": rank %u costs %" PRIu64 ", said %" PRIu64
				 ", bound %" PRIu64 ": %.*s",
			    seed, r, verdict.cost[r], result.at.cost[r], result.at.bound[r],
			    DAIS_STR_ARG(build_print_plan(plan, a)));
	}
	return result.outcome;
}

/* --- against all plans --- */

/* Returns whether the problem was small enough to try all. */
static bool
assert_best(uint64_t seed)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct chance c = { seed };
	struct random_shape shape = random_tiny;
	uint64_t cost[DAIS_RANKS_MAX + 1] = { 0 };
	enum dais_outcome outcome;
	struct dais_problem *p;
	struct dais_plan plan;
	struct oracle oracle;

	p = random_problem(&c, &shape, a, &plan);
	oracle_best(p, 2000, 100000, a, &oracle);
	if (oracle.answer == ORACLE_TOO_LARGE)
		return false;
	outcome = solve(p, &no_limit, seed, a, &plan, cost);
	if ((outcome == DAIS_OUTCOME_INFEASIBLE) != (oracle.answer == ORACLE_INFEASIBLE))
		fail_msg("seed %" PRIu64 ": %s, but there is %.*s", seed,
		    outcome == DAIS_OUTCOME_INFEASIBLE ? "infeasible" : "feasible",
		    DAIS_STR_ARG(build_print_plan(&oracle.plan, a)));
	if (oracle.answer == ORACLE_BEST && oracle_compare(cost, oracle.cost) != 0)
		fail_msg("seed %" PRIu64 ": %.*s is not as good as %.*s", seed,
		    DAIS_STR_ARG(build_print_plan(&plan, a)),
		    DAIS_STR_ARG(build_print_plan(&oracle.plan, a)));
	return true;
}

static void
test_best_of_all(void **state)
{
	size_t tried = 0;

	(void)state;
	for (uint64_t k = 0; k < count; k++)
		tried += assert_best(first_seed + k);
	assert_true(tried * 2 > count);
}

/* --- larger ones, in which a plan is known --- */

static void
test_planted(void **state)
{
	uint64_t proven = 0;

	(void)state;
	for (uint64_t seed = first_seed; seed < first_seed + count / 3; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { seed };
		uint64_t cost[DAIS_RANKS_MAX + 1] = { 0 };
		struct dais_verdict verdict;
		struct dais_problem *p;
		struct dais_plan planted, plan;

		p = random_problem(&c, &random_small, a, &planted);
		dais_judge(p, &planted, a, &verdict);
		switch (solve(p, &one_second, seed, a, &plan, cost)) {
		case DAIS_OUTCOME_INFEASIBLE:
			fail_msg("seed %" PRIu64 ": infeasible, but there is %.*s", seed,
			    DAIS_STR_ARG(build_print_plan(&planted, a)));
			break;
		case DAIS_OUTCOME_OPTIMAL:
			proven++;
			if (oracle_compare(cost, verdict.cost) > 0)
				fail_msg("seed %" PRIu64 ": %.*s is not as good as %.*s", seed,
				    DAIS_STR_ARG(build_print_plan(&plan, a)),
				    DAIS_STR_ARG(build_print_plan(&planted, a)));
			break;
		default:
			break;
		}
	}
	assert_true(proven * 2 > count / 3);
}

/* --- who pays --- */

/* What the answer costs in rank @r is what is booked there. */
static void
assert_booked(
    const struct dais_optimizer *o, const struct dais_result *result, unsigned r, uint64_t seed)
{
	uint64_t booked = 0;

	for (size_t i = 0; i < o->bookings.n; i++) {
		if (o->bookings.v[i].rank == r && !dais_optimizer_value(o, o->bookings.v[i].l))
			booked += o->bookings.v[i].weight;
	}
	if (booked != result->at.cost[r] + o->deducted[r])
		fail_msg("seed %" PRIu64 ": rank %u: %" PRIu64 " is booked and %" PRIu64
			 " deducted, but it costs %" PRIu64,
		    seed, r, booked, o->deducted[r], result->at.cost[r]);
}

/* An impatient search asks for the sums of the accounts at once: it proves the same. */
static void
test_booked(void **state)
{
	(void)state;
	for (uint64_t seed = first_seed; seed < first_seed + count; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { seed };
		uint64_t cost[DAIS_RANKS_MAX + 1] = { 0 };
		struct dais_err err = DAIS_ERR_INIT;
		struct dais_meeting_model *m;
		struct dais_result result;
		struct dais_problem *p;
		struct dais_plan plan;

		p = random_problem(&c, seed % 3 ? &random_tiny : &random_small, a, &plan);
		if (solve(p, &one_second, seed, a, &plan, cost) != DAIS_OUTCOME_OPTIMAL)
			continue;
		assert_true(seed % 2 ? dais_meeting_model_new(p, a, &m, &err)
				     : dais_meeting_model_new_economical(p, a, &m, &err));
		dais_meeting_strict_optimizer(m)->patience = 1;
		dais_meeting_solve(m, &one_second, a, &plan, &result);
		if (result.outcome != DAIS_OUTCOME_OPTIMAL)
			continue;
		for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++) {
			if (result.at.cost[r] != cost[r])
				fail_msg("seed %" PRIu64 ": rank %u costs %" PRIu64
					 ", not %" PRIu64,
				    seed, r, result.at.cost[r], cost[r]);
			assert_booked(dais_meeting_strict_optimizer(m), &result, r, seed);
		}
	}
}

/* --- demands that can be given up --- */

/* Whether @p has a plan when, of the demands that can be given up, only those of @tags but number
 * @without are kept. */
static bool
feasible_with(const struct dais_problem *p, const size_t *tags, size_t n, size_t without,
    uint64_t seed, struct dais_arena *a)
{
	struct dais_problem *part = dais_problem_copy(p, a);
	uint64_t cost[DAIS_RANKS_MAX + 1];
	struct dais_plan plan;

	part->demands.n = 0;
	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];
		bool kept = d->rank == 0 && d->drop_cost == 0;

		for (size_t i = 0; i < n; i++)
			kept |= tags[i] == k && i != without;
		if (kept)
			part->demands.v[part->demands.n++] = *d;
	}
	return solve(part, &no_limit, seed, a, &plan, cost) == DAIS_OUTCOME_OPTIMAL;
}

/* Returns whether there was one. */
static bool
assert_conflict(uint64_t seed)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct chance c = { seed };
	struct random_shape shape = random_tiny;
	uint64_t cost[DAIS_RANKS_MAX + 1] = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_meeting_model *m;
	struct dais_result result;
	struct dais_problem *p;
	struct dais_plan plan;
	size_t *tags, n;
	enum dais_conflict_proof proof;

	shape.demands_most *= 2;
	p = random_problem(&c, &shape, a, &plan);
	assert_true(dais_meeting_model_new(p, a, &m, &err));
	if (solve(p, &no_limit, seed, a, &plan, cost) == DAIS_OUTCOME_OPTIMAL) {
		dais_optimizer_solve(dais_meeting_optimizer(m), &no_limit, &result);
		assert_int_equal(result.outcome, DAIS_OUTCOME_OPTIMAL);
		for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++)
			assert_int_equal(result.at.cost[r], cost[r]);
		return false;
	}
	assert_true(
	    dais_optimizer_conflict(dais_meeting_optimizer(m), &no_limit, a, &tags, &n, &proof));
	assert_int_equal(proof, DAIS_CONFLICT_FEWEST);
	assert_false(feasible_with(p, tags, n, DAIS_NONE, seed, a));
	for (size_t i = 0; i < n; i++)
		assert_true(feasible_with(p, tags, n, i, seed, a));
	return true;
}

static void
test_conflicts(void **state)
{
	size_t found = 0;

	(void)state;
	for (uint64_t k = 0; k < count; k++)
		found += assert_conflict(first_seed + k);
	assert_true(found * 10 > count);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_best_of_all),
		cmocka_unit_test(test_planted),
		cmocka_unit_test(test_booked),
		cmocka_unit_test(test_conflicts),
	};

	if (argc >= 3) {
		first_seed = strtoull(argv[1], NULL, 10);
		count = strtoull(argv[2], NULL, 10);
	}
	if (argc == 4)
		cmocka_set_test_filter(argv[3]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
