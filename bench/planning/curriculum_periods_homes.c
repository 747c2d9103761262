/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A room for each course, its home: of lectures at the same time that have the same home one can be
 * there, each other one needs another room.
 */
#include "planning/curriculum_periods_priv.h"

/* Rooms are in the order of their seats, the largest first: how many there are for a course that
 * cost it no more than need be. */
static unsigned
fit_rooms(const struct periods *s, size_t c)
{
	unsigned n = 0;

	while (n < s->p->rooms.n && s->rooms[n] >= s->students[c])
		n++;
	while (n == 0 ||
	       (n < s->p->rooms.n && s->rooms[n] == s->rooms[0] && s->rooms[0] < s->students[c]))
		n++;
	return n;
}

static inline uint8_t *
held(struct periods *s, unsigned t, unsigned room)
{
	return s->held + t * s->p->rooms.n + room;
}

int
curriculum_periods_leave_home(struct periods *s, size_t c, unsigned from, unsigned to)
{
	int less = --*held(s, from, s->home[c]) > 0, more = (*held(s, to, s->home[c]))++ > 0;

	return more - less;
}

/* All lectures of @c go to the home @room. */
static int
change_home(struct periods *s, size_t c, unsigned room)
{
	unsigned old = s->home[c];
	int cost = 0;

	for (uint32_t k = s->first[c]; k < s->first[c + 1]; k++) {
		cost -= --*held(s, s->period[k], old) > 0;
		cost += (*held(s, s->period[k], room))++ > 0;
	}
	s->home[c] = (uint8_t)room;
	return cost;
}

void
curriculum_periods_move_home(struct periods *s, size_t c, int worse)
{
	uint64_t r = curriculum_periods_random(s);
	size_t d = (size_t)((r >> 32) * s->p->courses.n >> 32);
	unsigned old = s->home[c], room = (unsigned)((uint32_t)r % fit_rooms(s, c));
	bool both = r >> 63 && s->home[d] < fit_rooms(s, c) && old < fit_rooms(s, d);
	int cost;

	/* Any room, or that of another course, which takes this one's. */
	if (both)
		room = s->home[d];
	if (room == old)
		return;
	cost = change_home(s, c, room);
	if (both)
		cost += change_home(s, d, old);
	if (cost <= worse) {
		s->cost += cost;
		return;
	}
	if (both)
		(void)change_home(s, d, room);
	(void)change_home(s, c, old);
}

/* The place in the order of seats of the room @r of the problem; those of the same size in the
 * order they have there. */
static unsigned
place_of_room(const struct periods *s, size_t r)
{
	unsigned place = 0;

	for (size_t i = 0; i < s->p->rooms.n; i++)
		place += s->p->rooms.v[i] > s->p->rooms.v[r] ||
			 (s->p->rooms.v[i] == s->p->rooms.v[r] && i < r);
	return place;
}

void
curriculum_periods_begin_homes(struct periods *s, const struct curriculum_plan *plan)
{
	s->home = DAIS_NEW_N(s->arena, s->p->courses.n, uint8_t);
	s->best_home = DAIS_NEW_N(s->arena, s->p->courses.n, uint8_t);
	s->held = DAIS_NEW_N(s->arena, s->p->periods * s->p->rooms.n, uint8_t);
	for (size_t c = 0; c < s->p->courses.n; c++) {
		size_t first = s->p->courses.v[s->order[c]].first;

		s->home[c] = (uint8_t)(fit_rooms(s, c) - 1);
		for (uint32_t k = s->first[c]; k < s->first[c + 1]; k++) {
			unsigned room = plan->room[first + k - s->first[c]];

			if (room < s->p->rooms.n && place_of_room(s, room) < fit_rooms(s, c))
				s->home[c] = (uint8_t)place_of_room(s, room);
		}
		for (uint32_t k = s->first[c]; k < s->first[c + 1]; k++)
			s->cost += (*held(s, s->period[k], s->home[c]))++ > 0;
	}
}

void
curriculum_periods_rooms(const struct periods *s, struct curriculum_plan *plan)
{
	bool *taken = DAIS_NEW_N(s->arena, s->p->periods * s->p->rooms.n, bool);
	size_t *room = DAIS_NEW_N(s->arena, s->p->rooms.n, size_t);

	for (size_t r = 0; r < s->p->rooms.n; r++)
		room[place_of_room(s, r)] = r;
	for (size_t c = 0; c < s->p->courses.n; c++)
		for (uint32_t k = s->first[c]; k < s->first[c + 1]; k++) {
			bool *at = taken + s->best[k] * s->p->rooms.n + s->best_home[c];

			if (!*at)
				plan->room[s->p->courses.v[s->order[c]].first + k - s->first[c]] =
				    (unsigned)room[s->best_home[c]];
			*at = true;
		}
}
