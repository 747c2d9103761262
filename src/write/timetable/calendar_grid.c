/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A calendar counted by weeks: one pass over its days for what is possible, one over the plan for
 * what is used, one sort.
 */
#include <stdlib.h>

#include "write/timetable/build_priv.h"
#include "write/timetable/calendar_priv.h"

#define WEEK 7

static int64_t
monday_before(struct dais_date d)
{
	return dais_date_to_days(d) - (dais_date_weekday(d) - 1);
}

size_t
dais_calendar_week_of(const struct calendar_grid *g, struct dais_date d)
{
	int64_t n = (dais_date_to_days(d) - monday_before(g->c->from)) / WEEK;

	if (n < 0)
		return 0;
	return (size_t)n < g->n_weeks ? (size_t)n : g->n_weeks - 1;
}

int
dais_calendar_end(const struct dais_calendar *c, const struct dais_calendar_sitting *s)
{
	int weekday = dais_date_weekday(s->start.date) - 1;

	for (size_t i = 0; i < c->hours[weekday].n; i++) {
		if (c->hours[weekday].v[i].start == s->start.minute)
			return c->hours[weekday].v[i].end;
	}
	return s->start.minute;
}

static struct calendar_row *
add_row(struct calendar_grid *g, struct dais_str name, struct dais_str id, bool is_pool)
{
	struct calendar_row *row = dais_vec_add(g->a, &g->rows);

	row->name = name.n ? name : id;
	row->is_pool = is_pool;
	row->used = DAIS_NEW_N(g->a, g->n_weeks, unsigned);
	row->possible = DAIS_NEW_N(g->a, g->n_weeks, unsigned);
	return row;
}

static unsigned
teams_there(const struct dais_calendar_pool *p, struct dais_local at)
{
	unsigned n = p->teams;

	for (size_t i = 0; i < p->absences.n; i++)
		n -= n && dais_calendar_period_has(&p->absences.v[i].when, at);
	return n;
}

static void
count_hour(struct calendar_grid *g, struct dais_local at)
{
	const struct dais_calendar *c = g->c;
	size_t week = dais_calendar_week_of(g, at.date);

	if (dais_calendar_periods_have(&c->closed, at))
		return;
	for (size_t i = 0; i < c->rooms.n; i++)
		g->rows.v[i].possible[week] +=
		    !dais_calendar_periods_have(&c->rooms.v[i].closed, at);
	for (size_t i = 0; i < c->pools.n; i++)
		g->rows.v[g->rows.n - c->pools.n + i].possible[week] +=
		    teams_there(&c->pools.v[i], at);
}

static void
count_possible(struct calendar_grid *g)
{
	const struct dais_calendar *c = g->c;
	int64_t from = dais_date_to_days(c->from), to = dais_date_to_days(c->to);

	for (int64_t day = from; day <= to; day++) {
		struct dais_date d = dais_date_from_days(day);
		int weekday = dais_date_weekday(d) - 1;

		for (size_t h = 0; h < c->hours[weekday].n; h++)
			count_hour(g, (struct dais_local){ d, c->hours[weekday].v[h].start });
	}
	/* No pool works more than its teams may in a week. */
	for (size_t i = 0; i < c->pools.n; i++) {
		struct calendar_row *row = &g->rows.v[g->rows.n - c->pools.n + i];
		unsigned most = c->pools.v[i].week_most * c->pools.v[i].teams;

		for (size_t w = 0; most && w < g->n_weeks; w++)
			row->possible[w] = row->possible[w] < most ? row->possible[w] : most;
	}
}

static int
by_place(const void *x, const void *y)
{
	const struct dais_calendar_sitting *p = *(const struct dais_calendar_sitting *const *)x;
	const struct dais_calendar_sitting *q = *(const struct dais_calendar_sitting *const *)y;
	int64_t a = monday_before(p->start.date), b = monday_before(q->start.date);
	int c;

	if (a != b)
		return a < b ? -1 : 1;
	if (p->room != q->room)
		return p->room < q->room ? -1 : 1;
	c = dais_local_cmp(p->start, q->start);
	if (c)
		return c;
	return (p->meeting > q->meeting) - (p->meeting < q->meeting);
}

static void
order_sittings(struct calendar_grid *g)
{
	size_t n = g->v->plan->sittings.n;

	g->order = DAIS_NEW_N(g->a, n, const struct dais_calendar_sitting *);
	for (size_t i = 0; i < n; i++) {
		const struct dais_calendar_sitting *s = &g->v->plan->sittings.v[i];
		size_t week = dais_calendar_week_of(g, s->start.date);
		size_t row = s->room == DAIS_NONE ? g->c->rooms.n : s->room;

		g->order[i] = s;
		g->weeks[week].n++;
		if (row < g->rows.n - g->c->pools.n)
			g->rows.v[row].used[week]++;
		if (s->pool != DAIS_NONE)
			g->rows.v[g->rows.n - g->c->pools.n + s->pool].used[week]++;
	}
	if (n)
		qsort(g->order, n, sizeof(*g->order), by_place);
	for (size_t w = 1; w < g->n_weeks; w++)
		g->weeks[w].first = g->weeks[w - 1].first + g->weeks[w - 1].n;
}

