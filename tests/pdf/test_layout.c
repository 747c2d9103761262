/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The layout engine: line breaking, items of bidirectional text, pages of whole documents. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "folder.h"
#include "base/parallel.h"
#include "sample_tree.h"
#include "write/pdf/lines.h"
#include "write/pdf/pdf.h"

/* --- breaks ----------------------------------------------------------------------------------- */

/* @s with "|" wherever a line may break. */
static struct dais_str
broken(struct dais_buf *b, const char *c, bool chinese, bool url)
{
	struct dais_str s = dais_str_from(c);
	struct dais_breaker k;
	size_t at = 0;

	dais_buf_clear(b);
	dais_breaker_init(&k, chinese);
	while (at < s.n) {
		uint32_t cp = dais_str_decode(s, &at);
		if (dais_breaker_next(&k, cp, url) != DAIS_BREAK_NONE)
			dais_buf_put_char(b, '|');
		dais_buf_put_cp(b, cp);
	}
	return dais_buf_str(b);
}

static void
test_breaks(void **state)
{
	DAIS_BUF_AUTO b = { 0 };

	(void)state;
	dais_buf_init(&b, 4096);
	assert_str(broken(&b, "the 23-27 May (COVID-19) and/or self-made", false, false),
	    "the |23-27 |May |(COVID-19) |and/or |self-|made");
	assert_str(broken(&b, "10 heures-13 heures", false, false), "10 |heures-|13 |heures");
	assert_str(
	    broken(&b, "l\u2019ordre \u00AB\u00A0du\u00A0\u00BB jour\u00A0; a", false, false),
	    "l\u2019ordre |\u00AB\u00A0du\u00A0\u00BB |jour\u00A0; |a");
	assert_str(broken(&b, "组织，“事项”。", true, false), "组|织，|“事|项”。");
	assert_str(broken(&b, "《公约》第17条（续）", true, false), "《公|约》|第|17|条|（续）");
	assert_str(broken(&b, "https://a.org/b/c", false, true), "https://|a.org/|b/|c");
}

/* --- lines ------------------------------------------------------------------------------------ */

static void
test_lines(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_fonts *fonts = dais_fonts_new();
	struct dais_setter *t = dais_setter_new(a, fonts, DAIS_LANG_EN);
	struct dais_para_style st = { 10, 13, 0, DAIS_ALIGN_JUSTIFY };
	struct dais_str s =
	    DAIS_STR("The Working Group may wish to consider the practical aspects of "
		     "the transfer of sentenced persons, such as good practices and "
		     "challenges, in the light of experience gained.");
	struct dais_para *p;
	const struct dais_line *ln;

	(void)state;
	p = dais_para_string(t, s, &st, 200);
	ln = dais_para_lines(p);
	assert_in_range(p->n_lines, 4, 6);
	for (size_t i = 0; i + 1 < p->n_lines; i++) {
		assert_true(ln[i].width > 199.9f && ln[i].width < 200.1f);
		assert_int_equal(ln[i].next, ln[i + 1].first);
	}
	assert_true(ln[p->n_lines - 1].width < 200);
	dais_para_drop(t, p);
	/* Nothing in it, and a word wider than the line. */
	p = dais_para_string(t, DAIS_STR(""), &st, 200);
	assert_int_equal(p->n_lines, 1);
	dais_para_drop(t, p);
	p = dais_para_string(t, DAIS_STR("Donaudampfschifffahrtsgesellschaft"), &st, 60);
	assert_true(p->n_lines > 2);
	assert_true(dais_para_natural_width(p) <= 60);
	dais_setter_free(t);
	dais_fonts_free(fonts);
}

