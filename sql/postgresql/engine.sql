-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Transactions and what else PostgreSQL says in its own way.

-- begin_read(): all reads see one moment
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;

-- begin_write(): each statement sees what was committed before it, so that after lock() nothing is missed
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;

-- begin_state()
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;

-- lock(): writers queue at this row
SELECT schema FROM record FOR UPDATE;

-- lock_tables(): one process at a time makes or alters tables
SELECT pg_advisory_xact_lock(1684105587);

-- announce(text): wakes the other processes
SELECT pg_notify('dais', $1);

-- things_named(text, text): those of a JSON list of [kind, id]
SELECT kind, id, position, thing.value, revision FROM json_array_elements($2::json) AS name (pair)
JOIN thing ON package = $1 AND kind = pair ->> 0 AND id = pair ->> 1;

-- state_due(text, int, int): what another process is taking is passed over
SELECT key, value, ends_ms, revision FROM state
WHERE area = $1 AND due_ms > 0 AND due_ms <= $2 AND (ends_ms = 0 OR ends_ms > $2)
ORDER BY due_ms, key LIMIT $3 FOR UPDATE SKIP LOCKED;
