/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The checker's phrases, in the language of the problem: who, when, how long. Names are those of
 * the problem; a thing without one is counted ("body 2").
 */
#include "plan/judge/judge_priv.h"
#include "text/message.h"
#include "text/text.h"

struct dais_str
dais_judge_say(const struct dais_judging *j, const char *english, ...)
{
	struct dais_str s;
	va_list ap;

	va_start(ap, english);
	s = dais_text_message_v(j->a, j->p->language, english, ap);
	va_end(ap);
	return s;
}

struct dais_str
dais_judge_span(const struct dais_judging *j, uint64_t minutes)
{
	return dais_text_duration(j->a, j->p->language, (unsigned)minutes);
}

struct dais_str
dais_judge_when(const struct dais_judging *j, size_t slot)
{
	const struct dais_plan_slot *t = &j->p->slots.v[slot];
	enum dais_lang l = j->p->language;

	/* said of many breaches, and dear: dates are filled into phrases of the language */
	if (!j->when[slot].n)
		j->when[slot] =
		    dais_judge_say(j, "%.*s, %.*s", DAIS_STR_ARG(dais_text_on_day(j->a, l, t->day)),
			DAIS_STR_ARG(dais_text_time_range(j->a, l, t->start, t->end)));
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
	return dais_judge_say(j,
	    at->n == 2 ? "%.*s, and at %zu more sitting" : "%.*s, and at %zu more sittings",
	    DAIS_STR_ARG(first), at->n - 1);
}

struct dais_str
dais_judge_body(const struct dais_judging *j, size_t body)
{
	const struct dais_plan_body *b = &j->p->bodies.v[body];

	if (dais_str_is_empty(b->name))
		return dais_judge_say(j, "body %zu", body + 1);
	/* Those of a record are official names, without the article. */
	if (j->p->record && b->body != DAIS_NONE)
		return dais_judge_say(j, "the %s", dais_arena_cstr(j->a, b->name));
	return b->name;
}

struct dais_str
dais_judge_task(const struct dais_judging *j, size_t task)
{
	struct dais_str name = j->p->tasks.v[task].name;

	return dais_str_is_empty(name) ? dais_judge_say(j, "task %zu", task + 1) : name;
}

struct dais_str
dais_judge_room(const struct dais_judging *j, size_t room)
{
	const struct dais_plan_room *r;

	if (room >= j->p->rooms.n)
		return dais_judge_say(j, "an unknown room");
	r = &j->p->rooms.v[room];
	if (!dais_str_is_empty(r->name.in[j->p->language]))
		return r->name.in[j->p->language];
	if (dais_str_is_empty(r->id))
		return dais_judge_say(j, "room %zu", room + 1);
	return r->id;
}

struct dais_str
dais_judge_team(const struct dais_judging *j, size_t team)
{
	const struct dais_plan_team *t;
	struct dais_str name;

	if (team >= j->p->teams.n)
		return dais_judge_say(j, "an unknown team");
	t = &j->p->teams.v[team];
	name = t->name.in[j->p->language].n ? t->name.in[j->p->language] : t->id;
	if (dais_str_is_empty(name))
		return dais_judge_say(j, "team %zu", team + 1);
	return dais_judge_say(j, "team %.*s", DAIS_STR_ARG(name));
}

const char *
dais_judge_language(const struct dais_judging *j, enum dais_lang l)
{
	return dais_text_message_language(j->p->language, l);
}
