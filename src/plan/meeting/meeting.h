/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The planner of a meeting: a problem as clauses and counts (plan/engine), and its answer as a
 * plan. Who calls holds every plan against the independent checker (plan/judge).
 */
#ifndef DAIS_PLAN_MEETING_MEETING_H
#define DAIS_PLAN_MEETING_MEETING_H

#include "base/err.h"
#include "plan/engine/optimizer.h"
#include "plan/problem/problem.h"

struct dais_meeting_model;

/* @p as a model in @a. Each demand of rank 0 with a drop_cost becomes a demand of the optimizer
 * whose tag is its index in p->demands; rank r wishes are wishes of rank r. @p must live as long.
 * Errors: INVALID (the BEFORE demands of rank 0 form a circle; says which), LIMIT (too large to
 * hold: says what is large). */
bool dais_meeting_model_new(const struct dais_problem *p, struct dais_arena *a,
    struct dais_meeting_model **ret, struct dais_err *err);
/* The same, but the wishes to spare sittings are written together (economy.c) where it does not
 * pay, too: small problems are then a test of large ones. */
bool dais_meeting_model_new_economical(const struct dais_problem *p, struct dais_arena *a,
    struct dais_meeting_model **ret, struct dais_err *err);
/* Whether @p can be planned at all: errors as above, but for the size of a model. Scratch in @a. */
bool dais_meeting_check(const struct dais_problem *p, struct dais_arena *a, struct dais_err *err);
/* An optimizer in which demands can be given up, for conflicts and repairs. It is made when first
 * asked for: plans are found in another one, in which they simply hold. */
struct dais_optimizer *dais_meeting_optimizer(struct dais_meeting_model *m);
/* The one in which plans are found, for comparison with other solvers. */
struct dais_optimizer *dais_meeting_strict_optimizer(struct dais_meeting_model *m);
/* The search starts from @plan, which may break demands. */
void dais_meeting_start_from(struct dais_meeting_model *m, const struct dais_plan *plan);
/* Solves; what writing the model took is taken off the limit of the first call. *@ret_plan (in @a)
 * is whole when the outcome is OPTIMAL or FEASIBLE. */
void dais_meeting_solve(struct dais_meeting_model *m, const struct dais_search *s,
    struct dais_arena *a, struct dais_plan *ret_plan, struct dais_result *ret);

#endif
