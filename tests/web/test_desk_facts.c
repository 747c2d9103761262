/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Bodies, meetings, mandates and approvals added and taken away at the desk; dates in words.
 */
#include "desk_people.h"
#include "desk_requests.h"

#include "service/house/standing.h"
#include "web/desk/desk.h"

#define FACTS "/en/desk/untoc-2022/facts"

static void
test_body_ids(void **state)
{
	struct test_house *t = *state;

	assert_went_to(DESK_SEND(t, &t->secretary, FACTS, "kind", "body", "name", "Expert Group",
			   "symbol", "CTOC/COP/WG.6", "parent", "cop", "noun", "session"),
	    "/facts/body/wg-6?");
	assert_string_equal(value_of(t, "body", "wg-6"),
	    "{\"parent\":\"cop\",\"name\":{\"en\":\"Expert Group\"},\"symbol\":\"CTOC/COP/WG.6\","
	    "\"noun\":\"session\"}");
	/* The same symbol again, and a name without Latin letters. */
	assert_went_to(DESK_SEND(t, &t->secretary, FACTS, "kind", "body", "name", "Other", "symbol",
			   "CTOC/COP/WG.6"),
	    "/facts/body/wg-6-2?");
	assert_went_to(DESK_SEND(t, &t->secretary, "/ar/desk/untoc-2022/facts", "kind", "body",
			   "name", "المكتب"),
	    "/facts/body/body?");
	assert_non_null(strstr(value_of(t, "body", "body"), "{\"name\":{\"ar\":\"المكتب\"}"));
	/* What was refused is shown again, its form open. */
	struct dais_http_exchange *x = DESK_SEND(
	    t, &t->secretary, FACTS, "kind", "body", "name", "Broken", "symbol", "no//symbol");
	assert_int_equal(x->status, 422);
	assert_has(x->body, "id=\"add-body\" open=\"open\"");
	assert_has(x->body, "value=\"no//symbol\"");
}

static void
test_mandate_and_approval(void **state)
{
	struct test_house *t = *state;

	assert_went_to(DESK_SEND(t, &t->secretary, FACTS, "kind", "mandate", "body", "cop", "of",
			   "decision", "number", "11/2", "title", "Firearms"),
	    "/facts/mandate/cop%3A11/2?");
	assert_string_equal(value_of(t, "mandate", "cop:11/2"),
	    "{\"kind\":\"decision\",\"title\":{\"en\":\"Firearms\"}}");
	assert_int_equal(DESK_SEND(t, &t->secretary, FACTS, "kind", "mandate", "body", "cop", "of",
			     "decision", "number", "11/2")
			     ->status,
	    409);
	/* Which bodies it asks: ticked on its page. */
	assert_went_to(
	    DESK_SEND(t, &t->secretary, FACTS "/mandate/cop:11/2", "was-f-kind", "\"decision\"",
		"f-kind", "decision", "was-f-title.en", "\"Firearms\"", "f-title.en", "Firearms",
		"was-f-requests", "", "f-requests", "ic", "f-requests", "ta", "do", "save"),
	    "did=saved");
	assert_non_null(strstr(value_of(t, "mandate", "cop:11/2"), "\"requests\":[\"ic\",\"ta\"]"));
	/* Which session the recommendations are for, and that none are asked for. */
	assert_has(desk_get(t, &t->secretary, FACTS "/mandate/cop:10/6")->body,
	    "<option value=\"cop@11\" selected=\"selected\">");
	assert_int_equal(DESK_SEND(t, &t->secretary, FACTS "/mandate/cop:11/2", "f-outcome",
			     "cop@11", "do", "save")
			     ->status,
	    303);
	assert_non_null(strstr(value_of(t, "mandate", "cop:11/2"),
	    "\"outcome\":{\"kind\":\"recommendations\",\"for\":\"cop@11\"}"));
	assert_int_equal(
	    DESK_SEND(t, &t->secretary, FACTS "/mandate/cop:11/2", "was-f-outcome",
		"{\"kind\":\"recommendations\",\"for\":\"cop@11\"}", "f-outcome", "", "do", "save")
		->status,
	    303);
	assert_null(strstr(value_of(t, "mandate", "cop:11/2"), "outcome"));
	assert_went_to(DESK_SEND(t, &t->secretary, FACTS, "kind", "approval", "object", "topics",
			   "by", "bureau", "method", "silence", "date", "2022-01-12"),
	    "/facts/approval/topics");
	assert_non_null(strstr(value_of(t, "approval", "topics"),
	    "\"meetings\":[\"ic@13\",\"ta@13\"],\"by\":\"bureau\",\"method\":\"silence\","
	    "\"date\":\"2022-01-12\""));
	assert_int_equal(DESK_SEND(t, &t->secretary, FACTS, "kind", "approval", "object", "topics",
			     "by", "bureau", "method", "silence", "date", "12 January")
			     ->status,
	    422);
}

