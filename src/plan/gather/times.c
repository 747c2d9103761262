/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How much time each task needs, wishes and may have.
 */
#include "base/err.h"
#include "plan/gather/gather_priv.h"

/* What giving up a demand costs when no plan keeps all (doc/planning.md). */
#define DROP_LEAST 20
#define DROP_LEAST_PART 6 /* of an hour of it */
#define PART_MINUTES 60
#define DROP_MOST 4
#define DROP_UNDIVIDED 6

/* --- what is assumed ------------------------------------------------------------------------ */

/* Minutes when nothing is said, by kind: the profile's. The opening and the like are not divided.
 */
static void
assume(const struct dais_gatherer *g, struct dais_task_plan *t)
{
	const struct dais_usual_minutes *usual = &g->r->profile.usual[t->class];

	t->least = dais_problem_whole(g->p, usual->least);
	t->wished = dais_problem_whole(g->p, usual->wished);
	t->most = dais_problem_whole(g->p, usual->most);
	t->undivided = t->class <= DAIS_USUAL_ORGANIZATIONAL;
}

/* --- what the timetable in force gives ------------------------------------------------------ */

/* Adds to @given what each task has in sitting @s. */
static void
count_sitting(const struct dais_gatherer *g, const struct dais_sitting *s, unsigned *given)
{
	struct dais_share share = {
		.step = g->p->step,
		.brief = g->r->profile.usual[DAIS_USUAL_OPENING].wished,
	};
	size_t n = 0;
	size_t *task;

	for (size_t e = 0; e < s->entries.n; e++)
		n += g->task_count[s->entries.v[e].item];
	if (!n || !dais_date_eq(s->start.date, s->end.date) || s->end.minute <= s->start.minute)
		return;
	share.total = (unsigned)(s->end.minute - s->start.minute);
	share.minutes = DAIS_NEW_N(g->a, n, unsigned);
	share.weights = DAIS_NEW_N(g->a, n, unsigned);
	task = DAIS_NEW_N(g->a, n, size_t);
	for (size_t e = 0; e < s->entries.n; e++) {
		const struct dais_entry *entry = &s->entries.v[e];
		unsigned parts = (unsigned)g->task_count[entry->item];

		for (unsigned i = 0; i < parts; i++, share.n++) {
			size_t t = g->first_task[entry->item] + i;

			task[share.n] = t;
			share.minutes[share.n] = dais_problem_whole(g->p, entry->minutes / parts);
			share.weights[share.n] = g->tasks.v[t].class > DAIS_USUAL_ORGANIZATIONAL;
		}
	}
	dais_gather_share(&share, g->a);
	for (size_t i = 0; i < n; i++)
		given[task[i]] += share.minutes[i];
}

static void
wish_timetable(struct dais_gatherer *g)
{
	unsigned *given = DAIS_NEW_N(g->a, g->p->tasks.n, unsigned);

	for (size_t i = 0; i < g->r->sittings.n; i++)
		count_sitting(g, &g->r->sittings.v[i], given);
	for (size_t i = 0; i < g->p->tasks.n; i++) {
		struct dais_task_plan *t = &g->tasks.v[i];

		if (given[i] && t->class >= DAIS_USUAL_SUBSTANTIVE)
			t->wished = given[i];
	}
}

/* --- an equal share ------------------------------------------------------------------------- */

/* The bodies that cannot sit in parallel with @b share one stretch of time: its representative. */
static size_t
shares_with(struct dais_gatherer *g, size_t b)
{
	while (g->bodies.v[b].shares != b)
		b = g->bodies.v[b].shares = g->bodies.v[g->bodies.v[b].shares].shares;
	return b;
}

static void
join(struct dais_gatherer *g, size_t a, size_t b)
{
	size_t x = shares_with(g, a), y = shares_with(g, b);

	if (x < y)
		g->bodies.v[y].shares = x;
	else
		g->bodies.v[x].shares = y;
}

static void
join_bodies(struct dais_gatherer *g)
{
	for (size_t i = 0; i < g->planning->apart.n; i++) {
		const dais_planning_ref_vec *v = &g->planning->apart.v[i].bodies;

		for (size_t k = 1; k < v->n; k++) {
			size_t a = g->body_of[v->v[0].at], b = g->body_of[v->v[k].at];

			if (a != DAIS_NONE && b != DAIS_NONE)
				join(g, a, b);
		}
	}
	for (size_t i = 1; (g->p->rooms.n == 1 || g->p->teams.n == 1) && i < g->bodies.n; i++)
		join(g, 0, i);
}

