/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A calendar counted by weeks: what is used and what is possible, and what a page says of it.
 */
#include "support/test.h"

#include "read/package/calendar.h"
#include "write/timetable/calendar.h"
#include "write/timetable/calendar_priv.h"

static const char calendar_yaml[] =
    "dais-calendar: 1\n"
    "name: Seat\n"
    "zone: Europe/Vienna\n"
    "from: 2027-01-04\n"
    "to: 2027-01-24\n"
    "hours: [\"10:00-13:00\", \"15:00-18:00\"]\n"
    "closed: [2027-01-13]\n"
    "rooms:\n"
    "  hall: {capacity: 300}\n"
    "  small: {capacity: 30, closed: [2027-01-11..2027-01-15]}\n"
    "pools:\n"
    "  six: {languages: [ar, zh, en, fr, ru, es], teams: 2, week: 3}\n"
    "bodies:\n"
    "  council: {attendance: 200, languages: [en, fr]}\n"
    "meetings:\n"
    "  session: {body: council, sittings: 4}\n"
    "  briefing: {body: council, sittings: 1, times: 2}\n";

static const char plan_yaml[] = "dais-calendar-plan: 1\n"
				"calendar: \"calendar.yaml\"\n"
				"sittings:\n"
				"  session:\n"
				"    - 2027-01-04T10:00 hall six/1\n"
				"    - 2027-01-04T15:00 hall six/2\n"
				"    - 2027-01-05T10:00 hall six/1\n"
				"    - 2027-01-05T15:00 hall six/1\n"
				"  briefing#1:\n"
				"    - 2027-01-14T15:00 hall six/1\n"
				"  briefing#2:\n"
				"    - 2027-01-21T10:00 small six/1\n";

struct loaded {
	struct dais_calendar *c;
	struct dais_calendar_plan plan;
};

static struct loaded
load(struct dais_arena *a)
{
	struct loaded l = { 0 };
	struct dais_diags diags;

	dais_diags_init(&diags, a);
	l.c = dais_calendar_load(a, dais_str_from(calendar_yaml), "calendar.yaml", &diags);
	assert_non_null(l.c);
	assert_true(dais_calendar_load_plan(
	    a, dais_str_from(plan_yaml), "calendar.plan.yaml", l.c, &diags, &l.plan));
	return l;
}

static void
test_counts(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct loaded l = load(a);
	const struct dais_calendar_view v = { .calendar = l.c, .plan = &l.plan };
	const struct calendar_grid *g = dais_calendar_grid(&v, DAIS_LANG_EN, a);

	(void)state;
	assert_int_equal(g->n_weeks, 3);
	assert_int_equal(g->rows.n, 3);
	/* Five days of two half-days; Wednesday of the second week is closed for all. */
	assert_int_equal(g->rows.v[0].possible[0], 10);
	assert_int_equal(g->rows.v[0].possible[1], 8);
	assert_int_equal(g->rows.v[1].possible[1], 0);
	/* Two teams, at most three sittings a week each. */
	assert_true(g->rows.v[2].is_pool);
	assert_int_equal(g->rows.v[2].possible[0], 6);
	assert_int_equal(g->rows.v[0].used[0], 4);
	assert_int_equal(g->rows.v[0].used[1], 1);
	assert_int_equal(g->rows.v[1].used[2], 1);
	assert_int_equal(g->rows.v[2].used[0], 4);
	assert_int_equal(dais_calendar_shade(&g->rows.v[1], 0), 0);
	assert_int_equal(dais_calendar_shade(&g->rows.v[0], 0), 2);
	assert_int_equal(g->weeks[0].n, 4);
	assert_int_equal(g->weeks[2].first, 5);
	assert_int_equal(dais_calendar_end(l.c, g->order[0]), 13 * 60);
	assert_str(dais_calendar_week_words(g, 1), "Week of 11 January 2027");
	/* A day outside the calendar counts in the nearest week. */
	assert_int_equal(dais_calendar_week_of(g, (struct dais_date){ 2026, 12, 1 }), 0);
	assert_int_equal(dais_calendar_week_of(g, (struct dais_date){ 2028, 1, 1 }), 2);
}

