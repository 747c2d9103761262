/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is made of a package: slots, tasks, the demands when nothing is said, and those that are.
 */
#include "support.h"

static const struct dais_gather_options in_person = { .modality = DAIS_MODALITY_IN_PERSON };

/* --- slots ---------------------------------------------------------------------------------- */

static void
test_slots_are_of_working_days(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p = problem(a, "");

	(void)state;
	assert_int_equal(p->slots.n, 8); /* Ascension Day has none */
	assert_int_equal(p->slots.v[6].day.day, 27);
	assert_int_equal(p->slots.v[6].day_index, 3);
	assert_int_equal(p->slots.v[0].utc, 1653292800); /* 23 May 2022, 8.00 UTC */
	assert_int_equal(p->slots.v[1].half_day - p->slots.v[0].half_day, 1);
	assert_int_equal(p->slots.v[6].half_day - p->slots.v[5].half_day, 3);
	assert_int_equal(p->slots.v[0].half_day % 2, 0);
	assert_int_equal(problem(a, "days: {host-holidays: open}\n")->slots.n, 10);
	assert_int_equal(problem(a, "days: {also: [2022-05-26]}\n")->slots.n, 10);
	assert_int_equal(
	    problem(a, "days: {closed: [2022-05-24, friday/afternoon]}\n")->slots.n, 5);
	assert_int_equal(
	    problem(a, "hours: {in-person: [\"10:00-12:00\"]}\n")->slots.v[0].end, 720);
}

static void
test_weeks_are_counted(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *yaml = replaced(a, package_yaml, "2022-05-27", "2022-05-31");
	struct dais_diags d;
	const struct dais_problem *p = gathered(a, package(a, yaml, ""), &in_person, &d);

	(void)state;
	assert_non_null(p);
	assert_int_equal(p->slots.n, 12);
	assert_int_equal(p->slots.v[7].week, 0);
	assert_int_equal(p->slots.v[8].week, 1);
	/* The other body closes on Friday. */
	assert_string_equal(
	    slots(a, p, find(p, DAIS_DEMAND_BODY_SLOTS, 0, DAIS_NONE, DAIS_NONE)->slots),
	    "########....");
}

static void
test_another_modality_has_other_hours(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_gather_options opt = { .modality = DAIS_MODALITY_HYBRID };
	struct dais_record *r = package(a, package_yaml,
	    "rooms: {d: {remote: true}}\n"
	    "items: {environment: {fixed: 2022-05-24T10:00}, transfer: {on: 2022-05-24T15:00}}\n");
	struct dais_diags d;
	const struct dais_problem *p = gathered(a, r, &opt, &d);

	(void)state;
	assert_string_equal(said(a, &d), "nothing");
	assert_int_equal(p->slots.n, 12);
	assert_int_equal(p->slots.v[1].start, 720);
	assert_int_equal(p->slots.v[1].half_day, p->slots.v[0].half_day);
	assert_true(p->bodies.v[0].remote);
	/* The hour of a sitting in person is the nearest one. */
	assert_string_equal(
	    slots(a, p, find(p, DAIS_DEMAND_FIXED, 0, task_of(p, "environment"), DAIS_NONE)->slots),
	    "...#........");
	opt.modality = DAIS_MODALITY_ONLINE;
	p = gathered(a, r, &opt, &d);
	assert_int_equal(p->rooms.n, 0);
}

/* --- tasks ---------------------------------------------------------------------------------- */

