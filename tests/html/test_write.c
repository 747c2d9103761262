/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Web page, Akoma Ntoso and text of the sample tree: no word is lost or moved, and the structure
 * is what readers and machines need. Validity is checked by checkers of the formats (check.py).
 */
#include "support/test.h"

#include <stdlib.h>

#include "sample_tree.h"
#include "write/akn/akn.h"
#include "write/html/html.h"
#include "write/txt/txt.h"

typedef bool (*write_fn)(const struct dais_tree *t, struct dais_buf *out, struct dais_err *err);

static struct dais_str
written(struct dais_arena *a, write_fn write, const struct dais_tree *t)
{
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!write(t, &out, &err))
		fail_msg("%s", err.msg);
	return dais_buf_dup(&out, a);
}

static bool
has(struct dais_str s, const char *what)
{
	return dais_str_find(s, dais_str_from(what), 0) != SIZE_MAX;
}

static size_t
count(struct dais_str s, const char *what)
{
	size_t n = 0;

	for (size_t at = 0;; n++, at++) {
		at = dais_str_find(s, dais_str_from(what), at);
		if (at == SIZE_MAX)
			return n;
	}
}

static void
assert_has(struct dais_str s, const char *what)
{
	if (!has(s, what))
		fail_msg("\"%s\" is missing", what);
}

/* --- words ---------------------------------------------------------------------------------- */

/* @s without white space (folding adds and drops it). */
static struct dais_str
squeezed(struct dais_arena *a, struct dais_str s)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != ' ' && s.p[i] != '\n' && s.p[i] != '\t')
			dais_buf_put_char(&b, s.p[i]);
	}
	return dais_buf_dup(&b, a);
}

/* The text of markup: without tags and with the three entities the writer uses in text. */
static struct dais_str
unmarked(struct dais_arena *a, struct dais_str s)
{
	static const struct {
		const char *entity;
		char c;
	} entities[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' } };
	DAIS_BUF_AUTO b = { 0 };
	bool in_tag = false;

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		in_tag = in_tag || c == '<';
		for (size_t e = 0; e < 3 && !in_tag && c == '&'; e++) {
			struct dais_str name = dais_str_from(entities[e].entity);

			if (!dais_str_has_prefix(dais_str_sub(s, i, s.n), name))
				continue;
			c = entities[e].c;
			i += name.n - 1;
			break;
		}
		if (!in_tag)
			dais_buf_put_char(&b, c);
		in_tag = in_tag && s.p[i] != '>';
	}
	return dais_buf_dup(&b, a);
}

struct words {
	struct dais_arena *a;
	struct dais_str text; /* squeezed */
	size_t at;
	bool is_text;         /* table cells stand side by side: order within the table is free */
	bool is_akn;          /* marks of footnotes are attributes */
};

static void
expect(struct words *w, struct dais_str words)
{
	struct dais_str s = squeezed(w->a, words);
	size_t at = dais_str_find(w->text, s, w->at);

	if (at == SIZE_MAX)
		fail_msg("\"%.*s\" is missing or not in order", DAIS_STR_ARG(words));
	w->at = at + s.n;
}

static void
expect_runs(struct words *w, const dais_run_vec *runs)
{
	for (size_t i = 0; i < runs->n; i++) {
		if (!w->is_akn || runs->v[i].footnote < 0)
			expect(w, runs->v[i].text);
	}
}

/* Every code point of a cell, which the columns of a text table part, after the table starts. */
static void
expect_cell(struct words *w, const dais_run_vec *runs)
{
	struct dais_str s = squeezed(w->a, dais_runs_plain(w->a, runs));

	for (size_t at = 0; at < s.n;) {
		size_t from = at;

		(void)dais_str_decode(s, &at);
		assert_true(dais_str_find(w->text, dais_str_sub(s, from, at), w->at) != SIZE_MAX);
	}
}

static void
expect_node(struct words *w, const struct dais_node *n)
{
	if (n->kind == DAIS_NODE_CELL && w->is_text) {
		for (size_t i = 0; i < n->children.n; i++)
			expect_cell(w, &n->children.v[i]->runs);
		return;
	}
	expect(w, n->number);
	expect_runs(w, &n->runs);
	for (size_t i = 0; i < n->children.n; i++)
		expect_node(w, n->children.v[i]);
}

