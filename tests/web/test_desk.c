/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/package/load.h"
#include "shell.h"
#include "web/desk/items_priv.h"
#include "web/desk/overview_priv.h"

/* A package of bodies x and y (and z) with these agendas; items are called by one letter. */
static struct dais_record *
package(struct dais_arena *a, const char *agendas)
{
	struct dais_str text[DAIS_LANG_COUNT] = { 0 };
	struct dais_diags diags;
	DAIS_BUF_AUTO yaml = { 0 };

	dais_diags_init(&diags, a);
	dais_buf_init(&yaml, 1 << 20);
	dais_buf_puts(
	    &yaml, "dais: 1\nlanguages: [en]\nprofile: neutral\nproduces: agenda\nbodies:\n");
	for (char b = 'x'; b <= 'z'; b++)
		dais_buf_printf(
		    &yaml, "  %c: {name: {en: Body %c}, symbol: A/WG.%d}\n", b, b, b - 'w');
	dais_buf_puts(&yaml, "meetings:\n");
	for (char b = 'x'; b <= 'z'; b++)
		dais_buf_printf(&yaml, "  %c@3: {opens: 2030-05-06, closes: 2030-05-10}\n", b);
	dais_buf_printf(&yaml, "together: [x@3, y@3, z@3]\nagendas: {%s}\nitems:\n", agendas);
	for (char i = 'a'; i <= 'f'; i++)
		dais_buf_printf(&yaml, "  %c: {kind: substantive, title: {en: Item <%c>}}\n", i, i);
	dais_buf_puts(&yaml, "documents:\n  agenda: {symbols: [A/WG.1/2030/1], kind: agenda, "
			     "title: {en: Agenda}}\n"
			     "silences:\n  june: {object: dates, meetings: [x@3], by: x, "
			     "proposal: {en: In June.}, opens: 2030-01-07T10:00, "
			     "closes: 2030-01-11T17:00, zone: Europe/Vienna}\n");
	struct dais_record *r =
	    dais_package_read(a, dais_buf_dup(&yaml, a), text, DAIS_STR_NONE, &diags);
	assert_non_null(r);
	return r;
}

/* "a:0+2 b:1+1*": items with their columns; * stands elsewhere, too. */
static const char *
cards(struct dais_arena *a, const char *agendas)
{
	struct dais_record *r = package(a, agendas);
	struct desk_agendas v;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, 1 << 16);
	dais_desk_lay_out(r, a, &v);
	assert_int_equal(v.columns.n, 3);
	for (size_t i = 0; i < v.cards.n; i++)
		dais_buf_printf(&out, "%s%.*s:%zu+%zu%s", i ? " " : "",
		    DAIS_STR_ARG(r->items.v[v.cards.v[i].item].id), v.cards.v[i].first,
		    v.cards.v[i].span, v.cards.v[i].elsewhere ? "*" : "");
	return dais_arena_cstr(a, dais_buf_str(&out));
}

static void
joined(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	assert_string_equal(
	    cards(a, "x: [a, b, c], y: [a, d, c], z: []"), "a:0+2 b:0+1 d:1+1 c:0+2");
	assert_string_equal(cards(a, "x: [a], y: [a], z: [a]"), "a:0+3");
	assert_string_equal(cards(a, "x: [], y: [], z: []"), "");
	/* The first and the last column have it, the one between has not. */
	assert_string_equal(cards(a, "x: [a], y: [b], z: [a]"), "b:1+1 a:0+1* a:2+1*");
}

static void
crossing(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	assert_string_equal(cards(a, "x: [a, b], y: [b, a], z: []"), "a:0+1* b:0+2 a:1+1*");
}

static void
numbers(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = package(a, "x: [a, b, c], y: [c], z: []");
	struct desk_agendas v;

	(void)state;
	dais_desk_lay_out(r, a, &v);
	const struct desk_card *last = &v.cards.v[v.cards.n - 1];
	assert_int_equal(last->numbers.n, 2);
	assert_int_equal(last->numbers.v[0].number, 3);
	assert_true(last->numbers.v[0].can_up);
	assert_false(last->numbers.v[0].can_down);
	assert_int_equal(last->numbers.v[1].number, 1);
	assert_false(last->numbers.v[1].can_up || last->numbers.v[1].can_down);
}