static void
test_tasks_are_items_and_parts(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p = problem(a, "");
	size_t env = task_of(p, "environment"), opening = task_of(p, "organization/opening");

	(void)state;
	assert_int_equal(p->tasks.n, 7);
	assert_int_equal(p->tasks.v[env].bodies.n, 2);
	assert_int_equal(p->tasks.v[task_of(p, "strategies")].bodies.v[0], 1);
	assert_int_equal(
	    p->tasks.v[opening].group, p->tasks.v[task_of(p, "organization/agenda")].group);
	assert_true(p->tasks.v[env].substantive);
	assert_false(p->tasks.v[opening].substantive);
	assert_true(p->tasks.v[opening].rank < p->tasks.v[env].rank);
	assert_true(p->tasks.v[env].rank < p->tasks.v[task_of(p, "report")].rank);
	assert_true(dais_str_is(p->tasks.v[opening].name, "item 1 (a) (Opening)"));
	assert_true(dais_str_is(p->tasks.v[env].name, "item 3 of X/1 and 2 of X/2 (Environment)"));
	assert_true(
	    dais_str_is(p->tasks.v[task_of(p, "strategies")].name, "item 3 of X/2 (Strategies)"));
	assert_int_equal(p->tasks.v[env].place.line, 22);
}

/* Item 3 of the one and 2 of the other, of bodies that are said to be @ic and @ta. */
static const char *
known_as(struct dais_arena *a, const char *ic, const char *ta, enum dais_lang l)
{
	const char *yaml =
	    replaced(a, replaced(a, package_yaml, "{name: {en: Group A}, symbol: X/1}", ic),
		"{name: {en: Group B}, symbol: X/2}", ta);
	struct dais_record *r = package(a, yaml, "");
	struct dais_diags d;
	const struct dais_problem *p;

	dais_diags_init(&d, a);
	d.lang = l;
	p = dais_problem_gather(r, &in_person, a, &d);
	assert_non_null(p);
	return dais_arena_cstr(a, p->tasks.v[task_of(p, "environment")].number);
}

static void
test_bodies_are_known_by_short_names_and_symbols(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	assert_string_equal(known_as(a, "{name: {en: Group A}, symbol: X/COP/WG.1}",
				"{name: {en: Group B}, symbol: X/COP/WG.2}", DAIS_LANG_EN),
	    "item 3 of WG.1 and 2 of WG.2");
	assert_string_equal(known_as(a, "{name: {en: Group A}, symbol: X/COP}",
				"{name: {en: Group B}, symbol: X/COP/WG.2}", DAIS_LANG_FR),
	    "le point 3 (COP) et 2 (WG.2)");
	/* what two bodies would be known by names neither */
	assert_string_equal(known_as(a, "{name: {en: Group A}, symbol: X/WG.1}",
				"{name: {en: Group B}, symbol: Y/WG.1}", DAIS_LANG_EN),
	    "item 3 of X/WG.1 and 2 of Y/WG.1");
	assert_string_equal(
	    known_as(a, "{name: {en: Group A}, short: {en: Group}, symbol: X/WG.1}",
		"{name: {en: Group B}, short: {en: Group}, symbol: X/WG.2}", DAIS_LANG_EN),
	    "item 3 of WG.1 and 2 of WG.2");
	assert_string_equal(
	    known_as(a, "{name: {en: Group A}, short: {en: Commission, fr: Commission}}",
		"{name: {en: Group B, fr: Groupe B}}", DAIS_LANG_EN),
	    "item 3 of the Commission and 2 of the Group B");
	assert_string_equal(
	    known_as(a, "{name: {en: Group A}, short: {en: Commission, ru: Комиссия}}",
		"{name: {en: Group B, ru: Группа B}}", DAIS_LANG_RU),
	    "пункт 3 (Комиссия) и 2 (Группа B)");
}

static unsigned
amount(const struct dais_problem *p, enum dais_demand_kind kind, unsigned rank, const char *id)
{
	const struct dais_demand *d = find(p, kind, rank, task_of(p, id), DAIS_NONE);

	return d ? d->amount : 0;
}

