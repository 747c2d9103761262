/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What cannot be planned is said with its place, before anything is searched.
 */
#include "support.h"

#include "base/buf.h"

/* package_yaml with @from replaced by @to (NULL: as it is), @planning, and what is said first. */
struct wrong {
	const char *from, *to, *planning, *said;
	enum dais_modality modality;
};

static const struct wrong wrongs[] = {
	{ NULL, NULL, "items: {transfer: {on: 2022-06-24}}\n",
	    "planning.yaml:1:24: there can be no sitting at `2022-06-24` [Sittings are planned "
	    "from 2022-05-23 to 2022-05-27.]" },
	{ NULL, NULL, "items: {transfer: {on: 2022-05-24T11:00}}\n",
	    "planning.yaml:1:24: there can be no sitting at `2022-05-24T11:00` [Sittings can begin "
	    "that day at 10:00, 15:00.]" },
	{ NULL, NULL, "items: {transfer: {on: 2022-05-24, not-on: tuesday}}\n",
	    "planning.yaml:1:9: item 2 of X/1 (Transfer) cannot be taken up at any time: its "
	    "bodies, people and half-days leave no sitting [widen `on`, `days` of the bodies or "
	    "the presence of the people]" },
	{ NULL, NULL,
	    "people: {expert: {name: the expert, present: [2022-05-24]}, chair: {name: the chair, "
	    "absent: [2022-05-24]}}\n"
	    "items: {transfer: {people: [expert, chair]}}\n",
	    "planning.yaml:2:9: item 2 of X/1 (Transfer) cannot be taken up at any time: no "
	    "sitting "
	    "of its bodies is at a time at which all these are there: the expert and the chair "
	    "[look at `present` and `absent` of the people]" },
	{ NULL, NULL, "bodies: {ic: {days: [2022-05-23]}, ta: {days: [2022-05-24]}}\n",
	    "meeting.yaml:19:7: item 1 (a) (Opening) cannot be taken up at any time: its bodies "
	    "have "
	    "no sittings at the same time [look at `days` of the bodies and at the days of their "
	    "meetings]" },
	{ NULL, NULL, "items: {transfer: {fixed: 2022-05-26T10:00}}\n",
	    "planning.yaml:1:27: there can be no sitting at `2022-05-26T10:00` [It is a "
	    "weekend, a holiday or a closed day: `days` in planning.yaml can open it (`also`, "
	    "`host-holidays: open`).]" },
	{ NULL, NULL, "items: {transfer: {fixed: 2022-05-24T10:00, on: 2022-05-25}}\n",
	    "planning.yaml:1:27: item 2 of X/1 (Transfer) is fixed on 2022-05-24 at 10:00, when it "
	    "cannot be taken up [fix it at another time, or widen `on`, `days` of the bodies or "
	    "the presence of the people]" },
	{ NULL, NULL, "items: {organization: {fixed: 2022-05-24T10:00}}\n",
	    "planning.yaml:1:31: item `organization` has parts: fix one of them [write "
	    "organization/<part>: {fixed: [...]}]" },
	{ NULL, NULL,
	    "items:\n"
	    "  transfer: {fixed: {at: 2022-05-24T10:00, minutes: 120}}\n"
	    "  environment: {fixed: {at: 2022-05-24T10:00, minutes: 90}}\n",
	    "planning.yaml:3:29: what is fixed on 2022-05-24 at 10:00 takes 210 minutes; the "
	    "sitting has 180 [fix one of them at another time, or for fewer minutes]" },
	{ NULL, NULL,
	    "items:\n"
	    "  transfer: {fixed: 2022-05-24T10:00}\n"
	    "  strategies: {fixed: 2022-05-24T10:00}\n"
	    "apart: [{bodies: [ic, ta]}]\n",
	    "planning.yaml:3:23: item 2 of X/1 (Transfer) and item 3 of X/2 (Strategies) are fixed "
	    "at the same time, and their bodies are kept apart [fix one of them at another time]" },
	{ NULL, NULL,
	    "items: {transfer: {minutes: {most: 60}, fixed: {at: 2022-05-24, minutes: 60}}}\n",
	    "planning.yaml:1:53: item 2 of X/1 (Transfer) is fixed for 120 minutes and may take at "
	    "most 60 [raise `most`, or fix it for fewer minutes]" },
	{ NULL, NULL, "items: {transfer: {undivided: true, fixed: 2022-05-24}}\n",
	    "planning.yaml:1:44: item 2 of X/1 (Transfer) is undivided and fixed in 2 sittings "
	    "[fix "
	    "it in one sitting, or let it be divided]" },
	{ NULL, NULL, "items: {transfer: {undivided: true, minutes: 240}}\n",
	    "planning.yaml:1:9: item 2 of X/1 (Transfer) is undivided and needs 240 minutes; the "
	    "longest sitting has 180 [lower `least`, or let the item be divided]" },
	{ NULL, NULL, "items: {transfer: {sittings: 2, minutes: {least: 390}}}\n",
	    "planning.yaml:1:9: item 2 of X/1 (Transfer) needs 390 minutes in at most 2 sittings; "
	    "the "
	    "longest has 180 [lower `least`, or allow more sittings]" },
	{ NULL, NULL, "items: {organization: {minutes: {most: 30}}}\n",
	    "planning.yaml:1:33: 30 minutes are too few for the 2 parts of item `organization` "
	    "[]" },
	{ NULL, NULL, "items: {transfer: {after: [other]}}\n",
	    "planning.yaml:1:28: items wait for each other in a circle: item 2 of X/1 (Transfer), "
	    "which waits for item 4 (Other matters), which waits for item 2 of X/1 (Transfer) "
	    "[take "
	    "one `after` out]" },
	{ NULL, NULL,
	    "items:\n"
	    "  transfer: {after: [environment]}\n"
	    "  environment: {after: [strategies]}\n"
	    "  strategies: {after: [transfer]}\n",
	    "planning.yaml:4:24: items wait for each other in a circle: item 2 of X/1 (Transfer), "
	    "which waits for item 3 of X/1 and 2 of X/2 (Environment), which waits for item 3 of "
	    "X/2 "
	    "(Strategies), which waits for item 2 of X/1 (Transfer) [take one `after` out]" },
	{ NULL, NULL, "hours: {in-person: [\"10:00-13:00\", \"12:00-15:00\"]}\n",
	    "planning.yaml:1:9: the sitting 12:00-15:00 begins before the one before it has ended "
	    "[]" },
	{ NULL, NULL, "hours: {in-person: [\"10:00-10:15\"]}\n",
	    "planning.yaml:1:9: a sitting 10:00-10:15 is shorter than a step of 30 minutes []" },
	{ NULL, NULL, "hours: {in-person: [\"17:00-19:00\"]}\n",
	    "planning.yaml:1:9: the sitting 17:00-19:00 goes past 18:00, the latest end of the "
	    "profile []" },
	{ NULL, NULL, "hours: {hybrid: [\"09:00-11:30\"]}\n",
	    "planning.yaml:1:9: with remote interpretation a sitting lasts at most 120 minutes; "
	    "09:00-11:30 is longer []",
	    DAIS_MODALITY_HYBRID },
	{ NULL, NULL, "hours: {hybrid: [\"09:00-11:00\", \"11:30-12:30\"]}\n",
	    "planning.yaml:1:9: the pause before the sitting 11:30-12:30 is shorter than 60 "
	    "minutes []",
	    DAIS_MODALITY_HYBRID },
	{ NULL, NULL, "extra-hours: {in-person: [\"12:00-14:00\"]}\n",
	    "planning.yaml:1:15: the further sitting 12:00-14:00 overlaps the usual one "
	    "10:00-13:00 []" },
	{ NULL, NULL, "bodies: {ic: {days: [2022-05-26]}}\n",
	    "planning.yaml:1:10: meeting `ic@13` has no day on which it can sit [sittings are on "
	    "working days from 2022-05-23 to 2022-05-27 that are no holidays; see `days` in "
	    "planning.yaml]" },
	{ NULL, NULL, "days: {closed: [2022-05-23..2022-05-27]}\n",
	    "meeting.yaml:8:3: meeting `ic@13` has no day on which it can sit [sittings are on "
	    "working days from 2022-05-23 to 2022-05-27 that are no holidays; see `days` in "
	    "planning.yaml]" },
	{ "ic@13: {opens: 2022-05-23T10:00, closes: 2022-05-27",
	    "ic@13: {opens: 2022-05-28, closes: 2022-05-29", "",
	    "meeting.yaml:8:3: meeting `ic@13` has no day on which it can sit [sittings are on "
	    "working days from 2022-05-28 to 2022-05-29 that are no holidays; see `days` in "
	    "planning.yaml]" },
	{ "ic@13: {opens: 2022-05-23T10:00, closes: 2022-05-27",
	    "ic@13: {opens: 2020-05-23T10:00, closes: 2022-05-27", "",
	    "meeting.yaml:8:3: meeting `ic@13` closes more than 400 days after the first opening: "
	    "meetings that far apart cannot be planned together []" },
	{ "zone: Europe/Vienna", "zone: Europe/Wien", "",
	    "meeting.yaml:8:3: meeting `ic@13`: unknown time zone `Europe/Wien` []" },
	{ "zone: Europe/Vienna", "zone: Europe/London", "",
	    "meeting.yaml:9:3: meetings `ic@13` and `ta@13` are planned together and their clocks "
	    "differ on 2022-05-23 []" },
	{ NULL, NULL, "rooms: {d: {capacity: 100}}\nbodies: {ta: {attendance: 200}}\n",
	    "planning.yaml:2:10: no room of `ta` has 200 seats [find a larger room, or lower "
	    "`attendance` of the body]" },
	{ NULL, NULL,
	    "rooms: {d: {capacity: 100}, e: {capacity: 80}}\n"
	    "bodies: {ic: {attendance: 60}, ta: {attendance: 60}}\n",
	    "meeting.yaml:19:7: no room that all its bodies may use has the 120 seats that joint "
	    "sittings on item 1 (a) (Opening) need [find a larger room, or lower `attendance` of "
	    "the bodies]" },
	{ NULL, NULL, "rooms: {d: {}, e: {}}\nbodies: {ic: {rooms: [d]}, ta: {rooms: [e]}}\n",
	    "meeting.yaml:19:7: the bodies of item 1 (a) (Opening) have no room in common [give "
	    "them one in `rooms` of the bodies]" },
	{ "[en]", "[en, fr]",
	    "teams: {a: {languages: [en]}, b: {languages: [fr]}}\n"
	    "bodies: {ic: {languages: [en]}, ta: {languages: [fr]}}\n",
	    "meeting.yaml:19:7: no team of interpreters has all languages of the bodies of item 1 "
	    "(a) (Opening) [add the languages to a team, or a team]" },
	{ NULL, NULL, "rooms: {d: {}}\n",
	    "planning.yaml:1:9: no room of `ic` is equipped for online participants (remote: true) "
	    "[give it a room with `remote: true`]",
	    DAIS_MODALITY_HYBRID },
	{ "[en]", "[en, fr]", "teams: {a: {languages: [en]}}\n",
	    "planning.yaml:1:9: no team of interpreters has all languages of `ic` [add the "
	    "languages to a team, or a team]" },
};