/* A share that fills sittings: half sittings where there is as much, else steps. */
static unsigned
rounded_share(const struct dais_gatherer *g, unsigned share)
{
	const struct dais_plan_slot *s = &g->p->slots.v[0];
	unsigned half = (unsigned)(s->end - s->start) / 2 / g->p->step * g->p->step;

	if (half && share >= half)
		return share / half * half;
	return share / g->p->step * g->p->step;
}

/* Substantive tasks without a wished time get what the others leave of the slots, evenly. */
static void
wish_equal_share(struct dais_gatherer *g)
{
	size_t n = g->bodies.n;
	unsigned *left = DAIS_NEW_N(g->a, n, unsigned), *open = DAIS_NEW_N(g->a, n, unsigned);
	size_t *seen = DAIS_NEW_N(g->a, n, size_t);

	join_bodies(g);
	for (size_t b = 0; b < n; b++) {
		unsigned minutes = dais_gather_minutes(g, g->bodies.v[b].slots);
		size_t s = shares_with(g, b);

		left[s] = minutes > left[s] ? minutes : left[s];
	}
	for (size_t i = 0; i < g->p->tasks.n; i++) {
		const struct dais_task_plan *t = &g->tasks.v[i];

		for (size_t k = 0; k < g->p->tasks.v[i].bodies.n; k++) {
			size_t s = shares_with(g, g->p->tasks.v[i].bodies.v[k]);

			if (seen[s] == i + 1)
				continue; /* a common item takes the time once */
			seen[s] = i + 1;
			open[s] += !t->wished;
			left[s] -= t->wished < left[s] ? t->wished : left[s];
		}
	}
	for (size_t i = 0; i < g->p->tasks.n; i++) {
		struct dais_task_plan *t = &g->tasks.v[i];
		unsigned share = UINT32_MAX;

		if (t->wished)
			continue;
		for (size_t k = 0; k < g->p->tasks.v[i].bodies.n; k++) {
			size_t s = shares_with(g, g->p->tasks.v[i].bodies.v[k]);
			unsigned each = open[s] ? left[s] / open[s] : 0;

			share = each < share ? each : share;
		}
		t->wished = rounded_share(g, share);
	}
}

/* --- what planning.yaml says ---------------------------------------------------------------- */

/* Part @k of @n of @minutes, in steps; the first ones get the rest. */
static unsigned
part_of(const struct dais_gatherer *g, unsigned minutes, size_t k, size_t n)
{
	size_t steps = minutes / g->p->step;

	return (unsigned)(steps / n + (k < steps % n)) * g->p->step;
}

static void
say_minutes(struct dais_gatherer *g, size_t task, const struct dais_planning_item *said)
{
	struct dais_task_plan *t = &g->tasks.v[task];
	size_t first = g->first_task[said->item], n = g->task_count[said->item];
	size_t k = task - first;

	if (said->has_least)
		t->least = part_of(g, said->least, k, n);
	if (said->has_most)
		t->most = part_of(g, said->most, k, n);
	if (said->has_wished) {
		t->wished = part_of(g, said->wished, k, n);
		t->wish_given = true;
	}
	if (said->has_most && !t->most && k + 1 == n)
		(void)dais_gather_error(g, &said->minutes_place,
		    "%u minutes are too few for the %zu parts of item `%.*s`", said->most, n,
		    DAIS_STR_ARG(g->r->items.v[said->item].id));
	if (said->has_undivided)
		t->undivided = said->undivided;
	if (said->sittings) {
		t->uses_most = said->sittings;
		t->undivided = t->undivided && said->sittings == 1;
	}
}

/* What is said wins over what is assumed beside it. */
static void
reconcile(const struct dais_gatherer *g, struct dais_task_plan *t)
{
	const struct dais_planning_item *said = t->own ? t->own : t->parent;
	bool has_least = said && said->has_least, has_most = said && said->has_most;

	if (t->most && t->least > t->most) {
		if (has_least)
			t->most = t->least;
		else
			t->least = t->most;
	}
	if (t->wished && t->wished < t->least) {
		if (has_least || !t->wished)
			t->wished = t->least;
		else
			t->least = t->wished;
	}
	if (t->most && t->wished > t->most) {
		if (has_most)
			t->wished = t->most;
		else
			t->most = t->wished;
	}
	if (t->least < g->p->step)
		t->least = g->p->step;
	if (t->wished < t->least)
		t->wished = t->least;
}

