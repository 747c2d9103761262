/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Feeds of news: of all meetings, of bodies, of one meeting.
 */
#include <stdlib.h>

#include "web/feeds/feed.h"
#include "web/portal/load.h"

#define PACKAGES_MAX 40
#define ENTRIES_MAX 50
#define MEETINGS_LOOKED_AT 400
#define DEPTH_MAX 12

void
dais_feed_bodies(struct dais_http_exchange *x, dais_str_vec *ret)
{
	const dais_http_pairs *query = &dais_http_request(x)->query;

	for (size_t i = 0; i < query->n; i++)
		if (dais_str_is(query->v[i].name, "body") && query->v[i].value.n)
			dais_vec_push(dais_http_arena(x), ret, query->v[i].value);
}

bool
dais_feed_wants(const dais_str_vec *bodies, const struct dais_view_bodies *all, struct dais_str key)
{
	for (size_t i = 0; i < bodies->n; i++) {
		struct dais_str at = key;

		for (int depth = 0; depth < DEPTH_MAX && at.n; depth++) {
			const struct dais_index_body *b = dais_view_bodies_find(all, at);

			if (dais_str_eq(at, bodies->v[i]))
				return true;
			at = b ? b->parent : DAIS_STR_NONE;
		}
	}
	return !bodies->n;
}

struct dais_str
dais_feed_self(struct dais_http_exchange *x)
{
	const struct dais_http_request *r = dais_http_request(x);
	struct dais_arena *a = dais_http_arena(x);
	DAIS_BUF_AUTO out;

	dais_buf_init(&out, 65536);
	dais_buf_put(&out, dais_path_escape(a, r->path));
	for (size_t i = 0; i < r->query.n; i++) {
		dais_buf_put_char(&out, i ? '&' : '?');
		dais_buf_put(&out, dais_path_escape(a, r->query.v[i].name));
		dais_buf_put_char(&out, '=');
		dais_buf_put(&out, dais_path_escape(a, r->query.v[i].value));
	}
	return dais_buf_dup(&out, a);
}

/* Adds the releases of @package. */
static bool
add_package(struct dais_page *p, const struct dais_view_bodies *all, struct dais_str package,
    struct dais_str body, dais_feed_entry_vec *ret, struct dais_err *err)
{
	struct dais_arena *a = p->arena;
	const struct dais_view_package *v;

	if (!dais_portal_load_news(p->site, all, package, p->language, a, &v, err))
		return false;
	for (size_t i = 0; i < v->releases.n; i++)
		dais_vec_push(a, ret,
		    ((struct dais_feed_entry){ .package = v->package,
			.title = dais_view_package_title(v, a),
			.release = &v->releases.v[i],
			.body = body.n || !v->meetings.n ? body : v->meetings.v[0].body.key }));
	return true;
}

static int
newest_first(const void *x, const void *y)
{
	const struct dais_feed_entry *a = x, *b = y;

	return (a->release->at_ms < b->release->at_ms) - (a->release->at_ms > b->release->at_ms);
}

static void
answer(struct dais_http_exchange *x, struct dais_feed *f, dais_feed_entry_vec *entries)
{
	DAIS_BUF_AUTO out;

	if (entries->n)
		qsort(entries->v, entries->n, sizeof(*entries->v), newest_first);
	if (entries->n > ENTRIES_MAX)
		entries->n = ENTRIES_MAX;
	f->entries = entries;
	f->self = dais_feed_self(x);
	f->now_ms = dais_house_now_ms(f->site->house);
	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_feed_write(f, &out);
	dais_http_keep(x);
	dais_http_reply(x, 200, "application/atom+xml; charset=utf-8", dais_buf_str(&out));
}

/* The packages of the meetings asked for, those that open last first. */
static bool
add_packages(struct dais_page *p, const struct dais_view_bodies *all, dais_feed_entry_vec *ret,
    struct dais_err *err)
{
	struct dais_index_meetings_query q = { .newest_first = true, .max = MEETINGS_LOOKED_AT };
	dais_index_meeting_vec rows = { 0 };
	struct dais_map seen;
	dais_str_vec bodies = { 0 };
	size_t packages = 0;

	dais_map_init(&seen, p->arena);
	dais_feed_bodies(p->exchange, &bodies);
	if (!dais_index_meetings(dais_house_store(p->site->house), &q, p->arena, &rows, err))
		return false;
	for (size_t i = 0; i < rows.n && packages < PACKAGES_MAX; i++) {
		if (!dais_feed_wants(&bodies, all, rows.v[i].body) ||
		    !dais_map_add(&seen, rows.v[i].package, i))
			continue;
		packages++;
		if (!add_package(p, all, rows.v[i].package, rows.v[i].body, ret, err))
			return false;
	}
	return true;
}

void
dais_feed_handle_news(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	dais_index_body_vec rows = { 0 };
	struct dais_view_bodies all;
	dais_feed_entry_vec entries = { 0 };
	struct dais_str key = dais_http_query(x, "body");
	const struct dais_index_body *body;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_feed f;

	if (!dais_page_begin(ctx, x, &p))
		return;
	if (!dais_portal_bodies_load(p.site, p.arena, &rows, &all, &err) ||
	    !add_packages(&p, &all, &entries, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	f = (struct dais_feed){ .site = p.site, .language = p.language, .arena = p.arena };
	f.title = p.site->name ? dais_str_from(p.site->name)
			       : dais_page_say(&p, DAIS_SAY_COMMON_SITE_NAME);
	f.id = dais_arena_concat(p.arena, DAIS_STR("news/"), dais_path_escape(p.arena, key));
	f.page = dais_page_path(&p, DAIS_STR_NONE);
	body = key.n ? dais_view_bodies_find(&all, key) : NULL;
	if (body) {
		f.title = dais_page_words(&p, &body->name);
		f.page = dais_page_path(&p, dais_view_body_path(key, p.arena));
	}
	answer(x, &f, &entries);
}

void
dais_feed_handle_package(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_str package = dais_http_param(x, "package");
	dais_index_body_vec rows = { 0 };
	struct dais_view_bodies all;
	dais_feed_entry_vec entries = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_feed f;

	if (!dais_page_begin(ctx, x, &p))
		return;
	if (!dais_portal_bodies_load(p.site, p.arena, &rows, &all, &err) ||
	    !add_package(&p, &all, package, DAIS_STR_NONE, &entries, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	if (!entries.n) {
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "nothing of \"%.*s\" is released",
		    DAIS_STR_ARG(package));
		dais_portal_fail(&p, &err);
		return;
	}
	f = (struct dais_feed){ .site = p.site, .language = p.language, .arena = p.arena };
	f.title = entries.v[0].title;
	f.id = dais_arena_concat(p.arena, DAIS_STR("meeting/"), package);
	f.page = dais_page_path(&p, dais_arena_concat(p.arena, DAIS_STR("/meetings/"), package));
	answer(x, &f, &entries);
}
