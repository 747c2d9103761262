/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The encoding of a meeting: shared by the files of this room.
 *
 * For task i and slot t the number of steps is written in unary, x[i,t]: literal k says "at least
 * k + 1 steps"; the first one is "has a use there". Slots in which a task can never be have no
 * literals. Everything else hangs on these.
 *
 * Sittings: common tasks with the same bodies make a *joint*; joints that may meet through bodies
 * make a cluster. In a slot, a sitting is either of a body alone (it sits and none of its joints
 * is in use) or of the first joint of those in use that meet. No pair of bodies is ever written
 * down.
 *
 * An encoder may be held to a plan but for some cells (struct dais_scope): what is held is written
 * as constants, and what no freed cell has to do with is not written at all, so that the model is
 * as large as what is freed. Its answers cost what plans cost, less what is not written.
 *
 * An encoder is strict (each demand of rank 0 simply holds, and slots and totals are narrowed by
 * all of them before anything is written) or guarded (demands that can be given up carry their
 * literal, and nothing is narrowed by them).
 */
#ifndef DAIS_PLAN_MEETING_ENCODER_PRIV_H
#define DAIS_PLAN_MEETING_ENCODER_PRIV_H

#include "base/err.h"
#include "plan/engine/optimizer.h"
#include "plan/problem/problem.h"

/* A number from 0 to n: @v[k] is "at least k + 1"; each implies the one before. */
struct dais_unary {
	dais_literal *v;
	size_t n;
};

typedef DAIS_VEC(struct dais_unary) dais_unary_vec;
typedef DAIS_VEC(dais_literal) dais_literal_vec;

/* Common tasks with the same bodies. */
struct dais_joint {
	dais_index_vec bodies; /* ascending */
	dais_index_vec tasks;
	size_t cluster, place; /* in it */
	unsigned seats; /* of its bodies together */
	dais_lang_set languages;
	bool remote;
};

struct dais_cluster {
	dais_index_vec joints;
	dais_index_vec bodies;
};

/* Of rooms, or of teams: those that no demand tells apart. */
struct dais_class {
	dais_index_vec members;
	dais_slot_set free; /* NULL: always */
};

/* Which class serves which sitting. */
struct dais_service {
	DAIS_VEC(struct dais_class) classes;
	bool chosen; /* whether literals say so; else any assignment works */
	dais_literal **body; /* [b * slots + t][c]: serves b when it sits alone */
	dais_literal **joint; /* [j * slots + t][c]: serves j when in use */
};

/* What is held of a plan. A cell is a task in a slot. */
struct dais_scope {
	const unsigned *steps; /* [i * slots + t] of the plan */
	const bool *freed; /* [i * slots + t]: may change */
	const size_t *sitting; /* [b * slots + t] of the plan, or DAIS_NONE */
	const struct dais_plan *plan;
	const bool *rooms; /* [b]: the rooms of its sittings may change */
};

struct dais_encoder {
	const struct dais_problem *p;
	const struct dais_scope *scope; /* or NULL: everything is free */
	bool *touched; /* [b * slots + t] a cell of its sitting, or of b, is freed */
	bool *touched_body, *touched_task; /* in some slot */
	struct dais_arena *a;
	struct dais_optimizer *o;
	bool strict;
	bool economical_always; /* however small the meeting */
	bool economical; /* FEWEST, DENSE and NO_GAP are written together (economy.c) */
	bool no_time; /* strict: nothing is written, there is no answer */
	const bool *kept; /* demands that hold although they could be given up, or NULL */
	dais_literal yes, no;
	size_t tasks, slots, bodies;

	unsigned *cap; /* steps of a slot */
	dais_index_vec *task_bodies; /* ascending, each once */
	dais_index_vec *body_tasks;
	size_t *group; /* of a task: the first task of its group */
	bool *summed; /* demands whose cost is counted in a sum of several (time.c, economy.c) */
	dais_literal *guard; /* of a demand of rank 0; yes when it holds always */

	/* window.c */
	dais_slot_set *open; /* of a task */
	unsigned *least, *most; /* steps in all that a task must and may have */
	unsigned *uses_most;
	bool full; /* some demand makes more time than asked for worth something */

	/* steps.c */
	struct dais_unary *x; /* [i * slots + t] */
	dais_literal *sits; /* [b * slots + t] */
	struct dais_unary *alone_sum; /* [b * slots + t]: steps of the tasks of b alone */
	struct dais_unary *body_sum; /* the same of all its tasks */

