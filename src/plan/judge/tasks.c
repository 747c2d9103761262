/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Demands on tasks: how long, how often, when, before and beside what. Each looks at the uses of
 * its own tasks only.
 */
#include "base/err.h"
#include "plan/judge/judge_priv.h"

/* Every one of these fills *@at and *@w only when it returns a cost. */

static uint64_t
round_up(uint64_t minutes, unsigned step)
{
	return (minutes + step - 1) / step;
}

static void
all_sittings(struct dais_judging *j, const struct dais_judge_uses *uses, dais_index_vec *at)
{
	for (size_t i = 0; i < uses->n; i++)
		dais_vec_push(j->a, at, uses->v[i].sitting);
}

static uint64_t
total_minutes(const struct dais_judge_uses *uses)
{
	uint64_t total = 0;

	for (size_t i = 0; i < uses->n; i++)
		total += uses->v[i].minutes;
	return total;
}

/* The next use after those in the slot of use @i: a slot counts once. */
static size_t
next_slot(const struct dais_judge_uses *uses, size_t i)
{
	size_t slot = uses->v[i].slot;

	while (i < uses->n && uses->v[i].slot == slot)
		i++;
	return i;
}

static size_t
count_slots(const struct dais_judge_uses *uses)
{
	size_t n = 0;

	for (size_t i = 0; i < uses->n; i = next_slot(uses, i))
		n++;
	return n;
}

/* --- how long and how often --- */

static uint64_t
least(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	uint64_t got = total_minutes(&j->tasks[d->task]);

	if (got >= d->amount)
		return 0;
	all_sittings(j, &j->tasks[d->task], at);
	if (got)
		*w = dais_judge_say(j, "%.*s gets %.*s, %.*s less than the %.*s asked for",
		    DAIS_STR_ARG(dais_judge_task(j, d->task)),
		    DAIS_STR_ARG(dais_judge_span(j, got)),
		    DAIS_STR_ARG(dais_judge_span(j, d->amount - got)),
		    DAIS_STR_ARG(dais_judge_span(j, d->amount)));
	else
		*w = dais_judge_say(j, "%.*s is not taken up; time asked for: %.*s",
		    DAIS_STR_ARG(dais_judge_task(j, d->task)),
		    DAIS_STR_ARG(dais_judge_span(j, d->amount)));
	return round_up(d->amount - got, j->p->step);
}

static uint64_t
most(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	uint64_t got = total_minutes(&j->tasks[d->task]);

	if (got <= d->amount)
		return 0;
	all_sittings(j, &j->tasks[d->task], at);
	*w = dais_judge_say(j, "%.*s gets %.*s, %.*s more than the %.*s allowed",
	    DAIS_STR_ARG(dais_judge_task(j, d->task)), DAIS_STR_ARG(dais_judge_span(j, got)),
	    DAIS_STR_ARG(dais_judge_span(j, got - d->amount)),
	    DAIS_STR_ARG(dais_judge_span(j, d->amount)));
	return round_up(got - d->amount, j->p->step);
}

static uint64_t
undivided(
    struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	size_t uses = count_slots(&j->tasks[d->task]);

	if (uses <= d->amount)
		return 0;
	all_sittings(j, &j->tasks[d->task], at);
	*w = dais_judge_say(j,
	    "%.*s is divided among %zu sittings, %zu more than the %u allowed: %.*s",
	    DAIS_STR_ARG(dais_judge_task(j, d->task)), uses, uses - d->amount, d->amount,
	    DAIS_STR_ARG(dais_judge_times(j, at)));
	return uses - d->amount;
}

/* --- when --- */

static uint64_t
slots(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	const struct dais_judge_uses *uses = &j->tasks[d->task];
	uint64_t cost = 0;

	for (size_t i = 0, next; i < uses->n; i = next) {
		next = next_slot(uses, i);
		if (dais_slots_has(d->slots, uses->v[i].slot))
			continue;
		cost++;
		for (size_t k = i; k < next; k++)
			dais_vec_push(j->a, at, uses->v[k].sitting);
	}
	if (cost)
		*w = dais_judge_say(j, "%.*s is taken up outside the times set for it, %.*s",
		    DAIS_STR_ARG(dais_judge_task(j, d->task)),
		    DAIS_STR_ARG(dais_judge_times(j, at)));
	return cost;
}

