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

static unsigned
smaller(unsigned x, unsigned y)
{
	return x < y ? x : y;
}

/* --- may a task be taken up now --- */

static size_t
slots_left(const struct dais_first *f, const uint64_t *set, size_t from)
{
	size_t n = 0, first = from / 64;

	for (size_t w = first; w < dais_problem_words(f->p); w++) {
		uint64_t left = w == first ? set[w] >> from % 64 : set[w];

		n += (size_t)__builtin_popcountll(left);
	}
	return n;
}

static bool is_urgent(const struct dais_first *f, size_t i, size_t t);

/* Whether @task lacks time it wishes or, when others can wait no longer, time it must have. */
static bool
is_open(const struct dais_first_task *task, bool urgent)
{
	return urgent ? task->want - task->left < smaller(task->least, task->want) : task->left > 0;
}

/* Whether what must come before task @i has ended, long enough ago. A wished distance is kept
 * while there is a later slot for the task. */
static bool
is_ripe(const struct dais_first *f, size_t i, size_t t)
{
	const struct dais_first_task *task = &f->tasks[i];

	for (size_t e = 0; e < task->earlier.n; e++) {
		const struct dais_first_earlier *earlier = &task->earlier.v[e];
		const struct dais_first_task *other = &f->tasks[earlier->task];
		bool must =
		    !earlier->wish || (earlier->lead && slots_left(f, task->allowed, t + 1) > 0);

		if (must && is_open(other, is_urgent(f, i, t)))
			return false;
		if (must && earlier->lead && other->uses &&
		    f->p->slots.v[t].half_day <
			f->p->slots.v[other->last].half_day + (int64_t)earlier->lead)
			return false;
	}
	return true;
}

/* Its last chances. */
static bool
is_urgent(const struct dais_first *f, size_t i, size_t t)
{
	const struct dais_first_task *task = &f->tasks[i];

	return slots_left(f, task->allowed, t) <= (task->left + 5) / f->longest + 1;
}

static bool
waits_for_liked(const struct dais_first *f, size_t i, size_t t)
{
	const struct dais_first_task *task = &f->tasks[i];

	if (!task->liked || dais_slots_has(task->liked, t))
		return false;
	for (size_t later = t + 1; later < f->p->slots.n; later++) {
		if (dais_slots_has(task->liked, later) && dais_slots_has(task->allowed, later))
			return true;
	}
	return false;
}

static unsigned
fixed_at(const struct dais_first *f, size_t i, size_t t)
{
	return f->tasks[i].fixed ? f->tasks[i].fixed[t] : 0;
}

static bool
is_pressed(const struct dais_first *f, size_t i)
{
	const dais_index_vec *bodies = &f->p->tasks.v[i].bodies;

	for (size_t b = 0; b < bodies->n; b++) {
		if (f->bodies[bodies->v[b]].pressed)
			return true;
	}
	return false;
}

/* But for what must come before it. */
static bool
may_begin(const struct dais_first *f, size_t i, size_t t)
{
	const struct dais_first_task *task = &f->tasks[i];

	if (fixed_at(f, i, t))
		return true;
	return task->left && dais_slots_has(task->allowed, t) &&
	       (!waits_for_liked(f, i, t) || is_urgent(f, i, t)) &&
	       (!dais_slots_has(f->kept_free, t) || is_pressed(f, i) || is_urgent(f, i, t));
}

/* --- in which sitting --- */

static bool
has_body(const struct dais_plan_sitting *s, size_t body)
{
	for (size_t b = 0; b < s->bodies.n; b++) {
		if (s->bodies.v[b] == body)
			return true;
	}
	return false;
}

/* Whether task @i or its bodies must not be beside sitting @o. */
static bool
keeps_apart(const struct dais_first *f, size_t i, const struct dais_plan_sitting *o)
{
	const dais_index_vec *bodies = &f->p->tasks.v[i].bodies;

	for (size_t x = 0; x < f->tasks[i].apart.n; x++) {
		for (size_t e = 0; e < o->entries.n; e++) {
			if (o->entries.v[e].task == f->tasks[i].apart.v[x])
				return true;
		}
	}
	for (size_t b = 0; b < bodies->n; b++) {
		const dais_index_vec *apart = &f->bodies[bodies->v[b]].apart;

		for (size_t x = 0; x < apart->n; x++) {
			if (has_body(o, apart->v[x]))
				return true;
		}
	}
	return false;
}

