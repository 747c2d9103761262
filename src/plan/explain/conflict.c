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
/* What is looked at, in clauses, before something is taken as not to be found out: for a conflict
 * of fewer demands, for any at all to begin with. */
#define FEWER_EFFORT UINT64_C(30000000)
#define FIRST_EFFORT UINT64_C(60000000)

struct dais_search
dais_explain_search(const struct dais_search *s, double end, uint64_t effort)
{
	struct dais_search search = {
		.seed = s->seed, .stop = s->stop, .effort = effort, .no_bounds = true
	};
	double left = end - dais_clock_seconds();

	if (end > 0)
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

/* A model of the demands with @active, in @a, and what each was in @p; NULL: it is too large, or
 * there is an error. */
static struct dais_meeting_model *
model_of(const struct dais_problem *p, const bool *active, struct dais_arena *a,
    dais_index_vec *ret_index, struct dais_err *err)
{
	struct dais_meeting_model *model;

	if (dais_explain_is_large(p) ||
	    !dais_meeting_model_new(restricted(p, active, a, ret_index), a, &model, err))
		return NULL;
	return model;
}

static void
take_tags(const size_t *tags, size_t n, const dais_index_vec *index, struct dais_arena *a,
    struct dais_conflict *ret)
{
	ret->demands.n = 0;
	DAIS_ASSERT(index->v || n == 0);
	for (size_t i = 0; i < n; i++)
		dais_vec_push(a, &ret->demands, index->v[tags[i]]);
}

/* A conflict among the demands with @active, by one search. */
static bool
optimizer_conflict(const struct dais_problem *p, const bool *active, const struct dais_search *s,
    struct dais_arena *a, struct dais_conflict *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0); /* models are large */
	dais_index_vec index = { .n = 0 };
	struct dais_meeting_model *model = model_of(p, active, scratch, &index, err);
	size_t *tags = NULL, n = 0;

	if (!model || !dais_optimizer_conflict(
			  dais_meeting_optimizer(model), s, scratch, &tags, &n, &ret->proof))
		return false;
	take_tags(tags, n, &index, a, ret);
	return true;
}

/* Makes @ret a conflict of fewest demands, where that is found out. Whether there are fewer. */
static bool
make_fewer(const struct dais_problem *p, const bool *active, const struct dais_search *s,
    struct dais_arena *a, struct dais_conflict *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	dais_index_vec index = { .n = 0 };
	struct dais_meeting_model *model = model_of(p, active, scratch, &index, err);
	size_t *tags = NULL, n = 0;

	if (!model || !dais_optimizer_fewer(
			  dais_meeting_optimizer(model), s, ret->demands.n, scratch, &tags, &n))
		return false;
	ret->proof = DAIS_CONFLICT_FEWEST;
	if (tags)
		take_tags(tags, n, &index, a, ret);
	return tags != NULL;
}

/* Any conflict, however long it takes to find one, of as few demands as can be found out.
 * DAIS_OUTCOME_FEASIBLE: there is none; UNKNOWN also with @err. */
static enum dais_outcome
any_conflict(const struct dais_problem *p, const struct dais_search *s, double end,
    struct dais_arena *a, struct dais_conflict *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	dais_index_vec index = { .n = 0 };
	struct dais_meeting_model *model =
	    model_of(p, all_active(p, scratch), scratch, &index, err);
	size_t *tags = NULL, n = 0;

	for (uint64_t effort = FIRST_EFFORT; model && !dais_explain_is_over(s, end); effort *= 2) {
		struct dais_search search = dais_explain_search(s, end, effort);
		struct dais_result result;
		struct dais_plan plan;

		if (dais_optimizer_conflict(
			dais_meeting_optimizer(model), &search, scratch, &tags, &n, &ret->proof)) {
			take_tags(tags, n, &index, a, ret);
			return DAIS_OUTCOME_INFEASIBLE;
		}
		search.first_answer = true;
		dais_meeting_solve(model, &search, scratch, &plan, &result);
		if (result.outcome == DAIS_OUTCOME_OPTIMAL ||
		    result.outcome == DAIS_OUTCOME_FEASIBLE)
			return DAIS_OUTCOME_FEASIBLE;
		/* That there is no plan does not say which demands conflict. */
	}
	return DAIS_OUTCOME_UNKNOWN;
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
	bool time = lack->kind != DAIS_LACK_WHEN && lack->kind != DAIS_LACK_ORDER &&
		    dais_lack_is_of_minutes(lack);

	ret->words = dais_explain_lack_words(p, lack, a);
	ret->needed_minutes = time ? lack->needed : 0;
	ret->given_minutes = time ? lack->given : 0;
}

