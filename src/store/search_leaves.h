/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The index of SQLite's full text search as it lies in its tables: which texts have a word, read
 * from the leaves of its segments without a row of SQL for each text, which is ten times as fast.
 * The format is that of FTS5 (its file fts5_index.c describes it), version 4, which every SQLite
 * reads and writes for a table without contents; of any other version nothing is read here, and
 * FTS5 is asked instead.
 *
 * A segment has the words of some texts. Texts are taken out by entries of a newer segment that
 * have no places. While segments are merged into one, some words of a text are in the one already:
 * such segments are a group, and a text has all its words in one group, unless it was taken out or
 * put in again.
 */
#ifndef DAIS_STORE_SEARCH_LEAVES_H
#define DAIS_STORE_SEARCH_LEAVES_H

#include "base/err.h"
#include "base/vec.h"
#include "store/sql.h"

struct dais_search_segment {
	unsigned id;
	unsigned first, last; /* leaves; 0: a merging that is not over has read it to its end */
	unsigned group;
};

struct dais_search_leaves {
	struct dais_sql *sql;
	struct dais_arena *arena;
	DAIS_VEC(struct dais_search_segment) segments; /* the newest first */
	unsigned groups; /* those of newer segments have lower numbers */
};

/* A page of a table of FTS5; behind its bytes stand zeros, so that no number is read too far. */
struct dais_search_page {
	unsigned char *p;
	size_t n, cap;
};

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

/* Reads which segments there are. *@ret_known false: the index is of another version. The
 * connection must be in a transaction that has written nothing. */
bool dais_search_leaves_read(struct dais_sql *c, struct dais_arena *a,
    struct dais_search_leaves *ret, bool *ret_known, struct dais_err *err);
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