static void
expect_all(struct words *w, const struct dais_tree *t)
{
	const struct dais_masthead *m = &t->masthead;

	expect(w, m->organization);
	for (size_t i = 0; i < m->symbols.n; i++)
		expect(w, m->symbols.v[i]);
	expect(w, m->organ);
	expect(w, m->distribution);
	expect(w, m->date);
	expect(w, m->language);
	expect(w, m->original);
	for (size_t i = 0; i < m->meetings.n; i++)
		expect(w, m->meetings.v[i]);
	expect(w, t->title);
	for (size_t i = 0; i < t->body.n; i++)
		expect_node(w, t->body.v[i]);
	if (w->is_akn)
		w->at = 0; /* footnotes stand where their mark is */
	for (size_t i = 0; i < t->footnotes.n; i++)
		expect_runs(w, &t->footnotes.v[i].runs);
	if (w->is_akn)
		w->at = 0;
	expect(w, t->job_first);
}

static void
test_words(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_tree *t = sample_tree(a, l);
		struct words html = { .a = a }, akn = { .a = a, .is_akn = true };
		struct words txt = { .a = a, .is_text = true };

		html.text = squeezed(a, unmarked(a, written(a, dais_html_write, t)));
		expect_all(&html, t);
		akn.text = squeezed(a, unmarked(a, written(a, dais_akn_write, t)));
		expect_all(&akn, t);
		txt.text = squeezed(a, written(a, dais_txt_write, t));
		expect_all(&txt, t);
	}
}

static void
test_same_twice(void **state)
{
	static const write_fn writers[] = { dais_html_write, dais_akn_write, dais_txt_write };
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct dais_str x = written(a, writers[i], sample_tree(a, DAIS_LANG_FR));
		struct dais_str y = written(a, writers[i], sample_tree(a, DAIS_LANG_FR));

		assert_true(dais_str_eq(x, y));
	}
}

/* --- web page ------------------------------------------------------------------------------- */

static void
test_html_arabic(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s = written(a, dais_html_write, sample_tree(a, DAIS_LANG_AR));

	(void)state;
	assert_has(s, "<html lang=\"ar\" dir=\"rtl\">");
	assert_has(s, "<span class=\"number\">(أ)</span>");
	assert_has(s, "<span lang=\"en\" dir=\"ltr\">Distr.: General</span>");
	assert_has(
	    s, "<span lang=\"en\" dir=\"ltr\"><i>Organized crime strategy toolkit</i></span>");
	assert_has(
	    s, "<span class=\"symbol\" translate=\"no\" dir=\"ltr\">CTOC/COP/WG.2/2022/3-CTOC/");
}

static void
test_html_structure(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s = written(a, dais_html_write, sample_tree(a, DAIS_LANG_FR));

	(void)state;
	assert_false(has(s, "<script"));
	assert_false(has(s, "<img"));
	assert_int_equal(count(s, "<h1"), 1);
	assert_int_equal(count(s, "<main"), 1);
	assert_has(s, "<a class=\"skip\" href=\"#document_\">Aller au document</a>");
	assert_has(s, "<a href=\"#ic.environment\"><span class=\"number\">3.</span> L’application");
	assert_has(s, "<section id=\"annex\" class=\"annex new-page\">");
	assert_has(s, "<ol class=\"list\">");
	assert_has(s, "<ul class=\"list\">");
	assert_has(s, "<span class=\"number\">a)</span> <div><p><a href=\"#ic.opening\">");
	assert_has(s, "<time datetime=\"2022-05-23T10:00\">lundi 23 mai 2022, à 10 heures</time>");
	assert_has(s, ") &amp; &lt; <b>");
}

static void
test_html_notes(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s = written(a, dais_html_write, sample_tree(a, DAIS_LANG_EN));

	(void)state;
	assert_has(s, "id=\"mark_1\" href=\"#note_1\" aria-label=\"Note *\">*</a>");
	assert_has(s, "id=\"mark_1_2\" href=\"#note_1\"");
	assert_has(s, "<li id=\"note_1\">");
	assert_int_equal(count(s, "role=\"doc-backlink\""), 2);
}

