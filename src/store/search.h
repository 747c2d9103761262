/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The search behind dais_search() of store/index.h: how texts come into the index. What is found,
 * how, and what is approximate: doc/search.md.
 */
#ifndef DAIS_STORE_SEARCH_H
#define DAIS_STORE_SEARCH_H

#include "store/index.h"
#include "store/sql.h"

/* Replaces all texts of the package of @w. The bodies of the index must be written already: a text
 * is found under its body and all bodies above it. LIMIT: more than 262,144 texts of one day,
 * language, kind, genre and body. */
bool dais_search_replace(
    struct dais_writing *w, const struct dais_index_text *texts, size_t n, struct dais_err *err);
/* Removes all texts of all packages. */
bool dais_search_empty(struct dais_sql *c, struct dais_err *err);

#endif
