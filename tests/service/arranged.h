/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The example as a working record whose timetable is arranged: what these tests share. Failures end
 * the test.
 */
#ifndef TESTS_SERVICE_ARRANGED_H
#define TESTS_SERVICE_ARRANGED_H

#include "record_support.h"
#include "service/timetable/arrange.h"

#define ARRANGED DAIS_STR("example") /* the package */

/* A new record with the example in it; record_remove() takes it away. */
struct dais_house *arranged_open(void);
/* Minute @minute of day @day of May 2022, in which the example meets. */
struct dais_local arranged_at(int day, int minute);
/* Writes @t as the program; returns the change, 0 when nothing changed. */
uint64_t arranged_put(struct dais_house *h, const struct dais_arrangement *t, struct dais_arena *a);
/* The thing of sitting @id. */
void arranged_sitting(
    struct dais_house *h, const char *id, struct dais_arena *a, struct dais_thing *ret);

#endif
