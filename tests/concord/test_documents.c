/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Documents as rows of paragraphs: what a version lacks, adds, renumbers or divides otherwise. In a
 * text each line is a paragraph. Findings are written "rule:version" with a space behind each.
 */
#include "support/test.h"

#include "base/buf.h"
#include "concord/concord.h"

#define VERSIONS_MAX 3

struct row {
	const char *name;
	const char *want;
	const char *in[VERSIONS_MAX]; /* en fr es; NULL: not there */
};

#define EN_1 "1. The Committee opened its twelfth session on 3 May 2021 at 10 a.m. in Vienna.\n"
#define EN_2 "2. It had before it the report of the secretariat on the 25 projects of that year.\n"
#define EN_3 "3. Some representatives said that more money was needed for the poorest countries.\n"
#define EN_4 "4. The Committee decided to meet again in the spring, on 6 April 2022.\n"
#define FR_1 "1. Le Comité a ouvert sa douzième session le 3 mai 2021 à 10 heures à Vienne.\n"
#define FR_2 "2. Il était saisi du rapport du secrétariat sur les 25 projets de cette année-là.\n"
#define FR_3 "3. Des représentants ont dit qu'il fallait plus d'argent pour les pays pauvres.\n"
#define FR_4 "4. Le Comité a décidé de se réunir de nouveau au printemps, le 6 avril 2022.\n"
#define ES_1 "1. El Comité inauguró su 12º período de sesiones el 3 de mayo de 2021 a las 10.00.\n"
#define ES_2 "2. Tuvo ante sí el informe de la secretaría sobre los 25 proyectos de ese año.\n"
#define ES_3 "3. Algunos representantes dijeron que se necesitaba más dinero para los pobres.\n"
#define ES_4 "4. El Comité decidió volver a reunirse en la primavera, el 6 de abril de 2022.\n"

#define NOTE_EN                                                                                    \
	"* The present document was not edited before it was given to those who translate it.\n"
#define NOTE_FR                                                                                    \
	"* Le texte du présent document n'a pas été revu avant d'être remis aux traducteurs.\n"

static const struct row rows[] = {
	{ "agreement", "", { EN_1 EN_2 EN_3 EN_4, FR_1 FR_2 FR_3 FR_4, ES_1 ES_2 ES_3 ES_4 } },
	{ "agreement of two", "", { EN_1 EN_2 EN_3 EN_4, FR_1 FR_2 FR_3 FR_4, NULL } },
	{ "one fact", "R-CONC-04:fr ",
	    { EN_1 EN_2 EN_3 EN_4,
		"1. Le Comité a ouvert sa douzième session le 4 mai 2021 à 10 heures à "
		"Vienne.\n" FR_2 FR_3 FR_4,
		ES_1 ES_2 ES_3 ES_4 } },
	{ "a paragraph missing", "R-CONC-01:fr ",
	    { EN_1 EN_2 EN_3 EN_4, FR_1 FR_2 FR_4, ES_1 ES_2 ES_3 ES_4 } },
	{ "the last missing", "R-CONC-01:es ",
	    { EN_1 EN_2 EN_3 EN_4, FR_1 FR_2 FR_3 FR_4, ES_1 ES_2 ES_3 } },
	{ "two missing, one finding", "R-CONC-01:fr ",
	    { EN_1 EN_2 EN_3 EN_4, FR_1 FR_4, ES_1 ES_2 ES_3 ES_4 } },
	{ "missing and renumbered", "R-CONC-01:fr R-CONC-02:fr ",
	    { EN_1 EN_2 EN_3 EN_4,
		FR_1 FR_2
		"3. Le Comité a décidé de se réunir de nouveau au printemps, le 6 avril 2022.\n",
		ES_1 ES_2 ES_3 ES_4 } },
	{ "one that only one version has", "R-CONC-01:en ",
	    { EN_1 EN_2 "2 bis. The representative of one country asked for the floor on a point "
			"of order.\n" EN_3 EN_4,
		FR_1 FR_2 FR_3 FR_4, ES_1 ES_2 ES_3 ES_4 } },
	{ "numbers shift once", "R-CONC-02:fr ",
	    { EN_1 EN_2 EN_3 EN_4,
		FR_1
		"3. Il était saisi du rapport du secrétariat sur les 25 projets de cette "
		"année-là.\n"
		"4. Des représentants ont dit qu'il fallait plus d'argent pour les pays pauvres.\n"
		"5. Le Comité a décidé de se réunir de nouveau au printemps, le 6 avril 2022.\n",
		ES_1 ES_2 ES_3 ES_4 } },
	{ "one number mistyped", "R-CONC-02:fr ",
	    { EN_1 EN_2 EN_3 EN_4,
		FR_1 FR_2 "8. Des représentants ont dit qu'il fallait plus d'argent pour les pays "
			  "pauvres.\n" FR_4,
		ES_1 ES_2 ES_3 ES_4 } },
	{ "one letter mistyped", "R-CONC-02:fr ",
	    { "(a) The first part of the question, as discussed by the Committee;\n"
	      "(b) The second part of the question, which nobody had prepared;\n"
	      "(c) What remains of the question after the two parts are decided.\n",
		"a) La première partie de la question, examinée par le Comité;\n"
		"d) La deuxième partie de la question, que nul n'avait préparée;\n"
		"c) Ce qui reste de la question une fois les deux parties tranchées.\n",
		"a) La primera parte de la cuestión, examinada por el Comité;\n"
		"b) La segunda parte de la cuestión, que nadie había preparado;\n"
		"c) Lo que queda de la cuestión una vez decididas las dos partes.\n" } },
	{ "a paragraph in two pieces", "",
	    { EN_1 EN_2 EN_3 EN_4,
		FR_1 "2. Il était saisi du rapport du secrétariat\n"
		     "sur les 25 projets de cette année-là.\n" FR_3 FR_4,
		ES_1 ES_2 ES_3 ES_4 } },
	{ "a note at the foot of another page", "",
	    { EN_1 NOTE_EN EN_2 EN_3 EN_4, FR_1 FR_2 FR_3 NOTE_FR FR_4, NULL } },
	{ "a note that one does not have", "R-CONC-01:fr ",
	    { EN_1 NOTE_EN EN_2 EN_3 EN_4, FR_1 FR_2 FR_3 FR_4, NULL } },
	{ "another note instead", "R-CONC-01:fr R-CONC-01:en ",
	    { EN_1 NOTE_EN EN_2 EN_3 EN_4,
		FR_1 FR_2 FR_3
		"* Le texte du présent document n'a été revu qu'en 2019 par ceux qui "
		"l'avaient écrit en 2018.\n" FR_4,
		NULL } },
	{ "a paragraph elsewhere", "R-CONC-01:fr ",
	    { EN_1 "The Chair recalled that the fund of 350 million had been set up for all of "
		   "these 48 countries in 1997.\n" EN_2 EN_3 EN_4,
		FR_1 FR_2 FR_3
		"La présidence a rappelé que le fonds de 350 millions avait été créé "
		"pour ces 48 pays en 1997.\n" FR_4,
		NULL } },
	{ "nothing", "", { "", "", NULL } },
	{ "nothing beside something", "R-CONC-01:fr ", { EN_1 EN_2, "", NULL } },
};

