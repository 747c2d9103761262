/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * An exchange from its first line to its end, as the engine calls: once with the headers, then with
 * each piece of the body, then once more; and again when it was held and has its reply.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "net/http_priv.h"
#include "net/target.h"

#define ARENA_MAX ((size_t)512 << 20)
/* Bodies that will be refused are still taken up to here: a browser shows the reason only when it
 * could send all. */
#define DRAIN_MAX ((size_t)64 << 20)
#define PIECE ((size_t)32 << 10) /* what the engine has of a reply that is given piece by piece */

/* ---- accessors ---- */

const struct dais_http_request *
dais_http_request(const struct dais_http_exchange *x)
{
	return &x->request;
}

struct dais_arena *
dais_http_arena(struct dais_http_exchange *x)
{
	if (!x->arena)
		x->arena = dais_arena_new(ARENA_MAX);
	return x->arena;
}

const struct dais_http_route *
dais_http_route_of(const struct dais_http_exchange *x)
{
	return x->route ? x->route->route : NULL;
}

struct dais_str
net_header(const struct dais_http_exchange *x, const char *name)
{
	return dais_str_from(x->server->engine->lookup_value(x->connection, MHD_HEADER_KIND, name));
}

struct dais_str
dais_http_header(const struct dais_http_exchange *x, const char *name)
{
	struct dais_str value = net_header(x, name);

	return dais_str_is_text(value, NULL) ? value : DAIS_STR_NONE;
}

struct dais_str
dais_http_cookie(const struct dais_http_exchange *x, const char *name)
{
	return net_cookie(dais_http_header(x, MHD_HTTP_HEADER_COOKIE), name);
}

static struct dais_str
find(const dais_http_pairs *pairs, const char *name)
{
	for (size_t i = 0; i < pairs->n; i++) {
		if (dais_str_is(pairs->v[i].name, name))
			return pairs->v[i].value;
	}
	return DAIS_STR_NONE;
}

struct dais_str
dais_http_param(const struct dais_http_exchange *x, const char *name)
{
	return find(&x->request.params, name);
}

struct dais_str
dais_http_query(const struct dais_http_exchange *x, const char *name)
{
	return find(&x->request.query, name);
}

struct dais_str
dais_http_field(const struct dais_http_exchange *x, const char *name)
{
	return find(&x->request.fields, name);
}

/* ---- life ---- */

/* The library would make a list of the parameters in the memory of the connection, and hang up
 * without an answer when it is full, at some 250 of them. Nobody asks it for them: they are read
 * from our copy of the target (target.h), and to the library all of them are one. libmicrohttpd
 * 0.9.75 parts them after this call, in the bytes that it gives; tests/net/e2e_malice.py would show
 * the change. */
static void
join_parameters(const char *target)
{
	char *rest = (char *)(uintptr_t)target;

	while ((rest = strchr(rest, '&')))
		*rest++ = '_';
}

void *
net_exchange_begin(void *ctx, const char *target, struct MHD_Connection *c)
{
	struct dais_http *s = ctx;
	size_t n = target ? strlen(target) : 0;
	struct dais_http_exchange *x = calloc(1, sizeof(*x) + n + 1);
	const union MHD_ConnectionInfo *info =
	    s->engine->get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	if (!x)
		dais_err_no_memory();
	x->server = s;
	s->n_exchanges++;
	x->connection = c;
	x->socket = info->socket_context;
	x->began_us = dais_clock_us();
	x->socket->is_busy = true;
	x->socket->exchange = x;
	net_connection_shaken(s, x->socket);
	/* The first head has its time from the beginning of the connection on: however slowly its
	 * line came, nothing is added. */
	if (x->socket->has_asked)
		x->socket->deadline_ms = x->began_us / 1000 + (int64_t)s->options.headers_s * 1000;
	x->socket->has_asked = true;
	x->body.fd = x->request.body_fd = -1;
	x->n_target = n;
	memcpy(x->target, target ? target : "", n);
	if (target)
		join_parameters(target);
	return x;
}

void
net_exchange_completed(
    void *ctx, struct MHD_Connection *c, void **request, enum MHD_RequestTerminationCode how)
{
	struct dais_http *s = ctx;
	struct dais_http_exchange *x = *request;
	int64_t now;

	(void)c;
	(void)how;
	if (!x)
		return;
	*request = NULL;
	s->n_exchanges--;
	now = dais_clock_us();
	x->socket->is_busy = x->socket->is_sending = false;
	x->socket->exchange = NULL;
	x->socket->deadline_ms = now / 1000 + (int64_t)s->options.idle_s * 1000;
	if (x->status) {
		net_metrics_count(
		    s, x->route ? x->route->i : s->routes.all.n, x->status, now - x->began_us);
		s->metrics.bytes += x->is_head ? 0 : x->sent;
		net_log(x, now - x->began_us);
	}
	net_connection_wait(s, x->socket, now / 1000);
	net_room_leave(x);
	net_fair_leave(&s->due, &x->place);
	if (x->reader)
		net_live_gone(x);
	if (x->response)
		s->engine->destroy_response(x->response);
	net_body_release(s, &x->body);
	dais_arena_free(x->arena);
	free(x);
}

