/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Conflicts that simple arithmetic shows: time needed against time given, of a body, of bodies
 * that never sit at the same time, of all rooms or teams together, within a part of the meeting.
 */
#include <stdlib.h>
#include <string.h>

#include "plan/explain/explain_priv.h"

struct lacking {
	const struct dais_problem *p;
	const bool *active;
	struct dais_arena *a;
	struct dais_explain_window *windows; /* of tasks */
	size_t *first, *last; /* slots of the window of each task; DAIS_NONE when empty */
	bool worst; /* look for the lack of most minutes, else for that of fewest tasks */
};

static bool
is_active(const struct lacking *l, size_t i, enum dais_demand_kind kind)
{
	return l->p->demands.v[i].kind == kind && l->p->demands.v[i].rank == 0 && l->active[i];
}

static unsigned
slot_minutes(const struct dais_problem *p, size_t t)
{
	return dais_slot_steps(p, t) * p->step;
}

/* The minutes of @task, in whole steps. */
static unsigned
minutes_of(const struct lacking *l, size_t task)
{
	return (l->windows[task].least + l->p->step - 1) / l->p->step * l->p->step;
}

static void
add_task(const struct lacking *l, size_t task, struct dais_lack *ret)
{
	const struct dais_explain_window *w = &l->windows[task];

	dais_vec_push(l->a, &ret->tasks, task);
	dais_explain_add_once(l->a, &ret->demands, w->least_demand);
	for (size_t i = 0; i < w->why.n; i++) {
		dais_explain_add_once(l->a, &ret->demands, w->why.v[i]);
		dais_explain_add_once(l->a, &ret->why, w->why.v[i]);
	}
}

/* --- one task alone --- */

static bool
lack_of_window(const struct lacking *l, struct dais_lack *ret)
{
	for (size_t i = 0; i < l->p->tasks.n; i++) {
		if (!l->windows[i].least || l->first[i] != DAIS_NONE)
			continue;
		ret->kind = DAIS_LACK_WHEN;
		ret->needed = minutes_of(l, i);
		ret->slots = l->windows[i].slots;
		ret->rooms = l->windows[i].rooms;
		ret->teams = l->windows[i].teams;
		add_task(l, i, ret);
		return true;
	}
	return false;
}

static int
descending(const void *x, const void *y)
{
	const unsigned *a = x, *b = y;

	return (*a < *b) - (*a > *b);
}

/* A task that may have fewer sittings than its time fills. */
static bool
lack_of_sittings(const struct lacking *l, struct dais_lack *ret)
{
	unsigned *lengths = DAIS_NEW_N(l->a, l->p->slots.n + 1, unsigned);

	for (size_t i = 0; i < l->p->demands.n; i++) {
		const struct dais_demand *d = &l->p->demands.v[i];
		unsigned given = 0;
		size_t n = 0;

		if (!is_active(l, i, DAIS_DEMAND_UNDIVIDED) || !l->windows[d->task].least)
			continue;
		for (size_t t = 0; t < l->p->slots.n; t++) {
			if (dais_slots_has(l->windows[d->task].slots, t))
				lengths[n++] = slot_minutes(l->p, t);
		}
		qsort(lengths, n, sizeof *lengths, descending);
		for (size_t t = 0; t < n && t < d->amount; t++)
			given += lengths[t];
		if (given >= minutes_of(l, d->task))
			continue;
		ret->kind = DAIS_LACK_SITTING;
		ret->needed = minutes_of(l, d->task);
		ret->given = given;
		ret->slots = l->windows[d->task].slots;
		add_task(l, d->task, ret);
		dais_explain_add_once(l->a, &ret->demands, i);
		return true;
	}
	return false;
}

/* --- several tasks --- */

/* Tasks that share time: at most `width` of them at once, each slot of its length. */
struct group {
	dais_index_vec tasks; /* that must have time */
	dais_index_vec why; /* demands that make them share */
	bool all; /* all tasks, limited by rooms and teams; else one sitting at a time */
};