static const char *
first_said(struct dais_arena *a, const struct wrong *w)
{
	const char *yaml = w->from ? replaced(a, package_yaml, w->from, w->to) : package_yaml;
	struct dais_gather_options opt = { .modality = w->modality };
	struct dais_diags d;
	const struct dais_problem *p = gathered(a, package(a, yaml, w->planning), &opt, &d);

	assert_null(p);
	return said(a, &d);
}

static void
test_what_is_wrong_is_said(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(wrongs) / sizeof(*wrongs); i++)
		assert_string_equal(first_said(a, &wrongs[i]), wrongs[i].said);
}

/* --- openings ------------------------------------------------------------------------------- */

/* What is said of a package that can be planned. */
static const char *
warned(struct dais_arena *a, const char *from, const char *to, const char *planning)
{
	const char *yaml = from ? replaced(a, package_yaml, from, to) : package_yaml;
	struct dais_gather_options opt = { .modality = DAIS_MODALITY_IN_PERSON };
	struct dais_diags d;

	assert_non_null(gathered(a, package(a, yaml, planning), &opt, &d));
	return said(a, &d);
}

/* Hours would be lost without a word. */
static void
test_a_meeting_that_cannot_open_when_called_for(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *closed = "meeting.yaml:8:3: meeting `ic@13` opens on 2022-05-23, when it "
			     "cannot sit: it begins on 2022-05-24 [change `opens`, or see `days` "
			     "and who must be there]";

	(void)state;
	assert_string_equal(warned(a, NULL, NULL, "days: {closed: [2022-05-23]}\n"), closed);
	assert_string_equal(
	    warned(a, "ta@13: {opens: 2022-05-23T10:00", "ta@13: {opens: 2022-05-24T15:00", ""),
	    "meeting.yaml:8:3: meeting `ic@13` could sit from 2022-05-23, 10:00, but cannot open "
	    "before 2022-05-24, 15:00: item 1 (a) (Opening) waits for other bodies or for people "
	    "[give the body an opening of its own, or let the others be there earlier]");
	assert_string_equal(warned(a, NULL, NULL,
				"people: {chair: {absent: [2022-05-23]}}\n"
				"items: {organization/opening: {people: [chair]}}\n"),
	    "meeting.yaml:8:3: meeting `ic@13` could sit from 2022-05-23, 10:00, but cannot open "
	    "before 2022-05-24, 10:00: item 1 (a) (Opening) waits for other bodies or for people "
	    "[give the body an opening of its own, or let the others be there earlier]");
	/* The hour it was called for, and a time that is said. */
	assert_string_equal(
	    warned(a, "ic@13: {opens: 2022-05-23T10:00", "ic@13: {opens: 2022-05-23T10:30", ""),
	    "nothing");
	assert_string_equal(
	    warned(a, NULL, NULL, "items: {organization: {on: [2022-05-24]}}\n"), "nothing");
}

