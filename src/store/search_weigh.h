/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How much a text that is found says of what is looked for: the same whether FTS5 found it
 * (search_sqlite.h) or a walk through its leaves (search_walk.h).
 */
#ifndef DAIS_STORE_SEARCH_WEIGH_H
#define DAIS_STORE_SEARCH_WEIGH_H

#include <stddef.h>
#include <stdint.h>

#define DAIS_SEARCH_PHRASES_MAX 64    /* of an expression of FTS5 */
#define DAIS_SEARCH_INSTANCES_MAX 256 /* of a text the first ones are weighed */

/* A phrase (below DAIS_SEARCH_PHRASES_MAX) begins at position @at of a text. */
struct dais_search_instance {
	unsigned phrase, at;
};

/* How often phrases are found in a text, the first times counting most, and how near to each other:
 * 0..3,000,000. @v: where they begin, ascending. */
int64_t dais_search_weigh(const struct dais_search_instance *v, size_t n);

#endif
