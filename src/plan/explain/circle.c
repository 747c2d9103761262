/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Orders that form a circle: no task of it can come first. */
#include "plan/explain/explain_priv.h"

struct order {
	size_t demand, to;
	size_t next; /* in the list of the same task, or DAIS_NONE */
};

struct circling {
	const struct dais_problem *p;
	DAIS_VEC(struct order) orders;
	size_t *first; /* order of each task, or DAIS_NONE */
	size_t *at; /* order of each task being followed; DAIS_NONE: not on the way */
	bool *done;
};

/* Follows orders from @start until a task on the way is met again (returned) or all are done
 * (DAIS_NONE). @way: the tasks on the way. */
static size_t
follow(struct circling *c, size_t start, dais_index_vec *way, struct dais_arena *a)
{
	way->n = 0;
	dais_vec_push(a, way, start);
	c->at[start] = c->first[start];
	while (way->n) {
		size_t task = way->v[way->n - 1], order = c->at[task], to;

		if (order == DAIS_NONE) {
			c->done[task] = true;
			if (--way->n)
				c->at[way->v[way->n - 1]] =
				    c->orders.v[c->at[way->v[way->n - 1]]].next;
			continue;
		}
		to = c->orders.v[order].to;
		for (size_t i = 0; i < way->n; i++) {
			if (way->v[i] == to)
				return to;
		}
		if (c->done[to]) {
			c->at[task] = c->orders.v[order].next;
			continue;
		}
		c->at[to] = c->first[to];
		dais_vec_push(a, way, to);
	}
	return DAIS_NONE;
}

static void
tell_circle(const struct circling *c, const dais_index_vec *way, size_t met, struct dais_arena *a,
    struct dais_lack *ret)
{
	bool in = false;

	ret->kind = DAIS_LACK_ORDER;
	for (size_t i = 0; i < way->n; i++) {
		size_t demand = c->orders.v[c->at[way->v[i]]].demand;

		in = in || way->v[i] == met;
		if (!in)
			continue;
		dais_vec_push(a, &ret->tasks, way->v[i]);
		dais_vec_push(a, &ret->demands, demand);
		dais_vec_push(a, &ret->why, demand);
	}
}

bool
dais_explain_circle(
    const struct dais_problem *p, const bool *active, struct dais_arena *a, struct dais_lack *ret)
{
	struct circling c = { .p = p };
	dais_index_vec way = { .n = 0 };

	c.first = DAIS_NEW_N(a, p->tasks.n + 1, size_t);
	c.at = DAIS_NEW_N(a, p->tasks.n + 1, size_t);
	c.done = DAIS_NEW_N(a, p->tasks.n + 1, bool);
	for (size_t i = 0; i < p->tasks.n; i++)
		c.first[i] = c.at[i] = DAIS_NONE;
	for (size_t i = 0; i < p->demands.n; i++) {
		const struct dais_demand *d = &p->demands.v[i];

		if (d->kind != DAIS_DEMAND_BEFORE || d->rank > 0 || !active[i])
			continue;
		dais_vec_push(a, &c.orders, ((struct order){ i, d->other, c.first[d->task] }));
		c.first[d->task] = c.orders.n - 1;
	}
	for (size_t i = 0; i < p->tasks.n; i++) {
		size_t met = c.done[i] ? DAIS_NONE : follow(&c, i, &way, a);

		if (met == DAIS_NONE)
			continue;
		tell_circle(&c, &way, met, a, ret);
		return true;
	}
	return false;
}