struct part {
	bool *in; /* of group.tasks */
	dais_slot_set slots; /* union of their windows */
	unsigned needed, given;
	size_t rating; /* so many of its largest tasks need more than is given already; of the
			* worst lack: the smaller the more minutes lack */
	bool by_teams;
	unsigned *needs; /* scratch */
};

static unsigned
free_teams(const struct dais_problem *p, size_t t)
{
	unsigned n = 0;

	for (size_t i = 0; i < p->teams.n; i++)
		n += dais_slots_has(p->teams.v[i].free, t);
	return n;
}

/* Minutes that all teams give in week @week of @slots. */
static unsigned
week_limit(const struct dais_problem *p, const uint64_t *slots, size_t week)
{
	unsigned sittings = 0, longest = 0, n = 0;

	for (size_t t = 0; t < p->slots.n; t++) {
		if (p->slots.v[t].week != week || !dais_slots_has(slots, t))
			continue;
		n++;
		if (slot_minutes(p, t) > longest)
			longest = slot_minutes(p, t);
	}
	for (size_t i = 0; i < p->teams.n; i++) {
		unsigned most = p->teams.v[i].week_most;

		sittings += most && most < n ? most : n;
	}
	return sittings * longest;
}

static unsigned
time_given(const struct lacking *l, const struct group *g, const uint64_t *slots, bool *ret_teams)
{
	const struct dais_problem *p = l->p;
	unsigned given = 0, week = 0;

	*ret_teams = false;
	for (size_t t = 0; t < p->slots.n; t++) {
		if (g->all && dais_slots_has(slots, t)) {
			unsigned rooms = 0, width = p->teams.n ? free_teams(p, t) : UINT16_MAX;

			for (size_t r = 0; r < p->rooms.n; r++)
				rooms += dais_slots_has(p->rooms.v[r].free, t);
			*ret_teams = *ret_teams || !p->rooms.n || width < rooms;
			if (p->rooms.n && rooms < width)
				width = rooms;
			week += slot_minutes(p, t) * width;
		} else if (dais_slots_has(slots, t)) {
			week += slot_minutes(p, t);
		}
		if (t + 1 < p->slots.n && p->slots.v[t + 1].week == p->slots.v[t].week)
			continue;
		if (g->all && p->teams.n && week_limit(p, slots, p->slots.v[t].week) < week) {
			week = week_limit(p, slots, p->slots.v[t].week);
			*ret_teams = true;
		}
		given += week;
		week = 0;
	}
	return given;
}

/* Holds the tasks of @part against the time they have. True: it is too little. */
static bool
measure(const struct lacking *l, const struct group *g, struct part *part)
{
	unsigned *needs = part->needs, sum = 0;
	size_t n = 0;

	memset(part->slots, 0, dais_problem_words(l->p) * sizeof *part->slots);
	part->needed = 0;
	for (size_t i = 0; i < g->tasks.n; i++) {
		if (!part->in[i])
			continue;
		needs[n] = minutes_of(l, g->tasks.v[i]);
		part->needed += needs[n++];
		for (size_t w = 0; w < dais_problem_words(l->p); w++)
			part->slots[w] |= l->windows[g->tasks.v[i]].slots[w];
	}
	part->given = time_given(l, g, part->slots, &part->by_teams);
	if (part->needed <= part->given)
		return false;
	part->rating = SIZE_MAX - (part->needed - part->given) - 1;
	if (l->worst)
		return true;
	qsort(needs, n, sizeof *needs, descending);
	for (part->rating = 0; part->rating < n && sum <= part->given; part->rating++)
		sum += needs[part->rating];
	return true;
}

