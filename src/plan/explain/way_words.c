/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A way out as something to do: "give item 3 30 min less". */
#include <stdlib.h>

#include "plan/explain/explain_priv.h"
#include "text/text.h"

#define NAMED_MOST 3u
#define LEFT_OUT_NAMED 10u

#define TASK DAIS_STR_ARG(dais_explain_task(p, d->task, a))
#define BODY DAIS_STR_ARG(dais_explain_body(p, d->body, a))

static struct dais_str
less_time(
    const struct dais_problem *p, const struct dais_demand *d, unsigned left, struct dais_arena *a)
{
	unsigned needed = dais_problem_whole(p, d->amount);

	if (left == 0)
		return dais_explain_say(p, a, "take up %.*s only if time is left", TASK);
	return dais_explain_say(p, a, "give %.*s %.*s less than the %.*s it needs", TASK,
	    DAIS_STR_ARG(dais_explain_span(p, a, needed - left)),
	    DAIS_STR_ARG(dais_explain_span(p, a, d->amount)));
}

static unsigned
slots_asked_for(const struct dais_explain_ways *w, size_t day)
{
	unsigned asked = 0;

	for (size_t u = 0; u < w->p->slots.n; u++)
		asked += w->p->slots.v[u].day_index == day && !w->extra[u];
	return asked;
}

/* A slot nobody has asked for: "hold a third sitting on Tuesday, 24 May 2022, 18 to 20". */
static struct dais_str
further_sitting(const struct dais_explain_ways *w, size_t t, unsigned asked)
{
	return dais_explain_say(w->p, w->a, "hold a %.*s %.*s",
	    DAIS_STR_ARG(dais_text_gathering(w->a, w->p->language, asked + 1, "sitting")),
	    DAIS_STR_ARG(dais_explain_at(w->p, t, w->a)));
}

/* Those of @opened on @day, which has no others. */
static struct dais_str
further_day(const struct dais_explain_ways *w, const uint64_t *opened, size_t day)
{
	dais_slot_set sittings = dais_slots_new(w->p, w->a);
	size_t first = DAIS_NONE, n = 0;

	for (size_t t = 0; t < w->p->slots.n; t++) {
		if (!dais_slots_has(opened, t) || w->p->slots.v[t].day_index != day)
			continue;
		dais_slots_put(sittings, t);
		first = n++ ? first : t;
	}
	return dais_explain_say(w->p, w->a, "add a day: sit %.*s",
	    DAIS_STR_ARG(n == 1 ? dais_explain_at(w->p, first, w->a)
				: dais_explain_when(w->p, sittings, w->a, NULL)));
}

/* Sittings nobody has asked for. */
static void
more_slots(const struct dais_explain_ways *w, const uint64_t *opened, dais_str_vec *v)
{
	size_t added = DAIS_NONE;

	for (size_t t = 0; t < w->p->slots.n; t++) {
		size_t day = w->p->slots.v[t].day_index;
		unsigned asked;

		if (!dais_slots_has(opened, t) || day == added)
			continue;
		asked = slots_asked_for(w, day);
		dais_vec_push(
		    w->a, v, asked ? further_sitting(w, t, asked) : further_day(w, opened, day));
		added = asked ? added : day;
	}
}

static struct dais_str
other_time(const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a)
{
	if (d->kind == DAIS_DEMAND_BODY_SLOTS && d->person < p->people.n)
		return dais_explain_say(p, a, "let %.*s sit without %.*s", BODY,
		    DAIS_STR_ARG(p->people.v[d->person].name));
	if (d->kind == DAIS_DEMAND_BODY_SLOTS)
		return dais_explain_say(p, a, "let %.*s sit at other times", BODY);
	if (d->person < p->people.n)
		return dais_explain_say(p, a, "take up %.*s without %.*s", TASK,
		    DAIS_STR_ARG(p->people.v[d->person].name));
	if (d->kind == DAIS_DEMAND_FIXED)
		return dais_explain_say(p, a, "do not fix %.*s %.*s", TASK,
		    DAIS_STR_ARG(dais_explain_when(p, d->slots, a, NULL)));
	return dais_explain_say(p, a, "take up %.*s at other times", TASK);
}

static struct dais_str
other_order(const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a)
{
	struct dais_str other = dais_explain_short(p, d->other, a);

	return dais_explain_say(
	    p, a, "let %.*s begin before %.*s is done", DAIS_STR_ARG(other), TASK);
}

static struct dais_str
at_once(const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a)
{
	if (d->task != DAIS_NONE)
		return dais_explain_say(p, a, "take up %.*s and %.*s at the same time", TASK,
		    DAIS_STR_ARG(dais_explain_short(p, d->other, a)));
	return dais_explain_say(p, a, "let %.*s and %.*s sit at the same time", BODY,
	    DAIS_STR_ARG(dais_explain_body(p, d->body_2, a)));
}

static struct dais_str
held_free(const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a)
{
	struct dais_str when = dais_explain_when(p, d->slots, a, NULL);

	if (d->body == DAIS_NONE)
		return dais_explain_say(p, a, "hold sittings %.*s", DAIS_STR_ARG(when));
	return dais_explain_say(p, a, "let %.*s sit %.*s", BODY, DAIS_STR_ARG(when));
}

