/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A better bound. The year is cut into windows of some weeks, and each block is offered in every
 * window for a price: what it must cost in all is its price, and each window keeps, in whole
 * blocks, what is cheaper there. Whatever the prices, the sum of prices and windows is a bound (a
 * Lagrangian decomposition by weeks); those of the linear programme are where it begins, and
 * blocks that several windows take, or none, have their price moved.
 */
#include "base/clock.h"
#include "plan/calendar/grow_priv.h"

#include <math.h>

#define TRIES_A_BLOCK 100
#define WEEKS 6u            /* of a window */
#define WINDOW_SECONDS 4.0
#define WINDOW_NODES 2000
#define WINDOW_GAP 0.03     /* of a window's own bound */
#define SWEEPS_MAX 40u
#define NOTHING_MAX 6u      /* sweeps that lift nothing */

struct lifting {
	struct grow *g;
	const struct dais_search *s;
	double until;
	double *price;  /* [blocks] */
	double *taken;  /* [blocks] times taken in this sweep */
	uint32_t *where; /* [blocks] start at which it was taken last, or CALENDAR_NONE */
	double *edge;   /* [options of all blocks + blocks]: prices of the order of meetings */
};

/* An integer programme of a window in the making. */
struct window {
	DAIS_VEC(double) cost, value;
	DAIS_VEC(int) start, index;
	DAIS_VEC(uint32_t) block, begins;
};

static bool
is_of_order(enum grow_kind k)
{
	return k == GROW_BEFORE || k == GROW_SAME || k == GROW_SAME_BACK;
}

static void
add_column(struct lifting *x, struct window *w, const struct grow_column *c, double cost,
    struct dais_arena *a)
{
	struct grow_entries e = { 0 };
	struct dais_arena *own = x->g->a;

	x->g->a = a;
	grow_entries(x->g, c, 0, &e);
	x->g->a = own;
	dais_vec_push(a, &w->start, (int)w->index.n);
	dais_vec_push(a, &w->cost, cost);
	dais_vec_push(a, &w->block, c->block);
	dais_vec_push(a, &w->begins, c->start);
	for (size_t i = 0; i < e.index.n; i++) {
		if (is_of_order(x->g->rows.v[e.index.v[i]].kind))
			continue;
		dais_vec_push(a, &w->index, e.index.v[i]);
		dais_vec_push(a, &w->value, e.value.v[i]);
	}
}

/* The options that begin in weeks [from, to) and cost less there than the price of their block. */
static void
fill(struct lifting *x, struct window *w, uint32_t from, uint32_t to, struct dais_arena *a)
{
	const struct calendar_model *m = x->g->m;

	for (uint32_t b = 0; b < m->blocks.n; b++) {
		const struct calendar_block *block = &m->blocks.v[b];

		if (x->g->row_of[b] == CALENDAR_NONE)
			continue;
		for (uint32_t i = 0; i < block->options_n; i++) {
			struct calendar_option o = block->options[i];
			uint32_t week = m->slots.v[o.start].week;
			double cost = (double)calendar_option_cost(m, block, o) - x->price[b] +
				      x->edge[x->g->option_at[b] + i];

			if (week >= from && week < to && cost < -1e-9)
				add_column(x, w,
				    &(struct grow_column){ .block = b, .start = o.start }, cost, a);
		}
	}
	if (!w->cost.n)
		return;
	for (uint32_t r = 0; r < x->g->rows.n; r++) {
		const struct grow_row *row = &x->g->rows.v[r];

		if (row->kind == GROW_GROUP && m->groups.v[row->index].wish)
			add_column(x, w,
			    &(struct grow_column){ .block = CALENDAR_NONE, .start = r },
			    m->groups.v[row->index].weight, a);
	}
}

