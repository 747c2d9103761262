/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What every engine of the store must do: one suite, run on each. An engine says where an empty
 * database is.
 */
#ifndef DAIS_TESTS_STORE_CONTRACT_H
#define DAIS_TESTS_STORE_CONTRACT_H

#include "store/index.h"
#include "store/store.h"
#include "test.h"

/* Where a new record can be made; differs with each call. In static storage until the next but
 * seven. */
typedef const char *(*contract_place)(void);
void contract_use(contract_place place);

/* A new empty record; and the record @where once more. Failures end the test. */
struct dais_store *contract_new(void);
const char *contract_where(void);
struct dais_store *contract_open(const char *where);

struct dais_writing *contract_begin(struct dais_store *s, const char *package, const char *why);
/* Each fails the test when it does not do as it should. */
void contract_put(struct dais_writing *w, const char *kind, const char *id, const char *value);
uint64_t contract_commit(struct dais_writing *w);
void contract_is(
    struct dais_store *s, const char *package, const char *kind, const char *id, const char *value);
void contract_is_none(struct dais_store *s, const char *package, const char *kind, const char *id);

extern const struct CMUnitTest contract_things[], contract_state[], contract_index[],
    contract_search[];
extern const size_t contract_things_n, contract_state_n, contract_index_n, contract_search_n;

/* Runs the suites on @place; returns the number of failures. */
int contract_run(const char *engine, contract_place place);

#endif
