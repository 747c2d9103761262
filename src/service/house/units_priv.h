/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the files of translations share.
 */
#ifndef DAIS_SERVICE_HOUSE_UNITS_PRIV_H
#define DAIS_SERVICE_HOUSE_UNITS_PRIV_H

#include "service/house/units.h"

#define DAIS_UNITS_DRAFTS "draft" /* area of the state in which drafts lie */

/* Where the draft of @thing in language @to lies; in @a. */
struct dais_str dais_units_draft_key(
    struct dais_arena *a, struct dais_str package, enum dais_lang to, struct dais_str thing);

#endif
