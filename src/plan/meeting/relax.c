/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A lower bound of what sittings, their contents and idle half-days cost: the meeting as a linear
 * programme. Cores see one reason at a time why a sitting more must be held; that few sittings,
 * few items in them, no idle half-days between them and free Fridays cannot all be had is a
 * matter of their sums.
 *
 * Tasks are taken up only where some plan takes them up that is best in the ranks before (the
 * optimizer says where), and what the ranks before cost is no more than is proven. Of the orders
 * of tasks nothing else is left, and tasks, sittings and bodies may be divided at will.
 */
#include <limits.h>
#include <math.h>

#include "plan/meeting/capacity_priv.h"
#include "plan/meeting/programme_priv.h"
#include "plan/meeting/relax_priv.h"

enum {
	COLUMNS_MAX = 20000
};
#define SLACK 1e-4

struct spent {
	unsigned rank;
	size_t column;
	double weight;
};

struct relaxation {
	const struct dais_encoder *e;
	struct dais_arena *a;
	struct dais_capacity capacity;
	struct dais_programme g;
	unsigned rank; /* of which the cost is bounded */
	const uint64_t *cost; /* of the ranks before */
	DAIS_VEC(struct spent) spent; /* in them */
	size_t *use, *steps; /* [i * slots + t], or DAIS_NONE */
	size_t *sits; /* [b * slots + t] */
	size_t *joint; /* [j * slots + t]: in use */
	size_t *held; /* [t]: sittings */
};

static unsigned
whole(unsigned n, unsigned of)
{
	return of ? (n + of - 1) / of : 0;
}

/* Column @column, @times over, costs what a unit of @d does. */
static void
pay(struct relaxation *x, const struct dais_demand *d, size_t column, double times)
{
	if (column == DAIS_NONE || d->rank == 0 || d->rank > x->rank)
		return;
	if (d->rank == x->rank)
		x->g.cost.v[column] += d->weight * times;
	else
		dais_vec_push(
		    x->a, &x->spent, ((struct spent){ d->rank, column, d->weight * times }));
}

/* The row added last: a difference that is not positive. */
static void
at_most(struct relaxation *x, size_t smaller, size_t larger, double times)
{
	dais_programme_row(&x->g, -INFINITY, 0);
	dais_programme_entry(&x->g, smaller, 1);
	dais_programme_entry(&x->g, larger, -times);
}

/* --- tasks --- */

static bool
is_open(const struct dais_encoder *e, size_t i, size_t t)
{
	dais_literal used = dais_encoder_used(e, i, t);

	return used != e->no && !dais_optimizer_always(e->o, -used);
}

/* Steps that task @i has in every plan that is as good in the ranks before. */
static unsigned
steps_needed(const struct relaxation *x, size_t i)
{
	const struct dais_problem *p = x->e->p;
	unsigned need = x->e->least[i];

	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->kind == DAIS_DEMAND_LEAST && d->task == i && d->rank && d->rank < x->rank &&
		    x->cost[d->rank] == 0 && d->amount > need * p->step)
			need = whole(d->amount, p->step);
	}
	return need;
}

static void
add_task(struct relaxation *x, size_t i)
{
	const struct dais_encoder *e = x->e;
	unsigned need = steps_needed(x, i), most = e->most[i], uses_most = e->uses_most[i];

	for (size_t t = 0; t < e->slots; t++) {
		size_t at = i * e->slots + t;
		unsigned cap = e->cap[t] < most ? e->cap[t] : most;

		x->use[at] = x->steps[at] = DAIS_NONE;
		if (!is_open(e, i, t))
			continue;
		x->use[at] = dais_programme_column(
		    &x->g, dais_optimizer_always(e->o, dais_encoder_used(e, i, t)), 1, 0);
		x->steps[at] = dais_programme_column(&x->g, 0, cap, 0);
		at_most(x, x->steps[at], x->use[at], cap);
		at_most(x, x->use[at], x->steps[at], 1);
	}
	dais_programme_row(&x->g, need, most == UINT_MAX ? INFINITY : most);
	for (size_t t = 0; t < e->slots; t++)
		dais_programme_entry(&x->g, x->steps[i * e->slots + t], 1);
	dais_programme_row(
	    &x->g, whole(need, x->capacity.most), uses_most == UINT_MAX ? INFINITY : uses_most);
	for (size_t t = 0; t < e->slots; t++)
		dais_programme_entry(&x->g, x->use[i * e->slots + t], 1);
}

/* --- sittings --- */