/* Adds @n findings of the same rule about item @id, each with other words. */
static void
find(struct dais_arena *a, desk_remark_vec *v, const char *id, enum dais_severity severity,
    const char *rule, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		dais_vec_push(a, v,
		    ((struct desk_remark){ .kind = DAIS_STR("item"),
			.id = dais_str_from(id),
			.language = -1,
			.severity = severity,
			.rule = rule,
			.message = dais_arena_printf(a, "finding %s %u", rule, i) }));
}

static struct dais_str
items_page(struct dais_arena *a, struct dais_record *r, enum dais_lang l, bool may)
{
	struct dais_page p;
	struct desk_items v = {
		.record = r, .package = DAIS_STR("x-2030"), .revision = 41, .may_edit = may
	};

	shell_begin(&p, l, a);
	dais_desk_lay_out(r, a, &v.agendas);
	dais_desk_write_items(&p, &v);
	return shell_end(&p);
}

static bool
says(struct dais_str page, const char *words)
{
	return dais_str_find(page, dais_str_from(words), 0) != SIZE_MAX;
}

/* What one may not do is not offered; words of the record are escaped. */
static void
offers(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = package(a, "x: [a, b], y: [b], z: []");
	struct dais_str with = items_page(a, r, DAIS_LANG_FR, true);
	struct dais_str without = items_page(a, r, DAIS_LANG_FR, false);

	(void)state;
	assert_true(says(with, "value=\"move x b -1\""));
	assert_true(says(with, "value=\"share z b\""));
	assert_true(says(with, "value=\"split y b\""));
	assert_true(says(with, "name=\"seen\" value=\"41\""));
	assert_true(says(with, "Item &lt;a&gt;"));
	assert_false(says(with, "Item <a>"));
	assert_true(says(without, "Item &lt;a&gt;"));
	assert_false(says(without, "<form"));
	assert_false(says(without, "<button"));
}

static size_t
times(struct dais_str page, const char *words)
{
	size_t n = 0;

	for (size_t at = 0; (at = dais_str_find(page, dais_str_from(words), at)) != SIZE_MAX; at++)
		n++;
	return n;
}

/* Findings of a card are folded under their counts, the errors before the warnings; few on the
 * whole page stand open. */
static void
folded(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	desk_remark_vec remarks = { 0 };
	struct dais_record *r = package(a, "x: [a, b], y: [], z: []");
	struct desk_items v = { .record = r, .package = DAIS_STR("x-2030") };
	struct dais_page p;
	struct dais_str page;

	(void)state;
	dais_desk_lay_out(r, a, &v.agendas);
	find(a, &remarks, "a", DAIS_SEVERITY_WARNING, "R-DOC-01", 2);
	find(a, &remarks, "a", DAIS_SEVERITY_ERROR, "R-AGENDA-02", 1);
	dais_desk_remarks_sort(a, &remarks, &v.remarks);
	shell_begin(&p, DAIS_LANG_EN, a);
	dais_desk_write_items(&p, &v);
	page = shell_end(&p);
	assert_int_equal(times(page, "<details class=\"remarks-fold\""), 1);
	assert_true(says(page, "data-keep=\"item-a\" open=\"open\""));
	assert_true(says(
	    page, "error\">Errors: 1</span> <span class=\"remark-count warning\">Warnings: 2"));
	assert_true(dais_str_find(page, DAIS_STR("Finding R-AGENDA-02"), 0) <
		    dais_str_find(page, DAIS_STR("Finding R-DOC-01"), 0));
	find(a, &remarks, "b", DAIS_SEVERITY_WARNING, "R-DOC-01", 20);
	/* Its annotation is one with it, whatever the language and the body; a sitting is not. */
	find(a, &remarks, "fr/b@x", DAIS_SEVERITY_WARNING, "R-PROSE-01", 1);
	remarks.v[remarks.n - 1].kind = DAIS_STR("annotation");
	find(a, &remarks, "b", DAIS_SEVERITY_WARNING, "R-TIME-01", 1);
	remarks.v[remarks.n - 1].kind = DAIS_STR("sitting");
	v.remarks = (struct desk_remarks_by_item){ 0 };
	dais_desk_remarks_sort(a, &remarks, &v.remarks);
	shell_begin(&p, DAIS_LANG_FR, a);
	dais_desk_write_items(&p, &v);
	page = shell_end(&p);
	assert_int_equal(times(page, "<details class=\"remarks-fold\""), 2);
	assert_false(says(page, "open=\"open\""));
	assert_true(says(page, "Avertissements : 21"));
}

