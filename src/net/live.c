/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Live readers. Without TLS the server takes the socket over from the engine, which would keep
 * 24 KiB for each: a reader is then a few hundred bytes, and an event goes to it with one call and
 * no copy. With TLS the engine sends, and asks for what is next (live_engine.c).
 * Source: WHATWG HTML, 9.2, "Server-sent events".
 */
#include "base/clock.h"
#include "net/live.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/target.h"

#define PUMP_AT_ONCE 256u
#define BEAT_S 25u /* proxies give up silent connections after 30 seconds and more */
#define BLOCKED_MS 30000
#define GONE_MS 60000 /* until a reader that answers nothing at all is given up */
#define RETRY_MS 3000u
#define IGNORED_MAX 16384u /* a request or two that were sent behind */

void
net_live_init(struct dais_http *s)
{
	s->live = calloc(1, sizeof(*s->live));
	DAIS_ASSERT(s->live);
	s->live->waiting_end = &s->live->waiting;
	s->live->known_from = UINT64_MAX;
}

size_t
net_live_count(const struct dais_http *s)
{
	return s->live->n_readers;
}

static void
wait_turn(struct net_live *l, struct net_reader *r)
{
	if (r->is_waiting)
		return;
	r->is_waiting = true;
	r->next_waiting = NULL;
	r->at_waiting = l->waiting_end;
	*l->waiting_end = r;
	l->waiting_end = &r->next_waiting;
}

static void
leave_queue(struct net_live *l, struct net_reader *r)
{
	if (!r->is_waiting)
		return;
	*r->at_waiting = r->next_waiting;
	if (r->next_waiting)
		r->next_waiting->at_waiting = r->at_waiting;
	else
		l->waiting_end = r->at_waiting;
	r->is_waiting = false;
}

static struct net_reader *
take_first(struct net_live *l)
{
	struct net_reader *r = l->waiting;

	l->waiting = r->next_waiting;
	if (l->waiting)
		l->waiting->at_waiting = &l->waiting;
	else
		l->waiting_end = &l->waiting;
	r->is_waiting = false;
	return r;
}

static void
free_reader(struct net_reader *r)
{
	struct net_live *l = r->server->live;

	leave_queue(l, r);
	net_unsubscribe_all(l, r);
	if (r->prev)
		r->prev->next = r->next;
	else
		l->readers = r->next;
	if (r->next)
		r->next->prev = r->prev;
	l->n_readers--;
	if (r->source.fd >= 0) {
		(void)epoll_ctl(r->server->epoll, EPOLL_CTL_DEL, r->source.fd, NULL);
		(void)close(r->source.fd);
		if (r->client)
			r->client->connections--;
	}
	free(r->greeting);
	free(r);
}

/* ---- beginning ---- */

static struct net_reader *
new_reader(struct dais_http_exchange *x, const struct dais_str *topics, size_t n)
{
	struct dais_http *s = x->server;
	struct net_reader *r = calloc(1, sizeof(*r) + n * sizeof(r->topics[0]));

	DAIS_ASSERT(r);
	r->server = s;
	r->exchange = x;
	r->source.fd = -1;
	r->slot = s->live->next_slot++ % BEAT_S;
	r->next = s->live->readers;
	if (r->next)
		r->next->prev = r;
	s->live->readers = r;
	s->live->n_readers++;
	for (size_t i = 0; i < n; i++)
		net_subscribe(s->live, r, topics[i]);
	return r;
}

bool
dais_http_last_seen(const struct dais_http_exchange *x, uint64_t *ret)
{
	struct dais_str text = dais_http_header(x, "Last-Event-ID");
	int64_t id = 0;

	if (!text.n)
		text = dais_http_query(x, "after");
	if (!text.n)
		return false;
	/* One that no server of ours has given is older than anything. */
	*ret = dais_str_to_int(text, 0, INT64_MAX, &id) ? (uint64_t)id : 0;
	return true;
}

/* What comes before the events: when to come back, and whether something was missed. */
void
net_live_greet(struct net_reader *r, struct dais_buf *out)
{
	struct net_live *l = r->server->live;
	uint64_t seen = 0;

	dais_buf_printf(out, "retry: %u\n\n", RETRY_MS);
	r->next_event = l->next;
	if (dais_http_last_seen(r->exchange, &seen) && !net_live_resume(l, r, seen, &r->next_event))
		dais_buf_puts(out, "event: resync\ndata\n\n");
}

