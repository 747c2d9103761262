/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A question and an answer are one message each over a pair of sockets; the connection comes with
 * the answer (unix(7), SCM_RIGHTS).
 */
#include "base/connector.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fence.h"

#define OWN_FD 3
#define PATIENCE_MS 10000 /* for all addresses of a place */

struct question {
	uint32_t number, place;
};

struct answer {
	uint32_t number;
	int32_t made;
	char why[300];
};

struct dais_connector {
	int socket;
	pid_t pid;
	uint32_t asked; /* number of the last question */
	bool is_gone;
};

static const char *
words_of(int error)
{
	const char *words = strerrordesc_np(error);

	return words ? words : "an unknown error";
}

/* ---- the process ---- */

/* Waits until @fd is connected: 0, or an errno value. */
static int
await_connection(int fd, int64_t deadline_ms)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };
	int64_t left;
	socklen_t size = sizeof(int);
	int error = 0;

	do {
		left = deadline_ms - dais_clock_ms();
	} while (left > 0 && poll(&p, 1, (int)left) < 0 && errno == EINTR);
	if (!p.revents)
		return ETIMEDOUT;
	return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

/* -1 with errno. */
static int
connect_address(const struct sockaddr *address, socklen_t size, int64_t deadline_ms)
{
	int fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int error = 0;

	if (fd < 0)
		return -1;
	/* A full queue of a local socket says EAGAIN and is tried again with the next question. */
	if (connect(fd, address, size) != 0)
		error = errno == EINPROGRESS ? await_connection(fd, deadline_ms) : errno;
	if (!error)
		return fd;
	(void)close(fd);
	errno = error;
	return -1;
}

static int
connect_here(const char *path, int64_t deadline_ms, struct answer *answer)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t n = strlen(path);
	int fd = -1;

	errno = ENAMETOOLONG;
	if (n < sizeof(address.sun_path)) {
		memcpy(address.sun_path, path, n);
		/* An "@" stands for the NUL that an abstract name begins with. */
		if (*path == '@')
			address.sun_path[0] = 0;
		fd = connect_address((const struct sockaddr *)&address,
		    (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n + (*path != '@')),
		    deadline_ms);
	}
	if (fd < 0)
		(void)snprintf(answer->why, sizeof(answer->why), "%s: %s", path, words_of(errno));
	return fd;
}

static int
connect_there(const struct dais_connector_place *place, int64_t deadline_ms, struct answer *answer)
{
	const struct addrinfo wanted = { .ai_socktype = SOCK_STREAM };
	struct addrinfo *found = NULL;
	int fd = -1, status = getaddrinfo(place->host, place->port, &wanted, &found);

	if (status != 0) {
		(void)snprintf(
		    answer->why, sizeof(answer->why), "%s: %s", place->host, gai_strerror(status));
		return -1;
	}
	for (const struct addrinfo *a = found; a && fd < 0; a = a->ai_next)
		fd = connect_address(a->ai_addr, a->ai_addrlen, deadline_ms);
	if (fd < 0)
		(void)snprintf(answer->why, sizeof(answer->why), "%s, port %s: %s", place->host,
		    place->port, words_of(errno));
	freeaddrinfo(found);
	return fd;
}

static bool
send_answer(struct answer *answer, int made)
{
	union {
		struct cmsghdr head;
		char bytes[CMSG_SPACE(sizeof(int))];
	} control = { .bytes = { 0 } };
	struct iovec part = { .iov_base = answer, .iov_len = sizeof(*answer) };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };

	if (made >= 0) {
		message.msg_control = control.bytes;
		message.msg_controllen = sizeof(control.bytes);
		control.head.cmsg_level = SOL_SOCKET;
		control.head.cmsg_type = SCM_RIGHTS;
		control.head.cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(&control.head), &made, sizeof(int));
	}
	return sendmsg(OWN_FD, &message, MSG_NOSIGNAL) == (ssize_t)sizeof(*answer);
}

/* Another question may come while names are asked for: the last one counts. */
static bool
next_question(struct question *ret)
{
	ssize_t n;

	while ((n = recv(OWN_FD, ret, sizeof(*ret), 0)) < 0 && errno == EINTR)
		continue;
	if (n != (ssize_t)sizeof(*ret))
		return false;
	while (recv(OWN_FD, ret, sizeof(*ret), MSG_DONTWAIT) == (ssize_t)sizeof(*ret))
		continue;
	return true;
}

_Noreturn static void
live(const struct dais_connector_place *places, size_t n)
{
	struct question q = { 0 };

	while (next_question(&q) && q.place < n) {
		struct answer answer = { .number = q.number };
		const struct dais_connector_place *place = &places[q.place];
		int64_t deadline_ms = dais_clock_ms() + PATIENCE_MS;
		int fd = *place->host == '/' || *place->host == '@'
			     ? connect_here(place->host, deadline_ms, &answer)
			     : connect_there(place, deadline_ms, &answer);

		answer.made = fd >= 0;
		if (!send_answer(&answer, fd))
			break;
		if (fd >= 0)
			(void)close(fd);
	}
	_exit(0);
}

