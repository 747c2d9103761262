/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * SQLite as an engine of the store: one file, write-ahead log, every commit waits for the disk.
 */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sqlite3.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/engine.h"
#include "store/search_sqlite.h"
#include "store/sqlite_priv.h"
#include "store/statements_sqlite.h"

/* In the header of the file: "dais". */
#define APPLICATION 1684105587

struct connection {
	struct dais_sql base;
	struct dais_arena *arena;
	sqlite3 *db;
	sqlite3_stmt *statements[DAIS_SQL_COUNT];
	const char *where;
	unsigned busy_ms;
	int64_t waiting_since_ms;
	int64_t data_version;
};

static struct connection *
of(struct dais_sql *c)
{
	return (struct connection *)c;
}

static const struct connection *
of_const(const struct dais_sql *c)
{
	return (const struct connection *)c;
}

static bool
fail_io(struct connection *k, int code, struct dais_err *err)
{
	if ((code & 0xff) == SQLITE_FULL) {
		(void)dais_err_set(
		    err, DAIS_ERR_IO, "no room is left on the disk for %s", k->where);
		return dais_err_hint(
		    err, "Nothing was written. Make room on the disk and try again.");
	}
	if (sqlite3_system_errno(k->db))
		return dais_err_errno(err, sqlite3_system_errno(k->db), "cannot use %s", k->where);
	return dais_err_set(err, DAIS_ERR_IO, "cannot use %s: %s", k->where, sqlite3_errmsg(k->db));
}

static bool
fail_denied(struct connection *k, struct dais_err *err)
{
	(void)dais_err_set(
	    err, DAIS_ERR_DENIED, "%s cannot be written: %s", k->where, sqlite3_errmsg(k->db));
	return dais_err_hint(err, "SQLite writes to the file and to its folder.");
}

static bool
fail_damaged(struct connection *k, struct dais_err *err)
{
	(void)dais_err_set(
	    err, DAIS_ERR_INTERNAL, "%s is damaged: %s", k->where, sqlite3_errmsg(k->db));
	return dais_err_hint(err, "See dais db verify, and restore from a backup.");
}

static bool
fail_no_record(const char *where, struct dais_err *err)
{
	(void)dais_err_set(err, DAIS_ERR_INVALID, "%s is not a record of dais", where);
	return dais_err_hint(err, "dais db init makes one.");
}

/* Fills @err for the result @code of a call on the database. */
static bool
fail(struct connection *k, int code, const char *what, struct dais_err *err)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		(void)dais_err_set(err, DAIS_ERR_BUSY,
		    "another program has been writing to %s for %u ms", k->where, k->busy_ms);
		return dais_err_hint(err, "Try again when it has done.");
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		return fail_io(k, code, err);
	case SQLITE_PERM:
	case SQLITE_READONLY:
		return fail_denied(k, err);
	case SQLITE_TOOBIG:
		return dais_err_set(err, DAIS_ERR_LIMIT, "too much for one change: %s", what);
	case SQLITE_NOTADB:
		return fail_no_record(k->where, err);
	case SQLITE_NOMEM:
		dais_err_no_memory();
	case SQLITE_CORRUPT:
		return fail_damaged(k, err);
	default:
		return dais_err_set(
		    err, DAIS_ERR_INTERNAL, "%s: %s: %s", k->where, what, sqlite3_errmsg(k->db));
	}
}

/* A commit takes well below a millisecond, so that waiting long makes a queue of writers slow, and
 * waiting the same time makes them meet again. */
static int
wait_for_other(void *ctx, int times)
{
	struct connection *k = ctx;
	unsigned long random = (unsigned long)(uintptr_t)&times ^ (unsigned long)dais_clock_ms();
	struct timespec pause = { 0, 0 };

	if (times == 0)
		k->waiting_since_ms = dais_clock_ms();
	if (dais_clock_ms() - k->waiting_since_ms >= (int64_t)k->busy_ms)
		return 0;
	(void)getrandom(&random, sizeof(random), 0);
	pause.tv_nsec = 100000 + (long)(random % (times < 50 ? 400000UL : 2000000UL));
	(void)nanosleep(&pause, NULL);
	return 1;
}

