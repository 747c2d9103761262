/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Conflicts that simple arithmetic shows: time needed against time given, of a body, of bodies
 * that never sit at the same time, of all rooms or teams together, within a part of the meeting.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "plan/explain/lack_priv.h"

/* Work of one look, of many, and of what is not weighed. */
#define WORK_OF_LOOK UINT64_C(100000000)
#define WORK_OF_LOOKS UINT64_C(200000000)
/* Marks of demands. */
#define IN_DEMANDS 1u
#define IN_WHY 2u
#define CHUNK_FROM 32u /* demands, from which on many are left out at a time */

bool
dais_lacking_is_active(const struct dais_lacking *l, size_t i, enum dais_demand_kind kind)
{
	return l->p->demands.v[i].kind == kind && l->p->demands.v[i].rank == 0 && l->active[i];
}

unsigned
dais_lacking_slot(const struct dais_problem *p, size_t t)
{
	return dais_slot_steps(p, t) * p->step;
}

/* The minutes of @task, in whole steps. */
unsigned
dais_lacking_minutes(const struct dais_lacking *l, size_t task)
{
	return dais_problem_whole(l->p, l->windows[task].least);
}

void
dais_lacking_add(const struct dais_lacking *l, size_t demand, bool why, struct dais_lack *ret)
{
	if (!(l->marks[demand] & IN_DEMANDS))
		dais_vec_push(l->a, &ret->demands, demand);
	l->marks[demand] |= IN_DEMANDS;
	if (!why || l->marks[demand] & IN_WHY)
		return;
	dais_vec_push(l->a, &ret->why, demand);
	l->marks[demand] |= IN_WHY;
}

void
dais_lacking_begin(const struct dais_lacking *l, enum dais_lack_kind kind, struct dais_lack *ret)
{
	for (size_t i = 0; i < ret->demands.n; i++)
		l->marks[ret->demands.v[i]] = 0;
	*ret = (struct dais_lack){ .kind = kind };
}

void
dais_lacking_add_task(const struct dais_lacking *l, size_t task, struct dais_lack *ret)
{
	const struct dais_explain_window *w = &l->windows[task];

	dais_vec_push(l->a, &ret->tasks, task);
	dais_lacking_add(l, w->least_demand, false, ret);
	for (size_t i = 0; i < w->why.n; i++)
		dais_lacking_add(l, w->why.v[i], true, ret);
}

/* --- one task alone --- */

static bool
lack_of_window(const struct dais_lacking *l, struct dais_lack *ret)
{
	for (size_t i = 0; i < l->p->tasks.n; i++) {
		if (!l->windows[i].least || l->first[i] != DAIS_NONE)
			continue;
		ret->kind = DAIS_LACK_WHEN;
		ret->needed = dais_lacking_minutes(l, i);
		ret->slots = l->windows[i].slots;
		ret->rooms = l->windows[i].rooms;
		ret->teams = l->windows[i].teams;
		dais_lacking_add_task(l, i, ret);
		return true;
	}
	return false;
}

static int
descending(const void *x, const void *y)
{
	const unsigned *a = x, *b = y;

	return (*a < *b) - (*a > *b);
}

/* A task that may have fewer sittings than its time fills. */
static bool
lack_of_sittings(const struct dais_lacking *l, struct dais_lack *ret)
{
	unsigned *lengths = DAIS_NEW_N(l->a, l->p->slots.n + 1, unsigned);

	for (size_t i = 0; i < l->p->demands.n; i++) {
		const struct dais_demand *d = &l->p->demands.v[i];
		unsigned given = 0;
		size_t n = 0;

		if (!dais_lacking_is_active(l, i, DAIS_DEMAND_UNDIVIDED) ||
		    !l->windows[d->task].least)
			continue;
		for (size_t t = 0; t < l->p->slots.n; t++) {
			if (dais_slots_has(l->windows[d->task].slots, t))
				lengths[n++] = dais_lacking_slot(l->p, t);
		}
		qsort(lengths, n, sizeof *lengths, descending);
		for (size_t t = 0; t < n && t < d->amount; t++)
			given += lengths[t];
		if (given >= dais_lacking_minutes(l, d->task))
			continue;
		ret->kind = DAIS_LACK_SITTING;
		ret->needed = dais_lacking_minutes(l, d->task);
		ret->given = given;
		ret->slots = l->windows[d->task].slots;
		dais_lacking_add_task(l, d->task, ret);
		dais_lacking_add(l, i, false, ret);
		return true;
	}
	return false;
}

