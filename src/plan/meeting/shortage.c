/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Sets of demands that leave too little time (capacity.h sees it), written down as clauses of
 * their literals. The search for conflicts and repairs has then only to find out about what flows
 * do not see.
 */
#include <string.h>

#include "plan/meeting/capacity_priv.h"

enum {
	CONFLICTS_MAX = 40,
	NETWORKS_MAX = 3000
};

struct shortage {
	struct dais_encoder *e;
	struct dais_encoder view; /* of the same, with what is kept held */
	bool *kept, *all;
	DAIS_VEC(dais_index_vec) found;
	unsigned networks;
};

/* Whether what is kept leaves too little time. */
static bool
too_little(struct shortage *s)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_encoder *v = &s->view;
	struct dais_capacity capacity;

	v->a = scratch;
	v->kept = s->kept;
	v->open = DAIS_NEW_N(scratch, v->tasks + 1, dais_slot_set);
	v->least = DAIS_NEW_N(scratch, v->tasks + 1, unsigned);
	v->most = DAIS_NEW_N(scratch, v->tasks + 1, unsigned);
	v->uses_most = DAIS_NEW_N(scratch, v->tasks + 1, unsigned);
	dais_encode_windows(v);
	s->networks++;
	return dais_capacity_new(v, scratch, &capacity) &&
	       !dais_capacity_suffices(&capacity, v->least, scratch);
}

/* Takes away what is not needed for there to be too little time: halves first, then parts of
 * them, at last one by one. What is left goes to @left. */
static void
shrink(struct shortage *s, dais_index_vec *left)
{
	size_t n = s->e->p->demands.n;
	bool *before = DAIS_NEW_N(s->e->a, n + 1, bool);

	left->n = 0;
	for (size_t k = 0; k < n; k++) {
		if (s->kept[k])
			dais_vec_push(s->e->a, left, k);
	}
	for (size_t part = (left->n + 1) / 2; part > 0; part = part > 1 ? (part + 1) / 2 : 0) {
		for (size_t from = 0; from < left->n;) {
			size_t to = from + part < left->n ? from + part : left->n;

			memcpy(before, s->kept, n * sizeof(bool));
			for (size_t k = from; k < to; k++)
				s->kept[left->v[k]] = false;
			if (too_little(s)) {
				memmove(&left->v[from], &left->v[to],
				    (left->n - to) * sizeof(*left->v));
				left->n -= to - from;
			} else {
				memcpy(s->kept, before, n * sizeof(bool));
				from = to;
			}
		}
	}
}

/* Keeps everything but one demand of each set found: the cheapest. */
static void
keep_others(struct shortage *s)
{
	const struct dais_problem *p = s->e->p;

	memcpy(s->kept, s->all, p->demands.n * sizeof(bool));
	for (size_t f = 0; f < s->found.n; f++) {
		const dais_index_vec *set = &s->found.v[f];
		size_t best = DAIS_NONE;
		bool hit = false;

		for (size_t k = 0; k < set->n; k++) {
			const struct dais_demand *d = &p->demands.v[set->v[k]];

			hit |= !s->kept[set->v[k]];
			if (best == DAIS_NONE || d->drop_cost < p->demands.v[best].drop_cost)
				best = set->v[k];
		}
		if (!hit && best != DAIS_NONE)
			s->kept[best] = false;
	}
}

static void
write_clause(struct dais_encoder *e, const dais_index_vec *set)
{
	dais_literal *clause = DAIS_NEW_N(e->a, set->n + 1, dais_literal);

	for (size_t k = 0; k < set->n; k++)
		clause[k] = -e->guard[set->v[k]];
	dais_encoder_clause(e, clause, set->n);
}

void
dais_encode_time_conflicts(struct dais_encoder *e)
{
	size_t n = e->p->demands.n;
	struct shortage s = { .e = e, .view = *e };

	s.kept = DAIS_NEW_N(e->a, n + 1, bool);
	s.all = DAIS_NEW_N(e->a, n + 1, bool);
	for (size_t k = 0; k < n; k++)
		s.all[k] = e->p->demands.v[k].rank == 0 && e->p->demands.v[k].drop_cost > 0;
	keep_others(&s);
	while (s.found.n < CONFLICTS_MAX && s.networks < NETWORKS_MAX && too_little(&s)) {
		dais_index_vec set = { 0 };

		shrink(&s, &set);
		dais_vec_push(e->a, &s.found, set);
		write_clause(e, &set);
		if (!set.n)
			return;
		keep_others(&s);
	}
}
