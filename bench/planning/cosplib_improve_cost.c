/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_improve_priv.h"

/* --- tables --- */

static void
list_conflicts(
    struct cosplib_search *s, const uint8_t *table, bool wanted, struct cosplib_lists *ret)
{
	size_t n = s->p->submissions.n, count = 0;

	for (size_t i = 0; i < n * n; i++)
		count += wanted && table[i];
	ret->first = DAIS_NEW_N(s->arena, n + 1, uint32_t);
	ret->v = DAIS_NEW_N(s->arena, count + 1, uint16_t);
	count = 0;
	for (size_t i = 0; i < n; i++) {
		ret->first[i] = (uint32_t)count;
		for (size_t j = i + 1; wanted && j < n; j++)
			if (table[i * n + j])
				ret->v[count++] = (uint16_t)j;
	}
	ret->first[n] = (uint32_t)count;
}

static void
fill_costs(struct cosplib_search *s)
{
	const struct cosplib *p = s->p;
	size_t sessions = p->sessions.n, rooms = p->rooms.n;

	s->room_cost = DAIS_NEW_N(s->arena, p->tracks.n * sessions * rooms, int64_t);
	s->here_cost = DAIS_NEW_N(s->arena, p->submissions.n * sessions * rooms, int64_t);
	for (size_t t = 0; t < p->tracks.n; t++)
		for (size_t i = 0; i < sessions; i++)
			for (size_t m = 0; m < rooms; m++)
				s->room_cost[(t * sessions + i) * rooms + m] =
				    p->weight[COSPLIB_TRACK_SESSION] *
					p->track_session[t * sessions + i] +
				    p->weight[COSPLIB_TRACK_ROOM] * p->track_room[t * rooms + m] +
				    p->weight[COSPLIB_SESSION_ROOM] *
					p->session_room[i * rooms + m];
	for (size_t k = 0; k < p->submissions.n; k++)
		for (size_t i = 0; i < sessions; i++)
			for (size_t m = 0; m < rooms; m++)
				s->here_cost[(k * sessions + i) * rooms + m] =
				    p->submissions.v[k].slots *
				    (p->weight[COSPLIB_ZONE] * p->zone_session[k * sessions + i] +
					p->weight[COSPLIB_SUBMISSION_SESSION] *
					    p->submission_session[k * sessions + i] +
					p->weight[COSPLIB_SUBMISSION_ROOM] *
					    p->submission_room[k * rooms + m]);
}

/* --- a session --- */

static int64_t
pairs_of_tracks(struct cosplib_search *s, size_t i, size_t m)
{
	const struct cosplib *p = s->p;
	size_t t = cosplib_cell_at(s, i, m)->track;
	int64_t cost = 0;

	for (size_t n = m + 1; n < p->rooms.n; n++) {
		const struct cosplib_cell *other = cosplib_cell_at(s, i, n);

		if (!other->n)
			continue;
		if (other->track != t)
			cost +=
			    p->weight[COSPLIB_SIMILAR] * p->similar[t * p->tracks.n + other->track];
		cost += p->weight[COSPLIB_CHAIRS] * p->chairs[t * p->tracks.n + other->track];
	}
	return cost;
}

static bool
overlap(const struct cosplib_search *s, size_t i, size_t j)
{
	unsigned a = s->place[i].slot, b = s->place[j].slot;

	return a < b + s->p->submissions.v[j].slots && b < a + s->p->submissions.v[i].slots;
}

/* How many timeslots they have in common. */
static int64_t
common_slots(const struct cosplib_search *s, size_t i, size_t j)
{
	unsigned a = s->place[i].slot, b = s->place[j].slot;
	unsigned c = a + s->p->submissions.v[i].slots, d = b + s->p->submissions.v[j].slots;
	unsigned from = a > b ? a : b, to = c < d ? c : d;

	return to > from ? to - from : 0;
}