/* Someone else was faster: what was typed stays, the record's word beside it; a field that was left
 * alone says what the other made of it. Sent once more, it is saved. */
static void
test_a_collision_can_be_settled(void **state)
{
	struct test_house *t = *state;
	const char *mandate = FACTS "/mandate/cop:11/2";

	(void)DESK_SEND(t, &t->secretary, FACTS, "kind", "mandate", "body", "cop", "of", "decision",
	    "number", "11/2", "title", "Firearms");
	assert_went_to(DESK_SEND(t, &t->secretary, mandate, "was-f-kind", "\"decision\"", "f-kind",
			   "decision", "was-f-title.en", "\"Firearms\"", "f-title.en", "Small arms",
			   "was-f-title.fr", "", "f-title.fr", "Armes", "do", "save"),
	    "did=saved");
	struct dais_http_exchange *x = DESK_SEND(t, &t->secretary, mandate, "was-f-kind",
	    "\"decision\"", "f-kind", "decision", "was-f-title.en", "\"Firearms\"", "f-title.en",
	    "Guns", "was-f-title.fr", "", "f-title.fr", "", "do", "save");
	assert_int_equal(x->status, 409);
	assert_has(x->body, "what you typed stands in the fields below");
	assert_has(x->body, "value=\"Guns\"");
	assert_has(x->body, "In the record now: Small arms");
	assert_has(x->body, "name=\"was-f-title.en\" value=\"&quot;Small arms&quot;\"");
	assert_has(x->body, "value=\"Armes\"");
	assert_has(x->body, "name=\"was-f-title.fr\" value=\"&quot;Armes&quot;\"");
	assert_went_to(DESK_SEND(t, &t->secretary, mandate, "was-f-kind", "\"decision\"", "f-kind",
			   "decision", "was-f-title.en", "\"Small arms\"", "f-title.en", "Guns",
			   "was-f-title.fr", "\"Armes\"", "f-title.fr", "Armes", "do", "save"),
	    "did=saved");
	assert_non_null(
	    strstr(value_of(t, "mandate", "cop:11/2"), "\"en\":\"Guns\",\"fr\":\"Armes\""));
}

