/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/explain/contingency.h"

#include "plan/explain/explain_priv.h"
#include "text/text.h"

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

/* "12 h in 4 sittings in person" */
static struct dais_str
total_words(
    const struct dais_problem *p, const struct dais_contingency_total *t, struct dais_arena *a)
{
	struct dais_str sittings = dais_text_count(a, p->language, "count-sittings", t->sittings);
	struct dais_str span = dais_explain_span(p, a, t->used);

	return dais_explain_say(p, a,
	    t->modality == DAIS_MODALITY_HYBRID   ? "%.*s in %.*s in hybrid format"
	    : t->modality == DAIS_MODALITY_ONLINE ? "%.*s in %.*s online"
						  : "%.*s in %.*s in person",
	    DAIS_STR_ARG(span), DAIS_STR_ARG(sittings));
}

static struct dais_str
difference_words(
    const struct dais_problem *p, const struct dais_contingency *c, struct dais_arena *a)
{
	unsigned x = c->total[DAIS_SIDE_NORMAL].used, y = c->total[DAIS_SIDE_CONTINGENCY].used;

	if (c->shortfall)
		return dais_explain_say(
		    p, a, "%.*s less", DAIS_STR_ARG(dais_explain_span(p, a, c->shortfall)));
	if (y > x)
		return dais_explain_say(
		    p, a, "%.*s more", DAIS_STR_ARG(dais_explain_span(p, a, y - x)));
	return dais_explain_say(p, a, "as much");
}

static struct dais_str
words(const struct dais_problem *p, const struct dais_contingency *c, struct dais_arena *a)
{
	struct dais_str x = total_words(p, &c->total[DAIS_SIDE_NORMAL], a);
	struct dais_str y = total_words(p, &c->total[DAIS_SIDE_CONTINGENCY], a);
	struct dais_str difference = difference_words(p, c, a), most = DAIS_STR_NONE;
	int loss = 0;

	for (size_t i = 0; i < c->items.n; i++) {
		if (c->items.v[i].change < loss) {
			loss = c->items.v[i].change;
			most = c->items.v[i].name;
		}
	}
	if (loss == 0)
		return dais_explain_say(p, a, "Items have %.*s, %.*s: %.*s.", DAIS_STR_ARG(x),
		    DAIS_STR_ARG(y), DAIS_STR_ARG(difference));
	return dais_explain_say(p, a, "Items have %.*s, %.*s: %.*s; %.*s loses most, %.*s.",
	    DAIS_STR_ARG(x), DAIS_STR_ARG(y), DAIS_STR_ARG(difference), DAIS_STR_ARG(most),
	    DAIS_STR_ARG(dais_explain_span(p, a, (uint64_t)-loss)));
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
	ret->words = words(p, ret, a);
}
