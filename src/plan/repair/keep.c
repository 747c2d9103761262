/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The plan in force as wishes of the first rank, and as demands where it is past. The scale is
 * documented in repair.h. */
#include <stdlib.h>
#include <string.h>

#include "plan/judge/judge.h"
#include "plan/repair/repair.h"
#include "plan/repair/repair_priv.h"
#include "text/message.h"

#define HOUR_WEIGHT 16u /* an hour less */
#define BROKEN_WEIGHT 1000u /* a demand the past has broken: not once more */
/* Minutes are kept in a rank of their own: beside the uses in one rank, every plan would be unlike
 * every other by a little, and proving the best took twenty times as long. */
#define USES_RANK 1u
#define MINUTES_RANK 2u

/* How near a change is. */
static const struct {
	int64_t days; /* from now, at most */
	unsigned weight;
} nearness[] = { { 1, 32 }, { 3, 16 }, { 7, 8 }, { INT64_MAX, 4 } };

#define NEARNESS_COUNT (sizeof nearness / sizeof *nearness)

struct keeping {
	struct dais_problem *p;
	const struct dais_plan *in_force;
	struct dais_arena *a;
	dais_slot_set past;
	size_t past_n;
	dais_slot_set near[NEARNESS_COUNT]; /* the slots to come by nearness; disjoint */
	unsigned *minutes; /* [task * slots + slot] of the plan in force */
};

static void
divide_slots(struct keeping *k, struct dais_local now)
{
	const struct dais_problem *p = k->p;
	bool known = dais_date_is_set(now.date);
	int64_t today = 0;

	if (now.minute < 0)
		now.minute = 0;
	if (p->slots.n)
		today = dais_date_to_days(known ? now.date : p->slots.v[0].day);
	k->past = dais_slots_new(p, k->a);
	for (size_t n = 0; n < NEARNESS_COUNT; n++)
		k->near[n] = dais_slots_new(p, k->a);
	for (size_t t = 0; t < p->slots.n; t++) {
		const struct dais_plan_slot *slot = &p->slots.v[t];
		struct dais_local start = { slot->day, slot->start };
		int64_t days = dais_date_to_days(slot->day) - today;
		size_t n = 0;

		if (known && dais_local_cmp(start, now) < 0) {
			dais_slots_put(k->past, t);
			k->past_n++;
			continue;
		}
		while (days > nearness[n].days)
			n++;
		dais_slots_put(k->near[n], t);
	}
}

static void
count_minutes(struct keeping *k)
{
	size_t slots = k->p->slots.n;

	k->minutes = DAIS_NEW_N(k->a, k->p->tasks.n * slots + 1, unsigned);
	for (size_t s = 0; s < k->in_force->sittings.n; s++) {
		const struct dais_plan_sitting *sitting = &k->in_force->sittings.v[s];

		for (size_t e = 0; e < sitting->entries.n; e++)
			k->minutes[sitting->entries.v[e].task * slots + sitting->slot] +=
			    sitting->entries.v[e].minutes;
	}
}

/* The ranks in use become 3, 4, ...; those past the last join it. */
static void
move_ranks_down(struct dais_problem *p)
{
	unsigned to[DAIS_RANKS_MAX + 1] = { 0 }, next = MINUTES_RANK + 1;

	for (size_t i = 0; i < p->demands.n; i++)
		to[p->demands.v[i].rank] = 1;
	for (unsigned rank = 1; rank <= DAIS_RANKS_MAX; rank++) {
		if (!to[rank])
			continue;
		to[rank] = next;
		next += next < DAIS_RANKS_MAX;
	}
	to[0] = 0;
	for (size_t i = 0; i < p->demands.n; i++)
		p->demands.v[i].rank = to[p->demands.v[i].rank];
}

/* --- what is past --- */

/* @slots (NULL: all) with, or without, what is past. */
static dais_slot_set
combine(const struct keeping *k, const uint64_t *slots, bool with_past)
{
	dais_slot_set set = dais_slots_new(k->p, k->a);

	for (size_t t = 0; t < k->p->slots.n; t++) {
		bool past = dais_slots_has(k->past, t);

		if (past ? with_past : dais_slots_has(slots, t))
			dais_slots_put(set, t);
	}
	return set;
}

/* What has happened breaks no demand about times, and no loss reaches back. */
static void
open_past(struct keeping *k)
{
	struct dais_problem *p = k->p;

	for (size_t i = 0; i < p->demands.n; i++) {
		struct dais_demand *d = &p->demands.v[i];

		if (d->rank > 0)
			continue;
		if (d->slots && (d->kind == DAIS_DEMAND_SLOTS || d->kind == DAIS_DEMAND_BODY_SLOTS))
			d->slots = combine(k, d->slots, true);
		else if (d->kind == DAIS_DEMAND_FREE || d->kind == DAIS_DEMAND_FIXED)
			d->slots = combine(k, d->slots, false);
	}
	dais_own_rooms(p, k->a);
	for (size_t r = 0; r < p->rooms.n; r++) {
		if (p->rooms.v[r].free)
			p->rooms.v[r].free = combine(k, p->rooms.v[r].free, true);
	}
	dais_own_teams(p, k->a);
	for (size_t t = 0; t < p->teams.n; t++) {
		if (p->teams.v[t].free)
			p->teams.v[t].free = combine(k, p->teams.v[t].free, true);
	}
}

