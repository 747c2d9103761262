/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the planner may be asked: a plan anew, or what happened and the fewest changes that answer
 * it.
 */
#include "model/planning.h"
#include "text/text.h"
#include "web/desk/desk.h"
#include "web/timetable/timetable_priv.h"

static struct dais_str
half_of(const struct dais_page *p, const struct timetable_row *row)
{
	return dais_arena_printf(p->arena, "%.*s/%s",
	    DAIS_STR_ARG(dais_date_print(p->arena, row->start.date)),
	    row->start.minute < DAIS_AFTERNOON_MIN ? "morning" : "afternoon");
}

/* What was sent of what happened, where that was refused. */
static struct dais_str
kept_of(const struct timetable_view *v, const char *name)
{
	return dais_desk_kept(timetable_again(v, "replan", DAIS_STR_NONE), name, DAIS_STR_NONE);
}

/* Days, half-days and sittings, in order; their values as planning.yaml writes times. */
static void
option_times(struct dais_page *p, const struct timetable_view *v, struct dais_str kept)
{
	for (size_t i = 0; i < v->rows.n; i++) {
		const struct timetable_row *row = &v->rows.v[i];
		const struct timetable_row *last = i ? &v->rows.v[i - 1] : NULL;
		bool new_day = !last || !dais_date_eq(row->start.date, last->start.date);
		bool afternoon = row->start.minute >= DAIS_AFTERNOON_MIN;

		if (new_day)
			timetable_option_kept(p, dais_date_print(p->arena, row->start.date),
			    dais_text_day(p->arena, p->language, row->start.date), kept);
		if (new_day || (last->start.minute >= DAIS_AFTERNOON_MIN) != afternoon)
			timetable_option_kept(p, half_of(p, row),
			    timetable_half(p, row->start.date, afternoon), kept);
		timetable_option_kept(p, dais_local_print(p->arena, row->start),
		    timetable_time(p, row->start, row->end), kept);
	}
}

static void
select_when(struct dais_page *p, const struct timetable_view *v, const char *id,
    enum dais_say label, enum dais_say first)
{
	timetable_select(p, id, id, label);
	dais_page_option(p, DAIS_STR_NONE, dais_page_say(p, first), false);
	option_times(p, v, kept_of(v, id));
	timetable_select_end(p);
}

/* ---- rooms, teams, people ---- */

static void
open_group(struct dais_page *p, enum dais_say label)
{
	dais_xml_open(&p->xml, "optgroup");
	dais_xml_attr(&p->xml, "label", dais_page_say(p, label));
}

static void
option_lost(struct dais_page *p, struct dais_str kept, const char *kind, struct dais_str id,
    struct dais_str name)
{
	timetable_option_kept(p, dais_arena_printf(p->arena, "%s:%.*s", kind, DAIS_STR_ARG(id)),
	    name.n ? name : id, kept);
}

static void
option_services(struct dais_page *p, const struct dais_planning *planning, struct dais_str kept)
{
	if (planning->rooms.n)
		open_group(p, DAIS_SAY_TIMETABLE_ROOM);
	for (size_t i = 0; i < planning->rooms.n; i++)
		option_lost(p, kept, "room", planning->rooms.v[i].id,
		    dais_page_words(p, &planning->rooms.v[i].name));
	if (planning->rooms.n)
		dais_xml_close(&p->xml);
	if (planning->teams.n)
		open_group(p, DAIS_SAY_TIMETABLE_TEAM);
	for (size_t i = 0; i < planning->teams.n; i++)
		option_lost(p, kept, "team", planning->teams.v[i].id,
		    dais_page_words(p, &planning->teams.v[i].name));
	if (planning->teams.n)
		dais_xml_close(&p->xml);
	if (planning->people.n)
		open_group(p, DAIS_SAY_TIMETABLE_PERSON);
	for (size_t i = 0; i < planning->people.n; i++)
		option_lost(
		    p, kept, "person", planning->people.v[i].id, planning->people.v[i].name);
	if (planning->people.n)
		dais_xml_close(&p->xml);
}

static void
write_lost(struct dais_page *p, const struct timetable_view *v)
{
	const struct dais_planning *planning = v->record->planning;

	if (planning && (planning->rooms.n || planning->teams.n || planning->people.n)) {
		dais_page_element(p, "div", "tt-event");
		timetable_select(p, "lost", "lost", DAIS_SAY_TIMETABLE_LOST);
		dais_page_option(
		    p, DAIS_STR_NONE, dais_page_say(p, DAIS_SAY_TIMETABLE_NONE), false);
		option_services(p, planning, kept_of(v, "lost"));
		timetable_select_end(p);
		select_when(
		    p, v, "lost-when", DAIS_SAY_TIMETABLE_WHEN, DAIS_SAY_TIMETABLE_FOR_GOOD);
		dais_page_end(p);
	}
	dais_page_element(p, "div", "tt-event");
	select_when(p, v, "lost-day", DAIS_SAY_TIMETABLE_LOST_DAY, DAIS_SAY_TIMETABLE_NONE);
	dais_page_end(p);
}

/* ---- items ---- */

/* Items and parts that sittings take up. */
static void
select_item(
    struct dais_page *p, const struct timetable_view *v, const char *id, enum dais_say label)
{
	bool *seen = DAIS_NEW_N(p->arena, v->record->items.n + 1, bool);

