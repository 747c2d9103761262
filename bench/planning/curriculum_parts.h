/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A bound of what days and gaps cost from some of the courses at a time: parts that share no course
 * are bounded one by one, by the optimizer and, where it leaves something open, by whole timetables
 * of a day (curriculum_days.h); the sum holds for all. A curriculum counts in the
 * part that has all its courses, if there is one.
 * Source: Hao, Benlic: "Lower bounds for the ITC-2007 curriculum-based course timetabling problem",
 * European Journal of Operational Research 212, 2011.
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_PARTS_H
#define DAIS_BENCH_PLANNING_CURRICULUM_PARTS_H

#include "planning/curriculum.h"

#define CURRICULUM_PART_COURSES 24u /* in a part, usually */

/* The problem of the courses @in alone; @ret_course[i] of @p is its i-th (room for all). */
void curriculum_part(const struct curriculum *p, const bool *in, struct dais_arena *a,
    struct curriculum *ret, size_t *ret_course);

/* The bound of parts of at most @most courses each, in about @seconds of the processor, beginning
 * with @plan, which keeps all demands. Seats and rooms come on top. False without the module of
 * linear programmes. @talk: a line a part on standard error. */
bool curriculum_bound_parts(const struct curriculum *p, const struct curriculum_plan *plan,
    size_t most, double seconds, bool talk, unsigned *ret_bound, struct dais_err *err);

#endif
