/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Ways out of a contradiction: small concessions, each tried by planning again with it from the
 * plan there is. Only those that leave fewer meetings without a time are offered.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "plan/calendar/explain_priv.h"
#include "text/message.h"
#include "text/text.h"

#define WAYS_MAX 3u
#define TRY_SECONDS 3.0

struct trying {
	const struct dais_calendar *c;
	const struct dais_calendar_options *opt;
	const struct dais_calendar_plan *plan;
	size_t left;
	double until;
	struct dais_arena *a;
	struct dais_calendar_conflict *x;
};

/* Whether planning @changed leaves fewer turns without a time. */
static bool
helps(const struct trying *t, const struct dais_calendar *changed, struct dais_arena *a)
{
	struct dais_calendar_options opt = {
		.search = t->opt->search, .keep = t->plan, .now = t->opt->now
	};
	struct dais_calendar_result r;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	double left = t->until - dais_clock_seconds();

	if (left < 0.05)
		return false;
	opt.search.progress = NULL;
	opt.search.seconds = left < TRY_SECONDS ? left : TRY_SECONDS;
	dais_diags_init(&diags, a);
	dais_text_diags_in(&diags, t->c->language);
	return dais_calendar_solve(changed, &opt, a, &diags, &r, &err) && r.unplaced < t->left;
}

static void
offer(const struct trying *t, const struct dais_calendar *changed, struct dais_arena *a,
    uint64_t cost, struct dais_str words)
{
	if (helps(t, changed, a))
		dais_vec_push(t->a, &t->x->ways_out,
		    ((struct dais_calendar_way_out){
			.words = dais_arena_dup(t->a, words), .cost = cost }));
}

/* Later or earlier by one, two, four weeks: the first that helps. */
static void
try_days(const struct trying *t)
{
	const struct dais_calendar_meeting *m = &t->c->meetings.v[t->x->meeting];
	static const int weeks[] = { 1, 2, 4 };

	for (int later = 1; later >= 0; later--) {
		size_t before = t->x->ways_out.n;

		if (!dais_date_is_set(later ? m->latest : m->earliest))
			continue;
		for (size_t i = 0; i < 3 && t->x->ways_out.n == before; i++) {
			DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
			struct dais_calendar *c = dais_calendar_copy(t->c, a);
			struct dais_calendar_meeting *n = &c->meetings.v[t->x->meeting];
			struct dais_date *d = later ? &n->latest : &n->earliest;

			*d = dais_date_add(*d, (later ? 7 : -7) * weeks[i]);
			offer(t, c, a, UINT64_C(5) * (uint64_t)weeks[i],
			    dais_text_message(a, c->language,
				later ? "let %.*s end by %.*s" : "let %.*s begin from %.*s",
				DAIS_STR_ARG(dais_calendar_meeting_told(c, m, a)),
				DAIS_STR_ARG(dais_text_date(a, c->language, *d))));
		}
	}
}

/* A day that is fixed is given up. */
static void
try_fixed(const struct trying *t)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
	struct dais_calendar *c;

	if (!t->c->meetings.v[t->x->meeting].fixed.n)
		return;
	c = dais_calendar_copy(t->c, a);
	c->meetings.v[t->x->meeting].fixed.n = 0;
	offer(t, c, a, 8,
	    dais_text_message(a, c->language, "let %.*s meet on another day than the one fixed",
		DAIS_STR_ARG(dais_calendar_meeting_told(c, &t->c->meetings.v[t->x->meeting], a))));
}

static void
try_shorter(const struct trying *t)
{
	const struct dais_calendar_meeting *m = &t->c->meetings.v[t->x->meeting];
	unsigned less = m->a_day ? m->a_day : 2, before = (unsigned)t->x->ways_out.n;

	for (unsigned n = m->sittings; n > less && t->x->ways_out.n == before;) {
		DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
		struct dais_calendar *c = dais_calendar_copy(t->c, a);

		n = n - less < m->sittings / 2 ? 0 : n - less;
		if (!n)
			return;
		c->meetings.v[t->x->meeting].sittings = n;
		offer(t, c, a, 10 * (uint64_t)(m->sittings - n),
		    dais_text_message(a, c->language, "give %.*s %u sittings instead of %u",
			DAIS_STR_ARG(dais_calendar_meeting_told(c, m, a)), n, m->sittings));
	}
}

