/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The problem of the organization of work: when does which body take up which item, in which
 * room, with which team of interpreters. Pure data: slots, bodies, rooms, teams, tasks, and a
 * list of demands. A demand of rank 0 must hold; one of rank 1, 2, ... is a wish, and wishes are
 * compared rank by rank (all of rank 1 before any of rank 2), by weight within a rank.
 *
 * The solver (plan/meeting), the independent checker (plan/judge) and the explanations know the
 * problem by this header alone. Things refer to each other by index; DAIS_NONE means "none".
 *
 * What every plan obeys without a demand that says so:
 *   - an entry gives a task a multiple of `step` minutes, more than 0, in one sitting;
 *   - a sitting fills one slot, has at least one entry, and its entries together last no longer
 *     than the slot;
 *   - a body is in one sitting at a time; a task is in one sitting at a time, with all its bodies
 *     (a common item is on the same sitting for all: R-TIME-05, R-TIME-06);
 *   - a sitting's bodies are exactly those of its entries' tasks, and two bodies share a sitting
 *     only when a task of the sitting joins them, directly or through other bodies;
 *   - with rooms, every sitting has one, free then, with a seat for everyone (the attendance of
 *     its bodies together is at most the capacity) and equipped for remote participants when one
 *     of its bodies has them. With teams, every sitting has one, also when its bodies need no
 *     language: free then, with every language of the sitting's bodies. A room and a team serve
 *     one sitting at a time (R-TIME-02), a team at most week_most sittings in a week and day_most
 *     in a day;
 *   - entries of a sitting stand in an order that agrees with every BEFORE demand of rank 0 and
 *     amount 0: all entries of `task` before all of `other`.
 *
 * How demands are read: `slots` NULL is every slot. Minutes missing or above count as whole
 * steps, rounded up. A BEFORE demand holds when either task has no use. Without rooms in the
 * problem, demands on rooms cost nothing; with rooms, a sitting without one is outside them.
 * FEWEST, FULL and ITEMS_MOST are of all sittings; DENSE is of one body.
 */
#ifndef DAIS_PLAN_PROBLEM_PROBLEM_H
#define DAIS_PLAN_PROBLEM_PROBLEM_H

#include "base/date.h"
#include "base/diag.h"
#include "base/lang.h"
#include "model/record.h"

/* A set of slots: bit i of word i / 64. Words: dais_problem_words(). */
typedef uint64_t *dais_slot_set;

/* A time at which sittings can be held. Slots are in order of time and never overlap. */
struct dais_plan_slot {
	struct dais_date day;
	int start, end;      /* minutes of the local day */
	int64_t utc;         /* start, seconds since 1970 */
	size_t day_index;    /* days that have slots, from 0 */
	size_t week;         /* ISO weeks that have slots, from 0: where limits of a week count */
	int64_t half_day; /* running number: a morning is even, an afternoon odd; two for a day of
			   * the calendar, weekends included */
};

struct dais_plan_body {
	size_t body; /* of the record; DAIS_NONE in problems without a record */
	struct dais_str name;
	unsigned attendance; /* seats needed; 0 not known */
	dais_lang_set languages; /* interpretation it needs */
	bool remote; /* takes part online as well: its room must be able to */
};

struct dais_plan_room {
	struct dais_str id;
	struct dais_ml name;
	unsigned capacity; /* seats; 0: enough for all */
	bool remote; /* equipped for online participants */
	dais_slot_set free; /* NULL: always */
	struct dais_place place;
};

struct dais_plan_team {
	struct dais_str id;
	struct dais_ml name; /* in the language of the problem, or empty */
	dais_lang_set languages;
	unsigned week_most; /* sittings in a week; 0 no limit (R-HYB-03) */
	unsigned day_most; /* sittings in a day; 0 no limit */
	dais_slot_set free; /* NULL: always */
	struct dais_place place;
};

