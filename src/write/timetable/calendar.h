/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A calendar to look at: how much each room and pool of interpreters is used in each week, and
 * each week with its rooms as rows and its half-days as columns. Thousands of sittings: no time
 * is spent on what is not shown.
 */
#ifndef DAIS_WRITE_TIMETABLE_CALENDAR_H
#define DAIS_WRITE_TIMETABLE_CALENDAR_H

#include "base/err.h"
#include "model/calendar.h"
#include "write/timetable/text.h"

/* What happened to a turn of a meeting. */
struct dais_calendar_mark {
	size_t meeting;
	unsigned turn;
	enum dais_timetable_mark mark; /* CANCELLED only when nothing of it is left in the plan */
	struct dais_local before, after; /* first sitting, as far as it had or has one */
	size_t room_before, room_after;  /* with OTHER_ROOM; else not looked at */
};

struct dais_calendar_view {
	const struct dais_calendar *calendar;
	const struct dais_calendar_plan *plan;
	const struct dais_calendar_mark *marks; /* may be NULL */
	size_t n_marks;
	dais_str_lines notes; /* remarks, sentences; borrowed */
};

/* The changes of @v as sentences without full stop, in @a: "Council: moved; before: Tuesday, 4 May,
 * 10 a.m.; now: ...". */
void dais_calendar_news(const struct dais_calendar_view *v, enum dais_lang l, struct dais_arena *a,
    dais_str_lines *ret);
/* Appends the use of rooms and teams, one character a week. opt->totals: also each week with its
 * sittings, as a list. */
void dais_calendar_text(const struct dais_calendar_view *v, enum dais_lang l,
    const struct dais_timetable_text_options *opt, struct dais_buf *out);
/* Appends a page with the changes, the use of rooms and teams, and a table a week. Errors: LIMIT.
 */
bool dais_calendar_page(const struct dais_calendar_view *v, enum dais_lang l, struct dais_buf *out,
    struct dais_err *err) __attribute__((warn_unused_result));
/* Appends a picture of the use of rooms and teams by weeks. Errors: LIMIT. */
bool dais_calendar_picture(const struct dais_calendar_view *v, enum dais_lang l,
    struct dais_buf *out, struct dais_err *err) __attribute__((warn_unused_result));

#endif
