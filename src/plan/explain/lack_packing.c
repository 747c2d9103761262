/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tasks that cannot be divided as one likes may not fit although there are minutes enough: of
 * thirteen that need two hours in one sitting none shares one of three hours. Time is weighed anew:
 * @weigh says what a part of so many steps counts, and a sitting gives the most that any parts of
 * it count together. Where tasks count for more than the sittings give, they do not fit. The
 * weighings are those of bin packing: how many of a size there are room for, large parts as whole
 * sittings (Martello and Toth), and in fractions of a sitting (Fekete and Schepers).
 */
#include "plan/explain/lack_priv.h"

#define SIZES_MOST 12u
#define FRACTIONS_MOST 4u
#define USES_MOST 4u /* a task with more is taken to have as many as it likes */
#define STEPS_MOST 4096u /* of a task */

/* What parts count, by their steps up to those of the longest slot. */
struct weighing {
	unsigned longest;
	unsigned *weigh;
};

/* --- what sittings give and tasks need --- */

/* The most that parts of @n steps together count, for each @n. */
static unsigned *
worth_of(const struct weighing *w, struct dais_arena *a)
{
	unsigned *worth = DAIS_NEW_N(a, w->longest + 1, unsigned);

	for (unsigned n = 1; n <= w->longest; n++) {
		for (unsigned part = 1; part <= n; part++) {
			unsigned sum = w->weigh[part] + worth[n - part];

			worth[n] = sum > worth[n] ? sum : worth[n];
		}
	}
	return worth;
}

/* The least that a task of @steps in @uses parts (0: any number) counts. */
static unsigned
need_of(const struct weighing *w, unsigned steps, unsigned uses, struct dais_arena *a)
{
	unsigned rounds = uses ? uses : steps;
	unsigned *least = DAIS_NEW_N(a, steps + 1, unsigned);
	unsigned *next = DAIS_NEW_N(a, steps + 1, unsigned);

	for (unsigned n = 1; n <= steps; n++)
		least[n] = UINT32_MAX;
	for (unsigned round = 0; round < rounds; round++) {
		bool changed = false;

		for (unsigned n = 0; n <= steps; n++) {
			next[n] = least[n];
			for (unsigned part = 1; part <= n && part <= w->longest; part++) {
				unsigned before = least[n - part];

				if (before != UINT32_MAX && before + w->weigh[part] < next[n])
					next[n] = before + w->weigh[part];
			}
			changed = changed || next[n] != least[n];
		}
		for (unsigned n = 0; n <= steps; n++)
			least[n] = next[n];
		if (!changed)
			break;
	}
	return least[steps] == UINT32_MAX ? 0 : least[steps];
}

/* --- weighings --- */

static void
weigh_by_number(struct weighing *w, unsigned size)
{
	for (unsigned n = 0; n <= w->longest; n++)
		w->weigh[n] = n / size;
}

static void
weigh_large_as_whole(struct weighing *w, unsigned size)
{
	for (unsigned n = 0; n <= w->longest; n++)
		w->weigh[n] = n + size > w->longest ? w->longest : n < size ? 0 : n;
}

static void
weigh_in_fractions(struct weighing *w, unsigned parts)
{
	for (unsigned n = 0; n <= w->longest; n++) {
		unsigned share = (parts + 1) * n;

		w->weigh[n] = share % w->longest ? share / w->longest * w->longest : parts * n;
	}
}

/* --- of a group of tasks --- */

struct limited {
	unsigned uses; /* 0: as many as it likes */
	size_t demand;
};

static struct limited *
limits_of(const struct dais_lacking *l, struct dais_arena *a)
{
	struct limited *limits = DAIS_NEW_N(a, l->p->tasks.n + 1, struct limited);

	for (size_t i = 0; i < l->p->demands.n; i++) {
		const struct dais_demand *d = &l->p->demands.v[i];
		struct limited *limit;

		if (!dais_lacking_is_active(l, i, DAIS_DEMAND_UNDIVIDED) || !d->amount ||
		    d->amount > USES_MOST)
			continue;
		limit = &limits[d->task];
		if (!limit->uses || d->amount < limit->uses)
			*limit = (struct limited){ d->amount, i };
	}
	return limits;
}

static void
add_scale(const struct dais_lacking *l, const dais_index_vec *tasks, const struct weighing *w,
    const struct limited *limits, dais_scale_vec *ret)
{
	struct dais_scale scale = { .demand = DAIS_NONE };
	bool any = false;

	scale.worth = worth_of(w, l->a);
	scale.need = DAIS_NEW_N(l->a, tasks->n + 1, unsigned);
	scale.limit = DAIS_NEW_N(l->a, tasks->n + 1, size_t);
	for (size_t i = 0; i < tasks->n; i++) {
		size_t task = tasks->v[i];
		unsigned steps = dais_lacking_minutes(l, task) / l->p->step;

		scale.limit[i] = limits[task].uses ? limits[task].demand : DAIS_NONE;
		if (limits[task].uses && steps < STEPS_MOST)
			scale.need[i] = need_of(w, steps, limits[task].uses, l->a);
		else if (w->weigh[1])
			scale.need[i] =
			    need_of(w, steps < STEPS_MOST ? steps : STEPS_MOST, 0, l->a);
		any = any || (scale.need[i] && scale.limit[i] != DAIS_NONE);
	}
	if (any)
		dais_vec_push(l->a, ret, scale);
}

