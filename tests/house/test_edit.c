/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Edits: what is written, what is refused, who was faster, what undoing puts back.
 */
#include "house_support.h"

#include "read/package/save.h"
#include "service/house/log.h"

#define ITEM DAIS_STR("item"), DAIS_STR("environment")

static uint64_t
commit(struct test_house *t, struct dais_house_edit *e)
{
	uint64_t change;

	t->now_ms += 1000;
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	return change;
}

static void
set(struct test_house *t, struct dais_house_edit *e, const char *kind, const char *id,
    const char *path, const char *json)
{
	assert_ok(t, dais_edit_set(e, dais_str_from(kind), dais_str_from(id), path,
			 dais_str_from(json), DAIS_ANY, DAIS_STR_NONE, &t->err));
}

static void
test_members_are_set_and_taken_away(void **state)
{
	struct test_house *t = *state;
	struct dais_house_edit *e;
	const char *before;

	import_example(t);
	before = value_of(t, "document", "agenda");
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_DOCUMENTS);
	set(t, e, "document", "agenda", "late-reason", "\"late translation\"");
	set(t, e, "document", "agenda", "versions.ru.status", "\"editing\"");
	assert_int_equal(commit(t, e), 2);
	assert_non_null(strstr(value_of(t, "document", "agenda"), "\"late-reason\":\"late "));
	assert_non_null(strstr(value_of(t, "document", "agenda"), "\"status\":\"editing\""));
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_DOCUMENTS);
	set(t, e, "document", "agenda", "late-reason", "");
	assert_int_equal(commit(t, e), 3);
	assert_null(strstr(value_of(t, "document", "agenda"), "late-reason"));
	assert_string_not_equal(value_of(t, "document", "agenda"), before);
	/* Nothing changes: nothing is written. */
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_DOCUMENTS);
	set(t, e, "document", "agenda", "versions.ru.status", "\"editing\"");
	assert_int_equal(commit(t, e), 0);
	assert_int_equal(latest_of(t), 3);
}

/* Values are written as the package writer would: defaults are left out, numbers are numbers. */
static void
test_values_become_canonical(void **state)
{
	struct test_house *t = *state;
	struct dais_house_edit *e;

	import_example(t);
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	set(t, e, "item", "environment", "label", "\"plain\"");
	set(t, e, "item", "environment", "parts", "");
	assert_ok(t,
	    dais_edit_put(e, DAIS_STR("sitting"), DAIS_STR("s24"), 5,
		DAIS_STR(
		    "{ \"entries\": [{\"item\":\"environment\",\"minutes\":\"30\"},\"transfer\"],"
		    "\"start\":\"2022-05-27T15:00\",\"end\":\"2022-05-27T18:00\","
		    "\"bodies\":[\"ic\"]}"),
		0, &t->err));
	(void)commit(t, e);
	assert_null(strstr(value_of(t, "item", "environment"), "label"));
	assert_string_equal(value_of(t, "sitting", "s24"),
	    "{\"start\":\"2022-05-27T15:00\",\"end\":\"2022-05-27T18:00\",\"bodies\":[\"ic\"],"
	    "\"entries\":[{\"item\":\"environment\",\"minutes\":30},\"transfer\"]}");
}

static void
test_a_broken_package_is_not_written(void **state)
{
	struct test_house *t = *state;
	struct dais_house_edit *e;
	uint64_t change;

	import_example(t);
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	set(t, e, "item", "environment", "documents", "[\"none\"]");
	assert_false(dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	assert_int_equal(t->err.code, DAIS_ERR_INVALID);
	assert_reported(
	    t->a, &t->diags, "item environment documents.0:0:0: unknown document `none` []");
	fresh(t);
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_DOCUMENTS);
	assert_ok(t, dais_edit_close(e, DAIS_STR("document"), DAIS_STR("agenda"),
			 revision_of(t, "document", "agenda"), &t->err));
	assert_fails(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err), DAIS_ERR_INVALID);
	assert_int_equal(latest_of(t), 1);
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	assert_fails(t,
	    dais_edit_set(e, ITEM, "title.en", DAIS_STR("{"), DAIS_ANY, DAIS_STR_NONE, &t->err),
	    DAIS_ERR_INVALID);
	assert_fails(t,
	    dais_edit_set(e, DAIS_STR("item"), DAIS_STR("none"), "title.en", DAIS_STR("\"x\""),
		DAIS_ANY, DAIS_STR_NONE, &t->err),
	    DAIS_ERR_NOT_FOUND);
}

