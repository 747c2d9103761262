/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside the checker: the sittings of a plan in order of time, seen from each task, body, room
 * and team. Everything is counted from the plan; nothing is taken from who made it.
 */
#ifndef DAIS_PLAN_JUDGE_PRIV_H
#define DAIS_PLAN_JUDGE_PRIV_H

#include "plan/judge/judge.h"

/* A task in a sitting, or a body in a sitting. */
struct dais_judge_use {
	size_t slot;
	size_t sitting;     /* of the plan */
	uint64_t minutes;   /* of a task, all its entries in the sitting together */
	size_t first, last; /* places of its entries in the sitting */
	bool has_task;      /* of a body: an entry of the sitting is its own */
	bool listed;        /* of a body: among the sitting's bodies */
};

/* Uses of a task or a body, in order of time. */
struct dais_judge_uses {
	struct dais_judge_use *v;
	size_t n;
};

/* Sittings (indexes) that have one thing in common, in order of time. */
struct dais_judge_group {
	size_t *v;
	size_t n;
};

struct dais_judging {
	const struct dais_problem *p;
	const struct dais_plan *plan;
	struct dais_arena *a;       /* of the verdict */
	struct dais_arena *scratch; /* dies with the judging */
	struct dais_verdict *verdict;
	struct dais_judge_group by_time; /* all sittings */
	struct dais_judge_uses *tasks;   /* of each task */
	struct dais_judge_uses *bodies;  /* of each body */
	struct dais_judge_group *slots, *rooms, *teams;
	size_t *slot_mark, *group_mark, *body_mark; /* last visitor of a slot, ... */
	size_t visitors; /* so far */
	struct dais_str *when; /* each slot in words, once they were asked for */
};

/* Fills the views of @j, whose first five members are set. */
void dais_judge_tally(struct dais_judging *j);

/* Adds a breach; the words may be empty. */
void dais_judge_breach(struct dais_judging *j, size_t demand, uint64_t cost,
    const dais_index_vec *sittings, struct dais_str words);

/* What every plan obeys. */
void dais_judge_obedience(struct dais_judging *j);

/* What the demand costs, in units. When it costs: where it shows, in *@at, and a sentence. */
uint64_t dais_judge_demand(struct dais_judging *j, const struct dais_demand *d, dais_index_vec *at,
    struct dais_str *ret_words);
/* The same for kinds that look at bodies and whole sittings. */
uint64_t dais_judge_sittings(struct dais_judging *j, const struct dais_demand *d,
    dais_index_vec *at, struct dais_str *ret_words);

/* --- words --- */

/* A message in the language of the problem. */
struct dais_str dais_judge_say(const struct dais_judging *j, const char *english, ...)
    DAIS_SAYS(2, 3);
/* "3 h", "2 h 30 min", "45 min". */
struct dais_str dais_judge_span(const struct dais_judging *j, uint64_t minutes);
/* "on Tuesday, 24 May 2022, 3-6 p.m." */
struct dais_str dais_judge_when(const struct dais_judging *j, size_t slot);
/* The same of the sittings @at: the first, and how many more times. */
struct dais_str dais_judge_times(const struct dais_judging *j, const dais_index_vec *at);
/* "the Working Group on ..." or "body 2" when it has no name; not to begin a sentence. */
struct dais_str dais_judge_body(const struct dais_judging *j, size_t body);
struct dais_str dais_judge_task(const struct dais_judging *j, size_t task);
struct dais_str dais_judge_room(const struct dais_judging *j, size_t room);
struct dais_str dais_judge_team(const struct dais_judging *j, size_t team);
/* "French". */
const char *dais_judge_language(const struct dais_judging *j, enum dais_lang l);

#endif