/* --- clocks --------------------------------------------------------------------------------- */

/* A body sits on the Sunday on which the clock goes forward, from one to four in the morning. */
static void
test_a_change_of_clock_inside_a_sitting(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *yaml = replaced(
	    a, package_yaml, "ic@13: {opens: 2022-05-23T10:00", "ic@13: {opens: 2022-03-25");
	struct dais_gather_options opt = { .modality = DAIS_MODALITY_IN_PERSON };
	struct dais_diags d;

	(void)state;
	yaml = replaced(a, yaml, "closes: 2022-05-27", "closes: 2022-03-28");
	yaml = replaced(a, yaml, "together: [ic@13, ta@13]", "together: [ic@13]");
	yaml = replaced(a, yaml, "sittings:\n", "modalities: {hybrid: []}\nunused:\n");
	yaml = dais_arena_printf(a, "%.*s", (int)(strstr(yaml, "unused:") - yaml), yaml).p;
	assert_null(gathered(a,
	    package(a, yaml, "days: {also: [2022-03-27]}\nhours: {in-person: [\"01:00-04:00\"]}\n"),
	    &opt, &d));
	assert_string_equal(said(a, &d),
	    "meeting.yaml:8:3: the clock changes during the sitting of 2022-03-27, "
	    "01:00-04:00 [close it in planning.yaml: days: {closed: [...]}]");
	/* Before and after, the instants are right. */
	assert_non_null(
	    gathered(a, package(a, yaml, "hours: {in-person: [\"10:00-13:00\"]}\n"), &opt, &d));
}

