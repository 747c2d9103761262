/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_improve_priv.h"

#include <math.h>
#include <time.h>

#define ROUND 256u /* moves between looks at the clock */

/* --- moves --- */

/* To be called before cell @at changes. */
static void
touch(struct cosplib_search *s, size_t at)
{
	size_t i = at / s->p->rooms.n;
	bool known = false;

	for (size_t k = 0; k < s->undo.n; k++)
		known = known || s->undo.v[k].at == at;
	if (!known) {
		(void)dais_vec_add(s->arena, &s->undo);
		s->undo.v[s->undo.n - 1].at = at;
		s->undo.v[s->undo.n - 1].was = s->cell[at];
	}
	if (s->cell[at].n && !s->touched_track[s->cell[at].track]) {
		s->touched_track[s->cell[at].track] = 1;
		dais_vec_push(s->arena, &s->tracks, s->cell[at].track);
	}
	if (s->touched_session[i])
		return;
	s->touched_session[i] = 1;
	dais_vec_push(s->arena, &s->sessions, i);
}

static unsigned
slots_of(const struct cosplib_search *s, size_t at)
{
	return s->p->sessions.v[at / s->p->rooms.n].slots;
}

static bool
exchange_cells(struct cosplib_search *s, size_t x, size_t y)
{
	struct cosplib_cell kept;

	if (x == y || s->cell[x].slots > slots_of(s, y) || s->cell[y].slots > slots_of(s, x) ||
	    (!s->cell[x].n && !s->cell[y].n))
		return false;
	touch(s, x);
	touch(s, y);
	kept = s->cell[x];
	s->cell[x] = s->cell[y];
	s->cell[y] = kept;
	cosplib_search_place(s, x);
	cosplib_search_place(s, y);
	return true;
}

/* A track takes another room in all sessions in which it has this one. */
static bool
change_room(struct cosplib_search *s, size_t t, size_t m, size_t n)
{
	bool any = false;

	for (size_t i = 0; m != n && i < s->p->sessions.n; i++)
		if (cosplib_cell_at(s, i, m)->n && cosplib_cell_at(s, i, m)->track == t)
			any |= exchange_cells(s, i * s->p->rooms.n + m, i * s->p->rooms.n + n);
	return any;
}

static void
take_out(struct cosplib_cell *c, unsigned k)
{
	memmove(c->v + k, c->v + k + 1, (c->n - k - 1u) * sizeof(*c->v));
	c->n--;
}

static void
put_in(struct cosplib_cell *c, unsigned k, uint16_t i)
{
	memmove(c->v + k + 1, c->v + k, (c->n - k) * sizeof(*c->v));
	c->v[k] = i;
	c->n++;
}

/* The @k-th submission of cell @x goes to cell @y, of the same track or empty. */
static bool
move_submission(struct cosplib_search *s, size_t x, unsigned k, size_t y)
{
	struct cosplib_cell *from = &s->cell[x], *to = &s->cell[y];
	uint16_t i = from->v[k];
	size_t t = from->track;

	if ((to->n && to->track != t) || (x != y && to->n == CELL_MOST) ||
	    (x != y && to->slots + s->p->submissions.v[i].slots > slots_of(s, y)) ||
	    (x == y && to->n < 2))
		return false;
	touch(s, x);
	touch(s, y);
	take_out(from, k);
	to->track = (uint32_t)t;
	put_in(to, cosplib_draw(s, to->n + 1u), i);
	cosplib_search_place(s, x);
	cosplib_search_place(s, y);
	return true;
}

static bool
exchange_submissions(struct cosplib_search *s, size_t i, size_t j)
{
	size_t x = (size_t)s->place[i].session * s->p->rooms.n + s->place[i].room;
	size_t y = (size_t)s->place[j].session * s->p->rooms.n + s->place[j].room;
	struct cosplib_cell *a = &s->cell[x], *b = &s->cell[y];
	unsigned m = s->p->submissions.v[i].slots, n = s->p->submissions.v[j].slots, k = 0, l = 0;

	if (i == j ||
	    (x != y && (a->slots - m + n > slots_of(s, x) || b->slots - n + m > slots_of(s, y))))
		return false;
	touch(s, x);
	touch(s, y);
	while (a->v[k] != i)
		k++;
	while (b->v[l] != j)
		l++;
	a->v[k] = (uint16_t)j;
	b->v[l] = (uint16_t)i;
	cosplib_search_place(s, x);
	cosplib_search_place(s, y);
	return true;
}

