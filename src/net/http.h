/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The server: HTTP/1.1 through libmicrohttpd, one thread, one loop. It knows no word of the
 * domain: whoever uses it gives a table of routes. Requests come in whole (within their limits) or
 * not at all; replies go out with the headers that keep a browser safe. A handler either answers
 * at once, or hands work to the workshop (net/workshop.h) and answers when that is done; it never
 * waits.
 */
#ifndef DAIS_NET_HTTP_H
#define DAIS_NET_HTTP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/fence.h"
#include "base/lang.h"
#include "base/vec.h"
#include "mark/json.h"

struct dais_http;          /* the server */
struct dais_http_exchange; /* one request and its reply */
struct dais_http_route;

enum dais_http_method {
	DAIS_HTTP_GET, /* HEAD is answered from GET */
	DAIS_HTTP_POST,
	DAIS_HTTP_PUT,
	DAIS_HTTP_PATCH,
	DAIS_HTTP_DELETE,
	DAIS_HTTP_METHOD_COUNT
};

struct dais_http_pair {
	struct dais_str name, value;
};
typedef DAIS_VEC(struct dais_http_pair) dais_http_pairs;

/* A file that came with a form (multipart/form-data). */
struct dais_http_upload {
	struct dais_str field, file_name, type, bytes;
	size_t at; /* where the bytes begin in the body */
};

/* The request; everything lives as long as the exchange. Percent-escapes are undone once, all is
 * UTF-8 without NUL, or the request was answered 400 before a handler saw it. */
struct dais_http_request {
	enum dais_http_method method;
	struct dais_str path;     /* "/fr/meetings/untoc-2022" */
	dais_http_pairs params;   /* of the route: "{package}" */
	dais_http_pairs query;
	dais_http_pairs fields;   /* of a form */
	DAIS_VEC(struct dais_http_upload) uploads;
	struct dais_str body;     /* as it came; a long one is a mapping: who touches it has it in
			       * memory */
	int body_fd; /* the file a long body lies in, open as long as the exchange; -1 */
	struct dais_str body_type; /* media type without parameters, lower case */
	struct dais_str remote; /* address of the client, behind trusted proxies its own */
	struct dais_str host; /* as the client named it, checked against the allowed names */
	bool secure; /* came by TLS, here or at a trusted proxy */
};

/* What was asked; all of it lives until the handler has returned and the reply is made. */
const struct dais_http_request *dais_http_request(const struct dais_http_exchange *x);
/* Of the exchange; freed when the reply has gone, or before where a long reply no longer needs what
 * it was made from. A giver (dais_http_reply_from()) may use it to its end. */
struct dais_arena *dais_http_arena(struct dais_http_exchange *x);
/* The route that matched; NULL in `problem` for an address without one. */
const struct dais_http_route *dais_http_route_of(const struct dais_http_exchange *x);
/* Empty when it was not sent. Header names in any case. */
struct dais_str dais_http_header(const struct dais_http_exchange *x, const char *name);
/* The one of the six languages that its Accept-Language asks for most (RFC 9110, 12.5.4); English
 * when it asks for none of them. */
enum dais_lang dais_http_language(const struct dais_http_exchange *x);
/* The value of the first that is called so, in the case it has; empty when there is none: a cookie,
 * a parameter of the route, of the query, a field of a form. A field of boxes stands several times
 * in dais_http_request()->fields. */
struct dais_str dais_http_cookie(const struct dais_http_exchange *x, const char *name);
struct dais_str dais_http_param(const struct dais_http_exchange *x, const char *name);
struct dais_str dais_http_query(const struct dais_http_exchange *x, const char *name);
struct dais_str dais_http_field(const struct dais_http_exchange *x, const char *name);

/* ---- replies: exactly one of these ends an exchange ---- */

/* Sets a header of the reply to come; a later one of the same name replaces it. */
void dais_http_set_header(struct dais_http_exchange *x, const char *name, struct dais_str value);
/* Takes back a header of the reply to come, if it was set. */
void dais_http_drop_header(struct dais_http_exchange *x, const char *name);
/* HttpOnly, SameSite=Lax, Path=/, Secure with TLS; @seconds 0: until the browser closes, negative:
 * takes it away. */
void dais_http_set_cookie(
    struct dais_http_exchange *x, const char *name, struct dais_str value, int64_t seconds);
/* @body may be the arena's or a buffer's: it is copied unless it lies in the exchange's arena.
 * @type NULL: no Content-Type. A GET that is answered with 200 has an ETag (of the bytes, when
 * there is none), by which it becomes 304 or 412, and what is not compressible may be asked for in
 * parts (206, 416). Text is compressed for those who accept it; a 503 says when to come back. */
void dais_http_reply(
    struct dais_http_exchange *x, unsigned status, const char *type, struct dais_str body);
/* Gives the body of a reply while it goes out: at most @max bytes (at least one) from @at on into
 * @to; how many. 0: it cannot; the connection ends before the body does. */
