/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Bump allocation in growing chunks. With DAIS_DEBUG_ARENA each allocation is a calloc of its
 * own, so that AddressSanitizer sees overflows inside an arena.
 */
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/vec.h"

#define LIMIT_DEFAULT ((size_t)1 << 30)
#define CHUNK_MIN ((size_t)16 * 1024)
#define CHUNK_MAX ((size_t)1024 * 1024)
#define ALIGN ((size_t)16)

struct chunk {
	struct chunk *next;
	size_t size; /* bytes of data */
	_Alignas(16) unsigned char data[];
};

struct deferred {
	struct deferred *next;
	void (*fn)(void *);
	void *ptr;
};

struct dais_arena {
	struct chunk *chunks; /* newest first */
	size_t left;          /* unused bytes at the end of the newest chunk */
	size_t used;
	size_t limit;
	struct deferred *deferred; /* last registered first */
};

struct dais_arena *
dais_arena_new(size_t limit_bytes)
{
	struct dais_arena *a = calloc(1, sizeof(*a));

	DAIS_ASSERT(a);
	a->limit = limit_bytes ? limit_bytes : LIMIT_DEFAULT;
	return a;
}

void
dais_arena_free(struct dais_arena *a)
{
	if (!a)
		return;
	for (struct deferred *d = a->deferred; d; d = d->next)
		d->fn(d->ptr);
	while (a->chunks) {
		struct chunk *c = a->chunks;

		a->chunks = c->next;
		free(c);
	}
	free(a);
}

void
dais_arena_freep(struct dais_arena **a)
{
	dais_arena_free(*a);
	*a = NULL;
}

static struct chunk *
add_chunk(struct dais_arena *a, size_t size)
{
	struct chunk *c = calloc(1, sizeof(*c) + size);

	if (!c)
		dais_err_no_memory();
	c->size = size;
	c->next = a->chunks;
	a->chunks = c;
	return c;
}

#ifdef DAIS_DEBUG_ARENA

void *
dais_arena_alloc(struct dais_arena *a, size_t size)
{
	if (size > a->limit || a->used > a->limit - size)
		dais_err_no_memory();
	a->used += size;
	return add_chunk(a, size)->data;
}

#else

void *
dais_arena_alloc(struct dais_arena *a, size_t size)
{
	size_t want;

	if (size > a->limit || a->used > a->limit - size)
		dais_err_no_memory();
	want = size ? (size + ALIGN - 1) & ~(ALIGN - 1) : ALIGN;
	a->used += size;
	if (want > a->left) {
		size_t chunk = a->chunks ? a->chunks->size * 2 : CHUNK_MIN;

		if (chunk > CHUNK_MAX)
			chunk = CHUNK_MAX;
		if (want > chunk / 4 && a->chunks) {
			/* A large one gets a chunk of its own, behind the newest. */
			struct chunk *head = a->chunks;
			struct chunk *own;

			a->chunks = head->next;
			own = add_chunk(a, want);
			head->next = own;
			a->chunks = head;
			return own->data;
		}
		if (chunk < want)
			chunk = want;
		add_chunk(a, chunk);
		a->left = chunk;
	}
	a->left -= want;
	return a->chunks->data + (a->chunks->size - a->left - want);
}

#endif

void *
dais_arena_array(struct dais_arena *a, size_t n, size_t size)
{
	size_t total;

	DAIS_ASSERT(!__builtin_mul_overflow(n, size, &total));
	return dais_arena_alloc(a, total);
}

char *
dais_arena_cstr(struct dais_arena *a, struct dais_str s)
{
	char *p = dais_arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

struct dais_str
dais_arena_dup(struct dais_arena *a, struct dais_str s)
{
	return (struct dais_str){ dais_arena_cstr(a, s), s.n };
}

struct dais_str
dais_arena_concat(struct dais_arena *a, struct dais_str x, struct dais_str y)
{
	char *p = dais_arena_alloc(a, x.n + y.n + 1);

	if (x.n)
		memcpy(p, x.p, x.n);
	if (y.n)
		memcpy(p + x.n, y.p, y.n);
	p[x.n + y.n] = '\0';
	return (struct dais_str){ p, x.n + y.n };
}

struct dais_str
dais_arena_vprintf(struct dais_arena *a, const char *fmt, va_list ap)
{
	va_list copy;
	int n;
	char *p;

	DAIS_ASSERT(fmt);
	va_copy(copy, ap);
	n = vsnprintf(NULL, 0, fmt, copy);
	va_end(copy);
	DAIS_ASSERT(n >= 0);
	p = dais_arena_alloc(a, (size_t)n + 1);
	(void)vsnprintf(p, (size_t)n + 1, fmt, ap);
	return (struct dais_str){ p, (size_t)n };
}

struct dais_str
dais_arena_printf(struct dais_arena *a, const char *fmt, ...)
{
	va_list ap;
	struct dais_str s;

	va_start(ap, fmt);
	s = dais_arena_vprintf(a, fmt, ap);
	va_end(ap);
	return s;
}

void
dais_arena_defer(struct dais_arena *a, void (*fn)(void *), void *ptr)
{
	struct deferred *d = DAIS_NEW(a, struct deferred);

	d->fn = fn;
	d->ptr = ptr;
	d->next = a->deferred;
	a->deferred = d;
}

bool
dais_arena_holds(const struct dais_arena *a, const void *p)
{
	for (const struct chunk *c = a->chunks; c; c = c->next) {
		if ((uintptr_t)p >= (uintptr_t)c->data &&
		    (uintptr_t)p < (uintptr_t)c->data + c->size)
			return true;
	}
	return false;
}

size_t
dais_arena_used(const struct dais_arena *a)
{
	return a->used;
}

void *
dais_vec_grow(struct dais_arena *a, void **v, size_t *n, size_t *cap, size_t size)
{
	if (*n == *cap) {
		size_t want = *cap ? *cap * 2 : 4;
		void *bigger = dais_arena_array(a, want, size);

		if (*n)
			memcpy(bigger, *v, *n * size);
		*v = bigger;
		*cap = want;
	}
	/* A vector whose n was set back holds old elements there. */
	return memset((char *)*v + (*n)++ * size, 0, size);
}
