/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * After a loss: what was hit finds another place, and everything else stays where it is for as long
 * as that goes. Ring by ring as in plan/repair, but body by body, so that each search is small.
 */
#include "plan/large/large_priv.h"

#define RINGS 3u /* what was hit, what it shared a sitting with, the body */

struct put_back {
	struct dais_large *l;
	const struct dais_plan *in_force;
	struct dais_arena *a;
	bool *had; /* [i * slots + t] of the plan in force */
	bool *hit; /* of tasks */
	bool *beside; /* of tasks: they shared a sitting with one that was hit */
};

static bool *
uses_of(const struct dais_problem *p, const struct dais_plan *plan, struct dais_arena *a)
{
	bool *uses = DAIS_NEW_N(a, p->tasks.n * p->slots.n + 1, bool);

	for (size_t k = 0; k < plan->sittings.n; k++) {
		const struct dais_plan_sitting *s = &plan->sittings.v[k];

		for (size_t e = 0; e < s->entries.n; e++)
			uses[s->entries.v[e].task * p->slots.n + s->slot] = true;
	}
	return uses;
}

static void
mark_hit(struct put_back *r, size_t i)
{
	if (i != DAIS_NONE)
		r->hit[i] = true;
}

/* Tasks that lost a use, and those of demands that must hold and are broken (rank 1 by now). */
static void
find_hit(struct put_back *r)
{
	const struct dais_problem *p = r->l->now;
	const bool *has = uses_of(p, &r->l->plan, r->a);
	const struct dais_verdict *v = &r->l->verdict;

	for (size_t at = 0; at < p->tasks.n * p->slots.n; at++) {
		if (r->had[at] && !has[at])
			mark_hit(r, at / p->slots.n);
	}
	for (size_t k = 0; k < v->breaches.n && v->breaches.v[k].demand != DAIS_NONE; k++) {
		const struct dais_demand *d = &p->demands.v[v->breaches.v[k].demand];

		if (d->rank > 1)
			break;
		mark_hit(r, d->task);
		mark_hit(r, d->other);
	}
}

static void
find_beside(struct put_back *r)
{
	for (size_t k = 0; k < r->in_force->sittings.n; k++) {
		const struct dais_plan_sitting *s = &r->in_force->sittings.v[k];
		bool any = false;

		for (size_t e = 0; e < s->entries.n; e++)
			any = any || r->hit[s->entries.v[e].task];
		for (size_t e = 0; any && e < s->entries.n; e++)
			r->beside[s->entries.v[e].task] = true;
	}
}

/* Whether task @i moves in ring @ring for body @b. Common items touch the sittings of others: they
 * stay unless they were hit themselves. */
static bool
moves(const struct put_back *r, size_t i, unsigned ring)
{
	return r->hit[i] || (ring == 1 && r->beside[i]) ||
	       (ring == 2 && r->l->now->tasks.v[i].bodies.n == 1);
}

static void
put_back_body(struct put_back *r, size_t b, unsigned ring)
{
	struct dais_large *l = r->l;
	const dais_index_vec *tasks = &l->body_tasks[b];
	size_t slots = l->now->slots.n;
	enum dais_outcome outcome;

	dais_freed_clear(&l->freed, l->now);
	for (size_t k = 0; k < tasks->n; k++) {
		for (size_t t = 0; t < slots && moves(r, tasks->v[k], ring); t++)
			l->freed.cells[tasks->v[k] * slots + t] = true;
	}
	(void)dais_large_try(l, &outcome);
	dais_large_tell(l, false);
}

