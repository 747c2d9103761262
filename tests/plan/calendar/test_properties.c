/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Random calendars: every plan passes the independent checker and costs what the planner says; of
 * tiny ones the optimum is found by trying every choice of times and rooms.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/buf.h"
#include "plan/calendar/calendar.h"
#include "read/package/calendar.h"

static uint64_t state;

static unsigned
pick(unsigned n)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (unsigned)((state * UINT64_C(2685821657736338717)) >> 33) % n;
}

static bool
one_in(unsigned n)
{
	return pick(n) == 0;
}

static void
print_day(struct dais_buf *b, const char *key, unsigned days)
{
	dais_buf_printf(b, ", %s: 2027-05-%02u", key, 3 + pick(days));
}

static void
print_meeting(struct dais_buf *b, unsigned i, unsigned bodies, unsigned days, bool pools)
{
	unsigned sittings = 1 + pick(4);

	dais_buf_printf(b, "  m%u: {body: b%u, sittings: %u", i, pick(bodies), sittings);
	if (one_in(3))
		dais_buf_printf(b, ", a-day: %u", 1 + pick(2));
	if (one_in(2))
		print_day(b, "preferred", days);
	if (one_in(4))
		print_day(b, "earliest", 3);
	if (one_in(4))
		dais_buf_printf(b, ", latest: 2027-05-%02u", 2 + days - pick(2));
	if (one_in(8))
		print_day(b, "fixed", days);
	if (one_in(6))
		dais_buf_puts(b, ", hour: \"10:00\"");
	if (one_in(4))
		dais_buf_printf(b, ", weight: %u", 1 + pick(4));
	if (one_in(6))
		dais_buf_puts(b, ", across-weeks: true");
	if (i && one_in(3))
		dais_buf_printf(b, ", after: [{meeting: m%u, gap: %u days}]", pick(i), pick(4));
	else if (i && one_in(5))
		dais_buf_printf(b, ", same-week: m%u", pick(i));
	if (pools && one_in(2))
		dais_buf_puts(b, one_in(2) ? ", languages: [en, fr]" : ", languages: [en, ru]");
	if (pools && one_in(5))
		dais_buf_printf(b, ", times: %u, every: 2 days", 1 + pick(3));
	dais_buf_puts(b, "}\n");
}

/* The whole of a day or a half. */
static const char *
part(void)
{
	return one_in(3) ? "/morning" : one_in(3) ? "/afternoon" : "";
}

/* A calendar of one or two weeks. */
static void
print_calendar(struct dais_buf *b, unsigned meetings, bool pools)
{
	unsigned days = meetings == 3 || one_in(2) ? 5 : 12, rooms = pick(3), bodies = 2 + pick(3);

	dais_buf_printf(b,
	    "dais-calendar: 1\nzone: Europe/Vienna\nfrom: 2027-05-03\nto: 2027-05-%02u\nhours: "
	    "[\"10:00-13:00\"%s]\n",
	    2 + days, one_in(4) ? "" : ", \"15:00-18:00\"");
	if (one_in(3))
		dais_buf_printf(b, "closed: [2027-05-%02u%s]\n", 3 + pick(days), part());
	dais_buf_puts(b, rooms ? "rooms:\n" : "");
	for (unsigned i = 0; i < rooms; i++)
		dais_buf_printf(b, "  r%u: {capacity: %u%s}\n", i, 10 + 10 * pick(2),
		    one_in(4)   ? ", closed: [2027-05-04]"
		    : one_in(4) ? ", closed: [2027-05-04/morning]"
				: "");
	if (pools)
		dais_buf_printf(b,
		    "pools:\n  p: {languages: [en, fr, ru], teams: %u, week: %u, absent: [{when: "
		    "2027-05-05%s, team: 1}]}\n  q: {languages: [en, fr], teams: 1, week: %u}\n",
		    1 + pick(2), 3 + pick(5), part(), 2 + pick(4));
	dais_buf_puts(b, "bodies:\n");
	for (unsigned i = 0; i < bodies; i++)
		dais_buf_printf(b, "  b%u: {attendance: %u%s}\n", i, 5 + pick(14),
		    one_in(6)   ? ", closed: [2027-05-03]"
		    : one_in(6) ? ", closed: [2027-05-03/afternoon]"
				: "");
	if (one_in(2))
		dais_buf_printf(b, "delegations:\n  d: {bodies: [b0, b1]%s}\n",
		    one_in(2) ? ", wish: true, weight: 2" : "");
	dais_buf_puts(b, "meetings:\n");
	for (unsigned i = 0; i < meetings; i++)
		print_meeting(b, i, bodies, days, pools);
}

