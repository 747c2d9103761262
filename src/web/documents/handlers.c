/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests about the documents of a package.
 */
#include "service/house/symbols.h"
#include "text/message.h"
#include "web/documents/documents_priv.h"

#define EVENTS_MAX 12

static bool
may(struct dais_page *p, const struct dais_snapshot *s, enum dais_action action,
    const enum dais_lang *l)
{
	struct dais_matter matter = dais_snapshot_matter(s, l, p->arena);

	return dais_actor_may(p->actor, action, &matter);
}

/* Also in one language only: a title is theirs then. */
static bool
may_edit(struct dais_page *p, const struct dais_snapshot *s)
{
	for (int i = 0; i < DAIS_LANG_COUNT; i++) {
		enum dais_lang l = (enum dais_lang)i;

		if (may(p, s, DAIS_ACTION_EDIT_DOCUMENTS, &l))
			return true;
	}
	return may(p, s, DAIS_ACTION_EDIT_DOCUMENTS, NULL);
}

static struct dais_str
join(struct dais_page *p, const dais_store_strs *v)
{
	struct dais_str all = DAIS_STR_NONE;

	for (size_t i = 0; i < v->n; i++)
		all = dais_arena_printf(
		    p->arena, "%.*s%s%.*s", DAIS_STR_ARG(all), i ? " " : "", DAIS_STR_ARG(v->v[i]));
	return all;
}

/* The next free symbols: of all bodies that meet together, and of each alone. */
static void
allot(struct dais_page *p, const struct dais_snapshot *s, struct documents_view *v)
{
	const struct dais_record *r = s->record;
	size_t *bodies = DAIS_NEW_N(p->arena, r->together.n + 1, size_t), n = 0;
	struct dais_symbols_wanted w = { .package = s->package, .record = r };

	for (size_t i = 0; i < r->together.n; i++) {
		size_t body = r->meetings.v[r->together.v[i]].body;

		w.year = (unsigned)r->meetings.v[r->together.v[0]].opens.date.year;
		if (r->bodies.v[body].symbol.n)
			bodies[n++] = body;
	}
	for (size_t i = n > 1 ? 0 : 1; i <= n; i++) {
		struct dais_err ignored = DAIS_ERR_INIT;
		struct documents_allotted *o;
		dais_store_strs symbols = { 0 };

		w.bodies = i ? &bodies[i - 1] : bodies;
		w.n_bodies = i ? 1 : n;
		if (!dais_symbols_next(p->site->house, &w, p->arena, &symbols, &ignored))
			continue;
		o = dais_vec_add(p->arena, &v->allotted);
		if (i)
			o->words = dais_page_words(p, &r->bodies.v[bodies[i - 1]].name);
		o->symbols = join(p, &symbols);
	}
}

static void
fill_view(struct dais_page *p, const struct dais_snapshot *s, dais_document_state_vec *states,
    struct documents_view *v)
{
	struct dais_date today = dais_house_today(p->site->house);

	*states = (dais_document_state_vec){ 0 };
	dais_documents_of(s, today, p->arena, states);
	*v = (struct documents_view){ .record = s->record,
		.package = s->package,
		.states = states,
		.may_edit = may_edit(p, s) };
}

const struct dais_desk_again *
documents_again(const struct documents_view *v, const char *name)
{
	return v->again && dais_str_is(v->again_form, name) ? v->again : NULL;
}

/* What was refused, and the form it stood in. */
struct refusal {
	const struct dais_err *err;
	const struct dais_diags *diags; /* NULL: none */
	const struct dais_edit_conflict *conflict;
	const struct dais_desk_again *again;
	struct dais_str form;
};

/* @refusal NULL: nothing was. */
static void
show_list(struct dais_page *p, const struct dais_snapshot *s, const struct refusal *refusal)
{
	dais_document_state_vec states;
	struct documents_view v;
	int64_t skip = 0;

	fill_view(p, s, &states, &v);
	if (dais_str_to_int(dais_http_query(p->exchange, "skip"), 0, INT32_MAX, &skip))
		v.skip = (size_t)skip;
	if (refusal) {
		v.again = refusal->again;
		v.again_form = refusal->form;
	}
	if (v.may_edit)
		allot(p, s, &v);
	dais_desk_package_open(
	    p, s, DESK_PART_DOCUMENTS, dais_page_say(p, DAIS_SAY_DESK_DOCUMENTS), "/documents");
	if (refusal)
		dais_desk_write_refusal(
		    p, refusal->err, refusal->diags, refusal->conflict, refusal->again);
	documents_write_list(p, &v);
	dais_page_close(p, refusal ? dais_http_status_of(refusal->err) : 200);
}