static void
test_meetings(void **state)
{
	struct test_house *t = *state;

	/* One that texts name. */
	assert_went_to(DESK_SEND(t, &t->secretary, FACTS, "kind", "meeting", "body", "ic",
			   "ordinal", "12", "opens", "2020-07-07", "closes", "2020-07-08"),
	    "/facts/meeting/ic%4012?");
	assert_string_equal(value_of(t, "meeting", "ic@12"),
	    "{\"opens\":\"2020-07-07\",\"closes\":\"2020-07-08\"}");
	/* One held together with those of the package. */
	DESK_SEND(t, &t->secretary, FACTS, "kind", "body", "name", "Working Group on Firearms",
	    "symbol", "CTOC/COP/WG.6", "parent", "cop");
	assert_went_to(
	    DESK_SEND(t, &t->secretary, FACTS, "kind", "meeting", "body", "wg-6", "ordinal", "9",
		"opens", "2022-05-23", "closes", "2022-05-27", "together", "yes"),
	    "/facts/meeting/wg-6%409?");
	assert_non_null(
	    strstr(value_of(t, "package", "package"), "[\"ic@13\",\"ta@13\",\"wg-6@9\"]"));
	assert_string_equal(
	    value_of(t, "agenda", "wg-6"), "[\"organization\",\"other\",\"report\"]");
	assert_non_null(strstr(value_of(t, "meeting", "wg-6@9"), "\"opens\":\"2022-05-23T10:00\""));
	assert_non_null(strstr(value_of(t, "meeting", "wg-6@9"), "\"zone\":\"Europe/Vienna\""));
	assert_non_null(strstr(value_of(t, "document", "agenda"), "\"CTOC/COP/WG.6/2022/1\""));
	/* The symbols of a joint document are in the order of the profile, by number of the body.
	 */
	DESK_SEND(t, &t->secretary, FACTS, "kind", "body", "name", "First Group", "symbol",
	    "CTOC/COP/WG.1", "parent", "cop");
	assert_went_to(
	    DESK_SEND(t, &t->secretary, FACTS, "kind", "meeting", "body", "wg-1", "ordinal", "2",
		"opens", "2022-05-23", "closes", "2022-05-27", "together", "yes"),
	    "/facts/meeting/wg-1%402?");
	assert_non_null(strstr(value_of(t, "document", "agenda"),
	    "[\"CTOC/COP/WG.1/2022/1\",\"CTOC/COP/WG.2/2022/1\",\"CTOC/COP/WG.3/2022/1\","
	    "\"CTOC/COP/WG.6/2022/1\"]"));
	/* It goes again with its agenda; what others refer to does not. */
	assert_went_to(
	    DESK_SEND(t, &t->secretary, FACTS "/meeting/wg-6@9", "do", "remove"), "did=removed");
	assert_string_equal(value_of(t, "agenda", "wg-6"), "");
	assert_null(strstr(value_of(t, "document", "agenda"), "CTOC/COP/WG.6/2022/1"));
	assert_non_null(strstr(value_of(t, "document", "agenda"), "\"CTOC/COP/WG.2/2022/1\""));
	struct dais_http_exchange *x =
	    DESK_SEND(t, &t->secretary, FACTS "/meeting/ic@13", "do", "remove");
	assert_int_equal(x->status, 422);
	assert_string_not_equal(value_of(t, "meeting", "ic@13"), "");
}

static void
test_who(void **state)
{
	struct test_house *t = *state;
	static const char *const fields[] = { "kind", "body", "name", "Mine", NULL };

	assert_int_equal(desk_sent(t, &t->translator, FACTS, fields)->status, 403);
	assert_int_equal(
	    DESK_SEND(t, &t->translator, FACTS "/body/ic", "do", "remove")->status, 403);
	assert_int_equal(
	    DESK_SEND(t, &t->secretary, FACTS, "kind", "sitting", "name", "x")->status, 422);
	/* Who may not is not asked. */
	struct dais_str page = desk_get(t, &t->translator, FACTS)->body;
	assert_true(dais_str_find(page, DAIS_STR("add-body"), 0) == SIZE_MAX);
	assert_has(desk_get(t, &t->secretary, FACTS)->body, "add-mandate");
}

/* Roles that may and may not divide an item whose sittings follow. */
static void
test_split_by_role(void **state)
{
	static const struct {
		enum dais_role role;
		dais_lang_set languages;
		bool may;
	} cells[] = { { DAIS_ROLE_ADMINISTRATOR, 0, false }, { DAIS_ROLE_SECRETARIAT, 0, true },
		{ DAIS_ROLE_EDITOR, 0, true },
		{ DAIS_ROLE_EDITOR, DAIS_LANG_BIT(DAIS_LANG_FR), false },
		{ DAIS_ROLE_TRANSLATOR, 0, false }, { DAIS_ROLE_CHAIR, 0, false },
		{ DAIS_ROLE_BUREAU, 0, false }, { DAIS_ROLE_DELEGATE, 0, false },
		{ DAIS_ROLE_READER, 0, false } };
	struct test_house *t = *state;

	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
		struct dais_grant grant = { .role = cells[i].role,
			.languages = cells[i].languages };
		struct dais_actor actor = t->other;
		uint64_t before = latest_of(t);

		actor.grants = (dais_grant_vec){ 0 };
		dais_vec_push(t->a, &actor.grants, grant);
		desk_people_set(1, &actor);
		struct dais_http_exchange *x = DESK_SEND(t, &actor, "/en/desk/untoc-2022/items",
		    "do", "split ta environment", "decided", "yes", "seen",
		    dais_arena_printf(t->a, "%llu", (unsigned long long)before).p);
		assert_int_equal(x->status, cells[i].may ? 303 : 403);
		assert_int_equal(latest_of(t) > before, cells[i].may);
		if (!cells[i].may)
			continue;
		assert_non_null(strstr(value_of(t, "sitting", "s3"), "environment"));
		/* What followed the items can be taken back, but nobody gets the timetable by it.
		 */
		x = DESK_SEND(t, &actor, "/en/desk/untoc-2022/changes", "undo",
		    dais_arena_printf(t->a, "%llu", (unsigned long long)latest_of(t)).p);
		assert_went_to(x, "did=undone");
		if (cells[i].role == DAIS_ROLE_EDITOR) {
			struct dais_house_edit *e;

			assert_ok(t, dais_edit_begin(t->h, &actor, DAIS_ACTION_EDIT_ITEMS, PACKAGE,
					 DAIS_STR_NONE, t->a, &e, &t->err));
			assert_fails(t,
			    dais_edit_close(
				e, DAIS_STR("sitting"), DAIS_STR("s3"), DAIS_ANY, &t->err),
			    DAIS_ERR_DENIED);
		}
	}
}

