/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The two pages: the timetable in force, and a proposal of the planner.
 */
#include "text/text.h"
#include "web/timetable/timetable_priv.h"
#include "write/timetable/say.h"

/* Sentences of checker and planner are in English. */
static void
write_english(struct dais_page *p, const char *element, struct dais_str words)
{
	dais_page_element(p, element, NULL);
	dais_xml_attr_c(&p->xml, "lang", "en");
	dais_xml_attr_c(&p->xml, "dir", "ltr");
	dais_xml_text(&p->xml, words);
	dais_page_end(p);
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
			write_english(p, "li", v->verdict->breaches.v[i].words);
	dais_page_end(p);
}

void
timetable_write_verdict(struct dais_page *p, const struct timetable_view *v)
{
	bool sound = v->verdict->judged && count_breaches(v, true) == 0;

	dais_page_element(p, "div", sound ? "note good" : "note bad");
	if (!v->verdict->judged) {
		dais_page_say_in(p, "p", NULL, DAIS_SAY_TIMETABLE_NOT_JUDGED);
		write_english(p, "p", v->verdict->why);
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
static void
load(struct dais_page *p, bool script)
{
	dais_xml_open(&p->xml, "link");
	dais_xml_attr_c(&p->xml, "rel", "stylesheet");
	dais_xml_attr(&p->xml, "href", dais_asset_path(p->arena, "timetable.css"));
	dais_xml_close(&p->xml);
	if (!script)
		return;
	dais_xml_open(&p->xml, "script");
	dais_xml_attr(&p->xml, "src", dais_asset_path(p->arena, "timetable.js"));
	dais_xml_attr_c(&p->xml, "defer", "defer");
	dais_xml_close(&p->xml);
}

void
timetable_write(struct dais_page *p, const struct timetable_view *v)
{
	load(p, v->may_edit);
	dais_page_say_in(p, "h1", NULL, DAIS_SAY_TIMETABLE_TITLE);
	if (v->may_edit)
		dais_page_say_in(p, "p", "lead", DAIS_SAY_TIMETABLE_LEAD);
	timetable_write_verdict(p, v);
	if (v->chosen != DAIS_NONE && v->may_edit)
		timetable_write_sitting(p, v);
	timetable_write_grid(p, v);
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

static void
write_changes(struct dais_page *p, const struct timetable_view *v)
{
	dais_timetable_change_vec changes = { 0 };

	dais_timetable_compare(
	    v->record, &v->in_force->sittings, &v->record->sittings, p->arena, &changes);
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_TIMETABLE_CHANGES);
	if (changes.n == 0) {
		dais_page_say_in(p, "p", NULL, DAIS_SAY_TIMETABLE_NO_CHANGES);
		return;
	}
	dais_page_element(p, "ul", NULL);
	for (size_t i = 0; i < changes.n; i++) {
		dais_page_element(p, "li", NULL);
		dais_xml_text(
		    &p->xml, dais_timetable_say(v->record, p->language, &changes.v[i], p->arena));
		dais_page_end(p);
	}
	dais_page_end(p);
}

static void
write_words(struct dais_page *p, const dais_store_strs *words, enum dais_say title)
{
	if (words->n == 0)
		return;
	dais_page_say_in(p, "h2", NULL, title);
	dais_page_element(p, "ul", NULL);
	for (size_t i = 0; i < words->n; i++)
		write_english(p, "li", words->v[i]);
	dais_page_end(p);
}

static void
write_back(struct dais_page *p, const struct timetable_view *v)
{
	dais_page_element(p, "p", NULL);
	dais_page_link(p, timetable_path(p, v->package), NULL);
	dais_page_put(p, DAIS_SAY_TIMETABLE_BACK);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

void
timetable_write_proposal(struct dais_page *p, const struct timetable_view *v)
{
	load(p, false);
	dais_page_say_in(p, "h1", NULL, DAIS_SAY_TIMETABLE_PROPOSAL);
	if (!v->proposal->planned) {
		dais_page_say_in(p, "p", "note bad",
		    v->proposal->proven ? DAIS_SAY_TIMETABLE_NO_PLAN
					: DAIS_SAY_TIMETABLE_NO_ANSWER);
		write_words(p, &v->proposal->words, DAIS_SAY_TIMETABLE_WHY);
		write_back(p, v);
		return;
	}
	dais_page_say_in(p, "p", "note good",
	    v->proposal->proven ? DAIS_SAY_TIMETABLE_PROVEN : DAIS_SAY_TIMETABLE_NOT_PROVEN);
	timetable_form(p, v);
	timetable_button(p, "take", NULL, DAIS_SAY_TIMETABLE_TAKE);
	timetable_button(p, "forget", "quiet", DAIS_SAY_TIMETABLE_FORGET);
	timetable_form_end(p);
	write_changes(p, v);
	timetable_write_grid(p, v);
	write_words(p, &v->proposal->words, DAIS_SAY_TIMETABLE_WHY);
	write_back(p, v);
}
