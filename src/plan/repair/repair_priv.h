/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_PLAN_REPAIR_REPAIR_PRIV_H
#define DAIS_PLAN_REPAIR_REPAIR_PRIV_H

#include "plan/repair/repair.h"

enum dais_named {
	DAIS_NAMED_ROOM,
	DAIS_NAMED_TEAM,
	DAIS_NAMED_PERSON,
	DAIS_NAMED_ITEM
};

/* The index in @names of @name. NOT_FOUND, in language @l: the hint has the nearest name, else all
 * of a few. */
bool dais_names_find(const dais_str_vec *names, enum dais_named what, struct dais_str name,
    enum dais_lang l, size_t *ret, struct dais_err *err);

/* Gives @p rooms and teams of its own, which can be changed. */
void dais_own_rooms(struct dais_problem *p, struct dais_arena *a);
void dais_own_teams(struct dais_problem *p, struct dais_arena *a);

#endif
