/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Days of a calendar as they are typed: "2027-05-03..2027-05-07", "3–7 May", "week of 3 May 2027",
 * "Wednesday, 12 May 2027"; and the hour that a meeting is to begin.
 */
#include "plan/calendar/calendar_priv.h"
#include "text/message.h"
#include "text/text.h"
#include "text/typed.h"

#define SHOWN_MOST 100 /* bytes of what was typed */
#define HOURS_LISTED 8u

static bool
is_in(const struct dais_calendar *c, struct dais_date d)
{
	return dais_date_cmp(c->from, d) <= 0 && dais_date_cmp(d, c->to) <= 0;
}

/* A date of another year is a slip: nothing would change, and nobody would be told. */
static bool
outside(const struct dais_calendar *c, struct dais_str what, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)dais_err_set(
	    err, DAIS_ERR_INVALID, "`%.*s` is outside the calendar", DAIS_STR_ARG(what));
	return dais_err_hint(err, "it goes from %.*s to %.*s",
	    DAIS_STR_ARG(dais_text_date(a, c->language, c->from)),
	    DAIS_STR_ARG(dais_text_date(a, c->language, c->to)));
}

static bool
unreadable(struct dais_str s, struct dais_err *err)
{
	(void)dais_err_set(err, DAIS_ERR_INVALID, "`%.*s` names no days",
	    (int)(s.n < SHOWN_MOST ? s.n : SHOWN_MOST), s.p ? s.p : "");
	return dais_err_hint(err,
	    "write 2027-05-03, 2027-05-03/afternoon, 2027-05-03..2027-05-07, or the days as tables "
	    "show them: Monday, 3 May 2027; 3–7 May; week of 3 May 2027");
}

/* --- years ------------------------------------------------------------------------------------ */

/* Gives *@d, which may lack its year, the one in which it lies in the calendar: the first, or the
 * next after @from where that is set. Several years: the hint lists them. */
static bool
complete(
    const struct dais_calendar *c, struct dais_str what, struct dais_date *d, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str found[2] = { DAIS_STR_NONE };
	size_t n = 0;
	int year = 0;

	if (d->year)
		return true;
	for (int y = c->from.year; y <= c->to.year; y++) {
		struct dais_date at = { y, d->month, d->day };

		if (!dais_date_is_valid(at) || !is_in(c, at))
			continue;
		if (n < 2)
			found[n] = dais_text_date(a, c->language, at);
		if (!n++)
			year = y;
	}
	if (!n)
		return outside(c, what, err);
	d->year = year;
	if (n == 1)
		return true;
	(void)dais_err_set(err, DAIS_ERR_INVALID,
	    "the calendar has this day in several years: \"%.*s\"", DAIS_STR_ARG(what));
	return dais_text_err_hint(err, c->language, "To choose from: %.*s.",
	    DAIS_STR_ARG(dais_text_list(a, c->language, found, 2)));
}

/* --- ranges ----------------------------------------------------------------------------------- */

struct range {
	struct dais_fact fact;
	size_t n;
	bool other;
};

static void
on_fact(void *ctx, const struct dais_fact *f)
{
	struct range *r = ctx;

	if (f->kind == DAIS_FACT_RANGE && !r->n++)
		r->fact = *f;
	else if (f->kind != DAIS_FACT_WEEKDAY && f->kind != DAIS_FACT_DATE)
		r->other = true;
}

/* All of @s but a word before it ("from") is a range of days in language @l. */
static bool
read_range_in(enum dais_lang l, struct dais_str s, struct dais_calendar_period *ret)
{
	struct range r = { .n = 0 };
	struct dais_str before;

	dais_text_find_facts(l, s, on_fact, &r);
	if (r.n != 1 || r.other)
		return false;
	before = dais_str_trim(dais_str_sub(s, 0, r.fact.at));
	if (dais_str_trim(dais_str_sub(s, r.fact.at + r.fact.n, s.n)).n ||
	    dais_str_find_char(before, ' ', 0) != SIZE_MAX)
		return false;
	ret->from = r.fact.from;
	ret->to = r.fact.to;
	return ret->from.month && ret->to.month;
}

