/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rows over a range of slots that tighten the programme. Of the blocks that fill all slots from l
 * to u, and one block more that fills any of them, no more can be than there are rooms (teams, or
 * one for a group): in a slot that the one fills, all others are too. So a session of five days
 * and two days of another body in the same week and room exclude each other, whichever two days
 * they are, which no row of a single slot says. (The idea is that of the inequalities of van den
 * Akker, Hurkens and Savelsbergh for one machine.)
 */
#include "plan/calendar/grow_priv.h"

#define BROKEN 0.02

/* Whether block @b at @start counts in range row @r: 1 or 0. */
static bool
counts(const struct grow *g, const struct grow_row *r, uint32_t b, uint32_t start)
{
	const struct calendar_model *m = g->m;
	const struct calendar_block *x = &m->blocks.v[b];
	const uint32_t *cover;
	uint32_t n = calendar_size(m, x), i = 0, length = r->to - r->at;

	if (start == CALENDAR_NONE)
		return false;
	cover = calendar_cover(m, x, start);
	if (cover[0] > r->to || cover[n - 1] < r->at)
		return false;
	while (i < n && cover[i] < r->at)
		i++;
	if (b == r->job)
		return i < n && cover[i] <= r->to;
	/* Slots of a cover ascend: all are there when the ends are where they should be. */
	return i + length < n && cover[i] == r->at && cover[i + length] == r->to;
}

/* The lists of range rows that a block may be in: one a hall or group and week. */
typedef void (*list_fn)(void *ctx, const grow_row_vec *list);

static void
each_list(const struct grow *g, uint32_t block, uint32_t start, list_fn fn, void *ctx)
{
	const struct calendar_model *m = g->m;
	const struct calendar_block *b = &m->blocks.v[block];
	const uint32_t *cover = calendar_cover(m, b, start);
	uint32_t first = m->slots.v[start].week;
	uint32_t last = m->slots.v[cover[calendar_size(m, b) - 1]].week;

	for (uint32_t w = first; w <= last; w++) {
		for (uint32_t k = 0;
		    b->room_type != CALENDAR_NONE && k < m->rooms.halls_of_n[b->room_type]; k++)
			fn(ctx,
			    &g->room_ranges[m->rooms.halls_of[b->room_type][k] * m->weeks.n + w]);
		for (uint32_t k = 0;
		    b->team_type != CALENDAR_NONE && k < m->teams.halls_of_n[b->team_type]; k++)
			fn(ctx,
			    &g->team_ranges[m->teams.halls_of[b->team_type][k] * m->weeks.n + w]);
		for (uint32_t k = 0; k < b->groups_n; k++)
			fn(ctx, &g->group_ranges[b->groups[k] * m->weeks.n + w]);
	}
}

struct asked {
	const struct grow *g;
	uint32_t block, start, first;
	struct grow_entries *entries;
	double price;
	bool touches;
};

static void
add_entries(void *ctx, const grow_row_vec *list)
{
	struct asked *x = ctx;

	for (size_t i = 0; i < list->n; i++) {
		if (list->v[i] >= x->first &&
		    counts(x->g, &x->g->rows.v[list->v[i]], x->block, x->start)) {
			dais_vec_push(x->g->a, &x->entries->index, (int)list->v[i]);
			dais_vec_push(x->g->a, &x->entries->value, 1);
		}
	}
}

void
grow_range_entries(
    const struct grow *g, uint32_t block, uint32_t start, uint32_t first, struct grow_entries *ret)
{
	struct asked x = { .g = g, .block = block, .start = start, .first = first, .entries = ret };

	if (g->ranges)
		each_list(g, block, start, add_entries, &x);
}

static void
add_price(void *ctx, const grow_row_vec *list)
{
	struct asked *x = ctx;

	for (size_t i = 0; i < list->n; i++) {
		const struct grow_row *r = &x->g->rows.v[list->v[i]];

		if (r->price > 0 && counts(x->g, r, x->block, x->start))
			x->price += r->price;
	}
}

double
grow_range_price(const struct grow *g, uint32_t block, uint32_t start)
{
	struct asked x = { .g = g, .block = block, .start = start };

	if (g->ranges)
		each_list(g, block, start, add_price, &x);
	return x.price;
}

static void
see_touch(void *ctx, const grow_row_vec *list)
{
	struct asked *x = ctx;

	for (size_t i = 0; i < list->n && !x->touches; i++)
		x->touches = counts(x->g, &x->g->rows.v[list->v[i]], x->block, x->start);
}

bool
grow_range_touches(const struct grow *g, uint32_t block, uint32_t start)
{
	struct asked x = { .g = g, .block = block, .start = start };

	if (g->ranges)
		each_list(g, block, start, see_touch, &x);
	return x.touches;
}

/* --- finding broken ones ---------------------------------------------------------------------- */

/* Part @x of block @block, which stands in the week. */
struct part {
	uint32_t block, start;
	double x;
};
typedef DAIS_VEC(struct part) part_vec;

struct finding {
	struct grow *g;
	struct dais_arena *a;
	part_vec *of_week; /* [weeks] parts that have a slot in it, by block */
	double *gain; /* [blocks] */
};

static void
add_part(struct finding *f, uint32_t block, uint32_t start, double x)
{
	const struct calendar_model *m = f->g->m;
	uint32_t last = m->slots.v[calendar_last(m, &m->blocks.v[block], start)].week;

	for (uint32_t w = m->slots.v[start].week; w <= last; w++)
		dais_vec_push(f->a, &f->of_week[w],
		    ((struct part){ .block = block, .start = start, .x = x }));
}

