/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A demand in a secretary's words. */
#include <string.h>

#include "plan/explain/explain_priv.h"

/* How a demand on times is said: "only on ...", or "not on ..." where that is shorter. */
enum time_form {
	AT,
	ONLY_AT,
	NOT_AT
};

static struct dais_str
only_when(const struct dais_problem *p, const uint64_t *set, struct dais_arena *a,
    enum time_form *ret_form)
{
	dais_slot_set others = dais_slots_new(p, a);
	size_t with = 0, without = 0;
	struct dais_str yes, no;

	for (size_t t = 0; t < p->slots.n; t++) {
		if (!dais_slots_has(set, t))
			dais_slots_put(others, t);
	}
	yes = dais_explain_when(p, set, a, &with);
	no = dais_explain_when(p, others, a, &without);
	*ret_form = AT;
	if (!without || !with)
		return yes;
	*ret_form = without < with ? NOT_AT : ONLY_AT;
	return without < with ? no : yes;
}

struct dais_str
dais_explain_rooms(const struct dais_problem *p, uint64_t rooms, struct dais_arena *a)
{
	dais_str_vec names = { .n = 0 };

	for (size_t r = 0; r < p->rooms.n && r < DAIS_PLANNING_ROOMS_MOST; r++) {
		if (rooms >> r & 1u)
			dais_vec_push(a, &names, dais_explain_room(p, r, a));
	}
	return names.n ? dais_explain_names(p, &names, a) : dais_explain_say(p, a, "no room");
}

#define TASK DAIS_STR_ARG(dais_explain_task(p, d->task, a))
#define BODY DAIS_STR_ARG(dais_explain_body(p, d->body, a))
#define WHEN DAIS_STR_ARG(dais_explain_when(p, d->slots, a, NULL))

static struct dais_str
words_before(const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a)
{
	if (d->amount == 0)
		return dais_explain_say(p, a, "%.*s comes before %.*s", TASK,
		    DAIS_STR_ARG(dais_explain_short(p, d->other, a)));
	return dais_explain_say(p, a,
	    d->amount == 1 ? "%.*s comes at least %u half-day after %.*s"
			   : "%.*s comes at least %u half-days after %.*s",
	    DAIS_STR_ARG(dais_explain_short(p, d->other, a)), d->amount, TASK);
}

static struct dais_str
words_apart(const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a)
{
	if (d->task != DAIS_NONE)
		return dais_explain_say(p, a, "%.*s and %.*s are not taken up at the same time",
		    TASK, DAIS_STR_ARG(dais_explain_short(p, d->other, a)));
	return dais_explain_say(p, a, "%.*s and %.*s do not sit at the same time", BODY,
	    DAIS_STR_ARG(dais_explain_body(p, d->body_2, a)));
}

static struct dais_str
words_fixed(const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a)
{
	if (d->amount <= p->step)
		return dais_explain_say(p, a, "%.*s is taken up %.*s", TASK, WHEN);
	return dais_explain_say(p, a, "%.*s has at least %.*s %.*s", TASK,
	    DAIS_STR_ARG(dais_explain_span(p, a, d->amount)), WHEN);
}

static struct dais_str
words_slots(const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a)
{
	enum time_form form;
	struct dais_str when = only_when(p, d->slots, a, &form);

	return dais_explain_say(p, a,
	    form == AT        ? "%.*s is taken up %.*s"
	    : form == ONLY_AT ? "%.*s is taken up only %.*s"
			      : "%.*s is not taken up %.*s",
	    TASK, DAIS_STR_ARG(when));
}

static struct dais_str
words_body_slots(const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a)
{
	enum time_form form;
	struct dais_str when = only_when(p, d->slots, a, &form);

	return dais_explain_say(p, a,
	    form == AT        ? "%.*s sits %.*s"
	    : form == ONLY_AT ? "%.*s sits only %.*s"
			      : "%.*s does not sit %.*s",
	    BODY, DAIS_STR_ARG(when));
}

static struct dais_str
words_free(const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a)
{
	if (d->body == DAIS_NONE)
		return dais_explain_say(p, a, "no sitting is held %.*s", WHEN);
	return dais_explain_say(p, a, "%.*s does not sit %.*s", BODY, WHEN);
}