static struct dais_str
given_up_words(
    const struct dais_problem *p, const struct dais_demand *d, unsigned left, struct dais_arena *a)
{
	switch (d->kind) {
	case DAIS_DEMAND_SLOTS:
	case DAIS_DEMAND_BODY_SLOTS:
	case DAIS_DEMAND_FIXED:
		return other_time(p, d, a);
	case DAIS_DEMAND_BEFORE:
		return other_order(p, d, a);
	case DAIS_DEMAND_APART:
		return at_once(p, d, a);
	case DAIS_DEMAND_FREE:
		return held_free(p, d, a);
	case DAIS_DEMAND_MOST:
		return dais_explain_say(p, a, "give %.*s more than %.*s", TASK,
		    DAIS_STR_ARG(dais_explain_span(p, a, d->amount)));
	case DAIS_DEMAND_UNDIVIDED:
		return dais_explain_say(p, a,
		    d->amount == 1 ? "divide %.*s among more than %u sitting"
				   : "divide %.*s among more than %u sittings",
		    TASK, d->amount);
	case DAIS_DEMAND_ROOMS:
		return dais_explain_say(p, a, "let %.*s sit in another room", BODY);
	case DAIS_DEMAND_ITEMS_MOST:
		if (left)
			return dais_explain_say(p, a,
			    "take up as many as %u items in a sitting, not %u", left, d->amount);
		return dais_explain_say(p, a,
		    d->amount == 1 ? "take up more than %u item in a sitting"
				   : "take up more than %u items in a sitting",
		    d->amount);
	default:
		return dais_explain_say(
		    p, a, "do without this: %.*s", DAIS_STR_ARG(dais_demand_words(p, d, a)));
	}
}

/* Extra slots that @way opens, each once. */
static void
opened_slots(
    const struct dais_explain_ways *w, const struct dais_explain_way *way, dais_slot_set ret)
{
	for (size_t i = 0; i < way->demands.n; i++) {
		const struct dais_demand *d = &w->p->demands.v[way->demands.v[i]];

		if (!dais_explain_is_extra(w, d))
			continue;
		for (size_t t = 0; t < w->p->slots.n; t++) {
			if (dais_slots_has(d->slots, t) == (d->kind == DAIS_DEMAND_FREE))
				dais_slots_put(ret, t);
		}
	}
}

/* The lead time before the report, which is one for all items. */
static void
lead_words(const struct dais_explain_ways *w, const struct dais_explain_way *way, dais_str_vec *v)
{
	const struct dais_demand *lead = NULL;
	dais_index_vec reports = { .n = 0 };
	struct dais_str names;
	unsigned left = 0;

	for (size_t i = 0; i < way->demands.n; i++) {
		const struct dais_demand *d = &w->p->demands.v[way->demands.v[i]];

		if (!dais_explain_is_lead(d))
			continue;
		lead = d;
		left = way->left.v[i];
		dais_explain_add_once(w->a, &reports, d->other);
	}
	if (!lead)
		return;
	names = dais_explain_tasks(w->p, &reports, NAMED_MOST, w->a);
	if (!left)
		dais_vec_push(w->a, v,
		    dais_explain_say(w->p, w->a,
			lead->amount == 1 ? "adopt %.*s without waiting %u half-day"
					  : "adopt %.*s without waiting %u half-days",
			DAIS_STR_ARG(names), lead->amount));
	else
		dais_vec_push(w->a, v,
		    dais_explain_say(w->p, w->a,
			left == 1 ? "adopt %.*s after %u half-day, not %u"
				  : "adopt %.*s after %u half-days, not %u",
			DAIS_STR_ARG(names), left, lead->amount));
}

static int
ascending(const void *x, const void *y)
{
	const size_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

/* Items that are left without any time, many of them in one clause. */
static void
left_out_words(
    const struct dais_explain_ways *w, const struct dais_explain_way *way, dais_str_vec *v)
{
	dais_index_vec tasks = { .n = 0 };

	for (size_t i = 0; i < way->demands.n; i++) {
		const struct dais_demand *d = &w->p->demands.v[way->demands.v[i]];

		if (d->kind == DAIS_DEMAND_LEAST && !way->left.v[i])
			dais_vec_push(w->a, &tasks, d->task);
	}
	if (tasks.n)
		qsort(tasks.v, tasks.n, sizeof *tasks.v, ascending);
	if (tasks.n > NAMED_MOST)
		dais_vec_push(w->a, v,
		    dais_explain_say(w->p, w->a,
			"take up these %zu items only if time is left: %.*s", tasks.n,
			DAIS_STR_ARG(dais_explain_tasks(w->p, &tasks, LEFT_OUT_NAMED, w->a))));
	for (size_t i = 0; i < way->demands.n && tasks.n <= NAMED_MOST; i++) {
		const struct dais_demand *d = &w->p->demands.v[way->demands.v[i]];

		if (d->kind == DAIS_DEMAND_LEAST && !way->left.v[i])
			dais_vec_push(w->a, v, less_time(w->p, d, 0, w->a));
	}
}

struct dais_str
dais_explain_way_words(const struct dais_explain_ways *w, const struct dais_explain_way *way)
{
	dais_slot_set opened = dais_slots_new(w->p, w->a);
	dais_str_vec v = { .n = 0 };

	left_out_words(w, way, &v);
	for (size_t i = 0; i < way->demands.n; i++) {
		const struct dais_demand *d = &w->p->demands.v[way->demands.v[i]];

		if (dais_explain_is_extra(w, d) || dais_explain_is_lead(d) ||
		    (d->kind == DAIS_DEMAND_LEAST && !way->left.v[i]))
			continue;
		dais_vec_push(w->a, &v,
		    d->kind == DAIS_DEMAND_LEAST ? less_time(w->p, d, way->left.v[i], w->a)
						 : given_up_words(w->p, d, way->left.v[i], w->a));
	}
	lead_words(w, way, &v);
	opened_slots(w, way, opened);
	more_slots(w, opened, &v);
	return dais_explain_clauses(w->p, &v, w->a);
}
