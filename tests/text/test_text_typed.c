/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Days as they are typed into a field.
 */
#include "support/test.h"

#include "text/text.h"
#include "text/typed.h"

static const struct dais_date monday = { 2022, 5, 23 };

static void
assert_said(enum dais_lang l, const char *typed, enum dais_typed said)
{
	struct dais_date d = { 0 };
	enum dais_typed now = dais_text_typed_day(l, dais_str_from(typed), &d);

	if (now != said)
		fail_msg("%s: \"%s\": %d, not %d", dais_lang_code(l), typed, now, said);
	if (said == DAIS_TYPED_DAY && !dais_date_eq(d, monday))
		fail_msg("%s: \"%s\": %d-%d-%d", dais_lang_code(l), typed, d.year, d.month, d.day);
}

static void
test_words(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *typed;
	} all[] = {
		{ DAIS_LANG_EN, "23 May 2022" },
		{ DAIS_LANG_EN, "  23 may 2022 " },
		{ DAIS_LANG_EN, "Monday, 23 May 2022" },
		{ DAIS_LANG_EN, "monday 23 may 2022" },
		{ DAIS_LANG_EN, "May 23, 2022" },
		{ DAIS_LANG_EN, "23rd of May 2022" },
		{ DAIS_LANG_EN, "23 May 2022 (Monday)" },
		{ DAIS_LANG_EN, "23 mai 2022" },
		{ DAIS_LANG_FR, "23 mai 2022" },
		{ DAIS_LANG_FR, "le lundi 23 mai 2022" },
		{ DAIS_LANG_FR, "Lundi 23 Mai 2022" },
		{ DAIS_LANG_FR, "23 May 2022" },
		{ DAIS_LANG_RU, "23 мая 2022 года" },
		{ DAIS_LANG_RU, "23 мая 2022 г." },
		{ DAIS_LANG_RU, "в понедельник, 23 мая 2022 года" },
		{ DAIS_LANG_RU, "23.05.2022 г." },
		{ DAIS_LANG_ES, "23 de mayo de 2022" },
		{ DAIS_LANG_ES, "lunes 23 de mayo de 2022" },
		{ DAIS_LANG_ES, "el 23 de mayo de 2022" },
		{ DAIS_LANG_ZH, "2022年5月23日" },
		{ DAIS_LANG_ZH, "2022年5月23日星期一" },
		{ DAIS_LANG_ZH, "2022 年 5 月 23 日" },
		{ DAIS_LANG_ZH, "二〇二二年五月二十三日" },
		{ DAIS_LANG_AR, "23 أيار/مايو 2022" },
		{ DAIS_LANG_AR, "٢٣ أيار/مايو ٢٠٢٢" },
		{ DAIS_LANG_AR, "٢٣ مايو ٢٠٢٢" },
		{ DAIS_LANG_AR, "الاثنين، ٢٣ أيار/مايو ٢٠٢٢" },
		{ DAIS_LANG_AR, "يوم الاثنين 23 أيار 2022" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		assert_said(all[i].l, all[i].typed, DAIS_TYPED_DAY);
}

static void
test_figures(void **state)
{
	static const char *const everywhere[] = { "2022-05-23", "2022/5/23", "2022.5.23",
		"2022 05 23", "23/05/2022", "23.5.2022", "23-05-2022", "23 05 2022", "23. 5. 2022",
		"23.05.2022.", "٢٣/٥/٢٠٢٢", "٢٠٢٢-٠٥-٢٣", "２０２２／５／２３",
		"\xE2\x80\x8F"
		"23/05/2022" };

	(void)state;
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		for (size_t i = 0; i < sizeof(everywhere) / sizeof(*everywhere); i++)
			assert_said((enum dais_lang)l, everywhere[i], DAIS_TYPED_DAY);
	assert_said(DAIS_LANG_EN, "05/23/2022", DAIS_TYPED_DAY);
}

static void
test_order(void **state)
{
	struct dais_date d;

	(void)state;
	assert_int_equal(
	    dais_text_typed_day(DAIS_LANG_EN, DAIS_STR("3/4/2021"), &d), DAIS_TYPED_AMBIGUOUS);
	assert_true(dais_date_eq(d, ((struct dais_date){ 2021, 4, 3 })));
	assert_said(DAIS_LANG_EN, "03-04-2021", DAIS_TYPED_AMBIGUOUS);
	assert_said(DAIS_LANG_ZH, "3/4/2021", DAIS_TYPED_AMBIGUOUS);
	assert_int_equal(
	    dais_text_typed_day(DAIS_LANG_FR, DAIS_STR("3/4/2021"), &d), DAIS_TYPED_DAY);
	assert_true(dais_date_eq(d, ((struct dais_date){ 2021, 4, 3 })));
	assert_int_equal(
	    dais_text_typed_day(DAIS_LANG_EN, DAIS_STR("4/4/2021"), &d), DAIS_TYPED_DAY);
}

static void
test_refused(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *typed;
		enum dais_typed said;
	} all[] = {
		{ DAIS_LANG_EN, "", DAIS_TYPED_UNREADABLE },
		{ DAIS_LANG_EN, "May", DAIS_TYPED_UNREADABLE },
		{ DAIS_LANG_EN, "May 2022", DAIS_TYPED_UNREADABLE },
		{ DAIS_LANG_EN, "tomorrow", DAIS_TYPED_UNREADABLE },
		{ DAIS_LANG_EN, "before 23 May 2022", DAIS_TYPED_UNREADABLE },
		{ DAIS_LANG_EN, "23 May 2022 or so", DAIS_TYPED_UNREADABLE },
		{ DAIS_LANG_EN, "23-27 May 2022", DAIS_TYPED_UNREADABLE },
		{ DAIS_LANG_EN, "23 May 2022, 24 May 2022", DAIS_TYPED_UNREADABLE },
		{ DAIS_LANG_EN, "1/2/3/2022", DAIS_TYPED_UNREADABLE },
		{ DAIS_LANG_EN, "23/05.2022", DAIS_TYPED_UNREADABLE },
		{ DAIS_LANG_EN, "20220523", DAIS_TYPED_UNREADABLE },
		{ DAIS_LANG_EN, "23 May", DAIS_TYPED_WITHOUT_YEAR },
		{ DAIS_LANG_FR, "23/05/22", DAIS_TYPED_WITHOUT_YEAR },
		{ DAIS_LANG_AR, "٢٣ أيار/مايو", DAIS_TYPED_WITHOUT_YEAR },
		{ DAIS_LANG_EN, "30 February 2022", DAIS_TYPED_NO_SUCH_DAY },
		{ DAIS_LANG_ZH, "2022年2月30日", DAIS_TYPED_NO_SUCH_DAY },
		{ DAIS_LANG_RU, "31.04.2022", DAIS_TYPED_NO_SUCH_DAY },
		{ DAIS_LANG_EN, "2022-02-30", DAIS_TYPED_NO_SUCH_DAY },
		{ DAIS_LANG_EN, "2022-13-01", DAIS_TYPED_NO_SUCH_DAY },
		{ DAIS_LANG_ES, "13/13/2022", DAIS_TYPED_NO_SUCH_DAY },
		{ DAIS_LANG_EN, "Tuesday, 23 May 2022", DAIS_TYPED_OTHER_WEEKDAY },
		{ DAIS_LANG_EN, "23 May 2022 (Tuesday)", DAIS_TYPED_OTHER_WEEKDAY },
		{ DAIS_LANG_FR, "mardi 23 mai 2022", DAIS_TYPED_OTHER_WEEKDAY },
		{ DAIS_LANG_AR, "الثلاثاء 23 أيار/مايو 2022", DAIS_TYPED_OTHER_WEEKDAY },
		{ DAIS_LANG_ZH, "2022年5月23日星期二", DAIS_TYPED_OTHER_WEEKDAY },
	};
	char long_one[400];

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		assert_said(all[i].l, all[i].typed, all[i].said);
	memset(long_one, '1', sizeof(long_one));
	long_one[sizeof(long_one) - 1] = 0;
	assert_said(DAIS_LANG_EN, long_one, DAIS_TYPED_UNREADABLE);
}

