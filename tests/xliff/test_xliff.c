/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * XLIFF out and in again: every pair of languages of the example, altered translations, and what
 * is refused, with its place.
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "read/package/load.h"
#include "read/package/save.h"
#include "read/xliff/xliff_merge.h"
#include "write/xliff/xliff.h"

static const char yaml[] =
    "dais: 1\n"
    "languages: [en, fr]\n"
    "produces: agenda\n"
    "bodies:\n"
    "  cop: {name: {en: Conference, fr: Conférence}, symbol: A, noun: session}\n"
    "  ic: {parent: cop, name: {en: Working Group, fr: Groupe de travail}, symbol: A/WG.1}\n"
    "meetings:\n"
    "  ic@13: {opens: 2022-05-23T10:00, closes: 2022-05-27, place: {en: Vienna, fr: Vienne}, "
    "zone: Europe/Vienna}\n"
    "together: [ic@13]\n"
    "agendas:\n"
    "  ic: [opening, report]\n"
    "items:\n"
    "  opening: {kind: opening, title: {en: Opening, fr: Ouverture}}\n"
    "  report: {kind: report, title: {en: Adoption of the report, fr: Adoption du rapport}}\n"
    "documents:\n"
    "  agenda: {symbols: [A/WG.1/2022/1], kind: agenda, title: {en: Agenda, fr: Ordre du jour}, "
    "original: en, date: 2022-02-14}\n";
static const char text_en[] =
    "# {{item opening}}\n\n"
    "The {{meeting ic@13}} will be held in {{place ic@13}} {{dates ic@13|from 23 to 27 May "
    "2022}}.\n\n"
    "See *{{item report}}*, ***both*** and **strong** [the page](https://example.org/a?b=1&c=2), "
    "*[twice](https://example.org/)*.\n\n"
    "- one < two & three\n"
    "- a first line\\\n  and a second\n";
static const char text_fr[] =
    "# {{item opening}}\n\n"
    "La {{meeting ic@13}} se tiendra à {{place ic@13}} {{dates ic@13|du 23 au 27 mai 2022}}.\n\n"
    "Voir *{{item report}}*, ***les deux*** et **fort** [la page](https://example.org/a?b=1&c=2), "
    "*[deux fois](https://example.org/)*.\n\n"
    "- un < deux & trois\n"
    "- une première ligne\\\n  et une seconde\n";

static struct dais_str
replaced(struct dais_arena *a, struct dais_str s, const char *from, const char *to)
{
	size_t at = dais_str_find(s, dais_str_from(from), 0);

	if (at == SIZE_MAX)
		fail_msg("\"%s\" does not occur in:\n%.*s", from, DAIS_STR_ARG(s));
	return dais_arena_printf(a, "%.*s%s%.*s", DAIS_STR_ARG(dais_str_sub(s, 0, at)), to,
	    DAIS_STR_ARG(dais_str_sub(s, at + strlen(from), s.n)));
}

static struct dais_record *
read_texts(struct dais_arena *a, struct dais_str en, struct dais_str fr)
{
	struct dais_str text[DAIS_LANG_COUNT] = { 0 };
	struct dais_diags d;
	struct dais_record *r;

	dais_diags_init(&d, a);
	text[DAIS_LANG_EN] = en;
	text[DAIS_LANG_FR] = fr;
	r = dais_package_read(a, DAIS_STR(yaml), text, DAIS_STR_NONE, &d);
	for (size_t i = 0; i < d.list.n; i++)
		fail_msg("%u: %.*s", d.list.v[i].places.n ? d.list.v[i].places.v[0].line : 0,
		    DAIS_STR_ARG(d.list.v[i].message));
	return r;
}

static struct dais_record *
read_small(struct dais_arena *a)
{
	return read_texts(a, DAIS_STR(text_en), DAIS_STR(text_fr));
}

static struct dais_str
write(struct dais_arena *a, const struct dais_record *r, enum dais_lang from, enum dais_lang to)
{
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!dais_xliff_write(r, from, to, NULL, &out, &err))
		fail_msg("%s", err.msg);
	return dais_buf_dup(&out, a);
}

