/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Steps of tasks in slots, who sits, and how much fits into a sitting.
 */
#include "plan/meeting/encoder_priv.h"

/* Most steps worth having in one sitting. Unless unused time costs something (FULL), more steps
 * than any demand asks for can be taken away again without harm. */
static unsigned *
worth_having(const struct dais_encoder *e)
{
	const struct dais_problem *p = e->p;
	unsigned *most = DAIS_NEW_N(e->a, e->tasks + 1, unsigned);

	for (size_t i = 0; i < e->tasks; i++)
		most[i] = e->full ? e->most[i] : 1;
	for (size_t k = 0; k < p->demands.n && !e->full; k++) {
		const struct dais_demand *d = &p->demands.v[k];
		bool asks = d->kind == DAIS_DEMAND_LEAST || d->kind == DAIS_DEMAND_FIXED;

		if (asks && dais_problem_steps(p, d->amount) > most[d->task])
			most[d->task] = dais_problem_steps(p, d->amount);
	}
	for (size_t i = 0; i < e->tasks; i++)
		most[i] = e->most[i] < most[i] ? e->most[i] : most[i];
	return most;
}

static void
hold(struct dais_encoder *e, struct dais_unary *x, unsigned steps)
{
	x->n = steps;
	x->v = DAIS_NEW_N(e->a, steps + 1, dais_literal);
	for (size_t k = 0; k < steps; k++)
		x->v[k] = e->yes;
}

static void
encode_task(struct dais_encoder *e, size_t i, unsigned most)
{
	for (size_t t = 0; t < e->slots; t++) {
		struct dais_unary *x = &e->x[i * e->slots + t];

		if (!dais_slots_has(e->open[i], t))
			continue;
		if (e->scope && !e->scope->freed[i * e->slots + t]) {
			hold(e, x, e->scope->steps[i * e->slots + t]);
			continue;
		}
		x->n = e->cap[t] < most ? e->cap[t] : most;
		x->v = DAIS_NEW_N(e->a, x->n + 1, dais_literal);
		for (size_t k = 0; k < x->n; k++) {
			x->v[k] = dais_encoder_new_literal(e);
			dais_optimizer_decision(e->o, x->v[k], i, e->tasks + t);
			if (k)
				dais_encoder_any(e, -x->v[k], x->v[k - 1], 0);
		}
	}
}

void
dais_encode_steps(struct dais_encoder *e)
{
	unsigned *most = worth_having(e);
	dais_literal *uses = DAIS_NEW_N(e->a, e->tasks + 1, dais_literal);

	for (size_t i = 0; i < e->tasks; i++)
		encode_task(e, i, most[i]);
	for (size_t b = 0; b < e->bodies; b++) {
		for (size_t t = 0; t < e->slots; t++) {
			size_t n = 0;

			for (size_t k = 0; k < e->body_tasks[b].n; k++)
				uses[n++] = dais_encoder_used(e, e->body_tasks[b].v[k], t);
			e->sits[b * e->slots + t] = dais_encoder_or(e, uses, n);
		}
	}
}

/* --- what fits --- */

/* The steps of @n parts in a sitting of slot @t. It is exact when unused time costs something,
 * else only ever large enough to see that it is too much. */
static struct dais_unary
sitting_sum(struct dais_encoder *e, const struct dais_unary *parts, size_t n, size_t t)
{
	struct dais_sum_limits limits = { .up = e->cap[t] + 1, .down = e->full ? e->cap[t] : 0 };

	return dais_unary_sum(e, parts, n, limits);
}

static void
forbid_above(struct dais_encoder *e, struct dais_unary sum, size_t t, dais_literal only_if)
{
	if (sum.n > e->cap[t])
		dais_encoder_any(e, -only_if, -sum.v[e->cap[t]], 0);
}

static void
encode_body(struct dais_encoder *e, size_t b, size_t t)
{
	size_t at = b * e->slots + t, n = 0;
	struct dais_unary *parts = DAIS_NEW_N(e->a, e->body_tasks[b].n + 2, struct dais_unary);

	for (size_t k = 0; k < e->body_tasks[b].n; k++) {
		size_t i = e->body_tasks[b].v[k];

		if (e->task_joint[i] == DAIS_NONE)
			parts[n++] = e->x[i * e->slots + t];
	}
	e->alone_sum[at] = sitting_sum(e, parts, n, t);
	parts[0] = e->alone_sum[at];
	n = 1;
	for (size_t k = 0; k < e->body_tasks[b].n; k++) {
		size_t i = e->body_tasks[b].v[k];

		if (e->task_joint[i] != DAIS_NONE)
			parts[n++] = e->x[i * e->slots + t];
	}
	e->body_sum[at] = sitting_sum(e, parts, n, t);
	forbid_above(e, e->body_sum[at], t, e->yes);
}

