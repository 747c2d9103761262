/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Better answers: the decisions of the best one are kept but for those of a few neighbourhoods
 * (items, slots); there a better answer is searched under a limit of what its wishes may cost, the
 * wishes tried first. Neighbourhoods grow while they are proven to hold nothing better, and shrink
 * when that takes too many conflicts.
 */
#include "plan/engine/engine_priv.h"

#include <stdlib.h>

#define JOINED_BITS 60 /* of the weights of several ranks together */
#define TRY_CONFLICTS 400 /* of one call */
#define STEP_PART 8 /* of what lies above the bound: a better answer is better by as much */
#define SHARE_FIRST 0.1

/* Which numbers are freed together: neighbours in number are often neighbours in time. */
enum shape {
	SHAPE_SCATTERED, /* here and there, a few in a row */
	SHAPE_RUN,
	SHAPE_FIRST, /* a run of those that are the first of decisions */
	SHAPE_SECOND, /* of those after these */
	SHAPES
};

struct dais_neighbourhoods {
	size_t decisions; /* of the optimizer, when this was made */
	DAIS_VEC(size_t) numbers; /* distinct, ascending: what x and y of decisions mean */
	size_t first_n; /* numbers up to the last that is the first of a decision */
	DAIS_VEC(uint32_t) x, y; /* by decision: index in numbers, or UINT32_MAX */
	DAIS_VEC(bool) is_free; /* by number, in the present try */
	DAIS_VEC(bool) has_true; /* by number: some decision is true in the best answer */
	dais_literal_vec softs; /* of the rank, that cost */
	DAIS_VEC(uint64_t) weights;
	DAIS_VEC(uint64_t) price; /* by literal; 0 but while these are made */
	int better; /* implies that these cost less than the best answer */
	double share[SHAPES][2]; /* of the numbers that are freed; [1] when kept loosely */
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
	for (size_t i = 0; i < h->decisions; i++)
		if (h->x.v[i] != UINT32_MAX && h->x.v[i] >= h->first_n)
			h->first_n = h->x.v[i] + 1;
	for (size_t k = 0; k < SHAPES; k++)
		h->share[k][0] = h->share[k][1] = SHARE_FIRST;
	return h;
}

/* Frees a share of the numbers of @shape. */
static void
choose(struct dais_optimizer *o, struct dais_neighbourhoods *h, enum shape shape, double share)
{
	size_t first = shape == SHAPE_SECOND ? h->first_n : 0;
	size_t n = (shape == SHAPE_FIRST ? h->first_n : h->numbers.n) - first;
	size_t want = (size_t)((double)n * share) + 1;
	size_t run = shape == SHAPE_SCATTERED ? 1 + want / 8 : want;

	for (size_t i = 0; i < h->numbers.n; i++)
		h->is_free.v[i] = false;
	for (size_t freed = 0; freed < want && freed < n;) {
		size_t at = dais_search_random(o) % n;

		for (size_t i = at; i < n && i < at + run && freed < want; i++) {
			freed++;
			h->is_free.v[first + i] = true;
		}
	}
}

static bool
is_free(const struct dais_neighbourhoods *h, size_t i)
{
	return (h->x.v[i] != UINT32_MAX && h->is_free.v[h->x.v[i]]) ||
	       (h->y.v[i] != UINT32_MAX && h->is_free.v[h->y.v[i]]);
}

/* Assumes the decisions that are kept: all, or (@loose) only those that are true, which often say
 * all; but where nothing is true of the first neighbourhood, those that are false as well. */
static void
keep_decisions(struct dais_optimizer *o, struct dais_neighbourhoods *h, bool loose)
{
	for (size_t i = 0; i < h->numbers.n; i++)
		h->has_true.v[i] = false;
	for (size_t i = 0; i < h->decisions; i++)
		if (h->x.v[i] != UINT32_MAX && dais_optimizer_value(o, o->decisions.v[i].l))
			h->has_true.v[h->x.v[i]] = true;
	for (size_t i = 0; i < h->decisions; i++) {
		int l = o->decisions.v[i].l;

		/* What is known is not asked: the best answer may go against it, and what is better
		 * does not. */
		if (is_free(h, i) || dais_optimizer_always(o, l) || dais_optimizer_always(o, -l))
			continue;
		if (dais_optimizer_value(o, l))
			dais_vec_push(o->arena, &o->assumed, l);
		else if (!loose || h->x.v[i] == UINT32_MAX || !h->has_true.v[h->x.v[i]])
			dais_vec_push(o->arena, &o->assumed, -l);
	}
}

