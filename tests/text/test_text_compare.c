/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "text/compare.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/buf.h"

/* The runs as one line: [-gone-] {+new+} same. */
static const char *
told(struct dais_arena *a, const char *before, const char *after)
{
	dais_compare_vec runs = { 0 };
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, 1 << 20);
	dais_text_compare(a, dais_str_from(before), dais_str_from(after), &runs);
	for (size_t i = 0; i < runs.n; i++) {
		static const char *const open[] = { "", "[-", "{+" };
		static const char *const close[] = { "", "-]", "+}" };

		dais_buf_puts(&out, open[runs.v[i].kind]);
		dais_buf_put(&out, runs.v[i].text);
		dais_buf_puts(&out, close[runs.v[i].kind]);
	}
	return dais_arena_cstr(a, dais_buf_str(&out));
}

static void
words(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	assert_string_equal(told(a, "", ""), "");
	assert_string_equal(told(a, "same words", "same words"), "same words");
	assert_string_equal(told(a, "", "all new"), "{+all new+}");
	assert_string_equal(told(a, "all gone", ""), "[-all gone-]");
	assert_string_equal(told(a, "the transfer of persons", "the transfer of sentenced persons"),
	    "the transfer of {+sentenced +}persons");
	assert_string_equal(told(a, "adopted by the Group", "approved by the Bureau"),
	    "[-adopted-]{+approved+} by the [-Group-]{+Bureau+}");
	/* Two neighbouring words are one change, the space between them with them. */
	assert_string_equal(told(a, "on 23 May", "on 24 June"), "on [-23 May-]{+24 June+}");
}

static void
languages(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	assert_string_equal(told(a, "第十二次会议", "第十三次会议"), "第十[-二-]{+三+}次会议");
	assert_string_equal(told(a, "البند 2 من جدول الأعمال", "البند 3 من جدول الأعمال"),
	    "البند [-2-]{+3+} من جدول الأعمال");
	assert_string_equal(
	    told(a, "l’ordre du jour", "l’ordre des jours"), "l’ordre [-du jour-]{+des jours+}");
	assert_string_equal(told(a, "see {{doc agenda}}.", "see {{doc env-paper}}."),
	    "see [-{{doc agenda}}-]{+{{doc env-paper}}+}.");
	assert_string_equal(told(a, "{{ not closed", "{{ closed"), "{{ [-not -]closed");
}

static void
likeness(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	assert_int_equal(dais_text_likeness(a, DAIS_STR(""), DAIS_STR("")), 1000);
	assert_int_equal(
	    dais_text_likeness(a, DAIS_STR("Other matters"), DAIS_STR("Other  matters")), 1000);
	assert_int_equal(dais_text_likeness(a, DAIS_STR("Other matters"), DAIS_STR("环境")), 0);
	assert_int_equal(
	    dais_text_likeness(a, DAIS_STR("Other matters"), DAIS_STR("Other business")), 500);
}

static void
word_count(void **state)
{
	(void)state;
	assert_int_equal(dais_text_word_count(DAIS_STR("")), 0);
	assert_int_equal(
	    dais_text_word_count(DAIS_STR("The Group, in {{item a}}, will - meet.")), 6);
	assert_int_equal(dais_text_word_count(DAIS_STR("第十三次会议。")), 6);
	assert_int_equal(dais_text_word_count(DAIS_STR("l’ordre du jour")), 3);
	assert_int_equal(dais_text_word_count(DAIS_STR("البند 2 من جدول")), 4);
}

/* Whatever the texts are, the runs give both of them back. */
static void
whole(void **state)
{
	uint64_t seed = 88172645463325252u;

	(void)state;
	for (int round = 0; round < 400; round++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_buf texts[2], back[2];

		for (int t = 0; t < 2; t++) {
			static const char *const bits[] = { "a", " ", "会", "б", "\n", "{{", "}}",
				".", "  ", "long", "é" };

			dais_buf_init(&texts[t], 1 << 16);
			dais_buf_init(&back[t], 1 << 16);
			for (unsigned i = 0; i < (unsigned)round % 60; i++) {
				seed ^= seed << 13;
				seed ^= seed >> 7;
				seed ^= seed << 17;
				dais_buf_puts(&texts[t], bits[seed % 11]);
			}
		}
		dais_compare_vec runs = { 0 };
		dais_text_compare(a, dais_buf_str(&texts[0]), dais_buf_str(&texts[1]), &runs);
		for (size_t i = 0; i < runs.n; i++) {
			if (runs.v[i].kind != DAIS_COMPARE_NEW)
				dais_buf_put(&back[0], runs.v[i].text);
			if (runs.v[i].kind != DAIS_COMPARE_GONE)
				dais_buf_put(&back[1], runs.v[i].text);
			assert_true(runs.v[i].text.n > 0);
		}
		assert_true(dais_str_eq(dais_buf_str(&back[1]), dais_buf_str(&texts[1])));
		/* Spaces that stay are those of the second text: only words must come back. */
		assert_int_equal(
		    dais_text_likeness(a, dais_buf_str(&back[0]), dais_buf_str(&texts[0])), 1000);
		for (int t = 0; t < 2; t++) {
			dais_buf_release(&texts[t]);
			dais_buf_release(&back[t]);
		}
	}
}

/* Long texts that have nothing in common are told in bounded time. */
static void
long_texts(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO x = { 0 };
	DAIS_BUF_AUTO y = { 0 };
	dais_compare_vec runs = { 0 };

	(void)state;
	dais_buf_init(&x, 1 << 24);
	dais_buf_init(&y, 1 << 24);
	for (unsigned i = 0; i < 20000; i++) {
		dais_buf_printf(&x, "x%u ", i);
		dais_buf_printf(&y, "y%u ", i);
	}
	dais_text_compare(a, dais_buf_str(&x), dais_buf_str(&y), &runs);
	assert_int_equal(runs.n, 3);
	assert_int_equal(runs.v[0].kind, DAIS_COMPARE_GONE);
	assert_int_equal(runs.v[1].kind, DAIS_COMPARE_NEW);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(languages),
		cmocka_unit_test(likeness),
		cmocka_unit_test(word_count),
		cmocka_unit_test(whole),
		cmocka_unit_test(long_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
