/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_anneal.h"

#include <math.h>
#include <time.h>

#define HOT 12.0
#define COLD 0.18
#define DEMAND 25 /* what a broken demand costs while searching */
#define DAY 5
#define GAP 2
#define ROUND 4096u /* moves between looks at the clock */

struct search {
	const struct curriculum *p;
	struct dais_arena *arena;
	struct curriculum_plan at;
	size_t *cell; /* periods x rooms: lecture or CURRICULUM_NONE */
	unsigned *on_day, *in_room; /* courses x days, x rooms: lectures there */
	unsigned *apart; /* courses x periods: lectures there that must not be with the course */
	unsigned *sits; /* curricula x periods */
	unsigned *days; /* of a course: days with a lecture */
	DAIS_VEC(size_t) * others; /* of a course: courses that must not be with it, itself too */
	uint64_t random;
	long cost;
};

static uint64_t
draw(struct search *s, uint64_t below)
{
	s->random ^= s->random << 13;
	s->random ^= s->random >> 7;
	s->random ^= s->random << 17;
	return (uint64_t)(((unsigned __int128)(s->random >> 11) * below) >> 53);
}

/* Cost of curriculum @q's lectures at period @t: those that stand alone. */
static long
gaps_at(const struct search *s, const unsigned *sits, unsigned t)
{
	unsigned n = s->p->day_periods, in_day = t % n;
	bool alone = !(in_day > 0 && sits[t - 1]) && !(in_day + 1 < n && sits[t + 1]);

	return alone ? GAP * (long)sits[t] : 0;
}

/* Gaps of a curriculum around @t. */
static long
gaps_around(const struct search *s, size_t q, unsigned t)
{
	const unsigned *sits = s->sits + q * s->p->periods;
	unsigned n = s->p->day_periods, in_day = t % n;

	return gaps_at(s, sits, t) + (in_day > 0 ? gaps_at(s, sits, t - 1) : 0) +
	       (in_day + 1 < n ? gaps_at(s, sits, t + 1) : 0);
}

static long
seats_short(const struct search *s, size_t c, unsigned room)
{
	unsigned students = s->p->courses.v[c].students, seats = s->p->rooms.v[room];

	return students > seats ? (long)(students - seats) : 0;
}

/* Puts a lecture of course @c at @t in @room (@by 1), or takes it away (-1); returns what it adds
 * to the cost. */
static long
change(struct search *s, size_t c, unsigned t, unsigned room, int by)
{
	const struct curriculum *p = s->p;
	const struct course *course = &p->courses.v[c];
	unsigned *day = &s->on_day[c * p->days + t / p->day_periods];
	unsigned *in_room = &s->in_room[c * p->rooms.n + room];
	long cost = by * (seats_short(s, c, room) + DEMAND * p->never[c * p->periods + t]);

	if (by < 0)
		for (size_t i = 0; i < s->others[c].n; i++)
			s->apart[s->others[c].v[i] * p->periods + t]--;
	cost += by * DEMAND * (long)s->apart[c * p->periods + t];
	if (by > 0)
		for (size_t i = 0; i < s->others[c].n; i++)
			s->apart[s->others[c].v[i] * p->periods + t]++;
	if (by > 0 ? *day == 0 : *day == 1) {
		if (by > 0 ? s->days[c] < course->days : s->days[c] <= course->days)
			cost -= by * DAY;
		s->days[c] += (unsigned)by;
	}
	if (by > 0 ? *in_room == 0 : *in_room == 1)
		cost += by;
	*day += (unsigned)by;
	*in_room += (unsigned)by;
	for (size_t i = 0; i < course->curricula.n; i++) {
		size_t q = course->curricula.v[i];

		cost -= gaps_around(s, q, t);
		s->sits[q * p->periods + t] += (unsigned)by;
		cost += gaps_around(s, q, t);
	}
	return cost;
}

static long
put(struct search *s, size_t k, unsigned t, unsigned room)
{
	s->at.period[k] = t;
	s->at.room[k] = room;
	s->cell[t * s->p->rooms.n + room] = k;
	return change(s, s->p->course[k], t, room, 1);
}

static long
take(struct search *s, size_t k)
{
	s->cell[s->at.period[k] * s->p->rooms.n + s->at.room[k]] = CURRICULUM_NONE;
	return change(s, s->p->course[k], s->at.period[k], s->at.room[k], -1);
}

