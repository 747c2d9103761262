/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Items that cannot be divided: minutes would be enough, but they do not fit. Arithmetic sees it,
 * says so, and never says it of items that fit.
 */
#include <inttypes.h>

#include "build.h"
#include "plan/explain/explain.h"
#include "plan/meeting/meeting.h"
#include "random.h"
#include "test.h"

#define ROUNDS 3000
#define WAITING_ROUNDS 1500
#define STEP 30u
#define ITEMS_MOST 9u

static const struct dais_search search = { .seconds = 600 };

static struct dais_demand *
demand(struct dais_problem *p, struct dais_arena *a, enum dais_demand_kind kind, size_t task,
    unsigned amount)
{
	struct dais_demand *d = dais_problem_demand(p, a, kind, 0);

	d->task = task;
	d->amount = amount;
	d->drop_cost = 6;
	return d;
}

/* One body, @n items of @minutes each, undivided. */
static struct dais_problem *
meeting(struct dais_arena *a, unsigned days, size_t n, const unsigned *minutes)
{
	struct dais_problem *p = build_problem(a, STEP, days, 2);

	build_body(p, a);
	for (size_t i = 0; i < n; i++) {
		size_t task = build_task(p, a, 1);

		demand(p, a, DAIS_DEMAND_LEAST, task, minutes[i]);
		demand(p, a, DAIS_DEMAND_UNDIVIDED, task, 1);
	}
	return p;
}

static void
explain(const struct dais_problem *p, struct dais_arena *a, struct dais_conflict *ret)
{
	struct dais_err err = DAIS_ERR_INIT;

	assert_true(dais_explain_is_hopeless(p, 0, a));
	if (!dais_explain_conflict(p, NULL, &search, a, ret, &err))
		fail_msg("%s", err.msg);
}

static bool
offers(const struct dais_conflict *c, const char *words)
{
	for (size_t i = 0; i < c->ways_out.n; i++) {
		if (dais_str_is(c->ways_out.v[i].words, words))
			return c->ways_out.v[i].verified;
	}
	return false;
}

/* Thirteen of two hours in twelve sittings of three: the search tries all exchanges. */
static void
test_one_too_many(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	unsigned minutes[13];
	struct dais_problem *p;
	struct dais_conflict c;

	(void)state;
	for (size_t i = 0; i < 13; i++)
		minutes[i] = 120;
	p = meeting(a, 6, 13, minutes);
	explain(p, a, &c);
	assert_str(c.words,
	    "item 1, item 2, item 3, item 4 and 9 more need a sitting each, for no two of them fit "
	    "into one: 13 sittings, and there are 12 (the 12 sittings of the 6 days)");
	assert_int_equal(c.demands.n, 26);
	assert_int_equal(c.needed_minutes, 0);
	assert_true(offers(&c, "divide item 1 among more than 1 sitting"));
	assert_true(offers(&c, "give item 1 1 h less than the 2 h it needs"));
	p->demands.v[25].amount = 2; /* the last may be divided */
	assert_false(dais_explain_is_hopeless(p, 0, a));
}

/* Beside two hours there is no place for an hour and a half, of which two fill a sitting. */
static void
test_mixed_sizes(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	static const unsigned minutes[] = { 120, 120, 120, 90, 90, 90 };
	struct dais_conflict c;

	(void)state;
	explain(meeting(a, 2, 6, minutes), a, &c);
	assert_false(dais_explain_is_hopeless(meeting(a, 2, 5, minutes), 0, a));
	assert_str(c.words, "item 1, item 2, item 3, item 4 and 2 more cannot be divided so that "
			    "they fit into the 4 "
			    "sittings of the 2 days");
}

