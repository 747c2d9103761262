/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What every plan obeys (head of plan/problem/problem.h): entries and their minutes, bodies in
 * one place at a time, who shares a sitting, rooms, teams, order within a sitting.
 */
#include "base/err.h"
#include "plan/judge/judge_priv.h"

/* A breach that shows in the sittings @v[0 .. n). */
static void
disobeys(struct dais_judging *j, const size_t *v, size_t n, struct dais_str words)
{
	dais_index_vec at = { 0 };

	for (size_t i = 0; i < n; i++)
		dais_vec_push(j->a, &at, v[i]);
	dais_judge_breach(j, DAIS_NONE, 1, &at, words);
}

/* --- entries --- */

static void
check_minutes(struct dais_judging *j, size_t s, const struct dais_plan_entry *entry)
{
	struct dais_str when = dais_judge_when(j, j->plan->sittings.v[s].slot);
	struct dais_str task = dais_judge_task(j, entry->task);

	if (entry->minutes == 0)
		disobeys(j, &s, 1,
		    dais_judge_say(
			j, "%.*s gets no time %.*s", DAIS_STR_ARG(task), DAIS_STR_ARG(when)));
	else
		disobeys(j, &s, 1,
		    dais_judge_say(j, "%.*s gets %.*s %.*s, not a multiple of %.*s",
			DAIS_STR_ARG(task), DAIS_STR_ARG(dais_judge_span(j, entry->minutes)),
			DAIS_STR_ARG(when), DAIS_STR_ARG(dais_judge_span(j, j->p->step))));
}

static void
check_entries(struct dais_judging *j, size_t s)
{
	const struct dais_plan_sitting *sitting = &j->plan->sittings.v[s];
	const struct dais_plan_slot *slot = &j->p->slots.v[sitting->slot];
	uint64_t room = slot->end > slot->start ? (uint64_t)(slot->end - slot->start) : 0;
	uint64_t used = 0;

	for (size_t e = 0; e < sitting->entries.n; e++) {
		const struct dais_plan_entry *entry = &sitting->entries.v[e];

		used += entry->minutes;
		if (entry->minutes == 0 || entry->minutes % j->p->step)
			check_minutes(j, s, entry);
	}
	if (!sitting->entries.n)
		disobeys(j, &s, 1,
		    dais_judge_say(j, "the sitting %.*s takes up nothing",
			DAIS_STR_ARG(dais_judge_when(j, sitting->slot))));
	if (used > room)
		disobeys(j, &s, 1,
		    dais_judge_say(j,
			"the entries of the sitting %.*s last %.*s, %.*s longer than it",
			DAIS_STR_ARG(dais_judge_when(j, sitting->slot)),
			DAIS_STR_ARG(dais_judge_span(j, used)),
			DAIS_STR_ARG(dais_judge_span(j, used - room))));
}

/* --- bodies of a sitting --- */

/* The body that stands for all those joined with @body. */
static size_t
head_of(size_t *leader, size_t body)
{
	while (leader[body] != body) {
		leader[body] = leader[leader[body]];
		body = leader[body];
	}
	return body;
}

/* Joins the bodies of @task; @visitor is the sitting's mark. */
static void
join_bodies(struct dais_judging *j, size_t *leader, const struct dais_task *task, size_t visitor)
{
	for (size_t b = 0; b < task->bodies.n; b++) {
		size_t body = task->bodies.v[b];

		if (j->body_mark[body] != visitor) {
			j->body_mark[body] = visitor;
			leader[body] = body;
		}
		leader[head_of(leader, body)] = head_of(leader, task->bodies.v[0]);
	}
}

