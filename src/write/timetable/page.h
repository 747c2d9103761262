/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A timetable as one self-contained, accessible web page: HTML5, style inlined, no script, nothing
 * fetched. Works from right to left, on phones (each sitting a card), on paper, and in both colour
 * schemes.
 */
#ifndef DAIS_WRITE_TIMETABLE_PAGE_H
#define DAIS_WRITE_TIMETABLE_PAGE_H

#include "base/buf.h"
#include "base/err.h"
#include "write/timetable/view.h"

/* Appends the page of @t to @out. Errors: LIMIT (page too big). */
bool dais_timetable_page(const struct dais_timetable *t, struct dais_buf *out, struct dais_err *err)
    __attribute__((warn_unused_result));

#endif
