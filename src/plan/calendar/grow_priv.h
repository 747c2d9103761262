/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A linear programme of the times that holds only what matters: rows where blocks compete, and
 * the blocks that touch them. Every other block stands at its cheapest option and touches no row,
 * so the optimum of the part is that of the whole once no row outside is broken.
 */
#ifndef DAIS_PLAN_CALENDAR_GROW_PRIV_H
#define DAIS_PLAN_CALENDAR_GROW_PRIV_H

#include "plan/calendar/calendar_priv.h"
#include "plan/linear/linear.h"

enum grow_kind {
	GROW_BLOCK,     /* a block has one option: index */
	GROW_ROOM,      /* hall, slot */
	GROW_TEAM,
	GROW_WEEK,      /* hall of teams, week */
	GROW_GROUP,     /* group, slot */
	GROW_BEFORE,    /* edge; its b begins by slot `at` only if its a lets it */
	GROW_SAME,      /* edge; a begins in week `at` only if b does */
	GROW_SAME_BACK, /* b only if a does */
	GROW_ROOM_RANGE, /* hall; see grow_range.c */
	GROW_TEAM_RANGE,
	GROW_GROUP_RANGE /* group */
};

struct grow_row {
	enum grow_kind kind;
	uint32_t index, at;
	uint32_t to, job; /* of ranges: last slot, and the block that need not fill it */
	double cap;
	double price; /* not negative */
};

struct grow_column {
	uint32_t block; /* CALENDAR_NONE: what exceeds a wish, in row `start` */
	uint32_t start; /* CALENDAR_NONE: the block has no time */
	double cost;
};

typedef DAIS_VEC(uint32_t) grow_row_vec;

struct grow {
	const struct calendar_model *m;
	struct dais_arena *a;
	struct dais_linear *lp;
	DAIS_VEC(struct grow_row) rows;
	DAIS_VEC(struct grow_column) columns;
	uint32_t *room_row, *team_row, *week_row, *group_row; /* row + 1; 0 none */
	grow_row_vec *edge_rows;
	grow_row_vec *room_ranges, *team_ranges, *group_ranges; /* [halls or groups * weeks] */
	size_t ranges;
	uint32_t *row_of; /* [blocks] its GROW_BLOCK row; CALENDAR_NONE: not in the programme */
	uint32_t *choice; /* [blocks] where a block outside stands; CALENDAR_NONE: nowhere ever */
	size_t *option_at; /* [blocks] number of its first option */
	uint64_t *has;    /* options that have a column */
	double without;   /* cost of a block without a time */
	double constant;  /* cost of the blocks outside */
	double bound;     /* no plan costs less, blocks without a time at `without` */
	double priced;    /* the bound that the present prices give */
	double value;     /* of the programme, constant included */
	const double *x;  /* of columns */
	double *use_room, *use_team, *use_week, *use_group;
	double *price_room, *price_team, *price_week; /* [types * slots or weeks] */
	double *edge_price; /* [slots + 1] of one block; last: without a time */
	size_t rounds;
};

/* A part of a sparse matrix in the making. */
struct grow_entries {
	DAIS_VEC(int) index;
	DAIS_VEC(double) value;
};

/* @near: starts of a plan, where blocks with a choice rather stand. */
bool grow_begin(struct grow *g, const uint32_t *near, struct dais_err *err);
/* Grows and solves until the bound is that of the whole, *@until (dais_clock_seconds()) has passed,
 * or the bound reaches @enough. True: it is. */
bool grow_run(struct grow *g, const struct dais_search *s, double until, double enough);

/* grow_rows.c */
/* Rows that @g->x and the blocks outside break become rows; returns how many. Blocks outside that
 * touch one come in, or stand elsewhere at no cost. */
size_t grow_break(struct grow *g, bool ranges);
/* Entries of a column in rows from @first on. */
void grow_entries(
    const struct grow *g, const struct grow_column *c, uint32_t first, struct grow_entries *ret);
double grow_edge_entry(
    const struct grow *g, const struct grow_row *r, uint32_t block, uint32_t start);
bool grow_touches(const struct grow *g, uint32_t block, uint32_t start);

/* grow_range.c */
/* Adds range rows that g->x breaks to g->rows; grow_break() gives them to the solver. */
size_t grow_find_ranges(struct grow *g);
void grow_range_entries(
    const struct grow *g, uint32_t block, uint32_t start, uint32_t first, struct grow_entries *ret);
double grow_range_price(const struct grow *g, uint32_t block, uint32_t start);
bool grow_range_touches(const struct grow *g, uint32_t block, uint32_t start);

/* grow_price.c */
void grow_set_prices(struct grow *g);
/* Price of block @b at @start (an option, or CALENDAR_NONE) with g->edge_price made for it. */
double grow_price(const struct grow *g, uint32_t b, uint32_t start);
void grow_edge_prices(struct grow *g, uint32_t b);
/* Adds columns that pay; returns how many. Sets g->bound. */
size_t grow_columns(struct grow *g, bool add);

/* grow.c */
void grow_add_column(struct grow *g, uint32_t block, uint32_t option);
void grow_flush_columns(struct grow *g, size_t first);
void grow_bring_in(struct grow *g, uint32_t b);

/* round.c */
/* A plan from the programme's solution @x of its columns, in @st (emptied before). */
void grow_round(const struct grow *g, const double *x, struct calendar_state *st);
/* Cost of a plan with g->without for blocks that have no time. */
double grow_cost(const struct grow *g, const struct calendar_state *st);

/* close.c */
/* Some weeks after others anew by an integer programme, the rest of @best as it is; @tell after
 * each gain. */
void grow_windows(struct grow *g, const struct dais_search *s, double until,
    struct calendar_state *best, struct calendar_state *scratch, void (*tell)(void *ctx),
    void *ctx);
/* lift.c */
/* Raises *@bound by windows of weeks in whole blocks, and makes plans of what they take, the
 * cheapest into @best; the programme must be solved. @tell after each sweep that gained. */
void grow_lift(struct grow *g, const struct dais_search *s, double until,
    struct calendar_state *best, struct calendar_state *scratch, double *bound,
    void (*tell)(void *ctx, double bound), void *ctx);

/* Whole numbers: branches on the programme, grows it where the answer breaks rows, and keeps the
 * best plan in @best. *@bound rises. True: @best is proven best. */
bool grow_close(struct grow *g, const struct dais_search *s, double until,
    struct calendar_state *best, struct calendar_state *scratch, double *bound);

#endif
