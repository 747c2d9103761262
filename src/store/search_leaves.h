/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The index of SQLite's full text search as it lies in its tables: which texts have a word
 * (search_entries.h), read from the leaves of its segments without a row of SQL for each text,
 * which is ten times as fast. The format is that of FTS5 (its file fts5_index.c describes it),
 * version 4, which every SQLite reads and writes for a table without contents; of any other version
 * nothing is read here, and FTS5 is asked instead.
 *
 * A segment has the words of some texts. Texts are taken out by entries of a newer segment that
 * have no places. While segments are merged into one, some words of a text are in the one already:
 * such segments are a group, and a text has all its words in one group, unless it was taken out or
 * put in again.
 */
#ifndef DAIS_STORE_SEARCH_LEAVES_H
#define DAIS_STORE_SEARCH_LEAVES_H

#include <endian.h>
#include <string.h>

#include "base/err.h"
#include "base/vec.h"
#include "store/sql.h"

struct dais_search_segment {
	unsigned id;
	unsigned first, last; /* leaves; 0: a merging that is not over has read it to its end */
	unsigned group;
};

#define DAIS_SEARCH_ZEROS 16      /* behind the bytes of a page */
#define DAIS_SEARCH_PAGE_HEADER 4 /* bytes at its beginning */

/* A page of a table of FTS5; behind its bytes stand zeros, so that no number is read too far. */
struct dais_search_page {
	unsigned char *p;
	size_t n, cap;
};

struct dais_search_leaves {
	struct dais_sql *sql;
	struct dais_arena *arena;
	DAIS_VEC(struct dais_search_segment) segments; /* the newest first */
	unsigned groups; /* those of newer segments have lower numbers */
	bool may_merge;  /* a level has several segments */
	/* private: room for places that go over several leaves */
	struct dais_search_page whole, next;
	/* private: the leaf where a word was looked for last, where what stands behind the word is
	 */
	struct dais_search_looked {
		const struct dais_search_segment *segment; /* NULL: it is not known */
		struct dais_str word;
		struct dais_search_page page;
		unsigned leaf;
		bool has_index;
	} looked;
};

/* Reads which segments there are. *@ret_known false: the index is of another version. The
 * connection must be in a transaction that has written nothing. */
bool dais_search_leaves_read(struct dais_sql *c, struct dais_arena *a,
    struct dais_search_leaves *ret, bool *ret_known, struct dais_err *err);
/* Page @id of the tables. *@ret_found (may be NULL) false: there is none; INTERNAL where it is
 * NULL.
 */
bool dais_search_page_read(struct dais_search_leaves *l, int64_t id, struct dais_search_page *ret,
    bool *ret_found, struct dais_err *err);
/* Room for @n bytes and the zeros in @page; what was in it is lost when it grows. */
void dais_search_page_grow(struct dais_arena *a, struct dais_search_page *page, size_t n);
/* Says that the index is damaged: INTERNAL. */
bool dais_search_fail_damaged(struct dais_err *err);

/* The number at p[*@at], behind which *@at goes: seven bits a byte, the highest first, of a ninth
 * byte all eight, as SQLite writes them. */
static inline uint64_t
dais_search_number(const unsigned char *p, size_t *at)
{
	uint64_t n = 0;

	for (int i = 0; i < 8; i++) {
		unsigned char byte = p[(*at)++];

		n = n << 7 | (byte & 0x7Fu);
		if (byte < 0x80)
			return n;
	}
	return n << 8 | p[(*at)++];
}

/* The number at @p, into *@ret, and what stands behind it: the same without a branch for each byte,
 * for entries that are read by the million. Eight bytes from @p on must be readable. */
static inline const unsigned char *
dais_search_number_at(const unsigned char *p, uint64_t *ret)
{
	uint64_t n, ends;
	unsigned bytes;
	size_t at = 0;

	memcpy(&n, p, sizeof(n));
	n = be64toh(n);
	ends = ~n & 0x8080808080808080u;
	if (ends == 0) {
		*ret = dais_search_number(p, &at);
		return p + at;
	}
	bytes = (unsigned)__builtin_clzll(ends) / 8 + 1;
	n = n >> (64 - 8 * bytes) & 0x7F7F7F7F7F7F7F7Fu;
	/* Seven bits of each byte are put together, then fourteen of two, then twenty-eight. */
	n = (n & 0x007F007F007F007Fu) | (n & 0x7F007F007F007F00u) >> 1;
	n = (n & 0x00003FFF00003FFFu) | (n & 0x3FFF00003FFF0000u) >> 2;
	*ret = (n & 0x0FFFFFFFu) | (n & 0x0FFFFFFF00000000u) >> 4;
	return p + bytes;
}

#endif
