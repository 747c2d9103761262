/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "world.h"

struct dais_arena *a;
struct dais_problem *p;
struct dais_verdict verdict;

int
set_up_world(void **state)
{
	static const unsigned bodies[] = { 1, 1, 2, 3, 4, 6 };

	(void)state;
	a = dais_arena_new(0);
	p = build_problem(a, 60, 2, 2);
	for (int b = 0; b < 3; b++)
		(void)build_body(p, a);
	for (size_t i = 0; i < 6; i++)
		(void)build_task(p, a, bodies[i]);
	return 0;
}

int
tear_down_world(void **state)
{
	(void)state;
	dais_arena_free(a);
	return 0;
}

struct dais_demand *
demand(enum dais_demand_kind kind, unsigned rank)
{
	memset(&p->demands, 0, sizeof(p->demands));
	return dais_problem_demand(p, a, kind, rank);
}

void
judge(const char *plan)
{
	struct dais_plan parsed;

	build_plan(p, a, plan, &parsed);
	dais_judge(p, &parsed, a, &verdict);
}

uint64_t
cost(const char *plan)
{
	judge(plan);
	assert_true(verdict.sound);
	assert_int_equal(verdict.breaches.n, verdict.cost[1] != 0);
	if (verdict.cost[1]) {
		assert_int_equal(verdict.breaches.v[0].demand, 0);
		assert_int_equal(verdict.breaches.v[0].cost, verdict.cost[1]);
		assert_true(verdict.breaches.v[0].words.n > 0);
	}
	return verdict.cost[1];
}

struct dais_str
words(const char *plan)
{
	judge(plan);
	assert_int_equal(verdict.breaches.n, 1);
	return verdict.breaches.v[0].words;
}

void
assert_disobeys(const char *plan, size_t sittings, const char *said)
{
	struct dais_str s = words(plan);

	assert_false(verdict.sound);
	assert_int_equal(verdict.breaches.v[0].demand, DAIS_NONE);
	assert_int_equal(verdict.breaches.v[0].cost, 1);
	assert_int_equal(verdict.breaches.v[0].sittings.n, sittings);
	assert_int_equal(verdict.cost[0], 0);
	assert_str(s, said);
}

void
assert_sound(const char *plan)
{
	judge(plan);
	if (verdict.breaches.n)
		fail_msg("%.*s", DAIS_STR_ARG(verdict.breaches.v[0].words));
	assert_true(verdict.sound);
}
