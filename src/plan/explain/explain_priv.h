/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside the explanations: phrases in the language of the problem, costs by demand, and the parts
 * of a conflict. */
#ifndef DAIS_PLAN_EXPLAIN_PRIV_H
#define DAIS_PLAN_EXPLAIN_PRIV_H

#include "plan/explain/explain.h"
#include "plan/judge/judge.h"

/* --- phrases; none ends with a full stop --- */

/* A message in the language of the problem. */
struct dais_str dais_explain_say(
    const struct dais_problem *p, struct dais_arena *a, const char *english, ...) DAIS_SAYS(3, 4);
/* "3 h", "2 h 30 min", "45 min". */
struct dais_str dais_explain_span(
    const struct dais_problem *p, struct dais_arena *a, uint64_t minutes);
/* "once", "twice", "3 times". */
struct dais_str dais_explain_times(const struct dais_problem *p, struct dais_arena *a, uint64_t n);
struct dais_str dais_explain_task(const struct dais_problem *p, size_t task, struct dais_arena *a);
/* The same without the title: "item 3 of ta". */
struct dais_str dais_explain_short(const struct dais_problem *p, size_t task, struct dais_arena *a);
struct dais_str dais_explain_body(const struct dais_problem *p, size_t body, struct dais_arena *a);
struct dais_str dais_explain_room(const struct dais_problem *p, size_t room, struct dais_arena *a);
/* "Board Room A and Board Room B", "no room". */
struct dais_str dais_explain_rooms(
    const struct dais_problem *p, uint64_t rooms, struct dais_arena *a);
/* "item 2, item 3 and 4 more"; at most @most named. */
struct dais_str dais_explain_tasks(
    const struct dais_problem *p, const dais_index_vec *tasks, size_t most, struct dais_arena *a);
/* When the slots of @set are, with a preposition: "on Tuesday, 24 May 2022", "in the afternoon of
 * Friday, 27 May 2022", "from Monday, 23 May 2022, to Wednesday, 25 May 2022". *@ret_pieces (may
 * be NULL): of how many such pieces it is. */
struct dais_str dais_explain_when(
    const struct dais_problem *p, const uint64_t *set, struct dais_arena *a, size_t *ret_pieces);
/* How many slots of @p are in @set. */
size_t dais_explain_count(const struct dais_problem *p, const uint64_t *set);
/* @s with its first letter upper case and a full stop. */
struct dais_str dais_explain_sentence(
    const struct dais_problem *p, struct dais_str s, struct dais_arena *a);
/* "on Tuesday, 24 May 2022, 3-6 p.m." */
struct dais_str dais_explain_at(const struct dais_problem *p, size_t t, struct dais_arena *a);
/* "x, y and z", of names or times. */
struct dais_str dais_explain_names(
    const struct dais_problem *p, const dais_str_vec *v, struct dais_arena *a);
/* The same of clauses, which have commas of their own: "x; y and z". */
struct dais_str dais_explain_clauses(
    const struct dais_problem *p, const dais_str_vec *v, struct dais_arena *a);

/* --- departures --- */

/* What honouring the wish would be: "give it the rest". */
const char *dais_explain_honour(const struct dais_problem *p, const struct dais_demand *d);
/* How the demand suffers by @units more: "item 5 would lose 1 h 30 min". */
struct dais_str dais_explain_suffers(const struct dais_problem *p, const struct dais_demand *d,
    uint64_t units, struct dais_arena *a);

/* Units by which each demand is broken, of @verdict; in @a. */
uint64_t *dais_explain_units(
    const struct dais_problem *p, const struct dais_verdict *verdict, struct dais_arena *a);

/* --- arithmetic of conflicts --- */

/* When a task can be taken up, and which demands say so. */
struct dais_explain_window {
	dais_slot_set slots;
	dais_index_vec why; /* demands that close slots, each once */
	bool rooms, teams; /* lack of a suitable room or team closes slots */
	unsigned least; /* minutes it must have; 0 none */
	size_t least_demand;
	size_t fixed_first, fixed_last; /* slots it is fixed in, or DAIS_NONE */
	size_t fixed_first_demand, fixed_last_demand;
};

/* The windows of all tasks as the demands i of rank 0 with @active[i] leave them. */
struct dais_explain_window *dais_explain_windows(
    const struct dais_problem *p, const bool *active, struct dais_arena *a);
/* Adds @demand unless it is there. */
void dais_explain_add_once(struct dais_arena *a, dais_index_vec *v, size_t demand);

