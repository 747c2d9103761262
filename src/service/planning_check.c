/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/planning_check.h"

#include "base/clock.h"
#include "plan/explain/explain.h"
#include "plan/gather/gather.h"
#include "plan/judge/judge.h"
#include "plan/meeting/first.h"
#include "plan/meeting/meeting.h"
#include "text/message.h"

#define POSSIBLE "R-TIME-13"
#define TOGETHER "R-TIME-14"
#define KEPT "R-TIME-15"

/* Items times half-days that can be searched in a second; for more, writing the model alone takes
 * longer than a check may. */
#define CELLS_A_SECOND 40000.0
/* What a search does in a second, about: its limit is one of work, so that the same package has the
 * same findings each time. */
#define EFFORT_A_SECOND 5e7
/* Named in one finding. */
#define PLACES_MOST 8u
#define WAYS_MOST 3u

struct checking {
	const struct dais_record *r;
	const struct dais_check_options *opt;
	double seconds; /* of the search; 0: none is made */
	double end; /* of the search for reasons, by dais_clock_seconds() */
	struct dais_arena *a;
	struct dais_diags *diags;
};

static double
seconds_left(const struct checking *c)
{
	double left = c->end > 0 ? c->end - dais_clock_seconds() : 0;

	return left > 0 ? left : 0;
}

/* Findings of others, in the language of ours. */
static void
begin_diags(const struct checking *c, struct dais_diags *d)
{
	dais_diags_init(d, c->a);
	dais_text_diags_in(d, c->diags->lang);
}

static bool
is_chosen(const struct checking *c, const char *id)
{
	return dais_rule_is_chosen(dais_rule_find(dais_str_from(id)), c->opt);
}

/* --- what is said --------------------------------------------------------------------------- */

static bool
is_same_place(const struct dais_place *x, const struct dais_place *y)
{
	return x->line == y->line && dais_str_eq(x->file, y->file);
}

/* Whether @diags say at the line of @place already that a sitting is not as it may be: the rules on
 * days and hours and on overlaps find some of what the planner finds. */
static bool
is_told_at(const struct checking *c, const struct dais_place *place)
{
	static const char *const same[] = { "R-TIME-01", "R-TIME-02", "R-TIME-03", "R-DATE-02",
		"R-DATE-03", "R-HYB-01", "R-HYB-05", "R-HYB-08" };

	for (size_t i = 0; i < c->diags->list.n; i++) {
		const struct dais_diag *g = &c->diags->list.v[i];

		for (size_t k = 0; k < sizeof(same) / sizeof(*same); k++) {
			if (g->places.n && strcmp(g->rule, same[k]) == 0 &&
			    is_same_place(&g->places.v[0], place))
				return true;
		}
	}
	return false;
}

static bool
is_told(const struct checking *c, const struct dais_diag *g)
{
	for (size_t i = 0; i < c->diags->list.n; i++) {
		const struct dais_diag *o = &c->diags->list.v[i];

		if (dais_str_eq(o->message, g->message) && o->places.n == g->places.n &&
		    (!g->places.n || is_same_place(&o->places.v[0], &g->places.v[0])))
			return true;
	}
	return false;
}

/* Findings of the planner's own reading, as those of @rule. */
static void
pass_on(struct checking *c, const char *rule, const struct dais_diags *found)
{
	for (size_t i = 0; is_chosen(c, rule) && i < found->list.n; i++) {
		struct dais_diag g = found->list.v[i];

		if (is_told(c, &g) || (g.places.n && is_told_at(c, &g.places.v[0])))
			continue;
		g.rule = rule;
		(void)dais_diags_copy(c->diags, &g);
	}
}

static void
add_place(struct checking *c, struct dais_diag *g, const struct dais_place *place)
{
	if (!place->line || g->places.n >= PLACES_MOST)
		return;
	for (size_t i = 0; i < g->places.n; i++) {
		if (is_same_place(&g->places.v[i], place))
			return;
	}
	dais_diag_add_place(c->diags, g, place);
}

/* --- timetables that stand in the package ---------------------------------------------------- */

static const struct dais_sitting *
find_sitting(
    const struct dais_problem *p, const dais_sitting_vec *v, const struct dais_plan_sitting *s)
{
	const struct dais_plan_slot *slot = &p->slots.v[s->slot];

	for (size_t i = 0; i < v->n; i++) {
		const struct dais_sitting *d = &v->v[i];

		if (!dais_date_eq(d->start.date, slot->day) || d->start.minute != slot->start)
			continue;
		for (size_t b = 0; b < d->bodies.n; b++) {
			if (s->bodies.n && d->bodies.v[b] == p->bodies.v[s->bodies.v[0]].body)
				return d;
		}
	}
	return NULL;
}

