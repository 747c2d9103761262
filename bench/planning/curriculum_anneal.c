/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How much worse a move may be is drawn before the move is looked at, so that most moves are turned
 * down after one look at what the lecture would clash with.
 */
#include "planning/curriculum_anneal_priv.h"

#include <math.h>
#include <time.h>

#define HOT 8.0
#define HOT_AGAIN 3.0
#define COLD 0.12
#define DEMAND 20 /* what a broken demand costs while searching */
#define DAY 5
#define GAP 2
#define LECTURES_MOST 64u /* of a course that changes its room as a whole */
#define ROUND 8192u /* moves between looks at the clock */
#define COURSE_MOVES 64u /* one move in so many is a course that changes its room */
#define COURSE_MOVES_ROOMS 4u /* where only rooms change */

static inline uint32_t
draw(struct search *s, uint32_t below)
{
	s->random ^= s->random << 13;
	s->random ^= s->random >> 7;
	s->random ^= s->random << 17;
	return (uint32_t)(((s->random >> 32) * below) >> 32);
}

/* Cost of a curriculum's lectures at the slot @sits points to: those that stand alone. Slots are
 * periods with an empty one after each day, and two before all. */
static inline int
gaps_at(const uint8_t *sits)
{
	return sits[-1] || sits[1] ? 0 : GAP * (int)sits[0];
}

static inline int
gaps_around(const uint8_t *sits)
{
	return gaps_at(sits - 1) + gaps_at(sits) + gaps_at(sits + 1);
}

/* Those beside it that stand alone when it is empty, and do not when it is not. */
static inline int
gaps_beside(const uint8_t *sits)
{
	return (sits[-2] ? 0 : GAP * (int)sits[-1]) + (sits[2] ? 0 : GAP * (int)sits[1]);
}

/* What a lecture less, or more, at the slot costs. */
static inline int
gaps_less(const uint8_t *sits)
{
	return (sits[-1] || sits[1] ? 0 : -GAP) + (sits[0] == 1 ? gaps_beside(sits) : 0);
}

static inline int
gaps_more(const uint8_t *sits)
{
	return (sits[-1] || sits[1] ? 0 : GAP) - (sits[0] == 0 ? gaps_beside(sits) : 0);
}

/* A lecture more (@by 1) or less (-1) of the curricula of @c at @t; returns what it costs. */
static int
change_curricula(struct search *s, uint32_t c, unsigned t, int by)
{
	int cost = 0;

	for (uint32_t i = s->first_curriculum[c]; i < s->first_curriculum[c + 1]; i++) {
		uint8_t *sits = s->sits + s->curriculum[i] + s->slot[t];

		cost -= gaps_around(sits);
		*sits = (uint8_t)(*sits + by);
		cost += gaps_around(sits);
	}
	return cost;
}

/* What it would cost if a lecture of @c moved from @from to @to, on another day. */
static int
look_at_time(const struct search *s, uint32_t c, unsigned from, unsigned to)
{
	const uint8_t *on_day = s->on_day + (size_t)c * s->p->days;
	int less = on_day[s->day_of[from]] == 1, more = on_day[s->day_of[to]] == 0, cost = 0;
	unsigned least = s->p->courses.v[c].days;

	if (less > more && s->days[c] <= least)
		cost = DAY;
	else if (more > less && s->days[c] < least)
		cost = -DAY;
	for (uint32_t i = s->first_curriculum[c]; i < s->first_curriculum[c + 1]; i++) {
		const uint8_t *sits = s->sits + s->curriculum[i];

		cost += gaps_less(sits + s->slot[from]) + gaps_more(sits + s->slot[to]);
	}
	return cost;
}

/* The same from one room to another. */
static inline int
look_at_room(const struct search *s, uint32_t c, unsigned from, unsigned to)
{
	const uint8_t *in_room = s->in_room + c * s->p->rooms.n;
	const uint16_t *short_of = s->short_of + c * s->p->rooms.n;

	return (int)short_of[to] - (int)short_of[from] + (in_room[to] == 0) - (in_room[from] == 1);
}

static int
change_day(struct search *s, uint32_t c, unsigned t, int by)
{
	uint8_t *day = &s->on_day[c * s->p->days + s->day_of[t]];
	unsigned least = s->p->courses.v[c].days;
	int cost = 0;

	if (by > 0 && (*day)++ == 0)
		cost = s->days[c]++ < least ? -DAY : 0;
	else if (by < 0 && --*day == 0)
		cost = s->days[c]-- <= least ? DAY : 0;
	return cost;
}

