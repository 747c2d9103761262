/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rooms. That they suffice in each slot is known from the counts; here whole turns get one room
 * where one is free throughout (interval colouring, the choosiest first), and the rest is settled
 * slot by slot with augmenting paths.
 */
#include <stdlib.h>

#include "plan/calendar/deal_priv.h"

struct dealing {
	struct calendar_deal *d;
	const struct calendar_model *m;
	size_t rooms, words;
	uint32_t *holds; /* [slots * rooms]: sitting in the room; CALENDAR_NONE free */
	uint64_t *open;  /* [slots * words]: rooms open then */
	uint32_t *order; /* rooms, those that fewest types need first */
	uint32_t *seen;  /* [rooms]: mark of the last search */
	uint32_t mark;
};

static bool
can_use(const struct dealing *x, const struct calendar_block *b, uint32_t slot, size_t room)
{
	return calendar_bit(x->m->rooms.type + b->room_type * x->words, room) &&
	       calendar_bit(x->open + slot * x->words, room);
}

static void
seat(struct dealing *x, uint32_t sitting, uint32_t room)
{
	struct calendar_deal_sitting *s = &x->d->sittings[sitting];

	if (s->room != CALENDAR_NONE)
		x->holds[s->slot * x->rooms + s->room] = CALENDAR_NONE;
	s->room = room;
	if (room != CALENDAR_NONE)
		x->holds[s->slot * x->rooms + room] = sitting;
}

static void
find_open(struct dealing *x)
{
	const struct dais_calendar *c = x->m->c;

	x->open = DAIS_NEW_N(x->d->a, x->m->slots.n * x->words, uint64_t);
	for (size_t r = 0; r < x->rooms; r++) {
		uint64_t *slots = DAIS_NEW_N(x->d->a, calendar_words(x->m->slots.n), uint64_t);

		calendar_slots_outside(x->m, &c->rooms.v[r].closed, slots);
		for (size_t s = 0; s < x->m->slots.n; s++) {
			if (calendar_bit(slots, s))
				calendar_bit_set(x->open + s * x->words, r);
		}
	}
}

struct ranked {
	uint32_t index;
	uint64_t first, second, third;
};

static int
by_rank(const void *p, const void *q)
{
	const struct ranked *a = p, *b = q;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->second != b->second)
		return a->second < b->second ? -1 : 1;
	if (a->third != b->third)
		return a->third < b->third ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static void
order_rooms(struct dealing *x)
{
	struct ranked *v = DAIS_NEW_N(x->d->a, x->rooms, struct ranked);

	x->order = DAIS_NEW_N(x->d->a, x->rooms, uint32_t);
	for (uint32_t r = 0; r < x->rooms; r++) {
		const struct dais_calendar_room *room = &x->m->c->rooms.v[r];

		v[r] = (struct ranked){ .index = r,
			.second = room->capacity ? room->capacity : UINT32_MAX,
			.third = room->remote };
		for (size_t t = 0; t < x->m->rooms.types; t++)
			v[r].first += calendar_bit(x->m->rooms.type + t * x->words, r);
	}
	qsort(v, x->rooms, sizeof(*v), by_rank);
	for (size_t i = 0; i < x->rooms; i++)
		x->order[i] = v[i].index;
}

static bool
is_wished(const struct dealing *x, const struct calendar_block *b, uint32_t room)
{
	const dais_index_vec *v = &x->m->c->meetings.v[b->meeting].rooms;

	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i] == room)
			return true;
	}
	return false;
}

/* How many sittings of @block from @from on find room @room free. */
static uint32_t
free_run(const struct dealing *x, uint32_t block, uint32_t from, uint32_t room)
{
	const struct calendar_block *b = &x->m->blocks.v[block];
	uint32_t n = 0;

	for (uint32_t i = from; i < x->d->first[block + 1]; i++, n++) {
		uint32_t slot = x->d->sittings[i].slot;

		if (!can_use(x, b, slot, room) || x->holds[slot * x->rooms + room] != CALENDAR_NONE)
			break;
	}
	return n;
}