/* Bodies that share the sitting are joined by its tasks. */
static void
check_joined(struct dais_judging *j, size_t s, size_t *leader)
{
	const struct dais_plan_sitting *sitting = &j->plan->sittings.v[s];
	size_t visitor = ++j->visitors;
	size_t one = DAIS_NONE;

	for (size_t e = 0; e < sitting->entries.n; e++)
		join_bodies(j, leader, &j->p->tasks.v[sitting->entries.v[e].task], visitor);
	for (size_t e = 0; e < sitting->entries.n; e++) {
		const struct dais_task *task = &j->p->tasks.v[sitting->entries.v[e].task];

		if (!task->bodies.n)
			continue;
		if (one == DAIS_NONE)
			one = task->bodies.v[0];
		if (head_of(leader, task->bodies.v[0]) != head_of(leader, one)) {
			disobeys(j, &s, 1,
			    dais_judge_say(j,
				"%.*s and %.*s share the sitting %.*s without a common item",
				DAIS_STR_ARG(dais_judge_body(j, one)),
				DAIS_STR_ARG(dais_judge_body(j, task->bodies.v[0])),
				DAIS_STR_ARG(dais_judge_when(j, sitting->slot))));
			return;
		}
	}
}

/* The first entry of sitting @s that is @body's. */
static size_t
task_of(const struct dais_judging *j, size_t s, size_t body)
{
	const struct dais_plan_sitting *sitting = &j->plan->sittings.v[s];

	for (size_t e = 0; e < sitting->entries.n; e++) {
		const struct dais_task *task = &j->p->tasks.v[sitting->entries.v[e].task];

		for (size_t b = 0; b < task->bodies.n; b++) {
			if (task->bodies.v[b] == body)
				return sitting->entries.v[e].task;
		}
	}
	DAIS_ASSERT(!"a body that has a task in the sitting");
	return DAIS_NONE;
}

/* Sitting @s has body @body because it is listed, because of a task, or (as it should) both. */
static void
check_membership(struct dais_judging *j, size_t body, const struct dais_judge_use *use)
{
	struct dais_str when = dais_judge_when(j, use->slot);

	if (!use->has_task)
		disobeys(j, &use->sitting, 1,
		    dais_judge_say(j, "%.*s sits %.*s without an item of its own there",
			DAIS_STR_ARG(dais_judge_body(j, body)), DAIS_STR_ARG(when)));
	else
		disobeys(j, &use->sitting, 1,
		    dais_judge_say(j, "%.*s is taken up %.*s without %.*s, whose item it is",
			DAIS_STR_ARG(dais_judge_task(j, task_of(j, use->sitting, body))),
			DAIS_STR_ARG(when), DAIS_STR_ARG(dais_judge_body(j, body))));
}

/* --- one place at a time --- */

/* How many uses from @i on are in the same slot. */
static size_t
same_slot(const struct dais_judge_uses *uses, size_t i)
{
	size_t k = 1;

	while (i + k < uses->n && uses->v[i + k].slot == uses->v[i].slot)
		k++;
	return k;
}

static void
check_once(struct dais_judging *j, const struct dais_judge_uses *uses, struct dais_str who)
{
	for (size_t i = 0, k; i < uses->n; i += k) {
		dais_index_vec at = { 0 };

		k = same_slot(uses, i);
		if (k == 1)
			continue;
		for (size_t u = i; u < i + k; u++)
			dais_vec_push(j->a, &at, uses->v[u].sitting);
		dais_judge_breach(j, DAIS_NONE, 1, &at,
		    dais_judge_say(j, "%.*s is in %zu sittings at the same time, %.*s",
			DAIS_STR_ARG(who), k, DAIS_STR_ARG(dais_judge_when(j, uses->v[i].slot))));
	}
}

/* --- rooms and teams --- */

#define WHEN(j, s) DAIS_STR_ARG(dais_judge_when(j, (j)->plan->sittings.v[s].slot))

static void
check_room(struct dais_judging *j, size_t s)
{
	const struct dais_plan_sitting *sitting = &j->plan->sittings.v[s];

	if (sitting->room >= j->p->rooms.n)
		disobeys(j, &s, 1,
		    dais_judge_say(j, "no room is given to the sitting held %.*s", WHEN(j, s)));
	else if (!dais_slots_has(j->p->rooms.v[sitting->room].free, sitting->slot))
		disobeys(j, &s, 1,
		    dais_judge_say(j, "%.*s is not free %.*s",
			DAIS_STR_ARG(dais_judge_room(j, sitting->room)), WHEN(j, s)));
}

