/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The grid of a timetable as an HTML table: a block is a cell that spans its columns and lines.
 */
#include <stdio.h>
#include <stdlib.h>

#include "write/timetable/page.h"
#include "write/timetable/page_priv.h"

#define COLUMN_REM 11u /* least width of a column on a wide screen */

static const char *
mark_class(enum dais_timetable_mark m)
{
	switch (m) {
	case DAIS_TIMETABLE_IS_NEW:
		return " m-new";
	case DAIS_TIMETABLE_HAS_MOVED:
		return " m-moved";
	case DAIS_TIMETABLE_IS_LONGER:
		return " m-longer";
	case DAIS_TIMETABLE_IS_SHORTER:
		return " m-shorter";
	case DAIS_TIMETABLE_IS_CANCELLED:
		return " m-gone";
	case DAIS_TIMETABLE_UNCHANGED:
	case DAIS_TIMETABLE_OTHER_ROOM:
	case DAIS_TIMETABLE_MARK_COUNT:
	default:
		return "";
	}
}

void
dais_web_page_remark(struct page *p, enum dais_timetable_mark mark, struct dais_str words)
{
	if (!words.n)
		return;
	dais_web_page_open(p, "p", "mark");
	dais_web_page_open(p, "span", "sign");
	dais_xml_attr_c(&p->w, "aria-hidden", "true");
	dais_xml_text_c(&p->w, dais_timetable_sign(mark, false));
	dais_xml_close(&p->w);
	dais_xml_text_c(&p->w, " ");
	dais_xml_text(&p->w, words);
	dais_web_page_close(p);
}

static void
entry_words(struct page *p, const struct dais_timetable_entry *e)
{
	bool gone = e->mark == DAIS_TIMETABLE_IS_CANCELLED;

	if (gone)
		dais_xml_open(&p->w, "del");
	dais_xml_text(&p->w, e->title);
	if (gone)
		dais_xml_close(&p->w);
	if (e->continued) {
		dais_xml_text_c(&p->w, p->l == DAIS_LANG_ZH ? "" : " ");
		dais_xml_text(&p->w, dais_text_phrase(p->l, "continued"));
	}
	if (e->minutes) {
		dais_xml_text_c(&p->w, " · ");
		dais_web_page_open(p, "span", "minutes");
		dais_xml_text(&p->w, dais_text_duration(p->a, p->l, e->minutes));
		dais_xml_close(&p->w);
	}
}

void
dais_web_page_entry(struct page *p, const struct dais_timetable_entry *e)
{
	char classes[48];

	(void)snprintf(classes, sizeof(classes), "entry c%u p%u%s", e->colour, e->pattern,
	    mark_class(e->mark));
	dais_web_page_open(p, "div", classes);
	dais_web_page_open(p, "span", "number");
	dais_xml_text(&p->w, e->number);
	dais_xml_close(&p->w);
	dais_xml_text_c(&p->w, " ");
	dais_xml_open(&p->w, "span");
	entry_words(p, e);
	dais_xml_close(&p->w);
	dais_web_page_remark(p, e->mark, e->remark);
	dais_web_page_close(p);
}

/* The names of the columns of a block, for cells that stand without them on a phone. */
static struct dais_str
column_names(struct page *p, const struct dais_timetable *t, size_t first, size_t span)
{
	struct dais_str *names = DAIS_NEW_N(p->a, span, struct dais_str);

	for (size_t i = 0; i < span; i++)
		names[i] = t->columns.v[first + i].short_name;
	return dais_text_list(p->a, p->l, names, span);
}

static void
block_cell(struct page *p, const struct dais_timetable *t, const struct dais_timetable_block *b)
{
	dais_web_page_open(p, "td", NULL);
	if (b->span > 1)
		dais_xml_attr_int(&p->w, "colspan", (int64_t)b->span);
	if (b->lines > 1)
		dais_xml_attr_int(&p->w, "rowspan", (int64_t)b->lines);
	if (t->columns.n > 1)
		dais_xml_attr(&p->w, "data-label", column_names(p, t, b->first, b->span));
	dais_xml_newline(&p->w);
	if (b->label.n)
		dais_web_page_elem(p, "p", "label", b->label);
	dais_web_page_remark(p, b->mark, b->remark);
	for (size_t i = 0; i < b->entries.n; i++)
		dais_web_page_entry(p, &b->entries.v[i]);
	dais_web_page_close(p);
}

static void
empty_cell(struct page *p)
{
	dais_web_page_open(p, "td", "empty");
	dais_web_page_open(p, "span", "hidden");
	dais_xml_text(&p->w, dais_text_phrase(p->l, "no-sitting"));
	dais_xml_close(&p->w);
	dais_web_page_close(p);
}

static void
line_cells(struct page *p, const struct dais_timetable *t, const struct dais_timetable_row *row,
    size_t line)
{
	for (size_t c = 0; c < t->columns.n;) {
		size_t i = dais_timetable_at(row, line, c);

		if (i == DAIS_NONE) {
			empty_cell(p);
			c++;
			continue;
		}
		if (row->blocks.v[i].line == line)
			block_cell(p, t, &row->blocks.v[i]);
		c = row->blocks.v[i].first + row->blocks.v[i].span;
	}
}