static int64_t
conflicts(const struct cosplib_search *s, const struct cosplib_lists *lists, size_t i,
    int64_t in_session, int64_t in_slot)
{
	int64_t cost = 0;

	for (uint32_t k = lists->first[i]; k < lists->first[i + 1]; k++) {
		size_t j = lists->v[k];

		if (s->place[j].session != s->place[i].session ||
		    s->place[j].room == s->place[i].room)
			continue;
		cost += in_session;
		if (in_slot)
			cost += in_slot * common_slots(s, i, j);
	}
	return cost;
}

/* Two of a track that are to be in an order, at once in two rooms. */
static int64_t
order_at_once(struct cosplib_search *s, size_t session, size_t m)
{
	const struct cosplib *p = s->p;
	const struct cosplib_cell *c = cosplib_cell_at(s, session, m);
	int64_t n = 0;

	for (size_t r = m + 1; r < p->rooms.n; r++) {
		const struct cosplib_cell *d = cosplib_cell_at(s, session, r);

		if (!d->n || d->track != c->track)
			continue;
		for (unsigned a = 0; a < c->n; a++)
			for (unsigned b = 0; b < d->n; b++)
				if (p->submissions.v[c->v[a]].order &&
				    p->submissions.v[d->v[b]].order && overlap(s, c->v[a], d->v[b]))
					n += common_slots(s, c->v[a], d->v[b]);
	}
	return n * p->weight[COSPLIB_ORDER];
}

int64_t
cosplib_session_cost(struct cosplib_search *s, size_t i)
{
	const struct cosplib *p = s->p;
	const int64_t *w = p->weight;
	int64_t cost = 0;

	for (size_t m = 0; m < p->rooms.n; m++) {
		const struct cosplib_cell *c = cosplib_cell_at(s, i, m);

		if (!c->n)
			continue;
		cost += s->room_cost[(c->track * p->sessions.n + i) * p->rooms.n + m] +
			pairs_of_tracks(s, i, m);
		if (w[COSPLIB_ORDER])
			cost += order_at_once(s, i, m);
		for (unsigned k = 0; k < c->n; k++)
			cost += s->here_cost[(c->v[k] * p->sessions.n + i) * p->rooms.n + m] +
				conflicts(s, &s->presenters, c->v[k], w[COSPLIB_PRESENTERS],
				    w[COSPLIB_PRESENTERS_SLOT]) +
				conflicts(s, &s->attendees, c->v[k], w[COSPLIB_ATTENDEES],
				    w[COSPLIB_ATTENDEES_SLOT]);
	}
	return cost;
}

/* --- a track --- */

int64_t
cosplib_track_cost(struct cosplib_search *s, size_t t)
{
	const struct cosplib *p = s->p;
	size_t first = COSPLIB_NONE, last = 0, sessions = 0;
	int64_t place = 0, wrong = 0, rooms = 0, parallel = 0;
	uint64_t used[4] = { 0 };

	for (size_t i = 0; i < p->sessions.n; i++) {
		int64_t here = 0;

		for (size_t m = 0; m < p->rooms.n; m++) {
			const struct cosplib_cell *c = cosplib_cell_at(s, i, m);

			if (!c->n || c->track != t)
				continue;
			here++;
			rooms += !(used[m / 64] >> (m % 64) & 1);
			used[m / 64] |= UINT64_C(1) << (m % 64);
			for (unsigned k = 0; k < c->n; k++) {
				int64_t order = p->submissions.v[c->v[k]].order;

				place++;
				wrong += order && order != place;
			}
		}
		if (!here)
			continue;
		parallel += here - 1;
		first = first == COSPLIB_NONE ? i : first;
		last = i;
		sessions++;
	}
	return p->weight[COSPLIB_ROOMS] * (rooms > 1 ? rooms - 1 : 0) +
	       p->weight[COSPLIB_PARALLEL] * parallel + p->weight[COSPLIB_ORDER] * wrong +
	       p->weight[COSPLIB_CONSECUTIVE] * (sessions > 1 && last - first + 1 != sessions);
}

