/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Symbols allotted by rule, states and lateness of documents, findings beside their things.
 */
#include "house_support.h"

#include "service/house/documents.h"
#include "service/house/findings.h"
#include "service/house/release.h"
#include "service/house/standing.h"
#include "service/house/symbols.h"

static const char *
next_symbols(
    struct test_house *t, const char *const *bodies, size_t n, unsigned year, const char *special)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_symbols_wanted w = {
		.package = PACKAGE, .n_bodies = n, .year = year, .special = dais_str_from(special)
	};
	dais_store_strs symbols = { 0 };
	struct dais_str all = DAIS_STR("");
	size_t v[4];

	assert_ok(t, dais_house_working(t->h, PACKAGE, &s, &t->err));
	for (size_t i = 0; i < n; i++)
		v[i] = dais_map_get(&s->record->body_ids, dais_str_from(bodies[i]));
	w.record = s->record;
	w.bodies = v;
	assert_ok(t, dais_symbols_next(t->h, &w, t->a, &symbols, &t->err));
	for (size_t i = 0; i < symbols.n; i++)
		all = dais_arena_printf(t->a, "%.*s%s%.*s", DAIS_STR_ARG(all), i ? " " : "",
		    DAIS_STR_ARG(symbols.v[i]));
	return all.p;
}

static void
test_symbols_are_allotted_by_rule(void **state)
{
	static const char *const both[] = { "ic", "ta" }, *const cop[] = { "cop" };
	struct test_house *t = *state;
	struct dais_release r;

	import_example(t);
	/* The joint documents of 2022 reach 3 in both series; the lower number of body first. */
	assert_string_equal(
	    next_symbols(t, both, 2, 2022, ""), "CTOC/COP/WG.2/2022/4 CTOC/COP/WG.3/2022/4");
	assert_string_equal(next_symbols(t, both, 1, 2022, ""), "CTOC/COP/WG.3/2022/4");
	assert_string_equal(next_symbols(t, both, 1, 2023, ""), "CTOC/COP/WG.3/2023/1");
	assert_string_equal(next_symbols(t, both, 1, 2022, "CRP"), "CTOC/COP/WG.3/2022/CRP.1");
	assert_string_equal(next_symbols(t, cop, 1, 2022, ""), "CTOC/COP/2022/1");
	/* Another package has published more. */
	assert_ok(t, dais_house_release(t->h, &t->program, PACKAGE,
			 &(const struct dais_release_terms){ 1, DAIS_STR_NONE, true }, &t->diags,
			 &r, t->a, &t->err));
	{
		struct dais_house_edit *e = begin(t, &t->secretary, DAIS_ACTION_EDIT_DOCUMENTS);
		uint64_t change;

		assert_ok(t, dais_edit_set(e, DAIS_STR("document"), DAIS_STR("agenda"), "symbols",
				 DAIS_STR("[]"), DAIS_ANY, DAIS_STR_NONE, &t->err));
		assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	}
	assert_string_equal(next_symbols(t, both, 1, 2022, ""), "CTOC/COP/WG.3/2022/4");
}

static bool
set_version(struct test_house *t, enum dais_version_status was, enum dais_version_status status,
    const char *why, struct dais_edit_conflict *c)
{
	struct dais_version_change change = { .package = PACKAGE,
		.document = DAIS_STR("env-paper"),
		.language = DAIS_LANG_FR,
		.was = was,
		.status = status,
		.why = dais_str_from(why) };
	uint64_t number;

	t->now_ms += 1000;
	return dais_version_set(t->h, &t->translator, &change, &t->diags, &number, c, &t->err);
}

static const struct dais_document_state *
state_of(struct test_house *t, const dais_document_state_vec *v, const char *id)
{
	for (size_t i = 0; i < v->n; i++) {
		if (dais_str_is(v->v[i].id, id))
			return &v->v[i];
	}
	(void)t;
	return NULL;
}

static void
test_states_and_lateness(void **state)
{
	struct test_house *t = *state;
	struct dais_documents_query q = {
		.today = { 2022, 4, 21 }, .only_late = true, .move = -1, .max = 50
	};
	dais_document_state_vec all = { 0 }, late = { 0 };
	const struct dais_document_state *d;
	dais_version_event_vec events = { 0 };
	struct dais_edit_conflict c = { 0 };
	enum dais_version_status now;
	bool more;

	import_example(t);
	{
		DAIS_SNAPSHOT_AUTO s = NULL;

		assert_ok(t, dais_house_working(t->h, PACKAGE, &s, &t->err));
		dais_documents_of(s, q.today, t->a, &all);
		d = state_of(t, &all, "env-paper");
		assert_non_null(d);
		/* 10 and 6 weeks before 23 May 2022. */
		assert_true(dais_date_eq(d->submit_due, (struct dais_date){ 2022, 3, 14 }));
		assert_true(dais_date_eq(d->issue_due, (struct dais_date){ 2022, 4, 11 }));
		now = d->versions[DAIS_LANG_FR].status;
	}
	assert_ok(t, set_version(t, now, DAIS_VERSION_TRANSLATION, "to the translators", &c));
	assert_fails(t, set_version(t, now, DAIS_VERSION_FORMATTED, "", &c), DAIS_ERR_CONFLICT);
	assert_true(dais_str_is(c.who, "claire"));
	assert_true(dais_str_is(c.theirs, "\"translation\""));
	assert_ok(t, dais_standing_refresh(t->h, 100, NULL, &t->err));
	assert_ok(
	    t, dais_documents_everywhere(t->h, &t->secretary, &q, t->a, &late, &more, &t->err));
	d = state_of(t, &late, "env-paper");
	assert_non_null(d);
	assert_int_equal(d->versions[DAIS_LANG_FR].move, DAIS_MOVE_TRANSLATORS);
	assert_int_equal(d->versions[DAIS_LANG_FR].days_late, 10);
	for (size_t i = 1; i < late.n; i++)
		assert_true(late.v[i - 1].days_late >= late.v[i].days_late);
	assert_ok(t, set_version(t, DAIS_VERSION_TRANSLATION, DAIS_VERSION_ISSUED, "", &c));
	assert_non_null(strstr(value_of(t, "document", "env-paper"),
	    "\"fr\":{\"status\":\"issued\",\"issued\":\"2022-01-01\"}"));
	assert_ok(t, set_version(t, DAIS_VERSION_ISSUED, DAIS_VERSION_EDITING, "withdrawn", &c));
	assert_null(strstr(value_of(t, "document", "env-paper"), "\"issued\":\"2022-01-01\""));
	assert_ok(t, dais_version_history(t->h, PACKAGE, DAIS_STR("env-paper"), DAIS_LANG_FR, 9,
			 t->a, &events, &t->err));
	assert_true(events.n >= 3);
	assert_int_equal(events.v[0].from, DAIS_VERSION_ISSUED);
	assert_int_equal(events.v[0].to, DAIS_VERSION_EDITING);
	assert_true(dais_str_is(events.v[0].why, "withdrawn"));
	assert_true(dais_str_is(events.v[2].why, "to the translators"));
	assert_true(dais_str_is(events.v[2].who, "claire"));
	/* Who may not read the working record sees nothing of it. */
	late.n = 0;
	t->other.grants.v[0].role = DAIS_ROLE_DELEGATE;
	assert_ok(t, dais_documents_everywhere(t->h, &t->other, &q, t->a, &late, &more, &t->err));
	assert_int_equal(late.n, 0);
}

