/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "build.h"
#include "plan/judge/judge.h"
#include "plan/repair/repair.h"
#include "random.h"
#include "test.h"

static const struct dais_local unset = { .minute = -1 };

struct meeting {
	struct dais_arena *a;
	struct dais_problem *p;
	struct dais_plan in_force;
};

/* Ten working days from Monday, 23 May 2022; one body, two rooms, two items. */
static void
build(struct meeting *m, const char *plan)
{
	*m = (struct meeting){ .a = dais_arena_new(0) };
	m->p = build_problem(m->a, 30, 10, 2);
	build_body(m->p, m->a);
	build_room(m->p, m->a, 0);
	build_room(m->p, m->a, 0);
	build_task(m->p, m->a, 1);
	build_task(m->p, m->a, 1);
	build_plan(m->p, m->a, plan, &m->in_force);
}

/* Cost of the plan @text in @rank. */
static uint64_t
cost_in(struct meeting *m, unsigned rank, const char *text)
{
	struct dais_plan plan = { .sittings = { .n = 0 } };
	struct dais_verdict verdict;

	build_plan(m->p, m->a, text, &plan);
	dais_judge(m->p, &plan, m->a, &verdict);
	return verdict.cost[rank];
}

static uint64_t
cost(struct meeting *m, const char *text)
{
	return cost_in(m, 1, text);
}

static bool
sound(struct meeting *m, const char *text)
{
	struct dais_plan plan = { .sittings = { .n = 0 } };
	struct dais_verdict verdict;

	build_plan(m->p, m->a, text, &plan);
	dais_judge(m->p, &plan, m->a, &verdict);
	return verdict.sound;
}

static void
test_scale(void **state)
{
	struct meeting m;
	struct dais_demand *d;

	(void)state;
	build(&m, "0 r0: 1=60; 2 r0: 1=60 2=60; 8 r0: 2=60; 12 r0: 2=60");
	d = dais_problem_demand(m.p, m.a, DAIS_DEMAND_FEWEST, 1);
	dais_problem_keep(m.p, &m.in_force, unset, m.a);
	d = &m.p->demands.v[0];
	assert_int_equal(d->kind, DAIS_DEMAND_FEWEST);
	assert_int_equal(d->rank, 3);
	assert_int_equal(cost(&m, "0 r0: 1=60; 2 r0: 1=60 2=60; 8 r0: 2=60; 12 r0: 2=60"), 0);
	/* another room on Tuesday, on Friday, in the second week */
	assert_int_equal(cost(&m, "0 r0: 1=60; 2 r1: 1=60 2=60; 8 r0: 2=60; 12 r0: 2=60"), 32);
	assert_int_equal(cost(&m, "0 r0: 1=60; 2 r0: 1=60 2=60; 8 r1: 2=60; 12 r0: 2=60"), 8);
	assert_int_equal(cost(&m, "0 r0: 1=60; 2 r0: 1=60 2=60; 8 r0: 2=60; 12 r1: 2=60"), 4);
	/* half an hour less, half an hour more */
	assert_int_equal(cost(&m, "0 r0: 1=30; 2 r0: 1=60 2=60; 8 r0: 2=60; 12 r0: 2=60"), 8);
	assert_int_equal(cost(&m, "0 r0: 1=90; 2 r0: 1=60 2=60; 8 r0: 2=60; 12 r0: 2=60"), 0);
	assert_int_equal(cost_in(&m, 2, "0 r0: 1=90; 2 r0: 1=60 2=60; 8 r0: 2=60; 12 r0: 2=60"), 1);
	/* half an hour from one sitting of item 1 to the other */
	assert_int_equal(cost(&m, "0 r0: 1=30; 2 r0: 1=90 2=60; 8 r0: 2=60; 12 r0: 2=60"), 0);
	assert_int_equal(cost_in(&m, 2, "0 r0: 1=30; 2 r0: 1=90 2=60; 8 r0: 2=60; 12 r0: 2=60"), 1);
	/* from Monday morning to Monday afternoon: gone, and new */
	assert_int_equal(cost(&m, "1 r0: 1=60; 2 r0: 1=60 2=60; 8 r0: 2=60; 12 r0: 2=60"), 64);
	dais_arena_free(m.a);
}

