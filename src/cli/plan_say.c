/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais plan: what was found out, in words.
 */
#include "cli/plan_priv.h"

#include <stdlib.h>

#include "text/text.h"

#define DEMANDS_MOST 12u /* of a conflict, in text */
#define OPEN_MOST 12u    /* wishes of the rank that is open, in text */

void
plan_tell(enum dais_lang l, struct dais_buf *out, const char *english, ...)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	va_list ap;

	va_start(ap, english);
	dais_buf_put(out, dais_text_message_v(a, l, english, ap));
	va_end(ap);
}

/* Whether the bound shows that @rank cannot be better. */
static bool
is_closed(const struct dais_progress *at, unsigned rank)
{
	return at->cost[rank] <= at->bound[rank];
}

/* A wish that is not met, and what is paid for it, with its weight. */
struct paid {
	const struct dais_demand *wish;
	uint64_t cost;
};

/* Dearest first; as they were given where they cost the same. */
static int
by_cost(const void *x, const void *y)
{
	const struct paid *a = x, *b = y;

	if (a->cost != b->cost)
		return a->cost > b->cost ? -1 : 1;
	return (a->wish > b->wish) - (a->wish < b->wish);
}

/* Wishes of @rank that are not met, in @a. */
static struct paid *
find_paid(const struct dais_proposal *p, unsigned rank, struct dais_arena *a, size_t *ret_n)
{
	struct paid *v = DAIS_NEW_N(a, p->verdict.breaches.n + 1, struct paid);
	size_t n = 0;

	for (size_t i = 0; i < p->verdict.breaches.n; i++) {
		const struct dais_breach *b = &p->verdict.breaches.v[i];
		const struct dais_demand *d =
		    b->demand == DAIS_NONE ? NULL : &p->problem->demands.v[b->demand];

		if (d && d->rank == rank && b->cost)
			v[n++] = (struct paid){ d, b->cost * d->weight };
	}
	if (n)
		qsort(v, n, sizeof(*v), by_cost);
	*ret_n = n;
	return v;
}

/* Which wishes the gap is about: how much of each could be spared nobody knows, but of all
 * together it is no more than the gap. */
static void
say_open(const struct dais_proposal *p, unsigned rank, size_t gap, struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	enum dais_lang l = p->problem->language;
	size_t n;
	const struct paid *v = find_paid(p, rank, a, &n);

	if (!n)
		return;
	plan_tell(l, out,
	    "Open in rank %u, with what each pays; a better plan would spare at most %zu of it in "
	    "all:",
	    rank, gap);
	dais_buf_puts(out, "\n");
	for (size_t i = 0; i < n && i < OPEN_MOST; i++)
		dais_buf_printf(out, "  - %.*s (%zu)\n",
		    DAIS_STR_ARG(dais_demand_words(p->problem, v[i].wish, a)), (size_t)v[i].cost);
	if (n <= OPEN_MOST)
		return;
	dais_buf_puts(out, "  ");
	plan_tell(l, out, "... and %zu more (--format json lists all)", n - OPEN_MOST);
	dais_buf_puts(out, "\n");
}

/* The gap of the first rank left open, only: the bounds of later ones mean nothing before. */
static void
say_gap(enum dais_lang l, const struct dais_proposal *p, struct dais_buf *out)
{
	const struct dais_progress *at = &p->result.at;
	unsigned rank = 1, gap; /* tenths of a per cent */
	size_t cost, bound;

	plan_tell(l, out, "In the time given this is the best plan found.");
	while (rank <= DAIS_RANKS_MAX && is_closed(at, rank))
		rank++;
	if (rank > DAIS_RANKS_MAX) {
		dais_buf_puts(out, "\n");
		return;
	}
	cost = (size_t)at->cost[rank];
	bound = (size_t)at->bound[rank];
	gap = (unsigned)(1000.0 * (double)(cost - bound) / (double)cost + 0.5);
	dais_buf_puts(out, " ");
	if (rank > 1)
		plan_tell(l, out,
		    "Ranks before %u are proven; in rank %u it pays %zu, no plan pays less "
		    "than %zu (gap %u.%u %%).",
		    rank, rank, cost, bound, gap / 10, gap % 10);
	else
		plan_tell(l, out,
		    "In rank %u it pays %zu, no plan pays less than %zu (gap %u.%u %%).", rank,
		    cost, bound, gap / 10, gap % 10);
	dais_buf_puts(out, "\n");
	say_open(p, rank, cost - bound, out);
}

