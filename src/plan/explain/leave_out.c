/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * As many items left out as it takes: the way out of a meeting that is asked for far too much,
 * where shortening a few is not enough. */
#include "plan/explain/explain_priv.h"

#define TRIES_MOST 6u
#define SHARE 8u /* of the items left out so far, so many more with each try */

struct leaving {
	const struct dais_explain_ways *w;
	struct dais_explain_way way;
	bool *out; /* of demands */
	struct dais_explain_limit limit;
};

static void
leave(struct leaving *l, size_t demand)
{
	l->out[demand] = true;
	dais_vec_push(l->w->a, &l->way.demands, demand);
	dais_vec_push(l->w->a, &l->way.left, 0u);
	l->way.cost += (uint64_t)l->w->p->demands.v[demand].drop_cost * DAIS_EXPLAIN_COST_SCALE;
}

/* Whether @x is left out rather than @y: substantive items, the longer one, the last on the
 * agenda. */
static bool
goes_first(const struct dais_problem *p, size_t x, size_t y)
{
	const struct dais_demand *d = &p->demands.v[x], *e = &p->demands.v[y];
	bool substantive = p->tasks.v[d->task].substantive;

	if (substantive != p->tasks.v[e->task].substantive)
		return substantive;
	return d->amount != e->amount ? d->amount > e->amount : d->task > e->task;
}

/* The next to be left out, of @among (NULL: of all demands); DAIS_NONE: there is none. */
static size_t
next_of(const struct leaving *l, const dais_index_vec *among)
{
	const struct dais_problem *p = l->w->p;
	size_t best = DAIS_NONE, n = among ? among->n : p->demands.n;

	for (size_t i = 0; i < n; i++) {
		size_t d = among ? among->v[i] : i;

		if (p->demands.v[d].kind == DAIS_DEMAND_LEAST && p->demands.v[d].rank == 0 &&
		    p->demands.v[d].drop_cost > 0 && !l->out[d] &&
		    (best == DAIS_NONE || goes_first(p, d, best)))
			best = d;
	}
	return best;
}

/* Leaves out what @lack has too much; false: nothing of it can be. */
static bool
leave_lack(struct leaving *l, const struct dais_lack *lack)
{
	unsigned too_much = !dais_lack_is_of_minutes(lack) ? lack->sittings
			    : lack->needed > lack->given   ? lack->needed - lack->given
							   : 1;
	unsigned gone = 0;

	while (gone < too_much) {
		size_t d = next_of(l, &lack->demands);

		if (d == DAIS_NONE)
			break;
		gone += !dais_lack_is_of_minutes(lack) ? 1 : l->w->p->demands.v[d].amount;
		leave(l, d);
	}
	return gone > 0;
}

/* Until arithmetic sees no lack any more. */
static bool
leave_enough(struct leaving *l)
{
	while (dais_explain_goes_on(&l->limit)) {
		DAIS_ARENA_AUTO scratch = dais_arena_new(0);
		bool *active = DAIS_NEW_N(scratch, l->w->p->demands.n + 1, bool);
		struct dais_lack lack;

		for (size_t i = 0; i < l->w->p->demands.n; i++)
			active[i] = !l->out[i];
		dais_explain_worst_lack(l->w->p, active, &l->limit, scratch, &lack);
		if (lack.kind == DAIS_LACK_NONE) /* or it was not seen in time */
			return dais_explain_goes_on(&l->limit);
		if (!leave_lack(l, &lack))
			return false;
	}
	return false;
}

/* Leaves out a part more of the items than so far; false: there are no more. */
static bool
leave_more(struct leaving *l)
{
	size_t before = l->way.demands.n;

	for (size_t n = before / SHARE + 1; n > 0; n--) {
		size_t d = next_of(l, NULL);

		if (d == DAIS_NONE)
			break;
		leave(l, d);
	}
	return l->way.demands.n > before;
}

/* The way that leaves out the first @n items alone. */
static struct dais_explain_way
first_of(const struct leaving *l, size_t n)
{
	struct dais_explain_way way = { .cost = 0 };

	for (size_t i = 0; i < n; i++) {
		size_t d = l->way.demands.v[i];

		dais_vec_push(l->w->a, &way.demands, d);
		dais_vec_push(l->w->a, &way.left, 0u);
		way.cost += (uint64_t)l->w->p->demands.v[d].drop_cost * DAIS_EXPLAIN_COST_SCALE;
	}
	return way;
}

bool
dais_explain_leave_out(const struct dais_explain_ways *w, size_t least, struct dais_conflict *ret,
    struct dais_err *err)
{
	struct leaving l = { .w = w, .limit = dais_explain_limit_of_looks(w->end) };
	struct dais_explain_way best = { .cost = 0 };
	size_t too_few, next;

	l.out = DAIS_NEW_N(w->a, w->p->demands.n + 1, bool);
	if (!leave_enough(&l) || l.way.demands.n < least)
		return true;
	too_few = l.way.demands.n - 1;
	next = l.way.demands.n;
	for (unsigned k = 0; k < TRIES_MOST && next > too_few; k++) {
		struct dais_explain_way way = first_of(&l, next);
		enum dais_outcome outcome;

		if (!dais_explain_try_way(w, &way, &outcome, err))
			return false;
		if (way.holds)
			best = way;
		else
			too_few = next;
		if (!best.holds && !leave_more(&l))
			break;
		next = best.holds ? too_few + (best.demands.n - too_few) / 2 : l.way.demands.n;
	}
	return !best.holds || dais_explain_add_way(w, &best, ret, err);
}
