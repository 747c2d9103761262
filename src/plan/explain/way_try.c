/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A way out on trial: the meeting as it would be, and whether it has a plan. */
#include "plan/explain/explain_priv.h"
#include "plan/large/large.h"
#include "plan/meeting/first.h"
#include "plan/meeting/meeting.h"

/* What a search may look at, in clauses. */
#define TRY_EFFORT UINT64_C(20000000)

struct dais_problem *
dais_explain_without_wishes(const struct dais_problem *p, struct dais_arena *a)
{
	struct dais_problem *copy = dais_problem_copy(p, a);

	copy->demands.n = 0;
	for (size_t i = 0; i < p->demands.n; i++) {
		if (p->demands.v[i].rank == 0)
			copy->demands.v[copy->demands.n++] = p->demands.v[i];
	}
	return copy;
}

/* Whether of a demand of this kind a part can be kept. */
static bool
has_parts(const struct dais_demand *d)
{
	return d->kind == DAIS_DEMAND_LEAST || d->kind == DAIS_DEMAND_ITEMS_MOST ||
	       d->kind == DAIS_DEMAND_BEFORE;
}

struct dais_problem *
dais_explain_given_up(
    const struct dais_explain_ways *w, const struct dais_explain_way *way, struct dais_arena *a)
{
	struct dais_problem *p = dais_problem_copy(w->p, a);
	size_t n = 0;

	for (size_t i = 0; i < p->demands.n; i++) {
		bool keep = p->demands.v[i].rank == 0;

		for (size_t j = 0; j < way->demands.n; j++) {
			if (way->demands.v[j] != i)
				continue;
			p->demands.v[i].amount = way->left.v[j];
			keep = has_parts(&p->demands.v[i]) && way->left.v[j] > 0;
		}
		if (keep)
			p->demands.v[n++] = p->demands.v[i];
	}
	p->demands.n = n;
	return p;
}

static enum dais_outcome
judge_try(const struct dais_problem *p, const struct dais_plan *plan, struct dais_arena *scratch,
    struct dais_err *err)
{
	struct dais_verdict verdict;

	dais_judge(p, plan, scratch, &verdict);
	if (verdict.sound)
		return DAIS_OUTCOME_OPTIMAL;
	(void)dais_err_set(err, DAIS_ERR_INTERNAL,
	    "a plan made to verify a way out breaks \"%.*s\"",
	    DAIS_STR_ARG(verdict.breaches.v[0].words));
	return DAIS_OUTCOME_UNKNOWN;
}

/* Whether the plan that is written from the front keeps all demands. */
static bool
first_plan_holds(const struct dais_problem *p, const struct dais_search *s, struct dais_arena *a)
{
	struct dais_plan plan;
	struct dais_verdict verdict;

	if (!dais_meeting_first_plan(p, DAIS_FIRST_SOUND, s, a, &plan))
		return false;
	dais_judge(p, &plan, a, &verdict);
	return verdict.sound;
}

enum dais_outcome
dais_explain_try(const struct dais_explain_ways *w, const struct dais_problem *p,
    struct dais_plan *ret_good, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0); /* models are large */
	struct dais_search search = dais_explain_search(w->search, w->end, TRY_EFFORT);
	struct dais_result result;
	struct dais_plan any;

	/* of a large meeting a plan may be found part by part, but no best one */
	if ((dais_explain_is_large(p) && ret_good) || dais_explain_is_over(w->search, w->end))
		return DAIS_OUTCOME_UNKNOWN;
	if (dais_explain_is_hopeless(p, w->end, scratch))
		return DAIS_OUTCOME_INFEASIBLE;
	if (!dais_meeting_check(p, scratch, err))
		return DAIS_OUTCOME_UNKNOWN;
	search.first_answer = !ret_good;
	if (!ret_good && first_plan_holds(p, &search, scratch))
		return DAIS_OUTCOME_OPTIMAL;
	if (!dais_plan_any_size(p, NULL, &search, ret_good ? w->a : scratch,
		ret_good ? ret_good : &any, &result, err))
		return DAIS_OUTCOME_UNKNOWN;
	if (result.outcome != DAIS_OUTCOME_OPTIMAL && result.outcome != DAIS_OUTCOME_FEASIBLE)
		return result.outcome;
	return judge_try(p, ret_good ? ret_good : &any, scratch, err);
}

bool
dais_explain_try_way(const struct dais_explain_ways *w, struct dais_explain_way *way,
    enum dais_outcome *ret_outcome, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);

	*ret_outcome = dais_explain_try(w, dais_explain_given_up(w, way, scratch), NULL, err);
	way->holds = err->code == DAIS_ERR_NONE && *ret_outcome == DAIS_OUTCOME_OPTIMAL;
	return err->code == DAIS_ERR_NONE;
}
