/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Sockets to listen on: an address and port, a socket file, or what systemd has opened already
 * (sd_listen_fds(3)); and telling systemd how it goes (sd_notify(3)). Both are a few lines of a
 * protocol that its manual fixes; libsystemd is not needed for them.
 */
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "net/http_priv.h"

#define BACKLOG 4096
#define FIRST_GIVEN 3

static bool
add(struct dais_http *s, int fd, struct dais_err *err)
{
	struct net_source *l = &s->listeners[s->n_listeners];
	int most = (int)NET_NOT_SENT_MAX, on = 1;

	/* Accepted sockets inherit both; a socket file has no such things. Replies are written
	 * whole: nothing is gained by waiting for more. */
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &most, sizeof(most));
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	*l = (struct net_source){ .ready = net_accept, .fd = fd };
	if (fcntl(fd, F_SETFD, FD_CLOEXEC) != 0 ||
	    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) != 0 ||
	    !net_add_source(s, l, EPOLLIN))
		return dais_err_errno(err, errno, "cannot listen");
	s->n_listeners++;
	return true;
}

/* A number from the environment of this process only; 0: there is none. */
static int64_t
number_of(const char *name)
{
	int64_t n = 0;

	(void)dais_str_to_int(dais_str_from(getenv(name)), 0, INT64_MAX, &n);
	return n;
}

static bool
take_given(struct dais_http *s, struct dais_err *err)
{
	int64_t n = number_of("LISTEN_PID") == getpid() ? number_of("LISTEN_FDS") : 0;

	if (n > (int64_t)NET_LISTENERS_MAX)
		return dais_err_set(
		    err, DAIS_ERR_LIMIT, "more than %u sockets were given", NET_LISTENERS_MAX);
	for (int64_t i = 0; i < n; i++) {
		if (!add(s, (int)(FIRST_GIVEN + i), err))
			return false;
	}
	s->is_given = n > 0;
	(void)unsetenv("LISTEN_PID");
	(void)unsetenv("LISTEN_FDS");
	(void)unsetenv("LISTEN_FDNAMES");
	return true;
}

/* Takes away what a server that has ended left behind. False: somebody listens there, or may. */
static bool
clear_place(const struct sockaddr_un *a)
{
	struct stat st;
	bool is_left;
	int fd;

	if (lstat(a->sun_path, &st) != 0 || !S_ISSOCK(st.st_mode))
		return true; /* what else stands there is said by bind() */
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return false;
	is_left = connect(fd, (const struct sockaddr *)a, sizeof(*a)) != 0 && errno == ECONNREFUSED;
	(void)close(fd);
	if (is_left)
		(void)unlink(a->sun_path);
	return is_left;
}

static bool
listen_file(struct dais_http *s, const char *path, struct dais_err *err)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof(a.sun_path))
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "the name of the socket is too long: %s", path);
	memcpy(a.sun_path, path, strlen(path) + 1);
	if (!clear_place(&a)) {
		(void)dais_err_errno(err, EADDRINUSE, "cannot listen at %s", path);
		return dais_err_hint(err,
		    "Another program listens there, perhaps dais itself. Stop it, or name another "
		    "file with --listen.");
	}
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0 || bind(fd, (const struct sockaddr *)&a, sizeof(a)) != 0 ||
	    chmod(path, 0660) != 0 || listen(fd, BACKLOG) != 0) {
		int why = errno;

		(void)dais_err_errno(err, why, "cannot listen at %s", path);
		if (why == ENOENT)
			(void)dais_err_hint(err, "Make the folder first, or name another place.");
		if (fd >= 0)
			(void)close(fd);
		return false;
	}
	memcpy(s->unix_path, path, strlen(path) + 1);
	return add(s, fd, err);
}

static bool
listen_address(struct dais_http *s, const struct addrinfo *a, struct dais_err *err)
{
	int on = 1, fd = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd < 0)
		return dais_err_errno(err, errno, "cannot make a socket");
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0 ||
	    bind(fd, a->ai_addr, a->ai_addrlen) != 0 || listen(fd, BACKLOG) != 0) {
		int why = errno;

		(void)dais_err_errno(err, why, "cannot listen at %s", s->options.listen);
		(void)close(fd);
		if (why == EADDRINUSE)
			(void)dais_err_hint(err,
			    "Another program listens there, perhaps dais itself. Stop it, or name "
			    "another port with --listen; port 0 is any that is free.");
		if (why == EADDRNOTAVAIL)
			(void)dais_err_hint(err, "This machine has no such address.");
		if (why == EACCES)
			(void)dais_err_hint(err,
			    "Ports below 1024 are for root: let systemd open it (dais.socket), or "
			    "take another.");
		return false;
	}
	return add(s, fd, err);
}

