/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * References in sentences as secretariats write them. Each row lists all the references of its
 * text, with their values.
 */
#include "sentences.h"

#include "text/refer.h"

struct scene {
	struct dais_arena *a;
	struct dais_str text;
	struct dais_buf *out;
	size_t end;
};

static void
describe(void *ctx, const struct dais_reference *f)
{
	struct scene *s = ctx;
	struct dais_str value = dais_text_reference_value(s->a, s->text, f);

	assert_true(f->at >= s->end || f->kind >= DAIS_REFERENCE_HALF_DAY);
	assert_true(f->n > 0 && f->at + f->n <= s->text.n);
	s->end = f->at + f->n;
	dais_buf_printf(s->out, "%s %.*s", dais_text_reference_name(f->kind), DAIS_STR_ARG(value));
	if (f->of_agenda)
		dais_buf_puts(s->out, " of the agenda");
	if (f->or_item)
		dais_buf_puts(s->out, " or item");
	if (f->kind == DAIS_REFERENCE_PARAGRAPH && f->name_n)
		dais_buf_printf(s->out, " of %.*s",
		    DAIS_STR_ARG(dais_str_sub(s->text, f->name_at, f->name_at + f->name_n)));
	dais_buf_puts(s->out, "; ");
}

/* References, each followed by "; ": see describe(). */
static const struct sentence rows[] = {
	/* English */
	{ DAIS_LANG_EN, "under agenda item 113 (b), entitled", "item 113b of the agenda; " },
	{ DAIS_LANG_EN, "items 5 (a) and (b) of the provisional agenda",
	    "item 5a of the agenda; item 5b of the agenda; " },
	{ DAIS_LANG_EN, "item 5 and 23 May 2022", "item 5; " },
	{ DAIS_LANG_EN, "items 3 and 23 May 2022", "item 3; " },
	{ DAIS_LANG_EN, "items 2, 4-6 and 9", "item 2; item 4-6; item 9; " },
	{ DAIS_LANG_EN, "agenda item 13.2; paragraph 5 (a) (ii)",
	    "item 13.2 of the agenda; paragraph 5a(2); " },
	{ DAIS_LANG_EN, "paras. 4–7 and 9, para. 12",
	    "paragraph 4-7; paragraph 9; paragraph 12; " },
	{ DAIS_LANG_EN, "paras 3-5, agenda items 3 (a) to (c)",
	    "paragraph 3-5; item 3a-c of the agenda; " },
	{ DAIS_LANG_EN, "paragraph 4, 12 delegations", "paragraph 4; " },
	{ DAIS_LANG_EN, "resolution 10/6, paragraph 4, and resolutions 68/1 and 69/2",
	    "resolution 10/6; paragraph 4 of 10/6; resolution 68/1; resolution 69/2; " },
	{ DAIS_LANG_EN, "paragraph 23 of its resolution 2140 (2014)",
	    "paragraph 23 of 2140 (2014); resolution 2140 (2014); " },
	{ DAIS_LANG_EN, "decision 1/CP.21 and decisions 4/CMA.1 and XII/5",
	    "decision 1/CP.21; decision 4/CMA.1; decision XII/5; " },
	{ DAIS_LANG_EN, "resolutions 3201 (S-VI), 217 A (III), S-20/1 and WHA75.8",
	    "resolution 3201 (S-VI); resolution 217 A (III); resolution S-20/1; "
	    "resolution WHA75.8; " },
	{ DAIS_LANG_EN, "resolution WHA75.8; resolution 68/240 A; resolution GC(59)/RES/10",
	    "resolution WHA75.8; resolution 68/240 A; resolution GC(59)/RES/10; " },
	{ DAIS_LANG_EN, "a resolution of 300 m, resolution 300 dpi, the decision 5 years ago", "" },
	{ DAIS_LANG_EN, "the draft decision in document FCCC/SBI/2014/L.9",
	    "symbol FCCC/SBI/2014/L.9; " },
	{ DAIS_LANG_EN, "FCCC/SBI/2014/8, A/RES/72/1, (CTOC/COP/WG.3/2022/2).",
	    "symbol FCCC/SBI/2014/8; symbol A/RES/72/1; symbol CTOC/COP/WG.3/2022/2; " },
	{ DAIS_LANG_EN, "ECE/TRANS/WP.29/1 and Add.1; A/77/12/Add.1, A/C.1/70/L.5/Rev.1*",
	    "symbol ECE/TRANS/WP.29/1; symbol A/77/12/Add.1; symbol A/C.1/70/L.5/Rev.1*; " },
	{ DAIS_LANG_EN, "WHA75.8, IOC/EC-55/3, GOV/2020/1, EB150/3",
	    "symbol WHA75.8; symbol IOC/EC-55/3; symbol GOV/2020/1; symbol EB150/3; " },
	{ DAIS_LANG_EN, "C 2021/LIM/4, CL 168/1, 40 C/5, 202 EX/5",
	    "symbol C 2021/LIM/4; symbol CL 168/1; symbol 40 C/5; symbol 202 EX/5; " },
	{ DAIS_LANG_EN, "IDB.49/1/Add.1, TD/TIMBER.3/1, A66/48, GC(65)/1/Add.1, WT/MIN(21)/W/1",
	    "symbol IDB.49/1/Add.1; symbol TD/TIMBER.3/1; symbol A66/48; symbol GC(65)/1/Add.1; "
	    "symbol WT/MIN(21)/W/1; " },
	{ DAIS_LANG_EN,
	    "CM(2009)164, CM/Del/OJ(2010)1074, GR-C(2009)21, IOC/EC-XLV/2, PC.JOUR/1300",
	    "symbol CM(2009)164; symbol CM/Del/OJ(2010)1074; symbol GR-C(2009)21; "
	    "symbol IOC/EC-XLV/2; symbol PC.JOUR/1300; " },
	{ DAIS_LANG_EN, "CL 128/INF/1, C 2005/3-Sup.1-Add.1, EB 150/12, A/81/6 (Sect. 10)",
	    "symbol CL 128/INF/1; symbol C 2005/3-Sup.1-Add.1; symbol EB 150/12; "
	    "symbol A/81/6 (Sect. 10); " },
	{ DAIS_LANG_EN, "ICC-ASP/20/1, III/4, A4/1, CTOC/COP/2022/Add.1/3, A(1)/x",
	    "symbol ICC-ASP/20/1; " },
	{ DAIS_LANG_EN, "decision XII/5, resolution XXI-4, resolution S-30/2",
	    "decision XII/5; resolution XXI-4; resolution S-30/2; " },
	{ DAIS_LANG_EN, "CTOC/COP/WG.2/2022/3-CTOC/COP/WG.3/2022/3",
	    "symbol CTOC/COP/WG.2/2022/3; symbol CTOC/COP/WG.3/2022/3; " },
	{ DAIS_LANG_EN,
	    "P-2/1, S-30/2, CTOC/COP/WG.3, A/AC.260, Rev.1/Add.2, SVR4.0, BSD4.3, Actual 2024/25",
	    "" },
	{ DAIS_LANG_EN, "AND/OR, HIV/AIDS, TCP/IP, 24/7, N/A, km/h, TCP/IP4, P-4/P-3, COVID-19/HIV",
	    "" },
	/* symbols in other scripts; words with strokes are none */
	{ DAIS_LANG_RU, "(КРП/19/3 и КРП/19/3/Доп.1), ООН/ВОЗ, и/или, СССР/РФ, В/О, кв. 5/А",
	    "symbol КРП/19/3; symbol КРП/19/3/Доп.1; " },
	{ DAIS_LANG_AR, "(ل م/12/و.3؛ أ/79/1) في عام 2024/2025، و/أو",
	    "symbol ل م/12/و.3; symbol أ/79/1; " },
	/* symbols of many houses */
	{ DAIS_LANG_EN, "Assembly/AU/3(XXIV), Assembly/AU/Dec.838(XXXVI), EX.CL/1234(XL)Rev.1",
	    "symbol Assembly/AU/3(XXIV); symbol Assembly/AU/Dec.838(XXXVI); "
	    "symbol EX.CL/1234(XL)Rev.1; " },
	{ DAIS_LANG_EN, "216 EX/5.I.A, 42 C/INF.4, WHC/23/45.COM/8B, FC 195/2.1, 42 C/5 Rev. and",
	    "symbol 216 EX/5.I.A; symbol 42 C/INF.4; symbol WHC/23/45.COM/8B; "
	    "symbol FC 195/2.1; symbol 42 C/5 Rev.; " },
	{ DAIS_LANG_EN, "EUR/RC73/1 Rev.2 Add.1, CD60/1, Rev. 2, CE172.R1, AFR/RC73/INF.DOC/1",
	    "symbol EUR/RC73/1 Rev.2 Add.1; symbol CD60/1, Rev. 2; symbol CE172.R1; "
	    "symbol AFR/RC73/INF.DOC/1; " },
	{ DAIS_LANG_EN, "ICC-140-1, GRPE-86-01/Rev.2, WP.29-178-10 but TEL-22-791-21 and B-52-1",
	    "symbol ICC-140-1; symbol GRPE-86-01/Rev.2; symbol WP.29-178-10; " },
	{ DAIS_LANG_EN, "GB.347/INS/17/1(Add.1), A41-WP/17, C23/12-E, TDAG-23/3(Rev.1)-E, RAG/12-E",
	    "symbol GB.347/INS/17/1(Add.1); symbol A41-WP/17; symbol C23/12-E; "
	    "symbol TDAG-23/3(Rev.1)-E; symbol RAG/12-E; " },
	{ DAIS_LANG_EN, "A/64/2 PROV. 2, CoP19 Doc. 8.1 (Rev. 1), SC62 Doc.9, EC-76/INF. 3",
	    "symbol A/64/2 PROV. 2; symbol CoP19 Doc. 8.1 (Rev. 1); symbol SC62 Doc.9; "
	    "symbol EC-76/INF. 3; " },
	{ DAIS_LANG_EN, "CX/FH 23/53/2, ISO/TC 46/SC 4 N 1234, ISO/IEC JTC 1/SC 2/WG 2 N5123",
	    "symbol CX/FH 23/53/2; symbol ISO/TC 46/SC 4 N 1234; "
	    "symbol ISO/IEC JTC 1/SC 2/WG 2 N5123; " },
	{ DAIS_LANG_EN, "CM(2023)12-add, CEPEJ(2023)5Rev1, CDDH(2023)R98, AS/Cdh (2023) 12",
	    "symbol CM(2023)12-add; symbol CEPEJ(2023)5Rev1; symbol CDDH(2023)R98; "
	    "symbol AS/Cdh (2023) 12; " },
	{ DAIS_LANG_EN, "AG/RES. 2991 (LII-O/22), AG/doc.5824/23 rev. 1, PIF(23)FEMM.03, C(2023)45",
	    "symbol AG/RES. 2991 (LII-O/22); symbol AG/doc.5824/23 rev. 1; "
	    "symbol PIF(23)FEMM.03; symbol C(2023)45; " },
	{ DAIS_LANG_EN, "PLEN (26) 21, PLEN (26) 4 Rev.1 and WHO (2019) 12",
	    "symbol PLEN (26) 21; symbol PLEN (26) 4 Rev.1; " },
	{ DAIS_LANG_EN, "IOTC-2023-S27-02, ENV/EPOC/WPBWE(2023)2/REV1, LC/G.2345(SES.40/3)",
	    "symbol IOTC-2023-S27-02; symbol ENV/EPOC/WPBWE(2023)2/REV1; "
	    "symbol LC/G.2345(SES.40/3); " },
	{ DAIS_LANG_EN,
	    "IOC/A-32/2.1), A/79/1.2 The note, A/79/3-A/CONF.1/2, "
	    "WFP/EB.1/2023/3-A/1",
	    "symbol IOC/A-32/2.1; symbol A/79/1; symbol A/79/3; symbol A/CONF.1/2; "
	    "symbol WFP/EB.1/2023/3-A/1; " },
	{ DAIS_LANG_EN,
	    "G7/G20, HTTP/1.1, USB/2.0, SDG4/SDG5, PM2.5/PM10, SHA256/MD5, MP3/MP4, CO2/N2O, "
	    "In 2019 Doc. 5, See Doc. 5, TO 12/13, MAY 14/15, Form W-2/W-3, UTC(2023), Rev. 3",
	    "" },
	{ DAIS_LANG_EN, "see https://undocs.org/A/72/1.", "link https://undocs.org/A/72/1; " },
	{ DAIS_LANG_EN, "FCCC/SBI/\n2014/8 and A/70/\n256",
	    "symbol FCCC/SBI/2014/8; symbol A/70/256; " },
	{ DAIS_LANG_EN, "in the morning of Tuesday, 24 May 2022", "half-day 2022-05-24 morning; " },
	{ DAIS_LANG_EN, "on 24 May 2022, in the afternoon, at 3 p.m.",
	    "half-day 2022-05-24 afternoon; " },
	{ DAIS_LANG_EN, "Good morning! On 24 May we will meet in 5 rooms. An afternoon.", "" },
	{ DAIS_LANG_EN,
	    "31 September 2020, from 28 to 30 February, 29 February 2021 and 29 February",
	    "no-date 2020-09-31; no-date --02-30; no-date 2021-02-29; " },
	{ DAIS_LANG_EN, "the 30, 31 and 1 April, 31 items in April", "" },
	/* French */
	{ DAIS_LANG_FR, "Point 113 b) de l’ordre du jour", "item 113b of the agenda; " },
	{ DAIS_LANG_FR, "le point 3 de l'ordre du jour provisoire", "item 3 of the agenda; " },
	{ DAIS_LANG_FR, "les points 3 a) et b) et 5", "item 3a; item 3b; item 5; " },
	{ DAIS_LANG_FR, "(par. 27 à 32), par 34 pays", "paragraph 27-32; " },
	{ DAIS_LANG_FR, "au paragraphe 26 de sa résolution 1874 (2009)",
	    "paragraph 26 of 1874 (2009); resolution 1874 (2009); " },
	{ DAIS_LANG_FR, "la résolution du Conseil de sécurité 2178 (2014)",
	    "resolution 2178 (2014); " },
	{ DAIS_LANG_FR, "la résolution 10/6 et les résolutions 68/1 et 69/2; la décision 1/CP.21",
	    "resolution 10/6; resolution 68/1; resolution 69/2; decision 1/CP.21; " },
	{ DAIS_LANG_FR, "dans la matinée du mardi 24 mai 2022", "half-day 2022-05-24 morning; " },
	/* Spanish */
	{ DAIS_LANG_ES, "Tema 113 b) del programa provisional", "item 113b of the agenda; " },
	{ DAIS_LANG_ES, "los párrafos 5 a 7 de la resolución 10/6",
	    "paragraph 5-7 of 10/6; resolution 10/6; " },
	{ DAIS_LANG_ES, "en el párrafo 1 del artículo 33", "paragraph 1; " },
	{ DAIS_LANG_ES, "el martes 24 de mayo de 2022 por la tarde",
	    "half-day 2022-05-24 afternoon; " },
	/* Russian */
	{ DAIS_LANG_RU, "по пункту 113 b) повестки дня", "item 113b of the agenda; " },
	{ DAIS_LANG_RU, "Пункты 132 и 17(с) повестки дня",
	    "item 132 of the agenda; item 17c of the agenda; " },
	{ DAIS_LANG_RU, "в пункте 23 резолюции 2140 (2014)",
	    "paragraph 23 or item of 2140 (2014); resolution 2140 (2014); " },
	{ DAIS_LANG_RU, "резолюция 10/6, резолюции 68/1 и 69/2",
	    "resolution 10/6; resolution 68/1; resolution 69/2; " },
	{ DAIS_LANG_RU, "в первой половине дня во вторник, 24 мая 2022 года",
	    "half-day 2022-05-24 morning; " },
	{ DAIS_LANG_RU, "31 апреля 2031 года", "no-date 2031-04-31; " },
	/* Chinese */
	{ DAIS_LANG_ZH, "2031年4月31日，2月30日", "no-date 2031-04-31; no-date --02-30; " },
	{ DAIS_LANG_ZH, "大会议程项目113(b)", "item 113b of the agenda; " },
	{ DAIS_LANG_ZH, "临时议程*项目7；议程项目132和17(c)",
	    "item 7 of the agenda; item 132 of the agenda; item 17c of the agenda; " },
	{ DAIS_LANG_ZH, "第10/6号决议第4段，第68/1和69/2号决议",
	    "resolution 10/6; paragraph 4 of 10/6; resolution 68/1; resolution 69/2; " },
	{ DAIS_LANG_ZH, "1993年9月20日第47/120 B号和1997年7月31日第51/241号决议",
	    "resolution 47/120 B; resolution 51/241; " },
	{ DAIS_LANG_ZH, "第三十三条第二项，第二项议程，第七条第一款",
	    "paragraph 2; paragraph 1; " },
	{ DAIS_LANG_ZH, "项目3(a)和(b)", "item 3a; item 3b; " },
	{ DAIS_LANG_ZH, "第4至7段，第28和29段，第五段",
	    "paragraph 4-7; paragraph 28; paragraph 29; paragraph 5; " },
	{ DAIS_LANG_ZH, "第2178（2014）号决议、1576 (L)号决议，第1/CP.21号决定",
	    "resolution 2178 (2014); resolution 1576 (L); decision 1/CP.21; " },
	{ DAIS_LANG_ZH, "2022年5月24日星期二下午，上午10时", "half-day 2022-05-24 afternoon; " },
	{ DAIS_LANG_ZH, "见A/70/256号文件", "symbol A/70/256; " },
	/* Arabic */
	{ DAIS_LANG_AR, "البند 113 (ب) من جدول الأعمال", "item 113b of the agenda; " },
	{ DAIS_LANG_AR, "البندان 132 و 17 (ج) من جدول الأعمال",
	    "item 132 of the agenda; item 17c of the agenda; " },
	{ DAIS_LANG_AR, "البندين الفرعيين 5 (أ) و (ب)", "item 5a; item 5b; " },
	{ DAIS_LANG_AR, "البند 5 (هـ)", "item 5e; " },
	{ DAIS_LANG_AR, "الوثيقتان A/72/1 وA/72/2", "symbol A/72/1; symbol A/72/2; " },
	{ DAIS_LANG_AR, "القرار 10/6، القرارين 68/1 و69/2",
	    "resolution 10/6; resolution 68/1; resolution 69/2; " },
	{ DAIS_LANG_AR, "بقرار مجلس الأمن 2178 (2014)", "resolution 2178 (2014); " },
	{ DAIS_LANG_AR, "في قراره 1576 (د-50) والقرار 68/240 ألف",
	    "resolution 1576 (L); resolution 68/240; " },
	{ DAIS_LANG_AR, "في الفقرات ٤ إلى ٧", "paragraph 4-7; " },
	{ DAIS_LANG_AR, "قبل ظهر يوم الثلاثاء 24 أيار/مايو 2022", "half-day 2022-05-24 morning; " },
};

static void
read_row(const struct sentence *s, struct dais_buf *ret)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct scene scene = { a, dais_str_from(s->text), ret, 0 };

	dais_text_find_references(s->l, scene.text, describe, &scene);
}

static void
test_sentences(void **state)
{
	(void)state;
	assert_sentences(rows, sizeof(rows) / sizeof(*rows), read_row);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sentences),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