	/* joint.c */
	DAIS_VEC(struct dais_joint) joints;
	DAIS_VEC(struct dais_cluster) clusters;
	size_t *task_joint; /* or DAIS_NONE */
	dais_index_vec *body_joints;
	dais_literal *use; /* [j * slots + t]: a task of the joint has an entry */
	dais_literal *lead; /* [j * slots + t]: and it is the first of its sitting */
	dais_literal *alone; /* [b * slots + t]: sits without any joint; true when so */
	dais_literal **meet; /* [cluster * slots + t]: joints x joints, in one sitting */
	struct dais_unary *joint_sum; /* [j * slots + t]: steps of the sitting it leads */

	/* order.c */
	struct dais_unary *total; /* steps of a task in all, where a demand needs them */
	dais_literal **from, **until; /* of a task: a use at or after t, at or before t; or NULL */
	dais_literal **body_from, **body_until;

	struct dais_service rooms, teams;
	dais_literal_vec fewest_wishes, dense_wishes; /* of FEWEST and DENSE, each once */
	size_t account; /* the body whose units are written, e->bodies for those of several, or
			 * DAIS_NONE: that of the demand (dais_encoder_account()) */
};

/* --- literals and clauses --- */

/* At least one of the literals, up to the first 0; constants are simplified. */
void dais_encoder_any(struct dais_encoder *e, dais_literal first, ...);
void dais_encoder_clause(struct dais_encoder *e, const dais_literal *v, size_t n);
dais_literal dais_encoder_new_literal(struct dais_encoder *e);
/* A literal that is true exactly when one (all) of @v are. */
dais_literal dais_encoder_or(struct dais_encoder *e, const dais_literal *v, size_t n);
dais_literal dais_encoder_and(struct dais_encoder *e, dais_literal x, dais_literal y);

/* Whether @d holds in every answer of this encoding. */
bool dais_encoder_always(const struct dais_encoder *e, const struct dais_demand *d);
/* Who pays for @d: the first of the bodies it is of, or e->bodies, the meeting as a whole. */
size_t dais_encoder_account(const struct dais_encoder *e, const struct dais_demand *d);
/* Books what a wish costs (dais_optimizer_book()); only where proofs are sought, in a strict
 * encoder that is not held. */
void dais_encoder_book(
    struct dais_encoder *e, size_t account, dais_literal l, unsigned rank, uint64_t weight);
/* A literal that is true when one unit of the cost of @d is not to be paid: clauses contain its
 * opposite. A wish gives a new one each time. */
dais_literal dais_encoder_unit(struct dais_encoder *e, const struct dais_demand *d);
/* A unit of @d is to be paid exactly when all of @v[0 .. n) are true. */
void dais_encoder_pay_when(
    struct dais_encoder *e, const struct dais_demand *d, const dais_literal *v, size_t n);
/* @l costs a unit of @d when false. */
void dais_encoder_want(struct dais_encoder *e, const struct dais_demand *d, dais_literal l);
/* Each of @total beyond @free costs a unit of @d, when @only_if holds. */
void dais_encoder_want_at_most(struct dais_encoder *e, const struct dais_demand *d,
    struct dais_unary total, size_t free, dais_literal only_if);

/* "Task @i has an entry in slot @t"; no where that cannot be. */
static inline dais_literal
dais_encoder_used(const struct dais_encoder *e, size_t i, size_t t)
{
	const struct dais_unary *x = &e->x[i * e->slots + t];

	return x->n ? x->v[0] : e->no;
}

/* Whether something of body @b in slot @t, or in some slot, may change. */
static inline bool
dais_encoder_touches(const struct dais_encoder *e, size_t b, size_t t)
{
	return !e->scope || e->touched[b * e->slots + t];
}

static inline bool
dais_encoder_touches_body(const struct dais_encoder *e, size_t b)
{
	return !e->scope || e->touched_body[b];
}

static inline bool
dais_encoder_touches_task(const struct dais_encoder *e, size_t i)
{
	return !e->scope || e->touched_task[i];
}

/* --- unary.c --- */

struct dais_sum_limits {
	size_t up; /* of the sum k <= up it is known that it is at least k */
	size_t down; /* "at least k", k <= down, is true only when it is */
};

/* The sum of @v[0 .. n), cut at the larger limit. */
struct dais_unary dais_unary_sum(
    struct dais_encoder *e, const struct dais_unary *v, size_t n, struct dais_sum_limits limits);
/* The same of yes-no literals. */
struct dais_unary dais_unary_count(
    struct dais_encoder *e, const dais_literal *v, size_t n, struct dais_sum_limits limits);
/* The largest of @v[0 .. n). */
struct dais_unary dais_unary_max(struct dais_encoder *e, const struct dais_unary *v, size_t n);
/* @x when @only_if, else 0. */
struct dais_unary dais_unary_when(
    struct dais_encoder *e, struct dais_unary x, dais_literal only_if);

/* --- encoder.c, check.c --- */