static void
add_body(struct relaxation *x, size_t b, size_t t)
{
	const struct dais_encoder *e = x->e;
	const dais_index_vec *tasks = &e->body_tasks[b];
	size_t sits = dais_programme_column(&x->g, 0, 1, 0);

	x->sits[b * e->slots + t] = sits;
	dais_programme_row(&x->g, -INFINITY, 0);
	for (size_t k = 0; k < tasks->n; k++)
		dais_programme_entry(&x->g, x->steps[tasks->v[k] * e->slots + t], 1);
	dais_programme_entry(&x->g, sits, -(double)e->cap[t]);
	dais_programme_row(&x->g, 0, INFINITY);
	for (size_t k = 0; k < tasks->n; k++)
		dais_programme_entry(&x->g, x->use[tasks->v[k] * e->slots + t], 1);
	dais_programme_entry(&x->g, sits, -1);
	for (size_t k = 0; k < tasks->n; k++)
		if (x->use[tasks->v[k] * e->slots + t] != DAIS_NONE)
			at_most(x, x->use[tasks->v[k] * e->slots + t], sits, 1);
}

static void
add_joint(struct relaxation *x, size_t j, size_t t)
{
	const struct dais_encoder *e = x->e;
	const struct dais_joint *joint = &e->joints.v[j];
	size_t use = dais_programme_column(&x->g, 0, 1, 0);

	x->joint[j * e->slots + t] = use;
	dais_programme_row(&x->g, 0, INFINITY);
	for (size_t k = 0; k < joint->tasks.n; k++)
		dais_programme_entry(&x->g, x->use[joint->tasks.v[k] * e->slots + t], 1);
	dais_programme_entry(&x->g, use, -1);
	for (size_t k = 0; k < joint->tasks.n; k++)
		if (x->use[joint->tasks.v[k] * e->slots + t] != DAIS_NONE)
			at_most(x, x->use[joint->tasks.v[k] * e->slots + t], use, 1);
	for (size_t k = 0; k < joint->bodies.n; k++)
		at_most(x, use, x->sits[joint->bodies.v[k] * e->slots + t], 1);
}

/* Sittings of a slot. Those of n bodies are held together by joints that have n - 1 bodies above
 * one among them, or more. */
static void
add_held(struct relaxation *x, size_t t)
{
	const struct dais_encoder *e = x->e;
	size_t held = dais_programme_column(&x->g, 0, x->capacity.sittings[t], 0);

	x->held[t] = held;
	dais_programme_row(&x->g, 0, INFINITY);
	dais_programme_entry(&x->g, held, 1);
	for (size_t b = 0; b < e->bodies; b++)
		dais_programme_entry(&x->g, x->sits[b * e->slots + t], -1);
	for (size_t j = 0; j < e->joints.n; j++)
		dais_programme_entry(
		    &x->g, x->joint[j * e->slots + t], (double)e->joints.v[j].bodies.n - 1);
	for (size_t b = 0; b < e->bodies; b++)
		at_most(x, x->sits[b * e->slots + t], held, 1);
	dais_programme_row(&x->g, -INFINITY, 0);
	for (size_t i = 0; i < e->tasks; i++)
		dais_programme_entry(&x->g, x->steps[i * e->slots + t], 1);
	dais_programme_entry(&x->g, held, -(double)e->cap[t]);
}

static void
limit_held(struct relaxation *x, size_t from, size_t to, unsigned most)
{
	if (most == UINT_MAX)
		return;
	dais_programme_row(&x->g, -INFINITY, most);
	for (size_t t = from; t <= to; t++)
		dais_programme_entry(&x->g, x->held[t], 1);
}

static void
add_limits(struct relaxation *x)
{
	const struct dais_encoder *e = x->e;
	size_t day = 0, week = 0;

	for (size_t t = 0; t < e->slots; t++) {
		const struct dais_plan_slot *s = &e->p->slots.v[t];

		if (t && s[-1].day_index != s->day_index)
			day = t;
		if (t && s[-1].week != s->week)
			week = t;
		if (t + 1 == e->slots || s[1].day_index != s->day_index)
			limit_held(x, day, t, x->capacity.in_day);
		if (t + 1 == e->slots || s[1].week != s->week)
			limit_held(x, week, t, x->capacity.in_week);
	}
}

/* --- wishes --- */

