/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A room or a team of interpreters more, as a way out. The problem has no demand that could be
 * given up for it, so each is tried. */
#include <string.h>

#include "plan/explain/explain_priv.h"

/* As a drop_cost of 18: more than a day after the close of the meeting. */
#define SERVICE_COST 216u

static void
add_way(
    const struct dais_explain_ways *w, unsigned n, struct dais_conflict *ret, struct dais_str words)
{
	struct dais_way_out *out = dais_vec_add(w->a, &ret->ways_out);

	out->cost = (uint64_t)SERVICE_COST * n;
	out->words = words;
	out->verified = true;
}

/* --- several --- */

#define MORE_MOST 32u
#define TRIES_MOST 6u
#define SHARE 4u /* of those tried, so many more the next time */

typedef struct dais_problem *(*more_of)(
    const struct dais_explain_ways *w, unsigned n, struct dais_arena *a);

static bool
is_hopeless(const struct dais_explain_ways *w, more_of more, unsigned n)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);

	return dais_explain_is_hopeless(more(w, n, scratch), w->end, scratch);
}

/* What a room more has to have, to suit every body. */
struct needs {
	unsigned seats; /* 0: not known */
	bool remote;
};

static struct needs
needs_of(const struct dais_problem *p)
{
	struct needs needs = { .seats = 0 };

	for (size_t i = 0; i < p->tasks.n; i++) {
		const dais_index_vec *bodies = &p->tasks.v[i].bodies;
		unsigned seats = 0;

		for (size_t b = 0; b < bodies->n; b++) {
			seats += p->bodies.v[bodies->v[b]].attendance;
			needs.remote = needs.remote || p->bodies.v[bodies->v[b]].remote;
		}
		needs.seats = seats > needs.seats ? seats : needs.seats;
	}
	return needs;
}

/* @s, "with 250 seats" and "equipped for online participants" where these are needed. */
static struct dais_str
with_needs(const struct dais_explain_ways *w, struct dais_str s, struct needs needs)
{
	if (needs.seats)
		s = dais_explain_say(
		    w->p, w->a, "%.*s, with %u seats", DAIS_STR_ARG(s), needs.seats);
	if (needs.remote)
		s = dais_explain_say(
		    w->p, w->a, "%.*s, equipped for online participants", DAIS_STR_ARG(s));
	return s;
}

static struct dais_str
number_words(const struct dais_explain_ways *w, bool rooms, unsigned n)
{
	struct dais_str s;

	if (n == 1)
		s = dais_explain_say(w->p, w->a,
		    rooms ? "find a further room" : "have a further team of interpreters");
	else
		s = dais_explain_say(w->p, w->a,
		    rooms ? "find %u further rooms" : "have %u further teams of interpreters", n);
	return rooms ? with_needs(w, s, needs_of(w->p)) : s;
}

/* The first number from @n on that a plan is found with: in growing steps, then back half-way. */
static bool
try_numbers(const struct dais_explain_ways *w, more_of more, bool rooms, unsigned n,
    struct dais_conflict *ret, struct dais_err *err)
{
	unsigned too_few = n - 1, enough = 0;

	for (unsigned tried = 0; tried < TRIES_MOST && too_few + 1 != enough; tried++) {
		DAIS_ARENA_AUTO scratch = dais_arena_new(0);

		if (rooms && w->p->rooms.n + n > DAIS_PLANNING_ROOMS_MOST)
			break;
		if (dais_explain_try(w, more(w, n, scratch), NULL, err) == DAIS_OUTCOME_OPTIMAL)
			enough = n;
		else
			too_few = n;
		if (err->code != DAIS_ERR_NONE)
			return false;
		n = enough ? too_few + (enough - too_few) / 2 : n + n / SHARE + 1;
	}
	if (enough)
		add_way(w, enough, ret, number_words(w, rooms, enough));
	return true;
}

/* As many as it takes, more than @too_few. */
static bool
several(const struct dais_explain_ways *w, more_of more, bool rooms, unsigned too_few,
    struct dais_conflict *ret, struct dais_err *err)
{
	unsigned low = too_few, high = MORE_MOST; /* perhaps enough */

