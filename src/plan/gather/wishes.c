/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The standard wishes that are not of one item, and the limit of items a sitting.
 */
#include "plan/gather/gather_priv.h"

#define DROP_ITEMS_MOST 5

static void
wish_unbroken(struct dais_gatherer *g)
{
	for (size_t i = 0; i < g->p->tasks.n; i++) {
		const struct dais_task_plan *t = &g->tasks.v[i];
		struct dais_demand *d;

		if (t->undivided || t->class < DAIS_USUAL_SUBSTANTIVE)
			continue;
		d = dais_gather_wish(g, DAIS_DEMAND_UNBROKEN, DAIS_WISH_UNBROKEN, 1);
		if (d)
			d->task = i;
	}
}

static bool
says_when(const struct dais_planning_item *said)
{
	return said &&
	       (said->on.n || said->not_on.n || said->prefer.n || said->avoid.n || said->fixed.n);
}

/* A meeting opens when it was called for: in the first sitting that its bodies can have. What is
 * said of the opening goes before. */
static void
wish_opening(struct dais_gatherer *g)
{
	for (size_t i = 0; i < g->p->tasks.n; i++) {
		const struct dais_task_plan *t = &g->tasks.v[i];
		struct dais_demand *d;
		size_t first = 0;

		if (t->class != DAIS_USUAL_OPENING || says_when(t->own) || says_when(t->parent))
			continue;
		while (first < g->p->slots.n &&
		       (g->slot_extra[first] || !dais_slots_has(t->allowed, first)))
			first++;
		d = first < g->p->slots.n
			? dais_gather_wish(g, DAIS_DEMAND_SLOTS, DAIS_WISH_OPENING, 1)
			: NULL;
		if (!d)
			continue;
		d->task = i;
		d->slots = dais_slots_new(g->p, g->a);
		dais_slots_put(d->slots, first);
		d->because = dais_gather_words(g, DAIS_MESSAGE("the meeting opens then"));
	}
}

/* Substantive groups of body @b: two are enough to ask. */
static bool
has_two_groups(const struct dais_gatherer *g, const struct dais_body_plan *b)
{
	size_t group = DAIS_NONE;

	for (size_t i = 0; i < b->tasks.n; i++) {
		const struct dais_task *t = &g->p->tasks.v[b->tasks.v[i]];

		if (!t->substantive)
			continue;
		if (group != DAIS_NONE && group != t->group)
			return true;
		group = t->group;
	}
	return false;
}

/* Slots of body @b in which sittings are wanted at all. */
static dais_slot_set
wanted_slots(struct dais_gatherer *g, const struct dais_body_plan *b)
{
	dais_slot_set set = dais_slots_new(g->p, g->a);

	for (size_t t = 0; t < g->p->slots.n; t++) {
		if (dais_slots_has(b->slots, t) && !g->slot_extra[t] && !dais_gather_is_free(g, t))
			dais_slots_put(set, t);
	}
	return set;
}

static void
wish_of_body(struct dais_gatherer *g, size_t b)
{
	struct dais_demand *d;

	if (has_two_groups(g, &g->bodies.v[b])) {
		d = dais_gather_wish(g, DAIS_DEMAND_DENSE, DAIS_WISH_DENSE, 1);
		if (d)
			d->body = b;
	}
	d = dais_gather_wish(g, DAIS_DEMAND_NO_GAP, DAIS_WISH_NO_GAP, 1);
	if (d) {
		d->body = b;
		d->slots = wanted_slots(g, &g->bodies.v[b]);
	}
	if (g->p->rooms.n < 2)
		return;
	d = dais_gather_wish(g, DAIS_DEMAND_ONE_ROOM, DAIS_WISH_ONE_ROOM, 1);
	if (d)
		d->body = b;
}

static void
wish_free(struct dais_gatherer *g)
{
	dais_slot_set set = dais_slots_new(g->p, g->a);
	struct dais_demand *d;
	bool any = false;

	for (size_t t = 0; t < g->p->slots.n; t++) {
		if (!dais_gather_is_free(g, t))
			continue;
		dais_slots_put(set, t);
		any = true;
	}
	d = any ? dais_gather_wish(g, DAIS_DEMAND_FREE, DAIS_WISH_FREE, 1) : NULL;
	if (d)
		d->slots = set;
}

void
dais_gather_wishes(struct dais_gatherer *g)
{
	if (g->planning->items_a_sitting) {
		struct dais_demand *d =
		    dais_gather_demand(g, DAIS_DEMAND_ITEMS_MOST, DROP_ITEMS_MOST);

		d->amount = g->planning->items_a_sitting;
		d->place = g->planning->items_a_sitting_place;
	}
	wish_unbroken(g);
	wish_opening(g);
	for (size_t b = 0; b < g->bodies.n; b++)
		wish_of_body(g, b);
	wish_free(g);
	(void)dais_gather_wish(g, DAIS_DEMAND_FEWEST, DAIS_WISH_FEWEST, 1);
	(void)dais_gather_wish(g, DAIS_DEMAND_FULL, DAIS_WISH_FULL, 1);
}