static void
collect(struct finding *f)
{
	const struct grow *g = f->g;

	f->of_week = dais_arena_array(f->a, g->m->weeks.n + 1, sizeof(*f->of_week));
	f->gain = DAIS_NEW_N(f->a, g->m->blocks.n + 1, double);
	for (uint32_t b = 0; b < g->m->blocks.n; b++) {
		if (g->row_of[b] == CALENDAR_NONE && g->choice[b] != CALENDAR_NONE)
			add_part(f, b, g->choice[b], 1);
	}
	for (size_t c = 0; c < g->columns.n; c++) {
		const struct grow_column *x = &g->columns.v[c];

		if (x->block != CALENDAR_NONE && x->start != CALENDAR_NONE && g->x[c] > 1e-6)
			add_part(f, x->block, x->start, g->x[c]);
	}
}

/* The row over [l, u] with the best block, if the parts break it. */
static void
try_range(struct finding *f, const part_vec *v, uint32_t l, uint32_t u, double cap,
    struct grow_row *row, grow_row_vec *list)
{
	struct grow *g = f->g;
	double base = 0, best = 0;

	row->at = l;
	row->to = u;
	row->job = CALENDAR_NONE;
	for (size_t i = 0; i < v->n; i++) {
		f->gain[v->v[i].block] = 0;
		if (counts(g, row, v->v[i].block, v->v[i].start))
			base += v->v[i].x;
	}
	for (size_t i = 0; i < v->n; i++) {
		struct grow_row any = *row;
		double *gain = &f->gain[v->v[i].block];

		any.job = v->v[i].block;
		if (!counts(g, row, v->v[i].block, v->v[i].start) &&
		    counts(g, &any, v->v[i].block, v->v[i].start))
			*gain += v->v[i].x;
		if (*gain > best) {
			best = *gain;
			row->job = v->v[i].block;
		}
	}
	if (base + best <= cap + BROKEN || row->job == CALENDAR_NONE)
		return;
	for (size_t i = 0; i < list->n; i++) {
		const struct grow_row *x = &g->rows.v[list->v[i]];

		if (x->at == row->at && x->to == row->to && x->job == row->job)
			return;
	}
	row->cap = cap;
	dais_vec_push(g->a, list, (uint32_t)g->rows.n);
	dais_vec_push(g->a, &g->rows, *row);
	g->ranges++;
}

/* All ranges of a week for the parts @v; @cap: of slots, NULL: 1. */
static void
try_week(struct finding *f, const part_vec *v, uint32_t week, const uint32_t *cap,
    struct grow_row row, grow_row_vec *list)
{
	const struct calendar_model *m = f->g->m;
	uint32_t first = 0;

	if (v->n < 2)
		return;
	while (first < m->slots.n && m->slots.v[first].week != week)
		first++;
	for (uint32_t l = first; l < m->slots.n && m->slots.v[l].week == week; l++) {
		for (uint32_t u = l + 1; u < m->slots.n && m->slots.v[u].week == week; u++) {
			if (cap && cap[u] != cap[l])
				break;
			try_range(f, v, l, u, cap ? cap[l] : 1, &row, list);
		}
	}
}

static bool
is_in_hall(const struct calendar_means *t, uint32_t type, size_t hall)
{
	for (uint32_t k = 0; type != CALENDAR_NONE && k < t->halls_of_n[type]; k++) {
		if (t->halls_of[type][k] == hall)
			return true;
	}
	return false;
}

static void
try_means(struct finding *f, const struct calendar_means *t, bool teams, grow_row_vec *lists)
{
	const struct calendar_model *m = f->g->m;

	for (size_t h = 0; h < t->halls; h++) {
		for (uint32_t w = 0; w < m->weeks.n; w++) {
			part_vec v = { 0 };

			for (size_t i = 0; i < f->of_week[w].n; i++) {
				const struct calendar_block *b =
				    &m->blocks.v[f->of_week[w].v[i].block];

				if (is_in_hall(t, teams ? b->team_type : b->room_type, h))
					dais_vec_push(f->a, &v, f->of_week[w].v[i]);
			}
			try_week(f, &v, w, t->cap + h * m->slots.n,
			    (struct grow_row){ .kind = teams ? GROW_TEAM_RANGE : GROW_ROOM_RANGE,
				.index = (uint32_t)h },
			    &lists[h * m->weeks.n + w]);
		}
	}
}

static void
try_groups(struct finding *f)
{
	const struct calendar_model *m = f->g->m;
	part_vec *of = dais_arena_array(f->a, m->groups.n + 1, sizeof(*of));

	for (uint32_t w = 0; w < m->weeks.n; w++) {
		for (size_t i = 0; i < m->groups.n; i++)
			of[i].n = 0;
		for (size_t i = 0; i < f->of_week[w].n; i++) {
			const struct part *p = &f->of_week[w].v[i];
			const struct calendar_block *b = &m->blocks.v[p->block];

			for (uint32_t k = 0; k < b->groups_n; k++)
				dais_vec_push(f->a, &of[b->groups[k]], *p);
		}
		for (size_t i = 0; i < m->groups.n; i++) {
			if (!m->groups.v[i].wish)
				try_week(f, &of[i], w, NULL,
				    (struct grow_row){
					.kind = GROW_GROUP_RANGE, .index = (uint32_t)i },
				    &f->g->group_ranges[i * m->weeks.n + w]);
		}
	}
}

size_t
grow_find_ranges(struct grow *g)
{
	struct dais_arena *a = dais_arena_new((size_t)8 << 30);
	struct finding f = { .g = g, .a = a };
	size_t before = g->rows.n;

	collect(&f);
	try_means(&f, &g->m->rooms, false, g->room_ranges);
	try_means(&f, &g->m->teams, true, g->team_ranges);
	try_groups(&f);
	dais_arena_free(a);
	return g->rows.n - before;
}
