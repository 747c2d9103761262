/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_rooms.h"

#define HOMELESS_COST 2

struct rooms {
	const struct curriculum *p;
	const struct curriculum_plan *plan;
	struct dais_arena *arena;
	struct dais_optimizer *optimizer;
	dais_literal *in; /* courses x rooms */
};

static dais_literal *
in(const struct rooms *m, size_t k)
{
	return m->in + k * m->p->rooms.n;
}

/* A course has the one room, or none. */
static void
add_home(struct rooms *m, size_t c)
{
	const struct curriculum *p = m->p;
	const struct course *course = &p->courses.v[c];
	dais_literal *clause = DAIS_NEW_N(m->arena, p->rooms.n + 1, dais_literal);

	for (size_t r = 0; r < p->rooms.n; r++) {
		unsigned seats = p->rooms.v[r];

		clause[r] = in(m, c)[r] = dais_optimizer_variable(m->optimizer);
		dais_optimizer_decision(m->optimizer, clause[r], c, p->courses.n + r);
		if (course->students > seats)
			dais_optimizer_wish(m->optimizer, -clause[r], 1,
			    (uint64_t)(course->students - seats) * course->lectures);
	}
	dais_optimizer_at_most(m->optimizer, clause, p->rooms.n, 1, 0);
	clause[p->rooms.n] = dais_optimizer_variable(m->optimizer);
	dais_optimizer_clause(m->optimizer, clause, p->rooms.n + 1);
	dais_optimizer_wish(m->optimizer, -clause[p->rooms.n], 1, HOMELESS_COST);
}

static bool
meet(const struct rooms *m, size_t c, size_t d)
{
	const struct course *x = &m->p->courses.v[c], *y = &m->p->courses.v[d];

	for (size_t i = x->first; i < x->first + x->lectures; i++)
		for (size_t j = y->first; j < y->first + y->lectures; j++)
			if (m->plan->period[i] == m->plan->period[j])
				return true;
	return false;
}

/* The room that was found for course @c; rooms.n when there is none. */
static unsigned
home_of(const struct rooms *m, size_t c)
{
	unsigned r = 0;

	while (r < m->p->rooms.n && !dais_optimizer_value(m->optimizer, in(m, c)[r]))
		r++;
	return r;
}

bool
curriculum_homes(
    const struct curriculum *p, const struct dais_search *how, struct curriculum_plan *plan)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct rooms m = { .p = p, .plan = plan, .arena = a, .optimizer = dais_optimizer_new(a) };
	struct dais_result got;

	m.in = DAIS_NEW_N(a, p->courses.n * p->rooms.n, dais_literal);
	for (size_t c = 0; c < p->courses.n; c++)
		add_home(&m, c);
	for (size_t c = 0; c < p->courses.n; c++)
		for (size_t d = c + 1; d < p->courses.n; d++)
			for (size_t r = 0; meet(&m, c, d) && r < p->rooms.n; r++)
				dais_optimizer_any(m.optimizer, -in(&m, c)[r], -in(&m, d)[r], 0);
	dais_optimizer_solve(m.optimizer, how, &got);
	if (got.outcome != DAIS_OUTCOME_OPTIMAL && got.outcome != DAIS_OUTCOME_FEASIBLE)
		return false;
	for (size_t c = 0; c < p->courses.n; c++)
		if (home_of(&m, c) == p->rooms.n)
			return false;
	for (size_t k = 0; k < p->lectures; k++)
		plan->room[k] = home_of(&m, p->course[k]);
	return true;
}
