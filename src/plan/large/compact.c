/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A plan of few sittings, for meetings in which places are scarce.
 */
#include <stdlib.h>

#include "plan/large/compact_priv.h"

static int
by_slot(const void *x, const void *y)
{
	const struct dais_plan_sitting *a = x, *b = y;

	if (a->slot != b->slot)
		return a->slot < b->slot ? -1 : 1;
	return (a->bodies.v[0] > b->bodies.v[0]) - (a->bodies.v[0] < b->bodies.v[0]);
}

static int
ascending(const void *x, const void *y)
{
	const size_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

void
dais_large_compact(const struct dais_large *l, struct dais_arena *a, struct dais_plan *ret)
{
	struct dais_compact c = { .l = l, .p = l->p, .a = a };

	*ret = (struct dais_plan){ .sittings = { .n = 0 } };
	dais_compact_make_blocks(&c);
	dais_compact_place_blocks(&c);
	for (size_t k = 0; k < c.blocks.n; k++) {
		struct dais_compact_block *b = &c.blocks.v[k];
		struct dais_plan_sitting *s;

		if (b->slot == DAIS_NONE)
			continue;
		s = dais_vec_add(a, &ret->sittings);
		*s =
		    (struct dais_plan_sitting){ .slot = b->slot, .room = b->room, .team = b->team };
		s->bodies = b->bodies;
		qsort(s->bodies.v, s->bodies.n, sizeof *s->bodies.v, ascending);
		for (size_t e = 0; e < b->tasks.n; e++)
			dais_vec_push(a, &s->entries,
			    ((struct dais_plan_entry){
				b->tasks.v[e], c.least[b->tasks.v[e]] * l->p->step }));
	}
	if (ret->sittings.n)
		qsort(ret->sittings.v, ret->sittings.n, sizeof *ret->sittings.v, by_slot);
}
