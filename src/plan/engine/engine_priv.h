/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the files of the optimizer share.
 *
 * The problem (clauses, demands, wishes) is kept as it was given; the SAT solver is a copy of it
 * plus what the search adds: sums over cores, and "episode" clauses. An episode is one call of
 * dais_optimizer_solve(): a literal, assumed, that implies all demands and everything that holds
 * only for answers as good as those sought (costs of ranks that are proven, wishes that an
 * answer better than the best must keep). The next call gives the literal up and takes a new one,
 * so what was learnt without it stays.
 */
#ifndef DAIS_PLAN_ENGINE_PRIV_H
#define DAIS_PLAN_ENGINE_PRIV_H

#include "plan/engine/optimizer.h"
#include "plan/engine/sat_priv.h"

typedef DAIS_VEC(int) dais_literal_vec;

struct dais_optimizer_demand {
	int l;
	unsigned cost;
	size_t tag;
};

struct dais_optimizer_wish {
	int l;
	unsigned rank;
	uint64_t weight;
};

struct dais_optimizer_decision {
	int l;
	size_t x, y;
};

/* A count of true literals that grows on demand: outputs[k] is implied by more than k of the
 * leaves. Leaves have one output and no children. */
struct dais_tally {
	struct dais_tally *left, *right;
	size_t leaves;
	dais_literal_vec outputs;
};

/* A literal whose falsehood costs @weight; of a tally when @tally is not NULL: "not more than
 * @at". Weight 0: paid in full by cores. */
struct dais_soft {
	int l;
	uint64_t weight;
	uint64_t given;  /* weight it ever got; what is missing was paid */
	uint64_t passed; /* weight the next output of the tally got on its account */
	struct dais_tally *tally;
	size_t at;
	int hard; /* the episode in which it must be true, or 0 */
};

/* One rank, reformulated by the cores found: cost = bound + cost of the softs. */
struct dais_rank {
	DAIS_VEC(struct dais_soft) softs;
	uint64_t bound;
	size_t wishes; /* how many of the optimizer's wishes are in it */
	size_t facts; /* how many of the optimizer's facts were looked at */
	uint64_t floor; /* another lower bound in this episode, from outside */
	bool leans; /* some cores hold only for answers better than one of this episode */
	uint64_t prefix[DAIS_OPTIMIZER_RANKS]; /* costs of the ranks before, for which it holds */
};

/* dais_optimizer_known() */
struct dais_optimizer_fact {
	dais_literal_vec wishes;
	size_t broken;
	unsigned rank, given;
	uint64_t weight, cost;
};

/* dais_optimizer_book() */
struct dais_optimizer_booking {
	size_t account;
	int l;
	unsigned rank;
	uint64_t weight;
};

struct dais_optimizer {
	struct dais_arena *arena;
	int variables;
	int truth; /* literal that is always true, 0 until needed */
	dais_literal_vec literals; /* clauses of the problem, each ended by 0 */
	size_t clauses;
	DAIS_VEC(struct dais_optimizer_demand) demands;
	DAIS_VEC(struct dais_optimizer_wish) wishes;
	DAIS_VEC(struct dais_optimizer_fact) facts;
	uint64_t credit[DAIS_OPTIMIZER_RANKS]; /* costs and bounds are told without it */
	DAIS_VEC(struct dais_optimizer_booking) bookings;
	uint64_t deducted[DAIS_OPTIMIZER_RANKS];
	DAIS_VEC(struct dais_optimizer_decision) decisions;
	dais_literal_vec likely;
	dais_optimizer_bound_fn bound_of; /* or NULL */
	void *bound_ctx;
	DAIS_VEC(int8_t)
	always; /* by variable: 1, -1 in every answer of the episode that could still be wanted; 0
		 * not known */
	dais_literal_vec begin; /* of the answer to begin with */

	struct dais_sat *sat; /* NULL until the first search */
	size_t fed, fed_likely; /* literals, likely already passed to it */
	struct dais_aside *aside; /* aside.c; NULL until needed */
	struct dais_rank ranks[DAIS_OPTIMIZER_RANKS];
	DAIS_VEC(size_t) soft_of; /* by literal: index + 1 in the softs of the rank at work */

	unsigned last_rank; /* with wishes */
	unsigned first_rank; /* answers are compared from it on: 1, in repairs 0 */
	bool has_best;
	DAIS_VEC(bool) best; /* by variable */
	uint64_t cost[DAIS_OPTIMIZER_RANKS];

