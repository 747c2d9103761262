/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The linear programme of the relaxation while it grows: its rows, and the columns made so far.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_RELAX_PRIV_H
#define DAIS_BENCH_PLANNING_COSPLIB_RELAX_PRIV_H

#include "plan/linear/linear.h"
#include "planning/cosplib_relax.h"

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

/* Whether the relaxation looks at the submissions of track @t one by one. */
bool cosplib_is_mixed(const struct relax *x, size_t t);
/* Makes all rows. */
void cosplib_add_rows(struct relax *x);
/* Columns that are there from the beginning: places of submissions, prices of clashes, and one for
 * each track that stands for having no pattern, at the cost of @no_pattern. */
void cosplib_first_columns(struct relax *x, double no_pattern);
/* What the pattern costs in the room; the cost of a mixed track's submissions is theirs. */
int64_t cosplib_pattern_cost(
    const struct relax *x, size_t t, const struct cosplib_pattern *c, size_t m);
/* Makes the column of pattern @k of track @t in room @m, unless it is there. */
void cosplib_make_column(struct relax *x, size_t t, size_t k, size_t m);
/* Hands the columns made since the last time to the solver. */
void cosplib_send_columns(struct relax *x);

#endif
