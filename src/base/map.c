/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Open addressing with linear probing; at most half full.
 */
#include "base/map.h"

struct dais_map_slot {
	struct dais_str key;
	size_t value;
	bool used;
};

uint64_t
dais_map_hash(struct dais_str s)
{
	uint64_t h = 0xcbf29ce484222325u; /* FNV-1a, 64 bits */

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	return h ^ h >> 29;
}

void
dais_map_init(struct dais_map *m, struct dais_arena *a)
{
	*m = (struct dais_map){ .arena = a };
}

static struct dais_map_slot *
slot_of(struct dais_map_slot *slots, size_t cap, struct dais_str key)
{
	size_t at = (size_t)dais_map_hash(key) & (cap - 1);

	while (slots[at].used && !dais_str_eq(slots[at].key, key))
		at = (at + 1) & (cap - 1);
	return &slots[at];
}

static void
grow(struct dais_map *m)
{
	size_t cap = m->cap ? m->cap * 2 : 16;
	struct dais_map_slot *slots = DAIS_NEW_N(m->arena, cap, struct dais_map_slot);

	for (size_t i = 0; i < m->cap; i++) {
		if (m->slots[i].used)
			*slot_of(slots, cap, m->slots[i].key) = m->slots[i];
	}
	m->slots = slots;
	m->cap = cap;
}

bool
dais_map_add(struct dais_map *m, struct dais_str key, size_t value)
{
	struct dais_map_slot *s;

	if (m->n * 2 >= m->cap)
		grow(m);
	s = slot_of(m->slots, m->cap, key);
	if (s->used)
		return false;
	*s = (struct dais_map_slot){ key, value, true };
	m->n++;
	return true;
}

size_t
dais_map_get(const struct dais_map *m, struct dais_str key)
{
	const struct dais_map_slot *s;

	if (!m->cap)
		return DAIS_MAP_NONE;
	s = slot_of(m->slots, m->cap, key);
	return s->used ? s->value : DAIS_MAP_NONE;
}
