/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Things that a person names as tables show them: rooms, teams, people, items, bodies, meetings.
 */
#ifndef DAIS_PLAN_PROBLEM_NAMES_H
#define DAIS_PLAN_PROBLEM_NAMES_H

#include "base/err.h"
#include "model/record.h"

enum dais_named {
	DAIS_NAMED_ROOM,
	DAIS_NAMED_TEAM,
	DAIS_NAMED_PERSON,
	DAIS_NAMED_ITEM,
	DAIS_NAMED_BODY,
	DAIS_NAMED_MEETING
};

/* Something that can be named. */
struct dais_nameable {
	size_t at;            /* what the caller knows it by */
	struct dais_str id;   /* as the package writes it */
	dais_str_vec words;   /* that name it: plain (text/typed.h), as all that follows */
	dais_str_vec titles;  /* the beginning of one of them names it, too */
	bool is_numbered;     /* what was typed is its number, as the caller has found */
	struct dais_str shown; /* as messages tell it; each is told once */
};
typedef DAIS_VEC(struct dais_nameable) dais_nameable_vec;

/* The index in @v of what @name names: an id, else a number or other words, else a title, else the
 * beginning of a title, else words within one. Errors, in language @l: NOT_FOUND (the hint has the
 * nearest name, else the first of all); INVALID where several are named (the hint lists them). */
bool dais_names_find(const dais_nameable_vec *v, enum dais_named what, struct dais_str name,
    enum dais_lang l, size_t *ret, struct dais_err *err);
/* Things of @names that are shown alike are shown with their ids from now on, and can be named so.
 */
void dais_names_tell_apart(dais_nameable_vec *names, struct dais_arena *a);
/* Adds the words of @ml in every language, plain. */
void dais_names_add(dais_str_vec *v, const struct dais_ml *ml, struct dais_arena *a);
void dais_names_add_words(dais_str_vec *v, struct dais_str words, struct dais_arena *a);

#endif
