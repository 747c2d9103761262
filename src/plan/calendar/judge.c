/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The independent checker: counts everything anew from the dates of the sittings, and shares
 * nothing with the planner but the calendar.
 */
#include <stdlib.h>

#include "plan/calendar/judge_priv.h"
#include "text/message.h"
#include "text/text.h"

void
judge_breach(struct judging *j, unsigned rank, uint64_t cost, size_t meeting,
    const struct dais_local *at, const char *english, ...)
{
	struct dais_calendar_breach b = { .rank = rank, .cost = cost, .meeting = meeting };
	va_list ap;

	if (at)
		b.at = *at;
	va_start(ap, english);
	b.words = dais_text_message_v(j->a, j->c->language, english, ap);
	va_end(ap);
	dais_vec_push(j->a, &j->ret->breaches, b);
	j->ret->cost[rank] += cost;
}

struct dais_str
judge_time(struct judging *j, struct dais_local at)
{
	enum dais_lang l = j->c->language;

	return dais_text_message(j->a, l, "%.*s, at %.*s",
	    DAIS_STR_ARG(dais_text_on_day(j->a, l, at.date)),
	    DAIS_STR_ARG(dais_text_time(j->a, l, at.minute)));
}

struct dais_str
judge_opening(struct judging *j, struct dais_local at)
{
	return dais_text_opening(j->a, j->c->language, at);
}

struct dais_str
judge_name(struct judging *j, const struct dais_calendar_meeting *m)
{
	return dais_calendar_meeting_told(j->c, m, j->a);
}

static bool
is_within(const struct dais_calendar_period *p, struct dais_local at)
{
	bool whole = p->to_minute == 0;

	return dais_date_cmp(p->from, at.date) <= 0 && dais_date_cmp(at.date, p->to) <= 0 &&
	       (whole || (p->from_minute <= at.minute && at.minute < p->to_minute));
}

bool
judge_is_in(const dais_calendar_period_vec *v, struct dais_local at)
{
	for (size_t i = 0; i < v->n; i++) {
		if (is_within(&v->v[i], at))
			return true;
	}
	return false;
}

/* A name that is not given is the id. */
static struct dais_str
name_or(struct dais_str name, struct dais_str id)
{
	return name.n ? name : id;
}

struct dais_str
judge_room_name(const struct judging *j, size_t room)
{
	return name_or(j->c->rooms.v[room].name, j->c->rooms.v[room].id);
}

struct dais_str
judge_pool_name(const struct judging *j, size_t pool)
{
	return name_or(j->c->pools.v[pool].name, j->c->pools.v[pool].id);
}

struct dais_str
judge_body_name(const struct judging *j, size_t body)
{
	return name_or(j->c->bodies.v[body].name, j->c->bodies.v[body].id);
}

/* Whether some hour of @d is not closed. */
static bool
has_hours(const struct judging *j, struct dais_date d)
{
	int w = dais_date_weekday(d) - 1;

	for (size_t i = 0; i < j->c->hours[w].n; i++) {
		if (!judge_is_in(
			&j->c->closed, (struct dais_local){ d, j->c->hours[w].v[i].start }))
			return true;
	}
	return false;
}

static void
find_working_days(struct judging *j)
{
	j->from = dais_date_to_days(j->c->from);
	j->days = (size_t)(dais_date_to_days(j->c->to) - j->from + 1);
	j->working = DAIS_NEW_N(j->a, j->days + 1, size_t);
	j->is_working = DAIS_NEW_N(j->a, j->days + 1, bool);
	for (size_t i = 0; i < j->days; i++) {
		struct dais_date d = dais_date_from_days(j->from + (int64_t)i);

		j->is_working[i] = has_hours(j, d);
		j->working[i + 1] = j->working[i] + j->is_working[i];
	}
}

/* The time of @s in words, for a breach. */
static const char *
when(struct judging *j, const struct dais_calendar_sitting *s)
{
	return dais_arena_cstr(j->a, judge_time(j, s->start));
}

/* --- a sitting -------------------------------------------------------------------------------- */

