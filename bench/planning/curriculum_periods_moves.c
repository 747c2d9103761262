/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_periods_priv.h"

#include <limits.h>

#define HOME_MOVES 16u /* one move in so many */
#define PAIR_MOVES 2u
#define PAIR_LOSS 4 /* of each curriculum of the first lecture: so much its step may be worse */

/* The course of curriculum @q that sits in period @t; CURRICULUM_NONE when none does. */
static size_t
sits(const struct periods *s, size_t q, unsigned t)
{
	for (size_t i = 0; i < s->words; i++) {
		uint64_t w = s->members[q].w[i] & s->in[t].w[i];

		if (w)
			return i * 64 + (size_t)__builtin_ctzll(w);
	}
	return CURRICULUM_NONE;
}

/* The period before or after @t on the same day; UINT_MAX when there is none. */
static unsigned
beside(const struct periods *s, unsigned t, bool after)
{
	if (after)
		return s->in_day[t] + 1u < s->p->day_periods ? t + 1 : UINT_MAX;
	return s->in_day[t] ? t - 1 : UINT_MAX;
}

/* A lecture moves, and one of the same curriculum just before or after it comes along: each alone
 * would leave the other alone, which is dear where it is cold. The way back is as likely. */
static void
move_pair(struct periods *s, size_t c, unsigned from, unsigned to, int worse)
{
	uint64_t r = curriculum_periods_random(s);
	const struct course *course = &s->p->courses.v[s->order[c]];
	unsigned from_2 = beside(s, from, r & 1), to_2 = beside(s, to, r >> 1 & 1);
	struct periods_step first, second;
	size_t d;

	if (from_2 == UINT_MAX || to_2 == UINT_MAX || course->curricula.n == 0)
		return;
	d = sits(s, course->curricula.v[(r >> 32) * course->curricula.n >> 32], from_2);
	if (d == CURRICULUM_NONE || set_has(&s->in[to_2], d) || !set_has(&s->can[to_2], d) ||
	    !curriculum_periods_look(s, c, from, to, &first))
		return;
	if (!curriculum_periods_take_within(
		s, &first, worse + PAIR_LOSS * (int)course->curricula.n))
		return;
	/* The first step may have moved it, too. */
	if (!set_has(&s->in[from_2], d) || set_has(&s->in[to_2], d) ||
	    !curriculum_periods_look(s, d, from_2, to_2, &second) ||
	    !curriculum_periods_take_within(s, &second, worse - first.cost))
		curriculum_periods_take_back(s, &first);
}

void
curriculum_periods_move(struct periods *s)
{
	uint64_t r = curriculum_periods_random(s), u = curriculum_periods_random(s);
	uint32_t k = (uint32_t)(((r >> 32) * s->p->lectures) >> 32);
	int worse = (int)(s->draws[(uint32_t)r % DRAWS] * s->temperature);
	size_t c = s->course[k];
	uint32_t n = s->first_period[c + 1] - s->first_period[c];
	unsigned to = s->choice[s->first_period[c] + (uint32_t)(((u >> 32) * n) >> 32)];
	struct periods_step step;

	if (s->homes && (uint32_t)u % HOME_MOVES == 0)
		curriculum_periods_move_home(s, c, worse);
	else if (set_has(&s->in[to], c)) /* it stays, too */
		return;
	else if ((uint32_t)u / HOME_MOVES % PAIR_MOVES == 0)
		move_pair(s, c, s->period[k], to, worse);
	else if (curriculum_periods_look(s, c, s->period[k], to, &step))
		(void)curriculum_periods_take_within(s, &step, worse);
}