enum dais_lack_kind {
	DAIS_LACK_NONE,
	DAIS_LACK_WHEN, /* a task can be taken up at no time */
	DAIS_LACK_TIME, /* tasks need more time than their slots give */
	DAIS_LACK_SITTING, /* a task needs more than the sittings it may have can give */
	DAIS_LACK_ROOMS, /* tasks need more than all rooms give */
	DAIS_LACK_TEAMS, /* ... than all teams give */
	DAIS_LACK_ORDER /* orders form a circle */
};

/* Of a lack of time: minutes are enough, but tasks cannot be divided as they would have to be. */
enum dais_lack_packing {
	DAIS_PACKING_NONE, /* minutes lack */
	DAIS_PACKING_EACH, /* each needs a sitting, for no two fit into one */
	DAIS_PACKING_TOGETHER, /* they do not fit, however they are combined */
	DAIS_PACKING_ITEMS, /* more items than sittings may take up */
	DAIS_PACKING_BODIES, /* their bodies never share a sitting, and each needs one */
	DAIS_PACKING_WAITING, /* the same, and some need another that lies half-days later */
	DAIS_PACKING_ALONE /* minutes, where the sittings of reports count whole: nothing the
			    * report waits for is taken up there */
};

struct dais_lack {
	enum dais_lack_kind kind;
	enum dais_lack_packing packing;
	dais_index_vec demands; /* that together ask for too much; those that cannot be given up
				 * included */
	dais_index_vec tasks;
	dais_index_vec why; /* of `demands`: those that make the time short */
	dais_slot_set slots;
	unsigned needed, given; /* minutes; with `packing` what else is counted */
	unsigned sittings; /* with `packing`: so many more at least */
	uint64_t suitable; /* with DAIS_LACK_ROOMS: the rooms that suit them; 0: all there are */
	bool rooms, teams; /* with DAIS_LACK_WHEN: there is no suitable one */
};

/* Whether @l counts minutes. */
static inline bool
dais_lack_is_of_minutes(const struct dais_lack *l)
{
	return !l->packing || l->packing == DAIS_PACKING_ALONE;
}

/* How far arithmetic looks: so much work, which is the same on every machine, and by the clock at
 * the latest. A look takes what it needs from it, and no look takes more than a few hundredths of a
 * second's. */
struct dais_explain_limit {
	uint64_t work; /* tasks and slots held against each other; what is left */
	double end; /* on dais_clock_seconds(); 0 no limit */
};

/* The work of many looks, for ways out of one kind; it ends at @end. */
struct dais_explain_limit dais_explain_limit_of_looks(double end);
/* Whether something is left of it. */
bool dais_explain_goes_on(const struct dais_explain_limit *limit);
/* A lack that simple arithmetic shows, of which no part is one (unless the limit was reached before
 * that); kind NONE when there is none to see. */
void dais_explain_find_lack(const struct dais_problem *p, const bool *active,
    struct dais_explain_limit *limit, struct dais_arena *a, struct dais_lack *ret);
/* One lack of the demands, not made smaller: of time, the one that shows with fewest tasks. */
void dais_explain_any_lack(const struct dais_problem *p, const bool *active,
    struct dais_explain_limit *limit, struct dais_arena *a, struct dais_lack *ret);
/* The same, of time the one in which most minutes lack. */
void dais_explain_worst_lack(const struct dais_problem *p, const bool *active,
    struct dais_explain_limit *limit, struct dais_arena *a, struct dais_lack *ret);
/* Orders that form a circle; false: there are none. */
bool dais_explain_circle(
    const struct dais_problem *p, const bool *active, struct dais_arena *a, struct dais_lack *ret);
struct dais_str dais_explain_lack_words(
    const struct dais_problem *p, const struct dais_lack *lack, struct dais_arena *a);

/* --- ways out --- */

/* One way out on trial. */
struct dais_explain_way {
	dais_index_vec demands; /* given up, each once */
	/* of each what is kept: minutes (LEAST), items (ITEMS_MOST), half-days (BEFORE); else 0 */
	DAIS_VEC(unsigned) left;
	uint64_t cost;
	bool holds; /* it was planned just as it is, and judged sound */
};

/* Ways out that are offered, and where each stands in ways_out. */
struct dais_explain_offer {
	struct dais_explain_way way;
	size_t at;
};

struct dais_explain_offers {
	DAIS_VEC(struct dais_explain_offer) list;
};

enum dais_way_kind {
	DAIS_WAY_TIME, /* minutes of items */
	DAIS_WAY_EXTRA, /* slots nobody has asked for */
	DAIS_WAY_OTHER
};

