/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Breaches seeded into sound plans, one at a time: the checker notices every one, in the sitting
 * where it was made, and takes nothing from what the plan was before.
 */
#include <inttypes.h>
#include <string.h>

#include "test.h"

#include "build.h"
#include "plan/judge/judge.h"
#include "random.h"

#define PLANS 800
#define SEED UINT64_C(7)

struct scene {
	struct chance c;
	struct dais_arena *a;
	const struct dais_problem *p;
	struct dais_plan plan;
	size_t at; /* sitting where the breach is made */
};

static struct dais_plan_sitting *
sitting(struct scene *s)
{
	return &s->plan.sittings.v[s->at];
}

static struct dais_plan_entry *
any_entry(struct scene *s)
{
	return &sitting(s)->entries.v[chance_below(&s->c, sitting(s)->entries.n)];
}

/* --- breaches; false: this one cannot be made here --- */

static bool
odd_minutes(struct scene *s)
{
	any_entry(s)->minutes -= 1;
	return true;
}

static bool
no_minutes(struct scene *s)
{
	any_entry(s)->minutes = 0;
	return true;
}

static bool
too_long(struct scene *s)
{
	any_entry(s)->minutes += (dais_slot_steps(s->p, sitting(s)->slot) + 1) * s->p->step;
	return true;
}

static bool
nothing_on(struct scene *s)
{
	sitting(s)->entries.n = 0;
	return true;
}

static bool
held_twice(struct scene *s)
{
	struct dais_plan copy;

	build_copy(&s->plan, s->a, &copy);
	dais_vec_push(s->a, &s->plan.sittings, copy.sittings.v[s->at]);
	return true;
}

static bool
body_left_out(struct scene *s)
{
	sitting(s)->bodies.n--;
	return true;
}

static bool
body_without_item(struct scene *s)
{
	for (size_t b = 0; b < s->p->bodies.n; b++) {
		size_t n = sitting(s)->bodies.n;

		build_seat(&s->plan, s->a, s->at, b);
		if (sitting(s)->bodies.n > n)
			return true;
	}
	return false;
}

/* An item of others who share nothing with the sitting. */
static bool
strangers(struct scene *s)
{
	for (size_t i = 0; i < s->p->tasks.n; i++) {
		const dais_index_vec *bodies = &s->p->tasks.v[i].bodies;
		bool known = false;

		for (size_t b = 0; b < bodies->n; b++) {
			for (size_t k = 0; k < sitting(s)->bodies.n; k++)
				known = known || bodies->v[b] == sitting(s)->bodies.v[k];
		}
		if (!known) {
			build_entry(s->p, &s->plan, s->a, s->at, i, s->p->step);
			return true;
		}
	}
	return false;
}

static bool
no_room(struct scene *s)
{
	sitting(s)->room = DAIS_NONE;
	return s->p->rooms.n > 0;
}

static bool
no_team(struct scene *s)
{
	sitting(s)->team = DAIS_NONE;
	return s->p->teams.n > 0;
}

/* A room that is taken then, closed, too small, or not equipped. */
static bool
bad_room(struct scene *s)
{
	unsigned seats = 0;
	bool remote = false;

	for (size_t b = 0; b < sitting(s)->bodies.n; b++) {
		seats += s->p->bodies.v[sitting(s)->bodies.v[b]].attendance;
		remote = remote || s->p->bodies.v[sitting(s)->bodies.v[b]].remote;
	}
	for (size_t r = 0; r < s->p->rooms.n; r++) {
		const struct dais_plan_room *room = &s->p->rooms.v[r];
		bool taken = false;

		for (size_t o = 0; o < s->plan.sittings.n; o++)
			taken = taken ||
				(o != s->at && s->plan.sittings.v[o].slot == sitting(s)->slot &&
				    s->plan.sittings.v[o].room == r);
		if (taken || !dais_slots_has(room->free, sitting(s)->slot) ||
		    (room->capacity && room->capacity < seats) || (remote && !room->remote)) {
			sitting(s)->room = r;
			return true;
		}
	}
	return false;
}

