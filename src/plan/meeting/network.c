/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Largest flow in a network (Dinic 1970): levels by breadth, then paths along them.
 */
#include "plan/meeting/network_priv.h"

struct edge {
	size_t to;
	unsigned left; /* what can still flow */
	size_t next; /* of the same node, or DAIS_NONE */
};

struct dais_network {
	struct dais_arena *a;
	DAIS_VEC(struct edge) edges; /* each followed by its reverse */
	size_t nodes;
	size_t *first; /* edge of a node */
	size_t *at; /* edge to go on with */
	size_t *level;
	size_t *queue;
};

struct dais_network *
dais_network_new(struct dais_arena *a, size_t nodes)
{
	struct dais_network *f = DAIS_NEW(a, struct dais_network);

	f->a = a;
	f->nodes = nodes;
	f->first = DAIS_NEW_N(a, nodes + 1, size_t);
	f->at = DAIS_NEW_N(a, nodes + 1, size_t);
	f->level = DAIS_NEW_N(a, nodes + 1, size_t);
	f->queue = DAIS_NEW_N(a, nodes + 1, size_t);
	for (size_t n = 0; n < nodes; n++)
		f->first[n] = DAIS_NONE;
	return f;
}

static void
half_edge(struct dais_network *f, size_t from, size_t to, unsigned capacity)
{
	struct edge *edge = dais_vec_add(f->a, &f->edges);

	*edge = (struct edge){ to, capacity, f->first[from] };
	f->first[from] = f->edges.n - 1;
}

void
dais_network_edge(struct dais_network *f, size_t from, size_t to, unsigned capacity)
{
	half_edge(f, from, to, capacity);
	half_edge(f, to, from, 0);
}

/* Distance of each node from @source in edges that can carry more. */
static bool
find_levels(struct dais_network *f, size_t source, size_t sink)
{
	size_t head = 0, tail = 0;

	for (size_t n = 0; n < f->nodes; n++) {
		f->level[n] = DAIS_NONE;
		f->at[n] = f->first[n];
	}
	f->level[source] = 0;
	f->queue[tail++] = source;
	while (head < tail) {
		size_t n = f->queue[head++];

		for (size_t k = f->first[n]; k != DAIS_NONE; k = f->edges.v[k].next) {
			const struct edge *edge = &f->edges.v[k];

			if (!edge->left || f->level[edge->to] != DAIS_NONE)
				continue;
			f->level[edge->to] = f->level[n] + 1;
			f->queue[tail++] = edge->to;
		}
	}
	return f->level[sink] != DAIS_NONE;
}

/* The networks here are six levels deep: recursion is shallow. */
static unsigned
push(struct dais_network *f, size_t n, size_t sink, unsigned most)
{
	unsigned pushed = 0;

	if (n == sink)
		return most;
	for (; f->at[n] != DAIS_NONE && pushed < most; f->at[n] = f->edges.v[f->at[n]].next) {
		struct edge *edge = &f->edges.v[f->at[n]];
		unsigned can = most - pushed < edge->left ? most - pushed : edge->left, done;

		if (!can || f->level[edge->to] != f->level[n] + 1)
			continue;
		done = push(f, edge->to, sink, can);
		edge->left -= done;
		f->edges.v[f->at[n] ^ 1u].left += done;
		pushed += done;
		if (pushed == most)
			break;
	}
	return pushed;
}

unsigned
dais_network_largest(struct dais_network *f, size_t source, size_t sink)
{
	unsigned total = 0;

	while (find_levels(f, source, sink))
		total += push(f, source, sink, UINT32_MAX);
	return total;
}
