/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The one place where threads appear: a fixed number of independent jobs spread over the cores.
 */
#ifndef DAIS_BASE_PARALLEL_H
#define DAIS_BASE_PARALLEL_H

#include <stddef.h>

/* Calls @job(@ctx, i) for i = 0 .. @n - 1, each once, on up to @threads threads (0: as many as
 * cores), the caller's among them; returns when all are done. Jobs start in order of i. */
void dais_parallel_run(size_t n, unsigned threads, void (*job)(void *ctx, size_t i), void *ctx);

#endif
