/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The body of a request: in memory while it is short, then in a file without a name, so that ten
 * large uploads at once do not fill memory. What came whole is given as bytes either way.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "net/http_priv.h"
#include "net/target.h"

#define SHORT ((size_t)1 << 20)

void
net_body_init(struct net_body *b)
{
	*b = (struct net_body){ .fd = -1 };
	dais_buf_init(&b->memory, SHORT);
}

static bool
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t put = write(fd, p, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		p += put;
		n -= (size_t)put;
	}
	return true;
}

void
net_body_put(struct net_body *b, int folder_fd, const char *p, size_t n)
{
	b->n += n;
	if (b->failed)
		return;
	if (b->scan)
		net_scan_put(b->scan, (struct dais_str){ p, n });
	if (b->fd < 0 && b->n > SHORT) {
		b->fd = openat(folder_fd, ".", O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
		b->failed = b->fd < 0 || !write_all(b->fd, b->memory.p, b->memory.n);
		dais_buf_release(&b->memory);
	}
	if (b->fd < 0)
		dais_buf_put_bytes(&b->memory, p, n);
	else
		b->failed = b->failed || !write_all(b->fd, p, n);
}

struct mapping {
	void *p;
	size_t n;
};

static void
unmap(void *ptr)
{
	struct mapping *m = ptr;

	(void)munmap(m->p, m->n);
}

bool
net_body_finish(struct net_body *b, struct dais_arena *a, struct dais_str *ret)
{
	struct mapping *m;

	*ret = (struct dais_str){ b->memory.p, b->n };
	if (b->failed || dais_buf_has_failed(&b->memory))
		return false;
	if (b->fd < 0)
		return true;
	m = DAIS_NEW(a, struct mapping);
	m->n = b->n;
	m->p = mmap(NULL, b->n, PROT_READ, MAP_PRIVATE, b->fd, 0);
	if (m->p == MAP_FAILED)
		return false;
	dais_arena_defer(a, unmap, m);
	ret->p = m->p;
	return true;
}

/* ---- the end of it ---- */

#define GIVEN_BACK ((off_t)4 << 20) /* a turn */

struct net_spent {
	struct net_spent *next;
	int fd;
	off_t n;
};

void
net_body_release(struct dais_http *s, struct net_body *b)
{
	struct net_spent *spent;

	dais_buf_release(&b->memory);
	if (b->fd < 0)
		return;
	spent = calloc(1, sizeof(*spent));
	if (!spent)
		dais_err_no_memory();
	*spent = (struct net_spent){ s->spent, b->fd, (off_t)b->n };
	s->spent = spent;
	b->fd = -1;
}

static void
close_first(struct dais_http *s)
{
	struct net_spent *spent = s->spent;

	s->spent = spent->next;
	(void)close(spent->fd);
	free(spent);
}

bool
net_body_pump(struct dais_http *s)
{
	if (!s->spent)
		return false;
	s->spent->n -= s->spent->n < GIVEN_BACK ? s->spent->n : GIVEN_BACK;
	/* Where it cannot be cut, it goes at once. */
	if (ftruncate(s->spent->fd, s->spent->n) != 0 || s->spent->n == 0)
		close_first(s);
	return s->spent != NULL;
}

void
net_bodies_end(struct dais_http *s)
{
	while (s->spent)
		close_first(s);
}
