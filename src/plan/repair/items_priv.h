/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbers of items as they are typed: items_number.c.
 */
#ifndef DAIS_PLAN_REPAIR_ITEMS_PRIV_H
#define DAIS_PLAN_REPAIR_ITEMS_PRIV_H

#include "plan/repair/repair_priv.h"

/* Where an item stands first in the agendas of the problem's bodies. */
struct dais_standing {
	size_t body;     /* of the problem; DAIS_NONE: in none */
	unsigned number; /* from 1 */
	size_t bodies;   /* that have it by this number */
};

/* By item of the record, parts as the item they belong to. */
struct dais_standing *dais_items_standings(const struct dais_problem *p, struct dais_arena *a);

/* By item of the record: whether @typed, plain (text/typed.h), is its number in an agenda: alone,
 * with the letter of a part, with what its body is called before or behind it, or with the
 * beginning of its title behind it. */
bool *dais_items_numbered(
    const struct dais_problem *p, struct dais_str typed, struct dais_arena *a);

#endif
