/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"

#include "plan/engine/engine_priv.h"
#include "plan/engine/tiny.h"

#define PROBLEMS 1500

static const struct dais_search plain = { .seed = 3 };

static unsigned
set_of(const size_t *tags, size_t n)
{
	unsigned set = 0;

	for (size_t i = 0; i < n; i++) {
		assert_true(tags[i] < TINY_DEMANDS);
		assert_false(set >> tags[i] & 1u);
		set |= 1u << tags[i];
	}
	return set;
}

static size_t
size_of(unsigned set)
{
	return (size_t)__builtin_popcount(set);
}

/* Of fewest demands among all sets that cannot hold. */
static void
expect_smallest(const struct tiny *t, unsigned conflict)
{
	size_t fewest = SIZE_MAX;

	assert_false(tiny_feasible(t, conflict));
	for (unsigned set = 0; set < 1u << t->n_demands; set++)
		if (size_of(set) < fewest && !tiny_feasible(t, set))
			fewest = size_of(set);
	assert_int_equal(size_of(conflict), fewest);
}

/* Leaves few rules that hold without a demand. */
static void
all_on_demand(struct tiny *t)
{
	for (size_t i = 0; i < t->n_rules; i++)
		if (!t->rules[i].demand &&
		    (t->rules[i].kind == TINY_CLAUSE || !t->rules[i].only_if))
			t->rules[i].demand = 1 + (int)(i % t->n_demands);
}

static void
test_conflicts_of_random_problems(void **state)
{
	size_t sizes[TINY_DEMANDS + 1] = { 0 };

	(void)state;
	for (uint64_t seed = 0; seed < PROBLEMS; seed++) {
		struct dais_arena *a = dais_arena_new(0);
		struct tiny t;
		struct dais_optimizer *o;
		size_t *tags, n;
		enum dais_conflict_proof proof;

		tiny_make(&t, seed, 24, TINY_DEMANDS);
		if (seed % 2)
			all_on_demand(&t);
		o = tiny_give(&t, a);
		if (dais_optimizer_conflict(o, &plain, a, &tags, &n, &proof)) {
			assert_int_equal(proof, DAIS_CONFLICT_FEWEST);
			expect_smallest(&t, set_of(tags, n));
			sizes[n]++;
		} else {
			assert_true(tiny_feasible(&t, ~0u));
		}
		dais_arena_free(a);
	}
	for (size_t i = 0; i < 4; i++)
		assert_in_range(sizes[i], 5, PROBLEMS);
}

static uint64_t
cost_of(const struct tiny *t, unsigned set)
{
	uint64_t cost = 0;

	for (size_t i = 0; i < t->n_demands; i++)
		cost += (set >> i & 1u) * t->demand_cost[i];
	return cost;
}

/* Whether giving up @set helps, and nothing in it is given up for nothing. */
static bool
is_repair(const struct tiny *t, unsigned set)
{
	for (size_t i = 0; i < t->n_demands; i++)
		if (set >> i & 1u && (t->demand_cost[i] == 0 || tiny_feasible(t, ~set | 1u << i)))
			return false;
	return tiny_feasible(t, ~set);
}

static void
expect_repairs(const struct tiny *t, const struct dais_repair *got, size_t n)
{
	size_t expected = 0;
	uint64_t last = 0;

	for (unsigned set = 1; set < 1u << t->n_demands; set++)
		expected += is_repair(t, set);
	assert_int_equal(n, expected);
	for (size_t i = 0; i < n; i++) {
		unsigned set = set_of(got[i].tags, got[i].n);

		assert_true(is_repair(t, set));
		assert_int_equal(got[i].cost, cost_of(t, set));
		assert_true(got[i].cost >= last);
		last = got[i].cost;
		for (size_t j = 0; j < i; j++)
			assert_true(set != set_of(got[j].tags, got[j].n));
	}
}

static void
test_repairs_of_random_problems(void **state)
{
	size_t most = 0;

	(void)state;
	for (uint64_t seed = 0; seed < PROBLEMS; seed++) {
		struct dais_arena *a = dais_arena_new(0);
		struct dais_repair got[1 << TINY_DEMANDS];
		struct tiny t;
		struct dais_optimizer *o;
		size_t n;

		tiny_make(&t, seed, 24, TINY_DEMANDS);
		t.demand_cost[seed % TINY_DEMANDS] = 0;
		o = tiny_give(&t, a);
		/* With neighbourhoods of the sets given up after each core, too. */
		o->patience = seed % 2 ? 1 : o->patience;
		n = dais_optimizer_repairs(o, &plain, a, got, 1 << TINY_DEMANDS);
		expect_repairs(&t, got, n);
		if (n > most)
			most = n;
		/* Asked for fewer: the cheapest. */
		if (n > 1) {
			uint64_t cheapest = got[0].cost;

			assert_int_equal(dais_optimizer_repairs(o, &plain, a, got, 1), 1);
			assert_int_equal(got[0].cost, cheapest);
		}
		dais_arena_free(a);
	}
	assert_true(most > 2);
}

/* Conflicts, repairs and solving do not disturb each other. */
static void
test_questions_in_any_order(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < PROBLEMS / 3; seed++) {
		struct dais_arena *a = dais_arena_new(0);
		uint64_t best[DAIS_OPTIMIZER_RANKS];
		struct dais_repair got[1 << TINY_DEMANDS];
		struct tiny t;
		struct dais_optimizer *o;

		tiny_make(&t, seed + PROBLEMS, 14, 4);
		o = tiny_give(&t, a);
		for (unsigned round = 0; round < 6; round++) {
			struct dais_result result;
			size_t *tags, n;
			enum dais_conflict_proof proof;

			if ((seed + round * (1 + seed / 3 % 2)) % 3 == 0) {
				dais_optimizer_solve(o, &plain, &result);
				assert_int_equal(result.outcome, tiny_best(&t, best)
								     ? DAIS_OUTCOME_OPTIMAL
								     : DAIS_OUTCOME_INFEASIBLE);
				for (unsigned r = 1;
				    result.outcome == DAIS_OUTCOME_OPTIMAL && r < 4; r++)
					assert_int_equal(result.at.cost[r], best[r]);
			} else if ((seed + round * (1 + seed / 3 % 2)) % 3 == 1) {
				n = dais_optimizer_repairs(o, &plain, a, got, 1 << TINY_DEMANDS);
				expect_repairs(&t, got, n);
			} else if (dais_optimizer_conflict(o, &plain, a, &tags, &n, &proof)) {
				expect_smallest(&t, set_of(tags, n));
			}
		}
		dais_arena_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conflicts_of_random_problems),
		cmocka_unit_test(test_repairs_of_random_problems),
		cmocka_unit_test(test_questions_in_any_order),
	};

	return cmocka_run_group_tests_name("optimizer conflicts", tests, NULL, NULL);
}
