/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Reading texts: a real document of 2022 (skipped when it is not at hand), small documents in all
 * languages, and bytes that are no document. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "folder.h"
#include "read/package/load.h"
#include "read/package/save.h"
#include "read/text/reading.h"
#include "support/test.h"

struct fixture {
	struct dais_arena *a;
	struct dais_reading *r;
	struct dais_diags told;     /* while reading */
	struct dais_diags findings;
};

static struct fixture
read_bytes(struct dais_arena *a, struct dais_str bytes, const char *name)
{
	struct fixture f = { .a = a };
	struct dais_err err = DAIS_ERR_INIT;

	dais_diags_init(&f.told, a);
	dais_diags_init(&f.findings, a);
	assert_true(dais_text_read(a, bytes, dais_str_from(name), NULL, &f.r, &f.told, &err));
	dais_reading_check(f.r, &f.findings);
	return f;
}

static struct fixture
read_path(struct dais_arena *a, const char *path)
{
	struct dais_str bytes;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_file_read(a, path, DAIS_BUF_MAX, &bytes, &err))
		fail_msg("%s", err.msg);
	return read_bytes(a, bytes, path);
}

static bool
seed(struct dais_arena *a, struct fixture *ret)
{
	if (!dais_file_exists(SEED)) {
		print_message("the document of 2022 is not at hand (%s): skipped\n", SEED);
		return false;
	}
	*ret = read_path(a, SEED);
	return true;
}

static const struct dais_diag *
finding(const struct fixture *f, const char *rule, unsigned line)
{
	for (size_t i = 0; i < f->findings.list.n; i++) {
		const struct dais_diag *g = &f->findings.list.v[i];

		if (strcmp(g->rule, rule) == 0 && g->places.n && g->places.v[0].line == line)
			return g;
	}
	fail_msg("no finding %s on line %u", rule, line);
	return NULL;
}

static bool
has_place(const struct dais_diag *g, unsigned line)
{
	for (size_t i = 0; i < g->places.n; i++) {
		if (g->places.v[i].line == line)
			return true;
	}
	return false;
}

static void
assert_local(struct dais_arena *a, struct dais_local at, const char *expected)
{
	assert_str(dais_local_print(a, at), expected);
}

static void
test_seed_structure(void **state)
{
	static const char *const starts[] = { "2022-05-23T10:00", "2022-05-23T15:00",
		"2022-05-24T10:00", "2022-05-24T15:00", "2022-05-25T10:00", "2022-05-25T15:00",
		"2022-05-26T10:00", "2022-05-26T15:00", "2022-05-27T10:00" };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct fixture f;
	const struct dais_record *rec;

	(void)state;
	if (!seed(a, &f)) {
		dais_arena_freep(&a); /* skip() does not come back */
		skip();
	}
	rec = f.r->record;
	assert_string_equal(f.r->kind, "annotated-agenda");
	assert_int_equal(f.r->lang, DAIS_LANG_FR);
	assert_int_equal(rec->agendas.n, 2);
	assert_int_equal(rec->agendas.v[0].items.n, 5);
	assert_int_equal(rec->agendas.v[1].items.n, 7);
	assert_str(rec->bodies.v[0].symbol, "CTOC/COP/WG.3");
	assert_str(rec->bodies.v[1].symbol, "CTOC/COP/WG.2");
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(rec->meetings.v[i].ordinal, 13);
		assert_local(a, rec->meetings.v[i].opens, "2022-05-23T10:00");
		assert_str(dais_date_print(a, rec->meetings.v[i].closes), "2022-05-27");
	}
	/* Common items: 1 = 1, 3 = 2, 4 = 6, 5 = 7. */
	assert_int_equal(rec->agendas.v[0].items.v[0], rec->agendas.v[1].items.v[0]);
	assert_int_equal(rec->agendas.v[0].items.v[2], rec->agendas.v[1].items.v[1]);
	assert_int_equal(rec->agendas.v[0].items.v[3], rec->agendas.v[1].items.v[5]);
	assert_int_equal(rec->agendas.v[0].items.v[4], rec->agendas.v[1].items.v[6]);
	assert_int_equal(rec->items.v[rec->agendas.v[0].items.v[0]].parts.n, 2);
	assert_int_equal(rec->sittings.n, 9);
	for (size_t i = 0; i < 9; i++)
		assert_local(a, rec->sittings.v[i].start, starts[i]);
	assert_int_equal(rec->documents.n, 7);
	assert_str(rec->documents.v[0].versions[DAIS_LANG_FR].job, "V.22-00789");
	assert_int_equal(rec->mandates.n, 2);
	assert_int_equal(f.r->symbols.n, 2);
}

