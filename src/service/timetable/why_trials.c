/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The ways in which an item can be moved to another time.
 */
#include <stdlib.h>

#include "service/timetable/why_priv.h"

#define ROOMS_TRIED_MAX 8u

/* ---- plans that may be changed ---- */

static struct dais_plan
copy_plan(const struct why_moving *m)
{
	struct dais_plan ret = { 0 };

	for (size_t i = 0; i < m->plan->sittings.n; i++) {
		const struct dais_plan_sitting *from = &m->plan->sittings.v[i];
		struct dais_plan_sitting *to = dais_vec_add(m->a, &ret.sittings);

		to->slot = from->slot;
		to->room = from->room;
		to->team = from->team;
		for (size_t b = 0; b < from->bodies.n; b++)
			dais_vec_push(m->a, &to->bodies, from->bodies.v[b]);
		for (size_t e = 0; e < from->entries.n; e++)
			dais_vec_push(m->a, &to->entries, from->entries.v[e]);
	}
	return ret;
}

static bool
has_body(const struct dais_plan_sitting *s, size_t body)
{
	for (size_t b = 0; b < s->bodies.n; b++)
		if (s->bodies.v[b] == body)
			return true;
	return false;
}

static int
ascending(const void *x, const void *y)
{
	size_t a = *(const size_t *)x, b = *(const size_t *)y;

	return (a > b) - (a < b);
}

/* The bodies of its entries' tasks, as every plan has them. */
static void
set_bodies(const struct why_moving *m, struct dais_plan_sitting *s)
{
	s->bodies = (dais_index_vec){ 0 };
	for (size_t e = 0; e < s->entries.n; e++) {
		const struct dais_task *t = &m->p->tasks.v[s->entries.v[e].task];

		for (size_t b = 0; b < t->bodies.n; b++)
			if (!has_body(s, t->bodies.v[b]))
				dais_vec_push(m->a, &s->bodies, t->bodies.v[b]);
	}
	if (s->bodies.n)
		qsort(s->bodies.v, s->bodies.n, sizeof(s->bodies.v[0]), ascending);
}

/* In the usual order of tasks; more minutes where it is taken up there already. */
static void
put_entry(const struct why_moving *m, struct dais_plan_sitting *s, struct dais_plan_entry entry)
{
	size_t at = s->entries.n;

	for (size_t e = 0; e < s->entries.n; e++)
		if (s->entries.v[e].task == entry.task) {
			s->entries.v[e].minutes += entry.minutes;
			return;
		}
	while (at > 0 &&
	       m->p->tasks.v[s->entries.v[at - 1].task].rank > m->p->tasks.v[entry.task].rank)
		at--;
	dais_vec_push(m->a, &s->entries, entry);
	for (size_t e = s->entries.n - 1; e > at; e--)
		s->entries.v[e] = s->entries.v[e - 1];
	s->entries.v[at] = entry;
}

static struct dais_plan_entry
take_entry(struct dais_plan_sitting *s, size_t at)
{
	struct dais_plan_entry ret = s->entries.v[at];

	for (size_t e = at; e + 1 < s->entries.n; e++)
		s->entries.v[e] = s->entries.v[e + 1];
	s->entries.n--;
	return ret;
}

/* Moves the entries of the item from @from to @to. */
static void
move_entries(
    const struct why_moving *m, struct dais_plan_sitting *from, struct dais_plan_sitting *to)
{
	for (size_t e = 0; e < from->entries.n;) {
		if (m->moves[from->entries.v[e].task])
			put_entry(m, to, take_entry(from, e));
		else
			e++;
	}
}

static int
by_time(const void *x, const void *y)
{
	const struct dais_plan_sitting *a = x, *b = y;
	size_t i = a->bodies.n ? a->bodies.v[0] : 0, k = b->bodies.n ? b->bodies.v[0] : 0;

	if (a->slot != b->slot)
		return a->slot < b->slot ? -1 : 1;
	return (i > k) - (i < k);
}

/* Sittings without entries go; the others in their order. */
static void
tidy(const struct why_moving *m, struct dais_plan *plan)
{
	size_t n = 0;

	for (size_t i = 0; i < plan->sittings.n; i++) {
		if (!plan->sittings.v[i].entries.n)
			continue;
		plan->sittings.v[n] = plan->sittings.v[i];
		set_bodies(m, &plan->sittings.v[n++]);
	}
	plan->sittings.n = n;
	if (n)
		qsort(plan->sittings.v, n, sizeof(plan->sittings.v[0]), by_time);
}

static struct dais_plan *
add(const struct why_moving *m, enum dais_why_way way, size_t with, why_trial_vec *ret)
{
	struct why_trial *t = dais_vec_add(m->a, ret);

	*t = (struct why_trial){ .way = way, .with = with, .plan = copy_plan(m) };
	return &t->plan;
}