/* --- cells fixed twice --- */

/* Fixed cells of one body in one slot that need more than the slot has. */
static bool
lack_of_cell(const struct dais_lacking *l, size_t body, size_t t, struct dais_lack *ret)
{
	const struct dais_problem *p = l->p;
	struct dais_lack lack = { .kind = DAIS_LACK_TIME, .given = dais_lacking_slot(p, t) };

	for (size_t i = 0; i < p->demands.n; i++) {
		const struct dais_demand *d = &p->demands.v[i];
		unsigned needed;
		bool has = false;

		if (!dais_lacking_is_active(l, i, DAIS_DEMAND_FIXED) ||
		    !dais_slots_has(d->slots, t))
			continue;
		for (size_t b = 0; b < p->tasks.v[d->task].bodies.n; b++)
			has = has || p->tasks.v[d->task].bodies.v[b] == body;
		if (!has)
			continue;
		needed = d->amount > p->step ? d->amount : p->step;
		lack.needed += dais_problem_whole(p, needed);
		dais_vec_push(l->a, &lack.tasks, d->task);
		dais_vec_push(l->a, &lack.demands, i);
		dais_vec_push(l->a, &lack.why, i);
	}
	if (lack.needed <= lack.given)
		return false;
	lack.slots = dais_slots_new(p, l->a);
	dais_slots_put(lack.slots, t);
	*ret = lack;
	return true;
}

/* A cell fixed where its task cannot be. */
static bool
lack_of_fixed(const struct dais_lacking *l, struct dais_lack *ret)
{
	for (size_t i = 0; i < l->p->demands.n; i++) {
		const struct dais_demand *d = &l->p->demands.v[i];
		const struct dais_explain_window *w;

		if (!dais_lacking_is_active(l, i, DAIS_DEMAND_FIXED))
			continue;
		w = &l->windows[d->task];
		for (size_t t = 0; t < l->p->slots.n; t++) {
			if (!dais_slots_has(d->slots, t) || dais_slots_has(w->slots, t))
				continue;
			ret->kind = DAIS_LACK_WHEN;
			ret->rooms = w->rooms;
			ret->teams = w->teams;
			dais_vec_push(l->a, &ret->tasks, d->task);
			dais_vec_push(l->a, &ret->demands, i);
			dais_vec_push(l->a, &ret->why, i);
			for (size_t j = 0; j < w->why.n; j++) {
				dais_explain_add_once(l->a, &ret->demands, w->why.v[j]);
				dais_explain_add_once(l->a, &ret->why, w->why.v[j]);
			}
			return true;
		}
	}
	return false;
}

/* Minutes fixed for each body in each slot. */
static unsigned *
fixed_minutes(const struct dais_lacking *l)
{
	const struct dais_problem *p = l->p;
	unsigned *minutes = NULL;

	for (size_t i = 0; i < p->demands.n; i++) {
		const struct dais_demand *d = &p->demands.v[i];
		const dais_index_vec *bodies;
		unsigned needed;

		if (!dais_lacking_is_active(l, i, DAIS_DEMAND_FIXED))
			continue;
		if (!minutes)
			minutes = DAIS_NEW_N(l->a, p->bodies.n * p->slots.n + 1, unsigned);
		bodies = &p->tasks.v[d->task].bodies;
		needed = d->amount > p->step ? d->amount : p->step;
		for (size_t t = 0; t < p->slots.n; t++) {
			for (size_t b = 0; dais_slots_has(d->slots, t) && b < bodies->n; b++)
				minutes[bodies->v[b] * p->slots.n + t] +=
				    dais_problem_whole(p, needed);
		}
	}
	return minutes;
}

static bool
lack_of_cells(const struct dais_lacking *l, struct dais_lack *ret)
{
	const unsigned *minutes = fixed_minutes(l);
	size_t slots = l->p->slots.n;

	for (size_t i = 0; minutes && i < l->p->bodies.n * slots; i++) {
		if (minutes[i] > dais_lacking_slot(l->p, i % slots) &&
		    lack_of_cell(l, i / slots, i % slots, ret))
			return true;
	}
	return minutes && lack_of_fixed(l, ret);
}

