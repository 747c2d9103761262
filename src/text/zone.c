/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Offsets of time zones, from ICU's copy of the IANA data.
 */
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "text/text.h"

#define ZONE_BYTES_MAX 64 /* the longest IANA name has 32 */
#define MS_PER_MINUTE 60000

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

bool
dais_text_zone_offset(struct dais_str zone, struct dais_local at, int *ret_minutes)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar id[ZONE_BYTES_MAX];
	UCalendar *cal;
	int32_t n = 0, raw = 0, dst = 0;
	int minute = at.minute < 0 ? 0 : at.minute;
	double ms;

	if (zone.n == 0 || zone.n >= ZONE_BYTES_MAX)
		return false;
	u_strFromUTF8(id, ZONE_BYTES_MAX, &n, zone.p, (int32_t)zone.n, &e);
	if (U_FAILURE(e) || !is_known(id, n))
		return false;
	cal = ucal_open(id, n, "", UCAL_GREGORIAN, &e);
	if (U_FAILURE(e))
		return false;
	ms = ((double)dais_date_to_days(at.date) * 1440 + minute) * MS_PER_MINUTE;
	ucal_setMillis(cal, ms, &e);
	/* The calendar's millis are taken as local time here. */
	ucal_getTimeZoneOffsetFromLocal(
	    cal, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, &raw, &dst, &e);
	ucal_close(cal);
	if (U_FAILURE(e))
		return false;
	*ret_minutes = (raw + dst) / MS_PER_MINUTE;
	return true;
}