static void
test_symbols(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_fonts *fonts = dais_fonts_new();
	struct dais_setter *t = dais_setter_new(a, fonts, DAIS_LANG_AR);
	struct dais_para_style st = { 12, 18, 0, DAIS_ALIGN_START };
	struct dais_run runs[3] = {
		{ .text = DAIS_STR_INIT("الوثيقة ("), .footnote = -1 },
		{ .text = DAIS_STR_INIT("CTOC/COP/WG.2/2022/3-CTOC/COP/WG.3/2022/3"),
		    .footnote = -1,
		    .is_symbol = true },
		{ .text = DAIS_STR_INIT(")"), .footnote = -1 },
	};
	struct dais_para *p = dais_para_make(t, runs, 3, &st, 1000);
	const struct dais_item *it = dais_para_items(p);
	size_t parts = 0;

	(void)state;
	for (size_t i = 0; i < p->n_items; i++) {
		if (it[i].run == 1) {
			parts++;
			assert_int_equal(it[i].level & 1, 0);
			assert_int_equal(it[i].face->family, DAIS_FONT_LATIN);
		} else {
			assert_int_equal(it[i].level & 1, 1);
		}
	}
	assert_int_equal(parts, 2); /* a line may break after the joint hyphen only */
	dais_setter_free(t);
	dais_fonts_free(fonts);
}

/* --- documents -------------------------------------------------------------------------------- */

struct job {
	const struct dais_tree *trees[DAIS_LANG_COUNT];
	struct dais_buf out[DAIS_LANG_COUNT];
	struct dais_fonts *fonts;
	bool ok[DAIS_LANG_COUNT];
};

static void
write_one(void *ctx, size_t i)
{
	struct job *j = ctx;
	struct dais_err err = DAIS_ERR_INIT;

	j->ok[i] = dais_pdf_write(j->trees[i], j->fonts, 0, &j->out[i], &err);
	if (!j->ok[i])
		fprintf(stderr, "%s: %s\n", dais_lang_code((enum dais_lang)i), err.msg);
}

static void
write_all(struct job *j, struct dais_arena *a, size_t times)
{
	*j = (struct job){ .fonts = dais_fonts_new() };
	for (int i = 0; i < DAIS_LANG_COUNT; i++) {
		j->trees[i] = sample_tree(a, (enum dais_lang)i, EXAMPLE, times);
		assert_non_null(j->trees[i]);
		dais_buf_init(&j->out[i], DAIS_BUF_MAX);
	}
	dais_parallel_run(DAIS_LANG_COUNT, 0, write_one, j);
}

static void
release_all(struct job *j)
{
	for (int i = 0; i < DAIS_LANG_COUNT; i++)
		dais_buf_release(&j->out[i]);
	dais_fonts_free(j->fonts);
}

static void
test_documents(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *keep = getenv("DAIS_TEST_OUT"); /* a folder to leave the files in */
	struct job one, two;

	(void)state;
	write_all(&one, a, 1);
	write_all(&two, a, 1);
	for (int i = 0; i < DAIS_LANG_COUNT; i++) {
		struct dais_str s = dais_buf_str(&one.out[i]);
		assert_true(one.ok[i] && two.ok[i]);
		assert_true(dais_str_has_prefix(s, DAIS_STR("%PDF-1.7")));
		assert_true(s.n > 20000);
		/* The same file every time. */
		assert_true(dais_str_eq(s, dais_buf_str(&two.out[i])));
		if (keep) {
			char path[1024];
			FILE *f;
			(void)snprintf(path, sizeof(path), "%s/%s.pdf", keep,
			    dais_lang_code((enum dais_lang)i));
			f = fopen(path, "wb");
			assert_non_null(f);
			assert_int_equal(fwrite(s.p, 1, s.n, f), s.n);
			(void)fclose(f);
		}
	}
	release_all(&one);
	release_all(&two);
}

