/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The difference of two plans as a delegation is told it. */
#include <stdlib.h>

#include "plan/repair/repair.h"

const char *
dais_plan_change_kind_name(enum dais_plan_change_kind k)
{
	static const char *const names[DAIS_PLAN_CHANGE_COUNT] = {
		[DAIS_PLAN_CHANGE_ADDED] = "added",
		[DAIS_PLAN_CHANGE_DROPPED] = "dropped",
		[DAIS_PLAN_CHANGE_MOVED] = "moved",
		[DAIS_PLAN_CHANGE_LONGER] = "longer",
		[DAIS_PLAN_CHANGE_SHORTER] = "shorter",
		[DAIS_PLAN_CHANGE_ROOM] = "room",
	};

	return k < DAIS_PLAN_CHANGE_COUNT ? names[k] : "";
}

struct use {
	size_t task, slot;
	unsigned minutes;
};

typedef DAIS_VEC(struct use) use_vec;

static int
compare_uses(const void *x, const void *y)
{
	const struct use *a = x, *b = y;

	if (a->task != b->task)
		return a->task < b->task ? -1 : 1;
	return (a->slot > b->slot) - (a->slot < b->slot);
}

/* The uses of @plan by task and slot, each once. */
static void
uses_of(const struct dais_plan *plan, struct dais_arena *a, use_vec *ret)
{
	size_t n = 0;

	for (size_t s = 0; s < plan->sittings.n; s++) {
		const struct dais_plan_sitting *sitting = &plan->sittings.v[s];

		for (size_t e = 0; e < sitting->entries.n; e++) {
			struct use *u = dais_vec_add(a, ret);

			u->task = sitting->entries.v[e].task;
			u->slot = sitting->slot;
			u->minutes = sitting->entries.v[e].minutes;
		}
	}
	if (ret->n)
		qsort(ret->v, ret->n, sizeof *ret->v, compare_uses);
	for (size_t i = 0; i < ret->n; i++) {
		if (n && compare_uses(&ret->v[n - 1], &ret->v[i]) == 0)
			ret->v[n - 1].minutes += ret->v[i].minutes;
		else
			ret->v[n++] = ret->v[i];
	}
	ret->n = n;
}

struct pair {
	size_t gone, new; /* of the two lists of one task */
	int64_t seconds; /* between them */
};

static int
compare_pairs(const void *x, const void *y)
{
	const struct pair *a = x, *b = y;

	if (a->seconds != b->seconds)
		return a->seconds < b->seconds ? -1 : 1;
	if (a->gone != b->gone)
		return a->gone < b->gone ? -1 : 1;
	return (a->new > b->new) - (a->new < b->new);
}

static struct dais_plan_change *
add_change(const struct dais_problem *p, struct dais_arena *a, dais_plan_change_vec *ret,
    enum dais_plan_change_kind kind, size_t task)
{
	struct dais_plan_change *c = dais_vec_add(a, ret);

	c->kind = kind;
	c->task = task;
	if (task != DAIS_NONE)
		c->bodies = p->tasks.v[task].bodies;
	c->from = c->to = DAIS_NONE;
	c->room_before = c->room_after = DAIS_NONE;
	return c;
}

/* Moves, then what is left over, of the uses of one task that are @gone and @new. */
static void
tell_moves(const struct dais_problem *p, use_vec *gone, use_vec *new, struct dais_arena *a,
    dais_plan_change_vec *ret)
{
	DAIS_VEC(struct pair) pairs = { .n = 0 };

	for (size_t i = 0; i < gone->n; i++) {
		for (size_t j = 0; j < new->n; j++) {
			struct pair *pair = dais_vec_add(a, &pairs);

			pair->gone = i;
			pair->new = j;
			pair->seconds =
			    p->slots.v[gone->v[i].slot].utc - p->slots.v[new->v[j].slot].utc;
			if (pair->seconds < 0)
				pair->seconds = -pair->seconds;
		}
	}
	if (pairs.n)
		qsort(pairs.v, pairs.n, sizeof *pairs.v, compare_pairs);
	for (size_t i = 0; i < pairs.n; i++) {
		struct use *from = &gone->v[pairs.v[i].gone], *to = &new->v[pairs.v[i].new];
		struct dais_plan_change *c;

		if (from->slot == DAIS_NONE || to->slot == DAIS_NONE)
			continue;
		c = add_change(p, a, ret, DAIS_PLAN_CHANGE_MOVED, from->task);
		c->from = from->slot;
		c->to = to->slot;
		c->minutes_before = from->minutes;
		c->minutes_after = to->minutes;
		from->slot = to->slot = DAIS_NONE;
	}
	for (size_t i = 0; i < gone->n; i++) {
		if (gone->v[i].slot == DAIS_NONE)
			continue;
		struct dais_plan_change *c =
		    add_change(p, a, ret, DAIS_PLAN_CHANGE_DROPPED, gone->v[i].task);

		c->from = gone->v[i].slot;
		c->minutes_before = gone->v[i].minutes;
	}
	for (size_t j = 0; j < new->n; j++) {
		if (new->v[j].slot == DAIS_NONE)
			continue;
		struct dais_plan_change *c =
		    add_change(p, a, ret, DAIS_PLAN_CHANGE_ADDED, new->v[j].task);

		c->to = new->v[j].slot;
		c->minutes_after = new->v[j].minutes;
	}
	gone->n = new->n = 0;
}

static void
tell_length(const struct dais_problem *p, const struct use *before, const struct use *after,
    struct dais_arena *a, dais_plan_change_vec *ret)
{
	struct dais_plan_change *c;

