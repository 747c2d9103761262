/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Sittings as addresses and forms name them, and what may be done with them, for pages and programs
 * alike. A sitting is named by its beginning and its first body, "2022-05-23T10:00/ic": what stands
 * there when the request comes is what is meant.
 */
#ifndef DAIS_WEB_TIMETABLE_TIMETABLE_H
#define DAIS_WEB_TIMETABLE_TIMETABLE_H

#include "net/http.h"
#include "service/timetable/arrange.h"

/* Name of sitting @i in forms, and the sitting of a name (DAIS_NONE: none). */
struct dais_str dais_sitting_name(const struct dais_record *r, size_t i, struct dais_arena *a);
size_t dais_sitting_find(const struct dais_record *r, struct dais_str name);
/* The entry of @sitting that takes up @item; SIZE_MAX: none does. */
size_t dais_sitting_entry_of(const struct dais_record *r, size_t sitting, size_t item);
/* Does to @t what fields say: "do" is add, move, hours, services, minutes, move-entry, why-move,
 * close-entry, add-entry or close; "sitting", "item", "time" ... say with what. *@ret_shown:
 * beginning of the sitting it was about; its minute is -1 when it is gone. Errors: INVALID,
 * NOT_FOUND, CONFLICT, as of service/timetable. */
bool dais_sitting_act(const dais_http_pairs *said, struct dais_arrangement *t,
    struct dais_local *ret_shown, struct dais_err *err);

#endif