void
dais_http_stream(
    struct dais_http_exchange *x, const struct dais_str *topics, size_t n, bool has_all)
{
	DAIS_ASSERT(!x->response && !x->reader && n <= NET_TOPICS_A_READER);
	if (net_live_count(x->server) >= x->server->options.connections_max / 4 * (size_t)3) {
		struct dais_err err = DAIS_ERR_INIT;

		/* Who reads pages has a place, however many listen. */
		(void)dais_err_set(&err, DAIS_ERR_BUSY, "too many listen to what changes");
		x->server->metrics.rejected[NET_REJECTED_ROOM]++;
		dais_http_problem(x, MHD_HTTP_SERVICE_UNAVAILABLE, &err);
		return;
	}
	dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
	/* nginx would wait for more. */
	dais_http_set_header(x, "X-Accel-Buffering", DAIS_STR("no"));
	if (x->is_head) {
		dais_http_reply(x, MHD_HTTP_OK, "text/event-stream", DAIS_STR_NONE);
		return;
	}
	dais_http_set_header(x, "Content-Type", DAIS_STR("text/event-stream"));
	x->reader = new_reader(x, topics, n);
	x->reader->has_all = has_all;
	x->status = MHD_HTTP_OK;
	net_exchange_answered(x);
}

static bool
send_all_now(int fd, const struct dais_buf *b)
{
	return send(fd, b->p, b->n, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)b->n;
}

static void reader_ready(struct dais_http *s, struct net_source *source, uint32_t events);

static bool
take_socket(struct dais_http_exchange *x, struct net_reader *r)
{
	int off = 0;
	DAIS_BUF_AUTO head = { 0 };

	r->source.fd = fcntl(x->socket->source.fd, F_DUPFD_CLOEXEC, 0);
	if (r->source.fd < 0)
		return false;
	r->client = x->socket->client;
	if (r->client)
		r->client->connections++;
	r->source.ready = reader_ready;
	r->exchange = x;
	(void)setsockopt(r->source.fd, IPPROTO_TCP, TCP_CORK, &off, sizeof(off));
	dais_buf_init(&head, (size_t)64 * 1024);
	dais_buf_puts(&head, "HTTP/1.1 200 OK\r\nConnection: close\r\n");
	net_reply_head(x, &head);
	dais_buf_puts(&head, "\r\n");
	net_live_greet(r, &head);
	r->exchange = NULL;
	/* A new connection has room for that much. */
	return send_all_now(r->source.fd, &head) &&
	       net_add_source(x->server, &r->source, EPOLLIN | EPOLLRDHUP);
}

/* ---- by whom it is sent ---- */

enum MHD_Result
net_live_begin(struct dais_http_exchange *x)
{
	struct net_reader *r = x->reader;
	int gone = GONE_MS;

	(void)setsockopt(x->socket->source.fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &gone, sizeof(gone));
	if (x->server->options.certificate)
		return net_live_begin_by_engine(x, r);
	x->state = NET_QUEUED;
	x->reader = NULL;
	if (!take_socket(x, r))
		free_reader(r);
	else if (r->next_event < x->server->live->next)
		wait_turn(x->server->live, r);
	/* The engine lets its own hold of the socket go. */
	return MHD_NO;
}

void
net_live_gone(struct dais_http_exchange *x)
{
	struct net_reader *r = x->reader;

	x->reader = NULL;
	r->source.fd = -1;
	free_reader(r);
}

/* ---- events ---- */

void
dais_http_publish(struct dais_http *s, struct dais_str topic, uint64_t id, const char *event,
    struct dais_str data)
{
	struct net_live *l = s->live;
	struct net_topic *t;
	uint64_t number;

	DAIS_ASSERT(topic.n <= NET_TOPIC_NAME_MAX);
	t = net_topic_get(l, topic);
	number = net_live_remember(l, t, id, event, data);
	s->metrics.events++;
	for (struct net_subscription *sub = net_topic_readers(t); sub; sub = sub->next) {
		struct net_reader *r = sub->reader;

		/* One that is idle has all there was before. */
		if (!r->is_waiting && !r->blocked_ms && !r->exchange)
			r->next_event = number;
		if (!r->blocked_ms)
			wait_turn(l, r);
	}
}

static bool
watch(struct net_reader *r, uint32_t events)
{
	struct epoll_event e = { .events = events, .data.ptr = &r->source };

	return epoll_ctl(r->server->epoll, EPOLL_CTL_MOD, r->source.fd, &e) == 0;
}

/* Some of @n bytes; @more: others follow at once. False: the reader is lost. */
static bool
send_some(struct net_reader *r, const char *p, size_t n, bool more, size_t *ret_sent)
{
	ssize_t sent =
	    send(r->source.fd, p, n, MSG_NOSIGNAL | MSG_DONTWAIT | (more ? MSG_MORE : 0));

	*ret_sent = sent > 0 ? (size_t)sent : 0;
	if (sent < 0 && errno != EAGAIN && errno != EINTR)
		return false;
	if (*ret_sent == n || r->blocked_ms)
		return true;
	r->blocked_ms = dais_clock_ms();
	return watch(r, EPOLLIN | EPOLLRDHUP | EPOLLOUT);
}

