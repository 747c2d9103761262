/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * New connections, and those that are too slow. The server accepts by itself and hands sockets to
 * the engine (arrive.c): so limits a client hold for those alone who come without a proxy.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "net/proxy_priv.h"

#define ACCEPT_AT_ONCE 64u
#define ARRIVING_MS 250 /* a request may be there, and not looked at yet */

static void
write_address(const struct sockaddr_storage *from, char out[64])
{
	const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)from;
	const struct sockaddr_in *four = (const struct sockaddr_in *)from;

	out[0] = '\0';
	if (from->ss_family == AF_INET)
		(void)inet_ntop(AF_INET, &four->sin_addr, out, 64);
	else if (from->ss_family == AF_INET6 && IN6_IS_ADDR_V4MAPPED(&six->sin6_addr))
		(void)inet_ntop(AF_INET, &six->sin6_addr.s6_addr[12], out, 64);
	else if (from->ss_family == AF_INET6)
		(void)inet_ntop(AF_INET6, &six->sin6_addr, out, 64);
}

/* ---- those that wait for a request ---- */

void
net_connection_busy(struct dais_http *s, struct net_connection *c)
{
	if (!c->is_waiting)
		return;
	*(c->older ? &c->older->newer : &s->oldest_waiting) = c->newer;
	*(c->newer ? &c->newer->older : &s->newest_waiting) = c->older;
	c->older = c->newer = NULL;
	c->is_waiting = false;
}

void
net_connection_wait(struct dais_http *s, struct net_connection *c, int64_t now_ms)
{
	net_connection_busy(s, c);
	c->is_waiting = true;
	c->since_ms = now_ms;
	c->older = s->newest_waiting;
	*(s->newest_waiting ? &s->newest_waiting->newer : &s->oldest_waiting) = c;
	s->newest_waiting = c;
}

void
net_connection_forget(struct dais_http *s, struct net_connection *c)
{
	net_connection_busy(s, c);
	if (c->prev)
		c->prev->next = c->next;
	else
		s->connections = c->next;
	if (c->next)
		c->next->prev = c->prev;
	s->n_connections--;
	if (c->client)
		c->client->connections--;
}

void
net_connection_end(struct dais_http *s, struct net_connection *c)
{
	c->deadline_ms = INT64_MAX;
	c->is_sending = false;
	if (c->where == NET_INSIDE) {
		(void)shutdown(c->source.fd, SHUT_RDWR);
		return;
	}
	net_fair_leave(&s->arrivals, &c->place);
	net_connection_forget(s, c);
	(void)close(c->source.fd);
	c->where = NET_GONE;
	c->next = s->gone;
	s->gone = c;
}

/* When the house is almost full, whoever has waited longest without asking for anything goes: one
 * who means well asks as soon as he is in. The place is free at the end of the turn. */
static void
make_place(struct dais_http *s)
{
	unsigned most = s->options.connections_max;
	unsigned spare = most / 4 < ACCEPT_AT_ONCE ? most / 4 : ACCEPT_AT_ONCE;
	struct net_connection *c = s->oldest_waiting;

	if (!c || s->n_connections + net_live_count(s) < most - spare ||
	    dais_clock_ms() - c->since_ms < ARRIVING_MS)
		return;
	net_connection_busy(s, c);
	s->metrics.rejected[NET_REJECTED_ROOM]++;
	net_connection_end(s, c);
}

/* ---- coming in ---- */

static void
reject(struct dais_http *s, int fd, enum net_rejection why)
{
	s->metrics.rejected[why]++;
	(void)close(fd);
}

/* Whether the client may have one more connection. */
static bool
may_connect(struct dais_http *s, struct net_client *client, int64_t now, enum net_rejection *why)
{
	*why = NET_REJECTED_CLIENT;
	if (client->connections >= s->options.connections_per_client)
		return false;
	*why = NET_REJECTED_ARRIVALS;
	return s->options.arrivals_per_minute == UINT32_MAX ||
	       net_clients_arrive(&s->clients, client, now);
}

