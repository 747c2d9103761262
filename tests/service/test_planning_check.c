/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a check says of the organization of work without planning it: the bad input that a package
 * may hold, case by case, each with its place and what to do.
 */
#include "support.h"

#include <time.h>

#include "base/buf.h"
#include "read/package/load.h"
#include "read/package/planning.h"
#include "service/planning_check.h"

#define SECONDS 20 /* enough for sanitizers; what the budget decides has a test of its own */

/* package_yaml with @from replaced by @to (NULL: as it is); all that is said, a line a finding. */
struct wrong {
	const char *from, *to, *planning, *said;
};

static struct dais_record *
read_package(struct dais_arena *a, const char *yaml, const char *planning, struct dais_diags *d)
{
	struct dais_str text[DAIS_LANG_COUNT] = { 0 };
	struct dais_record *r;

	dais_diags_init(d, a);
	r = dais_package_read(a, dais_str_from(yaml), text, DAIS_STR_NONE, d);
	if (planning)
		dais_package_read_planning(r, dais_str_from(planning), d);
	return r;
}

static const char *
print(struct dais_arena *a, const struct dais_diags *d)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, 1u << 20);
	for (size_t i = 0; i < d->list.n; i++) {
		const struct dais_diag *g = &d->list.v[i];

		for (size_t k = 0; k < g->places.n; k++)
			dais_buf_printf(&b, "%s%.*s:%u", k ? " " : "",
			    DAIS_STR_ARG(g->places.v[k].file), g->places.v[k].line);
		dais_buf_printf(&b, ": %s %s: %.*s [%.*s]\n", g->rule,
		    dais_severity_name(g->severity), DAIS_STR_ARG(g->message),
		    DAIS_STR_ARG(g->hint));
	}
	return dais_arena_cstr(a, dais_buf_str(&b));
}

static const char *
checked(struct dais_arena *a, const char *yaml, const char *planning, double seconds)
{
	struct dais_diags d;
	struct dais_record *r = read_package(a, yaml, planning, &d);

	if (!d.errors)
		dais_planning_check(r, NULL, seconds, &d);
	return print(a, &d);
}

static const char *
said_of(struct dais_arena *a, const struct wrong *w)
{
	return checked(a, w->from ? replaced(a, package_yaml, w->from, w->to) : package_yaml,
	    w->planning, SECONDS);
}

