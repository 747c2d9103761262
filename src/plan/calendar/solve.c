/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * From a calendar to a plan: the steps in their order.
 */
#include <math.h>
#include <stdlib.h>

#include "base/clock.h"
#include "plan/calendar/deal_priv.h"
#include "plan/calendar/explain_priv.h"
#include "plan/calendar/grow_priv.h"

#define TRIES 20000 /* of the search around a plan, */
#define WINDOWS_SHARE 0.15 /* of what is left then, for weeks anew */
#define LINEAR_SHARE 0.6 /* of the time, at most, for the bound */
#define EXPLAIN_SECONDS 20.0
#define TRIES_A_BLOCK 100

static struct dais_local
slot_time(const struct calendar_model *m, uint32_t slot)
{
	const struct calendar_slot *s = &m->slots.v[slot];

	return (struct dais_local){ .date = dais_date_from_days(m->days.v[s->day].date),
		.minute = s->minute };
}

static void
write_plan(const struct calendar_deal *d, struct dais_arena *a, struct dais_calendar_plan *ret)
{
	const struct calendar_model *m = d->st->m;

	for (size_t i = 0; i < d->n; i++) {
		const struct calendar_deal_sitting *s = &d->sittings[i];
		const struct calendar_block *b = &m->blocks.v[s->block];

		dais_vec_push(a, &ret->sittings,
		    ((struct dais_calendar_sitting){ .meeting = b->meeting,
			.turn = b->turn,
			.start = slot_time(m, s->slot),
			.room = s->room == CALENDAR_NONE ? DAIS_NONE : s->room,
			.pool = s->pool == CALENDAR_NONE ? DAIS_NONE : s->pool,
			.team = s->team == CALENDAR_NONE ? 0 : s->team + 1 }));
	}
}

/* Blocks whose sittings found no room or team lose their time and that option: counts that leave
 * something to the dealing out (too many unions of types, teams away in part of a week) can be
 * too generous. False when there is none. */
static bool
drop_unserved(struct calendar_model *m, struct calendar_state *st, const struct calendar_deal *d)
{
	bool any = false;

	for (size_t i = 0; i < d->n; i++) {
		const struct calendar_deal_sitting *s = &d->sittings[i];
		struct calendar_block *b = &m->blocks.v[s->block];
		uint32_t start = st->start[s->block], n = 0;

		if ((b->room_type == CALENDAR_NONE || s->room != CALENDAR_NONE) &&
		    (b->team_type == CALENDAR_NONE || s->team != CALENDAR_NONE))
			continue;
		if (start == CALENDAR_NONE)
			continue;
		calendar_take(st, s->block);
		for (uint32_t k = 0; k < b->options_n; k++) {
			if (b->options[k].start != start)
				b->options[n++] = b->options[k];
		}
		b->options_n = n;
		any = true;
	}
	return any;
}

#define DEALS_MAX 40
#define DEALS_SEARCHED 8u /* of these with a search around the plan, */
#define DEAL_TRIES 20     /* tries a block */
#define WITHOUT 1e5       /* cost of a block without a time in it, in days */

/* Deals out rooms and teams; what cannot be served is placed elsewhere. False: the times had to
 * change, so that a proof of the times is none of the plan. */
static bool
deal(struct calendar_model *m, struct calendar_state *st, const struct dais_calendar_options *opt,
    struct dais_arena *a, struct calendar_deal *ret)
{
	bool as_is = true;

	for (unsigned i = 0; i < DEALS_MAX; i++) {
		*ret = (struct calendar_deal){ .st = st, .a = a };
		calendar_deal_out(ret, opt->keep);
		if (!ret->without || !drop_unserved(m, st, ret))
			return as_is;
		as_is = false;
		if (i + 2 >= DEALS_MAX)
			continue;
		calendar_first(st);
		/* Whoever had to go elsewhere may have gone far. */
		if (i < DEALS_SEARCHED)
			calendar_improve(st, &opt->search, 0,
			    WITHOUT * (double)(m->keep_factor ? m->keep_factor : 1),
			    DEAL_TRIES * m->blocks.n);
	}
	return as_is;
}

static void
fill_costs(const struct calendar_state *st, struct dais_calendar_result *ret)
{
	int64_t change, days;
	unsigned rank = 1;

	calendar_costs(st, &change, &days);
	if (st->m->keep_factor)
		ret->cost[rank++] = (uint64_t)change;
	ret->cost[rank] = (uint64_t)days;
	ret->unplaced = st->m->blocks.n - st->placed;
}

