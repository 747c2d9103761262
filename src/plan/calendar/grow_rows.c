/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rows of the programme that grows: what is used, what is broken, and who touches it.
 */
#include <math.h>
#include <stdlib.h>

#include "plan/calendar/grow_priv.h"

#define BROKEN 1e-6
#define NO_LIMIT HUGE_VAL

/* --- entries ---------------------------------------------------------------------------------- */

double
grow_edge_entry(const struct grow *g, const struct grow_row *r, uint32_t block, uint32_t start)
{
	const struct calendar_model *m = g->m;
	const struct calendar_edge *e = &m->edges.v[r->index];
	uint32_t first = r->kind == GROW_SAME_BACK ? e->b : e->a;

	if (r->kind == GROW_BEFORE) {
		if (block == e->b)
			return start != CALENDAR_NONE && start <= r->at ? 1 : 0;
		return start == CALENDAR_NONE ||
			       calendar_ready(
				   m, calendar_last(m, &m->blocks.v[block], start), e->gap) <= r->at
			   ? -1
			   : 0;
	}
	if (block == first)
		return start != CALENDAR_NONE && m->slots.v[start].week == r->at ? 1 : 0;
	return start == CALENDAR_NONE || m->slots.v[start].week == r->at ? -1 : 0;
}

static void
entry(const struct grow *g, struct grow_entries *ret, uint32_t row, double value)
{
	dais_vec_push(g->a, &ret->index, (int)row);
	dais_vec_push(g->a, &ret->value, value);
}

static void
means_entries(const struct grow *g, const struct calendar_means *t, const uint32_t *row_of,
    uint32_t type, const uint32_t *cover, uint32_t n, uint32_t first, struct grow_entries *ret)
{
	for (uint32_t k = 0; k < t->halls_of_n[type]; k++) {
		const uint32_t *rows = row_of + t->halls_of[type][k] * g->m->slots.n;

		for (uint32_t i = 0; i < n; i++) {
			if (rows[cover[i]] > first)
				entry(g, ret, rows[cover[i]] - 1, 1);
		}
	}
}

static void
week_entries(const struct grow *g, uint32_t type, const uint32_t *cover, uint32_t n, uint32_t first,
    struct grow_entries *ret)
{
	const struct calendar_model *m = g->m;

	for (uint32_t i = 0, run; i < n; i += run) {
		uint32_t week = m->slots.v[cover[i]].week;

		for (run = 0; i + run < n && m->slots.v[cover[i + run]].week == week;)
			run++;
		for (uint32_t k = 0; k < m->teams.halls_of_n[type]; k++) {
			uint32_t row = g->week_row[m->teams.halls_of[type][k] * m->weeks.n + week];

			if (row > first)
				entry(g, ret, row - 1, run);
		}
	}
}

static void
edge_entries(
    const struct grow *g, uint32_t block, uint32_t start, uint32_t first, struct grow_entries *ret)
{
	const struct calendar_model *m = g->m;
	const struct calendar_block *b = &m->blocks.v[block];

	for (uint32_t k = 0; k < b->edges_n; k++) {
		uint32_t edge = m->edge_of[b->edges_at + k];

		for (size_t i = 0; i < g->edge_rows[edge].n; i++) {
			uint32_t row = g->edge_rows[edge].v[i];
			double v =
			    row >= first ? grow_edge_entry(g, &g->rows.v[row], block, start) : 0;

			if (fabs(v) > 0.5)
				entry(g, ret, row, v);
		}
	}
}

void
grow_entries(
    const struct grow *g, const struct grow_column *c, uint32_t first, struct grow_entries *ret)
{
	const struct calendar_model *m = g->m;
	const struct calendar_block *b;
	const uint32_t *cover;
	uint32_t n;

	if (c->block == CALENDAR_NONE) {
		if (c->start >= first)
			entry(g, ret, c->start, -1);
		return;
	}
	if (g->row_of[c->block] >= first)
		entry(g, ret, g->row_of[c->block], 1);
	edge_entries(g, c->block, c->start, first, ret);
	if (c->start == CALENDAR_NONE)
		return;
	b = &m->blocks.v[c->block];
	cover = calendar_cover(m, b, c->start);
	n = calendar_size(m, b);
	if (b->room_type != CALENDAR_NONE)
		means_entries(g, &m->rooms, g->room_row, b->room_type, cover, n, first, ret);
	if (b->team_type != CALENDAR_NONE) {
		means_entries(g, &m->teams, g->team_row, b->team_type, cover, n, first, ret);
		week_entries(g, b->team_type, cover, n, first, ret);
	}
	grow_range_entries(g, c->block, c->start, first, ret);
	for (uint32_t k = 0; k < b->groups_n; k++) {
		for (uint32_t i = 0; i < n; i++) {
			uint32_t row = g->group_row[b->groups[k] * m->slots.n + cover[i]];

			if (row > first)
				entry(g, ret, row - 1, 1);
		}
	}
}

