/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Segments of FTS5 (search_leaves.h) are merged beside other work. What it merges by itself, as
 * texts are put in, leaves up to three of each level, a dozen in a record of a million documents;
 * a search opens each of its words in each of them.
 */
#include "store/search_leaves.h"
#include "store/search_put.h"
#include "store/store_priv.h"

#define LEAST 2    /* segments of a level that are merged */
#define LEAVES 500 /* in one go, about */

/* Where segments stand: what merging changes. */
struct look {
	bool may; /* a level has several */
	uint64_t firsts, lasts; /* leaves, added up */
};

static bool
look(struct dais_sql *c, struct look *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_leaves l;
	bool known;

	*ret = (struct look){ .may = false };
	if (!dais_search_leaves_read(c, a, &l, &known, err))
		return false;
	ret->may = known && l.may_merge;
	for (size_t i = 0; known && i < l.segments.n; i++) {
		ret->firsts += l.segments.v[i].first;
		ret->lasts += l.segments.v[i].last;
	}
	return true;
}

static bool
merge(struct dais_sql *c, struct dais_err *err)
{
	int64_t least;

	if (!dais_sql_number(c, DAIS_SQL_SEARCH_MERGE_LEAST, DAIS_SQL_NO_ARGS, &least, err))
		return false;
	return (least == LEAST || dais_sql_run(c, DAIS_SQL_SEARCH_MERGE_SET,
				      DAIS_SQL_ARGS(dais_sql_int(LEAST)), NULL, err)) &&
	       dais_sql_run(
		   c, DAIS_SQL_SEARCH_MERGE, DAIS_SQL_ARGS(dais_sql_int(LEAVES)), NULL, err);
}

/* In a transaction that writes. */
static bool
merge_some(struct dais_sql *c, bool *ret_more, struct dais_err *err)
{
	struct look before, after;

	if (!look(c, &before, err))
		return false;
	*ret_more = before.may;
	if (!before.may)
		return true;
	/* Whatever FTS5 does: who asks until nothing is left comes to an end. */
	if (!merge(c, err) || !look(c, &after, err))
		return false;
	*ret_more = after.may && (after.firsts != before.firsts || after.lasts != before.lasts);
	return true;
}

bool
dais_search_merge(struct dais_store *s, bool *ret_more, struct dais_err *err)
{
	struct dais_sql *c = dais_store_sql(s);
	bool unsure;

	*ret_more = false;
	if (dais_search_engine_of(c) != DAIS_SEARCH_SQLITE)
		return true;
	if (!dais_sql_begin(c, DAIS_SQL_WRITE, err))
		return false;
	if (merge_some(c, ret_more, err))
		return dais_sql_commit(c, &unsure, err);
	dais_sql_rollback(c);
	return false;
}
