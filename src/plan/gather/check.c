/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Demands that contradict each other by themselves, before any search.
 */
#include "base/err.h"
#include "plan/gather/gather_priv.h"
#include "text/text.h"

static unsigned
longest(const struct dais_gatherer *g, const uint64_t *set)
{
	unsigned steps = 0;

	for (size_t t = 0; t < g->p->slots.n; t++) {
		unsigned n = dais_slot_steps(g->p, t);

		if (dais_slots_has(set, t) && n > steps)
			steps = n;
	}
	return steps * g->p->step;
}

static bool
is_empty(const struct dais_gatherer *g, const uint64_t *set)
{
	for (size_t t = 0; t < g->p->slots.n; t++) {
		if (dais_slots_has(set, t))
			return false;
	}
	return true;
}

static void
narrow(const struct dais_gatherer *g, dais_slot_set set, const uint64_t *to)
{
	for (size_t w = 0; w < dais_problem_words(g->p); w++)
		set[w] &= to[w];
}

/* The people of task @i when its bodies sit at no time at which all of these are there. */
static bool
people_are_missing(
    const struct dais_gatherer *g, size_t i, dais_slot_set sittings, dais_str_vec *ret)
{
	for (size_t k = 0; k < g->p->demands.n; k++) {
		const struct dais_demand *d = &g->p->demands.v[k];

		if (d->kind != DAIS_DEMAND_SLOTS || d->rank || d->task != i ||
		    d->person == DAIS_NONE)
			continue;
		narrow(g, sittings, d->slots);
		dais_vec_push(g->a, ret, g->p->people.v[d->person].name);
	}
	return ret->n && is_empty(g, sittings);
}

/* Why no slot is left for task @i, as narrowly as it can be said. */
static void
say_never(struct dais_gatherer *g, size_t i, const struct dais_place *place)
{
	const struct dais_task *task = &g->p->tasks.v[i];
	dais_slot_set sittings = dais_slots_new(g->p, g->a);
	struct dais_diag *diag;
	dais_str_vec people = { .n = 0 };

	for (size_t t = 0; t < g->p->slots.n; t++) {
		if (!g->slot_extra[t])
			dais_slots_put(sittings, t);
	}
	for (size_t k = 0; k < task->bodies.n; k++)
		narrow(g, sittings, g->bodies.v[task->bodies.v[k]].slots);
	if (is_empty(g, sittings)) {
		diag = dais_gather_error(g, place,
		    "%.*s cannot be taken up at any time: its bodies have no sittings at the same "
		    "time",
		    DAIS_STR_ARG(task->name));
		dais_diag_set_hint(
		    g->d, diag, "look at `days` of the bodies and at the days of their meetings");
	} else if (people_are_missing(g, i, sittings, &people)) {
		diag = dais_gather_error(g, place,
		    "%.*s cannot be taken up at any time: no sitting of its bodies is at a time at "
		    "which "
		    "all these are there: %.*s",
		    DAIS_STR_ARG(task->name),
		    DAIS_STR_ARG(dais_text_list(g->a, g->d->lang, people.v, people.n)));
		dais_diag_set_hint(g->d, diag, "look at `present` and `absent` of the people");
	} else {
		diag = dais_gather_error(g, place,
		    "%.*s cannot be taken up at any time: its bodies, people and half-days leave "
		    "no sitting",
		    DAIS_STR_ARG(task->name));
		dais_diag_set_hint(
		    g->d, diag, "widen `on`, `days` of the bodies or the presence of the people");
	}
}

static void
check_task(struct dais_gatherer *g, size_t i)
{
	const struct dais_task_plan *t = &g->tasks.v[i];
	const struct dais_planning_item *said = t->own ? t->own : t->parent;
	const struct dais_place *place = said ? &said->place : &g->p->tasks.v[i].place;
	unsigned fits = longest(g, t->allowed);
	struct dais_diag *diag;

	if (!fits) {
		say_never(g, i, place);
	} else if (t->undivided && t->least > fits) {
		diag = dais_gather_error(g, place,
		    "%.*s is undivided and needs %u minutes; the longest sitting has %u",
		    DAIS_STR_ARG(g->p->tasks.v[i].name), t->least, fits);
		dais_diag_set_hint(g->d, diag, "lower `least`, or let the item be divided");
	} else if (t->uses_most && t->least / t->uses_most > fits) {
		diag = dais_gather_error(g, place,
		    "%.*s needs %u minutes in at most %u sittings; the longest has %u",
		    DAIS_STR_ARG(g->p->tasks.v[i].name), t->least, t->uses_most, fits);
		dais_diag_set_hint(g->d, diag, "lower `least`, or allow more sittings");
	}
}