/* Of the time of the sittings held (R-SPK-15). */
static void
say_use(const struct dais_proposal *p, struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_verdict *v = &p->verdict;
	enum dais_lang l = p->problem->language;
	unsigned asked = p->problem->record ? p->problem->record->profile.booked_use_percent : 0;
	unsigned percent;

	if (!v->booked_minutes)
		return;
	percent = v->used_minutes * 100 / v->booked_minutes;
	plan_tell(l, out, "%.*s of %.*s booked are used (%u %%).",
	    DAIS_STR_ARG(dais_text_duration(a, l, v->used_minutes)),
	    DAIS_STR_ARG(dais_text_duration(a, l, v->booked_minutes)), percent);
	if (percent < asked) {
		dais_buf_puts(out, " ");
		plan_tell(l, out, "The profile asks for %u %%.", asked);
	}
	dais_buf_puts(out, "\n");
}

static void
say_proof(enum dais_lang l, const struct dais_proposal *p, struct dais_buf *out)
{
	unsigned hundredths = (unsigned)(p->result.at.seconds * 100 + 0.5);

	say_use(p, out);
	if (p->result.outcome != DAIS_OUTCOME_OPTIMAL) {
		say_gap(l, p, out);
		return;
	}
	plan_tell(l, out, "Proven: no plan meets the wishes better (%u.%02u s).", hundredths / 100,
	    hundredths % 100);
	dais_buf_puts(out, "\n");
}

/* Whether another breach says it already: of the times wished for a task the longest is told, and
 * of those demanded. */
static bool
is_lesser(const struct dais_proposal *p, const struct dais_demand *d)
{
	for (size_t i = 0; d->kind == DAIS_DEMAND_LEAST && i < p->verdict.breaches.n; i++) {
		size_t other = p->verdict.breaches.v[i].demand;
		const struct dais_demand *o;

		if (other == DAIS_NONE)
			continue;
		o = &p->problem->demands.v[other];
		if (o->kind == d->kind && o->task == d->task && o->amount > d->amount &&
		    (o->rank > 0) == (d->rank > 0))
			return true;
	}
	return false;
}

/* What the list of wishes leaves out: of re-planning the changes are told as such; that sittings
 * are held at all is told above. */
static bool
is_untold(const struct dais_proposal *p, const struct dais_demand *d)
{
	return (dais_demand_is_kept(d)) || d->kind == DAIS_DEMAND_FEWEST || is_lesser(p, d);
}

static void
say_place(const struct dais_demand *d, struct dais_buf *out)
{
	if (d && d->place.file.n)
		dais_buf_printf(out, " (%.*s:%u)", DAIS_STR_ARG(d->place.file), d->place.line);
	dais_buf_puts(out, "\n");
}

/* The breaches of demands, or of wishes, under a heading; nothing when there are none. */
static void
say_breaches(const struct dais_proposal *p, bool wishes, struct dais_buf *out)
{
	bool any = false;

	for (size_t i = 0; i < p->verdict.breaches.n; i++) {
		const struct dais_breach *b = &p->verdict.breaches.v[i];
		const struct dais_demand *d =
		    b->demand == DAIS_NONE ? NULL : &p->problem->demands.v[b->demand];

		if ((d && d->rank > 0) != wishes || (d && is_untold(p, d)))
			continue;
		if (!any && wishes)
			dais_buf_puts(out, "\n");
		if (!any) {
			plan_tell(p->problem->language, out,
			    wishes ? "Wishes not met:" : "The plan breaks demands:");
			dais_buf_puts(out, "\n");
		}
		any = true;
		dais_buf_printf(out, "  - %.*s", DAIS_STR_ARG(b->words));
		say_place(d, out);
	}
}

static void
say_departures(enum dais_lang l, const struct dais_proposal *p, struct dais_buf *out)
{
	if (p->n_departures) {
		dais_buf_puts(out, "\n");
		plan_tell(l, out, "Wishes not met, and what they would cost:");
		dais_buf_puts(out, "\n");
	}
	for (size_t i = 0; i < p->n_departures; i++)
		dais_buf_printf(out, "  - %.*s\n", DAIS_STR_ARG(p->departures[i].words));
}

