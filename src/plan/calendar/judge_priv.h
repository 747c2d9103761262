/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files of the independent checker; the planner's files have no part in it.
 */
#ifndef DAIS_PLAN_CALENDAR_JUDGE_PRIV_H
#define DAIS_PLAN_CALENDAR_JUDGE_PRIV_H

#include "plan/calendar/calendar.h"

struct judging {
	const struct dais_calendar *c;
	const struct dais_calendar_sitting *v; /* the plan's sittings by meeting, turn, time */
	size_t n;
	struct dais_arena *a;
	struct dais_calendar_verdict *ret;
	int64_t from;     /* date of the first day */
	size_t days;
	size_t *working;  /* [days + 1]: working days before the day */
	bool *is_working; /* [days] */
};

/* One turn of a meeting, [first, last] of the sittings; none when the plan lacks it. */
struct judged_turn {
	const struct dais_calendar_sitting *first, *last;
};

/* Reports a breach. @at may be NULL: of the meeting as a whole. */
void judge_breach(struct judging *j, unsigned rank, uint64_t cost, size_t meeting,
    const struct dais_local *at, const char *english, ...) DAIS_SAYS(6, 7);
/* The meeting as breaches name it. */
struct dais_str judge_name(struct judging *j, const struct dais_calendar_meeting *m);
/* A room, a pool and a body as tables show them. */
struct dais_str judge_room_name(const struct judging *j, size_t room);
struct dais_str judge_pool_name(const struct judging *j, size_t pool);
struct dais_str judge_body_name(const struct judging *j, size_t body);
/* "on Monday, 3 May 2027, at 10 a.m." */
struct dais_str judge_time(struct judging *j, struct dais_local at);
/* "Monday, 3 May 2027, at 10 a.m." */
struct dais_str judge_opening(struct judging *j, struct dais_local at);
/* Whether a sitting that begins @at lies in one of the periods. */
bool judge_is_in(const dais_calendar_period_vec *v, struct dais_local at);

/* What a sitting must be by itself; what a turn must be; what sittings at one time must be. */
void judge_sitting(struct judging *j, const struct dais_calendar_sitting *s);
void judge_turn(struct judging *j, const struct judged_turn *t);
void judge_meetings(struct judging *j, const struct judged_turn *turns, const size_t *first);
void judge_times(struct judging *j);

#endif
