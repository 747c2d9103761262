/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Whether the organization of work of a package can be planned, and whether the timetables that
 * stand in it keep what planning.yaml demands: findings of the rules R-TIME-13 to R-TIME-15, which
 * need the planner and are therefore not run by the checker (rules whose `planned` is set).
 */
#ifndef DAIS_SERVICE_PLANNING_CHECK_H
#define DAIS_SERVICE_PLANNING_CHECK_H

#include "check/check.h"

/* Seconds that a check may take for the search, about, where a person or a script waits. */
#define DAIS_PLANNING_CHECK_SECONDS 0.2
/* The same in a server, where everyone waits. */
#define DAIS_PLANNING_CHECK_SERVED_SECONDS 0.02

/* Adds what stands in the way of planning @r, of the rules that @opt selects (NULL: all), to @diags
 * and orders @diags by place. What simple arithmetic, the timetable in force or a first plan
 * decides takes milliseconds; else the search has work for @seconds (0: none), as much on every
 * machine, and what is not decided by then is said as information. @r must have been read without
 * errors. In a package without planning.yaml, where demands are assumed, a conflict is a warning
 * and no timetable is judged. Other findings in @diags are not said twice. */
void dais_planning_check(const struct dais_record *r, const struct dais_check_options *opt,
    double seconds, struct dais_diags *diags);

#endif
