/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A lack in a secretary's words. */
#include "plan/explain/explain_priv.h"

#define TASKS_NAMED 4u
#define REASONS_NAMED 4u

/* Demand @d where it is a reason. That a task is taken up at no time is what is being explained:
 * why that is so is the reason. */
static struct dais_str
reason(const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a)
{
	bool any = d->kind != DAIS_DEMAND_SLOTS || d->because.n == 0;

	for (size_t t = 0; !any && t < p->slots.n; t++)
		any = dais_slots_has(d->slots, t);
	return any ? dais_demand_words(p, d, a) : d->because;
}

/* "; x, y and z": demands that are not themselves the need, behind @first when there is one. */
static struct dais_str
reasons(const struct dais_problem *p, struct dais_str first, const dais_index_vec *why,
    struct dais_arena *a)
{
	dais_str_vec v = { .n = 0 };
	size_t said = 0;

	if (first.n)
		dais_vec_push(a, &v, first);
	for (; said < why->n && (said < REASONS_NAMED || why->n == REASONS_NAMED + 1); said++)
		dais_vec_push(a, &v, reason(p, &p->demands.v[why->v[said]], a));
	if (said < why->n)
		dais_vec_push(a, &v, dais_explain_say(p, a, "%zu more demands", why->n - said));
	return dais_explain_clauses(p, &v, a);
}

static struct dais_str
with_reasons(const struct dais_problem *p, struct dais_str s, struct dais_str first,
    const dais_index_vec *why, struct dais_arena *a)
{
	if (!why->n)
		return s;
	return dais_explain_say(
	    p, a, "%.*s: %.*s", DAIS_STR_ARG(s), DAIS_STR_ARG(reasons(p, first, why, a)));
}

/* "the 6 sittings from ... to ..." */
static struct dais_str
sittings(const struct dais_problem *p, const uint64_t *slots, struct dais_arena *a)
{
	struct dais_str when = dais_explain_when(p, slots, a, NULL);
	size_t n = 0, days = 0;
	bool whole = true;

	for (size_t t = 0; t < p->slots.n; t++) {
		bool in = dais_slots_has(slots, t);

		n += in;
		days += t == 0 || p->slots.v[t].day_index != p->slots.v[t - 1].day_index;
		whole = whole && in;
	}
	if (n == 1)
		return dais_explain_say(p, a,
		    p->modality == DAIS_MODALITY_HYBRID   ? "the one hybrid sitting %.*s"
		    : p->modality == DAIS_MODALITY_ONLINE ? "the one online sitting %.*s"
							  : "the one sitting %.*s",
		    DAIS_STR_ARG(when));
	if (whole && days == 1)
		return dais_explain_say(p, a,
		    p->modality == DAIS_MODALITY_HYBRID   ? "the %zu hybrid sittings of the day"
		    : p->modality == DAIS_MODALITY_ONLINE ? "the %zu online sittings of the day"
							  : "the %zu sittings of the day",
		    n);
	if (whole)
		return dais_explain_say(p, a,
		    p->modality == DAIS_MODALITY_HYBRID ? "the %zu hybrid sittings of the %zu days"
		    : p->modality == DAIS_MODALITY_ONLINE
			? "the %zu online sittings of the %zu days"
			: "the %zu sittings of the %zu days",
		    n, days);
	return dais_explain_say(p, a,
	    p->modality == DAIS_MODALITY_HYBRID   ? "the %zu hybrid sittings %.*s"
	    : p->modality == DAIS_MODALITY_ONLINE ? "the %zu online sittings %.*s"
						  : "the %zu sittings %.*s",
	    n, DAIS_STR_ARG(when));
}

static struct dais_str
words_when(const struct dais_problem *p, const struct dais_lack *lack, struct dais_arena *a)
{
	struct dais_str s = dais_explain_say(p, a,
	    lack->needed ? "%.*s can be taken up at no time"
			 : "%.*s cannot be taken up where it is fixed",
	    DAIS_STR_ARG(dais_explain_task(p, lack->tasks.v[0], a)));
	struct dais_str only = DAIS_STR_NONE;

	if (lack->rooms && lack->teams)
		s = dais_explain_say(
		    p, a, "%.*s with a room and a team that suit it", DAIS_STR_ARG(s));
	else if (lack->rooms)
		s = dais_explain_say(
		    p, a, "%.*s in a room that is free and large enough", DAIS_STR_ARG(s));
	else if (lack->teams)
		s = dais_explain_say(
		    p, a, "%.*s with a team that is free and has its languages", DAIS_STR_ARG(s));
	if (p->slots.n == 1) /* a lead time is hard to understand without it */
		only = dais_explain_say(p, a, "there is one sitting only, %.*s",
		    DAIS_STR_ARG(dais_explain_at(p, 0, a)));
	return with_reasons(p, s, only, &lack->why, a);
}

static struct dais_str
with_services(const struct dais_problem *p, const struct dais_lack *lack, struct dais_str s,
    struct dais_arena *a)
{
	if (lack->kind == DAIS_LACK_ROOMS && lack->suitable)
		return dais_explain_say(p, a, "%.*s in the rooms that suit them (%.*s)",
		    DAIS_STR_ARG(s), DAIS_STR_ARG(dais_explain_rooms(p, lack->suitable, a)));
	if (lack->kind == DAIS_LACK_ROOMS)
		return dais_explain_say(p, a, "%.*s with the rooms there are", DAIS_STR_ARG(s));
	if (lack->kind == DAIS_LACK_TEAMS)
		return dais_explain_say(
		    p, a, "%.*s with the teams of interpreters there are", DAIS_STR_ARG(s));
	return s;
}

