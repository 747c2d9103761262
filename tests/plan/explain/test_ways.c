/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Ways out of random meetings that have no plan. What each way says it does is read from its words
 * and done to the meeting, which then must have a plan: a day more, items shortened or left out,
 * a lead time, a limit of items, a room or a team more. Nothing here knows how ways are found. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "build.h"
#include "plan/judge/judge.h"
#include "plan/meeting/meeting.h"
#include "plan/repair/repair.h"
#include "test.h"
#include "ways.h"

#define ROUNDS 800

/* Others are asked for on the command line. */
static uint64_t rounds = ROUNDS, first_seed = 1;

/* Whether @p has one, in *@ret. */
static bool
find_plan(const struct meeting *m, const struct dais_problem *p, const struct dais_search *s,
    struct dais_plan *ret)
{
	struct dais_meeting_model *model;
	struct dais_result result;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_verdict v;

	if (!dais_meeting_model_new(p, m->a, &model, &err))
		fail_msg("seed %" PRIu64 ": %s", m->seed, err.msg);
	dais_meeting_solve(model, s, m->a, ret, &result);
	if (result.outcome == DAIS_OUTCOME_INFEASIBLE)
		return false;
	dais_judge(p, ret, m->a, &v);
	assert_true(v.sound);
	return true;
}

static bool
has_plan(const struct meeting *m, const struct dais_problem *p)
{
	const struct dais_search s = { .seconds = 600, .first_answer = true };
	struct dais_plan plan = { .sittings = { .n = 0 } };

	return find_plan(m, p, &s, &plan);
}

/* Whatever can be given up is. */
static struct dais_problem *
never_given_up(const struct meeting *m)
{
	struct dais_problem *p = dais_problem_copy(m->near, m->a);
	size_t n = 0;

	for (size_t i = 0; i < p->demands.n; i++) {
		if (p->demands.v[i].rank == 0 && !p->demands.v[i].drop_cost)
			p->demands.v[n++] = p->demands.v[i];
	}
	p->demands.n = n;
	return p;
}

/* The item that @way shortens, and nothing else; DAIS_NONE: it does something else. */
static size_t
only_shortened(const struct meeting *m, const struct dais_way_out *way)
{
	if (!dais_str_has_prefix(way->words, DAIS_STR("give ")) ||
	    !strstr(way->words.p, " less than ") || strchr(way->words.p, ';') ||
	    strstr(way->words.p, " and ") || !way->gives_up.n)
		return DAIS_NONE;
	return m->near->demands.v[way->gives_up.v[0]].task;
}

/* Who is offered to shorten an item is not offered to shorten it more. */
static void
expect_no_dearer(const struct meeting *m, const struct dais_conflict *c)
{
	for (size_t i = 0; i < c->ways_out.n; i++) {
		size_t task = only_shortened(m, &c->ways_out.v[i]);

		for (size_t k = 0; k < i && task != DAIS_NONE; k++)
			if (task == only_shortened(m, &c->ways_out.v[k]))
				fail_msg("seed %" PRIu64 ": %.*s; %.*s", m->seed,
				    DAIS_STR_ARG(c->ways_out.v[k].words),
				    DAIS_STR_ARG(c->ways_out.v[i].words));
	}
}

static void
try_ways(struct meeting *m, const struct dais_conflict *c)
{
	for (size_t i = 0; i < c->ways_out.n; i++) {
		const struct dais_way_out *way = &c->ways_out.v[i];
		struct dais_problem *p;

		m->words = way->words;
		assert_true(way->verified);
		assert_true(i == 0 || c->ways_out.v[i - 1].cost <= way->cost);
		p = meeting_follow(m, way);
		if (!has_plan(m, p))
			meeting_no_sense(m, "there is no plan with", p);
	}
}

/* How the ways out of @m are: counted, and each done. */
struct tally {
	uint64_t conflicts, without;
};

static void
explain_meeting(struct meeting *m, struct tally *tally)
{
	const struct dais_search search = { .seconds = 600 };
	const struct dais_extras extras = { .near = m->near, .far = m->far };
	struct dais_conflict conflict;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_explain_conflict(m->base, &extras, &search, m->a, &conflict, &err)) {
		if (err.code != DAIS_ERR_INVALID || !has_plan(m, m->base))
			fail_msg("seed %" PRIu64 ": %s", m->seed, err.msg);
		return;
	}
	assert_false(has_plan(m, m->base));
	tally->conflicts++;
	tally->without += conflict.ways_out.n == 0;
	if (!conflict.ways_out.n && has_plan(m, never_given_up(m)))
		meeting_no_sense(m, "no way out is offered where there is one", m->near);
	try_ways(m, &conflict);
	expect_no_dearer(m, &conflict);
}

