/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lower bounds of a rank from cores: sets of softs that cannot all be true. OLL (Andres et al.
 * 2012, Morgado et al. 2014): a core's cheapest weight is paid, and a soft "not two of them" takes
 * its place, to be followed by "not three" when that one is in a core too.
 *
 * All softs are assumed at once, and each core is reformulated at once: on staircases of wishes
 * for times most cores are then found by propagation, and the first answer is the best. Heavy
 * softs first (stratification) or cores collected before they are reformulated leave so much open
 * that an answer in between costs more than all cores; both were measured. Only when a call takes
 * long are there answers on the way, from softs drawn at random.
 */
#include "base/clock.h"
#include "plan/engine/engine_priv.h"

#include <stdlib.h>

#include "base/err.h"

#define PART_CONFLICTS 1500
#define NEAR_PART 4 /* of the bound: an answer that much above it is near */

static size_t *
soft_slot(struct dais_optimizer *o, int l)
{
	while (o->soft_of.n <= (size_t)o->variables * 2 + 1)
		dais_vec_add(o->arena, &o->soft_of);
	return &o->soft_of.v[dais_literal_index(l)];
}

/* Adds @weight to the soft @l. A soft and its opposite: one of them is always paid. */
static void
add_soft(struct dais_optimizer *o, struct dais_rank *k, int l, uint64_t weight,
    struct dais_tally *tally, size_t at)
{
	size_t other = *soft_slot(o, -l);
	size_t *slot = soft_slot(o, l);
	uint64_t given = weight;

	if (!*slot) {
		struct dais_soft *s = dais_vec_add(o->arena, &k->softs);

		s->l = l;
		s->weight = s->given = s->passed = 0;
		s->hard = 0;
		s->tally = tally;
		s->at = at;
		*slot = k->softs.n;
	}
	if (other) {
		struct dais_soft *against = &k->softs.v[other - 1];
		uint64_t paid = against->weight < weight ? against->weight : weight;

		against->weight -= paid;
		weight -= paid;
		k->bound += paid;
	}
	k->softs.v[*slot - 1].weight += weight;
	k->softs.v[*slot - 1].given += given;
}

/* Wishes, or, in rank 0, demands. */
static void
add_wishes(struct dais_optimizer *o, struct dais_rank *k, unsigned r)
{
	for (; r == 0 && k->wishes < o->demands.n; k->wishes++)
		if (o->demands.v[k->wishes].cost)
			add_soft(
			    o, k, o->demands.v[k->wishes].l, o->demands.v[k->wishes].cost, NULL, 0);
	for (; r && k->wishes < o->wishes.n; k->wishes++)
		if (o->wishes.v[k->wishes].rank == r)
			add_soft(
			    o, k, o->wishes.v[k->wishes].l, o->wishes.v[k->wishes].weight, NULL, 0);
}

static bool
prefix_holds(const struct dais_optimizer *o, const struct dais_rank *k, unsigned r)
{
	for (unsigned i = 1; i < r; i++)
		if (k->prefix[i] != o->cost[i])
			return false;
	return !k->leans;
}

void
dais_rank_forget(struct dais_optimizer *o, unsigned r)
{
	struct dais_rank *k = &o->ranks[r];

	k->softs.n = 0;
	k->bound = 0;
	k->wishes = 0;
	k->facts = 0;
	k->leans = false;
}

/* --- cores --- */

/* The failed softs into o->core as indexes; their least weight. */
static uint64_t
take_core(struct dais_optimizer *o, const struct dais_rank *k)
{
	uint64_t least = UINT64_MAX;

	o->core.n = 0;
	for (size_t i = 0; i < o->assumed.n; i++) {
		int l = o->assumed.v[i];
		size_t at = *soft_slot(o, l);

		if (at == 0 || !dais_sat_failed(o->sat, l))
			continue;
		dais_vec_push(o->arena, &o->core, (int)(at - 1));
		if (k->softs.v[at - 1].weight < least)
			least = k->softs.v[at - 1].weight;
	}
	return least;
}

