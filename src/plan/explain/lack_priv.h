/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside the arithmetic of conflicts. */
#ifndef DAIS_PLAN_EXPLAIN_LACK_PRIV_H
#define DAIS_PLAN_EXPLAIN_LACK_PRIV_H

#include "plan/explain/explain_priv.h"

struct dais_lacking {
	const struct dais_problem *p;
	const bool *active;
	struct dais_arena *a;
	struct dais_explain_window *windows; /* of tasks */
	size_t *first, *last; /* slots of the window of each task; DAIS_NONE when empty */
	size_t *joined; /* of bodies: one of those that may share a sitting with it */
	dais_index_vec *before; /* of tasks: demands that it comes after another */
	dais_index_vec *common; /* of bodies: tasks it may have with others */
	unsigned char *marks; /* of demands: in the lists of the lack at hand */
	struct dais_explain_limit *limit; /* what has not shown within it does not show */
	bool worst; /* look for the lack of most minutes, else for that of fewest tasks */
};

/* Takes @work from the limit; false: it is reached. */
bool dais_lacking_spend(const struct dais_lacking *l, uint64_t work);
/* Whether demand @i is of @kind, of rank 0 and active. */
bool dais_lacking_is_active(const struct dais_lacking *l, size_t i, enum dais_demand_kind kind);
/* Whole steps of slot @t, of the least time of @task, in minutes. */
unsigned dais_lacking_slot(const struct dais_problem *p, size_t t);
unsigned dais_lacking_minutes(const struct dais_lacking *l, size_t task);
/* Steps of the longest slot; 0 where there is none. */
unsigned dais_lacking_longest(const struct dais_problem *p);
/* Empties @ret, which is a lack of @kind now. */
void dais_lacking_begin(
    const struct dais_lacking *l, enum dais_lack_kind kind, struct dais_lack *ret);
/* Adds a demand unless it is there; @why: also to those that make the time short. */
void dais_lacking_add(const struct dais_lacking *l, size_t demand, bool why, struct dais_lack *ret);
/* Adds @task, what it needs and what leaves it its window. */
void dais_lacking_add_task(const struct dais_lacking *l, size_t task, struct dais_lack *ret);
/* Time weighed otherwise than by minutes: tasks that need more than the sittings give do not fit.
 */
struct dais_scale {
	unsigned *worth; /* of a sitting, by its steps */
	unsigned *need; /* of each task of the group */
	size_t *limit; /* the demand that a task is not divided, or DAIS_NONE */
	/* what it counts, where that is not time: items (of the tasks of an item the first), bodies
	 * (one task of those that may share a sitting), sittings that waiting costs; else NONE */
	enum dais_lack_packing packing;
	dais_index_vec *why; /* of each task: demands it counts for; NULL: none */
	bool whole; /* it holds for all tasks of the group together only */
	size_t demand; /* ITEMS_MOST, or DAIS_NONE */
};

typedef DAIS_VEC(struct dais_scale) dais_scale_vec;

/* The scales worth trying for @tasks; none where all of them can be divided. */
void dais_lacking_scales(
    const struct dais_lacking *l, const dais_index_vec *tasks, dais_scale_vec *ret);
/* Tasks that share time: at most `width` of them at once, each slot of its length. */
struct dais_lacking_group {
	dais_index_vec tasks; /* that must have time */
	dais_index_vec why; /* demands that make them share */
	bool all; /* limited by rooms and teams; else one sitting at a time */
	uint64_t rooms; /* with `all`: bit r: they use room r */
	dais_scale_vec scales; /* beside minutes */
};

/* Tries the parts of @g: tasks between the first slot of one and the last of another, and tasks
 * within the window of one. @ret is replaced by a lack of lower rating. */
void dais_lacking_try_group(const struct dais_lacking *l, struct dais_lacking_group *g,
    struct dais_lack *ret, size_t *ret_rating);
/* Adds to @ret how many sittings it takes that some items come half-days after others, where there
 * are such. */
void dais_lacking_waiting(
    const struct dais_lacking *l, const dais_index_vec *tasks, dais_scale_vec *ret);
/* Adds to @ret minutes where the sittings of reports count whole, where there are such. */
void dais_lacking_reports(
    const struct dais_lacking *l, const dais_index_vec *tasks, dais_scale_vec *ret);
/* Tasks that share time need more than they have; @ret stays as it is when none do. */
void dais_lacking_time(const struct dais_lacking *l, struct dais_lack *ret);

#endif
