/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "model/calendar.h"

#include "text/message.h"
#include "text/text.h"

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
dais_calendar_meeting_told(
    const struct dais_calendar *c, const struct dais_calendar_meeting *m, struct dais_arena *a)
{
	/* A name that is not given is the id. */
	bool is_named = m->name.n && !dais_str_eq(m->name, m->id);
	struct dais_str name = is_named ? m->name : bodies(c, m, a);

	if (dais_str_eq(name, m->id))
		return m->id;
	return dais_text_message(
	    a, c->language, "%.*s (%s)", DAIS_STR_ARG(name), dais_arena_cstr(a, m->id));
}
