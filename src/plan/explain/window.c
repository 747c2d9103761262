/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * When each task can be taken up, by the demands on times, by rooms and teams, and by the order
 * of tasks that must have time; with the demands that say so. */
#include "plan/explain/explain_priv.h"

/* Orders are followed this often at most: a chain of as many tasks. */
#define ROUNDS_MOST 64u

void
dais_explain_add_once(struct dais_arena *a, dais_index_vec *v, size_t demand)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i] == demand)
			return;
	}
	dais_vec_push(a, v, demand);
}

struct windows {
	const struct dais_problem *p;
	const bool *active;
	struct dais_arena *a;
	struct dais_explain_window *tasks, *bodies;
};

static bool
is_active(const struct windows *w, size_t i)
{
	return w->p->demands.v[i].rank == 0 && w->active[i];
}

/* Closes the slots of @window that are not in @slots (@within) or that are in it. */
static void
close_slots(const struct windows *w, struct dais_explain_window *window, const uint64_t *slots,
    bool within, size_t demand)
{
	bool closed = false;

	for (size_t t = 0; t < w->p->slots.n; t++) {
		if (dais_slots_has(slots, t) == within || !dais_slots_has(window->slots, t))
			continue;
		dais_slots_take(window->slots, t);
		closed = true;
	}
	if (closed)
		dais_explain_add_once(w->a, &window->why, demand);
}

static void
open_all(const struct windows *w, struct dais_explain_window *window)
{
	window->slots = dais_slots_new(w->p, w->a);
	for (size_t t = 0; t < w->p->slots.n; t++)
		dais_slots_put(window->slots, t);
	window->least_demand = DAIS_NONE;
	window->fixed_first = window->fixed_last = DAIS_NONE;
}

static void
note_fixed(const struct windows *w, const struct dais_demand *d, size_t demand)
{
	struct dais_explain_window *window = &w->tasks[d->task];

	for (size_t t = 0; t < w->p->slots.n; t++) {
		if (!dais_slots_has(d->slots, t))
			continue;
		if (window->fixed_first == DAIS_NONE || t < window->fixed_first) {
			window->fixed_first = t;
			window->fixed_first_demand = demand;
		}
		if (window->fixed_last == DAIS_NONE || t > window->fixed_last) {
			window->fixed_last = t;
			window->fixed_last_demand = demand;
		}
	}
}

static void
apply_demands(const struct windows *w)
{
	for (size_t i = 0; i < w->p->demands.n; i++) {
		const struct dais_demand *d = &w->p->demands.v[i];

		if (!is_active(w, i))
			continue;
		if (d->kind == DAIS_DEMAND_LEAST && d->amount > w->tasks[d->task].least) {
			w->tasks[d->task].least = d->amount;
			w->tasks[d->task].least_demand = i;
		} else if (d->kind == DAIS_DEMAND_SLOTS) {
			close_slots(w, &w->tasks[d->task], d->slots, true, i);
		} else if (d->kind == DAIS_DEMAND_KEEP_OUT && d->amount == 0) {
			close_slots(w, &w->tasks[d->task], d->slots, false, i);
		} else if (d->kind == DAIS_DEMAND_BODY_SLOTS) {
			close_slots(w, &w->bodies[d->body], d->slots, true, i);
		} else if (d->kind == DAIS_DEMAND_FREE && d->body != DAIS_NONE) {
			close_slots(w, &w->bodies[d->body], d->slots, false, i);
		} else if (d->kind == DAIS_DEMAND_FREE) {
			for (size_t b = 0; b < w->p->bodies.n; b++)
				close_slots(w, &w->bodies[b], d->slots, false, i);
		} else if (d->kind == DAIS_DEMAND_FIXED) {
			note_fixed(w, d, i);
		}
	}
}

/* A task's time is that of all its bodies together. */
static void
join_bodies(const struct windows *w, struct dais_explain_window *window, const struct dais_task *t)
{
	for (size_t i = 0; i < t->bodies.n; i++) {
		const struct dais_explain_window *body = &w->bodies[t->bodies.v[i]];

		for (size_t j = 0; j < body->why.n; j++)
			dais_explain_add_once(w->a, &window->why, body->why.v[j]);
		for (size_t s = 0; s < dais_problem_words(w->p); s++)
			window->slots[s] &= body->slots[s];
	}
}

static bool
room_suits(const struct dais_plan_room *r, unsigned seats, bool remote, size_t t)
{
	return (r->capacity == 0 || r->capacity >= seats) && (r->remote || !remote) &&
	       dais_slots_has(r->free, t);
}