static bool
means_touch(const struct calendar_means *t, const uint32_t *row_of, uint32_t type,
    const uint32_t *cover, uint32_t n, size_t slots)
{
	for (uint32_t k = 0; k < t->halls_of_n[type]; k++) {
		const uint32_t *rows = row_of + t->halls_of[type][k] * slots;

		for (uint32_t i = 0; i < n; i++) {
			if (rows[cover[i]])
				return true;
		}
	}
	return false;
}

bool
grow_touches(const struct grow *g, uint32_t block, uint32_t start)
{
	const struct calendar_model *m = g->m;
	const struct calendar_block *b = &m->blocks.v[block];
	const uint32_t *cover = calendar_cover(m, b, start);
	uint32_t n = calendar_size(m, b);

	for (uint32_t k = 0; k < b->edges_n; k++) {
		if (g->edge_rows[m->edge_of[b->edges_at + k]].n)
			return true;
	}
	if (grow_range_touches(g, block, start))
		return true;
	if (b->room_type != CALENDAR_NONE &&
	    means_touch(&m->rooms, g->room_row, b->room_type, cover, n, m->slots.n))
		return true;
	for (uint32_t k = 0; k < b->groups_n; k++) {
		for (uint32_t i = 0; i < n; i++) {
			if (g->group_row[b->groups[k] * m->slots.n + cover[i]])
				return true;
		}
	}
	if (b->team_type == CALENDAR_NONE)
		return false;
	if (means_touch(&m->teams, g->team_row, b->team_type, cover, n, m->slots.n))
		return true;
	for (uint32_t i = 0; i < n; i++) {
		for (uint32_t k = 0; k < m->teams.halls_of_n[b->team_type]; k++) {
			if (g->week_row[m->teams.halls_of[b->team_type][k] * m->weeks.n +
					m->slots.v[cover[i]].week])
				return true;
		}
	}
	return false;
}

/* --- what is used ------------------------------------------------------------------------------
 */

static void
use(struct grow *g, uint32_t block, uint32_t start, double x)
{
	const struct calendar_model *m = g->m;
	const struct calendar_block *b = &m->blocks.v[block];
	const uint32_t *cover = calendar_cover(m, b, start);
	uint32_t n = calendar_size(m, b);
	size_t slots = m->slots.n;

	for (uint32_t k = 0; b->room_type != CALENDAR_NONE && k < m->rooms.halls_of_n[b->room_type];
	    k++) {
		for (uint32_t i = 0; i < n; i++)
			g->use_room[m->rooms.halls_of[b->room_type][k] * slots + cover[i]] += x;
	}
	for (uint32_t k = 0; b->team_type != CALENDAR_NONE && k < m->teams.halls_of_n[b->team_type];
	    k++) {
		size_t h = m->teams.halls_of[b->team_type][k];

		for (uint32_t i = 0; i < n; i++) {
			g->use_team[h * slots + cover[i]] += x;
			g->use_week[h * m->weeks.n + m->slots.v[cover[i]].week] += x;
		}
	}
	for (uint32_t k = 0; k < b->groups_n; k++) {
		for (uint32_t i = 0; i < n; i++)
			g->use_group[b->groups[k] * slots + cover[i]] += x;
	}
}

static void
use_all(struct grow *g)
{
	const struct calendar_model *m = g->m;
	size_t slots = m->slots.n;

	memset(g->use_room, 0, m->rooms.halls * slots * sizeof(double));
	memset(g->use_team, 0, m->teams.halls * slots * sizeof(double));
	memset(g->use_week, 0, m->teams.halls * m->weeks.n * sizeof(double));
	memset(g->use_group, 0, m->groups.n * slots * sizeof(double));
	for (uint32_t b = 0; b < m->blocks.n; b++) {
		if (g->row_of[b] == CALENDAR_NONE && g->choice[b] != CALENDAR_NONE)
			use(g, b, g->choice[b], 1);
	}
	for (size_t c = 0; g->x && c < g->columns.n; c++) {
		if (g->columns.v[c].block != CALENDAR_NONE &&
		    g->columns.v[c].start != CALENDAR_NONE && g->x[c] > 1e-9)
			use(g, g->columns.v[c].block, g->columns.v[c].start, g->x[c]);
	}
}

/* --- what is broken ----------------------------------------------------------------------------
 */

