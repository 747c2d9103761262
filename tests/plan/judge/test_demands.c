/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The checker of plans: for each kind of demand, plans that keep it and plans that break it, with
 * the cost typed by hand; ranks and weights.
 */
#include "world.h"

static void
test_least_and_most(void **state)
{
	struct dais_demand *d = demand(DAIS_DEMAND_LEAST, 1);

	(void)state;
	d->task = 0;
	d->amount = 240;
	assert_int_equal(cost("0: 1=180; 1: 1=60"), 0);
	assert_int_equal(cost("0: 1=180; 2: 1=180"), 0);
	assert_int_equal(cost("0: 1=120 2=60"), 2);
	assert_int_equal(cost("0: 2=180"), 4);
	d->amount = 200; /* no plan gives 200; four steps are asked for */
	assert_int_equal(cost("0: 1=180"), 1);
	assert_str(words("0: 1=180"), "item 1 gets 3 h, 20 min less than the 3 h 20 min asked for");
	assert_str(words(""), "item 1 is not taken up; time asked for: 3 h 20 min");

	d = demand(DAIS_DEMAND_MOST, 1);
	d->task = 0;
	d->amount = 120;
	assert_int_equal(cost(""), 0);
	assert_int_equal(cost("0: 1=60; 1: 1=60"), 0);
	assert_int_equal(cost("0: 1=180; 1: 1=60"), 2);
	d->amount = 100; /* one step fits */
	assert_int_equal(cost("0: 1=60"), 0);
	assert_int_equal(cost("0: 1=120"), 1);
	assert_str(words("0: 1=120"), "item 1 gets 2 h, 20 min more than the 1 h 40 min allowed");
}

static void
test_undivided_and_unbroken(void **state)
{
	struct dais_demand *d = demand(DAIS_DEMAND_UNDIVIDED, 1);

	(void)state;
	d->task = 3;
	d->amount = 1;
	assert_int_equal(cost(""), 0);
	assert_int_equal(cost("2: 4=60 1=60 4=60"), 0);
	assert_int_equal(cost("0: 4=60; 1: 4=60; 3: 4=60"), 2);
	assert_str(words("1: 4=60; 0: 4=60"), "item 4 is divided among 2 sittings, 1 more than the "
					      "1 allowed: on Monday, 23 May 2022, "
					      "10 a.m.–1 p.m., and at 1 more sitting");
	d->amount = 2;
	assert_int_equal(cost("0: 4=60; 1: 4=60; 3: 4=60"), 1);

	d = demand(DAIS_DEMAND_UNBROKEN, 1);
	d->task = 3;
	assert_int_equal(cost("0: 4=60"), 0);
	assert_int_equal(cost("0: 4=60; 3: 4=60"), 0);          /* nobody sits between */
	assert_int_equal(cost("0: 4=60; 1: 5=60; 3: 4=60"), 0); /* C is not concerned */
	assert_int_equal(cost("0: 4=60; 1: 1=60; 1: 3=60; 3: 4=60"), 1);
	assert_int_equal(cost("0: 4=60; 1: 1=60; 2: 3=60; 3: 4=60"), 2);
	assert_int_equal(cost("0: 4=60; 1: 1=60 4=60; 2: 3=60; 3: 4=60"), 1);
	assert_int_equal(cost("0: 1=60; 1: 4=60; 2: 4=60; 3: 1=60"), 0);
	assert_str(words("0: 4=60; 1: 1=60; 3: 4=60"),
	    "item 4 is interrupted by a sitting on something "
	    "else on Monday, 23 May 2022, 3 p.m.–6 p.m.");
}