/* Pieces of a word wider than the line are whole characters, also where one alone is wider. */
static void
test_pieces(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_fonts *fonts = dais_fonts_new();
	struct dais_setter *t = dais_setter_new(a, fonts, DAIS_LANG_EN);
	struct dais_para_style st = { 10, 13, 0, DAIS_ALIGN_START };

	(void)state;
	for (double width = 2; width < 40; width += 3) {
		struct dais_para *p =
		    dais_para_string(t, DAIS_STR("\U00010000. \U00010000\U00010000."), &st, width);
		struct dais_str text = dais_buf_str(&p->text);
		size_t end = 0;

		for (size_t i = 0; i < p->n_items; i++) {
			const struct dais_item *it = &dais_para_items(p)[i];

			assert_int_equal(it->at, end);
			end = it->at + it->n;
			assert_true(dais_str_is_text(dais_str_sub(text, it->at, end), NULL));
		}
		assert_int_equal(end, text.n);
		dais_para_drop(t, p);
	}
	dais_setter_free(t);
	dais_fonts_free(fonts);
}

/* A bold font that cannot be opened: the document is refused, whatever asks for it first. */
static void
test_no_bold(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_tree t = { .arena = a, .lang = DAIS_LANG_EN, .watermark = DAIS_STR("DRAFT") };
	char folder[TEST_FOLDER_MAX], path[TEST_FOLDER_MAX + 32];
	struct dais_fonts *fonts = dais_fonts_new();
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO out = { 0 };

	(void)state;
	(void)snprintf(
	    path, sizeof(path), "%s/NotoSerif-Bold.ttf", test_folder("fonts", false, folder));
	assert_true(dais_file_write(path, DAIS_STR("no font"), &err));
	assert_int_equal(setenv("DAIS_FONT_DIR", folder, 1), 0);
	dais_buf_init(&out, DAIS_BUF_MAX);
	assert_false(dais_pdf_write(&t, fonts, 0, &out, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	assert_int_equal(unsetenv("DAIS_FONT_DIR"), 0);
	dais_fonts_free(fonts);
}

/* Empty trees, deep trees, odd tables: an answer, not a crash. */
static void
test_odd_trees(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_fonts *fonts = dais_fonts_new();
	struct dais_tree t = { .arena = a, .lang = DAIS_LANG_EN };
	struct dais_node *n, *row;
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO out = { 0 };

	(void)state;
	dais_buf_init(&out, DAIS_BUF_MAX);
	assert_true(dais_pdf_write(&t, fonts, 0, &out, &err));
	/* A row higher than a page, a span past the end, a row without cells. */
	n = dais_tree_add(&t, NULL, DAIS_NODE_TABLE, DAIS_ROLE_NONE);
	n->header_rows = 1;
	for (int i = 0; i < 3; i++) {
		row = dais_tree_add(&t, n, DAIS_NODE_ROW, DAIS_ROLE_NONE);
		for (int k = 0; k < 2 && i < 2; k++) {
			struct dais_node *c =
			    dais_tree_add(&t, row, DAIS_NODE_CELL, DAIS_ROLE_NONE);
			c->rowspan = 9;
			c->colspan = 1 + (unsigned)k * 7;
			for (int m = 0; m < 200 * i; m++)
				dais_tree_text(&t,
				    &dais_tree_add(&t, c, DAIS_NODE_PARAGRAPH, DAIS_ROLE_NONE)
					->runs,
				    DAIS_STR("one of very many lines in a cell"), 0);
		}
	}
	dais_buf_clear(&out);
	assert_true(dais_pdf_write(&t, fonts, 0, &out, &err));
	n = NULL;
	for (int i = 0; i < 40; i++)
		n = dais_tree_add(&t, n, DAIS_NODE_SECTION, DAIS_ROLE_NONE);
	dais_buf_clear(&out);
	assert_false(dais_pdf_write(&t, fonts, 0, &out, &err));
	assert_int_equal(err.code, DAIS_ERR_LIMIT);
	dais_fonts_free(fonts);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_breaks),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_symbols),
		cmocka_unit_test(test_documents),
		cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_no_bold),
		cmocka_unit_test(test_odd_trees),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
