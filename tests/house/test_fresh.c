/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What an edit read to check the package is the working record from then on, as if it had been read
 * again; and findings that were made elsewhere are those that would have been made here.
 */
#include "house_support.h"

#include "service/house/findings.h"
#include "service/house/job.h"
#include "service/house/standing.h"

/* The same record opened by somebody who has kept nothing. */
static struct dais_house *
open_again(struct test_house *t)
{
	struct dais_house_options o = { .store = { .where = t->where } };
	struct dais_house *h;

	assert_ok(t, dais_house_open(&o, &h, &t->err));
	return h;
}

static void
same_text(struct dais_str x, struct dais_str y)
{
	assert_true(dais_str_eq(x, y));
}

static void
same_findings(const struct dais_findings *x, const struct dais_findings *y)
{
	assert_int_equal(x->list.n, y->list.n);
	for (size_t i = 0; i < x->list.n; i++) {
		const struct dais_finding *a = &x->list.v[i], *b = &y->list.v[i];

		same_text(a->kind, b->kind);
		same_text(a->id, b->id);
		same_text(a->member, b->member);
		same_text(a->diag->message, b->diag->message);
		same_text(a->diag->hint, b->diag->hint);
		assert_string_equal(a->diag->rule, b->diag->rule);
		assert_int_equal(a->diag->severity, b->diag->severity);
		assert_int_equal(a->line, b->line);
		assert_int_equal(a->language, b->language);
	}
}

/* The kept record is what another house reads. */
static void
check_kept(struct test_house *t)
{
	struct dais_house *other = open_again(t);
	DAIS_SNAPSHOT_AUTO mine = NULL;
	const struct dais_snapshot *theirs;
	dais_house_files x = { 0 }, y = { 0 };

	assert_ok(t, dais_house_working(t->h, PACKAGE, &mine, &t->err));
	assert_ok(t, dais_house_working(other, PACKAGE, &theirs, &t->err));
	assert_int_equal(mine->revision, theirs->revision);
	assert_int_equal(mine->at_ms, theirs->at_ms);
	assert_int_equal(mine->body_keys.n, theirs->body_keys.n);
	assert_ok(t, dais_house_files_of(t->h, PACKAGE, 0, t->a, &x, &t->err));
	assert_ok(t, dais_house_files_of(other, PACKAGE, 0, t->a, &y, &t->err));
	assert_int_equal(x.n, y.n);
	for (size_t i = 0; i < x.n; i++)
		same_text(x.v[i].bytes, y.v[i].bytes);
	for (int l = 0; l < DAIS_LANG_COUNT; l += 3)
		same_findings(dais_findings_of(mine, (enum dais_lang)l),
		    dais_findings_of(theirs, (enum dais_lang)l));
	dais_snapshot_release(theirs);
	dais_house_close(other);
}

static void
edit(struct test_house *t, enum dais_action action, const char *kind, const char *id,
    const char *path, const char *json)
{
	struct dais_house_edit *e = begin(t, &t->secretary, action);
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t change;

	t->now_ms += 1000;
	assert_ok(t, dais_edit_set(e, dais_str_from(kind), dais_str_from(id), path,
			 dais_str_from(json), DAIS_ANY, DAIS_STR_NONE, &t->err));
	if (!dais_edit_commit(e, &t->diags, &change, NULL, &err))
		fail_msg("%s", err.msg);
	check_kept(t);
}

