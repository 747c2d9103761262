/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests to the desk about texts: edited, shown as they will be printed, proofs, references,
 * translations on the page and as XLIFF.
 */
#include "desk_requests.h"

#include "mark/json_read.h"
#include "web/desk/desk.h"
#include "web/desk/proofs.h"

static void
test_texts(void **state)
{
	struct test_house *t = *state;
	const char *address = "/en/desk/untoc-2022/texts/report?lang=ar&lang=fr";
	const char *seen = desk_number(t, revision_of(t, "annotation", "ar/report"));
	struct dais_http_exchange *x = desk_form(t, &t->secretary, address);

	desk_field(x, "text-ar", "سيعتمد الفريقان العاملان تقريرا مشتركا.\r\n\r\nوتعده الأمانة.");
	desk_field(x, "seen-ar", seen);
	desk_send(x);
	assert_int_equal(x->status, 303);
	assert_has(x->location, "did=texts-saved&about=ar");
	assert_string_equal(value_of(t, "annotation", "ar/report"),
	    "{\"text\":\"سيعتمد الفريقان العاملان تقريرا مشتركا.\\n\\nوتعده الأمانة.\\n\"}");
	/* The second editor is told; his text is kept and theirs is shown. */
	x = DESK_SEND(t, &t->other, address, "text-ar", "سيعتمد الفريقان تقريرا.", "seen-ar", seen);
	assert_int_equal(x->status, 409);
	assert_has(x->body, "Nothing was overwritten");
	assert_has(x->body, "سيعتمد الفريقان تقريرا.");
	assert_has(x->body, "<del>");
	assert_has(x->body,
	    dais_arena_cstr(t->a, dais_arena_printf(t->a, "name=\"seen-ar\" value=\"%s\"",
				      desk_number(t, revision_of(t, "annotation", "ar/report")))));
	assert_non_null(strstr(value_of(t, "annotation", "ar/report"), "وتعده"));
	/* A text that the reader refuses is kept, with the reason under it. */
	x = DESK_SEND(t, &t->secretary, address, "text-fr", "Voir {{item rien}}.", "seen-fr",
	    desk_number(t, revision_of(t, "annotation", "fr/report")));
	assert_int_equal(x->status, 422);
	assert_has(x->body, "Voir {{item rien}}.");
	assert_has(x->body, "rien");
	assert_null(strstr(value_of(t, "annotation", "fr/report"), "rien"));
}

static void
test_preview(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = desk_get(t, &t->secretary, "/en/desk/untoc-2022/preview/zh");

	assert_int_equal(x->status, 200);
	assert_has(x->body, "<html lang=\"zh\"");
	/* A frame of this origin would take the page along to its own place. */
	assert_has(desk_get(t, &t->secretary, "/en/desk/untoc-2022/texts/report")->body,
	    "sandbox=\"allow-popups allow-downloads\"");
	x = DESK_SEND(t, &t->secretary, "/en/desk/untoc-2022/preview/en", "text", "report",
	    "text-en", "Words that nobody has saved, in {{meeting ic@13}}.", "seen-en",
	    desk_number(t, revision_of(t, "annotation", "en/report")));
	assert_int_equal(x->status, 200);
	assert_has(x->body, "Words that nobody has saved, in thirteenth meeting");
	assert_null(strstr(value_of(t, "annotation", "en/report"), "nobody"));
	x = DESK_SEND(t, &t->secretary, "/en/desk/untoc-2022/preview/en", "text", "report",
	    "text-en", "Words of {{item nothing}}.", "seen-en",
	    desk_number(t, revision_of(t, "annotation", "en/report")));
	assert_int_equal(x->status, 422);
}

static void
try_proof(struct test_house *t, int number, struct dais_str bytes)
{
	struct dais_digest digest = dais_digest_of(dais_arena_printf(t->a, "%d", number));

	dais_proofs_put(&desk_site, PACKAGE, &digest, bytes);
	assert_true(dais_str_eq(dais_proofs_get(&desk_site, PACKAGE, &digest, t->a), bytes));
	dais_desk_end_proofs(&desk_site);
	assert_true(dais_str_eq(dais_proofs_get(&desk_site, PACKAGE, &digest, t->a), bytes));
	assert_int_equal(dais_proofs_get(&desk_site, DAIS_STR("other"), &digest, t->a).n, 0);
}

/* All that is kept has ended. */
static void
forget_proofs(struct test_house *t)
{
	dais_state_vec all = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	dais_desk_end_proofs(&desk_site);
	assert_true(dais_store_state_list(
	    dais_house_store(t->h), "proof", DAIS_STR("u"), 0, 1000, t->a, &all, &err));
	assert_true(all.n > 0);
	for (size_t i = 0; i < all.n; i++)
		assert_true(
		    dais_store_state_remove(dais_house_store(t->h), "proof", all.v[i].key, &err));
}

