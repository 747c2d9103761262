/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Calendars: read, planned, judged.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plan/calendar/calendar.h"
#include "read/package/calendar.h"

#define HEAD                                                                                       \
	"dais-calendar: 1\nzone: Europe/Vienna\nfrom: 2027-05-03\nto: 2027-05-28\n"                \
	"hours: [\"10:00-13:00\", \"15:00-18:00\"]\nclosed: [2027-05-06]\n"                        \
	"rooms:\n  a: {capacity: 100}\n  b: {capacity: 20}\n"                                      \
	"pools:\n  six: {languages: [ar, zh, en, fr, ru, es], teams: 1, week: 7}\n"                \
	"bodies:\n  big: {attendance: 80, languages: [en, fr]}\n  small: {attendance: 10}\n"

struct fixture {
	struct dais_arena *a;
	struct dais_diags diags;
	struct dais_calendar *c;
	struct dais_calendar_result r;
	struct dais_calendar_verdict v;
	struct dais_err err;
};

static void
setup(struct fixture *f, const char *yaml)
{
	*f = (struct fixture){ .a = dais_arena_new(0) };
	dais_diags_init(&f->diags, f->a);
	f->c = dais_calendar_load(f->a, dais_str_from(yaml), "calendar.yaml", &f->diags);
}

static void
solve(struct fixture *f, const struct dais_calendar_options *opt)
{
	assert_non_null(f->c);
	assert_true(dais_calendar_solve(f->c, opt, f->a, &f->diags, &f->r, &f->err));
	dais_calendar_judge(f->c, &f->r.plan, f->a, &f->v);
}

static void
test_small(void **state)
{
	struct dais_calendar_options opt = { 0 };
	struct fixture f;

	(void)state;
	setup(&f, HEAD "meetings:\n"
		       "  one: {body: big, sittings: 6, a-day: 2, preferred: 2027-05-10}\n"
		       "  two: {body: small, sittings: 2, preferred: 2027-05-10, after: [{meeting: "
		       "one, gap: 1 week}]}\n"
		       "  three: {body: small, sittings: 1, times: 3, every: 1 week, rooms: b}\n");
	solve(&f, &opt);
	assert_int_equal(f.r.unplaced, 0);
	assert_true(f.v.sound);
	assert_true(f.v.whole);
	assert_int_equal(f.v.sittings, 11);
	/* one a week early, 4 working days (the 6th is closed), so that two begins on the 12th, 2
	 * late: 6; one on the day wished would make two 7 days late */
	assert_int_equal(f.v.cost[1], 6);
	assert_int_equal(f.r.cost[1], 6);
	assert_int_equal(f.r.outcome, DAIS_OUTCOME_OPTIMAL);
	assert_int_equal(f.v.cost[2], 0);
	dais_arena_free(f.a);
}

/* The plan as a file, read again, is the same. */
static void
test_round_trip(void **state)
{
	struct dais_calendar_options opt = { 0 };
	struct dais_calendar_plan again;
	struct fixture f;
	DAIS_BUF_AUTO out = { 0 };

	(void)state;
	dais_buf_init(&out, DAIS_BUF_MAX);
	setup(&f, HEAD "meetings:\n  one: {body: big, sittings: 6, times: 2}\n"
		       "  two: {body: small, days: 2}\n");
	solve(&f, &opt);
	dais_calendar_print_plan(f.c, &f.r.plan, 0, &out);
	assert_true(dais_calendar_load_plan(
	    f.a, dais_buf_str(&out), "calendar.plan.yaml", f.c, &f.diags, &again));
	assert_int_equal(again.sittings.n, f.r.plan.sittings.n);
	for (size_t i = 0; i < again.sittings.n; i++) {
		const struct dais_calendar_sitting *x = &again.sittings.v[i],
						   *y = &f.r.plan.sittings.v[i];

		assert_int_equal(x->meeting, y->meeting);
		assert_int_equal(x->turn, y->turn);
		assert_int_equal(dais_local_cmp(x->start, y->start), 0);
		assert_int_equal(x->room, y->room);
		assert_int_equal(x->pool, y->pool);
		assert_int_equal(x->team, y->team);
	}
	dais_arena_free(f.a);
}

/* Each line of a list that is bad in its own way gets a message with its place. */
static void
test_bad(void **state)
{
	static const struct {
		const char *yaml;
		unsigned line;
		const char *words;
	} bad[] = {
		{ HEAD "meetings:\n  one: {body: bag, sittings: 2}\n", 16, "unknown body `bag`" },
		{ HEAD "meetings:\n  one: {body: big, sitings: 2}\n", 16,
		    "unknown key `sitings` in a meeting" },
		{ HEAD "meetings:\n  one: {body: big, sittings: 0}\n", 16,
		    "a meeting has 1 to 1000 sittings" },
		{ HEAD "meetings:\n  one: {body: big, sittings: 1, after: one}\n", 16,
		    "meeting `one` cannot come after itself" },
		{ HEAD
		    "meetings:\n  one: {body: big, sittings: 1, fixed: 2027-05-10T10:00, latest: "
		    "2027-05-08}\n",
		    16, "meeting `one` is fixed for a day that `earliest` or `latest` forbids" },
		{ HEAD "meetings:\n  one: {body: big, sittings: 1, every: 3}\n", 16,
		    "`3` is not a length of time" },
		{ HEAD "meetings:\n  one: {body: big, sittings: 1, latest: 2028-01-01}\n", 16,
		    "`latest` of meeting `one` lies outside the calendar" },
		{ "dais-calendar: 1\nzone: Europe/Wien\nfrom: 2027-01-01\nto: 2027-02-01\nhours: "
		  "[\"10:00-13:00\"]\nbodies: {}\nmeetings: {}\n",
		    2, "unknown time zone `Europe/Wien`" },
		{ "dais-calendar: 1\nzone: Europe/Vienna\nfrom: 2027-03-20\nto: 2027-04-01\nhours: "
		  "{sunday: [\"01:00-04:00\"]}\nbodies: {}\nmeetings: {}\n",
		    2, "the clock changes on 2027-03-28 between 01:00 and 04:00: close that day" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct fixture f;

		setup(&f, bad[i].yaml);
		assert_null(f.c);
		assert_true(f.diags.list.n >= 1);
		assert_true(dais_str_is(f.diags.list.v[0].message, bad[i].words));
		assert_int_equal(f.diags.list.v[0].places.v[0].line, bad[i].line);
		dais_arena_free(f.a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_bad),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
