/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parts of PostgreSQL as an engine among themselves: postgresql_connect.c connects,
 * postgresql_statement.c sends statements and takes their results, postgresql_fail.c says what
 * went wrong.
 */
#ifndef DAIS_STORE_POSTGRESQL_PRIV_H
#define DAIS_STORE_POSTGRESQL_PRIV_H

#include <libpq-fe.h>

#include "base/connector.h"
#include "store/engine.h"
#include "store/statements_postgresql.h"

/* Statements that are under way at most before their results are taken. */
#define POSTGRESQL_QUEUE_MAX 1024

/* A statement that was sent and whose result nobody has looked at. */
struct queued {
	enum dais_sql_id id;
	bool prepares; /* it is only made ready */
};

/* How one place of the list is connected to behind a fence: settings for libpq. */
#define ROAD_SETTINGS_MAX 64u
struct road {
	int family; /* of the socket that libpq asks for */
	const char *names[ROAD_SETTINGS_MAX], *values[ROAD_SETTINGS_MAX];
	size_t n;
};

/* A connection that is being made. */
struct attempt {
	enum {
		ATTEMPT_NONE,
		ATTEMPT_ASKED,  /* the connector works at it */
		ATTEMPT_SHAKING /* there is one, and libpq says who we are */
	} stage;
	size_t place; /* of the roads */
	PGconn *pg;
	bool wants_writing;
	int64_t not_before_ms, deadline_ms; /* of the monotonic clock */
	char why[300]; /* the last one failed; empty: none has since the last that was made */
};

struct connection {
	struct dais_sql base;
	struct dais_arena *arena;
	const char *where;
	PGconn *pg; /* NULL before the first connection, of which libpq says that it is lost */
	struct attempt attempt;
	bool serves; /* no call waits long for a connection */
	struct dais_connector *connector;
	bool (*lend)(int family, int fd);
	struct road *roads;
	size_t n_roads;
	bool is_cut_off;
	PGresult *results[DAIS_SQL_COUNT];
	int rows[DAIS_SQL_COUNT];
	bool prepared[DAIS_SQL_COUNT];
	struct queued queue[POSTGRESQL_QUEUE_MAX]; /* in the order of sending */
	size_t queued;
	bool in_setup; /* while a connection is made, none is made again */
	bool listens;
	bool news;
	int64_t seen; /* last change seen, when it does not listen */
	unsigned busy_ms;
};

static inline struct connection *
postgresql_of(struct dais_sql *c)
{
	return (struct connection *)c;
}

static inline const struct connection *
postgresql_of_const(const struct dais_sql *c)
{
	return (const struct connection *)c;
}

/* ---- postgresql.c ---- */

/* The settings of a new connection. */
bool postgresql_set_up(struct connection *k, struct dais_err *err);

/* ---- postgresql_connect.c ---- */

/* Makes the connection, or a lost one again. IO: it cannot be made (now). */
bool postgresql_connect(struct connection *k, struct dais_err *err);
/* Of struct dais_sql_engine. */
bool postgresql_prepare_fence(struct dais_sql *c, bool (*lend)(int family, int fd),
    struct dais_arena *a, dais_fence_folders *ret, struct dais_err *err);
bool postgresql_is_cut_off(const struct dais_sql *c);

/* ---- postgresql_statement.c: of struct dais_sql_engine ---- */

bool postgresql_start(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values,
    size_t n, struct dais_err *err);
bool postgresql_queue(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values,
    size_t n, struct dais_err *err);
bool postgresql_next(struct dais_sql *c, enum dais_sql_id id, bool *ret_row, struct dais_err *err);
uint64_t postgresql_touched(const struct dais_sql *c, enum dais_sql_id id);
int64_t postgresql_column_int(const struct dais_sql *c, enum dais_sql_id id, int column);
struct dais_str postgresql_column(const struct dais_sql *c, enum dais_sql_id id, int column);
void postgresql_end(struct dais_sql *c, enum dais_sql_id id);
bool postgresql_script(struct dais_sql *c, const char *text, struct dais_err *err);

/* Takes the results of what is queued: false when one of them failed. */
bool postgresql_settle(struct connection *k, struct dais_err *err);
/* The number that a statement gives; -1 with @err set on failure. */
int64_t postgresql_ask(struct connection *k, enum dais_sql_id id, struct dais_err *err);
/* What the server announces comes with any answer. */
void postgresql_take_announcements(struct connection *k);

/* ---- postgresql_fail.c ---- */

/* Messages of the server are lines; an error is one: @to. */
const char *postgresql_one_line(const char *text, char *to, size_t size);
/* Both give false. */
bool postgresql_fail_lost(struct connection *k, struct dais_err *err);
bool postgresql_fail(
    struct connection *k, const PGresult *r, const char *what, struct dais_err *err);

#endif
