/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <time.h>

#include "planning/cosplib_relax_priv.h"

#define ALL_AT_ONCE 500u /* columns; fewer are not worth making one by one */
#define AT_A_TIME 4u /* new columns of one track in a round */
#define ROUNDS_MAX 400u
#define SLACK 1e-7

/* --- pricing --- */

static double
dual(const struct relax *x, size_t row)
{
	return row == NONE ? 0 : x->dual[row];
}

/* What the rows of track @t, but for its rooms, take from a pattern with session @s. */
static double
dual_of_session(const struct relax *x, size_t t, size_t s)
{
	const struct cosplib_track *track = &x->p->tracks.v[t];
	size_t n = x->p->sessions.n;
	double sum = 0;

	for (size_t k = 0; k < x->clashes->v.n; k++) {
		const struct cosplib_clash *c = &x->clashes->v.v[k];

		for (size_t i = 0; i < c->members.n; i++)
			if (c->members.v[i].track && c->members.v[i].index == t)
				sum += dual(x, x->clash[k * n + s]);
	}
	if (!cosplib_is_mixed(x, t))
		return sum;
	sum -= x->p->sessions.v[s].slots * dual(x, x->full[t * n + s]);
	for (size_t i = 0; i < track->submissions.n; i++)
		sum -= dual(x, x->inside[track->submissions.v[i] * n + s]);
	return sum;
}

/* Reduced costs of all patterns of track @t in all rooms, and the least of them. */
static double
price_track(struct relax *x, size_t t, double *ret)
{
	const struct cosplib *p = x->p;
	size_t n = p->sessions.n;
	double least = INFINITY, *at = DAIS_NEW_N(x->arena, n * p->rooms.n, double);

	for (size_t s = 0; s < n; s++) {
		double d = dual_of_session(x, t, s);

		for (size_t m = 0; m < p->rooms.n; m++)
			at[m * n + s] = (double)cosplib_room_cost(p, t, s, m) - d -
					dual(x, x->cell[s * p->rooms.n + m]);
	}
	for (size_t m = 0; m < p->rooms.n; m++) {
		double stay = (double)cosplib_stay_cost(p, x->aim, t, m) - dual(x, x->one[t]);

		for (size_t k = 0; k < x->patterns[t].v.n; k++) {
			const struct cosplib_pattern *c = &x->patterns[t].v.v[k];
			double rc =
			    stay + (double)c->own +
			    (double)c->least * (cosplib_is_mixed(x, t) ? dual(x, x->least[t]) : 1);

			for (uint64_t set = c->sessions; set; set &= set - 1)
				rc += at[m * n + (size_t)__builtin_ctzll(set)];
			ret[k * p->rooms.n + m] = rc;
			least = rc < least ? rc : least;
		}
	}
	return least;
}

/* Makes the columns of track @t that promise most; false when none does. */
static bool
make_best(struct relax *x, size_t t, const double *rc)
{
	size_t n = x->patterns[t].v.n * x->p->rooms.n, made = 0;

	for (; made < AT_A_TIME; made++) {
		size_t best = NONE;

		for (size_t i = 0; i < n; i++)
			if (!x->made[t][i] && rc[i] < -1e-6 && (best == NONE || rc[i] < rc[best]))
				best = i;
		if (best == NONE)
			break;
		cosplib_make_column(x, t, best / x->p->rooms.n, best % x->p->rooms.n);
	}
	return made > 0;
}

/* --- the bound --- */

static double
place_cost(const struct relax *x, size_t i, size_t s)
{
	const struct cosplib *p = x->p;
	size_t n = p->sessions.n, t = p->submissions.v[i].track;
	double cost = (double)cosplib_submission_cost(p, x->aim, i, s);
	double rc = cost - cost * dual(x, x->least[t]) - dual(x, x->placed[i]) -
		    dual(x, x->inside[i * n + s]) -
		    p->submissions.v[i].slots * dual(x, x->full[t * n + s]);

	for (size_t k = 0; k < x->clashes->v.n; k++)
		for (size_t j = 0; j < x->clashes->v.v[k].members.n; j++) {
			const struct cosplib_member *m = &x->clashes->v.v[k].members.v[j];

			if (!m->track && m->index == i)
				rc -= dual(x, x->clash[k * n + s]);
		}
	return rc;
}

/* The bound that the multipliers give by themselves: signs put right, then what the rows give and
 * what each group of choices (of which one is made) takes away at most. Choices are told by how
 * much they cost above it. */
static void
bound_by_duals(struct relax *x, struct cosplib_relaxation *ret)
{
	const struct cosplib *p = x->p;
	double *d = DAIS_NEW_N(x->arena, x->n_rows, double);
	size_t n = p->sessions.n;

	for (size_t i = 0; i < x->n_rows; i++) {
		d[i] = x->dual[i];
		if ((isinf(x->lower.v[i]) && d[i] > 0) || (isinf(x->upper.v[i]) && d[i] < 0))
			d[i] = 0;
	}
	for (size_t k = 0; k < x->clashes->v.n; k++)
		for (size_t s = 0; x->clashes->v.v[k].weight && s < n; s++)
			d[x->clash[k * n + s]] =
			    fmax(d[x->clash[k * n + s]], -(double)x->clashes->v.v[k].weight);
	x->dual = d;
	ret->bound = 0;
	for (size_t i = 0; i < x->n_rows; i++)
		ret->bound += d[i] > 0 ? d[i] * x->lower.v[i] : d[i] < 0 ? d[i] * x->upper.v[i] : 0;
	for (size_t t = 0; t < p->tracks.n; t++) {
		size_t m = x->patterns[t].v.n * p->rooms.n;
		double least;

		if (!m)
			continue;
		least = price_track(x, t, ret->pattern[t]);
		ret->bound += least;
		for (size_t k = 0; k < m; k++)
			ret->pattern[t][k] -= least;
		for (size_t k = 0; cosplib_is_mixed(x, t) && k < p->tracks.v[t].submissions.n;
		    k++) {
			size_t i = p->tracks.v[t].submissions.v[k];

			least = INFINITY;
			for (size_t s = 0; s < n; s++) {
				ret->place[i * n + s] = place_cost(x, i, s);
				least = fmin(least, ret->place[i * n + s]);
			}
			ret->bound += least;
			for (size_t s = 0; s < n; s++)
				ret->place[i * n + s] -= least;
		}
	}
}