static bool
run_script(struct dais_sql *c, const char *text, struct dais_err *err)
{
	struct connection *k = of(c);
	int rc = sqlite3_exec(k->db, text, NULL, NULL, NULL);

	return rc == SQLITE_OK || fail(k, rc, "a script", err);
}

/* Whether there is a file to open; makes an empty one, not readable by others, when asked for. */
static bool
find_file(const char *path, bool create, struct dais_err *err)
{
	struct stat st;
	int fd;

	if (create) {
		fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd >= 0)
			return close(fd) == 0 || dais_err_errno(err, errno, "cannot make %s", path);
		if (errno == ENOENT) {
			(void)dais_err_set(
			    err, DAIS_ERR_NOT_FOUND, "there is no folder for %s", path);
			return dais_err_hint(err, "Make the folder first, or name another place.");
		}
		if (errno != EEXIST)
			return dais_err_errno(err, errno, "cannot make %s", path);
	}
	if (stat(path, &st) != 0 && errno == ENOENT) {
		(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no record %s", path);
		return dais_err_hint(err, "dais db init makes one.");
	}
	if (access(path, R_OK) != 0)
		return dais_err_errno(err, errno, "cannot read %s", path);
	if (!S_ISREG(st.st_mode)) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "%s is not a file", path);
		return dais_err_hint(err, "A record is a file, such as meetings.db.");
	}
	if (st.st_size == 0 && !create)
		return fail_no_record(path, err);
	return true;
}

/* As SQLite is to take it: never one of its own names such as ":memory:". */
static const char *
plain_path(struct dais_arena *a, const char *where)
{
	return where[0] == '/' ? dais_arena_cstr(a, dais_str_from(where))
			       : dais_arena_printf(a, "./%s", where).p;
}

