/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Offsets of time zones, from ICU's copy of the IANA data.
 */
#include <pthread.h>

#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "text/text.h"

#define ZONE_BYTES_MAX 64 /* the longest IANA name has 32 */

static bool
is_known(const UChar *id, int32_t n)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar canonical[2 * ZONE_BYTES_MAX];
	UBool system = 0;

	ucal_getCanonicalTimeZoneID(id, n, canonical, 2 * ZONE_BYTES_MAX, &system, &e);
	/* ICU also takes "GMT+3" and gives Etc/Unknown for what it does not know. */
	return U_SUCCESS(e) && system;
}

/* The calendar of the zone asked for last: a meeting asks for its own zone again and again, and
 * opening one costs more than a page of layout. Kept until the process ends. */
static struct {
	pthread_mutex_t lock;
	char zone[ZONE_BYTES_MAX];
	size_t n;
	UCalendar *calendar;
} last = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* The calendar of @zone, or NULL when it is unknown; the lock is held. */
static UCalendar *
calendar_of(struct dais_str zone)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar id[ZONE_BYTES_MAX];
	UCalendar *opened;
	int32_t n = 0;

	if (last.calendar && dais_str_eq(zone, (struct dais_str){ last.zone, last.n }))
		return last.calendar;
	u_strFromUTF8(id, ZONE_BYTES_MAX, &n, zone.p, (int32_t)zone.n, &e);
	if (U_FAILURE(e) || !is_known(id, n))
		return NULL;
	opened = ucal_open(id, n, "", UCAL_GREGORIAN, &e);
	if (U_FAILURE(e))
		return NULL;
	if (last.calendar)
		ucal_close(last.calendar);
	memcpy(last.zone, zone.p, zone.n);
	last.n = zone.n;
	last.calendar = opened;
	return opened;
}

bool
dais_text_zone_offset(struct dais_str zone, struct dais_local at, int *ret_minutes)
{
	UErrorCode e = U_ZERO_ERROR;
	UCalendar *cal;
	int32_t raw = 0, dst = 0;
	int minute = at.minute < 0 ? 0 : at.minute;
	double ms = ((double)dais_date_to_days(at.date) * 1440 + minute) * (double)DAIS_MINUTE_MS;

	if (zone.n == 0 || zone.n >= ZONE_BYTES_MAX)
		return false;
	(void)pthread_mutex_lock(&last.lock);
	cal = calendar_of(zone);
	if (cal) {
		ucal_setMillis(cal, ms, &e);
		/* The calendar's millis are taken as local time here. */
		ucal_getTimeZoneOffsetFromLocal(
		    cal, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, &raw, &dst, &e);
	}
	(void)pthread_mutex_unlock(&last.lock);
	if (!cal || U_FAILURE(e))
		return false;
	*ret_minutes = (raw + dst) / (double)DAIS_MINUTE_MS;
	return true;
}
