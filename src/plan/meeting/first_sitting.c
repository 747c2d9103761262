/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The first plan: in which sitting of the half-day a task is taken up, and for how long. */
#include <string.h>

#include "plan/meeting/first_priv.h"

static bool
has_body(const struct dais_plan_sitting *s, size_t body)
{
	for (size_t b = 0; b < s->bodies.n; b++) {
		if (s->bodies.v[b] == body)
			return true;
	}
	return false;
}

/* Whether task @i or its bodies must not be beside sitting @o. */
static bool
keeps_apart(const struct dais_first *f, size_t i, const struct dais_plan_sitting *o)
{
	const dais_index_vec *bodies = &f->p->tasks.v[i].bodies;

	for (size_t x = 0; x < f->tasks[i].apart.n; x++) {
		for (size_t e = 0; e < o->entries.n; e++) {
			if (o->entries.v[e].task == f->tasks[i].apart.v[x])
				return true;
		}
	}
	for (size_t b = 0; b < bodies->n; b++) {
		const dais_index_vec *apart = &f->bodies[bodies->v[b]].apart;

		for (size_t x = 0; x < apart->n; x++) {
			if (has_body(o, apart->v[x]))
				return true;
		}
	}
	return false;
}

/* The sitting of this slot the task belongs to: that of its bodies, DAIS_NONE for a new one.
 * False: its bodies sit in different ones, or it must not be beside another. */
static bool
find_sitting(const struct dais_first *f, size_t i, size_t *ret)
{
	const dais_index_vec *bodies = &f->p->tasks.v[i].bodies;

	*ret = DAIS_NONE;
	for (size_t b = 0; b < bodies->n; b++) {
		size_t s = f->bodies[bodies->v[b]].sitting;

		if (s != DAIS_NONE && *ret != DAIS_NONE && s != *ret)
			return false;
		if (s != DAIS_NONE)
			*ret = s;
	}
	for (size_t o = f->first_now; o < f->plan->sittings.n; o++) {
		if (o != *ret && keeps_apart(f, i, &f->plan->sittings.v[o]))
			return false;
	}
	return true;
}

static unsigned
steps_used(const struct dais_first *f, const struct dais_plan_sitting *s)
{
	unsigned minutes = 0;

	for (size_t e = 0; e < s->entries.n; e++)
		minutes += s->entries.v[e].minutes;
	return minutes / f->p->step;
}

/* Whether sitting @s has items enough, or a substantive one beside which @i would be too many. */
static bool
is_full_of_items(const struct dais_first *f, const struct dais_plan_sitting *s, size_t i)
{
	const struct dais_task *task = &f->p->tasks.v[i];
	unsigned groups = 1;

	for (size_t e = 0; e < s->entries.n; e++) {
		const struct dais_task *other = &f->p->tasks.v[s->entries.v[e].task];

		if (other->group == task->group)
			continue;
		groups++;
		if (f->tasks[i].dense && !dais_first_is_pressed(f, i) && other->substantive &&
		    task->substantive)
			return true;
	}
	return f->items_most && groups > f->items_most;
}

/* Steps task @i can have in sitting @s (DAIS_NONE: a new one) of slot @t; 0: none. */
static unsigned
steps_for(const struct dais_first *f, size_t i, size_t s, size_t t)
{
	const struct dais_first_task *task = &f->tasks[i];
	unsigned room = dais_slot_steps(f->p, t), uses_left = task->uses_most - task->uses;
	unsigned steps;

	if (s != DAIS_NONE && is_full_of_items(f, &f->plan->sittings.v[s], i))
		return 0;
	if (s != DAIS_NONE)
		room -= dais_first_smaller(room, steps_used(f, &f->plan->sittings.v[s]));
	steps = dais_first_smaller(
	    dais_first_fixed_at(f, i, t) ? dais_first_fixed_at(f, i, t) : task->left, room);
	if (!uses_left)
		return 0;
	/* what cannot be divided again waits until it fits */
	if (!dais_first_fixed_at(f, i, t) &&
	    task->left - steps > (uint64_t)(uses_left - 1) * f->longest)
		return 0;
	return steps;
}

