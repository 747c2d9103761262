/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A meeting for the tests of the checker of plans: four slots of three hours on two days (0: Monday
 * morning, 1: afternoon, 2, 3: Tuesday), steps of 60 minutes; bodies A, B, C; items 1 and 2 of A, 3
 * of B, 4 of A and B, 5 of C, 6 of B and C. Plans are written as build_plan() has them.
 */
#ifndef DAIS_TESTS_PLAN_JUDGE_WORLD_H
#define DAIS_TESTS_PLAN_JUDGE_WORLD_H

#include "test.h"

#include "build.h"
#include "plan/judge/judge.h"

/* Of the test that runs; made new for each. */
extern struct dais_arena *a;
extern struct dais_problem *p;
/* What judge() found last. */
extern struct dais_verdict verdict;

int set_up_world(void **state);
int tear_down_world(void **state);
#define WORLD_TEST(name) cmocka_unit_test_setup_teardown(name, set_up_world, tear_down_world)

/* The only demand of the problem from now on, to be filled in. */
struct dais_demand *demand(enum dais_demand_kind kind, unsigned rank);
void judge(const char *plan);
/* Units the one demand (a wish of rank 1 and weight 1) costs; the plan is sound beside it. */
uint64_t cost(const char *plan);
/* The words of the only breach. */
struct dais_str words(const char *plan);
/* The plan breaks one rule every plan obeys, in @sittings sittings, and is told so. */
void assert_disobeys(const char *plan, size_t sittings, const char *said);
void assert_sound(const char *plan);

#endif
