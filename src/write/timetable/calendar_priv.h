/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/write/timetable only: a calendar counted by weeks and ordered by rooms.
 */
#ifndef DAIS_WRITE_TIMETABLE_CALENDAR_PRIV_H
#define DAIS_WRITE_TIMETABLE_CALENDAR_PRIV_H

#include "text/text.h"
#include "write/timetable/calendar.h"

/* Shades of use: nothing, and up to full in equal steps. */
#define CALENDAR_SHADES 6u

/* A room or a pool of teams, week by week. */
struct calendar_row {
	struct dais_str name;
	bool is_pool;
	unsigned *used;     /* sittings, by week */
	unsigned *possible; /* slots it is open, all its teams together, by week */
};

struct calendar_week {
	struct dais_date monday;
	size_t first, n;    /* sittings, in `order` */
};

struct calendar_grid {
	const struct dais_calendar_view *v;
	const struct dais_calendar *c;
	enum dais_lang l;
	struct dais_arena *a;
	size_t n_weeks;
	struct calendar_week *weeks;
	DAIS_VEC(struct calendar_row) rows; /* rooms, then pools */
	const struct dais_calendar_sitting **order; /* by week, room, time; n: the plan's */
	enum dais_timetable_mark
	    *marks; /* by meeting: the mark of one of its turns; for quick refusal */
	unsigned used_marks; /* bit 1 << mark */
};

struct calendar_grid *dais_calendar_grid(
    const struct dais_calendar_view *v, enum dais_lang l, struct dais_arena *a);
/* 0 .. CALENDAR_SHADES - 1. */
unsigned dais_calendar_shade(const struct calendar_row *row, size_t week);
/* Week of a day; a day outside the calendar is put into the nearest week. */
size_t dais_calendar_week_of(const struct calendar_grid *g, struct dais_date d);
/* End of the sitting, minutes; its start when the calendar has no such hours. */
int dais_calendar_end(const struct dais_calendar *c, const struct dais_calendar_sitting *s);
enum dais_timetable_mark dais_calendar_mark_of(
    const struct calendar_grid *g, const struct dais_calendar_sitting *s);
/* Its name; without one, that of its body with its id, "Review Group (review-8)". */
struct dais_str dais_calendar_meeting_name(
    const struct dais_calendar *c, size_t meeting, struct dais_arena *a);
/* "Week of 3 May 2027". */
struct dais_str dais_calendar_week_words(const struct calendar_grid *g, size_t week);
struct dais_str dais_calendar_title(const struct calendar_grid *g);
/* "4 January–31 December 2027; local time (...)". */
struct dais_str dais_calendar_period_words(const struct calendar_grid *g);
/* "Main Hall, 12 sittings of 10": for titles of cells. */
struct dais_str dais_calendar_use_words(
    const struct calendar_grid *g, const struct calendar_row *row, size_t week);

#endif
