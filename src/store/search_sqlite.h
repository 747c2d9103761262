/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What FTS5 is taught for the search: the tokenizer "dais" and the function search_rank().
 */
#ifndef DAIS_STORE_SEARCH_SQLITE_H
#define DAIS_STORE_SEARCH_SQLITE_H

#include <sqlite3.h>

#include "base/err.h"

/* For every connection, before it reads the tables of the search. @api_text: the script
 * "search_api" of sql/sqlite/search.sql. */
bool dais_search_sqlite_open(sqlite3 *db, const char *api_text, struct dais_err *err);

#endif
