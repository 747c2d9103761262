/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Where the blocks of a plan of few sittings go: those that suit few rooms first, each in the first
 * half-day that has a room and a team left.
 */
#include <stdlib.h>
#include <string.h>

#include "plan/large/compact_priv.h"

/* Blocks that are placed together: of bodies that items join, or one. */
struct cluster {
	size_t of; /* body or block it is of: the order among equals */
	dais_index_vec blocks;
	size_t choice; /* rooms for the block that suits fewest, times its half-days */
};

/* Who and what has its place by now. */
struct places {
	struct dais_compact *c;
	const struct dais_problem *p;
	struct dais_arena *a;
	bool *sits; /* [body * slots + slot] */
	bool *room_taken, *team_taken;
	unsigned *in_day, *in_week; /* sittings of teams */
	size_t days, weeks;
};

static bool
suits(const struct places *w, const dais_index_vec *bodies, size_t r)
{
	const struct dais_plan_room *room = &w->p->rooms.v[r];
	uint64_t seats = 0;
	bool allowed = true;

	for (size_t k = 0; k < bodies->n; k++) {
		size_t b = bodies->v[k];

		seats += w->p->bodies.v[b].attendance;
		allowed = allowed && (w->c->rooms[b] >> r & 1u) &&
			  (!w->p->bodies.v[b].remote || room->remote);
	}
	return allowed && (!room->capacity || seats <= room->capacity);
}

/* Whether slot @t agrees with the orders of the block's tasks; @ret_waits: something that comes
 * before has no place yet. */
