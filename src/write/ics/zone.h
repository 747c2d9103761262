/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * VTIMEZONE from the rules of a zone around some dates. Not for others.
 */
#ifndef DAIS_WRITE_ICS_ZONE_H
#define DAIS_WRITE_ICS_ZONE_H

#include "base/err.h"
#include "write/ics/line.h"

/* Writes the VTIMEZONE of @zone, right from a year before @from to a year after @to. False
 * (INVALID) when the zone is unknown. */
bool dais_ics_zone(struct ics_line *l, struct dais_arena *a, struct dais_str zone,
    struct dais_date from, struct dais_date to, struct dais_err *err);

#endif
