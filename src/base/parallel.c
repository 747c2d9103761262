/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#define THREADS_MAX 64u

struct pool {
	atomic_size_t next;
	size_t n;
	void (*job)(void *ctx, size_t i);
	void *ctx;
};

static void *
work(void *arg)
{
	struct pool *p = arg;

	for (;;) {
		size_t i = atomic_fetch_add(&p->next, 1);

		if (i >= p->n)
			return NULL;
		p->job(p->ctx, i);
	}
}

void
dais_parallel_run(size_t n, unsigned threads, void (*job)(void *ctx, size_t i), void *ctx)
{
	struct pool p = { .n = n, .job = job, .ctx = ctx };
	pthread_t ids[THREADS_MAX];
	unsigned started = 0;

	if (threads == 0) {
		long cores = sysconf(_SC_NPROCESSORS_ONLN);

		threads = cores > 0 ? (unsigned)cores : 1;
	}
	if (threads > THREADS_MAX)
		threads = THREADS_MAX;
	while (started + 1 < threads && started + 1 < n) {
		if (pthread_create(&ids[started], NULL, work, &p) != 0)
			break; /* fewer threads do the same work */
		started++;
	}
	(void)work(&p);
	for (unsigned i = 0; i < started; i++)
		(void)pthread_join(ids[i], NULL);
}