static void
seat(struct dais_first *f, struct dais_plan_sitting *s, size_t body)
{
	size_t at = 0;

	if (has_body(s, body))
		return;
	while (at < s->bodies.n && s->bodies.v[at] < body)
		at++;
	(void)dais_vec_add(f->a, &s->bodies);
	memmove(
	    s->bodies.v + at + 1, s->bodies.v + at, (s->bodies.n - 1 - at) * sizeof(*s->bodies.v));
	s->bodies.v[at] = body;
}

/* Seats the bodies of @i in sitting @s; when there is no room for all of them they leave again. */
static bool
seat_all(struct dais_first *f, size_t s, size_t i)
{
	struct dais_plan_sitting *sitting = &f->plan->sittings.v[s];
	const dais_index_vec *bodies = &f->p->tasks.v[i].bodies;
	dais_index_vec before = { 0 };

	for (size_t b = 0; b < sitting->bodies.n; b++)
		dais_vec_push(f->a, &before, sitting->bodies.v[b]);
	for (size_t b = 0; b < bodies->n; b++)
		seat(f, sitting, bodies->v[b]);
	if (sitting->bodies.n == before.n && before.n)
		return true;
	if (!dais_first_furnish(f, s)) {
		sitting->bodies = before;
		return false;
	}
	for (size_t b = 0; b < bodies->n; b++)
		f->bodies[bodies->v[b]].sitting = s;
	return true;
}

static void
take_up(struct dais_first *f, size_t i, size_t s, unsigned steps)
{
	struct dais_first_task *task = &f->tasks[i];
	struct dais_plan_entry *entry = dais_vec_add(f->a, &f->plan->sittings.v[s].entries);

	entry->task = i;
	entry->minutes = steps * f->p->step;
	for (size_t e = 0; e < task->earlier.n; e++) {
		struct dais_first_task *other = &f->tasks[task->earlier.v[e].task];

		if (!task->earlier.v[e].wish) {
			other->want -= other->left; /* its time is over */
			other->left = 0;
		}
	}
	task->left -= dais_first_smaller(task->left, steps);
	task->last = f->plan->sittings.v[s].slot;
	task->uses++;
}

/* Whether rooms and teams are as many as one more sitting of this slot needs. */
static bool
has_place(const struct dais_first *f)
{
	size_t n = f->plan->sittings.n - f->first_now;

	return (!f->p->rooms.n || n < f->p->rooms.n) && (!f->p->teams.n || n < f->p->teams.n);
}

enum dais_first_trial
dais_first_try_task(struct dais_first *f, size_t i, size_t t)
{
	size_t s;
	unsigned steps;
	bool is_new;

	if (!dais_first_may_begin(f, i, t))
		return DAIS_FIRST_NEVER;
	if (!dais_first_fixed_at(f, i, t) && !dais_first_is_ripe(f, i, t))
		return DAIS_FIRST_LATER;
	if (!find_sitting(f, i, &s))
		return DAIS_FIRST_NEVER;
	steps = steps_for(f, i, s, t);
	if (!steps)
		return DAIS_FIRST_NEVER;
	is_new = s == DAIS_NONE;
	if (is_new && !has_place(f))
		return DAIS_FIRST_NEVER;
	if (is_new) {
		struct dais_plan_sitting *sitting = dais_vec_add(f->a, &f->plan->sittings);

		memset(sitting, 0, sizeof(*sitting));
		sitting->slot = t;
		sitting->room = sitting->team = DAIS_NONE;
		s = f->plan->sittings.n - 1;
	}
	if (!seat_all(f, s, i)) {
		f->plan->sittings.n -= is_new;
		return DAIS_FIRST_NEVER;
	}
	take_up(f, i, s, steps);
	return DAIS_FIRST_PLACED;
}