static uint32_t
new_row(struct grow *g, enum grow_kind kind, size_t index, size_t at, double cap)
{
	dais_vec_push(g->a, &g->rows,
	    ((struct grow_row){
		.kind = kind, .index = (uint32_t)index, .at = (uint32_t)at, .cap = cap }));
	return (uint32_t)g->rows.n - 1;
}

static void
break_counts(struct grow *g, enum grow_kind kind, size_t n, size_t width, const double *used,
    const uint32_t *cap, uint32_t *row_of)
{
	for (size_t i = 0; i < n * width; i++) {
		if (used[i] > cap[i] + BROKEN && !row_of[i])
			row_of[i] = 1 + new_row(g, kind, i / width, i % width, cap[i]);
	}
}

static void
break_groups(struct grow *g)
{
	const struct calendar_model *m = g->m;
	size_t slots = m->slots.n;

	for (size_t i = 0; i < m->groups.n * slots; i++) {
		const struct calendar_group *group = &m->groups.v[i / slots];

		if (g->use_group[i] <= 1 + BROKEN || g->group_row[i] ||
		    (group->wish && m->count_only))
			continue;
		g->group_row[i] = 1 + new_row(g, GROW_GROUP, i / slots, i % slots, 1);
		if (group->wish)
			dais_vec_push(g->a, &g->columns,
			    ((struct grow_column){ .block = CALENDAR_NONE,
				.start = g->group_row[i] - 1,
				.cost = group->weight }));
	}
}

/* Where the two ends of an edge are now: starts and parts, a few each. */
struct spread {
	uint32_t *start;
	double *part;
	size_t n;
};

/* Columns with a value, by block; g->x must be set. */
struct by_block {
	uint32_t *first, *column;
};

static struct by_block
sort_columns(struct grow *g, struct dais_arena *a)
{
	struct by_block ret = { .first = DAIS_NEW_N(a, g->m->blocks.n + 2, uint32_t),
		.column = DAIS_NEW_N(a, g->columns.n + 1, uint32_t) };

	for (size_t c = 0; g->x && c < g->columns.n; c++) {
		if (g->columns.v[c].block != CALENDAR_NONE && g->x[c] > 1e-9)
			ret.first[g->columns.v[c].block + 2]++;
	}
	for (size_t b = 1; b < g->m->blocks.n + 2; b++)
		ret.first[b] += ret.first[b - 1];
	for (size_t c = 0; g->x && c < g->columns.n; c++) {
		if (g->columns.v[c].block != CALENDAR_NONE && g->x[c] > 1e-9)
			ret.column[ret.first[g->columns.v[c].block + 1]++] = (uint32_t)c;
	}
	return ret;
}

/* Value of the left side of edge row @r for block @b. */
static double
side(const struct grow *g, const struct by_block *v, const struct grow_row *r, uint32_t b)
{
	double sum = 0;

	if (g->row_of[b] == CALENDAR_NONE)
		return grow_edge_entry(g, r, b, g->choice[b]);
	for (uint32_t i = v->first[b]; i < v->first[b + 1]; i++)
		sum +=
		    g->x[v->column[i]] * grow_edge_entry(g, r, b, g->columns.v[v->column[i]].start);
	return sum;
}

static void
break_edge_at(
    struct grow *g, const struct by_block *v, size_t edge, enum grow_kind kind, uint32_t start)
{
	const struct calendar_edge *e = &g->m->edges.v[edge];
	struct grow_row r = { .kind = kind,
		.index = (uint32_t)edge,
		.at = kind == GROW_BEFORE ? start : g->m->slots.v[start].week };

	if (side(g, v, &r, e->a) + side(g, v, &r, e->b) <= BROKEN)
		return;
	for (size_t i = 0; i < g->edge_rows[edge].n; i++) {
		const struct grow_row *x = &g->rows.v[g->edge_rows[edge].v[i]];

		if (x->kind == kind && x->at == r.at)
			return;
	}
	dais_vec_push(g->a, &g->edge_rows[edge], new_row(g, kind, edge, r.at, 0));
}

/* The rows of @kind that block @lead (the one that needs the other) may break. */
static void
break_edge(
    struct grow *g, const struct by_block *v, size_t edge, enum grow_kind kind, uint32_t lead)
{
	if (g->row_of[lead] == CALENDAR_NONE) {
		if (g->choice[lead] != CALENDAR_NONE)
			break_edge_at(g, v, edge, kind, g->choice[lead]);
		return;
	}
	for (uint32_t i = v->first[lead]; i < v->first[lead + 1]; i++) {
		uint32_t start = g->columns.v[v->column[i]].start;

		if (start != CALENDAR_NONE)
			break_edge_at(g, v, edge, kind, start);
	}
}