/* The official PDF of a draft: made once, shown under the address of its draft, to nobody else. */
static void
test_proof(void **state)
{
	struct test_house *t = *state;
	static const char from_record[] = "/en/desk/untoc-2022/preview/en/pdf";
	const char *file, *unsaved;
	struct dais_http_exchange *x = desk_get(t, &t->secretary, from_record);

	assert_int_equal(x->status, 303);
	file = dais_arena_cstr(t->a, x->location);
	assert_true(dais_str_has_prefix(x->location, dais_str_from(from_record)));
	x = desk_get(t, &t->secretary, file);
	assert_int_equal(x->status, 200);
	assert_str(x->type, "application/pdf");
	assert_true(dais_str_has_prefix(x->body, DAIS_STR("%PDF-")));
	assert_false(x->kept);
	/* The same draft is the same file; another text another. */
	assert_str(desk_get(t, &t->secretary, from_record)->location, file);
	x = DESK_SEND(t, &t->secretary, from_record, "text", "report", "text-en",
	    "Words that nobody has saved.", "seen-en",
	    desk_number(t, revision_of(t, "annotation", "en/report")));
	assert_int_equal(x->status, 303);
	assert_false(dais_str_is(x->location, file));
	unsaved = dais_arena_cstr(t->a, x->location);
	assert_int_equal(desk_get(t, &t->secretary, unsaved)->status, 200);
	assert_null(strstr(value_of(t, "annotation", "en/report"), "nobody"));
	/* Nothing of drafts is public, nor found without its address. */
	assert_int_equal(desk_get(t, NULL, file)->status, 403);
	x = desk_get(t, &t->secretary,
	    "/en/desk/untoc-2022/preview/en/pdf/"
	    "0000000000000000000000000000000000000000000000000000000000000000");
	assert_int_equal(x->status, 303);
	assert_has(x->location, "did=proof-gone");
	assert_int_equal(
	    desk_get(t, &t->secretary, "/en/desk/untoc-2022/preview/tlh/pdf")->status, 404);
	/* Many are looked at: the first leave the memory and are found in the record. */
	for (int i = 0; i < 2 * DAIS_PROOFS_MAX; i++)
		try_proof(t, i, DAIS_STR("%PDF-"));
	assert_int_equal(desk_get(t, &t->secretary, file)->status, 200);
	/* Another server has none in memory; one in several parts is whole. */
	dais_desk_end_proofs(&desk_site);
	assert_int_equal(desk_get(t, &t->secretary, file)->status, 200);
	assert_int_equal(desk_get(t, &t->secretary, unsaved)->status, 200);
	try_proof(t, 100, dais_arena_printf(t->a, "%03000000d", 7));
	/* What has gone from there is made again when it is the draft of the record, else it is
	 * said. */
	forget_proofs(t);
	x = desk_get(t, &t->secretary, file);
	assert_int_equal(x->status, 303);
	assert_str(x->location, from_record);
	assert_has(desk_get(t, &t->secretary, unsaved)->location, "did=proof-gone");
	dais_desk_end_proofs(&desk_site);
}

static void
test_references(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x =
	    desk_get(t, &t->secretary, "/en/desk/untoc-2022/references?lang=es");
	struct dais_json_value *v;

	assert_str(x->type, "application/json");
	assert_ok(t, dais_json_parse(t->a, x->body, &v, &t->err));
	assert_true(v->members.n > 60);
	assert_has(x->body, "\"reference\":\"item transfer\",\"says\":\"tema\u00a02\"");
	assert_has(x->body, "\"reference\":\"schedule ta\"");
}

static void
test_translation(void **state)
{
	struct test_house *t = *state;
	const char *address = "/en/desk/untoc-2022/translation?from=en&to=fr";
	struct dais_http_exchange *x =
	    desk_form(t, &t->secretary, "/en/desk/untoc-2022/items/other");

	desk_field(x, "was-en", "Other matters");
	desk_field(x, "title-en", "Other matters, if any");
	desk_send(x);
	x = desk_get(t, &t->translator, address);
	assert_has(x->body, "name=\"target-item.other.title\"");
	assert_has(x->body, "<ins>");
	/* The file for translators marks it, too, with what the source was; what stands in the
	 * field already is not offered as found in the memory. */
	assert_lacks(x->body, "use 0 item.other.title");
	assert_has(
	    desk_get(t, &t->translator, "/en/desk/untoc-2022/translation/xliff?from=en&to=fr")
		->body,
	    "It was: Other matters</note></notes><segment state=\"initial\">");
	x = DESK_SEND(t, &t->translator, address, "do", "save", "was-item.other.title",
	    "Questions diverses", "target-item.other.title", "Questions diverses, le cas échéant");
	assert_int_equal(x->status, 303);
	assert_has(x->location, "did=translated&about=1");
	assert_non_null(strstr(value_of(t, "item", "other"), "le cas échéant"));
	x = DESK_SEND(t, &t->translator, address, "do", "save", "was-item.other.title",
	    "Questions diverses", "target-item.other.title", "Divers");
	assert_int_equal(x->status, 409);
	assert_has(x->body, " has translated this text in the meantime (");
	assert_has(x->body, "Nothing was overwritten");
	x = desk_get(t, &t->translator, "/en/desk/untoc-2022/translation/xliff?from=en&to=fr");
	assert_str(x->type, "application/xliff+xml");
	assert_has(x->body, "trgLang=\"fr\"");
}

