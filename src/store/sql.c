/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What both engines share: arguments are checked, transactions are counted.
 */
#include "store/engine.h"

static void
check_arguments(const struct dais_sql_text *t, const struct dais_sql_value *values, size_t n)
{
	static const char letters[] = { 'i', 't', 'b' };

	DAIS_ASSERT(strlen(t->arguments) == n);
	for (size_t i = 0; i < n; i++)
		DAIS_ASSERT(t->arguments[i] == letters[values[i].type]);
}

static bool
start(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values, size_t n,
    struct dais_err *err)
{
	const struct dais_sql_text *t = &c->engine->texts[id];

	check_arguments(t, values, n);
	return c->engine->start(c, id, values, n, err);
}

bool
dais_sql_run(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values, size_t n,
    uint64_t *ret_touched, struct dais_err *err)
{
	bool row = true, ok;

	if (c->writes && !ret_touched && c->engine->queue) {
		check_arguments(&c->engine->texts[id], values, n);
		return c->engine->queue(c, id, values, n, err);
	}
	if (!start(c, id, values, n, err))
		return false;
	do {
		ok = c->engine->next(c, id, &row, err);
	} while (ok && row);
	if (ok && ret_touched)
		*ret_touched = c->engine->touched(c, id);
	c->engine->end(c, id);
	return ok;
}

bool
dais_sql_query(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values,
    size_t n, struct dais_sql_rows *ret, struct dais_err *err)
{
	*ret = (struct dais_sql_rows){ NULL, id };
	if (!start(c, id, values, n, err))
		return false;
	ret->connection = c;
	return true;
}

bool
dais_sql_next(struct dais_sql_rows *r, bool *ret_row, struct dais_err *err)
{
	bool row = false;

	if (!r->connection->engine->next(r->connection, r->id, &row, err)) {
		dais_sql_rows_end(r);
		return false;
	}
	*ret_row = row;
	if (!row)
		dais_sql_rows_end(r);
	return true;
}

int64_t
dais_sql_column_int(const struct dais_sql_rows *r, int column)
{
	return r->connection->engine->column_int(r->connection, r->id, column);
}

struct dais_str
dais_sql_column(const struct dais_sql_rows *r, int column)
{
	return r->connection->engine->column(r->connection, r->id, column);
}

struct dais_str
dais_sql_column_dup(const struct dais_sql_rows *r, int column, struct dais_arena *a)
{
	return dais_arena_dup(a, dais_sql_column(r, column));
}

void
dais_sql_rows_end(struct dais_sql_rows *r)
{
	if (r->connection)
		r->connection->engine->end(r->connection, r->id);
	r->connection = NULL;
}

bool
dais_sql_number(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values,
    size_t n, int64_t *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false;

	if (!dais_sql_query(c, id, values, n, &rows, err) || !dais_sql_next(&rows, &row, err))
		return false;
	*ret = row ? dais_sql_column_int(&rows, 0) : 0;
	return true;
}

bool
dais_sql_begin(struct dais_sql *c, enum dais_sql_begin kind, struct dais_err *err)
{
	static const enum dais_sql_id how[] = {
		[DAIS_SQL_READ] = DAIS_SQL_BEGIN_READ,
		[DAIS_SQL_WRITE] = DAIS_SQL_BEGIN_WRITE,
		[DAIS_SQL_STATE] = DAIS_SQL_BEGIN_STATE,
	};

	if (c->in_transaction)
		return dais_err_set(
		    err, DAIS_ERR_BUSY, "another change is under way in this process");
	if (kind != DAIS_SQL_READ && c->read_only)
		return dais_err_set(err, DAIS_ERR_DENIED, "the record is open for reading only");
	if (!c->engine->refresh(c, err) || !dais_sql_run(c, how[kind], DAIS_SQL_NO_ARGS, NULL, err))
		return false;
	c->in_transaction = true;
	if (kind == DAIS_SQL_WRITE &&
	    !dais_sql_run(c, DAIS_SQL_LOCK, DAIS_SQL_NO_ARGS, NULL, err)) {
		dais_sql_rollback(c);
		return false;
	}
	c->writes = kind != DAIS_SQL_READ;
	return true;
}

bool
dais_sql_commit(struct dais_sql *c, bool *ret_unsure, struct dais_err *err)
{
	bool settled = !c->writes || !c->engine->settle || c->engine->settle(c, err);

	*ret_unsure = false;
	c->writes = false;
	if (settled && dais_sql_run(c, DAIS_SQL_COMMIT, DAIS_SQL_NO_ARGS, NULL, err)) {
		c->in_transaction = false;
		return true;
	}
	*ret_unsure = settled && c->engine->is_lost(c);
	dais_sql_rollback(c);
	return false;
}

void
dais_sql_rollback(struct dais_sql *c)
{
	struct dais_err ignored = DAIS_ERR_INIT;

	c->writes = false;
	/* Some failures (a full disk) have ended the transaction already. */
	if (c->in_transaction && !c->engine->is_lost(c))
		(void)dais_sql_run(c, DAIS_SQL_ROLLBACK, DAIS_SQL_NO_ARGS, NULL, &ignored);
	c->in_transaction = false;
}

bool
dais_sql_in_transaction(const struct dais_sql *c)
{
	return c->in_transaction;
}

bool
dais_sql_open(const struct dais_store_options *options, struct dais_sql **ret, struct dais_err *err)
{
	const struct dais_sql_engine *engine = &dais_sqlite_engine;
	struct dais_sql *c = NULL;

	if (dais_store_is_postgresql(options->where) && !dais_postgresql_load(&engine, err))
		return false;
	if (!engine->open(options, &c, err))
		return false;
	c->engine = engine;
	c->read_only = options->read_only;
	*ret = c;
	return true;
}

void
dais_sql_close(struct dais_sql *c)
{
	if (!c)
		return;
	dais_sql_rollback(c);
	c->engine->close(c);
}
