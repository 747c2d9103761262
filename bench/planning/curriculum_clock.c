/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_clock.h"

#include <math.h>
#include <signal.h>

static atomic_int time_is_up;

static void
on_alarm(int number)
{
	(void)number;
	time_is_up = 1;
}

double
curriculum_now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct dais_search
curriculum_limit(double seconds, uint64_t seed, timer_t *ret_timer)
{
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM };
	struct itimerspec at = { .it_value = { .tv_sec = (time_t)seconds,
				     .tv_nsec = (long)((seconds - floor(seconds)) * 1e9) } };

	time_is_up = 0;
	(void)signal(SIGALRM, on_alarm);
	(void)timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, ret_timer);
	(void)timer_settime(*ret_timer, 0, &at, NULL);
	return (struct dais_search){ .seed = seed, .stop = &time_is_up };
}
