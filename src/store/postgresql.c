/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * PostgreSQL as an engine of the store. Built as a module (postgresql_load.c). Arguments and
 * results go in binary form: eight bytes for a number, text and bytes as they are.
 *
 * A lost connection is made again when nothing was under way; what was sent and may have happened
 * is never sent twice.
 */
#include <libpq-fe.h>
#include <stdio.h>

#include "store/engine.h"
#include "store/statements_postgresql.h"

#define ARGUMENTS_MAX 32
/* Types of arguments and columns (pg_type.h of the server; they never change). */
#define TYPE_BOOL 16u
#define TYPE_BYTES 17u
#define TYPE_INT8 20u
#define TYPE_INT2 21u
#define TYPE_INT4 23u
#define TYPE_TEXT 25u

struct connection {
	struct dais_sql base;
	struct dais_arena *arena;
	PGconn *pg;
	PGresult *results[DAIS_SQL_COUNT];
	int rows[DAIS_SQL_COUNT];
	bool prepared[DAIS_SQL_COUNT];
	bool in_setup; /* while a connection is made, none is made again */
	bool listens;
	bool news;
	int64_t seen; /* last change seen, when it does not listen */
	unsigned busy_ms;
};

extern const struct dais_sql_engine dais_postgresql_engine;

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

/* ---- failures ---- */

/* Messages of the server are lines; an error is one. */
static const char *
one_line(const char *text, char *to, size_t size)
{
	size_t n = 0;

	for (; *text && n + 1 < size; text++) {
		char c = *text == '\n' || *text == '\t' ? ' ' : *text;

		if (c != ' ' || (n && to[n - 1] != ' '))
			to[n++] = c;
	}
	while (n && to[n - 1] == ' ')
		n--;
	to[n] = 0;
	return to;
}

static bool
fail_lost(struct connection *k, struct dais_err *err)
{
	char line[300];

	(void)dais_err_set(err, DAIS_ERR_IO, "the connection to PostgreSQL was lost: %s",
	    one_line(PQerrorMessage(k->pg), line, sizeof(line)));
	return dais_err_hint(err, "Try again; the connection is made again by itself.");
}

struct meaning {
	const char *state; /* the beginning of an SQLSTATE */
	enum dais_err_code code;
	const char *words, *hint;
};

static const struct meaning meanings[] = {
	{ "55P03", DAIS_ERR_BUSY, "another program is writing to the record",
	    "Try again when it has done." },
	{ "40", DAIS_ERR_BUSY, "another program changed the same at the same time", "Try again." },
	{ "57014", DAIS_ERR_BUSY, "the database took too long", "Try again." },
	{ "57P", DAIS_ERR_IO, "the database is shutting down", "Try again later." },
	{ "08", DAIS_ERR_IO, "the connection to PostgreSQL was lost", "Try again." },
	{ "53", DAIS_ERR_IO, "the database has no room left",
	    "Nothing was written. Make room on its disk and try again." },
	{ "58", DAIS_ERR_IO, "the database cannot use its disk", "" },
	{ "25006", DAIS_ERR_DENIED, "the database can be read only",
	    "It may be a standby: name the primary server." },
	{ "42501", DAIS_ERR_DENIED, "the database does not allow it",
	    "The user of the address must own the tables." },
	{ "54", DAIS_ERR_LIMIT, "too much for the database", "" },
	{ "XX001", DAIS_ERR_INTERNAL, "the database is damaged",
	    "See dais db verify, and restore from a backup." },
	{ "XX002", DAIS_ERR_INTERNAL, "an index of the database is damaged",
	    "REINDEX makes it again; then see dais db verify." },
};

