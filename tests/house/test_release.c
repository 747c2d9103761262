/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Publishing: what the public sees and keeps seeing, and how it is found.
 */
#include "house_support.h"

#include "base/file.h"
#include "service/house/reindex.h"
#include "service/house/release.h"
#include "store/sql.h"

static void
set(struct test_house *t, enum dais_action action, const char *kind, const char *id,
    const char *path, const char *json)
{
	struct dais_house_edit *e = begin(t, &t->secretary, action);
	uint64_t change;

	t->now_ms += 1000;
	assert_ok(t, dais_edit_set(e, dais_str_from(kind), dais_str_from(id), path,
			 dais_str_from(json), DAIS_ANY, DAIS_STR_NONE, &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
}

static bool
publish(struct test_house *t, uint64_t seen, bool despite, struct dais_release *ret)
{
	t->now_ms += 1000;
	return dais_house_release(t->h, &t->secretary, PACKAGE,
	    &(const struct dais_release_terms){ seen, DAIS_STR("a note"), despite }, &t->diags, ret,
	    t->a, &t->err);
}

static void
test_releases_are_numbered_and_never_change(void **state)
{
	struct test_house *t = *state;
	const struct dais_snapshot *first, *again, *second, *last;
	struct dais_release r;
	dais_release_vec all = { 0 };
	char *one = make_folder(t->a), *two = make_folder(t->a);
	struct dais_str x, y;

	import_example(t);
	assert_fails(t, dais_house_released(t->h, PACKAGE, 0, &first, &t->err), DAIS_ERR_NOT_FOUND);
	assert_ok(t, publish(t, latest_of(t), true, &r));
	assert_int_equal(r.number, 1);
	assert_int_equal(r.revision, 1);
	assert_int_equal(r.news.n, 2);
	assert_ok(t, dais_house_released(t->h, PACKAGE, 0, &first, &t->err));
	assert_int_equal(first->release, 1);
	assert_ok(t, dais_house_export(t->h, PACKAGE, 1, one, &t->err));
	set(t, DAIS_ACTION_EDIT_ITEMS, "item", "environment", "title.en", "\"Other\"");
	/* Edited, not published: the public sees the old one. */
	assert_ok(t, dais_house_released(t->h, PACKAGE, 0, &again, &t->err));
	assert_ptr_equal(first, again);
	assert_ok(t, publish(t, latest_of(t), true, &r));
	assert_int_equal(r.number, 2);
	assert_int_equal(r.news.n, 1);
	assert_int_equal(r.news.v[0].kind, DAIS_NEWS_ITEM_TITLE);
	assert_ok(t, dais_house_released(t->h, PACKAGE, 2, &second, &t->err));
	assert_ok(t, dais_house_released(t->h, PACKAGE, 0, &last, &t->err));
	assert_ptr_equal(second, last);
	assert_ok(t, dais_house_export(t->h, PACKAGE, 1, two, &t->err));
	assert_ok(t,
	    dais_file_read(t->a, dais_file_join(t->a, one, "meeting.yaml"), 1 << 24, &x, &t->err));
	assert_ok(t,
	    dais_file_read(t->a, dais_file_join(t->a, two, "meeting.yaml"), 1 << 24, &y, &t->err));
	assert_true(dais_str_eq(x, y));
	assert_fails(t, dais_house_released(t->h, PACKAGE, 3, &last, &t->err), DAIS_ERR_NOT_FOUND);
	assert_ok(t, dais_house_releases(t->h, PACKAGE, t->a, &all, &t->err));
	assert_int_equal(all.n, 2);
	assert_int_equal(all.v[0].number, 2);
	assert_true(dais_str_is(all.v[0].note, "a note"));
	assert_true(dais_str_is(all.v[0].who, "irina"));
	assert_int_equal(all.v[0].at_ms, r.at_ms);
	assert_int_equal(all.v[0].news.n, 1);
	assert_true(dais_str_is(all.v[0].news.v[0].to.in[DAIS_LANG_EN], "Other"));
	assert_int_equal(all.v[0].news.v[0].languages, DAIS_LANG_BIT(DAIS_LANG_EN));
	assert_memory_equal(&all.v[0].digest, &r.digest, sizeof(r.digest));
	dais_snapshot_release(first);
	dais_snapshot_release(again);
	dais_snapshot_release(second);
	dais_snapshot_release(last);
}

static void
test_nothing_new_is_no_release(void **state)
{
	struct test_house *t = *state;
	dais_news_vec news = { 0 };
	struct dais_release r;

	import_example(t);
	assert_ok(t, publish(t, latest_of(t), true, &r));
	assert_fails(t, publish(t, latest_of(t), true, &r), DAIS_ERR_INVALID);
	assert_ok(t, dais_house_news(t->h, PACKAGE, t->a, &news, &t->err));
	assert_int_equal(news.n, 0);
	/* What no delegate sees is a release without news, and no notice. */
	set(t, DAIS_ACTION_EDIT_DOCUMENTS, "document", "agenda", "versions.ru.words", "4200");
	assert_ok(t, publish(t, latest_of(t), true, &r));
	assert_int_equal(r.news.n, 0);
	assert_string_equal(value_of(t, "notice", "2"), "");
	assert_string_equal(
	    value_of(t, "notice", "1"), "{\"release\":1,\"state\":\"draft\",\"at\":1640995201000}");
}

static void
test_one_language_version_is_news(void **state)
{
	struct test_house *t = *state;
	struct dais_release r;

	import_example(t);
	set(t, DAIS_ACTION_SET_VERSION, "document", "agenda", "versions.ru.status",
	    "\"translation\"");
	assert_ok(t, publish(t, latest_of(t), true, &r));
	set(t, DAIS_ACTION_SET_VERSION, "document", "agenda", "versions.ru.status", "\"issued\"");
	assert_ok(t, publish(t, latest_of(t), true, &r));
	assert_int_equal(r.news.n, 1);
	assert_int_equal(r.news.v[0].kind, DAIS_NEWS_DOCUMENT_VERSION);
	assert_int_equal(r.news.v[0].languages, DAIS_LANG_BIT(DAIS_LANG_RU));
}

static void
test_the_publisher_must_have_seen_it(void **state)
{
	struct test_house *t = *state;
	struct dais_release r;
	uint64_t seen;

	import_example(t);
	seen = latest_of(t);
	set(t, DAIS_ACTION_EDIT_ITEMS, "item", "environment", "title.en", "\"Other\"");
	assert_fails(t, publish(t, seen, true, &r), DAIS_ERR_CONFLICT);
	assert_ok(t, publish(t, latest_of(t), true, &r));
	assert_fails(t,
	    dais_house_release(t->h, &t->translator, PACKAGE,
		&(const struct dais_release_terms){ latest_of(t), DAIS_STR_NONE, true }, &t->diags,
		&r, t->a, &t->err),
	    DAIS_ERR_DENIED);
}

static void
test_findings_keep_it_back(void **state)
{
	struct test_house *t = *state;
	struct dais_release r;
	struct dais_house_edit *e;
	uint64_t change;
	bool named = false;

	import_example(t);
	/* A sitting on the Saturday after the close. */
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_TIMETABLE);
	assert_ok(t,
	    dais_edit_put(e, DAIS_STR("sitting"), DAIS_STR("s99"), 99,
		DAIS_STR("{\"start\":\"2022-05-28T10:00\",\"end\":\"2022-05-28T13:00\",\"bodies\":["
			 "\"ic\"],\"entries\":[\"transfer\"]}"),
		0, &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	assert_false(publish(t, latest_of(t), false, &r));
	assert_int_equal(t->err.code, DAIS_ERR_INVALID);
	assert_true(t->diags.errors > 0);
	for (size_t i = 0; i < t->diags.list.n; i++) {
		const struct dais_diag *g = &t->diags.list.v[i];

		if (g->severity == DAIS_SEVERITY_ERROR && g->places.n &&
		    dais_str_has_prefix(g->places.v[0].file, DAIS_STR("sitting s99")))
			named = true;
	}
	assert_true(named);
	fresh(t);
	assert_ok(t, publish(t, latest_of(t), true, &r));
}

static void
test_a_release_is_not_undone(void **state)
{
	struct test_house *t = *state;
	struct dais_release r;
	uint64_t change;

	import_example(t);
	assert_ok(t, publish(t, latest_of(t), true, &r));
	assert_fails(t,
	    dais_house_undo(
		t->h, &t->program, PACKAGE, latest_of(t), &t->diags, &change, NULL, &t->err),
	    DAIS_ERR_INVALID);
}

static size_t
found(struct test_house *t, const char *words, enum dais_lang l, const char *kind, const char *id)
{
	struct dais_search_query q = {
		.words = dais_str_from(words), .language = l, .in = DAIS_LANG_BIT(l), .max = 20
	};
	struct dais_search_result r = { 0 };
	size_t at = 0;

	assert_ok(t, dais_search(dais_house_store(t->h), &q, t->a, &r, &t->err));
	for (size_t i = 0; i < r.hits.n; i++) {
		if (dais_str_is(r.hits.v[i].kind, kind) && dais_str_is(r.hits.v[i].id, id))
			at = i + 1;
	}
	return at;
}

/* The common item and the joint document are those of both bodies. */
static void
check_common(struct test_house *t)
{
	static const char *const bodies[] = { "CTOC/COP/WG.2", "CTOC/COP/WG.3" };

	for (size_t i = 0; i < 2; i++) {
		struct dais_search_query q = { .words = DAIS_STR("environment"),
			.language = DAIS_LANG_EN,
			.in = DAIS_LANG_BIT(DAIS_LANG_EN),
			.body = dais_str_from(bodies[i]),
			.max = 20 };
		struct dais_index_documents_query dq = { .body = q.body, .year = 0, .max = 20 };
		struct dais_search_result r = { 0 };
		dais_index_document_vec documents = { 0 };
		bool item = false, paper = false;

		assert_ok(t, dais_search(dais_house_store(t->h), &q, t->a, &r, &t->err));
		for (size_t k = 0; k < r.hits.n; k++) {
			item |= dais_str_is(r.hits.v[k].id, "environment");
			/* A computed "10 a.m." closes its sentence itself. */
			assert_int_equal(
			    dais_str_find(r.hits.v[k].snippet, DAIS_STR("a.m.."), 0), SIZE_MAX);
		}
		assert_true(item);
		assert_ok(t,
		    dais_index_documents(dais_house_store(t->h), &dq, t->a, &documents, &t->err));
		for (size_t k = 0; k < documents.n; k++)
			paper |= dais_str_is(documents.v[k].id, "env-paper");
		assert_true(paper);
	}
}

static void
check_index(struct test_house *t)
{
	struct dais_index_meetings_query mq = { .max = 10 };
	struct dais_index_document d = { 0 };
	struct dais_index_bodies_query bq = { .max = 10 };
	dais_index_body_vec bodies = { 0 };
	dais_index_meeting_vec meetings = { 0 };
	struct dais_store *s = dais_house_store(t->h);

	assert_ok(t, dais_index_bodies(s, &bq, t->a, &bodies, &t->err));
	assert_int_equal(bodies.n, 6);
	assert_true(dais_str_is(bodies.v[0].key, "CTOC/COP"));
	assert_ok(t, dais_index_meetings(s, &mq, t->a, &meetings, &t->err));
	assert_int_equal(meetings.n, 2);
	assert_true(dais_str_is(meetings.v[0].status, "scheduled"));
	assert_int_equal(meetings.v[0].ordinal, 13);
	assert_true(meetings.v[0].released_ms > 0);
	assert_ok(t, dais_index_symbol(s, DAIS_STR("ctoc/cop/wg.3/2022/1"), t->a, &d, &t->err));
	assert_true(dais_str_is(d.id, "agenda"));
	assert_int_equal(d.symbols.n, 2);
	assert_true(found(t, "environment", DAIS_LANG_EN, "item", "environment"));
	assert_true(found(t, "окружающей среды", DAIS_LANG_RU, "item", "environment"));
	assert_true(found(t, "CTOC/COP/WG.3/2022/3", DAIS_LANG_EN, "document", "env-paper"));
	assert_true(found(t, "thirteenth", DAIS_LANG_EN, "meeting", "ic@13"));
	check_common(t);
}

/* Whether the index says what the releases say; *@ret_package the first of which it does not. */
static bool
is_as_released(struct test_house *t, struct dais_str *ret_package)
{
	bool sound;

	assert_ok(t, dais_house_index_verify(t->h, t->a, &sound, ret_package, &t->err));
	return sound;
}

static void
test_the_index_is_made_and_made_again(void **state)
{
	struct test_house *t = *state;
	struct dais_release r;
	struct dais_index_rows none = { 0 };
	struct dais_change_head head = {
		.who = DAIS_STR("dais"), .action = DAIS_STR("x"), .package = PACKAGE, .at_ms = 1
	};
	struct dais_index_meetings_query mq = { .max = 10 };
	dais_index_meeting_vec meetings = { 0 };
	struct dais_str package = DAIS_STR_NONE;
	struct dais_writing *w;
	uint64_t latest, change;
	size_t packages;

	import_example(t);
	assert_true(is_as_released(t, &package));
	assert_ok(t, publish(t, latest_of(t), true, &r));
	check_index(t);
	assert_true(is_as_released(t, &package));
	latest = latest_of(t);
	assert_ok(t, dais_store_begin(dais_house_store(t->h), &head, &w, &t->err));
	assert_ok(t, dais_index_replace(w, &none, &t->err));
	assert_ok(t, dais_store_commit(w, &change, &t->err));
	assert_ok(t, dais_index_meetings(dais_house_store(t->h), &mq, t->a, &meetings, &t->err));
	assert_int_equal(meetings.n, 0);
	assert_false(is_as_released(t, &package));
	assert_str(package, PACKAGE.p);
	assert_ok(t, dais_house_reindex_all(t->h, &packages, &t->err));
	assert_int_equal(packages, 1);
	assert_int_equal(latest_of(t), latest);
	check_index(t);
	assert_true(is_as_released(t, &package));
	/* What is edited and not published is not told. */
	set(t, DAIS_ACTION_EDIT_ITEMS, "item", "environment", "title.en", "\"Other\"");
	assert_true(is_as_released(t, &package));
}

/* Rows of a package that the record does not have, and a word that is other than released. */
static void
test_an_altered_index_is_found(void **state)
{
	struct test_house *t = *state;
	struct dais_release r;
	struct dais_str package = DAIS_STR_NONE;
	struct dais_sql *c = dais_store_sql(dais_house_store(t->h));
	const struct dais_sql_value stranger[] = { dais_sql_text(DAIS_STR("A/1")),
		dais_sql_text(DAIS_STR("stranger")), dais_sql_text(DAIS_STR("x")) };
	uint64_t changes;
	size_t packages;

	import_example(t);
	assert_ok(t, publish(t, latest_of(t), true, &r));
	assert_ok(t, dais_sql_run(c, DAIS_SQL_INDEX_SYMBOL_ADD, stranger, 3, NULL, &t->err));
	assert_false(is_as_released(t, &package));
	assert_int_equal(package.n, 0);
	assert_ok(t, dais_sql_run(c, DAIS_SQL_INDEX_SYMBOL_REMOVE, stranger + 1, 1, NULL, &t->err));
	assert_true(is_as_released(t, &package));
	assert_ok(t, dais_sql_run(c, DAIS_SQL_SEARCH_TEXT_REMOVE,
			 DAIS_SQL_ARGS(dais_sql_text(PACKAGE)), NULL, &t->err));
	assert_false(is_as_released(t, &package));
	assert_str(package, PACKAGE.p);
	assert_ok(t, dais_store_rebuild(dais_house_store(t->h), &changes, &t->err));
	assert_ok(t, dais_house_reindex_all(t->h, &packages, &t->err));
	assert_true(is_as_released(t, &package));
	/* Of a body something else is said now than the newest package says. */
	assert_ok(
	    t, dais_sql_run(c, DAIS_SQL_INDEX_BODY_NOW_CLEAR, DAIS_SQL_NO_ARGS, NULL, &t->err));
	assert_false(is_as_released(t, &package));
	assert_int_equal(package.n, 0);
}

/* The working record: where it lies in memory, and what it says. */
static const struct dais_record *
look(struct test_house *t, uint64_t *ret_revision, struct dais_str *ret_title)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	const struct dais_record *r;

	assert_ok(t, dais_house_working(t->h, PACKAGE, &s, &t->err));
	r = s->record;
	*ret_revision = s->revision;
	for (size_t i = 0; i < r->items.n; i++)
		if (dais_str_is(r->items.v[i].id, "environment"))
			*ret_title = dais_arena_dup(t->a, r->items.v[i].title.in[DAIS_LANG_EN]);
	return r;
}

static void
test_the_working_record_stays_read_over_a_release(void **state)
{
	struct test_house *t = *state;
	const struct dais_record *before;
	struct dais_str title = DAIS_STR_NONE, same = DAIS_STR_NONE;
	struct dais_release r;
	uint64_t revision, later;

	import_example(t);
	before = look(t, &revision, &title);
	assert_ok(t, publish(t, revision, true, &r));
	assert_ptr_equal(look(t, &later, &same), before);
	assert_true(later > revision);
	assert_int_equal(later, latest_of(t));
	assert_str(same, dais_arena_cstr(t->a, title));
	/* What is edited then is edited in the record as it is, releases among its things. */
	set(t, DAIS_ACTION_EDIT_ITEMS, "item", "environment", "title.en", "\"Other\"");
	(void)look(t, &later, &title);
	assert_str(title, "Other");
	assert_int_equal(later, latest_of(t));
	assert_ok(t, publish(t, later, true, &r));
	assert_int_equal(r.number, 2);
	set(t, DAIS_ACTION_EDIT_ITEMS, "item", "environment", "title.en", "\"Once more\"");
	(void)look(t, &later, &title);
	assert_str(title, "Once more");
}

#define HOUSE_TEST(f) cmocka_unit_test_setup_teardown(f, open_house, close_house)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		HOUSE_TEST(test_releases_are_numbered_and_never_change),
		HOUSE_TEST(test_nothing_new_is_no_release),
		HOUSE_TEST(test_one_language_version_is_news),
		HOUSE_TEST(test_the_publisher_must_have_seen_it),
		HOUSE_TEST(test_findings_keep_it_back),
		HOUSE_TEST(test_a_release_is_not_undone),
		HOUSE_TEST(test_the_working_record_stays_read_over_a_release),
		HOUSE_TEST(test_the_index_is_made_and_made_again),
		HOUSE_TEST(test_an_altered_index_is_found),
	};

	choose_engine(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
