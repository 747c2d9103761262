/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What goes from the server to the process of the workshop: frames, some with a descriptor.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "net/workshop_priv.h"

void
workshop_out_init(struct workshop_out *o)
{
	dais_buf_init(&o->bytes, WORKSHOP_BUFFER_MAX);
}

void
workshop_out_release(struct workshop_out *o)
{
	dais_buf_release(&o->bytes);
}

void
workshop_out_put(
    struct workshop_out *o, const struct workshop_head *head, const char *bytes, int fd)
{
	if (fd >= 0) {
		DAIS_ASSERT(o->n_passing < WORKSHOP_RUNNING_MAX);
		o->passing[o->n_passing++] = (struct workshop_passing){ o->bytes.n, fd };
	}
	dais_buf_put_bytes(&o->bytes, head, sizeof(*head));
	dais_buf_put_bytes(&o->bytes, bytes, head->n);
	DAIS_ASSERT(!dais_buf_has_failed(&o->bytes));
}

/* Some bytes, with the descriptor that goes with the first of them; a later one has to wait for its
 * own first byte. */
static ssize_t
send_some(struct workshop_out *o, int socket)
{
	bool passes = o->n_passing && o->passing[0].at == o->sent;
	size_t end = o->n_passing > passes ? o->passing[passes].at : o->bytes.n;
	struct iovec bytes = { o->bytes.p + o->sent, end - o->sent };
	union {
		char room[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control = { .room = { 0 } };
	struct msghdr m = { .msg_iov = &bytes, .msg_iovlen = 1 };
	ssize_t put;

	if (passes) {
		m.msg_control = control.room;
		m.msg_controllen = sizeof(control.room);
		*CMSG_FIRSTHDR(&m) = (struct cmsghdr){ .cmsg_len = CMSG_LEN(sizeof(int)),
			.cmsg_level = SOL_SOCKET,
			.cmsg_type = SCM_RIGHTS };
		memcpy(CMSG_DATA(CMSG_FIRSTHDR(&m)), &o->passing[0].fd, sizeof(int));
	}
	put = sendmsg(socket, &m, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (put > 0 && passes)
		memmove(&o->passing[0], &o->passing[1], --o->n_passing * sizeof(*o->passing));
	return put;
}

void
workshop_out_send(struct workshop_out *o, int socket)
{
	while (o->sent < o->bytes.n) {
		ssize_t put = send_some(o, socket);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			break;
		o->sent += (size_t)put;
	}
	if (o->sent == o->bytes.n) {
		/* A large question does not stay in memory. */
		if (o->bytes.cap > WORKSHOP_KEEP_IN_BUFFER) {
			dais_buf_release(&o->bytes);
			dais_buf_init(&o->bytes, WORKSHOP_BUFFER_MAX);
		}
		dais_buf_clear(&o->bytes);
		o->sent = 0;
	}
}
