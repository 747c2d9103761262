/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Time of the processor, and searches of the optimizer that end by it.
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_CLOCK_H
#define DAIS_BENCH_PLANNING_CURRICULUM_CLOCK_H

#include <time.h>

#include "plan/engine/optimizer.h"

/* Seconds of the processor that this process has taken. */
double curriculum_now(void);
/* A search that ends after @seconds of the processor. SIGALRM is used for it, so that there can be
 * one at a time; the caller deletes @ret_timer. */
struct dais_search curriculum_limit(double seconds, uint64_t seed, timer_t *ret_timer);

#endif
