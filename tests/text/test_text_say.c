/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"
#include "text/say.h"

static void
words_are_found_by_name(void **state)
{
	(void)state;
	enum dais_say what;
	assert_true(dais_say_find(DAIS_STR("common.search"), &what));
	assert_int_equal(what, DAIS_SAY_COMMON_SEARCH);
	assert_true(dais_str_is(dais_say(DAIS_LANG_FR, what), "Rechercher"));
	assert_false(dais_say_find(DAIS_STR("common.nothing"), &what));
	assert_false(dais_say_find(DAIS_STR(""), &what));
}

static void
values_take_their_places(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_say_value v[] = { { "name", DAIS_STR_INIT("{name} <b>") } };
	struct dais_str s = dais_say_fill(a, DAIS_LANG_EN, DAIS_SAY_COMMON_SIGNED_IN_AS, v, 1);
	assert_true(dais_str_is(s, "Signed in as {name} <b>"));
	s = dais_say_fill(a, DAIS_LANG_EN, DAIS_SAY_COMMON_SIGNED_IN_AS, NULL, 0);
	assert_true(dais_str_is(s, "Signed in as {name}"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found_by_name),
		cmocka_unit_test(values_take_their_places),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
