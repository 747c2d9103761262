/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/date.h"

#include "base/arena.h"

bool
dais_date_is_set(struct dais_date d)
{
	return d.year != 0;
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

bool
dais_date_is_valid(struct dais_date d)
{
	return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
	       d.day <= month_days(d.year, d.month);
}

int
dais_date_cmp(struct dais_date a, struct dais_date b)
{
	int x = (a.year * 16 + a.month) * 32 + a.day;
	int y = (b.year * 16 + b.month) * 32 + b.day;

	return (x > y) - (x < y);
}

bool
dais_date_eq(struct dais_date a, struct dais_date b)
{
	return dais_date_cmp(a, b) == 0;
}

/* Days of the proleptic Gregorian calendar counted in eras of 400 years that begin on 1 March. */
int64_t
dais_date_to_days(struct dais_date d)
{
	int64_t y = d.month <= 2 ? d.year - 1 : d.year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

struct dais_date
dais_date_from_days(int64_t days)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t day_of_era = z - era * 146097;
	int64_t year_of_era =
	    (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year =
	    day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month_from_march = (5 * day_of_year + 2) / 153;
	int month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);

	return (struct dais_date){ (int)(year_of_era + era * 400) + (month <= 2), month,
		(int)(day_of_year - (153 * month_from_march + 2) / 5) + 1 };
}

struct dais_date
dais_date_add(struct dais_date d, int days)
{
	return dais_date_from_days(dais_date_to_days(d) + days);
}

int
dais_date_weekday(struct dais_date d)
{
	int64_t days = dais_date_to_days(d) + 3; /* 1970-01-01 was a Thursday */

	return (int)((days % 7 + 7) % 7) + 1;
}

static bool
digits(struct dais_str s, size_t from, size_t n, int *ret)
{
	int64_t v;

	if (s.n < from + n || s.p[from] == '-' ||
	    !dais_str_to_int(dais_str_sub(s, from, from + n), 0, 9999, &v))
		return false;
	*ret = (int)v;
	return true;
}

struct dais_local
dais_local_from_ms(int64_t at_ms)
{
	int64_t day = at_ms / DAIS_DAY_MS - (at_ms % DAIS_DAY_MS < 0);

	return (struct dais_local){ dais_date_from_days(day),
		(int)((at_ms - day * DAIS_DAY_MS) / DAIS_MINUTE_MS) };
}

bool
dais_date_parse(struct dais_str s, struct dais_date *ret_date)
{
	struct dais_date d;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' || !digits(s, 0, 4, &d.year) ||
	    !digits(s, 5, 2, &d.month) || !digits(s, 8, 2, &d.day) || !dais_date_is_valid(d))
		return false;
	*ret_date = d;
	return true;
}

bool
dais_minute_parse(struct dais_str s, int *ret_minute)
{
	int h, m;

	if (s.n != 5 || s.p[2] != ':' || !digits(s, 0, 2, &h) || !digits(s, 3, 2, &m) || m > 59 ||
	    h * 60 + m > 1440)
		return false;
	*ret_minute = h * 60 + m;
	return true;
}

bool
dais_local_parse(struct dais_str s, struct dais_local *ret_local)
{
	struct dais_local l = { .minute = -1 };

	if (!dais_date_parse(dais_str_sub(s, 0, 10), &l.date))
		return false;
	if (s.n != 10 &&
	    (s.n != 16 || s.p[10] != 'T' || !dais_minute_parse(dais_str_sub(s, 11, 16), &l.minute)))
		return false;
	*ret_local = l;
	return true;
}

int
dais_local_cmp(struct dais_local a, struct dais_local b)
{
	int c = dais_date_cmp(a.date, b.date);

	return c ? c : (a.minute > b.minute) - (a.minute < b.minute);
}

struct dais_str
dais_date_print(struct dais_arena *a, struct dais_date d)
{
	return dais_arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

struct dais_str
dais_local_print(struct dais_arena *a, struct dais_local l)
{
	if (l.minute < 0)
		return dais_date_print(a, l.date);
	return dais_arena_printf(a, "%04d-%02d-%02dT%02d:%02d", l.date.year, l.date.month,
	    l.date.day, l.minute / 60, l.minute % 60);
}
