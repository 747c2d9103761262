/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Time as order literals: "a use at or before t", "a use at or after t". Precedence and lead time
 * are clauses of two of them.
 */
#include "plan/meeting/encoder_priv.h"

#include <stdint.h>

/* A ladder over all slots: [t] is true exactly when one of @v at or before t is. */
static dais_literal *
up_to(struct dais_encoder *e, const dais_literal *v)
{
	dais_literal *ladder = DAIS_NEW_N(e->a, e->slots + 1, dais_literal);

	for (size_t t = 0; t < e->slots; t++) {
		dais_literal either[2] = { t ? ladder[t - 1] : e->no, v[t] };

		ladder[t] = dais_encoder_or(e, either, 2);
	}
	return ladder;
}

/* The same, at or after. */
static dais_literal *
from_on(struct dais_encoder *e, const dais_literal *v)
{
	dais_literal *ladder = DAIS_NEW_N(e->a, e->slots + 1, dais_literal);

	for (size_t t = e->slots; t-- > 0;) {
		dais_literal either[2] = { t + 1 < e->slots ? ladder[t + 1] : e->no, v[t] };

		ladder[t] = dais_encoder_or(e, either, 2);
	}
	return ladder;
}

static const dais_literal *
uses_of(const struct dais_encoder *e, size_t i)
{
	dais_literal *v = DAIS_NEW_N(e->a, e->slots + 1, dais_literal);

	for (size_t t = 0; t < e->slots; t++)
		v[t] = dais_encoder_used(e, i, t);
	return v;
}

static const dais_literal *
until(struct dais_encoder *e, size_t i)
{
	if (!e->until[i])
		e->until[i] = up_to(e, uses_of(e, i));
	return e->until[i];
}

static const dais_literal *
from(struct dais_encoder *e, size_t i)
{
	if (!e->from[i])
		e->from[i] = from_on(e, uses_of(e, i));
	return e->from[i];
}

/* One past the last slot in which the other task must not be used when the first is used in @t. */
static size_t
too_early(const struct dais_encoder *e, size_t t, unsigned lead)
{
	size_t k = t;

	while (lead && k < e->slots &&
	       e->p->slots.v[k].half_day < e->p->slots.v[t].half_day + (int64_t)lead)
		k++;
	return k;
}

void
dais_encode_before(struct dais_encoder *e, const struct dais_demand *d)
{
	dais_literal holds = dais_encoder_unit(e, d);
	const dais_literal *first = from(e, d->task), *other = until(e, d->other);
	const dais_literal *task_until = until(e, d->task);
	dais_literal task_used = e->slots ? task_until[e->slots - 1] : e->no;
	dais_literal *broken = DAIS_NEW_N(e->a, e->slots + 1, dais_literal);
	size_t n = 0;

	for (size_t t = 0; t < e->slots; t++) {
		size_t early = too_early(e, t, d->amount);

		if (early && (t + 1 == e->slots || first[t] != first[t + 1])) {
			dais_encoder_any(e, -holds, -first[t], -other[early - 1], 0);
			if (d->rank)
				broken[n++] = dais_encoder_and(e, first[t], other[early - 1]);
		}
		/* Follows from the others when the task is used at all, but not by one step of
		 * reasoning: a chain of tasks is then seen through at once. */
		if (early && d->task != d->other)
			dais_encoder_any(e, -holds, -task_used, -other[early - 1],
			    t ? task_until[t - 1] : e->no, 0);
	}
	if (d->rank) {
		broken[n++] = holds;
		dais_encoder_clause(e, broken, n);
	}
}

void
dais_encode_undivided(struct dais_encoder *e, const struct dais_demand *d)
{
	const dais_literal *uses = uses_of(e, d->task);
	size_t most = d->rank == 0 ? (size_t)d->amount + 1 : e->slots;
	struct dais_sum_limits limits = { .up = most, .down = d->rank ? most : 0 };

	if (d->rank == 0 && d->amount == 1) {
		const dais_literal *earlier = until(e, d->task);
		dais_literal holds = dais_encoder_unit(e, d);

		for (size_t t = 1; t < e->slots; t++)
			dais_encoder_any(e, -holds, -uses[t], -earlier[t - 1], 0);
		return;
	}
	dais_encoder_want_at_most(
	    e, d, dais_unary_count(e, uses, e->slots, limits), d->amount, e->yes);
}

void
dais_encode_unbroken(struct dais_encoder *e, const struct dais_demand *d)
{
	const dais_literal *before = until(e, d->task), *after = from(e, d->task);
	const dais_index_vec *bodies = &e->task_bodies[d->task];
	dais_literal *sits = DAIS_NEW_N(e->a, bodies->n + 1, dais_literal);

	for (size_t t = 1; t + 1 < e->slots; t++) {
		dais_literal gap[4] = { before[t - 1], after[t + 1],
			-dais_encoder_used(e, d->task, t), e->no };
		size_t n = 0;

		for (size_t k = 0; k < bodies->n; k++)
			sits[n++] = e->sits[bodies->v[k] * e->slots + t];
		gap[3] = dais_encoder_or(e, sits, n);
		dais_encoder_pay_when(e, d, gap, 4);
	}
}

void
dais_encode_body_span(struct dais_encoder *e, size_t b)
{
	const dais_literal *sits = &e->sits[b * e->slots];

	if (e->body_until[b])
		return;
	e->body_until[b] = up_to(e, sits);
	e->body_from[b] = from_on(e, sits);
}

void
dais_encode_no_gap(struct dais_encoder *e, const struct dais_demand *d)
{
	const dais_literal *sits = &e->sits[d->body * e->slots];

	dais_encode_body_span(e, d->body);
	for (size_t t = 1; t + 1 < e->slots; t++) {
		const dais_literal gap[3] = { e->body_until[d->body][t - 1],
			e->body_from[d->body][t + 1], -sits[t] };

		if (dais_slots_has(d->slots, t))
			dais_encoder_pay_when(e, d, gap, 3);
	}
}
