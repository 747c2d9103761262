/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A timetable as a picture: SVG 1.1 with its words as text (they can be searched, copied and read
 * aloud), a title and a description, no fonts inside and nothing fetched. Colours are those of the
 * page. Lines are folded by the usual widths of the script's letters, with room to spare.
 */
#ifndef DAIS_WRITE_TIMETABLE_PICTURE_H
#define DAIS_WRITE_TIMETABLE_PICTURE_H

#include "base/buf.h"
#include "base/err.h"
#include "write/timetable/view.h"

/* Appends the picture of @t to @out. Errors: LIMIT (picture too big). */
bool dais_timetable_picture(const struct dais_timetable *t, struct dais_buf *out,
    struct dais_err *err) __attribute__((warn_unused_result));

#endif
