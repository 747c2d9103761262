-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The end of transactions, things, the log of changes, files.

-- commit()
COMMIT;

-- rollback()
ROLLBACK;

-- thing_get(text, text, text): one thing
SELECT position, value, revision FROM thing WHERE package = $1 AND kind = $2 AND id = $3;

-- thing_list(text): all of a package
SELECT kind, id, position, value, revision FROM thing WHERE package = $1 ORDER BY kind, position, id;

-- thing_list_kind(text, text): of one kind
SELECT kind, id, position, value, revision FROM thing WHERE package = $1 AND kind = $2 ORDER BY position, id;

-- thing_put(text, text, text, int, text, int)
INSERT INTO thing (package, kind, id, position, value, revision) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (package, kind, id) DO UPDATE
SET position = excluded.position, value = excluded.value, revision = excluded.revision;

-- thing_remove(text, text, text)
DELETE FROM thing WHERE package = $1 AND kind = $2 AND id = $3;

-- thing_clear(): before all are made again
DELETE FROM thing;

-- thing_after(text, text, text, int): in the order of the key, for a walk in portions
SELECT package, kind, id, position, value, revision FROM thing
WHERE (package, kind, id) > ($1, $2, $3) ORDER BY package, kind, id LIMIT $4;

-- thing_count()
SELECT count(*) FROM thing;

-- package_list(text, int): jumps from name to name in the index
WITH RECURSIVE name (package) AS (
	SELECT min(package) FROM thing WHERE package > $1
	UNION ALL
	SELECT (SELECT min(thing.package) FROM thing WHERE thing.package > name.package)
	FROM name WHERE name.package IS NOT NULL
)
SELECT package FROM name WHERE package IS NOT NULL LIMIT $2;

-- latest(): the number of the last change
SELECT coalesce(max(number), 0) FROM change;

-- latest_of(text)
SELECT coalesce(max(number), 0) FROM change WHERE package = $1;

-- latest_of_kind(text, text): that touched a thing of this kind
SELECT coalesce(max(number), 0) FROM change_thing WHERE package = $1 AND kind = $2;

-- head(): the end of the chain
SELECT number, digest FROM change ORDER BY number DESC LIMIT 1;

-- change_digest(int)
SELECT digest FROM change WHERE number = $1;

-- change_find(bytes): the change that ends a chain with this digest
SELECT number FROM change WHERE digest = $1;

-- change_add(int, text, bytes, bytes)
INSERT INTO change (number, package, content, digest) VALUES ($1, $2, $3, $4);

-- change_heads(int, int, text, text): what came after change $1, and whether it touched things of these two kinds
SELECT number, package,
	(SELECT count(*) FROM change_thing AS t WHERE t.package = change.package AND t.kind = $3 AND t.number = change.number),
	(SELECT count(*) FROM change_thing AS t WHERE t.package = change.package AND t.kind = $4 AND t.number = change.number)
FROM change WHERE number > $1 ORDER BY number LIMIT $2;

-- change_count()
SELECT count(*) FROM change;

-- change_thing_add(text, text, text, int)
INSERT INTO change_thing (package, kind, id, number) VALUES ($1, $2, $3, $4);

-- change_things_again(text): of a package: touched by more than one change
SELECT kind, id FROM change_thing WHERE package = $1 GROUP BY kind, id HAVING count(*) > 1;

-- change_thing_clear()
DELETE FROM change_thing;

-- change_thing_after(text, text, text, int, int): in the order of the key, for a walk in portions
SELECT package, kind, id, number FROM change_thing
WHERE (package, kind, id, number) > ($1, $2, $3, $4) ORDER BY package, kind, id, number LIMIT $5;

-- changes_all(int, int)
SELECT number, package, content, digest FROM change WHERE number > $1 ORDER BY number LIMIT $2;

-- changes_all_newest(int, int)
SELECT number, package, content, digest FROM change WHERE number < $1 ORDER BY number DESC LIMIT $2;