/* --- joint sittings ------------------------------------------------------------------------- */

/* What a common item needs of a room and a team. */
struct need {
	unsigned seats;
	bool remote;
	dais_lang_set languages;
	uint64_t rooms; /* all its bodies may sit in */
};

static struct need
need_of(const struct dais_gatherer *g, const struct dais_task *t)
{
	struct need n = { .rooms = UINT64_MAX };

	for (size_t k = 0; k < t->bodies.n; k++) {
		const struct dais_plan_body *b = &g->p->bodies.v[t->bodies.v[k]];
		const struct dais_planning_body *said = g->bodies.v[t->bodies.v[k]].planning;
		uint64_t rooms = 0;

		n.seats += b->attendance;
		n.remote = n.remote || b->remote;
		n.languages |= b->languages;
		for (size_t i = 0; said && i < said->rooms.n; i++)
			rooms |= UINT64_C(1) << said->rooms.v[i];
		n.rooms &= rooms ? rooms : UINT64_MAX;
	}
	return n;
}

static bool
has_room(const struct dais_gatherer *g, const struct need *n)
{
	for (size_t i = 0; i < g->p->rooms.n; i++) {
		const struct dais_plan_room *room = &g->p->rooms.v[i];

		if ((n->rooms >> i & 1u) && (!room->capacity || room->capacity >= n->seats) &&
		    (room->remote || !n->remote))
			return true;
	}
	return g->p->rooms.n == 0;
}

static bool
has_team(const struct dais_gatherer *g, const struct need *n)
{
	for (size_t i = 0; i < g->p->teams.n; i++) {
		if ((n->languages & ~g->p->teams.v[i].languages) == 0)
			return true;
	}
	return g->p->teams.n == 0;
}

/* Bodies that are served alone may not be together. */
static void
check_joint(struct dais_gatherer *g, size_t i)
{
	const struct dais_task *t = &g->p->tasks.v[i];
	struct need n = need_of(g, t);
	struct dais_diag *diag;

	if (t->bodies.n < 2)
		return;
	if (!has_room(g, &n) && g->p->rooms.n < 64 &&
	    !(n.rooms & ((UINT64_C(1) << g->p->rooms.n) - 1))) {
		diag = dais_gather_error(g, &t->place, "the bodies of %.*s have no room in common",
		    DAIS_STR_ARG(t->name));
		dais_diag_set_hint(g->d, diag, "give them one in `rooms` of the bodies");
	} else if (!has_room(g, &n)) {
		diag = dais_gather_error(g, &t->place,
		    n.remote ? "no room that all its bodies may use has the %u seats and the "
			       "equipment for online participants that joint sittings on %.*s need"
			     : "no room that all its bodies may use has the %u seats that joint "
			       "sittings on %.*s need",
		    n.seats, DAIS_STR_ARG(t->name));
		dais_diag_set_hint(
		    g->d, diag, "find a larger room, or lower `attendance` of the bodies");
	}
	if (!has_team(g, &n)) {
		diag = dais_gather_error(g, &t->place,
		    "no team of interpreters has all languages of the bodies of %.*s",
		    DAIS_STR_ARG(t->name));
		dais_diag_set_hint(g->d, diag, "add the languages to a team, or a team");
	}
}

/* --- fixed sittings ------------------------------------------------------------------------- */

struct fixed {
	unsigned *filled;            /* minutes by body and slot */
	const struct dais_demand **by; /* the first that fixed it */
	unsigned *minutes, *cells;   /* by task */
};

static void
check_cell(struct dais_gatherer *g, struct fixed *f, const struct dais_demand *d, size_t slot)
{
	const struct dais_task *task = &g->p->tasks.v[d->task];
	unsigned fits = dais_slot_steps(g->p, slot) * g->p->step;
	const struct dais_plan_slot *s = &g->p->slots.v[slot];

	f->minutes[d->task] += d->amount;
	f->cells[d->task]++;
	if (!dais_slots_has(g->tasks.v[d->task].allowed, slot)) {
		struct dais_diag *diag = dais_gather_error(g, &d->place,
		    "%.*s is fixed on %04d-%02d-%02d at %02d:%02d, when it cannot be taken up",
		    DAIS_STR_ARG(task->name), s->day.year, s->day.month, s->day.day, s->start / 60,
		    s->start % 60);

		dais_diag_set_hint(g->d, diag,
		    "fix it at another time, or widen `on`, `days` of the bodies or the presence "
		    "of the people");
	}
	for (size_t k = 0; k < task->bodies.n; k++) {
		size_t at = task->bodies.v[k] * g->p->slots.n + slot;
		struct dais_diag *diag;

		f->filled[at] += d->amount;
		if (f->filled[at] <= fits || f->filled[at] - d->amount > fits) {
			f->by[at] = f->by[at] ? f->by[at] : d;
			continue;
		}
		diag = dais_gather_error(g, &d->place,
		    "what is fixed on %04d-%02d-%02d at %02d:%02d takes %u minutes; the sitting "
		    "has %u",
		    s->day.year, s->day.month, s->day.day, s->start / 60, s->start % 60,
		    f->filled[at], fits);
		if (f->by[at] && f->by[at]->place.line)
			dais_diag_add_place(g->d, diag, &f->by[at]->place);
		dais_diag_set_hint(
		    g->d, diag, "fix one of them at another time, or for fewer minutes");
		return;
	}
}

