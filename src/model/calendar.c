/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "model/calendar.h"

#include "model/planning.h"
#include "text/message.h"
#include "text/text.h"

#define DAY_MINUTES (24 * 60)

void
dais_calendar_take_half(struct dais_calendar_period *p, bool afternoon)
{
	p->from_minute = afternoon ? DAIS_AFTERNOON_MIN : 0;
	p->to_minute = afternoon ? DAY_MINUTES : DAIS_AFTERNOON_MIN;
}

struct dais_str
dais_calendar_part_of_day(struct dais_str days, struct dais_calendar_period *p)
{
	size_t slash = dais_str_find_last(days, '/');
	struct dais_str part =
	    dais_str_trim(dais_str_sub(days, slash == SIZE_MAX ? days.n : slash + 1, days.n));
	bool afternoon = dais_str_is(part, "afternoon");

	if (!afternoon && !dais_str_is(part, "morning"))
		return days;
	dais_calendar_take_half(p, afternoon);
	return dais_str_trim(dais_str_sub(days, 0, slash));
}

bool
dais_calendar_period_has(const struct dais_calendar_period *p, struct dais_local at)
{
	return dais_date_cmp(p->from, at.date) <= 0 && dais_date_cmp(at.date, p->to) <= 0 &&
	       (!p->to_minute || (at.minute >= p->from_minute && at.minute < p->to_minute));
}

bool
dais_calendar_periods_have(const dais_calendar_period_vec *v, struct dais_local at)
{
	for (size_t i = 0; i < v->n; i++) {
		if (dais_calendar_period_has(&v->v[i], at))
			return true;
	}
	return false;
}

bool
dais_calendar_has_hour(const struct dais_calendar *c, struct dais_local at)
{
	int weekday = dais_date_weekday(at.date) - 1;

	for (size_t i = 0; i < c->hours[weekday].n; i++) {
		struct dais_local begins = { at.date, c->hours[weekday].v[i].start };

		if ((at.minute < 0 || at.minute == begins.minute) &&
		    !dais_calendar_periods_have(&c->closed, begins))
			return true;
	}
	return false;
}

const struct dais_calendar_fixed *
dais_calendar_fixed_of(const struct dais_calendar_meeting *m, unsigned turn)
{
	for (size_t i = m->fixed.n; i-- > 0;) {
		if (m->fixed.v[i].turn == turn)
			return &m->fixed.v[i];
	}
	return NULL;
}

/* The bodies that sit, or the id where they have no names either. */
static struct dais_str
bodies(const struct dais_calendar *c, const struct dais_calendar_meeting *m, struct dais_arena *a)
{
	struct dais_str *names = DAIS_NEW_N(a, m->bodies.n + 1, struct dais_str);

	for (size_t i = 0; i < m->bodies.n; i++) {
		const struct dais_calendar_body *b = &c->bodies.v[m->bodies.v[i]];

		if (!b->name.n || dais_str_eq(b->name, b->id))
			return m->id;
		names[i] = b->name;
	}
	return m->bodies.n ? dais_text_list(a, c->language, names, m->bodies.n) : m->id;
}

struct dais_str
dais_calendar_meeting_called(
    const struct dais_calendar *c, const struct dais_calendar_meeting *m, struct dais_arena *a)
{
	/* A name that is not given is the id. */
	bool is_named = m->name.n && !dais_str_eq(m->name, m->id);

	return is_named ? m->name : bodies(c, m, a);
}

struct dais_str
dais_calendar_meeting_told(
    const struct dais_calendar *c, const struct dais_calendar_meeting *m, struct dais_arena *a)
{
	struct dais_str name = dais_calendar_meeting_called(c, m, a);

	if (dais_str_eq(name, m->id))
		return m->id;
	return dais_text_message(
	    a, c->language, "%.*s (%s)", DAIS_STR_ARG(name), dais_arena_cstr(a, m->id));
}
