/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Content lines of RFC 5545: escaping and folding. Not for others.
 */
#ifndef DAIS_WRITE_ICS_LINE_H
#define DAIS_WRITE_ICS_LINE_H

#include "base/buf.h"
#include "base/date.h"

#define ICS_LINE_MAX 75 /* octets without the line end (RFC 5545, 3.1) */

/* A line being built; dais_ics_line_end() folds it into @out (borrowed). A line of more than a
 * megabyte fails, and @out with it (base/buf.h). Calls come in the order of the line: open, params,
 * colon, value, end. */
struct ics_line {
	struct dais_buf *out;
	struct dais_buf text;
};

/* Begins lines of @out (borrowed); releasing frees what is held for the line that is built. */
void dais_ics_line_init(struct ics_line *l, struct dais_buf *out);
void dais_ics_line_release(struct ics_line *l);
/* Whole line of constant words. */
void dais_ics_plain(struct ics_line *l, const char *name, const char *value);
/* Opens a line with its name, or name and parameters as they are to stand ("DTSTART;TZID=..."). */
void dais_ics_open(struct ics_line *l, const char *name);
/* @s as part of a TEXT value: escaped; control characters but the line end are left out. */
void dais_ics_text(struct ics_line *l, struct dais_str s);
/* A parameter value, quoted when it must be. */
void dais_ics_param(struct ics_line *l, const char *name, struct dais_str value);
void dais_ics_colon(struct ics_line *l);
/* "20220523", of years 0 to 9999, here and below. */
void dais_ics_day(struct ics_line *l, struct dais_date d);
/* "20220523T080000Z"; @epoch: seconds since 1970. */
void dais_ics_utc(struct ics_line *l, int64_t epoch);
/* "20220523T100000"; @minute of the day, 0 or more, may be of days after. */
void dais_ics_local(struct ics_line *l, struct dais_date d, int minute);
void dais_ics_line_end(struct ics_line *l);
/* How often a program that subscribes is to look again (RFC 7986, 5.7). */
void dais_ics_refresh(struct ics_line *l);

#endif
