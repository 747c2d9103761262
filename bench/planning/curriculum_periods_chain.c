/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_periods_priv.h"

#define DAY_COST 5
#define EIGHT_HIGH UINT64_C(0x8080808080808080)
#define ROOM_HIGH UINT64_C(0x80) /* of level 0: rooms at all */

static inline bool
add(struct periods_chain *chain, size_t c, unsigned side)
{
	if (chain->n == PERIODS_CHAIN_MOST)
		return false;
	set_flip(&chain->go[side], c);
	chain->lecture[chain->n].course = (uint16_t)c;
	chain->lecture[chain->n++].side = (uint8_t)side;
	return true;
}

/* What the lectures of the chain must not be with goes the other way. False when one cannot, or
 * when there are too many. */
static bool
close_chain(const struct periods *s, struct periods_chain *chain)
{
	for (; chain->done < chain->n; chain->done++) {
		size_t c = chain->lecture[chain->done].course;
		unsigned side = chain->lecture[chain->done].side, other = !side,
			 to = chain->period[other];

		if (!set_has(&s->can[to], c))
			return false;
		for (size_t i = 0; i < s->words; i++) {
			uint64_t w = s->apart[c].w[i] & s->in[to].w[i] & ~chain->go[other].w[i];

			for (; w; w &= w - 1)
				if (!add(chain, i * 64 + (size_t)__builtin_ctzll(w), other))
					return false;
		}
	}
	return true;
}

/* --- rooms --- */

static void
count_left(const struct periods *s, const struct periods_chain *chain, struct levels ret[2])
{
	ret[0] = s->left[chain->period[0]];
	ret[1] = s->left[chain->period[1]];
	for (size_t i = 0; i < chain->n; i++) {
		const struct levels *need = &s->need[chain->lecture[i].course];
		unsigned side = chain->lecture[i].side;

		for (size_t j = 0; j < LEVEL_WORDS; j++) {
			ret[side].w[j] += need->w[j];
			ret[!side].w[j] -= need->w[j];
		}
	}
}

static size_t
any_other(struct periods *s, const struct periods_chain *chain, unsigned side)
{
	const struct number_set *in = &s->in[chain->period[side]];
	size_t pick = (size_t)(curriculum_periods_random(s) >> 32) % s->p->rooms.n;

	for (size_t i = 0; i < s->words; i++)
		for (uint64_t w = in->w[i] & ~chain->go[side].w[i]; w; w &= w - 1)
			if (pick-- == 0)
				return i * 64 + (size_t)__builtin_ctzll(w);
	return CURRICULUM_NONE;
}

/* There are rooms for all lectures; where there are not, any other goes the other way. @ret_left:
 * rooms that are left then. */
static bool
fit_rooms(struct periods *s, struct periods_chain *chain, struct levels ret_left[2])
{
	count_left(s, chain, ret_left);
	for (unsigned side = 0; side < 2; side++) {
		size_t c;

		if (ret_left[side].w[0] & ROOM_HIGH)
			continue;
		c = any_other(s, chain, side);
		if (c == CURRICULUM_NONE || !add(chain, c, side) || !close_chain(s, chain))
			return false;
		count_left(s, chain, ret_left);
		return (ret_left[0].w[0] & ret_left[1].w[0] & ROOM_HIGH) != 0;
	}
	return true;
}

/* --- what it costs --- */

static int
seats_after(const struct periods *s, const struct periods_chain *chain, unsigned side,
    const struct levels *left)
{
	struct number_set in;

	if ((left->w[0] & left->w[1] & left->w[2] & EIGHT_HIGH) == EIGHT_HIGH)
		return 0;
	for (size_t i = 0; i < s->words; i++)
		in.w[i] = (s->in[chain->period[side]].w[i] & ~chain->go[side].w[i]) |
			  chain->go[!side].w[i];
	return curriculum_periods_seats(s, &in);
}

static int
more_days(const struct periods *s, const struct periods_chain *chain)
{
	int cost = 0;

	for (size_t i = 0; i < chain->n; i++) {
		size_t c = chain->lecture[i].course;
		unsigned side = chain->lecture[i].side;
		const uint8_t *on_day = s->on_day + c * s->p->days;
		bool less = on_day[s->day_of[chain->period[side]]] == 1;
		bool more = on_day[s->day_of[chain->period[!side]]] == 0;

		if (less && !more)
			cost += s->days[c] <= s->least[c] ? DAY_COST : 0;
		else if (more && !less)
			cost -= s->days[c] < s->least[c] ? DAY_COST : 0;
	}
	return cost;
}

/* Curricula of which the chain moves one lecture: where it moves two nothing changes. */
static inline uint64_t
changed_curricula(const struct periods *s, const struct periods_chain *chain, size_t word)
{
	uint64_t ret = 0;

	for (size_t i = 0; i < chain->n; i++)
		ret ^= s->curricula[chain->lecture[i].course].w[word];
	return ret;
}

