/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What each task can be at most, before anything is written: slots, steps and uses. Only demands
 * that hold in every answer of the encoding narrow it (dais_encoder_always()).
 */
#include "plan/meeting/encoder_priv.h"

#include <limits.h>

/* Rounds of narrowing along the order of tasks; each must close a slot to go on. */
enum {
	ROUNDS = 64,
	CLOSURE_TASKS_MAX = 2048
};

static void
keep_only(struct dais_encoder *e, size_t i, const uint64_t *slots, bool inside)
{
	for (size_t t = 0; t < e->slots; t++) {
		if (dais_slots_has(slots, t) != inside)
			dais_slots_take(e->open[i], t);
	}
}

static void
close_body(struct dais_encoder *e, size_t b, const uint64_t *slots, bool inside)
{
	for (size_t k = 0; k < e->body_tasks[b].n; k++)
		keep_only(e, e->body_tasks[b].v[k], slots, inside);
}

static unsigned
slots_in(const struct dais_encoder *e, const uint64_t *slots)
{
	unsigned n = 0;

	for (size_t t = 0; t < e->slots; t++)
		n += dais_slots_has(slots, t);
	return n;
}

static void
lift(unsigned *at, unsigned to)
{
	*at = to > *at ? to : *at;
}

static void
press(unsigned *at, unsigned to)
{
	*at = to < *at ? to : *at;
}

static void
narrow(struct dais_encoder *e, const struct dais_demand *d)
{
	const struct dais_problem *p = e->p;
	size_t i = d->task;

	switch (d->kind) {
	case DAIS_DEMAND_LEAST:
		lift(&e->least[i], dais_problem_steps(p, d->amount));
		break;
	case DAIS_DEMAND_FIXED:
		lift(&e->least[i],
		    slots_in(e, d->slots) * (d->amount ? dais_problem_steps(p, d->amount) : 1));
		break;
	case DAIS_DEMAND_KEEP:
		lift(&e->least[i], slots_in(e, d->slots));
		break;
	case DAIS_DEMAND_MOST:
		press(&e->most[i], d->amount / p->step);
		break;
	case DAIS_DEMAND_UNDIVIDED:
		press(&e->uses_most[i], d->amount);
		break;
	case DAIS_DEMAND_SLOTS:
		keep_only(e, i, d->slots, true);
		break;
	case DAIS_DEMAND_KEEP_OUT:
		if (d->amount < p->step)
			keep_only(e, i, d->slots, false);
		break;
	case DAIS_DEMAND_BODY_SLOTS:
		close_body(e, d->body, d->slots, true);
		break;
	case DAIS_DEMAND_FREE:
		if (d->body != DAIS_NONE)
			close_body(e, d->body, d->slots, false);
		for (size_t k = 0; d->body == DAIS_NONE && k < e->tasks; k++)
			keep_only(e, k, d->slots, false);
		break;
	default:
		break;
	}
}

/* Slots in which no room or no team can serve a body are closed for its tasks. */
static void
close_without_service(struct dais_encoder *e, size_t b)
{
	const struct dais_problem *p = e->p;
	const struct dais_plan_body *body = &p->bodies.v[b];

	for (size_t t = 0; t < e->slots; t++) {
		bool room = p->rooms.n == 0, team = p->teams.n == 0;

		for (size_t r = 0; r < p->rooms.n && !room; r++) {
			room = dais_slots_has(p->rooms.v[r].free, t) &&
			       dais_room_fits(&p->rooms.v[r], body->attendance, body->remote);
		}
		for (size_t m = 0; m < p->teams.n && !team; m++) {
			team = dais_slots_has(p->teams.v[m].free, t) &&
			       dais_team_fits(&p->teams.v[m], body->languages);
		}
		for (size_t k = 0; !(room && team) && k < e->body_tasks[b].n; k++)
			dais_slots_take(e->open[e->body_tasks[b].v[k]], t);
	}
}

/* --- along the order of tasks --- */

/* First slot by whose end task @i can have had all it must have; slots when never, DAIS_NONE
 * when it need not be used. */
static size_t
earliest_end(const struct dais_encoder *e, size_t i)
{
	unsigned steps = 0;

	for (size_t t = 0; e->least[i] && t < e->slots; t++) {
		if (dais_slots_has(e->open[i], t))
			steps += e->cap[t];
		if (steps >= e->least[i])
			return t;
	}
	return e->least[i] ? e->slots : DAIS_NONE;
}

/* Last slot at which task @i can begin and still have all it must have. */
static size_t
latest_start(const struct dais_encoder *e, size_t i)
{
	unsigned steps = 0;

	for (size_t t = e->slots; e->least[i] && t-- > 0;) {
		if (dais_slots_has(e->open[i], t))
			steps += e->cap[t];
		if (steps >= e->least[i])
			return t;
	}
	return DAIS_NONE;
}

static bool
close_slots(struct dais_encoder *e, size_t i, size_t from, size_t to)
{
	bool changed = false;

	for (size_t t = from; t < to; t++) {
		changed |= dais_slots_has(e->open[i], t);
		dais_slots_take(e->open[i], t);
	}
	return changed;
}

