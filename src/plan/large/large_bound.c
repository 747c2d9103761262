/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lower bounds without a model of the whole. Each body alone, with its items, its orders and its
 * days, in any room and with any team, pays at least so much; of a wish that concerns several
 * bodies only the first pays. What all together can have of rooms, teams and days is a flow. How
 * many sittings and items in them there must be is arithmetic.
 */
#include "base/clock.h"
#include "plan/large/large_priv.h"
#include "plan/meeting/meeting.h"

#include <string.h>

#define OWN_EFFORT 3000000u /* of one body */
#define SHARE_OF_TIME 0.25
#define LEVELS_MOST 24u /* of wishes for time: rank and weight */

struct dais_large_bounds {
	uint64_t
	    own[DAIS_RANKS_MAX + 1]; /* of plans best in the ranks before, if these cost own[] */
	uint64_t missing[DAIS_RANKS_MAX + 1]; /* of all plans */
	/* FEWEST, and FEWEST and DENSE together: of all plans; of those that cost nothing in rank
	 * @given */
	unsigned rank, given;
	uint64_t sittings[2], both[2];
};

/* --- one body alone --- */

struct alone {
	const struct dais_large *l;
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

/* Adds what body @b alone pays. */
static bool
bound_alone(struct dais_large *l, size_t b, double left)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new((size_t)1 << 30);
	struct alone o = { .l = l, .body = b, .a = scratch };
	const struct dais_search s = { .seed = l->search->seed,
		.stop = l->search->stop,
		.effort = OWN_EFFORT,
		.seconds = left };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_meeting_model *m;
	struct dais_result result;
	struct dais_plan from, plan;

	write_alone(&o);
	plan_alone(&o, &from);
	if (dais_meeting_is_large(o.q) || !dais_meeting_model_new(o.q, scratch, &m, &err))
		return true;
	dais_meeting_start_from(m, &from);
	dais_meeting_solve(m, &s, scratch, &plan, &result);
	for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++)
		l->bounds->own[r] += result.at.bound[r];
	return result.outcome != DAIS_OUTCOME_INFEASIBLE;
}

/* --- time for all --- */

static unsigned
steps_of(const struct dais_problem *p, const struct dais_demand *d)
{
	return (d->amount + p->step - 1) / p->step;
}

static bool
same_level(const struct dais_demand *x, const struct dais_demand *y)
{
	return x->kind == DAIS_DEMAND_LEAST && y->kind == DAIS_DEMAND_LEAST && x->rank &&
	       x->rank == y->rank && x->weight == y->weight;
}

/* What is missing of wishes for time like the demand @first. One wish a task: of several of a
 * level, which would be paid one by one, the largest. */
static void
bound_level(struct dais_large *l, size_t first)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new((size_t)1 << 30);
	const struct dais_problem *p = l->p;
	const struct dais_demand *like = &p->demands.v[first];
	unsigned *wished = DAIS_NEW_N(scratch, p->tasks.n + 1, unsigned);

	for (size_t k = first; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (same_level(like, d) && steps_of(p, d) > wished[d->task])
			wished[d->task] = steps_of(p, d);
	}
	l->bounds->missing[like->rank] +=
	    (uint64_t)like->weight * dais_around_missing(l->around, wished, scratch);
}

static void
bound_time(struct dais_large *l)
{
	const struct dais_problem *p = l->p;
	size_t seen[LEVELS_MOST], n = 0;

	for (size_t k = 0; k < p->demands.n && n < LEVELS_MOST; k++) {
		bool known = p->demands.v[k].kind != DAIS_DEMAND_LEAST || !p->demands.v[k].rank;

		for (size_t m = 0; m < n && !known; m++)
			known = same_level(&p->demands.v[seen[m]], &p->demands.v[k]);
		if (known)
			continue;
		seen[n++] = k;
		bound_level(l, k);
	}
}

/* --- sittings --- */

static unsigned
whole(uint64_t steps, unsigned of)
{
	return of ? (unsigned)((steps + of - 1) / of) : 0;
}

static size_t
root_of(size_t *root, size_t b)
{
	while (root[b] != b)
		b = root[b] = root[root[b]];
	return b;
}

/* Sittings that tasks with so many steps need at least. Bodies that may meet share theirs. */
static uint64_t
sittings_for(struct dais_large *l, const unsigned *steps, unsigned longest, struct dais_arena *a)
{
	const struct dais_problem *p = l->p;
	size_t *root = DAIS_NEW_N(a, p->bodies.n + 1, size_t);
	uint64_t *of = DAIS_NEW_N(a, p->bodies.n + 1, uint64_t), n = 0;

	for (size_t b = 0; b < p->bodies.n; b++)
		root[b] = b;
	for (size_t i = 0; i < p->tasks.n; i++) {
		for (size_t k = 1; k < p->tasks.v[i].bodies.n; k++)
			root[root_of(root, p->tasks.v[i].bodies.v[k])] =
			    root_of(root, p->tasks.v[i].bodies.v[0]);
	}
	for (size_t i = 0; i < p->tasks.n; i++) {
		if (p->tasks.v[i].bodies.n)
			of[root_of(root, p->tasks.v[i].bodies.v[0])] += steps[i];
	}
	for (size_t b = 0; b < p->bodies.n; b++)
		n += whole(of[b], longest);
	return n;
}