/* Whoever arranges the timetable is told, until it has been arranged. */
static void
test_followed(void **state)
{
	struct test_house *t = *state;
	struct dais_grant grant = { .role = DAIS_ROLE_EDITOR };
	struct dais_actor editor = t->other;

	editor.grants = (dais_grant_vec){ 0 };
	dais_vec_push(t->a, &editor.grants, grant);
	desk_people_set(1, &editor);
	DESK_SEND(t, &editor, "/en/desk/untoc-2022/items", "do", "split ta environment", "decided",
	    "yes", "seen", dais_arena_printf(t->a, "%llu", (unsigned long long)latest_of(t)).p);
	assert_has(desk_get(t, &t->secretary, "/en/desk/untoc-2022")->body,
	    "Sittings followed items that");
	struct dais_str own = desk_get(t, &editor, "/en/desk/untoc-2022")->body;
	assert_true(dais_str_find(own, DAIS_STR("Sittings followed"), 0) == SIZE_MAX);
}

/* My desk as someone with @role sees it. */
static struct dais_str
home_of(struct test_house *t, enum dais_role role)
{
	struct dais_grant grant = { .role = role };
	struct dais_actor actor = t->other;

	actor.grants = (dais_grant_vec){ 0 };
	dais_vec_push(t->a, &actor.grants, grant);
	desk_people_set(1, &actor);
	return desk_get(t, &actor, "/en/desk")->body;
}

/* The step of the format stands on the desk of whose move it is. */
static void
test_format_on_my_desk(void **state)
{
	static const char step[] = "/timetable/format?modality=hybrid#approval";
	struct test_house *t = *state;
	size_t packages = 0;

	t->now_ms = (int64_t)1645000000 * 1000; /* February 2022: before the meetings */
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	assert_has(home_of(t, DAIS_ROLE_CHAIR), step);
	assert_has(home_of(t, DAIS_ROLE_BUREAU), "23–27 May 2022");
	assert_lacks(home_of(t, DAIS_ROLE_SECRETARIAT), step);
	assert_lacks(home_of(t, DAIS_ROLE_TRANSLATOR), step);
	/* When it is approved it is the secretariat's to put in force. */
	assert_went_to(DESK_SEND(t, &t->secretary, FACTS, "kind", "approval", "object", "format",
			   "by", "bureau", "method", "silence", "date", "2022-02-10"),
	    "/facts/approval/format");
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	assert_lacks(home_of(t, DAIS_ROLE_CHAIR), step);
	assert_has(home_of(t, DAIS_ROLE_SECRETARIAT), step);
}

/* What is late of a meeting to come stands on my desk, under the meeting; once the meeting has been
 * over for long it is a line with a link. */
static void
test_late_of_what_is_over(void **state)
{
	struct test_house *t = *state;
	struct dais_str page;
	size_t packages = 0;

	t->now_ms = (int64_t)1652400000 * 1000; /* 13 May 2022 */
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	page = home_of(t, DAIS_ROLE_SECRETARIAT);
	assert_has(page, "<h3 class=\"task-meeting\">Working Group on International Cooperation");
	assert_has(page, "<li class=\"urgent\"><a href=\"/en/desk/untoc-2022/documents\">");
	assert_has(page, "Days late: ");
	assert_has(page, "documents?shown=late");
	t->now_ms += (int64_t)60 * 86400 * 1000;
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	page = home_of(t, DAIS_ROLE_SECRETARIAT);
	assert_lacks(page, "class=\"urgent\"");
	assert_lacks(page, "Days late: ");
	assert_has(page, "Only documents of meetings that are over are late.");
	assert_has(page, "documents?shown=late");
}

