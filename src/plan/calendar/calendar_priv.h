/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The planner's view of a calendar, for the files of this folder but judge.c and changes.c.
 *
 * A block is one turn of a meeting: it is placed by the slot of its first sitting, and its shape
 * says which slots the others fill then. What limits how many blocks a slot holds are counts:
 * rooms fit for a type of block ("halls", after Hall's theorem: all blocks can be seated when for
 * every union of types there are as many rooms as blocks), teams likewise, and one block for every
 * group (a body, or bodies that share delegations).
 */
#ifndef DAIS_PLAN_CALENDAR_CALENDAR_PRIV_H
#define DAIS_PLAN_CALENDAR_CALENDAR_PRIV_H

#include "plan/calendar/calendar.h"

#define CALENDAR_NONE UINT32_MAX
#define CALENDAR_HOURS_MAX 12 /* sittings a day; the reader's limit */
#define CALENDAR_TABLE_MAX ((size_t)60000000) /* entries of a table over all slots */
#define CALENDAR_TYPES_MAX 1000u
#define CALENDAR_HALLS_MAX 96 /* unions of types kept; more are left to the dealing out */

struct calendar_slot {
	uint32_t day, week;
	uint32_t hour;  /* index in the hours of its day */
	int minute;
};

struct calendar_day {
	int64_t date;   /* days since 1970 */
	uint32_t first; /* slot */
	uint32_t n;     /* slots: hours that are not closed */
	uint32_t hours; /* of its weekday */
	uint32_t week;
};

/* Which slots a block fills that begins in a slot. */
struct calendar_shape {
	uint32_t sittings, a_day;
	int hour;       /* minutes, -1 any */
	bool one_week;
	uint32_t *cover; /* [slots * sittings] */
	uint64_t *can;  /* starts that are possible */
};

/* Counts of one kind of means: rooms or teams. */
struct calendar_means {
	size_t words;     /* of a set of rooms (pools) */
	size_t types;     /* distinct sets that blocks can use */
	uint64_t *type;   /* [types * words] */
	size_t halls;     /* unions of types: the first `types` are the types themselves */
	uint64_t *hall;   /* [halls * words] */
	uint32_t **halls_of; /* [types]: the halls a block of the type counts in */
	uint32_t *halls_of_n;
	bool complete;    /* all unions that matter are there */
	uint32_t *cap;    /* [halls * slots] */
	uint64_t **open;  /* [types]: slots in which a block of the type can be at all */
};

struct calendar_option {
	uint32_t start;
	uint32_t days;    /* cost of deviation: rank 1 without `keep` */
};

struct calendar_block {
	size_t meeting;
	uint32_t turn;
	uint32_t shape, room_type, team_type; /* CALENDAR_NONE: needs none */
	uint32_t lo, hi_limit; /* starts allowed: [lo, hi_limit) */
	uint32_t end;     /* its last sitting lies before this slot */
	int64_t wished;   /* date, or INT64_MIN */
	uint32_t wished_day; /* working day, or CALENDAR_NONE */
	uint32_t weight;
	const uint32_t *groups;
	uint32_t groups_n;
	uint32_t edges_at, edges_n; /* in model->edge_of */
	struct calendar_option *options; /* cheapest first */
	uint32_t options_n;
	uint32_t keep;    /* start in force, or CALENDAR_NONE */
};

/* Block `a` ends `gap` days before `b` begins; or (same_week) both begin in the same week. */
struct calendar_edge {
	uint32_t a, b, gap;
	bool same_week;
};

struct calendar_group {
	bool wish;
	uint32_t weight;
};

struct calendar_model {
	const struct dais_calendar *c;
	struct dais_arena *a;
	DAIS_VEC(struct calendar_day) days;
	DAIS_VEC(struct calendar_slot) slots;
	DAIS_VEC(int64_t) weeks; /* date of the Monday */
	uint32_t *day_of_date;   /* [to - from + 1]: first working day on or after */
	DAIS_VEC(struct calendar_shape) shapes;
	struct calendar_means rooms, teams;
	uint32_t *week_cap;      /* [teams.halls * weeks] */
	DAIS_VEC(struct calendar_group) groups;
	DAIS_VEC(struct calendar_block) blocks;
	DAIS_VEC(struct calendar_edge) edges;
	uint32_t *edge_of;       /* edges of each block */
	size_t options;          /* of all blocks */
	int64_t keep_factor;     /* a unit of change in units of deviation; 0: nothing in force */
	bool count_only;         /* options cost nothing: only blocks without a time count */
	bool must_place;         /* a block without a time outweighs whatever it saves */
	uint32_t *near;          /* [slots]: what a change costs there, by nearness */
	uint32_t now;            /* slots before cannot change */
};