/* The sittings of the plan in force that are past. */
static void
past_plan(const struct keeping *k, struct dais_plan *ret)
{
	for (size_t s = 0; s < k->in_force->sittings.n; s++) {
		if (dais_slots_has(k->past, k->in_force->sittings.v[s].slot))
			dais_vec_push(k->a, &ret->sittings, k->in_force->sittings.v[s]);
	}
}

/* Turns demands that what is past has broken, for good, into wishes. @ret_odd[s]: sitting s of
 * @past breaks what every plan obeys. */
static void
forgive_past(struct keeping *k, const struct dais_plan *past, bool *ret_odd)
{
	struct dais_verdict verdict = { .sound = false };

	dais_judge(k->p, past, k->a, &verdict);
	for (size_t i = 0; i < verdict.breaches.n; i++) {
		const struct dais_breach *b = &verdict.breaches.v[i];
		struct dais_demand *d;

		for (size_t s = 0; b->demand == DAIS_NONE && s < b->sittings.n; s++)
			ret_odd[b->sittings.v[s]] = true;
		if (b->demand == DAIS_NONE)
			continue;
		d = &k->p->demands.v[b->demand];
		if (d->rank > 0 || d->kind == DAIS_DEMAND_LEAST || d->kind == DAIS_DEMAND_FIXED ||
		    d->kind == DAIS_DEMAND_KEEP)
			continue; /* sittings to come can still mend it */
		d->rank = USES_RANK;
		d->weight = BROKEN_WEIGHT;
	}
}

static struct dais_demand *
add_hard(struct keeping *k, enum dais_demand_kind kind, dais_slot_set slots)
{
	struct dais_demand *d = dais_problem_demand(k->p, k->a, kind, 0);

	d->drop_cost = 0;
	d->slots = slots;
	d->because =
	    dais_str_from(dais_text_message_words(k->p->language, DAIS_MESSAGE("it is past")));
	return d;
}

bool
dais_demand_is_kept(const struct dais_demand *d)
{
	return d->kept;
}

static struct dais_demand *
add_wish(struct keeping *k, enum dais_demand_kind kind, unsigned rank, unsigned weight)
{
	struct dais_demand *d = dais_problem_demand(k->p, k->a, kind, rank);

	d->weight = weight;
	d->kept = true;
	d->because = dais_str_from(
	    dais_text_message_words(k->p->language, DAIS_MESSAGE("the plan in force has it so")));
	return d;
}

/* One demand for all slots of @in in which the task has the same minutes. */
static void
keep_minutes(struct keeping *k, size_t task, const uint64_t *in, bool hard)
{
	const unsigned *minutes = &k->minutes[task * k->p->slots.n];
	unsigned step = k->p->step;
	dais_slot_set done = dais_slots_new(k->p, k->a);

	for (size_t t = 0; t < k->p->slots.n; t++) {
		dais_slot_set same;
		struct dais_demand *d;

		if (!minutes[t] || !dais_slots_has(in, t) || dais_slots_has(done, t))
			continue;
		same = dais_slots_new(k->p, k->a);
		for (size_t u = t; u < k->p->slots.n; u++) {
			if (minutes[u] == minutes[t] && dais_slots_has(in, u)) {
				dais_slots_put(same, u);
				dais_slots_put(done, u);
			}
		}
		d = hard ? add_hard(k, DAIS_DEMAND_FIXED, same)
			 : add_wish(k, DAIS_DEMAND_FIXED, MINUTES_RANK, 1);
		d->task = task;
		d->slots = same;
		d->amount = minutes[t] / step * step;
		if (!hard)
			continue;
		d = add_hard(k, DAIS_DEMAND_KEEP_OUT, same);
		d->task = task;
		d->amount = dais_problem_whole(k->p, minutes[t]);
	}
}

static void
keep_past_task(struct keeping *k, size_t task)
{
	const unsigned *minutes = &k->minutes[task * k->p->slots.n];
	dais_slot_set used = dais_slots_new(k->p, k->a), unused = dais_slots_new(k->p, k->a);
	size_t uses = 0;

	for (size_t t = 0; t < k->p->slots.n; t++) {
		if (!dais_slots_has(k->past, t))
			continue;
		dais_slots_put(minutes[t] ? used : unused, t);
		uses += minutes[t] > 0;
	}
	if (uses)
		add_hard(k, DAIS_DEMAND_KEEP, used)->task = task;
	if (uses < k->past_n)
		add_hard(k, DAIS_DEMAND_KEEP_OUT, unused)->task = task;
	keep_minutes(k, task, k->past, true);
}

