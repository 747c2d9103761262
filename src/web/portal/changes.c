/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What changed: since a release that the reader names, and release by release.
 */
#include "service/house/silences.h"
#include "text/say.h"
#include "text/text.h"
#include "web/portal/parts.h"

static struct dais_str
number(struct dais_page *p, unsigned n)
{
	return dais_arena_printf(p->arena, "%u", n);
}

static void
sentences(struct dais_page *p, const struct dais_str *v, size_t n)
{
	dais_xml_open(&p->xml, "ul");
	dais_xml_newline(&p->xml);
	for (size_t i = 0; i < n; i++) {
		dais_xml_elem(&p->xml, "li", v[i]);
		dais_xml_newline(&p->xml);
	}
	dais_page_end(p);
}

/* Instead of the words that nothing has changed: what the public is still asked about. */
static void
nothing(struct dais_page *p, const struct dais_view_package *v)
{
	bool any = false;

	for (size_t i = 0; i < v->silences.n; i++) {
		const struct dais_view_silence *s = &v->silences.v[i];

		if (s->broken || s->withdrawn || dais_date_is_set(s->approved))
			continue;
		const struct dais_say_value values[] = {
			{ "object", dais_silence_object(s->object, p->language, p->arena) },
			{ "time", dais_text_opening(p->arena, p->language, s->closes) },
			{ "zone", s->zone },
		};

		any = true;
		dais_page_element(p, "p", NULL);
		dais_page_link(p, DAIS_STR("#silences"), NULL);
		dais_xml_text(&p->xml,
		    dais_say_fill(p->arena, p->language, DAIS_SAY_PORTAL_SILENCE_OPEN, values, 3));
		dais_xml_close(&p->xml);
		dais_page_end(p);
	}
	if (!any)
		dais_page_say_in(p, "p", NULL, DAIS_SAY_PORTAL_NONE_CHANGES);
}

static void
since(struct dais_page *p, const struct dais_view_package *v)
{
	if (!v->since)
		return;
	dais_page_element(p, "div", "note");
	dais_xml_attr_c(&p->xml, "id", "since");
	dais_xml_open(&p->xml, "h3");
	dais_xml_text(&p->xml,
	    dais_page_say_with(p, DAIS_SAY_PORTAL_CHANGES_SINCE, "number", number(p, v->since)));
	dais_page_end(p);
	if (v->since_news.n)
		sentences(p, v->since_news.v, v->since_news.n);
	else
		nothing(p, v);
	dais_page_end(p);
}

static void
release(struct dais_page *p, const struct dais_view_package *v, const struct dais_view_release *r)
{
	dais_xml_open(&p->xml, "li");
	dais_xml_open(&p->xml, "h3");
	dais_xml_text(&p->xml,
	    dais_page_say_with(p, DAIS_SAY_PORTAL_RELEASE, "number", number(p, r->number)));
	dais_page_end(p);
	dais_page_element(p, "p", "soft");
	dais_page_instant(p, r->at_ms);
	dais_page_end(p);
	if (r->note.n)
		dais_xml_elem(&p->xml, "p", r->note);
	if (r->news.n)
		sentences(p, r->news.v, r->news.n);
	else if (r->number == 1)
		dais_page_say_in(p, "p", NULL, DAIS_SAY_PORTAL_FIRST_RELEASE);
	else if (r->number == v->release)
		nothing(p, v);
	else
		dais_page_say_in(p, "p", NULL, DAIS_SAY_PORTAL_NONE_CHANGES);
	if (r->number < v->release) {
		dais_page_element(p, "p", "noprint");
		dais_page_link(p, dais_arena_printf(p->arena, "?since=%u#since", r->number), NULL);
		dais_xml_text(&p->xml, dais_page_say_with(p, DAIS_SAY_PORTAL_CHANGES_SINCE,
					   "number", number(p, r->number)));
		dais_xml_close(&p->xml);
		dais_page_end(p);
	}
	dais_page_end(p);
}

void
dais_portal_changes(struct dais_page *p, const struct dais_view_package *v)
{
	if (!v->releases.n && !v->since)
		return;
	dais_part_open(p, "changes", DAIS_SAY_PORTAL_CHANGES);
	since(p, v);
	dais_page_element(p, "ol", "entries");
	dais_xml_newline(&p->xml);
	for (size_t i = 0; i < v->releases.n; i++)
		release(p, v, &v->releases.v[i]);
	dais_page_end(p);
	dais_page_end(p);
}
