/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/engine/tiny.h"

#include <stdlib.h>
#include <string.h>

uint64_t
tiny_random(struct tiny *t, uint64_t below)
{
	uint64_t z = t->random += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return (z ^ z >> 31) % below;
}

static int
any_literal(struct tiny *t, int atoms)
{
	int l = 1 + (int)tiny_random(t, (uint64_t)atoms);

	return tiny_random(t, 2) ? l : -l;
}

/* Numbers of up to four base atoms each, that rules make ordered. */
static void
make_sum(struct tiny *t)
{
	struct tiny_sum *s = &t->sums[t->n_sums++];
	size_t most = 0;

	s->n = 1 + tiny_random(t, 5);
	for (size_t i = 0; i < s->n; i++) {
		/* Longer numbers are outputs of an earlier sum, ordered by themselves. */
		const struct tiny_sum *from = t->n_sums > 1 ? &t->sums[0] : NULL;

		s->len[i] = 1;
		s->v[i][0] = any_literal(t, t->base);
		if (from && tiny_random(t, 2)) {
			s->len[i] = from->limit < 4 ? from->limit : 4;
			for (size_t j = 0; j < s->len[i]; j++)
				s->v[i][j] = from->first + (int)j;
		}
		most += s->len[i];
	}
	s->limit = 1 + tiny_random(t, most < 5 ? most : 5);
	s->first = t->atoms + 1;
	t->atoms += (int)s->limit;
}

static void
make_rule(struct tiny *t, size_t demands)
{
	struct tiny_rule *r = &t->rules[t->n_rules++];
	uint64_t kind = tiny_random(t, 8);

	r->kind = kind < 5 ? TINY_CLAUSE : kind < 7 ? TINY_AT_MOST : TINY_AT_LEAST;
	r->n = r->kind == TINY_CLAUSE ? 1 + tiny_random(t, 3) : 2 + tiny_random(t, TINY_WIDE - 2);
	r->k = 1 + tiny_random(t, r->n);
	if (r->kind == TINY_AT_LEAST && r->k > 2)
		r->k /= 2;
	if (r->kind == TINY_AT_MOST && tiny_random(t, 2))
		r->k = 1 + tiny_random(t, 2);
	for (size_t i = 0; i < r->n; i++)
		r->v[i] = any_literal(t, t->atoms);
	if (r->kind != TINY_CLAUSE && tiny_random(t, 2))
		r->only_if = any_literal(t, t->atoms);
	if (demands && (r->kind == TINY_CLAUSE || !r->only_if) && tiny_random(t, 3))
		r->demand = 1 + (int)tiny_random(t, demands);
}

void
tiny_make(struct tiny *t, uint64_t seed, size_t rules, size_t demands)
{
	memset(t, 0, sizeof(*t));
	t->random = seed;
	t->base = 3 + (int)tiny_random(t, 6);
	t->atoms = t->base;
	for (size_t i = tiny_random(t, 4); i > 0; i--)
		make_sum(t);
	for (size_t i = 0; i < demands; i++)
		t->demand_cost[i] = 1 + (unsigned)tiny_random(t, 4);
	t->n_demands = demands;
	for (size_t i = 1 + tiny_random(t, rules); i > 0; i--)
		make_rule(t, demands);
	t->n_wishes = 1 + tiny_random(t, TINY_WISHES);
	for (size_t i = 0; i < t->n_wishes; i++) {
		t->wishes[i].l = any_literal(t, t->atoms);
		t->wishes[i].rank = 1 + (unsigned)tiny_random(t, 3);
		t->wishes[i].weight = tiny_random(t, 2) ? 1 : 1 + tiny_random(t, 9);
	}
}

static int
given(const struct tiny *t, int l)
{
	return l < 0 ? -t->literal[-l] : t->literal[l];
}

static void
give_sum(struct tiny *t, struct dais_optimizer *o, const struct tiny_sum *s)
{
	dais_literal leaves[TINY_WIDE][4];
	const dais_literal *v[TINY_WIDE];
	dais_literal flat[TINY_WIDE];
	bool units = true;

	for (size_t i = 0; i < s->n; i++) {
		for (size_t j = 0; j < s->len[i]; j++)
			leaves[i][j] = given(t, s->v[i][j]);
		v[i] = leaves[i];
		flat[i] = leaves[i][0];
		units = units && s->len[i] == 1;
	}
	if (units)
		dais_optimizer_count(o, flat, s->n, s->limit, true, &t->literal[s->first]);
	else
		dais_optimizer_sum(o, v, s->len, s->n, s->limit, true, &t->literal[s->first]);
}

