/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A program linked with processor_clock_args (meson.build) reads time of the processor where it
 * asks dais_clock_seconds(): limits and figures are then the same whatever else runs on the
 * machine. Each thread has a clock of its own, as if it had a core; a new one begins at what the
 * others have come to, and who waits for one to end goes on when it has.
 */
#ifndef DAIS_BENCH_PLANNING_PROCESSOR_CLOCK_H
#define DAIS_BENCH_PLANNING_PROCESSOR_CLOCK_H

/* Seconds of the thread that has come furthest, when it last asked. */
double processor_clock_furthest(void);

#endif
