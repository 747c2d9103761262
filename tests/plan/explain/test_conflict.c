/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Why there is no plan, and ways out: what a secretary would say, word by word. */
#include <string.h>

#include "base/clock.h"
#include "build.h"
#include "plan/explain/explain.h"
#include "test.h"

static const struct dais_search search = { .seconds = 600 };

struct meeting {
	struct dais_arena *a;
	struct dais_problem *p;
	struct dais_conflict c;
};

static void
build(struct meeting *m, unsigned days, unsigned a_day, unsigned tasks)
{
	*m = (struct meeting){ .a = dais_arena_new(0) };
	m->p = build_problem(m->a, 30, days, a_day);
	build_body(m->p, m->a);
	for (unsigned i = 0; i < tasks; i++)
		build_task(m->p, m->a, 1);
}

static struct dais_demand *
demand(struct meeting *m, enum dais_demand_kind kind, size_t task, unsigned amount)
{
	struct dais_demand *d = dais_problem_demand(m->p, m->a, kind, 0);

	d->task = task;
	d->amount = amount;
	d->drop_cost = 10;
	return d;
}

static void
explain(struct meeting *m, const struct dais_problem *with_extras)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_explain_conflict(
		m->p, &(struct dais_extras){ .near = with_extras }, &search, m->a, &m->c, &err))
		fail_msg("%s", err.msg);
}

static bool
offers(const struct meeting *m, const char *words)
{
	for (size_t i = 0; i < m->c.ways_out.n; i++) {
		if (dais_str_is(m->c.ways_out.v[i].words, words))
			return m->c.ways_out.v[i].verified;
	}
	return false;
}

/* The common case: two items need 15 h, the two hybrid days give 12 h. */
static void
test_lack_of_time(void **state)
{
	struct meeting m;
	struct dais_problem *extras;
	struct dais_plan_slot *evening;
	struct dais_demand *d;

	(void)state;
	build(&m, 2, 3, 3);
	m.p->modality = DAIS_MODALITY_HYBRID;
	demand(&m, DAIS_DEMAND_LEAST, 0, 60);
	demand(&m, DAIS_DEMAND_LEAST, 1, 480);
	demand(&m, DAIS_DEMAND_LEAST, 2, 420);
	extras = build_problem(m.a, 30, 3, 3);
	extras->modality = m.p->modality;
	extras->bodies = m.p->bodies;
	extras->tasks = m.p->tasks;
	for (size_t i = 0; i < 3; i++)
		dais_vec_push(m.a, &extras->demands, m.p->demands.v[i]);
	for (size_t t = 6; t < 9; t++) {
		d = dais_problem_demand(extras, m.a, DAIS_DEMAND_FREE, 0);
		d->slots = build_slots(extras, m.a, UINT64_C(1) << t);
		d->drop_cost = 10;
	}
	evening = dais_vec_add(m.a, &extras->slots); /* the fourth sitting of the third day */
	*evening = extras->slots.v[8];
	evening->start = 1080;
	evening->end = 1200;
	evening->utc += 3 * 3600;
	d = dais_problem_demand(extras, m.a, DAIS_DEMAND_FREE, 0);
	d->slots = build_slots(extras, m.a, UINT64_C(1) << 9);
	d->drop_cost = 30;
	explain(&m, extras);
	assert_str(m.c.words,
	    "item 2 and item 3 need 15 h, the 6 hybrid sittings of the 2 days give 12 h");
	assert_int_equal(m.c.needed_minutes, 900);
	assert_int_equal(m.c.given_minutes, 720);
	assert_int_equal(m.c.demands.n, 2);
	assert_int_equal(m.c.proof, DAIS_CONFLICT_FEWEST);
	assert_true(m.c.ways_out.n >= 3);
	for (size_t i = 0; i < m.c.ways_out.n; i++) {
		assert_true(m.c.ways_out.v[i].verified);
		assert_true(i == 0 || m.c.ways_out.v[i - 1].cost <= m.c.ways_out.v[i].cost);
	}
	assert_true(offers(&m, "give item 2 4 h less than the 8 h it needs"));
	assert_true(offers(&m, "add a day: sit in the morning of Wednesday, 25 May 2022"));
	dais_arena_free(m.a);
}

/* Two items; the second needs an expert, who is there in @slots alone. */
static void
build_with_expert(struct meeting *m, uint64_t slots)
{
	struct dais_plan_person *expert;
	struct dais_demand *d;

	build(m, 2, 2, 2);
	expert = dais_vec_add(m->a, &m->p->people);
	expert->name = DAIS_STR("the expert");
	demand(m, DAIS_DEMAND_LEAST, 0, 60);
	demand(m, DAIS_DEMAND_LEAST, 1, 60);
	d = demand(m, DAIS_DEMAND_SLOTS, 1, 0);
	d->person = 0;
	d->slots = build_slots(m->p, m->a, slots);
	d->because = DAIS_STR("the expert is not there");
}

