/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What honouring a wish would cost. */
#include "build.h"
#include "plan/explain/explain.h"
#include "test.h"

static const struct dais_search search = { .seconds = 600 };

struct meeting {
	struct dais_arena *a;
	struct dais_problem *p;
	struct dais_departure *v;
	size_t n;
};

static void
build(struct meeting *m, unsigned days, unsigned tasks)
{
	*m = (struct meeting){ .a = dais_arena_new(0) };
	m->p = build_problem(m->a, 30, days, 2);
	build_body(m->p, m->a);
	for (unsigned i = 0; i < tasks; i++)
		build_task(m->p, m->a, 1);
}

static struct dais_demand *
demand(struct meeting *m, enum dais_demand_kind kind, unsigned rank, size_t task, unsigned amount)
{
	struct dais_demand *d = dais_problem_demand(m->p, m->a, kind, rank);

	d->task = task;
	d->amount = amount;
	return d;
}

static void
explain(struct meeting *m, const char *text)
{
	struct dais_plan plan = { .sittings = { .n = 0 } };
	struct dais_err err = DAIS_ERR_INIT;

	build_plan(m->p, m->a, text, &plan);
	if (!dais_explain_departures(m->p, &plan, &search, m->a, &m->v, &m->n, &err))
		fail_msg("%s", err.msg);
}

static void
test_who_pays(void **state)
{
	struct meeting m;

	(void)state;
	build(&m, 1, 2);
	demand(&m, DAIS_DEMAND_LEAST, 1, 0, 270);
	demand(&m, DAIS_DEMAND_LEAST, 1, 1, 180)->weight = 2;
	explain(&m, "0: 1=180; 1: 2=180");
	assert_int_equal(m.n, 1);
	assert_int_equal(m.v[0].demand, 0);
	assert_int_equal(m.v[0].cost, 3);
	assert_true(m.v[0].possible);
	assert_true(m.v[0].proven);
	assert_int_equal(m.v[0].rank, 1);
	assert_int_equal(m.v[0].more, 3); /* 3 steps of weight 2 lost, 3 of weight 1 won */
	assert_int_equal(m.v[0].gives_up.n, 1);
	assert_int_equal(m.v[0].gives_up.v[0], 1);
	assert_str(m.v[0].words,
	    "Item 1 gets 3 h, 1 h 30 min less than the 4 h 30 min asked for. To give it the rest, "
	    "item 2 would lose 1 h 30 min.");
	dais_arena_free(m.a);
}

/* The price is of rank 2, and what the item gains another of its rank loses. */
static void
test_who_pays_beside_the_price(void **state)
{
	struct meeting m;

	(void)state;
	build(&m, 1, 2);
	demand(&m, DAIS_DEMAND_LEAST, 1, 0, 270);
	demand(&m, DAIS_DEMAND_LEAST, 1, 1, 180);
	demand(&m, DAIS_DEMAND_MOST, 2, 0, 180);
	explain(&m, "0: 1=180; 1: 2=180");
	assert_int_equal(m.n, 1);
	assert_int_equal(m.v[0].rank, 2);
	assert_int_equal(m.v[0].gives_up.n, 2);
	assert_int_equal(m.v[0].gives_up.v[0], 1);
	assert_int_equal(m.v[0].gives_up.v[1], 2);
	assert_str(m.v[0].words,
	    "Item 1 gets 3 h, 1 h 30 min less than the 4 h 30 min asked for. To give it the rest, "
	    "item 2 would lose 1 h 30 min and item 1 would have 1 h 30 min too much.");
	dais_arena_free(m.a);
}

static void
test_impossible(void **state)
{
	struct meeting m;
	struct dais_demand *d;

	(void)state;
	build(&m, 1, 1);
	demand(&m, DAIS_DEMAND_LEAST, 0, 0, 300);
	d = demand(&m, DAIS_DEMAND_FREE, 2, DAIS_NONE, 0);
	d->slots = build_slots(m.p, m.a, 2);
	explain(&m, "0: 1=180; 1: 1=120");
	assert_int_equal(m.n, 1);
	assert_false(m.v[0].possible);
	assert_true(m.v[0].proven);
	assert_str(m.v[0].words, "There is a sitting in a time to be kept free, on Monday, 23 May "
				 "2022, 3 p.m.–6 p.m. No "
				 "plan that keeps what must hold can honour that.");
	dais_arena_free(m.a);
}

