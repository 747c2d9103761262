/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Documents added, changed and withdrawn by a form that shows all of them: only what is different
 * is changed, so that each member needs its own permission only (a French title, an editor of
 * French).
 */
#ifndef DAIS_SERVICE_HOUSE_DOCUMENT_EDIT_H
#define DAIS_SERVICE_HOUSE_DOCUMENT_EDIT_H

#include "service/house/edit.h"

/* What a form says; empty: nothing. */
struct dais_document_form {
	struct dais_str kind, author, distribution, original; /* words of the package format */
	struct dais_ml title;
	dais_store_strs symbols;
	struct dais_str date, slot; /* "2022-03-14" */
	struct dais_str late_reason;
	struct dais_str meeting; /* the other one that it belongs to: a paper of a session */
	dais_lang_set languages; /* it appears in; 0: not said */
	dais_store_strs items;   /* whose lists of documents have it */
};

/* A change that was asked for, and by whom. */
struct dais_document_request {
	struct dais_str package;
	struct dais_str id; /* of the document; empty: a new one */
	uint64_t seen;      /* its revision */
	const struct dais_document_form *form; /* NULL: it is withdrawn, also from the items */
	struct dais_str why;
};
/* Does it; *@ret_id is the document (a new one is called after its kind). Permissions: those of the
 * members that change. CONFLICT: it was changed after @seen. INVALID: the package would break, for
 * instance because an annotation speaks of a document that is withdrawn; @diags says where. What
 * comes back lives in @diags' arena. */
bool dais_document_put(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_document_request *r, struct dais_diags *diags, struct dais_str *ret_id,
    uint64_t *ret_change, struct dais_edit_conflict *ret_conflict, struct dais_err *err);

#endif
