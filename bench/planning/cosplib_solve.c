/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_solve.h"

#include <math.h>

#include "base/clock.h"
#include "planning/cosplib_lay.h"

#define ALL 1e14 /* no choice costs so much */

struct solve {
	const struct cosplib *p;
	const struct cosplib_options *options;
	struct dais_arena *arena;
	struct cosplib_patterns *patterns;
	struct cosplib_clashes *clashes;
	double end;
	double share; /* of the time that is left, for the next step */
	bool partial; /* some sets of sessions are left out: no proofs */
	/* ends the search when an answer meets the bound */
	atomic_int stop;
	uint64_t enough;
	double unit; /* every cost is a multiple of it */
};

static void
divide(uint64_t *unit, int64_t cost)
{
	uint64_t x = *unit, y = (uint64_t)cost;

	while (y) {
		uint64_t z = x % y;

		x = y;
		y = z;
	}
	*unit = x;
}

/* The greatest number that divides every cost of the model. */
static uint64_t
find_unit(const struct solve *s)
{
	const struct cosplib *p = s->p;
	const struct cosplib_aim *aim = &s->options->aim;
	uint64_t unit = 0;

	for (size_t t = 0; t < p->tracks.n; t++) {
		for (size_t i = 0; i < p->sessions.n; i++)
			for (size_t m = 0; m < p->rooms.n; m++)
				divide(&unit, cosplib_room_cost(p, t, i, m));
		for (size_t m = 0; m < p->rooms.n; m++)
			divide(&unit, cosplib_stay_cost(p, aim, t, m));
		for (size_t i = 0; i < p->sessions.n; i++)
			divide(&unit, p->weight[COSPLIB_TRACK_SESSION] *
					  p->track_session[t * p->sessions.n + i]);
	}
	for (size_t i = 0; i < p->submissions.n; i++)
		for (size_t j = 0; j < p->sessions.n; j++)
			divide(&unit, cosplib_submission_cost(p, aim, i, j));
	for (size_t k = 0; k < s->clashes->v.n; k++)
		divide(&unit, s->clashes->v.v[k].weight);
	if (aim->whole) {
		divide(&unit, p->weight[COSPLIB_CONSECUTIVE]);
		divide(&unit, p->weight[COSPLIB_ORDER]);
	}
	return unit ? unit : 1;
}

/* The least cost that a timetable can have which costs at least @bound. */
static double
least_cost(const struct solve *s, double bound)
{
	return fmax(0, s->unit * ceil(bound / s->unit - 1e-6));
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
	uint64_t bound = (uint64_t)least_cost(s, ret->bound);
	struct cosplib_model m;
	struct dais_result r;

	cosplib_model_build(
	    s->p, &s->options->aim, s->patterns, s->clashes, relaxation, gap, s->arena, &m);
	if (!print_opb(s, &m, err))
		return false;
	ret->steps++;
	ret->variables = dais_optimizer_variables(m.optimizer);
	ret->clauses = dais_optimizer_clauses(m.optimizer);
	ret->offset = m.offset;
	s->stop = 0;
	s->enough = bound > m.offset ? bound - m.offset : 0;
	search.seconds = s->end > 0 ? fmax(0.01, (s->end - dais_clock_seconds()) * s->share) : 0;
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
is_proven(const struct solve *s, const struct cosplib_answer *a)
{
	return a->found && (double)a->cost <= least_cost(s, a->bound);
}

/* A timetable for the evaluator's costs may keep all demands of the exact model and cost little
 * there: the softer problem is easier to begin with. Where tracks have too many sets of sessions to
 * name, those that follow each other do. Nothing is claimed of what is not found. */
static void
borrow(struct solve *s, struct cosplib_answer *ret)
{
	struct cosplib_options other = *s->options;
	struct dais_err err = DAIS_ERR_INIT;
	struct cosplib_answer answer;
	int64_t cost;

	other.aim.whole = true;
	other.opb = NULL;
	for (size_t t = 0; t < s->p->tracks.n; t++)
		other.aim.close = other.aim.close || s->patterns[t].wide;
	other.seconds = fmax(0.01, s->end - dais_clock_seconds());
	if (!cosplib_solve(s->p, &other, s->arena, &answer, &err) || !answer.found ||
	    !cosplib_exact_cost(s->p, &answer.plan, s->arena, &cost))
		return;
	ret->found = true;
	ret->cost = (uint64_t)cost;
	ret->plan = answer.plan;
}

bool
cosplib_solve(const struct cosplib *p, const struct cosplib_options *options, struct dais_arena *a,
    struct cosplib_answer *ret, struct dais_err *err)
{
	struct solve s = { .p = p, .options = options, .arena = a };
	enum dais_outcome outcome;
	double gap = options->plain ? INFINITY : 0;

	*ret = (struct cosplib_answer){ 0 };
	s.end = options->seconds > 0 ? dais_clock_seconds() + options->seconds : 0;
	s.patterns = cosplib_patterns(p, &options->aim, a);
	s.clashes = cosplib_clashes(p, &options->aim, s.patterns, a);
	s.unit = (double)find_unit(&s);
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
		gap = least_cost(&s, ret->bound) - ret->relaxation.bound;
	s.share = options->aim.whole ? 1 : 0.3;
	for (;;) {
		if (!step(&s, gap, ret, &outcome, err))
			return false;
		if (outcome == DAIS_OUTCOME_UNKNOWN && s.share < 1 && !options->plain)
			borrow(&s, ret);
		s.share = 1;
		if (is_proven(&s, ret) || isinf(gap) ||
		    (s.end > 0 && dais_clock_seconds() >= s.end))
			break;
		if (outcome == DAIS_OUTCOME_OPTIMAL)
			gap = (double)ret->cost - ret->relaxation.bound;
		else if (outcome == DAIS_OUTCOME_FEASIBLE)
			continue;
		else if (gap > ALL)
			break;
		else
			gap = gap < s.unit ? s.unit : gap * 4;
	}
	ret->bound = s.partial ? 0 : least_cost(&s, ret->bound);
	ret->proven = is_proven(&s, ret);
	return true;
}
