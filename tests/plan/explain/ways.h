/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Random meetings that are likely to have no plan, and the meeting that a way out leads to, read
 * from its words alone. Nothing here knows how ways are found.
 */
#ifndef DAIS_TESTS_PLAN_EXPLAIN_WAYS_H
#define DAIS_TESTS_PLAN_EXPLAIN_WAYS_H

#include "plan/explain/explain.h"
#include "random.h"

struct meeting {
	struct dais_arena *a;
	uint64_t seed;
	/* As asked for; with a day more; with three. Sittings nobody has asked for are closed there
	 * by demands that can be given up. */
	struct dais_problem *base, *near, *far;
	size_t close; /* day_index of the last day of base */
	struct dais_str words; /* of the way that is tried */
};

/* Makes the problems of @m, whose arena and seed are set, from @c. False: too short to be cut. */
bool meeting_make(struct meeting *m, struct chance *c);

/* What ways say to do. */
enum doing {
	SHORTENED,
	LEFT_OUT,
	DAY_MORE,
	DAYS_AFTER,
	SHORTER_LEAD,
	MORE_ITEMS,
	ROOMS_MORE,
	TEAMS_MORE,
	DOING_COUNT
};

extern const char *const doings[DOING_COUNT];
/* How often meeting_follow() has done each. */
extern uint64_t done[DOING_COUNT];

/* The meeting as @way would have it, by m->words. */
struct dais_problem *meeting_follow(const struct meeting *m, const struct dais_way_out *way);
/* Prints @p and fails the test: @why, and m->words. */
void meeting_no_sense(const struct meeting *m, const char *why, const struct dais_problem *p);

#define MEETING_DAY_COST 21u /* of a day nobody has asked for; no other demand costs that */

#endif
