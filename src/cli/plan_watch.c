/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais plan: progress on a terminal, and Ctrl-C.
 */
#include <inttypes.h>
#include <signal.h>

#include "cli/plan_priv.h"

static volatile sig_atomic_t stopped;
static struct sigaction before;
static bool is_shown;

/* The first ends the search, a second the program. */
static void
stop(int signal)
{
	(void)signal;
	stopped = 1;
	(void)sigaction(SIGINT, &before, NULL);
}

static void
show(void *ctx, const struct dais_progress *at)
{
	uint64_t cost = at->cost[at->rank], bound = at->bound[at->rank];

	(void)ctx;
	if (!is_shown)
		return;
	if (!at->has_answer || at->rank == 0) {
		(void)fprintf(stderr, "\r\033[K%.0f s: %s", at->seconds,
		    at->has_answer ? "a first plan is found" : "looking for a first plan");
		return;
	}
	(void)fprintf(stderr,
	    "\r\033[K%.0f s: wishes of rank %u cost %" PRIu64 ", at least %" PRIu64
	    ", gap %.0f %% (Ctrl-C keeps the best plan)",
	    at->seconds, at->rank, cost, bound,
	    cost > bound ? 100.0 * (double)(cost - bound) / (double)cost : 0.0);
}

void
plan_watch_begin(struct dais_search *s, bool shows)
{
	struct sigaction action = { .sa_handler = stop };

	stopped = 0;
	is_shown = shows;
	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(SIGINT, &action, &before);
	s->stop = &stopped;
	s->progress = shows ? show : NULL;
}

void
plan_watch_end(void)
{
	(void)sigaction(SIGINT, &before, NULL);
	if (is_shown)
		(void)fputs("\r\033[K", stderr);
}
