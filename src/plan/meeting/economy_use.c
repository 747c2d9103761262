/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the uses of items cost their bodies, and save by joining them (economy.c).
 *
 * A common opening, or a common report, joins bodies and costs nothing for it. What it saves is
 * counted from the other end: each time that it could be taken up and is not costs what it would
 * have saved, and as much is taken off the sum. The same holds for items that would save more than
 * they cost. A report after all items, with lead time, joins bodies as well; but as no item is in
 * its sitting, each body pays for it what it pays for an item, and little or nothing is left to be
 * saved.
 */
#include "plan/meeting/economy_priv.h"

bool
dais_economy_same_bodies(const struct dais_encoder *e, size_t i, size_t k)
{
	const dais_index_vec *a = &e->task_bodies[i], *b = &e->task_bodies[k];

	for (size_t m = 0; a->n == b->n && m < a->n; m++) {
		if (a->v[m] != b->v[m])
			return false;
	}
	return a->n == b->n;
}

static unsigned
joining_saves(const struct dais_economy *x, size_t j)
{
	return x->fewest->weight * (unsigned)(x->e->joints.v[j].bodies.n - 1);
}

static struct dais_economy_use *
add_use(struct dais_economy *x, size_t joint, int64_t cost)
{
	struct dais_economy_use *u = dais_vec_add(x->e->a, &x->uses);

	u->joint = joint;
	u->cost = joint == DAIS_NONE ? cost : cost - (int64_t)joining_saves(x, joint);
	return u;
}

/* --- tasks that are in no sitting with a substantive one --- */

/* Whether a demand that always holds keeps tasks @i and @k out of one sitting. */
static bool
is_kept_apart(const struct dais_encoder *e, size_t i, size_t k)
{
	for (size_t n = 0; n < e->p->demands.n; n++) {
		const struct dais_demand *d = &e->p->demands.v[n];

		if (d->kind == DAIS_DEMAND_BEFORE && d->amount && dais_encoder_always(e, d) &&
		    ((d->task == i && d->other == k) || (d->task == k && d->other == i)))
			return true;
	}
	return false;
}

static bool
ever_at_once(const struct dais_encoder *e, size_t i, size_t k)
{
	for (size_t t = 0; t < e->slots; t++) {
		if (dais_encoder_used(e, i, t) != e->no && dais_encoder_used(e, k, t) != e->no)
			return true;
	}
	return false;
}

static bool
is_lone(const struct dais_encoder *e, size_t i)
{
	const dais_index_vec *bodies = &e->task_bodies[i];

	if (e->p->tasks.v[i].substantive || bodies->n == 0)
		return false;
	for (size_t k = 0; k < bodies->n; k++) {
		const dais_index_vec *tasks = &e->body_tasks[bodies->v[k]];

		for (size_t m = 0; m < tasks->n; m++) {
			size_t other = tasks->v[m];

			if (e->p->tasks.v[other].substantive && ever_at_once(e, i, other) &&
			    !is_kept_apart(e, i, other))
				return false;
		}
	}
	return true;
}

/* Those of a body count once in a sitting: they must be common to the same bodies. */
static bool
agrees_with_others(const struct dais_economy *x, size_t i)
{
	const struct dais_encoder *e = x->e;

	for (size_t k = 0; k < e->task_bodies[i].n; k++) {
		const dais_index_vec *tasks = &e->body_tasks[e->task_bodies[i].v[k]];

		for (size_t m = 0; m < tasks->n; m++) {
			if (x->lone[tasks->v[m]] && !dais_economy_same_bodies(e, i, tasks->v[m]))
				return false;
		}
	}
	return true;
}

static void
find_lone(struct dais_economy *x)
{
	const struct dais_encoder *e = x->e;

	x->lone = DAIS_NEW_N(e->a, e->tasks + 1, bool);
	for (size_t i = 0; i < e->tasks; i++)
		x->lone[i] = is_lone(e, i) && agrees_with_others(x, i);
}

/* --- uses --- */

/* Substantive tasks of one group, all with the same bodies. */
static void
add_group(struct dais_economy *x, const dais_index_vec *tasks)
{
	const struct dais_encoder *e = x->e;
	const dais_index_vec *bodies = &e->task_bodies[tasks->v[0]];
	int64_t cost = 0;

	for (size_t k = 0; k < bodies->n; k++)
		cost += dais_economy_dense_weight(x, bodies->v[k]);
	add_use(x, e->task_joint[tasks->v[0]], cost)->tasks = *tasks;
	x->uses.v[x->uses.n - 1].payers = *bodies;
}

