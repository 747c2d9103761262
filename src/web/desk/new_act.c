/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests that make a package: from the last meeting, from nothing.
 */
#include "web/desk/desk_priv.h"

#define PACKAGES_MAX 200
#define WEEKS_A_YEAR 52

void
dais_desk_release_choices(struct desk_choices *c)
{
	for (size_t i = 0; i < c->held.n; i++)
		dais_snapshot_release(c->held.v[i]);
	c->held.n = 0;
}

bool
dais_desk_find_choices(struct desk *d, struct desk_choices *c)
{
	dais_store_strs names = { 0 };

	if (!dais_store_packages(dais_house_store(d->site->house), DAIS_STR_NONE, PACKAGES_MAX,
		d->arena, &names, &d->err))
		return false;
	for (size_t i = 0; i < names.n; i++) {
		const struct dais_snapshot *s = NULL;
		struct dais_err none = DAIS_ERR_INIT;

		if (!names.v[i].n || !dais_house_working(d->site->house, names.v[i], &s, &none))
			continue;
		struct dais_matter matter = dais_snapshot_matter(s, NULL, d->arena);
		if (dais_actor_may(d->page.actor, DAIS_ACTION_READ_WORKING, &matter))
			dais_vec_push(d->arena, &c->held, s);
		else
			dais_snapshot_release(s);
	}
	return true;
}

bool
dais_desk_may_create(struct desk *d)
{
	if (dais_actor_may_somewhere(d->page.actor, DAIS_ACTION_CREATE_PACKAGE))
		return true;
	dais_err_set(&d->err, DAIS_ERR_DENIED, "you may not create meetings");
	dais_desk_fail(d);
	return false;
}

void
dais_desk_show_new(struct desk *d, struct desk_new *v)
{
	dais_desk_show_plain(
	    d, dais_page_say(&d->page, DAIS_SAY_DESK_NEW_MEETING), DAIS_STR("new"));
	dais_desk_refusals(&d->page, d->diags);
	dais_desk_write_new(&d->page, v);
	dais_desk_close(d);
}

/* The first time: a year, in whole weeks, after the last. */
static void
guess(struct desk *d, struct desk_new *v)
{
	struct dais_str from = dais_http_query(d->x, "from");
	const struct dais_snapshot *last = v->n_packages ? v->packages[0] : NULL;

	v->input.modality = -1;
	for (size_t i = 0; i < v->n_packages; i++)
		if (dais_str_eq(v->packages[i]->package, from))
			last = v->packages[i];
	if (!last || !last->record->together.n)
		return;
	v->input.from = last->package;
	v->input.opens = dais_date_add(
	    last->record->meetings.v[last->record->together.v[0]].opens.date, WEEKS_A_YEAR * 7);
}

void
dais_desk_get_new(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct desk_choices c = { 0 };
	struct desk_new v = { 0 };

	if (!dais_desk_begin(&d, x, ctx, false) || !dais_desk_may_create(&d))
		return;
	if (!dais_desk_find_choices(&d, &c)) {
		dais_desk_fail(&d);
	} else {
		v.packages = c.held.v;
		v.n_packages = c.held.n;
		guess(&d, &v);
		dais_desk_show_new(&d, &v);
	}
	dais_desk_release_choices(&c);
}

/* What the form says. */
static bool
read_input(struct desk *d, struct dais_next_input *in)
{
	const struct dais_http_request *r = dais_http_request(d->x);
	int64_t days = 0;

	in->from = dais_desk_field(d, "from");
	in->package = dais_str_trim(dais_desk_field(d, "package"));
	in->timetable = dais_desk_field(d, "timetable").n > 0;
	in->modality = dais_modality_parse(dais_desk_field(d, "modality"));
	if (dais_str_to_int(dais_desk_field(d, "days"), 1, 365, &days))
		in->days = (unsigned)days;
	if (!dais_date_parse(dais_desk_field(d, "opens"), &in->opens))
		return dais_err_set(
		    &d->err, DAIS_ERR_INVALID, "the opening day is not a date (2030-05-20)");
	if (!in->package.n)
		in->package = dais_desk_next_name(d->arena, in->from, in->opens.year);
	for (size_t i = 0; i < r->fields.n; i++) {
		struct dais_str id = r->fields.v[i].value;
		bool chosen = false;

		if (!dais_str_is(r->fields.v[i].name, "known"))
			continue;
		for (size_t k = 0; k < r->fields.n; k++)
			chosen |= dais_str_is(r->fields.v[k].name, "item") &&
				  dais_str_eq(r->fields.v[k].value, id);
		dais_vec_push(d->arena, chosen ? &in->keep : &in->leave, id);
	}
	for (size_t i = 0; i < r->fields.n; i++) {
		bool taken = false;

		if (!dais_str_is(r->fields.v[i].name, "known-words"))
			continue;
		for (size_t k = 0; k < r->fields.n; k++)
			taken |= dais_str_is(r->fields.v[k].name, "words") &&
				 dais_str_eq(r->fields.v[k].value, r->fields.v[i].value);
		if (!taken)
			dais_vec_push(d->arena, &in->refuse, r->fields.v[i].value);
	}
	return true;
}

static bool
may_read_last(struct desk *d, const struct desk_new *v)
{
	for (size_t i = 0; i < v->n_packages; i++)
		if (dais_str_eq(v->packages[i]->package, v->input.from))
			return true;
	return dais_err_set(
	    &d->err, DAIS_ERR_NOT_FOUND, "there is no package %.*s", DAIS_STR_ARG(v->input.from));
}

void
dais_desk_made(struct desk *d, struct dais_str package, uint64_t change)
{
	dais_site_changed(d->site, package, change, false);
	dais_desk_go(d, true, package, "made", DAIS_STR_NONE);
}

static void
post_new(struct desk *d, struct desk_new *v)
{
	struct dais_diags diags;
	struct dais_next *preview = DAIS_NEW(d->arena, struct dais_next);
	uint64_t change = 0;
	bool make = dais_str_is(dais_desk_field(d, "do"), "make");

	dais_desk_diags(d, &diags);
	if (!read_input(d, &v->input) || !may_read_last(d, v)) {
		dais_desk_refuse(d, NULL, NULL);
		dais_desk_show_new(d, v);
		return;
	}
	if (make &&
	    dais_next_make(d->site->house, d->page.actor, &v->input, &diags, &change, &d->err)) {
		dais_desk_made(d, v->input.package, change);
		return;
	}
	if (make && d->err.code == DAIS_ERR_DENIED) {
		dais_desk_fail(d);
		return;
	}
	if (make)
		dais_desk_refuse(d, &diags, NULL);
	struct dais_err err = DAIS_ERR_INIT;
	if (dais_next_preview(d->site->house, &v->input, d->arena, preview, &diags, &err)) {
		v->preview = preview;
	} else if (!make) {
		d->err = err;
		dais_desk_refuse(d, &diags, NULL);
	}
	dais_desk_show_new(d, v);
}

void
dais_desk_post_new(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct desk_choices c = { 0 };
	struct desk_new v = { .input.modality = -1 };

	if (!dais_desk_begin(&d, x, ctx, true) || !dais_desk_may_create(&d))
		return;
	if (!dais_desk_find_choices(&d, &c)) {
		dais_desk_fail(&d);
	} else {
		v.packages = c.held.v;
		v.n_packages = c.held.n;
		post_new(&d, &v);
	}
	dais_desk_release_choices(&c);
}