/* @n bytes may take that long on a slow line. */
static int64_t
patience(const struct dais_http *s, unsigned first_s, uint64_t n)
{
	return (int64_t)first_s * 1000 + (int64_t)(n / s->options.slowest);
}

/* The reply needs nothing of what it was made from: that goes before it, however slowly it is
 * taken.
 */
static void
forget_making(struct dais_http_exchange *x)
{
	size_t n =
	    x->request.remote.n < sizeof(x->remote) ? x->request.remote.n : sizeof(x->remote);

	if (n)
		memcpy(x->remote, x->request.remote.p, n);
	x->request = (struct dais_http_request){ .method = x->request.method,
		.remote = { x->remote, n },
		.body_fd = -1,
		.secure = x->request.secure };
	x->headers = (dais_http_pairs){ NULL, 0, 0 };
	x->cookies.v = NULL;
	x->cookies.n = 0;
	x->body.scan = NULL;
	x->body.text = NULL;
	net_body_release(x->server, &x->body);
	dais_arena_free(x->arena);
	x->arena = NULL;
}

static enum MHD_Result
queue(struct dais_http_exchange *x)
{
	struct dais_http *s = x->server;

	if (x->reader)
		return net_live_begin(x);
	x->state = NET_QUEUED;
	x->queued_ms = dais_clock_ms();
	x->socket->deadline_ms = x->queued_ms + patience(s, s->options.reply_s, x->sent);
	if (x->is_apart)
		forget_making(x);
	net_room_hold(x, &s->replies,
	    x->is_apart ? x->sent
			: dais_arena_used(x->arena) + x->body.memory.cap +
			      (x->give || x->streams ? PIECE : 0));
	if (x->is_given_up)
		return MHD_NO;
	return s->engine->queue_response(x->connection, x->status, x->response);
}

void
net_exchange_taken(struct dais_http_exchange *x, uint64_t at)
{
	x->socket->deadline_ms = x->queued_ms + patience(x->server, x->server->options.reply_s, at);
}

void
dais_http_hold(struct dais_http_exchange *x)
{
	x->held = true;
}

/* Until somebody answers, the engine leaves the connection alone. */
static void
suspend(struct dais_http_exchange *x)
{
	struct dais_http *s = x->server;

	x->suspended = true;
	x->socket->deadline_ms = INT64_MAX;
	x->prev_held = NULL;
	x->next_held = s->held;
	if (s->held)
		s->held->prev_held = x;
	s->held = x;
	s->n_held++;
	s->engine->suspend(x->connection);
}

void
net_exchange_answered(struct dais_http_exchange *x)
{
	struct dais_http *s = x->server;

	x->state = NET_ANSWERED;
	if (!x->suspended)
		return;
	x->suspended = false;
	if (x->prev_held)
		x->prev_held->next_held = x->next_held;
	else
		s->held = x->next_held;
	if (x->next_held)
		x->next_held->prev_held = x->prev_held;
	s->n_held--;
	s->engine->resume(x->connection);
}

/* ---- the engine's calls ---- */

bool
net_has_body(const struct dais_http_exchange *x)
{
	struct dais_str length = net_header(x, MHD_HTTP_HEADER_CONTENT_LENGTH);

	return (length.n && !dais_str_is(length, "0")) ||
	       net_header(x, MHD_HTTP_HEADER_TRANSFER_ENCODING).n;
}

static bool
is_drained(const struct dais_http_exchange *x)
{
	struct dais_str length = net_header(x, MHD_HTTP_HEADER_CONTENT_LENGTH);
	int64_t n = 0;

	/* Who asks first is told before he sends. */
	return !x->is_faulty && net_header(x, MHD_HTTP_HEADER_EXPECT).n == 0 &&
	       (!length.n || dais_str_to_int(length, 0, (int64_t)DRAIN_MAX, &n));
}

/* Reads what the headers say; false: the reply is made, most often a refusal. */
static bool
read_request(struct dais_http_exchange *x)
{
	struct dais_err err = DAIS_ERR_INIT;

	(void)dais_http_arena(x);
	net_body_init(&x->body);
	if (net_request_read(x, &err)) {
		net_request_expect_body(x);
		x->state = NET_READING;
		return true;
	}
	if (x->response)
		return false; /* whoever was asked has answered */
	if (x->status == MHD_HTTP_NO_CONTENT)
		net_reply_allow(x);
	if (x->status == MHD_HTTP_NO_CONTENT || x->status == MHD_HTTP_MOVED_PERMANENTLY)
		dais_http_reply(x, x->status, NULL, DAIS_STR_NONE);
	else
		net_reply_refuse(x, x->status, &err);
	return false;
}

