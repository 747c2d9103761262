/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Silence procedures at the desk: opened, answered, put off, withdrawn, concluded; who may;
 * notices.
 */
#include "desk_people.h"
#include "desk_requests.h"

#include "service/house/silences.h"
#include "service/house/standing.h"
#include "service/notice/notice.h"
#include "web/desk/desk.h"

#define SILENCES "/en/desk/untoc-2022/silences"
#define DATES SILENCES "/dates"

/* It is @hour in Vienna, in summer, on @day of July 2021. */
static void
set_clock(struct test_house *t, int day, int hour)
{
	t->now_ms = dais_date_to_days((struct dais_date){ 2021, 7, day }) * DAIS_DAY_MS +
		    (hour - 2) * DAIS_HOUR_MS;
}

static struct dais_http_exchange *
open_one(struct test_house *t, const char *closes)
{
	return DESK_SEND(t, &t->secretary, SILENCES, "do", "open", "object", "dates", "by",
	    "bureau", "proposal-en", "The meetings are held on 23 May.", "proposal-fr",
	    "Les réunions ont lieu le 23 mai.", "opens", "2021-07-27", "opens-hour", "10:00",
	    "closes", closes, "closes-hour", "17:00", "public", "yes");
}

static struct dais_actor
someone(struct test_house *t, enum dais_role role)
{
	struct dais_grant grant = { .role = role };
	struct dais_actor actor = t->other;

	actor.grants = (dais_grant_vec){ 0 };
	dais_vec_push(t->a, &actor.grants, grant);
	desk_people_set(1, &actor);
	return actor;
}

static struct dais_http_exchange *
object(struct test_house *t, const struct dais_actor *who, const char *day, const char *hour)
{
	return DESK_SEND(t, who, DATES, "do", "answer", "kind", "objection", "from", "A State",
	    "at", day, "at-hour", hour, "words", "The week is taken.");
}

static void
test_opened(void **state)
{
	struct test_house *t = *state;
	struct dais_str page;

	set_clock(t, 27, 10);
	page = desk_get(t, &t->secretary, SILENCES)->body;
	assert_has(page, "Europe/Vienna");
	assert_has(page, "72"); /* least hours of the profile */
	assert_has(page, "Friday, 30 July 2021, at 10 a.m.");
	/* What is missing is told, and what was typed stays. */
	struct dais_http_exchange *x = DESK_SEND(t, &t->secretary, SILENCES, "do", "open", "object",
	    "topics", "by", "bureau", "opens", "2021-07-27", "opens-hour", "10:00", "closes",
	    "2021-07-30", "closes-hour", "17:00", "asked-en", "The chairs");
	assert_int_equal(x->status, 422);
	assert_has(x->body, "Nothing is proposed");
	assert_has(x->body, "value=\"The chairs\"");
	assert_int_equal(open_one(t, "2021-07-26")->status, 422);
	assert_went_to(open_one(t, "2021-07-30"), "/silences/dates?");
	page = desk_get(t, &t->secretary, DATES)->body;
	assert_has(page, "Les réunions ont lieu le 23 mai.");
	assert_has(page, "until Friday, 30 July 2021, at 5 p.m. (Europe/Vienna)");
	assert_has(page, "Days left: 3");
	assert_has(
	    dais_str_from(value_of(t, "silence", "dates")), "\"closes\":\"2021-07-30T17:00\"");
	/* The checker says beside it what it lacks. */
	assert_has(page, "the text is missing; language: Russian");
	assert_lacks(page, "is too short");
}

