/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The first plan: whether a task may be taken up in the half-day being filled. */
#include "plan/meeting/first_priv.h"

size_t
dais_first_slots_left(const struct dais_first *f, const uint64_t *set, size_t from)
{
	size_t n = 0, first = from / 64;

	for (size_t w = first; w < dais_problem_words(f->p); w++) {
		uint64_t left = w == first ? set[w] >> from % 64 : set[w];

		n += (size_t)__builtin_popcountll(left);
	}
	return n;
}

/* Whether @task lacks time it wishes or, when others can wait no longer, time it must have. */
static bool
is_open(const struct dais_first_task *task, bool urgent)
{
	return urgent ? task->want - task->left < dais_first_smaller(task->least, task->want)
		      : task->left > 0;
}

bool
dais_first_is_ripe(const struct dais_first *f, size_t i, size_t t)
{
	const struct dais_first_task *task = &f->tasks[i];

	for (size_t e = 0; e < task->earlier.n; e++) {
		const struct dais_first_earlier *earlier = &task->earlier.v[e];
		const struct dais_first_task *other = &f->tasks[earlier->task];
		bool must = !earlier->wish ||
			    (earlier->lead && dais_first_slots_left(f, task->allowed, t + 1) > 0);

		if (must && is_open(other, dais_first_is_urgent(f, i, t)))
			return false;
		if (must && earlier->lead && other->uses &&
		    f->p->slots.v[t].half_day <
			f->p->slots.v[other->last].half_day + (int64_t)earlier->lead)
			return false;
	}
	return true;
}

bool
dais_first_is_urgent(const struct dais_first *f, size_t i, size_t t)
{
	const struct dais_first_task *task = &f->tasks[i];

	return dais_first_slots_left(f, task->allowed, t) <= (task->left + 5) / f->longest + 1;
}

static bool
waits_for_liked(const struct dais_first *f, size_t i, size_t t)
{
	const struct dais_first_task *task = &f->tasks[i];

	if (!task->liked || dais_slots_has(task->liked, t))
		return false;
	for (size_t later = t + 1; later < f->p->slots.n; later++) {
		if (dais_slots_has(task->liked, later) && dais_slots_has(task->allowed, later))
			return true;
	}
	return false;
}

unsigned
dais_first_fixed_at(const struct dais_first *f, size_t i, size_t t)
{
	return f->tasks[i].fixed ? f->tasks[i].fixed[t] : 0;
}

bool
dais_first_is_pressed(const struct dais_first *f, size_t i)
{
	const dais_index_vec *bodies = &f->p->tasks.v[i].bodies;

	for (size_t b = 0; b < bodies->n; b++) {
		if (f->bodies[bodies->v[b]].pressed)
			return true;
	}
	return false;
}

bool
dais_first_may_begin(const struct dais_first *f, size_t i, size_t t)
{
	const struct dais_first_task *task = &f->tasks[i];

	if (dais_first_fixed_at(f, i, t))
		return true;
	if (task->hurries)
		return task->left && dais_slots_has(task->allowed, t);
	return task->left && dais_slots_has(task->allowed, t) &&
	       (!waits_for_liked(f, i, t) || dais_first_is_urgent(f, i, t)) &&
	       (!dais_slots_has(f->kept_free, t) || dais_first_is_pressed(f, i) ||
		   dais_first_is_urgent(f, i, t));
}