	if (rooms && w->p->rooms.n + high > DAIS_PLANNING_ROOMS_MOST)
		high = DAIS_PLANNING_ROOMS_MOST - (unsigned)w->p->rooms.n;
	if (high <= low || is_hopeless(w, more, high))
		return true;
	while (high - low > 1) {
		unsigned half = low + (high - low) / 2;

		if (is_hopeless(w, more, half))
			low = half;
		else
			high = half;
	}
	return try_numbers(w, more, rooms, high, ret, err);
}

/* --- teams --- */

/* The most sittings a week, or a day, that one of the teams may have; 0: one has no limit. */
static unsigned
usual_most(const struct dais_problem *p, bool week)
{
	unsigned most = 0;

	for (size_t i = 0; i < p->teams.n; i++) {
		unsigned own = week ? p->teams.v[i].week_most : p->teams.v[i].day_most;

		if (!own)
			return 0;
		most = own > most ? own : most;
	}
	return most;
}

/* A problem with @n teams more that may have @week_most sittings a week, and as many a day as
 * others may. */
static struct dais_problem *
with_teams(const struct dais_explain_ways *w, unsigned n, unsigned week_most, struct dais_arena *a)
{
	struct dais_problem *p = dais_explain_without_wishes(w->p, a);
	struct dais_plan_team *v = DAIS_NEW_N(a, p->teams.n + n, struct dais_plan_team);

	memcpy(v, p->teams.v, p->teams.n * sizeof *v);
	for (unsigned i = 0; i < n; i++)
		v[p->teams.n++] = (struct dais_plan_team){ .id = DAIS_STR("further"),
			.languages = DAIS_LANG_ALL,
			.week_most = week_most,
			.day_most = usual_most(w->p, false) };
	p->teams.v = v;
	p->teams.cap = p->teams.n;
	return p;
}

static enum dais_outcome
try_team(const struct dais_explain_ways *w, unsigned week_most, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);

	return dais_explain_try(w, with_teams(w, 1, week_most, scratch), NULL, err);
}

static struct dais_problem *
with_many_teams(const struct dais_explain_ways *w, unsigned n, struct dais_arena *a)
{
	return with_teams(w, n, usual_most(w->p, true), a);
}

static struct dais_str
team_words(const struct dais_explain_ways *w, unsigned sittings, bool a_week)
{
	if (sittings == 1)
		return dais_explain_say(w->p, w->a,
		    a_week ? "have a further team of interpreters for one sitting a week"
			   : "have a further team of interpreters for one sitting");
	return dais_explain_say(w->p, w->a,
	    a_week ? "have a further team of interpreters for %u sittings a week"
		   : "have a further team of interpreters for %u sittings",
	    sittings);
}

/* One team more: for so many sittings as it takes, however few others may have. False also when
 * none is enough. */
static bool
one_team(const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_err *err)
{
	static const unsigned sizes[] = { 1, 2, 3, 4, 6, 8 };
	size_t last = w->p->slots.n ? w->p->slots.v[w->p->slots.n - 1].week : 0;
	const unsigned usual = usual_most(w->p, true);

	if (try_team(w, 0, err) != DAIS_OUTCOME_OPTIMAL)
		return false;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		if (try_team(w, sizes[i], err) == DAIS_OUTCOME_OPTIMAL) {
			add_way(w, 1, ret, team_words(w, sizes[i], last > 0));
			return true;
		}
		if (err->code != DAIS_ERR_NONE)
			return false;
	}
	if (usual && try_team(w, usual, err) != DAIS_OUTCOME_OPTIMAL)
		return false;
	add_way(w, 1, ret, number_words(w, false, 1));
	return true;
}

static bool
more_teams(const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_err *err)
{
	/* of a large meeting, how many sittings of one are needed is a question of many plans */
	const bool large = dais_explain_is_large(w->p);

	if (!large && one_team(w, ret, err))
		return true;
	return err->code == DAIS_ERR_NONE &&
	       several(w, with_many_teams, false, large ? 0 : 1, ret, err);
}

