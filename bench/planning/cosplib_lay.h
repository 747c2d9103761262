/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The timeslots of submissions whose sessions are known, and what a timetable costs in the exact
 * model of the library's authors.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_LAY_H
#define DAIS_BENCH_PLANNING_COSPLIB_LAY_H

#include "planning/cosplib_patterns.h"

/* Puts track @t into @room[s] in session s, its k-th submission into @session[k], and gives
 * timeslots in an order that agrees with the wished one as far as one pass can. Sessions must be
 * long enough. */
void cosplib_lay(const struct cosplib *p, struct cosplib_plan *plan, size_t t, const size_t *room,
    const size_t *session, struct dais_arena *a);

/* The objective of the exact model for a whole timetable. False when it breaks one of its
 * demands: one room a track, as few sessions as its timeslots may need, no one in two places. */
bool cosplib_exact_cost(
    const struct cosplib *p, const struct cosplib_plan *plan, struct dais_arena *a, int64_t *ret);

#endif
