/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the files of annealing of periods share.
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_PERIODS_PRIV_H
#define DAIS_BENCH_PLANNING_CURRICULUM_PERIODS_PRIV_H

#include "planning/curriculum_periods.h"

#define SET_WORDS 4u
#define SET_MOST 256u /* 64 a word */
#define LEVEL_WORDS 3u
#define LEVELS_MOST 24u /* 8 a word */
#define DAY_MOST 10u /* periods */
#define PATTERNS (1u << DAY_MOST)
#define DRAWS 4096u /* how many different "how much worse" there are */

struct number_set {
	uint64_t w[SET_WORDS];
};

/* Small numbers, a byte each, 128 where nothing is left: added and compared eight at a time. */
struct levels {
	uint64_t w[LEVEL_WORDS];
};

struct periods {
	const struct curriculum *p;
	struct dais_arena *arena;
	size_t words, curriculum_words, level_words; /* of sets that are in use */
	/* Courses by number of students, the largest first: what is called a course here is its
	 * place in that order. */
	size_t *order;
	unsigned *students, *rooms; /* of a course; seats, the largest first */
	struct number_set *apart, *curricula; /* of a course; it is apart from itself */
	struct number_set *members; /* of a curriculum: its courses */
	struct number_set *can, *in; /* of a period: courses that can be there, that are */
	struct levels *need, *left; /* of a course; of a period: rooms that are left, by size */
	int *seats; /* of a period: what is short */
	uint16_t *pattern; /* curricula x days: bit i: sits in the i-th period */
	int8_t (*gaps)[DAY_MOST]; /* of a pattern: more lectures alone when a period changes */
	uint8_t *alone; /* of a pattern: lectures alone */
	uint8_t *weight; /* of a curriculum: of a gap; 0 where another has the same courses */
	uint8_t *on_day, *days, *least; /* courses x days; of a course */
	uint8_t *day_of, *in_day; /* of a period */
	uint32_t *first; /* of a course: its first lecture here */
	uint16_t *course; /* of a lecture here */
	uint8_t *period, *best; /* of a lecture here: now, and in the best plan */
	uint32_t *first_period; /* of a course, and an end: */
	uint8_t *choice; /* where it can be */
	bool homes;
	uint8_t *home, *best_home; /* of a course: the place of its room in the order of seats */
	uint8_t *held; /* periods x rooms: lectures whose home it is */
	const float *draws; /* how much worse a move may be, in units of temperature */
	float temperature;
	uint64_t random;
	long cost;
};

#define PERIODS_CHAIN_MOST 12u /* lectures that change their periods together */

/* Lectures of two periods that change places with each other: those of side 0 leave the first. */
struct periods_chain {
	unsigned period[2];
	struct number_set go[2];
	struct {
		uint16_t course;
		uint8_t side;
	} lecture[PERIODS_CHAIN_MOST];
	size_t n, done; /* of those before, what stands in their way is in the chain */
};

/* A chain, and what the two periods are like before and after it. */
struct periods_step {
	struct periods_chain chain;
	struct levels left[2], left_before[2];
	int seats[2], seats_before[2];
	int cost; /* more than before; homes are counted when it is taken */
};

static inline uint64_t
curriculum_periods_random(struct periods *s)
{
	s->random ^= s->random << 13;
	s->random ^= s->random >> 7;
	s->random ^= s->random << 17;
	return s->random;
}

static inline bool
set_has(const struct number_set *s, size_t i)
{
	return s->w[i / 64] >> (i % 64) & 1;
}

static inline void
set_flip(struct number_set *s, size_t i)
{
	s->w[i / 64] ^= UINT64_C(1) << (i % 64);
}

/* The tables and the timetable of @plan. False when the problem is too large. */
bool curriculum_periods_begin(
    struct periods *s, const struct curriculum *p, const struct curriculum_plan *plan);
/* Another timetable, the same so far, with the tables and the best timetable of @s. */
struct periods *curriculum_periods_copy(const struct periods *s);
/* What is short of seats when the courses of @in are given the rooms, the largest to the largest.
 */
int curriculum_periods_seats(const struct periods *s, const struct number_set *in);
/* Where courses are at home at first. The cost of it becomes part of the plan's. */
void curriculum_periods_begin_homes(struct periods *s, const struct curriculum_plan *plan);
/* A lecture of @c leaves @from for @to; what that costs its home and others. The way back undoes
 * it. */
int curriculum_periods_leave_home(struct periods *s, size_t c, unsigned from, unsigned to);
/* Tries another room for a course. */
void curriculum_periods_move_home(struct periods *s, size_t c, int worse);
/* Rooms of lectures that are at home in the best plan. */
void curriculum_periods_rooms(const struct periods *s, struct curriculum_plan *plan);
/* What it is for course @c to leave @from for @to, what it clashes with going the other way. False
 * when it cannot. */
bool curriculum_periods_look(
    struct periods *s, size_t c, unsigned from, unsigned to, struct periods_step *ret);
/* Does it, unless it costs more than @most, homes included: then false. */
bool curriculum_periods_take_within(struct periods *s, struct periods_step *step, int most);
/* Undoes the last step that was taken, which then is no more. */
void curriculum_periods_take_back(struct periods *s, struct periods_step *step);
/* Tries a move, and does it if it is not too much worse. */
void curriculum_periods_move(struct periods *s);

#endif