/* What the secretariat writes with the facts of the meeting is not counted for translators. */
static void
test_what_waits_for_translators(void **state)
{
	struct test_house *t = *state;
	size_t packages = 0;

	t->now_ms = (int64_t)1645000000 * 1000;
	assert_went_to(DESK_SEND(t, &t->secretary, FACTS, "kind", "body", "name", "Expert Group",
			   "symbol", "CTOC/COP/WG.6", "parent", "cop"),
	    "/facts/");
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	assert_lacks(home_of(t, DAIS_ROLE_TRANSLATOR), "Texts to translate");
	assert_went_to(DESK_SEND(t, &t->secretary, FACTS, "kind", "mandate", "body", "cop", "of",
			   "decision", "number", "11/2", "title", "Firearms"),
	    "/facts/mandate/");
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	assert_has(home_of(t, DAIS_ROLE_TRANSLATOR), "Texts to translate into French: 1");
	/* Nobody is led to an outbox that has nothing for him. */
	assert_has(home_of(t, DAIS_ROLE_SECRETARIAT), "/en/desk/outbox");
	assert_lacks(home_of(t, DAIS_ROLE_TRANSLATOR), "/en/desk/outbox");
}

/* A paper of the session has no day it is due on: it is no deadline of my desk. */
static void
test_my_desk_with_a_paper_without_a_day(void **state)
{
	struct test_house *t = *state;
	size_t packages = 0;

	t->now_ms = (int64_t)1645000000 * 1000;
	desk_table = dais_routes_documents;
	assert_went_to(
	    DESK_SEND(t, &t->secretary, "/en/desk/untoc-2022/documents", "kind",
		"conference-room-paper", "author", "secretariat", "title-en", "Comments received",
		"symbols", "CTOC/COP/WG.3/2022/CRP.7", "allot", "written", "language", "en"),
	    "/documents/");
	desk_table = dais_routes_desk;
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	assert_has(home_of(t, DAIS_ROLE_SECRETARIAT), "11 April 2022");
	/* No link to a document has its symbol; that it was made is told among the changes. */
	assert_lacks(home_of(t, DAIS_ROLE_SECRETARIAT), "CRP.7</bdi></a>");
}

static void
assert_written(struct test_house *t, const char *language, const char *value, const char *words)
{
	const char *address =
	    dais_arena_printf(t->a, "/%s/desk/written?value=%s", language, value).p;

	assert_string_equal(
	    dais_arena_cstr(t->a, desk_get(t, &t->secretary, address)->body), words);
}

static void
test_written(void **state)
{
	struct test_house *t = *state;

	assert_written(t, "en", "2023-05-22", "Monday, 22 May 2023");
	assert_written(t, "ar", "2023-05-22", "الاثنين 22 أيار/مايو 2023");
	assert_written(t, "fr", "10:30", "10 h 30");
	assert_written(t, "ru", "90", "1 ч 30 мин");
	assert_written(t, "zh", "2023-02-30", "");
	assert_has(desk_get(t, &t->secretary, "/zh/desk/untoc-2022/facts/meeting/ic@13")->body,
	    "<output class=\"written\">2022年5月23日星期一</output>");
}

/* What a field for a day refuses, and how it tells. */
static void
assert_refused(struct test_house *t, const char *address, const char *typed, const char *says)
{
	struct dais_http_exchange *x = DESK_SEND(t, &t->secretary, address, "was-f-closes",
	    "\"2022-05-27\"", "f-closes", typed, "do", "save");

	assert_int_equal(x->status, 422);
	assert_has(x->body, says);
	assert_has(x->body, typed);
}