/* The lines of the section "Bad input" that one package can show. */
static const struct wrong wrongs[] = {
	/* contradictory demands: more time than the days give */
	{ NULL, NULL,
	    "items:\n"
	    "  transfer: {minutes: {least: 600}}\n"
	    "  strategies: {minutes: {least: 600}}\n"
	    "apart: [{bodies: [ic, ta]}]\n",
	    "meeting.yaml:25: R-TIME-15 error: item 5 (Report) is not taken up; time asked for: "
	    "1 h "
	    "[change the timetable (dais plan proposes one), or the demand in planning.yaml]\n"
	    "meeting.yaml:27 planning.yaml:2: R-TIME-15 error: item 2 of X/1 (Transfer) gets 2 h, "
	    "8 h less than the 10 h asked for [change the timetable (dais plan proposes one), or "
	    "the demand in planning.yaml]\n"
	    "meeting.yaml:31: R-TIME-15 error: item 4 (Other matters) is taken up on Tuesday, 24 "
	    "May 2022, 10 a.m.–1 p.m., before the last sitting of item 3 of X/2 (Strategies) on "
	    "Tuesday, 24 May 2022, 3 p.m.–6 p.m. [change the timetable (dais plan proposes one), "
	    "or the demand in planning.yaml]\n"
	    "meeting.yaml:35 planning.yaml:3: R-TIME-15 error: item 3 of X/2 (Strategies) gets "
	    "3 h, "
	    "7 h less than the 10 h asked for [change the timetable (dais plan proposes one), or "
	    "the demand in planning.yaml]\n"
	    "planning.yaml:2 planning.yaml:3 planning.yaml:4 meeting.yaml:25 meeting.yaml:22: "
	    "R-TIME-14 error: no organization of work keeps all demands: item 1 (a), item 1 (b), "
	    "item 2 of X/1, item 3 of X/1 and 2 of X/2 and item 3 of X/2 need 22 h, the 7 sittings "
	    "from Monday, 23 May 2022 to Wednesday, 25 May 2022 and in the morning of Friday, 27 "
	    "May 2022 give 21 h: item 1 (a) (Opening) comes before item 1 (b) (reason: the opening "
	    "and the adoption of the agenda come first); item 1 (b) (Adoption of the agenda) needs "
	    "at least 30 min; item 1 (b) (Adoption of the agenda) comes before item 2 of X/1 "
	    "(reason: the opening and the adoption of the agenda come first); item 2 of X/1 "
	    "(Transfer) needs at least 10 h and 5 more demands [give item 2 of X/1 (Transfer) 1 h "
	    "less than the 10 h it needs; or give item 3 of X/2 (Strategies) 1 h less than the "
	    "10 h "
	    "it needs; or let the Group A and the Group B sit at the same time]\n" },
	/* two demands on one item */
	{ NULL, NULL, "items: {transfer: {on: 2022-05-24, not-on: tuesday}}\n",
	    "planning.yaml:1: R-TIME-13 error: item 2 of X/1 (Transfer) cannot be taken up at any "
	    "time: its bodies, people and half-days leave no sitting [widen `on`, `days` of the "
	    "bodies or the presence of the people]\n" },
	/* an order against half-days */
	{ NULL, NULL,
	    "items:\n"
	    "  transfer: {on: 2022-05-24}\n"
	    "  strategies: {on: 2022-05-23/afternoon, after: [transfer]}\n",
	    "meeting.yaml:25: R-TIME-15 error: item 5 (Report) is not taken up; time asked for: "
	    "1 h "
	    "[change the timetable (dais plan proposes one), or the demand in planning.yaml]\n"
	    "meeting.yaml:27 planning.yaml:2: R-TIME-15 error: item 2 of X/1 (Transfer) is taken "
	    "up "
	    "outside the times set for it, on Monday, 23 May 2022, 10 a.m.–1 p.m. [change the "
	    "timetable (dais plan proposes one), or the demand in planning.yaml]\n"
	    "meeting.yaml:31: R-TIME-15 error: item 4 (Other matters) is taken up on Tuesday, 24 "
	    "May 2022, 10 a.m.–1 p.m., before the last sitting of item 3 of X/2 (Strategies) on "
	    "Tuesday, 24 May 2022, 3 p.m.–6 p.m. [change the timetable (dais plan proposes one), "
	    "or the demand in planning.yaml]\n"
	    "meeting.yaml:35 planning.yaml:3: R-TIME-15 error: item 3 of X/2 (Strategies) is taken "
	    "up outside the times set for it, on Tuesday, 24 May 2022, 3 p.m.–6 p.m. [change the "
	    "timetable (dais plan proposes one), or the demand in planning.yaml]\n"
	    "planning.yaml:2 planning.yaml:3 meeting.yaml:21 meeting.yaml:23: R-TIME-14 error: no "
	    "organization of work keeps all demands: item 2 of X/1 (Transfer) can be taken up at "
	    "no "
	    "time: item 2 of X/1 (Transfer) is taken up only on Tuesday, 24 May 2022; item 2 of "
	    "X/1 "
	    "(Transfer) comes before item 3 of X/2; item 3 of X/2 (Strategies) needs at least 1 h "
	    "and item 3 of X/2 (Strategies) is taken up only in the afternoon of Monday, 23 May "
	    "2022 [take up item 2 of X/1 (Transfer) at other times; or let item 3 of X/2 begin "
	    "before item 2 of X/1 (Transfer) is done; or take up item 3 of X/2 (Strategies) at "
	    "other "
	    "times]\n" },
	/* orders in a circle */
	{ NULL, NULL,
	    "items:\n"
	    "  transfer: {after: [environment]}\n"
	    "  environment: {after: [transfer]}\n",
	    "planning.yaml:3: R-TIME-13 error: items wait for each other in a circle: item 2 of "
	    "X/1 "
	    "(Transfer), which waits for item 3 of X/1 and 2 of X/2 (Environment), which waits for "
	    "item 2 of X/1 (Transfer) [take one `after` out]\n" },
	/* zero-length items */
	{ NULL, NULL, "items: {transfer: {minutes: 0}}\n",
	    "planning.yaml:1: package error: an item of 0 minutes cannot be planned [give it a "
	    "step at least; an item without a time of its own has no `minutes`]\n" },
	{ NULL, NULL, "items: {transfer: {minutes: {least: 0}}}\n",
	    "planning.yaml:1: package error: an item of 0 minutes cannot be planned [give it a "
	    "step at least; an item without a time of its own has no `minutes`]\n" },
	/* a body without a day */
	{ NULL, NULL, "bodies: {ic: {days: [2022-05-26]}}\n",
	    "planning.yaml:1: R-TIME-13 error: meeting `ic@13` has no day on which it can sit "
	    "[sittings are on working days from 2022-05-23 to 2022-05-27 that are no holidays; see "
	    "`days` in planning.yaml]\n" },
	/* fixed cells on one another */
	{ NULL, NULL,
	    "items:\n"
	    "  transfer: {fixed: {at: 2022-05-24T10:00, minutes: 120}}\n"
	    "  environment: {fixed: {at: 2022-05-24T10:00, minutes: 90}}\n",
	    "planning.yaml:3 planning.yaml:2: R-TIME-13 error: what is fixed on 2022-05-24 at "
	    "10:00 takes 210 minutes; the sitting has 180 [fix one of them at another time, or for "
	    "fewer minutes]\n" },
	/* unknown names, all of them at once */
	{ NULL, NULL,
	    "bodies: {id: {attendance: 9}}\n"
	    "items: {transport: {on: friday}, transfer: {people: [chair], after: "
	    "[other-things]}}\n",
	    "planning.yaml:1: package error: unknown body `id` [did you mean `ic`?]\n"
	    "planning.yaml:2: package error: unknown item `transport` [did you mean `transfer`?]\n"
	    "planning.yaml:2: package error: unknown person `chair` [people stand in the section "
	    "`people`]\n"
	    "planning.yaml:2: package error: unknown item `other-things` []\n" },
	/* a clock that changes inside a sitting */
	{ "ic@13: {opens: 2022-05-23T10:00, closes: 2022-05-27",
	    "ic@13: {opens: 2022-03-25, closes: 2022-03-28",
	    "days: {also: [2022-03-27]}\nhours: {in-person: [\"01:00-04:00\"]}\n",
	    "meeting.yaml:8: R-TIME-13 error: the clock changes during the sitting of 2022-03-27, "
	    "01:00-04:00 [close it in planning.yaml: days: {closed: [...]}]\n" },
	/* people who are never there together with their item */
	{ NULL, NULL,
	    "people: {expert: {name: the expert, present: [2022-05-24]}}\n"
	    "items: {transfer: {people: [expert], on: 2022-05-25}}\n",
	    "planning.yaml:2: R-TIME-13 error: item 2 of X/1 (Transfer) cannot be taken up at any "
	    "time: its bodies, people and half-days leave no sitting [widen `on`, `days` of the "
	    "bodies or the presence of the people]\n" },
	/* rooms and teams */
	{ NULL, NULL, "rooms: {d: {capacity: 100}}\nbodies: {ta: {attendance: 200}}\n",
	    "meeting.yaml:19: R-TIME-13 error: no room that all its bodies may use has the 200 "
	    "seats that joint sittings on item 1 (a) (Opening) need [find a larger room, or lower "
	    "`attendance` of the bodies]\n"
	    "planning.yaml:2: R-TIME-13 error: no room of `ta` has 200 seats [find a larger room, "
	    "or lower `attendance` of the body]\n" },
	/* a timetable that breaks what is demanded */
	{ NULL, NULL, "items: {strategies: {on: 2022-05-25}}\n",
	    "meeting.yaml:25: R-TIME-15 error: item 5 (Report) is not taken up; time asked for: "
	    "1 h "
	    "[change the timetable (dais plan proposes one), or the demand in planning.yaml]\n"
	    "meeting.yaml:31: R-TIME-15 error: item 4 (Other matters) is taken up on Tuesday, 24 "
	    "May 2022, 10 a.m.–1 p.m., before the last sitting of item 3 of X/2 (Strategies) on "
	    "Tuesday, 24 May 2022, 3 p.m.–6 p.m. [change the timetable (dais plan proposes one), "
	    "or the demand in planning.yaml]\n"
	    "meeting.yaml:35 planning.yaml:1: R-TIME-15 error: item 3 of X/2 (Strategies) is taken "
	    "up outside the times set for it, on Tuesday, 24 May 2022, 3 p.m.–6 p.m. [change the "
	    "timetable (dais plan proposes one), or the demand in planning.yaml]\n" },
	{ NULL, NULL, "hours: {in-person: [\"09:00-12:00\", \"14:00-17:00\"]}\n",
	    /* from 10:00, when the meeting opens */
	    "meeting.yaml:27: R-TIME-15 error: the sitting of 2022-05-23T10:00 does not end at "
	    "12:00, as sittings that begin then do in person [other hours than the profile's "
	    "stand in planning.yaml: `hours`]\n"
	    "meeting.yaml:31: R-TIME-15 error: no sitting can begin on 2022-05-24T10:00 in person "
	    "[Sittings can begin that day at 09:00, 14:00.]\n"
	    "meeting.yaml:35: R-TIME-15 error: no sitting can begin on 2022-05-24T15:00 in person "
	    "[Sittings can begin that day at 09:00, 14:00.]\n" },
};

