/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "naive.h"

#define SITTING(s) (&plan->sittings.v[s])
#define EACH_SITTING(s) for (size_t s = 0; s < plan->sittings.n; s++)
#define EACH_SLOT(t) for (size_t t = 0; t < p->slots.n; t++)

static bool
holds(const dais_index_vec *v, size_t x)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i] == x)
			return true;
	}
	return false;
}

static unsigned
minutes_in(const struct dais_plan_sitting *s, size_t task)
{
	unsigned n = 0;

	for (size_t e = 0; e < s->entries.n; e++)
		n += s->entries.v[e].task == task ? s->entries.v[e].minutes : 0;
	return n;
}

static bool
has_entry(const struct dais_plan_sitting *s, size_t task)
{
	for (size_t e = 0; e < s->entries.n; e++) {
		if (s->entries.v[e].task == task)
			return true;
	}
	return false;
}

/* A body sits where it is listed or its item is taken up. */
static bool
sits_in(const struct dais_problem *p, const struct dais_plan_sitting *s, size_t body)
{
	for (size_t e = 0; e < s->entries.n; e++) {
		if (holds(&p->tasks.v[s->entries.v[e].task].bodies, body))
			return true;
	}
	return holds(&s->bodies, body);
}

static bool
used_at(const struct dais_plan *plan, size_t task, size_t t)
{
	EACH_SITTING(s)
	{
		if (SITTING(s)->slot == t && has_entry(SITTING(s), task))
			return true;
	}
	return false;
}

static bool
sits_at(const struct dais_problem *p, const struct dais_plan *plan, size_t body, size_t t)
{
	EACH_SITTING(s)
	{
		if (SITTING(s)->slot == t && sits_in(p, SITTING(s), body))
			return true;
	}
	return false;
}

static uint64_t
up(uint64_t minutes, unsigned step)
{
	return (minutes + step - 1) / step;
}

static uint64_t
total(const struct dais_plan *plan, size_t task)
{
	uint64_t n = 0;

	EACH_SITTING(s)
	n += minutes_in(SITTING(s), task);
	return n;
}

static uint64_t
groups_in(const struct dais_problem *p, const struct dais_plan_sitting *s, size_t body)
{
	uint64_t n = 0;

	for (size_t e = 0; e < s->entries.n; e++) {
		const struct dais_task *x = &p->tasks.v[s->entries.v[e].task];
		bool again = body != DAIS_NONE && (!x->substantive || !holds(&x->bodies, body));

		for (size_t k = 0; k < e; k++) {
			const struct dais_task *y = &p->tasks.v[s->entries.v[k].task];

			again =
			    again ||
			    (y->group == x->group &&
				(body == DAIS_NONE || (y->substantive && holds(&y->bodies, body))));
		}
		n += !again;
	}
	return n;
}

static bool
is_broken_order(
    const struct dais_problem *p, const struct dais_demand *d, const struct dais_plan *plan)
{
	EACH_SLOT(x) EACH_SLOT(y)
	{
		if (!used_at(plan, d->task, x) || !used_at(plan, d->other, y))
			continue;
		if (d->amount ? p->slots.v[y].half_day < p->slots.v[x].half_day + (int64_t)d->amount
			      : y < x)
			return true;
	}
	return false;
}

static uint64_t
slots_apart(const struct dais_problem *p, const struct dais_demand *d, const struct dais_plan *plan)
{
	uint64_t n = 0;

	EACH_SLOT(t)
	{
		bool both = false;

		EACH_SITTING(x) EACH_SITTING(y)
		{
			const struct dais_plan_sitting *s = SITTING(x), *o = SITTING(y);

			if (x == y || s->slot != t || o->slot != t)
				continue;
			both =
			    both || (d->task != DAIS_NONE
					    ? has_entry(s, d->task) && has_entry(o, d->other)
					    : sits_in(p, s, d->body) && sits_in(p, o, d->body_2));
		}
		n += both;
	}
	return n;
}

static uint64_t
interruptions(
    const struct dais_problem *p, const struct dais_demand *d, const struct dais_plan *plan)
{
	uint64_t n = 0;

	EACH_SLOT(t)
	{
		bool earlier = false, later = false, sits = false;

		EACH_SLOT(o)
		{
			earlier = earlier || (o < t && used_at(plan, d->task, o));
			later = later || (o > t && used_at(plan, d->task, o));
		}
		for (size_t b = 0; b < p->bodies.n; b++)
			sits = sits ||
			       (holds(&p->tasks.v[d->task].bodies, b) && sits_at(p, plan, b, t));
		n += earlier && later && sits && !used_at(plan, d->task, t);
	}
	return n;
}

static uint64_t
idle_slots(const struct dais_problem *p, const struct dais_demand *d, const struct dais_plan *plan)
{
	uint64_t n = 0;

	EACH_SLOT(t)
	{
		bool earlier = false, later = false;

		EACH_SLOT(o)
		{
			earlier = earlier || (o < t && sits_at(p, plan, d->body, o));
			later = later || (o > t && sits_at(p, plan, d->body, o));
		}
		n += earlier && later && !sits_at(p, plan, d->body, t) &&
		     dais_slots_has(d->slots, t);
	}
	return n;
}