static void
test_times_when_nothing_is_said(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p = problem(a, "");

	(void)state;
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 0, "organization/opening"), 30);
	assert_int_equal(amount(p, DAIS_DEMAND_MOST, 0, "organization/opening"), 30);
	assert_int_equal(amount(p, DAIS_DEMAND_UNDIVIDED, 0, "organization/agenda"), 1);
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 0, "environment"), 60);
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 0, "other"), 30);
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 1, "other"), 60);
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 0, "report"), 60);
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 1, "report"), 180);
	/* 21 h without Friday afternoon, 5 h for the rest: 16 h for two items of each body. */
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 1, "environment"), 450);
	/* Both bodies in one stretch of time: three items. */
	p = problem(a, "apart: [{bodies: [ic, ta]}]\n");
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 1, "environment"), 270);
	p = problem(a, "rooms: {only: {}}\n");
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 1, "strategies"), 270);
}

static void
test_times_of_the_timetable(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_gather_options opt = { .from_sittings = true };
	struct dais_diags d;
	const struct dais_problem *p = gathered(a,
	    package(a, package_yaml, "items: {strategies: {minutes: {wished: 90}}}\n"), &opt, &d);

	(void)state;
	/* The opening and the adoption take half an hour each, the rest is shared. */
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 1, "transfer"), 120);
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 1, "environment"), 90);
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 1, "other"), 90);
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 1, "strategies"), 90);
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 0, "organization/opening"), 30);
}

static void
test_times_that_are_said(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p = problem(a,
	    "items:\n"
	    "  environment: {minutes: {least: 120, wished: 180, most: 240}, sittings: 2}\n"
	    "  strategies: {minutes: 150, undivided: true}\n"
	    "  organization: {minutes: 90}\n"
	    "  report: {minutes: {most: 30}}\n");

	(void)state;
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 0, "environment"), 120);
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 1, "environment"), 180);
	assert_int_equal(amount(p, DAIS_DEMAND_MOST, 0, "environment"), 240);
	assert_int_equal(amount(p, DAIS_DEMAND_UNDIVIDED, 0, "environment"), 2);
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 0, "strategies"), 150);
	assert_int_equal(amount(p, DAIS_DEMAND_MOST, 0, "strategies"), 150);
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 1, "strategies"), 0);
	/* Parts share what their item has. */
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 0, "organization/opening"), 60);
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 0, "organization/agenda"), 30);
	/* What is said wins over what is assumed. */
	assert_int_equal(amount(p, DAIS_DEMAND_LEAST, 0, "report"), 30);
}

/* --- order ---------------------------------------------------------------------------------- */

static const struct dais_demand *
before(const struct dais_problem *p, unsigned rank, const char *x, const char *y)
{
	return find(p, DAIS_DEMAND_BEFORE, rank, task_of(p, x), task_of(p, y));
}

static void
test_order_when_nothing_is_said(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p = problem(a, "");

	(void)state;
	assert_non_null(before(p, 0, "organization/opening", "organization/agenda"));
	assert_non_null(before(p, 0, "organization/agenda", "transfer"));
	assert_non_null(before(p, 0, "organization/agenda", "other"));
	assert_non_null(before(p, 0, "transfer", "other"));
	assert_int_equal(before(p, 0, "transfer", "report")->amount, 1); /* R-TIME-08 */
	assert_int_equal(before(p, 0, "other", "report")->amount, 0);
	assert_int_equal(before(p, 3, "other", "report")->amount, 1);
	assert_non_null(before(p, 3, "transfer", "environment"));
	assert_non_null(before(p, 3, "environment", "strategies"));
	assert_null(before(p, 3, "transfer", "strategies"));
	/* A common pair is said once. */
	assert_int_equal(count(p, DAIS_DEMAND_BEFORE, 0), 1 + 4 + 3 + 3 + 1);
	p = problem(a, "adoption: {lead: 0}\nwishes: {order: off}\n");
	assert_int_equal(before(p, 0, "transfer", "report")->amount, 0);
	assert_int_equal(count(p, DAIS_DEMAND_BEFORE, 3), 0);
}

static void
test_order_that_is_said(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p = problem(a, "items: {transfer: {after: [strategies]}}\n");
	const struct dais_demand *d = before(p, 0, "strategies", "transfer");

	(void)state;
	assert_non_null(d);
	assert_true(d->drop_cost > 0);
	assert_int_equal(d->place.column, 28);
}

