/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Random meetings, a plan in force, and something that happens: a room, a team, a person or time is
 * lost, an item overruns, is late, stays, or is not to be somewhere. The plan made again passes the
 * checker; beside that what happened and what is past are looked for in its sittings, by code that
 * knows no demand of the repair.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "build.h"
#include "oracle.h"
#include "plan/judge/judge.h"
#include "plan/large/large.h"
#include "plan/repair/repair.h"
#include "random.h"
#include "shrink.h"
#include "test.h"

#define ROUNDS 240
#define STEPS 40 /* of a walk from the plan made again, looking for a better one */

/* More are asked for on the command line. */
static uint64_t rounds = ROUNDS, first_seed = 1;
static const struct random_shape shapes[] = { { 4, 8, 4, 2, 3, 3, 14, 3, true, false },
	{ 6, 12, 6, 3, 3, 3, 24, 3, true, false } };

struct repairing {
	struct dais_arena *a;
	struct chance chance;
	struct dais_problem *p; /* before anything happened */
	struct dais_problem *q; /* after */
	struct dais_plan in_force, plan;
	struct dais_local now;
	struct dais_event event;
	bool *when; /* by slot: the event's */
	uint64_t seed;
};

/* --- what happens --- */

static bool
is_past(const struct repairing *r, size_t t)
{
	const struct dais_plan_slot *slot = &r->p->slots.v[t];

	return dais_date_is_set(r->now.date) &&
	       dais_local_cmp((struct dais_local){ slot->day, slot->start }, r->now) < 0;
}

/* Names the slot, its day or its half-day, or nothing: always. */
static void
choose_when(struct repairing *r)
{
	size_t form = chance_below(&r->chance, 4), t = chance_below(&r->chance, r->p->slots.n);
	const struct dais_plan_slot *slot = &r->p->slots.v[t];
	bool late = slot->start >= DAIS_AFTERNOON_MIN;
	struct dais_str day = dais_arena_printf(
	    r->a, "%04d-%02d-%02d", slot->day.year, slot->day.month, slot->day.day);

	r->when = DAIS_NEW_N(r->a, r->p->slots.n, bool);
	for (size_t u = 0; u < r->p->slots.n; u++) {
		const struct dais_plan_slot *other = &r->p->slots.v[u];
		bool same_day = other->day_index == slot->day_index;

		r->when[u] =
		    form == 0 || (form == 1 && same_day) ||
		    (form == 2 && same_day && (other->start >= DAIS_AFTERNOON_MIN) == late) ||
		    (form == 3 && u == t);
	}
	r->event.when = DAIS_STR_NONE;
	if (form == 1)
		r->event.when = day;
	else if (form == 2)
		r->event.when =
		    dais_arena_printf(r->a, "%s/%s", day.p, late ? "afternoon" : "morning");
	else if (form == 3)
		r->event.when = dais_arena_printf(
		    r->a, "%sT%02d:%02d", day.p, slot->start / 60, slot->start % 60);
}

static struct dais_str
task_name(struct repairing *r)
{
	return r->p->tasks.v[chance_below(&r->chance, r->p->tasks.n)].name;
}

static void
choose_event(struct repairing *r, enum dais_event_kind kind)
{
	r->event = (struct dais_event){ .kind = kind };
	choose_when(r);
	if (kind == DAIS_EVENT_LOST_ROOM && r->p->rooms.n)
		r->event.name = r->p->rooms.v[chance_below(&r->chance, r->p->rooms.n)].id;
	else if (kind == DAIS_EVENT_LOST_TEAM && r->p->teams.n)
		r->event.name = r->p->teams.v[chance_below(&r->chance, r->p->teams.n)].id;
	else if (kind == DAIS_EVENT_LOST_PERSON)
		r->event.name = r->p->people.v[0].id;
	else
		r->event.name = task_name(r);
	if (kind == DAIS_EVENT_OVERRAN) {
		r->event.minutes = r->p->step * (1 + (unsigned)chance_below(&r->chance, 4));
		r->event.when = DAIS_STR_NONE;
	}
}

static void
choose_now(struct repairing *r)
{
	const struct dais_plan_slot *slot = &r->p->slots.v[chance_below(&r->chance, r->p->slots.n)];

	r->now = (struct dais_local){ .minute = -1 };
	if (chance_of(&r->chance, 60))
		r->now = (struct dais_local){ slot->day,
			slot->start + (int)chance_below(&r->chance, 2) };
}

/* Somebody for whom a body and an item wait. */
static void
add_person(struct repairing *r)
{
	struct dais_plan_person *person = dais_vec_add(r->a, &r->p->people);
	struct dais_demand *d;

	*person =
	    (struct dais_plan_person){ .id = DAIS_STR("expert"), .name = DAIS_STR("the expert") };
	d = dais_problem_demand(r->p, r->a, DAIS_DEMAND_SLOTS, 0);
	d->task = chance_below(&r->chance, r->p->tasks.n);
	d->person = 0;
	if (!chance_of(&r->chance, 30))
		return;
	d = dais_problem_demand(r->p, r->a, DAIS_DEMAND_BODY_SLOTS, 0);
	d->body = chance_below(&r->chance, r->p->bodies.n);
	d->person = 0;
}

