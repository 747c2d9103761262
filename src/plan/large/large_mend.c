/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A plan that breaks something made one with which the search can begin: what every plan obeys is
 * obeyed, if need be by leaving sittings out, and demands that are broken become wishes for a
 * while.
 */
#include <string.h>

#include "plan/large/large_priv.h"

#define ROUNDS 3u /* of obeying: rooms and teams anew, what still does not obey left out */

/* --- rooms and teams anew --- */

struct needs {
	unsigned seats;
	dais_lang_set languages;
	bool remote;
};

static struct needs
needs_of(const struct dais_problem *p, const struct dais_plan_sitting *s)
{
	struct needs n = { 0, 0, false };

	for (size_t b = 0; b < s->bodies.n; b++) {
		const struct dais_plan_body *body = &p->bodies.v[s->bodies.v[b]];

		n.seats += body->attendance;
		n.languages |= body->languages;
		n.remote |= body->remote;
	}
	return n;
}

static bool
room_does(const struct dais_problem *p, const struct dais_plan *plan,
    const struct dais_plan_sitting *s, size_t r)
{
	struct needs n = needs_of(p, s);

	if (r >= p->rooms.n || !dais_slots_has(p->rooms.v[r].free, s->slot) ||
	    (p->rooms.v[r].capacity && n.seats > p->rooms.v[r].capacity) ||
	    (n.remote && !p->rooms.v[r].remote))
		return false;
	for (size_t k = 0; k < plan->sittings.n; k++) {
		if (plan->sittings.v[k].slot == s->slot && plan->sittings.v[k].room == r)
			return false;
	}
	return true;
}

static bool
team_does(const struct dais_problem *p, const struct dais_plan *plan,
    const struct dais_plan_sitting *s, size_t m)
{
	const struct dais_plan_slot *slot = &p->slots.v[s->slot];
	unsigned in_day = 0, in_week = 0;

	if (m >= p->teams.n || !dais_slots_has(p->teams.v[m].free, s->slot) ||
	    (needs_of(p, s).languages & ~p->teams.v[m].languages))
		return false;
	for (size_t k = 0; k < plan->sittings.n; k++) {
		const struct dais_plan_slot *other = &p->slots.v[plan->sittings.v[k].slot];

		if (plan->sittings.v[k].team != m)
			continue;
		if (plan->sittings.v[k].slot == s->slot)
			return false;
		in_day += other->day_index == slot->day_index;
		in_week += other->week == slot->week;
	}
	return (!p->teams.v[m].day_most || in_day < p->teams.v[m].day_most) &&
	       (!p->teams.v[m].week_most || in_week < p->teams.v[m].week_most);
}

/* Finds a room and a team for @s, which is not in @plan: those it had, else the first that do. */
static bool
furnish(const struct dais_problem *p, const struct dais_plan *plan, struct dais_plan_sitting *s)
{
	size_t r = 0, m = 0;

	if (p->rooms.n && !room_does(p, plan, s, s->room)) {
		while (r < p->rooms.n && !room_does(p, plan, s, r))
			r++;
		s->room = r;
	}
	if (p->teams.n && !team_does(p, plan, s, s->team)) {
		while (m < p->teams.n && !team_does(p, plan, s, m))
			m++;
		s->team = m;
	}
	return r < p->rooms.n + !p->rooms.n && m < p->teams.n + !p->teams.n;
}

/* Where sitting @s belongs among those of @plan. */
static void
insert(struct dais_arena *a, struct dais_plan *plan, const struct dais_plan_sitting *s)
{
	size_t at = plan->sittings.n;

	(void)dais_vec_add(a, &plan->sittings);
	while (at > 0 && (plan->sittings.v[at - 1].slot > s->slot ||
			     (plan->sittings.v[at - 1].slot == s->slot &&
				 plan->sittings.v[at - 1].bodies.v[0] > s->bodies.v[0]))) {
		plan->sittings.v[at] = plan->sittings.v[at - 1];
		at--;
	}
	plan->sittings.v[at] = *s;
}

/* --- what is closed by now --- */

static bool
has_body(const dais_index_vec *bodies, size_t b)
{
	for (size_t k = 0; k < bodies->n; k++) {
		if (bodies->v[k] == b)
			return true;
	}
	return false;
}

static void
seat(struct dais_arena *a, dais_index_vec *bodies, size_t b)
{
	size_t at = bodies->n;

	if (has_body(bodies, b))
		return;
	dais_vec_push(a, bodies, b);
	for (; at > 0 && bodies->v[at - 1] > b; at--)
		bodies->v[at] = bodies->v[at - 1];
	bodies->v[at] = b;
}

