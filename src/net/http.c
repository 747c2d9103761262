/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The server: start, loop, end. One thread waits in one place for everything: the engine, new
 * connections, signals, live readers, and what others asked to be watched.
 */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fence.h"
#include "base/module.h"
#include "net/certificate_priv.h"
#include "net/proxy_priv.h"

#define EVENTS_AT_ONCE 256
#define TICK_MS 1000

#define CONNECTIONS_MAX 20000u
/* A conference centre may be one address to us: every open page is a connection. */
#define CONNECTIONS_PER_CLIENT 4000u
#define ALLOWANCE_PER_MINUTE 6000u
#define IDLE_S 60u
#define HEADERS_S 20u
#define BODY_S 30u
#define REPLY_S 60u
#define SLOWEST_BYTES_PER_MS 8u
#define END_S 10u
#define COMING_MAX ((size_t)64 << 20)
#define GOING_MAX ((size_t)256 << 20)
#define SPOOL_MAX ((size_t)4 << 30)
#define OTHER_FILES ((rlim_t)128 + NET_SPOOLED_MAX) /* descriptors that are no connections */

bool
net_add_source(struct dais_http *s, struct net_source *source, uint32_t events)
{
	struct epoll_event e = { .events = events, .data.ptr = source };

	return epoll_ctl(s->epoll, EPOLL_CTL_ADD, source->fd, &e) == 0;
}

/* ---- start ---- */

static bool
load_engine(struct dais_http *s, struct dais_err *err)
{
	char why[256] = "";

	s->engine = dais_module_load(DAIS_BUILD_ROOT, DAIS_HTTP_MODULE_BUILT, DAIS_HTTP_MODULE,
	    "dais_http_engine", why, sizeof(why));
	if (!s->engine)
		return dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		    "the part of dais that speaks HTTP cannot be loaded: %s", why);
	return true;
}

static void
set_defaults(struct dais_http_options *o)
{
	o->connections_max = o->connections_max ? o->connections_max : CONNECTIONS_MAX;
	o->connections_per_client =
	    o->connections_per_client ? o->connections_per_client : CONNECTIONS_PER_CLIENT;
	if (!o->arrivals_per_minute)
		o->arrivals_per_minute = o->connections_per_client > UINT32_MAX / 3
					     ? UINT32_MAX
					     : o->connections_per_client * 3;
	o->allowance_per_minute =
	    o->allowance_per_minute ? o->allowance_per_minute : ALLOWANCE_PER_MINUTE;
	o->idle_s = o->idle_s ? o->idle_s : IDLE_S;
	o->headers_s = o->headers_s ? o->headers_s : HEADERS_S;
	DAIS_ASSERT(o->headers_s <= NET_HEADERS_S_MAX);
	o->body_s = o->body_s ? o->body_s : BODY_S;
	o->reply_s = o->reply_s ? o->reply_s : REPLY_S;
	o->slowest = o->slowest ? o->slowest : SLOWEST_BYTES_PER_MS;
	o->end_s = o->end_s ? o->end_s : END_S;
	o->spool_max = o->spool_max ? o->spool_max : SPOOL_MAX;
}

/* As many descriptors as the system lets us have. */
static void
raise_limit(struct dais_http *s)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	limit.rlim_cur = limit.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &limit);
	if (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur > 2 * OTHER_FILES &&
	    s->options.connections_max > limit.rlim_cur - OTHER_FILES)
		s->options.connections_max = (unsigned)(limit.rlim_cur - OTHER_FILES);
}

static void
engine_ready(struct dais_http *s, struct net_source *source, uint32_t events)
{
	/* It is run after every wake-up. */
	(void)s;
	(void)source;
	(void)events;
}

