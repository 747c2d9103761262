/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The plan of a calendar to look at (write/timetable).
 */
#ifndef DAIS_SERVICE_CALENDAR_VIEW_H
#define DAIS_SERVICE_CALENDAR_VIEW_H

#include "service/calendar.h"
#include "write/timetable/calendar.h"

/* The plan of @p, or the one that was only judged; what changed against the plan in force is
 * marked. Borrows @p. */
void dais_calendar_view_new(
    const struct dais_calendar_answer *p, struct dais_arena *a, struct dais_calendar_view *ret);

#endif
