/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A plan in the making: who is where, and what is used up.
 */
#include "plan/calendar/calendar_priv.h"

struct calendar_state *
calendar_state_new(const struct calendar_model *m, struct dais_arena *a)
{
	struct calendar_state *st = DAIS_NEW(a, struct calendar_state);
	size_t slots = m->slots.n;

	st->m = m;
	st->rooms = DAIS_NEW_N(a, m->rooms.halls * slots + 1, uint32_t);
	st->teams = DAIS_NEW_N(a, m->teams.halls * slots + 1, uint32_t);
	st->weeks = DAIS_NEW_N(a, m->teams.halls * m->weeks.n + 1, uint32_t);
	st->groups = DAIS_NEW_N(a, m->groups.n * slots + 1, uint16_t);
	st->start = DAIS_NEW_N(a, m->blocks.n + 1, uint32_t);
	for (size_t b = 0; b < m->blocks.n; b++)
		st->start[b] = CALENDAR_NONE;
	return st;
}

void
calendar_state_copy(struct calendar_state *to, const struct calendar_state *from)
{
	const struct calendar_model *m = from->m;
	size_t slots = m->slots.n;

	memcpy(to->rooms, from->rooms, m->rooms.halls * slots * sizeof(*to->rooms));
	memcpy(to->teams, from->teams, m->teams.halls * slots * sizeof(*to->teams));
	memcpy(to->weeks, from->weeks, m->teams.halls * m->weeks.n * sizeof(*to->weeks));
	memcpy(to->groups, from->groups, m->groups.n * slots * sizeof(*to->groups));
	memcpy(to->start, from->start, m->blocks.n * sizeof(*to->start));
	to->placed = from->placed;
}

/* Whether one more block of type @type has its means in each of the @n slots @cover. */
static bool
means_fit(const struct calendar_means *t, const uint32_t *used, uint32_t type,
    const uint32_t *cover, uint32_t n, size_t slots)
{
	for (uint32_t k = 0; k < t->halls_of_n[type]; k++) {
		size_t row = t->halls_of[type][k] * slots;

		for (uint32_t i = 0; i < n; i++) {
			if (used[row + cover[i]] >= t->cap[row + cover[i]])
				return false;
		}
	}
	return true;
}

/* Sittings of @cover in the week of its slot @from; *@ret_week says which. */
static uint32_t
run_in_week(const struct calendar_model *m, const uint32_t *cover, uint32_t n, uint32_t from,
    uint32_t *ret_week)
{
	uint32_t i = from;

	*ret_week = m->slots.v[cover[from]].week;
	while (i < n && m->slots.v[cover[i]].week == *ret_week)
		i++;
	return i - from;
}

static bool
weeks_fit(const struct calendar_state *st, uint32_t type, const uint32_t *cover, uint32_t n)
{
	const struct calendar_model *m = st->m;
	uint32_t week, run;

	for (uint32_t i = 0; i < n; i += run) {
		run = run_in_week(m, cover, n, i, &week);
		for (uint32_t k = 0; k < m->teams.halls_of_n[type]; k++) {
			size_t at = m->teams.halls_of[type][k] * m->weeks.n + week;

			if (st->weeks[at] + run > m->week_cap[at])
				return false;
		}
	}
	return true;
}

static bool
groups_fit(const struct calendar_state *st, const struct calendar_block *b, const uint32_t *cover,
    uint32_t n)
{
	for (uint32_t g = 0; g < b->groups_n; g++) {
		const uint16_t *row = st->groups + b->groups[g] * st->m->slots.n;

		if (st->m->groups.v[b->groups[g]].wish)
			continue;
		for (uint32_t i = 0; i < n; i++) {
			if (row[cover[i]])
				return false;
		}
	}
	return true;
}

static bool
edge_fits(const struct calendar_state *st, const struct calendar_edge *e, uint32_t a, uint32_t b)
{
	const struct calendar_model *m = st->m;

	if (a == CALENDAR_NONE || b == CALENDAR_NONE)
		return true;
	if (e->same_week)
		return m->slots.v[a].week == m->slots.v[b].week;
	return calendar_ready(m, calendar_last(m, &m->blocks.v[e->a], a), e->gap) <= b;
}

static bool
edges_fit(const struct calendar_state *st, uint32_t b, uint32_t start)
{
	const struct calendar_model *m = st->m;
	const struct calendar_block *x = &m->blocks.v[b];

	for (uint32_t k = 0; k < x->edges_n; k++) {
		const struct calendar_edge *e = &m->edges.v[m->edge_of[x->edges_at + k]];

		if (!edge_fits(st, e, e->a == b ? start : st->start[e->a],
			e->b == b ? start : st->start[e->b]))
			return false;
	}
	return true;
}

bool
calendar_fits(const struct calendar_state *st, uint32_t b, uint32_t start)
{
	const struct calendar_model *m = st->m;
	const struct calendar_block *x = &m->blocks.v[b];
	const uint32_t *cover = calendar_cover(m, x, start);
	uint32_t n = calendar_size(m, x);

	return groups_fit(st, x, cover, n) &&
	       (x->room_type == CALENDAR_NONE ||
		   means_fit(&m->rooms, st->rooms, x->room_type, cover, n, m->slots.n)) &&
	       (x->team_type == CALENDAR_NONE ||
		   (means_fit(&m->teams, st->teams, x->team_type, cover, n, m->slots.n) &&
		       weeks_fit(st, x->team_type, cover, n))) &&
	       edges_fit(st, b, start);
}

