/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Facts in sentences as secretariats write them. Each row lists all the facts of its text.
 */
#include "sentences.h"

static void
describe(void *ctx, const struct dais_fact *f)
{
	struct dais_buf *b = ctx;

	switch (f->kind) {
	case DAIS_FACT_DATE:
	case DAIS_FACT_WEEKDAY:
		dais_buf_printf(b, "%04d-%02d-%02d", f->from.year, f->from.month, f->from.day);
		if (f->kind == DAIS_FACT_WEEKDAY)
			dais_buf_printf(b, "(%d)", f->weekday);
		break;
	case DAIS_FACT_RANGE:
		dais_buf_printf(b, "%04d-%02d-%02d..%04d-%02d-%02d", f->from.year, f->from.month,
		    f->from.day, f->to.year, f->to.month, f->to.day);
		break;
	case DAIS_FACT_ORDINAL:
		dais_buf_printf(b, "%s%u", f->noun, f->number);
		break;
	case DAIS_FACT_TIME:
		dais_buf_printf(b, "%02d:%02d", f->minute / 60, f->minute % 60);
		break;
	}
	dais_buf_put_char(b, ' ');
}

/* Facts, each followed by a space: see describe(). */
static const struct sentence rows[] = {
	/* English */
	{ DAIS_LANG_EN,
	    "It will sit from Monday, 30 November to Friday, 11 December 2015, at 10.30 a.m.",
	    "2015-11-30..2015-12-11 2015-11-30(1) 2015-12-11(5) 10:30 " },
	{ DAIS_LANG_EN, "The groups may wish to take up items 1 and 2 may be postponed.", "" },
	{ DAIS_LANG_EN, "See item 3, 23 May 2022, and document A/1/2022/1 May 2022.",
	    "2022-05-23 " },
	{ DAIS_LANG_EN, "30 November–2 January 2016", "2015-11-30..2016-01-02 " },
	{ DAIS_LANG_EN, "between 23 and 27 May 2022", "2022-05-23..2022-05-27 " },
	{ DAIS_LANG_EN, "on 9 and 10 July 2020", "2020-07-09..2020-07-10 " },
	{ DAIS_LANG_EN, "on 30 July and 22 December 2021", "2021-07-30 2021-12-22 " },
	{ DAIS_LANG_EN, "May 23, 2022", "2022-05-23 " },
	{ DAIS_LANG_EN, "the tenth and\neleventh sessions", "session10 session11 " },
	{ DAIS_LANG_EN, "its 13th regular session and twenty-first meeting",
	    "session13 meeting21 " },
	{ DAIS_LANG_EN, "the second time, the first of the meetings", "" },
	{ DAIS_LANG_EN, "10 a.m.–1 p.m., noon, 15:00", "10:00 13:00 12:00 15:00 " },
	{ DAIS_LANG_EN, "THE THIRTEENTH MEETING, 23 MAY 2022", "meeting13 2022-05-23 " },
	{ DAIS_LANG_EN, "its 21st and resumed 27th meetings, 11–24 February, 2014",
	    "meeting21 meeting27 2014-02-11..2014-02-24 " },
	{ DAIS_LANG_EN, "the 131st Assembly, the one hundred and sixty-eighth session",
	    "assembly131 session168 " },
	{ DAIS_LANG_EN, "the forty-fifth Pacific Islands Forum", "forum45 " },
	{ DAIS_LANG_EN, "the first such meeting, the Fourth Committee, First Lady Forum",
	    "forum1 " },
	{ DAIS_LANG_EN, "52nd to 55th sessions, first consultative meeting",
	    "session52 session55 meeting1 " },
	{ DAIS_LANG_EN, "14 October 2027 (Thursday); 14 October, Friday, 15 October 2027",
	    "2027-10-14(4) 0000-10-14 2027-10-15(5) " },
	{ DAIS_LANG_RU, "14 октября 2027 года, четверг", "2027-10-14(4) " },
	{ DAIS_LANG_EN, "9 a.m.-noon, 9.30-noon, from 9 a.m. to noon",
	    "09:00 12:00 09:30 12:00 09:00 12:00 " },
	{ DAIS_LANG_FR, "l’après-midi du 3 mai", "0000-05-03 " },
	{ DAIS_LANG_EN, "10–11.30 a.m., 3.00–6.00 p.m., from 10 to 1 p.m.",
	    "10:00 11:30 15:00 18:00 10:00 13:00 " },
	{ DAIS_LANG_EN, "at 1100 hours, between 1000 and 1200 hours, 1500 hours of work",
	    "11:00 10:00 12:00 " },
	{ DAIS_LANG_EN, "July 13 to 17, 2015; Monday, June 28–July 2, 2021; May 10 to 12 States",
	    "2015-07-13..2015-07-17 2021-06-28..2021-07-02 " },
	{ DAIS_LANG_EN,
	    "September 3 and 4, 1998; May 3, 4 and 5, 1998; April 12 and 14, 2000; May 3, 5, 7",
	    "1998-09-03..1998-09-04 1998-05-03..1998-05-05 2000-04-12 2000-04-14 " },
	{ DAIS_LANG_EN, "3 & 4 September 1998", "1998-09-03..1998-09-04 " },
	{ DAIS_LANG_EN, "as at 31 July 2024 and 30 June 2025", "2024-07-31 2025-06-30 " },
	{ DAIS_LANG_EN, "a ratio of 1:13, at 9:30, 12 noon", "09:30 12:00 " },
	{ DAIS_LANG_EN, "its 52–55th sessions, 10–12th grade", "session52 session55 " },
	{ DAIS_LANG_EN, "rooms 9 and 10 a.m.", "10:00 " },
	/* French */
	{ DAIS_LANG_FR, "la cent trente et unième Assemblée, la 139e Assemblée",
	    "assembly131 assembly139 " },
	{ DAIS_LANG_FR, "à 10 h 5, de 10 heures à 13 heures, dès 9 heures",
	    "10:05 10:00 13:00 09:00 " },
	{ DAIS_LANG_FR, "à 10 heures et demie", "10:30 " },
	{ DAIS_LANG_FR, "une durée de 18 heures, 24 heures sur 24, pendant 3 heures", "" },
	{ DAIS_LANG_FR, "La treizième réunion s ’ouvrira le lundi 23 mai\n2022, à 10 heures.",
	    "meeting13 2022-05-23(1) 10:00 " },
	{ DAIS_LANG_FR, "les 9 et 10 juillet 2020", "2020-07-09..2020-07-10 " },
	{ DAIS_LANG_FR, "du 30 mai au 1er juin 2012", "2012-05-30..2012-06-01 " },
	{ DAIS_LANG_FR, "entre le 23 et le 27 mai 2022", "2022-05-23..2022-05-27 " },
	{ DAIS_LANG_FR, "dans l’après-midi, jusqu’à 18 heures, puis à 10 h 30", "18:00 10:30 " },
	{ DAIS_LANG_FR, "soixante-et-onzième et soixante et onzième sessions",
	    "session71 session71 " },
	{ DAIS_LANG_FR, "la 13e\xC2\xA0réunion", "meeting13 " },
	{ DAIS_LANG_FR, "la 1re réunion et la première séance", "meeting1 sitting1 " },
	/* Spanish */
	{ DAIS_LANG_ES, "del 23 al 27 de mayo de 2022", "2022-05-23..2022-05-27 " },
	{ DAIS_LANG_ES, "los días 9 y 10 de julio de 2020", "2020-07-09..2020-07-10 " },
	{ DAIS_LANG_ES, "1° de diciembre de 2008", "2008-12-01 " },
	{ DAIS_LANG_ES, "en su 13er período de sesiones y su 12ª reunión", "session13 meeting12 " },
	{ DAIS_LANG_ES, "la XXXIX Reunión Ordinaria y la V reunión", "meeting39 meeting5 " },
	{ DAIS_LANG_FR, "XXII session du Conseil", "session22 " },
	{ DAIS_LANG_RU, "на XXI сессии", "session21 " },
	{ DAIS_LANG_EN, "XL session", "session40 " },
	{ DAIS_LANG_EN, "Committee II meetings, the X meeting, Part III session, IIII session",
	    "" },
	{ DAIS_LANG_ES, "59º período de sesiones, vigésima primera reunión",
	    "session59 meeting21 " },
	{ DAIS_LANG_ES, "el martes 24 de mayo, a las 10.00 horas", "0000-05-24(2) 10:00 " },
	{ DAIS_LANG_ES, "de 10.00 a 13.00 horas, entre las 15.00 y las 18.00 horas",
	    "10:00 13:00 15:00 18:00 " },
	{ DAIS_LANG_ES, "primer período ordinario de sesiones", "session1 " },
	{ DAIS_LANG_ES, "a las 18 horas, cortes de hasta 18 horas al día, las 24 horas", "18:00 " },
	{ DAIS_LANG_ES, "centésimo vigésimo primer período de sesiones, la 131ª Asamblea",
	    "session121 assembly131 " },
	/* Russian */
	{ DAIS_LANG_RU, "в 18 часов, в течение 18 часов в сутки", "18:00 " },
	{ DAIS_LANG_RU, "сто двадцать первая сессия, на 21м и возобновленном 27м заседаниях",
	    "session121 sitting21 sitting27 " },
	{ DAIS_LANG_RU, "29 January 2015", "2015-01-29 " },
	{ DAIS_LANG_RU, "с 23 по 27 мая 2022 года", "2022-05-23..2022-05-27 " },
	{ DAIS_LANG_RU, "во вторник, 24 мая 2022 г., в 10 ч. 00 м.", "2022-05-24(2) 10:00 " },
	{ DAIS_LANG_RU, "в среду, 25 мая", "0000-05-25(3) " },
	{ DAIS_LANG_RU, "двадцать первого совещания и 13-й сессии", "meeting21 session13 " },
	{ DAIS_LANG_RU, "на тринадцатом и четырнадцатом совещаниях", "meeting13 meeting14 " },
	{ DAIS_LANG_RU, "27 апреля -- 22 мая 2015 года", "2015-04-27..2015-05-22 " },
	/* Chinese */
	{ DAIS_LANG_ZH, "工作组第十三次会议将于2022年5月23日星期一上午10时开幕",
	    "meeting13 2022-05-23(1) 10:00 " },
	{ DAIS_LANG_ZH, "2014年2月11至24日第五十二届会议", "2014-02-11..2014-02-24 session52 " },
	{ DAIS_LANG_ZH, "5月14日，星期二", "0000-05-14(2) " },
	{ DAIS_LANG_ZH, "5月14日，星期三休会", "0000-05-14 " },
	{ DAIS_LANG_ZH, "2025年5月20日上午9时至21日下午6时", "2025-05-20 09:00 2025-05-21 18:00 " },
	{ DAIS_LANG_ZH, "2020年7月9日和10日", "2020-07-09..2020-07-10 " },
	{ DAIS_LANG_ZH, "第二次世界大战，3小时", "" },
	{ DAIS_LANG_ZH, "2022 年 5 月\n23 日（星期一）", "2022-05-23(1) " },
	{ DAIS_LANG_ZH, "第十二和第十三届会议", "session12 session13 " },
	{ DAIS_LANG_ZH, "第7384次会议", "meeting7384 " },
	{ DAIS_LANG_ZH, "第276次和第277次会议，第1和3次会议",
	    "meeting276 meeting277 meeting1 meeting3 " },
	{ DAIS_LANG_ZH, "2014年2月21日和2015年2月4日至13日", "2014-02-21 2015-02-04..2015-02-13 " },
	{ DAIS_LANG_ZH, "1月7日和8日，这一点，在这一时期", "0000-01-07..0000-01-08 " },
	{ DAIS_LANG_ZH, "第十届紧急特别会议，第一次协商会议", "session10 meeting1 " },
	{ DAIS_LANG_ZH, "29 January 2015，3 May", "2015-01-29 0000-05-03 " },
	/* Arabic */
	{ DAIS_LANG_AR, "من الساعة 2.00 ظهراً، الساعة 12.00 ظهرا", "14:00 12:00 " },
	{ DAIS_LANG_AR, "الساعة العاشرة والنصف، الساعة 10:10 صباحا", "10:30 10:10 " },
	{ DAIS_LANG_AR, "3 ابريل/نيسان 2001", "2001-04-03 " },
	{ DAIS_LANG_AR, "لدورة لجنة المخدِّرات الثامنة والخمسين", "session58 " },
	{ DAIS_LANG_AR, "جلسة مجلس الأمن 7378، دورة الجمعية العامة 2015", "sitting7378 " },
	{ DAIS_LANG_AR, "دورة اللجنة الثالثة في 5 أيار/مايو", "0000-05-05 " },
	{ DAIS_LANG_AR, "مؤتمر الأمم المتحدة الثاني، قرار الجمعية العامة 3235", "conference2 " },
	{ DAIS_LANG_AR, "الجمعية الحادية والثلاثون بعد المائة", "assembly131 " },
	{ DAIS_LANG_AR, "من 23 إلى 27 أيار/مايو 2022", "2022-05-23..2022-05-27 " },
	{ DAIS_LANG_AR, "يومي 9 و10 تموز/يوليه 2020", "2020-07-09..2020-07-10 " },
	{ DAIS_LANG_AR, "٢٤ مايو ٢٠٢٢", "2022-05-24 " },
	{ DAIS_LANG_AR, "في 23 أيار 2022، الساعة 10:30", "2022-05-23 10:30 " },
	{ DAIS_LANG_AR, "الاجتماع الثالث عشر في دورته الحادية عشرة", "meeting13 session11 " },
	{ DAIS_LANG_AR, "للاجتماعين الثاني عشر والثالث عشر", "meeting12 meeting13 " },
	{ DAIS_LANG_AR, "اجتماع 12 كانون الثاني/يناير 2015", "2015-01-12 " },
	{ DAIS_LANG_AR, "الجلسة 7384", "sitting7384 " },
	{ DAIS_LANG_AR, "من الساعة 00/10 حتى الساعة 00/13", "10:00 13:00 " },
	{ DAIS_LANG_AR, "في الدورات الثامنة والتاسعة والعاشرة", "session8 session9 session10 " },
};

