/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Why a problem has no plan: arithmetic first, since it can be worded with its numbers; then the
 * smallest set of demands the optimizer finds, worded by arithmetic where that shows it. */
#include <string.h>

#include "base/clock.h"
#include "plan/explain/explain_priv.h"
#include "plan/meeting/meeting.h"

#define DEMANDS_NAMED 6u

/* Tasks times slots; a meeting of 60 items in 40 half-days has 2,400. */
#define CELLS_MOST 8000u
/* Seconds a try may take that is not the last resort. */
#define TRY_SECONDS 2.0

struct dais_search
dais_explain_search(const struct dais_search *s, double end, double share, double most)
{
	struct dais_search search = { .seed = s->seed, .stop = s->stop, .seconds = most };
	double left = (end - dais_clock_seconds()) * share;

	/* no limit at all: @most 0 */
	if (end > 0 && left < most)
		search.seconds = left > 0.001 ? left : 0.001;
	return search;
}

bool
dais_explain_is_large(const struct dais_problem *p)
{
	return p->tasks.n > CELLS_MOST || p->tasks.n * p->slots.n > CELLS_MOST;
}

bool
dais_explain_is_over(const struct dais_search *s, double end)
{
	return (s->stop && *s->stop) || (end > 0 && dais_clock_seconds() >= end);
}

static bool *
all_active(const struct dais_problem *p, struct dais_arena *a)
{
	bool *active = DAIS_NEW_N(a, p->demands.n + 1, bool);

	for (size_t i = 0; i < p->demands.n; i++)
		active[i] = true;
	return active;
}

/* @p with the demands of rank 0 that have @active or cannot be given up, and no wishes.
 * @ret_index: what each was in @p. */
static struct dais_problem *
restricted(const struct dais_problem *p, const bool *active, struct dais_arena *a,
    dais_index_vec *ret_index)
{
	struct dais_problem *some = dais_problem_copy(p, a);

	some->demands.n = 0;
	for (size_t i = 0; i < p->demands.n; i++) {
		if (p->demands.v[i].rank > 0 || (!active[i] && p->demands.v[i].drop_cost > 0))
			continue;
		some->demands.v[some->demands.n++] = p->demands.v[i];
		dais_vec_push(a, ret_index, i);
	}
	return some;
}

/* A conflict among the demands with @active; DAIS_OUTCOME_FEASIBLE: there is none. */
static enum dais_outcome
optimizer_conflict(const struct dais_problem *p, const bool *active, const struct dais_search *s,
    struct dais_arena *a, struct dais_conflict *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0); /* models are large */
	dais_index_vec index = { .n = 0 };
	struct dais_problem *some = restricted(p, active, scratch, &index);
	struct dais_meeting_model *model;
	struct dais_search first = *s;
	struct dais_result result;
	struct dais_plan plan;
	size_t *tags = NULL, n = 0;

	if (dais_explain_is_large(p) || !dais_meeting_model_new(some, scratch, &model, err))
		return DAIS_OUTCOME_UNKNOWN;
	if (dais_optimizer_conflict(
		dais_meeting_optimizer(model), s, scratch, &tags, &n, &ret->smallest)) {
		ret->demands.n = 0;
		DAIS_ASSERT(index.v || n == 0);
		for (size_t i = 0; i < n; i++)
			dais_vec_push(a, &ret->demands, index.v[tags[i]]);
		return DAIS_OUTCOME_INFEASIBLE;
	}
	first.first_answer = true;
	dais_meeting_solve(model, &first, scratch, &plan, &result);
	/* That there is no plan does not say which demands conflict: no set was found in time. */
	return result.outcome == DAIS_OUTCOME_INFEASIBLE ? DAIS_OUTCOME_UNKNOWN
	       : result.outcome == DAIS_OUTCOME_OPTIMAL  ? DAIS_OUTCOME_FEASIBLE
							 : result.outcome;
}

/* --- words --- */

static struct dais_str
listed(const struct dais_problem *p, const dais_index_vec *demands, struct dais_arena *a)
{
	dais_str_vec v = { .n = 0 };

	for (size_t i = 0; i < demands->n && (i < DEMANDS_NAMED || demands->n == DEMANDS_NAMED + 1);
	    i++)
		dais_vec_push(a, &v, dais_demand_words(p, &p->demands.v[demands->v[i]], a));
	if (v.n < demands->n)
		dais_vec_push(a, &v, dais_explain_say(p, a, "%zu more demands", demands->n - v.n));
	return dais_explain_clauses(p, &v, a);
}

static struct dais_str
generic_words(const struct dais_problem *p, const dais_index_vec *demands, struct dais_arena *a)
{
	struct dais_str list = listed(p, demands, a);

	if (demands->n == 0)
		return dais_explain_say(p, a,
		    "the rooms, the teams and what is past or lost leave none, whatever "
		    "demand is given up");
	if (demands->n == 1)
		return dais_explain_say(p, a,
		    "this cannot hold with the sittings, rooms and teams there are: %.*s",
		    DAIS_STR_ARG(list));
	return dais_explain_say(p, a, "these cannot all hold: %.*s", DAIS_STR_ARG(list));
}

static void
tell_lack(const struct dais_problem *p, const struct dais_lack *lack, struct dais_arena *a,
    struct dais_conflict *ret)
{
	bool time = lack->kind != DAIS_LACK_WHEN && lack->kind != DAIS_LACK_ORDER && !lack->packing;

