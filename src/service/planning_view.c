/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/planning_view.h"

#include "plan/gather/gather.h"

static struct dais_period
period(const struct dais_problem *p, size_t t)
{
	const struct dais_plan_slot *slot;

	if (t == DAIS_NONE)
		return (struct dais_period){ 0 };
	slot = &p->slots.v[t];
	return (struct dais_period){ { slot->day, slot->start }, { slot->day, slot->end } };
}

static const enum dais_timetable_change_kind kinds[DAIS_PLAN_CHANGE_COUNT] = {
	[DAIS_PLAN_CHANGE_ADDED] = DAIS_TIMETABLE_ADDED,
	[DAIS_PLAN_CHANGE_DROPPED] = DAIS_TIMETABLE_DROPPED,
	[DAIS_PLAN_CHANGE_MOVED] = DAIS_TIMETABLE_MOVED,
	[DAIS_PLAN_CHANGE_LONGER] = DAIS_TIMETABLE_LONGER,
	[DAIS_PLAN_CHANGE_SHORTER] = DAIS_TIMETABLE_SHORTER,
	[DAIS_PLAN_CHANGE_ROOM] = DAIS_TIMETABLE_ROOM,
};

static struct dais_ml
room_name(const struct dais_problem *p, size_t room)
{
	if (room == DAIS_NONE)
		return (struct dais_ml){ 0 };
	return dais_planning_name(&p->rooms.v[room].name, p->rooms.v[room].id);
}

void
dais_planning_view_changes(
    const struct dais_proposal *p, struct dais_arena *a, dais_timetable_change_vec *ret)
{
	for (size_t i = 0; i < p->changes.n; i++) {
		const struct dais_plan_change *c = &p->changes.v[i];
		struct dais_timetable_change *to = dais_vec_add(a, ret);

		to->kind = kinds[c->kind];
		to->item = c->task == DAIS_NONE ? DAIS_NONE : p->problem->tasks.v[c->task].item;
		for (size_t b = 0; b < c->bodies.n; b++)
			dais_vec_push(a, &to->bodies, p->problem->bodies.v[c->bodies.v[b]].body);
		to->from = period(p->problem, c->from);
		to->to = period(p->problem, c->to);
		to->minutes_before = c->minutes_before;
		to->minutes_after = c->minutes_after;
		to->room_before = room_name(p->problem, c->room_before);
		to->room_after = room_name(p->problem, c->room_after);
	}
}

bool
dais_planning_view_pair(const struct dais_record *r, const struct dais_proposal *p,
    enum dais_modality modality, struct dais_arena *a, struct dais_timetable_pair *ret)
{
	dais_sitting_vec *sittings = DAIS_NEW(a, dais_sitting_vec);

	*ret = (struct dais_timetable_pair){ .record = r,
		.before = &r->sittings,
		.after = sittings,
		.modality_before = dais_planning_modality(r),
		.modality_after = modality };
	if (modality == ret->modality_before || !r->sittings.n)
		return false;
	dais_plan_to_sittings(p->problem, p->has_plan ? &p->plan : &p->before, a, sittings);
	return true;
}

struct dais_timetable *
dais_planning_view(const struct dais_record *r, const struct dais_proposal *p,
    enum dais_modality modality, bool rooms, enum dais_lang l, struct dais_arena *a)
{
	dais_sitting_vec *sittings = DAIS_NEW(a, dais_sitting_vec);
	dais_sitting_vec *before = DAIS_NEW(a, dais_sitting_vec);
	dais_timetable_change_vec *changes = DAIS_NEW(a, dais_timetable_change_vec);
	struct dais_timetable_options opt = { .modality = modality, .rooms = rooms };

	opt.name_modality = modality != dais_planning_modality(r);
	if (opt.name_modality && r->sittings.n)
		opt.before = &r->sittings;
	if (p->keeps && p->has_plan) {
		dais_planning_view_changes(p, a, changes);
		dais_plan_to_sittings(p->problem, &p->before, a, before);
		opt.changes = changes;
		opt.before = before;
	}
	dais_plan_to_sittings(p->problem, p->has_plan ? &p->plan : &p->before, a, sittings);
	return dais_timetable_new(r, sittings, l, &opt, a);
}