static size_t
count(struct dais_str s, const char *what)
{
	size_t n = 0;

	for (size_t at = 0; (at = dais_str_find(s, dais_str_from(what), at)) != SIZE_MAX; at++)
		n++;
	return n;
}

/* Two sittings of one meeting on one day are one cell with both teams. */
static void
test_page(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct loaded l = load(a);
	const struct dais_calendar_mark mark = {
		.meeting = 1, .turn = 1, .mark = DAIS_TIMETABLE_HAS_MOVED
	};
	const struct dais_calendar_view v = {
		.calendar = l.c, .plan = &l.plan, .marks = &mark, .n_marks = 1
	};
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO out = { 0 };
	struct dais_str s;

	(void)state;
	dais_buf_init(&out, DAIS_BUF_MAX);
	assert_true(dais_calendar_page(&v, DAIS_LANG_EN, &out, &err));
	s = dais_buf_str(&out);
	assert_int_equal(count(s, "<td class=\"slot"), 4);
	assert_int_equal(
	    count(s, "colspan=\"2\" data-label=\"Monday, 4 January, 10 a.m.–6 p.m.\""), 1);
	assert_int_equal(count(s, "six 2</span>"), 1);
	/* The second turn of the briefing has moved, the first has not. */
	assert_int_equal(count(s, " changed\""), 1);
	assert_int_equal(count(s, "<strong>⇄ moved</strong>"), 1);
	/* Each week with sittings has a table, to which the head of its column leads. */
	assert_int_equal(count(s, "<table class=\"week\">"), 3);
	assert_int_equal(count(s, "href=\"#week-2027-01-11\""), 1);
	assert_int_equal(count(s, "id=\"week-2027-01-11\""), 1);
}

static void
test_strip(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct loaded l = load(a);
	const struct dais_calendar_view v = { .calendar = l.c, .plan = &l.plan };
	const struct dais_timetable_text_options opt = { .ascii = true };
	DAIS_BUF_AUTO out = { 0 };
	struct dais_str s;

	(void)state;
	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_calendar_text(&v, DAIS_LANG_EN, &opt, &out);
	s = dais_buf_str(&out);
	assert_int_equal(count(s, "hall   21.   17%\n"), 1);
	assert_int_equal(count(s, "6 sittings\n"), 1);
}

static void
test_news(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct loaded l = load(a);
	const struct dais_local before = { { 2027, 1, 5 }, 600 }, after = { { 2027, 1, 14 }, 900 };
	const struct dais_calendar_mark marks[] = {
		{ 0, 0, DAIS_TIMETABLE_HAS_MOVED, before, after, DAIS_NONE, DAIS_NONE },
		{ 1, 1, DAIS_TIMETABLE_OTHER_ROOM, after, after, 0, 1 },
		{ 1, 0, DAIS_TIMETABLE_IS_CANCELLED, before, { { 0, 0, 0 }, -1 }, DAIS_NONE,
		    DAIS_NONE },
	};
	const struct dais_calendar_view v = {
		.calendar = l.c, .plan = &l.plan, .marks = marks, .n_marks = 3
	};
	dais_str_lines said = { NULL, 0, 0 };

	(void)state;
	dais_calendar_news(&v, DAIS_LANG_EN, a, &said);
	assert_int_equal(said.n, 3);
	assert_str(said.v[0], "session: moved; before: Tuesday, 5 January, 10 a.m.; now: "
			      "Thursday, 14 January, 3 p.m.");
	assert_str(said.v[1],
	    "briefing (2): room changed; before: hall; now: small; Thursday, 14 January, 3 p.m.");
	assert_str(said.v[2], "briefing (1): taken out; before: Tuesday, 5 January, 10 a.m.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_strip),
		cmocka_unit_test(test_news),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