static void
break_edges(struct grow *g, struct dais_arena *a)
{
	struct by_block v = sort_columns(g, a);

	for (size_t i = 0; i < g->m->edges.n; i++) {
		const struct calendar_edge *e = &g->m->edges.v[i];

		if (!g->m->blocks.v[e->a].options_n || !g->m->blocks.v[e->b].options_n)
			continue;
		if (e->same_week) {
			break_edge(g, &v, i, GROW_SAME, e->a);
			break_edge(g, &v, i, GROW_SAME_BACK, e->b);
		} else {
			break_edge(g, &v, i, GROW_BEFORE, e->b);
		}
	}
}

/* --- bringing in -------------------------------------------------------------------------------
 */

/* Blocks outside whose place touches a row stand elsewhere at the same cost, or come in. */
static void
settle_outside(struct grow *g)
{
	const struct calendar_model *m = g->m;

	for (uint32_t b = 0; b < m->blocks.n; b++) {
		const struct calendar_block *x = &m->blocks.v[b];
		struct calendar_option here = { 0 };
		bool settled = false;

		if (g->row_of[b] != CALENDAR_NONE || !x->options_n ||
		    !grow_touches(g, b, g->choice[b]))
			continue;
		for (uint32_t i = 0; i < x->options_n; i++) {
			if (x->options[i].start == g->choice[b])
				here = x->options[i];
		}
		for (uint32_t i = 0; i < x->options_n && !settled; i++) {
			if (calendar_option_cost(m, x, x->options[i]) ==
				calendar_option_cost(m, x, here) &&
			    !grow_touches(g, b, x->options[i].start)) {
				g->choice[b] = x->options[i].start;
				settled = true;
			}
			if (!m->keep_factor && x->options[i].days > here.days)
				break;
		}
		if (!settled)
			grow_bring_in(g, b);
	}
}

/* Gives rows from @first on to the solver, with the entries of columns before @columns. */
static void
flush_rows(struct grow *g, uint32_t first, size_t columns, struct dais_arena *a)
{
	size_t n = g->rows.n - first, at = 0;
	double *lower = DAIS_NEW_N(a, n + 1, double), *upper = DAIS_NEW_N(a, n + 1, double);
	int *start = DAIS_NEW_N(a, n + 2, int), *index;
	DAIS_VEC(int) column = { 0 };
	struct grow_entries e = { 0 };
	struct dais_arena *own = g->a;
	double *value;

	g->a = a;
	for (size_t c = 0; c < columns; c++) {
		grow_entries(g, &g->columns.v[c], first, &e);
		for (; at < e.index.n; at++)
			dais_vec_push(a, &column, (int)c);
	}
	g->a = own;
	for (size_t i = 0; i < e.index.n; i++)
		start[(size_t)e.index.v[i] - first + 2]++;
	for (size_t i = 1; i < n + 2; i++)
		start[i] += start[i - 1];
	index = DAIS_NEW_N(a, e.index.n + 1, int);
	value = DAIS_NEW_N(a, e.index.n + 1, double);
	for (size_t i = 0; i < e.index.n; i++) {
		int to = start[(size_t)e.index.v[i] - first + 1]++;

		index[to] = column.v[i];
		value[to] = e.value.v[i];
	}
	for (size_t i = 0; i < n; i++) {
		upper[i] = g->rows.v[first + i].cap;
		lower[i] = g->rows.v[first + i].kind == GROW_BLOCK ? upper[i] : -NO_LIMIT;
	}
	dais_linear_add_rows(g->lp, &(struct dais_linear_part){ .n = n,
					.lower = lower,
					.upper = upper,
					.start = start,
					.index = index,
					.value = value });
}

size_t
grow_break(struct grow *g, bool ranges)
{
	const struct calendar_model *m = g->m;
	uint32_t first = (uint32_t)g->rows.n;
	size_t columns = g->columns.n;
	struct dais_arena *a = dais_arena_new((size_t)8 << 30);

	if (ranges)
		(void)grow_find_ranges(g);
	use_all(g);
	break_counts(
	    g, GROW_ROOM, m->rooms.halls, m->slots.n, g->use_room, m->rooms.cap, g->room_row);
	break_counts(
	    g, GROW_TEAM, m->teams.halls, m->slots.n, g->use_team, m->teams.cap, g->team_row);
	break_counts(
	    g, GROW_WEEK, m->teams.halls, m->weeks.n, g->use_week, m->week_cap, g->week_row);
	break_groups(g);
	break_edges(g, a);
	if (g->rows.n > first) {
		settle_outside(g);
		flush_rows(g, first, columns, a);
		grow_flush_columns(g, columns);
		g->x = NULL;
	}
	dais_arena_free(a);
	return g->rows.n - first;
}