/* --- building (time.c, means.c, model.c) --- */

/* Days, weeks, half-days and slots of the calendar. */
void calendar_model_time(struct calendar_model *m);
/* Index of the shape, made when new. */
uint32_t calendar_model_shape(
    struct calendar_model *m, uint32_t sittings, uint32_t a_day, int hour, bool across_weeks);
/* Slot that begins at @at, or CALENDAR_NONE. */
uint32_t calendar_slot_at(const struct calendar_model *m, struct dais_local at);
/* The types of rooms and teams of each meeting into @room_type and @team_type; false when there
 * are too many. */
bool calendar_model_means(struct calendar_model *m, uint32_t *room_type, uint32_t *team_type);
/* The slots that lie in none of @closed, as bits of @ret. */
void calendar_slots_outside(
    const struct calendar_model *m, const dais_calendar_period_vec *closed, uint64_t *ret);
/* Teams of pool @x there in each slot, and sittings they can serve in each week. */
void calendar_count_pool(
    const struct calendar_model *m, size_t x, uint32_t *slots, uint32_t *weeks);
/* Slots in which team @team (from 0) of pool @x is away, as bits of @ret. */
void calendar_away_slots(const struct calendar_model *m, size_t x, unsigned team, uint64_t *ret);
/* Windows and options of all blocks; @first: the first block of each meeting. */
bool calendar_model_options(struct calendar_model *m, const struct dais_calendar_options *opt,
    const uint32_t *first, struct dais_diags *diags, struct dais_err *err);
/* Everything, m->c and m->a given. False: INVALID (no working day, a circle), LIMIT. */
bool calendar_model_build(struct calendar_model *m, const struct dais_calendar_options *opt,
    struct dais_diags *diags, struct dais_err *err);

/* --- asking --- */

static inline bool
calendar_bit(const uint64_t *set, size_t i)
{
	return set[i / 64] >> (i % 64) & 1u;
}

static inline void
calendar_bit_set(uint64_t *set, size_t i)
{
	set[i / 64] |= UINT64_C(1) << (i % 64);
}

static inline size_t
calendar_words(size_t n)
{
	return (n + 63) / 64;
}

/* The slots block @b fills when it begins in @start; its shape's `sittings` many. */
static inline const uint32_t *
calendar_cover(const struct calendar_model *m, const struct calendar_block *b, uint32_t start)
{
	const struct calendar_shape *s = &m->shapes.v[b->shape];

	return s->cover + (size_t)start * s->sittings;
}

static inline uint32_t
calendar_size(const struct calendar_model *m, const struct calendar_block *b)
{
	return m->shapes.v[b->shape].sittings;
}

static inline uint32_t
calendar_last(const struct calendar_model *m, const struct calendar_block *b, uint32_t start)
{
	return calendar_cover(m, b, start)[calendar_size(m, b) - 1];
}

/* What placing @b at option @o costs in the planner's units. */
int64_t calendar_option_cost(
    const struct calendar_model *m, const struct calendar_block *b, struct calendar_option o);
/* What changing @b to @start costs, in units of change; 0 without a plan in force. */
int64_t calendar_change_cost(
    const struct calendar_model *m, const struct calendar_block *b, uint32_t start);
/* First slot in which a block may begin that comes @gap days after one that ends in slot @last;
 * the number of slots when there is none. */
uint32_t calendar_ready(const struct calendar_model *m, uint32_t last, uint32_t gap);

/* --- a plan in the making (state.c) --- */