static bool
read_range(const struct dais_calendar *c, struct dais_str s, struct dais_calendar_period *ret)
{
	for (int k = -1; k < DAIS_LANG_COUNT; k++) {
		if (read_range_in(k < 0 ? c->language : (enum dais_lang)k, s, ret))
			return true;
	}
	return false;
}

/* --- weeks ------------------------------------------------------------------------------------ */

static bool
is_week_of(enum dais_lang l, struct dais_str plain, struct dais_date monday, struct dais_arena *a)
{
	struct dais_str words = dais_text_fill(a, l, "week-of",
	    (const struct dais_slot[]){
		{ "date", dais_text_date(a, l, monday) }, { NULL, DAIS_STR_NONE } });

	return dais_str_eq(dais_text_plain(a, words), plain);
}

/* "Week of 3 May 2027", as pages head their weeks. */
static bool
read_week(const struct dais_calendar *c, struct dais_str s, struct dais_calendar_period *ret)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str plain = dais_text_plain(a, s);
	int64_t first = dais_date_to_days(c->from) - dais_date_weekday(c->from) + 1;

	for (int64_t d = first; plain.n && d <= dais_date_to_days(c->to); d += 7) {
		struct dais_date monday = dais_date_from_days(d);

		for (int l = 0; l < DAIS_LANG_COUNT; l++) {
			if (!is_week_of((enum dais_lang)l, plain, monday, a))
				continue;
			ret->from = monday;
			ret->to = dais_date_from_days(d + 6);
			return true;
		}
	}
	return false;
}

/* --- days ------------------------------------------------------------------------------------- */

/* The sitting that begins then. */
static void
take_hour(struct dais_calendar_period *p, int minute)
{
	p->from_minute = minute;
	p->to_minute = minute + 1;
}

static bool
read_iso(struct dais_str s, struct dais_calendar_period *ret)
{
	size_t dots = dais_str_find(s, DAIS_STR(".."), 0);
	struct dais_str from = dais_str_sub(s, 0, dots == SIZE_MAX ? s.n : dots);
	struct dais_str to = dais_str_sub(s, dots == SIZE_MAX ? 0 : dots + 2, s.n);
	struct dais_local at;

	if (dais_local_parse(s, &at) && at.minute >= 0) {
		ret->from = ret->to = at.date;
		take_hour(ret, at.minute);
		return true;
	}
	return dais_date_parse(dais_str_trim(from), &ret->from) &&
	       dais_date_parse(dais_str_trim(to), &ret->to);
}

/* A day alone, its morning or afternoon, or the sitting that begins at an hour. */
static bool
read_day(const struct dais_calendar *c, struct dais_str s, struct dais_calendar_period *ret)
{
	struct dais_typed_when w;

	if (!dais_text_typed_when(c->language, s, &w) || w.rest.n || !w.day.month)
		return false;
	ret->from = ret->to = w.day;
	if (w.half)
		dais_calendar_take_half(ret, w.half == DAIS_TYPED_HALF_AFTERNOON);
	else if (w.minute >= 0)
		take_hour(ret, w.minute);
	return true;
}

/* The days of @s, which may lack their year; false: it names none. */
static bool
read_days(const struct dais_calendar *c, struct dais_str s, struct dais_calendar_period *ret)
{
	struct dais_str days;

	*ret = (struct dais_calendar_period){ .to_minute = 0 };
	days = dais_calendar_part_of_day(s, ret);
	return read_iso(days, ret) || read_day(c, days, ret) || read_range(c, days, ret) ||
	       read_week(c, days, ret);
}

