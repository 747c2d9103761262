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

/* What does not depend on a scope. */
static void
allocate(struct dais_encoder *e)
{
	size_t tasks = e->tasks + 1, bodies = e->bodies + 1, slots = e->slots + 1;

	e->cap = DAIS_NEW_N(e->a, slots, unsigned);
	e->task_bodies = DAIS_NEW_N(e->a, tasks, dais_index_vec);
	e->body_tasks = DAIS_NEW_N(e->a, bodies, dais_index_vec);
	e->group = DAIS_NEW_N(e->a, tasks, size_t);
	e->open = DAIS_NEW_N(e->a, tasks, dais_slot_set);
	e->least = DAIS_NEW_N(e->a, tasks, unsigned);
	e->most = DAIS_NEW_N(e->a, tasks, unsigned);
	e->uses_most = DAIS_NEW_N(e->a, tasks, unsigned);
	e->task_joint = DAIS_NEW_N(e->a, tasks, size_t);
	e->body_joints = DAIS_NEW_N(e->a, bodies, dais_index_vec);
}

/* Literals, none yet. */
static void
allocate_literals(struct dais_encoder *e)
{
	size_t tasks = e->tasks + 1, bodies = e->bodies + 1, slots = e->slots + 1;

	e->summed = DAIS_NEW_N(e->a, e->p->demands.n + 1, bool);
	e->guard = DAIS_NEW_N(e->a, e->p->demands.n + 1, dais_literal);
	e->x = DAIS_NEW_N(e->a, tasks * slots, struct dais_unary);
	e->sits = DAIS_NEW_N(e->a, bodies * slots, dais_literal);
	e->alone = DAIS_NEW_N(e->a, bodies * slots, dais_literal);
	e->alone_sum = DAIS_NEW_N(e->a, bodies * slots, struct dais_unary);
	e->body_sum = DAIS_NEW_N(e->a, bodies * slots, struct dais_unary);
	e->total = DAIS_NEW_N(e->a, tasks, struct dais_unary);
	e->from = DAIS_NEW_N(e->a, tasks, dais_literal *);
	e->until = DAIS_NEW_N(e->a, tasks, dais_literal *);
	e->body_from = DAIS_NEW_N(e->a, bodies, dais_literal *);
	e->body_until = DAIS_NEW_N(e->a, bodies, dais_literal *);
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
	e->account = DAIS_NONE;
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
	return e;
}

static void
begin(struct dais_encoder *e)
{
	allocate_literals(e);
	e->o = dais_optimizer_new(e->a);
	e->yes = dais_optimizer_true(e->o);
	e->no = -e->yes;
	set_guards(e);
}

void
dais_encoder_write(struct dais_encoder *e)
{
	begin(e);
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

void
dais_encoder_begin(struct dais_encoder *e, const unsigned *steps)
{
	for (size_t at = 0; at < e->tasks * e->slots; at++) {
		struct dais_unary x = e->x[at];

		for (size_t k = 0; k < x.n; k++) {
			dais_literal l = k < steps[at] ? x.v[k] : -x.v[k];

			if (x.v[k] == e->yes)
				continue;
			dais_optimizer_likely(e->o, l);
			dais_optimizer_begin(e->o, l);
		}
	}
}

/* --- held to a plan --- */

/* A sitting is touched as a whole: what joins one of its bodies joins all. */
static void
touch(struct dais_encoder *e)
{
	const struct dais_scope *s = e->scope;
	bool *sittings = DAIS_NEW_N(e->a, s->plan->sittings.n + 1, bool);

	for (size_t i = 0; i < e->tasks; i++) {
		for (size_t t = 0; t < e->slots; t++) {
			const dais_index_vec *bodies = &e->task_bodies[i];

			if (!s->freed[i * e->slots + t])
				continue;
			e->touched_task[i] = true;
			for (size_t k = 0; k < bodies->n; k++) {
				size_t at = bodies->v[k] * e->slots + t;

				e->touched[at] = e->touched_body[bodies->v[k]] = true;
				if (s->sitting[at] != DAIS_NONE)
					sittings[s->sitting[at]] = true;
			}
		}
	}
	for (size_t k = 0; k < s->plan->sittings.n; k++) {
		const struct dais_plan_sitting *sitting = &s->plan->sittings.v[k];

		for (size_t b = 0; s->rooms && b < sitting->bodies.n; b++)
			sittings[k] = sittings[k] || s->rooms[sitting->bodies.v[b]];
		for (size_t b = 0; sittings[k] && b < sitting->bodies.n; b++) {
			e->touched[sitting->bodies.v[b] * e->slots + sitting->slot] = true;
			e->touched_body[sitting->bodies.v[b]] = true;
		}
	}
}

/* A task stays where it is held and can be nowhere else, but for its freed cells. */
static void
hold_windows(struct dais_encoder *e, const struct dais_encoder *whole)
{
	size_t words = dais_problem_words(e->p);

	e->open = DAIS_NEW_N(e->a, e->tasks + 1, dais_slot_set);
	for (size_t i = 0; i < e->tasks; i++) {
		const unsigned *steps = &e->scope->steps[i * e->slots];
		const bool *freed = &e->scope->freed[i * e->slots];

		e->open[i] = DAIS_NEW_N(e->a, words + 1, uint64_t);
		for (size_t t = 0; t < e->slots; t++) {
			if (freed[t] ? dais_slots_has(whole->open[i], t) : steps[t] > 0)
				dais_slots_put(e->open[i], t);
		}
	}
}

struct dais_encoder *
dais_encoder_held(
    const struct dais_encoder *whole, const struct dais_scope *scope, struct dais_arena *a)
{
	struct dais_encoder *e = DAIS_NEW(a, struct dais_encoder);

	*e = *whole;
	e->a = a;
	e->scope = scope;
	e->touched = DAIS_NEW_N(a, (e->bodies + 1) * (e->slots + 1), bool);
	e->touched_body = DAIS_NEW_N(a, e->bodies + 1, bool);
	e->touched_task = DAIS_NEW_N(a, e->tasks + 1, bool);
	begin(e);
	touch(e);
	hold_windows(e, whole);
	dais_encode_steps(e);
	dais_encode_joints(e);
	dais_encode_sittings(e);
	dais_encode_totals(e);
	dais_encode_services(e);
	dais_encode_demands(e);
	return e;
}
