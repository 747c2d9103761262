/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "contract.h"
#include "server.h"

#include <stdio.h>

static bool
is_bytes(const char *column)
{
	return strcmp(column, "content") == 0 || strcmp(column, "digest") == 0 ||
	       strcmp(column, "bytes") == 0;
}

static bool
flip(const char *where, const char *table, const char *column, unsigned row, unsigned at)
{
	char sql[1024], changed[512], count[256];

	(void)snprintf(count, sizeof(count),
	    "SELECT length(%s) > 0 FROM %s ORDER BY ctid LIMIT 1 OFFSET %u", column, table, row);
	if (!server_ask(where, count))
		return false;
	if (is_bytes(column))
		(void)snprintf(changed, sizeof(changed),
		    "set_byte(%s, %u %% length(%s), get_byte(%s, %u %% length(%s)) # %u)", column,
		    at, column, column, at, column, 1u << (at % 8));
	else
		(void)snprintf(changed, sizeof(changed),
		    "overlay(%s placing CASE substr(%s, %u %% length(%s) + 1, 1) WHEN 'x' THEN 'y' "
		    "ELSE 'x' END from %u %% length(%s) + 1 for 1)",
		    column, column, at, column, at, column);
	(void)snprintf(sql, sizeof(sql),
	    "UPDATE %s SET %s = %s WHERE ctid = (SELECT ctid FROM %s ORDER BY ctid LIMIT 1 OFFSET "
	    "%u)",
	    table, column, changed, table, row);
	server_run(where, sql);
	return true;
}

const struct contract_engine contract_postgresql = {
	.name = "PostgreSQL",
	.place = server_place,
	.run = server_run,
	.flip = flip,
	.refused = server_refused,
	.set_schema_newer = "UPDATE record SET schema = 999",
	.first_form = SQL_FOLDER "/postgresql/migrations/001-record.sql",
	.unlock = "ALTER TABLE change DISABLE TRIGGER ALL; ALTER TABLE file DISABLE TRIGGER ALL;"
		  "ALTER TABLE change_thing DISABLE TRIGGER ALL;"
		  "ALTER TABLE file_part DISABLE TRIGGER ALL",
	.spoil_words = "UPDATE search_index SET words = ts_delete(words, 'covid')",
	.stray_word = "'stray':1",
};
