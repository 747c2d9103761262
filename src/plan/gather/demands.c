/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * When and where: half-days, people, fixed sittings, what must not run in parallel.
 */
#include "base/err.h"
#include "plan/gather/gather_priv.h"
#include "text/message.h"

#define DROP_SLOTS 8
#define DROP_PERSON 12
#define DROP_FIXED 10
#define DROP_APART 12
#define PAIRS_MAX 20000u

static void
intersect(const struct dais_gatherer *g, dais_slot_set set, const uint64_t *with)
{
	for (size_t w = 0; w < dais_problem_words(g->p); w++)
		set[w] &= with[w];
}

static void
remove_slots(const struct dais_gatherer *g, dais_slot_set set, const uint64_t *what)
{
	for (size_t w = 0; w < dais_problem_words(g->p); w++)
		set[w] &= ~what[w];
}

/* Slots of @yes (empty: all) without those of @no. */
static dais_slot_set
slots_of(struct dais_gatherer *g, const dais_when_vec *yes, const dais_when_vec *no,
    enum dais_unmet unmet)
{
	dais_slot_set set = yes->n ? dais_slots_new(g->p, g->a) : dais_gather_all(g);
	dais_slot_set out = dais_slots_new(g->p, g->a);

	dais_gather_when(g, yes, set, unmet);
	dais_gather_when(g, no, out, DAIS_UNMET_WARNING);
	remove_slots(g, set, out);
	return set;
}

static struct dais_str
must_be_there(const struct dais_gatherer *g, size_t person)
{
	return dais_text_message(
	    g->a, g->p->language, "%.*s must be there", DAIS_STR_ARG(g->p->people.v[person].name));
}

static void
restrict_task(
    struct dais_gatherer *g, size_t i, dais_slot_set slots, struct dais_place place, size_t person)
{
	struct dais_demand *d = dais_gather_demand(
	    g, DAIS_DEMAND_SLOTS, person == DAIS_NONE ? DROP_SLOTS : DROP_PERSON);

	d->task = i;
	d->slots = slots;
	d->person = person;
	if (person != DAIS_NONE)
		d->because = must_be_there(g, person);
	d->place = place;
	intersect(g, g->tasks.v[i].allowed, slots);
}

/* --- one item of planning.yaml, for each of its tasks --------------------------------------- */

static void
each_task(struct dais_gatherer *g, const struct dais_planning_item *said, dais_slot_set slots,
    size_t person, const struct dais_place *place)
{
	for (size_t k = 0; k < g->task_count[said->item]; k++)
		restrict_task(g, g->first_task[said->item] + k, slots, *place, person);
}

static void
wish_slots(struct dais_gatherer *g, const struct dais_planning_item *said, dais_slot_set slots)
{
	for (size_t k = 0; k < g->task_count[said->item]; k++) {
		struct dais_demand *d = dais_gather_wish(g, DAIS_DEMAND_SLOTS, DAIS_WISH_PREFER, 1);

		if (!d)
			return;
		d->task = g->first_task[said->item] + k;
		d->slots = slots;
		d->place = said->place;
	}
}

static void
apply_half_days(struct dais_gatherer *g, const struct dais_planning_item *said)
{
	static const dais_when_vec none;

	if (said->on.n)
		each_task(g, said, slots_of(g, &said->on, &none, DAIS_UNMET_ERROR), DAIS_NONE,
		    &said->on.v[0].place);
	if (said->not_on.n)
		each_task(g, said, slots_of(g, &none, &said->not_on, DAIS_UNMET_ERROR), DAIS_NONE,
		    &said->not_on.v[0].place);
	if (said->prefer.n)
		wish_slots(g, said, slots_of(g, &said->prefer, &none, DAIS_UNMET_WARNING));
	if (said->avoid.n)
		wish_slots(g, said, slots_of(g, &none, &said->avoid, DAIS_UNMET_WARNING));
}

static void
fix_cell(struct dais_gatherer *g, const struct dais_planning_item *said,
    const struct dais_planning_cell *cell)
{
	dais_when_vec one = { 0 };
	struct dais_demand *d;

	if (g->task_count[said->item] > 1) {
		struct dais_diag *diag =
		    dais_gather_error(g, &cell->at.place, "item `%.*s` has parts: fix one of them",
			DAIS_STR_ARG(g->r->items.v[said->item].id));

		dais_diag_set_file_hint(g->d, diag, "write %.*s/<part>: {fixed: [...]}",
		    DAIS_STR_ARG(g->r->items.v[said->item].id));
		return;
	}
	if (!g->task_count[said->item])
		return;
	dais_vec_push(g->a, &one, cell->at);
	d = dais_gather_demand(g, DAIS_DEMAND_FIXED, DROP_FIXED);
	d->task = g->first_task[said->item];
	d->slots = dais_slots_new(g->p, g->a);
	dais_gather_when(g, &one, d->slots, DAIS_UNMET_ERROR);
	d->amount = cell->minutes ? cell->minutes : g->p->step;
	d->place = cell->at.place;
}

