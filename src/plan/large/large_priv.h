/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the files of the planner of large meetings share.
 */
#ifndef DAIS_PLAN_LARGE_LARGE_PRIV_H
#define DAIS_PLAN_LARGE_LARGE_PRIV_H

#include "plan/judge/judge.h"
#include "plan/meeting/freed.h"
#include "plan/large/large.h"

/* How a part is chosen. */
enum dais_part {
	DAIS_PART_BODY,  /* one body, some slots in a row */
	DAIS_PART_PAIR,  /* two bodies, often with a common item */
	DAIS_PART_SLOTS, /* several bodies, a few slots */
	DAIS_PART_ITEMS, /* some items of one body, everywhere */
	DAIS_PART_ROOMS, /* the rooms of some bodies */
	DAIS_PART_COUNT
};

struct dais_large {
	const struct dais_problem *p;
	struct dais_arena *a;
	const struct dais_search *search;
	struct dais_result *result;
	double start, heard; /* seconds */
	uint64_t random;
	size_t idle; /* searches since the last better plan */
	uint64_t calls_most; /* searches of parts; then it ends */

	const struct dais_problem *now; /* @p, or @p with broken demands as wishes of rank 1 */
	struct dais_around *around; /* of it */
	struct dais_freed freed;
	dais_index_vec *body_tasks;
	double share[DAIS_PART_COUNT]; /* how much of what it could is freed at a time */

	struct dais_large_bounds *bounds; /* or NULL; may be shared with another thread */
	bool is_beside; /* works on bounds beside who looks for better plans: it has no plan */
	struct dais_arena *kept; /* holds plan and verdict; changed with every better plan */
	struct dais_plan plan;
	struct dais_verdict verdict; /* of it, in @now */
	bool sound; /* plan and verdict are of @p and sound */
	bool keeps; /* @p is that of a plan in force to be kept (plan/repair) */
};

/* Whether time is up, the caller wants an end, or it is proven that there is no plan. */
bool dais_large_is_over(const struct dais_large *l);
/* A number below @n; 0 for 0. */
size_t dais_large_below(struct dais_large *l, size_t n);
/* Tells costs and bounds; not too often but for @at_once. */
void dais_large_tell(struct dais_large *l, bool at_once);

/* Looks at @p or another problem with the same tasks from now on; the plan is judged anew. */
void dais_large_look_at(struct dais_large *l, const struct dais_problem *p);
/* A copy of @plan in @a. */
void dais_large_copy(const struct dais_plan *plan, struct dais_arena *a, struct dais_plan *ret);
/* -1, 0, 1: @x is better, as good, worse. */
int dais_large_compare(const struct dais_verdict *x, const struct dais_verdict *y);
/* Whether the plan costs what is the least that any can, in every rank. */
bool dais_large_is_best(struct dais_large *l);
/* Of the time, for a search; 0: no limit. */
double dais_large_seconds_left(const struct dais_large *l);
#define DAIS_LARGE_SECONDS_LEAST 0.01 /* of a search when the time is up */
/* Takes @plan (of any arena) when it obeys and is no worse than the one kept, or none is kept;
 * whether it is better. */
bool dais_large_keep(struct dais_large *l, const struct dais_plan *plan);

/* Searches in what is freed; whether a better plan was found, which is then kept. */
bool dais_large_try(struct dais_large *l, enum dais_outcome *ret_outcome);

/* Looks for better plans until nothing of rank 1 is left to pay (@mends) or nothing better is found
 * any more. */
void dais_large_improve(struct dais_large *l, bool mends);
/* Each body laid out anew, one after another, where there is time enough for all. */
void dais_large_lay_all(struct dais_large *l);
/* A body that pays for something, or any. */
size_t dais_large_some_body(struct dais_large *l);
/* Frees a part: where something is wrong rather than elsewhere. */
enum dais_part dais_large_choose(struct dais_large *l);

/* @start without what is closed by now; sittings whose bodies nothing joins any more are parted. */
void dais_large_strip(const struct dais_problem *p, const struct dais_around *around,
    const struct dais_plan *start, struct dais_arena *a, struct dais_plan *ret);
/* Makes @start a plan that obeys what every plan obeys, with what it cannot keep left out. */
void dais_large_obey(const struct dais_problem *p, const struct dais_plan *start,
    struct dais_arena *a, struct dais_plan *ret);