/* --- the beginning --- */

void
cosplib_search_place(struct cosplib_search *s, size_t at)
{
	struct cosplib_cell *c = &s->cell[at];

	c->slots = 0;
	for (unsigned k = 0; k < c->n; k++) {
		s->place[c->v[k]] = (struct cosplib_place){ (uint16_t)(at / s->p->rooms.n),
			(uint16_t)(at % s->p->rooms.n), c->slots };
		c->slots = (uint16_t)(c->slots + s->p->submissions.v[c->v[k]].slots);
	}
}

static bool
read_cell(struct cosplib_search *s, const struct cosplib_plan *plan, size_t i, size_t m)
{
	const struct cosplib *p = s->p;
	struct cosplib_cell *c = cosplib_cell_at(s, i, m);
	size_t before = COSPLIB_NONE;

	for (unsigned k = 0; k < p->sessions.v[i].slots; k++) {
		size_t x = plan->submission[(p->sessions.v[i].first_slot + k) * p->rooms.n + m];

		if (x != COSPLIB_NONE && x != before) {
			if (c->n == CELL_MOST)
				return false;
			c->track = (uint32_t)p->submissions.v[x].track;
			c->v[c->n++] = (uint16_t)x;
		}
		before = x;
	}
	cosplib_search_place(s, i * p->rooms.n + m);
	return true;
}

/* Moves look for each submission where it is. */
static bool
all_placed_once(const struct cosplib_search *s)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct cosplib *p = s->p;
	bool *seen = DAIS_NEW_N(a, p->submissions.n + 1, bool);
	size_t placed = 0;

	for (size_t at = 0; at < p->sessions.n * p->rooms.n; at++)
		for (unsigned k = 0; k < s->cell[at].n; k++, placed++) {
			if (seen[s->cell[at].v[k]])
				return false;
			seen[s->cell[at].v[k]] = true;
		}
	return placed == p->submissions.n;
}

bool
cosplib_search_begin(struct cosplib_search *s, const struct cosplib_plan *plan)
{
	const struct cosplib *p = s->p;

	if (p->rooms.n > 256 || p->submissions.n > UINT16_MAX || p->sessions.n > UINT16_MAX)
		return false;
	s->cell = DAIS_NEW_N(s->arena, p->sessions.n * p->rooms.n, struct cosplib_cell);
	s->place = DAIS_NEW_N(s->arena, p->submissions.n, struct cosplib_place);
	s->session_cost = DAIS_NEW_N(s->arena, p->sessions.n, int64_t);
	s->track_cost = DAIS_NEW_N(s->arena, p->tracks.n, int64_t);
	s->touched_session = DAIS_NEW_N(s->arena, p->sessions.n, uint8_t);
	s->touched_track = DAIS_NEW_N(s->arena, p->tracks.n, uint8_t);
	for (size_t i = 0; i < p->sessions.n; i++)
		for (size_t m = 0; m < p->rooms.n; m++)
			if (!read_cell(s, plan, i, m))
				return false;
	if (!all_placed_once(s))
		return false;
	list_conflicts(s, p->presenters,
	    p->weight[COSPLIB_PRESENTERS] || p->weight[COSPLIB_PRESENTERS_SLOT], &s->presenters);
	list_conflicts(s, p->attendees,
	    p->weight[COSPLIB_ATTENDEES] || p->weight[COSPLIB_ATTENDEES_SLOT], &s->attendees);
	fill_costs(s);
	for (size_t i = 0; i < p->sessions.n; i++)
		s->cost += s->session_cost[i] = cosplib_session_cost(s, i);
	for (size_t t = 0; t < p->tracks.n; t++)
		s->cost += s->track_cost[t] = cosplib_track_cost(s, t);
	return true;
}
