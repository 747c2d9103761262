/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Ways out of random meetings that have no plan. What each way says it does is read from its words
 * and done to the meeting, which then must have a plan: a day more, items shortened or left out,
 * a lead time, a limit of items, a room or a team more. Nothing here knows how ways are found. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "build.h"
#include "plan/explain/explain.h"
#include "plan/judge/judge.h"
#include "plan/meeting/meeting.h"
#include "plan/repair/repair.h"
#include "random.h"
#include "shrink.h"
#include "test.h"

#define ROUNDS 800
#define DAYS_MORE 3u
#define DAY_COST 21u /* no other demand costs that */

/* Others are asked for on the command line. */
static uint64_t rounds = ROUNDS, first_seed = 1;
static const struct random_shape shapes[] = { { 3, 5, 6, 2, 2, 2, 6, 2, false, false },
	{ 4, 7, 7, 2, 2, 2, 10, 2, false, false } };

struct meeting {
	struct dais_arena *a;
	uint64_t seed;
	struct dais_problem *base, *near, *far;
	size_t close; /* day_index of the last day of base */
	struct dais_str words; /* of the way that is tried */
};

enum doing {
	SHORTENED,
	LEFT_OUT,
	DAY_MORE,
	DAYS_AFTER,
	SHORTER_LEAD,
	MORE_ITEMS,
	ROOMS_MORE,
	TEAMS_MORE,
	DOING_COUNT
};

static const char *const doings[] = { "items shortened", "left out", "a sitting more", "days more",
	"shorter lead times", "more items a sitting", "rooms more", "teams more" };

static uint64_t done[DOING_COUNT];

/* --- a meeting and the sittings nobody has asked for --- */

static bool
reaches(const struct dais_problem *p, const struct dais_demand *d, size_t slot)
{
	/* FREE: days after the close are closed by those alone that can be given up for them */
	bool counts = d->kind == DAIS_DEMAND_FIXED || d->kind == DAIS_DEMAND_KEEP ||
		      d->kind == DAIS_DEMAND_FREE;

	for (size_t t = slot; counts && t < p->slots.n; t++) {
		if (dais_slots_has(d->slots, t))
			return true;
	}
	return false;
}

/* @m->far without the days from @day on; those after the close are closed. */
static struct dais_problem *
cut(const struct meeting *m, size_t day, size_t asked)
{
	struct dais_problem *p = dais_problem_copy(m->far, m->a);
	size_t n = 0;

	while (n < p->slots.n && p->slots.v[n].day_index < day)
		n++;
	p->slots.n = n;
	for (size_t t = asked; t < n; t++) {
		struct dais_demand *d = dais_problem_demand(p, m->a, DAIS_DEMAND_FREE, 0);

		d->slots = dais_slots_new(p, m->a);
		dais_slots_put(d->slots, t);
		d->drop_cost = DAY_COST;
	}
	return p;
}

/* Settings of the meeting: the report waits, and sittings take few items. */
static void
add_settings(const struct meeting *m, struct chance *c)
{
	unsigned lead = chance_of(c, 40) ? 1 + (unsigned)chance_below(c, 5) : 0;
	size_t report = m->far->tasks.n - 1;
	struct dais_demand *d;

	for (size_t i = 0; lead && i < report; i++) {
		d = dais_problem_demand(m->far, m->a, DAIS_DEMAND_BEFORE, 0);
		d->task = i;
		d->other = report;
		d->amount = lead;
		d->drop_cost = 3;
	}
	if (chance_of(c, 70))
		return;
	d = dais_problem_demand(m->far, m->a, DAIS_DEMAND_ITEMS_MOST, 0);
	d->amount = 1;
	d->drop_cost = 2;
}

/* False: too short to be cut. */
static bool
make(struct meeting *m, struct chance *c)
{
	size_t days, asked = 0, n = 0;

	m->far = random_problem(c, &shapes[m->seed % 2], m->a, NULL);
	days = m->far->slots.v[m->far->slots.n - 1].day_index + 1;
	if (days <= DAYS_MORE)
		return false;
	m->close = days - DAYS_MORE - 1;
	while (m->far->slots.v[asked].day_index <= m->close)
		asked++;
	for (size_t i = 0; i < m->far->demands.n; i++) {
		struct dais_demand d = m->far->demands.v[i];

		if (reaches(m->far, &d, asked) || d.kind == DAIS_DEMAND_KEEP_ROOM)
			continue;
		if (d.kind == DAIS_DEMAND_LEAST && chance_of(c, 50))
			d.amount += 2 * m->far->step; /* else most have a plan */
		d.drop_cost = chance_of(c, 80) ? 1 + (unsigned)chance_below(c, 20) : 0;
		m->far->demands.v[n++] = d;
	}
	m->far->demands.n = n;
	add_settings(m, c);
	m->base = cut(m, m->close + 1, asked);
	m->near = cut(m, m->close + 2, asked);
	m->far = cut(m, days, asked);
	return true;
}

