/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Conferences with tracks that no room can hold alone: such a track is dealt out to several, of
 * which each has one room. A heuristic: nothing is proven of the whole problem that way. What was
 * found is made better by annealing (cosplib_improve.h).
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_SPLIT_H
#define DAIS_BENCH_PLANNING_COSPLIB_SPLIT_H

#include "planning/cosplib_solve.h"

/* cosplib_solve(), with tracks split where they must be, and annealing for a part of the time more.
 * *@ret_parts: tracks more than @p has. @ret->proven: among timetables with one room a track; not
 * when annealing found a better one. */
bool cosplib_solve_split(const struct cosplib *p, const struct cosplib_options *options,
    struct dais_arena *a, struct cosplib_answer *ret, size_t *ret_parts, struct dais_err *err);

#endif