/* --- what must be seen in the plan --- */

static void
report(const struct repairing *r, const char *why)
{
	struct dais_str before = build_print_plan(&r->in_force, r->a);
	struct dais_str after = build_print_plan(&r->plan, r->a);
	struct dais_str p = print_problem(r->q, r->a);

	(void)fprintf(stderr, "%s\n", p.p); /* longer than a message may be */
	fail_msg("seed %" PRIu64 ", event %d %.*s@%.*s: %s\nbefore: %.*s\nafter: %.*s", r->seed,
	    (int)r->event.kind, DAIS_STR_ARG(r->event.name), DAIS_STR_ARG(r->event.when), why,
	    DAIS_STR_ARG(before), DAIS_STR_ARG(after));
}

static const struct dais_plan_sitting *
sitting_with(const struct dais_plan *plan, size_t slot, size_t task)
{
	for (size_t s = 0; s < plan->sittings.n; s++) {
		const struct dais_plan_sitting *sitting = &plan->sittings.v[s];

		for (size_t e = 0; sitting->slot == slot && e < sitting->entries.n; e++) {
			if (sitting->entries.v[e].task == task)
				return sitting;
		}
	}
	return NULL;
}

/* What was held stands as it was. */
static void
see_past(const struct repairing *r)
{
	for (size_t t = 0; t < r->p->slots.n; t++) {
		for (size_t i = 0; is_past(r, t) && i < r->p->tasks.n; i++) {
			const struct dais_plan_sitting *was = sitting_with(&r->in_force, t, i),
						       *is = sitting_with(&r->plan, t, i);

			if (!was != !is)
				report(r, "an item is there or not, and it is past");
			if (was && is && was->room != is->room)
				report(r, "another room, and it is past");
			if (dais_plan_minutes(&r->in_force, i, t) !=
			    dais_plan_minutes(&r->plan, i, t))
				report(r, "other minutes, and it is past");
		}
	}
}

static bool
waits_for_expert(const struct repairing *r, const struct dais_plan_sitting *sitting)
{
	for (size_t i = 0; i < r->p->demands.n; i++) {
		const struct dais_demand *d = &r->p->demands.v[i];

		if (d->person != 0 || d->rank > 0)
			continue;
		for (size_t e = 0; e < sitting->entries.n; e++) {
			if (d->kind == DAIS_DEMAND_SLOTS && sitting->entries.v[e].task == d->task)
				return true;
		}
		for (size_t b = 0; b < sitting->bodies.n; b++) {
			if (d->kind == DAIS_DEMAND_BODY_SLOTS && sitting->bodies.v[b] == d->body)
				return true;
		}
	}
	return false;
}

/* No sitting to come uses what is lost. */
static void
see_loss(const struct repairing *r)
{
	for (size_t s = 0; s < r->plan.sittings.n; s++) {
		const struct dais_plan_sitting *sitting = &r->plan.sittings.v[s];
		const struct dais_event *e = &r->event;

		if (is_past(r, sitting->slot) || !r->when[sitting->slot])
			continue;
		if (e->kind == DAIS_EVENT_LOST_TIME)
			report(r, "a sitting in lost time");
		if (e->kind == DAIS_EVENT_LOST_ROOM &&
		    dais_str_eq(r->p->rooms.v[sitting->room].id, e->name))
			report(r, "a sitting in the lost room");
		if (e->kind == DAIS_EVENT_LOST_TEAM &&
		    dais_str_eq(r->p->teams.v[sitting->team].id, e->name))
			report(r, "a sitting with the lost team");
		if (e->kind == DAIS_EVENT_LOST_PERSON && waits_for_expert(r, sitting))
			report(r, "a sitting without the expert");
	}
}

static void
see_item(const struct repairing *r)
{
	size_t task = 0, first = 0;
	unsigned before = 0, after = 0;

	while (!dais_str_eq(r->p->tasks.v[task].name, r->event.name))
		task++;
	while (!r->when[first])
		first++;
	for (size_t t = 0; t < r->p->slots.n; t++) {
		unsigned was = dais_plan_minutes(&r->in_force, task, t);
		unsigned is = dais_plan_minutes(&r->plan, task, t);

		before += was;
		after += is;
		if (is_past(r, t))
			continue;
		if (r->event.kind == DAIS_EVENT_LATE && is && t < first)
			report(r, "the late item is early");
		if (r->event.kind == DAIS_EVENT_NOT && is && r->when[t])
			report(r, "the item is where it is not to be");
		if (r->event.kind == DAIS_EVENT_FIX && was && !is && r->when[t])
			report(r, "the item does not stay");
	}
	if (r->event.kind == DAIS_EVENT_OVERRAN && after < before + r->event.minutes)
		report(r, "the item that overran has too little");
}

static void
see_event(const struct repairing *r)
{
	if (r->event.kind <= DAIS_EVENT_LOST_TIME)
		see_loss(r);
	else
		see_item(r);
}