static void
test_too_many_items(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_problem *p = build_problem(a, STEP, 1, 2);
	struct dais_demand *d;
	struct dais_conflict c;

	(void)state;
	build_body(p, a);
	for (size_t i = 0; i < 5; i++) {
		(void)build_task(p, a, 1);
		demand(p, a, DAIS_DEMAND_LEAST, i, 30);
	}
	d = dais_problem_demand(p, a, DAIS_DEMAND_ITEMS_MOST, 0);
	d->amount = 2;
	d->drop_cost = 5;
	explain(p, a, &c);
	assert_str(c.words, "too many items for the 2 sittings of the day: item 1, item 2, item 3, "
			    "item 4 and item 5: "
			    "no sitting has more than 2 items");
	p->tasks.n = 4;
	p->demands.v[4] = p->demands.v[--p->demands.n];
	assert_false(dais_explain_is_hopeless(p, 0, a));
}

/* Fourteen items of an hour in four sittings of two items: a further day is not enough by itself,
 * nor is more than two items a sitting. */
static void
test_ways_of_two_kinds(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_problem *p = build_problem(a, STEP, 2, 2),
			    *extras = build_problem(a, STEP, 3, 2);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_demand *d;
	struct dais_conflict c;

	(void)state;
	build_body(p, a);
	for (size_t i = 0; i < 14; i++) {
		(void)build_task(p, a, 1);
		demand(p, a, DAIS_DEMAND_LEAST, i, 60)->drop_cost = 0;
	}
	d = dais_problem_demand(p, a, DAIS_DEMAND_ITEMS_MOST, 0);
	d->amount = 2;
	d->drop_cost = 5;
	extras->bodies = p->bodies;
	extras->tasks = p->tasks;
	for (size_t i = 0; i < p->demands.n; i++)
		dais_vec_push(a, &extras->demands, p->demands.v[i]);
	d = dais_problem_demand(extras, a, DAIS_DEMAND_FREE, 0);
	d->slots = build_slots(extras, a, 0x30);
	d->drop_cost = 16;
	if (!dais_explain_conflict(
		p, &(struct dais_extras){ .near = extras }, &search, a, &c, &err))
		fail_msg("%s", err.msg);
	assert_int_equal(c.ways_out.n, 1);
	assert_true(c.ways_out.v[0].verified);
	assert_int_equal(c.ways_out.v[0].gives_up.n, 2);
}

/* Any two items would fill a sitting, but nothing joins their bodies. */
static void
test_bodies_that_never_sit_together(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_problem *p = build_problem(a, STEP, 1, 2);
	struct dais_conflict c;

	(void)state;
	(void)build_room(p, a, 100);
	for (size_t i = 0; i < 3; i++) {
		(void)build_task(p, a, 1u << build_body(p, a));
		demand(p, a, DAIS_DEMAND_LEAST, i, 60);
	}
	explain(p, a, &c);
	assert_str(c.words, "item 1, item 2 and item 3 need a sitting each, for their bodies never "
			    "sit together: 3 sittings, and there are 2 (the 2 sittings of the day) "
			    "with the rooms there are");
	(void)build_task(p, a, 7); /* what all three take up joins them */
	assert_false(dais_explain_is_hopeless(p, 0, a));
}

/* Of two rooms only one has seats enough: the other is no part of the lack. */
static void
test_some_rooms(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_problem *p = build_problem(a, STEP, 1, 2);
	struct dais_conflict c;

	(void)state;
	(void)build_room(p, a, 20);
	(void)build_room(p, a, 100);
	for (size_t i = 0; i < 2; i++) {
		size_t body = build_body(p, a);

		p->bodies.v[body].attendance = 50;
		(void)build_task(p, a, 1u << body);
		demand(p, a, DAIS_DEMAND_LEAST, i, 210);
	}
	explain(p, a, &c);
	assert_str(c.words, "item 1 and item 2 need 7 h, the 2 sittings of the day give 6 h in the "
			    "rooms that suit them (room-2)");
	p->bodies.v[0].attendance = 20;
	assert_false(dais_explain_is_hopeless(p, 0, a));
}

