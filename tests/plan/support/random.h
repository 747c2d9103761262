/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Random problems and plans for property tests: the same seed gives the same, everywhere.
 */
#ifndef DAIS_TESTS_PLAN_RANDOM_H
#define DAIS_TESTS_PLAN_RANDOM_H

#include "plan/problem/problem.h"

struct chance {
	uint64_t state;
	const uint8_t *bytes; /* for fuzzing: taken first, one or two a draw; may be NULL */
	size_t n_bytes;
};

/* A number below @n (n 0: 0). */
size_t chance_below(struct chance *c, size_t n);
/* True @percent times of a hundred. */
bool chance_of(struct chance *c, unsigned percent);

struct random_shape {
	unsigned bodies_most, tasks_most, days_most, a_day_most, rooms_most, teams_most;
	unsigned demands_most; /* beside LEAST and MOST of the tasks */
	unsigned ranks_most;   /* of wishes */
	bool planted;          /* a plan that keeps all demands of rank 0 is known */
	bool economical;       /* always the usual wishes to spare sittings; many common items */
};

/* Small enough for oracle_best(). */
extern const struct random_shape random_tiny;
/* The same, of bodies with much in common that wish to spare sittings. */
extern const struct random_shape random_tiny_economy;
/* A few dozen variables to a few thousand. */
extern const struct random_shape random_small;

/* A problem with demands of every kind. BEFORE demands of rank 0 never form a circle. With
 * @shape->planted *@ret_plan (in @a) is a sound plan of it; else it is not written. */
struct dais_problem *random_problem(struct chance *c, const struct random_shape *shape,
    struct dais_arena *a, struct dais_plan *ret_plan);

/* A plan that obeys what every plan obeys as far as chance finds one; demands are not looked at.
 * @percent: how often a task is taken up in a slot. */
void random_plan(struct chance *c, const struct dais_problem *p, unsigned percent,
    struct dais_arena *a, struct dais_plan *ret);

/* Changes @plan at one place: minutes, an entry more or less, a sitting moved, another room or
 * team, two entries or sittings changed over. The result may be any plan the checker accepts. */
void random_change(
    struct chance *c, const struct dais_problem *p, struct dais_arena *a, struct dais_plan *plan);

/* Changes @plan at one place and keeps the bodies of its sittings right and its sittings not
 * empty: more often than random_change() to another sound plan. */
void random_step(
    struct chance *c, const struct dais_problem *p, struct dais_arena *a, struct dais_plan *plan);

#endif
