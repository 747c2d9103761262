-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What only PostgreSQL is asked.

-- has_tables(): whether there is the table that bears the number of the schema
SELECT count(*) FROM pg_catalog.pg_attribute WHERE attrelid = to_regclass('record') AND attname = 'schema';

-- record_schema(): the number of the last migration
SELECT schema::bigint FROM record;

-- lock_timeout(text): how long to wait for another writer, in milliseconds
SELECT set_config('lock_timeout', $1, false);

-- search_index_count(): texts that have words
SELECT count(*) FROM search_index;

-- search_index_otherwise(int, text): a key that a text has elsewhere than it is told, or not; 0 rows when there is none
SELECT coalesce((
	SELECT coalesce(kept.lexeme, told.lexeme)
	FROM unnest(words) AS kept FULL JOIN unnest($2::text::tsvector) AS told ON kept.lexeme = told.lexeme
	WHERE kept.positions IS DISTINCT FROM told.positions ORDER BY 1 LIMIT 1), '')
FROM (SELECT $1::bigint AS id) AS wanted LEFT JOIN search_index USING (id)
WHERE words IS DISTINCT FROM $2::text::tsvector;
