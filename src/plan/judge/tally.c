/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The views of a plan, each made in one pass over the sittings in order of time, so that no
 * demand has to look at more sittings than are its own.
 */
#include "base/err.h"
#include "plan/judge/judge_priv.h"

/* Sittings grouped by @key[sitting] (0 .. n_keys - 1; others belong to no group), each group in
 * the order of @order. */
static struct dais_judge_group *
group_by(struct dais_judging *j, const size_t *order, const size_t *key, size_t n_keys)
{
	struct dais_judge_group *groups =
	    DAIS_NEW_N(j->scratch, n_keys + 1, struct dais_judge_group);
	size_t *all = DAIS_NEW_N(j->scratch, j->plan->sittings.n + 1, size_t);
	size_t *next = all;

	for (size_t s = 0; s < j->plan->sittings.n; s++) {
		if (key[s] < n_keys)
			groups[key[s]].n++;
	}
	for (size_t k = 0; k < n_keys; k++) {
		groups[k].v = next;
		next += groups[k].n;
		groups[k].n = 0;
	}
	for (size_t i = 0; i < j->plan->sittings.n; i++) {
		size_t s = order[i];

		if (key[s] < n_keys)
			groups[key[s]].v[groups[key[s]].n++] = s;
	}
	return groups;
}

/* Slots, rooms and teams. */
static void
group_sittings(struct dais_judging *j)
{
	size_t n = j->plan->sittings.n;
	size_t *order = DAIS_NEW_N(j->scratch, n + 1, size_t);
	size_t *key = DAIS_NEW_N(j->scratch, n + 1, size_t);

	for (size_t s = 0; s < n; s++) {
		order[s] = s;
		key[s] = j->plan->sittings.v[s].slot;
		DAIS_ASSERT(key[s] < j->p->slots.n);
	}
	j->slots = group_by(j, order, key, j->p->slots.n);
	/* the groups lie one behind the other: all sittings in order of time */
	j->by_time.v = j->slots[0].v;
	j->by_time.n = n;
	for (size_t s = 0; s < n; s++)
		key[s] = j->plan->sittings.v[s].room;
	j->rooms = group_by(j, j->by_time.v, key, j->p->rooms.n);
	for (size_t s = 0; s < n; s++)
		key[s] = j->plan->sittings.v[s].team;
	j->teams = group_by(j, j->by_time.v, key, j->p->teams.n);
}

/* Room for @n[i] uses of each of @things; @n is spoilt. */
static struct dais_judge_uses *
make_room(struct dais_judging *j, const size_t *n, size_t things)
{
	struct dais_judge_uses *uses = DAIS_NEW_N(j->scratch, things + 1, struct dais_judge_uses);
	struct dais_judge_use *next;
	size_t total = 0;

	for (size_t i = 0; i < things; i++)
		total += n[i];
	next = DAIS_NEW_N(j->scratch, total + 1, struct dais_judge_use);
	for (size_t i = 0; i < things; i++) {
		uses[i].v = next;
		next += n[i];
	}
	return uses;
}

static void
count_uses(struct dais_judging *j, size_t *of_task, size_t *of_body)
{
	for (size_t s = 0; s < j->plan->sittings.n; s++) {
		const struct dais_plan_sitting *sitting = &j->plan->sittings.v[s];

		for (size_t b = 0; b < sitting->bodies.n; b++) {
			DAIS_ASSERT(sitting->bodies.v[b] < j->p->bodies.n);
			of_body[sitting->bodies.v[b]]++;
		}
		for (size_t e = 0; e < sitting->entries.n; e++) {
			size_t task = sitting->entries.v[e].task;

			DAIS_ASSERT(task < j->p->tasks.n);
			of_task[task]++;
			for (size_t b = 0; b < j->p->tasks.v[task].bodies.n; b++)
				of_body[j->p->tasks.v[task].bodies.v[b]]++;
		}
	}
}

/* The use of sitting @s in @uses: the last one, or a new one. Sittings come one after the other,
 * so each has one use at most. */
static struct dais_judge_use *
use_of(struct dais_judge_uses *uses, size_t s, size_t slot)
{
	struct dais_judge_use *use;

	if (uses->n && uses->v[uses->n - 1].sitting == s)
		return &uses->v[uses->n - 1];
	use = &uses->v[uses->n++];
	use->sitting = s;
	use->slot = slot;
	use->first = SIZE_MAX;
	return use;
}

static void
fill_uses(struct dais_judging *j, size_t s)
{
	const struct dais_plan_sitting *sitting = &j->plan->sittings.v[s];

	for (size_t b = 0; b < sitting->bodies.n; b++)
		use_of(&j->bodies[sitting->bodies.v[b]], s, sitting->slot)->listed = true;
	for (size_t e = 0; e < sitting->entries.n; e++) {
		const struct dais_plan_entry *entry = &sitting->entries.v[e];
		const struct dais_task *task = &j->p->tasks.v[entry->task];
		struct dais_judge_use *use = use_of(&j->tasks[entry->task], s, sitting->slot);

		use->minutes += entry->minutes;
		if (use->first == SIZE_MAX)
			use->first = e;
		use->last = e;
		for (size_t b = 0; b < task->bodies.n; b++)
			use_of(&j->bodies[task->bodies.v[b]], s, sitting->slot)->has_task = true;
	}
}

static void
make_marks(struct dais_judging *j)
{
	size_t groups = 0;

	for (size_t i = 0; i < j->p->tasks.n; i++) {
		DAIS_ASSERT(j->p->tasks.v[i].group != DAIS_NONE);
		if (j->p->tasks.v[i].group >= groups)
			groups = j->p->tasks.v[i].group + 1;
	}
	j->group_mark = DAIS_NEW_N(j->scratch, groups + 1, size_t);
	j->slot_mark = DAIS_NEW_N(j->scratch, j->p->slots.n + 1, size_t);
	j->body_mark = DAIS_NEW_N(j->scratch, j->p->bodies.n + 1, size_t);
}

void
dais_judge_tally(struct dais_judging *j)
{
	size_t *of_task = DAIS_NEW_N(j->scratch, j->p->tasks.n + 1, size_t);
	size_t *of_body = DAIS_NEW_N(j->scratch, j->p->bodies.n + 1, size_t);

	group_sittings(j);
	count_uses(j, of_task, of_body);
	j->tasks = make_room(j, of_task, j->p->tasks.n);
	j->bodies = make_room(j, of_body, j->p->bodies.n);
	for (size_t i = 0; i < j->by_time.n; i++)
		fill_uses(j, j->by_time.v[i]);
	make_marks(j);
	j->when = DAIS_NEW_N(j->scratch, j->p->slots.n + 1, struct dais_str);
}