struct calendar_state {
	const struct calendar_model *m;
	uint32_t *rooms, *teams; /* [halls * slots] in use */
	uint32_t *weeks;         /* [teams.halls * weeks] */
	uint16_t *groups;        /* [groups * slots] */
	uint32_t *start;         /* of blocks; CALENDAR_NONE */
	size_t placed;
};

/* No block has a time yet. Copies are of the same model. */
struct calendar_state *calendar_state_new(const struct calendar_model *m, struct dais_arena *a);
void calendar_state_copy(struct calendar_state *to, const struct calendar_state *from);
/* Whether block @b, not placed, can begin in @start (one of its options). */
bool calendar_fits(const struct calendar_state *st, uint32_t b, uint32_t start);
/* Cost of wished groups that placing @b there adds. */
int64_t calendar_wish_cost(const struct calendar_state *st, uint32_t b, uint32_t start);
void calendar_put(struct calendar_state *st, uint32_t b, uint32_t start);
void calendar_take(struct calendar_state *st, uint32_t b);
/* In the planner's units, wishes of groups included, blocks without a time not. */
int64_t calendar_cost(const struct calendar_state *st);
/* Its parts: units of change, and of deviation. */
void calendar_costs(const struct calendar_state *st, int64_t *ret_change, int64_t *ret_days);
/* Places @b where it is cheapest now; false when nowhere. */
bool calendar_place_best(struct calendar_state *st, uint32_t b);

/* --- finding plans --- */

/* The first plan, in one pass (first.c). */
void calendar_first(struct calendar_state *st);
/* Looks for cheaper plans around @st: makes room for a block where it would rather be, places again
 * what stood there, and keeps what is not dearer; @tries times, or until @until. @without: cost of
 * a block that has no time (improve.c). */
void calendar_improve(struct calendar_state *st, const struct dais_search *s, double until,
    double without, size_t tries);

/* words.c: a turn (from 0) of a meeting that comes back, "Finance Committee (finance-talks) (2 of
 * 5)"; "3 May 2027, 10 a.m.", in words that stand alone (no weekday, which some languages would
 * inflect). */
struct dais_str calendar_moment(
    const struct dais_calendar *c, struct dais_local at, struct dais_arena *a);
/* The same with @called before it. */
struct dais_str calendar_turn_of(const struct dais_calendar *c,
    const struct dais_calendar_meeting *m, struct dais_str called, unsigned turn,
    struct dais_arena *a);
struct dais_str calendar_turn_told(const struct dais_calendar *c,
    const struct dais_calendar_meeting *m, unsigned turn, struct dais_arena *a);

/* --- what happened, as it is typed (events_when.c, events_names.c) --- */

/* The days that @s names, in ISO forms or as tables and people say them, in any language: a day
 * with its year or without, days from one to another, the week of a day; nothing: the whole
 * calendar. @what: all that was typed, for messages. Errors: INVALID (no such days; several), also
 * where they lie outside the calendar. */
bool calendar_typed_days(const struct dais_calendar *c, struct dais_str s, struct dais_str what,
    struct dais_calendar_period *ret, struct dais_err *err);
/* Whether @s is any such days. */
bool calendar_names_days(const struct dais_calendar *c, struct dais_str s);
/* The day, or day and hour (minute -1: any), that @s names. Errors: INVALID as above; where a half
 * of a day has several hours, the hint lists them. */
bool calendar_typed_moment(const struct dais_calendar *c, struct dais_str s, struct dais_str what,
    struct dais_local *ret, struct dais_err *err);
/* What @name names, by id or name. Errors: those of dais_names_find(). */
bool calendar_find_room(
    const struct dais_calendar *c, struct dais_str name, size_t *ret, struct dais_err *err);
bool calendar_find_pool(
    const struct dais_calendar *c, struct dais_str name, size_t *ret, struct dais_err *err);
bool calendar_find_body(
    const struct dais_calendar *c, struct dais_str name, size_t *ret, struct dais_err *err);
/* A meeting, by its id or name, or, where it has none, its bodies; or a turn of it as changes tell
 * it, "finance-talks (2 of 5)": *@ret_turn from 1, 0 where none is named. */
bool calendar_find_meeting(const struct dais_calendar *c, struct dais_str name, size_t *ret,
    unsigned *ret_turn, struct dais_err *err);

#endif
