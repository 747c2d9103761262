/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The addresses of bodies: what their pages show is loaded here.
 */
#include "web/portal/load.h"
#include "web/portal/parts.h"
#include "web/portal/routes.h"

#define MEETINGS_MAX 30
#define DOCUMENTS_MAX 50
#define DEPTH_MAX 12
#define BODIES_MAX ((size_t)300) /* of a tree; of more, a page of those nearest to its top */

/* A page of the bodies that @q asks for. */
static bool
load_page_of_bodies(struct dais_page *p, struct dais_index_bodies_query *q,
    dais_index_body_vec *ret, struct dais_str *ret_after, struct dais_err *err)
{
	size_t before = ret->n;

	q->after = dais_http_query(p->exchange, "after");
	q->max = BODIES_MAX + 1;
	if (!dais_index_bodies(dais_house_store(p->site->house), q, p->arena, ret, err))
		return false;
	if (ret->n > before + BODIES_MAX) {
		ret->n = before + BODIES_MAX;
		*ret_after = ret->v[ret->n - 1].key;
	}
	return true;
}

void
dais_portal_handle_bodies(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	dais_index_body_vec rows = { 0 };
	struct dais_index_bodies_query q = { .of = DAIS_INDEX_BODIES_ALL };
	struct dais_str after = DAIS_STR_NONE;
	struct dais_err err = DAIS_ERR_INIT;
	size_t n;

	if (!dais_page_begin(ctx, x, &p))
		return;
	if (!dais_index_bodies_count(dais_house_store(p.site->house), BODIES_MAX + 1, &n, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	if (n > BODIES_MAX)
		q.of = DAIS_INDEX_BODIES_TOP;
	if (!load_page_of_bodies(&p, &q, &rows, &after, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	dais_portal_bodies(&p, &rows, n > BODIES_MAX, after);
	dais_page_close_public(&p);
}

/* Those above a body, from the topmost down; a circle of parents ends somewhere. */
static void
add_above(struct dais_page *p, const struct dais_view_bodies *all, struct dais_view_body_page *v)
{
	const struct dais_index_body *chain[DEPTH_MAX];
	const struct dais_index_body *b = v->body;
	size_t n = 0;

	while (n < DEPTH_MAX && b->parent.n && (b = dais_view_bodies_find(all, b->parent)))
		chain[n++] = b;
	while (n) {
		struct dais_view_body *above = dais_vec_add(p->arena, &v->above);

		b = chain[--n];
		above->key = b->key;
		above->name = b->name;
		above->path = dais_view_body_path(b->key, p->arena);
	}
}

/* Those below @body: all of some hundreds; of more a page of those directly below it. */
static bool
load_below(struct dais_page *p, struct dais_view_body_page *v, dais_index_body_vec *ret,
    struct dais_err *err)
{
	struct dais_store *store = dais_house_store(p->site->house);
	struct dais_index_bodies_query q = {
		.of = DAIS_INDEX_BODIES_BELOW, .body = v->body->key, .max = BODIES_MAX + 1
	};
	dais_index_body_vec below = { 0 };

	dais_vec_push(p->arena, ret, *v->body);
	if (!dais_index_bodies(store, &q, p->arena, &below, err))
		return false;
	if (below.n > BODIES_MAX) {
		q.of = DAIS_INDEX_BODIES_CHILDREN;
		return load_page_of_bodies(p, &q, ret, &v->bodies_after, err);
	}
	for (size_t i = 0; i < below.n; i++)
		if (!dais_str_eq(below.v[i].key, v->body->key))
			dais_vec_push(p->arena, ret, below.v[i]);
	return true;
}

/* The page of its documents that was asked for: of a year, from a day down. */
static void
read_documents_query(
    struct dais_page *p, const struct dais_view_body_page *v, struct dais_index_documents_query *q)
{
	struct dais_str until = dais_http_query(p->exchange, "until");

	*q = (struct dais_index_documents_query){ .body = v->body->key,
		.skip = dais_portal_number(p->exchange, "skip", DAIS_PORTAL_SKIP_MAX),
		.max = DOCUMENTS_MAX + 1 };
	if (v->year) {
		q->from = (struct dais_date){ v->year, 1, 1 };
		q->to = (struct dais_date){ v->year, 12, 31 };
	}
	if (dais_str_is(until, "none"))
		q->undated = true;
	else if (until.n && !dais_date_parse(until, &q->to))
		q->skip = 0;
}

static bool
find_documents(struct dais_page *p, struct dais_view_body_page *v, dais_index_document_vec *ret,
    struct dais_index_documents_query *q, struct dais_err *err)
{
	read_documents_query(p, v, q);
	if (!dais_index_documents(dais_house_store(p->site->house), q, p->arena, ret, err))
		return false;
	if (ret->n > DOCUMENTS_MAX) {
		ret->n = DOCUMENTS_MAX;
		dais_index_documents_next(q, ret, DOCUMENTS_MAX);
		v->on = q;
	}
	return true;
}

static bool
load_body(struct dais_page *p, struct dais_view_body_page *v, struct dais_err *err)
{
	dais_index_years_vec years = { 0 };

	if (!dais_portal_coming_and_past(
		p, v->body->key, MEETINGS_MAX, &v->coming, &v->past, err) ||
	    !dais_index_years(
		dais_house_store(p->site->house), v->body->key, p->arena, &years, err))
		return false;
	for (size_t i = 0; i < years.n; i++)
		dais_vec_push(p->arena, &v->years, years.v[i]);
	return true;
}

bool
dais_portal_show_body(struct dais_page *p, struct dais_str key)
{
	dais_index_body_vec below = { 0 };
	dais_index_document_vec documents = { 0 };
	struct dais_index_documents_query q;
	dais_store_strs keys = { 0 };
	struct dais_view_bodies around;
	struct dais_view_body_page v = { .bodies = &below, .documents = &documents };
	struct dais_err err = DAIS_ERR_INIT;

	dais_vec_push(p->arena, &keys, key);
	if (!dais_portal_bodies_load(p->site, &keys, p->arena, &around, &err)) {
		dais_portal_fail(p, &err);
		return true;
	}
	v.body = dais_view_bodies_find(&around, key);
	if (!v.body)
		return false;
	if (key.p[0] != '~')
		v.symbol = key;
	add_above(p, &around, &v);
	v.year = (int)dais_portal_number(p->exchange, "year", 9999);
	if (!load_below(p, &v, &below, &err) || !load_body(p, &v, &err) ||
	    !find_documents(p, &v, &documents, &q, &err)) {
		dais_portal_fail(p, &err);
		return true;
	}
	v.at_ms = dais_house_now_ms(p->site->house);
	v.version = p->site->told;
	dais_portal_body(p, &v);
	dais_page_close_public(p);
	return true;
}

void
dais_portal_handle_body(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_page_begin(ctx, x, &p))
		return;
	if (dais_portal_show_body(
		&p, dais_arena_concat(p.arena, DAIS_STR("~"), dais_http_param(x, "body"))))
		return;
	(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "no body has the id \"%.*s\"",
	    DAIS_STR_ARG(dais_http_param(x, "body")));
	dais_portal_fail(&p, &err);
}
