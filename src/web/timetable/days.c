/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The timetable on a phone: one day at a time, its bodies as sections, a sitting as a card. What
 * is done by dragging on a wide screen is done by a menu here (move.c).
 */
#include "text/text.h"
#include "web/timetable/timetable_priv.h"

static bool
has_day(const struct timetable_view *v, struct dais_date day)
{
	for (size_t i = 0; i < v->rows.n; i++)
		if (dais_date_eq(v->rows.v[i].start.date, day))
			return true;
	return false;
}

struct dais_date
timetable_day(const struct timetable_view *v, struct dais_str asked, struct dais_date today)
{
	struct dais_date day = { 0 };

	if (asked.n && dais_date_parse(asked, &day) && has_day(v, day))
		return day;
	if (v->chosen != DAIS_NONE)
		return v->record->sittings.v[v->chosen].start.date;
	if (has_day(v, today))
		return today;
	return v->rows.n ? v->rows.v[0].start.date : (struct dais_date){ 0 };
}

static struct dais_str
day_path(const struct dais_page *p, const struct timetable_view *v, struct dais_date day)
{
	return dais_arena_printf(p->arena, "%.*s?day=%.*s#day",
	    DAIS_STR_ARG(timetable_path(p, v->package)),
	    DAIS_STR_ARG(dais_date_print(p->arena, day)));
}

static void
link_day(struct dais_page *p, const struct timetable_view *v, struct dais_date day,
    struct dais_str words)
{
	dais_page_link(p, day_path(p, v, day), NULL);
	if (dais_date_eq(day, v->day))
		dais_xml_attr_c(&p->xml, "aria-current", "date");
	dais_xml_text(&p->xml, words);
	dais_xml_close(&p->xml);
}

