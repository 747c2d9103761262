/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Why an item is taken up where it is: it is moved to each other time, in each way a secretary
 * would try, and the independent checker says what that would break or cost. Nothing is searched;
 * what the best plan without it there would be is a question for the planner (propose.h).
 */
#ifndef DAIS_SERVICE_TIMETABLE_WHY_H
#define DAIS_SERVICE_TIMETABLE_WHY_H

#include "service/timetable/arrange.h"

enum dais_why_kind {
	DAIS_WHY_HERE,       /* it is taken up then, here */
	DAIS_WHY_ALSO,       /* it is taken up then, too */
	DAIS_WHY_FREE,       /* it could be then at no cost */
	DAIS_WHY_GAINS,      /* it would be better then */
	DAIS_WHY_COSTS,      /* wishes would suffer */
	DAIS_WHY_IMPOSSIBLE, /* a demand, or what every plan obeys, would be broken */
	DAIS_WHY_KIND_COUNT
};

enum dais_why_way {
	DAIS_WHY_INTO,     /* added to the sitting that is held then */
	DAIS_WHY_NEW,      /* in a sitting of its own */
	DAIS_WHY_EXCHANGE, /* for an item of the sitting that is held then */
	DAIS_WHY_SWAP,     /* the whole sitting changes places with what is held then */
	DAIS_WHY_WHOLE     /* the whole sitting, and nothing else, is moved */
};

/* Another time, in the best of the ways. */
struct dais_why_place {
	struct dais_local start, end;
	enum dais_why_kind kind;
	enum dais_why_way way;
	size_t with; /* EXCHANGE: item of the record that comes here instead; else DAIS_NONE */
	unsigned rank; /* COSTS, GAINS: first rank that differs; 0: a rule broken now is kept */
	uint64_t more; /* weighted, how much there */
	dais_store_strs words; /* what would break, or which wishes would suffer (gain): clauses,
				* at most DAIS_WHY_WORDS_MAX, in the language of the
				* arrangement */
	size_t more_words; /* how many others */
};
#define DAIS_WHY_WORDS_MAX 4u

/* A demand or wish that speaks against other times. */
struct dais_why_reason {
	unsigned rank; /* 0: a demand; else of the wish */
	struct dais_str words; /* a clause */
	struct dais_place place; /* in the package; or nothing */
	DAIS_VEC(size_t) against; /* places, ascending */
};

struct dais_why {
	size_t sitting, entry, item; /* of the record; of a whole sitting, entry and item are
				      * DAIS_NONE */
	DAIS_VEC(struct dais_why_place)
	places; /* every time at which sittings can be held, in
		 * order */
	DAIS_VEC(struct dais_why_reason)
	reasons; /* demands first, then wishes by rank; those that
		  * speak against most places first */
	size_t others; /* places that are neither HERE nor ALSO */
	size_t taken; /* places at which there is no room in time: bodies, rooms or teams sit
		       * elsewhere, or the time does not suffice */
};

/* Why entry @entry of sitting @sitting stands there; in @a. Errors: NOT_FOUND, INVALID (the
 * timetable cannot be judged). Judges some times as many plans as there are times: milliseconds. */
bool dais_why(const struct dais_arrangement *t, size_t sitting, size_t entry, struct dais_arena *a,
    struct dais_why *ret, struct dais_err *err);
/* The same for sitting @sitting as a whole, which keeps its room and team: what
 * dais_arrange_move() to each other time would break or cost. No place is ALSO. */
bool dais_why_sitting(const struct dais_arrangement *t, size_t sitting, struct dais_arena *a,
    struct dais_why *ret, struct dais_err *err);
/* Does to @t what place @place of @why is: the item is moved there in that way. Minutes that
 * were shared are stated in the sittings that change. @why: of dais_why(). */
bool dais_why_move(
    struct dais_arrangement *t, const struct dais_why *why, size_t place, struct dais_err *err);

#endif