static void
test_times_of_a_task(void **state)
{
	struct dais_demand *d = demand(DAIS_DEMAND_SLOTS, 1);

	(void)state;
	d->task = 0;
	d->slots = build_slots(p, a, 0x5);
	assert_int_equal(cost("0: 1=60; 2: 1=60; 1: 2=60"), 0);
	assert_int_equal(cost("0: 1=60; 1: 1=60; 3: 1=60"), 2);
	assert_str(words("1: 1=60"), "item 1 is taken up outside the times set for it, on Monday, "
				     "23 May 2022, 3 p.m.–6 p.m.");

	d = demand(DAIS_DEMAND_FIXED, 1);
	d->task = 0;
	d->slots = build_slots(p, a, 0x5);
	assert_int_equal(cost("0: 1=60; 2: 1=60"), 0); /* amount 0: one step */
	assert_int_equal(cost("0: 1=180"), 1);
	d->amount = 120;
	assert_int_equal(cost("0: 1=60; 2: 1=120; 3: 1=60"), 1);
	assert_int_equal(cost("1: 1=180"), 2);
	assert_str(words("0: 1=60; 2: 1=120"),
	    "item 1 does not have 2 h on Monday, 23 May 2022, 10 a.m.–1 p.m., where it is fixed");

	d = demand(DAIS_DEMAND_KEEP, 1);
	d->task = 0;
	d->slots = build_slots(p, a, 0xc);
	assert_int_equal(cost("2: 1=60; 3: 1=60"), 0);
	assert_int_equal(cost("0: 1=60; 3: 1=60"), 1);
	assert_int_equal(cost("0: 1=60"), 2);
	assert_str(words("3: 1=60"), "item 1 is not taken up on Tuesday, 24 May 2022, 10 a.m.–1 "
				     "p.m., as in the plan in force");

	d = demand(DAIS_DEMAND_KEEP_OUT, 1);
	d->task = 0;
	d->slots = build_slots(p, a, 0xc);
	assert_int_equal(cost("0: 1=60; 2: 2=60"), 0);
	assert_int_equal(cost("2: 1=60; 3: 1=60"), 2);
	assert_str(words("3: 1=60"), "item 1 is taken up where the plan in force does not have it, "
				     "on Tuesday, 24 May 2022, 3 "
				     "p.m.–6 p.m.");
	d->amount = 60;
	assert_int_equal(cost("2: 1=60; 3: 1=60"), 0);
	assert_int_equal(cost("0: 1=180; 2: 1=120; 3: 1=180"), 2);
	assert_str(words("3: 1=120"),
	    "item 1 gets more than the 1 h of the plan in force, on Tuesday, 24 May 2022, 3 p.m.–6 "
	    "p.m.");
}

static void
test_before(void **state)
{
	struct dais_demand *d = demand(DAIS_DEMAND_BEFORE, 1);

	(void)state;
	d->task = 0;
	d->other = 2;
	assert_int_equal(cost("0: 1=60; 0: 3=60"), 0);
	assert_int_equal(cost("0: 3=60"), 0); /* nothing to be before */
	assert_int_equal(cost("0: 1=60"), 0);
	assert_int_equal(cost("0: 1=60; 1: 1=60; 1: 3=60; 2: 3=60"), 0);
	assert_int_equal(cost("0: 1=60; 2: 1=60; 1: 3=60; 3: 3=60"), 1);
	assert_str(words("1: 1=60; 0: 3=60"), "item 3 is taken up on Monday, 23 May 2022, 10 "
					      "a.m.–1 p.m., before the last sitting of item "
					      "1 on Monday, 23 May 2022, 3 p.m.–6 p.m.");
	d->amount = 1;
	assert_int_equal(cost("0: 1=60; 0: 3=60"), 1);
	assert_int_equal(cost("0: 1=60; 1: 3=60"), 0);
	d->amount = 2;
	assert_int_equal(cost("0: 1=60; 1: 3=60"), 1);
	assert_int_equal(cost("0: 1=60; 2: 3=60"), 0);
	assert_int_equal(cost("2: 1=60; 0: 3=60"), 1);
	assert_str(words("0: 1=60; 1: 3=60"),
	    "item 3 is taken up on Monday, 23 May 2022, 3 p.m.–6 p.m., not 2 half-days after item "
	    "1, "
	    "whose last sitting is on Monday, 23 May 2022, 10 a.m.–1 p.m.");
	p->slots.v[1].half_day = p->slots.v[0].half_day; /* two sittings in a morning */
	d->amount = 1;
	assert_int_equal(cost("0: 1=60; 1: 3=60"), 1);
}

static void
test_apart(void **state)
{
	struct dais_demand *d = demand(DAIS_DEMAND_APART, 1);

	(void)state;
	d->task = 0;
	d->other = 2;
	assert_int_equal(cost("0: 1=60; 1: 3=60"), 0);
	assert_int_equal(cost("0: 1=60 4=60 3=60"), 0); /* the same sitting */
	assert_int_equal(cost("0: 1=60; 0: 3=60; 1: 1=60; 1: 3=60"), 2);
	assert_int_equal(cost("0: 1=60; 0: 6=60"), 0);
	assert_str(words("0: 1=60; 0: 3=60"), "item 1 and item 3 are in two sittings at the same "
					      "time, on Monday, 23 May 2022, 10 a.m.–1 "
					      "p.m.");
	assert_int_equal(verdict.breaches.v[0].sittings.n, 2);

	d = demand(DAIS_DEMAND_APART, 1);
	d->body = 0;
	d->body_2 = 2;
	assert_int_equal(cost("0: 1=60; 0: 3=60"), 0);
	assert_int_equal(cost("0: 1=60; 0: 5=60; 1: 2=60; 2: 5=60"), 1);
	assert_int_equal(cost("0: 4=60; 0: 5=60"), 1);     /* A sits with B */
	assert_int_equal(cost("0: 1=60 4=60 6=60"), 0);    /* all together */
	judge("0: 1=60 4=60 6=60; 0: 5=60"); /* C is in both: also beside A */
	assert_int_equal(verdict.cost[1], 1);
	assert_false(verdict.sound);
}