static void
find_ends(struct dais_lacking *l)
{
	l->first = DAIS_NEW_N(l->a, l->p->tasks.n + 1, size_t);
	l->last = DAIS_NEW_N(l->a, l->p->tasks.n + 1, size_t);
	for (size_t i = 0; i < l->p->tasks.n; i++) {
		l->first[i] = l->last[i] = DAIS_NONE;
		for (size_t t = 0; t < l->p->slots.n; t++) {
			if (!dais_slots_has(l->windows[i].slots, t))
				continue;
			if (l->first[i] == DAIS_NONE)
				l->first[i] = t;
			l->last[i] = t;
		}
	}
}

/* Which tasks come after others, and which bodies have some together. */
static void
find_orders(struct dais_lacking *l)
{
	const struct dais_problem *p = l->p;

	l->before = DAIS_NEW_N(l->a, p->tasks.n + 1, dais_index_vec);
	l->common = DAIS_NEW_N(l->a, p->bodies.n + 1, dais_index_vec);
	for (size_t i = 0; i < p->demands.n; i++) {
		if (dais_lacking_is_active(l, i, DAIS_DEMAND_BEFORE))
			dais_vec_push(l->a, &l->before[p->demands.v[i].other], i);
	}
	for (size_t i = 0; i < p->tasks.n; i++) {
		const dais_index_vec *bodies = &p->tasks.v[i].bodies;

		for (size_t b = 0; bodies->n > 1 && b < bodies->n; b++)
			dais_vec_push(l->a, &l->common[bodies->v[b]], i);
	}
}

static size_t
joined_to(const struct dais_lacking *l, size_t body)
{
	while (l->joined[body] != body)
		body = l->joined[body] = l->joined[l->joined[body]];
	return body;
}

/* Which bodies items join, directly or through other bodies. */
static void
find_joined(struct dais_lacking *l)
{
	l->joined = DAIS_NEW_N(l->a, l->p->bodies.n + 1, size_t);
	for (size_t b = 0; b < l->p->bodies.n; b++)
		l->joined[b] = b;
	for (size_t i = 0; i < l->p->tasks.n; i++) {
		const dais_index_vec *bodies = &l->p->tasks.v[i].bodies;

		for (size_t k = 1; k < bodies->n; k++)
			l->joined[joined_to(l, bodies->v[k])] = joined_to(l, bodies->v[0]);
	}
	for (size_t b = 0; b < l->p->bodies.n; b++)
		l->joined[b] = joined_to(l, b);
}

struct dais_explain_limit
dais_explain_limit_of_looks(double end)
{
	return (struct dais_explain_limit){ WORK_OF_LOOKS, end };
}

bool
dais_explain_goes_on(const struct dais_explain_limit *limit)
{
	return limit->work > 0 && (limit->end <= 0 || dais_clock_seconds() < limit->end);
}

bool
dais_lacking_spend(const struct dais_lacking *l, uint64_t work)
{
	l->limit->work -= work < l->limit->work ? work : l->limit->work;
	return dais_explain_goes_on(l->limit);
}

static void
look_within(struct dais_lacking *l, struct dais_lack *ret)
{
	*ret = (struct dais_lack){ .kind = DAIS_LACK_NONE };
	if (dais_explain_circle(l->p, l->active, l->a, ret))
		return;
	l->marks = DAIS_NEW_N(l->a, l->p->demands.n + 1, unsigned char);
	(void)dais_lacking_spend(l, l->p->demands.n + l->p->tasks.n);
	l->windows = dais_explain_windows(l->p, l->active, l->a);
	find_ends(l);
	find_joined(l);
	find_orders(l);
	if (!lack_of_cells(l, ret) && !lack_of_window(l, ret) && !lack_of_sittings(l, ret))
		dais_lacking_time(l, ret);
}

static void
look(struct dais_lacking *l, struct dais_explain_limit *limit, struct dais_lack *ret)
{
	struct dais_explain_limit own = *limit;
	uint64_t given;

	if (own.work > WORK_OF_LOOK)
		own.work = WORK_OF_LOOK;
	given = own.work;
	l->limit = &own;
	look_within(l, ret);
	limit->work -= given - own.work;
}

void
dais_explain_any_lack(const struct dais_problem *p, const bool *active,
    struct dais_explain_limit *limit, struct dais_arena *a, struct dais_lack *ret)
{
	struct dais_lacking l = { .p = p, .active = active, .a = a };

	look(&l, limit, ret);
}

void
dais_explain_worst_lack(const struct dais_problem *p, const bool *active,
    struct dais_explain_limit *limit, struct dais_arena *a, struct dais_lack *ret)
{
	struct dais_lacking l = { .p = p, .active = active, .a = a, .worst = true };