int64_t
calendar_wish_cost(const struct calendar_state *st, uint32_t b, uint32_t start)
{
	const struct calendar_model *m = st->m;
	const struct calendar_block *x = &m->blocks.v[b];
	const uint32_t *cover = calendar_cover(m, x, start);
	int64_t cost = 0;

	for (uint32_t g = 0; !m->count_only && g < x->groups_n; g++) {
		const struct calendar_group *group = &m->groups.v[x->groups[g]];
		const uint16_t *row = st->groups + x->groups[g] * m->slots.n;

		if (!group->wish)
			continue;
		for (uint32_t i = 0; i < calendar_size(m, x); i++)
			cost += row[cover[i]] ? group->weight : 0;
	}
	return cost;
}

static void
count(struct calendar_state *st, uint32_t b, uint32_t start, int by)
{
	const struct calendar_model *m = st->m;
	const struct calendar_block *x = &m->blocks.v[b];
	const uint32_t *cover = calendar_cover(m, x, start);
	uint32_t n = calendar_size(m, x);
	size_t slots = m->slots.n;

	for (uint32_t g = 0; g < x->groups_n; g++) {
		for (uint32_t i = 0; i < n; i++)
			st->groups[x->groups[g] * slots + cover[i]] += (uint16_t)by;
	}
	for (uint32_t k = 0; x->room_type != CALENDAR_NONE && k < m->rooms.halls_of_n[x->room_type];
	    k++) {
		for (uint32_t i = 0; i < n; i++)
			st->rooms[m->rooms.halls_of[x->room_type][k] * slots + cover[i]] +=
			    (uint32_t)by;
	}
	for (uint32_t k = 0; x->team_type != CALENDAR_NONE && k < m->teams.halls_of_n[x->team_type];
	    k++) {
		size_t h = m->teams.halls_of[x->team_type][k];

		for (uint32_t i = 0; i < n; i++) {
			st->teams[h * slots + cover[i]] += (uint32_t)by;
			st->weeks[h * m->weeks.n + m->slots.v[cover[i]].week] += (uint32_t)by;
		}
	}
}

void
calendar_put(struct calendar_state *st, uint32_t b, uint32_t start)
{
	count(st, b, start, 1);
	st->start[b] = start;
	st->placed++;
}

void
calendar_take(struct calendar_state *st, uint32_t b)
{
	count(st, b, st->start[b], -1);
	st->start[b] = CALENDAR_NONE;
	st->placed--;
}

static int64_t
days_cost(const struct calendar_model *m, const struct calendar_block *b, uint32_t start)
{
	uint32_t day = m->slots.v[start].day;

	if (b->wished_day == CALENDAR_NONE)
		return 0;
	return (int64_t)(day > b->wished_day ? day - b->wished_day : b->wished_day - day) *
	       b->weight;
}

void
calendar_costs(const struct calendar_state *st, int64_t *ret_change, int64_t *ret_days)
{
	const struct calendar_model *m = st->m;

	*ret_change = *ret_days = 0;
	for (size_t b = 0; b < m->blocks.n; b++) {
		if (st->start[b] == CALENDAR_NONE)
			continue;
		*ret_days += days_cost(m, &m->blocks.v[b], st->start[b]);
		*ret_change += calendar_change_cost(m, &m->blocks.v[b], st->start[b]);
	}
	for (size_t g = 0; g < m->groups.n; g++) {
		const uint16_t *row = st->groups + g * m->slots.n;

		for (size_t s = 0; m->groups.v[g].wish && s < m->slots.n; s++)
			*ret_days += row[s] > 1 ? (int64_t)(row[s] - 1) * m->groups.v[g].weight : 0;
	}
}

int64_t
calendar_cost(const struct calendar_state *st)
{
	int64_t change, days;

	if (st->m->count_only)
		return 0;
	calendar_costs(st, &change, &days);
	return change * st->m->keep_factor + days;
}

bool
calendar_place_best(struct calendar_state *st, uint32_t b)
{
	const struct calendar_model *m = st->m;
	const struct calendar_block *x = &m->blocks.v[b];
	int64_t best = INT64_MAX;
	uint32_t at = CALENDAR_NONE;

	for (uint32_t i = 0; i < x->options_n; i++) {
		int64_t cost = calendar_option_cost(m, x, x->options[i]);

		if (cost >= best) {
			/* Options stand in order of days: none that follows is cheaper. */
			if (!m->keep_factor && x->options[i].days >= best)
				break;
			continue;
		}
		if (!calendar_fits(st, b, x->options[i].start))
			continue;
		cost += calendar_wish_cost(st, b, x->options[i].start);
		if (cost < best) {
			best = cost;
			at = x->options[i].start;
		}
	}
	if (at == CALENDAR_NONE)
		return false;
	calendar_put(st, b, at);
	return true;
}
