/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Planning a calendar (model/calendar.h): when does every meeting of a duty station take place, in
 * which rooms, with which teams. The times are nearly a network: one choice a turn of a meeting,
 * counts of rooms and teams a half-day. So a first plan is made in one pass, a linear programme
 * that grows only where meetings compete (plan/linear) says how good any plan can be and mostly is
 * a plan already, and branching closes what is left. Rooms and teams are dealt out afterwards:
 * that they suffice is known from the counts. All words are in the language of the calendar.
 *
 * Costs, compared in this order:
 *   rank 1  days: working days between a turn and the day wished, times its weight, and sittings
 *           of delegations that should not meet at the same time, times theirs
 *   rank 2  rooms: changes of room within a turn, sittings outside the rooms wished
 *   rank 3  balance: sittings of a week above the average of the weeks, rounded up
 * With a plan in force (`keep`), what changes is rank 1, and the others move down by one.
 */
#ifndef DAIS_PLAN_CALENDAR_CALENDAR_H
#define DAIS_PLAN_CALENDAR_CALENDAR_H

#include <signal.h>

#include "base/err.h"
#include "model/calendar.h"
#include "plan/engine/optimizer.h"

#define DAIS_CALENDAR_RANKS 4u

/* What it would take to place a meeting that could not be; verified by planning with it. */
struct dais_calendar_way_out {
	struct dais_str words; /* "allow cop-13 to begin up to 5 working days later" */
	uint64_t cost; /* the lower the cheaper */
};

/* Demands that cannot hold together. */
struct dais_calendar_conflict {
	size_t meeting; /* that could not be placed */
	unsigned turn;
	dais_index_vec meetings; /* in conflict, itself included, ascending */
	bool smallest; /* none of its parts conflicts */
	struct dais_str words; /* a sentence without full stop */
	struct dais_place place; /* of the meeting */
	DAIS_VEC(struct dais_calendar_way_out) ways_out; /* cheapest first */
};

struct dais_calendar_options {
	struct dais_search search; /* seconds, seed, stop, progress; see plan/engine */
	const struct dais_calendar_plan *keep; /* plan in force, or NULL */
	struct dais_local now; /* with keep: sittings before cannot change; unset: the first day */
	bool explain; /* find conflicts and ways out for what could not be placed */
	bool first_only; /* the plan of the first pass is enough */
};

struct dais_calendar_result {
	enum dais_outcome outcome; /* OPTIMAL: rank 1 proven; INFEASIBLE: proven that not all
				    * meetings can be placed; FEASIBLE; UNKNOWN: no whole plan */
	struct dais_calendar_plan plan; /* of all that was placed */
	DAIS_VEC(struct dais_calendar_conflict) conflicts;
	size_t unplaced; /* turns without a time */
	size_t unplaced_bound; /* at least so many in any plan */
	uint64_t cost[DAIS_CALENDAR_RANKS + 1], bound[DAIS_CALENDAR_RANKS + 1]; /* from rank 1 */
	double first_seconds, linear_seconds, seconds; /* of the first plan, the bound, all */
	size_t rows, columns, rounds; /* of the linear programme that grew */
};

/* Plans @c. What is wrong with the demands themselves (a meeting without possible days, an order
 * that is a circle) goes to @diags, rule "planning", with its place; such a meeting counts as
 * unplaced. Errors: UNSUPPORTED (the solver's module is missing), LIMIT (too large; says what). */
bool dais_calendar_solve(const struct dais_calendar *c, const struct dais_calendar_options *opt,
    struct dais_arena *a, struct dais_diags *diags, struct dais_calendar_result *ret,
    struct dais_err *err);

/* --- the independent checker ------------------------------------------------------------------ */

struct dais_calendar_breach {
	unsigned rank; /* 0 must not be */
	uint64_t cost;
	size_t meeting; /* or DAIS_NONE */
	struct dais_local at; /* unset: of the meeting as a whole */
	struct dais_str words; /* a sentence without full stop */
};

