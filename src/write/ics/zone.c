/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/ics/zone.h"

#include "base/vec.h"
#include "text/text.h"

#define DAY ((int64_t)24 * 60)
#define MARGIN_DAYS 400

/* A change of the clocks: local time before the change, offsets in minutes east. */
struct change {
	struct dais_date date;
	int minute;
	int from, to;
};
typedef DAIS_VEC(struct change) change_vec;

/* Offset at minute @m counted from 1970-01-01 in local time. */
static int
offset(struct dais_str zone, int64_t m)
{
	int64_t day = m / DAY - (m % DAY < 0);
	int ret = 0;

	(void)dais_text_zone_offset(
	    zone, (struct dais_local){ dais_date_from_days(day), (int)(m - day * DAY) }, &ret);
	return ret;
}

/* Between local minutes @lo (offset @from) and @hi (offset @to) there is a change: finds it. */
static struct change
find_change(struct dais_str zone, int64_t lo, int64_t hi, int from, int to)
{
	int64_t day;

	while (hi - lo > 1) {
		int64_t mid = lo + (hi - lo) / 2;

		if (offset(zone, mid) == from)
			lo = mid;
		else
			hi = mid;
	}
	if (to > from) /* times in the gap count with the earlier offset: the gap began before */
		hi -= to - from;
	day = hi / DAY - (hi % DAY < 0);
	return (struct change){ dais_date_from_days(day), (int)(hi - day * DAY), from, to };
}

static void
put_offset(struct ics_line *l, const char *name, int minutes)
{
	int m = minutes < 0 ? -minutes : minutes;

	dais_ics_open(l, name);
	dais_ics_colon(l);
	dais_buf_printf(&l->text, "%c%02d%02d", minutes < 0 ? '-' : '+', m / 60, m % 60);
	dais_ics_line_end(l);
}

/* One observance: @first and all later changes between the same offsets. */
static void
observance(struct ics_line *l, const change_vec *v, size_t first)
{
	const struct change *c = &v->v[first];
	const char *kind = c->to > c->from ? "DAYLIGHT" : "STANDARD";

	dais_ics_plain(l, "BEGIN", kind);
	dais_ics_open(l, "DTSTART");
	dais_ics_colon(l);
	dais_ics_local(l, c->date, c->minute);
	dais_ics_line_end(l);
	for (size_t i = first + 1; i < v->n; i++) {
		if (v->v[i].from != c->from || v->v[i].to != c->to)
			continue;
		dais_ics_open(l, "RDATE");
		dais_ics_colon(l);
		dais_ics_local(l, v->v[i].date, v->v[i].minute);
		dais_ics_line_end(l);
	}
	put_offset(l, "TZOFFSETFROM", c->from);
	put_offset(l, "TZOFFSETTO", c->to);
	dais_ics_plain(l, "END", kind);
}

bool
dais_ics_zone(struct ics_line *l, struct dais_arena *a, struct dais_str zone, struct dais_date from,
    struct dais_date to, struct dais_err *err)
{
	int64_t first = dais_date_to_days(from) - MARGIN_DAYS;
	int64_t last = dais_date_to_days(to) + MARGIN_DAYS;
	change_vec v = { 0 };
	int before;

	if (!dais_text_zone_offset(zone, (struct dais_local){ from, 0 }, &before)) {
		dais_err_set(
		    err, DAIS_ERR_INVALID, "time zone \"%.*s\" is unknown", DAIS_STR_ARG(zone));
		return dais_err_hint(err, "Give an IANA name such as Europe/Vienna.");
	}
	before = offset(zone, first * DAY);
	/* The rule in force at the start, as if it had begun then. */
	dais_vec_push(a, &v, ((struct change){ dais_date_from_days(first), 0, before, before }));
	for (int64_t day = first; day < last; day++) {
		int after = offset(zone, (day + 1) * DAY);

		if (after != before)
			dais_vec_push(
			    a, &v, find_change(zone, day * DAY, (day + 1) * DAY, before, after));
		before = after;
	}
	dais_ics_plain(l, "BEGIN", "VTIMEZONE");
	dais_ics_open(l, "TZID");
	dais_ics_colon(l);
	dais_ics_text(l, zone);
	dais_ics_line_end(l);
	for (size_t i = 0; i < v.n; i++) {
		bool seen = false;

		for (size_t k = 0; k < i; k++)
			seen = seen || (v.v[k].from == v.v[i].from && v.v[k].to == v.v[i].to);
		if (!seen)
			observance(l, &v, i);
	}
	dais_ics_plain(l, "END", "VTIMEZONE");
	return true;
}
