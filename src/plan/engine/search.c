/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The frame of every search: the SAT solver and what it has been told, time and stop, the best
 * answer, progress.
 */
#include "base/clock.h"
#include "plan/engine/engine_priv.h"

#include <stdlib.h>

#define TELL_EVERY 0.1 /* seconds, between two calls that say nothing but "still here" */

#define EFFORT_OF_CALL 1000u /* work that is not counted */
#define SETTLE_CONFLICTS 1000
#define BEGIN_CONFLICTS 5000
#define FIRST_CONFLICTS 4000 /* for any answer, before cores are looked for */

uint64_t
dais_search_random(struct dais_optimizer *o)
{
	/* splitmix64 */
	uint64_t z = o->random += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

void
dais_search_tell(struct dais_optimizer *o, bool now)
{
	struct dais_progress *at = &o->result->at;
	double seconds = dais_clock_seconds();

	/* who stops a search that is the same everywhere stops it at the same place */
	if (!now && !o->search->effort && seconds - o->heard < TELL_EVERY)
		return;
	o->heard = seconds;
	at->seconds = seconds - o->start;
	at->has_answer = o->has_best;
	for (unsigned r = 1; r < DAIS_OPTIMIZER_RANKS; r++) {
		at->cost[r] = o->has_best ? o->cost[r] - o->credit[r] : 0;
	}
	if (o->search->progress)
		o->search->progress(o->search->ctx, at);
}

/* Asked by the SAT solver very often: the clock only now and then. */
static bool
watch(void *ctx)
{
	struct dais_optimizer *o = ctx;
	const struct dais_search *s = o->search;

	if (o->stopped || (s->stop && *s->stop))
		return o->stopped = true;
	if (o->aside && dais_aside_has_proven(o->aside))
		return true;
	if (s->effort && dais_search_effort(o) >= o->effort_end)
		o->stopped = true;
	if (s->seconds > 0 && o->watched++ % 16 == 0 &&
	    dais_clock_seconds() - o->start >= s->seconds)
		o->stopped = true;
	return o->stopped;
}

void
dais_search_watch(struct dais_optimizer *o)
{
	dais_sat_watch(o->sat, watch, o);
}

bool
dais_search_over(struct dais_optimizer *o)
{
	const struct dais_search *s = o->search;

	if (s->seconds > 0 && dais_clock_seconds() - o->start >= s->seconds)
		o->stopped = true;
	return watch(o);
}

static int
by_importance(const void *x, const void *y, void *wishes)
{
	size_t i = *(const size_t *)x, j = *(const size_t *)y;
	const struct dais_optimizer_wish *a = (const struct dais_optimizer_wish *)wishes + i;
	const struct dais_optimizer_wish *b = (const struct dais_optimizer_wish *)wishes + j;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return (i > j) - (i < j);
}

/* The order in which wishes are tried; and each is tried true first. */
static void
order_wishes(struct dais_optimizer *o)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	size_t *order = DAIS_NEW_N(scratch, o->wishes.n, size_t);

	for (size_t i = 0; i < o->wishes.n; i++)
		order[i] = i;
	qsort_r(order, o->wishes.n, sizeof(*order), by_importance, o->wishes.v);
	o->by_rank.n = 0;
	for (size_t i = 0; i < o->wishes.n; i++)
		dais_vec_push(o->arena, &o->by_rank, o->wishes.v[order[i]].l);
	for (size_t i = o->wishes.n; i-- > 0;)
		dais_sat_prefer(o->sat, o->by_rank.v[i]);
}

void
dais_search_feed(struct dais_optimizer *o)
{
	while (o->fed < o->literals.n) {
		const int *c = &o->literals.v[o->fed];
		size_t n = 0;

		while (c[n])
			n++;
		dais_sat_add(o->sat, c, n);
		o->fed += n + 1;
	}
	if (o->by_rank.n < o->wishes.n)
		order_wishes(o);
	for (; o->fed_likely < o->likely.n; o->fed_likely++)
		dais_sat_prefer(o->sat, o->likely.v[o->fed_likely]);
}