/* The sitting of this slot the task belongs to: that of its bodies, DAIS_NONE for a new one.
 * False: its bodies sit in different ones, or it must not be beside another. */
static bool
find_sitting(const struct dais_first *f, size_t i, size_t *ret)
{
	const dais_index_vec *bodies = &f->p->tasks.v[i].bodies;

	*ret = DAIS_NONE;
	for (size_t b = 0; b < bodies->n; b++) {
		size_t s = f->bodies[bodies->v[b]].sitting;

		if (s != DAIS_NONE && *ret != DAIS_NONE && s != *ret)
			return false;
		if (s != DAIS_NONE)
			*ret = s;
	}
	for (size_t o = f->first_now; o < f->plan->sittings.n; o++) {
		if (o != *ret && keeps_apart(f, i, &f->plan->sittings.v[o]))
			return false;
	}
	return true;
}

static unsigned
steps_used(const struct dais_first *f, const struct dais_plan_sitting *s)
{
	unsigned minutes = 0;

	for (size_t e = 0; e < s->entries.n; e++)
		minutes += s->entries.v[e].minutes;
	return minutes / f->p->step;
}

/* Whether sitting @s has items enough, or a substantive one beside which @i would be too many. */
static bool
is_full_of_items(const struct dais_first *f, const struct dais_plan_sitting *s, size_t i)
{
	const struct dais_task *task = &f->p->tasks.v[i];
	unsigned groups = 1;

	for (size_t e = 0; e < s->entries.n; e++) {
		const struct dais_task *other = &f->p->tasks.v[s->entries.v[e].task];

		if (other->group == task->group)
			continue;
		groups++;
		if (f->tasks[i].dense && !is_pressed(f, i) && other->substantive &&
		    task->substantive)
			return true;
	}
	return f->items_most && groups > f->items_most;
}

/* Steps task @i can have in sitting @s (DAIS_NONE: a new one) of slot @t; 0: none. */
static unsigned
steps_for(const struct dais_first *f, size_t i, size_t s, size_t t)
{
	const struct dais_first_task *task = &f->tasks[i];
	unsigned room = dais_slot_steps(f->p, t), uses_left = task->uses_most - task->uses;
	unsigned steps;

	if (s != DAIS_NONE && is_full_of_items(f, &f->plan->sittings.v[s], i))
		return 0;
	if (s != DAIS_NONE)
		room -= smaller(room, steps_used(f, &f->plan->sittings.v[s]));
	steps = smaller(fixed_at(f, i, t) ? fixed_at(f, i, t) : task->left, room);
	if (!uses_left)
		return 0;
	/* what cannot be divided again waits until it fits */
	if (!fixed_at(f, i, t) && task->left - steps > (uint64_t)(uses_left - 1) * f->longest)
		return 0;
	return steps;
}

static void
seat(struct dais_first *f, struct dais_plan_sitting *s, size_t body)
{
	size_t at = 0;

	if (has_body(s, body))
		return;
	while (at < s->bodies.n && s->bodies.v[at] < body)
		at++;
	(void)dais_vec_add(f->a, &s->bodies);
	memmove(
	    s->bodies.v + at + 1, s->bodies.v + at, (s->bodies.n - 1 - at) * sizeof(*s->bodies.v));
	s->bodies.v[at] = body;
}

