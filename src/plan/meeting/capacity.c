/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Is there time for everything? Clauses see one sitting at a time and would have to try every
 * division of time to find out that there is too little in all. A flow of steps from tasks through
 * bodies, slots, days and weeks knows it at once.
 */
#include "plan/meeting/capacity_priv.h"

#include <limits.h>

#include "plan/meeting/network_priv.h"

enum {
	EDGES_MAX = 200000,
	PAIRS_MAX = 2000, /* bodies */
	BODIES_MAX = 64
};

/* --- rooms and teams --- */

/* Rooms that can serve body @b, as far as seats, equipment and what always holds say. */
static uint64_t
rooms_of(const struct dais_encoder *e, size_t b)
{
	const struct dais_plan_body *body = &e->p->bodies.v[b];
	uint64_t set = 0;

	for (size_t r = 0; r < e->p->rooms.n && r < DAIS_PLANNING_ROOMS_MOST; r++) {
		const struct dais_plan_room *room = &e->p->rooms.v[r];

		if ((!room->capacity || body->attendance <= room->capacity) &&
		    (room->remote || !body->remote))
			set |= UINT64_C(1) << r;
	}
	for (size_t k = 0; k < e->p->demands.n; k++) {
		const struct dais_demand *d = &e->p->demands.v[k];

		if (d->kind == DAIS_DEMAND_ROOMS && d->body == b && dais_encoder_always(e, d))
			set &= d->rooms;
	}
	return set;
}

static bool
team_serves(const struct dais_encoder *e, size_t m, size_t b)
{
	return !(e->p->bodies.v[b].languages & ~e->p->teams.v[m].languages);
}

/* What rooms and teams can do for the bodies. */
struct means {
	uint64_t *rooms; /* of each body */
	size_t *team; /* the only one that serves it, or DAIS_NONE */
	uint64_t any_room; /* that serves some body */
	bool *any_team;
};

static struct means
find_means(const struct dais_encoder *e, struct dais_arena *a)
{
	struct means m = { .rooms = DAIS_NEW_N(a, e->bodies + 1, uint64_t),
		.team = DAIS_NEW_N(a, e->bodies + 1, size_t),
		.any_team = DAIS_NEW_N(a, e->p->teams.n + 1, bool) };

	for (size_t b = 0; b < e->bodies; b++) {
		size_t n = 0;

		m.rooms[b] = rooms_of(e, b);
		m.any_room |= m.rooms[b];
		for (size_t t = 0; t < e->p->teams.n; t++) {
			if (!team_serves(e, t, b))
				continue;
			m.any_team[t] = true;
			m.team[b] = n++ ? DAIS_NONE : t;
		}
		if (!n)
			m.team[b] = DAIS_NONE;
	}
	return m;
}

static unsigned
free_rooms(const struct dais_encoder *e, const struct means *m, size_t t)
{
	unsigned n = 0;

	for (size_t r = 0; r < e->p->rooms.n; r++)
		n += (m->any_room >> r & 1u) && dais_slots_has(e->p->rooms.v[r].free, t);
	return n;
}

static unsigned
free_teams(const struct dais_encoder *e, const struct means *m, size_t t)
{
	unsigned n = 0;

	for (size_t k = 0; k < e->p->teams.n; k++)
		n += m->any_team[k] && dais_slots_has(e->p->teams.v[k].free, t);
	return n;
}

/* Whether one room, or one team, is all that @b and @c have. */
static bool
share_means(const struct means *m, size_t b, size_t c)
{
	uint64_t rooms = m->rooms[b] | m->rooms[c];

	return (rooms && !(rooms & (rooms - 1))) ||
	       (m->team[b] != DAIS_NONE && m->team[b] == m->team[c]);
}

/* --- turns --- */

