/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests about the facts of meetings, bodies, mandates and approvals.
 */
#include "service/house/facts.h"
#include "web/desk/facts.h"
#include "web/desk/overview_priv.h"

/* The thing of the address with its value; false: it has been answered. */
static bool
find(struct desk *d, struct dais_json_value **ret)
{
	struct dais_str kind = dais_http_param(d->x, "kind"), id = dais_http_param(d->x, "id");
	const struct dais_thing *t = dais_snapshot_thing(d->snapshot, kind, id);
	bool known = false;

	for (size_t i = 0; i < dais_desk_fact_count; i++)
		known = known || dais_str_is(kind, dais_desk_facts[i].kind);
	if (!known)
		(void)dais_err_set(
		    &d->err, DAIS_ERR_NOT_FOUND, "there is no form for %.*s", DAIS_STR_ARG(kind));
	else if (!t)
		(void)dais_err_set(&d->err, DAIS_ERR_NOT_FOUND, "there is no %.*s `%.*s`",
		    DAIS_STR_ARG(kind), DAIS_STR_ARG(dais_str_sub(id, 0, 100)));
	else if (dais_json_parse(d->arena, t->value, ret, &d->err))
		return true;
	dais_desk_fail(d);
	return false;
}

static void
show(struct desk *d, const struct dais_json_value *value)
{
	desk_remark_vec remarks = { 0 };
	struct desk_facts v = { .record = d->snapshot->record,
		.package = d->snapshot->package,
		.kind = dais_http_param(d->x, "kind"),
		.id = dais_http_param(d->x, "id"),
		.value = value,
		.remarks = &remarks,
		.wanted = dais_http_query(d->x, "field"),
		.may_edit = dais_desk_may(d, DAIS_ACTION_EDIT_MEETING),
		.sent = d->message.n ? d : NULL,
		.overtaken = d->told_who ? d : NULL,
		.adding = d->message.n ? dais_desk_field(d, "kind") : DAIS_STR_NONE };

	dais_desk_find(d, &remarks);
	dais_desk_show(d, DESK_PART_FACTS,
	    value ? dais_desk_thing_name(&d->page, v.record, v.kind, v.id)
		  : dais_page_say(&d->page, DAIS_SAY_DESK_FACTS),
	    value ? dais_desk_fact_path(d->arena, v.package, v.kind, v.id)
		  : dais_desk_path(d, "/facts"));
	if (value)
		dais_desk_write_fact(&d->page, &v);
	else
		dais_desk_write_facts(&d->page, &v);
	dais_desk_close(d);
}

void
dais_desk_get_facts(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;

	if (dais_desk_begin_package(&d, x, ctx, false))
		show(&d, NULL);
}

void
dais_desk_get_fact(struct dais_http_exchange *x, void *ctx)
{
	struct dais_json_value *value;
	DESK_AUTO d;

	if (dais_desk_begin_package(&d, x, ctx, false) && find(&d, &value))
		show(&d, value);
}

/* ---- saving ---- */

static struct dais_str
json_list(struct dais_arena *a, struct dais_str words)
{
	struct dais_json_value *list = dais_json_new(a, DAIS_JSON_ARRAY);
	struct dais_str rest = words, one;

	while (dais_str_next(&rest, ',', &one))
		if (dais_str_trim(one).n)
			dais_json_append(a, list, dais_json_new_str(a, dais_str_trim(one)));
	return list->members.n ? dais_str_trim(dais_json_print(a, list)) : DAIS_STR_NONE;
}

/* The outcome with another meeting that it is for; what kind it is stays. */
static struct dais_str
json_outcome(struct desk *d, struct dais_str was, struct dais_str meeting)
{
	struct dais_json_value *v = NULL;
	struct dais_err ignored = DAIS_ERR_INIT;

	if (was.n && !dais_json_parse(d->arena, was, &v, &ignored))
		v = NULL;
	if (!meeting.n)
		return v && dais_json_get_str(v, "for").n ? DAIS_STR_NONE : was;
	if (!v) {
		v = dais_json_new(d->arena, DAIS_JSON_OBJECT);
		dais_json_set(d->arena, v, DAIS_STR("kind"),
		    dais_json_new_str(d->arena, DAIS_STR("recommendations")));
	}
	dais_json_set(d->arena, v, DAIS_STR("for"), dais_json_new_str(d->arena, meeting));
	return dais_str_trim(dais_json_print(d->arena, v));
}

/* The JSON of what the form says of a field; empty: nothing. False: a day that is none. */
static bool
json_sent(struct desk *d, const struct desk_fact *f, int l, struct dais_str *ret)
{
	const char *name = dais_desk_fact_field(d->arena, f, l);
	struct dais_str s = dais_str_trim(dais_desk_field(d, name));
	struct dais_str hour = dais_desk_trimmed(d, dais_arena_printf(d->arena, "%s-hour", name).p);
	struct dais_str usual = dais_str_from(f->choices ? f->choices : "");

	*ret = DAIS_STR_NONE;
	if (f->type == DESK_FACT_LIST || f->type == DESK_FACT_BODIES) {
		*ret =
		    json_list(d->arena, f->type == DESK_FACT_LIST ? s : dais_desk_ticked(d, name));
		return true;
	}
	if ((f->type == DESK_FACT_DATE || f->type == DESK_FACT_OPENING) &&
	    !dais_desk_read_iso(&d->page, &s, f->label, &d->err))
		return false;
	if (f->type == DESK_FACT_OPENING && s.n && hour.n &&
	    !dais_desk_read_clock(&d->page, &hour, DAIS_SAY_DESK_FACT_HOUR, &d->err))
		return false;
	if (f->type == DESK_FACT_OPENING && s.n && hour.n)
		s = dais_arena_printf(d->arena, "%.*sT%.*s", DAIS_STR_ARG(s), DAIS_STR_ARG(hour));
	/* What is meant without being said need not be said. */
	if (f->choices && dais_str_is(dais_str_from(f->member), "status") &&
	    dais_str_eq(s, dais_str_sub(usual, 0, dais_str_find_char(usual, ' ', 0))))
		s = DAIS_STR_NONE;
	if (f->type == DESK_FACT_OUTCOME)
		*ret = json_outcome(
		    d, dais_desk_field(d, dais_arena_printf(d->arena, "was-%s", name).p), s);
	else if (s.n)
		*ret = dais_str_trim(dais_json_print(d->arena, dais_json_new_str(d->arena, s)));
	return true;
}

