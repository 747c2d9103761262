/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Re-planning: what was lost is taken out of the problem, the plan in force becomes wishes of the
 * first rank, and the difference of two plans is a list of changes.
 */
#ifndef DAIS_PLAN_REPAIR_REPAIR_H
#define DAIS_PLAN_REPAIR_REPAIR_H

#include "base/err.h"
#include "plan/engine/optimizer.h"
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
	DAIS_EVENT_NOT,         /* item `name` is not taken up in `when` */
	DAIS_EVENT_COUNT
};

struct dais_event {
	enum dais_event_kind kind;
	struct dais_str name;
	struct dais_str when;   /* as in planning.yaml: 2022-05-24, 2022-05-24/afternoon,
			       * 2022-05-24T15:00; empty: always */
	unsigned minutes;
};

/* Reads "room:board-d", "team:first@2022-05-24", "person:expert@2022-05-25/morning" and
 * "time:2022-05-24/afternoon" (also written "day:", "half-day:", "sitting:"). Views into @s.
 * Errors: INVALID with a hint that shows the forms. */
bool dais_event_parse_lost(struct dais_str s, struct dais_event *ret, struct dais_err *err);
/* Reads "item=90", minutes 1..10,000. */
bool dais_event_parse_overran(struct dais_str s, struct dais_event *ret, struct dais_err *err);
/* Read "item@2022-05-24/afternoon". */
bool dais_event_parse_late(struct dais_str s, struct dais_event *ret, struct dais_err *err);
bool dais_event_parse_fix(struct dais_str s, struct dais_event *ret, struct dais_err *err);
bool dais_event_parse_not(struct dais_str s, struct dais_event *ret, struct dais_err *err);

/* Puts @e into @p, a copy of the gathered problem: what @p shares with the original is copied
 * before it is changed. @in_force (may be NULL) is the plan that "overran" and "stays" refer to:
 * an item that overran needs so much more than @in_force gives it; an item is fixed in its
 * sittings of `when` that @in_force has, else in the one slot `when` names.
 * An item is named by its id in the record (an item with parts: all parts where that makes
 * sense), or by its name in a problem without a record. A lost room, team or time stays lost
 * (rank 0, never given up). That an item waits for a person keeps the rank it had; that, an
 * overrun, a late item, a fixed and a forbidden cell can be given up when no plan holds all.
 * Errors: NOT_FOUND with the nearest name, or the names there are, as hint; INVALID. */
bool dais_event_apply(struct dais_problem *p, const struct dais_plan *in_force,
    const struct dais_event *e, struct dais_arena *a, struct dais_err *err);

/* Makes @in_force wishes of the first two ranks; the ranks of @p that are in use become 3, 4, ...
 * (past DAIS_RANKS_MAX they join the last). Call after dais_event_apply(), on the same copy.
 *
 * The scale of the first rank:
 *   - a use more or less, or a sitting in another room, weighs 32 on a day within one day of
 *     @now, 16 within three days, 8 within a week, 4 later;
 *   - an hour an item has less than before weighs 16, so that a lost sitting is held elsewhere
 *     rather than not at all: two hours are worth a change tomorrow, a quarter of an hour one
 *     next month.
 * In the second rank a step an item has more than before weighs 1, and so does each sitting it
 * keeps in which it has less. A plan of cost 0 in both is @in_force itself, but for its teams.
 *
 * Sittings that began before @now stand as they were (rank 0, never given up): uses, minutes,
 * rooms. Demands they have broken beyond repair become wishes of the first rank, and what was
 * lost is lost only from @now on. @now unset: nothing is past, and distance counts from the day
 * of the first slot. */
void dais_problem_keep(struct dais_problem *p, const struct dais_plan *in_force,
    struct dais_local now, struct dais_arena *a);
/* A plan of @p, which dais_problem_keep() has made, that is close to @in_force: only tasks that
 * were hit move, then those beside them, then those of their bodies. Meant to begin the search
 * from (dais_meeting_start_from()); each attempt takes a tenth of @s->seconds and 2 s at most, and
 * what they take is taken off @s->seconds. False when there is none, or none was found. */
bool dais_repair_near(const struct dais_problem *p, const struct dais_plan *in_force,
    struct dais_search *s, struct dais_arena *a, struct dais_plan *ret);
/* Whether @d is a wish that dais_problem_keep() has added. */
bool dais_demand_is_kept(const struct dais_demand *d);

enum dais_plan_change_kind {
	DAIS_PLAN_CHANGE_ADDED,      /* to: the item is taken up there too */
	DAIS_PLAN_CHANGE_DROPPED,    /* from: it no longer is there */
	DAIS_PLAN_CHANGE_MOVED,      /* from, to */
	DAIS_PLAN_CHANGE_LONGER,     /* to: minutes */
	DAIS_PLAN_CHANGE_SHORTER,
	DAIS_PLAN_CHANGE_ROOM,       /* of a sitting, at `to` */
	DAIS_PLAN_CHANGE_COUNT
};

struct dais_plan_change {
	enum dais_plan_change_kind kind;
	size_t task;            /* DAIS_NONE: of a whole sitting */
	dais_index_vec bodies;  /* whom it concerns; borrowed from the problem or the plan */
	size_t from, to;        /* slots; DAIS_NONE when it has none */
	unsigned minutes_before, minutes_after; /* of the item at `from` and at `to`; 0 of a room */
	size_t room_before, room_after; /* ROOM only, else DAIS_NONE */
};

typedef DAIS_VEC(struct dais_plan_change) dais_plan_change_vec;

/* "added", "moved", ...: as JSON names kinds. */
const char *dais_plan_change_kind_name(enum dais_plan_change_kind k);

/* What a delegation has to know who had the plan @before: fewest changes that tell the
 * difference, in order of time. A use that is gone and one that is new are one move, nearest in
 * time first. A sitting's room is told when a sitting of one of its bodies stood in the same slot
 * before, in another room. */
void dais_plan_changes(const struct dais_problem *p, const struct dais_plan *before,
    const struct dais_plan *after, struct dais_arena *a, dais_plan_change_vec *ret);

#endif
