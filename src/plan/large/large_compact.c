/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A plan of few sittings, for meetings in which places are scarce. First what goes together: of the
 * bodies that items join, everything that need not wait makes one block, if a sitting holds it, and
 * what waits, as the report does, the next. Then where: blocks that suit few rooms first, each
 * in the first half-day that has a room and a team left.
 */
#include <stdlib.h>
#include <string.h>

#include "plan/large/large_priv.h"

/* What is taken up in one sitting. */
struct block {
	dais_index_vec tasks;  /* in the order they are taken up */
	dais_index_vec bodies;
	unsigned steps, stage;
	dais_slot_set open;    /* to all its tasks */
	size_t slot, room, team; /* once it has its place; slot DAIS_NONE before */
};

/* Blocks that are placed together: of bodies that items join, or one. */
struct cluster {
	dais_index_vec blocks;
	size_t choice; /* rooms for the block that suits fewest, times its half-days */
};

struct compact {
	const struct dais_large *l;
	const struct dais_problem *p;
	struct dais_arena *a;
	unsigned *least;        /* steps of each task; 0: it is left out */
	unsigned *stage;        /* how often what it waits for waits itself */
	dais_index_vec *before; /* of each task: demands that something comes before it */
	dais_index_vec order;   /* tasks, each after what comes before it */
	size_t *block;          /* of each task, or DAIS_NONE */
	size_t *cluster;        /* of bodies: one of those that items join it with */
	uint64_t *rooms;        /* that suit each body */
	dais_index_vec *apart;  /* of bodies */
	dais_index_vec *tasks_apart;
	unsigned items_most, longest;
	DAIS_VEC(struct block) blocks;
	bool *sits;             /* [body * slots + slot] */
	bool *room_taken, *team_taken;
	unsigned *in_day, *in_week; /* sittings of teams */
	size_t days, weeks;
};

/* --- what is asked for --- */

static size_t
cluster_of(struct compact *c, size_t b)
{
	while (c->cluster[b] != b)
		b = c->cluster[b] = c->cluster[c->cluster[b]];
	return b;
}

static void
read_bodies(struct compact *c)
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
			c->cluster[cluster_of(c, bodies->v[k])] = cluster_of(c, bodies->v[0]);
	}
}

static void
read_demands(struct compact *c)
{
	const struct dais_problem *p = c->p;

	c->least = DAIS_NEW_N(c->a, p->tasks.n + 1, unsigned);
	c->before = DAIS_NEW_N(c->a, p->tasks.n + 1, dais_index_vec);
	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];
		unsigned steps = (d->amount + p->step - 1) / p->step;

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

/* Orders hold between tasks that are taken up alone. */
static bool
binds(const struct compact *c, size_t demand)
{
	const struct dais_demand *d = &c->p->demands.v[demand];

	return c->least[d->task] && c->least[d->other];
}