static void
get_list(struct dais_http_exchange *x, void *ctx)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_page p;

	if (dais_desk_package_begin(ctx, x, &p, &s))
		show_list(&p, s, NULL);
}

/* The document of the address; answers and gives false when there is none. */
static bool
find(struct dais_page *p, struct dais_http_exchange *x, const struct dais_snapshot *s, size_t *ret)
{
	struct dais_str id = dais_http_param(x, "document");
	struct dais_err err = DAIS_ERR_INIT;

	*ret = dais_map_get(&s->record->document_ids, id);
	if (*ret != DAIS_MAP_NONE)
		return true;
	(void)dais_err_set(
	    &err, DAIS_ERR_NOT_FOUND, "there is no document `%.*s`", DAIS_STR_ARG(id));
	dais_page_problem(p, 404, &err);
	return false;
}

static bool
fill_one(struct dais_page *p, const struct dais_snapshot *s, struct documents_one *v,
    struct dais_err *err)
{
	const struct dais_document *d = &s->record->documents.v[v->document];
	struct dais_house *h = p->site->house;
	struct dais_thing t;

	if (!dais_store_thing(
		dais_house_store(h), s->package, DAIS_STR("document"), d->id, p->arena, &t, err) ||
	    !dais_uploads_of(h, s->package, d->id, p->arena, &v->files, err))
		return false;
	v->revision = t.revision;
	for (size_t i = 0; i < v->view->states->n; i++) {
		if (dais_str_eq(v->view->states->v[i].id, d->id))
			v->state = &v->view->states->v[i];
	}
	for (int i = 0; i < DAIS_LANG_COUNT; i++) {
		enum dais_lang l = (enum dais_lang)i;

		if (may(p, s, DAIS_ACTION_SET_VERSION, &l))
			v->may_set |= DAIS_LANG_BIT(i);
		if (!dais_version_history(
			h, s->package, d->id, l, EVENTS_MAX, p->arena, &v->events[i], err))
			return false;
	}
	return true;
}

static void
show_one(struct dais_page *p, const struct dais_snapshot *s, size_t document,
    const struct refusal *refusal)
{
	const struct dais_document *d = &s->record->documents.v[document];
	dais_document_state_vec states;
	struct documents_view v;
	struct documents_one one = { .view = &v, .document = document };
	struct dais_err err = DAIS_ERR_INIT;

	fill_view(p, s, &states, &v);
	if (refusal) {
		v.again = refusal->again;
		v.again_form = refusal->form;
	}
	if (!fill_one(p, s, &one, &err)) {
		dais_page_problem(p, dais_http_status_of(&err), &err);
		return;
	}
	dais_desk_package_open(p, s, DESK_PART_DOCUMENTS, dais_page_words(p, &d->title),
	    dais_arena_printf(p->arena, "/documents/%.*s", DAIS_STR_ARG(d->id)).p);
	if (refusal)
		dais_desk_write_refusal(
		    p, refusal->err, refusal->diags, refusal->conflict, refusal->again);
	documents_write_one(p, &one);
	dais_page_close(p, refusal ? dais_http_status_of(refusal->err) : 200);
}

void
documents_refuse_file(struct dais_page *p, struct dais_str package, struct dais_str document,
    const struct dais_err *err)
{
	DAIS_SNAPSHOT_AUTO now = NULL;
	const struct dais_edit_conflict none = { 0 };
	const struct dais_desk_again again = { .x = p->exchange };
	const struct refusal refusal = { err, NULL, &none, &again, DAIS_STR("upload") };
	struct dais_err ignored = DAIS_ERR_INIT;
	size_t d = DAIS_MAP_NONE;

	if (err->code != DAIS_ERR_DENIED &&
	    dais_house_working(p->site->house, package, &now, &ignored))
		d = dais_map_get(&now->record->document_ids, document);
	if (d == DAIS_MAP_NONE)
		dais_page_problem(p, dais_http_status_of(err), err);
	else
		show_one(p, now, d, &refusal);
}

static void
get_one(struct dais_http_exchange *x, void *ctx)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_page p;
	size_t d;

	if (dais_desk_package_begin(ctx, x, &p, &s) && find(&p, x, s, &d))
		show_one(&p, s, d, NULL);
}

/* ---- changing ---- */

/* Lines of a field; "\r" and empty ones go. */
static void
lines(struct dais_page *p, struct dais_str words, char sep, dais_store_strs *ret)
{
	struct dais_str line;

	while (dais_str_next(&words, sep, &line)) {
		line = dais_str_trim(line);
		if (line.n)
			dais_vec_push(p->arena, ret, line);
	}
}

static struct dais_str
field(struct dais_http_exchange *x, const char *name)
{
	return dais_str_trim(dais_http_field(x, name));
}

