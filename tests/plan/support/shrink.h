/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Failing problems made small and printed, so that a person can see what is wrong.
 */
#ifndef DAIS_TESTS_PLAN_SHRINK_H
#define DAIS_TESTS_PLAN_SHRINK_H

#include "plan/problem/problem.h"

/* A problem in which nothing more can be taken away so that @fails still holds: demands, tasks,
 * rooms, teams, slots at the end, weights, ranks, minutes. @fails(@p) holds. */
struct dais_problem *shrink_problem(const struct dais_problem *p, struct dais_arena *a,
    bool (*fails)(void *ctx, const struct dais_problem *p), void *ctx);

/* The problem in lines, for reports. */
struct dais_str print_problem(const struct dais_problem *p, struct dais_arena *a);

#endif
