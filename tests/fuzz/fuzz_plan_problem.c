/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Bytes make a problem of the organization of work, demands of every kind. The planner gets a
 * moment for it; what it answers is sound for the checker and costs what it says. Then the plan,
 * and one by chance, are changed here and there: the checker stays with the definitions.
 */
#include "base/err.h"
#include "plan/judge/judge.h"
#include "plan/meeting/meeting.h"

#include "naive.h"
#include "random.h"

#define SECONDS 0.5
#define CHANGES_MAX 8

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
judge_as_defined(const struct dais_problem *p, const struct dais_plan *plan, struct dais_arena *a)
{
	uint64_t *cost = DAIS_NEW_N(a, p->demands.n + 1, uint64_t);
	struct dais_verdict v;
	bool obeys = true;

	dais_judge(p, plan, a, &v);
	for (size_t b = 0; b < v.breaches.n; b++) {
		if (v.breaches.v[b].demand == DAIS_NONE)
			obeys = false;
		else
			cost[v.breaches.v[b].demand] = v.breaches.v[b].cost;
	}
	DAIS_ASSERT(obeys == naive_obeys(p, plan));
	for (size_t d = 0; d < p->demands.n; d++)
		DAIS_ASSERT(cost[d] == naive_cost(p, &p->demands.v[d], plan));
}

/* The planner's plan; one by chance when it has none. */
static void
plan_problem(struct chance *c, const struct dais_problem *p, bool has_plan, struct dais_arena *a,
    struct dais_plan *ret)
{
	const struct dais_search search = { .seconds = SECONDS, .seed = 1 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_meeting_model *m;
	struct dais_result result;
	struct dais_verdict v;

	DAIS_ASSERT(dais_meeting_model_new(p, a, &m, &err));
	dais_meeting_solve(m, &search, a, ret, &result);
	DAIS_ASSERT(!has_plan || result.outcome != DAIS_OUTCOME_INFEASIBLE);
	if (result.outcome == DAIS_OUTCOME_INFEASIBLE || result.outcome == DAIS_OUTCOME_UNKNOWN) {
		random_plan(c, p, 30, a, ret);
		return;
	}
	dais_judge(p, ret, a, &v);
	DAIS_ASSERT(v.sound);
	for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++) {
		DAIS_ASSERT(result.at.cost[r] == v.cost[r]);
		DAIS_ASSERT(
		    result.outcome != DAIS_OUTCOME_OPTIMAL || result.at.bound[r] == v.cost[r]);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct chance c = { .state = size, .bytes = data, .n_bytes = size };
	struct random_shape shape = chance_of(&c, 50) ? random_tiny : random_small;
	struct dais_plan planted, plan;
	struct dais_problem *p;

	shape.planted = chance_of(&c, 50);
	p = random_problem(&c, &shape, a, &planted);
	plan_problem(&c, p, shape.planted, a, &plan);
	judge_as_defined(p, &plan, a);
	for (size_t n = chance_below(&c, CHANGES_MAX); n--;) {
		random_change(&c, p, a, &plan);
		judge_as_defined(p, &plan, a);
	}
	return 0;
}
