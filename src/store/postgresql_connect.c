/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Connecting, and connecting again. What serves others does not wait for a database that is away:
 * each call goes on with the attempt that is under way as far as that takes no time, and between
 * attempts there is a pause. Behind a fence a process beside this one makes the connection and
 * libpq is lent it (base/connector.h, base/fence.h).
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/postgresql_priv.h"

#define ATTEMPT_MS 10000 /* an attempt that takes longer is given up */
#define PAUSE_MS 400     /* between attempts of a server */
#define SERVING_MS 100   /* a call of a server waits for a connection at most */

/* ---- what a connection is to be ---- */

/* What stands before the address holds unless the address says otherwise. */
static PGconn *
start_as_named(const struct connection *k)
{
	static const char *const names[] = { "connect_timeout", "tcp_user_timeout",
		"keepalives_idle", "fallback_application_name", "dbname", "client_encoding", NULL };
	const char *values[] = { "10", "30000", "30", "dais", k->where, "UTF8", NULL };

	return PQconnectStartParams(names, values, 1);
}

/* The @i-th of a list such as "a,b"; the only one of a list of one. */
static const char *
part_of(struct dais_arena *a, const char *list, size_t i)
{
	struct dais_str rest = dais_str_from(list), part = DAIS_STR_NONE;

	if (!list || dais_str_find_char(rest, ',', 0) == SIZE_MAX)
		return list;
	for (size_t n = 0; n <= i; n++) {
		if (!dais_str_next(&rest, ',', &part))
			return NULL;
	}
	return dais_arena_cstr(a, part);
}

static bool
is_here(const char *host)
{
	return host && (*host == '/' || *host == '@');
}

static const char *
value_of(const PQconninfoOption *options, const char *name)
{
	for (; options->keyword; options++) {
		if (strcmp(options->keyword, name) == 0)
			return options->val && *options->val ? options->val : NULL;
	}
	return NULL;
}

static size_t
count_places(const PQconninfoOption *options)
{
	const char *host = value_of(options, "hostaddr");
	size_t n = 1;

	host = host ? host : value_of(options, "host");
	for (; host && *host; host++)
		n += *host == ',';
	return n;
}

static void
add(struct road *r, const char *name, const char *value)
{
	DAIS_ASSERT(r->n + 1 < ROAD_SETTINGS_MAX);
	if (!value || !*value)
		return;
	r->names[r->n] = name;
	r->values[r->n++] = value;
}

/* Everything the first connection was made with, by name, but one place of the list. For libpq a
 * place that is not of this machine has an address already: it asks no server of names. */
static struct dais_connector_place
plan_road(struct connection *k, const PQconninfoOption *options, size_t i, struct road *r)
{
	static const char *const here_or_elsewhere[] = { "host", "hostaddr", "port", "password",
		"service", "servicefile", "connect_timeout", NULL };
	const char *address = part_of(k->arena, value_of(options, "hostaddr"), i);
	const char *host = part_of(k->arena, value_of(options, "host"), i);
	const char *port = part_of(k->arena, value_of(options, "port"), i);
	const char *place = address ? address : host && *host ? host : PQhost(k->pg);

	place = dais_arena_cstr(k->arena, dais_str_from(place));
	port = port && *port ? port : "5432";
	for (const PQconninfoOption *o = options; o->keyword; o++) {
		size_t at = 0;

		while (here_or_elsewhere[at] && strcmp(here_or_elsewhere[at], o->keyword) != 0)
			at++;
		if (!here_or_elsewhere[at] && o->val)
			add(r, dais_arena_cstr(k->arena, dais_str_from(o->keyword)),
			    dais_arena_cstr(k->arena, dais_str_from(o->val)));
	}
	add(r, "password", dais_arena_cstr(k->arena, dais_str_from(PQpass(k->pg))));
	add(r, "port", dais_arena_cstr(k->arena, dais_str_from(port)));
	r->family = is_here(place) ? AF_UNIX : AF_INET;
	add(r, "host", is_here(place) ? place : host);
	if (r->family == AF_INET)
		add(r, "hostaddr", "127.0.0.1");
	r->names[r->n] = NULL;
	return (struct dais_connector_place){
		.host = !is_here(place)
			    ? place
			    : dais_arena_printf(k->arena, "%s/.s.PGSQL.%s", place, port).p,
		.port = is_here(place) ? NULL : dais_arena_cstr(k->arena, dais_str_from(port))
	};
}

