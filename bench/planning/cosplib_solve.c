/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_solve.h"

#include <math.h>
#include <time.h>

struct solve {
	const struct cosplib *p;
	const struct cosplib_options *options;
	struct dais_arena *arena;
	struct cosplib_patterns *patterns;
	struct cosplib_clashes *clashes;
	double end;
	bool partial; /* some sets of sessions are left out: no proofs */
	/* ends the search when an answer meets the bound */
	volatile sig_atomic_t stop;
	uint64_t enough;
};

static double
clock_now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
on_progress(void *ctx, const struct dais_progress *at)
{
	struct solve *s = ctx;

	if (at->has_answer && at->cost[1] <= s->enough)
		s->stop = 1;
}

static bool
print_opb(const struct solve *s, const struct cosplib_model *m, struct dais_err *err)
{
	FILE *f;
	bool ok;

	if (!s->options->opb)
		return true;
	f = fopen(s->options->opb, "we");
	if (!f)
		return dais_err_set(err, DAIS_ERR_IO, "cannot write %s", s->options->opb);
	ok = dais_optimizer_print_opb(m->optimizer, f);
	return (fclose(f) == 0 && ok) ||
	       dais_err_set(err, DAIS_ERR_IO, "cannot write %s", s->options->opb);
}

/* One step: the choices at most @gap above the bound. False when the time is up. */
static bool
step(struct solve *s, double gap, struct cosplib_answer *ret, enum dais_outcome *ret_outcome,
    struct dais_err *err)
{
	const struct cosplib_relaxation *relaxation = s->options->plain ? NULL : &ret->relaxation;
	struct dais_search search = {
		.seed = s->options->seed, .stop = &s->stop, .progress = on_progress, .ctx = s
	};
	uint64_t bound = (uint64_t)fmax(0, ceil(ret->bound - 1e-5));
	struct cosplib_model m;
	struct dais_result r;

	cosplib_model_build(
	    s->p, &s->options->aim, s->patterns, s->clashes, relaxation, gap, s->arena, &m);
	if (!print_opb(s, &m, err))
		return false;
	ret->steps++;
	ret->variables = dais_optimizer_variables(m.optimizer);
	ret->clauses = dais_optimizer_clauses(m.optimizer);
	s->stop = 0;
	s->enough = bound > m.offset ? bound - m.offset : 0;
	search.seconds = s->end ? fmax(0.01, s->end - clock_now()) : 0;
	dais_optimizer_solve(m.optimizer, &search, &r);
	*ret_outcome = r.outcome;
	if (r.outcome == DAIS_OUTCOME_OPTIMAL || r.outcome == DAIS_OUTCOME_FEASIBLE) {
		uint64_t cost = r.at.cost[1] + m.offset;

		if (!ret->found || cost < ret->cost) {
			ret->cost = cost;
			cosplib_model_plan(s->p, &s->options->aim, &m, s->arena, &ret->plan);
		}
		ret->found = true;
	}
	/* everything left out costs more than the bound by @gap */
	if (r.outcome == DAIS_OUTCOME_OPTIMAL || r.outcome == DAIS_OUTCOME_FEASIBLE)
		ret->bound = fmax(ret->bound,
		    fmin(ret->relaxation.bound + gap, (double)(r.at.bound[1] + m.offset)));
	else if (r.outcome == DAIS_OUTCOME_INFEASIBLE)
		ret->bound = fmax(ret->bound, ret->relaxation.bound + gap);
	return true;
}

static bool
is_proven(const struct cosplib_answer *a)
{
	return a->found && (double)a->cost <= ceil(a->bound - 1e-5);
}

bool
cosplib_solve(const struct cosplib *p, const struct cosplib_options *options, struct dais_arena *a,
    struct cosplib_answer *ret, struct dais_err *err)
{
	struct solve s = { .p = p, .options = options, .arena = a };
	enum dais_outcome outcome;
	double gap = options->plain ? INFINITY : 0;

	*ret = (struct cosplib_answer){ 0 };
	s.end = options->seconds > 0 ? clock_now() + options->seconds : 0;
	s.patterns = cosplib_patterns(p, &options->aim, a);
	s.clashes = cosplib_clashes(p, &options->aim, s.patterns, a);
	if (!options->plain &&
	    !cosplib_relax(p, &options->aim, s.patterns, s.clashes, a, &ret->relaxation, err))
		return false;
	for (size_t t = 0; t < p->tracks.n; t++) {
		s.partial = s.partial || (s.patterns[t].partial && options->aim.close);
		if (!s.patterns[t].v.n && !s.patterns[t].wide)
			return dais_err_set(err, DAIS_ERR_CONFLICT,
			    "track %.*s does not fit into one room",
			    DAIS_STR_ARG(p->tracks.v[t].name));
	}
	ret->bound = fmax(0, ret->relaxation.bound);
	/* whole costs: what the bound's own fraction leaves out cannot be in a better answer */
	if (!options->plain)
		gap = ceil(ret->bound - 1e-5) - ret->relaxation.bound;
	for (;;) {
		if (!step(&s, gap, ret, &outcome, err))
			return false;
		if (is_proven(ret) || isinf(gap) || (s.end > 0 && clock_now() >= s.end))
			break;
		if (outcome == DAIS_OUTCOME_OPTIMAL)
			gap = (double)ret->cost - ret->relaxation.bound;
		else
			gap = gap < 0.5 ? 1 : gap * 4;
	}
	if (s.partial)
		ret->bound = 0;
	ret->proven = is_proven(ret);
	return true;
}