/* Hints name the fields of forms, not the keys of files; what is for authors of files is left out.
 */
static void
hints(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diag d = { .hint = DAIS_STR("lower `least`, or let `me` be divided") };
	struct dais_page p;

	(void)state;
	shell_begin(&p, DAIS_LANG_EN, a);
	assert_string_equal(dais_arena_cstr(a, dais_desk_hint(&p, &d)),
	    "lower “Minutes, at least”, or let `me` be divided");
	d.hint = DAIS_STR("give it a room with `remote: true`");
	assert_string_equal(dais_arena_cstr(a, dais_desk_hint(&p, &d)),
	    "give it a room with “Equipped for online participants”");
	d.hint = DAIS_STR("give them one in `rooms` of the bodies, `");
	assert_string_equal(dais_arena_cstr(a, dais_desk_hint(&p, &d)),
	    "give them one in “In these rooms only” of the bodies, `");
	d.hint = DAIS_STR("nothing to name");
	assert_string_equal(dais_arena_cstr(a, dais_desk_hint(&p, &d)), "nothing to name");
	d.is_file_hint = true;
	assert_int_equal(dais_desk_hint(&p, &d).n, 0);
	(void)shell_end(&p);
	shell_begin(&p, DAIS_LANG_ZH, a);
	d = (struct dais_diag){ .hint = DAIS_STR("请在`rooms`中指定") };
	assert_string_equal(
	    dais_arena_cstr(a, dais_desk_hint(&p, &d)), "请在“只在这些会议室”中指定");
	(void)shell_end(&p);
}