static void
test_answered_and_broken(void **state)
{
	struct test_house *t = *state;
	struct dais_actor bureau;
	struct dais_str page;

	set_clock(t, 27, 10);
	assert_went_to(open_one(t, "2021-07-30"), "/silences/dates?");
	set_clock(t, 28, 12);
	bureau = someone(t, DAIS_ROLE_BUREAU);
	/* Not of a time to come; a reservation breaks nothing. */
	assert_int_equal(object(t, &t->secretary, "2021-07-29", "10:00")->status, 422);
	assert_went_to(DESK_SEND(t, &t->secretary, DATES, "do", "answer", "kind", "reservation",
			   "from", "Another State", "at", "2021-07-28", "at-hour", "09:00"),
	    "/silences/dates?");
	assert_has(desk_get(t, &bureau, DATES)->body, "Days left: 2");
	/* Who answers for himself answers now, in his own name, whatever is sent. */
	assert_went_to(object(t, &bureau, "2021-07-27", "11:00"), "/silences/dates?");
	assert_has(dais_str_from(value_of(t, "silence", "dates")),
	    "{\"kind\":\"objection\",\"from\":\"jose\",\"at\":\"2021-07-28T12:00\"");
	page = desk_get(t, &t->secretary, DATES)->body;
	assert_has(page, "breaks the silence");
	assert_has(page, "The week is taken.");
	assert_lacks(page, "value=\"extend\"");
	/* Taken back in time it counts no more. */
	assert_went_to(
	    DESK_SEND(t, &bureau, DATES, "do", "take-back", "reply", "1"), "/silences/dates?");
	assert_has(desk_get(t, &bureau, DATES)->body, "Days left: 2");
	assert_int_equal(
	    DESK_SEND(t, &bureau, DATES, "do", "take-back", "reply", "1")->status, 409);
	assert_int_equal(DESK_SEND(t, &bureau, DATES, "do", "withdraw")->status, 403);
}

/* An objection of one member is not another's to take away, by whatever way. */
static void
test_of_another(void **state)
{
	struct test_house *t = *state;
	struct dais_actor bureau;
	struct dais_diags diags;
	uint64_t latest, change;

	set_clock(t, 27, 10);
	assert_went_to(open_one(t, "2021-07-30"), "/silences/dates?");
	set_clock(t, 28, 12);
	bureau = someone(t, DAIS_ROLE_BUREAU);
	assert_went_to(object(t, &t->secretary, "2021-07-28", "11:00"), "/silences/dates?");
	assert_lacks(desk_get(t, &bureau, DATES)->body, "value=\"take-back\"");
	assert_int_equal(
	    DESK_SEND(t, &bureau, DATES, "do", "take-back", "reply", "0")->status, 403);
	assert_int_equal(
	    DESK_SEND(t, &t->secretary, DATES, "do", "take-back", "reply", "1")->status, 404);
	assert_int_equal(
	    DESK_SEND(t, &t->secretary, DATES, "do", "take-back", "reply", "-1")->status, 404);
	/* Nor is one's own to be made undone when the time is over. */
	assert_went_to(object(t, &bureau, "", ""), "/silences/dates?");
	assert_ok(
	    t, dais_store_latest(dais_house_store(t->h), DAIS_STR("untoc-2022"), &latest, &t->err));
	set_clock(t, 31, 10);
	assert_int_equal(
	    DESK_SEND(t, &bureau, DATES, "do", "take-back", "reply", "1")->status, 409);
	dais_diags_init(&diags, t->a);
	assert_fails(t,
	    dais_house_undo(
		t->h, &bureau, DAIS_STR("untoc-2022"), latest, &diags, &change, NULL, &t->err),
	    DAIS_ERR_DENIED);
	/* An objection when it is over is recorded with its time and counts for nothing. */
	assert_int_equal(DESK_SEND(t, &bureau, DATES, "do", "conclude")->status, 409);
	assert_went_to(object(t, &bureau, "2021-07-29", "10:00"), "/silences/dates?");
	assert_has(dais_str_from(value_of(t, "silence", "dates")), "\"at\":\"2021-07-31T10:00\"");
}

/* A draft that tells of an objection goes with it. */
static void
test_draft_goes_with_the_objection(void **state)
{
	struct test_house *t = *state;

	set_clock(t, 27, 10);
	assert_went_to(open_one(t, "2021-07-30"), "/silences/dates?");
	set_clock(t, 28, 12);
	assert_went_to(object(t, &t->secretary, "2021-07-28", "10:00"), "/silences/dates?");
	assert_went_to(object(t, &t->secretary, "2021-07-28", "11:00"), "/silences/dates?");
	assert_went_to(DESK_SEND(t, &t->secretary, DATES, "do", "take-back", "reply", "0"),
	    "/silences/dates?");
	assert_has(dais_str_from(value_of(t, "notice", "dates-broken")), "\"state\":\"draft\"");
	assert_went_to(DESK_SEND(t, &t->secretary, DATES, "do", "take-back", "reply", "1"),
	    "/silences/dates?");
	assert_has(dais_str_from(value_of(t, "notice", "dates-broken")), "\"state\":\"withdrawn\"");
}