static bool
has_field(struct dais_http_exchange *x, const char *name)
{
	const struct dais_http_request *r = dais_http_request(x);

	for (size_t i = 0; i < r->fields.n; i++)
		if (dais_str_is(r->fields.v[i].name, name))
			return true;
	return false;
}

/* @id: of the document; what a form does not ask for stays as it is. */
static struct dais_str
read_meeting(struct dais_http_exchange *x, const struct dais_record *r, struct dais_str id)
{
	size_t d = dais_map_get(&r->document_ids, id);
	size_t meeting = d == DAIS_MAP_NONE ? DAIS_NONE : r->documents.v[d].meeting;

	if (has_field(x, "meeting"))
		return field(x, "meeting");
	return meeting == DAIS_NONE ? DAIS_STR_NONE : r->meetings.v[meeting].id;
}

static void
read_form(struct dais_page *p, struct dais_http_exchange *x, const struct dais_record *r,
    struct dais_document_form *f)
{
	const struct dais_http_request *request = dais_http_request(x);
	struct dais_str allotted = field(x, "allot");

	*f = (struct dais_document_form){ .kind = field(x, "kind"),
		.author = field(x, "author"),
		.distribution = field(x, "distribution"),
		.original = field(x, "original"),
		.date = field(x, "date"),
		.slot = field(x, "slot"),
		.late_reason = field(x, "late-reason") };
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		f->title.in[l] = field(x,
		    dais_arena_printf(p->arena, "title-%s", dais_lang_code((enum dais_lang)l)).p);
	for (size_t i = 0; i < request->fields.n; i++) {
		const struct dais_http_pair *one = &request->fields.v[i];
		enum dais_lang l;

		if (dais_str_is(one->name, "item") &&
		    dais_map_get(&r->item_ids, one->value) != DAIS_MAP_NONE)
			dais_vec_push(p->arena, &f->items, one->value);
		else if (dais_str_is(one->name, "language") && dais_lang_parse(one->value, &l))
			f->languages |= DAIS_LANG_BIT(l);
	}
	if (allotted.n && !dais_str_is(allotted, "written"))
		lines(p, allotted, ' ', &f->symbols);
	else
		lines(p, field(x, "symbols"), '\n', &f->symbols);
}

/* Shows the page again, as the record stands now, with what was typed. What is not yours to do, and
 * what is there no more, has no form. */
static void
refuse(struct dais_page *p, const struct dais_snapshot *s, struct dais_str document,
    struct refusal *refusal, struct dais_desk_again *again)
{
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_SNAPSHOT_AUTO now = NULL;
	size_t d;

	again->is_overtaken = refusal->err->code == DAIS_ERR_CONFLICT && refusal->conflict->who.n;
	if ((refusal->err->code != DAIS_ERR_INVALID && refusal->err->code != DAIS_ERR_CONFLICT) ||
	    !dais_house_working(p->site->house, s->package, &now, &err)) {
		dais_page_problem(p, dais_http_status_of(refusal->err), refusal->err);
		return;
	}
	d = dais_map_get(&now->record->document_ids, document);
	if (!document.n)
		show_list(p, now, refusal);
	else if (d != DAIS_MAP_NONE)
		show_one(p, now, d, refusal);
	else
		dais_page_problem(p, 404, refusal->err);
}

static void
done(struct dais_page *p, struct dais_str package, struct dais_str document, uint64_t change,
    const char *did)
{
	if (change)
		dais_site_changed(p->site, package, change, false);
	dais_http_redirect(p->exchange,
	    dais_arena_printf(p->arena, "%.*s?did=%s",
		DAIS_STR_ARG(documents_path(p, package, document)), change ? did : "nothing"));
}

/* The days of the form as the record has them; what is wrong stands beside its field. */
static bool
read_days(struct dais_page *p, struct dais_document_form *form, struct dais_desk_again *again,
    struct dais_err *ret)
{
	struct {
		const char *field;
		struct dais_str *typed;
		enum dais_say label;
	} days[] = { { "slot", &form->slot, DAIS_SAY_DOCUMENTS_SLOT },
		{ "date", &form->date, DAIS_SAY_DOCUMENTS_DATE } };

	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
		struct dais_err err = DAIS_ERR_INIT;

		if (dais_desk_read_iso(p, days[i].typed, days[i].label, &err))
			continue;
		dais_desk_again_err(again, p, days[i].field, &err);
		*ret = err;
	}
	return !again->beside.n;
}

