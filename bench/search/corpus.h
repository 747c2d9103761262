/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A million documents that nobody wrote: words of a real agenda in six languages as often as they
 * stand in it, a long tail of rare words, symbols, bodies and years. Document i is always the same.
 */
#ifndef DAIS_BENCH_SEARCH_CORPUS_H
#define DAIS_BENCH_SEARCH_CORPUS_H

#include "base/err.h"
#include "store/index.h"

#define CORPUS_BODIES 500
#define CORPUS_TAIL 50000 /* rare words a language */

struct corpus {
	struct dais_arena *arena;
	DAIS_VEC(struct dais_str) words[DAIS_LANG_COUNT]; /* as often as they stand there */
	struct dais_str frequent[DAIS_LANG_COUNT][20];
};

struct corpus_random {
	uint64_t state;
};
uint64_t corpus_random(struct corpus_random *r, uint64_t below);

/* Reads @folder/ar.md ... */
bool corpus_read(
    struct dais_arena *a, const char *folder, struct corpus *ret, struct dais_err *err);
/* Document @i, in @a. */
void corpus_text(
    const struct corpus *c, uint64_t i, struct dais_arena *a, struct dais_index_text *ret);
struct dais_str corpus_body(uint64_t n, struct dais_arena *a);
struct dais_str corpus_body_parent(uint64_t n, struct dais_arena *a);

#endif
