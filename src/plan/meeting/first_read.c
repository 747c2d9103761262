/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the demands say, gathered by task and by body, for the first plan.
 */
#include "plan/meeting/first_priv.h"

static dais_slot_set
all_slots(const struct dais_first *f)
{
	dais_slot_set set = dais_slots_new(f->p, f->a);

	for (size_t t = 0; t < f->p->slots.n; t++)
		dais_slots_put(set, t);
	return set;
}

static void
narrow(const struct dais_first *f, dais_slot_set set, const uint64_t *to)
{
	for (size_t w = 0; to && w < dais_problem_words(f->p); w++)
		set[w] &= to[w];
}

/* Takes the slots @out (NULL: all) from @set. */
static void
exclude(const struct dais_first *f, dais_slot_set set, const uint64_t *out)
{
	for (size_t w = 0; w < dais_problem_words(f->p); w++)
		set[w] &= out ? ~out[w] : 0;
}

static void
fix(struct dais_first *f, const struct dais_demand *d)
{
	struct dais_first_task *task = &f->tasks[d->task];
	unsigned steps = dais_problem_steps(f->p, d->amount);

	if (!task->fixed)
		task->fixed = DAIS_NEW_N(f->a, f->p->slots.n + 1, unsigned);
	for (size_t t = 0; t < f->p->slots.n; t++) {
		if (dais_slots_has(d->slots, t))
			task->fixed[t] = steps ? steps : 1;
	}
}

static void
read_wish_of_slots(struct dais_first *f, const struct dais_demand *d)
{
	struct dais_first_task *task = &f->tasks[d->task];

	if (!task->liked)
		task->liked = all_slots(f);
	narrow(f, task->liked, d->slots);
}

/* Demands and wishes of tasks. */
static void
read_of_task(struct dais_first *f, const struct dais_demand *d)
{
	struct dais_first_task *task = &f->tasks[d->task];
	unsigned steps = d->amount / f->p->step;

	if (d->kind == DAIS_DEMAND_LEAST && dais_problem_steps(f->p, d->amount) > task->wished)
		task->wished = dais_problem_steps(f->p, d->amount);
	if (d->kind == DAIS_DEMAND_LEAST && !d->rank &&
	    dais_problem_steps(f->p, d->amount) > task->least)
		task->least = dais_problem_steps(f->p, d->amount);
	if (d->kind == DAIS_DEMAND_MOST && !d->rank && steps < task->most)
		task->most = steps;
	if (d->kind == DAIS_DEMAND_UNDIVIDED && !d->rank && d->amount < task->uses_most)
		task->uses_most = d->amount;
	if (d->kind == DAIS_DEMAND_SLOTS && !d->rank)
		narrow(f, task->allowed, d->slots);
	if (d->kind == DAIS_DEMAND_SLOTS && d->rank)
		read_wish_of_slots(f, d);
	if (d->kind == DAIS_DEMAND_FIXED && !d->rank)
		fix(f, d);
	if (d->kind == DAIS_DEMAND_KEEP_OUT && !d->rank && !d->amount)
		exclude(f, task->allowed, d->slots);
}

static void
read_of_two(struct dais_first *f, const struct dais_demand *d)
{
	if (d->kind == DAIS_DEMAND_BEFORE) {
		struct dais_first_earlier *e = dais_vec_add(f->a, &f->tasks[d->other].earlier);

		e->task = d->task;
		e->lead = d->amount;
		e->wish = d->rank > 0;
	} else if (d->task != DAIS_NONE && !d->rank) {
		dais_vec_push(f->a, &f->tasks[d->task].apart, d->other);
		dais_vec_push(f->a, &f->tasks[d->other].apart, d->task);
	} else if (d->task == DAIS_NONE && !d->rank) {
		dais_vec_push(f->a, &f->bodies[d->body].apart, d->body_2);
		dais_vec_push(f->a, &f->bodies[d->body_2].apart, d->body);
	}
}

static void
read_of_body(struct dais_first *f, const struct dais_demand *d)
{
	if (d->kind == DAIS_DEMAND_BODY_SLOTS && !d->rank)
		narrow(f, f->bodies[d->body].allowed, d->slots);
	if (d->kind == DAIS_DEMAND_ROOMS && !d->rank)
		f->bodies[d->body].rooms &= d->rooms;
	if (d->kind == DAIS_DEMAND_ROOMS && d->rank)
		f->bodies[d->body].liked_rooms &= d->rooms;
	if (d->kind != DAIS_DEMAND_FREE)
		return;
	if (d->rank && d->body == DAIS_NONE) {
		for (size_t t = 0; t < f->p->slots.n; t++) {
			if (dais_slots_has(d->slots, t))
				dais_slots_put(f->kept_free, t);
		}
	}
	for (size_t b = 0; !d->rank && b < f->p->bodies.n; b++) {
		if (d->body == DAIS_NONE || d->body == b)
			exclude(f, f->bodies[b].allowed, d->slots);
	}
}

