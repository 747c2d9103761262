/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * All meetings by year, as a list by months; or one month as a grid of days.
 */
#include "web/portal/parts.h"

#define DAYS_A_WEEK 7

static struct dais_str
path_of(struct dais_page *p, int year, int month)
{
	return month ? dais_arena_printf(p->arena, "/calendar?year=%d&month=%d", year, month)
		     : dais_arena_printf(p->arena, "/calendar?year=%d", year);
}

/* "May 2022", or a year. */
static struct dais_str
period_words(struct dais_page *p, int year, int month)
{
	if (!month)
		return dais_arena_printf(p->arena, "%d", year);
	return p->language == DAIS_LANG_ZH
		   ? dais_arena_printf(p->arena, "%d年%d月", year, month)
		   : dais_arena_printf(p->arena, "%.*s %d",
			 DAIS_STR_ARG(dais_text_month_alone(p->language, month)), year);
}

static void
link_entry(struct dais_page *p, int year, int month, struct dais_str words, bool current)
{
	dais_xml_open(&p->xml, "li");
	dais_page_link(p, dais_page_path(p, path_of(p, year, month)), NULL);
	if (current)
		dais_xml_attr_c(&p->xml, "aria-current", "true");
	dais_xml_text(&p->xml, words);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

static struct dais_str
year_words(struct dais_page *p, enum dais_say what, int year)
{
	return dais_page_say_with(p, what, "year", dais_arena_printf(p->arena, "%d", year));
}

static void
months_nav(struct dais_page *p, const struct dais_view_calendar *v)
{
	dais_page_element(p, "nav", NULL);
	dais_xml_attr(&p->xml, "aria-label", dais_page_say(p, DAIS_SAY_PORTAL_MONTHS));
	if (v->year_before || v->year_after || v->month)
		dais_page_element(p, "ul", "links");
	if (v->year_before)
		link_entry(p, v->year_before, 0,
		    year_words(p, DAIS_SAY_PORTAL_YEAR_BEFORE, v->year_before), false);
	if (v->month)
		link_entry(
		    p, v->year, 0, year_words(p, DAIS_SAY_PORTAL_WHOLE_YEAR, v->year), false);
	if (v->year_after)
		link_entry(p, v->year_after, 0,
		    year_words(p, DAIS_SAY_PORTAL_YEAR_AFTER, v->year_after), false);
	if (v->year_before || v->year_after || v->month)
		dais_page_end(p);
	dais_page_element(p, "ul", "links");
	for (int m = 1; m <= 12; m++) {
		struct dais_str name = dais_text_capitalise(
		    p->arena, p->language, dais_text_month_alone(p->language, m));

		if (v->months & 1u << m || m == v->month) {
			link_entry(p, v->year, m, name, m == v->month);
			continue;
		}
		dais_page_element(p, "li", "soft");
		dais_xml_text(&p->xml, name);
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
}

static void
nearest(struct dais_page *p, const struct dais_view_calendar *v, enum dais_say what,
    struct dais_date day)
{
	int month = v->month ? day.month : 0;

	if (!dais_date_is_set(day))
		return;
	dais_xml_open(&p->xml, "p");
	dais_page_link(p, dais_page_path(p, path_of(p, day.year, month)), NULL);
	dais_xml_text(
	    &p->xml, dais_page_say_with(p, what, "period", period_words(p, day.year, month)));
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

/* A period without meetings leads to the nearest that have some. */
static void
around(struct dais_page *p, const struct dais_view_calendar *v)
{
	nearest(p, v, DAIS_SAY_PORTAL_NEAREST_BEFORE, v->before);
	nearest(p, v, DAIS_SAY_PORTAL_NEAREST_AFTER, v->after);
	if (!v->skip_on)
		return;
	dais_xml_open(&p->xml, "p");
	dais_page_link(p,
	    dais_page_path(
		p, dais_arena_printf(p->arena, "/calendar?year=%d&skip=%zu", v->year, v->skip_on)),
	    NULL);
	dais_page_put(p, DAIS_SAY_PORTAL_FURTHER);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

static void
year_list(struct dais_page *p, const struct dais_view_calendar *v)
{
	size_t i = 0;

	if (!v->meetings.n)
		dais_page_say_in(p, "p", NULL, DAIS_SAY_PORTAL_NONE_MEETINGS);
	while (i < v->meetings.n) {
		struct dais_date first = v->meetings.v[i].opens.date;
		int month = first.year < v->year ? 1 : first.month;
		dais_view_meeting_vec of_month = { &v->meetings.v[i], 0, 0 };

		while (i < v->meetings.n && (v->meetings.v[i].opens.date.year < v->year
						    ? 1
						    : v->meetings.v[i].opens.date.month) == month) {
			of_month.n++;
			i++;
		}
		dais_xml_open(&p->xml, "h2");
		dais_xml_text(&p->xml, dais_text_capitalise(p->arena, p->language,
					   dais_text_month_alone(p->language, month)));
		dais_page_end(p);
		dais_portal_meetings(p, &of_month, true);
	}
}

/* ---- a month ---- */

static bool
is_on(const struct dais_view_meeting *m, struct dais_date day)
{
	struct dais_date last = dais_date_is_set(m->closes) ? m->closes : m->opens.date;

	return dais_date_cmp(m->opens.date, day) <= 0 && dais_date_cmp(day, last) <= 0;
}

static void
day_cell(struct dais_page *p, const struct dais_view_calendar *v, struct dais_date day)
{
	bool inside = day.month == v->month, open = false;

	dais_page_element(p, "td", !inside ? "outside" : NULL);
	dais_page_element(p, "p", dais_date_eq(day, v->today) ? "day today" : "day");
	dais_xml_open(&p->xml, "time");
	dais_xml_attr(&p->xml, "datetime", dais_date_print(p->arena, day));
	dais_page_element(p, "span", "wide");
	dais_xml_text(&p->xml, dais_arena_printf(p->arena, "%d", day.day));
	dais_xml_close(&p->xml);
	dais_page_element(p, "span", "narrow");
	dais_xml_text(&p->xml, dais_text_day_short(p->arena, p->language, day));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	for (size_t i = 0; inside && i < v->meetings.n; i++) {
		const struct dais_view_meeting *m = &v->meetings.v[i];

		if (!is_on(m, day))
			continue;
		if (!open)
			dais_page_element(p, "ul", "plain");
		open = true;
		dais_xml_open(&p->xml, "li");
		dais_page_link(p,
		    dais_arena_printf(p->arena, "/%s/meetings/%.*s", dais_lang_code(p->language),
			DAIS_STR_ARG(m->package)),
		    NULL);
		dais_page_put_ml(p, &m->body.name);
		dais_xml_close(&p->xml);
		dais_portal_status(p, m->status);
		dais_page_end(p);
	}
	if (open)
		dais_page_end(p);
	dais_page_end(p);
}

static void
month_grid(struct dais_page *p, const struct dais_view_calendar *v, struct dais_str caption)
{
	struct dais_date first = { v->year, v->month, 1 };
	struct dais_date day = dais_date_add(first, 1 - dais_date_weekday(first));

	dais_page_element(p, "table", "month");
	dais_page_element(p, "caption", "hidden");
	dais_xml_text(&p->xml, caption);
	dais_page_end(p);
	dais_xml_open(&p->xml, "thead");
	dais_xml_open(&p->xml, "tr");
	for (int w = 1; w <= DAYS_A_WEEK; w++) {
		dais_page_head(p, "col",
		    dais_text_capitalise(p->arena, p->language, dais_text_weekday(p->language, w)));
	}
	dais_page_end(p);
	dais_page_end(p);
	dais_xml_open(&p->xml, "tbody");
	do {
		dais_xml_open(&p->xml, "tr");
		for (int w = 0; w < DAYS_A_WEEK; w++, day = dais_date_add(day, 1))
			day_cell(p, v, day);
		dais_page_end(p);
	} while (day.month == v->month);
	dais_page_end(p);
	dais_page_end(p);
}

void
dais_portal_calendar(struct dais_page *p, const struct dais_view_calendar *v)
{
	static const struct dais_str topics[] = { DAIS_STR_INIT("public") };
	struct dais_str period = period_words(p, v->year, v->month);
	struct dais_page_head head = { .path = path_of(p, v->year, v->month),
		.section = "calendar",
		.topics = topics,
		.n_topics = 1,
		.version = v->version,
		.at_ms = v->at_ms,
		.hidden = v->meetings.n == 0 && v->year != v->today.year,
		.grid = v->month != 0 };

	head.title = dais_page_say_with(p, DAIS_SAY_PORTAL_CALENDAR_OF, "period", period);
	dais_page_open(p, &head);
	dais_xml_elem(&p->xml, "h1", head.title);
	dais_xml_newline(&p->xml);
	months_nav(p, v);
	dais_page_element(p, "div", "part");
	dais_xml_attr_c(&p->xml, "id", "meetings");
	if (v->month)
		month_grid(p, v, head.title);
	else
		year_list(p, v);
	around(p, v);
	dais_page_end(p);
	dais_xml_open(&p->xml, "p");
	dais_page_link(p, dais_page_path(p, DAIS_STR("/calendar.ics")), NULL);
	dais_page_put(p, DAIS_SAY_PORTAL_FEED_CALENDAR);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}