static void
take(struct dais_http *s, int fd, const struct sockaddr_storage *from, socklen_t n)
{
	struct net_connection *c = calloc(1, sizeof(*c));
	int64_t now = dais_clock_ms();
	enum net_rejection why;

	DAIS_ASSERT(c);
	c->source.fd = fd;
	c->n_from = n < sizeof(c->from) ? n : sizeof(c->from);
	memcpy(&c->from, from, c->n_from);
	c->deadline_ms = now + (int64_t)s->options.headers_s * 1000;
	write_address(from, c->address);
	/* Only those who may open the socket file have no address: a server in front of this one.
	 */
	c->is_trusted = !c->address[0] || net_is_proxy(s, dais_str_from(c->address));
	if (!c->is_trusted) {
		struct net_client *client = net_clients_find(&s->clients, c->address, now);

		if (!may_connect(s, client, now, &why)) {
			free(c);
			reject(s, fd, why);
			return;
		}
		client->connections++;
		c->client = client;
	}
	c->next = s->connections;
	if (c->next)
		c->next->prev = c;
	s->connections = c;
	s->n_connections++;
	net_connection_wait(s, c, now);
	net_arrive(s, c);
}

/* No descriptor is left: one is kept for telling the next client so, or the loop would spin. */
static bool
turn_away(struct dais_http *s, int listener)
{
	int fd;

	if (errno != EMFILE && errno != ENFILE)
		return false;
	(void)close(s->spare);
	fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
	if (fd >= 0)
		reject(s, fd, NET_REJECTED_CONNECTIONS);
	s->spare = fcntl(s->epoll, F_DUPFD_CLOEXEC, 0);
	return fd >= 0;
}

void
net_accept(struct dais_http *s, struct net_source *listener, uint32_t events)
{
	(void)events;
	for (unsigned i = 0; i < ACCEPT_AT_ONCE; i++) {
		struct sockaddr_storage from = { .ss_family = AF_UNSPEC };
		socklen_t n = sizeof(from);
		int fd = accept4(
		    listener->fd, (struct sockaddr *)&from, &n, SOCK_CLOEXEC | SOCK_NONBLOCK);

		if (fd < 0 && errno == EINTR)
			continue;
		if (fd < 0 && !turn_away(s, listener->fd))
			return;
		if (fd < 0)
			continue;
		s->metrics.accepted++;
		make_place(s);
		if (s->n_connections + net_live_count(s) >= s->options.connections_max)
			reject(s, fd, NET_REJECTED_CONNECTIONS);
		else
			take(s, fd, &from, n);
	}
}

/* The engine gave up a request without an answer and without telling of its end: libmicrohttpd
 * 0.9.75 does where cookies find no room in a connection's memory. The socket is open until this
 * returns; with TLS nothing can be said here. */
static void
end_unanswered(struct dais_http *s, struct MHD_Connection *m, struct net_connection *c)
{
	static const struct dais_str answer =
	    DAIS_STR_INIT("HTTP/1.1 431 Request Header Fields Too Large\r\n"
			  "Connection: close\r\nContent-Length: 0\r\n\r\n");
	void *request = c->exchange;

	if (!s->options.certificate)
		(void)send(c->source.fd, answer.p, answer.n, MSG_DONTWAIT | MSG_NOSIGNAL);
	net_exchange_completed(s, m, &request, MHD_REQUEST_TERMINATED_WITH_ERROR);
}

void
net_connected(
    void *ctx, struct MHD_Connection *m, void **socket, enum MHD_ConnectionNotificationCode what)
{
	struct dais_http *s = ctx;
	struct net_connection *c = *socket;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		c = s->accepting;
		s->accepting = NULL;
		*socket = c;
		c->of_engine = m;
		net_connection_wait(s, c, dais_clock_ms());
		if (s->options.certificate)
			s->engine->offer_ticket(m);
		net_connection_shakes(s, c);
		return;
	}
	if (!c)
		return;
	*socket = NULL;
	if (c->exchange)
		end_unanswered(s, m, c);
	net_connection_shaken(s, c);
	net_connection_forget(s, c);
	free(c);
}

/* The engine misses the end of a body that is cut short when it comes with the last bytes. */
static bool
is_cut_short(const struct net_connection *c)
{
	char byte;

	return c->is_sending && recv(c->source.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

void
net_connections_check(struct dais_http *s, int64_t now_ms)
{
	for (struct net_connection *c = s->connections, *next; c; c = next) {
		next = c->next;
		if (c->deadline_ms <= now_ms)
			s->metrics.rejected[NET_REJECTED_SLOW]++;
		else if (!is_cut_short(c))
			continue;
		net_connection_end(s, c);
	}
}
