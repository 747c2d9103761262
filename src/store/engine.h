/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * An engine: what SQLite and PostgreSQL each do in their own way behind store/sql.h.
 */
#ifndef DAIS_STORE_ENGINE_H
#define DAIS_STORE_ENGINE_H

#include "store/sql.h"

/* A statement as the engine is given it. */
struct dais_sql_text {
	const char *name;
	const char *arguments; /* a letter each: t text, i int, b bytes */
	const char *text;
};

struct dais_sql_engine {
	const char *name;
	size_t statements; /* DAIS_SQL_COUNT of when it was built */
	const struct dais_sql_text *texts; /* by enum dais_sql_id */
	const struct dais_sql_step *steps;
	bool (*open)(
	    const struct dais_store_options *options, struct dais_sql **ret, struct dais_err *err);
	void (*close)(struct dais_sql *c);
	/* Starts a statement; *@ret_touched is known when it gives no rows. */
	bool (*start)(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values,
	    size_t n, struct dais_err *err);
	/* Carries out a statement whose result nobody waits for; that it failed may be said by any
	 * call after it. NULL both of these: the engine has nothing to gain from waiting. */
	bool (*queue)(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values,
	    size_t n, struct dais_err *err);
	/* Waits for what is queued; false when some of it failed. */
	bool (*settle)(struct dais_sql *c, struct dais_err *err);
	bool (*next)(struct dais_sql *c, enum dais_sql_id id, bool *ret_row, struct dais_err *err);
	uint64_t (*touched)(const struct dais_sql *c, enum dais_sql_id id);
	int64_t (*column_int)(const struct dais_sql *c, enum dais_sql_id id, int column);
	struct dais_str (*column)(const struct dais_sql *c, enum dais_sql_id id, int column);
	void (*end)(struct dais_sql *c, enum dais_sql_id id);
	/* Runs a text of several statements. */
	bool (*script)(struct dais_sql *c, const char *text, struct dais_err *err);
	/* The number of the last step that made the tables; 0: there are none. INVALID: a database
	 * of something else. */
	bool (*schema)(struct dais_sql *c, int *ret, struct dais_err *err);
	/* Makes the database ready for the first step. */
	bool (*prepare)(struct dais_sql *c, struct dais_err *err);
	/* Before a transaction: connects again when the connection was lost. */
	bool (*refresh)(struct dais_sql *c, struct dais_err *err);
	/* Whether the connection is lost. */
	bool (*is_lost)(const struct dais_sql *c);
	bool (*has_news)(struct dais_sql *c, bool *ret, struct dais_err *err);
	/* A copy of the whole database as one file @to, which does not exist; NULL: the engine has
	 * no files. */
	bool (*copy)(struct dais_sql *c, const char *to, struct dais_err *err);
	/* Of dais_store_prepare_fence(); @lend is dais_fence_lend(), because a module has a fence
	 * of its own, which is not the one that was set. */
	bool (*prepare_fence)(struct dais_sql *c, bool (*lend)(int family, int fd),
	    struct dais_arena *a, dais_fence_folders *ret, struct dais_err *err);
	/* Of dais_store_is_cut_off(). NULL: never. */
	bool (*is_cut_off)(const struct dais_sql *c);
};

/* What every engine has at the beginning of its connection. */
struct dais_sql {
	const struct dais_sql_engine *engine;
	bool in_transaction;
	bool writes; /* in the transaction; statements may be queued */
	bool read_only;
};

extern const struct dais_sql_engine dais_sqlite_engine;
/* Loads the module of PostgreSQL; UNSUPPORTED when it is not installed. */
bool dais_postgresql_load(const struct dais_sql_engine **ret, struct dais_err *err);

bool dais_sql_open(
    const struct dais_store_options *options, struct dais_sql **ret, struct dais_err *err);
/* The number of the last step that makes the tables. */
int dais_sql_newest(const struct dais_sql_engine *e);
void dais_sql_close(struct dais_sql *c); /* NULL is ignored */

#endif
