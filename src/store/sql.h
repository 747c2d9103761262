/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the store asks of a database: named statements that were prepared once (sql/README.md),
 * arguments by type, rows, transactions. Two engines: SQLite is linked, PostgreSQL is a module that
 * is loaded when first needed. A connection belongs to one thread, and a statement runs once at a
 * time.
 *
 * Errors of all: BUSY, IO (disk full, connection lost), DENIED (cannot be written), INTERNAL (the
 * database is damaged, or a statement does not fit the tables).
 */
#ifndef DAIS_STORE_SQL_H
#define DAIS_STORE_SQL_H

#include "base/arena.h"
#include "base/err.h"
#include "store/store.h"
#include "store/statements.h"

enum dais_sql_type {
	DAIS_SQL_TYPE_INT,
	DAIS_SQL_TYPE_TEXT, /* UTF-8 without NUL */
	DAIS_SQL_TYPE_BYTES
};

struct dais_sql_value {
	enum dais_sql_type type;
	int64_t number;
	struct dais_str string; /* must live until the statement has ended */
};

static inline struct dais_sql_value
dais_sql_int(int64_t number)
{
	return (struct dais_sql_value){ DAIS_SQL_TYPE_INT, number, DAIS_STR_NONE };
}

static inline struct dais_sql_value
dais_sql_text(struct dais_str text)
{
	return (struct dais_sql_value){ DAIS_SQL_TYPE_TEXT, 0, text };
}

static inline struct dais_sql_value
dais_sql_bytes(struct dais_str bytes)
{
	return (struct dais_sql_value){ DAIS_SQL_TYPE_BYTES, 0, bytes };
}

static inline struct dais_sql_value
dais_sql_digest(const struct dais_digest *d)
{
	return dais_sql_bytes((struct dais_str){ (const char *)d->bytes, sizeof(d->bytes) });
}

/* Arguments of dais_sql_run() and dais_sql_query(): the values and how many. */
#define DAIS_SQL_ARGS(...)                                                                         \
	(const struct dais_sql_value[]){ __VA_ARGS__ },                                            \
	    sizeof((const struct dais_sql_value[]){ __VA_ARGS__ }) / sizeof(struct dais_sql_value)
#define DAIS_SQL_NO_ARGS NULL, 0

enum dais_sql_begin {
	DAIS_SQL_READ,  /* all reads see one moment */
	DAIS_SQL_WRITE, /* with the write lock of the record */
	DAIS_SQL_STATE  /* changes state only */
};

struct dais_sql;

/* The numbered steps that make the tables. */
struct dais_sql_step {
	int number; /* 1..; an entry 0 ends the list */
	const char *name;
	const char *script;
};

/* Runs a statement that gives no rows. *@ret_touched: how many rows it changed. NULL in a
 * transaction that writes: that it failed may come out only with a later statement, or with
 * dais_sql_commit(), which fails then. */
bool dais_sql_run(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values,
    size_t n, uint64_t *ret_touched, struct dais_err *err);

/* The rows of a statement; end it, also after the last row. */
struct dais_sql_rows {
	struct dais_sql *connection; /* NULL: ended */
	enum dais_sql_id id;
};
bool dais_sql_query(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values,
    size_t n, struct dais_sql_rows *ret, struct dais_err *err);
/* Goes to the next row; *@ret_row false: there is none and the rows have ended. */
bool dais_sql_next(struct dais_sql_rows *r, bool *ret_row, struct dais_err *err);
/* Columns from 0. A NULL of the database is 0 or empty. Strings live until the next row. */
int64_t dais_sql_column_int(const struct dais_sql_rows *r, int column);
struct dais_str dais_sql_column(const struct dais_sql_rows *r, int column);
struct dais_str dais_sql_column_dup(
    const struct dais_sql_rows *r, int column, struct dais_arena *a);
void dais_sql_rows_end(struct dais_sql_rows *r);
#define DAIS_SQL_ROWS_AUTO __attribute__((cleanup(dais_sql_rows_end))) struct dais_sql_rows

/* The first column of the first row as a number; 0 when there is no row. */
bool dais_sql_number(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values,
    size_t n, int64_t *ret, struct dais_err *err);

bool dais_sql_begin(struct dais_sql *c, enum dais_sql_begin kind, struct dais_err *err);
/* On failure nothing of the transaction has happened, but for *@ret_unsure: the connection was
 * lost while the database committed. The transaction has ended in any case. */
bool dais_sql_commit(struct dais_sql *c, bool *ret_unsure, struct dais_err *err);
void dais_sql_rollback(struct dais_sql *c);
bool dais_sql_in_transaction(const struct dais_sql *c);

/* The connection and the statements of the store, for what stands beside it in src/store. */
struct dais_sql *dais_store_sql(struct dais_store *s);
struct dais_sql *dais_writing_sql(struct dais_writing *w);
struct dais_str dais_writing_package(const struct dais_writing *w);

#endif
