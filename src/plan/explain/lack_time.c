/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Time needed against time given, of tasks that share it, within a part of the meeting. */
#include <stdlib.h>
#include <string.h>

#include "plan/explain/lack_priv.h"

#define WINDOWS_MOST 64u /* of a group that are tried */

static int
descending(const void *x, const void *y)
{
	const unsigned *a = x, *b = y;

	return (*a < *b) - (*a > *b);
}

/* --- several tasks --- */

struct part {
	bool *in; /* of group.tasks */
	dais_slot_set slots; /* union of their windows */
	unsigned needed, given;
	size_t rating; /* so many of its largest tasks need more than is given already; of the
			* worst lack: the smaller the more minutes lack */
	bool by_teams;
	const struct dais_scale *scale; /* in which it lacks; NULL: in minutes */
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

/* What a sitting in slot @t gives. */
static unsigned
sitting_gives(const struct dais_problem *p, const struct dais_scale *scale, size_t t)
{
	return scale ? scale->worth[dais_slot_steps(p, t)] : dais_lacking_slot(p, t);
}

/* What all teams give in those of @slots that are in the day (@week: in the week) that ends with
 * slot
 * @last. */
static unsigned
teams_limit(const struct dais_problem *p, const struct dais_scale *scale, const uint64_t *slots,
    size_t last, bool week)
{
	const struct dais_plan_slot *end = &p->slots.v[last];
	unsigned sittings = 0, longest = 0, n = 0;

	for (size_t t = last + 1; t-- > 0;) {
		const struct dais_plan_slot *slot = &p->slots.v[t];

		if (week ? slot->week != end->week : slot->day_index != end->day_index)
			break;
		if (!dais_slots_has(slots, t))
			continue;
		n++;
		if (sitting_gives(p, scale, t) > longest)
			longest = sitting_gives(p, scale, t);
	}
	for (size_t i = 0; i < p->teams.n; i++) {
		unsigned most = week ? p->teams.v[i].week_most : p->teams.v[i].day_most;

		sittings += most && most < n ? most : n;
	}
	return sittings * longest;
}

/* What sittings in slot @t at the same time give. */
static unsigned
slot_gives(const struct dais_problem *p, const struct dais_lacking_group *g,
    const struct dais_scale *scale, size_t t, bool *ret_teams)
{
	unsigned rooms = 0, width = p->teams.n ? free_teams(p, t) : UINT16_MAX;

	for (size_t r = 0; r < p->rooms.n; r++)
		rooms += (g->rooms >> r & 1u) && dais_slots_has(p->rooms.v[r].free, t);
	*ret_teams = *ret_teams || !p->rooms.n || width < rooms;
	if (p->rooms.n && rooms < width)
		width = rooms;
	return sitting_gives(p, scale, t) * width;
}

static unsigned
time_given(const struct dais_lacking *l, const struct dais_lacking_group *g,
    const struct dais_scale *scale, const uint64_t *slots, bool *ret_teams)
{
	const struct dais_problem *p = l->p;
	bool teams = g->all && p->teams.n > 0;
	unsigned given = 0, week = 0, day = 0, most;

	*ret_teams = false;
	for (size_t t = 0; t < p->slots.n; t++) {
		const struct dais_plan_slot *slot = &p->slots.v[t], *next = slot + 1;
		bool last = t + 1 == p->slots.n;

		if (dais_slots_has(slots, t))
			day += g->all ? slot_gives(p, g, scale, t, ret_teams)
				      : sitting_gives(p, scale, t);
		if (!last && next->day_index == slot->day_index)
			continue;
		most = teams ? teams_limit(p, scale, slots, t, false) : day;
		*ret_teams = *ret_teams || most < day;
		week += most < day ? most : day;
		day = 0;
		if (!last && next->week == slot->week)
			continue;
		most = teams ? teams_limit(p, scale, slots, t, true) : week;
		*ret_teams = *ret_teams || most < week;
		given += most < week ? most : week;
		week = 0;
	}
	return given;
}

/* What task @i of the group needs, by @scale (NULL: in minutes), in @part. */
static unsigned
need_in(const struct dais_lacking *l, const struct dais_lacking_group *g,
    const struct dais_scale *scale, const struct part *part, size_t i)
{
	if (!part->in[i])
		return 0;
	return scale ? scale->need[i] : dais_lacking_minutes(l, g->tasks.v[i]);
}

unsigned
dais_lacking_longest(const struct dais_problem *p)
{
	unsigned longest = 0;

	for (size_t t = 0; t < p->slots.n; t++)
		longest = dais_slot_steps(p, t) > longest ? dais_slot_steps(p, t) : longest;
	return longest;
}

/* Sittings of the longest slot that would have to be added at least, by part->scale. */
static unsigned
sittings_lacking(const struct dais_lacking *l, const struct part *part)
{
	unsigned each = part->scale->worth[dais_lacking_longest(l->p)];

	return each ? (part->needed - part->given + each - 1) / each : 1;
}

/* Holds the tasks of @part against what they have, by @scale. True: it is too little. */
static bool
measure_by(const struct dais_lacking *l, const struct dais_lacking_group *g,
    const struct dais_scale *scale, struct part *part)
{
	unsigned *needs = part->needs, sum = 0;
	size_t n = 0;

	(void)dais_lacking_spend(l, g->tasks.n + l->p->slots.n);
	for (size_t i = 0; scale && scale->whole && i < g->tasks.n; i++) {
		if (!part->in[i])
			return false;
	}
	memset(part->slots, 0, dais_problem_words(l->p) * sizeof *part->slots);
	part->needed = 0;
	part->scale = scale;
	for (size_t i = 0; i < g->tasks.n; i++) {
		unsigned need = need_in(l, g, scale, part, i);

		/* What counts for another may be at its own times. */
		if (!need && !(scale && scale->whole))
			continue;
		if (need)
			needs[n++] = need;
		part->needed += need;
		for (size_t w = 0; w < dais_problem_words(l->p); w++)
			part->slots[w] |= l->windows[g->tasks.v[i]].slots[w];
	}
	part->given = time_given(l, g, scale, part->slots, &part->by_teams);
	if (part->needed <= part->given)
		return false;
	part->rating =
	    SIZE_MAX - (scale ? sittings_lacking(l, part) : part->needed - part->given) - 1;
	if (l->worst)
		return true;
	qsort(needs, n, sizeof *needs, descending);
	for (part->rating = 0; part->rating < n && sum <= part->given; part->rating++)
		sum += needs[part->rating];
	/* harder to follow than any other, so that it is told when no other shows */
	if (scale && scale->packing == DAIS_PACKING_ALONE)
		part->rating += SIZE_MAX / 2;
	return true;
}

/* The same by all scales, minutes first. */
static bool
measure(const struct dais_lacking *l, const struct dais_lacking_group *g, struct part *part)
{
	if (measure_by(l, g, NULL, part))
		return true;
	for (size_t k = 0; k < g->scales.n; k++) {
		if (measure_by(l, g, &g->scales.v[k], part))
			return true;
	}
	return false;
}

/* --- what was found --- */

static enum dais_lack_packing
packing_of(
    const struct dais_lacking *l, const struct dais_lacking_group *g, const struct part *part)
{
	const struct dais_scale *scale = part->scale;
	bool each = scale && scale->worth[dais_lacking_longest(l->p)] == 1;

	if (!scale)
		return DAIS_PACKING_NONE;
	if (scale->packing)
		return scale->packing;
	for (size_t i = 0; i < g->tasks.n; i++)
		each = each && (!part->in[i] || scale->need[i] <= 1);
	return each ? DAIS_PACKING_EACH : DAIS_PACKING_TOGETHER;
}

static void
take_part(const struct dais_lacking *l, const struct dais_lacking_group *g, const struct part *part,
    struct dais_lack *ret)
{
	dais_lacking_begin(l, DAIS_LACK_TIME, ret);
	if (g->all)
		ret->kind = part->by_teams ? DAIS_LACK_TEAMS : DAIS_LACK_ROOMS;
	if (ret->kind == DAIS_LACK_ROOMS && g->rooms != dais_rooms_all(l->p))
		ret->suitable = g->rooms;
	ret->needed = part->needed;
	ret->given = part->given;
	ret->slots = dais_slots_new(l->p, l->a);
	memcpy(ret->slots, part->slots, dais_problem_words(l->p) * sizeof *part->slots);
	ret->packing = packing_of(l, g, part);
	ret->sittings = part->scale ? sittings_lacking(l, part) : 0;
	for (size_t i = 0; i < g->tasks.n; i++) {
		const struct dais_explain_window *window = &l->windows[g->tasks.v[i]];

		for (size_t k = 0; part->scale && part->scale->whole && k < window->why.n; k++)
			dais_lacking_add(l, window->why.v[k], false, ret);
		if (!need_in(l, g, part->scale, part, i))
			continue;
		dais_lacking_add_task(l, g->tasks.v[i], ret);
		if (part->scale && part->scale->limit[i] != DAIS_NONE)
			dais_lacking_add(l, part->scale->limit[i], false, ret);
		for (size_t k = 0; part->scale && part->scale->why && k < part->scale->why[i].n;
		    k++)
			dais_lacking_add(l, part->scale->why[i].v[k], false, ret);
	}
	if (part->scale && part->scale->demand != DAIS_NONE)
		dais_lacking_add(l, part->scale->demand, true, ret);
	for (size_t i = 0; i < g->why.n; i++)
		dais_lacking_add(l, g->why.v[i], true, ret);
}

static bool
within(const struct dais_lacking *l, size_t x, size_t y)
{
	for (size_t w = 0; w < dais_problem_words(l->p); w++) {
		if (l->windows[x].slots[w] & ~l->windows[y].slots[w])
			return false;
	}
	return true;
}

/* Whether a task of @seen has the window of @task, or there are enough of them; else @task is
 * added. */
static bool
is_known_window(const struct dais_lacking *l, dais_index_vec *seen, size_t task)
{
	for (size_t i = 0; i < seen->n; i++) {
		if (within(l, seen->v[i], task) && within(l, task, seen->v[i]))
			return true;
	}
	if (seen->n >= WINDOWS_MOST)
		return true;
	dais_vec_push(l->a, seen, task);
	return false;
}

void
dais_lacking_try_group(const struct dais_lacking *l, struct dais_lacking_group *g,
    struct dais_lack *ret, size_t *ret_rating)
{
	struct part part = { .needed = 0 };
	dais_index_vec seen = { .n = 0 };
	dais_slot_set starts = dais_slots_new(l->p, l->a), ends = dais_slots_new(l->p, l->a);

	dais_lacking_scales(l, &g->tasks, &g->scales);
	dais_lacking_reports(l, &g->tasks, &g->scales);
	if (g->all) /* of all bodies, else it takes long and says little */
		dais_lacking_waiting(l, &g->tasks, &g->scales);
	part.in = DAIS_NEW_N(l->a, g->tasks.n + 1, bool);
	part.slots = dais_slots_new(l->p, l->a);
	part.needs = DAIS_NEW_N(l->a, g->tasks.n + 1, unsigned);
	for (size_t i = 0; i < g->tasks.n; i++) {
		size_t task = g->tasks.v[i];

		dais_slots_put(starts, l->first[task]);
		dais_slots_put(ends, l->last[task]);
		if (is_known_window(l, &seen, task) ||
		    (i > 0 && !dais_lacking_spend(l, g->tasks.n)))
			continue;
		for (size_t j = 0; j < g->tasks.n; j++)
			part.in[j] = within(l, g->tasks.v[j], task);
		if (measure(l, g, &part) && part.rating < *ret_rating) {
			take_part(l, g, &part, ret);
			*ret_rating = part.rating;
		}
	}
	for (size_t s = 0; s < l->p->slots.n && dais_lacking_spend(l, 1); s++) {
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
