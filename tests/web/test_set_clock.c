/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The clock is set while the server runs, or was wrong when it began.
 */
#include <stdio.h>

#include "support/test.h"

#include "house_support.h"
#include "service/outbox/outbox.h"
#include "web/background.h"

#define DAY INT64_C(86400000)

static char said[1024];

static void
note(const char *doing, const struct dais_err *err)
{
	(void)snprintf(said, sizeof(said), "%s: %s", doing, err->msg);
}

static void
put_off(struct test_house *t, const char *area, const char *key, int64_t until_ms)
{
	struct dais_state state = { .area = dais_str_from(area),
		.key = dais_str_from(key),
		.value = DAIS_STR("{\"url\":\"https://example.org/\"}"),
		.due_ms = until_ms };

	assert_ok(t, dais_store_state_set(dais_house_store(t->h), &state, DAIS_ANY, &t->err));
}

static size_t
taken(struct test_house *t)
{
	dais_outbox_jobs jobs;

	assert_ok(t, dais_outbox_take(t->h, 8, 8, t->a, &jobs, &t->err));
	return jobs.n;
}

static void
test_back(void **state)
{
	struct test_house *t = *state;
	struct dais_site site = { .house = t->h, .complain = note };

	said[0] = '\0';
	dais_background_watch_clock(&site);
	dais_background_watch_clock(&site);
	assert_string_equal(said, "");
	/* Six hours are the longest that a delivery waits. */
	put_off(t, "mail", "soon", t->now_ms - DAY + 6 * 3600000);
	put_off(t, "mail", "far", t->now_ms + 60000);
	put_off(t, "hook", "far", t->now_ms + 60000);
	t->now_ms -= DAY;
	assert_int_equal(taken(t), 0);
	dais_background_watch_clock(&site);
	assert_string_equal(said, "looking at the clock: it was set back by 86400 seconds");
	assert_int_equal(taken(t), 2);
	assert_true(dais_background_may_purge(&site));
}

static void
test_wrong_before(void **state)
{
	struct test_house *t = *state;
	struct dais_site site = { .house = t->h, .complain = note };

	said[0] = '\0';
	put_off(t, "mail", "far", t->now_ms + 400 * DAY);
	assert_int_equal(taken(t), 0);
	dais_background_watch_clock(&site);
	assert_string_equal(said, "");
	assert_int_equal(taken(t), 1);
}

static void
test_forward(void **state)
{
	struct test_house *t = *state;
	struct dais_site site = { .house = t->h, .complain = note };
	struct dais_state kept = { .area = DAIS_STR("audit"),
		.key = DAIS_STR("k"),
		.value = DAIS_STR("{}"),
		.ends_ms = t->now_ms + 400 * DAY };

	assert_ok(t, dais_store_state_set(dais_house_store(t->h), &kept, 0, &t->err));
	dais_background_watch_clock(&site);
	assert_true(dais_background_may_purge(&site));
	t->now_ms += 800 * DAY;
	dais_background_tick(&site);
	assert_string_equal(said, "looking at the clock: it was set forward by 69120000 seconds");
	assert_false(dais_background_may_purge(&site));
	t->now_ms -= 800 * DAY;
	assert_ok(t, dais_store_state_get(dais_house_store(t->h), "audit", DAIS_STR("k"), t->now_ms,
			 t->a, &kept, &t->err));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_house, close_house)

int
main(void)
{
	const struct CMUnitTest tests[] = { TEST(test_back), TEST(test_wrong_before),
		TEST(test_forward) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
