/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The summary beside the record: it follows the log, the day and other processes; made again it is
 * the same.
 */
#include "house_support.h"

#include "service/house/release.h"
#include "service/house/standing.h"
#include "store/sql.h"

#define DAY_MS INT64_C(86400000)

static void
refresh(struct test_house *t)
{
	bool more = true;

	while (more)
		assert_ok(t, dais_standing_refresh(t->h, 3, &more, &t->err));
}

static struct dais_standing
standing(struct test_house *t)
{
	struct dais_standing_package row;
	struct dais_standing s;

	assert_ok(
	    t, dais_standing_package_get(dais_house_store(t->h), PACKAGE, t->a, &row, &t->err));
	assert_ok(t, dais_standing_read(&row, t->a, &s, &t->err));
	return s;
}

static void
set(struct test_house *t, const char *document, const char *path, const char *json)
{
	struct dais_house_edit *e = begin(t, &t->program, DAIS_ACTION_EDIT_DOCUMENTS);
	uint64_t change;

	assert_ok(t, dais_edit_set(e, DAIS_STR("document"), dais_str_from(document), path,
			 dais_str_from(json), DAIS_ANY, DAIS_STR_NONE, &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
}

static void
assert_sound(struct test_house *t, bool expected)
{
	struct dais_str package = DAIS_STR_NONE;
	bool sound;

	assert_ok(t, dais_standing_verify(t->h, t->a, &sound, &package, &t->err));
	assert_true(sound == expected);
}

static void
test_it_says_how_a_package_stands(void **state)
{
	struct test_house *t = *state;
	struct dais_release r;
	struct dais_standing s;

	import_example(t);
	refresh(t);
	s = standing(t);
	assert_int_equal(s.release, 0);
	assert_int_equal(s.meetings.n, 2);
	assert_non_null(strstr(dais_arena_cstr(t->a, s.name.in[DAIS_LANG_EN]), " · "));
	assert_true(dais_date_eq(s.opens, (struct dais_date){ 2022, 5, 23 }));
	assert_true(dais_date_eq(s.closes, (struct dais_date){ 2022, 5, 27 }));
	assert_true(s.documents > 3 && s.open > 0 && s.open < s.documents);
	assert_int_equal(dais_standing_late_on(&s, (struct dais_date){ 2022, 1, 1 }), 0);
	assert_true(dais_standing_late_on(&s, (struct dais_date){ 2022, 4, 21 }) >= 6);
	assert_int_equal(s.units[DAIS_LANG_EN].all, 0);
	assert_true(s.units[DAIS_LANG_FR].all > 10);
	assert_ok(t, dais_house_release(t->h, &t->program, PACKAGE,
			 &(const struct dais_release_terms){ UINT64_MAX, DAIS_STR_NONE, true },
			 &t->diags, &r, t->a, &t->err));
	refresh(t);
	s = standing(t);
	assert_int_equal(s.release, 1);
	assert_false(s.changed);
	assert_int_equal(s.drafts, 1);
	set(t, "env-paper", "late-reason", "\"late\"");
	refresh(t);
	assert_true(standing(t).changed);
	assert_sound(t, true);
}

/* A name that waits for its translation is a name in all languages, with the ordinal in each. */
static void
test_names_that_wait_for_translation(void **state)
{
	static const char *const members[] = { "name.zh", "short.zh" };
	struct test_house *t = *state;
	uint64_t change;

	import_example(t);
	for (size_t i = 0; i < 2; i++) {
		struct dais_house_edit *e = begin(t, &t->program, DAIS_ACTION_EDIT_MEETING);

		assert_ok(t, dais_edit_set(e, DAIS_STR("body"), DAIS_STR("ic"), members[i],
				 DAIS_STR_NONE, DAIS_ANY, DAIS_STR_NONE, &t->err));
		assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	}
	refresh(t);
	assert_non_null(
	    strstr(dais_arena_cstr(t->a, standing(t).name.in[DAIS_LANG_ZH]), "第十三次会议 · "));
	assert_sound(t, true);
}

/* A paper that is dated in the future is its author's until that day. */
static void
test_days_pass(void **state)
{
	struct test_house *t = *state;
	struct dais_documents_query q = { .only_open = true, .move = DAIS_MOVE_AUTHOR, .max = 50 };
	dais_document_state_vec before = { 0 }, after = { 0 };
	bool more;

	import_example(t);
	set(t, "env-paper", "date", "\"2022-03-20\"");
	t->now_ms = 18970 * DAY_MS; /* 9 December 2021 */
	refresh(t);
	q.today = dais_date_from_days(18970);
	assert_ok(
	    t, dais_documents_everywhere(t->h, &t->secretary, &q, t->a, &before, &more, &t->err));
	t->now_ms = 19071 * DAY_MS; /* 20 March 2022 */
	q.today = dais_date_from_days(19071);
	refresh(t);
	assert_ok(
	    t, dais_documents_everywhere(t->h, &t->secretary, &q, t->a, &after, &more, &t->err));
	assert_int_equal(before.n, after.n + 1);
	assert_sound(t, true);
}

static void
test_lists_are_paged(void **state)
{
	struct test_house *t = *state;
	struct dais_documents_query q = { .today = { 2022, 4, 21 }, .move = -1, .max = 2 };
	dais_document_state_vec all = { 0 };
	size_t count = 0;
	bool more = true;

	import_example(t);
	refresh(t);
	while (more) {
		dais_document_state_vec some = { 0 };

		assert_ok(t, dais_documents_everywhere(
				 t->h, &t->secretary, &q, t->a, &some, &more, &t->err));
		assert_true(some.n == 2 || !more);
		for (size_t i = 0; i < some.n; i++)
			dais_vec_push(t->a, &all, some.v[i]);
		q.skip += some.n;
	}
	q.max = 1000;
	assert_ok(t, dais_documents_count(t->h, &q, &count, &t->err));
	assert_int_equal(count, all.n);
	assert_int_equal(count, standing(t).documents);
	for (size_t i = 1; i < all.n; i++) {
		bool open = all.v[i].move != DAIS_MOVE_NOBODY;

		assert_true(!open || all.v[i - 1].move != DAIS_MOVE_NOBODY);
		assert_true(!open || all.v[i - 1].days_late >= all.v[i].days_late);
	}
}

/* Edits at random: what was kept up with the log is what is made from nothing. */
static void
test_made_again_it_is_the_same(void **state)
{
	static const char *const documents[] = { "env-paper", "transfer-paper",
		"strategies-paper" };
	static const char *const statuses[] = { "\"editing\"", "\"translation\"", "\"issued\"" };
	struct test_house *t = *state;
	uint64_t random = 11, changes;
	size_t packages;
	dais_standing_document_vec kept = { 0 }, made = { 0 };
	struct dais_standing_package before, after;
	struct dais_store *store = dais_house_store(t->h);

	import_example(t);
	for (int i = 0; i < 12; i++) {
		random = random * 6364136223846793005u + 1442695040888963407u;
		set(t, documents[random >> 33 & 1],
		    dais_arena_printf(t->a, "versions.%s.status",
			dais_lang_code((enum dais_lang)((random >> 40) % DAIS_LANG_COUNT)))
			.p,
		    statuses[(random >> 50) % 3]);
		if (i % 3 == 0)
			refresh(t);
	}
	refresh(t);
	assert_sound(t, true);
	assert_ok(t, dais_standing_documents_of(store, PACKAGE, t->a, &kept, &t->err));
	assert_ok(t, dais_standing_package_get(store, PACKAGE, t->a, &before, &t->err));
	assert_ok(t, dais_store_rebuild(store, &changes, &t->err));
	assert_fails(t, dais_standing_package_get(store, PACKAGE, t->a, &after, &t->err),
	    DAIS_ERR_NOT_FOUND);
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	assert_int_equal(packages, 1);
	assert_ok(t, dais_standing_documents_of(store, PACKAGE, t->a, &made, &t->err));
	assert_ok(t, dais_standing_package_get(store, PACKAGE, t->a, &after, &t->err));
	assert_true(dais_str_eq(before.shown, after.shown));
	assert_int_equal(kept.n, made.n);
	for (size_t i = 0; i < kept.n; i++) {
		assert_true(dais_str_eq(kept.v[i].shown, made.v[i].shown));
		assert_int_equal(kept.v[i].late_day, made.v[i].late_day);
		assert_int_equal(kept.v[i].move, made.v[i].move);
	}
}

static void
test_what_was_altered_is_found(void **state)
{
	struct test_house *t = *state;
	struct dais_sql *c = dais_store_sql(dais_house_store(t->h));

	import_example(t);
	refresh(t);
	assert_sound(t, true);
	assert_ok(
	    t, dais_sql_run(c, DAIS_SQL_STANDING_DOCUMENT_REMOVE,
		   DAIS_SQL_ARGS(dais_sql_text(PACKAGE), dais_sql_text(DAIS_STR("env-paper"))),
		   NULL, &t->err));
	assert_sound(t, false);
	assert_ok(t, dais_standing_touch(t->h, PACKAGE, &t->err));
	refresh(t);
	assert_sound(t, true);
	/* A document of no package; a package of which nothing is said although it was looked at.
	 */
	assert_ok(
	    t, dais_sql_run(c, DAIS_SQL_STANDING_DOCUMENT_PUT,
		   DAIS_SQL_ARGS(dais_sql_text(DAIS_STR("none")), dais_sql_text(DAIS_STR("x")),
		       dais_sql_text(DAIS_STR("B")), dais_sql_int(0), dais_sql_int(1),
		       dais_sql_int(1), dais_sql_int(0), dais_sql_text(DAIS_STR("{}"))),
		   NULL, &t->err));
	assert_sound(t, false);
	assert_ok(
	    t, dais_sql_run(c, DAIS_SQL_STANDING_DOCUMENT_REMOVE,
		   DAIS_SQL_ARGS(dais_sql_text(DAIS_STR("none")), dais_sql_text(DAIS_STR("x"))),
		   NULL, &t->err));
	assert_sound(t, true);
	assert_ok(t, dais_sql_run(c, DAIS_SQL_STANDING_PACKAGE_REMOVE,
			 DAIS_SQL_ARGS(dais_sql_text(PACKAGE)), NULL, &t->err));
	assert_sound(t, false);
}

static void
touch(struct test_house *t)
{
	struct dais_err ignored = DAIS_ERR_INIT;

	(void)dais_standing_touch(t->h, PACKAGE, &ignored);
	t->meanwhile = touch;
}

/* A translation that is confirmed while the summary is being made is in the next one. */
static void
test_what_is_touched_meanwhile_is_made_again(void **state)
{
	struct test_house *t = *state;
	bool behind = true;

	import_example(t);
	refresh(t);
	assert_ok(t, dais_standing_is_behind(t->h, &behind, &t->err));
	assert_false(behind);
	touch(t);
	assert_ok(t, dais_standing_refresh_package(t->h, PACKAGE, &t->err));
	t->meanwhile = NULL;
	assert_ok(t, dais_standing_is_behind(t->h, &behind, &t->err));
	assert_true(behind);
	refresh(t);
	assert_ok(t, dais_standing_is_behind(t->h, &behind, &t->err));
	assert_false(behind);
	assert_sound(t, true);
}

static void
test_a_package_that_is_undone_is_gone(void **state)
{
	struct test_house *t = *state;
	struct dais_standing_package row;
	size_t packages;
	uint64_t change;

	import_example(t);
	refresh(t);
	assert_ok(
	    t, dais_house_undo(t->h, &t->program, PACKAGE, 1, &t->diags, &change, NULL, &t->err));
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	assert_int_equal(packages, 0);
	assert_fails(t,
	    dais_standing_package_get(dais_house_store(t->h), PACKAGE, t->a, &row, &t->err),
	    DAIS_ERR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_it_says_how_a_package_stands, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_names_that_wait_for_translation, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_days_pass, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_lists_are_paged, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_made_again_it_is_the_same, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_what_was_altered_is_found, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_what_is_touched_meanwhile_is_made_again, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_a_package_that_is_undone_is_gone, open_house, close_house),
	};

	choose_engine(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
