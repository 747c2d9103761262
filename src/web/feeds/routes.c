/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Feeds, what search engines and browsers ask for, and the stream of live events.
 */
#include "web/feeds/feed.h"
#include "web/portal/load.h"

#define TOPICS_MAX 8
#define ADDRESSES_MAX 50000 /* of one sitemap: sitemaps.org */

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
sitemap(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_arena *a = dais_http_arena(x);
	struct dais_store *store = dais_house_store(site->house);
	struct dais_index_meetings_query meetings = { .newest_first = true, .max = 2000 };
	struct dais_index_documents_query documents = { .max = 6000 };
	dais_index_body_vec bodies = { 0 };
	dais_index_meeting_vec m = { 0 };
	dais_index_document_vec d = { 0 };
	struct dais_map seen;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_xml w;
	size_t n = 0;
	DAIS_BUF_AUTO out;

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_map_init(&seen, a);
	if (!dais_index_bodies(store, a, &bodies, &err) ||
	    !dais_index_meetings(store, &meetings, a, &m, &err) ||
	    !dais_index_documents(store, &documents, a, &d, &err)) {
		dais_http_problem(x, dais_http_status_of(&err), &err);
		return;
	}
	dais_xml_begin(&w, &out, DAIS_XML_MODE_XML);
	dais_xml_open(&w, "urlset");
	dais_xml_attr_c(&w, "xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
	dais_xml_newline(&w);
	page_entry(&w, site, a, DAIS_STR_NONE, &n);
	page_entry(&w, site, a, DAIS_STR("/bodies"), &n);
	page_entry(&w, site, a, DAIS_STR("/calendar"), &n);
	for (size_t i = 0; i < m.n; i++)
		if (dais_map_add(&seen, m.v[i].package, i))
			page_entry(&w, site, a,
			    dais_arena_concat(a, DAIS_STR("/meetings/"), m.v[i].package), &n);
	for (size_t i = 0; i < bodies.n; i++)
		page_entry(&w, site, a, dais_view_body_path(bodies.v[i].key, a), &n);
	for (size_t i = 0; i < d.n; i++)
		if (d.v[i].symbols.n)
			page_entry(&w, site, a, dais_view_symbol_path(d.v[i].symbols.v[0], a), &n);
	dais_xml_close(&w);
	dais_xml_finish(&w);
	dais_http_keep(x);
	dais_http_reply(x, 200, "application/xml; charset=utf-8", dais_buf_str(&out));
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
