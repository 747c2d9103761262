/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What cannot be encoded: orders that go round in a circle, and problems that are too large.
 */
#include "plan/meeting/encoder_priv.h"

#include "base/err.h"
#include "text/message.h"
#include "text/text.h"

enum {
	NAMED_MOST = 8 /* of a circle */
};
/* Literals and clauses that fit into a few gigabytes, and that anything can be proven about. */
#define STEPS_MAX UINT64_C(20000000)
#define MEETINGS_MAX UINT64_C(20000000)
#define SERVED_MAX UINT64_C(1500000)

/* --- circles --- */

struct search_order {
	const struct dais_problem *p;
	dais_index_vec *next; /* demands of a task that comes first */
	unsigned char *state; /* 0 not seen, 1 on the path, 2 done */
	dais_index_vec path; /* tasks */
	size_t *edge; /* next demand to follow, of a task */
};

static bool
circle_error(const struct search_order *s, size_t back_to, struct dais_err *err)
{
	const struct dais_problem *p = s->p;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_str_vec names = { .n = 0 };
	size_t from = 0;

	while (s->path.v[from] != back_to)
		from++;
	for (size_t k = from; k < s->path.n && names.n < NAMED_MOST; k++)
		dais_vec_push(a, &names, p->tasks.v[s->path.v[k]].name);
	return dais_text_err_set(err, DAIS_ERR_INVALID, p->language,
	    s->path.n - from == 1 ? "%.*s comes before itself"
				  : "each of these comes before the next and the last before the "
				    "first: %.*s",
	    DAIS_STR_ARG(dais_text_list(a, p->language, names.v, names.n)));
}

/* Follows the order from task @root; false at a circle. Without recursion: chains may be long. */
static bool
follow(struct search_order *s, struct dais_arena *a, size_t root, struct dais_err *err)
{
	s->path.n = 0;
	dais_vec_push(a, &s->path, root);
	s->state[root] = 1;
	while (s->path.n) {
		size_t i = s->path.v[s->path.n - 1], other;

		if (s->edge[i] == s->next[i].n) {
			s->state[i] = 2;
			s->path.n--;
			continue;
		}
		other = s->p->demands.v[s->next[i].v[s->edge[i]++]].other;
		if (s->state[other] == 1)
			return circle_error(s, other, err);
		if (s->state[other] == 0) {
			s->state[other] = 1;
			dais_vec_push(a, &s->path, other);
		}
	}
	return true;
}

bool
dais_encoder_check(const struct dais_problem *p, struct dais_arena *a, struct dais_err *err)
{
	struct search_order s = { .p = p };

	if (p->rooms.n > DAIS_PLANNING_ROOMS_MOST)
		return dais_text_err_set(err, DAIS_ERR_LIMIT, p->language,
		    "%zu rooms; a meeting is planned with %u at most", p->rooms.n,
		    DAIS_PLANNING_ROOMS_MOST);
	s.next = DAIS_NEW_N(a, p->tasks.n + 1, dais_index_vec);
	s.state = DAIS_NEW_N(a, p->tasks.n + 1, unsigned char);
	s.edge = DAIS_NEW_N(a, p->tasks.n + 1, size_t);
	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->kind == DAIS_DEMAND_BEFORE && d->rank == 0)
			dais_vec_push(a, &s.next[d->task], k);
	}
	for (size_t i = 0; i < p->tasks.n; i++) {
		if (s.state[i] == 0 && !follow(&s, a, i, err))
			return false;
	}
	return true;
}

/* --- size --- */

bool
dais_encoder_check_size(const struct dais_encoder *e, struct dais_err *err)
{
	uint64_t steps = 0, meetings = 0;
	uint64_t served = (uint64_t)(e->bodies + e->joints.n) * e->slots * e->p->rooms.n;

	for (size_t t = 0; t < e->slots; t++)
		steps += (uint64_t)e->tasks * e->cap[t] + e->bodies;
	for (size_t c = 0; c < e->clusters.n; c++) {
		uint64_t n = e->clusters.v[c].joints.n, bodies = e->clusters.v[c].bodies.n;
		uint64_t ways = bodies < n ? bodies : n; /* Warshall over the fewer (joint.c) */

		meetings += (ways * ways * (n > 2 ? ways : 1) + n * n) * e->slots;
	}
	if (steps > STEPS_MAX)
		return dais_text_err_set(err, DAIS_ERR_LIMIT, e->p->language,
		    "%zu items (with parts) of %zu bodies in %zu possible sittings are too many "
		    "for "
		    "one plan",
		    e->tasks, e->bodies, e->slots);
	if (served > SERVED_MAX)
		return dais_text_err_set(err, DAIS_ERR_LIMIT, e->p->language,
		    "%zu bodies in %zu possible sittings and %zu rooms are too many for one plan: "
		    "leave the rooms out, or plan fewer days or bodies at a time",
		    e->bodies, e->slots, e->p->rooms.n);
	if (meetings > MEETINGS_MAX)
		return dais_text_err_set(err, DAIS_ERR_LIMIT, e->p->language,
		    "%zu different sets of bodies with common items may meet in %zu possible "
		    "sittings: too many for one plan",
		    e->joints.n, e->slots);
	return true;
}