static bool
in_order(const struct places *w, const struct dais_compact_block *b, size_t t, bool *ret_waits)
{
	const struct dais_plan_slot *slots = w->p->slots.v;

	for (size_t k = 0; k < b->tasks.n; k++) {
		const dais_index_vec *before = &w->c->before[b->tasks.v[k]];

		for (size_t m = 0; m < before->n; m++) {
			const struct dais_demand *d = &w->p->demands.v[before->v[m]];
			const struct dais_compact_block *other;

			if (!dais_compact_binds(w->c, before->v[m]) ||
			    w->c->block[d->task] == DAIS_NONE)
				continue;
			other = &w->c->blocks.v[w->c->block[d->task]];
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
is_alone(const struct places *w, const struct dais_compact_block *b, size_t t)
{
	for (size_t k = 0; k < b->bodies.n; k++) {
		const dais_index_vec *apart = &w->c->apart[b->bodies.v[k]];

		if (w->sits[b->bodies.v[k] * w->p->slots.n + t])
			return false;
		for (size_t m = 0; m < apart->n; m++) {
			if (w->sits[apart->v[m] * w->p->slots.n + t])
				return false;
		}
	}
	for (size_t k = 0; k < b->tasks.n; k++) {
		const dais_index_vec *apart = &w->c->tasks_apart[b->tasks.v[k]];

		for (size_t m = 0; m < apart->n; m++) {
			size_t other = w->c->block[apart->v[m]];

			if (other != DAIS_NONE && w->c->blocks.v[other].slot == t)
				return false;
		}
	}
	return true;
}

/* The smallest room that is left. */
static size_t
free_room(const struct places *w, const struct dais_compact_block *b, size_t t)
{
	size_t best = DAIS_NONE;

	for (size_t r = 0; r < w->p->rooms.n; r++) {
		const struct dais_plan_room *room = &w->p->rooms.v[r];

		if (w->room_taken[r * w->p->slots.n + t] || !dais_slots_has(room->free, t) ||
		    !suits(w, &b->bodies, r))
			continue;
		if (best == DAIS_NONE ||
		    (room->capacity && (!w->p->rooms.v[best].capacity ||
					   room->capacity < w->p->rooms.v[best].capacity)))
			best = r;
	}
	return best;
}

/* The team with fewest sittings of the week. */
static size_t
free_team(const struct places *w, const struct dais_compact_block *b, size_t t)
{
	const struct dais_plan_slot *slot = &w->p->slots.v[t];
	dais_lang_set languages = 0;
	size_t best = DAIS_NONE;

	for (size_t k = 0; k < b->bodies.n; k++)
		languages |= w->p->bodies.v[b->bodies.v[k]].languages;
	for (size_t m = 0; m < w->p->teams.n; m++) {
		const struct dais_plan_team *team = &w->p->teams.v[m];
		unsigned day = w->in_day[m * w->days + slot->day_index];
		unsigned week = w->in_week[m * w->weeks + slot->week];

		if (w->team_taken[m * w->p->slots.n + t] || !dais_slots_has(team->free, t) ||
		    (languages & ~team->languages) || (team->day_most && day >= team->day_most) ||
		    (team->week_most && week >= team->week_most))
			continue;
		if (best == DAIS_NONE || week < w->in_week[best * w->weeks + slot->week])
			best = m;
	}
	return best;
}

/* Takes the block's place, or gives it back (@sits false). */
static void
mark(struct places *w, const struct dais_compact_block *b, bool sits)
{
	const struct dais_plan_slot *slot = &w->p->slots.v[b->slot];

	for (size_t k = 0; k < b->bodies.n; k++)
		w->sits[b->bodies.v[k] * w->p->slots.n + b->slot] = sits;
	if (b->room != DAIS_NONE)
		w->room_taken[b->room * w->p->slots.n + b->slot] = sits;
	if (b->team == DAIS_NONE)
		return;
	w->team_taken[b->team * w->p->slots.n + b->slot] = sits;
	w->in_day[b->team * w->days + slot->day_index] += sits ? 1 : UINT32_MAX;
	w->in_week[b->team * w->weeks + slot->week] += sits ? 1 : UINT32_MAX;
}

/* The first place from slot @from on. */
static bool
place(struct places *w, struct dais_compact_block *b, size_t from)
{
	for (size_t t = from; t < w->p->slots.n; t++) {
		bool waits = false;
		size_t room, team;

		if (!dais_slots_has(b->open, t) || b->steps > dais_slot_steps(w->p, t) ||
		    !in_order(w, b, t, &waits) || waits || !is_alone(w, b, t))
			continue;
		room = free_room(w, b, t);
		team = free_team(w, b, t);
		if ((w->p->rooms.n && room == DAIS_NONE) || (w->p->teams.n && team == DAIS_NONE))
			continue;
		b->slot = t;
		b->room = room;
		b->team = team;
		mark(w, b, true);
		return true;
	}
	return false;
}

/* All blocks of @cluster, none before slot @from; false: not all have a place, and none is
 * taken. */
static bool
place_all(struct places *w, const struct cluster *cluster, size_t from)
{
	size_t placed = 0, before = SIZE_MAX;

	while (placed < cluster->blocks.n && placed != before) {
		before = placed;
		for (size_t k = 0; k < cluster->blocks.n; k++) {
			struct dais_compact_block *b = &w->c->blocks.v[cluster->blocks.v[k]];

			placed += b->slot == DAIS_NONE && place(w, b, from);
		}
	}
	for (size_t k = 0; placed < cluster->blocks.n && k < cluster->blocks.n; k++) {
		struct dais_compact_block *b = &w->c->blocks.v[cluster->blocks.v[k]];

		if (b->slot == DAIS_NONE)
			continue;
		mark(w, b, false);
		b->slot = DAIS_NONE;
	}
	return placed == cluster->blocks.n;
}

static int
fewest_first(const void *x, const void *y)
{
	const struct cluster *a = x, *b = y;

	if (a->choice != b->choice)
		return a->choice < b->choice ? -1 : 1;
	return (a->of > b->of) - (a->of < b->of);
}

static size_t
choice_of(const struct places *w, const struct dais_compact_block *b)
{
	size_t rooms = w->p->rooms.n == 0, slots = 0;

	for (size_t r = 0; r < w->p->rooms.n; r++)
		rooms += suits(w, &b->bodies, r);
	for (size_t t = 0; t < w->p->slots.n; t++)
		slots += dais_slots_has(b->open, t);
	return rooms * slots;
}

/* Nobody has a place. */
static void
clear(struct places *w)
{
	size_t slots = w->p->slots.n;

	w->days = slots ? w->p->slots.v[slots - 1].day_index + 1 : 1;
	w->weeks = slots ? w->p->slots.v[slots - 1].week + 1 : 1;
	w->sits = DAIS_NEW_N(w->a, w->p->bodies.n * slots + 1, bool);
	w->room_taken = DAIS_NEW_N(w->a, w->p->rooms.n * slots + 1, bool);
	w->team_taken = DAIS_NEW_N(w->a, w->p->teams.n * slots + 1, bool);
	w->in_day = DAIS_NEW_N(w->a, w->p->teams.n * w->days + 1, unsigned);
	w->in_week = DAIS_NEW_N(w->a, w->p->teams.n * w->weeks + 1, unsigned);
	for (size_t k = 0; k < w->c->blocks.n; k++)
		w->c->blocks.v[k].slot = DAIS_NONE;
}

/* Those that suit fewest rooms first, each with all its blocks. */
static void
place_by_cluster(struct places *w)
{
	struct cluster *v = DAIS_NEW_N(w->a, w->p->bodies.n + 1, struct cluster);

	for (size_t b = 0; b < w->p->bodies.n; b++)
		v[b] = (struct cluster){ .of = b, .choice = SIZE_MAX };
	for (size_t k = 0; k < w->c->blocks.n; k++) {
		struct cluster *cluster =
		    &v[dais_compact_cluster(w->c, w->c->blocks.v[k].bodies.v[0])];
		size_t choice = choice_of(w, &w->c->blocks.v[k]);

		dais_vec_push(w->a, &cluster->blocks, k);
		cluster->choice = choice < cluster->choice ? choice : cluster->choice;
	}
	if (w->p->bodies.n)
		qsort(v, w->p->bodies.n, sizeof *v, fewest_first);
	for (size_t k = 0; k < w->p->bodies.n && !dais_large_is_over(w->c->l); k++) {
		size_t from = 0;

		while (v[k].blocks.n && from < w->p->slots.n && !dais_large_is_over(w->c->l) &&
		       !place_all(w, &v[k], from))
			from++;
	}
}

/* What need not wait first, of all bodies; then what waits for it. */
static void
place_by_stage(struct places *w)
{
	struct cluster *v = DAIS_NEW_N(w->a, w->c->blocks.n + 1, struct cluster);
	unsigned stages = 0;

	for (size_t k = 0; k < w->c->blocks.n; k++) {
		v[k].of = k;
		v[k].choice = choice_of(w, &w->c->blocks.v[k]);
		dais_vec_push(w->a, &v[k].blocks, k);
		if (w->c->blocks.v[k].stage >= stages)
			stages = w->c->blocks.v[k].stage + 1;
	}
	if (w->c->blocks.n)
		qsort(v, w->c->blocks.n, sizeof *v, fewest_first);
	for (unsigned stage = 0; stage < stages; stage++) {
		bool placed = true;

		/* within a stage, too, some wait for others */
		while (placed && !dais_large_is_over(w->c->l)) {
			placed = false;
			for (size_t k = 0; k < w->c->blocks.n; k++) {
				struct dais_compact_block *b = &w->c->blocks.v[v[k].blocks.v[0]];

				if (b->stage == stage && b->slot == DAIS_NONE)
					placed = place(w, b, 0) || placed;
			}
		}
	}
}

static size_t
without_place(const struct dais_compact *c)
{
	size_t n = 0;

	for (size_t k = 0; k < c->blocks.n; k++)
		n += c->blocks.v[k].slot == DAIS_NONE;
	return n;
}

void
dais_compact_place_blocks(struct dais_compact *c)
{
	struct places w = { .c = c, .p = c->p, .a = c->a };
	struct dais_compact_block *by_cluster = c->blocks.v;
	struct dais_compact_block *by_stage =
	    DAIS_NEW_N(c->a, c->blocks.n + 1, struct dais_compact_block);
	size_t missing;

	clear(&w);
	place_by_stage(&w);
	missing = without_place(c);
	if (!missing)
		return;
	memcpy(by_stage, by_cluster, c->blocks.n * sizeof *by_cluster);
	clear(&w);
	place_by_cluster(&w);
	if (missing < without_place(c))
		c->blocks.v = by_stage;
}