/* What dais writes itself is read again, in every language and with its weekday. */
static void
test_round(void **state)
{
	struct dais_arena *a = dais_arena_new(0);

	(void)state;
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		for (int i = 0; i < 366; i++) {
			struct dais_date d = dais_date_add((struct dais_date){ 2024, 1, 1 }, i);
			const struct dais_str forms[] = { dais_text_date(a, (enum dais_lang)l, d),
				dais_text_day(a, (enum dais_lang)l, d), dais_date_print(a, d) };

			for (size_t k = 0; k < sizeof(forms) / sizeof(*forms); k++) {
				struct dais_date read = { 0 };

				if (dais_text_typed_day((enum dais_lang)l, forms[k], &read) !=
					DAIS_TYPED_DAY ||
				    !dais_date_eq(read, d))
					fail_msg("%s: %.*s", dais_lang_code((enum dais_lang)l),
					    DAIS_STR_ARG(forms[k]));
			}
		}
	dais_arena_free(a);
}

/* Bytes of all kinds: nothing but an answer. */
static void
test_noise(void **state)
{
	static const char *const pieces[] = { "23", "5", "2022", "May", "mai", "月", "日", "年",
		"أيار", "мая", ".", "/", "-", " ", ",", "(", "de", "понедельник", "\xE2\x80\x8F",
		"0", "31", "星期一", "9999", ":", "a.m.", "heures", "点", "半", "الساعة", "noon" };
	uint32_t seed = 20220523;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char typed[300];
		struct dais_date d = { 0 };
		size_t n = 0;

		for (int k = 0; k < 8; k++) {
			const char *piece;

			seed = seed * 1664525u + 1013904223u;
			piece = pieces[(seed >> 8) % (sizeof(pieces) / sizeof(*pieces))];
			memcpy(typed + n, piece, strlen(piece));
			n += strlen(piece);
		}
		seed = seed * 1664525u + 1013904223u;
		if (dais_text_typed_day((enum dais_lang)((seed >> 8) % DAIS_LANG_COUNT),
			(struct dais_str){ typed, n }, &d) == DAIS_TYPED_DAY)
			assert_true(dais_date_is_valid(d));
		int minute = 0;

		if (dais_text_typed_hour((enum dais_lang)((seed >> 8) % DAIS_LANG_COUNT),
			(struct dais_str){ typed, n }, &minute) == DAIS_TYPED_HOUR)
			assert_true(minute >= 0 && minute <= 24 * 60);
	}
}

