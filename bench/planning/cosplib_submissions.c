/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_build_priv.h"
#include "planning/cosplib_order.h"

#define UNITS_MAX 600u /* of a track's cost that are counted one by one */

static bool
allows_place(const struct build *b, size_t i, size_t s)
{
	return b->m->sits[b->p->submissions.v[i].track * b->p->sessions.n + s] &&
	       (!b->relaxation || b->relaxation->place[i * b->p->sessions.n + s] <= b->gap + 1e-4);
}

static void
add_places(struct build *b, size_t i)
{
	size_t n = b->p->sessions.n, t = b->p->submissions.v[i].track;
	struct literals any = { 0 };

	for (size_t s = 0; s < n; s++) {
		dais_literal l;

		if (!allows_place(b, i, s))
			continue;
		l = b->m->place[i * n + s] = variable(b);
		if (b->relaxation && !b->patterns[t].wide)
			prefer(b, l, b->relaxation->place_taken[i * n + s]);
		dais_vec_push(b->arena, &any.v, l);
		dais_optimizer_any(b->o, -l, b->m->sits[t * n + s], 0);
		dais_optimizer_decision(b->o, l, t, b->p->tracks.n + s);
	}
	one_of(b, &any);
}

/* The timeslots of the session are enough; and if the track sits, something is there. */
static void
add_full(struct build *b, size_t t, size_t s)
{
	const struct cosplib_track *track = &b->p->tracks.v[t];
	struct literals used = { 0 }, any = { 0 };

	if (!b->m->sits[t * b->p->sessions.n + s])
		return;
	dais_vec_push(b->arena, &any.v, -b->m->sits[t * b->p->sessions.n + s]);

	for (size_t k = 0; k < track->submissions.n; k++) {
		size_t i = track->submissions.v[k];
		dais_literal l = b->m->place[i * b->p->sessions.n + s];

		if (l)
			dais_vec_push(b->arena, &any.v, l);
		for (unsigned j = 0; l && j < b->p->submissions.v[i].slots; j++)
			dais_vec_push(b->arena, &used.v, l);
	}
	dais_optimizer_clause(b->o, any.v.v, any.v.n);
	if (used.v.n > b->p->sessions.v[s].slots)
		dais_optimizer_at_most(b->o, used.v.v, used.v.n, b->p->sessions.v[s].slots, 0);
}

static uint64_t
divisor(uint64_t x, uint64_t y)
{
	while (y) {
		uint64_t z = x % y;

		x = y;
		y = z;
	}
	return x;
}

/* The unit in which the costs of a track's places, and its patterns' least costs, are counted; and
 * how many units there may be. */
static uint64_t
unit_of(const struct build *b, size_t t, uint64_t *ret_units)
{
	const struct cosplib_track *track = &b->p->tracks.v[t];
	uint64_t unit = 0, sum = 0;

	for (size_t k = 0; k < track->submissions.n; k++) {
		uint64_t most = 0;

		for (size_t s = 0; s < b->p->sessions.n; s++) {
			size_t i = track->submissions.v[k];
			uint64_t c = (uint64_t)cosplib_submission_cost(b->p, b->aim, i, s);

			if (!b->m->place[i * b->p->sessions.n + s])
				continue;
			unit = divisor(unit, c);
			most = c > most ? c : most;
		}
		sum += most;
	}
	*ret_units = unit ? sum / unit : 0;
	return unit;
}

/* The cost of submission @i in unary, in units of @unit. */
static size_t
count_cost(struct build *b, size_t i, uint64_t unit, dais_literal **ret)
{
	size_t n = b->p->sessions.n, most = 0;

	for (size_t s = 0; s < n; s++) {
		size_t c = (size_t)((uint64_t)cosplib_submission_cost(b->p, b->aim, i, s) / unit);

		most = b->m->place[i * n + s] && c > most ? c : most;
	}
	*ret = literals(b, most);
	for (size_t j = 0; j < most; j++) {
		(*ret)[j] = variable(b);
		if (j)
			dais_optimizer_any(b->o, -(*ret)[j], (*ret)[j - 1], 0);
		for (size_t s = 0; s < n; s++)
			if (b->m->place[i * n + s] &&
			    (uint64_t)cosplib_submission_cost(b->p, b->aim, i, s) / unit > j)
				dais_optimizer_any(b->o, -b->m->place[i * n + s], (*ret)[j], 0);
	}
	return most;
}

/* Charges an open track's submissions by their sum. What every pattern that is left costs at
 * least is charged at once, and each pattern tells how much the sum is at least. */
static void
charge_sum(struct build *b, size_t t, uint64_t unit, size_t units, const dais_literal *pattern)
{
	const struct cosplib_track *track = &b->p->tracks.v[t];
	const struct cosplib_patterns *all = &b->patterns[t];
	const dais_literal **v = DAIS_NEW_N(b->arena, track->submissions.n, const dais_literal *);
	size_t *len = DAIS_NEW_N(b->arena, track->submissions.n, size_t);
	dais_literal *above = literals(b, units);
	uint64_t least = UINT64_MAX;

	for (size_t k = 0; k < track->submissions.n; k++) {
		dais_literal *l;

		len[k] = count_cost(b, track->submissions.v[k], unit, &l);
		v[k] = l;
	}
	dais_optimizer_sum(b->o, v, len, track->submissions.n, units, false, above);
	for (size_t k = 0; k < all->v.n; k++) {
		uint64_t c = (uint64_t)all->v.v[k].least / unit;

		if (!pattern[k])
			continue;
		least = c < least ? c : least;
		for (size_t j = 0; j < units && j < c; j++)
			dais_optimizer_any(b->o, -pattern[k], above[j], 0);
	}
	least = least == UINT64_MAX ? 0 : least > units ? units : least;
	b->m->offset += least * unit;
	for (size_t j = (size_t)least; j < units; j++) {
		dais_optimizer_wish(b->o, -above[j], 1, unit);
		dais_optimizer_likely(b->o, -above[j]);
	}
}

void
cosplib_add_submissions(struct build *b, size_t t, const dais_literal *pattern)
{
	const struct cosplib_track *track = &b->p->tracks.v[t];
	uint64_t unit, units;

	for (size_t k = 0; k < track->submissions.n; k++)
		add_places(b, track->submissions.v[k]);
	for (size_t s = 0; s < b->p->sessions.n; s++)
		add_full(b, t, s);
	if (cosplib_has_order(b->p, b->aim, b->patterns, t))
		cosplib_add_order(b->p, t, b->m->place, b->o, b->arena);
	unit = unit_of(b, t, &units);
	if (unit && units <= UNITS_MAX && !b->patterns[t].wide) {
		charge_sum(b, t, unit, (size_t)units, pattern);
		return;
	}
	for (size_t k = 0; k < track->submissions.n; k++)
		for (size_t s = 0; s < b->p->sessions.n; s++) {
			size_t i = track->submissions.v[k];

			if (b->m->place[i * b->p->sessions.n + s])
				charge(b, b->m->place[i * b->p->sessions.n + s],
				    cosplib_submission_cost(b->p, b->aim, i, s));
		}
}