static void
read_row(const struct sentence *s, struct dais_buf *ret)
{
	dais_text_find_facts(s->l, dais_str_from(s->text), describe, ret);
}

static void
test_sentences(void **state)
{
	(void)state;
	assert_sentences(rows, sizeof(rows) / sizeof(*rows), read_row);
}

static void
test_states(void **state)
{
	const struct dais_date d = { 2022, 5, 23 }, e = { 2022, 5, 27 }, f = { 2020, 7, 9 },
			       g = { 2020, 7, 10 };

	(void)state;
	assert_true(dais_text_states_ordinal(DAIS_LANG_RU, DAIS_STR("двенадцатого совещания"), 12));
	assert_true(dais_text_states_ordinal(DAIS_LANG_RU, DAIS_STR("двенадцатого"), 12));
	assert_false(dais_text_states_ordinal(DAIS_LANG_RU, DAIS_STR("двенадцатого совещания"), 2));
	assert_false(dais_text_states_ordinal(DAIS_LANG_FR, DAIS_STR("réunion"), 12));
	assert_true(dais_text_states_ordinal(DAIS_LANG_AR, DAIS_STR("دورته الحادية عشرة"), 11));
	assert_true(dais_text_states_ordinal(DAIS_LANG_ZH, DAIS_STR("第十二次"), 12));
	assert_true(dais_text_states_date(DAIS_LANG_FR, DAIS_STR("le 23 mai"), d));
	assert_false(dais_text_states_date(DAIS_LANG_FR, DAIS_STR("le 23 mai 2021"), d));
	assert_true(dais_text_states_range(DAIS_LANG_FR, DAIS_STR("du 23 au 27 mai 2022"), d, e));
	assert_true(
	    dais_text_states_range(DAIS_LANG_AR, DAIS_STR("يومي 9 و10 تموز/يوليه 2020"), f, g));
	assert_false(dais_text_states_range(DAIS_LANG_FR, DAIS_STR("du 23 au 26 mai 2022"), d, e));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_states),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
