/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parts of the server, for each other.
 */
#ifndef DAIS_NET_HTTP_PRIV_H
#define DAIS_NET_HTTP_PRIV_H

#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/types.h>

#include "net/engine.h"
#include "net/fair.h"
#include "net/http.h"
#include "net/route.h"

/* ---- clients and what they may ask for (client.c) ---- */

/* One client: an IPv4 address or the /64 an IPv6 address lies in. */
struct net_client {
	unsigned char address[16];
	int64_t filled_ms;    /* when @allowance was last made good */
	float allowance;      /* what is left of it */
	uint32_t connections; /* open now, live readers too; such an entry stays */
	struct net_line asking; /* requests that wait for their handler; such an entry stays, too */
	struct net_line arriving, shaking; /* connections before the engine has them, and those
					    * whose handshake is under way (arrive.c) */
	uint32_t n_shaking;
	float arrivals; /* what is left of the connections it may open, ... */
	int64_t arrived_ms; /* ... when that was last made good */
};

struct net_clients {
	struct net_client *v;
	unsigned char key[16];
	float per_ms, most; /* how fast an allowance grows, and to what */
	float arrivals_per_ms, arrivals_most;
};

/* @arrivals: connections a minute that a client may open. */
void net_clients_init(struct net_clients *c, unsigned per_minute, unsigned arrivals);
void net_clients_release(struct net_clients *c);
/* The entry of an address as text ("192.0.2.1", "2001:db8::1"); never NULL, good until the next
 * call unless it has connections. When the table is full the least restricted entry goes. */
struct net_client *net_clients_find(struct net_clients *c, const char *address, int64_t now_ms);
/* Takes @cost, or all of an allowance that is smaller; false: it is used up, *@ret_s seconds to
 * wait. */
bool net_clients_take(struct net_clients *c, struct net_client *client, unsigned cost,
    int64_t now_ms, unsigned *ret_s);
/* Takes one of the connections it may open; false: it has opened too many. */
bool net_clients_arrive(struct net_clients *c, struct net_client *client, int64_t now_ms);

/* ---- counters (metrics.c) ---- */

#define NET_STATUSES 24u
#define NET_LATENCIES 12u

enum net_rejection {
	NET_REJECTED_CONNECTIONS, /* too many at all */
	NET_REJECTED_CLIENT, /* too many of one client */
	NET_REJECTED_ALLOWANCE,
	NET_REJECTED_SLOW,
	NET_REJECTED_MALFORMED,
	NET_REJECTED_HOST,
	NET_REJECTED_SIZE,
	NET_REJECTED_READER, /* a live reader that does not keep up */
	NET_REJECTED_ROOM, /* all together hold too much */
	NET_REJECTED_ARRIVALS, /* connections of one client, in too short a time */
	NET_REJECTION_COUNT
};

/* A part of a turn, by its name: a route's method and pattern, or no method and what was marked. */
struct net_step {
	const char *method, *what;
	int64_t us;
};

struct net_long_step {
	struct net_step step; /* us: the longest */
	uint64_t turns;
};

struct net_turn {
	int64_t began_us, began_processor_us;
	int64_t marked_us; /* since then @step is under way */
	struct net_step step, longest;
};

struct net_metrics {
	uint64_t (*by_status)[NET_STATUSES]; /* of each route; the last is for no route */
	uint64_t latency[NET_LATENCIES + 1];
	uint64_t latency_us, requests;
	/* Turns of the loop: what came at the beginning of one waits until its end. */
	uint64_t turn[NET_LATENCIES + 1];
	uint64_t turn_us, turns, longest_turn_us, longest_turn_processor_us;
	DAIS_VEC(struct net_long_step) long_steps; /* of long turns, the longest of each */
	uint64_t kept_hits, kept_misses, bytes, events, events_sent, accepted;
	uint64_t rejected[NET_REJECTION_COUNT];
};

void net_metrics_count(struct dais_http *s, size_t route, unsigned status, int64_t us);
void net_metrics_turn(struct net_metrics *m, int64_t us, int64_t processor_us);

/* Something the loop waits for. Stands first in what it belongs to. */
struct net_source {
	void (*ready)(struct dais_http *s, struct net_source *source, uint32_t events);
	int fd;
};

/* ---- connections (accept.c, arrive.c) ---- */

