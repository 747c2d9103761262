/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/desk only: the agendas beside each other, and one item.
 */
#ifndef DAIS_WEB_DESK_ITEMS_PRIV_H
#define DAIS_WEB_DESK_ITEMS_PRIV_H

#include "service/house/items.h"
#include "web/desk/desk_priv.h"

/* The place of an item in the agenda of one column. */
struct desk_number {
	size_t column;
	unsigned number; /* 1.. */
	bool can_up, can_down;
};

struct desk_card {
	size_t item;
	size_t first, span; /* columns it covers */
	DAIS_VEC(struct desk_number) numbers; /* all of them, also of columns it does not cover */
	bool elsewhere; /* a part of it stands on another card: the agendas cross */
};

struct desk_agendas {
	DAIS_VEC(size_t) columns; /* bodies */
	DAIS_VEC(struct desk_card) cards; /* in order of rows */
};

/* The agendas beside each other, common items joined: an item that stands on several agendas
 * is one card across their columns as long as their orders agree. */
void dais_desk_lay_out(const struct dais_record *r, struct dais_arena *a, struct desk_agendas *ret);

struct desk_items {
	const struct dais_record *record;
	struct dais_str package;
	uint64_t revision; /* seen */
	struct desk_agendas agendas;
	struct desk_remarks_by_item remarks;
	bool may_edit;
};
void dais_desk_write_items(struct dais_page *p, const struct desk_items *v);
void dais_desk_write_add(struct dais_page *p, const struct desk_items *v);

/* What is asked before something is done to an item. */
struct desk_items_ask {
	const struct dais_record *record;
	struct dais_str package;
	uint64_t revision; /* seen */
	size_t item;
	size_t body; /* that is to have an item of its own; DAIS_NONE when two become one */
};
/* Where each reference of the texts goes when the item is split. */
void dais_desk_write_split(
    struct dais_page *p, const struct desk_items_ask *v, const dais_items_reference_vec *refs);
/* The field of that decision: "new" or "old". */
struct dais_str dais_desk_reference_field(
    struct dais_arena *a, const struct dais_items_reference *ref);
/* Which item of other bodies gives way to this one. */
void dais_desk_write_unite(struct dais_page *p, const struct desk_items_ask *v);
/* Whether @other may give way to @item: no agenda has both. */
bool dais_desk_may_unite(const struct dais_record *r, size_t item, size_t other);
/* <select name="kind"> of items. */
void dais_desk_kinds(struct dais_page *p, const char *id, enum dais_item_kind selected);

/* The page of one item. */
struct desk_item {
	const struct dais_record *record;
	struct dais_str package;
	uint64_t revision;
	size_t item;
	const desk_remark_vec *remarks;
	bool may_edit;
	dais_lang_set may_title; /* languages */
	bool refused; /* then: */
	struct dais_ml sent; /* the titles that were sent */
};
void dais_desk_write_item(struct dais_page *p, const struct desk_item *v);
/* Where the item stands on the agendas, with forms that send it to another number (item_place.c).
 */
void dais_desk_write_places(struct dais_page *p, const struct desk_item *v);
/* Puts item @id at the number that the form names on the agenda of @body. INVALID: there is no such
 * number; NOT_FOUND: the item is not on it. */
struct desk;
struct dais_items_edit;
bool dais_desk_place_at(
    struct desk *d, struct dais_items_edit *e, struct dais_str body, struct dais_str id);

#endif
