/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The first plan, slot by slot. Several attempts: each item its sitting and the time it wishes;
 * the same with items sharing sittings; then with less and less time, at last body by body.
 */
#include "base/clock.h"
#include "plan/meeting/first_priv.h"

#include <string.h>

#define LEVEL_MOST                                                                                 \
	(PARTS + 1) /* 0: each item a sitting of its own; 1: its wished time; then less */
#define ROUNDS 12u /* in which bodies ask for less one by one */
#define CLASSES 5u /* class_of() */
#define SHARE_OF_TIME 0.5
#define PARTS 8u /* of the way from the wished time to the least */

/* How early a task is tried: fixed cells, last chances, half-days it wishes, what was begun; then
 * the order of the agenda. */
static size_t
class_of(const struct dais_first *f, size_t i, size_t t)
{
	const struct dais_first_task *task = &f->tasks[i];

	if (dais_first_fixed_at(f, i, t))
		return 0;
	if (dais_first_is_urgent(f, i, t))
		return 1;
	if (task->liked && dais_slots_has(task->liked, t))
		return 2;
	return task->uses ? 3 : 4;
}

/* Whether each body has fewer sittings left than its items ask for. */
static void
press(struct dais_first *f, size_t t)
{
	uint64_t *sittings = DAIS_NEW_N(f->a, f->p->bodies.n + 1, uint64_t);

	for (size_t i = 0; i < f->p->tasks.n; i++) {
		const dais_index_vec *bodies = &f->p->tasks.v[i].bodies;

		for (size_t k = 0; k < bodies->n; k++)
			sittings[bodies->v[k]] += (f->tasks[i].left + f->longest - 1) / f->longest;
	}
	for (size_t b = 0; b < f->p->bodies.n; b++) {
		f->bodies[b].pressed =
		    sittings[b] > dais_first_slots_left(f, f->bodies[b].allowed, t);
		f->bodies[b].sitting = DAIS_NONE;
	}
}

/* Tasks as they are tried in slot @t, into @ret; what they are tried by does not change while
 * others are placed. */
static size_t
line_up(const struct dais_first *f, size_t t, const size_t *order, size_t *ret)
{
	unsigned char *class = DAIS_NEW_N(f->a, f->p->tasks.n + 1, unsigned char);
	size_t n = 0;

	for (size_t k = 0; k < f->p->tasks.n; k++)
		class[k] = (unsigned char)class_of(f, order[k], t);
	for (unsigned char c = 0; c < CLASSES; c++) {
		for (size_t k = 0; k < f->p->tasks.n; k++) {
			if (class[k] == c && dais_first_may_begin(f, order[k], t))
				ret[n++] = order[k];
		}
	}
	return n;
}

static void
fill_slot(struct dais_first *f, size_t t, const size_t *order)
{
	size_t *line = DAIS_NEW_N(f->a, f->p->tasks.n + 1, size_t), n;

	press(f, t);
	f->first_now = f->plan->sittings.n;
	n = line_up(f, t, order, line);
	for (size_t k = 0, kept = 0; k < n;) {
		enum dais_first_trial trial = dais_first_try_task(f, line[k], t);

		if (trial == DAIS_FIRST_LATER)
			line[kept++] = line[k];
		k++;
		if (trial != DAIS_FIRST_PLACED)
			continue;
		/* Those that had to wait are looked at again, in their order. */
		memmove(line + kept, line + k, (n - k) * sizeof(*line));
		n -= k - kept;
		k = kept = 0;
	}
	dais_first_close_slot(f);
}

struct missing {
	uint64_t wished, least; /* steps */
};

/* How little a task may ask for: what all its bodies agree to. */
static unsigned
level_of(const struct dais_first *f, size_t i)
{
	const dais_index_vec *bodies = &f->p->tasks.v[i].bodies;
	unsigned level = 0;

	for (size_t b = 0; b < bodies->n; b++) {
		if (f->bodies[bodies->v[b]].level > level)
			level = f->bodies[bodies->v[b]].level;
	}
	return level;
}

static void
ask(struct dais_first *f, size_t i)
{
	struct dais_first_task *task = &f->tasks[i];
	unsigned wished = dais_first_smaller(task->wished, task->most), level = level_of(f, i);

	task->dense = level == 0;
	task->hurries = level == LEVEL_MOST;
	task->want = wished;
	if (level > 1)
		task->want -=
		    (wished - dais_first_smaller(wished, task->least)) * (level - 1) / PARTS;
	task->left = task->want;
	task->uses = 0;
}