enum net_where {
	NET_SILENT, /* nothing has come by it that the engine could work on */
	NET_IN_LINE, /* something has */
	NET_INSIDE, /* the engine has it */
	NET_GONE
};

struct net_connection {
	struct net_source source; /* its socket; watched while it is silent */
	enum net_where where;
	struct net_place place; /* among those that go in, or whose handshake is under way */
	struct net_place working; /* among those whose handshake the engine works on */
	struct MHD_Connection *of_engine;
	struct net_connection *next, *prev;
	union {
		struct sockaddr any;
		struct sockaddr_in four;
		struct sockaddr_in6 six;
	} from;
	socklen_t n_from;
	char address[64]; /* of who connected; "" by a socket file */
	struct net_client *client; /* among whose connections it is counted; may be NULL */
	bool has_asked; /* the line of a first request has come */
	bool is_busy; /* a request is under way: */
	struct dais_http_exchange *exchange; /* NULL: none */
	bool is_sending; /* and its body is not all there */
	bool is_trusted; /* a proxy: what it says of its clients is believed */
	bool is_waiting; /* for a request, or the end of its head, ... */
	int64_t since_ms; /* ... since then: it is in the order below */
	struct net_connection *older, *newer;
	int64_t deadline_ms; /* when it is given up unless something moves */
};

/* ---- kept replies (keep.c) ---- */

struct net_kept_reply;
struct net_packing;

struct net_keep {
	struct net_kept_reply **slots;
	size_t cap, n, bytes;
	struct net_kept_reply *newest, *oldest; /* by use */
	uint64_t version;
	struct net_packing *packing, *last_packing; /* in the order of their work (pack.c) */
};

/* ---- live readers (live.c) ---- */

struct net_live;

/* ---- what clients hold together (room.c) ---- */

/* What the kernel takes of a reply before the client has taken what is under way to him: enough for
 * a page at once. Without it, a reader who takes nothing holds megabytes in the kernel. */
#define NET_NOT_SENT_MAX (128u << 10)
#define NET_ROOM_CALM ((size_t)32 << 20) /* less than this is nothing unusual */
#define NET_SPOOLED_MAX 256u /* long bodies at once: each takes a descriptor */

struct net_room {
	struct dais_http_exchange *oldest, *newest; /* by when they began to hold something */
	size_t n, bytes, most;
};

/* Of an exchange. */
struct net_hold {
	struct net_room *room; /* NULL: it holds nothing that counts */
	struct dais_http_exchange *older, *newer;
	size_t bytes;
};

/* @x holds @bytes in @room from now on, and nothing elsewhere. When all hold more than is allowed,
 * those of @room end that have held theirs longest; that may be @x itself (is_given_up). */
void net_room_hold(struct dais_http_exchange *x, struct net_room *room, size_t bytes);
void net_room_leave(struct dais_http_exchange *x);

/* ---- the body of a request (body.c) ---- */

/* Well-formed text is told piece by piece, as it comes. */
struct net_text {
	char cut[4]; /* the beginning of a character that the next piece goes on with */
	unsigned n;
	bool is_none; /* it is not text */
};

void net_text_put(struct net_text *t, struct dais_str piece);
/* Whether all was. */
bool net_text_end(const struct net_text *t);

struct net_body {
	struct dais_buf memory;
	int fd; /* what is long lies in an unlinked file; -1: it does not */
	struct net_scan *scan; /* of the delimiters of a form with files; NULL */
	struct net_text *text; /* of one that must be text; NULL */
	size_t n;
	size_t reserved; /* of the disk (net_body_reserve()) */
	bool failed;
};

void net_body_init(struct net_body *b);
/* Keeps @most bytes of the disk for a body that may be longer than what stays in memory. False:
 * those that are coming have all that may be used. */
bool net_body_reserve(struct dais_http *s, struct net_body *b, size_t most);
void net_body_put(struct net_body *b, int folder_fd, const char *p, size_t n);
/* All of it, as long as the arena lives. False: the disk is full, or the like. */
bool net_body_finish(struct net_body *b, struct dais_arena *a, struct dais_str *ret);
/* Its file is given back later, when it is long (net_body_pump()). */
void net_body_release(struct dais_http *s, struct net_body *b);
/* Gives back some megabytes of the files of bodies that are over: a file that is closed as a whole
 * holds the loop up. Whether more are to be given back. */
