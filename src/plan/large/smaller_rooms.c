/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Twelve people in the assembly hall while a small room is empty: no wish pays for it, so that the
 * search leaves it as it comes. Here sittings go to smaller rooms where that costs nothing.
 */
#include "plan/judge/judge.h"
#include "plan/large/large.h"

enum {
	TRIALS_MOST = 300, /* each is judged anew */
	SITTINGS_MOST = 400
};

struct mover {
	const struct dais_problem *p;
	struct dais_plan *plan;
	uint64_t cost[DAIS_RANKS_MAX + 1];
	dais_index_vec moved; /* sittings of one body in one room */
	unsigned trials;
	struct dais_arena *a;
};

static bool
takes_part(const struct dais_plan_sitting *s, size_t body)
{
	for (size_t k = 0; k < s->bodies.n; k++) {
		if (s->bodies.v[k] == body)
			return true;
	}
	return false;
}

static void
find_sittings(struct mover *m, size_t body, size_t room)
{
	m->moved.n = 0;
	for (size_t i = 0; i < m->plan->sittings.n; i++) {
		const struct dais_plan_sitting *s = &m->plan->sittings.v[i];

		if (s->room == room && takes_part(s, body))
			dais_vec_push(m->a, &m->moved, i);
	}
}

static bool
is_smaller(const struct dais_problem *p, size_t room, size_t than)
{
	unsigned here = p->rooms.v[room].capacity, there = p->rooms.v[than].capacity;

	return here && (!there || here < there);
}

static void
put(struct mover *m, size_t room)
{
	for (size_t k = 0; k < m->moved.n; k++)
		m->plan->sittings.v[m->moved.v[k]].room = room;
}

/* Whether the plan with the sittings in @room is as good; they stay there then. */
static bool
try_room(struct mover *m, size_t room, size_t before)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_verdict verdict;
	bool good;

	put(m, room);
	dais_judge(m->p, m->plan, scratch, &verdict);
	m->trials++;
	good = verdict.sound;
	for (size_t r = 1; r <= DAIS_RANKS_MAX; r++)
		good = good && verdict.cost[r] == m->cost[r];
	if (!good)
		put(m, before);
	return good;
}

/* The smallest of all rooms that does, for the sittings of @body in @room. */
static void
move_body(struct mover *m, size_t body, size_t room)
{
	dais_index_vec tried = { 0 };

	find_sittings(m, body, room);
	while (m->moved.n && m->trials < TRIALS_MOST) {
		size_t best = DAIS_NONE;

		for (size_t r = 0; r < m->p->rooms.n; r++) {
			bool seen = false;

			for (size_t k = 0; k < tried.n; k++)
				seen = seen || tried.v[k] == r;
			if (!seen && is_smaller(m->p, r, room) &&
			    m->p->rooms.v[r].capacity >= m->p->bodies.v[body].attendance &&
			    (best == DAIS_NONE || is_smaller(m->p, r, best)))
				best = r;
		}
		if (best == DAIS_NONE || try_room(m, best, room))
			return;
		dais_vec_push(m->a, &tried, best);
	}
}

void
dais_plan_take_smaller_rooms(const struct dais_problem *p, struct dais_plan *plan)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct mover m = { .p = p, .plan = plan, .a = a };
	struct dais_verdict verdict;

	if (p->rooms.n < 2 || plan->sittings.n > SITTINGS_MOST)
		return;
	dais_judge(p, plan, a, &verdict);
	if (!verdict.sound)
		return;
	memcpy(m.cost, verdict.cost, sizeof(m.cost));
	for (size_t b = 0; b < p->bodies.n; b++) {
		for (size_t r = 0; r < p->rooms.n; r++)
			move_body(&m, b, r);
	}
}
