/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Connections before the engine has them. It gets one when something to do has come by it, some at
 * a time, one of each client in turn: whoever opens them by the thousand, or lets the server work
 * on handshakes that nobody goes on with, stands in a line of his own. What is no TLS, or a
 * greeting that comes byte by byte, costs neither memory of the engine nor work of GnuTLS. Source
 * of the form of a greeting: RFC 8446, 5.1; RFC 5246, 6.2.1.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "net/http_priv.h"

#define AT_ONCE 16u
#define AT_ONCE_TLS 2u /* a handshake takes a millisecond or more */
#define RECORD_HEAD 5u
#define RECORD_MAX ((1u << 14) + 256u)
#define HANDSHAKE 22u /* type of a record */

/* Of one client: so many second halves of handshakes may come at one moment. */
#define SHAKING_MAX 512u
#define SHAKING_MS 500 /* one that has taken longer makes place for the next of this client */

enum look {
	LOOK_READY,
	LOOK_MORE, /* must come first */
	LOOK_WRONG,
	LOOK_GONE
};

/* ---- outside ---- */

static void
want(const struct net_connection *c, size_t n)
{
	int bytes = (int)n;

	(void)setsockopt(c->source.fd, SOL_SOCKET, SO_RCVLOWAT, &bytes, sizeof(bytes));
}

/* How long the first record is; 0: it is none of a handshake, as far as can be seen. */
static size_t
record_length(const unsigned char *p, size_t n)
{
	size_t length = n < RECORD_HEAD ? 1 : (size_t)p[3] << 8 | p[4];

	if (p[0] != HANDSHAKE || (n > 1 && p[1] != 3) || length == 0 || length > RECORD_MAX)
		return 0;
	return n < RECORD_HEAD ? RECORD_HEAD : RECORD_HEAD + length;
}

static enum look
look(const struct dais_http *s, struct net_connection *c)
{
	static unsigned char seen[RECORD_HEAD + RECORD_MAX];
	bool secure = s->options.certificate && c->address[0];
	ssize_t n = recv(c->source.fd, seen, secure ? sizeof(seen) : 1, MSG_PEEK | MSG_DONTWAIT);
	size_t length;

	if (n < 0)
		return errno == EAGAIN || errno == EINTR ? LOOK_MORE : LOOK_GONE;
	if (n == 0)
		return LOOK_GONE;
	if (!secure)
		return LOOK_READY;
	length = record_length(seen, (size_t)n);
	if (length == 0)
		return LOOK_WRONG;
	if ((size_t)n >= length)
		return LOOK_READY;
	want(c, length);
	return LOOK_MORE;
}

static void
stand_in_line(struct dais_http *s, struct net_connection *c)
{
	c->where = NET_IN_LINE;
	net_fair_join(&s->arrivals, c->client ? &c->client->arriving : &s->trusted, &c->place);
}

/* What came is enough to see whether the engine gets it. */
static void
settle(struct dais_http *s, struct net_connection *c, enum look found)
{
	if (found == LOOK_READY) {
		stand_in_line(s, c);
		return;
	}
	if (found == LOOK_WRONG)
		s->metrics.rejected[NET_REJECTED_MALFORMED]++;
	net_connection_end(s, c);
}

static void
arrival_ready(struct dais_http *s, struct net_source *source, uint32_t events)
{
	struct net_connection *c = (struct net_connection *)source;
	enum look found;

	/* It was ended in this turn. */
	if (c->where != NET_SILENT)
		return;
	found = look(s, c);
	if (found == LOOK_MORE && !(events & (EPOLLERR | EPOLLHUP | EPOLLRDHUP)))
		return;
	(void)epoll_ctl(s->epoll, EPOLL_CTL_DEL, c->source.fd, NULL);
	settle(s, c, found);
}

void
net_arrive(struct dais_http *s, struct net_connection *c)
{
	enum look found;

	c->where = NET_SILENT;
	c->source.ready = arrival_ready;
	if (s->options.certificate)
		want(c, RECORD_HEAD);
	found = look(s, c);
	if (found != LOOK_MORE || !net_add_source(s, &c->source, EPOLLIN | EPOLLRDHUP))
		settle(s, c, found);
}

/* ---- going in ---- */

static struct net_connection *
of_place(struct net_place *place)
{
	return (struct net_connection *)((char *)place - offsetof(struct net_connection, place));
}

