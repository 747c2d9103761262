/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rounds of a rank: cores (core.c) from below, neighbourhoods of the best answer from above, and
 * beside them a search over sums of accounts (aside.c), until the rank is proven or time is up.
 */
#include "base/clock.h"
#include "plan/engine/engine_priv.h"

#define PART_FIRST 0.6
#define BACKBONE_PATIENCE 10
#define BEGIN_AGAIN_CONFLICTS 2000
#define CORES_BELOW 4
#define ASIDE_TIMES 4 /* of the effort of a round, as it takes that much time */
#define BOUND_SHARE 0.5 /* of the time that is left */
#define BOUND_LEAST 0.3 /* of the whole time: with less left none is asked for */
#define BOUND_SECONDS 30.0

/* Softs too heavy for an answer better than the best: true in what is left of the episode. */
static void
harden(struct dais_optimizer *o, struct dais_rank *k, unsigned r)
{
	uint64_t gap = o->cost[r] - k->bound;

	for (size_t i = 0; i < k->softs.n; i++) {
		struct dais_soft *s = &k->softs.v[i];

		if (s->weight <= gap || s->hard == o->episode)
			continue;
		s->hard = o->episode;
		k->leans = true;
		dais_search_episode_clause(o, &s->l, 1);
	}
}

/* Any answer: with nothing assumed but what must be. */
static enum dais_proof
find_answer(struct dais_optimizer *o, uint64_t allotted)
{
	o->assumed.n = 0;
	dais_vec_push(o->arena, &o->assumed, o->episode);
	dais_sat_allow(o->sat, allotted);
	switch (dais_search_solve(o, -1)) {
	case DAIS_SAT_YES:
	case DAIS_SAT_UNKNOWN:
		return DAIS_PROOF_OPEN;
	case DAIS_SAT_NO:
		break;
	}
	return DAIS_PROOF_NONE;
}

/* The caller's bound, once: it is dear, and most ranks are done before. Only in the last rank, as
 * what is proven by it says nothing about the softs. */
static void
ask_bound(struct dais_optimizer *o, unsigned r)
{
	double left = o->search->seconds - (dais_clock_seconds() - o->start);
	struct dais_rank *k = &o->ranks[r];

	if (o->search->seconds > 0 && left < o->search->seconds * BOUND_LEAST)
		return;
	dais_backbone_find(o, o->patience * BACKBONE_PATIENCE);
	if (dais_search_over(o))
		return;
	left = o->search->seconds - (dais_clock_seconds() - o->start);
	k->floor = o->bound_of(o->bound_ctx, r, o->cost,
	    o->search->seconds > 0 && left * BOUND_SHARE < BOUND_SECONDS ? left * BOUND_SHARE
									 : BOUND_SECONDS);
	/* Decisions may be ruled out that only answers no better than the best have. */
	if (k->floor > o->cost[r])
		k->floor = o->cost[r];
	dais_rank_tell_bound(o, r);
	dais_search_tell(o, true);
}

/* Ranks are worked on without a look at those after them: what the answer to begin with was good
 * at is lost by then. An answer near it is, where there is one, a better one to go on from. */
static void
begin_again(struct dais_optimizer *o, unsigned r)
{
	if (!o->has_best || r < 2 || o->begin.n == 0 || dais_rank_is_proven(o, r))
		return;
	o->assumed.n = 0;
	dais_vec_push(o->arena, &o->assumed, o->episode);
	dais_sat_guide(o->sat, o->begin.v, o->begin.n);
	(void)dais_search_solve(o, BEGIN_AGAIN_CONFLICTS);
	dais_sat_guide(o->sat, NULL, 0);
}

/* What came of the search beside, after a round that came to @ret: nothing that is not the same
 * whichever of the two is faster. */
static enum dais_proof
end_aside(struct dais_optimizer *o, unsigned r, enum dais_proof ret)
{
	bool proven = ret == DAIS_PROOF_OVER && dais_aside_has_proven(o->aside);

	if (proven)
		ret = DAIS_PROOF_OPEN;
	dais_aside_end(o, ret != DAIS_PROOF_OPEN);
	return ret == DAIS_PROOF_OPEN && dais_rank_is_proven(o, r) ? DAIS_PROOF_DONE : ret;
}

enum dais_proof
dais_rank_prove(struct dais_optimizer *o, unsigned r)
{
	struct dais_rank *k = &o->ranks[r];
	bool ask = o->bound_of && !o->search->no_bounds && r == o->last_rank && r > 0;
	unsigned round = 0;
	uint64_t allotted = o->patience;
	enum dais_proof ret;
	bool beside = false;

	o->part_had = PART_FIRST;
	begin_again(o, r);
	for (;;) {
		/* Cores that only come near what is known prove nothing, but answers are found on
		 * the way. */
		ret = dais_rank_find_cores(
		    o, r, k->floor > k->bound ? allotted / CORES_BELOW : allotted);
		if (ret == DAIS_PROOF_OPEN && o->has_best && ask && round++ >= o->ask_round) {
			ask_bound(o, r);
			ask = false;
		}
		if (ret == DAIS_PROOF_OPEN && !beside)
			beside = r && dais_aside_begin(o, r, allotted * ASIDE_TIMES);
		if (ret == DAIS_PROOF_OPEN && !o->has_best)
			ret = find_answer(o, allotted);
		else if (ret == DAIS_PROOF_OPEN)
			dais_neighbourhoods_search(o, r, allotted);
		if (beside)
			ret = end_aside(o, r, ret);
		if (ret != DAIS_PROOF_OPEN)
			break;
		if (o->has_best && r)
			harden(o, k, r);
		allotted += allotted / 2 + 1;
		beside = r && dais_aside_begin(o, r, allotted * ASIDE_TIMES);
	}
	dais_rank_tell_bound(o, r);
	return ret;
}

void
dais_rank_close(struct dais_optimizer *o, unsigned r)
{
	const struct dais_rank *k = &o->ranks[r];

	/* Proven by other means, it says nothing about the softs. */
	if (o->has_best && k->bound < o->cost[r]) {
		if (r < o->last_rank)
			dais_accounts_close(o, r);
		return;
	}
	for (size_t i = 0; i < k->softs.n; i++)
		if (k->softs.v[i].weight)
			dais_search_episode_clause(o, &k->softs.v[i].l, 1);
}
