/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Why a plan is as it is: what it would cost to honour a wish it departs from; which demands cannot
 * hold together when there is no plan, and the cheapest ways out, each verified by planning again.
 * All words are in the language of the problem.
 */
#ifndef DAIS_PLAN_EXPLAIN_EXPLAIN_H
#define DAIS_PLAN_EXPLAIN_EXPLAIN_H

#include "base/err.h"
#include "plan/engine/optimizer.h"
#include "plan/problem/problem.h"

/* A wish the plan departs from, and what honouring it fully would do. */
struct dais_departure {
	size_t demand;
	uint64_t cost;          /* units it departs by */
	bool possible; /* a plan that honours it exists and keeps all demands of rank 0 */
	bool proven; /* rank and more, or that there is none; else what was found in the time */
	unsigned rank; /* first rank in which that plan is worse; 0 none */
	uint64_t more; /* weighted cost more there */
	dais_index_vec gives_up; /* wishes it departs from more, dearest first: those of the
				  * wish's own rank when rank is a lower one or 0, then those of
				  * rank */
	struct dais_str words; /* two sentences */
};

/* The departures of @plan, in order of rank and place; the most important are tried first, on two
 * threads, and what they find is judged. @s->seconds is for all together, 0 no limit, and says how
 * much each may look at: what is told is the same on every machine that is done in the time; its
 * progress function is not called. "As few sittings as possible" is no departure; of several wishes
 * of a rank about the same thing (stairs of the time an item is to have) the one it departs from
 * most is given; of wishes for the plan in force (plan/repair) only KEEP and KEEP_ROOM. Errors:
 * LIMIT (too large to plan), INTERNAL (a plan does not stand before the judge). */
bool dais_explain_departures(const struct dais_problem *p, const struct dais_plan *plan,
    const struct dais_search *s, struct dais_arena *a, struct dais_departure **ret, size_t *ret_n,
    struct dais_err *err);

/* A way out of a problem without a plan. */
struct dais_way_out {
	/* demands of the problem with extras, in part, as the words say; none: rooms, teams or days
	 * more */
	dais_index_vec gives_up;
	uint64_t cost; /* by drop_cost, an item shortened in proportion; twelfths */
	struct dais_str words; /* "add a sitting on Tuesday afternoon", "give item 3 1 h 30 less" */
	bool verified; /* planned again with it, and judged sound. Ways that are not are offered
			* only where none is, and nothing speaks against them but that it was not
			* found out */
};

struct dais_conflict {
	dais_index_vec demands; /* of @p: cannot hold together */
	enum dais_conflict_proof proof;
	bool cut_short; /* the clock, or a stop, ended it: with more time it may say more */
	unsigned needed_minutes, given_minutes; /* when it is a lack of time; else 0 */
	struct dais_str words; /* in a secretary's words: a clause, for after "there is no plan:" */
	DAIS_VEC(struct dais_way_out) ways_out; /* cheapest first */
};

/* Whether simple arithmetic shows that @p has no plan, before any search: too much time asked for
 * in some part of the meeting, a task that can be taken up at no time, a circle of orders. Takes
 * milliseconds, of the largest meetings a second at most; what does not show by @end (on
 * dais_clock_seconds(); 0: no limit) is not said. Scratch in @a. */
bool dais_explain_is_hopeless(const struct dais_problem *p, double end, struct dais_arena *a);
/* The problem with slots that nobody has asked for (see plan/gather), of the same record; each may
 * be NULL. */
struct dais_extras {
	const struct dais_problem *near; /* slots beside those asked for, and the next day */
	const struct dais_problem *far; /* the same, and several weeks after the close */
};

/* Explains why @p has no plan. @extras: for ways out; may be NULL. Ways out that were found to fail
 * are left out; one that could not be tried in the time is not `verified`. False with @err (BUSY)
 * when the time was up before a conflict was found, (INVALID) when @p has a plan, (LIMIT) when it
 * is too large. */
bool dais_explain_conflict(const struct dais_problem *p, const struct dais_extras *extras,
    const struct dais_search *s, struct dais_arena *a, struct dais_conflict *ret,
    struct dais_err *err);

/* A demand in a secretary's words: "item 3 (Environment) needs at least 6 h". */
struct dais_str dais_demand_words(
    const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a);

#endif
