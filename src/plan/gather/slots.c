/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Days: when sittings can be held.
 */
#include <stdlib.h>

#include "base/err.h"
#include "plan/gather/gather_priv.h"
#include "text/text.h"

#define DAYS_MAX 400u
#define SLOTS_MAX 2000u

struct candidate {
	struct dais_date day;
	int start, end;
	bool extra;
};

typedef DAIS_VEC(struct candidate) candidate_vec;

/* --- days ----------------------------------------------------------------------------------- */

/* Whether the meeting of body @b has @d among its days. */
static bool
body_has_day(const struct dais_body_plan *b, struct dais_date d)
{
	if (dais_date_cmp(d, b->meeting->opens.date) < 0 ||
	    dais_date_cmp(d, b->meeting->closes) > 0)
		return false;
	return !b->planning || !b->planning->days.n ||
	       dais_when_any_names_day(&b->planning->days, d);
}

static bool
anyone_has_day(const struct dais_gatherer *g, struct dais_date d)
{
	for (size_t i = 0; i < g->bodies.n; i++) {
		if (body_has_day(&g->bodies.v[i], d))
			return true;
	}
	return false;
}

static bool
is_closed(const struct dais_gatherer *g, const struct candidate *c)
{
	for (size_t i = 0; i < g->planning->closed.n; i++) {
		if (dais_when_names(&g->planning->closed.v[i], c->day, c->start))
			return true;
	}
	return false;
}

/* When the first body that can sit in @c can begin: on the day on which its meeting opens, not
 * before the hour, which is one of the modality it was called in. c->start where none can sit at
 * all, which is said elsewhere. */
static int
first_begin(const struct dais_gatherer *g, const struct candidate *c)
{
	int first = c->end;

	for (size_t i = 0; i < g->bodies.n; i++) {
		const struct dais_meeting *m = g->bodies.v[i].meeting;
		bool opens = g->own_modality && dais_date_eq(m->opens.date, c->day) &&
			     m->opens.minute > c->start;
		int begin = opens ? m->opens.minute : c->start;

		if (body_has_day(&g->bodies.v[i], c->day) && begin < first)
			first = begin;
	}
	return first < c->end ? first : c->start;
}

static void
add_hours(struct dais_gatherer *g, candidate_vec *v, struct dais_date day,
    const struct dais_gather_hours *h, bool extra)
{
	for (size_t i = 0; i < h->v.n; i++) {
		struct candidate c = { day, h->v.v[i].start, h->v.v[i].end, extra };

		if (is_closed(g, &c))
			continue;
		c.start = first_begin(g, &c);
		if (c.end - c.start >= (int)g->p->step)
			dais_vec_push(g->a, v, c);
	}
}

/* First opening and last close. */
static void
span(const struct dais_gatherer *g, struct dais_date *first, struct dais_date *last)
{
	for (size_t i = 0; i < g->bodies.n; i++) {
		const struct dais_meeting *m = g->bodies.v[i].meeting;

		if (!i || dais_date_cmp(m->opens.date, *first) < 0)
			*first = m->opens.date;
		if (!i || dais_date_cmp(m->closes, *last) > 0)
			*last = m->closes;
	}
}

static struct dais_date
next_open_day(const struct dais_gatherer *g, struct dais_date d)
{
	for (unsigned i = 0; i < 14; i++) {
		d = dais_date_add(d, 1);
		if (dais_planning_day(g->planning, &g->r->profile, d) == DAIS_PLAN_DAY_OPEN)
			return d;
	}
	return d;
}