static void
change_clashes(struct search *s, uint32_t c, unsigned t, int by)
{
	for (uint32_t i = s->first_other[c]; i < s->first_other[c + 1]; i++) {
		uint8_t *n = &s->clash[(size_t)s->other[i] * s->p->periods + t];

		*n = (uint8_t)(*n + by);
	}
}

/* Puts a lecture of course @c at @t (@by 1), or takes it away (-1); what it costs but for clashes
 * and the room. */
static int
change_time(struct search *s, uint32_t c, unsigned t, int by)
{
	return change_day(s, c, t, by) + change_curricula(s, c, t, by);
}

static int
change_room(struct search *s, uint32_t c, unsigned room, int by)
{
	uint8_t *n = &s->in_room[c * s->p->rooms.n + room];
	int cost = by * (int)s->short_of[c * s->p->rooms.n + room];

	if (by > 0)
		return cost + ((*n)++ == 0);
	return cost - (--*n == 0);
}

static inline uint32_t
course_of(const struct search *s, uint32_t k)
{
	return (uint32_t)s->p->course[k];
}

static inline uint32_t
place_of(const struct search *s, unsigned t, unsigned room)
{
	return t * (uint32_t)s->p->rooms.n + room;
}

static void
settle(struct search *s, uint32_t k, uint32_t place)
{
	s->at.period[k] = s->place_period[place];
	s->at.room[k] = s->place_room[place];
	s->cell[place] = k + 1;
}

/* Two lectures (the second, @d, if there is one) change places: what the demands cost more. */
static int
more_clashes(const struct search *s, uint32_t c, unsigned t, uint32_t d, unsigned to, bool both)
{
	size_t periods = s->p->periods;
	int apart = both && s->p->apart[c * s->courses + d];
	int n = (int)s->clash[c * periods + to] - (int)s->clash[c * periods + t] + 1;

	/* Each counts the other where it stands; and itself. */
	if (!both)
		return n;
	return n + (int)s->clash[d * periods + t] - (int)s->clash[d * periods + to] + 1 - 2 * apart;
}

struct spot {
	unsigned t, room;
};

/* A lecture of @c goes from @from to @to, one of @d (if @both) the other way; what that costs but
 * for clashes. The way back undoes it. */
static inline int
shift(struct search *s, uint32_t c, struct spot from, struct spot to, uint32_t d, bool both)
{
	int cost = 0;

	if (from.t != to.t) {
		cost += change_time(s, c, from.t, -1);
		if (both)
			cost += change_time(s, d, to.t, -1) + change_time(s, d, from.t, 1);
		cost += change_time(s, c, to.t, 1);
	}
	if (from.room != to.room) {
		cost += change_room(s, c, from.room, -1) + change_room(s, c, to.room, 1);
		if (both)
			cost += change_room(s, d, to.room, -1) + change_room(s, d, from.room, 1);
	}
	return cost;
}

/* What shift() would cost, when that can be told without doing it. */
static inline bool
look(const struct search *s, uint32_t c, struct spot from, struct spot to, uint32_t d, bool both,
    int *ret)
{
	*ret = 0;
	if (from.t != to.t) {
		if (s->day_of[from.t] == s->day_of[to.t] ||
		    (both && s->p->apart[c * s->courses + d]))
			return false;
		*ret += look_at_time(s, c, from.t, to.t);
		if (both)
			*ret += look_at_time(s, d, to.t, from.t);
	}
	if (from.room != to.room) {
		*ret += look_at_room(s, c, from.room, to.room);
		if (both)
			*ret += look_at_room(s, d, to.room, from.room);
	}
	return true;
}

static void
shift_clashes(struct search *s, uint32_t c, unsigned from, unsigned to)
{
	change_clashes(s, c, from, -1);
	change_clashes(s, c, to, 1);
}

/* Moves lecture @k to @place if that costs at most @worse more; what stands there takes its place.
 */
static void
move_lecture(struct search *s, uint32_t k, uint32_t place, int worse)
{
	uint32_t c = course_of(s, k), other = s->cell[place],
		 d = other ? course_of(s, other - 1) : 0;
	struct spot from = { s->at.period[k], s->at.room[k] };
	struct spot to = { s->place_period[place], s->place_room[place] };
	size_t periods = s->p->periods;
	int cost = 0, looks;

	if (s->p->never[c * periods + to.t] ||
	    (other && (c == d || s->p->never[d * periods + from.t])))
		return;
	if (from.t != to.t)
		cost = DEMAND * more_clashes(s, c, from.t, d, to.t, other != 0);
	if (cost > 0 && cost > worse + DEMAND)
		return;
	if (look(s, c, from, to, d, other != 0, &looks) && cost + looks > worse)
		return;
	cost += shift(s, c, from, to, d, other != 0);
	if (cost > worse) {
		(void)shift(s, c, to, from, d, other != 0);
		return;
	}
	s->cost += cost;
	s->cell[place_of(s, from.t, from.room)] = 0;
	if (other)
		settle(s, other - 1, place_of(s, from.t, from.room));
	settle(s, k, place);
	if (from.t == to.t)
		return;
	shift_clashes(s, c, from.t, to.t);
	if (other)
		shift_clashes(s, d, to.t, from.t);
}

