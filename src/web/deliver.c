/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Jobs that are under way, and those that deliver what waits in the outbox.
 */
#include "base/clock.h"
#include "web/background_priv.h"

void
background_complain(const struct dais_site *site, const char *doing, const struct dais_err *err)
{
	if (site->complain)
		site->complain(doing, err);
}

/* ---- what is under way ---- */

/* Memory of jobs that the workshop has: freed when they are done, or when the site ends. It is its
 * own first thing. */
struct dais_under_way {
	struct dais_under_way *next;
	struct dais_arena *arena;
};

struct dais_arena *
background_begin(struct dais_site *site)
{
	struct dais_arena *a = dais_arena_new(0);
	struct dais_under_way *work = DAIS_NEW(a, struct dais_under_way);

	*work = (struct dais_under_way){ site->under_way, a };
	site->under_way = work;
	return a;
}

void
background_end(struct dais_site *site, struct dais_arena *a)
{
	struct dais_under_way **link = &site->under_way;

	while (*link && (*link)->arena != a)
		link = &(*link)->next;
	DAIS_ASSERT(*link);
	*link = (*link)->next;
	dais_arena_free(a);
}

void
dais_background_end(struct dais_site *site)
{
	while (site->under_way)
		background_end(site, site->under_way->arena);
}

/* ---- delivering ---- */

/* A receiver is given so many events at the same moment, and no further one while one of them has
 * had no answer for so long: it must not keep all others waiting. */
#define RECEIVER_MAX 4u
#define SLOW_MS 2000

struct dais_delivery_under_way {
	struct dais_delivery_under_way *next; /* of those under way */
	struct dais_site *site;
	struct dais_arena *arena;
	struct dais_outbox_job job;
	int64_t since_ms;
	size_t *left; /* of those taken together: the arena goes with the last */
};

static size_t
count(const struct dais_site *site, bool hook)
{
	size_t n = 0;

	for (const struct dais_delivery_under_way *d = site->deliveries; d; d = d->next)
		n += d->job.hook == hook;
	return n;
}

static void
forget(struct dais_delivery_under_way *d)
{
	struct dais_delivery_under_way **link = &d->site->deliveries;

	while (*link != d)
		link = &(*link)->next;
	*link = d->next;
}

static void
delivered(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	struct dais_delivery_under_way *d = ctx;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_site *site = d->site;
	struct dais_arena *arena = d->arena;

	dais_http_mark(site->http, "what became of a delivery");
	forget(d);
	/* What cannot be settled is due again in five minutes. */
	if (!dais_outbox_settle(d->site->house, &d->job, answer, failure, &err))
		background_complain(d->site, "settling a delivery", &err);
	if (--*d->left == 0)
		background_end(site, arena);
}

/* Whether the receiver of event @job has enough to do; *@ret_slow: it does not keep up. */
static bool
is_busy(
    const struct dais_site *site, const struct dais_outbox_job *job, int64_t now_ms, bool *ret_slow)
{
	struct dais_str receiver = dais_outbox_receiver(job->state.key);
	size_t n = 0;

	*ret_slow = false;
	for (const struct dais_delivery_under_way *d = site->deliveries; d; d = d->next) {
		if (!d->job.hook || !dais_str_eq(dais_outbox_receiver(d->job.state.key), receiver))
			continue;
		n++;
		*ret_slow |= now_ms - d->since_ms > SLOW_MS;
	}
	return *ret_slow || n >= RECEIVER_MAX;
}

static void
begin(struct dais_delivery_under_way *d)
{
	struct dais_str question = dais_outbox_question(d->arena, &d->job);

	d->next = d->site->deliveries;
	d->site->deliveries = d;
	dais_workshop_ask(d->site->workshop, d->job.hook ? "post" : "send", question, delivered, d);
}

/* Begins it, or puts it off; false: put off. */
static bool
begin_or_put_off(struct dais_delivery_under_way *d)
{
	struct dais_err err = DAIS_ERR_INIT;
	bool slow;

	if (!d->job.hook || !is_busy(d->site, &d->job, d->since_ms, &slow)) {
		begin(d);
		return true;
	}
	if (!dais_outbox_put_off(d->site->house, &d->job, slow, &err))
		background_complain(d->site, "putting off a delivery", &err);
	return false;
}

/* Only what can begin at once is taken: what waited in the workshop for longer than it is reserved
 * would be taken again, and sent twice. */
static bool
take(struct dais_site *site, struct dais_arena *a, dais_outbox_jobs *ret, struct dais_err *err)
{
	size_t mails = site->sends_mail ? BACKGROUND_MAILS_MAX - count(site, false) : 0;

	return dais_outbox_take(
	    site->house, mails, BACKGROUND_HOOKS_MAX - count(site, true), a, ret, err);
}

void
background_deliver(struct dais_site *site)
{
	struct dais_arena *a = background_begin(site);
	struct dais_err err = DAIS_ERR_INIT;
	int64_t now = dais_clock_ms();
	dais_outbox_jobs jobs;
	size_t *left = DAIS_NEW(a, size_t);
	struct dais_delivery_under_way *all;

	if (!take(site, a, &jobs, &err))
		background_complain(site, "looking for deliveries", &err);
	all = DAIS_NEW_N(a, jobs.n + 1, struct dais_delivery_under_way);
	*left = jobs.n + 1; /* one for this function */
	for (size_t i = 0; i < jobs.n; i++) {
		all[i] = (struct dais_delivery_under_way){
			.site = site, .arena = a, .job = jobs.v[i], .since_ms = now, .left = left
		};
		if (!begin_or_put_off(&all[i]))
			--*left;
	}
	if (--*left == 0)
		background_end(site, a);
}