static void
wait_for(struct dais_problem *p, struct dais_arena *a, size_t task, size_t other, unsigned lead)
{
	struct dais_demand *d = demand(p, a, DAIS_DEMAND_BEFORE, task, lead);

	d->other = other;
}

/* One room, and three bodies that each have an item and a report that waits for it. */
static void
test_reports_that_wait(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_problem *p = build_problem(a, STEP, 2, 2);
	struct dais_conflict c;

	(void)state;
	(void)build_room(p, a, 100);
	for (size_t b = 0; b < 2; b++) {
		size_t item = build_task(p, a, 1u << build_body(p, a));
		size_t report = build_task(p, a, 1u << b);

		demand(p, a, DAIS_DEMAND_LEAST, item, 60);
		demand(p, a, DAIS_DEMAND_LEAST, report, 60);
		wait_for(p, a, item, report, 1);
	}
	assert_false(dais_explain_is_hopeless(p, 0, a));
	demand(p, a, DAIS_DEMAND_LEAST, build_task(p, a, 1u << build_body(p, a)), 60);
	explain(p, a, &c);
	assert_str(c.words,
	    "item 1, item 2, item 3, item 4 and item 5 need 5 sittings, for their "
	    "bodies never sit together and some of these items come half-days after "
	    "others, and there are 4 (the 4 sittings of the 2 days) with the rooms there "
	    "are: item 2 comes at least 1 half-day after item 1 and item 4 comes at least 1 "
	    "half-day after item 3");
	assert_true(offers(&c, "adopt item 2 and item 4 without waiting 1 half-day"));
}

/* One body in sittings of three hours: what the report waits for takes two, and only the first of
 * it has a single time. The times of the rest count, too. */
static void
test_what_is_awaited_has_its_own_times(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_problem *p = build_problem(a, STEP, 2, 2);
	struct dais_conflict c;

	(void)state;
	(void)build_room(p, a, 100);
	build_body(p, a);
	for (size_t i = 0; i < 3; i++) {
		(void)build_task(p, a, 1);
		demand(p, a, DAIS_DEMAND_LEAST, i, i == 1 ? 240 : 60);
	}
	wait_for(p, a, 0, 2, 1);
	wait_for(p, a, 1, 2, 1);
	demand(p, a, DAIS_DEMAND_SLOTS, 0, 0)->slots = build_slots(p, a, 0x1);
	demand(p, a, DAIS_DEMAND_SLOTS, 2, 0)->slots = build_slots(p, a, 0x8);
	assert_false(dais_explain_is_hopeless(p, 0, a));
	p->demands.v[1].amount = 600;
	explain(p, a, &c);
}

/* A team for four sittings of three hours in a week of ten, a report of one hour, and items that it
 * waits for: nine hours of them fit, no minute more, as nothing is taken up in what the report
 * leaves of its sitting. */
static void
test_sitting_of_a_report(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_problem *p = build_problem(a, STEP, 5, 2);
	struct dais_conflict c;

	(void)state;
	build_team(p, a, DAIS_LANG_ALL);
	p->teams.v[0].week_most = 4;
	build_body(p, a);
	for (size_t i = 0; i < 3; i++) {
		(void)build_task(p, a, 1);
		demand(p, a, DAIS_DEMAND_LEAST, i, i == 2 ? 60 : 270);
	}
	wait_for(p, a, 0, 2, 1);
	wait_for(p, a, 1, 2, 1);
	assert_false(dais_explain_is_hopeless(p, 0, a));
	p->demands.v[0].amount = 300;
	explain(p, a, &c);
	assert_str(c.words,
	    "item 1, item 2 and item 3 need 12 h 30 min, the 10 sittings of the 5 days give 12 h "
	    "with the teams of interpreters there are (a sitting in which a report is adopted "
	    "counts whole, for nothing that the report waits "
	    "for can be taken up there)");
	assert_int_equal(c.proof, DAIS_CONFLICT_FEWEST);
	assert_false(c.cut_short);
	assert_true(offers(&c, "give item 1 30 min less than the 5 h it needs"));
	assert_true(offers(&c, "adopt item 3 without waiting 1 half-day"));
	for (size_t i = 0; i < c.ways_out.n; i++)
		assert_true(c.ways_out.v[i].verified);
	/* Where something else may be in that sitting, it is not counted. */
	p->demands.v[0].amount = 270;
	(void)build_task(p, a, 1);
	demand(p, a, DAIS_DEMAND_LEAST, 3, 120);
	assert_false(dais_explain_is_hopeless(p, 0, a));
}

