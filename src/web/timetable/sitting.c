/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The chosen sitting: its time, its hours, its room and team, its items.
 */
#include "text/text.h"
#include "web/desk/desk.h"
#include "web/timetable/timetable_priv.h"

static void
open_form(struct dais_page *p, const struct timetable_view *v)
{
	timetable_form(p, v);
	dais_page_hidden(p, "sitting", dais_sitting_name(v->record, v->chosen, p->arena));
}

static const struct dais_sitting *
chosen(const struct timetable_view *v)
{
	return &v->record->sittings.v[v->chosen];
}

/* ---- time ---- */

/* <input type="..." value="..."> with its label, in a field. */
static void
write_input(struct dais_page *p, const struct dais_desk_again *again, const char *type,
    const char *id, const char *name, enum dais_say label, struct dais_str usual)
{
	struct dais_str value = dais_desk_kept(again, name, usual);

	timetable_field(p, id, label);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "id", id);
	dais_xml_attr_c(&p->xml, "name", name);
	dais_desk_mark(p, again, name);
	dais_desk_typed(p, type, value);
	dais_xml_close(&p->xml);
	if (strcmp(type, "time") == 0)
		dais_desk_written_hour(p, value);
	else
		dais_desk_written(p, value);
	dais_desk_write_beside(p, again, name, usual, value);
	dais_page_end(p);
}

static struct dais_str
clock_of(const struct dais_page *p, int minute)
{
	return dais_arena_printf(p->arena, "%02d:%02d", minute / 60 % 24, minute % 60);
}

static void
write_times(struct dais_page *p, const struct timetable_view *v)
{
	const struct dais_desk_again *again = timetable_again(v, "hours", DAIS_STR_NONE);
	const struct dais_sitting *s = chosen(v);

	open_form(p, v);
	timetable_select_time(p, v, "move", "move-time", DAIS_SAY_TIMETABLE_MOVE_TO);
	timetable_button(p, "move", NULL, DAIS_SAY_TIMETABLE_MOVE);
	timetable_form_end(p);
	/* By touch nothing is dragged over the times: they say on a page what a move would do. */
	dais_page_element(p, "p", NULL);
	dais_page_link(p, timetable_move_path(p, v, v->chosen), NULL);
	dais_page_put(p, DAIS_SAY_TIMETABLE_EACH_TIME);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	open_form(p, v);
	write_input(p, again, "date", "hours-day", "day", DAIS_SAY_TIMETABLE_DAY,
	    dais_date_print(p->arena, s->start.date));
	write_input(p, again, "time", "hours-from", "from", DAIS_SAY_TIMETABLE_FROM,
	    clock_of(p, s->start.minute));
	write_input(p, again, "time", "hours-until", "until", DAIS_SAY_TIMETABLE_UNTIL,
	    clock_of(p, s->end.minute));
	timetable_button(p, "hours", NULL, DAIS_SAY_TIMETABLE_CHANGE_HOURS);
	timetable_form_end(p);
}

/* ---- room and team ---- */

static const enum dais_say obstacles[DAIS_OBSTACLE_COUNT] = {
	[DAIS_OBSTACLE_SEATS] = DAIS_SAY_TIMETABLE_OBSTACLE_SEATS,
	[DAIS_OBSTACLE_REMOTE] = DAIS_SAY_TIMETABLE_OBSTACLE_REMOTE,
	[DAIS_OBSTACLE_LANGUAGES] = DAIS_SAY_TIMETABLE_OBSTACLE_LANGUAGES,
	[DAIS_OBSTACLE_CLOSED] = DAIS_SAY_TIMETABLE_OBSTACLE_CLOSED,
	[DAIS_OBSTACLE_TAKEN] = DAIS_SAY_TIMETABLE_OBSTACLE_TAKEN,
	[DAIS_OBSTACLE_OTHER] = DAIS_SAY_TIMETABLE_OBSTACLE_OTHER,
};

/* "Board Room D · Seats: 350 · online · not possible: too few seats" */
static struct dais_str
choice_words(const struct dais_page *p, const struct dais_arrange_choice *c)
{
	struct dais_str name = dais_page_words(p, &c->name);
	struct dais_str s = name.n ? name : c->id;

	if (c->capacity)
		s = dais_arena_printf(p->arena, "%.*s · %.*s", DAIS_STR_ARG(s),
		    DAIS_STR_ARG(dais_page_say_with(p, DAIS_SAY_TIMETABLE_SEATS, "count",
			dais_arena_printf(p->arena, "%u", c->capacity))));
	if (c->remote)
		s = dais_arena_printf(p->arena, "%.*s · %.*s", DAIS_STR_ARG(s),
		    DAIS_STR_ARG(dais_page_say(p, DAIS_SAY_TIMETABLE_EQUIPPED)));
	if (c->obstacle)
		s = dais_arena_printf(p->arena, "%.*s · %.*s", DAIS_STR_ARG(s),
		    DAIS_STR_ARG(dais_page_say_with(p, DAIS_SAY_TIMETABLE_UNFIT, "why",
			dais_page_say(p, obstacles[c->obstacle]))));
	return s;
}

