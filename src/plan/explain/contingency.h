/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Two plans of one meeting under two modalities, side by side: total hours, shortfall, and what
 * each item has under each (R-HYB-02).
 */
#ifndef DAIS_PLAN_EXPLAIN_CONTINGENCY_H
#define DAIS_PLAN_EXPLAIN_CONTINGENCY_H

#include "plan/problem/problem.h"

enum dais_contingency_side {
	DAIS_SIDE_NORMAL,      /* the modality the meeting is prepared for */
	DAIS_SIDE_CONTINGENCY, /* the one it may have to change to */
	DAIS_SIDE_COUNT
};

/* Minutes; of all bodies, a joint sitting counted once. */
struct dais_contingency_total {
	enum dais_modality modality;
	unsigned days;     /* on which sittings are held */
	unsigned sittings;
	unsigned offered;  /* by all slots, one sitting at a time */
	unsigned booked;   /* lengths of the sittings that are held */
	unsigned used;     /* by items */
};

struct dais_contingency_item {
	size_t item;       /* of the record, or DAIS_NONE in problems without one */
	struct dais_str name; /* as messages name it */
	unsigned minutes[DAIS_SIDE_COUNT];
	unsigned sittings[DAIS_SIDE_COUNT]; /* in which it is taken up */
	unsigned least;    /* it needs, under the contingency; 0 not said */
	unsigned wished;   /* likewise */
	int change;        /* minutes it has more (less: negative) under the contingency */
};

struct dais_contingency {
	struct dais_contingency_total total[DAIS_SIDE_COUNT];
	unsigned shortfall; /* minutes of items under the contingency fewer than normally */
	unsigned unmet;     /* minutes short of what items wish, under the contingency */
	DAIS_VEC(struct dais_contingency_item) items; /* items and parts, in the order of tasks */
	struct dais_str words; /* the whole in one sentence, in the language of @p */
};

/* Compares @plan of @p with @contingency of @q, the same meeting under another modality (of the
 * same record, or with tasks of the same names). Views into @p and @q; vectors in @a. */
void dais_contingency_compare(const struct dais_problem *p, const struct dais_plan *plan,
    const struct dais_problem *q, const struct dais_plan *contingency, struct dais_arena *a,
    struct dais_contingency *ret);

#endif