/* "file:line: message" of every finding, a line each. */
static struct dais_str
said(struct dais_arena *a, const struct dais_diags *d)
{
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	for (size_t i = 0; i < d->list.n; i++) {
		const struct dais_diag *g = &d->list.v[i];

		assert_true(g->places.n > 0);
		assert_string_equal(g->rule, "translation");
		dais_buf_printf(&out, "%.*s:%u: %s: %.*s\n", DAIS_STR_ARG(g->places.v[0].file),
		    g->places.v[0].line, dais_severity_name(g->severity), DAIS_STR_ARG(g->message));
	}
	return dais_buf_dup(&out, a);
}

/* Merges and applies @file, which has nothing wrong in it. */
static struct dais_record *
merge_good(struct dais_arena *a, const struct dais_record *r, struct dais_str file,
    struct dais_xliff_merged *merged)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags d;

	dais_diags_init(&d, a);
	if (!dais_xliff_merge(a, file, DAIS_STR("f.xlf"), r, merged, &d, &err))
		fail_msg("%s", err.msg);
	assert_str(said(a, &d), "");
	return dais_xliff_apply(merged, r, a);
}

static void
assert_same(struct dais_arena *a, const struct dais_record *x, const struct dais_record *y)
{
	assert_true(dais_str_eq(dais_package_print_yaml(x, a), dais_package_print_yaml(y, a)));
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str was = dais_package_print_text(x, (enum dais_lang)l, a);
		struct dais_str is = dais_package_print_text(y, (enum dais_lang)l, a);

		if (!dais_str_eq(was, is))
			fail_msg("was:\n%.*s\nis:\n%.*s", DAIS_STR_ARG(was), DAIS_STR_ARG(is));
	}
}

static struct dais_record *
load_example(struct dais_arena *a)
{
	struct dais_record *r = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags d;

	dais_diags_init(&d, a);
	if (!dais_package_load(a, EXAMPLES "/untoc-2022", &r, &d, &err))
		fail_msg("%s", err.msg);
	assert_int_equal(d.errors, 0);
	return r;
}

static void
all_pairs(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = load_example(a);

	(void)state;
	for (unsigned i = 0; i < DAIS_LANG_COUNT * DAIS_LANG_COUNT; i++) {
		enum dais_lang from = (enum dais_lang)(i / DAIS_LANG_COUNT);
		enum dais_lang to = (enum dais_lang)(i % DAIS_LANG_COUNT);
		struct dais_xliff_merged merged;
		struct dais_record *changed;

		if (from == to)
			continue;
		changed = merge_good(a, r, write(a, r, from, to), &merged);
		assert_int_equal(merged.source, from);
		assert_int_equal(merged.target, to);
		assert_int_equal(merged.changed, 0);
		assert_true(merged.texts.n > 20 && merged.annotations.n > 5);
		assert_same(a, r, changed);
		/* Printed from the spans, not from the bytes they were read from. */
		changed->origin_text[to] = DAIS_STR_NONE;
		r->origin_text[to] = DAIS_STR_NONE;
		assert_same(a, r, changed);
	}
}

/* With SCHEMA: the files of the example are valid. */
static void
valid(void **state)
{
#ifdef SCHEMA
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = load_example(a);
	struct dais_err err = DAIS_ERR_INIT;
	char dir[] = "/tmp/dais-xliff-XXXXXX";
	DAIS_BUF_AUTO command = { 0 };
	int status;

	(void)state;
	assert_non_null(mkdtemp(dir));
	dais_buf_init(&command, DAIS_BUF_MAX);
	dais_buf_puts(&command, "xmllint --nonet --noout --schema '" SCHEMA "'");
	for (unsigned i = 0; i < DAIS_LANG_COUNT; i++) {
		for (unsigned k = 0; k < DAIS_LANG_COUNT; k++) {
			const char *path = dais_arena_printf(a, "%s/%u-%u.xlf", dir, i, k).p;

			if (i == k)
				continue;
			assert_true(dais_file_write_fast(
			    path, write(a, r, (enum dais_lang)i, (enum dais_lang)k), &err));
			dais_buf_printf(&command, " %s", path);
		}
	}
	r = read_small(a);
	assert_true(dais_file_write_fast(dais_arena_printf(a, "%s/small.xlf", dir).p,
	    write(a, r, DAIS_LANG_EN, DAIS_LANG_FR), &err));
	dais_buf_printf(
	    &command, " %s/small.xlf >%s/log 2>&1 || { cat %s/log; false; }", dir, dir, dir);
	dais_buf_put_char(&command, '\0');
	status = system(dais_buf_str(&command).p); /* NOLINT(cert-env33-c): a test */
	assert_int_equal(status, 0);
	(void)system(dais_arena_printf(a, "rm -r %s", dir).p); /* NOLINT(cert-env33-c) */
#else
	(void)state;
	print_message("skipped: no ../shared/schemas/xliff-2.1 beside the source, or no xmllint\n");
	skip();
#endif
}

