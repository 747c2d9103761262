/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What few sittings (FEWEST), one item a sitting (DENSE) and no idle half-days (NO_GAP) cost
 * together, written another way: by the uses of items and by the span of each body.
 *
 * As they stand the three pull against each other: an item moved into another sitting saves one
 * and makes another denser, a sitting saved is a half-day idle. A core of them holds half the
 * meeting. But for a body that sits, a sitting (F) and the groups above one in it (D each) cost
 * D for each group and F - D for sitting; and where it does not sit within its span, idleness
 * costs what sitting would have. Bodies that sit together save F for each but one; so much less
 * costs the item that joins them. A report that is never in a sitting with an item is counted as
 * one: its sitting costs the whole. The sum is the same for every plan, all of it costs something,
 * and most of it is known at once: an item needs so many sittings as its time fills.
 */
#include "plan/meeting/economy_priv.h"

enum {
	CELLS_LEAST = 250, /* items, with parts, times slots, where joining saves */
	JOINTS_MAX = 64 /* of a cluster whose joints may meet in a circle */
};

void
dais_economy_pay(struct dais_economy *x, dais_literal l, uint64_t weight)
{
	if (l != x->e->no && weight)
		dais_optimizer_wish(x->e->o, -l, x->fewest->rank, weight);
}

void
dais_economy_book(struct dais_economy *x, size_t account, dais_literal l, uint64_t weight)
{
	if (l != x->e->no && weight)
		dais_encoder_book(x->e, account, -l, x->fewest->rank, weight);
}

/* All of it is paid by @account. */
static void
pay_alone(struct dais_economy *x, size_t account, dais_literal l, uint64_t weight)
{
	dais_economy_pay(x, l, weight);
	dais_economy_book(x, account, l, weight);
}

void
dais_economy_tell(struct dais_economy *x, const dais_literal_vec *v, size_t least, uint64_t weight,
    unsigned given)
{
	struct dais_encoder *e = x->e;
	dais_literal_vec wishes = { 0 };

	for (size_t k = 0; k < v->n; k++) {
		if (v->v[k] != e->yes)
			dais_vec_push(e->a, &wishes, v->v[k]);
	}
	if (weight)
		dais_optimizer_known(
		    e->o, wishes.v, wishes.n, least, x->fewest->rank, weight, given, 0);
}

/* --- whether it can be written so --- */

static bool
take(const struct dais_demand **slot, const struct dais_demand *d)
{
	if (*slot)
		return false;
	*slot = d;
	return true;
}

static bool
find_demands(struct dais_economy *x)
{
	const struct dais_problem *p = x->e->p;

	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->kind == DAIS_DEMAND_FEWEST && d->rank && !take(&x->fewest, d))
			return false;
	}
	for (size_t k = 0; x->fewest && k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->rank != x->fewest->rank)
			continue;
		if (d->kind == DAIS_DEMAND_DENSE &&
		    (d->weight > x->fewest->weight || !take(&x->dense[d->body], d)))
			return false;
		if (d->kind == DAIS_DEMAND_NO_GAP && !take(&x->gap[d->body], d))
			return false;
	}
	return x->fewest != NULL;
}

/* Whether joining bodies may save more than the item costs that joins them. */
static bool
joining_may_save(const struct dais_economy *x)
{
	const struct dais_encoder *e = x->e;

	for (size_t j = 0; j < e->joints.n; j++) {
		const struct dais_joint *joint = &e->joints.v[j];
		size_t cost = 0;

		for (size_t k = 0; k < joint->bodies.n; k++)
			cost += dais_economy_dense_weight(x, joint->bodies.v[k]);
		if (cost < x->fewest->weight * (joint->bodies.n - 1))
			return true;
		for (size_t k = 0; k < joint->tasks.n; k++) {
			size_t i = joint->tasks.v[k];

			if (!e->p->tasks.v[i].substantive ||
			    !dais_economy_same_bodies(e, i, e->group[i]))
				return true;
		}
	}
	return false;
}

/* What is taken off the sum must first be found again, which is not worth it in a meeting that is
 * soon solved. */
static bool
is_worth_it(const struct dais_economy *x)
{
	const struct dais_encoder *e = x->e;

	return e->economical_always || e->tasks * e->slots >= CELLS_LEAST || !joining_may_save(x);
}

static bool
clusters_fit(const struct dais_encoder *e)
{
	for (size_t c = 0; c < e->clusters.n; c++) {
		if (e->clusters.v[c].joints.n > JOINTS_MAX)
			return false;
	}
	return true;
}

