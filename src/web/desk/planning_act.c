/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests about the conditions of planning.
 */
#include "web/desk/planning.h"

static bool
is_section(struct dais_str section)
{
	for (size_t i = 0; i < dais_desk_condition_count; i++)
		if (dais_str_is(section, dais_desk_conditions[i].section))
			return true;
	return false;
}

/* planning.yaml of the working record; empty when there is none. */
static struct dais_str
text_of(const struct desk *d)
{
	const struct dais_thing *t =
	    dais_snapshot_thing(d->snapshot, DAIS_STR("planning"), DAIS_STR("planning"));

	return t ? dais_thing_text(t, d->arena) : DAIS_STR_NONE;
}

static void
begin_view(struct desk *d, struct desk_planning *v, const desk_remark_vec *remarks)
{
	struct dais_str text = text_of(d);

	*v = (struct desk_planning){ .record = d->snapshot->record,
		.package = d->snapshot->package,
		.section = dais_http_param(d->x, "section"),
		.id = dais_http_param(d->x, "id"),
		.root = text.n ? dais_planning_tree(text, d->arena) : NULL,
		.remarks = remarks,
		.may_edit = dais_desk_may(d, DAIS_ACTION_EDIT_TIMETABLE),
		.sent = d->message.n ? d : NULL,
		.overtaken = d->message.n && d->err.code == DAIS_ERR_CONFLICT };
	dais_planning_half_days(v->record, d->arena, &v->half_days);
}

/* Whether there is the item, body, room, team or person that the address names. */
static bool
exists(const struct desk_planning *v)
{
	if (dais_str_is(v->section, "meeting") || dais_str_is(v->section, "wishes") ||
	    dais_str_is(v->section, "apart"))
		return dais_str_is(v->id, "all");
	if (dais_str_is(v->section, "items"))
		return dais_map_get(&v->record->item_ids, v->id) != DAIS_MAP_NONE;
	if (dais_str_is(v->section, "bodies"))
		return dais_map_get(&v->record->body_ids, v->id) != DAIS_MAP_NONE;
	return is_section(v->section) && dais_planning_at(v->root, v->section, v->id, "");
}

static void
show(struct desk *d)
{
	desk_remark_vec remarks = { 0 };
	struct desk_planning v;

	begin_view(d, &v, &remarks);
	if (v.section.n && !exists(&v)) {
		(void)dais_err_set(
		    &d->err, DAIS_ERR_NOT_FOUND, "there is no form for %.*s", DAIS_STR_ARG(v.id));
		dais_desk_fail(d);
		return;
	}
	dais_desk_find(d, &remarks);
	dais_desk_show(d, DESK_PART_TIMETABLE,
	    v.section.n ? dais_desk_condition_name(&d->page, &v, v.section, v.id)
			: dais_page_say(&d->page, DAIS_SAY_DESK_PLAN_CONDITIONS),
	    v.section.n ? dais_desk_condition_path(d->arena, v.package, v.section, v.id)
			: dais_desk_path(d, "/planning"));
	if (v.section.n)
		dais_desk_write_condition(&d->page, &v);
	else
		dais_desk_write_conditions(&d->page, &v);
	dais_desk_close(d);
}

void
dais_desk_get_planning(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;

	if (dais_desk_begin_package(&d, x, ctx, false) &&
	    !dais_desk_waits(&d, dais_desk_get_planning))
		show(&d);
}

/* ---- saving ---- */

/* "10:00-13:00, 15:00-18:00" as lists are held: without blanks. */
static struct dais_str
without_spaces(struct dais_arena *a, struct dais_str s)
{
	char *out = DAIS_NEW_N(a, s.n + 1, char);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != ' ')
			out[n++] = s.p[i];
	return (struct dais_str){ out, n };
}

/* The times that stay, and the day that is typed, if there is one. */
static bool
read_days(struct desk *d, const struct desk_condition *c, struct dais_str *ret)
{
	struct dais_str typed = dais_desk_trimmed(d, dais_desk_more_field(d->arena, c)), words;
	struct dais_date day;

	*ret = dais_desk_ticked(d, dais_desk_condition_field(d->arena, c, -1));
	if (!dais_desk_read_day(&d->page, typed, DAIS_SAY_DESK_PLAN_MORE_DAYS, &day, &d->err))
		return false;
	words = dais_date_is_set(day) ? dais_date_print(d->arena, day) : DAIS_STR_NONE;
	if (words.n && !dais_desk_is_listed(*ret, words))
		*ret = dais_arena_printf(d->arena, "%.*s%s%.*s", DAIS_STR_ARG(*ret),
		    ret->n ? "," : "", DAIS_STR_ARG(words));
	return true;
}