bool net_body_pump(struct dais_http *s);
void net_bodies_end(struct dais_http *s);

/* ---- an exchange ---- */

enum net_state {
	NET_NEW, /* its headers are coming */
	NET_BARE, /* it has no body and was not looked at */
	NET_READING, /* its body is coming */
	NET_DUE, /* it is all there and waits for its handler */
	NET_DRAINING, /* refused; its body is taken and dropped */
	NET_HANDLED, /* the handler was called */
	NET_ANSWERED, /* the reply is made */
	NET_QUEUED, /* and with the engine */
};

struct dais_http_exchange {
	struct dais_http *server;
	struct MHD_Connection *connection;
	struct net_connection *socket;
	const char *method, *version; /* as they came */
	struct dais_http_exchange *next_held, *prev_held;
	struct dais_http_request request;
	struct dais_arena *arena; /* NULL as long as nobody needed it */
	const struct net_route *route;
	dais_http_pairs headers; /* of the reply */
	DAIS_VEC(struct dais_str) cookies;
	struct net_body body;
	size_t body_max;
	struct net_hold hold;
	struct net_place place; /* among those that wait for their handler */
	struct MHD_Response *response;
	dais_http_giver *give; /* NULL: the body of the reply is in memory */
	void *give_ctx;
	uint64_t give_from; /* where the part of it begins that is sent */
	struct net_reader *reader; /* it became */
	int64_t began_us;
	int64_t queued_ms; /* when the reply was given to the engine */
	char remote[64]; /* request.remote, when the arena has gone before the reply */
	size_t sent; /* bytes of the reply's body */
	enum net_state state;
	unsigned status;
	unsigned allow; /* methods, for 405 and OPTIONS */
	bool is_faulty; /* where it ends is not clear: the connection ends with it */
	bool is_given_up; /* its connection was ended, to make room */
	bool is_apart; /* the reply's bytes lie apart from the arena */
	bool other_method; /* one that is not known */
	bool streams; /* the reply is compressed while it is sent */
	bool is_head, keep, held, suspended, in_handler, in_problem, personal;
	size_t n_target;
	char target[]; /* as it came */
};

/* ---- the server ---- */

struct net_watch {
	struct net_source source;
	void (*fn)(void *ctx, int fd);
	void *ctx;
};

#define NET_LISTENERS_MAX 8u

/* Addresses whose first @bits are those of @address; IPv4 as ::ffff:0:0/96. */
struct net_proxy {
	unsigned char address[16];
	unsigned bits;
};

struct dais_http {
	struct dais_http_options options;
	struct dais_arena *arena;
	const struct net_engine *engine;
	struct MHD_Daemon *daemon;
	struct net_routes routes;
	struct net_clients clients;
	struct net_metrics metrics;
	struct net_turn turn;
	struct net_keep kept;
	struct net_live *live;
	struct net_connection *connections;
	size_t n_connections;
	struct net_fair arrivals, shaking; /* (arrive.c) */
	struct net_line trusted; /* of the first: those by proxies */
	/* Of handshakes those that the engine works on; all others are suspended. */
	struct net_fair at_work;
	struct net_line working;
	struct net_connection *gone; /* before the engine had them; freed with the turn's end */
	/* Those whose next request is not there: the oldest wait longest. */
	struct net_connection *oldest_waiting, *newest_waiting;
	struct net_room bodies, replies;
	struct net_fair due; /* requests that wait for their handler (due.c) */
	int64_t trim_ms; /* when memory goes back to the system; 0: there is none to give back */
	size_t spooled; /* bytes of the disk kept for bodies */
	unsigned n_spooled;
	struct net_connection *accepting; /* what connected() is about */
	struct dais_http_exchange *held;
	struct net_spent *spent; /* files of bodies that are over (body.c) */
	size_t n_held, n_exchanges;
	struct dais_str address;
	int epoll, spare, spool, notify;
	struct net_source engine_source, signals;
	sigset_t signals_before; /* the mask of the process before, if @has_signals */
	bool has_signals;
	struct net_source listeners[NET_LISTENERS_MAX];
	size_t n_listeners;
	bool is_given; /* sockets came from systemd */
	char unix_path[108];
	bool stopping, woken;
	int64_t stop_ms;
	int64_t last_tick_ms, watchdog_ms, last_notice_ms;
	struct net_proxy *proxies; /* options.n_proxies */
	struct {
		struct net_certificate_life life;
		bool is_said; /* that it is ending */
		int64_t said_ms; /* of dais_clock_ms() */
	} certificate;
};

