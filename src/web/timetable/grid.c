/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The grid: times as rows, bodies as columns, joint sittings across them.
 */
#include "text/text.h"
#include "web/timetable/timetable_priv.h"

bool
timetable_has_body(const struct dais_sitting *s, size_t body)
{
	for (size_t i = 0; i < s->bodies.n; i++)
		if (s->bodies.v[i] == body)
			return true;
	return false;
}

/* The sitting of @body at the time of @row. */
static size_t
sitting_at(const struct dais_record *r, const struct timetable_row *row, size_t body)
{
	for (size_t i = 0; i < r->sittings.n; i++)
		if (dais_local_cmp(r->sittings.v[i].start, row->start) == 0 &&
		    timetable_has_body(&r->sittings.v[i], body))
			return i;
	return DAIS_NONE;
}

static bool
is_in(const struct dais_arrange_breach *b, size_t sitting)
{
	for (size_t i = 0; i < b->sittings.n; i++)
		if (b->sittings.v[i] == sitting)
			return true;
	return false;
}

bool
timetable_breaks_rule(const struct timetable_view *v, size_t sitting)
{
	for (size_t i = 0; i < v->verdict->breaches.n; i++)
		if (v->verdict->breaches.v[i].hard && is_in(&v->verdict->breaches.v[i], sitting))
			return true;
	return false;
}

bool
timetable_is_continued(const struct dais_record *r, size_t sitting, size_t item)
{
	for (size_t i = 0; i < sitting; i++) {
		const struct dais_sitting *s = &r->sittings.v[i];

		if (dais_local_cmp(s->start, r->sittings.v[sitting].start) >= 0)
			continue;
		for (size_t k = 0; k < s->entries.n; k++)
			if (s->entries.v[k].item == item)
				return true;
	}
	return false;
}

static void
write_why_link(struct dais_page *p, const struct timetable_view *v, size_t i, size_t item)
{
	const struct dais_sitting *s = &v->record->sittings.v[i];

	dais_xml_text_c(&p->xml, " ");
	dais_page_link(p, timetable_why_path(p, v->package, v->record, i, item), "tt-why");
	dais_xml_attr(&p->xml, "aria-label",
	    dais_page_say_with(p, DAIS_SAY_TIMETABLE_WHY_ASK, "item",
		timetable_item(p, v->record, item, &s->bodies)));
	dais_xml_text_c(&p->xml, "?");
	dais_xml_close(&p->xml);
}

static void
write_entries(struct dais_page *p, const struct timetable_view *v, size_t i)
{
	const struct dais_sitting *s = &v->record->sittings.v[i];

	dais_page_element(p, "ul", "tt-entries");
	for (size_t k = 0; k < s->entries.n; k++) {
		const struct dais_entry *e = &s->entries.v[k];

		dais_page_element(p, "li", NULL);
		dais_xml_text(&p->xml, timetable_item(p, v->record, e->item, &s->bodies));
		if (timetable_is_continued(v->record, i, e->item)) {
			dais_xml_text_c(&p->xml, " ");
			dais_page_say_in(p, "span", "soft", DAIS_SAY_TIMETABLE_CONTINUED);
		}
		if (e->minutes) {
			dais_xml_text_c(&p->xml, " ");
			dais_page_element(p, "span", "soft");
			dais_xml_text(
			    &p->xml, dais_text_duration(p->arena, p->language, e->minutes));
			dais_page_end(p);
		}
		if (!v->proposal && !v->why && !v->still)
			write_why_link(p, v, i, e->item);
		dais_page_end(p);
	}
	dais_page_end(p);
}

struct dais_str
timetable_choose_path(const struct dais_page *p, const struct timetable_view *v, size_t i)
{
	struct dais_str name = dais_sitting_name(v->record, i, p->arena);

	return dais_arena_printf(p->arena, "%.*s?sitting=%.*s#sitting",
	    DAIS_STR_ARG(timetable_path(p, v->package)),
	    DAIS_STR_ARG(dais_path_escape(p->arena, name)));
}

static void
write_choice(struct dais_page *p, const struct timetable_view *v, size_t i)
{
	const struct dais_sitting *s = &v->record->sittings.v[i];

	dais_page_link(p, timetable_choose_path(p, v, i), "tt-choose");
	dais_xml_attr(&p->xml, "aria-label",
	    dais_page_say_with(
		p, DAIS_SAY_TIMETABLE_CHOOSE, "time", timetable_time(p, s->start, s->end)));
	dais_xml_text_c(&p->xml, "\u270e");
	dais_xml_close(&p->xml);
}

static void
write_sitting(struct dais_page *p, const struct timetable_view *v, size_t i)
{
	const struct dais_sitting *s = &v->record->sittings.v[i];
	bool editable = v->may_edit && !v->proposal && !v->why && !v->still,
	     bad = timetable_breaks_rule(v, i);

	dais_xml_open(&p->xml, "div");
	dais_xml_attr_c(&p->xml, "class",
	    bad              ? "tt-sitting bad"
	    : i == v->chosen ? "tt-sitting chosen"
			     : "tt-sitting");
	if (editable) {
		dais_xml_attr(&p->xml, "data-sitting", dais_sitting_name(v->record, i, p->arena));
		write_choice(p, v, i);
	}
	if (s->bodies.n > 1)
		dais_page_say_in(p, "p", "tt-joint", DAIS_SAY_TIMETABLE_JOINT);
	if (bad)
		dais_page_say_in(p, "p", "error", DAIS_SAY_TIMETABLE_BREACHES);
	write_entries(p, v, i);
	if (s->room.in[p->language].n) {
		dais_page_element(p, "p", "soft");
		dais_xml_text(&p->xml, s->room.in[p->language]);
		dais_page_end(p);
	}
	dais_page_end(p);
}