/* The room with the longest free run from sitting @from on; wished ones win over others. */
static uint32_t
best_room(const struct dealing *x, uint32_t block, uint32_t from, uint32_t *ret_run)
{
	const struct calendar_block *b = &x->m->blocks.v[block];
	uint32_t best = CALENDAR_NONE, left = x->d->first[block + 1] - from;
	uint64_t score = 0;
	bool wishes = x->m->c->meetings.v[b->meeting].rooms.n;

	*ret_run = 0;
	for (size_t i = 0; i < x->rooms; i++) {
		uint32_t r = x->order[i], run = free_run(x, block, from, r);
		uint64_t now = (uint64_t)run * 2 + (wishes && run && is_wished(x, b, r));

		if (now > score) {
			score = now;
			best = r;
			*ret_run = run;
		}
		if (!wishes && run == left)
			break;
	}
	return best;
}

/* Kuhn's search in one slot: a room for sitting @s, moving others of the slot. */
static bool
augment(struct dealing *x, uint32_t s)
{
	const struct calendar_deal_sitting *sitting = &x->d->sittings[s];
	const struct calendar_block *b = &x->m->blocks.v[sitting->block];
	uint32_t slot = sitting->slot;

	for (size_t i = 0; i < x->rooms; i++) {
		if (can_use(x, b, slot, x->order[i]) &&
		    x->holds[slot * x->rooms + x->order[i]] == CALENDAR_NONE) {
			seat(x, s, x->order[i]);
			return true;
		}
	}
	for (size_t i = 0; i < x->rooms; i++) {
		uint32_t r = x->order[i], holder;

		if (x->seen[r] == x->mark || !can_use(x, b, slot, r))
			continue;
		x->seen[r] = x->mark;
		holder = x->holds[slot * x->rooms + r];
		if (augment(x, holder)) {
			seat(x, s, r);
			return true;
		}
	}
	return false;
}

static void
seat_block(struct dealing *x, uint32_t block)
{
	uint32_t run;

	for (uint32_t i = x->d->first[block]; i < x->d->first[block + 1];) {
		uint32_t room;

		if (x->d->sittings[i].room != CALENDAR_NONE) {
			i++;
			continue;
		}
		room = best_room(x, block, i, &run);
		if (room == CALENDAR_NONE) {
			x->mark++;
			if (!augment(x, i))
				x->d->without++;
			i++;
			continue;
		}
		for (; run; run--, i++)
			seat(x, i, room);
	}
}

/* Whether all sittings of @block are in one room. */
static bool
has_one_room(const struct dealing *x, uint32_t block)
{
	const struct calendar_deal_sitting *s = x->d->sittings;

	for (uint32_t i = x->d->first[block] + 1; i < x->d->first[block + 1]; i++) {
		if (s[i].room != s[i - 1].room)
			return false;
	}
	return true;
}

static void
unseat(struct dealing *x, uint32_t block)
{
	for (uint32_t i = x->d->first[block]; i < x->d->first[block + 1]; i++)
		seat(x, i, CALENDAR_NONE);
}

static void
seat_all(struct dealing *x, uint32_t block, uint32_t room)
{
	for (uint32_t i = x->d->first[block]; i < x->d->first[block + 1]; i++)
		seat(x, i, room);
}

/* Clears room @room for @block: those that stand in the way, each in one room, move whole to
 * another. @moved has room for all of them. False, with all as before, when one cannot. */
static bool
clear_room(struct dealing *x, uint32_t block, uint32_t room, uint32_t *moved)
{
	struct calendar_deal *d = x->d;
	uint32_t n = d->first[block + 1] - d->first[block], count = 0;
	bool ok = true;

	for (uint32_t i = d->first[block]; ok && i < d->first[block + 1]; i++) {
		uint32_t slot = d->sittings[i].slot, run, other, to;
		uint32_t holder = x->holds[slot * x->rooms + room];

		ok = can_use(x, &x->m->blocks.v[block], slot, room);
		if (!ok || holder == CALENDAR_NONE || d->sittings[holder].block == block)
			continue;
		other = d->sittings[holder].block;
		/* A room in force is worth more than one room for another. */
		ok = d->sittings[holder].room_kept != room && has_one_room(x, other) &&
		     !is_wished(x, &x->m->blocks.v[other], room);
		to = ok ? best_room(x, other, d->first[other], &run) : CALENDAR_NONE;
		ok = to != CALENDAR_NONE && run == d->first[other + 1] - d->first[other];
		if (ok) {
			seat_all(x, other, to);
			moved[count++] = other;
		}
	}
	for (uint32_t i = count; !ok && i-- > 0;)
		seat_all(x, moved[i], room);
	return ok && count <= n;
}