static uint64_t
keep_out(
    struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	const struct dais_judge_uses *uses = &j->tasks[d->task];
	uint64_t cost = 0;

	for (size_t i = 0, next; i < uses->n; i = next) {
		uint64_t got = 0;

		next = next_slot(uses, i);
		for (size_t k = i; k < next; k++)
			got += uses->v[k].minutes;
		if (!dais_slots_has(d->slots, uses->v[i].slot) || (d->amount && got <= d->amount))
			continue;
		cost++;
		for (size_t k = i; k < next; k++)
			dais_vec_push(j->a, at, uses->v[k].sitting);
	}
	if (cost && d->amount)
		*w = dais_judge_say(j, "%.*s gets more than the %.*s of the plan in force, %.*s",
		    DAIS_STR_ARG(dais_judge_task(j, d->task)),
		    DAIS_STR_ARG(dais_judge_span(j, d->amount)),
		    DAIS_STR_ARG(dais_judge_times(j, at)));
	else if (cost)
		*w = dais_judge_say(j,
		    "%.*s is taken up where the plan in force does not have it, %.*s",
		    DAIS_STR_ARG(dais_judge_task(j, d->task)),
		    DAIS_STR_ARG(dais_judge_times(j, at)));
	return cost;
}

/* Slots of the demand in which the task does not have @least minutes; the first of them in
 * *@ret_first, and sittings that are too short in *@at. */
static uint64_t
wanting(struct dais_judging *j, const struct dais_demand *d, uint64_t least_minutes,
    size_t *ret_first, dais_index_vec *at)
{
	const struct dais_judge_uses *uses = &j->tasks[d->task];
	uint64_t cost = 0;
	size_t i = 0;

	for (size_t t = 0; t < j->p->slots.n; t++) {
		uint64_t got = 0;
		size_t from;

		if (d->slots && !d->slots[t / 64]) {
			t |= 63; /* nothing in this word: on to the next */
			continue;
		}
		while (i < uses->n && uses->v[i].slot < t)
			i++;
		from = i;

		while (i < uses->n && uses->v[i].slot == t)
			got += uses->v[i++].minutes;
		if (!dais_slots_has(d->slots, t) || (i > from && got >= least_minutes))
			continue;
		if (cost++ == 0)
			*ret_first = t;
		for (; from < i; from++)
			dais_vec_push(j->a, at, uses->v[from].sitting);
	}
	return cost;
}

static struct dais_str
more_times(struct dais_judging *j, uint64_t cost)
{
	if (cost == 1)
		return DAIS_STR_NONE;
	return dais_judge_say(
	    j, cost == 2 ? ", and 1 more time" : ", and %zu more times", (size_t)cost - 1);
}

static uint64_t
fixed(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	uint64_t minutes = d->amount > j->p->step ? d->amount : j->p->step;
	size_t first = 0;
	uint64_t cost = wanting(j, d, minutes, &first, at);

	if (cost)
		*w = dais_judge_say(j, "%.*s does not have %.*s %.*s, where it is fixed%.*s",
		    DAIS_STR_ARG(dais_judge_task(j, d->task)),
		    DAIS_STR_ARG(dais_judge_span(j, minutes)),
		    DAIS_STR_ARG(dais_judge_when(j, first)), DAIS_STR_ARG(more_times(j, cost)));
	return cost;
}

static uint64_t
keep(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	size_t first = 0;
	uint64_t cost = wanting(j, d, 0, &first, at);

	if (cost)
		*w = dais_judge_say(j, "%.*s is not taken up %.*s, as in the plan in force%.*s",
		    DAIS_STR_ARG(dais_judge_task(j, d->task)),
		    DAIS_STR_ARG(dais_judge_when(j, first)), DAIS_STR_ARG(more_times(j, cost)));
	return cost;
}

/* --- before and beside --- */

static uint64_t
before(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	const struct dais_judge_uses *early = &j->tasks[d->task], *late = &j->tasks[d->other];
	const struct dais_judge_use *last, *first;
	int64_t lead;

	if (!early->n || !late->n)
		return 0;
	last = &early->v[early->n - 1];
	first = &late->v[0];
	lead = j->p->slots.v[first->slot].half_day - j->p->slots.v[last->slot].half_day;
	if (d->amount ? lead >= (int64_t)d->amount : first->slot >= last->slot)
		return 0;
	dais_vec_push(j->a, at, first->sitting);
	if (last->sitting != first->sitting)
		dais_vec_push(j->a, at, last->sitting);
	if (d->amount)
		*w = dais_judge_say(j,
		    d->amount == 1
			? "%.*s is taken up %.*s, not %u half-day after %.*s, whose last "
			  "sitting is %.*s"
			: "%.*s is taken up %.*s, not %u half-days after %.*s, whose "
			  "last sitting is %.*s",
		    DAIS_STR_ARG(dais_judge_task(j, d->other)),
		    DAIS_STR_ARG(dais_judge_when(j, first->slot)), d->amount,
		    DAIS_STR_ARG(dais_judge_task(j, d->task)),
		    DAIS_STR_ARG(dais_judge_when(j, last->slot)));
	else
		*w =
		    dais_judge_say(j, "%.*s is taken up %.*s, before the last sitting of %.*s %.*s",
			DAIS_STR_ARG(dais_judge_task(j, d->other)),
			DAIS_STR_ARG(dais_judge_when(j, first->slot)),
			DAIS_STR_ARG(dais_judge_task(j, d->task)),
			DAIS_STR_ARG(dais_judge_when(j, last->slot)));
	return 1;
}

