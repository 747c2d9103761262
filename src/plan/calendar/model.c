/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * From a calendar to blocks, groups and edges. Windows and options follow in options.c.
 */
#include "plan/calendar/calendar_priv.h"

/* --- groups ---------------------------------------------------------------------------------- */

/* The groups of each body: itself, unless delegations that must not meet hold it already. */
static dais_index_vec *
make_groups(struct calendar_model *m)
{
	const struct dais_calendar *c = m->c;
	dais_index_vec *of = DAIS_NEW_N(m->a, c->bodies.n, dais_index_vec);
	bool *covered = DAIS_NEW_N(m->a, c->bodies.n, bool);

	for (size_t g = 0; g < c->delegations.n; g++) {
		const struct dais_calendar_delegations *d = &c->delegations.v[g];

		for (size_t i = 0; i < d->bodies.n; i++) {
			dais_vec_push(m->a, &of[d->bodies.v[i]], m->groups.n);
			covered[d->bodies.v[i]] = covered[d->bodies.v[i]] || !d->wish;
		}
		dais_vec_push(m->a, &m->groups,
		    ((struct calendar_group){ .wish = d->wish, .weight = d->weight }));
	}
	for (size_t b = 0; b < c->bodies.n; b++) {
		if (covered[b])
			continue;
		dais_vec_push(m->a, &of[b], m->groups.n);
		(void)dais_vec_add(m->a, &m->groups);
	}
	return of;
}

/* The groups of meeting @e, each once. */
static void
groups_of(struct calendar_model *m, const struct dais_calendar_meeting *e, const dais_index_vec *of,
    const uint32_t **ret, uint32_t *ret_n)
{
	size_t most = 0;
	uint32_t *v, n = 0;

	for (size_t i = 0; i < e->bodies.n; i++)
		most += of[e->bodies.v[i]].n;
	v = DAIS_NEW_N(m->a, most, uint32_t);
	for (size_t i = 0; i < e->bodies.n; i++) {
		for (size_t k = 0; k < of[e->bodies.v[i]].n; k++) {
			uint32_t g = (uint32_t)of[e->bodies.v[i]].v[k];
			bool is_new = true;

			for (uint32_t j = 0; j < n; j++)
				is_new = is_new && v[j] != g;
			if (is_new)
				v[n++] = g;
		}
	}
	*ret = v;
	*ret_n = n;
}

/* --- blocks ---------------------------------------------------------------------------------- */

/* The day turn @turn of @e wishes: `every` counts from the first. */
static int64_t
wished_date(const struct dais_calendar *c, const struct dais_calendar_meeting *e, unsigned turn)
{
	if (dais_date_is_set(e->preferred))
		return dais_date_to_days(e->preferred) + (int64_t)turn * e->every_days;
	if (!e->every_days)
		return INT64_MIN;
	return dais_date_to_days(dais_date_is_set(e->earliest) ? e->earliest : c->from) +
	       (int64_t)turn * e->every_days;
}

static uint32_t
first_slot_on(const struct calendar_model *m, int64_t date)
{
	int64_t from = dais_date_to_days(m->c->from), to = dais_date_to_days(m->c->to);
	uint32_t day;

	if (date <= from)
		return 0;
	if (date > to)
		return (uint32_t)m->slots.n;
	day = m->day_of_date[date - from];
	return day < m->days.n ? m->days.v[day].first : (uint32_t)m->slots.n;
}

/* The window of starts as the meeting itself gives it; the last day is checked with the options. */
static void
set_window(
    struct calendar_model *m, const struct dais_calendar_meeting *e, struct calendar_block *b)
{
	const struct dais_calendar_fixed *fixed = dais_calendar_fixed_of(e, b->turn);

	b->lo =
	    dais_date_is_set(e->earliest) ? first_slot_on(m, dais_date_to_days(e->earliest)) : 0;
	b->end = dais_date_is_set(e->latest) ? first_slot_on(m, dais_date_to_days(e->latest) + 1)
					     : (uint32_t)m->slots.n;
	if (fixed) {
		int64_t date = dais_date_to_days(fixed->at.date);
		uint32_t from = first_slot_on(m, date);

		b->hi_limit = first_slot_on(m, date + 1);
		if (fixed->at.minute >= 0) {
			from = calendar_slot_at(m, fixed->at);
			b->hi_limit = from == CALENDAR_NONE ? 0 : from + 1;
		}
		b->lo = b->lo > from ? b->lo : from;
	} else {
		b->hi_limit = b->end;
	}
}

static void
add_block(struct calendar_model *m, size_t meeting, unsigned turn, const dais_index_vec *of,
    uint32_t room_type, uint32_t team_type)
{
	const struct dais_calendar_meeting *e = &m->c->meetings.v[meeting];
	struct calendar_block *b = dais_vec_add(m->a, &m->blocks);
	int64_t from = dais_date_to_days(m->c->from);

	b->meeting = meeting;
	b->turn = turn;
	b->shape = turn ? b[-1].shape
			: calendar_model_shape(m, e->sittings, e->a_day, e->hour, e->across_weeks);
	b->room_type = room_type;
	b->team_type = team_type;
	b->weight = e->weight;
	b->wished = wished_date(m->c, e, turn);
	b->wished_day = CALENDAR_NONE;
	if (b->wished != INT64_MIN) {
		int64_t last = dais_date_to_days(m->c->to) + 1;
		int64_t at = b->wished < from ? from : b->wished > last ? last : b->wished;

		b->wished_day = m->day_of_date[at - from];
	}
	if (turn) {
		b->groups = b[-1].groups;
		b->groups_n = b[-1].groups_n;
	} else {
		groups_of(m, e, of, &b->groups, &b->groups_n);
	}
	b->keep = CALENDAR_NONE;
	set_window(m, e, b);
}

