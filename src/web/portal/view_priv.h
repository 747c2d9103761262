/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/portal only: making views.
 */
#ifndef DAIS_WEB_PORTAL_VIEW_PRIV_H
#define DAIS_WEB_PORTAL_VIEW_PRIV_H

#include "text/text.h"
#include "web/portal/view.h"
#include "web/site.h"

struct view_maker {
	const struct dais_record *r;
	const struct dais_view_source *source;
	enum dais_lang l;
	struct dais_arena *a;
	struct dais_view_package *v;
	dais_index_vec *sittings_of; /* by item */
	size_t *document_at; /* document of the record -> of the view, or DAIS_NONE */
};

/* "item-organization.agenda" */
struct dais_str dais_view_item_anchor(
    const struct dais_record *r, size_t item, struct dais_arena *a);
/* Documents that the items need, and the agenda; restricted ones are left out unless the reader
 * sees them. */
void dais_view_documents(struct view_maker *k);
/* The annotations of @v in the reader's language, else in another. */
void dais_view_annotations(struct view_maker *k, struct dais_view_item *v);

#endif
