/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/service/timetable only: plans that differ from the one in force by one move.
 */
#ifndef DAIS_SERVICE_TIMETABLE_WHY_PRIV_H
#define DAIS_SERVICE_TIMETABLE_WHY_PRIV_H

#include "plan/judge/judge.h"
#include "service/timetable/timetable_priv.h"
#include "service/timetable/why.h"

struct why_moving {
	const struct dais_problem *p;
	const struct dais_plan *plan; /* in force */
	size_t at;      /* sitting of the plan */
	const bool *moves; /* by task: it is the item, or a part of it; NULL: the whole sitting */
	struct dais_arena *a;
};

/* One plan to be judged. */
struct why_trial {
	enum dais_why_way way;
	size_t with; /* task */
	struct dais_plan plan;
};
typedef DAIS_VEC(struct why_trial) why_trial_vec;

/* The plans in which the item is in slot @slot instead, in every way that can be tried. */
void why_trials(const struct why_moving *m, size_t slot, why_trial_vec *ret);
/* The plan in which the whole sitting is in slot @slot. */
void why_trials_whole(const struct why_moving *m, size_t slot, why_trial_vec *ret);

#endif