/* --- when and where ------------------------------------------------------------------------- */

static void
test_half_days_and_people(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p = problem(a,
	    "people: {x: {present: [2022-05-24..2022-05-27], absent: [friday]}, y: {}}\n"
	    "items:\n"
	    "  transfer: {on: [2022-05-23, 2022-05-24], not-on: monday/morning, people: [x, y]}\n"
	    "  strategies: {prefer: tuesday, avoid: [friday], people: [x]}\n");
	size_t transfer = task_of(p, "transfer"), strategies = task_of(p, "strategies");
	const struct dais_demand *d;

	(void)state;
	d = find(p, DAIS_DEMAND_SLOTS, 0, transfer, DAIS_NONE);
	assert_string_equal(slots(a, p, d[0].slots), "####....");
	assert_string_equal(slots(a, p, d[1].slots), ".#######");
	assert_int_equal(d[1].person, DAIS_NONE);
	assert_string_equal(slots(a, p, d[2].slots), "..####..");
	assert_int_equal(d[2].person, 0);
	assert_string_equal(slots(a, p, d[3].slots), "########");
	assert_int_equal(d[3].person, 1);
	d = find(p, DAIS_DEMAND_SLOTS, 2, strategies, DAIS_NONE);
	assert_string_equal(slots(a, p, d[0].slots), "..##....");
	assert_string_equal(slots(a, p, d[1].slots), "######..");
	/* Both need x: never at the same time. */
	d = find(p, DAIS_DEMAND_APART, 0, transfer, strategies);
	assert_int_equal(d->person, 0);
	assert_int_equal(count(p, DAIS_DEMAND_APART, 0), 1);
}

/* Half-days and hours of a body hold, and not only the days they are of. */
static void
test_times_of_bodies(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_gather_options hybrid = { .modality = DAIS_MODALITY_HYBRID };
	struct dais_gather_options later = { .days_after = 5, .extras = true };
	const char *at_lunch = "hours: {in-person: [\"10:00-13:00\", \"13:00-14:30\", "
			       "\"15:00-18:00\"]}\nbodies: {ic: {days: [\"13:00\"]}}\n";
	const struct dais_problem *p =
	    problem(a, "bodies: {ic: {days: [2022-05-23, tuesday/morning, friday/15:00]}}\n");
	struct dais_diags d;

	(void)state;
	assert_string_equal(
	    slots(a, p, find(p, DAIS_DEMAND_BODY_SLOTS, 0, DAIS_NONE, DAIS_NONE)->slots),
	    "###....#");
	assert_true(dais_str_is(
	    find(p, DAIS_DEMAND_BODY_SLOTS, 0, DAIS_NONE, DAIS_NONE)->place.file, "planning.yaml"));
	p = gathered(a, package(a, package_yaml, at_lunch), &in_person, &d);
	assert_string_equal(
	    slots(a, p, find(p, DAIS_DEMAND_BODY_SLOTS, 0, DAIS_NONE, DAIS_NONE)->slots),
	    ".#..#..#..#.");
	/* Another modality has no such hour: the nearest, 12:00. */
	p = gathered(a, package(a, package_yaml, at_lunch), &hybrid, &d);
	assert_string_equal(
	    slots(a, p, find(p, DAIS_DEMAND_BODY_SLOTS, 0, DAIS_NONE, DAIS_NONE)->slots),
	    ".#..#..#..#.");
	/* Nor does it sit at other hours after the close, as a way out. */
	p = gathered(a, package(a, package_yaml, at_lunch), &later, &d);
	for (size_t t = 0; t < p->slots.n; t++)
		assert_int_equal(
		    dais_slots_has(
			find(p, DAIS_DEMAND_BODY_SLOTS, 0, DAIS_NONE, DAIS_NONE)->slots, t) &&
			p->slots.v[t].start != 780,
		    0);
	(void)gathered(a, package(a, package_yaml, "bodies: {ic: {days: [monday, \"13:00\"]}}\n"),
	    &in_person, &d);
	assert_non_null(strstr(said(a, &d), "there can be no sitting at `13:00`"));
}

