/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Optimizer: clauses and counts over yes-no variables, demands that may have to be given up, and
 * wishes compared rank by rank. Core-guided search (OLL) over a SAT solver of its own (cdcl_priv.h)
 * gives lower bounds and the proof; search in neighbourhoods of the best answer gives upper bounds.
 * Knows nothing of meetings.
 *
 * A literal is +v or -v for a variable v >= 1. Not safe for threads: one optimizer, one thread;
 * where costs are booked, and there is no limit of effort, a search takes a second one itself.
 * Deterministic for a seed as long as no time limit strikes.
 */
#ifndef DAIS_PLAN_ENGINE_OPTIMIZER_H
#define DAIS_PLAN_ENGINE_OPTIMIZER_H

#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/vec.h"

typedef int dais_literal;

struct dais_optimizer;

/* A new optimizer, freed with @a. */
struct dais_optimizer *dais_optimizer_new(struct dais_arena *a);

/* --- the problem --- */

/* A new variable, 1 or more: the literal that it is true; its negative, that it is not. */
dais_literal dais_optimizer_variable(struct dais_optimizer *o);
/* At least one of @v[0 .. n) is true. n 0 makes the problem infeasible. */
void dais_optimizer_clause(struct dais_optimizer *o, const dais_literal *v, size_t n);
/* The same of a list that ends with 0: dais_optimizer_any(o, -a, b, 0). */
void dais_optimizer_any(struct dais_optimizer *o, dais_literal first, ...);
/* A literal that is always true. */
dais_literal dais_optimizer_true(struct dais_optimizer *o);

/* Counts: @ret[j] (j = 0 .. limit - 1) is true when more than j of @v[0 .. n) are true, for
 * limit <= n. With @both also false when not. The encoding shares nothing with other counts. */
void dais_optimizer_count(struct dais_optimizer *o, const dais_literal *v, size_t n, size_t limit,
    bool both, dais_literal *ret);
/* The same of numbers: each of @n numbers is given in unary, @v[i][0] "at least 1", @v[i][1] "at
 * least 2", ..., len[i] literals that imply each other downward. @ret[j]: the sum exceeds j. */
void dais_optimizer_sum(struct dais_optimizer *o, const dais_literal *const *v, const size_t *len,
    size_t n, size_t limit, bool both, dais_literal *ret);
/* At most (at least) @k of @v[0 .. n) are true, if @only_if is true (0: always). */
void dais_optimizer_at_most(
    struct dais_optimizer *o, const dais_literal *v, size_t n, size_t k, dais_literal only_if);
void dais_optimizer_at_least(
    struct dais_optimizer *o, const dais_literal *v, size_t n, size_t k, dais_literal only_if);

/* A literal that stands for a demand: the caller adds "-literal or ..." clauses; it is assumed
 * true in dais_optimizer_solve(). @cost of giving it up (dais_optimizer_repairs()); 0: never. @tag
 * is the caller's. */
dais_literal dais_optimizer_demand(struct dais_optimizer *o, unsigned cost, size_t tag);
/* A wish: @weight (1 ..) is paid in @rank (1 .. 15) when @l is false. */
void dais_optimizer_wish(struct dais_optimizer *o, dais_literal l, unsigned rank, uint64_t weight);

/* What the caller knows and clauses would be long in finding out: in every answer whose cost in
 * rank @given (0: in any) is at most @cost, at least @broken of the wishes @v[0 .. n) of @rank, of
 * weight @weight or more each, are not fulfilled. Must be true: lower bounds are taken from it. A
 * literal named several times counts as so many wishes when it is false, but is paid for once, so
 * that less is taken from it than is known. */
void dais_optimizer_known(struct dais_optimizer *o, const dais_literal *v, size_t n, size_t broken,
    unsigned rank, uint64_t weight, unsigned given, uint64_t cost);

/* Some wishes of @rank are there for a cost to be counted down from: what they cost in every
 * answer, @amount or more, is not part of what is told of it (dais_progress,
 * dais_optimizer_print_opb()). Adds up. */
void dais_optimizer_credit(struct dais_optimizer *o, unsigned rank, uint64_t amount);

/* Books. What a rank costs is often what parts of the problem pay that have little to do with each
 * other, such as the bodies of a meeting. Where it is booked who pays, each account is summed on
 * its own, and a rank is proven over these sums: what one part cannot do is then learnt once, and
 * not anew for every way in which the others may pay.
 *
 * @weight is booked to @account (any number; NOBODY: what no part pays alone, which is not summed
 * on its own) of @rank when @l is false. What is booked in a rank
 * may be more than its wishes cost by what is deducted, the same for every answer. Must be true:
 * lower bounds are taken from it. Ranks without books are proven without. */
#define DAIS_OPTIMIZER_NOBODY SIZE_MAX
void dais_optimizer_book(
    struct dais_optimizer *o, size_t account, dais_literal l, unsigned rank, uint64_t weight);
void dais_optimizer_deduct(struct dais_optimizer *o, unsigned rank, uint64_t amount);

/* Asked for once in a search, when the last rank with wishes, @rank, is hard: a lower bound of the
 * cost in it of every answer whose ranks before cost @cost[1 .. rank), found in @seconds of wall
 * time; 0 for none. Must be true: it proves answers best. Called in dais_optimizer_solve(). */
typedef uint64_t (*dais_optimizer_bound_fn)(
    void *ctx, unsigned rank, const uint64_t *cost, double seconds);
void dais_optimizer_ask_bound(struct dais_optimizer *o, dais_optimizer_bound_fn fn, void *ctx);
/* Inside such a function: whether @l is known to be true in every answer that is best in the ranks
 * before. Looked for among the first decisions of each pair of neighbourhoods (below). */
