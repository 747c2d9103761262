/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_split.h"

#include <math.h>

#include "planning/cosplib_improve.h"
#include "planning/cosplib_judge.h"

#define IMPROVE_PART 0.15 /* of the time, each */
#define IMPROVE_MOST 5.0 /* seconds */
#define IMPROVEMENTS 4u
#define HOT_PART 10 /* of the cost */
#define WARM 100.0
#define COLD 0.3

/* @p with @parts[t] tracks in place of track t; (*@ret_parent)[i]: which one part i comes from. */
static void
deal(const struct cosplib *p, const size_t *parts, struct dais_arena *a, struct cosplib *ret,
    size_t **ret_parent)
{
	size_t n = 0, *first = DAIS_NEW_N(a, p->tracks.n, size_t), *parent;

	*ret = *p;
	ret->tracks.v = NULL;
	ret->tracks.n = ret->tracks.cap = 0;
	ret->submissions.v = DAIS_NEW_N(a, p->submissions.n, struct cosplib_submission);
	ret->submissions.cap = p->submissions.n;
	memcpy(ret->submissions.v, p->submissions.v, p->submissions.n * sizeof(*p->submissions.v));
	for (size_t t = 0; t < p->tracks.n; t++)
		n += parts[t];
	parent = *ret_parent = DAIS_NEW_N(a, n, size_t);
	for (size_t t = 0; t < p->tracks.n; t++) {
		first[t] = ret->tracks.n;
		for (size_t k = 0; k < parts[t]; k++) {
			struct cosplib_track *track = dais_vec_add(a, &ret->tracks);

			parent[ret->tracks.n - 1] = t;
			track->name = p->tracks.v[t].name;
			track->chairs.v = p->tracks.v[t].chairs.v;
			track->chairs.n = p->tracks.v[t].chairs.n;
		}
		for (size_t k = 0; k < p->tracks.v[t].submissions.n; k++) {
			size_t i = p->tracks.v[t].submissions.v[k], part = first[t] + k % parts[t];

			ret->submissions.v[i].track = part;
			ret->tracks.v[part].slots += p->submissions.v[i].slots;
			dais_vec_push(a, &ret->tracks.v[part].submissions, i);
		}
	}
}

/* The rows of a table by track, for the parts. */
static int64_t *
rows_of(struct dais_arena *a, const int64_t *rows, size_t columns, const size_t *parent, size_t n)
{
	int64_t *ret = DAIS_NEW_N(a, n * columns, int64_t);

	for (size_t i = 0; i < n; i++)
		memcpy(ret + i * columns, rows + parent[i] * columns, columns * sizeof(*rows));
	return ret;
}

static void
copy_tables(const struct cosplib *p, const size_t *parent, struct dais_arena *a, struct cosplib *to)
{
	size_t n = to->tracks.n;

	to->track_session = rows_of(a, p->track_session, p->sessions.n, parent, n);
	to->track_room = rows_of(a, p->track_room, p->rooms.n, parent, n);
	to->similar = DAIS_NEW_N(a, n * n, int64_t);
	to->chairs = DAIS_NEW_N(a, n * n, uint8_t);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			size_t at = parent[i] * p->tracks.n + parent[j];

			to->similar[i * n + j] = parent[i] != parent[j] ? p->similar[at] : 0;
			to->chairs[i * n + j] = parent[i] != parent[j] ? p->chairs[at] : 0;
		}
}

/* Adds parts where a track fits nowhere; false when all fit. */
static bool
add_parts(const struct cosplib *split, const struct cosplib_aim *aim, const size_t *parent,
    struct dais_arena *a, size_t *parts)
{
	const struct cosplib_patterns *patterns = cosplib_patterns(split, aim, a);
	bool more = false;

	for (size_t i = 0; i < split->tracks.n; i++)
		if (!patterns[i].v.n && !patterns[i].wide &&
		    (i == 0 || parent[i - 1] != parent[i])) {
			parts[parent[i]]++;
			more = true;
		}
	return more;
}

/* The cost of a whole timetable when it is made better from @hot. */
static int64_t
improve_once(
    const struct cosplib *p, double seconds, uint64_t seed, double hot, struct cosplib_plan *plan)
{
	const struct cosplib_improve how = {
		.seconds = seconds, .seed = seed, .hot = hot, .cold = fmin(COLD, hot / 4)
	};

	return cosplib_improve(p, &how, plan);
}

/* By the evaluator's costs, without what keeps the models small: one room a track. Their bound says
 * nothing then. What is good, and from hot enough to pay a part of all it costs, in turns. */
static void
improve(const struct cosplib *p, const struct cosplib_options *options, struct dais_arena *a,
    struct cosplib_answer *ret)
{
	double seconds = fmin(options->seconds * IMPROVE_PART, IMPROVE_MOST);
	struct cosplib_verdict v;

	cosplib_judge(p, &ret->plan, a, &v);
	for (unsigned i = 0; i < IMPROVEMENTS && v.cost > 0; i++) {
		double hot = fmax(1, (double)v.cost / HOT_PART);

		v.cost = improve_once(
		    p, seconds, options->seed + i, i % 2 ? hot : fmin(hot, WARM), &ret->plan);
	}
	cosplib_judge(p, &ret->plan, a, &v);
	if ((double)v.cost >= ret->bound)
		return;
	ret->proven = false;
	ret->bound = 0;
}

/* The evaluator's costs may be too much for the optimizer: a timetable of the exact model does to
 * begin with. */
static bool
solve_any(const struct cosplib *p, const struct cosplib_options *options, struct dais_arena *a,
    struct cosplib_answer *ret, struct dais_err *err)
{
	struct cosplib_options exact = *options;
	struct cosplib_answer other;

	if (!cosplib_solve(p, options, a, ret, err))
		return false;
	exact.aim.whole = false;
	if (ret->found)
		return true;
	if (!cosplib_solve(p, &exact, a, &other, err))
		return false;
	ret->found = other.found;
	ret->plan = other.plan;
	ret->cost = other.cost;
	return true;
}

bool
cosplib_solve_split(const struct cosplib *p, const struct cosplib_options *options,
    struct dais_arena *a, struct cosplib_answer *ret, size_t *ret_parts, struct dais_err *err)
{
	size_t *parts = DAIS_NEW_N(a, p->tracks.n, size_t), *parent;
	struct cosplib split;

	for (size_t t = 0; t < p->tracks.n; t++)
		parts[t] = 1;
	do {
		deal(p, parts, a, &split, &parent);
		copy_tables(p, parent, a, &split);
		if (split.tracks.n > p->tracks.n + p->rooms.n)
			break;
	} while (add_parts(&split, &options->aim, parent, a, parts));
	*ret_parts = split.tracks.n - p->tracks.n;
	if (!solve_any(&split, options, a, ret, err))
		return false;
	for (size_t i = 0; *ret_parts && ret->found && i < p->sessions.n * p->rooms.n; i++)
		if (ret->plan.track[i] != COSPLIB_NONE)
			ret->plan.track[i] = parent[ret->plan.track[i]];
	if (*ret_parts) {
		ret->proven = false;
		ret->bound = 0;
	}
	if (ret->found)
		improve(p, options, a, ret);
	return true;
}