static void
select_choice(struct dais_page *p, const struct dais_desk_again *again, const char *name,
    enum dais_say label, const dais_arrange_choice_vec *choices)
{
	struct dais_str kept = dais_desk_kept(again, name, DAIS_STR_NONE);

	for (size_t i = 0; !again && i < choices->n; i++)
		if (choices->v[i].chosen)
			kept = choices->v[i].id;
	timetable_select(p, name, name, label);
	dais_page_option(p, DAIS_STR_NONE, dais_page_say(p, DAIS_SAY_TIMETABLE_NONE), false);
	for (size_t i = 0; i < choices->n; i++)
		timetable_option_kept(p, choices->v[i].id, choice_words(p, &choices->v[i]), kept);
	timetable_select_end_beside(p, again, name);
}

/* Free words for a room, one field a language of the package. */
static void
write_room_words(
    struct dais_page *p, const struct timetable_view *v, const struct dais_desk_again *again)
{
	dais_page_element(p, "fieldset", "field fields wide");
	dais_page_say_in(p, "legend", NULL, DAIS_SAY_TIMETABLE_ROOM);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		const char *name = timetable_words_name(p->arena, (enum dais_lang)l);

		if (!(v->record->languages & DAIS_LANG_BIT(l)))
			continue;
		dais_page_element(p, "label", NULL);
		dais_xml_open(&p->xml, "span");
		dais_xml_attr_c(&p->xml, "lang", dais_lang_code((enum dais_lang)l));
		dais_xml_text_c(&p->xml, dais_own_names[l]);
		dais_xml_close(&p->xml);
		dais_xml_open(&p->xml, "input");
		dais_xml_attr_c(&p->xml, "name", name);
		dais_xml_attr_c(&p->xml, "lang", dais_lang_code((enum dais_lang)l));
		dais_xml_attr_c(&p->xml, "dir", "auto");
		dais_xml_attr(&p->xml, "value", dais_desk_kept(again, name, chosen(v)->room.in[l]));
		dais_xml_close(&p->xml);
		dais_page_end(p);
	}
	dais_page_end(p);
}

static void
write_services(struct dais_page *p, const struct timetable_view *v)
{
	const struct dais_desk_again *again = timetable_again(v, "services", DAIS_STR_NONE);

	open_form(p, v);
	if (v->rooms.n)
		select_choice(p, again, "room", DAIS_SAY_TIMETABLE_ROOM, &v->rooms);
	else
		write_room_words(p, v, again);
	if (v->teams.n)
		select_choice(p, again, "team", DAIS_SAY_TIMETABLE_TEAM, &v->teams);
	else
		write_input(
		    p, again, "text", "team", "team", DAIS_SAY_TIMETABLE_TEAM, chosen(v)->team);
	timetable_button(p, "services", NULL, DAIS_SAY_TIMETABLE_SAVE);
	timetable_form_end(p);
}

/* ---- items ---- */

static void
select_sitting(struct dais_page *p, const struct timetable_view *v, const char *id,
    const struct dais_desk_again *again)
{
	struct dais_str kept = dais_desk_kept(again, "to", DAIS_STR_NONE);

	timetable_select(p, id, "to", DAIS_SAY_TIMETABLE_MOVE_ENTRY);
	for (size_t i = 0; i < v->record->sittings.n; i++)
		if (i != v->chosen)
			timetable_option_kept(p, dais_sitting_name(v->record, i, p->arena),
			    timetable_time(
				p, v->record->sittings.v[i].start, v->record->sittings.v[i].end),
			    kept);
	timetable_select_end_beside(p, again, "to");
}