/* --- demands -------------------------------------------------------------------------------- */

static struct dais_place
place_of(const struct dais_gatherer *g, size_t task)
{
	const struct dais_task_plan *t = &g->tasks.v[task];

	if (t->own && t->own->minutes_place.line)
		return t->own->minutes_place;
	if (t->parent && t->parent->minutes_place.line)
		return t->parent->minutes_place;
	return g->p->tasks.v[task].place;
}

static void
wish_time(struct dais_gatherer *g, size_t i, unsigned amount, struct dais_str because)
{
	struct dais_demand *d = dais_gather_wish(g, DAIS_DEMAND_LEAST, DAIS_WISH_TIME, 1);

	if (!d)
		return;
	d->task = i;
	d->amount = amount;
	d->because = because;
	d->place = place_of(g, i);
}

/* When there is not time for all wishes the loss is shared: the first sixth of an item's time is
 * lost more easily than the second, and that than the rest. */
static void
wish_times(struct dais_gatherer *g, size_t i)
{
	const struct dais_task_plan *t = &g->tasks.v[i];
	unsigned before = t->wished;

	if (t->wished <= t->least)
		return;
	wish_time(g, i, t->wished, DAIS_STR_NONE);
	for (unsigned sixths = 5; sixths >= 4; sixths--) {
		unsigned amount = t->wished * sixths / 6 / g->p->step * g->p->step;

		if (amount > t->least && amount < before)
			wish_time(g, i, amount,
			    dais_gather_words(g, DAIS_MESSAGE("a loss of time is shared")));
		before = amount;
	}
}

static void
demand_least(struct dais_gatherer *g, size_t i, unsigned amount, unsigned drop_cost)
{
	struct dais_demand *d = dais_gather_demand(g, DAIS_DEMAND_LEAST, drop_cost);

	d->task = i;
	d->amount = amount;
	d->place = place_of(g, i);
}

/* With extras, hour by hour, so that a repair can give up some of the time and not all of it. */
static void
demand_least_parts(struct dais_gatherer *g, size_t i)
{
	unsigned part = dais_problem_whole(g->p, PART_MINUTES), least = g->tasks.v[i].least;
	unsigned first = least % part ? least % part : part;

	demand_least(g, i, first, DROP_LEAST);
	for (unsigned amount = first + part; amount <= least; amount += part)
		demand_least(g, i, amount, DROP_LEAST_PART);
}

static void
demand_time(struct dais_gatherer *g, size_t i)
{
	const struct dais_task_plan *t = &g->tasks.v[i];
	bool standing = t->class <= DAIS_USUAL_ORGANIZATIONAL;
	struct dais_demand *d;

	if (g->opt->extras && !standing)
		demand_least_parts(g, i);
	else
		demand_least(g, i, t->least, standing ? 0 : DROP_LEAST);
	wish_times(g, i);
	if (t->most) {
		d = dais_gather_demand(g, DAIS_DEMAND_MOST, DROP_MOST);
		d->task = i;
		d->amount = t->most;
		d->place = place_of(g, i);
	}
	if (t->undivided || t->uses_most) {
		d = dais_gather_demand(g, DAIS_DEMAND_UNDIVIDED, DROP_UNDIVIDED);
		d->task = i;
		d->amount = t->undivided ? 1 : t->uses_most;
		d->place = place_of(g, i);
	}
}

void
dais_gather_times(struct dais_gatherer *g)
{
	size_t n = g->p->tasks.n;

	for (size_t i = 0; i < n; i++)
		assume(g, &g->tasks.v[i]);
	if (g->opt->from_sittings)
		wish_timetable(g);
	for (size_t i = 0; i < n; i++) {
		if (g->tasks.v[i].parent)
			say_minutes(g, i, g->tasks.v[i].parent);
		if (g->tasks.v[i].own)
			say_minutes(g, i, g->tasks.v[i].own);
	}
	wish_equal_share(g);
	for (size_t i = 0; i < n; i++) {
		reconcile(g, &g->tasks.v[i]);
		demand_time(g, i);
	}
}
