/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Demands on bodies and on sittings as a whole: when a body sits and where, how full a sitting
 * is, which times stay free.
 */
#include "base/err.h"
#include "plan/judge/judge_priv.h"

static const struct dais_plan_sitting *
sitting_of(const struct dais_judging *j, size_t s)
{
	return &j->plan->sittings.v[s];
}

/* Sittings of @body (DAIS_NONE: all) inside (@inside) or outside @slots, added to @at. */
static uint64_t
sittings_in(
    struct dais_judging *j, size_t body, const uint64_t *slots, bool inside, dais_index_vec *at)
{
	size_t n = body == DAIS_NONE ? j->by_time.n : j->bodies[body].n;

	for (size_t i = 0; i < n; i++) {
		size_t s = body == DAIS_NONE ? j->by_time.v[i] : j->bodies[body].v[i].sitting;

		if (dais_slots_has(slots, sitting_of(j, s)->slot) == inside)
			dais_vec_push(j->a, at, s);
	}
	return at->n;
}

static uint64_t
body_slots(
    struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	uint64_t cost = sittings_in(j, d->body, d->slots, false, at);

	if (cost)
		*w = dais_judge_say(j, "%.*s sits outside its times, %.*s",
		    DAIS_STR_ARG(dais_judge_body(j, d->body)),
		    DAIS_STR_ARG(dais_judge_times(j, at)));
	return cost;
}

static uint64_t
free_slots(
    struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	uint64_t cost = sittings_in(j, d->body, d->slots, true, at);

	if (cost && d->body == DAIS_NONE)
		*w = dais_judge_say(j, "there is a sitting in a time to be kept free, %.*s",
		    DAIS_STR_ARG(dais_judge_times(j, at)));
	else if (cost)
		*w = dais_judge_say(j, "%.*s sits in a time to be kept free, %.*s",
		    DAIS_STR_ARG(dais_judge_body(j, d->body)),
		    DAIS_STR_ARG(dais_judge_times(j, at)));
	return cost;
}

/* --- rooms --- */

static bool
has_room(uint64_t rooms, size_t room)
{
	return room < DAIS_PLANNING_ROOMS_MOST && (rooms >> room & 1u);
}

/* Sittings of the body, in slots of the demand, in other rooms than those of the demand. */
static uint64_t
elsewhere(struct dais_judging *j, const struct dais_demand *d, bool any_slot, dais_index_vec *at)
{
	const struct dais_judge_uses *uses = &j->bodies[d->body];

	for (size_t i = 0; j->p->rooms.n && i < uses->n; i++) {
		if (!any_slot && !dais_slots_has(d->slots, uses->v[i].slot))
			continue;
		if (!has_room(d->rooms, sitting_of(j, uses->v[i].sitting)->room))
			dais_vec_push(j->a, at, uses->v[i].sitting);
	}
	return at->n;
}

static uint64_t
rooms(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	uint64_t cost = elsewhere(j, d, true, at);

	if (cost)
		*w = dais_judge_say(j, "%.*s sits in %.*s, not in a room set for it, %.*s",
		    DAIS_STR_ARG(dais_judge_body(j, d->body)),
		    DAIS_STR_ARG(dais_judge_room(j, sitting_of(j, at->v[0])->room)),
		    DAIS_STR_ARG(dais_judge_times(j, at)));
	return cost;
}

static uint64_t
keep_room(
    struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	uint64_t cost = elsewhere(j, d, false, at);

	if (cost)
		*w = dais_judge_say(j,
		    "%.*s sits in %.*s, not in the room of the plan in force, %.*s",
		    DAIS_STR_ARG(dais_judge_body(j, d->body)),
		    DAIS_STR_ARG(dais_judge_room(j, sitting_of(j, at->v[0])->room)),
		    DAIS_STR_ARG(dais_judge_times(j, at)));
	return cost;
}

static uint64_t
one_room(
    struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	const struct dais_judge_uses *uses = &j->bodies[d->body];
	bool seen[DAIS_PLANNING_ROOMS_MOST] = { false };
	uint64_t used = 0;

	for (size_t i = 0; i < uses->n; i++) {
		size_t room = sitting_of(j, uses->v[i].sitting)->room;

		if (room >= j->p->rooms.n || room >= DAIS_PLANNING_ROOMS_MOST || seen[room])
			continue;
		seen[room] = true;
		used++;
		dais_vec_push(j->a, at, uses->v[i].sitting);
	}
	if (used < 2)
		return 0;
	*w = dais_judge_say(j, "%.*s sits in %zu rooms; it moves to %.*s %.*s",
	    DAIS_STR_ARG(dais_judge_body(j, d->body)), (size_t)used,
	    DAIS_STR_ARG(dais_judge_room(j, sitting_of(j, at->v[1])->room)),
	    DAIS_STR_ARG(dais_judge_when(j, sitting_of(j, at->v[1])->slot)));
	return used - 1;
}

/* --- what is in a sitting --- */

static bool
is_of(const struct dais_task *task, size_t body)
{
	for (size_t b = 0; b < task->bodies.n; b++) {
		if (task->bodies.v[b] == body)
			return true;
	}
	return false;
}

