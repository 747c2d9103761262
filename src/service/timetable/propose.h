/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Proposals of the planner for the desk. Planning takes seconds and happens in a child of the
 * workshop; the proposal is kept for the one who asked, until he takes it or a day has gone by.
 */
#ifndef DAIS_SERVICE_TIMETABLE_PROPOSE_H
#define DAIS_SERVICE_TIMETABLE_PROPOSE_H

#include "base/buf.h"
#include "plan/problem/problem.h"
#include "service/house/things.h"
#include "service/timetable/arrange.h"

struct dais_propose_wish {
	bool keeps; /* re-plan: the fewest changes to the timetable in force */
	dais_store_strs lost; /* as `dais plan --lose` takes them */
	dais_store_strs overran, late, fixed, nots;
	bool compares; /* also: what the best plan costs when nothing of the one in force is kept */
	bool has_modality;
	enum dais_modality modality; /* else that of the meetings */
	int64_t now_ms; /* sittings that have begun by then stand as they were, unless all have; 0:
			 * nothing is past */
	enum dais_lang language; /* of the words of the answer */
	unsigned seconds; /* 1..60; 0: 10 */
};

/* What a child is asked; in @a. */
bool dais_propose_question(struct dais_house *h, struct dais_str package,
    const struct dais_propose_wish *wish, struct dais_arena *a, struct dais_str *ret,
    struct dais_err *err);
/* In the child. */
bool dais_propose_work(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err);

/* Weighted costs of wishes by rank, 1 .. DAIS_RANKS_MAX (plan/problem/problem.h). */
struct dais_propose_cost {
	bool given;
	uint64_t rank[DAIS_RANKS_MAX + 1];
};

struct dais_propose_answer {
	bool planned; /* `sittings` hold the proposal */
	bool proven; /* no better plan exists */
	enum dais_modality modality; /* planned for */
	struct dais_local past; /* what began before this stands as it was; not set: nothing */
	dais_store_strs
	    happened; /* as it was asked: "room:board@2022-05-24", "item=30", "item@..." */
	/* Of the plan in force, of the proposal, and of the best when nothing is kept: all by the
	 * checker, of the wishes of the package alone. */
	struct dais_propose_cost in_force, proposed, best;
	bool best_proven;
	dais_thing_vec sittings; /* things, in order */
	dais_store_strs words; /* why not each wish could be met; or, when it is not planned, why
				* there is no plan: sentences */
	dais_store_strs ways; /* when it is not planned: what would help */
	dais_store_strs notes; /* of the search: what it had to do without, what it had no time
				* for */
};
/* Reads @bytes, an answer; in @a. INTERNAL: damaged. */
bool dais_propose_read(struct dais_str bytes, struct dais_arena *a, struct dais_propose_answer *ret,
    struct dais_err *err);

/* The proposal is kept under package and account, a new one in place of the old. */
bool dais_propose_keep(struct dais_house *h, struct dais_str package, struct dais_str account,
    struct dais_str answer, struct dais_err *err);
/* NOT_FOUND when there is none. */
bool dais_propose_kept(struct dais_house *h, struct dais_str package, struct dais_str account,
    struct dais_arena *a, struct dais_propose_answer *ret, struct dais_err *err);
bool dais_propose_forget(
    struct dais_house *h, struct dais_str package, struct dais_str account, struct dais_err *err);

/* The proposal as an arrangement of @s, the working record as it is now. CONFLICT: what it plans is
 * not there any more. */
bool dais_propose_arrange(struct dais_house *h, const struct dais_snapshot *s,
    const struct dais_propose_answer *proposal, enum dais_lang language, struct dais_arena *a,
    struct dais_arrangement *ret, struct dais_err *err);

#endif
