/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Items of an agenda: moved, added, shared, taken off; edits that meet.
 */
#include "items_support.h"

static void
test_move(void **state)
{
	struct test_house *t = *state;
	struct dais_items_edit e;

	import_example(t);
	e = begin_items(t);
	assert_ok(t, dais_items_move(&e, DAIS_STR("ic"), DAIS_STR("environment"), -1, &t->err));
	assert_true(commit_items(t, &e) > 0);
	assert_string_equal(value_of(t, "agenda", "ic"),
	    "[\"organization\",\"environment\",\"transfer\",\"other\",\"report\"]");
	/* A common item in both agendas at once. */
	e = begin_items(t);
	assert_ok(t, dais_items_move(&e, DAIS_STR("*"), DAIS_STR("other"), 1, &t->err));
	commit_items(t, &e);
	assert_string_equal(value_of(t, "agenda", "ic"),
	    "[\"organization\",\"environment\",\"transfer\",\"report\",\"other\"]");
	assert_string_equal(value_of(t, "agenda", "ta"),
	    "[\"organization\",\"environment\",\"strategies\",\"recommendations\",\"review\","
	    "\"report\",\"other\"]");
	/* At the edge nothing happens, and nothing is written. */
	e = begin_items(t);
	assert_ok(t, dais_items_move(&e, DAIS_STR("*"), DAIS_STR("organization"), -1, &t->err));
	assert_int_equal(commit_items(t, &e), 0);
	e = begin_items(t);
	assert_ok(t, dais_items_place(&e, DAIS_STR("ta"), DAIS_STR("review"), false,
			 DAIS_STR("strategies"), &t->err));
	assert_ok(t, dais_items_place(&e, DAIS_STR("ic"), DAIS_STR("other"), true,
			 DAIS_STR("organization"), &t->err));
	commit_items(t, &e);
	assert_string_equal(value_of(t, "agenda", "ta"),
	    "[\"organization\",\"environment\",\"review\",\"strategies\",\"recommendations\","
	    "\"report\",\"other\"]");
	assert_string_equal(value_of(t, "agenda", "ic"),
	    "[\"organization\",\"other\",\"environment\",\"transfer\",\"report\"]");
	e = begin_items(t);
	assert_fails(t, dais_items_move(&e, DAIS_STR("ta"), DAIS_STR("transfer"), 1, &t->err),
	    DAIS_ERR_NOT_FOUND);
}

/* The first part of the only item with parts, by position. */
static struct dais_str
first_part(struct test_house *t)
{
	dais_thing_vec all = { 0 };

	assert_ok(t, dais_store_things(
			 dais_house_store(t->h), PACKAGE, DAIS_STR("item"), t->a, &all, &t->err));
	for (size_t i = 0; i < all.n; i++)
		if (dais_str_has_prefix(all.v[i].id, DAIS_STR("organization/")))
			return all.v[i].id;
	return DAIS_STR_NONE;
}

static void
test_move_part(void **state)
{
	struct test_house *t = *state;
	struct dais_items_edit e;

	import_example(t);
	assert_true(dais_str_is(first_part(t), "organization/opening"));
	e = begin_items(t);
	assert_ok(
	    t, dais_items_move(&e, DAIS_STR("-"), DAIS_STR("organization/opening"), 1, &t->err));
	commit_items(t, &e);
	assert_true(dais_str_is(first_part(t), "organization/agenda"));
	e = begin_items(t);
	assert_ok(t, dais_items_place(&e, DAIS_STR("-"), DAIS_STR("organization/opening"), false,
			 DAIS_STR("organization/agenda"), &t->err));
	commit_items(t, &e);
	assert_true(dais_str_is(first_part(t), "organization/opening"));
}

static void
test_add(void **state)
{
	struct test_house *t = *state;
	struct dais_items_edit e;
	struct dais_str bodies[] = { DAIS_STR("ic"), DAIS_STR("ta") }, id, second, part;
	struct dais_item_new what = { .kind = DAIS_ITEM_SUBSTANTIVE,
		.bodies = bodies,
		.n_bodies = 2,
		.before = DAIS_STR("environment") };

	import_example(t);
	e = begin_items(t);
	assert_fails(t, dais_items_add(&e, &what, &id, &t->err), DAIS_ERR_INVALID);
	what.title.in[DAIS_LANG_EN] = DAIS_STR("Joint  investigations \"of\" crime");
	e = begin_items(t);
	assert_ok(t, dais_items_add(&e, &what, &id, &t->err));
	assert_true(dais_str_is(id, "joint-investigations-of-crime"));
	assert_ok(t, dais_items_add(&e, &what, &second, &t->err));
	assert_true(dais_str_is(second, "joint-investigations-of-crime-2"));
	what = (struct dais_item_new){ .parent = id, .kind = DAIS_ITEM_OTHER };
	what.title.in[DAIS_LANG_RU] = DAIS_STR("Обсуждение");
	assert_ok(t, dais_items_add(&e, &what, &part, &t->err));
	assert_true(dais_str_is(part, "joint-investigations-of-crime/item"));
	assert_true(commit_items(t, &e) > 0);
	assert_string_equal(value_of(t, "agenda", "ic"),
	    "[\"organization\",\"transfer\",\"joint-investigations-of-crime\","
	    "\"joint-investigations-of-crime-2\",\"environment\",\"other\",\"report\"]");
	assert_string_equal(value_of(t, "item", "joint-investigations-of-crime/item"),
	    "{\"kind\":\"other\",\"title\":{\"ru\":\"Обсуждение\"}}");
}

