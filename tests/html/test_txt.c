/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A document as plain text: lines, folding, tables.
 */
#include "support/test.h"

#include "written.h"
#include "write/txt/txt.h"

static void
test_txt_lines(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str rest = written(a, dais_txt_write, sample_tree(a, l)), line;

		assert_lacks(rest, "\n\n\n\n");
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_txt_lines),
		cmocka_unit_test(test_txt_fold),
		cmocka_unit_test(test_txt_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
