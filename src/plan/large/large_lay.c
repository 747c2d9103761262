/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One body laid out anew around all others. Alone a body is planned exactly in a tenth of a second,
 * where the same body freed in the plan of all takes much longer: rooms and teams are only a
 * question of where it can sit. What is common with others stays, its sittings have only so much
 * time left, and where no room or team is left there is no sitting.
 */
#include <stdlib.h>
#include <string.h>

#include "plan/large/large_priv.h"

struct laying {
	const struct dais_large *l;
	struct dais_arena *a;
	size_t slots, weeks, body; /* body: that is laid out anew */
	uint64_t *suits; /* [b] rooms that demands leave a body */
	bool *room_used, *team_used; /* [t * rooms + r], [t * teams + m] */
	unsigned *in_week, *in_day; /* of a team: [m * weeks + w], [m * slots + day] */
	size_t *sitting; /* [b * slots + t]: of `plan`, or DAIS_NONE */
	struct dais_plan plan; /* of all others, then with the body behind them */
};

/* --- rooms and teams that are left --- */

struct need {
	unsigned seats;
	dais_lang_set languages;
	bool remote;
	uint64_t rooms;
};

static struct need
need_of(const struct laying *c, const dais_index_vec *bodies)
{
	struct need n = { .rooms = UINT64_MAX };

	for (size_t k = 0; k < bodies->n; k++) {
		const struct dais_plan_body *body = &c->l->p->bodies.v[bodies->v[k]];

		n.seats += body->attendance;
		n.languages |= body->languages;
		n.remote |= body->remote;
		n.rooms &= c->suits[bodies->v[k]];
	}
	return n;
}

/* The smallest room that does in slot @t; DAIS_NONE: none does. */
static size_t
room_for(const struct laying *c, const struct need *n, size_t t)
{
	const struct dais_problem *p = c->l->p;
	size_t best = DAIS_NONE;

	for (size_t r = 0; r < p->rooms.n && r < DAIS_PLANNING_ROOMS_MOST; r++) {
		const struct dais_plan_room *room = &p->rooms.v[r];

		if (c->room_used[t * p->rooms.n + r] || !dais_slots_has(room->free, t) ||
		    !(n->rooms >> r & 1u) || (room->capacity && n->seats > room->capacity) ||
		    (n->remote && !room->remote))
			continue;
		/* 0 seats: enough for all */
		if (best == DAIS_NONE || room->capacity - 1u < p->rooms.v[best].capacity - 1u)
			best = r;
	}
	return best;
}

/* The team that has most of its week left; DAIS_NONE: none does. */
static size_t
team_for(const struct laying *c, const struct need *n, size_t t)
{
	const struct dais_problem *p = c->l->p;
	const struct dais_plan_slot *slot = &p->slots.v[t];
	size_t best = DAIS_NONE;
	unsigned most = 0;

	for (size_t m = 0; m < p->teams.n; m++) {
		const struct dais_plan_team *team = &p->teams.v[m];
		unsigned held = c->in_week[m * c->weeks + slot->week];
		unsigned left = team->week_most ? team->week_most - held : UINT32_MAX - held;

		if (c->team_used[t * p->teams.n + m] || !dais_slots_has(team->free, t) ||
		    (n->languages & ~team->languages) || !left ||
		    (team->day_most && c->in_day[m * c->slots + slot->day_index] >= team->day_most))
			continue;
		if (left > most) {
			most = left;
			best = m;
		}
	}
	return best;
}

static bool
can_sit(const struct laying *c, const dais_index_vec *bodies, size_t t)
{
	const struct need n = need_of(c, bodies);

	return (!c->l->p->rooms.n || room_for(c, &n, t) != DAIS_NONE) &&
	       (!c->l->p->teams.n || team_for(c, &n, t) != DAIS_NONE);
}