static void
judge_hour(struct judging *j, const struct dais_calendar_sitting *s, const char *name)
{
	struct dais_date d = s->start.date;
	int64_t at = dais_date_to_days(d) - j->from;
	bool known = false;
	int w = dais_date_weekday(d) - 1;

	if (at < 0 || at >= (int64_t)j->days) {
		judge_breach(j, 0, 1, s->meeting, &s->start, "%s sits %.*s, outside the calendar",
		    name, DAIS_STR_ARG(judge_time(j, s->start)));
		return;
	}
	for (size_t i = 0; i < j->c->hours[w].n; i++)
		known = known || j->c->hours[w].v[i].start == s->start.minute;
	if (!known || judge_is_in(&j->c->closed, s->start))
		judge_breach(j, 0, 1, s->meeting, &s->start,
		    "%s sits %.*s, when there are no sittings (R-DATE-03, R-TIME-01)", name,
		    DAIS_STR_ARG(judge_time(j, s->start)));
}

static void
judge_room(struct judging *j, const struct dais_calendar_sitting *s, const char *name)
{
	const struct dais_calendar_meeting *m = &j->c->meetings.v[s->meeting];
	const struct dais_calendar_room *r;
	bool named = m->only_rooms.n == 0;

	if (!j->c->rooms.n)
		return;
	if (s->room >= j->c->rooms.n) {
		judge_breach(j, 0, 1, s->meeting, &s->start, "%s has no room %s", name, when(j, s));
		return;
	}
	r = &j->c->rooms.v[s->room];
	for (size_t i = 0; i < m->only_rooms.n; i++)
		named = named || m->only_rooms.v[i] == s->room;
	if (!named)
		judge_breach(j, 0, 1, s->meeting, &s->start,
		    "%s is in `%.*s` %s, not a room it may use", name,
		    DAIS_STR_ARG(judge_room_name(j, s->room)), when(j, s));
	if (r->capacity && r->capacity < m->attendance)
		judge_breach(j, 0, 1, s->meeting, &s->start, "%s needs %u seats %s, `%.*s` has %u",
		    name, m->attendance, when(j, s), DAIS_STR_ARG(judge_room_name(j, s->room)),
		    r->capacity);
	if (m->remote && !r->remote)
		judge_breach(j, 0, 1, s->meeting, &s->start,
		    "%s has online participants %s, `%.*s` is not equipped for them", name,
		    when(j, s), DAIS_STR_ARG(judge_room_name(j, s->room)));
	if (judge_is_in(&r->closed, s->start))
		judge_breach(j, 0, 1, s->meeting, &s->start, "`%.*s`, the room of %s, is closed %s",
		    DAIS_STR_ARG(judge_room_name(j, s->room)), name, when(j, s));
}

static void
judge_team(struct judging *j, const struct dais_calendar_sitting *s, const char *name)
{
	const struct dais_calendar_meeting *m = &j->c->meetings.v[s->meeting];
	const struct dais_calendar_pool *p;

	if (!j->c->pools.n || !m->languages)
		return;
	if (s->pool >= j->c->pools.n || s->team < 1 || s->team > j->c->pools.v[s->pool].teams) {
		judge_breach(j, 0, 1, s->meeting, &s->start, "%s has no team of interpreters %s",
		    name, when(j, s));
		return;
	}
	p = &j->c->pools.v[s->pool];
	if (m->languages & ~p->languages)
		judge_breach(j, 0, 1, s->meeting, &s->start,
		    "team %.*s/%u of %s %s does not have all its languages",
		    DAIS_STR_ARG(judge_pool_name(j, s->pool)), s->team, name, when(j, s));
	for (size_t i = 0; i < p->absences.n; i++) {
		if (p->absences.v[i].team == s->team && is_within(&p->absences.v[i].when, s->start))
			judge_breach(j, 0, 1, s->meeting, &s->start,
			    "team %.*s/%u of %s is away %s",
			    DAIS_STR_ARG(judge_pool_name(j, s->pool)), s->team, name, when(j, s));
	}
}