static void
collect(struct dais_gatherer *g, const struct dais_gather_hours *h,
    const struct dais_gather_hours *more, candidate_vec *v)
{
	struct dais_date first = { 0 }, last = { 0 };
	unsigned after = g->opt->days_after ? g->opt->days_after : 1;
	unsigned most = g->r->profile.extension_days;

	most = most < DAYS_MAX ? most : DAYS_MAX;
	after = after < most ? after : most;
	span(g, &first, &last);
	for (struct dais_date d = first; dais_date_cmp(d, last) <= 0; d = dais_date_add(d, 1)) {
		enum dais_plan_day kind = dais_planning_day(g->planning, &g->r->profile, d);

		if (kind == DAIS_PLAN_DAY_CLOSED || !anyone_has_day(g, d))
			continue;
		if (kind == DAIS_PLAN_DAY_OPEN)
			add_hours(g, v, d, h, false);
		else if (g->opt->extras)
			add_hours(g, v, d, h, true);
		if (kind == DAIS_PLAN_DAY_OPEN && g->opt->extras)
			add_hours(g, v, d, more, true);
	}
	for (unsigned i = 0; g->opt->extras && i < after; i++) {
		last = next_open_day(g, last);
		add_hours(g, v, last, h, true);
	}
}

static int
compare(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	int c = dais_date_cmp(x->day, y->day);

	if (c)
		return c;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x->extra > y->extra) - (x->extra < y->extra);
}

/* --- zones ---------------------------------------------------------------------------------- */

static struct dais_str
zone_of(const struct dais_gatherer *g, const struct dais_meeting *m)
{
	return m->zone.n ? m->zone : g->r->profile.seat_zone;
}

/* Minutes east of UTC at @at where @m is held; 0 when nothing says where that is. */
static bool
offset_at(struct dais_gatherer *g, const struct dais_meeting *m, struct dais_local at, int *ret)
{
	struct dais_str zone = zone_of(g, m);
	struct dais_place place = dais_gather_origin(m->origin, m->id);

	*ret = 0;
	if (!zone.n || dais_text_zone_offset(zone, at, ret))
		return true;
	(void)dais_gather_error(g, &place, "meeting `%.*s`: unknown time zone `%.*s`",
	    DAIS_STR_ARG(m->id), DAIS_STR_ARG(zone));
	return false;
}

static bool
check_clock(struct dais_gatherer *g, const struct dais_meeting *m, const struct dais_plan_slot *s,
    int offset)
{
	struct dais_local end = { s->day, s->end };
	struct dais_place place = dais_gather_origin(m->origin, m->id);
	struct dais_diag *diag;
	int later;

	if (!offset_at(g, m, end, &later))
		return false;
	if (later == offset)
		return true;
	diag = dais_gather_error(g, &place,
	    "the clock changes during the sitting of %04d-%02d-%02d, %02d:%02d-%02d:%02d",
	    s->day.year, s->day.month, s->day.day, s->start / 60, s->start % 60, s->end / 60,
	    s->end % 60);
	dais_diag_set_file_hint(g->d, diag, "close it in planning.yaml: days: {closed: [...]}");
	return false;
}

/* Sets utc of @s; false when zones or clocks make it no sitting of one time. */
static bool
set_instant(struct dais_gatherer *g, struct dais_plan_slot *s, const struct dais_meeting **zones,
    size_t zone_count)
{
	struct dais_local start = { s->day, s->start };
	int offset, other;

	if (!offset_at(g, zones[0], start, &offset) || !check_clock(g, zones[0], s, offset))
		return false;
	s->utc = dais_date_to_days(s->day) * 86400 + (int64_t)(s->start - offset) * 60;
	for (size_t i = 1; i < zone_count; i++) {
		const struct dais_meeting *m = zones[i];
		struct dais_place place = dais_gather_origin(m->origin, m->id);

		if (!offset_at(g, m, start, &other))
			return false;
		if (other == offset)
			continue;
		(void)dais_gather_error(g, &place,
		    "meetings `%.*s` and `%.*s` are planned together and their clocks differ on "
		    "%04d-%02d-%02d",
		    DAIS_STR_ARG(zones[0]->id), DAIS_STR_ARG(m->id), s->day.year, s->day.month,
		    s->day.day);
		return false;
	}
	return true;
}

