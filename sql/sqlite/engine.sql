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

-- commit()
COMMIT;

-- rollback()
ROLLBACK;

-- announce(text): other processes see it by data_version
SELECT $1;

-- state_due(text, int, int)
SELECT key, value, ends_ms, revision FROM state
WHERE area = $1 AND due_ms > 0 AND due_ms <= $2 AND (ends_ms = 0 OR ends_ms > $2)
ORDER BY due_ms, key LIMIT $3;
