/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests that make a package: from the last meeting, from nothing.
 */
#include "service/house/standing.h"
#include "web/desk/new_priv.h"

#include <stdlib.h>

#define PACKAGES_MAX 200
#define WEEKS_A_YEAR 52

/* As the summary has it, while nothing has changed since; *@ret false: it has not. */
static bool
choose_noted(struct desk *d, const struct dais_standing_package *row, struct desk_choice *choice,
    bool *ret, bool *ret_may)
{
	struct dais_standing s = { .revision = 0 };
	struct dais_matter matter;
	uint64_t latest = 0;

	if (!dais_store_latest(dais_house_store(d->site->house), row->package, &latest, &d->err))
		return false;
	*ret = latest == row->revision;
	if (!*ret)
		return true;
	if (!dais_standing_read(row, d->arena, &s, &d->err))
		return false;
	matter = dais_standing_matter(&s);
	*ret_may = dais_actor_may(d->page.actor, DAIS_ACTION_READ_WORKING, &matter);
	*choice = (struct desk_choice){ row->package,
		dais_desk_any_words(&s.name, d->page.language),
		dais_desk_when(&s.place, s.opens, s.closes, d->page.language, d->arena), s.opens };
	return true;
}

static bool
choose_read(struct desk *d, struct dais_str package, struct desk_choice *choice)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_matter matter;

	if (!dais_house_working(d->site->house, package, &s, &none))
		return false;
	matter = dais_snapshot_matter(s, NULL, d->arena);
	*choice = (struct desk_choice){ package,
		dais_desk_package_name(s->record, d->page.language, d->arena),
		dais_desk_package_when(s->record, d->page.language, d->arena),
		s->record->together.n ? s->record->meetings.v[s->record->together.v[0]].opens.date
				      : (struct dais_date){ 0 } };
	choice->name = dais_arena_dup(d->arena, choice->name);
	choice->when = dais_arena_dup(d->arena, choice->when);
	return dais_actor_may(d->page.actor, DAIS_ACTION_READ_WORKING, &matter);
}

/* The next meeting is mostly made from one of the last: newest first. */
static int
by_opening(const void *x, const void *y)
{
	const struct desk_choice *a = x, *b = y;
	int later = dais_date_cmp(b->opens, a->opens);

	return later ? later : dais_str_cmp(a->package, b->package);
}

bool
dais_desk_find_choices(struct desk *d, desk_choices *ret)
{
	struct dais_store *store = dais_house_store(d->site->house);
	dais_standing_package_vec rows = { 0 };
	dais_store_strs names = { 0 };

	if (!dais_store_packages(store, DAIS_STR_NONE, PACKAGES_MAX, d->arena, &names, &d->err) ||
	    !dais_standing_packages(store, DAIS_STANDING_BY_NAME, 0, DAIS_STR_NONE, PACKAGES_MAX,
		d->arena, &rows, &d->err))
		return false;
	/* Both are in the order of names. */
	for (size_t i = 0, k = 0; i < names.n; i++) {
		struct desk_choice choice = { .name = DAIS_STR_NONE };
		bool noted = false, may = false;

		while (k < rows.n && dais_str_cmp(rows.v[k].package, names.v[i]) < 0)
			k++;
		if (k < rows.n && dais_str_eq(rows.v[k].package, names.v[i]) &&
		    !choose_noted(d, &rows.v[k], &choice, &noted, &may))
			return false;
		if (!noted)
			may = names.v[i].n && choose_read(d, names.v[i], &choice);
		if (may)
			dais_vec_push(d->arena, ret, choice);
	}
	if (ret->n)
		qsort(ret->v, ret->n, sizeof(*ret->v), by_opening);
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
	struct dais_str last = v->n_packages ? v->packages[0].package : DAIS_STR_NONE;
	struct dais_err none = DAIS_ERR_INIT;
	DAIS_SNAPSHOT_AUTO s = NULL;

	v->input.modality = -1;
	for (size_t i = 0; i < v->n_packages; i++)
		if (dais_str_eq(v->packages[i].package, from))
			last = v->packages[i].package;
	if (!last.n || !dais_house_working(d->site->house, last, &s, &none) ||
	    !s->record->together.n)
		return;
	v->input.from = last;
	v->input.opens = dais_date_add(
	    s->record->meetings.v[s->record->together.v[0]].opens.date, WEEKS_A_YEAR * 7);
}

void
dais_desk_get_new(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	desk_choices c = { 0 };
	struct desk_new v = { 0 };

	if (!dais_desk_begin(&d, x, ctx, false) || !dais_desk_may_create(&d))
		return;
	if (!dais_desk_find_choices(&d, &c)) {
		dais_desk_fail(&d);
	} else {
		v.packages = c.v;
		v.n_packages = c.n;
		guess(&d, &v);
		dais_desk_show_new(&d, &v);
	}
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
	if (!dais_desk_need_day(&d->page, dais_desk_field(d, "opens"), DAIS_SAY_DESK_NEW_OPENS,
		&in->opens, &d->err))
		return false;
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
		if (dais_str_eq(v->packages[i].package, v->input.from))
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
	v->opens_sent = dais_desk_field(d, "opens");
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
	desk_choices c = { 0 };
	struct desk_new v = { .input.modality = -1 };

	if (!dais_desk_begin(&d, x, ctx, true) || !dais_desk_may_create(&d))
		return;
	if (!dais_desk_find_choices(&d, &c)) {
		dais_desk_fail(&d);
	} else {
		v.packages = c.v;
		v.n_packages = c.n;
		post_new(&d, &v);
	}
}
