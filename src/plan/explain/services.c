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

/* Where one more is not enough: as many as it takes. */
static bool
several(const struct dais_explain_ways *w, more_of more, bool rooms, struct dais_conflict *ret,
    struct dais_err *err)
{
	unsigned low = 1, high = MORE_MOST; /* too few; perhaps enough */

	if (rooms && w->p->rooms.n + high > DAIS_PLANNING_ROOMS_MOST)
		high = DAIS_PLANNING_ROOMS_MOST - (unsigned)w->p->rooms.n;
	if (high < 2 || is_hopeless(w, more, high))
		return true;
	while (high - low > 1) {
		unsigned half = low + (high - low) / 2;

		if (is_hopeless(w, more, half))
			low = half;
		else
			high = half;
	}
	for (unsigned tried = 0; tried < TRIES_MOST; tried++, high += high / SHARE + 1) {
		DAIS_ARENA_AUTO scratch = dais_arena_new(0);
		enum dais_outcome outcome =
		    rooms && w->p->rooms.n + high > DAIS_PLANNING_ROOMS_MOST
			? DAIS_OUTCOME_UNKNOWN
			: dais_explain_try(w, more(w, high, scratch), NULL, err);

		if (err->code != DAIS_ERR_NONE)
			return false;
		if (outcome != DAIS_OUTCOME_OPTIMAL)
			continue;
		add_way(w, high, ret,
		    dais_explain_say(w->p, w->a,
			rooms ? "find %u further rooms" : "have %u further teams of interpreters",
			high));
		return true;
	}
	return true;
}

/* --- teams --- */

/* A problem with @n teams more. */
static struct dais_problem *
with_teams(const struct dais_explain_ways *w, unsigned n, unsigned week_most, struct dais_arena *a)
{
	struct dais_problem *p = dais_explain_without_wishes(w->p, a);
	struct dais_plan_team *v = DAIS_NEW_N(a, p->teams.n + n, struct dais_plan_team);

	memcpy(v, p->teams.v, p->teams.n * sizeof *v);
	for (unsigned i = 0; i < n; i++)
		v[p->teams.n++] = (struct dais_plan_team){ .id = DAIS_STR("further"),
			.languages = DAIS_LANG_ALL,
			.week_most = week_most };
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
	return with_teams(w, n, 0, a);
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

static bool
more_teams(const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_err *err)
{
	static const unsigned sizes[] = { 1, 2, 3, 4, 6, 8 };
	size_t last = w->p->slots.n ? w->p->slots.v[w->p->slots.n - 1].week : 0;
	enum dais_outcome outcome = try_team(w, 0, err);

	if (outcome != DAIS_OUTCOME_OPTIMAL)
		return err->code == DAIS_ERR_NONE && several(w, with_many_teams, false, ret, err);
	for (size_t i = 0;
	    i < sizeof sizes / sizeof *sizes && !dais_explain_is_over(w->search, w->end); i++) {
		outcome = try_team(w, sizes[i], err);
		if (err->code != DAIS_ERR_NONE)
			return false;
		if (outcome != DAIS_OUTCOME_OPTIMAL)
			continue;
		add_way(w, 1, ret, team_words(w, sizes[i], last > 0));
		return true;
	}
	add_way(w, 1, ret, dais_explain_say(w->p, w->a, "have a further team of interpreters"));
	return true;
}

/* --- rooms --- */

/* "find a further room for 2 sittings, with 250 seats"; empty where none is held there. */
static struct dais_str
room_words(const struct dais_explain_ways *w, const struct dais_plan *plan, size_t room)
{
	unsigned most = 0, sittings = 0;
	bool remote = false;
	struct dais_str s;

	for (size_t k = 0; k < plan->sittings.n; k++) {
		const struct dais_plan_sitting *sitting = &plan->sittings.v[k];
		unsigned seats = 0;

		if (sitting->room != room)
			continue;
		sittings++;
		for (size_t b = 0; b < sitting->bodies.n; b++) {
			seats += w->p->bodies.v[sitting->bodies.v[b]].attendance;
			remote = remote || w->p->bodies.v[sitting->bodies.v[b]].remote;
		}
		if (seats > most)
			most = seats;
	}
	if (!sittings)
		return DAIS_STR_NONE;
	s = sittings == 1
		? dais_explain_say(w->p, w->a, "find a further room for one sitting")
		: dais_explain_say(w->p, w->a, "find a further room for %u sittings", sittings);
	if (most)
		s = dais_explain_say(w->p, w->a, "%.*s, with %u seats", DAIS_STR_ARG(s), most);
	if (remote)
		s = dais_explain_say(
		    w->p, w->a, "%.*s, equipped for online participants", DAIS_STR_ARG(s));
	return s;
}

/* A problem with @n rooms more. */
static struct dais_problem *
with_rooms(const struct dais_explain_ways *w, unsigned n, struct dais_arena *a)
{
	struct dais_problem *p = dais_explain_without_wishes(w->p, a);
	struct dais_plan_room *v = DAIS_NEW_N(a, p->rooms.n + n, struct dais_plan_room);
	uint64_t added = 0;

	memcpy(v, p->rooms.v, p->rooms.n * sizeof *v);
	for (unsigned i = 0; i < n; i++) {
		added |= UINT64_C(1) << p->rooms.n;
		v[p->rooms.n++] =
		    (struct dais_plan_room){ .id = DAIS_STR("further"), .remote = true };
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
	struct dais_problem *p = with_room(w);
	struct dais_plan plan = { .sittings = { .n = 0 } };
	enum dais_outcome outcome = dais_explain_try(w, p, &plan, err);
	struct dais_str words;

	if (err->code != DAIS_ERR_NONE)
		return false;
	if (outcome != DAIS_OUTCOME_OPTIMAL)
		return several(w, with_rooms, true, ret, err);
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