static void
test_html_table(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s = written(a, dais_html_write, sample_tree(a, DAIS_LANG_FR));

	(void)state;
	assert_has(
	    s, "<div class=\"scroll\" role=\"region\" aria-labelledby=\"table_1\" tabindex=\"0\">");
	assert_has(s, "<caption id=\"table_1\">Projet d’organisation des travaux</caption>");
	assert_has(s, "<th scope=\"col\" rowspan=\"2\">");
	assert_has(s, "<th scope=\"col\" colspan=\"2\">");
	assert_has(s, "<th scope=\"rowgroup\" colspan=\"5\"><p><time datetime=\"2022-05-23\">");
	assert_has(s, "<th scope=\"row\" rowspan=\"3\"><p><time datetime=\"2022-05-23T10:00\">");
	assert_has(
	    s, "<td data-label=\"Groupe de travail sur la coopération internationale\"><p>1 a)");
	assert_int_equal(count(s, "<thead>"), 1);
	assert_int_equal(count(s, "<tbody>"), 3 - 1);
}

/* --- Akoma Ntoso ---------------------------------------------------------------------------- */

static struct dais_str
attributes(struct dais_arena *a, struct dais_str s, const char *name)
{
	struct dais_str open = dais_arena_printf(a, " %s=\"", name);
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t at = dais_str_find(s, open, 0); at != SIZE_MAX;
	    at = dais_str_find(s, open, at)) {
		size_t end;

		at += open.n;
		end = dais_str_find_char(s, '"', at);
		dais_buf_put(&b, dais_str_sub(s, at, end));
		dais_buf_put_char(&b, '\n');
	}
	return dais_buf_dup(&b, a);
}

static void
test_akn_ids(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str first =
	    attributes(a, written(a, dais_akn_write, sample_tree(a, DAIS_LANG_EN)), "eId");

	(void)state;
	assert_has(first, "\npart_1__sec_1__para_1__subpara_b\n");
	assert_has(first, "\npart_1__sec_1__para_2__cl_1\n");
	assert_has(first, "\natt_1__table_1\n");
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str s = written(a, dais_akn_write, sample_tree(a, l));

		assert_true(dais_str_eq(first, attributes(a, s, "eId")));
	}
}

static void
test_akn_identification(void **state)
{
	static const char work[] =
	    "<FRBRWork>\n<FRBRthis value=\"/akn/un/debateReport/agendaAnnotated/"
	    "2022-02-14/CTOC/COP/WG.2/2022/1-CTOC/COP/WG.3/2022/1/!main\"/>";
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		assert_has(written(a, dais_akn_write, sample_tree(a, l)), work);
	assert_has(written(a, dais_akn_write, sample_tree(a, DAIS_LANG_ZH)),
	    "CTOC/COP/WG.3/2022/1/zho@\"/>");
}

static void
test_akn_structure(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s = written(a, dais_akn_write, sample_tree(a, DAIS_LANG_FR));

	(void)state;
	assert_has(s, "<debateReport name=\"agendaAnnotated\"");
	assert_has(s, "<docNumber><ref href=\"https://undocs.org/fr/CTOC/COP/WG.2/2022/1\">");
	assert_has(s, "<session refersTo=\"#event-2\">Treizième réunion</session>");
	assert_has(s, "<num>1.</num>\n<heading><ref href=\"#part_1__sec_1__para_1\">");
	assert_has(s, "<p><ref href=\"#part_1__sec_1__para_3\">Pour les annotations");
	assert_has(s, "<recordedTime type=\"startEvent\" time=\"2022-05-23T10:00:00\">");
	assert_has(s, "<heading>Annexe</heading>\n<subheading>Projet");
	assert_int_equal(count(s, "<authorialNote"), 1);
	assert_int_equal(count(s, "<noteRef"), 1);
}

