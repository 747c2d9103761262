/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Clauses with constants taken out, and what a unit of a demand's cost is.
 */
#include "plan/meeting/encoder_priv.h"

#include <stdarg.h>

enum {
	FEW = 32
};

void
dais_encoder_clause(struct dais_encoder *e, const dais_literal *v, size_t n)
{
	dais_literal few[FEW];
	dais_literal *kept = n <= FEW ? few : DAIS_NEW_N(e->a, n, dais_literal);
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		if (v[i] == e->yes)
			return;
		if (v[i] != e->no)
			kept[len++] = v[i];
	}
	dais_optimizer_clause(e->o, kept, len);
}

void
dais_encoder_any(struct dais_encoder *e, dais_literal first, ...)
{
	dais_literal v[FEW];
	size_t n = 0;
	va_list ap;

	va_start(ap, first);
	for (dais_literal l = first; l && n < FEW; l = va_arg(ap, dais_literal))
		v[n++] = l;
	va_end(ap);
	dais_encoder_clause(e, v, n);
}

dais_literal
dais_encoder_new_literal(struct dais_encoder *e)
{
	return dais_optimizer_variable(e->o);
}

dais_literal
dais_encoder_or(struct dais_encoder *e, const dais_literal *v, size_t n)
{
	dais_literal *clause = DAIS_NEW_N(e->a, n + 1, dais_literal);
	size_t len = 0;
	dais_literal l;

	for (size_t i = 0; i < n; i++) {
		if (v[i] == e->yes)
			return e->yes;
		if (v[i] != e->no)
			clause[len++] = v[i];
	}
	if (len == 0)
		return e->no;
	if (len == 1)
		return clause[0];
	l = dais_encoder_new_literal(e);
	for (size_t i = 0; i < len; i++)
		dais_encoder_any(e, -clause[i], l, 0);
	clause[len++] = -l;
	dais_optimizer_clause(e->o, clause, len);
	return l;
}

dais_literal
dais_encoder_and(struct dais_encoder *e, dais_literal x, dais_literal y)
{
	const dais_literal v[] = { -x, -y };

	return -dais_encoder_or(e, v, 2);
}

bool
dais_encoder_always(const struct dais_encoder *e, const struct dais_demand *d)
{
	if (d->rank != 0)
		return false;
	return e->strict || d->drop_cost == 0 || (e->kept && e->kept[d - e->p->demands.v]);
}

static size_t
first_in_both(const dais_index_vec *x, const dais_index_vec *y)
{
	for (size_t m = 0; m < x->n; m++) {
		for (size_t n = 0; n < y->n; n++) {
			if (x->v[m] == y->v[n])
				return x->v[m];
		}
	}
	return DAIS_NONE;
}

size_t
dais_encoder_account(const struct dais_encoder *e, const struct dais_demand *d)
{
	size_t ret = DAIS_NONE;

	if (e->account != DAIS_NONE)
		return e->account;
	if (d->body != DAIS_NONE)
		return d->body_2 == DAIS_NONE ? d->body : e->bodies;
	if (d->task != DAIS_NONE)
		ret = first_in_both(&e->task_bodies[d->task],
		    &e->task_bodies[d->other == DAIS_NONE ? d->task : d->other]);
	return ret == DAIS_NONE ? e->bodies : ret;
}

void
dais_encoder_book(
    struct dais_encoder *e, size_t account, dais_literal l, unsigned rank, uint64_t weight)
{
	if (e->strict && !e->scope)
		dais_optimizer_book(e->o, account, l, rank, weight);
}

static void
wish(struct dais_encoder *e, const struct dais_demand *d, dais_literal l)
{
	dais_optimizer_wish(e->o, l, d->rank, d->weight);
	dais_encoder_book(e, dais_encoder_account(e, d), l, d->rank, d->weight);
}

dais_literal
dais_encoder_unit(struct dais_encoder *e, const struct dais_demand *d)
{
	dais_literal l;

	if (d->rank == 0)
		return e->guard[d - e->p->demands.v];
	l = dais_encoder_new_literal(e);
	wish(e, d, l);
	return l;
}

void
dais_encoder_want(struct dais_encoder *e, const struct dais_demand *d, dais_literal l)
{
	if (l == e->yes || (e->scope && l == e->no && d->rank))
		return; /* held to a plan, what is paid in any case is left out */
	if (d->rank == 0)
		dais_encoder_any(e, -e->guard[d - e->p->demands.v], l, 0);
	else
		wish(e, d, l);
}

/* A wish that is given up although it need not be would make a plan look worse than it is, hence
 * both directions. */
void
dais_encoder_pay_when(
    struct dais_encoder *e, const struct dais_demand *d, const dais_literal *v, size_t n)
{
	dais_literal *clause = DAIS_NEW_N(e->a, n + 1, dais_literal);
	dais_literal unit;
	size_t open = 0;

	for (size_t i = 0; i < n; i++) {
		if (v[i] == e->no)
			return;
		open += v[i] != e->yes;
		clause[i] = -v[i];
	}
	if (e->scope && !open) {
		dais_encoder_want(e, d, e->no);
		return;
	}
	unit = dais_encoder_unit(e, d);
	clause[n] = -unit;
	dais_encoder_clause(e, clause, n + 1);
	for (size_t i = 0; d->rank > 0 && i < n; i++)
		dais_encoder_any(e, unit, v[i], 0);
}

void
dais_encoder_want_at_most(struct dais_encoder *e, const struct dais_demand *d,
    struct dais_unary total, size_t free, dais_literal only_if)
{
	for (size_t k = free; k < total.n; k++) {
		const dais_literal both[] = { only_if, total.v[k] };

		if (only_if == e->yes)
			dais_encoder_want(e, d, -total.v[k]);
		else
			dais_encoder_pay_when(e, d, both, 2);
		if (d->rank == 0)
			break;
	}
}
