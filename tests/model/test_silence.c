/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How silence procedures stand: by their times, their replies and the moment they are asked.
 */
#include "support/test.h"

#include "model/silence.h"
#include "model/working_day.h"

static struct dais_local
at(const char *words)
{
	struct dais_local l = { 0 };

	assert_true(dais_local_parse(dais_str_from(words), &l));
	return l;
}

struct world {
	struct dais_arena *a;
	struct dais_record *r;
	struct dais_silence *s;
};

static void
begin(struct world *w, const char *opens, const char *closes)
{
	w->a = dais_arena_new(0);
	w->r = dais_record_new(w->a);
	w->s = dais_vec_add(w->a, &w->r->silences);
	*w->s = (struct dais_silence){ .id = DAIS_STR("dates"),
		.opens = at(opens),
		.closes = at(closes),
		.zone = DAIS_STR("Europe/Vienna"),
		.follows = DAIS_NONE };
}

static enum dais_silence_state
state_at(const struct world *w, const char *words)
{
	return dais_silence_state(w->r, w->s, dais_silence_instant(w->r, w->s, at(words)));
}

static struct dais_reply *
reply(struct world *w, enum dais_reply_kind kind, const char *words)
{
	struct dais_reply *one = dais_vec_add(w->a, &w->s->replies);

	*one = (struct dais_reply){ .kind = kind, .from = DAIS_STR("A State"), .at = at(words) };
	return one;
}

static void
test_time_alone(void **state)
{
	struct world w;

	(void)state;
	begin(&w, "2021-07-27T10:00", "2021-07-30T17:00");
	assert_int_equal(state_at(&w, "2021-07-27T09:59"), DAIS_SILENCE_AHEAD);
	assert_int_equal(state_at(&w, "2021-07-27T10:00"), DAIS_SILENCE_OPEN);
	assert_int_equal(state_at(&w, "2021-07-30T16:59"), DAIS_SILENCE_OPEN);
	assert_int_equal(state_at(&w, "2021-07-30T17:00"), DAIS_SILENCE_HELD);
	/* 17:00 in Vienna in summer is 15:00 UTC. */
	assert_int_equal(dais_silence_instant(w.r, w.s, w.s->closes),
	    dais_date_to_days((struct dais_date){ 2021, 7, 30 }) * DAIS_DAY_MS + 15 * DAIS_HOUR_MS);
	dais_arena_free(w.a);
}

static void
test_objections(void **state)
{
	struct dais_reply *one;
	struct world w;

	(void)state;
	begin(&w, "2021-07-27T10:00", "2021-07-30T17:00");
	reply(&w, DAIS_REPLY_RESERVATION, "2021-07-28T10:00");
	reply(&w, DAIS_REPLY_STATEMENT, "2021-07-28T10:00");
	reply(&w, DAIS_REPLY_OBJECTION, "2021-07-30T17:00"); /* on the second: late */
	reply(&w, DAIS_REPLY_OBJECTION, "2021-07-29T10:00")->without_standing = true;
	one = reply(&w, DAIS_REPLY_AMENDMENT, "2021-07-29T12:00");
	one->taken_back = at("2021-07-30T16:59");
	assert_int_equal(dais_silence_breaker(w.s), DAIS_NONE);
	assert_int_equal(state_at(&w, "2021-07-31T00:00"), DAIS_SILENCE_HELD);
	one = &w.s->replies.v[4];
	one->taken_back = at("2021-07-30T17:00"); /* too late */
	assert_int_equal(dais_silence_breaker(w.s), 4);
	reply(&w, DAIS_REPLY_OBJECTION, "2021-07-29T11:00"); /* was there first */
	assert_int_equal(dais_silence_breaker(w.s), 5);
	assert_int_equal(state_at(&w, "2021-07-29T11:00"), DAIS_SILENCE_BROKEN);
	dais_arena_free(w.a);
}

