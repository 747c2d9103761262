/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Better answers: the decisions of the best one are kept but for those of a few neighbourhoods
 * (items, slots); there a better answer is searched under a limit of what its wishes may cost, the
 * wishes tried first. Neighbourhoods grow while they are proven to hold nothing better, and shrink
 * when that takes too many conflicts.
 */
#include "plan/engine/engine_priv.h"

#include <stdlib.h>

#define TRY_CONFLICTS 1000 /* of one call */

struct dais_neighbourhoods {
	size_t decisions; /* of the optimizer, when this was made */
	DAIS_VEC(size_t) numbers; /* distinct, ascending: what x and y of decisions mean */
	DAIS_VEC(uint32_t) x, y; /* by decision: index in numbers, or UINT32_MAX */
	DAIS_VEC(bool) is_free; /* by number, in the present try */
	DAIS_VEC(bool) has_true; /* by number: some decision is true in the best answer */
	dais_literal_vec softs; /* of the rank, that cost */
	DAIS_VEC(uint64_t) weights;
	int better; /* implies that these cost less than the best answer */
	double share; /* of the numbers that are freed */
};

static int
by_number(const void *x, const void *y)
{
	size_t a = *(const size_t *)x, b = *(const size_t *)y;

	return (a > b) - (a < b);
}

static uint32_t
number_index(const struct dais_neighbourhoods *h, size_t number)
{
	const size_t *at = number == SIZE_MAX ? NULL
					      : bsearch(&number, h->numbers.v, h->numbers.n,
						    sizeof(number), by_number);

	return at ? (uint32_t)(at - h->numbers.v) : UINT32_MAX;
}

static void
collect_numbers(const struct dais_optimizer *o, struct dais_neighbourhoods *h)
{
	size_t n = 0;

	for (size_t i = 0; i < o->decisions.n; i++) {
		if (o->decisions.v[i].x != SIZE_MAX)
			dais_vec_push(o->arena, &h->numbers, o->decisions.v[i].x);
		if (o->decisions.v[i].y != SIZE_MAX)
			dais_vec_push(o->arena, &h->numbers, o->decisions.v[i].y);
	}
	if (h->numbers.n == 0)
		return;
	qsort(h->numbers.v, h->numbers.n, sizeof(*h->numbers.v), by_number);
	for (size_t i = 0; i < h->numbers.n; i++)
		if (i == 0 || h->numbers.v[i] != h->numbers.v[i - 1])
			h->numbers.v[n++] = h->numbers.v[i];
	h->numbers.n = n;
}

static struct dais_neighbourhoods *
ready(struct dais_optimizer *o)
{
	struct dais_neighbourhoods *h = o->around;

	if (h && h->decisions == o->decisions.n)
		return h;
	h = o->around = DAIS_NEW(o->arena, struct dais_neighbourhoods);
	h->decisions = o->decisions.n;
	collect_numbers(o, h);
	for (size_t i = 0; i < h->decisions; i++) {
		dais_vec_push(o->arena, &h->x, number_index(h, o->decisions.v[i].x));
		dais_vec_push(o->arena, &h->y, number_index(h, o->decisions.v[i].y));
	}
	for (size_t i = 0; i < h->numbers.n; i++) {
		dais_vec_push(o->arena, &h->is_free, false);
		dais_vec_push(o->arena, &h->has_true, false);
	}
	h->share = 0.1;
	return h;
}

/* Frees a share of the numbers: scattered, or a run of them, as neighbours in number are often
 * neighbours in time. */
static void
choose(struct dais_optimizer *o, struct dais_neighbourhoods *h)
{
	size_t n = h->numbers.n, want = (size_t)((double)n * h->share) + 1;
	size_t run = dais_search_random(o) % 3 == 0 ? want : 1 + want / 8;

	for (size_t i = 0; i < n; i++)
		h->is_free.v[i] = false;
	for (size_t freed = 0; freed < want && freed < n;) {
		size_t at = dais_search_random(o) % n;

		for (size_t i = at; i < n && i < at + run && freed < want; i++) {
			freed++;
			h->is_free.v[i] = true;
		}
	}
}

