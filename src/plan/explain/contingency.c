/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/explain/contingency.h"

#include "plan/explain/explain_priv.h"

static void
total(const struct dais_problem *p, const struct dais_plan *plan, struct dais_arena *a,
    struct dais_contingency_total *ret)
{
	bool *sits = DAIS_NEW_N(a, p->slots.n + 1, bool); /* on a day, by its index */

	ret->modality = p->modality;
	for (size_t t = 0; t < p->slots.n; t++)
		ret->offered += (unsigned)(p->slots.v[t].end - p->slots.v[t].start);
	for (size_t s = 0; s < plan->sittings.n; s++) {
		const struct dais_plan_sitting *sitting = &plan->sittings.v[s];
		const struct dais_plan_slot *slot = &p->slots.v[sitting->slot];

		ret->sittings++;
		ret->booked += (unsigned)(slot->end - slot->start);
		ret->days += !sits[slot->day_index];
		sits[slot->day_index] = true;
		for (size_t e = 0; e < sitting->entries.n; e++)
			ret->used += sitting->entries.v[e].minutes;
	}
}

static bool
same_task(const struct dais_problem *p, const struct dais_task *x, const struct dais_task *y)
{
	if (p->record && x->item != DAIS_NONE)
		return x->item == y->item;
	return dais_str_eq(x->name, y->name);
}

/* The row of @task of @p, added when there is none. */
static struct dais_contingency_item *
row(const struct dais_problem *p, const struct dais_task *task, const struct dais_problem *first,
    struct dais_arena *a, struct dais_contingency *ret)
{
	struct dais_contingency_item *item;

	/* rows of the first problem stand in the order of its tasks */
	for (size_t i = 0; i < ret->items.n; i++) {
		if (i < first->tasks.n ? same_task(p, &first->tasks.v[i], task)
				       : dais_str_eq(ret->items.v[i].name, task->name))
			return &ret->items.v[i];
	}
	item = dais_vec_add(a, &ret->items);
	item->item = task->item;
	item->name = task->name;
	return item;
}

static void
count_uses(const struct dais_problem *p, const struct dais_plan *plan, size_t task,
    enum dais_contingency_side side, struct dais_contingency_item *ret)
{
	size_t last = DAIS_NONE;

	for (size_t s = 0; s < plan->sittings.n; s++) {
		const struct dais_plan_sitting *sitting = &plan->sittings.v[s];

		for (size_t e = 0; e < sitting->entries.n; e++) {
			if (sitting->entries.v[e].task != task)
				continue;
			ret->minutes[side] += sitting->entries.v[e].minutes;
			ret->sittings[side] += last != s;
			last = s;
		}
	}
	for (size_t i = 0; side == DAIS_SIDE_CONTINGENCY && i < p->demands.n; i++) {
		const struct dais_demand *d = &p->demands.v[i];

		if (d->kind != DAIS_DEMAND_LEAST || d->task != task)
			continue;
		if (d->rank == 0 && d->amount > ret->least)
			ret->least = d->amount;
		if (d->rank > 0 && d->amount > ret->wished)
			ret->wished = d->amount;
	}
}

static struct dais_str
words(const struct dais_contingency *c, struct dais_arena *a)
{
	static const char *const names[DAIS_MODALITY_COUNT] = {
		[DAIS_MODALITY_IN_PERSON] = "in person",
		[DAIS_MODALITY_HYBRID] = "in hybrid format",
		[DAIS_MODALITY_ONLINE] = "online",
	};
	const struct dais_contingency_total *x = &c->total[DAIS_SIDE_NORMAL];
	const struct dais_contingency_total *y = &c->total[DAIS_SIDE_CONTINGENCY];
	struct dais_str most = DAIS_STR_NONE, tail = DAIS_STR_NONE;
	struct dais_str difference = DAIS_STR("as much");
	int loss = 0;

	for (size_t i = 0; i < c->items.n; i++) {
		if (c->items.v[i].change < loss) {
			loss = c->items.v[i].change;
			most = c->items.v[i].name;
		}
	}
	if (loss < 0)
		tail = dais_arena_printf(a, "; %.*s loses most, %.*s", DAIS_STR_ARG(most),
		    DAIS_STR_ARG(dais_explain_span(a, (uint64_t)-loss)));
	if (c->shortfall || y->used > x->used)
		difference = dais_arena_printf(a, "%.*s %s",
		    DAIS_STR_ARG(dais_explain_span(
			a, c->shortfall ? c->shortfall : (uint64_t)(y->used - x->used))),
		    c->shortfall ? "less" : "more");
	return dais_arena_printf(a,
	    "Items have %.*s in %u sitting%s %s, %.*s in %u sitting%s %s: %.*s%.*s.",
	    DAIS_STR_ARG(dais_explain_span(a, x->used)), x->sittings, x->sittings == 1 ? "" : "s",
	    names[x->modality], DAIS_STR_ARG(dais_explain_span(a, y->used)), y->sittings,
	    y->sittings == 1 ? "" : "s", names[y->modality], DAIS_STR_ARG(difference),
	    DAIS_STR_ARG(tail));
}

void
dais_contingency_compare(const struct dais_problem *p, const struct dais_plan *plan,
    const struct dais_problem *q, const struct dais_plan *contingency, struct dais_arena *a,
    struct dais_contingency *ret)
{
	*ret = (struct dais_contingency){ .shortfall = 0 };
	total(p, plan, a, &ret->total[DAIS_SIDE_NORMAL]);
	total(q, contingency, a, &ret->total[DAIS_SIDE_CONTINGENCY]);
	for (size_t i = 0; i < p->tasks.n; i++) {
		struct dais_contingency_item *item = dais_vec_add(a, &ret->items);

		item->item = p->tasks.v[i].item;
		item->name = p->tasks.v[i].name;
		count_uses(p, plan, i, DAIS_SIDE_NORMAL, item);
	}
	for (size_t i = 0; i < q->tasks.n; i++)
		count_uses(
		    q, contingency, i, DAIS_SIDE_CONTINGENCY, row(q, &q->tasks.v[i], p, a, ret));
	for (size_t i = 0; i < ret->items.n; i++) {
		struct dais_contingency_item *item = &ret->items.v[i];

		item->change = (int)item->minutes[DAIS_SIDE_CONTINGENCY] -
			       (int)item->minutes[DAIS_SIDE_NORMAL];
		if (item->minutes[DAIS_SIDE_CONTINGENCY] < item->wished)
			ret->unmet += item->wished - item->minutes[DAIS_SIDE_CONTINGENCY];
	}
	if (ret->total[DAIS_SIDE_CONTINGENCY].used < ret->total[DAIS_SIDE_NORMAL].used)
		ret->shortfall =
		    ret->total[DAIS_SIDE_NORMAL].used - ret->total[DAIS_SIDE_CONTINGENCY].used;
	ret->words = words(ret, a);
}
