/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The checker's phrases, in English: who, when, how long. Names are those of the problem; a thing
 * without one is counted ("body 2").
 */
#include <inttypes.h>

#include "plan/judge/judge_priv.h"
#include "text/text.h"

struct dais_str
dais_judge_span(struct dais_arena *a, uint64_t minutes)
{
	if (minutes < 60)
		return dais_arena_printf(a, "%" PRIu64 " min", minutes);
	if (minutes % 60 == 0)
		return dais_arena_printf(a, "%" PRIu64 " h", minutes / 60);
	return dais_arena_printf(a, "%" PRIu64 " h %" PRIu64 " min", minutes / 60, minutes % 60);
}

struct dais_str
dais_judge_when(const struct dais_judging *j, size_t slot)
{
	const struct dais_plan_slot *t = &j->p->slots.v[slot];

	/* said of many breaches, and dear: dates are filled into phrases of the language */
	if (!j->when[slot].n)
		j->when[slot] = dais_arena_printf(j->a, "on %.*s, %.*s",
		    DAIS_STR_ARG(dais_text_day(j->a, DAIS_LANG_EN, t->day)),
		    DAIS_STR_ARG(dais_text_time_range(j->a, DAIS_LANG_EN, t->start, t->end)));
	return j->when[slot];
}

struct dais_str
dais_judge_times(const struct dais_judging *j, const dais_index_vec *at)
{
	struct dais_str first;

	if (!at->n)
		return DAIS_STR_NONE;
	first = dais_judge_when(j, j->plan->sittings.v[at->v[0]].slot);
	if (at->n == 1)
		return first;
	return dais_arena_printf(j->a, "%.*s, and at %zu more sitting%s", DAIS_STR_ARG(first),
	    at->n - 1, at->n == 2 ? "" : "s");
}

static struct dais_str
name_or_count(const struct dais_judging *j, struct dais_str name, const char *kind, size_t i)
{
	if (!dais_str_is_empty(name))
		return name;
	return dais_arena_printf(j->a, "%s %zu", kind, i + 1);
}

struct dais_str
dais_judge_body(const struct dais_judging *j, size_t body)
{
	return name_or_count(j, j->p->bodies.v[body].name, "body", body);
}

struct dais_str
dais_judge_task(const struct dais_judging *j, size_t task)
{
	return name_or_count(j, j->p->tasks.v[task].name, "task", task);
}

struct dais_str
dais_judge_room(const struct dais_judging *j, size_t room)
{
	const struct dais_plan_room *r;

	if (room >= j->p->rooms.n)
		return DAIS_STR("an unknown room");
	r = &j->p->rooms.v[room];
	if (!dais_str_is_empty(r->name.in[DAIS_LANG_EN]))
		return r->name.in[DAIS_LANG_EN];
	return name_or_count(j, r->id, "room", room);
}

struct dais_str
dais_judge_team(const struct dais_judging *j, size_t team)
{
	if (team >= j->p->teams.n)
		return DAIS_STR("an unknown team");
	return dais_arena_printf(j->a, "team %.*s",
	    DAIS_STR_ARG(dais_str_is_empty(j->p->teams.v[team].id)
			     ? dais_arena_printf(j->a, "%zu", team + 1)
			     : j->p->teams.v[team].id));
}