	unsigned ask_round; /* rounds of a rank before a bound is asked for: a plan that is good
			     * and not proven is worth more than one that is poor and not proven */
	uint64_t patience; /* effort before the search for cores rests for the first time */

	/* while a search runs */
	const struct dais_search *search;
	struct dais_result *result;
	int episode;
	uint64_t effort_end; /* when the search has a limit of effort */
	double start, heard; /* seconds: of the search; when progress was last told */
	unsigned watched;
	double part, part_had; /* of the softs: assumed now; last when it was not all */
	bool stopped;
	uint64_t random;
	dais_literal_vec assumed;
	dais_literal_vec clause;
	dais_literal_vec core;
	dais_literal_vec by_rank; /* wishes, most important first */
	struct dais_neighbourhoods *around; /* neighbourhood.c; NULL until needed */
	struct dais_accounts *accounts[DAIS_OPTIMIZER_RANKS]; /* accounts.c; the same */
};

/* Index for tables by literal. */
static inline size_t
dais_literal_index(int l)
{
	return l < 0 ? (size_t)-l * 2 + 1 : (size_t)l * 2;
}

/* --- search.c: the frame of every search --- */

/* Around every search: limits, clock, chance and *@ret are set and what was added since is
 * given to the SAT solver; afterwards what was said for the search alone is forgotten. */
void dais_search_begin(
    struct dais_optimizer *o, const struct dais_search *s, struct dais_result *ret);
void dais_search_end(struct dais_optimizer *o);
/* The SAT solver in use ends when the search is over. */
void dais_search_watch(struct dais_optimizer *o);
/* What was added to the problem since goes to the SAT solver. */
void dais_search_feed(struct dais_optimizer *o);
/* Adds a clause for the search alone, of which the problem knows nothing. */
void dais_search_clause(struct dais_optimizer *o, const int *v, size_t n);
/* A new episode, without a best answer; and a clause that its answers keep. */
void dais_search_episode(struct dais_optimizer *o);
void dais_search_episode_clause(struct dais_optimizer *o, const int *v, size_t n);
/* Solves with o->assumed; keeps the answer when it is the best so far. */
enum dais_sat_answer dais_search_solve(struct dais_optimizer *o, int64_t conflicts);
/* Keeps the answer just found when it is the best so far. */
void dais_search_take(struct dais_optimizer *o);
/* The answer just found, with its decisions, and its wishes tried one after the other; keeps it
 * when it is the best so far. */
void dais_search_settle(struct dais_optimizer *o);
/* Whether time is up or the caller wants an end. */
bool dais_search_over(struct dais_optimizer *o);
/* Tells the caller costs and bounds; with @now at once, else not too often. */
void dais_search_tell(struct dais_optimizer *o, bool now);
/* The next number by chance; the same for the same seed. */
uint64_t dais_search_random(struct dais_optimizer *o);
/* A measure of work that does not depend on the clock: of the SAT solver, and some for each call.
 */
uint64_t dais_search_effort(const struct dais_optimizer *o);

/* --- tally.c --- */

/* A counter of the literals @v[0 .. n), 1 or more; outputs are made when they are asked for. */
struct dais_tally *dais_tally_new(struct dais_optimizer *o, const int *v, size_t n);
/* The output "more than @at", made if it is not there; @at < leaves. */
int dais_tally_output(struct dais_optimizer *o, struct dais_tally *t, size_t at);

/* --- core.c: lower bounds --- */

/* Readies rank @r; what was found in an earlier episode is kept if it still holds. Rank 0: the
 * demands, with what it costs to give them up. */
void dais_rank_forget(struct dais_optimizer *o, unsigned r);
void dais_rank_open(struct dais_optimizer *o, unsigned r);
enum dais_proof {
	DAIS_PROOF_DONE, /* the best answer is proven best in the rank */
	DAIS_PROOF_NONE, /* nothing is an answer */
	DAIS_PROOF_OVER, /* time is up */
	DAIS_PROOF_OPEN  /* not yet: the effort allotted is spent */
};
/* Cores of rank @r until @allotted effort is spent, or there is an end. */
enum dais_proof dais_rank_find_cores(struct dais_optimizer *o, unsigned r, uint64_t allotted);
/* Gives softs of tallies that the answer just found breaks a successor, so that the softs cost
 * what the answer costs. False: they do already. */
