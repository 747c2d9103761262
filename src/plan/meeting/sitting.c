/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Demands on sittings, each counted once: of a body alone, or led by a joint.
 */
#include "plan/meeting/encoder_priv.h"

/* --- in two sittings at the same time --- */

/* Joints through which something of body @b, or task @i, comes into a sitting with others. */
static const dais_index_vec *
joints_of(struct dais_encoder *e, size_t i, size_t b)
{
	dais_index_vec *one;

	if (i == DAIS_NONE)
		return &e->body_joints[b];
	if (e->task_joint[i] == DAIS_NONE)
		return &e->body_joints[e->task_bodies[i].v[0]];
	one = DAIS_NEW(e->a, dais_index_vec);
	dais_vec_push(e->a, one, e->task_joint[i]);
	return one;
}

static bool
share_a_body(const struct dais_encoder *e, size_t i, size_t k)
{
	const dais_index_vec *x = &e->task_bodies[i], *y = &e->task_bodies[k];

	for (size_t m = 0; m < x->n; m++) {
		for (size_t n = 0; n < y->n; n++) {
			if (x->v[m] == y->v[n])
				return true;
		}
	}
	return false;
}

static void
keep_apart(struct dais_encoder *e, const struct dais_demand *d, dais_literal x, dais_literal y,
    const dais_index_vec *joints_x, const dais_index_vec *joints_y, size_t t)
{
	dais_literal *all = DAIS_NEW_N(e->a, joints_x->n * joints_y->n + 2, dais_literal);
	size_t n = 0;

	if (x == e->no || y == e->no)
		return;
	for (size_t m = 0; m < joints_x->n; m++) {
		for (size_t k = 0; k < joints_y->n; k++)
			all[n++] = -dais_encoder_meet(e, joints_x->v[m], joints_y->v[k], t);
	}
	all[n++] = x;
	all[n++] = y;
	dais_encoder_pay_when(e, d, all, n);
}

void
dais_encode_apart(struct dais_encoder *e, const struct dais_demand *d)
{
	bool tasks = d->task != DAIS_NONE;

	if (tasks ? !e->task_bodies[d->task].n || !e->task_bodies[d->other].n ||
			share_a_body(e, d->task, d->other)
		  : d->body == d->body_2)
		return;
	for (size_t t = 0; t < e->slots; t++) {
		dais_literal x =
		    tasks ? dais_encoder_used(e, d->task, t) : e->sits[d->body * e->slots + t];
		dais_literal y =
		    tasks ? dais_encoder_used(e, d->other, t) : e->sits[d->body_2 * e->slots + t];

		keep_apart(e, d, x, y, joints_of(e, d->task, d->body),
		    joints_of(e, d->other, d->body_2), t);
	}
}

/* --- groups of tasks in a sitting --- */

struct group_literals {
	dais_literal_vec *of; /* of each group */
	dais_index_vec used; /* groups that have some */
};

static void
group_add(struct dais_encoder *e, struct group_literals *g, size_t i, dais_literal l)
{
	size_t group = e->group[i];

	if (l == e->no)
		return;
	if (!g->of[group].n)
		dais_vec_push(e->a, &g->used, group);
	dais_vec_push(e->a, &g->of[group], l);
}

/* How many groups there are, and forgets them. */
static struct dais_unary
group_count(struct dais_encoder *e, struct group_literals *g, size_t most)
{
	dais_literal *v = DAIS_NEW_N(e->a, g->used.n + 1, dais_literal);
	struct dais_sum_limits limits = { .up = most, .down = most };
	size_t n = 0;

	for (size_t k = 0; k < g->used.n; k++) {
		dais_literal_vec *of = &g->of[g->used.v[k]];

		v[n++] = dais_encoder_or(e, of->v, of->n);
		of->n = 0;
	}
	g->used.n = 0;
	return dais_unary_count(e, v, n, limits);
}

static struct group_literals
groups_new(struct dais_encoder *e)
{
	struct group_literals g = { DAIS_NEW_N(e->a, e->tasks + 1, dais_literal_vec), { 0 } };

	return g;
}

void
dais_encode_dense(struct dais_encoder *e, const struct dais_demand *d)
{
	struct group_literals g = groups_new(e);
	struct dais_unary groups;

	for (size_t t = 0; t < e->slots; t++) {
		for (size_t k = 0;
		    dais_encoder_touches(e, d->body, t) && k < e->body_tasks[d->body].n; k++) {
			size_t i = e->body_tasks[d->body].v[k];

			if (e->p->tasks.v[i].substantive)
				group_add(e, &g, i, dais_encoder_used(e, i, t));
		}
		groups = group_count(e, &g, d->rank == 0 ? 2 : e->tasks);
		dais_encoder_want_at_most(e, d, groups, 1, e->yes);
		for (size_t k = 1; d->rank && k < groups.n; k++)
			dais_vec_push(e->a, &e->dense_wishes, -groups.v[k]);
	}
}