static bool
fail_result(struct connection *k, const PGresult *r, const char *what, struct dais_err *err)
{
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	char line[300];

	if (PQstatus(k->pg) == CONNECTION_BAD || !r)
		return fail_lost(k, err);
	(void)one_line(PQresultErrorMessage(r), line, sizeof(line));
	for (size_t i = 0; state && i < sizeof(meanings) / sizeof(*meanings); i++) {
		const struct meaning *m = &meanings[i];

		if (strncmp(state, m->state, strlen(m->state)) != 0)
			continue;
		(void)dais_err_set(err, m->code, "%s: %s", m->words, line);
		return dais_err_hint(err, "%s", m->hint);
	}
	return dais_err_set(err, DAIS_ERR_INTERNAL, "PostgreSQL, %s: %s", what, line);
}

static void
ignore_notice(void *ctx, const PGresult *r)
{
	(void)ctx;
	(void)r;
}

/* ---- statements ---- */

static bool connect_again(struct connection *k, struct dais_err *err);

/* What the server announces comes with any answer. */
static void
take_announcements(struct connection *k)
{
	PGnotify *n;

	while ((n = PQnotifies(k->pg)) != NULL) {
		k->news = k->news || n->be_pid != PQbackendPID(k->pg);
		PQfreemem(n);
	}
}

static Oid
type_of(char letter)
{
	return letter == 'i' ? TYPE_INT8 : letter == 't' ? TYPE_TEXT : TYPE_BYTES;
}

static PGresult *
prepare_statement(struct connection *k, const struct dais_sql_text *t)
{
	Oid types[ARGUMENTS_MAX];
	int n = (int)strlen(t->arguments);

	for (int i = 0; i < n; i++)
		types[i] = type_of(t->arguments[i]);
	return PQprepare(k->pg, t->name, t->text, n, types);
}

static void
put_number(unsigned char to[8], int64_t number)
{
	uint64_t v = (uint64_t)number;

	for (int i = 7; i >= 0; i--, v >>= 8)
		to[i] = (unsigned char)v;
}

static PGresult *
execute(struct connection *k, enum dais_sql_id id, const struct dais_sql_value *values, size_t n)
{
	static const int binary[ARGUMENTS_MAX] = { [0 ... ARGUMENTS_MAX - 1] = 1 };
	const struct dais_sql_text *t = &dais_sql_postgresql_texts[id];
	unsigned char numbers[ARGUMENTS_MAX][8];
	const char *bytes[ARGUMENTS_MAX];
	int sizes[ARGUMENTS_MAX];
	PGresult *r;

	DAIS_ASSERT(n <= ARGUMENTS_MAX && t->text);
	if (!k->prepared[id]) {
		r = prepare_statement(k, t);
		if (PQresultStatus(r) != PGRES_COMMAND_OK)
			return r;
		PQclear(r);
		k->prepared[id] = true;
	}
	for (size_t i = 0; i < n; i++) {
		bool number = values[i].type == DAIS_SQL_TYPE_INT;

		put_number(numbers[i], values[i].number);
		bytes[i] = number               ? (const char *)numbers[i]
			   : values[i].string.p ? values[i].string.p
						: "";
		sizes[i] = number ? 8 : (int)values[i].string.n;
	}
	return PQexecPrepared(k->pg, t->name, (int)n, bytes, sizes, binary, 1);
}

/* Whether a statement may be sent again when nobody knows if it was carried out. */
static bool
is_harmless(const char *text)
{
	return strncmp(text, "SELECT", 6) == 0 || strncmp(text, "WITH", 4) == 0 ||
	       strncmp(text, "BEGIN", 5) == 0;
}