static void
test_people_of_bodies(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p = problem(a, "people: {chair: {absent: [tuesday]}}\n"
						  "bodies: {ic: {people: [chair]}}\n"
						  "items: {strategies: {people: [chair]}}\n");
	const struct dais_demand *d = find(p, DAIS_DEMAND_BODY_SLOTS, 0, DAIS_NONE, DAIS_NONE);

	(void)state;
	assert_string_equal(slots(a, p, d->slots), "##..####");
	assert_int_equal(d->body, 0);
	assert_int_equal(d->person, 0);
	assert_non_null(
	    find(p, DAIS_DEMAND_APART, 0, task_of(p, "transfer"), task_of(p, "strategies")));
	assert_int_equal(count(p, DAIS_DEMAND_APART, 0), 1);
}

static void
test_apart(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p =
	    problem(a, "apart:\n"
		       "  - bodies: [ic, ta]\n"
		       "  - {items: [transfer, strategies, environment], wish: true}\n");
	const struct dais_demand *d = find(p, DAIS_DEMAND_APART, 0, DAIS_NONE, DAIS_NONE);

	(void)state;
	assert_int_equal(d->body, 0);
	assert_int_equal(d->body_2, 1);
	/* The environment is of both bodies: nothing else of theirs is parallel to it. */
	assert_int_equal(count(p, DAIS_DEMAND_APART, 2), 1);
}

static void
test_rooms_and_teams(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p = problem(a,
	    "rooms: {d: {capacity: 300, closed: [2022-05-24]}, e: {capacity: 100}}\n"
	    "teams: {first: {day: 2, name: {fr: équipe A}}, second: {week: 0, closed: [monday]}}\n"
	    "bodies: {ic: {attendance: 200, rooms: [d]}, ta: {attendance: 80, languages: [en]}}\n");
	const struct dais_demand *d = find(p, DAIS_DEMAND_ROOMS, 0, DAIS_NONE, DAIS_NONE);

	(void)state;
	assert_string_equal(slots(a, p, p->rooms.v[0].free), "##..####");
	assert_null(p->rooms.v[1].free);
	assert_int_equal(d->rooms, 1);
	assert_int_equal(p->teams.v[0].week_most, 7); /* profile */
	assert_int_equal(p->teams.v[1].week_most, 0);
	assert_string_equal(slots(a, p, p->teams.v[1].free), "..######");
	/* where there is no name in the language of the problem, another is better than the id */
	assert_true(dais_str_is(p->teams.v[0].name.in[DAIS_LANG_EN], "équipe A"));
	assert_true(dais_str_is_empty(p->teams.v[1].name.in[DAIS_LANG_EN]));
	assert_int_equal(p->bodies.v[0].attendance, 200);
	assert_int_equal(count(p, DAIS_DEMAND_ONE_ROOM, 4), 2);
}

/* --- wishes --------------------------------------------------------------------------------- */

/* A meeting opens when it was called for, unless something else is said. */
static void
test_opening(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_problem *p = problem(a, "");
	size_t opening = task_of(p, "organization/opening");
	const struct dais_demand *d = find(p, DAIS_DEMAND_SLOTS, 2, opening, DAIS_NONE);

	(void)state;
	assert_non_null(d);
	assert_string_equal(slots(a, p, d->slots), "#.......");
	assert_int_equal(d->weight, 4);
	p = problem(a, "days: {closed: [2022-05-23/morning]}\n");
	d = find(p, DAIS_DEMAND_SLOTS, 2, opening, DAIS_NONE);
	assert_non_null(d);
	assert_true(dais_slots_has(d->slots, 0));
	assert_int_equal(p->slots.v[0].start, 15 * 60);
	p = problem(a, "items: {organization/opening: {on: 2022-05-24}}\n");
	assert_null(find(p, DAIS_DEMAND_SLOTS, 2, opening, DAIS_NONE));
	p = problem(a, "wishes: {opening: off}\n");
	assert_null(find(p, DAIS_DEMAND_SLOTS, 2, opening, DAIS_NONE));
}

