/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/calendar_view.h"

static const enum dais_timetable_mark marks[DAIS_CALENDAR_CHANGE_COUNT] = {
	[DAIS_CALENDAR_ADDED] = DAIS_TIMETABLE_IS_NEW,
	[DAIS_CALENDAR_DROPPED] = DAIS_TIMETABLE_IS_CANCELLED,
	[DAIS_CALENDAR_MOVED] = DAIS_TIMETABLE_HAS_MOVED,
	[DAIS_CALENDAR_LONGER] = DAIS_TIMETABLE_IS_LONGER,
	[DAIS_CALENDAR_SHORTER] = DAIS_TIMETABLE_IS_SHORTER,
	[DAIS_CALENDAR_ROOM] = DAIS_TIMETABLE_OTHER_ROOM,
};

void
dais_calendar_view_new(
    const struct dais_calendar_answer *p, struct dais_arena *a, struct dais_calendar_view *ret)
{
	struct dais_calendar_mark *v = DAIS_NEW_N(a, p->changes.n + 1, struct dais_calendar_mark);

	*ret = (struct dais_calendar_view){ .calendar = p->calendar,
		.plan = p->is_planned ? &p->result.plan : &p->before,
		.marks = v };
	for (size_t i = 0; i < p->changes.n; i++) {
		const struct dais_calendar_change *c = &p->changes.v[i];

		/* Which team serves a sitting is nothing delegations have to know. */
		if (c->kind == DAIS_CALENDAR_TEAM)
			continue;
		v[ret->n_marks++] = (struct dais_calendar_mark){
			.meeting = c->meeting,
			.turn = c->turn,
			.mark = marks[c->kind],
			.before = c->from,
			.after = c->to,
			.room_before = c->room_before,
			.room_after = c->room_after,
		};
	}
}
