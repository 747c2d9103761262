/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * From the record of a package to the problem of its organization of work, and back: slots from
 * the days and hours of the modality, demands from planning.yaml (doc/planning.md), the profile
 * and the kinds of the items.
 */
#ifndef DAIS_PLAN_GATHER_GATHER_H
#define DAIS_PLAN_GATHER_GATHER_H

#include "base/diag.h"
#include "plan/problem/problem.h"

struct dais_gather_options {
	enum dais_modality modality;
	bool from_sittings; /* items without a wished time wish what the timetable in force gives */
	bool extras; /* for finding repairs: also slots nobody has asked for (holidays of the host,
		      * a day after the close, a sitting more a day), each closed by a FREE demand
		      * of rank 0 that can be given up; and least times in parts of an hour */
	unsigned days_after; /* with extras: working days after the close; 0 is 1; never more than
			      * extension_days of the profile */
};

/* The problem of @r in @a; its words are in the language of @diags. Problems of the package (a body
 * without days, a fixed cell outside the meeting, least above most, a change of clock inside a
 * sitting ...) go to @diags with their place, rule id "planning". NULL when there are errors. */
struct dais_problem *dais_problem_gather(const struct dais_record *r,
    const struct dais_gather_options *opt, struct dais_arena *a, struct dais_diags *diags);

/* The plan that @sittings are. What cannot be said in the problem (a sitting at an hour that is
 * no slot, minutes that fill more than the sitting) goes to @diags as errors of rule "planning"
 * with the place of the sitting; false then. Minutes that are not stated are shared out: 30 for
 * the opening and the like, the rest by the time items wish. Where rooms (teams) are planned, a
 * sitting that names none has the first that is free and serves it. */
bool dais_plan_from_sittings(const struct dais_problem *p, const dais_sitting_vec *sittings,
    struct dais_arena *a, struct dais_plan *ret, struct dais_diags *diags);
/* The sittings of @plan, in @a, ready for a record. */
void dais_plan_to_sittings(const struct dais_problem *p, const struct dais_plan *plan,
    struct dais_arena *a, dais_sitting_vec *ret);

#endif