static int
more_gaps(const struct periods *s, const struct periods_chain *chain)
{
	unsigned x = chain->period[0], y = chain->period[1];
	size_t days = s->p->days, dx = s->day_of[x], dy = s->day_of[y];
	int cost = 0;

	x = s->in_day[x];
	y = s->in_day[y];
	for (size_t i = 0; i < s->curriculum_words; i++)
		for (uint64_t w = changed_curricula(s, chain, i); w; w &= w - 1) {
			size_t q = i * 64 + (size_t)__builtin_ctzll(w);
			const uint16_t *at = s->pattern + q * days;

			if (dx == dy)
				cost +=
				    s->weight[q] * ((int)s->alone[at[dx] ^ (1u << x | 1u << y)] -
						       (int)s->alone[at[dx]]);
			else
				cost += s->weight[q] * (s->gaps[at[dx]][x] + s->gaps[at[dy]][y]);
		}
	return cost;
}

/* --- doing it --- */

static void
move_lecture(struct periods *s, size_t c, unsigned from, unsigned to)
{
	uint8_t *on_day = s->on_day + c * s->p->days;
	uint32_t k = s->first[c];

	while (s->period[k] != from)
		k++;
	s->period[k] = (uint8_t)to;
	s->days[c] = (uint8_t)(s->days[c] - (--on_day[s->day_of[from]] == 0));
	s->days[c] = (uint8_t)(s->days[c] + (on_day[s->day_of[to]]++ == 0));
	set_flip(&s->in[from], c);
	set_flip(&s->in[to], c);
}

static void
move_chain(struct periods *s, const struct periods_chain *chain, const struct levels left[2],
    const int seats[2])
{
	size_t days = s->p->days;

	for (size_t i = 0; i < s->curriculum_words; i++)
		for (uint64_t w = changed_curricula(s, chain, i); w; w &= w - 1) {
			uint16_t *at = s->pattern + (i * 64 + (size_t)__builtin_ctzll(w)) * days;

			for (size_t j = 0; j < 2; j++)
				at[s->day_of[chain->period[j]]] ^=
				    (uint16_t)(1u << s->in_day[chain->period[j]]);
		}
	for (size_t i = 0; i < chain->n; i++) {
		unsigned side = chain->lecture[i].side;

		move_lecture(
		    s, chain->lecture[i].course, chain->period[side], chain->period[!side]);
	}
	for (size_t j = 0; j < 2; j++) {
		s->left[chain->period[j]] = left[j];
		s->seats[chain->period[j]] = seats[j];
	}
}

/* All lectures of the chain leave home, or come back (@back). */
static int
leave_homes(struct periods *s, const struct periods_chain *chain, bool back)
{
	int cost = 0;

	for (size_t i = 0; i < chain->n; i++) {
		unsigned side = chain->lecture[i].side ^ back;

		cost += curriculum_periods_leave_home(
		    s, chain->lecture[i].course, chain->period[side], chain->period[!side]);
	}
	return cost;
}

bool
curriculum_periods_look(
    struct periods *s, size_t c, unsigned from, unsigned to, struct periods_step *ret)
{
	struct periods_chain *chain = &ret->chain;

	chain->period[0] = from;
	chain->period[1] = to;
	chain->go[0] = chain->go[1] = (struct number_set){ 0 };
	chain->n = chain->done = 0;
	(void)add(chain, c, 0);
	if (!close_chain(s, chain) || !fit_rooms(s, chain, ret->left))
		return false;
	ret->cost = more_gaps(s, chain);
	if (s->day_of[from] != s->day_of[to])
		ret->cost += more_days(s, chain);
	for (unsigned side = 0; side < 2; side++) {
		ret->seats[side] = seats_after(s, chain, side, &ret->left[side]);
		ret->cost += ret->seats[side] - s->seats[chain->period[side]];
		ret->left_before[side] = s->left[chain->period[side]];
		ret->seats_before[side] = s->seats[chain->period[side]];
	}
	return true;
}

bool
curriculum_periods_take_within(struct periods *s, struct periods_step *step, int most)
{
	if (step->cost > most + (s->homes ? (int)step->chain.n : 0))
		return false;
	if (s->homes) {
		int homes = leave_homes(s, &step->chain, false);

		if (step->cost + homes > most) {
			(void)leave_homes(s, &step->chain, true);
			return false;
		}
		step->cost += homes;
	}
	s->cost += step->cost;
	move_chain(s, &step->chain, step->left, step->seats);
	return true;
}

void
curriculum_periods_take_back(struct periods *s, struct periods_step *step)
{
	struct periods_chain *chain = &step->chain;

	if (s->homes)
		(void)leave_homes(s, chain, true);
	for (size_t i = 0; i < chain->n; i++)
		chain->lecture[i].side ^= 1u;
	s->cost -= step->cost;
	move_chain(s, chain, step->left_before, step->seats_before);
}
