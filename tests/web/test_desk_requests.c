/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests to the desk, from the address to what stands in the record.
 */
#include "desk_requests.h"

#include "service/account/account.h"
#include "service/notice/notice.h"

/* Every page in every language: something is shown, nothing of an unfilled sentence. */
static void
test_pages(void **state)
{
	static const char *const pages[] = { "", "/untoc-2022", "/untoc-2022/items",
		"/untoc-2022/items/environment", "/untoc-2022/items/organization/agenda",
		"/untoc-2022/texts",
		"/untoc-2022/texts/organization/agenda?body=ic&lang=zh&lang=ar",
		"/untoc-2022/translation?to=ru&units=all", "/untoc-2022/releases",
		"/untoc-2022/changes" };
	struct test_house *t = *state;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
			struct dais_http_exchange *x = desk_get(t, &t->secretary,
			    dais_arena_cstr(
				t->a, dais_arena_printf(t->a, "/%s/desk%s",
					  dais_lang_code((enum dais_lang)l), pages[i])));

			if (x->status != 200)
				fail_msg("%s: %u", pages[i], x->status);
			assert_has(x->body, "<h1");
			assert_lacks(x->body, "{title}");
			assert_lacks(x->body, "{count}");
			assert_lacks(x->body, "{body}");
			assert_lacks(x->body, "{number}");
		}
	}
}

static void
test_who(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = desk_form(t, &t->secretary, "/en/desk/untoc-2022/items");

	assert_int_equal(desk_get(t, NULL, "/en/desk")->status, 403);
	assert_int_equal(desk_get(t, NULL, "/en/desk/untoc-2022/items")->status, 403);
	assert_int_equal(desk_get(t, &t->secretary, "/en/desk/nothing/items")->status, 404);
	assert_int_equal(
	    desk_get(t, &t->secretary, "/en/desk/untoc-2022/items/nothing")->status, 404);
	/* A translator of French reads all and is offered French alone. */
	x = desk_get(t, &t->translator, "/en/desk/untoc-2022/items");
	assert_int_equal(x->status, 200);
	assert_lacks(x->body, "name=\"do\"");
	x = desk_get(t, &t->translator, "/en/desk/untoc-2022/texts/transfer?lang=fr&lang=ru");
	assert_has(x->body, "name=\"text-fr\"");
	assert_has(x->body, "readonly");
	/* The service refuses, whatever was offered. */
	x = DESK_SEND(t, &t->translator, "/en/desk/untoc-2022/items", "do", "move ic transfer 1",
	    "seen", desk_number(t, latest_of(t)));
	assert_int_equal(x->status, 403);
	/* Without the token of the form nothing happens. */
	x = desk_form(t, &t->secretary, "/en/desk/untoc-2022/items");
	x->request.fields.v[0].value = DAIS_STR("forged");
	desk_field(x, "do", "move ic transfer 1");
	desk_send(x);
	assert_int_equal(x->status, 403);
}