static void
test_wishes_can_be_changed(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p = problem(a, "");
	const struct dais_demand *d;

	(void)state;
	assert_string_equal(
	    slots(a, p, find(p, DAIS_DEMAND_FREE, 4, DAIS_NONE, DAIS_NONE)->slots), ".......#");
	assert_int_equal(count(p, DAIS_DEMAND_FEWEST, 4), 1);
	assert_int_equal(count(p, DAIS_DEMAND_DENSE, 4), 2);
	p = problem(a,
	    "wishes: {free: {when: [monday], rank: 1, weight: 50}, fewest-sittings: off,\n"
	    "  dense: {rank: 6}}\n"
	    "limits: {items-a-sitting: 2}\n");
	d = find(p, DAIS_DEMAND_FREE, 1, DAIS_NONE, DAIS_NONE);
	assert_string_equal(slots(a, p, d->slots), "##......");
	assert_int_equal(d->weight, 50);
	assert_int_equal(count(p, DAIS_DEMAND_FEWEST, 4), 0);
	assert_int_equal(count(p, DAIS_DEMAND_DENSE, 6), 2);
	assert_int_equal(find(p, DAIS_DEMAND_ITEMS_MOST, 0, DAIS_NONE, DAIS_NONE)->amount, 2);
}

/* --- extras --------------------------------------------------------------------------------- */

static void
test_extras_can_be_opened(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_gather_options opt = { .extras = true };
	struct dais_record *r = package(a, package_yaml,
	    "extra-hours: {in-person: [\"13:30-14:30\"]}\nitems: {environment: {minutes: 150}}\n");
	struct dais_diags d;
	const struct dais_problem *p = gathered(a, r, &opt, &d);
	const struct dais_demand *f;
	size_t n = 0;

	(void)state;
	/* Four days of three sittings, the holiday and the Monday after with two each. */
	assert_int_equal(p->slots.n, 4 * 3 + 2 + 2);
	assert_int_equal(count(p, DAIS_DEMAND_FREE, 0), 4 + 2 + 2);
	f = find(p, DAIS_DEMAND_FREE, 0, DAIS_NONE, DAIS_NONE);
	assert_string_equal(slots(a, p, f->slots), ".#..............");
	assert_true(f->drop_cost > 0 && f->drop_cost < f[7].drop_cost);
	assert_null(find(p, DAIS_DEMAND_BODY_SLOTS, 0, DAIS_NONE, DAIS_NONE));
	for (size_t i = 0; i < p->demands.n; i++) {
		if (p->demands.v[i].kind == DAIS_DEMAND_LEAST &&
		    p->demands.v[i].task == task_of(p, "environment"))
			n += p->demands.v[i].rank == 0;
	}
	assert_int_equal(n, 3); /* 30, 90, 150 */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slots_are_of_working_days),
		cmocka_unit_test(test_weeks_are_counted),
		cmocka_unit_test(test_another_modality_has_other_hours),
		cmocka_unit_test(test_tasks_are_items_and_parts),
		cmocka_unit_test(test_bodies_are_known_by_short_names_and_symbols),
		cmocka_unit_test(test_times_when_nothing_is_said),
		cmocka_unit_test(test_times_of_the_timetable),
		cmocka_unit_test(test_times_that_are_said),
		cmocka_unit_test(test_order_when_nothing_is_said),
		cmocka_unit_test(test_order_that_is_said),
		cmocka_unit_test(test_half_days_and_people),
		cmocka_unit_test(test_times_of_bodies),
		cmocka_unit_test(test_people_of_bodies),
		cmocka_unit_test(test_apart),
		cmocka_unit_test(test_rooms_and_teams),
		cmocka_unit_test(test_opening),
		cmocka_unit_test(test_wishes_can_be_changed),
		cmocka_unit_test(test_extras_can_be_opened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