/* --- what words say --- */

static void
no_sense(const struct meeting *m, const char *why, const struct dais_problem *p)
{
	(void)fprintf(stderr, "%s\n", print_problem(p, m->a).p); /* longer than a message may be */
	fail_msg("seed %" PRIu64 ": %s: %.*s", m->seed, why, DAIS_STR_ARG(m->words));
}

/* Behind the first @before in the words, or NULL. */
static const char *
behind(const struct meeting *m, const char *before)
{
	const char *at = strstr(m->words.p, before);

	return at ? at + strlen(before) : NULL;
}

static unsigned
number_behind(const struct meeting *m, const char *before)
{
	const char *at = behind(m, before);

	return at ? (unsigned)strtoul(at, NULL, 10) : 0;
}

/* "1 h 30 min", up to @end. */
static unsigned
minutes_of(const char *at, const char *end)
{
	unsigned minutes = 0;

	while (at < end) {
		char *unit;
		unsigned n = (unsigned)strtoul(at, &unit, 10);

		while (unit < end && *unit != 'h' && *unit != 'm')
			unit++; /* spaces of any width */
		minutes += *unit == 'h' ? n * 60 : n;
		at = unit;
		while (at < end && (*at < '0' || *at > '9'))
			at++;
	}
	return minutes;
}

/* What is left of the least time of the task of @d. */
static unsigned
time_left(const struct meeting *m, const struct dais_demand *d)
{
	unsigned step = m->near->step, least;
	const char *name = m->near->tasks.v[d->task].name.p, *at, *than, *needs;

	at = behind(m, dais_arena_printf(m->a, "give %s no time", name).p);
	if (at || behind(m, "give no time that is certain to these")) {
		done[LEFT_OUT]++;
		return 0;
	}
	name = dais_arena_printf(m->a, "give %s ", name).p;
	at = behind(m, name);
	while (at && (*at < '0' || *at > '9')) { /* "more than" */
		at = strstr(at, name);
		at = at ? at + strlen(name) : NULL;
	}
	than = at ? strstr(at, " less than the ") : NULL;
	needs = than ? strstr(than, " it needs") : NULL;
	if (!needs) {
		no_sense(m, "not said how much is left", m->near);
		return 0;
	}
	done[SHORTENED]++;
	least = minutes_of(than + strlen(" less than the "), needs);
	return (least + step - 1) / step * step - minutes_of(at, than);
}

/* Demand @d of the meeting as the way leaves it; false: nothing is left of it. */
static bool
weaken(const struct meeting *m, struct dais_demand *d)
{
	unsigned left = 0;

	if (d->kind == DAIS_DEMAND_LEAST) {
		left = time_left(m, d);
	} else if (d->kind == DAIS_DEMAND_ITEMS_MOST) {
		left = number_behind(m, "take up as many as ");
		done[MORE_ITEMS]++;
	} else if (d->kind == DAIS_DEMAND_BEFORE && d->amount) {
		const char *not_so =
		    strstr(m->words.p, dais_arena_printf(m->a, ", not %u", d->amount).p);

		while (not_so && not_so > m->words.p && memcmp(not_so, "after ", 6) != 0)
			not_so--;
		left = not_so ? (unsigned)strtoul(not_so + 6, NULL, 10) : 0;
		done[SHORTER_LEAD]++;
	} else if (d->kind == DAIS_DEMAND_FREE && d->drop_cost == DAY_COST) {
		done[DAY_MORE]++;
	}
	d->amount = left;
	return left > 0;
}

static void
add_rooms(const struct meeting *m, struct dais_problem *p, unsigned n)
{
	struct dais_plan_room *v = DAIS_NEW_N(m->a, p->rooms.n + n, struct dais_plan_room);

	memcpy(v, p->rooms.v, p->rooms.n * sizeof *v);
	for (unsigned i = 0; i < n; i++) {
		for (size_t k = 0; k < p->demands.n; k++) {
			if (p->demands.v[k].kind == DAIS_DEMAND_ROOMS)
				p->demands.v[k].rooms |= UINT64_C(1) << p->rooms.n;
		}
		v[p->rooms.n++] = (struct dais_plan_room){ .id = DAIS_STR("further"),
			.capacity = number_behind(m, ", with "),
			.remote = n > 1 || behind(m, "equipped for online participants") };
	}
	p->rooms.v = v;
	p->rooms.cap = p->rooms.n;
	done[ROOMS_MORE]++;
}

