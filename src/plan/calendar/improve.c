/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Search around a plan: a block that costs something goes where it is cheaper, what is in its way
 * goes elsewhere. The choices come from a generator with a seed: the same plan every time.
 */
#include <math.h>

#include "base/clock.h"
#include "plan/calendar/calendar_priv.h"

#define MOVED_MAX 24u /* blocks taken out in one try */
#define CLOCK_EVERY 256u
#define HEAT 0.8 /* days of deviation, at the beginning */

struct search {
	struct calendar_state *st;
	const struct calendar_model *m;
	struct dais_arena *a;
	DAIS_VEC(uint32_t) * at; /* [slots] blocks there */
	int64_t without, cost, best_cost;
	uint32_t *best; /* starts of the best plan met */
	double heat;    /* how much dearer a kept change may be */
	uint64_t random;
	uint32_t taken[MOVED_MAX], was[MOVED_MAX];
	uint32_t n;
};

/* xorshift64*: small and good enough to pick neighbours. */
static uint32_t
pick(struct search *x, uint32_t n)
{
	DAIS_ASSERT(n > 0);
	x->random ^= x->random >> 12;
	x->random ^= x->random << 25;
	x->random ^= x->random >> 27;
	return (uint32_t)((x->random * UINT64_C(2685821657736338717)) >> 33) % n;
}

static void
put(struct search *x, uint32_t b, uint32_t start)
{
	const struct calendar_block *block = &x->m->blocks.v[b];
	const uint32_t *cover = calendar_cover(x->m, block, start);

	calendar_put(x->st, b, start);
	for (uint32_t i = 0; i < calendar_size(x->m, block); i++)
		dais_vec_push(x->a, &x->at[cover[i]], b);
}

static void
take(struct search *x, uint32_t b)
{
	const struct calendar_block *block = &x->m->blocks.v[b];
	const uint32_t *cover = calendar_cover(x->m, block, x->st->start[b]);

	for (uint32_t i = 0; i < calendar_size(x->m, block); i++) {
		size_t k = 0, n = x->at[cover[i]].n;

		while (x->at[cover[i]].v[k] != b)
			k++;
		x->at[cover[i]].v[k] = x->at[cover[i]].v[n - 1];
		x->at[cover[i]].n--;
	}
	calendar_take(x->st, b);
}

static int64_t
cost_at(const struct search *x, uint32_t b, uint32_t start)
{
	const struct calendar_block *block = &x->m->blocks.v[b];
	uint32_t day;
	int64_t days = 0;

	if (x->m->count_only)
		return 0;
	day = x->m->slots.v[start].day;
	if (block->wished_day != CALENDAR_NONE)
		days = (int64_t)(day > block->wished_day ? day - block->wished_day
							 : block->wished_day - day) *
		       block->weight;
	return days + calendar_change_cost(x->m, block, start) * x->m->keep_factor +
	       calendar_wish_cost(x->st, b, start);
}

/* Takes @b out and returns what it cost. */
static int64_t
take_out(struct search *x, uint32_t b)
{
	uint32_t start = x->st->start[b];

	x->taken[x->n] = b;
	x->was[x->n++] = start;
	if (start == CALENDAR_NONE)
		return x->without;
	take(x, b);
	return cost_at(x, b, start);
}

static bool
is_taken(const struct search *x, uint32_t b)
{
	for (uint32_t i = 0; i < x->n; i++) {
		if (x->taken[i] == b)
			return true;
	}
	return false;
}

/* Places @b where it is cheapest, among equals anywhere; returns the cost. */
static int64_t
place(struct search *x, uint32_t b)
{
	const struct calendar_block *block = &x->m->blocks.v[b];
	int64_t best = x->without;
	uint32_t at = CALENDAR_NONE, equals = 0;

	for (uint32_t i = 0; i < block->options_n; i++) {
		struct calendar_option o = block->options[i];
		int64_t cost = calendar_option_cost(x->m, block, o);

		if (cost > best) {
			if (!x->m->keep_factor)
				break;
			continue;
		}
		if (!calendar_fits(x->st, b, o.start))
			continue;
		cost += calendar_wish_cost(x->st, b, o.start);
		if (cost < best)
			equals = 0;
		if (cost < best || (cost == best && pick(x, ++equals + 1) == 0)) {
			best = cost;
			at = o.start;
		}
	}
	if (at != CALENDAR_NONE)
		put(x, b, at);
	return best;
}