static bool
is_free(const struct dais_neighbourhoods *h, size_t i)
{
	return (h->x.v[i] != UINT32_MAX && h->is_free.v[h->x.v[i]]) ||
	       (h->y.v[i] != UINT32_MAX && h->is_free.v[h->y.v[i]]);
}

/* Assumes the decisions that are kept. Those that are true say all where something is true of
 * the first neighbourhood; else those that are false are kept as well. */
static void
keep_decisions(struct dais_optimizer *o, struct dais_neighbourhoods *h)
{
	for (size_t i = 0; i < h->numbers.n; i++)
		h->has_true.v[i] = false;
	for (size_t i = 0; i < h->decisions; i++)
		if (h->x.v[i] != UINT32_MAX && dais_optimizer_value(o, o->decisions.v[i].l))
			h->has_true.v[h->x.v[i]] = true;
	for (size_t i = 0; i < h->decisions; i++) {
		int l = o->decisions.v[i].l;

		if (is_free(h, i))
			continue;
		if (dais_optimizer_value(o, l))
			dais_vec_push(o->arena, &o->assumed, l);
		else if (h->x.v[i] == UINT32_MAX || !h->has_true.v[h->x.v[i]])
			dais_vec_push(o->arena, &o->assumed, -l);
	}
}

/* From now on o->better: the softs of the rank cost less than the best answer does. */
static void
want_better(struct dais_optimizer *o, struct dais_neighbourhoods *h, unsigned r)
{
	const struct dais_rank *k = &o->ranks[r];

	h->softs.n = h->weights.n = 0;
	for (size_t i = 0; i < k->softs.n; i++) {
		if (!k->softs.v[i].weight)
			continue;
		dais_vec_push(o->arena, &h->softs, k->softs.v[i].l);
		dais_vec_push(o->arena, &h->weights, k->softs.v[i].weight);
	}
	dais_sat_limit(
	    o->sat, h->softs.v, h->weights.v, h->softs.n, o->cost[r] - k->bound - 1, h->better);
}

/* One neighbourhood. UNKNOWN: more conflicts than are worth it. */
static enum dais_sat_answer
look(struct dais_optimizer *o, struct dais_neighbourhoods *h, unsigned r)
{
	uint64_t cost = o->cost[r];
	enum dais_sat_answer ret;

	dais_sat_recall(o->sat, o->best.v, o->best.n);
	o->assumed.n = 0;
	dais_vec_push(o->arena, &o->assumed, o->episode);
	dais_vec_push(o->arena, &o->assumed, h->better);
	choose(o, h);
	keep_decisions(o, h);
	dais_sat_guide(o->sat, o->by_rank.v, o->by_rank.n);
	ret = dais_search_solve(o, TRY_CONFLICTS);
	dais_sat_guide(o->sat, NULL, 0);
	if (ret == DAIS_SAT_YES) {
		/* An answer no better after all: its softs were not spelled out. */
		if (o->cost[r] >= cost && !dais_rank_spell_out(o, r))
			return DAIS_SAT_UNKNOWN;
		want_better(o, h, r);
	}
	return ret;
}

void
dais_neighbourhoods_search(struct dais_optimizer *o, unsigned r, uint64_t allotted)
{
	struct dais_neighbourhoods *h = ready(o);
	uint64_t end = dais_search_effort(o) + allotted;

	if (h->numbers.n == 0)
		return;
	h->better = dais_optimizer_variable(o);
	want_better(o, h, r);
	while (
	    dais_search_effort(o) < end && o->cost[r] > o->ranks[r].bound && !dais_search_over(o)) {
		switch (look(o, h, r)) {
		case DAIS_SAT_YES:
			break;
		case DAIS_SAT_NO:
			h->share = h->share < 0.9 ? h->share * 1.1 : h->share;
			break;
		case DAIS_SAT_UNKNOWN:
			h->share *= 0.9;
			break;
		}
	}
	dais_sat_limit(o->sat, NULL, NULL, 0, 0, h->better);
}
