/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What happened, put into the problem. */
#include "plan/problem/when.h"
#include "plan/repair/repair.h"
#include "plan/repair/repair_priv.h"
#include "text/message.h"
#include "text/text.h"

/* Giving up an overrun, a late item or a fixed cell costs as much as three ordinary demands. */
#define DROP_COST_OF_EVENT 3u

/* A reason, in the language of the problem. */
static struct dais_str
words(const struct dais_problem *p, const char *english)
{
	return dais_str_from(dais_text_message_words(p->language, english));
}

/* The slots of @when, or all slots when it is empty. NULL with @err when there are none. */
static dais_slot_set
slots_of(
    const struct dais_problem *p, struct dais_str when, struct dais_arena *a, struct dais_err *err)
{
	dais_slot_set set = dais_slots_new(p, a);

	if (!dais_str_is_empty(when))
		return dais_when_parse(p, when, set, err) ? set : NULL;
	for (size_t t = 0; t < p->slots.n; t++)
		dais_slots_put(set, t);
	return set;
}

/* The slots of @from (NULL: all) that are not in @lost. */
static dais_slot_set
without(
    const struct dais_problem *p, const uint64_t *from, const uint64_t *lost, struct dais_arena *a)
{
	dais_slot_set set = dais_slots_new(p, a);

	for (size_t t = 0; t < p->slots.n; t++) {
		if (dais_slots_has(from, t) && !dais_slots_has(lost, t))
			dais_slots_put(set, t);
	}
	return set;
}

static void
add_name(dais_nameable_vec *names, struct dais_str id, const struct dais_ml *name, enum dais_lang l,
    struct dais_arena *a)
{
	struct dais_nameable *n = dais_vec_add(a, names);

	n->id = id;
	dais_names_add(&n->titles, name, a);
	n->shown = dais_ml_words(name, l);
	if (!n->shown.n)
		n->shown = id;
}

static bool
lose_room(struct dais_problem *p, const struct dais_event *e, const uint64_t *lost,
    struct dais_arena *a, struct dais_err *err)
{
	dais_nameable_vec names = { .n = 0 };
	size_t r = 0;

	for (size_t i = 0; i < p->rooms.n; i++)
		add_name(&names, p->rooms.v[i].id, &p->rooms.v[i].name, p->language, a);
	dais_names_tell_apart(&names, a);
	if (!dais_names_find(&names, DAIS_NAMED_ROOM, e->name, p->language, &r, err))
		return false;
	dais_own_rooms(p, a);
	p->rooms.v[r].free = without(p, p->rooms.v[r].free, lost, a);
	return true;
}

static bool
lose_team(struct dais_problem *p, const struct dais_event *e, const uint64_t *lost,
    struct dais_arena *a, struct dais_err *err)
{
	dais_nameable_vec names = { .n = 0 };
	size_t t = 0;

	for (size_t i = 0; i < p->teams.n; i++)
		add_name(&names, p->teams.v[i].id, &p->teams.v[i].name, p->language, a);
	dais_names_tell_apart(&names, a);
	if (!dais_names_find(&names, DAIS_NAMED_TEAM, e->name, p->language, &t, err))
		return false;
	dais_own_teams(p, a);
	p->teams.v[t].free = without(p, p->teams.v[t].free, lost, a);
	return true;
}

/* Whatever waited for the person at some times waits at the lost times as well. */
static bool
lose_person(struct dais_problem *p, const struct dais_event *e, const uint64_t *lost,
    struct dais_arena *a, struct dais_err *err)
{
	dais_nameable_vec names = { .n = 0 };
	size_t person = 0, n = p->demands.n;

