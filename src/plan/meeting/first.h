/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A first plan, as a secretary writes one: from the first half-day on, each body takes up its
 * items in their order, finishes what it has begun, and gives each its sitting while there is
 * time. Not the best and not always whole: where the search begins.
 */
#ifndef DAIS_PLAN_MEETING_FIRST_H
#define DAIS_PLAN_MEETING_FIRST_H

#include "plan/engine/optimizer.h"
#include "plan/problem/problem.h"

/* How much a step that an item must have counts against one that it wishes, of several beginnings:
 * where what must be comes first, and where what breaks it will be mended. */
#define DAIS_FIRST_SOUND 1000u
#define DAIS_FIRST_MENDED 10u

/* The plan, in @a. False when some task has less than it must have: *@ret is then a beginning.
 * Demands that are hard to see from the front (KEEP, UNBROKEN of others, limits that only later
 * sittings break) may be broken. Several plans are tried while @s (may be NULL) is not stopped and
 * half of its seconds are left; then the best so far has to do. */
bool dais_meeting_first_plan(const struct dais_problem *p, unsigned dear,
    const struct dais_search *s, struct dais_arena *a, struct dais_plan *ret);

#endif