/* ---- an attempt ---- */

static bool
fail_attempt(struct connection *k, const char *why, struct dais_err *err)
{
	struct attempt *t = &k->attempt;

	(void)postgresql_one_line(why, t->why, sizeof(t->why));
	PQfinish(t->pg);
	t->pg = NULL;
	t->stage = ATTEMPT_NONE;
	if (++t->place >= k->n_roads)
		t->place = 0;
	/* The other places of the list are tried at once. */
	t->not_before_ms = t->place == 0 && k->serves ? dais_clock_ms() + PAUSE_MS : 0;
	return postgresql_fail_lost(k, err);
}

static bool
begin_attempt(struct connection *k, struct dais_err *err)
{
	struct attempt *t = &k->attempt;
	int64_t now = dais_clock_ms();

	if (now < t->not_before_ms)
		return postgresql_fail_lost(k, err);
	t->deadline_ms = now + ATTEMPT_MS;
	if (k->connector && k->lend(AF_UNSPEC, -1)) {
		dais_connector_ask(k->connector, t->place);
		t->stage = ATTEMPT_ASKED;
		return true;
	}
	t->pg = start_as_named(k);
	if (!t->pg)
		dais_err_no_memory();
	t->stage = ATTEMPT_SHAKING;
	return PQstatus(t->pg) != CONNECTION_BAD || fail_attempt(k, PQerrorMessage(t->pg), err);
}

static bool
take_lent(struct connection *k, int wait_ms, struct dais_err *err)
{
	struct attempt *t = &k->attempt;
	const struct road *r = &k->roads[t->place];
	struct dais_err why = DAIS_ERR_INIT;
	enum dais_connector_answer answer;
	int fd = -1;

	answer = dais_connector_take(k->connector, wait_ms, &fd, &why);
	if (answer == DAIS_CONNECTOR_WAITING)
		return dais_clock_ms() < t->deadline_ms ||
		       fail_attempt(k, "it does not answer", err);
	k->is_cut_off = answer == DAIS_CONNECTOR_GONE;
	if (answer != DAIS_CONNECTOR_MADE)
		return fail_attempt(k, why.msg, err);
	(void)k->lend(r->family, fd);
	t->pg = PQconnectStartParams(r->names, r->values, 0);
	if (!t->pg)
		dais_err_no_memory();
	t->stage = ATTEMPT_SHAKING;
	(void)k->lend(AF_UNSPEC, -1);
	if (PQsocket(t->pg) != fd)
		(void)close(fd);
	return PQstatus(t->pg) != CONNECTION_BAD || fail_attempt(k, PQerrorMessage(t->pg), err);
}

/* Hands shaken: what the server wants to know is said as it asks. *@ret_done: all is said. */
static bool
shake(struct connection *k, int wait_ms, bool *ret_done, struct dais_err *err)
{
	struct attempt *t = &k->attempt;
	struct pollfd p = { .fd = PQsocket(t->pg), .events = t->wants_writing ? POLLOUT : POLLIN };
	PostgresPollingStatusType status;

	if (poll(&p, 1, wait_ms) <= 0)
		return dais_clock_ms() < t->deadline_ms ||
		       fail_attempt(k, "it does not answer", err);
	status = PQconnectPoll(t->pg);
	t->wants_writing = status == PGRES_POLLING_WRITING;
	*ret_done = status == PGRES_POLLING_OK;
	return status != PGRES_POLLING_FAILED || fail_attempt(k, PQerrorMessage(t->pg), err);
}

