/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Closing the gap: an integer programme of the columns that a better plan could use. The rows left
 * out are no loss: its answer either keeps them, or breaks some, which then become rows.
 */
#include "base/clock.h"
#include "plan/calendar/grow_priv.h"

#include <math.h>

#define COLUMNS_MAX 200000u /* of one integer programme */
#define BRANCH_SECONDS 60
#define STEPS_MAX 60
#define WINDOW_WEEKS 6u
#define WINDOW_PASSES 6u
#define WINDOW_SLACK 8
#define WINDOW_TRIES 12u
#define WINDOW_SECONDS 3
#define WINDOW_NODES 1000

/* The columns of one integer programme. */
struct chosen {
	uint32_t *column; /* of the grown programme */
	size_t n;
};

/* Who may move: all, or those that begin in some weeks. */
struct freedom {
	const struct calendar_state *best;
	uint32_t from, to; /* weeks, [from, to); to CALENDAR_NONE: all */
};

static bool
is_free(const struct freedom *f, uint32_t b)
{
	uint32_t start = f->best->start[b], week;

	if (f->to == CALENDAR_NONE || start == CALENDAR_NONE)
		return true;
	week = f->best->m->slots.v[start].week;
	return week >= f->from && week < f->to;
}

/* Adds to @g every option whose reduced cost leaves it within @slack of the bound of its prices,
 * and gives these columns in @ret. */
static void
choose(
    struct grow *g, double slack, const struct freedom *f, struct dais_arena *a, struct chosen *ret)
{
	const struct calendar_model *m = g->m;
	size_t first = g->columns.n, rows = g->rows.n;
	double *least = DAIS_NEW_N(a, m->blocks.n + 1, double);

	for (size_t i = 0; i < rows; i++) {
		uint32_t b = g->rows.v[i].index;
		const struct calendar_block *x = &m->blocks.v[b];

		if (g->rows.v[i].kind != GROW_BLOCK)
			continue;
		grow_edge_prices(g, b);
		least[b] = g->without + grow_price(g, b, CALENDAR_NONE);
		for (uint32_t o = 0; o < x->options_n; o++) {
			double cost = (double)calendar_option_cost(m, x, x->options[o]) +
				      grow_price(g, b, x->options[o].start);

			least[b] = cost < least[b] ? cost : least[b];
		}
		for (uint32_t o = 0; o < x->options_n; o++) {
			double cost = (double)calendar_option_cost(m, x, x->options[o]) +
				      grow_price(g, b, x->options[o].start);

			if (is_free(f, b) ? cost - least[b] <= slack
					  : x->options[o].start == f->best->start[b])
				grow_add_column(g, b, o);
		}
	}
	grow_flush_columns(g, first);
	ret->column = DAIS_NEW_N(a, g->columns.n + 1, uint32_t);
	ret->n = 0;
	for (uint32_t c = 0; c < g->columns.n; c++) {
		const struct grow_column *x = &g->columns.v[c];

		if (x->block != CALENDAR_NONE) {
			if (!is_free(f, x->block) && f->best->start[x->block] != x->start)
				continue;
			grow_edge_prices(g, x->block);
			if (is_free(f, x->block) &&
			    x->cost + grow_price(g, x->block, x->start) - least[x->block] > slack)
				continue;
		}
		ret->column[ret->n++] = c;
	}
}

struct integer {
	struct dais_linear_integer p;
	double *x; /* of chosen columns */
};

static void
build(struct grow *g, const struct chosen *v, const struct calendar_state *best,
    struct dais_arena *a, struct integer *ret)
{
	double *lower = DAIS_NEW_N(a, v->n + 1, double), *upper = DAIS_NEW_N(a, v->n + 1, double);
	double *cost = DAIS_NEW_N(a, v->n + 1, double), *start_at = DAIS_NEW_N(a, v->n + 1, double);
	double *row_lower = DAIS_NEW_N(a, g->rows.n + 1, double);
	double *row_upper = DAIS_NEW_N(a, g->rows.n + 1, double);
	bool *continuous = DAIS_NEW_N(a, v->n + 1, bool);
	int *start = DAIS_NEW_N(a, v->n + 1, int);
	struct grow_entries e = { 0 };
	struct dais_arena *own = g->a;