static void
wish_dense(struct relaxation *x, const struct dais_demand *d)
{
	const struct dais_encoder *e = x->e;
	const dais_index_vec *tasks = &e->body_tasks[d->body];
	size_t *group = DAIS_NEW_N(x->a, e->tasks + 1, size_t);

	for (size_t t = 0; t < e->slots; t++) {
		size_t above = dais_programme_column(&x->g, 0, INFINITY, 0);
		size_t first = x->g.cost.n;

		pay(x, d, above, 1);
		for (size_t k = 0; k < tasks->n; k++)
			group[e->group[tasks->v[k]]] = DAIS_NONE;
		for (size_t k = 0; k < tasks->n; k++) {
			size_t i = tasks->v[k], *g = &group[e->group[i]];

			if (!e->p->tasks.v[i].substantive || x->use[i * e->slots + t] == DAIS_NONE)
				continue;
			if (*g == DAIS_NONE)
				*g = dais_programme_column(&x->g, 0, 1, 0);
			at_most(x, x->use[i * e->slots + t], *g, 1);
		}
		dais_programme_row(&x->g, 0, INFINITY);
		dais_programme_entry(&x->g, above, 1);
		dais_programme_entry(&x->g, x->sits[d->body * e->slots + t], 1);
		for (size_t column = first; column < x->g.cost.n; column++)
			dais_programme_entry(&x->g, column, -1);
	}
}

/* "Has begun" and "goes on" are ladders over the slots; where both hold it sits or is idle. */
static void
wish_no_gap(struct relaxation *x, const struct dais_demand *d)
{
	const struct dais_encoder *e = x->e;
	const size_t *sits = &x->sits[d->body * e->slots];
	size_t begun = DAIS_NONE, goes_on = DAIS_NONE;

	for (size_t t = 0; t < e->slots; t++) {
		size_t begun_before = begun, went_on = goes_on;

		begun = dais_programme_column(&x->g, 0, 1, 0);
		goes_on = dais_programme_column(&x->g, 0, 1, 0);
		at_most(x, sits[t], begun, 1);
		at_most(x, sits[t], goes_on, 1);
		if (t) {
			at_most(x, begun_before, begun, 1);
			at_most(x, goes_on, went_on, 1);
		}
		if (dais_slots_has(d->slots, t)) {
			size_t idle = dais_programme_column(&x->g, 0, INFINITY, 0);

			pay(x, d, idle, 1);
			dais_programme_row(&x->g, -1, INFINITY);
			dais_programme_entry(&x->g, idle, 1);
			dais_programme_entry(&x->g, sits[t], 1);
			dais_programme_entry(&x->g, begun, -1);
			dais_programme_entry(&x->g, goes_on, -1);
		}
	}
}

static void
wish_free(struct relaxation *x, const struct dais_demand *d)
{
	for (size_t t = 0; t < x->e->slots; t++) {
		if (dais_slots_has(d->slots, t))
			pay(x, d,
			    d->body == DAIS_NONE ? x->held[t] : x->sits[d->body * x->e->slots + t],
			    1);
	}
}

static void
wish_slots(struct relaxation *x, const struct dais_demand *d)
{
	for (size_t t = 0; t < x->e->slots; t++) {
		if (!dais_slots_has(d->slots, t))
			pay(x, d, x->use[d->task * x->e->slots + t], 1);
	}
}

static void
wish_least(struct relaxation *x, const struct dais_demand *d)
{
	unsigned steps = whole(d->amount, x->e->p->step);
	size_t missing;

	if (d->rank > x->rank)
		return;
	missing = dais_programme_column(&x->g, 0, steps, 0);
	pay(x, d, missing, 1);
	dais_programme_row(&x->g, steps, INFINITY);
	dais_programme_entry(&x->g, missing, 1);
	for (size_t t = 0; t < x->e->slots; t++)
		dais_programme_entry(&x->g, x->steps[d->task * x->e->slots + t], 1);
}

/* --- rooms --- */

/* Two bodies with one room each and a common task have the same room, and are never in two
 * sittings at a time: else one of them has a room more. */
static void
one_room_of_two(struct relaxation *x, size_t one, size_t a, size_t two, size_t b)
{
	const struct dais_encoder *e = x->e;
	size_t never = dais_programme_column(&x->g, 0, 1, 0);

	dais_programme_row(&x->g, 1, INFINITY);
	dais_programme_entry(&x->g, one, 1);
	dais_programme_entry(&x->g, two, 1);
	dais_programme_entry(&x->g, never, 1);
	for (size_t t = 0; t < e->slots; t++) {
		dais_programme_row(&x->g, -INFINITY, 2);
		dais_programme_entry(&x->g, never, 1);
		dais_programme_entry(&x->g, x->sits[a * e->slots + t], 1);
		dais_programme_entry(&x->g, x->sits[b * e->slots + t], 1);
		for (size_t k = 0; k < e->body_joints[a].n; k++)
			dais_programme_entry(
			    &x->g, x->joint[e->body_joints[a].v[k] * e->slots + t], -1);
	}
}