	for (size_t i = 0; i < p->people.n; i++) {
		struct dais_ml name = { 0 };

		name.in[p->language] = p->people.v[i].name;
		add_name(&names, p->people.v[i].id, &name, p->language, a);
	}
	dais_names_tell_apart(&names, a);
	if (!dais_names_find(&names, DAIS_NAMED_PERSON, e->name, p->language, &person, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct dais_demand d = p->demands.v[i];

		if (d.person != person ||
		    (d.kind != DAIS_DEMAND_SLOTS && d.kind != DAIS_DEMAND_BODY_SLOTS))
			continue;
		d.slots = without(p, NULL, lost, a);
		d.place = (struct dais_place){ .line = 0 };
		d.because = dais_text_message(
		    a, p->language, "%.*s is not there", DAIS_STR_ARG(p->people.v[person].name));
		dais_vec_push(a, &p->demands, d);
	}
	return true;
}

static bool
lose_time(struct dais_problem *p, dais_slot_set lost, struct dais_arena *a)
{
	struct dais_demand *d = dais_problem_demand(p, a, DAIS_DEMAND_FREE, 0);

	d->slots = lost;
	d->drop_cost = 0;
	d->because = words(p, DAIS_MESSAGE("the time is lost"));
	/* That nobody sits then leaves no gap. */
	for (size_t i = 0; i < p->demands.n; i++) {
		if (p->demands.v[i].kind == DAIS_DEMAND_NO_GAP)
			p->demands.v[i].slots = without(p, p->demands.v[i].slots, lost, a);
	}
	return true;
}

static bool
name_a_part(const struct dais_problem *p, const struct dais_event *e, const dais_index_vec *tasks,
    struct dais_err *err)
{
	(void)dais_text_err_set(
	    err, DAIS_ERR_INVALID, p->language, "item \"%.*s\" has parts", DAIS_STR_ARG(e->name));
	return dais_text_err_hint(err, p->language, "Name one of them, such as %.*s.",
	    DAIS_STR_ARG(p->tasks.v[tasks->v[tasks->n - 1]].name));
}

/* Minutes the item needs when it needs @more than it has: in the plan in force or, without one,
 * by its demands. */
static unsigned
minutes_needed(
    const struct dais_problem *p, const struct dais_plan *in_force, size_t task, unsigned more)
{
	unsigned has = 0;

	for (size_t t = 0; in_force && t < p->slots.n; t++)
		has += dais_plan_minutes(in_force, task, t);
	for (size_t i = 0; !in_force && i < p->demands.n; i++) {
		const struct dais_demand *d = &p->demands.v[i];

		if (d->kind == DAIS_DEMAND_LEAST && d->task == task && d->amount > has)
			has = d->amount;
	}
	return dais_problem_whole(p, has + more);
}

static bool
overrun(struct dais_problem *p, const struct dais_plan *in_force, const struct dais_event *e,
    struct dais_arena *a, struct dais_err *err)
{
	dais_index_vec tasks = { .n = 0 };
	struct dais_demand *least = NULL;
	unsigned needed;
	size_t task;

	if (!dais_items_find(p, e->name, a, &tasks, err))
		return false;
	if (tasks.n > 1)
		return name_a_part(p, e, &tasks, err);
	DAIS_ASSERT(tasks.v);
	task = tasks.v[0];
	needed = minutes_needed(p, in_force, task, e->minutes);
	for (size_t i = 0; i < p->demands.n; i++) {
		struct dais_demand *d = &p->demands.v[i];

		if (d->task != task ||
		    (d->kind != DAIS_DEMAND_LEAST && d->kind != DAIS_DEMAND_MOST))
			continue;
		if (d->kind == DAIS_DEMAND_LEAST && d->rank == 0)
			least = d;
		if (d->amount < needed)
			d->amount = needed;
	}
	if (!least) {
		least = dais_problem_demand(p, a, DAIS_DEMAND_LEAST, 0);
		least->task = task;
		least->amount = needed;
		least->drop_cost = DROP_COST_OF_EVENT;
	}
	least->because = dais_text_message(a, p->language, "it overran by %.*s",
	    DAIS_STR_ARG(dais_text_duration(a, p->language, e->minutes)));
	return true;
}

static bool
wait_for(struct dais_problem *p, const struct dais_event *e, const uint64_t *when,
    struct dais_arena *a, struct dais_err *err)
{
	dais_index_vec tasks = { .n = 0 };
	size_t first = 0;

	if (!dais_items_find(p, e->name, a, &tasks, err))
		return false;
	while (!dais_slots_has(when, first))
		first++;
	for (size_t i = 0; i < tasks.n; i++) {
		struct dais_demand *d = dais_problem_demand(p, a, DAIS_DEMAND_SLOTS, 0);

		d->task = tasks.v[i];
		d->slots = dais_slots_new(p, a);
		for (size_t t = first; t < p->slots.n; t++)
			dais_slots_put(d->slots, t);
		d->drop_cost = DROP_COST_OF_EVENT;
		d->because = words(p, DAIS_MESSAGE("it is late"));
	}
	return true;
}

static bool
keep_away(struct dais_problem *p, const struct dais_event *e, const uint64_t *when,
    struct dais_arena *a, struct dais_err *err)
{
	dais_index_vec tasks = { .n = 0 };