/* A meeting of some bodies with openings, items alone and in common, and reports. */
static struct dais_problem *
random_meeting(struct chance *c, struct dais_arena *a)
{
	struct dais_problem *p = build_problem(a, STEP, 1 + (unsigned)chance_below(c, 2), 2);
	size_t bodies = 1 + chance_below(c, 4);

	for (size_t r = 1 + chance_below(c, 2); r > 0; r--)
		(void)build_room(p, a, 100);
	for (size_t b = 0; b < bodies; b++) {
		size_t body = build_body(p, a), opening = build_task(p, a, 1u << body);
		size_t other = chance_below(c, bodies), report;
		size_t item = build_task(p, a, 1u << body | (chance_of(c, 40) ? 1u << other : 0));

		demand(p, a, DAIS_DEMAND_LEAST, opening, STEP * (1 + (unsigned)chance_below(c, 2)));
		if (chance_of(c, 85))
			demand(p, a, DAIS_DEMAND_LEAST, item,
			    STEP * (1 + (unsigned)chance_below(c, 6)));
		if (chance_of(c, 85))
			wait_for(p, a, opening, item, 0);
		report = build_task(p, a, 1u << body);
		demand(p, a, DAIS_DEMAND_LEAST, report, STEP * (1 + (unsigned)chance_below(c, 3)));
		for (size_t i = 0; i < report; i++) {
			if (chance_of(c, 85))
				wait_for(p, a, i, report, 1);
		}
	}
	while (p->bodies.n < bodies)
		(void)build_body(p, a);
	for (size_t i = 0; i < p->tasks.n; i++) {
		for (size_t b = 0; b < p->tasks.v[i].bodies.n; b++)
			assert_true(p->tasks.v[i].bodies.v[b] < p->bodies.n);
	}
	return p;
}

/* Arithmetic never says of a meeting that can be held that it cannot. */
static void
test_waiting_against_plans(void **state)
{
	const struct dais_search s = { .seconds = 20, .first_answer = true };
	size_t none = 0, seen = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= WAITING_ROUNDS; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { .state = seed };
		struct dais_problem *p = random_meeting(&c, a);
		bool hopeless = dais_explain_is_hopeless(p, 0, a);
		struct dais_meeting_model *model;
		struct dais_plan plan = { .sittings = { .n = 0 } };
		struct dais_result result;
		struct dais_err err = DAIS_ERR_INIT;

		if (!dais_meeting_model_new(p, a, &model, &err))
			fail_msg("%s", err.msg);
		dais_meeting_solve(model, &s, a, &plan, &result);
		if (hopeless && result.outcome != DAIS_OUTCOME_INFEASIBLE)
			fail_msg("seed %" PRIu64 ": it can be held: %.*s", seed,
			    DAIS_STR_ARG(build_print_plan(&plan, a)));
		none += result.outcome == DAIS_OUTCOME_INFEASIBLE;
		seen += hopeless;
	}
	print_message("%zu cannot be held, of which %zu are seen\n", none, seen);
	assert_true(none * 8 > WAITING_ROUNDS && seen * 10 > none * 8);
}