/* Groups of the tasks of sitting @s; with a @body, its substantive ones only. */
static size_t
count_groups(struct dais_judging *j, size_t s, size_t body)
{
	const struct dais_plan_sitting *sitting = sitting_of(j, s);
	size_t visitor = ++j->visitors, n = 0;

	for (size_t e = 0; e < sitting->entries.n; e++) {
		const struct dais_task *task = &j->p->tasks.v[sitting->entries.v[e].task];

		if (body != DAIS_NONE && (!task->substantive || !is_of(task, body)))
			continue;
		if (j->group_mark[task->group] != visitor) {
			j->group_mark[task->group] = visitor;
			n++;
		}
	}
	return n;
}

static uint64_t
items_most(
    struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	uint64_t cost = 0;

	for (size_t i = 0; i < j->by_time.n; i++) {
		size_t n = count_groups(j, j->by_time.v[i], DAIS_NONE);

		if (n <= d->amount)
			continue;
		cost += n - d->amount;
		dais_vec_push(j->a, at, j->by_time.v[i]);
	}
	if (cost)
		*w = dais_judge_say(j,
		    d->amount == 1
			? "a sitting takes up more than %u item, %.*s (%zu too many in all)"
			: "a sitting takes up more than %u items, %.*s (%zu too many in all)",
		    d->amount, DAIS_STR_ARG(dais_judge_times(j, at)), (size_t)cost);
	return cost;
}

static uint64_t
dense(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	const struct dais_judge_uses *uses = &j->bodies[d->body];
	uint64_t cost = 0;

	for (size_t i = 0; i < uses->n; i++) {
		size_t n = count_groups(j, uses->v[i].sitting, d->body);

		if (n <= 1)
			continue;
		cost += n - 1;
		dais_vec_push(j->a, at, uses->v[i].sitting);
	}
	if (cost)
		*w = dais_judge_say(j, "%.*s takes up more than one substantive item, %.*s",
		    DAIS_STR_ARG(dais_judge_body(j, d->body)),
		    DAIS_STR_ARG(dais_judge_times(j, at)));
	return cost;
}

static uint64_t
unused_steps(const struct dais_judging *j, size_t s)
{
	const struct dais_plan_sitting *sitting = sitting_of(j, s);
	const struct dais_plan_slot *slot = &j->p->slots.v[sitting->slot];
	uint64_t long_minutes = slot->end > slot->start ? (uint64_t)(slot->end - slot->start) : 0;
	uint64_t used = 0;

	for (size_t e = 0; e < sitting->entries.n; e++)
		used += sitting->entries.v[e].minutes;
	return used >= long_minutes ? 0 : (long_minutes - used) / j->p->step;
}

static uint64_t
full(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	uint64_t cost = 0;

	(void)d;
	for (size_t i = 0; i < j->by_time.n; i++) {
		uint64_t steps = unused_steps(j, j->by_time.v[i]);

		cost += steps;
		if (steps)
			dais_vec_push(j->a, at, j->by_time.v[i]);
	}
	if (cost)
		*w = dais_judge_say(j, "%.*s of booked time stay unused, %.*s",
		    DAIS_STR_ARG(dais_judge_span(j, cost * j->p->step)),
		    DAIS_STR_ARG(dais_judge_times(j, at)));
	return cost;
}

static uint64_t
fewest(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	uint64_t cost = j->by_time.n;

	(void)d;
	(void)at; /* it shows nowhere in particular */
	if (cost)
		*w = dais_judge_say(j, "there are %zu sittings", (size_t)cost);
	return cost;
}

/* --- idle sittings --- */

static uint64_t
no_gap(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	const struct dais_judge_uses *uses = &j->bodies[d->body];
	uint64_t cost = 0;
	size_t idle = DAIS_NONE;

	for (size_t i = 0; i + 1 < uses->n; i++) {
		bool here = false;

		for (size_t t = uses->v[i].slot + 1; t < uses->v[i + 1].slot; t++) {
			if (!dais_slots_has(d->slots, t))
				continue;
			if (cost++ == 0)
				idle = t;
			here = true;
		}
		if (here) {
			dais_vec_push(j->a, at, uses->v[i].sitting);
			dais_vec_push(j->a, at, uses->v[i + 1].sitting);
		}
	}
	if (cost)
		*w = dais_judge_say(j,
		    cost > 1 ? "%.*s does not sit %.*s, between its first and last sitting, and at "
			       "other times"
			     : "%.*s does not sit %.*s, between its first and last sitting",
		    DAIS_STR_ARG(dais_judge_body(j, d->body)),
		    DAIS_STR_ARG(dais_judge_when(j, idle)));
	return cost;
}

uint64_t
dais_judge_sittings(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at,
    struct dais_str *ret_words)
{
	static uint64_t (*const costs[DAIS_DEMAND_KIND_COUNT])(struct dais_judging *,
	    const struct dais_demand *, dais_index_vec *, struct dais_str *) = {
		[DAIS_DEMAND_BODY_SLOTS] = body_slots,
		[DAIS_DEMAND_ROOMS] = rooms,
		[DAIS_DEMAND_ONE_ROOM] = one_room,
		[DAIS_DEMAND_ITEMS_MOST] = items_most,
		[DAIS_DEMAND_DENSE] = dense,
		[DAIS_DEMAND_FREE] = free_slots,
		[DAIS_DEMAND_FEWEST] = fewest,
		[DAIS_DEMAND_FULL] = full,
		[DAIS_DEMAND_NO_GAP] = no_gap,
		[DAIS_DEMAND_KEEP_ROOM] = keep_room,
	};

	DAIS_ASSERT(d->kind < DAIS_DEMAND_KIND_COUNT && costs[d->kind]);
	return costs[d->kind](j, d, at, ret_words);
}
