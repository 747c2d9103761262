/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Findings of large packages: made in the workshop, once for all who wait for them. Requests are
 * held meanwhile and go on when the findings are there.
 */
#include "service/house/findings.h"
#include "service/house/job.h"
#include "web/site.h"

/* A package that is changed all the time is shown with the findings of a moment ago. */
#define TRIES 3u

struct waiter {
	struct waiter *next;
	dais_site_ready *ready;
	void *ctx;
};

/* A check under way. */
struct dais_site_check {
	struct dais_site_check *next;
	struct dais_arena *arena;
	struct dais_site *site;
	struct dais_str package;
	enum dais_lang language;
	unsigned tries;
	struct waiter *waiters;
};

static void answered(void *ctx, struct dais_str answer, const struct dais_err *failure);

static void
ask(struct dais_site_check *c)
{
	struct dais_str question;

	c->tries++;
	dais_check_question(c->package, c->language, c->arena, &question);
	dais_workshop_ask(c->site->workshop, "check", question, answered, c);
}

/* Nobody waits for it any more who comes from now on. */
static void
forget(struct dais_site_check *c)
{
	struct dais_site_check **link = &c->site->checks;

	while (*link != c)
		link = &(*link)->next;
	*link = c->next;
}

static void
answered(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	struct dais_site_check *c = ctx;
	DAIS_SNAPSHOT_AUTO s = NULL; /* held, so that the findings are there for all who wait */
	struct dais_err err = DAIS_ERR_INIT;
	bool fits = true;

	if (failure)
		err = *failure;
	else if (dais_house_working(c->site->house, c->package, &s, &err))
		(void)dais_check_answer(answer, s, c->language, c->tries >= TRIES, &fits, &err);
	if (!err.code && !fits && c->tries < TRIES) {
		ask(c);
		return;
	}
	/* Who finds that the package was changed in this moment waits for another check. */
	forget(c);
	for (struct waiter *w = c->waiters; w; w = w->next)
		w->ready(w->ctx, err.code ? &err : NULL);
	dais_arena_free(c->arena);
}

bool
dais_site_await(struct dais_site *site, const struct dais_snapshot *s, enum dais_lang l,
    dais_site_ready *ready, void *ctx)
{
	struct dais_site_check *c = site->checks;
	struct dais_arena *a;
	struct waiter *w;

	if (!site->workshop || dais_findings_are_quick(s, l))
		return false;
	while (c && (c->language != l || !dais_str_eq(c->package, s->package)))
		c = c->next;
	if (!c) {
		a = dais_arena_new(0);
		c = DAIS_NEW(a, struct dais_site_check);
		*c = (struct dais_site_check){ .next = site->checks,
			.arena = a,
			.site = site,
			.package = dais_arena_dup(a, s->package),
			.language = l };
		site->checks = c;
		ask(c);
	}
	w = DAIS_NEW(c->arena, struct waiter);
	*w = (struct waiter){ c->waiters, ready, ctx };
	c->waiters = w;
	return true;
}

void
dais_site_end_checks(struct dais_site *site)
{
	while (site->checks) {
		struct dais_site_check *c = site->checks;

		forget(c);
		dais_arena_free(c->arena);
	}
}
