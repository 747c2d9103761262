/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Timetables by simulated annealing: single lectures move or swap places (period and room), whole
 * courses change their room. Broken demands are paid for while searching.
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_ANNEAL_H
#define DAIS_BENCH_PLANNING_CURRICULUM_ANNEAL_H

#include "planning/curriculum.h"

struct curriculum_anneal {
	double seconds; /* of the processor */
	uint64_t seed;
	double hot, cold; /* temperatures in units of cost; 0: usual ones */
	const struct curriculum_plan *begin; /* or NULL: anywhere */
	bool rooms_only; /* periods stay as they are in @begin */
	unsigned enough; /* a cost with which it ends */
};

/* The best timetable met in @how->seconds; it may break demands. False when there are more lectures
 * than places, or more than 255 rooms, periods, or lectures of a course. @ret_moves: how many were
 * tried. */
bool curriculum_anneal(const struct curriculum *p, const struct curriculum_anneal *how,
    struct dais_arena *a, struct curriculum_plan *ret, uint64_t *ret_moves);

#endif