/* What ways out are looked for in. */
struct dais_explain_ways {
	const struct dais_problem *base; /* as it was asked */
	const struct dais_problem *far; /* with weeks after the close, or NULL */
	const struct dais_problem *asked; /* with extras */
	const struct dais_problem *p; /* the same, one LEAST demand a task that can be given up */
	const bool *extra; /* of the slots of p: nobody has asked for it */
	const struct dais_search *search;
	double end; /* on dais_clock_seconds(), 0 no limit */
	unsigned *found; /* kinds of ways that are known: bit 1u << enum dais_way_kind */
	struct dais_conflict *unverified; /* ways out that may be ones, in ways_out */
	struct dais_explain_offers *offers; /* what was added to the ways out, way by way */
	struct dais_arena *a;
};

#define DAIS_EXPLAIN_COST_SCALE 12u /* a drop_cost of 1 */

/* Whether demand @d does nothing but close extra slots. */
bool dais_explain_is_extra(const struct dais_explain_ways *w, const struct dais_demand *d);
/* "give item 3 30 min less and hold a third sitting on Tuesday, 24 May 2022". */
struct dais_str dais_explain_way_words(
    const struct dais_explain_ways *w, const struct dais_explain_way *way);
/* Adds ways out by a room or a team more, which are tried while they are looked for. */
bool dais_explain_more_services(
    const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_err *err);
/* Whether @p, all its demands kept, has a plan that the judge finds sound: OPTIMAL, INFEASIBLE or
 * UNKNOWN (also with @err): arithmetic first, then a plan as a secretary writes one, then a search
 * of little effort. @ret_good: a plan that is good by the wishes of @p, in w->a; NULL: any will do.
 */
enum dais_outcome dais_explain_try(const struct dais_explain_ways *w, const struct dais_problem *p,
    struct dais_plan *ret_good, struct dais_err *err);
/* Tries @way as it stands, for *@ret_outcome; way->holds says the same. False with @err. */
bool dais_explain_try_way(const struct dais_explain_ways *w, struct dais_explain_way *way,
    enum dais_outcome *ret_outcome, struct dais_err *err);
/* Adds @way, by settings (see above), to @ret unless it is known already or fails when it is tried.
 * One that could not be verified is kept for when none can be (dais_explain_ways.unverified). */
bool dais_explain_add_way(const struct dais_explain_ways *w, struct dais_explain_way *way,
    struct dais_conflict *ret, struct dais_err *err);
/* Adds ways out that arithmetic suggests, which takes no search but to verify them. */
bool dais_explain_lack_ways(
    const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_err *err);
/* Adds ways out that change a setting for all it holds for: the lead time before the report. */
bool dais_explain_setting_ways(
    const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_err *err);
/* @way as settings are changed: a lead time for all items, as little as is enough by arithmetic, a
 * limit of items a sitting to the least that is enough. False with @err. */
bool dais_explain_by_settings(
    const struct dais_explain_ways *w, struct dais_explain_way *way, struct dais_err *err);
/* Whether demand @d is of the lead time before a report. */
bool dais_explain_is_lead(const struct dais_demand *d);
/* Adds as many days after the close as it takes, two or more. Where one is enough that is
 * *@ret_day, for a part of it may be. */
bool dais_explain_more_days(const struct dais_explain_ways *w, struct dais_conflict *ret,
    struct dais_way_out *ret_day, struct dais_err *err);
/* Adds leaving out as many items as it takes, when these are @least or more. */
bool dais_explain_leave_out(const struct dais_explain_ways *w, size_t least,
    struct dais_conflict *ret, struct dais_err *err);
/* @w->p without wishes and without what @way gives up. */
struct dais_problem *dais_explain_given_up(
    const struct dais_explain_ways *w, const struct dais_explain_way *way, struct dais_arena *a);
/* A copy without wishes. */
struct dais_problem *dais_explain_without_wishes(
    const struct dais_problem *p, struct dais_arena *a);

/* Adds ways out of @p to @ret, cheapest first, each verified while time lasts. */
bool dais_explain_ways_out(const struct dais_problem *p, const struct dais_extras *extras,
    const struct dais_search *s, double end, struct dais_arena *a, struct dais_conflict *ret,
    struct dais_err *err);
/* Whether @p is too large for models in which each demand can be given up by itself. */
bool dais_explain_is_large(const struct dais_problem *p);
/* A search of @effort that ends at @end at the latest. */
struct dais_search dais_explain_search(const struct dais_search *s, double end, uint64_t effort);
/* Whether the clock, or a stop, ends it all. */
bool dais_explain_is_over(const struct dais_search *s, double end);

#endif
