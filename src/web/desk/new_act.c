/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests that make a package: from the last meeting, from nothing.
 */
#include "read/package/save.h"
#include "read/package/skeleton.h"
#include "web/desk/desk_priv.h"

#define PACKAGES_MAX 200
#define WEEKS_A_YEAR 52

struct choices {
	DAIS_VEC(const struct dais_snapshot *) held;
};

static void
release_all(struct choices *c)
{
	for (size_t i = 0; i < c->held.n; i++)
		dais_snapshot_release(c->held.v[i]);
	c->held.n = 0;
}

/* The packages whose working record the reader may see. */
static bool
find_packages(struct desk *d, struct choices *c)
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

static bool
may_create(struct desk *d)
{
	if (dais_actor_may_somewhere(d->page.actor, DAIS_ACTION_CREATE_PACKAGE))
		return true;
	dais_err_set(&d->err, DAIS_ERR_DENIED, "you may not create meetings");
	dais_desk_fail(d);
	return false;
}

static void
show_new(struct desk *d, struct desk_new *v)
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
	struct choices c = { 0 };
	struct desk_new v = { 0 };

	if (!dais_desk_begin(&d, x, ctx, false) || !may_create(&d))
		return;
	if (!find_packages(&d, &c)) {
		dais_desk_fail(&d);
	} else {
		v.packages = c.held.v;
		v.n_packages = c.held.n;
		guess(&d, &v);
		show_new(&d, &v);
	}
	release_all(&c);
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

static void
made(struct desk *d, struct dais_str package, uint64_t change)
{
	dais_site_changed(d->site, package, change, false);
	dais_desk_go(d, true, package, "made", DAIS_STR_NONE);
}

static void
post_new(struct desk *d, struct desk_new *v)
{
	struct dais_diags diags;
	struct dais_next preview = { 0 };
	uint64_t change = 0;
	bool make = dais_str_is(dais_desk_field(d, "do"), "make");

	dais_desk_diags(d, &diags);
	if (!read_input(d, &v->input) || !may_read_last(d, v)) {
		dais_desk_refuse(d, NULL, NULL);
		show_new(d, v);
		return;
	}
	if (make &&
	    dais_next_make(d->site->house, d->page.actor, &v->input, &diags, &change, &d->err)) {
		made(d, v->input.package, change);
		return;
	}
	if (make && d->err.code == DAIS_ERR_DENIED) {
		dais_desk_fail(d);
		return;
	}
	if (make)
		dais_desk_refuse(d, &diags, NULL);
	struct dais_err err = DAIS_ERR_INIT;
	if (dais_next_preview(d->site->house, &v->input, d->arena, &preview, &diags, &err)) {
		v->preview = &preview;
	} else if (!make) {
		d->err = err;
		dais_desk_refuse(d, &diags, NULL);
	}
	show_new(d, v);
}

void
dais_desk_post_new(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct choices c = { 0 };
	struct desk_new v = { .input.modality = -1 };

	if (!dais_desk_begin(&d, x, ctx, true) || !may_create(&d))
		return;
	if (!find_packages(&d, &c)) {
		dais_desk_fail(&d);
	} else {
		v.packages = c.held.v;
		v.n_packages = c.held.n;
		post_new(&d, &v);
	}
	release_all(&c);
}

/* ---- from nothing ---- */

static bool
make_skeleton(struct desk *d, dais_house_files *files)
{
	struct dais_record *r;
	int64_t ordinal = 1;
	struct dais_skeleton_options options = { .body_count = 1,
		.languages = DAIS_LANG_ALL,
		.place = dais_arena_cstr(d->arena, dais_str_trim(dais_desk_field(d, "place"))) };
	struct dais_str symbol = dais_str_trim(dais_desk_field(d, "symbol"));

	if (!dais_date_parse(dais_desk_field(d, "first"), &options.opens))
		return dais_err_set(
		    &d->err, DAIS_ERR_INVALID, "the opening day is not a date (2030-05-20)");
	(void)dais_str_to_int(dais_desk_field(d, "ordinal"), 1, 999, &ordinal);
	options.bodies[0] = (struct dais_skeleton_body){
		.name = dais_arena_cstr(d->arena, dais_str_trim(dais_desk_field(d, "body"))),
		.symbol = symbol.n ? dais_arena_cstr(d->arena, symbol) : NULL,
		.ordinal = (unsigned)ordinal
	};
	if (!*options.place)
		options.place = NULL;
	if (!dais_package_skeleton(d->arena, &options, &r, &d->err))
		return false;
	dais_vec_push(d->arena, files,
	    ((struct dais_house_file){
		DAIS_STR("meeting.yaml"), dais_package_print_yaml(r, d->arena) }));
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str text = dais_package_print_text(r, (enum dais_lang)l, d->arena);

		if (text.n)
			dais_vec_push(d->arena, files,
			    ((struct dais_house_file){ dais_arena_printf(d->arena, "text/%s.md",
							   dais_lang_code((enum dais_lang)l)),
				text }));
	}
	return true;
}

void
dais_desk_post_nothing(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	dais_house_files files = { 0 };
	struct dais_diags diags;
	uint64_t change = 0;
	struct desk_new v = { .input.modality = -1 };

	if (!dais_desk_begin(&d, x, ctx, true) || !may_create(&d))
		return;
	struct dais_str name = dais_str_trim(dais_desk_field(&d, "name"));
	dais_desk_diags(&d, &diags);
	if (make_skeleton(&d, &files) && dais_house_import_files(d.site->house, d.page.actor,
					     &files, name, false, &diags, &change, &d.err)) {
		made(&d, name, change);
		return;
	}
	dais_desk_refuse(&d, &diags, NULL);
	show_new(&d, &v);
}
