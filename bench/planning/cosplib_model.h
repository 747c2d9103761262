/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * CoSPLib on our optimizer, one room a track: which sessions each track has, which room, and
 * where its submissions go when that matters.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_MODEL_H
#define DAIS_BENCH_PLANNING_COSPLIB_MODEL_H

#include "plan/engine/optimizer.h"
#include "planning/cosplib_relax.h"

struct cosplib_model {
	struct dais_optimizer *optimizer;
	uint64_t offset; /* cost that no choice avoids; the optimizer's costs come on top */
	/* literals; 0 where a choice is not there */
	dais_literal *sits; /* tracks x sessions */
	dais_literal *room; /* tracks x rooms */
	dais_literal *place; /* submissions x sessions; 0 for all of a track placed afterwards */
};

/* Builds the model. With @relaxation (may be NULL) only choices that cost at most @gap above its
 * bound are there: an answer of less than bound + gap is then the best of the whole problem. */
void cosplib_model_build(const struct cosplib *p, const struct cosplib_aim *aim,
    const struct cosplib_patterns *patterns, const struct cosplib_clashes *clashes,
    const struct cosplib_relaxation *relaxation, double gap, struct dais_arena *a,
    struct cosplib_model *ret);
/* The optimizer's best answer as a timetable. */
void cosplib_model_plan(const struct cosplib *p, const struct cosplib_aim *aim,
    const struct cosplib_model *m, struct dais_arena *a, struct cosplib_plan *ret);

#endif