typedef size_t dais_http_giver(void *ctx, uint64_t at, char *to, size_t max);
/* 200 with a body of @size that is never in memory as a whole: asked for piece by piece as the
 * client takes it, after the handler has ended. Parts of it may be asked for (Range); it is not
 * compressed and not kept. @ctx must live in the exchange's arena; dais_http_known() has given the
 * tag. */
void dais_http_reply_from(struct dais_http_exchange *x, const char *type, uint64_t size,
    dais_http_giver *give, void *ctx);
/* For replies whose tag costs less than the reply: sets it, and answers when the client has what it
 * names (304), or when a reply with this tag is still kept for the address, although the version
 * has moved on since (dais_http_keep() first, if it may be kept). False: the reply is to be made.
 * @etag: with its quotes; another for every other reply that this address could give. */
bool dais_http_known(struct dais_http_exchange *x, struct dais_str etag);
/* 303 See Other to a path of this server, with its query and fragment. */
void dais_http_redirect(struct dais_http_exchange *x, struct dais_str path);
/* application/problem+json (RFC 9457), in the language that `language` of the options says or, for
 * browsers, what their `problem` makes. @why may be NULL; of a 500 and of an IO error it is for the
 * log alone and not said. Not kept, whatever was said before. */
void dais_http_problem(struct dais_http_exchange *x, unsigned status, const struct dais_err *why);
/* The members of such a problem, into an object of @to that is open: for problems with more to say;
 * sets Content-Language. */
void dais_http_put_problem(struct dais_http_exchange *x, unsigned status,
    const struct dais_err *why, struct dais_json *to);
/* The status that fits an error: NOT_FOUND 404, DENIED 403, CONFLICT 409, INVALID 422, LIMIT 413,
 * BUSY and IO 503, UNSUPPORTED 415, others 500. */
unsigned dais_http_status_of(const struct dais_err *err);

/* The reply to a GET may be kept by the server and given to everyone who asks for the same address
 * (and the same Accept-Language, when its Vary field names that), as long as
 * dais_http_set_version() says the same: for public pages only. Who sends a cookie or
 * Authorization is always handed to the handler. Call before dais_http_reply(). */
void dais_http_keep(struct dais_http_exchange *x);
/* What kept replies were made from: a number that changes when anything public changes. */
void dais_http_set_version(struct dais_http *s, uint64_t version);

/* ---- live: server-sent events (WHATWG HTML, 9.2) ---- */

/* Turns the exchange into a stream of the events of @topics (at most 16, each at most 200 bytes);
 * first those after what was seen last that are still remembered; when that is older than what is
 * remembered, one event "resync", unless the caller knows that nothing was missed (@has_all).
 * Readers that do not keep up are dropped: they come back and resume. */
void dais_http_stream(
    struct dais_http_exchange *x, const struct dais_str *topics, size_t n, bool has_all);
/* The id of the event that whoever asks for a stream has seen last: Last-Event-ID or, without it,
 * the query's "after"; 0 when it is no id. False: neither is said. */
bool dais_http_last_seen(const struct dais_http_exchange *x, uint64_t *ret);
/* Tells all readers of @topic (at most 200 bytes). @id grows from event to event (a change number).
 * @event: its name, one line; NULL: none. @data: at most half a megabyte; its lines are kept. */
void dais_http_publish(struct dais_http *s, struct dais_str topic, uint64_t id, const char *event,
    struct dais_str data);

/* ---- work that takes long ---- */

/* Keeps the exchange open without answering; every path must then lead to a reply. */
void dais_http_hold(struct dais_http_exchange *x);

/* ---- routes ---- */

typedef void dais_http_handler(struct dais_http_exchange *x, void *ctx);

#define DAIS_HTTP_BODY_DEFAULT ((size_t)1 << 20)

struct dais_http_route {
	enum dais_http_method method;
	/* "/{language}/meetings/{package}"; "{name...}" at the end takes all that is left. The most
	 * specific pattern wins, whatever the order. "/x/" is led to "/x" (301). */
	const char *pattern;
	dais_http_handler *handler;
	size_t body_max; /* bytes; 0: DAIS_HTTP_BODY_DEFAULT */
	unsigned cost; /* of the client's allowance; 0: 1. A sign-in costs 20 */
};

