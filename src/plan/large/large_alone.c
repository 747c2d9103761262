/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One body alone, with its items, its orders and its days, in any room and with any team: a problem
 * of its own, small enough to be solved exactly. Of a wish that concerns several bodies only the
 * first pays, so that what all bodies pay alone no plan for all of them is below.
 */
#include "plan/large/large_priv.h"
#include "plan/meeting/meeting.h"

struct alone {
	const struct dais_large *l;
	const struct dais_large_alone *how;
	size_t body;
	struct dais_problem *q;
	struct dais_arena *a;
	size_t *place; /* of a task of @p in q, or DAIS_NONE */
};

/* The first of the bodies of task @i that are bodies of task @k, too. */
static size_t
first_common(const struct dais_problem *p, size_t i, size_t k)
{
	const dais_index_vec *x = &p->tasks.v[i].bodies, *y = &p->tasks.v[k].bodies;
	size_t ret = DAIS_NONE;

	for (size_t m = 0; m < x->n; m++) {
		for (size_t n = 0; n < y->n; n++) {
			if (x->v[m] == y->v[n] && (ret == DAIS_NONE || x->v[m] < ret))
				ret = x->v[m];
		}
	}
	return ret;
}

/* Whether @d says something of the body alone: what must hold, and what this body pays for. */
static bool
concerns(const struct alone *o, const struct dais_demand *d)
{
	const struct dais_problem *p = o->l->p;

	/* Of a plan in force the changes count; what comes after them would only take time. */
	if (o->l->keeps && d->rank && !d->kept)
		return false;
	switch (d->kind) {
	case DAIS_DEMAND_LEAST:
	case DAIS_DEMAND_MOST:
	case DAIS_DEMAND_UNDIVIDED:
	case DAIS_DEMAND_SLOTS:
	case DAIS_DEMAND_FIXED:
	case DAIS_DEMAND_KEEP:
	case DAIS_DEMAND_KEEP_OUT:
	case DAIS_DEMAND_UNBROKEN:
		return o->place[d->task] != DAIS_NONE &&
		       (!d->rank || first_common(p, d->task, d->task) == o->body);
	case DAIS_DEMAND_BEFORE:
		return o->place[d->task] != DAIS_NONE && o->place[d->other] != DAIS_NONE &&
		       (!d->rank || first_common(p, d->task, d->other) == o->body);
	case DAIS_DEMAND_BODY_SLOTS:
	case DAIS_DEMAND_NO_GAP:
	case DAIS_DEMAND_DENSE:
		return d->body == o->body;
	case DAIS_DEMAND_FREE:
		return d->body == o->body || (d->body == DAIS_NONE && !d->rank);
	case DAIS_DEMAND_ITEMS_MOST:
		return !d->rank;
	case DAIS_DEMAND_APART:
	case DAIS_DEMAND_ROOMS:
	case DAIS_DEMAND_ONE_ROOM:
	case DAIS_DEMAND_FEWEST:
	case DAIS_DEMAND_FULL:
	case DAIS_DEMAND_KEEP_ROOM:
	case DAIS_DEMAND_KIND_COUNT:
	default:
		return false;
	}
}

static void
add_task(struct alone *o, size_t i)
{
	const struct dais_problem *p = o->l->p;
	struct dais_task *task = dais_vec_add(o->a, &o->q->tasks);
	struct dais_demand *d;

	o->place[i] = o->q->tasks.n - 1;
	*task = p->tasks.v[i];
	task->bodies = (dais_index_vec){ 0 };
	dais_vec_push(o->a, &task->bodies, 0);
	d = dais_problem_demand(o->q, o->a, DAIS_DEMAND_SLOTS, 0);
	d->task = o->place[i];
	d->drop_cost = 0;
	d->slots = dais_slots_new(o->q, o->a);
	for (size_t t = 0; t < p->slots.n; t++) {
		if (dais_around_is_open(o->l->around, i, t))
			dais_slots_put(d->slots, t);
	}
}

/* Of the room it had: where that is closed, sitting at all is paid for. */
static void
add_room_kept(struct alone *o, const struct dais_demand *d)
{
	const struct dais_problem *p = o->l->p;
	struct dais_demand closed = *d;
	bool any = false;

	closed.kind = DAIS_DEMAND_FREE;
	closed.body = 0;
	closed.slots = dais_slots_new(o->q, o->a);
	for (size_t t = 0; t < p->slots.n; t++) {
		bool open = !dais_slots_has(d->slots, t);

		for (size_t r = 0; r < p->rooms.n && !open; r++)
			open = r < DAIS_PLANNING_ROOMS_MOST && d->rooms >> r & 1u &&
			       dais_slots_has(p->rooms.v[r].free, t);
		if (!open)
			dais_slots_put(closed.slots, t);
		any = any || !open;
	}
	if (any)
		dais_vec_push(o->a, &o->q->demands, closed);
}

