/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Which room and which team: members of the class that the answer chose, or of any that fits
 * where no choice was needed.
 */
#include "plan/meeting/service_priv.h"

static struct dais_needs
needs_of_sitting(const struct dais_encoder *e, const struct dais_plan_sitting *s)
{
	struct dais_needs needs = { 0, 0, false };

	for (size_t k = 0; k < s->bodies.n; k++) {
		const struct dais_plan_body *body = &e->p->bodies.v[s->bodies.v[k]];

		needs.seats += body->attendance;
		needs.languages |= body->languages;
		needs.remote |= body->remote;
	}
	return needs;
}

/* The joint that made sitting @s one, or DAIS_NONE. */
static size_t
joint_of(const struct dais_encoder *e, const struct dais_plan_sitting *s)
{
	for (size_t k = 0; k < s->entries.n; k++) {
		if (e->task_joint[s->entries.v[k].task] != DAIS_NONE)
			return e->task_joint[s->entries.v[k].task];
	}
	return DAIS_NONE;
}

/* Whether class @c may serve sitting @s. */
static bool
serves(const struct dais_encoder *e, const struct dais_service *service,
    const struct dais_plan_sitting *s, size_t c)
{
	size_t joint = joint_of(e, s);
	dais_literal l;

	if (!dais_slots_has(service->classes.v[c].free, s->slot) ||
	    !dais_service_fits(e, service, c, needs_of_sitting(e, s)))
		return false;
	if (!service->chosen)
		return dais_service_tireless(e, service, c);
	l = joint == DAIS_NONE ? dais_service_of_body(e, service, s->bodies.v[0], s->slot, c)
			       : dais_service_of_joint(e, service, joint, s->slot, c);
	return l != e->no && dais_optimizer_value(e->o, l);
}

/* --- rooms --- */

struct matching {
	const struct dais_encoder *e;
	struct dais_plan *plan;
	size_t *sitting_of; /* room -> sitting of the slot, or DAIS_NONE */
	bool *seen; /* rooms on this search */
	unsigned *liked; /* [sitting * rooms + r] 0: cannot; else how much better than others */
	size_t first; /* sitting of the slot */
};

static bool
place(struct matching *m, size_t s, size_t r)
{
	m->sitting_of[r] = s;
	m->plan->sittings.v[s].room = r;
	return true;
}

/* Gives sitting @s a room, moving others if need be: the one it likes best that can be had. */
static bool
find_room(struct matching *m, size_t s)
{
	size_t rooms = m->e->p->rooms.n;
	const unsigned *liked = &m->liked[(s - m->first) * rooms];

	for (;;) {
		size_t best = DAIS_NONE;

		for (size_t r = 0; r < rooms; r++) {
			if (liked[r] && !m->seen[r] &&
			    (best == DAIS_NONE || liked[r] > liked[best]))
				best = r;
		}
		if (best == DAIS_NONE)
			return false;
		m->seen[best] = true;
		if (m->sitting_of[best] == DAIS_NONE || find_room(m, m->sitting_of[best]))
			return place(m, s, best);
	}
}

/* A room in which its bodies sat before is liked best, then the smallest that does. */
static void
set_liked(struct matching *m, const unsigned *sat, size_t s, size_t classes)
{
	const struct dais_encoder *e = m->e;
	const struct dais_plan_sitting *sitting = &m->plan->sittings.v[s];
	size_t rooms = e->p->rooms.n;
	unsigned *liked = &m->liked[(s - m->first) * rooms];

	for (size_t r = 0; r < rooms; r++)
		liked[r] = 0;
	for (size_t c = 0; c < classes; c++) {
		const dais_index_vec *members = &e->rooms.classes.v[c].members;

		for (size_t k = 0; serves(e, &e->rooms, sitting, c) && k < members->n; k++)
			liked[members->v[k]] = 1;
	}
	for (size_t r = 0; r < rooms; r++) {
		for (size_t k = 0; liked[r] && k < sitting->bodies.n; k++)
			liked[r] += 64 * sat[sitting->bodies.v[k] * rooms + r];
		for (size_t k = 0; liked[r] && k < rooms; k++) {
			unsigned here = e->p->rooms.v[r].capacity;
			unsigned there = e->p->rooms.v[k].capacity;

			liked[r] += here && (here < there || !there);
		}
	}
}

void
dais_assign_rooms(const struct dais_encoder *e, struct dais_arena *a, struct dais_plan *plan)
{
	size_t rooms = e->p->rooms.n;
	unsigned *sat = DAIS_NEW_N(a, (e->bodies + 1) * rooms, unsigned);
	struct matching m = { .e = e, .plan = plan };

	m.sitting_of = DAIS_NEW_N(a, rooms, size_t);
	m.seen = DAIS_NEW_N(a, rooms, bool);
	m.liked = DAIS_NEW_N(a, (e->bodies + 1) * rooms, unsigned);
	for (size_t s = 0; s < plan->sittings.n;) {
		size_t end = s;

		for (size_t r = 0; r < rooms; r++)
			m.sitting_of[r] = DAIS_NONE;
		m.first = s;
		while (end < plan->sittings.n &&
		       plan->sittings.v[end].slot == plan->sittings.v[s].slot)
			set_liked(&m, sat, end++, e->rooms.classes.n);
		for (size_t k = s; k < end; k++) {
			bool found;

			for (size_t r = 0; r < rooms; r++)
				m.seen[r] = false;
			found = find_room(&m, k);
			DAIS_ASSERT(found);
		}
		for (; s < end; s++) {
			const struct dais_plan_sitting *sitting = &plan->sittings.v[s];

			for (size_t k = 0; k < sitting->bodies.n; k++)
				sat[sitting->bodies.v[k] * rooms + sitting->room]++;
		}
	}
}

/* --- teams --- */

/* Round and round within each class: sittings of a slot get different members, and those of a day
 * and of a week are shared out evenly. */
void
dais_assign_teams(const struct dais_encoder *e, struct dais_arena *a, struct dais_plan *plan)
{
	size_t *next = DAIS_NEW_N(a, e->teams.classes.n + 1, size_t);
	size_t *taken = DAIS_NEW_N(a, e->teams.classes.n + 1, size_t);

	for (size_t k = 0; k < plan->sittings.n; k++) {
		struct dais_plan_sitting *s = &plan->sittings.v[k];

		for (size_t c = 0; c < e->teams.classes.n; c++) {
			const dais_index_vec *members = &e->teams.classes.v[c].members;

			if (k == 0 || plan->sittings.v[k - 1].slot != s->slot)
				taken[c] = 0;
			if (s->team != DAIS_NONE || taken[c] == members->n ||
			    !serves(e, &e->teams, s, c))
				continue;
			s->team = members->v[next[c]++ % members->n];
			taken[c]++;
		}
		DAIS_ASSERT(s->team != DAIS_NONE);
	}
}
