/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How planning.yaml and the command line name slots:
 *   2022-05-24              every slot of the day
 *   2022-05-24/afternoon    its slots that begin at 12:30 or later; /morning: the others
 *   2022-05-24T15:00        the slot that begins then
 *   2022-05-24..2022-05-26  every slot of these days
 *   friday, friday/afternoon  of every such day (English names of days, as in other keys)
 *   friday/15:00            the slot of every such day that begins then; so with days
 *   15:00                   the slot of every day that begins then
 * The command line takes what tables show and people say, too (text/typed.h): "Tuesday, 24 May
 * 2022", "24 May, 3 p.m.–6 p.m.", "mardi après-midi".
 */
#ifndef DAIS_PLAN_PROBLEM_WHEN_H
#define DAIS_PLAN_PROBLEM_WHEN_H

#include "base/err.h"
#include "model/planning.h"
#include "plan/problem/problem.h"

/* Adds the slots @s names to @set. Errors: INVALID (not such a name; the hint shows the forms),
 * NOT_FOUND (no slot then; the hint says what slots there are that day). */
bool dais_when_parse(
    const struct dais_problem *p, struct dais_str s, dais_slot_set set, struct dais_err *err);
/* The same of a name that is read already; false: no slot then. */
bool dais_when_resolve(const struct dais_problem *p, const struct dais_when *w, dais_slot_set set);
/* What sittings there can be on the day of @w, or on which days there are any: a sentence in the
 * language of @p. */
struct dais_str dais_when_hint(
    const struct dais_problem *p, const struct dais_when *w, struct dais_arena *a);

#endif
