/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the writers of page, Akoma Ntoso and text have in common: the words, the same twice, limits.
 */
#include "support/test.h"

#include <stdlib.h>

#include "written.h"
#include "write/akn/akn.h"
#include "write/html/html.h"
#include "write/txt/txt.h"

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
		cmocka_unit_test(test_too_deep),
		cmocka_unit_test(test_small_buffer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