static void
report(const struct dais_search *s, const struct calendar_state *st, double begun, double bound)
{
	struct dais_progress at = { .seconds = dais_clock_seconds() - begun, .rank = 1 };
	int64_t change, days;

	if (!s->progress || st->m->count_only)
		return;
	at.has_answer = st->placed == st->m->blocks.n;
	calendar_costs(st, &change, &days);
	if (st->m->keep_factor) {
		at.cost[1] = (uint64_t)change;
		at.cost[2] = (uint64_t)days;
		at.bound[1] = bound > 0 ? (uint64_t)(bound / (double)st->m->keep_factor) : 0;
	} else {
		at.cost[1] = (uint64_t)days;
		at.bound[1] = bound > 0 ? (uint64_t)ceil(bound - 1e-6) : 0;
	}
	s->progress(s->ctx, &at);
}

struct telling {
	const struct dais_search *s;
	const struct calendar_state *st;
	double begun, bound;
};

static void
tell(void *ctx)
{
	const struct telling *t = ctx;

	report(t->s, t->st, t->begun, t->bound);
}

static void
tell_bound(void *ctx, double bound)
{
	struct telling *t = ctx;

	t->bound = bound;
	tell(ctx);
}

/* Times: the programme that grows, rounding, and branching. @st: the first plan, then the best.
 * True: it is proven best. */
static bool
improve(struct calendar_state *st, const struct dais_calendar_options *opt, double begun,
    double *ret_bound, struct dais_calendar_result *ret, struct dais_err *err)
{
	const struct dais_search *s = &opt->search;
	double until = s->seconds > 0 ? begun + s->seconds : 0;
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)16 << 30);
	struct grow g = { .m = st->m, .a = a };
	struct calendar_state *scratch = calendar_state_new(st->m, a);
	bool proven, solved;

	if (!grow_begin(&g, st->start, err))
		return false;
	calendar_improve(st, s, until, g.without, st->m->blocks.n);
	solved = grow_run(&g, s,
	    until > 0 ? dais_clock_seconds() + LINEAR_SHARE * (until - dais_clock_seconds()) : 0,
	    grow_cost(&g, st) - 1 + 1e-6);
	*ret_bound = g.bound;
	ret->linear_seconds = dais_clock_seconds() - begun;
	report(s, st, begun, g.bound);
	if (solved && g.x) {
		grow_round(&g, g.x, scratch);
		if (grow_cost(&g, scratch) < grow_cost(&g, st))
			calendar_state_copy(st, scratch);
		report(s, st, begun, g.bound);
	}
	proven = g.bound >= grow_cost(&g, st) - 1 + 1e-6;
	if (!proven && (solved || until > 0)) {
		calendar_improve(st, s, until, g.without, TRIES + TRIES_A_BLOCK * st->m->blocks.n);
		report(s, st, begun, g.bound);
		proven = g.bound >= grow_cost(&g, st) - 1 + 1e-6;
	}
	if (!proven && solved && g.columns.n) {
		struct telling t = { s, st, begun, g.bound };

		grow_windows(&g, s,
		    until > 0
			? dais_clock_seconds() + WINDOWS_SHARE * (until - dais_clock_seconds())
			: 0,
		    st, scratch, tell, &t);
		if (grow_run(&g, s, until, grow_cost(&g, st) - 1 + 1e-6)) {
			*ret_bound = g.bound > *ret_bound ? g.bound : *ret_bound;
			grow_lift(&g, s, until, st, scratch, ret_bound, tell_bound, &t);
		}
		*ret_bound = g.bound > *ret_bound ? g.bound : *ret_bound;
		proven = *ret_bound >= grow_cost(&g, st) - 1 + 1e-6;
	}
	if (!proven && solved && g.columns.n) {
		struct telling t = { s, st, begun, g.bound };

		grow_windows(&g, s, until, st, scratch, tell, &t);
		proven = g.bound >= grow_cost(&g, st) - 1 + 1e-6;
	}
	if (!proven && solved && g.columns.n)
		proven = grow_close(&g, s, until, st, scratch, ret_bound);
	if (proven)
		*ret_bound = grow_cost(&g, st);
	ret->rows = g.rows.n;
	ret->columns = g.columns.n;
	ret->rounds = g.rounds;
	dais_linear_free(g.lp);
	report(s, st, begun, *ret_bound);
	return proven;
}

