/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_relax.h"

#include <math.h>
#include <time.h>

#include "plan/linear/linear.h"

#define ALL_AT_ONCE 500u /* columns; fewer are not worth making one by one */
#define AT_A_TIME 4u /* new columns of one track in a round */
#define ROUNDS_MAX 400u
#define SLACK 1e-7
#define NONE SIZE_MAX

/* What a column stands for: a pattern of a track in a room, a place of a submission, or else. */
struct meaning {
	size_t track, pattern, room;
	size_t submission, session;
};

struct entry {
	size_t column; /* in the part being built */
	int row;
	double value;
};

struct relax {
	const struct cosplib *p;
	const struct cosplib_aim *aim;
	const struct cosplib_patterns *patterns;
	const struct cosplib_clashes *clashes;
	struct dais_arena *arena;
	struct dais_linear *linear;
	/* rows, NONE where there is none */
	size_t n_rows;
	size_t *one; /* of a track: has one pattern */
	size_t *cell; /* of sessions x rooms: holds one track */
	size_t *placed; /* of a submission: in one session */
	size_t *inside; /* of submissions x sessions: only where the track is */
	size_t *full; /* of tracks x sessions: the timeslots there */
	size_t *least; /* of a track: its submissions cost what the pattern says, at least */
	size_t *clash; /* of clashes x sessions */
	double *right; /* sides of the rows */
	DAIS_VEC(double) lower, upper;
	/* columns made so far */
	uint8_t **made; /* of a track: patterns x rooms */
	DAIS_VEC(struct meaning) meanings;
	/* the part being built */
	DAIS_VEC(double) cost, part_lower, part_upper; /* columns */
	DAIS_VEC(struct entry) entries;
	/* after a round */
	const double *dual;
	double *session_dual; /* tracks x sessions: what the rows of the track take there */
};

static bool
is_mixed(const struct relax *x, size_t t)
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
	if (!is_mixed(x, t))
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

static void
add_rows(struct relax *x)
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

/* Hands the columns built since the last time to the solver. */
static void
send_columns(struct relax *x)
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

/* What the pattern costs in the room; the cost of a mixed track's submissions is theirs. */
static int64_t
pattern_cost(const struct relax *x, size_t t, const struct cosplib_pattern *c, size_t m)
{
	int64_t cost = c->own + cosplib_stay_cost(x->p, x->aim, t, m);

	for (size_t s = 0; s < x->p->sessions.n; s++)
		if (c->sessions >> s & 1u)
			cost += cosplib_room_cost(x->p, t, s, m);
	return is_mixed(x, t) ? cost : cost + c->least;
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

static void
make_column(struct relax *x, size_t t, size_t k, size_t m)
{
	const struct cosplib_pattern *c = &x->patterns[t].v.v[k];
	const struct cosplib_track *track = &x->p->tracks.v[t];
	size_t n = x->p->sessions.n;

	if (x->made[t][k * x->p->rooms.n + m])
		return;
	x->made[t][k * x->p->rooms.n + m] = 1;
	begin_column(x, (double)pattern_cost(x, t, c, m), (struct meaning){ t, k, m, NONE, NONE });
	put(x, x->one[t], 1);
	for (size_t s = 0; s < n; s++) {
		if (!(c->sessions >> s & 1u))
			continue;
		put(x, x->cell[s * x->p->rooms.n + m], 1);
		put_track_clashes(x, t, s);
		if (!is_mixed(x, t))
			continue;
		put(x, x->full[t * n + s], -(double)x->p->sessions.v[s].slots);
		for (size_t i = 0; i < track->submissions.n; i++)
			put(x, x->inside[track->submissions.v[i] * n + s], -1);
	}
	if (is_mixed(x, t) && c->least)
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

/* Columns that are there from the beginning: places of submissions, prices of clashes, and one
 * for each track that stands for having no pattern. */
static void
first_columns(struct relax *x, double no_pattern)
{
	const struct meaning nothing = { NONE, NONE, NONE, NONE, NONE };
	const struct cosplib *p = x->p;

	for (size_t t = 0; t < p->tracks.n; t++) {
		if (!x->patterns[t].v.n)
			continue;
		begin_column(x, no_pattern, nothing);
		put(x, x->one[t], 1);
		for (size_t s = 0; is_mixed(x, t) && s < p->sessions.n; s++) {
			put(x, x->full[t * p->sessions.n + s], -1e4);
			for (size_t k = 0; k < p->tracks.v[t].submissions.n; k++)
				put(x,
				    x->inside[p->tracks.v[t].submissions.v[k] * p->sessions.n + s],
				    -1);
		}
		for (size_t k = 0; is_mixed(x, t) && k < p->tracks.v[t].submissions.n; k++)
			for (size_t s = 0; s < p->sessions.n; s++)
				make_place(x, p->tracks.v[t].submissions.v[k], s);
	}
	for (size_t k = 0; k < x->clashes->v.n; k++)
		for (size_t s = 0; x->clashes->v.v[k].weight && s < p->sessions.n; s++) {
			begin_column(x, (double)x->clashes->v.v[k].weight, nothing);
			put(x, x->clash[k * p->sessions.n + s], -1);
		}
	send_columns(x);
}

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
	if (!is_mixed(x, t))
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
			double rc = stay + (double)c->own +
				    (double)c->least * (is_mixed(x, t) ? dual(x, x->least[t]) : 1);

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
		make_column(x, t, best / x->p->rooms.n, best % x->p->rooms.n);
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
		for (size_t k = 0; is_mixed(x, t) && k < p->tracks.v[t].submissions.n; k++) {
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
					make_column(x, t, k, m);
				else if (pattern_cost(x, t, &x->patterns[t].v.v[k], m) <
					 pattern_cost(x, t, &x->patterns[t].v.v[best], m))
					best = k;
			}
			if (!all && x->patterns[t].v.n)
				make_column(x, t, best, m);
		}
	send_columns(x);
}

static bool
solve(struct relax *x, struct cosplib_relaxation *ret, struct dais_err *err)
{
	bool more = true;

	for (ret->rounds = 0; more && ret->rounds < ROUNDS_MAX; ret->rounds++) {
		if (dais_linear_solve(x->linear, true, 0) != DAIS_LINEAR_OPTIMAL)
			return dais_err_set(err, DAIS_ERR_INTERNAL, "the relaxation has no end");
		x->dual = dais_linear_duals(x->linear);
		more = false;
		for (size_t t = 0; t < x->p->tracks.n; t++)
			if (x->patterns[t].v.n && price_track(x, t, ret->pattern[t]) < -1e-6 &&
			    make_best(x, t, ret->pattern[t]))
				more = true;
		send_columns(x);
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
				most = fmax(
				    most, (double)(pattern_cost(x, t, &x->patterns[t].v.v[k], m) +
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
	add_rows(&x);
	first_columns(&x, highest_cost(&x));
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
