/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * CALENDAR.yaml and its plan (doc/planning.md, "A calendar").
 */
#ifndef DAIS_READ_PACKAGE_CALENDAR_H
#define DAIS_READ_PACKAGE_CALENDAR_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/calendar.h"

#define DAIS_CALENDAR_MAX_SITTINGS 500000u
#define DAIS_CALENDAR_MAX_ROOMS 1024u
#define DAIS_CALENDAR_MAX_POOLS 64u
#define DAIS_CALENDAR_MAX_DAYS 3700u
#define DAIS_CALENDAR_MAX_HOURS 12u /* sittings a day */

/* Whether @bytes look like a calendar: the key `dais-calendar` stands at the start of a line. */
bool dais_calendar_is(struct dais_str bytes);
/* The calendar that @bytes of the file the user calls @file are, in @a. What is wrong goes to
 * @diags, rule "package", with line and column; with errors NULL is returned. */
struct dais_calendar *dais_calendar_load(
    struct dais_arena *a, struct dais_str bytes, const char *file, struct dais_diags *diags);
/* The plan in @bytes of @file, for @c, by meeting. False when there are errors, which are added to
 * @diags: names and times that @c does not know are some; *@ret then holds what could be read, in
 * @a. Whether the plan is good is for the checker to say. */
bool dais_calendar_load_plan(struct dais_arena *a, struct dais_str bytes, const char *file,
    const struct dais_calendar *c, struct dais_diags *diags, struct dais_calendar_plan *ret);
/* Prints @plan as a file that dais_calendar_load_plan() reads. @missing: say in a comment that
 * so many turns have no time. */
void dais_calendar_print_plan(const struct dais_calendar *c, const struct dais_calendar_plan *plan,
    size_t missing, struct dais_buf *out);

#endif
