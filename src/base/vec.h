/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Typed vectors in an arena: `DAIS_VEC(struct dais_item) items;` declares
 * { struct dais_item *v; size_t n, cap; }. Growing moves the elements: keep indexes, not
 * pointers, while a vector still grows. A zeroed vector is empty and ready.
 */
#ifndef DAIS_BASE_VEC_H
#define DAIS_BASE_VEC_H

#include "base/arena.h"

#define DAIS_VEC(type)                                                                             \
	struct {                                                                                   \
		type *v;                                                                           \
		size_t n;                                                                          \
		size_t cap;                                                                        \
	}

/* Adds a zeroed element to *@vec in arena @a and returns its address. */
#define dais_vec_add(a, vec)                                                                       \
	((__typeof__((vec)->v))dais_vec_grow(                                                      \
	    (a), (void **)&(vec)->v, &(vec)->n, &(vec)->cap, sizeof(*(vec)->v)))
/* Adds @value, which is worked out before the vector grows: it may use the vector itself. */
#define dais_vec_push(a, vec, value)                                                               \
	__extension__({                                                                            \
		__typeof__(*(vec)->v) vec_pushed_ = (value);                                       \
		*dais_vec_add((a), (vec)) = vec_pushed_;                                           \
	})

/* Of dais_vec_add() alone. */
void *dais_vec_grow(struct dais_arena *a, void **v, size_t *n, size_t *cap, size_t size)
    __attribute__((returns_nonnull));

#endif
