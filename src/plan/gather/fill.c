/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a timetable leaves open: minutes of entries, rooms and teams of sittings.
 */
#include "plan/gather/gather_priv.h"

/* The entry that is furthest from its part: highest averages (D'Hondt), first of equals. */
static size_t
next_step(const struct dais_share *s, const unsigned *steps, const bool *open)
{
	size_t best = DAIS_NONE;

	for (size_t i = 0; i < s->n; i++) {
		if (!open[i] || (s->most && s->most[i] && (steps[i] + 1) * s->step > s->most[i]))
			continue;
		if (best == DAIS_NONE || (uint64_t)s->weights[i] * (steps[best] + 1) >
					     (uint64_t)s->weights[best] * (steps[i] + 1))
			best = i;
	}
	return best;
}

void
dais_gather_share(const struct dais_share *s, struct dais_arena *a)
{
	unsigned left = s->total / s->step;
	unsigned brief = s->brief ? (s->brief + s->step - 1) / s->step : 1;
	unsigned *steps = DAIS_NEW_N(a, s->n + 1, unsigned);
	bool *open = DAIS_NEW_N(a, s->n + 1, bool);
	size_t waiting = 0;

	for (size_t i = 0; i < s->n; i++) {
		unsigned has = s->minutes[i] / s->step;

		left -= has < left ? has : left;
		open[i] = s->minutes[i] == 0;
		waiting += open[i];
	}
	for (size_t i = 0; i < s->n; i++) {
		if (!open[i] || s->weights[i] || waiting == 1 || brief * waiting > left)
			continue;
		open[i] = false;
		s->minutes[i] = brief * s->step;
		left -= brief;
		waiting--;
	}
	for (size_t i = 0; i < s->n && left; i++) { /* everyone first gets something */
		steps[i] = open[i];
		left -= open[i];
	}
	for (size_t i; left && (i = next_step(s, steps, open)) != DAIS_NONE; left--)
		steps[i]++;
	for (size_t i = 0; i < s->n; i++)
		s->minutes[i] += steps[i] * s->step;
}

/* --- rooms ---------------------------------------------------------------------------------- */

static uint64_t
allowed_rooms(const struct dais_problem *p, const struct dais_plan_sitting *s)
{
	uint64_t allowed = UINT64_MAX;

	for (size_t i = 0; i < p->demands.n; i++) {
		const struct dais_demand *d = &p->demands.v[i];

		for (size_t k = 0; d->kind == DAIS_DEMAND_ROOMS && k < s->bodies.n; k++) {
			if (d->rank == 0 && d->body == s->bodies.v[k])
				allowed &= d->rooms;
		}
	}
	return allowed;
}

static bool
room_fits(const struct dais_problem *p, const struct dais_plan_room *room,
    const struct dais_plan_sitting *s)
{
	unsigned seats = 0;
	bool remote = false;

	for (size_t k = 0; k < s->bodies.n; k++) {
		seats += p->bodies.v[s->bodies.v[k]].attendance;
		remote = remote || p->bodies.v[s->bodies.v[k]].remote;
	}
	return (!room->capacity || room->capacity >= seats) && (room->remote || !remote) &&
	       dais_slots_has(room->free, s->slot);
}

/* Whether room (team) @x is better than @best for a body that sat in @before last. */
static bool
room_is_better(const struct dais_problem *p, size_t x, size_t best, size_t before)
{
	unsigned a, b;

	if (best == DAIS_NONE || x == before)
		return true;
	if (best == before)
		return false;
	a = p->rooms.v[x].capacity;
	b = p->rooms.v[best].capacity;
	return a && (!b || a < b); /* the smallest that seats all */
}

static size_t
find_room(const struct dais_problem *p, const struct dais_plan *plan, size_t at)
{
	const struct dais_plan_sitting *s = &plan->sittings.v[at];
	uint64_t allowed = allowed_rooms(p, s);
	size_t best = DAIS_NONE, before = DAIS_NONE;

	for (size_t i = 0; i < plan->sittings.n; i++) {
		const struct dais_plan_sitting *other = &plan->sittings.v[i];

		if (i < at && s->bodies.n && dais_gather_meet(&other->bodies, &s->bodies))
			before = other->room;
		if (i != at && other->slot == s->slot && other->room < 64)
			allowed &= ~(UINT64_C(1) << other->room);
	}
	for (size_t x = 0; x < p->rooms.n && x < 64; x++) {
		if ((allowed >> x & 1u) && room_fits(p, &p->rooms.v[x], s) &&
		    room_is_better(p, x, best, before))
			best = x;
	}
	return best;
}

/* --- teams ---------------------------------------------------------------------------------- */

/* Sittings of team @x: in the week and on the day of sitting @at, and whether at the same time. */
struct load {
	unsigned week, day;
	bool busy;
};

static struct load
load_of(const struct dais_problem *p, const struct dais_plan *plan, size_t at, size_t x)
{
	const struct dais_plan_slot *slot = &p->slots.v[plan->sittings.v[at].slot];
	struct load load = { 0 };

	for (size_t i = 0; i < plan->sittings.n; i++) {
		const struct dais_plan_sitting *other = &plan->sittings.v[i];
		const struct dais_plan_slot *o = &p->slots.v[other->slot];

		if (i == at || other->team != x)
			continue;
		load.week += o->week == slot->week;
		load.day += o->day_index == slot->day_index;
		load.busy = load.busy || other->slot == plan->sittings.v[at].slot;
	}
	return load;
}

static size_t
find_team(const struct dais_problem *p, const struct dais_plan *plan, size_t at)
{
	const struct dais_plan_sitting *s = &plan->sittings.v[at];
	size_t best = DAIS_NONE;
	unsigned least = UINT32_MAX;
	dais_lang_set languages = 0;

	for (size_t k = 0; k < s->bodies.n; k++)
		languages |= p->bodies.v[s->bodies.v[k]].languages;
	for (size_t x = 0; x < p->teams.n; x++) {
		const struct dais_plan_team *team = &p->teams.v[x];
		struct load load = load_of(p, plan, at, x);

		if (load.busy || (languages & ~team->languages) ||
		    !dais_slots_has(team->free, s->slot) ||
		    (team->week_most && load.week >= team->week_most) ||
		    (team->day_most && load.day >= team->day_most) || load.week >= least)
			continue;
		least = load.week;
		best = x;
	}
	return best;
}

void
dais_gather_fill(const struct dais_problem *p, struct dais_plan *plan)
{
	for (size_t i = 0; i < plan->sittings.n; i++) {
		struct dais_plan_sitting *s = &plan->sittings.v[i];

		if (p->rooms.n && s->room == DAIS_NONE)
			s->room = find_room(p, plan, i);
		if (p->teams.n && s->team == DAIS_NONE)
			s->team = find_team(p, plan, i);
	}
}