static void
test_times_of_a_body(void **state)
{
	struct dais_demand *d = demand(DAIS_DEMAND_BODY_SLOTS, 1);

	(void)state;
	d->body = 1;
	d->slots = build_slots(p, a, 0x3);
	assert_int_equal(cost("0: 3=60; 1: 4=60; 2: 1=60"), 0);
	assert_int_equal(cost("0: 3=60; 2: 6=60; 3: 4=60"), 2);
	assert_str(
	    words("2: 3=60"), "B sits outside its times, on Tuesday, 24 May 2022, 10 a.m.–1 p.m.");

	d = demand(DAIS_DEMAND_FREE, 1);
	d->slots = build_slots(p, a, 0x8);
	assert_int_equal(cost("0: 1=60"), 0);
	assert_int_equal(cost("3: 1=60; 3: 3=60; 2: 1=60"), 2);
	assert_int_equal(cost("3: 4=60"), 1);
	assert_str(words("3: 4=60"),
	    "there is a sitting in a time to be kept free, on Tuesday, 24 May 2022, 3 p.m.–6 p.m.");
	d->body = 1;
	assert_int_equal(cost("3: 1=60"), 0);
	assert_int_equal(cost("3: 1=60; 3: 3=60"), 1);
	assert_str(words("3: 4=60"),
	    "B sits in a time to be kept free, on Tuesday, 24 May 2022, 3 p.m.–6 p.m.");

	d = demand(DAIS_DEMAND_NO_GAP, 1);
	d->body = 0;
	d->slots = build_slots(p, a, 0xb);
	assert_int_equal(cost(""), 0);
	assert_int_equal(cost("1: 1=60"), 0);
	assert_int_equal(cost("1: 1=60; 3: 1=60"), 0); /* slot 2 is not asked about */
	assert_int_equal(cost("0: 1=60; 3: 1=60; 1: 3=60"), 1);
	assert_int_equal(cost("0: 1=60; 3: 1=60; 1: 4=60"), 0);
	d->slots = NULL;
	assert_int_equal(cost("0: 1=60; 3: 1=60"), 2);
	assert_str(words("0: 1=60; 2: 1=60"), "A does not sit on Monday, 23 May 2022, 3 p.m.–6 "
					      "p.m., between its first and last sitting");
}

static void
test_rooms_of_a_body(void **state)
{
	struct dais_demand *d = demand(DAIS_DEMAND_ROOMS, 1);

	(void)state;
	d->body = 0;
	d->rooms = 2;
	assert_int_equal(cost("0: 1=60"), 0); /* rooms are not planned */
	for (int r = 0; r < 3; r++)
		(void)build_room(p, a, 0);
	assert_int_equal(cost("0 r1: 1=60; 1 r0: 3=60"), 0);
	assert_int_equal(cost("0 r0: 1=60; 1 r1: 1=60; 2 r2: 4=60"), 2);
	assert_str(words("0 r0: 1=60"),
	    "A sits in room-1, not in a room set for it, on Monday, 23 May 2022, 10 a.m.–1 p.m.");

	d = demand(DAIS_DEMAND_KEEP_ROOM, 1);
	d->body = 0;
	d->rooms = 3;
	d->slots = build_slots(p, a, 0x3);
	assert_int_equal(cost("0 r0: 1=60; 1 r1: 1=60; 2 r2: 1=60"), 0);
	assert_int_equal(cost("0 r2: 1=60; 1 r2: 3=60"), 1);
	assert_str(words("0 r2: 1=60"), "A sits in room-3, not in the room of the plan in force, "
					"on Monday, 23 May 2022, 10 a.m.–1 "
					"p.m.");

	d = demand(DAIS_DEMAND_ONE_ROOM, 1);
	d->body = 0;
	assert_int_equal(cost(""), 0);
	assert_int_equal(cost("0 r2: 1=60; 1 r2: 1=60; 1 r1: 3=60"), 0);
	assert_int_equal(cost("0 r0: 1=60; 1 r2: 1=60; 2 r0: 4=60"), 1);
	assert_int_equal(cost("0 r0: 1=60; 1 r2: 1=60; 2 r1: 4=60"), 2);
	assert_str(words("0 r0: 1=60; 1 r2: 1=60"),
	    "A sits in 2 rooms; it moves to room-3 on Monday, 23 May 2022, 3 p.m.–6 p.m.");
}

