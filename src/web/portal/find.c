/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Searching: from the address to the query, and from what was found to addresses.
 */
#include "mark/json.h"
#include "web/portal/load.h"
#include "web/portal/parts.h"
#include "web/portal/routes.h"

#define RESULTS_A_PAGE 20
#define SKIP_MAX 10000

static void
read_query(const struct dais_page *p, struct dais_search_query *q)
{
	const struct dais_http_exchange *x = p->exchange;
	enum dais_lang in;
	int64_t n;

	*q = (struct dais_search_query){ .words = dais_str_trim(dais_http_query(x, "q")),
		.language = p->language,
		.body = dais_http_query(x, "body"),
		.kind = dais_http_query(x, "kind"),
		.genre = dais_http_query(x, "genre"),
		.newest_first = dais_str_is(dais_http_query(x, "order"), "newest"),
		.max = RESULTS_A_PAGE };
	if (dais_lang_parse(dais_http_query(x, "in"), &in))
		q->in = DAIS_LANG_BIT(in);
	if (dais_str_to_int(dais_http_query(x, "year"), 1, 9999, &n))
		q->year = (int)n;
	if (dais_str_to_int(dais_http_query(x, "skip"), 0, SKIP_MAX, &n))
		q->skip = (size_t)n;
	q->restricted = dais_site_finds_restricted(p->site, p->actor, q->body, p->arena);
}

/* Where a hit leads: to the page of the document, or to its place in the page of the meeting. */
static struct dais_str
path_of(struct dais_page *p, const struct dais_search_hit *hit)
{
	struct dais_str rest = hit->symbols, symbol;
	struct dais_str meeting = dais_arena_printf(
	    p->arena, "/meetings/%.*s", DAIS_STR_ARG(dais_path_escape(p->arena, hit->package)));

	if (dais_str_is(hit->kind, "document")) {
		if (rest.n && dais_str_next(&rest, ' ', &symbol) && symbol.n)
			return dais_view_symbol_path(symbol, p->arena);
		return dais_arena_printf(p->arena, "%.*s#document-%.*s", DAIS_STR_ARG(meeting),
		    DAIS_STR_ARG(dais_path_escape(p->arena, hit->id)));
	}
	if (dais_str_is(hit->kind, "body"))
		return hit->body.n ? dais_view_body_path(hit->body, p->arena) : DAIS_STR("/bodies");
	if (dais_str_is(hit->kind, "item")) {
		char *anchor = dais_arena_cstr(p->arena, hit->id);

		for (size_t i = 0; anchor[i]; i++)
			if (anchor[i] == '/')
				anchor[i] = '.';
		return dais_arena_printf(p->arena, "%.*s#item-%s", DAIS_STR_ARG(meeting), anchor);
	}
	return meeting;
}

/* Those whose names the page says. */
static bool
load_bodies(struct dais_page *p, const struct dais_search_query *q,
    const struct dais_search_result *result, struct dais_view_bodies *ret, struct dais_err *err)
{
	dais_store_strs keys = { 0 };

	dais_vec_push(p->arena, &keys, q->body);
	for (size_t i = 0; i < result->facets.n; i++)
		if (dais_str_is(result->facets.v[i].facet, "body"))
			dais_vec_push(p->arena, &keys, result->facets.v[i].value);
	return dais_portal_bodies_load(p->site, &keys, p->arena, ret, err);
}

/* A page behind the last one, which an old address may name, is the last one. */
static bool
find(struct dais_page *p, struct dais_search_query *q, struct dais_search_result *ret,
    struct dais_err *err)
{
	struct dais_store *store = dais_house_store(p->site->house);

	if (!dais_search(store, q, p->arena, ret, err))
		return false;
	if (ret->hits.n || ret->total == 0)
		return true;
	q->skip = (ret->total - 1) / q->max * q->max;
	return dais_search(store, q, p->arena, ret, err);
}

void
dais_portal_handle_search(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_search_query q;
	struct dais_search_result result = { 0 };
	struct dais_view_bodies bodies;
	struct dais_view_search v = { .query = &q, .bodies = &bodies };
	struct dais_str *paths;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_page_begin(ctx, x, &p))
		return;
	read_query(&p, &q);
	if (q.words.n) {
		if (find(&p, &q, &result, &err)) {
			v.result = &result;
		} else if (err.code == DAIS_ERR_INVALID) {
			v.not_understood = true;
		} else {
			dais_portal_fail(&p, &err);
			return;
		}
	}
	if (!load_bodies(&p, &q, &result, &bodies, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	paths = DAIS_NEW_N(p.arena, result.hits.n, struct dais_str);
	for (size_t i = 0; i < result.hits.n; i++)
		paths[i] = path_of(&p, &result.hits.v[i]);
	v.paths = paths;
	dais_portal_search(&p, &v);
	if (q.words.n)
		dais_page_close(&p, 200);
	else
		dais_page_close_public(&p);
}

#define SUGGESTIONS 8

/* What a reader who has typed "q" may be looking for, as browsers ask for it (OpenSearch
 * Suggestions 1.1): ["typed", ["one", "another"]]. */
void
dais_portal_handle_suggestions(struct dais_http_exchange *x, void *ctx)
{
	const struct dais_site *site = ctx;
	struct dais_arena *a = dais_http_arena(x);
	struct dais_str typed = dais_http_query(x, "q");
	dais_search_suggestion_vec found = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	enum dais_lang l;
	DAIS_BUF_AUTO out = { 0 };
	struct dais_json w;

	if (!dais_lang_parse(dais_http_param(x, "language"), &l))
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there are no pages in this language");
	if (err.code || !dais_search_suggest(dais_house_store(site->house), typed, l, false,
			    SUGGESTIONS, a, &found, &err)) {
		dais_http_problem(x, dais_http_status_of(&err), &err);
		return;
	}
	dais_buf_init(&out, (size_t)1 << 20);
	dais_json_begin(&w, &out, true);
	dais_json_array(&w);
	dais_json_str(&w, typed);
	dais_json_array(&w);
	for (size_t i = 0; i < found.n; i++)
		dais_json_str(&w, found.v[i].words);
	dais_json_end(&w);
	dais_json_end(&w);
	dais_json_finish(&w);
	dais_http_reply(x, 200, "application/x-suggestions+json; charset=utf-8",
	    dais_arena_dup(a, dais_buf_str(&out)));
}