	g->a = a;
	for (size_t i = 0; i < v->n; i++) {
		const struct grow_column *c = &g->columns.v[v->column[i]];

		continuous[i] = c->block == CALENDAR_NONE;
		upper[i] = continuous[i] ? HUGE_VAL : 1;
		cost[i] = c->cost;
		start[i] = (int)e.index.n;
		start_at[i] = !continuous[i] && best->start[c->block] == c->start;
		grow_entries(g, c, 0, &e);
	}
	g->a = own;
	start[v->n] = (int)e.index.n;
	for (size_t i = 0; i < g->rows.n; i++) {
		row_upper[i] = g->rows.v[i].cap;
		row_lower[i] = g->rows.v[i].kind == GROW_BLOCK ? 1 : -HUGE_VAL;
	}
	ret->x = DAIS_NEW_N(a, v->n + 1, double);
	ret->p = (struct dais_linear_integer){ .columns = { .n = v->n,
						   .lower = lower,
						   .upper = upper,
						   .cost = cost,
						   .start = start,
						   .index = e.index.v,
						   .value = e.value.v },
		.continuous = continuous,
		.rows = g->rows.n,
		.row_lower = row_lower,
		.row_upper = row_upper };
}

/* Values of all columns from those of the chosen. */
static double *
spread(const struct grow *g, const struct chosen *v, const double *x, struct dais_arena *a)
{
	double *ret = DAIS_NEW_N(a, g->columns.n + 1, double);

	for (size_t i = 0; i < v->n; i++)
		ret[v->column[i]] = x[i];
	return ret;
}

static bool
take_if_better(const struct grow *g, struct calendar_state *best, struct calendar_state *scratch)
{
	if (grow_cost(g, scratch) >= grow_cost(g, best) - 0.5)
		return false;
	calendar_state_copy(best, scratch);
	return true;
}

enum step {
	STEP_PROVEN,  /* the best plan is best */
	STEP_AGAIN,   /* the programme has grown, or a better plan was found */
	STEP_WIDER,   /* nothing better among the columns within the slack */
	STEP_GIVE_UP  /* time, or too large */
};

/* What is known when nothing better than @best uses only columns within @slack of the bound: a
 * better plan uses another, and costs that much more than the bound. */
static enum step
widen(const struct grow *g, const struct calendar_state *best, double slack, double *bound)
{
	double most = grow_cost(g, best), least = g->priced + slack;

	least = least < most ? least : most;
	*bound = least > *bound ? least : *bound;
	return *bound >= most - 1 + 1e-6 ? STEP_PROVEN : STEP_WIDER;
}

/* One integer programme of the columns within @slack. */
static enum step
branch(struct grow *g, const struct dais_search *s, double until, struct calendar_state *best,
    struct calendar_state *scratch, double slack, double *bound, struct dais_arena *a)
{
	double low, left = until > 0 ? until - dais_clock_seconds() : 0;
	struct chosen v;
	struct integer p;
	enum dais_linear_status status;
	struct dais_err err = DAIS_ERR_INIT;
	bool found, broken;

	choose(g, slack, &(struct freedom){ .best = best, .to = CALENDAR_NONE }, a, &v);
	if (v.n > COLUMNS_MAX || (until > 0 && left < 0.05) || (s->stop && *s->stop))
		return STEP_GIVE_UP;
	build(g, &v, best, a, &p);
	p.p.cutoff = grow_cost(g, best) - g->constant - 0.5;
	/* Cbc does not look at the stop flag: it is asked for so long at a time. */
	p.p.seconds = until > 0 && left < BRANCH_SECONDS ? left : BRANCH_SECONDS;
	if (!dais_linear_integer_solve(&p.p, p.x, &status, &found, &low, &err))
		return STEP_GIVE_UP;
	if (status == DAIS_LINEAR_INFEASIBLE)
		return widen(g, best, slack, bound);
	low += g->constant;
	low = low < g->priced + slack ? low : g->priced + slack;
	*bound = low > *bound && low < grow_cost(g, best) ? low : *bound;
	if (!found)
		return STEP_GIVE_UP;
	g->x = spread(g, &v, p.x, a);
	grow_round(g, g->x, scratch);
	(void)take_if_better(g, best, scratch);
	broken = grow_break(g, false) > 0;
	g->x = NULL;
	if (status != DAIS_LINEAR_OPTIMAL)
		return STEP_GIVE_UP;
	return broken ? STEP_AGAIN : widen(g, best, slack, bound);
}

