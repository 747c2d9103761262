/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Submissions that should have a certain place in their track: what the models say of it.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_ORDER_H
#define DAIS_BENCH_PLANNING_COSPLIB_ORDER_H

#include "plan/engine/optimizer.h"
#include "planning/cosplib_patterns.h"

/* Whether sessions of track @t's submissions decide on their places: it may have several. */
bool cosplib_has_order(const struct cosplib *p, const struct cosplib_aim *aim,
    const struct cosplib_patterns *patterns, size_t t);
/* Charges each submission of track @t whose place is not among those of its session. @place:
 * submissions x sessions, 0 where it cannot be. */
void cosplib_add_order(const struct cosplib *p, size_t t, const dais_literal *place,
    struct dais_optimizer *o, struct dais_arena *a);

#endif
