/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The best plan of a tiny problem by trying all of them: every division of every slot's time
 * among the tasks, in every room and with every team, each held against the checker. Branches
 * end where the checker finds the sittings so far beyond mending or no better than the best.
 */
#ifndef DAIS_TESTS_PLAN_ORACLE_H
#define DAIS_TESTS_PLAN_ORACLE_H

#include "plan/problem/problem.h"

enum oracle_answer {
	ORACLE_BEST,
	ORACLE_INFEASIBLE,
	ORACLE_TOO_LARGE
};

struct oracle {
	enum oracle_answer answer;
	uint64_t cost[DAIS_RANKS_MAX + 1]; /* of the best plan */
	struct dais_plan plan;             /* one of the best, in the arena */
	size_t judged;                     /* plans and parts of plans that were tried */
};

/* Every slot is tried by itself first; too large when a slot can be filled in more than @options
 * ways, or when more than @judgements parts of plans had to be tried. */
void oracle_best(const struct dais_problem *p, size_t options, size_t judgements,
    struct dais_arena *a, struct oracle *ret);

/* <0, 0, >0: ranks 1 .. of @x are better than, as good as, worse than those of @y. */
int oracle_compare(const uint64_t *x, const uint64_t *y);

#endif
