/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lower bounds of a rank from cores: sets of softs that cannot all be true. OLL (Andres et al.
 * 2012, Morgado et al. 2014): a core's cheapest weight is paid, and a soft "not two of them" takes
 * its place, to be followed by "not three" when that one is in a core too. Cores are first
 * collected while their weights are taken off, and reformulated together when no more are found
 * (weight-aware extraction, Berg and Järvisalo 2017); heavy softs first (stratification).
 */
#include "plan/engine/engine_priv.h"

#include <stdlib.h>

#include "base/err.h"

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

	if (!*slot) {
		struct dais_soft *s = dais_vec_add(o->arena, &k->softs);

		s->l = l;
		s->weight = 0;
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
	return !k->hardened;
}

void
dais_rank_open(struct dais_optimizer *o, unsigned r)
{
	struct dais_rank *k = &o->ranks[r];

	for (size_t i = 0; i < o->soft_of.n; i++)
		o->soft_of.v[i] = 0;
	o->cores.n = 0;
	o->core_softs.n = 0;
	if (!prefix_holds(o, k, r)) {
		k->softs.n = 0;
		k->bound = 0;
		k->wishes = 0;
		k->hardened = false;
	}
	for (unsigned i = 1; i < r; i++)
		k->prefix[i] = o->cost[i];
	for (size_t i = 0; i < k->softs.n; i++)
		*soft_slot(o, k->softs.v[i].l) = i + 1;
	add_wishes(o, k, r);
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

static void
pay_core(struct dais_optimizer *o, struct dais_rank *k, uint64_t weight)
{
	struct dais_core *c = dais_vec_add(o->arena, &o->cores);

	c->first = o->core_softs.n;
	c->n = o->core.n;
	c->weight = weight;
	for (size_t i = 0; i < o->core.n; i++) {
		k->softs.v[o->core.v[i]].weight -= weight;
		dais_vec_push(o->arena, &o->core_softs, (size_t)o->core.v[i]);
	}
	k->bound += weight;
	o->result->cores++;
}

static void
reformulate(struct dais_optimizer *o, struct dais_rank *k, const struct dais_core *c)
{
	struct dais_tally *t;

	o->core.n = 0;
	for (size_t i = 0; i < c->n; i++) {
		struct dais_soft s = k->softs.v[o->core_softs.v[c->first + i]];

		dais_vec_push(o->arena, &o->core, -s.l);
		if (s.tally && s.at + 1 < s.tally->leaves)
			add_soft(o, k, -dais_tally_output(o, s.tally, s.at + 1), c->weight, s.tally,
			    s.at + 1);
	}
	if (c->n < 2)
		return;
	t = dais_tally_new(o, o->core.v, c->n);
	add_soft(o, k, -dais_tally_output(o, t, 1), c->weight, t, 1);
}

static void
reformulate_all(struct dais_optimizer *o, struct dais_rank *k)
{
	for (size_t i = 0; i < o->cores.n; i++)
		reformulate(o, k, &o->cores.v[i]);
	o->cores.n = 0;
	o->core_softs.n = 0;
}

/* --- the rank --- */

static bool
is_proven(const struct dais_optimizer *o, const struct dais_rank *k, unsigned r)
{
	return o->cost[r] == k->bound;
}

static void
assume_from(struct dais_optimizer *o, const struct dais_rank *k, uint64_t least)
{
	o->assumed.n = 0;
	dais_vec_push(o->arena, &o->assumed, o->episode);
	for (size_t i = 0; i < k->softs.n; i++)
		if (k->softs.v[i].weight >= least)
			dais_vec_push(o->arena, &o->assumed, k->softs.v[i].l);
}

/* The next lower level of weights worth a stratum of its own: at least half of the last. */
static uint64_t
next_level(const struct dais_rank *k, uint64_t level)
{
	uint64_t next = 0;

	for (size_t i = 0; i < k->softs.n; i++) {
		uint64_t w = k->softs.v[i].weight;

		if (w < level && w > next)
			next = w;
	}
	return next > 1 ? next / 2 + 1 : next;
}

/* Softs too heavy for an answer better than the best must be true. */
static void
harden(struct dais_optimizer *o, struct dais_rank *k, unsigned r)
{
	uint64_t gap = o->cost[r] - k->bound;

	for (size_t i = 0; i < k->softs.n; i++) {
		if (k->softs.v[i].weight > gap) {
			dais_search_episode_clause(o, &k->softs.v[i].l, 1);
			k->hardened = true;
		}
	}
}

bool
dais_rank_prove(struct dais_optimizer *o, unsigned r)
{
	struct dais_rank *k = &o->ranks[r];
	uint64_t level = next_level(k, UINT64_MAX);

	while (!o->has_best || !is_proven(o, k, r)) {
		enum dais_sat_answer answer;

		if (dais_search_over(o))
			return false;
		assume_from(o, k, level ? level : 1);
		answer = dais_search_solve(o, -1);
		if (answer == DAIS_SAT_UNKNOWN)
			return false;
		if (answer == DAIS_SAT_NO) {
			uint64_t weight = take_core(o, k);

			if (o->core.n == 0)
				return false;
			pay_core(o, k, weight);
			o->result->at.bound[r] = k->bound;
			dais_search_tell(o, false);
		} else if (o->cores.n) {
			reformulate_all(o, k);
		} else {
			DAIS_ASSERT(level > 0);
			level = next_level(k, level);
			if (r)
				harden(o, k, r);
		}
	}
	o->result->at.bound[r] = k->bound;
	reformulate_all(o, k);
	return true;
}

void
dais_rank_close(struct dais_optimizer *o, unsigned r)
{
	const struct dais_rank *k = &o->ranks[r];

	for (size_t i = 0; i < k->softs.n; i++)
		if (k->softs.v[i].weight)
			dais_search_episode_clause(o, &k->softs.v[i].l, 1);
}
