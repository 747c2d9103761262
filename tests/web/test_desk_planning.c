/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The conditions of planning at the desk: what forms say stands in planning.yaml, whose comments
 * and other members stay.
 */
#include "desk_requests.h"

#include "mark/json_read.h"
#include "service/house/planning_edit.h"
#include "web/desk/desk.h"

#define PLANNING "/en/desk/untoc-2022/planning"

static struct dais_str
yaml(struct test_house *t)
{
	const struct dais_thing thing = { .value =
					      dais_str_from(value_of(t, "planning", "planning")) };

	return dais_thing_text(&thing, t->a);
}

static void
assert_lacks(struct dais_str s, const char *what)
{
	if (dais_str_find(s, dais_str_from(what), 0) != SIZE_MAX)
		fail_msg("\"%s\" stands in:\n%.*s", what, DAIS_STR_ARG(s));
}

static void
assert_done(const struct dais_http_exchange *x)
{
	if (x->status != 303)
		fail_msg("%u:\n%.*s", x->status, DAIS_STR_ARG(x->body));
}

/* Every form, in two languages, for who may change and who may not. */
static void
test_pages(void **state)
{
	static const char *const pages[] = { "", "/meeting/all", "/items/environment",
		"/items/organization/agenda", "/bodies/ic", "/rooms/board-room-d", "/teams/first",
		"/people/expert" };
	struct test_house *t = *state;

	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		for (int who = 0; who < 2; who++) {
			const char *address = dais_arena_printf(
			    t->a, "/%s/desk/untoc-2022/planning%s", who ? "ar" : "fr", pages[i])
						  .p;
			struct dais_http_exchange *x =
			    desk_get(t, who ? &t->translator : &t->secretary, address);

			assert_int_equal(x->status, 200);
			if (who)
				assert_lacks(x->body, "value=\"save\"");
		}
	assert_int_equal(desk_get(t, &t->secretary, PLANNING "/rooms/nowhere")->status, 404);
	assert_int_equal(desk_get(t, &t->secretary, PLANNING "/wishes/order")->status, 404);
	/* The form says what the file says. */
	struct dais_str page = desk_get(t, &t->secretary, PLANNING "/items/environment")->body;
	assert_has(page, "name=\"c-minutes.wished\" type=\"number\" min=\"0\" value=\"360\"");
	assert_has(page, "<output class=\"written\">6 h</output>");
	assert_has(page, "value=\"expert\" checked=\"checked\"");
	page = desk_get(t, &t->secretary, PLANNING "/people/expert")->body;
	assert_has(page, "<option value=\"absent\" selected=\"selected\">");
}

static void
test_item(void **state)
{
	struct test_house *t = *state;

	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/items/environment",
	    "was-c-minutes.least", "180", "c-minutes.least", "180", "was-c-minutes.wished", "360",
	    "c-minutes.wished", "300", "was-c-minutes.most", "", "c-minutes.most", "420",
	    "was-c-sittings", "", "c-sittings", "2", "was-c-people", "expert", "c-people", "expert",
	    "was-c-after", "", "c-after", "transfer", "h-2022-05-24/morning", "not-on",
	    "h-2022-05-25/morning", "prefer", "h-2022-05-25/afternoon", "prefer", "do", "save"));
	assert_has(yaml(t), "    minutes: {least: 180, wished: 300, most: 420}\n");
	assert_has(yaml(t), "    sittings: 2\n");
	assert_has(yaml(t), "    after: [transfer]\n");
	assert_has(yaml(t), "    not-on: [2022-05-24/morning]\n");
	assert_has(yaml(t), "    prefer: [2022-05-25/morning, 2022-05-25/afternoon]\n");
	/* What their author wrote beside it stays. */
	assert_has(yaml(t), "# Minutes are assumed; together they fill the nine sittings of 2022.");
	/* Half-days that are free are nothing in the file, and what is empty goes. */
	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/items/environment",
	    "was-c-minutes.least", "180", "was-c-minutes.wished", "300", "was-c-minutes.most",
	    "420", "was-c-sittings", "2", "was-c-people", "expert", "was-c-after", "transfer",
	    "was-h-2022-05-24/morning", "not-on", "h-2022-05-24/morning", "",
	    "was-h-2022-05-25/morning", "prefer", "h-2022-05-25/morning", "",
	    "was-h-2022-05-25/afternoon", "prefer", "h-2022-05-25/afternoon", "", "do", "save"));
	assert_lacks(yaml(t), "environment:");
	assert_has(yaml(t), "strategies:");
	/* What cannot be is refused with its reason, and shown again. */
	struct dais_http_exchange *x = DESK_SEND(t, &t->secretary, PLANNING "/items/strategies",
	    "was-c-minutes.least", "180", "c-minutes.least", "600", "was-c-minutes.wished", "360",
	    "c-minutes.wished", "360", "do", "save");
	assert_int_equal(x->status, 422);
	assert_has(x->body, "value=\"600\"");
	assert_has(x->body, "remark error");
}

static void
test_collision(void **state)
{
	struct test_house *t = *state;
	const char *address = PLANNING "/items/transfer";

	assert_done(DESK_SEND(t, &t->secretary, address, "was-c-minutes.least", "180",
	    "c-minutes.least", "180", "was-c-minutes.wished", "300", "c-minutes.wished", "240"));
	/* Another looked at 300 and says 270: neither is lost. */
	struct dais_http_exchange *x =
	    DESK_SEND(t, &t->other, address, "was-c-minutes.least", "180", "c-minutes.least", "180",
		"was-c-minutes.wished", "300", "c-minutes.wished", "270");
	assert_int_equal(x->status, 409);
	assert_has(x->body, "value=\"270\"");
	assert_has(x->body, "240");
	assert_has(yaml(t), "wished: 240");
	/* Of another item, at the same time, nobody notices. */
	assert_done(DESK_SEND(t, &t->other, PLANNING "/items/review", "was-c-minutes.least", "60",
	    "c-minutes.least", "60", "was-c-minutes.wished", "90", "c-minutes.wished", "120"));
}

