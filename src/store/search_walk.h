/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Matches of SQLite, found by walking through the leaves of FTS5 (search_leaves.h) instead of
 * asking it: the same texts as search_compile.c has it find.
 */
#ifndef DAIS_STORE_SEARCH_WALK_H
#define DAIS_STORE_SEARCH_WALK_H

#include "store/search_priv.h"

struct dais_search_walk {
	const struct dais_search_wanted *wanted; /* ->max at most */
	int64_t after, last; /* numbers of texts: behind the one, up to the other */
	size_t ranked;       /* so many of the newest are weighed; the others are 0 */
	size_t titles; /* so many of the newest with all terms in their titles are told apart */
};
struct dais_search_walked {
	dais_search_ranked_vec matches; /* the newest, ascending */
	/* Those of them with all terms in the title, by how much of it is found, 0..1000; no term
	 * may be missed. */
	dais_search_ranked_vec titles;
};
/* *@ret_known false: the leaves cannot be read here, and FTS5 is to be asked: after something was
 * written in this transaction, or when they are of another version. @ret begins empty. */
bool dais_search_walk(struct dais_sql *c, const struct dais_search_walk *w, struct dais_arena *a,
    struct dais_search_walked *ret, bool *ret_known, struct dais_err *err);
/* FTS5 is always asked; a test sets it. */
extern bool dais_search_asks_fts5;

#endif
