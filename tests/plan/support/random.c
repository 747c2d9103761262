/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "random.h"

#include <string.h>

#include "build.h"
#include "random_priv.h"

const struct random_shape random_tiny = { 3, 4, 3, 2, 2, 2, 6, 3, false, false };
const struct random_shape random_tiny_economy = { 4, 5, 2, 2, 1, 1, 3, 2, false, true };
const struct random_shape random_small = { 4, 10, 6, 3, 3, 3, 20, 3, true, false };

size_t
chance_below(struct chance *c, size_t n)
{
	uint64_t z = 0;

	for (size_t most = n; c->n_bytes && most > 1; most >>= 8) {
		z = z << 8 | *c->bytes++;
		if (--c->n_bytes == 0 || most <= 256)
			return (size_t)(z % n);
	}
	/* SplitMix64 (Steele, Lea, Flood 2014) */
	c->state += UINT64_C(0x9e3779b97f4a7c15);
	z = c->state;
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	z ^= z >> 31;
	return n ? (size_t)(z % n) : 0;
}

bool
chance_of(struct chance *c, unsigned percent)
{
	return chance_below(c, 100) < percent;
}

/* 1 .. @most */
static unsigned
some(struct chance *c, unsigned most)
{
	return 1 + (unsigned)chance_below(c, most);
}

/* --- the world --- */

/* Takes slots away (holidays), numbers the days and weeks that are left, makes one slot odd. */
static void
thin_out(struct chance *c, struct dais_problem *p)
{
	size_t n = 0, day = DAIS_NONE, week = DAIS_NONE, days = 0, weeks = 0;

	for (size_t t = 0; t < p->slots.n; t++) {
		if (n + p->slots.n - t > 1 && chance_of(c, 12))
			continue;
		p->slots.v[n] = p->slots.v[t];
		days += p->slots.v[n].day_index != day;
		weeks += p->slots.v[n].week != week;
		day = p->slots.v[n].day_index;
		week = p->slots.v[n].week;
		p->slots.v[n].day_index = days - 1;
		p->slots.v[n].week = weeks - 1;
		n++;
	}
	p->slots.n = n;
	if (chance_of(c, 15))
		p->slots.v[chance_below(c, n)].end -= 20;
}

dais_slot_set
random_slots(struct chance *c, const struct dais_problem *p, unsigned percent, struct dais_arena *a)
{
	dais_slot_set set = dais_slots_new(p, a);

	for (size_t t = 0; t < p->slots.n; t++) {
		if (chance_of(c, percent))
			dais_slots_put(set, t);
	}
	return set;
}

static void
add_bodies(struct chance *c, struct dais_problem *p, unsigned most, struct dais_arena *a)
{
	unsigned n = some(c, most);

	for (unsigned b = 0; b < n; b++) {
		size_t at = build_body(p, a);
		struct dais_plan_body *body = &p->bodies.v[at];

		body->attendance = (unsigned)chance_below(c, 4) * 10;
		body->languages = (unsigned)chance_below(c, 8);
		body->remote = chance_of(c, 15);
	}
}

static void
add_rooms(struct chance *c, struct dais_problem *p, unsigned most, struct dais_arena *a)
{
	unsigned n = chance_of(c, 50) ? 0 : some(c, most);

	for (unsigned r = 0; r < n; r++) {
		size_t at = build_room(p, a, (unsigned)chance_below(c, 5) * 20);
		struct dais_plan_room *room = &p->rooms.v[at];

		room->remote = chance_of(c, 70);
		if (chance_of(c, 30))
			room->free = random_slots(c, p, 80, a);
	}
}

static void
add_teams(struct chance *c, struct dais_problem *p, unsigned most, struct dais_arena *a)
{
	unsigned n = chance_of(c, 65) ? 0 : some(c, most);

	for (unsigned i = 0; i < n; i++) {
		size_t at = build_team(p, a, 7);
		struct dais_plan_team *team = &p->teams.v[at];

		if (chance_of(c, 25))
			team->languages = (unsigned)chance_below(c, 8);
		if (chance_of(c, 30))
			team->week_most = some(c, 4);
		if (chance_of(c, 30))
			team->day_most = some(c, 2);
		if (chance_of(c, 30))
			team->free = random_slots(c, p, 80, a);
	}
}

static void
add_tasks(struct chance *c, struct dais_problem *p, const struct random_shape *shape,
    struct dais_arena *a)
{
	unsigned n = some(c, shape->tasks_most);
	unsigned common = shape->economical || chance_of(c, 25) ? 60 : 15;