static void
write_choice_of_days(struct dais_page *p, const struct timetable_view *v)
{
	dais_page_element(p, "nav", "tt-choice");
	dais_xml_attr(&p->xml, "aria-label", dais_page_say(p, DAIS_SAY_TIMETABLE_DAYS));
	dais_page_element(p, "ul", NULL);
	for (size_t i = 0; i < v->rows.n; i++) {
		struct dais_date day = v->rows.v[i].start.date;

		if (i > 0 && dais_date_eq(day, v->rows.v[i - 1].start.date))
			continue;
		dais_page_element(p, "li", NULL);
		link_day(p, v, day, dais_text_day_short(p->arena, p->language, day));
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
}

/* ---- a sitting ---- */

struct dais_str
timetable_move_path(const struct dais_page *p, const struct timetable_view *v, size_t i)
{
	return dais_arena_printf(p->arena, "%.*s/move?sitting=%.*s",
	    DAIS_STR_ARG(timetable_path(p, v->package)),
	    DAIS_STR_ARG(dais_path_escape(p->arena, dais_sitting_name(v->record, i, p->arena))));
}

static void
write_action(struct dais_page *p, struct dais_str href, enum dais_say words, struct dais_str about)
{
	dais_page_link(p, href, "button quiet");
	dais_xml_attr(&p->xml, "aria-label",
	    dais_arena_printf(p->arena, "%.*s: %.*s", DAIS_STR_ARG(dais_page_say(p, words)),
		DAIS_STR_ARG(about)));
	dais_page_put(p, words);
	dais_xml_close(&p->xml);
}

static void
write_entry(struct dais_page *p, const struct timetable_view *v, size_t i, size_t k)
{
	const struct dais_sitting *s = &v->record->sittings.v[i];
	const struct dais_entry *e = &s->entries.v[k];
	struct dais_str name = timetable_item(p, v->record, e->item, &s->bodies);

	dais_page_element(p, "li", NULL);
	dais_page_element(p, "p", NULL);
	dais_xml_text(&p->xml, name);
	if (timetable_is_continued(v->record, i, e->item)) {
		dais_xml_text_c(&p->xml, " ");
		dais_page_say_in(p, "span", "soft", DAIS_SAY_TIMETABLE_CONTINUED);
	}
	if (e->minutes) {
		dais_xml_text_c(&p->xml, " ");
		dais_page_element(p, "span", "soft");
		dais_xml_text(&p->xml, dais_text_duration(p->arena, p->language, e->minutes));
		dais_page_end(p);
	}
	dais_page_end(p);
	write_action(p, timetable_why_path(p, v->package, v->record, i, e->item),
	    v->may_edit ? DAIS_SAY_TIMETABLE_MOVE_MENU : DAIS_SAY_TIMETABLE_WHY_TITLE, name);
	dais_page_end(p);
}

/* "joint sitting: Working Group on ..., Working Group on ..." */
static void
write_joint(struct dais_page *p, const struct timetable_view *v, const struct dais_sitting *s)
{
	if (s->bodies.n < 2)
		return;
	dais_page_element(p, "p", "tt-joint");
	dais_page_put(p, DAIS_SAY_TIMETABLE_JOINT);
	for (size_t i = 0; i < s->bodies.n; i++) {
		dais_xml_text(
		    &p->xml, i ? dais_text_phrase(p->language, "format-comma") : DAIS_STR(": "));
		dais_page_put_ml(p, &v->record->bodies.v[s->bodies.v[i]].name);
	}
	dais_page_end(p);
}

static void
write_card(struct dais_page *p, const struct timetable_view *v, size_t i)
{
	const struct dais_sitting *s = &v->record->sittings.v[i];
	struct dais_str when = timetable_time(p, s->start, s->end);

	dais_page_element(p, "div", timetable_breaks_rule(v, i) ? "tt-card bad" : "tt-card");
	write_joint(p, v, s);
	timetable_write_breaches_of(p, v, i);
	dais_page_element(p, "ul", "plain");
	for (size_t k = 0; k < s->entries.n; k++)
		write_entry(p, v, i, k);
	dais_page_end(p);
	if (s->room.in[p->language].n) {
		dais_page_element(p, "p", "soft");
		dais_xml_text(&p->xml, s->room.in[p->language]);
		dais_page_end(p);
	}
	if (v->may_edit) {
		dais_page_element(p, "div", "actions");
		write_action(
		    p, timetable_move_path(p, v, i), DAIS_SAY_TIMETABLE_MOVE_SITTING, when);
		write_action(p, timetable_choose_path(p, v, i), DAIS_SAY_TIMETABLE_CHANGE, when);
		dais_page_end(p);
	}
	dais_page_end(p);
}

/* ---- a body ---- */

static void
write_time(struct dais_page *p, const struct timetable_view *v, const struct timetable_row *row,
    size_t body)
{
	size_t at = DAIS_NONE;

	for (size_t i = 0; at == DAIS_NONE && i < v->record->sittings.n; i++)
		if (dais_local_cmp(v->record->sittings.v[i].start, row->start) == 0 &&
		    timetable_has_body(&v->record->sittings.v[i], body))
			at = i;
	if (at == DAIS_NONE && !row->usual)
		return;
	dais_page_element(p, "li", NULL);
	dais_page_element(p, "h4", NULL);
	dais_xml_text(&p->xml, dais_page_hours(p, row->start.minute, row->end.minute));
	dais_page_end(p);
	if (at == DAIS_NONE)
		dais_page_say_in(p, "p", "soft", DAIS_SAY_TIMETABLE_FREE_TIME);
	else
		write_card(p, v, at);
	dais_page_end(p);
}

static void
write_body(struct dais_page *p, const struct timetable_view *v, size_t column)
{
	size_t body = v->columns.v[column];
	struct dais_str id = dais_arena_printf(p->arena, "day-body-%zu", column);

	dais_page_element(p, "section", NULL);
	dais_xml_attr(&p->xml, "aria-labelledby", id);
	dais_page_element(p, "h3", NULL);
	dais_xml_attr(&p->xml, "id", id);
	dais_page_put_ml(p, &v->record->bodies.v[body].name);
	dais_page_end(p);
	dais_page_element(p, "ol", "plain");
	for (size_t i = 0; i < v->rows.n; i++)
		if (dais_date_eq(v->rows.v[i].start.date, v->day))
			write_time(p, v, &v->rows.v[i], body);
	dais_page_end(p);
	dais_page_end(p);
}

/* The days before and after the shown one, where a thumb finds them. */
static void
write_neighbours(struct dais_page *p, const struct timetable_view *v)
{
	size_t first = 0, last = 0;

	while (first < v->rows.n && !dais_date_eq(v->rows.v[first].start.date, v->day))
		first++;
	last = first;
	while (last < v->rows.n && dais_date_eq(v->rows.v[last].start.date, v->day))
		last++;
	dais_page_element(p, "p", "tt-neighbours");
	if (first > 0 && first < v->rows.n)
		link_day(p, v, v->rows.v[first - 1].start.date,
		    dais_page_say(p, DAIS_SAY_TIMETABLE_DAY_BEFORE));
	if (last < v->rows.n)
		link_day(p, v, v->rows.v[last].start.date,
		    dais_page_say(p, DAIS_SAY_TIMETABLE_DAY_AFTER));
	dais_page_end(p);
}

void
timetable_write_day(struct dais_page *p, const struct timetable_view *v)
{
	if (!v->rows.n)
		return;
	dais_page_element(p, "div", "tt-days");
	write_choice_of_days(p, v);
	dais_page_element(p, "section", NULL);
	dais_xml_attr_c(&p->xml, "id", "day");
	dais_xml_attr_c(&p->xml, "aria-labelledby", "day-title");
	dais_page_element(p, "h2", NULL);
	dais_xml_attr_c(&p->xml, "id", "day-title");
	dais_xml_text(&p->xml, dais_text_day(p->arena, p->language, v->day));
	dais_page_end(p);
	for (size_t c = 0; c < v->columns.n; c++)
		write_body(p, v, c);
	dais_page_end(p);
	write_neighbours(p, v);
	dais_page_end(p);
}