static void
check_team(struct dais_judging *j, size_t s)
{
	const struct dais_plan_sitting *sitting = &j->plan->sittings.v[s];

	if (sitting->team >= j->p->teams.n)
		disobeys(j, &s, 1,
		    dais_judge_say(j, "no team of interpreters is given to the sitting held %.*s",
			WHEN(j, s)));
	else if (!dais_slots_has(j->p->teams.v[sitting->team].free, sitting->slot))
		disobeys(j, &s, 1,
		    dais_judge_say(j, "%.*s is not free %.*s",
			DAIS_STR_ARG(dais_judge_team(j, sitting->team)), WHEN(j, s)));
}

/* What the bodies of a sitting need of its room and team. */
struct needs {
	uint64_t seats;
	dais_lang_set languages;
	size_t remote; /* a body that takes part online, or DAIS_NONE */
};

static void
check_needs(struct dais_judging *j, size_t s, const struct needs *needs)
{
	const struct dais_plan_sitting *sitting = &j->plan->sittings.v[s];
	const struct dais_plan_room *room =
	    sitting->room < j->p->rooms.n ? &j->p->rooms.v[sitting->room] : NULL;
	dais_lang_set lacking = sitting->team < j->p->teams.n
				    ? needs->languages & ~j->p->teams.v[sitting->team].languages
				    : 0;

	if (room && room->capacity && needs->seats > room->capacity)
		disobeys(j, &s, 1,
		    dais_judge_say(j, "%.*s has %u seats, %zu too few, %.*s",
			DAIS_STR_ARG(dais_judge_room(j, sitting->room)), room->capacity,
			(size_t)needs->seats - room->capacity, WHEN(j, s)));
	if (room && !room->remote && needs->remote != DAIS_NONE)
		disobeys(j, &s, 1,
		    dais_judge_say(j,
			"%.*s is not equipped for those of %.*s who take part online in the "
			"sitting %.*s",
			DAIS_STR_ARG(dais_judge_room(j, sitting->room)),
			DAIS_STR_ARG(dais_judge_body(j, needs->remote)), WHEN(j, s)));
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (lacking & DAIS_LANG_BIT(l))
			disobeys(j, &s, 1,
			    dais_judge_say(j, "%.*s lacks %s in the sitting %.*s",
				DAIS_STR_ARG(dais_judge_team(j, sitting->team)),
				dais_judge_language(j, (enum dais_lang)l), WHEN(j, s)));
	}
}

/* A room or team serves one sitting at a time. */
static void
check_group_once(struct dais_judging *j, const struct dais_judge_group *g, struct dais_str name)
{
	for (size_t i = 0, k; i < g->n; i += k) {
		size_t slot = j->plan->sittings.v[g->v[i]].slot;

		for (k = 1; i + k < g->n && j->plan->sittings.v[g->v[i + k]].slot == slot;)
			k++;
		if (k > 1)
			disobeys(j, g->v + i, k,
			    dais_judge_say(j, "%.*s serves %zu sittings at the same time, %.*s",
				DAIS_STR_ARG(name), k, DAIS_STR_ARG(dais_judge_when(j, slot))));
	}
}

/* A team serves so many sittings a day (a week). */
static void
check_team_most(struct dais_judging *j, size_t team, unsigned most, bool week)
{
	const struct dais_judge_group *g = &j->teams[team];

	for (size_t i = 0, k; most && i < g->n; i += k) {
		const struct dais_plan_slot *first =
		    &j->p->slots.v[j->plan->sittings.v[g->v[i]].slot];

		for (k = 1; i + k < g->n; k++) {
			const struct dais_plan_slot *next =
			    &j->p->slots.v[j->plan->sittings.v[g->v[i + k]].slot];

			if (week ? next->week != first->week : next->day_index != first->day_index)
				break;
		}
		if (k > most)
			disobeys(j, g->v + i, k,
			    dais_judge_say(j,
				week ? "%.*s serves %zu sittings in a week, %zu more than it can, "
				       "the first %.*s"
				     : "%.*s serves %zu sittings in a day, %zu more than it can, "
				       "the first %.*s",
				DAIS_STR_ARG(dais_judge_team(j, team)), k, k - most,
				DAIS_STR_ARG(
				    dais_judge_when(j, j->plan->sittings.v[g->v[i]].slot))));
	}
}