	look(&l, limit, ret);
}

/* Needs come first (@others: last), the least minutes first of all: what is tried first is left out
 * first. */
static int
least_first(const struct dais_problem *p, bool others, size_t x, size_t y)
{
	const struct dais_demand *d = &p->demands.v[x], *e = &p->demands.v[y];
	bool need_d = d->kind == DAIS_DEMAND_LEAST, need_e = e->kind == DAIS_DEMAND_LEAST;

	if (need_d != need_e)
		return need_d != others ? -1 : 1;
	if (need_d && d->amount != e->amount)
		return d->amount < e->amount ? -1 : 1;
	return (x > y) - (x < y);
}

struct by_least {
	const struct dais_problem *p;
	bool others;
	size_t demand;
};

static int
compare_least(const void *x, const void *y)
{
	const struct by_least *a = x, *b = y;

	return least_first(a->p, a->others, a->demand, b->demand);
}

/* The demands of @lack that can be given up, in the order they are tried. */
static struct by_least *
candidates_of(const struct dais_problem *p, const struct dais_lack *lack, bool others,
    struct dais_arena *a, size_t *ret_n)
{
	struct by_least *v = DAIS_NEW_N(a, lack->demands.n + 1, struct by_least);

	*ret_n = 0;
	for (size_t i = 0; i < lack->demands.n; i++) {
		if (p->demands.v[lack->demands.v[i]].drop_cost > 0)
			v[(*ret_n)++] = (struct by_least){ p, others, lack->demands.v[i] };
	}
	if (*ret_n)
		qsort(v, *ret_n, sizeof *v, compare_least);
	return v;
}

/* Whether a smaller lack is told in no harder words than @lack. */
static bool
is_as_plain(const struct dais_lack *smaller, const struct dais_lack *lack)
{
	return smaller->packing != DAIS_PACKING_ALONE || lack->packing == DAIS_PACKING_ALONE;
}

/* Leaves out demands as long as what is left still lacks something: many at a time while that
 * goes, then fewer, at last one by one. */
static void
make_smaller(const struct dais_problem *p, const struct dais_lack *lack, bool others,
    struct dais_explain_limit *limit, struct dais_arena *a, struct dais_lack *ret)
{
	struct dais_explain_limit surely = dais_explain_limit_of_looks(0);
	bool *some = DAIS_NEW_N(a, p->demands.n + 1, bool);
	struct by_least *v;
	size_t n, chunk;

	for (size_t i = 0; i < lack->demands.n; i++)
		some[lack->demands.v[i]] = true;
	v = candidates_of(p, lack, others, a, &n);
	chunk = n > CHUNK_FROM ? n / 2 : 1;
	for (size_t i = 0; i < n && dais_explain_goes_on(limit);) {
		DAIS_ARENA_AUTO scratch = dais_arena_new(0);
		size_t size = chunk < n - i ? chunk : n - i;
		struct dais_lack smaller;

		for (size_t j = i; j < i + size; j++)
			some[v[j].demand] = false;
		dais_explain_any_lack(p, some, limit, scratch, &smaller);
		if (smaller.kind != DAIS_LACK_NONE && is_as_plain(&smaller, lack)) {
			i += size;
			continue;
		}
		for (size_t j = i; j < i + size; j++)
			some[v[j].demand] = true;
		if (size == 1)
			i++;
		chunk = size > 1 ? size / 2 : 1;
	}
	dais_explain_any_lack(p, some, &surely, a, ret);
}

/* Needs left out before what makes the time short, and the other way round: what is of fewer
 * demands is told. */
void
dais_explain_find_lack(const struct dais_problem *p, const bool *active,
    struct dais_explain_limit *limit, struct dais_arena *a, struct dais_lack *ret)
{
	struct dais_explain_limit surely = dais_explain_limit_of_looks(0), second = *limit;
	struct dais_lack lack, other;

	dais_explain_any_lack(p, active, &surely, a, &lack);
	*ret = lack;
	if (lack.kind == DAIS_LACK_NONE)
		return;
	make_smaller(p, &lack, false, limit, a, ret);
	if (!ret->why.n || lack.kind == DAIS_LACK_ORDER)
		return;
	make_smaller(p, &lack, true, &second, a, &other);
	if (other.kind != DAIS_LACK_NONE && is_as_plain(&other, ret) &&
	    other.demands.n < ret->demands.n)
		*ret = other;
}