/* When blocks stay without a time: how many must, and a plan that leaves no more. */
static bool
place_most(struct calendar_model *m, struct calendar_state *st,
    const struct dais_calendar_options *opt, double begun, bool proven, double *bound,
    struct dais_calendar_result *ret, struct dais_err *err)
{
	struct dais_calendar_result other = { 0 };
	struct calendar_state *fewest;
	double least = 0;

	if (st->placed == m->blocks.n)
		return proven;
	fewest = calendar_state_new(m, m->a);
	calendar_state_copy(fewest, st);
	m->count_only = true;
	(void)improve(fewest, opt, begun, &least, &other, err);
	m->count_only = false;
	ret->unplaced_bound = (size_t)ceil(least - 1e-6);
	if (fewest->placed <= st->placed)
		return proven;
	calendar_state_copy(st, fewest);
	m->must_place = true;
	return improve(st, opt, begun, bound, ret, err);
}

/* The bound of the planner's cost, as bounds of the ranks. */
static void
fill_bounds(
    const struct calendar_state *st, double bound, bool proven, struct dais_calendar_result *ret)
{
	uint64_t whole = bound > 0 ? (uint64_t)ceil(bound - 1e-6) : 0;
	uint64_t factor = (uint64_t)st->m->keep_factor;

	/* With blocks left out the bound is that of a plan nobody asked for. */
	if (ret->unplaced)
		return;
	if (!factor) {
		ret->bound[1] = whole < ret->cost[1] ? whole : ret->cost[1];
		return;
	}
	ret->bound[1] = proven ? ret->cost[1] : whole / factor;
	ret->bound[2] = proven ? ret->cost[2] : 0;
}

size_t
calendar_unplaceable(const struct dais_calendar *c, const struct dais_search *s, double seconds)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)16 << 30);
	struct dais_calendar_options opt = {
		.search = { .seconds = seconds, .seed = s->seed, .stop = s->stop }
	};
	struct calendar_model m = { .c = c, .a = a };
	struct dais_calendar_result r = { 0 };
	struct calendar_state *st;
	struct dais_diags diags;
	struct dais_err err = DAIS_ERR_INIT;
	double least = 0;

	dais_diags_init(&diags, a);
	if (!calendar_model_build(&m, &opt, &diags, &err))
		return 0;
	m.count_only = true;
	st = calendar_state_new(&m, a);
	calendar_first(st);
	if (st->placed == m.blocks.n)
		return 0;
	(void)improve(st, &opt, dais_clock_seconds(), &least, &r, &err);
	return st->placed == m.blocks.n || least <= 1e-6 ? 0 : (size_t)ceil(least - 1e-6);
}

bool
dais_calendar_solve(const struct dais_calendar *c, const struct dais_calendar_options *opt,
    struct dais_arena *a, struct dais_diags *diags, struct dais_calendar_result *ret,
    struct dais_err *err)
{
	struct calendar_model m = { .c = c, .a = a };
	double begun = dais_clock_seconds(), built, bound = 0;
	struct calendar_state *st;
	struct calendar_deal d;
	bool proven = false;

	*ret = (struct dais_calendar_result){ .outcome = DAIS_OUTCOME_UNKNOWN };
	if (!calendar_model_build(&m, opt, diags, err))
		return false;
	built = dais_clock_seconds();
	st = calendar_state_new(&m, a);
	calendar_first(st);
	ret->first_seconds = dais_clock_seconds() - built;
	if (!opt->first_only) {
		struct dais_err own = DAIS_ERR_INIT;

		report(&opt->search, st, begun, 0);
		proven = improve(st, opt, begun, &bound, ret, &own);
		if (!own.code)
			proven = place_most(&m, st, opt, begun, proven, &bound, ret, &own);
		if (own.code) {
			*err = own;
			return false;
		}
	}
	proven = deal(&m, st, opt, a, &d) && proven;
	write_plan(&d, a, &ret->plan);
	fill_costs(st, ret);
	fill_bounds(st, bound, proven, ret);
	if (ret->unplaced)
		ret->outcome = ret->unplaced_bound ? DAIS_OUTCOME_INFEASIBLE : DAIS_OUTCOME_UNKNOWN;
	else
		ret->outcome = proven ? DAIS_OUTCOME_OPTIMAL : DAIS_OUTCOME_FEASIBLE;
	if (ret->unplaced && opt->explain) {
		double now = dais_clock_seconds();

		calendar_explain(c, opt, now + EXPLAIN_SECONDS, a, ret);
	}
	ret->seconds = dais_clock_seconds() - begun;
	return true;
}
