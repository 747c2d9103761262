/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A better plan near a plan: part of it is freed, everything else stays as it is, and only the
 * model of what is freed is written (encoder_priv.h), so that it takes milliseconds in a meeting of
 * any size. The search in it is exact: what it proves holds for all plans that differ in nothing
 * but what is freed.
 */
#ifndef DAIS_PLAN_MEETING_FREED_H
#define DAIS_PLAN_MEETING_FREED_H

#include "plan/engine/optimizer.h"
#include "plan/problem/problem.h"

/* What is the same for all searches of a problem. */
struct dais_around;

/* For @p, which must live as long; in @a. */
struct dais_around *dais_around_new(const struct dais_problem *p, struct dais_arena *a);
/* Whether task @i may have a use in slot @t, as far as demands of rank 0 on it, on its bodies and
 * on the order of tasks say. */
bool dais_around_is_open(const struct dais_around *r, size_t i, size_t t);

/* Steps of @wished[i], of all tasks together, that are missing in every plan: of rooms, teams, days
 * and weeks there is no more. 0 also where that takes too long to find out. */
unsigned dais_around_missing(
    const struct dais_around *r, const unsigned *wished, struct dais_arena *a);

/* What may change. A cell is a task in a slot. */
struct dais_freed {
	bool *cells; /* [i * slots + t] */
	bool *rooms; /* [b]: rooms and teams of its sittings, also where no cell of it is freed */
};

/* None freed yet, for @p. */
struct dais_freed dais_freed_new(const struct dais_problem *p, struct dais_arena *a);
void dais_freed_clear(struct dais_freed *f, const struct dais_problem *p);

/* The best plan that differs from @plan in what is freed alone, in @a: *@ret_plan, which is @plan
 * again when there is no better one. @plan must obey what every plan obeys and keep all demands of
 * rank 0, else there is no answer (UNKNOWN or INFEASIBLE) unless what is freed is to blame.
 * Rooms and teams that no demand tells apart may change places anywhere. Limits: @s->seconds,
 * @s->effort; with @s->effort alone the answer is the same on every machine. @s->progress is not
 * called. OPTIMAL: none of those plans is better. */
enum dais_outcome dais_around_search(struct dais_around *r, const struct dais_plan *plan,
    const struct dais_freed *freed, const struct dais_search *s, struct dais_arena *a,
    struct dais_plan *ret_plan);

#endif