/* A day is typed as people write it, in the language of the page. */
static void
test_typed(void **state)
{
	static const struct {
		const char *language, *typed, *iso;
	} rows[] = {
		{ "fr", "jeudi 26 mai 2022", "2022-05-26" },
		{ "zh", "2022年5月27日", "2022-05-27" },
		{ "ar", "٢٦ أيار/مايو ٢٠٢٢", "2022-05-26" },
		{ "ru", "27.05.2022", "2022-05-27" },
		{ "es", "26 de mayo de 2022", "2022-05-26" },
		{ "en", "May 27, 2022", "2022-05-27" },
	};
	struct test_house *t = *state;
	struct dais_http_exchange *x;
	const char *was = "2022-05-27";

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *address = dais_arena_printf(
		    t->a, "/%s/desk/untoc-2022/facts/meeting/ic@13", rows[i].language)
					  .p;

		/* What is the same day in other words is no change. */
		x = DESK_SEND(t, &t->secretary, address, "was-f-closes",
		    dais_arena_printf(t->a, "\"%s\"", was).p, "f-closes", rows[i].typed,
		    "was-f-opens", "\"2022-05-23T10:00\"", "f-opens", "2022-05-23", "f-opens-hour",
		    "10:00", "do", "save");
		assert_int_equal(x->status, 303);
		assert_non_null(strstr(value_of(t, "meeting", "ic@13"),
		    dais_arena_printf(t->a, "\"closes\":\"%s\"", rows[i].iso).p));
		was = rows[i].iso;
	}
	assert_refused(
	    t, FACTS "/meeting/ic@13", "3/4/2022", "may be two days, 3 April 2022 or 4 March 2022");
	assert_refused(t, FACTS "/meeting/ic@13", "31 April 2022", "the calendar has no day");
	assert_refused(t, "/fr/desk/untoc-2022/facts/meeting/ic@13", "lundi 27 mai 2022",
	    "d’après le calendrier : vendredi 27 mai 2022");
	assert_refused(t, "/ar/desk/untoc-2022/facts/meeting/ic@13", "غدا", "ليس تاريخا");
	assert_refused(t, "/zh/desk/untoc-2022/facts/meeting/ic@13", "2022年5月", "不是日期");
	/* What the script asks. */
	x = desk_get(t, &t->secretary, "/fr/desk/written?day=23%20mai%202022");
	assert_string_equal(dais_arena_cstr(t->a, x->body),
	    "{\"day\":\"2022-05-23\",\"date\":\"23 mai 2022\",\"words\":\"lundi 23 mai "
	    "2022\",\"problem\":\"\"}\n");
	x = desk_get(t, &t->secretary, "/en/desk/written?day=3/4/2021");
	assert_has(x->body, "3 April 2021 or 2021-04-03");
}

/* Hours as people write them; what is no hour, or two, is refused with how to write it. */
static void
test_hours(void **state)
{
	static const struct {
		const char *language, *typed, *hour;
	} rows[] = { { "fr", "10 h 30", "10:30" }, { "en", "3 p.m.", "15:00" },
		{ "ru", "10 ч. 00 м.", "10:00" }, { "zh", "下午3点半", "15:30" },
		{ "ar", "الساعة 10/00", "10:00" }, { "es", "15.00 horas", "15:00" } };
	static const struct {
		const char *language, *typed, *says;
	} refused[] = { { "en", "3", "may be two hours, 3 a.m. or 3 p.m." },
		{ "en", "3", "03:00 or 15:00" }, { "fr", "25:00", "aucune journée n’a d’heure" },
		{ "ru", "утром", "— не время" }, { "zh", "上午", "不是时间" } };
	struct test_house *t = *state;
	const char *was = "\"2022-05-23T10:00\"";

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *address = dais_arena_printf(
		    t->a, "/%s/desk/untoc-2022/facts/meeting/ic@13", rows[i].language)
					  .p;
		const char *now = dais_arena_printf(t->a, "\"2022-05-23T%s\"", rows[i].hour).p;

		assert_int_equal(DESK_SEND(t, &t->secretary, address, "was-f-opens", was, "f-opens",
				     "2022-05-23", "f-opens-hour", rows[i].typed, "was-f-closes",
				     "\"2022-05-27\"", "f-closes", "2022-05-27", "do", "save")
				     ->status,
		    303);
		assert_non_null(strstr(value_of(t, "meeting", "ic@13"), now));
		was = now;
	}
	/* It stands in words, with its figures beside it. */
	assert_has(desk_get(t, &t->secretary, "/en/desk/untoc-2022/facts/meeting/ic@13")->body,
	    "value=\"3 p.m.\"");
	assert_has(desk_get(t, &t->secretary, "/fr/desk/untoc-2022/facts/meeting/ic@13")->body,
	    "<output class=\"written\">15:00</output>");
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		const char *address = dais_arena_printf(
		    t->a, "/%s/desk/untoc-2022/facts/meeting/ic@13", refused[i].language)
					  .p;
		struct dais_http_exchange *x = DESK_SEND(t, &t->secretary, address, "was-f-opens",
		    was, "f-opens", "2022-05-23", "f-opens-hour", refused[i].typed, "do", "save");

		assert_int_equal(x->status, 422);
		assert_has(x->body, refused[i].says);
		assert_has(x->body, dais_arena_printf(t->a, "value=\"%s\"", refused[i].typed).p);
	}
	assert_string_equal(
	    dais_arena_cstr(t->a, desk_get(t, &t->secretary, "/fr/desk/written?hour=15h30")->body),
	    "{\"hour\":\"15:30\",\"words\":\"15 h 30\",\"problem\":\"\"}\n");
	assert_has(desk_get(t, &t->secretary, "/en/desk/written?hour=3")->body, "may be two hours");
}