/* The end stands still when the clock is changed, and when the zone of a meeting is corrected. */
static void
test_zone_is_kept(void **state)
{
	struct test_house *t = *state;
	struct dais_house_edit *e;
	uint64_t change;

	t->now_ms = dais_date_to_days((struct dais_date){ 2021, 10, 29 }) * DAIS_DAY_MS +
		    15 * DAIS_HOUR_MS; /* 17:00 in Vienna, whose clock goes back on the 31st */
	assert_went_to(DESK_SEND(t, &t->secretary, SILENCES, "do", "open", "object", "dates", "by",
			   "bureau", "proposal-en", "X", "opens", "2021-10-29", "opens-hour",
			   "17:00", "closes", "2021-11-01", "closes-hour", "17:00"),
	    "/silences/dates?");
	/* Three days on the wall and an hour: the hours that pass count. */
	assert_has(desk_get(t, &t->secretary, DATES)->body, "Days left: 3");
	assert_lacks(desk_get(t, &t->secretary, DATES)->body, "is too short");
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_MEETING);
	assert_ok(t, dais_edit_set(e, DAIS_STR("meeting"), DAIS_STR("ic@13"), "zone",
			 DAIS_STR("\"America/New_York\""), DAIS_ANY, DAIS_STR_NONE, &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	assert_has(desk_get(t, &t->secretary, DATES)->body, "(Europe/Vienna)");
	/* A minute before the end by Vienna in winter, and the end. */
	t->now_ms = dais_date_to_days((struct dais_date){ 2021, 11, 1 }) * DAIS_DAY_MS +
		    16 * DAIS_HOUR_MS - DAIS_MINUTE_MS;
	assert_int_equal(DESK_SEND(t, &t->secretary, DATES, "do", "conclude")->status, 409);
	t->now_ms += DAIS_MINUTE_MS;
	assert_went_to(DESK_SEND(t, &t->secretary, DATES, "do", "conclude"), "/silences/dates?");
}

/* Forms that nobody meant: nothing in them, too much in them, words for nothing. */
static void
test_odd_forms(void **state)
{
	struct test_house *t = *state;
	char *longest = dais_arena_alloc(t->a, 300001);

	memset(longest, 'x', 300000);
	longest[300000] = '\0';
	set_clock(t, 27, 10);
	assert_int_equal(DESK_SEND(t, &t->secretary, SILENCES, "do", "open")->status, 422);
	assert_int_equal(DESK_SEND(t, &t->secretary, SILENCES, "do", "")->status, 422);
	for (size_t i = 0; i < 4; i++) {
		static const char *const objects[] = { "", "../x", "none", "dates topics" };

		assert_int_equal(
		    DESK_SEND(t, &t->secretary, SILENCES, "do", "open", "object", objects[i], "by",
			"bureau", "proposal-en", "X", "opens", "2021-07-27", "opens-hour", "10:00",
			"closes", "2021-07-30", "closes-hour", "17:00")
			->status,
		    422);
	}
	assert_int_equal(
	    DESK_SEND(t, &t->secretary, SILENCES, "do", "open", "object", "dates", "by", "bureau",
		"proposal-en", "X", "opens", "2021-07-27", "opens-hour", "10:00", "closes",
		"2021-07-30", "closes-hour", "17:00", "follows", "none")
		->status,
	    422);
	assert_went_to(open_one(t, "2021-07-30"), "/silences/dates?");
	assert_int_equal(DESK_SEND(t, &t->secretary, DATES, "do", "answer")->status, 422);
	assert_int_equal(DESK_SEND(t, &t->secretary, DATES, "do", "open")->status, 422);
	assert_int_equal(DESK_SEND(t, &t->secretary, DATES, "do", "extend")->status, 422);
	/* Long words are kept whole, markup is words. */
	assert_went_to(
	    DESK_SEND(t, &t->secretary, DATES, "do", "answer", "kind", "statement", "from",
		"<b>دولة</b>", "at", "2021-07-27", "at-hour", "09:00", "words", longest),
	    "/silences/dates?");
	assert_has(desk_get(t, &t->secretary, DATES)->body,
	    "<strong dir=\"auto\">&lt;b&gt;دولة&lt;/b&gt;</strong>");
}

static void
test_concluded(void **state)
{
	struct test_house *t = *state;
	struct dais_actor chair;

	set_clock(t, 27, 10);
	assert_went_to(open_one(t, "2021-07-30"), "/silences/dates?");
	assert_int_equal(DESK_SEND(t, &t->secretary, DATES, "do", "conclude")->status, 409);
	set_clock(t, 30, 18);
	/* An objection of the last second is late: recorded, not counted. */
	assert_went_to(object(t, &t->secretary, "2021-07-30", "17:00"), "/silences/dates?");
	assert_has(desk_get(t, &t->secretary, DATES)->body, "recorded, does not count");
	assert_int_equal(DESK_SEND(t, &t->secretary, DATES, "do", "extend", "closes", "2021-08-02",
			     "closes-hour", "17:00")
			     ->status,
	    409);
	chair = someone(t, DAIS_ROLE_CHAIR);
	assert_went_to(DESK_SEND(t, &chair, DATES, "do", "conclude"), "/silences/dates?");
	assert_has(dais_str_from(value_of(t, "approval", "dates-2")),
	    "\"by\":\"bureau\",\"method\":\"silence\",\"date\":\"2021-07-30\",\"silence\":"
	    "\"dates\"");
	assert_has(desk_get(t, &chair, DATES)->body, "The approval is recorded: 30 July 2021");
	assert_int_equal(DESK_SEND(t, &chair, DATES, "do", "conclude")->status, 409);
	assert_int_equal(object(t, &t->secretary, "2021-07-29", "10:00")->status, 409);
	/* What comes late is recorded all the same, and changes nothing. */
	assert_went_to(object(t, &t->secretary, "2021-07-30", "18:00"), "/silences/dates?");
	assert_lacks(desk_get(t, &chair, DATES)->body, "breaks the silence");
}

static void
test_put_off_and_withdrawn(void **state)
{
	struct test_house *t = *state;

	set_clock(t, 27, 10);
	assert_went_to(open_one(t, "2021-07-30"), "/silences/dates?");
	assert_int_equal(DESK_SEND(t, &t->secretary, DATES, "do", "extend", "closes", "2021-07-30",
			     "closes-hour", "16:00")
			     ->status,
	    422);
	assert_went_to(DESK_SEND(t, &t->secretary, DATES, "do", "extend", "closes", "2021-08-02",
			   "closes-hour", "12:00"),
	    "/silences/dates?");
	assert_has(dais_str_from(value_of(t, "silence", "dates")),
	    "\"extended\":[{\"at\":\"2021-07-27T10:00\",\"instead-of\":\"2021-07-30T17:00\"}]");
	assert_went_to(DESK_SEND(t, &t->secretary, DATES, "do", "withdraw"), "/silences/dates?");
	assert_has(desk_get(t, &t->secretary, DATES)->body, "withdrawn");
	/* Another attempt names the one before. */
	assert_has(desk_get(t, &t->secretary, SILENCES)->body, "<option value=\"dates\">");
	assert_int_equal(DESK_SEND(t, &t->secretary, DATES, "do", "withdraw")->status, 409);
}

/* What is for whom on my desk. */
static void
test_my_desk(void **state)
{
	struct test_house *t = *state;
	struct dais_actor who;
	size_t packages;

	set_clock(t, 27, 10);
	assert_went_to(open_one(t, "2021-07-30"), "/silences/dates?");
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	who = someone(t, DAIS_ROLE_BUREAU);
	assert_has(desk_get(t, &who, "/en/desk")->body, "Days left: 3");
	who = someone(t, DAIS_ROLE_CHAIR);
	assert_has(desk_get(t, &who, "/ar/desk")->body, "الأيام المتبقية: 3");
	who = someone(t, DAIS_ROLE_TRANSLATOR);
	assert_lacks(desk_get(t, &who, "/en/desk")->body, "silences/dates");
	set_clock(t, 31, 10);
	assert_has(desk_get(t, &t->secretary, "/en/desk")->body, "is not recorded yet");
	assert_went_to(DESK_SEND(t, &t->secretary, DATES, "do", "conclude"), "/silences/dates?");
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	assert_lacks(desk_get(t, &t->secretary, "/en/desk")->body, "silences/dates");
}

static void
test_notices(void **state)
{
	static const char *const asks[DAIS_LANG_COUNT] = { [DAIS_LANG_AR] = "تُوجَّه الاعتراضات",
		[DAIS_LANG_ZH] = "反对意见应以书面形式",
		[DAIS_LANG_EN] = "Objections are to reach the secretariat",
		[DAIS_LANG_FR] = "Les objections doivent parvenir",
		[DAIS_LANG_RU] = "Возражения должны поступить",
		[DAIS_LANG_ES] = "Las objeciones deben llegar" };
	struct test_house *t = *state;
	dais_notice_vec notices;
	struct dais_notice n;
	uint64_t before;
	bool more = true;

	set_clock(t, 27, 10);
	assert_went_to(open_one(t, "2021-07-30"), "/silences/dates?");
	assert_ok(t, dais_notice_get(t->h, &t->secretary, DAIS_STR("untoc-2022"),
			 DAIS_STR("dates-opened"), "https://example.org", t->a, &n, &t->err));
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		assert_has(n.text.in[l], asks[l]);
		assert_has(n.text.in[l], "Europe/Vienna");
		assert_true(n.subject.in[l].n > 10);
	}
	assert_true(n.is_for_all);
	set_clock(t, 28, 12);
	assert_went_to(object(t, &t->secretary, "2021-07-28", "11:00"), "/silences/dates?");
	assert_ok(t, dais_notice_get(t->h, &t->secretary, DAIS_STR("untoc-2022"),
			 DAIS_STR("dates-broken"), "https://example.org", t->a, &n, &t->err));
	assert_has(n.text.in[DAIS_LANG_EN], "28 July 2021, at 11 a.m.");
	assert_lacks(n.text.in[DAIS_LANG_EN], "A State");
	assert_ok(t,
	    dais_notice_list(t->h, &t->secretary, DAIS_STR("untoc-2022"), t->a, &notices, &t->err));
	assert_int_equal(notices.n, 2);
	/* Of all packages page by page, from the one changed last on. */
	while (more)
		assert_ok(t, dais_standing_refresh(t->h, 3, &more, &t->err));
	assert_ok(
	    t, dais_notice_list_all(t->h, &t->secretary, 0, t->a, &notices, &before, &t->err));
	assert_int_equal(notices.n, 2);
	assert_int_equal(before, 0);
	dais_notice_packages_max = 1;
	assert_ok(
	    t, dais_notice_list_all(t->h, &t->secretary, 0, t->a, &notices, &before, &t->err));
	assert_int_equal(notices.n, 2);
	assert_true(before > 0);
	assert_ok(
	    t, dais_notice_list_all(t->h, &t->secretary, before, t->a, &notices, &before, &t->err));
	assert_int_equal(notices.n, 0);
	assert_int_equal(before, 0);
	dais_notice_packages_max = 200;
}

