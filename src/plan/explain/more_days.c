/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Days after the close, as many as it takes: a way out where one day is not enough. */
#include "plan/explain/explain_priv.h"

#define DAYS_TRIED 3u /* numbers of days that arithmetic thinks enough */

struct days {
	const struct dais_explain_ways *w;
	size_t close; /* day_index in w->far of the last day that was asked for */
};

static size_t
last_day_asked(const struct dais_explain_ways *w)
{
	const struct dais_problem *base = w->base;
	size_t day = 0;

	for (size_t t = 0; t < w->far->slots.n && base->slots.n; t++) {
		if (w->far->slots.v[t].utc <= base->slots.v[base->slots.n - 1].utc)
			day = w->far->slots.v[t].day_index;
	}
	return day;
}

/* Whether @d does nothing but close a day after the close, the @n-th or an earlier one. */
static bool
closes_day(const struct days *days, const struct dais_demand *d, size_t n)
{
	const struct dais_problem *far = days->w->far;

	if (d->kind != DAIS_DEMAND_FREE || d->rank > 0 || !d->slots || d->body != DAIS_NONE ||
	    !d->drop_cost)
		return false;
	for (size_t t = 0; t < far->slots.n; t++) {
		if (dais_slots_has(d->slots, t) && (far->slots.v[t].day_index <= days->close ||
						       far->slots.v[t].day_index > days->close + n))
			return false;
	}
	return true;
}

/* w->far with @n days after the close, without wishes. */
static struct dais_problem *
with_days(const struct days *days, size_t n, struct dais_arena *a)
{
	struct dais_problem *p = dais_explain_without_wishes(days->w->far, a);
	size_t kept = 0;

	for (size_t i = 0; i < p->demands.n; i++) {
		if (!closes_day(days, &p->demands.v[i], n))
			p->demands.v[kept++] = p->demands.v[i];
	}
	p->demands.n = kept;
	return p;
}

static bool
is_hopeless(const struct days *days, size_t n)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);

	return dais_explain_is_hopeless(with_days(days, n, scratch), days->w->end, scratch);
}

static struct dais_str
words_of(const struct days *days, size_t n)
{
	const struct dais_explain_ways *w = days->w;
	dais_slot_set added = dais_slots_new(w->far, w->a);

	for (size_t t = 0; t < w->far->slots.n; t++) {
		if (w->far->slots.v[t].day_index > days->close &&
		    w->far->slots.v[t].day_index <= days->close + n)
			dais_slots_put(added, t);
	}
	if (n == 1)
		return dais_explain_say(w->far, w->a, "add a day: sit %.*s",
		    DAIS_STR_ARG(dais_explain_when(w->far, added, w->a, NULL)));
	return dais_explain_say(w->far, w->a, "add %zu days: sit %.*s", n,
	    DAIS_STR_ARG(dais_explain_when(w->far, added, w->a, NULL)));
}

/* Days that arithmetic thinks enough; 0: all there are are not. */
static size_t
days_needed(const struct days *days, size_t all)
{
	size_t low = 0, high = all; /* too few; enough */

	if (all < 1 || is_hopeless(days, all))
		return 0;
	while (high - low > 1) {
		size_t half = low + (high - low) / 2;

		if (is_hopeless(days, half))
			low = half;
		else
			high = half;
	}
	return high;
}

/* What @n days cost: as much as each of their sittings costs where a day is added sitting by
 * sitting. */
static uint64_t
cost_of(const struct days *days, size_t n)
{
	uint64_t cost = 0;

	for (size_t i = 0; i < days->w->far->demands.n; i++) {
		const struct dais_demand *d = &days->w->far->demands.v[i];

		if (closes_day(days, d, n))
			cost += (uint64_t)d->drop_cost * DAIS_EXPLAIN_COST_SCALE;
	}
	return cost;
}

bool
dais_explain_more_days(const struct dais_explain_ways *w, struct dais_conflict *ret,
    struct dais_way_out *ret_day, struct dais_err *err)
{
	struct days days = { .w = w };
	size_t all, n;

	if (!w->far || !w->far->slots.n || dais_explain_is_over(w->search, w->end))
		return true;
	days.close = last_day_asked(w);
	all = w->far->slots.v[w->far->slots.n - 1].day_index - days.close;
	n = days_needed(&days, all);
	for (size_t tried = 0; n && n <= all && tried < DAYS_TRIED; tried++, n++) {
		DAIS_ARENA_AUTO scratch = dais_arena_new(0);
		struct dais_way_out *out;

		if (dais_explain_try(w, with_days(&days, n, scratch), NULL, err) !=
		    DAIS_OUTCOME_OPTIMAL) {
			if (err->code != DAIS_ERR_NONE)
				return false;
			continue;
		}
		out = n == 1 ? ret_day : dais_vec_add(w->a, &ret->ways_out);
		out->cost = cost_of(&days, n);
		out->words = words_of(&days, n);
		out->verified = true;
		if (n > 1)
			*w->found |= 1u << DAIS_WAY_EXTRA;
		return true;
	}
	return true;
}