static void
test_the_second_is_told_who_was_faster(void **state)
{
	struct test_house *t = *state;
	struct dais_edit_conflict c = { 0 };
	struct dais_house_edit *mine, *theirs;
	uint64_t seen, change;

	import_example(t);
	seen = revision_of(t, "item", "environment");
	mine = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	theirs = begin(t, &t->other, DAIS_ACTION_EDIT_ITEMS);
	assert_ok(t, dais_edit_set(theirs, ITEM, "title.en", DAIS_STR("\"Theirs\""), seen,
			 DAIS_STR_NONE, &t->err));
	assert_int_equal(commit(t, theirs), 2);
	assert_ok(t, dais_edit_set(mine, ITEM, "title.en", DAIS_STR("\"Mine\""), seen,
			 DAIS_STR_NONE, &t->err));
	assert_fails(t, dais_edit_commit(mine, &t->diags, &change, &c, &t->err), DAIS_ERR_CONFLICT);
	assert_true(dais_str_is(c.who, "jose"));
	assert_int_equal(c.at_ms, t->now_ms);
	assert_true(dais_str_is(c.theirs, "\"Theirs\""));
	assert_true(dais_str_is(c.yours, "\"Mine\""));
	assert_true(dais_str_is(c.path, "title.en"));
	assert_non_null(strstr(value_of(t, "item", "environment"), "Theirs"));
	/* An edit that begins later with the old revision collides as well. */
	mine = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	assert_ok(t, dais_edit_set(mine, ITEM, "title.en", DAIS_STR("\"Mine\""), seen,
			 DAIS_STR_NONE, &t->err));
	assert_fails(t, dais_edit_commit(mine, &t->diags, &change, &c, &t->err), DAIS_ERR_CONFLICT);
	/* A thing closed meanwhile. */
	theirs = begin(t, &t->other, DAIS_ACTION_EDIT_TEXT);
	assert_ok(t, dais_edit_close(theirs, DAIS_STR("annotation"), DAIS_STR("en/transfer"),
			 DAIS_ANY, &t->err));
	mine = begin(t, &t->secretary, DAIS_ACTION_EDIT_TEXT);
	assert_ok(t, dais_edit_set(mine, DAIS_STR("annotation"), DAIS_STR("en/transfer"), "text",
			 DAIS_STR("\"Words.\""), 1, DAIS_STR_NONE, &t->err));
	(void)commit(t, theirs);
	assert_fails(t, dais_edit_commit(mine, &t->diags, &change, &c, &t->err), DAIS_ERR_CONFLICT);
	assert_true(dais_str_is(c.who, "jose"));
	assert_int_equal(c.theirs.n, 0);
}

