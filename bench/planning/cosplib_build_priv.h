/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A model while it is built. */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_BUILD_PRIV_H
#define DAIS_BENCH_PLANNING_COSPLIB_BUILD_PRIV_H

#include "planning/cosplib_model.h"

struct build {
	const struct cosplib *p;
	const struct cosplib_aim *aim;
	const struct cosplib_patterns *patterns;
	const struct cosplib_clashes *clashes;
	const struct cosplib_relaxation *relaxation;
	double gap;
	struct dais_arena *arena;
	struct dais_optimizer *o;
	struct cosplib_model *m;
};

struct literals {
	DAIS_VEC(dais_literal) v;
};

static inline dais_literal
variable(struct build *b)
{
	return dais_optimizer_variable(b->o);
}

static inline dais_literal *
literals(struct build *b, size_t n)
{
	return DAIS_NEW_N(b->arena, n, dais_literal);
}

static inline void
one_of(struct build *b, const struct literals *l)
{
	dais_optimizer_clause(b->o, l->v.v, l->v.n);
	if (l->v.n > 1)
		dais_optimizer_at_most(b->o, l->v.v, l->v.n, 1, 0);
}

/* A choice the relaxation takes for the most part is probably right. */
static inline void
prefer(struct build *b, dais_literal l, double taken)
{
	if (b->relaxation)
		dais_optimizer_likely(b->o, taken > 0.5 ? l : -l);
}

static inline void
charge(struct build *b, dais_literal l, int64_t cost)
{
	if (cost <= 0)
		return;
	dais_optimizer_wish(b->o, -l, 1, (uint64_t)cost);
	dais_optimizer_likely(b->o, -l);
}

/* Gives the submissions of track @t, which has its sessions already, places of their own. @pattern:
 * its sets of sessions; 0 where one is not there. */
void cosplib_add_submissions(struct build *b, size_t t, const dais_literal *pattern);

#endif
