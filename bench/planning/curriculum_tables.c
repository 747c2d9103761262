/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_anneal_priv.h"

static void
list_others(struct search *s)
{
	const struct curriculum *p = s->p;
	size_t n = 0, m = 0;

	s->first_curriculum = DAIS_NEW_N(s->arena, s->courses + 1, uint32_t);
	s->first_other = DAIS_NEW_N(s->arena, s->courses + 1, uint32_t);
	for (size_t c = 0; c < s->courses; c++)
		m += p->courses.v[c].curricula.n;
	s->curriculum = DAIS_NEW_N(s->arena, m + 1, uint32_t);
	s->other = DAIS_NEW_N(s->arena, s->courses * s->courses + 1, uint32_t);
	m = 0;
	for (size_t c = 0; c < s->courses; c++) {
		s->first_curriculum[c] = (uint32_t)m;
		s->first_other[c] = (uint32_t)n;
		for (size_t i = 0; i < p->courses.v[c].curricula.n; i++)
			s->curriculum[m++] = (uint32_t)(p->courses.v[c].curricula.v[i] * s->slots);
		for (size_t d = 0; d < s->courses; d++)
			if (p->apart[c * s->courses + d])
				s->other[n++] = (uint32_t)d;
	}
	s->first_curriculum[s->courses] = (uint32_t)m;
	s->first_other[s->courses] = (uint32_t)n;
}

/* Of the courses: where they can be, and what else moves ask for. */
static void
list_periods(struct search *s)
{
	const struct curriculum *p = s->p;
	uint32_t n = 0;

	s->course = DAIS_NEW_N(s->arena, p->lectures, uint16_t);
	s->least = DAIS_NEW_N(s->arena, s->courses, uint8_t);
	s->first_period = DAIS_NEW_N(s->arena, s->courses + 1, uint32_t);
	s->period = DAIS_NEW_N(s->arena, s->courses * p->periods, uint8_t);
	for (size_t k = 0; k < p->lectures; k++)
		s->course[k] = (uint16_t)p->course[k];
	for (size_t c = 0; c < s->courses; c++) {
		s->least[c] = (uint8_t)p->courses.v[c].days;
		s->first_period[c] = n;
		for (unsigned t = 0; t < p->periods; t++)
			if (!p->never[c * p->periods + t])
				s->period[n++] = (uint8_t)t;
	}
	s->first_period[s->courses] = n;
}

void
curriculum_search_tables(struct search *s)
{
	const struct curriculum *p = s->p;

	s->day_of = DAIS_NEW_N(s->arena, p->periods, uint8_t);
	s->slot = DAIS_NEW_N(s->arena, p->periods, uint16_t);
	s->place_period = DAIS_NEW_N(s->arena, s->places, uint16_t);
	s->place_room = DAIS_NEW_N(s->arena, s->places, uint16_t);
	s->short_of = DAIS_NEW_N(s->arena, s->courses * p->rooms.n, uint16_t);
	for (unsigned t = 0; t < p->periods; t++) {
		s->day_of[t] = (uint8_t)(t / p->day_periods);
		s->slot[t] = (uint16_t)(2 + t + t / p->day_periods);
	}
	for (size_t i = 0; i < s->places; i++) {
		s->place_period[i] = (uint16_t)(i / p->rooms.n);
		s->place_room[i] = (uint16_t)(i % p->rooms.n);
	}
	for (size_t c = 0; c < s->courses; c++)
		for (size_t room = 0; room < p->rooms.n; room++)
			if (p->courses.v[c].students > p->rooms.v[room])
				s->short_of[c * p->rooms.n + room] =
				    (uint16_t)(p->courses.v[c].students - p->rooms.v[room]);
	list_others(s);
	list_periods(s);
}
