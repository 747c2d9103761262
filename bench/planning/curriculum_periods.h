/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Periods by annealing at several temperatures at once (parallel tempering), rooms left for later:
 * they are counted by their seats, so that a lecture moves without asking who stands in which room.
 * Demands are kept all the time: what a lecture clashes with goes the other way (Kempe chains). Two
 * lectures of a curriculum that follow each other also move together, in two such chains.
 * What curricula lose by a chain is found from those alone of which it moves one lecture and not
 * two.
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_PERIODS_H
#define DAIS_BENCH_PLANNING_CURRICULUM_PERIODS_H

#include "planning/curriculum.h"

struct curriculum_periods {
	double seconds; /* of the processor */
	uint64_t seed;
	double hot, cold; /* temperatures in units of cost; 0: usual ones */
	unsigned enough; /* a cost with which it ends */
	bool homes; /* each course has a room of its own, which is worth 1 for each lecture there */
};

/* The best periods met, beginning with those of @plan, which must break no demand. Rooms in @plan:
 * with homes, of the lectures that are in them; UINT_MAX for all others. @ret_cost: of seats, days
 * and gaps, as they are with the best rooms, and of lectures that are not at home; @ret_moves: how
 * many were tried. False when the problem is too large: more than 256 courses or curricula, 64
 * periods, 10 periods a day, 23 sizes of rooms. */
bool curriculum_anneal_periods(const struct curriculum *p, const struct curriculum_periods *how,
    struct curriculum_plan *plan, unsigned *ret_cost, uint64_t *ret_moves);

/* The same in several goes, each of which takes up what the one before left. */
struct curriculum_tempering;

/* Freed with @a. NULL when the problem is too large. @how->seconds: of the first go. */
struct curriculum_tempering *curriculum_tempering_new(const struct curriculum *p,
    const struct curriculum_periods *how, const struct curriculum_plan *plan, struct dais_arena *a);
/* For @seconds of the processor, or until the cost is @enough: the best periods met so far. */
void curriculum_tempering_run(struct curriculum_tempering *l, double seconds, unsigned enough,
    struct curriculum_plan *ret, unsigned *ret_cost, uint64_t *ret_moves);

#endif