static void
write_minutes(struct dais_page *p, const struct timetable_view *v, size_t k)
{
	const struct dais_entry *e = &chosen(v)->entries.v[k];
	struct dais_str id = dais_arena_printf(p->arena, "minutes-%zu", k);
	const struct dais_desk_again *again =
	    timetable_again(v, "minutes", v->record->items.v[e->item].id);
	struct dais_str minutes = dais_desk_kept(again, "minutes",
	    e->minutes ? dais_arena_printf(p->arena, "%u", e->minutes) : DAIS_STR_NONE);

	open_form(p, v);
	dais_page_hidden(p, "item", v->record->items.v[e->item].id);
	timetable_field(p, id.p, DAIS_SAY_TIMETABLE_MINUTES);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "type", "number");
	dais_xml_attr(&p->xml, "id", id);
	dais_xml_attr_c(&p->xml, "name", "minutes");
	dais_xml_attr_c(&p->xml, "min", "0");
	dais_xml_attr_c(&p->xml, "max", "1440");
	dais_xml_attr_c(&p->xml, "step", "5");
	dais_desk_mark(p, again, "minutes");
	if (minutes.n)
		dais_xml_attr(&p->xml, "value", minutes);
	dais_xml_close(&p->xml);
	dais_desk_written(p, minutes);
	dais_desk_write_beside(p, again, "minutes", DAIS_STR_NONE, DAIS_STR_NONE);
	dais_page_end(p);
	timetable_button(p, "minutes", NULL, DAIS_SAY_TIMETABLE_SAVE);
	timetable_form_end(p);
}

static void
write_entry(struct dais_page *p, const struct timetable_view *v, size_t k)
{
	const struct dais_entry *e = &chosen(v)->entries.v[k];
	struct dais_str id = dais_arena_printf(p->arena, "to-%zu", k);

	dais_page_element(p, "li", NULL);
	dais_page_element(p, "h3", NULL);
	dais_xml_text(&p->xml, timetable_item(p, v->record, e->item, &chosen(v)->bodies));
	dais_page_end(p);
	dais_page_element(p, "p", NULL);
	dais_page_link(p, timetable_why_path(p, v->package, v->record, v->chosen, e->item), NULL);
	dais_page_put(p, DAIS_SAY_TIMETABLE_WHY_TITLE);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	write_minutes(p, v, k);
	open_form(p, v);
	dais_page_hidden(p, "item", v->record->items.v[e->item].id);
	select_sitting(
	    p, v, id.p, timetable_again(v, "move-entry", v->record->items.v[e->item].id));
	timetable_button(p, "move-entry", NULL, DAIS_SAY_TIMETABLE_MOVE);
	timetable_button(p, "close-entry", "quiet", DAIS_SAY_TIMETABLE_REMOVE);
	timetable_form_end(p);
	dais_page_end(p);
}

/* Items (or their parts) of the agendas of the sitting's bodies that are not in it yet. */
static void
select_item(struct dais_page *p, const struct timetable_view *v)
{
	const struct dais_record *r = v->record;
	const struct dais_sitting *s = chosen(v);
	const struct dais_desk_again *again = timetable_again(v, "add-entry", DAIS_STR_NONE);
	struct dais_str kept = dais_desk_kept(again, "item", DAIS_STR_NONE);

	timetable_select(p, "add-item", "item", DAIS_SAY_TIMETABLE_ADD_ITEM);
	for (size_t i = 0; i < r->items.n; i++) {
		bool on = false, in = false;

		for (size_t b = 0; b < s->bodies.n; b++)
			on = on || dais_record_number(r, i, s->bodies.v[b]).found;
		for (size_t k = 0; k < s->entries.n; k++)
			in = in || s->entries.v[k].item == i;
		if (on && !in)
			timetable_option_kept(
			    p, r->items.v[i].id, timetable_item(p, r, i, &s->bodies), kept);
	}
	timetable_select_end_beside(p, again, "item");
}

void
timetable_write_sitting(struct dais_page *p, const struct timetable_view *v)
{
	const struct dais_sitting *s = chosen(v);

	dais_page_element(p, "section", "panel tt-panel");
	dais_xml_attr_c(&p->xml, "id", "sitting");
	dais_page_element(p, "h2", NULL);
	dais_xml_text(&p->xml, dais_page_say_with(p, DAIS_SAY_TIMETABLE_SITTING, "time",
				   timetable_time(p, s->start, s->end)));
	dais_page_end(p);
	timetable_write_breaches_of(p, v, v->chosen);
	write_times(p, v);
	write_services(p, v);
	dais_page_element(p, "ol", "plain");
	for (size_t k = 0; k < s->entries.n; k++)
		write_entry(p, v, k);
	dais_page_end(p);
	open_form(p, v);
	select_item(p, v);
	timetable_button(p, "add-entry", NULL, DAIS_SAY_TIMETABLE_ADD);
	timetable_form_end(p);
	open_form(p, v);
	timetable_button(p, "close", "quiet", DAIS_SAY_TIMETABLE_CLOSE);
	timetable_form_end(p);
	dais_page_end(p);
}
