/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A lower bound of curriculum-based timetabling by an integer programme (Cbc).
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_RELAX_H
#define DAIS_BENCH_PLANNING_CURRICULUM_RELAX_H

#include "planning/curriculum.h"

/* What rooms cost at least, in seats that are short and changes of room: how many lectures of each
 * course each room has is chosen, whenever they are. 0 when the time was up before anything was
 * known. False: see linear.h. */
bool curriculum_relax_rooms(
    const struct curriculum *p, double seconds, unsigned *ret_bound, struct dais_err *err);

#endif