/* One meeting for each zone. */
static size_t
distinct_zones(struct dais_gatherer *g, const struct dais_meeting ***ret)
{
	size_t n = 0;

	*ret = DAIS_NEW_N(g->a, g->bodies.n, const struct dais_meeting *);
	for (size_t i = 0; i < g->bodies.n; i++) {
		const struct dais_meeting *m = g->bodies.v[i].meeting;
		bool known = false;

		for (size_t k = 0; k < n && !known; k++)
			known = dais_str_eq(zone_of(g, (*ret)[k]), zone_of(g, m));
		if (!known && n < 16)
			(*ret)[n++] = m;
	}
	return n;
}

/* --- slots ---------------------------------------------------------------------------------- */

static struct dais_date
monday_of(struct dais_date d)
{
	return dais_date_add(d, 1 - dais_date_weekday(d));
}

static void
push_slot(struct dais_gatherer *g, const struct candidate *c)
{
	struct dais_problem *p = g->p;
	const struct dais_plan_slot *before = p->slots.n ? &p->slots.v[p->slots.n - 1] : NULL;
	struct dais_plan_slot s = { .day = c->day, .start = c->start, .end = c->end };

	s.half_day = dais_date_to_days(c->day) * 2 + (c->start >= DAIS_AFTERNOON_MIN);
	if (before) {
		s.day_index = before->day_index + !dais_date_eq(before->day, c->day);
		s.week = before->week + !dais_date_eq(monday_of(before->day), monday_of(c->day));
	}
	dais_vec_push(g->a, &p->slots, s);
}

static void
make_slots(struct dais_gatherer *g, const candidate_vec *v)
{
	g->slot_extra = DAIS_NEW_N(g->a, v->n + 1, bool);
	for (size_t i = 0; i < v->n; i++) {
		g->slot_extra[g->p->slots.n] = v->v[i].extra;
		push_slot(g, &v->v[i]);
	}
}

static void
no_day(struct dais_gatherer *g, const struct dais_body_plan *b)
{
	const struct dais_meeting *m = b->meeting;
	struct dais_place place = b->planning && b->planning->days.n
				      ? b->planning->place
				      : dais_gather_origin(m->origin, m->id);
	struct dais_diag *diag = dais_gather_error(
	    g, &place, "meeting `%.*s` has no day on which it can sit", DAIS_STR_ARG(m->id));

	dais_diag_set_file_hint(g->d, diag,
	    "sittings are on working days from %04d-%02d-%02d to %04d-%02d-%02d that are no "
	    "holidays; see `days` in planning.yaml",
	    m->opens.date.year, m->opens.date.month, m->opens.date.day, m->closes.year,
	    m->closes.month, m->closes.day);
}

/* The hour of the opening: it is that of the plan in force. Where the package has a plan of the
 * modality that is planned, the meeting may begin as early as it does there: it was called so,
 * before the format changed. */
static int
opening_minute(const struct dais_gatherer *g, const struct dais_body_plan *b)
{
	const dais_sitting_vec *plan = &g->r->plans[g->opt->modality];
	const struct dais_meeting *m = b->meeting;
	int minute = m->opens.minute;

	for (size_t s = 0; !g->own_modality && s < plan->n; s++) {
		const struct dais_local *start = &plan->v[s].start;

		for (size_t k = 0; k < plan->v[s].bodies.n; k++) {
			if (plan->v[s].bodies.v[k] == m->body &&
			    dais_date_eq(start->date, m->opens.date) && start->minute < minute)
				minute = start->minute;
		}
	}
	return minute;
}

/* Whether @b could sit at @s after the close: what is said of days of the calendar says nothing of
 * those, but weekdays and hours do. */
static bool
could_sit_later(const struct dais_body_plan *b, const struct dais_plan_slot *s)
{
	bool any = false;

	for (size_t i = 0; b->planning && i < b->planning->days.n; i++) {
		const struct dais_when *w = &b->planning->days.v[i];

		if (dais_date_is_set(w->from))
			continue;
		if (dais_when_names(w, s->day, s->start))
			return true;
		any = true;
	}
	return !any;
}