/* What the last answer takes of each choice. */
static void
read_taken(const struct relax *x, struct cosplib_relaxation *ret)
{
	const double *value = dais_linear_values(x->linear);

	for (size_t i = 0; i < x->meanings.n; i++) {
		const struct meaning *m = &x->meanings.v[i];

		if (m->track != NONE) {
			ret->pattern_taken[m->track][m->pattern] += value[i];
			ret->room_taken[m->track * x->p->rooms.n + m->room] += value[i];
		} else if (m->submission != NONE) {
			ret->place_taken[m->submission * x->p->sessions.n + m->session] = value[i];
		}
	}
}

static size_t
count_columns(const struct relax *x)
{
	size_t n = 0;

	for (size_t t = 0; t < x->p->tracks.n; t++)
		n += x->patterns[t].v.n * x->p->rooms.n;
	return n;
}

/* Begins with the cheapest pattern of each track in each room, or all when they are few. */
static void
first_patterns(struct relax *x)
{
	bool all = count_columns(x) <= ALL_AT_ONCE;

	for (size_t t = 0; t < x->p->tracks.n; t++)
		for (size_t m = 0; m < x->p->rooms.n; m++) {
			size_t best = 0;

			for (size_t k = 0; k < x->patterns[t].v.n; k++) {
				if (all)
					cosplib_make_column(x, t, k, m);
				else if (cosplib_pattern_cost(x, t, &x->patterns[t].v.v[k], m) <
					 cosplib_pattern_cost(x, t, &x->patterns[t].v.v[best], m))
					best = k;
			}
			if (!all && x->patterns[t].v.n)
				cosplib_make_column(x, t, best, m);
		}
	cosplib_send_columns(x);
}

static bool
solve(struct relax *x, struct cosplib_relaxation *ret, struct dais_err *err)
{
	bool more = true;

	for (ret->rounds = 0; more && ret->rounds < ROUNDS_MAX; ret->rounds++) {
		if (dais_linear_solve(x->linear, ret->rounds > 0, 0) != DAIS_LINEAR_OPTIMAL)
			return dais_err_set(err, DAIS_ERR_INTERNAL, "the relaxation has no end");
		x->dual = dais_linear_duals(x->linear);
		more = false;
		for (size_t t = 0; t < x->p->tracks.n; t++)
			if (x->patterns[t].v.n && price_track(x, t, ret->pattern[t]) < -1e-6 &&
			    make_best(x, t, ret->pattern[t]))
				more = true;
		cosplib_send_columns(x);
	}
	return true;
}

static double
highest_cost(const struct relax *x)
{
	double sum = 1;

	for (size_t t = 0; t < x->p->tracks.n; t++) {
		double most = 0;

		for (size_t k = 0; k < x->patterns[t].v.n; k++)
			for (size_t m = 0; m < x->p->rooms.n; m++)
				most = fmax(most,
				    (double)(cosplib_pattern_cost(x, t, &x->patterns[t].v.v[k], m) +
					     x->patterns[t].v.v[k].least));
		sum = fmax(sum, most);
	}
	return 2 * sum;
}

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

bool
cosplib_relax(const struct cosplib *p, const struct cosplib_aim *aim,
    const struct cosplib_patterns *patterns, const struct cosplib_clashes *clashes,
    struct dais_arena *a, struct cosplib_relaxation *ret, struct dais_err *err)
{
	struct relax x = {
		.p = p, .aim = aim, .patterns = patterns, .clashes = clashes, .arena = a
	};
	double start = now();
	bool ok;

	x.linear = dais_linear_new(err);
	if (!x.linear)
		return false;
	x.made = DAIS_NEW_N(a, p->tracks.n, uint8_t *);
	ret->pattern = DAIS_NEW_N(a, p->tracks.n, double *);
	ret->place = DAIS_NEW_N(a, p->submissions.n * p->sessions.n, double);
	ret->pattern_taken = DAIS_NEW_N(a, p->tracks.n, double *);
	ret->room_taken = DAIS_NEW_N(a, p->tracks.n * p->rooms.n, double);
	ret->place_taken = DAIS_NEW_N(a, p->submissions.n * p->sessions.n, double);
	for (size_t t = 0; t < p->tracks.n; t++) {
		x.made[t] = DAIS_NEW_N(a, patterns[t].v.n * p->rooms.n, uint8_t);
		ret->pattern_taken[t] = DAIS_NEW_N(a, patterns[t].v.n, double);
		if (patterns[t].v.n)
			ret->pattern[t] = DAIS_NEW_N(a, patterns[t].v.n * p->rooms.n, double);
	}
	cosplib_add_rows(&x);
	cosplib_first_columns(&x, highest_cost(&x));
	first_patterns(&x);
	ok = solve(&x, ret, err);
	if (ok) {
		read_taken(&x, ret);
		bound_by_duals(&x, ret);
	}
	dais_linear_free(x.linear);
	for (size_t t = 0; t < p->tracks.n; t++)
		for (size_t k = 0; k < patterns[t].v.n * p->rooms.n; k++)
			ret->columns += x.made[t][k];
	ret->seconds = now() - start;
	return ok;
}
