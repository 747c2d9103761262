/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Copies of the timetable at several temperatures, which they exchange (parallel tempering): what
 * is found where it is hot comes to be worked out where it is cold, so that more time is never
 * lost, as it is when one timetable has been cooled down. Source: Hukushima, Nemoto: "Exchange
 * Monte Carlo method and application to spin glass simulations", Journal of the Physical Society of
 * Japan 65, 1996.
 */
#include "planning/curriculum_periods.h"

#include <limits.h>
#include <math.h>

#include "planning/curriculum_clock.h"
#include "planning/curriculum_periods_priv.h"

#define HOT 1.3
#define FREE_CURRICULA 2.0 /* of a course: each more adds heat: */
#define CURRICULUM_HEAT 1.5
#define COLD 0.35
#define ROUND 2000u /* moves of a copy between exchanges */
#define COPIES_MOST 40u
#define COOLINGS 6u /* which of them is good shows when they have been short */
#define COPY_PART 0.0026 /* of the time, for the cooling down of each copy */
/* Of neighbours; with more they seldom exchange, with less there are too many. */
#define APART 4.0
#define LEAST_RATIO 0.6 /* of neighbouring temperatures */

struct curriculum_tempering {
	struct periods first; /* the copies are made of it */
	struct periods *copy[COPIES_MOST]; /* the hottest first */
	size_t n, rounds;
	double hot, cold, first_seconds;
	long best, enough;
	uint64_t moves;
	double end;
};

/* Costs met at a temperature. */
struct spread {
	double n, sum, squares;
};

/* A cost higher by x is accepted with the chance exp(-x / temperature). */
static float *
draws(struct dais_arena *a)
{
	float *ret = DAIS_NEW_N(a, DRAWS, float);

	for (unsigned i = 0; i < DRAWS; i++)
		ret[i] = (float)-log((i + 0.5) / DRAWS);
	return ret;
}

