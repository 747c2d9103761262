/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What honouring a wish is, and how other wishes pay for it, in English. */
#include <inttypes.h>

#include "plan/explain/explain_priv.h"

const char *
dais_explain_honour(const struct dais_demand *d)
{
	static const char *const words[DAIS_DEMAND_KIND_COUNT] = {
		[DAIS_DEMAND_LEAST] = "give it the rest",
		[DAIS_DEMAND_MOST] = "keep it to that",
		[DAIS_DEMAND_UNDIVIDED] = "keep it together",
		[DAIS_DEMAND_SLOTS] = "keep it to those times",
		[DAIS_DEMAND_FIXED] = "have it there",
		[DAIS_DEMAND_BODY_SLOTS] = "keep it to those times",
		[DAIS_DEMAND_BEFORE] = "keep that order",
		[DAIS_DEMAND_APART] = "keep them apart",
		[DAIS_DEMAND_ROOMS] = "keep it to those rooms",
		[DAIS_DEMAND_ONE_ROOM] = "keep it in one room",
		[DAIS_DEMAND_ITEMS_MOST] = "keep to that number",
		[DAIS_DEMAND_DENSE] = "have one substantive item a sitting",
		[DAIS_DEMAND_UNBROKEN] = "take it up without a break",
		[DAIS_DEMAND_FREE] = "keep that time free",
		[DAIS_DEMAND_FULL] = "fill the sittings",
		[DAIS_DEMAND_NO_GAP] = "have no gap",
		[DAIS_DEMAND_KEEP] = "leave it there",
		[DAIS_DEMAND_KEEP_OUT] = "leave it where it was",
		[DAIS_DEMAND_KEEP_ROOM] = "leave it in its room",
	};

	return words[d->kind] ? words[d->kind] : "honour that";
}

#define TASK DAIS_STR_ARG(dais_explain_short(p, d->task, a))
#define BODY DAIS_STR_ARG(dais_explain_body(p, d->body, a))
#define TIMES DAIS_STR_ARG(dais_explain_times(a, units))
#define SPAN DAIS_STR_ARG(dais_explain_span(a, units * p->step))

static struct dais_str
task_suffers(
    const struct dais_problem *p, const struct dais_demand *d, uint64_t units, struct dais_arena *a)
{
	switch (d->kind) {
	case DAIS_DEMAND_LEAST:
		return dais_arena_printf(a, "%.*s would lose %.*s", TASK, SPAN);
	case DAIS_DEMAND_MOST:
		return dais_arena_printf(a, "%.*s would have %.*s too much", TASK, SPAN);
	case DAIS_DEMAND_UNDIVIDED:
		return dais_arena_printf(a,
		    "%.*s would be divided among %" PRIu64 " more sitting%s", TASK, units,
		    units == 1 ? "" : "s");
	case DAIS_DEMAND_SLOTS:
		return dais_arena_printf(
		    a, "%.*s would be taken up %.*s outside its times", TASK, TIMES);
	case DAIS_DEMAND_FIXED:
	case DAIS_DEMAND_KEEP:
		if (d->kind == DAIS_DEMAND_FIXED && units > 1)
			return dais_arena_printf(
			    a, "%.*s would be shorter or missing %.*s", TASK, TIMES);
		return dais_arena_printf(a, "%.*s would %s in %" PRIu64 " of its sittings", TASK,
		    d->kind == DAIS_DEMAND_KEEP ? "no longer be" : "be shorter or missing", units);
	case DAIS_DEMAND_BEFORE:
		if (d->amount)
			return dais_arena_printf(a, "%.*s would come sooner after %.*s",
			    DAIS_STR_ARG(dais_explain_short(p, d->other, a)), TASK);
		return dais_arena_printf(a, "%.*s would begin before %.*s is done",
		    DAIS_STR_ARG(dais_explain_short(p, d->other, a)), TASK);
	case DAIS_DEMAND_UNBROKEN:
		return dais_arena_printf(a, "%.*s would be interrupted %.*s", TASK, TIMES);
	case DAIS_DEMAND_KEEP_OUT:
		return dais_arena_printf(
		    a, "%.*s would be taken up %.*s where it was not", TASK, TIMES);
	default:
		return DAIS_STR_NONE;
	}
}

static struct dais_str
apart_suffers(
    const struct dais_problem *p, const struct dais_demand *d, uint64_t units, struct dais_arena *a)
{
	if (d->task != DAIS_NONE)
		return dais_arena_printf(a, "%.*s and %.*s would be at the same time %.*s", TASK,
		    DAIS_STR_ARG(dais_explain_short(p, d->other, a)), TIMES);
	return dais_arena_printf(a, "%.*s and %.*s would sit at the same time %.*s", BODY,
	    DAIS_STR_ARG(dais_explain_body(p, d->body_2, a)), TIMES);
}

static struct dais_str
free_suffers(
    const struct dais_problem *p, const struct dais_demand *d, uint64_t units, struct dais_arena *a)
{
	struct dais_str when = dais_explain_when(p, d->slots, a, NULL);

	if (d->body != DAIS_NONE)
		return dais_arena_printf(
		    a, "%.*s would sit %.*s %.*s", BODY, TIMES, DAIS_STR_ARG(when));
	if (units == 1)
		return dais_arena_printf(a, "a sitting would be held %.*s", DAIS_STR_ARG(when));
	return dais_arena_printf(
	    a, "%" PRIu64 " sittings would be held %.*s", units, DAIS_STR_ARG(when));
}

struct dais_str
dais_explain_suffers(
    const struct dais_problem *p, const struct dais_demand *d, uint64_t units, struct dais_arena *a)
{
	const char *s = units == 1 ? "" : "s";

	switch (d->kind) {
	case DAIS_DEMAND_APART:
		return apart_suffers(p, d, units, a);
	case DAIS_DEMAND_FREE:
		return free_suffers(p, d, units, a);
	case DAIS_DEMAND_BODY_SLOTS:
		return dais_arena_printf(a, "%.*s would sit %.*s outside its times", BODY, TIMES);
	case DAIS_DEMAND_ROOMS:
	case DAIS_DEMAND_KEEP_ROOM:
		return dais_arena_printf(a, "%.*s would sit %.*s in another room", BODY, TIMES);
	case DAIS_DEMAND_ONE_ROOM:
		return dais_arena_printf(
		    a, "%.*s would need %" PRIu64 " more room%s", BODY, units, s);
	case DAIS_DEMAND_ITEMS_MOST:
		return dais_arena_printf(
		    a, "sittings would have %" PRIu64 " item%s too many", units, s);
	case DAIS_DEMAND_DENSE:
		return dais_arena_printf(a,
		    "%.*s would take up %" PRIu64
		    " more substantive item%s beside another in one sitting",
		    BODY, units, s);
	case DAIS_DEMAND_FEWEST:
		return dais_arena_printf(a, "%" PRIu64 " more sitting%s would be held", units, s);
	case DAIS_DEMAND_FULL:
		return dais_arena_printf(a, "%.*s more of booked time would stay unused", SPAN);
	case DAIS_DEMAND_NO_GAP:
		return dais_arena_printf(
		    a, "%.*s would have %" PRIu64 " more gap%s", BODY, units, s);
	default:
		return task_suffers(p, d, units, a);
	}
}