/* --- order within a sitting --- */

static void
check_order(struct dais_judging *j, const struct dais_demand *d)
{
	const struct dais_judge_uses *early = &j->tasks[d->task], *late = &j->tasks[d->other];
	size_t i = 0, k = 0;

	/* several sittings in one slot stand in the order of the plan in both lists */
	while (i < early->n && k < late->n) {
		const struct dais_judge_use *x = &early->v[i], *y = &late->v[k];

		if (x->sitting == y->sitting && x->last > y->first)
			disobeys(j, &x->sitting, 1,
			    dais_judge_say(j, "%.*s stands before %.*s in the sitting %.*s",
				DAIS_STR_ARG(dais_judge_task(j, d->other)),
				DAIS_STR_ARG(dais_judge_task(j, d->task)),
				DAIS_STR_ARG(dais_judge_when(j, x->slot))));
		if (x->slot < y->slot || (x->slot == y->slot && x->sitting <= y->sitting))
			i++;
		else
			k++;
	}
}

/* --- all of it --- */

static struct needs *
sum_needs(struct dais_judging *j)
{
	struct needs *needs = DAIS_NEW_N(j->scratch, j->plan->sittings.n + 1, struct needs);

	for (size_t s = 0; s < j->plan->sittings.n; s++)
		needs[s].remote = DAIS_NONE;
	for (size_t b = 0; b < j->p->bodies.n; b++) {
		const struct dais_plan_body *body = &j->p->bodies.v[b];

		for (size_t i = 0; i < j->bodies[b].n; i++) {
			struct needs *n = &needs[j->bodies[b].v[i].sitting];

			n->seats += body->attendance;
			n->languages |= body->languages;
			if (body->remote && n->remote == DAIS_NONE)
				n->remote = b;
		}
	}
	return needs;
}

static void
check_bodies(struct dais_judging *j)
{
	for (size_t b = 0; b < j->p->bodies.n; b++) {
		for (size_t i = 0; i < j->bodies[b].n; i++) {
			const struct dais_judge_use *use = &j->bodies[b].v[i];

			if (!use->has_task || !use->listed)
				check_membership(j, b, use);
		}
		check_once(j, &j->bodies[b], dais_judge_body(j, b));
	}
	for (size_t i = 0; i < j->p->tasks.n; i++)
		check_once(j, &j->tasks[i], dais_judge_task(j, i));
}

void
dais_judge_obedience(struct dais_judging *j)
{
	size_t *leader = DAIS_NEW_N(j->scratch, j->p->bodies.n + 1, size_t);
	const struct needs *needs = sum_needs(j);

	for (size_t i = 0; i < j->by_time.n; i++) {
		size_t s = j->by_time.v[i];

		check_entries(j, s);
		check_joined(j, s, leader);
		if (j->p->rooms.n)
			check_room(j, s);
		if (j->p->teams.n)
			check_team(j, s);
		check_needs(j, s, &needs[s]);
	}
	check_bodies(j);
	for (size_t r = 0; r < j->p->rooms.n; r++)
		check_group_once(j, &j->rooms[r], dais_judge_room(j, r));
	for (size_t i = 0; i < j->p->teams.n; i++) {
		check_group_once(j, &j->teams[i], dais_judge_team(j, i));
		check_team_most(j, i, j->p->teams.v[i].day_most, false);
		check_team_most(j, i, j->p->teams.v[i].week_most, true);
	}
	for (size_t i = 0; i < j->p->demands.n; i++) {
		const struct dais_demand *d = &j->p->demands.v[i];

		if (d->kind == DAIS_DEMAND_BEFORE && d->rank == 0 && d->amount == 0)
			check_order(j, d);
	}
}