/* A breach stands at the first sitting where it shows, then where it was demanded. */
static void
tell_breach(struct checking *c, const struct dais_problem *p, const dais_sitting_vec *sittings,
    const struct dais_plan *plan, const struct dais_breach *b)
{
	const struct dais_demand *d = b->demand == DAIS_NONE ? NULL : &p->demands.v[b->demand];
	struct dais_place first = { .line = 0 };
	struct dais_diag *g;

	for (size_t i = 0; i < b->sittings.n && !first.line; i++) {
		const struct dais_sitting *s =
		    find_sitting(p, sittings, &plan->sittings.v[b->sittings.v[i]]);

		if (s)
			first = (struct dais_place){ .file = DAIS_STR("meeting.yaml"),
				.line = s->origin.line,
				.column = s->origin.column };
	}
	if (!first.line && d)
		first = d->place;
	if (first.line && is_told_at(c, &first))
		return;
	g = dais_diags_add(c->diags, KEPT, DAIS_SEVERITY_ERROR, first.line ? &first : NULL, "%.*s",
	    DAIS_STR_ARG(b->words));
	if (d)
		add_place(c, g, &d->place);
	dais_diag_set_file_hint(c->diags, g,
	    "change the timetable (dais plan proposes one), or the demand in planning.yaml");
}

/* Judges @sittings; *@ret_sound: they are a plan that keeps all demands. */
static void
judge(struct checking *c, const struct dais_problem *p, const dais_sitting_vec *sittings,
    bool *ret_sound)
{
	struct dais_verdict verdict;
	struct dais_diags found;
	struct dais_plan plan;

	*ret_sound = false;
	begin_diags(c, &found);
	if (!dais_plan_from_sittings(p, sittings, c->a, &plan, &found)) {
		if (c->r->planning)
			pass_on(c, KEPT, &found);
		return;
	}
	dais_judge(p, &plan, c->a, &verdict);
	*ret_sound = verdict.sound;
	for (size_t i = 0; c->r->planning && is_chosen(c, KEPT) && i < verdict.breaches.n; i++) {
		const struct dais_breach *b = &verdict.breaches.v[i];

		if (b->demand == DAIS_NONE || p->demands.v[b->demand].rank == 0)
			tell_breach(c, p, sittings, &plan, b);
	}
}

/* --- whether there is a plan ---------------------------------------------------------------- */

/* The places of what conflicts: what was said in planning.yaml before what is assumed of an item.
 */
static void
add_demand_places(struct checking *c, struct dais_diag *g, const struct dais_problem *p,
    const struct dais_conflict *conflict)
{
	for (int said = 1; said >= 0; said--) {
		for (size_t i = 0; i < conflict->demands.n; i++) {
			const struct dais_place *at = &p->demands.v[conflict->demands.v[i]].place;

			if (dais_str_is(at->file, "planning.yaml") == (said == 1))
				add_place(c, g, at);
		}
	}
}

static void
set_ways_out(struct checking *c, struct dais_diag *g, const struct dais_conflict *conflict)
{
	enum dais_lang l = c->diags->lang;
	struct dais_str all = DAIS_STR_NONE;

	for (size_t i = 0; i < conflict->ways_out.n && i < WAYS_MOST; i++) {
		struct dais_str way = conflict->ways_out.v[i].words;

		if (!conflict->ways_out.v[i].verified)
			way = dais_text_message(c->a, l, "%.*s (not verified)", DAIS_STR_ARG(way));
		all = i ? dais_text_message(
			      c->a, l, "%.*s; or %.*s", DAIS_STR_ARG(all), DAIS_STR_ARG(way))
			: way;
	}
	if (all.n)
		dais_diag_set_hint(c->diags, g, "%.*s", DAIS_STR_ARG(all));
	else
		dais_diag_set_file_hint(c->diags, g, "dais plan looks for ways out");
}

static void
tell_conflict(struct checking *c, const struct dais_problem *p)
{
	struct dais_gather_options with = {
		.modality = p->modality, .from_sittings = true, .extras = true
	};
	struct dais_search search = { .seed = 1, .seconds = seconds_left(c) };
	enum dais_severity severity = c->r->planning ? DAIS_SEVERITY_ERROR : DAIS_SEVERITY_WARNING;
	struct dais_conflict conflict;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags quiet;
	struct dais_extras extras = { .near = NULL };
	struct dais_diag *g;

	begin_diags(c, &quiet);
	if (search.seconds > 0) {
		extras.near = dais_problem_gather(c->r, &with, c->a, &quiet);
		with.days_after = c->r->profile.extension_days;
		extras.far = dais_problem_gather(c->r, &with, c->a, &quiet);
	} else {
		search.seconds = 0.001; /* none at all would mean: as long as it takes */
	}
	if (!dais_explain_conflict(p, &extras, &search, c->a, &conflict, &err)) {
		g = dais_diags_add(c->diags, TOGETHER, severity, NULL,
		    "no organization of work keeps all demands");
		dais_diag_set_file_hint(c->diags, g, "dais plan tells which of them conflict");
		return;
	}
	g = dais_diags_add(c->diags, TOGETHER, severity, NULL,
	    "no organization of work keeps all demands: %.*s", DAIS_STR_ARG(conflict.words));
	add_demand_places(c, g, p, &conflict);
	set_ways_out(c, g, &conflict);
}

