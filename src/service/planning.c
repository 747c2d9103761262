/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/planning.h"

#include "base/clock.h"
#include "plan/gather/gather.h"
#include "plan/large/large.h"
#include "text/message.h"

enum dais_modality
dais_planning_modality(const struct dais_record *r)
{
	return r->together.n ? r->meetings.v[r->together.v[0]].modality : DAIS_MODALITY_IN_PERSON;
}

/* The sittings of @modality: the timetable, or a contingency plan. */
static const dais_sitting_vec *
sittings_of(const struct dais_record *r, enum dais_modality modality)
{
	return modality == dais_planning_modality(r) ? &r->sittings : &r->plans[modality];
}

void
dais_planning_put(struct dais_record *r, const struct dais_problem *p, const struct dais_plan *plan,
    enum dais_modality modality)
{
	dais_sitting_vec sittings = { NULL, 0, 0 };

	dais_plan_to_sittings(p, plan, r->arena, &sittings);
	if (modality == dais_planning_modality(r))
		r->sittings = sittings;
	else
		r->plans[modality] = sittings;
}

static struct dais_problem *
gather(const struct dais_record *r, enum dais_modality modality, struct dais_arena *a,
    struct dais_diags *diags, struct dais_err *err)
{
	struct dais_gather_options opt = { .modality = modality, .from_sittings = true };
	struct dais_problem *p = dais_problem_gather(r, &opt, a, diags);

	if (!p)
		(void)dais_text_err_set(err, DAIS_ERR_INVALID, diags->lang,
		    "the organization of work cannot be planned from this package");
	return p;
}

static bool
read_before(const struct dais_record *r, enum dais_modality modality, struct dais_arena *a,
    struct dais_proposal *ret, struct dais_diags *diags, struct dais_err *err)
{
	const dais_sitting_vec *sittings = sittings_of(r, modality);

	if (!sittings->n)
		return true;
	ret->has_before = dais_plan_from_sittings(ret->problem, sittings, a, &ret->before, diags);
	return ret->has_before ||
	       dais_text_err_set(err, DAIS_ERR_INVALID, diags->lang,
		   "the %s plan in the package is not one of these days and hours",
		   dais_modality_name(modality));
}

/* What the other modality costs (R-HYB-02), when the timetable in force is one of its days. */
static void
compare(const struct dais_record *r, enum dais_modality modality, struct dais_arena *a,
    struct dais_proposal *ret)
{
	enum dais_modality normal = dais_planning_modality(r);
	struct dais_diags ignored;
	struct dais_err unused = DAIS_ERR_INIT;
	struct dais_problem *p;
	struct dais_plan plan;

	if (modality == normal || !r->sittings.n)
		return;
	dais_diags_init(&ignored, a);
	dais_text_diags_in(&ignored, ret->problem->language);
	p = gather(r, normal, a, &ignored, &unused);
	if (!p || !dais_plan_from_sittings(p, &r->sittings, a, &plan, &ignored))
		return;
	ret->has_contingency = true;
	dais_contingency_compare(p, &plan, ret->problem, ret->has_plan ? &ret->plan : &ret->before,
	    a, &ret->contingency);
}

bool
dais_planning_judge(const struct dais_record *r, enum dais_modality modality, struct dais_arena *a,
    struct dais_proposal *ret, struct dais_diags *diags, struct dais_err *err)
{
	*ret = (struct dais_proposal){ .problem = gather(r, modality, a, diags, err) };
	if (!ret->problem || !read_before(r, modality, a, ret, diags, err))
		return false;
	if (!ret->has_before) {
		(void)dais_text_err_set(err, DAIS_ERR_NOT_FOUND, diags->lang,
		    "the package has no %s plan", dais_modality_name(modality));
		return dais_text_err_hint(err, diags->lang,
		    "Make one with dais plan --modality %s --write.", dais_modality_name(modality));
	}
	dais_judge(ret->problem, &ret->before, a, &ret->verdict);
	compare(r, modality, a, ret);
	return true;
}

/* What happened, and the plan in force as wishes of the first rank. */
static bool
adapt(struct dais_problem *p, const struct dais_planning_options *opt, struct dais_proposal *ret,
    struct dais_arena *a, struct dais_err *err)
{
	for (size_t i = 0; i < opt->n_events; i++) {
		if (!dais_event_apply(
			p, ret->has_before ? &ret->before : NULL, &opt->events[i], a, err))
			return false;
	}
	if (!ret->keeps)
		return true;
	if (!ret->has_before) {
		(void)dais_text_err_set(err, DAIS_ERR_CONFLICT, p->language,
		    "there is no %s plan to keep to", dais_modality_name(p->modality));
		return dais_text_err_hint(err, p->language, "Plan it first: dais plan --write.");
	}
	dais_problem_keep(p, &ret->before, opt->now, a);
	return true;
}

/* The problem with @days_after days after the close and other slots nobody has asked for, what
 * happened and what is past, in *@ret; NULL there where it cannot be. What is past must stand in
 * it, too: else a way out would be tried in a meeting that begins anew. */
