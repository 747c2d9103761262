/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Planning the calendar of a duty station: read it and the plan in force, plan, hold the plan
 * against the independent checker, list the changes, write. The plan of cal.yaml is
 * cal.plan.yaml beside it.
 */
#ifndef DAIS_SERVICE_CALENDAR_H
#define DAIS_SERVICE_CALENDAR_H

#include "base/buf.h"
#include "plan/calendar/calendar.h"

struct dais_calendar_request {
	const char *file;
	bool keeps;            /* change the plan in force as little as possible */
	const char *const *lost, *const *fixed,
				     *const *prolonged; /* see plan/calendar; any: keeps */
	size_t n_lost, n_fixed, n_prolonged;
	struct dais_local now; /* unset: before the first day */
	struct dais_search search;
};

struct dais_calendar_answer {
	struct dais_calendar *calendar; /* with what happened */
	struct dais_str plan_file;
	bool is_planned, has_before, keeps;
	struct dais_calendar_plan before;
	struct dais_str before_bytes; /* of the plan file, as they were read */
	struct dais_calendar_result result;   /* is_planned */
	struct dais_calendar_verdict verdict; /* of the result's plan, else of before */
	dais_calendar_change_vec changes;     /* has_before and is_planned */
};

/* Whether @file is a calendar (its first bytes say so). */
bool dais_calendar_is_file(const char *file);

/* Plans the calendar. Problems of its files are in @diags (then false with INVALID). Errors:
 * reading; CONFLICT (re-planning without a plan in force); INTERNAL (the plan did not pass the
 * checker: nothing is returned); those of dais_calendar_solve(). Memory: @a. */
bool dais_calendar_plan_file(const struct dais_calendar_request *q, struct dais_arena *a,
    struct dais_calendar_answer *ret, struct dais_diags *diags, struct dais_err *err);
/* Judges the plan in force. Errors: as above, NOT_FOUND when there is none. */
bool dais_calendar_judge_file(const char *file, struct dais_arena *a,
    struct dais_calendar_answer *ret, struct dais_diags *diags, struct dais_err *err);
/* Writes the plan beside the calendar, whole or not at all. Errors: CONFLICT (it keeps a plan that
 * is no longer the one in the file; nothing is written), IO. */
bool dais_calendar_write_plan(const struct dais_calendar_answer *w, struct dais_err *err);
/* The answer as one JSON object. */
void dais_calendar_print_json(const struct dais_calendar_answer *w, struct dais_buf *out);

#endif
