/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * From a calendar to a plan: the steps in their order.
 */
#include <stdlib.h>
#include <time.h>

#include "plan/calendar/deal_priv.h"

double
calendar_now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

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
		if (i + 2 < DEALS_MAX)
			calendar_first(st);
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

bool
dais_calendar_solve(const struct dais_calendar *c, const struct dais_calendar_options *opt,
    struct dais_arena *a, struct dais_diags *diags, struct dais_calendar_result *ret,
    struct dais_err *err)
{
	struct calendar_model m = { .c = c, .a = a };
	double begun = calendar_now(), built;
	struct calendar_state *st;
	struct calendar_deal d;

	*ret = (struct dais_calendar_result){ .outcome = DAIS_OUTCOME_UNKNOWN };
	if (!calendar_model_build(&m, opt, diags, err))
		return false;
	built = calendar_now();
	st = calendar_state_new(&m, a);
	calendar_first(st);
	ret->first_seconds = calendar_now() - built;
	(void)deal(&m, st, opt, a, &d);
	write_plan(&d, a, &ret->plan);
	fill_costs(st, ret);
	ret->outcome = ret->unplaced ? DAIS_OUTCOME_UNKNOWN : DAIS_OUTCOME_FEASIBLE;
	ret->seconds = calendar_now() - begun;
	return true;
}
