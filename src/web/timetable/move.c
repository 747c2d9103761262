/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The menu "move to ...": every other time of a sitting, with what a move there would break or
 * cost said before it is made. For screens without room to drag, for keyboards and for readers of
 * screens.
 */
#include "text/text.h"
#include "web/timetable/timetable_priv.h"

static const struct dais_why_place *
place_at(const struct dais_why *why, struct dais_local start)
{
	for (size_t i = 0; why && i < why->places.n; i++)
		if (dais_local_cmp(why->places.v[i].start, start) == 0)
			return &why->places.v[i];
	return NULL;
}

static void
write_button(struct dais_page *p, const struct timetable_view *v, const struct timetable_row *row,
    bool breaks)
{
	enum dais_say words =
	    breaks ? DAIS_SAY_TIMETABLE_MOVE_DESPITE : DAIS_SAY_TIMETABLE_WHY_MOVE;

	timetable_form(p, v);
	dais_page_hidden(p, "sitting", dais_sitting_name(v->record, v->chosen, p->arena));
	dais_page_hidden(p, "time", timetable_time_value(p, row->start, row->end));
	dais_page_hidden(p, "then", DAIS_STR("day"));
	dais_xml_open(&p->xml, "button");
	dais_xml_attr_c(&p->xml, "name", "do");
	dais_xml_attr_c(&p->xml, "value", "move");
	if (breaks)
		dais_xml_attr_c(&p->xml, "class", "quiet");
	dais_xml_attr(&p->xml, "aria-label",
	    dais_arena_printf(p->arena, "%.*s: %.*s", DAIS_STR_ARG(dais_page_say(p, words)),
		DAIS_STR_ARG(timetable_time(p, row->start, row->end))));
	dais_page_put(p, words);
	dais_xml_close(&p->xml);
	timetable_form_end(p);
}

static void
write_time(struct dais_page *p, const struct timetable_view *v, const struct timetable_row *row)
{
	const struct dais_why_place *place = place_at(v->why, row->start);
	bool breaks = place && place->kind == DAIS_WHY_IMPOSSIBLE;

	dais_page_element(p, "li", "tt-place");
	dais_page_element(p, "h3", NULL);
	dais_xml_text(&p->xml, dais_page_hours(p, row->start.minute, row->end.minute));
	dais_page_end(p);
	if (dais_local_cmp(row->start, v->record->sittings.v[v->chosen].start) == 0) {
		dais_page_say_in(p, "p", "tt-mark here", DAIS_SAY_TIMETABLE_WHY_HERE);
	} else {
		if (place) {
			timetable_write_place_kind(p, place);
			timetable_write_place_words(p, v, place);
		}
		write_button(p, v, row, breaks);
	}
	dais_page_end(p);
}

static void
write_times(struct dais_page *p, const struct timetable_view *v)
{
	for (size_t i = 0; i < v->rows.n; i++) {
		struct dais_date day = v->rows.v[i].start.date;

		if (i == 0 || !dais_date_eq(day, v->rows.v[i - 1].start.date)) {
			dais_page_element(p, "h2", "tt-menu-day");
			dais_xml_text(&p->xml, dais_text_day(p->arena, p->language, day));
			dais_page_end(p);
			dais_page_element(p, "ol", "plain tt-places");
		}
		write_time(p, v, &v->rows.v[i]);
		if (i + 1 == v->rows.n || !dais_date_eq(day, v->rows.v[i + 1].start.date))
			dais_page_end(p);
	}
}

void
timetable_write_move(struct dais_page *p, const struct timetable_view *v)
{
	const struct dais_sitting *s = &v->record->sittings.v[v->chosen];

	timetable_load(p, false);
	dais_page_say_in(p, "h1", NULL, DAIS_SAY_TIMETABLE_MOVE_TITLE);
	dais_page_element(p, "p", "tt-asked");
	dais_xml_text(&p->xml, timetable_time(p, s->start, s->end));
	dais_page_end(p);
	dais_page_element(p, "ul", NULL);
	for (size_t k = 0; k < s->entries.n; k++)
		timetable_write_words(
		    p, "li", timetable_item(p, v->record, s->entries.v[k].item, &s->bodies));
	dais_page_end(p);
	if (!v->why)
		dais_page_say_in(p, "p", "note bad", DAIS_SAY_TIMETABLE_NOT_JUDGED);
	write_times(p, v);
	timetable_write_back(p, v);
}