/* Whether time is lacking, and less of it than each of the demands asks for. */
static bool
is_tight(const struct dais_problem *p, const struct dais_conflict *c)
{
	for (size_t i = 0; i < c->demands.n; i++) {
		const struct dais_demand *d = &p->demands.v[c->demands.v[i]];

		if (d->kind != DAIS_DEMAND_LEAST ||
		    d->amount < c->needed_minutes - c->given_minutes)
			return false;
	}
	return c->needed_minutes > c->given_minutes;
}

static void
say_demands(
    enum dais_lang l, const struct dais_proposal *p, struct dais_arena *a, struct dais_buf *out)
{
	const struct dais_conflict *c = &p->conflict;

	if (!c->demands.n)
		return; /* rooms and teams that are not there are no demands */
	dais_buf_puts(out, "\n");
	plan_tell(l, out,
	    c->proof == DAIS_CONFLICT_FEWEST ? "No fewer demands conflict:"
	    : c->proof == DAIS_CONFLICT_NO_PART
		? "These demands conflict; without any one of them the others can all be met:"
	    : is_tight(p->problem, c) ? "These demands conflict; without any one of them the time "
					"would be enough by this reckoning:"
				      : "These demands conflict:");
	dais_buf_puts(out, "\n");
	for (size_t i = 0; i < c->demands.n && i < DEMANDS_MOST; i++) {
		const struct dais_demand *d = &p->problem->demands.v[c->demands.v[i]];

		dais_buf_printf(out, "  - %.*s", DAIS_STR_ARG(dais_demand_words(p->problem, d, a)));
		say_place(d, out);
	}
	if (c->demands.n <= DEMANDS_MOST)
		return;
	dais_buf_puts(out, "  ");
	plan_tell(
	    l, out, "... and %zu more (--format json lists all)", c->demands.n - DEMANDS_MOST);
	dais_buf_puts(out, "\n");
}

static void
say_conflict(
    enum dais_lang l, const struct dais_proposal *p, struct dais_arena *a, struct dais_buf *out)
{
	const struct dais_conflict *c = &p->conflict;

	plan_tell(l, out, "There is no plan: %.*s.", DAIS_STR_ARG(c->words));
	dais_buf_puts(out, "\n");
	say_demands(l, p, a, out);
	dais_buf_puts(out, "\n");
	plan_tell(l, out,
	    c->ways_out.n  ? "Ways out, least first:"
	    : c->cut_short ? "No way out was found in the time given: give more with --time, or "
			     "give up several of these demands."
			   : "No way out was found: give up several of these demands.");
	dais_buf_puts(out, "\n");
	for (size_t i = 0; i < c->ways_out.n; i++) {
		const struct dais_way_out *way = &c->ways_out.v[i];

		dais_buf_printf(out, "  %zu. ", i + 1);
		plan_tell(l, out, way->verified ? "%.*s" : "%.*s (not verified)",
		    DAIS_STR_ARG(way->words));
		dais_buf_puts(out, "\n");
	}
	if (!c->ways_out.n || !c->cut_short)
		return;
	plan_tell(l, out,
	    "The time was up before all ways out were tried: there may be others, also cheaper "
	    "ones.");
	dais_buf_puts(out, "\n");
}

void
plan_say(const struct plan_wishes *w, const struct dais_proposal *p, struct dais_arena *a,
    struct dais_buf *out)
{
	enum dais_lang l = w->language;

	if (p->has_plan) {
		say_proof(l, p, out);
		if (w->planning.explains)
			say_departures(l, p, out);
		else
			say_breaches(p, true, out);
		return;
	}
	if (p->has_conflict) {
		say_conflict(l, p, a, out);
		return;
	}
	plan_tell(l, out,
	    p->result.outcome == DAIS_OUTCOME_INFEASIBLE
		? "There is no plan that keeps all demands. The time was up before the reason was "
		  "found: give more with --time."
		: "The time was up before a plan was found, or the proof that there is none: give "
		  "more with --time.");
	dais_buf_puts(out, "\n");
}

void
plan_say_verdict(const struct dais_proposal *p, struct dais_buf *out)
{
	const struct dais_verdict *v = &p->verdict;

	if (v->sound) {
		plan_tell(p->problem->language, out, "The plan keeps all demands.");
		dais_buf_puts(out, "\n");
	}
	say_breaches(p, false, out);
	say_breaches(p, true, out);
	dais_buf_puts(out, "\n");
	say_use(p, out);
}
