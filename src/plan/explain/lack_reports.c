/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Minutes that reports cost. Nothing that a report waits half-days for is in its sitting, nor what
 * comes before that; where it waits for all that its bodies take up with others, that sitting is of
 * its bodies alone. So the sitting is lost to all else that needs time, however short the report
 * is. */
#include "plan/explain/lack_priv.h"

struct reports {
	const struct dais_lacking *l;
	bool *waited; /* of tasks: the report at hand waits for it */
	dais_index_vec list; /* these tasks */
	dais_index_vec why; /* demands that say so */
	bool *taken; /* of bodies: a report of theirs counts */
};

/* Whether @x has a body that is one of @r, and another (@outside) that is not. */
static bool
has_body_of(const struct reports *s, size_t x, size_t r, bool outside)
{
	const dais_index_vec *of = &s->l->p->tasks.v[x].bodies, *in = &s->l->p->tasks.v[r].bodies;
	size_t n = 0;

	for (size_t k = 0; k < of->n; k++) {
		for (size_t b = 0; b < in->n; b++)
			n += of->v[k] == in->v[b];
	}
	return n > 0 && (!outside || n < of->n);
}

static void
add_waited(struct reports *s, size_t demand)
{
	size_t task = s->l->p->demands.v[demand].task;

	if (s->waited[task])
		return;
	s->waited[task] = true;
	dais_vec_push(s->l->a, &s->list, task);
	dais_vec_push(s->l->a, &s->why, demand);
}

/* What task @r waits for, and what comes before that. A task that may have no time does not hold
 * what comes before it. */
static void
find_waited(struct reports *s, size_t r)
{
	const struct dais_lacking *l = s->l;

	for (size_t k = 0; k < s->list.n; k++)
		s->waited[s->list.v[k]] = false;
	s->list.n = 0;
	s->why = (dais_index_vec){ .n = 0 };
	for (size_t k = 0; k < l->before[r].n; k++) {
		const struct dais_demand *d = &l->p->demands.v[l->before[r].v[k]];

		if (d->amount && d->task != r)
			add_waited(s, l->before[r].v[k]);
	}
	for (size_t at = 0; at < s->list.n; at++) {
		size_t x = s->list.v[at];

		for (size_t k = 0; l->windows[x].least && k < l->before[x].n; k++) {
			add_waited(s, l->before[x].v[k]);
			dais_explain_add_once(l->a, &s->why, l->windows[x].least_demand);
		}
	}
}

/* Whether the sittings of task @r are of its bodies alone, and of no other report that counts. */
static bool
sits_apart(const struct reports *s, size_t r)
{
	const dais_index_vec *bodies = &s->l->p->tasks.v[r].bodies;

	for (size_t b = 0; b < bodies->n; b++) {
		const dais_index_vec *common = &s->l->common[bodies->v[b]];

		if (s->taken[bodies->v[b]])
			return false;
		for (size_t k = 0; k < common->n; k++) {
			if (has_body_of(s, common->v[k], r, true) && !s->waited[common->v[k]])
				return false;
		}
	}
	return s->list.n > 0;
}

/* The shortest sitting that @task can be in. */
static unsigned
shortest(const struct dais_lacking *l, size_t task)
{
	unsigned least = UINT32_MAX;

	for (size_t t = 0; t < l->p->slots.n; t++) {
		if (dais_slots_has(l->windows[task].slots, t) && dais_lacking_slot(l->p, t) < least)
			least = dais_lacking_slot(l->p, t);
	}
	return least == UINT32_MAX ? 0 : least;
}

/* Counts the sitting of task @i of the group whole, and nothing else that may be in it. */
static void
count_whole(struct reports *s, const dais_index_vec *tasks, size_t i, bool *left_out,
    struct dais_scale *ret)
{
	const size_t r = tasks->v[i];
	const dais_index_vec *bodies = &s->l->p->tasks.v[r].bodies;

	ret->need[i] = shortest(s->l, r);
	ret->why[i] = s->why;
	for (size_t b = 0; b < bodies->n; b++)
		s->taken[bodies->v[b]] = true;
	for (size_t k = 0; k < tasks->n; k++) {
		if (k != i && has_body_of(s, tasks->v[k], r, false) && !s->waited[tasks->v[k]])
			left_out[k] = true;
	}
}

void
dais_lacking_reports(const struct dais_lacking *l, const dais_index_vec *tasks, dais_scale_vec *ret)
{
	const unsigned longest = dais_lacking_longest(l->p);
	struct reports s = { .l = l };
	struct dais_scale scale = { .demand = DAIS_NONE, .packing = DAIS_PACKING_ALONE };
	bool *left_out = DAIS_NEW_N(l->a, tasks->n + 1, bool), any = false;

	s.waited = DAIS_NEW_N(l->a, l->p->tasks.n + 1, bool);
	s.taken = DAIS_NEW_N(l->a, l->p->bodies.n + 1, bool);
	scale.worth = DAIS_NEW_N(l->a, longest + 1, unsigned);
	scale.need = DAIS_NEW_N(l->a, tasks->n + 1, unsigned);
	scale.limit = DAIS_NEW_N(l->a, tasks->n + 1, size_t);
	scale.why = DAIS_NEW_N(l->a, tasks->n + 1, dais_index_vec);
	for (unsigned n = 1; n <= longest; n++)
		scale.worth[n] = n * l->p->step;
	for (size_t i = 0; i < tasks->n; i++) {
		scale.limit[i] = DAIS_NONE;
		if (!l->before[tasks->v[i]].n)
			continue;
		find_waited(&s, tasks->v[i]);
		if (!sits_apart(&s, tasks->v[i]))
			continue;
		count_whole(&s, tasks, i, left_out, &scale);
		any = true;
	}
	for (size_t i = 0; any && i < tasks->n; i++) {
		if (!scale.need[i] && !left_out[i])
			scale.need[i] = dais_lacking_minutes(l, tasks->v[i]);
	}
	if (any)
		dais_vec_push(l->a, ret, scale);
}
