/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * When a block can begin: windows tightened along the order of meetings, then a list of starts
 * for each block, cheapest first.
 */
#include <stdlib.h>

#include "plan/calendar/calendar_priv.h"

#define OPTIONS_MAX ((size_t)40000000)
#define CHANGE_BASE 10u /* changing a meeting at all, in sittings */
#define CHANGE_NEAR 16u /* a change now against one far away, less one */
#define CHANGE_FACTOR 100000 /* days of deviation a unit of change outweighs */

/* --- windows --------------------------------------------------------------------------------- */

/* Blocks in an order that agrees with the edges, into @order; returns how many: fewer than all
 * when the order is a circle. */
static size_t
sort_blocks(struct calendar_model *m, uint32_t *order)
{
	uint32_t *before = DAIS_NEW_N(m->a, m->blocks.n + 1, uint32_t);
	size_t n = 0;

	for (size_t i = 0; i < m->edges.n; i++) {
		if (!m->edges.v[i].same_week)
			before[m->edges.v[i].b]++;
	}
	for (uint32_t b = 0; b < m->blocks.n; b++) {
		if (!before[b])
			order[n++] = b;
	}
	for (size_t i = 0; i < n; i++) {
		const struct calendar_block *x = &m->blocks.v[order[i]];

		for (uint32_t k = 0; k < x->edges_n; k++) {
			const struct calendar_edge *e = &m->edges.v[m->edge_of[x->edges_at + k]];

			if (!e->same_week && e->a == order[i] && --before[e->b] == 0)
				order[n++] = e->b;
		}
	}
	return n;
}

/* A circle is told once, at a meeting in it; its edges then bind nobody. */
static void
complain_of_circle(
    struct calendar_model *m, const uint32_t *order, size_t n, struct dais_diags *diags)
{
	bool *sorted = DAIS_NEW_N(m->a, m->blocks.n + 1, bool);
	size_t told = 0;

	for (size_t i = 0; i < n; i++)
		sorted[order[i]] = true;
	for (size_t i = 0; i < m->edges.n; i++) {
		struct calendar_edge *e = &m->edges.v[i];
		const struct dais_calendar_meeting *x;

		if (e->same_week || sorted[e->b] || sorted[e->a])
			continue;
		x = &m->c->meetings.v[m->blocks.v[e->b].meeting];
		if (!told++)
			(void)dais_diags_add(diags, "planning", DAIS_SEVERITY_ERROR, &x->place,
			    "meeting `%.*s` must come after `%.*s`, and that, directly or not, "
			    "after `%.*s`: the order is a circle",
			    DAIS_STR_ARG(x->id),
			    DAIS_STR_ARG(m->c->meetings.v[m->blocks.v[e->a].meeting].id),
			    DAIS_STR_ARG(x->id));
	}
}

static bool
can_begin(const struct calendar_model *m, const struct calendar_block *b, uint32_t s)
{
	const uint64_t *can = m->shapes.v[b->shape].can;

	return calendar_bit(can, s) && calendar_last(m, b, s) < b->end;
}

/* Moves the first start to the first that is possible; b->lo stays at the number of slots when
 * there is none. */
static void
first_possible(const struct calendar_model *m, struct calendar_block *b)
{
	while (b->lo < b->hi_limit && !can_begin(m, b, b->lo))
		b->lo++;
}

static void
tighten_forward(struct calendar_model *m, const uint32_t *order, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct calendar_block *a = &m->blocks.v[order[i]];

		first_possible(m, a);
		if (a->lo >= a->hi_limit)
			continue;
		for (uint32_t k = 0; k < a->edges_n; k++) {
			const struct calendar_edge *e = &m->edges.v[m->edge_of[a->edges_at + k]];
			uint32_t ready;

			if (e->same_week || e->a != order[i])
				continue;
			ready = calendar_ready(m, calendar_last(m, a, a->lo), e->gap);
			if (m->blocks.v[e->b].lo < ready)
				m->blocks.v[e->b].lo = ready;
		}
	}
}

