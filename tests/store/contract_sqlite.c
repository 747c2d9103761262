/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "contract.h"
#include "folder.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[TEST_FOLDER_MAX];

const char *
contract_sqlite_folder(void)
{
	return folder[0] ? folder : test_folder("store", true, folder);
}

static const char *
place(void)
{
	static char paths[8][96];
	static unsigned n;
	char *path = paths[n % 8];

	(void)snprintf(path, sizeof(paths[0]), "%s/%u.db", contract_sqlite_folder(), n++);
	return path;
}

static sqlite3 *
open_file(const char *where)
{
	sqlite3 *db = NULL;

	if (sqlite3_open_v2(where, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) !=
	    SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	return db;
}

static void
run(const char *where, const char *sql)
{
	sqlite3 *db = open_file(where);

	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	(void)sqlite3_close(db);
}

static void
refused(const char *where, const char *sql)
{
	sqlite3 *db = open_file(where);

	assert_int_not_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	(void)sqlite3_close(db);
}

static bool
flip(const char *where, const char *table, const char *column, unsigned row, unsigned at)
{
	sqlite3 *db = open_file(where);
	char *select =
	    sqlite3_mprintf("SELECT rowid, %s, typeof(%s) FROM %s ORDER BY rowid LIMIT 1 "
			    "OFFSET %u",
		column, column, table, row);
	char *update = sqlite3_mprintf("UPDATE %s SET %s = ?1 WHERE rowid = ?2", table, column);
	sqlite3_stmt *s = NULL, *u = NULL;
	static unsigned char bytes[300000];
	int n = 0;
	bool is_text = false;

	if (sqlite3_prepare_v2(db, select, -1, &s, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(db, update, -1, &u, NULL) != SQLITE_OK ||
	    sqlite3_step(s) != SQLITE_ROW)
		fail_msg("%s: %s", select, sqlite3_errmsg(db));
	n = sqlite3_column_bytes(s, 1);
	assert_true(n <= (int)sizeof(bytes));
	if (n) {
		is_text = sqlite3_column_text(s, 2)[0] == 't';
		memcpy(bytes, sqlite3_column_blob(s, 1), (size_t)n);
		bytes[at % (unsigned)n] ^= 1u << (at % 8);
		(void)(is_text ? sqlite3_bind_text(u, 1, (char *)bytes, n, SQLITE_STATIC)
			       : sqlite3_bind_blob(u, 1, bytes, n, SQLITE_STATIC));
		(void)sqlite3_bind_int64(u, 2, sqlite3_column_int64(s, 0));
		(void)sqlite3_reset(s);
		if (sqlite3_step(u) != SQLITE_DONE)
			fail_msg("%s: %s", update, sqlite3_errmsg(db));
	}
	(void)sqlite3_finalize(s);
	(void)sqlite3_finalize(u);
	sqlite3_free(select);
	sqlite3_free(update);
	(void)sqlite3_close(db);
	return n > 0;
}

const struct contract_engine contract_sqlite = {
	.name = "SQLite",
	.place = place,
	.run = run,
	.flip = flip,
	.refused = refused,
	.set_schema_newer = "PRAGMA user_version = 999",
	.first_form = SQL_FOLDER "/sqlite/migrations/001-record.sql",
	.unlock = "DROP TRIGGER change_is_not_altered; DROP TRIGGER change_is_not_removed;"
		  "DROP TRIGGER file_is_not_altered; DROP TRIGGER file_is_not_removed;"
		  "DROP TRIGGER file_part_is_not_altered; DROP TRIGGER file_part_is_not_removed;",
	/* As a leaf of FTS5 has it, without what it has in common with the key before. */
	.spoil_words = "UPDATE search_index_data SET block = CAST(replace(CAST(block AS TEXT), "
		       "'vid', 'vix') AS BLOB)",
	.stray_word = "stray",
};
