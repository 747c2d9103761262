/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Growable byte buffer with a mandatory maximum. Appending never fails visibly: past the
 * maximum the buffer drops what comes and remembers it; whoever finishes the buffer asks
 * dais_buf_has_failed() once.
 */
#ifndef DAIS_BASE_BUF_H
#define DAIS_BASE_BUF_H

#include <stdarg.h>

#include "base/str.h"

struct dais_buf {
	char *p;     /* NUL-terminated when not NULL */
	size_t n;    /* bytes in use */
	size_t cap;  /* bytes allocated */
	size_t max;  /* most bytes ever */
	bool failed; /* something was dropped */
};

/* The largest file dais writes or reads, for buffers without a tighter bound: 1 GiB. */
#define DAIS_BUF_MAX ((size_t)1 << 30)

/* An empty buffer of at most @max bytes (more than 0); it takes no memory yet. */
void dais_buf_init(struct dais_buf *b, size_t max);
/* Frees what it holds; it is then as after dais_buf_init() with the same maximum. */
void dais_buf_release(struct dais_buf *b);
/* Released at the end of its scope: begins as { 0 }, since a way out may come before it is used. */
#define DAIS_BUF_AUTO __attribute__((cleanup(dais_buf_release))) struct dais_buf
/* Empties it and forgets that something was dropped; keeps memory and maximum. */
void dais_buf_clear(struct dais_buf *b);
/* Append copies: of a view, a C string, a byte, @n bytes, a code point as UTF-8 and a number in
 * decimal digits; of what printf(3) makes. What does not fit whole is dropped whole, and so is all
 * that comes behind it. */
void dais_buf_put(struct dais_buf *b, struct dais_str s);
void dais_buf_puts(struct dais_buf *b, const char *c);
void dais_buf_put_char(struct dais_buf *b, char c);
void dais_buf_put_bytes(struct dais_buf *b, const void *p, size_t n);
void dais_buf_put_cp(struct dais_buf *b, uint32_t cp);
void dais_buf_put_uint(struct dais_buf *b, uint64_t v);
void dais_buf_printf(struct dais_buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Room for @n more bytes at the end, which the caller must fill; advances n. NULL past the maximum.
 * Valid until something is appended. */
void *dais_buf_extend(struct dais_buf *b, size_t n);
/* The content, valid until the buffer is changed or released. */
static inline struct dais_str
dais_buf_str(const struct dais_buf *b)
{
	return (struct dais_str){ b->p, b->n };
}
/* Whether something was dropped, so that the content is not whole. */
static inline bool
dais_buf_has_failed(const struct dais_buf *b)
{
	return b->failed;
}
/* A copy of the content in @a. */
struct dais_str dais_buf_dup(const struct dais_buf *b, struct dais_arena *a);

#endif
