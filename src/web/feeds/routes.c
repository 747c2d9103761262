/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Feeds, what search engines and browsers ask for, and the stream of live events.
 */
#include "web/feeds/feed.h"
#include "web/portal/load.h"

#define TOPICS_MAX 8
#define ADDRESSES_MAX 50000 /* of one sitemap: sitemaps.org */
#define MONTHS_MAX 12000

static struct dais_str
site_name(const struct dais_page *p)
{
	return p->site->name ? dais_str_from(p->site->name)
			     : dais_page_say(p, DAIS_SAY_COMMON_SITE_NAME);
}

static void
robots(struct dais_http_exchange *x, void *ctx)
{
	const struct dais_site *site = ctx;

	dais_http_keep(x);
	dais_http_reply(x, 200, "text/plain; charset=utf-8",
	    dais_arena_printf(dais_http_arena(x),
		"User-agent: *\nDisallow: /api/\nDisallow: /live\nDisallow: /*/search?\n"
		"Disallow: /*/desk\nDisallow: /*/sign-in\nSitemap: %s/sitemap.xml\n",
		site->address ? site->address : ""));
}

/* OpenSearch 1.1 description document. */
static void
open_search(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_xml w;
	DAIS_BUF_AUTO out;
	struct dais_str name;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!dais_page_begin(ctx, x, &p))
		return;
	name = site_name(&p);
	dais_xml_begin(&w, &out, DAIS_XML_MODE_XML);
	dais_xml_open(&w, "OpenSearchDescription");
	dais_xml_attr_c(&w, "xmlns", "http://a9.com/-/spec/opensearch/1.1/");
	/* At most 16 characters (OpenSearch 1.1, 4.2). */
	dais_xml_elem(&w, "ShortName",
	    dais_str_count(name) <= 16 ? name : dais_page_say(&p, DAIS_SAY_COMMON_SEARCH));
	dais_xml_elem(&w, "Description", name);
	dais_xml_elem(&w, "Language", dais_str_from(dais_lang_code(p.language)));
	dais_xml_elem(&w, "InputEncoding", DAIS_STR("UTF-8"));
	dais_xml_open(&w, "Url");
	dais_xml_attr_c(&w, "type", "text/html");
	dais_xml_attr(&w, "template",
	    dais_arena_printf(p.arena, "%s/%s/search?q={searchTerms}",
		p.site->address ? p.site->address : "", dais_lang_code(p.language)));
	dais_xml_close(&w);
	dais_xml_open(&w, "Url");
	dais_xml_attr_c(&w, "type", "application/x-suggestions+json");
	dais_xml_attr(&w, "template",
	    dais_arena_printf(p.arena, "%s/%s/search/suggestions?q={searchTerms}",
		p.site->address ? p.site->address : "", dais_lang_code(p.language)));
	dais_xml_close(&w);
	dais_xml_close(&w);
	dais_xml_finish(&w);
	dais_http_keep(x);
	dais_http_reply(
	    x, 200, "application/opensearchdescription+xml; charset=utf-8", dais_buf_str(&out));
}

/* ---- sitemap ---- */

/* The page at @path in six languages, each naming the others. */
static void
page_entry(struct dais_xml *w, const struct dais_site *site, struct dais_arena *a,
    struct dais_str path, size_t *n)
{
	const char *host = site->address ? site->address : "";

	for (int l = 0; l < DAIS_LANG_COUNT && *n < ADDRESSES_MAX; l++, (*n)++) {
		dais_xml_open(w, "url");
		dais_xml_elem(w, "loc",
		    dais_arena_printf(a, "%s/%s%.*s", host, dais_lang_code((enum dais_lang)l),
			DAIS_STR_ARG(path)));
		dais_xml_close(w);
		dais_xml_newline(w);
	}
}

