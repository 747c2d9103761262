/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the organization of work of a package must respect: planning.yaml beside meeting.yaml
 * (doc/planning.md). Pure data; src/plan/gather makes the problem from it. Every value is
 * optional: what is not given is said by the profile or assumed.
 */
#ifndef DAIS_MODEL_PLANNING_H
#define DAIS_MODEL_PLANNING_H

#include "base/date.h"
#include "base/diag.h"
#include "base/lang.h"
#include "model/profile.h"

enum dais_half {
	DAIS_HALF_BOTH,
	DAIS_HALF_MORNING,  /* sittings that begin before DAIS_AFTERNOON_MIN */
	DAIS_HALF_AFTERNOON
};

#define DAIS_AFTERNOON_MIN 750 /* 12:30 */
/* Rooms of a meeting at most: a set of them is a word of 64 bits (plan/problem/problem.h). */
#define DAIS_PLANNING_ROOMS_MOST 64u

/* Days, half-days or the beginning of a sitting, as written: src/plan/problem/when.h. */
struct dais_when {
	struct dais_date from, to; /* equal: one day; not set: every such weekday, or every day */
	int weekday;               /* 1 Monday .. 7 Sunday; 0 none */
	enum dais_half half;
	int minute;                /* at which a sitting begins; -1 not given */
	struct dais_str words;
	struct dais_place place;
};

typedef DAIS_VEC(struct dais_when) dais_when_vec;

/* A body, item or person that is named. */
struct dais_planning_ref {
	size_t at;
	struct dais_place place;
};

typedef DAIS_VEC(struct dais_planning_ref) dais_planning_ref_vec;

struct dais_planning_room {
	struct dais_str id;
	struct dais_ml name;
	unsigned capacity; /* seats; 0: enough for all */
	bool remote;       /* equipped for online participants */
	dais_when_vec closed;
	struct dais_place place;
};

struct dais_planning_team {
	struct dais_str id;
	struct dais_ml name; /* as tables show it; empty: the id */
	dais_lang_set languages; /* 0: all of the package */
	bool has_week;
	unsigned week, day; /* most sittings; 0 no limit. week: else the profile's */
	dais_when_vec closed;
	struct dais_place place;
};

struct dais_planning_body {
	size_t body; /* of the record */
	unsigned attendance; /* 0 not given */
	dais_lang_set languages; /* 0: all of the package */
	bool has_remote, remote;
	dais_when_vec days; /* empty: opening to close of its meeting */
	DAIS_VEC(size_t) rooms; /* of the planning; empty: any */
	dais_planning_ref_vec people; /* of the planning: there whenever it sits, e.g. its chair */
	struct dais_place place;
};

struct dais_planning_person {
	struct dais_str id;
	struct dais_str name; /* empty: the id */
	dais_when_vec present; /* empty: always */
	dais_when_vec absent;
	struct dais_place place;
};

/* A cell that is given. */
struct dais_planning_cell {
	struct dais_when at;
	unsigned minutes; /* 0: any */
};

struct dais_planning_item {
	size_t item; /* of the record; with parts: all of them together */
	bool has_least, has_wished, has_most;
	unsigned least, wished, most; /* minutes, in all */
	bool has_undivided, undivided;
	unsigned sittings; /* most sittings it is taken up in; 0 not given */
	dais_when_vec on, not_on, prefer, avoid;
	dais_planning_ref_vec people; /* of the planning */
	dais_planning_ref_vec after; /* items of the record */
	DAIS_VEC(struct dais_planning_cell) fixed;
	struct dais_place place, minutes_place;
};

/* Bodies, or items, that never sit at the same time. */
struct dais_planning_apart {
	dais_planning_ref_vec bodies, items; /* of the record; one of them is empty */
	bool wish;
	struct dais_place place;
};