/* Turns that change rooms, once more: into a room that can be cleared for them. */
static void
join_rooms(struct dealing *x)
{
	uint32_t *moved = DAIS_NEW_N(x->d->a, x->m->slots.n + 1, uint32_t);
	uint32_t *was = DAIS_NEW_N(x->d->a, x->m->slots.n * 2 + 1000, uint32_t);

	for (uint32_t b = 0; b < x->m->blocks.n; b++) {
		uint32_t first = x->d->first[b], n = x->d->first[b + 1] - first;
		bool done = false;

		if (n < 2 || x->m->blocks.v[b].room_type == CALENDAR_NONE || has_one_room(x, b))
			continue;
		for (uint32_t i = 0; i < n; i++)
			was[i] = x->d->sittings[first + i].room;
		unseat(x, b);
		for (size_t i = 0; !done && i < x->rooms; i++) {
			done = clear_room(x, b, x->order[i], moved);
			if (done)
				seat_all(x, b, x->order[i]);
		}
		for (uint32_t i = 0; !done && i < n; i++)
			seat(x, first + i, was[i]);
	}
}

static void
seat_kept(struct dealing *x)
{
	for (uint32_t i = 0; i < x->d->n; i++) {
		const struct calendar_deal_sitting *s = &x->d->sittings[i];
		const struct calendar_block *b = &x->m->blocks.v[s->block];

		if (s->room_kept != CALENDAR_NONE && b->room_type != CALENDAR_NONE &&
		    can_use(x, b, s->slot, s->room_kept) &&
		    x->holds[s->slot * x->rooms + s->room_kept] == CALENDAR_NONE)
			seat(x, i, s->room_kept);
	}
}

/* Blocks in the order they are served. */
static uint32_t *
order_blocks(const struct dealing *x)
{
	const struct calendar_model *m = x->m;
	struct ranked *v = DAIS_NEW_N(x->d->a, m->blocks.n + 1, struct ranked);
	uint32_t *ret = DAIS_NEW_N(x->d->a, m->blocks.n + 1, uint32_t);
	uint32_t *size = DAIS_NEW_N(x->d->a, m->rooms.types + 1, uint32_t);

	for (size_t t = 0; t < m->rooms.types; t++) {
		for (size_t r = 0; r < x->rooms; r++)
			size[t] += calendar_bit(m->rooms.type + t * x->words, r);
	}
	for (uint32_t b = 0; b < m->blocks.n; b++) {
		uint32_t type = m->blocks.v[b].room_type;

		v[b] = (struct ranked){ .index = b,
			.first = type == CALENDAR_NONE ? 0 : size[type],
			.second = x->d->st->start[b],
			.third = UINT32_MAX - calendar_size(m, &m->blocks.v[b]) };
	}
	qsort(v, m->blocks.n, sizeof(*v), by_rank);
	for (size_t b = 0; b < m->blocks.n; b++)
		ret[b] = v[b].index;
	return ret;
}

void
calendar_deal_rooms(struct calendar_deal *d)
{
	struct dealing x = {
		.d = d, .m = d->st->m, .rooms = d->st->m->c->rooms.n, .words = d->st->m->rooms.words
	};
	uint32_t *order;

	if (!x.rooms)
		return;
	x.holds = DAIS_NEW_N(d->a, x.m->slots.n * x.rooms, uint32_t);
	memset(x.holds, 0xff, x.m->slots.n * x.rooms * sizeof(*x.holds));
	x.seen = DAIS_NEW_N(d->a, x.rooms, uint32_t);
	find_open(&x);
	order_rooms(&x);
	seat_kept(&x);
	order = order_blocks(&x);
	for (size_t i = 0; i < x.m->blocks.n; i++) {
		if (x.m->blocks.v[order[i]].room_type != CALENDAR_NONE)
			seat_block(&x, order[i]);
	}
	join_rooms(&x);
}
