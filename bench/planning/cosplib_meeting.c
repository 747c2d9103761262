/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_meeting.h"

#include "planning/cosplib_lay.h"

#define STEP_MOST 30u
#define DAY_MINUTES 600u
#define MORNING (8 * 60)
#define WEIGHT_MOST 1000000

struct mapping {
	const struct cosplib *p;
	struct dais_arena *arena;
	struct dais_problem *to;
};

/* A session a day, so that none is near another by accident. */
static void
add_slots(struct mapping *x)
{
	unsigned longest = 1;

	for (size_t s = 0; s < x->p->sessions.n; s++)
		longest = x->p->sessions.v[s].slots > longest ? x->p->sessions.v[s].slots : longest;
	x->to->step = DAY_MINUTES / longest > STEP_MOST ? STEP_MOST
		      : DAY_MINUTES / longest < 5       ? 5
							: DAY_MINUTES / longest;
	for (size_t s = 0; s < x->p->sessions.n; s++) {
		struct dais_plan_slot *slot = dais_vec_add(x->arena, &x->to->slots);
		int64_t days = 20000 + (int64_t)s;

		slot->day = dais_date_from_days(days);
		slot->start = MORNING;
		slot->end = MORNING + (int)(x->p->sessions.v[s].slots * x->to->step);
		slot->utc = days * 86400 + MORNING * 60;
		slot->day_index = s;
		slot->week = s / 7;
		slot->half_day = days * 2;
	}
}

static struct dais_demand *
demand(struct mapping *x, enum dais_demand_kind kind, unsigned rank)
{
	struct dais_demand *d = dais_problem_demand(x->to, x->arena, kind, rank);

	d->drop_cost = 0;
	return d;
}

/* Wishes of the kind that together weigh @weight; @d is how they are, but for the weight. */
static void
wish(struct mapping *x, const struct dais_demand *d, int64_t weight)
{
	while (weight > 0) {
		struct dais_demand *w = demand(x, d->kind, 1);
		unsigned part = (unsigned)(weight > WEIGHT_MOST ? WEIGHT_MOST : weight);

		w->task = d->task;
		w->other = d->other;
		w->body = d->body;
		w->body_2 = d->body_2;
		w->slots = d->slots;
		w->rooms = d->rooms;
		w->weight = part;
		weight -= part;
	}
}

static struct dais_demand
blank(enum dais_demand_kind kind)
{
	return (struct dais_demand){ .kind = kind,
		.task = DAIS_NONE,
		.other = DAIS_NONE,
		.body = DAIS_NONE,
		.body_2 = DAIS_NONE,
		.person = DAIS_NONE };
}

static dais_slot_set
all_but(struct mapping *x, size_t s)
{
	dais_slot_set set = dais_slots_new(x->to, x->arena);

	for (size_t i = 0; i < x->p->sessions.n; i++)
		if (i != s)
			dais_slots_put(set, i);
	return set;
}

static uint64_t
rooms_but(const struct mapping *x, size_t m)
{
	uint64_t all = x->p->rooms.n < 64 ? (UINT64_C(1) << x->p->rooms.n) - 1 : UINT64_MAX;

	return all & ~(UINT64_C(1) << m);
}

static void
add_track(struct mapping *x, size_t t)
{
	const struct cosplib *p = x->p;
	struct dais_plan_body *b = dais_vec_add(x->arena, &x->to->bodies);
	struct dais_demand d;

	b->body = DAIS_NONE;
	b->name = p->tracks.v[t].name;
	for (size_t s = 0; s < p->sessions.n; s++) {
		d = blank(DAIS_DEMAND_BODY_SLOTS);
		d.body = t;
		d.slots = all_but(x, s);
		wish(x, &d,
		    p->weight[COSPLIB_TRACK_SESSION] * p->track_session[t * p->sessions.n + s]);
	}
	for (size_t m = 0; m < p->rooms.n; m++) {
		d = blank(DAIS_DEMAND_ROOMS);
		d.body = t;
		d.rooms = rooms_but(x, m);
		wish(x, &d, p->weight[COSPLIB_TRACK_ROOM] * p->track_room[t * p->rooms.n + m]);
		for (size_t s = 0; s < p->sessions.n; s++) {
			d.kind = DAIS_DEMAND_KEEP_ROOM;
			d.slots = dais_slots_new(x->to, x->arena);
			dais_slots_put(d.slots, s);
			wish(x, &d,
			    p->weight[COSPLIB_SESSION_ROOM] * p->session_room[s * p->rooms.n + m]);
		}
	}
	d = blank(DAIS_DEMAND_ONE_ROOM);
	d.body = t;
	wish(x, &d, p->weight[COSPLIB_ROOMS]);
	d.kind = DAIS_DEMAND_NO_GAP;
	wish(x, &d, p->weight[COSPLIB_CONSECUTIVE]);
	for (size_t u = t + 1; u < p->tracks.n; u++) {
		d = blank(DAIS_DEMAND_APART);
		d.body = t;
		d.body_2 = u;
		wish(x, &d,
		    p->weight[COSPLIB_SIMILAR] * p->similar[t * p->tracks.n + u] +
			p->weight[COSPLIB_CHAIRS] * p->chairs[t * p->tracks.n + u]);
	}
}

