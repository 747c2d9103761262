/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The addresses of the portal (doc/site.md): each handler loads what its page shows.
 */
#include <stdlib.h>

#include "web/portal/load.h"
#include "web/portal/parts.h"
#include "web/portal/routes.h"

static void
root(struct dais_http_exchange *x, void *ctx)
{
	(void)ctx;
	dais_http_set_header(x, "Vary", DAIS_STR("Accept-Language"));
	dais_http_redirect(
	    x, dais_arena_printf(dais_http_arena(x), "/%s", dais_lang_code(dais_site_language(x))));
}

/* ---- a meeting ---- */

static unsigned
number_asked(const struct dais_http_exchange *x, const char *name, unsigned max)
{
	int64_t n;

	return dais_str_to_int(dais_http_query(x, name), 1, max, &n) ? (unsigned)n : 0;
}

static void
package(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_portal_loaded loaded;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_page_begin(ctx, x, &p))
		return;
	if (!dais_portal_load(p.site, dais_http_param(x, "package"),
		number_asked(x, "since", UINT16_MAX), p.arena, &loaded, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	dais_portal_package(&p,
	    dais_view_package_new(loaded.snapshot->record, &loaded.source, p.language, p.arena));
	dais_page_close_public(&p);
	dais_snapshot_release(loaded.snapshot);
}

/* ---- bodies ---- */

static void
bodies(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	dais_index_body_vec rows = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_page_begin(ctx, x, &p))
		return;
	if (!dais_index_bodies(dais_house_store(p.site->house), p.arena, &rows, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	dais_portal_bodies(&p, &rows);
	dais_page_close_public(&p);
}

#define MEETINGS_MAX 30
#define DOCUMENTS_MAX 50
#define SKIP_MAX 100000
#define YEARS_MAX 200
#define DEPTH_MAX 12

static bool
load_meetings(struct dais_page *p, const struct dais_view_bodies *all,
    const struct dais_index_meetings_query *q, dais_view_meeting_vec *ret, struct dais_err *err)
{
	dais_index_meeting_vec rows = { 0 };

	if (!dais_index_meetings(dais_house_store(p->site->house), q, p->arena, &rows, err))
		return false;
	dais_view_meetings(all, &rows, p->language, p->arena, ret);
	return true;
}

/* The meetings of @body (empty: of all) that are not over, and those that are, newest first. */
static bool
load_coming_and_past(struct dais_page *p, const struct dais_view_bodies *all, struct dais_str body,
    size_t max, dais_view_meeting_vec *coming, dais_view_meeting_vec *past, struct dais_err *err)
{
	struct dais_date today = dais_house_today(p->site->house);
	struct dais_index_meetings_query next = { .body = body, .from = today, .max = max };
	struct dais_index_meetings_query before = {
		.body = body, .to = dais_date_add(today, -1), .newest_first = true, .max = max
	};
	dais_view_meeting_vec touched = { 0 };

	if (!load_meetings(p, all, &next, coming, err) ||
	    !load_meetings(p, all, &before, &touched, err))
		return false;
	/* What began before today and goes on is coming, not past. */
	for (size_t i = 0; i < touched.n; i++)
		if (dais_date_cmp(touched.v[i].closes, today) < 0)
			dais_vec_push(p->arena, past, touched.v[i]);
	return true;
}

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

/* Years in which documents of the body are dated. */
static bool
find_years(struct dais_page *p, struct dais_view_body_page *v, struct dais_err *err)
{
	struct dais_date day = { 0 };

	for (int n = 0; n < YEARS_MAX; n++) {
		if (!dais_index_day_before(
			dais_house_store(p->site->house), v->body->key, day, &day, err))
			return false;
		if (!dais_date_is_set(day))
			break;
		dais_vec_push(p->arena, &v->years, day.year);
		day = (struct dais_date){ day.year, 1, 1 };
	}
	return true;
}

/* A page of the documents of the body, in the year that was asked for. */
static bool
find_documents(struct dais_page *p, struct dais_view_body_page *v, dais_index_document_vec *ret,
    struct dais_err *err)
{
	struct dais_index_documents_query q = { .body = v->body->key,
		.year = v->year,
		.skip = number_asked(p->exchange, "skip", SKIP_MAX),
		.max = DOCUMENTS_MAX + 1 };

	if (!dais_index_documents(dais_house_store(p->site->house), &q, p->arena, ret, err))
		return false;
	if (ret->n > DOCUMENTS_MAX) {
		ret->n = DOCUMENTS_MAX;
		v->skip_on = q.skip + DOCUMENTS_MAX;
	}
	return true;
}

/* The page of the body with @key; false when there is none. */
bool
dais_portal_show_body(struct dais_page *p, struct dais_str key)
{
	dais_index_body_vec rows = { 0 };
	dais_index_document_vec documents = { 0 };
	struct dais_view_bodies all;
	struct dais_view_body_page v = { .bodies = &rows, .documents = &documents };
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_portal_bodies_load(p->site, p->arena, &rows, &all, &err)) {
		dais_portal_fail(p, &err);
		return true;
	}
	v.body = dais_view_bodies_find(&all, key);
	if (!v.body)
		return false;
	if (key.p[0] != '~')
		v.symbol = key;
	add_above(p, &all, &v);
	v.year = (int)number_asked(p->exchange, "year", 9999);
	if (!load_coming_and_past(p, &all, key, MEETINGS_MAX, &v.coming, &v.past, &err) ||
	    !find_years(p, &v, &err) || !find_documents(p, &v, &documents, &err)) {
		dais_portal_fail(p, &err);
		return true;
	}
	v.at_ms = dais_house_now_ms(p->site->house);
	v.version = p->site->told;
	dais_portal_body(p, &v);
	dais_page_close_public(p);
	return true;
}

static void
body_without_symbol(struct dais_http_exchange *x, void *ctx)
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

/* ---- home ---- */

#define HOME_MEETINGS 8
#define HOME_NEWS 6

static int
newest_first(const void *x, const void *y)
{
	const struct dais_view_new *a = x, *b = y;

	return (a->release->at_ms < b->release->at_ms) - (a->release->at_ms > b->release->at_ms);
}

static bool
add_news(struct dais_page *p, const struct dais_view_bodies *all, struct dais_view_home *v,
    struct dais_str package, struct dais_err *err)
{
	const struct dais_view_package *view;

	for (size_t i = 0; i < v->news.n; i++)
		if (dais_str_eq(v->news.v[i].package, package))
			return true;
	if (!dais_portal_load_news(p->site, all, package, p->language, p->arena, &view, err))
		return false;
	for (size_t i = 0; i < view->releases.n && i < 3; i++)
		dais_vec_push(p->arena, &v->news,
		    ((struct dais_view_new){
			package, dais_view_package_title(view, p->arena), &view->releases.v[i] }));
	return true;
}

static bool
load_home(
    struct dais_page *p, struct dais_view_home *v, dais_index_body_vec *rows, struct dais_err *err)
{
	struct dais_view_bodies all;
	dais_view_meeting_vec coming = { 0 }, past = { 0 };

	if (!dais_portal_bodies_load(p->site, p->arena, rows, &all, err) ||
	    !load_coming_and_past(p, &all, DAIS_STR_NONE, HOME_MEETINGS, &coming, &past, err))
		return false;
	for (size_t i = 0; i < coming.n; i++)
		dais_vec_push(p->arena,
		    dais_date_cmp(coming.v[i].opens.date, v->today) <= 0 ? &v->now : &v->next,
		    coming.v[i]);
	for (size_t i = 0; i < coming.n; i++)
		if (!add_news(p, &all, v, coming.v[i].package, err))
			return false;
	for (size_t i = 0; i < past.n && v->news.n < HOME_NEWS; i++)
		if (!add_news(p, &all, v, past.v[i].package, err))
			return false;
	if (v->news.n)
		qsort(v->news.v, v->news.n, sizeof(*v->news.v), newest_first);
	if (v->news.n > HOME_NEWS)
		v->news.n = HOME_NEWS;
	v->past = past;
	return true;
}

static void
home(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	dais_index_body_vec rows = { 0 };
	struct dais_view_home v = { .bodies = &rows };
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_page_begin(ctx, x, &p))
		return;
	v.today = dais_house_today(p.site->house);
	v.at_ms = dais_house_now_ms(p.site->house);
	v.version = p.site->told;
	if (!load_home(&p, &v, &rows, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	dais_portal_home(&p, &v);
	dais_page_close_public(&p);
}

/* ---- calendar ---- */

#define CALENDAR_MAX 100
#define MONTH_MAX 500

/* The opening of the nearest meeting before @from or after @to. */
static bool
find_nearest(struct dais_page *p, struct dais_date from, struct dais_date to, struct dais_date *ret,
    struct dais_err *err)
{
	struct dais_index_meetings_query q = {
		.from = from, .to = to, .newest_first = dais_date_is_set(to), .max = 1
	};
	dais_index_meeting_vec found = { 0 };

	if (!dais_index_meetings(dais_house_store(p->site->house), &q, p->arena, &found, err))
		return false;
	*ret = found.n ? found.v[0].opens.date : (struct dais_date){ 0 };
	return true;
}

static bool
find_months(struct dais_page *p, struct dais_view_calendar *v, struct dais_err *err)
{
	for (int m = 1; m <= 12; m++) {
		struct dais_date last =
		    dais_date_add(m == 12 ? (struct dais_date){ v->year + 1, 1, 1 }
					  : (struct dais_date){ v->year, m + 1, 1 },
			-1);
		struct dais_index_meetings_query q = {
			.from = { v->year, m, 1 }, .to = last, .max = 1
		};
		dais_index_meeting_vec found = { 0 };

		if (!dais_index_meetings(
			dais_house_store(p->site->house), &q, p->arena, &found, err))
			return false;
		v->months |= found.n ? 1u << m : 0;
	}
	return true;
}

static bool
find_around(struct dais_page *p, const struct dais_index_meetings_query *q,
    struct dais_view_calendar *v, struct dais_err *err)
{
	static const struct dais_date none;

	return find_months(p, v, err) &&
	       (v->meetings.n ||
		   (find_nearest(p, none, dais_date_add(q->from, -1), &v->before, err) &&
		       find_nearest(p, dais_date_add(q->to, 1), none, &v->after, err)));
}

static void
calendar(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_view_calendar v = { .year = 0 };
	dais_index_body_vec rows = { 0 };
	struct dais_view_bodies all;
	struct dais_index_meetings_query q = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_page_begin(ctx, x, &p))
		return;
	v.today = dais_house_today(p.site->house);
	v.year = (int)number_asked(x, "year", 9998);
	v.month = v.year ? (int)number_asked(x, "month", 12) : 0;
	v.year = v.year ? v.year : v.today.year;
	v.at_ms = dais_house_now_ms(p.site->house);
	v.version = p.site->told;
	q.from = (struct dais_date){ v.year, v.month ? v.month : 1, 1 };
	q.to = (struct dais_date){ v.month ? v.year : v.year + 1, v.month ? v.month + 1 : 1, 1 };
	if (v.month == 12)
		q.to = (struct dais_date){ v.year + 1, 1, 1 };
	q.to = dais_date_add(q.to, -1);
	q.skip = v.month ? 0 : number_asked(x, "skip", SKIP_MAX);
	q.max = v.month ? MONTH_MAX : CALENDAR_MAX + 1;
	if (!dais_portal_bodies_load(p.site, p.arena, &rows, &all, &err) ||
	    !load_meetings(&p, &all, &q, &v.meetings, &err) || !find_around(&p, &q, &v, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	if (!v.month && v.meetings.n > CALENDAR_MAX) {
		v.meetings.n = CALENDAR_MAX;
		v.skip_on = q.skip + CALENDAR_MAX;
	}
	dais_portal_calendar(&p, &v);
	dais_page_close_public(&p);
}

/* A reader who cuts the address of a meeting. */
static void
meetings(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;

	if (dais_page_begin(ctx, x, &p))
		dais_http_redirect(x, dais_page_path(&p, DAIS_STR("/calendar")));
}

static void
about(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;

	if (!dais_page_begin(ctx, x, &p))
		return;
	dais_portal_about(&p);
	dais_page_close_public(&p);
}

const struct dais_http_route dais_routes_portal[] = {
	{ DAIS_HTTP_GET, "/", root, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}", home, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/bodies", bodies, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/bodies/{body}", body_without_symbol, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/meetings", meetings, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/meetings/{package}", package, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/meetings/{package}/agenda", dais_portal_handle_agenda, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/meetings/{package}/items/{item}", dais_portal_handle_item, 0,
	    0 },
	{ DAIS_HTTP_GET, "/{language}/files/{package}/{digest}/{name}", dais_portal_handle_file, 0,
	    0 },
	{ DAIS_HTTP_GET, "/{language}/calendar", calendar, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/search", dais_portal_handle_search, 0, 2 },
	{ DAIS_HTTP_GET, "/{language}/search/suggestions", dais_portal_handle_suggestions, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/about", about, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/{symbol...}", dais_portal_handle_symbol, 0, 0 },
	{ .pattern = NULL },
};