static bool
configure(struct connection *k, struct dais_err *err)
{
	(void)sqlite3_extended_result_codes(k->db, 1);
	(void)sqlite3_busy_handler(k->db, wait_for_other, k);
	(void)sqlite3_db_config(k->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_db_config(k->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	(void)sqlite3_db_config(k->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	(void)sqlite3_db_config(k->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	/* Else a statement that compares with what an index leaves out is compiled again each time
	 * it is run. */
	(void)sqlite3_db_config(k->db, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
	if (dais_sqlite_slice_open(k->db) != SQLITE_OK)
		return fail(k, sqlite3_errcode(k->db), "opening", err);
	return run_script(&k->base, dais_sql_sqlite_setup, err) &&
	       dais_search_sqlite_open(k->db, dais_sql_sqlite_search_api, err);
}

static void
close_file(struct connection *k)
{
	for (size_t i = 0; i < DAIS_SQL_COUNT; i++) {
		(void)sqlite3_finalize(k->statements[i]);
		k->statements[i] = NULL;
	}
	(void)sqlite3_close(k->db);
	k->db = NULL;
}

static void
close_connection(struct dais_sql *c)
{
	struct connection *k = of(c);

	close_file(k);
	dais_arena_free(k->arena);
}

static bool
open_file(struct connection *k, const char *path, int flags, struct dais_err *err)
{
	int rc = sqlite3_open_v2(path, &k->db, flags | SQLITE_OPEN_NOMUTEX, NULL);

	return rc == SQLITE_OK ? configure(k, err) : fail(k, rc, "opening", err);
}

/* Opens a record that is to be read, once more where SQLite cannot make its log beside it. */
static bool
open_for_reading(struct connection *k, const char *path, struct dais_err *err)
{
	struct dais_err failed = DAIS_ERR_INIT;
	int64_t number;
	bool may;

	if (open_file(k, path, SQLITE_OPEN_READONLY, &failed) &&
	    dais_sql_number(&k->base, DAIS_SQL_SCHEMA, DAIS_SQL_NO_ARGS, &number, &failed))
		return true;
	if (failed.code != DAIS_ERR_DENIED && failed.code != DAIS_ERR_IO) {
		*err = failed;
		return false;
	}
	if (!dais_sqlite_may_be_alone(k->where, &may, err))
		return false;
	if (!may) {
		*err = failed;
		return false;
	}
	close_file(k);
	return open_file(
	    k, dais_sqlite_alone(k->arena, path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
}

static bool
open_connection(
    const struct dais_store_options *options, struct dais_sql **ret, struct dais_err *err)
{
	struct dais_arena *a;
	struct connection *k;
	const char *path;

	if (!find_file(options->where, options->create && !options->read_only, err))
		return false;
	a = dais_arena_new((size_t)1 << 20);
	k = DAIS_NEW(a, struct connection);
	k->arena = a;
	k->base.engine = &dais_sqlite_engine;
	k->where = dais_arena_cstr(a, dais_str_from(options->where));
	k->busy_ms = options->busy_ms ? options->busy_ms : 10000;
	path = plain_path(a, options->where);
	if (!(options->read_only ? open_for_reading(k, path, err)
				 : open_file(k, path, SQLITE_OPEN_READWRITE, err))) {
		close_connection(&k->base);
		return false;
	}
	*ret = &k->base;
	return true;
}

static bool
prepare_statement(struct connection *k, enum dais_sql_id id, struct dais_err *err)
{
	const struct dais_sql_text *t = &dais_sql_sqlite_texts[id];
	int rc;

	if (k->statements[id])
		return true;
	rc = sqlite3_prepare_v3(
	    k->db, t->text, -1, SQLITE_PREPARE_PERSISTENT, &k->statements[id], NULL);
	return rc == SQLITE_OK || fail(k, rc, t->name, err);
}

static int
bind(sqlite3_stmt *s, int at, const struct dais_sql_value *v)
{
	const char *p = v->string.p ? v->string.p : "";

	switch (v->type) {
	case DAIS_SQL_TYPE_INT:
		return sqlite3_bind_int64(s, at, v->number);
	case DAIS_SQL_TYPE_TEXT:
		return sqlite3_bind_text64(s, at, p, v->string.n, SQLITE_STATIC, SQLITE_UTF8);
	case DAIS_SQL_TYPE_BYTES:
	default:
		return sqlite3_bind_blob64(s, at, p, v->string.n, SQLITE_STATIC);
	}
}

static bool
start(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values, size_t n,
    struct dais_err *err)
{
	struct connection *k = of(c);
	int rc = SQLITE_OK;

	if (!prepare_statement(k, id, err))
		return false;
	DAIS_ASSERT(!sqlite3_stmt_busy(k->statements[id]));
	for (size_t i = 0; i < n && rc == SQLITE_OK; i++)
		rc = bind(k->statements[id], (int)i + 1, &values[i]);
	return rc == SQLITE_OK || fail(k, rc, dais_sql_sqlite_texts[id].name, err);
}

static void
end(struct dais_sql *c, enum dais_sql_id id)
{
	sqlite3_stmt *s = of(c)->statements[id];

	(void)sqlite3_reset(s);
	(void)sqlite3_clear_bindings(s);
}

static bool
next(struct dais_sql *c, enum dais_sql_id id, bool *ret_row, struct dais_err *err)
{
	struct connection *k = of(c);
	int rc = sqlite3_step(k->statements[id]);

	*ret_row = rc == SQLITE_ROW;
	if (rc == SQLITE_ROW || rc == SQLITE_DONE)
		return true;
	(void)fail(k, rc, dais_sql_sqlite_texts[id].name, err);
	end(c, id);
	return false;
}

static uint64_t
touched(const struct dais_sql *c, enum dais_sql_id id)
{
	(void)id;
	return (uint64_t)sqlite3_changes64(of_const(c)->db);
}

static int64_t
column_int(const struct dais_sql *c, enum dais_sql_id id, int column)
{
	return sqlite3_column_int64(of_const(c)->statements[id], column);
}

static struct dais_str
column(const struct dais_sql *c, enum dais_sql_id id, int at)
{
	sqlite3_stmt *s = of_const(c)->statements[id];
	const char *p = sqlite3_column_blob(s, at);

	return (struct dais_str){ p, (size_t)sqlite3_column_bytes(s, at) };
}

static bool
schema(struct dais_sql *c, int *ret, struct dais_err *err)
{
	struct connection *k = of(c);
	int64_t number = 0, application = 0, tables = 0;

	if (!dais_sql_number(c, DAIS_SQL_SCHEMA, DAIS_SQL_NO_ARGS, &number, err) ||
	    !dais_sql_number(c, DAIS_SQL_APPLICATION, DAIS_SQL_NO_ARGS, &application, err) ||
	    !dais_sql_number(c, DAIS_SQL_TABLES, DAIS_SQL_NO_ARGS, &tables, err))
		return false;
	if (application == APPLICATION ? number <= 0 : number || application || tables)
		return fail_no_record(k->where, err);
	*ret = (int)number;
	return true;
}

static bool
prepare(struct dais_sql *c, struct dais_err *err)
{
	return run_script(c, dais_sql_sqlite_setup_new, err);
}

static bool
refresh(struct dais_sql *c, struct dais_err *err)
{
	(void)c;
	(void)err;
	return true;
}

static bool
is_lost(const struct dais_sql *c)
{
	(void)c;
	return false;
}

static bool
has_news(struct dais_sql *c, bool *ret, struct dais_err *err)
{
	struct connection *k = of(c);
	int64_t version = 0;

	if (!dais_sql_number(c, DAIS_SQL_DATA_VERSION, DAIS_SQL_NO_ARGS, &version, err))
		return false;
	*ret = k->data_version != 0 && version != k->data_version;
	k->data_version = version;
	return true;
}

/* The copy is one file that needs no write-ahead log, so that it can be read from anywhere. */
static bool
finish_copy(struct connection *k, sqlite3 *to, const char *path, struct dais_err *err)
{
	int rc = sqlite3_exec(to, dais_sql_sqlite_single_file, NULL, NULL, NULL);

	(void)k;
	return rc == SQLITE_OK ||
	       dais_err_set(err, DAIS_ERR_IO, "cannot write %s: %s", path, sqlite3_errmsg(to));
}

static bool
copy_pages(struct connection *k, sqlite3 *to, const char *path, struct dais_err *err)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", k->db, "main");
	int rc = SQLITE_DONE;

	/* All at once: writers go on beside it, and the copy is of one moment. */
	if (b)
		rc = sqlite3_backup_step(b, -1);
	if ((!b || sqlite3_backup_finish(b) != SQLITE_OK || rc != SQLITE_DONE)) {
		(void)dais_err_set(
		    err, DAIS_ERR_IO, "cannot write %s: %s", path, sqlite3_errmsg(to));
		return dais_err_hint(err, "The backup was not made.");
	}
	return finish_copy(k, to, path, err);
}

static bool
copy(struct dais_sql *c, const char *path, struct dais_err *err)
{
	struct connection *k = of(c);
	sqlite3 *to = NULL;
	bool ok;

	if (!find_file(path, true, err))
		return false;
	ok = sqlite3_open_v2(path, &to, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, NULL) ==
		     SQLITE_OK
		 ? copy_pages(k, to, path, err)
		 : dais_err_set(err, DAIS_ERR_IO, "cannot write %s: %s", path, sqlite3_errmsg(to));
	(void)sqlite3_close(to);
	return ok;
}

/* The files of its log lie beside the record. */
static bool
prepare_fence(struct dais_sql *c, bool (*lend)(int family, int fd), struct dais_arena *a,
    dais_fence_folders *ret, struct dais_err *err)
{
	char *path = dais_arena_cstr(a, dais_str_from(of(c)->where));

	(void)lend;
	(void)err;
	dais_vec_push(a, ret, ((struct dais_fence_folder){ dirname(path), true }));
	return true;
}

const struct dais_sql_engine dais_sqlite_engine = {
	.name = "sqlite",
	.statements = DAIS_SQL_COUNT,
	.texts = dais_sql_sqlite_texts,
	.steps = dais_sql_sqlite_steps,
	.open = open_connection,
	.close = close_connection,
	.start = start,
	.next = next,
	.touched = touched,
	.column_int = column_int,
	.column = column,
	.end = end,
	.script = run_script,
	.schema = schema,
	.prepare = prepare,
	.refresh = refresh,
	.is_lost = is_lost,
	.has_news = has_news,
	.copy = copy,
	.prepare_fence = prepare_fence,
};
