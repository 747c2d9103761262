/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rounds of a rank: cores (core.c) from below, neighbourhoods of the best answer from above, and
 * beside them a search over sums of accounts (aside.c), until the rank is proven or time is up.
 *
 * With a prover beside them rounds are short, so that it soon hears of better answers; and as it
 * is slower while another search works, what finds nothing rests.
 */
#include "base/clock.h"
#include "plan/engine/engine_priv.h"

#define PART_FIRST 0.6
#define BACKBONE_PATIENCE 10
#define BEGIN_AGAIN_CONFLICTS 2000
#define CORES_BELOW 4
#define ASIDE_TIMES 4 /* of the effort of a round, as it takes that much time */
#define SHORT_EFFORT 40000000 /* of the search beside, in a round with a prover */
#define SHORT_AROUND 30000000 /* of neighbourhoods in it */
#define RISE_LEAST 4 /* such a part of the gap: cores that raise the bound by less rest */
#define FRUITLESS_MOST 2 /* rounds of these that find nothing, before they rest */
#define TURNS 4 /* of short rounds: in one a search that rests has a look all the same */
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

/* What the search does that is not beside. */
enum turn {
	TURN_BOTH, /* cores, then neighbourhoods */
	TURN_CORES,
	TURN_AROUND, /* neighbourhoods */
	TURN_REST
};

/* The rounds of a rank. */
struct rounds {
	uint64_t allotted; /* for cores, and for neighbourhoods, when they are not short */
	unsigned asked; /* rounds with cores, up to the one after which the caller's bound is */
	bool first; /* round */
	bool beside; /* there is a search */
	bool brief; /* short rounds */
	unsigned n; /* of these */
	unsigned fruitless; /* the latest so many looks at neighbourhoods */
	bool rises; /* the bound, with the latest cores */
};

static enum turn
turn_of(const struct rounds *k)
{
	if (!k->brief)
		return TURN_BOTH;
	if (k->n % (2 * TURNS) == 2 * TURNS - 1)
		return TURN_CORES;
	if (k->fruitless < FRUITLESS_MOST || k->n % TURNS == TURNS - 1)
		return TURN_AROUND;
	return k->rises ? TURN_CORES : TURN_REST;
}

/* Effort of cores in rank @r. Cores that only come near what is known prove nothing, but answers
 * are found on the way; and where a prover is to come, it and neighbourhoods are not to wait. */
static uint64_t
effort_of_cores(const struct dais_optimizer *o, unsigned r, const struct rounds *k)
{
	bool prover_comes = r > 1 && r == o->last_rank && !k->beside && !o->search->effort;

	return prover_comes || o->ranks[r].floor > o->ranks[r].bound ? k->allotted / CORES_BELOW
								     : k->allotted;
}

static enum dais_proof
find_cores(struct dais_optimizer *o, unsigned r, struct rounds *k)
{
	uint64_t before = o->ranks[r].bound, gap = o->has_best ? o->cost[r] - before : 0;
	enum dais_proof ret = dais_rank_find_cores(o, r, effort_of_cores(o, r, k));
	bool ask = o->bound_of && r == o->last_rank && r > 0;

	k->rises = o->ranks[r].bound - before > gap / RISE_LEAST;
	if (ret == DAIS_PROOF_OPEN && o->has_best && ask && k->asked <= o->ask_round &&
	    k->asked++ == o->ask_round)
		ask_bound(o, r);
	return ret;
}

/* Looks at neighbourhoods, and whether it was worth it. */
static void
look_around(struct dais_optimizer *o, unsigned r, struct rounds *k)
{
	uint64_t cost = o->cost[r];

	dais_neighbourhoods_search(o, r, k->brief ? SHORT_AROUND : k->allotted);
	k->fruitless = o->cost[r] < cost ? 0 : k->fruitless + 1;
}

/* A search beside the other. In the last rank the first is not to be long: whether there is a
 * prover is known by it. */
static void
begin_aside(struct dais_optimizer *o, unsigned r, struct rounds *k)
{
	uint64_t times = r == o->last_rank && k->first ? 1 : ASIDE_TIMES;
	uint64_t effort = !k->brief                  ? k->allotted * times
			  : turn_of(k) == TURN_CORES ? k->allotted
						     : SHORT_EFFORT;

	k->beside = r && dais_aside_begin(o, r, effort);
}

static enum dais_proof
go_round(struct dais_optimizer *o, unsigned r, struct rounds *k)
{
	enum turn turn = turn_of(k);
	enum dais_proof ret = DAIS_PROOF_OPEN;

	if (turn == TURN_BOTH || turn == TURN_CORES)
		ret = find_cores(o, r, k);
	if (ret == DAIS_PROOF_OPEN && !k->beside)
		begin_aside(o, r, k);
	if (ret == DAIS_PROOF_OPEN && !o->has_best)
		ret = find_answer(o, k->allotted);
	else if (ret == DAIS_PROOF_OPEN && (turn == TURN_BOTH || turn == TURN_AROUND))
		look_around(o, r, k);
	if (ret == DAIS_PROOF_OPEN && k->brief && dais_search_over(o))
		ret = DAIS_PROOF_OVER;
	return k->beside ? end_aside(o, r, ret) : ret;
}

static void
prepare_next(struct dais_optimizer *o, unsigned r, struct rounds *k)
{
	enum turn turn = turn_of(k);

	if (o->has_best && r)
		harden(o, &o->ranks[r], r);
	k->first = false;
	k->n += k->brief;
	k->brief = k->beside && dais_aside_has_prover(o->aside);
	if (turn != TURN_AROUND && turn != TURN_REST)
		k->allotted += k->allotted / 2 + 1;
	begin_aside(o, r, k);
	k->brief = k->brief && k->beside;
}

enum dais_proof
dais_rank_prove(struct dais_optimizer *o, unsigned r)
{
	struct rounds k = { .allotted = o->patience, .first = true };
	enum dais_proof ret;

	o->part_had = PART_FIRST;
	begin_again(o, r);
	while ((ret = go_round(o, r, &k)) == DAIS_PROOF_OPEN)
		prepare_next(o, r, &k);
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