static void
test_what_is_wrong_is_said(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(wrongs) / sizeof(*wrongs); i++)
		assert_string_equal(said_of(a, &wrongs[i]), wrongs[i].said);
}

/* --- what is decided, and what is not ------------------------------------------------------- */

/* Two in one half-day that must not run side by side: their bodies may, so no sum shows it. */
static const char crossing[] = "items:\n"
			       "  transfer: {minutes: 120, on: 2022-05-24/morning}\n"
			       "  strategies: {minutes: 120, on: 2022-05-24/morning}\n"
			       "apart: [{items: [transfer, strategies]}]\n";

/* The package without a timetable. */
static const char *
without_timetable(struct dais_arena *a)
{
	return dais_arena_printf(
	    a, "%.*s", (int)(strstr(package_yaml, "sittings:") - package_yaml), package_yaml)
	    .p;
}

static void
test_a_search_decides(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *said = checked(a, without_timetable(a), crossing, SECONDS);

	(void)state;
	assert_non_null(
	    strstr(said, "R-TIME-14 error: no organization of work keeps all demands: "));
	assert_true(strncmp(said, "planning.yaml:2 planning.yaml:3 planning.yaml:4", 47) == 0);
}

static void
test_what_is_not_decided_is_said(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	assert_string_equal(checked(a, without_timetable(a), crossing, 0),
	    ": R-TIME-14 info: in the time of a check it was not decided whether all demands on "
	    "the organization of work can hold together [dais plan decides it]\n");
}