bool dais_rank_spell_out(struct dais_optimizer *o, unsigned r);
/* Lower bound of the rank in this episode. */
uint64_t dais_rank_bound(const struct dais_optimizer *o, unsigned r);
/* Whether the best answer, which there is, costs no more than that. */
bool dais_rank_is_proven(const struct dais_optimizer *o, unsigned r);
/* Puts the bound where the caller is told of it. */
void dais_rank_tell_bound(struct dais_optimizer *o, unsigned r);

/* --- prove.c: rounds of a rank --- */

/* Works on rank @r until there is an end (never OPEN); answers found on the way are kept. */
enum dais_proof dais_rank_prove(struct dais_optimizer *o, unsigned r);
/* Proven: every answer of the episode from now on costs no more. */
void dais_rank_close(struct dais_optimizer *o, unsigned r);

/* --- accounts.c: sums of what is booked --- */

#define DAIS_ACCOUNTS_TOTAL_MAX 1500 /* of what is booked in a rank, to be summed */

/* The sum of an account: "more than k" for k below @n; and what the best answer has of it. */
struct dais_account_sum {
	const int *v;
	size_t n;
	uint64_t paid;
};

/* What is booked in a rank: by accounts; as softs whose weights sum up to it, where sums go that
 * far; and one by one. */
struct dais_account_view {
	DAIS_VEC(struct dais_account_sum) sums;
	dais_literal_vec softs;
	DAIS_VEC(uint64_t) weights;
	DAIS_VEC(struct dais_optimizer_booking) bookings;
};

/* Sums of rank @r, up to the cost of the best answer or some way beyond what it has of each
 * account; they are part of the problem. False: there are less than two accounts, or they are too
 * large. */
bool dais_accounts_view(struct dais_optimizer *o, unsigned r, struct dais_account_view *ret);
/* The sum of all that is booked in rank @r, of which there is a view: into @ret, "more than k" for
 * k below @most, or as far as it can be more. */
void dais_accounts_sum(struct dais_optimizer *o, unsigned r, uint64_t most, dais_literal_vec *ret);
/* What is booked when rank @r costs @cost. */
uint64_t dais_accounts_booked(const struct dais_optimizer *o, unsigned r, uint64_t cost);
/* From now on in the episode ranks before @r cost no more than the best answer: whether that could
 * be said. */
bool dais_accounts_hold_before(struct dais_optimizer *o, unsigned r);
/* Rank @r is proven: from now on what is booked in it is no more than the best answer costs. */
void dais_accounts_close(struct dais_optimizer *o, unsigned r);

/* --- aside.c: a second search, beside the other --- */

/* Begins to look for answers better than the best in rank @r, and for the proof that there are
 * none, for @allotted effort at most. False: there is nothing booked that would help, or no thread;
 * then there is nothing to end. */
bool dais_aside_begin(struct dais_optimizer *o, unsigned r, uint64_t allotted);
/* Waits until it has ended, and takes what it has found: answers, a lower bound of the rank. With
 * @cancel at once, and nothing is taken. */
void dais_aside_end(struct dais_optimizer *o, bool cancel);
/* Whether it has proven that nothing is better than the answer it began with. */
bool dais_aside_has_proven(const struct dais_aside *s);
/* Between begin and end: whether a prover is asked. */
bool dais_aside_has_prover(const struct dais_aside *s);
void dais_aside_free(struct dais_aside *s);

/* --- backbone.c --- */

/* Finds decisions that are the same in every answer of the episode, for @allotted effort at most:
 * they hold in it from now on. */
void dais_backbone_find(struct dais_optimizer *o, uint64_t allotted);

/* @l is true in every answer of the episode that could still be wanted, and holds from now on. */
void dais_backbone_fix(struct dais_optimizer *o, int l);

/* Finds decisions that no answer has for which @better may be true, by asking for each of them,
 * until @allotted effort is spent or there is an answer: they are out of the question in what is
 * left of the episode. How many. */
size_t dais_backbone_tighten(struct dais_optimizer *o, int better, uint64_t allotted);

/* --- neighbourhood.c: better answers --- */

/* Looks around the best answer for one that is better in rank @r, until @allotted effort is spent
 * or the answer is proven; then rules out decisions that none such has, for half as much. */
void dais_neighbourhoods_search(struct dais_optimizer *o, unsigned r, uint64_t allotted);

#endif