/* Seats the bodies of @i in sitting @s; when there is no room for all of them they leave again. */
static bool
seat_all(struct dais_first *f, size_t s, size_t i)
{
	struct dais_plan_sitting *sitting = &f->plan->sittings.v[s];
	const dais_index_vec *bodies = &f->p->tasks.v[i].bodies;
	dais_index_vec before = { 0 };

	for (size_t b = 0; b < sitting->bodies.n; b++)
		dais_vec_push(f->a, &before, sitting->bodies.v[b]);
	for (size_t b = 0; b < bodies->n; b++)
		seat(f, sitting, bodies->v[b]);
	if (sitting->bodies.n == before.n && before.n)
		return true;
	if (!dais_first_furnish(f, s)) {
		sitting->bodies = before;
		return false;
	}
	for (size_t b = 0; b < bodies->n; b++)
		f->bodies[bodies->v[b]].sitting = s;
	return true;
}

static void
take_up(struct dais_first *f, size_t i, size_t s, unsigned steps)
{
	struct dais_first_task *task = &f->tasks[i];
	struct dais_plan_entry *entry = dais_vec_add(f->a, &f->plan->sittings.v[s].entries);

	entry->task = i;
	entry->minutes = steps * f->p->step;
	for (size_t e = 0; e < task->earlier.n; e++) {
		struct dais_first_task *other = &f->tasks[task->earlier.v[e].task];

		if (!task->earlier.v[e].wish) {
			other->want -= other->left; /* its time is over */
			other->left = 0;
		}
	}
	task->left -= smaller(task->left, steps);
	task->last = f->plan->sittings.v[s].slot;
	task->uses++;
}

/* Whether rooms and teams are as many as one more sitting of this slot needs. */
static bool
has_place(const struct dais_first *f)
{
	size_t n = f->plan->sittings.n - f->first_now;

	return (!f->p->rooms.n || n < f->p->rooms.n) && (!f->p->teams.n || n < f->p->teams.n);
}

enum trial {
	TRIAL_PLACED,
	TRIAL_LATER, /* when what comes before it has ended, perhaps in this slot still */
	TRIAL_NEVER /* not in this slot: its sittings only fill up */
};

static enum trial
try_task(struct dais_first *f, size_t i, size_t t)
{
	size_t s;
	unsigned steps;
	bool is_new;

	if (!may_begin(f, i, t))
		return TRIAL_NEVER;
	if (!fixed_at(f, i, t) && !is_ripe(f, i, t))
		return TRIAL_LATER;
	if (!find_sitting(f, i, &s))
		return TRIAL_NEVER;
	steps = steps_for(f, i, s, t);
	if (!steps)
		return TRIAL_NEVER;
	is_new = s == DAIS_NONE;
	if (is_new && !has_place(f))
		return TRIAL_NEVER;
	if (is_new) {
		struct dais_plan_sitting *sitting = dais_vec_add(f->a, &f->plan->sittings);

		memset(sitting, 0, sizeof(*sitting));
		sitting->slot = t;
		sitting->room = sitting->team = DAIS_NONE;
		s = f->plan->sittings.n - 1;
	}
	if (!seat_all(f, s, i)) {
		f->plan->sittings.n -= is_new;
		return TRIAL_NEVER;
	}
	take_up(f, i, s, steps);
	return TRIAL_PLACED;
}

/* --- slot by slot --- */

/* How early a task is tried: fixed cells, last chances, half-days it wishes, what was begun; then
 * the order of the agenda. */
static size_t
class_of(const struct dais_first *f, size_t i, size_t t)
{
	const struct dais_first_task *task = &f->tasks[i];

	if (fixed_at(f, i, t))
		return 0;
	if (is_urgent(f, i, t))
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
		f->bodies[b].pressed = sittings[b] > slots_left(f, f->bodies[b].allowed, t);
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
			if (class[k] == c && may_begin(f, order[k], t))
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
		enum trial trial = try_task(f, line[k], t);

		if (trial == TRIAL_LATER)
			line[kept++] = line[k];
		k++;
		if (trial != TRIAL_PLACED)
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
	unsigned wished = smaller(task->wished, task->most), level = level_of(f, i);

	task->dense = level == 0;
	task->want = wished;
	if (level > 1)
		task->want -= (wished - smaller(wished, task->least)) * (level - 1) / PARTS;
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

		missing.wished += smaller(task->wished, task->most) - got;
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
