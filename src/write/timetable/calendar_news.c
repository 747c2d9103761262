/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What has changed in a calendar, in sentences.
 */
#include "write/timetable/calendar_priv.h"

#define END { NULL, DAIS_STR_NONE }

struct news {
	const struct dais_calendar *c;
	enum dais_lang l;
	struct dais_arena *a;
};

static struct dais_str
joined(struct news *n, struct dais_str s, struct dais_str more)
{
	if (!more.n)
		return s;
	return dais_text_fill(n->a, n->l, "mark-and-more",
	    (const struct dais_slot[]){ { "mark", s }, { "more", more }, END });
}

static struct dais_str
was(struct news *n, struct dais_str value)
{
	if (!value.n)
		return DAIS_STR_NONE;
	return dais_text_fill(
	    n->a, n->l, "before-was", (const struct dais_slot[]){ { "before", value }, END });
}

static struct dais_str
now(struct news *n, struct dais_str value)
{
	if (!value.n)
		return DAIS_STR_NONE;
	return dais_text_fill(
	    n->a, n->l, "now-is", (const struct dais_slot[]){ { "after", value }, END });
}

static struct dais_str
when(struct news *n, struct dais_local at)
{
	if (!dais_date_is_set(at.date))
		return DAIS_STR_NONE;
	return dais_text_day_hours(n->a, n->l, at, (struct dais_local){ at.date, -1 });
}

static struct dais_str
room(struct news *n, size_t i)
{
	if (i >= n->c->rooms.n)
		return DAIS_STR_NONE;
	return n->c->rooms.v[i].name.n ? n->c->rooms.v[i].name : n->c->rooms.v[i].id;
}

/* The name of the meeting, and which of its turns when there are several. */
static struct dais_str
name(struct news *n, const struct dais_calendar_mark *m)
{
	const struct dais_calendar_meeting *meeting = &n->c->meetings.v[m->meeting];
	struct dais_str s = dais_calendar_meeting_name(n->c, m->meeting, n->a);

	if (meeting->times < 2)
		return s;
	return dais_arena_printf(n->a, "%.*s (%u)", DAIS_STR_ARG(s), m->turn + 1);
}

static struct dais_str
what(struct news *n, const struct dais_calendar_mark *m)
{
	struct dais_str s = dais_timetable_mark_words(n->l, m->mark);

	if (m->mark == DAIS_TIMETABLE_OTHER_ROOM) {
		s = joined(n, s, was(n, room(n, m->room_before)));
		s = joined(n, s, now(n, room(n, m->room_after)));
		return joined(n, s, when(n, m->after));
	}
	if (m->mark == DAIS_TIMETABLE_HAS_MOVED || m->mark == DAIS_TIMETABLE_IS_CANCELLED)
		s = joined(n, s, was(n, when(n, m->before)));
	return joined(n, s, now(n, when(n, m->after)));
}

void
dais_calendar_news(
    const struct dais_calendar_view *v, enum dais_lang l, struct dais_arena *a, dais_str_lines *ret)
{
	struct news n = { v->calendar, l, a };

	for (size_t i = 0; i < v->n_marks; i++) {
		if (v->marks[i].mark == DAIS_TIMETABLE_UNCHANGED)
			continue;
		dais_vec_push(a, ret,
		    dais_text_fill(a, l, "label-value",
			(const struct dais_slot[]){ { "label", name(&n, &v->marks[i]) },
			    { "value", what(&n, &v->marks[i]) }, END }));
	}
}