/* The order or delegations of the meetings in conflict, one at a time. */
static void
try_order(const struct trying *t)
{
	for (size_t i = 0; i < t->x->meetings.n; i++) {
		const struct dais_calendar_meeting *m = &t->c->meetings.v[t->x->meetings.v[i]];

		for (size_t k = 0; k < m->after.n; k++) {
			DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
			struct dais_calendar *c = dais_calendar_copy(t->c, a);
			struct dais_calendar_meeting *n = &c->meetings.v[t->x->meetings.v[i]];

			n->after.v = DAIS_NEW_N(a, m->after.n, struct dais_calendar_after);
			memcpy(n->after.v, m->after.v, m->after.n * sizeof(*m->after.v));
			n->after.v[k] = n->after.v[--n->after.n];
			offer(t, c, a, 12,
			    dais_text_message(a, c->language, "do not make %.*s wait for %.*s",
				DAIS_STR_ARG(dais_calendar_meeting_told(c, m, a)),
				DAIS_STR_ARG(dais_calendar_meeting_told(
				    c, &t->c->meetings.v[m->after.v[k].meeting], a))));
		}
	}
}

static bool
has_body_of(const struct trying *t, const struct dais_calendar_delegations *d)
{
	size_t n = 0;

	for (size_t i = 0; i < t->x->meetings.n; i++) {
		const struct dais_calendar_meeting *m = &t->c->meetings.v[t->x->meetings.v[i]];

		for (size_t k = 0; k < m->bodies.n; k++) {
			for (size_t b = 0; b < d->bodies.n; b++)
				n += d->bodies.v[b] == m->bodies.v[k];
		}
	}
	return n >= 2;
}

static void
try_delegations(const struct trying *t)
{
	for (size_t g = 0; g < t->c->delegations.n; g++) {
		DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
		const struct dais_calendar_delegations *d = &t->c->delegations.v[g];
		struct dais_calendar_delegations *v;
		struct dais_calendar *c;

		if (d->wish || !has_body_of(t, d))
			continue;
		c = dais_calendar_copy(t->c, a);
		v = DAIS_NEW_N(a, t->c->delegations.n, struct dais_calendar_delegations);
		memcpy(v, t->c->delegations.v, t->c->delegations.n * sizeof(*v));
		v[g].wish = true;
		c->delegations.v = v;
		offer(t, c, a, 15,
		    dais_text_message(a, c->language,
			"let the bodies of `%.*s` meet at the same time", DAIS_STR_ARG(d->id)));
	}
}

static void
try_room(const struct trying *t)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
	const struct dais_calendar_meeting *m = &t->c->meetings.v[t->x->meeting];
	struct dais_calendar *c;
	size_t room = t->c->rooms.n;

	if (!room)
		return;
	c = dais_calendar_copy(t->c, a);
	dais_vec_push(a, &c->rooms,
	    ((struct dais_calendar_room){ .id = DAIS_STR("another"),
		.name = DAIS_STR("another"),
		.capacity = m->attendance,
		.remote = m->remote }));
	if (m->only_rooms.n) {
		dais_index_vec only = { 0 };

		dais_vec_push(a, &only, room);
		c->meetings.v[t->x->meeting].only_rooms = only;
	}
	offer(t, c, a, 30,
	    dais_text_message(a, c->language,
		m->remote ? "take another room with %u seats, equipped for online participants, "
			    "for %.*s"
			  : "take another room with %u seats for %.*s",
		m->attendance, DAIS_STR_ARG(dais_calendar_meeting_told(c, m, a))));
}

static void
try_team(const struct trying *t)
{
	const struct dais_calendar_meeting *m = &t->c->meetings.v[t->x->meeting];

	for (size_t p = 0; m->languages && p < t->c->pools.n; p++) {
		DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
		struct dais_calendar *c;

		if (m->languages & ~t->c->pools.v[p].languages)
			continue;
		c = dais_calendar_copy(t->c, a);
		c->pools.v[p].teams++;
		offer(t, c, a, 20,
		    dais_text_message(a, c->language, "hire another team for pool `%.*s`",
			DAIS_STR_ARG(t->c->pools.v[p].id)));
	}
}

static int
by_cost(const void *x, const void *y)
{
	const struct dais_calendar_way_out *a = x, *b = y;

	if (a->cost != b->cost)
		return a->cost < b->cost ? -1 : 1;
	return dais_str_cmp(a->words, b->words);
}

void
calendar_ways_out(const struct dais_calendar *c, const struct dais_calendar_options *opt,
    const struct dais_calendar_plan *plan, size_t left, double until, struct dais_arena *a,
    struct dais_calendar_conflict *x)
{
	struct trying t = {
		.c = c, .opt = opt, .plan = plan, .left = left, .until = until, .a = a, .x = x
	};

	try_days(&t);
	try_fixed(&t);
	try_order(&t);
	try_delegations(&t);
	try_shorter(&t);
	try_team(&t);
	try_room(&t);
	if (x->ways_out.n)
		qsort(x->ways_out.v, x->ways_out.n, sizeof(*x->ways_out.v), by_cost);
	x->ways_out.n = x->ways_out.n < WAYS_MAX ? x->ways_out.n : WAYS_MAX;
}
