/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Timetables of CoSPLib made better by simulated annealing on what the evaluator counts: rooms of
 * sessions change places, submissions move, change places, or come earlier or later, tracks change
 * rooms. Not bound to one room a track, nor to sessions that follow each other.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_IMPROVE_H
#define DAIS_BENCH_PLANNING_COSPLIB_IMPROVE_H

#include "planning/cosplib.h"

struct cosplib_improve {
	double seconds; /* of the processor */
	uint64_t seed;
	double hot, cold; /* temperatures in units of cost */
	int64_t enough; /* a cost with which it ends */
};

/* Makes @plan, which must be whole (cosplib_is_whole()), better if it can. Its cost, as the judge
 * counts it. */
int64_t cosplib_improve(
    const struct cosplib *p, const struct cosplib_improve *how, struct cosplib_plan *plan);

#endif