/* A plan of as few sittings as it sees how, with the least time of each item; what finds no place
 * is left out. Of what every plan obeys nothing is broken; demands that are not about time, orders,
 * rooms or what stays apart may be. l->around must be of l->p. */
void dais_large_compact(const struct dais_large *l, struct dais_arena *a, struct dais_plan *ret);
/* Demands of rank 0 that the plan breaks as wishes of rank 1; of the wishes of @p only those for
 * time and for the plan in force, one rank lower. */
struct dais_problem *dais_large_soften(
    const struct dais_problem *p, const struct dais_verdict *v, struct dais_arena *a);

/* What @in_force has and the plan has not is put back, body by body, with as much around it freed
 * as that takes: first only what was hit, then what shared its sittings, then the whole body. */
void dais_large_put_back(struct dais_large *l, const struct dais_plan *in_force);
/* Whether body @b has changes to pay for, and how many have. */
bool dais_large_has_changed(const struct dais_large *l, size_t b);
/* Bodies with changes are planned again, each as a whole. */
void dais_large_settle(struct dais_large *l);

/* What becomes of the ranks of wishes when a body is planned alone. */
struct dais_large_ranks {
	unsigned to[DAIS_RANKS_MAX + 1]; /* 0: left out */
	unsigned times[DAIS_RANKS_MAX + 1]; /* what weights are multiplied by */
};

/* Seconds one of @n bodies may take that have @left seconds together; 0: no limit. */
static inline double
dais_large_fair(double left, size_t n)
{
	return n > 1 ? left * 2 / (double)n : left;
}

/* Seconds of a body; with less too few are planned alone to be worth it, and parts gain more. */
#define DAIS_LARGE_BODY_SECONDS_LEAST 0.06

/* Whether @seconds are enough to plan all bodies alone, one after another; where there is no limit
 * of time, always. */
static inline bool
dais_large_is_enough(const struct dais_large *l, double seconds)
{
	return l->search->seconds <= 0 ||
	       seconds >= DAIS_LARGE_BODY_SECONDS_LEAST * (double)l->p->bodies.n;
}

/* Ranks up to @last as they are. */
struct dais_large_ranks dais_large_as_ranked(unsigned last);
/* How a body is planned alone. */
struct dais_large_alone {
	struct dais_large_ranks ranks;
	uint64_t effort;
	double seconds; /* 0: no limit */
	/* Changes the problem @q of the body before it is planned, or NULL. @place: of each task of
	 * all in @q, or DAIS_NONE. */
	void (*change)(
	    void *ctx, struct dais_problem *q, const size_t *place, struct dais_arena *a);
	void *ctx;
};

/* Plans body @b alone, beginning with what it has in the plan; its costs and bounds by the ranks
 * they have become. *@ret_plan (in @a; may be NULL), when there is one: without rooms and teams.
 * False: it is too large. */
bool dais_large_alone(const struct dais_large *l, size_t b, const struct dais_large_alone *how,
    struct dais_arena *a, struct dais_plan *ret_plan, struct dais_result *ret);

/* Lays body @b out anew around all others, who keep what they have; what is common stays. Whether
 * the plan is better for it. @seconds: 0 no limit. */
bool dais_large_lay_anew(struct dais_large *l, size_t b, uint64_t effort, double seconds);

/* Readies l->bounds, which say nothing yet. */
void dais_large_ready_bounds(struct dais_large *l);
/* Whether some body alone was proven to have no plan: there is none at all. */
bool dais_large_has_none(const struct dais_large *l);
/* Finds bounds of all plans; false: some body alone has no plan. */
bool dais_large_bound(struct dais_large *l);
/* Bounds of ranks where the ranks before cost more than bodies alone pay: how much they could pay
 * less for that. */
void dais_large_bound_more(struct dais_large *l);
/* All of it as long as there is time, while another thread, which shares l->bounds, looks for
 * better plans. */
void dais_large_bound_beside(struct dais_large *l);
/* Bounds by rank, as the costs of the plan now let them be read, into l->result; and these costs
 * are told to who works on bounds beside. */
void dais_large_read_bounds(struct dais_large *l);

#endif