static void
test_edits_leave_what_would_be_read(void **state)
{
	struct test_house *t = *state;
	struct dais_house_edit *e;
	uint64_t change;

	import_example(t);
	check_kept(t);
	/* As the package writer writes it, and not. */
	edit(t, DAIS_ACTION_EDIT_ITEMS, "item", "environment", "title.fr", "\"Environnement\"");
	edit(t, DAIS_ACTION_EDIT_DOCUMENTS, "document", "agenda", "late-reason", "\"translation\"");
	edit(t, DAIS_ACTION_EDIT_DOCUMENTS, "document", "agenda", "date", "\"2022-03-01\"");
	edit(t, DAIS_ACTION_EDIT_DOCUMENTS, "document", "agenda", "late-reason", "");
	edit(t, DAIS_ACTION_EDIT_TEXT, "annotation", "fr/environment", "text",
	    "\"Un seul mot.\\n\"");
	edit(t, DAIS_ACTION_EDIT_MEETING, "meeting", "ic@13", "status", "\"cancelled\"");
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	assert_ok(t, dais_edit_close(
			 e, DAIS_STR("annotation"), DAIS_STR("ru/environment"), DAIS_ANY, &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	check_kept(t);
}

/* Revisions of things are those of their last changes: whoever was faster is found out. */
static void
test_revisions_of_what_was_kept(void **state)
{
	struct test_house *t = *state;
	struct dais_house_edit *e;
	uint64_t first, change;

	import_example(t);
	first = revision_of(t, "item", "environment");
	edit(t, DAIS_ACTION_EDIT_ITEMS, "item", "environment", "title.en", "\"Environment\"");
	assert_true(revision_of(t, "item", "environment") > first);
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS);
	assert_ok(t, dais_edit_set(e, DAIS_STR("item"), DAIS_STR("environment"), "title.en",
			 DAIS_STR("\"Another\""), revision_of(t, "item", "environment"),
			 DAIS_STR_NONE, &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	e = begin(t, &t->other, DAIS_ACTION_EDIT_ITEMS);
	assert_ok(t, dais_edit_set(e, DAIS_STR("item"), DAIS_STR("environment"), "title.en",
			 DAIS_STR("\"Late\""), first, DAIS_STR_NONE, &t->err));
	assert_fails(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err), DAIS_ERR_CONFLICT);
	check_kept(t);
}

/* The things of a snapshot are those it was read from, whatever is written meanwhile. */
static void
test_things_of_one_moment(void **state)
{
	const struct dais_str item = DAIS_STR("item"), id = DAIS_STR("environment");
	struct test_house *t = *state;
	DAIS_SNAPSHOT_AUTO s = NULL;
	DAIS_SNAPSHOT_AUTO now = NULL;
	uint64_t first;

	import_example(t);
	first = revision_of(t, "item", "environment");
	assert_ok(t, dais_house_working(t->h, PACKAGE, &s, &t->err));
	edit(t, DAIS_ACTION_EDIT_ITEMS, "item", "environment", "title.en", "\"Later\"");
	assert_int_equal(dais_snapshot_thing(s, item, id)->revision, first);
	assert_true(dais_str_find(dais_snapshot_thing(s, item, id)->value, DAIS_STR("Later"), 0) ==
		    SIZE_MAX);
	assert_null(dais_snapshot_thing(s, item, DAIS_STR("none")));
	assert_ok(t, dais_house_working(t->h, PACKAGE, &now, &t->err));
	assert_int_equal(
	    dais_snapshot_thing(now, item, id)->revision, revision_of(t, "item", "environment"));
}

static void
ask(struct test_house *t, enum dais_lang l, struct dais_buf *answer)
{
	struct dais_str question;

	dais_check_question(PACKAGE, l, t->a, &question);
	assert_ok(t, dais_check_work(t->where, question, answer, &t->err));
}

static void
test_findings_from_elsewhere(void **state)
{
	struct test_house *t = *state;
	struct dais_standing_package row;
	bool fits;

	import_example(t);
	for (int i = 0; i < 2; i++) {
		enum dais_lang l = i ? DAIS_LANG_AR : DAIS_LANG_EN;
		struct dais_house *other = open_again(t);
		DAIS_SNAPSHOT_AUTO mine = NULL;
		const struct dais_snapshot *theirs;
		DAIS_BUF_AUTO answer = { 0 };

		dais_buf_init(&answer, DAIS_CHECK_ANSWER_MAX);
		ask(t, l, &answer);
		assert_ok(t, dais_house_working(t->h, PACKAGE, &mine, &t->err));
		assert_ok(
		    t, dais_check_answer(dais_buf_str(&answer), mine, l, false, &fits, &t->err));
		assert_true(fits);
		assert_ok(t, dais_house_working(other, PACKAGE, &theirs, &t->err));
		assert_true(dais_findings_of(theirs, l)->list.n > 0);
		same_findings(dais_findings_of(mine, l), dais_findings_of(theirs, l));
		dais_snapshot_release(theirs);
		dais_house_close(other);
	}
	assert_ok(
	    t, dais_standing_package_get(dais_house_store(t->h), PACKAGE, t->a, &row, &t->err));
	assert_int_equal(row.revision, latest_of(t));
}

/* What was found of another revision is taken only where that is allowed; damage is refused. */
static void
test_findings_that_do_not_fit(void **state)
{
	struct test_house *t = *state;
	DAIS_SNAPSHOT_AUTO mine = NULL;
	DAIS_BUF_AUTO answer = { 0 };
	struct dais_str bytes;
	bool fits;

	import_example(t);
	dais_buf_init(&answer, DAIS_CHECK_ANSWER_MAX);
	ask(t, DAIS_LANG_RU, &answer);
	bytes = dais_buf_str(&answer);
	edit(t, DAIS_ACTION_EDIT_ITEMS, "item", "environment", "title.ru", "\"\\u0421\"");
	assert_ok(t, dais_house_working(t->h, PACKAGE, &mine, &t->err));
	assert_ok(t, dais_check_answer(bytes, mine, DAIS_LANG_RU, false, &fits, &t->err));
	assert_false(fits);
	assert_ok(t, dais_check_answer(bytes, mine, DAIS_LANG_RU, true, &fits, &t->err));
	bytes.n /= 2;
	assert_fails(t, dais_check_answer(bytes, mine, DAIS_LANG_RU, true, &fits, &t->err),
	    DAIS_ERR_INTERNAL);
}

int
main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_edits_leave_what_would_be_read, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_revisions_of_what_was_kept, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_things_of_one_moment, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_findings_from_elsewhere, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_findings_that_do_not_fit, open_house, close_house),
	};

	choose_engine(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
