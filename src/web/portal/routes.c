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

unsigned
dais_portal_number(const struct dais_http_exchange *x, const char *name, unsigned max)
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
	if (!dais_portal_load(p.site, p.actor, dais_http_param(x, "package"),
		dais_portal_number(x, "since", UINT16_MAX), p.arena, &loaded, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	dais_portal_package(&p,
	    dais_view_package_new(loaded.snapshot->record, &loaded.source, p.language, p.arena));
	dais_page_close_public(&p);
	dais_snapshot_release(loaded.snapshot);
}

/* ---- meetings of some days ---- */

static bool
load_meetings(struct dais_page *p, const struct dais_index_meetings_query *q,
    dais_view_meeting_vec *ret, struct dais_err *err)
{
	dais_index_meeting_vec rows = { 0 };

	return dais_index_meetings(dais_house_store(p->site->house), q, p->arena, &rows, err) &&
	       dais_portal_meetings_view(p->site, &rows, p->language, p->arena, ret, err);
}

/* The newest first, but meetings held together in their own order: "WG.3, WG.2" on every page. */
static void
turn_those_together(dais_view_meeting_vec *past)
{
	for (size_t from = 0, to; from < past->n; from = to) {
		to = from + 1;
		while (to < past->n && dais_portal_are_together(&past->v[from], &past->v[to]))
			to++;
		for (size_t i = from, j = to - 1; i < j; i++, j--) {
			struct dais_view_meeting m = past->v[i];

			past->v[i] = past->v[j];
			past->v[j] = m;
		}
	}
}

bool
dais_portal_coming_and_past(struct dais_page *p, struct dais_str body, size_t max,
    dais_view_meeting_vec *coming, dais_view_meeting_vec *past, struct dais_err *err)
{
	struct dais_date today = dais_house_today(p->site->house);
	struct dais_index_meetings_query next = { .body = body, .from = today, .max = max };
	struct dais_index_meetings_query before = {
		.body = body, .to = dais_date_add(today, -1), .newest_first = true, .max = max
	};
	dais_view_meeting_vec touched = { 0 };

	if (!load_meetings(p, &next, coming, err) || !load_meetings(p, &before, &touched, err))
		return false;
	/* What began before today and goes on is coming, not past. */
	for (size_t i = 0; i < touched.n; i++)
		if (dais_date_cmp(touched.v[i].closes, today) < 0)
			dais_vec_push(p->arena, past, touched.v[i]);
	turn_those_together(past);
	return true;
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
add_news(
    struct dais_page *p, struct dais_view_home *v, struct dais_str package, struct dais_err *err)
{
	const struct dais_view_package *view;

	if (!dais_portal_load_news(p->site, package, p->language, p->arena, &view, err))
		return false;
	for (size_t i = 0; i < view->releases.n && i < 3; i++)
		dais_vec_push(p->arena, &v->news,
		    ((struct dais_view_new){ package, view, &view->releases.v[i] }));
	return true;
}

/* What was released last, of whichever meeting. */
static bool
load_news(struct dais_page *p, struct dais_view_home *v, struct dais_err *err)
{
	static const dais_store_strs of_all;
	dais_index_released_vec last = { 0 };

	if (!dais_index_released(
		dais_house_store(p->site->house), &of_all, HOME_NEWS, p->arena, &last, err))
		return false;
	for (size_t i = 0; i < last.n; i++)
		if (!add_news(p, v, last.v[i].package, err))
			return false;
	if (v->news.n)
		qsort(v->news.v, v->news.n, sizeof(*v->news.v), newest_first);
	if (v->news.n > HOME_NEWS)
		v->news.n = HOME_NEWS;
	return true;
}

#define HOME_BODIES ((size_t)60)

/* All bodies of a few; else the topmost. */
static bool
load_home_bodies(
    struct dais_page *p, struct dais_view_home *v, dais_index_body_vec *ret, struct dais_err *err)
{
	struct dais_store *store = dais_house_store(p->site->house);
	struct dais_index_bodies_query q = { .max = HOME_BODIES };
	size_t n;

	if (!dais_index_bodies_count(store, HOME_BODIES + 1, &n, err))
		return false;
	v->more_bodies = n > HOME_BODIES;
	q.of = v->more_bodies ? DAIS_INDEX_BODIES_TOP : DAIS_INDEX_BODIES_ALL;
	v->bodies = ret;
	return dais_index_bodies(store, &q, p->arena, ret, err);
}

static bool
load_home(
    struct dais_page *p, struct dais_view_home *v, dais_index_body_vec *rows, struct dais_err *err)
{
	dais_view_meeting_vec coming = { 0 };

	if (!load_home_bodies(p, v, rows, err) ||
	    !dais_portal_coming_and_past(p, DAIS_STR_NONE, HOME_MEETINGS, &coming, &v->past, err))
		return false;
	for (size_t i = 0; i < coming.n; i++)
		dais_vec_push(p->arena,
		    dais_date_cmp(coming.v[i].opens.date, v->today) <= 0 ? &v->now : &v->next,
		    coming.v[i]);
	return load_news(p, v, err);
}

static void
home(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	dais_index_body_vec rows = { 0 };
	struct dais_view_home v = { 0 };
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

/* No link leads on to years without meetings: programs would follow them to the last. */
static bool
find_years(struct dais_page *p, struct dais_view_calendar *v, struct dais_err *err)
{
	static const struct dais_date none;
	struct dais_date before, after;

	if (!find_nearest(p, none, (struct dais_date){ v->year - 1, 12, 31 }, &before, err) ||
	    !find_nearest(p, (struct dais_date){ v->year + 1, 1, 1 }, none, &after, err))
		return false;
	v->year_before = before.year;
	/* It may have opened before that year. */
	v->year_after = after.year && after.year <= v->year ? v->year + 1 : after.year;
	return true;
}

static bool
find_around(struct dais_page *p, const struct dais_index_meetings_query *q,
    struct dais_view_calendar *v, struct dais_err *err)
{
	static const struct dais_date none;

	return find_months(p, v, err) && find_years(p, v, err) &&
	       (v->meetings.n ||
		   (find_nearest(p, none, dais_date_add(q->from, -1), &v->before, err) &&
		       find_nearest(p, dais_date_add(q->to, 1), none, &v->after, err)));
}

static void
calendar(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_view_calendar v = { .year = 0 };
	struct dais_index_meetings_query q = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_page_begin(ctx, x, &p))
		return;
	v.today = dais_house_today(p.site->house);
	v.year = (int)dais_portal_number(x, "year", 9998);
	v.month = v.year ? (int)dais_portal_number(x, "month", 12) : 0;
	v.year = v.year ? v.year : v.today.year;
	v.at_ms = dais_house_now_ms(p.site->house);
	v.version = p.site->told;
	q.from = (struct dais_date){ v.year, v.month ? v.month : 1, 1 };
	q.to = (struct dais_date){ v.month ? v.year : v.year + 1, v.month ? v.month + 1 : 1, 1 };
	if (v.month == 12)
		q.to = (struct dais_date){ v.year + 1, 1, 1 };
	q.to = dais_date_add(q.to, -1);
	q.skip = v.month ? 0 : dais_portal_number(x, "skip", DAIS_PORTAL_SKIP_MAX);
	q.max = v.month ? MONTH_MAX : CALENDAR_MAX + 1;
	if (!load_meetings(&p, &q, &v.meetings, &err) || !find_around(&p, &q, &v, &err)) {
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
	{ DAIS_HTTP_GET, "/{language}/bodies", dais_portal_handle_bodies, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/bodies/{body}", dais_portal_handle_body, 0, 0 },
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