/* What the teams have left in week @w; 0: no limit. */
static unsigned
left_in_week(const struct laying *c, size_t w)
{
	const struct dais_problem *p = c->l->p;
	unsigned left = 0;

	for (size_t m = 0; m < p->teams.n; m++) {
		if (!p->teams.v[m].week_most)
			return 0;
		left += p->teams.v[m].week_most - c->in_week[m * c->weeks + w];
	}
	return left;
}

/* --- the problem of a body --- */

static struct dais_demand *
demand(struct dais_problem *q, struct dais_arena *a, enum dais_demand_kind kind, size_t task)
{
	struct dais_demand *d = dais_problem_demand(q, a, kind, 0);

	d->drop_cost = 0;
	d->task = task;
	d->slots = dais_slots_new(q, a);
	return d;
}

/* Task @i, common with others, stays where it is; in @q it is task @own. */
static void
keep_common(
    const struct laying *c, struct dais_problem *q, size_t i, size_t own, struct dais_arena *a)
{
	struct dais_demand *out = demand(q, a, DAIS_DEMAND_KEEP_OUT, own);

	for (size_t t = 0; t < c->slots; t++) {
		size_t k = c->sitting[c->body * c->slots + t];
		const struct dais_plan_sitting *s = k == DAIS_NONE ? NULL : &c->plan.sittings.v[k];
		unsigned minutes = 0;

		for (size_t e = 0; s && e < s->entries.n; e++)
			minutes += s->entries.v[e].task == i ? s->entries.v[e].minutes : 0;
		if (minutes) {
			enum dais_demand_kind kinds[] = { DAIS_DEMAND_FIXED, DAIS_DEMAND_KEEP_OUT };

			for (size_t n = 0; n < 2; n++) {
				struct dais_demand *d = demand(q, a, kinds[n], own);

				d->amount = minutes;
				dais_slots_put(d->slots, t);
			}
		} else {
			dais_slots_put(out->slots, t);
		}
	}
}

/* Where the body sits already, the sitting has what is its own and what is left of it; where it
 * cannot sit, it does not. */
static void
limit_slots(
    const struct laying *c, struct dais_problem *q, const size_t *place, struct dais_arena *a)
{
	struct dais_demand *closed = demand(q, a, DAIS_DEMAND_FREE, DAIS_NONE);
	const dais_index_vec alone = { .v = (size_t[]){ c->body }, .n = 1 };
	struct dais_plan_slot *v = DAIS_NEW_N(a, c->slots + 1, struct dais_plan_slot);

	memcpy(v, q->slots.v, c->slots * sizeof *v);
	q->slots.v = v;
	closed->body = 0;
	for (size_t t = 0; t < c->slots; t++) {
		size_t k = c->sitting[c->body * c->slots + t];
		const struct dais_plan_sitting *s = k == DAIS_NONE ? NULL : &c->plan.sittings.v[k];
		unsigned others = 0;

		if (!s && !can_sit(c, &alone, t))
			dais_slots_put(closed->slots, t);
		for (size_t e = 0; s && e < s->entries.n; e++)
			others +=
			    place[s->entries.v[e].task] == DAIS_NONE ? s->entries.v[e].minutes : 0;
		v[t].end -= (int)others;
	}
}

/* What is not to be beside what others have by now. */
static void
keep_apart(const struct laying *c, struct dais_problem *q, const struct dais_demand *d,
    struct dais_arena *a)
{
	bool first = d->body == c->body;
	size_t other = first ? d->body_2 : d->body;
	struct dais_demand *free;

	if (d->body == DAIS_NONE || (!first && d->body_2 != c->body))
		return;
	free = demand(q, a, DAIS_DEMAND_FREE, DAIS_NONE);
	free->body = 0;
	free->rank = d->rank;
	free->weight = d->weight;
	for (size_t t = 0; t < c->slots; t++) {
		size_t k = c->sitting[other * c->slots + t];

		if (k != DAIS_NONE && k != c->sitting[c->body * c->slots + t])
			dais_slots_put(free->slots, t);
	}
}

