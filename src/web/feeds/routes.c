/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Feeds, what browsers ask for, and the stream of live events.
 */
#include "web/feeds/feed.h"

#define TOPICS_MAX 8

static struct dais_str
site_name(const struct dais_page *p)
{
	return p->site->name ? dais_str_from(p->site->name)
			     : dais_page_say(p, DAIS_SAY_COMMON_SITE_NAME);
}

/* OpenSearch 1.1 description document. */
static void
open_search(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_xml w;
	DAIS_BUF_AUTO out = { 0 };
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
	uint64_t seen;
	bool has_all = dais_http_last_seen(x, &seen);
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
	for (size_t i = 0; has_all && i < n; i++)
		has_all = dais_site_has_all(ctx, topics[i], seen);
	dais_http_stream(x, topics, n, has_all);
}

const struct dais_http_route dais_routes_feeds[] = {
	{ DAIS_HTTP_GET, "/robots.txt", dais_feed_handle_robots, 0, 0 },
	{ DAIS_HTTP_GET, "/sitemap.xml", dais_feed_handle_maps, 0, 0 },
	{ DAIS_HTTP_GET, "/sitemaps/{name}", dais_feed_handle_map, 0, 4 },
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
