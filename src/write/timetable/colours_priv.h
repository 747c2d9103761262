/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/write/timetable only: colours and style from share/, made when dais is built.
 */
#ifndef DAIS_WRITE_TIMETABLE_COLOURS_PRIV_H
#define DAIS_WRITE_TIMETABLE_COLOURS_PRIV_H

#include "write/timetable/view.h"

/* "#rrggbb" on paper, by colour of the item. */
extern const char *const dais_timetable_bands[DAIS_TIMETABLE_COLOURS];
extern const char *const dais_timetable_tints[DAIS_TIMETABLE_COLOURS];
extern const char *const dais_timetable_shades[]; /* of use: nothing to full, light to dark */
extern const char dais_timetable_ink[];
/* share/css/timetable.css with the colours before it. */
extern const char dais_timetable_css[];

#endif
