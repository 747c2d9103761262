/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "build.h"
#include "plan/repair/repair.h"
#include "test.h"

struct meeting {
	struct dais_arena *a;
	struct dais_problem *p;
	struct dais_plan in_force;
	struct dais_err err;
};

/* Two days from Monday, 23 May 2022; item 1 has an expert who is always there. */
static void
build(struct meeting *m)
{
	struct dais_demand *d;
	struct dais_plan_person *expert;

	*m = (struct meeting){ .a = dais_arena_new(0) };
	m->p = build_problem(m->a, 30, 2, 2);
	build_body(m->p, m->a);
	build_room(m->p, m->a, 100);
	build_room(m->p, m->a, 200);
	build_team(m->p, m->a, DAIS_LANG_ALL);
	m->p->rooms.v[0].id = DAIS_STR("board-a");
	m->p->rooms.v[1].id = DAIS_STR("board-d");
	m->p->teams.v[0].id = DAIS_STR("first");
	build_task(m->p, m->a, 1);
	build_task(m->p, m->a, 1);
	expert = dais_vec_add(m->a, &m->p->people);
	expert->id = DAIS_STR("expert");
	expert->name = DAIS_STR("the expert");
	d = dais_problem_demand(m->p, m->a, DAIS_DEMAND_SLOTS, 0);
	d->task = 0;
	d->person = 0;
	d->drop_cost = 12;
	d = dais_problem_demand(m->p, m->a, DAIS_DEMAND_LEAST, 0);
	d->task = 0;
	d->amount = 90;
	d = dais_problem_demand(m->p, m->a, DAIS_DEMAND_MOST, 0);
	d->task = 0;
	d->amount = 150;
	build_plan(m->p, m->a, "0 r0 t0: 1=60 2=60; 2 r1 t0: 1=60", &m->in_force);
}

static bool
happens(struct meeting *m, const struct dais_event *e, bool with_plan)
{
	return dais_event_apply(m->p, with_plan ? &m->in_force : NULL, e, m->a, &m->err);
}

static void
test_lost_room(void **state)
{
	struct meeting m;
	struct dais_problem *copy;
	struct dais_event e = { .kind = DAIS_EVENT_LOST_ROOM,
		.name = DAIS_STR_INIT("board-d"),
		.when = DAIS_STR_INIT("2022-05-24") };

	(void)state;
	build(&m);
	copy = dais_problem_copy(m.p, m.a);
	assert_true(dais_event_apply(copy, NULL, &e, m.a, &m.err));
	assert_true(dais_slots_has(copy->rooms.v[1].free, 1));
	assert_false(dais_slots_has(copy->rooms.v[1].free, 2));
	assert_false(dais_slots_has(copy->rooms.v[1].free, 3));
	assert_null(m.p->rooms.v[1].free); /* the original is as it was */
	dais_arena_free(m.a);
}

static void
test_lost_team_for_good(void **state)
{
	struct meeting m;
	struct dais_event e = { .kind = DAIS_EVENT_LOST_TEAM, .name = DAIS_STR_INIT("first") };

	(void)state;
	build(&m);
	assert_true(happens(&m, &e, true));
	for (size_t t = 0; t < 4; t++)
		assert_false(dais_slots_has(m.p->teams.v[0].free, t));
	dais_arena_free(m.a);
}

static void
test_lost_person(void **state)
{
	struct meeting m;
	const struct dais_demand *d;
	struct dais_event e = { .kind = DAIS_EVENT_LOST_PERSON,
		.name = DAIS_STR_INIT("expert"),
		.when = DAIS_STR_INIT("2022-05-23/morning") };

	(void)state;
	build(&m);
	assert_true(happens(&m, &e, true));
	assert_int_equal(m.p->demands.n, 4);
	d = &m.p->demands.v[3];
	assert_int_equal(d->kind, DAIS_DEMAND_SLOTS);
	assert_int_equal(d->task, 0);
	assert_int_equal(d->drop_cost, 12);
	assert_false(dais_slots_has(d->slots, 0));
	assert_true(dais_slots_has(d->slots, 1));
	assert_str(d->because, "the expert is not there");
	dais_arena_free(m.a);
}

static void
test_lost_time(void **state)
{
	struct meeting m;
	const struct dais_demand *d;
	struct dais_event e = { .kind = DAIS_EVENT_LOST_TIME,
		.when = DAIS_STR_INIT("2022-05-24T15:00") };

	(void)state;
	build(&m);
	assert_true(happens(&m, &e, true));
	d = &m.p->demands.v[3];
	assert_int_equal(d->kind, DAIS_DEMAND_FREE);
	assert_int_equal(d->rank, 0);
	assert_int_equal(d->drop_cost, 0);
	assert_int_equal(d->slots[0], 8);
	dais_arena_free(m.a);
}

