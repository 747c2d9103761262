/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * PostgreSQL as an engine of the store. Built as a module (postgresql_load.c).
 *
 * A lost connection is made again when nothing was under way; what was sent and may have happened
 * is never sent twice.
 */
#include <stdio.h>

#include "store/postgresql_priv.h"

extern const struct dais_sql_engine dais_postgresql_engine;

static void
ignore_notice(void *ctx, const PGresult *r)
{
	(void)ctx;
	(void)r;
}

static bool
set_patience(struct connection *k, struct dais_err *err)
{
	char ms[32];
	int n = snprintf(ms, sizeof(ms), "%u", k->busy_ms);
	const struct dais_sql_value value = dais_sql_text((struct dais_str){ ms, (size_t)n });

	if (!postgresql_start(&k->base, DAIS_SQL_LOCK_TIMEOUT, &value, 1, err))
		return false;
	postgresql_end(&k->base, DAIS_SQL_LOCK_TIMEOUT);
	return true;
}

/* A standby has no announcements: its readers look at the number of the last change. */
static void
listen_for_news(struct connection *k)
{
	struct dais_err ignored = DAIS_ERR_INIT;

	k->listens = !k->base.read_only &&
		     postgresql_script(&k->base, dais_sql_postgresql_listening, &ignored);
}

bool
postgresql_set_up(struct connection *k, struct dais_err *err)
{
	const char *encoding = PQparameterStatus(k->pg, "server_encoding");
	bool ok;

	if (encoding && strcmp(encoding, "UTF8") != 0) {
		(void)dais_err_set(err, DAIS_ERR_INVALID,
		    "the database %s holds text as %s, not as UTF8", PQdb(k->pg), encoding);
		return dais_err_hint(
		    err, "Make it with createdb --encoding=UTF8 --template=template0.");
	}
	(void)PQsetNoticeReceiver(k->pg, ignore_notice, NULL);
	memset(k->prepared, 0, sizeof(k->prepared));
	k->in_setup = true;
	ok = postgresql_script(&k->base, dais_sql_postgresql_setup, err) && set_patience(k, err);
	if (ok)
		listen_for_news(k);
	k->in_setup = false;
	return ok;
}

static void
close_connection(struct dais_sql *c)
{
	struct connection *k = postgresql_of(c);

	for (size_t i = 0; i < DAIS_SQL_COUNT; i++)
		PQclear(k->results[i]);
	PQfinish(k->pg);
	PQfinish(k->attempt.pg);
	dais_connector_free(k->connector);
	dais_arena_free(k->arena);
}

static bool
fail_connect(struct connection *k, struct dais_err *err)
{
	(void)dais_err_set(err, DAIS_ERR_IO, "cannot open the record: %s", k->attempt.why);
	return dais_err_hint(
	    err, "The address is postgresql://USER@HOST:PORT/DATABASE; createdb makes a database.");
}

static bool
open_connection(
    const struct dais_store_options *options, struct dais_sql **ret, struct dais_err *err)
{
	struct dais_arena *a = dais_arena_new((size_t)1 << 20);
	struct connection *k = DAIS_NEW(a, struct connection);
	struct dais_err why = DAIS_ERR_INIT;

	k->arena = a;
	k->base.engine = &dais_postgresql_engine;
	k->base.read_only = options->read_only;
	k->busy_ms = options->busy_ms ? options->busy_ms : 10000;
	k->where = dais_arena_cstr(a, dais_str_from(options->where));
	if (!postgresql_connect(k, &why)) {
		if (k->attempt.why[0])
			(void)fail_connect(k, err);
		else
			*err = why;
		close_connection(&k->base);
		return false;
	}
	*ret = &k->base;
	return true;
}

static bool
refresh(struct dais_sql *c, struct dais_err *err)
{
	struct connection *k = postgresql_of(c);

	/* Sees that the server has closed the connection. */
	(void)PQconsumeInput(k->pg);
	return PQstatus(k->pg) == CONNECTION_OK || postgresql_connect(k, err);
}

static bool
is_lost(const struct dais_sql *c)
{
	return PQstatus(postgresql_of_const(c)->pg) == CONNECTION_BAD;
}

static bool
schema(struct dais_sql *c, int *ret, struct dais_err *err)
{
	struct connection *k = postgresql_of(c);
	int64_t tables = postgresql_ask(k, DAIS_SQL_HAS_TABLES, err);
	int64_t number = tables > 0 ? postgresql_ask(k, DAIS_SQL_RECORD_SCHEMA, err) : tables;

	*ret = (int)number;
	return number >= 0;
}

static bool
prepare(struct dais_sql *c, struct dais_err *err)
{
	(void)c;
	(void)err;
	return true;
}

static bool
settle(struct dais_sql *c, struct dais_err *err)
{
	return postgresql_settle(postgresql_of(c), err);
}

static bool
has_news(struct dais_sql *c, bool *ret, struct dais_err *err)
{
	struct connection *k = postgresql_of(c);
	int64_t last;

	if (k->listens) {
		if (!c->in_transaction && !refresh(c, err))
			return false;
		postgresql_take_announcements(k);
		*ret = k->news;
		k->news = false;
		return true;
	}
	last = postgresql_ask(k, DAIS_SQL_LATEST, err);
	if (last < 0)
		return false;
	*ret = last != k->seen;
	k->seen = last;
	return true;
}

__attribute__((visibility("default"))) const struct dais_sql_engine dais_postgresql_engine = {
	.name = "postgresql",
	.statements = DAIS_SQL_COUNT,
	.texts = dais_sql_postgresql_texts,
	.steps = dais_sql_postgresql_steps,
	.open = open_connection,
	.close = close_connection,
	.start = postgresql_start,
	.queue = postgresql_queue,
	.settle = settle,
	.next = postgresql_next,
	.touched = postgresql_touched,
	.column_int = postgresql_column_int,
	.column = postgresql_column,
	.end = postgresql_end,
	.script = postgresql_script,
	.schema = schema,
	.prepare = prepare,
	.refresh = refresh,
	.is_lost = is_lost,
	.has_news = has_news,
	.prepare_fence = postgresql_prepare_fence,
	.is_cut_off = postgresql_is_cut_off,
};