void
dais_search_begin(struct dais_optimizer *o, const struct dais_search *s, struct dais_result *ret)
{
	o->search = s;
	o->result = ret;
	*ret = (struct dais_result){ .outcome = DAIS_OUTCOME_UNKNOWN };
	o->start = dais_clock_seconds();
	o->heard = 0;
	o->stopped = false;
	o->watched = 0;
	o->random = s->seed;
	if (!o->sat)
		o->sat = dais_sat_new();
	o->effort_end = dais_search_effort(o) + s->effort;
	dais_search_watch(o);
	dais_search_feed(o);
}

void
dais_search_end(struct dais_optimizer *o)
{
	dais_sat_watch(o->sat, NULL, NULL);
	if (o->episode) {
		const int given_up = -o->episode;

		dais_sat_add(o->sat, &given_up, 1);
		o->episode = 0;
	}
	o->search = NULL;
	o->result = NULL;
}

void
dais_search_clause(struct dais_optimizer *o, const int *v, size_t n)
{
	dais_sat_add(o->sat, v, n);
}

void
dais_search_episode_clause(struct dais_optimizer *o, const int *v, size_t n)
{
	o->clause.n = 0;
	dais_vec_push(o->arena, &o->clause, -o->episode);
	for (size_t i = 0; i < n; i++)
		dais_vec_push(o->arena, &o->clause, v[i]);
	dais_sat_add(o->sat, o->clause.v, o->clause.n);
}

/* Costs of the solver's answer by rank. */
static void
price(struct dais_optimizer *o, uint64_t *cost)
{
	for (unsigned r = 0; r < DAIS_OPTIMIZER_RANKS; r++)
		cost[r] = 0;
	for (size_t i = 0; i < o->demands.n; i++)
		if (!dais_sat_value(o->sat, o->demands.v[i].l))
			cost[0] += o->demands.v[i].cost;
	for (size_t i = 0; i < o->wishes.n; i++)
		if (!dais_sat_value(o->sat, o->wishes.v[i].l))
			cost[o->wishes.v[i].rank] += o->wishes.v[i].weight;
}

/* Takes the solver's answer as the best if it is; whether it did. */
static bool
keep_if_best(struct dais_optimizer *o)
{
	uint64_t cost[DAIS_OPTIMIZER_RANKS];
	int order = 0;

	price(o, cost);
	for (unsigned r = o->first_rank; r < DAIS_OPTIMIZER_RANKS && order == 0; r++)
		order = (cost[r] > o->cost[r]) - (cost[r] < o->cost[r]);
	if (o->has_best && order >= 0)
		return false;
	o->has_best = true;
	for (unsigned r = 0; r < DAIS_OPTIMIZER_RANKS; r++)
		o->cost[r] = cost[r];
	while (o->best.n <= (size_t)o->variables)
		dais_vec_add(o->arena, &o->best);
	for (size_t v = 1; v < o->best.n; v++)
		o->best.v[v] = dais_sat_value(o->sat, (int)v);
	dais_search_tell(o, true);
	return true;
}

/* Clauses often say what a cost is at least ("more than two: y"), and the solver may have set y
 * without need. */
void
dais_search_settle(struct dais_optimizer *o)
{
	if (o->decisions.n == 0)
		return;
	o->clause.n = 0;
	dais_vec_push(o->arena, &o->clause, o->episode);
	for (size_t i = 0; i < o->decisions.n; i++) {
		int l = o->decisions.v[i].l;

		dais_vec_push(o->arena, &o->clause, dais_sat_value(o->sat, l) ? l : -l);
	}
	dais_sat_guide(o->sat, o->by_rank.v, o->by_rank.n);
	if (dais_sat_solve(o->sat, o->clause.v, o->clause.n, SETTLE_CONFLICTS) == DAIS_SAT_YES)
		keep_if_best(o);
	dais_sat_guide(o->sat, NULL, 0);
	o->result->calls++;
}

void
dais_search_take(struct dais_optimizer *o)
{
	(void)keep_if_best(o);
}