static void
test_the_clock_changes_between_sittings(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *yaml =
	    replaced(a, package_yaml, "ic@13: {opens: 2022-05-23T10:00, closes: 2022-05-27",
		"ic@13: {opens: 2022-03-25, closes: 2022-03-28");
	struct dais_gather_options opt = { .modality = DAIS_MODALITY_IN_PERSON };
	struct dais_diags d;
	const struct dais_problem *p;

	(void)state;
	yaml = replaced(a, yaml, "ta@13: {opens: 2022-05-23T10:00, closes: 2022-05-27",
	    "ta@13: {opens: 2022-03-25, closes: 2022-03-28");
	p = gathered(a, package(a, yaml, ""), &opt, &d);
	assert_non_null(p);
	assert_int_equal(p->slots.n, 4);
	/* Three days less the hour that was skipped. */
	assert_int_equal(p->slots.v[2].utc - p->slots.v[0].utc, 3 * 86400 - 3600);
}

/* --- size ----------------------------------------------------------------------------------- */

static const char *
many_bodies(struct dais_arena *a, size_t n)
{
	struct dais_buf b;
	struct dais_str s;

	dais_buf_init(&b, 1u << 24);
	dais_buf_puts(&b, "dais: 1\nlanguages: [en]\nbodies:\n");
	for (size_t i = 0; i < n; i++)
		dais_buf_printf(&b, "  b%zu: {name: {en: Body %zu}}\n", i, i);
	dais_buf_puts(&b, "meetings:\n");
	for (size_t i = 0; i < n; i++)
		dais_buf_printf(&b, "  b%zu@1: {opens: 2022-05-23, closes: 2022-05-27}\n", i);
	dais_buf_puts(&b, "together: [");
	for (size_t i = 0; i < n; i++)
		dais_buf_printf(&b, "%sb%zu@1", i ? ", " : "", i);
	dais_buf_puts(&b, "]\nagendas:\n");
	for (size_t i = 0; i < n; i++)
		dais_buf_printf(&b, "  b%zu: [opening, work%zu, report]\n", i, i);
	dais_buf_puts(&b, "items:\n  opening: {kind: opening, title: {en: Opening}}\n"
			  "  report: {kind: report, title: {en: Report}}\n");
	for (size_t i = 0; i < n; i++)
		dais_buf_printf(&b, "  work%zu: {kind: substantive, title: {en: Work}}\n", i);
	s = dais_buf_dup(&b, a);
	dais_buf_release(&b);
	return s.p;
}