static bool
with_extras(const struct dais_record *r, const struct dais_planning_options *opt,
    unsigned days_after, const struct dais_proposal *proposal, struct dais_arena *a,
    const struct dais_problem **ret, struct dais_err *err)
{
	const struct dais_gather_options with = { .modality = opt->modality,
		.from_sittings = true,
		.extras = true,
		.days_after = days_after };
	struct dais_problem *extras;
	/* the plan in force counts the slots of its problem, which are more here */
	struct dais_proposal in_force = { .keeps = proposal->keeps };
	struct dais_diags quiet;

	dais_diags_init(&quiet, a);
	dais_text_diags_in(&quiet, proposal->problem->language);
	extras = dais_problem_gather(r, &with, a, &quiet);
	*ret = NULL;
	if (!extras)
		return true;
	in_force.problem = extras;
	if (proposal->has_before && !read_before(r, opt->modality, a, &in_force, &quiet, err))
		return false;
	extras = dais_problem_copy(extras, a);
	if (!adapt(extras, opt, &in_force, a, err))
		return false;
	*ret = extras;
	return true;
}

/* Seconds for reasons at least, when the proof has taken the time given, or little was given. What
 * is looked at is limited by effort, a few seconds' worth: this is for machines that are busy. */
#define REASONS_LEAST 10.0

/* The search for reasons, of what the search for a plan, begun at @begun, has left of the time. */
static struct dais_search
search_for_reasons(const struct dais_planning_options *opt, double begun)
{
	struct dais_search search = opt->search;

	search.seconds -= dais_clock_seconds() - begun;
	if (search.seconds < REASONS_LEAST)
		search.seconds = REASONS_LEAST;
	if (opt->search.seconds <= 0)
		search.seconds = 0; /* no limit */
	return search;
}

/* Why there is no plan. Whatever the search for reasons meets, the answer "no plan" stands. */
static bool
find_reasons(const struct dais_record *r, const struct dais_planning_options *opt, double begun,
    struct dais_arena *a, struct dais_proposal *ret, struct dais_err *err)
{
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_extras extras;
	struct dais_search search;

	if (!with_extras(r, opt, 1, ret, a, &extras.near, err) ||
	    !with_extras(r, opt, r->profile.extension_days, ret, a, &extras.far, err))
		return false;
	search = search_for_reasons(opt, begun);
	ret->has_conflict =
	    dais_explain_conflict(ret->problem, &extras, &search, a, &ret->conflict, &ignored);
	return true;
}

static bool
solve(const struct dais_planning_options *opt, struct dais_arena *a, struct dais_proposal *ret,
    struct dais_err *err)
{
	const struct dais_plan *start = ret->has_before ? &ret->before : NULL;
	struct dais_search search = opt->search;
	struct dais_plan near = { .sittings = { .n = 0 } };

	if (ret->keeps && dais_repair_near(ret->problem, &ret->before, &search, a, &near))
		start = &near;
	if (!dais_plan_any_size(ret->problem, start, &search, a, &ret->plan, &ret->result, err))
		return false;
	ret->has_plan = ret->result.outcome == DAIS_OUTCOME_OPTIMAL ||
			ret->result.outcome == DAIS_OUTCOME_FEASIBLE;
	if (!ret->has_plan)
		return true;
	dais_plan_take_smaller_rooms(ret->problem, &ret->plan);
	dais_judge(ret->problem, &ret->plan, a, &ret->verdict);
	if (!ret->verdict.sound)
		return dais_err_set(err, DAIS_ERR_INTERNAL,
		    "the plan did not pass the independent check: %.*s",
		    DAIS_STR_ARG(ret->verdict.breaches.v[0].words));
	for (size_t k = 1; k <= DAIS_RANKS_MAX; k++) {
		if (ret->verdict.cost[k] != ret->result.at.cost[k])
			return dais_err_set(err, DAIS_ERR_INTERNAL,
			    "planner and independent check count the wishes of rank %zu "
			    "differently",
			    k);
	}
	return true;
}

bool
dais_planning_run(const struct dais_record *r, const struct dais_planning_options *opt,
    struct dais_arena *a, struct dais_proposal *ret, struct dais_diags *diags, struct dais_err *err)
{
	const double begun = dais_clock_seconds();
	struct dais_problem *p = gather(r, opt->modality, a, diags, err);
	struct dais_diags ignored;
	struct dais_err unused = DAIS_ERR_INIT;

	dais_diags_init(&ignored, a);
	*ret = (struct dais_proposal){ .is_planned = true,
		.problem = p,
		.keeps = !opt->anew && (opt->keeps || opt->n_events) };
	if (!p)
		return false;
	if (ret->keeps && !read_before(r, opt->modality, a, ret, diags, err))
		return false;
	/* Otherwise it is only where the search starts, if it can be read. */
	if (!ret->keeps)
		(void)read_before(r, opt->modality, a, ret, &ignored, &unused);
	ret->problem = dais_problem_copy(p, a);
	if (!adapt(ret->problem, opt, ret, a, err))
		return false;
	if (dais_explain_is_hopeless(
		ret->problem, opt->search.seconds > 0 ? begun + opt->search.seconds : 0, a))
		ret->result.outcome = DAIS_OUTCOME_INFEASIBLE;
	else if (!solve(opt, a, ret, err))
		return false;
	if (ret->has_plan && ret->has_before)
		dais_plan_changes(ret->problem, &ret->before, &ret->plan, a, &ret->changes);
	if (ret->has_plan)
		compare(r, opt->modality, a, ret);
	if (ret->has_plan && opt->explains)
		return dais_explain_departures(ret->problem, &ret->plan, &opt->search, a,
		    &ret->departures, &ret->n_departures, err);
	if (ret->result.outcome == DAIS_OUTCOME_INFEASIBLE)
		return find_reasons(r, opt, begun, a, ret, err);
	return true;
}