/* So many sittings a week as teams have left, with any language. */
static void
tell_teams(const struct laying *c, struct dais_problem *q, struct dais_arena *a)
{
	const struct dais_problem *p = c->l->p;

	q->bodies.v[0].languages = DAIS_LANG_ALL;
	for (size_t w = 0; w < c->weeks && p->teams.n; w++) {
		struct dais_plan_team *team = dais_vec_add(a, &q->teams);

		*team = (struct dais_plan_team){ .id = DAIS_STR("left"),
			.languages = DAIS_LANG_ALL,
			.week_most = left_in_week(c, w),
			.free = dais_slots_new(q, a) };
		for (size_t t = 0; t < c->slots; t++) {
			if (p->slots.v[t].week == w)
				dais_slots_put(team->free, t);
		}
	}
}

static void
change(void *ctx, struct dais_problem *q, const size_t *place, struct dais_arena *a)
{
	const struct laying *c = ctx;
	const struct dais_problem *p = c->l->p;
	const dais_index_vec *tasks = &c->l->body_tasks[c->body];

	limit_slots(c, q, place, a);
	for (size_t k = 0; k < tasks->n; k++) {
		if (p->tasks.v[tasks->v[k]].bodies.n > 1)
			keep_common(c, q, tasks->v[k], place[tasks->v[k]], a);
	}
	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->kind == DAIS_DEMAND_APART)
			keep_apart(c, q, d, a);
		if (d->kind == DAIS_DEMAND_FEWEST)
			dais_vec_push(a, &q->demands, *d);
	}
	tell_teams(c, q, a);
}

/* --- the plan of all --- */

static void
seat(const struct laying *c, struct dais_plan_sitting *s, size_t b)
{
	size_t at = s->bodies.n;

	for (size_t k = 0; k < s->bodies.n; k++) {
		if (s->bodies.v[k] == b)
			return;
	}
	dais_vec_push(c->a, &s->bodies, b);
	for (; at > 0 && s->bodies.v[at - 1] > b; at--)
		s->bodies.v[at] = s->bodies.v[at - 1];
	s->bodies.v[at] = b;
}

static void
occupy(struct laying *c, const struct dais_plan_sitting *s)
{
	const struct dais_problem *p = c->l->p;
	const struct dais_plan_slot *slot = &p->slots.v[s->slot];

	if (s->room != DAIS_NONE && p->rooms.n)
		c->room_used[s->slot * p->rooms.n + s->room] = true;
	if (s->team == DAIS_NONE || !p->teams.n)
		return;
	c->team_used[s->slot * p->teams.n + s->team] = true;
	c->in_week[s->team * c->weeks + slot->week]++;
	c->in_day[s->team * c->slots + slot->day_index]++;
}

static bool
is_own(const struct laying *c, size_t i)
{
	const dais_index_vec *bodies = &c->l->p->tasks.v[i].bodies;

	return bodies->n == 1 && bodies->v[0] == c->body;
}

/* The plan without what is the body's own. */
static void
lay_others(struct laying *c)
{
	const struct dais_plan *plan = &c->l->plan;

	for (size_t k = 0; k < plan->sittings.n; k++) {
		const struct dais_plan_sitting *from = &plan->sittings.v[k];
		struct dais_plan_sitting s = {
			.slot = from->slot, .room = from->room, .team = from->team
		};

		for (size_t e = 0; e < from->entries.n; e++) {
			const struct dais_plan_entry *entry = &from->entries.v[e];
			const dais_index_vec *bodies = &c->l->p->tasks.v[entry->task].bodies;

			if (is_own(c, entry->task))
				continue;
			dais_vec_push(c->a, &s.entries, *entry);
			for (size_t b = 0; b < bodies->n; b++)
				seat(c, &s, bodies->v[b]);
		}
		if (!s.entries.n)
			continue;
		for (size_t b = 0; b < s.bodies.n; b++)
			c->sitting[s.bodies.v[b] * c->slots + s.slot] = c->plan.sittings.n;
		dais_vec_push(c->a, &c->plan.sittings, s);
		occupy(c, &s);
	}
}

