/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/service/timetable only: the timetable in force as a plan of its problem.
 */
#ifndef DAIS_SERVICE_TIMETABLE_TIMETABLE_PRIV_H
#define DAIS_SERVICE_TIMETABLE_TIMETABLE_PRIV_H

#include "plan/problem/problem.h"
#include "service/timetable/arrange.h"

/* The sitting of the record that @s of a plan of @p is, told by time and first body; DAIS_NONE. */
size_t dais_arrange_sitting_of(const struct dais_problem *p, const struct dais_plan_sitting *s);
/* The sitting of @plan that sitting @i of the record is; DAIS_NONE. */
size_t dais_arrange_plan_sitting(
    const struct dais_problem *p, const struct dais_plan *plan, size_t i);
/* The problem of the record and its timetable as a plan, in @a. False with @err: the package cannot
 * be planned from (then *@ret_problem is NULL), or its sittings are not at the hours it says. */
bool dais_arrange_plan(const struct dais_arrangement *t, struct dais_arena *a,
    struct dais_problem **ret_problem, struct dais_plan *ret_plan, struct dais_err *err);
/* A copy of @c, which ends with an edit, in @a. */
void dais_arrange_keep_conflict(
    const struct dais_edit_conflict *c, struct dais_arena *a, struct dais_edit_conflict *ret);

#endif
