/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Strings and dates: UTF-8, lines, numbers, distances, days, instants, languages.
 */
#include "support/test.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/lang_tag.h"

static void
test_utf8(void **state)
{
	size_t at = 0;
	const char *bad[] = { "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80",
		"\xEF\xBF\xBE" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(dais_str_is_text(dais_str_from(bad[i]), &at));
	assert_false(dais_str_is_text((struct dais_str){ "a\0b", 3 }, &at));
	assert_int_equal(at, 1);
	assert_true(dais_str_is_text(DAIS_STR("é 中 ع 🙂"), NULL));
	assert_int_equal(dais_str_count(DAIS_STR("é中ع🙂")), 4);
}

/* Eight bytes at a time, and what stands at each of their places. */
static void
test_text_by_eights(void **state)
{
	char bytes[40];
	size_t at;

	(void)state;
	for (size_t i = 0; i + 3 < sizeof(bytes); i++) {
		struct dais_str s = { bytes, sizeof(bytes) };

		memset(bytes, 'a', sizeof(bytes));
		assert_int_equal(dais_str_count(s), sizeof(bytes));
		assert_true(dais_str_is_text(s, NULL));
		bytes[i] = '\0';
		assert_false(dais_str_is_text(s, &at));
		assert_int_equal(at, i);
		bytes[i] = (char)0x7F;
		assert_true(dais_str_is_text(s, NULL));
		bytes[i] = (char)0xFF;
		assert_false(dais_str_is_text(s, &at));
		assert_int_equal(at, i);
		assert_int_equal(dais_str_count(s), sizeof(bytes));
		memcpy(bytes + i, "中", 3);
		assert_true(dais_str_is_text(s, NULL));
		assert_int_equal(dais_str_count(s), sizeof(bytes) - 2);
	}
}

static void
test_utf8_round_trip(void **state)
{
	(void)state;
	for (uint32_t cp = 1; cp < 0x110000; cp += cp < 0x3000 ? 1 : 97) {
		char out[4];
		size_t at = 0;
		struct dais_str s = { out, dais_str_encode(cp, out) };

		if (cp >= 0xD800 && cp < 0xE000)
			continue;
		assert_int_equal(dais_str_decode(s, &at), cp);
		assert_int_equal(at, s.n);
	}
}

static void
test_lines_and_parts(void **state)
{
	struct dais_str rest = DAIS_STR("one\r\ntwo\n\nfour"), part;
	const char *want[] = { "one", "two", "", "four" };
	size_t n = 0;

	(void)state;
	while (dais_str_next_line(&rest, &part)) {
		assert_true(n < 4);
		assert_str(part, want[n++]);
	}
	assert_int_equal(n, 4);
	rest = DAIS_STR("a,,b");
	n = 0;
	while (dais_str_next(&rest, ',', &part))
		n++;
	assert_int_equal(n, 3);
}

static void
test_numbers(void **state)
{
	int64_t v;

	(void)state;
	assert_true(dais_str_to_int(DAIS_STR("-42"), -100, 100, &v) && v == -42);
	assert_false(dais_str_to_int(DAIS_STR(""), 0, 9, &v));
	assert_false(dais_str_to_int(DAIS_STR("12x"), 0, 99, &v));
	assert_false(dais_str_to_int(DAIS_STR("10"), 0, 9, &v));
	assert_false(dais_str_to_int(DAIS_STR("99999999999999999999"), 0, INT64_MAX, &v));
	assert_true(dais_str_to_int(DAIS_STR("-9223372036854775808"), INT64_MIN, INT64_MAX, &v) &&
		    v == INT64_MIN);
	assert_false(dais_str_to_int(DAIS_STR("-9223372036854775809"), INT64_MIN, INT64_MAX, &v));
	assert_true(dais_str_to_int(DAIS_STR("9223372036854775807"), INT64_MIN, INT64_MAX, &v) &&
		    v == INT64_MAX);
	assert_false(dais_str_to_int(DAIS_STR("9223372036854775808"), INT64_MIN, INT64_MAX, &v));
}

static void
test_distance(void **state)
{
	(void)state;
	assert_int_equal(dais_str_distance(DAIS_STR("enviroment"), DAIS_STR("environment"), 3), 1);
	assert_int_equal(dais_str_distance(DAIS_STR("tarnsfer"), DAIS_STR("transfer"), 3), 1);
	assert_int_equal(dais_str_distance(DAIS_STR("abc"), DAIS_STR("xyzuvw"), 3), 4);
}

static void
test_near(void **state)
{
	static const struct {
		const char *word, *meant; /* NULL: nothing is near */
	} cases[] = { { "tilte", "title" }, { "pakage", "package" }, { "kindd", "kind" },
		{ "bdy", "body" }, { "x", NULL }, { "zz", NULL }, { "despite", NULL },
		{ "", NULL } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct dais_near n = { .word = dais_str_from(cases[i].word) };

		dais_near_try(&n, DAIS_STR("kind"));
		dais_near_try(&n, DAIS_STR("title"));
		dais_near_try(&n, DAIS_STR("body"));
		dais_near_try(&n, DAIS_STR("package"));
		if (cases[i].meant)
			assert_true(dais_str_is(n.best, cases[i].meant));
		else
			assert_null(n.best.p);
	}
}

static void
test_dates(void **state)
{
	struct dais_date d;
	struct dais_local l;

	(void)state;
	assert_true(dais_date_parse(DAIS_STR("2022-05-23"), &d));
	assert_int_equal(dais_date_weekday(d), 1); /* a Monday, as the seed says */
	assert_false(dais_date_parse(DAIS_STR("2022-02-29"), &d));
	assert_true(dais_date_parse(DAIS_STR("2024-02-29"), &d));
	assert_false(dais_date_parse(DAIS_STR("1900-02-29"), &d));
	assert_false(dais_date_parse(DAIS_STR("2022-5-23"), &d));
	assert_true(dais_local_parse(DAIS_STR("2022-05-23T10:00"), &l) && l.minute == 600);
	assert_true(dais_local_parse(DAIS_STR("2022-05-23"), &l) && l.minute == -1);
	assert_false(dais_local_parse(DAIS_STR("2022-05-23T25:00"), &l));
	assert_false(dais_local_parse(DAIS_STR("2022-05-23 10:00"), &l));
}

static void
test_dates_round_trip(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	int64_t first = dais_date_to_days((struct dais_date){ 1, 1, 1 });
	int64_t last = dais_date_to_days((struct dais_date){ 9999, 12, 31 });

	(void)state;
	assert_int_equal(dais_date_to_days((struct dais_date){ 1970, 1, 1 }), 0);
	for (int64_t day = first; day <= last; day += 13) {
		struct dais_date d = dais_date_from_days(day), again;

		assert_true(dais_date_is_valid(d));
		assert_int_equal(dais_date_to_days(d), day);
		if (day % 29 == 0) {
			assert_true(dais_date_parse(dais_date_print(a, d), &again));
			assert_true(dais_date_eq(d, again));
		}
	}
}

static void
test_instants(void **state)
{
	static const struct {
		int64_t at_ms;
		const char *words;
	} cases[] = {
		{ 0, "1970-01-01T00:00" },
		{ DAIS_DAY_MS - 1, "1970-01-01T23:59" },
		{ -1, "1969-12-31T23:59" },
		{ -DAIS_DAY_MS, "1969-12-31T00:00" },
		{ -DAIS_DAY_MS - DAIS_MINUTE_MS, "1969-12-30T23:59" },
		{ INT64_C(1653300000000), "2022-05-23T10:00" },
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_true(dais_str_is(
		    dais_local_print(a, dais_local_from_ms(cases[i].at_ms)), cases[i].words));
}

static void
test_languages(void **state)
{
	(void)state;
	for (unsigned i = 0; i < DAIS_LANG_COUNT; i++) {
		enum dais_lang l;

		assert_true(dais_lang_parse(dais_str_from(dais_lang_code((enum dais_lang)i)), &l));
		assert_int_equal(l, i);
		assert_int_equal(dais_lang_letter(l), "ACEFRS"[i]);
	}
	assert_true(dais_lang_is_rtl(DAIS_LANG_AR));
}

static void
test_language_tags(void **state)
{
	static const struct {
		const char *tag;
		int lang; /* -1: none of the six */
	} cases[] = { { "fr", DAIS_LANG_FR }, { "fr-CA", DAIS_LANG_FR }, { "EN_gb", DAIS_LANG_EN },
		{ "zh-Hant-TW", DAIS_LANG_ZH }, { "zho", -1 }, { "AR", DAIS_LANG_AR },
		{ "es-419", DAIS_LANG_ES }, { "fra", -1 },
		/* Estonian, Mapudungun, Old French, Middle English, Armenian. */
		{ "est", -1 }, { "arn", -1 }, { "fro", -1 }, { "enm", -1 }, { "arm", -1 },
		{ "", -1 }, { "-", -1 }, { "e", -1 }, { "C", -1 }, { "english", -1 },
		/* No letter of a tag is made another one by folding. */
		{ "F\x12", -1 }, { "\x05N", -1 }, { "de-FR", -1 } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum dais_lang l = DAIS_LANG_COUNT;
		bool known = dais_lang_of_tag(dais_str_from(cases[i].tag), &l);

		if ((known ? (int)l : -1) != cases[i].lang || (!known && l != DAIS_LANG_COUNT))
			fail_msg("\"%s\" is %d", cases[i].tag, known ? (int)l : -1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_utf8),
		cmocka_unit_test(test_text_by_eights),
		cmocka_unit_test(test_utf8_round_trip),
		cmocka_unit_test(test_lines_and_parts),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_near),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_dates_round_trip),
		cmocka_unit_test(test_instants),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_language_tags),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
