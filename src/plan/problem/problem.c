/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/problem/problem.h"

#include <string.h>

dais_slot_set
dais_slots_new(const struct dais_problem *p, struct dais_arena *a)
{
	return DAIS_NEW_N(a, dais_problem_words(p) + 1, uint64_t);
}

unsigned
dais_slot_steps(const struct dais_problem *p, size_t t)
{
	const struct dais_plan_slot *slot = &p->slots.v[t];

	return (unsigned)(slot->end - slot->start) / p->step;
}

struct dais_demand *
dais_problem_demand(
    struct dais_problem *p, struct dais_arena *a, enum dais_demand_kind kind, unsigned rank)
{
	struct dais_demand *d = dais_vec_add(a, &p->demands);

	d->kind = kind;
	d->rank = rank;
	d->weight = 1;
	d->drop_cost = 1;
	d->task = d->other = DAIS_NONE;
	d->body = d->body_2 = DAIS_NONE;
	d->person = DAIS_NONE;
	return d;
}

const char *
dais_demand_kind_name(enum dais_demand_kind k)
{
	static const char *const names[DAIS_DEMAND_KIND_COUNT] = {
		[DAIS_DEMAND_LEAST] = "least",
		[DAIS_DEMAND_MOST] = "most",
		[DAIS_DEMAND_UNDIVIDED] = "undivided",
		[DAIS_DEMAND_SLOTS] = "slots",
		[DAIS_DEMAND_FIXED] = "fixed",
		[DAIS_DEMAND_BODY_SLOTS] = "body-slots",
		[DAIS_DEMAND_BEFORE] = "before",
		[DAIS_DEMAND_APART] = "apart",
		[DAIS_DEMAND_ROOMS] = "rooms",
		[DAIS_DEMAND_ONE_ROOM] = "one-room",
		[DAIS_DEMAND_ITEMS_MOST] = "items-most",
		[DAIS_DEMAND_DENSE] = "dense",
		[DAIS_DEMAND_UNBROKEN] = "unbroken",
		[DAIS_DEMAND_FREE] = "free",
		[DAIS_DEMAND_FEWEST] = "fewest",
		[DAIS_DEMAND_FULL] = "full",
		[DAIS_DEMAND_NO_GAP] = "no-gap",
		[DAIS_DEMAND_KEEP] = "keep",
		[DAIS_DEMAND_KEEP_OUT] = "keep-out",
		[DAIS_DEMAND_KEEP_ROOM] = "keep-room",
	};

	return k < DAIS_DEMAND_KIND_COUNT ? names[k] : "";
}

unsigned
dais_plan_minutes(const struct dais_plan *plan, size_t i, size_t t)
{
	unsigned minutes = 0;

	for (size_t s = 0; s < plan->sittings.n; s++) {
		const struct dais_plan_sitting *sitting = &plan->sittings.v[s];

		for (size_t e = 0; sitting->slot == t && e < sitting->entries.n; e++) {
			if (sitting->entries.v[e].task == i)
				minutes += sitting->entries.v[e].minutes;
		}
	}
	return minutes;
}

struct dais_problem *
dais_problem_copy(const struct dais_problem *p, struct dais_arena *a)
{
	struct dais_problem *copy = DAIS_NEW(a, struct dais_problem);

	*copy = *p;
	copy->demands.v = DAIS_NEW_N(a, p->demands.n + 1, struct dais_demand);
	copy->demands.cap = p->demands.n + 1;
	if (p->demands.n)
		memcpy(copy->demands.v, p->demands.v, p->demands.n * sizeof(struct dais_demand));
	return copy;
}
