/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the files of the plan of few sittings share: compact_blocks.c says what goes together,
 * compact_places.c where, compact.c makes the plan of it.
 */
#ifndef DAIS_PLAN_LARGE_COMPACT_PRIV_H
#define DAIS_PLAN_LARGE_COMPACT_PRIV_H

#include "plan/large/large_priv.h"

/* What is taken up in one sitting. */
struct dais_compact_block {
	dais_index_vec tasks; /* in the order they are taken up */
	dais_index_vec bodies;
	unsigned steps, stage;
	dais_slot_set open;      /* to all its tasks */
	size_t slot, room, team; /* once it has its place; slot DAIS_NONE before */
};

struct dais_compact {
	const struct dais_large *l;
	const struct dais_problem *p;
	struct dais_arena *a;
	/* compact_blocks.c */
	unsigned *least;        /* steps of each task; 0: it is left out */
	unsigned *stage;        /* how often what it waits for waits itself */
	dais_index_vec *before; /* of each task: demands that something comes before it */
	size_t *block;          /* of each task, or DAIS_NONE */
	size_t *cluster;        /* of bodies: one of those that items join it with */
	uint64_t *rooms;        /* that suit each body */
	dais_index_vec *apart;  /* of bodies */
	dais_index_vec *tasks_apart;
	unsigned items_most; /* of a sitting; 0: any number */
	DAIS_VEC(struct dais_compact_block) blocks;
};

/* Fills @c, of which l, p and a are set, but for the places of blocks: what everything that must
 * have time asks for, and which of it is taken up in one sitting. */
void dais_compact_make_blocks(struct dais_compact *c);
/* The body that stands for all that items join with body @b. */
size_t dais_compact_cluster(struct dais_compact *c, size_t b);
/* Whether order @demand is between tasks that both have time. */
bool dais_compact_binds(const struct dais_compact *c, size_t demand);
/* Gives blocks their places, in two ways, of which the better is kept. Those for which it sees
 * none, or none in the time of the search, keep slot DAIS_NONE. */
void dais_compact_place_blocks(struct dais_compact *c);

#endif
