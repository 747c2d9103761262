/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/repair/repair.h"
#include "test.h"

static void
test_lost(void **state)
{
	struct dais_event e;
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	assert_true(dais_event_parse_lost(DAIS_STR("room:board-d"), &e, &err));
	assert_int_equal(e.kind, DAIS_EVENT_LOST_ROOM);
	assert_str(e.name, "board-d");
	assert_str(e.when, "");
	assert_true(dais_event_parse_lost(DAIS_STR("team:first@2022-05-24"), &e, &err));
	assert_int_equal(e.kind, DAIS_EVENT_LOST_TEAM);
	assert_str(e.when, "2022-05-24");
	assert_true(
	    dais_event_parse_lost(DAIS_STR("person: expert @ 2022-05-25/morning"), &e, &err));
	assert_int_equal(e.kind, DAIS_EVENT_LOST_PERSON);
	assert_str(e.name, "expert");
	assert_str(e.when, "2022-05-25/morning");
	/* A day or a time alone. */
	assert_true(dais_event_parse_lost(DAIS_STR("2022-05-24T15:00"), &e, &err));
	assert_int_equal(e.kind, DAIS_EVENT_LOST_TIME);
	assert_true(dais_str_is(e.when, "2022-05-24T15:00"));
	assert_true(dais_event_parse_lost(DAIS_STR("sitting:2022-05-24T15:00"), &e, &err));
	assert_int_equal(e.kind, DAIS_EVENT_LOST_TIME);
	assert_str(e.when, "2022-05-24T15:00");
}

static void
test_lost_refused(void **state)
{
	static const char *const wrong[] = { "", "room", "room:", "room:@2022-05-24", "room:x@",
		"day:", "roof:x", ":x", "team: @ " };

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct dais_event e;
		struct dais_err err = DAIS_ERR_INIT;

		assert_false(dais_event_parse_lost(dais_str_from(wrong[i]), &e, &err));
		assert_int_equal(err.code, DAIS_ERR_INVALID);
		assert_true(err.hint[0] != '\0');
	}
}

static void
test_overran(void **state)
{
	static const char *const wrong[] = { "", "x", "x=", "=90", "x=0", "x=-5", "x=90m",
		"x=10001", "x=99999999999999999999" };
	struct dais_event e;
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	assert_true(dais_event_parse_overran(DAIS_STR("organization/agenda=90"), &e, &err));
	assert_int_equal(e.kind, DAIS_EVENT_OVERRAN);
	assert_str(e.name, "organization/agenda");
	assert_int_equal(e.minutes, 90);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct dais_err bad = DAIS_ERR_INIT;

		assert_false(dais_event_parse_overran(dais_str_from(wrong[i]), &e, &bad));
		assert_int_equal(bad.code, DAIS_ERR_INVALID);
		assert_true(bad.hint[0] != '\0');
	}
}

static void
test_late_and_fix(void **state)
{
	struct dais_event e;
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	assert_true(dais_event_parse_late(DAIS_STR("environment@2022-05-25"), &e, &err));
	assert_int_equal(e.kind, DAIS_EVENT_LATE);
	assert_true(dais_event_parse_fix(DAIS_STR("environment@2022-05-25"), &e, &err));
	assert_int_equal(e.kind, DAIS_EVENT_FIX);
	assert_str(e.name, "environment");
	assert_str(e.when, "2022-05-25");
	assert_true(dais_event_parse_not(DAIS_STR("environment@2022-05-25"), &e, &err));
	assert_int_equal(e.kind, DAIS_EVENT_NOT);
	assert_false(dais_event_parse_fix(DAIS_STR("environment"), &e, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_lost_refused),
		cmocka_unit_test(test_overran),
		cmocka_unit_test(test_late_and_fix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
