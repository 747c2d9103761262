/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What goes together in a plan of few sittings: of the bodies that items join, everything that need
 * not wait makes one block, if a sitting holds it, and what waits, as the report does, the next.
 */
#include "plan/large/compact_priv.h"

/* The demands in their order of taking up, and how much a sitting holds. */
struct gathering {
	struct dais_compact *c;
	dais_index_vec order; /* tasks, each after what comes before it */
	unsigned longest;     /* steps of the longest slot */
	size_t *met;          /* of tasks: the task for which it was last met */
};

/* --- what is asked for --- */

size_t
dais_compact_cluster(struct dais_compact *c, size_t b)
{
	while (c->cluster[b] != b)
		b = c->cluster[b] = c->cluster[c->cluster[b]];
	return b;
}

static void
read_bodies(struct dais_compact *c)
{
	const struct dais_problem *p = c->p;

	c->cluster = DAIS_NEW_N(c->a, p->bodies.n + 1, size_t);
	c->rooms = DAIS_NEW_N(c->a, p->bodies.n + 1, uint64_t);
	c->apart = DAIS_NEW_N(c->a, p->bodies.n + 1, dais_index_vec);
	c->tasks_apart = DAIS_NEW_N(c->a, p->tasks.n + 1, dais_index_vec);
	for (size_t b = 0; b < p->bodies.n; b++) {
		c->cluster[b] = b;
		c->rooms[b] = dais_rooms_all(p);
	}
	for (size_t i = 0; i < p->tasks.n; i++) {
		const dais_index_vec *bodies = &p->tasks.v[i].bodies;

		for (size_t k = 1; k < bodies->n; k++)
			c->cluster[dais_compact_cluster(c, bodies->v[k])] =
			    dais_compact_cluster(c, bodies->v[0]);
	}
}

static void
read_demands(struct dais_compact *c)
{
	const struct dais_problem *p = c->p;

	c->least = DAIS_NEW_N(c->a, p->tasks.n + 1, unsigned);
	c->before = DAIS_NEW_N(c->a, p->tasks.n + 1, dais_index_vec);
	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];
		unsigned steps = dais_problem_steps(p, d->amount);

		if (d->rank)
			continue;
		if (d->kind == DAIS_DEMAND_LEAST && steps > c->least[d->task]) {
			c->least[d->task] = steps;
		} else if (d->kind == DAIS_DEMAND_BEFORE && d->task != d->other) {
			dais_vec_push(c->a, &c->before[d->other], k);
		} else if (d->kind == DAIS_DEMAND_ROOMS) {
			c->rooms[d->body] &= d->rooms;
		} else if (d->kind == DAIS_DEMAND_ITEMS_MOST) {
			if (!c->items_most || d->amount < c->items_most)
				c->items_most = d->amount;
		} else if (d->kind == DAIS_DEMAND_APART && d->task != DAIS_NONE) {
			dais_vec_push(c->a, &c->tasks_apart[d->task], d->other);
			dais_vec_push(c->a, &c->tasks_apart[d->other], d->task);
		} else if (d->kind == DAIS_DEMAND_APART) {
			dais_vec_push(c->a, &c->apart[d->body], d->body_2);
			dais_vec_push(c->a, &c->apart[d->body_2], d->body);
		}
	}
}

bool
dais_compact_binds(const struct dais_compact *c, size_t demand)
{
	const struct dais_demand *d = &c->p->demands.v[demand];

	return c->least[d->task] && c->least[d->other];
}

static void
put_in_order(struct gathering *g)
{
	struct dais_compact *c = g->c;
	size_t n = c->p->tasks.n;
	dais_index_vec *then = DAIS_NEW_N(c->a, n + 1, dais_index_vec);
	size_t *waits = DAIS_NEW_N(c->a, n + 1, size_t);

	c->stage = DAIS_NEW_N(c->a, n + 1, unsigned);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < c->before[i].n; k++) {
			size_t d = c->before[i].v[k];

			if (!dais_compact_binds(c, d))
				continue;
			dais_vec_push(c->a, &then[c->p->demands.v[d].task], d);
			waits[i]++;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (!waits[i])
			dais_vec_push(c->a, &g->order, i);
	}
	for (size_t at = 0; at < g->order.n; at++) {
		size_t i = g->order.v[at];

		for (size_t k = 0; k < then[i].n; k++) {
			const struct dais_demand *d = &c->p->demands.v[then[i].v[k]];
			unsigned stage = c->stage[i] + (d->amount > 0);

			if (stage > c->stage[d->other])
				c->stage[d->other] = stage;
			if (!--waits[d->other])
				dais_vec_push(c->a, &g->order, d->other);
		}
	}
}

/* --- what goes together --- */

static bool
has(const dais_index_vec *v, size_t x)
{
	for (size_t k = 0; k < v->n; k++) {
		if (v->v[k] == x)
			return true;
	}
	return false;
}

static bool
is_open_with(const struct dais_compact *c, const struct dais_compact_block *b, size_t i)
{
	for (size_t t = 0; t < c->p->slots.n; t++) {
		if (dais_slots_has(b->open, t) && dais_around_is_open(c->l->around, i, t))
			return true;
	}
	return false;
}

