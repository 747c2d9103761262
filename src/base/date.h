/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Civil dates and times (proleptic Gregorian calendar, ISO 8601), without zones: the zone is the
 * meeting's and is applied by src/text/zone.h when an instant is needed.
 */
#ifndef DAIS_BASE_DATE_H
#define DAIS_BASE_DATE_H

#include "base/str.h"

/* Spans of an instant, in milliseconds. */
#define DAIS_SECOND_MS INT64_C(1000)
#define DAIS_MINUTE_MS (60 * DAIS_SECOND_MS)
#define DAIS_HOUR_MS (60 * DAIS_MINUTE_MS)
#define DAIS_DAY_MS (24 * DAIS_HOUR_MS)

struct dais_date {
	int year;  /* 1..9999; 0 means "not given" */
	int month; /* 1..12 */
	int day;   /* 1..31 */
};

struct dais_local {
	struct dais_date date;
	int minute; /* of the day, 0..1440; -1: no time of day given */
};

/* Whether it is given at all; whether it is a day that the calendar has (one not given is none). */
bool dais_date_is_set(struct dais_date d);
bool dais_date_is_valid(struct dais_date d);
/* <0, 0, >0: earlier, the same, later. One that is not given comes before all others. */
int dais_date_cmp(struct dais_date a, struct dais_date b);
bool dais_date_eq(struct dais_date a, struct dais_date b);
/* Days since 1970-01-01 (may be negative) and back; @d is a valid date. */
int64_t dais_date_to_days(struct dais_date d);
struct dais_date dais_date_from_days(int64_t days);
/* The day @days (may be negative) after the valid date @d; it is not valid behind the year 9999. */
struct dais_date dais_date_add(struct dais_date d, int days);
/* The day and the minute in UTC at @at_ms, milliseconds since 1970-01-01T00:00Z (may be negative).
 */
struct dais_local dais_local_from_ms(int64_t at_ms);
/* 1 = Monday ... 7 = Sunday (ISO 8601); @d is a valid date. */
int dais_date_weekday(struct dais_date d);
/* Read "YYYY-MM-DD", a day that the calendar has; that or "YYYY-MM-DDTHH:MM"; "HH:MM", 00:00 to
 * 24:00, as minutes of the day. Wholly: false, and nothing is set, when @s is anything else. */
bool dais_date_parse(struct dais_str s, struct dais_date *ret_date);
bool dais_local_parse(struct dais_str s, struct dais_local *ret_local);
bool dais_minute_parse(struct dais_str s, int *ret_minute);
/* <0, 0, >0; of one day, one without a time of day comes first. */
int dais_local_cmp(struct dais_local a, struct dais_local b);
/* "YYYY-MM-DD" in @a; "YYYY-MM-DDTHH:MM" where there is a time of day. */
struct dais_str dais_date_print(struct dais_arena *a, struct dais_date d);
struct dais_str dais_local_print(struct dais_arena *a, struct dais_local l);

#endif