static uint64_t
rooms_used(const struct dais_problem *p, const struct dais_demand *d, const struct dais_plan *plan)
{
	uint64_t n = 0;

	for (size_t r = 0; r < p->rooms.n; r++) {
		bool used = false;

		EACH_SITTING(s)
		used = used || (SITTING(s)->room == r && sits_in(p, SITTING(s), d->body));
		n += used;
	}
	return n;
}

/* Demands that count slots. */
static uint64_t
cost_of_slots(
    const struct dais_problem *p, const struct dais_demand *d, const struct dais_plan *plan)
{
	uint64_t n = 0;

	EACH_SLOT(t)
	{
		bool use = used_at(plan, d->task, t), in = dais_slots_has(d->slots, t);
		unsigned minutes = dais_plan_minutes(plan, d->task, t);

		if (d->kind == DAIS_DEMAND_UNDIVIDED)
			n += use;
		else if (d->kind == DAIS_DEMAND_SLOTS)
			n += use && !in;
		else if (d->kind == DAIS_DEMAND_FIXED)
			n += in && (minutes < d->amount || minutes < p->step);
		else if (d->kind == DAIS_DEMAND_KEEP)
			n += in && !use;
		else /* KEEP_OUT */
			n += in && use && (!d->amount || minutes > d->amount);
	}
	return n;
}

/* Demands that count sittings. */
static uint64_t
cost_of_sittings(
    const struct dais_problem *p, const struct dais_demand *d, const struct dais_plan *plan)
{
	uint64_t n = 0;

	EACH_SITTING(s)
	{
		const struct dais_plan_slot *slot = &p->slots.v[SITTING(s)->slot];
		bool in = dais_slots_has(d->slots, SITTING(s)->slot);
		bool body = d->body == DAIS_NONE || sits_in(p, SITTING(s), d->body);
		bool good = SITTING(s)->room < 64 && (d->rooms >> SITTING(s)->room & 1u);
		uint64_t groups =
		    groups_in(p, SITTING(s), d->kind == DAIS_DEMAND_DENSE ? d->body : DAIS_NONE);
		unsigned used = 0, allowed = d->kind == DAIS_DEMAND_DENSE ? 1 : d->amount;

		for (size_t e = 0; e < SITTING(s)->entries.n; e++)
			used += SITTING(s)->entries.v[e].minutes;
		if (d->kind == DAIS_DEMAND_BODY_SLOTS)
			n += body && !in;
		else if (d->kind == DAIS_DEMAND_FREE)
			n += body && in;
		else if (d->kind == DAIS_DEMAND_ROOMS)
			n += p->rooms.n && body && !good;
		else if (d->kind == DAIS_DEMAND_KEEP_ROOM)
			n += p->rooms.n && body && in && !good;
		else if (d->kind == DAIS_DEMAND_FEWEST)
			n++;
		else if (d->kind == DAIS_DEMAND_FULL)
			n += used > (unsigned)(slot->end - slot->start)
				 ? 0
				 : ((unsigned)(slot->end - slot->start) - used) / p->step;
		else if (groups > allowed)
			n += groups - allowed;
	}
	return n;
}

uint64_t
naive_cost(const struct dais_problem *p, const struct dais_demand *d, const struct dais_plan *plan)
{
	uint64_t n;

	switch (d->kind) {
	case DAIS_DEMAND_LEAST:
		n = total(plan, d->task);
		return n < d->amount ? up(d->amount - n, p->step) : 0;
	case DAIS_DEMAND_MOST:
		n = total(plan, d->task);
		return n > d->amount ? up(n - d->amount, p->step) : 0;
	case DAIS_DEMAND_UNDIVIDED:
		n = cost_of_slots(p, d, plan);
		return n > d->amount ? n - d->amount : 0;
	case DAIS_DEMAND_SLOTS:
	case DAIS_DEMAND_FIXED:
	case DAIS_DEMAND_KEEP:
	case DAIS_DEMAND_KEEP_OUT:
		return cost_of_slots(p, d, plan);
	case DAIS_DEMAND_BEFORE:
		return is_broken_order(p, d, plan);
	case DAIS_DEMAND_APART:
		return slots_apart(p, d, plan);
	case DAIS_DEMAND_UNBROKEN:
		return interruptions(p, d, plan);
	case DAIS_DEMAND_NO_GAP:
		return idle_slots(p, d, plan);
	case DAIS_DEMAND_ONE_ROOM:
		n = rooms_used(p, d, plan);
		return n ? n - 1 : 0;
	case DAIS_DEMAND_BODY_SLOTS:
	case DAIS_DEMAND_ROOMS:
	case DAIS_DEMAND_ITEMS_MOST:
	case DAIS_DEMAND_DENSE:
	case DAIS_DEMAND_FREE:
	case DAIS_DEMAND_FEWEST:
	case DAIS_DEMAND_FULL:
	case DAIS_DEMAND_KEEP_ROOM:
	case DAIS_DEMAND_KIND_COUNT:
	default:
		return cost_of_sittings(p, d, plan);
	}
}