static void
test_seed_findings(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct fixture f;
	const struct dais_diag *g;

	(void)state;
	if (!seed(a, &f)) {
		dais_arena_freep(&a); /* skip() does not come back */
		skip();
	}
	g = finding(&f, "R-AGENDA-16", 633);
	assert_int_equal(g->places.v[0].column, 52);
	assert_true(has_place(g, 60) && has_place(g, 548) && has_place(g, 551) &&
		    has_place(g, 565) && has_place(g, 627) && has_place(g, 979));
	finding(&f, "R-AGENDA-17", 676);
	g = finding(&f, "R-AGENDA-04", 912);
	assert_true(
	    has_place(g, 54) && has_place(g, 467) && has_place(g, 926) && has_place(g, 538));
	finding(&f, "R-DOC-11", 538);
	g = finding(&f, "R-ANNOT-02", 86);
	assert_true(has_place(g, 11));
	finding(&f, "R-ANNOT-03", 344);
	finding(&f, "R-ANNOT-03", 538);
	finding(&f, "R-AGENDA-15", 350);
	finding(&f, "R-LINK-04", 611);
	finding(&f, "R-LINK-03", 291);
	/* The four plain errors, and nothing else of that weight. */
	assert_int_equal(f.findings.errors, 5);
}

static void
test_seed_package(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct fixture f = { 0 };
	struct dais_record *again;
	struct dais_diags d;
	struct dais_err err = DAIS_ERR_INIT;
	char dir[TEST_FOLDER_MAX];

	(void)state;
	if (!seed(a, &f)) {
		dais_arena_freep(&a); /* skip() does not come back */
		skip();
	}
	dais_diags_init(&d, a);
	if (!dais_package_save(f.r->record, test_folder("read", false, dir), &err) ||
	    !dais_package_load(a, dir, &again, &d, &err))
		fail_msg("%s", err.msg);
	assert_int_equal(d.errors, 0);
	assert_int_equal(again->items.n, f.r->record->items.n);
	assert_int_equal(again->sittings.n, 9);
	assert_int_equal(
	    again->annotations[DAIS_LANG_FR].n, f.r->record->annotations[DAIS_LANG_FR].n);
}

static void
test_languages(void **state)
{
	static const enum dais_lang langs[] = { DAIS_LANG_AR, DAIS_LANG_ZH, DAIS_LANG_EN,
		DAIS_LANG_FR, DAIS_LANG_RU, DAIS_LANG_ES };

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_str path =
		    dais_arena_printf(a, "%s/mini.%s.txt", DATA, dais_lang_code(langs[i]));
		struct fixture f = read_path(a, path.p);
		const struct dais_record *rec = f.r->record;

		assert_int_equal(f.r->lang, langs[i]);
		assert_string_equal(f.r->kind, "annotated-agenda");
		assert_int_equal(rec->agendas.v[0].items.n, 4);
		assert_int_equal(rec->items.v[0].parts.n, 2);
		assert_int_equal(rec->meetings.v[0].ordinal, 5);
		assert_local(a, rec->meetings.v[0].opens, "2025-03-04T10:00");
		assert_str(dais_date_print(a, rec->meetings.v[0].closes), "2025-03-05");
		assert_true(rec->sittings.n >= 3);
		assert_local(a, rec->sittings.v[0].end, "2025-03-04T13:00");
		assert_true(rec->items.v[rec->agendas.v[0].items.v[1]].documents.n == 1);
		assert_int_equal(rec->mandates.n, 1);
		assert_int_equal(f.findings.errors, 0);
	}
}

