/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Forms of the timetable at the desk that are refused: what was typed stays, and what is wrong
 * stands beside its field.
 */
#include "desk_requests.h"

#include "web/timetable/timetable_priv.h"

#define TIMETABLE "/en/desk/untoc-2022/timetable"
#define SITTING "2022-05-24T10:00/ic"

static const char *
seen(struct test_house *t)
{
	uint64_t latest;

	assert_ok(
	    t, dais_store_latest(dais_house_store(t->h), DAIS_STR("untoc-2022"), &latest, &t->err));
	return dais_arena_printf(t->a, "%llu", (unsigned long long)latest).p;
}

static void
test_hours(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = DESK_SEND(t, &t->secretary, TIMETABLE, "seen", seen(t),
	    "sitting", SITTING, "do", "hours", "day", "24 May", "from", "10:00", "until", "12:30");

	/* The sitting is open still, with all that was typed. */
	assert_int_equal(x->status, 422);
	assert_has(x->body, "id=\"sitting\"");
	assert_has(x->body, "value=\"24 May\"");
	assert_has(x->body, "id=\"day-problem\">");
	assert_has(x->body, "aria-describedby=\"day-problem\"");
	assert_has(x->body, "This was not done. What is wrong stands beside the field.");
	x = DESK_SEND(t, &t->secretary, TIMETABLE, "seen", seen(t), "sitting", SITTING, "do",
	    "hours", "day", "24 May 2022", "from", "half past", "until", "12:30");
	assert_int_equal(x->status, 422);
	assert_has(x->body, "value=\"half past\"");
	assert_has(x->body, "id=\"from-problem\">");
	assert_lacks(x->body, "id=\"day-problem\">");
	x = DESK_SEND(t, &t->secretary, TIMETABLE, "seen", seen(t), "sitting", SITTING, "do",
	    "hours", "day", "24 May 2022", "from", "15:00", "until", "12:30");
	assert_int_equal(x->status, 422);
	assert_has(x->body, "id=\"until-problem\">a sitting must end after it begins");
	/* Right, it is done. */
	x = DESK_SEND(t, &t->secretary, TIMETABLE, "seen", seen(t), "sitting", SITTING, "do",
	    "hours", "day", "24 May 2022", "from", "10:00", "until", "12:30");
	assert_int_equal(x->status, 303);
}

static void
test_minutes_and_what_happened(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = DESK_SEND(t, &t->secretary, TIMETABLE, "seen", seen(t),
	    "sitting", SITTING, "item", "environment", "do", "minutes", "minutes", "900");

	assert_int_equal(x->status, 422);
	assert_has(x->body, "aria-describedby=\"minutes-problem\" value=\"900\"");
	assert_has(x->body, "900 minutes are more than the sitting has");
	x = DESK_SEND(t, &t->secretary, TIMETABLE, "seen", seen(t), "do", "replan", "lost",
	    "room:board-room-d", "overran", "environment", "overran-minutes", "", "late", "review",
	    "late-when", "2022-05-25/morning");
	assert_int_equal(x->status, 422);
	assert_has(x->body, "By how many minutes the item overran is missing");
	assert_has(x->body, "id=\"happened\" open=\"open\"");
	assert_has(x->body, "<option value=\"room:board-room-d\" selected=\"selected\">");
	assert_has(x->body, "<option value=\"2022-05-25/morning\" selected=\"selected\">");
	/* A new sitting without a body: the time stays chosen. */
	x = DESK_SEND(t, &t->secretary, TIMETABLE, "seen", seen(t), "do", "add", "time",
	    "2022-05-24T15:00 2022-05-24T18:00");
	assert_int_equal(x->status, 422);
	assert_has(x->body, "id=\"body-problem\">a sitting needs a body");
	assert_has(
	    x->body, "<option value=\"2022-05-24T15:00 2022-05-24T18:00\" selected=\"selected\">");
}

