/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Sittings that waiting costs. A report that lies half-days after all else its body takes up with
 * others is in a sitting of that body alone, in which nothing is that it waits for. Each such
 * report therefore needs a sitting, and what it waits for one more, which bodies that items join
 * may share. */
#include "plan/explain/lack_priv.h"

struct waiting {
	const struct dais_lacking *l;
	dais_index_vec *leads; /* of each task: demands that it comes half-days after another */
	size_t *at; /* of each task: in the group; DAIS_NONE */
};

static void
read_all(struct waiting *w, const dais_index_vec *tasks)
{
	const struct dais_lacking *l = w->l;

	w->leads = DAIS_NEW_N(l->a, l->p->tasks.n + 1, dais_index_vec);
	w->at = DAIS_NEW_N(l->a, l->p->tasks.n + 1, size_t);
	for (size_t i = 0; i < l->p->tasks.n; i++) {
		w->at[i] = DAIS_NONE;
		for (size_t k = 0; k < l->before[i].n; k++) {
			if (l->p->demands.v[l->before[i].v[k]].amount)
				dais_vec_push(l->a, &w->leads[i], l->before[i].v[k]);
		}
	}
	for (size_t k = 0; k < tasks->n; k++)
		w->at[tasks->v[k]] = k;
}

/* The demand that @task comes half-days after @other, or DAIS_NONE. */
static size_t
lead_of(const struct waiting *w, size_t task, size_t other)
{
	const dais_index_vec *leads = &w->leads[task];

	for (size_t k = 0; k < leads->n; k++) {
		if (w->l->p->demands.v[leads->v[k]].task == other)
			return leads->v[k];
	}
	return DAIS_NONE;
}

/* Whether task @i of body @b alone waits for all the body has with others; @ret: the demands. */
static bool
sits_alone(const struct waiting *w, size_t i, size_t b, dais_index_vec *ret)
{
	ret->n = 0;
	for (size_t k = 0; k < w->l->common[b].n; k++) {
		size_t demand = lead_of(w, i, w->l->common[b].v[k]);

		if (demand == DAIS_NONE)
			return false;
		dais_vec_push(w->l->a, ret, demand);
	}
	return true;
}

/* What @i waits for of its body @b, in the group; DAIS_NONE: nothing there. */
static size_t
first_before(const struct waiting *w, size_t i, size_t b, size_t *ret_demand)
{
	for (size_t k = 0; k < w->leads[i].n; k++) {
		size_t other = w->l->p->demands.v[w->leads[i].v[k]].task;
		const dais_index_vec *bodies = &w->l->p->tasks.v[other].bodies;

		*ret_demand = w->leads[i].v[k];
		for (size_t m = 0; w->at[other] != DAIS_NONE && m < bodies->n; m++) {
			if (bodies->v[m] == b)
				return w->at[other];
		}
	}
	return DAIS_NONE;
}

/* Of bodies in which nothing waits each needs a sitting, too. */
static void
count_others(const struct waiting *w, const dais_index_vec *tasks, bool *seen, struct dais_scale *s)
{
	for (size_t k = 0; k < tasks->n; k++) {
		const dais_index_vec *bodies = &w->l->p->tasks.v[tasks->v[k]].bodies;

		if (!bodies->n || seen[w->l->joined[bodies->v[0]]])
			continue;
		seen[w->l->joined[bodies->v[0]]] = true;
		s->need[k] = 1;
	}
}

/* What the reports of bodies that items join wait for. */
struct awaited {
	size_t first; /* of it, in the group; DAIS_NONE: nothing is known yet */
	unsigned steps;
	dais_index_vec why; /* demands that it has so many steps, all before the reports */
};

/* Adds what task @i waits for half-days, and what comes before that, of its body @b. @seen: of
 * tasks. */
static void
add_awaited(const struct waiting *w, size_t i, size_t b, bool *seen, struct awaited *ret)
{
	const struct dais_lacking *l = w->l;
	dais_index_vec found = { .n = 0 };

	dais_vec_push(l->a, &found, i);
	for (size_t at = 0; at < found.n; at++) {
		const dais_index_vec *before =
		    at ? &l->before[found.v[at]] : &w->leads[found.v[at]];

		for (size_t k = 0; k < before->n; k++) {
			size_t other = l->p->demands.v[before->v[k]].task;
			const dais_index_vec *bodies = &l->p->tasks.v[other].bodies;
			bool its_own = false;

			for (size_t m = 0; m < bodies->n; m++)
				its_own = its_own || bodies->v[m] == b;
			if (!its_own || w->at[other] == DAIS_NONE || seen[other])
				continue;
			seen[other] = true;
			dais_vec_push(l->a, &found, other);
			dais_vec_push(l->a, &ret->why, before->v[k]);
			dais_vec_push(l->a, &ret->why, l->windows[other].least_demand);
			ret->steps += dais_lacking_minutes(l, other) / l->p->step;
		}
	}
}

