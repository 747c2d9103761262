/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A calendar as a web page: the use of rooms and teams by weeks, whose heads lead to the tables of
 * the weeks; there rooms are rows and the hours of the days columns, and sittings of one meeting
 * that follow each other on a day are one cell.
 */
#include <stdio.h>

#include "write/timetable/calendar_priv.h"
#include "write/timetable/page_priv.h"

struct calendar_page {
	struct page p;
	struct calendar_grid *g;
};

static struct dais_str
week_id(struct calendar_page *cp, size_t w)
{
	return dais_arena_printf(
	    cp->p.a, "week-%.*s", DAIS_STR_ARG(dais_date_print(cp->p.a, cp->g->weeks[w].monday)));
}

static void
head_cell(struct page *p, const char *scope, int64_t colspan, int64_t rowspan)
{
	dais_xml_open(&p->w, "th");
	dais_xml_attr_c(&p->w, "scope", scope);
	if (colspan > 1)
		dais_xml_attr_int(&p->w, "colspan", colspan);
	if (rowspan > 1)
		dais_xml_attr_int(&p->w, "rowspan", rowspan);
}

static void
open_table(struct page *p, const char *class_name, struct dais_str caption, const char *id)
{
	dais_web_page_open(p, "div", "scroll");
	dais_xml_attr_c(&p->w, "role", "region");
	dais_xml_attr_c(&p->w, "aria-labelledby", id);
	dais_xml_attr_c(&p->w, "tabindex", "0");
	dais_xml_newline(&p->w);
	dais_web_page_open(p, "table", class_name);
	dais_xml_newline(&p->w);
	dais_web_page_open(p, "caption", NULL);
	dais_xml_attr_c(&p->w, "id", id);
	dais_xml_text(&p->w, caption);
	dais_web_page_close(p);
}

/* --- use by weeks ---------------------------------------------------------------------------- */

/* The month a week belongs to: that of its Thursday (ISO 8601). */
static int
month_of(const struct calendar_grid *g, size_t w)
{
	return dais_date_add(g->weeks[w].monday, 3).month;
}

static void
month_heads(struct calendar_page *cp)
{
	struct page *p = &cp->p;

	dais_xml_open(&p->w, "tr");
	dais_xml_newline(&p->w);
	head_cell(p, "col", 1, 2);
	dais_xml_text(&p->w, dais_web_page_phrase(p, "rooms"));
	dais_web_page_close(p);
	for (size_t w = 0; w < cp->g->n_weeks;) {
		size_t n = 1;

		while (w + n < cp->g->n_weeks && month_of(cp->g, w + n) == month_of(cp->g, w))
			n++;
		head_cell(p, "colgroup", (int64_t)n, 1);
		dais_xml_text(&p->w, dais_text_capitalise(p->a, p->l,
					 dais_text_month_alone(p->l, month_of(cp->g, w))));
		dais_web_page_close(p);
		w += n;
	}
	dais_web_page_close(p);
}

static void
week_heads(struct calendar_page *cp)
{
	struct page *p = &cp->p;

	dais_xml_open(&p->w, "tr");
	dais_xml_newline(&p->w);
	for (size_t w = 0; w < cp->g->n_weeks; w++) {
		bool shown = cp->g->weeks[w].n > 0;

		head_cell(p, "col", 1, 1);
		if (shown) {
			dais_xml_open(&p->w, "a");
			dais_xml_attr(
			    &p->w, "href", dais_arena_concat(p->a, DAIS_STR("#"), week_id(cp, w)));
		}
		dais_web_page_open(p, "span", "hidden");
		dais_xml_text(&p->w, dais_calendar_week_words(cp->g, w));
		dais_xml_close(&p->w);
		dais_xml_open(&p->w, "span");
		dais_xml_attr_c(&p->w, "aria-hidden", "true");
		dais_xml_text(&p->w, dais_arena_printf(p->a, "%d", cp->g->weeks[w].monday.day));
		dais_xml_close(&p->w);
		if (shown)
			dais_xml_close(&p->w);
		dais_web_page_close(p);
	}
	dais_web_page_close(p);
}

