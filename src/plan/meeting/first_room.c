/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rooms and teams of the first plan: the room the body had, else the smallest that does; the
 * team with fewest sittings this week.
 */
#include "plan/meeting/first_priv.h"

struct needs {
	uint64_t seats, rooms, liked_rooms;
	dais_lang_set languages;
	bool remote;
	size_t room; /* in which one of them sat last */
};

static struct needs
needs_of(const struct dais_first *f, const struct dais_plan_sitting *s)
{
	struct needs n = { .rooms = UINT64_MAX, .liked_rooms = UINT64_MAX, .room = DAIS_NONE };

	for (size_t b = 0; b < s->bodies.n; b++) {
		const struct dais_plan_body *body = &f->p->bodies.v[s->bodies.v[b]];
		const struct dais_first_body *state = &f->bodies[s->bodies.v[b]];

		n.seats += body->attendance;
		n.languages |= body->languages;
		n.remote = n.remote || body->remote;
		n.rooms &= state->rooms;
		n.liked_rooms &= state->liked_rooms;
		if (state->room != DAIS_NONE)
			n.room = state->room;
	}
	return n;
}

/* Whether another sitting of this slot than @s has the room (team). Notes of slots before, and of
 * sittings that have changed rooms since, no longer hold. */
static bool
is_taken(const struct dais_first *f, size_t s, size_t thing, bool room)
{
	size_t noted = room ? f->room_had[thing] : f->team_had[thing];
	const struct dais_plan_sitting *other;

	if (noted == 0 || noted - 1 < f->first_now || noted - 1 >= f->plan->sittings.n ||
	    noted - 1 == s)
		return false;
	other = &f->plan->sittings.v[noted - 1];
	return (room ? other->room : other->team) == thing;
}

static bool
room_does(const struct dais_first *f, size_t s, const struct needs *n, size_t r)
{
	const struct dais_plan_room *room = &f->p->rooms.v[r];

	return r < DAIS_PLANNING_ROOMS_MOST && (n->rooms >> r & 1u) &&
	       (!room->capacity || n->seats <= room->capacity) && (!n->remote || room->remote) &&
	       dais_slots_has(room->free, f->plan->sittings.v[s].slot) && !is_taken(f, s, r, true);
}

/* The better of two rooms that do: liked, then where they were, then the smaller. */
static bool
is_better_room(const struct dais_first *f, const struct needs *n, size_t r, size_t than)
{
	const struct dais_plan_room *x = &f->p->rooms.v[r], *y = &f->p->rooms.v[than];
	bool liked = n->liked_rooms >> r & 1u, liked_y = n->liked_rooms >> than & 1u;

	if (liked != liked_y)
		return liked;
	if ((r == n->room) != (than == n->room))
		return r == n->room;
	return x->capacity && (!y->capacity || x->capacity < y->capacity);
}

static size_t
find_room(const struct dais_first *f, size_t s, const struct needs *n)
{
	size_t best = DAIS_NONE;

	for (size_t r = 0; r < f->p->rooms.n; r++) {
		if (room_does(f, s, n, r) && (best == DAIS_NONE || is_better_room(f, n, r, best)))
			best = r;
	}
	return best;
}

/* Sittings team @i has in the day or week of slot @t already. */
static unsigned
had(const size_t *number, const unsigned *count, size_t i, size_t now)
{
	return number[i] == now + 1 ? count[i] : 0;
}

static bool
team_does(const struct dais_first *f, size_t s, const struct needs *n, size_t i)
{
	const struct dais_plan_team *team = &f->p->teams.v[i];
	size_t t = f->plan->sittings.v[s].slot;
	const struct dais_plan_slot *slot = &f->p->slots.v[t];

	return !(n->languages & ~team->languages) && dais_slots_has(team->free, t) &&
	       !is_taken(f, s, i, false) &&
	       (!team->day_most ||
		   had(f->team_day, f->in_day, i, slot->day_index) < team->day_most) &&
	       (!team->week_most || had(f->team_week, f->in_week, i, slot->week) < team->week_most);
}

static size_t
find_team(const struct dais_first *f, size_t s, const struct needs *n)
{
	const struct dais_plan_slot *slot = &f->p->slots.v[f->plan->sittings.v[s].slot];
	size_t best = DAIS_NONE;

	for (size_t i = 0; i < f->p->teams.n; i++) {
		if (team_does(f, s, n, i) &&
		    (best == DAIS_NONE || had(f->team_week, f->in_week, i, slot->week) <
					      had(f->team_week, f->in_week, best, slot->week)))
			best = i;
	}
	return best;
}

bool
dais_first_furnish(struct dais_first *f, size_t s)
{
	struct dais_plan_sitting *sitting = &f->plan->sittings.v[s];
	struct needs n = needs_of(f, sitting);
	size_t room = find_room(f, s, &n), team = find_team(f, s, &n);

	if ((f->p->rooms.n && room == DAIS_NONE) || (f->p->teams.n && team == DAIS_NONE))
		return false;
	sitting->room = room;
	sitting->team = team;
	if (room != DAIS_NONE)
		f->room_had[room] = s + 1;
	if (team != DAIS_NONE)
		f->team_had[team] = s + 1;
	return true;
}

static void
count(size_t *number, unsigned *counts, size_t i, size_t now)
{
	counts[i] = had(number, counts, i, now) + 1;
	number[i] = now + 1;
}

void
dais_first_close_slot(struct dais_first *f)
{
	for (size_t s = f->first_now; s < f->plan->sittings.n; s++) {
		const struct dais_plan_sitting *sitting = &f->plan->sittings.v[s];
		const struct dais_plan_slot *slot = &f->p->slots.v[sitting->slot];

		for (size_t b = 0; b < sitting->bodies.n; b++)
			f->bodies[sitting->bodies.v[b]].room = sitting->room;
		if (sitting->team == DAIS_NONE)
			continue;
		count(f->team_week, f->in_week, sitting->team, slot->week);
		count(f->team_day, f->in_day, sitting->team, slot->day_index);
	}
}