static dais_slot_set *
presence(struct dais_gatherer *g)
{
	dais_slot_set *set = DAIS_NEW_N(g->a, g->planning->people.n + 1, dais_slot_set);

	for (size_t i = 0; i < g->planning->people.n; i++) {
		const struct dais_planning_person *said = &g->planning->people.v[i];

		set[i] = slots_of(g, &said->present, &said->absent, DAIS_UNMET_WARNING);
	}
	return set;
}

/* A body sits when those it cannot sit without are there. */
static void
apply_body_people(struct dais_gatherer *g, dais_slot_set *present)
{
	for (size_t b = 0; b < g->bodies.n; b++) {
		const struct dais_planning_body *said = g->bodies.v[b].planning;

		for (size_t k = 0; said && k < said->people.n; k++) {
			size_t who = said->people.v[k].at;
			struct dais_demand *d =
			    dais_gather_demand(g, DAIS_DEMAND_BODY_SLOTS, DROP_PERSON);

			d->body = b;
			d->slots = present[who];
			d->person = who;
			d->because = must_be_there(g, who);
			d->place = g->planning->people.v[who].place;
			intersect(g, g->bodies.v[b].slots, present[who]);
		}
	}
}

void
dais_gather_places_in_time(struct dais_gatherer *g)
{
	dais_slot_set *present = presence(g);

	apply_body_people(g, present);
	for (size_t i = 0; i < g->p->tasks.n; i++) {
		g->tasks.v[i].allowed = dais_gather_all(g);
		for (size_t k = 0; k < g->p->tasks.v[i].bodies.n; k++)
			intersect(g, g->tasks.v[i].allowed,
			    g->bodies.v[g->p->tasks.v[i].bodies.v[k]].slots);
	}
	for (size_t i = 0; i < g->planning->items.n; i++) {
		const struct dais_planning_item *said = &g->planning->items.v[i];

		apply_half_days(g, said);
		for (size_t k = 0; k < said->people.n; k++) {
			size_t who = said->people.v[k].at;

			/* Also of people who are always there: one can be lost later. */
			each_task(g, said, present[who], who, &g->planning->people.v[who].place);
		}
		for (size_t k = 0; k < said->fixed.n; k++)
			fix_cell(g, said, &said->fixed.v[k]);
	}
}

/* --- apart ---------------------------------------------------------------------------------- */

struct apart {
	struct dais_gatherer *g;
	size_t pairs;
	bool full; /* said so */
};

static bool
take_pair(struct apart *x, const struct dais_place *place)
{
	if (x->pairs++ < PAIRS_MAX)
		return true;
	if (!x->full)
		(void)dais_gather_error(x->g, place,
		    "more than %u pairs of bodies and items are kept apart", PAIRS_MAX);
	x->full = true;
	return false;
}

static struct dais_demand *
keep_apart(struct apart *x, bool wish, const struct dais_place *place, struct dais_str because)
{
	struct dais_demand *d;

	if (!take_pair(x, place))
		return NULL;
	d = wish ? dais_gather_wish(x->g, DAIS_DEMAND_APART, DAIS_WISH_APART, 1)
		 : dais_gather_demand(x->g, DAIS_DEMAND_APART, DROP_APART);
	if (d) {
		d->because = because;
		d->place = *place;
	}
	return d;
}

static void
tasks_apart(struct apart *x, size_t a, size_t b, bool wish, const struct dais_place *place,
    struct dais_str because, size_t person)
{
	const struct dais_problem *p = x->g->p;
	struct dais_demand *d;

	/* A body is in one sitting at a time anyway. */
	if (a == b || dais_gather_meet(&p->tasks.v[a].bodies, &p->tasks.v[b].bodies))
		return;
	d = keep_apart(x, wish, place, because);
	if (!d)
		return;
	d->task = a;
	d->other = b;
	d->person = person;
}