static void
take_part(
    const struct lacking *l, const struct group *g, const struct part *part, struct dais_lack *ret)
{
	*ret = (struct dais_lack){ .kind = DAIS_LACK_TIME };
	if (g->all)
		ret->kind = part->by_teams ? DAIS_LACK_TEAMS : DAIS_LACK_ROOMS;
	ret->needed = part->needed;
	ret->given = part->given;
	ret->slots = dais_slots_new(l->p, l->a);
	memcpy(ret->slots, part->slots, dais_problem_words(l->p) * sizeof *part->slots);
	for (size_t i = 0; i < g->tasks.n; i++) {
		if (part->in[i])
			add_task(l, g->tasks.v[i], ret);
	}
	for (size_t i = 0; i < g->why.n; i++) {
		dais_explain_add_once(l->a, &ret->demands, g->why.v[i]);
		dais_explain_add_once(l->a, &ret->why, g->why.v[i]);
	}
}

static bool
within(const struct lacking *l, size_t x, size_t y)
{
	for (size_t w = 0; w < dais_problem_words(l->p); w++) {
		if (l->windows[x].slots[w] & ~l->windows[y].slots[w])
			return false;
	}
	return true;
}

/* Tries the parts of @g: tasks between the first slot of one and the last of another, and tasks
 * within the window of one. @ret is replaced by a lack of lower rating. */
static void
try_group(const struct lacking *l, const struct group *g, struct dais_lack *ret, size_t *ret_rating)
{
	struct part part = { .needed = 0 };
	dais_slot_set starts = dais_slots_new(l->p, l->a), ends = dais_slots_new(l->p, l->a);

	part.in = DAIS_NEW_N(l->a, g->tasks.n + 1, bool);
	part.slots = dais_slots_new(l->p, l->a);
	part.needs = DAIS_NEW_N(l->a, g->tasks.n + 1, unsigned);
	for (size_t i = 0; i < g->tasks.n; i++) {
		size_t task = g->tasks.v[i];

		dais_slots_put(starts, l->first[task]);
		dais_slots_put(ends, l->last[task]);
		for (size_t j = 0; j < g->tasks.n; j++)
			part.in[j] = within(l, g->tasks.v[j], task);
		if (measure(l, g, &part) && part.rating < *ret_rating) {
			take_part(l, g, &part, ret);
			*ret_rating = part.rating;
		}
	}
	for (size_t s = 0; s < l->p->slots.n; s++) {
		for (size_t e = s; dais_slots_has(starts, s) && e < l->p->slots.n; e++) {
			if (!dais_slots_has(ends, e))
				continue;
			for (size_t j = 0; j < g->tasks.n; j++)
				part.in[j] =
				    l->first[g->tasks.v[j]] >= s && l->last[g->tasks.v[j]] <= e;
			if (measure(l, g, &part) && part.rating < *ret_rating) {
				take_part(l, g, &part, ret);
				*ret_rating = part.rating;
			}
		}
	}
}

static bool
has_body(const struct dais_task *t, const bool *bodies)
{
	for (size_t i = 0; i < t->bodies.n; i++) {
		if (bodies[t->bodies.v[i]])
			return true;
	}
	return false;
}

static size_t
apart(const struct lacking *l, size_t x, size_t y)
{
	for (size_t i = 0; i < l->p->demands.n; i++) {
		const struct dais_demand *d = &l->p->demands.v[i];

		if (is_active(l, i, DAIS_DEMAND_APART) && d->task == DAIS_NONE &&
		    ((d->body == x && d->body_2 == y) || (d->body == y && d->body_2 == x)))
			return i;
	}
	return DAIS_NONE;
}