static void
test_items(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = desk_form(t, &t->secretary, "/fr/desk/untoc-2022/items");
	uint64_t before = latest_of(t);

	desk_field(x, "do", "move ic transfer 1");
	desk_field(x, "seen", desk_number(t, before));
	desk_send(x);
	assert_int_equal(x->status, 303);
	assert_has(x->location, "/fr/desk/untoc-2022/items?change=");
	assert_has(x->location, "&did=moved&about=transfer#item-transfer");
	/* What was just done is offered to be taken back; what is older is not. */
	assert_has(desk_get(t, &t->secretary,
		       dais_arena_printf(t->a, "/fr/desk/untoc-2022/items?did=moved&change=%llu",
			   (unsigned long long)latest_of(t))
			   .p)
		       ->body,
	    "name=\"undo\"");
	assert_true(dais_str_find(desk_get(t, &t->secretary,
				      dais_arena_printf(t->a,
					  "/fr/desk/untoc-2022/items?did=moved&change=%llu",
					  (unsigned long long)before)
					  .p)
				      ->body,
			DAIS_STR("name=\"undo\""), 0) == SIZE_MAX);
	assert_has(
	    desk_get(t, &t->secretary, "/fr/desk/untoc-2022/items?did=moved&about=transfer")->body,
	    "Point déplacé : Transfert");
	/* The other saw the agenda as it was. */
	x = DESK_SEND(t, &t->other, "/fr/desk/untoc-2022/items", "do", "move ic environment -1",
	    "seen", desk_number(t, before));
	assert_int_equal(x->status, 409);
	assert_has(x->body, "a modifié cela entre-temps");
	/* To a number of the agenda at once, which it has, and back. */
	assert_has(desk_get(t, &t->secretary, "/fr/desk/untoc-2022/items/transfer")->body,
	    "max=\"5\" required=\"required\" value=\"3\"");
	x = DESK_SEND(t, &t->secretary, "/fr/desk/untoc-2022/items", "do", "number ic transfer",
	    "number", "6", "seen", desk_number(t, latest_of(t)));
	assert_int_equal(x->status, 422);
	assert_has(x->body, "ordre du jour a les numéros 1 à 5");
	x = DESK_SEND(t, &t->secretary, "/fr/desk/untoc-2022/items", "do", "number ic transfer",
	    "number", "5", "seen", desk_number(t, latest_of(t)));
	assert_has(x->location, "did=moved&about=transfer");
	assert_has(desk_get(t, &t->secretary, "/fr/desk/untoc-2022/items/transfer")->body,
	    "required=\"required\" value=\"5\"");
	x = DESK_SEND(t, &t->secretary, "/fr/desk/untoc-2022/items", "do", "number ic transfer",
	    "number", "3", "seen", desk_number(t, latest_of(t)));
	assert_has(x->location, "did=moved&about=transfer");
	/* Nothing is said to be done that was not. */
	x = DESK_SEND(t, &t->secretary, "/fr/desk/untoc-2022/items", "do",
	    "move ic organization -1", "seen", desk_number(t, latest_of(t)));
	assert_has(x->location, "did=nothing");
	x = DESK_SEND(t, &t->secretary, "/ru/desk/untoc-2022/items", "do", "add", "title",
	    "Борьба с отмыванием денег", "kind", "substantive", "body", "ic", "body", "ta",
	    "before", "other", "seen", desk_number(t, latest_of(t)));
	assert_int_equal(x->status, 303);
	assert_string_equal(value_of(t, "item", "item"),
	    "{\"kind\":\"substantive\",\"title\":{\"ru\":\"Борьба с отмыванием денег\"}}");
	x = DESK_SEND(t, &t->secretary, "/en/desk/untoc-2022/items", "do", "what else");
	assert_int_equal(x->status, 422);
}

static void
test_item(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x =
	    desk_form(t, &t->secretary, "/en/desk/untoc-2022/items/other");

	desk_field(x, "was-en", "Other matters");
	desk_field(x, "title-en", " Any other matters ");
	desk_field(x, "kind", "other");
	desk_field(x, "document", "env-paper");
	desk_field(x, "seen", desk_number(t, latest_of(t)));
	/* The languages that were not in the form stay. */
	desk_send(x);
	assert_int_equal(x->status, 303);
	assert_non_null(strstr(value_of(t, "item", "other"), "\"en\":\"Any other matters\""));
	assert_non_null(strstr(value_of(t, "item", "other"), "\"fr\":\"Questions diverses\""));
	assert_non_null(strstr(value_of(t, "item", "other"), "\"documents\":[\"env-paper\"]"));
	/* Someone else has seen the old title. */
	x = DESK_SEND(t, &t->translator, "/en/desk/untoc-2022/items/other", "was-fr", "Divers",
	    "title-fr", "Questions diverses, le cas échéant");
	assert_int_equal(x->status, 409);
	/* What was written stands in the form still, beside what is there now. */
	assert_has(x->body, "\nQuestions diverses, le cas échéant</textarea>");
	assert_has(x->body, "name=\"was-fr\" value=\"Questions diverses\"");
	assert_has(x->body, "<ins>");
}

