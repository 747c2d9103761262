/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/clock.h"

#include <time.h>

int64_t
dais_clock_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t
dais_clock_ms(void)
{
	return dais_clock_us() / 1000;
}

double
dais_clock_seconds(void)
{
	return (double)dais_clock_us() * 1e-6;
}
