/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_periods_priv.h"

#include <stdlib.h>

#define DAY_COST 5
#define GAP_COST 2u
#define NONE_LEFT 128u /* in a byte of levels: so much less is short */

static int
by_students(const void *x, const void *y, void *courses)
{
	const struct course *c = (const struct course *)courses + *(const size_t *)x;
	const struct course *d = (const struct course *)courses + *(const size_t *)y;

	return (c->students < d->students) - (c->students > d->students);
}

static int
larger_first(const void *x, const void *y)
{
	unsigned a = *(const unsigned *)x, b = *(const unsigned *)y;

	return (a < b) - (a > b);
}

static void
order_courses(struct periods *s)
{
	const struct curriculum *p = s->p;
	uint32_t n = 0;

	s->order = DAIS_NEW_N(s->arena, p->courses.n, size_t);
	for (size_t c = 0; c < p->courses.n; c++)
		s->order[c] = c;
	qsort_r(s->order, p->courses.n, sizeof(*s->order), by_students, p->courses.v);
	s->students = DAIS_NEW_N(s->arena, p->courses.n, unsigned);
	s->least = DAIS_NEW_N(s->arena, p->courses.n, uint8_t);
	s->first = DAIS_NEW_N(s->arena, p->courses.n + 1, uint32_t);
	s->course = DAIS_NEW_N(s->arena, p->lectures, uint16_t);
	for (size_t c = 0; c < p->courses.n; c++) {
		const struct course *course = &p->courses.v[s->order[c]];

		s->students[c] = course->students;
		s->least[c] = (uint8_t)course->days;
		s->first[c] = n;
		for (unsigned i = 0; i < course->lectures; i++)
			s->course[n++] = (uint16_t)c;
	}
	s->first[p->courses.n] = n;
	s->rooms = DAIS_NEW_N(s->arena, p->rooms.n, unsigned);
	memcpy(s->rooms, p->rooms.v, p->rooms.n * sizeof(*s->rooms));
	qsort(s->rooms, p->rooms.n, sizeof(*s->rooms), larger_first);
}

/* --- rooms --- */

/* Level 0: rooms at all; then, for each size, those that are larger. */
static bool
count_rooms(struct periods *s)
{
	const struct curriculum *p = s->p;
	size_t levels = 1;

	s->need = DAIS_NEW_N(s->arena, p->courses.n, struct levels);
	s->left = DAIS_NEW_N(s->arena, p->periods, struct levels);
	s->seats = DAIS_NEW_N(s->arena, p->periods, int);
	for (size_t c = 0; c < p->courses.n; c++)
		s->need[c].w[0] = 1;
	for (unsigned t = 0; t < p->periods; t++)
		s->left[t].w[0] = NONE_LEFT + p->rooms.n;
	for (size_t r = p->rooms.n; r-- > 0;) {
		size_t word = levels / 8, bit = levels % 8 * 8;

		if (r + 1 < p->rooms.n && s->rooms[r] == s->rooms[r + 1])
			continue;
		if (levels++ == LEVELS_MOST)
			return false;
		for (size_t c = 0; c < p->courses.n; c++)
			s->need[c].w[word] |= (uint64_t)(s->students[c] > s->rooms[r]) << bit;
		for (unsigned t = 0; t < p->periods; t++) {
			size_t larger = 0;

			while (s->rooms[larger] > s->rooms[r])
				larger++;
			s->left[t].w[word] |= (uint64_t)(NONE_LEFT + larger) << bit;
		}
	}
	for (; levels < LEVELS_MOST; levels++)
		for (unsigned t = 0; t < p->periods; t++)
			s->left[t].w[levels / 8] |= (uint64_t)NONE_LEFT << (levels % 8 * 8);
	return true;
}

