/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_build_priv.h"
#include "planning/cosplib_lay.h"

/* A choice and what it costs. */
struct priced {
	dais_literal l;
	uint64_t cost;
};

/* --- what is allowed --- */

static bool
allows(const struct build *b, size_t t, size_t k, size_t m)
{
	return !b->relaxation || !b->patterns[t].v.n ||
	       b->relaxation->pattern[t][k * b->p->rooms.n + m] <= b->gap + 1e-4;
}

static bool
allows_pattern(const struct build *b, size_t t, size_t k)
{
	for (size_t m = 0; m < b->p->rooms.n; m++)
		if (allows(b, t, k, m))
			return true;
	return false;
}

static bool
allows_room(const struct build *b, size_t t, size_t m)
{
	for (size_t k = 0; k < b->patterns[t].v.n; k++)
		if (allows(b, t, k, m))
			return true;
	return b->patterns[t].wide;
}

/* --- costs as stairs: "at least so much" --- */

static uint64_t
next_cost(const struct priced *v, size_t n, uint64_t above)
{
	uint64_t next = UINT64_MAX;

	for (size_t i = 0; i < n; i++)
		if (v[i].cost > above && v[i].cost < next)
			next = v[i].cost;
	return next;
}

/* Charges the cost of whichever of @v (one of which is true) is true: the least of all for
 * certain, and a step for each higher cost. */
static void
charge_one_of(struct build *b, const struct priced *v, size_t n)
{
	uint64_t at = UINT64_MAX, next;

	for (size_t i = 0; i < n; i++)
		at = v[i].cost < at ? v[i].cost : at;
	if (!n)
		return;
	b->m->offset += at;
	for (dais_literal before = 0; (next = next_cost(v, n, at)) != UINT64_MAX; at = next) {
		dais_literal step = variable(b);

		for (size_t i = 0; i < n; i++)
			if (v[i].cost >= next)
				dais_optimizer_any(b->o, -v[i].l, step, 0);
		if (before)
			dais_optimizer_any(b->o, -step, before, 0);
		dais_optimizer_wish(b->o, -step, 1, next - at);
		dais_optimizer_likely(b->o, -step);
		before = step;
	}
}

/* --- tracks: sessions and rooms --- */

/* Whether the submissions of a track have literals of their own. */
static bool
is_open(const struct build *b, size_t t)
{
	return b->patterns[t].wide || b->clashes->mixed[t];
}

static void
add_patterns(struct build *b, size_t t, dais_literal *pattern)
{
	const struct cosplib_patterns *all = &b->patterns[t];
	struct priced *priced = DAIS_NEW_N(b->arena, all->v.n, struct priced);
	size_t n = b->p->sessions.n, n_priced = 0;
	struct literals any = { 0 };

	for (size_t k = 0; k < all->v.n; k++) {
		const struct cosplib_pattern *c = &all->v.v[k];

		if (!allows_pattern(b, t, k))
			continue;
		pattern[k] = variable(b);
		dais_optimizer_decision(b->o, pattern[k], t, SIZE_MAX);
		if (b->relaxation)
			prefer(b, pattern[k], b->relaxation->pattern_taken[t][k]);
		dais_vec_push(b->arena, &any.v, pattern[k]);
		priced[n_priced++] = (struct priced){ pattern[k],
			(uint64_t)(c->own + (is_open(b, t) ? 0 : c->least)) };
		for (size_t s = 0; s < n; s++)
			if (c->sessions >> s & 1u && !b->m->sits[t * n + s])
				b->m->sits[t * n + s] = variable(b);
	}
	dais_optimizer_clause(b->o, any.v.v, any.v.n);
	/* different patterns differ in a session: no two are true at once */
	for (size_t k = 0; k < all->v.n; k++)
		for (size_t s = 0; pattern[k] && s < n; s++)
			if (b->m->sits[t * n + s])
				dais_optimizer_any(b->o, -pattern[k],
				    all->v.v[k].sessions >> s & 1u ? b->m->sits[t * n + s]
								   : -b->m->sits[t * n + s],
				    0);
	charge_one_of(b, priced, n_priced);
}

/* A track whose sessions follow each other pays nothing: "begun by" and "not over at" a session,
 * and yet not in it, is a gap. */
