/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The demands, kind by kind: what each becomes, and whom it concerns. Those on the slots of a task
 * or a body are written here; those on time, on order, on sittings and on rooms have files of their
 * own.
 */
#include "plan/meeting/encoder_priv.h"

/* --- slots --- */

static void
encode_slots(struct dais_encoder *e, const struct dais_demand *d)
{
	for (size_t t = 0; t < e->slots; t++) {
		if (!dais_slots_has(d->slots, t))
			dais_encoder_want(e, d, -dais_encoder_used(e, d->task, t));
	}
}

static void
encode_keep(struct dais_encoder *e, const struct dais_demand *d)
{
	for (size_t t = 0; t < e->slots; t++) {
		if (dais_slots_has(d->slots, t))
			dais_encoder_want(e, d, dais_encoder_used(e, d->task, t));
	}
}

static void
encode_keep_out(struct dais_encoder *e, const struct dais_demand *d)
{
	size_t most = d->amount / e->p->step;

	for (size_t t = 0; t < e->slots; t++) {
		struct dais_unary x = e->x[d->task * e->slots + t];

		if (dais_slots_has(d->slots, t) && most < x.n)
			dais_encoder_want(e, d, -x.v[most]);
	}
}

static void
encode_fixed(struct dais_encoder *e, const struct dais_demand *d)
{
	size_t need = d->amount ? dais_problem_steps(e->p, d->amount) : 1;

	for (size_t t = 0; t < e->slots; t++) {
		struct dais_unary x = e->x[d->task * e->slots + t];

		if (dais_slots_has(d->slots, t))
			dais_encoder_want(e, d, need <= x.n ? x.v[need - 1] : e->no);
	}
}

static void
sits_nowhere(struct dais_encoder *e, const struct dais_demand *d, bool in_slots)
{
	for (size_t t = 0; t < e->slots; t++) {
		if (dais_slots_has(d->slots, t) == in_slots)
			dais_encoder_want(e, d, -e->sits[d->body * e->slots + t]);
	}
}

static void
encode_body_slots(struct dais_encoder *e, const struct dais_demand *d)
{
	sits_nowhere(e, d, false);
}

static void
encode_free(struct dais_encoder *e, const struct dais_demand *d)
{
	if (d->body != DAIS_NONE)
		sits_nowhere(e, d, true);
	else
		dais_encode_no_sittings(e, d, d->slots, NULL);
}

static void
encode_fewest(struct dais_encoder *e, const struct dais_demand *d)
{
	dais_encode_no_sittings(e, d, NULL, d->rank ? &e->fewest_wishes : NULL);
}

/* --- all kinds --- */

/* Whose part of the plan may change for the demand to be written, in a model that is held. */
enum concern {
	THE_MEETING,
	ITS_TASK,
	BOTH_TASKS,
	ITS_BODY,
	BODIES_OF_ITS_TASK
};

static const struct {
	void (*encode)(struct dais_encoder *e, const struct dais_demand *d);
	enum concern concern;
} kinds[] = {
	[DAIS_DEMAND_LEAST] = { dais_encode_least, ITS_TASK },
	[DAIS_DEMAND_MOST] = { dais_encode_most, ITS_TASK },
	[DAIS_DEMAND_UNDIVIDED] = { dais_encode_undivided, ITS_TASK },
	[DAIS_DEMAND_SLOTS] = { encode_slots, ITS_TASK },
	[DAIS_DEMAND_FIXED] = { encode_fixed, ITS_TASK },
	[DAIS_DEMAND_BODY_SLOTS] = { encode_body_slots, ITS_BODY },
	[DAIS_DEMAND_BEFORE] = { dais_encode_before, BOTH_TASKS },
	[DAIS_DEMAND_APART] = { dais_encode_apart, THE_MEETING },
	[DAIS_DEMAND_ROOMS] = { dais_encode_room_demand, ITS_BODY },
	[DAIS_DEMAND_ONE_ROOM] = { dais_encode_room_demand, ITS_BODY },
	[DAIS_DEMAND_ITEMS_MOST] = { dais_encode_items_most, THE_MEETING },
	[DAIS_DEMAND_DENSE] = { dais_encode_dense, ITS_BODY },
	[DAIS_DEMAND_UNBROKEN] = { dais_encode_unbroken, BODIES_OF_ITS_TASK },
	[DAIS_DEMAND_FREE] = { encode_free, THE_MEETING },
	[DAIS_DEMAND_FEWEST] = { encode_fewest, THE_MEETING },
	[DAIS_DEMAND_FULL] = { dais_encode_full, THE_MEETING },
	[DAIS_DEMAND_NO_GAP] = { dais_encode_no_gap, ITS_BODY },
	[DAIS_DEMAND_KEEP] = { encode_keep, ITS_TASK },
	[DAIS_DEMAND_KEEP_OUT] = { encode_keep_out, ITS_TASK },
	[DAIS_DEMAND_KEEP_ROOM] = { dais_encode_room_demand, ITS_BODY },
};
_Static_assert(sizeof(kinds) / sizeof(kinds[0]) == DAIS_DEMAND_KIND_COUNT, "a row for each kind");

static bool
touches_bodies_of(const struct dais_encoder *e, size_t task)
{
	bool ret = false;

	for (size_t k = 0; k < e->task_bodies[task].n; k++)
		ret |= dais_encoder_touches_body(e, e->task_bodies[task].v[k]);
	return ret;
}

/* Whether what may change has to do with the demand. */
static bool
is_touched(const struct dais_encoder *e, const struct dais_demand *d)
{
	switch (kinds[d->kind].concern) {
	case ITS_TASK:
		return dais_encoder_touches_task(e, d->task);
	case BOTH_TASKS:
		return dais_encoder_touches_task(e, d->task) ||
		       dais_encoder_touches_task(e, d->other);
	case ITS_BODY:
		return dais_encoder_touches_body(e, d->body);
	case BODIES_OF_ITS_TASK:
		return touches_bodies_of(e, d->task);
	case THE_MEETING:
	default:
		return true;
	}
}

void
dais_encode_demands(struct dais_encoder *e)
{
	for (size_t k = 0; k < e->p->demands.n; k++) {
		const struct dais_demand *d = &e->p->demands.v[k];

		DAIS_ASSERT(d->kind < DAIS_DEMAND_KIND_COUNT && kinds[d->kind].encode);
		if (!e->summed[k] && is_touched(e, d))
			kinds[d->kind].encode(e, d);
	}
}
