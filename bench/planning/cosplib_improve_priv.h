/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the files of annealing of conferences share.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_IMPROVE_PRIV_H
#define DAIS_BENCH_PLANNING_COSPLIB_IMPROVE_PRIV_H

#include "planning/cosplib_improve.h"

#define CELL_MOST 16u /* submissions in a room in a session */

/* A room in a session: submissions of one track, one after the other from the first timeslot. */
struct cosplib_cell {
	uint32_t track; /* of no meaning when there are no submissions */
	uint16_t n, slots; /* submissions; their timeslots */
	uint16_t v[CELL_MOST];
};

struct cosplib_lists {
	uint32_t *first; /* of a submission, and an end: */
	uint16_t *v; /* those it conflicts with */
};

struct cosplib_place {
	uint16_t session, room, slot;
};

struct cosplib_search {
	const struct cosplib *p;
	struct dais_arena *arena;
	struct cosplib_cell *cell; /* sessions x rooms */
	struct cosplib_place *place; /* of a submission */
	struct cosplib_lists presenters, attendees;
	int64_t *room_cost; /* tracks x sessions x rooms */
	int64_t *here_cost; /* submissions x sessions x rooms: with all its timeslots */
	int64_t *session_cost, *track_cost;
	/* the move at hand: cells as they were; what has changed */
	DAIS_VEC(struct {
		size_t at;
		struct cosplib_cell was;
	})
	undo;
	DAIS_VEC(size_t) sessions, tracks;
	DAIS_VEC(int64_t) old_sessions, old_tracks;
	uint8_t *touched_session, *touched_track;
	uint64_t random;
	int64_t cost;
};

static inline struct cosplib_cell *
cosplib_cell_at(struct cosplib_search *s, size_t session, size_t room)
{
	return &s->cell[session * s->p->rooms.n + room];
}

static inline uint32_t
cosplib_draw(struct cosplib_search *s, size_t below)
{
	s->random ^= s->random << 13;
	s->random ^= s->random >> 7;
	s->random ^= s->random << 17;
	return (uint32_t)(((s->random >> 32) * below) >> 32);
}

/* The tables, and the cells of @plan; false when it is too large, or a submission is not in it or
 * is torn. */
bool cosplib_search_begin(struct cosplib_search *s, const struct cosplib_plan *plan);
/* Costs of session @i and of track @t as the cells are. */
int64_t cosplib_session_cost(struct cosplib_search *s, size_t i);
int64_t cosplib_track_cost(struct cosplib_search *s, size_t t);
/* Slots and places of the submissions of cell @at. */
void cosplib_search_place(struct cosplib_search *s, size_t at);

#endif