bool dais_optimizer_always(const struct dais_optimizer *o, dais_literal l);

/* --- help for the search, never needed for its correctness --- */

/* @l decides the answer, and belongs to neighbourhoods @x and @y (any numbers: an item, a slot;
 * SIZE_MAX none): search around the best answer frees the decisions of a few of them. */
void dais_optimizer_decision(struct dais_optimizer *o, dais_literal l, size_t x, size_t y);
/* Likely true: from a plan in force. */
void dais_optimizer_likely(struct dais_optimizer *o, dais_literal l);
/* True in the answer the search begins with, if there is one in which all that was named so is
 * (tried for a moment, in every dais_optimizer_solve()). */
void dais_optimizer_begin(struct dais_optimizer *o, dais_literal l);
/* Forgets what was named so: another answer may be named to begin with. */
void dais_optimizer_begin_anew(struct dais_optimizer *o);

/* --- solving --- */

/* What searches of this process had to do without, which makes proofs slower and answers no worse:
 * a message in English, to be said in the reader's language; NULL: nothing. */
const char *dais_optimizer_lacks(void);
/* From now on that tells @english, a literal. */
void dais_optimizer_set_lack(const char *english);

enum dais_outcome {
	DAIS_OUTCOME_OPTIMAL,    /* best answer, proven */
	DAIS_OUTCOME_FEASIBLE,   /* an answer; the bounds say how far it may be from the best */
	DAIS_OUTCOME_INFEASIBLE, /* proven: no answer keeps all demands */
	DAIS_OUTCOME_UNKNOWN     /* neither answer nor proof within the limit */
};

/* "optimal", "feasible", "infeasible", "unknown": as JSON names outcomes. */
const char *dais_outcome_name(enum dais_outcome o);

#define DAIS_OPTIMIZER_RANKS 16u /* index = rank; 0 unused */

struct dais_progress {
	double seconds;
	bool has_answer;
	unsigned rank;           /* being worked on */
	uint64_t cost[DAIS_OPTIMIZER_RANKS];  /* of the best answer, when there is one */
	uint64_t
	    bound[DAIS_OPTIMIZER_RANKS]; /* no answer that is best in the ranks before is below */
};

struct dais_search {
	double seconds;          /* limit of wall time; 0 none */
	uint64_t seed;
	const atomic_int *stop; /* not 0: end soon with the best answer; may be NULL; set by a
				 * signal or another thread */
	void (*progress)(void *ctx, const struct dais_progress *at); /* may be NULL */
	void *ctx;
	bool first_answer;       /* enough: any answer that keeps the demands */
	uint64_t
	    effort; /* limit of work, in clauses looked at, the same on every machine; 0 none */
	bool no_bounds; /* asks for none (dais_optimizer_ask_bound()): they take time that
			 * is no work of this search */
};

struct dais_result {
	enum dais_outcome outcome;
	struct dais_progress at; /* costs and bounds at the end */
	uint64_t calls, cores; /* of the solver; found */
};

/* Solves; may be called again, also after more was added. Values are those of the best answer. */
void dais_optimizer_solve(
    struct dais_optimizer *o, const struct dais_search *s, struct dais_result *ret);
/* Value of @l in the best answer; only after OPTIMAL or FEASIBLE. */
bool dais_optimizer_value(const struct dais_optimizer *o, dais_literal l);

/* --- infeasible problems --- */

/* What is proven of demands that cannot hold together. */
enum dais_conflict_proof {
	DAIS_CONFLICT_ONE, /* no more than that: perhaps one could be left out */
	DAIS_CONFLICT_NO_PART, /* each smaller part of them can hold together */
	DAIS_CONFLICT_FEWEST /* that, and there is no conflict of fewer demands */
};

/* Tags of a set of demands that cannot hold together, of as few as the limits let it find out.
 * A limit of effort is one for finding a set, and one for making it smaller.
 * False: the demands can hold together, or a limit was reached before a set was found. A set
 * without demands: the clauses alone have no answer. */
bool dais_optimizer_conflict(struct dais_optimizer *o, const struct dais_search *s,
    struct dais_arena *a, size_t **ret_tags, size_t *ret_n, enum dais_conflict_proof *ret_proof);
/* Where a conflict of @known demands is known: one of fewest, if there is one of fewer (*ret_tags
 * is NULL where there is none). False: a limit was reached. */
bool dais_optimizer_fewer(struct dais_optimizer *o, const struct dais_search *s, size_t known,
    struct dais_arena *a, size_t **ret_tags, size_t *ret_n);

struct dais_repair {
	size_t *tags; /* demands to give up */
	size_t n;
	uint64_t cost;
};
/* Up to @max sets of demands whose giving up makes the problem feasible, cheapest first, none
 * containing another. Returns how many: 0 also when nothing needs giving up, or when giving up
 * demands does not help. */
size_t dais_optimizer_repairs(struct dais_optimizer *o, const struct dais_search *s,
    struct dais_arena *a, struct dais_repair *ret, size_t max);

/* --- for comparison with other solvers --- */

/* Prints the problem with all demands kept: OPB (pseudo-Boolean competition format) with the
 * ranks joined into one objective by weights that keep their order. False when the weights would
 * not fit into 62 bits. */
bool dais_optimizer_print_opb(const struct dais_optimizer *o, FILE *to);
/* Variables and clauses so far. */
size_t dais_optimizer_variables(const struct dais_optimizer *o);
size_t dais_optimizer_clauses(const struct dais_optimizer *o);

#endif