static void
write_alone(struct alone *o)
{
	const struct dais_problem *p = o->l->p;

	o->q = DAIS_NEW(o->a, struct dais_problem);
	o->q->modality = p->modality;
	o->q->step = p->step;
	o->q->slots = p->slots;
	dais_vec_push(o->a, &o->q->bodies, p->bodies.v[o->body]);
	o->place = DAIS_NEW_N(o->a, p->tasks.n + 1, size_t);
	for (size_t i = 0; i < p->tasks.n; i++)
		o->place[i] = DAIS_NONE;
	for (size_t k = 0; k < o->l->body_tasks[o->body].n; k++)
		add_task(o, o->l->body_tasks[o->body].v[k]);
	for (size_t k = 0; k < p->demands.n; k++) {
		struct dais_demand d = p->demands.v[k];

		if (o->l->keeps && d.kind == DAIS_DEMAND_KEEP_ROOM && d.body == o->body)
			add_room_kept(o, &d);
		if (!concerns(o, &d))
			continue;
		if (d.rank && !o->l->keeps) {
			d.weight *= o->how->ranks.times[d.rank];
			d.rank = o->how->ranks.to[d.rank];
			if (!d.rank)
				continue;
		}
		d.task = d.task == DAIS_NONE ? DAIS_NONE : o->place[d.task];
		d.other = d.other == DAIS_NONE ? DAIS_NONE : o->place[d.other];
		d.body = d.body == DAIS_NONE ? DAIS_NONE : 0;
		dais_vec_push(o->a, &o->q->demands, d);
	}
}

/* What body @o->body has in the plan of all: where the search begins. */
static void
plan_alone(const struct alone *o, struct dais_plan *ret)
{
	*ret = (struct dais_plan){ 0 };
	for (size_t k = 0; k < o->l->plan.sittings.n; k++) {
		const struct dais_plan_sitting *s = &o->l->plan.sittings.v[k];
		struct dais_plan_sitting own = { .slot = s->slot };

		for (size_t e = 0; e < s->entries.n; e++) {
			size_t i = o->place[s->entries.v[e].task];

			if (i != DAIS_NONE)
				dais_vec_push(o->a, &own.entries,
				    ((struct dais_plan_entry){ i, s->entries.v[e].minutes }));
		}
		if (!own.entries.n)
			continue;
		dais_vec_push(o->a, &own.bodies, 0);
		dais_vec_push(o->a, &ret->sittings, own);
	}
}

struct dais_large_ranks
dais_large_as_ranked(unsigned last)
{
	struct dais_large_ranks ret = { .to = { 0 } };

	for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++) {
		ret.to[r] = r <= last ? r : 0;
		ret.times[r] = 1;
	}
	return ret;
}

/* @plan of the problem of the body, in tasks of all. */
static void
tell_plan(const struct alone *o, const struct dais_plan *plan, struct dais_arena *a,
    struct dais_plan *ret)
{
	const dais_index_vec *tasks = &o->l->body_tasks[o->body];

	*ret = (struct dais_plan){ 0 };
	for (size_t k = 0; k < plan->sittings.n; k++) {
		const struct dais_plan_sitting *s = &plan->sittings.v[k];
		struct dais_plan_sitting *to = dais_vec_add(a, &ret->sittings);

		*to = (struct dais_plan_sitting){
			.slot = s->slot, .room = DAIS_NONE, .team = DAIS_NONE
		};
		dais_vec_push(a, &to->bodies, o->body);
		for (size_t e = 0; e < s->entries.n; e++)
			dais_vec_push(a, &to->entries,
			    ((struct dais_plan_entry){
				tasks->v[s->entries.v[e].task], s->entries.v[e].minutes }));
	}
}

bool
dais_large_alone(const struct dais_large *l, size_t b, const struct dais_large_alone *how,
    struct dais_arena *a, struct dais_plan *ret_plan, struct dais_result *ret)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new((size_t)1 << 30);
	struct alone o = { .l = l, .how = how, .body = b, .a = scratch };
	const struct dais_search s = { .seed = l->search->seed,
		.stop = l->search->stop,
		.effort = how->effort,
		.seconds = how->seconds };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_meeting_model *m;
	struct dais_plan from, plan;

	write_alone(&o);
	if (how->change)
		how->change(how->ctx, o.q, o.place, scratch);
	if (dais_meeting_is_large(o.q) || !dais_meeting_model_new(o.q, scratch, &m, &err))
		return false;
	if (l->plan.sittings.n) {
		plan_alone(&o, &from);
		dais_meeting_start_from(m, &from);
	}
	dais_meeting_solve(m, &s, scratch, &plan, ret);
	if (ret_plan &&
	    (ret->outcome == DAIS_OUTCOME_OPTIMAL || ret->outcome == DAIS_OUTCOME_FEASIBLE))
		tell_plan(&o, &plan, a, ret_plan);
	return true;
}
