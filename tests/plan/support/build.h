/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Problems and plans put together by hand, for the tests of planning. Names are letters: bodies
 * A, B, ..., tasks "item 1", "item 2", ...
 */
#ifndef DAIS_TESTS_PLAN_BUILD_H
#define DAIS_TESTS_PLAN_BUILD_H

#include "plan/problem/problem.h"

/* Slots of @days days from Monday, 23 May 2022, weekends left out: 1 or 2 a day of three hours
 * (10-1, 3-6), or 3 of two hours (9-11, 12-2, 3-5). No bodies, tasks, demands. */
struct dais_problem *build_problem(
    struct dais_arena *a, unsigned step, unsigned days, unsigned a_day);
/* Adds one and returns its index. */
size_t build_body(struct dais_problem *p, struct dais_arena *a);
size_t build_room(struct dais_problem *p, struct dais_arena *a, unsigned capacity);
size_t build_team(struct dais_problem *p, struct dais_arena *a, dais_lang_set languages);
/* A substantive task of a group of its own; @bodies: bit b for body b. */
size_t build_task(struct dais_problem *p, struct dais_arena *a, unsigned bodies);
/* A set of the slots whose bit is in @mask (slot 0: bit 0). */
dais_slot_set build_slots(const struct dais_problem *p, struct dais_arena *a, uint64_t mask);

/* Adds a sitting without room and team; returns its index. */
size_t build_sitting(struct dais_plan *plan, struct dais_arena *a, size_t slot);
/* Adds an entry, and the task's bodies to the sitting's. */
void build_entry(const struct dais_problem *p, struct dais_plan *plan, struct dais_arena *a,
    size_t sitting, size_t task, unsigned minutes);
/* Adds a body to the sitting's, in its place, when it is not there. */
void build_seat(struct dais_plan *plan, struct dais_arena *a, size_t sitting, size_t body);
/* The plan @text says: sittings with ";" between them, each "SLOT rROOM tTEAM: ITEM=MIN ITEM=MIN",
 * slots, rooms and teams from 0, items from 1; room and team may be left out. The text must be
 * right. */
void build_plan(
    const struct dais_problem *p, struct dais_arena *a, const char *text, struct dais_plan *ret);
/* The same backwards. */
struct dais_str build_print_plan(const struct dais_plan *plan, struct dais_arena *a);
/* A copy that can be changed without touching @from. */
void build_copy(const struct dais_plan *from, struct dais_arena *a, struct dais_plan *ret);

#endif