/* The blocks of some weeks anew, the others as they are: once. */
static bool
renew_once(struct grow *g, double until, struct freedom f, struct calendar_state *best,
    struct calendar_state *scratch, bool *ret_better)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
	double gap = grow_cost(g, best) - g->priced, low;
	double left = until > 0 ? until - dais_clock_seconds() : 0;
	struct chosen v;
	struct integer p;
	enum dais_linear_status status;
	struct dais_err err = DAIS_ERR_INIT;
	bool found, broken;

	choose(g, gap < WINDOW_SLACK ? gap : WINDOW_SLACK, &f, a, &v);
	build(g, &v, best, a, &p);
	p.p.cutoff = grow_cost(g, best) - g->constant - 0.5;
	p.p.seconds = until > 0 && left < WINDOW_SECONDS ? left : WINDOW_SECONDS;
	p.p.nodes = WINDOW_NODES;
	if (until > 0 && left < 0.05)
		return false;
	if (!dais_linear_integer_solve(&p.p, p.x, &status, &found, &low, &err) || !found)
		return false;
	g->x = spread(g, &v, p.x, a);
	grow_round(g, g->x, scratch);
	*ret_better = take_if_better(g, best, scratch);
	broken = grow_break(g, false) > 0;
	g->x = NULL;
	return broken && !*ret_better;
}

/* ... and again while the answer breaks rows that the programme lacks. */
static bool
renew(struct grow *g, double until, struct freedom f, struct calendar_state *best,
    struct calendar_state *scratch)
{
	bool better = false;

	for (unsigned i = 0; i < WINDOW_TRIES; i++) {
		if (!renew_once(g, until, f, best, scratch, &better))
			break;
	}
	return better;
}

void
grow_windows(struct grow *g, const struct dais_search *s, double until, struct calendar_state *best,
    struct calendar_state *scratch, void (*tell)(void *ctx), void *ctx)
{
	uint32_t weeks = (uint32_t)g->m->weeks.n, since = 0;
	uint32_t step = WINDOW_WEEKS / 2, windows = (weeks + step - 1) / step;

	for (uint32_t i = 0; since < windows && i < WINDOW_PASSES * windows; i++) {
		uint32_t from = i % windows * step;
		bool better;

		if ((s->stop && *s->stop) || (until > 0 && dais_clock_seconds() > until - 0.05))
			return;
		better = renew(g, until,
		    (struct freedom){ .best = best, .from = from, .to = from + WINDOW_WEEKS }, best,
		    scratch);
		since = better ? 0 : since + 1;
		if (better)
			tell(ctx);
	}
}

bool
grow_close(struct grow *g, const struct dais_search *s, double until, struct calendar_state *best,
    struct calendar_state *scratch, double *bound)
{
	double slack = 0;

	for (unsigned i = 0; i < STEPS_MAX; i++) {
		struct dais_arena *a = dais_arena_new((size_t)8 << 30);
		double gap = grow_cost(g, best) - 1 - g->priced + 1e-4;
		enum step step;

		slack = slack > 0.5 ? slack : 0.5;
		slack = slack > gap / 256 ? slack : gap / 256;
		slack = slack < gap ? slack : gap;
		step = branch(g, s, until, best, scratch, slack, bound, a);
		dais_arena_free(a);
		if (step == STEP_PROVEN || step == STEP_GIVE_UP)
			return step == STEP_PROVEN;
		if (step == STEP_WIDER) {
			slack = 4 * slack;
			continue;
		}
		if (!grow_run(g, s, until, grow_cost(g, best) - 1 + 1e-6)) {
			*bound = g->bound > *bound ? g->bound : *bound;
			return g->bound >= grow_cost(g, best) - 1 + 1e-6;
		}
		*bound = g->bound > *bound ? g->bound : *bound;
		grow_round(g, g->x, scratch);
		(void)take_if_better(g, best, scratch);
		if (*bound >= grow_cost(g, best) - 1 + 1e-6)
			return true;
	}
	return false;
}