/* ---- the ways ---- */

/* Whether a body of the item sits in @s. */
static bool
shares(const struct why_moving *m, const struct dais_plan_sitting *s)
{
	const struct dais_plan_sitting *here = &m->plan->sittings.v[m->at];

	for (size_t e = 0; e < here->entries.n; e++) {
		const struct dais_task *t = &m->p->tasks.v[here->entries.v[e].task];

		for (size_t b = 0; m->moves[here->entries.v[e].task] && b < t->bodies.n; b++)
			if (has_body(s, t->bodies.v[b]))
				return true;
	}
	return false;
}

static void
try_into(const struct why_moving *m, size_t there, why_trial_vec *ret)
{
	struct dais_plan *plan = add(m, DAIS_WHY_INTO, DAIS_NONE, ret);

	move_entries(m, &plan->sittings.v[m->at], &plan->sittings.v[there]);
	tidy(m, plan);
}

/* One item of the sitting there comes here instead. */
static void
try_exchange(const struct why_moving *m, size_t there, why_trial_vec *ret)
{
	const struct dais_plan_sitting *s = &m->plan->sittings.v[there];

	for (size_t e = 0; e < s->entries.n; e++) {
		struct dais_plan *plan;
		struct dais_plan_entry other;

		if (m->moves[s->entries.v[e].task])
			continue;
		plan = add(m, DAIS_WHY_EXCHANGE, s->entries.v[e].task, ret);
		other = take_entry(&plan->sittings.v[there], e);
		move_entries(m, &plan->sittings.v[m->at], &plan->sittings.v[there]);
		put_entry(m, &plan->sittings.v[m->at], other);
		tidy(m, plan);
	}
}

static void
try_swap(const struct why_moving *m, enum dais_why_way way, size_t slot, why_trial_vec *ret)
{
	struct dais_plan *plan = add(m, way, DAIS_NONE, ret);
	size_t here = m->plan->sittings.v[m->at].slot;

	for (size_t i = 0; i < plan->sittings.n; i++) {
		bool meets = false;

		for (size_t b = 0; b < plan->sittings.v[i].bodies.n; b++)
			meets = meets || has_body(&m->plan->sittings.v[m->at],
					     plan->sittings.v[i].bodies.v[b]);
		if (i == m->at)
			plan->sittings.v[i].slot = slot;
		else if (plan->sittings.v[i].slot == slot && meets)
			plan->sittings.v[i].slot = here;
	}
	tidy(m, plan);
}

/* In its room and with its team, or in others of which the checker will find one that serves. */
static void
try_new(const struct why_moving *m, size_t slot, why_trial_vec *ret)
{
	size_t rooms = m->p->rooms.n < ROOMS_TRIED_MAX ? m->p->rooms.n : ROOMS_TRIED_MAX;
	size_t teams = m->p->teams.n < ROOMS_TRIED_MAX ? m->p->teams.n : ROOMS_TRIED_MAX;

	for (size_t r = 0; r < (rooms ? rooms : 1); r++)
		for (size_t t = 0; t < (teams ? teams : 1); t++) {
			struct dais_plan *plan = add(m, DAIS_WHY_NEW, DAIS_NONE, ret);
			struct dais_plan_sitting *s = dais_vec_add(m->a, &plan->sittings);

			s->slot = slot;
			s->room = rooms ? r : DAIS_NONE;
			s->team = teams ? t : DAIS_NONE;
			move_entries(m, &plan->sittings.v[m->at], s);
			tidy(m, plan);
		}
}

void
why_trials(const struct why_moving *m, size_t slot, why_trial_vec *ret)
{
	bool busy = false;

	*ret = (why_trial_vec){ 0 };
	for (size_t i = 0; i < m->plan->sittings.n; i++) {
		if (i == m->at || m->plan->sittings.v[i].slot != slot ||
		    !shares(m, &m->plan->sittings.v[i]))
			continue;
		busy = true;
		try_into(m, i, ret);
		try_exchange(m, i, ret);
	}
	if (busy)
		try_swap(m, DAIS_WHY_SWAP, slot, ret);
	else
		try_new(m, slot, ret);
}

void
why_trials_whole(const struct why_moving *m, size_t slot, why_trial_vec *ret)
{
	const struct dais_plan_sitting *here = &m->plan->sittings.v[m->at];
	bool busy = false;

	*ret = (why_trial_vec){ 0 };
	for (size_t i = 0; i < m->plan->sittings.n; i++)
		for (size_t b = 0; m->plan->sittings.v[i].slot == slot && b < here->bodies.n; b++)
			busy = busy || has_body(&m->plan->sittings.v[i], here->bodies.v[b]);
	try_swap(m, busy ? DAIS_WHY_SWAP : DAIS_WHY_WHOLE, slot, ret);
}
