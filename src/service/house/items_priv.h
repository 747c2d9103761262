/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files that change items.
 */
#ifndef DAIS_SERVICE_HOUSE_ITEMS_PRIV_H
#define DAIS_SERVICE_HOUSE_ITEMS_PRIV_H

#include "mark/json_read.h"
#include "service/house/items.h"
#include "service/house/references_priv.h"
#include "service/house/things.h"

/* The revision to expect of @t: what the page showed, so that later changes collide. */
uint64_t dais_items_expected(const struct dais_items_edit *e, const struct dais_thing *t);
/* The thing and its value. NOT_FOUND in words of the domain. */
bool dais_items_get(struct dais_items_edit *e, const char *kind, struct dais_str id,
    struct dais_thing *ret, struct dais_json_value **ret_value, struct dais_err *err);
bool dais_items_put(struct dais_items_edit *e, const struct dais_thing *t,
    const struct dais_json_value *value, struct dais_err *err);
/* The ids of @kind as they stand, in order; a copy that later steps leave alone. */
dais_thing_vec dais_items_all(struct dais_items_edit *e, const char *kind);
/* Place of string @id in array @list; SIZE_MAX. */
size_t dais_items_index(const struct dais_json_value *list, struct dais_str id);
void dais_items_insert(struct dais_items_edit *e, struct dais_json_value *list, size_t at,
    struct dais_json_value *value);
void dais_items_remove(struct dais_json_value *list, size_t at);
/* An id that no item has, from the words of a title. */
struct dais_str dais_items_new_id(
    struct dais_items_edit *e, struct dais_str parent, const struct dais_ml *title);
/* Whether @id is @item or a part of it. */
bool dais_items_is_within(struct dais_str id, struct dais_str item);
/* Where an annotation stands: "fr/organization/agenda@ic". */
struct items_place {
	enum dais_lang language;
	struct dais_str item, body; /* body empty: for all */
};
/* False when @t is no annotation. */
bool dais_items_place_of(const struct dais_thing *t, struct items_place *ret);
/* The text of annotation @t with its references as @fn gives them. */
bool dais_items_rewrite(struct dais_items_edit *e, const struct dais_thing *t,
    house_reference_fn *fn, void *ctx, struct dais_err *err);
/* The position of the item that is last of all; how many agendas have @id. */
int64_t dais_items_last_position(struct dais_items_edit *e);
unsigned dais_items_agendas_with(struct dais_items_edit *e, struct dais_str id);
/* Takes @id off the agenda of @body; @instead (may be empty) stands in its place. */
bool dais_items_off_agenda(struct dais_items_edit *e, struct dais_str body, struct dais_str id,
    struct dais_str instead, struct dais_err *err);
/* Takes item @id and its parts out of the entries of all sittings: where no body of the sitting
 * has it any more. @body: the one that has lost it; empty: all. */
bool dais_items_leave_sittings(
    struct dais_items_edit *e, struct dais_str body, struct dais_str id, struct dais_err *err);
/* Puts @copy behind @id in the sittings of @body that take up @id or its parts. */
bool dais_items_join_sittings(struct dais_items_edit *e, struct dais_str body, struct dais_str id,
    struct dais_str copy, struct dais_err *err);

/* The sittings that take up @other or its parts take up @id instead, once. */
bool dais_items_unite_sittings(
    struct dais_items_edit *e, struct dais_str other, struct dais_str id, struct dais_err *err);

/* Cuts what planning.yaml says of @id and its parts: under `items`, after which others come, what
 * is kept apart. */
bool dais_items_leave_planning(struct dais_items_edit *e, struct dais_str id, struct dais_err *err);
/* What it says of @id it says of @copy, too, which @body is about to have instead: items of that
 * body come after the copy, those of several bodies after both. While the agendas have @id. */
bool dais_items_join_planning(struct dais_items_edit *e, struct dais_str body, struct dais_str id,
    struct dais_str copy, struct dais_err *err);
/* What it says of @other it says of @id instead, once; where it spoke of @id, that stands. */
bool dais_items_unite_planning(
    struct dais_items_edit *e, struct dais_str other, struct dais_str id, struct dais_err *err);

#endif
