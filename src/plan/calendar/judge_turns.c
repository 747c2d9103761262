/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The checker: what turns of meetings must be, and the wishes about them.
 */
#include "plan/calendar/judge_priv.h"

static size_t
day_of(const struct judging *j, struct dais_date d)
{
	int64_t at = dais_date_to_days(d) - j->from;

	return at<0 ? 0 : at>(int64_t) j->days ? j->days : (size_t)at;
}

/* Monday of the week of @d. */
static int64_t
monday(struct dais_date d)
{
	return dais_date_to_days(d) - (dais_date_weekday(d) - 1);
}

/* Which of the hours of its day @at is, or the number of hours. */
static size_t
hour_index(const struct judging *j, struct dais_local at)
{
	int w = dais_date_weekday(at.date) - 1;
	size_t i = 0;

	while (i < j->c->hours[w].n && j->c->hours[w].v[i].start != at.minute)
		i++;
	return i;
}

static size_t
hours_on(const struct judging *j, struct dais_date d)
{
	return j->c->hours[dais_date_weekday(d) - 1].n;
}

/* Sittings a week without closed days has room for. */
static size_t
week_holds(const struct judging *j, const struct dais_calendar_meeting *m, size_t a_day)
{
	size_t all = 0;

	for (int w = 0; w < 7; w++) {
		size_t later = 0;

		for (size_t i = 0; i < j->c->hours[w].n; i++) {
			if (later || m->hour < 0 || j->c->hours[w].v[i].start == m->hour)
				later++;
		}
		all += later < a_day ? later : a_day;
	}
	return all;
}

#define OPEN_MAX 64u /* hours of a day; the reader allows fewer */

/* Whether hour @i of the day is not closed on @d. */
static bool
is_open(const struct judging *j, struct dais_date d, size_t i)
{
	const struct dais_calendar_hours *h = &j->c->hours[dais_date_weekday(d) - 1].v[i];

	return !judge_is_in(&j->c->closed, (struct dais_local){ d, h->start });
}

/* The sittings of one day, [s, end): as many as there should be, at the right hours. */
static void
judge_day(struct judging *j, const struct judged_turn *t, const struct dais_calendar_sitting *s,
    const struct dais_calendar_sitting *end, size_t a_day)
{
	const struct dais_calendar_meeting *m = &j->c->meetings.v[s->meeting];
	size_t n = (size_t)(end - s), first = hour_index(j, t->first->start);
	size_t hours = hours_on(j, s->start.date), left = (size_t)(t->last + 1 - s);
	size_t most = 0, open[OPEN_MAX];

	for (size_t i = first; i < hours && i < first + a_day && most < OPEN_MAX; i++) {
		if (is_open(j, s->start.date, i))
			open[most++] = i;
	}
	if (!most || hour_index(j, s->start) != open[0] ||
	    (m->hour >= 0 && s->start.minute != m->hour))
		judge_breach(j, 0, 1, s->meeting, &s->start, "%.*s begins at another hour %.*s",
		    DAIS_STR_ARG(judge_name(j, m)), DAIS_STR_ARG(judge_time(j, s->start)));
	for (const struct dais_calendar_sitting *x = s + 1; x < end; x++) {
		size_t k = (size_t)(x - s);

		if (k < most && hour_index(j, x->start) != open[k])
			judge_breach(j, 0, 1, s->meeting, &x->start, "%.*s skips hours before %.*s",
			    DAIS_STR_ARG(judge_name(j, m)),
			    DAIS_STR_ARG(judge_opening(j, x->start)));
	}
	if (n > most || (n < most && n < left))
		judge_breach(j, 0, 1, s->meeting, &s->start,
		    "%.*s has %zu sittings on the day of %.*s, not %zu",
		    DAIS_STR_ARG(judge_name(j, m)), n, DAIS_STR_ARG(judge_opening(j, s->start)),
		    most < left ? most : left);
	/* A day that could hold more from its first hour on is not begun later. */
	if (s == t->first && m->hour < 0 && first && first + a_day > hours &&
	    m->sittings + first > hours)
		judge_breach(j, 0, 1, s->meeting, &s->start,
		    "%.*s begins %.*s, when the day has no room for its sittings",
		    DAIS_STR_ARG(judge_name(j, m)), DAIS_STR_ARG(judge_time(j, s->start)));
}

static void
judge_days(struct judging *j, const struct judged_turn *t)
{
	const struct dais_calendar_meeting *m = &j->c->meetings.v[t->first->meeting];
	size_t a_day = m->a_day && m->a_day < m->sittings ? m->a_day : m->sittings;
	const struct dais_calendar_sitting *s = t->first, *end;

	for (; s <= t->last; s = end) {
		for (end = s + 1; end <= t->last && dais_date_eq(end->start.date, s->start.date);)
			end++;
		judge_day(j, t, s, end, a_day);
		if (end <= t->last && j->working[day_of(j, end->start.date)] !=
					  j->working[day_of(j, s->start.date)] + 1)
			judge_breach(j, 0, 1, s->meeting, &end->start,
			    "%.*s leaves out working days before %.*s",
			    DAIS_STR_ARG(judge_name(j, m)),
			    DAIS_STR_ARG(judge_opening(j, end->start)));
	}
	if (!m->across_weeks && m->sittings <= week_holds(j, m, a_day) &&
	    monday(t->first->start.date) != monday(t->last->start.date))
		judge_breach(j, 0, 1, t->first->meeting, &t->first->start,
		    "%.*s reaches over a weekend", DAIS_STR_ARG(judge_name(j, m)));
}