/* A list of documents: each row a document, its title over two lines as well. */
static void
test_document_list(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct fixture f = read_path(a, DATA "/styles/documents.en.txt");
	const struct dais_record *r = f.r->record;

	(void)state;
	assert_string_equal(f.r->kind, "document-list");
	assert_int_equal(r->documents.n, 9); /* the list itself is one */
	assert_true(dais_str_eq(r->documents.v[3].title.in[DAIS_LANG_EN],
	    DAIS_STR("Report of the Working Group on Gauges on its fourth meeting (Cork, 3–5 "
		     "February 2031)")));
	assert_true(dais_str_is(r->documents.v[8].symbols.v[0].key, "BTT/15/L.1"));
	assert_int_equal(r->documents.v[8].kind, DAIS_DOCUMENT_DRAFT);
}

static void
test_weekday(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct fixture f =
	    read_bytes(a, DAIS_STR("It will open on\nMonday, 4 March 2025.\n"), "x.txt");

	(void)state;
	assert_string_equal(f.r->kind, "unknown");
	assert_int_equal(f.findings.list.n, 1);
	assert_string_equal(f.findings.list.v[0].rule, "R-DATE-01");
	assert_int_equal(f.findings.list.v[0].places.v[0].line, 2);
	assert_int_equal(f.findings.list.v[0].places.v[0].column, 1);
}

static void
test_no_document(void **state)
{
	static const struct dais_str cases[] = { DAIS_STR_INIT(""), DAIS_STR_INIT("\n\n \n"),
		DAIS_STR_INIT("\0\1\2\3\377\376"), DAIS_STR_INIT("\xFF\xFE\x41\x00"),
		DAIS_STR_INIT("1."), DAIS_STR_INIT("1. a"), DAIS_STR_INIT("Annotations\n\nAnnex\n"),
		DAIS_STR_INIT("\xEF\xBB\xBF") };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct fixture f = read_bytes(a, cases[i], "x");
		DAIS_BUF_AUTO out = { 0 };

		dais_buf_init(&out, DAIS_BUF_MAX);
		dais_text_read_json(f.r, &out);
		assert_string_equal(f.r->kind, "unknown");
		assert_true(f.told.list.n > 0);
		assert_true(out.n > 0);
	}
}

static void
test_too_large(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str big = { "", DAIS_TEXT_READ_MAX + 1 };
	struct dais_reading *r = NULL;
	struct dais_diags d;
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	dais_diags_init(&d, a);
	assert_false(dais_text_read(a, big, DAIS_STR("big"), NULL, &r, &d, &err));
	assert_int_equal(err.code, DAIS_ERR_LIMIT);
}

/* Reads @unit repeated to @size bytes. */
static void
read_repeated(const char *unit, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	size_t n = strlen(unit);
	char *p = dais_arena_alloc(a, size);

	for (size_t i = 0; i < size; i++)
		p[i] = unit[i % n];
	read_bytes(a, (struct dais_str){ p, size }, "long");
}

/* A reader that is not linear does not come to an end within the time limit of the test run. */
static void
test_long(void **state)
{
	static const char *const units[] = { "x", "word ", "1. a\n", "1. a\n\n", "Annexe\n\n",
		"on Monday, 23 May 2022, ", "the fifth meeting of the Working Group\n\n", "A/1",
		"(", "CTOC/COP/WG.3/2022/2 ", "1. a\n\n2. b\n\nAnnotations\n\n1. a\n\n", "\n", "« ",
		"Point 1\n", "10 heures\n\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		read_repeated(units[i], (size_t)1 << 18);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_seed_structure),
		cmocka_unit_test(test_seed_findings),
		cmocka_unit_test(test_seed_package),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_document_list),
		cmocka_unit_test(test_weekday),
		cmocka_unit_test(test_no_document),
		cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
