/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Statements and their results. Arguments and results go in binary form: eight bytes for a number,
 * text and bytes as they are.
 */
#include <poll.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "store/postgresql_priv.h"

#define ARGUMENTS_MAX 32
/* How long a server waits for an answer, in times that it waits for another writer. */
#define ANSWER_PATIENCE 2
/* Types of arguments and columns (pg_type.h of the server; they never change). */
#define TYPE_BOOL 16u
#define TYPE_BYTES 17u
#define TYPE_INT8 20u
#define TYPE_INT2 21u
#define TYPE_INT4 23u
#define TYPE_TEXT 25u

void
postgresql_take_announcements(struct connection *k)
{
	PGnotify *n;

	while ((n = PQnotifies(k->pg)) != NULL) {
		k->news = k->news || n->be_pid != PQbackendPID(k->pg);
		PQfreemem(n);
	}
}

/* ---- waiting ---- */

/* Waits until an answer is there. A server does not wait for ever for a database that is frozen or
 * cut off: it gives the connection up, which libpq finds lost then. */
static void
await_answer(struct connection *k)
{
	int64_t until = dais_clock_ms() + ANSWER_PATIENCE * (int64_t)k->busy_ms;
	struct pollfd p = { .fd = PQsocket(k->pg) };

	while (k->serves && PQstatus(k->pg) == CONNECTION_OK && PQisBusy(k->pg)) {
		int64_t left = until - dais_clock_ms();

		p.events = (short)(PQflush(k->pg) == 1 ? POLLIN | POLLOUT : POLLIN);
		if (left <= 0)
			(void)shutdown(p.fd, SHUT_RDWR);
		else if (poll(&p, 1, (int)left) <= 0)
			continue;
		if (!PQconsumeInput(k->pg))
			return;
	}
}

/* The result of what was sent; of a script of its last statement. */
static PGresult *
last_result(struct connection *k)
{
	PGresult *last = NULL, *r;

	for (;;) {
		await_answer(k);
		r = PQgetResult(k->pg);
		if (!r)
			return last;
		PQclear(last);
		last = r;
	}
}

static Oid
type_of(char letter)
{
	return letter == 'i' ? TYPE_INT8 : letter == 't' ? TYPE_TEXT : TYPE_BYTES;
}

struct arguments {
	const char *bytes[ARGUMENTS_MAX];
	int sizes[ARGUMENTS_MAX];
	unsigned char numbers[ARGUMENTS_MAX][8];
};
static const int binary[ARGUMENTS_MAX] = { [0 ... ARGUMENTS_MAX - 1] = 1 };

static int
types_of(const struct dais_sql_text *t, Oid types[ARGUMENTS_MAX])
{
	int n = (int)strlen(t->arguments);

	DAIS_ASSERT(n <= ARGUMENTS_MAX);
	for (int i = 0; i < n; i++)
		types[i] = type_of(t->arguments[i]);
	return n;
}

static void
put_number(unsigned char to[8], int64_t number)
{
	uint64_t v = (uint64_t)number;

	for (int i = 7; i >= 0; i--, v >>= 8)
		to[i] = (unsigned char)v;
}

static void
put_arguments(struct arguments *to, const struct dais_sql_value *values, size_t n)
{
	DAIS_ASSERT(n <= ARGUMENTS_MAX);
	for (size_t i = 0; i < n; i++) {
		bool number = values[i].type == DAIS_SQL_TYPE_INT;

		put_number(to->numbers[i], values[i].number);
		to->bytes[i] = number               ? (const char *)to->numbers[i]
			       : values[i].string.p ? values[i].string.p
						    : "";
		to->sizes[i] = number ? 8 : (int)values[i].string.n;
	}
}