static void
tighten_backward(struct calendar_model *m, const uint32_t *order, size_t n)
{
	for (size_t i = n; i-- > 0;) {
		const struct calendar_block *b = &m->blocks.v[order[i]];
		uint32_t hi = b->hi_limit;

		while (hi > b->lo && !can_begin(m, b, hi - 1))
			hi--;
		if (hi <= b->lo)
			continue;
		for (uint32_t k = 0; k < b->edges_n; k++) {
			const struct calendar_edge *e = &m->edges.v[m->edge_of[b->edges_at + k]];
			struct calendar_block *a = &m->blocks.v[e->a];

			if (e->same_week || e->b != order[i])
				continue;
			while (a->hi_limit > a->lo &&
			       (!can_begin(m, a, a->hi_limit - 1) ||
				   calendar_ready(m, calendar_last(m, a, a->hi_limit - 1), e->gap) >
				       hi - 1))
				a->hi_limit--;
		}
	}
}

/* --- options --------------------------------------------------------------------------------- */

/* Slots in which all bodies of meeting @e can sit; NULL: all. */
static const uint64_t *
bodies_open(struct calendar_model *m, const struct dais_calendar_meeting *e, uint64_t **of)
{
	const struct dais_calendar *c = m->c;
	uint64_t *all = NULL;
	size_t words = calendar_words(m->slots.n);

	for (size_t i = 0; i < e->bodies.n; i++) {
		const struct dais_calendar_body *b = &c->bodies.v[e->bodies.v[i]];
		uint64_t *open = of[e->bodies.v[i]];

		if (!b->closed.n)
			continue;
		if (!open) {
			open = of[e->bodies.v[i]] = DAIS_NEW_N(m->a, words + 1, uint64_t);
			calendar_slots_outside(m, &b->closed, open);
		}
		if (e->bodies.n == 1)
			return open;
		if (!all) {
			all = DAIS_NEW_N(m->a, words + 1, uint64_t);
			memset(all, 0xff, words * sizeof(*all));
		}
		for (size_t w = 0; w < words; w++)
			all[w] &= open[w];
	}
	return all;
}

static bool
is_open(const struct calendar_model *m, const struct calendar_block *b, uint32_t start,
    const uint64_t *body)
{
	const uint32_t *cover = calendar_cover(m, b, start);
	const uint64_t *room = b->room_type == CALENDAR_NONE ? NULL : m->rooms.open[b->room_type];
	const uint64_t *team = b->team_type == CALENDAR_NONE ? NULL : m->teams.open[b->team_type];

	for (uint32_t i = 0; i < calendar_size(m, b); i++) {
		if ((body && !calendar_bit(body, cover[i])) ||
		    (room && !calendar_bit(room, cover[i])) ||
		    (team && !calendar_bit(team, cover[i])))
			return false;
	}
	return true;
}

static void
push(const struct calendar_model *m, struct calendar_block *b, uint32_t start)
{
	uint32_t day = m->slots.v[start].day, away = 0;

	if (b->wished_day != CALENDAR_NONE)
		away = day > b->wished_day ? day - b->wished_day : b->wished_day - day;
	b->options[b->options_n++] =
	    (struct calendar_option){ .start = start, .days = away * b->weight };
}

/* The starts of the window on working day @day. */
static void
push_day(
    const struct calendar_model *m, struct calendar_block *b, uint32_t day, const uint64_t *body)
{
	uint32_t first = m->days.v[day].first;

	for (uint32_t s = first; s < first + m->days.v[day].n; s++) {
		if (s >= b->lo && s < b->hi_limit && can_begin(m, b, s) && is_open(m, b, s, body))
			push(m, b, s);
	}
}

static void
fill_options(struct calendar_model *m, struct calendar_block *b, const uint64_t *body)
{
	uint32_t from, to, middle;

	b->options = DAIS_NEW_N(m->a, b->hi_limit - b->lo, struct calendar_option);
	from = m->slots.v[b->lo].day;
	to = m->slots.v[b->hi_limit - 1].day;
	middle = b->wished_day == CALENDAR_NONE || b->wished_day < from ? from
		 : b->wished_day > to                                   ? to
									: b->wished_day;
	push_day(m, b, middle, body);
	for (uint32_t d = 1; middle + d <= to || middle >= from + d; d++) {
		if (middle >= from + d)
			push_day(m, b, middle - d, body);
		if (middle + d <= to)
			push_day(m, b, middle + d, body);
	}
}

/* --- the plan in force ------------------------------------------------------------------------ */