/* Whether one more handshake of its client may begin. */
static bool
may_begin(struct dais_http *s, const struct net_connection *c)
{
	struct net_connection *oldest;

	if (!s->options.certificate || !c->client || c->client->n_shaking < SHAKING_MAX)
		return true;
	oldest = of_place(c->client->shaking.first);
	if (dais_clock_ms() - oldest->since_ms < SHAKING_MS)
		return false;
	s->metrics.rejected[NET_REJECTED_SLOW]++;
	net_connection_shaken(s, oldest);
	net_connection_end(s, oldest);
	return true;
}

static struct net_connection *
next_arrival(struct dais_http *s)
{
	struct net_line *first = s->arrivals.next;

	for (struct net_line *line = first; line; line = s->arrivals.next) {
		struct net_connection *c = of_place(line->first);

		if (may_begin(s, c)) {
			(void)net_fair_take(&s->arrivals);
			return c;
		}
		net_fair_pass(&s->arrivals);
		if (s->arrivals.next == first)
			break;
	}
	return NULL;
}

static void
let_in(struct dais_http *s, struct net_connection *c)
{
	c->where = NET_INSIDE;
	c->source.ready = NULL;
	if (s->options.certificate)
		want(c, 1);
	s->accepting = c;
	(void)s->engine->add_connection(s->daemon, c->source.fd, &c->from.any, c->n_from);
	if (!s->accepting)
		return;
	/* The engine has closed the socket. */
	s->accepting = NULL;
	s->metrics.rejected[NET_REJECTED_CONNECTIONS]++;
	net_connection_forget(s, c);
	free(c);
}

bool
net_arrivals_pump(struct dais_http *s)
{
	unsigned n = s->options.certificate ? AT_ONCE_TLS : AT_ONCE;

	for (unsigned i = 0; i < n; i++) {
		struct net_connection *c = next_arrival(s);

		if (!c)
			return false;
		let_in(s, c);
	}
	return s->arrivals.n > 0;
}

/* ---- handshakes ----
 * The library (libmicrohttpd 0.9.75) asks GnuTLS at every run about every handshake that is under
 * way, and lets nobody wait as long as there is one: a single client who does not go on would keep
 * the processor busy. So those that wait for their clients are suspended, and their sockets watched
 * here. */

static void
shaking_ready(struct dais_http *s, struct net_source *source, uint32_t events)
{
	struct net_connection *c = (struct net_connection *)source;

	(void)events;
	(void)epoll_ctl(s->epoll, EPOLL_CTL_DEL, c->source.fd, NULL);
	c->source.ready = NULL;
	net_fair_join(&s->at_work, &s->working, &c->working);
	s->engine->resume(c->of_engine);
}

static void
settle_one(struct dais_http *s, struct net_connection *c)
{
	uint32_t events = c->is_busy ? 0 : s->engine->handshake_waits(c->of_engine);

	if (!events) {
		net_connection_shaken(s, c);
		return;
	}
	c->source.ready = shaking_ready;
	if (net_add_source(s, &c->source, events | EPOLLRDHUP))
		s->engine->suspend(c->of_engine);
	else
		net_connection_end(s, c);
}

void
net_handshakes_settle(struct dais_http *s)
{
	struct net_place *place;

	while ((place = net_fair_take(&s->at_work)) != NULL)
		settle_one(s, (struct net_connection *)((char *)place -
							offsetof(struct net_connection, working)));
}

void
net_connection_shakes(struct dais_http *s, struct net_connection *c)
{
	if (!s->options.certificate)
		return;
	net_fair_join(&s->at_work, &s->working, &c->working);
	if (!c->client)
		return;
	c->client->n_shaking++;
	net_fair_join(&s->shaking, &c->client->shaking, &c->place);
}

void
net_connection_shaken(struct dais_http *s, struct net_connection *c)
{
	net_fair_leave(&s->at_work, &c->working);
	if (!c->place.line)
		return;
	c->client->n_shaking--;
	net_fair_leave(&s->shaking, &c->place);
}

/* ---- gone ---- */

void
net_arrivals_end(struct dais_http *s)
{
	for (struct net_connection *c = s->connections, *next; c; c = next) {
		next = c->next;
		if (c->where != NET_INSIDE)
			net_connection_end(s, c);
		else if (c->source.ready == shaking_ready)
			shaking_ready(s, &c->source, 0);
	}
	net_arrivals_free(s);
}

void
net_arrivals_free(struct dais_http *s)
{
	while (s->gone) {
		struct net_connection *c = s->gone;

		s->gone = c->next;
		free(c);
	}
}