/* --- what is to come --- */

static void
keep_task(struct keeping *k, size_t task)
{
	const unsigned *minutes = &k->minutes[task * k->p->slots.n];
	dais_slot_set to_come = dais_slots_new(k->p, k->a);
	unsigned total = 0, hour = HOUR_WEIGHT * k->p->step / 60;
	struct dais_demand *d;

	for (size_t t = 0; t < k->p->slots.n; t++)
		total += minutes[t];
	for (size_t n = 0; n < NEARNESS_COUNT; n++) {
		dais_slot_set used = dais_slots_new(k->p, k->a);
		dais_slot_set unused = dais_slots_new(k->p, k->a);
		size_t uses = 0, others = 0;

		for (size_t t = 0; t < k->p->slots.n; t++) {
			if (!dais_slots_has(k->near[n], t))
				continue;
			dais_slots_put(minutes[t] ? used : unused, t);
			dais_slots_put(to_come, t);
			uses += minutes[t] > 0;
			others += minutes[t] == 0;
		}
		if (uses) {
			d = add_wish(k, DAIS_DEMAND_KEEP, USES_RANK, nearness[n].weight);
			d->task = task;
			d->slots = used;
		}
		if (others) {
			d = add_wish(k, DAIS_DEMAND_KEEP_OUT, USES_RANK, nearness[n].weight);
			d->task = task;
			d->slots = unused;
		}
	}
	if (!total)
		return; /* not in the plan in force: it may have whatever time it wishes */
	d = add_wish(k, DAIS_DEMAND_LEAST, USES_RANK, hour ? hour : 1);
	d->task = task;
	d->amount = total / k->p->step * k->p->step;
	d = add_wish(k, DAIS_DEMAND_MOST, MINUTES_RANK, 1);
	d->task = task;
	d->amount = total;
	keep_minutes(k, task, to_come, false);
}

/* Rooms a body sits in, of slots in @in; sittings in @skip left out. */
static void
keep_rooms(struct keeping *k, const uint64_t *in, const struct dais_plan *plan, const bool *skip,
    unsigned weight)
{
	size_t rooms =
	    k->p->rooms.n < DAIS_PLANNING_ROOMS_MOST ? k->p->rooms.n : DAIS_PLANNING_ROOMS_MOST;
	dais_slot_set *sets = DAIS_NEW_N(k->a, k->p->bodies.n * rooms + 1, dais_slot_set);

	for (size_t s = 0; s < plan->sittings.n; s++) {
		const struct dais_plan_sitting *sitting = &plan->sittings.v[s];

		if (!dais_slots_has(in, sitting->slot) || sitting->room >= rooms ||
		    (skip && skip[s]))
			continue;
		for (size_t b = 0; b < sitting->bodies.n; b++) {
			dais_slot_set *set = &sets[sitting->bodies.v[b] * rooms + sitting->room];

			if (!*set)
				*set = dais_slots_new(k->p, k->a);
			dais_slots_put(*set, sitting->slot);
		}
	}
	for (size_t i = 0; i < k->p->bodies.n * rooms; i++) {
		struct dais_demand *d;

		if (!sets[i])
			continue;
		d = weight ? add_wish(k, DAIS_DEMAND_KEEP_ROOM, USES_RANK, weight)
			   : add_hard(k, DAIS_DEMAND_KEEP_ROOM, sets[i]);
		d->body = i / rooms;
		d->rooms = UINT64_C(1) << (i % rooms);
		d->slots = sets[i];
	}
}

static void
keep_past(struct keeping *k)
{
	struct dais_plan past = { .sittings = { .n = 0 } };
	bool *odd;

	past_plan(k, &past);
	odd = DAIS_NEW_N(k->a, past.sittings.n + 1, bool);
	open_past(k);
	forgive_past(k, &past, odd);
	for (size_t task = 0; task < k->p->tasks.n; task++)
		keep_past_task(k, task);
	keep_rooms(k, k->past, &past, odd, 0);
}

void
dais_problem_keep(struct dais_problem *p, const struct dais_plan *in_force, struct dais_local now,
    struct dais_arena *a)
{
	struct keeping k = { .p = p, .in_force = in_force, .a = a };

	divide_slots(&k, now);
	count_minutes(&k);
	move_ranks_down(p);
	if (k.past_n)
		keep_past(&k);
	for (size_t task = 0; task < p->tasks.n; task++)
		keep_task(&k, task);
	for (size_t n = 0; n < NEARNESS_COUNT; n++)
		keep_rooms(&k, k.near[n], in_force, NULL, nearness[n].weight);
}
