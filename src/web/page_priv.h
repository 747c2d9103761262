/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web only: the frame of a page.
 */
#ifndef DAIS_WEB_PAGE_PRIV_H
#define DAIS_WEB_PAGE_PRIV_H

#include "web/site.h"

/* Ends <main>, writes the foot of the page, ends the document. */
void dais_page_foot(struct dais_page *p);
/* The page as it was written, in its arena; the buffer is freed. */
struct dais_str dais_page_taken(struct dais_page *p);

/* A file that pages load; share/web, compiled in (make_assets.py). */
struct dais_asset {
	const char *name, *type;
	const char *digest; /* of its bytes: part of its address */
	const unsigned char *bytes;
	size_t n;
};
extern const struct dais_asset dais_assets[];
extern const size_t dais_asset_count;

#endif