static void
begin(struct dais_xml *w, struct dais_buf *out, const char *root)
{
	dais_xml_begin(w, out, DAIS_XML_MODE_XML);
	dais_xml_open(w, root);
	dais_xml_attr_c(w, "xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
	dais_xml_newline(w);
}

static void
answer(struct dais_http_exchange *x, struct dais_xml *w, const struct dais_buf *out)
{
	dais_xml_close(w);
	dais_xml_finish(w);
	dais_http_keep(x);
	dais_http_reply(x, 200, "application/xml; charset=utf-8", dais_buf_str(out));
}

static void
index_entry(struct dais_xml *w, struct dais_str path, struct dais_str changed)
{
	dais_xml_open(w, "sitemap");
	dais_xml_elem(w, "loc", path);
	if (changed.n)
		dais_xml_elem(w, "lastmod", changed);
	dais_xml_close(w);
	dais_xml_newline(w);
}

/* The day of an instant, in UTC; empty for what was there before it was noted. */
static struct dais_str
day_of(struct dais_arena *a, int64_t at_ms)
{
	return at_ms < 86400000 ? DAIS_STR_NONE
				: dais_date_print(a, dais_date_from_days(at_ms / 86400000));
}

/* The months in which documents are dated or meetings open, each with a map of its own: no map
 * grows with the record, and the list says which have changed. */
static void
sitemap(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_arena *a = dais_http_arena(x);
	const char *host = site->address ? site->address : "";
	static const struct dais_date any;
	dais_index_month_vec months = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_xml w;
	DAIS_BUF_AUTO out;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!dais_index_months(
		dais_house_store(site->house), any, any, MONTHS_MAX, a, &months, &err)) {
		dais_http_problem(x, dais_http_status_of(&err), &err);
		return;
	}
	begin(&w, &out, "sitemapindex");
	index_entry(&w, dais_arena_printf(a, "%s/sitemaps/pages.xml", host), DAIS_STR_NONE);
	for (size_t i = 0; i < months.n; i++)
		index_entry(&w,
		    dais_arena_printf(a, "%s/sitemaps/%04d-%02d.xml", host, months.v[i].first.year,
			months.v[i].first.month),
		    day_of(a, months.v[i].changed_ms));
	answer(x, &w, &out);
}

static bool
write_pages(
    struct dais_xml *w, const struct dais_site *site, struct dais_arena *a, struct dais_err *err)
{
	struct dais_index_bodies_query q = { .max = ADDRESSES_MAX / DAIS_LANG_COUNT };
	dais_index_body_vec bodies = { 0 };
	size_t n = 0;

	if (!dais_index_bodies(dais_house_store(site->house), &q, a, &bodies, err))
		return false;
	page_entry(w, site, a, DAIS_STR_NONE, &n);
	page_entry(w, site, a, DAIS_STR("/bodies"), &n);
	page_entry(w, site, a, DAIS_STR("/calendar"), &n);
	for (size_t i = 0; i < bodies.n; i++)
		page_entry(w, site, a, dais_view_body_path(bodies.v[i].key, a), &n);
	return true;
}

/* Meetings that open, and documents that are dated, from @from to @to; those without a date are
 * found through their meeting. */
static bool
write_period(struct dais_xml *w, const struct dais_site *site, struct dais_date from,
    struct dais_date to, struct dais_arena *a, struct dais_err *err)
{
	struct dais_store *store = dais_house_store(site->house);
	struct dais_index_meetings_query meetings = {
		.from = from, .to = to, .max = ADDRESSES_MAX / DAIS_LANG_COUNT
	};
	struct dais_index_documents_query documents = {
		.from = from, .to = to, .max = ADDRESSES_MAX / DAIS_LANG_COUNT
	};
	dais_index_meeting_vec m = { 0 };
	dais_index_document_vec d = { 0 };
	struct dais_map seen;
	size_t n = 0;

	dais_map_init(&seen, a);
	if (!dais_index_meetings(store, &meetings, a, &m, err) ||
	    !dais_index_documents(store, &documents, a, &d, err))
		return false;
	for (size_t i = 0; i < m.n; i++)
		if (dais_date_cmp(m.v[i].opens.date, from) >= 0 &&
		    dais_map_add(&seen, m.v[i].package, i))
			page_entry(w, site, a,
			    dais_arena_concat(a, DAIS_STR("/meetings/"), m.v[i].package), &n);
	for (size_t i = 0; i < d.n; i++)
		if (d.v[i].symbols.n)
			page_entry(w, site, a, dais_view_symbol_path(d.v[i].symbols.v[0], a), &n);
	return true;
}