struct dais_http_options {
	const char *listen; /* "127.0.0.1:8080", "[::1]:0", "unix:/run/dais.sock"; sockets given by
			     * systemd (LISTEN_FDS) take their place */
	const char *certificate, *key; /* PEM files for TLS; NULL: none */
	const char *const *hosts; /* names this server answers to; n 0: any */
	size_t n_hosts;
	/* Addresses ("127.0.0.1", "::1") and networks ("10.0.0.0/8") whose X-Forwarded-For and
	 * -Proto are believed */
	const char *const *proxies;
	size_t n_proxies;
	unsigned connections_max; /* 0: 20,000 */
	unsigned connections_per_client; /* 0: 4,000; not for proxies */
	unsigned arrivals_per_minute; /* connections that a client may open, so many at once or in a
				       * minute; 0: three times connections_per_client; UINT32_MAX:
				       * no limit. Not for proxies */
	unsigned allowance_per_minute; /* of a client; 0: 6,000; UINT32_MAX: no limit.
					* Kept replies cost nothing */
	unsigned idle_s; /* 0: 60; a connection without a request */
	unsigned headers_s; /* 0: 20, at most 120; until the headers of a request are there */
	unsigned body_s, reply_s; /* 0: 30 and 60; how long a body may take to come, and a reply to
				   * be taken, if they go at @slowest on top */
	unsigned slowest; /* bytes a millisecond; 0: 8 */
	unsigned end_s; /* 0: 10; what is under way when the server ends has this long */
	const struct dais_http_route *const *routes; /* tables; each ends with pattern NULL */
	size_t n_routes;
	void *ctx; /* of the handlers */
	size_t coming_max, going_max; /* bytes of memory that all bodies that are coming, and all
				       * replies that are going, may hold together; 0: 64 MiB,
				       * 256 MiB. Those go that have held theirs longest */
	size_t spool_max; /* bytes of the disk for all bodies longer than DAIS_HTTP_BODY_DEFAULT
			   * together; 0: 4 GiB. More are refused (503) */
	/* Asked when the head of a request is there and its body may be longer than
	 * DAIS_HTTP_BODY_DEFAULT: whether it is taken. False: it has answered. NULL: it is. */
	bool (*admit)(struct dais_http_exchange *x, void *ctx);
	/* Before the handler of every route; false: it has answered. May be NULL. */
	bool (*before)(struct dais_http_exchange *x, void *ctx);
	/* The language problems are said in; NULL: dais_http_language(). */
	enum dais_lang (*language)(const struct dais_http_exchange *x);
	/* Makes the page of a problem for browsers; NULL: problem+json for all. */
	void (*problem)(
	    struct dais_http_exchange *x, void *ctx, unsigned status, const struct dais_err *why);
	/* Called about once a second, and after wake-ups. May be NULL. */
	void (*tick)(void *ctx);
	/* At SIGHUP, before the certificate is loaded again: to open log files anew. May be NULL.
	 */
	void (*reload)(void *ctx);
	/* What failed between requests, for whoever runs the server. May be NULL. */
	void (*complain)(const char *doing, const struct dais_err *why);
	/* One line a request, JSON, without its newline and without the query; what a pattern calls
	 * "{token}" is left out, too. One, too, a turn of the loop that took longer than 50 ms.
	 * NULL: none. */
	void (*log)(void *ctx, struct dais_str line);
};

/* Makes a server that listens and answers nothing yet: see dais_http_run(). What @options points to
 * must live as long. Effects: SIGPIPE is ignored from now on; SIGTERM, SIGINT and SIGHUP wait for
 * dais_http_run(), until dais_http_free(). Errors: INVALID (an address, a certificate, a pattern of
 * a route), IO (the address is taken, a file cannot be read), UNSUPPORTED (the module is not
 * installed). */
bool dais_http_start(
    const struct dais_http_options *options, struct dais_http **ret, struct dais_err *err);
/* The address it listens on, with the port it was given: "http://127.0.0.1:8080". */
struct dais_str dais_http_address(const struct dais_http *s);
/* When its certificate ends, milliseconds since 1970; 0: it serves without TLS. */
int64_t dais_http_certificate_ends_ms(const struct dais_http *s);
/* Runs the loop until dais_http_stop() or SIGTERM or SIGINT; what is under way has end_s seconds,
 * what is held then is answered 503. SIGHUP: `reload` of the options. Errors: IO. */
bool dais_http_run(struct dais_http *s, struct dais_err *err);
void dais_http_stop(struct dais_http *s); /* may be called from a handler */
void dais_http_free(struct dais_http *s);
/* Calls @fn when @fd is readable (for the workshop, PostgreSQL, ...), as long as it is open; who
 * closes it is not called any more. Errors: IO. */
bool dais_http_watch(
    struct dais_http *s, int fd, void (*fn)(void *ctx, int fd), void *ctx, struct dais_err *err);
/* The loop does @what from here on, until the next mark or the end of its turn: of a turn that took
 * long, /metrics and the log name what took the longest. A literal; @s may be NULL. Routes are
 * marked already. */
void dais_http_mark(struct dais_http *s, const char *what);
/* Fences the process in: no new files but in @folders, no programs, no new kinds of calls. What
 * it needs must be open by then. The folder of the certificate may be read, so that it can be
 * renewed. doc/security.md says what is left. Errors: those of dais_fence_server(). */
bool dais_http_fence(struct dais_http *s, const dais_fence_folders *folders, struct dais_err *err);

/* Counters in the text format of Prometheus. */
void dais_http_metrics(const struct dais_http *s, struct dais_buf *out);

#endif
