/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Meetings and moments as changes, conflicts and ways out tell them, in the language of the
 * calendar.
 */
#include "plan/calendar/calendar_priv.h"
#include "text/message.h"
#include "text/text.h"

struct dais_str
calendar_name(
    const struct dais_calendar *c, const struct dais_calendar_meeting *m, struct dais_arena *a)
{
	if (dais_str_eq(m->name, m->id))
		return m->id;
	return dais_text_message(
	    a, c->language, "%.*s (%s)", DAIS_STR_ARG(m->name), dais_arena_cstr(a, m->id));
}

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
