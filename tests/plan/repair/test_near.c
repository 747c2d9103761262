/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Re-planning as a whole: a loss, the plan near the plan in force, the best plan. */
#include "build.h"
#include "plan/judge/judge.h"
#include "plan/meeting/meeting.h"
#include "plan/repair/repair.h"
#include "random.h"
#include "test.h"

static const struct dais_local unset = { .minute = -1 };

/* The best plan of @p from @start on. */
static bool
best_plan(const struct dais_problem *p, const struct dais_plan *start, struct dais_arena *a,
    struct dais_plan *ret)
{
	struct dais_search search = { .seconds = 600 };
	struct dais_meeting_model *model;
	struct dais_result result;
	struct dais_err err = DAIS_ERR_INIT;

	*ret = (struct dais_plan){ .sittings = { .n = 0 } };
	if (!dais_meeting_model_new(p, a, &model, &err))
		fail_msg("%s", err.msg);
	dais_meeting_start_from(model, start);
	dais_meeting_solve(model, &search, a, ret, &result);
	if (result.outcome == DAIS_OUTCOME_INFEASIBLE)
		return false;
	assert_int_equal(result.outcome, DAIS_OUTCOME_OPTIMAL);
	return true;
}

/* Nothing is lost: nothing changes. */
static void
test_no_loss(void **state)
{
	struct chance chance = { 5 };

	(void)state;
	for (int round = 0; round < 30; round++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct random_shape shape = random_tiny;
		struct dais_plan in_force, after;
		struct dais_problem *p;
		dais_plan_change_vec changes = { .n = 0 };

		shape.planted = true;
		p = random_problem(&chance, &shape, a, &in_force);
		dais_problem_keep(p, &in_force, unset, a);
		assert_true(best_plan(p, &in_force, a, &after));
		dais_plan_changes(p, &in_force, &after, a, &changes);
		assert_int_equal(changes.n, 0);
	}
}

/* A slot is lost: the plan near is sound and no better than the best, which sits elsewhere. */
static void
test_lost_slot(void **state)
{
	struct chance chance = { 6 };
	unsigned planned = 0, near = 0;

	(void)state;
	for (int round = 0; round < 60; round++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct random_shape shape = random_tiny;
		struct dais_search search = { .seconds = 600 };
		struct dais_plan in_force, close = { .sittings = { .n = 0 } }, best;
		struct dais_problem *p;
		struct dais_demand *d;
		struct dais_verdict verdict, best_verdict;
		size_t lost;
		bool has_near;

		shape.planted = true;
		p = random_problem(&chance, &shape, a, &in_force);
		lost = in_force.sittings.n ? in_force.sittings.v[0].slot : 0;
		d = dais_problem_demand(p, a, DAIS_DEMAND_FREE, 0);
		d->slots = build_slots(p, a, UINT64_C(1) << lost);
		d->drop_cost = 0;
		dais_problem_keep(p, &in_force, unset, a);
		has_near = dais_repair_near(p, &in_force, &search, a, &close);
		if (!best_plan(p, has_near ? &close : &in_force, a, &best)) {
			assert_false(has_near);
			continue;
		}
		planned++;
		dais_judge(p, &best, a, &best_verdict);
		assert_true(best_verdict.sound);
		for (size_t s = 0; s < best.sittings.n; s++)
			assert_int_not_equal(best.sittings.v[s].slot, lost);
		if (!has_near)
			continue;
		near++;
		dais_judge(p, &close, a, &verdict);
		assert_true(verdict.sound);
		assert_true(verdict.cost[1] >= best_verdict.cost[1]);
	}
	assert_true(planned > 10);
	assert_true(near > planned / 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_loss),
		cmocka_unit_test(test_lost_slot),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
