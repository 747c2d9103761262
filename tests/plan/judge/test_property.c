/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The checker against definitions written out word by word, on random problems and plans, good
 * and broken; the exhaustive search against plans by chance.
 */
#include <inttypes.h>
#include <string.h>

#include "test.h"

#include "build.h"
#include "naive.h"
#include "oracle.h"
#include "plan/judge/judge.h"
#include "random.h"

#define SEED UINT64_C(20220523)

static void
assert_agree(
    const struct dais_problem *p, const struct dais_plan *plan, uint64_t seed, struct dais_arena *a)
{
	uint64_t *cost = DAIS_NEW_N(a, p->demands.n + 1, uint64_t);
	uint64_t ranks[DAIS_RANKS_MAX + 1] = { 0 };
	struct dais_verdict v;
	bool obeys = true;

	dais_judge(p, plan, a, &v);
	for (size_t b = 0; b < v.breaches.n; b++) {
		const struct dais_breach *breach = &v.breaches.v[b];

		assert_true(breach->words.n > 0 && breach->cost > 0);
		for (size_t i = 0; i < breach->sittings.n; i++)
			assert_true(breach->sittings.v[i] < plan->sittings.n);
		if (breach->demand == DAIS_NONE)
			obeys = false;
		else
			cost[breach->demand] += breach->cost;
	}
	if (obeys != naive_obeys(p, plan))
		fail_msg("seed %" PRIu64 ": %s: %.*s", seed, obeys ? "obeys" : "does not obey",
		    DAIS_STR_ARG(build_print_plan(plan, a)));
	for (size_t d = 0; d < p->demands.n; d++) {
		const struct dais_demand *demand = &p->demands.v[d];
		uint64_t naive = naive_cost(p, demand, plan);

		if (cost[d] != naive)
			fail_msg("seed %" PRIu64 ": %s: %" PRIu64 ", not %" PRIu64 ": %.*s", seed,
			    dais_demand_kind_name(demand->kind), cost[d], naive,
			    DAIS_STR_ARG(build_print_plan(plan, a)));
		ranks[demand->rank] += demand->rank ? naive * demand->weight : naive;
	}
	assert_memory_equal(ranks, v.cost, sizeof(ranks));
	assert_int_equal(v.sound, obeys && !ranks[0]);
}

static void
test_agrees_with_the_definitions(void **state)
{
	(void)state;
	for (uint64_t seed = SEED; seed < SEED + 1500; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { seed };
		struct random_shape shape = seed % 2 ? random_small : random_tiny;
		struct dais_plan plan;
		struct dais_problem *p;

		shape.planted = seed % 4 > 1;
		p = random_problem(&c, &shape, a, &plan);
		if (!shape.planted)
			random_plan(&c, p, 30, a, &plan);
		assert_agree(p, &plan, seed, a);
		for (size_t changes = chance_below(&c, 6); changes--;) {
			random_change(&c, p, a, &plan);
			assert_agree(p, &plan, seed, a);
		}
	}
}

/* What was planted is sound, and most of the plans are of some size. */
static void
test_planted_plans_are_sound(void **state)
{
	size_t sittings = 0;

	(void)state;
	for (uint64_t seed = SEED; seed < SEED + 500; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { seed };
		struct dais_plan plan;
		struct dais_problem *p = random_problem(&c, &random_small, a, &plan);
		struct dais_verdict v;

		dais_judge(p, &plan, a, &v);
		if (!v.sound)
			fail_msg(
			    "seed %" PRIu64 ": %.*s", seed, DAIS_STR_ARG(v.breaches.v[0].words));
		sittings += plan.sittings.n;
	}
	assert_true(sittings > 1000);
}

/* No plan by chance is better than the best of all, which is what it costs. */
static void
test_nothing_beats_the_best(void **state)
{
	size_t answers[3] = { 0 }, sound = 0;

	(void)state;
	for (uint64_t seed = SEED; seed < SEED + 300; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { seed };
		struct dais_plan plan = { 0 };
		struct dais_problem *p = random_problem(&c, &random_tiny, a, &plan);
		struct dais_verdict v;
		struct oracle best;

		oracle_best(p, 300, 2000, a, &best);
		answers[best.answer]++;
		if (best.answer == ORACLE_BEST) {
			dais_judge(p, &best.plan, a, &v);
			assert_true(v.sound);
			assert_int_equal(oracle_compare(v.cost, best.cost), 0);
		}
		for (int i = 0; best.answer != ORACLE_TOO_LARGE && i < 50; i++) {
			if (i % 5)
				random_change(&c, p, a, &plan);
			else
				random_plan(&c, p, 40, a, &plan);
			dais_judge(p, &plan, a, &v);
			sound += v.sound;
			if (v.sound && (best.answer == ORACLE_INFEASIBLE ||
					   oracle_compare(v.cost, best.cost) < 0))
				fail_msg("seed %" PRIu64 ": better than the best: %.*s", seed,
				    DAIS_STR_ARG(build_print_plan(&plan, a)));
		}
	}
	print_message("best %zu, infeasible %zu, too large %zu; %zu sound plans by chance\n",
	    answers[ORACLE_BEST], answers[ORACLE_INFEASIBLE], answers[ORACLE_TOO_LARGE], sound);
	assert_true(answers[ORACLE_BEST] > 50 && answers[ORACLE_INFEASIBLE] > 20 && sound > 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_agrees_with_the_definitions),
		cmocka_unit_test(test_planted_plans_are_sound),
		cmocka_unit_test(test_nothing_beats_the_best),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
