/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Sittings go to the smallest room that does, where no wish and no demand pays for it.
 *
 * The world: rooms 0 (no number of seats), 1 (100 seats) and 2 (20 seats), slots of two days,
 * bodies A (10 people), B (60 people), items 1 and 2 of A, 3 of B, 4 of both.
 */
#include "test.h"

#include "build.h"
#include "plan/large/large.h"

struct world {
	struct dais_arena *a;
	struct dais_problem *p;
	struct dais_plan plan;
};

static struct world
make(struct dais_arena *a, const char *plan)
{
	struct world w = { .a = a, .p = build_problem(a, 60, 2, 2) };

	(void)build_body(w.p, a);
	(void)build_body(w.p, a);
	w.p->bodies.v[0].attendance = 10;
	w.p->bodies.v[1].attendance = 60;
	(void)build_room(w.p, a, 0);
	(void)build_room(w.p, a, 100);
	(void)build_room(w.p, a, 20);
	(void)build_task(w.p, a, 1);
	(void)build_task(w.p, a, 1);
	(void)build_task(w.p, a, 2);
	(void)build_task(w.p, a, 3);
	build_plan(w.p, a, plan, &w.plan);
	return w;
}

static void
assert_moves(const struct world *w, const char *want)
{
	struct dais_plan plan, expected;

	build_copy(&w->plan, w->a, &plan);
	build_plan(w->p, w->a, want, &expected);
	dais_plan_take_smaller_rooms(w->p, &plan);
	assert_true(dais_str_eq(build_print_plan(&plan, w->a), build_print_plan(&expected, w->a)));
}

static void
test_each_body(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct world w = make(a, "0 r0: 1=60; 1 r0: 2=60; 2 r0: 3=60");

	(void)state;
	assert_moves(&w, "0 r2: 1=60; 1 r2: 2=60; 2 r1: 3=60");
}

/* Room 2 is in use, or closed, or not equipped for those who take part online: room 1. */
static void
test_what_does_not_do(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct world w = make(a, "0 r0: 1=60; 1 r0: 2=60");

	(void)state;
	w.p->rooms.v[2].free = build_slots(w.p, a, 1);
	assert_moves(&w, "0 r1: 1=60; 1 r1: 2=60");
	w.p->rooms.v[2].free = NULL;
	w.p->bodies.v[0].remote = true;
	w.p->rooms.v[0].remote = w.p->rooms.v[1].remote = true;
	assert_moves(&w, "0 r1: 1=60; 1 r1: 2=60");
	w.p->rooms.v[1].remote = false;
	assert_moves(&w, "0 r0: 1=60; 1 r0: 2=60");
}

/* One room for a body is worth more: the joint sitting needs the larger one. */
static void
test_wishes_come_first(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct world w = make(a, "0 r1: 4=60; 1 r1: 1=60; 2 r1: 2=60");
	struct dais_demand *d = dais_problem_demand(w.p, a, DAIS_DEMAND_ONE_ROOM, 4);

	(void)state;
	d->body = 0;
	assert_moves(&w, "0 r1: 4=60; 1 r1: 1=60; 2 r1: 2=60");
	d = dais_problem_demand(w.p, a, DAIS_DEMAND_ROOMS, 0);
	d->body = 0;
	d->rooms = 2;
	assert_moves(&w, "0 r1: 4=60; 1 r1: 1=60; 2 r1: 2=60");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_body),
		cmocka_unit_test(test_what_does_not_do),
		cmocka_unit_test(test_wishes_come_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
