/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The programme that grows: rounds of solving, breaking rows and pricing columns.
 */
#include "base/clock.h"
#include "plan/calendar/grow_priv.h"

#include <math.h>

#define WITHOUT 20.0 /* cost of a block without a time, in costs of the dearest option */
#define LIFTS 2e-4 /* of the bound: less in a round is none */
#define IDLE_MAX 3 /* rounds that lift nothing */
#define WHOLE_WINDOW 16u /* options of a block that come in all at once */

/* --- columns ---------------------------------------------------------------------------------- */

void
grow_add_column(struct grow *g, uint32_t block, uint32_t option)
{
	const struct calendar_block *b = &g->m->blocks.v[block];
	size_t at = g->option_at[block] + option;

	if (calendar_bit(g->has, at))
		return;
	calendar_bit_set(g->has, at);
	dais_vec_push(g->a, &g->columns,
	    ((struct grow_column){ .block = block,
		.start = b->options[option].start,
		.cost = (double)calendar_option_cost(g->m, b, b->options[option]) }));
}

/* Gives the columns from @first on to the solver. */
void
grow_flush_columns(struct grow *g, size_t first)
{
	size_t n = g->columns.n - first;
	struct dais_arena *a = dais_arena_new((size_t)8 << 30);
	double *lower = DAIS_NEW_N(a, n + 1, double), *upper = DAIS_NEW_N(a, n + 1, double);
	double *cost = DAIS_NEW_N(a, n + 1, double);
	int *start = DAIS_NEW_N(a, n + 1, int);
	struct grow_entries e = { 0 };
	struct dais_arena *own = g->a;

	g->a = a;
	for (size_t i = 0; i < n; i++) {
		upper[i] = HUGE_VAL;
		cost[i] = g->columns.v[first + i].cost;
		start[i] = (int)e.index.n;
		grow_entries(g, &g->columns.v[first + i], 0, &e);
	}
	start[n] = (int)e.index.n;
	g->a = own;
	if (n)
		dais_linear_add_columns(g->lp, &(struct dais_linear_part){ .n = n,
						   .lower = lower,
						   .upper = upper,
						   .cost = cost,
						   .start = start,
						   .index = e.index.v,
						   .value = e.value.v });
	dais_arena_free(a);
}

/* --- begin ------------------------------------------------------------------------------------ */

static int64_t
cheapest(const struct calendar_model *m, const struct calendar_block *b)
{
	int64_t best = INT64_MAX;

	for (uint32_t i = 0; i < b->options_n; i++) {
		int64_t cost = calendar_option_cost(m, b, b->options[i]);

		best = cost < best ? cost : best;
		if (!m->keep_factor)
			break;
	}
	return best;
}

/* Where block @b stands while it is outside: at a cheapest option, at @near when that is one. */
static uint32_t
stand(const struct grow *g, uint32_t b, uint32_t near)
{
	const struct calendar_block *x = &g->m->blocks.v[b];
	int64_t best = cheapest(g->m, x);
	uint32_t ret = CALENDAR_NONE;

	for (uint32_t i = 0; i < x->options_n; i++) {
		if (calendar_option_cost(g->m, x, x->options[i]) != best) {
			if (!g->m->keep_factor)
				break;
			continue;
		}
		if (ret == CALENDAR_NONE || x->options[i].start == near)
			ret = x->options[i].start;
	}
	return ret;
}

static double
cost_without(const struct calendar_model *m)
{
	int64_t most = 50;

	if (m->count_only)
		return 1;
	for (uint32_t b = 0; b < m->blocks.n; b++) {
		const struct calendar_block *x = &m->blocks.v[b];

		for (uint32_t i = 0; i < x->options_n; i++) {
			int64_t cost = calendar_option_cost(m, x, x->options[i]);

			most = cost > most ? cost : most;
		}
	}
	return WITHOUT * (double)most * (m->must_place ? WITHOUT : 1);
}

