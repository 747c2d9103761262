/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a secretary knows a body by, where the number of an item alone would not say whose it is:
 * the short name, the last part of the symbol ("WG.3"), the symbol, the name. Ids of the package
 * are for those who type it.
 */
#include "base/map.h"
#include "model/symbol.h"
#include "plan/gather/gather_priv.h"

enum kind {
	KIND_SHORT_NAME,
	KIND_SYMBOL_END,
	KIND_SYMBOL,
	KIND_NAME,
	KIND_ID,
	KIND_COUNT
};

static struct dais_str
words(const struct dais_gatherer *g, size_t body, enum kind kind)
{
	const struct dais_body *b = &g->r->bodies.v[g->p->bodies.v[body].body];

	switch (kind) {
	case KIND_SHORT_NAME:
		return dais_gather_in_language(g, &b->short_name);
	case KIND_SYMBOL_END:
		return dais_symbol_body_part(b->symbol);
	case KIND_SYMBOL:
		return b->symbol;
	case KIND_NAME:
		return dais_gather_in_language(g, &b->name);
	case KIND_ID:
	case KIND_COUNT:
		break;
	}
	return b->id;
}

/* Gives the words of @kind to the bodies that have none yet, where no other body has the same. */
static void
give(struct dais_gatherer *g, enum kind kind)
{
	size_t n = g->p->bodies.n;
	struct dais_map of;
	bool *shared = DAIS_NEW_N(g->a, n, bool);

	dais_map_init(&of, g->a);
	for (size_t b = 0; b < n; b++) {
		struct dais_str s = words(g, b, kind);

		if (s.n && !dais_map_add(&of, s, b))
			shared[b] = shared[dais_map_get(&of, s)] = true;
	}
	for (size_t b = 0; b < n; b++) {
		struct dais_known_as *k = &g->bodies.v[b].known_as;

		if (k->words.n || shared[b])
			continue;
		k->words = words(g, b, kind);
		k->article = kind == KIND_SHORT_NAME || kind == KIND_NAME;
	}
}

void
dais_gather_known_as(struct dais_gatherer *g)
{
	for (int k = 0; k < KIND_COUNT; k++)
		give(g, (enum kind)k);
}
