/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/desk only: the conditions of planning, a form for each item, body, room, team of
 * interpreters and person, and one for the meetings. Strings that are returned lie in the arena
 * that was given, or in that of the page.
 */
#ifndef DAIS_WEB_DESK_PLANNING_H
#define DAIS_WEB_DESK_PLANNING_H

#include "service/house/planning_edit.h"
#include "web/desk/desk_priv.h"

enum desk_condition_type {
	DESK_CONDITION_NUMBER,
	DESK_CONDITION_MINUTES,
	DESK_CONDITION_CHOICE, /* yes or not said: its one word */
	DESK_CONDITION_WORDS,
	DESK_CONDITION_TEXTS, /* words in the languages */
	DESK_CONDITION_TRUTH, /* yes, no, or as it is when nothing is said */
	/* Lists, as all below: "10:00-13:00, 15:00-18:00" in a field of words. */
	DESK_CONDITION_HOURS,
	DESK_CONDITION_LANGUAGES, /* boxes, as all below */
	DESK_CONDITION_ROOMS,
	DESK_CONDITION_PEOPLE,
	DESK_CONDITION_ITEMS,
	DESK_CONDITION_DAYS /* of times, and a field for another day */
};

/* A member of doc/planning.md. */
struct desk_condition {
	const char *section; /* "items" ...; "meeting": the top of the file */
	const char *member;
	enum desk_condition_type type;
	enum dais_say label;
	const char *choice; /* the word that a box stands for */
};
extern const struct desk_condition dais_desk_conditions[];
extern const size_t dais_desk_condition_count;

/* What may be said of a half-day: the list of times that holds it. */
struct desk_time_choice {
	const char *section, *member;
	enum dais_say words;
};
extern const struct desk_time_choice dais_desk_time_choices[];
extern const size_t dais_desk_time_choice_count;

struct desk_planning {
	const struct dais_record *record;
	struct dais_str package;
	struct dais_str section, id; /* of the thing shown; empty: the list */
	struct dais_yaml_node *root; /* planning.yaml; NULL: there is none */
	const desk_remark_vec *remarks;
	dais_half_day_vec half_days;
	bool may_edit;
	const struct desk *sent; /* a form that was refused: shows what stood in it; NULL: none */
	bool overtaken; /* since someone else was faster: what it left alone follows the record */
};
/* What stands in field @name (@is_list: boxes, ids with commas between them), @recorded in
 * planning.yaml: what was sent and refused, else what is recorded. */
struct dais_str dais_desk_condition_shown(const struct desk_planning *v, struct dais_arena *a,
    const char *name, struct dais_str recorded, bool is_list);
/* What goes with the form as seen: who was told of another's change has seen that. */
struct dais_str dais_desk_condition_seen(const struct desk_planning *v, struct dais_arena *a,
    const char *name, struct dais_str recorded);

/* The list of things that have conditions; the form of the one that @v shows. */
void dais_desk_write_conditions(struct dais_page *p, const struct desk_planning *v);
void dais_desk_write_condition(struct dais_page *p, const struct desk_planning *v);
/* What the thing is called. */
struct dais_str dais_desk_condition_name(const struct dais_page *p, const struct desk_planning *v,
    struct dais_str section, struct dais_str id);
/* "untoc-2022/planning/items/environment", escaped. */
struct dais_str dais_desk_condition_path(
    struct dais_arena *a, struct dais_str package, struct dais_str section, struct dais_str id);
/* "" and the id where @section is the top of the file. */
struct dais_str dais_desk_condition_section(struct dais_str section);
struct dais_str dais_desk_condition_id(struct dais_str section, struct dais_str id);
/* The time choice that is said of half-day @h: place in dais_desk_time_choices, SIZE_MAX none. */
size_t dais_desk_time_said(
    const struct desk_planning *v, struct dais_half_day h, struct dais_arena *a);
/* "c-minutes.least": name and id of a field; @l -1: of no language. */
const char *dais_desk_condition_field(struct dais_arena *a, const struct desk_condition *c, int l);
/* "minutes.least", "name.fr". */
const char *dais_desk_condition_member(struct dais_arena *a, const struct desk_condition *c, int l);
/* Wishes and ranks, and what is kept apart: their pages below the heading, and what saves them.
 * What saves gives false when what was sent is refused; why is in @d. */
void dais_desk_write_wishes(struct dais_page *p, const struct desk_planning *v);
bool dais_desk_save_wishes(
    struct desk *d, struct dais_planning_edit *e, const struct desk_planning *v);
void dais_desk_write_apart(struct dais_page *p, const struct desk_planning *v);
bool dais_desk_save_apart(struct desk *d, struct dais_planning_edit *e);
/* Of a person: which items and bodies he must be there for. */
void dais_desk_write_needed(struct dais_page *p, const struct desk_planning *v);
bool dais_desk_save_needed(
    struct desk *d, struct dais_planning_edit *e, const struct desk_planning *v);
/* "c-days.also-more": the field for another day. */
const char *dais_desk_more_field(struct dais_arena *a, const struct desk_condition *c);
/* "m-2022-05-24/morning": the field of the minutes of a fixed cell. */
const char *dais_desk_minutes_field(struct dais_arena *a, struct dais_half_day h);
/* Whether a field of many values. */
bool dais_desk_condition_is_list(enum desk_condition_type type);

#endif
