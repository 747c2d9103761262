/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Which tasks share time: those of a body, of bodies that never sit at the same time, of all that
 * need the same rooms or teams. */
#include "plan/explain/lack_priv.h"

struct edge {
	size_t body, demand;
	size_t next; /* of the same body, or DAIS_NONE */
};

/* Tasks of each body, and bodies that never sit at the same time. */
struct sharing {
	dais_index_vec *tasks; /* of each body, that must have time */
	DAIS_VEC(struct edge) edges;
	size_t *first; /* edge of each body, or DAIS_NONE */
};

static void
add_edge(const struct dais_lacking *l, struct sharing *s, size_t from, size_t to, size_t demand)
{
	dais_vec_push(l->a, &s->edges, ((struct edge){ to, demand, s->first[from] }));
	s->first[from] = s->edges.n - 1;
}

static void
find_sharing(const struct dais_lacking *l, struct sharing *s)
{
	s->tasks = DAIS_NEW_N(l->a, l->p->bodies.n + 1, dais_index_vec);
	s->first = DAIS_NEW_N(l->a, l->p->bodies.n + 1, size_t);
	for (size_t b = 0; b < l->p->bodies.n; b++)
		s->first[b] = DAIS_NONE;
	for (size_t i = 0; i < l->p->tasks.n; i++) {
		const dais_index_vec *bodies = &l->p->tasks.v[i].bodies;

		for (size_t b = 0; l->windows[i].least && b < bodies->n; b++)
			dais_vec_push(l->a, &s->tasks[bodies->v[b]], i);
	}
	for (size_t i = 0; i < l->p->demands.n; i++) {
		const struct dais_demand *d = &l->p->demands.v[i];

		if (!dais_lacking_is_active(l, i, DAIS_DEMAND_APART) || d->task != DAIS_NONE)
			continue;
		add_edge(l, s, d->body, d->body_2, i);
		add_edge(l, s, d->body_2, d->body, i);
	}
}

/* The demand that @x and @y do not sit at the same time, or DAIS_NONE. */
static size_t
apart(const struct sharing *s, size_t x, size_t y)
{
	for (size_t e = s->first[x]; e != DAIS_NONE; e = s->edges.v[e].next) {
		if (s->edges.v[e].body == y)
			return s->edges.v[e].demand;
	}
	return DAIS_NONE;
}

/* Adds body @c to @members when it never sits at the same time as any of them. */
static void
add_member(const struct dais_lacking *l, const struct sharing *s, size_t c, dais_index_vec *members,
    struct dais_lacking_group *g)
{
	size_t from = g->why.n;

	for (size_t m = 0; m < members->n; m++) {
		size_t demand = apart(s, members->v[m], c);

		if (members->v[m] == c || demand == DAIS_NONE) {
			g->why.n = from;
			return;
		}
		dais_vec_push(l->a, &g->why, demand);
	}
	dais_vec_push(l->a, members, c);
}

/* Body @b and, with @others, bodies that never sit at the same time as any of the others. */
static void
group_of(const struct dais_lacking *l, const struct sharing *s, size_t b, bool others,
    struct dais_lacking_group *g)
{
	dais_index_vec members = { .n = 0 };

	g->tasks.n = g->why.n = 0;
	g->all = false;
	dais_vec_push(l->a, &members, b);
	for (size_t e = s->first[b]; others && e != DAIS_NONE; e = s->edges.v[e].next)
		add_member(l, s, s->edges.v[e].body, &members, g);
	for (size_t m = 0; m < members.n; m++) {
		for (size_t i = 0; i < s->tasks[members.v[m]].n; i++)
			dais_explain_add_once(l->a, &g->tasks, s->tasks[members.v[m]].v[i]);
	}
}

/* --- all together --- */

/* Rooms that each body can use, by seats, equipment and the demands on its rooms. */
static void
find_rooms(const struct dais_lacking *l, uint64_t *of)
{
	for (size_t b = 0; b < l->p->bodies.n; b++) {
		const struct dais_plan_body *body = &l->p->bodies.v[b];

		for (size_t r = 0; r < l->p->rooms.n; r++) {
			const struct dais_plan_room *room = &l->p->rooms.v[r];

			if ((!room->capacity || body->attendance <= room->capacity) &&
			    (!body->remote || room->remote))
				of[b] |= UINT64_C(1) << r;
		}
	}
	for (size_t i = 0; i < l->p->demands.n; i++) {
		if (dais_lacking_is_active(l, i, DAIS_DEMAND_ROOMS))
			of[l->p->demands.v[i].body] &= l->p->demands.v[i].rooms;
	}
}

/* The tasks that need one of @rooms, for one of their bodies can use no other. */
static void
group_of_rooms(
    const struct dais_lacking *l, const uint64_t *of, uint64_t rooms, struct dais_lacking_group *g)
{
	g->all = true;
	g->rooms = rooms;
	g->tasks.n = g->why.n = 0;
	for (size_t i = 0; i < l->p->tasks.n; i++) {
		const dais_index_vec *bodies = &l->p->tasks.v[i].bodies;
		bool needs = false;

		for (size_t k = 0; k < bodies->n; k++)
			needs = needs || !(of[bodies->v[k]] & ~rooms);
		if (needs && l->windows[i].least)
			dais_vec_push(l->a, &g->tasks, i);
	}
	for (size_t i = 0; i < l->p->demands.n; i++) {
		const struct dais_demand *d = &l->p->demands.v[i];

		if (dais_lacking_is_active(l, i, DAIS_DEMAND_ROOMS) && !(of[d->body] & ~rooms))
			dais_vec_push(l->a, &g->why, i);
	}
}

/* All tasks with all rooms, and those that need some of the rooms with these. */
static void
share_rooms(const struct dais_lacking *l, struct dais_lacking_group *g, struct dais_lack *ret,
    size_t *ret_rating)
{
	const uint64_t every = dais_rooms_all(l->p);
	uint64_t *of = DAIS_NEW_N(l->a, l->p->bodies.n + 1, uint64_t);

	group_of_rooms(l, of, every, g); /* of[] is 0: all need one of them */
	g->why.n = 0;
	dais_lacking_try_group(l, g, ret, ret_rating);
	find_rooms(l, of);
	for (size_t b = 0; b < l->p->bodies.n && l->p->rooms.n && dais_lacking_spend(l, b); b++) {
		bool seen = of[b] == every;

		for (size_t c = 0; c < b && !seen; c++)
			seen = of[c] == of[b];
		if (seen)
			continue;
		group_of_rooms(l, of, of[b], g);
		dais_lacking_try_group(l, g, ret, ret_rating);
	}
}

void
dais_lacking_time(const struct dais_lacking *l, struct dais_lack *ret)
{
	struct dais_lacking_group g = { .all = false };
	struct sharing sharing = { .tasks = NULL };
	size_t rating = SIZE_MAX;

	find_sharing(l, &sharing);
	for (size_t b = 0; b < l->p->bodies.n && dais_lacking_spend(l, 1); b++) {
		group_of(l, &sharing, b, false, &g);
		dais_lacking_try_group(l, &g, ret, &rating);
	}
	for (size_t b = 0; b < l->p->bodies.n && dais_lacking_spend(l, 1); b++) {
		group_of(l, &sharing, b, true, &g);
		if (g.why.n)
			dais_lacking_try_group(l, &g, ret, &rating);
	}
	if ((ret->kind != DAIS_LACK_NONE && !l->worst) || (!l->p->rooms.n && !l->p->teams.n))
		return;
	share_rooms(l, &g, ret, &rating);
}
