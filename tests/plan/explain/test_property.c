/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Explanations of random problems, held against the planner, the checker and, where a problem is
 * tiny, all its plans. */

#include <string.h>

#include "oracle.h"
#include "plan/explain/explain.h"
#include "plan/judge/judge.h"
#include "plan/meeting/meeting.h"
#include "random.h"
#include "shrink.h"
#include "test.h"

static const struct dais_search search = { .seconds = 600 };

static enum dais_outcome
solve(const struct dais_problem *p, bool first_answer, struct dais_arena *a, struct dais_plan *ret)
{
	struct dais_search s = search;
	struct dais_meeting_model *model;
	struct dais_result result;
	struct dais_err err = DAIS_ERR_INIT;

	s.first_answer = first_answer;
	*ret = (struct dais_plan){ .sittings = { .n = 0 } };
	if (!dais_meeting_model_new(p, a, &model, &err))
		fail_msg("%s", err.msg);
	dais_meeting_solve(model, &s, a, ret, &result);
	assert_int_not_equal(result.outcome, DAIS_OUTCOME_UNKNOWN);
	return result.outcome == DAIS_OUTCOME_OPTIMAL ? DAIS_OUTCOME_FEASIBLE : result.outcome;
}

/* Whether demands of @p of rank 0 can hold together: those in @only (NULL: all), but for @but. */
static bool
can_hold(const struct dais_problem *p, const dais_index_vec *only, const dais_index_vec *but,
    struct dais_arena *a)
{
	struct dais_problem *some = dais_problem_copy(p, a);
	struct dais_plan plan;
	struct dais_verdict verdict;

	some->demands.n = 0;
	for (size_t i = 0; i < p->demands.n; i++) {
		bool keep = p->demands.v[i].rank == 0 && (!only || p->demands.v[i].drop_cost == 0);

		for (size_t j = 0; only && j < only->n; j++)
			keep = keep || only->v[j] == i;
		for (size_t j = 0; but && j < but->n; j++)
			keep = keep && but->v[j] != i;
		if (keep)
			some->demands.v[some->demands.n++] = p->demands.v[i];
	}
	if (solve(some, true, a, &plan) == DAIS_OUTCOME_INFEASIBLE)
		return false;
	dais_judge(some, &plan, a, &verdict);
	assert_true(verdict.sound);
	return true;
}

static void
check_conflict(const struct dais_problem *p, const struct dais_conflict *c, struct dais_arena *a)
{
	assert_true(c->words.n > 0);
	assert_false(can_hold(p, &c->demands, NULL, a));
	for (size_t i = 0; i < c->demands.n; i++) {
		dais_index_vec one = { .v = &c->demands.v[i], .n = 1, .cap = 1 };

		if (!can_hold(p, &c->demands, &one, a))
			fail_msg("%.*s\n%.*s", DAIS_STR_ARG(c->words),
			    DAIS_STR_ARG(print_problem(p, a)));
	}
	for (size_t i = 0; i < c->ways_out.n; i++) {
		const struct dais_way_out *way = &c->ways_out.v[i];

		assert_true(way->verified);
		assert_true(way->words.n > 0);
		assert_true(i == 0 || c->ways_out.v[i - 1].cost <= way->cost);
		assert_true(way->gives_up.n == 0 || can_hold(p, NULL, &way->gives_up, a));
	}
}

/* Arithmetic never says that there is no plan when there is one. Conflicts are conflicts, and none
 * of their parts is. */