static bool
go_on(struct connection *k, int wait_ms, bool *ret_done, struct dais_err *err)
{
	switch (k->attempt.stage) {
	case ATTEMPT_NONE:
		k->attempt.wants_writing = true;
		return begin_attempt(k, err);
	case ATTEMPT_ASKED:
		return take_lent(k, wait_ms, err);
	case ATTEMPT_SHAKING:
		break;
	}
	return shake(k, wait_ms, ret_done, err);
}

/* The new connection takes the place of the lost one, unless it cannot be used. */
static bool
change_over(struct connection *k, struct dais_err *err)
{
	PGconn *lost = k->pg;

	k->pg = k->attempt.pg;
	k->attempt.pg = NULL;
	k->attempt.stage = ATTEMPT_NONE;
	k->attempt.why[0] = 0;
	k->queued = 0;
	if (postgresql_set_up(k, err)) {
		PQfinish(lost);
		return true;
	}
	PQfinish(k->pg);
	k->pg = lost;
	k->attempt.not_before_ms = k->serves ? dais_clock_ms() + PAUSE_MS : 0;
	return false;
}

bool
postgresql_connect(struct connection *k, struct dais_err *err)
{
	int64_t until = dais_clock_ms() + (k->serves ? SERVING_MS : ATTEMPT_MS);
	bool done = false;

	do {
		int64_t left = until - dais_clock_ms();

		if (!go_on(k, left > 0 ? (int)left : 0, &done, err)) {
			if (k->attempt.place == 0)
				return false;
			*err = (struct dais_err)DAIS_ERR_INIT;
		}
		if (!done && left <= 0)
			return postgresql_fail_lost(k, err);
	} while (!done);
	k->news = true;
	return change_over(k, err);
}

/* ---- before a fence ---- */

/* Certificates are read again for each connection (libpq, "SSL Client Certificates"). */
static void
add_files(struct connection *k, const PQconninfoOption *options, struct dais_arena *a,
    dais_fence_folders *ret)
{
	static const char *const names[] = { "sslrootcert", "sslcert", "sslkey", "sslcrl",
		"sslcrldir" };
	static const char *const usual[] = { "/etc/ssl", "/usr/lib/ssl" };
	const char *home = getenv("HOME");

	if (!PQsslInUse(k->pg))
		return;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *path = value_of(options, names[i]);

		if (path && *path == '/')
			dais_vec_push(a, ret,
			    ((struct dais_fence_folder){
				dais_arena_cstr(a, dais_str_from(path)), false }));
	}
	for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
		dais_vec_push(a, ret, ((struct dais_fence_folder){ usual[i], false }));
	if (home)
		dais_vec_push(a, ret,
		    ((struct dais_fence_folder){
			dais_arena_printf(a, "%s/.postgresql", home).p, false }));
}

bool
postgresql_prepare_fence(struct dais_sql *c, bool (*lend)(int family, int fd), struct dais_arena *a,
    dais_fence_folders *ret, struct dais_err *err)
{
	struct connection *k = postgresql_of(c);
	PQconninfoOption *options = PQconninfo(k->pg);
	struct dais_connector_place *places;

	if (!options)
		dais_err_no_memory();
	k->n_roads = count_places(options);
	k->roads = DAIS_NEW_N(k->arena, k->n_roads, struct road);
	places = DAIS_NEW_N(k->arena, k->n_roads, struct dais_connector_place);
	for (size_t i = 0; i < k->n_roads; i++)
		places[i] = plan_road(k, options, i, &k->roads[i]);
	add_files(k, options, a, ret);
	PQconninfoFree(options);
	k->lend = lend;
	k->serves = true;
	return dais_connector_start(places, k->n_roads, &k->connector, err);
}

bool
postgresql_is_cut_off(const struct dais_sql *c)
{
	return postgresql_of_const(c)->is_cut_off;
}