static void
judge_rooms(struct judging *j, const struct judged_turn *t)
{
	const struct dais_calendar_meeting *m = &j->c->meetings.v[t->first->meeting];
	uint64_t changes = 0, outside = 0;

	for (const struct dais_calendar_sitting *s = t->first; s <= t->last; s++) {
		bool wished = m->rooms.n == 0;

		changes += s > t->first && s->room != s[-1].room;
		for (size_t i = 0; i < m->rooms.n; i++)
			wished = wished || m->rooms.v[i] == s->room;
		outside += !wished;
	}
	if (!j->c->rooms.n)
		return;
	if (changes)
		judge_breach(j, 2, changes, t->first->meeting, &t->first->start,
		    changes == 1 ? "%.*s changes its room %zu time"
				 : "%.*s changes its room %zu times",
		    DAIS_STR_ARG(judge_name(j, m)), (size_t)changes);
	if (outside)
		judge_breach(j, 2, outside, t->first->meeting, &t->first->start,
		    outside == 1 ? "%.*s has %zu sitting outside the rooms it wishes"
				 : "%.*s has %zu sittings outside the rooms it wishes",
		    DAIS_STR_ARG(judge_name(j, m)), (size_t)outside);
}

static void
judge_wished_day(struct judging *j, const struct judged_turn *t)
{
	const struct dais_calendar_meeting *m = &j->c->meetings.v[t->first->meeting];
	struct dais_date base = m->preferred;
	size_t wish, is;

	if (!dais_date_is_set(base)) {
		if (!m->every_days)
			return;
		base = dais_date_is_set(m->earliest) ? m->earliest : j->c->from;
	}
	wish = j->working[day_of(j, dais_date_add(base, (int)(t->first->turn * m->every_days)))];
	is = j->working[day_of(j, t->first->start.date)];
	if (wish != is) {
		size_t away = wish > is ? wish - is : is - wish;

		judge_breach(j, 1, away * m->weight, t->first->meeting, &t->first->start,
		    is > wish   ? away == 1 ? "%.*s begins %zu working day later than wished"
					    : "%.*s begins %zu working days later than wished"
		    : away == 1 ? "%.*s begins %zu working day earlier than wished"
				: "%.*s begins %zu working days earlier than wished",
		    DAIS_STR_ARG(judge_name(j, m)), away);
	}
}

/* Whether the turn that begins with @s is fixed, the last word counting, for another time. */
static bool
is_elsewhere(const struct dais_calendar_meeting *m, const struct dais_calendar_sitting *s)
{
	bool elsewhere = false;

	for (size_t i = 0; i < m->fixed.n; i++) {
		struct dais_local at = m->fixed.v[i].at;

		if (m->fixed.v[i].turn == s->turn)
			elsewhere = !dais_date_eq(s->start.date, at.date) ||
				    (at.minute >= 0 && s->start.minute != at.minute);
	}
	return elsewhere;
}

void
judge_turn(struct judging *j, const struct judged_turn *t)
{
	const struct dais_calendar_meeting *m = &j->c->meetings.v[t->first->meeting];
	size_t n = (size_t)(t->last - t->first) + 1;

	if (n != m->sittings)
		judge_breach(j, 0, 1, t->first->meeting, NULL, "%.*s has %zu sittings, not %u",
		    DAIS_STR_ARG(judge_name(j, m)), n, m->sittings);
	judge_days(j, t);
	if (is_elsewhere(m, t->first))
		judge_breach(j, 0, 1, t->first->meeting, &t->first->start,
		    "%.*s is fixed for another day", DAIS_STR_ARG(judge_name(j, m)));
	judge_rooms(j, t);
	judge_wished_day(j, t);
}

/* @b must come @gap days after @a. */
static void
judge_order(
    struct judging *j, const struct judged_turn *a, const struct judged_turn *b, unsigned gap)
{
	int64_t days;

	if (!a->first || !b->first)
		return;
	days = dais_date_to_days(b->first->start.date) - dais_date_to_days(a->last->start.date);
	if (days < (int64_t)gap || dais_local_cmp(a->last->start, b->first->start) >= 0)
		judge_breach(j, 0, 1, b->first->meeting, &b->first->start,
		    "%.*s begins %d days after %.*s ends, not at least %u",
		    DAIS_STR_ARG(judge_name(j, &j->c->meetings.v[b->first->meeting])), (int)days,
		    DAIS_STR_ARG(judge_name(j, &j->c->meetings.v[a->first->meeting])), gap);
}

void
judge_meetings(struct judging *j, const struct judged_turn *turns, const size_t *first)
{
	for (size_t i = 0; i < j->c->meetings.n; i++) {
		const struct dais_calendar_meeting *m = &j->c->meetings.v[i];
		const struct judged_turn *own = &turns[first[i]];

		for (size_t t = 1; t < m->times; t++)
			judge_order(j, &own[t - 1], &own[t], m->apart_days);
		for (size_t k = 0; k < m->after.n; k++)
			judge_order(j, &turns[first[m->after.v[k].meeting + 1] - 1], own,
			    m->after.v[k].gap_days);
		for (size_t k = 0; k < m->same_week.n; k++) {
			const struct judged_turn *other = &turns[first[m->same_week.v[k]]];

			if (own->first && other->first &&
			    monday(own->first->start.date) != monday(other->first->start.date))
				judge_breach(j, 0, 1, i, &own->first->start,
				    "%.*s does not begin in the week of %.*s",
				    DAIS_STR_ARG(judge_name(j, m)),
				    DAIS_STR_ARG(
					judge_name(j, &j->c->meetings.v[m->same_week.v[k]])));
		}
	}
}
