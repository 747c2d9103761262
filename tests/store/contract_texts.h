/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A few texts in the six languages, and what is asked of them.
 */
#ifndef TESTS_STORE_CONTRACT_TEXTS_H
#define TESTS_STORE_CONTRACT_TEXTS_H

#include "contract.h"
#include "store/search.h"

struct contract_text {
	const char *id;
	enum dais_lang l;
	const char *title, *text, *symbols, *body, *genre;
	int year;
	bool restricted;
};

extern const struct contract_text contract_texts[];
extern const size_t contract_texts_n;

/* Makes @v[0 .. n) the texts of @package; failures, here and below, end the test. */
void contract_put_texts(
    struct dais_store *s, const char *package, const struct contract_text *v, size_t n);
/* A new record with contract_texts as those of package "untoc-2022". */
struct dais_store *contract_new_index(void);

void contract_search_for(struct dais_store *s, const struct dais_search_query *q,
    struct dais_arena *a, struct dais_search_result *ret);
/* Ids of the hits, in their order: "en1 en2". */
struct dais_str contract_ids(struct dais_arena *a, const struct dais_search_result *r);
/* The public finds @expected, as contract_ids() has it, by @words. */
void contract_finds(
    struct dais_store *s, enum dais_lang l, const char *words, const char *expected);

#endif