static void
make_near(struct calendar_model *m, struct dais_local now)
{
	int64_t today = dais_date_is_set(now.date) ? dais_date_to_days(now.date)
						   : dais_date_to_days(m->c->from);

	m->near = DAIS_NEW_N(m->a, m->slots.n + 1, uint32_t);
	for (uint32_t s = 0; s < m->slots.n; s++) {
		int64_t date = m->days.v[m->slots.v[s].day].date;
		int64_t weeks = date > today ? (date - today) / 7 : 0;

		m->near[s] = 1 + CHANGE_NEAR / (uint32_t)(1 + weeks);
		if (date < today || (date == today && dais_date_is_set(now.date) &&
					m->slots.v[s].minute < now.minute))
			m->now = s + 1;
	}
}

/* Turns that begin before now stay; others do not move before it. */
static void
hold_the_past(struct calendar_model *m)
{
	for (size_t i = 0; i < m->blocks.n; i++) {
		struct calendar_block *b = &m->blocks.v[i];

		if (b->keep != CALENDAR_NONE && b->keep < m->now) {
			b->lo = b->keep;
			b->hi_limit = b->keep + 1;
		} else if (b->lo < m->now) {
			b->lo = m->now;
		}
	}
}

static void
keep_plan(struct calendar_model *m, const struct dais_calendar_options *opt, const uint32_t *first)
{
	m->keep_factor = CHANGE_FACTOR;
	make_near(m, opt->now);
	for (size_t i = 0; i < opt->keep->sittings.n; i++) {
		const struct dais_calendar_sitting *s = &opt->keep->sittings.v[i];
		struct calendar_block *b;

		if (s->meeting >= m->c->meetings.n || s->turn >= m->c->meetings.v[s->meeting].times)
			continue;
		b = &m->blocks.v[first[s->meeting] + s->turn];
		/* Sittings are in order of time: the first says where the turn begins. */
		if (b->keep == CALENDAR_NONE)
			b->keep = calendar_slot_at(m, s->start);
	}
	hold_the_past(m);
}

int64_t
calendar_change_cost(const struct calendar_model *m, const struct calendar_block *b, uint32_t start)
{
	uint32_t near;

	if (!m->keep_factor || start == b->keep || b->keep == CALENDAR_NONE)
		return 0;
	near = m->near[start] > m->near[b->keep] ? m->near[start] : m->near[b->keep];
	return (int64_t)(CHANGE_BASE + calendar_size(m, b)) * near;
}

int64_t
calendar_option_cost(
    const struct calendar_model *m, const struct calendar_block *b, struct calendar_option o)
{
	if (m->count_only)
		return 0;
	return calendar_change_cost(m, b, o.start) * m->keep_factor + o.days;
}

/* --- all ------------------------------------------------------------------------------------- */

bool
calendar_model_options(struct calendar_model *m, const struct dais_calendar_options *opt,
    const uint32_t *first, struct dais_diags *diags, struct dais_err *err)
{
	uint32_t *order = DAIS_NEW_N(m->a, m->blocks.n + 1, uint32_t);
	uint64_t **of = DAIS_NEW_N(m->a, m->c->bodies.n + 1, uint64_t *);
	const uint64_t *body = NULL;
	size_t n;

	if (opt->keep)
		keep_plan(m, opt, first);
	n = sort_blocks(m, order);
	if (n < m->blocks.n) {
		complain_of_circle(m, order, n, diags);
		return dais_err_set(err, DAIS_ERR_INVALID, "the order of meetings is a circle");
	}
	tighten_forward(m, order, n);
	tighten_backward(m, order, n);
	for (size_t i = 0; i < m->blocks.n; i++) {
		struct calendar_block *b = &m->blocks.v[i];

		if (!b->turn)
			body = bodies_open(m, &m->c->meetings.v[b->meeting], of);
		if (b->lo >= b->hi_limit || b->lo >= m->slots.n)
			continue;
		m->options += b->hi_limit - b->lo;
		if (m->options > OPTIONS_MAX)
			return dais_err_set(err, DAIS_ERR_LIMIT,
			    "the meetings have more than %zu possible days in all: narrow them "
			    "with "
			    "`earliest` and `latest`",
			    OPTIONS_MAX);
		fill_options(m, b, body);
	}
	return true;
}
