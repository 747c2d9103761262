/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Files as they lie in the record: a short one in its row, a long one in rows of parts.
 */
#include "store/file_priv.h"

#include <inttypes.h>

/* ---- reading ---- */

static bool
fail_none(const struct dais_digest *digest, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no file with digest %s",
	    dais_digest_hex(a, digest).p);
}

bool
dais_file_fail_damaged(const struct dais_digest *digest, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)dais_err_set(err, DAIS_ERR_INTERNAL, "the file with digest %s is damaged",
	    dais_digest_hex(a, digest).p);
	return dais_err_hint(err, "See dais db verify, and restore from a backup.");
}

bool
dais_file_is_in_parts(const struct dais_digest *digest, size_t in_row)
{
	struct dais_digest of_nothing = dais_digest_of(DAIS_STR_NONE);

	return in_row == 0 && !dais_digest_eq(digest, &of_nothing);
}

static bool
size_of_parts(
    struct dais_sql *c, const struct dais_digest *digest, uint64_t *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false;

	if (!dais_sql_query(
		c, DAIS_SQL_FILE_PART_LAST, DAIS_SQL_ARGS(dais_sql_digest(digest)), &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	if (!row)
		return dais_file_fail_damaged(digest, err);
	*ret = (uint64_t)dais_sql_column_int(&rows, 0) * DAIS_STORE_FILE_PART +
	       (uint64_t)dais_sql_column_int(&rows, 1);
	if (*ret <= DAIS_STORE_FILE_MAX)
		return true;
	return dais_file_fail_damaged(digest, err);
}

bool
dais_store_file_look(struct dais_store *s, const struct dais_digest *digest, struct dais_arena *a,
    struct dais_store_file *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false;

	if (!dais_sql_query(
		s->sql, DAIS_SQL_FILE_LOOK, DAIS_SQL_ARGS(dais_sql_digest(digest)), &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	if (!row)
		return fail_none(digest, err);
	ret->digest = *digest;
	ret->type = dais_sql_column_dup(&rows, 0, a);
	ret->size = (uint64_t)dais_sql_column_int(&rows, 1);
	ret->in_parts = dais_file_is_in_parts(digest, (size_t)ret->size);
	dais_sql_rows_end(&rows);
	return !ret->in_parts || size_of_parts(s->sql, digest, &ret->size, err);
}

bool
dais_file_parts_each(struct dais_sql *c, const struct dais_digest *digest, uint64_t size,
    dais_file_part_fn *each, void *ctx, struct dais_err *err)
{
	for (uint64_t at = 0; at < size; at += DAIS_STORE_FILE_PART) {
		uint64_t due = size - at < DAIS_STORE_FILE_PART ? size - at : DAIS_STORE_FILE_PART;
		DAIS_SQL_ROWS_AUTO rows = { 0 };
		bool row = false;

		if (!dais_sql_query(c, DAIS_SQL_FILE_PART_GET,
			DAIS_SQL_ARGS(dais_sql_digest(digest),
			    dais_sql_int((int64_t)(at / DAIS_STORE_FILE_PART))),
			&rows, err) ||
		    !dais_sql_next(&rows, &row, err))
			return false;
		if (!row || dais_sql_column(&rows, 0).n != due)
			return dais_file_fail_damaged(digest, err);
		if (!each(ctx, at, dais_sql_column(&rows, 0), err))
			return false;
	}
	return true;
}

static bool
add_to(void *ctx, uint64_t at, struct dais_str bytes, struct dais_err *err)
{
	char *to = ctx;

	(void)err;
	memcpy(to + at, bytes.p, bytes.n);
	return true;
}

/* All of one that lies in parts. */
static bool
gather(struct dais_sql *c, const struct dais_digest *digest, struct dais_arena *a,
    struct dais_str *ret, struct dais_err *err)
{
	uint64_t size = 0;
	char *to;

	if (!size_of_parts(c, digest, &size, err))
		return false;
	to = dais_arena_alloc(a, (size_t)size + 1);
	*ret = (struct dais_str){ to, (size_t)size };
	return dais_file_parts_each(c, digest, size, add_to, to, err);
}

bool
dais_store_file_get(struct dais_store *s, const struct dais_digest *digest, struct dais_arena *a,
    struct dais_str *ret_bytes, struct dais_str *ret_type, struct dais_err *err)
{
	struct dais_digest now;
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false;

	if (!dais_sql_query(
		s->sql, DAIS_SQL_FILE_GET, DAIS_SQL_ARGS(dais_sql_digest(digest)), &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	if (!row)
		return fail_none(digest, err);
	*ret_type = dais_sql_column_dup(&rows, 0, a);
	*ret_bytes = dais_sql_column_dup(&rows, 1, a);
	dais_sql_rows_end(&rows);
	if (dais_file_is_in_parts(digest, ret_bytes->n) &&
	    !gather(s->sql, digest, a, ret_bytes, err))
		return false;
	now = dais_digest_of(*ret_bytes);
	return dais_digest_eq(&now, digest) || dais_file_fail_damaged(digest, err);
}

/* ---- reading a part ---- */

void
dais_file_parts_release(struct dais_store *s)
{
	dais_arena_free(s->recent);
	s->recent = NULL;
}

/* The place of a part among those that were read last: itself, or the one that was not used for
 * longest. */
static struct dais_file_recent *
find_recent(struct dais_store *s, const struct dais_digest *digest, int64_t part)
{
	struct dais_file_recent *oldest = &s->parts[0];

	for (size_t i = 0; i < DAIS_FILE_RECENT; i++) {
		struct dais_file_recent *r = &s->parts[i];

		if (r->n && r->part == part && dais_digest_eq(&r->digest, digest))
			return r;
		if (r->used < oldest->used)
			oldest = r;
	}
	oldest->n = 0;
	return oldest;
}

static bool
fill(struct dais_store *s, struct dais_file_recent *r, const struct dais_digest *digest,
    int64_t part, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	struct dais_str bytes;
	bool row = false;

	if (!dais_sql_query(s->sql, DAIS_SQL_FILE_PART_GET,
		DAIS_SQL_ARGS(dais_sql_digest(digest), dais_sql_int(part)), &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	bytes = row ? dais_sql_column(&rows, 0) : DAIS_STR_NONE;
	if (bytes.n == 0 || bytes.n > DAIS_STORE_FILE_PART)
		return dais_file_fail_damaged(digest, err);
	if (!s->recent)
		s->recent = dais_arena_new(DAIS_FILE_RECENT * (DAIS_STORE_FILE_PART + 4096));
	if (!r->bytes)
		r->bytes = dais_arena_alloc(s->recent, DAIS_STORE_FILE_PART);
	memcpy(r->bytes, bytes.p, bytes.n);
	r->digest = *digest;
	r->part = part;
	r->n = bytes.n;
	return true;
}

bool
dais_store_file_read(struct dais_store *s, const struct dais_store_file *f, uint64_t from, char *to,
    size_t max, size_t *ret_n, struct dais_err *err)
{
	int64_t part = (int64_t)(from / DAIS_STORE_FILE_PART);
	size_t at = (size_t)(from % DAIS_STORE_FILE_PART), n;
	struct dais_file_recent *r;

	DAIS_ASSERT(f->in_parts);
	*ret_n = 0;
	if (from >= f->size)
		return true;
	r = find_recent(s, &f->digest, part);
	if (!r->n && !fill(s, r, &f->digest, part, err))
		return false;
	r->used = ++s->parts_read;
	if (at >= r->n)
		return dais_file_fail_damaged(&f->digest, err);
	n = r->n - at < max ? r->n - at : max;
	memcpy(to, r->bytes + at, n);
	*ret_n = n;
	return true;
}