/* A day after the close costs as much when it is the only one as when it is one of several. */
static void
test_price_of_days(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	uint64_t price[2] = { 0 };

	(void)state;
	for (unsigned more = 1; more <= 2; more++) {
		struct dais_problem *p = build_problem(a, STEP, 1, 2),
				    *extras = build_problem(a, STEP, 1 + more, 2);
		struct dais_extras with = { .near = extras, .far = extras };
		struct dais_err err = DAIS_ERR_INIT;
		struct dais_conflict c;

		build_body(p, a);
		(void)build_task(p, a, 1);
		demand(p, a, DAIS_DEMAND_LEAST, 0, 360 * (1 + more))->drop_cost = 0;
		extras->bodies = p->bodies;
		extras->tasks = p->tasks;
		dais_vec_push(a, &extras->demands, p->demands.v[0]);
		for (size_t t = 2; t < extras->slots.n; t++) {
			struct dais_demand *d = dais_problem_demand(extras, a, DAIS_DEMAND_FREE, 0);

			d->slots = build_slots(extras, a, UINT64_C(1) << t);
			d->drop_cost = 16;
		}
		if (!dais_explain_conflict(p, &with, &search, a, &c, &err))
			fail_msg("%s", err.msg);
		assert_true(c.ways_out.n > 0 && c.ways_out.v[0].verified);
		for (size_t i = 0; i < c.ways_out.n; i++)
			assert_int_equal(c.ways_out.v[i].cost, c.ways_out.v[0].cost);
		price[more - 1] = c.ways_out.v[0].cost;
	}
	assert_int_equal(2 * price[0], price[1]);
}

/* Whether items from @at on fit into what is left of the sittings. */
static bool
fits(const unsigned *steps, size_t n, size_t at, unsigned *left, size_t sittings)
{
	if (at == n)
		return true;
	for (size_t t = 0; t < sittings; t++) {
		bool same = t && left[t] == left[t - 1], did;

		if (same || left[t] < steps[at])
			continue;
		left[t] -= steps[at];
		did = fits(steps, n, at + 1, left, sittings);
		left[t] += steps[at];
		if (did)
			return true;
	}
	return false;
}

/* Against all ways to place them. */
static void
test_against_all_ways(void **state)
{
	size_t none = 0, seen = 0, by_minutes = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance chance = { .state = seed };
		unsigned minutes[ITEMS_MOST], steps[ITEMS_MOST], left[4], sum = 0;
		size_t n = 2 + chance_below(&chance, ITEMS_MOST - 1 - 2 * (seed % 2));
		unsigned days = 1 + (unsigned)chance_below(&chance, 2);
		bool possible, hopeless;

		for (size_t i = 0; i < n; i++) {
			steps[i] = 2 + (unsigned)chance_below(&chance, 4);
			minutes[i] = steps[i] * STEP;
			sum += steps[i];
		}
		for (size_t t = 0; t < 2 * (size_t)days; t++)
			left[t] = 6;
		possible = fits(steps, n, 0, left, 2 * (size_t)days);
		hopeless = dais_explain_is_hopeless(meeting(a, days, n, minutes), 0, a);
		if (possible && hopeless)
			fail_msg("seed %" PRIu64 ": they fit", seed);
		none += !possible;
		seen += hopeless;
		by_minutes += sum > 12 * days;
	}
	print_message("%zu do not fit, of which %zu are seen, %zu by their minutes\n", none, seen,
	    by_minutes);
	assert_true(seen * 100 >= none * 97 && seen > by_minutes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_too_many),
		cmocka_unit_test(test_mixed_sizes),
		cmocka_unit_test(test_too_many_items),
		cmocka_unit_test(test_ways_of_two_kinds),
		cmocka_unit_test(test_bodies_that_never_sit_together),
		cmocka_unit_test(test_some_rooms),
		cmocka_unit_test(test_reports_that_wait),
		cmocka_unit_test(test_sitting_of_a_report),
		cmocka_unit_test(test_what_is_awaited_has_its_own_times),
		cmocka_unit_test(test_waiting_against_plans),
		cmocka_unit_test(test_price_of_days),
		cmocka_unit_test(test_against_all_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