static bool
set_one(struct desk *d, struct dais_planning_edit *e, const struct desk_planning *v,
    const struct desk_condition *c, int l)
{
	const char *name = dais_desk_condition_field(d->arena, c, l);
	bool list = dais_desk_condition_is_list(c->type);
	struct dais_str words = dais_desk_trimmed(d, name);

	if (c->type == DESK_CONDITION_DAYS) {
		if (!read_days(d, c, &words))
			return false;
	} else if (list) {
		words = c->type == DESK_CONDITION_HOURS ? without_spaces(d->arena, words)
							: dais_desk_ticked(d, name);
	}
	return dais_planning_set(e, dais_desk_condition_section(v->section),
	    dais_desk_condition_id(v->section, v->id), dais_desk_condition_member(d->arena, c, l),
	    list, dais_desk_trimmed(d, dais_arena_printf(d->arena, "was-%s", name).p), words,
	    &d->err);
}

static bool
set_all(struct desk *d, struct dais_planning_edit *e, const struct desk_planning *v)
{
	for (size_t i = 0; i < dais_desk_condition_count; i++) {
		const struct desk_condition *c = &dais_desk_conditions[i];
		bool texts = c->type == DESK_CONDITION_TEXTS;

		if (!dais_str_is(v->section, c->section))
			continue;
		for (int l = texts ? 0 : -1; l < (texts ? DAIS_LANG_COUNT : 0); l++)
			if ((l < 0 || v->record->languages & DAIS_LANG_BIT(l)) &&
			    !set_one(d, e, v, c, l))
				return false;
	}
	return true;
}

static bool
is_sent(const struct desk *d, struct dais_str name)
{
	const struct dais_http_request *r = dais_http_request(d->x);

	for (size_t i = 0; i < r->fields.n; i++)
		if (dais_str_eq(r->fields.v[i].name, name))
			return true;
	return false;
}

/* What the form wants for half-day @h; false when it leaves it as it was, or does not have it. */
static bool
wants_another(
    struct desk *d, struct dais_half_day h, struct dais_str *ret_was, struct dais_str *ret)
{
	struct dais_str at = dais_half_day_print(d->arena, h);

	*ret = dais_desk_field2(d, "h-", at);
	*ret_was = dais_desk_field2(d, "was-h-", at);
	return is_sent(d, dais_arena_concat(d->arena, DAIS_STR("h-"), at)) &&
	       !dais_str_eq(*ret, *ret_was);
}

/* Whether the half-days that the form changes still are what they were when it was shown. */
static bool
are_times_as_seen(struct desk *d, const struct desk_planning *v)
{
	for (size_t i = 0; i < v->half_days.n; i++) {
		struct dais_half_day h = v->half_days.v[i];
		size_t said = dais_desk_time_said(v, h, d->arena);
		struct dais_str now = said == SIZE_MAX
					  ? DAIS_STR_NONE
					  : dais_str_from(dais_desk_time_choices[said].member);
		struct dais_str was, wanted;

		if (wants_another(d, h, &was, &wanted) && !dais_str_eq(now, was) &&
		    !dais_str_eq(now, wanted))
			return dais_err_set(&d->err, DAIS_ERR_CONFLICT,
			    "this condition was changed by someone else: it is %.*s now",
			    DAIS_STR_ARG(now.n ? now : DAIS_STR("-")));
	}
	return true;
}

/* The half-days that are no longer, and newly, in the list of choice @k. */
static void
set_times(struct desk *d, struct dais_planning_edit *e, const struct desk_planning *v, size_t k)
{
	const struct desk_time_choice *c = &dais_desk_time_choices[k];
	dais_half_day_vec gone = { 0 }, come = { 0 };

	for (size_t i = 0; i < v->half_days.n; i++) {
		struct dais_half_day h = v->half_days.v[i];
		size_t said = dais_desk_time_said(v, h, d->arena);
		struct dais_str was, wanted;
		bool is = said == k;

		if (!wants_another(d, h, &was, &wanted))
			continue;
		if (is && !dais_str_is(wanted, c->member))
			dais_vec_push(d->arena, &gone, h);
		if (!is && dais_str_is(wanted, c->member))
			dais_vec_push(d->arena, &come, h);
	}
	dais_planning_set_times(e, dais_desk_condition_section(v->section),
	    dais_desk_condition_id(v->section, v->id), c->member, &v->half_days, &gone, &come);
}

/* The minutes of fixed half-days, of those whose field was shown. */
static bool
set_minutes(struct desk *d, struct dais_planning_edit *e, const struct desk_planning *v)
{
	for (size_t i = 0; i < v->half_days.n; i++) {
		struct dais_half_day h = v->half_days.v[i];
		const char *name = dais_desk_minutes_field(d->arena, h);
		struct dais_str was =
		    dais_desk_trimmed(d, dais_arena_printf(d->arena, "was-%s", name).p);
		struct dais_str wanted = dais_desk_trimmed(d, name), now;

		if (!is_sent(d, dais_str_from(name)) || dais_str_eq(wanted, was))
			continue;
		now = dais_planning_minutes_at(e->doc.root, v->section, v->id, "fixed", h);
		if (!dais_str_eq(now, was) && !dais_str_eq(now, wanted))
			return dais_err_set(&d->err, DAIS_ERR_CONFLICT,
			    "this condition was changed by someone else: it is %.*s now",
			    DAIS_STR_ARG(now.n ? now : DAIS_STR("-")));
		dais_planning_set_minutes(e, v->section, v->id, "fixed", &v->half_days, h, wanted);
	}
	return true;
}