/* --- edges ----------------------------------------------------------------------------------- */

static void
add_edge(struct calendar_model *m, uint32_t a, uint32_t b, uint32_t gap, bool same_week)
{
	if (a == b)
		return;
	dais_vec_push(m->a, &m->edges,
	    ((struct calendar_edge){ .a = a, .b = b, .gap = gap, .same_week = same_week }));
}

static void
make_edges(struct calendar_model *m, const uint32_t *first)
{
	const struct dais_calendar *c = m->c;

	for (size_t i = 0; i < c->meetings.n; i++) {
		const struct dais_calendar_meeting *e = &c->meetings.v[i];

		for (unsigned t = 1; t < e->times; t++)
			add_edge(m, first[i] + t - 1, first[i] + t, e->apart_days, false);
		for (size_t k = 0; k < e->after.n; k++) {
			size_t x = e->after.v[k].meeting;

			add_edge(m, first[x] + c->meetings.v[x].times - 1, first[i],
			    e->after.v[k].gap_days, false);
		}
		for (size_t k = 0; k < e->same_week.n; k++)
			add_edge(m, first[e->same_week.v[k]], first[i], 0, true);
	}
}

static void
index_edges(struct calendar_model *m)
{
	uint32_t at = 0;
	uint32_t *fill = DAIS_NEW_N(m->a, m->blocks.n + 1, uint32_t);

	m->edge_of = DAIS_NEW_N(m->a, 2 * m->edges.n + 1, uint32_t);
	for (size_t i = 0; i < m->edges.n; i++) {
		m->blocks.v[m->edges.v[i].a].edges_n++;
		m->blocks.v[m->edges.v[i].b].edges_n++;
	}
	for (size_t b = 0; b < m->blocks.n; b++) {
		m->blocks.v[b].edges_at = fill[b] = at;
		at += m->blocks.v[b].edges_n;
	}
	for (size_t i = 0; i < m->edges.n; i++) {
		m->edge_of[fill[m->edges.v[i].a]++] = (uint32_t)i;
		m->edge_of[fill[m->edges.v[i].b]++] = (uint32_t)i;
	}
}

/* Tables of slots grow with what a calendar has: all of them must fit. */
static bool
is_too_large(const struct calendar_model *m, struct dais_err *err)
{
	size_t halls = m->rooms.halls + m->teams.halls + m->c->rooms.n, covers = 0;

	for (size_t i = 0; i < m->shapes.n; i++)
		covers += m->shapes.v[i].sittings;
	if (m->groups.n <= CALENDAR_TABLE_MAX / m->slots.n &&
	    halls <= CALENDAR_TABLE_MAX / m->slots.n && covers <= CALENDAR_TABLE_MAX / m->slots.n)
		return false;
	(void)dais_err_set(err, DAIS_ERR_LIMIT,
	    "the calendar is too large: %zu times for sittings, %zu bodies and delegations, %zu "
	    "kinds of rooms and teams",
	    m->slots.n, m->groups.n, halls);
	(void)dais_err_hint(err, "Plan a shorter period, or fewer bodies at once.");
	return true;
}

bool
calendar_model_build(struct calendar_model *m, const struct dais_calendar_options *opt,
    struct dais_diags *diags, struct dais_err *err)
{
	const struct dais_calendar *c = m->c;
	uint32_t *room_type = DAIS_NEW_N(m->a, c->meetings.n, uint32_t);
	uint32_t *team_type = DAIS_NEW_N(m->a, c->meetings.n, uint32_t);
	uint32_t *first = DAIS_NEW_N(m->a, c->meetings.n, uint32_t);
	dais_index_vec *of;

	for (int w = 0; w < 7; w++) {
		if (c->hours[w].n > CALENDAR_HOURS_MAX)
			return dais_err_set(err, DAIS_ERR_LIMIT, "a day has at most %d sittings",
			    CALENDAR_HOURS_MAX);
	}
	calendar_model_time(m);
	if (!m->slots.n)
		return dais_err_set(err, DAIS_ERR_INVALID, "the calendar has no working day");
	if (!calendar_model_means(m, room_type, team_type))
		return dais_err_set(err, DAIS_ERR_LIMIT,
		    "the meetings ask for more than %u different sets of rooms",
		    CALENDAR_TYPES_MAX);
	of = make_groups(m);
	for (size_t i = 0; i < c->meetings.n; i++) {
		first[i] = (uint32_t)m->blocks.n;
		for (unsigned t = 0; t < c->meetings.v[i].times; t++)
			add_block(m, i, t, of, room_type[i], team_type[i]);
		if (is_too_large(m, err))
			return false;
	}
	make_edges(m, first);
	index_edges(m);
	return calendar_model_options(m, opt, first, diags, err);
}