/* Splitting asks where the texts' references go, and joining which item gives way. */
static void
test_split_and_join(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = desk_form(t, &t->secretary, "/en/desk/untoc-2022/items");

	desk_field(x, "do", "split ta environment");
	desk_field(x, "seen", desk_number(t, latest_of(t)));
	desk_send(x);
	assert_int_equal(x->status, 200);
	assert_has(x->body, "Split the item:");
	assert_has(x->body, "name=\"to organization/agenda@ic environment\" value=\"old\"");
	assert_has(x->body, "<mark>item\u00a03</mark>");
	assert_string_equal(value_of(t, "item", "environment-ta"), "");
	x = DESK_SEND(t, &t->secretary, "/en/desk/untoc-2022/items", "do", "split ta environment",
	    "decided", "yes", "seen", desk_number(t, latest_of(t)),
	    "to organization/agenda@ic environment", "old");
	assert_int_equal(x->status, 303);
	assert_true(strlen(value_of(t, "item", "environment-ta")) > 0);
	x = DESK_SEND(t, &t->secretary, "/fr/desk/untoc-2022/items", "do", "unite - environment",
	    "seen", desk_number(t, latest_of(t)));
	assert_int_equal(x->status, 200);
	assert_has(x->body, "name=\"with\" value=\"environment-ta\" required=\"required\" checked");
	x = DESK_SEND(t, &t->secretary, "/fr/desk/untoc-2022/items", "do", "unite - environment",
	    "decided", "yes", "with", "environment-ta", "seen", desk_number(t, latest_of(t)));
	assert_int_equal(x->status, 303);
	assert_has(x->location, "did=united");
	assert_string_equal(value_of(t, "item", "environment-ta"), "");
	/* Nobody is asked who may not do it. */
	x = DESK_SEND(t, &t->translator, "/fr/desk/untoc-2022/items", "do", "unite - environment");
	assert_int_equal(x->status, 403);
}

static void
test_release_and_undo(void **state)
{
	struct test_house *t = *state;
	struct dais_account irina = { .id = t->secretary.account,
		.name = DAIS_STR("Irina Petrova"),
		.email = DAIS_STR("irina@example.org") };
	const struct dais_actor shell = dais_actor_program();
	struct dais_http_exchange *x;
	struct dais_str id;

	assert_ok(t, dais_account_add(t->h, &shell, &irina, t->a, &id, &t->err));
	x = desk_form(t, &t->secretary, "/en/desk/untoc-2022/releases");
	desk_field(x, "note", "First words");
	desk_field(x, "seen", desk_number(t, latest_of(t)));
	desk_send(x);
	assert_int_equal(x->status, 303);
	assert_has(x->location, "did=released&about=1");
	assert_has(desk_get(t, &t->secretary, "/en/desk/untoc-2022/releases")->body,
	    "Published by Irina Petrova");
	/* The notice that it left is one press away, for who may send it. */
	assert_has(desk_get(t, &t->secretary, "/en/desk/untoc-2022/releases")->body,
	    "/notices/1\">Notice of release 1</a>");
	assert_lacks(desk_get(t, &t->translator, "/en/desk/untoc-2022/releases")->body,
	    "Notice of release 1");
	x = DESK_SEND(
	    t, &t->secretary, "/en/desk/untoc-2022/releases", "seen", desk_number(t, latest_of(t)));
	assert_int_equal(x->status, 422);
	x = DESK_SEND(t, &t->other, "/en/desk/untoc-2022/items", "do", "move ic transfer 1", "seen",
	    desk_number(t, latest_of(t)));
	uint64_t moved = latest_of(t);
	x = desk_get(t, &t->secretary, "/en/desk/untoc-2022");
	assert_has(x->body, "since release 1");
	x = DESK_SEND(
	    t, &t->secretary, "/en/desk/untoc-2022/changes", "undo", desk_number(t, moved));
	assert_int_equal(x->status, 303);
	assert_has(x->location, "did=undone");
	assert_string_equal(value_of(t, "agenda", "ic"),
	    "[\"organization\",\"transfer\",\"environment\",\"other\",\"report\"]");
}