void
judge_sitting(struct judging *j, const struct dais_calendar_sitting *s)
{
	const struct dais_calendar_meeting *m = &j->c->meetings.v[s->meeting];
	const char *name = dais_arena_cstr(j->a, judge_name(j, m));

	judge_hour(j, s, name);
	for (size_t i = 0; i < m->bodies.n; i++) {
		if (judge_is_in(&j->c->bodies.v[m->bodies.v[i]].closed, s->start))
			judge_breach(j, 0, 1, s->meeting, &s->start,
			    "%s sits %.*s, when `%.*s` cannot", name,
			    DAIS_STR_ARG(judge_time(j, s->start)),
			    DAIS_STR_ARG(judge_body_name(j, m->bodies.v[i])));
	}
	if ((dais_date_is_set(m->earliest) && dais_date_cmp(s->start.date, m->earliest) < 0) ||
	    (dais_date_is_set(m->latest) && dais_date_cmp(s->start.date, m->latest) > 0))
		judge_breach(j, 0, 1, s->meeting, &s->start,
		    "%s sits %.*s, outside its earliest and latest day", name,
		    DAIS_STR_ARG(judge_time(j, s->start)));
	judge_room(j, s, name);
	judge_team(j, s, name);
}

/* --- all -------------------------------------------------------------------------------------- */

static int
by_meeting(const void *x, const void *y)
{
	const struct dais_calendar_sitting *a = x, *b = y;

	if (a->meeting != b->meeting)
		return a->meeting < b->meeting ? -1 : 1;
	if (a->turn != b->turn)
		return a->turn < b->turn ? -1 : 1;
	return dais_local_cmp(a->start, b->start);
}

/* The turns of all meetings; @first: where those of each begin. */
static struct judged_turn *
find_turns(struct judging *j, size_t *first)
{
	size_t n = 0;
	struct judged_turn *turns;

	for (size_t i = 0; i < j->c->meetings.n; i++) {
		first[i] = n;
		n += j->c->meetings.v[i].times;
	}
	first[j->c->meetings.n] = n;
	turns = DAIS_NEW_N(j->a, n + 1, struct judged_turn);
	for (size_t i = 0; i < j->n; i++) {
		struct judged_turn *t = &turns[first[j->v[i].meeting] + j->v[i].turn];

		if (!t->first)
			t->first = &j->v[i];
		t->last = &j->v[i];
	}
	return turns;
}

static int
by_rank(const void *x, const void *y)
{
	const struct dais_calendar_breach *a = x, *b = y;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (dais_local_cmp(a->at, b->at))
		return dais_local_cmp(a->at, b->at);
	if (a->meeting != b->meeting)
		return a->meeting < b->meeting ? -1 : 1;
	return dais_str_cmp(a->words, b->words);
}

void
dais_calendar_judge(const struct dais_calendar *c, const struct dais_calendar_plan *plan,
    struct dais_arena *a, struct dais_calendar_verdict *ret)
{
	struct judging j = { .c = c, .n = plan->sittings.n, .a = a, .ret = ret };
	struct dais_calendar_sitting *v = DAIS_NEW_N(a, j.n + 1, struct dais_calendar_sitting);
	size_t *first = DAIS_NEW_N(a, c->meetings.n + 1, size_t);
	struct judged_turn *turns;

	*ret = (struct dais_calendar_verdict){ .sittings = j.n, .whole = true };
	if (j.n)
		memcpy(v, plan->sittings.v, j.n * sizeof(*v));
	qsort(v, j.n, sizeof(*v), by_meeting);
	j.v = v;
	find_working_days(&j);
	turns = find_turns(&j, first);
	for (size_t i = 0; i < j.n; i++)
		judge_sitting(&j, &j.v[i]);
	for (size_t i = 0; i < first[c->meetings.n]; i++) {
		if (turns[i].first)
			judge_turn(&j, &turns[i]);
		else
			ret->whole = false;
	}
	judge_meetings(&j, turns, first);
	judge_times(&j);
	if (ret->breaches.n)
		qsort(ret->breaches.v, ret->breaches.n, sizeof(*ret->breaches.v), by_rank);
	ret->sound = ret->cost[0] == 0;
}
