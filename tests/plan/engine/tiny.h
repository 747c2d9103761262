/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tiny random problems for the optimizer, and what is true of them by trying every assignment.
 * Literals here: +k or -k for atom k; atoms 1..base are free, later ones are outputs of counts
 * and sums.
 */
#ifndef DAIS_TESTS_PLAN_ENGINE_TINY_H
#define DAIS_TESTS_PLAN_ENGINE_TINY_H

#include "plan/engine/optimizer.h"

#define TINY_ATOMS 64
#define TINY_RULES 48
#define TINY_WISHES 16
#define TINY_DEMANDS 6
#define TINY_WIDE 12

enum tiny_kind {
	TINY_CLAUSE,
	TINY_AT_MOST,
	TINY_AT_LEAST
};

struct tiny_rule {
	enum tiny_kind kind;
	int v[TINY_WIDE];
	size_t n, k;
	int only_if; /* 0 always */
	int demand;  /* index + 1 of the demand it belongs to, or 0 */
};

struct tiny_wish {
	int l;
	unsigned rank;
	uint64_t weight;
};

/* Output atoms: more than j of the numbers' sum, a number being `len` atoms. */
struct tiny_sum {
	int v[TINY_WIDE][4]; /* ordered: v[i][1] implies v[i][0] */
	size_t len[TINY_WIDE];
	size_t n, limit;
	int first; /* atom of output 0 */
};

struct tiny {
	int base, atoms;
	struct tiny_sum sums[4];
	size_t n_sums;
	struct tiny_rule rules[TINY_RULES];
	size_t n_rules;
	struct tiny_wish wishes[TINY_WISHES];
	size_t n_wishes;
	size_t n_demands;
	unsigned demand_cost[TINY_DEMANDS];
	/* in the optimizer */
	int literal[TINY_ATOMS];
	int demand[TINY_DEMANDS];
	uint64_t random;
};

/* A problem from @seed; @rules and @demands at most. */
void tiny_make(struct tiny *t, uint64_t seed, size_t rules, size_t demands);
struct dais_optimizer *tiny_give(struct tiny *t, struct dais_arena *a);
/* Hands over rules from @first on, and wishes from @wish on. */
void tiny_give_rest(struct tiny *t, struct dais_optimizer *o, size_t first, size_t wish);
/* Whether base assignment @bits keeps all rules whose demand is in the set @kept. */
bool tiny_holds(const struct tiny *t, unsigned bits, unsigned kept);
bool tiny_value(const struct tiny *t, unsigned bits, int l);
void tiny_price(const struct tiny *t, unsigned bits, uint64_t cost[DAIS_OPTIMIZER_RANKS]);
/* Whether some assignment keeps the demands @kept. */
bool tiny_feasible(const struct tiny *t, unsigned kept);
/* The best cost with all demands; false if infeasible. */
bool tiny_best(const struct tiny *t, uint64_t cost[DAIS_OPTIMIZER_RANKS]);
uint64_t tiny_random(struct tiny *t, uint64_t below);

#endif
