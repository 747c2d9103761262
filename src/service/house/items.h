/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a secretary does to the items of the agendas, as steps of an edit (edit.h) that the caller
 * begins with DAIS_ACTION_EDIT_ITEMS and commits. The sittings, and what planning.yaml says of the
 * item, follow with no further permission, each of them in the same change. An item common to
 * several bodies is one item on several agendas, so that what is done to it is done once.
 */
#ifndef DAIS_SERVICE_HOUSE_ITEMS_H
#define DAIS_SERVICE_HOUSE_ITEMS_H

#include "service/house/edit.h"

/* An edit of items under way. */
struct dais_items_edit {
	struct dais_house_edit *edit;
	struct dais_arena *arena; /* of the edit */
	uint64_t seen; /* the revision of the package that the page showed: what has changed since
			  is a conflict */
};

struct dais_item_new {
	struct dais_str parent; /* id of an item: a part of it; empty: an item */
	enum dais_item_kind kind;
	struct dais_ml title;
	const struct dais_str *bodies; /* on whose agendas; not for parts */
	size_t n_bodies;
	struct dais_str before; /* the item it stands before where an agenda has it; empty: last */
};

/* Adds an item, or a part of one. Its id is made from its title: *@ret_id. INVALID: no title, no
 * body; NOT_FOUND: the parent, a body. */
bool dais_items_add(struct dais_items_edit *e, const struct dais_item_new *what,
    struct dais_str *ret_id, struct dais_err *err);
/* Moves an item by @by places (-1 up, 1 down) on the agenda of @body, on all that have it when
 * @body is "*"; a part among the parts of its item, whatever @body is. At the edge it stays. */
bool dais_items_move(struct dais_items_edit *e, struct dais_str body, struct dais_str id, int by,
    struct dais_err *err);
/* Moves it directly before or behind item @target, on the agendas that have both. */
bool dais_items_place(struct dais_items_edit *e, struct dais_str body, struct dais_str id,
    bool behind, struct dais_str target, struct dais_err *err);
/* Puts the item on the agenda of @body, too: beside its neighbour there, else before "other
 * matters" and the report. CONFLICT: it is there already. */
bool dais_items_share(
    struct dais_items_edit *e, struct dais_str body, struct dais_str id, struct dais_err *err);
/* The opposite: @body no longer has the item. CONFLICT: no other body has. */
bool dais_items_take_off(
    struct dais_items_edit *e, struct dais_str body, struct dais_str id, struct dais_err *err);

/* What annotations of other items say of an item that is to be split, in all languages at once. */
struct dais_items_reference {
	struct dais_str place; /* whose annotation: "other", "organization/agenda@ic" */
	struct dais_str target; /* the item, or the part of it, that is named */
	dais_lang_set languages;
	enum dais_items_way {
		DAIS_ITEMS_STAYS, /* with the item that the others keep */
		DAIS_ITEMS_FOLLOWS, /* to the new item */
		/* Each to the item of its body: the annotation, which speaks for several, gets a
		 * copy for the one body, in which it goes to the new item. */
		DAIS_ITEMS_BOTH
	} way;
};
typedef DAIS_VEC(struct dais_items_reference) dais_items_reference_vec;
/* Those to @id and its parts which the split of @id for @body leaves open, `way` as it is by
 * default: FOLLOWS where the annotation speaks for @body, and for none that keeps @id; BOTH where
 * it speaks for @body and for such a one; else STAYS. Those that name a body, and the annotations
 * of the item itself, go with their body; so do those of which @body has words of its own. */
bool dais_items_references(struct dais_items_edit *e, struct dais_str body, struct dais_str id,
    dais_items_reference_vec *ret, struct dais_err *err);
/* Splits a common item: @body has an item of its own in its place, with the same title, parts,
 * mandates, documents, annotations, sittings and conditions of planning: *@ret_id. References go as
 * @decided says (NULL, or not among them: by default). CONFLICT: it is not common. */
bool dais_items_split(struct dais_items_edit *e, struct dais_str body, struct dais_str id,
    const dais_items_reference_vec *decided, struct dais_str *ret_id, struct dais_err *err);
/* The opposite: @other gives way to @id, which is common to the agendas of both from then on.
 * Parts, mandates and documents that only @other has come to @id; annotations that differ become
 * those of the bodies that had them; sittings, conditions of planning and all references follow,
 * and words of one body that say the same as those for all by then are closed. INVALID: @id is
 * @other, or one of them a part; CONFLICT: an agenda has both. */
bool dais_items_unite(
    struct dais_items_edit *e, struct dais_str id, struct dais_str other, struct dais_err *err);
/* Withdraws an item, or a part, with its parts and annotations, from agendas, sittings and
 * the conditions of planning. The commit fails when a text refers to it still. */
bool dais_items_close(struct dais_items_edit *e, struct dais_str id, struct dais_err *err);

#endif