static void
charge_gap(struct build *b, const dais_literal *sits)
{
	dais_literal gap = variable(b), begun = 0, *later = literals(b, b->p->sessions.n + 1);
	size_t n = b->p->sessions.n;

	for (size_t s = n; s-- > 0;) {
		later[s] = variable(b);
		dais_optimizer_any(b->o, -sits[s], later[s], 0);
		if (s + 1 < n)
			dais_optimizer_any(b->o, -later[s + 1], later[s], 0);
	}
	for (size_t s = 0; s < n; s++) {
		dais_literal now = variable(b);

		dais_optimizer_any(b->o, -sits[s], now, 0);
		if (begun)
			dais_optimizer_any(b->o, -begun, now, 0);
		dais_optimizer_any(b->o, -now, -later[s], sits[s], gap, 0);
		begun = now;
	}
	charge(b, gap, b->p->weight[COSPLIB_CONSECUTIVE]);
}

/* A track with too many sets of sessions to name them. */
static void
add_wide(struct build *b, size_t t)
{
	size_t n = b->p->sessions.n;
	dais_literal *sits = b->m->sits + t * n;

	for (size_t s = 0; s < n; s++) {
		sits[s] = variable(b);
		charge(b, sits[s],
		    b->p->weight[COSPLIB_TRACK_SESSION] * b->p->track_session[t * n + s]);
	}
	dais_optimizer_at_most(b->o, sits, n, b->patterns[t].most, 0);
	if (b->aim->whole && b->p->weight[COSPLIB_CONSECUTIVE])
		charge_gap(b, sits);
}

static void
add_rooms(struct build *b, size_t t, const dais_literal *pattern)
{
	size_t n = b->p->rooms.n;
	struct literals any = { 0 };
	struct priced *priced = DAIS_NEW_N(b->arena, n, struct priced);
	size_t n_priced = 0;

	for (size_t m = 0; m < n; m++) {
		dais_literal l;

		if (!allows_room(b, t, m))
			continue;
		l = b->m->room[t * n + m] = variable(b);
		if (b->relaxation)
			prefer(b, l, b->relaxation->room_taken[t * n + m]);
		dais_vec_push(b->arena, &any.v, l);
		priced[n_priced++] =
		    (struct priced){ l, (uint64_t)cosplib_stay_cost(b->p, b->aim, t, m) };
		dais_optimizer_decision(b->o, l, t, SIZE_MAX);
		for (size_t k = 0; k < b->patterns[t].v.n; k++)
			if (pattern[k] && !allows(b, t, k, m))
				dais_optimizer_any(b->o, -pattern[k], -l, 0);
	}
	one_of(b, &any);
	charge_one_of(b, priced, n_priced);
}

/* Each room holds one track in a session; and no more tracks sit than there are rooms. */
static void
add_cells(struct build *b, size_t s)
{
	const struct cosplib *p = b->p;
	struct literals all = { 0 };

	for (size_t t = 0; t < p->tracks.n; t++)
		if (b->m->sits[t * p->sessions.n + s])
			dais_vec_push(b->arena, &all.v, b->m->sits[t * p->sessions.n + s]);
	if (all.v.n > p->rooms.n)
		dais_optimizer_at_most(b->o, all.v.v, all.v.n, p->rooms.n, 0);
	for (size_t m = 0; m < p->rooms.n; m++) {
		struct literals here = { 0 };

		for (size_t t = 0; t < p->tracks.n; t++) {
			dais_literal sits = b->m->sits[t * p->sessions.n + s];
			dais_literal room = b->m->room[t * p->rooms.n + m], cell;

			if (!sits || !room)
				continue;
			cell = variable(b);
			dais_optimizer_any(b->o, -sits, -room, cell, 0);
			dais_vec_push(b->arena, &here.v, cell);
			charge(b, cell, cosplib_room_cost(p, t, s, m));
		}
		if (here.v.n > 1)
			dais_optimizer_at_most(b->o, here.v.v, here.v.n, 1, 0);
	}
}

static void
add_track(struct build *b, size_t t)
{
	dais_literal *pattern = literals(b, b->patterns[t].v.n);

	if (b->patterns[t].wide)
		add_wide(b, t);
	else
		add_patterns(b, t, pattern);
	add_rooms(b, t, pattern);
	if (is_open(b, t))
		cosplib_add_submissions(b, t, pattern);
	for (size_t s = 0; s < b->p->sessions.n; s++)
		if (b->m->sits[t * b->p->sessions.n + s])
			dais_optimizer_decision(
			    b->o, b->m->sits[t * b->p->sessions.n + s], t, b->p->tracks.n + s);
}

/* --- clashes --- */