-- changes_package(int, int, text)
SELECT number, package, content, digest FROM change WHERE package = $3 AND number > $1 ORDER BY number LIMIT $2;

-- changes_package_newest(int, int, text)
SELECT number, package, content, digest FROM change WHERE package = $3 AND number < $1
ORDER BY number DESC LIMIT $2;

-- changes_thing(int, int, text, text, text)
SELECT change.number, change.package, content, digest
FROM change_thing JOIN change ON change.number = change_thing.number
WHERE change_thing.package = $3 AND kind = $4 AND id = $5 AND change_thing.number > $1
ORDER BY change_thing.number LIMIT $2;

-- changes_thing_newest(int, int, text, text, text)
SELECT change.number, change.package, content, digest
FROM change_thing JOIN change ON change.number = change_thing.number
WHERE change_thing.package = $3 AND kind = $4 AND id = $5 AND change_thing.number < $1
ORDER BY change_thing.number DESC LIMIT $2;

-- file_get(bytes)
SELECT type, bytes FROM file WHERE digest = $1;

-- file_is(bytes)
SELECT count(*) FROM file WHERE digest = $1;

-- file_add(bytes, text, bytes)
INSERT INTO file (digest, type, bytes) VALUES ($1, $2, $3);

-- file_after(bytes, int): in the order of digests, for a walk in portions
SELECT digest, type, bytes FROM file WHERE digest > $1 ORDER BY digest LIMIT $2;

-- file_count()
SELECT count(*) FROM file;

-- file_look(bytes): without its bytes, which are none here when it lies in parts
SELECT type, CAST(length(bytes) AS bigint) FROM file WHERE digest = $1;

-- file_part_add(bytes, int, bytes)
INSERT INTO file_part (digest, part, bytes) VALUES ($1, $2, $3) ON CONFLICT (digest, part) DO NOTHING;

-- file_part_get(bytes, int)
SELECT bytes FROM file_part WHERE digest = $1 AND part = $2;

-- file_part_last(bytes): all before it have the same length
SELECT part, CAST(length(bytes) AS bigint) FROM file_part WHERE digest = $1 ORDER BY part DESC LIMIT 1;

-- file_part_sum(bytes): how many there are, and how long they are together
SELECT count(*), CAST(coalesce(sum(length(bytes)), 0) AS bigint) FROM file_part WHERE digest = $1;

-- file_part_unclaimed(text, int): files that have parts and no row, and of which no mark in the state (area $1) says at $2 that they
-- are on their way; jumps from file to file in the index
WITH RECURSIVE name (digest) AS (
	SELECT digest FROM (SELECT digest FROM file_part ORDER BY digest LIMIT 1) AS first
	UNION ALL
	SELECT (SELECT p.digest FROM file_part AS p WHERE p.digest > name.digest ORDER BY p.digest LIMIT 1)
	FROM name WHERE name.digest IS NOT NULL
)
SELECT digest FROM name WHERE digest IS NOT NULL AND NOT EXISTS (SELECT 1 FROM file WHERE file.digest = name.digest)
AND NOT EXISTS (SELECT 1 FROM state WHERE area = $1 AND key = name.digest AND (ends_ms = 0 OR ends_ms > $2));

-- file_part_remove(bytes)
DELETE FROM file_part WHERE digest = $1;

-- file_long_after(bytes, int): the next file whose row has more than $2 bytes, for a walk in the order of digests
SELECT digest, type, bytes FROM file WHERE digest > $1 AND length(bytes) > $2 ORDER BY digest LIMIT 1;

-- file_long_sum(int): how many rows have more than $1 bytes, and how many they have together
SELECT count(*), CAST(coalesce(sum(length(bytes)), 0) AS bigint) FROM file WHERE length(bytes) > $1;

-- file_empty(bytes, bytes): its bytes lie in parts now
UPDATE file SET bytes = $2 WHERE digest = $1;
