/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lines in several languages: what agrees is passed over in silence, what is altered is found.
 * The findings of a row are written "rule:version" (the odd version's language, or the last of
 * two), each followed by a space.
 */
#include "support/test.h"

#include <stdio.h>

#include "base/buf.h"
#include "concord/concord.h"

struct row {
	const char *want;
	const char *in[DAIS_LANG_COUNT]; /* ar zh en fr ru es; NULL: not there */
};

static const struct row rows[] = {
	/* symbols */
	{ "", { NULL, "见A/69/251和Add.1。", "See A/69/251 and Add.1.", "Voir A/69/251 et Add.1.",
		  "См. A/69/251 и Add.1.", NULL } },
	{ "R-CONC-03:fr ",
	    { NULL, "见A/69/251。", "See A/69/251.", "Voir A/69/215.", "См. A/69/251.", NULL } },
	/* dates */
	{ "", { "في 3 أيار/مايو 2013", "2013年5月3日", "on 3 May 2013", "le 3 mai 2013",
		  "3 мая 2013 года", "el 3 de mayo de 2013" } },
	{ "R-CONC-04:ar ", { "في 4 أيار/مايو 2013", "2013年5月3日", "on 3 May 2013",
			       "le 3 mai 2013", "3 мая 2013 года", "el 3 de mayo de 2013" } },
	{ "", { NULL, NULL, "on 3 May", "le 3 mai 2013", NULL, NULL } },
	{ "R-CONC-04:fr ", { NULL, NULL, "on 3 May", "le 4 mai 2013", NULL, NULL } },
	{ "R-CONC-04:ru ", { NULL, "2013年5月3日星期五", "on Friday, 3 May 2013",
			       "le vendredi 3 mai 2013", "в субботу, 3 мая 2013 года", NULL } },
	{ "", { NULL, NULL, "in July and August 2014", "en juillet et en août 2014",
		  "в июле и августе 2014 года", "en julio y agosto de 2014" } },
	{ "R-CONC-04:es ", { NULL, NULL, "in September 2014", "en septembre 2014",
			       "в сентябре 2014 года", "en octubre de 2014" } },
	/* times */
	{ "", { NULL, "上午10时10分", "at 10.10 a.m.", "à 10 h 10", "в 10 ч. 10 м.",
		  "a las 10.10 horas" } },
	{ "R-CONC-05:fr ", { NULL, "上午10时10分", "at 10.10 a.m.", "à 10 heures", "в 10 ч. 10 м.",
			       "a las 10.10 horas" } },
	/* resolutions */
	{ "", { "القرار 2127 (2013)", "第2127(2013)号决议", "resolution 2127 (2013)",
		  "la résolution 2127 (2013)", "резолюция 2127 (2013)",
		  "la resolución 2127 (2013)" } },
	{ "R-CONC-06:zh ", { "القرار 2127 (2013)", "第2172(2013)号决议", "resolution 2127 (2013)",
			       "la résolution 2127 (2013)", "резолюция 2127 (2013)",
			       "la resolución 2127 (2013)" } },
	{ "R-CONC-06:ru ",
	    { NULL, NULL, "resolution 69/251", "résolution 69/251", "резолюция 69/215", NULL } },
	/* ordinals */
	{ "", { "الدورة السبعون", "第七十届会议", "seventieth session", "soixante-dixième session",
		  "семидесятая сессия", "septuagésimo período de sesiones" } },
	{ "R-CONC-07:ru ",
	    { "الدورة السبعون", "第七十届会议", "seventieth session", "soixante-dixième session",
		"семнадцатая сессия", "septuagésimo período de sesiones" } },
	/* references */
	{ "", { "المادة 21، الفقرة 6", "第21条第6款", "article 21, paragraph 6",
		  "le paragraphe 6 de l'article 21", "пункт 6 статьи 21",
		  "artículo 21, párrafo 6" } },
	{ "R-CONC-08:zh ", { NULL, "第21条第5款", "article 21, paragraph 6",
			       "le paragraphe 6 de l'article 21", NULL, NULL } },
	{ "", { NULL, "第三条", "article III", "l'article III", "статья III", NULL } },
	{ "R-CONC-08:fr ", { NULL, NULL, "article III", "l'article II", "статья III", NULL } },
	/* figures */
	{ "", { "1,5 مليون شخص", "150万人", "1.5 million people", "1,5 million de personnes",
		  "1,5 млн. человек", "1.500.000 personas" } },
	{ "R-CONC-09:zh ",
	    { "1,5 مليون شخص", "15万人", "1.5 million people", "1,5 million de personnes",
		"1,5 млн. человек", "1.500.000 personas" } },
	{ "", { "690 1 مبنى", "1 690个", "1,690 buildings", "1 690 sites", "1690", "1.690" } },
	{ "R-CONC-09:ar ",
	    { "960 1 مبنى", "1 690个", "1,690 buildings", "1 690 sites", "1690", "1.690" } },
	{ "", { NULL, "3亿2 000万美元", "$320 million", "320 millions", "320 млн.", NULL } },
	{ "", { NULL, "50亿", "5 billion", "5 milliards", "5 млрд.", "5.000 millones" } },
	{ "", { "٢٥ في المائة", "25%", "25 per cent", "25 %", "25 процентов", "el 25%" } },
	{ "R-CONC-09:ar ", { "٢٦ في المائة", "25%", "25 per cent", "25 %", "25", "el 25%" } },
	{ "", { NULL, "五个国家", "5 countries", "cinq pays", "пять стран", "cinco países" } },
	{ "", { NULL, NULL, "25 countries", "vingt-cinq pays", "двадцать пять стран", NULL } },
	{ "", { "خمسة وعشرون بلدا", "二十五个国家", "25 countries", NULL, NULL, NULL } },
	{ "", { NULL, NULL, "half of them, 75 years", "50 %, 75 ans", NULL, NULL } },
	{ "", { NULL, NULL, "in the 2014-2015 period", "pour 2014/15", NULL, NULL } },
	/* quantities that are converted */
	{ "", { NULL, "10英亩", "a 10-acre area", "quatre hectares", "10 акров", "10 acres" } },
	{ "R-CONC-09:fr ",
	    { NULL, "10英亩", "a 10-acre area", "12 acres", "10 акров", "10 acres" } },
	/* numbers of paragraphs */
	{ "", { "12 - كلمة", "12. 词", "12. Word", "Mot", "12. Слово", NULL } },
	{ "R-CONC-02:zh ", { "12 - كلمة", "13. 词", "12. Word", "Mot", "12. Слово", NULL } },
};