/* Slots in which @x and @y are in two sittings. */
static uint64_t
beside(struct dais_judging *j, const struct dais_judge_uses *x, const struct dais_judge_uses *y,
    dais_index_vec *at)
{
	uint64_t cost = 0;
	size_t i = 0, k = 0;

	while (i < x->n && k < y->n) {
		size_t next_x = next_slot(x, i), next_y = next_slot(y, k);

		if (x->v[i].slot < y->v[k].slot) {
			i = next_x;
			continue;
		}
		if (y->v[k].slot < x->v[i].slot) {
			k = next_y;
			continue;
		}
		if (next_x - i > 1 || next_y - k > 1 || x->v[i].sitting != y->v[k].sitting) {
			cost++;
			dais_vec_push(j->a, at, x->v[i].sitting);
			dais_vec_push(j->a, at, y->v[next_y - 1].sitting);
		}
		i = next_x;
		k = next_y;
	}
	return cost;
}

static uint64_t
apart(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	bool tasks = d->task != DAIS_NONE;
	const struct dais_judge_uses *x = tasks ? &j->tasks[d->task] : &j->bodies[d->body];
	const struct dais_judge_uses *y = tasks ? &j->tasks[d->other] : &j->bodies[d->body_2];
	uint64_t cost = beside(j, x, y, at);

	if (cost)
		*w = dais_judge_say(j,
		    "%.*s and %.*s are in two sittings at the same time, %.*s%.*s",
		    DAIS_STR_ARG(tasks ? dais_judge_task(j, d->task) : dais_judge_body(j, d->body)),
		    DAIS_STR_ARG(
			tasks ? dais_judge_task(j, d->other) : dais_judge_body(j, d->body_2)),
		    DAIS_STR_ARG(dais_judge_when(j, j->plan->sittings.v[at->v[0]].slot)),
		    DAIS_STR_ARG(more_times(j, cost)));
	return cost;
}

/* --- in one go --- */

/* Marks the slots strictly between @from and @to in which @body sits. */
static void
mark_between(struct dais_judging *j, size_t body, size_t from, size_t to, size_t visitor)
{
	const struct dais_judge_uses *uses = &j->bodies[body];
	size_t low = 0, high = uses->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (uses->v[middle].slot <= from)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < uses->n && uses->v[low].slot < to; low++)
		j->slot_mark[uses->v[low].slot] = visitor;
}

static uint64_t
unbroken(
    struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at, struct dais_str *w)
{
	const struct dais_judge_uses *uses = &j->tasks[d->task];
	const struct dais_task *task = &j->p->tasks.v[d->task];
	size_t visitor = ++j->visitors, between = DAIS_NONE;
	uint64_t cost = 0;

	if (uses->n < 2)
		return 0;
	for (size_t b = 0; b < task->bodies.n; b++)
		mark_between(
		    j, task->bodies.v[b], uses->v[0].slot, uses->v[uses->n - 1].slot, visitor);
	for (size_t i = 0; i < uses->n; i++)
		j->slot_mark[uses->v[i].slot] = 0;
	for (size_t t = uses->v[0].slot; t < uses->v[uses->n - 1].slot; t++) {
		if (j->slot_mark[t] == visitor && cost++ == 0)
			between = t;
	}
	if (!cost)
		return 0;
	all_sittings(j, uses, at);
	*w = dais_judge_say(j, "%.*s is interrupted by a sitting on something else %.*s%.*s",
	    DAIS_STR_ARG(dais_judge_task(j, d->task)), DAIS_STR_ARG(dais_judge_when(j, between)),
	    DAIS_STR_ARG(more_times(j, cost)));
	return cost;
}

uint64_t
dais_judge_demand(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at,
    struct dais_str *ret_words)
{
	static uint64_t (*const costs[DAIS_DEMAND_KIND_COUNT])(struct dais_judging *,
	    const struct dais_demand *, dais_index_vec *, struct dais_str *) = {
		[DAIS_DEMAND_LEAST] = least,
		[DAIS_DEMAND_MOST] = most,
		[DAIS_DEMAND_UNDIVIDED] = undivided,
		[DAIS_DEMAND_SLOTS] = slots,
		[DAIS_DEMAND_FIXED] = fixed,
		[DAIS_DEMAND_BEFORE] = before,
		[DAIS_DEMAND_APART] = apart,
		[DAIS_DEMAND_UNBROKEN] = unbroken,
		[DAIS_DEMAND_KEEP] = keep,
		[DAIS_DEMAND_KEEP_OUT] = keep_out,
	};

	DAIS_ASSERT(d->kind < DAIS_DEMAND_KIND_COUNT);
	if (costs[d->kind])
		return costs[d->kind](j, d, at, ret_words);
	return dais_judge_sittings(j, d, at, ret_words);
}