	timetable_select(p, id, id, label);
	dais_page_option(p, DAIS_STR_NONE, dais_page_say(p, DAIS_SAY_TIMETABLE_NONE), false);
	for (size_t i = 0; i < v->record->sittings.n; i++) {
		const struct dais_sitting *s = &v->record->sittings.v[i];

		for (size_t e = 0; e < s->entries.n; e++) {
			size_t item = s->entries.v[e].item;

			if (!seen[item])
				timetable_option_kept(p, v->record->items.v[item].id,
				    timetable_item(p, v->record, item, &s->bodies), kept_of(v, id));
			seen[item] = true;
		}
	}
	timetable_select_end(p);
}

static void
write_items(struct dais_page *p, const struct timetable_view *v)
{
	struct dais_str minutes = kept_of(v, "overran-minutes");

	dais_page_element(p, "div", "tt-event");
	select_item(p, v, "overran", DAIS_SAY_TIMETABLE_OVERRAN);
	timetable_field(p, "overran-minutes", DAIS_SAY_TIMETABLE_MORE_MINUTES);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "type", "number");
	dais_xml_attr_c(&p->xml, "id", "overran-minutes");
	dais_xml_attr_c(&p->xml, "name", "overran-minutes");
	dais_xml_attr_c(&p->xml, "min", "1");
	dais_xml_attr_c(&p->xml, "max", "1440");
	dais_xml_attr(&p->xml, "value", minutes);
	dais_xml_close(&p->xml);
	dais_desk_written(p, minutes);
	dais_page_end(p);
	dais_page_end(p);
	dais_page_element(p, "div", "tt-event");
	select_item(p, v, "late", DAIS_SAY_TIMETABLE_LATE);
	select_when(p, v, "late-when", DAIS_SAY_TIMETABLE_NOT_BEFORE, DAIS_SAY_TIMETABLE_NONE);
	dais_page_end(p);
}

void
timetable_write_plan(struct dais_page *p, const struct timetable_view *v)
{
	bool planned = v->record->sittings.n > 0;

	dais_page_element(p, "details", "panel");
	if (!planned)
		dais_xml_attr_c(&p->xml, "open", "open");
	dais_page_say_in(p, "summary", NULL, DAIS_SAY_TIMETABLE_PLAN);
	dais_page_say_in(p, "p", NULL, DAIS_SAY_TIMETABLE_PLAN_LEAD);
	dais_page_element(p, "p", NULL);
	dais_page_link(p,
	    dais_page_path(
		p, dais_arena_printf(p->arena, "/desk/%.*s/planning", DAIS_STR_ARG(v->package))),
	    "button quiet");
	dais_page_put(p, DAIS_SAY_DESK_PLAN_CONDITIONS);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	timetable_form(p, v);
	timetable_button(p, "plan", NULL,
	    planned ? DAIS_SAY_TIMETABLE_PLAN_ANEW : DAIS_SAY_TIMETABLE_PLAN_FIRST);
	timetable_form_end(p);
	dais_page_end(p);
	/* What happens to a plan: without one there is nothing to keep. */
	if (!planned)
		return;
	dais_page_element(p, "details", "panel");
	dais_xml_attr_c(&p->xml, "id", "happened");
	if (timetable_again(v, "replan", DAIS_STR_NONE))
		dais_xml_attr_c(&p->xml, "open", "open");
	dais_page_say_in(p, "summary", NULL, DAIS_SAY_TIMETABLE_HAPPENED);
	dais_page_say_in(p, "p", NULL, DAIS_SAY_TIMETABLE_HAPPENED_LEAD);
	timetable_form(p, v);
	write_lost(p, v);
	write_items(p, v);
	timetable_button(p, "replan", NULL, DAIS_SAY_TIMETABLE_REPLAN);
	timetable_form_end(p);
	dais_page_end(p);
}

/* ---- what a form says ---- */

static bool
say_nothing(struct dais_err *err, const char *what)
{
	return dais_err_set(err, DAIS_ERR_INVALID, "%s", what);
}

static bool
take_items(struct dais_http_exchange *x, struct dais_arena *a, struct dais_propose_wish *wish,
    struct dais_err *err)
{
	struct dais_str overran = dais_http_field(x, "overran"),
			minutes = dais_http_field(x, "overran-minutes"),
			late = dais_http_field(x, "late"), when = dais_http_field(x, "late-when");

	if (overran.n && !minutes.n)
		return say_nothing(
		    err, DAIS_MESSAGE("by how many minutes the item overran is missing"));
	if (late.n && !when.n)
		return say_nothing(
		    err, DAIS_MESSAGE("from when the item can be taken up is missing"));
	if (overran.n)
		dais_vec_push(a, &wish->overran,
		    dais_arena_printf(
			a, "%.*s=%.*s", DAIS_STR_ARG(overran), DAIS_STR_ARG(minutes)));
	if (late.n)
		dais_vec_push(a, &wish->late,
		    dais_arena_printf(a, "%.*s@%.*s", DAIS_STR_ARG(late), DAIS_STR_ARG(when)));
	return true;
}

bool
timetable_take_happened(struct dais_http_exchange *x, struct dais_arena *a,
    struct dais_propose_wish *wish, struct dais_err *err)
{
	struct dais_str lost = dais_http_field(x, "lost"), when = dais_http_field(x, "lost-when"),
			day = dais_http_field(x, "lost-day");

	if (lost.n)
		dais_vec_push(a, &wish->lost,
		    when.n
			? dais_arena_printf(a, "%.*s@%.*s", DAIS_STR_ARG(lost), DAIS_STR_ARG(when))
			: lost);
	if (day.n)
		dais_vec_push(a, &wish->lost, dais_arena_printf(a, "time:%.*s", DAIS_STR_ARG(day)));
	if (!take_items(x, a, wish, err))
		return false;
	if (!wish->lost.n && !wish->overran.n && !wish->late.n)
		return say_nothing(err, DAIS_MESSAGE("nothing that happened was named"));
	return true;
}