static const char *
state_of_notice(struct test_house *t, const char *id)
{
	struct dais_notice n;
	static const char *const words[] = { "draft", "sent", "withdrawn" };

	if (!dais_notice_get(t->h, &t->secretary, DAIS_STR("untoc-2022"), dais_str_from(id),
		"https://example.org", t->a, &n, &t->err)) {
		t->err = (struct dais_err)DAIS_ERR_INIT;
		return "none";
	}
	return words[n.state];
}

/* The end has come: what the server does then. How many ends were due. */
static size_t
end_what_is_due(struct test_house *t)
{
	dais_store_strs due = { 0 };
	uint64_t change;

	assert_ok(t, dais_silence_due(t->h, 8, t->a, &due, &t->err));
	for (size_t i = 0; i < due.n; i++)
		assert_ok(t, dais_silence_end(t->h, due.v[i], &change, &t->err));
	return due.n;
}

/* R-SIL-06: when it has held those who are asked hear of it, whether or not somebody looks. */
static void
test_end_is_told(void **state)
{
	struct test_house *t = *state;
	size_t packages;

	set_clock(t, 27, 10);
	assert_went_to(open_one(t, "2021-07-30"), "/silences/dates?");
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	assert_int_equal(end_what_is_due(t), 0);
	/* Put off meanwhile, before the summary has followed: it is looked at again at its new end.
	 */
	assert_went_to(DESK_SEND(t, &t->secretary, DATES, "do", "extend", "closes", "2021-07-31",
			   "closes-hour", "12:00"),
	    "/silences/dates?");
	set_clock(t, 30, 18);
	assert_int_equal(end_what_is_due(t), 1);
	assert_string_equal(state_of_notice(t, "dates-approved"), "none");
	assert_int_equal(end_what_is_due(t), 0);
	set_clock(t, 31, 12);
	assert_int_equal(end_what_is_due(t), 1);
	assert_string_equal(state_of_notice(t, "dates-approved"), "draft");
	assert_int_equal(end_what_is_due(t), 0);
	/* One press records it, and tells nobody twice. */
	assert_has(desk_get(t, &t->secretary, "/en/desk")->body,
	    "action=\"/en/desk/untoc-2022/silences/dates\"");
	assert_went_to(DESK_SEND(t, &t->secretary, DATES, "do", "conclude"), "/silences/dates?");
	assert_string_equal(state_of_notice(t, "dates-approved-2"), "none");
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	assert_int_equal(end_what_is_due(t), 0);
}

