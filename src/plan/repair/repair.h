/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Re-planning: what was lost is taken out of the problem, the plan in force becomes wishes of the
 * first rank, and the difference of two plans is a list of changes.
 */
#ifndef DAIS_PLAN_REPAIR_REPAIR_H
#define DAIS_PLAN_REPAIR_REPAIR_H

#include "base/err.h"
#include "plan/problem/problem.h"

/* One thing that happened. Names are those of planning.yaml and meeting.yaml. */
enum dais_event_kind {
	DAIS_EVENT_LOST_ROOM,   /* room `name`, in `when` */
	DAIS_EVENT_LOST_TEAM,
	DAIS_EVENT_LOST_PERSON,
	DAIS_EVENT_LOST_TIME,   /* no sittings in `when` */
	DAIS_EVENT_OVERRAN,     /* item `name` needs `minutes` more */
	DAIS_EVENT_LATE,        /* item `name` not before `when` */
	DAIS_EVENT_FIX,         /* item `name` stays in `when` */
	DAIS_EVENT_COUNT
};

struct dais_event {
	enum dais_event_kind kind;
	struct dais_str name;
	struct dais_str when;   /* as in planning.yaml: 2022-05-24, 2022-05-24/afternoon,
			       * 2022-05-24T15:00; empty: always */
	unsigned minutes;
};

/* Reads "room:board-d", "day:2022-05-24", "team:first@2022-05-24",
 * "person:expert@2022-05-25/morning", "item=90" and so on. Errors: INVALID with a hint that shows
 * the form. */
bool dais_event_parse_lost(struct dais_str s, struct dais_event *ret, struct dais_err *err);
bool dais_event_parse_overran(struct dais_str s, struct dais_event *ret, struct dais_err *err);
bool dais_event_parse_fix(struct dais_str s, struct dais_event *ret, struct dais_err *err);

/* Puts @e into @p (a copy of the gathered problem). Errors: NOT_FOUND with the nearest name as
 * hint, INVALID. */
bool dais_event_apply(
    struct dais_problem *p, const struct dais_event *e, struct dais_arena *a, struct dais_err *err);

/* Makes @in_force wishes of the first rank (all ranks of @p move down by one): each use, each
 * room; a change of a slot near @now weighs more than of one a week later, and slots before @now
 * cannot change at all. @now unset: the first slot. */
void dais_problem_keep(struct dais_problem *p, const struct dais_plan *in_force,
    struct dais_local now, struct dais_arena *a);

enum dais_change_kind {
	DAIS_CHANGE_ADDED,      /* to: the item is taken up there too */
	DAIS_CHANGE_DROPPED,    /* from */
	DAIS_CHANGE_MOVED,      /* from, to */
	DAIS_CHANGE_LONGER,     /* to: minutes */
	DAIS_CHANGE_SHORTER,
	DAIS_CHANGE_ROOM,       /* of a sitting, at `to` */
	DAIS_CHANGE_COUNT
};

struct dais_change {
	enum dais_change_kind kind;
	size_t task;            /* DAIS_NONE: of a whole sitting */
	dais_index_vec bodies;
	size_t from, to;        /* slots, DAIS_NONE when it has none */
	unsigned minutes_before, minutes_after;
	size_t room_before, room_after;
};

typedef DAIS_VEC(struct dais_change) dais_change_vec;

/* What a delegation has to know who had the plan @before: fewest changes that tell the
 * difference, in order of time. */
void dais_plan_changes(const struct dais_problem *p, const struct dais_plan *before,
    const struct dais_plan *after, struct dais_arena *a, dais_change_vec *ret);

#endif