/* --- what every plan obeys --- */

/* Whether bodies @x and @y are joined by tasks of @s: whoever is reached from x. */
static bool
are_joined(const struct dais_problem *p, const struct dais_plan_sitting *s, size_t x, size_t y)
{
	uint64_t reached = UINT64_C(1) << x;

	for (size_t round = 0; round < p->bodies.n; round++) {
		for (size_t e = 0; e < s->entries.n; e++) {
			uint64_t bodies = 0;

			for (size_t b = 0; b < p->bodies.n; b++) {
				if (holds(&p->tasks.v[s->entries.v[e].task].bodies, b))
					bodies |= UINT64_C(1) << b;
			}
			if (bodies & reached)
				reached |= bodies;
		}
	}
	return reached >> y & 1u;
}

static bool
is_good_sitting(const struct dais_problem *p, const struct dais_plan_sitting *s)
{
	const struct dais_plan_slot *slot = &p->slots.v[s->slot];
	const struct dais_plan_room *room = s->room < p->rooms.n ? &p->rooms.v[s->room] : NULL;
	const struct dais_plan_team *team = s->team < p->teams.n ? &p->teams.v[s->team] : NULL;
	bool good = s->entries.n > 0, remote = false;
	unsigned used = 0, seats = 0, languages = 0;

	for (size_t e = 0; e < s->entries.n; e++) {
		used += s->entries.v[e].minutes;
		good = good && s->entries.v[e].minutes && s->entries.v[e].minutes % p->step == 0;
	}
	for (size_t b = 0; b < p->bodies.n; b++) {
		bool own = false;

		if (!sits_in(p, s, b))
			continue;
		for (size_t e = 0; e < s->entries.n; e++)
			own = own || holds(&p->tasks.v[s->entries.v[e].task].bodies, b);
		good = good && own && holds(&s->bodies, b);
		for (size_t o = 0; o < p->bodies.n; o++)
			good = good && (!sits_in(p, s, o) || are_joined(p, s, b, o));
		seats += p->bodies.v[b].attendance;
		languages |= p->bodies.v[b].languages;
		remote = remote || p->bodies.v[b].remote;
	}
	if (p->rooms.n)
		good = good && room && dais_slots_has(room->free, s->slot) &&
		       (!room->capacity || seats <= room->capacity) && (!remote || room->remote);
	if (p->teams.n)
		good = good && team && dais_slots_has(team->free, s->slot) &&
		       !(languages & ~team->languages);
	return good && used <= (unsigned)(slot->end - slot->start);
}

static bool
get_along(const struct dais_problem *p, const struct dais_plan_sitting *x,
    const struct dais_plan_sitting *y)
{
	if (x->slot != y->slot)
		return true;
	for (size_t b = 0; b < p->bodies.n; b++) {
		if (sits_in(p, x, b) && sits_in(p, y, b))
			return false;
	}
	for (size_t i = 0; i < p->tasks.n; i++) {
		if (has_entry(x, i) && has_entry(y, i))
			return false;
	}
	return !(p->rooms.n && x->room == y->room && x->room < p->rooms.n) &&
	       !(p->teams.n && x->team == y->team && x->team < p->teams.n);
}

static bool
is_in_order(const struct dais_problem *p, const struct dais_plan_sitting *s)
{
	for (size_t d = 0; d < p->demands.n; d++) {
		const struct dais_demand *before = &p->demands.v[d];

		if (before->kind != DAIS_DEMAND_BEFORE || before->rank || before->amount)
			continue;
		for (size_t x = 0; x < s->entries.n; x++) {
			for (size_t y = 0; y < x; y++) {
				if (s->entries.v[x].task == before->task &&
				    s->entries.v[y].task == before->other)
					return false;
			}
		}
	}
	return true;
}

static bool
teams_can(const struct dais_problem *p, const struct dais_plan *plan)
{
	for (size_t i = 0; i < p->teams.n; i++) {
		EACH_SLOT(t)
		{
			unsigned day = 0, week = 0;

			EACH_SITTING(s)
			{
				const struct dais_plan_slot *slot = &p->slots.v[SITTING(s)->slot];

				day += SITTING(s)->team == i &&
				       slot->day_index == p->slots.v[t].day_index;
				week += SITTING(s)->team == i && slot->week == p->slots.v[t].week;
			}
			if ((p->teams.v[i].day_most && day > p->teams.v[i].day_most) ||
			    (p->teams.v[i].week_most && week > p->teams.v[i].week_most))
				return false;
		}
	}
	return true;
}

bool
naive_obeys(const struct dais_problem *p, const struct dais_plan *plan)
{
	EACH_SITTING(s)
	{
		if (!is_good_sitting(p, SITTING(s)) || !is_in_order(p, SITTING(s)))
			return false;
		for (size_t o = 0; o < s; o++) {
			if (!get_along(p, SITTING(s), SITTING(o)))
				return false;
		}
	}
	return teams_can(p, plan);
}