static void
compare(const struct row *r, struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_concord_options opt = { 0 };
	struct dais_concord_text v[DAIS_LANG_COUNT];
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	size_t n = 0;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (r->in[l])
			v[n++] = (struct dais_concord_text){ (enum dais_lang)l,
				dais_str_from(dais_lang_code((enum dais_lang)l)),
				dais_str_from(r->in[l]) };
	}
	dais_diags_init(&diags, a);
	if (!dais_concord_lines(a, v, n, &opt, &diags, &err))
		fail_msg("%s", err.msg);
	for (size_t i = 0; i < diags.list.n; i++)
		dais_buf_printf(out, "%s:%.*s ", diags.list.v[i].rule,
		    DAIS_STR_ARG(diags.list.v[i].places.v[0].file));
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		DAIS_BUF_AUTO got = { 0 };
		struct dais_str s;

		dais_buf_init(&got, 4096);
		compare(&rows[i], &got);
		s = dais_buf_str(&got);
		if (!dais_str_is(s, rows[i].want))
			fail_msg("row %zu (%s): got \"%.*s\", expected \"%s\"", i,
			    rows[i].in[DAIS_LANG_EN], DAIS_STR_ARG(s), rows[i].want);
	}
}

struct spelled {
	enum dais_lang lang;
	unsigned long value;
	const char *words;
};

