/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_PLAN_REPAIR_REPAIR_PRIV_H
#define DAIS_PLAN_REPAIR_REPAIR_PRIV_H

#include "plan/repair/repair.h"

/* The index in @names of @name. NOT_FOUND: the hint has the nearest name, else all of a few.
 * @what: "room". */
bool dais_names_find(const dais_str_vec *names, const char *what, struct dais_str name, size_t *ret,
    struct dais_err *err);

/* Gives @p rooms and teams of its own, which can be changed. */
void dais_own_rooms(struct dais_problem *p, struct dais_arena *a);
void dais_own_teams(struct dais_problem *p, struct dais_arena *a);

#endif