/* The next output of the tally of soft @at costs too, once this one was paid: @weight in all. */
static void
pass_on(struct dais_optimizer *o, struct dais_rank *k, size_t at, uint64_t weight)
{
	struct dais_soft s = k->softs.v[at];

	if (!s.tally || s.at + 1 >= s.tally->leaves || weight <= s.passed)
		return;
	k->softs.v[at].passed = weight;
	add_soft(
	    o, k, -dais_tally_output(o, s.tally, s.at + 1), weight - s.passed, s.tally, s.at + 1);
}

bool
dais_rank_spell_out(struct dais_optimizer *o, unsigned r)
{
	struct dais_rank *k = &o->ranks[r];
	size_t n = k->softs.n;
	bool ret = false;

	for (size_t i = 0; i < n; i++) {
		struct dais_soft s = k->softs.v[i];

		if (!s.tally || s.at + 1 >= s.tally->leaves || s.passed == s.given ||
		    dais_sat_value(o->sat, s.l))
			continue;
		pass_on(o, k, i, s.given);
		ret = true;
	}
	return ret;
}

/* Pays @weight for o->core, and puts "not two of them" in its place. */
static void
reformulate(struct dais_optimizer *o, struct dais_rank *k, uint64_t weight)
{
	size_t n = o->core.n;
	struct dais_tally *t;

	for (size_t i = 0; i < n; i++) {
		size_t at = (size_t)o->core.v[i];

		k->softs.v[at].weight -= weight;
		o->core.v[i] = -k->softs.v[at].l;
		pass_on(o, k, at, k->softs.v[at].given - k->softs.v[at].weight);
	}
	k->bound += weight;
	o->result->cores++;
	if (n < 2)
		return;
	t = dais_tally_new(o, o->core.v, n);
	add_soft(o, k, -dais_tally_output(o, t, 1), weight, t, 1);
}

/* The softs of @f into o->core; false when one of them does not weigh enough any more. */
static bool
take_fact(struct dais_optimizer *o, const struct dais_rank *k, const struct dais_optimizer_fact *f)
{
	o->core.n = 0;
	for (size_t i = 0; i < f->wishes.n; i++) {
		size_t at = *soft_slot(o, f->wishes.v[i]);

		if (at == 0 || k->softs.v[at - 1].weight < f->weight)
			return false;
		dais_vec_push(o->arena, &o->core, (int)(at - 1));
	}
	return o->core.n >= f->broken && f->broken > 0;
}

/* A core that holds only for better answers than the best says no more than that there is none. */
void
dais_rank_tell_bound(struct dais_optimizer *o, unsigned r)
{
	uint64_t bound = dais_rank_bound(o, r);

	if (o->ranks[r].leans && o->has_best && bound > o->cost[r])
		bound = o->cost[r];
	o->result->at.bound[r] = bound > o->credit[r] ? bound - o->credit[r] : 0;
}

/* What is known of the rank from outside: cores that need not be searched for, the outputs of
 * their tallies up to what is known. */
static void
add_facts(struct dais_optimizer *o, struct dais_rank *k, unsigned r)
{
	for (; k->facts < o->facts.n; k->facts++) {
		const struct dais_optimizer_fact *f = &o->facts.v[k->facts];

		if (f->rank != r ||
		    (f->given &&
			(f->given >= r || o->cost[f->given] - o->credit[f->given] > f->cost)) ||
		    !take_fact(o, k, f))
			continue;
		reformulate(o, k, f->weight);
		for (size_t at = 1; at < f->broken; at++) {
			size_t last = k->softs.n;

			/* the soft that the one before has passed its weight on to */
			o->core.n = 0;
			dais_vec_push(o->arena, &o->core, (int)(last - 1));
			reformulate(o, k, f->weight);
		}
	}
	dais_rank_tell_bound(o, r);
}

void
dais_rank_open(struct dais_optimizer *o, unsigned r)
{
	struct dais_rank *k = &o->ranks[r];

	for (size_t i = 0; i < o->soft_of.n; i++)
		o->soft_of.v[i] = 0;
	if (!prefix_holds(o, k, r))
		dais_rank_forget(o, r);
	for (unsigned i = 1; i < r; i++)
		k->prefix[i] = o->cost[i];
	for (size_t i = 0; i < k->softs.n; i++)
		*soft_slot(o, k->softs.v[i].l) = i + 1;
	add_wishes(o, k, r);
	add_facts(o, k, r);
}

/* --- the rank --- */