	ret->words = dais_explain_lack_words(p, lack, a);
	ret->needed_minutes = time ? lack->needed : 0;
	ret->given_minutes = time ? lack->given : 0;
}

/* Words for the demands of @ret, with numbers if arithmetic shows that they conflict. */
static void
tell_conflict(const struct dais_problem *p, struct dais_arena *a, struct dais_conflict *ret)
{
	bool *active = DAIS_NEW_N(a, p->demands.n + 1, bool);
	struct dais_lack lack;

	for (size_t i = 0; i < p->demands.n; i++)
		active[i] = p->demands.v[i].rank == 0 && p->demands.v[i].drop_cost == 0;
	for (size_t i = 0; i < ret->demands.n; i++)
		active[ret->demands.v[i]] = true;
	dais_explain_any_lack(p, active, 0, a, &lack);
	if (lack.kind == DAIS_LACK_NONE)
		ret->words = generic_words(p, &ret->demands, a);
	else
		tell_lack(p, &lack, a, ret);
}

/* The demands of @lack that can be given up. */
static void
take_lack(const struct dais_problem *p, const struct dais_lack *lack, struct dais_arena *a,
    struct dais_conflict *ret)
{
	ret->demands.n = 0;
	for (size_t i = 0; i < lack->demands.n; i++) {
		if (p->demands.v[lack->demands.v[i]].drop_cost > 0)
			dais_vec_push(a, &ret->demands, lack->demands.v[i]);
	}
}

/* A conflict that arithmetic shows, made smaller by the optimizer where it is not yet of the
 * fewest. */
static bool
conflict_of_lack(const struct dais_problem *p, struct dais_lack *lack, const struct dais_search *s,
    double end, struct dais_arena *a, struct dais_conflict *ret, struct dais_err *err)
{
	bool *some = DAIS_NEW_N(a, p->demands.n + 1, bool);
	struct dais_conflict other = { .smallest = false };
	struct dais_search search;

	take_lack(p, lack, a, ret);
	tell_lack(p, lack, a, ret);
	if (lack->kind == DAIS_LACK_ORDER || dais_explain_is_over(s, end))
		return true; /* a circle has no smaller part */
	for (size_t i = 0; i < ret->demands.n; i++)
		some[ret->demands.v[i]] = true;
	search = dais_explain_search(s, end, 0.1, TRY_SECONDS);
	if (optimizer_conflict(p, some, &search, a, &other, err) == DAIS_OUTCOME_INFEASIBLE &&
	    other.demands.n < ret->demands.n) {
		ret->demands = other.demands;
		tell_conflict(p, a, ret);
	}
	if (err->code != DAIS_ERR_NONE)
		return false;
	search = dais_explain_search(s, end, 0.2, TRY_SECONDS);
	other = (struct dais_conflict){ .smallest = false };
	if (optimizer_conflict(p, all_active(p, a), &search, a, &other, err) ==
	    DAIS_OUTCOME_INFEASIBLE) {
		ret->smallest = other.smallest;
		if (other.demands.n < ret->demands.n) {
			ret->demands = other.demands;
			tell_conflict(p, a, ret);
		}
	}
	return err->code == DAIS_ERR_NONE;
}

static bool
find_conflict(const struct dais_problem *p, const struct dais_search *s, double end,
    struct dais_arena *a, struct dais_conflict *ret, struct dais_err *err)
{
	double until = dais_clock_seconds() + TRY_SECONDS;
	struct dais_search search;
	struct dais_lack lack;

	if (end > 0 && end < until)
		until = end;
	dais_explain_find_lack(p, all_active(p, a), until, a, &lack);
	if (lack.kind != DAIS_LACK_NONE)
		return conflict_of_lack(p, &lack, s, end, a, ret, err);
	search = dais_explain_search(s, end, 0.5, end > 0 ? s->seconds : 0);
	switch (optimizer_conflict(p, all_active(p, a), &search, a, ret, err)) {
	case DAIS_OUTCOME_INFEASIBLE:
		tell_conflict(p, a, ret);
		return true;
	case DAIS_OUTCOME_OPTIMAL:
	case DAIS_OUTCOME_FEASIBLE:
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "there is a plan that keeps all demands");
	case DAIS_OUTCOME_UNKNOWN:
		break;
	}
	if (err->code != DAIS_ERR_NONE)
		return false;
	return dais_err_set(
	    err, DAIS_ERR_BUSY, "the time was up before it was found which demands conflict");
}

bool
dais_explain_is_hopeless(const struct dais_problem *p, double end, struct dais_arena *a)
{
	struct dais_lack lack;

	dais_explain_any_lack(p, all_active(p, a), end, a, &lack);
	return lack.kind != DAIS_LACK_NONE;
}

bool
dais_explain_conflict(const struct dais_problem *p, const struct dais_extras *extras,
    const struct dais_search *s, struct dais_arena *a, struct dais_conflict *ret,
    struct dais_err *err)
{
	struct dais_conflict found = { .smallest = false };
	double end = s->seconds > 0 ? dais_clock_seconds() + s->seconds : 0;

	if (!find_conflict(p, s, end, a, &found, err))
		return false;
	if (!dais_explain_ways_out(p, extras, s, end, a, &found, err))
		return false;
	*ret = found;
	return true;
}
