/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * cmocka needs these headers in this order. */
#ifndef DAIS_TESTS_SUPPORT_TEST_H
#define DAIS_TESTS_SUPPORT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "base/str.h"

#define assert_str(s, literal)                                                                     \
	do {                                                                                       \
		struct dais_str assert_str_s = (s);                                                \
		struct dais_str assert_str_l = dais_str_from(literal);                             \
		if (!dais_str_eq(assert_str_s, assert_str_l))                                      \
			fail_msg("got \"%.*s\", expected \"%s\"", DAIS_STR_ARG(assert_str_s),      \
			    assert_str_l.p);                                                       \
	} while (0)

/* What this program has used of the processor, in seconds: however many others run beside it. */
static inline double
processor_seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Fails unless @what stands in @s. */
static inline void
assert_has(struct dais_str s, const char *what)
{
	if (dais_str_find(s, dais_str_from(what), 0) == SIZE_MAX)
		fail_msg("\"%s\" is missing in:\n%.*s", what, DAIS_STR_ARG(s));
}

/* Fails if it does. */
static inline void
assert_lacks(struct dais_str s, const char *what)
{
	if (dais_str_find(s, dais_str_from(what), 0) != SIZE_MAX)
		fail_msg("\"%s\" stands in:\n%.*s", what, DAIS_STR_ARG(s));
}

#endif
