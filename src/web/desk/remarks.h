/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Findings beside what they concern; inside src/web/desk only.
 */
#ifndef DAIS_WEB_DESK_REMARKS_H
#define DAIS_WEB_DESK_REMARKS_H

#include "base/diag.h"
#include "base/map.h"
#include "web/site.h"

struct desk_remark {
	struct dais_str kind, id; /* of the thing; kind empty: of the whole */
	int language; /* enum dais_lang, -1: none */
	enum dais_severity severity;
	const char *rule;
	struct dais_str message, hint; /* in the language of the page */
	struct dais_str path; /* of the desk, where it is put right: "untoc-2022/items/transfer";
			       * empty: no page is known */
};
typedef DAIS_VEC(struct desk_remark) desk_remark_vec;
/* A message, or the words of an error, as people at the desk read it: what it quotes as `id` by the
 * name of that thing of p->names, in quotation marks, and other quotations in these as they are. In
 * the arena of the page. */
struct dais_str dais_desk_named(const struct dais_page *p, struct dais_str message);
/* The hint of @d for a reader of forms: what it calls `least` in planning.yaml by the words that
 * the form has; empty when it is for authors of files alone. In the arena of the page or of @d. */
struct dais_str dais_desk_hint(const struct dais_page *p, const struct dais_diag *d);

/* A list of those about thing @kind @id (kind empty: all); nothing when there are none. */
void dais_desk_remarks(
    struct dais_page *p, const desk_remark_vec *remarks, struct dais_str kind, struct dais_str id);
/* Findings by the item that they, or its annotation, are about: a page of a thousand items asks for
 * those of each. */
struct desk_remarks_by_item {
	const desk_remark_vec *all;
	struct dais_map items; /* of the id of an item: where it stands in first */
	DAIS_VEC(size_t) first; /* of all */
	size_t *after; /* of each of all, the next of its item; SIZE_MAX: none */
};
/* Strings and findings of @remarks must live as long as *@ret, which lives in @a. */
void dais_desk_remarks_sort(
    struct dais_arena *a, const desk_remark_vec *remarks, struct desk_remarks_by_item *ret);
/* Those about item @item and its annotation, folded under how many of each severity there are;
 * nothing when there are none. */
void dais_desk_remarks_folded(struct dais_page *p, const struct desk_remarks_by_item *sorted,
    struct dais_str item, bool is_open);
/* All, folded by severity, and many of one rule under what it asks for. */
void dais_desk_remarks_by_severity(struct dais_page *p, const desk_remark_vec *remarks);
/* What was found wrong in what was sent (NULL: nothing). */
void dais_desk_refusals(struct dais_page *p, const struct dais_diags *diags);

#endif