/* The same with different bodies: each pays for those of its own; who joins whom is another
 * question. */
static void
add_mixed_group(struct dais_economy *x, const dais_index_vec *tasks)
{
	const struct dais_encoder *e = x->e;
	size_t before = x->uses.n;

	for (size_t k = 0; k < tasks->n; k++) {
		const dais_index_vec *bodies = &e->task_bodies[tasks->v[k]];

		for (size_t m = 0; m < bodies->n; m++) {
			size_t b = bodies->v[m], *at = &x->use_of[b];

			if (*at == DAIS_NONE || *at < before) {
				add_use(x, DAIS_NONE, dais_economy_dense_weight(x, b));
				*at = x->uses.n - 1;
				dais_vec_push(e->a, &x->uses.v[*at].payers, b);
			}
			dais_vec_push(e->a, &x->uses.v[*at].tasks, tasks->v[k]);
		}
	}
}

/* Tasks that join the bodies of a joint and that no body pays for. */
static void
add_joiners(struct dais_economy *x, size_t j, const bool *counted)
{
	const struct dais_encoder *e = x->e;
	const dais_index_vec *tasks = &e->joints.v[j].tasks;
	dais_index_vec joiners = { 0 };

	for (size_t k = 0; k < tasks->n; k++) {
		if (!counted[tasks->v[k]])
			dais_vec_push(e->a, &joiners, tasks->v[k]);
	}
	if (joiners.n)
		add_use(x, j, 0)->tasks = joiners;
}

/* Tasks that are in no sitting with an item, together with task @first. */
static void
add_lone(struct dais_economy *x, size_t first, bool *counted)
{
	const struct dais_encoder *e = x->e;
	dais_index_vec same = { 0 };

	for (size_t i = first; i < e->tasks; i++) {
		if (!x->lone[i] || counted[i] || !dais_economy_same_bodies(e, first, i))
			continue;
		dais_vec_push(e->a, &same, i);
		counted[i] = true;
	}
	if (same.n)
		add_group(x, &same);
}

static void
find_used(struct dais_economy *x)
{
	struct dais_encoder *e = x->e;
	dais_literal *tasks = DAIS_NEW_N(e->a, e->tasks + 1, dais_literal);

	for (size_t k = 0; k < x->uses.n; k++) {
		struct dais_economy_use *u = &x->uses.v[k];

		u->used = DAIS_NEW_N(e->a, e->slots + 1, dais_literal);
		for (size_t t = 0; t < e->slots; t++) {
			for (size_t m = 0; m < u->tasks.n; m++)
				tasks[m] = dais_encoder_used(e, u->tasks.v[m], t);
			u->used[t] = dais_encoder_or(e, tasks, u->tasks.n);
		}
	}
}

void
dais_economy_find_uses(struct dais_economy *x)
{
	const struct dais_encoder *e = x->e;
	dais_index_vec *groups = DAIS_NEW_N(e->a, e->tasks + 1, dais_index_vec);
	bool *counted = DAIS_NEW_N(e->a, e->tasks + 1, bool);

	for (size_t i = 0; i < e->tasks; i++) {
		if (e->p->tasks.v[i].substantive && e->task_bodies[i].n)
			dais_vec_push(e->a, &groups[e->group[i]], i);
	}
	for (size_t b = 0; b < e->bodies; b++)
		x->use_of[b] = DAIS_NONE;
	for (size_t g = 0; g < e->tasks; g++) {
		bool same = true;

		for (size_t k = 1; k < groups[g].n; k++)
			same = same && dais_economy_same_bodies(e, groups[g].v[0], groups[g].v[k]);
		for (size_t k = 0; k < groups[g].n; k++)
			counted[groups[g].v[k]] = same;
		if (groups[g].n && same)
			add_group(x, &groups[g]);
		else if (groups[g].n)
			add_mixed_group(x, &groups[g]);
	}
	find_lone(x);
	for (size_t i = 0; i < e->tasks; i++) {
		if (x->lone[i])
			add_lone(x, i, counted);
	}
	for (size_t j = 0; j < e->joints.n; j++)
		add_joiners(x, j, counted);
	find_used(x);
}

unsigned
dais_economy_least_uses(const struct dais_economy *x, const struct dais_economy_use *u)
{
	unsigned steps = 0, longest = 0;

	for (size_t k = 0; k < u->tasks.n; k++)
		steps += x->steps[u->tasks.v[k]];
	for (size_t t = 0; t < x->e->slots; t++)
		longest = x->e->cap[t] > longest ? x->e->cap[t] : longest;
	return longest ? (steps + longest - 1) / longest : 0;
}