static void
test_nearness_from_now(void **state)
{
	struct meeting m;
	const struct dais_local march = { { 2022, 3, 1 }, -1 };

	(void)state;
	build(&m, "0 r0: 1=60; 2 r0: 1=60");
	dais_problem_keep(m.p, &m.in_force, march, m.a);
	assert_int_equal(cost(&m, "0 r1: 1=60; 2 r0: 1=60"), 4);
	assert_int_equal(cost(&m, "0 r0: 1=60; 2 r1: 1=60"), 4);
	dais_arena_free(m.a);
}

/* On Tuesday at noon, what was before stands. */
static void
test_past(void **state)
{
	struct meeting m;
	const struct dais_local noon = { { 2022, 5, 24 }, 720 };

	(void)state;
	build(&m, "0 r0: 1=60; 2 r1: 1=60 2=60; 4 r0: 2=60");
	dais_problem_keep(m.p, &m.in_force, noon, m.a);
	assert_true(sound(&m, "0 r0: 1=60; 2 r1: 1=60 2=60; 4 r0: 2=60"));
	assert_true(sound(&m, "0 r0: 1=60; 2 r1: 1=60 2=60; 5 r1: 2=90"));
	assert_false(sound(&m, "2 r1: 1=60 2=60; 4 r0: 2=60"));
	assert_false(sound(&m, "0 r1: 1=60; 2 r1: 1=60 2=60; 4 r0: 2=60"));
	assert_false(sound(&m, "0 r0: 1=90; 2 r1: 1=60 2=60; 4 r0: 2=60"));
	assert_false(sound(&m, "0 r0: 1=60; 1 r0: 1=60; 2 r1: 1=60 2=60; 4 r0: 2=60"));
	dais_arena_free(m.a);
}

/* A room that is lost, an order that was broken: what was held before stays sound. */
static void
test_past_forgiven(void **state)
{
	struct meeting m;
	const struct dais_local noon = { { 2022, 5, 24 }, 720 };
	struct dais_event lost = { .kind = DAIS_EVENT_LOST_ROOM, .name = DAIS_STR_INIT("closed") };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_demand *d;

	(void)state;
	build(&m, "0 r0: 1=60; 2 r1: 1=60 2=60; 4 r0: 2=60");
	m.p->rooms.v[0].id = DAIS_STR("closed");
	d = dais_problem_demand(m.p, m.a, DAIS_DEMAND_BEFORE, 0);
	d->task = 1;
	d->other = 0;
	assert_true(dais_event_apply(m.p, &m.in_force, &lost, m.a, &err));
	assert_false(sound(&m, "0 r0: 1=60; 2 r1: 1=60 2=60; 4 r1: 2=60"));
	dais_problem_keep(m.p, &m.in_force, noon, m.a);
	assert_true(sound(&m, "0 r0: 1=60; 2 r1: 1=60 2=60; 4 r1: 2=60"));
	assert_false(sound(&m, "0 r0: 1=60; 2 r1: 1=60 2=60; 4 r0: 2=60"));
	dais_arena_free(m.a);
}

/* Cost 0 in the ranks of the plan in force and no changes are the same; a sound plan in force stays
 * sound. */
static void
test_no_cost_no_change(void **state)
{
	struct chance chance = { 44 };
	struct random_shape shape = random_small;
	unsigned same = 0, different = 0;

	(void)state;
	shape.planted = true;
	for (int round = 0; round < 200; round++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_plan plan = { .sittings = { .n = 0 } }, other = plan;
		struct dais_problem *p = random_problem(&chance, &shape, a, &plan);
		struct dais_local now = unset;
		struct dais_verdict verdict;
		dais_plan_change_vec changes = { .n = 0 };

		if (chance_of(&chance, 50))
			now =
			    (struct dais_local){ p->slots.v[chance_below(&chance, p->slots.n)].day,
				    720 };
		dais_problem_keep(p, &plan, now, a);
		dais_judge(p, &plan, a, &verdict);
		assert_true(verdict.sound);
		assert_int_equal(verdict.cost[1] + verdict.cost[2], 0);
		build_copy(&plan, a, &other);
		random_change(&chance, p, a, &other);
		dais_judge(p, &other, a, &verdict);
		if (!verdict.sound)
			continue;
		dais_plan_changes(p, &plan, &other, a, &changes);
		assert_int_equal(verdict.cost[1] + verdict.cost[2] == 0, changes.n == 0);
		same += changes.n == 0;
		different += changes.n > 0;
	}
	assert_true(same > 3);
	assert_true(different > 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scale),
		cmocka_unit_test(test_nearness_from_now),
		cmocka_unit_test(test_past),
		cmocka_unit_test(test_past_forgiven),
		cmocka_unit_test(test_no_cost_no_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