static void
small_is_kept(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = read_small(a), *changed;
	struct dais_xliff_merged merged;

	(void)state;
	changed = merge_good(a, r, write(a, r, DAIS_LANG_EN, DAIS_LANG_FR), &merged);
	assert_int_equal(merged.changed, 0);
	assert_int_equal(merged.annotations.n, 1);
	assert_same(a, r, changed);
	changed->origin_text[DAIS_LANG_FR] = DAIS_STR_NONE;
	r->origin_text[DAIS_LANG_FR] = DAIS_STR_NONE;
	assert_same(a, r, changed);
}

static void
alterations_are_taken(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = read_small(a), *changed;
	struct dais_str file = write(a, r, DAIS_LANG_EN, DAIS_LANG_FR), text, meeting;
	struct dais_xliff_merged merged;

	(void)state;
	file = replaced(a, file, ">Ouverture<", ">Ouverture de la réunion : « a » &amp; b<");
	file = replaced(a, file, " se tiendra à ", "\n\taura lieu à <!-- c --> # *Lyon*, <?p i?>");
	file = replaced(a, file, "du 23 au 27 mai 2022", "le 23 mai 2022 et jusqu’au 27 mai 2022");
	/* A term marked by the translator's tool. */
	file = replaced(
	    a, file, "fort</pc>", "<mrk id=\"m1\" type=\"term\">fort</mrk></pc><sm id=\"m2\"/>");
	file = replaced(
	    a, file, "un &lt; deux", "<mrk id=\"m3\"><mrk id=\"m4\">un &lt;</mrk></mrk> deux");
	changed = merge_good(a, r, file, &merged);
	assert_int_equal(merged.changed, 2);
	meeting = dais_package_print_yaml(changed, a);
	text = dais_package_print_text(changed, DAIS_LANG_FR, a);
	assert_true(
	    dais_str_find(meeting, DAIS_STR("Ouverture de la réunion : « a » & b"), 0) != SIZE_MAX);
	assert_true(
	    dais_str_find(text, DAIS_STR("{{dates ic@13|le 23 mai 2022 et jusqu’au 27 mai 2022}}"),
		0) != SIZE_MAX);
	assert_true(dais_str_find(text, DAIS_STR("\\*Lyon\\*"), 0) != SIZE_MAX);
	/* English stays as it was. */
	assert_str(dais_package_print_text(changed, DAIS_LANG_EN, a), text_en);
}

static void
missing_translations_are_no_error(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = read_small(a), *changed;
	struct dais_str file;
	struct dais_xliff_merged merged;

	(void)state;
	memset(&r->annotations[DAIS_LANG_FR], 0, sizeof(r->annotations[DAIS_LANG_FR]));
	r->items.v[0].title.in[DAIS_LANG_FR] = DAIS_STR_NONE;
	file = write(a, r, DAIS_LANG_EN, DAIS_LANG_FR);
	assert_true(dais_str_find(file, DAIS_STR("state=\"initial\""), 0) != SIZE_MAX);
	changed = merge_good(a, r, file, &merged);
	assert_int_equal(merged.changed, 0);
	assert_int_equal(merged.annotations.n, 0);
	assert_int_equal(changed->annotations[DAIS_LANG_FR].n, 0);
}

/* A paragraph that waits, since the source has other references now, comes back as it went out:
 * that keeps nobody from sending what else he has translated. */