static void
test_different_members_do_not_collide(void **state)
{
	struct test_house *t = *state;
	struct dais_edit_conflict c = { 0 };
	struct dais_house_edit *mine, *theirs;
	uint64_t change;

	import_example(t);
	mine = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	theirs = begin(t, &t->other, DAIS_ACTION_EDIT_ITEMS);
	set(t, mine, "item", "environment", "title.en", "\"Mine\"");
	set(t, theirs, "item", "environment", "title.fr", "\"Leurs\"");
	assert_int_equal(commit(t, theirs), 2);
	assert_int_equal(commit(t, mine), 3);
	assert_non_null(strstr(value_of(t, "item", "environment"), "\"en\":\"Mine\""));
	assert_non_null(strstr(value_of(t, "item", "environment"), "\"fr\":\"Leurs\""));
	/* The same member collides when it is not what was seen. */
	mine = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	assert_ok(t, dais_edit_set(mine, ITEM, "title.fr", DAIS_STR("\"Les miens\""), DAIS_ANY,
			 DAIS_STR("\"Leurs\""), &t->err));
	theirs = begin(t, &t->other, DAIS_ACTION_EDIT_ITEMS);
	set(t, theirs, "item", "environment", "title.fr", "\"Encore\"");
	(void)commit(t, theirs);
	assert_fails(t, dais_edit_commit(mine, &t->diags, &change, &c, &t->err), DAIS_ERR_CONFLICT);
	assert_true(dais_str_is(c.theirs, "\"Encore\""));
	/* Both said the same: no quarrel. */
	mine = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	assert_ok(t, dais_edit_set(mine, ITEM, "title.fr", DAIS_STR("\"Encore\""), DAIS_ANY,
			 DAIS_STR("\"Leurs\""), &t->err));
	assert_int_equal(commit(t, mine), 0);
}

/* Each alone is right, both together break the package: the check uses the things as they are. */
static void
test_the_check_sees_what_others_wrote(void **state)
{
	struct test_house *t = *state;
	struct dais_house_edit *mine, *theirs;
	uint64_t change;

	import_example(t);
	theirs = begin(t, &t->other, DAIS_ACTION_EDIT_DOCUMENTS);
	assert_ok(t,
	    dais_edit_put(theirs, DAIS_STR("document"), DAIS_STR("extra"), 99,
		DAIS_STR(
		    "{\"kind\":\"note\",\"title\":{\"en\":\"Extra\"},\"author\":\"secretariat\"}"),
		0, &t->err));
	(void)commit(t, theirs);
	mine = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	set(t, mine, "item", "environment", "documents", "[\"extra\"]");
	theirs = begin(t, &t->other, DAIS_ACTION_EDIT_DOCUMENTS);
	assert_ok(
	    t, dais_edit_close(theirs, DAIS_STR("document"), DAIS_STR("extra"), DAIS_ANY, &t->err));
	(void)commit(t, theirs);
	assert_fails(
	    t, dais_edit_commit(mine, &t->diags, &change, NULL, &t->err), DAIS_ERR_INVALID);
}

static void
test_each_step_needs_its_permission(void **state)
{
	struct test_house *t = *state;
	struct dais_house_edit *e;

	import_example(t);
	e = begin(t, &t->translator, DAIS_ACTION_EDIT_TEXT);
	set(t, e, "annotation", "fr/transfer", "text", "\"Texte.\"");
	set(t, e, "item", "environment", "title.fr", "\"Titre\"");
	set(t, e, "document", "agenda", "versions.fr.status", "\"translation\"");
	assert_fails(t,
	    dais_edit_set(e, DAIS_STR("annotation"), DAIS_STR("ru/transfer"), "text",
		DAIS_STR("\"x\""), DAIS_ANY, DAIS_STR_NONE, &t->err),
	    DAIS_ERR_DENIED);
	assert_fails(t,
	    dais_edit_set(e, ITEM, "title.ru", DAIS_STR("\"x\""), DAIS_ANY, DAIS_STR_NONE, &t->err),
	    DAIS_ERR_DENIED);
	assert_fails(t,
	    dais_edit_set(e, DAIS_STR("sitting"), DAIS_STR("s1"), "start", DAIS_STR("\"x\""),
		DAIS_ANY, DAIS_STR_NONE, &t->err),
	    DAIS_ERR_DENIED);
	assert_fails(t,
	    dais_edit_set(e, DAIS_STR("document"), DAIS_STR("agenda"), "symbols", DAIS_STR("[]"),
		DAIS_ANY, DAIS_STR_NONE, &t->err),
	    DAIS_ERR_DENIED);
	assert_fails(t,
	    dais_edit_close(e, DAIS_STR("item"), DAIS_STR("environment"), DAIS_ANY, &t->err),
	    DAIS_ERR_DENIED);
	assert_int_equal(commit(t, e), 2);
	assert_fails(t,
	    dais_edit_begin(t->h, &t->translator, DAIS_ACTION_EDIT_TIMETABLE, PACKAGE,
		DAIS_STR_NONE, t->a, &e, &t->err),
	    DAIS_ERR_DENIED);
}

