/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A smallest set of meetings that cannot be held together, found by leaving out what is not needed
 * for the contradiction, and the kind of demand without which there would be none.
 */
#include "base/clock.h"
#include "plan/calendar/explain_priv.h"
#include "text/message.h"
#include "text/text.h"

#define CONFLICTS_MAX 5u /* explained; a secretary mends a few and plans again */
#define PART_MAX 400u    /* meetings looked at around one */
#define TEST_SECONDS 2.0
#define INSIDE_DAYS 21

struct dais_calendar *
calendar_part(const struct dais_calendar *c, const dais_index_vec *keep, struct dais_arena *a)
{
	struct dais_calendar *ret = DAIS_NEW(a, struct dais_calendar);
	size_t *now = DAIS_NEW_N(a, c->meetings.n + 1, size_t);

	*ret = *c;
	ret->arena = a;
	ret->meetings.v = DAIS_NEW_N(a, keep->n + 1, struct dais_calendar_meeting);
	ret->meetings.n = ret->meetings.cap = keep->n;
	for (size_t i = 0; i < c->meetings.n; i++)
		now[i] = DAIS_NONE;
	for (size_t i = 0; i < keep->n; i++)
		now[keep->v[i]] = i;
	for (size_t i = 0; i < keep->n; i++) {
		const struct dais_calendar_meeting *from = &c->meetings.v[keep->v[i]];
		struct dais_calendar_meeting *to = &ret->meetings.v[i];

		*to = *from;
		to->after.v = NULL;
		to->after.n = to->after.cap = 0;
		to->same_week = (dais_index_vec){ 0 };
		for (size_t k = 0; k < from->after.n; k++) {
			if (now[from->after.v[k].meeting] == DAIS_NONE)
				continue;
			dais_vec_push(a, &to->after, from->after.v[k]);
			to->after.v[to->after.n - 1].meeting = now[from->after.v[k].meeting];
		}
		for (size_t k = 0; k < from->same_week.n; k++) {
			if (now[from->same_week.v[k]] != DAIS_NONE)
				dais_vec_push(a, &to->same_week, now[from->same_week.v[k]]);
		}
	}
	return ret;
}

struct explaining {
	const struct dais_calendar *c;
	const struct dais_search *s;
	double until;
	const bool *lacks; /* [meetings] some turn has no time */
};

static bool
contradicts(const struct explaining *x, const dais_index_vec *v)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
	double left = x->until - dais_clock_seconds();

	if (left < 0.05)
		return false;
	return calendar_unplaceable(
		   calendar_part(x->c, v, a), x->s, left < TEST_SECONDS ? left : TEST_SECONDS) > 0;
}

/* Days in which meeting @m can be at all. */
static void
window(const struct dais_calendar *c, const struct dais_calendar_meeting *m, int64_t *ret_from,
    int64_t *ret_to)
{
	*ret_from = dais_date_to_days(dais_date_is_set(m->earliest) ? m->earliest : c->from);
	*ret_to = dais_date_to_days(dais_date_is_set(m->latest) ? m->latest : c->to);
	if (m->times == 1 && m->fixed.n) {
		*ret_from = dais_date_to_days(dais_calendar_fixed_of(m, 0)->at.date);
		*ret_to = *ret_from + (int64_t)m->sittings * 2;
	}
}

static bool
is_related(const struct dais_calendar_meeting *m, const struct dais_calendar_meeting *o, size_t i)
{
	for (size_t k = 0; k < m->after.n; k++) {
		if (m->after.v[k].meeting == i)
			return true;
	}
	for (size_t k = 0; k < m->same_week.n; k++) {
		if (m->same_week.v[k] == i)
			return true;
	}
	(void)o;
	return false;
}

/* The meetings whose days overlap those of @meeting (@inside: lie near them), itself included,
 * ascending; none that lacks a time, so that without @meeting they can all be held. */
static void
around(const struct explaining *x, size_t meeting, bool inside, struct dais_arena *a,
    dais_index_vec *ret)
{
	const struct dais_calendar *c = x->c;
	int64_t from, to, f, t;

	window(c, &c->meetings.v[meeting], &from, &to);
	for (size_t i = 0; i < c->meetings.n; i++) {
		const struct dais_calendar_meeting *o = &c->meetings.v[i];

		window(c, o, &f, &t);
		if (i != meeting && x->lacks[i])
			continue;
		if (inside && i != meeting && (f < from - INSIDE_DAYS || t > to + INSIDE_DAYS))
			continue;
		if (i == meeting || (f <= to && from <= t) ||
		    is_related(&c->meetings.v[meeting], o, i) || is_related(o, NULL, meeting))
			dais_vec_push(a, ret, i);
	}
}

