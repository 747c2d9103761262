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
assert_done(const struct dais_http_exchange *x)
{
	if (x->status != 303)
		fail_msg("%u:\n%.*s", x->status, DAIS_STR_ARG(x->body));
}

/* Every form, in two languages, for who may change and who may not. */
static void
test_pages(void **state)
{
	static const char *const pages[] = { "", "/meeting/all", "/wishes/all", "/apart/all",
		"/items/environment", "/items/organization/agenda", "/bodies/ic",
		"/rooms/board-room-d", "/teams/first", "/people/expert" };
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
	/* Who was faster, when, and what it says now. */
	assert_has(x->body, " changed this meanwhile (");
	assert_has(x->body, "it is 240 now");
	assert_has(x->body, "240");
	assert_has(yaml(t), "wished: 240");
	assert_has(x->body, "name=\"was-c-minutes.wished\" value=\"240\"");
	/* A field that was left alone follows what the other has made of it; sent once more it is
	 * saved. */
	assert_done(DESK_SEND(t, &t->secretary, address, "was-c-minutes.least", "180",
	    "c-minutes.least", "120", "was-c-minutes.wished", "240", "c-minutes.wished", "240"));
	x = DESK_SEND(t, &t->other, address, "was-c-minutes.least", "180", "c-minutes.least", "180",
	    "was-c-minutes.wished", "300", "c-minutes.wished", "270");
	assert_int_equal(x->status, 409);
	assert_has(x->body, "name=\"was-c-minutes.least\" value=\"120\"");
	assert_lacks(x->body, "value=\"180\"");
	assert_done(DESK_SEND(t, &t->other, address, "was-c-minutes.least", "120",
	    "c-minutes.least", "120", "was-c-minutes.wished", "240", "c-minutes.wished", "270"));
	assert_has(yaml(t), "wished: 270");
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

/* Sittings that could be added, days beside the working ones, who takes part online. */
static void
test_more_time(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x;

	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/meeting/all", "was-c-extra-hours.hybrid",
	    "", "c-extra-hours.hybrid", "17:30-18:00, 19:00-20:00", "was-c-days.also", "",
	    "c-days.also-more", "Saturday, 28 May 2022"));
	assert_has(yaml(t), "extra-hours:\n  hybrid: [17:30-18:00, 19:00-20:00]\n");
	assert_has(yaml(t), "also: [2022-05-28]");
	x = desk_get(t, &t->secretary, PLANNING "/meeting/all");
	assert_has(x->body, "Saturday, 28 May 2022");
	assert_has(x->body, "name=\"c-days.also\" value=\"2022-05-28\" checked=\"checked\"");
	assert_has(x->body, "value=\"17:30-18:00,19:00-20:00\"");
	/* One more, and the first no longer; a day that is none is refused and stays as typed. */
	x = DESK_SEND(t, &t->secretary, PLANNING "/meeting/all", "was-c-days.also", "2022-05-28",
	    "c-days.also-more", "31 June 2022", "was-c-extra-hours.hybrid",
	    "17:30-18:00,19:00-20:00", "c-extra-hours.hybrid", "18:00-17:00");
	assert_int_equal(x->status, 422);
	assert_has(x->body, "value=\"31 June 2022\"");
	assert_has(x->body, "value=\"18:00-17:00\"");
	assert_lacks(x->body, "value=\"2022-05-28\" checked");
	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/meeting/all", "was-c-days.also",
	    "2022-05-28", "c-days.also-more", "2022-05-29"));
	assert_has(yaml(t), "also: [2022-05-29]");
	/* Whoever looked at the 28th is told. */
	assert_int_equal(
	    DESK_SEND(t, &t->other, PLANNING "/meeting/all", "was-c-days.also", "2022-05-28",
		"c-days.also", "2022-05-28", "c-days.also-more", "2022-05-21")
		->status,
	    409);
	assert_done(DESK_SEND(
	    t, &t->secretary, PLANNING "/bodies/ta", "was-c-remote", "", "c-remote", "false"));
	assert_has(yaml(t), "remote: false");
	assert_has(desk_get(t, &t->secretary, PLANNING "/bodies/ta")->body,
	    "<option value=\"false\" selected=\"selected\">");
	assert_done(DESK_SEND(
	    t, &t->secretary, PLANNING "/bodies/ta", "was-c-remote", "false", "c-remote", ""));
	assert_lacks(yaml(t), "remote: false");
	assert_has(yaml(t), "# Minutes are assumed; together they fill the nine sittings of 2022.");
}