/* Sittings, and substantive items above one of a body in them, together: every sitting has no
 * more substantive items than one and those above. 0 where common tasks may count for less. */
static uint64_t
items_for(struct dais_large *l, const unsigned *steps, unsigned longest, const bool *dense)
{
	const struct dais_problem *p = l->p;
	uint64_t n = 0;

	for (size_t i = 0; i < p->tasks.n; i++) {
		const struct dais_task *task = &p->tasks.v[i];
		bool counts = task->substantive;

		for (size_t k = 0; k < task->bodies.n; k++)
			counts = counts && dense[task->bodies.v[k]];
		if (!counts && task->bodies.n > 1)
			return 0;
		n += counts ? whole(steps[i], longest) : 0;
	}
	return n;
}

/* Whether each substantive task is a group of its own; then groups are numbered by their tasks. */
static bool
groups_are_tasks(const struct dais_problem *p, struct dais_arena *a)
{
	DAIS_VEC(size_t) seen = { 0 };

	for (size_t i = 0; i < p->tasks.n; i++) {
		if (p->tasks.v[i].substantive)
			dais_vec_push(a, &seen, p->tasks.v[i].group);
	}
	for (size_t i = 0; i < seen.n; i++) {
		for (size_t k = i + 1; k < seen.n; k++) {
			if (seen.v[i] == seen.v[k])
				return false;
		}
	}
	return true;
}

/* Steps of each task: what it must have, or (@given) what it has when the rank costs nothing. */
static void
fill_steps(const struct dais_problem *p, unsigned given, unsigned *steps)
{
	memset(steps, 0, p->tasks.n * sizeof(*steps));
	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->kind == DAIS_DEMAND_LEAST && (!d->rank || d->rank == given) &&
		    steps_of(p, d) > steps[d->task])
			steps[d->task] = steps_of(p, d);
	}
}

static void
bound_sittings(struct dais_large *l)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)1 << 30);
	const struct dais_problem *p = l->p;
	struct dais_large_bounds *bounds = l->bounds;
	const struct dais_demand *fewest = NULL, *like = NULL;
	bool *dense = DAIS_NEW_N(a, p->bodies.n + 1, bool);
	unsigned *steps = DAIS_NEW_N(a, p->tasks.n + 1, unsigned), longest = 0, weight = 0;
	bool plain = groups_are_tasks(p, a);

	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->kind == DAIS_DEMAND_FEWEST && d->rank)
			fewest = d;
		if (d->kind == DAIS_DEMAND_LEAST && d->rank &&
		    (!bounds->given || d->rank < bounds->given))
			bounds->given = d->rank;
	}
	for (size_t k = 0; fewest && k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->kind != DAIS_DEMAND_DENSE || d->rank != fewest->rank)
			continue;
		like = like && like->weight < d->weight ? like : d;
		dense[d->body] = true;
	}
	if (!fewest)
		return;
	for (size_t t = 0; t < p->slots.n; t++)
		longest = dais_slot_steps(p, t) > longest ? dais_slot_steps(p, t) : longest;
	bounds->rank = fewest->rank;
	weight = !like ? 0 : like->weight < fewest->weight ? like->weight : fewest->weight;
	for (unsigned k = 0; k < 2; k++) {
		uint64_t sittings;

		fill_steps(p, k ? bounds->given : 0, steps);
		sittings = sittings_for(l, steps, longest, a);
		bounds->sittings[k] = sittings * fewest->weight;
		if (plain && weight)
			bounds->both[k] = sittings * (fewest->weight - weight) +
					  items_for(l, steps, longest, dense) * weight;
	}
}

/* --- together --- */

void
dais_large_read_bounds(struct dais_large *l)
{
	const struct dais_large_bounds *b = l->bounds;
	bool own = true; /* the ranks before cost what bodies alone pay */

	for (unsigned r = 1; b && r <= DAIS_RANKS_MAX; r++) {
		uint64_t *at = &l->result->at.bound[r];
		bool given = b->given && b->given < r && l->sound && !l->verdict.cost[b->given];
		uint64_t sittings = r == b->rank ? b->sittings[given] : 0;
		uint64_t both = r == b->rank ? b->both[given] : 0;

		*at = (own ? b->own[r] : 0) + sittings;
		*at = both > *at ? both : *at;
		*at = b->missing[r] > *at ? b->missing[r] : *at;
		own = own && l->sound && l->verdict.cost[r] == b->own[r];
	}
}

bool
dais_large_bound(struct dais_large *l)
{
	double from = dais_clock_seconds() - l->start;
	double most = l->search->seconds > 0 ? (l->search->seconds - from) * SHARE_OF_TIME : 0;

	l->bounds = DAIS_NEW(l->a, struct dais_large_bounds);
	bound_sittings(l);
	bound_time(l);
	dais_large_tell(l, true);
	for (size_t b = 0; b < l->p->bodies.n && !dais_large_is_over(l); b++) {
		double left = from + most - (dais_clock_seconds() - l->start);

		if (l->search->seconds > 0 && left <= 0)
			break;
		/* One that has nothing to pay for would have nothing alone. */
		if (l->keeps && !dais_large_has_changed(l, b))
			continue;
		if (!bound_alone(l, b, l->search->seconds > 0 ? left : 0))
			return false;
		dais_large_tell(l, false);
	}
	return true;
}