/* Body @b and bodies after it that never sit at the same time as any of the others. */
static void
group_of(const struct lacking *l, size_t b, bool *bodies, struct group *g, bool with_others)
{
	g->tasks.n = g->why.n = 0;
	g->all = false;
	memset(bodies, 0, l->p->bodies.n * sizeof *bodies);
	bodies[b] = true;
	for (size_t c = b + 1; with_others && c < l->p->bodies.n; c++) {
		size_t from = g->why.n;
		bool fits = true;

		for (size_t m = b; m < c && fits; m++) {
			size_t demand = bodies[m] ? apart(l, m, c) : DAIS_NONE;

			if (bodies[m] && demand == DAIS_NONE)
				fits = false;
			else if (bodies[m])
				dais_vec_push(l->a, &g->why, demand);
		}
		bodies[c] = fits;
		if (!fits)
			g->why.n = from;
	}
	for (size_t i = 0; i < l->p->tasks.n; i++) {
		if (l->windows[i].least && has_body(&l->p->tasks.v[i], bodies))
			dais_vec_push(l->a, &g->tasks, i);
	}
}

static bool
any_apart(const struct lacking *l)
{
	for (size_t i = 0; i < l->p->demands.n; i++) {
		if (is_active(l, i, DAIS_DEMAND_APART) && l->p->demands.v[i].task == DAIS_NONE)
			return true;
	}
	return false;
}

/* --- cells fixed twice --- */

/* Fixed cells of one body in one slot that need more than the slot has. */
static bool
lack_of_cell(const struct lacking *l, size_t body, size_t t, struct dais_lack *ret)
{
	const struct dais_problem *p = l->p;
	struct dais_lack lack = { .kind = DAIS_LACK_TIME, .given = slot_minutes(p, t) };

	for (size_t i = 0; i < p->demands.n; i++) {
		const struct dais_demand *d = &p->demands.v[i];
		unsigned needed;
		bool has = false;

		if (!is_active(l, i, DAIS_DEMAND_FIXED) || !dais_slots_has(d->slots, t))
			continue;
		for (size_t b = 0; b < p->tasks.v[d->task].bodies.n; b++)
			has = has || p->tasks.v[d->task].bodies.v[b] == body;
		if (!has)
			continue;
		needed = d->amount > p->step ? d->amount : p->step;
		lack.needed += (needed + p->step - 1) / p->step * p->step;
		dais_vec_push(l->a, &lack.tasks, d->task);
		dais_vec_push(l->a, &lack.demands, i);
		dais_vec_push(l->a, &lack.why, i);
	}
	if (lack.needed <= lack.given)
		return false;
	lack.slots = dais_slots_new(p, l->a);
	dais_slots_put(lack.slots, t);
	*ret = lack;
	return true;
}

/* A cell fixed where its task cannot be. */
static bool
lack_of_fixed(const struct lacking *l, struct dais_lack *ret)
{
	for (size_t i = 0; i < l->p->demands.n; i++) {
		const struct dais_demand *d = &l->p->demands.v[i];
		const struct dais_explain_window *w;

		if (!is_active(l, i, DAIS_DEMAND_FIXED))
			continue;
		w = &l->windows[d->task];
		for (size_t t = 0; t < l->p->slots.n; t++) {
			if (!dais_slots_has(d->slots, t) || dais_slots_has(w->slots, t))
				continue;
			ret->kind = DAIS_LACK_WHEN;
			ret->rooms = w->rooms;
			ret->teams = w->teams;
			dais_vec_push(l->a, &ret->tasks, d->task);
			dais_vec_push(l->a, &ret->demands, i);
			dais_vec_push(l->a, &ret->why, i);
			for (size_t j = 0; j < w->why.n; j++) {
				dais_explain_add_once(l->a, &ret->demands, w->why.v[j]);
				dais_explain_add_once(l->a, &ret->why, w->why.v[j]);
			}
			return true;
		}
	}
	return false;
}

static bool
lack_of_cells(const struct lacking *l, struct dais_lack *ret)
{
	bool fixed = false;

	for (size_t i = 0; i < l->p->demands.n && !fixed; i++)
		fixed = is_active(l, i, DAIS_DEMAND_FIXED);
	for (size_t b = 0; fixed && b < l->p->bodies.n; b++) {
		for (size_t t = 0; t < l->p->slots.n; t++) {
			if (lack_of_cell(l, b, t, ret))
				return true;
		}
	}
	return fixed && lack_of_fixed(l, ret);
}

