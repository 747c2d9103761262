/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A contingency plan comes into force (R-HYB-06).
 */
#include "service/planning.h"
#include "text/message.h"
#include "write/timetable/say.h"

static size_t
approver(const struct dais_record *r, struct dais_str by)
{
	for (size_t b = 0; by.n && b < r->bodies.n; b++) {
		if (dais_str_eq(r->bodies.v[b].id, by))
			return b;
	}
	return !by.n && r->approvals.n ? r->approvals.v[r->approvals.n - 1].by : DAIS_NONE;
}

/* One of that day and of this format is there already when the format changes back and forth. */
static struct dais_str
id_of(const struct dais_record *r, enum dais_modality modality, struct dais_date approved,
    bool *ret_there)
{
	struct dais_str id = dais_arena_printf(
	    r->arena, "format-%04d-%02d-%02d", approved.year, approved.month, approved.day);
	bool other = false;

	*ret_there = false;
	for (size_t i = 0; i < r->approvals.n; i++) {
		const struct dais_approval *one = &r->approvals.v[i];

		if (!dais_str_eq(one->id, id))
			continue;
		other = one->has_modality && one->modality != modality;
		*ret_there = !other;
	}
	if (!other)
		return id;
	id = dais_arena_printf(r->arena, "%.*s-%s", DAIS_STR_ARG(id), dais_modality_name(modality));
	for (size_t i = 0; i < r->approvals.n; i++)
		*ret_there = *ret_there || dais_str_eq(r->approvals.v[i].id, id);
	return id;
}

bool
dais_planning_approve(struct dais_record *r, enum dais_modality modality, struct dais_date approved,
    struct dais_str by, struct dais_str method, enum dais_lang l, struct dais_err *err)
{
	struct dais_approval *v;
	size_t body = approver(r, by);
	struct dais_str id;
	bool there;

	if (body == DAIS_NONE) {
		if (by.n)
			(void)dais_text_err_set(err, DAIS_ERR_NOT_FOUND, l,
			    "the body that approved is not known: %.*s", DAIS_STR_ARG(by));
		else
			(void)dais_text_err_set(
			    err, DAIS_ERR_NOT_FOUND, l, "no body is named that approved");
		return dais_text_err_hint(err, l, "Name one of the bodies of the package.");
	}
	id = id_of(r, modality, approved, &there);
	if (there)
		return true;
	v = dais_vec_add(r->arena, &r->approvals);
	v->id = id;
	v->object = dais_str_from("format");
	v->has_modality = true;
	v->modality = modality;
	v->by = body;
	v->method = dais_arena_dup(r->arena, method);
	v->date = approved;
	v->silence = DAIS_NONE;
	for (size_t t = 0; t < r->together.n; t++)
		dais_vec_push(r->arena, &v->meetings, r->together.v[t]);
	return true;
}

/* An hour of opening is that of the first sitting of the day, which begins elsewhere in another
 * modality: a meeting that kept the old one would open after its first sitting, or before it. */
static void
move_opening(const struct dais_record *r, struct dais_meeting *m)
{
	int first = -1;

	for (size_t s = 0; s < r->sittings.n; s++) {
		const struct dais_sitting *one = &r->sittings.v[s];

		if (!dais_date_eq(one->start.date, m->opens.date))
			continue;
		for (size_t b = 0; b < one->bodies.n; b++) {
			if (one->bodies.v[b] == m->body && (first < 0 || one->start.minute < first))
				first = one->start.minute;
		}
	}
	if (m->opens.minute >= 0 && first >= 0)
		m->opens.minute = first;
}

void
dais_planning_hold(struct dais_record *r, enum dais_modality modality)
{
	for (size_t t = 0; t < r->together.n; t++) {
		struct dais_meeting *m = &r->meetings.v[r->together.v[t]];

		m->modality = modality;
		move_opening(r, m);
	}
}

bool
dais_planning_switch(struct dais_record *r, enum dais_modality modality, struct dais_date approved,
    struct dais_str by, struct dais_str method, enum dais_lang l, struct dais_err *err)
{
	enum dais_modality now = dais_planning_modality(r);

	if (modality == now)
		return dais_text_err_set(err, DAIS_ERR_CONFLICT, l, "the meetings are %s already",
		    dais_modality_name(modality));
	if (!r->plans[modality].n) {
		(void)dais_text_err_set(err, DAIS_ERR_NOT_FOUND, l, "the package has no %s plan",
		    dais_modality_name(modality));
		return dais_text_err_hint(err, l, "Make one with dais plan --modality %s --write.",
		    dais_modality_name(modality));
	}
	if (dais_date_is_set(approved)) {
		if (!dais_planning_approve(r, modality, approved, by, method, l, err))
			return false;
	} else if (modality != DAIS_MODALITY_IN_PERSON &&
		   dais_timetable_approval(r, modality) == DAIS_NONE) {
		(void)dais_text_err_set(err, DAIS_ERR_DENIED, l,
		    "nobody is recorded as having approved the %s format (R-HYB-06)",
		    dais_modality_name(modality));
		return dais_text_err_hint(err, l, "Add --approved DATE when it has been approved.");
	}
	r->plans[now] = r->sittings;
	r->sittings = r->plans[modality];
	r->plans[modality] = (dais_sitting_vec){ NULL, 0, 0 };
	dais_planning_hold(r, modality);
	return true;
}
