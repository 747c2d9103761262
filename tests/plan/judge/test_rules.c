/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The checker of plans: rules that every plan obeys, with plans that obey and break them.
 */
#include "world.h"

static void
test_entries(void **state)
{
	(void)state;
	assert_sound("");
	assert_sound("0: 1=60 2=120; 3: 1=180");
	assert_sound("3: 1=180; 0: 1=60 2=120"); /* out of order */
	assert_sound("0: 1=60 2=60 1=60");       /* taken up again */
	assert_disobeys(
	    "0: 1=60 2=0", 1, "item 2 gets no time on Monday, 23 May 2022, 10 a.m.–1 p.m.");
	assert_disobeys("1: 1=90", 1,
	    "item 1 gets 1 h 30 min on Monday, 23 May 2022, 3 p.m.–6 p.m., not a multiple of 1 h");
	assert_disobeys("2: 1=120 2=120", 1,
	    "the entries of the sitting on Tuesday, 24 May 2022, 10 a.m.–1 p.m. last 4 h, 1 h "
	    "longer "
	    "than it");
	assert_disobeys(
	    "2:", 1, "the sitting on Tuesday, 24 May 2022, 10 a.m.–1 p.m. takes up nothing");
}

static void
test_bodies(void **state)
{
	struct dais_plan plan;

	(void)state;
	assert_sound("0: 1=60; 0: 3=60; 0: 5=60");
	assert_disobeys("0: 1=60; 0: 2=60", 2,
	    "A is in 2 sittings at the same time, on Monday, 23 May 2022, 10 a.m.–1 p.m.");
	judge("0: 1=60; 0: 1=60; 0: 4=60"); /* A three times, item 1 twice */
	assert_false(verdict.sound);
	assert_int_equal(verdict.breaches.n, 2);
	assert_int_equal(verdict.breaches.v[0].sittings.n, 3);
	assert_int_equal(verdict.breaches.v[1].sittings.n, 2);

	build_plan(p, a, "0: 1=60", &plan);
	build_seat(&plan, a, 0, 1);
	dais_judge(p, &plan, a, &verdict);
	assert_int_equal(verdict.breaches.n, 1);
	assert_str(verdict.breaches.v[0].words,
	    "B sits on Monday, 23 May 2022, 10 a.m.–1 p.m. without an item of its own there");
	build_plan(p, a, "0: 4=60", &plan);
	plan.sittings.v[0].bodies.n = 1; /* A without B */
	dais_judge(p, &plan, a, &verdict);
	assert_int_equal(verdict.breaches.n, 1);
	assert_str(verdict.breaches.v[0].words, "item 4 is taken up on Monday, 23 May 2022, 10 "
						"a.m.–1 p.m. without B, whose item it is");
}

static void
test_shared_sittings(void **state)
{
	(void)state;
	assert_sound("0: 1=60 4=60 3=60"); /* item 4 joins A and B */
	assert_sound("0: 1=60 4=60 6=60"); /* A and C through B */
	assert_disobeys("0: 1=60 3=60", 1,
	    "A and B share the sitting on Monday, 23 May 2022, 10 a.m.–1 p.m. without a common "
	    "item");
	assert_disobeys("0: 5=60 4=60", 1,
	    "C and A share the sitting on Monday, 23 May 2022, 10 a.m.–1 p.m. without a common "
	    "item");
	assert_disobeys("0: 4=60; 0: 3=60", 2,
	    "B is in 2 sittings at the same time, on Monday, 23 May 2022, 10 a.m.–1 p.m.");
}

static void
test_rooms_of_sittings(void **state)
{
	(void)state;
	(void)build_room(p, a, 100);
	(void)build_room(p, a, 0);
	p->rooms.v[1].free = build_slots(p, a, 0xe);
	p->rooms.v[1].remote = true;
	p->bodies.v[0].attendance = 60;
	p->bodies.v[1].attendance = 41;
	p->bodies.v[2].remote = true;
	assert_sound("0 r0: 1=60; 1 r1: 4=60");
	assert_sound("1 r0: 1=60; 1 r1: 5=60");
	assert_disobeys("0: 1=60", 1,
	    "no room is given to the sitting held on Monday, 23 May 2022, 10 a.m.–1 p.m.");
	assert_disobeys("0 r2: 1=60", 1,
	    "no room is given to the sitting held on Monday, 23 May 2022, 10 a.m.–1 p.m.");
	assert_disobeys("0 r0: 4=60", 1,
	    "room-1 has 100 seats, 1 too few, on Monday, 23 May 2022, 10 a.m.–1 p.m.");
	assert_disobeys(
	    "0 r1: 1=60", 1, "room-2 is not free on Monday, 23 May 2022, 10 a.m.–1 p.m.");
	assert_disobeys("1 r0: 1=60; 1 r0: 3=60", 2,
	    "room-1 serves 2 sittings at the same time, on Monday, 23 May 2022, 3 p.m.–6 p.m.");
	assert_disobeys("0 r0: 5=60", 1,
	    "room-1 is not equipped for those of C who take part online in the sitting on Monday, "
	    "23 "
	    "May 2022, 10 a.m.–1 p.m.");
}