/* The plan in force gives item 1 two hours: with a quarter of an hour more it needs 2 h 30. */
static void
test_overran(void **state)
{
	struct meeting m;
	struct dais_event e = {
		.kind = DAIS_EVENT_OVERRAN, .name = DAIS_STR_INIT("item 1"), .minutes = 45
	};

	(void)state;
	build(&m);
	assert_true(happens(&m, &e, true));
	assert_int_equal(m.p->demands.n, 3);
	assert_int_equal(m.p->demands.v[1].amount, 180);
	assert_int_equal(m.p->demands.v[2].amount, 180);
	dais_arena_free(m.a);
	build(&m);
	assert_true(happens(&m, &e, false));
	assert_int_equal(m.p->demands.v[1].amount, 150);
	assert_int_equal(m.p->demands.v[2].amount, 150);
	dais_arena_free(m.a);
}

static void
test_late(void **state)
{
	struct meeting m;
	struct dais_event e = { .kind = DAIS_EVENT_LATE,
		.name = DAIS_STR_INIT("item 2"),
		.when = DAIS_STR_INIT("2022-05-23/afternoon") };

	(void)state;
	build(&m);
	assert_true(happens(&m, &e, true));
	assert_int_equal(m.p->demands.v[3].kind, DAIS_DEMAND_SLOTS);
	assert_int_equal(m.p->demands.v[3].task, 1);
	assert_int_equal(m.p->demands.v[3].slots[0], 14);
	dais_arena_free(m.a);
}

static void
test_fix(void **state)
{
	struct meeting m;
	struct dais_event here = { .kind = DAIS_EVENT_FIX,
		.name = DAIS_STR_INIT("item 1"),
		.when = DAIS_STR_INIT("2022-05-24") };
	struct dais_event there = { .kind = DAIS_EVENT_FIX,
		.name = DAIS_STR_INIT("item 2"),
		.when = DAIS_STR_INIT("2022-05-24T15:00") };
	struct dais_event vague = { .kind = DAIS_EVENT_FIX,
		.name = DAIS_STR_INIT("item 2"),
		.when = DAIS_STR_INIT("2022-05-24") };

	(void)state;
	build(&m);
	assert_true(happens(&m, &here, true));
	assert_int_equal(m.p->demands.v[3].kind, DAIS_DEMAND_FIXED);
	assert_int_equal(m.p->demands.v[3].slots[0], 4);
	assert_true(happens(&m, &there, true));
	assert_int_equal(m.p->demands.v[4].slots[0], 8);
	assert_false(happens(&m, &vague, true));
	assert_int_equal(m.err.code, DAIS_ERR_INVALID);
	assert_non_null(strstr(m.err.hint, "T15:00"));
	dais_arena_free(m.a);
}

static void
test_not(void **state)
{
	struct meeting m;
	struct dais_event e = { .kind = DAIS_EVENT_NOT,
		.name = DAIS_STR_INIT("item 1"),
		.when = DAIS_STR_INIT("2022-05-24") };

	(void)state;
	build(&m);
	assert_true(happens(&m, &e, true));
	assert_int_equal(m.p->demands.v[3].kind, DAIS_DEMAND_SLOTS);
	assert_int_equal(m.p->demands.v[3].rank, 0);
	assert_int_equal(m.p->demands.v[3].slots[0], 3); /* the two of the first day */
	dais_arena_free(m.a);
}

static void
test_names(void **state)
{
	static const struct {
		struct dais_event e;
		const char *hint;
	} wrong[] = {
		{ { .kind = DAIS_EVENT_LOST_ROOM, .name = DAIS_STR_INIT("bord-d") },
		    "Did you mean board-d?" },
		{ { .kind = DAIS_EVENT_LOST_ROOM, .name = DAIS_STR_INIT("hall") },
		    "To choose from: board-a, board-d." },
		{ { .kind = DAIS_EVENT_LOST_PERSON, .name = DAIS_STR_INIT("experts") },
		    "Did you mean expert?" },
		{ { .kind = DAIS_EVENT_LATE,
		      .name = DAIS_STR_INIT("item 7"),
		      .when = DAIS_STR_INIT("2022-05-24") },
		    "Did you mean item 1?" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct meeting m;

		build(&m);
		assert_false(happens(&m, &wrong[i].e, true));
		assert_int_equal(m.err.code, DAIS_ERR_NOT_FOUND);
		assert_string_equal(m.err.hint, wrong[i].hint);
		dais_arena_free(m.a);
	}
}

static void
test_bad_times(void **state)
{
	static const char *const wrong[] = { "2022-05-30", "2022-05-32", "never",
		"2022-05-24T11:00" };

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct meeting m;
		struct dais_event e = { .kind = DAIS_EVENT_LOST_TIME };

		build(&m);
		e.when = dais_str_from(wrong[i]);
		assert_false(happens(&m, &e, true));
		assert_true(m.err.hint[0] != '\0');
		dais_arena_free(m.a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lost_room),
		cmocka_unit_test(test_lost_team_for_good),
		cmocka_unit_test(test_lost_person),
		cmocka_unit_test(test_lost_time),
		cmocka_unit_test(test_overran),
		cmocka_unit_test(test_late),
		cmocka_unit_test(test_fix),
		cmocka_unit_test(test_not),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_bad_times),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