/* An objection that had come in time is recorded after the end: the draft goes. */
static void
test_end_was_not_it(void **state)
{
	struct test_house *t = *state;
	size_t packages;

	set_clock(t, 27, 10);
	assert_went_to(open_one(t, "2021-07-30"), "/silences/dates?");
	set_clock(t, 30, 18);
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	assert_int_equal(end_what_is_due(t), 1);
	assert_went_to(object(t, &t->secretary, "2021-07-30", "16:59"), "/silences/dates?");
	assert_string_equal(state_of_notice(t, "dates-approved"), "withdrawn");
	assert_string_equal(state_of_notice(t, "dates-broken"), "draft");
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	assert_int_equal(end_what_is_due(t), 0);
	assert_lacks(desk_get(t, &t->secretary, "/en/desk")->body, "is not recorded yet");
}

/* Taken back, the opening takes its draft along. */
static void
test_undone(void **state)
{
	struct test_house *t = *state;
	struct dais_thing thing;
	struct dais_diags diags;
	uint64_t latest, change;

	set_clock(t, 27, 10);
	assert_went_to(open_one(t, "2021-07-30"), "/silences/dates?");
	assert_ok(
	    t, dais_store_latest(dais_house_store(t->h), DAIS_STR("untoc-2022"), &latest, &t->err));
	dais_diags_init(&diags, t->a);
	assert_ok(t, dais_house_undo(t->h, &t->secretary, DAIS_STR("untoc-2022"), latest, &diags,
			 &change, NULL, &t->err));
	assert_false(dais_store_thing(dais_house_store(t->h), DAIS_STR("untoc-2022"),
	    DAIS_STR("silence"), DAIS_STR("dates"), t->a, &thing, &t->err));
	t->err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_thing(dais_house_store(t->h), DAIS_STR("untoc-2022"),
	    DAIS_STR("notice"), DAIS_STR("dates-opened"), t->a, &thing, &t->err));
	t->err = (struct dais_err)DAIS_ERR_INIT;
}