static void
give_rule(struct tiny *t, struct dais_optimizer *o, const struct tiny_rule *r)
{
	dais_literal v[TINY_WIDE + 1];
	int demand = r->demand ? t->demand[r->demand - 1] : 0;
	int only_if = r->only_if ? given(t, r->only_if) : demand;
	size_t n = 0;

	for (; n < r->n; n++)
		v[n] = given(t, r->v[n]);
	if (r->kind == TINY_AT_MOST)
		dais_optimizer_at_most(o, v, n, r->k, only_if);
	else if (r->kind == TINY_AT_LEAST)
		dais_optimizer_at_least(o, v, n, r->k, only_if);
	else {
		if (demand)
			v[n++] = -demand;
		dais_optimizer_clause(o, v, n);
	}
}

void
tiny_give_rest(struct tiny *t, struct dais_optimizer *o, size_t first, size_t wish)
{
	for (; first < t->n_rules; first++)
		give_rule(t, o, &t->rules[first]);
	for (; wish < t->n_wishes; wish++)
		dais_optimizer_wish(
		    o, given(t, t->wishes[wish].l), t->wishes[wish].rank, t->wishes[wish].weight);
}

struct dais_optimizer *
tiny_give(struct tiny *t, struct dais_arena *a)
{
	struct dais_optimizer *o = dais_optimizer_new(a);

	for (int i = 1; i <= t->base; i++) {
		t->literal[i] = dais_optimizer_variable(o);
		dais_optimizer_decision(o, t->literal[i], (size_t)i / 2, SIZE_MAX);
	}
	for (size_t i = 0; i < t->n_sums; i++)
		give_sum(t, o, &t->sums[i]);
	for (size_t i = 0; i < t->n_demands; i++)
		t->demand[i] = dais_optimizer_demand(o, t->demand_cost[i], i);
	tiny_give_rest(t, o, 0, 0);
	return o;
}

/* --- by trying --- */

bool
tiny_value(const struct tiny *t, unsigned bits, int l) /* NOLINT(misc-no-recursion) */
{
	int k = abs(l);
	bool is = false;

	if (k <= t->base)
		return (bits >> (k - 1) & 1u) == (l > 0);
	for (size_t i = 0; i < t->n_sums; i++) {
		const struct tiny_sum *s = &t->sums[i];
		size_t sum = 0;

		if (k < s->first || k >= s->first + (int)s->limit)
			continue;
		for (size_t j = 0; j < s->n; j++)
			for (size_t u = 0; u < s->len[j]; u++)
				sum += tiny_value(t, bits, s->v[j][u]);
		is = sum > (size_t)(k - s->first);
	}
	return is == (l > 0);
}

bool
tiny_holds(const struct tiny *t, unsigned bits, unsigned kept)
{
	for (size_t i = 0; i < t->n_rules; i++) {
		const struct tiny_rule *r = &t->rules[i];
		size_t count = 0;
		bool holds;

		if (r->demand && !(kept >> (r->demand - 1) & 1u))
			continue;
		if (r->only_if && !tiny_value(t, bits, r->only_if))
			continue;
		for (size_t j = 0; j < r->n; j++)
			count += tiny_value(t, bits, r->v[j]);
		holds = r->kind == TINY_AT_MOST    ? count <= r->k
			: r->kind == TINY_AT_LEAST ? count >= r->k
						   : count >= 1;
		if (!holds)
			return false;
	}
	return true;
}

void
tiny_price(const struct tiny *t, unsigned bits, uint64_t cost[DAIS_OPTIMIZER_RANKS])
{
	memset(cost, 0, DAIS_OPTIMIZER_RANKS * sizeof(*cost));
	for (size_t i = 0; i < t->n_wishes; i++)
		if (!tiny_value(t, bits, t->wishes[i].l))
			cost[t->wishes[i].rank] += t->wishes[i].weight;
}

bool
tiny_feasible(const struct tiny *t, unsigned kept)
{
	for (unsigned bits = 0; bits < 1u << t->base; bits++)
		if (tiny_holds(t, bits, kept))
			return true;
	return false;
}

static bool
is_less(const uint64_t *x, const uint64_t *y)
{
	for (unsigned r = 1; r < DAIS_OPTIMIZER_RANKS; r++)
		if (x[r] != y[r])
			return x[r] < y[r];
	return false;
}

bool
tiny_best(const struct tiny *t, uint64_t cost[DAIS_OPTIMIZER_RANKS])
{
	bool found = false;

	for (unsigned bits = 0; bits < 1u << t->base; bits++) {
		uint64_t at[DAIS_OPTIMIZER_RANKS];

		if (!tiny_holds(t, bits, ~0u))
			continue;
		tiny_price(t, bits, at);
		if (!found || is_less(at, cost))
			memcpy(cost, at, sizeof(at));
		found = true;
	}
	return found;
}