static void
add_teams(const struct meeting *m, struct dais_problem *p, unsigned n, unsigned week_most)
{
	struct dais_plan_team *v = DAIS_NEW_N(m->a, p->teams.n + n, struct dais_plan_team);

	memcpy(v, p->teams.v, p->teams.n * sizeof *v);
	for (unsigned i = 0; i < n; i++)
		v[p->teams.n++] = (struct dais_plan_team){ .id = DAIS_STR("further"),
			.languages = DAIS_LANG_ALL,
			.week_most = week_most };
	p->teams.v = v;
	p->teams.cap = p->teams.n;
	done[TEAMS_MORE]++;
}

/* The first @n days after the close are opened. */
static void
open_days(const struct meeting *m, struct dais_problem *p, unsigned n)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->demands.n; i++) {
		const struct dais_demand *d = &p->demands.v[i];
		size_t t = 0;

		while (d->slots && t < p->slots.n && !dais_slots_has(d->slots, t))
			t++;
		if (d->kind != DAIS_DEMAND_FREE || d->drop_cost != DAY_COST ||
		    p->slots.v[t].day_index > m->close + n)
			p->demands.v[kept++] = *d;
	}
	p->demands.n = kept;
	done[DAYS_AFTER]++;
}

/* The meeting as the way would have it. */
static struct dais_problem *
follow(const struct meeting *m, const struct dais_way_out *way)
{
	unsigned days = number_behind(m, "add "), rooms = number_behind(m, "find ");
	unsigned teams = number_behind(m, "have ");
	struct dais_problem *p = dais_problem_copy(days ? m->far : m->near, m->a);
	size_t n = 0;

	for (size_t i = 0; i < p->demands.n; i++) {
		bool given_up = false;
		struct dais_demand d = p->demands.v[i];

		for (size_t k = 0; k < way->gives_up.n; k++)
			given_up = given_up || way->gives_up.v[k] == i;
		if (d.rank == 0 && (!given_up || weaken(m, &d)))
			p->demands.v[n++] = d;
	}
	p->demands.n = n;
	if (days)
		open_days(m, p, days);
	if (behind(m, "find a further room"))
		add_rooms(m, p, 1);
	else if (rooms)
		add_rooms(m, p, rooms);
	if (behind(m, "have a further team of interpreters for one sitting"))
		add_teams(m, p, 1, 1);
	else if (behind(m, "have a further team"))
		add_teams(m, p, 1, number_behind(m, "have a further team of interpreters for "));
	else if (teams)
		add_teams(m, p, teams, 0);
	return p;
}

/* --- trying --- */

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
	const struct dais_search s = { .seconds = 20, .first_answer = true };
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

static void
try_ways(struct meeting *m, const struct dais_conflict *c)
{
	for (size_t i = 0; i < c->ways_out.n; i++) {
		const struct dais_way_out *way = &c->ways_out.v[i];
		struct dais_problem *p;

		m->words = way->words;
		assert_true(way->verified);
		assert_true(i == 0 || c->ways_out.v[i - 1].cost <= way->cost);
		p = follow(m, way);
		if (!has_plan(m, p))
			no_sense(m, "there is no plan with", p);
	}
}

/* How the ways out of @m are: counted, and each done. */
struct tally {
	uint64_t conflicts, without;
};

static void
explain_meeting(struct meeting *m, struct tally *tally)
{
	const struct dais_search search = { .seconds = 20 };
	const struct dais_extras extras = { .near = m->near, .far = m->far };
	struct dais_conflict conflict;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_explain_conflict(m->base, &extras, &search, m->a, &conflict, &err)) {
		if (err.code != DAIS_ERR_INVALID || !has_plan(m, m->base))
			fail_msg("seed %" PRIu64 ": %s", m->seed, err.msg);
		return;
	}
	tally->conflicts++;
	tally->without += conflict.ways_out.n == 0;
	if (!conflict.ways_out.n && has_plan(m, never_given_up(m)))
		no_sense(m, "no way out is offered where there is one", m->near);
	try_ways(m, &conflict);
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

		if (make(&m, &c))
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
	const struct dais_search s = { .seconds = 20, .first_answer = true };
	struct tally tally = { 0 };

	(void)state;
	for (uint64_t seed = first_seed; seed < first_seed + rounds; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { .state = seed };
		struct meeting m = { .a = a, .seed = seed };
		struct dais_plan plan = { .sittings = { .n = 0 } };
		struct dais_event events[EVENTS];
		size_t now;

		if (!make(&m, &c) || !find_plan(&m, m.base, &s, &plan))
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
