/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The SAT solver under the optimizer: clauses, assumptions, failed assumptions, a limit of
 * conflicts, phases, a function that may end the search. Literals as in optimizer.h.
 */
#ifndef DAIS_PLAN_ENGINE_SAT_PRIV_H
#define DAIS_PLAN_ENGINE_SAT_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct dais_sat;

enum dais_sat_answer {
	DAIS_SAT_UNKNOWN = 0,
	DAIS_SAT_YES = 10,
	DAIS_SAT_NO = 20
};

/* Never NULL; freed with dais_sat_free(). */
struct dais_sat *dais_sat_new(void);
void dais_sat_free(void *s);
void dais_sat_add(struct dais_sat *s, const int *v, size_t n);
/* Every clause that is added from now on is told to @fn(@ctx) as well, as it is given. */
void dais_sat_echo(struct dais_sat *s, void (*fn)(void *ctx, const int *v, size_t n), void *ctx);
/* With @v[0 .. n) assumed; UNKNOWN after @conflicts of them (negative: no limit) or when the
 * function below says so. */
enum dais_sat_answer dais_sat_solve(struct dais_sat *s, const int *v, size_t n, int64_t conflicts);
/* After YES: the value of @l; variables never added are false. */
bool dais_sat_value(struct dais_sat *s, int l);
/* After NO: whether the assumption @l was needed. */
bool dais_sat_failed(struct dais_sat *s, int l);
/* Tries @l true first from now on. */
void dais_sat_prefer(struct dais_sat *s, int l);
/* The same for the variables 1 .. n - 1. */
void dais_sat_recall(struct dais_sat *s, const bool *value, size_t n);
/* From now on the weights of the softs @v[0 .. n) that are false sum up to at most @limit, in
 * answers in which @only_if is true; takes the place of the limit before. No soft twice, none with
 * its opposite. What is learnt stays, under @only_if: a higher limit needs another. */
void dais_sat_limit(struct dais_sat *s, const int *v, const uint64_t *weight, size_t n,
    uint64_t limit, int only_if);
/* Decisions to try first, in this order, as long as they are open; none with @n 0. */
void dais_sat_guide(struct dais_sat *s, const int *v, size_t n);
/* @fn(@ctx) true ends a search that runs; called often. NULL: none. */
void dais_sat_watch(struct dais_sat *s, bool (*fn)(void *ctx), void *ctx);
/* The next call ends as well after this much work. */
void dais_sat_allow(struct dais_sat *s, uint64_t work);
/* Work (clauses looked at) of all searches so far: the same on every machine, as no clock is. */
uint64_t dais_sat_work(const struct dais_sat *s);

#ifdef __cplusplus
}
#endif

#endif