/* --- all together --- */

static void
lack_of_time(const struct lacking *l, struct dais_lack *ret)
{
	bool *bodies = DAIS_NEW_N(l->a, l->p->bodies.n + 1, bool);
	struct group g = { .all = false };
	size_t rating = SIZE_MAX;

	for (size_t b = 0; b < l->p->bodies.n; b++) {
		group_of(l, b, bodies, &g, false);
		try_group(l, &g, ret, &rating);
	}
	for (size_t b = 0; b < l->p->bodies.n && any_apart(l); b++) {
		group_of(l, b, bodies, &g, true);
		if (g.why.n)
			try_group(l, &g, ret, &rating);
	}
	if ((ret->kind != DAIS_LACK_NONE && !l->worst) || (!l->p->rooms.n && !l->p->teams.n))
		return;
	g.all = true;
	g.tasks.n = g.why.n = 0;
	for (size_t i = 0; i < l->p->tasks.n; i++) {
		if (l->windows[i].least)
			dais_vec_push(l->a, &g.tasks, i);
	}
	try_group(l, &g, ret, &rating);
}

static void
find_ends(struct lacking *l)
{
	l->first = DAIS_NEW_N(l->a, l->p->tasks.n + 1, size_t);
	l->last = DAIS_NEW_N(l->a, l->p->tasks.n + 1, size_t);
	for (size_t i = 0; i < l->p->tasks.n; i++) {
		l->first[i] = l->last[i] = DAIS_NONE;
		for (size_t t = 0; t < l->p->slots.n; t++) {
			if (!dais_slots_has(l->windows[i].slots, t))
				continue;
			if (l->first[i] == DAIS_NONE)
				l->first[i] = t;
			l->last[i] = t;
		}
	}
}

static void
look(struct lacking *l, struct dais_lack *ret)
{
	*ret = (struct dais_lack){ .kind = DAIS_LACK_NONE };
	if (dais_explain_circle(l->p, l->active, l->a, ret))
		return;
	l->windows = dais_explain_windows(l->p, l->active, l->a);
	find_ends(l);
	if (!lack_of_cells(l, ret) && !lack_of_window(l, ret) && !lack_of_sittings(l, ret))
		lack_of_time(l, ret);
}

void
dais_explain_any_lack(
    const struct dais_problem *p, const bool *active, struct dais_arena *a, struct dais_lack *ret)
{
	struct lacking l = { .p = p, .active = active, .a = a };

	look(&l, ret);
}

void
dais_explain_worst_lack(
    const struct dais_problem *p, const bool *active, struct dais_arena *a, struct dais_lack *ret)
{
	struct lacking l = { .p = p, .active = active, .a = a, .worst = true };

	look(&l, ret);
}

/* Takes demands out one by one as long as what is left still lacks something. */
void
dais_explain_find_lack(
    const struct dais_problem *p, const bool *active, struct dais_arena *a, struct dais_lack *ret)
{
	bool *some = DAIS_NEW_N(a, p->demands.n + 1, bool);
	dais_index_vec candidates = { .n = 0 };

	dais_explain_any_lack(p, active, a, ret);
	if (ret->kind == DAIS_LACK_NONE)
		return;
	for (size_t i = 0; i < ret->demands.n; i++) {
		some[ret->demands.v[i]] = true;
		dais_vec_push(a, &candidates, ret->demands.v[i]);
	}
	for (size_t i = 0; i < candidates.n; i++) {
		struct dais_lack smaller;

		if (p->demands.v[candidates.v[i]].drop_cost == 0)
			continue; /* stands whatever happens */
		some[candidates.v[i]] = false;
		dais_explain_any_lack(p, some, a, &smaller);
		if (smaller.kind == DAIS_LACK_NONE)
			some[candidates.v[i]] = true;
		else
			*ret = smaller;
	}
}