static void
test_share_and_take_off(void **state)
{
	struct test_house *t = *state;
	struct dais_items_edit e;

	import_example(t);
	e = begin_items(t);
	assert_ok(t, dais_items_share(&e, DAIS_STR("ta"), DAIS_STR("transfer"), &t->err));
	commit_items(t, &e);
	/* Behind the neighbour that both have. */
	assert_string_equal(value_of(t, "agenda", "ta"),
	    "[\"organization\",\"transfer\",\"environment\",\"strategies\",\"recommendations\","
	    "\"review\",\"other\",\"report\"]");
	e = begin_items(t);
	assert_fails(t, dais_items_share(&e, DAIS_STR("ta"), DAIS_STR("transfer"), &t->err),
	    DAIS_ERR_CONFLICT);
	e = begin_items(t);
	assert_ok(t, dais_items_take_off(&e, DAIS_STR("ta"), DAIS_STR("transfer"), &t->err));
	commit_items(t, &e);
	assert_null(strstr(value_of(t, "agenda", "ta"), "transfer"));
	e = begin_items(t);
	assert_fails(t, dais_items_take_off(&e, DAIS_STR("ic"), DAIS_STR("transfer"), &t->err),
	    DAIS_ERR_CONFLICT);
}

static void
test_close(void **state)
{
	struct test_house *t = *state;
	struct dais_items_edit e;
	struct dais_str body = DAIS_STR("ta"), id;
	struct dais_item_new what = { .kind = DAIS_ITEM_OTHER, .bodies = &body, .n_bodies = 1 };

	import_example(t);
	e = begin_items(t);
	what.title.in[DAIS_LANG_FR] = DAIS_STR("Divers");
	assert_ok(t, dais_items_add(&e, &what, &id, &t->err));
	commit_items(t, &e);
	assert_true(dais_str_is(id, "divers"));
	assert_non_null(strstr(value_of(t, "agenda", "ta"), "divers"));
	e = begin_items(t);
	assert_ok(t, dais_items_close(&e, id, &t->err));
	commit_items(t, &e);
	assert_string_equal(value_of(t, "item", "divers"), "");
	assert_null(strstr(value_of(t, "agenda", "ta"), "divers"));
	e = begin_items(t);
	assert_fails(t, dais_items_close(&e, id, &t->err), DAIS_ERR_NOT_FOUND);
	/* What planning.yaml says of it goes, and nothing else. */
	const char *planning =
	    dais_arena_cstr(t->a, dais_str_from(value_of(t, "planning", "planning")));
	e = begin_items(t);
	assert_ok(t, dais_items_close(&e, DAIS_STR("review"), &t->err));
	commit_items(t, &e);
	assert_string_equal(value_of(t, "annotation", "fr/review"), "");
	const char *now = value_of(t, "planning", "planning");
	assert_non_null(strstr(planning, "\\n  review: {minutes: {least: 60, wished: 90}}"));
	assert_null(strstr(now, "review:"));
	assert_int_equal(strlen(planning) - strlen(now),
	    strlen("  review: {minutes: {least: 60, wished: 90}}\\n"));
	/* Texts speak of it: nothing is written, and it is said where. */
	e = begin_items(t);
	assert_ok(t, dais_items_close(&e, DAIS_STR("environment"), &t->err));
	uint64_t change;
	bool ok = dais_edit_commit(e.edit, &t->diags, &change, NULL, &t->err);
	assert_true(t->diags.errors > 0);
	assert_fails(t, ok, DAIS_ERR_INVALID);
	assert_true(strlen(value_of(t, "item", "environment")) > 0);
}

/* What another has changed since the page was made is not overwritten. */
static void
test_collision(void **state)
{
	struct test_house *t = *state;
	struct dais_items_edit mine, theirs;
	struct dais_edit_conflict conflict;
	uint64_t change;

	import_example(t);
	mine = begin_items(t);
	theirs = begin_items(t);
	assert_ok(t, dais_items_move(&theirs, DAIS_STR("ic"), DAIS_STR("other"), -1, &t->err));
	commit_items(t, &theirs);
	mine.edit = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	assert_ok(t, dais_items_move(&mine, DAIS_STR("ic"), DAIS_STR("other"), -1, &t->err));
	assert_fails(t, dais_edit_commit(mine.edit, &t->diags, &change, &conflict, &t->err),
	    DAIS_ERR_CONFLICT);
	assert_true(dais_str_is(conflict.kind, "agenda"));
	/* Another agenda is another thing. */
	mine.edit = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	assert_ok(t, dais_items_move(&mine, DAIS_STR("ta"), DAIS_STR("other"), -1, &t->err));
	commit_items(t, &mine);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_move, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_move_part, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_add, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_share_and_take_off, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_close, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_collision, open_house, close_house),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
