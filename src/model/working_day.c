/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "model/working_day.h"

#define SATURDAY 6

static bool
is_among(const struct dais_date *v, size_t n, struct dais_date d)
{
	for (size_t i = 0; i < n; i++)
		if (dais_date_eq(v[i], d))
			return true;
	return false;
}

enum dais_day_kind
dais_profile_day(const struct dais_profile *p, struct dais_date d)
{
	if (dais_date_weekday(d) >= SATURDAY)
		return DAIS_DAY_WEEKEND;
	if (is_among(p->holidays.v, p->holidays.n, d))
		return DAIS_DAY_HOLIDAY;
	if (is_among(p->host_holidays.v, p->host_holidays.n, d))
		return DAIS_DAY_HOST_HOLIDAY;
	return DAIS_DAY_WORKING;
}