static void
test_withdrawn(void **state)
{
	struct world w;

	(void)state;
	begin(&w, "2021-07-27T10:00", "2021-07-30T17:00");
	w.s->withdrawn = at("2021-07-28T10:00");
	assert_int_equal(state_at(&w, "2021-08-30T17:00"), DAIS_SILENCE_WITHDRAWN);
	reply(&w, DAIS_REPLY_OBJECTION, "2021-07-29T10:00"); /* nothing was there to break */
	assert_int_equal(state_at(&w, "2021-08-30T17:00"), DAIS_SILENCE_WITHDRAWN);
	reply(&w, DAIS_REPLY_OBJECTION, "2021-07-27T12:00");
	assert_int_equal(state_at(&w, "2021-08-30T17:00"), DAIS_SILENCE_BROKEN);
	dais_arena_free(w.a);
}

/* Over the change of the clock a night has an hour less; instants go there and back. */
static void
test_clock_change(void **state)
{
	struct world w;
	int64_t from, to;

	(void)state;
	begin(&w, "2021-03-27T17:00", "2021-03-28T17:00");
	from = dais_silence_instant(w.r, w.s, w.s->opens);
	to = dais_silence_instant(w.r, w.s, w.s->closes);
	assert_int_equal(to - from, 23 * DAIS_HOUR_MS);
	for (int64_t t = from; t <= to; t += 15 * DAIS_MINUTE_MS)
		assert_int_equal(
		    dais_silence_instant(w.r, w.s, dais_silence_local(w.r, w.s, t)), t);
	w.s->zone = DAIS_STR("Nowhere/Atall");
	assert_int_equal(
	    dais_silence_instant(w.r, w.s, at("1970-01-02T00:01")), DAIS_DAY_MS + DAIS_MINUTE_MS);
	dais_arena_free(w.a);
}

static void
test_digest(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_ml x = { 0 }, y = { 0 };

	(void)state;
	x.in[DAIS_LANG_EN] = DAIS_STR("a");
	x.in[DAIS_LANG_FR] = DAIS_STR("b");
	y.in[DAIS_LANG_EN] = DAIS_STR("a");
	assert_false(dais_str_eq(dais_silence_digest(a, &x), dais_silence_digest(a, &y)));
	y.in[DAIS_LANG_ES] = DAIS_STR("b");
	assert_false(dais_str_eq(dais_silence_digest(a, &x), dais_silence_digest(a, &y)));
	y.in[DAIS_LANG_ES] = DAIS_STR_NONE;
	y.in[DAIS_LANG_FR] = DAIS_STR("b");
	assert_true(dais_str_eq(dais_silence_digest(a, &x), dais_silence_digest(a, &y)));
	assert_int_equal(dais_silence_digest(a, &x).n, 64);
}

static void
test_days(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_profile p = { 0 };

	(void)state;
	dais_vec_push(a, &p.holidays, ((struct dais_date){ 2022, 12, 26 }));
	dais_vec_push(a, &p.host_holidays, ((struct dais_date){ 2022, 12, 26 }));
	dais_vec_push(a, &p.host_holidays, ((struct dais_date){ 2022, 12, 8 }));
	assert_int_equal(
	    dais_profile_day(&p, (struct dais_date){ 2022, 12, 26 }), DAIS_DAY_HOLIDAY);
	assert_int_equal(
	    dais_profile_day(&p, (struct dais_date){ 2022, 12, 8 }), DAIS_DAY_HOST_HOLIDAY);
	assert_int_equal(
	    dais_profile_day(&p, (struct dais_date){ 2022, 12, 10 }), DAIS_DAY_WEEKEND);
	assert_int_equal(dais_profile_day(&p, (struct dais_date){ 2022, 12, 9 }), DAIS_DAY_WORKING);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_time_alone),
		cmocka_unit_test(test_objections),
		cmocka_unit_test(test_withdrawn),
		cmocka_unit_test(test_clock_change),
		cmocka_unit_test(test_digest),
		cmocka_unit_test(test_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
