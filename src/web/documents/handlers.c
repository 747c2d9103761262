/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Pages about the documents of a package; what is done on them is in act.c and files.c.
 */
#include "service/house/symbols.h"
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

void
documents_show_list(
    struct dais_page *p, const struct dais_snapshot *s, const struct documents_refusal *refusal)
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
		documents_show_list(&p, s, NULL);
}

bool
documents_find(
    struct dais_page *p, struct dais_http_exchange *x, const struct dais_snapshot *s, size_t *ret)
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

void
documents_show_one(struct dais_page *p, const struct dais_snapshot *s, size_t document,
    const struct documents_refusal *refusal)
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
	const struct documents_refusal refusal = { err, NULL, &none, &again, DAIS_STR("upload") };
	struct dais_err ignored = DAIS_ERR_INIT;
	size_t d = DAIS_MAP_NONE;

	if (err->code != DAIS_ERR_DENIED &&
	    dais_house_working(p->site->house, package, &now, &ignored))
		d = dais_map_get(&now->record->document_ids, document);
	if (d == DAIS_MAP_NONE)
		dais_page_problem(p, dais_http_status_of(err), err);
	else
		documents_show_one(p, now, d, &refusal);
}

static void
get_one(struct dais_http_exchange *x, void *ctx)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_page p;
	size_t d;

	if (dais_desk_package_begin(ctx, x, &p, &s) && documents_find(&p, x, s, &d))
		documents_show_one(&p, s, d, NULL);
}

#define PATH "/{language}/desk/{package}/documents"

const struct dais_http_route dais_routes_documents[] = {
	{ DAIS_HTTP_GET, "/{language}/desk/documents", documents_get_everywhere, 0, 5 },
	{ DAIS_HTTP_GET, PATH, get_list, 0, 0 },
	{ DAIS_HTTP_POST, PATH, documents_post_list, 0, 0 },
	{ DAIS_HTTP_GET, PATH "/{document}", get_one, 0, 0 },
	{ DAIS_HTTP_POST, PATH "/{document}", documents_post_one, 0, 0 },
	{ DAIS_HTTP_POST, PATH "/{document}/state", documents_post_state, 0, 0 },
	{ DAIS_HTTP_POST, PATH "/{document}/files", documents_post_file, DOCUMENTS_FILE_MAX, 10 },
	{ DAIS_HTTP_GET, PATH "/{document}/files/{lang}/{format}", documents_get_file, 0, 0 },
	{ DAIS_HTTP_GET, NULL, NULL, 0, 0 },
};