_Noreturn static void
begin(const struct dais_connector_place *places, size_t n, int socket, pid_t parent)
{
	struct dais_err err = DAIS_ERR_INIT;

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	(void)prctl(PR_SET_NAME, "dais-connector", 0, 0, 0);
	/* Whoever is to stop stops the other one; this one ends with it. */
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGTERM, SIG_IGN);
	(void)signal(SIGHUP, SIG_IGN);
	if (getppid() != parent || (socket != OWN_FD && dup2(socket, OWN_FD) < 0) ||
	    syscall(SYS_close_range, OWN_FD + 1, ~0u, 0) != 0 || !dais_fence_job(true, 0, 0, &err))
		_exit(1);
	live(places, n);
}

/* ---- who asks ---- */

bool
dais_connector_start(const struct dais_connector_place *places, size_t n,
    struct dais_connector **ret, struct dais_err *err)
{
	pid_t self = getpid(), pid;
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
		return dais_err_errno(err, errno, "cannot make a pair of sockets");
	pid = fork();
	if (pid == 0)
		begin(places, n, pair[1], self);
	(void)close(pair[1]);
	if (pid < 0) {
		(void)dais_err_errno(err, errno, "cannot make a process");
		(void)close(pair[0]);
		return false;
	}
	*ret = calloc(1, sizeof(**ret));
	if (!*ret)
		dais_err_no_memory();
	**ret = (struct dais_connector){ .socket = pair[0], .pid = pid };
	return true;
}

void
dais_connector_free(struct dais_connector *c)
{
	if (!c)
		return;
	(void)close(c->socket);
	/* Behind a fence neither can be done, and need not be: its socket is closed. */
	(void)kill(c->pid, SIGKILL);
	while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	free(c);
}

void
dais_connector_ask(struct dais_connector *c, size_t place)
{
	struct question q = { .number = ++c->asked, .place = (uint32_t)place };

	/* A queue that is full has old questions in it, whose answers are awaited. */
	if (send(c->socket, &q, sizeof(q), MSG_NOSIGNAL | MSG_DONTWAIT) < 0 && errno != EAGAIN)
		c->is_gone = true;
}

/* The next answer and what came with it (-1: nothing). False: there is none, or no end that
 * answers. */
static bool
receive(struct dais_connector *c, struct answer *ret, int *ret_fd)
{
	union {
		struct cmsghdr head;
		char bytes[CMSG_SPACE(sizeof(int))];
	} control = { .bytes = { 0 } };
	struct iovec part = { .iov_base = ret, .iov_len = sizeof(*ret) };
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof(control.bytes) };
	ssize_t n = recvmsg(c->socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	const struct cmsghdr *head = n > 0 ? CMSG_FIRSTHDR(&message) : NULL;

	*ret_fd = -1;
	if (head && head->cmsg_type == SCM_RIGHTS)
		memcpy(ret_fd, CMSG_DATA(head), sizeof(int));
	if (n == (ssize_t)sizeof(*ret))
		return true;
	c->is_gone = c->is_gone || n >= 0 || (errno != EAGAIN && errno != EINTR);
	return false;
}

static void
wait_for(const struct dais_connector *c, int wait_ms)
{
	struct pollfd p = { .fd = c->socket, .events = POLLIN };

	(void)poll(&p, 1, wait_ms);
}

enum dais_connector_answer
dais_connector_take(struct dais_connector *c, int wait_ms, int *ret_fd, struct dais_err *err)
{
	int64_t deadline = dais_clock_ms() + wait_ms;
	struct answer answer = { 0 };
	int fd = -1;

	for (;;) {
		int64_t left = deadline - dais_clock_ms();

		if (receive(c, &answer, &fd)) {
			if (answer.number == c->asked)
				break;
			if (fd >= 0)
				(void)close(fd);
		} else if (c->is_gone) {
			(void)dais_err_set(
			    err, DAIS_ERR_IO, "the process that makes connections has ended");
			return DAIS_CONNECTOR_GONE;
		} else if (left <= 0) {
			return DAIS_CONNECTOR_WAITING;
		} else {
			wait_for(c, (int)left);
		}
	}
	if (answer.made && fd >= 0) {
		*ret_fd = fd;
		return DAIS_CONNECTOR_MADE;
	}
	answer.why[sizeof(answer.why) - 1] = 0;
	(void)dais_err_set(err, DAIS_ERR_IO, "cannot connect to %s", answer.why);
	return DAIS_CONNECTOR_FAILED;
}