/* The second of two paragraphs, while the first is not translated, is a draft that no change of the
 * record tells of. */
static void
test_a_draft_that_someone_was_faster_with(void **state)
{
	struct test_house *t = *state;
	const char *address = "/en/desk/untoc-2022/translation?from=en&to=fr";
	const struct dais_str kind = DAIS_STR("annotation"), english = DAIS_STR("en/report");
	struct dais_house_edit *e;
	struct dais_thing thing;
	struct dais_http_exchange *x;
	uint64_t change;

	assert_ok(t, dais_edit_begin(t->h, &t->program, DAIS_ACTION_EDIT_ITEMS, PACKAGE,
			 DAIS_STR_NONE, t->a, &e, &t->err));
	assert_ok(t, dais_edit_get(e, kind, english, &thing, &t->err));
	assert_ok(t,
	    dais_edit_put(e, kind, english, thing.position,
		DAIS_STR("{\"text\":\"First words.\\n\\nSecond words.\\n\"}"), DAIS_ANY, &t->err));
	assert_ok(t, dais_edit_close(e, kind, DAIS_STR("fr/report"), DAIS_ANY, &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	x = DESK_SEND(t, &t->translator, address, "do", "save", "was-annotation.report.2", "",
	    "target-annotation.report.2", "Deuxièmes mots.");
	assert_int_equal(x->status, 303);
	x = DESK_SEND(t, &t->translator, address, "do", "save", "was-annotation.report.2", "",
	    "target-annotation.report.2", "Autres mots.");
	assert_int_equal(x->status, 409);
	assert_has(x->body, "claire has translated this text in the meantime (");
	assert_has(x->body, "Autres mots.");
}

static struct dais_str
replaced(struct test_house *t, struct dais_str s, const char *what, const char *with)
{
	size_t at = dais_str_find(s, dais_str_from(what), 0);

	assert_true(at != SIZE_MAX);
	return dais_arena_printf(t->a, "%.*s%s%.*s", (int)at, s.p, with,
	    DAIS_STR_ARG(dais_str_sub(s, at + strlen(what), s.n)));
}

static void
test_xliff(void **state)
{
	struct test_house *t = *state;
	const char *address = "/fr/desk/untoc-2022/translation/xliff?from=en&to=fr";
	struct dais_str xliff = desk_get(t, &t->translator, address)->body;
	struct dais_http_exchange *x = desk_form(t, &t->translator, address);
	uint64_t before = latest_of(t);

	/* As it went out: nothing changes, and that is said. */
	desk_upload(x, "fr.xlf", xliff);
	desk_send(x);
	assert_int_equal(x->status, 303);
	assert_has(x->location, "did=nothing");
	assert_int_equal(latest_of(t), before);
	x = desk_form(t, &t->translator, address);
	desk_upload(x, "fr.xlf", replaced(t, xliff, ">Questions diverses<", ">Divers<"));
	desk_send(x);
	assert_int_equal(x->status, 303);
	assert_has(x->location, "did=xliff");
	assert_non_null(strstr(value_of(t, "item", "other"), "\"fr\":\"Divers\""));
	x = desk_form(t, &t->translator, address);
	desk_upload(x, "fr.xlf", DAIS_STR("<nothing/>"));
	desk_send(x);
	assert_int_equal(x->status, 422);
	/* Not the language of this translator. */
	x = desk_form(t, &t->translator, "/fr/desk/untoc-2022/translation/xliff?from=en&to=ru");
	desk_upload(x, "ru.xlf",
	    replaced(t,
		desk_get(t, &t->translator, "/fr/desk/untoc-2022/translation/xliff?from=en&to=ru")
		    ->body,
		">Прочие вопросы<", ">Другие вопросы<"));
	desk_send(x);
	assert_int_equal(x->status, 403);
}

int
main(void)
{
	desk_table = dais_routes_desk;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_texts, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_preview, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_proof, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_references, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_translation, desk_open, close_house),
		cmocka_unit_test_setup_teardown(
		    test_a_draft_that_someone_was_faster_with, desk_open, close_house),
		cmocka_unit_test_setup_teardown(test_xliff, desk_open, close_house),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