int
curriculum_periods_seats(const struct periods *s, const struct number_set *in)
{
	size_t room = 0;
	int ret = 0;

	for (size_t i = 0; i < s->words; i++)
		for (uint64_t w = in->w[i]; w; w &= w - 1, room++) {
			unsigned students = s->students[i * 64 + (size_t)__builtin_ctzll(w)];

			if (room < s->p->rooms.n && students > s->rooms[room])
				ret += (int)(students - s->rooms[room]);
		}
	return ret;
}

/* --- curricula --- */

static unsigned
lectures_alone(unsigned pattern)
{
	unsigned n = 0;

	for (unsigned single = pattern & ~(pattern << 1) & ~(pattern >> 1); single;
	    single &= single - 1)
		n++;
	return n;
}

static void
count_gaps(struct periods *s)
{
	const struct curriculum *p = s->p;

	s->gaps = dais_arena_array(s->arena, PATTERNS, sizeof(*s->gaps));
	s->alone = DAIS_NEW_N(s->arena, PATTERNS, uint8_t);
	for (unsigned i = 0; i < PATTERNS; i++)
		s->alone[i] = (uint8_t)lectures_alone(i);
	for (unsigned i = 0; i < PATTERNS; i++)
		for (unsigned t = 0; t < DAY_MOST; t++)
			s->gaps[i][t] = (int8_t)(s->alone[i ^ 1u << t] - s->alone[i]);
	s->pattern = DAIS_NEW_N(s->arena, p->n_curricula * p->days, uint16_t);
	s->weight = DAIS_NEW_N(s->arena, p->n_curricula, uint8_t);
	for (size_t q = 0; q < p->n_curricula; q++) {
		size_t r = 0;

		while (!curriculum_same_courses(p, q, r))
			r++;
		s->weight[r] = (uint8_t)(s->weight[r] + GAP_COST);
	}
}

/* --- sets --- */

static void
make_sets(struct periods *s)
{
	const struct curriculum *p = s->p;

	s->apart = DAIS_NEW_N(s->arena, p->courses.n, struct number_set);
	s->curricula = DAIS_NEW_N(s->arena, p->courses.n, struct number_set);
	s->members = DAIS_NEW_N(s->arena, p->n_curricula, struct number_set);
	s->can = DAIS_NEW_N(s->arena, p->periods, struct number_set);
	s->in = DAIS_NEW_N(s->arena, p->periods, struct number_set);
	s->first_period = DAIS_NEW_N(s->arena, p->courses.n + 1, uint32_t);
	s->choice = DAIS_NEW_N(s->arena, p->courses.n * p->periods, uint8_t);
	for (size_t c = 0; c < p->courses.n; c++) {
		const struct course *course = &p->courses.v[s->order[c]];
		uint32_t n = s->first_period[c];

		for (size_t d = 0; d < p->courses.n; d++)
			if (c == d || p->apart[s->order[c] * p->courses.n + s->order[d]])
				set_flip(&s->apart[c], d);
		for (size_t i = 0; i < course->curricula.n; i++) {
			size_t q = course->curricula.v[i];

			set_flip(&s->members[q], c);
			if (s->weight[q])
				set_flip(&s->curricula[c], q);
		}
		for (unsigned t = 0; t < p->periods; t++) {
			if (p->never[s->order[c] * p->periods + t])
				continue;
			set_flip(&s->can[t], c);
			s->choice[n++] = (uint8_t)t;
		}
		s->first_period[c + 1] = n;
	}
}

/* --- the timetable --- */

static void
put(struct periods *s, uint32_t k, unsigned t)
{
	size_t c = s->course[k], days = s->p->days;
	unsigned day = s->day_of[t];

	s->period[k] = (uint8_t)t;
	set_flip(&s->in[t], c);
	for (size_t i = 0; i < LEVEL_WORDS; i++)
		s->left[t].w[i] -= s->need[c].w[i];
	if (s->on_day[c * days + day]++ == 0)
		s->days[c]++;
	for (size_t i = 0; i < SET_WORDS; i++)
		for (uint64_t w = s->curricula[c].w[i]; w; w &= w - 1) {
			size_t q = i * 64 + (size_t)__builtin_ctzll(w);

			s->pattern[q * days + day] |= (uint16_t)(1u << s->in_day[t]);
		}
}