/* Slots of body @b: its days, and on the day of the opening those that end after the hour. */
static void
body_slots(struct dais_gatherer *g, struct dais_body_plan *b, size_t index)
{
	const int opening = opening_minute(g, b);
	bool any = false, all = true;
	dais_slot_set said = dais_slots_new(g->p, g->a);
	bool says = b->planning && b->planning->days.n;
	struct dais_demand *d;

	for (size_t i = 0; says && i < b->planning->days.n; i++) {
		const dais_when_vec one = { .v = &b->planning->days.v[i], .n = 1 };

		/* Days without sittings are no matter, hours at which none begins are a slip. */
		dais_gather_when(
		    g, &one, said, one.v->minute >= 0 ? DAIS_UNMET_WARNING : DAIS_UNMET_SILENT);
	}
	b->slots = dais_slots_new(g->p, g->a);
	for (size_t t = 0; t < g->p->slots.n; t++) {
		const struct dais_plan_slot *s = &g->p->slots.v[t];
		bool later = dais_date_cmp(s->day, b->meeting->closes) > 0;
		bool sits = (body_has_day(b, s->day) && (!says || dais_slots_has(said, t))) ||
			    (later && g->slot_extra[t] && could_sit_later(b, s));

		if (dais_date_eq(s->day, b->meeting->opens.date) && s->end <= opening)
			sits = false;
		if (sits)
			dais_slots_put(b->slots, t);
		any = any || (sits && !g->slot_extra[t]);
		all = all && sits;
	}
	if (!any)
		no_day(g, b);
	if (all)
		return;
	d = dais_gather_demand(g, DAIS_DEMAND_BODY_SLOTS, 0);
	d->body = index;
	d->slots = dais_slots_new(g->p, g->a);
	memcpy(d->slots, b->slots, dais_problem_words(g->p) * sizeof(*b->slots));
	d->because = dais_gather_words(g,
	    says ? DAIS_MESSAGE("the times set for it") : DAIS_MESSAGE("the days of its meeting"));
	d->place =
	    says ? b->planning->place : dais_gather_origin(b->meeting->origin, b->meeting->id);
}

static bool
check_span(struct dais_gatherer *g)
{
	struct dais_date first = { 0 }, last = { 0 };

	span(g, &first, &last);
	for (size_t i = 0; i < g->bodies.n; i++) {
		const struct dais_meeting *m = g->bodies.v[i].meeting;
		struct dais_place place = dais_gather_origin(m->origin, m->id);

		if (dais_date_to_days(m->closes) - dais_date_to_days(first) <= (int64_t)DAYS_MAX)
			continue;
		(void)dais_gather_error(g, &place,
		    "meeting `%.*s` closes more than %u days after the first opening: meetings "
		    "that far apart cannot be planned together",
		    DAIS_STR_ARG(m->id), DAYS_MAX);
		return false;
	}
	return true;
}

bool
dais_gather_slots(struct dais_gatherer *g)
{
	const struct dais_planning_hours *extra = &g->planning->extra_hours[g->opt->modality];
	struct dais_gather_hours h = dais_gather_usual_hours(g),
				 more = { extra->hours, extra->place };
	const struct dais_meeting **zones;
	candidate_vec v = { 0 };
	size_t n = distinct_zones(g, &zones), before = g->d->errors;

	dais_gather_check_extra_hours(g, &h, &more);
	if (!dais_gather_check_hours(g, &h) || !check_span(g) || g->d->errors != before)
		return false;
	collect(g, &h, &more, &v);
	if (v.n > SLOTS_MAX) {
		(void)dais_gather_error(
		    g, NULL, "a meeting is planned over at most %u sittings", SLOTS_MAX);
		return false;
	}
	if (v.n)
		qsort(v.v, v.n, sizeof(*v.v), compare);
	make_slots(g, &v);
	for (size_t t = 0; t < g->p->slots.n; t++) {
		if (!set_instant(g, &g->p->slots.v[t], zones, n))
			break; /* once said is enough */
	}
	for (size_t i = 0; i < g->bodies.n; i++)
		body_slots(g, &g->bodies.v[i], i);
	return g->d->errors == before;
}
