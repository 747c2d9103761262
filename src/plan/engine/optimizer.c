/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The problem as it is given: variables, clauses, demands, wishes.
 */
#include "plan/engine/engine_priv.h"

#include <limits.h>
#include <stdlib.h>

#include "base/err.h"

#define PATIENCE 30000000u /* clauses looked at */
#define ASK_ROUND 3

static void
release(void *o)
{
	struct dais_optimizer *self = o;

	if (self->sat)
		dais_sat_free(self->sat);
	dais_aside_free(self->aside);
}

struct dais_optimizer *
dais_optimizer_new(struct dais_arena *a)
{
	struct dais_optimizer *o = DAIS_NEW(a, struct dais_optimizer);

	o->arena = a;
	o->patience = PATIENCE;
	o->ask_round = ASK_ROUND;
	dais_arena_defer(a, release, o);
	return o;
}

dais_literal
dais_optimizer_variable(struct dais_optimizer *o)
{
	DAIS_ASSERT(o->variables < INT_MAX / 4);
	return ++o->variables;
}

static void
add_literal(struct dais_optimizer *o, dais_literal l)
{
	DAIS_ASSERT(l != 0 && abs(l) <= o->variables);
	dais_vec_push(o->arena, &o->literals, l);
}

static void
end_clause(struct dais_optimizer *o)
{
	dais_vec_push(o->arena, &o->literals, 0);
	o->clauses++;
}

void
dais_optimizer_clause(struct dais_optimizer *o, const dais_literal *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add_literal(o, v[i]);
	end_clause(o);
}

void
dais_optimizer_any(struct dais_optimizer *o, dais_literal first, ...)
{
	va_list ap;

	va_start(ap, first);
	for (dais_literal l = first; l; l = va_arg(ap, dais_literal))
		add_literal(o, l);
	va_end(ap);
	end_clause(o);
}

dais_literal
dais_optimizer_true(struct dais_optimizer *o)
{
	if (!o->truth) {
		o->truth = dais_optimizer_variable(o);
		dais_optimizer_any(o, o->truth, 0);
	}
	return o->truth;
}

dais_literal
dais_optimizer_demand(struct dais_optimizer *o, unsigned cost, size_t tag)
{
	struct dais_optimizer_demand *d = dais_vec_add(o->arena, &o->demands);

	d->l = dais_optimizer_variable(o);
	d->cost = cost;
	d->tag = tag;
	return d->l;
}

void
dais_optimizer_wish(struct dais_optimizer *o, dais_literal l, unsigned rank, uint64_t weight)
{
	struct dais_optimizer_wish *w = dais_vec_add(o->arena, &o->wishes);

	DAIS_ASSERT(l != 0 && abs(l) <= o->variables);
	DAIS_ASSERT(rank >= 1 && rank < DAIS_OPTIMIZER_RANKS && weight >= 1);
	w->l = l;
	w->rank = rank;
	w->weight = weight;
}

void
dais_optimizer_credit(struct dais_optimizer *o, unsigned rank, uint64_t amount)
{
	DAIS_ASSERT(rank >= 1 && rank < DAIS_OPTIMIZER_RANKS);
	o->credit[rank] += amount;
}

void
dais_optimizer_book(
    struct dais_optimizer *o, size_t account, dais_literal l, unsigned rank, uint64_t weight)
{
	struct dais_optimizer_booking *b = dais_vec_add(o->arena, &o->bookings);

	DAIS_ASSERT(l != 0 && abs(l) <= o->variables);
	DAIS_ASSERT(rank >= 1 && rank < DAIS_OPTIMIZER_RANKS && weight >= 1);
	*b = (struct dais_optimizer_booking){ account, l, rank, weight };
}

void
dais_optimizer_deduct(struct dais_optimizer *o, unsigned rank, uint64_t amount)
{
	DAIS_ASSERT(rank >= 1 && rank < DAIS_OPTIMIZER_RANKS);
	o->deducted[rank] += amount;
}

static int
by_literal(const void *x, const void *y)
{
	const dais_literal *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

void
dais_optimizer_known(struct dais_optimizer *o, const dais_literal *v, size_t n, size_t broken,
    unsigned rank, uint64_t weight, unsigned given, uint64_t cost)
{
	dais_literal *sorted = DAIS_NEW_N(o->arena, n + 1, dais_literal);
	struct dais_optimizer_fact *f;
	size_t once = 0;

	for (size_t i = 0; i < n; i++)
		sorted[i] = v[i];
	qsort(sorted, n, sizeof(*sorted), by_literal);
	for (size_t i = 0; i < n; i++) {
		if (once == 0 || sorted[once - 1] != sorted[i])
			sorted[once++] = sorted[i];
	}
	if (broken <= n - once || broken - (n - once) > once)
		return;
	f = dais_vec_add(o->arena, &o->facts);
	for (size_t i = 0; i < once; i++)
		dais_vec_push(o->arena, &f->wishes, sorted[i]);
	f->broken = broken - (n - once);
	f->rank = rank;
	f->given = given;
	f->weight = weight;
	f->cost = cost;
}

void
dais_optimizer_ask_bound(struct dais_optimizer *o, dais_optimizer_bound_fn fn, void *ctx)
{
	o->bound_of = fn;
	o->bound_ctx = ctx;
}

void
dais_optimizer_decision(struct dais_optimizer *o, dais_literal l, size_t x, size_t y)
{
	struct dais_optimizer_decision *d = dais_vec_add(o->arena, &o->decisions);

	d->l = l;
	d->x = x;
	d->y = y;
}

void
dais_optimizer_likely(struct dais_optimizer *o, dais_literal l)
{
	dais_vec_push(o->arena, &o->likely, l);
}

void
dais_optimizer_begin(struct dais_optimizer *o, dais_literal l)
{
	dais_vec_push(o->arena, &o->begin, l);
}

void
dais_optimizer_begin_anew(struct dais_optimizer *o)
{
	o->begin.n = 0;
}

bool
dais_optimizer_value(const struct dais_optimizer *o, dais_literal l)
{
	size_t v = (size_t)abs(l);
	bool is = v < o->best.n && o->best.v[v];

	return l < 0 ? !is : is;
}

size_t
dais_optimizer_variables(const struct dais_optimizer *o)
{
	return (size_t)o->variables;
}

size_t
dais_optimizer_clauses(const struct dais_optimizer *o)
{
	return o->clauses;
}

const char *
dais_outcome_name(enum dais_outcome o)
{
	static const char *const names[] = {
		[DAIS_OUTCOME_OPTIMAL] = "optimal",
		[DAIS_OUTCOME_FEASIBLE] = "feasible",
		[DAIS_OUTCOME_INFEASIBLE] = "infeasible",
		[DAIS_OUTCOME_UNKNOWN] = "unknown",
	};

	return names[o];
}