/* --- rooms --- */

/* "find a further room for 2 sittings, with 250 seats"; empty where none is held there. */
static struct dais_str
room_words(const struct dais_explain_ways *w, const struct dais_plan *plan, size_t room)
{
	struct needs needs = { .seats = 0 };
	unsigned sittings = 0;
	struct dais_str s;

	for (size_t k = 0; k < plan->sittings.n; k++) {
		const struct dais_plan_sitting *sitting = &plan->sittings.v[k];
		unsigned seats = 0;

		if (sitting->room != room)
			continue;
		sittings++;
		for (size_t b = 0; b < sitting->bodies.n; b++) {
			seats += w->p->bodies.v[sitting->bodies.v[b]].attendance;
			needs.remote = needs.remote || w->p->bodies.v[sitting->bodies.v[b]].remote;
		}
		needs.seats = seats > needs.seats ? seats : needs.seats;
	}
	if (!sittings)
		return DAIS_STR_NONE;
	s = sittings == 1
		? dais_explain_say(w->p, w->a, "find a further room for one sitting")
		: dais_explain_say(w->p, w->a, "find a further room for %u sittings", sittings);
	return with_needs(w, s, needs);
}

/* A problem with @n rooms more, which suit every body. */
static struct dais_problem *
with_rooms(const struct dais_explain_ways *w, unsigned n, struct dais_arena *a)
{
	struct dais_problem *p = dais_explain_without_wishes(w->p, a);
	struct dais_plan_room *v = DAIS_NEW_N(a, p->rooms.n + n, struct dais_plan_room);
	const struct needs needs = needs_of(p);
	uint64_t added = 0;

	memcpy(v, p->rooms.v, p->rooms.n * sizeof *v);
	for (unsigned i = 0; i < n; i++) {
		added |= UINT64_C(1) << p->rooms.n;
		v[p->rooms.n++] = (struct dais_plan_room){
			.id = DAIS_STR("further"), .capacity = needs.seats, .remote = needs.remote
		};
	}
	p->rooms.v = v;
	p->rooms.cap = p->rooms.n;
	for (size_t i = 0; i < p->demands.n; i++) {
		if (p->demands.v[i].kind == DAIS_DEMAND_ROOMS)
			p->demands.v[i].rooms |= added;
	}
	return p;
}

/* A problem with a room more, in which it is a wish that no body sits there. */
static struct dais_problem *
with_room(const struct dais_explain_ways *w)
{
	struct dais_problem *p = with_rooms(w, 1, w->a);
	size_t room = p->rooms.n - 1;

	for (size_t b = 0; b < p->bodies.n; b++) {
		struct dais_demand *d = dais_problem_demand(p, w->a, DAIS_DEMAND_ROOMS, 1);

		d->body = b;
		d->rooms = (UINT64_C(1) << room) - 1;
	}
	return p;
}

static bool
more_rooms(const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_err *err)
{
	struct dais_problem *p;
	struct dais_plan plan = { .sittings = { .n = 0 } };
	enum dais_outcome outcome;
	struct dais_str words;

	if (dais_explain_is_large(w->p))
		return several(w, with_rooms, true, 0, ret, err);
	p = with_room(w);
	outcome = dais_explain_try(w, p, &plan, err);
	if (err->code != DAIS_ERR_NONE)
		return false;
	if (outcome != DAIS_OUTCOME_OPTIMAL)
		return several(w, with_rooms, true, 1, ret, err);
	words = room_words(w, &plan, p->rooms.n - 1);
	if (words.n) /* else a room more is not what is wanted */
		add_way(w, 1, ret, words);
	return true;
}

bool
dais_explain_more_services(
    const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_err *err)
{
	if (w->p->rooms.n && w->p->rooms.n < DAIS_PLANNING_ROOMS_MOST &&
	    !dais_explain_is_over(w->search, w->end) && !more_rooms(w, ret, err))
		return false;
	if (w->p->teams.n && !dais_explain_is_over(w->search, w->end) && !more_teams(w, ret, err))
		return false;
	return true;
}
