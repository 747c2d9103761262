/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What endings tell of nouns, and names of bodies alone.
 */
#include "support/test.h"
#include "text/noun.h"

static void
test_genders(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *noun;
		enum dais_gender gender;
	} cases[] = { { DAIS_LANG_RU, "заседание", DAIS_GENDER_NEUTER },
		{ DAIS_LANG_RU, "сессия", DAIS_GENDER_FEMININE },
		{ DAIS_LANG_RU, "пункт", DAIS_GENDER_MASCULINE },
		{ DAIS_LANG_AR, "الدورة", DAIS_GENDER_FEMININE },
		{ DAIS_LANG_AR, "الاجتماع", DAIS_GENDER_MASCULINE },
		{ DAIS_LANG_ES, "sesión", DAIS_GENDER_FEMININE },
		{ DAIS_LANG_ES, "período", DAIS_GENDER_MASCULINE },
		{ DAIS_LANG_FR, "session", DAIS_GENDER_FEMININE },
		{ DAIS_LANG_FR, "point", DAIS_GENDER_MASCULINE },
		{ DAIS_LANG_EN, "session", DAIS_GENDER_MASCULINE },
		{ DAIS_LANG_ZH, "会议", DAIS_GENDER_MASCULINE },
		{ DAIS_LANG_RU, "", DAIS_GENDER_MASCULINE } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (dais_text_gender_of(cases[i].l, dais_str_from(cases[i].noun)) !=
		    cases[i].gender)
			fail_msg("%s", cases[i].noun);
}

static void
test_names_alone(void **state)
{
	static const char *const cases[][2] = { { "Рабочей группы по финансированию",
						    "Рабочая группа по финансированию" },
		{ "РАБОЧЕЙ ГРУППЫ", "РАБОЧАЯ ГРУППА" },
		{ "Консультативного комитета", "Консультативный комитет" },
		{ "Комитета по правам человека", "Комитет по правам человека" },
		{ "Учёного совета", "Учёный совет" },
		{ "Межправительственной комиссии", "Межправительственная комиссия" },
		/* Alone already, not sure, or of another kind: as it is. */
		{ "Рабочая группа", "Рабочая группа" }, { "Первого комитета", "Первого комитета" },
		{ "Комитета, учрежденного Советом", "Комитета, учрежденного Советом" },
		{ "группового комитета", "группового комитета" }, { "", "" } };
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_str(
		    dais_text_name_alone(a, DAIS_LANG_RU, dais_str_from(cases[i][0])), cases[i][1]);
	assert_str(dais_text_name_alone(a, DAIS_LANG_FR, DAIS_STR("du Comité")), "du Comité");
	assert_str(dais_text_name_alone(a, DAIS_LANG_EN, DAIS_STR("Комитета")), "Комитета");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_genders),
		cmocka_unit_test(test_names_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
