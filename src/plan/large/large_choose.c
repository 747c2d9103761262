/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Which part of a plan is freed next. Half of the parts are about something the plan pays for, the
 * others anywhere.
 */
#include "plan/large/large_priv.h"

#define SLOTS_BODIES_MOST 8u
#define MEND_PATIENCE 8u /* searches, for one more body */
#define ROOM_BODIES_MOST 6u
#define KEPT_RANKS 2u /* of wishes for a plan in force */

struct window {
	size_t from, to;
};

static struct window
some_slots(struct dais_large *l, size_t n, size_t near)
{
	size_t slots = l->now->slots.n, from;

	if (n >= slots)
		return (struct window){ 0, slots };
	from = near == DAIS_NONE ? dais_large_below(l, slots - n + 1)
				 : near - (near < n ? near : dais_large_below(l, n));
	if (from > slots - n)
		from = slots - n;
	return (struct window){ from, from + n };
}

static void
free_task(struct dais_large *l, size_t i, struct window w)
{
	for (size_t t = w.from; t < w.to; t++)
		l->freed.cells[i * l->now->slots.n + t] = true;
}

/* Bodies that are freed together. */
struct together {
	size_t v[SLOTS_BODIES_MOST];
	size_t n;
	bool common; /* with all their common items; else with those that no other body takes part
		      * in, for these touch the sittings of the others */
};

static bool
all_together(const struct together *g, const dais_index_vec *bodies)
{
	size_t n = 0;

	for (size_t k = 0; k < bodies->n; k++) {
		bool in = false;

		for (size_t m = 0; m < g->n && !in; m++)
			in = g->v[m] == bodies->v[k];
		n += in;
	}
	return n == bodies->n;
}

static void
free_bodies(struct dais_large *l, const struct together *g, struct window w)
{
	for (size_t m = 0; m < g->n; m++) {
		const dais_index_vec *tasks = &l->body_tasks[g->v[m]];

		for (size_t k = 0; k < tasks->n; k++) {
			if (g->common || all_together(g, &l->now->tasks.v[tasks->v[k]].bodies))
				free_task(l, tasks->v[k], w);
		}
		l->freed.rooms[g->v[m]] |= w.to - w.from == l->now->slots.n;
	}
}

/* Something the plan pays for, of a rank drawn among those in which it pays; DAIS_NONE: nothing. */
static size_t
some_breach(struct dais_large *l)
{
	const struct dais_verdict *v = &l->verdict;
	size_t first[DAIS_OPTIMIZER_RANKS + 1] = { 0 }, ranks = 0, at;

	for (size_t k = 0; k < v->breaches.n; k++) {
		size_t d = v->breaches.v[k].demand;
		size_t before = k ? v->breaches.v[k - 1].demand : DAIS_NONE;

		if (d == DAIS_NONE || ranks == DAIS_OPTIMIZER_RANKS)
			continue;
		if (before == DAIS_NONE ||
		    l->now->demands.v[before].rank != l->now->demands.v[d].rank)
			first[ranks++] = k;
	}
	if (!ranks)
		return DAIS_NONE;
	first[ranks] = v->breaches.n;
	/* What must be mended comes before all; of a plan that is kept, what has changed. */
	at = !l->sound ? 0
		       : dais_large_below(l, l->keeps && ranks > KEPT_RANKS ? KEPT_RANKS : ranks);
	return first[at] + dais_large_below(l, first[at + 1] - first[at]);
}

struct place {
	size_t body, slot; /* or DAIS_NONE */
};

static struct place
place_of(struct dais_large *l, const struct dais_breach *breach)
{
	const struct dais_demand *d = &l->now->demands.v[breach->demand];
	struct place at = { d->body, DAIS_NONE };
	size_t i = d->other != DAIS_NONE && dais_large_below(l, 2) ? d->other : d->task;

	if (breach->sittings.n) {
		size_t k = breach->sittings.v[dais_large_below(l, breach->sittings.n)];
		const struct dais_plan_sitting *s = &l->plan.sittings.v[k];

		at.slot = s->slot;
		if (at.body == DAIS_NONE && s->bodies.n)
			at.body = s->bodies.v[dais_large_below(l, s->bodies.n)];
	}
	if (i != DAIS_NONE && l->now->tasks.v[i].bodies.n)
		at.body =
		    l->now->tasks.v[i].bodies.v[dais_large_below(l, l->now->tasks.v[i].bodies.n)];
	return at;
}

