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

struct contract_engine {
	const char *name;
	/* Where a new record can be made; differs with each call. In static storage until the next
	 * but seven. */
	const char *(*place)(void);
	/* Runs SQL there, past the store. */
	void (*run)(const char *where, const char *sql);
	/* Alters one character or byte, number @at (modulo its length), of @column in row @row of
	 * @table; not when the column is empty (false). */
	bool (*flip)(
	    const char *where, const char *table, const char *column, unsigned row, unsigned at);
	/* The same of SQL that the database must refuse. */
	void (*refused)(const char *where, const char *sql);
	/* SQL that says that the tables have a form that is not known yet. */
	const char *set_schema_newer;
	/* The file with the SQL of the first form of the tables. */
	const char *first_form;
	const char *unlock; /* SQL that takes the guards of the log away */
	/* SQL that takes "covid" from the words by which the search finds texts, past the search */
	const char *spoil_words;
	const char *stray_word; /* a word as the search is given those of a text */
};
const struct contract_engine *contract_now(void);
/* Files in a temporary folder, which goes when the program ends. */
extern const struct contract_engine contract_sqlite;
const char *contract_sqlite_folder(void);
/* A server that was started (server.h). */
extern const struct contract_engine contract_postgresql;

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

extern const struct CMUnitTest contract_things[], contract_changes[], contract_state[],
    contract_index[], contract_search[], contract_search_made[], contract_search_typed[],
    contract_search_many[], contract_search_plainly[], contract_care[], contract_bodies[],
    contract_files[];
extern const size_t contract_things_n, contract_changes_n, contract_state_n, contract_index_n,
    contract_search_n, contract_search_made_n, contract_search_typed_n, contract_search_many_n,
    contract_search_plainly_n, contract_care_n, contract_bodies_n, contract_files_n;

/* A record with some of everything: @n changes made by chance from @seed. */
void contract_fill(struct dais_store *s, uint64_t seed, unsigned n);
/* All things of all packages, as text in @a. */
struct dais_str contract_dump(struct dais_store *s, struct dais_arena *a);

/* Runs tests of one engine alone. */
int contract_run_tests(const struct contract_engine *engine, const char *name,
    const struct CMUnitTest *tests, size_t n);
/* Runs the suites of the search, as contract_run() does all. */
int contract_run_search(const struct contract_engine *engine);
/* Runs the suites; returns the number of failures. */
int contract_run(const struct contract_engine *engine);

#endif