static const struct dais_flow *
flow_of(struct dais_arena *a, struct dais_str file, struct dais_str text)
{
	struct dais_flow *flow = dais_flow_new(a, file, "text");
	DAIS_FLOW_WRITER_AUTO w;
	struct dais_str line;
	unsigned n = 0;

	dais_flow_writer_init(&w, flow);
	while (dais_str_next_line(&text, &line)) {
		(void)dais_flow_begin(&w, DAIS_FLOW_TEXT);
		dais_flow_put(&w, line, 0, ++n, 1);
		(void)dais_flow_end(&w);
	}
	return flow;
}

static void
compare(const struct row *r, struct dais_buf *out)
{
	static const enum dais_lang langs[VERSIONS_MAX] = { DAIS_LANG_EN, DAIS_LANG_FR,
		DAIS_LANG_ES };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_concord_options opt = { 0 };
	struct dais_concord_version v[VERSIONS_MAX];
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	size_t n = 0;

	for (size_t i = 0; i < VERSIONS_MAX; i++) {
		if (!r->in[i])
			continue;
		v[n].lang = langs[i];
		v[n++].flow =
		    flow_of(a, dais_str_from(dais_lang_code(langs[i])), dais_str_from(r->in[i]));
	}
	dais_diags_init(&diags, a);
	if (!dais_concord_documents(a, v, n, &opt, &diags, &err))
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
			fail_msg("%s: got \"%.*s\", expected \"%s\"", rows[i].name, DAIS_STR_ARG(s),
			    rows[i].want);
	}
}

static void
test_two_of_one_language(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_concord_options opt = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct dais_concord_version v[2] = {
		{ DAIS_LANG_EN, flow_of(a, DAIS_STR("draft"), DAIS_STR("On 3 May 2021.")) },
		{ DAIS_LANG_EN, flow_of(a, DAIS_STR("final"), DAIS_STR("On 4 May 2021.")) }
	};

	(void)state;
	dais_diags_init(&diags, a);
	assert_true(dais_concord_documents(a, v, 2, &opt, &diags, &err));
	assert_int_equal(diags.list.n, 1);
	assert_str(diags.list.v[0].message,
	    "the date is \"4 May 2021\" in final and \"3 May 2021\" in draft");
	assert_int_equal(diags.list.v[0].places.n, 2);
}

static void
test_refusal(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_concord_options opt = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct dais_concord_version v = { DAIS_LANG_EN,
		flow_of(a, DAIS_STR("one"), DAIS_STR("One.")) };

	(void)state;
	dais_diags_init(&diags, a);
	assert_false(dais_concord_documents(a, &v, 1, &opt, &diags, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_two_of_one_language),
		cmocka_unit_test(test_refusal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