/* The hours of a sitting; a line may end behind their dash only. */
static void
put_hours(struct page *p, struct dais_str s)
{
	size_t end = dais_timetable_dash_end(s);

	dais_web_page_open(p, "span", "hours");
	dais_xml_text(&p->w, dais_str_sub(s, 0, end));
	dais_xml_close(&p->w);
	if (end == s.n)
		return;
	/* A space at the start of a piece that stays whole would not be shown. */
	if (s.p[end] == ' ')
		dais_xml_text(&p->w, DAIS_STR(" "));
	dais_web_page_open(p, "span", "hours");
	dais_xml_text(&p->w, dais_str_trim(dais_str_sub(s, end, s.n)));
	dais_xml_close(&p->w);
}

/* @at as machines read it; inside another page with its offset from UTC. */
static struct dais_str
machine_time(struct page *p, struct dais_local at)
{
	struct dais_str local = dais_local_print(p->a, at);
	int east;

	if (!p->inside || !p->zone.n || !dais_text_zone_offset(p->zone, at, &east))
		return local;
	return dais_arena_printf(p->a, "%.*s%c%02d:%02d", DAIS_STR_ARG(local), east < 0 ? '-' : '+',
	    abs(east) / 60, abs(east) % 60);
}

static void
put_time(struct page *p, const struct dais_timetable_row *row)
{
	dais_web_page_open(p, "time", p->inside ? "moment" : NULL);
	dais_xml_attr(&p->w, "datetime", machine_time(p, row->start));
	if (p->inside)
		dais_xml_attr(&p->w, "data-end", machine_time(p, row->end));
	put_hours(p, row->hours);
	dais_xml_close(&p->w);
}

static void
row_lines(struct page *p, const struct dais_timetable *t, const struct dais_timetable_row *row)
{
	for (size_t line = 0; line < row->lines; line++) {
		dais_xml_open(&p->w, "tr");
		dais_xml_newline(&p->w);
		if (line == 0) {
			dais_xml_open(&p->w, "th");
			dais_xml_attr_c(&p->w, "scope", row->lines > 1 ? "rowgroup" : "row");
			if (row->lines > 1)
				dais_xml_attr_int(&p->w, "rowspan", (int64_t)row->lines);
			put_time(p, row);
			dais_web_page_close(p);
		}
		line_cells(p, t, row, line);
		dais_web_page_close(p);
	}
}

static void
day_rows(struct page *p, const struct dais_timetable *t, const struct dais_timetable_day *day)
{
	dais_xml_open(&p->w, "tbody");
	dais_xml_newline(&p->w);
	dais_web_page_open(p, "tr", "day");
	dais_xml_open(&p->w, "th");
	dais_xml_attr_int(&p->w, "colspan", (int64_t)t->columns.n + 1);
	dais_xml_attr_c(&p->w, "scope", "rowgroup");
	dais_xml_text(&p->w, day->words);
	dais_xml_close(&p->w);
	dais_web_page_close(p);
	for (size_t i = 0; i < day->rows.n; i++)
		row_lines(p, t, &day->rows.v[i]);
	dais_web_page_close(p);
}

void
dais_web_page_grid(struct page *p, const struct dais_timetable *t, const char *id)
{
	struct dais_str named = dais_arena_printf(p->a, "%s-name", id);

	dais_web_page_open(p, "div", "scroll");
	dais_xml_attr_c(&p->w, "role", "region");
	dais_xml_attr(&p->w, "aria-labelledby", named);
	dais_xml_attr_c(&p->w, "tabindex", "0");
	dais_xml_newline(&p->w);
	dais_web_page_open(p, "table", "timetable");
	if (p->inside)
		dais_xml_attr_int(&p->w, "data-columns", (int64_t)t->columns.n);
	else if (t->columns.n > 3)
		dais_xml_attr(&p->w, "style",
		    dais_arena_printf(
			p->a, "min-inline-size:%zurem", 9 + COLUMN_REM * t->columns.n));
	dais_xml_newline(&p->w);
	dais_web_page_open(p, "caption", "hidden");
	dais_xml_attr(&p->w, "id", named);
	dais_xml_text(&p->w, t->title);
	dais_web_page_close(p);
	dais_xml_open(&p->w, "thead");
	dais_xml_open(&p->w, "tr");
	dais_xml_newline(&p->w);
	dais_xml_open(&p->w, "th");
	dais_xml_attr_c(&p->w, "scope", "col");
	dais_xml_text(&p->w, dais_web_page_phrase(p, "date-and-time"));
	dais_web_page_close(p);
	for (size_t i = 0; i < t->columns.n; i++) {
		dais_xml_open(&p->w, "th");
		dais_xml_attr_c(&p->w, "scope", "col");
		dais_xml_text(&p->w, t->columns.v[i].name);
		dais_web_page_close(p);
	}
	dais_web_page_close(p);
	dais_web_page_close(p);
	for (size_t d = 0; d < t->days.n; d++)
		day_rows(p, t, &t->days.v[d]);
	dais_web_page_close(p);
	dais_web_page_close(p);
}

void
dais_timetable_page_grid(struct dais_xml *w, const struct dais_timetable *t, const char *id,
    struct dais_str zone, struct dais_arena *a)
{
	struct page p = { .w = *w, .a = a, .l = t->lang, .inside = true, .zone = zone };

	dais_web_page_grid(&p, t, id);
	*w = p.w;
}