/* One attempt; returns what is missing, and where something must be had. */
static struct missing
attempt(struct dais_first *f, const size_t *order, struct dais_plan *ret)
{
	struct missing missing = { 0, 0 };

	memset(ret, 0, sizeof(*ret));
	f->plan = ret;
	for (size_t i = 0; i < f->p->tasks.n; i++)
		ask(f, i);
	for (size_t b = 0; b < f->p->bodies.n; b++) {
		f->bodies[b].room = DAIS_NONE;
		f->bodies[b].lacks = false;
	}
	memset(f->room_had, 0, f->p->rooms.n * sizeof(*f->room_had));
	memset(f->team_had, 0, f->p->teams.n * sizeof(*f->team_had));
	memset(f->team_week, 0, f->p->teams.n * sizeof(*f->team_week));
	memset(f->team_day, 0, f->p->teams.n * sizeof(*f->team_day));
	for (size_t t = 0; t < f->p->slots.n; t++)
		fill_slot(f, t, order);
	for (size_t i = 0; i < f->p->tasks.n; i++) {
		const struct dais_first_task *task = &f->tasks[i];
		const dais_index_vec *bodies = &f->p->tasks.v[i].bodies;
		unsigned got = task->want - task->left;

		missing.wished += dais_first_smaller(task->wished, task->most) - got;
		missing.least += got < task->least ? task->least - got : 0;
		for (size_t b = 0; b < bodies->n && got < task->least; b++)
			f->bodies[bodies->v[b]].lacks = true;
	}
	return missing;
}

/* Of several attempts the best. */
struct best {
	unsigned dear; /* a step that must be had, in steps that are wished */
	uint64_t missing;
	bool is_whole;
	struct dais_plan *plan;
};

static void
try_levels(struct dais_first *f, const size_t *order, struct best *best)
{
	struct dais_plan plan;
	struct missing missing = attempt(f, order, &plan);

	f->plan = NULL;
	if (missing.wished + missing.least * best->dear >= best->missing)
		return;
	best->missing = missing.wished + missing.least * best->dear;
	best->is_whole = missing.least == 0;
	*best->plan = plan;
}

static void
set_levels(struct dais_first *f, unsigned level)
{
	for (size_t b = 0; b < f->p->bodies.n; b++)
		f->bodies[b].level = level;
}

/* Bodies that lack what they must have ask for less; where they already ask for least, all do. */
static void
lower_levels(struct dais_first *f)
{
	bool all = false;

	for (size_t b = 0; b < f->p->bodies.n; b++)
		all = all || (f->bodies[b].lacks && f->bodies[b].level == LEVEL_MOST);
	for (size_t b = 0; b < f->p->bodies.n; b++)
		f->bodies[b].level +=
		    (all || f->bodies[b].lacks) && f->bodies[b].level < LEVEL_MOST;
}

static bool
may_go_on(const struct dais_search *s, double from)
{
	if (!s)
		return true;
	return !(s->stop && *s->stop) &&
	       (s->seconds <= 0 || dais_clock_seconds() - from < s->seconds * SHARE_OF_TIME);
}

bool
dais_meeting_first_plan(const struct dais_problem *p, unsigned dear, const struct dais_search *s,
    struct dais_arena *a, struct dais_plan *ret)
{
	double from = dais_clock_seconds();
	struct dais_first f = { .p = p, .a = a };
	struct best best = { .dear = dear, .missing = UINT64_MAX, .plan = ret };
	size_t *order = DAIS_NEW_N(a, p->tasks.n + 1, size_t);

	f.longest = 1;
	for (size_t t = 0; t < p->slots.n; t++) {
		if (dais_slot_steps(p, t) > f.longest)
			f.longest = dais_slot_steps(p, t);
	}
	f.room_had = DAIS_NEW_N(a, p->rooms.n + 1, size_t);
	f.team_had = DAIS_NEW_N(a, p->teams.n + 1, size_t);
	f.team_week = DAIS_NEW_N(a, p->teams.n + 1, size_t);
	f.team_day = DAIS_NEW_N(a, p->teams.n + 1, size_t);
	f.in_week = DAIS_NEW_N(a, p->teams.n + 1, unsigned);
	f.in_day = DAIS_NEW_N(a, p->teams.n + 1, unsigned);
	dais_first_read(&f);
	for (size_t i = 0; i < p->tasks.n; i++)
		order[f.tasks[i].place] = i;
	for (unsigned level = 0;
	    level <= LEVEL_MOST && best.missing && (!level || may_go_on(s, from));
	    level += level ? 2 : 1) {
		set_levels(&f, level);
		try_levels(&f, order, &best);
	}
	set_levels(&f, 0);
	for (unsigned round = 0; round < ROUNDS && !best.is_whole && may_go_on(s, from); round++) {
		try_levels(&f, order, &best);
		lower_levels(&f);
	}
	return best.is_whole;
}
