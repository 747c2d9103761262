/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What honouring a wish is, and how other wishes pay for it. */
#include "plan/explain/explain_priv.h"
#include "text/message.h"

const char *
dais_explain_honour(const struct dais_problem *p, const struct dais_demand *d)
{
	static const char *const words[DAIS_DEMAND_KIND_COUNT] = {
		[DAIS_DEMAND_LEAST] = DAIS_MESSAGE("give it the rest"),
		[DAIS_DEMAND_MOST] = DAIS_MESSAGE("keep it to that"),
		[DAIS_DEMAND_UNDIVIDED] = DAIS_MESSAGE("keep it together"),
		[DAIS_DEMAND_SLOTS] = DAIS_MESSAGE("keep it to those times"),
		[DAIS_DEMAND_FIXED] = DAIS_MESSAGE("have it there"),
		[DAIS_DEMAND_BODY_SLOTS] = DAIS_MESSAGE("keep it to those times"),
		[DAIS_DEMAND_BEFORE] = DAIS_MESSAGE("keep that order"),
		[DAIS_DEMAND_APART] = DAIS_MESSAGE("keep them apart"),
		[DAIS_DEMAND_ROOMS] = DAIS_MESSAGE("keep it to those rooms"),
		[DAIS_DEMAND_ONE_ROOM] = DAIS_MESSAGE("keep it in one room"),
		[DAIS_DEMAND_ITEMS_MOST] = DAIS_MESSAGE("keep to that number"),
		[DAIS_DEMAND_DENSE] = DAIS_MESSAGE("have one substantive item a sitting"),
		[DAIS_DEMAND_UNBROKEN] = DAIS_MESSAGE("take it up without a break"),
		[DAIS_DEMAND_FREE] = DAIS_MESSAGE("keep that time free"),
		[DAIS_DEMAND_FULL] = DAIS_MESSAGE("fill the sittings"),
		[DAIS_DEMAND_NO_GAP] = DAIS_MESSAGE("have no gap"),
		[DAIS_DEMAND_KEEP] = DAIS_MESSAGE("leave it there"),
		[DAIS_DEMAND_KEEP_OUT] = DAIS_MESSAGE("leave it where it was"),
		[DAIS_DEMAND_KEEP_ROOM] = DAIS_MESSAGE("leave it in its room"),
	};

	return dais_text_message_words(
	    p->language, words[d->kind] ? words[d->kind] : DAIS_MESSAGE("honour that"));
}

#define TASK DAIS_STR_ARG(dais_explain_short(p, d->task, a))
#define BODY DAIS_STR_ARG(dais_explain_body(p, d->body, a))
#define TIMES DAIS_STR_ARG(dais_explain_times(p, a, units))
#define SPAN DAIS_STR_ARG(dais_explain_span(p, a, units * p->step))

static struct dais_str
task_suffers(
    const struct dais_problem *p, const struct dais_demand *d, uint64_t units, struct dais_arena *a)
{
	switch (d->kind) {
	case DAIS_DEMAND_LEAST:
		return dais_explain_say(p, a, "%.*s would lose %.*s", TASK, SPAN);
	case DAIS_DEMAND_MOST:
		return dais_explain_say(p, a, "%.*s would have %.*s too much", TASK, SPAN);
	case DAIS_DEMAND_UNDIVIDED:
		return dais_explain_say(p, a,
		    units == 1 ? "%.*s would be divided among %zu more sitting"
			       : "%.*s would be divided among %zu more sittings",
		    TASK, (size_t)units);
	case DAIS_DEMAND_SLOTS:
		return dais_explain_say(
		    p, a, "%.*s would be taken up %.*s outside its times", TASK, TIMES);
	case DAIS_DEMAND_FIXED:
	case DAIS_DEMAND_KEEP:
		if (d->kind == DAIS_DEMAND_FIXED && units > 1)
			return dais_explain_say(
			    p, a, "%.*s would be shorter or missing %.*s", TASK, TIMES);
		return dais_explain_say(p, a,
		    d->kind == DAIS_DEMAND_KEEP
			? "%.*s would no longer be in %zu of its sittings"
			: "%.*s would be shorter or missing in %zu of its sittings",
		    TASK, (size_t)units);
	case DAIS_DEMAND_BEFORE:
		if (d->amount)
			return dais_explain_say(p, a, "%.*s would come sooner after %.*s",
			    DAIS_STR_ARG(dais_explain_short(p, d->other, a)), TASK);
		return dais_explain_say(p, a, "%.*s would begin before %.*s is done",
		    DAIS_STR_ARG(dais_explain_short(p, d->other, a)), TASK);
	case DAIS_DEMAND_UNBROKEN:
		return dais_explain_say(p, a, "%.*s would be interrupted %.*s", TASK, TIMES);
	case DAIS_DEMAND_KEEP_OUT:
		return dais_explain_say(
		    p, a, "%.*s would be taken up %.*s where it was not", TASK, TIMES);
	default:
		return DAIS_STR_NONE;
	}
}