static void
test_person_absent(void **state)
{
	struct meeting m;
	struct dais_demand *d;

	(void)state;
	build_with_expert(&m, 0xC);
	d = demand(&m, DAIS_DEMAND_SLOTS, 1, 0);
	d->slots = build_slots(m.p, m.a, 0x3);
	explain(&m, NULL);
	assert_str(m.c.words,
	    "item 2 can be taken up at no time: item 2 is taken up only on Tuesday, 24 May 2022 "
	    "(reason: the "
	    "expert is not there) and item 2 is taken up only on Monday, 23 May 2022");
	assert_int_equal(m.c.demands.n, 3);
	assert_true(offers(&m, "take up item 2 without the expert"));
	assert_true(offers(&m, "take up item 2 at other times"));
	dais_arena_free(m.a);
}

/* Nobody is told that an item cannot be taken up because it is not. */
static void
test_a_person_who_is_never_there(void **state)
{
	struct meeting m;

	(void)state;
	build_with_expert(&m, 0);
	explain(&m, NULL);
	assert_str(m.c.words, "item 2 can be taken up at no time: the expert is not there");
	dais_arena_free(m.a);
}

static void
test_cells_fixed_twice(void **state)
{
	struct meeting m;

	(void)state;
	build(&m, 1, 2, 2);
	demand(&m, DAIS_DEMAND_FIXED, 0, 120)->slots = build_slots(m.p, m.a, 1);
	demand(&m, DAIS_DEMAND_FIXED, 1, 90)->slots = build_slots(m.p, m.a, 1);
	explain(&m, NULL);
	assert_str(m.c.words,
	    "item 1 and item 2 need 3 h 30 min, the one sitting in the morning of Monday, 23 May "
	    "2022 gives 3 h: item 1 has at least 2 h in the morning of Monday, 23 May 2022 and "
	    "item "
	    "2 has at least 1 h 30 min in the morning of Monday, 23 May 2022");
	assert_true(offers(&m, "do not fix item 1 in the morning of Monday, 23 May 2022"));
	dais_arena_free(m.a);
}

static void
test_order_and_lead(void **state)
{
	struct meeting m;
	struct dais_demand *d;

	(void)state;
	build(&m, 2, 2, 2);
	demand(&m, DAIS_DEMAND_LEAST, 0, 480);
	demand(&m, DAIS_DEMAND_FIXED, 1, 30)->slots = build_slots(m.p, m.a, 8);
	d = demand(&m, DAIS_DEMAND_BEFORE, 0, 2);
	d->other = 1;
	d->because = DAIS_STR("the draft must be translated");
	explain(&m, NULL);
	assert_str(m.c.words,
	    "item 1 needs 8 h, the 2 sittings on Monday, 23 May 2022 give 6 h: item 2 comes at "
	    "least "
	    "2 half-days after item 1 (reason: the draft must be translated) and item 2 is taken "
	    "up in the "
	    "afternoon of Tuesday, 24 May 2022");
	assert_int_equal(m.c.demands.n, 3);
	assert_true(offers(&m, "give item 1 2 h less than the 8 h it needs"));
	assert_true(offers(&m, "adopt item 2 after 1 half-day, not 2"));
	dais_arena_free(m.a);
}

static void
test_circle(void **state)
{
	struct meeting m;

	(void)state;
	build(&m, 1, 2, 3);
	for (size_t i = 0; i < 3; i++) {
		demand(&m, DAIS_DEMAND_LEAST, i, 60);
		demand(&m, DAIS_DEMAND_BEFORE, i, 0)->other = (i + 1) % 3;
	}
	explain(&m, NULL);
	assert_str(m.c.words, "the order of item 1, item 2 and item 3 is a circle: item 1 comes "
			      "before item 2; item 2 "
			      "comes before item 3 and item 3 comes before item 1");
	assert_int_equal(m.c.demands.n, 3);
	assert_int_equal(m.c.ways_out.n, 3);
	assert_true(offers(&m, "let item 2 begin before item 1 is done"));
	dais_arena_free(m.a);
}

static void
test_undivided(void **state)
{
	struct meeting m;

	(void)state;
	build(&m, 1, 3, 1);
	m.p->modality = DAIS_MODALITY_HYBRID;
	demand(&m, DAIS_DEMAND_LEAST, 0, 180);
	demand(&m, DAIS_DEMAND_UNDIVIDED, 0, 1);
	explain(&m, NULL);
	assert_str(m.c.words, "item 1 needs 3 h, the sittings it may have give at most 2 h: item 1 "
			      "needs at least 3 h "
			      "and item 1 is taken up in one sitting");
	assert_true(offers(&m, "divide item 1 among more than 1 sitting"));
	assert_true(offers(&m, "give item 1 1 h less than the 3 h it needs"));
	dais_arena_free(m.a);
}

