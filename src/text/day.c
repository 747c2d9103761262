/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Dates and times in words. One list of places serves every pattern of a language; a pattern
 * uses those it needs.
 */
#include "base/err.h"
#include "text/tables_priv.h"

static struct dais_str
format(enum dais_lang l, const char *key)
{
	return dais_text_phrase(l, key);
}

static struct dais_str
day_number(struct dais_arena *a, enum dais_lang l, int day)
{
	const struct dais_text_table *t = dais_text_table(l);

	return day == 1 ? dais_text_ref_str(t, t->first_day)
			: dais_text_number(a, l, (unsigned)day);
}

struct dais_str
dais_text_month(enum dais_lang l, int month)
{
	const struct dais_text_table *t = dais_text_table(l);

	DAIS_ASSERT(month >= 1 && month <= 12);
	return dais_text_ref_str(t, t->months[month - 1]);
}

struct dais_str
dais_text_month_alone(enum dais_lang l, int month)
{
	const struct dais_text_table *t = dais_text_table(l);

	DAIS_ASSERT(month >= 1 && month <= 12);
	return dais_text_ref_str(t, t->months_alone[month - 1]);
}

struct dais_str
dais_text_weekday(enum dais_lang l, int weekday)
{
	const struct dais_text_table *t = dais_text_table(l);

	DAIS_ASSERT(weekday >= 1 && weekday <= 7);
	return dais_text_ref_str(t, t->weekdays[weekday - 1]);
}

static struct dais_str
dates(struct dais_arena *a, enum dais_lang l, const char *key, struct dais_date from,
    struct dais_date to)
{
	const struct dais_text_table *t = dais_text_table(l);
	int w = dais_date_weekday(from);

	return dais_text_fill_template(a, format(l, key),
	    (const struct dais_slot[]){ { "d", day_number(a, l, from.day) },
		{ "month", dais_text_month(l, from.month) },
		{ "year", dais_text_number(a, l, (unsigned)from.year) },
		{ "weekday", dais_text_weekday(l, w) },
		{ "weekday-on", dais_text_ref_str(t, t->weekdays_on[w - 1]) },
		{ "d2", day_number(a, l, to.day) }, { "month2", dais_text_month(l, to.month) },
		{ "year2", dais_text_number(a, l, (unsigned)to.year) }, { NULL, DAIS_STR_NONE } });
}

struct dais_str
dais_text_date(struct dais_arena *a, enum dais_lang l, struct dais_date d)
{
	return dates(a, l, "format-date", d, d);
}

struct dais_str
dais_text_day(struct dais_arena *a, enum dais_lang l, struct dais_date d)
{
	return dates(a, l, "format-day", d, d);
}

struct dais_str
dais_text_day_short(struct dais_arena *a, enum dais_lang l, struct dais_date d)
{
	return dates(a, l, "format-day-short", d, d);
}

struct dais_str
dais_text_on_day(struct dais_arena *a, enum dais_lang l, struct dais_date d)
{
	return dates(a, l, "format-on-day", d, d);
}

struct dais_str
dais_text_masthead_date(struct dais_arena *a, enum dais_lang l, struct dais_date d)
{
	return dais_text_date(a, dais_text_table(l)->masthead_english ? DAIS_LANG_EN : l, d);
}

struct dais_str
dais_text_range(struct dais_arena *a, enum dais_lang l, struct dais_date from, struct dais_date to)
{
	if (dais_date_eq(from, to))
		return dais_text_date(a, l, from);
	if (from.year != to.year)
		return dates(a, l, "format-range-years", from, to);
	if (from.month != to.month)
		return dates(a, l, "format-range-months", from, to);
	return dates(a, l, "format-range-days", from, to);
}

static const char *
time_format(int minute)
{
	if (minute == 12 * 60)
		return "format-time-noon";
	if (minute == 0 || minute == 24 * 60)
		return "format-time-midnight";
	if (minute == 60)
		return "format-time-one";
	if (minute < 12 * 60)
		return minute % 60 ? "format-time-am-minutes" : "format-time-am";
	return minute % 60 ? "format-time-pm-minutes" : "format-time-pm";
}

static struct dais_str
time_with(struct dais_arena *a, enum dais_lang l, int minute, const char *key)
{
	unsigned h = (unsigned)minute / 60, m = (unsigned)minute % 60;
	struct dais_str zero = dais_text_number(a, l, 0);
	struct dais_str mm = dais_text_number(a, l, m);

	return dais_text_fill_template(a, format(l, key),
	    (const struct dais_slot[]){ { "H", dais_text_number(a, l, h) },
		{ "h", dais_text_number(a, l, h % 12 ? h % 12 : 12) },
		{ "mm", m < 10 ? dais_arena_concat(a, zero, mm) : mm }, { NULL, DAIS_STR_NONE } });
}

struct dais_str
dais_text_time(struct dais_arena *a, enum dais_lang l, int minute)
{
	DAIS_ASSERT(minute >= 0 && minute <= 24 * 60);
	return time_with(a, l, minute, time_format(minute));
}

struct dais_str
dais_text_time_range(struct dais_arena *a, enum dais_lang l, int from, int to)
{
	return dais_text_fill_template(a, format(l, "format-time-range"),
	    (const struct dais_slot[]){ { "from", dais_text_time(a, l, from) },
		{ "to", dais_text_time(a, l, to) },
		{ "from-short", time_with(a, l, from, "format-time-short") },
		{ "to-short", time_with(a, l, to, "format-time-short") },
		{ NULL, DAIS_STR_NONE } });
}

static struct dais_str
at_day(struct dais_arena *a, enum dais_lang l, const char *key, struct dais_date d,
    struct dais_str time)
{
	return dais_text_fill_template(a, format(l, key),
	    (const struct dais_slot[]){ { "day", dais_text_day(a, l, d) },
		{ "day-on", dais_text_on_day(a, l, d) }, { "time", time },
		{ NULL, DAIS_STR_NONE } });
}

struct dais_str
dais_text_opening(struct dais_arena *a, enum dais_lang l, struct dais_local at)
{
	if (at.minute < 0)
		return dais_text_day(a, l, at.date);
	return at_day(a, l, "format-opening", at.date, dais_text_time(a, l, at.minute));
}

struct dais_str
dais_text_half_day(struct dais_arena *a, enum dais_lang l, struct dais_date d, bool afternoon)
{
	return at_day(
	    a, l, afternoon ? "format-afternoon-of" : "format-morning-of", d, DAIS_STR_NONE);
}

struct dais_str
dais_text_day_hours(
    struct dais_arena *a, enum dais_lang l, struct dais_local start, struct dais_local end)
{
	struct dais_str hours;

	if (start.minute < 0)
		return dais_text_day_short(a, l, start.date);
	hours = end.minute < 0 ? dais_text_time(a, l, start.minute)
			       : dais_text_time_range(a, l, start.minute, end.minute);
	return dais_text_fill_template(a, format(l, "format-day-hours"),
	    (const struct dais_slot[]){ { "day", dais_text_day_short(a, l, start.date) },
		{ "hours", hours }, { NULL, DAIS_STR_NONE } });
}
