/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Items that are split and joined again: their texts, references and conditions of planning.
 */
#include "items_support.h"

#include "mark/json_read.h"

static void
test_split(void **state)
{
	struct test_house *t = *state;
	struct dais_items_edit e;
	struct dais_str id;

	import_example(t);
	e = begin_items(t);
	assert_ok(
	    t, dais_items_split(&e, DAIS_STR("ta"), DAIS_STR("environment"), NULL, &id, &t->err));
	assert_true(dais_str_is(id, "environment-ta"));
	commit_items(t, &e);
	assert_non_null(strstr(value_of(t, "agenda", "ta"), "\"environment-ta\""));
	assert_non_null(strstr(value_of(t, "agenda", "ic"), "\"environment\""));
	assert_string_equal(
	    value_of(t, "item", "environment-ta"), value_of(t, "item", "environment"));
	assert_string_equal(value_of(t, "annotation", "ar/environment-ta"),
	    value_of(t, "annotation", "ar/environment"));
	/* Where both bodies sit, both items are taken up. */
	dais_thing_vec sittings = { 0 };
	unsigned both = 0;
	assert_ok(t, dais_store_things(dais_house_store(t->h), PACKAGE, DAIS_STR("sitting"), t->a,
			 &sittings, &t->err));
	for (size_t i = 0; i < sittings.n; i++) {
		const char *value = dais_arena_cstr(t->a, sittings.v[i].value);

		if (strstr(value, "\"environment\"") && strstr(value, "\"environment-ta\""))
			both++;
	}
	assert_true(both > 0);
	e = begin_items(t);
	assert_fails(t,
	    dais_items_split(&e, DAIS_STR("ic"), DAIS_STR("transfer"), NULL, &id, &t->err),
	    DAIS_ERR_CONFLICT);
}

/* Puts an annotation in French. */
static void
annotate(struct test_house *t, const char *id, const char *text)
{
	struct dais_house_edit *edit = begin(t, &t->secretary, DAIS_ACTION_EDIT_TEXT);
	uint64_t change;

	assert_ok(t, dais_edit_put(edit, DAIS_STR("annotation"), dais_str_from(id), 900,
			 dais_arena_printf(t->a, "{\"text\":\"%s\\n\"}", text), DAIS_ANY, &t->err));
	assert_ok(t, dais_edit_commit(edit, &t->diags, &change, NULL, &t->err));
}

static const struct dais_items_reference *
reference(const dais_items_reference_vec *v, const char *place, const char *target)
{
	for (size_t i = 0; i < v->n; i++)
		if (dais_str_is(v->v[i].place, place) && dais_str_is(v->v[i].target, target))
			return &v->v[i];
	return NULL;
}

/* Texts of ta alone go with ta; those of ic, and common ones, stay; who names a body means it. */
static void
test_split_references(void **state)
{
	struct test_house *t = *state;
	struct dais_items_edit e;
	struct dais_str id;
	dais_items_reference_vec refs = { 0 };

	import_example(t);
	annotate(t, "fr/review", "Voir {{item environment}} et {{title environment|ce titre}}.");
	annotate(t, "fr/transfer", "Voir {{item environment}} puis {{item environment@ta}}.");
	annotate(t, "fr/other@ta", "Voir {{item environment}}.");
	annotate(t, "fr/report", "Voir {{item environment}} {{doc env-paper}}.");
	e = begin_items(t);
	assert_ok(
	    t, dais_items_references(&e, DAIS_STR("ta"), DAIS_STR("environment"), &refs, &t->err));
	const struct dais_items_reference *r = reference(&refs, "review", "environment");
	assert_non_null(r);
	assert_int_equal(r->way, DAIS_ITEMS_FOLLOWS);
	assert_int_equal(r->languages, DAIS_LANG_BIT(DAIS_LANG_FR));
	assert_int_equal(reference(&refs, "other@ta", "environment")->way, DAIS_ITEMS_FOLLOWS);
	assert_int_equal(reference(&refs, "transfer", "environment")->way, DAIS_ITEMS_STAYS);
	assert_int_equal(reference(&refs, "report", "environment")->way, DAIS_ITEMS_BOTH);
	/* The secretary decides otherwise about one of them. */
	struct dais_items_reference chosen = { .place = DAIS_STR("report"),
		.target = DAIS_STR("environment"),
		.way = DAIS_ITEMS_FOLLOWS };
	dais_items_reference_vec decided = { .v = &chosen, .n = 1, .cap = 1 };
	assert_ok(t,
	    dais_items_split(&e, DAIS_STR("ta"), DAIS_STR("environment"), &decided, &id, &t->err));
	commit_items(t, &e);
	assert_string_equal(value_of(t, "annotation", "fr/review"),
	    "{\"text\":\"Voir {{item environment-ta}} et {{title environment-ta|ce titre}}.\\n\"}");
	assert_string_equal(value_of(t, "annotation", "fr/transfer"),
	    "{\"text\":\"Voir {{item environment}} puis {{item environment-ta@ta}}.\\n\"}");
	assert_string_equal(value_of(t, "annotation", "fr/other@ta"),
	    "{\"text\":\"Voir {{item environment-ta}}.\\n\"}");
	assert_non_null(
	    strstr(value_of(t, "annotation", "fr/report"), "{{item environment-ta}} {{doc"));
}

