/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Turns and moments as changes, conflicts and ways out tell them, in the language of the calendar.
 */
#include "plan/calendar/calendar_priv.h"
#include "text/message.h"
#include "text/text.h"

struct dais_str
calendar_moment(const struct dais_calendar *c, struct dais_local at, struct dais_arena *a)
{
	struct dais_str day = dais_text_date(a, c->language, at.date);

	if (at.minute < 0)
		return day;
	return dais_text_fill(a, c->language, "format-day-hours",
	    (const struct dais_slot[]){ { "day", day },
		{ "hours", dais_text_time(a, c->language, at.minute) }, { NULL, DAIS_STR_NONE } });
}

struct dais_str
calendar_turn_of(const struct dais_calendar *c, const struct dais_calendar_meeting *m,
    struct dais_str called, unsigned turn, struct dais_arena *a)
{
	return dais_text_message(
	    a, c->language, "%.*s (%u of %u)", DAIS_STR_ARG(called), turn + 1, m->times);
}

struct dais_str
calendar_turn_told(const struct dais_calendar *c, const struct dais_calendar_meeting *m,
    unsigned turn, struct dais_arena *a)
{
	return calendar_turn_of(c, m, dais_calendar_meeting_told(c, m, a), turn, a);
}