/* The standard wishes (doc/planning.md), in the order in which the file names them. */
enum dais_wish {
	DAIS_WISH_TIME, /* items get the time they wish */
	DAIS_WISH_PREFER, /* half-days preferred or avoided */
	DAIS_WISH_OPENING, /* meetings open when they were called for */
	DAIS_WISH_APART, /* bodies or items kept apart as a wish */
	DAIS_WISH_ORDER, /* items in the order of their numbers */
	DAIS_WISH_UNBROKEN, /* an item once begun is finished */
	DAIS_WISH_DENSE, /* one substantive item a sitting */
	DAIS_WISH_LEAD, /* half-days between other items and the report */
	DAIS_WISH_FEWEST, /* few sittings */
	DAIS_WISH_FREE, /* Friday afternoons */
	DAIS_WISH_FULL, /* booked time is used */
	DAIS_WISH_NO_GAP, /* no idle sitting of a body */
	DAIS_WISH_ONE_ROOM, /* a body stays in its room */
	DAIS_WISH_COUNT
};

struct dais_planning_wish {
	bool off;
	unsigned rank; /* 1..8; 0 not given */
	unsigned weight; /* 1..1,000,000; 0 not given */
	bool has_when; /* FREE only */
	dais_when_vec when;
	struct dais_place place;
};

typedef DAIS_VEC(struct dais_hours) dais_hours_vec;

/* Hours of one modality. */
struct dais_planning_hours {
	dais_hours_vec hours; /* empty: the profile's */
	struct dais_place place;
};

#define DAIS_PLANNING_MODALITIES 3 /* enum dais_modality of model/record.h */

struct dais_planning {
	bool has_step;
	unsigned step; /* minutes */
	struct dais_place step_place;
	dais_when_vec closed; /* no sittings */
	dais_when_vec also; /* days with sittings that would have none */
	bool host_holidays_open;
	struct dais_planning_hours hours[DAIS_PLANNING_MODALITIES];
	struct dais_planning_hours extra_hours[DAIS_PLANNING_MODALITIES];
	DAIS_VEC(struct dais_planning_room) rooms;
	DAIS_VEC(struct dais_planning_team) teams;
	DAIS_VEC(struct dais_planning_body) bodies;
	DAIS_VEC(struct dais_planning_person) people;
	DAIS_VEC(struct dais_planning_item) items;
	DAIS_VEC(struct dais_planning_apart) apart;
	unsigned items_a_sitting; /* 0 no limit */
	struct dais_place items_a_sitting_place;
	struct dais_planning_wish wishes[DAIS_WISH_COUNT];
	bool has_lead;
	unsigned lead; /* half-days between the last substantive sitting and the report */
	struct dais_place lead_place;
};

/* What planning.yaml and profile make of a day: R-DATE-03. */
enum dais_plan_day {
	DAIS_PLAN_DAY_CLOSED,
	DAIS_PLAN_DAY_OPEN,
	DAIS_PLAN_DAY_EXTRA /* closed, and could be opened: a holiday of the host */
};
/* @planning may be NULL. Which days are closed by its `closed` is said of sittings, not here. */
enum dais_plan_day dais_planning_day(
    const struct dais_planning *planning, const struct dais_profile *p, struct dais_date d);
/* Whether @w names a sitting that begins on @day at @minute. */
bool dais_when_names(const struct dais_when *w, struct dais_date day, int minute);
/* Whether one of @v names @day, whatever the hour. */
bool dais_when_any_names_day(const dais_when_vec *v, struct dais_date day);
/* Reads the forms of src/plan/problem/when.h; @ret's place is left alone. False: none of them. */
bool dais_when_read(struct dais_str s, struct dais_when *ret);
/* The forms, for messages. */
const char *dais_when_forms(void);
/* "time", "prefer", ...; enum value or -1. */
const char *dais_wish_name(enum dais_wish w);
int dais_wish_parse(struct dais_str s);
/* Its rank and weight when planning.yaml says nothing; doc/planning.md says why they are so. */
void dais_wish_standard(enum dais_wish w, unsigned *ret_rank, unsigned *ret_weight);

/* What a room or team is called: @name, or where it has none @id in every language. */
struct dais_ml dais_planning_name(const struct dais_ml *name, struct dais_str id);

#endif