static void
pay_uses(struct dais_economy *x, const struct dais_economy_use *u, unsigned given)
{
	struct dais_encoder *e = x->e;
	unsigned least = dais_economy_least_uses(x, u);
	uint64_t weight = (uint64_t)u->cost;
	dais_literal_vec unused = { 0 };

	for (size_t t = 0; t < e->slots; t++) {
		dais_economy_pay(x, u->used[t], weight);
		if (u->used[t] != e->no)
			dais_vec_push(e->a, &unused, -u->used[t]);
	}
	dais_economy_tell(x, &unused, least, weight, given);
}

/* Slots in which some of its tasks may be taken up. */
static size_t
most_uses(const struct dais_economy *x, const struct dais_economy_use *u)
{
	const struct dais_encoder *e = x->e;
	size_t all = 0, n = 0;

	for (size_t k = 0; k < u->tasks.n; k++) {
		size_t i = u->tasks.v[k];

		all += e->most[i] < e->uses_most[i] ? e->most[i] : e->uses_most[i];
	}
	for (size_t t = 0; t < e->slots; t++)
		n += u->used[t] != e->no;
	return n < all ? n : all;
}

/* A use that saves something: to be without it costs as much, from what could be saved on. */
static void
pay_missing_uses(struct dais_economy *x, const struct dais_economy_use *u)
{
	struct dais_encoder *e = x->e;
	size_t most = most_uses(x, u);
	uint64_t weight = (uint64_t)-u->cost;
	struct dais_unary n = dais_unary_count(
	    e, u->used, e->slots, (struct dais_sum_limits){ .up = most, .down = most });

	most = most < n.n ? most : n.n;
	for (size_t k = 0; k < most; k++)
		dais_economy_pay(x, -n.v[k], weight);
	if (most)
		dais_optimizer_credit(e->o, x->fewest->rank, weight * most);
}

/* Each body pays for its uses. */
static void
book_uses(struct dais_economy *x, const struct dais_economy_use *u)
{
	for (size_t t = 0; t < x->e->slots; t++) {
		for (size_t k = 0; k < u->payers.n; k++)
			dais_economy_book(x, u->payers.v[k], u->used[t],
			    dais_economy_dense_weight(x, u->payers.v[k]));
	}
}

/* And for sittings of its own: those it has together with others are paid back. */
static void
book_joints(struct dais_economy *x)
{
	struct dais_encoder *e = x->e;

	for (size_t j = 0; j < e->joints.n; j++) {
		for (size_t t = 0; t < e->slots; t++) {
			if (e->use[j * e->slots + t] == e->no)
				continue;
			dais_economy_book(x, DAIS_OPTIMIZER_NOBODY, -e->use[j * e->slots + t],
			    joining_saves(x, j));
			dais_optimizer_deduct(e->o, x->fewest->rank, joining_saves(x, j));
		}
	}
}

void
dais_economy_pay_uses(struct dais_economy *x, unsigned given)
{
	book_joints(x);
	for (size_t k = 0; k < x->uses.n; k++) {
		book_uses(x, &x->uses.v[k]);
		if (x->uses.v[k].cost > 0)
			pay_uses(x, &x->uses.v[k], given);
		else if (x->uses.v[k].cost < 0)
			pay_missing_uses(x, &x->uses.v[k]);
	}
}

/* A literal of its own: what is known of wishes counts each once. */
static dais_literal
same_as(struct dais_encoder *e, dais_literal l)
{
	dais_literal ret = dais_encoder_new_literal(e);

	dais_encoder_any(e, -ret, l, 0);
	dais_encoder_any(e, ret, -l, 0);
	return ret;
}

void
dais_economy_pay_joint(struct dais_economy *x, size_t j, size_t t)
{
	struct dais_encoder *e = x->e;
	dais_literal_vec used = { 0 };
	struct dais_unary n;

	for (size_t k = 0; k < x->uses.n; k++) {
		if (x->uses.v[k].joint == j)
			dais_vec_push(e->a, &used, x->uses.v[k].used[t]);
	}
	n = dais_unary_count(
	    e, used.v, used.n, (struct dais_sum_limits){ .up = used.n, .down = used.n });
	for (size_t k = 1; k < n.n; k++) {
		for (size_t m = 1; m < e->joints.v[j].bodies.n; m++) {
			dais_literal once_more = m > 1 ? same_as(e, n.v[k]) : n.v[k];

			dais_economy_pay(x, once_more, x->fewest->weight);
			dais_vec_push(e->a, &x->broken, -once_more);
		}
	}
}
