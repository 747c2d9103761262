/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Packages in and out of the record, and the snapshots of the house.
 */
#include "house_support.h"

#include <stdio.h>

#include "base/file.h"

static const char *const names[] = { "meeting.yaml", "planning.yaml", "text/ar.md", "text/zh.md",
	"text/en.md", "text/fr.md", "text/ru.md", "text/es.md" };

static void
assert_same_files(struct test_house *t, const char *x, const char *y)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct dais_str p, q;

		assert_ok(t,
		    dais_file_read(t->a, dais_file_join(t->a, x, names[i]), 1 << 24, &p, &t->err));
		assert_ok(t,
		    dais_file_read(t->a, dais_file_join(t->a, y, names[i]), 1 << 24, &q, &t->err));
		assert_true(dais_str_eq(p, q));
	}
}

static void
test_import_and_export_give_the_same_bytes(void **state)
{
	struct test_house *t = *state;
	char *to = make_folder(t->a);
	uint64_t change;

	import_example(t);
	assert_ok(t, dais_house_export(t->h, PACKAGE, 0, to, &t->err));
	assert_same_files(t, EXAMPLES "/untoc-2022", to);
	/* The same again changes nothing. */
	assert_ok(t,
	    dais_house_import(t->h, &t->program, to, PACKAGE, false, &t->diags, &change, &t->err));
	assert_int_equal(change, 0);
	assert_int_equal(latest_of(t), 1);
}

static void
test_other_content_needs_replace(void **state)
{
	struct test_house *t = *state;
	struct dais_change_query q = { .package = PACKAGE, .after = 1, .max = 9 };
	char *to = make_folder(t->a), *yaml = dais_file_join(t->a, to, "meeting.yaml");
	dais_change_vec changes = { 0 };
	struct dais_str bytes;
	uint64_t change;

	import_example(t);
	assert_ok(t, dais_house_export(t->h, PACKAGE, 0, to, &t->err));
	assert_ok(t, dais_file_read(t->a, yaml, 1 << 24, &bytes, &t->err));
	bytes = spoil(t->a, bytes.p, "- start: 2022-05-24T15:00\n    end: 2022-05-24T18:00",
	    "- start: 2022-05-24T14:30\n    end: 2022-05-24T18:00");
	bytes = spoil(t->a, bytes.p, "modality: in-person", "modality: hybrid");
	assert_ok(t, dais_file_write(yaml, bytes, &t->err));
	assert_fails(t,
	    dais_house_import(t->h, &t->program, to, PACKAGE, false, &t->diags, &change, &t->err),
	    DAIS_ERR_CONFLICT);
	assert_ok(t,
	    dais_house_import(t->h, &t->program, to, PACKAGE, true, &t->diags, &change, &t->err));
	assert_int_equal(change, 2);
	/* Only what differs is in the log: a meeting, the sitting (its id kept), the origin. */
	assert_ok(t, dais_store_changes(dais_house_store(t->h), &q, t->a, &changes, &t->err));
	assert_int_equal(changes.n, 1);
	assert_int_equal(changes.v[0].entries.n, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct dais_change_entry *e = &changes.v[0].entries.v[i];

		assert_true(dais_str_is(e->kind, "meeting") || dais_str_is(e->kind, "sitting") ||
			    dais_str_is(e->kind, "origin"));
		assert_true(e->before.n && e->after.n);
	}
}