/* When a person is there, and what for: said of the items and bodies. */
static void
test_presence(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = desk_get(t, &t->secretary, PLANNING "/people/expert");

	assert_has(x->body, "name=\"was-needed-items\" value=\"environment\"");
	assert_has(x->body, "name=\"needed-items\" value=\"environment\" checked=\"checked\"");
	assert_done(DESK_SEND(t, &t->secretary, PLANNING, "section", "people", "name", "Chair"));
	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/people/chair", "was-needed-items", "",
	    "needed-items", "environment", "needed-items", "organization/opening",
	    "was-needed-bodies", "", "needed-bodies", "ic", "h-2022-05-24/morning", "present",
	    "h-2022-05-24/afternoon", "present", "h-2022-05-25/morning", "absent"));
	assert_has(yaml(t), "people: [expert, chair]");
	assert_has(yaml(t), "  organization/opening:\n    people: [chair]\n");
	assert_has(yaml(t), "present: [2022-05-24/morning, 2022-05-24/afternoon]");
	assert_has(yaml(t), "absent: [2022-05-25/morning]");
	/* Another has made the expert free meanwhile: that stays; the chair goes everywhere. */
	assert_done(DESK_SEND(t, &t->other, PLANNING "/people/expert", "was-needed-items",
	    "environment", "was-needed-bodies", ""));
	assert_has(yaml(t), "people: [chair]");
	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/people/chair", "was-needed-items",
	    "environment,organization/opening", "was-needed-bodies", "ic"));
	assert_lacks(yaml(t), "[chair]");
	assert_lacks(yaml(t), "organization/opening:");
	/* Refused, it shows what was ticked. */
	x = DESK_SEND(t, &t->secretary, PLANNING "/people/chair", "was-c-name", "Someone else",
	    "c-name", "The Chair", "was-needed-items", "", "needed-items", "transfer");
	assert_int_equal(x->status, 409);
	assert_has(x->body, "name=\"needed-items\" value=\"transfer\" checked=\"checked\"");
	assert_has(x->body, "value=\"The Chair\"");
}

/* As many boxes as a form may have fields: what they say together is put into one list once, or the
 * memory of the request would not hold it. */
static void
test_more_boxes_than_there_are(void **state)
{
	enum {
		BOXES = 4000,
		LONG = 240,
		ENOUGH = 64 << 20
	};
	struct test_house *t = *state;
	struct dais_http_exchange *x = desk_form(t, &t->secretary, PLANNING "/people/expert");
	char value[LONG + 1];
	size_t before = dais_arena_used(t->a);

	memset(value, 'x', LONG);
	value[LONG] = '\0';
	for (unsigned i = 0; i < BOXES; i++)
		desk_field(x, "needed-items", value);
	desk_send(x);
	assert_in_range(x->status, 303, 499);
	assert_true(dais_arena_used(t->a) - before < ENOUGH);
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

static void
test_wishes(void **state)
{
	struct test_house *t = *state;
	struct dais_str page = desk_get(t, &t->secretary, PLANNING "/wishes/all")->body;

	assert_has(page, "as usual: 3");
	assert_has(page, "name=\"rank-order\"");
	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/wishes/all", "was-rank-order", "",
	    "rank-order", "off", "was-rank-full", "", "rank-full", "2", "was-weight-full", "",
	    "weight-full", "9"));
	assert_has(yaml(t), "order: off");
	assert_has(yaml(t), "rank: 2");
	assert_has(yaml(t), "weight: 9");
	/* Someone else was faster; what he said stays. */
	assert_int_equal(
	    DESK_SEND(t, &t->other, PLANNING "/wishes/all", "was-rank-order", "", "rank-order", "5")
		->status,
	    409);
	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/wishes/all", "was-rank-order", "off",
	    "rank-order", "5", "was-rank-full", "2", "rank-full", "", "was-weight-full", "9",
	    "weight-full", ""));
	assert_has(yaml(t), "rank: 5");
	assert_lacks(yaml(t), "weight: 9");
	assert_done(
	    DESK_SEND(t, &t->secretary, PLANNING "/wishes/all", "was-free-when", "friday/afternoon",
		"free-when", "wednesday/afternoon", "free-when", "friday/afternoon"));
	assert_has(yaml(t), "when: [wednesday/afternoon, friday/afternoon]");
	/* What is no rank is refused with what stands there untouched. */
	assert_int_equal(DESK_SEND(t, &t->secretary, PLANNING "/wishes/all", "was-rank-dense", "",
			     "rank-dense", "99")
			     ->status,
	    422);
}

