/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/write/timetable only: two plans, day by day.
 */
#ifndef DAIS_WRITE_TIMETABLE_BESIDE_PRIV_H
#define DAIS_WRITE_TIMETABLE_BESIDE_PRIV_H

#include "write/timetable/beside.h"

/* The two grids, each marked against the other. */
struct beside {
	struct dais_timetable *before, *after; /* after: with the totals of both */
	dais_str_lines stated; /* total time and shortfall */
	size_t n;              /* days of both */
	const struct dais_timetable_day *(*days)[2]; /* NULL: no sittings that day */
};

struct beside dais_beside_new(
    const struct dais_timetable_pair *pair, enum dais_lang l, struct dais_arena *a);
/* The names of the bodies of a block; "joint sitting" when it is of all. */
struct dais_str dais_beside_bodies(
    const struct dais_timetable *t, const struct dais_timetable_block *b, struct dais_arena *a);

#endif
