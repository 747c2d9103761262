/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/timetable/format.h"

#include "mark/json_read.h"
#include "service/house/things.h"
#include "service/planning.h"
#include "service/timetable/timetable_priv.h"
#include "text/message.h"
#include "write/timetable/say.h"

/* A record whose meetings and approvals may be changed, too. */
static struct dais_record *
copy_record(const struct dais_record *from, struct dais_arena *a)
{
	struct dais_record *r = DAIS_NEW(a, struct dais_record);

	*r = *from;
	r->arena = a;
	r->meetings.v = NULL;
	r->meetings.n = r->meetings.cap = 0;
	for (size_t i = 0; i < from->meetings.n; i++)
		dais_vec_push(a, &r->meetings, from->meetings.v[i]);
	r->approvals.v = NULL;
	r->approvals.n = r->approvals.cap = 0;
	for (size_t i = 0; i < from->approvals.n; i++)
		dais_vec_push(a, &r->approvals, from->approvals.v[i]);
	return r;
}

bool
dais_format_as(const struct dais_arrangement *t, enum dais_modality modality, struct dais_arena *a,
    struct dais_arrangement *ret, struct dais_err *err)
{
	struct dais_record *r = copy_record(t->record, a);
	enum dais_modality now = dais_planning_modality(r);

	if (modality != now && !r->plans[modality].n)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "the package has no %s plan",
		    dais_modality_name(modality));
	if (modality != now) {
		r->sittings = r->plans[modality];
		r->plans[now] = t->record->sittings;
		r->plans[modality] = (dais_sitting_vec){ 0 };
	}
	dais_planning_hold(r, modality);
	*ret = *t;
	ret->record = r;
	return true;
}

bool
dais_format_compare(const struct dais_arrangement *t, enum dais_modality modality,
    struct dais_arena *a, struct dais_contingency *ret, struct dais_err *err)
{
	struct dais_proposal proposal;
	struct dais_diags diags;

	dais_diags_init(&diags, a);
	dais_text_diags_in(&diags, t->language);
	if (!dais_planning_judge(t->record, modality, a, &proposal, &diags, err))
		return false;
	if (!proposal.has_contingency)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "the timetable in force cannot be judged");
	*ret = proposal.contingency;
	return true;
}

/* ---- in force ---- */

/* Sittings of the plan become those of the timetable, and those of the timetable a plan. */
static bool
switch_sittings(struct dais_house_edit *edit, const dais_thing_vec *things, struct dais_str plan,
    struct dais_str was, uint64_t seen, struct dais_arena *a, struct dais_err *err)
{
	for (size_t i = 0; i < things->n; i++) {
		const struct dais_thing *t = &things->v[i];
		struct dais_str of = dais_thing_plan(t, a);
		uint64_t revision = seen && t->revision > seen ? seen : t->revision;
		bool in_force = of.n == 0;

		if (!dais_str_is(t->kind, "sitting") || (!in_force && !dais_str_eq(of, plan)))
			continue;
		if (!dais_edit_set(edit, t->kind, t->id, "plan",
			in_force ? dais_json_print(a, dais_json_new_str(a, was)) : DAIS_STR_NONE,
			revision, DAIS_STR_NONE, err))
			return false;
	}
	return true;
}

static const struct dais_thing *
find(const dais_thing_vec *things, const struct dais_thing *like)
{
	size_t at = dais_things_find(things, like->kind, like->id);

	return at == SIZE_MAX ? NULL : &things->v[at];
}

/* Member @name of @was becomes that of @then, when they differ. */
static bool
set_member(struct dais_house_edit *edit, const struct dais_thing *was,
    const struct dais_thing *then, const char *name, struct dais_arena *a, struct dais_err *err)
{
	struct dais_json_value *v, *old, *new;
	struct dais_str text, before;

	if (!dais_json_parse(a, was->value, &old, err) || !dais_json_parse(a, then->value, &v, err))
		return false;
	old = dais_json_find(old, dais_str_from(name));
	new = dais_json_find(v, dais_str_from(name));
	before = old ? dais_json_print(a, old) : DAIS_STR_NONE;
	text = new ? dais_json_print(a, new) : DAIS_STR_NONE;
	return dais_str_eq(before, text) || dais_edit_set(edit, then->kind, then->id, name, text,
						was->revision, DAIS_STR_NONE, err);
}

/* The modality and the opening of the meetings, and the approval. */
static bool
record_format(struct dais_house_edit *edit, const dais_thing_vec *now, const dais_thing_vec *then,
    struct dais_arena *a, struct dais_err *err)
{
	for (size_t i = 0; i < then->n; i++) {
		const struct dais_thing *t = &then->v[i], *was = find(now, t);

		if (dais_str_is(t->kind, "approval") && !was &&
		    !dais_edit_put(edit, t->kind, t->id, t->position, t->value, 0, err))
			return false;
		if (!dais_str_is(t->kind, "meeting") || !was || dais_str_eq(was->value, t->value))
			continue;
		if (!set_member(edit, was, t, "modality", a, err) ||
		    !set_member(edit, was, t, "opens", a, err))
			return false;
	}
	return true;
}