/* Leaves out of *@v, part by part, what the contradiction does not need; @meeting stays. */
static bool
shrink(const struct explaining *x, size_t meeting, struct dais_arena *a, dais_index_vec *v)
{
	size_t chunk = v->n;

	while (chunk >= 1) {
		bool any = false;

		for (size_t at = 0; at < v->n;) {
			dais_index_vec less = { 0 };

			for (size_t i = 0; i < v->n; i++) {
				if (i < at || i >= at + chunk || v->v[i] == meeting)
					dais_vec_push(a, &less, v->v[i]);
			}
			if (dais_clock_seconds() > x->until)
				return false;
			if (less.n < v->n && contradicts(x, &less)) {
				*v = less;
				any = true;
			} else {
				at += chunk;
			}
		}
		if (chunk == 1 && !any)
			return true;
		chunk = chunk > 1 ? (chunk + 1) / 2 : 1;
		if (chunk == 1 && v->n == 1)
			return true;
	}
	return true;
}

/* --- why -------------------------------------------------------------------------------------- */

enum cause {
	CAUSE_ROOMS,
	CAUSE_TEAMS,
	CAUSE_DELEGATIONS,
	CAUSE_ORDER,
	CAUSE_BODIES,
	CAUSE_CLOSED,
	CAUSE_DAYS,
	CAUSE_COUNT
};

/* Bodies can sit on any day; the list may be another calendar's. */
static void
open_bodies(struct dais_calendar *c, struct dais_arena *a)
{
	struct dais_calendar_body *v = DAIS_NEW_N(a, c->bodies.n + 1, struct dais_calendar_body);

	memcpy(v, c->bodies.v, c->bodies.n * sizeof(*v));
	c->bodies.v = v;
	for (size_t i = 0; i < c->bodies.n; i++)
		v[i].closed.n = 0;
}

static void
relax(struct dais_calendar *c, enum cause cause, struct dais_arena *a)
{
	struct dais_calendar_meeting *v =
	    DAIS_NEW_N(a, c->meetings.n + 1, struct dais_calendar_meeting);

	memcpy(v, c->meetings.v, c->meetings.n * sizeof(*v));
	c->meetings.v = v;
	switch (cause) {
	case CAUSE_ROOMS:
		c->rooms.n = 0;
		break;
	case CAUSE_TEAMS:
		c->pools.n = 0;
		break;
	case CAUSE_DELEGATIONS:
		c->delegations.n = 0;
		break;
	case CAUSE_BODIES:
		open_bodies(c, a);
		break;
	case CAUSE_CLOSED:
		c->closed.n = 0;
		break;
	default:
		break;
	}
	for (size_t i = 0; i < c->meetings.n; i++) {
		if (cause == CAUSE_ROOMS) {
			v[i].rooms.n = v[i].only_rooms.n = 0;
		} else if (cause == CAUSE_ORDER) {
			v[i].after.n = v[i].same_week.n = 0;
			v[i].apart_days = 0;
		} else if (cause == CAUSE_DAYS) {
			v[i].earliest = v[i].latest = (struct dais_date){ 0 };
			v[i].fixed.n = 0;
			v[i].hour = -1;
		}
	}
}

static dais_index_vec
as_vec(struct dais_arena *a, const size_t *v, size_t n)
{
	dais_index_vec ret = { 0 };

	for (size_t i = 0; i < n; i++)
		dais_vec_push(a, &ret, v[i]);
	return ret;
}

static struct dais_str
names_of(const struct dais_calendar *c, const dais_index_vec *v, struct dais_arena *a)
{
	struct dais_str names[8];
	size_t n = v->n < 8 ? v->n : 7;

	for (size_t i = 0; i < n; i++)
		names[i] = dais_calendar_meeting_told(c, &c->meetings.v[v->v[i]], a);
	if (v->n > n) {
		names[n] = dais_text_message(a, c->language, "%zu more", v->n - n);
		n++;
	}
	return dais_text_list(a, c->language, names, n);
}

static struct dais_str
why(const struct explaining *x, const dais_index_vec *v, struct dais_arena *a)
{
	static const char *const words[CAUSE_COUNT] = {
		DAIS_MESSAGE("the rooms fit for them"),
		DAIS_MESSAGE("the teams of interpreters"),
		DAIS_MESSAGE("the delegations they share"),
		DAIS_MESSAGE("their order"),
		DAIS_MESSAGE("the days on which a body cannot sit"),
		DAIS_MESSAGE("the days that are closed"),
		DAIS_MESSAGE("the days and hours they may have"),
	};
	struct dais_str found[CAUSE_COUNT];
	size_t n = 0;

	for (unsigned i = 0; i < CAUSE_COUNT; i++) {
		DAIS_ARENA_AUTO own = dais_arena_new((size_t)8 << 30);
		struct dais_calendar *part = calendar_part(x->c, v, own);
		double left = x->until - dais_clock_seconds();

		relax(part, i, own);
		if (left > 0.05 &&
		    !calendar_unplaceable(part, x->s, left < TEST_SECONDS ? left : TEST_SECONDS))
			found[n++] =
			    dais_str_from(dais_text_message_words(x->c->language, words[i]));
	}
	if (!n)
		return dais_text_message(
		    a, x->c->language, "their sittings are too many for the days there are");
	return dais_text_message(a, x->c->language, "what stands in the way: %.*s",
	    DAIS_STR_ARG(dais_text_list(a, x->c->language, found, n)));
}

