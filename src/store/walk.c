/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/walk_priv.h"

#include "store/file_priv.h"

#define PORTION 200 /* rows of state at a time */

struct walking {
	const struct dais_store_file *file;
	dais_walk_file_fn *each;
	void *ctx;
};

static bool
give_part(void *ctx, uint64_t at, struct dais_str bytes, struct dais_err *err)
{
	const struct walking *w = ctx;

	return w->each(w->ctx, w->file, at, bytes, err);
}

/* The row of the next file after *@at; one that lies in its row is given. */
static bool
next_file(struct dais_sql *c, bool from_start, struct dais_store_file *at, struct dais_arena *a,
    dais_walk_file_fn *each, void *ctx, bool *ret, struct dais_err *err)
{
	struct dais_digest after = at->digest;
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	struct dais_str bytes;

	if (!dais_sql_query(c, DAIS_SQL_FILE_AFTER,
		DAIS_SQL_ARGS(from_start ? dais_sql_bytes(DAIS_STR_NONE) : dais_sql_digest(&after),
		    dais_sql_int(1)),
		&rows, err) ||
	    !dais_sql_next(&rows, ret, err))
		return false;
	if (!*ret)
		return true;
	if (dais_sql_column(&rows, 0).n != sizeof(at->digest.bytes))
		return dais_err_set(err, DAIS_ERR_INTERNAL, "a file has no digest");
	memcpy(at->digest.bytes, dais_sql_column(&rows, 0).p, sizeof(at->digest.bytes));
	at->type = dais_sql_column_dup(&rows, 1, a);
	bytes = dais_sql_column(&rows, 2);
	at->size = bytes.n;
	at->in_parts = dais_file_is_in_parts(&at->digest, bytes.n);
	return at->in_parts || each(ctx, at, 0, bytes, err);
}

bool
dais_walk_files(struct dais_sql *c, dais_walk_file_fn *each, void *ctx, struct dais_err *err)
{
	struct dais_store_file at = { .size = 0 };
	bool row = true;

	for (bool from_start = true; row; from_start = false) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct walking w = { &at, each, ctx };
		uint64_t parts;

		if (!next_file(c, from_start, &at, a, each, ctx, &row, err))
			return false;
		if (row && at.in_parts &&
		    (!dais_file_parts_sum(c, &at.digest, &parts, &at.size, err) ||
			(at.size == 0 && !dais_file_fail_damaged(&at.digest, err)) ||
			!dais_file_parts_each(c, &at.digest, at.size, give_part, &w, err)))
			return false;
	}
	return true;
}

bool
dais_walk_lasting(struct dais_sql *c, dais_walk_state_fn *each, void *ctx, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str area = DAIS_STR_NONE, key = DAIS_STR_NONE;
	size_t n = PORTION;

	while (n == PORTION) {
		DAIS_SQL_ROWS_AUTO rows = { 0 };
		bool row = true;

		if (!dais_sql_query(c, DAIS_SQL_STATE_LASTING,
			DAIS_SQL_ARGS(
			    dais_sql_text(area), dais_sql_bytes(key), dais_sql_int(PORTION)),
			&rows, err))
			return false;
		for (n = 0; dais_sql_next(&rows, &row, err) && row; n++) {
			if (!each(ctx, dais_sql_column(&rows, 0), dais_sql_column(&rows, 1),
				dais_sql_column(&rows, 2), err))
				return false;
			if (n == PORTION - 1) {
				area = dais_sql_column_dup(&rows, 0, a);
				key = dais_sql_column_dup(&rows, 1, a);
			}
		}
		if (row)
			return false;
	}
	return true;
}