static bool
has_body(const struct dais_joint *j, size_t b)
{
	for (size_t k = 0; k < j->bodies.n; k++) {
		if (j->bodies.v[k] == b)
			return true;
	}
	return false;
}

/* Steps of everything that is in the sitting of joint @j for certain when @j is in use. */
static size_t
certain_parts(struct dais_encoder *e, size_t j, size_t t, struct dais_unary *parts)
{
	const struct dais_joint *joint = &e->joints.v[j];
	const struct dais_cluster *cluster = &e->clusters.v[joint->cluster];
	size_t n = 0;

	for (size_t k = 0; k < joint->bodies.n; k++)
		parts[n++] = e->alone_sum[joint->bodies.v[k] * e->slots + t];
	for (size_t k = 0; k < cluster->joints.n; k++) {
		const struct dais_joint *other = &e->joints.v[cluster->joints.v[k]];

		for (size_t i = 0; dais_encoder_share_body(joint, other) && i < other->tasks.n; i++)
			parts[n++] = e->x[other->tasks.v[i] * e->slots + t];
	}
	return n;
}

/* The same of what is there when other joints lead from one to the other. */
static size_t
possible_parts(struct dais_encoder *e, size_t j, size_t t, struct dais_unary *parts)
{
	const struct dais_joint *joint = &e->joints.v[j];
	const struct dais_cluster *cluster = &e->clusters.v[joint->cluster];
	dais_literal *ways = DAIS_NEW_N(e->a, cluster->joints.n + 1, dais_literal);
	size_t n = 0;

	for (size_t k = 0; k < cluster->bodies.n; k++) {
		size_t b = cluster->bodies.v[k], len = 0;

		if (has_body(joint, b) || !e->alone_sum[b * e->slots + t].n)
			continue;
		for (size_t m = 0; m < e->body_joints[b].n; m++)
			ways[len++] = dais_encoder_meet(e, j, e->body_joints[b].v[m], t);
		parts[n++] = dais_unary_when(
		    e, e->alone_sum[b * e->slots + t], dais_encoder_or(e, ways, len));
	}
	for (size_t k = 0; k < cluster->joints.n; k++) {
		size_t other = cluster->joints.v[k];

		if (dais_encoder_share_body(joint, &e->joints.v[other]))
			continue;
		for (size_t i = 0; i < e->joints.v[other].tasks.n; i++) {
			parts[n++] =
			    dais_unary_when(e, e->x[e->joints.v[other].tasks.v[i] * e->slots + t],
				dais_encoder_meet(e, j, other, t));
		}
	}
	return n;
}

static void
encode_joint(struct dais_encoder *e, size_t j, size_t t)
{
	const struct dais_cluster *cluster = &e->clusters.v[e->joints.v[j].cluster];
	dais_literal use = e->use[j * e->slots + t], lead = e->lead[j * e->slots + t];
	size_t room = 2 + cluster->bodies.n, certain, all;
	struct dais_unary *parts, *sum = &e->joint_sum[j * e->slots + t];

	if (use == e->no || !dais_encoder_touches(e, e->joints.v[j].bodies.v[0], t))
		return;
	for (size_t k = 0; k < cluster->joints.n; k++)
		room += e->joints.v[cluster->joints.v[k]].tasks.n;
	parts = DAIS_NEW_N(e->a, room, struct dais_unary);
	certain = certain_parts(e, j, t, parts);
	*sum = sitting_sum(e, parts, certain, t);
	forbid_above(e, *sum, t, use);
	parts[0] = *sum;
	all = cluster->joints.n > 1 ? 1 + possible_parts(e, j, t, &parts[1]) : 1;
	if (all == 1)
		return;
	*sum = sitting_sum(e, parts, all, t);
	forbid_above(e, *sum, t, lead);
}

void
dais_encode_sittings(struct dais_encoder *e)
{
	for (size_t b = 0; b < e->bodies; b++) {
		for (size_t t = 0; t < e->slots; t++) {
			if (dais_encoder_touches(e, b, t))
				encode_body(e, b, t);
		}
	}
	for (size_t j = 0; j < e->joints.n; j++) {
		for (size_t t = 0; t < e->slots; t++)
			encode_joint(e, j, t);
	}
}