static void
add_submission(struct mapping *x, size_t i)
{
	const struct cosplib_aim aim = { .whole = true };
	const struct cosplib *p = x->p;
	const struct cosplib_submission *c = &p->submissions.v[i];
	const enum dais_demand_kind length[] = { DAIS_DEMAND_LEAST, DAIS_DEMAND_MOST };
	struct dais_task *t = dais_vec_add(x->arena, &x->to->tasks);
	struct dais_demand d, *hard;

	t->item = DAIS_NONE;
	t->name = c->name;
	t->group = i;
	dais_vec_push(x->arena, &t->bodies, c->track);
	for (size_t k = 0; k < 2; k++) {
		hard = demand(x, length[k], 0);
		hard->task = i;
		hard->amount = c->slots * x->to->step;
	}
	hard = demand(x, DAIS_DEMAND_UNDIVIDED, 0);
	hard->task = i;
	hard->amount = 1;
	for (size_t s = 0; s < p->sessions.n; s++) {
		d = blank(DAIS_DEMAND_SLOTS);
		d.task = i;
		d.slots = all_but(x, s);
		wish(x, &d, cosplib_submission_cost(p, &aim, i, s));
	}
	for (size_t j = i + 1; j < p->submissions.n; j++) {
		size_t at = i * p->submissions.n + j;

		d = blank(DAIS_DEMAND_APART);
		d.task = i;
		d.other = j;
		if (p->submissions.v[j].track != c->track)
			wish(x, &d,
			    p->weight[COSPLIB_PRESENTERS] * p->presenters[at] +
				p->weight[COSPLIB_ATTENDEES] * p->attendees[at]);
	}
}

/* Each submission that has a place comes after the one that has the place before. */
static void
add_order(struct mapping *x, const struct cosplib_track *track)
{
	const struct cosplib_submission *all = x->p->submissions.v;

	for (size_t k = 0; k < track->submissions.n; k++)
		for (size_t l = 0; l < track->submissions.n; l++) {
			struct dais_demand d = blank(DAIS_DEMAND_BEFORE);

			d.task = track->submissions.v[k];
			d.other = track->submissions.v[l];
			if (all[d.task].order && all[d.other].order == all[d.task].order + 1)
				wish(x, &d, x->p->weight[COSPLIB_ORDER]);
		}
}

struct dais_problem *
cosplib_meeting_problem(const struct cosplib *p, struct dais_arena *a)
{
	struct mapping x = { p, a, DAIS_NEW(a, struct dais_problem) };

	x.to->language = DAIS_LANG_EN;
	add_slots(&x);
	for (size_t m = 0; m < p->rooms.n; m++) {
		struct dais_plan_room *r = dais_vec_add(a, &x.to->rooms);

		r->id = p->rooms.v[m];
	}
	for (size_t t = 0; t < p->tracks.n; t++)
		add_track(&x, t);
	for (size_t i = 0; i < p->submissions.n; i++)
		add_submission(&x, i);
	for (size_t t = 0; t < p->tracks.n; t++)
		add_order(&x, &p->tracks.v[t]);
	return x.to;
}

void
cosplib_meeting_plan(const struct cosplib *p, const struct dais_plan *plan, struct dais_arena *a,
    struct cosplib_plan *ret)
{
	size_t *session = DAIS_NEW_N(a, p->submissions.n, size_t);
	size_t *room = DAIS_NEW_N(a, p->tracks.n * p->sessions.n, size_t);
	size_t *mine = DAIS_NEW_N(a, p->submissions.n, size_t);

	*ret = cosplib_plan_new(p, a);
	for (size_t i = 0; i < plan->sittings.n; i++) {
		const struct dais_plan_sitting *s = &plan->sittings.v[i];

		room[s->bodies.v[0] * p->sessions.n + s->slot] = s->room;
		for (size_t k = 0; k < s->entries.n; k++)
			session[s->entries.v[k].task] = s->slot;
	}
	for (size_t t = 0; t < p->tracks.n; t++) {
		for (size_t k = 0; k < p->tracks.v[t].submissions.n; k++)
			mine[k] = session[p->tracks.v[t].submissions.v[k]];
		cosplib_lay(p, ret, t, room + t * p->sessions.n, mine, a);
	}
}
