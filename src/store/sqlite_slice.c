/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * slice() of SQLite: a value of many megabytes lies in a chain of pages, of which its interface for
 * large values reads those that are asked for.
 */
#include "base/str.h"
#include "store/sqlite_priv.h"

static void
give_slice(sqlite3_context *x, sqlite3_blob *blob, sqlite3_int64 from, sqlite3_int64 n)
{
	sqlite3_int64 size = sqlite3_blob_bytes(blob);
	unsigned char *bytes;

	if (from < 0 || from > size)
		from = size;
	if (n < 0 || n > size - from)
		n = size - from;
	if (n == 0) {
		sqlite3_result_zeroblob(x, 0);
		return;
	}
	bytes = sqlite3_malloc64((sqlite3_uint64)n);
	if (!bytes)
		sqlite3_result_error_nomem(x);
	else if (sqlite3_blob_read(blob, bytes, (int)n, (int)from) == SQLITE_OK)
		sqlite3_result_blob64(x, bytes, (sqlite3_uint64)n, sqlite3_free);
	else {
		sqlite3_free(bytes);
		sqlite3_result_error_code(x, sqlite3_errcode(sqlite3_context_db_handle(x)));
	}
}

static void
slice(sqlite3_context *x, int n, sqlite3_value **values)
{
	sqlite3 *db = sqlite3_context_db_handle(x);
	sqlite3_blob *blob = NULL;
	int rc;

	(void)n;
	rc = sqlite3_blob_open(db, "main", (const char *)sqlite3_value_text(values[0]),
	    (const char *)sqlite3_value_text(values[1]), sqlite3_value_int64(values[2]), 0, &blob);
	if (rc == SQLITE_OK)
		give_slice(x, blob, sqlite3_value_int64(values[3]), sqlite3_value_int64(values[4]));
	else
		sqlite3_result_error_code(x, rc);
	(void)sqlite3_blob_close(blob);
}

int
dais_sqlite_slice_open(sqlite3 *db)
{
	return sqlite3_create_function_v2(
	    db, "slice", 5, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, slice, NULL, NULL, NULL);
}
