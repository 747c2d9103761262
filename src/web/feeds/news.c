/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Feeds of news: of all meetings, of bodies, of one meeting.
 */
#include <stdlib.h>

#include "web/feeds/feed.h"
#include "web/portal/load.h"

#define PACKAGES_MAX 40
#define ENTRIES_MAX 50
#define BODIES_MAX 64 /* of one feed */

void
dais_feed_bodies(struct dais_http_exchange *x, dais_store_strs *ret)
{
	const dais_http_pairs *query = &dais_http_request(x)->query;

	for (size_t i = 0; i < query->n && ret->n < BODIES_MAX; i++)
		if (dais_str_is(query->v[i].name, "body") && query->v[i].value.n)
			dais_vec_push(dais_http_arena(x), ret, query->v[i].value);
}

struct dais_str
dais_feed_self(struct dais_http_exchange *x)
{
	const struct dais_http_request *r = dais_http_request(x);
	struct dais_arena *a = dais_http_arena(x);
	DAIS_BUF_AUTO out = { 0 };

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
add_package(
    struct dais_page *p, struct dais_str package, dais_feed_entry_vec *ret, struct dais_err *err)
{
	struct dais_arena *a = p->arena;
	const struct dais_view_package *v;

	if (!dais_portal_load_news(p->site, package, p->language, a, &v, err))
		return false;
	for (size_t i = 0; i < v->releases.n; i++)
		dais_vec_push(a, ret,
		    ((struct dais_feed_entry){ .package = v->package,
			.title = dais_view_package_title(v, a),
			.release = &v->releases.v[i],
			.body = v->meetings.n ? v->meetings.v[0].body.key : DAIS_STR_NONE }));
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
	DAIS_BUF_AUTO out = { 0 };

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

/* How many of @entries are as new as @at_ms, or newer. */
static size_t
count_since(const dais_feed_entry_vec *entries, int64_t at_ms)
{
	size_t n = 0;

	for (size_t i = 0; i < entries->n; i++)
		n += entries->v[i].release->at_ms >= at_ms;
	return n;
}

/* The packages released last, until all that is left is older than what there is room for. */
static bool
add_packages(struct dais_page *p, const dais_store_strs *bodies, dais_feed_entry_vec *ret,
    struct dais_err *err)
{
	dais_index_released_vec last = { 0 };

	if (!dais_index_released(
		dais_house_store(p->site->house), bodies, PACKAGES_MAX, p->arena, &last, err))
		return false;
	for (size_t i = 0; i < last.n && count_since(ret, last.v[i].at_ms) < ENTRIES_MAX; i++)
		if (!add_package(p, last.v[i].package, ret, err))
			return false;
	return true;
}

/* The feed of one body is called as that is. */
static bool
name_feed(
    struct dais_page *p, const dais_store_strs *bodies, struct dais_feed *f, struct dais_err *err)
{
	struct dais_str key = bodies->n ? bodies->v[0] : DAIS_STR_NONE;
	const struct dais_index_body *body;
	struct dais_view_bodies known;

	f->title = p->site->name ? dais_str_from(p->site->name)
				 : dais_page_say(p, DAIS_SAY_COMMON_SITE_NAME);
	f->id = dais_arena_concat(p->arena, DAIS_STR("news/"), dais_path_escape(p->arena, key));
	f->page = dais_page_path(p, DAIS_STR_NONE);
	if (!key.n)
		return true;
	if (!dais_portal_bodies_load(p->site, bodies, p->arena, &known, err))
		return false;
	body = dais_view_bodies_find(&known, key);
	if (body) {
		f->title = dais_page_words(p, &body->name);
		f->page = dais_page_path(p, dais_view_body_path(key, p->arena));
	}
	return true;
}

void
dais_feed_handle_news(struct dais_http_exchange *x, void *ctx)
{
	static const struct dais_date always;
	struct dais_page p;
	dais_feed_entry_vec entries = { 0 };
	dais_store_strs bodies = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_feed f;
	int64_t stamp;

	if (!dais_page_begin(ctx, x, &p))
		return;
	dais_feed_bodies(x, &bodies);
	dais_http_keep(x);
	f = (struct dais_feed){ .site = p.site, .language = p.language, .arena = p.arena };
	if (!dais_feed_stamp(p.site, &bodies, &stamp, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	if (dais_feed_known(&p, stamp, always))
		return;
	if (!add_packages(&p, &bodies, &entries, &err) || !name_feed(&p, &bodies, &f, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	answer(x, &f, &entries);
}

void
dais_feed_handle_package(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_str package = dais_http_param(x, "package");
	dais_feed_entry_vec entries = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_feed f;

	if (!dais_page_begin(ctx, x, &p))
		return;
	if (!add_package(&p, package, &entries, &err)) {
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