static void
test_rooms_too_small(void **state)
{
	struct meeting m;

	(void)state;
	build(&m, 1, 2, 1);
	m.p->bodies.v[0].attendance = 300;
	build_room(m.p, m.a, 250);
	demand(&m, DAIS_DEMAND_LEAST, 0, 60);
	explain(&m, NULL);
	assert_str(
	    m.c.words, "item 1 can be taken up at no time in a room that is free and large enough");
	assert_true(offers(&m, "find a further room for one sitting, with 300 seats"));
	dais_arena_free(m.a);
}

static void
test_teams_of_a_week(void **state)
{
	struct meeting m;

	(void)state;
	build(&m, 5, 2, 2);
	build_team(m.p, m.a, DAIS_LANG_ALL);
	m.p->teams.v[0].week_most = 7;
	demand(&m, DAIS_DEMAND_LEAST, 0, 720);
	demand(&m, DAIS_DEMAND_LEAST, 1, 720);
	explain(&m, NULL);
	assert_str(m.c.words, "item 1 and item 2 need 24 h, the 10 sittings of the 5 days give 21 "
			      "h with the teams of "
			      "interpreters there are");
	assert_true(offers(&m, "have a further team of interpreters for one sitting"));
	assert_true(offers(&m, "give item 1 3 h less than the 12 h it needs"));
	dais_arena_free(m.a);
}

/* A meeting of 450 items that is planned part by part, with two rooms where eight are needed: it is
 * told how many more are enough, and which items would have to go. */
static void
test_rooms_of_a_large_meeting(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct meeting m = { .a = a, .p = build_problem(a, 30, 10, 2) };
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	for (size_t r = 0; r < 2; r++)
		(void)build_room(m.p, a, 100);
	for (size_t b = 0; b < 15; b++) {
		build_body(m.p, a);
		for (size_t i = 0; i < 30; i++)
			demand(&m, DAIS_DEMAND_LEAST, build_task(m.p, a, 1u << b), 60);
	}
	if (!dais_explain_conflict(m.p, NULL, &search, a, &m.c, &err))
		fail_msg("%s", err.msg);
	assert_int_equal(m.c.needed_minutes, 121 * 60);
	assert_true(m.c.ways_out.n >= 2);
	for (size_t i = 0; i < m.c.ways_out.n; i++)
		assert_true(m.c.ways_out.v[i].verified);
	assert_true(offers(&m, "find 6 further rooms"));
	assert_true(m.c.ways_out.v[m.c.ways_out.n - 1].gives_up.n >= 330);
}

/* A meeting of a full week with one team, of which some questions are too hard to be answered. */
static void
full_week(struct meeting *m)
{
	build(m, 5, 2, 12);
	build_team(m->p, m->a, DAIS_LANG_ALL);
	m->p->teams.v[0].week_most = 7;
	for (size_t i = 0; i < 12; i++) {
		demand(m, DAIS_DEMAND_LEAST, i, 90 + 30 * (unsigned)(i % 3));
		demand(m, DAIS_DEMAND_UNDIVIDED, i, 1);
	}
}

/* What is told hangs on no clock: with time enough it is the same as without a limit. Where the
 * clock ends it, that is told. */
static void
test_the_same_everywhere(void **state)
{
	static const double seconds[] = { 0, 600, 5000 };
	const struct dais_search none = { .seconds = 1e-9 };
	struct dais_err err = DAIS_ERR_INIT;
	struct meeting m, first = { .a = NULL };

	(void)state;
	for (size_t k = 0; k < sizeof seconds / sizeof *seconds; k++) {
		struct dais_search s = { .seconds = seconds[k] };

		full_week(&m);
		assert_true(dais_explain_conflict(m.p, NULL, &s, m.a, &m.c, &err));
		assert_false(m.c.cut_short);
		assert_true(m.c.ways_out.n > 0);
		if (k == 0)
			first.c = m.c;
		assert_str(m.c.words, first.c.words.p);
		assert_int_equal(m.c.proof, first.c.proof);
		assert_int_equal(m.c.ways_out.n, first.c.ways_out.n);
		for (size_t i = 0; i < m.c.ways_out.n; i++) {
			assert_true(m.c.ways_out.v[i].verified);
			assert_str(m.c.ways_out.v[i].words, first.c.ways_out.v[i].words.p);
		}
		if (k) /* the words of the first are held against the others */
			dais_arena_free(m.a);
		else
			first.a = m.a;
	}
	full_week(&m);
	assert_true(dais_explain_conflict(m.p, NULL, &none, m.a, &m.c, &err));
	assert_true(m.c.cut_short);
	dais_arena_free(m.a);
	dais_arena_free(first.a);
}