/* Bodies of tasks that were hit; in rings after the first of those that still lack something. */
static void
bodies_to_do(const struct put_back *r, unsigned ring, bool *ret)
{
	const struct dais_problem *p = r->l->now;
	const struct dais_verdict *v = &r->l->verdict;

	for (size_t b = 0; b < p->bodies.n; b++)
		ret[b] = false;
	for (size_t i = 0; i < p->tasks.n && ring == 0; i++) {
		for (size_t b = 0; r->hit[i] && b < p->tasks.v[i].bodies.n; b++)
			ret[p->tasks.v[i].bodies.v[b]] = true;
	}
	for (size_t k = 0; k < v->breaches.n && ring; k++) {
		const struct dais_demand *d = &p->demands.v[v->breaches.v[k].demand];

		if (d->rank > 1)
			break;
		for (size_t b = 0; d->task != DAIS_NONE && b < p->tasks.v[d->task].bodies.n; b++)
			ret[p->tasks.v[d->task].bodies.v[b]] = true;
		if (d->body != DAIS_NONE)
			ret[d->body] = true;
	}
}

void
dais_large_put_back(struct dais_large *l, const struct dais_plan *in_force)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)1 << 30);
	struct put_back r = { .l = l, .in_force = in_force, .a = a };
	bool *todo = DAIS_NEW_N(a, l->now->bodies.n + 1, bool);

	r.had = uses_of(l->now, in_force, a);
	r.hit = DAIS_NEW_N(a, l->now->tasks.n + 1, bool);
	r.beside = DAIS_NEW_N(a, l->now->tasks.n + 1, bool);
	find_hit(&r);
	find_beside(&r);
	for (unsigned ring = 0; ring < RINGS && l->verdict.cost[1]; ring++) {
		bodies_to_do(&r, ring, todo);
		for (size_t b = 0; b < l->now->bodies.n && !dais_large_is_over(l); b++) {
			if (todo[b])
				put_back_body(&r, b, ring);
		}
	}
}

/* --- with fewer changes --- */

static bool
takes_part(const struct dais_problem *p, size_t i, size_t b)
{
	for (size_t k = 0; i != DAIS_NONE && k < p->tasks.v[i].bodies.n; k++) {
		if (p->tasks.v[i].bodies.v[k] == b)
			return true;
	}
	return false;
}

bool
dais_large_has_changed(const struct dais_large *l, size_t b)
{
	for (size_t k = 0; k < l->verdict.breaches.n; k++) {
		size_t at = l->verdict.breaches.v[k].demand;
		const struct dais_demand *d = at == DAIS_NONE ? NULL : &l->now->demands.v[at];

		if (d && d->kept && (d->body == b || takes_part(l->now, d->task, b)))
			return true;
	}
	return false;
}

/* Tasks that pay for a change. */
static void
find_changed(const struct dais_large *l, bool *ret)
{
	for (size_t i = 0; i < l->now->tasks.n; i++)
		ret[i] = false;
	for (size_t k = 0; k < l->verdict.breaches.n; k++) {
		size_t at = l->verdict.breaches.v[k].demand;
		const struct dais_demand *d = at == DAIS_NONE ? NULL : &l->now->demands.v[at];

		if (d && d->kept && d->task != DAIS_NONE)
			ret[d->task] = true;
	}
}

void
dais_large_settle(struct dais_large *l)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)1 << 30);
	bool *changed = DAIS_NEW_N(a, l->now->tasks.n + 1, bool);
	size_t slots = l->now->slots.n;

	for (size_t b = 0; b < l->now->bodies.n && !dais_large_is_over(l); b++) {
		const dais_index_vec *tasks = &l->body_tasks[b];
		enum dais_outcome outcome;

		if (!dais_large_has_changed(l, b))
			continue;
		find_changed(l, changed);
		dais_freed_clear(&l->freed, l->now);
		for (size_t k = 0; k < tasks->n; k++) {
			size_t i = tasks->v[k];

			for (size_t t = 0; t < slots; t++)
				l->freed.cells[i * slots + t] =
				    changed[i] || l->now->tasks.v[i].bodies.n == 1;
		}
		(void)dais_large_try(l, &outcome);
		dais_large_tell(l, false);
	}
}
