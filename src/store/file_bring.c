/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How files come into the record. A long one may be brought before the change that makes it one of
 * the record: its parts are written in short transactions, so that nobody waits for it, and a mark
 * in the state says that it is on its way. What is not claimed by a change is taken away.
 */
#include "store/file_priv.h"

#include <time.h>

#include "base/clock.h"

#define TYPE_MAX 100
/* Bytes a transaction: what other writers wait for. */
#define AT_ONCE ((size_t)1 << 20)
#define MARK "arriving"
/* Parts that did not become a file in this time after the last of them came are given up. */
#define MARK_MS ((int64_t)5 * 60 * 1000)

/* ---- rows ---- */

bool
dais_file_parts_add(struct dais_sql *c, const struct dais_digest *digest, struct dais_str bytes,
    struct dais_err *err)
{
	for (size_t at = 0; at < bytes.n; at += DAIS_STORE_FILE_PART) {
		struct dais_str part = dais_str_sub(bytes, at, at + DAIS_STORE_FILE_PART);

		if (!dais_sql_run(c, DAIS_SQL_FILE_PART_ADD,
			DAIS_SQL_ARGS(dais_sql_digest(digest),
			    dais_sql_int((int64_t)(at / DAIS_STORE_FILE_PART)),
			    dais_sql_bytes(part)),
			NULL, err))
			return false;
	}
	return true;
}

static bool
add_row(struct dais_sql *c, const struct dais_digest *digest, struct dais_str type,
    struct dais_str bytes, struct dais_err *err)
{
	return dais_sql_run(c, DAIS_SQL_FILE_ADD,
	    DAIS_SQL_ARGS(dais_sql_digest(digest), dais_sql_text(type), dais_sql_bytes(bytes)),
	    NULL, err);
}

bool
dais_file_add(struct dais_sql *c, const struct dais_digest *digest, struct dais_str type,
    struct dais_str bytes, struct dais_err *err)
{
	if (bytes.n <= DAIS_STORE_FILE_ROW)
		return add_row(c, digest, type, bytes, err);
	return dais_file_parts_add(c, digest, bytes, err) &&
	       add_row(c, digest, type, DAIS_STR_NONE, err);
}