/* signals.c */
/* From here on SIGTERM, SIGINT and SIGHUP wait until the loop asks for them: who knows the address
 * may send them before it runs. */
bool net_signals_take(struct dais_http *s, struct dais_err *err);
void net_signals_give_back(struct dais_http *s);

/* listen.c */
bool net_listen(struct dais_http *s, struct dais_err *err);
void net_unlisten(struct dais_http *s);
/* Tells systemd ("READY=1"); nothing without NOTIFY_SOCKET. */
void net_notify(struct dais_http *s, const char *what);

/* accept.c */
void net_accept(struct dais_http *s, struct net_source *listener, uint32_t events);
void net_connected(
    void *ctx, struct MHD_Connection *c, void **socket, enum MHD_ConnectionNotificationCode what);
/* A request has begun, its head is there; a connection waits for the next one. */
void net_connection_busy(struct dais_http *s, struct net_connection *c);
void net_connection_wait(struct dais_http *s, struct net_connection *c, int64_t now_ms);
/* Ends it: the engine finds it closed; one that it does not have is gone. */
void net_connection_end(struct dais_http *s, struct net_connection *c);
/* It is in no list and counted nowhere any more. */
void net_connection_forget(struct dais_http *s, struct net_connection *c);
/* Gives up connections that are too slow. */
void net_connections_check(struct dais_http *s, int64_t now_ms);

/* arrive.c: a connection that was accepted waits until the engine has something to do for it. */
void net_arrive(struct dais_http *s, struct net_connection *c);
/* Some whose turn it is go in; whether more may at once. */
bool net_arrivals_pump(struct dais_http *s);
/* After a run of the engine: handshakes that wait for their clients are suspended. */
void net_handshakes_settle(struct dais_http *s);
/* Its handshake is under way, or over; without TLS there is none. */
void net_connection_shakes(struct dais_http *s, struct net_connection *c);
void net_connection_shaken(struct dais_http *s, struct net_connection *c);
/* Frees those that are gone: no event of this turn is about them any more. */
void net_arrivals_free(struct dais_http *s);
void net_arrivals_end(struct dais_http *s);

/* exchange.c */
void *net_exchange_begin(void *ctx, const char *target, struct MHD_Connection *c);
enum MHD_Result net_exchange_handle(void *ctx, struct MHD_Connection *c, const char *target,
    const char *method, const char *version, const char *data, size_t *size, void **request);
void net_exchange_completed(
    void *ctx, struct MHD_Connection *c, void **request, enum MHD_RequestTerminationCode how);
struct dais_str net_header(const struct dais_http_exchange *x, const char *name);
bool net_has_body(const struct dais_http_exchange *x);
/* The reply is made: hands it on when the exchange was held. */
void net_exchange_answered(struct dais_http_exchange *x);
/* @at bytes of a reply that is given piece by piece have been taken: who takes less than a slow
 * line would is given up. */
void net_exchange_taken(struct dais_http_exchange *x, uint64_t at);

/* framing.c: whether its end is where all would see it, and its fields are what they seem. */
bool net_framing_is_sound(const struct dais_http_exchange *x);

/* due.c: in a turn that has taken long already, or while others wait, a request waits, too; it is
 * suspended then. */
bool net_due_later(struct dais_http_exchange *x);
/* The handler of @x has used that much of the processor: its client waits so much longer when
 * others wait, too. */
void net_due_charge(struct dais_http_exchange *x, int64_t us);
/* Lets some go on whose turn it is: the engine's next run calls their handlers. */
void net_due_pump(struct dais_http *s);
/* None is handled any more: their connections end. */
void net_due_end(struct dais_http *s);

/* request.c: method, target, host, client, route, allowance. False: refused with x->status. */
bool net_request_read(struct dais_http_exchange *x, struct dais_err *err);
/* Whether a kept reply may be given; it costs less than refusing would, so no allowance. False: the
 * long way follows. */
bool net_request_may_pass(struct dais_http_exchange *x);
/* What is to be found out about the body while it comes. */
void net_request_expect_body(struct dais_http_exchange *x);
/* The body that has come, as a form or bytes. */
bool net_request_read_body(struct dais_http_exchange *x, struct dais_err *err);