static void
put(struct dais_page *p, struct dais_http_exchange *x, const struct dais_snapshot *s,
    struct dais_str id)
{
	struct dais_edit_conflict c = { 0 };
	struct dais_document_form form;
	struct dais_document_request r = { .package = s->package,
		.id = id,
		.why = field(x, "why"),
		.form = field(x, "withdraw").n ? NULL : &form };
	struct dais_desk_again again = { .x = x };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct refusal refusal = { &err, NULL, &c, &again,
		r.form ? DAIS_STR("data") : DAIS_STR("withdraw") };
	struct dais_str made;
	uint64_t change;
	int64_t seen = 0;

	dais_diags_init(&diags, p->arena);
	dais_text_diags_in(&diags, p->language);
	read_form(p, x, s->record, &form);
	form.meeting = read_meeting(x, s->record, id);
	(void)dais_str_to_int(field(x, "seen"), 0, INT64_MAX, &seen);
	r.seen = (uint64_t)seen;
	if (r.form && !read_days(p, &form, &again, &err)) {
		refuse(p, s, id, &refusal, &again);
	} else if (!dais_document_put(
		       p->site->house, p->actor, &r, &diags, &made, &change, &c, &err)) {
		refusal.diags = &diags;
		if (r.form)
			dais_desk_again_take(
			    &again, p->arena, &diags, "document", documents_form_fields);
		refuse(p, s, id, &refusal, &again);
	} else if (!r.form) {
		done(p, s->package, DAIS_STR_NONE, change, "document-withdrawn");
	} else {
		done(p, s->package, made, change, id.n ? "saved" : "document-added");
	}
}

static void
post_list(struct dais_http_exchange *x, void *ctx)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_page p;

	if (dais_desk_package_begin(ctx, x, &p, &s))
		put(&p, x, s, DAIS_STR_NONE);
}

static void
post_one(struct dais_http_exchange *x, void *ctx)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_page p;
	size_t d;

	if (dais_desk_package_begin(ctx, x, &p, &s) && find(&p, x, s, &d))
		put(&p, x, s, s->record->documents.v[d].id);
}

static void
post_state(struct dais_http_exchange *x, void *ctx)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_edit_conflict c = { 0 };
	struct dais_version_change v = { .why = field(x, "why") };
	struct dais_desk_again again = { .x = x };
	struct dais_err err = DAIS_ERR_INIT;
	struct refusal refusal = { &err, NULL, &c, &again, DAIS_STR_NONE };
	struct dais_diags diags;
	struct dais_page p;
	int was, state;
	uint64_t change;
	size_t d;

	if (!dais_desk_package_begin(ctx, x, &p, &s) || !find(&p, x, s, &d))
		return;
	was = dais_version_status_parse(field(x, "was"));
	state = dais_version_status_parse(field(x, "state"));
	dais_diags_init(&diags, p.arena);
	dais_text_diags_in(&diags, p.language);
	v.package = s->package;
	v.document = s->record->documents.v[d].id;
	if (was < 0 || state < 0 || !dais_lang_parse(field(x, "language"), &v.language)) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "a state or a language is missing");
		dais_page_problem(&p, 422, &err);
		return;
	}
	refusal.form = dais_str_from(dais_lang_code(v.language));
	if (!dais_desk_read_day(
		&p, field(x, "issued"), DAIS_SAY_DOCUMENTS_ISSUED_ON, &v.issued, &err)) {
		dais_desk_again_err(&again, &p, "issued", &err);
		refuse(&p, s, v.document, &refusal, &again);
		return;
	}
	v.sets_job = has_field(x, "job");
	v.job = field(x, "job");
	v.was = (enum dais_version_status)was;
	v.status = (enum dais_version_status)state;
	if (dais_version_set(p.site->house, p.actor, &v, &diags, &change, &c, &err)) {
		done(&p, s->package, v.document, change, "state-set");
		return;
	}
	refusal.diags = &diags;
	refuse(&p, s, v.document, &refusal, &again);
}

#define PATH "/{language}/desk/{package}/documents"

const struct dais_http_route dais_routes_documents[] = {
	{ DAIS_HTTP_GET, "/{language}/desk/documents", documents_get_everywhere, 0, 5 },
	{ DAIS_HTTP_GET, PATH, get_list, 0, 0 },
	{ DAIS_HTTP_POST, PATH, post_list, 0, 0 },
	{ DAIS_HTTP_GET, PATH "/{document}", get_one, 0, 0 },
	{ DAIS_HTTP_POST, PATH "/{document}", post_one, 0, 0 },
	{ DAIS_HTTP_POST, PATH "/{document}/state", post_state, 0, 0 },
	{ DAIS_HTTP_POST, PATH "/{document}/files", documents_post_file, DOCUMENTS_FILE_MAX, 10 },
	{ DAIS_HTTP_GET, PATH "/{document}/files/{lang}/{format}", documents_get_file, 0, 0 },
	{ DAIS_HTTP_GET, NULL, NULL, 0, 0 },
};