/* --- joints that meet in a circle --- */

static size_t
root_of(const struct dais_economy *x, size_t b)
{
	while (x->component[b] != b)
		b = x->component[b];
	return b;
}

/* By how much the joints that may be in use could join their bodies more than once. */
static size_t
circles(struct dais_economy *x, const struct dais_cluster *c, size_t t)
{
	const struct dais_encoder *e = x->e;
	size_t n = 0;

	for (size_t k = 0; k < c->bodies.n; k++)
		x->component[c->bodies.v[k]] = c->bodies.v[k];
	for (size_t k = 0; k < c->joints.n; k++) {
		const dais_index_vec *bodies = &e->joints.v[c->joints.v[k]].bodies;

		if (e->use[c->joints.v[k] * e->slots + t] == e->no)
			continue;
		for (size_t m = 1; m < bodies->n; m++) {
			size_t a = root_of(x, bodies->v[0]), b = root_of(x, bodies->v[m]);

			n += a == b;
			x->component[b] = a;
		}
	}
	return n;
}

/* Bodies that a sitting joins are one less than its bodies; its joints may be more. */
static void
pay_circles(struct dais_economy *x, const struct dais_cluster *c, size_t t)
{
	struct dais_encoder *e = x->e;
	size_t most = circles(x, c, t);
	dais_literal_vec ways = { 0 }, bodies = { 0 };
	struct dais_unary w, b;

	if (most == 0)
		return;
	for (size_t k = 0; k < c->joints.n; k++) {
		size_t j = c->joints.v[k];

		for (size_t m = 1; m < e->joints.v[j].bodies.n; m++)
			dais_vec_push(e->a, &ways, e->use[j * e->slots + t]);
		dais_vec_push(e->a, &ways, e->lead[j * e->slots + t]);
	}
	for (size_t k = 0; k < c->bodies.n; k++) {
		const dais_index_vec *joints = &e->body_joints[c->bodies.v[k]];
		dais_literal *in = DAIS_NEW_N(e->a, joints->n + 1, dais_literal);

		for (size_t m = 0; m < joints->n; m++)
			in[m] = e->use[joints->v[m] * e->slots + t];
		dais_vec_push(e->a, &bodies, dais_encoder_or(e, in, joints->n));
	}
	w = dais_unary_count(
	    e, ways.v, ways.n, (struct dais_sum_limits){ .up = ways.n, .down = ways.n });
	b = dais_unary_count(
	    e, bodies.v, bodies.n, (struct dais_sum_limits){ .up = bodies.n, .down = bodies.n });
	for (size_t k = 1; k <= most; k++) {
		dais_literal more = dais_encoder_new_literal(e);

		for (size_t m = 0; m <= b.n; m++) {
			dais_literal enough = m + k <= w.n ? w.v[m + k - 1] : e->no;
			dais_literal not_more = m < b.n ? -b.v[m] : e->yes;
			dais_literal so_many = m ? b.v[m - 1] : e->yes;

			dais_encoder_any(e, -enough, -not_more, more, 0);
			dais_encoder_any(e, -more, -so_many, enough, 0);
		}
		pay_alone(x, DAIS_OPTIMIZER_NOBODY, more, x->fewest->weight);
		dais_vec_push(e->a, &x->broken, -more);
	}
}

/* --- bodies --- */

/* A body that sits without a substantive item saves nothing by it. */
static void
pay_bare(struct dais_economy *x, size_t b, size_t t)
{
	struct dais_encoder *e = x->e;
	const dais_index_vec *tasks = &e->body_tasks[b];
	dais_literal *uses = DAIS_NEW_N(e->a, tasks->n + 1, dais_literal);
	bool other = false;
	size_t n = 0;

	for (size_t k = 0; k < tasks->n; k++) {
		dais_literal used = dais_encoder_used(e, tasks->v[k], t);

		if (e->p->tasks.v[tasks->v[k]].substantive || x->lone[tasks->v[k]])
			uses[n++] = used;
		else
			other |= used != e->no;
	}
	if (other && x->dense[b])
		pay_alone(x, b,
		    dais_encoder_and(e, e->sits[b * e->slots + t], -dais_encoder_or(e, uses, n)),
		    x->dense[b]->weight);
}