/* Minutes would be enough. */
static struct dais_str
lack_of_places(const struct dais_problem *p, const struct dais_lack *lack, struct dais_arena *a)
{
	struct dais_str tasks = dais_explain_tasks(p, &lack->tasks, TASKS_NAMED, a);
	struct dais_str which = sittings(p, lack->slots, a), s;

	if (lack->packing == DAIS_PACKING_EACH)
		s = dais_explain_say(p, a,
		    "%.*s need a sitting each, for no two of them fit into one: %u sittings, and "
		    "there are %u (%.*s)",
		    DAIS_STR_ARG(tasks), lack->needed, lack->given, DAIS_STR_ARG(which));
	else if (lack->packing == DAIS_PACKING_BODIES)
		s = dais_explain_say(p, a,
		    "%.*s need a sitting each, for their bodies never sit together: %u sittings, "
		    "and there are %u (%.*s)",
		    DAIS_STR_ARG(tasks), lack->needed, lack->given, DAIS_STR_ARG(which));
	else if (lack->packing == DAIS_PACKING_WAITING)
		s = dais_explain_say(p, a,
		    "%.*s need %u sittings, for their bodies never sit together and some of these "
		    "items come half-days after others, and there are %u (%.*s)",
		    DAIS_STR_ARG(tasks), lack->needed, lack->given, DAIS_STR_ARG(which));
	else if (lack->packing == DAIS_PACKING_ITEMS)
		s = dais_explain_say(p, a, "too many items for %.*s: %.*s", DAIS_STR_ARG(which),
		    DAIS_STR_ARG(tasks));
	else
		s = dais_explain_say(p, a, "%.*s cannot be divided so that they fit into %.*s",
		    DAIS_STR_ARG(tasks), DAIS_STR_ARG(which));
	return with_services(p, lack, s, a);
}

/* "item 2 and item 3 need 15 h, the 6 sittings of the 2 days give 12 h" */
static struct dais_str
lack_of_time(const struct dais_problem *p, const struct dais_lack *lack, struct dais_arena *a)
{
	struct dais_str tasks = dais_explain_tasks(p, &lack->tasks, TASKS_NAMED, a);
	struct dais_str needed = dais_explain_span(p, a, lack->needed);
	struct dais_str given = dais_explain_span(p, a, lack->given);
	struct dais_str which = sittings(p, lack->slots, a), s;
	bool one_task = lack->tasks.n == 1, one = dais_explain_count(p, lack->slots) == 1;

	s = dais_explain_say(p, a,
	    one_task ? one ? "%.*s needs %.*s, %.*s gives %.*s" : "%.*s needs %.*s, %.*s give %.*s"
	    : one    ? "%.*s need %.*s, %.*s gives %.*s"
		     : "%.*s need %.*s, %.*s give %.*s",
	    DAIS_STR_ARG(tasks), DAIS_STR_ARG(needed), DAIS_STR_ARG(which), DAIS_STR_ARG(given));
	s = with_services(p, lack, s, a);
	if (lack->packing != DAIS_PACKING_ALONE)
		return s;
	return dais_explain_say(p, a,
	    "%.*s (a sitting in which a report is adopted counts whole, for nothing that the "
	    "report waits for can be taken up there)",
	    DAIS_STR_ARG(s));
}

/* Of items that wait, what each needs is said already; of reports, that they wait. */
static bool
is_said(const struct dais_lack *lack, const struct dais_demand *d)
{
	if (lack->packing == DAIS_PACKING_ALONE)
		return d->kind == DAIS_DEMAND_LEAST || d->kind == DAIS_DEMAND_BEFORE;
	return lack->packing == DAIS_PACKING_WAITING && d->kind == DAIS_DEMAND_LEAST;
}

static dais_index_vec
without_needs(const struct dais_problem *p, const struct dais_lack *lack, struct dais_arena *a)
{
	dais_index_vec why = { .n = 0 };

	for (size_t i = 0; i < lack->why.n; i++) {
		if (!is_said(lack, &p->demands.v[lack->why.v[i]]))
			dais_vec_push(a, &why, lack->why.v[i]);
	}
	return why;
}

struct dais_str
dais_explain_lack_words(
    const struct dais_problem *p, const struct dais_lack *lack, struct dais_arena *a)
{
	struct dais_str tasks = dais_explain_tasks(p, &lack->tasks, TASKS_NAMED, a);
	struct dais_str needed = dais_explain_span(p, a, lack->needed);
	struct dais_str given = dais_explain_span(p, a, lack->given), s;
	dais_index_vec why;

	switch (lack->kind) {
	case DAIS_LACK_WHEN:
		return words_when(p, lack, a);
	case DAIS_LACK_ORDER:
		return dais_explain_say(p, a, "the order of %.*s is a circle: %.*s",
		    DAIS_STR_ARG(tasks), DAIS_STR_ARG(reasons(p, DAIS_STR_NONE, &lack->why, a)));
	case DAIS_LACK_SITTING:
		s = dais_explain_say(p, a,
		    "%.*s needs %.*s, the sittings it may have give at most %.*s",
		    DAIS_STR_ARG(tasks), DAIS_STR_ARG(needed), DAIS_STR_ARG(given));
		return with_reasons(p, s, DAIS_STR_NONE, &lack->demands, a);
	case DAIS_LACK_ROOMS:
	case DAIS_LACK_TEAMS:
	case DAIS_LACK_TIME:
	case DAIS_LACK_NONE:
		break;
	}
	s = dais_lack_is_of_minutes(lack) ? lack_of_time(p, lack, a) : lack_of_places(p, lack, a);
	why = without_needs(p, lack, a);
	return with_reasons(p, s, DAIS_STR_NONE, &why, a);
}