bool
dais_desk_fact_changes(struct desk *d, const struct desk_fact *f, int l)
{
	const char *was =
	    dais_arena_printf(d->arena, "was-%s", dais_desk_fact_field(d->arena, f, l)).p;
	struct dais_err kept = d->err;
	struct dais_str now;
	bool changes = !json_sent(d, f, l, &now) || !dais_str_eq(now, dais_desk_field(d, was));

	d->err = kept;
	return changes;
}

/* Sets what differs from what was seen, if it is still what was seen. */
static bool
set_field(struct desk *d, struct dais_house_edit *e, const struct desk_fact *f, int l)
{
	const char *name = dais_desk_fact_field(d->arena, f, l);
	struct dais_str was = dais_desk_field(d, dais_arena_printf(d->arena, "was-%s", name).p);
	struct dais_str now;

	if (!json_sent(d, f, l, &now))
		return false;
	if (dais_str_eq(was, now))
		return true;
	return dais_edit_set(e, dais_http_param(d->x, "kind"), dais_http_param(d->x, "id"),
	    name + 2, now, DAIS_ANY, was.n ? was : DAIS_STR(""), &d->err);
}

static bool
set_all(struct desk *d, struct dais_house_edit *e)
{
	struct dais_str kind = dais_http_param(d->x, "kind");

	for (size_t i = 0; i < dais_desk_fact_count; i++) {
		const struct desk_fact *f = &dais_desk_facts[i];

		if (!dais_str_is(kind, f->kind))
			continue;
		for (int l = f->type == DESK_FACT_TEXTS ? 0 : -1;
		    l < (f->type == DESK_FACT_TEXTS ? DAIS_LANG_COUNT : 0); l++)
			if ((l < 0 || d->snapshot->record->languages & DAIS_LANG_BIT(l)) &&
			    !set_field(d, e, f, l))
				return false;
	}
	return true;
}

static bool
begin(struct desk *d, struct dais_house_edit **ret)
{
	return dais_edit_begin(d->site->house, d->page.actor, DAIS_ACTION_EDIT_MEETING,
	    d->snapshot->package, DAIS_STR_NONE, d->arena, ret, &d->err);
}

static bool
save_or_remove(struct desk *d, struct dais_house_edit *e, bool remove)
{
	if (remove)
		return dais_facts_remove(e, dais_http_param(d->x, "kind"),
		    dais_http_param(d->x, "id"), d->arena, &d->err);
	return set_all(d, e);
}

void
dais_desk_post_fact(struct dais_http_exchange *x, void *ctx)
{
	struct dais_edit_conflict conflict = { 0 };
	struct dais_json_value *value;
	struct dais_house_edit *e;
	struct dais_diags diags;
	uint64_t change = 0;
	DESK_AUTO d;

	if (!dais_desk_begin_package(&d, x, ctx, true) || !find(&d, &value))
		return;
	bool remove = dais_str_is(dais_desk_field(&d, "do"), "remove");
	dais_desk_diags(&d, &diags);
	if (begin(&d, &e) && save_or_remove(&d, e, remove) &&
	    dais_edit_commit(e, &diags, &change, &conflict, &d.err)) {
		dais_desk_done(&d, change,
		    remove ? dais_desk_path(&d, "/facts")
			   : dais_desk_fact_path(d.arena, d.snapshot->package,
				 dais_http_param(x, "kind"), dais_http_param(x, "id")),
		    remove ? "removed" : "saved", DAIS_STR_NONE);
		return;
	}
	d.keeps_typed = true;
	dais_desk_refuse(&d, &diags, &conflict);
	show(&d, value);
}

void
dais_desk_post_facts(struct dais_http_exchange *x, void *ctx)
{
	struct dais_edit_conflict conflict = { 0 };
	struct dais_str kind, id;
	struct dais_house_edit *e;
	struct dais_diags diags;
	uint64_t change = 0;
	DESK_AUTO d;

	if (!dais_desk_begin_package(&d, x, ctx, true))
		return;
	kind = dais_desk_field(&d, "kind");
	dais_desk_diags(&d, &diags);
	if (begin(&d, &e) && dais_desk_add_fact(&d, e, kind, &id) &&
	    dais_edit_commit(e, &diags, &change, &conflict, &d.err)) {
		dais_desk_done(&d, change,
		    dais_desk_fact_path(d.arena, d.snapshot->package, kind, id), "recorded",
		    DAIS_STR_NONE);
		return;
	}
	if (d.err.code == DAIS_ERR_DENIED) {
		dais_desk_fail(&d);
		return;
	}
	dais_desk_refuse(&d, &diags, &conflict);
	show(&d, NULL);
}
