/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * From literals back to sittings and entries.
 */
#include "plan/meeting/service_priv.h"

#include <stdlib.h>

static unsigned
steps_in(const struct dais_encoder *e, size_t i, size_t t)
{
	struct dais_unary x = e->x[i * e->slots + t];
	unsigned n = 0;

	while (n < x.n && dais_optimizer_value(e->o, x.v[n]))
		n++;
	return n;
}

/* --- bodies that sit together --- */

static size_t
root_of(size_t *root, size_t b)
{
	while (root[b] != b)
		b = root[b] = root[root[b]];
	return b;
}

/* The lower body leads, so that sittings come out by first body. */
static void
join(size_t *root, size_t x, size_t y)
{
	size_t a = root_of(root, x), b = root_of(root, y);

	if (a < b)
		root[b] = a;
	else
		root[a] = b;
}

/* --- entries --- */

struct before_list {
	dais_index_vec *earlier; /* tasks that come before a task, by demands of rank 0 */
};

static struct before_list
list_before(const struct dais_encoder *e, struct dais_arena *a)
{
	struct before_list list = { DAIS_NEW_N(a, e->tasks + 1, dais_index_vec) };

	for (size_t k = 0; k < e->p->demands.n; k++) {
		const struct dais_demand *d = &e->p->demands.v[k];

		if (d->kind == DAIS_DEMAND_BEFORE && d->rank == 0)
			dais_vec_push(a, &list.earlier[d->other], d->task);
	}
	return list;
}

static bool
waits(const struct before_list *list, const struct dais_plan_sitting *s, size_t from)
{
	size_t i = s->entries.v[from].task;

	for (size_t k = from + 1; k < s->entries.n; k++) {
		for (size_t m = 0; m < list->earlier[i].n; m++) {
			if (list->earlier[i].v[m] == s->entries.v[k].task)
				return true;
		}
	}
	return false;
}

static void
swap(struct dais_plan_sitting *s, size_t x, size_t y)
{
	struct dais_plan_entry entry = s->entries.v[x];

	s->entries.v[x] = s->entries.v[y];
	s->entries.v[y] = entry;
}

/* Whether the entry at @k may come next, after those before @from. */
static bool
may_be_next(const struct before_list *list, struct dais_plan_sitting *s, size_t from, size_t k)
{
	bool ready;

	swap(s, from, k);
	ready = !waits(list, s, from);
	swap(s, from, k);
	return ready;
}

static void
order_entries(
    const struct dais_encoder *e, const struct before_list *list, struct dais_plan_sitting *s)
{
	for (size_t from = 0; from < s->entries.n; from++) {
		size_t best = DAIS_NONE;

		for (size_t k = from; k < s->entries.n; k++) {
			size_t i = s->entries.v[k].task, j;

			if (!may_be_next(list, s, from, k))
				continue;
			j = best == DAIS_NONE ? i : s->entries.v[best].task;
			if (best == DAIS_NONE || e->p->tasks.v[i].rank < e->p->tasks.v[j].rank ||
			    (e->p->tasks.v[i].rank == e->p->tasks.v[j].rank && i < j))
				best = k;
		}
		DAIS_ASSERT(best != DAIS_NONE);
		swap(s, from, best);
	}
}

/* --- sittings --- */

static void
decode_slot(const struct dais_encoder *e, struct dais_arena *a, size_t t, size_t *root,
    size_t *sitting, struct dais_plan *plan)
{
	for (size_t b = 0; b < e->bodies; b++) {
		root[b] = b;
		sitting[b] = DAIS_NONE;
	}
	for (size_t i = 0; i < e->tasks; i++) {
		for (size_t k = 1; k < e->task_bodies[i].n && steps_in(e, i, t); k++)
			join(root, e->task_bodies[i].v[0], e->task_bodies[i].v[k]);
	}
	for (size_t b = 0; b < e->bodies; b++) {
		size_t first = root_of(root, b);
		struct dais_plan_sitting *s;

		if (e->sits[b * e->slots + t] == e->no ||
		    !dais_optimizer_value(e->o, e->sits[b * e->slots + t]))
			continue;
		if (sitting[first] == DAIS_NONE) {
			sitting[first] = plan->sittings.n;
			s = dais_vec_add(a, &plan->sittings);
			s->slot = t;
			s->room = s->team = DAIS_NONE;
		}
		s = &plan->sittings.v[sitting[first]];
		dais_vec_push(a, &s->bodies, b);
	}
	for (size_t i = 0; i < e->tasks; i++) {
		unsigned steps = steps_in(e, i, t);
		struct dais_plan_entry *entry;

		if (!steps)
			continue;
		entry = dais_vec_add(
		    a, &plan->sittings.v[sitting[root_of(root, e->task_bodies[i].v[0])]].entries);
		entry->task = i;
		entry->minutes = steps * e->p->step;
	}
}

void
dais_encoder_decode(const struct dais_encoder *e, struct dais_arena *a, struct dais_plan *ret)
{
	struct before_list list = list_before(e, a);
	size_t *root = DAIS_NEW_N(a, e->bodies + 1, size_t);
	size_t *sitting = DAIS_NEW_N(a, e->bodies + 1, size_t);

	*ret = (struct dais_plan){ 0 };
	for (size_t t = 0; t < e->slots; t++)
		decode_slot(e, a, t, root, sitting, ret);
	for (size_t k = 0; k < ret->sittings.n; k++)
		order_entries(e, &list, &ret->sittings.v[k]);
	if (e->p->rooms.n)
		dais_assign_rooms(e, a, ret);
	if (e->p->teams.n)
		dais_assign_teams(e, a, ret);
}