/* "2022-05.xml" */
static bool
read_month(struct dais_str name, struct dais_arena *a, struct dais_date *from, struct dais_date *to)
{
	if (name.n != 11 || !dais_str_has_suffix(name, DAIS_STR(".xml")) ||
	    !dais_date_parse(dais_arena_concat(a, dais_str_sub(name, 0, 7), DAIS_STR("-01")), from))
		return false;
	*to =
	    dais_date_add(from->month == 12 ? (struct dais_date){ from->year + 1, 1, 1 }
					    : (struct dais_date){ from->year, from->month + 1, 1 },
		-1);
	return true;
}

static void
sitemap_part(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_arena *a = dais_http_arena(x);
	struct dais_str name = dais_http_param(x, "name");
	bool pages = dais_str_is(name, "pages.xml");
	struct dais_date from = { 0 }, to = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_xml w;
	DAIS_BUF_AUTO out;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!pages && !read_month(name, a, &from, &to)) {
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no such map");
		dais_http_problem(x, 404, &err);
		return;
	}
	begin(&w, &out, "urlset");
	if (pages ? write_pages(&w, site, a, &err) : write_period(&w, site, from, to, a, &err))
		answer(x, &w, &out);
	else
		dais_http_problem(x, dais_http_status_of(&err), &err);
}

/* ---- live ---- */

/* Whether @actor may hear of changes that are not released. */
static bool
may_hear(struct dais_site *site, struct dais_http_exchange *x, struct dais_str topic)
{
	struct dais_arena *a = dais_http_arena(x);
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_matter matter;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_str_has_prefix(topic, DAIS_STR("desk/")))
		return dais_str_is(topic, "public") ||
		       dais_str_has_prefix(topic, DAIS_STR("package/"));
	if (!dais_house_working(site->house, dais_str_sub(topic, 5, topic.n), &s, &err))
		return false;
	matter = dais_snapshot_matter(s, NULL, a);
	return dais_actor_may(dais_site_actor(site, x), DAIS_ACTION_READ_WORKING, &matter);
}

static void
live(struct dais_http_exchange *x, void *ctx)
{
	const dais_http_pairs *query = &dais_http_request(x)->query;
	struct dais_str topics[TOPICS_MAX];
	struct dais_err err = DAIS_ERR_INIT;
	size_t n = 0;

	for (size_t i = 0; i < query->n && n < TOPICS_MAX; i++) {
		if (!dais_str_is(query->v[i].name, "topic"))
			continue;
		if (!may_hear(ctx, x, query->v[i].value)) {
			(void)dais_err_set(&err, DAIS_ERR_DENIED, "this topic is not for everyone");
			dais_http_problem(x, 403, &err);
			return;
		}
		topics[n++] = query->v[i].value;
	}
	if (!n) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "no topic is named");
		dais_http_problem(x, 400, &err);
		return;
	}
	dais_http_stream(x, topics, n);
}

const struct dais_http_route dais_routes_feeds[] = {
	{ DAIS_HTTP_GET, "/robots.txt", robots, 0, 0 },
	{ DAIS_HTTP_GET, "/sitemap.xml", sitemap, 0, 0 },
	{ DAIS_HTTP_GET, "/sitemaps/{name}", sitemap_part, 0, 4 },
	{ DAIS_HTTP_GET, "/live", live, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/opensearch.xml", open_search, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/news.atom", dais_feed_handle_news, 0, 2 },
	{ DAIS_HTTP_GET, "/{language}/calendar.ics", dais_feed_handle_calendar, 0, 2 },
	{ DAIS_HTTP_GET, "/{language}/calendar/{token}", dais_feed_handle_own, 0, 5 },
	{ DAIS_HTTP_GET, "/{language}/meetings/{package}/news.atom", dais_feed_handle_package, 0,
	    0 },
	{ DAIS_HTTP_GET, "/{language}/meetings/{package}/work.ics", dais_feed_handle_work, 0, 0 },
	{ .pattern = NULL },
};
