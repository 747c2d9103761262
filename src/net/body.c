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

bool
net_body_reserve(struct dais_http *s, struct net_body *b, size_t most)
{
	if (b->reserved || most <= SHORT)
		return true;
	if (s->n_spooled >= NET_SPOOLED_MAX || s->spooled > s->options.spool_max ||
	    most > s->options.spool_max - s->spooled)
		return false;
	b->reserved = most;
	s->spooled += most;
	s->n_spooled++;
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
	if (b->text)
		net_text_put(b->text, (struct dais_str){ p, n });
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

/* ---- whether it is text ---- */

/* How many bytes at the end of @s begin a character that is not all there. */
static size_t
cut_off(struct dais_str s)
{
	for (size_t n = 1; n <= 3 && n <= s.n; n++) {
		unsigned char c = (unsigned char)s.p[s.n - n];

		if (c < 0x80)
			return 0;
		if (c >= 0xc0)
			return (c >= 0xf0 ? 4u : c >= 0xe0 ? 3u : 2u) > n ? n : 0;
	}
	return 0;
}

void
net_text_put(struct net_text *t, struct dais_str piece)
{
	size_t n;

	/* The character that was cut off, byte by byte. */
	while (t->n && piece.n && !t->is_none) {
		t->cut[t->n++] = *piece.p;
		piece = dais_str_sub(piece, 1, piece.n);
		if (cut_off((struct dais_str){ t->cut, t->n }) == t->n)
			continue;
		t->is_none = !dais_str_is_text((struct dais_str){ t->cut, t->n }, NULL);
		t->n = 0;
	}
	if (t->is_none || !piece.n)
		return;
	n = cut_off(piece);
	t->is_none = !dais_str_is_text(dais_str_sub(piece, 0, piece.n - n), NULL);
	memcpy(t->cut, piece.p + piece.n - n, n);
	t->n = (unsigned)n;
}

bool
net_text_end(const struct net_text *t)
{
	return !t->is_none && t->n == 0;
}

/* ---- the end of it ---- */

#define GIVEN_BACK ((off_t)4 << 20) /* a turn */

struct net_spent {
	struct net_spent *next;
	int fd;
	off_t n;
	size_t reserved;
};

static void
unreserve(struct dais_http *s, size_t reserved)
{
	s->spooled -= reserved;
	s->n_spooled -= reserved ? 1 : 0;
}

void
net_body_release(struct dais_http *s, struct net_body *b)
{
	struct net_spent *spent;

	dais_buf_release(&b->memory);
	if (b->fd < 0) {
		unreserve(s, b->reserved);
		b->reserved = 0;
		return;
	}
	spent = calloc(1, sizeof(*spent));
	if (!spent)
		dais_err_no_memory();
	*spent = (struct net_spent){ s->spent, b->fd, (off_t)b->n, b->reserved };
	s->spent = spent;
	b->fd = -1;
	b->reserved = 0;
}

static void
close_first(struct dais_http *s)
{
	struct net_spent *spent = s->spent;

	s->spent = spent->next;
	(void)close(spent->fd);
	unreserve(s, spent->reserved);
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