/* Demands on tasks. */
static struct dais_str
words_of_task(const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a)
{
	struct dais_str span = dais_explain_span(p, a, d->amount);

	switch (d->kind) {
	case DAIS_DEMAND_LEAST:
		return dais_explain_say(p, a,
		    d->rank ? "%.*s is to have %.*s" : "%.*s needs at least %.*s", TASK,
		    DAIS_STR_ARG(span));
	case DAIS_DEMAND_MOST:
		return dais_explain_say(p, a, "%.*s has at most %.*s", TASK, DAIS_STR_ARG(span));
	case DAIS_DEMAND_UNDIVIDED:
		if (d->amount == 1)
			return dais_explain_say(p, a, "%.*s is taken up in one sitting", TASK);
		return dais_explain_say(
		    p, a, "%.*s is taken up in at most %u sittings", TASK, d->amount);
	case DAIS_DEMAND_SLOTS:
		return words_slots(p, d, a);
	case DAIS_DEMAND_FIXED:
		return words_fixed(p, d, a);
	case DAIS_DEMAND_UNBROKEN:
		return dais_explain_say(p, a, "%.*s is taken up without a break", TASK);
	case DAIS_DEMAND_KEEP:
		return dais_explain_say(p, a, "%.*s stays %.*s", TASK, WHEN);
	case DAIS_DEMAND_KEEP_OUT:
		if (d->amount)
			return dais_explain_say(
			    p, a, "%.*s has at most %.*s %.*s", TASK, DAIS_STR_ARG(span), WHEN);
		return dais_explain_say(p, a, "%.*s is not taken up at new times", TASK);
	default:
		return DAIS_STR_NONE;
	}
}

/* Demands on bodies and sittings. */
static struct dais_str
words_of_body(const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a)
{
	switch (d->kind) {
	case DAIS_DEMAND_BODY_SLOTS:
		return words_body_slots(p, d, a);
	case DAIS_DEMAND_ROOMS:
		return dais_explain_say(p, a, "%.*s sits only in %.*s", BODY,
		    DAIS_STR_ARG(dais_explain_rooms(p, d->rooms, a)));
	case DAIS_DEMAND_ONE_ROOM:
		return dais_explain_say(p, a, "%.*s stays in one room", BODY);
	case DAIS_DEMAND_ITEMS_MOST:
		return dais_explain_say(p, a,
		    d->amount == 1 ? "no sitting has more than %u item"
				   : "no sitting has more than %u items",
		    d->amount);
	case DAIS_DEMAND_DENSE:
		return dais_explain_say(
		    p, a, "no sitting of %.*s has more than one substantive item", BODY);
	case DAIS_DEMAND_FREE:
		return words_free(p, d, a);
	case DAIS_DEMAND_FEWEST:
		return dais_explain_say(p, a, "as few sittings as possible are held");
	case DAIS_DEMAND_FULL:
		return dais_explain_say(p, a, "the sittings that are held are full");
	case DAIS_DEMAND_NO_GAP:
		return dais_explain_say(p, a, "%.*s sits without a gap", BODY);
	case DAIS_DEMAND_KEEP_ROOM:
		return dais_explain_say(p, a, "%.*s stays in %.*s %.*s", BODY,
		    DAIS_STR_ARG(dais_explain_rooms(p, d->rooms, a)), WHEN);
	default:
		return words_of_task(p, d, a);
	}
}

struct dais_str
dais_demand_words(const struct dais_problem *p, const struct dais_demand *d, struct dais_arena *a)
{
	struct dais_str words;

	if (d->kind == DAIS_DEMAND_BEFORE)
		words = words_before(p, d, a);
	else if (d->kind == DAIS_DEMAND_APART)
		words = words_apart(p, d, a);
	else
		words = words_of_body(p, d, a);
	if (dais_str_is_empty(d->because))
		return words;
	return dais_explain_say(
	    p, a, "%.*s (reason: %.*s)", DAIS_STR_ARG(words), DAIS_STR_ARG(d->because));
}