/* --- the plan made again --- */

/* Small changes lead to no sound plan that is better than the best. */
static void
see_best(struct repairing *r, const struct dais_verdict *best)
{
	for (unsigned n = 0; n < STEPS; n++) {
		DAIS_ARENA_AUTO scratch = dais_arena_new(0);
		struct dais_plan other = { .sittings = { .n = 0 } };
		struct dais_verdict v;

		build_copy(&r->plan, scratch, &other);
		for (size_t k = 1 + chance_below(&r->chance, 3); k > 0; k--)
			random_step(&r->chance, r->q, scratch, &other);
		dais_judge(r->q, &other, scratch, &v);
		if (v.sound && oracle_compare(v.cost, best->cost) < 0)
			report(r, "called the best, and is not");
	}
}

/* A plan in force that nothing has happened to, and one planned from nothing, agree with what the
 * repair says. */
static void
see_outcome(struct repairing *r, enum dais_outcome outcome, bool has_near)
{
	const struct dais_search s = { .seconds = 600, .first_answer = true };
	struct dais_problem *bare = dais_problem_copy(r->q, r->a);
	struct dais_plan any = { .sittings = { .n = 0 } };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_result result;
	struct dais_verdict v;

	if (outcome != DAIS_OUTCOME_INFEASIBLE)
		report(r, "nothing is known");
	bare->demands.n = 0;
	for (size_t i = 0; i < r->q->demands.n; i++) {
		if (r->q->demands.v[i].rank == 0)
			bare->demands.v[bare->demands.n++] = r->q->demands.v[i];
	}
	dais_judge(r->q, &r->in_force, r->a, &v);
	if (v.sound || has_near)
		report(r, "there is a plan");
	if (!dais_plan_any_size(bare, NULL, &s, r->a, &any, &result, &err))
		fail_msg("%s", err.msg);
	if (result.outcome != DAIS_OUTCOME_INFEASIBLE)
		report(r, "there is a plan without wishes");
}

/* Whether there is one. */
static bool
plan_again(struct repairing *r)
{
	struct dais_search s = { .seed = r->seed, .seconds = 5 };
	struct dais_plan near = { .sittings = { .n = 0 } };
	dais_plan_change_vec changes = { .n = 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_result result;
	struct dais_verdict v;
	bool has_near;

	dais_problem_keep(r->q, &r->in_force, r->now, r->a);
	has_near = dais_repair_near(r->q, &r->in_force, &s, r->a, &near);
	if (has_near) {
		r->plan = near;
		dais_judge(r->q, &near, r->a, &v);
		if (!v.sound)
			report(r, "what is near is not sound");
	}
	if (!dais_plan_any_size(
		r->q, has_near ? &near : &r->in_force, &s, r->a, &r->plan, &result, &err))
		fail_msg("%s", err.msg);
	if (result.outcome != DAIS_OUTCOME_OPTIMAL && result.outcome != DAIS_OUTCOME_FEASIBLE) {
		see_outcome(r, result.outcome, has_near);
		return false;
	}
	dais_judge(r->q, &r->plan, r->a, &v);
	if (!v.sound)
		report(r, v.breaches.v[0].words.p);
	see_past(r);
	see_event(r);
	if (result.outcome != DAIS_OUTCOME_OPTIMAL)
		return true;
	see_best(r, &v);
	dais_judge(r->q, &r->in_force, r->a, &v);
	dais_plan_changes(r->q, &r->in_force, &r->plan, r->a, &changes);
	if (v.sound && changes.n)
		report(r, "changed without need");
	return true;
}

static void
test_everything_that_happens(void **state)
{
	uint64_t again[DAIS_EVENT_COUNT] = { 0 }, never = 0;

	(void)state;
	for (uint64_t seed = first_seed; seed < first_seed + rounds; seed++) {
		struct repairing r = {
			.a = dais_arena_new(0), .chance = { .state = seed }, .seed = seed
		};
		enum dais_event_kind kind = (enum dais_event_kind)(seed % DAIS_EVENT_COUNT);
		struct dais_err err = DAIS_ERR_INIT;

		r.p = random_problem(
		    &r.chance, &shapes[seed / DAIS_EVENT_COUNT % 2], r.a, &r.in_force);
		add_person(&r);
		choose_now(&r);
		choose_event(&r, kind);
		r.q = dais_problem_copy(r.p, r.a);
		if (dais_event_apply(r.q, &r.in_force, &r.event, r.a, &err)) {
			bool can = plan_again(&r);

			again[kind] += can;
			never += !can;
		}
		dais_arena_free(r.a);
	}
	for (size_t k = 0; k < DAIS_EVENT_COUNT; k++)
		assert_true(again[k] * DAIS_EVENT_COUNT * 8 > rounds);
	assert_true(never * 30 > rounds);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_everything_that_happens),
	};

	if (argc > 1)
		rounds = strtoull(argv[1], NULL, 10);
	if (argc > 2)
		first_seed = strtoull(argv[2], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
