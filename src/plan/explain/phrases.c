/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How long, who and when, in the language of the problem. */
#include <time.h>

#include "plan/explain/explain_priv.h"
#include "text/message.h"
#include "text/text.h"

#define PIECES_LISTED 4u

struct dais_str
dais_explain_say(const struct dais_problem *p, struct dais_arena *a, const char *english, ...)
{
	struct dais_str s;
	va_list ap;

	va_start(ap, english);
	s = dais_text_message_v(a, p->language, english, ap);
	va_end(ap);
	return s;
}

struct dais_str
dais_explain_span(const struct dais_problem *p, struct dais_arena *a, uint64_t minutes)
{
	return dais_text_duration(a, p->language, (unsigned)minutes);
}

struct dais_str
dais_explain_times(const struct dais_problem *p, struct dais_arena *a, uint64_t n)
{
	if (n == 1)
		return dais_explain_say(p, a, "once");
	if (n == 2)
		return dais_explain_say(p, a, "twice");
	return dais_text_count(a, p->language, "count-times", (unsigned)n);
}

struct dais_str
dais_explain_task(const struct dais_problem *p, size_t task, struct dais_arena *a)
{
	struct dais_str name = p->tasks.v[task].name;

	return dais_str_is_empty(name) ? dais_explain_say(p, a, "task %zu", task + 1) : name;
}

struct dais_str
dais_explain_short(const struct dais_problem *p, size_t task, struct dais_arena *a)
{
	struct dais_str number = p->tasks.v[task].number;

	return dais_str_is_empty(number) ? dais_explain_task(p, task, a) : number;
}

struct dais_str
dais_explain_body(const struct dais_problem *p, size_t body, struct dais_arena *a)
{
	struct dais_str name = p->bodies.v[body].name;

	if (dais_str_is_empty(name))
		return dais_explain_say(p, a, "body %zu", body + 1);
	/* names of a record are official ones, without the article */
	if (p->record && p->bodies.v[body].body != DAIS_NONE)
		return dais_explain_say(p, a, "the %s", dais_arena_cstr(a, name));
	return name;
}

struct dais_str
dais_explain_room(const struct dais_problem *p, size_t room, struct dais_arena *a)
{
	const struct dais_plan_room *r;

	if (room >= p->rooms.n)
		return dais_explain_say(p, a, "an unknown room");
	r = &p->rooms.v[room];
	if (!dais_str_is_empty(r->name.in[p->language]))
		return r->name.in[p->language];
	return dais_str_is_empty(r->id) ? dais_explain_say(p, a, "room %zu", room + 1) : r->id;
}

struct dais_str
dais_explain_names(const struct dais_problem *p, const dais_str_vec *v, struct dais_arena *a)
{
	return dais_text_list(a, p->language, v->v, v->n);
}

struct dais_str
dais_explain_clauses(const struct dais_problem *p, const dais_str_vec *v, struct dais_arena *a)
{
	struct dais_str s = v->n ? v->v[0] : DAIS_STR_NONE;

	for (size_t i = 1; i < v->n; i++)
		s = dais_explain_say(p, a, i + 1 == v->n ? "%.*s and %.*s" : "%.*s; %.*s",
		    DAIS_STR_ARG(s), DAIS_STR_ARG(v->v[i]));
	return s;
}

struct dais_str
dais_explain_tasks(
    const struct dais_problem *p, const dais_index_vec *tasks, size_t most, struct dais_arena *a)
{
	dais_str_vec names = { .n = 0 };

	for (size_t i = 0; i < tasks->n && (i < most || tasks->n == most + 1); i++)
		dais_vec_push(a, &names,
		    tasks->n > 2 ? dais_explain_short(p, tasks->v[i], a)
				 : dais_explain_task(p, tasks->v[i], a));
	if (names.n < tasks->n)
		dais_vec_push(a, &names, dais_explain_say(p, a, "%zu more", tasks->n - names.n));
	return dais_explain_names(p, &names, a);
}

struct dais_str
dais_explain_sentence(const struct dais_problem *p, struct dais_str s, struct dais_arena *a)
{
	s = dais_text_capitalise(a, p->language, s);
	if (dais_str_has_suffix(s, DAIS_STR(".")))
		return s; /* "10 a.m." */
	return dais_explain_say(p, a, "%.*s.", DAIS_STR_ARG(s));
}

