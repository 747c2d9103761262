/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais plan: progress on a terminal, and Ctrl-C.
 */
#include <signal.h>

#include "cli/plan_priv.h"
#include "text/width.h"

static atomic_int stopped;
static struct sigaction before;
static bool is_shown;
static enum dais_lang language;

/* The first ends the search, a second the program. */
static void
stop(int signal)
{
	(void)signal;
	stopped = 1;
	(void)sigaction(SIGINT, &before, NULL);
}

/* What of the line fits the terminal: one that were folded would not be cleared as a whole. */
static struct dais_str
fitting(struct dais_arena *a, struct dais_str line)
{
	unsigned columns = dais_cli_columns(stderr);

	if (columns < 2 || dais_text_columns(line) < columns)
		return line;
	return dais_text_wrap(a, line, columns - 1, true).v[0];
}

static void
show(void *ctx, const struct dais_progress *at)
{
	size_t cost = (size_t)at->cost[at->rank], bound = (size_t)at->bound[at->rank];
	unsigned seconds = (unsigned)(at->seconds + 0.5);
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO line = { 0 };

	(void)ctx;
	if (!is_shown)
		return;
	dais_buf_init(&line, DAIS_BUF_MAX);
	if (!at->has_answer)
		plan_tell(language, &line, "%u s: looking for a first plan", seconds);
	else if (at->rank == 0)
		plan_tell(language, &line, "%u s: a first plan is found", seconds);
	else
		plan_tell(language, &line,
		    "%u s: wishes of rank %u cost %zu, at least %zu, gap %u %% (Ctrl-C keeps the "
		    "best plan)",
		    seconds, at->rank, cost, bound,
		    cost > bound ? (unsigned)((cost - bound) * 100 / cost) : 0);
	(void)fprintf(stderr, "\r\033[K%.*s", DAIS_STR_ARG(fitting(a, dais_buf_str(&line))));
}

void
plan_watch_begin(struct dais_search *s, enum dais_lang l, bool shows)
{
	struct sigaction action = { .sa_handler = stop };

	stopped = 0;
	is_shown = shows;
	language = l;
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