static void
what_waits_goes_and_comes(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str en =
	    replaced(a, DAIS_STR(text_en), "See *{{item report}}*, ", "See {{body ic}}, ");
	struct dais_record *r = read_texts(a, en, DAIS_STR(text_fr));
	struct dais_str file = write(a, r, DAIS_LANG_EN, DAIS_LANG_FR);
	struct dais_xliff_merged merged;

	(void)state;
	assert_same(a, merge_good(a, r, file, &merged), r);
	assert_int_equal(merged.changed, 0);
	(void)merge_good(
	    a, r, replaced(a, file, ">Ouverture<", ">Ouverture de la session<"), &merged);
	assert_int_equal(merged.changed, 1);
}

/* In the file of the small package @from becomes @to; the findings then contain @expected. */
struct refusal {
	const char *from, *to, *expected;
};

static const struct refusal refusals[] = {
	{ ">du 23 au 27 mai 2022</pc>",
	    ">du 23 au 27 mai 2022</pc> <pc id=\"3\" "
	    "dataRefStart=\"d3\"/>",
	    "is in the translation more often than in the source" },
	{ ">du 23 au 27 mai 2022</pc>",
	    ">du 23 au 27 mai 2022</pc> <pc id=\"9\" "
	    "dataRefStart=\"d9\"/>",
	    "a code refers to \"d9\"" },
	{ ">The <", ">Thy <", "the source has changed since the file was made" },
	{ ">Opening<", ">Openings<", "the source has changed since the file was made" },
	{ "example.org/a?", "example.org/b?", "the source has changed since the file was made" },
	{ " se tiendra à ", " se tiendra </target></segment><segment><source/><target> à ",
	    "it was split into segments" },
	{ " se tiendra à ", " {{item opening}} ", "braces of a reference" },
	{ " se tiendra à ", " <cp hex=\"0001\"/> ", "<cp> is not understood here" },
	{ "du 23 au 27 mai 2022</pc>", "du <pc id=\"8\" dataRefStart=\"d1\"/></pc>",
	    "there is a code inside the code" },
	{ "id=\"item.opening.title\"", "id=\"item.closing.title\"",
	    "unit item.closing.title: the package has no such text" },
	{ "id=\"item.opening.title\"", "id=\"item.report.title\"",
	    "unit item.report.title: the file has it twice" },
	{ "id=\"annotation.opening\"", "id=\"annotation.report\"", "has no such text" },
	{ ">Ouverture<", ">Ou\nverture<", "a title or name is one line" },
	{ "du 23 au 27 mai 2022", "du 23 au 28 mai 2022", "warning: \"du 23 au 28 mai 2022\"" },
};

static unsigned
line_of(struct dais_str s, size_t at)
{
	unsigned line = 1;

	for (size_t i = 0; i < at; i++)
		line += s.p[i] == '\n';
	return line;
}

static void
refused(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = read_small(a);
	struct dais_str good = write(a, r, DAIS_LANG_EN, DAIS_LANG_FR);

	(void)state;
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		const struct refusal *t = &refusals[i];
		struct dais_xliff_merged merged;
		struct dais_err err = DAIS_ERR_INIT;
		struct dais_diags d;
		struct dais_str all;
		unsigned line;

		dais_diags_init(&d, a);
		assert_true(dais_xliff_merge(
		    a, replaced(a, good, t->from, t->to), DAIS_STR("f.xlf"), r, &merged, &d, &err));
		all = said(a, &d);
		if (dais_str_find(all, dais_str_from(t->expected), 0) == SIZE_MAX)
			fail_msg("%s -> %s\nsaid: %.*s", t->from, t->to, DAIS_STR_ARG(all));
		line = line_of(good, dais_str_find(good, dais_str_from(t->from), 0));
		/* A doubled identifier is reported where it stands again. */
		if (d.list.v[0].places.v[0].line < line || d.list.v[0].places.v[0].line > line + 1)
			fail_msg("line %u expected: %.*s", line, DAIS_STR_ARG(all));
	}
}

