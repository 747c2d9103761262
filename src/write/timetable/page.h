/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A timetable as one self-contained, accessible web page: HTML5, style inlined, no script, nothing
 * fetched. Works from right to left, on phones (each sitting a card), on paper, and in both colour
 * schemes.
 */
#ifndef DAIS_WRITE_TIMETABLE_PAGE_H
#define DAIS_WRITE_TIMETABLE_PAGE_H

#include "base/err.h"
#include "mark/xml.h"
#include "write/timetable/view.h"

/* Appends the page of @t to @out. Errors: LIMIT (page too big). */
bool dais_timetable_page(const struct dais_timetable *t, struct dais_buf *out, struct dais_err *err)
    __attribute__((warn_unused_result));
/* Writes the table of @t alone, in a frame that scrolls, for a page that has its own frame and the
 * style of grids (share/web/grid.css). @id: unique in the page. Hours are <time class="moment">
 * with the offset of @zone (may be empty). No style attributes. @a: scratch. */
void dais_timetable_page_grid(struct dais_xml *w, const struct dais_timetable *t, const char *id,
    struct dais_str zone, struct dais_arena *a);

#endif