static long
cost(struct periods *s)
{
	const struct curriculum *p = s->p;
	long ret = 0;

	for (size_t c = 0; c < p->courses.n; c++)
		ret += s->days[c] < s->least[c] ? DAY_COST * (s->least[c] - s->days[c]) : 0;
	for (size_t i = 0; i < p->n_curricula * p->days; i++)
		ret += (long)s->weight[i / p->days] * s->alone[s->pattern[i]];
	for (unsigned t = 0; t < p->periods; t++) {
		s->seats[t] = curriculum_periods_seats(s, &s->in[t]);
		ret += s->seats[t];
	}
	return ret;
}

bool
curriculum_periods_begin(
    struct periods *s, const struct curriculum *p, const struct curriculum_plan *plan)
{
	s->p = p;
	if (p->courses.n > SET_MOST || p->n_curricula > SET_MOST || p->day_periods > DAY_MOST ||
	    p->periods > 64 || p->rooms.n >= NONE_LEFT || !p->rooms.n || !p->lectures)
		return false;
	s->words = (p->courses.n + 63) / 64;
	s->curriculum_words = (p->n_curricula + 63) / 64;
	order_courses(s);
	if (!count_rooms(s))
		return false;
	count_gaps(s);
	make_sets(s);
	s->on_day = DAIS_NEW_N(s->arena, p->courses.n * p->days, uint8_t);
	s->days = DAIS_NEW_N(s->arena, p->courses.n, uint8_t);
	s->day_of = DAIS_NEW_N(s->arena, p->periods, uint8_t);
	s->in_day = DAIS_NEW_N(s->arena, p->periods, uint8_t);
	s->period = DAIS_NEW_N(s->arena, p->lectures, uint8_t);
	s->best = DAIS_NEW_N(s->arena, p->lectures, uint8_t);
	for (unsigned t = 0; t < p->periods; t++) {
		s->day_of[t] = (uint8_t)(t / p->day_periods);
		s->in_day[t] = (uint8_t)(t % p->day_periods);
	}
	for (size_t c = 0; c < p->courses.n; c++)
		for (uint32_t k = s->first[c]; k < s->first[c + 1]; k++)
			put(s, k, plan->period[p->courses.v[s->order[c]].first + k - s->first[c]]);
	s->cost = cost(s);
	return true;
}

static void *
duplicate(struct dais_arena *a, const void *from, size_t n)
{
	return memcpy(dais_arena_array(a, n, 1), from, n);
}

struct periods *
curriculum_periods_copy(const struct periods *s)
{
	const struct curriculum *p = s->p;
	struct periods *ret = DAIS_NEW(s->arena, struct periods);
	size_t courses = p->courses.n;

	*ret = *s;
	ret->random += UINT64_C(0x9E3779B97F4A7C15);
	(void)curriculum_periods_random(ret);
	ret->in = duplicate(s->arena, s->in, p->periods * sizeof(*s->in));
	ret->left = duplicate(s->arena, s->left, p->periods * sizeof(*s->left));
	ret->seats = duplicate(s->arena, s->seats, p->periods * sizeof(*s->seats));
	ret->pattern =
	    duplicate(s->arena, s->pattern, p->n_curricula * p->days * sizeof(*s->pattern));
	ret->on_day = duplicate(s->arena, s->on_day, courses * p->days);
	ret->days = duplicate(s->arena, s->days, courses);
	ret->period = duplicate(s->arena, s->period, p->lectures);
	if (s->homes) {
		ret->home = duplicate(s->arena, s->home, courses);
		ret->held = duplicate(s->arena, s->held, p->periods * p->rooms.n);
	}
	return ret;
}
