/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * When sittings are, as tables show it and people say it; and what is typed as its words alone.
 */
#include "support/test.h"

#include "base/buf.h"
#include "text/text.h"
#include "text/typed.h"

static void
assert_when(enum dais_lang l, const char *typed, const char *expected)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_typed_when w;
	const char *now = "no day";

	if (dais_text_typed_when(l, dais_str_from(typed), &w))
		now = dais_arena_cstr(a,
		    dais_arena_printf(a, "%d-%d-%d w%d h%d m%d \"%.*s\"", w.day.year, w.day.month,
			w.day.day, w.weekday, (int)w.half, w.minute, DAIS_STR_ARG(w.rest)));
	if (strcmp(now, expected) != 0)
		fail_msg("%s: \"%s\": %s, not %s", dais_lang_code(l), typed, now, expected);
}

static void
test_when(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *typed, *expected;
	} all[] = {
		{ DAIS_LANG_EN, "Tuesday, 24 May 2022, 3 p.m.", "2022-5-24 w2 h0 m900 \"\"" },
		{ DAIS_LANG_EN, "24 May 15:00", "0-5-24 w0 h0 m900 \"\"" },
		{ DAIS_LANG_EN, "tuesday 24 may, 3 p.m.–6 p.m.", "0-5-24 w2 h0 m900 \"\"" },
		{ DAIS_LANG_EN, "24 May, 10 a.m.–1 p.m.", "0-5-24 w0 h0 m600 \"\"" },
		{ DAIS_LANG_EN, "24 May, afternoon", "0-5-24 w0 h2 m-1 \"\"" },
		{ DAIS_LANG_EN, "Tuesday morning", "0-0-0 w2 h1 m-1 \"\"" },
		{ DAIS_LANG_EN, "Friday", "0-0-0 w5 h0 m-1 \"\"" },
		{ DAIS_LANG_EN, "24 May 2022 at 15.00", "2022-5-24 w0 h0 m900 \"\"" },
		{ DAIS_LANG_EN, "24 May, teatime", "0-5-24 w0 h0 m-1 \"teatime\"" },
		{ DAIS_LANG_EN, "30 February", "no day" },
		{ DAIS_LANG_EN, "2022-02-30", "no day" },
		{ DAIS_LANG_EN, "whenever", "no day" },
		{ DAIS_LANG_EN, "", "no day" },
		{ DAIS_LANG_FR, "mardi 24 mai, 15 heures-18 heures", "0-5-24 w2 h0 m900 \"\"" },
		{ DAIS_LANG_FR, "mardi après-midi", "0-0-0 w2 h2 m-1 \"\"" },
		{ DAIS_LANG_FR, "24 mai 15 h", "0-5-24 w0 h0 m900 \"\"" },
		{ DAIS_LANG_ES, "martes 24 de mayo, 15.00 horas", "0-5-24 w2 h0 m900 \"\"" },
		{ DAIS_LANG_ES, "martes por la tarde", "0-0-0 w2 h2 m-1 \"\"" },
		{ DAIS_LANG_RU, "вторник, 24 мая, 15:00", "0-5-24 w2 h0 m900 \"\"" },
		{ DAIS_LANG_ZH, "5月24日星期二下午", "0-5-24 w2 h2 m-1 \"\"" },
		{ DAIS_LANG_ZH, "2022年5月24日下午3时", "2022-5-24 w0 h0 m900 \"\"" },
		{ DAIS_LANG_ZH, "星期二", "0-0-0 w2 h0 m-1 \"\"" },
		{ DAIS_LANG_AR, "الثلاثاء ٢٤ أيار/مايو، الساعة ١٥/٠٠", "0-5-24 w2 h0 m900 \"\"" },
		{ DAIS_LANG_EN, "mardi 24 mai 2022, après-midi", "2022-5-24 w2 h2 m-1 \"\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		assert_when(all[i].l, all[i].typed, all[i].expected);
}

/* What tables show can be typed as it stands there, in every language. */
static void
test_as_printed(void **state)
{
	static const struct dais_local start = { { 2022, 5, 24 }, 900 };
	static const struct dais_local end = { { 2022, 5, 24 }, 1080 };
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str s = dais_text_day_hours(a, (enum dais_lang)l, start, end);

		assert_when((enum dais_lang)l, dais_arena_cstr(a, s), "0-5-24 w2 h0 m900 \"\"");
		s = dais_text_day(a, (enum dais_lang)l, start.date);
		assert_when((enum dais_lang)l, dais_arena_cstr(a, s), "2022-5-24 w2 h0 m-1 \"\"");
	}
}

static void
test_plain(void **state)
{
	static const char *const all[][2] = {
		{ "WG.3 (Évaluation)", "wg 3 evaluation" },
		{ "  3(b) ", "3 b" },
		{ "3b", "3 b" },
		{ "Œuvre – d’art", "oeuvre d art" },
		{ "٣ (أ)", "3 ا" },
		{ "项目3", "项目 3" },
		{ "…", "" },
		{ "Ёлка", "елка" },
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		assert_str(dais_text_plain(a, dais_str_from(all[i][0])), all[i][1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_when),
		cmocka_unit_test(test_as_printed),
		cmocka_unit_test(test_plain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
