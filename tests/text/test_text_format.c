/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the six languages make of the same facts. Rows are in the order of enum dais_lang: Arabic,
 * Chinese, English, French, Russian, Spanish. Sources of the forms: doc/sources.md.
 */
#include "support/test.h"

#include "text/direction.h"
#include "text/text.h"

static const struct dais_date may1 = { 2022, 5, 1 }, may23 = { 2022, 5, 23 },
			      may24 = { 2022, 5, 24 }, may27 = { 2022, 5, 27 },
			      may30 = { 2012, 5, 30 }, june1 = { 2012, 6, 1 },
			      november30 = { 2015, 11, 30 }, january2 = { 2016, 1, 2 };

typedef struct dais_str (*make_fn)(struct dais_arena *a, enum dais_lang l);

struct row {
	const char *name;
	make_fn make;
	const char *want[DAIS_LANG_COUNT];
};

static struct dais_str
date(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_date(a, l, may23);
}

static struct dais_str
first_of_month(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_date(a, l, may1);
}

static struct dais_str
day(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_day(a, l, may23);
}

static struct dais_str
on_day(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_on_day(a, l, may24);
}

static struct dais_str
masthead(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_masthead_date(a, l, (struct dais_date){ 2022, 2, 14 });
}

static struct dais_str
range_days(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_range(a, l, may23, may27);
}

static struct dais_str
range_months(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_range(a, l, may30, june1);
}

static struct dais_str
range_years(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_range(a, l, november30, january2);
}

static struct dais_str
range_one(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_range(a, l, may23, may23);
}

static struct dais_str
time_ten(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_time(a, l, 600);
}

static struct dais_str
time_half(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_time(a, l, 15 * 60 + 30);
}

static struct dais_str
time_range(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_time_range(a, l, 600, 780);
}

static struct dais_str
opening(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_opening(a, l, (struct dais_local){ may23, 600 });
}

static struct dais_str
opening_day(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_opening(a, l, (struct dais_local){ may23, -1 });
}

static struct dais_str
morning(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_half_day(a, l, may24, false);
}

static struct dais_str
meeting13(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_gathering(a, l, 13, "meeting");
}

static struct dais_str
meeting71(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_gathering(a, l, 71, "meeting");
}

static struct dais_str
session11(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_gathering(a, l, 11, "session");
}

static struct dais_str
session13(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_gathering(a, l, 13, "session");
}

static struct dais_str
session101(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_gathering(a, l, 101, "session");
}

static struct dais_str
of_meeting23(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_gathering_of(a, l, 23, "meeting");
}

static struct dais_str
ordinal_third(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_ordinal(a, l, 3, DAIS_GENDER_FEMININE);
}

static struct dais_str
item_mark(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_item_mark(a, l, 1);
}

static struct dais_str
letter_mark(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_letter_mark(a, l, 1);
}

static struct dais_str
item_ref(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_item_ref(a, l, 1, 1);
}

static struct dais_str
item_ref_plain(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_item_ref(a, l, 3, -1);
}

static struct dais_str
quote(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_quote(a, l, DAIS_STR("x"));
}

static struct dais_str
list(struct dais_arena *a, enum dais_lang l)
{
	const struct dais_str v[] = { DAIS_STR("A"), DAIS_STR("B"), DAIS_STR("C") };

	return dais_text_list(a, l, v, 3);
}

static struct dais_str
only(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_only_line(a, l, DAIS_LANG_BIT(DAIS_LANG_EN) | DAIS_LANG_BIT(DAIS_LANG_ES));
}

static struct dais_str
title(struct dais_arena *a, enum dais_lang l)
{
	return dais_text_capitalise(a, l, dais_text_phrase(l, "annotated-provisional-agenda"));
}

static struct dais_str
continued(struct dais_arena *a, enum dais_lang l)
{
	(void)a;
	return dais_text_phrase(l, "continued");
}

