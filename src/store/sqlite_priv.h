/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The connection as SQLite knows it, for what extends SQLite itself (tokenizers, functions).
 */
#ifndef DAIS_STORE_SQLITE_PRIV_H
#define DAIS_STORE_SQLITE_PRIV_H

#include <sqlite3.h>

#include "store/sql.h"

/* @c must be of the engine "sqlite". */
sqlite3 *dais_sqlite_handle(struct dais_sql *c);

#endif
