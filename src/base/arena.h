/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Arenas: memory that lives and dies together. Four lifetimes are used: process, snapshot (one
 * loaded record), request or command, scratch. A pointer may point into the same or a
 * longer-lived arena, never a shorter one. Exhaustion (of memory, or of the arena's limit)
 * aborts: borders check sizes before they allocate. An arena belongs to one thread at a time.
 */
#ifndef DAIS_BASE_ARENA_H
#define DAIS_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

struct dais_arena;

/* A new arena that will hold at most @limit_bytes (0: 1 GiB). Never NULL. */
struct dais_arena *dais_arena_new(size_t limit_bytes);
/* Runs the deferred functions in reverse order and frees everything. NULL is ignored. */
void dais_arena_free(struct dais_arena *a);
/* For __attribute__((cleanup)). */
void dais_arena_freep(struct dais_arena **a);
#define DAIS_ARENA_AUTO __attribute__((cleanup(dais_arena_freep))) struct dais_arena *

/* @size zeroed bytes, aligned for any type. @size 0 gives a valid pointer. */
void *dais_arena_alloc(struct dais_arena *a, size_t size) __attribute__((returns_nonnull));
/* Room for @n objects of @size; aborts on overflow. */
void *dais_arena_array(struct dais_arena *a, size_t n, size_t size)
    __attribute__((returns_nonnull));
#define DAIS_NEW(a, type) ((type *)dais_arena_alloc((a), sizeof(type)))
#define DAIS_NEW_N(a, n, type) ((type *)dais_arena_array((a), (n), sizeof(type)))

/* Copies in @a, NUL-terminated (the NUL is not counted): of @s, as a view and as a C string; of
 * what printf(3) makes. */
struct dais_str dais_arena_dup(struct dais_arena *a, struct dais_str s);
char *dais_arena_cstr(struct dais_arena *a, struct dais_str s);
struct dais_str dais_arena_printf(struct dais_arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
struct dais_str dais_arena_vprintf(struct dais_arena *a, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));
/* A copy of @x with @y behind it, NUL-terminated. */
struct dais_str dais_arena_concat(struct dais_arena *a, struct dais_str x, struct dais_str y);

/* Calls @fn(@ptr) when the arena is freed, last registered first. */
void dais_arena_defer(struct dais_arena *a, void (*fn)(void *), void *ptr);
/* Whether @p points into memory of @a. */
bool dais_arena_holds(const struct dais_arena *a, const void *p);
/* Bytes asked for so far, as they count against the limit. */
size_t dais_arena_used(const struct dais_arena *a);

#endif