/* A wish of a lower rank paid by one of a higher; a plan by hand that is not the best. */
static void
test_ranks(void **state)
{
	struct meeting m;
	struct dais_demand *d;

	(void)state;
	build(&m, 2, 2);
	demand(&m, DAIS_DEMAND_LEAST, 0, 0, 180);
	demand(&m, DAIS_DEMAND_LEAST, 0, 1, 180);
	d = demand(&m, DAIS_DEMAND_BEFORE, 2, 0, 0);
	d->other = 1;
	d = demand(&m, DAIS_DEMAND_SLOTS, 1, 1, 0);
	d->slots = build_slots(m.p, m.a, 1);
	d = demand(&m, DAIS_DEMAND_FREE, 3, DAIS_NONE, 0);
	d->slots = build_slots(m.p, m.a, 8);
	explain(&m, "0: 2=180; 3: 1=180");
	assert_int_equal(m.n, 2);
	assert_int_equal(m.v[0].rank, 1);
	assert_int_equal(m.v[0].gives_up.v[0], 3);
	assert_str(m.v[0].words,
	    "Item 2 is taken up on Monday, 23 May 2022, 10 a.m.–1 p.m., before the last sitting of "
	    "item 1 on Tuesday, 24 May 2022, 3 p.m.–6 p.m. To keep that order, item 2 would be "
	    "taken "
	    "up once outside its times.");
	assert_int_equal(m.v[1].rank, 0);
	assert_int_equal(m.v[1].gives_up.n, 0);
	assert_str(m.v[1].words, "There is a sitting in a time to be kept free, on Tuesday, 24 May "
				 "2022, 3 p.m.–6 p.m. To "
				 "keep that time free, nothing else would suffer.");
	dais_arena_free(m.a);
}

/* A plan that is as good is not one for which nobody pays. */
static void
test_just_as_good(void **state)
{
	struct meeting m;

	(void)state;
	build(&m, 1, 2);
	for (size_t i = 0; i < 2; i++) {
		struct dais_demand *d;

		demand(&m, DAIS_DEMAND_LEAST, 0, i, 180);
		d = demand(&m, DAIS_DEMAND_SLOTS, 1, i, 0);
		d->slots = build_slots(m.p, m.a, 1);
	}
	explain(&m, "0: 1=180; 1: 2=180");
	assert_int_equal(m.n, 1);
	assert_int_equal(m.v[0].rank, 0);
	assert_int_equal(m.v[0].gives_up.n, 1);
	assert_int_equal(m.v[0].gives_up.v[0], 1);
	assert_str(m.v[0].words,
	    "Item 2 is taken up outside the times set for it, on Monday, 23 May 2022, 3 p.m.–6 "
	    "p.m. "
	    "To keep it to those times, item 1 would be taken up once outside its times.");
	dais_arena_free(m.a);
}

/* Of stairs of one wish the highest is told; fewest sittings is none. */
static void
test_told_once(void **state)
{
	struct meeting m;

	(void)state;
	build(&m, 1, 1);
	demand(&m, DAIS_DEMAND_LEAST, 1, 0, 240);
	demand(&m, DAIS_DEMAND_LEAST, 1, 0, 300);
	demand(&m, DAIS_DEMAND_FEWEST, 2, DAIS_NONE, 0);
	explain(&m, "0: 1=180");
	assert_int_equal(m.n, 1);
	assert_int_equal(m.v[0].demand, 1);
	dais_arena_free(m.a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_who_pays),
		cmocka_unit_test(test_who_pays_beside_the_price),
		cmocka_unit_test(test_impossible),
		cmocka_unit_test(test_ranks),
		cmocka_unit_test(test_just_as_good),
		cmocka_unit_test(test_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