static void
test_apart(void **state)
{
	struct test_house *t = *state;

	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/apart/all", "do", "apart", "items",
	    "environment", "items", "strategies", "wish", "yes"));
	assert_has(yaml(t), "{items: [environment, strategies], wish: true}");
	assert_has(desk_get(t, &t->secretary, PLANNING "/apart/all")->body,
	    "items=environment,strategies;wish=true");
	assert_int_equal(
	    DESK_SEND(t, &t->secretary, PLANNING "/apart/all", "do", "apart", "bodies", "ic")
		->status,
	    422);
	assert_int_equal(DESK_SEND(t, &t->secretary, PLANNING "/apart/all", "do", "part", "entry",
			     "items=transfer,strategies")
			     ->status,
	    409);
	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/apart/all", "do", "part", "entry",
	    "items=environment,strategies;wish=true"));
	assert_lacks(yaml(t), "[environment, strategies]");
}

static void
test_hours_and_minutes(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x;

	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/meeting/all", "was-c-hours.hybrid", "",
	    "c-hours.hybrid", "09:00-11:00, 13:00-15:00"));
	assert_has(yaml(t), "hybrid: [09:00-11:00, 13:00-15:00]");
	x = DESK_SEND(t, &t->secretary, PLANNING "/meeting/all", "was-c-hours.in-person", "",
	    "c-hours.in-person", "ten to one");
	assert_int_equal(x->status, 422);
	assert_has(x->body, "value=\"ten to one\"");
	/* An item is fixed, then told how long it is taken up then. */
	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/items/strategies",
	    "was-h-2022-05-24/morning", "", "h-2022-05-24/morning", "fixed"));
	assert_has(desk_get(t, &t->secretary, PLANNING "/items/strategies")->body,
	    "name=\"m-2022-05-24/morning\"");
	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/items/strategies",
	    "was-m-2022-05-24/morning", "", "m-2022-05-24/morning", "90"));
	assert_has(yaml(t), "fixed: [{at: 2022-05-24/morning, minutes: 90}]");
	assert_int_equal(DESK_SEND(t, &t->other, PLANNING "/items/strategies",
			     "was-m-2022-05-24/morning", "", "m-2022-05-24/morning", "60")
			     ->status,
	    409);
	assert_done(DESK_SEND(t, &t->secretary, PLANNING "/items/strategies",
	    "was-m-2022-05-24/morning", "90", "m-2022-05-24/morning", ""));
	assert_has(yaml(t), "fixed: [2022-05-24/morning]");
}

/* Half-days that go from an entry of days leave the days that the form does not show. */
static void
test_days_beside_the_meeting(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_planning_edit e = { .a = a };
	dais_half_day_vec all = { 0 }, gone = { 0 }, none = { 0 };

	(void)state;
	e.doc.root =
	    dais_planning_tree(DAIS_STR("rooms:\n  a:\n    closed: [2022-05-20..2022-05-31]\n"), a);
	for (int day = 23; day <= 25; day++)
		for (int k = 0; k < 2 && day != 24; k++)
			dais_vec_push(
			    a, &all, ((struct dais_half_day){ { 2022, 5, day }, k == 1 }));
	dais_vec_push(a, &gone, all.v[0]);
	dais_planning_set_times(&e, DAIS_STR("rooms"), DAIS_STR("a"), "closed", &all, &gone, &none);
	assert_string_equal(
	    dais_arena_cstr(a,
		dais_planning_words(
		    dais_planning_at(e.doc.root, DAIS_STR("rooms"), DAIS_STR("a"), "closed"), a)),
	    "2022-05-23/afternoon,2022-05-25/morning,2022-05-25/afternoon,2022-05-20..2022-05-22,"
	    "2022-05-24,2022-05-26..2022-05-31");
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
		cmocka_unit_test_setup_teardown(test_more_time, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_presence, desk_open, close_house),
		cmocka_unit_test_setup_teardown(
		    test_more_boxes_than_there_are, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_wishes, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_apart, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_hours_and_minutes, desk_open, close_house),
		cmocka_unit_test(test_days_beside_the_meeting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