static void
test_akn_no_date(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_tree *t = sample_tree(a, DAIS_LANG_EN);

	(void)state;
	dais_buf_init(&out, DAIS_BUF_MAX);
	t->date.year = 0;
	assert_false(dais_akn_write(t, &out, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
}

/* --- text ----------------------------------------------------------------------------------- */

static void
test_txt_lines(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str rest = written(a, dais_txt_write, sample_tree(a, l)), line;

		assert_false(has(rest, "\n\n\n\n"));
		while (dais_str_next_line(&rest, &line)) {
			assert_false(dais_str_has_suffix(line, DAIS_STR(" ")));
			if (l != DAIS_LANG_AR && dais_str_count(line) > 78)
				fail_msg("long line: %.*s", DAIS_STR_ARG(line));
		}
	}
}

static struct dais_str
text_of(struct dais_arena *a, enum dais_lang l, const char *words, bool is_symbol)
{
	struct dais_tree t = { .arena = a, .lang = l };
	struct dais_node *p = dais_tree_add(&t, NULL, DAIS_NODE_PARAGRAPH, DAIS_ROLE_NONE);

	dais_tree_text(&t, &p->runs, dais_str_from(words), 0)->is_symbol = is_symbol;
	return written(a, dais_txt_write, &t);
}

static void
test_txt_fold(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	/* 38 characters of two columns, then punctuation that may not start a line. */
	static const char zh[] =
	    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九。末";
	static const char symbol[] =
	    "CTOC/COP/WG.2/2022/3-CTOC/COP/WG.3/2022/3-CTOC/COP/WG.4/2022/3-"
	    "CTOC/COP/WG.5/2022/3-CTOC/COP/WG.6/2022/3";

	(void)state;
	assert_str(text_of(a, DAIS_LANG_ZH, zh, false),
	    "一二三四五六七八九十一二三四五六七八九十一二三四"
	    "五六七八九十一二三四五六七八\n九。末\n");
	assert_str(text_of(a, DAIS_LANG_EN, symbol, true),
	    dais_arena_cstr(a, dais_arena_printf(a, "%s\n", symbol)));
	assert_str(text_of(a, DAIS_LANG_EN, "a  b", false), "a  b\n");
}

static void
test_txt_table(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s = written(a, dais_txt_write, sample_tree(a, DAIS_LANG_EN));

	(void)state;
	assert_has(s, "\n10 a.m.–    1 (a)   Opening of the meeting   1 (a)   Opening of the "
		      "meeting\n1 p.m.      1  ");
	s = written(a, dais_txt_write, sample_tree(a, DAIS_LANG_AR));
	assert_has(s, "\n10/00-13/00\n    الفريق العامل المعني بالتعاون الدولي\n        1 (أ)");
}

/* --- limits --------------------------------------------------------------------------------- */

static void
test_too_deep(void **state)
{
	static const write_fn writers[] = { dais_html_write, dais_akn_write, dais_txt_write };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_tree *t = sample_tree(a, DAIS_LANG_EN);
	struct dais_node *parent = NULL;

	(void)state;
	for (int i = 0; i < 100; i++) {
		parent = dais_tree_add(t, parent, DAIS_NODE_SECTION, DAIS_ROLE_NONE);
		dais_tree_add(t, parent, DAIS_NODE_HEADING, DAIS_ROLE_NONE)->level = 1;
	}
	for (size_t i = 0; i < 3; i++) {
		DAIS_BUF_AUTO out = { 0 };
		struct dais_err err = DAIS_ERR_INIT;

		dais_buf_init(&out, DAIS_BUF_MAX);
		assert_false(writers[i](t, &out, &err));
		assert_int_equal(err.code, DAIS_ERR_LIMIT);
	}
}

static void
test_small_buffer(void **state)
{
	static const write_fn writers[] = { dais_html_write, dais_akn_write, dais_txt_write };
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		DAIS_BUF_AUTO out = { 0 };
		struct dais_err err = DAIS_ERR_INIT;

		dais_buf_init(&out, 500);
		assert_false(writers[i](sample_tree(a, DAIS_LANG_ZH), &out, &err));
		assert_int_equal(err.code, DAIS_ERR_LIMIT);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_same_twice),
		cmocka_unit_test(test_html_arabic),
		cmocka_unit_test(test_html_structure),
		cmocka_unit_test(test_html_notes),
		cmocka_unit_test(test_html_table),
		cmocka_unit_test(test_akn_ids),
		cmocka_unit_test(test_akn_identification),
		cmocka_unit_test(test_akn_structure),
		cmocka_unit_test(test_akn_no_date),
		cmocka_unit_test(test_txt_lines),
		cmocka_unit_test(test_txt_fold),
		cmocka_unit_test(test_txt_table),
		cmocka_unit_test(test_too_deep),
		cmocka_unit_test(test_small_buffer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