/* Adds @weight to what it costs when @l is false. */
static void
price(struct dais_optimizer *o, struct dais_neighbourhoods *h, int l, uint64_t weight)
{
	while (h->price.n <= (size_t)o->variables * 2 + 1)
		dais_vec_push(o->arena, &h->price, 0);
	if (h->price.v[dais_literal_index(l)] == 0)
		dais_vec_push(o->arena, &h->softs, l);
	h->price.v[dais_literal_index(l)] += weight;
}

/* What a unit of rank @r and of each after it counts, so that all after it together count less;
 * ranks that would make it too much count 0. */
static void
join_ranks(const struct dais_optimizer *o, unsigned r, uint64_t *ret)
{
	uint64_t total[DAIS_OPTIMIZER_RANKS] = { 0 }, all = 0;
	unsigned last = r;

	for (size_t i = 0; i < o->wishes.n; i++)
		total[o->wishes.v[i].rank] += o->wishes.v[i].weight;
	for (unsigned q = 0; q < DAIS_OPTIMIZER_RANKS; q++)
		ret[q] = 0;
	if (r == 0) { /* demands given up: what the wishes then cost is another question */
		ret[0] = 1;
		return;
	}
	for (uint64_t product = 1; last < DAIS_OPTIMIZER_RANKS; last++)
		if (__builtin_mul_overflow(product, total[last] + 1, &product) ||
		    product >> JOINED_BITS)
			break;
	if (last == r)
		last++;
	for (unsigned q = last; q-- > r;) {
		ret[q] = all + 1;
		all += ret[q] * total[q];
	}
}

/* The softs of rank @r and, @joined, the wishes of ranks after it, with what they cost together. */
static void
collect_softs(
    struct dais_optimizer *o, struct dais_neighbourhoods *h, unsigned r, const uint64_t *joined)
{
	const struct dais_rank *k = &o->ranks[r];

	h->softs.n = 0;
	for (size_t i = 0; i < k->softs.n; i++)
		if (k->softs.v[i].weight)
			price(o, h, k->softs.v[i].l, k->softs.v[i].weight * joined[r]);
	for (size_t i = 0; i < o->wishes.n; i++)
		if (o->wishes.v[i].rank > r && joined[o->wishes.v[i].rank])
			price(o, h, o->wishes.v[i].l,
			    o->wishes.v[i].weight * joined[o->wishes.v[i].rank]);
}

/* From now on h->better: what was collected costs at most @limit. */
static void
set_limit(struct dais_optimizer *o, struct dais_neighbourhoods *h, uint64_t limit)
{
	size_t n = 0;

	h->weights.n = 0;
	for (size_t i = 0; i < h->softs.n; i++) {
		int l = h->softs.v[i];
		uint64_t *own = &h->price.v[dais_literal_index(l)];
		uint64_t *other = &h->price.v[dais_literal_index(-l)];
		uint64_t both = *own < *other ? *own : *other;

		/* A soft and its opposite: one of them is always paid. */
		*own -= both;
		*other -= both;
		limit -= both < limit ? both : limit;
		if (*own) {
			h->softs.v[n++] = l;
			dais_vec_push(o->arena, &h->weights, *own);
		}
		*own = 0;
	}
	h->softs.n = n;
	dais_sat_limit(o->sat, h->softs.v, h->weights.v, n, limit, h->better);
}

/* From now on h->better: the softs of the rank, and the wishes of ranks after it, cost less than
 * those of the best answer; in the rank less by @step at least. */
static void
want_better(struct dais_optimizer *o, struct dais_neighbourhoods *h, unsigned r, uint64_t step)
{
	uint64_t joined[DAIS_OPTIMIZER_RANKS], limit;

	join_ranks(o, r, joined);
	limit = (o->cost[r] - o->ranks[r].bound - step) * joined[r] - (step == 0);
	for (unsigned q = r + 1; step == 0 && q < DAIS_OPTIMIZER_RANKS; q++)
		limit += o->cost[q] * joined[q];
	for (unsigned q = r + 1; step && q < DAIS_OPTIMIZER_RANKS; q++)
		joined[q] = 0;
	collect_softs(o, h, r, joined);
	set_limit(o, h, limit);
}

