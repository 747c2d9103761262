/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_PLAN_REPAIR_REPAIR_PRIV_H
#define DAIS_PLAN_REPAIR_REPAIR_PRIV_H

#include "plan/problem/names.h"
#include "plan/repair/repair.h"

/* The tasks that @name names, by id, number ("3 (b)", "3 of WG.2", "wg-a 3") or title of an item:
 * one, or those of an item with parts. */
bool dais_items_find(const struct dais_problem *p, struct dais_str name, struct dais_arena *a,
    dais_index_vec *ret, struct dais_err *err);

/* Gives @p rooms and teams of its own, which can be changed. */
void dais_own_rooms(struct dais_problem *p, struct dais_arena *a);
void dais_own_teams(struct dais_problem *p, struct dais_arena *a);

#endif