/* First slot that is @lead half-days after @t (0: @t itself). */
static size_t
after(const struct dais_encoder *e, size_t t, unsigned lead)
{
	size_t k = t;

	while (lead && k < e->slots &&
	       e->p->slots.v[k].half_day < e->p->slots.v[t].half_day + (int64_t)lead)
		k++;
	return k;
}

/* One past the last slot that is @lead half-days before @t. */
static size_t
ahead_of(const struct dais_encoder *e, size_t t, unsigned lead)
{
	size_t k = t + 1;

	while (lead && k > 0 &&
	       e->p->slots.v[k - 1].half_day + (int64_t)lead > e->p->slots.v[t].half_day)
		k--;
	return k;
}

static bool
narrow_before(struct dais_encoder *e, const struct dais_demand *d)
{
	size_t end = earliest_end(e, d->task), start = latest_start(e, d->other);
	bool changed = false;

	if (end < e->slots)
		changed |= close_slots(e, d->other, 0, after(e, end, d->amount));
	if (start != DAIS_NONE)
		changed |= close_slots(e, d->task, ahead_of(e, start, d->amount), e->slots);
	return changed;
}

/* What comes before task @i on one body @b needs its time too: closes the slots of @i before that
 * time can have been found. @earlier[k]: task k comes before @i. */
static bool
narrow_together(struct dais_encoder *e, size_t i, size_t b, const bool *earlier)
{
	unsigned need = 0, steps = 0;

	for (size_t k = 0; k < e->body_tasks[b].n; k++) {
		if (earlier[e->body_tasks[b].v[k]])
			need += e->least[e->body_tasks[b].v[k]];
	}
	for (size_t t = 0; need && t < e->slots; t++) {
		bool open = false;

		for (size_t k = 0; k < e->body_tasks[b].n && !open; k++) {
			size_t other = e->body_tasks[b].v[k];

			open = earlier[other] && dais_slots_has(e->open[other], t);
		}
		steps += open ? e->cap[t] : 0;
		if (steps >= need)
			return close_slots(e, i, 0, t);
	}
	return false;
}

/* Through a task that need not be taken up an order reaches no further: without a use of it both
 * orders hold. */
static void
mark_earlier(const struct dais_encoder *e, size_t i, const dais_index_vec *direct, bool *earlier)
{
	dais_index_vec waiting = { 0 };

	dais_vec_push(e->a, &waiting, i);
	while (waiting.n) {
		size_t at = waiting.v[--waiting.n];

		for (size_t k = 0; k < direct[at].n; k++) {
			if (earlier[direct[at].v[k]])
				continue;
			earlier[direct[at].v[k]] = true;
			if (e->least[direct[at].v[k]])
				dais_vec_push(e->a, &waiting, direct[at].v[k]);
		}
	}
}

static bool
narrow_by_bodies(struct dais_encoder *e, const dais_index_vec *direct)
{
	bool *earlier = DAIS_NEW_N(e->a, e->tasks + 1, bool), changed = false;

	for (size_t i = 0; i < e->tasks; i++) {
		if (direct[i].n < 1)
			continue;
		for (size_t k = 0; k < e->tasks; k++)
			earlier[k] = false;
		mark_earlier(e, i, direct, earlier);
		for (size_t b = 0; b < e->bodies; b++)
			changed |= narrow_together(e, i, b, earlier);
	}
	return changed;
}

static void
narrow_by_order(struct dais_encoder *e)
{
	const struct dais_problem *p = e->p;
	dais_index_vec *direct = DAIS_NEW_N(e->a, e->tasks + 1, dais_index_vec);
	DAIS_VEC(const struct dais_demand *) orders = { 0 };
	bool changed = true;

	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->kind != DAIS_DEMAND_BEFORE || !dais_encoder_always(e, d) ||
		    d->task == d->other)
			continue;
		dais_vec_push(e->a, &orders, d);
		dais_vec_push(e->a, &direct[d->other], d->task);
	}
	for (unsigned round = 0; changed && round < ROUNDS; round++) {
		changed = false;
		for (size_t k = 0; k < orders.n; k++)
			changed |= narrow_before(e, orders.v[k]);
		if (orders.n && e->tasks <= CLOSURE_TASKS_MAX && e->bodies <= CLOSURE_TASKS_MAX &&
		    round < 2)
			changed |= narrow_by_bodies(e, direct);
	}
}

void
dais_encode_windows(struct dais_encoder *e)
{
	const struct dais_problem *p = e->p;

	for (size_t i = 0; i < e->tasks; i++) {
		e->open[i] = dais_slots_new(p, e->a);
		for (size_t t = 0; t < e->slots; t++) {
			if (e->cap[t])
				dais_slots_put(e->open[i], t);
		}
		e->most[i] = UINT_MAX;
		e->uses_most[i] = UINT_MAX;
	}
	for (size_t b = 0; b < e->bodies; b++)
		close_without_service(e, b);
	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		e->full |= d->kind == DAIS_DEMAND_FULL;
		if (dais_encoder_always(e, d))
			narrow(e, d);
	}
	narrow_by_order(e);
	for (size_t i = 0; i < e->tasks; i++) {
		if (e->most[i] == 0 || e->uses_most[i] == 0 || e->task_bodies[i].n == 0)
			keep_only(e, i, NULL, false);
	}
}
