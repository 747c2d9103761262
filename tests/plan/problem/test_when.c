/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Names of slots.
 */
#include "support/test.h"

#include "plan/problem/when.h"

/* Monday, 23 May 2022 to Friday: 9.00, 12.00 (a morning yet) and 15.00. */
static struct dais_problem *
week(struct dais_arena *a)
{
	struct dais_problem *p = DAIS_NEW(a, struct dais_problem);

	p->language = DAIS_LANG_EN;
	p->step = 30;
	for (int i = 0; i < 15; i++) {
		struct dais_plan_slot *s = dais_vec_add(a, &p->slots);

		s->day = (struct dais_date){ 2022, 5, 23 + i / 3 };
		s->start = 540 + i % 3 * 180;
		s->end = s->start + 120;
	}
	return p;
}

static const char *
named(struct dais_arena *a, const char *name)
{
	struct dais_problem *p = week(a);
	dais_slot_set set = dais_slots_new(p, a);
	struct dais_err err = DAIS_ERR_INIT;
	char *s = dais_arena_alloc(a, 16);

	if (!dais_when_parse(p, dais_str_from(name), set, &err))
		return dais_arena_printf(a, "%d: %s: %s", (int)err.code, err.msg, err.hint).p;
	for (size_t t = 0; t < p->slots.n; t++)
		s[t] = dais_slots_has(set, t) ? '#' : '.';
	return s;
}

static void
test_names(void **state)
{
	static const char *const names[][2] = {
		{ "2022-05-24", "...###........." },
		{ "2022-05-24/morning", "...##.........." },
		{ "2022-05-24/afternoon", ".....#........." },
		{ "2022-05-24T15:00", ".....#........." },
		{ "2022-05-24T12:00", "....#.........." },
		{ "2022-05-24..2022-05-26", "...#########..." },
		{ "2022-05-24..2022-05-25/afternoon", ".....#..#......" },
		{ "2022-05-27..2022-06-30", "............###" },
		{ "friday", "............###" },
		{ "friday/afternoon", "..............#" },
		{ "monday/morning", "##............." },
		{ "friday/12:00", ".............#." },
		{ "2022-05-24..2022-05-25/15:00", ".....#..#......" },
		{ "12:00", ".#..#..#..#..#." },
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_string_equal(named(a, names[i][0]), names[i][1]);
}

/* What the table shows. */
static void
test_as_shown(void **state)
{
	static const char *const names[][2] = {
		{ "Tuesday, 24 May 2022", "...###........." },
		{ "24 May", "...###........." },
		{ "2022-5-24", "...###........." },
		{ "24 May, 3 p.m.", ".....#........." },
		{ "Tuesday, 24 May, 3 p.m.–5 p.m.", ".....#........." },
		{ "24 May 15:00", ".....#........." },
		{ "Tuesday afternoon", ".....#........." },
		{ "in the morning of Tuesday, 24 May 2022", "...##.........." },
		{ "dans la matinée du mardi 24 mai 2022", "...##.........." },
		{ "Friday", "............###" },
		{ "5月24日星期二下午", ".....#........." },
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_string_equal(named(a, names[i][0]), names[i][1]);
	assert_int_equal(strncmp(named(a, "Monday, 24 May 2022"), "2: ", 3), 0);
	assert_int_equal(strncmp(named(a, "24 May, 4 p.m."), "2: ", 3), 0);
}

static void
test_what_is_no_name(void **state)
{
	static const char *const names[] = { "", "2022-05-24/", "2022-05-24/noon", "2022-05-24T10",
		"2022-05-24T10:00/morning", "2022-05-26..2022-05-24", "2022-05-24..",
		"friday..saturday", "2022-02-30", "/morning" };
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_int_equal(strncmp(named(a, names[i]), "1: `", 4), 0);
	assert_string_equal(named(a, "tomorrow"),
	    "1: `tomorrow` names no day, half-day or sitting: write a day (2022-05-24, friday) or "
	    "days (2022-05-24..2022-05-26), with /morning, /afternoon or the hour at which a "
	    "sitting begins (/15:00) behind it, or the hour alone (15:00)");
}

static void
test_what_names_nothing(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	assert_string_equal(named(a, "2022-05-24T10:00"),
	    "2: there can be no sitting at `2022-05-24T10:00`: Sittings can begin that day at "
	    "09:00, 12:00, 15:00.");
	assert_string_equal(named(a, "saturday"),
	    "2: there can be no sitting at `saturday`: Sittings are planned from 2022-05-23 to "
	    "2022-05-27.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_as_shown),
		cmocka_unit_test(test_what_is_no_name),
		cmocka_unit_test(test_what_names_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
