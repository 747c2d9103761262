/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How much of a title is found: which of its words stand in terms that it has, in a row where they
 * are several. The same whether its words were read (search_snippet.c) or their places in the index
 * (search_walk.c).
 */
#ifndef DAIS_STORE_SEARCH_COVER_H
#define DAIS_STORE_SEARCH_COVER_H

#include <stddef.h>
#include <stdint.h>

#define DAIS_SEARCH_COVER_WORDS ((size_t)1024) /* of a title; those behind are not counted */

struct dais_search_cover {
	uint64_t words[DAIS_SEARCH_COVER_WORDS / 64];
};

/* The @n words from the word @at on are found. */
static inline void
dais_search_cover_add(struct dais_search_cover *c, size_t at, size_t n)
{
	for (; n > 0 && at < DAIS_SEARCH_COVER_WORDS; n--, at++)
		c->words[at / 64] |= (uint64_t)1 << at % 64;
}

/* How much of @words words is found, 0..1000. */
static inline unsigned
dais_search_cover_of(const struct dais_search_cover *c, size_t words)
{
	unsigned found = 0;

	for (size_t i = 0; i < DAIS_SEARCH_COVER_WORDS / 64; i++)
		found += (unsigned)__builtin_popcountll(c->words[i]);
	return words == 0 ? 0 : found >= words ? 1000 : found * 1000 / (unsigned)words;
}

#endif