static void
test_broken_packages_and_names_are_refused(void **state)
{
	struct test_house *t = *state;
	char *dir = make_folder(t->a);
	uint64_t change;

	assert_ok(t,
	    dais_file_write(dais_file_join(t->a, dir, "meeting.yaml"),
		spoil(t->a, small_yaml, "together: [ic@13, ta@13]", "together: [ic@14]"), &t->err));
	assert_false(dais_house_import(
	    t->h, &t->program, dir, DAIS_STR("small"), false, &t->diags, &change, &t->err));
	assert_int_equal(t->err.code, DAIS_ERR_INVALID);
	assert_true(t->diags.errors > 0);
	fresh(t);
	assert_int_equal(latest_of(t), 0);
	assert_fails(t,
	    dais_house_import(t->h, &t->program, EXAMPLES "/untoc-2022", DAIS_STR("Untoc 2022"),
		false, &t->diags, &change, &t->err),
	    DAIS_ERR_INVALID);
	assert_fails(t,
	    dais_house_import(t->h, &t->translator, EXAMPLES "/untoc-2022", PACKAGE, false,
		&t->diags, &change, &t->err),
	    DAIS_ERR_DENIED);
	assert_fails(t,
	    dais_house_import(
		t->h, &t->program, "/nowhere", PACKAGE, false, &t->diags, &change, &t->err),
	    DAIS_ERR_NOT_FOUND);
}

static void
test_snapshots_are_kept_until_the_next_change(void **state)
{
	struct test_house *t = *state;
	const struct dais_snapshot *x, *y, *z;
	struct dais_house_edit *e;
	uint64_t change;

	assert_fails(t, dais_house_working(t->h, PACKAGE, &x, &t->err), DAIS_ERR_NOT_FOUND);
	import_example(t);
	assert_ok(t, dais_house_working(t->h, PACKAGE, &x, &t->err));
	assert_ok(t, dais_house_working(t->h, PACKAGE, &y, &t->err));
	assert_ptr_equal(x, y);
	assert_int_equal(x->revision, 1);
	assert_int_equal(x->release, 0);
	assert_int_equal(x->at_ms, t->now_ms);
	assert_int_equal(x->record->sittings.n, 9);
	assert_true(dais_str_is(x->body_keys.v[0], "CTOC/COP"));
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	assert_ok(t, dais_edit_set(e, DAIS_STR("item"), DAIS_STR("environment"), "title.en",
			 DAIS_STR("\"Other\""), DAIS_ANY, DAIS_STR_NONE, &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	assert_ok(t, dais_house_working(t->h, PACKAGE, &z, &t->err));
	assert_ptr_not_equal(x, z);
	assert_int_equal(z->revision, change);
	/* What is held stays as it was. */
	assert_false(dais_str_is(
	    x->record->items.v[dais_map_get(&x->record->item_ids, DAIS_STR("environment"))]
		.title.in[DAIS_LANG_EN],
	    "Other"));
	assert_true(dais_str_is(
	    z->record->items.v[dais_map_get(&z->record->item_ids, DAIS_STR("environment"))]
		.title.in[DAIS_LANG_EN],
	    "Other"));
	dais_snapshot_release(x);
	dais_snapshot_release(y);
	dais_snapshot_release(z);
}

/* More packages than the memory for snapshots holds: all can be read, over and over. */
static void
test_snapshots_are_bounded(void **state)
{
	struct test_house *t = *state;
	uint64_t change;

	for (int i = 0; i < 12; i++) {
		struct dais_str name = dais_arena_printf(t->a, "p%d", i);

		assert_ok(t, dais_house_import(t->h, &t->program, EXAMPLES "/untoc-2022", name,
				 false, &t->diags, &change, &t->err));
	}
	for (int i = 0; i < 60; i++) {
		DAIS_SNAPSHOT_AUTO s = NULL;
		DAIS_SNAPSHOT_AUTO same = NULL;
		struct dais_str name = dais_arena_printf(t->a, "p%d", i * 7 % 12);

		assert_ok(t, dais_house_working(t->h, name, &s, &t->err));
		assert_ok(t, dais_house_working(t->h, name, &same, &t->err));
		assert_ptr_equal(s, same);
		assert_true(dais_str_eq(s->package, name));
	}
}

#define HOUSE_TEST(f) cmocka_unit_test_setup_teardown(f, open_house, close_house)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		HOUSE_TEST(test_import_and_export_give_the_same_bytes),
		HOUSE_TEST(test_other_content_needs_replace),
		HOUSE_TEST(test_broken_packages_and_names_are_refused),
		HOUSE_TEST(test_snapshots_are_kept_until_the_next_change),
		HOUSE_TEST(test_snapshots_are_bounded),
	};

	choose_engine(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
