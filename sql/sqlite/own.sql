-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What only SQLite is asked.

-- schema(): the number of the last migration
PRAGMA user_version;

-- data_version(): differs when another connection has changed the record
PRAGMA data_version;

-- integrity(): the file as a file
PRAGMA integrity_check(1);

-- application(): whose file it is
PRAGMA application_id;

-- tables(): whether anything is in the file
SELECT count(*) FROM sqlite_schema;
