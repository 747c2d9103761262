/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Files of a record that was made before long ones lay in parts: each is put into parts in a
 * transaction of its own. Until then it is read as it lies; whoever breaks off goes on later.
 */
#include "store/file_priv.h"

bool
dais_files_undivided(
    struct dais_sql *c, uint64_t *ret_files, uint64_t *ret_bytes, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false;

	if (!dais_sql_query(c, DAIS_SQL_FILE_LONG_SUM,
		DAIS_SQL_ARGS(dais_sql_int((int64_t)DAIS_STORE_FILE_ROW)), &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	*ret_files = row ? (uint64_t)dais_sql_column_int(&rows, 0) : 0;
	*ret_bytes = row ? (uint64_t)dais_sql_column_int(&rows, 1) : 0;
	return true;
}

/* The next long one after *@at; *@ret false: there is none. */
static bool
next_long(struct dais_sql *c, const struct dais_digest *after, bool from_start,
    struct dais_digest *at, struct dais_arena *a, struct dais_str *ret_bytes, bool *ret,
    struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };

	*ret = false;
	if (!dais_sql_query(c, DAIS_SQL_FILE_LONG_AFTER,
		DAIS_SQL_ARGS(from_start ? dais_sql_bytes(DAIS_STR_NONE) : dais_sql_digest(after),
		    dais_sql_int((int64_t)DAIS_STORE_FILE_ROW)),
		&rows, err) ||
	    !dais_sql_next(&rows, ret, err))
		return false;
	if (!*ret)
		return true;
	if (dais_sql_column(&rows, 0).n != sizeof(at->bytes))
		return dais_err_set(err, DAIS_ERR_INTERNAL, "a file has no digest");
	memcpy(at->bytes, dais_sql_column(&rows, 0).p, sizeof(at->bytes));
	*ret_bytes = dais_sql_column_dup(&rows, 2, a);
	return true;
}

struct comparing {
	const struct dais_digest *digest;
	struct dais_str bytes;
};

static bool
compare(void *ctx, uint64_t at, struct dais_str bytes, struct dais_err *err)
{
	const struct comparing *k = ctx;

	return memcmp(k->bytes.p + at, bytes.p, bytes.n) == 0 ||
	       dais_file_fail_damaged(k->digest, err);
}

/* The row gives its bytes away only when the parts were read back and are the same: also those of
 * a file that is damaged, which stays as it is until it is verified. */
static bool
divide(struct dais_sql *c, const struct dais_digest *digest, struct dais_str bytes,
    struct dais_err *err)
{
	struct comparing k = { digest, bytes };

	return dais_file_parts_add(c, digest, bytes, err) &&
	       dais_file_parts_each(c, digest, bytes.n, compare, &k, err) &&
	       dais_sql_run(c, DAIS_SQL_FILE_EMPTY,
		   DAIS_SQL_ARGS(dais_sql_digest(digest), dais_sql_bytes(DAIS_STR_NONE)), NULL,
		   err);
}

/* One of them. *@ret false: there was none after *@at. */
static bool
divide_next(struct dais_sql *c, bool from_start, struct dais_digest *at, uint64_t *ret_bytes,
    bool *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(2 * DAIS_STORE_FILE_MAX);
	struct dais_digest after = *at;
	struct dais_str bytes = DAIS_STR_NONE;
	bool unsure;

	if (!dais_sql_begin(c, DAIS_SQL_WRITE, err))
		return false;
	if (next_long(c, &after, from_start, at, a, &bytes, ret, err) &&
	    (!*ret || divide(c, at, bytes, err))) {
		*ret_bytes = bytes.n;
		return dais_sql_commit(c, &unsure, err);
	}
	dais_sql_rollback(c);
	return false;
}

bool
dais_files_divide(struct dais_sql *c, dais_store_progress *progress, void *ctx, uint64_t *ret_files,
    struct dais_err *err)
{
	struct dais_digest at = { { 0 } };
	uint64_t files = 0, total = 0, done = 0, bytes = 0;
	bool more = true;

	*ret_files = 0;
	if (!dais_files_undivided(c, &files, &total, err))
		return false;
	while (more && files) {
		if (!divide_next(c, *ret_files == 0, &at, &bytes, &more, err))
			return dais_err_context(err, "while putting long files into parts");
		*ret_files += more;
		done += more ? bytes : 0;
		if (progress && !progress(ctx, done, total < done ? done : total))
			return dais_err_set(err, DAIS_ERR_INVALID,
			    "the files were not all put into parts; dais db migrate goes on");
	}
	return true;
}