/* Closes slots in which no room, or no team, could serve a sitting of the task. */
static void
need_services(
    const struct windows *w, struct dais_explain_window *window, const struct dais_task *task)
{
	const struct dais_problem *p = w->p;
	dais_lang_set languages = 0;
	unsigned seats = 0;
	bool remote = false;

	for (size_t b = 0; b < task->bodies.n; b++) {
		seats += p->bodies.v[task->bodies.v[b]].attendance;
		remote = remote || p->bodies.v[task->bodies.v[b]].remote;
		languages |= p->bodies.v[task->bodies.v[b]].languages;
	}
	for (size_t t = 0; t < p->slots.n; t++) {
		bool room = p->rooms.n == 0, team = p->teams.n == 0;

		for (size_t r = 0; r < p->rooms.n && !room; r++)
			room = room_suits(&p->rooms.v[r], seats, remote, t);
		for (size_t i = 0; i < p->teams.n && !team; i++)
			team = (p->teams.v[i].languages & languages) == languages &&
			       dais_slots_has(p->teams.v[i].free, t);
		if ((room && team) || !dais_slots_has(window->slots, t))
			continue;
		dais_slots_take(window->slots, t);
		window->rooms = window->rooms || !room;
		window->teams = window->teams || !team;
	}
}

/* --- order --- */

static size_t
first_of(const struct windows *w, const struct dais_explain_window *window)
{
	for (size_t t = 0; t < w->p->slots.n; t++) {
		if (dais_slots_has(window->slots, t))
			return t;
	}
	return DAIS_NONE;
}

static size_t
last_of(const struct windows *w, const struct dais_explain_window *window)
{
	for (size_t t = w->p->slots.n; t-- > 0;) {
		if (dais_slots_has(window->slots, t))
			return t;
	}
	return DAIS_NONE;
}

/* Whether a use in @later agrees with order @d and a use in @earlier. */
static bool
in_order(const struct windows *w, const struct dais_demand *d, size_t earlier, size_t later)
{
	if (d->amount == 0)
		return earlier <= later;
	return w->p->slots.v[later].half_day - w->p->slots.v[earlier].half_day >=
	       (int64_t)d->amount;
}

/* Closes slots of one end of order @d that no use of the other end, at best in slot @best, agrees
 * with. @reasons: why the other end is there. */
static bool
order_end(const struct windows *w, size_t demand, bool closes_later, size_t best,
    const dais_index_vec *reasons, size_t reason)
{
	const struct dais_demand *d = &w->p->demands.v[demand];
	struct dais_explain_window *window = &w->tasks[closes_later ? d->other : d->task];
	bool closed = false;

	if (best == DAIS_NONE)
		return false;
	for (size_t t = 0; t < w->p->slots.n; t++) {
		if (!dais_slots_has(window->slots, t) ||
		    (closes_later ? in_order(w, d, best, t) : in_order(w, d, t, best)))
			continue;
		dais_slots_take(window->slots, t);
		closed = true;
	}
	if (!closed)
		return false;
	dais_explain_add_once(w->a, &window->why, demand);
	if (reason != DAIS_NONE)
		dais_explain_add_once(w->a, &window->why, reason);
	for (size_t i = 0; reasons && i < reasons->n; i++)
		dais_explain_add_once(w->a, &window->why, reasons->v[i]);
	return true;
}

static bool
follow_order(const struct windows *w, size_t demand)
{
	const struct dais_demand *d = &w->p->demands.v[demand];
	const struct dais_explain_window *x = &w->tasks[d->task], *y = &w->tasks[d->other];
	bool closed = false;

	if (d->task == d->other)
		return false;
	if (y->fixed_first != DAIS_NONE)
		closed |= order_end(w, demand, false, y->fixed_first, NULL, y->fixed_first_demand);
	if (x->fixed_last != DAIS_NONE)
		closed |= order_end(w, demand, true, x->fixed_last, NULL, x->fixed_last_demand);
	if (y->least)
		closed |= order_end(w, demand, false, last_of(w, y), &y->why, y->least_demand);
	if (x->least)
		closed |= order_end(w, demand, true, first_of(w, x), &x->why, x->least_demand);
	return closed;
}

struct dais_explain_window *
dais_explain_windows(const struct dais_problem *p, const bool *active, struct dais_arena *a)
{
	struct windows w = { .p = p, .active = active, .a = a };
	bool closed = true;

	w.tasks = DAIS_NEW_N(a, p->tasks.n + 1, struct dais_explain_window);
	w.bodies = DAIS_NEW_N(a, p->bodies.n + 1, struct dais_explain_window);
	for (size_t i = 0; i < p->tasks.n; i++)
		open_all(&w, &w.tasks[i]);
	for (size_t i = 0; i < p->bodies.n; i++)
		open_all(&w, &w.bodies[i]);
	apply_demands(&w);
	for (size_t i = 0; i < p->tasks.n; i++) {
		join_bodies(&w, &w.tasks[i], &p->tasks.v[i]);
		if (w.tasks[i].least || w.tasks[i].fixed_first != DAIS_NONE)
			need_services(&w, &w.tasks[i], &p->tasks.v[i]);
	}
	for (unsigned round = 0; closed && round < ROUNDS_MOST; round++) {
		closed = false;
		for (size_t i = 0; i < p->demands.n; i++) {
			if (is_active(&w, i) && p->demands.v[i].kind == DAIS_DEMAND_BEFORE)
				closed |= follow_order(&w, i);
		}
	}
	return w.tasks;
}