/* Another has changed the hours meanwhile: neither is lost. */
static void
test_collision(void **state)
{
	struct test_house *t = *state;
	const char *before = seen(t);
	struct dais_http_exchange *x;

	x = DESK_SEND(t, &t->other, TIMETABLE, "seen", before, "sitting", SITTING, "do", "hours",
	    "day", "24 May 2022", "from", "10:00", "until", "12:00");
	assert_int_equal(x->status, 303);
	x = DESK_SEND(t, &t->secretary, TIMETABLE, "seen", before, "sitting", SITTING, "do",
	    "hours", "day", "24 May 2022", "from", "10:00", "until", "12:45");
	assert_int_equal(x->status, 409);
	assert_has(x->body, "what you typed stands in the fields below");
	assert_has(x->body, "12:45");
	assert_has(x->body, "In the record now: 12:00");
}

/* Nothing is planned yet: that is said as such, with what can be done about it, and what happens to
 * a plan is not asked. */
static void
test_no_sittings(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = desk_get(t, &t->secretary, TIMETABLE);

	/* Of a joint item, the numbers on both agendas. */
	assert_has(x->body, "3 / 2 Application of the Organized Crime Convention");
	assert_has(x->body, "Plan anew");
	assert_has(x->body, "id=\"happened\"");
	for (;;) {
		static const char name[] = "data-sitting=\"";
		size_t at = dais_str_find(x->body, dais_str_from(name), 0);
		struct dais_str rest, sitting;

		if (at == SIZE_MAX)
			break;
		rest = dais_str_sub(x->body, at + sizeof(name) - 1, x->body.n);
		(void)dais_str_next(&rest, '"', &sitting);
		x = DESK_SEND(t, &t->secretary, TIMETABLE, "seen", seen(t), "sitting",
		    dais_arena_cstr(t->a, sitting), "do", "close");
		assert_int_equal(x->status, 303);
		x = desk_get(t, &t->secretary, TIMETABLE);
	}
	assert_has(x->body, "There is no timetable yet.");
	assert_has(x->body, "Have one proposed, or add the first sitting.");
	assert_has(x->body, "<details class=\"panel\" open=\"open\">");
	assert_has(x->body, "Propose a timetable");
	assert_lacks(x->body, "cannot be checked");
	assert_lacks(x->body, "Choose a sitting");
	assert_lacks(x->body, "id=\"happened\"");
}

/* What a sitting at another time would break is said in sentences. */
static void
test_breaches(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = desk_get(t, &t->secretary,
	    TIMETABLE "/try?do=move&sitting=" SITTING "&time=2022-05-23T15:00%202022-05-23T18:00");

	assert_int_equal(x->status, 200);
	assert_has(x->body, "[\"Item 3 of WG.3");
	x = DESK_SEND(t, &t->secretary, TIMETABLE, "seen", seen(t), "sitting", SITTING, "do",
	    "move", "time", "2022-05-23T10:00 2022-05-23T13:00");
	assert_int_equal(x->status, 303);
	x = desk_get(t, &t->secretary, TIMETABLE);
	assert_has(x->body, "<li>Item ");
	assert_lacks(x->body, "<li>item ");
}

/* A team without a name is told by its id. */
static void
test_lost_team(void **state)
{
	struct test_house *t = *state;
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_record record;
	struct dais_planning planning;

	assert_ok(t, dais_house_working(t->h, DAIS_STR("untoc-2022"), &s, &t->err));
	record = *s->record;
	planning = *record.planning;
	record.planning = &planning;
	planning.teams.v = DAIS_NEW_N(t->a, planning.teams.n, struct dais_planning_team);
	for (size_t i = 0; i < planning.teams.n; i++)
		planning.teams.v[i].id = s->record->planning->teams.v[i].id;
	const struct dais_page page = { .arena = t->a, .language = DAIS_LANG_EN };
	const struct timetable_view view = { .record = &record };

	assert_str(timetable_said(&page, &view, DAIS_STR("team:first")),
	    "Lost: Interpretation team (first), for good");
}

int
main(void)
{
	desk_table = dais_routes_timetable;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_hours, desk_open, close_house),
		cmocka_unit_test_setup_teardown(
		    test_minutes_and_what_happened, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_no_sittings, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_breaches, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_lost_team, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_collision, desk_open, close_house),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
