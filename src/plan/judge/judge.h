/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The independent checker: holds a plan, whoever made it, against a problem. Shares no code with
 * the planner; every count is taken from the sittings of the plan alone.
 */
#ifndef DAIS_PLAN_JUDGE_JUDGE_H
#define DAIS_PLAN_JUDGE_JUDGE_H

#include "plan/problem/problem.h"

/* One thing that is not as it should be. */
struct dais_breach {
	size_t demand;       /* or DAIS_NONE: what every plan obeys (head of problem.h) */
	uint64_t cost;       /* units, before weight */
	dais_index_vec sittings; /* of the plan, where it shows; may be empty */
	struct dais_str words; /* a sentence without full stop, in the language of the problem */
};

struct dais_verdict {
	bool sound;          /* no breach of what every plan obeys nor of a demand of rank 0 */
	uint64_t cost[DAIS_RANKS_MAX + 1]; /* weighted, by rank; [0]: units of broken demands */
	DAIS_VEC(struct dais_breach) breaches; /* rank 0 first, then by rank */
	unsigned used_minutes, booked_minutes; /* of all sittings held (R-SPK-15) */
};

/* Judges @plan. Any plan is accepted, also with entries out of order, unknown rooms or several
 * sittings of a body at a time; indexes of tasks, slots, bodies must be those of @p. */
void dais_judge(const struct dais_problem *p, const struct dais_plan *plan, struct dais_arena *a,
    struct dais_verdict *ret);

#endif
