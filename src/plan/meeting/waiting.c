/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/meeting/waiting_priv.h"

#include <string.h>

struct finder {
	const struct dais_encoder *e;
	struct dais_arena *a;
	bool *earlier; /* of a task: always in an earlier half-day than the one that is looked at */
	bool *taken; /* of a task: in one that was found */
};

static bool
is_order(const struct finder *f, const struct dais_demand *d)
{
	return d->kind == DAIS_DEMAND_BEFORE && dais_encoder_always(f->e, d);
}

/* What @i waits for, and what that waits for: the latter has time in every plan, so that an order
 * of three is one of the first and the last. False: @i waits for nothing. */
static bool
find_earlier(struct finder *f, size_t i)
{
	const struct dais_problem *p = f->e->p;
	bool any = false, more = true;

	memset(f->earlier, 0, (f->e->tasks + 1) * sizeof(*f->earlier));
	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->other == i && d->task != i && d->amount && is_order(f, d))
			any = f->earlier[d->task] = true;
	}
	while (any && more) {
		more = false;
		for (size_t k = 0; k < p->demands.n; k++) {
			const struct dais_demand *d = &p->demands.v[k];

			if (!is_order(f, d) || f->earlier[d->task] || d->task == i ||
			    !f->earlier[d->other] || !f->e->least[d->other])
				continue;
			more = f->earlier[d->task] = true;
		}
	}
	return any;
}

/* Whether all bodies of task @k are bodies of task @i; *@ret_some: whether some are. */
static bool
within(const struct dais_encoder *e, size_t k, size_t i, bool *ret_some)
{
	const dais_index_vec *some = &e->task_bodies[k], *all = &e->task_bodies[i];
	size_t n = 0;

	for (size_t x = 0; x < some->n; x++) {
		for (size_t y = 0; y < all->n; y++)
			n += some->v[x] == all->v[y];
	}
	*ret_some = n > 0;
	return n == some->n;
}

/* What can stand beside task @i. False: also what other bodies take part in, or what was found
 * already. */
static bool
find_beside(const struct finder *f, size_t i, dais_index_vec *ret)
{
	for (size_t k = 0; k < f->e->tasks; k++) {
		bool some, all = within(f->e, k, i, &some);

		if (k == i || !some || f->earlier[k])
			continue;
		if (!all || f->taken[k])
			return false;
		dais_vec_push(f->a, ret, k);
	}
	return true;
}

void
dais_waiting_find(const struct dais_encoder *e, struct dais_arena *a, dais_waiting_vec *ret)
{
	struct finder f = { .e = e, .a = a };

	f.earlier = DAIS_NEW_N(a, e->tasks + 1, bool);
	f.taken = DAIS_NEW_N(a, e->tasks + 1, bool);
	for (size_t i = 0; i < e->tasks; i++) {
		struct dais_waiting w = { .task = i };

		if (!e->least[i] || f.taken[i] || !find_earlier(&f, i) ||
		    !find_beside(&f, i, &w.beside))
			continue;
		f.taken[i] = true;
		for (size_t k = 0; k < w.beside.n; k++)
			f.taken[w.beside.v[k]] = true;
		dais_vec_push(a, ret, w);
	}
}
