/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "planning/cosplib_relax_priv.h"

bool
cosplib_is_mixed(const struct relax *x, size_t t)
{
	return x->clashes->mixed[t] && x->patterns[t].v.n;
}

/* --- rows --- */

static size_t
add_row(struct relax *x, double lower, double upper)
{
	dais_vec_push(x->arena, &x->lower, lower);
	dais_vec_push(x->arena, &x->upper, upper);
	return x->n_rows++;
}

static size_t *
no_rows(struct relax *x, size_t n)
{
	size_t *v = DAIS_NEW_N(x->arena, n, size_t);

	for (size_t i = 0; i < n; i++)
		v[i] = NONE;
	return v;
}

static void
add_track_rows(struct relax *x, size_t t)
{
	const struct cosplib *p = x->p;
	const struct cosplib_track *track = &p->tracks.v[t];

	if (!x->patterns[t].v.n)
		return;
	x->one[t] = add_row(x, 1, 1);
	if (!cosplib_is_mixed(x, t))
		return;
	x->least[t] = add_row(x, 0, INFINITY);
	for (size_t s = 0; s < p->sessions.n; s++)
		x->full[t * p->sessions.n + s] = add_row(x, -INFINITY, 0);
	for (size_t k = 0; k < track->submissions.n; k++) {
		size_t i = track->submissions.v[k];

		x->placed[i] = add_row(x, 1, 1);
		for (size_t s = 0; s < p->sessions.n; s++)
			x->inside[i * p->sessions.n + s] = add_row(x, -INFINITY, 0);
	}
}

void
cosplib_add_rows(struct relax *x)
{
	const struct cosplib *p = x->p;
	size_t n_sessions = p->sessions.n;
	struct dais_linear_part part;

	x->one = no_rows(x, p->tracks.n);
	x->least = no_rows(x, p->tracks.n);
	x->cell = no_rows(x, n_sessions * p->rooms.n);
	x->placed = no_rows(x, p->submissions.n);
	x->inside = no_rows(x, p->submissions.n * n_sessions);
	x->full = no_rows(x, p->tracks.n * n_sessions);
	x->clash = no_rows(x, x->clashes->v.n * n_sessions);
	for (size_t i = 0; i < n_sessions * p->rooms.n; i++)
		x->cell[i] = add_row(x, -INFINITY, 1);
	for (size_t t = 0; t < p->tracks.n; t++)
		add_track_rows(x, t);
	for (size_t i = 0; i < x->clashes->v.n * n_sessions; i++)
		x->clash[i] = add_row(x, -INFINITY, 1);
	part = (struct dais_linear_part){ .n = x->n_rows,
		.lower = x->lower.v,
		.upper = x->upper.v,
		.start = DAIS_NEW_N(x->arena, x->n_rows + 1, int) };
	dais_linear_add_rows(x->linear, &part);
}

/* --- columns --- */

static void
put(struct relax *x, size_t row, double value)
{
	struct entry *e;

	if (row == NONE)
		return;
	e = dais_vec_add(x->arena, &x->entries);
	*e = (struct entry){ x->cost.n - 1, (int)row, value };
}

static void
begin_column(struct relax *x, double cost, struct meaning meaning)
{
	dais_vec_push(x->arena, &x->meanings, meaning);
	dais_vec_push(x->arena, &x->cost, cost);
	dais_vec_push(x->arena, &x->part_lower, 0.0);
	dais_vec_push(x->arena, &x->part_upper, (double)INFINITY);
}

void
cosplib_send_columns(struct relax *x)
{
	size_t n = x->cost.n, e = 0;
	int *start = DAIS_NEW_N(x->arena, n + 1, int);
	int *index = DAIS_NEW_N(x->arena, x->entries.n, int);
	double *value = DAIS_NEW_N(x->arena, x->entries.n, double);
	struct dais_linear_part part = { n, x->part_lower.v, x->part_upper.v, x->cost.v, start,
		index, value };

	for (size_t c = 0; c < n; c++) {
		start[c] = (int)e;
		for (; e < x->entries.n && x->entries.v[e].column == c; e++) {
			index[e] = x->entries.v[e].row;
			value[e] = x->entries.v[e].value;
		}
	}
	start[n] = (int)e;
	if (n)
		dais_linear_add_columns(x->linear, &part);
	x->cost.n = x->part_lower.n = x->part_upper.n = x->entries.n = 0;
}