static void
bodies_said(struct apart *x, const struct dais_planning_apart *said)
{
	const dais_planning_ref_vec *v = &said->bodies;

	for (size_t i = 0; i < v->n && !x->full; i++) {
		for (size_t k = i + 1; k < v->n && !x->full; k++) {
			size_t a = x->g->body_of[v->v[i].at], b = x->g->body_of[v->v[k].at];
			struct dais_demand *d;

			if (a == DAIS_NONE || b == DAIS_NONE)
				continue;
			d = keep_apart(x, said->wish, &said->place, DAIS_STR_NONE);
			if (d) {
				d->body = a;
				d->body_2 = b;
			}
		}
	}
}

static void
items_said(struct apart *x, const struct dais_planning_apart *said)
{
	const struct dais_gatherer *g = x->g;
	const dais_planning_ref_vec *v = &said->items;

	for (size_t i = 0; i < v->n && !x->full; i++) {
		for (size_t k = i + 1; k < v->n && !x->full; k++) {
			size_t a = v->v[i].at, b = v->v[k].at;

			for (size_t m = 0; m < g->task_count[a] * g->task_count[b]; m++)
				tasks_apart(x, g->first_task[a] + m / g->task_count[b],
				    g->first_task[b] + m % g->task_count[b], said->wish,
				    &said->place, DAIS_STR_NONE, DAIS_NONE);
		}
	}
}

/* --- people: who must be at two cannot be at both at once ----------------------------------- */

/* What needs a person: tasks, and bodies whenever they sit. */
struct need {
	dais_index_vec tasks, bodies;
};

static struct need *
needs(const struct dais_gatherer *g)
{
	struct need *v = DAIS_NEW_N(g->a, g->planning->people.n + 1, struct need);

	for (size_t i = 0; i < g->planning->items.n; i++) {
		const struct dais_planning_item *said = &g->planning->items.v[i];

		for (size_t k = 0; k < said->people.n * g->task_count[said->item]; k++)
			dais_vec_push(g->a, &v[said->people.v[k % said->people.n].at].tasks,
			    g->first_task[said->item] + k / said->people.n);
	}
	for (size_t b = 0; b < g->bodies.n; b++) {
		const struct dais_planning_body *said = g->bodies.v[b].planning;

		for (size_t k = 0; said && k < said->people.n; k++)
			dais_vec_push(g->a, &v[said->people.v[k].at].bodies, b);
	}
	return v;
}

static struct dais_str
needed_twice(const struct dais_gatherer *g, size_t person)
{
	return dais_text_message(g->a, g->p->language, "%.*s is needed by both",
	    DAIS_STR_ARG(g->p->people.v[person].name));
}

static void
person_in_tasks(struct apart *x, const struct need *need, size_t w)
{
	const struct dais_place *place = &x->g->planning->people.v[w].place;
	struct dais_str twice = needed_twice(x->g, w);

	for (size_t i = 0; i < need->tasks.n && !x->full; i++) {
		for (size_t k = i + 1; k < need->tasks.n && !x->full; k++)
			tasks_apart(x, need->tasks.v[i], need->tasks.v[k], false, place, twice, w);
	}
}

static void
person_in_body(struct apart *x, const struct need *need, size_t w, size_t i)
{
	const struct dais_place *place = &x->g->planning->people.v[w].place;
	const struct dais_body_plan *b = &x->g->bodies.v[need->bodies.v[i]];
	struct dais_str twice = needed_twice(x->g, w);

	for (size_t k = i + 1; k < need->bodies.n && !x->full; k++) {
		struct dais_demand *d = keep_apart(x, false, place, twice);

		if (!d)
			return;
		d->body = need->bodies.v[i];
		d->body_2 = need->bodies.v[k];
		d->person = w;
	}
	for (size_t k = 0; k < need->tasks.n && !x->full; k++) {
		for (size_t t = 0; t < b->tasks.n && !x->full; t++)
			tasks_apart(x, b->tasks.v[t], need->tasks.v[k], false, place, twice, w);
	}
}

void
dais_gather_apart(struct dais_gatherer *g)
{
	struct apart x = { .g = g };
	const struct need *need = needs(g);

	for (size_t i = 0; i < g->planning->apart.n; i++) {
		bodies_said(&x, &g->planning->apart.v[i]);
		items_said(&x, &g->planning->apart.v[i]);
	}
	for (size_t w = 0; w < g->planning->people.n; w++) {
		person_in_tasks(&x, &need[w], w);
		for (size_t i = 0; i < need[w].bodies.n; i++)
			person_in_body(&x, &need[w], w, i);
	}
}