/* "host:port", "[address]:port" */
static bool
split(struct dais_http *s, const char **ret_host, const char **ret_port)
{
	struct dais_str text = dais_str_from(s->options.listen), host;
	size_t colon = text.n;
	int64_t port;

	while (colon > 0 && text.p[colon - 1] != ':')
		colon--;
	if (colon < 2 || !dais_str_to_int(dais_str_sub(text, colon, text.n), 0, 65535, &port))
		return false;
	host = dais_str_sub(text, 0, colon - 1);
	if (host.p[0] == '[' && host.p[host.n - 1] == ']')
		host = dais_str_sub(host, 1, host.n - 1);
	*ret_host = dais_arena_cstr(s->arena, host);
	*ret_port = text.p + colon;
	return true;
}

static bool
listen_port(struct dais_http *s, struct dais_err *err)
{
	struct addrinfo hints = { .ai_flags = AI_PASSIVE | AI_NUMERICSERV,
		.ai_socktype = SOCK_STREAM },
			*list = NULL;
	const char *host, *port;
	int status;
	bool ok;

	if (!split(s, &host, &port)) {
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "\"%s\" is no address to listen at", s->options.listen);
		return dais_err_hint(
		    err, "Write 127.0.0.1:8080, [::1]:8080 or unix:/run/dais.sock.");
	}
	status = getaddrinfo(host, port, &hints, &list);
	if (status != 0)
		return dais_err_set(err, DAIS_ERR_INVALID, "cannot listen at %s: %s",
		    s->options.listen, gai_strerror(status));
	ok = listen_address(s, list, err);
	freeaddrinfo(list);
	return ok;
}

static void
write_address(struct dais_http *s)
{
	struct sockaddr_storage a = { .ss_family = AF_UNSPEC };
	socklen_t n = sizeof(a);
	const char *scheme = s->options.certificate ? "https" : "http";
	char host[NI_MAXHOST], port[NI_MAXSERV];

	(void)getsockname(s->listeners[0].fd, (struct sockaddr *)&a, &n);
	if (a.ss_family == AF_UNIX) {
		s->address =
		    dais_arena_printf(s->arena, "unix:%s", ((struct sockaddr_un *)&a)->sun_path);
		return;
	}
	if (getnameinfo((const struct sockaddr *)&a, n, host, sizeof(host), port, sizeof(port),
		NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		return;
	s->address = dais_arena_printf(
	    s->arena, a.ss_family == AF_INET6 ? "%s://[%s]:%s" : "%s://%s:%s", scheme, host, port);
}

/* Made before the fence, which lets no other socket be made nor connected. */
static void
open_notify(struct dais_http *s)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	const char *path = getenv("NOTIFY_SOCKET");
	size_t n = path ? strlen(path) : 0;

	if (n < 2 || n >= sizeof(a.sun_path))
		return;
	memcpy(a.sun_path, path, n);
	if (path[0] == '@')
		a.sun_path[0] = '\0';
	s->notify = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (s->notify >= 0 && connect(s->notify, (const struct sockaddr *)&a,
				  (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n)) != 0) {
		(void)close(s->notify);
		s->notify = -1;
	}
}

bool
net_listen(struct dais_http *s, struct dais_err *err)
{
	const char *at = s->options.listen;

	if (!take_given(s, err))
		return false;
	if (!s->is_given) {
		if (!at)
			return dais_err_set(err, DAIS_ERR_INVALID, "no address to listen at");
		if (strncmp(at, "unix:", 5) == 0 ? !listen_file(s, at + 5, err)
						 : !listen_port(s, err))
			return false;
	}
	write_address(s);
	open_notify(s);
	s->watchdog_ms = number_of("WATCHDOG_USEC") / 2000;
	return true;
}

void
net_unlisten(struct dais_http *s)
{
	for (size_t i = 0; i < s->n_listeners; i++) {
		(void)epoll_ctl(s->epoll, EPOLL_CTL_DEL, s->listeners[i].fd, NULL);
		(void)close(s->listeners[i].fd);
	}
	s->n_listeners = 0;
	if (s->unix_path[0])
		(void)unlink(s->unix_path);
	s->unix_path[0] = '\0';
}

void
net_notify(struct dais_http *s, const char *what)
{
	if (s->notify >= 0)
		(void)send(s->notify, what, strlen(what), MSG_NOSIGNAL);
}