static void
undo(struct search *x)
{
	for (uint32_t i = 0; i < x->n; i++) {
		if (x->st->start[x->taken[i]] != CALENDAR_NONE)
			take(x, x->taken[i]);
	}
	for (uint32_t i = 0; i < x->n; i++) {
		if (x->was[i] != CALENDAR_NONE)
			put(x, x->taken[i], x->was[i]);
	}
}

static bool
types_compete(const struct calendar_means *t, uint32_t a, uint32_t b)
{
	if (a == CALENDAR_NONE || b == CALENDAR_NONE)
		return false;
	for (size_t w = 0; w < t->words; w++) {
		if (t->type[a * t->words + w] & t->type[b * t->words + w])
			return true;
	}
	return false;
}

/* Whether blocks @a and @b, at one time, take something from each other. */
static bool
compete(const struct search *x, uint32_t a, uint32_t b)
{
	const struct calendar_block *p = &x->m->blocks.v[a], *q = &x->m->blocks.v[b];

	if (types_compete(&x->m->rooms, p->room_type, q->room_type) ||
	    types_compete(&x->m->teams, p->team_type, q->team_type))
		return true;
	for (uint32_t i = 0; i < p->groups_n; i++) {
		for (uint32_t k = 0; k < q->groups_n; k++) {
			if (p->groups[i] == q->groups[k])
				return true;
		}
	}
	return false;
}

/* Takes out blocks that stand in the slots of @b at @start, until it fits; false when it never
 * does. Adds what they cost to @cost. */
static bool
make_room(struct search *x, uint32_t b, uint32_t start, int64_t *cost)
{
	const struct calendar_block *block = &x->m->blocks.v[b];
	const uint32_t *cover = calendar_cover(x->m, block, start);
	uint32_t size = calendar_size(x->m, block), shift = pick(x, size);

	for (uint32_t k = 0; k < block->edges_n; k++) {
		const struct calendar_edge *e = &x->m->edges.v[x->m->edge_of[block->edges_at + k]];
		uint32_t other = e->a == b ? e->b : e->a;

		if (x->st->start[other] != CALENDAR_NONE && x->n < MOVED_MAX && pick(x, 2) &&
		    !is_taken(x, other))
			*cost += take_out(x, other);
	}
	for (uint32_t i = 0; i < size && x->n < MOVED_MAX; i++) {
		uint32_t slot = cover[(i + shift) % size], n = (uint32_t)x->at[slot].n;
		uint32_t from = n ? pick(x, n) : 0;

		for (uint32_t k = 0; k < n && x->n < MOVED_MAX; k++) {
			uint32_t left = (uint32_t)x->at[slot].n;
			uint32_t other = left ? x->at[slot].v[(from + k) % left] : b;

			if (calendar_fits(x->st, b, start))
				return true;
			if (other != b && compete(x, b, other))
				*cost += take_out(x, other);
		}
	}
	return calendar_fits(x->st, b, start);
}

/* How much dearer the next plan may be: mostly nothing, now and then some, less and less. */
static int64_t
allowance(struct search *x)
{
	double u = ((double)pick(x, 1u << 20) + 1) / (1u << 20);

	return x->heat > 0 ? (int64_t)(-log(u) * x->heat) : 0;
}

