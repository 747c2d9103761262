/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How the checker grows: plans of 500 to 50,000 sittings of up to a thousand bodies, with demands
 * of every kind for each, sound ones and ones with every sitting broken. One line of JSON a size.
 */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "plan/judge/judge.h"

#define SITTINGS_A_SLOT 20u
#define DAYS_A_WEEK 5u

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
add_slots(struct dais_problem *p, struct dais_arena *a, size_t n)
{
	for (size_t t = 0; t < n; t++) {
		struct dais_plan_slot *slot = dais_vec_add(a, &p->slots);
		size_t day = t / 2;

		slot->day = dais_date_from_days(
		    20000 + (int64_t)(day / DAYS_A_WEEK * 7 + day % DAYS_A_WEEK));
		slot->start = t % 2 ? 900 : 600;
		slot->end = slot->start + 180;
		slot->day_index = day;
		slot->week = day / DAYS_A_WEEK;
		slot->half_day = dais_date_to_days(slot->day) * 2 + (int64_t)(t % 2);
	}
}

/* One demand of every kind on task and body @i. */
static void
add_demands(struct dais_problem *p, struct dais_arena *a, size_t i)
{
	for (unsigned k = 0; k < DAIS_DEMAND_KIND_COUNT; k++) {
		struct dais_demand *d;

		/* these look at all sittings: one each is what a problem has */
		if (i && (k == DAIS_DEMAND_ITEMS_MOST || k == DAIS_DEMAND_FULL ||
			     k == DAIS_DEMAND_FEWEST))
			continue;
		d = dais_problem_demand(p, a, (enum dais_demand_kind)k, 1 + k % DAIS_RANKS_MAX);
		d->task = d->body = i;
		d->other = d->body_2 = i ? i - 1 : 1;
		d->amount = k == DAIS_DEMAND_LEAST ? 180 : 1;
		d->rooms = 1;
		d->slots = dais_slots_new(p, a);
		dais_slots_put(d->slots, i % p->slots.n);
	}
}

static struct dais_problem *
make_problem(struct dais_arena *a, size_t sittings, size_t bodies)
{
	struct dais_problem *p = DAIS_NEW(a, struct dais_problem);

	p->language = DAIS_LANG_EN;
	p->step = 30;
	add_slots(p, a, (sittings + SITTINGS_A_SLOT - 1) / SITTINGS_A_SLOT);
	for (size_t b = 0; b < bodies; b++) {
		struct dais_plan_body *body = dais_vec_add(a, &p->bodies);
		struct dais_task *task = dais_vec_add(a, &p->tasks);

		body->body = DAIS_NONE;
		body->name = dais_arena_printf(a, "body %zu", b);
		task->item = DAIS_NONE;
		task->name = dais_arena_printf(a, "item %zu", b);
		task->group = b;
		dais_vec_push(a, &task->bodies, b);
	}
	for (size_t r = 0; r < SITTINGS_A_SLOT; r++)
		(void)dais_vec_add(a, &p->rooms);
	for (size_t b = 0; b < bodies; b++)
		add_demands(p, a, b);
	return p;
}

static void
make_plan(const struct dais_problem *p, struct dais_arena *a, size_t sittings, bool broken,
    struct dais_plan *ret)
{
	for (size_t s = 0; s < sittings; s++) {
		struct dais_plan_sitting *sitting = dais_vec_add(a, &ret->sittings);
		struct dais_plan_entry *entry = dais_vec_add(a, &sitting->entries);
		size_t body = s % p->bodies.n;

		sitting->slot = s / SITTINGS_A_SLOT;
		sitting->room = broken ? DAIS_NONE : s % SITTINGS_A_SLOT;
		sitting->team = DAIS_NONE;
		entry->task = body;
		entry->minutes = broken ? 200 : 60;
		dais_vec_push(a, &sitting->bodies, body);
	}
}

static void
measure(size_t sittings, size_t bodies, bool broken)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
	const struct dais_problem *p = make_problem(a, sittings, bodies);
	struct dais_plan plan = { 0 };
	struct dais_verdict v;
	double start;

	make_plan(p, a, sittings, broken, &plan);
	start = now();
	dais_judge(p, &plan, a, &v);
	(void)printf("{\"sittings\":%zu,\"bodies\":%zu,\"slots\":%zu,\"demands\":%zu,\"broken\":%s,"
		     "\"breaches\":%zu,\"seconds\":%.4f}\n",
	    sittings, bodies, p->slots.n, p->demands.n, broken ? "true" : "false", v.breaches.n,
	    now() - start);
}

int
main(void)
{
	static const size_t sizes[][2] = { { 500, 100 }, { 5000, 100 }, { 5000, 1000 },
		{ 50000, 1000 } };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		measure(sizes[i][0], sizes[i][1], false);
		measure(sizes[i][0], sizes[i][1], true);
	}
	return 0;
}
