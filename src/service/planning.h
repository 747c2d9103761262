/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Planning the organization of work of a package: gather the problem, plan, hold the plan against
 * the independent checker, explain, and put the result back into the record. No plan that the
 * checker finds unsound leaves this room. All words are in the language of the diagnostics that are
 * given (dais_text_diags_in()).
 */
#ifndef DAIS_SERVICE_PLANNING_H
#define DAIS_SERVICE_PLANNING_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/err.h"
#include "plan/engine/optimizer.h"
#include "plan/explain/contingency.h"
#include "plan/explain/explain.h"
#include "plan/judge/judge.h"
#include "plan/problem/problem.h"
#include "plan/repair/repair.h"

struct dais_planning_options {
	enum dais_modality modality;
	bool keeps;              /* re-plan: with the fewest changes to the plan in force */
	const struct dais_event *events; /* what happened; any: the plan in force is kept, too */
	size_t n_events;
	bool anew; /* the plan in force is not kept, whatever happened */
	struct dais_local now;   /* of re-planning; unset: before the first sitting */
	/* its seconds are for the plan and, where there is none, the reasons together; a proof that
	 * takes nearly all of them leaves a tenth more for the reasons */
	struct dais_search search;
	bool explains; /* fill `departures` */
};

struct dais_proposal {
	bool is_planned; /* by dais_planning_run(), else only judged */
	struct dais_problem *problem; /* as planned; re-planning has rank 1 for the changes */
	bool keeps;
	bool has_before; /* the package has a plan of this modality */
	struct dais_plan before;
	bool has_plan;
	struct dais_plan plan; /* sound */
	struct dais_result result;
	struct dais_verdict verdict; /* of plan */
	dais_plan_change_vec changes; /* from before to plan, when both are there */
	struct dais_departure *departures;
	size_t n_departures;
	bool has_contingency; /* of another modality than the meetings, which have a timetable */
	struct dais_contingency contingency;
	bool has_conflict; /* no plan: why */
	struct dais_conflict conflict;
};

/* Plans @r. True when the question was answered: ret->has_plan, or ret->has_conflict, or neither
 * when the time was up first. Problems of the package are in @diags (then false with INVALID).
 * Errors: INVALID, NOT_FOUND (an event names what is not there), CONFLICT (re-planning without a
 * plan in force), LIMIT, INTERNAL (the plan did not pass the checker: nothing is returned). Memory:
 * @a. */
bool dais_planning_run(const struct dais_record *r, const struct dais_planning_options *opt,
    struct dais_arena *a, struct dais_proposal *ret, struct dais_diags *diags,
    struct dais_err *err);

/* Judges the plan of @modality that @r has: ret->before with its problem and verdict. Errors: as
 * above, NOT_FOUND when there is none. */
bool dais_planning_judge(const struct dais_record *r, enum dais_modality modality,
    struct dais_arena *a, struct dais_proposal *ret, struct dais_diags *diags,
    struct dais_err *err);

/* The modality the meetings of @r are held in. */
enum dais_modality dais_planning_modality(const struct dais_record *r);
/* Puts @plan into @r as the sittings of @modality; titles and numbers stay (R-HYB-07). */
void dais_planning_put(struct dais_record *r, const struct dais_problem *p,
    const struct dais_plan *plan, enum dais_modality modality);

/* Records that @by (a body's id; empty: the body of an earlier approval) approved format @modality
 * for all meetings of @r on day @approved by @method ("silence", "meeting", "other"). Errors, in
 * @l: NOT_FOUND (no such body). */
bool dais_planning_approve(struct dais_record *r, enum dais_modality modality,
    struct dais_date approved, struct dais_str by, struct dais_str method, enum dais_lang l,
    struct dais_err *err);
/* The meetings held together are in @modality from here on, and an hour of opening is that of the
 * first sitting of its day in r->sittings. */
void dais_planning_hold(struct dais_record *r, enum dais_modality modality);
/* Puts the contingency plan of @modality in force: the timetable becomes the plan of the modality
 * the meetings had, which are then held in it. @approved set: the approval
 * is recorded, as above; else one of this format must be there (R-HYB-06). Errors, in @l: NOT_FOUND
 * (no such plan), CONFLICT (in force already), DENIED (no approval). */
bool dais_planning_switch(struct dais_record *r, enum dais_modality modality,
    struct dais_date approved, struct dais_str by, struct dais_str method, enum dais_lang l,
    struct dais_err *err);

/* The answer as one JSON object (doc/planning.md, "For programs"). */
void dais_planning_print_json(
    const struct dais_proposal *p, enum dais_modality modality, struct dais_buf *out);

#endif
