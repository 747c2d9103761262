/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Annealing: the beginning, and cooling.
 */
#include "planning/curriculum_anneal_priv.h"

#include <math.h>

#include "planning/curriculum_clock.h"

#define HOT 8.0
#define HOT_AGAIN 3.0
#define COLD 0.12
#define ROUND 8192u /* moves between looks at the clock */

/* --- the beginning --- */

/* Counts are kept in bytes. */
static bool
fits_in_bytes(const struct curriculum *p)
{
	bool ret = p->rooms.n <= UINT8_MAX && p->periods <= UINT8_MAX && p->courses.n <= UINT16_MAX;

	for (size_t c = 0; c < p->courses.n; c++)
		ret = ret && p->courses.v[c].lectures <= UINT8_MAX;
	return ret;
}

/* A free place for a lecture of @c: where it can be, if there is such. */
static uint32_t
any_place(struct search *s, uint32_t c)
{
	uint32_t places = (uint32_t)s->places, start = curriculum_draw(s, places), free = start;

	for (uint32_t i = 0; i < places; i++) {
		uint32_t at = (start + i) % places;

		if (s->cell[at])
			continue;
		if (!s->p->never[c * s->p->periods + s->place_period[at]])
			return at;
		free = at;
	}
	return free;
}

static bool
begin(struct search *s, const struct curriculum_anneal *how)
{
	const struct curriculum *p = s->p;

	s->courses = p->courses.n;
	s->places = p->periods * p->rooms.n;
	if (p->lectures > s->places || !p->lectures || !fits_in_bytes(p))
		return false;
	s->rooms_only = how->rooms_only;
	s->random = how->seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
	s->at.period = DAIS_NEW_N(s->arena, p->lectures, unsigned);
	s->at.room = DAIS_NEW_N(s->arena, p->lectures, unsigned);
	s->cell = DAIS_NEW_N(s->arena, s->places, uint32_t);
	s->on_day = DAIS_NEW_N(s->arena, s->courses * p->days, uint8_t);
	s->in_room = DAIS_NEW_N(s->arena, s->courses * p->rooms.n, uint8_t);
	s->clash = DAIS_NEW_N(s->arena, s->courses * p->periods, uint8_t);
	s->slots = 2 + p->periods + p->days + 1;
	s->sits = DAIS_NEW_N(s->arena, p->n_curricula * s->slots + 1, uint8_t);
	s->days = DAIS_NEW_N(s->arena, s->courses, uint8_t);
	s->moved = DAIS_NEW_N(s->arena, p->lectures, uint32_t);
	curriculum_search_tables(s);
	for (size_t c = 0; c < s->courses; c++)
		s->cost += DAY * (long)p->courses.v[c].days - (p->courses.v[c].lectures > 0);
	for (uint32_t k = 0; k < p->lectures; k++) {
		uint32_t at =
		    how->begin ? how->begin->period[k] * (uint32_t)p->rooms.n + how->begin->room[k]
			       : any_place(s, s->course[k]);

		curriculum_search_put(s, k, at);
	}
	return true;
}

/* --- cooling --- */

static void
copy(const struct search *s, struct curriculum_plan *to)
{
	memcpy(to->period, s->at.period, s->p->lectures * sizeof(*to->period));
	memcpy(to->room, s->at.room, s->p->lectures * sizeof(*to->room));
}

/* A cost higher by x is accepted with the chance exp(-x / temperature). */
static void
set_temperature(struct search *s, double temperature)
{
	for (unsigned i = 0; i < DRAWS; i++) {
		double worse = -log((i + 0.5) / DRAWS) * temperature;

		s->worse[i] = worse < 1e6 ? (int)worse : 1000000;
	}
}

/* The more curricula a course is in the more its moves cost. Without a timetable that keeps the
 * demands it must be hot enough to find one. */
static double
usual_heat(const struct curriculum *p, const struct curriculum_plan *begin)
{
	double memberships = 0;

	for (size_t c = 0; c < p->courses.n; c++)
		memberships += (double)p->courses.v[c].curricula.n;
	return fmax(begin ? HOT_AGAIN : HOT, memberships / (double)p->courses.n);
}

bool
curriculum_anneal(const struct curriculum *p, const struct curriculum_anneal *how,
    struct dais_arena *a, struct curriculum_plan *ret, uint64_t *ret_moves)
{
	struct search s = { .p = p, .arena = a };
	double hot = how->hot > 0 ? how->hot : usual_heat(p, how->begin),
	       cold = how->cold > 0 ? how->cold : COLD;
	double start = curriculum_now(), part = 0;
	long best;

	*ret_moves = 0;
	if (!begin(&s, how))
		return false;
	ret->period = DAIS_NEW_N(a, p->lectures, unsigned);
	ret->room = DAIS_NEW_N(a, p->lectures, unsigned);
	copy(&s, ret);
	best = s.cost;
	while (part < 1 && best > (long)how->enough) {
		set_temperature(&s, hot * pow(cold / hot, part));
		for (unsigned i = 0; i < ROUND && best > (long)how->enough; i++) {
			curriculum_search_move(&s);
			if (s.cost < best) {
				best = s.cost;
				copy(&s, ret);
			}
		}
		*ret_moves += ROUND;
		part = (curriculum_now() - start) / how->seconds;
	}
	return true;
}