static bool
is_method(struct dais_str method)
{
	return dais_str_is(method, "silence") || dais_str_is(method, "meeting") ||
	       dais_str_is(method, "other");
}

/* How it was approved: a day that has come, in one of the ways. */
static bool
check_approval(
    const struct dais_house *h, const struct dais_format_change *wanted, struct dais_err *err)
{
	if (!is_method(wanted->method))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "an approval is given by silence, in a meeting or in another way");
	if (dais_date_cmp(wanted->approved, dais_house_today(h)) <= 0)
		return true;
	(void)dais_err_set(
	    err, DAIS_ERR_INVALID, "an approval cannot be of a day that has not come");
	return dais_err_hint(err, "Record it when it has been given.");
}

static bool
begin(struct dais_house *h, const struct dais_actor *actor, const struct dais_snapshot *s,
    const struct dais_format_change *wanted, struct dais_arena *a, struct dais_house_edit **ret,
    struct dais_err *err)
{
	struct dais_matter matter = dais_snapshot_matter(s, NULL, a);

	if (dais_date_is_set(wanted->approved) &&
	    (!dais_actor_check(actor, DAIS_ACTION_APPROVE_FORMAT, &matter, err) ||
		!check_approval(h, wanted, err)))
		return false;
	return dais_edit_begin(
	    h, actor, DAIS_ACTION_EDIT_TIMETABLE, s->package, DAIS_STR("format"), a, ret, err);
}

struct switching {
	struct dais_house_edit *edit;
	struct dais_record *r; /* as it will be */
	enum dais_modality to, was;
	uint64_t seen;
	struct dais_arena *a;
};

static bool
write_all(
    struct dais_house *h, struct dais_str package, const struct switching *w, struct dais_err *err)
{
	dais_thing_vec now = { 0 }, then = { 0 };

	if (!dais_store_things(dais_house_store(h), package, DAIS_STR_NONE, w->a, &now, err))
		return false;
	dais_things_of(w->r, w->a, &then);
	return switch_sittings(w->edit, &now, dais_str_from(dais_modality_name(w->to)),
		   dais_str_from(dais_modality_name(w->was)), w->seen, w->a, err) &&
	       record_format(w->edit, &now, &then, w->a, err);
}

bool
dais_format_switch(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_snapshot *s, const struct dais_format_change *wanted,
    struct dais_diags *diags, uint64_t *ret_change, struct dais_edit_conflict *ret_conflict,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct switching w = { .r = copy_record(s->record, a),
		.to = wanted->to,
		.was = dais_planning_modality(s->record),
		.seen = wanted->seen,
		.a = a };
	struct dais_edit_conflict conflict = { 0 };

	if (!begin(h, actor, s, wanted, a, &w.edit, err) ||
	    !dais_planning_switch(
		w.r, wanted->to, wanted->approved, wanted->by, wanted->method, diags->lang, err))
		return false;
	if (write_all(h, s->package, &w, err) &&
	    dais_edit_commit(w.edit, diags, ret_change, &conflict, err))
		return true;
	dais_arrange_keep_conflict(&conflict, diags->arena, ret_conflict);
	return false;
}

bool
dais_format_approve(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_snapshot *s, const struct dais_format_change *wanted,
    struct dais_diags *diags, uint64_t *ret_change, struct dais_edit_conflict *ret_conflict,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = copy_record(s->record, a);
	struct dais_edit_conflict conflict = { 0 };
	dais_thing_vec now = { 0 }, then = { 0 };
	struct dais_house_edit *edit;

	if (!dais_edit_begin(h, actor, DAIS_ACTION_APPROVE_FORMAT, s->package, DAIS_STR("approval"),
		a, &edit, err))
		return false;
	if (!dais_date_is_set(wanted->approved))
		return dais_err_set(err, DAIS_ERR_INVALID, "the day of the approval is missing");
	if (dais_timetable_approval(r, wanted->to) != DAIS_NONE)
		return dais_err_set(err, DAIS_ERR_CONFLICT, "this format is approved already");
	if (!check_approval(h, wanted, err) ||
	    !dais_planning_approve(
		r, wanted->to, wanted->approved, wanted->by, wanted->method, diags->lang, err) ||
	    !dais_store_things(dais_house_store(h), s->package, DAIS_STR_NONE, a, &now, err))
		return false;
	dais_things_of(r, a, &then);
	if (record_format(edit, &now, &then, a, err) &&
	    dais_edit_commit(edit, diags, ret_change, &conflict, err))
		return true;
	dais_arrange_keep_conflict(&conflict, diags->arena, ret_conflict);
	return false;
}
