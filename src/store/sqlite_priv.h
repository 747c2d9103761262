/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The connection as SQLite knows it, for what extends SQLite itself (tokenizers, functions).
 */
#ifndef DAIS_STORE_SQLITE_PRIV_H
#define DAIS_STORE_SQLITE_PRIV_H

#include <sqlite3.h>

#include "store/sql.h"

/* Teaches @db slice(table, column, rowid, from, n): at most n bytes of a value from byte `from` on,
 * without the pages of its other bytes, which substr() reads. Gives the code of SQLite. */
int dais_sqlite_slice_open(sqlite3 *db);

/* Whether the record @where, which cannot be read because its folder cannot be written, may be read
 * as what nobody writes to. DENIED: changes of it lie in a log beside it. */
bool dais_sqlite_may_be_alone(const char *where, bool *ret, struct dais_err *err);
/* @path as SQLite takes it for a file that nobody writes to; in @a. */
const char *dais_sqlite_alone(struct dais_arena *a, const char *path);

#endif