static const struct row rows[] = {
	{ "date", date,
	    { "23 أيار/مايو 2022", "2022年5月23日", "23 May 2022", "23 mai 2022",
		"23 мая 2022 года", "23 de mayo de 2022" } },
	{ "first of month", first_of_month,
	    { "1 أيار/مايو 2022", "2022年5月1日", "1 May 2022", "1er mai 2022", "1 мая 2022 года",
		"1 de mayo de 2022" } },
	{ "day", day,
	    { "الاثنين 23 أيار/مايو 2022", "2022年5月23日星期一", "Monday, 23 May 2022",
		"lundi 23 mai 2022", "понедельник, 23 мая 2022 года",
		"lunes 23 de mayo de 2022" } },
	{ "on day", on_day,
	    { "يوم الثلاثاء 24 أيار/مايو 2022", "2022年5月24日星期二", "on Tuesday, 24 May 2022",
		"le mardi 24 mai 2022", "во вторник, 24 мая 2022 года",
		"el martes 24 de mayo de 2022" } },
	{ "masthead", masthead,
	    { "14 February 2022", "14 February 2022", "14 February 2022", "14 février 2022",
		"14 February 2022", "14 de febrero de 2022" } },
	{ "range in a month", range_days,
	    { "23-27 أيار/مايو 2022", "2022年5月23日至27日", "23–27 May 2022", "23-27 mai 2022",
		"23–27 мая 2022 года", "23 a 27 de mayo de 2022" } },
	{ "range over months", range_months,
	    { "30 أيار/مايو - 1 حزيران/يونيه 2012", "2012年5月30日至6月1日", "30 May–1 June 2012",
		"30 mai-1er juin 2012", "30 мая – 1 июня 2012 года",
		"30 de mayo a 1 de junio de 2012" } },
	{ "range over years", range_years,
	    { "30 تشرين الثاني/نوفمبر 2015 - 2 كانون الثاني/يناير 2016",
		"2015年11月30日至2016年1月2日", "30 November 2015–2 January 2016",
		"30 novembre 2015-2 janvier 2016", "30 ноября 2015 года – 2 января 2016 года",
		"30 de noviembre de 2015 a 2 de enero de 2016" } },
	{ "range of a day", range_one,
	    { "23 أيار/مايو 2022", "2022年5月23日", "23 May 2022", "23 mai 2022",
		"23 мая 2022 года", "23 de mayo de 2022" } },
	{ "time", time_ten,
	    { "الساعة 10/00", "上午10时", "10 a.m.", "10" DAIS_NBSP "heures", "10 ч. 00 м.",
		"10.00 horas" } },
	{ "half past three", time_half,
	    { "الساعة 15/30", "下午3时30分", "3.30 p.m.", "15 h 30", "15 ч. 30 м.",
		"15.30 horas" } },
	{ "hours", time_range,
	    { "10/00-13/00", "上午10时至下午1时", "10 a.m.–1 p.m.",
		"10" DAIS_NBSP "heures-13" DAIS_NBSP "heures",
		"10" DAIS_NBSP "ч." DAIS_NBSP "00" DAIS_NBSP "м. – 13" DAIS_NBSP "ч." DAIS_NBSP
		"00" DAIS_NBSP "м.",
		"10.00 a 13.00 horas" } },
	{ "opening", opening,
	    { "الاثنين 23 أيار/مايو 2022، الساعة 10/00", "2022年5月23日星期一上午10时",
		"Monday, 23 May 2022, at 10 a.m.", "lundi 23 mai 2022, à 10" DAIS_NBSP "heures",
		"понедельник, 23 мая 2022 года, в 10 ч. 00 м.",
		"lunes 23 de mayo de 2022, a las 10.00 horas" } },
	{ "opening without time", opening_day,
	    { "الاثنين 23 أيار/مايو 2022", "2022年5月23日星期一", "Monday, 23 May 2022",
		"lundi 23 mai 2022", "понедельник, 23 мая 2022 года",
		"lunes 23 de mayo de 2022" } },
	{ "morning", morning,
	    { "قبل ظهر يوم الثلاثاء 24 أيار/مايو 2022", "2022年5月24日星期二上午",
		"in the morning of Tuesday, 24 May 2022", "dans la matinée du mardi 24 mai 2022",
		"в первой половине дня во вторник, 24 мая 2022 года",
		"el martes 24 de mayo de 2022 por la mañana" } },
	{ "13th meeting", meeting13,
	    { "الاجتماع الثالث عشر", "第十三次会议", "thirteenth meeting", "treizième réunion",
		"тринадцатое совещание", "13ª reunión" } },
	{ "71st meeting", meeting71,
	    { "الاجتماع الحادي والسبعون", "第七十一次会议", "seventy-first meeting",
		"soixante et onzième réunion", "семьдесят первое совещание", "71ª reunión" } },
	{ "11th session", session11,
	    { "الدورة الحادية عشرة", "第十一届会议", "eleventh session", "onzième session",
		"одиннадцатая сессия", "11º período de sesiones" } },
	{ "13th session", session13,
	    { "الدورة الثالثة عشرة", "第十三届会议", "thirteenth session", "treizième session",
		"тринадцатая сессия", "13er período de sesiones" } },
	{ "101st session", session101,
	    { "الدورة 101", "第101届会议", "101st session", "101e session", "101-я сессия",
		"101er período de sesiones" } },
	{ "of the 23rd meeting", of_meeting23,
	    { "للاجتماع الثالث والعشرين", "第二十三次会议", "the twenty-third meeting",
		"de la vingt-troisième réunion", "двадцать третьего совещания",
		"de la 23ª reunión" } },
	{ "third", ordinal_third,
	    { "الثالثة", "第三", "third", "troisième", "третья", "tercera" } },
	{ "item mark", item_mark, { "1-", "1.", "1.", "1.", "1.", "1." } },
	{ "letter mark", letter_mark, { "(ب)", "(b)", "(b)", "b)", "b)", "b)" } },
	{ "item 1 (b)", item_ref,
	    { "البند" DAIS_NBSP "1 (ب)", "项目1(b)", "item" DAIS_NBSP "1 (b)",
		"point" DAIS_NBSP "1 b)", "пункт" DAIS_NBSP "1 b)", "tema" DAIS_NBSP "1 b)" } },
	{ "item 3", item_ref_plain,
	    { "البند" DAIS_NBSP "3", "项目3", "item" DAIS_NBSP "3", "point" DAIS_NBSP "3",
		"пункт" DAIS_NBSP "3", "tema" DAIS_NBSP "3" } },
	{ "quote", quote,
	    { "\"x\"", "“x”", "“x”", "«" DAIS_NBSP "x" DAIS_NBSP "»", "«x»", "“x”" } },
	{ "list", list,
	    { "A وB وC", "A、B和C", "A, B and C", "A, B et C", "A, B и C", "A, B y C" } },
	{ "only", only,
	    { "English and Spanish only", "English and Spanish only", "English and Spanish only",
		"Anglais et espagnol seulement", "English and Spanish only",
		"Inglés y español únicamente" } },
	{ "title", title,
	    { "جدول الأعمال المؤقَّت المشروح", "临时议程和说明", "Annotated provisional agenda",
		"Ordre du jour provisoire annoté", "Аннотированная предварительная повестка дня",
		"Programa provisional anotado" } },
	{ "continued", continued,
	    { "(تابع)", "(续)", "(continued)", "(suite)", "(продолжение)", "(continuación)" } },
};

