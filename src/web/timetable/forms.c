/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Parts of forms; a new sitting.
 */
#include "text/text.h"
#include "web/timetable/timetable_priv.h"

struct dais_str
timetable_path(const struct dais_page *p, struct dais_str package)
{
	return dais_page_path(
	    p, dais_arena_printf(p->arena, "/desk/%.*s/timetable", DAIS_STR_ARG(package)));
}

void
timetable_form(struct dais_page *p, const struct timetable_view *v)
{
	dais_page_form(p, dais_arena_concat(p->arena, timetable_path(p, v->package), v->form));
	dais_page_element(p, "div", "form row");
	dais_page_hidden(
	    p, "seen", dais_arena_printf(p->arena, "%llu", (unsigned long long)v->revision));
}

void
timetable_form_end(struct dais_page *p)
{
	dais_page_end(p);
	dais_page_end(p);
}

void
timetable_button(struct dais_page *p, const char *what, const char *class_name, enum dais_say words)
{
	dais_xml_open(&p->xml, "button");
	dais_xml_attr_c(&p->xml, "name", "do");
	dais_xml_attr_c(&p->xml, "value", what);
	if (class_name)
		dais_xml_attr_c(&p->xml, "class", class_name);
	dais_page_put(p, words);
	dais_xml_close(&p->xml);
}

void
timetable_field(struct dais_page *p, const char *id, enum dais_say label)
{
	dais_page_element(p, "span", "field");
	dais_page_label(p, id, label);
}

void
timetable_select(struct dais_page *p, const char *id, const char *name, enum dais_say label)
{
	timetable_field(p, id, label);
	dais_page_open_select(p, id, name);
}

void
timetable_option_kept(
    struct dais_page *p, struct dais_str value, struct dais_str words, struct dais_str kept)
{
	dais_page_option(p, value, words, kept.n && dais_str_eq(value, kept));
}

const struct dais_desk_again *
timetable_again(const struct timetable_view *v, const char *act, struct dais_str item)
{
	return v->again && dais_str_is(dais_http_field(v->again->x, "do"), act) &&
		       (!item.n || dais_str_eq(dais_http_field(v->again->x, "item"), item))
		   ? v->again
		   : NULL;
}

void
timetable_select_end(struct dais_page *p)
{
	timetable_select_end_beside(p, NULL, NULL);
}

void
timetable_select_end_beside(
    struct dais_page *p, const struct dais_desk_again *again, const char *name)
{
	dais_xml_close(&p->xml);
	dais_desk_write_beside(p, again, name, DAIS_STR_NONE, DAIS_STR_NONE);
	dais_page_end(p);
}

struct dais_str
timetable_time_value(const struct dais_page *p, struct dais_local start, struct dais_local end)
{
	return dais_arena_printf(p->arena, "%.*s %.*s",
	    DAIS_STR_ARG(dais_local_print(p->arena, start)),
	    DAIS_STR_ARG(dais_local_print(p->arena, end)));
}

void
timetable_select_time(struct dais_page *p, const struct timetable_view *v, const char *act,
    const char *id, enum dais_say label)
{
	const struct dais_desk_again *again = timetable_again(v, act, DAIS_STR_NONE);
	struct dais_str kept = dais_desk_kept(again, "time", DAIS_STR_NONE);

	timetable_select(p, id, "time", label);
	for (size_t i = 0; i < v->rows.n; i++)
		timetable_option_kept(p,
		    timetable_time_value(p, v->rows.v[i].start, v->rows.v[i].end),
		    timetable_time(p, v->rows.v[i].start, v->rows.v[i].end), kept);
	timetable_select_end_beside(p, again, "time");
}

void
timetable_write_add(struct dais_page *p, const struct timetable_view *v)
{
	const struct dais_desk_again *again = timetable_again(v, "add", DAIS_STR_NONE);

	dais_page_element(p, "details", "panel");
	if (again)
		dais_xml_attr_c(&p->xml, "open", "open");
	dais_page_say_in(p, "summary", NULL, DAIS_SAY_TIMETABLE_ADD_SITTING);
	timetable_form(p, v);
	timetable_select_time(p, v, "add", "add-time", DAIS_SAY_TIMETABLE_HOURS);
	dais_page_element(p, "fieldset", "field");
	dais_page_say_in(p, "legend", NULL, DAIS_SAY_TIMETABLE_BODIES);
	for (size_t i = 0; i < v->columns.n; i++) {
		const struct dais_body *b = &v->record->bodies.v[v->columns.v[i]];

		dais_page_open_box(
		    p, "body", b->id, dais_desk_kept_box(again, "body", b->id, false));
		dais_page_put_ml(p, &b->name);
		dais_page_end(p);
	}
	dais_desk_write_beside(p, again, "body", DAIS_STR_NONE, DAIS_STR_NONE);
	dais_page_end(p);
	timetable_button(p, "add", NULL, DAIS_SAY_TIMETABLE_ADD);
	timetable_form_end(p);
	dais_page_end(p);
}