struct dais_calendar_verdict {
	bool sound; /* no breach of rank 0 */
	bool whole; /* every turn of every meeting has all its sittings */
	uint64_t
	    cost[DAIS_CALENDAR_RANKS]; /* [0] breaches that must not be; ranks 1 to 3 as above */
	DAIS_VEC(struct dais_calendar_breach) breaches; /* rank 0 first, then by rank and time */
	size_t sittings;
};

/* Judges @plan, whoever made it; knows nothing of the planner. */
void dais_calendar_judge(const struct dais_calendar *c, const struct dais_calendar_plan *plan,
    struct dais_arena *a, struct dais_calendar_verdict *ret);

/* --- repair ------------------------------------------------------------------------------------
 */

/* Takes what was lost out of @c (a copy: dais_calendar_copy()): "room:NAME@DAYS", "team:POOL@DAYS",
 * "team:POOL/2@DAYS" (the second team; else the last), "body:NAME@DAYS", "day:DAYS" or DAYS alone.
 * NAME is an id, a name, the beginning of one or words within it; DAYS is 2027-05-03,
 * 2027-05-03/afternoon, 2027-05-03T15:00, 2027-05-03..2027-05-07, or as tables and people say it in
 * any of the languages: "Monday, 3 May 2027", "3–7 May", "week of 3 May 2027"; without it always.
 * Errors: INVALID (another form, days outside the calendar, several things of that name: a hint
 * shows the form or lists them), NOT_FOUND (the hint has the nearest name, or those there are). */
bool dais_calendar_lose(
    struct dais_calendar *c, struct dais_str what, struct dais_arena *a, struct dais_err *err);
/* "MEETING@2027-05-03" or "MEETING@2027-05-03T10:00", or a day, half-day or hour as people say it:
 * it takes place then: the turn that is named ("MEETING (3 of 10)" as changes tell it,
 * "MEETING#3"), else the first. A meeting without a name is named by its bodies, too. */
bool dais_calendar_fix(
    struct dais_calendar *c, struct dais_str what, struct dais_arena *a, struct dais_err *err);
/* "MEETING=12": each of its turns has so many sittings. */
bool dais_calendar_prolong(
    struct dais_calendar *c, struct dais_str what, struct dais_arena *a, struct dais_err *err);
/* A copy of @c in @a that these can change; what they do not change is shared. */
struct dais_calendar *dais_calendar_copy(const struct dais_calendar *c, struct dais_arena *a);

enum dais_calendar_change_kind {
	DAIS_CALENDAR_ADDED, /* a turn that had no time */
	DAIS_CALENDAR_DROPPED,
	DAIS_CALENDAR_MOVED, /* a turn: other times */
	DAIS_CALENDAR_LONGER, /* begins as before, other sittings */
	DAIS_CALENDAR_SHORTER,
	DAIS_CALENDAR_ROOM, /* a turn at the same times, some sittings elsewhere */
	DAIS_CALENDAR_TEAM, /* ... with another team */
	DAIS_CALENDAR_CHANGE_COUNT
};

struct dais_calendar_change {
	enum dais_calendar_change_kind kind;
	size_t meeting;
	unsigned turn;
	struct dais_local from, to; /* first sitting that differs; unset when it has none */
	size_t room_before, room_after; /* of the first sitting that differs; or DAIS_NONE */
	struct dais_str words; /* a sentence without full stop */
};
typedef DAIS_VEC(struct dais_calendar_change) dais_calendar_change_vec;

/* What differs, in order of time. */
void dais_calendar_changes(const struct dais_calendar *c, const struct dais_calendar_plan *before,
    const struct dais_calendar_plan *after, struct dais_arena *a, dais_calendar_change_vec *ret);
/* "moved", "room", ... */
const char *dais_calendar_change_name(enum dais_calendar_change_kind k);

#endif
