/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A SAT solver for few long questions (CaDiCaL), behind an interface of its own: it simplifies what
 * it knows while it searches, which the solver of plan/engine, made for thousands of short
 * questions, does not. It is set to prove that there is no answer rather than to find one. The
 * library lives in a module that is loaded when first needed.
 *
 * Literals are as in plan/engine/optimizer.h. One prover, one thread at a time; provers share
 * nothing. The same clauses and questions in the same order give the same answers and end at the
 * same place, on every machine.
 */
#ifndef DAIS_PLAN_PROVER_PROVER_H
#define DAIS_PLAN_PROVER_PROVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct dais_prover;

enum dais_prover_answer {
	DAIS_PROVER_UNKNOWN,
	DAIS_PROVER_YES,
	DAIS_PROVER_NO
};

/* A new prover without clauses; NULL with UNSUPPORTED when the module is missing. */
struct dais_prover *dais_prover_new(struct dais_err *err);
void dais_prover_free(struct dais_prover *p); /* NULL is ignored */
/* At least one of @v[0 .. n) is true; n 0: there is no answer from now on. Between questions. */
void dais_prover_add(struct dais_prover *p, const int *v, size_t n);
/* Whether all clauses and @v[0 .. n) can be true together. UNKNOWN when @steps (below) are spent,
 * or soon after @over(@ctx) says so, which is asked often, in the thread of the caller. */
enum dais_prover_answer dais_prover_solve(struct dais_prover *p, const int *v, size_t n,
    uint64_t steps, bool (*over)(void *ctx), void *ctx);
/* After YES, until the next clause: whether @l, of a variable that was in a clause or a question,
 * is true. */
bool dais_prover_value(struct dais_prover *p, int l);
/* Whether variable @v, of a clause, was found to be the same in every answer: 1 true, -1 false, 0
 * it was not. */
int dais_prover_fixed(struct dais_prover *p, int v);
/* Steps of all questions so far: clauses learnt, a measure of work that does not depend on the
 * clock; some thousands a second. A question ends some
 * hundred steps late. */
uint64_t dais_prover_steps(const struct dais_prover *p);

#endif