/* Moves lecture @k to a place; what stands there takes its own. Returns the change of cost. */
static long
swap(struct search *s, size_t k, unsigned t, unsigned room)
{
	unsigned old_t = s->at.period[k], old_room = s->at.room[k];
	size_t other = s->cell[t * s->p->rooms.n + room];
	long cost = take(s, k);

	if (other != CURRICULUM_NONE)
		cost += take(s, other);
	cost += put(s, k, t, room);
	if (other != CURRICULUM_NONE)
		cost += put(s, other, old_t, old_room);
	return cost;
}

static void
try_move(struct search *s, double temperature)
{
	const struct curriculum *p = s->p;
	size_t k = (size_t)draw(s, p->lectures);
	unsigned old_t = s->at.period[k], old_room = s->at.room[k];
	unsigned t = (unsigned)draw(s, p->periods), room = (unsigned)draw(s, p->rooms.n);
	long cost;

	if (p->never[p->course[k] * p->periods + t] || (t == old_t && room == old_room))
		return;
	cost = swap(s, k, t, room);
	if (cost > 0 && (double)draw(s, UINT64_C(1) << 53) / 9007199254740992.0 >=
			    exp(-(double)cost / temperature))
		(void)swap(s, k, old_t, old_room);
	else
		s->cost += cost;
}

static bool
begin(struct search *s, uint64_t seed)
{
	const struct curriculum *p = s->p;
	size_t n = p->courses.n, places = p->periods * p->rooms.n;

	if (p->lectures > places || !p->lectures)
		return false;
	s->random = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
	s->at.period = DAIS_NEW_N(s->arena, p->lectures, unsigned);
	s->at.room = DAIS_NEW_N(s->arena, p->lectures, unsigned);
	s->cell = DAIS_NEW_N(s->arena, places, size_t);
	s->on_day = DAIS_NEW_N(s->arena, n * p->days, unsigned);
	s->in_room = DAIS_NEW_N(s->arena, n * p->rooms.n, unsigned);
	s->apart = DAIS_NEW_N(s->arena, n * p->periods, unsigned);
	s->sits = DAIS_NEW_N(s->arena, p->n_curricula * p->periods, unsigned);
	s->days = DAIS_NEW_N(s->arena, n, unsigned);
	s->others = dais_arena_array(s->arena, n, sizeof(*s->others));
	for (size_t c = 0; c < n; c++) {
		for (size_t d = 0; d < n; d++)
			if (p->apart[c * n + d])
				dais_vec_push(s->arena, &s->others[c], d);
		s->cost += DAY * (long)p->courses.v[c].days - (p->courses.v[c].lectures > 0);
	}
	for (size_t i = 0; i < places; i++)
		s->cell[i] = CURRICULUM_NONE;
	for (size_t k = 0; k < p->lectures; k++) {
		size_t at = (size_t)draw(s, places);

		while (s->cell[at] != CURRICULUM_NONE)
			at = (at + 1) % places;
		s->cost += put(s, k, (unsigned)(at / p->rooms.n), (unsigned)(at % p->rooms.n));
	}
	return true;
}

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
copy(const struct search *s, struct curriculum_plan *to)
{
	memcpy(to->period, s->at.period, s->p->lectures * sizeof(*to->period));
	memcpy(to->room, s->at.room, s->p->lectures * sizeof(*to->room));
}

bool
curriculum_anneal(const struct curriculum *p, double seconds, uint64_t seed, struct dais_arena *a,
    struct curriculum_plan *ret, uint64_t *ret_moves)
{
	struct search s = { .p = p, .arena = a };
	double start = now(), part = 0;
	long best;

	*ret_moves = 0;
	if (!begin(&s, seed))
		return false;
	ret->period = DAIS_NEW_N(a, p->lectures, unsigned);
	ret->room = DAIS_NEW_N(a, p->lectures, unsigned);
	copy(&s, ret);
	best = s.cost;
	while (part < 1 && best > 0) {
		double temperature = HOT * pow(COLD / HOT, part);

		for (unsigned i = 0; i < ROUND && best > 0; i++) {
			try_move(&s, temperature);
			if (s.cost < best) {
				best = s.cost;
				copy(&s, ret);
			}
		}
		*ret_moves += ROUND;
		part = (now() - start) / seconds;
	}
	return true;
}
