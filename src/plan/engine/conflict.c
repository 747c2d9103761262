/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Demands that cannot hold together. First a set from which nothing can be left out, by leaving
 * out one after the other; then one of fewest demands by implicit hitting sets (Ignatiev et al.
 * 2015): a conflict has a demand of every set whose giving up helps, so the smallest set that
 * does so bounds it from below, and is it once its demands cannot hold together.
 */
#include "base/clock.h"
#include "plan/engine/engine_priv.h"

/* With a limit of effort: of a call that shows whether one demand can be left out a part of it, and
 * of one that adds a demand to those that hold so many conflicts. */
#define PARTS_OF_EFFORT 8u
#define GROW_CONFLICTS 500

/* Sets of demands are vectors of indexes, ascending. */
typedef DAIS_VEC(size_t) demand_set;

struct hunt {
	struct dais_optimizer *o;
	const struct dais_search *search;
	struct dais_arena *scratch;
	demand_set found; /* the conflict */
	bool is_fewer; /* it was found where one of fewer demands was looked for */
	demand_set trial;
	struct dais_optimizer *hitting; /* variable i + 1: demand i is in the set */
	DAIS_VEC(bool) kept; /* by demand */
};

static enum dais_sat_answer
try_set(struct hunt *h, const demand_set *set, int64_t conflicts)
{
	struct dais_optimizer *o = h->o;

	o->assumed.n = 0;
	for (size_t i = 0; i < set->n; i++)
		dais_vec_push(o->arena, &o->assumed, o->demands.v[set->v[i]].l);
	if (dais_search_over(o))
		return DAIS_SAT_UNKNOWN;
	o->result->calls++;
	return dais_sat_solve(o->sat, o->assumed.v, o->assumed.n, conflicts);
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

/* Leaves out what can be left out; whether it is proven of each that is left that it cannot.
 * Demands before @i are needed, or seem to be: shrinking keeps those that are. */
static bool
minimize(struct hunt *h)
{
	bool proven = true;

	for (size_t i = 0; i < h->found.n && !dais_search_over(h->o);) {
		enum dais_sat_answer answer;

		all_but(h, h->found.v[i]);
		if (h->search->effort)
			dais_sat_allow(h->o->sat, h->search->effort / PARTS_OF_EFFORT);
		answer = try_set(h, &h->trial, -1);
		proven = proven && answer != DAIS_SAT_UNKNOWN;
		if (answer == DAIS_SAT_NO)
			shrink(h, &h->trial);
		else
			i++;
	}
	return proven && !h->o->stopped;
}

/* --- fewest demands --- */

static void
take_kept(struct hunt *h)
{
	for (size_t i = 0; i < h->o->demands.n; i++)
		if (dais_sat_value(h->o->sat, h->o->demands.v[i].l))
			h->kept.v[i] = true;
}

/* After YES for h->trial: adds demands that can hold, too; every conflict has one of the rest.
 * Where it takes long to find out whether one can, it is left to the rest. False when time was up.
 */
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
		answer = try_set(h, &h->trial, GROW_CONFLICTS);
		if (h->o->stopped)
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
	struct dais_search s = {
		.seed = h->search->seed, .stop = h->search->stop, .effort = h->search->effort
	};
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

/* Makes h->found, if that is of @known demands or more, one of fewest; false when time was up. */
static bool
find_smallest(struct hunt *h, size_t known)
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

		if (h->trial.n >= known)
			return true;
		answer = try_set(h, &h->trial, -1);
		if (answer == DAIS_SAT_UNKNOWN)
			return false;
		if (answer == DAIS_SAT_NO) {
			h->found.n = 0;
			for (size_t i = 0; i < h->trial.n; i++)
				dais_vec_push(h->scratch, &h->found, h->trial.v[i]);
			h->is_fewer = true;
			return true;
		}
		if (!learn_rest(h))
			return false;
	}
	return false;
}

static void
give_tags(const struct hunt *h, struct dais_arena *a, size_t **ret_tags, size_t *ret_n)
{
	*ret_n = h->found.n;
	*ret_tags = DAIS_NEW_N(a, h->found.n, size_t);
	for (size_t i = 0; i < h->found.n; i++)
		(*ret_tags)[i] = h->o->demands.v[h->found.v[i]].tag;
}

bool
dais_optimizer_conflict(struct dais_optimizer *o, const struct dais_search *s, struct dais_arena *a,
    size_t **ret_tags, size_t *ret_n, enum dais_conflict_proof *ret_proof)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct hunt h = { .o = o, .search = s, .scratch = scratch };
	struct dais_result result;
	bool found;

	dais_search_begin(o, s, &result);
	for (size_t i = 0; i < o->demands.n; i++)
		dais_vec_push(scratch, &h.trial, i);
	found = try_set(&h, &h.trial, -1) == DAIS_SAT_NO;
	if (found) {
		o->effort_end = dais_search_effort(o) + s->effort; /* as much again */
		shrink(&h, &h.trial);
		*ret_proof = minimize(&h) ? DAIS_CONFLICT_NO_PART : DAIS_CONFLICT_ONE;
		if (find_smallest(&h, h.found.n))
			*ret_proof = DAIS_CONFLICT_FEWEST;
		dais_sat_guide(o->sat, NULL, 0);
		give_tags(&h, a, ret_tags, ret_n);
	}
	dais_search_end(o);
	return found;
}

bool
dais_optimizer_fewer(struct dais_optimizer *o, const struct dais_search *s, size_t known,
    struct dais_arena *a, size_t **ret_tags, size_t *ret_n)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct hunt h = { .o = o, .search = s, .scratch = scratch };
	struct dais_result result;
	bool proven;

	dais_search_begin(o, s, &result);
	proven = find_smallest(&h, known);
	dais_sat_guide(o->sat, NULL, 0);
	*ret_tags = NULL;
	*ret_n = 0;
	if (h.is_fewer)
		give_tags(&h, a, ret_tags, ret_n);
	dais_search_end(o);
	return proven;
}
