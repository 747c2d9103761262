/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Demands that cannot hold together. First a set from which nothing can be left out, by leaving
 * out one after the other; then one of fewest demands by implicit hitting sets (Ignatiev et al.
 * 2015): a conflict has a demand of every set whose giving up helps, so the smallest set that
 * does so bounds it from below, and is it once its demands cannot hold together.
 */
#include "base/clock.h"
#include "plan/engine/engine_priv.h"

/* Sets of demands are vectors of indexes, ascending. */
typedef DAIS_VEC(size_t) demand_set;

struct hunt {
	struct dais_optimizer *o;
	const struct dais_search *search;
	struct dais_arena *scratch;
	demand_set found; /* the conflict */
	demand_set trial;
	struct dais_optimizer *hitting; /* variable i + 1: demand i is in the set */
	DAIS_VEC(bool) kept; /* by demand */
};

static enum dais_sat_answer
try_set(struct hunt *h, const demand_set *set)
{
	struct dais_optimizer *o = h->o;

	o->assumed.n = 0;
	for (size_t i = 0; i < set->n; i++)
		dais_vec_push(o->arena, &o->assumed, o->demands.v[set->v[i]].l);
	if (dais_search_over(o))
		return DAIS_SAT_UNKNOWN;
	o->result->calls++;
	return dais_sat_solve(o->sat, o->assumed.v, o->assumed.n, -1);
}

/* After NO for @set: the part of it that the solver needed. */
static void
shrink(struct hunt *h, const demand_set *set)
{
	size_t n = 0;

	for (size_t i = 0; i < set->n; i++) {
		size_t at = set->v[i];

		if (!dais_sat_failed(h->o->sat, h->o->demands.v[at].l))
			continue;
		if (n == h->found.n)
			dais_vec_add(h->scratch, &h->found);
		h->found.v[n++] = at;
	}
	h->found.n = n;
}

static void
all_but(struct hunt *h, size_t left_out)
{
	h->trial.n = 0;
	for (size_t i = 0; i < h->found.n; i++)
		if (h->found.v[i] != left_out)
			dais_vec_push(h->scratch, &h->trial, h->found.v[i]);
}

/* Leaves out what can be left out; false when time was up. Demands before @i are needed: shrinking
 * keeps them. */
static bool
minimize(struct hunt *h)
{
	for (size_t i = 0; i < h->found.n;) {
		enum dais_sat_answer answer;

		all_but(h, h->found.v[i]);
		answer = try_set(h, &h->trial);
		if (answer == DAIS_SAT_UNKNOWN)
			return false;
		if (answer == DAIS_SAT_YES)
			i++;
		else
			shrink(h, &h->trial);
	}
	return true;
}

/* --- fewest demands --- */

static void
take_kept(struct hunt *h)
{
	for (size_t i = 0; i < h->o->demands.n; i++)
		if (dais_sat_value(h->o->sat, h->o->demands.v[i].l))
			h->kept.v[i] = true;
}

/* After YES for h->trial: adds demands while they can hold; every conflict has one of the rest.
 * False when time was up. */
static bool
learn_rest(struct hunt *h)
{
	size_t n = h->o->demands.n;

	for (size_t i = 0; i < n; i++)
		h->kept.v[i] = false;
	take_kept(h);
	for (size_t i = 0; i < n; i++) {
		enum dais_sat_answer answer;

		if (h->kept.v[i])
			continue;
		h->trial.n = 0;
		for (size_t j = 0; j < n; j++)
			if (h->kept.v[j] || j == i)
				dais_vec_push(h->scratch, &h->trial, j);
		answer = try_set(h, &h->trial);
		if (answer == DAIS_SAT_UNKNOWN)
			return false;
		if (answer == DAIS_SAT_YES)
			take_kept(h);
	}
	h->o->core.n = 0;
	for (size_t i = 0; i < n; i++)
		if (!h->kept.v[i])
			dais_vec_push(h->o->arena, &h->o->core, (int)i + 1);
	dais_optimizer_clause(h->hitting, h->o->core.v, h->o->core.n);
	return true;
}

/* The smallest set with a demand of every rest learnt, into h->trial. */
static bool
hit(struct hunt *h)
{
	struct dais_search s = { .seed = h->search->seed, .stop = h->search->stop };
	struct dais_result result;

	if (h->search->seconds > 0)
		s.seconds = h->search->seconds - (dais_clock_seconds() - h->o->start);
	if (dais_search_over(h->o))
		return false;
	dais_optimizer_solve(h->hitting, &s, &result);
	h->trial.n = 0;
	for (size_t i = 0; i < h->o->demands.n; i++)
		if (dais_optimizer_value(h->hitting, (int)i + 1))
			dais_vec_push(h->scratch, &h->trial, i);
	return result.outcome == DAIS_OUTCOME_OPTIMAL;
}

/* Answers shall keep what demands they can, so that few are left to be tried one by one. */
static void
guide(struct dais_optimizer *o)
{
	o->assumed.n = 0;
	for (size_t i = 0; i < o->demands.n; i++)
		dais_vec_push(o->arena, &o->assumed, o->demands.v[i].l);
	dais_sat_guide(o->sat, o->assumed.v, o->assumed.n);
}

/* Makes h->found one of fewest demands; false when time was up. */
static bool
find_smallest(struct hunt *h)
{
	guide(h->o);
	h->hitting = dais_optimizer_new(h->scratch);
	for (size_t i = 0; i < h->o->demands.n; i++) {
		dais_literal in = dais_optimizer_variable(h->hitting);

		dais_optimizer_wish(h->hitting, -in, 1, 1);
		dais_vec_push(h->scratch, &h->kept, false);
	}
	while (hit(h)) {
		enum dais_sat_answer answer;

		if (h->trial.n >= h->found.n)
			return true;
		answer = try_set(h, &h->trial);
		if (answer == DAIS_SAT_UNKNOWN)
			return false;
		if (answer == DAIS_SAT_NO) {
			h->found.n = 0;
			for (size_t i = 0; i < h->trial.n; i++)
				dais_vec_push(h->scratch, &h->found, h->trial.v[i]);
			return true;
		}
		if (!learn_rest(h))
			return false;
	}
	return false;
}

bool
dais_optimizer_conflict(struct dais_optimizer *o, const struct dais_search *s, struct dais_arena *a,
    size_t **ret_tags, size_t *ret_n, bool *ret_smallest)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct hunt h = { .o = o, .search = s, .scratch = scratch };
	struct dais_result result;
	bool found;

	dais_search_begin(o, s, &result);
	for (size_t i = 0; i < o->demands.n; i++)
		dais_vec_push(scratch, &h.trial, i);
	found = try_set(&h, &h.trial) == DAIS_SAT_NO;
	if (found) {
		shrink(&h, &h.trial);
		*ret_smallest = minimize(&h) && find_smallest(&h);
		dais_sat_guide(o->sat, NULL, 0);
		*ret_n = h.found.n;
		*ret_tags = DAIS_NEW_N(a, h.found.n, size_t);
		for (size_t i = 0; i < h.found.n; i++)
			(*ret_tags)[i] = o->demands.v[h.found.v[i]].tag;
	}
	dais_search_end(o);
	return found;
}
