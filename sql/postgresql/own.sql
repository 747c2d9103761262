-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What only PostgreSQL is asked.

-- has_tables(): whether there is the table that bears the number of the schema
SELECT count(*) FROM pg_catalog.pg_attribute WHERE attrelid = to_regclass('record') AND attname = 'schema';

-- record_schema(): the number of the last migration
SELECT schema::bigint FROM record;

-- lock_timeout(text): how long to wait for another writer, in milliseconds
SELECT set_config('lock_timeout', $1, false);