/* Messages name what they quote as people do; what is no thing, or could be two, stays as it is. */
static void
messages_have_names(void **state)
{
	static const char *const cases[][2] = {
		{ "item `a` has parts: plan these", "item “Item <a>” has parts: plan these" },
		{ "meeting `x@3` must come after `y@3`",
		    "meeting “Body x, third meeting” must come after “Body y, third meeting”" },
		{ "`Vienne` names no zone", "“Vienne” names no zone" },
		{ "no room of `x` has 40 seats", "no room of “Body x” has 40 seats" },
		{ "one ` alone", "one ` alone" },
		{ "nothing is quoted", "nothing is quoted" },
		{ "`both` is two things", "“both” is two things" },
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = package(a, "x: [a, b], y: [], z: []");
	struct dais_page p;

	(void)state;
	assert_true(dais_map_add(&r->item_ids, DAIS_STR("both"), 0));
	assert_true(dais_map_add(&r->body_ids, DAIS_STR("both"), 0));
	shell_begin(&p, DAIS_LANG_EN, a);
	p.names = r;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(
		    dais_arena_cstr(a, dais_desk_named(&p, dais_str_from(cases[i][0]))),
		    cases[i][1]);
	p.names = NULL;
	assert_string_equal(
	    dais_arena_cstr(a, dais_desk_named(&p, DAIS_STR("item `a`"))), "item “a”");
	(void)shell_end(&p);
}

/* Things of the change log by the words that people have for them; what is there no more by its
 * id. */
static void
things_have_names(void **state)
{
	static const struct {
		const char *kind, *id, *name;
	} cases[] = {
		{ "item", "a", "Item <a>" },
		{ "item", "gone", "gone" },
		{ "annotation", "fr/a", "Item <a>, French" },
		{ "annotation", "fr/a@gone", "fr/a@gone" },
		{ "annotation", "xx", "xx" },
		{ "document", "agenda", "A/WG.1/2030/1" },
		{ "file", "agenda/ar/docx", "A/WG.1/2030/1, Arabic, DOCX" },
		{ "file", "agenda/ar", "agenda/ar" },
		{ "file", "gone/ar/docx", "gone/ar/docx" },
		{ "silence", "dates", "dates" },
		{ "silence", "june", "Dates" },
		{ "notice", "june-approved", "Silence procedure (Dates): approved" },
		{ "notice", "june-approved-2", "june-approved-2" },
		{ "notice", "1", "1" },
		{ "sitting", "s5", "s5" },
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = package(a, "x: [a, b], y: [], z: []");
	struct dais_page p;

	(void)state;
	shell_begin(&p, DAIS_LANG_EN, a);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct dais_str kind = dais_str_from(cases[i].kind),
				id = dais_str_from(cases[i].id);

		assert_string_equal(
		    dais_arena_cstr(a, dais_desk_thing_name(&p, r, kind, id)), cases[i].name);
		assert_true(dais_str_eq(dais_desk_thing_name(&p, NULL, kind, id), id));
	}
	(void)shell_end(&p);
}

/* The overview: by severity, and many of one rule under what the rule asks for. */
static void
folded_by_rule(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	desk_remark_vec remarks = { 0 };
	struct dais_page p;
	struct dais_str page;

	(void)state;
	find(a, &remarks, "a", DAIS_SEVERITY_ERROR, "R-AGENDA-02", 1);
	find(a, &remarks, "a", DAIS_SEVERITY_WARNING, "R-DOC-01", 30);
	find(a, &remarks, "b", DAIS_SEVERITY_WARNING, "R-DOC-02", 2);
	shell_begin(&p, DAIS_LANG_EN, a);
	dais_desk_remarks_by_severity(&p, &remarks);
	page = shell_end(&p);
	assert_int_equal(times(page, "<details class=\"remarks-fold\""), 3);
	assert_true(says(page, "data-keep=\"severity-2\" open=\"open\""));
	assert_true(says(page, "Warnings: 32"));
	assert_true(says(page, "data-keep=\"rule-1-R-DOC-01\"><summary>"));
	assert_true(says(page, "Warnings: 30"));
	assert_false(says(page, "rule-1-R-DOC-02"));
	assert_int_equal(times(page, "Finding R-DOC-0"), 32);
}

/* People read names of languages, not their codes. */
static void
names_of_languages(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_page p;
	const dais_lang_set some = DAIS_LANG_BIT(DAIS_LANG_AR) | DAIS_LANG_BIT(DAIS_LANG_FR);

	(void)state;
	shell_begin(&p, DAIS_LANG_EN, a);
	assert_true(dais_str_is(dais_page_language_names(&p, some), "Arabic and French"));
	p.language = DAIS_LANG_ES;
	assert_true(dais_str_is(dais_page_language_names(&p, some), "árabe y francés"));
	p.language = DAIS_LANG_ZH;
	assert_true(dais_str_is(dais_page_language_names(&p, some), "阿拉伯文和法文"));
	p.language = DAIS_LANG_AR;
	assert_true(
	    dais_str_is(dais_page_language_names(&p, DAIS_LANG_BIT(DAIS_LANG_ZH)), "الصينية"));
	(void)shell_end(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joined),
		cmocka_unit_test(crossing),
		cmocka_unit_test(folded),
		cmocka_unit_test(hints),
		cmocka_unit_test(messages_have_names),
		cmocka_unit_test(things_have_names),
		cmocka_unit_test(folded_by_rule),
		cmocka_unit_test(names_of_languages),
		cmocka_unit_test(numbers),
		cmocka_unit_test(offers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
