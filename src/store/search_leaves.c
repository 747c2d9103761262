/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Pages of the tables of FTS5, and which segments there are.
 */
#include "store/search_leaves.h"

#define VERSION 4
/* Room for a page, so that the next one needs no other; the fuzz target makes it exact. */
#ifndef DAIS_SEARCH_PAGE_LEAST
#define DAIS_SEARCH_PAGE_LEAST 4096
#endif
#define STRUCTURE 10 /* the page that says which segments there are */
#define LEAF_BITS 31
#define SEGMENT_LAST 0xFFFF
#define LEVELS_MAX 64
#define SEGMENTS_MAX 2000 /* in all, as FTS5 itself */

bool
dais_search_fail_damaged(struct dais_err *err)
{
	return dais_err_set(err, DAIS_ERR_INTERNAL,
	    "the search and its texts differ: `dais db rebuild` makes them again");
}

void
dais_search_page_grow(struct dais_arena *a, struct dais_search_page *page, size_t n)
{
	if (page->p && n + DAIS_SEARCH_ZEROS <= page->cap)
		return;
	page->cap = DAIS_SEARCH_ZEROS + (n > DAIS_SEARCH_PAGE_LEAST ? n : DAIS_SEARCH_PAGE_LEAST);
	page->p = dais_arena_alloc(a, page->cap);
}

bool
dais_search_page_read(struct dais_search_leaves *l, int64_t id, struct dais_search_page *ret,
    bool *ret_found, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	struct dais_str block;
	bool row;

	if (!dais_sql_query(
		l->sql, DAIS_SQL_SEARCH_LEAF, DAIS_SQL_ARGS(dais_sql_int(id)), &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	if (ret_found)
		*ret_found = row;
	if (!row)
		return ret_found || dais_search_fail_damaged(err);
	block = dais_sql_column(&rows, 0);
	dais_search_page_grow(l->arena, ret, block.n);
	if (block.n)
		memcpy(ret->p, block.p, block.n);
	memset(ret->p + block.n, 0, DAIS_SEARCH_ZEROS);
	ret->n = block.n;
	return true;
}

/* ---- segments ---- */

struct level {
	size_t first, n, merging; /* of the list of segments; the oldest are being merged */
};

static void
unite(struct dais_search_leaves *l, size_t x, size_t y)
{
	struct dais_search_segment *v = l->segments.v;
	unsigned from = v[x].group, to = v[y].group;

	for (size_t i = 0; i < l->segments.n; i++)
		v[i].group = v[i].group == from ? to : v[i].group;
}

/* Segments that are being merged and what they are merged into, the newest one of the next level,
 * are one group. */
static void
find_groups(struct dais_search_leaves *l, const struct level *levels, size_t n)
{
	unsigned *numbers = DAIS_NEW_N(l->arena, l->segments.n + 1, unsigned);

	for (size_t i = 0; i < l->segments.n; i++)
		l->segments.v[i].group = (unsigned)i;
	for (size_t i = 0; i + 1 < n; i++)
		for (size_t k = 0; k < levels[i].merging && levels[i + 1].n; k++)
			unite(l, levels[i].first + levels[i].n - 1 - k, levels[i + 1].first);
	for (size_t i = 0; i < l->segments.n; i++) {
		unsigned *number = &numbers[l->segments.v[i].group];

		*number = *number ? *number : ++l->groups;
		l->segments.v[i].group = *number - 1;
	}
}

/* The segments of a level stand from the oldest to the newest. */
static void
turn_round(struct dais_search_segment *v, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct dais_search_segment kept = v[i];

		v[i] = v[n - 1 - i];
		v[n - 1 - i] = kept;
	}
}

/* One of the structure: numbers that make the number of a page. */
static bool
read_segment(struct dais_search_leaves *l, const struct dais_search_page *page, size_t *at,
    struct dais_err *err)
{
	uint64_t id = dais_search_number(page->p, at), first = dais_search_number(page->p, at),
		 last = dais_search_number(page->p, at);
	struct dais_search_segment *s;

	if (id > SEGMENT_LAST || first > last || last >> LEAF_BITS)
		return dais_search_fail_damaged(err);
	s = dais_vec_add(l->arena, &l->segments);
	s->id = (unsigned)id;
	s->first = (unsigned)first;
	s->last = (unsigned)last;
	return true;
}

/* The record of the structure. */
static bool
read_structure(
    struct dais_search_leaves *l, const struct dais_search_page *page, struct dais_err *err)
{
	size_t at = DAIS_SEARCH_PAGE_HEADER, n = (size_t)dais_search_number(page->p, &at);
	struct level levels[LEVELS_MAX] = { 0 };

	(void)dais_search_number(page->p, &at); /* segments in all */
	(void)dais_search_number(page->p, &at); /* writes */
	if (n > LEVELS_MAX)
		return dais_search_fail_damaged(err);
	for (size_t i = 0; i < n && at < page->n; i++) {
		levels[i].first = l->segments.n;
		levels[i].merging = (size_t)dais_search_number(page->p, &at);
		levels[i].n = (size_t)dais_search_number(page->p, &at);
		l->may_merge = l->may_merge || levels[i].n > 1;
		if (levels[i].n > SEGMENTS_MAX - l->segments.n || levels[i].merging > levels[i].n)
			return dais_search_fail_damaged(err);
		for (size_t k = 0; k < levels[i].n && at < page->n; k++)
			if (!read_segment(l, page, &at, err))
				return false;
		if (l->segments.n != levels[i].first + levels[i].n)
			return dais_search_fail_damaged(err);
		if (levels[i].n)
			turn_round(&l->segments.v[levels[i].first], levels[i].n);
	}
	find_groups(l, levels, n);
	return at == page->n || dais_search_fail_damaged(err);
}

bool
dais_search_leaves_read(struct dais_sql *c, struct dais_arena *a, struct dais_search_leaves *ret,
    bool *ret_known, struct dais_err *err)
{
	struct dais_search_page page = { 0 };
	int64_t version;

	*ret = (struct dais_search_leaves){ .sql = c, .arena = a };
	*ret_known = false;
	if (!dais_sql_number(c, DAIS_SQL_SEARCH_LEAVES_VERSION, DAIS_SQL_NO_ARGS, &version, err))
		return false;
	if (version != VERSION)
		return true;
	if (!dais_search_page_read(ret, STRUCTURE, &page, NULL, err))
		return false;
	if (page.n < DAIS_SEARCH_PAGE_HEADER + 3)
		return dais_search_fail_damaged(err);
	if (page.p[DAIS_SEARCH_PAGE_HEADER] == 0xFF) /* a structure of another kind */
		return true;
	*ret_known = true;
	return read_structure(ret, &page, err);
}
