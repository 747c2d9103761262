/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Solves conferences of CoSPLib: the bound of the relaxation first, then the optimizer on the
 * choices that the bound leaves, more of them until its best answer is the best of all.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_SOLVE_H
#define DAIS_BENCH_PLANNING_COSPLIB_SOLVE_H

#include "planning/cosplib_model.h"

struct cosplib_options {
	struct cosplib_aim aim;
	double seconds; /* as dais_clock_seconds() has them, 0 no limit */
	uint64_t seed;
	bool plain;     /* without the relaxation */
	const char *opb; /* the model of the last step is printed there; may be NULL */
};

struct cosplib_answer {
	bool found, proven;
	uint64_t cost; /* of the model */
	double bound; /* no timetable of the model costs less */
	struct cosplib_plan plan;
	struct cosplib_relaxation relaxation;
	unsigned steps;
	size_t variables, clauses; /* of the last step's model */
	uint64_t offset; /* of the same: cost that its objective leaves out */
};

/* Solves @p; everything lives in @a. Errors: as cosplib_relax(). */
bool cosplib_solve(const struct cosplib *p, const struct cosplib_options *options,
    struct dais_arena *a, struct cosplib_answer *ret, struct dais_err *err);

#endif
