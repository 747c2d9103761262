/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rooms for lectures whose periods stand: as few seats short and as few changes of room as can be.
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_ROOMS_H
#define DAIS_BENCH_PLANNING_CURRICULUM_ROOMS_H

#include "plan/engine/optimizer.h"
#include "planning/curriculum.h"

/* Rooms for @plan->period into @plan->room. False when there are too few, or when the time was up
 * before any were found; @ret_proven: none are better. */
bool curriculum_rooms(const struct curriculum *p, const struct dais_search *how,
    struct curriculum_plan *plan, bool *ret_proven);

#endif
