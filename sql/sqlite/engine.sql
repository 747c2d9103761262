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

-- index_bodies_named(text): those of a JSON list of keys, and all above them
WITH RECURSIVE named (key) AS (
	SELECT value FROM json_each($1)
	UNION
	SELECT n.parent FROM named JOIN index_body_now AS n ON n.key = named.key WHERE n.parent <> ''
)
SELECT b.key, b.parent, b.name, b.short_name, b.is_session, b.as_of
FROM named JOIN index_body_now AS n ON n.key = named.key JOIN index_body AS b ON b.package = n.package AND b.key = n.key
ORDER BY b.key;

-- index_years(text): a day of each year in which documents of body $1 are dated
WITH RECURSIVE year (day) AS (
	SELECT max(day) FROM index_document_of WHERE body = $1 AND day > -700000
	UNION ALL
	SELECT (SELECT max(o.day) FROM index_document_of AS o WHERE o.body = $1 AND o.day > -700000
		AND o.day < unixepoch(year.day * 86400, 'unixepoch', 'start of year') / 86400)
	FROM year WHERE year.day IS NOT NULL
)
SELECT day FROM year WHERE day IS NOT NULL LIMIT 1000;

-- index_meetings_under(text, int, int, int): of the bodies of a JSON list and those below them, that touch the days $2 to $3
WITH RECURSIVE wanted (key) AS (
	SELECT n.key FROM json_each($1) AS name JOIN index_body_now AS n ON n.key = name.value
	UNION
	SELECT n.key FROM wanted JOIN index_body_now AS n ON n.parent = wanted.key
)
SELECT m.package, m.body, m.ordinal, m.opens_day, m.opens_minute, m.closes_day, m.zone, m.modality, m.status, m.place, m.release,
	m.released_ms
FROM wanted CROSS JOIN index_meeting AS m ON m.body = wanted.key AND m.closes_day >= $2 AND m.opens_day > -1000000000
	AND m.opens_day BETWEEN $2 - (SELECT coalesce(max(length), 0) FROM index_meeting) AND $3
ORDER BY m.opens_day DESC, m.opens_minute DESC, m.package DESC, m.line DESC LIMIT $4;

-- index_released_under(text, int): packages that were released last, with meetings of the bodies of a JSON list and those below them
WITH RECURSIVE wanted (key) AS (
	SELECT n.key FROM json_each($1) AS name JOIN index_body_now AS n ON n.key = name.value
	UNION
	SELECT n.key FROM wanted JOIN index_body_now AS n ON n.parent = wanted.key
)
SELECT DISTINCT m.released_ms, m.package
FROM wanted CROSS JOIN index_meeting AS m ON m.rowid IN (SELECT x.rowid FROM index_meeting AS x WHERE x.body = wanted.key
	ORDER BY x.released_ms DESC, x.package DESC LIMIT $2)
ORDER BY m.released_ms DESC, m.package DESC LIMIT $2;

-- change_slice(int, int, int): $3 bytes of change $1 from byte $2 on; its other pages are not read
SELECT slice('change', 'content', $1, $2, $3);

-- change_beginnings_newest(int, int, int): the first $3 bytes of changes before $1
SELECT number, slice('change', 'content', number, 0, $3) FROM change WHERE number < $1 ORDER BY number DESC LIMIT $2;

-- change_beginnings_package(int, int, int, text): the same of one package
SELECT number, slice('change', 'content', number, 0, $3) FROM change WHERE package = $4 AND number < $1
ORDER BY number DESC LIMIT $2;