/* --- all -------------------------------------------------------------------------------------- */

static struct dais_str
sentence(const struct explaining *x, const struct dais_calendar_conflict *k, struct dais_arena *a)
{
	const struct dais_calendar_meeting *m = &x->c->meetings.v[k->meeting];
	int64_t from, to;
	struct dais_str reason = why(x, &k->meetings, a);

	window(x->c, m, &from, &to);
	if (k->meetings.n == 1)
		return dais_text_message(a, x->c->language,
		    "%.*s (%u sittings) cannot be held from %.*s to %.*s: %.*s",
		    DAIS_STR_ARG(dais_calendar_meeting_told(x->c, m, a)), m->sittings * m->times,
		    DAIS_STR_ARG(dais_text_date(a, x->c->language, dais_date_from_days(from))),
		    DAIS_STR_ARG(dais_text_date(a, x->c->language, dais_date_from_days(to))),
		    DAIS_STR_ARG(reason));
	return dais_text_message(a, x->c->language, "%.*s cannot all be held: %.*s",
	    DAIS_STR_ARG(names_of(x->c, &k->meetings, a)), DAIS_STR_ARG(reason));
}

static void
explain_turn(const struct explaining *x, size_t meeting, unsigned turn, struct dais_arena *a,
    struct dais_calendar_conflict *ret)
{
	dais_index_vec v = as_vec(a, &meeting, 1);

	*ret = (struct dais_calendar_conflict){
		.meeting = meeting, .turn = turn, .place = x->c->meetings.v[meeting].place
	};
	if (!contradicts(x, &v)) {
		v = (dais_index_vec){ 0 };
		around(x, meeting, false, a, &v);
		if (v.n > PART_MAX) {
			v = (dais_index_vec){ 0 };
			around(x, meeting, true, a, &v);
		}
		if (v.n <= PART_MAX && contradicts(x, &v)) {
			ret->smallest = shrink(x, meeting, a, &v);
		} else {
			v = as_vec(a, &meeting, 1);
			ret->meetings = v;
			ret->words = dais_text_message(a, x->c->language,
			    "%.*s found no time among the other meetings; no smaller contradiction "
			    "was proven in time",
			    DAIS_STR_ARG(
				dais_calendar_meeting_told(x->c, &x->c->meetings.v[meeting], a)));
			return;
		}
	} else {
		ret->smallest = true;
	}
	ret->meetings = v;
	ret->words = sentence(x, ret, a);
}

static void
find_lacking(const struct dais_calendar *c, const struct dais_calendar_plan *plan, bool *ret)
{
	size_t at = 0;

	for (size_t i = 0; i < c->meetings.n; i++) {
		size_t n = 0;

		for (; at < plan->sittings.n && plan->sittings.v[at].meeting == i; at++)
			n++;
		ret[i] = n < (size_t)c->meetings.v[i].sittings * c->meetings.v[i].times;
	}
}

void
calendar_explain(const struct dais_calendar *c, const struct dais_calendar_options *opt,
    double until, struct dais_arena *a, struct dais_calendar_result *ret)
{
	bool *lacks = DAIS_NEW_N(a, c->meetings.n + 1, bool);
	struct explaining x = { .c = c, .s = &opt->search, .until = until, .lacks = lacks };
	size_t at = 0;

	find_lacking(c, &ret->plan, lacks);
	for (size_t i = 0; i < c->meetings.n && ret->conflicts.n < CONFLICTS_MAX; i++) {
		for (unsigned t = 0; t < c->meetings.v[i].times; t++) {
			struct dais_calendar_conflict k;
			bool has = false;

			while (at < ret->plan.sittings.n && ret->plan.sittings.v[at].meeting == i &&
			       ret->plan.sittings.v[at].turn == t) {
				at++;
				has = true;
			}
			if (has || ret->conflicts.n >= CONFLICTS_MAX)
				continue;
			explain_turn(&x, i, t, a, &k);
			calendar_ways_out(c, opt, &ret->plan, ret->unplaced, until, a, &k);
			dais_vec_push(a, &ret->conflicts, k);
		}
	}
}
