/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files of gathering. Each makes one part of the problem, in the order below.
 */
#ifndef DAIS_PLAN_GATHER_GATHER_PRIV_H
#define DAIS_PLAN_GATHER_GATHER_PRIV_H

#include "model/planning.h"
#include "plan/gather/gather.h"
#include "plan/problem/when.h"

/* What gathering knows of a task beside the task. */
struct dais_task_plan {
	enum dais_usual class; /* what its kind means for planning */
	const struct dais_planning_item *own, *parent; /* of planning.yaml; may be NULL */
	unsigned least, wished, most;                  /* minutes; most 0: no limit */
	bool wish_given;          /* by planning.yaml */
	bool undivided;
	unsigned uses_most;    /* 0: no limit */
	dais_slot_set allowed; /* by `on`, `not-on`, people and the days of bodies */
};

/* A body behind the number of an item: "WG.3", "the Commission". */
struct dais_known_as {
	struct dais_str words;
	bool article; /* in English it takes one */
};

/* What a body takes up, in the order of its agenda. */
struct dais_body_plan {
	const struct dais_meeting *meeting;
	const struct dais_planning_body *planning; /* may be NULL */
	struct dais_known_as known_as; /* each body has its own */
	dais_index_vec tasks;
	dais_slot_set slots; /* it can sit in */
	size_t shares; /* bodies that cannot sit in parallel share their time: least of them */
};

struct dais_gatherer {
	struct dais_arena *a;
	const struct dais_record *r;
	const struct dais_gather_options *opt;
	const struct dais_planning *planning; /* never NULL */
	struct dais_problem *p;
	struct dais_diags *d;
	DAIS_VEC(struct dais_task_plan) tasks; /* beside p->tasks */
	DAIS_VEC(struct dais_body_plan) bodies; /* beside p->bodies */
	bool own_modality; /* the meetings are held in the one that is planned */
	bool *slot_extra; /* by slot: nobody has asked for it */
	size_t *body_of; /* by body of the record: of the problem, or NONE */
	size_t *first_task, *task_count; /* by item of the record */
};

/* Adds an error (warning) of rule "planning". @place may be NULL. */
struct dais_diag *dais_gather_error(struct dais_gatherer *g, const struct dais_place *place,
    const char *english, ...) DAIS_SAYS(3, 4);
struct dais_diag *dais_gather_warn(struct dais_gatherer *g, const struct dais_place *place,
    const char *english, ...) DAIS_SAYS(3, 4);
/* A message without values, in the language of the problem. */
struct dais_str dais_gather_words(const struct dais_gatherer *g, const char *english);
/* @ml in the language of the problem, or in one there is; NONE when there is none. */
struct dais_str dais_gather_in_language(const struct dais_gatherer *g, const struct dais_ml *ml);
/* A place in meeting.yaml. */
struct dais_place dais_gather_origin(struct dais_origin o, struct dais_str text);

/* Whether a name of time that names no slot is wrong, doubtful, or nothing to speak of. */
enum dais_unmet {
	DAIS_UNMET_ERROR,
	DAIS_UNMET_WARNING,
	DAIS_UNMET_SILENT
};
/* Adds the slots of @v to @set. In another modality than the meeting's own, the hour of a sitting
 * means the sitting of that day that is nearest. */
void dais_gather_when(
    struct dais_gatherer *g, const dais_when_vec *v, dais_slot_set set, enum dais_unmet unmet);
/* A set of all slots. */
dais_slot_set dais_gather_all(struct dais_gatherer *g);
/* Minutes of the slots in @set that are not extra and no Friday afternoon. */
unsigned dais_gather_minutes(const struct dais_gatherer *g, const uint64_t *set);
bool dais_gather_is_free(const struct dais_gatherer *g, size_t slot);

/* Demands with a drop cost; the caller fills the rest. */
struct dais_demand *dais_gather_demand(
    struct dais_gatherer *g, enum dais_demand_kind kind, unsigned drop_cost);
/* A standard wish, or NULL when it is off. @by: steps or pieces it is weighed by more. */
struct dais_demand *dais_gather_wish(
    struct dais_gatherer *g, enum dais_demand_kind kind, enum dais_wish w, unsigned by);

/* Hours of sittings of a day, in order. */
struct dais_gather_hours {
	dais_hours_vec v;
	struct dais_place place; /* nothing: of the profile */
};

/* Those of the modality that is planned. */
struct dais_gather_hours dais_gather_usual_hours(const struct dais_gatherer *g);
/* Adds an error for each that the profile does not allow or that there are none. False: some. */
bool dais_gather_check_hours(struct dais_gatherer *g, const struct dais_gather_hours *h);
/* The same of further sittings, @more, which stand beside the usual ones. */
void dais_gather_check_extra_hours(struct dais_gatherer *g, const struct dais_gather_hours *usual,
    const struct dais_gather_hours *more);

/* The parts. False: errors that the next parts cannot do without. */
bool dais_gather_slots(struct dais_gatherer *g);
bool dais_gather_bodies(struct dais_gatherer *g);
void dais_gather_known_as(struct dais_gatherer *g); /* of bodies: what they are known as */
void dais_gather_resources(struct dais_gatherer *g);
bool dais_gather_tasks(struct dais_gatherer *g);
void dais_gather_times(struct dais_gatherer *g);
void dais_gather_places_in_time(struct dais_gatherer *g); /* on, not-on, people, fixed */
void dais_gather_order(struct dais_gatherer *g);
void dais_gather_apart(struct dais_gatherer *g);
void dais_gather_wishes(struct dais_gatherer *g);
void dais_gather_extras(struct dais_gatherer *g);
void dais_gather_check(struct dais_gatherer *g);
/* Warns of meetings that cannot open when they were called for. */
void dais_gather_check_openings(struct dais_gatherer *g);

/* The entries of a sitting whose minutes are to be shared out, in steps. */
struct dais_share {
	unsigned step, total;
	size_t n;
	unsigned *minutes; /* stated; 0: gets a share */
	unsigned brief; /* minutes of an entry of weight 0 */
	unsigned *weights; /* 0: gets `brief`; the rest goes by weight */
	unsigned *most;    /* may be NULL; 0: no limit */
};
/* Fills in @s->minutes that are 0, all together to `total` as far as limits let. */
void dais_gather_share(const struct dais_share *s, struct dais_arena *a);
/* Gives sittings without a room (a team) one that is free and serves them, where there is one. */
void dais_gather_fill(const struct dais_problem *p, struct dais_plan *plan);

/* Whether @t is the opening, the adoption of the agenda or the like. */
bool dais_gather_is_brief(const struct dais_problem *p, const struct dais_task *t);

/* Whether bodies @a and @b (ascending) have one in common. */
bool dais_gather_meet(const dais_index_vec *a, const dais_index_vec *b);

#endif