static dais_literal
member(const struct build *b, const struct cosplib_member *m, size_t s)
{
	size_t n = b->p->sessions.n;

	return m->track ? b->m->sits[m->index * n + s] : b->m->place[m->index * n + s];
}

/* Two submissions meet at most once, whatever the session: one literal for all. Tracks may meet
 * in several sessions and pay for each. */
static void
charge_pair(
    struct build *b, const struct cosplib_member *x, const struct cosplib_member *y, int64_t weight)
{
	bool once = !x->track || !y->track;
	dais_literal meet = 0;

	for (size_t s = 0; s < b->p->sessions.n; s++) {
		dais_literal i = member(b, x, s), j = member(b, y, s);

		if (!i || !j)
			continue;
		if (!meet || !once) {
			meet = variable(b);
			charge(b, meet, weight);
		}
		dais_optimizer_any(b->o, -i, -j, meet, 0);
	}
}

static void
add_clash(struct build *b, const struct cosplib_clash *c)
{
	for (size_t s = 0; !c->weight && s < b->p->sessions.n; s++) {
		struct literals here = { 0 };

		for (size_t k = 0; k < c->members.n; k++)
			if (member(b, &c->members.v[k], s))
				dais_vec_push(b->arena, &here.v, member(b, &c->members.v[k], s));
		if (here.v.n > 1)
			dais_optimizer_at_most(b->o, here.v.v, here.v.n, 1, 0);
	}
	for (size_t x = 0; c->weight && x < c->members.n; x++)
		for (size_t y = x + 1; y < c->members.n; y++)
			charge_pair(b, &c->members.v[x], &c->members.v[y], c->weight);
}

void
cosplib_model_build(const struct cosplib *p, const struct cosplib_aim *aim,
    const struct cosplib_patterns *patterns, const struct cosplib_clashes *clashes,
    const struct cosplib_relaxation *relaxation, double gap, struct dais_arena *a,
    struct cosplib_model *ret)
{
	struct build b = { p, aim, patterns, clashes, relaxation, gap, a, dais_optimizer_new(a),
		ret };

	*ret = (struct cosplib_model){ .optimizer = b.o };
	ret->sits = literals(&b, p->tracks.n * p->sessions.n);
	ret->room = literals(&b, p->tracks.n * p->rooms.n);
	ret->place = literals(&b, p->submissions.n * p->sessions.n);
	for (size_t t = 0; t < p->tracks.n; t++)
		add_track(&b, t);
	for (size_t s = 0; s < p->sessions.n; s++)
		add_cells(&b, s);
	for (size_t k = 0; k < clashes->v.n; k++)
		add_clash(&b, &clashes->v.v[k]);
}

/* --- the answer --- */

static bool
holds(const struct cosplib_model *m, dais_literal l)
{
	return l && dais_optimizer_value(m->optimizer, l);
}

/* The session of each submission of track @t. */
static void
find_places(const struct cosplib *p, const struct cosplib_aim *aim, const struct cosplib_model *m,
    size_t t, struct dais_arena *a, size_t *ret)
{
	const struct cosplib_track *track = &p->tracks.v[t];
	uint64_t sessions = 0;
	bool placed = false;

	for (size_t s = 0; s < p->sessions.n; s++)
		if (holds(m, m->sits[t * p->sessions.n + s]))
			sessions |= UINT64_C(1) << s;
	for (size_t k = 0; k < track->submissions.n; k++)
		for (size_t s = 0; s < p->sessions.n; s++)
			if (holds(m, m->place[track->submissions.v[k] * p->sessions.n + s])) {
				ret[k] = s;
				placed = true;
			}
	if (!placed)
		DAIS_ASSERT(cosplib_place(p, aim, t, sessions, a, ret));
}

void
cosplib_model_plan(const struct cosplib *p, const struct cosplib_aim *aim,
    const struct cosplib_model *m, struct dais_arena *a, struct cosplib_plan *ret)
{
	*ret = cosplib_plan_new(p, a);
	for (size_t t = 0; t < p->tracks.n; t++) {
		size_t *session = DAIS_NEW_N(a, p->tracks.v[t].submissions.n, size_t);
		size_t *room = DAIS_NEW_N(a, p->sessions.n, size_t), one = 0;

		while (one + 1 < p->rooms.n && !holds(m, m->room[t * p->rooms.n + one]))
			one++;
		for (size_t s = 0; s < p->sessions.n; s++)
			room[s] = one;
		find_places(p, aim, m, t, a, session);
		cosplib_lay(p, ret, t, room, session, a);
	}
}