/* problem.c */
void net_reply_allow(struct dais_http_exchange *x); /* the header Allow, of x->allow */
void net_reply_refuse(struct dais_http_exchange *x, unsigned status, const struct dais_err *why);

/* reply.c */
/* The reply is another where the request's header @what is another (RFC 9110, 12.5.5). */
void net_reply_vary(struct dais_http_exchange *x, const char *what);
/* Every header that the reply has, for a stream that the engine does not send. */
void net_reply_head(struct dais_http_exchange *x, struct dais_buf *out);
void net_reply_defaults(struct dais_http_exchange *x);

/* compress.c: gzip; false when it would not be shorter. @for_good: as short as can be, at ten times
 * the cost, for what is compressed once and kept by server and browsers. */
bool net_compress(struct dais_str in, bool for_good, struct dais_buf *out);
/* What is long is compressed while it is sent: the response, with @bytes (which must last) to come
 * through it; what has gone is added to x->sent. */
struct MHD_Response *net_compressed_response(struct dais_http_exchange *x, struct dais_str bytes);
/* Whether compressing @n bytes would pay. */
bool net_is_worth_compressing(size_t n);
bool net_is_compressible(const char *type);

/* keep.c */
/* Queues a kept reply; false when there is none for this request. */
bool net_keep_answer(struct dais_http_exchange *x);
/* The same from the handler of @x: one with this tag for the address, of whichever version. */
bool net_keep_again(struct dais_http_exchange *x, struct dais_str etag);
/* Keeps the reply that @x is given, with its headers so far: @identity and, unless it is empty,
 * @gzip, each with its entity tag. @packs: it is to be compressed as small as can be, later. */
void net_keep_add(struct dais_http_exchange *x, struct dais_str identity, struct dais_str gzip,
    bool packs, struct dais_str etag, struct dais_str gzip_etag);
void net_keep_release(struct dais_http *s);
/* The packing of @r has come to an end: @gzip are its bytes (copied), with the headers they go
 * with; empty: it does not get shorter. */
void net_keep_packed(struct dais_http *s, struct net_kept_reply *r, const dais_http_pairs *headers,
    struct dais_str gzip);

/* pack.c: kept replies are compressed as small as can be, a slice a turn, after they have been
 * given for the first time. */
/* @bytes must last until the end or net_pack_forget(). */
struct net_packing *net_pack_later(struct dais_http *s, struct net_kept_reply *r,
    const dais_http_pairs *headers, struct dais_str bytes);
void net_pack_forget(struct dais_http *s, struct net_packing *p);
/* Does a slice; whether more waits. */
bool net_pack_pump(struct dais_http *s);

/* live.c */
void net_live_init(struct dais_http *s);
void net_live_release(struct dais_http *s);
/* Takes the exchange's socket over, or (TLS) makes the engine ask for events. */
enum MHD_Result net_live_begin(struct dais_http_exchange *x);
/* Sends what waits, to a share of the readers; whether more wait. */
bool net_live_pump(struct dais_http *s);
void net_live_tick(struct dais_http *s, int64_t now_ms);
/* Tells all readers when to come back, and lets them go. */
void net_live_end(struct dais_http *s);
/* The exchange of a reader that the engine has is over. */
void net_live_gone(struct dais_http_exchange *x);
size_t net_live_count(const struct dais_http *s);

/* http.c */
bool net_add_source(struct dais_http *s, struct net_source *source, uint32_t events);

/* turn.c */
void net_turn_begin(struct dais_http *s);
/* From here on the turn does @what, until the next mark. Neither string is copied. */
/* Time of the processor that this thread has used, microseconds. */
int64_t net_turn_processor_us(void);
void net_turn_mark(struct dais_http *s, const char *method, const char *what);
/* Whether it has taken as long as it should: what can wait waits for the next. */
bool net_turn_is_long(const struct dais_http *s);
void net_turn_end(struct dais_http *s);

/* log.c */
void net_log_event(struct dais_http *s, const char *what, const char *detail);
void net_log(struct dais_http_exchange *x, int64_t us);
void net_log_turn(
    struct dais_http *s, int64_t us, int64_t processor_us, const struct net_step *longest);
/* "GET" ... */
extern const char *const net_method_names[DAIS_HTTP_METHOD_COUNT];

#endif
