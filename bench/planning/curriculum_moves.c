/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Moves of annealing, and what they cost. How much worse a move may be is drawn before the move is
 * looked at, so that most moves are turned down after one look at what the lecture would clash
 * with.
 */
#include "planning/curriculum_anneal_priv.h"

#define GAP 2
#define LECTURES_MOST 64u /* of a course that changes its room as a whole */
#define CHAIN_MOST 5u /* lectures that change their periods together */
/* One move in so many, or of so many, is of a kind. */
#define COURSE_MOVES 64u /* a course changes its room */
#define COURSE_MOVES_ROOMS 4u /* the same where only rooms change */
#define MOVES 8u
#define PLACE_MOVES 1u /* to any place; else the room is kept, or changes alone */
#define ROOM_MOVES 1u

/* A lecture of a curriculum that stands alone costs a gap. Slots are periods with an empty one
 * after each day, and two before all. */

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

		cost += by > 0 ? gaps_more(sits) : gaps_less(sits);
		*sits = (uint8_t)(*sits + by);
	}
	return cost;
}

/* What it would cost if a lecture of @c moved from @from to @to, on another day. */
static int
look_at_time(const struct search *s, uint32_t c, unsigned from, unsigned to)
{
	const uint8_t *on_day = s->on_day + (size_t)c * s->p->days;
	int less = on_day[s->day_of[from]] == 1, more = on_day[s->day_of[to]] == 0, cost = 0;
	unsigned least = s->least[c];

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
	unsigned least = s->least[c];
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
	uint32_t c = s->course[k], other = s->cell[place], d = other ? s->course[other - 1] : 0;
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
	int cost = change_room(s, s->course[k], old, -1) + change_room(s, s->course[k], room, 1);

	s->cell[place_of(s, t, old)] = 0;
	if (other) {
		cost += change_room(s, s->course[other - 1], room, -1) +
			change_room(s, s->course[other - 1], old, 1);
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

/* --- chains --- */

struct chain {
	uint32_t lecture[CHAIN_MOST];
	size_t n;
};

/* Another lecture of the chain; false when there are too many. */
static inline bool
add_to_chain(struct search *s, struct chain *chain, uint32_t k)
{
	if (s->moved[k] == s->chain)
		return true;
	if (chain->n == CHAIN_MOST)
		return false;
	s->moved[k] = s->chain;
	chain->lecture[chain->n++] = k;
	return true;
}

/* Lectures at @t that must make place for lecture @k there, in the room it has: false when it
 * cannot be there, or too many lectures move. */
static bool
push_aside(struct search *s, struct chain *chain, uint32_t k, unsigned t)
{
	uint32_t c = s->course[k], room = s->at.room[k];
	const uint32_t *cell = s->cell + place_of(s, t, 0);
	unsigned left = s->clash[c * s->p->periods + t];
	const uint8_t *apart = s->p->apart + c * s->courses;

	if (s->p->never[c * s->p->periods + t] || left >= CHAIN_MOST)
		return false;
	if (cell[room]) {
		if (!add_to_chain(s, chain, cell[room] - 1))
			return false;
		left -= apart[s->course[cell[room] - 1]];
	}
	for (uint32_t r = 0; left; r++)
		if (cell[r] && r != room && apart[s->course[cell[r] - 1]]) {
			if (!add_to_chain(s, chain, cell[r] - 1))
				return false;
			left--;
		}
	return true;
}

/* Clashes of lectures of the chain with such as stay: they end. */
static int
clashes_left_behind(const struct search *s, const struct chain *chain)
{
	int n = 0;

	for (size_t i = 0; i < chain->n; i++) {
		uint32_t c = s->course[chain->lecture[i]];
		unsigned t = s->at.period[chain->lecture[i]];

		if (s->clash[c * s->p->periods + t] == 1)
			continue;
		n += s->clash[c * s->p->periods + t];
		for (size_t j = 0; j < chain->n; j++)
			if (s->at.period[chain->lecture[j]] == t)
				n -= s->p->apart[c * s->courses + s->course[chain->lecture[j]]];
	}
	return n;
}

/* The periods of the lectures, of which there are two, for each other; what that costs. Twice is
 * nothing. */
static int
exchange_periods(struct search *s, const struct chain *chain, unsigned t, unsigned u, bool back)
{
	int cost = 0;

	for (size_t i = 0; i < chain->n; i++) {
		uint32_t k = chain->lecture[i];

		cost += change_time(s, s->course[k], (s->at.period[k] == t) == back ? u : t, -1);
	}
	for (size_t i = 0; i < chain->n; i++) {
		uint32_t k = chain->lecture[i];

		cost += change_time(s, s->course[k], (s->at.period[k] == t) == back ? t : u, 1);
	}
	return cost;
}

static void
settle_chain(struct search *s, const struct chain *chain, unsigned t, unsigned u)
{
	for (size_t i = 0; i < chain->n; i++) {
		uint32_t k = chain->lecture[i];

		s->cell[place_of(s, s->at.period[k], s->at.room[k])] = 0;
	}
	for (size_t i = 0; i < chain->n; i++) {
		uint32_t k = chain->lecture[i];
		unsigned from = s->at.period[k], to = from == t ? u : t;

		shift_clashes(s, s->course[k], from, to);
		settle(s, k, place_of(s, to, s->at.room[k]));
	}
}

/* Lecture @k goes to @t in its room; whoever must not be with it, or stands in that room, goes the
 * other way, and so on (a Kempe chain; rooms are kept). */
static void
move_chain(struct search *s, uint32_t k, unsigned to, int worse)
{
	struct chain chain = { .lecture = { k }, .n = 1 };
	unsigned from = s->at.period[k];
	int cost;

	if (from == to)
		return;
	s->moved[k] = ++s->chain;
	for (size_t i = 0; i < chain.n; i++)
		if (!push_aside(s, &chain, chain.lecture[i],
			s->at.period[chain.lecture[i]] == from ? to : from))
			return;
	cost = -DEMAND * clashes_left_behind(s, &chain);
	if (chain.n == 1 && s->day_of[from] != s->day_of[to] &&
	    cost + look_at_time(s, s->course[k], from, to) > worse)
		return;
	cost += exchange_periods(s, &chain, from, to, false);
	if (cost > worse) {
		(void)exchange_periods(s, &chain, from, to, true);
		return;
	}
	s->cost += cost;
	settle_chain(s, &chain, from, to);
}

/* --- any --- */

void
curriculum_search_move(struct search *s)
{
	int worse = s->worse[curriculum_draw(s, DRAWS)];
	uint32_t k = curriculum_draw(s, (uint32_t)s->p->lectures), c = s->course[k],
		 room = curriculum_draw(s, (uint32_t)s->p->rooms.n),
		 kind = curriculum_draw(s, MOVES), n;
	unsigned t = s->at.period[k];

	if (curriculum_draw(s, s->rooms_only ? COURSE_MOVES_ROOMS : COURSE_MOVES) == 0) {
		move_course(s, c, room, worse);
		return;
	}
	n = s->first_period[c + 1] - s->first_period[c];
	if (!s->rooms_only && n && kind >= ROOM_MOVES)
		t = s->period[s->first_period[c] + curriculum_draw(s, n)];
	if (s->rooms_only || kind < ROOM_MOVES + PLACE_MOVES)
		move_lecture(s, k, place_of(s, t, room), worse);
	else
		move_chain(s, k, t, worse);
}

void
curriculum_search_put(struct search *s, uint32_t k, uint32_t place)
{
	uint32_t c = s->course[k];
	unsigned t = s->place_period[place];

	settle(s, k, place);
	s->cost += DEMAND * (long)s->clash[c * s->p->periods + t];
	change_clashes(s, c, t, 1);
	s->cost += change_time(s, c, t, 1) + change_room(s, c, s->place_room[place], 1);
}
