/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a timetable of CoSPLib costs, term by term, by the definitions of the library's own
 * evaluator (version 1.0.2). Shares nothing with the models that make timetables.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_JUDGE_H
#define DAIS_BENCH_PLANNING_COSPLIB_JUDGE_H

#include "planning/cosplib.h"

/* One thing that costs: @units times the weight of its term. @what names it in the words of
 * the violations sheets of the published solutions. */
struct cosplib_violation {
	enum cosplib_term term;
	int64_t units;
	struct dais_str what;
};

struct cosplib_verdict {
	int64_t units[COSPLIB_TERMS];
	int64_t cost; /* all terms, weighted */
	/* demands that no weight buys off */
	size_t missing; /* submissions without all their timeslots */
	size_t misplaced; /* timeslots with a submission of another track than the room's */
	size_t torn; /* submissions in several sessions or rooms, or with a gap */
	DAIS_VEC(struct cosplib_violation) list;
};

/* Judges @plan; everything lives in @a. */
void cosplib_judge(const struct cosplib *p, const struct cosplib_plan *plan, struct dais_arena *a,
    struct cosplib_verdict *ret);
static inline bool
cosplib_is_whole(const struct cosplib_verdict *v)
{
	return !v->missing && !v->misplaced && !v->torn;
}
/* "Tracks|Sessions" ...: as the violations sheets head the term's column, without "Evaluate". */
const char *cosplib_term_name(enum cosplib_term t);

#endif