static void
test_what_can_be_planned_is_fine(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	assert_string_equal(checked(a, without_timetable(a), NULL, 0), "");
	assert_string_equal(checked(a, package_yaml, NULL, 0), "");
	assert_string_equal(
	    checked(a, without_timetable(a), "items: {transfer: {on: 2022-05-24}}\n", 0), "");
}

/* Demands that nobody has stated are no errors, and a timetable made by hand is not held to them.
 */
static void
test_without_planning_yaml_it_is_a_warning(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *yaml = replaced(a, package_yaml, "closes: 2022-05-27", "closes: 2022-05-23");
	const char *said;

	(void)state;
	yaml = replaced(a, yaml, "closes: 2022-05-27", "closes: 2022-05-23");
	yaml = replaced(a, yaml, "transfer,", "transfer, two, three, four, five, six,");
	yaml = replaced(a, yaml, "  transfer: {",
	    "  two: {kind: substantive, title: {en: Two}}\n"
	    "  three: {kind: substantive, title: {en: Three}}\n"
	    "  four: {kind: substantive, title: {en: Four}}\n"
	    "  five: {kind: substantive, title: {en: Five}}\n"
	    "  six: {kind: substantive, title: {en: Six}}\n"
	    "  transfer: {");
	yaml = replaced(a, yaml, "sittings:\n", "modalities: {hybrid: []}\nunused:\n");
	yaml = dais_arena_printf(a, "%.*s", (int)(strstr(yaml, "unused:") - yaml), yaml).p;
	said = checked(a, yaml, NULL, SECONDS);
	assert_non_null(
	    strstr(said, "R-TIME-14 warning: no organization of work keeps all demands"));
	assert_null(strstr(said, "error"));
}

/* --- rules ---------------------------------------------------------------------------------- */

