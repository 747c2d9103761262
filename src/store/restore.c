/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Filling an empty record from a backup: the log is written again and replayed, all in one
 * transaction, and verified before it ends.
 */
#include "store/portable_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <unistd.h>

#include "store/file_priv.h"
#include "store/walk_priv.h"

struct restoring {
	struct dais_store *store;
	const char *from;
	uint64_t changes, files;
	struct dais_digest head;
};

static bool
fail_damaged(const struct restoring *r, const char *what, struct dais_err *err)
{
	(void)dais_err_set(err, DAIS_ERR_INVALID, "the backup %s is damaged: %s", r->from, what);
	return dais_err_hint(err, "Nothing was restored. Take another backup.");
}

/* The same with what a look at its log has found. */
static bool
fail_offence(const struct restoring *r, const struct dais_err *offence, struct dais_err *err)
{
	*err = *offence;
	err->code = DAIS_ERR_INVALID;
	(void)dais_err_context(err, "the backup %s is damaged", r->from);
	return dais_err_hint(err, "Nothing was restored. Take another backup.");
}

/* ---- what comes in ---- */

static bool
add_change(struct restoring *r, struct dais_str content, const struct dais_digest *digest,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
	struct dais_sql *c = r->store->sql;
	struct dais_digest due = dais_log_digest(&r->head, content);
	struct dais_change change;

	if (!dais_digest_eq(&due, digest) || !dais_log_decode(content, a, &change) ||
	    change.number != r->changes + 1)
		return fail_damaged(
		    r, DAIS_MESSAGE("a change does not follow from the one before"), err);
	r->head = due;
	r->changes++;
	return dais_sql_run(c, DAIS_SQL_CHANGE_ADD,
		   DAIS_SQL_ARGS(dais_sql_int((int64_t)change.number),
		       dais_sql_text(change.head.package), dais_sql_bytes(content),
		       dais_sql_digest(digest)),
		   NULL, err) &&
	       dais_log_replay(c, &change, err);
}

static bool
add_file(struct restoring *r, struct dais_str type, struct dais_str bytes, struct dais_err *err)
{
	struct dais_digest d = dais_digest_of(bytes);

	r->files++;
	return dais_file_add(r->store->sql, &d, type, bytes, err);
}

/* From a database: what lies in parts there comes in parts. */
static bool
copy_file(void *ctx, const struct dais_store_file *file, uint64_t at, struct dais_str bytes,
    struct dais_err *err)
{
	struct restoring *r = ctx;
	struct dais_sql *c = r->store->sql;

	if (!file->in_parts)
		return add_file(r, file->type, bytes, err);
	if (!dais_sql_run(c, DAIS_SQL_FILE_PART_ADD,
		DAIS_SQL_ARGS(dais_sql_digest(&file->digest),
		    dais_sql_int((int64_t)(at / DAIS_STORE_FILE_PART)), dais_sql_bytes(bytes)),
		NULL, err))
		return false;
	if (at + bytes.n < file->size)
		return true;
	r->files++;
	return dais_sql_run(c, DAIS_SQL_FILE_ADD,
	    DAIS_SQL_ARGS(dais_sql_digest(&file->digest), dais_sql_text(file->type),
		dais_sql_bytes(DAIS_STR_NONE)),
	    NULL, err);
}

static bool
add_state(void *ctx, struct dais_str area, struct dais_str key, struct dais_str value,
    struct dais_err *err)
{
	struct restoring *r = ctx;

	return dais_sql_run(r->store->sql, DAIS_SQL_STATE_UPSERT,
	    DAIS_SQL_ARGS(dais_sql_text(area), dais_sql_bytes(key), dais_sql_bytes(value),
		dais_sql_int(0), dais_sql_int(0)),
	    NULL, err);
}

/* ---- from a file in dais's own form ---- */

static bool
add_block(struct restoring *r, const struct dais_portable_block *b, struct dais_err *err)
{
	switch (b->type) {
	case 'c':
		return add_change(r, b->content, &b->digest, err);
	case 'f':
		return add_file(r, b->media_type, b->bytes, err);
	case 's':
		return add_state(r, b->area, b->key, b->value, err);
	default:
		return (b->changes == r->changes && b->files == r->files &&
			   dais_digest_eq(&b->digest, &r->head)) ||
		       fail_damaged(r, DAIS_MESSAGE("something is missing in it"), err);
	}
}

static bool
read_portable(struct restoring *r, int fd, struct dais_err *err)
{
	struct dais_portable_reader reader;
	struct dais_portable_block block;
	bool ok;

	dais_portable_begin(&reader, fd, r->from);
	do {
		ok = dais_portable_next(&reader, &block, err) && add_block(r, &block, err);
	} while (ok && block.type != 'e');
	dais_portable_end(&reader);
	return ok;
}