static PGresult *
execute(struct connection *k, enum dais_sql_id id, const struct dais_sql_value *values, size_t n)
{
	const struct dais_sql_text *t = &dais_sql_postgresql_texts[id];
	Oid types[ARGUMENTS_MAX];
	struct arguments args;
	PGresult *r;

	DAIS_ASSERT(t->text);
	if (!k->prepared[id]) {
		r = PQsendPrepare(k->pg, t->name, t->text, types_of(t, types), types) == 1
			? last_result(k)
			: NULL;
		if (PQresultStatus(r) != PGRES_COMMAND_OK)
			return r;
		PQclear(r);
		k->prepared[id] = true;
	}
	put_arguments(&args, values, n);
	return PQsendQueryPrepared(k->pg, t->name, (int)n, args.bytes, args.sizes, binary, 1) == 1
		   ? last_result(k)
		   : NULL;
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

/* ---- the queue ---- */

static void
add_to_queue(struct connection *k, enum dais_sql_id id, bool prepares)
{
	k->queue[k->queued++] = (struct queued){ id, prepares };
}

/* The result of one that was sent; @ok: none before it has failed. */
static bool
take_result(struct connection *k, const struct queued *q, bool ok, struct dais_err *err)
{
	PGresult *r, *more;
	bool done;

	await_answer(k);
	r = PQgetResult(k->pg);
	done = r && is_done(r);

	if (!done && ok)
		(void)postgresql_fail(k, r, dais_sql_postgresql_texts[q->id].name, err);
	if (!done && q->prepares)
		k->prepared[q->id] = false;
	PQclear(r);
	/* The end of a result is said by one that is none. */
	while (r && (more = PQgetResult(k->pg)) != NULL)
		PQclear(more);
	return ok && done;
}

bool
postgresql_settle(struct connection *k, struct dais_err *err)
{
	size_t n = k->queued;
	bool ok = true;

	if (n == 0)
		return true;
	k->queued = 0;
	ok = PQpipelineSync(k->pg) == 1 || postgresql_fail_lost(k, err);
	for (size_t i = 0; i < n && PQstatus(k->pg) == CONNECTION_OK; i++)
		ok = take_result(k, &k->queue[i], ok, err);
	await_answer(k);
	if (PQstatus(k->pg) == CONNECTION_OK)
		PQclear(PQgetResult(k->pg)); /* that all is there */
	postgresql_take_announcements(k);
	if (PQstatus(k->pg) == CONNECTION_OK && PQexitPipelineMode(k->pg) == 1)
		return ok;
	return ok ? postgresql_fail_lost(k, err) : false;
}

/* Many statements whose answers only say that all is well go in one journey: what one change
 * writes. A statement that fails takes those behind it with it. */
bool
postgresql_queue(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values,
    size_t n, struct dais_err *err)
{
	const struct dais_sql_text *t = &dais_sql_postgresql_texts[id];
	struct connection *k = postgresql_of(c);
	Oid types[ARGUMENTS_MAX];
	struct arguments args;
	bool ok;

	if (k->queued + 2 > POSTGRESQL_QUEUE_MAX && !postgresql_settle(k, err))
		return false;
	ok = k->queued || PQenterPipelineMode(k->pg) == 1;
	if (ok && !k->prepared[id]) {
		ok = PQsendPrepare(k->pg, t->name, t->text, types_of(t, types), types) == 1;
		k->prepared[id] = ok;
		if (ok)
			add_to_queue(k, id, true);
	}
	put_arguments(&args, values, n);
	ok = ok &&
	     PQsendQueryPrepared(k->pg, t->name, (int)n, args.bytes, args.sizes, binary, 1) == 1;
	if (ok)
		add_to_queue(k, id, false);
	return ok || postgresql_fail_lost(k, err);
}

/* ---- one statement ---- */

bool
postgresql_start(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values,
    size_t n, struct dais_err *err)
{
	const struct dais_sql_text *t = &dais_sql_postgresql_texts[id];
	struct connection *k = postgresql_of(c);
	struct dais_err ignored = DAIS_ERR_INIT;
	PGresult *r;

	DAIS_ASSERT(!k->results[id]);
	/* Nothing that was to be undone needs to have gone well. */
	if (!postgresql_settle(k, id == DAIS_SQL_ROLLBACK ? &ignored : err) &&
	    id != DAIS_SQL_ROLLBACK)
		return false;
	if (PQstatus(k->pg) == CONNECTION_BAD &&
	    (c->in_transaction || k->in_setup || !postgresql_connect(k, err)))
		return err->code ? false : postgresql_fail_lost(k, err);
	r = execute(k, id, values, n);
	if (!is_done(r) && PQstatus(k->pg) == CONNECTION_BAD && !c->in_transaction &&
	    !k->in_setup && is_harmless(t->text)) {
		PQclear(r);
		if (!postgresql_connect(k, err))
			return false;
		r = execute(k, id, values, n);
	}
	if (!is_done(r) || is_undone(id, r)) {
		(void)(is_done(r) ? dais_err_set(err, DAIS_ERR_IO, "the change had failed before")
				  : postgresql_fail(k, r, t->name, err));
		PQclear(r);
		return false;
	}
	postgresql_take_announcements(k);
	k->results[id] = r;
	k->rows[id] = -1;
	return true;
}

bool
postgresql_next(struct dais_sql *c, enum dais_sql_id id, bool *ret_row, struct dais_err *err)
{
	struct connection *k = postgresql_of(c);

	(void)err;
	k->rows[id]++;
	*ret_row = k->rows[id] < PQntuples(k->results[id]);
	return true;
}

uint64_t
postgresql_touched(const struct dais_sql *c, enum dais_sql_id id)
{
	int64_t n = 0;

	(void)dais_str_to_int(
	    dais_str_from(PQcmdTuples(postgresql_of_const(c)->results[id])), 0, INT64_MAX, &n);
	return (uint64_t)n;
}

int64_t
postgresql_column_int(const struct dais_sql *c, enum dais_sql_id id, int column)
{
	const struct connection *k = postgresql_of_const(c);
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

struct dais_str
postgresql_column(const struct dais_sql *c, enum dais_sql_id id, int at)
{
	const struct connection *k = postgresql_of_const(c);

	return (struct dais_str){ PQgetvalue(k->results[id], k->rows[id], at),
		(size_t)PQgetlength(k->results[id], k->rows[id], at) };
}

void
postgresql_end(struct dais_sql *c, enum dais_sql_id id)
{
	struct connection *k = postgresql_of(c);

	PQclear(k->results[id]);
	k->results[id] = NULL;
}

int64_t
postgresql_ask(struct connection *k, enum dais_sql_id id, struct dais_err *err)
{
	int64_t v = 0;
	bool row = false;

	if (!postgresql_start(&k->base, id, NULL, 0, err))
		return -1;
	if (postgresql_next(&k->base, id, &row, err) && row)
		v = postgresql_column_int(&k->base, id, 0);
	postgresql_end(&k->base, id);
	return v;
}

bool
postgresql_script(struct dais_sql *c, const char *text, struct dais_err *err)
{
	struct connection *k = postgresql_of(c);
	PGresult *r;
	bool ok;

	if (!postgresql_settle(k, err))
		return false;
	r = PQsendQuery(k->pg, text) == 1 ? last_result(k) : NULL;
	ok = is_done(r) || postgresql_fail(k, r, "a script", err);

	PQclear(r);
	return ok;
}
