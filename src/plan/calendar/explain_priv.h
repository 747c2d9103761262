/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Why a meeting of a calendar has no time, and what would give it one.
 */
#ifndef DAIS_PLAN_CALENDAR_EXPLAIN_PRIV_H
#define DAIS_PLAN_CALENDAR_EXPLAIN_PRIV_H

#include "plan/calendar/calendar_priv.h"

/* At least so many turns of @c have no time in any plan; 0 when there is a whole plan, or nothing
 * was proven in @seconds. */
size_t calendar_unplaceable(
    const struct dais_calendar *c, const struct dais_search *s, double seconds);
/* Conflicts of the turns that @ret->plan lacks, into @ret->conflicts; at most until @until. */
void calendar_explain(const struct dais_calendar *c, const struct dais_calendar_options *opt,
    double until, struct dais_arena *a, struct dais_calendar_result *ret);
/* Ways out of @x, which is in words already but for them; @left: turns without a time now. */
void calendar_ways_out(const struct dais_calendar *c, const struct dais_calendar_options *opt,
    const struct dais_calendar_plan *plan, size_t left, double until, struct dais_arena *a,
    struct dais_calendar_conflict *x);
/* @c with the meetings of @keep (ascending) only; what names others is dropped. */
struct dais_calendar *calendar_part(
    const struct dais_calendar *c, const dais_index_vec *keep, struct dais_arena *a);

#endif
