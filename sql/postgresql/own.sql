-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What only PostgreSQL is asked.

-- has_tables(): whether there is a table that bears the number of the schema
SELECT count(*) FROM pg_catalog.pg_class
WHERE oid = to_regclass('record') AND relkind = 'r';

-- record_schema(): the number of the last migration
SELECT schema::bigint FROM record;