/* What takes time in sittings: an item without parts, or a part. */
struct dais_task {
	size_t item; /* of the record; DAIS_NONE in problems without one */
	struct dais_str name; /* as messages name it: "item 3 (Environment)" */
	struct dais_str number; /* the same without the title: "item 3"; empty: as `name` */
	dais_index_vec bodies; /* of the problem; two or more: a common item */
	size_t group; /* tasks of one item have the same; never DAIS_NONE */
	bool substantive; /* counts for DENSE */
	unsigned rank; /* usual order of entries in a sitting, ascending */
	struct dais_place place;
};

/* Time is counted in steps where a cost is. A "use" is a slot in which a task has an entry. */
enum dais_demand_kind {
	DAIS_DEMAND_LEAST, /* task: at least `amount` minutes in all; cost: missing steps */
	DAIS_DEMAND_MOST, /* task: at most `amount` minutes in all; cost: steps above */
	DAIS_DEMAND_UNDIVIDED, /* task: at most `amount` uses (1: undivided); cost: uses above */
	DAIS_DEMAND_SLOTS, /* task: uses only in `slots`; cost: uses outside */
	DAIS_DEMAND_FIXED, /* task: at least `amount` minutes (at least one step) in each of
			    * `slots`; cost: slots without */
	DAIS_DEMAND_BODY_SLOTS, /* body: sits only in `slots`; cost: its sittings outside */
	DAIS_DEMAND_BEFORE, /* task and other: no use of `other` before the last use of `task`,
			     * the same slot is allowed; with `amount` n > 0: half_day of every use
			     * of `other` at least n after every use of `task`. Cost: 1 if broken */
	DAIS_DEMAND_APART, /* task and other, or body and body_2: never in two sittings at the
			    * same time (the same sitting is allowed); cost: slots in which
			    * they are */
	DAIS_DEMAND_ROOMS, /* body: its sittings are in `rooms` only; cost: sittings outside */
	DAIS_DEMAND_ONE_ROOM, /* body: as few rooms as possible; cost: rooms used less one */
	DAIS_DEMAND_ITEMS_MOST, /* no sitting has entries of more than `amount` groups; cost: groups
				 * above, summed over sittings */
	DAIS_DEMAND_DENSE, /* no sitting has more than one substantive group of one body
			    * (R-TIME-11); cost: groups above one, for the body `body` */
	DAIS_DEMAND_UNBROKEN, /* task: cost: slots strictly between its first and last use without a
			       * use of it in which one of its bodies sits, each once */
	DAIS_DEMAND_FREE, /* no sittings in `slots` (of `body`, or of any with DAIS_NONE); cost:
			   * sittings there */
	DAIS_DEMAND_FEWEST, /* cost: sittings */
	DAIS_DEMAND_FULL, /* cost: unused steps of the sittings held, a last odd part of a slot
			   * shorter than a step not counted (R-SPK-15) */
	DAIS_DEMAND_NO_GAP, /* body: cost: slots of `slots` strictly between its first and last
			     * sitting in which it does not sit (R-TIME-10) */
	DAIS_DEMAND_KEEP, /* task: has a use in each of `slots`; cost: slots without (re-plan) */
	DAIS_DEMAND_KEEP_OUT, /* task: at most `amount` minutes (0: no use) in each of `slots`;
			       * cost: slots in which it has more (re-plan) */
	DAIS_DEMAND_KEEP_ROOM, /* body: its sittings in `slots`, when it has one, are in one of
				* `rooms`; cost: sittings elsewhere (re-plan) */
	DAIS_DEMAND_KIND_COUNT
};

struct dais_demand {
	enum dais_demand_kind kind;
	unsigned rank; /* 0 must hold; 1.. a wish */
	unsigned weight; /* of a unit of cost, 1..1,000,000; wishes only */
	unsigned drop_cost; /* of giving it up when no plan holds all, 1..; 0: never given up */
	size_t task, other;
	size_t body, body_2;
	size_t person; /* on whose account, or DAIS_NONE: for words only */
	bool kept; /* a wish for the plan in force (plan/repair) */
	unsigned amount;
	dais_slot_set slots;
	uint64_t rooms; /* bit r: room r (DAIS_PLANNING_ROOMS_MOST) */
	struct dais_str because; /* where it comes from, in words; may be empty */
	struct dais_place place; /* file, line and column in the package; or nothing */
};