/* The headers are there. What is queued now ends the connection: without a body all waits for the
 * last call. */
static enum MHD_Result
first(struct dais_http_exchange *x, const char *method, const char *version)
{
	x->method = method;
	x->version = version;
	x->is_head = strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;
	x->socket->deadline_ms =
	    x->began_us / 1000 + patience(x->server, x->server->options.body_s, 0);
	x->state = NET_BARE;
	net_connection_busy(x->server, x->socket);
	x->socket->is_sending = net_has_body(x);
	if (!x->socket->is_sending)
		return MHD_YES;
	if (!read_request(x)) {
		if (!is_drained(x))
			return queue(x);
		x->state = NET_DRAINING;
	}
	net_room_hold(x, &x->server->bodies, dais_arena_used(x->arena));
	return x->is_given_up ? MHD_NO : MHD_YES;
}

static enum MHD_Result
take(struct dais_http_exchange *x, const char *data, size_t *size)
{
	struct dais_err err = DAIS_ERR_INIT;
	size_t n = *size;

	*size = 0;
	x->socket->deadline_ms =
	    x->began_us / 1000 + patience(x->server, x->server->options.body_s, x->body.n + n);
	if (x->is_given_up)
		return MHD_NO;
	if (x->state == NET_READING && x->body.n + n > x->body_max) {
		net_body_release(x->server, &x->body);
		(void)dais_err_set(
		    &err, DAIS_ERR_LIMIT, "more than %zu bytes were sent", x->body_max);
		x->server->metrics.rejected[NET_REJECTED_SIZE]++;
		net_reply_refuse(x, MHD_HTTP_CONTENT_TOO_LARGE, &err);
		x->state = NET_DRAINING;
	}
	if (x->state == NET_DRAINING) {
		x->body.n += n;
		return x->body.n > x->body_max + DRAIN_MAX ? MHD_NO : MHD_YES;
	}
	/* How long it will be was not said, or this is nothing new. */
	if (x->body.n + n > DAIS_HTTP_BODY_DEFAULT &&
	    !net_body_reserve(x->server, &x->body, x->body_max))
		x->body.failed = true;
	net_body_put(&x->body, x->server->spool, data, n);
	net_room_hold(x, &x->server->bodies, dais_arena_used(x->arena) + x->body.memory.cap);
	return x->is_given_up ? MHD_NO : MHD_YES;
}

static void
run_handler(struct dais_http_exchange *x)
{
	struct dais_http *s = x->server;
	struct dais_err err = DAIS_ERR_INIT;
	int64_t began_us;

	x->state = NET_HANDLED;
	net_room_leave(x);
	net_turn_mark(s, net_method_names[x->request.method], x->route->route->pattern);
	if (!net_request_read_body(x, &err)) {
		s->metrics.rejected[NET_REJECTED_MALFORMED]++;
		net_reply_refuse(x,
		    err.code == DAIS_ERR_INVALID ? MHD_HTTP_BAD_REQUEST : dais_http_status_of(&err),
		    &err);
		return;
	}
	began_us = net_turn_processor_us();
	if (!s->options.before || s->options.before(x, s->options.ctx))
		x->route->route->handler(x, s->options.ctx);
	net_due_charge(x, net_turn_processor_us() - began_us);
	net_turn_mark(s, "", "receiving and sending");
	if (x->state != NET_HANDLED || x->held)
		return;
	(void)dais_err_set(&err, DAIS_ERR_INTERNAL, "%s gave no reply", x->route->route->pattern);
	net_reply_refuse(x, MHD_HTTP_INTERNAL_SERVER_ERROR, &err);
}

enum MHD_Result
net_exchange_handle(void *ctx, struct MHD_Connection *c, const char *target, const char *method,
    const char *version, const char *data, size_t *size, void **request)
{
	struct dais_http_exchange *x = *request;

	(void)ctx;
	(void)c;
	(void)target;
	if (x->state == NET_NEW)
		return first(x, method, version);
	if (*size)
		return take(x, data, size);
	x->socket->is_sending = false;
	if (x->is_given_up)
		return MHD_NO;
	if (x->state == NET_BARE && net_keep_answer(x))
		return MHD_YES;
	if (x->state == NET_READING || (x->state == NET_BARE && read_request(x))) {
		if (net_due_later(x))
			return MHD_YES;
		run_handler(x);
	} else if (x->state == NET_DUE) {
		run_handler(x);
	}
	if (x->state == NET_HANDLED)
		suspend(x);
	return x->state == NET_HANDLED || x->state == NET_QUEUED ? MHD_YES : queue(x);
}
