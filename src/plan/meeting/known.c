/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How many sittings there must be, and how many items in them: sums over the whole meeting that
 * clauses see slot by slot only. What follows is told to the optimizer as known.
 *
 * A sitting takes no more steps than the longest slot has. A group of tasks needs so many sittings
 * as its steps fill. For every sitting, the substantive groups above one of its bodies (DENSE) and
 * the sitting itself (FEWEST) are together at least as many as its substantive groups, if what
 * joins its bodies are such groups: joined otherwise, each body but one may have a group of its own
 * for nothing.
 */
#include "plan/meeting/economy_priv.h"

struct counts {
	struct dais_encoder *e;
	unsigned *steps; /* that a task has at least */
	unsigned longest; /* steps of a slot */
	bool *dense; /* bodies with a DENSE wish */
};

static unsigned
whole(unsigned steps, unsigned of)
{
	return of ? (steps + of - 1) / of : 0;
}

/* --- sittings --- */

static unsigned
sittings_at_least(const struct counts *c)
{
	const struct dais_encoder *e = c->e;
	unsigned n = 0, *of_cluster = DAIS_NEW_N(e->a, e->clusters.n + 1, unsigned);

	for (size_t b = 0; b < e->bodies; b++) {
		unsigned steps = 0;

		for (size_t k = 0; k < e->body_tasks[b].n; k++) {
			if (e->task_joint[e->body_tasks[b].v[k]] == DAIS_NONE)
				steps += c->steps[e->body_tasks[b].v[k]];
		}
		if (e->body_joints[b].n)
			of_cluster[e->joints.v[e->body_joints[b].v[0]].cluster] += steps;
		else
			n += whole(steps, c->longest);
	}
	for (size_t i = 0; i < e->tasks; i++) {
		if (e->task_joint[i] != DAIS_NONE)
			of_cluster[e->joints.v[e->task_joint[i]].cluster] += c->steps[i];
	}
	for (size_t k = 0; k < e->clusters.n; k++)
		n += whole(of_cluster[k], c->longest);
	return n;
}

/* --- groups in them --- */

static bool
same_bodies(const struct dais_encoder *e, size_t i, size_t k)
{
	const dais_index_vec *x = &e->task_bodies[i], *y = &e->task_bodies[k];

	for (size_t m = 0; x->n == y->n && m < x->n; m++) {
		if (x->v[m] != y->v[m])
			return false;
	}
	return x->n == y->n;
}

static bool
counts_for(const struct counts *c, size_t i)
{
	const struct dais_encoder *e = c->e;
	bool all = e->p->tasks.v[i].substantive && same_bodies(e, i, e->group[i]);

	for (size_t k = 0; k < e->task_bodies[i].n; k++)
		all = all && c->dense[e->task_bodies[i].v[k]];
	return all;
}

/* Uses that a common task can have at most. */
static size_t
uses_at_most(const struct dais_encoder *e, size_t i)
{
	size_t n = 0;

	for (size_t t = 0; t < e->slots; t++)
		n += dais_slots_has(e->open[i], t);
	n = n < e->most[i] ? n : e->most[i];
	return n < e->uses_most[i] ? n : e->uses_most[i];
}

/* Sittings and groups above one in them, together; 0 when nothing is known. */
static unsigned
groups_at_least(struct counts *c)
{
	const struct dais_encoder *e = c->e;
	unsigned *steps = DAIS_NEW_N(e->a, e->tasks + 1, unsigned), n = 0;
	size_t less = 0;

	for (size_t i = 0; i < e->tasks; i++) {
		if (counts_for(c, i))
			steps[e->group[i]] += c->steps[i];
		else if (e->task_bodies[i].n > 1)
			less += (e->task_bodies[i].n - 1) * uses_at_most(e, i);
	}
	for (size_t i = 0; i < e->tasks; i++)
		n += whole(steps[i], c->longest);
	return n > less ? n - (unsigned)less : 0;
}

/* --- telling --- */