/* --- trying everything ------------------------------------------------------------------------ */

struct oracle {
	const struct dais_calendar *c;
	struct dais_arena *a;
	struct dais_calendar_plan plan;
	uint64_t best; /* UINT64_MAX: none */
};

/* Rooms for the sittings from @i on, by trying; then the checker decides. */
static void
try_rooms(struct oracle *o, size_t i)
{
	struct dais_calendar_sitting *v = o->plan.sittings.v;
	struct dais_calendar_verdict verdict;

	if (i == o->plan.sittings.n || !o->c->rooms.n) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);

		dais_calendar_judge(o->c, &o->plan, a, &verdict);
		if (verdict.sound && verdict.cost[1] < o->best)
			o->best = verdict.cost[1];
		return;
	}
	for (size_t r = 0; r < o->c->rooms.n; r++) {
		bool taken = false;

		for (size_t k = 0; k < i; k++)
			taken =
			    taken || (v[k].room == r && !dais_local_cmp(v[k].start, v[i].start));
		if (taken)
			continue;
		v[i].room = r;
		try_rooms(o, i + 1);
		/* Which room is no matter to rank 1: the first that serves is as good as any. */
		if (o->c->rooms.v[r].capacity >= o->c->meetings.v[v[i].meeting].attendance &&
		    !o->c->rooms.v[r].closed.n)
			break;
	}
}

/* @c has at most one closed day or half-day. */
static bool
is_closed(const struct dais_calendar *c, struct dais_date d, int minute)
{
	const struct dais_calendar_period *p = c->closed.n ? &c->closed.v[0] : NULL;

	if (!p || !dais_date_eq(p->from, d))
		return false;
	return !p->to_minute || (p->from_minute < 10 * 60) == (minute < 12 * 60);
}

/* Adds the sittings of meeting @m from the @hour-th of @day on as they would have to follow. */
static bool
add_sittings(struct oracle *o, size_t m, int64_t day, size_t hour)
{
	const struct dais_calendar_meeting *x = &o->c->meetings.v[m];
	unsigned left = x->sittings, a_day = x->a_day ? x->a_day : x->sittings;

	for (; left; day++) {
		struct dais_date d = dais_date_from_days(day);
		int w = dais_date_weekday(d) - 1;

		if (dais_date_cmp(d, o->c->to) > 0)
			return false;
		for (size_t h = hour; left && h < o->c->hours[w].n && h < hour + a_day; h++) {
			if (is_closed(o->c, d, o->c->hours[w].v[h].start))
				continue;
			left--;
			dais_vec_push(o->a, &o->plan.sittings,
			    ((struct dais_calendar_sitting){ .meeting = m,
				.start = { d, o->c->hours[w].v[h].start },
				.room = DAIS_NONE,
				.pool = DAIS_NONE }));
		}
	}
	return true;
}

static void
try_times(struct oracle *o, size_t m)
{
	size_t n = o->plan.sittings.n;

	if (m == o->c->meetings.n) {
		try_rooms(o, 0);
		return;
	}
	for (int64_t d = dais_date_to_days(o->c->from); d <= dais_date_to_days(o->c->to); d++) {
		for (size_t h = 0; h < o->c->hours[dais_date_weekday(dais_date_from_days(d)) - 1].n;
		    h++) {
			if (add_sittings(o, m, d, h))
				try_times(o, m + 1);
			o->plan.sittings.n = n;
		}
	}
}