/* ---- from a file of SQLite ---- */

static bool
copy_changes(struct restoring *r, struct dais_sql *from, struct dais_err *err)
{
	struct dais_log_walk w;
	struct dais_change change;
	struct dais_str content;
	bool ok = true;

	dais_log_walk_begin(&w, from);
	while (ok && dais_log_walk_next(&w, &change, &content, err))
		ok = add_change(r, content, &change.digest, err);
	if (w.broken)
		ok = fail_offence(r, &w.what, err);
	dais_log_walk_end(&w);
	return ok && !err->code;
}

static bool
read_database(struct restoring *r, struct dais_err *err)
{
	const struct dais_store_options options = { .where = r->from, .read_only = true };
	struct dais_sql *from = NULL;
	int schema = 0, newest;
	bool ok;

	if (!dais_sql_open(&options, &from, err))
		return false;
	/* What is read here is the same in all forms of the tables so far, but that there were no
	 * files in parts before form 9: of none a part is asked for then. */
	ok = from->engine->schema(from, &schema, err) && dais_sql_begin(from, DAIS_SQL_READ, err);
	newest = dais_sql_newest(from->engine);
	if (ok && schema < 1)
		ok = dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no record in this database");
	if (ok && schema > newest) {
		(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		    "the record has tables of form %d; this dais knows form %d", schema, newest);
		ok = dais_err_hint(err, "It was made by a newer dais: use that one.");
	}
	ok = ok && copy_changes(r, from, err) && dais_walk_files(from, copy_file, r, err) &&
	     dais_walk_lasting(from, add_state, r, err);
	dais_sql_close(from);
	return ok;
}

/* ---- all ---- */

static bool
check_empty(struct dais_store *s, struct dais_err *err)
{
	int64_t changes = 0, files = 0;

	if (!dais_sql_number(s->sql, DAIS_SQL_LATEST, DAIS_SQL_NO_ARGS, &changes, err) ||
	    !dais_sql_number(s->sql, DAIS_SQL_FILE_COUNT, DAIS_SQL_NO_ARGS, &files, err))
		return false;
	if (!changes && !files)
		return true;
	(void)dais_err_set(
	    err, DAIS_ERR_CONFLICT, "the record has changes already: %lld", (long long)changes);
	return dais_err_hint(err, "A backup is restored into an empty record: dais db init.");
}

static bool
read_backup(struct restoring *r, struct dais_err *err)
{
	static const char sqlite[] = "SQLite format 3";
	char magic[sizeof(DAIS_PORTABLE_MAGIC) - 1];
	int fd = open(r->from, O_RDONLY | O_CLOEXEC);
	ssize_t n;
	bool ok;

	if (fd < 0 && errno == ENOENT) {
		(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no file %s", r->from);
		return dais_err_hint(err, "Name a file that dais db backup has made.");
	}
	if (fd < 0)
		return dais_err_errno(err, errno, "cannot read %s", r->from);
	n = read(fd, magic, sizeof(magic));
	if (n == (ssize_t)sizeof(magic) && memcmp(magic, sqlite, sizeof(magic)) == 0)
		ok = read_database(r, err);
	else if (n == (ssize_t)sizeof(magic) &&
		 memcmp(magic, DAIS_PORTABLE_MAGIC, sizeof(magic)) == 0)
		ok = read_portable(r, fd, err);
	else
		ok = dais_err_set(
		    err, DAIS_ERR_INVALID, "%s is not a backup of a record of dais", r->from);
	(void)close(fd);
	return ok;
}

static bool
restore_inside(struct restoring *r, struct dais_store_verdict *ret, struct dais_err *err)
{
	if (!check_empty(r->store, err) || !read_backup(r, err) ||
	    !dais_verify_inside(r->store, NULL, NULL, ret, err))
		return false;
	return ret->sound || fail_offence(r, &ret->what, err);
}

bool
dais_store_restore(
    struct dais_store *s, const char *from, struct dais_store_verdict *ret, struct dais_err *err)
{
	struct restoring r = { .store = s, .from = from };
	bool unsure;

	if (!dais_sql_begin(s->sql, DAIS_SQL_WRITE, err))
		return false;
	if (restore_inside(&r, ret, err) &&
	    dais_sql_run(
		s->sql, DAIS_SQL_ANNOUNCE, DAIS_SQL_ARGS(dais_sql_text(DAIS_STR_NONE)), NULL, err))
		return dais_sql_commit(s->sql, &unsure, err);
	dais_sql_rollback(s->sql);
	return false;
}