/* What the body alone has in @own. */
static void
lay_own(struct laying *c, const struct dais_plan *own)
{
	for (size_t k = 0; k < own->sittings.n; k++) {
		const struct dais_plan_sitting *from = &own->sittings.v[k];
		size_t at = c->sitting[c->body * c->slots + from->slot];
		struct dais_plan_sitting *s;

		if (at == DAIS_NONE) {
			struct need n;

			at = c->plan.sittings.n;
			s = dais_vec_add(c->a, &c->plan.sittings);
			*s = (struct dais_plan_sitting){ .slot = from->slot };
			seat(c, s, c->body);
			n = need_of(c, &s->bodies);
			s->room = room_for(c, &n, s->slot);
			s->team = team_for(c, &n, s->slot);
			occupy(c, s);
		}
		s = &c->plan.sittings.v[at];
		for (size_t e = 0; e < from->entries.n; e++) {
			if (is_own(c, from->entries.v[e].task))
				dais_vec_push(c->a, &s->entries, from->entries.v[e]);
		}
	}
}

static int
compare_sittings(const void *x, const void *y)
{
	const struct dais_plan_sitting *a = x, *b = y;

	if (a->slot != b->slot)
		return a->slot < b->slot ? -1 : 1;
	return (a->bodies.v[0] > b->bodies.v[0]) - (a->bodies.v[0] < b->bodies.v[0]);
}

static void
begin(struct laying *c)
{
	const struct dais_problem *p = c->l->p;

	c->slots = p->slots.n;
	c->weeks = p->slots.n ? p->slots.v[p->slots.n - 1].week + 1 : 1;
	c->suits = DAIS_NEW_N(c->a, p->bodies.n + 1, uint64_t);
	c->room_used = DAIS_NEW_N(c->a, c->slots * p->rooms.n + 1, bool);
	c->team_used = DAIS_NEW_N(c->a, c->slots * p->teams.n + 1, bool);
	c->in_week = DAIS_NEW_N(c->a, c->weeks * p->teams.n + 1, unsigned);
	c->in_day = DAIS_NEW_N(c->a, c->slots * p->teams.n + 1, unsigned);
	c->sitting = DAIS_NEW_N(c->a, c->slots * p->bodies.n + 1, size_t);
	for (size_t k = 0; k < c->slots * p->bodies.n; k++)
		c->sitting[k] = DAIS_NONE;
	for (size_t b = 0; b < p->bodies.n; b++)
		c->suits[b] = UINT64_MAX;
	for (size_t k = 0; k < p->demands.n; k++) {
		if (p->demands.v[k].kind == DAIS_DEMAND_ROOMS && !p->demands.v[k].rank)
			c->suits[p->demands.v[k].body] &= p->demands.v[k].rooms;
	}
}

bool
dais_large_lay_anew(struct dais_large *l, size_t b, uint64_t effort, double seconds)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)1 << 30);
	struct laying c = { .l = l, .a = a, .body = b };
	const struct dais_large_alone how = { .ranks = dais_large_as_ranked(DAIS_RANKS_MAX),
		.effort = effort,
		.seconds = seconds,
		.change = change,
		.ctx = &c };
	struct dais_plan own = { 0 }, obeys;
	struct dais_result result = { .outcome = DAIS_OUTCOME_UNKNOWN };

	begin(&c);
	lay_others(&c);
	l->result->calls++;
	if (!dais_large_alone(l, b, &how, a, &own, &result) ||
	    (result.outcome != DAIS_OUTCOME_OPTIMAL && result.outcome != DAIS_OUTCOME_FEASIBLE))
		return false;
	lay_own(&c, &own);
	if (!c.plan.sittings.n)
		return false;
	qsort(c.plan.sittings.v, c.plan.sittings.n, sizeof *c.plan.sittings.v, compare_sittings);
	dais_large_obey(l->p, &c.plan, a, &obeys);
	return dais_large_keep(l, &obeys);
}