static void
items_of_body(struct dais_encoder *e, const struct dais_demand *d, struct group_literals *g,
    size_t b, size_t t, size_t most)
{
	dais_literal alone = e->alone[b * e->slots + t];

	if (alone == e->no || !dais_encoder_touches(e, b, t))
		return;
	for (size_t k = 0; k < e->body_tasks[b].n; k++) {
		size_t i = e->body_tasks[b].v[k];

		if (e->task_joint[i] == DAIS_NONE)
			group_add(e, g, i, dais_encoder_used(e, i, t));
	}
	dais_encoder_want_at_most(e, d, group_count(e, g, most), d->amount, alone);
}

dais_literal
dais_encoder_body_in(struct dais_encoder *e, size_t b, size_t j, size_t t)
{
	dais_literal *ways = DAIS_NEW_N(e->a, e->body_joints[b].n + 1, dais_literal);

	for (size_t k = 0; k < e->body_joints[b].n; k++) {
		if (e->body_joints[b].v[k] == j)
			return e->yes;
		ways[k] = dais_encoder_meet(e, j, e->body_joints[b].v[k], t);
	}
	return dais_encoder_or(e, ways, e->body_joints[b].n);
}

static void
items_of_joint(struct dais_encoder *e, const struct dais_demand *d, struct group_literals *g,
    size_t j, size_t t, size_t most)
{
	const struct dais_cluster *c = &e->clusters.v[e->joints.v[j].cluster];
	dais_literal lead = e->lead[j * e->slots + t];

	if (lead == e->no || !dais_encoder_touches(e, e->joints.v[j].bodies.v[0], t))
		return;
	for (size_t m = 0; m < c->bodies.n; m++) {
		size_t b = c->bodies.v[m];
		dais_literal in = dais_encoder_body_in(e, b, j, t);

		for (size_t k = 0; in != e->no && k < e->body_tasks[b].n; k++) {
			size_t i = e->body_tasks[b].v[k];

			/* A common task is looked at once, with its first body. */
			if (e->task_bodies[i].v[0] == b)
				group_add(
				    e, g, i, dais_encoder_and(e, dais_encoder_used(e, i, t), in));
		}
	}
	dais_encoder_want_at_most(e, d, group_count(e, g, most), d->amount, lead);
}

void
dais_encode_items_most(struct dais_encoder *e, const struct dais_demand *d)
{
	struct group_literals g = groups_new(e);
	size_t most = d->rank == 0 ? (size_t)d->amount + 1 : e->tasks;

	for (size_t t = 0; t < e->slots; t++) {
		for (size_t b = 0; b < e->bodies; b++)
			items_of_body(e, d, &g, b, t, most);
		for (size_t j = 0; j < e->joints.n; j++)
			items_of_joint(e, d, &g, j, t, most);
	}
}

/* --- sittings as such --- */

static void
want_none(
    struct dais_encoder *e, const struct dais_demand *d, dais_literal held, dais_literal_vec *ret)
{
	dais_encoder_want(e, d, -held);
	if (ret && held != e->no)
		dais_vec_push(e->a, ret, -held);
}

void
dais_encode_no_sittings(struct dais_encoder *e, const struct dais_demand *d, const uint64_t *slots,
    dais_literal_vec *ret)
{
	for (size_t t = 0; t < e->slots; t++) {
		if (!dais_slots_has(slots, t))
			continue;
		for (e->account = 0; e->account < e->bodies; e->account++)
			want_none(e, d, e->alone[e->account * e->slots + t], ret);
		for (size_t j = 0; j < e->joints.n; j++)
			want_none(e, d, e->lead[j * e->slots + t], ret);
	}
	e->account = DAIS_NONE;
}

/* The first step is there in every sitting held. */
static void
want_full(struct dais_encoder *e, const struct dais_demand *d, dais_literal held,
    struct dais_unary sum, size_t t)
{
	for (size_t k = 1; held != e->no && k < e->cap[t]; k++) {
		const dais_literal missing[2] = { held, k < sum.n ? -sum.v[k] : e->yes };

		dais_encoder_pay_when(e, d, missing, 2);
	}
}

void
dais_encode_full(struct dais_encoder *e, const struct dais_demand *d)
{
	for (size_t t = 0; t < e->slots; t++) {
		for (e->account = 0; e->account < e->bodies; e->account++) {
			size_t at = e->account * e->slots + t;

			if (dais_encoder_touches(e, e->account, t))
				want_full(e, d, e->alone[at], e->alone_sum[at], t);
		}
		for (size_t j = 0; j < e->joints.n; j++) {
			size_t at = j * e->slots + t;

			if (dais_encoder_touches(e, e->joints.v[j].bodies.v[0], t))
				want_full(e, d, e->lead[at], e->joint_sum[at], t);
		}
	}
	e->account = DAIS_NONE;
}
