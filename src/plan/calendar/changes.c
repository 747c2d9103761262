/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The difference of two plans, as delegations have to know it.
 */
#include <stdlib.h>

#include "plan/calendar/calendar_priv.h"
#include "text/message.h"

const char *
dais_calendar_change_name(enum dais_calendar_change_kind k)
{
	static const char *const names[] = { "added", "dropped", "moved", "longer", "shorter",
		"room", "team" };

	return names[k];
}

static int
by_turn(const void *x, const void *y)
{
	const struct dais_calendar_sitting *a = x, *b = y;

	if (a->meeting != b->meeting)
		return a->meeting < b->meeting ? -1 : 1;
	if (a->turn != b->turn)
		return a->turn < b->turn ? -1 : 1;
	return dais_local_cmp(a->start, b->start);
}

/* Sittings of one turn in one plan. */
struct side {
	const struct dais_calendar_sitting *v;
	size_t n;
};

static struct dais_calendar_sitting *
sorted(const struct dais_calendar_plan *p, struct dais_arena *a)
{
	struct dais_calendar_sitting *v =
	    DAIS_NEW_N(a, p->sittings.n + 1, struct dais_calendar_sitting);

	if (p->sittings.n)
		memcpy(v, p->sittings.v, p->sittings.n * sizeof(*v));
	qsort(v, p->sittings.n, sizeof(*v), by_turn);
	return v;
}

/* Sittings of @v from *@at on that belong to the turn of @key. */
static struct side
take_turn(const struct dais_calendar_sitting *v, size_t n, size_t *at,
    const struct dais_calendar_sitting *key)
{
	struct side s = { .v = v + *at };

	while (*at < n && v[*at].meeting == key->meeting && v[*at].turn == key->turn) {
		(*at)++;
		s.n++;
	}
	return s;
}

/* The first sittings whose times differ, or the number of sittings of the shorter. */
static size_t
other_time(struct side x, struct side y)
{
	size_t i = 0;

	while (i < x.n && i < y.n && !dais_local_cmp(x.v[i].start, y.v[i].start))
		i++;
	return i;
}

/* First sitting in which the sides differ in room (or team), or the number of sittings. */
static size_t
differs_at(struct side x, struct side y, bool team)
{
	size_t i = 0;

	while (i < x.n && i < y.n &&
	       (team ? x.v[i].pool == y.v[i].pool && x.v[i].team == y.v[i].team
		     : x.v[i].room == y.v[i].room))
		i++;
	return i;
}

static bool
compare(struct side before, struct side after, struct dais_calendar_change *ret)
{
	size_t at = other_time(before, after);

	if (!before.n || !after.n) {
		ret->kind = after.n ? DAIS_CALENDAR_ADDED : DAIS_CALENDAR_DROPPED;
	} else if (at < before.n && at < after.n) {
		ret->kind = DAIS_CALENDAR_MOVED;
	} else if (before.n != after.n) {
		ret->kind = after.n > before.n ? DAIS_CALENDAR_LONGER : DAIS_CALENDAR_SHORTER;
		at = 0;
	} else if ((at = differs_at(before, after, false)) < after.n) {
		ret->kind = DAIS_CALENDAR_ROOM;
	} else if ((at = differs_at(before, after, true)) < after.n) {
		ret->kind = DAIS_CALENDAR_TEAM;
	} else {
		return false;
	}
	if (before.n)
		ret->from = before.v[at].start;
	if (after.n)
		ret->to = after.v[at].start;
	ret->room_before = before.n ? before.v[at].room : DAIS_NONE;
	ret->room_after = after.n ? after.v[at].room : DAIS_NONE;
	return true;
}

static struct dais_str
room_name(const struct dais_calendar *c, size_t room)
{
	return room < c->rooms.n
		   ? c->rooms.v[room].name
		   : dais_str_from(dais_text_message_words(c->language, DAIS_MESSAGE("no room")));
}

static struct dais_str
say(const struct dais_calendar *c, const struct dais_calendar_change *x, struct side before,
    struct side after, struct dais_arena *a)
{
	const struct dais_calendar_meeting *m = &c->meetings.v[x->meeting];
	enum dais_lang l = c->language;
	struct dais_str name = dais_calendar_meeting_told(c, m, a);
	const char *from = dais_date_is_set(x->from.date)
			       ? dais_arena_cstr(a, calendar_moment(c, x->from, a))
			       : "";
	const char *to =
	    dais_date_is_set(x->to.date) ? dais_arena_cstr(a, calendar_moment(c, x->to, a)) : "";

	if (m->times > 1)
		name = calendar_turn_told(c, m, x->turn, a);

	switch (x->kind) {
	case DAIS_CALENDAR_ADDED:
		return dais_text_message(a, l, "%.*s begins on %s", DAIS_STR_ARG(name), to);
	case DAIS_CALENDAR_DROPPED:
		return dais_text_message(
		    a, l, "%.*s, planned for %s, has no time", DAIS_STR_ARG(name), from);
	case DAIS_CALENDAR_MOVED:
		return dais_text_message(a, l,
		    dais_local_cmp(before.v[0].start, after.v[0].start)
			? "%.*s moves from %s to %s"
			: "%.*s, in part, moves from %s to %s",
		    DAIS_STR_ARG(name), from, to);
	case DAIS_CALENDAR_LONGER:
	case DAIS_CALENDAR_SHORTER:
		return dais_text_message(a, l, "%.*s, from %s on, has %zu sittings, not %zu",
		    DAIS_STR_ARG(name), to, after.n, before.n);
	case DAIS_CALENDAR_ROOM:
		return dais_text_message(a, l, "%.*s is in %.*s, not %.*s, from %s on",
		    DAIS_STR_ARG(name), DAIS_STR_ARG(room_name(c, x->room_after)),
		    DAIS_STR_ARG(room_name(c, x->room_before)), to);
	default:
		return dais_text_message(
		    a, l, "%.*s has another team from %s on", DAIS_STR_ARG(name), to);
	}
}

static int
by_time(const void *x, const void *y)
{
	const struct dais_calendar_change *a = x, *b = y;
	struct dais_local s = dais_date_is_set(a->to.date) ? a->to : a->from;
	struct dais_local t = dais_date_is_set(b->to.date) ? b->to : b->from;

	if (dais_local_cmp(s, t))
		return dais_local_cmp(s, t);
	if (a->meeting != b->meeting)
		return a->meeting < b->meeting ? -1 : 1;
	return a->turn < b->turn ? -1 : a->turn > b->turn;
}

void
dais_calendar_changes(const struct dais_calendar *c, const struct dais_calendar_plan *before,
    const struct dais_calendar_plan *after, struct dais_arena *a, dais_calendar_change_vec *ret)
{
	const struct dais_calendar_sitting *x = sorted(before, a), *y = sorted(after, a);
	size_t i = 0, k = 0, n = before->sittings.n, m = after->sittings.n;

	*ret = (dais_calendar_change_vec){ 0 };
	while (i < n || k < m) {
		const struct dais_calendar_sitting *key = i >= n ? &y[k]
							  : k >= m || by_turn(&x[i], &y[k]) <= 0
							      ? &x[i]
							      : &y[k];
		struct dais_calendar_change change = { .meeting = key->meeting, .turn = key->turn };
		struct side was = take_turn(x, n, &i, key), is = take_turn(y, m, &k, key);

		if (!compare(was, is, &change))
			continue;
		change.words = say(c, &change, was, is, a);
		dais_vec_push(a, ret, change);
	}
	if (ret->n)
		qsort(ret->v, ret->n, sizeof(*ret->v), by_time);
}
