/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The first page: what meets now and next, what is new, who meets here.
 */
#include "web/portal/parts.h"

#define SENTENCES_MAX 3

static void
meetings(struct dais_page *p, const char *id, enum dais_say heading, const dais_view_meeting_vec *v,
    enum dais_say none)
{
	dais_part_open(p, id, heading);
	if (v->n)
		dais_portal_meetings(p, v, true);
	else
		dais_page_say_in(p, "p", "soft", none);
	dais_page_end(p);
}

static void
news_entry(struct dais_page *p, const struct dais_view_new *v)
{
	const struct dais_view_release *r = v->release;

	dais_xml_open(&p->xml, "li");
	dais_xml_open(&p->xml, "h3");
	dais_page_link(p,
	    dais_arena_printf(p->arena, "/%s/meetings/%.*s#changes", dais_lang_code(p->language),
		DAIS_STR_ARG(v->package)),
	    NULL);
	dais_portal_title(p, v->view);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_element(p, "p", "soft");
	dais_xml_text(&p->xml, dais_page_say_with(p, DAIS_SAY_PORTAL_RELEASE, "number",
				   dais_arena_printf(p->arena, "%u", r->number)));
	dais_xml_text_c(&p->xml, " · ");
	dais_page_instant(p, r->at_ms);
	dais_page_end(p);
	if (r->news.n) {
		dais_xml_open(&p->xml, "ul");
		for (size_t i = 0; i < r->news.n && i < SENTENCES_MAX; i++)
			dais_xml_elem(&p->xml, "li", r->news.v[i]);
		if (r->news.n > SENTENCES_MAX)
			dais_xml_elem(&p->xml, "li", DAIS_STR("…"));
		dais_page_end(p);
	}
	dais_page_end(p);
}

static void
news(struct dais_page *p, const struct dais_view_home *v)
{
	dais_part_open(p, "new", DAIS_SAY_PORTAL_NEW);
	if (!v->news.n)
		dais_page_say_in(p, "p", "soft", DAIS_SAY_PORTAL_NONE_NEW);
	else {
		dais_page_element(p, "ul", "entries");
		dais_xml_newline(&p->xml);
		for (size_t i = 0; i < v->news.n; i++)
			news_entry(p, &v->news.v[i]);
		dais_page_end(p);
	}
	dais_page_end(p);
}

void
dais_portal_home(struct dais_page *p, const struct dais_view_home *v)
{
	static const struct dais_str topics[] = { DAIS_STR_INIT("public") };
	struct dais_str name = p->site->name ? dais_str_from(p->site->name)
					     : dais_page_say(p, DAIS_SAY_COMMON_SITE_NAME);
	struct dais_page_head head = { .title = name,
		.path = DAIS_STR_NONE,
		.section = "home",
		.topics = topics,
		.n_topics = 1,
		.version = v->version,
		.feed = dais_page_path(p, DAIS_STR("/news.atom")),
		.at_ms = v->at_ms };

	dais_page_open(p, &head);
	dais_page_element(p, "p", "kicker");
	dais_xml_text(&p->xml, dais_text_day(p->arena, p->language, v->today));
	dais_page_end(p);
	dais_xml_elem(&p->xml, "h1", name);
	dais_xml_newline(&p->xml);
	dais_portal_search_open(p, DAIS_STR_NONE, NULL);
	dais_portal_search_close(p);
	dais_page_element(p, "div", "columns");
	dais_page_element(p, "div", NULL);
	if (v->now.n)
		meetings(p, "now", DAIS_SAY_PORTAL_NOW, &v->now, DAIS_SAY_PORTAL_NONE_NOW);
	meetings(p, "next", DAIS_SAY_PORTAL_NEXT, &v->next, DAIS_SAY_PORTAL_NONE_NEXT);
	news(p, v);
	if (v->past.n)
		meetings(
		    p, "earlier", DAIS_SAY_PORTAL_EARLIER, &v->past, DAIS_SAY_PORTAL_NONE_NEXT);
	dais_page_end(p);
	dais_page_element(p, "div", NULL);
	dais_part_open(p, "bodies", DAIS_SAY_COMMON_BODIES);
	dais_portal_top_bodies(p, v->bodies, v->more_bodies);
	dais_page_end(p);
	dais_part_open(p, "subscribe", DAIS_SAY_PORTAL_SUBSCRIBE);
	dais_page_element(p, "ul", "plain");
	dais_xml_open(&p->xml, "li");
	dais_page_link(p, dais_page_path(p, DAIS_STR("/news.atom")), NULL);
	dais_page_put(p, DAIS_SAY_PORTAL_FEED_ATOM);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_xml_open(&p->xml, "li");
	dais_page_link(p, dais_page_path(p, DAIS_STR("/calendar.ics")), NULL);
	dais_page_put(p, DAIS_SAY_PORTAL_FEED_CALENDAR);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
}