/* A lower bound of what the window [from, to) costs (not above 0); counts what it takes. */
static double
solve_window(struct lifting *x, uint32_t from, uint32_t to)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
	struct window w = { 0 };
	double *lower, *upper, *row_lower, *row_upper, *value, low, sum = 0;
	struct dais_linear_integer p;
	enum dais_linear_status status;
	struct dais_err err = DAIS_ERR_INIT;
	size_t n, rows = x->g->rows.n;
	bool found, *continuous;

	fill(x, &w, from, to, a);
	n = w.cost.n;
	if (!n)
		return 0;
	dais_vec_push(a, &w.start, (int)w.index.n);
	lower = DAIS_NEW_N(a, n, double);
	upper = DAIS_NEW_N(a, n, double);
	value = DAIS_NEW_N(a, n, double);
	continuous = DAIS_NEW_N(a, n, bool);
	row_lower = DAIS_NEW_N(a, rows, double);
	row_upper = DAIS_NEW_N(a, rows, double);
	for (size_t i = 0; i < n; i++) {
		continuous[i] = w.block.v[i] == CALENDAR_NONE;
		upper[i] = continuous[i] ? HUGE_VAL : 1;
		sum += w.cost.v[i] < 0 ? w.cost.v[i] : 0;
	}
	for (size_t i = 0; i < rows; i++) {
		row_lower[i] = -HUGE_VAL;
		row_upper[i] = is_of_order(x->g->rows.v[i].kind) ? HUGE_VAL : x->g->rows.v[i].cap;
	}
	p = (struct dais_linear_integer){ .columns = { .n = n,
					      .lower = lower,
					      .upper = upper,
					      .cost = w.cost.v,
					      .start = w.start.v,
					      .index = w.index.v,
					      .value = w.value.v },
		.continuous = continuous,
		.rows = rows,
		.row_lower = row_lower,
		.row_upper = row_upper,
		.seconds = WINDOW_SECONDS,
		.nodes = WINDOW_NODES,
		.gap = WINDOW_GAP,
		.cutoff = HUGE_VAL };
	if (!dais_linear_integer_solve(&p, value, &status, &found, &low, &err))
		return sum;
	for (size_t i = 0; found && i < n; i++) {
		if (continuous[i] || value[i] < 0.5)
			continue;
		x->taken[w.block.v[i]]++;
		x->where[w.block.v[i]] = w.begins.v[i];
	}
	/* Cbc may stop inside the gap it was allowed: its bound, never its solution, counts. */
	return low > sum ? (low < 0 ? low - 1e-6 : 0) : sum;
}

/* Prices of the order of meetings for every option, and the prices of blocks to begin with. */
static void
take_prices(struct lifting *x, struct dais_arena *a)
{
	const struct calendar_model *m = x->g->m;
	const double *duals = dais_linear_duals(x->g->lp);
	size_t options = 0;

	for (uint32_t b = 0; b < m->blocks.n; b++)
		options += m->blocks.v[b].options_n;
	x->edge = DAIS_NEW_N(a, options + m->blocks.n + 1, double);
	x->price = DAIS_NEW_N(a, m->blocks.n + 1, double);
	x->taken = DAIS_NEW_N(a, m->blocks.n + 1, double);
	x->where = DAIS_NEW_N(a, m->blocks.n + 1, uint32_t);
	for (uint32_t b = 0; b < m->blocks.n; b++) {
		const struct calendar_block *block = &m->blocks.v[b];

		if (x->g->row_of[b] == CALENDAR_NONE)
			continue;
		x->price[b] = duals[x->g->row_of[b]];
		grow_edge_prices(x->g, b);
		for (uint32_t i = 0; i < block->options_n; i++)
			x->edge[x->g->option_at[b] + i] = x->g->edge_price[block->options[i].start];
		x->edge[options + b] = x->g->edge_price[m->slots.n];
	}
}