static struct dais_str
apart_suffers(
    const struct dais_problem *p, const struct dais_demand *d, uint64_t units, struct dais_arena *a)
{
	if (d->task != DAIS_NONE)
		return dais_explain_say(p, a, "%.*s and %.*s would be at the same time %.*s", TASK,
		    DAIS_STR_ARG(dais_explain_short(p, d->other, a)), TIMES);
	return dais_explain_say(p, a, "%.*s and %.*s would sit at the same time %.*s", BODY,
	    DAIS_STR_ARG(dais_explain_body(p, d->body_2, a)), TIMES);
}

static struct dais_str
free_suffers(
    const struct dais_problem *p, const struct dais_demand *d, uint64_t units, struct dais_arena *a)
{
	struct dais_str when = dais_explain_when(p, d->slots, a, NULL);

	if (d->body != DAIS_NONE)
		return dais_explain_say(
		    p, a, "%.*s would sit %.*s %.*s", BODY, TIMES, DAIS_STR_ARG(when));
	if (units == 1)
		return dais_explain_say(p, a, "a sitting would be held %.*s", DAIS_STR_ARG(when));
	return dais_explain_say(
	    p, a, "%zu sittings would be held %.*s", (size_t)units, DAIS_STR_ARG(when));
}

struct dais_str
dais_explain_suffers(
    const struct dais_problem *p, const struct dais_demand *d, uint64_t units, struct dais_arena *a)
{
	size_t n = (size_t)units;

	switch (d->kind) {
	case DAIS_DEMAND_APART:
		return apart_suffers(p, d, units, a);
	case DAIS_DEMAND_FREE:
		return free_suffers(p, d, units, a);
	case DAIS_DEMAND_BODY_SLOTS:
		return dais_explain_say(p, a, "%.*s would sit %.*s outside its times", BODY, TIMES);
	case DAIS_DEMAND_ROOMS:
	case DAIS_DEMAND_KEEP_ROOM:
		return dais_explain_say(p, a, "%.*s would sit %.*s in another room", BODY, TIMES);
	case DAIS_DEMAND_ONE_ROOM:
		return dais_explain_say(p, a,
		    n == 1 ? "%.*s would need %zu more room" : "%.*s would need %zu more rooms",
		    BODY, n);
	case DAIS_DEMAND_ITEMS_MOST:
		return dais_explain_say(p, a,
		    n == 1 ? "sittings would have %zu item too many"
			   : "sittings would have %zu items too many",
		    n);
	case DAIS_DEMAND_DENSE:
		return dais_explain_say(p, a,
		    n == 1 ? "%.*s would take up %zu more substantive item beside another in one "
			     "sitting"
			   : "%.*s would take up %zu more substantive items beside another in one "
			     "sitting",
		    BODY, n);
	case DAIS_DEMAND_FEWEST:
		return dais_explain_say(p, a,
		    n == 1 ? "%zu more sitting would be held" : "%zu more sittings would be held",
		    n);
	case DAIS_DEMAND_FULL:
		return dais_explain_say(p, a, "%.*s more of booked time would stay unused", SPAN);
	case DAIS_DEMAND_NO_GAP:
		return dais_explain_say(p, a,
		    n == 1 ? "%.*s would have %zu more gap" : "%.*s would have %zu more gaps", BODY,
		    n);
	default:
		return task_suffers(p, d, units, a);
	}
}
