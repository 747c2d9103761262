/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A new encoding, part by part.
 */
#include "plan/meeting/encoder_priv.h"

#include <stdlib.h>

static int
compare_index(const void *x, const void *y)
{
	size_t a = *(const size_t *)x, b = *(const size_t *)y;

	return (a > b) - (a < b);
}

static void
set_bodies(struct dais_encoder *e, size_t i)
{
	const dais_index_vec *given = &e->p->tasks.v[i].bodies;
	dais_index_vec *bodies = &e->task_bodies[i];
	size_t *sorted = DAIS_NEW_N(e->a, given->n + 1, size_t);

	for (size_t k = 0; k < given->n; k++)
		sorted[k] = given->v[k];
	if (given->n)
		qsort(sorted, given->n, sizeof(*sorted), compare_index);
	for (size_t k = 0; k < given->n; k++) {
		if (k && sorted[k] == sorted[k - 1])
			continue;
		dais_vec_push(e->a, bodies, sorted[k]);
		dais_vec_push(e->a, &e->body_tasks[sorted[k]], i);
	}
}

struct grouped {
	size_t group, task;
};

static int
compare_grouped(const void *x, const void *y)
{
	const struct grouped *a = x, *b = y;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return (a->task > b->task) - (a->task < b->task);
}

/* Groups have any numbers; here they are named by their first task. */
static void
set_groups(struct dais_encoder *e)
{
	struct grouped *v = DAIS_NEW_N(e->a, e->tasks + 1, struct grouped);

	for (size_t i = 0; i < e->tasks; i++)
		v[i] = (struct grouped){ e->p->tasks.v[i].group, i };
	if (e->tasks)
		qsort(v, e->tasks, sizeof(*v), compare_grouped);
	for (size_t k = 0; k < e->tasks; k++) {
		bool same = k && v[k].group == v[k - 1].group;

		e->group[v[k].task] = same ? e->group[v[k - 1].task] : v[k].task;
	}
}

static void
set_guards(struct dais_encoder *e)
{
	for (size_t k = 0; k < e->p->demands.n; k++) {
		const struct dais_demand *d = &e->p->demands.v[k];

		if (dais_encoder_always(e, d))
			e->guard[k] = e->yes;
		else if (d->rank == 0)
			e->guard[k] = dais_optimizer_demand(e->o, d->drop_cost, k);
	}
}

static void
allocate(struct dais_encoder *e)
{
	size_t tasks = e->tasks + 1, bodies = e->bodies + 1, slots = e->slots + 1;

	e->cap = DAIS_NEW_N(e->a, slots, unsigned);
	e->task_bodies = DAIS_NEW_N(e->a, tasks, dais_index_vec);
	e->body_tasks = DAIS_NEW_N(e->a, bodies, dais_index_vec);
	e->group = DAIS_NEW_N(e->a, tasks, size_t);
	e->summed = DAIS_NEW_N(e->a, e->p->demands.n + 1, bool);
	e->guard = DAIS_NEW_N(e->a, e->p->demands.n + 1, dais_literal);
	e->open = DAIS_NEW_N(e->a, tasks, dais_slot_set);
	e->least = DAIS_NEW_N(e->a, tasks, unsigned);
	e->most = DAIS_NEW_N(e->a, tasks, unsigned);
	e->uses_most = DAIS_NEW_N(e->a, tasks, unsigned);
	e->x = DAIS_NEW_N(e->a, tasks * slots, struct dais_unary);
	e->sits = DAIS_NEW_N(e->a, bodies * slots, dais_literal);
	e->alone = DAIS_NEW_N(e->a, bodies * slots, dais_literal);
	e->alone_sum = DAIS_NEW_N(e->a, bodies * slots, struct dais_unary);
	e->body_sum = DAIS_NEW_N(e->a, bodies * slots, struct dais_unary);
	e->task_joint = DAIS_NEW_N(e->a, tasks, size_t);
	e->body_joints = DAIS_NEW_N(e->a, bodies, dais_index_vec);
	e->total = DAIS_NEW_N(e->a, tasks, struct dais_unary);
	e->from = DAIS_NEW_N(e->a, tasks, dais_literal *);
	e->until = DAIS_NEW_N(e->a, tasks, dais_literal *);
	e->body_from = DAIS_NEW_N(e->a, bodies, dais_literal *);
	e->body_until = DAIS_NEW_N(e->a, bodies, dais_literal *);
}

static void
allocate_joints(struct dais_encoder *e)
{
	e->use = DAIS_NEW_N(e->a, e->joints.n * e->slots + 1, dais_literal);
	e->lead = DAIS_NEW_N(e->a, e->joints.n * e->slots + 1, dais_literal);
	e->joint_sum = DAIS_NEW_N(e->a, e->joints.n * e->slots + 1, struct dais_unary);
	e->meet = DAIS_NEW_N(e->a, e->clusters.n * e->slots + 1, dais_literal *);
}

struct dais_encoder *
dais_encoder_new(const struct dais_problem *p, bool strict, struct dais_arena *a)
{
	struct dais_encoder *e = DAIS_NEW(a, struct dais_encoder);

	e->p = p;
	e->a = a;
	e->strict = strict;
	e->tasks = p->tasks.n;
	e->slots = p->slots.n;
	e->bodies = p->bodies.n;
	allocate(e);
	for (size_t t = 0; t < e->slots; t++)
		e->cap[t] = dais_slot_steps(p, t);
	for (size_t i = 0; i < e->tasks; i++)
		set_bodies(e, i);
	set_groups(e);
	dais_encoder_find_joints(e);
	allocate_joints(e);
	return e;
}

void
dais_encoder_write(struct dais_encoder *e)
{
	e->o = dais_optimizer_new(e->a);
	e->yes = dais_optimizer_true(e->o);
	e->no = -e->yes;
	set_guards(e);
	dais_encode_windows(e);
	if (e->strict && !dais_encoder_has_time(e)) {
		/* No answer: there is no need to write down more. */
		e->no_time = true;
		dais_encoder_any(e, e->no, 0);
		return;
	}
	dais_encode_steps(e);
	dais_encode_joints(e);
	dais_encode_sittings(e);
	dais_encode_totals(e);
	dais_encode_services(e);
	if (e->strict) {
		dais_encode_time(e);
		dais_encode_together(e);
	} else {
		dais_encode_budgets(e);
		dais_encode_time_conflicts(e);
	}
	dais_encode_demands(e);
	if (e->strict)
		dais_encode_known(e);
}
