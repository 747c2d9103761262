/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What planning.yaml of a package says, member by member, as steps of an edit (edit.h) that the
 * caller begins with DAIS_ACTION_EDIT_TIMETABLE and commits. Comments, order and form of the file
 * stay as their author wrote them. Values are not looked at here: what is wrong with them is said
 * by the reader of the package, when the edit is committed. Nodes and strings live in the arena of
 * the edit, and those that are given must live as long.
 */
#ifndef DAIS_SERVICE_HOUSE_PLANNING_EDIT_H
#define DAIS_SERVICE_HOUSE_PLANNING_EDIT_H

#include "model/planning.h"
#include "read/package/yaml_tree.h"
#include "service/house/edit.h"

struct dais_planning_edit {
	struct dais_house_edit *edit;
	struct dais_arena *a; /* of the edit */
	struct dais_yaml_doc doc;
	struct dais_thing thing; /* as the edit has it; kind empty: there is none yet */
	bool changed; /* there is something for dais_planning_close() */
};

/* Reads the file as it stands in @edit; where there is none it is empty. @a is that of the edit.
 * INVALID: it is no YAML (the findings of the package say why). */
bool dais_planning_open(struct dais_planning_edit *ret, struct dais_house_edit *edit,
    struct dais_arena *a, struct dais_err *err);
/* A value by its path, "items", "environment", "minutes.least": @section and @id may be empty,
 * @member too ("", never NULL). Minutes that are one number answer for each of least, wished and
 * most. NULL: it is not said, or @root is NULL. */
struct dais_yaml_node *dais_planning_at(
    struct dais_yaml_node *root, struct dais_str section, struct dais_str id, const char *member);
/* The root of a planning.yaml that is only looked at; NULL when @text is no mapping. */
struct dais_yaml_node *dais_planning_tree(struct dais_str text, struct dais_arena *a);
/* A scalar as it is, a list with commas between: how forms hold a value. NULL: empty. */
struct dais_str dais_planning_words(const struct dais_yaml_node *n, struct dais_arena *a);
/* Sets a value from such words (empty: takes it away, and what is left empty above it). CONFLICT:
 * neither @was nor @words is what stands there now; nothing is changed then. */
bool dais_planning_set(struct dais_planning_edit *e, struct dais_str section, struct dais_str id,
    const char *member, bool is_list, struct dais_str was, struct dais_str words,
    struct dais_err *err);
/* Sets a value whatever it was; NULL takes it away. */
void dais_planning_replace(struct dais_planning_edit *e, struct dais_str section,
    struct dais_str id, const char *member, struct dais_yaml_node *value);
/* Adds an entry to "rooms", "teams" or "people" with @name (in language @l; of people, in none)
 * under an id made of it. INVALID: the name is empty. */
bool dais_planning_add(struct dais_planning_edit *e, struct dais_str section, struct dais_str name,
    enum dais_lang l, struct dais_str *ret_id, struct dais_err *err);
/* Takes an entry away; does nothing when there is none. What refers to it stays, and is found when
 * the edit is committed. */
void dais_planning_remove(
    struct dais_planning_edit *e, struct dais_str section, struct dais_str id);

/* What is said of the standard wish @name: member "rank" ("off": it is left aside) or "weight";
 * empty: nothing. */
struct dais_str dais_planning_wish(
    struct dais_yaml_node *root, struct dais_str name, const char *member);
/* Sets it; errors as dais_planning_set(). */
bool dais_planning_set_wish(struct dais_planning_edit *e, struct dais_str name, const char *member,
    struct dais_str was, struct dais_str words, struct dais_err *err);
/* The list of what is not held at the same time; NULL: nothing is said. */
struct dais_yaml_node *dais_planning_apart(struct dais_yaml_node *root);
/* "bodies=ic,ta;wish=true": an entry of it in one line, by which it is found again. */
struct dais_str dais_planning_apart_words(const struct dais_yaml_node *entry, struct dais_arena *a);
/* Adds an entry of @bodies or of @items, ids with commas between. INVALID: not two of one kind. */
bool dais_planning_add_apart(struct dais_planning_edit *e, struct dais_str bodies,
    struct dais_str items, bool is_wish, struct dais_err *err);
/* Takes the entry of these words away. CONFLICT: it is not there. */
bool dais_planning_remove_apart(
    struct dais_planning_edit *e, struct dais_str words, struct dais_err *err);

/* A morning or an afternoon. */
struct dais_half_day {
	struct dais_date day;
	bool afternoon;
};
typedef DAIS_VEC(struct dais_half_day) dais_half_day_vec;
/* Those of the meetings of @r, at most 120: the days that may have sittings (dais_planning_day())
 * and those that have some. */
void dais_planning_half_days(
    const struct dais_record *r, struct dais_arena *a, dais_half_day_vec *ret);
/* Whether time @words ("friday", "2022-05-24T10:00") covers @h, in part at least. */
bool dais_planning_covers(struct dais_str words, struct dais_half_day h);
/* Takes the half-days @gone out of the list of times and puts @come into it. Times that say more
 * than one half-day are written out where one of theirs goes; days beside @all stay said, but for
 * those of a weekday. */
void dais_planning_set_times(struct dais_planning_edit *e, struct dais_str section,
    struct dais_str id, const char *member, const dais_half_day_vec *all,
    const dais_half_day_vec *gone, const dais_half_day_vec *come);
/* The minutes that a list of cells ("fixed") says of @h; empty: none. */
struct dais_str dais_planning_minutes_at(struct dais_yaml_node *root, struct dais_str section,
    struct dais_str id, const char *member, struct dais_half_day h);
/* Sets them (empty: takes them away) where the list has a cell at @h. */
void dais_planning_set_minutes(struct dais_planning_edit *e, struct dais_str section,
    struct dais_str id, const char *member, const dais_half_day_vec *all, struct dais_half_day h,
    struct dais_str minutes);
/* "2022-05-24/morning". */
struct dais_str dais_half_day_print(struct dais_arena *a, struct dais_half_day h);

/* Puts what was changed into the edit, once; does nothing when nothing was. A file that says
 * nothing any more is closed. Errors: those of dais_edit_put() and dais_edit_close(). */
bool dais_planning_close(struct dais_planning_edit *e, struct dais_err *err);

#endif