static bool
undo(struct test_house *t, const struct dais_actor *who, uint64_t number, uint64_t *change)
{
	t->now_ms += 1000;
	return dais_house_undo(t->h, who, PACKAGE, number, &t->diags, change, NULL, &t->err);
}

static void
test_undo(void **state)
{
	struct test_house *t = *state;
	struct dais_change_query q = { .package = PACKAGE, .max = 2, .newest_first = true };
	struct dais_house_edit *e;
	dais_log_vec log = { 0 };
	const char *before;
	uint64_t change;

	import_example(t);
	before = value_of(t, "item", "environment");
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	set(t, e, "item", "environment", "title.en", "\"Other\"");
	(void)commit(t, e);
	assert_ok(t, undo(t, &t->secretary, 2, &change));
	assert_int_equal(change, 3);
	assert_string_equal(value_of(t, "item", "environment"), before);
	/* Undoing the undoing; then the first undo touches what was changed since. */
	assert_ok(t, undo(t, &t->other, 3, &change));
	assert_non_null(strstr(value_of(t, "item", "environment"), "Other"));
	assert_fails(t, undo(t, &t->secretary, 3, &change), DAIS_ERR_CONFLICT);
	/* Others' changes need the right to undo, own ones only that of the change. */
	assert_fails(t, undo(t, &t->translator, 2, &change), DAIS_ERR_DENIED);
	e = begin(t, &t->translator, DAIS_ACTION_EDIT_TEXT);
	set(t, e, "annotation", "fr/transfer", "text", "\"Texte.\"");
	(void)commit(t, e);
	assert_ok(t, undo(t, &t->translator, 5, &change));
	assert_fails(t, undo(t, &t->secretary, 99, &change), DAIS_ERR_NOT_FOUND);
	assert_ok(t, dais_house_log(t->h, &q, t->a, &log, &t->err));
	assert_int_equal(log.n, 2);
	assert_true(dais_str_is(log.v[0].name, "claire"));
	assert_true(dais_str_is(log.v[0].action, "change.undo"));
	assert_int_equal(log.v[1].things.n, 1);
}

static void
test_an_import_can_be_undone_and_redone(void **state)
{
	struct test_house *t = *state;
	DAIS_SNAPSHOT_AUTO s = NULL;
	uint64_t change;

	import_example(t);
	assert_ok(t, undo(t, &t->program, 1, &change));
	assert_fails(t, dais_house_working(t->h, PACKAGE, &s, &t->err), DAIS_ERR_NOT_FOUND);
	assert_ok(t, undo(t, &t->program, 2, &change));
	assert_ok(t, dais_house_working(t->h, PACKAGE, &s, &t->err));
	assert_int_equal(s->record->sittings.n, 9);
}

/* A sitting's id never serves another sitting. */
static void
test_ids_of_sittings_are_for_life(void **state)
{
	struct test_house *t = *state;
	struct dais_house_edit *e;
	uint64_t change;

	import_example(t);
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_TIMETABLE);
	assert_ok(t, dais_edit_close(e, DAIS_STR("sitting"), DAIS_STR("s23"), DAIS_ANY, &t->err));
	(void)commit(t, e);
	/* Imported again, the sitting that is missing gets a new id; the others keep theirs. */
	assert_ok(t, dais_house_import(t->h, &t->program, EXAMPLES "/untoc-2022", PACKAGE, true,
			 &t->diags, &change, &t->err));
	assert_string_equal(value_of(t, "sitting", "s23"), "");
	assert_string_not_equal(value_of(t, "sitting", "s24"), "");
}

