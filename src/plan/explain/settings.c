/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Ways out that change a setting rather than give a demand up: the lead time before the report is
 * one for all items, and a limit of items a sitting is raised to the least that is enough. */
#include "plan/explain/explain_priv.h"

#define ITEMS_MORE 4u /* a limit is raised by so many at most before it is given up */

bool
dais_explain_is_lead(const struct dais_demand *d)
{
	return d->kind == DAIS_DEMAND_BEFORE && d->rank == 0 && d->amount > 0 && d->drop_cost > 0;
}

static bool
is_items(const struct dais_demand *d)
{
	return d->kind == DAIS_DEMAND_ITEMS_MOST;
}

/* The first demand of @way that @is; DAIS_NONE: none is. */
static size_t
first_of(const struct dais_explain_ways *w, const struct dais_explain_way *way,
    bool (*is)(const struct dais_demand *d))
{
	for (size_t i = 0; i < way->demands.n; i++) {
		if (is(&w->p->demands.v[way->demands.v[i]]))
			return way->demands.v[i];
	}
	return DAIS_NONE;
}

static void
set_left(const struct dais_explain_ways *w, struct dais_explain_way *way,
    bool (*is)(const struct dais_demand *d), unsigned left)
{
	for (size_t i = 0; i < way->demands.n; i++) {
		if (is(&w->p->demands.v[way->demands.v[i]]))
			way->left.v[i] = left;
	}
}

/* All that is said of the same lead time is given up together, for what one of it costs. */
static void
join_leads(const struct dais_explain_ways *w, struct dais_explain_way *way, size_t lead)
{
	const struct dais_demand *first = &w->p->demands.v[lead];
	const uint64_t cost = (uint64_t)first->drop_cost * DAIS_EXPLAIN_COST_SCALE;

	for (size_t i = 0; i < w->p->demands.n; i++) {
		const struct dais_demand *d = &w->p->demands.v[i];
		size_t at = 0;

		if (!dais_explain_is_lead(d) || d->amount != first->amount || i == lead)
			continue;
		while (at < way->demands.n && way->demands.v[at] != i)
			at++;
		if (at < way->demands.n) {
			way->cost -= way->cost < cost ? way->cost : cost;
			continue;
		}
		dais_vec_push(w->a, &way->demands, i);
		dais_vec_push(w->a, &way->left, 0u);
	}
}

/* Every demand of that lead time, each for its cost; they are joined when the way is tried. */
static void
give_up_leads(const struct dais_explain_ways *w, struct dais_explain_way *way, unsigned amount)
{
	for (size_t i = 0; i < w->p->demands.n; i++) {
		const struct dais_demand *d = &w->p->demands.v[i];

		if (!dais_explain_is_lead(d) || d->amount != amount)
			continue;
		dais_vec_push(w->a, &way->demands, i);
		dais_vec_push(w->a, &way->left, 0u);
		way->cost += (uint64_t)d->drop_cost * DAIS_EXPLAIN_COST_SCALE;
	}
}

static bool
is_hopeless(const struct dais_explain_ways *w, const struct dais_explain_way *way)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);

	return dais_explain_is_hopeless(dais_explain_given_up(w, way, scratch), w->end, scratch);
}

/* Whether a plan is found with @way, which way->holds says, too. */
static bool
holds(const struct dais_explain_ways *w, struct dais_explain_way *way, struct dais_err *err)
{
	enum dais_outcome outcome;

	return dais_explain_try_way(w, way, &outcome, err) && way->holds;
}

/* The longest lead time that arithmetic allows with @way. */
static unsigned
lead_by_arithmetic(
    const struct dais_explain_ways *w, struct dais_explain_way *way, unsigned too_long)
{
	unsigned low = 0, high = too_long;

	while (high - low > 1) {
		unsigned half = low + (high - low) / 2;

		set_left(w, way, dais_explain_is_lead, half);
		if (is_hopeless(w, way))
			high = half;
		else
			low = half;
	}
	return low;
}

/* The longest lead time with which @way is still one. */
static void
keep_some_lead(const struct dais_explain_ways *w, struct dais_explain_way *way, size_t lead,
    struct dais_err *err)
{
	unsigned most = lead_by_arithmetic(w, way, w->p->demands.v[lead].amount);
	unsigned low = 0, high = most + 1; /* enough, or none at all; too long */
	bool found = false;

	for (unsigned next = most; low < next && err->code == DAIS_ERR_NONE;
	    next = low + (high - low) / 2) {
		set_left(w, way, dais_explain_is_lead, next);
		if (holds(w, way, err))
			low = next;
		else
			high = next;
		found = found || way->holds;
	}
	set_left(w, way, dais_explain_is_lead, low);
	way->holds = found;
}

/* The lowest limit of items with which @way is still one; no limit where none is found near. */
static void
keep_some_limit(const struct dais_explain_ways *w, struct dais_explain_way *way, size_t items,
    struct dais_err *err)
{
	unsigned low = w->p->demands.v[items].amount, high = (unsigned)w->p->tasks.n + 1;
	unsigned most;
	const bool held = way->holds; /* without any limit */

	while (high - low > 1) { /* too few; perhaps enough */
		unsigned half = low + (high - low) / 2;

		set_left(w, way, is_items, half);
		if (is_hopeless(w, way))
			low = half;
		else
			high = half;
	}
	for (most = high + ITEMS_MORE; high < most; high++) {
		set_left(w, way, is_items, high);
		if (holds(w, way, err))
			return;
	}
	set_left(w, way, is_items, 0);
	way->holds = held;
}

bool
dais_explain_by_settings(
    const struct dais_explain_ways *w, struct dais_explain_way *way, struct dais_err *err)
{
	size_t lead = first_of(w, way, dais_explain_is_lead), items = first_of(w, way, is_items);

	if (lead != DAIS_NONE) {
		join_leads(w, way, lead);
		keep_some_lead(w, way, lead, err);
	}
	if (items != DAIS_NONE && err->code == DAIS_ERR_NONE)
		keep_some_limit(w, way, items, err);
	return err->code == DAIS_ERR_NONE;
}

bool
dais_explain_setting_ways(
    const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_err *err)
{
	for (size_t i = 0; i < w->p->demands.n; i++) {
		const struct dais_demand *d = &w->p->demands.v[i];
		struct dais_explain_way way = { 0 };

		if (dais_explain_is_over(w->search, w->end))
			break;
		if (!dais_explain_is_lead(d))
			continue;
		give_up_leads(w, &way, d->amount);
		return is_hopeless(w, &way) || dais_explain_add_way(w, &way, ret, err);
	}
	return true;
}