/* Lecture @k goes to @room in its period; what stands there takes its room. */
static int
exchange_rooms(struct search *s, uint32_t k, unsigned room)
{
	unsigned old = s->at.room[k], t = s->at.period[k];
	uint32_t other = s->cell[place_of(s, t, room)];
	int cost =
	    change_room(s, course_of(s, k), old, -1) + change_room(s, course_of(s, k), room, 1);

	s->cell[place_of(s, t, old)] = 0;
	if (other) {
		cost += change_room(s, course_of(s, other - 1), room, -1) +
			change_room(s, course_of(s, other - 1), old, 1);
		settle(s, other - 1, place_of(s, t, old));
	}
	settle(s, k, place_of(s, t, room));
	return cost;
}

/* All lectures of @c go to @room, if that costs at most @worse more. */
static void
move_course(struct search *s, uint32_t c, unsigned room, int worse)
{
	const struct course *course = &s->p->courses.v[c];
	unsigned old[LECTURES_MOST];
	int cost = 0;

	if (course->lectures > LECTURES_MOST ||
	    s->short_of[c * s->p->rooms.n + room] > (unsigned)worse + DEMAND)
		return;
	for (unsigned i = 0; i < course->lectures; i++) {
		uint32_t k = (uint32_t)course->first + i;

		old[i] = s->at.room[k];
		if (old[i] != room)
			cost += exchange_rooms(s, k, room);
	}
	if (cost <= worse) {
		s->cost += cost;
		return;
	}
	for (unsigned i = course->lectures; i-- > 0;)
		if (old[i] != room)
			(void)exchange_rooms(s, (uint32_t)course->first + i, old[i]);
}

static void
try_move(struct search *s)
{
	int worse = s->worse[draw(s, DRAWS)];
	uint32_t k = draw(s, (uint32_t)s->p->lectures), place = draw(s, (uint32_t)s->places);

	if (s->rooms_only)
		place = place_of(s, s->at.period[k], place % (uint32_t)s->p->rooms.n);
	if (draw(s, s->rooms_only ? COURSE_MOVES_ROOMS : COURSE_MOVES) == 0)
		move_course(s, course_of(s, k), draw(s, (uint32_t)s->p->rooms.n), worse);
	else
		move_lecture(s, k, place, worse);
}

/* --- the beginning --- */

static void
put(struct search *s, uint32_t k, uint32_t place)
{
	uint32_t c = course_of(s, k);
	unsigned t = s->place_period[place];

	settle(s, k, place);
	s->cost +=
	    DEMAND * ((long)s->clash[c * s->p->periods + t] + s->p->never[c * s->p->periods + t]);
	change_clashes(s, c, t, 1);
	s->cost += change_time(s, c, t, 1) + change_room(s, c, s->place_room[place], 1);
}

/* Counts are kept in bytes. */
static bool
fits_in_bytes(const struct curriculum *p)
{
	bool ret = p->rooms.n <= UINT8_MAX && p->periods <= UINT8_MAX;

	for (size_t c = 0; c < p->courses.n; c++)
		ret = ret && p->courses.v[c].lectures <= UINT8_MAX;
	return ret;
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
	curriculum_search_tables(s);
	for (size_t c = 0; c < s->courses; c++)
		s->cost += DAY * (long)p->courses.v[c].days - (p->courses.v[c].lectures > 0);
	for (uint32_t k = 0; k < p->lectures; k++) {
		uint32_t at = how->begin ? place_of(s, how->begin->period[k], how->begin->room[k])
					 : draw(s, (uint32_t)s->places);

		while (s->cell[at])
			at = (at + 1) % (uint32_t)s->places;
		put(s, k, at);
	}
	return true;
}

/* --- cooling --- */

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
	double start = now(), part = 0;
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
			try_move(&s);
			if (s.cost < best) {
				best = s.cost;
				copy(&s, ret);
			}
		}
		*ret_moves += ROUND;
		part = (now() - start) / how->seconds;
	}
	return true;
}
