/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The texts that have a word, and where it stands in them, from one segment of FTS5
 * (search_leaves.h).
 */
#ifndef DAIS_STORE_SEARCH_ENTRIES_H
#define DAIS_STORE_SEARCH_ENTRIES_H

#include "store/search_leaves.h"

/* The texts that have a word, in one segment, in the order of their numbers. */
struct dais_search_entries {
	struct dais_search_leaves *leaves;
	const struct dais_search_segment *segment;
	int64_t id; /* of the text at hand; INT64_MAX: there are no more */
	bool removes;     /* the text was taken out of older segments */
	size_t places_at; /* in the page */
	size_t places_n;  /* bytes; 0: the text does not have the word */
	/* private */
	struct dais_search_page page;
	unsigned number;  /* of the leaf */
	size_t at, end;   /* the next entry; where those of the word end in this leaf */
	bool ends_here;
	bool has_index;   /* of the first texts of the leaves */
	struct dais_search_page index;
	unsigned index_number, index_leaf;
	size_t index_at;
	int64_t index_id;
};

/* The texts of @s that have @word, at the first one. *@ret_any false: there are none. */
bool dais_search_entries_open(struct dais_search_leaves *l, const struct dais_search_segment *s,
    struct dais_str word, struct dais_search_entries *ret, bool *ret_any, struct dais_err *err);
/* Goes to the first text from @id on, never back. INTERNAL: the index is damaged. */
bool dais_search_entries_seek(struct dais_search_entries *e, int64_t id, struct dais_err *err);
typedef DAIS_VEC(unsigned) dais_search_places;
/* Adds the places of the word in the text at hand, ascending. */
bool dais_search_entries_places(
    const struct dais_search_entries *e, dais_search_places *ret, struct dais_err *err);

#endif