/* Which bodies are never in two sittings at a time: [b * bodies + c]. */
static bool *
never_parallel(const struct dais_encoder *e, const struct means *m, struct dais_arena *a)
{
	bool *never = DAIS_NEW_N(a, e->bodies * e->bodies + 1, bool);

	for (size_t b = 0; b < e->bodies; b++) {
		for (size_t c = 0; c < e->bodies; c++)
			never[b * e->bodies + c] = share_means(m, b, c);
	}
	for (size_t k = 0; k < e->p->demands.n; k++) {
		const struct dais_demand *d = &e->p->demands.v[k];

		if (d->kind != DAIS_DEMAND_APART || d->task != DAIS_NONE ||
		    !dais_encoder_always(e, d))
			continue;
		never[d->body * e->bodies + d->body_2] = true;
		never[d->body_2 * e->bodies + d->body] = true;
	}
	return never;
}

static bool
apart_from_all(const struct dais_encoder *e, const bool *never, const dais_index_vec *v, size_t b)
{
	for (size_t k = 0; k < v->n; k++) {
		if (v->v[k] == b || !never[v->v[k] * e->bodies + b])
			return false;
	}
	return true;
}

/* Turns: each body in one, and no two bodies of a turn in two sittings at a time. */
static void
find_turns(const struct dais_encoder *e, const struct means *m, struct dais_arena *a,
    struct dais_capacity *ret)
{
	const bool *never = never_parallel(e, m, a);
	bool *placed = DAIS_NEW_N(a, e->bodies + 1, bool);

	ret->turns = DAIS_NEW_N(a, e->bodies + 1, dais_index_vec);
	for (size_t b = 0; b < e->bodies; b++) {
		dais_index_vec *turn = &ret->turns[ret->turn_count];

		if (placed[b])
			continue;
		ret->turn_count++;
		for (size_t c = b; c < e->bodies; c++) {
			if (placed[c] || !apart_from_all(e, never, turn, c))
				continue;
			placed[c] = true;
			dais_vec_push(a, turn, c);
		}
	}
}

/* Sittings that the teams can serve in a day (week) together; a team without a limit serves any
 * number. */
static unsigned
served(const struct dais_encoder *e, const struct means *means, bool week)
{
	uint64_t n = 0;

	for (size_t m = 0; m < e->p->teams.n; m++) {
		const struct dais_plan_team *team = &e->p->teams.v[m];
		unsigned most = week ? team->week_most : team->day_most;

		if (!means->any_team[m])
			continue;
		if (!most)
			return UINT_MAX;
		n += most;
	}
	return e->p->teams.n && n < UINT_MAX ? (unsigned)n : UINT_MAX;
}

static unsigned
times(unsigned n, unsigned steps)
{
	uint64_t product = (uint64_t)n * steps;

	return product < INT_MAX ? (unsigned)product : INT_MAX;
}

unsigned
dais_capacity_of_slot(const struct dais_capacity *c, size_t t)
{
	return times(c->sittings[t], c->e->cap[t]);
}

unsigned
dais_capacity_of_day(const struct dais_capacity *c)
{
	return times(c->in_day, c->most);
}

unsigned
dais_capacity_of_week(const struct dais_capacity *c)
{
	return times(c->in_week, c->most);
}

bool
dais_capacity_new(const struct dais_encoder *e, struct dais_arena *a, struct dais_capacity *ret)
{
	struct means means;
	unsigned turns;

	if (e->tasks * e->slots > EDGES_MAX || e->bodies * e->slots > EDGES_MAX || !e->bodies ||
	    e->bodies > PAIRS_MAX)
		return false;
	*ret = (struct dais_capacity){ .e = e };
	ret->sittings = DAIS_NEW_N(a, e->slots + 1, unsigned);
	means = find_means(e, a);
	ret->in_day = served(e, &means, false);
	ret->in_week = served(e, &means, true);
	find_turns(e, &means, a, ret);
	turns = (unsigned)ret->turn_count;
	for (size_t t = 0; t < e->slots; t++) {
		unsigned rooms = e->p->rooms.n ? free_rooms(e, &means, t) : turns;
		unsigned teams = e->p->teams.n ? free_teams(e, &means, t) : turns;
		unsigned least = rooms < teams ? rooms : teams;

		ret->sittings[t] = least < turns ? least : turns;
		ret->most = e->cap[t] > ret->most ? e->cap[t] : ret->most;
	}
	return true;
}

