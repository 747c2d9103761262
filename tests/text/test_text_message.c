/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"
#include "text/message.h"

static void
values_take_the_places_of_the_language(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str body = DAIS_STR("Groupe de travail (I)"), ref = DAIS_STR("point 1 b)");
	struct dais_str s;

	s = dais_text_message(a, DAIS_LANG_FR, "%.*s of the %.*s", 10, ref.p, 17, body.p);
	assert_true(dais_str_is(s, "Groupe de travail, point 1 b)"));
	s = dais_text_message(a, DAIS_LANG_EN, "%.*s of the %.*s", 10, ref.p, 17, body.p);
	assert_true(dais_str_is(s, "point 1 b) of the Groupe de travail"));
	assert_string_equal(dais_text_message_words(DAIS_LANG_ES, "no date"), "sin fecha");
	assert_string_equal(dais_text_message_words(DAIS_LANG_EN, "no date"), "no date");
}

static void
words_that_run_the_other_way_are_enclosed(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	assert_true(dais_str_is(dais_text_message(a, DAIS_LANG_AR, "item \"%.*s\"", 6, "CRP.12"),
	    "البند «\xE2\x81\xA8"
	    "CRP.12\xE2\x81\xA9»"));
	/* What is enclosed already is not enclosed again; figures alone cannot scramble. */
	assert_true(dais_str_is(dais_text_message(a, DAIS_LANG_AR, "item \"%.*s\"", 10,
				    "\xE2\x81\xA8"
				    "CRP.\xE2\x81\xA9"),
	    "البند «\xE2\x81\xA8"
	    "CRP.\xE2\x81\xA9»"));
	assert_true(dais_str_is(
	    dais_text_message(a, DAIS_LANG_AR, "item \"%.*s\"", 4, "2022"), "البند «2022»"));
	assert_true(dais_str_is(dais_text_message(a, DAIS_LANG_RU, "item \"%.*s\"", 10, "البند"),
	    "пункт «\xE2\x81\xA8"
	    "البند\xE2\x81\xA9»"));
}

static void
what_has_no_translation_is_english(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	assert_false(dais_text_has_message("%s is no message %zu"));
	assert_true(dais_text_has_message("no date"));
	assert_true(dais_str_is(
	    dais_text_message(a, DAIS_LANG_ZH, "%s is no message %zu", "This", (size_t)3),
	    "This is no message 3"));
}

static void
findings_are_said_in_a_language(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	struct dais_diag *g;

	dais_diags_init(&d, a);
	dais_text_diags_in(&d, DAIS_LANG_RU);
	g = dais_diags_add(&d, "R-TEST", DAIS_SEVERITY_INFO, NULL, "no date");
	dais_diag_set_hint(&d, g, "item \"%.*s\"", 1, "x");
	assert_true(dais_str_is(g->message, "дата не указана"));
	assert_true(dais_str_is(g->hint, "пункт «x»"));
	dais_text_diags_in(&d, DAIS_LANG_EN);
	g = dais_diags_add(&d, "R-TEST", DAIS_SEVERITY_INFO, NULL, "no date");
	assert_true(dais_str_is(g->message, "no date"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_take_the_places_of_the_language),
		cmocka_unit_test(words_that_run_the_other_way_are_enclosed),
		cmocka_unit_test(what_has_no_translation_is_english),
		cmocka_unit_test(findings_are_said_in_a_language),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