static void
test_rooms_and_people(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x =
	    DESK_SEND(t, &t->secretary, PLANNING, "section", "rooms", "name", "Room C");

	assert_done(x);
	assert_has(x->location, "/planning/rooms/room-c?");
	assert_has(yaml(t), "  room-c:\n    name: {en: Room C}\n");
	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/rooms/room-c", "was-c-name.en", "Room C",
	    "c-name.en", "Room C", "was-c-capacity", "", "c-capacity", "120", "c-remote", "true",
	    "h-2022-05-23/morning", "closed"));
	assert_has(
	    yaml(t), "    capacity: 120\n    remote: true\n    closed: [2022-05-23/morning]\n");
	assert_done(DESK_SEND(t, &t->secretary, "/ar/desk/untoc-2022/planning", "section", "people",
	    "name", "الخبيرة"));
	assert_has(yaml(t), "  person:\n    name: الخبيرة\n");
	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/bodies/ic", "was-c-attendance", "200",
	    "c-attendance", "150", "was-c-rooms", "", "c-rooms", "room-c", "c-rooms",
	    "board-room-d", "was-c-people", "", "c-people", "person"));
	assert_has(yaml(t), "attendance: 150");
	assert_has(yaml(t), "rooms: [room-c, board-room-d]");
	/* Whom something names does not go. */
	assert_int_equal(
	    DESK_SEND(t, &t->secretary, PLANNING "/rooms/room-c", "do", "remove")->status, 422);
	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/teams/second", "do", "remove"));
	assert_lacks(yaml(t), "  second:");
	assert_int_equal(
	    DESK_SEND(t, &t->translator, PLANNING "/teams/first", "do", "remove")->status, 403);
	assert_int_equal(
	    DESK_SEND(t, &t->translator, PLANNING, "section", "rooms", "name", "Mine")->status,
	    403);
	assert_int_equal(
	    DESK_SEND(t, &t->secretary, PLANNING, "section", "wishes", "name", "Mine")->status,
	    422);
}

static void
test_meeting(void **state)
{
	struct test_house *t = *state;

	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/meeting/all", "was-c-step", "", "c-step",
	    "15", "was-c-limits.items-a-sitting", "", "c-limits.items-a-sitting", "4",
	    "was-c-adoption.lead", "", "c-adoption.lead", "1", "was-c-days.host-holidays", "open",
	    "c-days.host-holidays", "open", "h-2022-05-26/morning", "days.closed",
	    "h-2022-05-26/afternoon", "days.closed"));
	assert_has(yaml(t), "step: 15\n");
	assert_has(yaml(t), "items-a-sitting: 4");
	assert_has(yaml(t), "closed: [2022-05-26/morning, 2022-05-26/afternoon]");
	assert_has(yaml(t), "host-holidays: open");
}

/* Times that say more than one half-day. */
static void
test_times(void **state)
{
	const struct dais_half_day tuesday = { { 2022, 5, 24 }, false };

	(void)state;
	assert_true(dais_planning_covers(DAIS_STR("tuesday"), tuesday));
	assert_true(dais_planning_covers(DAIS_STR("2022-05-23..2022-05-26"), tuesday));
	assert_true(dais_planning_covers(DAIS_STR("2022-05-24T10:00"), tuesday));
	assert_false(dais_planning_covers(DAIS_STR("2022-05-24T15:00"), tuesday));
	assert_false(dais_planning_covers(DAIS_STR("tuesday/afternoon"), tuesday));
	assert_false(dais_planning_covers(DAIS_STR("whenever"), tuesday));
}

/* One half-day of a whole day goes: the other stays. */
static void
test_half_of_a_day(void **state)
{
	struct test_house *t = *state;

	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/people/expert", "was-c-name",
	    "expert on crimes that affect the environment", "c-name",
	    "expert on crimes that affect the environment", "was-h-2022-05-23/morning", "absent",
	    "h-2022-05-23/morning", "", "was-h-2022-05-23/afternoon", "absent",
	    "h-2022-05-23/afternoon", "absent"));
	assert_has(yaml(t), "absent: [2022-05-23/afternoon]");
}

/* Who did not see what another has marked meanwhile changes nothing of it, and is told when he
 * would. */
static void
test_half_days_of_two(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x;

	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/rooms/board-room-d",
	    "was-h-2022-05-24/morning", "", "h-2022-05-24/morning", "closed"));
	assert_has(yaml(t), "closed: [2022-05-24/morning]");
	assert_done(DESK_SEND(t, &t->other, PLANNING "/rooms/board-room-d",
	    "was-h-2022-05-24/morning", "", "h-2022-05-24/morning", "", "was-h-2022-05-25/morning",
	    "", "h-2022-05-25/morning", "closed"));
	assert_has(yaml(t), "closed: [2022-05-24/morning, 2022-05-25/morning]");
	x = DESK_SEND(t, &t->other, PLANNING "/items/environment", "was-h-2022-05-25/morning",
	    "not-on", "h-2022-05-25/morning", "prefer");
	assert_int_equal(x->status, 409);
	assert_lacks(yaml(t), "prefer: [2022-05-25/morning]");
}

int
main(void)
{
	desk_table = dais_routes_desk;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_times),
		cmocka_unit_test_setup_teardown(test_pages, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_item, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_half_of_a_day, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_half_days_of_two, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_collision, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_rooms_and_people, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_meeting, desk_open, close_house),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
