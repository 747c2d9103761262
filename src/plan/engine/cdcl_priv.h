/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside the own SAT solver: conflict-driven clause learning for thousands of small calls on
 * clauses of which most have two literals. Literals are coded 2 v for v and 2 v + 1 for -v.
 */
#ifndef DAIS_PLAN_ENGINE_CDCL_PRIV_H
#define DAIS_PLAN_ENGINE_CDCL_PRIV_H

#include "base/arena.h"
#include "base/vec.h"
#include "plan/engine/sat_priv.h"

typedef uint32_t code;

/* Why a literal is true: a clause of the pool (its position), or one of these. */
#define WHY_NONE UINT32_MAX    /* decided, or a fact */
#define WHY_PAIR (UINT32_MAX - 1)  /* a clause of two, `other` false */
#define WHY_PRICE (UINT32_MAX - 2) /* the limit: the first `other` of the softs paid */

struct why {
	uint32_t clause;
	uint32_t other;
};

/* A clause in the pool: size, mark, literals. */
#define CLAUSE_HEAD 2u
#define MARK_LEARNT 1u
#define MARK_GONE 2u
#define MARK_USED 4u /* in a conflict since the last reduction */
#define MARK_LEVELS 3 /* shift: number of decision levels when learnt or last used */

struct watch {
	uint32_t clause;
	code blocker; /* some other literal; the clause is not looked at while it is true */
};

typedef DAIS_VEC(struct watch) watch_list;
typedef DAIS_VEC(code) code_list;

struct level {
	uint32_t first;   /* of the trail */
	uint32_t assumed; /* assumptions before this are true below it */
	uint32_t guided;  /* so are, or are false, the guides before this */
};

struct dais_sat {
	struct dais_arena *arena;
	bool broken;    /* no answer at all */
	uint32_t variables, room; /* room: of the tables below */

	/* by literal */
	int8_t *value; /* 1 true, -1 false, 0 open */
	watch_list *watches; /* visited when the literal becomes false */
	code_list *pairs;    /* the other literals of its clauses of two */
	uint64_t *price;     /* what it costs when this literal is true */

	/* by variable */
	uint32_t *level_of;
	struct why *why;
	int8_t *phase; /* tried first: 1 true, -1 false */
	uint8_t *seen;
	double *activity;
	uint32_t *heap_at; /* position in the heap, UINT32_MAX: not in it */
	DAIS_VEC(uint32_t) heap;
	double bump;

	DAIS_VEC(uint32_t) pool;
	DAIS_VEC(uint32_t) learnt; /* clauses in the pool */
	size_t wasted;     /* words of the pool in clauses that are gone */

	code_list trail;
	uint32_t head; /* of what is still to be propagated */
	DAIS_VEC(struct level) levels;
	code_list assumed;     /* of the present or last call */
	uint32_t assumption_levels; /* levels that belong to assumptions */
	code_list guides;
	code_list paid; /* literals that are true and cost, in order of the trail */
	code_list priced; /* all that cost, dearest first */
	uint64_t spent, limit; /* sum of paid; must stay at most this */
	uint32_t dear;        /* priced before this were too dear already for what is left */
	code limit_if;        /* the literal that the limit hangs on */

	/* of a conflict */
	struct why conflict; /* WHY_PAIR: conflict_pair */
	code conflict_pair;
	code_list clause;  /* learnt; first the literal it makes true */
	code_list reasons; /* scratch of explanations */
	code_list stack, marked;
	DAIS_VEC(uint32_t) level_seen;
	uint32_t level_stamp;
	code_list failed;
	DAIS_VEC(int8_t) failed_of; /* by variable: the sign of the failed assumption */
	DAIS_VEC(int8_t) model; /* by variable */

	bool (*watch)(void *ctx);
	void *ctx;
	void (*echo)(void *ctx, const int *v, size_t n);
	void *echo_ctx;
	uint64_t conflicts;
	uint64_t work, last_work; /* clauses looked at; when the present call ends */
	uint64_t next_reduce, reduce_step;
	double fast, slow; /* running means of levels in learnt clauses */
	uint64_t next_mode, mode_step, since_restart, luby;
	bool steady; /* few restarts */
	uint32_t facts_seen; /* trail of level 0 when clauses were last tidied */
};

static inline code
code_of(int l)
{
	return l < 0 ? (code)-l * 2 + 1 : (code)l * 2;
}

static inline int
literal_of(code c)
{
	return c & 1 ? -(int)(c >> 1) : (int)(c >> 1);
}

static inline uint32_t
level_now(const struct dais_sat *s)
{
	return (uint32_t)s->levels.n;
}

/* --- cdcl.c --- */

/* The variable of @l becomes known. */
void dais_cdcl_know(struct dais_sat *s, int l);
void dais_cdcl_set(struct dais_sat *s, code c, struct why why);
void dais_cdcl_back(struct dais_sat *s, uint32_t level);
/* False: conflict, in s->conflict. */
bool dais_cdcl_propagate(struct dais_sat *s);
uint32_t dais_cdcl_store(struct dais_sat *s, const code *v, size_t n, uint32_t mark);
void dais_cdcl_heap_add(struct dais_sat *s, uint32_t v);
void dais_cdcl_heap_up(struct dais_sat *s, uint32_t v);
uint32_t dais_cdcl_heap_take(struct dais_sat *s);

/* --- cdcl_learn.c --- */

/* After a conflict above level 0: s->clause and where to go back to; its number of levels. */
uint32_t dais_cdcl_learn(struct dais_sat *s, uint32_t *ret_level);
/* The assumptions that make @c (an assumption) false, into s->failed. */
void dais_cdcl_blame(struct dais_sat *s, code c);
/* Forgets the worse half of what was learnt; drops clauses that are facts. */
void dais_cdcl_reduce(struct dais_sat *s);

#endif