/* The more curricula a course is in the more its moves cost. */
static double
usual_heat(const struct curriculum *p)
{
	double memberships = 0;

	for (size_t c = 0; c < p->courses.n; c++)
		memberships += (double)p->courses.v[c].curricula.n;
	return fmax(HOT, CURRICULUM_HEAT * (memberships / (double)p->courses.n - FREE_CURRICULA));
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
keep(const struct periods *s)
{
	memcpy(s->best, s->period, s->p->lectures);
	if (s->homes)
		memcpy(s->best_home, s->home, s->p->courses.n);
}

/* A round of moves of one copy. */
static void
move(struct curriculum_tempering *l, struct periods *s, struct spread *met)
{
	for (unsigned i = 0; i < ROUND && l->best > l->enough; i++) {
		double cost;

		curriculum_periods_move(s);
		if (s->cost < l->best) {
			l->best = s->cost;
			keep(s);
		}
		cost = (double)s->cost;
		met->sum += cost;
		met->squares += cost * cost;
	}
	met->n += ROUND;
	l->moves += ROUND;
}

static bool
is_over(const struct curriculum_tempering *l)
{
	return l->best <= l->enough || curriculum_now() >= l->end;
}

/* The next lower temperature: where costs spread much it is near, so that all neighbours exchange
 * about as often. */
static double
next_temperature(double temperature, const struct spread *met)
{
	double mean = met->sum / met->n, spread = met->squares / met->n - mean * mean;
	double least = temperature * LEAST_RATIO;

	return spread > 0 ? fmax(least, 1 / (1 / temperature + sqrt(APART / spread))) : least;
}

/* Cools @s down, and leaves a copy at each temperature. What the last of them cost on average. */
static double
cool(struct curriculum_tempering *l, struct periods *s)
{
	double seconds = l->first_seconds * COPY_PART, mean = 0;

	s->temperature = (float)l->hot;
	l->n = 0;
	while (l->n < COPIES_MOST && (double)s->temperature >= l->cold) {
		double start = curriculum_now();
		struct spread met = { 0 };

		do
			move(l, s, &met);
		while (!is_over(l) && curriculum_now() < start + seconds / 2);
		met = (struct spread){ 0 };
		do
			move(l, s, &met);
		while (!is_over(l) && curriculum_now() < start + seconds);
		mean = met.sum / met.n;
		l->copy[l->n++] = curriculum_periods_copy(s);
		s->temperature = (float)next_temperature((double)s->temperature, &met);
	}
	return mean;
}

/* Copies at each temperature, of the best of several coolings: where demands leave little freedom
 * a timetable comes to rest in one of several regions, which no exchange leaves any more. */
static void
begin(struct curriculum_tempering *l)
{
	struct periods *best[COPIES_MOST] = { 0 };
	double least = INFINITY;
	size_t n = 0;

	for (unsigned i = 0; i < COOLINGS && !is_over(l); i++) {
		double mean;

		(void)curriculum_periods_random(&l->first);
		mean = cool(l, curriculum_periods_copy(&l->first));
		if (mean >= least)
			continue;
		least = mean;
		n = l->n;
		memcpy(best, l->copy, sizeof(best));
	}
	l->n = n;
	memcpy(l->copy, best, sizeof(best));
}

/* Neighbours may exchange their temperatures: always when the hotter one is better. */
static void
exchange(struct curriculum_tempering *l, size_t i)
{
	struct periods *hot = l->copy[i], *cold = l->copy[i + 1];
	double colder = 1 / (double)cold->temperature - 1 / (double)hot->temperature;
	double chance = exp(colder * (double)(cold->cost - hot->cost));
	float temperature = hot->temperature;

	if ((double)(curriculum_periods_random(hot) >> 11) * 0x1p-53 >= chance)
		return;
	hot->temperature = cold->temperature;
	cold->temperature = temperature;
	l->copy[i] = cold;
	l->copy[i + 1] = hot;
}

struct curriculum_tempering *
curriculum_tempering_new(const struct curriculum *p, const struct curriculum_periods *how,
    const struct curriculum_plan *plan, struct dais_arena *a)
{
	struct curriculum_tempering *l = DAIS_NEW(a, struct curriculum_tempering);

	l->first.arena = a;
	l->first.random = how->seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
	l->first.draws = draws(a);
	l->hot = how->hot > 0 ? how->hot : usual_heat(p);
	l->cold = how->cold > 0 ? how->cold : COLD;
	l->first_seconds = how->seconds;
	if (!curriculum_periods_begin(&l->first, p, plan))
		return NULL;
	l->first.homes = how->homes;
	if (how->homes)
		curriculum_periods_begin_homes(&l->first, plan);
	l->best = l->first.cost;
	keep(&l->first);
	return l;
}

void
curriculum_tempering_run(struct curriculum_tempering *l, double seconds, unsigned enough,
    struct curriculum_plan *ret, unsigned *ret_cost, uint64_t *ret_moves)
{
	struct spread met = { 0 };

	l->end = curriculum_now() + seconds;
	l->enough = (long)enough;
	if (l->n == 0)
		begin(l);
	for (; !is_over(l); l->rounds++) {
		for (size_t i = 0; i < l->n; i++)
			move(l, l->copy[i], &met);
		for (size_t i = l->rounds % 2; i + 1 < l->n; i += 2)
			exchange(l, i);
	}
	take(&l->first, ret);
	*ret_cost = (unsigned)l->best;
	*ret_moves = l->moves;
}

bool
curriculum_anneal_periods(const struct curriculum *p, const struct curriculum_periods *how,
    struct curriculum_plan *plan, unsigned *ret_cost, uint64_t *ret_moves)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct curriculum_tempering *l = curriculum_tempering_new(p, how, plan, a);

	*ret_moves = 0;
	if (!l)
		return false;
	curriculum_tempering_run(l, how->seconds, how->enough, plan, ret_cost, ret_moves);
	return true;
}