static double
sweep(struct lifting *x, uint32_t shift, const double *no_time)
{
	const struct calendar_model *m = x->g->m;
	uint32_t weeks = (uint32_t)m->weeks.n;
	double sum = x->g->constant;

	memset(x->taken, 0, m->blocks.n * sizeof(double));
	memset(x->where, 0xff, m->blocks.n * sizeof(*x->where));
	for (uint32_t b = 0; b < m->blocks.n; b++) {
		double left;

		if (x->g->row_of[b] == CALENDAR_NONE)
			continue;
		left = x->g->without + no_time[b] - x->price[b];
		sum += x->price[b] + (left < 0 ? left : 0);
		x->taken[b] += left < 0;
	}
	for (uint32_t from = 0; from < weeks;) {
		uint32_t to = from == 0 && shift ? shift : from + WEEKS;

		if ((x->s->stop && *x->s->stop) ||
		    (x->until > 0 && dais_clock_seconds() > x->until))
			return -HUGE_VAL;
		sum += solve_window(x, from, to);
		from = to;
	}
	return sum;
}

/* A plan from what the windows took, searched around; into @best when it is cheaper. */
static void
try_plan(
    struct lifting *x, unsigned turn, struct calendar_state *best, struct calendar_state *scratch)
{
	const struct calendar_model *m = x->g->m;
	struct dais_search s = *x->s;

	for (uint32_t b = 0; b < m->blocks.n; b++) {
		if (scratch->start[b] != CALENDAR_NONE)
			calendar_take(scratch, b);
	}
	for (unsigned once = 1; once < 3; once++) {
		/* Those taken once are surest of their place. */
		for (uint32_t b = 0; b < m->blocks.n; b++) {
			uint32_t start =
			    x->g->row_of[b] == CALENDAR_NONE ? best->start[b] : x->where[b];

			if (start != CALENDAR_NONE && scratch->start[b] == CALENDAR_NONE &&
			    (once == 2 || x->taken[b] < 1.5) && calendar_fits(scratch, b, start))
				calendar_put(scratch, b, start);
		}
	}
	calendar_first(scratch);
	s.seed += turn;
	calendar_improve(scratch, &s, x->until, x->g->without, TRIES_A_BLOCK * m->blocks.n);
	if (grow_cost(x->g, scratch) < grow_cost(x->g, best) - 0.5)
		calendar_state_copy(best, scratch);
}

void
grow_lift(struct grow *g, const struct dais_search *s, double until, struct calendar_state *best,
    struct calendar_state *scratch, double *bound, void (*tell)(void *ctx, double bound), void *ctx)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
	struct lifting x = { .g = g, .s = s, .until = until };
	double *no_time, step = 1;
	size_t options = 0;
	unsigned nothing = 0;

	for (uint32_t b = 0; b < g->m->blocks.n; b++)
		options += g->m->blocks.v[b].options_n;
	take_prices(&x, a);
	no_time = x.edge + options;
	for (unsigned i = 0; i < SWEEPS_MAX && nothing < NOTHING_MAX; i++) {
		double now = sweep(&x, i % 2 ? WEEKS / 2 : 0, no_time), away = 0, most;

		if (now < -1e30)
			return;
		try_plan(&x, i, best, scratch);
		most = grow_cost(g, best);
		if (now > *bound + 1e-3) {
			nothing = 0;
			*bound = now < most ? now : most;
			tell(ctx, *bound);
			if (*bound >= most - 1 + 1e-6)
				return;
		} else {
			nothing++;
			step *= 0.7;
		}
		for (uint32_t b = 0; b < g->m->blocks.n; b++)
			away +=
			    g->row_of[b] == CALENDAR_NONE ? 0 : (1 - x.taken[b]) * (1 - x.taken[b]);
		for (uint32_t b = 0; away > 0 && b < g->m->blocks.n; b++) {
			if (g->row_of[b] != CALENDAR_NONE)
				x.price[b] += step * (most - now) / away * (1 - x.taken[b]);
		}
	}
}
