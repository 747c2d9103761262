/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files about units of translation.
 */
#ifndef DAIS_SERVICE_HOUSE_UNITS_PRIV_H
#define DAIS_SERVICE_HOUSE_UNITS_PRIV_H

#include "service/house/units.h"

/* Blocks @from (inclusive) to @to of @prose as CommonMark. */
struct dais_str dais_units_print(
    const struct dais_prose *prose, size_t from, size_t to, struct dais_arena *a);

#endif