/* Each reference taken out of the French words is missed. */
static void
missing_reference(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = read_small(a);
	struct dais_str good = write(a, r, DAIS_LANG_EN, DAIS_LANG_FR), bad;
	size_t at = dais_str_find(good, DAIS_STR(" se tiendra à "), 0), from, to;
	struct dais_xliff_merged merged;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags d;

	(void)state;
	from = dais_str_find(good, DAIS_STR("<pc"), at);
	to = dais_str_find(good, DAIS_STR("</pc>"), from) + 5;
	bad = dais_arena_printf(a, "%.*s%.*s", DAIS_STR_ARG(dais_str_sub(good, 0, from)),
	    DAIS_STR_ARG(dais_str_sub(good, to, good.n)));
	dais_diags_init(&d, a);
	if (!dais_xliff_merge(a, bad, DAIS_STR("f.xlf"), r, &merged, &d, &err))
		fail_msg("%s\n%.*s", err.msg, DAIS_STR_ARG(bad));
	assert_int_equal(d.errors, 1);
	assert_true(dais_str_find(said(a, &d),
			DAIS_STR("{{place ic@13}} is missing in the translation"), 0) != SIZE_MAX);
	assert_int_equal(merged.annotations.n, 0);
}

struct broken {
	const char *from, *to;
	enum dais_err_code code;
	const char *message;
};

static const struct broken brokens[] = {
	{ "<xliff ", "<!DOCTYPE xliff [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<xliff ",
	    DAIS_ERR_UNSUPPORTED, "f.xlf:2: there is a document type declaration" },
	{ "Ouverture", "&evil;", DAIS_ERR_INVALID, "not well-formed XML" },
	{ "version=\"2.1\"", "version=\"1.2\"", DAIS_ERR_UNSUPPORTED, "XLIFF 1.2, not 2.1" },
	{ "trgLang=\"fr\"", "trgLang=\"ru\"", DAIS_ERR_INVALID, "no language \"ru\"" },
	{ "trgLang=\"fr\"", "trgLang=\"tlh\"", DAIS_ERR_INVALID, "no language \"tlh\"" },
	{ "trgLang=\"fr\"", "", DAIS_ERR_INVALID, "no language \"\"" },
	{ "trgLang=\"fr\"", "trgLang=\"en\"", DAIS_ERR_INVALID, "into itself" },
	{ "srcLang=\"en\"", "srcLang=\"ar\"", DAIS_ERR_INVALID, "no language \"ar\"" },
};

static void
assert_unreadable(
    struct dais_arena *a, struct dais_str bytes, enum dais_err_code code, const char *message)
{
	struct dais_record *r = read_small(a);
	struct dais_xliff_merged merged;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags d;

	dais_diags_init(&d, a);
	assert_false(dais_xliff_merge(a, bytes, DAIS_STR("f.xlf"), r, &merged, &d, &err));
	if (err.code != code || !strstr(err.msg, message) || strncmp(err.msg, "f.xlf:", 6) != 0)
		fail_msg("expected \"%s\", got \"%s\"", message, err.msg);
}

static void
unreadable(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str good = write(a, read_small(a), DAIS_LANG_EN, DAIS_LANG_FR);

	(void)state;
	for (size_t i = 0; i < sizeof(brokens) / sizeof(brokens[0]); i++)
		assert_unreadable(a, replaced(a, good, brokens[i].from, brokens[i].to),
		    brokens[i].code, brokens[i].message);
	assert_unreadable(a, DAIS_STR_NONE, DAIS_ERR_INVALID, "");
	assert_unreadable(a, DAIS_STR("<html/>"), DAIS_ERR_INVALID, "f.xlf:1: not an XLIFF file");
	assert_unreadable(a, DAIS_STR("dais: 1\n"), DAIS_ERR_INVALID, "not well-formed");
	/* Truncated anywhere. */
	for (size_t n = 0; n + 1 < good.n; n += 97)
		assert_unreadable(a, dais_str_sub(good, 0, n), DAIS_ERR_INVALID, "not well-formed");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_pairs),
		cmocka_unit_test(valid),
		cmocka_unit_test(small_is_kept),
		cmocka_unit_test(alterations_are_taken),
		cmocka_unit_test(missing_translations_are_no_error),
		cmocka_unit_test(what_waits_goes_and_comes),
		cmocka_unit_test(refused),
		cmocka_unit_test(missing_reference),
		cmocka_unit_test(unreadable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