static void
test_only_rules_that_are_asked_for(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	static const char *const family[] = { "R-TIME" }, *const one[] = { "R-TIME-13" },
				 *const other[] = { "R-DATE" };
	const struct {
		const char *const *rules;
		bool conflict, breach;
	} cases[] = { { family, true, true }, { one, false, false }, { other, false, false } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct dais_check_options opt = { .rules = cases[i].rules, .n_rules = 1 };
		struct dais_diags d;
		struct dais_record *r = read_package(a, package_yaml, crossing, &d);
		const char *said;

		dais_planning_check(r, &opt, SECONDS, &d);
		said = print(a, &d);
		assert_int_equal(strstr(said, "R-TIME-14") != NULL, cases[i].conflict);
		assert_int_equal(strstr(said, "R-TIME-15") != NULL, cases[i].breach);
	}
}

/* A contingency plan is held to the same demands. */
static void
test_a_plan_that_stands_ready_is_judged(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *yaml = dais_arena_printf(a,
	    "%smodalities:\n"
	    "  hybrid:\n"
	    "    - start: 2022-05-24T09:00\n"
	    "      end: 2022-05-24T11:00\n"
	    "      bodies: [ic]\n"
	    "      entries: [transfer]\n",
	    package_yaml)
			       .p;
	const char *said = checked(a, yaml, "items: {transfer: {on: 2022-05-23}}\n", SECONDS);

	(void)state;
	assert_non_null(strstr(said, "meeting.yaml:41 planning.yaml:1: R-TIME-15 error: item 2 of "
				     "X/1 (Transfer) is taken up "
				     "outside the times set for it"));
}

/* --- size ----------------------------------------------------------------------------------- */

static const char *
many_bodies(struct dais_arena *a, size_t n)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, 1u << 24);
	dais_buf_puts(&b, "dais: 1\nlanguages: [en]\nprofile: untoc\nbodies:\n");
	for (size_t i = 0; i < n; i++)
		dais_buf_printf(&b, "  b%zu: {name: {en: Body %zu}}\n", i, i);
	dais_buf_puts(&b, "meetings:\n");
	for (size_t i = 0; i < n; i++)
		dais_buf_printf(&b,
		    "  b%zu@1: {opens: 2022-05-23, closes: 2022-05-27, zone: Europe/Vienna}\n", i);
	dais_buf_puts(&b, "together: [");
	for (size_t i = 0; i < n; i++)
		dais_buf_printf(&b, "%sb%zu@1", i ? ", " : "", i);
	dais_buf_puts(&b, "]\nagendas:\n");
	for (size_t i = 0; i < n; i++)
		dais_buf_printf(&b, "  b%zu: [work%zu]\n", i, i);
	dais_buf_puts(&b, "items:\n");
	for (size_t i = 0; i < n; i++)
		dais_buf_printf(&b, "  work%zu: {kind: substantive, title: {en: Work}}\n", i);
	return dais_arena_cstr(a, dais_buf_str(&b));
}

/* Ten rooms for a thousand bodies: told by arithmetic, in a moment. */
static void
test_a_thousand_bodies(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *yaml = many_bodies(a, 1000), *said;
	DAIS_BUF_AUTO rooms = { 0 };
	clock_t begin;

	(void)state;
	dais_buf_init(&rooms, 1u << 16);
	dais_buf_puts(&rooms, "rooms:\n");
	for (size_t i = 0; i < 10; i++)
		dais_buf_printf(&rooms, "  r%zu: {capacity: 100}\n", i);
	begin = clock();
	said =
	    checked(a, yaml, dais_arena_cstr(a, dais_buf_str(&rooms)), DAIS_PLANNING_CHECK_SECONDS);
	assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 8);
	assert_non_null(
	    strstr(said, "R-TIME-14 error: no organization of work keeps all demands: "));
	assert_string_equal(checked(a, yaml, NULL, DAIS_PLANNING_CHECK_SECONDS), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_wrong_is_said),
		cmocka_unit_test(test_a_search_decides),
		cmocka_unit_test(test_what_is_not_decided_is_said),
		cmocka_unit_test(test_what_can_be_planned_is_fine),
		cmocka_unit_test(test_without_planning_yaml_it_is_a_warning),
		cmocka_unit_test(test_only_rules_that_are_asked_for),
		cmocka_unit_test(test_a_plan_that_stands_ready_is_judged),
		cmocka_unit_test(test_a_thousand_bodies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