/* The same scale, in which all that is waited for counts by its time. It says nothing of a part of
 * the meeting. */
static void
add_whole(const struct waiting *w, const struct dais_scale *scale, const struct awaited *awaited,
    const dais_index_vec *tasks, dais_scale_vec *ret)
{
	const struct dais_lacking *l = w->l;
	const unsigned longest = dais_lacking_longest(l->p);
	struct dais_scale whole = *scale;
	bool more = false;

	whole.whole = true;
	whole.need = DAIS_NEW_N(l->a, tasks->n + 1, unsigned);
	whole.why = DAIS_NEW_N(l->a, tasks->n + 1, dais_index_vec);
	for (size_t k = 0; k < tasks->n; k++) {
		whole.need[k] = scale->need[k];
		whole.why[k] = scale->why[k];
	}
	for (size_t b = 0; b < l->p->bodies.n; b++) {
		unsigned sittings = (awaited[b].steps + longest - 1) / longest;

		if (awaited[b].first == DAIS_NONE || sittings < 2)
			continue;
		whole.need[awaited[b].first] = sittings;
		whole.why[awaited[b].first] = awaited[b].why;
		more = true;
	}
	if (more)
		dais_vec_push(l->a, ret, whole);
}

static struct dais_scale
new_scale(const struct dais_lacking *l, const dais_index_vec *tasks)
{
	const unsigned longest = dais_lacking_longest(l->p);
	struct dais_scale scale = { .demand = DAIS_NONE, .packing = DAIS_PACKING_WAITING };

	scale.worth = DAIS_NEW_N(l->a, longest + 1, unsigned);
	scale.need = DAIS_NEW_N(l->a, tasks->n + 1, unsigned);
	scale.limit = DAIS_NEW_N(l->a, tasks->n + 1, size_t);
	scale.why = DAIS_NEW_N(l->a, tasks->n + 1, dais_index_vec);
	for (unsigned n = 1; n <= longest; n++)
		scale.worth[n] = 1;
	for (size_t k = 0; k < tasks->n; k++)
		scale.limit[k] = DAIS_NONE;
	return scale;
}

void
dais_lacking_waiting(const struct dais_lacking *l, const dais_index_vec *tasks, dais_scale_vec *ret)
{
	struct waiting w = { .l = l };
	struct dais_scale scale = new_scale(l, tasks);
	struct awaited *awaited = DAIS_NEW_N(l->a, l->p->bodies.n + 1, struct awaited);
	bool *seen = DAIS_NEW_N(l->a, l->p->bodies.n + 1, bool);
	bool *counted = DAIS_NEW_N(l->a, l->p->tasks.n + 1, bool);
	bool *waits = DAIS_NEW_N(l->a, l->p->bodies.n + 1, bool), any = false;

	read_all(&w, tasks);
	for (size_t b = 0; b < l->p->bodies.n; b++)
		awaited[b].first = DAIS_NONE;
	for (size_t k = 0; k < tasks->n; k++) {
		const dais_index_vec *bodies = &l->p->tasks.v[tasks->v[k]].bodies;
		size_t b = bodies->n == 1 ? bodies->v[0] : DAIS_NONE, lead = DAIS_NONE, first;

		if (b == DAIS_NONE || waits[b] || !w.leads[tasks->v[k]].n ||
		    !sits_alone(&w, tasks->v[k], b, &scale.why[k]))
			continue;
		first = first_before(&w, tasks->v[k], b, &lead);
		if (first == DAIS_NONE)
			continue;
		waits[b] = any = true;
		scale.need[k] = 1;
		add_awaited(&w, tasks->v[k], b, counted, &awaited[l->joined[b]]);
		if (seen[l->joined[b]])
			continue;
		seen[l->joined[b]] = true;
		awaited[l->joined[b]].first = first;
		scale.need[first] = 1;
		dais_explain_add_once(l->a, &scale.why[k], lead);
	}
	if (!any)
		return;
	count_others(&w, tasks, seen, &scale);
	dais_vec_push(l->a, ret, scale);
	add_whole(&w, &scale, awaited, tasks, ret);
}