struct dais_str
dais_explain_at(const struct dais_problem *p, size_t t, struct dais_arena *a)
{
	const struct dais_plan_slot *slot = &p->slots.v[t];

	return dais_explain_say(p, a, "%.*s, %.*s",
	    DAIS_STR_ARG(dais_text_on_day(a, p->language, slot->day)),
	    DAIS_STR_ARG(dais_text_time_range(a, p->language, slot->start, slot->end)));
}

/* --- sets of slots --- */

size_t
dais_explain_count(const struct dais_problem *p, const uint64_t *set)
{
	size_t n = 0;

	for (size_t t = 0; t < p->slots.n; t++)
		n += dais_slots_has(set, t);
	return n;
}

/* The first slot at or after @t that is not in the same @whole (a day, else a half-day) as @t;
 * *@ret_all: all of them are in @set. */
static size_t
past_unit(const struct dais_problem *p, const uint64_t *set, size_t t, bool day, bool *ret_all)
{
	size_t u = t;

	*ret_all = true;
	while (u < p->slots.n && (day ? p->slots.v[u].day_index == p->slots.v[t].day_index
				      : p->slots.v[u].half_day == p->slots.v[t].half_day)) {
		*ret_all = *ret_all && dais_slots_has(set, u);
		u++;
	}
	return u;
}

static bool
begins_unit(const struct dais_problem *p, size_t t, bool day)
{
	if (t == 0)
		return true;
	return day ? p->slots.v[t - 1].day_index != p->slots.v[t].day_index
		   : p->slots.v[t - 1].half_day != p->slots.v[t].half_day;
}

/* A run of whole days that begins at @t: the slot past it, and its words. @t itself when the day
 * is not whole. */
static size_t
past_days(const struct dais_problem *p, const uint64_t *set, size_t t, struct dais_arena *a,
    struct dais_str *ret)
{
	size_t end = t, last = t;
	bool all = begins_unit(p, t, true);

	while (all && end < p->slots.n) {
		size_t next = past_unit(p, set, end, true, &all);

		if (all) {
			last = end;
			end = next;
		}
	}
	if (last == t)
		*ret = dais_text_on_day(a, p->language, p->slots.v[t].day);
	else
		*ret = dais_explain_say(p, a, "from %.*s to %.*s",
		    DAIS_STR_ARG(dais_text_day(a, p->language, p->slots.v[t].day)),
		    DAIS_STR_ARG(dais_text_day(a, p->language, p->slots.v[last].day)));
	return end;
}

/* The piece of @set that begins at slot @t: the slot past it. */
static size_t
next_piece(const struct dais_problem *p, const uint64_t *set, size_t t, struct dais_arena *a,
    struct dais_str *ret)
{
	size_t end = past_days(p, set, t, a, ret);
	bool all;

	if (end > t)
		return end;
	end = past_unit(p, set, t, false, &all);
	if (all && begins_unit(p, t, false)) {
		*ret = dais_text_half_day(
		    a, p->language, p->slots.v[t].day, p->slots.v[t].half_day % 2 != 0);
		return end;
	}
	*ret = dais_explain_at(p, t, a);
	return t + 1;
}

struct dais_str
dais_explain_when(
    const struct dais_problem *p, const uint64_t *set, struct dais_arena *a, size_t *ret_pieces)
{
	dais_str_vec pieces = { .n = 0 };
	size_t n = 0, slots = dais_explain_count(p, set), first = DAIS_NONE;

	for (size_t t = 0; t < p->slots.n;) {
		struct dais_str words;

		if (!dais_slots_has(set, t)) {
			t++;
			continue;
		}
		if (first == DAIS_NONE)
			first = t;
		t = next_piece(p, set, t, a, &words);
		if (n++ < PIECES_LISTED)
			dais_vec_push(a, &pieces, words);
	}
	if (ret_pieces)
		*ret_pieces = n;
	if (n == 0)
		return dais_explain_say(p, a, "at no time");
	if (slots == p->slots.n && n == 1 && p->slots.n > 1)
		return dais_explain_say(p, a, "at any time of the meeting");
	if (n <= PIECES_LISTED)
		return dais_explain_names(p, &pieces, a);
	return dais_explain_say(
	    p, a, "at %zu times, first %.*s", slots, DAIS_STR_ARG(dais_explain_at(p, first, a)));
}
