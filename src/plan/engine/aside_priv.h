/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the files of the second search share.
 */
#ifndef DAIS_PLAN_ENGINE_ASIDE_PRIV_H
#define DAIS_PLAN_ENGINE_ASIDE_PRIV_H

#include <pthread.h>

#include "plan/engine/engine_priv.h"
#include "plan/prover/prover.h"

#define DAIS_ASIDE_LIMITS_MAX 32 /* limits that are higher than the one before, in a round */

struct dais_aside {
	struct dais_sat *sat;
	size_t fed; /* literals of the problem */
	int episode; /* the one it knows */
	unsigned rank, round; /* of that; how often it came to no end */
	pthread_t thread;

	/* aside_prover.c */
	struct dais_arena *arena; /* for what the thread adds */
	dais_literal_vec told; /* clauses of the SAT solver, each ended by 0 */
	struct dais_prover *prover; /* of this rank in the episode; NULL: none */
	size_t told_prover; /* literals of them */
	dais_literal_vec total; /* of what is booked: "more than k" */
	dais_literal_vec summed; /* of whom */
	uint64_t summed_to; /* how far */
	bool ask_prover; /* in this round */
	bool *answer; /* the prover's, by variable */
	size_t variables; /* of it */

	/* for the thread */
	const atomic_int *stop;
	double end; /* of the search; 0: none */
	uint64_t effort;
	bool last; /* rank */
	struct dais_account_view view;
	int better[DAIS_ASIDE_LIMITS_MAX]; /* literals that limits hang on */
	size_t limits; /* used of them */
	uint64_t less; /* the limit now: what is booked is less */

	/* by the thread */
	uint64_t booked, floor; /* of its best answer; at least in every answer */
	bool found;
	atomic_int cancelled, proven; /* that nothing is better than the answer it began with */
};

/* Whether the round is to end: struct dais_aside @ctx. */
bool dais_aside_is_over(void *ctx);

/* --- aside_prover.c --- */

/* From now on what the SAT solver is told is kept for provers. */
void dais_aside_keep_clauses(struct dais_aside *s);
/* In every round, before the thread: s->ask_prover is whether a prover is asked, which then knows
 * all that holds. */
void dais_aside_ready_prover(struct dais_optimizer *o, struct dais_aside *s);
/* In the thread: whether there is an answer, into s->answer, of which less than @less is booked,
 * for @effort at most, of which *@ret_spent is spent. @less is at most s->booked. */
enum dais_sat_answer dais_aside_ask_prover(
    struct dais_aside *s, uint64_t less, uint64_t effort, uint64_t *ret_spent);
/* The rank or the episode has an end. */
void dais_aside_leave_prover(struct dais_aside *s);

#endif