/* Whether the best answer may be made better by settling it. */
static bool
costs_more_than_known(const struct dais_optimizer *o)
{
	bool ret = false;

	for (unsigned r = 0; r < DAIS_OPTIMIZER_RANKS; r++)
		ret = ret || o->cost[r] > o->ranks[r].bound;
	return ret;
}

enum dais_sat_answer
dais_search_solve(struct dais_optimizer *o, int64_t conflicts)
{
	enum dais_sat_answer ret = dais_sat_solve(o->sat, o->assumed.v, o->assumed.n, conflicts);

	o->result->calls++;
	if (ret == DAIS_SAT_YES && keep_if_best(o) && costs_more_than_known(o))
		dais_search_settle(o);
	return ret;
}

uint64_t
dais_search_effort(const struct dais_optimizer *o)
{
	return dais_sat_work(o->sat) + o->result->calls * EFFORT_OF_CALL;
}

/* --- solving --- */

void
dais_search_episode(struct dais_optimizer *o)
{
	o->episode = dais_optimizer_variable(o);
	o->first_rank = 1;
	o->has_best = false;
	o->always.n = 0;
	for (unsigned r = 0; r < DAIS_OPTIMIZER_RANKS; r++)
		o->ranks[r].floor = 0;
}

static enum dais_outcome
prove_ranks(struct dais_optimizer *o)
{
	bool wished[DAIS_OPTIMIZER_RANKS] = { false };

	for (size_t i = 0; i < o->wishes.n; i++)
		wished[o->wishes.v[i].rank] = true;
	for (unsigned r = 1; r < DAIS_OPTIMIZER_RANKS; r++)
		o->last_rank = wished[r] ? r : o->last_rank;
	for (unsigned r = 1; r < DAIS_OPTIMIZER_RANKS; r++) {
		if (!wished[r] && o->has_best)
			continue;
		o->result->at.rank = r;
		dais_rank_open(o, r);
		switch (dais_rank_prove(o, r)) {
		case DAIS_PROOF_DONE:
			break;
		case DAIS_PROOF_NONE:
			return DAIS_OUTCOME_INFEASIBLE;
		case DAIS_PROOF_OVER:
		case DAIS_PROOF_OPEN:
			return o->has_best ? DAIS_OUTCOME_FEASIBLE : DAIS_OUTCOME_UNKNOWN;
		}
		dais_rank_close(o, r);
	}
	return DAIS_OUTCOME_OPTIMAL;
}

/* The first answer: the one the caller has in mind, else any. */
static enum dais_sat_answer
first_answer(struct dais_optimizer *o, int64_t conflicts)
{
	enum dais_sat_answer ret = DAIS_SAT_UNKNOWN;

	if (dais_search_over(o))
		return DAIS_SAT_UNKNOWN;
	for (size_t i = 0; i < o->begin.n; i++)
		dais_vec_push(o->arena, &o->assumed, o->begin.v[i]);
	if (o->begin.n)
		ret = dais_search_solve(o, BEGIN_CONFLICTS);
	o->assumed.n -= o->begin.n;
	if (ret == DAIS_SAT_YES || dais_search_over(o))
		return ret == DAIS_SAT_YES ? ret : DAIS_SAT_UNKNOWN;
	return dais_search_solve(o, conflicts);
}

void
dais_optimizer_solve(struct dais_optimizer *o, const struct dais_search *s, struct dais_result *ret)
{
	enum dais_sat_answer first;

	dais_search_begin(o, s, ret);
	dais_search_episode(o);
	for (size_t i = 0; i < o->demands.n; i++)
		dais_search_episode_clause(o, &o->demands.v[i].l, 1);
	o->assumed.n = 0;
	dais_vec_push(o->arena, &o->assumed, o->episode);
	first = first_answer(o, s->first_answer ? -1 : FIRST_CONFLICTS);
	if (first == DAIS_SAT_NO)
		ret->outcome = DAIS_OUTCOME_INFEASIBLE;
	else if (!s->first_answer)
		ret->outcome = prove_ranks(o);
	else if (first == DAIS_SAT_YES)
		ret->outcome = DAIS_OUTCOME_FEASIBLE;
	dais_search_tell(o, true);
	dais_search_end(o);
}
