/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A term as the texts of its keys (search_entries.h): words in a row, each of which may stand as
 * any of several keys, in the segments of a group.
 */
#ifndef DAIS_STORE_SEARCH_ROWS_H
#define DAIS_STORE_SEARCH_ROWS_H

#include "store/search_entries.h"
#include "store/search_tokens.h"

/* What may stand at one place of a term: any of its keys, in any segment of a group. */
struct dais_search_place {
	struct dais_search_entries *v; /* by key, those of the newest segment first */
	unsigned *keys;                /* of each */
	unsigned titled;               /* keys from this one on are of titles */
	size_t n;
	int64_t id; /* the lowest of them */
};

/* A term in a group. */
struct dais_search_row {
	struct dais_search_place *places; /* one without keys is said by the one before it */
	size_t n;
	bool is_absent; /* the group has no text with it */
};

/* What rows are read from, and room for it. */
struct dais_search_rows {
	struct dais_arena *arena;
	struct dais_search_leaves leaves;
	dais_search_places at; /* of dais_search_row_places() */
	unsigned title_words; /* of the last text whose places in the title were read */
	dais_search_places of_place; /* private */
};

/* The texts with any of @n @keys in the segments of @group, at the first one. WHOLE_SYMBOL: the
 * keys as they are, which are none of words. */
bool dais_search_place_open(struct dais_search_rows *rows, unsigned group,
    enum dais_search_where where, const struct dais_str *keys, size_t n,
    struct dais_search_place *ret, struct dais_err *err);
/* The same for each place of the term @t. */
bool dais_search_row_open(struct dais_search_rows *rows, unsigned group,
    enum dais_search_where where, const struct dais_search_term *t, struct dais_search_row *ret,
    struct dais_err *err);
/* To the first text from @id on that any of the keys has, never back. INTERNAL: the index is
 * damaged. The first is the way of the second where there is one to go. */
bool dais_search_place_go(struct dais_search_place *p, int64_t id, struct dais_err *err);
static inline bool
dais_search_place_seek(struct dais_search_place *p, int64_t id, struct dais_err *err)
{
	return p->id >= id || dais_search_place_go(p, id, err);
}
/* Where the words of @r stand in a row in the text @id, which all its places have been led to, into
 * @rows->at: where each row begins. @in_title: in its title alone. */
bool dais_search_row_places(struct dais_search_rows *rows, const struct dais_search_row *r,
    int64_t id, bool in_title, struct dais_err *err);
/* *@ret whether the text @id, which all places of @r have been led to, has the term. */
bool dais_search_row_has(struct dais_search_rows *rows, const struct dais_search_row *r, int64_t id,
    bool in_title, bool *ret, struct dais_err *err);

#endif
