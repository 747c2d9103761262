/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a secretary adds to the facts of a package, as steps of an edit (edit.h) that the caller
 * begins with DAIS_ACTION_EDIT_MEETING and commits: bodies, meetings that the texts name or that
 * are held together, mandates, approvals. Ids are made from what is known, so that nobody types
 * one.
 *
 * Of all that take an edit: strings that are given, and ids that are made (in @a), must live as
 * long as the edit. What is wrong with values that no step looks at (a body above that is not
 * there, a word that is none of doc/package.md) is said by dais_edit_commit(). DENIED as of the
 * steps of edit.h. After an error part of the step may be in the edit: it is not committed.
 */
#ifndef DAIS_SERVICE_HOUSE_FACTS_H
#define DAIS_SERVICE_HOUSE_FACTS_H

#include "service/house/edit.h"

struct dais_body_new {
	struct dais_ml name;
	struct dais_str symbol; /* stem of its document symbols; may be empty */
	struct dais_str parent; /* id of the body above; may be empty */
	bool noun_is_session;
};
/* The id of a body, in @a: the end of its symbol ("CTOC/COP/WG.3": wg-3), else words of its name
 * (English first), else "body". Small letters of ASCII, figures and "-". */
struct dais_str dais_facts_body_id(
    struct dais_arena *a, struct dais_str symbol, const struct dais_ml *name);
/* An id of words, in @a, "item" where they give no id of two letters or figures; @n > 1: with that
 * number behind it ("item-2"). */
struct dais_str dais_facts_id_of(struct dais_arena *a, struct dais_str words, unsigned n);
/* Its id is that of dais_facts_body_id(), with a number behind it where it is taken. INVALID: no
 * name. */
bool dais_facts_add_body(struct dais_house_edit *e, const struct dais_body_new *what,
    struct dais_arena *a, struct dais_str *ret_id, struct dais_err *err);

struct dais_meeting_new {
	struct dais_str body;
	unsigned ordinal; /* 1.. */
	struct dais_date opens, closes;
	/* Held together with the others of the package: it has their hours, place, time zone and
	 * format, an agenda with what they have in common, and a symbol of the document that the
	 * package makes. Else only named. */
	bool together;
};
/* Its id is "BODY@ORDINAL". CONFLICT: it is there already, or with @together its body has an
 * agenda. INVALID: no such body, a date is missing, the ordinal is 0; with @together, the package
 * has no meeting. */
bool dais_facts_add_meeting(struct dais_house_edit *e, const struct dais_meeting_new *what,
    struct dais_arena *a, struct dais_str *ret_id, struct dais_err *err);

struct dais_mandate_new {
	struct dais_str body, number, kind; /* "cop", "10/6", "resolution" */
	struct dais_ml title; /* may be empty */
};
/* Its id is "BODY:NUMBER". CONFLICT: it is there already. INVALID: no such body, no number. */
bool dais_facts_add_mandate(struct dais_house_edit *e, const struct dais_mandate_new *what,
    struct dais_arena *a, struct dais_str *ret_id, struct dais_err *err);

struct dais_approval_new {
	struct dais_str object, by, method; /* words of doc/package.md; by: id of a body */
	struct dais_date date;
};
/* For all meetings of the package that are held together. Its id is @what->object, with a number
 * behind it where that is taken. INVALID: no date. */
bool dais_facts_add_approval(struct dais_house_edit *e, const struct dais_approval_new *what,
    struct dais_arena *a, struct dais_str *ret_id, struct dais_err *err);

/* Takes the thing of @kind ("body", "meeting", "mandate", "approval") and @id away; a meeting held
 * together with others with its agenda and the symbols that the document of the package has in the
 * series of its body. The commit fails while something refers to it, and says what. NOT_FOUND;
 * CONFLICT: the only meeting. */
bool dais_facts_remove(struct dais_house_edit *e, struct dais_str kind, struct dais_str id,
    struct dais_arena *a, struct dais_err *err);

#endif