	for (unsigned i = 0; i < n; i++) {
		unsigned bodies = 1u << chance_below(c, p->bodies.n);
		struct dais_task *task;

		while (chance_of(c, common))
			bodies |= 1u << chance_below(c, p->bodies.n);
		(void)build_task(p, a, bodies);
		task = &p->tasks.v[i];
		if (i && chance_of(c, 20))
			task->group = p->tasks.v[i - 1].group;
		task->substantive = chance_of(c, 70);
	}
}

struct dais_problem *
random_world(struct chance *c, const struct random_shape *shape, struct dais_arena *a)
{
	static const unsigned steps[] = { 30, 60, 60, 60, 90, 120 };
	/* long steps keep tiny problems tiny */
	size_t finest = shape->tasks_most <= random_tiny_economy.tasks_most ? 1 : 0;
	unsigned step = steps[finest + chance_below(c, 6 - finest)];
	unsigned days = some(c, shape->days_most), a_day = some(c, shape->a_day_most);
	struct dais_problem *p = build_problem(a, step, days, a_day);

	thin_out(c, p);
	add_bodies(c, p, shape->bodies_most, a);
	add_rooms(c, p, shape->rooms_most, a);
	add_teams(c, p, shape->teams_most, a);
	add_tasks(c, p, shape, a);
	return p;
}

/* --- plans --- */

/* Puts the tasks of @used into sittings of slot @t: those that share a body come together. */
static void
hold(struct chance *c, const struct dais_problem *p, size_t t, bool *used, struct dais_arena *a,
    struct dais_plan *ret)
{
	unsigned fits = dais_slot_steps(p, t);

	for (size_t i = 0; i < p->tasks.n; i++) {
		uint64_t bodies = 0;
		size_t s = DAIS_NONE;
		unsigned left = fits;

		/* from the first task on, whoever shares a body with those already there */
		for (size_t k = i; left && used[i] && k < p->tasks.n; k++) {
			uint64_t of_k = 0;
			unsigned steps;

			for (size_t b = 0; b < p->tasks.v[k].bodies.n; b++)
				of_k |= UINT64_C(1) << p->tasks.v[k].bodies.v[b];
			if (!used[k] || (s != DAIS_NONE && !(bodies & of_k)))
				continue;
			if (s == DAIS_NONE)
				s = build_sitting(ret, a, t);
			steps = some(c, left);
			build_entry(p, ret, a, s, k, steps * p->step);
			left -= steps;
			bodies |= of_k;
			if (k != i)
				used[k] = false;
		}
		/* no body twice: later tasks of the same bodies are left out */
		for (size_t k = i + 1; used[i] && k < p->tasks.n; k++) {
			for (size_t b = 0; b < p->tasks.v[k].bodies.n; b++) {
				if (bodies >> p->tasks.v[k].bodies.v[b] & 1u)
					used[k] = false;
			}
		}
		if (s != DAIS_NONE && p->rooms.n)
			ret->sittings.v[s].room = chance_below(c, p->rooms.n);
		if (s != DAIS_NONE && p->teams.n)
			ret->sittings.v[s].team = chance_below(c, p->teams.n);
	}
}

void
random_plan(struct chance *c, const struct dais_problem *p, unsigned percent, struct dais_arena *a,
    struct dais_plan *ret)
{
	bool *used = DAIS_NEW_N(a, p->tasks.n + 1, bool);

	*ret = (struct dais_plan){ 0 };
	for (size_t t = 0; t < p->slots.n; t++) {
		for (size_t i = 0; i < p->tasks.n; i++)
			used[i] = chance_of(c, percent);
		hold(c, p, t, used, a, ret);
	}
}

static void
remove_sitting(struct dais_plan *plan, size_t s)
{
	memmove(plan->sittings.v + s, plan->sittings.v + s + 1,
	    (plan->sittings.n - 1 - s) * sizeof(*plan->sittings.v));
	plan->sittings.n--;
}

static void
change_entries(struct chance *c, const struct dais_problem *p, struct dais_arena *a,
    struct dais_plan *plan, size_t s)
{
	struct dais_plan_sitting *sitting = &plan->sittings.v[s];
	size_t e = chance_below(c, sitting->entries.n);
	struct dais_plan_entry kept;

	switch (chance_below(c, 4)) {
	case 0:
		build_entry(p, plan, a, s, chance_below(c, p->tasks.n), p->step);
		break;
	case 1: /* the last entry takes its place */
		sitting->entries.v[e] = sitting->entries.v[sitting->entries.n - 1];
		sitting->entries.n--;
		break;
	case 2:
		kept = sitting->entries.v[0];
		sitting->entries.v[0] = sitting->entries.v[e];
		sitting->entries.v[e] = kept;
		break;
	default:
		sitting->entries.v[e].minutes = (unsigned)chance_below(c, 5) * p->step;
		break;
	}
}

