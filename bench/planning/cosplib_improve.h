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

/* Makes @plan better if it can. Its cost, as the judge counts it; INT64_MAX, and @plan stays as it
 * is, when a submission is not in it, or torn, or the problem is too large: more than 256 rooms,
 * 65,535 submissions or sessions, 16 submissions in a room in a session. */
int64_t cosplib_improve(
    const struct cosplib *p, const struct cosplib_improve *how, struct cosplib_plan *plan);

#endif