/* A body that has a common item with @b, or any. */
static size_t
companion(struct dais_large *l, size_t b)
{
	const dais_index_vec *tasks = &l->body_tasks[b];

	for (unsigned k = 0; k < 8 && tasks->n; k++) {
		const dais_index_vec *bodies =
		    &l->now->tasks.v[tasks->v[dais_large_below(l, tasks->n)]].bodies;
		size_t other = bodies->v[dais_large_below(l, bodies->n)];

		if (other != b)
			return other;
	}
	return dais_large_below(l, l->now->bodies.n);
}

static struct together
gather(struct dais_large *l, enum dais_part part, size_t body)
{
	struct together g = { .v = { body }, .n = 1 };
	size_t want = part == DAIS_PART_SLOTS ? SLOTS_BODIES_MOST : part == DAIS_PART_PAIR ? 2 : 1;

	if (!l->sound) /* what one body cannot mend several may */
		want += l->idle / MEND_PATIENCE;
	while (g.n < want && g.n < SLOTS_BODIES_MOST) {
		g.v[g.n] = companion(l, g.v[g.n - 1]);
		g.n++;
	}
	g.common = part != DAIS_PART_SLOTS && dais_large_below(l, l->sound ? 3 : 2) == 0;
	return g;
}

static size_t
part_of(double share, size_t n, size_t least)
{
	size_t ret = (size_t)(share * (double)n + 0.5);

	return ret < least ? least : ret;
}

static void
free_items(struct dais_large *l, size_t b)
{
	const dais_index_vec *tasks = &l->body_tasks[b];
	size_t want = part_of(l->share[DAIS_PART_ITEMS], tasks->n, 2);
	size_t from = tasks->n ? dais_large_below(l, tasks->n) : 0;
	bool run = dais_large_below(l, 2);

	for (size_t k = 0; k < want && k < tasks->n; k++) {
		size_t at = run ? (from + k) % tasks->n : dais_large_below(l, tasks->n);

		free_task(l, tasks->v[at], (struct window){ 0, l->now->slots.n });
	}
}

size_t
dais_large_some_body(struct dais_large *l)
{
	size_t breach = some_breach(l), b = DAIS_NONE;

	if (breach != DAIS_NONE)
		b = place_of(l, &l->verdict.breaches.v[breach]).body;
	return b == DAIS_NONE ? dais_large_below(l, l->now->bodies.n) : b;
}

enum dais_part
dais_large_choose(struct dais_large *l)
{
	size_t slots = l->now->slots.n, breach = DAIS_NONE, n;
	enum dais_part part = (enum dais_part)dais_large_below(l, DAIS_PART_COUNT);
	struct place at = { DAIS_NONE, DAIS_NONE };
	struct together g;

	if (part == DAIS_PART_ROOMS && !l->now->rooms.n)
		part = DAIS_PART_BODY;
	if (!l->sound) /* often a body has only to be laid out anew */
		part = dais_large_below(l, 5) ? DAIS_PART_BODY : DAIS_PART_PAIR;
	dais_freed_clear(&l->freed, l->now);
	if (!l->sound || l->keeps || dais_large_below(l, 2))
		breach = some_breach(l);
	if (breach != DAIS_NONE)
		at = place_of(l, &l->verdict.breaches.v[breach]);
	if (at.body == DAIS_NONE)
		at.body = dais_large_below(l, l->now->bodies.n);
	n = part_of(l->share[part], slots, 2);
	g = gather(l, part, at.body);
	switch (part) {
	case DAIS_PART_BODY:
	case DAIS_PART_PAIR:
	case DAIS_PART_SLOTS:
		free_bodies(l, &g, some_slots(l, n, at.slot));
		break;
	case DAIS_PART_ITEMS:
		free_items(l, at.body);
		break;
	case DAIS_PART_ROOMS:
	case DAIS_PART_COUNT:
	default:
		n = part_of(l->share[part], ROOM_BODIES_MOST, 1);
		for (size_t k = 0; k < n; k++)
			l->freed.rooms[k ? companion(l, at.body) : at.body] = true;
		break;
	}
	return part;
}