/* A release is news of a meeting and of the house: one packet for who hears of both. */
static bool
has_another(const struct net_reader *r)
{
	const struct net_event *e = net_live_event(r->server->live, r->next_event + 1);

	return e && net_reads(r, e->topic);
}

/* Sends what there is for it until it takes no more. False: it is lost. */
static bool
send_events(struct net_reader *r)
{
	struct net_live *l = r->server->live;

	while (r->next_event < l->next) {
		const struct net_event *e = net_live_event(l, r->next_event);
		size_t sent;

		if (!e) {
			r->server->metrics.rejected[NET_REJECTED_READER]++;
			return false;
		}
		if (net_reads(r, e->topic)) {
			if (!send_some(
				r, e->bytes + r->sent, e->n - r->sent, has_another(r), &sent))
				return false;
			r->sent += (uint32_t)sent;
			if (r->sent < e->n)
				return true;
			r->server->metrics.events_sent++;
		}
		r->sent = 0;
		r->next_event++;
	}
	return true;
}

/* Nothing more is expected of it. Whether it may stay: who goes on sending only costs time. */
static bool
ignore(struct net_reader *r)
{
	char bytes[512];
	ssize_t n = recv(r->source.fd, bytes, sizeof(bytes), MSG_DONTWAIT);

	if (n == 0)
		return false;
	r->ignored += n > 0 ? (uint32_t)n : 0;
	return r->ignored <= IGNORED_MAX;
}

static void
reader_ready(struct dais_http *s, struct net_source *source, uint32_t events)
{
	struct net_reader *r = (struct net_reader *)source;

	(void)s;
	if (events & (EPOLLERR | EPOLLHUP | EPOLLRDHUP) || (events & EPOLLIN && !ignore(r))) {
		free_reader(r);
		return;
	}
	if (!(events & EPOLLOUT))
		return;
	r->blocked_ms = 0;
	if (!watch(r, EPOLLIN | EPOLLRDHUP) || !send_events(r))
		free_reader(r);
}

bool
net_live_pump(struct dais_http *s)
{
	struct net_live *l = s->live;

	for (unsigned i = 0; l->waiting && i < PUMP_AT_ONCE; i++) {
		struct net_reader *r = take_first(l);

		if (r->source.fd < 0)
			net_live_wake(r);
		else if (!r->blocked_ms && !send_events(r))
			free_reader(r);
	}
	return l->waiting != NULL;
}

/* ---- time ---- */

static bool
beat(struct net_reader *r)
{
	size_t sent;

	if (r->source.fd < 0) {
		r->wants_beat = true;
		net_live_wake(r);
		return true;
	}
	/* What is under way is a sign of life itself. */
	if (r->blocked_ms || r->is_waiting)
		return true;
	return send_some(r, NET_LIVE_BEAT, sizeof(NET_LIVE_BEAT) - 1, false, &sent) &&
	       sent == sizeof(NET_LIVE_BEAT) - 1;
}

void
net_live_tick(struct dais_http *s, int64_t now_ms)
{
	struct net_live *l = s->live;
	unsigned slot = l->beat++ % BEAT_S;

	for (struct net_reader *r = l->readers, *next; r; r = next) {
		next = r->next;
		/* It takes nothing, or what it should get next is forgotten. */
		if (r->blocked_ms &&
		    (now_ms - r->blocked_ms > BLOCKED_MS || !net_live_event(l, r->next_event))) {
			s->metrics.rejected[NET_REJECTED_READER]++;
			free_reader(r);
		} else if (r->slot == slot && !beat(r)) {
			free_reader(r);
		}
	}
}

void
net_live_end(struct dais_http *s)
{
	for (struct net_reader *r = s->live->readers, *next; r; r = next) {
		char hint[64];
		size_t sent;

		next = r->next;
		/* Not all at once. */
		(void)snprintf(
		    hint, sizeof(hint), "retry: %u\n\n", 1000 + randombytes_uniform(4000));
		if (r->source.fd >= 0) {
			if (r->sent == 0 && !r->blocked_ms)
				(void)send_some(r, hint, strlen(hint), false, &sent);
			free_reader(r);
			continue;
		}
		if (!r->is_over && !r->greeting && r->sent == 0)
			r->greeting = strdup(hint);
		r->is_over = true;
		net_live_wake(r);
	}
}

void
net_live_release(struct dais_http *s)
{
	if (!s->live)
		return;
	for (struct net_reader *r = s->live->readers, *next; r; r = next) {
		next = r->next;
		free_reader(r);
	}
	net_live_forget_all(s->live);
	free(s->live);
	s->live = NULL;
}