static bool
too_many_items(const struct dais_compact *c, const struct dais_compact_block *b, size_t i)
{
	unsigned groups = 1;

	if (!c->items_most)
		return false;
	for (size_t k = 0; k < b->tasks.n; k++) {
		bool seen = c->p->tasks.v[b->tasks.v[k]].group == c->p->tasks.v[i].group;

		for (size_t m = 0; m < k && !seen; m++)
			seen = c->p->tasks.v[b->tasks.v[m]].group ==
			       c->p->tasks.v[b->tasks.v[k]].group;
		groups += !seen;
	}
	return groups > c->items_most;
}

/* Steps of what must come before task @i, in the same sitting if it can, and has no block yet. */
static unsigned
steps_before(struct gathering *g, size_t i)
{
	const struct dais_compact *c = g->c;
	dais_index_vec found = { .n = 0 };
	unsigned steps = 0;

	dais_vec_push(c->a, &found, i);
	g->met[i] = i;
	for (size_t at = 0; at < found.n; at++) {
		const dais_index_vec *before = &c->before[found.v[at]];

		for (size_t k = 0; k < before->n; k++) {
			size_t other = c->p->demands.v[before->v[k]].task;

			if (!dais_compact_binds(c, before->v[k]) ||
			    c->stage[other] != c->stage[i] || c->block[other] != DAIS_NONE ||
			    g->met[other] == i)
				continue;
			g->met[other] = i;
			dais_vec_push(c->a, &found, other);
			steps += c->least[other];
		}
	}
	return steps;
}

/* Whether the block holds task @i and @before, steps of what must come before it. */
static bool
fits(const struct gathering *g, const struct dais_compact_block *b, size_t i, unsigned before)
{
	const struct dais_compact *c = g->c;
	const dais_index_vec *bodies = &c->p->tasks.v[i].bodies;

	if (b->stage != c->stage[i] || b->steps + c->least[i] + before > g->longest)
		return false;
	for (size_t k = 0; k < bodies->n; k++) {
		if (!has(&b->bodies, bodies->v[k]))
			return false;
	}
	return !too_many_items(c, b, i) && is_open_with(c, b, i);
}

static void
put(struct dais_compact *c, size_t at, size_t i)
{
	struct dais_compact_block *b = &c->blocks.v[at];
	const dais_index_vec *bodies = &c->p->tasks.v[i].bodies;

	c->block[i] = at;
	b->steps += c->least[i];
	for (size_t k = 0; k < bodies->n; k++) {
		if (!has(&b->bodies, bodies->v[k]))
			dais_vec_push(c->a, &b->bodies, bodies->v[k]);
	}
	for (size_t t = 0; t < c->p->slots.n; t++) {
		if (!dais_around_is_open(c->l->around, i, t))
			dais_slots_take(b->open, t);
	}
}

static size_t
new_block(struct dais_compact *c, size_t i)
{
	struct dais_compact_block *b = dais_vec_add(c->a, &c->blocks);

	*b = (struct dais_compact_block){ .stage = c->stage[i], .slot = DAIS_NONE };
	b->open = dais_slots_new(c->p, c->a);
	for (size_t t = 0; t < c->p->slots.n; t++)
		dais_slots_put(b->open, t);
	return c->blocks.n - 1;
}

/* The block of @known that holds task @i, or a new one. */
static size_t
find_block(struct gathering *g, dais_index_vec *known, size_t i)
{
	struct dais_compact *c = g->c;
	const unsigned before = steps_before(g, i);
	size_t at;

	for (size_t m = 0; m < known->n; m++) {
		if (fits(g, &c->blocks.v[known->v[m]], i, before))
			return known->v[m];
	}
	at = new_block(c, i);
	dais_vec_push(c->a, known, at);
	return at;
}

/* Items of several bodies first: they say who sits together. */
static void
put_all(struct gathering *g)
{
	struct dais_compact *c = g->c;
	dais_index_vec *of = DAIS_NEW_N(c->a, c->p->bodies.n + 1, dais_index_vec);

	for (size_t k = 0; k < 2 * g->order.n; k++) {
		size_t i = g->order.v[k % g->order.n];
		const dais_index_vec *bodies = &c->p->tasks.v[i].bodies;

		if (!c->least[i] || !bodies->n || (bodies->n > 1) != (k < g->order.n))
			continue;
		put(c, find_block(g, &of[dais_compact_cluster(c, bodies->v[0])], i), i);
	}
	for (size_t k = 0; k < g->order.n; k++) {
		size_t i = g->order.v[k];

		if (c->block[i] != DAIS_NONE)
			dais_vec_push(c->a, &c->blocks.v[c->block[i]].tasks, i);
	}
}

void
dais_compact_make_blocks(struct dais_compact *c)
{
	const size_t tasks = c->p->tasks.n;
	struct gathering g = { .c = c, .met = DAIS_NEW_N(c->a, tasks + 1, size_t) };

	c->block = DAIS_NEW_N(c->a, tasks + 1, size_t);
	for (size_t i = 0; i < tasks; i++)
		c->block[i] = g.met[i] = DAIS_NONE;
	for (size_t t = 0; t < c->p->slots.n; t++) {
		if (dais_slot_steps(c->p, t) > g.longest)
			g.longest = dais_slot_steps(c->p, t);
	}
	read_bodies(c);
	read_demands(c);
	put_in_order(&g);
	put_all(&g);
}