struct calendar_grid *
dais_calendar_grid(const struct dais_calendar_view *v, enum dais_lang l, struct dais_arena *a)
{
	struct calendar_grid *g = DAIS_NEW(a, struct calendar_grid);
	const struct dais_calendar *c = v->calendar;
	int64_t monday = monday_before(c->from);
	bool homeless = false;

	*g = (struct calendar_grid){ .v = v, .c = c, .l = l, .a = a };
	g->n_weeks = (size_t)((monday_before(c->to) - monday) / WEEK + 1);
	g->weeks = DAIS_NEW_N(a, g->n_weeks, struct calendar_week);
	for (size_t w = 0; w < g->n_weeks; w++)
		g->weeks[w].monday = dais_date_from_days(monday + (int64_t)w * WEEK);
	for (size_t i = 0; i < v->plan->sittings.n; i++)
		homeless = homeless || v->plan->sittings.v[i].room == DAIS_NONE;
	for (size_t i = 0; i < c->rooms.n; i++)
		(void)add_row(g, c->rooms.v[i].name, c->rooms.v[i].id, false);
	if (homeless)
		(void)add_row(g, DAIS_STR("–"), DAIS_STR_NONE, false);
	for (size_t i = 0; i < c->pools.n; i++)
		(void)add_row(g, c->pools.v[i].name, c->pools.v[i].id, true);
	count_possible(g);
	order_sittings(g);
	g->marks = DAIS_NEW_N(a, c->meetings.n, enum dais_timetable_mark);
	for (size_t i = 0; i < v->n_marks; i++) {
		if (v->marks[i].mark == DAIS_TIMETABLE_UNCHANGED)
			continue;
		g->marks[v->marks[i].meeting] = v->marks[i].mark;
		g->used_marks |= 1u << (unsigned)v->marks[i].mark;
	}
	return g;
}

unsigned
dais_calendar_shade(const struct calendar_row *row, size_t week)
{
	unsigned used = row->used[week], possible = row->possible[week];

	if (!used)
		return 0;
	if (used >= possible)
		return CALENDAR_SHADES - 1;
	return 1 + used * (CALENDAR_SHADES - 2) / possible;
}

enum dais_timetable_mark
dais_calendar_mark_of(const struct calendar_grid *g, const struct dais_calendar_sitting *s)
{
	if (g->marks[s->meeting] == DAIS_TIMETABLE_UNCHANGED)
		return DAIS_TIMETABLE_UNCHANGED;
	for (size_t i = 0; i < g->v->n_marks; i++) {
		if (g->v->marks[i].meeting == s->meeting && g->v->marks[i].turn == s->turn)
			return g->v->marks[i].mark;
	}
	return DAIS_TIMETABLE_UNCHANGED;
}

struct dais_str
dais_calendar_meeting_name(const struct dais_calendar *c, size_t meeting, struct dais_arena *a)
{
	const struct dais_calendar_meeting *m = &c->meetings.v[meeting];

	return m->name.n && !m->shares_name && !dais_str_eq(m->name, m->id)
		   ? m->name
		   : dais_calendar_meeting_told(c, m, a);
}

/* --- words ----------------------------------------------------------------------------------- */

struct dais_str
dais_calendar_week_words(const struct calendar_grid *g, size_t week)
{
	return dais_text_capitalise(g->a, g->l,
	    dais_text_fill(g->a, g->l, "week-of",
		(const struct dais_slot[]){
		    { "date", dais_text_date(g->a, g->l, g->weeks[week].monday) },
		    { NULL, DAIS_STR_NONE } }));
}

struct dais_str
dais_calendar_title(const struct calendar_grid *g)
{
	struct dais_str s =
	    dais_text_capitalise(g->a, g->l, dais_text_phrase(g->l, "calendar-of-meetings"));

	if (!g->c->name.n)
		return s;
	return dais_text_fill(g->a, g->l, "label-value",
	    (const struct dais_slot[]){
		{ "label", s }, { "value", g->c->name }, { NULL, DAIS_STR_NONE } });
}

struct dais_str
dais_calendar_period_words(const struct calendar_grid *g)
{
	struct dais_str s = dais_text_range(g->a, g->l, g->c->from, g->c->to);

	if (!g->c->zone.n)
		return s;
	return dais_text_fill(g->a, g->l, "mark-and-more",
	    (const struct dais_slot[]){ { "mark", s },
		{ "more", dais_text_fill(g->a, g->l, "local-time",
			      (const struct dais_slot[]){
				  { "zone", g->c->zone }, { NULL, DAIS_STR_NONE } }) },
		{ NULL, DAIS_STR_NONE } });
}

struct dais_str
dais_calendar_use_words(const struct calendar_grid *g, const struct calendar_row *row, size_t week)
{
	return dais_arena_printf(g->a, "%.*s – %.*s: %u / %u", DAIS_STR_ARG(row->name),
	    DAIS_STR_ARG(dais_calendar_week_words(g, week)), row->used[week], row->possible[week]);
}