static bool
is_done(const PGresult *r)
{
	ExecStatusType status = PQresultStatus(r);

	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* A transaction in which a statement failed ends with ROLLBACK, whatever was asked for. */
static bool
is_undone(enum dais_sql_id id, PGresult *r)
{
	return id == DAIS_SQL_COMMIT && strcmp(PQcmdStatus(r), "COMMIT") != 0;
}

static bool
start(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values, size_t n,
    struct dais_err *err)
{
	const struct dais_sql_text *t = &dais_sql_postgresql_texts[id];
	struct connection *k = of(c);
	PGresult *r;

	DAIS_ASSERT(!k->results[id]);
	if (PQstatus(k->pg) == CONNECTION_BAD &&
	    (c->in_transaction || k->in_setup || !connect_again(k, err)))
		return err->code ? false : fail_lost(k, err);
	r = execute(k, id, values, n);
	if (!is_done(r) && PQstatus(k->pg) == CONNECTION_BAD && !c->in_transaction &&
	    !k->in_setup && is_harmless(t->text)) {
		PQclear(r);
		if (!connect_again(k, err))
			return false;
		r = execute(k, id, values, n);
	}
	if (!is_done(r) || is_undone(id, r)) {
		(void)(is_done(r) ? dais_err_set(err, DAIS_ERR_IO, "the change had failed before")
				  : fail_result(k, r, t->name, err));
		PQclear(r);
		return false;
	}
	take_announcements(k);
	k->results[id] = r;
	k->rows[id] = -1;
	return true;
}

static bool
next(struct dais_sql *c, enum dais_sql_id id, bool *ret_row, struct dais_err *err)
{
	struct connection *k = of(c);

	(void)err;
	k->rows[id]++;
	*ret_row = k->rows[id] < PQntuples(k->results[id]);
	return true;
}

static uint64_t
touched(const struct dais_sql *c, enum dais_sql_id id)
{
	int64_t n = 0;

	(void)dais_str_to_int(
	    dais_str_from(PQcmdTuples(of_const(c)->results[id])), 0, INT64_MAX, &n);
	return (uint64_t)n;
}

static int64_t
column_int(const struct dais_sql *c, enum dais_sql_id id, int column)
{
	const struct connection *k = of_const(c);
	const PGresult *r = k->results[id];
	const unsigned char *p = (const unsigned char *)PQgetvalue(r, k->rows[id], column);
	int size = PQgetlength(r, k->rows[id], column);
	uint64_t v = 0;

	DAIS_ASSERT(size == 0 || PQftype(r, column) == TYPE_INT8 ||
		    PQftype(r, column) == TYPE_INT4 || PQftype(r, column) == TYPE_INT2 ||
		    PQftype(r, column) == TYPE_BOOL);
	if (size && size < 8 && p[0] & 0x80)
		v = UINT64_MAX;
	for (int i = 0; i < size; i++)
		v = v << 8 | p[i];
	return (int64_t)v;
}

static struct dais_str
column(const struct dais_sql *c, enum dais_sql_id id, int at)
{
	const struct connection *k = of_const(c);

	return (struct dais_str){ PQgetvalue(k->results[id], k->rows[id], at),
		(size_t)PQgetlength(k->results[id], k->rows[id], at) };
}

static void
end(struct dais_sql *c, enum dais_sql_id id)
{
	struct connection *k = of(c);

	PQclear(k->results[id]);
	k->results[id] = NULL;
}

/* The number that a statement gives; -1 with @err set on failure. */
static int64_t
ask(struct connection *k, enum dais_sql_id id, struct dais_err *err)
{
	int64_t v = 0;
	bool row = false;

	if (!start(&k->base, id, NULL, 0, err))
		return -1;
	if (next(&k->base, id, &row, err) && row)
		v = column_int(&k->base, id, 0);
	end(&k->base, id);
	return v;
}

/* ---- connecting ---- */

static bool
run_script(struct dais_sql *c, const char *text, struct dais_err *err)
{
	struct connection *k = of(c);
	PGresult *r = PQexec(k->pg, text);
	bool ok = is_done(r) || fail_result(k, r, "a script", err);

	PQclear(r);
	return ok;
}

static bool
set_patience(struct connection *k, struct dais_err *err)
{
	char ms[32];
	int n = snprintf(ms, sizeof(ms), "%u", k->busy_ms);
	const struct dais_sql_value value = dais_sql_text((struct dais_str){ ms, (size_t)n });

	if (!start(&k->base, DAIS_SQL_LOCK_TIMEOUT, &value, 1, err))
		return false;
	end(&k->base, DAIS_SQL_LOCK_TIMEOUT);
	return true;
}

/* A standby has no announcements: its readers look at the number of the last change. */
static void
listen_for_news(struct connection *k)
{
	struct dais_err ignored = DAIS_ERR_INIT;

	k->listens =
	    !k->base.read_only && run_script(&k->base, dais_sql_postgresql_listening, &ignored);
}

static bool
set_up(struct connection *k, struct dais_err *err)
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
	ok = run_script(&k->base, dais_sql_postgresql_setup, err) && set_patience(k, err);
	if (ok)
		listen_for_news(k);
	k->in_setup = false;
	return ok;
}

