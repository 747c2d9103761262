/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What kind of day a day is at the seat: for sittings, for the end of a silence, for the half-days
 * that are offered. Source: R-DATE-03.
 */
#ifndef DAIS_MODEL_WORKING_DAY_H
#define DAIS_MODEL_WORKING_DAY_H

#include "model/profile.h"

enum dais_day_kind {
	DAIS_DAY_WORKING,
	DAIS_DAY_WEEKEND,
	DAIS_DAY_HOLIDAY,     /* official, of the organization */
	DAIS_DAY_HOST_HOLIDAY /* public, of the host country alone: staff may still be there */
};

/* The first that applies, in the order weekend, official holiday, holiday of the host. */
enum dais_day_kind dais_profile_day(const struct dais_profile *p, struct dais_date d);

#endif