uint64_t
dais_rank_bound(const struct dais_optimizer *o, unsigned r)
{
	const struct dais_rank *k = &o->ranks[r];

	return k->floor > k->bound ? k->floor : k->bound;
}

bool
dais_rank_is_proven(const struct dais_optimizer *o, unsigned r)
{
	return o->cost[r] <= dais_rank_bound(o, r);
}

/* Assumptions but the first in any order. */
static void
shuffle(struct dais_optimizer *o)
{
	for (size_t i = o->assumed.n - 1; i > 1; i--) {
		size_t j = 1 + dais_search_random(o) % i;
		int swap = o->assumed.v[i];

		o->assumed.v[i] = o->assumed.v[j];
		o->assumed.v[j] = swap;
	}
}

static void
assume(struct dais_optimizer *o, const struct dais_rank *k)
{
	o->assumed.n = 0;
	dais_vec_push(o->arena, &o->assumed, o->episode);
	for (size_t i = 0; i < k->softs.n; i++)
		if (k->softs.v[i].weight && k->softs.v[i].hard != o->episode &&
		    (o->part == 1 || (double)(dais_search_random(o) >> 11) * 0x1p-53 < o->part))
			dais_vec_push(o->arena, &o->assumed, k->softs.v[i].l);
	if (o->part < 1)
		shuffle(o);
}

/* One call with the softs assumed, of at most @work. */
static enum dais_sat_answer
step(struct dais_optimizer *o, unsigned r, uint64_t work)
{
	struct dais_rank *k = &o->ranks[r];
	enum dais_sat_answer answer;
	uint64_t weight;

	assume(o, k);
	dais_sat_allow(o->sat, work);
	answer = dais_search_solve(o, o->part < 1 ? PART_CONFLICTS : -1);
	if (answer != DAIS_SAT_NO)
		return answer;
	weight = take_core(o, k);
	if (o->core.n) {
		reformulate(o, k, weight);
		dais_rank_tell_bound(o, r);
		dais_search_tell(o, false);
	}
	return answer;
}

/* How much of the softs to assume next. All of them prove; when that takes too long, answers are
 * easier found, and often far better than the best so far, with a part of them: as large a part as
 * can be had. */
static void
adapt(struct dais_optimizer *o, enum dais_sat_answer answer)
{
	if (answer == DAIS_SAT_UNKNOWN)
		o->part = o->part == 1 ? o->part_had : o->part * 0.85;
	else if (answer == DAIS_SAT_YES)
		o->part = o->part < 0.97 ? o->part + (1 - o->part) * 0.4 : 1;
	if (o->part < 1)
		o->part_had = o->part;
}

/* Neighbourhoods find more than parts of the softs once the best answer is not far away. */
static bool
is_near(const struct dais_optimizer *o, unsigned r)
{
	return o->has_best && o->decisions.n &&
	       o->cost[r] - dais_rank_bound(o, r) < dais_rank_bound(o, r) / NEAR_PART;
}

/* Nothing is an answer; but for the best one, where better ones alone were looked for. */
static enum dais_proof
none_left(struct dais_optimizer *o, unsigned r)
{
	if (!o->has_best || !o->ranks[r].leans)
		return DAIS_PROOF_NONE;
	o->ranks[r].floor = o->cost[r];
	return DAIS_PROOF_DONE;
}

enum dais_proof
dais_rank_find_cores(struct dais_optimizer *o, unsigned r, uint64_t allotted)
{
	uint64_t end = dais_search_effort(o) + allotted;

	o->part = 1;
	while (!o->has_best || !dais_rank_is_proven(o, r)) {
		uint64_t now = dais_search_effort(o);
		enum dais_sat_answer answer;

		if (dais_search_over(o))
			return DAIS_PROOF_OVER;
		if (now >= end)
			return DAIS_PROOF_OPEN;
		/* A call with all of them does not take all the effort. */
		answer = step(o, r, o->part < 1 ? end - now : (end - now) / 2);
		if (answer == DAIS_SAT_NO && o->core.n == 0)
			return none_left(o, r);
		if (answer == DAIS_SAT_UNKNOWN && is_near(o, r))
			return DAIS_PROOF_OPEN;
		adapt(o, answer);
	}
	return DAIS_PROOF_DONE;
}
