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

-- index_bodies_named(text): those of a JSON list of keys, and all above them; each is looked up by its key, and never all bodies read for a few,
-- which is what the planner takes for cheaper since it does not know how few a list has
WITH RECURSIVE named (key) AS (
	SELECT value COLLATE "C" FROM json_array_elements_text($1::json)
	UNION
	SELECT above.parent FROM named CROSS JOIN LATERAL
		(SELECT n.parent FROM index_body_now AS n WHERE n.key = named.key AND n.parent <> '' LIMIT 1) AS above
)
SELECT b.key, b.parent, b.name, b.short_name, b.is_session, b.as_of
FROM named CROSS JOIN LATERAL (SELECT n.package FROM index_body_now AS n WHERE n.key = named.key LIMIT 1) AS newest
	CROSS JOIN LATERAL (SELECT * FROM index_body AS x WHERE x.package = newest.package AND x.key = named.key LIMIT 1) AS b
ORDER BY b.key;

-- index_years(text): a day of each year in which documents of body $1 are dated
WITH RECURSIVE year (day) AS (
	SELECT max(day) FROM index_document_of WHERE body = $1 AND day > -700000
	UNION ALL
	SELECT (SELECT max(o.day) FROM index_document_of AS o WHERE o.body = $1 AND o.day > -700000
		AND o.day < date_trunc('year', (date '1970-01-01' + year.day::integer)::timestamp)::date - date '1970-01-01')
	FROM year WHERE year.day IS NOT NULL
)
SELECT day FROM year WHERE day IS NOT NULL LIMIT 1000;

-- index_meetings_under(text, int, int, int): of the bodies of a JSON list and those below them, that touch the days $2 to $3
WITH RECURSIVE wanted (key) AS (
	SELECT n.key FROM json_array_elements_text($1::json) AS name (key) JOIN index_body_now AS n ON n.key = name.key
	UNION
	SELECT n.key FROM wanted JOIN index_body_now AS n ON n.parent = wanted.key
)
SELECT m.package, m.body, m.ordinal, m.opens_day, m.opens_minute, m.closes_day, m.zone, m.modality, m.status, m.place, m.release,
	m.released_ms
FROM wanted JOIN index_meeting AS m ON m.body = wanted.key AND m.closes_day >= $2 AND m.opens_day > -1000000000
	AND m.opens_day BETWEEN $2 - (SELECT coalesce(max(length), 0) FROM index_meeting) AND $3
ORDER BY m.opens_day DESC, m.opens_minute DESC, m.package DESC, m.line DESC LIMIT $4;

-- index_released_under(text, int): packages that were released last, with meetings of the bodies of a JSON list and those below them
WITH RECURSIVE wanted (key) AS (
	SELECT n.key FROM json_array_elements_text($1::json) AS name (key) JOIN index_body_now AS n ON n.key = name.key
	UNION
	SELECT n.key FROM wanted JOIN index_body_now AS n ON n.parent = wanted.key
)
SELECT DISTINCT m.released_ms, m.package
FROM wanted CROSS JOIN LATERAL (SELECT x.released_ms, x.package FROM index_meeting AS x WHERE x.body = wanted.key
	ORDER BY x.released_ms DESC, x.package DESC LIMIT $2) AS m
ORDER BY m.released_ms DESC, m.package DESC LIMIT $2;

-- change_slice(int, int, int): $3 bytes of change $1 from byte $2 on
SELECT substring(content FROM $2::integer + 1 FOR $3::integer) FROM change WHERE number = $1;

-- change_beginnings_newest(int, int, int): the first $3 bytes of changes before $1
SELECT number, substring(content FROM 1 FOR $3::integer) FROM change WHERE number < $1 ORDER BY number DESC LIMIT $2;

-- change_beginnings_package(int, int, int, text): the same of one package
SELECT number, substring(content FROM 1 FOR $3::integer) FROM change WHERE package = $4 AND number < $1
ORDER BY number DESC LIMIT $2;