/* A team that is at another sitting then, away, or lacks a language. */
static bool
bad_team(struct scene *s)
{
	dais_lang_set languages = 0;

	for (size_t b = 0; b < sitting(s)->bodies.n; b++)
		languages |= s->p->bodies.v[sitting(s)->bodies.v[b]].languages;
	for (size_t i = 0; i < s->p->teams.n; i++) {
		const struct dais_plan_team *team = &s->p->teams.v[i];
		bool taken = false;

		for (size_t o = 0; o < s->plan.sittings.n; o++)
			taken = taken ||
				(o != s->at && s->plan.sittings.v[o].slot == sitting(s)->slot &&
				    s->plan.sittings.v[o].team == i);
		if (taken || !dais_slots_has(team->free, sitting(s)->slot) ||
		    (languages & ~team->languages)) {
			sitting(s)->team = i;
			return true;
		}
	}
	return false;
}

static bool
change_over(struct dais_plan_sitting *sitting, size_t first, size_t second)
{
	struct dais_plan_entry *x = NULL, *y = NULL, kept;

	for (size_t e = 0; e < sitting->entries.n; e++) {
		if (sitting->entries.v[e].task == first)
			x = &sitting->entries.v[e];
		if (sitting->entries.v[e].task == second)
			y = &sitting->entries.v[e];
	}
	if (!x || !y)
		return false;
	kept = *x;
	*x = *y;
	*y = kept;
	return true;
}

/* Two entries in the order a BEFORE demand forbids, in any sitting. */
static bool
wrong_order(struct scene *s)
{
	for (size_t d = 0; d < s->p->demands.n; d++) {
		const struct dais_demand *before = &s->p->demands.v[d];

		if (before->kind != DAIS_DEMAND_BEFORE || before->rank || before->amount)
			continue;
		for (s->at = 0; s->at < s->plan.sittings.n; s->at++) {
			if (change_over(sitting(s), before->task, before->other))
				return true;
		}
	}
	return false;
}

/* --- --- */

static const struct {
	const char *name;
	bool (*make)(struct scene *s);
	size_t least; /* made at least so often */
} breaches[] = {
	{ "odd minutes", odd_minutes, 300 },
	{ "no minutes", no_minutes, 300 },
	{ "too long", too_long, 300 },
	{ "nothing on", nothing_on, 300 },
	{ "held twice", held_twice, 300 },
	{ "a body left out", body_left_out, 300 },
	{ "a body without item", body_without_item, 100 },
	{ "strangers", strangers, 100 },
	{ "no room", no_room, 50 },
	{ "no team", no_team, 50 },
	{ "bad room", bad_room, 50 },
	{ "bad team", bad_team, 30 },
	{ "wrong order", wrong_order, 1 },
};
#define BREACHES (sizeof(breaches) / sizeof(breaches[0]))

/* Whether a breach of what every plan obeys shows in the sitting, or a copy of it. */
static bool
is_noticed(struct scene *s)
{
	struct dais_verdict v;

	dais_judge(s->p, &s->plan, s->a, &v);
	for (size_t b = 0; !v.sound && b < v.breaches.n; b++) {
		const dais_index_vec *at = &v.breaches.v[b].sittings;

		for (size_t i = 0; v.breaches.v[b].demand == DAIS_NONE && i < at->n; i++) {
			if (at->v[i] == s->at)
				return true;
		}
	}
	return false;
}

static size_t
seed_breaches(uint64_t seed, size_t *made)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct chance c = { seed };
	struct dais_plan plan;
	struct dais_problem *p = random_problem(&c, &random_small, a, &plan);

	for (size_t i = 0; plan.sittings.n && i < BREACHES; i++) {
		struct scene s = { .c = c, .a = a, .p = p };

		build_copy(&plan, a, &s.plan);
		s.at = chance_below(&s.c, plan.sittings.n);
		if (!breaches[i].make(&s))
			continue;
		made[i]++;
		if (!is_noticed(&s))
			fail_msg("seed %" PRIu64 ": %s in sitting %zu: %.*s", seed,
			    breaches[i].name, s.at, DAIS_STR_ARG(build_print_plan(&s.plan, a)));
	}
	return plan.sittings.n;
}

static void
test_every_breach_is_noticed(void **state)
{
	size_t made[BREACHES] = { 0 };

	(void)state;
	for (uint64_t seed = SEED; seed < SEED + PLANS; seed++)
		(void)seed_breaches(seed, made);
	for (size_t i = 0; i < BREACHES; i++) {
		if (made[i] < breaches[i].least)
			fail_msg("%s was made %zu times only", breaches[i].name, made[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_breach_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