static void
test_ways_work(void **state)
{
	struct tally tally = { 0 };

	(void)state;
	for (uint64_t seed = first_seed; seed < first_seed + rounds; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { .state = seed };
		struct meeting m = { .a = a, .seed = seed };

		if (meeting_make(&m, &c))
			explain_meeting(&m, &tally);
	}
	print_message("%" PRIu64 " conflicts, %" PRIu64 " without a way out\n", tally.conflicts,
	    tally.without);
	for (size_t k = 0; k < DOING_COUNT; k++)
		print_message("%s: %" PRIu64 "\n", doings[k], done[k]);
	assert_true(tally.conflicts * 8 > rounds && tally.without * 4 < tally.conflicts);
	for (size_t k = 0; k < DOING_COUNT; k++)
		assert_true(done[k] > 0);
}

/* --- late in a meeting --- */

#define EVENTS 2u

/* A day is lost. */
static struct dais_event
lose_day(const struct meeting *m, struct chance *c, size_t now)
{
	const struct dais_problem *p = m->base;
	struct dais_date day = p->slots.v[now + chance_below(c, p->slots.n - now)].day;

	return (struct dais_event){ .kind = DAIS_EVENT_LOST_TIME,
		.when = dais_arena_printf(m->a, "%04d-%02d-%02d", day.year, day.month, day.day) };
}

/* A room or a team is lost, or an item overruns. */
static struct dais_event
lose_means(const struct meeting *m, struct chance *c)
{
	const struct dais_problem *p = m->base;

	if (p->rooms.n && chance_of(c, 30))
		return (struct dais_event){ .kind = DAIS_EVENT_LOST_ROOM,
			.name = p->rooms.v[chance_below(c, p->rooms.n)].id };
	if (p->teams.n && chance_of(c, 40))
		return (struct dais_event){ .kind = DAIS_EVENT_LOST_TEAM,
			.name = p->teams.v[chance_below(c, p->teams.n)].id };
	return (struct dais_event){ .kind = DAIS_EVENT_OVERRAN,
		.name = p->tasks.v[chance_below(c, p->tasks.n)].name,
		.minutes = p->step * (2 + (unsigned)chance_below(c, 8)) };
}

/* @events happen to @p, which is held by @plan, at the time of slot @now. False: one names nothing
 * there. */
static bool
happen(const struct meeting *m, struct dais_problem *p, const struct dais_plan *plan,
    const struct dais_event events[static EVENTS], size_t now)
{
	const struct dais_plan_slot *slot = &p->slots.v[now];
	struct dais_err err = DAIS_ERR_INIT;

	for (size_t i = 0; i < EVENTS; i++) {
		if (!dais_event_apply(p, plan, &events[i], m->a, &err))
			return false;
	}
	dais_problem_keep(p, plan, (struct dais_local){ slot->day, slot->start }, m->a);
	return true;
}

/* Ways out are ways out of what is left of the meeting: what is past stands, what is lost is lost.
 */
static void
test_ways_of_what_is_left(void **state)
{
	const struct dais_search s = { .seconds = 600, .first_answer = true };
	struct tally tally = { 0 };

	(void)state;
	for (uint64_t seed = first_seed; seed < first_seed + rounds; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { .state = seed };
		struct meeting m = { .a = a, .seed = seed };
		struct dais_plan plan = { .sittings = { .n = 0 } };
		struct dais_event events[EVENTS];
		size_t now;

		if (!meeting_make(&m, &c) || !find_plan(&m, m.base, &s, &plan))
			continue;
		now = chance_below(&c, m.base->slots.n);
		events[0] = lose_day(&m, &c, now);
		events[1] = lose_means(&m, &c);
		if (!happen(&m, m.base, &plan, events, now) ||
		    !happen(&m, m.near, &plan, events, now) ||
		    !happen(&m, m.far, &plan, events, now))
			continue;
		explain_meeting(&m, &tally);
	}
	print_message("%" PRIu64 " conflicts, %" PRIu64 " without a way out\n", tally.conflicts,
	    tally.without);
	assert_true(tally.conflicts * 10 > rounds && tally.without * 4 < tally.conflicts);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ways_work),
		cmocka_unit_test(test_ways_of_what_is_left),
	};

	if (argc > 1)
		rounds = strtoull(argv[1], NULL, 10);
	if (argc > 2)
		first_seed = strtoull(argv[2], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