/* Sizes of tasks that are taken up once, more than a step, each once. */
static size_t
sizes_of(const struct dais_lacking *l, const dais_index_vec *tasks, const struct limited *limits,
    unsigned longest, unsigned *ret)
{
	size_t n = 0;

	for (size_t i = 0; i < tasks->n && n < SIZES_MOST; i++) {
		unsigned steps = dais_lacking_minutes(l, tasks->v[i]) / l->p->step;
		unsigned uses = limits[tasks->v[i]].uses;
		bool known = !uses;

		/* Of several parts one has its share. */
		steps = uses ? (steps + uses - 1) / uses : steps;
		for (size_t k = 0; k < n && !known; k++)
			known = ret[k] == steps;
		if (!known && steps > 1 && steps <= longest)
			ret[n++] = steps;
	}
	return n;
}

/* No sitting takes up more than so many items: each counts once. */
static void
add_number_of_items(const struct dais_lacking *l, const dais_index_vec *tasks, unsigned longest,
    dais_scale_vec *ret)
{
	size_t least = DAIS_NONE;
	struct dais_scale scale = { .packing = DAIS_PACKING_ITEMS };

	for (size_t i = 0; i < l->p->demands.n; i++) {
		if (dais_lacking_is_active(l, i, DAIS_DEMAND_ITEMS_MOST) &&
		    (least == DAIS_NONE ||
			l->p->demands.v[i].amount < l->p->demands.v[least].amount))
			least = i;
	}
	if (least == DAIS_NONE)
		return;
	scale.demand = least;
	scale.worth = DAIS_NEW_N(l->a, longest + 1, unsigned);
	scale.need = DAIS_NEW_N(l->a, tasks->n + 1, unsigned);
	scale.limit = DAIS_NEW_N(l->a, tasks->n + 1, size_t);
	for (unsigned n = 0; n <= longest; n++)
		scale.worth[n] =
		    n < l->p->demands.v[least].amount ? n : l->p->demands.v[least].amount;
	for (size_t i = 0; i < tasks->n; i++) {
		size_t item = l->p->tasks.v[tasks->v[i]].group;

		scale.limit[i] = DAIS_NONE;
		scale.need[i] = 1;
		for (size_t k = 0; k < i; k++)
			scale.need[i] &= l->p->tasks.v[tasks->v[k]].group != item;
	}
	dais_vec_push(l->a, ret, scale);
}

/* Bodies that nothing joins never share a sitting: each of them needs one at least. */
static void
add_number_of_bodies(const struct dais_lacking *l, const dais_index_vec *tasks, unsigned longest,
    dais_scale_vec *ret)
{
	struct dais_scale scale = { .demand = DAIS_NONE, .packing = DAIS_PACKING_BODIES };
	bool *seen = DAIS_NEW_N(l->a, l->p->bodies.n + 1, bool);
	size_t count = 0;

	scale.worth = DAIS_NEW_N(l->a, longest + 1, unsigned);
	scale.need = DAIS_NEW_N(l->a, tasks->n + 1, unsigned);
	scale.limit = DAIS_NEW_N(l->a, tasks->n + 1, size_t);
	for (unsigned n = 1; n <= longest; n++)
		scale.worth[n] = 1;
	for (size_t i = 0; i < tasks->n; i++) {
		const dais_index_vec *bodies = &l->p->tasks.v[tasks->v[i]].bodies;
		size_t joined = bodies->n ? l->joined[bodies->v[0]] : DAIS_NONE;

		scale.limit[i] = DAIS_NONE;
		scale.need[i] = joined != DAIS_NONE && !seen[joined];
		if (scale.need[i])
			seen[joined] = true;
		count += scale.need[i];
	}
	if (count > 1)
		dais_vec_push(l->a, ret, scale);
}

void
dais_lacking_scales(const struct dais_lacking *l, const dais_index_vec *tasks, dais_scale_vec *ret)
{
	const struct limited *limits = limits_of(l, l->a);
	struct weighing w = { .longest = dais_lacking_longest(l->p) };
	unsigned sizes[SIZES_MOST];
	size_t n = sizes_of(l, tasks, limits, w.longest, sizes);

	ret->n = 0;
	add_number_of_items(l, tasks, w.longest, ret);
	add_number_of_bodies(l, tasks, w.longest, ret);
	if (n == 0)
		return;
	w.weigh = DAIS_NEW_N(l->a, w.longest + 1, unsigned);
	for (size_t k = 0; k < n; k++) {
		weigh_by_number(&w, sizes[k]);
		add_scale(l, tasks, &w, limits, ret);
		weigh_large_as_whole(
		    &w, 2 * sizes[k] <= w.longest ? sizes[k] : w.longest - sizes[k] + 1);
		add_scale(l, tasks, &w, limits, ret);
	}
	for (unsigned parts = 1; parts <= FRACTIONS_MOST; parts++) {
		weigh_in_fractions(&w, parts);
		add_scale(l, tasks, &w, limits, ret);
	}
}