static void
use_row(struct calendar_page *cp, const struct calendar_row *row)
{
	struct page *p = &cp->p;

	dais_xml_open(&p->w, "tr");
	dais_xml_newline(&p->w);
	head_cell(p, "row", 1, 1);
	dais_xml_text(&p->w, row->name);
	dais_web_page_close(p);
	for (size_t w = 0; w < cp->g->n_weeks; w++) {
		char shade[8];

		(void)snprintf(shade, sizeof(shade), "u%u", dais_calendar_shade(row, w));
		dais_web_page_open(p, "td", row->possible[w] ? shade : "shut");
		if (row->used[w]) {
			dais_xml_attr(&p->w, "title", dais_calendar_use_words(cp->g, row, w));
			dais_xml_text(&p->w, dais_arena_printf(p->a, "%u", row->used[w]));
		}
		dais_xml_close(&p->w);
	}
	dais_web_page_close(p);
}

static void
use_table(struct calendar_page *cp)
{
	struct page *p = &cp->p;

	open_table(p, "use", dais_web_page_phrase(p, "occupancy"), "use");
	dais_xml_open(&p->w, "thead");
	dais_xml_newline(&p->w);
	month_heads(cp);
	week_heads(cp);
	dais_web_page_close(p);
	dais_xml_open(&p->w, "tbody");
	dais_xml_newline(&p->w);
	for (size_t i = 0; i < cp->g->rows.n; i++) {
		if (cp->g->rows.v[i].is_pool && i && !cp->g->rows.v[i - 1].is_pool) {
			dais_web_page_close(p);
			dais_xml_open(&p->w, "tbody");
			dais_xml_newline(&p->w);
		}
		use_row(cp, &cp->g->rows.v[i]);
	}
	dais_web_page_close(p);
	dais_web_page_close(p);
	dais_web_page_close(p);
}

/* --- one week -------------------------------------------------------------------------------- */

#define DAYS 7

/* Columns of a week: the hours of its days, from the first of the calendar's own. */
static size_t
columns_before(const struct dais_calendar *c, int weekday)
{
	size_t n = 0;

	for (int i = 0; i < weekday; i++)
		n += c->hours[i].n;
	return n;
}

static size_t
column_of(const struct dais_calendar *c, const struct dais_calendar_sitting *s)
{
	int weekday = dais_date_weekday(s->start.date) - 1;
	size_t before = columns_before(c, weekday);

	for (size_t i = 0; i < c->hours[weekday].n; i++) {
		if (c->hours[weekday].v[i].start == s->start.minute)
			return before + i;
	}
	return DAIS_NONE; /* at an hour the calendar does not have: not drawn, but counted */
}

static void
day_heads(struct calendar_page *cp, size_t w)
{
	struct page *p = &cp->p;
	const struct dais_calendar *c = cp->g->c;

	dais_xml_open(&p->w, "thead");
	dais_xml_open(&p->w, "tr");
	dais_xml_newline(&p->w);
	head_cell(p, "col", 1, 2);
	dais_xml_text(&p->w, dais_web_page_phrase(p, "rooms"));
	dais_web_page_close(p);
	for (int d = 0; d < DAYS; d++) {
		if (!c->hours[d].n)
			continue;
		head_cell(p, "colgroup", (int64_t)c->hours[d].n, 1);
		dais_xml_text(&p->w,
		    dais_text_capitalise(p->a, p->l,
			dais_text_day_short(p->a, p->l, dais_date_add(cp->g->weeks[w].monday, d))));
		dais_web_page_close(p);
	}
	dais_web_page_close(p);
	dais_xml_open(&p->w, "tr");
	dais_xml_newline(&p->w);
	for (int d = 0; d < DAYS; d++) {
		for (size_t i = 0; i < c->hours[d].n; i++) {
			head_cell(p, "col", 1, 1);
			dais_xml_text(&p->w, dais_text_time(p->a, p->l, c->hours[d].v[i].start));
			dais_web_page_close(p);
		}
	}
	dais_web_page_close(p);
	dais_web_page_close(p);
}