/* Six thousand items, far too many: what shows in the time is told, and the time is kept. */
static void
test_time_is_kept(void **state)
{
	const struct dais_search short_search = { .seconds = 0.05 };
	struct dais_err err = DAIS_ERR_INIT;
	struct meeting m;
	double start;

	(void)state;
	build(&m, 10, 2, 6000);
	for (size_t i = 0; i < 6000; i++)
		demand(&m, DAIS_DEMAND_LEAST, i, 60);
	start = processor_seconds();
	assert_true(dais_explain_conflict(m.p, NULL, &short_search, m.a, &m.c, &err));
	assert_true(processor_seconds() - start < 5);
	assert_true(m.c.words.n > 0 && m.c.demands.n > 0);
	dais_arena_free(m.a);
}

/* The least seconds of the processor of three looks for a lack that each end @after they began; 0:
 * no limit. */
static double
look_time(const struct meeting *m, double after)
{
	double least = 0;

	for (unsigned k = 0; k < 3; k++) {
		double start = processor_seconds(), took,
		       until = after > 0 ? dais_clock_seconds() + after : 0;
		bool hopeless = dais_explain_is_hopeless(m->p, until, m->a);

		took = processor_seconds() - start;
		assert_true(hopeless || after > 0);
		least = k == 0 || took < least ? took : least;
	}
	return least;
}

/* Looking for a lack ends with the time of the search. */
static void
test_look_ends_in_time(void **state)
{
	struct meeting m;
	double whole;

	(void)state;
	build(&m, 60, 2, 3000);
	for (size_t i = 0; i < 3000; i++) {
		demand(&m, DAIS_DEMAND_LEAST, i, 60);
		demand(&m, DAIS_DEMAND_SLOTS, i, 0)->slots =
		    build_slots(m.p, m.a, UINT64_C(0xff) << (i % 53));
	}
	whole = look_time(&m, 0);
	assert_true(look_time(&m, whole / 20) < whole / 2);
	dais_arena_free(m.a);
}

static void
test_there_is_a_plan(void **state)
{
	struct meeting m;
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	build(&m, 1, 2, 1);
	demand(&m, DAIS_DEMAND_LEAST, 0, 60);
	assert_false(dais_explain_is_hopeless(m.p, 0, m.a));
	assert_false(dais_explain_conflict(m.p, NULL, &search, m.a, &m.c, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	dais_arena_free(m.a);
}

static void
test_words(void **state)
{
	struct meeting m;
	struct dais_demand *d;

	(void)state;
	build(&m, 4, 2, 1);
	d = demand(&m, DAIS_DEMAND_SLOTS, 0, 0);
	d->slots = build_slots(m.p, m.a, 0x03);
	assert_str(
	    dais_demand_words(m.p, d, m.a), "item 1 is taken up only on Monday, 23 May 2022");
	d->slots = build_slots(m.p, m.a, 0xF3);
	d->because = DAIS_STR("a reason");
	assert_str(dais_demand_words(m.p, d, m.a),
	    "item 1 is not taken up on Tuesday, 24 May 2022 (reason: a reason)");
	d = demand(&m, DAIS_DEMAND_BODY_SLOTS, DAIS_NONE, 0);
	d->body = 0;
	d->slots = build_slots(m.p, m.a, 0xFD);
	assert_str(dais_demand_words(m.p, d, m.a),
	    "A does not sit in the afternoon of Monday, 23 May 2022");
	d->slots = build_slots(m.p, m.a, 0x3F);
	assert_str(dais_demand_words(m.p, d, m.a),
	    "A sits only from Monday, 23 May 2022 to Wednesday, 25 May 2022");
	d->slots = NULL;
	assert_str(dais_demand_words(m.p, d, m.a), "A sits at any time of the meeting");
	dais_arena_free(m.a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lack_of_time),
		cmocka_unit_test(test_person_absent),
		cmocka_unit_test(test_a_person_who_is_never_there),
		cmocka_unit_test(test_cells_fixed_twice),
		cmocka_unit_test(test_order_and_lead),
		cmocka_unit_test(test_circle),
		cmocka_unit_test(test_undivided),
		cmocka_unit_test(test_rooms_too_small),
		cmocka_unit_test(test_teams_of_a_week),
		cmocka_unit_test(test_rooms_of_a_large_meeting),
		cmocka_unit_test(test_the_same_everywhere),
		cmocka_unit_test(test_time_is_kept),
		cmocka_unit_test(test_look_ends_in_time),
		cmocka_unit_test(test_there_is_a_plan),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