/* --- flows --- */

/* Nodes: source, sink, tasks, bodies by slot, slots, days, weeks. */
struct nodes {
	size_t task, body, slot, day, week, n;
};

static struct nodes
number_nodes(const struct dais_encoder *e)
{
	struct nodes n = { .task = 2 };

	n.body = n.task + e->tasks;
	n.slot = n.body + e->bodies * e->slots;
	n.day = n.slot + e->slots;
	n.week = n.day + e->slots;
	n.n = n.week + e->slots;
	return n;
}

static void
add_time(struct dais_network *f, const struct dais_capacity *c, const struct nodes *n)
{
	const struct dais_encoder *e = c->e;

	for (size_t t = 0; t < e->slots; t++) {
		const struct dais_plan_slot *s = &e->p->slots.v[t];

		for (size_t b = 0; b < e->bodies; b++)
			dais_network_edge(f, n->body + b * e->slots + t, n->slot + t, e->cap[t]);
		dais_network_edge(
		    f, n->slot + t, n->day + s->day_index, dais_capacity_of_slot(c, t));
		if (t == 0 || s->day_index != s[-1].day_index)
			dais_network_edge(
			    f, n->day + s->day_index, n->week + s->week, dais_capacity_of_day(c));
		if (t == 0 || s->week != s[-1].week)
			dais_network_edge(f, n->week + s->week, 1, dais_capacity_of_week(c));
	}
}

static bool
has_one_of(const struct dais_encoder *e, size_t i, const dais_index_vec *bodies)
{
	for (size_t k = 0; k < e->task_bodies[i].n; k++) {
		for (size_t m = 0; m < bodies->n; m++) {
			if (e->task_bodies[i].v[k] == bodies->v[m])
				return true;
		}
	}
	return false;
}

/* Steps that tasks need and cannot have; those of bodies @only (not NULL) that are never in two
 * sittings at a time. */
static unsigned
missing(const struct dais_capacity *c, const unsigned *need, const dais_index_vec *only,
    struct dais_arena *a)
{
	const struct dais_encoder *e = c->e;
	const struct nodes n = number_nodes(e);
	struct dais_network *f = dais_network_new(a, n.n);
	unsigned wanted = 0;

	for (size_t i = 0; i < e->tasks; i++) {
		size_t b = only ? only->v[0] : e->task_bodies[i].n ? e->task_bodies[i].v[0] : 0;

		if (!need[i] || (only && !has_one_of(e, i, only)))
			continue;
		wanted += need[i];
		dais_network_edge(f, 0, n.task + i, need[i]);
		for (size_t t = 0; t < e->slots; t++) {
			if (dais_slots_has(e->open[i], t))
				dais_network_edge(
				    f, n.task + i, n.body + b * e->slots + t, e->cap[t]);
		}
	}
	add_time(f, c, &n);
	return wanted - dais_network_largest(f, 0, 1);
}

unsigned
dais_capacity_missing(const struct dais_capacity *c, const unsigned *need, struct dais_arena *a)
{
	return missing(c, need, NULL, a);
}

bool
dais_capacity_suffices(const struct dais_capacity *c, const unsigned *need, struct dais_arena *a)
{
	const struct dais_encoder *e = c->e;

	if (missing(c, need, NULL, a))
		return false;
	for (size_t k = 0; k < c->turn_count && e->bodies <= BODIES_MAX; k++) {
		if (c->turns[k].n > 1 && missing(c, need, &c->turns[k], a))
			return false;
	}
	for (size_t b = 0; b < e->bodies && e->bodies <= BODIES_MAX; b++) {
		dais_index_vec alone = { .v = &b, .n = 1 };
		bool common = false;

		for (size_t k = 0; k < e->body_tasks[b].n; k++)
			common |= e->task_bodies[e->body_tasks[b].v[k]].v[0] != b;
		if (common && missing(c, need, &alone, a))
			return false;
	}
	return true;
}