static void
assert_hour(enum dais_lang l, const char *typed, int minute)
{
	int read = -1;
	enum dais_typed_hour said = dais_text_typed_hour(l, dais_str_from(typed), &read);

	if (said != DAIS_TYPED_HOUR || read != minute)
		fail_msg("%s: \"%s\": %d, %d, not %d", dais_lang_code(l), typed, (int)said, read,
		    minute);
}

static void
test_hours(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *typed;
		int minute;
	} all[] = {
		{ DAIS_LANG_EN, "10:00", 600 },
		{ DAIS_LANG_EN, "10.30", 630 },
		{ DAIS_LANG_EN, "1030", 630 },
		{ DAIS_LANG_EN, "15", 900 },
		{ DAIS_LANG_EN, "03:00", 180 },
		{ DAIS_LANG_EN, "0:30", 30 },
		{ DAIS_LANG_EN, "24:00", 1440 },
		{ DAIS_LANG_EN, "3 p.m.", 900 },
		{ DAIS_LANG_EN, "3pm", 900 },
		{ DAIS_LANG_EN, "3 PM", 900 },
		{ DAIS_LANG_EN, "3.30 p.m.", 930 },
		{ DAIS_LANG_EN, "3:30 PM", 930 },
		{ DAIS_LANG_EN, "at 10 a.m.", 600 },
		{ DAIS_LANG_EN, "noon", 720 },
		{ DAIS_LANG_EN, "12 noon", 720 },
		{ DAIS_LANG_EN, "midnight", 0 },
		{ DAIS_LANG_EN, "12 a.m.", 0 },
		{ DAIS_LANG_EN, "12 p.m.", 720 },
		{ DAIS_LANG_EN, "15 h 30", 930 },
		{ DAIS_LANG_FR, "15 h 30", 930 },
		{ DAIS_LANG_FR, "15h30", 930 },
		{ DAIS_LANG_FR, "15h", 900 },
		{ DAIS_LANG_FR, "9 heures", 540 },
		{ DAIS_LANG_FR, "à 9 heures", 540 },
		{ DAIS_LANG_FR, "9 heures et demie", 570 },
		{ DAIS_LANG_FR, "9", 540 },
		{ DAIS_LANG_FR, "midi", 720 },
		{ DAIS_LANG_FR, "3 p.m.", 900 },
		{ DAIS_LANG_RU, "15 ч. 30 м.", 930 },
		{ DAIS_LANG_RU, "15 ч.", 900 },
		{ DAIS_LANG_RU, "15.30", 930 },
		{ DAIS_LANG_RU, "в 15 часов", 900 },
		{ DAIS_LANG_ES, "15.30 horas", 930 },
		{ DAIS_LANG_ES, "a las 15.30 horas", 930 },
		{ DAIS_LANG_ES, "15 h", 900 },
		{ DAIS_LANG_ES, "15:30", 930 },
		{ DAIS_LANG_ZH, "下午3时", 900 },
		{ DAIS_LANG_ZH, "下午3点半", 930 },
		{ DAIS_LANG_ZH, "15点30分", 930 },
		{ DAIS_LANG_ZH, "上午十时", 600 },
		{ DAIS_LANG_ZH, "15：30", 930 },
		{ DAIS_LANG_ZH, "中午12时", 720 },
		{ DAIS_LANG_EN, "15点", 900 },
		{ DAIS_LANG_AR, "الساعة 15/30", 930 },
		{ DAIS_LANG_AR, "١٥/٣٠", 930 },
		{ DAIS_LANG_AR, "١٥:٣٠", 930 },
		{ DAIS_LANG_AR, "الساعة العاشرة", 600 },
		{ DAIS_LANG_AR, "الساعة ١٠", 600 },
		{ DAIS_LANG_AR, "3 مساء", 900 },
		{ DAIS_LANG_AR, "9", 540 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		assert_hour(all[i].l, all[i].typed, all[i].minute);
}

/* What a page shows of an hour is read as that hour. */
static void
test_hours_shown(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		for (int minute = 0; minute < 24 * 60; minute++)
			assert_hour((enum dais_lang)l,
			    dais_arena_cstr(a, dais_text_time(a, (enum dais_lang)l, minute)),
			    minute);
}

static void
test_hours_refused(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *typed;
		enum dais_typed_hour said;
	} all[] = {
		{ DAIS_LANG_EN, "3", DAIS_TYPED_HOUR_AMBIGUOUS },
		{ DAIS_LANG_EN, "3.30", DAIS_TYPED_HOUR_AMBIGUOUS },
		{ DAIS_LANG_EN, "25:00", DAIS_TYPED_HOUR_NONE_SUCH },
		{ DAIS_LANG_FR, "10:75", DAIS_TYPED_HOUR_NONE_SUCH },
		{ DAIS_LANG_EN, "24:01", DAIS_TYPED_HOUR_NONE_SUCH },
		{ DAIS_LANG_EN, "10:5", DAIS_TYPED_HOUR_UNREADABLE },
		{ DAIS_LANG_EN, "930", DAIS_TYPED_HOUR_UNREADABLE },
		{ DAIS_LANG_EN, "10:30:00", DAIS_TYPED_HOUR_UNREADABLE },
		{ DAIS_LANG_EN, "10-11", DAIS_TYPED_HOUR_UNREADABLE },
		{ DAIS_LANG_EN, "morning", DAIS_TYPED_HOUR_UNREADABLE },
		{ DAIS_LANG_EN, "10 a.m. and noon", DAIS_TYPED_HOUR_UNREADABLE },
		{ DAIS_LANG_EN, "23 May 2022, 10 a.m.", DAIS_TYPED_HOUR_UNREADABLE },
		{ DAIS_LANG_FR, "vers 10 heures ou plus tard", DAIS_TYPED_HOUR_UNREADABLE },
		{ DAIS_LANG_EN, "", DAIS_TYPED_HOUR_UNREADABLE },
	};
	int minute;

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		enum dais_typed_hour said =
		    dais_text_typed_hour(all[i].l, dais_str_from(all[i].typed), &minute);

		if (said != all[i].said)
			fail_msg("\"%s\": %d, not %d", all[i].typed, (int)said, (int)all[i].said);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_round),
		cmocka_unit_test(test_noise),
		cmocka_unit_test(test_hours),
		cmocka_unit_test(test_hours_shown),
		cmocka_unit_test(test_hours_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