static void
test_who(void **state)
{
	struct test_house *t = *state;
	struct dais_actor who;

	set_clock(t, 27, 10);
	assert_went_to(open_one(t, "2021-07-30"), "/silences/dates?");
	set_clock(t, 28, 12);
	who = someone(t, DAIS_ROLE_TRANSLATOR);
	assert_int_equal(object(t, &who, "2021-07-28", "11:00")->status, 403);
	assert_lacks(desk_get(t, &who, DATES)->body, "value=\"answer\"");
	who = someone(t, DAIS_ROLE_BUREAU);
	assert_lacks(desk_get(t, &who, SILENCES)->body, "value=\"open\"");
	assert_int_equal(DESK_SEND(t, &who, SILENCES, "do", "open", "object", "dates", "by",
			     "bureau", "proposal-en", "X", "opens", "2021-07-27", "opens-hour",
			     "10:00", "closes", "2021-07-30", "closes-hour", "17:00")
			     ->status,
	    403);
	assert_int_equal(desk_get(t, &t->secretary, SILENCES "/topics")->status, 404);
}

int
main(void)
{
	desk_table = dais_routes_desk;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_opened, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_answered_and_broken, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_of_another, desk_open, close_house),
		cmocka_unit_test_setup_teardown(
		    test_draft_goes_with_the_objection, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_zone_is_kept, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_odd_forms, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_concluded, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_put_off_and_withdrawn, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_my_desk, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_notices, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_end_is_told, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_end_was_not_it, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_undone, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_who, desk_open, close_house),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