static struct dais_str
team_words(struct calendar_page *cp, const struct dais_calendar_sitting *s)
{
	const struct dais_calendar_pool *pool = &cp->g->c->pools.v[s->pool];

	return dais_arena_printf(
	    cp->p.a, "%.*s %u", DAIS_STR_ARG(pool->name.n ? pool->name : pool->id), s->team);
}

/* The teams of the @n sittings of a cell, in turn. */
static void
put_teams(struct calendar_page *cp, const struct dais_calendar_sitting *const *v, size_t n)
{
	struct page *p = &cp->p;

	for (size_t i = 0; i < n; i++) {
		if (v[i]->pool == DAIS_NONE ||
		    (i && v[i]->pool == v[i - 1]->pool && v[i]->team == v[i - 1]->team))
			continue;
		dais_xml_text_c(&p->w, " ");
		dais_web_page_elem(p, "span", "team", team_words(cp, v[i]));
	}
}

static void
put_mark(struct page *p, enum dais_timetable_mark mark)
{
	if (!mark)
		return;
	dais_xml_text_c(&p->w, " ");
	dais_web_page_open(p, "strong", NULL);
	dais_xml_text_c(&p->w, dais_timetable_sign(mark, false));
	dais_xml_text_c(&p->w, " ");
	dais_xml_text(&p->w, dais_timetable_mark_words(p->l, mark));
	dais_xml_close(&p->w);
}

/* One cell for @n sittings of a meeting that follow each other on a day. */
static void
sitting_cell(struct calendar_page *cp, const struct dais_calendar_sitting *const *v, size_t n)
{
	struct page *p = &cp->p;
	const struct dais_calendar *c = cp->g->c;
	const struct dais_calendar_meeting *m = &c->meetings.v[v[0]->meeting];
	size_t body = m->bodies.n ? m->bodies.v[0] : 0;
	enum dais_timetable_mark mark = dais_calendar_mark_of(cp->g, v[0]);
	struct dais_local end = { v[0]->start.date, dais_calendar_end(c, v[n - 1]) };
	char classes[32];

	(void)snprintf(classes, sizeof(classes), "slot c%zu p%zu%s",
	    1 + body % (DAIS_TIMETABLE_COLOURS - 1),
	    body / (DAIS_TIMETABLE_COLOURS - 1) % DAIS_TIMETABLE_PATTERNS, mark ? " changed" : "");
	dais_web_page_open(p, "td", classes);
	if (n > 1)
		dais_xml_attr_int(&p->w, "colspan", (int64_t)n);
	dais_xml_attr(&p->w, "data-label", dais_text_day_hours(p->a, p->l, v[0]->start, end));
	dais_xml_text(&p->w, dais_calendar_meeting_name(c, v[0]->meeting, p->a));
	put_teams(cp, v, n);
	put_mark(p, mark);
	dais_web_page_close(p);
}

/* Whether @t goes on with @s in the next hours of the same day. */
static bool
goes_on(const struct dais_calendar *c, const struct dais_calendar_sitting *s,
    const struct dais_calendar_sitting *t)
{
	return s->meeting == t->meeting && s->turn == t->turn &&
	       dais_date_eq(s->start.date, t->start.date) && column_of(c, t) == column_of(c, s) + 1;
}

static void
empty_cells(struct page *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		dais_web_page_open(p, "td", "empty");
		dais_xml_close(&p->w);
	}
}

