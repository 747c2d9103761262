/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A small meeting for the tests of re-planning and of explanations: days of two sittings from
 * Monday, 23 May 2022, steps of half an hour, no record. */
#ifndef DAIS_TESTS_PLAN_REPAIR_SMALL_H
#define DAIS_TESTS_PLAN_REPAIR_SMALL_H

#include "plan/problem/problem.h"

/* Slot 2d is the morning (10-13), 2d + 1 the afternoon (15-18) of day d. */
static inline void
small_days(struct dais_problem *p, struct dais_arena *a, size_t days)
{
	const struct dais_date monday = { 2022, 5, 23 };

	p->step = 30;
	for (size_t d = 0; d < days; d++) {
		for (int half = 0; half < 2; half++) {
			struct dais_plan_slot *slot = dais_vec_add(a, &p->slots);
			int64_t day;

			/* weekends are passed over */
			slot->day = dais_date_add(monday, (int)(d + d / 5 * 2));
			day = dais_date_to_days(slot->day);
			slot->start = half ? 15 * 60 : 10 * 60;
			slot->end = slot->start + 180;
			slot->utc = day * 86400 + slot->start * 60;
			slot->day_index = d;
			slot->week = d / 5;
			slot->half_day = day * 2 + half;
		}
	}
}

static inline size_t
small_body(struct dais_problem *p, struct dais_arena *a, const char *name)
{
	struct dais_plan_body *b = dais_vec_add(a, &p->bodies);

	b->body = DAIS_NONE;
	b->name = dais_str_from(name);
	return p->bodies.n - 1;
}

static inline size_t
small_room(struct dais_problem *p, struct dais_arena *a, const char *id, unsigned capacity)
{
	struct dais_plan_room *r = dais_vec_add(a, &p->rooms);

	r->id = dais_str_from(id);
	r->capacity = capacity;
	return p->rooms.n - 1;
}

/* A task of @body (and @body_2 unless DAIS_NONE) with at least @least minutes, when not 0. */
static inline size_t
small_task(struct dais_problem *p, struct dais_arena *a, const char *name, size_t body,
    size_t body_2, unsigned least)
{
	struct dais_task *t = dais_vec_add(a, &p->tasks);
	size_t i = p->tasks.n - 1;

	t->item = DAIS_NONE;
	t->name = dais_str_from(name);
	dais_vec_push(a, &t->bodies, body);
	if (body_2 != DAIS_NONE)
		dais_vec_push(a, &t->bodies, body_2);
	t->group = i;
	t->substantive = true;
	t->rank = (unsigned)i;
	if (least) {
		struct dais_demand *d = dais_problem_demand(p, a, DAIS_DEMAND_LEAST, 0);

		d->task = i;
		d->amount = least;
	}
	return i;
}

static inline dais_slot_set
small_set(const struct dais_problem *p, struct dais_arena *a, size_t from, size_t to)
{
	dais_slot_set s = dais_slots_new(p, a);

	for (size_t t = from; t <= to; t++)
		dais_slots_put(s, t);
	return s;
}

/* Adds @minutes of @task in @slot to @plan, in the sitting there that has its first body or in a
 * new one; sittings are added in order of slots. */
static inline void
small_entry(const struct dais_problem *p, struct dais_arena *a, struct dais_plan *plan, size_t slot,
    size_t task, unsigned minutes)
{
	const dais_index_vec *bodies = &p->tasks.v[task].bodies;
	struct dais_plan_sitting *sitting = NULL;
	struct dais_plan_entry *entry;

	for (size_t s = 0; s < plan->sittings.n && !sitting; s++) {
		if (plan->sittings.v[s].slot == slot &&
		    plan->sittings.v[s].bodies.v[0] == bodies->v[0])
			sitting = &plan->sittings.v[s];
	}
	if (!sitting) {
		sitting = dais_vec_add(a, &plan->sittings);
		sitting->slot = slot;
		sitting->room = sitting->team = DAIS_NONE;
		for (size_t b = 0; b < bodies->n; b++)
			dais_vec_push(a, &sitting->bodies, bodies->v[b]);
	}
	entry = dais_vec_add(a, &sitting->entries);
	entry->task = task;
	entry->minutes = minutes;
}

#endif
