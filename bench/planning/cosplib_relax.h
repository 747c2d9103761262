/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A lower bound by linear programming: one column for each track, set of sessions and room
 * (made when it helps), rows for rooms and clashes, and single submissions where tracks clash
 * through them. The bound holds whatever the precision of the solver: it is worked out again from
 * the multipliers alone, over all columns.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_RELAX_H
#define DAIS_BENCH_PLANNING_COSPLIB_RELAX_H

#include "planning/cosplib_clash.h"

struct cosplib_relaxation {
	double bound;
	/* What a choice costs above the bound at least. INFINITY where it is impossible. */
	double **pattern; /* of each track: patterns x rooms; NULL for a wide track */
	double *place; /* submissions x sessions; 0 where the relaxation does not look */
	/* How much of each choice the relaxation's answer takes, 0 .. 1: where to look first. */
	double **pattern_taken; /* of each track, by pattern */
	double *room_taken; /* tracks x rooms */
	double *place_taken; /* submissions x sessions */
	size_t columns, rounds;
	double seconds; /* processor time */
};

/* Solves the relaxation. Errors: UNSUPPORTED (no solver of linear programmes); CONFLICT (no
 * timetable at all). */
bool cosplib_relax(const struct cosplib *p, const struct cosplib_aim *aim,
    const struct cosplib_patterns *patterns, const struct cosplib_clashes *clashes,
    struct dais_arena *a, struct cosplib_relaxation *ret, struct dais_err *err);

#endif