struct dais_plan_person {
	struct dais_str id;
	struct dais_str name;
	struct dais_place place;
};

struct dais_problem {
	const struct dais_record *record; /* or NULL */
	enum dais_lang language; /* of its words, and of all that is said of it */
	enum dais_modality modality;
	unsigned step; /* minutes, 5..120 */
	DAIS_VEC(struct dais_plan_slot) slots;
	DAIS_VEC(struct dais_plan_body) bodies;
	DAIS_VEC(struct dais_plan_room) rooms; /* empty: rooms are not planned */
	DAIS_VEC(struct dais_plan_team) teams; /* empty: teams are not planned */
	DAIS_VEC(struct dais_plan_person) people;
	DAIS_VEC(struct dais_task) tasks;
	DAIS_VEC(struct dais_demand) demands;
};

#define DAIS_RANKS_MAX 8u /* wishes have ranks 1..8 */

struct dais_plan_entry {
	size_t task;
	unsigned minutes; /* a multiple of step */
};

struct dais_plan_sitting {
	size_t slot;
	size_t room, team; /* or DAIS_NONE */
	dais_index_vec bodies; /* ascending */
	DAIS_VEC(struct dais_plan_entry) entries; /* in the order they are taken up */
};

/* A plan: sittings by slot, then by first body. */
struct dais_plan {
	DAIS_VEC(struct dais_plan_sitting) sittings;
};

/* --- helpers --- */

/* Words of 64 bits in a set of its slots. */
static inline size_t
dais_problem_words(const struct dais_problem *p)
{
	return (p->slots.n + 63) / 64;
}

/* Steps that hold @minutes, one that is begun taken whole; and so many minutes. */
static inline unsigned
dais_problem_steps(const struct dais_problem *p, unsigned minutes)
{
	return minutes / p->step + (minutes % p->step != 0);
}

static inline unsigned
dais_problem_whole(const struct dais_problem *p, unsigned minutes)
{
	return dais_problem_steps(p, minutes) * p->step;
}

/* Whether slot @t is in @s; NULL holds every slot. */
static inline bool
dais_slots_has(const uint64_t *s, size_t t)
{
	return !s || (s[t / 64] >> (t % 64) & 1u);
}

/* Put slot @t, one of the problem's, into @s and take it out; @s is not NULL. */
static inline void
dais_slots_put(dais_slot_set s, size_t t)
{
	s[t / 64] |= UINT64_C(1) << (t % 64);
}

static inline void
dais_slots_take(dais_slot_set s, size_t t)
{
	s[t / 64] &= ~(UINT64_C(1) << (t % 64));
}

/* All rooms of @p, as a set. */
static inline uint64_t
dais_rooms_all(const struct dais_problem *p)
{
	if (p->rooms.n >= DAIS_PLANNING_ROOMS_MOST)
		return UINT64_MAX;
	return (UINT64_C(1) << p->rooms.n) - 1;
}

/* An empty set for @p, whose slots must be complete. */
dais_slot_set dais_slots_new(const struct dais_problem *p, struct dais_arena *a);
/* Steps that fit in slot @t. */
unsigned dais_slot_steps(const struct dais_problem *p, size_t t);
/* A new demand of @kind with everything else "none", weight 1 and drop_cost 1. */
struct dais_demand *dais_problem_demand(
    struct dais_problem *p, struct dais_arena *a, enum dais_demand_kind kind, unsigned rank);
/* "least", "undivided", ...: as JSON names kinds. */
const char *dais_demand_kind_name(enum dais_demand_kind k);
/* Minutes task @i has in slot @t. */
unsigned dais_plan_minutes(const struct dais_plan *plan, size_t i, size_t t);
/* A copy of @p in @a whose demands may be changed without touching @p's; everything they refer
 * to is shared. */
struct dais_problem *dais_problem_copy(const struct dais_problem *p, struct dais_arena *a);

#endif
