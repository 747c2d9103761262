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

bool dais_date_is_set(struct dais_date d);
bool dais_date_is_valid(struct dais_date d);
int dais_date_cmp(struct dais_date a, struct dais_date b);
bool dais_date_eq(struct dais_date a, struct dais_date b);
/* Days since 1970-01-01 (may be negative) and back. */
int64_t dais_date_to_days(struct dais_date d);
struct dais_date dais_date_from_days(int64_t days);
struct dais_date dais_date_add(struct dais_date d, int days);
/* The day and the minute in UTC at @at_ms, milliseconds since 1970-01-01T00:00Z (may be negative).
 */
struct dais_local dais_local_from_ms(int64_t at_ms);
/* 1 = Monday ... 7 = Sunday (ISO 8601). */
int dais_date_weekday(struct dais_date d);
/* "YYYY-MM-DD", wholly. */
bool dais_date_parse(struct dais_str s, struct dais_date *ret_date);
/* "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM", wholly. */
bool dais_local_parse(struct dais_str s, struct dais_local *ret_local);
/* "HH:MM" (00:00..24:00) to minutes. */
bool dais_minute_parse(struct dais_str s, int *ret_minute);
int dais_local_cmp(struct dais_local a, struct dais_local b);
struct dais_str dais_date_print(struct dais_arena *a, struct dais_date d);
/* With the time only when minute >= 0. */
struct dais_str dais_local_print(struct dais_arena *a, struct dais_local l);

#endif