static void
read_demand(struct dais_first *f, const struct dais_demand *d)
{
	switch (d->kind) {
	case DAIS_DEMAND_LEAST:
	case DAIS_DEMAND_MOST:
	case DAIS_DEMAND_UNDIVIDED:
	case DAIS_DEMAND_SLOTS:
	case DAIS_DEMAND_FIXED:
	case DAIS_DEMAND_KEEP_OUT:
		read_of_task(f, d);
		break;
	case DAIS_DEMAND_BEFORE:
	case DAIS_DEMAND_APART:
		read_of_two(f, d);
		break;
	case DAIS_DEMAND_BODY_SLOTS:
	case DAIS_DEMAND_ROOMS:
	case DAIS_DEMAND_FREE:
		read_of_body(f, d);
		break;
	case DAIS_DEMAND_ITEMS_MOST:
		if (!d->rank && (!f->items_most || d->amount < f->items_most))
			f->items_most = d->amount;
		break;
	case DAIS_DEMAND_ONE_ROOM:
	case DAIS_DEMAND_DENSE:
	case DAIS_DEMAND_UNBROKEN:
	case DAIS_DEMAND_FEWEST:
	case DAIS_DEMAND_FULL:
	case DAIS_DEMAND_NO_GAP:
	case DAIS_DEMAND_KEEP:
	case DAIS_DEMAND_KEEP_ROOM:
	case DAIS_DEMAND_KIND_COUNT:
	default: /* seen to by the way slots are filled, or left to the search */
		break;
	}
}

/* Whether all that must (with @wishes: or should) come before task @i has its place. */
static bool
comes_next(const struct dais_first *f, size_t i, const bool *placed, bool wishes)
{
	const struct dais_first_task *task = &f->tasks[i];

	for (size_t e = 0; e < task->earlier.n; e++) {
		if (!placed[task->earlier.v[e].task] && (wishes || !task->earlier.v[e].wish))
			return false;
	}
	return !placed[i];
}

static size_t
next_task(const struct dais_first *f, const bool *placed, bool wishes)
{
	size_t best = DAIS_NONE;

	for (size_t i = 0; i < f->p->tasks.n; i++) {
		if (comes_next(f, i, placed, wishes) &&
		    (best == DAIS_NONE || f->p->tasks.v[i].rank < f->p->tasks.v[best].rank))
			best = i;
	}
	return best;
}

/* An order that agrees with the demands; with the wishes as far as they go round no circle. */
static void
order_tasks(struct dais_first *f)
{
	bool *placed = DAIS_NEW_N(f->a, f->p->tasks.n + 1, bool);

	for (size_t n = 0; n < f->p->tasks.n; n++) {
		size_t i = next_task(f, placed, true);

		if (i == DAIS_NONE)
			i = next_task(f, placed, false);
		for (size_t k = 0; i == DAIS_NONE && k < f->p->tasks.n; k++)
			i = placed[k] ? DAIS_NONE : k;
		placed[i] = true;
		f->tasks[i].place = n;
	}
}

void
dais_first_read(struct dais_first *f)
{
	f->tasks = DAIS_NEW_N(f->a, f->p->tasks.n + 1, struct dais_first_task);
	f->bodies = DAIS_NEW_N(f->a, f->p->bodies.n + 1, struct dais_first_body);
	f->kept_free = dais_slots_new(f->p, f->a);
	for (size_t i = 0; i < f->p->tasks.n; i++) {
		f->tasks[i].most = f->tasks[i].uses_most = UINT32_MAX;
		f->tasks[i].allowed = all_slots(f);
	}
	for (size_t b = 0; b < f->p->bodies.n; b++) {
		f->bodies[b].allowed = all_slots(f);
		f->bodies[b].rooms = f->bodies[b].liked_rooms = UINT64_MAX;
	}
	for (size_t d = 0; d < f->p->demands.n; d++)
		read_demand(f, &f->p->demands.v[d]);
	for (size_t i = 0; i < f->p->tasks.n; i++) {
		const dais_index_vec *bodies = &f->p->tasks.v[i].bodies;

		for (size_t b = 0; b < bodies->n; b++)
			narrow(f, f->tasks[i].allowed, f->bodies[bodies->v[b]].allowed);
	}
	order_tasks(f);
}
