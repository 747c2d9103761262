/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The sets of sessions a track can sit in, each with what its submissions cost there at least.
 * With one room a track, choosing one set for each track is most of a conference: what is left
 * (rooms, people in two tracks) couples few of them, and the linear relaxation over sets is far
 * stronger than the one over single submissions.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_PATTERNS_H
#define DAIS_BENCH_PLANNING_COSPLIB_PATTERNS_H

#include "planning/cosplib.h"

#define COSPLIB_PATTERNS_MAX 60000u /* of all tracks; beyond, tracks with many have fewer */
#define COSPLIB_PATTERNS_FEW 300u

/* Which of the library's problems is solved. */
struct cosplib_aim {
	/* false: the exact model of its authors (no one in two places, each track in one room and
	 * in as few sessions as its timeslots may need; other people's wishes and the order do not
	 * count). true: what the evaluator counts, with one room a track. */
	bool whole;
	/* tracks with very many sets of sessions only have sessions that follow each other: fast,
	 * but nothing is proven then */
	bool close;
};

struct cosplib_pattern {
	uint64_t sessions; /* set */
	unsigned n; /* sessions in it */
	int64_t own; /* weighted: of the track in these sessions (preferences, gaps) */
	int64_t least; /* weighted: of its submissions at least */
};

struct cosplib_patterns {
	DAIS_VEC(struct cosplib_pattern) v; /* empty: wide, or the track fits nowhere */
	unsigned most; /* sessions the track may have */
	bool rough; /* `least` of some set is only a bound: its submissions are to be placed */
	bool wide; /* too many to name; the models choose its sessions one by one */
	bool partial; /* only sets of sessions that follow each other: a bound over these sets says
		       * nothing of the whole problem */
};

/* For each track of @p (at most 64 sessions). */
struct cosplib_patterns *cosplib_patterns(
    const struct cosplib *p, const struct cosplib_aim *aim, struct dais_arena *a);

/* The same without the sets: only how many sessions each track may have. */
struct cosplib_patterns *cosplib_most_sessions(const struct cosplib *p, struct dais_arena *a);

/* Weighted cost of submission @i in session @s: what the models call a preference, and the hours
 * of the presenter. The evaluator counts each timeslot, the exact model each submission. */
int64_t cosplib_submission_cost(
    const struct cosplib *p, const struct cosplib_aim *aim, size_t i, size_t s);
/* Weighted cost of track @t in room @m in session @s, its own session preference left out. */
int64_t cosplib_room_cost(const struct cosplib *p, size_t t, size_t s, size_t m);
/* Weighted cost of the submissions of track @t in room @m. */
int64_t cosplib_stay_cost(
    const struct cosplib *p, const struct cosplib_aim *aim, size_t t, size_t m);

/* Cheapest places of the submissions of track @t in @sessions (a set): *@ret_session[k] of its
 * k-th submission. False when they do not fit. Exact; exponential in the sessions when
 * submissions have different lengths, so only for sets of patterns. */
bool cosplib_place(const struct cosplib *p, const struct cosplib_aim *aim, size_t t,
    uint64_t sessions, struct dais_arena *a, size_t *ret_session);

#endif