static bool
no_hour(
    const struct dais_calendar *c, struct dais_date day, struct dais_str what, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	int weekday = dais_date_weekday(day);
	struct dais_str hours[HOURS_LISTED];
	size_t n = 0;

	for (size_t i = 0; i < c->hours[weekday - 1].n && n < HOURS_LISTED; i++) {
		int start = c->hours[weekday - 1].v[i].start;

		if (dais_calendar_has_hour(c, (struct dais_local){ day, start }))
			hours[n++] = dais_text_time(a, c->language, start);
	}
	(void)dais_err_set(err, DAIS_ERR_INVALID,
	    "`%.*s` does not name an hour at which a sitting begins", DAIS_STR_ARG(what));
	if (n)
		(void)dais_text_err_hint(err, c->language, "Sittings can begin that day at %.*s.",
		    DAIS_STR_ARG(dais_text_list(a, c->language, hours, n)));
	else
		(void)dais_text_err_hint(
		    err, c->language, "There are no sittings that day: it is a weekend or closed.");
	return false;
}

/* Part of days in which no sitting begins is a slip: nothing would change. */
static bool
has_hour(const struct dais_calendar *c, const struct dais_calendar_period *p, struct dais_str what,
    struct dais_err *err)
{
	struct dais_date d = p->from;

	for (; dais_date_cmp(d, p->to) <= 0; d = dais_date_add(d, 1)) {
		int weekday = dais_date_weekday(d);

		for (size_t i = 0; i < c->hours[weekday - 1].n; i++) {
			if (dais_calendar_period_has(
				p, (struct dais_local){ d, c->hours[weekday - 1].v[i].start }))
				return true;
		}
	}
	return no_hour(c, p->from, what, err);
}

bool
calendar_names_days(const struct dais_calendar *c, struct dais_str s)
{
	struct dais_calendar_period ignored;

	return read_days(c, s, &ignored);
}

bool
calendar_typed_days(const struct dais_calendar *c, struct dais_str s, struct dais_str what,
    struct dais_calendar_period *ret, struct dais_err *err)
{
	*ret = (struct dais_calendar_period){ .from = c->from, .to = c->to };
	if (!s.n)
		return true;
	if (!read_days(c, s, ret))
		return unreadable(s, err);
	if (!complete(c, what, &ret->from, err) || !complete(c, what, &ret->to, err))
		return false;
	if (dais_date_cmp(ret->from, ret->to) > 0)
		return unreadable(s, err);
	if (dais_date_cmp(ret->to, c->from) < 0 || dais_date_cmp(ret->from, c->to) > 0)
		return outside(c, what, err);
	return !ret->to_minute || has_hour(c, ret, what, err);
}

/* --- a day and an hour ------------------------------------------------------------------------ */

/* The hour of @at's day that @half or its own minute names; where it names none or several, the
 * hint lists what there is. */
static bool
settle_hour(const struct dais_calendar *c, enum dais_typed_half half, struct dais_str what,
    struct dais_local *at, struct dais_err *err)
{
	int weekday = dais_date_weekday(at->date), minute = at->minute;
	size_t n = 0;

	if (!half && minute < 0)
		return true;
	for (size_t i = 0; i < c->hours[weekday - 1].n; i++) {
		int start = c->hours[weekday - 1].v[i].start;

		if (half ? (start >= DAIS_AFTERNOON_MIN) != (half == DAIS_TYPED_HALF_AFTERNOON)
			 : start != minute)
			continue;
		if (!n++)
			at->minute = start;
	}
	return n == 1 || no_hour(c, at->date, what, err);
}

bool
calendar_typed_moment(const struct dais_calendar *c, struct dais_str s, struct dais_str what,
    struct dais_local *ret, struct dais_err *err)
{
	struct dais_typed_when w = { .half = DAIS_TYPED_HALF_NONE };

	if (!dais_local_parse(s, ret)) {
		if (!dais_text_typed_when(c->language, s, &w) || w.rest.n || !w.day.month)
			return unreadable(s, err);
		*ret = (struct dais_local){ .date = w.day, .minute = w.minute };
		if (!complete(c, what, &ret->date, err))
			return false;
	}
	if (!is_in(c, ret->date))
		return outside(c, what, err);
	if (!settle_hour(c, w.half, what, ret, err))
		return false;
	return dais_calendar_has_hour(c, *ret) || no_hour(c, ret->date, what, err);
}