static const struct spelled spelled[] = {
	{ DAIS_LANG_EN, 7, "seven projects" },
	{ DAIS_LANG_EN, 25, "twenty-five projects" },
	{ DAIS_LANG_EN, 113, "one hundred and thirteen projects" },
	{ DAIS_LANG_EN, 3000, "three thousand projects" },
	{ DAIS_LANG_EN, 12000000, "twelve million people" },
	{ DAIS_LANG_FR, 17, "dix-sept projets" },
	{ DAIS_LANG_FR, 21, "vingt et un projets" },
	{ DAIS_LANG_FR, 71, "soixante et onze projets" },
	{ DAIS_LANG_FR, 80, "quatre-vingts projets" },
	{ DAIS_LANG_FR, 92, "quatre-vingt-douze projets" },
	{ DAIS_LANG_FR, 98, "quatre-vingt-dix-huit projets" },
	{ DAIS_LANG_FR, 300, "trois cents projets" },
	{ DAIS_LANG_FR, 3000, "trois mille projets" },
	{ DAIS_LANG_ES, 16, "dieciséis proyectos" },
	{ DAIS_LANG_ES, 35, "treinta y cinco proyectos" },
	{ DAIS_LANG_ES, 518, "quinientos dieciocho proyectos" },
	{ DAIS_LANG_ES, 4000000, "cuatro millones de personas" },
	{ DAIS_LANG_RU, 12, "двенадцать проектов" },
	{ DAIS_LANG_RU, 25, "двадцати пяти проектов" },
	{ DAIS_LANG_RU, 340, "триста сорок проектов" },
	{ DAIS_LANG_RU, 5000, "пять тысяч проектов" },
	{ DAIS_LANG_ZH, 12, "十二个项目" },
	{ DAIS_LANG_ZH, 25, "二十五个项目" },
	{ DAIS_LANG_ZH, 108, "一百零八个项目" },
	{ DAIS_LANG_ZH, 3200000, "三百二十万人" },
	{ DAIS_LANG_AR, 7, "سبعة مشاريع" },
	{ DAIS_LANG_AR, 15, "خمسة عشر مشروعا" },
	{ DAIS_LANG_AR, 25, "خمسة وعشرون مشروعا" },
	{ DAIS_LANG_AR, 300, "ثلاثمائة مشروع" },
};

/* The number in words agrees with itself in figures and not with its neighbour. */
static void
test_spelled(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(spelled) / sizeof(*spelled); i++) {
		const struct spelled *s = &spelled[i];
		enum dais_lang other = s->lang == DAIS_LANG_EN ? DAIS_LANG_FR : DAIS_LANG_EN;

		for (unsigned long more = 0; more < 2; more++) {
			DAIS_BUF_AUTO got = { 0 };
			struct row r = { .want = more ? "R-CONC-09" : "" };
			char figures[32];

			(void)snprintf(figures, sizeof(figures), "%lu", s->value + more);
			r.in[s->lang] = s->words;
			r.in[other] = figures;
			dais_buf_init(&got, 4096);
			compare(&r, &got);
			if (dais_str_has_prefix(
				dais_buf_str(&got), dais_str_from(more ? "R-CONC-0" : "")) &&
			    (more || got.n == 0))
				continue;
			fail_msg("%s against %s: got \"%.*s\"", s->words, figures,
			    DAIS_STR_ARG(dais_buf_str(&got)));
		}
	}
}

static void
test_refusals(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_concord_options opt = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct dais_concord_text v[2] = { { DAIS_LANG_EN, DAIS_STR("e"), DAIS_STR("1\n2\n") },
		{ DAIS_LANG_FR, DAIS_STR("f"), DAIS_STR("1\n") } };

	(void)state;
	dais_diags_init(&diags, a);
	assert_false(dais_concord_lines(a, v, 2, &opt, &diags, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_concord_lines(a, v, 1, &opt, &diags, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	v[1].bytes = DAIS_STR("\xff\n");
	assert_false(dais_concord_lines(a, v, 2, &opt, &diags, &err));
	assert_int_equal(diags.list.n, 0);
}

static void
test_omissions(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_concord_options opt = { .omissions = true };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct dais_concord_text v[2] = { { DAIS_LANG_EN, DAIS_STR("e"), DAIS_STR("In 2014.\n") },
		{ DAIS_LANG_FR, DAIS_STR("f"), DAIS_STR("Alors.\n") } };

	(void)state;
	dais_diags_init(&diags, a);
	assert_true(dais_concord_lines(a, v, 2, &opt, &diags, &err));
	assert_int_equal(diags.list.n, 1);
	assert_string_equal(diags.list.v[0].rule, "R-CONC-10");
	assert_int_equal(diags.list.v[0].severity, DAIS_SEVERITY_INFO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_spelled),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_omissions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
