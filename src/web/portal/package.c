/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The page of a meeting, or of several held together.
 */
#include "web/portal/parts.h"

#include "text/text.h"
#include "write/timetable/page.h"

/* ---- head ---- */

static bool
one_place(const struct dais_view_package *v)
{
	for (size_t i = 1; i < v->meetings.n; i++)
		if (dais_local_cmp(v->meetings.v[i].opens, v->meetings.v[0].opens) != 0 ||
		    !dais_date_eq(v->meetings.v[i].closes, v->meetings.v[0].closes) ||
		    !dais_str_eq(v->meetings.v[i].place.in[v->language],
			v->meetings.v[0].place.in[v->language]) ||
		    !dais_str_eq(v->meetings.v[i].status, v->meetings.v[0].status) ||
		    !dais_str_eq(v->meetings.v[i].modality, v->meetings.v[0].modality))
			return false;
	return true;
}

static void
heading(struct dais_page *p, const struct dais_view_package *v)
{
	dais_portal_above(p, v->above.v, v->above.n);
	dais_xml_open(&p->xml, "h1");
	for (size_t i = 0; i < v->meetings.n; i++) {
		const struct dais_view_meeting *m = &v->meetings.v[i];

		dais_page_element(p, "span", "gathering");
		dais_page_link(p, dais_page_path(p, m->body.path), NULL);
		dais_page_put_ml(p, &m->body.name);
		dais_xml_close(&p->xml);
		dais_xml_text_c(&p->xml, " ");
		dais_page_element(p, "span", "ordinal");
		dais_xml_text(&p->xml, m->gathering);
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	dais_page_end(p);
}

static void
status_note(struct dais_page *p, const struct dais_view_package *v)
{
	for (size_t i = 0; i < v->meetings.n; i++) {
		const struct dais_view_meeting *m = &v->meetings.v[i];
		bool cancelled = dais_str_is(m->status, "cancelled");

		if (!cancelled && !dais_str_is(m->status, "postponed"))
			continue;
		dais_page_element(p, "p", "note bad");
		if (!one_place(v)) {
			dais_page_put_ml(p, &m->body.name);
			dais_xml_text_c(&p->xml, " – ");
		}
		dais_page_element(p, "strong", NULL);
		dais_page_put(
		    p, cancelled ? DAIS_SAY_PORTAL_CANCELLED_TEXT : DAIS_SAY_PORTAL_POSTPONED_TEXT);
		dais_xml_close(&p->xml);
		dais_page_end(p);
		if (one_place(v))
			return;
	}
}

static void
format_note(struct dais_page *p, const struct dais_view_package *v)
{
	if (!v->format_notice.n)
		return;
	dais_page_element(p, "div", "note");
	for (size_t i = 0; i < v->format_notice.n; i++) {
		dais_page_element(p, "p", NULL);
		dais_xml_text(&p->xml, v->format_notice.v[i]);
		dais_page_end(p);
	}
	dais_page_end(p);
}

static void
facts(struct dais_page *p, const struct dais_view_meeting *m)
{
	int modality = dais_modality_parse(m->modality);

	dais_page_element(p, "dl", "facts");
	dais_xml_newline(&p->xml);
	dais_fact_open(p, DAIS_SAY_PORTAL_DATES);
	dais_xml_text(&p->xml, dais_view_meeting_days(m, p->language, p->arena));
	dais_portal_status(p, m->status);
	dais_page_end(p);
	if (m->opens.minute >= 0) {
		dais_fact_open(p, DAIS_SAY_PORTAL_OPENING);
		dais_page_time(p, m->opens, m->zone);
		dais_page_end(p);
	}
	if (!dais_ml_is_empty(&m->place)) {
		dais_fact_open(p, DAIS_SAY_PORTAL_PLACE);
		dais_page_put_ml(p, &m->place);
		if (!dais_ml_is_empty(&m->room)) {
			dais_xml_text_c(&p->xml, p->language == DAIS_LANG_ZH ? "，" : ", ");
			dais_page_put_ml(p, &m->room);
		}
		dais_page_end(p);
	}
	if (modality >= 0) {
		dais_fact_open(p, DAIS_SAY_PORTAL_MODALITY);
		dais_xml_text(
		    &p->xml, dais_timetable_modality(p->language, (enum dais_modality)modality));
		dais_page_end(p);
	}
	if (m->zone.n) {
		dais_fact_open(p, DAIS_SAY_PORTAL_ZONE);
		dais_page_symbol(p, m->zone);
		dais_page_end(p);
	}
	dais_page_end(p);
}

static void
all_facts(struct dais_page *p, const struct dais_view_package *v)
{
	bool same = one_place(v);

	dais_page_element(p, "div", "part");
	dais_xml_attr_c(&p->xml, "id", "facts");
	for (size_t i = 0; i < v->meetings.n && (i == 0 || !same); i++) {
		if (!same) {
			dais_xml_open(&p->xml, "h2");
			dais_page_put_ml(p, &v->meetings.v[i].body.name);
			dais_page_end(p);
		}
		facts(p, &v->meetings.v[i]);
	}
	dais_page_end(p);
}

static void
link_entry(struct dais_page *p, struct dais_str href, enum dais_say words)
{
	dais_xml_open(&p->xml, "li");
	dais_page_link(p, href, NULL);
	dais_page_put(p, words);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

/* What is on the page, and beside it. */
static void
links(struct dais_page *p, const struct dais_view_package *v)
{
	struct dais_str feeds =
	    dais_arena_printf(p->arena, "/meetings/%.*s", DAIS_STR_ARG(v->package));

	dais_page_element(p, "nav", NULL);
	dais_xml_attr(&p->xml, "aria-label", dais_page_say(p, DAIS_SAY_PORTAL_ON_THIS_PAGE));
	dais_page_element(p, "ul", "links");
	link_entry(p, DAIS_STR("#agenda"), DAIS_SAY_PORTAL_AGENDA);
	link_entry(p, DAIS_STR("#documents"), DAIS_SAY_PORTAL_DOCUMENTS);
	if (v->timetable)
		link_entry(p, DAIS_STR("#organization"), DAIS_SAY_PORTAL_ORGANIZATION_OF_WORK);
	if (v->releases.n)
		link_entry(p, DAIS_STR("#changes"), DAIS_SAY_PORTAL_CHANGES);
	if (v->agenda_path.n)
		link_entry(p, dais_page_path(p, v->agenda_path), DAIS_SAY_PORTAL_ANNOTATED_AGENDA);
	link_entry(p, dais_page_path(p, dais_arena_concat(p->arena, feeds, DAIS_STR("/work.ics"))),
	    DAIS_SAY_PORTAL_FEED_CALENDAR);
	link_entry(p, dais_page_path(p, dais_arena_concat(p->arena, feeds, DAIS_STR("/news.atom"))),
	    DAIS_SAY_PORTAL_FEED_ATOM);
	dais_page_end(p);
	dais_page_end(p);
}

/* ---- sections ---- */

static void
organization(struct dais_page *p, const struct dais_view_package *v)
{
	const struct dais_str zone = v->meetings.n ? v->meetings.v[0].zone : DAIS_STR_NONE;

	if (!v->timetable)
		return;
	dais_part_open(p, "organization", DAIS_SAY_PORTAL_ORGANIZATION_OF_WORK);
	if (zone.n) {
		dais_page_element(p, "p", "soft");
		dais_xml_text(
		    &p->xml, dais_page_say_with(p, DAIS_SAY_PORTAL_LOCAL_TIME, "zone", zone));
		dais_page_end(p);
	}
	dais_timetable_page_grid(&p->xml, v->timetable, "timetable", zone, p->arena);
	dais_page_end(p);
}

static struct dais_str
outcome_of(struct dais_page *p, const struct dais_view_silence *s)
{
	const struct dais_say_value values[] = {
		{ "time", dais_text_opening(p->arena, p->language, s->closes) },
		{ "zone", s->zone },
	};

	if (s->broken)
		return dais_page_say(p, DAIS_SAY_PORTAL_SILENCE_BROKEN);
	if (s->withdrawn)
		return dais_page_say(p, DAIS_SAY_PORTAL_SILENCE_WITHDRAWN);
	if (dais_date_is_set(s->approved))
		return dais_page_say_with(p, DAIS_SAY_PORTAL_SILENCE_APPROVED, "date",
		    dais_text_date(p->arena, p->language, s->approved));
	return dais_say_fill(p->arena, p->language, DAIS_SAY_PORTAL_SILENCE_UNTIL, values, 2);
}

static void
silences(struct dais_page *p, const struct dais_view_package *v)
{
	if (!v->silences.n)
		return;
	dais_part_open(p, "silences", DAIS_SAY_PORTAL_SILENCES);
	for (size_t i = 0; i < v->silences.n; i++) {
		const struct dais_view_silence *s = &v->silences.v[i];

		dais_page_element(p, "p", NULL);
		dais_page_element(p, "strong", NULL);
		dais_page_put_ml(p, &s->by);
		dais_page_end(p);
		dais_page_end(p);
		dais_page_element(p, "blockquote", NULL);
		dais_page_put_ml(p, &s->proposal);
		dais_page_end(p);
		dais_page_element(p, "p", "soft");
		dais_xml_text(&p->xml, outcome_of(p, s));
		dais_page_end(p);
	}
	dais_page_end(p);
}

void
dais_portal_package(struct dais_page *p, const struct dais_view_package *v)
{
	struct dais_str path =
	    dais_arena_printf(p->arena, "/meetings/%.*s", DAIS_STR_ARG(v->package));
	struct dais_str topics[] = { dais_arena_concat(
	    p->arena, DAIS_STR("package/"), v->package) };
	struct dais_page_head head = { .title = dais_view_package_title(v, p->arena),
		.path = path,
		.section = "meeting",
		.topics = topics,
		.n_topics = v->release ? 1 : 0,
		.version = v->change,
		.json_ld = dais_portal_event(p, v),
		.feed =
		    dais_page_path(p, dais_arena_concat(p->arena, path, DAIS_STR("/news.atom"))),
		.grid = v->timetable != NULL,
		.release = v->release,
		.at_ms = v->at_ms };

	if (v->meetings.n)
		head.description = dais_arena_printf(p->arena, "%.*s%.*s%.*s",
		    DAIS_STR_ARG(dais_view_meeting_days(&v->meetings.v[0], p->language, p->arena)),
		    DAIS_STR_ARG(dais_text_phrase(p->language, "format-comma")),
		    DAIS_STR_ARG(dais_page_words(p, &v->meetings.v[0].place)));
	dais_page_open(p, &head);
	heading(p, v);
	status_note(p, v);
	format_note(p, v);
	all_facts(p, v);
	links(p, v);
	dais_part_open(p, "agenda", DAIS_SAY_PORTAL_AGENDA);
	dais_portal_agenda(p, v);
	dais_page_end(p);
	dais_part_open(p, "documents", DAIS_SAY_PORTAL_DOCUMENTS);
	if (v->documents.n)
		dais_portal_documents(p, &v->documents);
	else
		dais_page_say_in(p, "p", NULL, DAIS_SAY_PORTAL_NONE_DOCUMENTS);
	dais_page_end(p);
	organization(p, v);
	silences(p, v);
	dais_portal_changes(p, v);
}
