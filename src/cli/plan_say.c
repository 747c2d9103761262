/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais plan: what was found out, in words.
 */
#include <inttypes.h>

#include "cli/plan_priv.h"

#define DEMANDS_MOST 12u /* of a conflict, in text */

/* "27 h", "1 h 30 min" */
static void
put_hours(unsigned minutes, struct dais_buf *out)
{
	dais_buf_printf(out, "%u h", minutes / 60);
	if (minutes % 60)
		dais_buf_printf(out, " %u min", minutes % 60);
}

/* Whether the bound shows that @rank cannot be better. */
static bool
is_closed(const struct dais_progress *at, unsigned rank)
{
	return at->cost[rank] <= at->bound[rank];
}

/* "Wishes of rank 2: 12 not met, at least 9 (gap 25 %)." The first rank left open, only: the
 * bounds of later ones mean nothing before. */
static void
say_gap(const struct dais_progress *at, struct dais_buf *out)
{
	dais_buf_puts(out, "In the time given this is the best plan found.");
	for (unsigned rank = 1; rank <= DAIS_RANKS_MAX; rank++) {
		if (is_closed(at, rank))
			continue;
		if (rank > 1)
			dais_buf_printf(out, " Ranks before %u are proven;", rank);
		dais_buf_printf(out,
		    "%s rank %u it pays %" PRIu64 ", no plan pays less than %" PRIu64
		    " (gap %.1f %%).",
		    rank > 1 ? " in" : " In", rank, at->cost[rank], at->bound[rank],
		    100.0 * (double)(at->cost[rank] - at->bound[rank]) / (double)at->cost[rank]);
		break;
	}
	dais_buf_puts(out, "\n");
}

/* Of the time of the sittings held (R-SPK-15). */
static void
say_use(const struct dais_verdict *v, struct dais_buf *out)
{
	if (!v->booked_minutes)
		return;
	put_hours(v->used_minutes, out);
	dais_buf_puts(out, " of ");
	put_hours(v->booked_minutes, out);
	dais_buf_printf(
	    out, " booked are used (%u %%).\n", v->used_minutes * 100 / v->booked_minutes);
}

static void
say_proof(const struct dais_proposal *p, struct dais_buf *out)
{
	say_use(&p->verdict, out);
	if (p->result.outcome == DAIS_OUTCOME_OPTIMAL)
		dais_buf_printf(out, "Proven: no plan meets the wishes better (%.2f s).\n",
		    p->result.at.seconds);
	else
		say_gap(&p->result.at, out);
}

/* Whether another breach says it already: of the times wished for a task the longest is told. */
static bool
is_lesser(const struct dais_proposal *p, const struct dais_demand *d)
{
	for (size_t i = 0; d->kind == DAIS_DEMAND_LEAST && i < p->verdict.breaches.n; i++) {
		size_t other = p->verdict.breaches.v[i].demand;
		const struct dais_demand *o;

		if (other == DAIS_NONE)
			continue;
		o = &p->problem->demands.v[other];
		if (o->kind == d->kind && o->task == d->task && o->amount > d->amount)
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

/* The breaches of demands, or of wishes, under @head; nothing when there are none. */
static void
say_breaches(const struct dais_proposal *p, bool wishes, const char *head, struct dais_buf *out)
{
	bool any = false;

	for (size_t i = 0; i < p->verdict.breaches.n; i++) {
		const struct dais_breach *b = &p->verdict.breaches.v[i];
		const struct dais_demand *d =
		    b->demand == DAIS_NONE ? NULL : &p->problem->demands.v[b->demand];

		if ((d && d->rank > 0) != wishes || (d && is_untold(p, d)))
			continue;
		if (!any)
			dais_buf_printf(out, "%s\n", head);
		any = true;
		dais_buf_printf(out, "  - %.*s", DAIS_STR_ARG(b->words));
		say_place(d, out);
	}
}

static void
say_departures(const struct dais_proposal *p, struct dais_buf *out)
{
	if (p->n_departures)
		dais_buf_puts(out, "\nWishes not met, and what they would cost:\n");
	for (size_t i = 0; i < p->n_departures; i++)
		dais_buf_printf(out, "  - %.*s\n", DAIS_STR_ARG(p->departures[i].words));
}

static void
say_conflict(const struct dais_proposal *p, struct dais_arena *a, struct dais_buf *out)
{
	const struct dais_conflict *c = &p->conflict;

	dais_buf_printf(out, "There is no plan: %.*s.\n", DAIS_STR_ARG(c->words));
	dais_buf_printf(
	    out, "\n%s:\n", c->smallest ? "No fewer demands conflict" : "These demands conflict");
	for (size_t i = 0; i < c->demands.n && i < DEMANDS_MOST; i++) {
		const struct dais_demand *d = &p->problem->demands.v[c->demands.v[i]];

		dais_buf_printf(out, "  - %.*s", DAIS_STR_ARG(dais_demand_words(p->problem, d, a)));
		if (d->place.file.n)
			dais_buf_printf(
			    out, " (%.*s:%u)", DAIS_STR_ARG(d->place.file), d->place.line);
		dais_buf_puts(out, "\n");
	}
	if (c->demands.n > DEMANDS_MOST)
		dais_buf_printf(out, "  ... and %zu more (--format json lists all)\n",
		    c->demands.n - DEMANDS_MOST);
	if (c->ways_out.n)
		dais_buf_puts(out, "\nWays out, least first:\n");
	for (size_t i = 0; i < c->ways_out.n; i++)
		dais_buf_printf(out, "  %zu. %.*s%s\n", i + 1, DAIS_STR_ARG(c->ways_out.v[i].words),
		    c->ways_out.v[i].verified ? "" : " (not verified in the time given)");
}

void
plan_say(const struct plan_wishes *w, const struct dais_proposal *p, struct dais_arena *a,
    struct dais_buf *out)
{
	if (p->has_plan) {
		say_proof(p, out);
		if (w->planning.explains)
			say_departures(p, out);
		else
			say_breaches(p, true, "\nWishes not met:", out);
	} else if (p->has_conflict) {
		say_conflict(p, a, out);
	} else if (p->result.outcome == DAIS_OUTCOME_INFEASIBLE) {
		dais_buf_puts(out, "There is no plan that keeps all demands. The time was up "
				   "before the reason was found: give more with --time.\n");
	} else {
		dais_buf_puts(out, "The time was up before a plan was found, or the proof that "
				   "there is none: give more with --time.\n");
	}
}

void
plan_say_verdict(const struct dais_proposal *p, struct dais_buf *out)
{
	const struct dais_verdict *v = &p->verdict;

	if (v->sound)
		dais_buf_puts(out, "The plan keeps all demands.\n");
	say_breaches(p, false, "The plan breaks demands:", out);
	say_breaches(p, true, "\nWishes not met:", out);
	dais_buf_puts(out, "\n");
	say_use(v, out);
}
