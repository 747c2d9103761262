/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbers of things and lengths of time: the forms of the plural are held against those of CLDR as
 * ICU has them.
 */
#include "support/test.h"

#include <unicode/upluralrules.h>

#include "text/text.h"

#define KEYWORD_MAX 8

/* The forms a phrase has in each language, as CLDR names them. */
static const char *const forms[DAIS_LANG_COUNT][5] = {
	[DAIS_LANG_AR] = { "one", "two", "few", "many", "other" },
	[DAIS_LANG_ZH] = { "other" },
	[DAIS_LANG_EN] = { "one", "other" },
	[DAIS_LANG_FR] = { "one", "other" },
	[DAIS_LANG_RU] = { "one", "few", "many" },
	[DAIS_LANG_ES] = { "one", "other" },
};

static struct dais_str
form(struct dais_str phrase, size_t wanted)
{
	struct dais_str part = phrase;

	for (size_t i = 0; i <= wanted && dais_str_next(&phrase, '|', &part); i++)
		;
	return part;
}

static size_t
form_of(enum dais_lang l, const UPluralRules *rules, unsigned n)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar keyword[KEYWORD_MAX];
	int32_t length = uplrules_select(rules, n, keyword, KEYWORD_MAX, &status);

	assert_true(U_SUCCESS(status));
	for (size_t i = 0; i < 5 && forms[l][i]; i++) {
		bool same = strlen(forms[l][i]) == (size_t)length;

		for (int32_t k = 0; same && k < length; k++)
			same = keyword[k] == (UChar)forms[l][i][k];
		if (same)
			return i;
	}
	/* Arabic has a form for zero of its own in CLDR; its words are those of "other". */
	assert_int_equal(l, DAIS_LANG_AR);
	assert_int_equal(n, 0);
	return 4;
}

static void
test_plurals(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (unsigned i = 0; i < DAIS_LANG_COUNT; i++) {
		enum dais_lang l = (enum dais_lang)i;
		UErrorCode status = U_ZERO_ERROR;
		UPluralRules *rules = uplrules_open(dais_lang_code(l), &status);

		assert_true(U_SUCCESS(status));
		for (unsigned n = 0; n < 1300; n++) {
			struct dais_str want =
			    form(dais_text_phrase(l, "count-sittings"), form_of(l, rules, n));
			size_t at = dais_str_find(want, DAIS_STR("{n}"), 0);

			if (at != SIZE_MAX)
				want = dais_arena_printf(a, "%.*s%u%.*s",
				    DAIS_STR_ARG(dais_str_sub(want, 0, at)), n,
				    DAIS_STR_ARG(dais_str_sub(want, at + 3, want.n)));
			if (!dais_str_eq(dais_text_count(a, l, "count-sittings", n), want))
				fail_msg(
				    "%s %u is not %.*s", dais_lang_code(l), n, DAIS_STR_ARG(want));
		}
		uplrules_close(rules);
	}
}

static void
test_durations(void **state)
{
	static const struct {
		unsigned minutes;
		const char *want[DAIS_LANG_COUNT];
	} rows[] = {
		{ 0, { "0 دقيقة", "0分钟", "0 min", "0 min", "0 мин", "0 min" } },
		{ 45, { "45 دقيقة", "45分钟", "45 min", "45 min", "45 мин", "45 min" } },
		{ 60, { "ساعة واحدة", "1小时", "1 h", "1 h", "1 ч", "1 h" } },
		{ 150, { "ساعتان و30 دقيقة", "2小时30分钟", "2 h 30 min", "2 h 30 min",
			   "2 ч 30 мин", "2 h 30 min" } },
		{ 1625, { "27 ساعة و5 دقائق", "27小时5分钟", "27 h 5 min", "27 h 5 min",
			    "27 ч 5 мин", "27 h 5 min" } },
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
			assert_str(dais_text_duration(a, (enum dais_lang)l, rows[i].minutes),
			    rows[i].want[l]);
	}
}

static void
test_hours_of_a_day(void **state)
{
	static const char *const want[DAIS_LANG_COUNT] = {
		[DAIS_LANG_AR] = "الثلاثاء 24 أيار/مايو، 15/00-18/00",
		[DAIS_LANG_ZH] = "5月24日星期二下午3时至下午6时",
		[DAIS_LANG_EN] = "Tuesday, 24 May, 3 p.m.–6 p.m.",
		[DAIS_LANG_FR] = "mardi 24 mai, 15 heures-18 heures",
		[DAIS_LANG_RU] = "вторник, 24 мая, 15 ч. 00 м. – 18 ч. 00 м.",
		[DAIS_LANG_ES] = "martes 24 de mayo, 15.00 a 18.00 horas",
	};
	const struct dais_local start = { { 2022, 5, 24 }, 900 }, end = { { 2022, 5, 24 }, 1080 };
	const struct dais_local all_day = { { 2022, 5, 24 }, -1 };
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		assert_str(dais_text_day_hours(a, (enum dais_lang)l, start, end), want[l]);
	assert_str(dais_text_day_hours(a, DAIS_LANG_EN, all_day, all_day), "Tuesday, 24 May");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plurals),
		cmocka_unit_test(test_durations),
		cmocka_unit_test(test_hours_of_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