/* A text that speaks for both bodies means each one's item after the split: the body that has an
 * item of its own has words of its own, in every language; joined again, they are one again. */
static void
test_split_common_text(void **state)
{
	struct test_house *t = *state;
	struct dais_items_edit e;
	struct dais_str id;

	import_example(t);
	annotate(t, "fr/report", "Voir {{item environment}} et {{item environment@ic}}.");
	annotate(t, "ru/report", "См. {{item environment|пункт}}.");
	annotate(t, "fr/other", "Voir {{item environment}}.");
	annotate(t, "fr/other@ta", "Voir ailleurs.");
	e = begin_items(t);
	assert_ok(
	    t, dais_items_split(&e, DAIS_STR("ta"), DAIS_STR("environment"), NULL, &id, &t->err));
	commit_items(t, &e);
	assert_string_equal(value_of(t, "annotation", "fr/report"),
	    "{\"text\":\"Voir {{item environment}} et {{item environment@ic}}.\\n\"}");
	assert_string_equal(value_of(t, "annotation", "fr/report@ta"),
	    "{\"text\":\"Voir {{item environment-ta}} et {{item environment@ic}}.\\n\"}");
	assert_string_equal(value_of(t, "annotation", "ru/report@ta"),
	    "{\"text\":\"См. {{item environment-ta|пункт}}.\\n\"}");
	assert_string_equal(
	    value_of(t, "annotation", "fr/other"), "{\"text\":\"Voir {{item environment}}.\\n\"}");
	/* Words changed since stay with their body; in no language is half of them lost. */
	e = begin_items(t);
	assert_ok(t, dais_items_unite(&e, DAIS_STR("environment"), id, &t->err));
	commit_items(t, &e);
	assert_string_equal(value_of(t, "annotation", "fr/report@ta"), "");
	assert_string_equal(value_of(t, "annotation", "ru/report@ta"), "");
	assert_string_equal(
	    value_of(t, "annotation", "fr/other@ta"), "{\"text\":\"Voir ailleurs.\\n\"}");
	e = begin_items(t);
	assert_ok(
	    t, dais_items_split(&e, DAIS_STR("ta"), DAIS_STR("environment"), NULL, &id, &t->err));
	commit_items(t, &e);
	annotate(t, "ru/report@ta", "Иначе, см. {{item environment-ta}}.");
	e = begin_items(t);
	assert_ok(t, dais_items_unite(&e, DAIS_STR("environment"), id, &t->err));
	commit_items(t, &e);
	assert_string_equal(value_of(t, "annotation", "ru/report@ta"),
	    "{\"text\":\"Иначе, см. {{item environment}}.\\n\"}");
	assert_string_equal(value_of(t, "annotation", "fr/report@ta"),
	    "{\"text\":\"Voir {{item environment}} et {{item environment@ic}}.\\n\"}");
}

static void
plan(struct test_house *t, const char *text)
{
	struct dais_house_edit *edit = begin(t, &t->secretary, DAIS_ACTION_EDIT_TIMETABLE);
	struct dais_json_value *v = dais_json_new(t->a, DAIS_JSON_OBJECT);
	uint64_t change;

	dais_json_set(t->a, v, DAIS_STR("text"), dais_json_new_str(t->a, dais_str_from(text)));
	assert_ok(t, dais_edit_put(edit, DAIS_STR("planning"), DAIS_STR("planning"), 0,
			 dais_json_print(t->a, v), DAIS_ANY, &t->err));
	assert_ok(t, dais_edit_commit(edit, &t->diags, &change, NULL, &t->err));
}

static const char *
planned(struct test_house *t)
{
	struct dais_json_value *v;

	assert_ok(t,
	    dais_json_parse(t->a, dais_str_from(value_of(t, "planning", "planning")), &v, &t->err));
	return dais_arena_cstr(t->a, dais_json_get_str(v, "text"));
}