static void
put_in_order(struct compact *c)
{
	size_t n = c->p->tasks.n;
	dais_index_vec *then = DAIS_NEW_N(c->a, n + 1, dais_index_vec);
	size_t *waits = DAIS_NEW_N(c->a, n + 1, size_t);

	c->stage = DAIS_NEW_N(c->a, n + 1, unsigned);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < c->before[i].n; k++) {
			size_t d = c->before[i].v[k];

			if (!binds(c, d))
				continue;
			dais_vec_push(c->a, &then[c->p->demands.v[d].task], d);
			waits[i]++;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (!waits[i])
			dais_vec_push(c->a, &c->order, i);
	}
	for (size_t at = 0; at < c->order.n; at++) {
		size_t i = c->order.v[at];

		for (size_t k = 0; k < then[i].n; k++) {
			const struct dais_demand *d = &c->p->demands.v[then[i].v[k]];
			unsigned stage = c->stage[i] + (d->amount > 0);

			if (stage > c->stage[d->other])
				c->stage[d->other] = stage;
			if (!--waits[d->other])
				dais_vec_push(c->a, &c->order, d->other);
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
suits(const struct compact *c, const dais_index_vec *bodies, size_t r)
{
	const struct dais_plan_room *room = &c->p->rooms.v[r];
	uint64_t seats = 0;
	bool allowed = true;

	for (size_t k = 0; k < bodies->n; k++) {
		size_t b = bodies->v[k];

		seats += c->p->bodies.v[b].attendance;
		allowed = allowed && (c->rooms[b] >> r & 1u) &&
			  (!c->p->bodies.v[b].remote || room->remote);
	}
	return allowed && (!room->capacity || seats <= room->capacity);
}

static bool
is_open_with(const struct compact *c, const struct block *b, size_t i)
{
	for (size_t t = 0; t < c->p->slots.n; t++) {
		if (dais_slots_has(b->open, t) && dais_around_is_open(c->l->around, i, t))
			return true;
	}
	return false;
}

static bool
too_many_items(const struct compact *c, const struct block *b, size_t i)
{
	unsigned groups = 1;

	for (size_t k = 0; k < b->tasks.n; k++) {
		bool seen = c->p->tasks.v[b->tasks.v[k]].group == c->p->tasks.v[i].group;

		for (size_t m = 0; m < k && !seen; m++)
			seen = c->p->tasks.v[b->tasks.v[m]].group ==
			       c->p->tasks.v[b->tasks.v[k]].group;
		groups += !seen;
	}
	return c->items_most && groups > c->items_most;
}

/* Steps of what must come before task @i, in the same sitting if it can, and has no block yet. */
static unsigned
steps_before(const struct compact *c, size_t i)
{
	dais_index_vec found = { .n = 0 };
	unsigned steps = 0;

	dais_vec_push(c->a, &found, i);
	for (size_t at = 0; at < found.n; at++) {
		const dais_index_vec *before = &c->before[found.v[at]];

		for (size_t k = 0; k < before->n; k++) {
			size_t other = c->p->demands.v[before->v[k]].task;

			if (!binds(c, before->v[k]) || c->stage[other] != c->stage[i] ||
			    c->block[other] != DAIS_NONE || has(&found, other))
				continue;
			dais_vec_push(c->a, &found, other);
			steps += c->least[other];
		}
	}
	return steps;
}

static bool
fits(const struct compact *c, const struct block *b, size_t i)
{
	const dais_index_vec *bodies = &c->p->tasks.v[i].bodies;
	bool seated = true;

	for (size_t k = 0; k < bodies->n; k++)
		seated = seated && has(&b->bodies, bodies->v[k]);
	return seated && b->stage == c->stage[i] &&
	       b->steps + c->least[i] + steps_before(c, i) <= c->longest &&
	       !too_many_items(c, b, i) && is_open_with(c, b, i);
}

static void
put(struct compact *c, size_t at, size_t i)
{
	struct block *b = &c->blocks.v[at];
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
new_block(struct compact *c, size_t i)
{
	struct block *b = dais_vec_add(c->a, &c->blocks);

	*b = (struct block){ .stage = c->stage[i], .slot = DAIS_NONE };
	b->open = dais_slots_new(c->p, c->a);
	for (size_t t = 0; t < c->p->slots.n; t++)
		dais_slots_put(b->open, t);
	return c->blocks.n - 1;
}

/* Items of several bodies first: they say who sits together. */
static void
make_blocks(struct compact *c)
{
	dais_index_vec *of = DAIS_NEW_N(c->a, c->p->bodies.n + 1, dais_index_vec);

	c->block = DAIS_NEW_N(c->a, c->p->tasks.n + 1, size_t);
	for (size_t i = 0; i < c->p->tasks.n; i++)
		c->block[i] = DAIS_NONE;
	for (size_t k = 0; k < 2 * c->order.n; k++) {
		size_t i = c->order.v[k % c->order.n], at = DAIS_NONE;
		const dais_index_vec *bodies = &c->p->tasks.v[i].bodies;
		dais_index_vec *known;

		if (!c->least[i] || !bodies->n || (bodies->n > 1) != (k < c->order.n))
			continue;
		known = &of[cluster_of(c, bodies->v[0])];
		for (size_t m = 0; m < known->n && at == DAIS_NONE; m++) {
			if (fits(c, &c->blocks.v[known->v[m]], i))
				at = known->v[m];
		}
		if (at == DAIS_NONE) {
			at = new_block(c, i);
			dais_vec_push(c->a, known, at);
		}
		put(c, at, i);
	}
	for (size_t k = 0; k < c->order.n; k++) {
		size_t i = c->order.v[k];

		if (c->block[i] != DAIS_NONE)
			dais_vec_push(c->a, &c->blocks.v[c->block[i]].tasks, i);
	}
}

/* --- where --- */

/* Whether slot @t agrees with the orders of the block's tasks; @ret_waits: something that comes
 * before has no place yet. */
static bool
in_order(const struct compact *c, const struct block *b, size_t t, bool *ret_waits)
{
	const struct dais_plan_slot *slots = c->p->slots.v;

	for (size_t k = 0; k < b->tasks.n; k++) {
		const dais_index_vec *before = &c->before[b->tasks.v[k]];

		for (size_t m = 0; m < before->n; m++) {
			const struct dais_demand *d = &c->p->demands.v[before->v[m]];
			const struct block *other;

			if (!binds(c, before->v[m]) || c->block[d->task] == DAIS_NONE)
				continue;
			other = &c->blocks.v[c->block[d->task]];
			if (other == b)
				continue;
			*ret_waits = *ret_waits || other->slot == DAIS_NONE;
			if (other->slot != DAIS_NONE &&
			    (other->slot > t || slots[t].half_day < slots[other->slot].half_day +
									(int64_t)d->amount))
				return false;
		}
	}
	return true;
}

static bool
is_alone(const struct compact *c, const struct block *b, size_t t)
{
	for (size_t k = 0; k < b->bodies.n; k++) {
		const dais_index_vec *apart = &c->apart[b->bodies.v[k]];

		if (c->sits[b->bodies.v[k] * c->p->slots.n + t])
			return false;
		for (size_t m = 0; m < apart->n; m++) {
			if (c->sits[apart->v[m] * c->p->slots.n + t])
				return false;
		}
	}
	for (size_t k = 0; k < b->tasks.n; k++) {
		const dais_index_vec *apart = &c->tasks_apart[b->tasks.v[k]];

		for (size_t m = 0; m < apart->n; m++) {
			size_t other = c->block[apart->v[m]];

			if (other != DAIS_NONE && c->blocks.v[other].slot == t)
				return false;
		}
	}
	return true;
}

/* The smallest room that is left. */
static size_t
free_room(const struct compact *c, const struct block *b, size_t t)
{
	size_t best = DAIS_NONE;

	for (size_t r = 0; r < c->p->rooms.n; r++) {
		const struct dais_plan_room *room = &c->p->rooms.v[r];

		if (c->room_taken[r * c->p->slots.n + t] || !dais_slots_has(room->free, t) ||
		    !suits(c, &b->bodies, r))
			continue;
		if (best == DAIS_NONE ||
		    (room->capacity && (!c->p->rooms.v[best].capacity ||
					   room->capacity < c->p->rooms.v[best].capacity)))
			best = r;
	}
	return best;
}

/* The team with fewest sittings of the week. */
static size_t
free_team(const struct compact *c, const struct block *b, size_t t)
{
	const struct dais_plan_slot *slot = &c->p->slots.v[t];
	dais_lang_set languages = 0;
	size_t best = DAIS_NONE;

	for (size_t k = 0; k < b->bodies.n; k++)
		languages |= c->p->bodies.v[b->bodies.v[k]].languages;
	for (size_t m = 0; m < c->p->teams.n; m++) {
		const struct dais_plan_team *team = &c->p->teams.v[m];
		unsigned day = c->in_day[m * c->days + slot->day_index];
		unsigned week = c->in_week[m * c->weeks + slot->week];

		if (c->team_taken[m * c->p->slots.n + t] || !dais_slots_has(team->free, t) ||
		    (languages & ~team->languages) || (team->day_most && day >= team->day_most) ||
		    (team->week_most && week >= team->week_most))
			continue;
		if (best == DAIS_NONE || week < c->in_week[best * c->weeks + slot->week])
			best = m;
	}
	return best;
}

/* Takes the block's place, or gives it back (@sits false). */
static void
mark(struct compact *c, const struct block *b, bool sits)
{
	const struct dais_plan_slot *slot = &c->p->slots.v[b->slot];

	for (size_t k = 0; k < b->bodies.n; k++)
		c->sits[b->bodies.v[k] * c->p->slots.n + b->slot] = sits;
	if (b->room != DAIS_NONE)
		c->room_taken[b->room * c->p->slots.n + b->slot] = sits;
	if (b->team == DAIS_NONE)
		return;
	c->team_taken[b->team * c->p->slots.n + b->slot] = sits;
	c->in_day[b->team * c->days + slot->day_index] += sits ? 1 : UINT32_MAX;
	c->in_week[b->team * c->weeks + slot->week] += sits ? 1 : UINT32_MAX;
}

/* The first place from slot @from on. */
static bool
place(struct compact *c, struct block *b, size_t from)
{
	for (size_t t = from; t < c->p->slots.n; t++) {
		bool waits = false;
		size_t room, team;

		if (!dais_slots_has(b->open, t) || b->steps > dais_slot_steps(c->p, t) ||
		    !in_order(c, b, t, &waits) || waits || !is_alone(c, b, t))
			continue;
		room = free_room(c, b, t);
		team = free_team(c, b, t);
		if ((c->p->rooms.n && room == DAIS_NONE) || (c->p->teams.n && team == DAIS_NONE))
			continue;
		b->slot = t;
		b->room = room;
		b->team = team;
		mark(c, b, true);
		return true;
	}
	return false;
}

/* All blocks of @cluster, none before slot @from; false: not all have a place, and none is
 * taken. */
static bool
place_all(struct compact *c, const struct cluster *cluster, size_t from)
{
	size_t placed = 0, before = SIZE_MAX;

	while (placed < cluster->blocks.n && placed != before) {
		before = placed;
		for (size_t k = 0; k < cluster->blocks.n; k++) {
			struct block *b = &c->blocks.v[cluster->blocks.v[k]];

			placed += b->slot == DAIS_NONE && place(c, b, from);
		}
	}
	for (size_t k = 0; placed < cluster->blocks.n && k < cluster->blocks.n; k++) {
		struct block *b = &c->blocks.v[cluster->blocks.v[k]];

		if (b->slot == DAIS_NONE)
			continue;
		mark(c, b, false);
		b->slot = DAIS_NONE;
	}
	return placed == cluster->blocks.n;
}

static int
fewest_first(const void *x, const void *y)
{
	const struct cluster *a = x, *b = y;

	return (a->choice > b->choice) - (a->choice < b->choice);
}

static size_t
choice_of(const struct compact *c, const struct block *b)
{
	size_t rooms = c->p->rooms.n == 0, slots = 0;

	for (size_t r = 0; r < c->p->rooms.n; r++)
		rooms += suits(c, &b->bodies, r);
	for (size_t t = 0; t < c->p->slots.n; t++)
		slots += dais_slots_has(b->open, t);
	return rooms * slots;
}

/* Nobody has a place. */
static void
clear(struct compact *c)
{
	size_t slots = c->p->slots.n;

	c->days = slots ? c->p->slots.v[slots - 1].day_index + 1 : 1;
	c->weeks = slots ? c->p->slots.v[slots - 1].week + 1 : 1;
	c->sits = DAIS_NEW_N(c->a, c->p->bodies.n * slots + 1, bool);
	c->room_taken = DAIS_NEW_N(c->a, c->p->rooms.n * slots + 1, bool);
	c->team_taken = DAIS_NEW_N(c->a, c->p->teams.n * slots + 1, bool);
	c->in_day = DAIS_NEW_N(c->a, c->p->teams.n * c->days + 1, unsigned);
	c->in_week = DAIS_NEW_N(c->a, c->p->teams.n * c->weeks + 1, unsigned);
	for (size_t k = 0; k < c->blocks.n; k++)
		c->blocks.v[k].slot = DAIS_NONE;
}

/* Those that suit fewest rooms first, each with all its blocks. */
static void
place_by_cluster(struct compact *c)
{
	struct cluster *v = DAIS_NEW_N(c->a, c->p->bodies.n + 1, struct cluster);

	for (size_t b = 0; b < c->p->bodies.n; b++)
		v[b].choice = SIZE_MAX;
	for (size_t k = 0; k < c->blocks.n; k++) {
		struct cluster *cluster = &v[cluster_of(c, c->blocks.v[k].bodies.v[0])];
		size_t choice = choice_of(c, &c->blocks.v[k]);

		dais_vec_push(c->a, &cluster->blocks, k);
		cluster->choice = choice < cluster->choice ? choice : cluster->choice;
	}
	if (c->p->bodies.n)
		qsort(v, c->p->bodies.n, sizeof *v, fewest_first);
	for (size_t k = 0; k < c->p->bodies.n && !dais_large_is_over(c->l); k++) {
		size_t from = 0;

		while (v[k].blocks.n && from < c->p->slots.n && !place_all(c, &v[k], from))
			from++;
	}
}

/* What need not wait first, of all bodies; then what waits for it. */
static void
place_by_stage(struct compact *c)
{
	struct cluster *v = DAIS_NEW_N(c->a, c->blocks.n + 1, struct cluster);
	unsigned stages = 0;

	for (size_t k = 0; k < c->blocks.n; k++) {
		v[k].choice = choice_of(c, &c->blocks.v[k]);
		dais_vec_push(c->a, &v[k].blocks, k);
		if (c->blocks.v[k].stage >= stages)
			stages = c->blocks.v[k].stage + 1;
	}
	if (c->blocks.n)
		qsort(v, c->blocks.n, sizeof *v, fewest_first);
	for (unsigned stage = 0; stage < stages && !dais_large_is_over(c->l); stage++) {
		bool placed = true;

		while (placed) { /* within a stage, too, some wait for others */
			placed = false;
			for (size_t k = 0; k < c->blocks.n; k++) {
				struct block *b = &c->blocks.v[v[k].blocks.v[0]];

				if (b->stage == stage && b->slot == DAIS_NONE)
					placed = place(c, b, 0) || placed;
			}
		}
	}
}

static size_t
without_place(const struct compact *c)
{
	size_t n = 0;

	for (size_t k = 0; k < c->blocks.n; k++)
		n += c->blocks.v[k].slot == DAIS_NONE;
	return n;
}

/* The better of both ways. */
static void
place_blocks(struct compact *c)
{
	struct block *blocks = c->blocks.v;
	struct block *other = DAIS_NEW_N(c->a, c->blocks.n + 1, struct block);
	size_t missing;

	clear(c);
	place_by_stage(c);
	missing = without_place(c);
	if (!missing)
		return;
	memcpy(other, blocks, c->blocks.n * sizeof *blocks);
	clear(c);
	place_by_cluster(c);
	if (missing < without_place(c))
		c->blocks.v = other;
}

/* --- the plan --- */

static int
by_slot(const void *x, const void *y)
{
	const struct dais_plan_sitting *a = x, *b = y;

	if (a->slot != b->slot)
		return a->slot < b->slot ? -1 : 1;
	return (a->bodies.v[0] > b->bodies.v[0]) - (a->bodies.v[0] < b->bodies.v[0]);
}

static int
ascending(const void *x, const void *y)
{
	const size_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

void
dais_large_compact(const struct dais_large *l, struct dais_arena *a, struct dais_plan *ret)
{
	struct compact c = { .l = l, .p = l->p, .a = a, .longest = 0 };

	*ret = (struct dais_plan){ .sittings = { .n = 0 } };
	for (size_t t = 0; t < l->p->slots.n; t++) {
		if (dais_slot_steps(l->p, t) > c.longest)
			c.longest = dais_slot_steps(l->p, t);
	}
	read_bodies(&c);
	read_demands(&c);
	put_in_order(&c);
	make_blocks(&c);
	place_blocks(&c);
	for (size_t k = 0; k < c.blocks.n; k++) {
		struct block *b = &c.blocks.v[k];
		struct dais_plan_sitting *s;

		if (b->slot == DAIS_NONE)
			continue;
		s = dais_vec_add(a, &ret->sittings);
		*s =
		    (struct dais_plan_sitting){ .slot = b->slot, .room = b->room, .team = b->team };
		s->bodies = b->bodies;
		qsort(s->bodies.v, s->bodies.n, sizeof *s->bodies.v, ascending);
		for (size_t e = 0; e < b->tasks.n; e++)
			dais_vec_push(a, &s->entries,
			    ((struct dais_plan_entry){
				b->tasks.v[e], c.least[b->tasks.v[e]] * l->p->step }));
	}
	if (ret->sittings.n)
		qsort(ret->sittings.v, ret->sittings.n, sizeof *ret->sittings.v, by_slot);
}