static void
test_conflicts(void **state)
{
	struct chance chance = { 4 };
	unsigned conflicts = 0, hopeless = 0, ways = 0;

	(void)state;
	for (int round = 0; round < 250; round++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct random_shape shape = round % 2 ? random_tiny : random_small;
		struct dais_plan plan;
		struct dais_problem *p;
		struct dais_conflict c;
		struct dais_err err = DAIS_ERR_INIT;
		bool feasible;

		shape.planted = round % 5 == 0;
		p = random_problem(&chance, &shape, a, &plan);
		feasible = can_hold(p, NULL, NULL, a);
		if (dais_explain_is_hopeless(p, 0, a)) {
			if (feasible)
				fail_msg("%.*s", DAIS_STR_ARG(print_problem(p, a)));
			hopeless++;
		}
		if (dais_explain_conflict(p, NULL, &search, a, &c, &err)) {
			assert_false(feasible);
			check_conflict(p, &c, a);
			conflicts++;
			ways += c.ways_out.n > 0;
		} else {
			assert_int_equal(err.code, DAIS_ERR_INVALID);
			assert_true(feasible);
		}
	}
	assert_true(conflicts > 20);
	assert_true(hopeless > 10);
	assert_true(ways > conflicts / 2);
}

/* The same of the oracle, which shares nothing with the planner. */
static void
test_hopeless(void **state)
{
	struct chance chance = { 22 };
	unsigned hopeless = 0, missed = 0;

	(void)state;
	for (int round = 0; round < 400; round++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct random_shape shape = random_tiny;
		struct dais_plan plan;
		struct dais_problem *p;
		struct oracle best;

		shape.planted = false;
		p = random_problem(&chance, &shape, a, &plan);
		oracle_best(p, 200, 2000, a, &best);
		if (best.answer == ORACLE_TOO_LARGE)
			continue;
		if (dais_explain_is_hopeless(p, 0, a)) {
			assert_int_equal(best.answer, ORACLE_INFEASIBLE);
			hopeless++;
		} else {
			missed += best.answer == ORACLE_INFEASIBLE;
		}
	}
	assert_true(hopeless > 10);
	assert_true(missed < 3 * hopeless);
}

/* --- departures --- */

/* The first rank in which the best plan with wish @demand honoured is worse than @cost. */
static void
check_departure(const struct dais_problem *p, const struct dais_departure *dep,
    const uint64_t *cost, struct dais_arena *a)
{
	struct dais_problem *changed = dais_problem_copy(p, a);
	struct dais_plan plan;
	struct dais_verdict verdict;

	assert_true(dep->proven);
	changed->demands.v[dep->demand].rank = 0;
	if (solve(changed, false, a, &plan) == DAIS_OUTCOME_INFEASIBLE) {
		assert_false(dep->possible);
		return;
	}
	assert_true(dep->possible);
	dais_judge(p, &plan, a, &verdict);
	for (unsigned rank = 1; rank <= DAIS_RANKS_MAX; rank++) {
		if (verdict.cost[rank] == cost[rank])
			continue;
		assert_int_equal(dep->rank, rank);
		assert_int_equal(dep->more, verdict.cost[rank] - cost[rank]);
		assert_true(dep->gives_up.n > 0);
		return;
	}
	assert_int_equal(dep->rank, 0);
}

static void
test_departures(void **state)
{
	struct chance chance = { 8 };
	unsigned possible = 0, impossible = 0;

	(void)state;
	for (int round = 0; round < 150; round++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct random_shape shape = random_tiny;
		struct dais_plan plan;
		struct dais_problem *p;
		struct dais_departure *v;
		struct dais_verdict verdict;
		struct dais_err err = DAIS_ERR_INIT;
		size_t n;

		shape.planted = true;
		p = random_problem(&chance, &shape, a, &plan);
		(void)solve(p, false, a, &plan);
		dais_judge(p, &plan, a, &verdict);
		if (!dais_explain_departures(p, &plan, &search, a, &v, &n, &err))
			fail_msg("%s", err.msg);
		for (size_t i = 0; i < n; i++) {
			check_departure(p, &v[i], verdict.cost, a);
			possible += v[i].possible;
			impossible += !v[i].possible;
		}
	}
	assert_true(possible > 10);
	assert_true(impossible > 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conflicts),
		cmocka_unit_test(test_hopeless),
		cmocka_unit_test(test_departures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