/* The bodies of these columns, for screens where a cell stands under their names. */
static struct dais_str
names_of(const struct dais_page *p, const struct timetable_view *v, size_t column, size_t span)
{
	struct dais_str s = DAIS_STR_NONE;

	for (size_t c = column; c < column + span; c++) {
		struct dais_str name =
		    dais_page_words(p, &v->record->bodies.v[v->columns.v[c]].name);

		s = s.n ? dais_arena_printf(p->arena, "%.*s%.*s%.*s", DAIS_STR_ARG(s),
			      DAIS_STR_ARG(dais_text_phrase(p->language, "format-comma")),
			      DAIS_STR_ARG(name))
			: name;
	}
	return s;
}

static void
open_cell(struct dais_page *p, const struct timetable_view *v, const struct timetable_row *row,
    size_t column, size_t span)
{
	dais_xml_open(&p->xml, "td");
	dais_xml_attr_c(&p->xml, "role", "cell");
	if (span > 1)
		dais_xml_attr_int(&p->xml, "colspan", (int64_t)span);
	dais_xml_attr(&p->xml, "data-label", names_of(p, v, column, span));
	if (v->may_edit && !v->proposal && !v->why && !v->still) {
		dais_xml_attr(&p->xml, "data-start", dais_local_print(p->arena, row->start));
		dais_xml_attr(&p->xml, "data-end", dais_local_print(p->arena, row->end));
		dais_xml_attr(&p->xml, "data-body", v->record->bodies.v[v->columns.v[column]].id);
	}
}

/* Whether the item that is asked about is on the agenda of a body of these columns. */
static bool
is_asked(const struct timetable_view *v, size_t column, size_t span)
{
	for (size_t c = column; c < column + span; c++)
		if (dais_record_number(v->record, v->why->item, v->columns.v[c]).found)
			return true;
	return false;
}

static void
write_row(struct dais_page *p, const struct timetable_view *v, const struct timetable_row *row)
{
	for (size_t c = 0; c < v->columns.n;) {
		size_t i = sitting_at(v->record, row, v->columns.v[c]), span = 1;

		while (i != DAIS_NONE && c + span < v->columns.n &&
		       sitting_at(v->record, row, v->columns.v[c + span]) == i)
			span++;
		open_cell(p, v, row, c, span);
		if (v->why && is_asked(v, c, span))
			timetable_write_mark(p, v, row);
		if (i != DAIS_NONE)
			write_sitting(p, v, i);
		dais_xml_close(&p->xml);
		c += span;
	}
}

static size_t
rows_of_day(const struct timetable_view *v, size_t from)
{
	size_t n = 0;

	while (from + n < v->rows.n &&
	       dais_date_eq(v->rows.v[from + n].start.date, v->rows.v[from].start.date))
		n++;
	return n;
}

static void
write_heads(struct dais_page *p, const struct timetable_view *v)
{
	dais_page_element(p, "thead", NULL);
	dais_page_element(p, "tr", NULL);
	dais_page_column(p, DAIS_SAY_TIMETABLE_DAY);
	dais_page_column(p, DAIS_SAY_TIMETABLE_HOURS);
	for (size_t i = 0; i < v->columns.n; i++) {
		dais_page_open_head(p, "col");
		dais_page_put_ml(p, &v->record->bodies.v[v->columns.v[i]].name);
		dais_xml_close(&p->xml);
	}
	dais_page_end(p);
	dais_page_end(p);
}

void
timetable_write_grid(struct dais_page *p, const struct timetable_view *v)
{
	dais_page_element(p, "div", "scroll");
	dais_xml_attr_c(&p->xml, "tabindex", "0");
	dais_xml_attr_c(&p->xml, "role", "region");
	dais_xml_attr(&p->xml, "aria-label",
	    v->label.n ? v->label : dais_page_say(p, DAIS_SAY_TIMETABLE_TITLE));
	/* Roles are said, since a table whose cells are laid out as blocks on a phone loses its
	 * own. */
	dais_page_element(p, "table", "tt-grid");
	dais_xml_attr_c(&p->xml, "role", "table");
	write_heads(p, v);
	dais_page_element(p, "tbody", NULL);
	dais_xml_attr_c(&p->xml, "role", "rowgroup");
	for (size_t i = 0; i < v->rows.n; i++) {
		const struct timetable_row *row = &v->rows.v[i];

		dais_page_element(p, "tr", NULL);
		dais_xml_attr_c(&p->xml, "role", "row");
		if (i == 0 || !dais_date_eq(row->start.date, v->rows.v[i - 1].start.date)) {
			dais_page_open_head(p, "rowgroup");
			dais_xml_attr_c(&p->xml, "role", "rowheader");
			dais_xml_attr_int(&p->xml, "rowspan", (int64_t)rows_of_day(v, i));
			dais_xml_text(
			    &p->xml, dais_text_day_short(p->arena, p->language, row->start.date));
			dais_xml_close(&p->xml);
		}
		dais_page_open_head(p, "row");
		dais_xml_attr_c(&p->xml, "role", "rowheader");
		dais_xml_attr_c(&p->xml, "class", "tt-hours");
		dais_xml_text(&p->xml, dais_page_hours(p, row->start.minute, row->end.minute));
		dais_xml_close(&p->xml);
		write_row(p, v, row);
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
}