/* Bodies, joints and clusters of @p; nothing is written yet. */
struct dais_encoder *dais_encoder_new(
    const struct dais_problem *p, bool strict, struct dais_arena *a);
void dais_encoder_write(struct dais_encoder *e);
/* The search begins from a plan: @steps[i * slots + t] of each task. */
void dais_encoder_begin(struct dais_encoder *e, const unsigned *steps);
/* A strict one held to @scope; @whole, strict, has its windows (dais_encode_windows()). */
struct dais_encoder *dais_encoder_held(
    const struct dais_encoder *whole, const struct dais_scope *scope, struct dais_arena *a);
/* Errors: INVALID, LIMIT, as dais_meeting_model_new(). */
bool dais_encoder_check(const struct dais_problem *p, struct dais_arena *a, struct dais_err *err);
bool dais_encoder_check_size(const struct dais_encoder *e, struct dais_err *err);

/* --- the parts, in the order in which they are written --- */

void dais_encode_windows(struct dais_encoder *e);
void dais_encode_steps(struct dais_encoder *e);
void dais_encoder_find_joints(struct dais_encoder *e);
void dais_encode_joints(struct dais_encoder *e);
void dais_encode_sittings(struct dais_encoder *e);
void dais_encode_totals(struct dais_encoder *e);
/* Whether there may be time for what must be had, as far as flows see; windows are set. */
bool dais_encoder_has_time(const struct dais_encoder *e);
/* Strict: wishes that there is too little time for. */
void dais_encode_time(struct dais_encoder *e);
/* Guarded: demands that leave too little time. */
void dais_encode_time_conflicts(struct dais_encoder *e);
void dais_encode_budgets(struct dais_encoder *e);
void dais_encode_demands(struct dais_encoder *e);
/* Strict: FEWEST, DENSE and NO_GAP together, where that can be; lower bounds of them are told
 * from it. Before demands. */
void dais_encode_together(struct dais_encoder *e);
/* Strict: lower bounds of FEWEST and DENSE, where these stand alone. */
void dais_encode_known(struct dais_encoder *e);
/* Classes of rooms and teams; done once for all encoders that are held. */
void dais_encoder_classify(struct dais_encoder *e);
void dais_encode_services(struct dais_encoder *e);

/* What a demand of one kind becomes: clauses of what must hold, units of what is wished. LEAST and
 * MOST count e->total, which is written before. */
void dais_encode_least(struct dais_encoder *e, const struct dais_demand *d);
void dais_encode_most(struct dais_encoder *e, const struct dais_demand *d);
void dais_encode_before(struct dais_encoder *e, const struct dais_demand *d);
void dais_encode_undivided(struct dais_encoder *e, const struct dais_demand *d);
void dais_encode_unbroken(struct dais_encoder *e, const struct dais_demand *d);
/* "Sits at or before t", "at or after t": e->body_until, e->body_from of @b. */
void dais_encode_body_span(struct dais_encoder *e, size_t b);
void dais_encode_no_gap(struct dais_encoder *e, const struct dais_demand *d);
void dais_encode_apart(struct dais_encoder *e, const struct dais_demand *d);
void dais_encode_items_most(struct dais_encoder *e, const struct dais_demand *d);
void dais_encode_dense(struct dais_encoder *e, const struct dais_demand *d);
void dais_encode_full(struct dais_encoder *e, const struct dais_demand *d);
/* A unit for each sitting in @slots (NULL: all); the literals of the units go to @ret, or NULL. */
void dais_encode_no_sittings(struct dais_encoder *e, const struct dais_demand *d,
    const uint64_t *slots, dais_literal_vec *ret);
/* ROOMS, ONE_ROOM, KEEP_ROOM. */
void dais_encode_room_demand(struct dais_encoder *e, const struct dais_demand *d);

/* Joints @j and @k in one sitting at @t (the same: in use). */
dais_literal dais_encoder_meet(const struct dais_encoder *e, size_t j, size_t k, size_t t);
/* "Body @b is in the sitting of joint @j, if that is in use". */
dais_literal dais_encoder_body_in(struct dais_encoder *e, size_t b, size_t j, size_t t);

/* The answer of the optimizer as a plan. */
void dais_encoder_decode(const struct dais_encoder *e, struct dais_arena *a, struct dais_plan *ret);
/* Whether a team (room) can serve sittings of such bodies. */
bool dais_room_fits(const struct dais_plan_room *room, unsigned seats, bool remote);
bool dais_team_fits(const struct dais_plan_team *team, dais_lang_set languages);

/* Whether a body takes part in both; bodies ascend in each. */
bool dais_encoder_share_body(const struct dais_joint *x, const struct dais_joint *y);

#endif