struct wishes {
	const struct dais_demand *fewest, *dense; /* or NULL; every DENSE wish is like it */
	dais_literal_vec both; /* literals of DENSE first */
	size_t dense_n;
};

static void
tell(struct counts *c, const struct wishes *w, unsigned given)
{
	struct dais_encoder *e = c->e;
	const struct dais_demand *f = w->fewest, *d = w->dense;
	unsigned sittings = sittings_at_least(c), groups = d ? groups_at_least(c) : 0, left = 0;

	if (f)
		left = f->weight;
	if (f && d && f->rank == d->rank && groups && given < f->rank) {
		unsigned weight = f->weight < d->weight ? f->weight : d->weight;

		dais_optimizer_known(e->o, w->both.v, w->both.n, groups, f->rank, weight, given, 0);
		left -= weight;
	}
	if (f && left && sittings && given < f->rank && w->both.n > w->dense_n)
		dais_optimizer_known(e->o, w->both.v + w->dense_n, w->both.n - w->dense_n, sittings,
		    f->rank, left, given, 0);
}

static bool
find_wishes(const struct counts *c, struct wishes *w)
{
	const struct dais_encoder *e = c->e;

	for (size_t k = 0; k < e->p->demands.n; k++) {
		const struct dais_demand *d = &e->p->demands.v[k];

		if (d->kind == DAIS_DEMAND_FEWEST && e->summed[k])
			return false; /* economy.c has told what is known */
		if (d->kind == DAIS_DEMAND_FEWEST && d->rank) {
			if (w->fewest)
				return false;
			w->fewest = d;
		}
		if (d->kind != DAIS_DEMAND_DENSE || !d->rank)
			continue;
		if (w->dense && (w->dense->rank != d->rank || w->dense->weight != d->weight))
			return false;
		if (c->dense[d->body])
			return false;
		w->dense = d;
		c->dense[d->body] = true;
	}
	for (size_t k = 0; k < e->dense_wishes.n; k++)
		dais_vec_push(e->a, &w->both, e->dense_wishes.v[k]);
	w->dense_n = w->both.n;
	for (size_t k = 0; k < e->fewest_wishes.n; k++)
		dais_vec_push(e->a, &w->both, e->fewest_wishes.v[k]);
	return w->fewest != NULL;
}

/* Steps that each task has in every plan in which the first rank that wishes for time costs
 * nothing; that rank, or 0. */
static unsigned
steps_wished(const struct dais_encoder *e, unsigned *steps)
{
	const struct dais_problem *p = e->p;
	unsigned rank = DAIS_RANKS_MAX + 1;

	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->kind == DAIS_DEMAND_LEAST && d->rank && d->rank < rank)
			rank = d->rank;
	}
	for (size_t i = 0; i < e->tasks; i++)
		steps[i] = e->least[i];
	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];
		unsigned wished = dais_problem_steps(p, d->amount);

		if (d->kind == DAIS_DEMAND_LEAST && d->rank == rank && wished > steps[d->task])
			steps[d->task] = wished;
	}
	return rank <= DAIS_RANKS_MAX ? rank : 0;
}

void
dais_encode_together(struct dais_encoder *e)
{
	unsigned *steps = DAIS_NEW_N(e->a, e->tasks + 1, unsigned);
	unsigned given = steps_wished(e, steps);

	e->economical = dais_encode_economy(e, steps, given);
}

void
dais_encode_known(struct dais_encoder *e)
{
	struct counts c = { .e = e };
	struct wishes w = { 0 };
	unsigned rank;

	c.steps = DAIS_NEW_N(e->a, e->tasks + 1, unsigned);
	c.dense = DAIS_NEW_N(e->a, e->bodies + 1, bool);
	if (!find_wishes(&c, &w))
		return;
	for (size_t t = 0; t < e->slots; t++)
		c.longest = e->cap[t] > c.longest ? e->cap[t] : c.longest;
	rank = steps_wished(e, c.steps);
	if (rank)
		tell(&c, &w, rank);
	for (size_t i = 0; i < e->tasks; i++)
		c.steps[i] = e->least[i];
	tell(&c, &w, 0);
}