/* A sitting with the first of @left and all that its bodies are joined with by others, which are
 * taken from @left. */
static void
part_of_sitting(const struct dais_problem *p, struct dais_plan_sitting *s,
    struct dais_plan_sitting *left, struct dais_arena *a)
{
	size_t before;

	do {
		size_t n = 0;

		before = s->entries.n;
		for (size_t e = 0; e < left->entries.n; e++) {
			struct dais_plan_entry entry = left->entries.v[e];
			const dais_index_vec *bodies = &p->tasks.v[entry.task].bodies;
			bool joined = s->entries.n == 0;

			for (size_t b = 0; b < bodies->n; b++)
				joined = joined || has_body(&s->bodies, bodies->v[b]);
			if (!joined) {
				left->entries.v[n++] = entry;
				continue;
			}
			dais_vec_push(a, &s->entries, entry);
			for (size_t b = 0; b < bodies->n; b++)
				seat(a, &s->bodies, bodies->v[b]);
		}
		left->entries.n = n;
	} while (s->entries.n > before && left->entries.n);
}

void
dais_large_strip(const struct dais_problem *p, const struct dais_around *around,
    const struct dais_plan *start, struct dais_arena *a, struct dais_plan *ret)
{
	*ret = (struct dais_plan){ 0 };
	for (size_t k = 0; k < start->sittings.n; k++) {
		const struct dais_plan_sitting *s = &start->sittings.v[k];
		struct dais_plan_sitting left = { .slot = s->slot };

		for (size_t e = 0; e < s->entries.n; e++) {
			if (dais_around_is_open(around, s->entries.v[e].task, s->slot))
				dais_vec_push(a, &left.entries, s->entries.v[e]);
		}
		if (left.entries.n == s->entries.n) {
			dais_vec_push(a, &ret->sittings, *s);
			continue;
		}
		while (left.entries.n) {
			struct dais_plan_sitting part = {
				.slot = s->slot, .room = s->room, .team = s->team
			};

			part_of_sitting(p, &part, &left, a);
			dais_vec_push(a, &ret->sittings, part);
		}
	}
}

/* Sittings in which something is not as it must be. */
static bool
mark(const struct dais_problem *p, const struct dais_plan *plan, bool *marked, struct dais_arena *a)
{
	struct dais_verdict v;
	bool any = false;

	dais_judge(p, plan, a, &v);
	for (size_t k = 0; k < v.breaches.n && v.breaches.v[k].demand == DAIS_NONE; k++) {
		const dais_index_vec *at = &v.breaches.v[k].sittings;

		any = true;
		for (size_t s = 0; s < at->n; s++)
			marked[at->v[s]] = true;
	}
	return any;
}

void
dais_large_obey(const struct dais_problem *p, const struct dais_plan *start, struct dais_arena *a,
    struct dais_plan *ret)
{
	struct dais_plan now = *start;

	for (unsigned round = 0; round < ROUNDS; round++) {
		bool *marked = DAIS_NEW_N(a, now.sittings.n + 1, bool);
		struct dais_plan next = { 0 };

		if (!mark(p, &now, marked, a))
			break;
		for (size_t k = 0; k < now.sittings.n; k++) {
			if (!marked[k])
				dais_vec_push(a, &next.sittings, now.sittings.v[k]);
		}
		for (size_t k = 0; k < now.sittings.n && round == 0; k++) {
			struct dais_plan_sitting s = now.sittings.v[k];

			if (marked[k] && s.bodies.n && furnish(p, &next, &s))
				insert(a, &next, &s);
		}
		now = next;
	}
	*ret = now;
}

/* --- demands as wishes --- */

struct dais_problem *
dais_large_soften(const struct dais_problem *p, const struct dais_verdict *v, struct dais_arena *a)
{
	struct dais_problem *soft = dais_problem_copy(p, a);
	size_t n = 0;

	for (size_t k = 0; k < v->breaches.n; k++) {
		size_t d = v->breaches.v[k].demand;

		if (d == DAIS_NONE)
			continue;
		if (p->demands.v[d].rank)
			break; /* breaches of rank 0 come first */
		soft->demands.v[d].rank = 1;
		soft->demands.v[d].weight = 1;
	}
	for (size_t k = 0; k < soft->demands.n; k++) {
		struct dais_demand d = soft->demands.v[k];

		if (p->demands.v[k].rank && d.kind != DAIS_DEMAND_LEAST && !d.kept)
			continue;
		d.rank += p->demands.v[k].rank && d.rank < DAIS_RANKS_MAX;
		soft->demands.v[n++] = d;
	}
	soft->demands.n = n;
	return soft;
}