static void
test_teams(void **state)
{
	(void)state;
	(void)build_team(p, a, DAIS_LANG_BIT(DAIS_LANG_EN) | DAIS_LANG_BIT(DAIS_LANG_FR));
	(void)build_team(p, a, DAIS_LANG_ALL);
	p->teams.v[0].free = build_slots(p, a, 0xd);
	p->teams.v[1].day_most = 1;
	p->teams.v[1].week_most = 1;
	p->bodies.v[0].languages = DAIS_LANG_BIT(DAIS_LANG_EN);
	p->bodies.v[1].languages = DAIS_LANG_BIT(DAIS_LANG_RU);
	assert_sound("0 t0: 1=60; 0 t1: 3=60; 2 t0: 1=60; 3 t0: 5=60");
	assert_disobeys("0: 1=60", 1,
	    "no team of interpreters is given to the sitting held on Monday, 23 May 2022, 10 "
	    "a.m.–1 "
	    "p.m.");
	assert_disobeys("0 t0: 4=60", 1,
	    "team 1 lacks Russian in the sitting on Monday, 23 May 2022, 10 a.m.–1 p.m.");
	assert_disobeys(
	    "1 t0: 1=60", 1, "team 1 is not free on Monday, 23 May 2022, 3 p.m.–6 p.m.");
	p->teams.v[0].id = DAIS_STR("first");
	assert_disobeys(
	    "1 t0: 1=60", 1, "team first is not free on Monday, 23 May 2022, 3 p.m.–6 p.m.");
	p->teams.v[0].name.in[DAIS_LANG_EN] = DAIS_STR("A");
	assert_disobeys(
	    "1 t0: 1=60", 1, "team A is not free on Monday, 23 May 2022, 3 p.m.–6 p.m.");
	p->teams.v[0].name.in[DAIS_LANG_EN] = p->teams.v[0].id = DAIS_STR_NONE;
	assert_disobeys("0 t0: 1=60; 0 t0: 5=60", 2,
	    "team 1 serves 2 sittings at the same time, on Monday, 23 May 2022, 10 a.m.–1 p.m.");
	p->teams.v[1].week_most = 0;
	assert_sound("0 t1: 1=60; 2 t1: 5=60");
	assert_disobeys("0 t1: 1=60; 1 t1: 5=60", 2,
	    "team 2 serves 2 sittings in a day, 1 more than it can, the first on Monday, 23 May "
	    "2022, "
	    "10 a.m.–1 p.m.");
	p->teams.v[1].week_most = 1;
	assert_disobeys("0 t1: 1=60; 2 t1: 5=60", 2,
	    "team 2 serves 2 sittings in a week, 1 more than it can, the first on Monday, 23 May "
	    "2022, "
	    "10 a.m.–1 p.m.");
	p->slots.v[2].week = p->slots.v[3].week = 1;
	assert_sound("0 t1: 1=60; 2 t1: 5=60");
}

static void
test_order_in_a_sitting(void **state)
{
	struct dais_demand *d = demand(DAIS_DEMAND_BEFORE, 0);

	(void)state;
	d->task = 0;
	d->other = 1;
	assert_sound("0: 1=60 2=60");
	assert_sound("0: 1=60; 1: 1=60 2=60; 2: 2=60");
	assert_disobeys("0: 2=60 1=60", 1,
	    "item 2 stands before item 1 in the sitting on Monday, 23 May 2022, 10 a.m.–1 p.m.");
	assert_disobeys("0: 1=60 2=60 1=60", 1,
	    "item 2 stands before item 1 in the sitting on Monday, 23 May 2022, 10 a.m.–1 p.m.");
	d->rank = 1; /* a wish does not order entries */
	assert_int_equal(cost("0: 2=60 1=60"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_entries),
		WORLD_TEST(test_bodies),
		WORLD_TEST(test_shared_sittings),
		WORLD_TEST(test_rooms_of_sittings),
		WORLD_TEST(test_teams),
		WORLD_TEST(test_order_in_a_sitting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
