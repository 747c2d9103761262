/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_periods.h"

#include <limits.h>
#include <math.h>
#include <time.h>

#include "planning/curriculum_periods_priv.h"

#define HOT 1.5
#define FREE_CURRICULA 2.0 /* of a course: those above heat */
#define COLD 0.25
#define ROUND 8192u /* moves between looks at the clock */

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A cost higher by x is accepted with the chance exp(-x / temperature). */
static void
set_temperature(struct periods *s, double temperature)
{
	for (unsigned i = 0; i < DRAWS; i++) {
		double worse = -log((i + 0.5) / DRAWS) * temperature;

		s->worse[i] = worse < 1e6 ? (int)worse : 1000000;
	}
}

/* The more curricula a course is in the more its moves cost. */
static double
usual_heat(const struct curriculum *p)
{
	double memberships = 0;

	for (size_t c = 0; c < p->courses.n; c++)
		memberships += (double)p->courses.v[c].curricula.n;
	return fmax(HOT, memberships / (double)p->courses.n - FREE_CURRICULA);
}

static void
take(const struct periods *s, struct curriculum_plan *plan)
{
	for (size_t c = 0; c < s->p->courses.n; c++) {
		size_t first = s->p->courses.v[s->order[c]].first;

		for (uint32_t k = s->first[c]; k < s->first[c + 1]; k++) {
			plan->period[first + k - s->first[c]] = s->best[k];
			plan->room[first + k - s->first[c]] = UINT_MAX;
		}
	}
	if (s->homes)
		curriculum_periods_rooms(s, plan);
}

static void
keep(struct periods *s)
{
	memcpy(s->best, s->period, s->p->lectures);
	if (s->homes)
		memcpy(s->best_home, s->home, s->p->courses.n);
}

bool
curriculum_anneal_periods(const struct curriculum *p, const struct curriculum_periods *how,
    struct curriculum_plan *plan, unsigned *ret_cost, uint64_t *ret_moves)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct periods s = { .arena = a, .random = how->seed * UINT64_C(0x9E3779B97F4A7C15) + 1 };
	double hot = how->hot > 0 ? how->hot : usual_heat(p),
	       cold = how->cold > 0 ? how->cold : COLD;
	double start = now(), part = 0;
	long best;

	*ret_moves = 0;
	if (!curriculum_periods_begin(&s, p, plan))
		return false;
	s.homes = how->homes;
	if (s.homes)
		curriculum_periods_begin_homes(&s, plan);
	best = s.cost;
	keep(&s);
	while (part < 1 && best > (long)how->enough) {
		set_temperature(&s, hot * pow(cold / hot, part));
		for (unsigned i = 0; i < ROUND && best > (long)how->enough; i++) {
			curriculum_periods_move(&s);
			if (s.cost < best) {
				best = s.cost;
				keep(&s);
			}
		}
		*ret_moves += ROUND;
		part = (now() - start) / how->seconds;
	}
	take(&s, plan);
	*ret_cost = (unsigned)best;
	return true;
}
