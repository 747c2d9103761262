/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The clock of the machine is set while the server runs, or was wrong when it began. Nothing of the
 * record depends on it; what ends or is due by it does: deliveries that were put off while it was
 * ahead come when it is right again. When it is set ahead while the server runs, what would have
 * ended is not cleared away at once, so that there is time to set it right; a server that begins
 * with a clock that is ahead cannot know it, and clears away.
 */
#include <time.h>

#include "service/outbox/outbox.h"
#include "web/background.h"

#define STEP_MS DAIS_MINUTE_MS /* less is the ordinary adjusting */
#define HOLD_MS DAIS_DAY_MS

/* Time since the machine was started, its sleep included: a laptop that was closed was not set. */
static int64_t
passed_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_BOOTTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
complain(const struct dais_site *site, const struct dais_err *err)
{
	if (site->complain)
		site->complain("looking at the clock", err);
}

/* In whole seconds: two clocks are not read at the same moment. */
static void
say_step(const struct dais_site *site, int64_t step_ms)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (step_ms < 0)
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "it was set back by %lld seconds",
		    (long long)(-step_ms + 500) / 1000);
	else
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "it was set forward by %lld seconds",
		    (long long)(step_ms + 500) / 1000);
	complain(site, &err);
}

void
dais_background_watch_clock(struct dais_site *site)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_set_clock *c = &site->clock;
	int64_t now = dais_house_now_ms(site->house), passed = passed_ms();
	int64_t step = c->is_known ? (now - c->now_ms) - (passed - c->passed_ms) : 0;
	bool is_first = !c->is_known;

	c->is_known = true;
	c->now_ms = now;
	c->passed_ms = passed;
	if (step > STEP_MS || step < -STEP_MS)
		say_step(site, step);
	if (step > HOLD_MS)
		c->hold_until_ms = passed + HOLD_MS;
	if ((is_first || step < -STEP_MS) && !dais_outbox_hasten(site->house, &err))
		complain(site, &err);
}

bool
dais_background_may_purge(const struct dais_site *site)
{
	return site->clock.passed_ms >= site->clock.hold_until_ms;
}