static void
test_a_thousand_bodies(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_gather_options opt = { .modality = DAIS_MODALITY_IN_PERSON, .extras = true };
	struct dais_diags d;
	const char *yaml = many_bodies(a, 1000);
	const struct dais_problem *p = gathered(a, package(a, yaml, ""), &opt, &d);
	struct dais_buf b;

	(void)state;
	assert_non_null(p);
	assert_int_equal(p->tasks.n, 1002);
	assert_true(p->demands.n < 20 * p->tasks.n); /* not one for each pair */
	dais_buf_init(&b, 1u << 20);
	dais_buf_puts(&b, "apart: [{bodies: [b0");
	for (size_t i = 1; i < 1000; i++)
		dais_buf_printf(&b, ", b%zu", i);
	dais_buf_puts(&b, "]}]\n");
	assert_null(gathered(a, package(a, yaml, dais_buf_dup(&b, a).p), &opt, &d));
	dais_buf_release(&b);
	assert_int_equal(d.errors, 1);
	assert_string_equal(said(a, &d),
	    "planning.yaml:1:9: more than 20000 pairs of bodies and items are kept apart []");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_wrong_is_said),
		cmocka_unit_test(test_a_meeting_that_cannot_open_when_called_for),
		cmocka_unit_test(test_a_change_of_clock_inside_a_sitting),
		cmocka_unit_test(test_the_clock_changes_between_sittings),
		cmocka_unit_test(test_a_thousand_bodies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
