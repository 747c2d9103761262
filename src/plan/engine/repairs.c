/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Cheapest sets of demands to give up: the demands as a rank of their own, proven again and again,
 * each set found forbidden (one of it must be kept) before the next.
 */
#include "plan/engine/engine_priv.h"

/* The demands the best answer gives up. */
static struct dais_repair
given_up(const struct dais_optimizer *o, struct dais_arena *a)
{
	struct dais_repair ret = { .cost = o->cost[0] };

	ret.tags = DAIS_NEW_N(a, o->demands.n, size_t);
	for (size_t i = 0; i < o->demands.n; i++)
		if (!dais_optimizer_value(o, o->demands.v[i].l))
			ret.tags[ret.n++] = o->demands.v[i].tag;
	return ret;
}

static void
forbid(struct dais_optimizer *o)
{
	o->core.n = 0;
	for (size_t i = 0; i < o->demands.n; i++)
		if (!dais_optimizer_value(o, o->demands.v[i].l))
			dais_vec_push(o->arena, &o->core, o->demands.v[i].l);
	dais_search_episode_clause(o, o->core.v, o->core.n);
	o->has_best = false;
}

size_t
dais_optimizer_repairs(struct dais_optimizer *o, const struct dais_search *s, struct dais_arena *a,
    struct dais_repair *ret, size_t max)
{
	struct dais_result result;
	size_t n = 0;

	dais_search_begin(o, s, &result);
	dais_search_episode(o);
	o->first_rank = 0;
	for (size_t i = 0; i < o->demands.n; i++)
		if (o->demands.v[i].cost == 0)
			dais_search_episode_clause(o, &o->demands.v[i].l, 1);
	dais_rank_forget(o, 0); /* the sets forbidden belong to one call */
	dais_rank_open(o, 0);
	while (n < max && dais_rank_prove(o, 0) == DAIS_PROOF_DONE && o->cost[0] > 0) {
		ret[n++] = given_up(o, a);
		forbid(o);
	}
	dais_search_end(o);
	o->has_best = false;
	return n;
}
