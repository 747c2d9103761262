/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the files of annealing share.
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_ANNEAL_PRIV_H
#define DAIS_BENCH_PLANNING_CURRICULUM_ANNEAL_PRIV_H

#include "planning/curriculum_anneal.h"

#define DEMAND 20 /* what a broken demand costs while searching */
#define DAY 5
#define DRAWS 4096u /* how many different "how much worse" there are at a temperature */

struct search {
	const struct curriculum *p;
	struct dais_arena *arena;
	struct curriculum_plan at;
	size_t places, courses;
	uint32_t *cell; /* places: lecture + 1, or 0 */
	uint8_t *on_day, *in_room; /* courses x days, x rooms: lectures there */
	uint8_t *clash; /* courses x periods: lectures there that must not be with the course */
	uint8_t *sits; /* curricula x slots */
	uint8_t *days; /* of a course: days with a lecture */
	uint16_t *short_of; /* courses x rooms: seats */
	uint32_t *curriculum, *other; /* lists of the courses, one after the other; a curriculum as
					 its first slot */
	uint32_t *first_curriculum, *first_other; /* of a course, and an end */
	uint8_t *day_of; /* of a period */
	uint16_t *slot; /* of a period */
	size_t slots;
	uint16_t *course; /* of a lecture */
	uint8_t *least; /* days of a course */
	uint32_t *first_period; /* of a course, and an end: */
	uint8_t *period; /* where it can be */
	uint32_t *moved, chain; /* of a lecture: the last chain it was in */
	uint16_t *place_period, *place_room;
	int worse[DRAWS];
	bool rooms_only;
	uint64_t random;
	long cost;
};

static inline uint32_t
curriculum_draw(struct search *s, uint32_t below)
{
	s->random ^= s->random << 13;
	s->random ^= s->random >> 7;
	s->random ^= s->random << 17;
	return (uint32_t)(((s->random >> 32) * below) >> 32);
}

/* Puts lecture @k, which has no place, to @place, where nothing is. */
void curriculum_search_put(struct search *s, uint32_t k, uint32_t place);
/* Tries a move, and does it if it is not too much worse. */
void curriculum_search_move(struct search *s);
/* What does not change: slots, places, seats that are short, lists of the courses. */
void curriculum_search_tables(struct search *s);

#endif