/* Changes some cells by a move drawn; false when there is nothing to change. */
static bool
move(struct cosplib_search *s)
{
	const struct cosplib *p = s->p;
	size_t cells = p->sessions.n * p->rooms.n, y = cosplib_draw(s, cells);
	size_t i = cosplib_draw(s, p->submissions.n), t = p->submissions.v[i].track;
	size_t m = s->place[i].room, x = s->place[i].session * p->rooms.n + m;
	const struct cosplib_track *track = &p->tracks.v[t];
	unsigned k = 0;

	switch (cosplib_draw(s, 8)) {
	case 0: /* another session, or room */
		return exchange_cells(s, x, y);
	case 1: /* in the same room: another session */
		return exchange_cells(s, x, y / p->rooms.n * p->rooms.n + m);
	case 2:
		return exchange_cells(s, x, x - m + y % p->rooms.n);
	case 3:
		return change_room(s, t, m, y % p->rooms.n);
	case 4: /* to where its track has another */
		y = track->submissions.v[cosplib_draw(s, track->submissions.n)];
		y = s->place[y].session * p->rooms.n + s->place[y].room;
		break;
	case 5: /* within the session */
		y = x;
		break;
	case 6:
		return exchange_submissions(
		    s, i, track->submissions.v[cosplib_draw(s, track->submissions.n)]);
	default: /* anywhere that is free, more often in its room */
		y = cosplib_draw(s, 2) ? y : y / p->rooms.n * p->rooms.n + m;
		break;
	}
	while (s->cell[x].v[k] != i)
		k++;
	return move_submission(s, x, k, y);
}

/* --- costs --- */

static int64_t
reckon(struct cosplib_search *s)
{
	int64_t more = 0;

	s->old_sessions.n = s->old_tracks.n = 0;
	for (size_t k = 0; k < s->sessions.n; k++) {
		int64_t *cost = &s->session_cost[s->sessions.v[k]], was = *cost;

		dais_vec_push(s->arena, &s->old_sessions, was);
		*cost = cosplib_session_cost(s, s->sessions.v[k]);
		more += *cost - was;
	}
	for (size_t k = 0; k < s->tracks.n; k++) {
		int64_t *cost = &s->track_cost[s->tracks.v[k]], was = *cost;

		dais_vec_push(s->arena, &s->old_tracks, was);
		*cost = cosplib_track_cost(s, s->tracks.v[k]);
		more += *cost - was;
	}
	return more;
}

static void
undo(struct cosplib_search *s)
{
	for (size_t k = 0; k < s->undo.n; k++)
		s->cell[s->undo.v[k].at] = s->undo.v[k].was;
	for (size_t k = 0; k < s->undo.n; k++)
		cosplib_search_place(s, s->undo.v[k].at);
	for (size_t k = 0; k < s->sessions.n; k++)
		s->session_cost[s->sessions.v[k]] = s->old_sessions.v[k];
	for (size_t k = 0; k < s->tracks.n; k++)
		s->track_cost[s->tracks.v[k]] = s->old_tracks.v[k];
}

static void
forget(struct cosplib_search *s)
{
	for (size_t k = 0; k < s->sessions.n; k++)
		s->touched_session[s->sessions.v[k]] = 0;
	for (size_t k = 0; k < s->tracks.n; k++)
		s->touched_track[s->tracks.v[k]] = 0;
	s->undo.n = s->sessions.n = s->tracks.n = 0;
}

static void
try_move(struct cosplib_search *s, double temperature)
{
	double u = (cosplib_draw(s, UINT32_C(1) << 24) + 0.5) / (double)(UINT32_C(1) << 24);

	if (move(s)) {
		int64_t more = reckon(s);

		if ((double)more <= -log(u) * temperature)
			s->cost += more;
		else
			undo(s);
	}
	forget(s);
}

/* --- annealing --- */

static void
write_plan(const struct cosplib_search *s, const struct cosplib_cell *cell, struct cosplib_plan *to)
{
	const struct cosplib *p = s->p;

	for (size_t at = 0; at < p->sessions.n * p->rooms.n; at++) {
		const struct cosplib_session *session = &p->sessions.v[at / p->rooms.n];
		size_t *v = to->submission + session->first_slot * p->rooms.n + at % p->rooms.n;
		unsigned slot = 0;

		to->track[at] = cell[at].n ? cell[at].track : COSPLIB_NONE;
		for (unsigned k = 0; k < cell[at].n; k++)
			for (unsigned j = 0; j < p->submissions.v[cell[at].v[k]].slots; j++)
				v[slot++ * p->rooms.n] = cell[at].v[k];
		while (slot < session->slots)
			v[slot++ * p->rooms.n] = COSPLIB_NONE;
	}
}

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int64_t
cosplib_improve(
    const struct cosplib *p, const struct cosplib_improve *how, struct cosplib_plan *plan)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct cosplib_search s = {
		.p = p, .arena = a, .random = how->seed * UINT64_C(0x9E3779B97F4A7C15) + 1
	};
	size_t size = p->sessions.n * p->rooms.n * sizeof(struct cosplib_cell);
	double start = now(), part = 0;
	struct cosplib_cell *best;
	int64_t cost;

	if (!cosplib_search_begin(&s, plan))
		return INT64_MAX;
	best = DAIS_NEW_N(a, p->sessions.n * p->rooms.n, struct cosplib_cell);
	memcpy(best, s.cell, size);
	cost = s.cost;
	while (part < 1 && cost > how->enough) {
		double temperature = how->hot * pow(how->cold / how->hot, part);

		for (unsigned i = 0; i < ROUND; i++) {
			try_move(&s, temperature);
			if (s.cost < cost) {
				cost = s.cost;
				memcpy(best, s.cell, size);
			}
		}
		part = (now() - start) / how->seconds;
	}
	write_plan(&s, best, plan);
	return cost;
}