static bool
start_engine(struct dais_http *s, struct dais_err *err)
{
	const struct dais_http_options *o = &s->options;

	if (!net_certificate_load(s, err))
		return false;
	s->daemon =
	    s->engine->start(&(struct net_engine_options){ .connections_max = o->connections_max,
		.idle_s = o->idle_s * 2 + 60, /* deadlines of our own come first (accept.c) */
		.secure = o->certificate != NULL,
		.ctx = s,
		.begin = net_exchange_begin,
		.handle = net_exchange_handle,
		.completed = net_exchange_completed,
		.connected = net_connected });
	if (!s->daemon)
		return dais_err_set(err, DAIS_ERR_INTERNAL, "the server cannot be started");
	s->engine_source.fd =
	    s->engine->get_daemon_info(s->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
	s->engine_source.ready = engine_ready;
	if (!net_add_source(s, &s->engine_source, EPOLLIN))
		return dais_err_errno(err, errno, "the server cannot be started");
	return true;
}

/* Where long bodies go. */
static int
open_spool(void)
{
	const char *folder = getenv("TMPDIR");
	int fd = open(folder ? folder : "/var/tmp", O_DIRECTORY | O_PATH | O_CLOEXEC);

	return fd >= 0 ? fd : open("/tmp", O_DIRECTORY | O_PATH | O_CLOEXEC);
}

static bool
start_parts(struct dais_http *s, struct dais_err *err)
{
	const struct dais_http_options *o = &s->options;

	if (!net_proxies_read(s, err) || !load_engine(s, err) ||
	    !net_routes_init(&s->routes, s->arena, o->routes, o->n_routes, err))
		return false;
	s->epoll = epoll_create1(EPOLL_CLOEXEC);
	s->spare = s->epoll < 0 ? -1 : fcntl(s->epoll, F_DUPFD_CLOEXEC, 0);
	s->spool = open_spool();
	if (s->epoll < 0 || s->spool < 0)
		return dais_err_errno(err, errno, "the server cannot be started");
	raise_limit(s);
	net_clients_init(&s->clients, o->allowance_per_minute, o->arrivals_per_minute);
	net_live_init(s);
	s->metrics.by_status =
	    dais_arena_array(s->arena, s->routes.all.n + 1, sizeof(*s->metrics.by_status));
	return net_signals_take(s, err) && start_engine(s, err) && net_listen(s, err);
}

bool
dais_http_start(
    const struct dais_http_options *options, struct dais_http **ret, struct dais_err *err)
{
	struct dais_http *s = calloc(1, sizeof(*s));

	DAIS_ASSERT(s);
	s->options = *options;
	s->arena = dais_arena_new(0);
	s->epoll = s->spare = s->spool = s->notify = s->signals.fd = -1;
	set_defaults(&s->options);
	s->bodies.most = options->coming_max ? options->coming_max : COMING_MAX;
	s->replies.most = options->going_max ? options->going_max : GOING_MAX;
	(void)signal(SIGPIPE, SIG_IGN);
	if (!start_parts(s, err)) {
		dais_http_free(s);
		return false;
	}
	net_certificate_tick(s, dais_clock_ms());
	*ret = s;
	return true;
}

struct dais_str
dais_http_address(const struct dais_http *s)
{
	return s->address;
}

/* ---- what is watched ---- */

static void
watch_ready(struct dais_http *s, struct net_source *source, uint32_t events)
{
	struct net_watch *w = (struct net_watch *)source;

	(void)events;
	s->woken = true;
	net_turn_mark(s, "", "what the workshop has done");
	w->fn(w->ctx, source->fd);
	net_turn_mark(s, "", "connections");
}

bool
dais_http_watch(
    struct dais_http *s, int fd, void (*fn)(void *ctx, int fd), void *ctx, struct dais_err *err)
{
	struct net_watch *w = DAIS_NEW(s->arena, struct net_watch);

	*w = (struct net_watch){ .source = { watch_ready, fd }, .fn = fn, .ctx = ctx };
	if (!net_add_source(s, &w->source, EPOLLIN))
		return dais_err_errno(err, errno, "cannot watch a descriptor");
	return true;
}

static const char *
folder_of(struct dais_arena *a, const char *path)
{
	struct dais_str folder = dais_str_from(path);

	while (folder.n > 0 && folder.p[folder.n - 1] != '/')
		folder.n--;
	return folder.n ? dais_arena_cstr(a, folder) : ".";
}

/* Who renews a certificate writes another file and puts it in the place of this one, or leads a
 * symbolic link to it: what may be read is the folder of the name, and that of the file itself. Not
 * so a folder as wide as "/etc". */
static void
add_renewable(struct dais_http *s, const char *path, struct dais_fence_folder *list, size_t *k)
{
	char *places[] = { realpath(folder_of(s->arena, path), NULL), realpath(path, NULL) };

	list[(*k)++] = (struct dais_fence_folder){ path, false };
	if (places[1])
		*strrchr(places[1], '/') = '\0';
	for (size_t i = 0; i < 2; i++) {
		if (places[i] && places[i][0] && strchr(places[i] + 1, '/'))
			list[(*k)++] = (struct dais_fence_folder){
				dais_arena_cstr(s->arena, dais_str_from(places[i])), false
			};
		free(places[i]);
	}
}

bool
dais_http_fence(struct dais_http *s, const dais_fence_folders *folders, struct dais_err *err)
{
	const struct dais_http_options *o = &s->options;
	struct dais_fence_folder *list =
	    DAIS_NEW_N(s->arena, folders->n + 7, struct dais_fence_folder);
	char spool[64];
	size_t k = 0;

	for (size_t i = 0; i < folders->n; i++)
		list[k++] = folders->v[i];
	(void)snprintf(spool, sizeof(spool), "/proc/self/fd/%d", s->spool);
	list[k++] = (struct dais_fence_folder){ spool, true };
	/* To be read again when they have been renewed. */
	if (o->certificate) {
		add_renewable(s, o->certificate, list, &k);
		add_renewable(s, o->key, list, &k);
	}
	return dais_fence_server(list, k, err);
}

/* ---- the loop ---- */

void
dais_http_stop(struct dais_http *s)
{
	s->stopping = true;
}

static int
patience(struct dais_http *s, bool busy)
{
	MHD_UNSIGNED_LONG_LONG engine_ms = TICK_MS;
	int64_t left = s->last_tick_ms + TICK_MS - dais_clock_ms();

	if (busy || left <= 0)
		return 0;
	if (s->engine->get_timeout(s->daemon, &engine_ms) == MHD_YES && engine_ms < (uint64_t)left)
		return (int)engine_ms;
	return (int)left;
}

static void
tick(struct dais_http *s)
{
	int64_t now = dais_clock_ms();

	if (s->woken || now - s->last_tick_ms >= TICK_MS) {
		if (s->options.tick)
			s->options.tick(s->options.ctx);
		s->woken = false;
	}
	if (now - s->last_tick_ms < TICK_MS)
		return;
	s->last_tick_ms = now;
	net_certificate_tick(s, now);
	net_connections_check(s, now);
	net_live_tick(s, now);
	if (s->trim_ms && now >= s->trim_ms &&
	    s->bodies.bytes + s->replies.bytes <= NET_ROOM_CALM) {
		(void)malloc_trim(0);
		s->trim_ms = 0;
	}
	if (s->watchdog_ms && now - s->last_notice_ms >= s->watchdog_ms) {
		s->last_notice_ms = now;
		net_notify(s, "WATCHDOG=1");
	}
}

/* Who comes is let in by and by, and requests that wait go on one by one; who is in and needs no
 * handler is served in between. Whether some still wait. */
static bool
run_engine(struct dais_http *s)
{
	bool more;

	do {
		more = net_arrivals_pump(s);
		/* Who has come meanwhile stands in his line before it is said whose turn it is. */
		if (s->due.n)
			(void)s->engine->run(s->daemon);
		net_due_pump(s);
		(void)s->engine->run(s->daemon);
		net_handshakes_settle(s);
		more = more || s->due.n;
	} while (more && !net_turn_is_long(s));
	return more;
}

static bool
turn(struct dais_http *s, bool *busy, struct dais_err *err)
{
	struct epoll_event events[EVENTS_AT_ONCE];
	int n = epoll_wait(s->epoll, events, EVENTS_AT_ONCE, patience(s, *busy));
	if (n < 0 && errno != EINTR)
		return dais_err_errno(err, errno, "the server cannot wait");
	net_turn_begin(s);
	for (int i = 0; i < n; i++) {
		struct net_source *source = events[i].data.ptr;

		source->ready(s, source, events[i].events);
	}
	net_turn_mark(s, "", "receiving and sending");
	*busy = run_engine(s);
	net_turn_mark(s, "", "what is due");
	tick(s);
	net_turn_mark(s, "", "events");
	*busy = net_live_pump(s) || *busy;
	net_turn_mark(s, "", "compressing");
	*busy = net_pack_pump(s) || *busy;
	net_turn_mark(s, "", "bodies that are over");
	*busy = net_body_pump(s) || *busy;
	net_arrivals_free(s);
	net_turn_end(s);
	return true;
}

/* ---- the end ---- */

static void
begin_end(struct dais_http *s)
{
	net_notify(s, "STOPPING=1");
	s->stop_ms = dais_clock_ms() + (int64_t)s->options.end_s * 1000;
	net_unlisten(s);
	net_live_end(s);
}

/* Connections on which nothing is under way are closed; the others when they have their reply. */
static void
close_idle(struct dais_http *s)
{
	for (struct net_connection *c = s->connections, *next; c; c = next) {
		next = c->next;
		if (!c->is_busy && c->where != NET_IN_LINE)
			net_connection_end(s, c);
	}
}

static void
answer_held(struct dais_http *s)
{
	struct dais_err err = DAIS_ERR_INIT;

	(void)dais_err_set(&err, DAIS_ERR_BUSY, "the server is ending");
	net_due_end(s);
	while (s->held)
		dais_http_problem(s->held, MHD_HTTP_SERVICE_UNAVAILABLE, &err);
}

static bool
is_over(struct dais_http *s)
{
	if (!s->stopping)
		return false;
	if (!s->stop_ms)
		begin_end(s);
	close_idle(s);
	return (s->n_exchanges == 0 && s->arrivals.n == 0) || dais_clock_ms() > s->stop_ms;
}

bool
dais_http_run(struct dais_http *s, struct dais_err *err)
{
	bool busy = false, ok = true;

	net_notify(s, "READY=1");
	while (ok && !is_over(s))
		ok = turn(s, &busy, err);
	answer_held(s);
	for (unsigned i = 0; i < 3; i++)
		(void)s->engine->run(s->daemon);
	return ok;
}

static void
close_fd(int fd)
{
	if (fd >= 0)
		(void)close(fd);
}

void
dais_http_free(struct dais_http *s)
{
	if (!s)
		return;
	if (s->daemon) {
		/* The engine must have no suspended connection when it ends. */
		net_unlisten(s);
		net_live_end(s);
		net_arrivals_end(s);
		answer_held(s);
		(void)s->engine->run(s->daemon);
		s->engine->stop(s->daemon);
	}
	net_signals_give_back(s);
	net_bodies_end(s);
	net_live_release(s);
	if (s->engine)
		net_keep_release(s);
	net_clients_release(&s->clients);
	close_fd(s->epoll);
	close_fd(s->spare);
	close_fd(s->spool);
	close_fd(s->notify);
	close_fd(s->signals.fd);
	dais_arena_free(s->arena);
	free(s);
}