static bool
is_sound(const struct checking *c, const struct dais_problem *p, const struct dais_plan *plan)
{
	struct dais_verdict verdict;

	dais_judge(p, plan, c->a, &verdict);
	return verdict.sound;
}

/* @p without its wishes. */
static struct dais_problem *
demands_of(const struct dais_problem *p, struct dais_arena *a)
{
	struct dais_problem *some = dais_problem_copy(p, a);

	some->demands.n = 0;
	for (size_t i = 0; i < p->demands.n; i++) {
		if (p->demands.v[i].rank == 0)
			some->demands.v[some->demands.n++] = p->demands.v[i];
	}
	return some;
}

static enum dais_outcome
search(const struct checking *c, const struct dais_problem *p)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_search wanted = {
		.seed = 1, .first_answer = true, .effort = (uint64_t)(c->seconds * EFFORT_A_SECOND)
	};
	struct dais_meeting_model *model;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_result result;
	struct dais_plan plan;

	if ((double)(p->tasks.n * p->slots.n) > c->seconds * CELLS_A_SECOND || !wanted.effort ||
	    !dais_meeting_model_new(demands_of(p, scratch), scratch, &model, &err))
		return DAIS_OUTCOME_UNKNOWN;
	dais_meeting_solve(model, &wanted, scratch, &plan, &result);
	return result.outcome;
}

static void
check_together(struct checking *c, const struct dais_problem *p)
{
	struct dais_plan first;
	struct dais_diag *g;

	if (dais_explain_is_hopeless(p, 0, c->a)) {
		tell_conflict(c, p);
		return;
	}
	if (dais_meeting_first_plan(p, DAIS_FIRST_SOUND, NULL, c->a, &first) &&
	    is_sound(c, p, &first))
		return;
	switch (search(c, p)) {
	case DAIS_OUTCOME_INFEASIBLE:
		tell_conflict(c, p);
		break;
	case DAIS_OUTCOME_UNKNOWN:
		g = dais_diags_add(c->diags, TOGETHER, DAIS_SEVERITY_INFO, NULL,
		    "in the time of a check it was not decided whether all demands on the "
		    "organization of work can hold together");
		dais_diag_set_file_hint(c->diags, g, "dais plan decides it");
		break;
	case DAIS_OUTCOME_OPTIMAL:
	case DAIS_OUTCOME_FEASIBLE:
		break;
	}
}

/* --- the package ---------------------------------------------------------------------------- */

static void
check_modality(struct checking *c, enum dais_modality modality, const dais_sitting_vec *sittings,
    bool in_force)
{
	struct dais_gather_options plain = { .modality = modality, .from_sittings = true };
	struct dais_diags found;
	struct dais_problem *p;
	bool sound = false;

	begin_diags(c, &found);
	p = dais_problem_gather(c->r, &plain, c->a, &found);
	pass_on(c, POSSIBLE, &found);
	if (!p)
		return;
	if (sittings->n)
		judge(c, p, sittings, &sound);
	if (in_force && !sound && is_chosen(c, TOGETHER))
		check_together(c, p);
}

void
dais_planning_check(const struct dais_record *r, const struct dais_check_options *opt,
    double seconds, struct dais_diags *diags)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct checking c = { r, opt, seconds, seconds > 0 ? dais_clock_seconds() + seconds : 0, a,
		diags };
	enum dais_modality in_force;

	if (!r->together.n ||
	    (!is_chosen(&c, POSSIBLE) && !is_chosen(&c, TOGETHER) && !is_chosen(&c, KEPT)))
		return;
	in_force = r->meetings.v[r->together.v[0]].modality;
	check_modality(&c, in_force, &r->sittings, true);
	for (int m = 0; m < DAIS_MODALITY_COUNT; m++) {
		if (m != (int)in_force && r->plans[m].n)
			check_modality(&c, (enum dais_modality)m, &r->plans[m], false);
	}
	dais_diags_sort(diags);
}
