/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Better and better: a part of the plan at a time is searched, or one body laid out anew.
 */
#include "base/clock.h"
#include "plan/large/large_priv.h"

/* After a search that proved that there is nothing better, and after one that came to no end: in a
 * thousand items there is time for some ten searches of a kind. */
#define SHARE_MORE 1.3
#define SHARE_LESS 0.7
/* Searches without success after which a search without a limit of time ends: for each body. */
#define IDLE_MOST 40u
/* The same of a plan in force that is to be kept: for each body that has changed. */
#define IDLE_MOST_KEPT 3u
/* One body laid out anew around all others: of one search, of the time in which all are, and how
 * often one is among the parts. */
#define LAY_EFFORT 10000000u
#define LAY_SHARE 0.3
#define LAY_EVERY 8u
#define LAY_SELDOM 24u /* when nothing lacks of the first rank: then few gain by it */

/* Each body laid out anew, one after another, where there is time enough for all. */
void
dais_large_lay_all(struct dais_large *l)
{
	double most = dais_large_seconds_left(l) * LAY_SHARE, until = dais_clock_seconds() + most;

	if (!dais_large_is_enough(l, most))
		return;
	for (size_t b = 0; b < l->now->bodies.n && !dais_large_is_over(l); b++) {
		double left = most > 0 ? until - dais_clock_seconds() : 0;

		if (left < 0)
			break;
		(void)dais_large_lay_anew(
		    l, b, LAY_EFFORT, dais_large_fair(left, l->now->bodies.n - b));
		dais_large_tell(l, false);
	}
}

static bool
look_at_part(struct dais_large *l)
{
	enum dais_part part = dais_large_choose(l);
	enum dais_outcome outcome;
	bool better = dais_large_try(l, &outcome);

	if (outcome == DAIS_OUTCOME_OPTIMAL && !better && l->share[part] < 1)
		l->share[part] *= SHARE_MORE;
	if (outcome == DAIS_OUTCOME_FEASIBLE || outcome == DAIS_OUTCOME_UNKNOWN)
		l->share[part] *= SHARE_LESS;
	return better;
}

static bool
look(struct dais_large *l)
{
	bool lacks = l->verdict.cost[1] > l->result->at.bound[1];

	if (l->sound && !l->keeps && dais_large_below(l, lacks ? LAY_EVERY : LAY_SELDOM) == 0)
		return dais_large_lay_anew(
		    l, dais_large_some_body(l), LAY_EFFORT, dais_large_seconds_left(l));
	return look_at_part(l);
}

static size_t
changed_bodies(const struct dais_large *l)
{
	size_t n = 0;

	for (size_t b = 0; b < l->now->bodies.n; b++)
		n += dais_large_has_changed(l, b);
	return n;
}

/* Until nothing of rank 1 is left to pay (@mends) or nothing better is found. */
void
dais_large_improve(struct dais_large *l, bool mends)
{
	bool settles = l->keeps && !mends;
	size_t most =
	    settles ? IDLE_MOST_KEPT * (1 + changed_bodies(l)) : IDLE_MOST * (l->now->bodies.n + 1);

	l->idle = 0;
	while (!dais_large_is_over(l) && l->result->calls < l->calls_most &&
	       ((l->search->seconds > 0 && !settles) || l->idle < most)) {
		if (mends ? !l->verdict.cost[1] : dais_large_is_best(l))
			return;
		l->idle = look(l) ? 0 : l->idle + 1;
		dais_large_tell(l, false);
	}
}