static uint32_t
rnd(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

static struct dais_str
canonical(struct dais_arena *a, const struct dais_record *r)
{
	struct dais_record copy = *r;
	struct dais_str all;

	copy.origin_yaml = DAIS_STR_NONE;
	memset(copy.origin_text, 0, sizeof(copy.origin_text));
	all = dais_package_print_yaml(&copy, a);
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		all =
		    dais_arena_concat(a, all, dais_package_print_text(&copy, (enum dais_lang)l, a));
	return all;
}

static void
random_step(struct test_house *t, struct dais_house_edit *e, uint32_t *seed)
{
	static const char *const items[] = { "environment", "transfer", "organization", "review",
		"organization/opening" };
	static const char *const words[] = { "\"x: y # z\"", "\"12\"", "\"国 \\\"q\\\"\"",
		"\"null\"", "\"a\\nb\"" };
	static const char *const hours[] = { "\"2022-05-23T09:00\"", "\"2022-05-24T09:30\"",
		"\"2022-05-25T10:15\"" };
	const char *item = items[rnd(seed, 5)], *word = words[rnd(seed, 5)];
	const char *lang = dais_lang_code((enum dais_lang)rnd(seed, DAIS_LANG_COUNT));

	switch (rnd(seed, 4)) {
	case 0:
		set(t, e, "item", item, dais_arena_printf(t->a, "title.%s", lang).p, word);
		break;
	case 1:
		set(t, e, "sitting", dais_arena_printf(t->a, "s%u", 1 + rnd(seed, 9)).p, "start",
		    hours[rnd(seed, 3)]);
		break;
	case 2:
		set(t, e, "document", "agenda",
		    dais_arena_printf(t->a, "versions.%s.words", lang).p,
		    dais_arena_printf(t->a, "%u", 1 + rnd(seed, 9000)).p);
		break;
	default:
		assert_ok(t, dais_edit_put(e, DAIS_STR("annotation"),
				 dais_arena_printf(t->a, "%s/%s", lang, item), rnd(seed, 40),
				 dais_arena_printf(t->a,
				     "{\"text\":\"One *two* {{item %s}}.\\n\\n- three\\n\"}", item),
				 DAIS_ANY, &t->err));
	}
}

/* After random edits, what is exported loads equal to the working record. */
static void
test_exports_after_random_edits_load_equal(void **state)
{
	struct test_house *t = *state;
	uint32_t seed = 3;

	import_example(t);
	for (int round = 0; round < 40; round++) {
		struct dais_house_edit *e = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
		DAIS_SNAPSHOT_AUTO s = NULL;
		struct dais_record *back;
		char *dir;
		uint64_t change;

		for (uint32_t i = 0, n = 1 + rnd(&seed, 4); i < n; i++)
			random_step(t, e, &seed);
		if (!dais_edit_commit(e, &t->diags, &change, NULL, &t->err)) {
			/* A sitting would end before it starts: refused, nothing written. */
			assert_int_equal(t->err.code, DAIS_ERR_INVALID);
			fresh(t);
			continue;
		}
		dir = make_folder(t->a);
		assert_ok(t, dais_house_export(t->h, PACKAGE, 0, dir, &t->err));
		assert_ok(t, dais_package_load(t->a, dir, &back, &t->diags, &t->err));
		assert_ok(t, dais_house_working(t->h, PACKAGE, &s, &t->err));
		assert_string_equal(canonical(t->a, back).p, canonical(t->a, s->record).p);
	}
}

#define HOUSE_TEST(f) cmocka_unit_test_setup_teardown(f, open_house, close_house)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		HOUSE_TEST(test_members_are_set_and_taken_away),
		HOUSE_TEST(test_values_become_canonical),
		HOUSE_TEST(test_a_broken_package_is_not_written),
		HOUSE_TEST(test_the_second_is_told_who_was_faster),
		HOUSE_TEST(test_different_members_do_not_collide),
		HOUSE_TEST(test_the_check_sees_what_others_wrote),
		HOUSE_TEST(test_each_step_needs_its_permission),
		HOUSE_TEST(test_undo),
		HOUSE_TEST(test_an_import_can_be_undone_and_redone),
		HOUSE_TEST(test_ids_of_sittings_are_for_life),
		HOUSE_TEST(test_exports_after_random_edits_load_equal),
	};

	choose_engine(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
