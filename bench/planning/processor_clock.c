/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/processor_clock.h"

#include <stdbool.h>
#include <time.h>

double __wrap_dais_clock_seconds(void);

static _Atomic double furthest;

double
__wrap_dais_clock_seconds(void)
{
	static _Thread_local double begun;
	static _Thread_local bool has_begun;
	struct timespec t = { 0 };
	double own;

	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	own = (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
	if (!has_begun)
		begun = furthest - own;
	has_begun = true;
	if (begun + own > furthest)
		furthest = begun + own;
	return begun + own;
}

double
processor_clock_furthest(void)
{
	return furthest;
}
