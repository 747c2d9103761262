/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"

void
dais_buf_init(struct dais_buf *b, size_t max)
{
	DAIS_ASSERT(max > 0);
	*b = (struct dais_buf){ .max = max };
}

void
dais_buf_release(struct dais_buf *b)
{
	free(b->p);
	*b = (struct dais_buf){ .max = b->max };
}

void
dais_buf_clear(struct dais_buf *b)
{
	b->n = 0;
	b->failed = false;
	if (b->p)
		b->p[0] = '\0';
}

/* Makes room for @n more bytes and a NUL; false (sticky) past the maximum. */
static bool
reserve(struct dais_buf *b, size_t n)
{
	size_t want, cap;
	char *p;

	if (b->failed || n > b->max || b->n > b->max - n) {
		b->failed = true;
		return false;
	}
	want = b->n + n + 1;
	if (want <= b->cap)
		return true;
	cap = b->cap ? b->cap : 256;
	while (cap < want)
		cap *= 2;
	p = realloc(b->p, cap);
	if (!p)
		dais_err_no_memory();
	b->p = p;
	b->cap = cap;
	return true;
}

void
dais_buf_put_bytes(struct dais_buf *b, const void *p, size_t n)
{
	if (!reserve(b, n))
		return;
	if (n)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void
dais_buf_put(struct dais_buf *b, struct dais_str s)
{
	dais_buf_put_bytes(b, s.p, s.n);
}

void
dais_buf_puts(struct dais_buf *b, const char *c)
{
	dais_buf_put_bytes(b, c, strlen(c));
}

void
dais_buf_put_char(struct dais_buf *b, char c)
{
	dais_buf_put_bytes(b, &c, 1);
}

void
dais_buf_put_cp(struct dais_buf *b, uint32_t cp)
{
	char out[4];

	dais_buf_put_bytes(b, out, dais_str_encode(cp, out));
}

void
dais_buf_put_uint(struct dais_buf *b, uint64_t v)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	dais_buf_put_bytes(b, digits + at, sizeof(digits) - at);
}

void
dais_buf_printf(struct dais_buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	DAIS_ASSERT(n >= 0);
	if (!reserve(b, (size_t)n))
		return;
	va_start(ap, fmt);
	(void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)n;
}

void *
dais_buf_extend(struct dais_buf *b, size_t n)
{
	void *at;

	if (!reserve(b, n))
		return NULL;
	at = b->p + b->n;
	b->n += n;
	b->p[b->n] = '\0';
	return at;
}

struct dais_str
dais_buf_dup(const struct dais_buf *b, struct dais_arena *a)
{
	return dais_arena_dup(a, dais_buf_str(b));
}
