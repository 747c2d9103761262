-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What is not part of the record.

-- state_get(text, bytes): also one that has ended
SELECT value, due_ms, ends_ms, revision FROM state WHERE area = $1 AND key = $2;

-- state_expire(text, bytes, int): out of the way when it has ended
DELETE FROM state WHERE area = $1 AND key = $2 AND ends_ms > 0 AND ends_ms <= $3;

-- state_insert(text, bytes, bytes, int, int)
INSERT INTO state (area, key, value, due_ms, ends_ms, revision) VALUES ($1, $2, $3, $4, $5, 1)
ON CONFLICT (area, key) DO NOTHING;

-- state_update(text, bytes, bytes, int, int, int)
UPDATE state SET value = $3, due_ms = $4, ends_ms = $5, revision = revision + 1
WHERE area = $1 AND key = $2 AND revision = $6;

-- state_upsert(text, bytes, bytes, int, int)
INSERT INTO state (area, key, value, due_ms, ends_ms, revision) VALUES ($1, $2, $3, $4, $5, 1)
ON CONFLICT (area, key) DO UPDATE
SET value = excluded.value, due_ms = excluded.due_ms, ends_ms = excluded.ends_ms,
	revision = state.revision + 1;

-- state_remove(text, bytes)
DELETE FROM state WHERE area = $1 AND key = $2;

-- state_list(text, bytes, bytes, int, int): keys from $2 to before $3
SELECT key, value, due_ms, ends_ms, revision FROM state
WHERE area = $1 AND key >= $2 AND key < $3 AND (ends_ms = 0 OR ends_ms > $4)
ORDER BY key LIMIT $5;

-- state_is_due(text, int)
SELECT count(*) FROM (
	SELECT 1 FROM state WHERE area = $1 AND due_ms > 0 AND due_ms <= $2 AND (ends_ms = 0 OR ends_ms > $2)
	LIMIT 1) AS one;

-- state_set_due(text, bytes, int)
UPDATE state SET due_ms = $3 WHERE area = $1 AND key = $2;

-- state_hasten(text, int, int): due at $2 what is due after $3
UPDATE state SET due_ms = $2 WHERE area = $1 AND due_ms > $3;

-- state_purge(int)
DELETE FROM state WHERE ends_ms > 0 AND ends_ms <= $1;

-- state_lasting(text, bytes, int): what a backup takes along, in the order of the key
SELECT area, key, value FROM state WHERE (area, key) > ($1, $2) AND ends_ms = 0 AND due_ms = 0
ORDER BY area, key LIMIT $3;