bool
grow_begin(struct grow *g, const uint32_t *near, struct dais_err *err)
{
	const struct calendar_model *m = g->m;
	size_t slots = m->slots.n, options = 0;

	g->lp = dais_linear_new(err);
	if (!g->lp)
		return false;
	g->room_row = DAIS_NEW_N(g->a, m->rooms.halls * slots + 1, uint32_t);
	g->team_row = DAIS_NEW_N(g->a, m->teams.halls * slots + 1, uint32_t);
	g->week_row = DAIS_NEW_N(g->a, m->teams.halls * m->weeks.n + 1, uint32_t);
	g->group_row = DAIS_NEW_N(g->a, m->groups.n * slots + 1, uint32_t);
	g->use_room = DAIS_NEW_N(g->a, m->rooms.halls * slots + 1, double);
	g->use_team = DAIS_NEW_N(g->a, m->teams.halls * slots + 1, double);
	g->use_week = DAIS_NEW_N(g->a, m->teams.halls * m->weeks.n + 1, double);
	g->use_group = DAIS_NEW_N(g->a, m->groups.n * slots + 1, double);
	g->price_room = DAIS_NEW_N(g->a, m->rooms.types * slots + 1, double);
	g->price_team = DAIS_NEW_N(g->a, m->teams.types * slots + 1, double);
	g->price_week = DAIS_NEW_N(g->a, m->teams.types * m->weeks.n + 1, double);
	g->edge_price = DAIS_NEW_N(g->a, slots + 1, double);
	g->edge_rows = dais_arena_array(g->a, m->edges.n + 1, sizeof(*g->edge_rows));
	g->room_ranges =
	    dais_arena_array(g->a, m->rooms.halls * m->weeks.n + 1, sizeof(grow_row_vec));
	g->team_ranges =
	    dais_arena_array(g->a, m->teams.halls * m->weeks.n + 1, sizeof(grow_row_vec));
	g->group_ranges =
	    dais_arena_array(g->a, m->groups.n * m->weeks.n + 1, sizeof(grow_row_vec));
	g->row_of = DAIS_NEW_N(g->a, m->blocks.n + 1, uint32_t);
	g->choice = DAIS_NEW_N(g->a, m->blocks.n + 1, uint32_t);
	g->option_at = DAIS_NEW_N(g->a, m->blocks.n + 1, size_t);
	g->without = cost_without(m);
	for (uint32_t b = 0; b < m->blocks.n; b++) {
		const struct calendar_block *x = &m->blocks.v[b];

		g->row_of[b] = CALENDAR_NONE;
		g->choice[b] = stand(g, b, near[b]);
		g->option_at[b] = options;
		options += x->options_n;
		g->constant += x->options_n ? (double)cheapest(m, x) : g->without;
	}
	g->has = DAIS_NEW_N(g->a, calendar_words(options) + 1, uint64_t);
	return true;
}

/* Brings block @b into the programme: its row, the option of no time, and a first choice of
 * others. Columns are flushed by the caller. */
void
grow_bring_in(struct grow *g, uint32_t b)
{
	const struct calendar_block *x = &g->m->blocks.v[b];
	uint32_t n = x->options_n <= WHOLE_WINDOW ? x->options_n : WHOLE_WINDOW / 2;

	g->constant -= (double)cheapest(g->m, x);
	g->row_of[b] = (uint32_t)g->rows.n;
	dais_vec_push(
	    g->a, &g->rows, ((struct grow_row){ .kind = GROW_BLOCK, .index = b, .cap = 1 }));
	dais_vec_push(g->a, &g->columns,
	    ((struct grow_column){ .block = b, .start = CALENDAR_NONE, .cost = g->without }));
	for (uint32_t i = 0; i < x->options_n; i++) {
		if (i < n || x->options[i].start == g->choice[b])
			grow_add_column(g, b, i);
	}
}

/* --- rounds ----------------------------------------------------------------------------------- */

static bool
is_over(const struct dais_search *s, double until)
{
	return (s->stop && *s->stop) || (until > 0 && dais_clock_seconds() > until);
}

static double
seconds_left(double until)
{
	double left = until > 0 ? until - dais_clock_seconds() : 0;

	return until > 0 && left < 0.01 ? 0.01 : left;
}

bool
grow_run(struct grow *g, const struct dais_search *s, double until, double enough)
{
	bool new_rows;
	double before = -1;
	unsigned idle = 0;
	enum dais_linear_status status;

	/* Values of an earlier solution went with the columns that came since. */
	g->x = NULL;
	new_rows = grow_break(g, false) > 0;
	/* The bound before any row: every block at its cheapest. */
	if (!new_rows && !g->columns.n) {
		g->bound = g->priced = g->value = g->constant;
		return true;
	}
	for (;;) {
		size_t first;

		g->rounds++;
		status = dais_linear_solve(g->lp, !new_rows, seconds_left(until));
		if (status != DAIS_LINEAR_OPTIMAL)
			return false;
		g->x = dais_linear_values(g->lp);
		g->value = dais_linear_objective(g->lp) + g->constant;
		grow_set_prices(g);
		first = g->columns.n;
		if (grow_columns(g, true)) {
			grow_flush_columns(g, first);
			new_rows = false;
			if (is_over(s, until) || g->bound >= enough)
				return false;
			continue;
		}
		if (is_over(s, until) || g->bound >= enough)
			return false;
		new_rows = grow_break(g, false) > 0;
		if (new_rows)
			continue;
		/* Ranges as long as they lift the bound. */
		idle = g->bound > before + LIFTS * (1 + fabs(before)) ? 0 : idle + 1;
		before = g->bound;
		if (idle >= IDLE_MAX || !(new_rows = grow_break(g, true) > 0))
			return true;
	}
}