/* Whether some task of both must be taken up. */
static bool
must_meet(const struct relaxation *x, size_t a, size_t b)
{
	const struct dais_encoder *e = x->e;

	for (size_t j = 0; j < e->joints.n; j++) {
		const dais_index_vec *bodies = &e->joints.v[j].bodies;
		const dais_index_vec *tasks = &e->joints.v[j].tasks;
		unsigned both = 0;

		for (size_t k = 0; k < bodies->n; k++)
			both += bodies->v[k] == a || bodies->v[k] == b;
		for (size_t k = 0; both == 2 && k < tasks->n; k++) {
			if (e->least[tasks->v[k]])
				return true;
		}
	}
	return false;
}

static void
wish_one_room(struct relaxation *x)
{
	const struct dais_encoder *e = x->e;
	size_t *more = DAIS_NEW_N(x->a, e->bodies + 1, size_t);

	for (size_t b = 0; b < e->bodies; b++)
		more[b] = DAIS_NONE;
	for (size_t k = 0; e->p->rooms.n && k < e->p->demands.n; k++) {
		const struct dais_demand *d = &e->p->demands.v[k];

		if (d->kind != DAIS_DEMAND_ONE_ROOM || d->rank == 0 || d->rank > x->rank)
			continue;
		if (more[d->body] == DAIS_NONE)
			more[d->body] = dais_programme_column(&x->g, 0, INFINITY, 0);
		pay(x, d, more[d->body], 1);
	}
	for (size_t a = 0; a < e->bodies; a++) {
		for (size_t b = a + 1; b < e->bodies; b++) {
			if (more[a] != DAIS_NONE && more[b] != DAIS_NONE && must_meet(x, a, b))
				one_room_of_two(x, more[a], a, more[b], b);
		}
	}
}

static void
add_wish(struct relaxation *x, const struct dais_demand *d)
{
	if (d->rank == 0 || d->rank > x->rank)
		return;
	switch (d->kind) {
	case DAIS_DEMAND_LEAST:
		wish_least(x, d);
		break;
	case DAIS_DEMAND_SLOTS:
		wish_slots(x, d);
		break;
	case DAIS_DEMAND_DENSE:
		wish_dense(x, d);
		break;
	case DAIS_DEMAND_FREE:
		wish_free(x, d);
		break;
	case DAIS_DEMAND_FEWEST:
		for (size_t t = 0; t < x->e->slots; t++)
			pay(x, d, x->held[t], 1);
		break;
	case DAIS_DEMAND_NO_GAP:
		wish_no_gap(x, d);
		break;
	default: /* costs nothing here, which is no more than it does */
		break;
	}
}

/* What is known of the ranks before. */
static void
add_spent(struct relaxation *x)
{
	for (unsigned r = 1; r < x->rank; r++) {
		dais_programme_row(&x->g, -INFINITY, (double)x->cost[r]);
		for (size_t k = 0; k < x->spent.n; k++) {
			if (x->spent.v[k].rank == r)
				dais_programme_entry(
				    &x->g, x->spent.v[k].column, x->spent.v[k].weight);
		}
	}
}

static void
write_programme(struct relaxation *x)
{
	const struct dais_encoder *e = x->e;

	for (size_t i = 0; i < e->tasks; i++)
		add_task(x, i);
	for (size_t t = 0; t < e->slots; t++) {
		for (size_t b = 0; b < e->bodies; b++)
			add_body(x, b, t);
		for (size_t j = 0; j < e->joints.n; j++)
			add_joint(x, j, t);
		add_held(x, t);
	}
	add_limits(x);
	for (size_t k = 0; k < e->p->demands.n; k++)
		add_wish(x, &e->p->demands.v[k]);
	wish_one_room(x);
	add_spent(x);
}

uint64_t
dais_meeting_relaxed_bound(void *encoder, unsigned rank, const uint64_t *cost, double seconds)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	const struct dais_encoder *e = encoder;
	struct relaxation x = { .e = e, .a = scratch, .g = { .a = scratch }, .rank = rank };
	double objective;

	if ((e->tasks * 2 + e->bodies + e->joints.n) * e->slots > COLUMNS_MAX ||
	    !dais_capacity_new(e, scratch, &x.capacity))
		return 0;
	x.cost = cost;
	x.use = DAIS_NEW_N(scratch, e->tasks * e->slots + 1, size_t);
	x.steps = DAIS_NEW_N(scratch, e->tasks * e->slots + 1, size_t);
	x.sits = DAIS_NEW_N(scratch, e->bodies * e->slots + 1, size_t);
	x.joint = DAIS_NEW_N(scratch, e->joints.n * e->slots + 1, size_t);
	x.held = DAIS_NEW_N(scratch, e->slots + 1, size_t);
	write_programme(&x);
	if (!dais_programme_solve(&x.g, seconds, &objective) || objective < 1)
		return 0;
	return (uint64_t)ceil(objective - SLACK);
}
