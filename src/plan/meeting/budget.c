/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Guarded: what the demands for time of a body ask for together is no more than its slots give,
 * and each slot that is closed gives nothing. As a sum over the literals of the demands: sets of
 * demands that leave too little time are too many to write down one by one. Two bodies that are
 * kept apart have one budget.
 */
#include "plan/meeting/encoder_priv.h"

enum {
	STEPS_MAX = 2000
};

struct budget {
	struct dais_encoder *e;
	size_t body, body_2; /* or DAIS_NONE */
};

static bool
of_body(const struct dais_encoder *e, size_t i, size_t b)
{
	for (size_t k = 0; k < e->task_bodies[i].n; k++) {
		if (e->task_bodies[i].v[k] == b)
			return true;
	}
	return false;
}

static bool
closes(const struct dais_demand *d, size_t b, size_t t)
{
	bool in = dais_slots_has(d->slots, t);

	if (d->rank != 0)
		return false;
	if (d->kind == DAIS_DEMAND_BODY_SLOTS)
		return d->body == b && !in;
	return d->kind == DAIS_DEMAND_FREE && (d->body == DAIS_NONE || d->body == b) && in;
}

/* "No sitting of the body (of either body) can be in slot @t". */
static dais_literal
closed(const struct budget *g, size_t t)
{
	const struct dais_problem *p = g->e->p;
	dais_literal_vec one = { 0 }, two = { 0 };
	dais_literal first, second;

	for (size_t k = 0; k < p->demands.n; k++) {
		if (closes(&p->demands.v[k], g->body, t))
			dais_vec_push(g->e->a, &one, g->e->guard[k]);
		if (g->body_2 != DAIS_NONE && closes(&p->demands.v[k], g->body_2, t))
			dais_vec_push(g->e->a, &two, g->e->guard[k]);
	}
	first = dais_encoder_or(g->e, one.v, one.n);
	if (g->body_2 == DAIS_NONE)
		return first;
	second = dais_encoder_or(g->e, two.v, two.n);
	return dais_encoder_and(g->e, first, second);
}

/* A number that is @steps when @l holds, else 0. */
static struct dais_unary
all_or_none(struct dais_encoder *e, dais_literal l, unsigned steps)
{
	struct dais_unary x = { NULL, 0 };

	if (l == e->no)
		return x;
	x.n = steps;
	x.v = DAIS_NEW_N(e->a, steps + 1, dais_literal);
	for (size_t k = 0; k < steps; k++)
		x.v[k] = l;
	return x;
}

/* The largest demand for time of task @i, and its literal. */
static unsigned
largest(const struct dais_encoder *e, size_t i, dais_literal *ret)
{
	unsigned most = 0;

	for (size_t k = 0; k < e->p->demands.n; k++) {
		const struct dais_demand *d = &e->p->demands.v[k];
		unsigned steps = dais_problem_steps(e->p, d->amount);

		if (d->kind != DAIS_DEMAND_LEAST || d->rank != 0 || d->task != i || steps <= most)
			continue;
		most = steps;
		*ret = e->guard[k];
	}
	return most;
}

static void
write_budget(const struct budget *g, dais_literal only_if)
{
	struct dais_encoder *e = g->e;
	struct dais_unary *parts = DAIS_NEW_N(e->a, e->tasks + e->slots + 1, struct dais_unary);
	unsigned asked = 0, given = 0, lost = 0;
	struct dais_unary sum;
	size_t n = 0;

	for (size_t i = 0; i < e->tasks; i++) {
		dais_literal demand = e->no;
		unsigned steps;

		if (!of_body(e, i, g->body) &&
		    (g->body_2 == DAIS_NONE || !of_body(e, i, g->body_2)))
			continue;
		steps = largest(e, i, &demand);
		asked += steps;
		parts[n++] = all_or_none(e, demand, steps);
	}
	for (size_t t = 0; t < e->slots; t++)
		given += e->cap[t];
	if (asked > STEPS_MAX || given > STEPS_MAX)
		return;
	for (size_t t = 0; t < e->slots; t++) {
		parts[n] = all_or_none(e, closed(g, t), e->cap[t]);
		lost += (unsigned)parts[n++].n;
	}
	if (asked + lost <= given)
		return;
	sum = dais_unary_sum(e, parts, n, (struct dais_sum_limits){ .up = given + 1, .down = 0 });
	if (sum.n > given)
		dais_encoder_any(e, -only_if, -sum.v[given], 0);
}

void
dais_encode_budgets(struct dais_encoder *e)
{
	for (size_t b = 0; b < e->bodies; b++)
		write_budget(&(struct budget){ e, b, DAIS_NONE }, e->yes);
	for (size_t k = 0; k < e->p->demands.n; k++) {
		const struct dais_demand *d = &e->p->demands.v[k];

		if (d->kind == DAIS_DEMAND_APART && d->rank == 0 && d->task == DAIS_NONE &&
		    d->body != d->body_2)
			write_budget(&(struct budget){ e, d->body, d->body_2 }, e->guard[k]);
	}
}
