/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Meetings whose whole model would be too large: a first plan as a secretary writes one, mended
 * where it breaks demands, made better by searches that free a part of it at a time (freed.h), and
 * bounds that each body gives for itself (large_bound.c). The model of the whole is never written;
 * memory grows with tasks times slots.
 */
#ifndef DAIS_PLAN_LARGE_LARGE_H
#define DAIS_PLAN_LARGE_LARGE_H

#include "base/err.h"
#include "plan/engine/optimizer.h"
#include "plan/problem/problem.h"

/* Whether @p is planned this way: estimated from what would be written. */
bool dais_meeting_is_large(const struct dais_problem *p);

/* As dais_meeting_solve(): FEASIBLE with a plan, OPTIMAL when its cost meets the bounds in all
 * ranks, INFEASIBLE when one body alone is proven to have no plan, UNKNOWN when none was found.
 * @start, which may break demands, or NULL. A limit of effort is one of searches of parts: what
 * comes out is the same on every machine then, unless the limit of time ends it, and nobody is
 * proven to have no plan. Without a limit of time the search ends when it has
 * long found nothing better. With one a second thread looks for bounds, and
 * @s->progress may be called by another thread than the caller's, never by two. What plans cost is
 * taken from the checker (plan/judge), which every plan has to pass to be kept. */
void dais_meeting_solve_large(const struct dais_problem *p, const struct dais_plan *start,
    const struct dais_search *s, struct dais_arena *a, struct dais_plan *ret_plan,
    struct dais_result *ret);

/* Plans @p, whatever its size: by one model (plan/meeting) or, when it is large, part by part.
 * @start: where the search begins, may break demands; NULL: none. Errors: those of
 * dais_meeting_model_new(); a large meeting is refused (LIMIT) only where a table of it would not
 * fit into memory. */
bool dais_plan_any_size(const struct dais_problem *p, const struct dais_plan *start,
    const struct dais_search *s, struct dais_arena *a, struct dais_plan *ret_plan,
    struct dais_result *ret, struct dais_err *err);

/* Puts the sittings of a body into the smallest room in which the plan is sound and costs the same
 * in every rank; a sound plan of no more than some hundred sittings. The same plan gives the same.
 */
void dais_plan_take_smaller_rooms(const struct dais_problem *p, struct dais_plan *plan);

#endif