static void
test_what_is_in_a_sitting(void **state)
{
	struct dais_demand *d = demand(DAIS_DEMAND_ITEMS_MOST, 1);

	(void)state;
	p->tasks.v[1].group = 0; /* items 1 and 2 are parts of one */
	d->amount = 1;
	assert_int_equal(cost("0: 1=60 2=60; 1: 4=180"), 0);
	assert_int_equal(cost("0: 1=60 4=60 3=60; 1: 1=60 4=60"), 3);
	d->amount = 2;
	assert_int_equal(cost("0: 1=60 4=60 3=60; 1: 1=60 4=60"), 1);
	assert_str(words("0: 1=60 4=60 3=60"), "a sitting takes up more than 2 items, on Monday, "
					       "23 May 2022, 10 a.m.–1 p.m. (1 too many "
					       "in all)");

	d = demand(DAIS_DEMAND_DENSE, 1);
	d->body = 0;
	assert_int_equal(cost("0: 1=60 2=60"), 0); /* one item */
	assert_int_equal(cost("0: 1=60 4=60; 1: 2=60 4=60"), 2);
	assert_int_equal(cost("0: 3=60 4=60"), 0); /* item 3 is B's */
	p->tasks.v[3].substantive = false;
	assert_int_equal(cost("0: 1=60 4=60"), 0);
	p->tasks.v[3].substantive = true;
	assert_str(words("0: 1=60 4=60"),
	    "A takes up more than one substantive item, on Monday, 23 May 2022, 10 a.m.–1 p.m.");
}

static void
test_use_of_time(void **state)
{
	(void)state;
	(void)demand(DAIS_DEMAND_FEWEST, 1);
	assert_int_equal(cost(""), 0);
	assert_int_equal(cost("0: 1=60; 0: 3=60; 1: 4=60"), 3);
	assert_str(words("0: 1=60; 1: 4=60"), "there are 2 sittings");

	(void)demand(DAIS_DEMAND_FULL, 1);
	assert_int_equal(cost("0: 1=120 2=60; 1: 4=180"), 0);
	assert_int_equal(cost("0: 1=60; 0: 3=120; 1: 4=120"), 4);
	assert_int_equal(verdict.used_minutes, 300);
	assert_int_equal(verdict.booked_minutes, 540);
	assert_str(words("0: 1=60"),
	    "2 h of booked time stay unused, on Monday, 23 May 2022, 10 a.m.–1 p.m.");
	p->slots.v[0].end -= 10; /* the odd rest of a slot is no step */
	assert_int_equal(cost("0: 1=120"), 0);
	assert_int_equal(cost("0: 1=60"), 1);
}

static void
test_ranks_and_weights(void **state)
{
	struct dais_demand *d = demand(DAIS_DEMAND_LEAST, 2);

	(void)state;
	d->task = 0;
	d->amount = 120;
	d->weight = 5;
	d = dais_problem_demand(p, a, DAIS_DEMAND_SLOTS, 1);
	d->task = 0;
	d->slots = build_slots(p, a, 0x2);
	d->weight = 7;
	d = dais_problem_demand(p, a, DAIS_DEMAND_MOST, 0);
	d->task = 1;
	d->amount = 60;
	d->weight = 9;
	judge("0: 1=60 2=60");
	assert_true(verdict.sound);
	assert_int_equal(verdict.cost[0], 0);
	assert_int_equal(verdict.cost[1], 7);
	assert_int_equal(verdict.cost[2], 5);
	assert_int_equal(verdict.breaches.n, 2);
	assert_int_equal(verdict.breaches.v[0].demand, 1); /* by rank */
	assert_int_equal(verdict.breaches.v[1].demand, 0);
	judge("0: 2=180; 1: 1=120");
	assert_false(verdict.sound);
	assert_int_equal(verdict.cost[0], 2); /* units, without weight */
	assert_int_equal(verdict.cost[1] + verdict.cost[2], 0);
	assert_int_equal(verdict.breaches.v[0].demand, 2);
	assert_int_equal(verdict.used_minutes, 300);
	assert_int_equal(verdict.booked_minutes, 360);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_least_and_most),
		WORLD_TEST(test_undivided_and_unbroken),
		WORLD_TEST(test_times_of_a_task),
		WORLD_TEST(test_before),
		WORLD_TEST(test_apart),
		WORLD_TEST(test_times_of_a_body),
		WORLD_TEST(test_rooms_of_a_body),
		WORLD_TEST(test_what_is_in_a_sitting),
		WORLD_TEST(test_use_of_time),
		WORLD_TEST(test_ranks_and_weights),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
