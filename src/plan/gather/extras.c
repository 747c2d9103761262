/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Sittings nobody has asked for: possible, closed, and each can be opened for a price.
 */
#include "plan/gather/gather_priv.h"

/* What opening costs: a further sitting on a day with sittings, a holiday of the host, a day after
 * the close. */
#define DROP_FURTHER 10
#define DROP_HOLIDAY 14
#define DROP_AFTER_CLOSE 16

static bool
day_has_usual(const struct dais_gatherer *g, size_t slot)
{
	for (size_t t = 0; t < g->p->slots.n; t++) {
		if (!g->slot_extra[t] &&
		    g->p->slots.v[t].day_index == g->p->slots.v[slot].day_index)
			return true;
	}
	return false;
}

static bool
is_after_close(const struct dais_gatherer *g, size_t slot)
{
	for (size_t i = 0; i < g->bodies.n; i++) {
		if (dais_date_cmp(g->p->slots.v[slot].day, g->bodies.v[i].meeting->closes) <= 0)
			return false;
	}
	return true;
}

void
dais_gather_extras(struct dais_gatherer *g)
{
	for (size_t t = 0; t < g->p->slots.n; t++) {
		bool further = day_has_usual(g, t), after = is_after_close(g, t);
		struct dais_demand *d;

		if (!g->slot_extra[t])
			continue;
		d = dais_gather_demand(g, DAIS_DEMAND_FREE,
		    further ? DROP_FURTHER
		    : after ? DROP_AFTER_CLOSE
			    : DROP_HOLIDAY);
		d->slots = dais_slots_new(g->p, g->a);
		dais_slots_put(d->slots, t);
		d->because = dais_gather_words(
		    g, further ? DAIS_MESSAGE("no further sitting on a day")
		       : after ? DAIS_MESSAGE("the close of the meetings")
			       : DAIS_MESSAGE("a public holiday of the host country"));
	}
}
