-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Transactions and what else SQLite says in its own way.

-- begin_read(): all reads see one moment
BEGIN DEFERRED;

-- begin_write(): takes the write lock of the record
BEGIN IMMEDIATE;

-- begin_state(): state only; SQLite has one lock for all
BEGIN IMMEDIATE;

-- lock(): the lock of the record was taken with begin_write
SELECT 1;

-- lock_tables(): one process at a time makes or alters tables
SELECT 1;

-- announce(text): other processes see it by data_version
SELECT $1;

-- things_named(text, text): those of a JSON list of [kind, id]
SELECT kind, thing.id, position, thing.value, revision FROM json_each($2) AS name
JOIN thing ON package = $1 AND kind = json_extract(name.value, '$[0]') AND thing.id = json_extract(name.value, '$[1]');

-- state_due(text, int, int)
SELECT key, value, ends_ms, revision FROM state
WHERE area = $1 AND due_ms > 0 AND due_ms <= $2 AND (ends_ms = 0 OR ends_ms > $2)
ORDER BY due_ms, key LIMIT $3;
