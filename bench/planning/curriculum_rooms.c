/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_rooms.h"

struct rooms {
	const struct curriculum *p;
	const struct curriculum_plan *plan;
	struct dais_arena *arena;
	struct dais_optimizer *optimizer;
	dais_literal *in; /* lectures x rooms */
};

static dais_literal *
in(const struct rooms *m, size_t k)
{
	return m->in + k * m->p->rooms.n;
}

static void
add_lecture(struct rooms *m, size_t k)
{
	const struct curriculum *p = m->p;
	const struct course *c = &p->courses.v[p->course[k]];

	for (size_t r = 0; r < p->rooms.n; r++) {
		in(m, k)[r] = dais_optimizer_variable(m->optimizer);
		dais_optimizer_decision(
		    m->optimizer, in(m, k)[r], p->course[k], p->courses.n + m->plan->period[k]);
		if (c->students > p->rooms.v[r])
			dais_optimizer_wish(
			    m->optimizer, -in(m, k)[r], 1, c->students - p->rooms.v[r]);
	}
	dais_optimizer_at_least(m->optimizer, in(m, k), p->rooms.n, 1, 0);
	dais_optimizer_at_most(m->optimizer, in(m, k), p->rooms.n, 1, 0);
}

static void
add_places(struct rooms *m, unsigned t)
{
	const struct curriculum *p = m->p;
	dais_literal *v = DAIS_NEW_N(m->arena, p->lectures, dais_literal);

	for (size_t r = 0; r < p->rooms.n; r++) {
		size_t n = 0;

		for (size_t k = 0; k < p->lectures; k++)
			if (m->plan->period[k] == t)
				v[n++] = in(m, k)[r];
		dais_optimizer_at_most(m->optimizer, v, n, 1, 0);
	}
}

/* Each room of course @c after the first costs. */
static void
add_changes(struct rooms *m, const struct course *c)
{
	size_t n = m->p->rooms.n, most = c->lectures < n ? c->lectures : n;
	dais_literal *uses = DAIS_NEW_N(m->arena, n, dais_literal);
	dais_literal *more = DAIS_NEW_N(m->arena, n, dais_literal);

	if (most < 2)
		return;
	for (size_t r = 0; r < n; r++) {
		uses[r] = dais_optimizer_variable(m->optimizer);
		for (size_t k = c->first; k < c->first + c->lectures; k++)
			dais_optimizer_any(m->optimizer, -in(m, k)[r], uses[r], 0);
	}
	dais_optimizer_count(m->optimizer, uses, n, most, false, more);
	for (size_t j = 1; j < most; j++)
		dais_optimizer_wish(m->optimizer, -more[j], 1, 1);
}

bool
curriculum_rooms(const struct curriculum *p, const struct dais_search *how,
    struct curriculum_plan *plan, bool *ret_proven)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct rooms m = { .p = p, .plan = plan, .arena = a, .optimizer = dais_optimizer_new(a) };
	struct dais_result r;

	m.in = DAIS_NEW_N(a, p->lectures * p->rooms.n, dais_literal);
	for (size_t k = 0; k < p->lectures; k++)
		add_lecture(&m, k);
	for (unsigned t = 0; t < p->periods; t++)
		add_places(&m, t);
	for (size_t c = 0; c < p->courses.n; c++)
		add_changes(&m, &p->courses.v[c]);
	dais_optimizer_solve(m.optimizer, how, &r);
	*ret_proven = r.outcome == DAIS_OUTCOME_OPTIMAL;
	if (r.outcome != DAIS_OUTCOME_OPTIMAL && r.outcome != DAIS_OUTCOME_FEASIBLE)
		return false;
	for (size_t k = 0; k < p->lectures; k++)
		for (size_t room = 0; room < p->rooms.n; room++)
			if (dais_optimizer_value(m.optimizer, in(&m, k)[room]))
				plan->room[k] = (unsigned)room;
	return true;
}