/* Words for the demands of @ret, with numbers if arithmetic shows that they conflict. */
static void
tell_conflict(const struct dais_problem *p, struct dais_arena *a, struct dais_conflict *ret)
{
	bool *active = DAIS_NEW_N(a, p->demands.n + 1, bool);
	struct dais_explain_limit limit = dais_explain_limit_of_looks(0);
	struct dais_lack lack;

	for (size_t i = 0; i < p->demands.n; i++)
		active[i] = p->demands.v[i].rank == 0 && p->demands.v[i].drop_cost == 0;
	for (size_t i = 0; i < ret->demands.n; i++)
		active[ret->demands.v[i]] = true;
	dais_explain_any_lack(p, active, &limit, a, &lack);
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
	struct dais_conflict other = { .proof = DAIS_CONFLICT_ONE };
	struct dais_search search = dais_explain_search(s, end, FEWER_EFFORT);

	take_lack(p, lack, a, ret);
	tell_lack(p, lack, a, ret);
	ret->proof = DAIS_CONFLICT_ONE;
	if (lack->kind == DAIS_LACK_ORDER) {
		ret->proof = DAIS_CONFLICT_NO_PART; /* a circle has no smaller part */
		return true;
	}
	if (dais_explain_is_over(s, end))
		return true;
	/* Of these alone: a small question. */
	for (size_t i = 0; i < ret->demands.n; i++)
		some[ret->demands.v[i]] = true;
	if (optimizer_conflict(p, some, &search, a, &other, err)) {
		/* the fewest of these are not yet the fewest of all */
		ret->proof =
		    other.proof == DAIS_CONFLICT_ONE ? DAIS_CONFLICT_ONE : DAIS_CONFLICT_NO_PART;
		if (other.demands.n < ret->demands.n) {
			ret->demands = other.demands;
			tell_conflict(p, a, ret);
		}
	}
	search = dais_explain_search(s, end, FEWER_EFFORT);
	if (err->code == DAIS_ERR_NONE && !dais_explain_is_over(s, end) &&
	    make_fewer(p, all_active(p, a), &search, a, ret, err))
		tell_conflict(p, a, ret);
	return err->code == DAIS_ERR_NONE;
}

static bool
find_conflict(const struct dais_problem *p, const struct dais_search *s, double end,
    struct dais_arena *a, struct dais_conflict *ret, struct dais_err *err)
{
	struct dais_explain_limit limit = dais_explain_limit_of_looks(end);
	struct dais_lack lack;

	dais_explain_find_lack(p, all_active(p, a), &limit, a, &lack);
	if (lack.kind != DAIS_LACK_NONE)
		return conflict_of_lack(p, &lack, s, end, a, ret, err);
	switch (any_conflict(p, s, end, a, ret, err)) {
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
	struct dais_explain_limit limit = dais_explain_limit_of_looks(end);
	struct dais_lack lack;

	dais_explain_any_lack(p, all_active(p, a), &limit, a, &lack);
	return lack.kind != DAIS_LACK_NONE;
}

bool
dais_explain_conflict(const struct dais_problem *p, const struct dais_extras *extras,
    const struct dais_search *s, struct dais_arena *a, struct dais_conflict *ret,
    struct dais_err *err)
{
	struct dais_conflict found = { .proof = DAIS_CONFLICT_ONE };
	double end = s->seconds > 0 ? dais_clock_seconds() + s->seconds : 0;

	if (!find_conflict(p, s, end, a, &found, err))
		return false;
	if (!dais_explain_ways_out(p, extras, s, end, a, &found, err))
		return false;
	found.cut_short = dais_explain_is_over(s, end);
	*ret = found;
	return true;
}