static void
test_rows(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
			assert_str(rows[i].make(a, (enum dais_lang)l), rows[i].want[l]);
}

static void
test_details(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_str v[] = { DAIS_STR("español"), DAIS_STR("Inglés") };
	const struct dais_str w[] = { DAIS_STR("agua"), DAIS_STR("hielo") };

	(void)state;
	assert_str(dais_text_list(a, DAIS_LANG_ES, v, 2), "español e Inglés");
	assert_str(dais_text_list(a, DAIS_LANG_ES, w, 2), "agua y hielo");
	assert_str(dais_text_list(a, DAIS_LANG_EN, v, 1), "español");
	assert_str(dais_text_list(a, DAIS_LANG_EN, v, 0), "");
	assert_str(dais_text_time(a, DAIS_LANG_EN, 720), "noon");
	assert_str(dais_text_time(a, DAIS_LANG_EN, 0), "midnight");
	assert_str(dais_text_time(a, DAIS_LANG_EN, 750), "12.30 p.m.");
	assert_str(dais_text_time(a, DAIS_LANG_FR, 60), "1 heure");
	assert_str(dais_text_gathering(a, DAIS_LANG_FR, 1, "meeting"), "première réunion");
	assert_str(
	    dais_text_gathering(a, DAIS_LANG_ES, 1, "session"), "primer período de sesiones");
	assert_str(dais_text_gathering(a, DAIS_LANG_ES, 10, "meeting"), "décima reunión");
	assert_str(dais_text_gathering(a, DAIS_LANG_EN, 111, "meeting"), "111th meeting");
	assert_str(dais_text_letter_mark(a, DAIS_LANG_EN, 26), "(aa)");
	assert_str(dais_text_capitalise(a, DAIS_LANG_FR, DAIS_STR("état")), "État");
	assert_str(
	    dais_text_capitalise(a, DAIS_LANG_RU, DAIS_STR("(общий пункт)")), "(Общий пункт)");
	assert_str(dais_text_capitalise(a, DAIS_LANG_EN, DAIS_STR("")), "");
	assert_str(dais_text_weekday(DAIS_LANG_FR, 7), "dimanche");
	assert_str(dais_text_month(DAIS_LANG_RU, 5), "мая");
	assert_str(dais_text_month_alone(DAIS_LANG_RU, 5), "май");
	assert_str(dais_text_month_alone(DAIS_LANG_FR, 5), "mai");
}

static void
test_direction(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	assert_str(dais_text_isolated(a, DAIS_LANG_AR, DAIS_STR("Vienna")), "\u2068Vienna\u2069");
	assert_str(dais_text_isolated(a, DAIS_LANG_AR, DAIS_STR("فيينا 1")), "فيينا 1");
	assert_str(dais_text_isolated(a, DAIS_LANG_AR, DAIS_STR("23-27")), "23-27");
	assert_str(dais_text_isolated(a, DAIS_LANG_FR, DAIS_STR("Vienne")), "Vienne");
	assert_str(dais_text_isolated(a, DAIS_LANG_FR, DAIS_STR("فيينا")), "\u2068فيينا\u2069");
	assert_str(dais_text_alone(a, DAIS_LANG_AR, DAIS_STR("23-27")), "\u061C"
									"23-27");
	assert_str(dais_text_alone(a, DAIS_LANG_AR, DAIS_STR_NONE), "");
	assert_str(dais_text_alone(a, DAIS_LANG_ZH, DAIS_STR("23")), "23");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_details),
		cmocka_unit_test(test_direction),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