static const struct dais_finding *
first_about(const struct dais_findings *f, const char *kind, struct dais_str id)
{
	for (size_t i = 0; i < f->list.n; i++)
		if (dais_str_is(f->list.v[i].kind, kind) && dais_str_eq(f->list.v[i].id, id))
			return &f->list.v[i];
	return NULL;
}

static void
test_findings_stand_beside_their_things(void **state)
{
	struct test_house *t = *state;
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_house_edit *e;
	const struct dais_finding *about;
	const struct dais_findings *f;
	uint64_t change;

	import_example(t);
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_TIMETABLE);
	assert_ok(t, dais_edit_set(e, DAIS_STR("sitting"), DAIS_STR("s2"), "end",
			 DAIS_STR("\"2022-05-23T19:00\""), DAIS_ANY, DAIS_STR_NONE, &t->err));
	assert_ok(t, dais_edit_set(e, DAIS_STR("annotation"), DAIS_STR("fr/transfer"), "text",
			 DAIS_STR("\"Texte.\\n\\nLe {{day 2022-05-24|lundi 24 mai 2022}}.\\n\""),
			 DAIS_ANY, DAIS_STR_NONE, &t->err));
	/* Alike in two languages. */
	for (unsigned i = 0; i < 2; i++)
		assert_ok(
		    t, dais_edit_set(e, DAIS_STR("annotation"),
			   i ? DAIS_STR("fr/environment") : DAIS_STR("es/environment"), "text",
			   DAIS_STR("\"### 1\\n\\nA.\\n\""), DAIS_ANY, DAIS_STR_NONE, &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	assert_ok(t, dais_house_working(t->h, PACKAGE, &s, &t->err));
	/* Six languages of text are more than is read between requests; what is known is at hand.
	 */
	assert_false(dais_findings_are_quick(s, DAIS_LANG_EN));
	f = dais_findings_of(s, DAIS_LANG_EN);
	assert_true(dais_findings_are_quick(s, DAIS_LANG_EN));
	assert_false(dais_findings_are_quick(s, DAIS_LANG_FR));
	assert_ptr_equal(f, dais_findings_of(s, DAIS_LANG_EN));
	assert_int_equal(f->by_severity[0] + f->by_severity[1] + f->by_severity[2], f->list.n);
	assert_int_equal(f->said[DAIS_SEVERITY_WARNING], f->by_severity[DAIS_SEVERITY_WARNING] - 1);
	assert_int_equal(f->said[DAIS_SEVERITY_ERROR], f->by_severity[DAIS_SEVERITY_ERROR]);
	about = first_about(f, "sitting", DAIS_STR("s2"));
	assert_non_null(about);
	assert_int_equal(about->language, -1);
	about = first_about(f, "annotation", DAIS_STR("fr/transfer"));
	assert_non_null(about);
	assert_int_equal(about->language, DAIS_LANG_FR);
	assert_int_equal(about->line, 3);
	assert_null(first_about(f, "sitting", DAIS_STR("s3")));
}

/* A meeting with little text is checked while its page is made. */
static void
test_little_text_is_checked_at_once(void **state)
{
	struct test_house *t = *state;
	DAIS_SNAPSHOT_AUTO s = NULL;
	uint64_t change;

	assert_ok(t, dais_house_import(t->h, &t->program, EXAMPLES "/single-body",
			 DAIS_STR("single-body"), false, &t->diags, &change, &t->err));
	assert_ok(t, dais_house_working(t->h, DAIS_STR("single-body"), &s, &t->err));
	assert_true(dais_findings_are_quick(s, DAIS_LANG_EN));
}

#define HOUSE_TEST(f) cmocka_unit_test_setup_teardown(f, open_house, close_house)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		HOUSE_TEST(test_symbols_are_allotted_by_rule),
		HOUSE_TEST(test_states_and_lateness),
		HOUSE_TEST(test_findings_stand_beside_their_things),
		HOUSE_TEST(test_little_text_is_checked_at_once),
	};

	choose_engine(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
