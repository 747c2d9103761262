/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The format of the meetings (in person, hybrid, online) changed at the desk: the plan of the other
 * format is made by the planner (propose.h) and kept in the package and looked at beside the one in
 * force. Its approval (R-HYB-06) is a step of its own, which chair and bureau take; then whoever
 * arranges the timetable puts it in force (R-HYB-07). Who may do both does both as one change.
 */
#ifndef DAIS_SERVICE_TIMETABLE_FORMAT_H
#define DAIS_SERVICE_TIMETABLE_FORMAT_H

#include "plan/explain/contingency.h"
#include "service/timetable/arrange.h"

/* A format, and how it was approved. */
struct dais_format_change {
	enum dais_modality to;
	struct dais_date approved; /* not set: an approval of it is recorded already */
	struct dais_str by;        /* id of the body that approved */
	struct dais_str method;    /* "silence", "meeting" or "other" */
	uint64_t seen;             /* as in dais_arrangement */
};

/* @t as it would be in @modality: its sittings are those of the plan that is ready, which is judged
 * by the hours of that modality; the timetable in force has its place. For looking at, never put.
 * False with NOT_FOUND: no plan of it is ready. */
bool dais_format_as(const struct dais_arrangement *t, enum dais_modality modality,
    struct dais_arena *a, struct dais_arrangement *ret, struct dais_err *err);
/* What the change costs: hours, shortfall, time of each item (R-HYB-02), in t->language. False: one
 * of the two cannot be judged. */
bool dais_format_compare(const struct dais_arrangement *t, enum dais_modality modality,
    struct dais_arena *a, struct dais_contingency *ret, struct dais_err *err);
/* Records the approval of @wanted->to and changes nothing else. Needs APPROVE_FORMAT. Errors:
 * NOT_FOUND (no such body), CONFLICT (it is approved already), DENIED, INVALID (no day, or one that
 * has not come; the method; and as dais_edit_commit()). */
bool dais_format_approve(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_snapshot *s, const struct dais_format_change *wanted,
    struct dais_diags *diags, uint64_t *ret_change, struct dais_edit_conflict *ret_conflict,
    struct dais_err *err);
/* Puts the plan of @wanted->to in force: the timetable becomes the plan of the format the meetings
 * had, approval and modality are recorded, all in one change. Needs EDIT_TIMETABLE and, to record
 * an approval with it, APPROVE_FORMAT. Errors, in the language of @diags: NOT_FOUND (no such plan,
 * no such body), CONFLICT (in force already; someone has changed a sitting since), DENIED (also
 * without an approval), INVALID (as above). */
bool dais_format_switch(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_snapshot *s, const struct dais_format_change *wanted,
    struct dais_diags *diags, uint64_t *ret_change, struct dais_edit_conflict *ret_conflict,
    struct dais_err *err);

#endif