	if (before->minutes == after->minutes)
		return;
	c = add_change(p, a, ret,
	    before->minutes < after->minutes ? DAIS_PLAN_CHANGE_LONGER : DAIS_PLAN_CHANGE_SHORTER,
	    after->task);
	c->from = c->to = after->slot;
	c->minutes_before = before->minutes;
	c->minutes_after = after->minutes;
}

static void
tell_tasks(const struct dais_problem *p, const struct dais_plan *before,
    const struct dais_plan *after, struct dais_arena *a, dais_plan_change_vec *ret)
{
	use_vec old = { .n = 0 }, new = { .n = 0 }, gone = { .n = 0 }, fresh = { .n = 0 };
	size_t i = 0, j = 0;

	uses_of(before, a, &old);
	uses_of(after, a, &new);
	for (size_t task = 0; task < p->tasks.n; task++) {
		while (
		    (i < old.n && old.v[i].task == task) || (j < new.n &&new.v[j].task == task)) {
			const struct use *x = i < old.n && old.v[i].task == task ? &old.v[i] : NULL;
			const struct use *y = j < new.n &&new.v[j].task == task ? &new.v[j] : NULL;

			if (x && y && x->slot == y->slot)
				tell_length(p, x, y, a, ret);
			else if (!y || (x && x->slot < y->slot))
				dais_vec_push(a, &gone, *x);
			else
				dais_vec_push(a, &fresh, *y);
			i += x && (!y || x->slot <= y->slot);
			j += y && (!x || y->slot <= x->slot);
		}
		tell_moves(p, &gone, &fresh, a, ret);
	}
}

static bool
share_body(const struct dais_plan_sitting *x, const struct dais_plan_sitting *y)
{
	for (size_t i = 0, j = 0; i < x->bodies.n && j < y->bodies.n;) {
		if (x->bodies.v[i] == y->bodies.v[j])
			return true;
		if (x->bodies.v[i] < y->bodies.v[j])
			i++;
		else
			j++;
	}
	return false;
}

static int
compare_sittings(const void *x, const void *y)
{
	const struct dais_plan_sitting *const *a = x, *const *b = y;
	size_t body_a = (*a)->bodies.n ? (*a)->bodies.v[0] : 0;
	size_t body_b = (*b)->bodies.n ? (*b)->bodies.v[0] : 0;

	if ((*a)->slot != (*b)->slot)
		return (*a)->slot < (*b)->slot ? -1 : 1;
	return (body_a > body_b) - (body_a < body_b);
}

/* The sittings of @plan by slot and first body: a plan typed by hand may have them otherwise. */
static const struct dais_plan_sitting **
in_order(const struct dais_plan *plan, struct dais_arena *a)
{
	const struct dais_plan_sitting **v =
	    DAIS_NEW_N(a, plan->sittings.n + 1, const struct dais_plan_sitting *);

	for (size_t s = 0; s < plan->sittings.n; s++)
		v[s] = &plan->sittings.v[s];
	if (plan->sittings.n)
		qsort(v, plan->sittings.n, sizeof *v, compare_sittings);
	return v;
}

static void
tell_rooms(const struct dais_problem *p, const struct dais_plan *before,
    const struct dais_plan *after, struct dais_arena *a, dais_plan_change_vec *ret)
{
	const struct dais_plan_sitting **old = in_order(before, a), **new = in_order(after, a);
	size_t first = 0; /* of the old ones in the slot at hand */

	for (size_t s = 0; s < after->sittings.n; s++) {
		const struct dais_plan_sitting *now = new[s];

		while (first < before->sittings.n && old[first]->slot < now->slot)
			first++;
		for (size_t b = first; b < before->sittings.n && old[b]->slot == now->slot; b++) {
			const struct dais_plan_sitting *was = old[b];
			struct dais_plan_change *c;

			if (!share_body(was, now) || was->room == now->room ||
			    was->room == DAIS_NONE || now->room == DAIS_NONE)
				continue;
			c = add_change(p, a, ret, DAIS_PLAN_CHANGE_ROOM, DAIS_NONE);
			c->bodies = now->bodies;
			c->from = c->to = now->slot;
			c->room_before = was->room;
			c->room_after = now->room;
			break;
		}
	}
}

static size_t
first_slot(const struct dais_plan_change *c)
{
	return c->from < c->to ? c->from : c->to; /* DAIS_NONE is the largest */
}

static int
compare_changes(const void *x, const void *y)
{
	const struct dais_plan_change *a = x, *b = y;
	size_t slot_a = first_slot(a), slot_b = first_slot(b);

	if (slot_a != slot_b)
		return slot_a < slot_b ? -1 : 1;
	if (a->task != b->task)
		return a->task < b->task ? -1 : 1; /* rooms last: DAIS_NONE is the largest */
	if (a->task == DAIS_NONE && a->bodies.n && b->bodies.n)
		return (a->bodies.v[0] > b->bodies.v[0]) - (a->bodies.v[0] < b->bodies.v[0]);
	return (int)a->kind - (int)b->kind;
}

void
dais_plan_changes(const struct dais_problem *p, const struct dais_plan *before,
    const struct dais_plan *after, struct dais_arena *a, dais_plan_change_vec *ret)
{
	tell_tasks(p, before, after, a, ret);
	tell_rooms(p, before, after, a, ret);
	if (ret->n)
		qsort(ret->v, ret->n, sizeof *ret->v, compare_changes);
}