/* The conditions of planning are copied with the item and are one again with it. */
static void
test_split_planning(void **state)
{
	static const char before[] =
	    "# Ours.\n\nitems:\n"
	    "  environment: {minutes: {least: 180, wished: 360}, after: [transfer]} # assumed\n"
	    "  # Who waits.\n"
	    "  review:\n    after: [strategies, environment]\n"
	    "  report:\n    after: [environment]\n"
	    "  transfer: {minutes: 180}\n\n"
	    "apart:\n"
	    "  - bodies: [ic, ta]\n"
	    "  - {items: [environment, strategies], wish: true}\n";
	static const char split[] =
	    "# Ours.\n\nitems:\n"
	    "  environment: {minutes: {least: 180, wished: 360}, after: [transfer]} # assumed\n"
	    "  environment-ta: {minutes: {least: 180, wished: 360}, after: [transfer]}\n"
	    "  # Who waits.\n"
	    "  review:\n    after: [strategies, environment-ta]\n"
	    "  report:\n    after: [environment, environment-ta]\n"
	    "  transfer: {minutes: 180}\n\n"
	    "apart:\n"
	    "  - bodies: [ic, ta]\n"
	    "  - {items: [environment, strategies], wish: true}\n"
	    "  - {items: [environment-ta, strategies], wish: true}\n";
	struct test_house *t = *state;
	struct dais_items_edit e;
	struct dais_str id;

	import_example(t);
	plan(t, before);
	e = begin_items(t);
	assert_ok(
	    t, dais_items_split(&e, DAIS_STR("ta"), DAIS_STR("environment"), NULL, &id, &t->err));
	commit_items(t, &e);
	assert_string_equal(planned(t), split);
	e = begin_items(t);
	assert_ok(t, dais_items_unite(&e, DAIS_STR("environment"), id, &t->err));
	commit_items(t, &e);
	assert_string_equal(planned(t), before);
	/* What gives way hands over what is said of it alone; nothing comes after itself. */
	e = begin_items(t);
	assert_ok(t, dais_items_unite(&e, DAIS_STR("transfer"), DAIS_STR("review"), &t->err));
	commit_items(t, &e);
	assert_non_null(strstr(planned(t), "  transfer: {minutes: 180}\n"));
	assert_null(strstr(planned(t), "review"));
	/* What is withdrawn is named nowhere any more. */
	plan(t, "items:\n  report:\n    after: [strategies]\n"
		"apart:\n  - bodies: [ic, ta]\n  - items: [strategies, environment]\n");
	e = begin_items(t);
	assert_ok(t, dais_items_close(&e, DAIS_STR("strategies"), &t->err));
	commit_items(t, &e);
	assert_string_equal(planned(t), "items:\n  report: {}\napart:\n  - bodies: [ic, ta]\n");
}

/* What a split made is undone by uniting: one change there, one back, and the same record. */
static void
test_unite(void **state)
{
	struct test_house *t = *state;
	struct dais_items_edit e;
	struct dais_str id;
	static const char *const looked_at[][2] = { { "agenda", "ta" }, { "agenda", "ic" },
		{ "item", "environment" }, { "annotation", "fr/review" },
		{ "annotation", "ru/environment" }, { "sitting", "s1" }, { "sitting", "s3" } };
	enum {
		LOOKED_AT = sizeof(looked_at) / sizeof(*looked_at)
	};
	char *before[LOOKED_AT];

	import_example(t);
	annotate(t, "fr/review", "Voir {{item environment}}.");
	for (size_t i = 0; i < LOOKED_AT; i++)
		before[i] = dais_arena_cstr(
		    t->a, dais_str_from(value_of(t, looked_at[i][0], looked_at[i][1])));
	e = begin_items(t);
	assert_ok(
	    t, dais_items_split(&e, DAIS_STR("ta"), DAIS_STR("environment"), NULL, &id, &t->err));
	commit_items(t, &e);
	assert_string_not_equal(value_of(t, "annotation", "fr/review"), before[3]);
	e = begin_items(t);
	assert_ok(t, dais_items_unite(&e, DAIS_STR("environment"), id, &t->err));
	commit_items(t, &e);
	for (size_t i = 0; i < LOOKED_AT; i++)
		assert_string_equal(value_of(t, looked_at[i][0], looked_at[i][1]), before[i]);
	assert_string_equal(value_of(t, "item", "environment-ta"), "");
	assert_string_equal(value_of(t, "annotation", "ru/environment-ta"), "");
	/* Words that differ stay with the body that had them. */
	annotate(t, "fr/transfer", "Le transfert, voir {{item review@ta}}.");
	annotate(t, "fr/review", "Examen, voir {{item review}}.");
	e = begin_items(t);
	assert_ok(t, dais_items_unite(&e, DAIS_STR("transfer"), DAIS_STR("review"), &t->err));
	commit_items(t, &e);
	assert_string_equal(value_of(t, "annotation", "fr/transfer@ta"),
	    "{\"text\":\"Examen, voir {{item transfer}}.\\n\"}");
	assert_string_equal(value_of(t, "annotation", "fr/transfer"),
	    "{\"text\":\"Le transfert, voir {{item transfer@ta}}.\\n\"}");
	assert_string_equal(value_of(t, "item", "review"), "");
	assert_null(strstr(value_of(t, "planning", "planning"), "review:"));
	e = begin_items(t);
	assert_fails(t,
	    dais_items_unite(&e, DAIS_STR("environment"), DAIS_STR("strategies"), &t->err),
	    DAIS_ERR_CONFLICT);
	e = begin_items(t);
	assert_fails(t, dais_items_unite(&e, DAIS_STR("other"), DAIS_STR("other"), &t->err),
	    DAIS_ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_split, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_split_references, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_split_common_text, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_split_planning, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_unite, open_house, close_house),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