static void
check_fixed_task(struct dais_gatherer *g, const struct fixed *f, const struct dais_demand *d)
{
	const struct dais_task_plan *t = &g->tasks.v[d->task];
	struct dais_str name = g->p->tasks.v[d->task].name;
	struct dais_diag *diag;

	if (t->most && f->minutes[d->task] > t->most) {
		diag = dais_gather_error(g, &d->place,
		    "%.*s is fixed for %u minutes and may take at most %u", DAIS_STR_ARG(name),
		    f->minutes[d->task], t->most);
		dais_diag_set_hint(g->d, diag, "raise `most`, or fix it for fewer minutes");
	}
	if (t->undivided && f->cells[d->task] > 1) {
		diag = dais_gather_error(g, &d->place, "%.*s is undivided and fixed in %u sittings",
		    DAIS_STR_ARG(name), f->cells[d->task]);
		dais_diag_set_hint(g->d, diag, "fix it in one sitting, or let it be divided");
	}
}

/* Bodies kept apart that have something fixed in one slot, with no item to join them. */
static void
check_apart(struct dais_gatherer *g, const struct fixed *f, const struct dais_demand *d)
{
	for (size_t t = 0; d->body != DAIS_NONE && t < g->p->slots.n; t++) {
		const struct dais_demand *x = f->by[d->body * g->p->slots.n + t];
		const struct dais_demand *y = f->by[d->body_2 * g->p->slots.n + t];
		struct dais_diag *diag;

		if (!x || !y || x == y ||
		    dais_gather_meet(
			&g->p->tasks.v[x->task].bodies, &g->p->tasks.v[y->task].bodies))
			continue;
		diag = dais_gather_error(g, &y->place,
		    "%.*s and %.*s are fixed at the same time, and their bodies are kept apart",
		    DAIS_STR_ARG(g->p->tasks.v[x->task].name),
		    DAIS_STR_ARG(g->p->tasks.v[y->task].name));
		dais_diag_add_place(g->d, diag, &x->place);
		dais_diag_set_hint(g->d, diag, "fix one of them at another time");
		return;
	}
}

void
dais_gather_check(struct dais_gatherer *g)
{
	size_t cells = g->p->bodies.n * g->p->slots.n, fixed = 0, before = g->d->errors;
	struct fixed f;

	for (size_t i = 0; i < g->p->tasks.n; i++)
		check_task(g, i);
	for (size_t i = 0; i < g->p->tasks.n && g->d->errors == before; i++)
		check_joint(g, i);
	for (size_t i = 0; i < g->p->demands.n; i++)
		fixed += g->p->demands.v[i].kind == DAIS_DEMAND_FIXED;
	if (!fixed)
		return;
	f = (struct fixed){ DAIS_NEW_N(g->a, cells, unsigned),
		DAIS_NEW_N(g->a, cells, const struct dais_demand *),
		DAIS_NEW_N(g->a, g->p->tasks.n, unsigned),
		DAIS_NEW_N(g->a, g->p->tasks.n, unsigned) };
	for (size_t i = 0; i < g->p->demands.n; i++) {
		const struct dais_demand *d = &g->p->demands.v[i];

		for (size_t t = 0; d->kind == DAIS_DEMAND_FIXED && t < g->p->slots.n; t++) {
			if (dais_slots_has(d->slots, t))
				check_cell(g, &f, d, t);
		}
	}
	for (size_t i = 0; i < g->p->demands.n; i++) {
		const struct dais_demand *d = &g->p->demands.v[i];

		if (d->kind == DAIS_DEMAND_FIXED)
			check_fixed_task(g, &f, d);
		else if (d->kind == DAIS_DEMAND_APART && d->rank == 0)
			check_apart(g, &f, d);
	}
}
