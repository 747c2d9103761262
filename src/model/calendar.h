/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A calendar: the meetings of one duty station over months or years, its rooms, its teams of
 * interpreters, and the plan that gives every sitting a time, a room and a team. Pure data, as
 * CALENDAR.yaml says it (doc/planning.md, "A calendar"). Things refer to each other by index;
 * DAIS_NONE means "none".
 *
 * What every plan obeys without being told:
 *   - a sitting fills one of the hours of a working day (`hours`, never on a closed day or
 * half-day);
 *   - the sittings of one turn of a meeting lie on consecutive working days, `a_day` a day, at the
 *     same hours of each day, as far as these are not closed on a day that has others, and inside
 * one ISO week when they fit into one and the meeting does not say otherwise;
 *   - a body is in one sitting at a time (R-TIME-02), and so is every delegation that must;
 *   - a sitting has a room, open then, with a seat for everyone and equipped as needed; and a team
 *     with all its languages; neither serves two sittings at a time (R-TIME-02), and no team
 *     more than `week_most` in an ISO week (R-HYB-03).
 */
#ifndef DAIS_MODEL_CALENDAR_H
#define DAIS_MODEL_CALENDAR_H

#include "base/diag.h"
#include "model/record.h"

/* Days, both included, or the same part of each of them. */
struct dais_calendar_period {
	struct dais_date from, to;
	int from_minute,
	    to_minute; /* sittings that begin in [from_minute, to_minute); to_minute 0: all day */
	struct dais_place place;
};
typedef DAIS_VEC(struct dais_calendar_period) dais_calendar_period_vec;

/* The part of the day at the end of @days ("2027-05-03/morning", "/afternoon") into @p; what stands
 * before it. */
struct dais_str dais_calendar_part_of_day(struct dais_str days, struct dais_calendar_period *p);
/* Makes @p that part of its days. */
void dais_calendar_take_half(struct dais_calendar_period *p, bool afternoon);
/* Whether a sitting that begins @at lies in @p. */
bool dais_calendar_period_has(const struct dais_calendar_period *p, struct dais_local at);
/* Whether it lies in one of @v. */
bool dais_calendar_periods_have(const dais_calendar_period_vec *v, struct dais_local at);

struct dais_calendar_hours {
	int start, end; /* minutes of the local day, start < end */
};

struct dais_calendar_room {
	struct dais_str id, name;
	unsigned capacity; /* seats; 0: enough for all */
	bool remote; /* equipped for online participants */
	dais_calendar_period_vec closed;
	struct dais_place place;
};

struct dais_calendar_absence {
	struct dais_calendar_period when;
	unsigned team; /* the team that is away, 1.. */
};

/* Teams of interpreters with the same languages, numbered from 1. */
struct dais_calendar_pool {
	struct dais_str id, name;
	dais_lang_set languages;
	unsigned teams;
	unsigned week_most; /* sittings of one team in an ISO week; 0 no limit */
	DAIS_VEC(struct dais_calendar_absence) absences;
	struct dais_place place;
};

struct dais_calendar_body {
	struct dais_str id, name;
	unsigned attendance; /* seats needed; 0 not known */
	dais_lang_set languages; /* interpretation it needs; 0 none */
	bool remote;
	dais_calendar_period_vec closed;
	struct dais_place place;
};

/* Bodies with delegations in common. */
struct dais_calendar_delegations {
	struct dais_str id, name;
	dais_index_vec bodies;
	bool wish; /* should not meet at the same time; else must not */
	unsigned
	    weight; /* of a sitting at the same time as another, in days of deviation; wishes */
	struct dais_place place;
};

/* When turn @turn (0..) begins; minute -1: any hour of the day. */
struct dais_calendar_fixed {
	unsigned turn;
	struct dais_local at;
};

struct dais_calendar_after {
	size_t meeting;
	unsigned gap_days; /* days of the calendar between its last day and the first of this */
	struct dais_place place;
};

/* A meeting; `times` of them, turns, when it comes back in the period. */
struct dais_calendar_meeting {
	struct dais_str id, name;
	dais_index_vec bodies; /* two or more: a joint meeting */
	unsigned sittings; /* of each turn, 1.. */
	unsigned a_day; /* most sittings on a day, 1..; 0: all the hours of the day */
	unsigned times; /* turns, 1.. */
	unsigned every_days; /* from one turn to the next, wished; 0: nothing wished */
	unsigned apart_days; /* days between the last of a turn and the first of the next, least */
	struct dais_date earliest, latest; /* first and last day allowed; unset: no limit */
	struct dais_date preferred; /* first day of the first turn wished; unset: any */
	DAIS_VEC(struct dais_calendar_fixed) fixed; /* the last of a turn counts */
	int hour; /* start of the first sitting of each day, minutes; -1 any */
	unsigned weight; /* of a working day of deviation, 1.. */
	unsigned attendance; /* seats; 0 not known */
	dais_lang_set languages;
	bool remote;
	bool across_weeks; /* a turn may reach over a weekend */
	DAIS_VEC(struct dais_calendar_after) after; /* its first turn after the last of these */
	dais_index_vec same_week; /* first turns begin in the same ISO week as these meetings' */
	dais_index_vec rooms; /* wished */
	dais_index_vec only_rooms; /* one of these; empty: any */
	bool shares_name; /* with another meeting: tables tell its id, too */
	struct dais_place place;
};

struct dais_calendar {
	struct dais_arena *arena;
	struct dais_str file; /* as the user named it */
	enum dais_lang language; /* of all that is said of it */
	struct dais_str name;
	struct dais_str zone; /* IANA name */
	struct dais_date from, to;
	DAIS_VEC(struct dais_calendar_hours) hours[7]; /* Monday first; ascending, disjoint */
	dais_calendar_period_vec closed;
	DAIS_VEC(struct dais_calendar_room) rooms; /* empty: rooms are not planned */
	DAIS_VEC(struct dais_calendar_pool) pools; /* empty: teams are not planned */
	DAIS_VEC(struct dais_calendar_body) bodies;
	DAIS_VEC(struct dais_calendar_delegations) delegations;
	DAIS_VEC(struct dais_calendar_meeting) meetings;
	struct dais_map room_ids, pool_ids, body_ids, meeting_ids;
};

/* One sitting of a plan. */
struct dais_calendar_sitting {
	size_t meeting;
	unsigned turn; /* 0 .. times - 1 */
	struct dais_local start;
	size_t room, pool; /* or DAIS_NONE */
	unsigned team; /* 1..; 0: none */
	struct dais_place place; /* in a plan that was read */
};

/* Sittings by meeting, turn and time. */
struct dais_calendar_plan {
	DAIS_VEC(struct dais_calendar_sitting) sittings;
};

/* Whether a sitting can begin @at, or, minute -1, at any hour of that day: its hours less what is
 * closed. */
bool dais_calendar_has_hour(const struct dais_calendar *c, struct dais_local at);

/* Where turn @turn of @m is fixed, or NULL. */
const struct dais_calendar_fixed *dais_calendar_fixed_of(
    const struct dais_calendar_meeting *m, unsigned turn);

/* What a meeting is called: its name, else its bodies, else its id. */
struct dais_str dais_calendar_meeting_called(
    const struct dais_calendar *c, const struct dais_calendar_meeting *m, struct dais_arena *a);
/* A meeting as messages name it, in the language of the calendar: its name, else its bodies, and
 * its id: "Joint dialogue (joint-dialogue)", "Finance Committee (finance-talks)". */
struct dais_str dais_calendar_meeting_told(
    const struct dais_calendar *c, const struct dais_calendar_meeting *m, struct dais_arena *a);

#endif