static void
pay_body(struct dais_economy *x, size_t b, size_t t)
{
	struct dais_encoder *e = x->e;
	const struct dais_demand *gap = x->gap[b];
	dais_literal sits = e->sits[b * e->slots + t], span = sits;
	unsigned sitting = x->fewest->weight - dais_economy_dense_weight(x, b), both = sitting;

	pay_bare(x, b, t);
	if (gap && dais_slots_has(gap->slots, t) && t && t + 1 < e->slots) {
		const dais_literal idle[3] = { e->body_until[b][t - 1], e->body_from[b][t + 1],
			-sits };

		both = gap->weight < sitting ? gap->weight : sitting;
		span = dais_encoder_and(e, e->body_until[b][t], e->body_from[b][t]);
		if (gap->weight > both)
			pay_alone(x, b,
			    dais_encoder_and(e, dais_encoder_and(e, idle[0], idle[1]), idle[2]),
			    gap->weight - both);
		pay_alone(x, b, sits, sitting - both);
	}
	pay_alone(x, b, span, both);
	if (span != e->no)
		dais_vec_push(e->a, &x->broken, -span);
}

/* --- what is known of all of it --- */

/* Sittings of a cluster take the time of its tasks, each once; the bodies of its sittings are as
 * many as these and the uses of what joins them. */
static unsigned
body_sittings(const struct dais_economy *x)
{
	const struct dais_encoder *e = x->e;
	unsigned longest = 0, n = 0, *steps = DAIS_NEW_N(e->a, e->clusters.n + 1, unsigned);

	for (size_t t = 0; t < e->slots; t++)
		longest = e->cap[t] > longest ? e->cap[t] : longest;
	for (size_t b = 0; longest && b < e->bodies; b++) {
		unsigned own = 0;

		for (size_t k = 0; k < e->body_tasks[b].n; k++) {
			size_t i = e->body_tasks[b].v[k];

			if (e->task_bodies[i].v[0] == b)
				own += x->steps[i];
		}
		if (e->body_joints[b].n)
			steps[e->joints.v[e->body_joints[b].v[0]].cluster] += own;
		else
			n += (own + longest - 1) / longest;
	}
	for (size_t c = 0; longest && c < e->clusters.n; c++)
		n += (steps[c] + longest - 1) / longest;
	for (size_t k = 0; k < x->uses.n; k++) {
		const struct dais_economy_use *u = &x->uses.v[k];

		if (u->joint != DAIS_NONE)
			n += dais_economy_least_uses(x, u) *
			     (unsigned)(e->joints.v[u->joint].bodies.n - 1);
	}
	return n;
}

static void
tell_sittings(struct dais_economy *x, unsigned given)
{
	struct dais_encoder *e = x->e;
	unsigned weight = x->fewest->weight, least = body_sittings(x);

	for (size_t b = 0; b < e->bodies; b++) {
		unsigned sitting = x->fewest->weight - dais_economy_dense_weight(x, b);
		const struct dais_demand *gap = x->gap[b];

		weight = sitting < weight ? sitting : weight;
		weight = gap && gap->weight < weight ? gap->weight : weight;
	}
	dais_economy_tell(x, &x->broken, least, weight, given);
}

bool
dais_encode_economy(struct dais_encoder *e, unsigned *steps, unsigned given)
{
	struct dais_economy x = { .e = e, .steps = steps };

	x.dense = DAIS_NEW_N(e->a, e->bodies + 1, const struct dais_demand *);
	x.gap = DAIS_NEW_N(e->a, e->bodies + 1, const struct dais_demand *);
	x.component = DAIS_NEW_N(e->a, e->bodies + 1, size_t);
	x.use_of = DAIS_NEW_N(e->a, e->bodies + 1, size_t);
	if (!find_demands(&x) || !clusters_fit(e) || !is_worth_it(&x))
		return false;
	dais_economy_find_uses(&x);
	e->summed[x.fewest - e->p->demands.v] = true;
	for (size_t b = 0; b < e->bodies; b++) {
		if (x.dense[b])
			e->summed[x.dense[b] - e->p->demands.v] = true;
		if (x.gap[b]) {
			e->summed[x.gap[b] - e->p->demands.v] = true;
			dais_encode_body_span(e, b);
		}
	}
	for (size_t t = 0; t < e->slots; t++) {
		for (size_t b = 0; b < e->bodies; b++)
			pay_body(&x, b, t);
		for (size_t j = 0; j < e->joints.n; j++)
			dais_economy_pay_joint(&x, j, t);
		for (size_t c = 0; c < e->clusters.n; c++)
			pay_circles(&x, &e->clusters.v[c], t);
	}
	dais_economy_pay_uses(&x, given);
	tell_sittings(&x, given);
	return true;
}