/* Profile and languages: looked at first, then changed; what someone else changed is a conflict. */
static void
test_profile(void **state)
{
	static const char profile[] = "/en/desk/untoc-2022/profile";
	struct test_house *t = *state;
	struct dais_http_exchange *x;

	assert_has(desk_get(t, &t->secretary, profile)->body, "<option value=\"untoc\" selected");
	x = DESK_SEND(t, &t->secretary, profile, "do", "show", "was-profile", "untoc",
	    "was-languages", "ar, zh, en, fr, ru, es", "profile", "neutral", "languages", "en",
	    "languages", "fr");
	assert_int_equal(x->status, 200);
	assert_has(x->body, "<ins>English and French</ins>");
	assert_has(x->body, "<del>28 March 2022</del> → <ins>–</ins>"); /* agenda: eight weeks */
	assert_has(x->body, "<del>72</del> → <ins>0</ins>");
	assert_has(x->body, "value=\"save\"");
	assert_has(dais_str_from(value_of(t, "package", "package")), "\"profile\":\"untoc\"");
	assert_int_equal(DESK_SEND(t, &t->secretary, profile, "do", "save", "was-profile", "untoc",
			     "was-languages", "ar, zh, en, fr, ru, es", "profile", "neutral")
			     ->status,
	    422);
	assert_went_to(DESK_SEND(t, &t->secretary, profile, "do", "save", "was-profile", "untoc",
			   "was-languages", "ar, zh, en, fr, ru, es", "profile", "neutral",
			   "languages", "ar", "languages", "zh", "languages", "en", "languages",
			   "fr", "languages", "ru", "languages", "es"),
	    "/profile?");
	assert_lacks(dais_str_from(value_of(t, "package", "package")), "untoc");
	x = DESK_SEND(t, &t->other, profile, "do", "save", "was-profile", "untoc", "was-languages",
	    "ar, zh, en, fr, ru, es", "profile", "untoc", "languages", "en");
	assert_int_equal(x->status, 409);
	assert_has(x->body, " changed this meanwhile (");
	assert_int_equal(
	    DESK_SEND(t, &t->translator, profile, "do", "save", "was-profile", "neutral",
		"was-languages", "ar, zh, en, fr, ru, es", "profile", "untoc", "languages", "en")
		->status,
	    403);
}

int
main(void)
{
	desk_table = dais_routes_desk;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_body_ids, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_mandate_and_approval, desk_open, close_house),
		cmocka_unit_test_setup_teardown(
		    test_a_collision_can_be_settled, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_meetings, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_who, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_split_by_role, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_followed, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_format_on_my_desk, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_late_of_what_is_over, desk_open, close_house),
		cmocka_unit_test_setup_teardown(
		    test_what_waits_for_translators, desk_open, close_house),
		cmocka_unit_test_setup_teardown(
		    test_my_desk_with_a_paper_without_a_day, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_profile, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_hours, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_written, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_typed, desk_open, close_house),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
