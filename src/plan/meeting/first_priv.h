/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside the first plan: what the demands say of each task, and the state of the half-day being
 * filled.
 */
#ifndef DAIS_PLAN_MEETING_FIRST_PRIV_H
#define DAIS_PLAN_MEETING_FIRST_PRIV_H

#include "plan/meeting/first.h"

/* A task that must come before, so many half-days. */
struct dais_first_earlier {
	size_t task;
	unsigned lead; /* half-days */
	bool wish;
};

struct dais_first_task {
	unsigned least, wished, most; /* steps, in all */
	unsigned want, left;          /* steps, in this attempt */
	unsigned uses_most, uses;
	size_t last;           /* slot, when uses > 0 */
	size_t place;          /* in the order of taking up */
	bool dense;            /* a sitting of its own, in this attempt */
	bool hurries; /* takes what comes, whatever is wished of its times, in this attempt */
	dais_slot_set allowed; /* slots it may be in */
	dais_slot_set liked; /* slots it wishes; NULL: any */
	unsigned *fixed; /* steps it must have in each slot; NULL: none */
	DAIS_VEC(struct dais_first_earlier) earlier;
	dais_index_vec apart; /* tasks never beside it */
};

struct dais_first_body {
	dais_slot_set allowed;
	dais_index_vec apart; /* bodies never beside it */
	uint64_t rooms, liked_rooms;
	size_t room; /* last one, or DAIS_NONE */
	size_t sitting; /* of this slot, or DAIS_NONE */
	unsigned level; /* how little it asks for, in this attempt */
	bool lacks; /* an item has less than it must have, in this attempt */
	bool pressed; /* its time is short: wishes about sittings give way */
};

struct dais_first {
	const struct dais_problem *p;
	struct dais_arena *a;
	struct dais_first_task *tasks;
	struct dais_first_body *bodies;
	unsigned longest; /* steps of a slot */
	dais_slot_set kept_free; /* by a wish */
	unsigned items_most; /* in a sitting; 0 no limit */
	size_t *team_week, *team_day; /* numbers of the week and day last counted, plus one */
	unsigned *in_week, *in_day; /* sittings of each team in them */
	size_t *room_had, *team_had; /* sitting that was given it last, plus one; 0 none */
	struct dais_plan *plan;
	size_t first_now; /* first sitting of this slot */
};

/* Reads the demands of @f->p into @f. */
void dais_first_read(struct dais_first *f);

static inline unsigned
dais_first_smaller(unsigned x, unsigned y)
{
	return x < y ? x : y;
}

/* --- may a task be taken up now --- */

/* Slots of @set from @from on. */
size_t dais_first_slots_left(const struct dais_first *f, const uint64_t *set, size_t from);
/* Whether slot @t is one of the last chances of task @i. */
bool dais_first_is_urgent(const struct dais_first *f, size_t i, size_t t);
/* Whether what must come before task @i has ended, long enough ago. A wished distance is kept
 * while there is a later slot for the task. */
bool dais_first_is_ripe(const struct dais_first *f, size_t i, size_t t);
/* Steps that task @i must have in slot @t; 0: it is not fixed there. */
unsigned dais_first_fixed_at(const struct dais_first *f, size_t i, size_t t);
/* Whether one of the bodies of task @i is short of time. */
bool dais_first_is_pressed(const struct dais_first *f, size_t i);
/* Whether task @i may be taken up in slot @t, but for what must come before it. */
bool dais_first_may_begin(const struct dais_first *f, size_t i, size_t t);

/* --- in which sitting --- */

enum dais_first_trial {
	DAIS_FIRST_PLACED,
	DAIS_FIRST_LATER, /* when what comes before it has ended, perhaps in this slot still */
	DAIS_FIRST_NEVER /* not in this slot: its sittings only fill up */
};

/* Takes up task @i in slot @t, in the sitting of its bodies or a new one, if that can be. */
enum dais_first_trial dais_first_try_task(struct dais_first *f, size_t i, size_t t);

/* Finds a room and a team for sitting @s, which is of this slot, with the bodies it has. False:
 * there are none, and the sitting keeps what it had. */
bool dais_first_furnish(struct dais_first *f, size_t s);
/* Counts the sittings of this slot for the teams, when it is filled. */
void dais_first_close_slot(struct dais_first *f);

#endif