static void
test_optimum(void **ctx)
{
	size_t whole = 0;

	(void)ctx;
	for (unsigned seed = 1; seed <= 80; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		DAIS_BUF_AUTO text = { 0 };
		struct dais_diags diags;
		struct dais_calendar_options opt = { 0 };
		struct dais_calendar_result r;
		struct dais_err err = DAIS_ERR_INIT;
		struct oracle o = { .a = a, .best = UINT64_MAX };

		state = UINT64_C(0x9E3779B97F4A7C15) * seed;
		dais_buf_init(&text, DAIS_BUF_MAX);
		dais_diags_init(&diags, a);
		print_calendar(&text, 2 + one_in(3), false);
		o.c = dais_calendar_load(a, dais_buf_str(&text), "random.yaml", &diags);
		if (!o.c) /* earliest after latest */
			continue;
		assert_true(dais_calendar_solve(o.c, &opt, a, &diags, &r, &err));
		try_times(&o, 0);
		if (r.unplaced ? o.best != UINT64_MAX
			       : r.cost[1] != o.best || r.outcome != DAIS_OUTCOME_OPTIMAL)
			print_error("seed %u: %d, cost %d, best %d\n%.*s", seed, (int)r.outcome,
			    (int)r.cost[1], (int)o.best, DAIS_STR_ARG(dais_buf_str(&text)));
		if (r.unplaced) {
			assert_int_equal(r.outcome, DAIS_OUTCOME_INFEASIBLE);
			assert_true(o.best == UINT64_MAX);
			continue;
		}
		assert_int_equal(r.outcome, DAIS_OUTCOME_OPTIMAL);
		assert_int_equal(r.cost[1], o.best);
		whole++;
	}
	assert_true(whole >= 25);
}

/* --- larger ones, and repairs ------------------------------------------------------------------
 */

static void
check(const struct dais_calendar *c, const struct dais_calendar_result *r, unsigned rank,
    unsigned seed)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_calendar_verdict v;

	dais_calendar_judge(c, &r->plan, a, &v);
	if (!v.sound)
		print_error("seed %u: %.*s\n", seed, DAIS_STR_ARG(v.breaches.v[0].words));
	assert_true(v.sound);
	assert_int_equal(v.whole, r->unplaced == 0);
	assert_int_equal(v.cost[1], r->cost[rank]);
	assert_true(r->unplaced || r->bound[1] <= r->cost[1]);
}

static void
test_sound(void **ctx)
{
	static const char *const losses[] = { "day:2027-05-05", "team:p@2027-05-04..2027-05-07",
		"team:q", "body:b0@2027-05-04" };

	(void)ctx;
	for (unsigned seed = 1; seed <= 80; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		DAIS_BUF_AUTO text = { 0 };
		struct dais_diags diags;
		struct dais_calendar_options opt = { .search = { .seconds = 0.3 } };
		struct dais_calendar_result r, again;
		struct dais_err err = DAIS_ERR_INIT;
		struct dais_calendar *c, *lost;
		dais_calendar_change_vec changes;

		state = UINT64_C(0xD1B54A32D192ED03) * seed;
		dais_buf_init(&text, DAIS_BUF_MAX);
		dais_diags_init(&diags, a);
		print_calendar(&text, 2 + pick(12), true);
		c = dais_calendar_load(a, dais_buf_str(&text), "random.yaml", &diags);
		if (!c)
			continue;
		assert_true(dais_calendar_solve(c, &opt, a, &diags, &r, &err));
		check(c, &r, 1, seed);
		/* Nothing lost: nothing changes. */
		opt.keep = &r.plan;
		assert_true(dais_calendar_solve(c, &opt, a, &diags, &again, &err));
		check(c, &again, 2, seed);
		dais_calendar_changes(c, &r.plan, &again.plan, a, &changes);
		if (!r.unplaced)
			assert_int_equal(again.cost[1], 0);
		lost = dais_calendar_copy(c, a);
		assert_true(dais_calendar_lose(lost, dais_str_from(losses[pick(4)]), a, &err));
		assert_true(dais_calendar_solve(lost, &opt, a, &diags, &again, &err));
		check(lost, &again, 2, seed);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_optimum),
		cmocka_unit_test(test_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
