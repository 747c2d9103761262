/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Map from string to a number (usually an index into a vector), in an arena. Keys are borrowed:
 * they must live as long as the map. No removal.
 */
#ifndef DAIS_BASE_MAP_H
#define DAIS_BASE_MAP_H

#include "base/arena.h"

#define DAIS_MAP_NONE SIZE_MAX

struct dais_map {
	struct dais_arena *arena;
	struct dais_map_slot *slots;
	size_t n;
	size_t cap;
};

/* An empty map that grows in @a. */
void dais_map_init(struct dais_map *m, struct dais_arena *a);
/* Adds @key with @value (not DAIS_MAP_NONE); false, and the old value stays, when it is there. */
bool dais_map_add(struct dais_map *m, struct dais_str key, size_t value);
/* The value of @key or DAIS_MAP_NONE. */
size_t dais_map_get(const struct dais_map *m, struct dais_str key);
/* 64-bit hash of @s, the same on every machine; not for untrusted adversaries' tables. */
uint64_t dais_map_hash(struct dais_str s);

#endif
