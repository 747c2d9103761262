/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/meeting/freed.h"

#include <string.h>

#include "plan/meeting/capacity_priv.h"

struct dais_around {
	const struct dais_problem *p;
	struct dais_encoder *whole; /* windows and joints; nothing is written */
};

struct dais_around *
dais_around_new(const struct dais_problem *p, struct dais_arena *a)
{
	struct dais_around *r = DAIS_NEW(a, struct dais_around);

	r->p = p;
	r->whole = dais_encoder_new(p, true, a);
	dais_encode_windows(r->whole);
	dais_encoder_classify(r->whole);
	return r;
}

bool
dais_around_is_open(const struct dais_around *r, size_t i, size_t t)
{
	return dais_slots_has(r->whole->open[i], t);
}

unsigned
dais_around_missing(const struct dais_around *r, const unsigned *wished, struct dais_arena *a)
{
	struct dais_capacity c;

	return dais_capacity_new(r->whole, a, &c) ? dais_capacity_missing(&c, wished, a) : 0;
}

struct dais_freed
dais_freed_new(const struct dais_problem *p, struct dais_arena *a)
{
	return (struct dais_freed){ DAIS_NEW_N(a, p->tasks.n * p->slots.n + 1, bool),
		DAIS_NEW_N(a, p->bodies.n + 1, bool) };
}

void
dais_freed_clear(struct dais_freed *f, const struct dais_problem *p)
{
	memset(f->cells, 0, p->tasks.n * p->slots.n * sizeof(*f->cells));
	memset(f->rooms, 0, p->bodies.n * sizeof(*f->rooms));
}

static struct dais_scope
hold(const struct dais_problem *p, const struct dais_plan *plan, const struct dais_freed *freed,
    struct dais_arena *a)
{
	unsigned *steps = DAIS_NEW_N(a, p->tasks.n * p->slots.n + 1, unsigned);
	size_t *sitting = DAIS_NEW_N(a, p->bodies.n * p->slots.n + 1, size_t);

	for (size_t k = 0; k < p->bodies.n * p->slots.n; k++)
		sitting[k] = DAIS_NONE;
	for (size_t k = 0; k < plan->sittings.n; k++) {
		const struct dais_plan_sitting *s = &plan->sittings.v[k];

		for (size_t b = 0; b < s->bodies.n; b++)
			sitting[s->bodies.v[b] * p->slots.n + s->slot] = k;
		for (size_t e = 0; e < s->entries.n; e++)
			steps[s->entries.v[e].task * p->slots.n + s->slot] +=
			    s->entries.v[e].minutes / p->step;
	}
	return (struct dais_scope){
		.steps = steps,
		.freed = freed->cells,
		.sitting = sitting,
		.plan = plan,
		.rooms = freed->rooms,
	};
}

enum dais_outcome
dais_around_search(struct dais_around *r, const struct dais_plan *plan,
    const struct dais_freed *freed, const struct dais_search *s, struct dais_arena *a,
    struct dais_plan *ret_plan)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new((size_t)4 << 30);
	struct dais_scope scope = hold(r->p, plan, freed, scratch);
	struct dais_encoder *e = dais_encoder_held(r->whole, &scope, scratch);
	struct dais_search search = *s;
	struct dais_result result;

	search.progress = NULL;
	dais_encoder_begin(e, scope.steps);
	dais_optimizer_solve(e->o, &search, &result);
	if (result.outcome == DAIS_OUTCOME_OPTIMAL || result.outcome == DAIS_OUTCOME_FEASIBLE)
		dais_encoder_decode(e, a, ret_plan);
	return result.outcome;
}
