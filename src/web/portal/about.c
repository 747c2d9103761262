/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * About the site: what it shows, for whom it is made, how to subscribe.
 */
#include "web/portal/parts.h"

static void
address(struct dais_page *p, struct dais_str path)
{
	dais_xml_open(&p->xml, "p");
	dais_page_link(p, path, NULL);
	dais_page_symbol(p, dais_arena_printf(p->arena, "%s%.*s",
				p->site->address ? p->site->address : "", DAIS_STR_ARG(path)));
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

void
dais_portal_about(struct dais_page *p)
{
	struct dais_page_head head = { .title = dais_page_say(p, DAIS_SAY_COMMON_ABOUT),
		.path = DAIS_STR("/about"),
		.section = "about" };

	dais_page_open(p, &head);
	dais_page_say_in(p, "h1", NULL, DAIS_SAY_COMMON_ABOUT);
	dais_page_element(p, "div", "prose");
	dais_page_say_in(p, "p", NULL, DAIS_SAY_PORTAL_ABOUT_LEAD);
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_PORTAL_ABOUT_RELEASES);
	dais_page_say_in(p, "p", NULL, DAIS_SAY_PORTAL_ABOUT_RELEASES_TEXT);
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_PORTAL_ABOUT_ACCESS);
	dais_page_say_in(p, "p", NULL, DAIS_SAY_PORTAL_ABOUT_ACCESS_TEXT);
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_PORTAL_ABOUT_FEEDS);
	dais_page_say_in(p, "p", NULL, DAIS_SAY_PORTAL_ABOUT_FEEDS_TEXT);
	address(p, dais_page_path(p, DAIS_STR("/news.atom")));
	address(p, dais_page_path(p, DAIS_STR("/calendar.ics")));
	dais_page_say_in(p, "p", NULL, DAIS_SAY_PORTAL_ABOUT_FILTER_TEXT);
	dais_xml_open(&p->xml, "p");
	dais_page_symbol(p,
	    dais_arena_printf(p->arena, "%s/%s/calendar.ics?body=CTOC/COP/WG.2&body=CTOC/COP/WG.3",
		p->site->address ? p->site->address : "", dais_lang_code(p->language)));
	dais_page_end(p);
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_PORTAL_ABOUT_PROGRAMS);
	dais_page_say_in(p, "p", NULL, DAIS_SAY_PORTAL_ABOUT_PROGRAMS_TEXT);
	address(p, DAIS_STR("/api/v1/openapi.json"));
	dais_page_end(p);
}