bool
dais_file_parts_sum(struct dais_sql *c, const struct dais_digest *digest, uint64_t *ret_parts,
    uint64_t *ret_bytes, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false;

	if (!dais_sql_query(
		c, DAIS_SQL_FILE_PART_SUM, DAIS_SQL_ARGS(dais_sql_digest(digest)), &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	*ret_parts = row ? (uint64_t)dais_sql_column_int(&rows, 0) : 0;
	*ret_bytes = row ? (uint64_t)dais_sql_column_int(&rows, 1) : 0;
	return true;
}

/* ---- within a change ---- */

struct dais_str
dais_file_words(struct dais_arena *a, size_t size, struct dais_str type)
{
	return dais_arena_printf(a, "{\"size\":%zu,\"type\":\"%.*s\"}", size, DAIS_STR_ARG(type));
}

static bool
check_file(struct dais_str type, uint64_t size, struct dais_err *err)
{
	bool good = type.n > 0 && type.n <= TYPE_MAX;

	for (size_t i = 0; good && i < type.n; i++)
		good =
		    type.p[i] >= ' ' && type.p[i] <= '~' && type.p[i] != '"' && type.p[i] != '\\';
	if (!good)
		return dais_err_set(err, DAIS_ERR_INVALID, "not a media type");
	return size <= DAIS_STORE_FILE_MAX ||
	       dais_err_set(
		   err, DAIS_ERR_LIMIT, "a file is larger than %zu MiB", DAIS_STORE_FILE_MAX >> 20);
}

static void
note_file(struct dais_writing *w, const struct dais_digest *digest, struct dais_str words)
{
	struct dais_writing_entry *f = dais_vec_add(w->arena, &w->entries);

	f->e.kind = DAIS_STR(DAIS_KIND_BYTES);
	f->e.id = dais_digest_hex(w->arena, digest);
	f->e.after = words;
}

static bool
is_known(struct dais_writing *w, const struct dais_digest *digest, bool *ret, struct dais_err *err)
{
	int64_t known = 0;

	if (!dais_sql_number(w->store->sql, DAIS_SQL_FILE_IS,
		DAIS_SQL_ARGS(dais_sql_digest(digest)), &known, err))
		return false;
	*ret = known > 0;
	return true;
}

bool
dais_store_file_put(struct dais_writing *w, struct dais_str bytes, struct dais_str type,
    struct dais_digest *ret, struct dais_err *err)
{
	bool known = false;

	if (!dais_writing_check_open(w, err) || !check_file(type, bytes.n, err))
		return false;
	*ret = dais_digest_of(bytes);
	if (!is_known(w, ret, &known, err) ||
	    (!known && !dais_file_add(w->store->sql, ret, type, bytes, err))) {
		w->doomed = true;
		return false;
	}
	if (!known)
		note_file(w, ret, dais_file_words(w->arena, bytes.n, type));
	return true;
}

bool
dais_store_file_claim(struct dais_writing *w, const struct dais_digest *digest, uint64_t size,
    struct dais_str type, struct dais_err *err)
{
	struct dais_sql *c = w->store->sql;
	uint64_t parts = 0, bytes = 0;
	bool known = false;

	DAIS_ASSERT(size > DAIS_STORE_FILE_ROW); /* else it was not brought */
	if (!dais_writing_check_open(w, err) || !check_file(type, size, err))
		return false;
	if (!is_known(w, digest, &known, err) ||
	    (!known && !dais_file_parts_sum(c, digest, &parts, &bytes, err))) {
		w->doomed = true;
		return false;
	}
	if (known)
		return true;
	if (bytes != size || parts != (size + DAIS_STORE_FILE_PART - 1) / DAIS_STORE_FILE_PART) {
		(void)dais_err_set(err, DAIS_ERR_BUSY, "the file did not come whole");
		return dais_err_hint(err, "Send it again.");
	}
	if (!add_row(c, digest, type, DAIS_STR_NONE, err)) {
		w->doomed = true;
		return false;
	}
	note_file(w, digest, dais_file_words(w->arena, (size_t)size, type));
	return true;
}

/* ---- before a change ---- */

static bool
bring_some(struct dais_sql *c, const struct dais_digest *digest, struct dais_str bytes, size_t at,
    int64_t now_ms, struct dais_err *err)
{
	struct dais_str name = { (const char *)digest->bytes, sizeof(digest->bytes) };
	bool unsure, ok = true;

	if (!dais_sql_begin(c, DAIS_SQL_STATE, err))
		return false;
	ok = dais_sql_run(c, DAIS_SQL_STATE_UPSERT,
	    DAIS_SQL_ARGS(dais_sql_text(DAIS_STR(MARK)), dais_sql_bytes(name),
		dais_sql_bytes(DAIS_STR("1")), dais_sql_int(0), dais_sql_int(now_ms + MARK_MS)),
	    NULL, err);
	for (size_t end = at + AT_ONCE; ok && at < bytes.n && at < end; at += DAIS_STORE_FILE_PART)
		ok = dais_sql_run(c, DAIS_SQL_FILE_PART_ADD,
		    DAIS_SQL_ARGS(dais_sql_digest(digest),
			dais_sql_int((int64_t)(at / DAIS_STORE_FILE_PART)),
			dais_sql_bytes(dais_str_sub(bytes, at, at + DAIS_STORE_FILE_PART))),
		    NULL, err);
	if (ok)
		return dais_sql_commit(c, &unsure, err);
	dais_sql_rollback(c);
	return false;
}

/* As long as the last transaction took, so that others who write have their turn. */
static void
let_others(int64_t began_us)
{
	int64_t took = dais_clock_us() - began_us;
	struct timespec pause = { .tv_nsec = (long)((took < 50000 ? took : 50000) * 1000) };

	(void)nanosleep(&pause, NULL);
}

bool
dais_store_file_bring(struct dais_store *s, struct dais_str bytes, int64_t now_ms,
    struct dais_digest *ret, struct dais_err *err)
{
	int64_t began_ms = dais_clock_ms(), known = 0;
	bool ok = true;

	DAIS_ASSERT(!s->writing && bytes.n > DAIS_STORE_FILE_ROW);
	if (bytes.n > DAIS_STORE_FILE_MAX)
		return dais_err_set(err, DAIS_ERR_LIMIT, "a file is larger than %zu MiB",
		    DAIS_STORE_FILE_MAX >> 20);
	*ret = dais_digest_of(bytes);
	/* Of a file that is there nothing more is written, and none ever goes. */
	if (!dais_sql_number(
		s->sql, DAIS_SQL_FILE_IS, DAIS_SQL_ARGS(dais_sql_digest(ret)), &known, err))
		return false;
	for (size_t at = 0; ok && !known && at < bytes.n; at += AT_ONCE) {
		int64_t began_us = dais_clock_us();

		ok = bring_some(s->sql, ret, bytes, at, now_ms + dais_clock_ms() - began_ms, err);
		if (bytes.n - at > AT_ONCE)
			let_others(began_us);
	}
	return ok;
}

/* ---- what was not claimed ---- */

/* The digests of files that have parts and are not in the record. */
static bool
list_unclaimed(struct dais_sql *c, int64_t now_ms, struct dais_arena *a, dais_store_strs *ret,
    struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(c, DAIS_SQL_FILE_PART_UNCLAIMED,
		DAIS_SQL_ARGS(dais_sql_text(DAIS_STR(MARK)), dais_sql_int(now_ms)), &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		dais_vec_push(a, ret, dais_sql_column_dup(&rows, 0, a));
	return !row;
}

bool
dais_file_unclaimed(struct dais_sql *c, int64_t now_ms, uint64_t *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_store_strs all = { 0 };

	if (!list_unclaimed(c, now_ms, a, &all, err))
		return false;
	*ret = all.n;
	return true;
}

static bool
take_away(
    struct dais_sql *c, int64_t now_ms, struct dais_arena *a, size_t *ret, struct dais_err *err)
{
	dais_store_strs now = { 0 };

	/* Nobody claims them while the record is locked. */
	if (!list_unclaimed(c, now_ms, a, &now, err))
		return false;
	for (size_t i = 0; i < now.n; i++) {
		if (!dais_sql_run(c, DAIS_SQL_FILE_PART_REMOVE,
			DAIS_SQL_ARGS(dais_sql_bytes(now.v[i])), NULL, err))
			return false;
	}
	*ret = now.n;
	return true;
}

bool
dais_store_files_sweep(struct dais_store *s, int64_t now_ms, size_t *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	uint64_t n = 0;
	bool unsure;

	*ret = 0;
	if (!dais_file_unclaimed(s->sql, now_ms, &n, err) || !n)
		return !err->code;
	if (!dais_sql_begin(s->sql, DAIS_SQL_WRITE, err))
		return false;
	if (take_away(s->sql, now_ms, a, ret, err))
		return dais_sql_commit(s->sql, &unsure, err);
	dais_sql_rollback(s->sql);
	return false;
}