static bool
save(struct desk *d, struct dais_planning_edit *e, const struct desk_planning *v)
{
	if (dais_str_is(dais_desk_trimmed(d, "do"), "remove")) {
		dais_planning_remove(e, v->section, v->id);
		return true;
	}
	if (dais_str_is(v->section, "wishes"))
		return dais_desk_save_wishes(d, e, v);
	if (dais_str_is(v->section, "apart"))
		return dais_desk_save_apart(d, e);
	if (!set_all(d, e, v) || !are_times_as_seen(d, v))
		return false;
	for (size_t k = 0; k < dais_desk_time_choice_count; k++)
		if (dais_str_is(v->section, dais_desk_time_choices[k].section))
			set_times(d, e, v, k);
	if (dais_str_is(v->section, "people"))
		return dais_desk_save_needed(d, e, v);
	return !dais_str_is(v->section, "items") || set_minutes(d, e, v);
}

static bool
begin(struct desk *d, struct dais_house_edit **ret_edit, struct dais_planning_edit *ret)
{
	return dais_edit_begin(d->site->house, d->page.actor, DAIS_ACTION_EDIT_TIMETABLE,
		   d->snapshot->package, DAIS_STR_NONE, d->arena, ret_edit, &d->err) &&
	       dais_planning_open(ret, *ret_edit, d->arena, &d->err);
}

static void
refuse(struct desk *d, const struct dais_diags *diags, struct dais_edit_conflict *conflict)
{
	if (d->err.code == DAIS_ERR_DENIED) {
		dais_desk_fail(d);
		return;
	}
	dais_desk_find_faster(d, "planning", "planning", conflict);
	dais_desk_refuse(d, diags, conflict);
	show(d);
}

void
dais_desk_post_condition(struct dais_http_exchange *x, void *ctx)
{
	struct dais_edit_conflict conflict = { 0 };
	struct dais_planning_edit e;
	struct dais_house_edit *edit;
	struct desk_planning v;
	struct dais_diags diags;
	uint64_t change = 0;
	DESK_AUTO d;

	if (!dais_desk_begin_package(&d, x, ctx, true))
		return;
	begin_view(&d, &v, NULL);
	dais_desk_diags(&d, &diags);
	bool remove = dais_str_is(dais_desk_trimmed(&d, "do"), "remove");
	if (!exists(&v)) {
		show(&d);
		return;
	}
	if (begin(&d, &edit, &e) && save(&d, &e, &v) && dais_planning_close(&e, &d.err) &&
	    dais_edit_commit(edit, &diags, &change, &conflict, &d.err)) {
		dais_desk_done(&d, change,
		    remove ? dais_desk_path(&d, "/planning")
			   : dais_desk_condition_path(d.arena, v.package, v.section, v.id),
		    remove ? "removed" : "saved", DAIS_STR_NONE);
		return;
	}
	refuse(&d, &diags, &conflict);
}

void
dais_desk_post_planning(struct dais_http_exchange *x, void *ctx)
{
	struct dais_edit_conflict conflict = { 0 };
	struct dais_str section, id;
	struct dais_planning_edit e;
	struct dais_house_edit *edit;
	struct dais_diags diags;
	uint64_t change = 0;
	DESK_AUTO d;

	if (!dais_desk_begin_package(&d, x, ctx, true))
		return;
	section = dais_desk_trimmed(&d, "section");
	dais_desk_diags(&d, &diags);
	if (!dais_str_is(section, "rooms") && !dais_str_is(section, "teams") &&
	    !dais_str_is(section, "people")) {
		(void)dais_err_set(
		    &d.err, DAIS_ERR_INVALID, "there is no form for %.*s", DAIS_STR_ARG(section));
		refuse(&d, &diags, &conflict);
		return;
	}
	if (begin(&d, &edit, &e) &&
	    dais_planning_add(
		&e, section, dais_desk_trimmed(&d, "name"), d.page.language, &id, &d.err) &&
	    dais_planning_close(&e, &d.err) &&
	    dais_edit_commit(edit, &diags, &change, &conflict, &d.err)) {
		dais_desk_done(&d, change,
		    dais_desk_condition_path(d.arena, d.snapshot->package, section, id), "recorded",
		    DAIS_STR_NONE);
		return;
	}
	refuse(&d, &diags, &conflict);
}
