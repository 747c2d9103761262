/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rooms for lectures whose periods stand.
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_ROOMS_H
#define DAIS_BENCH_PLANNING_CURRICULUM_ROOMS_H

#include "plan/engine/optimizer.h"
#include "planning/curriculum.h"

/* One room for each course whose lectures are at @plan->period, into @plan->room. False when there
 * is none for some, or was not found; then the rooms are left as they are. */
bool curriculum_homes(
    const struct curriculum *p, const struct dais_search *how, struct curriculum_plan *plan);

#endif