/* The sittings @v of one room in one week. */
static void
room_row(struct calendar_page *cp, const struct dais_calendar_sitting *const *v, size_t n,
    size_t columns)
{
	struct page *p = &cp->p;
	const struct dais_calendar *c = cp->g->c;
	size_t at = 0;

	dais_xml_open(&p->w, "tr");
	dais_xml_newline(&p->w);
	head_cell(p, "row", 1, 1);
	dais_xml_text(
	    &p->w, v[0]->room == DAIS_NONE ? DAIS_STR("–") : cp->g->rows.v[v[0]->room].name);
	dais_web_page_close(p);
	for (size_t i = 0; i < n;) {
		size_t column = column_of(c, v[i]), span = 1;

		if (column == DAIS_NONE || column < at) { /* a second one at the same time */
			i++;
			continue;
		}
		empty_cells(p, column - at);
		while (i + span < n && goes_on(c, v[i + span - 1], v[i + span]))
			span++;
		sitting_cell(cp, v + i, span);
		at = column + span;
		i += span;
	}
	empty_cells(p, columns - at);
	dais_web_page_close(p);
}

static void
week_table(struct calendar_page *cp, size_t w)
{
	const struct calendar_week *week = &cp->g->weeks[w];
	const struct dais_calendar_sitting *const *v = cp->g->order + week->first;
	size_t columns = columns_before(cp->g->c, DAYS);
	struct dais_str id = week_id(cp, w);

	open_table(
	    &cp->p, "week", dais_calendar_week_words(cp->g, w), dais_arena_cstr(cp->p.a, id));
	day_heads(cp, w);
	dais_xml_open(&cp->p.w, "tbody");
	dais_xml_newline(&cp->p.w);
	for (size_t i = 0; i < week->n;) {
		size_t n = 1;

		while (i + n < week->n && v[i + n]->room == v[i]->room && (v[i]->room != DAIS_NONE))
			n++;
		room_row(cp, v + i, n, columns);
		i += n;
	}
	dais_web_page_close(&cp->p);
	dais_web_page_close(&cp->p);
	dais_web_page_close(&cp->p);
}

static void
changes(struct calendar_page *cp)
{
	struct page *p = &cp->p;
	dais_str_lines said = { NULL, 0, 0 };

	dais_calendar_news(cp->g->v, p->l, p->a, &said);
	if (!said.n)
		return;
	dais_web_page_elem(p, "h2", NULL,
	    dais_text_capitalise(
		p->a, p->l, dais_text_count(p->a, p->l, "count-changes", (unsigned)said.n)));
	dais_web_page_open(p, "ul", "changes");
	for (size_t i = 0; i < said.n; i++)
		dais_web_page_elem(p, "li", NULL, said.v[i]);
	dais_web_page_close(p);
}

bool
dais_calendar_page(const struct dais_calendar_view *v, enum dais_lang l, struct dais_buf *out,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct calendar_page cp = { .p = { .a = a, .l = l } };
	struct dais_timetable head = { .lang = l, .notes = v->notes };
	struct page *p = &cp.p;

	cp.g = dais_calendar_grid(v, l, a);
	head.marked = cp.g->used_marks != 0;
	head.marks = cp.g->used_marks;
	dais_web_page_begin(p, out, l, dais_calendar_title(cp.g));
	dais_web_page_elem(p, "h1", NULL, dais_calendar_title(cp.g));
	dais_web_page_elem(p, "p", "place", dais_calendar_period_words(cp.g));
	dais_web_page_elem(p, "p", "lead",
	    dais_text_capitalise(
		a, l, dais_text_count(a, l, "count-sittings", (unsigned)v->plan->sittings.n)));
	dais_web_page_signs(p, &head);
	changes(&cp);
	use_table(&cp);
	for (size_t w = 0; w < cp.g->n_weeks; w++) {
		if (cp.g->weeks[w].n)
			week_table(&cp, w);
	}
	dais_web_page_notes(p, &head);
	dais_web_page_end(p);
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "web page is too big");
	return true;
}