/* From now on h->better: the softs of the rank cost no more than the best answer. */
static void
want_as_good(struct dais_optimizer *o, struct dais_neighbourhoods *h, unsigned r)
{
	uint64_t joined[DAIS_OPTIMIZER_RANKS] = { 0 };

	joined[r] = 1;
	collect_softs(o, h, r, joined);
	set_limit(o, h, o->cost[r] - o->ranks[r].bound);
}

/* A step down that is worth a try: a large one while the best answer is far from proven. */
static uint64_t
step_down(const struct dais_optimizer *o, unsigned r)
{
	return r ? (o->cost[r] - dais_rank_bound(o, r)) / STEP_PART : 0;
}

/* Whether the best answer is better than @cost in ranks from @r on. */
static bool
is_better(const struct dais_optimizer *o, const uint64_t *cost, unsigned r)
{
	for (; r < DAIS_OPTIMIZER_RANKS; r++)
		if (o->cost[r] != cost[r])
			return o->cost[r] < cost[r];
	return false;
}

/* One neighbourhood. UNKNOWN: more conflicts than are worth it. */
static enum dais_sat_answer
look(struct dais_optimizer *o, struct dais_neighbourhoods *h, unsigned r, enum shape shape,
    bool loose)
{
	uint64_t cost[DAIS_OPTIMIZER_RANKS];
	enum dais_sat_answer ret;

	for (unsigned q = 0; q < DAIS_OPTIMIZER_RANKS; q++)
		cost[q] = o->cost[q];
	dais_sat_recall(o->sat, o->best.v, o->best.n);
	o->assumed.n = 0;
	dais_vec_push(o->arena, &o->assumed, o->episode);
	dais_vec_push(o->arena, &o->assumed, h->better);
	choose(o, h, shape, h->share[shape][loose]);
	keep_decisions(o, h, loose);
	if (dais_search_random(o) % 2)
		dais_sat_guide(o->sat, o->by_rank.v, o->by_rank.n);
	ret = dais_search_solve(o, TRY_CONFLICTS);
	dais_sat_guide(o->sat, NULL, 0);
	if (ret == DAIS_SAT_YES) {
		/* An answer no better after all: its softs were not spelled out. */
		if (!is_better(o, cost, r) && !dais_rank_spell_out(o, r))
			return DAIS_SAT_UNKNOWN;
		want_better(o, h, r, step_down(o, r));
	}
	return ret;
}

/* Rules decisions out. In the last rank answers no better than the best are not wanted any more;
 * in others those as good are, for the ranks after. */
static void
tighten(struct dais_optimizer *o, struct dais_neighbourhoods *h, unsigned r, uint64_t allotted)
{
	h->better = dais_optimizer_variable(o);
	if (r == o->last_rank)
		want_better(o, h, r, 0);
	else
		want_as_good(o, h, r);
	if (dais_backbone_tighten(o, h->better, allotted))
		o->ranks[r].leans = true;
}

void
dais_neighbourhoods_search(struct dais_optimizer *o, unsigned r, uint64_t allotted)
{
	struct dais_neighbourhoods *h = ready(o);
	uint64_t end = dais_search_effort(o) + allotted;

	if (h->numbers.n == 0)
		return;
	h->better = dais_optimizer_variable(o);
	want_better(o, h, r, step_down(o, r));
	while (dais_search_effort(o) < end && o->cost[r] > dais_rank_bound(o, r) &&
	       !dais_search_over(o)) {
		enum shape shape = (enum shape)(dais_search_random(o) % SHAPES);
		bool loose = dais_search_random(o) % 2;
		double *share = &h->share[shape][loose];

		switch (look(o, h, r, shape, loose)) {
		case DAIS_SAT_YES:
			/* While it goes well it goes on. */
			if (end < dais_search_effort(o) + allotted / 3)
				end = dais_search_effort(o) + allotted / 3;
			break;
		case DAIS_SAT_NO:
			*share = *share < 0.9 ? *share * 1.1 : *share;
			break;
		case DAIS_SAT_UNKNOWN:
			*share *= 0.9;
			break;
		}
	}
	if (r && o->cost[r] > dais_rank_bound(o, r) && !dais_search_over(o))
		tighten(o, h, r, allotted / 2);
	dais_sat_limit(o->sat, NULL, NULL, 0, 0, h->better);
}
