/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The timetable in force, and what all pages of timetables have in common.
 */
#include "text/text.h"
#include "web/desk/desk.h"
#include "web/timetable/timetable_priv.h"

void
timetable_write_words(struct dais_page *p, const char *element, struct dais_str words)
{
	dais_page_element(p, element, NULL);
	dais_xml_text(&p->xml, words);
	dais_page_end(p);
}

/* A breach is worded to stand within a sentence, too; here it is one. */
static void
write_breach(struct dais_page *p, const char *element, const struct dais_arrange_breach *b)
{
	timetable_write_words(p, element, dais_text_capitalise(p->arena, p->language, b->words));
}

static size_t
count_breaches(const struct timetable_view *v, bool hard)
{
	size_t n = 0;

	for (size_t i = 0; i < v->verdict->breaches.n; i++)
		n += v->verdict->breaches.v[i].hard == hard;
	return n;
}

static void
write_breaches(struct dais_page *p, const struct timetable_view *v, bool hard)
{
	dais_page_element(p, "ul", NULL);
	for (size_t i = 0; i < v->verdict->breaches.n; i++)
		if (v->verdict->breaches.v[i].hard == hard)
			write_breach(p, "li", &v->verdict->breaches.v[i]);
	dais_page_end(p);
}

void
timetable_write_breaches_of(struct dais_page *p, const struct timetable_view *v, size_t sitting)
{
	bool any = false;

	for (size_t i = 0; i < v->verdict->breaches.n; i++) {
		const struct dais_arrange_breach *b = &v->verdict->breaches.v[i];
		bool in = false;

		for (size_t k = 0; k < b->sittings.n; k++)
			in = in || b->sittings.v[k] == sitting;
		if (!in)
			continue;
		if (!any)
			dais_page_element(p, "ul", "remarks");
		any = true;
		dais_page_element(p, "li", b->hard ? "remark error" : "remark");
		write_breach(p, "span", b);
		dais_page_end(p);
	}
	if (any)
		dais_page_end(p);
}

void
timetable_write_verdict(struct dais_page *p, const struct timetable_view *v)
{
	bool sound = v->verdict->judged && count_breaches(v, true) == 0;

	if (v->record->sittings.n == 0) {
		dais_page_say_in(p, "p", "note", DAIS_SAY_TIMETABLE_NO_SITTINGS);
		return;
	}
	dais_page_element(p, "div", sound ? "note good" : "note bad");
	if (!v->verdict->judged) {
		dais_page_say_in(p, "p", NULL, DAIS_SAY_TIMETABLE_NOT_JUDGED);
		timetable_write_words(p, "p", v->verdict->why);
	} else if (sound) {
		dais_page_say_in(p, "p", NULL, DAIS_SAY_TIMETABLE_SOUND);
	} else {
		dais_page_say_in(p, "p", NULL, DAIS_SAY_TIMETABLE_BREACHES);
		write_breaches(p, v, true);
	}
	dais_page_end(p);
	if (count_breaches(v, false)) {
		dais_page_element(p, "details", "panel");
		dais_page_say_in(p, "summary", NULL, DAIS_SAY_TIMETABLE_DEPARTURES);
		write_breaches(p, v, false);
		dais_page_end(p);
	}
}

/* Style and script of these pages only; both may stand in the body (WHATWG HTML, 4.2.4, "body-ok").
 */
void
timetable_load(struct dais_page *p, bool script)
{
	dais_xml_open(&p->xml, "link");
	dais_xml_attr_c(&p->xml, "rel", "stylesheet");
	dais_xml_attr(&p->xml, "href", dais_asset_path(p->arena, "timetable.css"));
	dais_xml_close(&p->xml);
	if (script) {
		dais_page_script(p, "drag.js");
		dais_page_script(p, "timetable.js");
	}
}

/* What can be done first: without sittings there is nothing to choose or to drag. */
static void
write_lead(struct dais_page *p, const struct timetable_view *v)
{
	if (v->record->sittings.n)
		dais_page_say_in(p, "p", "lead tt-wide", DAIS_SAY_TIMETABLE_LEAD);
	else
		dais_page_say_in(p, "p", "lead", DAIS_SAY_TIMETABLE_NO_SITTINGS_LEAD);
}

void
timetable_write(struct dais_page *p, const struct timetable_view *v)
{
	timetable_load(p, v->may_edit);
	dais_page_say_in(p, "h1", NULL, DAIS_SAY_TIMETABLE_TITLE);
	if (v->may_edit)
		write_lead(p, v);
	timetable_write_verdict(p, v);
	if (v->chosen != DAIS_NONE && v->may_edit)
		timetable_write_sitting(p, v);
	dais_page_element(p, "div", "tt-wide");
	timetable_write_grid(p, v);
	dais_page_end(p);
	timetable_write_day(p, v);
	dais_page_element(p, "p", NULL);
	dais_page_link(p,
	    dais_arena_concat(p->arena, timetable_path(p, v->package), DAIS_STR("/format")), NULL);
	dais_page_put(p, DAIS_SAY_TIMETABLE_FORMAT_LINK);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	if (!v->may_edit)
		return;
	/* What dragging fills in and sends; without scripts nobody sees it. */
	dais_xml_open(&p->xml, "div");
	dais_xml_attr_c(&p->xml, "hidden", "hidden");
	dais_xml_attr_c(&p->xml, "id", "drag");
	dais_xml_attr(&p->xml, "data-ok", dais_page_say(p, DAIS_SAY_TIMETABLE_DROP_OK));
	timetable_form(p, v);
	dais_page_hidden(p, "sitting", DAIS_STR_NONE);
	dais_page_hidden(p, "time", DAIS_STR_NONE);
	dais_page_hidden(p, "do", DAIS_STR("move"));
	timetable_form_end(p);
	dais_page_end(p);
	dais_page_element(p, "p", "tt-live");
	dais_xml_attr_c(&p->xml, "id", "tt-live");
	dais_xml_attr_c(&p->xml, "aria-live", "polite");
	dais_page_end(p);
	timetable_write_plan(p, v);
	timetable_write_add(p, v);
}

void
timetable_write_back(struct dais_page *p, const struct timetable_view *v)
{
	dais_page_element(p, "p", NULL);
	dais_page_link(p, timetable_path(p, v->package), NULL);
	dais_page_put(p, DAIS_SAY_TIMETABLE_BACK);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}
