/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "build.h"
#include "plan/explain/contingency.h"
#include "test.h"

static struct dais_problem *
meeting(struct dais_arena *a, unsigned days, unsigned a_day, unsigned tasks)
{
	struct dais_problem *p = build_problem(a, 30, days, a_day);

	build_body(p, a);
	build_body(p, a);
	for (unsigned i = 0; i < tasks; i++)
		build_task(p, a, i == 0 ? 3 : 1);
	return p;
}

static void
test_hybrid_loses_a_third(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_problem *p = meeting(a, 2, 2, 3), *q = meeting(a, 2, 3, 3);
	struct dais_plan plan = { .sittings = { .n = 0 } }, hybrid = plan;
	struct dais_contingency c;
	struct dais_demand *d;

	(void)state;
	q->modality = DAIS_MODALITY_HYBRID;
	d = dais_problem_demand(q, a, DAIS_DEMAND_LEAST, 0);
	d->task = 1;
	d->amount = 60;
	d = dais_problem_demand(q, a, DAIS_DEMAND_LEAST, 2);
	d->task = 1;
	d->amount = 240;
	build_plan(p, a, "0: 1=60 2=120; 1: 2=180; 2: 3=180", &plan);
	build_plan(q, a, "0: 1=30 2=90; 1: 2=60; 3: 3=120", &hybrid);
	dais_contingency_compare(p, &plan, q, &hybrid, a, &c);
	assert_int_equal(c.total[DAIS_SIDE_NORMAL].offered, 720);
	assert_int_equal(c.total[DAIS_SIDE_NORMAL].booked, 540);
	assert_int_equal(c.total[DAIS_SIDE_NORMAL].used, 540);
	assert_int_equal(c.total[DAIS_SIDE_NORMAL].days, 2);
	assert_int_equal(c.total[DAIS_SIDE_CONTINGENCY].booked, 360);
	assert_int_equal(c.total[DAIS_SIDE_CONTINGENCY].used, 300);
	assert_int_equal(c.total[DAIS_SIDE_CONTINGENCY].sittings, 3);
	assert_int_equal(c.shortfall, 240);
	assert_int_equal(c.unmet, 90);
	assert_int_equal(c.items.n, 3);
	assert_int_equal(c.items.v[1].minutes[DAIS_SIDE_NORMAL], 300);
	assert_int_equal(c.items.v[1].minutes[DAIS_SIDE_CONTINGENCY], 150);
	assert_int_equal(c.items.v[1].sittings[DAIS_SIDE_CONTINGENCY], 2);
	assert_int_equal(c.items.v[1].change, -150);
	assert_int_equal(c.items.v[1].least, 60);
	assert_int_equal(c.items.v[1].wished, 240);
	assert_str(c.words,
	    "Items have 9 h in 3 sittings in person, 5 h in 3 sittings in hybrid format: 4 h less; "
	    "item 2 loses most, 2 h 30 min.");
}

static void
test_item_of_one_side(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_problem *p = meeting(a, 1, 2, 2), *q = meeting(a, 1, 3, 3);
	struct dais_plan plan = { .sittings = { .n = 0 } }, online = plan;
	struct dais_contingency c;

	(void)state;
	q->modality = DAIS_MODALITY_ONLINE;
	build_plan(p, a, "0: 1=60", &plan);
	build_plan(q, a, "0: 3=60", &online);
	dais_contingency_compare(p, &plan, q, &online, a, &c);
	assert_int_equal(c.items.n, 3);
	assert_str(c.items.v[2].name, "item 3");
	assert_int_equal(c.items.v[2].change, 60);
	assert_int_equal(c.items.v[0].change, -60);
	assert_int_equal(c.shortfall, 0);
	assert_str(c.words,
	    "Items have 1 h in 1 sitting in person, 1 h in 1 sitting online: as much; item 1 loses "
	    "most, 1 h.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hybrid_loses_a_third),
		cmocka_unit_test(test_item_of_one_side),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