static void
changed(struct test_house *t, enum dais_action action, const char *kind, const char *id,
    const char *path, const char *json)
{
	struct dais_house_edit *e = begin(t, &t->other, action);
	uint64_t change;

	assert_ok(t, dais_edit_set(e, dais_str_from(kind), dais_str_from(id), path,
			 dais_str_from(json), DAIS_ANY, DAIS_STR_NONE, &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
}

/* My desk tells what others changed as they would say it, with the meeting and the way there. */
static void
test_lately(void **state)
{
	struct test_house *t = *state;
	struct dais_str page;

	changed(t, DAIS_ACTION_EDIT_ITEMS, "item", "other", "title.en", "\"What else there is\"");
	changed(t, DAIS_ACTION_EDIT_TEXT, "annotation", "fr/environment", "text", "\"Mot.\\n\"");
	changed(t, DAIS_ACTION_EDIT_TIMETABLE, "sitting", "s1", "room", "{\"en\":\"Hall\"}");
	changed(t, DAIS_ACTION_EDIT_DOCUMENTS, "document", "agenda", "date", "\"2022-03-02\"");
	page = desk_get(t, &t->secretary, "/en/desk")->body;
	assert_has(page, "Item <bdi>What else there is</bdi>");
	assert_has(page, ", French</bdi>");
	assert_has(page, "Sitting <bdi>Monday, 23 May 2022, at 10 a.m.</bdi>");
	assert_has(page, "Document <bdi>CTOC/COP/WG.2/2022/1");
	assert_has(page, "/en/desk/untoc-2022/changes?before=6#change-5\">Working Group on");
	assert_lacks(page, ">environment<");
	assert_lacks(page, ">fr/environment<");
	assert_lacks(page, ">s1<");
	assert_lacks(page, ">agenda<");
	page = desk_get(t, &t->secretary, "/en/desk/untoc-2022")->body;
	assert_has(page, "Sitting <bdi>Monday, 23 May 2022, at 10 a.m.</bdi>");
	/* Whoever translates is told what is not for translators. */
	changed(t, DAIS_ACTION_EDIT_MEETING, "body", "ic", "name.fr", "");
	page = desk_get(t, &t->translator, "/fr/desk/untoc-2022/translation?from=en&to=fr")->body;
	assert_has(page, "Le secrétariat l’écrit");
	assert_lacks(
	    desk_get(t, &t->secretary, "/fr/desk/untoc-2022/translation?from=en&to=fr")->body,
	    "Le secrétariat l’écrit");
}

static void
test_new(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = desk_get(t, &t->secretary, "/en/desk/new");
	struct dais_thing thing;

	assert_int_equal(x->status, 200);
	/* A year, in whole weeks, after the last. */
	assert_has(x->body, "data-day=\"2023-05-22\" value=\"22 May 2023\"");
	x = desk_get(t, &t->translator, "/en/desk/new");
	assert_int_equal(x->status, 403);
	assert_has(x->body, "You have signed in as claire. Roles are given by");
	x = DESK_SEND(t, &t->secretary, "/en/desk/new", "do", "preview", "from", "untoc-2022",
	    "opens", "2023-05-22");
	assert_int_equal(x->status, 200);
	assert_has(x->body, "fourteenth meeting");
	assert_has(x->body, "22\xE2\x80\x93"
			    "26 May 2023");
	assert_has(x->body, "Annotated agenda circulated");
	assert_has(x->body, "name=\"item\" value=\"other\" checked");
	assert_lacks(x->body, "name=\"item\" value=\"transfer\" checked");
	assert_has(x->body, "value=\"untoc-2023\"");
	x = DESK_SEND(t, &t->secretary, "/en/desk/new", "do", "make", "from", "untoc-2022",
	    "package", "untoc-2023", "opens", "2023-05-22");
	assert_int_equal(x->status, 303);
	assert_str(x->location, "/en/desk/untoc-2023?did=made&about=");
	assert_ok(t, dais_store_thing(dais_house_store(t->h), DAIS_STR("untoc-2023"),
			 DAIS_STR("item"), DAIS_STR("other"), t->a, &thing, &t->err));
	/* The one after it is made from it: the newest is offered first. */
	assert_has(desk_get(t, &t->secretary, "/en/desk/new")->body,
	    "<option value=\"untoc-2023\" selected=\"selected\">");
	/* A second of that name, a day that is none. */
	x = DESK_SEND(t, &t->secretary, "/en/desk/new", "do", "make", "from", "untoc-2022",
	    "package", "untoc-2023", "opens", "2023-05-22");
	assert_int_equal(x->status, 409);
	x = DESK_SEND(t, &t->secretary, "/en/desk/new", "do", "preview", "from", "untoc-2022",
	    "opens", "22 May");
	assert_int_equal(x->status, 422);
	assert_has(x->body, "has no year");
	assert_has(x->body, "value=\"22 May\"");
}

static void
test_nothing(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = desk_form(t, &t->secretary, "/fr/desk/new/nothing");

	desk_field(x, "name", "water-2030");
	desk_field(x, "body", "Groupe de travail sur l’eau");
	desk_field(x, "symbol", "E/WG.9");
	desk_field(x, "ordinal", "4");
	desk_field(x, "first", "2030-05-06");
	desk_field(x, "place", "Genève");
	desk_send(x);
	assert_int_equal(x->status, 303);
	x = desk_get(t, &t->secretary, "/fr/desk/water-2030/items");
	assert_int_equal(x->status, 200);
	assert_has(x->body, "Groupe de travail sur l’eau, quatrième réunion");
	x = desk_get(t, &t->secretary, "/fr/desk/water-2030/export");
	assert_str(x->type, "application/zip");
	assert_true(dais_str_has_prefix(x->body, DAIS_STR("PK")));
	assert_has(x->body, "meeting.yaml");
}

/* A list that is pasted with its marks, a zone that is none, a title with accents. */
static void
test_nothing_from_a_pasted_list(void **state)
{
	struct test_house *t = *state;
	const char *const address = "/fr/desk/new/nothing";
	struct dais_str page;

	for (int known = 0; known < 2; known++) {
		struct dais_http_exchange *x = DESK_SEND(t, &t->secretary, address, "name",
		    "rivers", "body", "Commission des rivières", "symbol", "CRM/COM", "first",
		    "2030-05-06", "place", "Innsbruck", "zone", known ? "Europe/Vienna" : "Vienne",
		    "topics",
		    "1. État des bassins\r\n(b) Sédiments\n- Données\n2030 et après\n• Zones\n");

		assert_int_equal(x->status, known ? 303 : 422);
		if (known)
			continue;
		/* What was typed stays. */
		assert_has(x->body, "« Vienne »");
		assert_has(x->body, "1. État des bassins");
		assert_has(x->body, "value=\"Innsbruck\"");
	}
	page = desk_get(t, &t->secretary, "/fr/desk/rivers/items")->body;
	assert_has(page, ">État des bassins<");
	assert_has(page, "/rivers/items/etat-des-bassins");
	assert_has(page, ">Sédiments<");
	assert_has(page, ">Données<");
	assert_has(page, ">2030 et après<");
	assert_has(page, ">Zones<");
	/* Nothing is wrong with what has just been made. */
	assert_lacks(desk_get(t, &t->secretary, "/fr/desk/rivers")->body, "remark error");
}

/* Several bodies that meet together, in one press: joint sittings, common items, no errors. */
static void
test_nothing_for_several_bodies(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = DESK_SEND(t, &t->secretary, "/en/desk/new/nothing", "name",
	    "joint", "body", "Commission", "symbol", "R/COM", "ordinal", "3", "body-2",
	    "Scientific Committee", "symbol-2", "S/COM", "ordinal-2", "x", "first", "2030-05-06",
	    "place", "Innsbruck", "topics", "Floods");
	struct dais_thing thing;
	struct dais_notice notice;
	uint64_t latest;
	struct dais_str page;

	assert_int_equal(x->status, 422);
	assert_has(x->body, "value=\"Scientific Committee\"");
	x = DESK_SEND(t, &t->secretary, "/fr/desk/new/nothing", "name", "joint", "body",
	    "Commission", "symbol", "R/COM", "ordinal", "3", "body-2", "Scientific Committee",
	    "symbol-2", "S/COM", "ordinal-2", "5", "first", "2030-05-06", "place", "Innsbruck",
	    "topics", "Floods");
	assert_int_equal(x->status, 303);
	page = desk_get(t, &t->secretary, "/en/desk/joint")->body;
	assert_has(page, "Commission, third meeting");
	assert_has(page, "Scientific Committee, fifth meeting");
	assert_lacks(page, "remark error");
	/* Their symbols end alike: each has an id of its own. */
	assert_ok(t, dais_store_thing(dais_house_store(t->h), DAIS_STR("joint"), DAIS_STR("agenda"),
			 DAIS_STR("com-2"), t->a, &thing, &t->err));
	assert_has(thing.value, "floods");
	/* Letters in other languages name the bodies, too, before anybody has translated them. */
	assert_ok(
	    t, dais_store_latest(dais_house_store(t->h), DAIS_STR("joint"), &latest, &t->err));
	x = DESK_SEND(t, &t->secretary, "/en/desk/joint/releases", "seen", desk_number(t, latest));
	assert_int_equal(x->status, 303);
	assert_ok(t, dais_notice_get(t->h, &t->secretary, DAIS_STR("joint"), DAIS_STR("1"),
			 "https://example.org", t->a, &notice, &t->err));
	assert_has(notice.subject.in[DAIS_LANG_RU], "Commission, ");
	assert_has(notice.subject.in[DAIS_LANG_RU], "Scientific Committee, ");
	assert_has(notice.text.in[DAIS_LANG_RU], "Innsbruck");
}

/* What goes out as a file comes in again. */
static void
test_import(void **state)
{
	struct test_house *t = *state;
	struct dais_str zip = desk_get(t, &t->secretary, "/en/desk/untoc-2022/export")->body;
	struct dais_http_exchange *x = desk_form(t, &t->secretary, "/en/desk/import");
	dais_house_files before = { 0 }, after = { 0 };

	desk_field(x, "name", "copy-2022");
	desk_upload(x, "untoc-2022.zip", zip);
	desk_send(x);
	assert_int_equal(x->status, 303);
	assert_ok(t, dais_house_files_of(t->h, PACKAGE, 0, t->a, &before, &t->err));
	assert_ok(t, dais_house_files_of(t->h, DAIS_STR("copy-2022"), 0, t->a, &after, &t->err));
	assert_int_equal(before.n, after.n);
	for (size_t i = 0; i < before.n; i++)
		assert_true(dais_str_eq(before.v[i].bytes, after.v[i].bytes));
	x = desk_form(t, &t->secretary, "/en/desk/import");
	desk_field(x, "name", "broken");
	desk_upload(x, "broken.zip", dais_str_sub(zip, 0, zip.n / 2));
	desk_send(x);
	assert_int_equal(x->status, 422);
	x = DESK_SEND(t, &t->secretary, "/en/desk/import", "name", "nothing");
	assert_int_equal(x->status, 422);
	x = desk_form(t, &t->translator, "/en/desk/import");
	desk_field(x, "name", "mine");
	desk_upload(x, "untoc-2022.zip", zip);
	desk_send(x);
	assert_int_equal(x->status, 403);
}

int
main(void)
{
	desk_table = dais_routes_desk;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_pages, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_who, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_items, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_item, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_split_and_join, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_release_and_undo, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_lately, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_new, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_nothing, desk_open, close_house),
		cmocka_unit_test_setup_teardown(
		    test_nothing_from_a_pasted_list, desk_open, close_house),
		cmocka_unit_test_setup_teardown(
		    test_nothing_for_several_bodies, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_import, desk_open, close_house),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