	if (!dais_items_find(p, e->name, a, &tasks, err))
		return false;
	for (size_t i = 0; i < tasks.n; i++) {
		struct dais_demand *d = dais_problem_demand(p, a, DAIS_DEMAND_SLOTS, 0);

		d->task = tasks.v[i];
		d->slots = without(p, NULL, when, a);
		d->drop_cost = DROP_COST_OF_EVENT;
		d->because = words(p, DAIS_MESSAGE("it is not to be there"));
	}
	return true;
}

static void
fix(struct dais_problem *p, size_t task, dais_slot_set slots, struct dais_arena *a)
{
	struct dais_demand *d = dais_problem_demand(p, a, DAIS_DEMAND_FIXED, 0);

	d->task = task;
	d->slots = slots;
	d->drop_cost = DROP_COST_OF_EVENT;
	d->because = words(p, DAIS_MESSAGE("it is to stay there"));
}

/* Fixes what the plan in force has in @when; when it has nothing there, a single task in a single
 * slot. */
static bool
stay(struct dais_problem *p, const struct dais_plan *in_force, const struct dais_event *e,
    dais_slot_set when, struct dais_arena *a, struct dais_err *err)
{
	dais_index_vec tasks = { .n = 0 };
	size_t fixed = 0, named = 0;

	if (!dais_items_find(p, e->name, a, &tasks, err))
		return false;
	for (size_t t = 0; t < p->slots.n; t++)
		named += dais_slots_has(when, t);
	for (size_t i = 0; in_force && i < tasks.n; i++) {
		dais_slot_set slots = dais_slots_new(p, a);
		size_t n = 0;

		for (size_t t = 0; t < p->slots.n; t++) {
			if (!dais_slots_has(when, t) || !dais_plan_minutes(in_force, tasks.v[i], t))
				continue;
			dais_slots_put(slots, t);
			n++;
		}
		if (n)
			fix(p, tasks.v[i], slots, a);
		fixed += n;
	}
	if (fixed)
		return true;
	if (tasks.n > 1)
		return name_a_part(p, e, &tasks, err);
	if (named > 1) {
		(void)dais_text_err_set(err, DAIS_ERR_INVALID, p->language,
		    "item \"%.*s\" is not taken up on %.*s, which names %zu sittings",
		    DAIS_STR_ARG(e->name), DAIS_STR_ARG(e->when), named);
		return dais_text_err_hint(err, p->language,
		    "Name the one it is to be in by its start, as in 2022-05-24T15:00.");
	}
	DAIS_ASSERT(tasks.v);
	fix(p, tasks.v[0], when, a);
	return true;
}

bool
dais_event_apply(struct dais_problem *p, const struct dais_plan *in_force,
    const struct dais_event *e, struct dais_arena *a, struct dais_err *err)
{
	dais_slot_set when = slots_of(p, e->when, a, err);

	if (!when)
		return false;
	switch (e->kind) {
	case DAIS_EVENT_LOST_ROOM:
		return lose_room(p, e, when, a, err);
	case DAIS_EVENT_LOST_TEAM:
		return lose_team(p, e, when, a, err);
	case DAIS_EVENT_LOST_PERSON:
		return lose_person(p, e, when, a, err);
	case DAIS_EVENT_LOST_TIME:
		return lose_time(p, when, a);
	case DAIS_EVENT_OVERRAN:
		return overrun(p, in_force, e, a, err);
	case DAIS_EVENT_LATE:
		return wait_for(p, e, when, a, err);
	case DAIS_EVENT_FIX:
		return stay(p, in_force, e, when, a, err);
	case DAIS_EVENT_NOT:
		return keep_away(p, e, when, a, err);
	case DAIS_EVENT_COUNT:
		break;
	}
	return dais_err_set(err, DAIS_ERR_INTERNAL, "no such kind of event");
}
