/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "prose/resolve.h"
#include "text/direction.h"
#include "text/text.h"
#include "web/desk/desk_priv.h"

struct dais_str
dais_desk_body_name(const struct dais_record *r, size_t body, enum dais_lang l)
{
	const struct dais_body *b = &r->bodies.v[body];

	if (b->short_name.in[l].n)
		return b->short_name.in[l];
	return dais_desk_any_words(&b->name, l);
}

struct dais_str
dais_desk_body_mark(
    const struct dais_record *r, size_t body, enum dais_lang l, struct dais_arena *a)
{
	struct dais_str symbol = r->bodies.v[body].symbol, rest = symbol, part = DAIS_STR_NONE;

	(void)a;
	while (symbol.n && dais_str_next(&rest, '/', &part))
		symbol = part;
	return symbol.n ? symbol : dais_desk_body_name(r, body, l);
}

struct dais_str
dais_desk_meeting_name(
    const struct dais_record *r, size_t m, enum dais_lang l, struct dais_arena *a)
{
	return dais_text_isolated(a, l,
	    dais_prose_meeting_of(r, m, dais_desk_body_name(r, r->meetings.v[m].body, l), l, a));
}

struct dais_str
dais_desk_package_name(const struct dais_record *r, enum dais_lang l, struct dais_arena *a)
{
	struct dais_str out = DAIS_STR_NONE;

	for (size_t i = 0; i < r->together.n; i++)
		out = dais_arena_printf(a, "%.*s%s%.*s", DAIS_STR_ARG(out), out.n ? " · " : "",
		    DAIS_STR_ARG(dais_desk_meeting_name(r, r->together.v[i], l, a)));
	return out;
}

struct dais_str
dais_desk_when(const struct dais_ml *place, struct dais_date opens, struct dais_date closes,
    enum dais_lang l, struct dais_arena *a)
{
	struct dais_str where = dais_text_isolated(a, l, dais_desk_any_words(place, l));
	struct dais_str dates = dais_date_is_set(opens)
				    ? dais_text_alone(a, l, dais_text_range(a, l, opens, closes))
				    : DAIS_STR_NONE;

	if (!where.n || !dates.n)
		return where.n ? where : dates;
	return dais_arena_printf(a, "%.*s%.*s%.*s", DAIS_STR_ARG(where),
	    DAIS_STR_ARG(dais_text_phrase(l, "format-comma")), DAIS_STR_ARG(dates));
}

struct dais_str
dais_desk_package_when(const struct dais_record *r, enum dais_lang l, struct dais_arena *a)
{
	if (!r->together.n)
		return DAIS_STR_NONE;
	const struct dais_meeting *first = &r->meetings.v[r->together.v[0]];
	struct dais_date opens = first->opens.date, closes = first->closes;

	for (size_t i = 1; i < r->together.n; i++) {
		const struct dais_meeting *m = &r->meetings.v[r->together.v[i]];

		if (dais_date_cmp(m->opens.date, opens) < 0)
			opens = m->opens.date;
		if (dais_date_cmp(m->closes, closes) > 0)
			closes = m->closes;
	}
	return dais_desk_when(&first->place, opens, closes, l, a);
}