/* One try from block @b; the change of cost that was kept. */
static int64_t
try_block(struct search *x, uint32_t b)
{
	const struct calendar_block *block = &x->m->blocks.v[b];
	int64_t before, after = 0, extra = 0, here, more = allowance(x);
	uint32_t start;

	x->n = 0;
	before = take_out(x, b);
	here = before;
	/* One of the options that are cheaper than where it is. */
	start = block->options[pick(x, block->options_n)].start;
	for (unsigned k = 0; k < 8 && cost_at(x, b, start) >= here; k++)
		start = block->options[pick(x, block->options_n) / (k + 1)].start;
	if (cost_at(x, b, start) > here || !make_room(x, b, start, &extra)) {
		undo(x);
		return 0;
	}
	before += extra;
	after = cost_at(x, b, start);
	put(x, b, start);
	/* Long blocks first: the others find room more easily. */
	for (uint32_t i = 1; i < x->n; i++) {
		uint32_t best = CALENDAR_NONE;

		for (uint32_t k = 1; k < x->n; k++) {
			uint32_t c = x->taken[k];

			if (x->st->start[c] == CALENDAR_NONE && x->m->blocks.v[c].options_n &&
			    (best == CALENDAR_NONE ||
				calendar_size(x->m, &x->m->blocks.v[c]) >
				    calendar_size(x->m, &x->m->blocks.v[best])))
				best = c;
		}
		if (best == CALENDAR_NONE)
			break;
		after += place(x, best);
		if (after > before + more)
			break;
		if (x->st->start[best] == CALENDAR_NONE)
			break;
	}
	/* Whoever found no place has cost `without` already, or more than was there to win. */
	for (uint32_t i = 1; i < x->n; i++)
		after += x->st->start[x->taken[i]] == CALENDAR_NONE ? x->without : 0;
	if (after <= before + more)
		return after - before;
	undo(x);
	return 0;
}

static bool
begin(struct search *x)
{
	bool any = false;

	x->at = dais_arena_array(x->a, x->m->slots.n + 1, sizeof(*x->at));
	for (uint32_t b = 0; b < x->m->blocks.n; b++) {
		const struct calendar_block *block = &x->m->blocks.v[b];

		any = any || block->options_n;
		if (x->st->start[b] == CALENDAR_NONE)
			continue;
		for (uint32_t i = 0; i < calendar_size(x->m, block); i++)
			dais_vec_push(
			    x->a, &x->at[calendar_cover(x->m, block, x->st->start[b])[i]], b);
	}
	return any;
}

/* The blocks that could be cheaper, into @ret. */
static uint32_t
costly(const struct search *x, uint32_t *ret)
{
	uint32_t n = 0;

	for (uint32_t b = 0; b < x->m->blocks.n; b++) {
		const struct calendar_block *block = &x->m->blocks.v[b];
		uint32_t start = x->st->start[b];

		if (block->options_n && (start == CALENDAR_NONE ||
					    cost_at(x, b, start) > calendar_option_cost(x->m, block,
								       block->options[0])))
			ret[n++] = b;
	}
	return n;
}

/* Puts the best plan met back. */
static void
restore(struct search *x)
{
	for (uint32_t b = 0; b < x->m->blocks.n; b++) {
		if (x->st->start[b] != CALENDAR_NONE && x->st->start[b] != x->best[b])
			calendar_take(x->st, b);
	}
	for (uint32_t b = 0; b < x->m->blocks.n; b++) {
		if (x->best[b] != CALENDAR_NONE && x->st->start[b] == CALENDAR_NONE)
			calendar_put(x->st, b, x->best[b]);
	}
}

void
calendar_improve(struct calendar_state *st, const struct dais_search *s, double until,
    double without, size_t tries)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)4 << 30);
	struct search x = { .st = st,
		.m = st->m,
		.a = a,
		.without = (int64_t)without,
		.random = UINT64_C(0x9E3779B97F4A7C15) ^ (s->seed + 1) };
	uint32_t *v = DAIS_NEW_N(a, st->m->blocks.n + 1, uint32_t), n = 0;
	int64_t unit = st->m->keep_factor ? st->m->keep_factor : 1;

	if (!begin(&x))
		return;
	x.best = DAIS_NEW_N(a, st->m->blocks.n + 1, uint32_t);
	memcpy(x.best, st->start, st->m->blocks.n * sizeof(*x.best));
	for (size_t i = 0; i < tries; i++) {
		if (i % CLOCK_EVERY == 0) {
			n = costly(&x, v);
			if (!n || (s->stop && *s->stop) ||
			    (until > 0 && dais_clock_seconds() > until))
				break;
			x.heat = HEAT * (double)unit * (1 - (double)i / (double)tries);
		}
		x.cost += try_block(&x, v[pick(&x, n)]);
		if (x.cost < x.best_cost) {
			x.best_cost = x.cost;
			memcpy(x.best, st->start, st->m->blocks.n * sizeof(*x.best));
		}
	}
	restore(&x);
}
