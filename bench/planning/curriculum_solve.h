/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Timetables and how far they may be from the best: annealing, then the optimizer on the periods
 * (curriculum_model.h), which proves a bound, then rooms, in turns.
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_SOLVE_H
#define DAIS_BENCH_PLANNING_CURRICULUM_SOLVE_H

#include "planning/curriculum.h"

struct curriculum_options {
	double seconds; /* of the processor */
	uint64_t seed;
	bool talk; /* says what it does, on standard error */
};

struct curriculum_answer {
	struct curriculum_plan plan;
	unsigned cost, bound; /* of all timetables that keep the demands */
	double found; /* processor seconds until the plan was found */
	double seconds; /* in all */
};

/* False when none was found (NOT_FOUND). */
bool curriculum_solve(const struct curriculum *p, const struct curriculum_options *options,
    struct dais_arena *a, struct curriculum_answer *ret, struct dais_err *err);

#endif
