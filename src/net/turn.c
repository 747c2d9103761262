/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How long the loop is held, and by what. Everybody waits for the one thread: of a turn that took
 * long, the step that took the longest is counted and logged by its name.
 */
#include <time.h>

#include "base/clock.h"
#include "net/http_priv.h"

#define LONG_US 50000   /* is counted and logged */
#define ENOUGH_US 10000 /* everybody else waits so long at most, and for one handler more */

int64_t
net_turn_processor_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* ---- within a turn ---- */

void
net_turn_begin(struct dais_http *s)
{
	s->turn = (struct net_turn){ .began_us = dais_clock_us(),
		.began_processor_us = net_turn_processor_us() };
	s->turn.marked_us = s->turn.began_us;
	s->turn.step = (struct net_step){ "", "connections", 0 };
}

void
net_turn_mark(struct dais_http *s, const char *method, const char *what)
{
	struct net_turn *t = &s->turn;
	int64_t now = dais_clock_us();

	t->step.us = now - t->marked_us;
	if (t->step.us > t->longest.us || !t->longest.what)
		t->longest = t->step;
	t->step = (struct net_step){ method, what, 0 };
	t->marked_us = now;
}

void
dais_http_mark(struct dais_http *s, const char *what)
{
	if (s)
		net_turn_mark(s, "", what);
}

bool
net_turn_is_long(const struct dais_http *s)
{
	return dais_clock_us() - s->turn.began_us > ENOUGH_US;
}

/* ---- over all ---- */

static void
count_long(struct dais_http *s, const struct net_step *step)
{
	struct net_metrics *m = &s->metrics;
	struct net_long_step *found = NULL;

	for (size_t i = 0; i < m->long_steps.n && !found; i++) {
		struct net_long_step *one = &m->long_steps.v[i];

		if (strcmp(one->step.method, step->method) == 0 &&
		    strcmp(one->step.what, step->what) == 0)
			found = one;
	}
	if (!found) {
		found = dais_vec_add(s->arena, &m->long_steps);
		*found = (struct net_long_step){ .step = { step->method, step->what, 0 } };
	}
	found->turns++;
	if (step->us > found->step.us)
		found->step.us = step->us;
}

void
net_turn_end(struct dais_http *s)
{
	struct net_turn *t = &s->turn;
	int64_t took, processor = net_turn_processor_us() - t->began_processor_us;

	net_turn_mark(s, "", "");
	took = t->marked_us - t->began_us;
	net_metrics_turn(&s->metrics, took, processor);
	if (took <= LONG_US)
		return;
	count_long(s, &t->longest);
	net_log_turn(s, took, processor, &t->longest);
}