int64_t
cosplib_pattern_cost(const struct relax *x, size_t t, const struct cosplib_pattern *c, size_t m)
{
	int64_t cost = c->own + cosplib_stay_cost(x->p, x->aim, t, m);

	for (size_t s = 0; s < x->p->sessions.n; s++)
		if (c->sessions >> s & 1u)
			cost += cosplib_room_cost(x->p, t, s, m);
	return cosplib_is_mixed(x, t) ? cost : cost + c->least;
}

/* The clash rows in which the track as a whole stands, in session @s. */
static void
put_track_clashes(struct relax *x, size_t t, size_t s)
{
	for (size_t k = 0; k < x->clashes->v.n; k++) {
		const struct cosplib_clash *c = &x->clashes->v.v[k];

		for (size_t i = 0; i < c->members.n; i++)
			if (c->members.v[i].track && c->members.v[i].index == t)
				put(x, x->clash[k * x->p->sessions.n + s], 1);
	}
}

void
cosplib_make_column(struct relax *x, size_t t, size_t k, size_t m)
{
	const struct cosplib_pattern *c = &x->patterns[t].v.v[k];
	const struct cosplib_track *track = &x->p->tracks.v[t];
	size_t n = x->p->sessions.n;

	if (x->made[t][k * x->p->rooms.n + m])
		return;
	x->made[t][k * x->p->rooms.n + m] = 1;
	begin_column(
	    x, (double)cosplib_pattern_cost(x, t, c, m), (struct meaning){ t, k, m, NONE, NONE });
	put(x, x->one[t], 1);
	for (size_t s = 0; s < n; s++) {
		if (!(c->sessions >> s & 1u))
			continue;
		put(x, x->cell[s * x->p->rooms.n + m], 1);
		put_track_clashes(x, t, s);
		if (!cosplib_is_mixed(x, t))
			continue;
		put(x, x->full[t * n + s], -(double)x->p->sessions.v[s].slots);
		for (size_t i = 0; i < track->submissions.n; i++)
			put(x, x->inside[track->submissions.v[i] * n + s], -1);
	}
	if (cosplib_is_mixed(x, t) && c->least)
		put(x, x->least[t], -(double)c->least);
}

static void
make_place(struct relax *x, size_t i, size_t s)
{
	const struct cosplib *p = x->p;
	int64_t cost = cosplib_submission_cost(p, x->aim, i, s);
	size_t n = p->sessions.n, t = p->submissions.v[i].track;

	begin_column(x, (double)cost, (struct meaning){ NONE, NONE, NONE, i, s });
	put(x, x->placed[i], 1);
	put(x, x->inside[i * n + s], 1);
	put(x, x->full[t * n + s], (double)p->submissions.v[i].slots);
	if (cost)
		put(x, x->least[t], (double)cost);
	for (size_t k = 0; k < x->clashes->v.n; k++)
		for (size_t j = 0; j < x->clashes->v.v[k].members.n; j++) {
			const struct cosplib_member *m = &x->clashes->v.v[k].members.v[j];

			if (!m->track && m->index == i)
				put(x, x->clash[k * n + s], 1);
		}
}

void
cosplib_first_columns(struct relax *x, double no_pattern)
{
	const struct meaning nothing = { NONE, NONE, NONE, NONE, NONE };
	const struct cosplib *p = x->p;

	for (size_t t = 0; t < p->tracks.n; t++) {
		if (!x->patterns[t].v.n)
			continue;
		begin_column(x, no_pattern, nothing);
		put(x, x->one[t], 1);
		for (size_t s = 0; cosplib_is_mixed(x, t) && s < p->sessions.n; s++) {
			put(x, x->full[t * p->sessions.n + s], -1e4);
			for (size_t k = 0; k < p->tracks.v[t].submissions.n; k++)
				put(x,
				    x->inside[p->tracks.v[t].submissions.v[k] * p->sessions.n + s],
				    -1);
		}
		for (size_t k = 0; cosplib_is_mixed(x, t) && k < p->tracks.v[t].submissions.n; k++)
			for (size_t s = 0; s < p->sessions.n; s++)
				make_place(x, p->tracks.v[t].submissions.v[k], s);
	}
	for (size_t k = 0; k < x->clashes->v.n; k++)
		for (size_t s = 0; x->clashes->v.v[k].weight && s < p->sessions.n; s++) {
			begin_column(x, (double)x->clashes->v.v[k].weight, nothing);
			put(x, x->clash[k * p->sessions.n + s], -1);
		}
	cosplib_send_columns(x);
}
