/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Time that has passed: a clock that is never set and never goes back (clock_gettime(2),
 * CLOCK_MONOTONIC, which cannot fail on Linux). What it counts from is not said: only differences
 * mean something, also between processes of one machine until it is started anew.
 */
#ifndef DAIS_BASE_CLOCK_H
#define DAIS_BASE_CLOCK_H

#include <stdint.h>

int64_t dais_clock_us(void);     /* microseconds, rounded down */
int64_t dais_clock_ms(void);     /* milliseconds, rounded down */
double dais_clock_seconds(void); /* seconds and parts of one */

#endif