void
random_change(
    struct chance *c, const struct dais_problem *p, struct dais_arena *a, struct dais_plan *plan)
{
	size_t s = chance_below(c, plan->sittings.n);
	struct dais_plan_sitting *sitting = plan->sittings.n ? &plan->sittings.v[s] : NULL;

	if (!sitting || chance_of(c, 10)) {
		s = build_sitting(plan, a, chance_below(c, p->slots.n));
		build_entry(p, plan, a, s, chance_below(c, p->tasks.n), p->step);
		return;
	}
	switch (chance_below(c, 6)) {
	case 0:
		sitting->slot = chance_below(c, p->slots.n);
		break;
	case 1:
		sitting->room = p->rooms.n ? chance_below(c, p->rooms.n + 1) : DAIS_NONE;
		break;
	case 2:
		sitting->team = p->teams.n ? chance_below(c, p->teams.n + 1) : DAIS_NONE;
		break;
	case 3:
		if (chance_of(c, 50))
			remove_sitting(plan, s);
		else
			sitting->bodies.n -= sitting->bodies.n > 0;
		break;
	default:
		if (sitting->entries.n)
			change_entries(c, p, a, plan, s);
		break;
	}
}

/* Empty sittings go; bodies are those of the entries. */
static void
settle(const struct dais_problem *p, struct dais_arena *a, struct dais_plan *plan)
{
	for (size_t s = plan->sittings.n; s-- > 0;) {
		struct dais_plan_sitting *sitting = &plan->sittings.v[s];

		sitting->bodies.n = 0;
		for (size_t e = 0; e < sitting->entries.n; e++) {
			const dais_index_vec *bodies =
			    &p->tasks.v[sitting->entries.v[e].task].bodies;

			for (size_t b = 0; b < bodies->n; b++)
				build_seat(plan, a, s, bodies->v[b]);
		}
		if (!sitting->entries.n)
			remove_sitting(plan, s);
	}
}

static void
take_entry(struct dais_plan_sitting *sitting, size_t e)
{
	memmove(sitting->entries.v + e, sitting->entries.v + e + 1,
	    (sitting->entries.n - 1 - e) * sizeof(*sitting->entries.v));
	sitting->entries.n--;
}

/* Entry @e of sitting @from goes to another sitting, or to a new one. */
static void
move_entry(struct chance *c, const struct dais_problem *p, struct dais_arena *a,
    struct dais_plan *plan, size_t from, size_t e)
{
	struct dais_plan_entry entry = plan->sittings.v[from].entries.v[e];
	size_t to = chance_below(c, plan->sittings.n + 1);

	if (to == plan->sittings.n) {
		(void)build_sitting(plan, a, chance_below(c, p->slots.n));
		plan->sittings.v[to].room = plan->sittings.v[from].room;
		plan->sittings.v[to].team = plan->sittings.v[from].team;
	}
	take_entry(&plan->sittings.v[from], e);
	build_entry(p, plan, a, to, entry.task, entry.minutes);
}

void
random_step(
    struct chance *c, const struct dais_problem *p, struct dais_arena *a, struct dais_plan *plan)
{
	size_t s = chance_below(c, plan->sittings.n), o = chance_below(c, plan->sittings.n), e;
	struct dais_plan_sitting *sitting;
	struct dais_plan_entry *entry;

	if (!plan->sittings.n) {
		random_change(c, p, a, plan);
		return;
	}
	sitting = &plan->sittings.v[s];
	e = chance_below(c, sitting->entries.n);
	entry = &sitting->entries.v[e];
	switch (chance_below(c, 8)) {
	case 0:
		sitting->slot = chance_below(c, p->slots.n);
		break;
	case 1:
		sitting->room = p->rooms.n ? chance_below(c, p->rooms.n) : DAIS_NONE;
		break;
	case 2:
		sitting->team = p->teams.n ? chance_below(c, p->teams.n) : DAIS_NONE;
		break;
	case 3:
		entry->minutes += p->step;
		break;
	case 4:
		if (entry->minutes > p->step)
			entry->minutes -= p->step;
		else
			take_entry(sitting, e);
		break;
	case 5:
		build_entry(p, plan, a, s, chance_below(c, p->tasks.n), p->step);
		break;
	case 6: { /* two sittings change places */
		size_t slot = sitting->slot;

		sitting->slot = plan->sittings.v[o].slot;
		plan->sittings.v[o].slot = slot;
		break;
	}
	default:
		move_entry(c, p, a, plan, s, e);
		break;
	}
	settle(p, a, plan);
}