static bool
connect_again(struct connection *k, struct dais_err *err)
{
	PQreset(k->pg);
	if (PQstatus(k->pg) != CONNECTION_OK)
		return fail_lost(k, err);
	k->news = true;
	return set_up(k, err);
}

static void
close_connection(struct dais_sql *c)
{
	struct connection *k = of(c);

	for (size_t i = 0; i < DAIS_SQL_COUNT; i++)
		PQclear(k->results[i]);
	PQfinish(k->pg);
	dais_arena_free(k->arena);
}

static bool
fail_connect(struct connection *k, struct dais_err *err)
{
	char line[400];

	(void)dais_err_set(err, DAIS_ERR_IO, "cannot open the record: %s",
	    one_line(PQerrorMessage(k->pg), line, sizeof(line)));
	return dais_err_hint(
	    err, "The address is postgresql://USER@HOST:PORT/DATABASE; createdb makes a database.");
}

static bool
open_connection(
    const struct dais_store_options *options, struct dais_sql **ret, struct dais_err *err)
{
	/* What stands before the address holds unless the address says otherwise. */
	static const char *const names[] = { "connect_timeout", "tcp_user_timeout",
		"keepalives_idle", "fallback_application_name", "dbname", "client_encoding", NULL };
	const char *values[] = { "10", "30000", "30", "dais", options->where, "UTF8", NULL };
	struct dais_arena *a = dais_arena_new((size_t)1 << 20);
	struct connection *k = DAIS_NEW(a, struct connection);

	k->arena = a;
	k->base.engine = &dais_postgresql_engine;
	k->base.read_only = options->read_only;
	k->busy_ms = options->busy_ms ? options->busy_ms : 10000;
	k->pg = PQconnectdbParams(names, values, 1);
	if (!k->pg)
		dais_err_no_memory();
	if (PQstatus(k->pg) != CONNECTION_OK ? !fail_connect(k, err) : !set_up(k, err)) {
		close_connection(&k->base);
		return false;
	}
	*ret = &k->base;
	return true;
}

static bool
refresh(struct dais_sql *c, struct dais_err *err)
{
	struct connection *k = of(c);

	/* Sees that the server has closed the connection. */
	(void)PQconsumeInput(k->pg);
	return PQstatus(k->pg) == CONNECTION_OK || connect_again(k, err);
}

static bool
is_lost(const struct dais_sql *c)
{
	return PQstatus(of_const(c)->pg) == CONNECTION_BAD;
}

static bool
schema(struct dais_sql *c, int *ret, struct dais_err *err)
{
	struct connection *k = of(c);
	int64_t tables = ask(k, DAIS_SQL_HAS_TABLES, err);
	int64_t number = tables > 0 ? ask(k, DAIS_SQL_RECORD_SCHEMA, err) : tables;

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
has_news(struct dais_sql *c, bool *ret, struct dais_err *err)
{
	struct connection *k = of(c);
	int64_t last;

	if (k->listens) {
		if (!c->in_transaction && !refresh(c, err))
			return false;
		take_announcements(k);
		*ret = k->news;
		k->news = false;
		return true;
	}
	last = ask(k, DAIS_SQL_LATEST, err);
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
};
