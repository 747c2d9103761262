-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The index of bodies, meetings, documents and symbols. What is asked often has a statement of its own, so that each
-- goes along an index in the order of its answer.

-- index_body_clear()
DELETE FROM index_body;

-- index_body_remove(text)
DELETE FROM index_body WHERE package = $1;

-- index_meeting_clear()
DELETE FROM index_meeting;

-- index_meeting_remove(text)
DELETE FROM index_meeting WHERE package = $1;

-- index_document_clear()
DELETE FROM index_document;

-- index_document_remove(text)
DELETE FROM index_document WHERE package = $1;

-- index_document_of_clear()
DELETE FROM index_document_of;

-- index_document_of_remove(text)
DELETE FROM index_document_of WHERE package = $1;

-- index_symbol_clear()
DELETE FROM index_symbol;

-- index_symbol_remove(text)
DELETE FROM index_symbol WHERE package = $1;

-- index_body_add(text, text, text, text, text, int, int)
INSERT INTO index_body (package, key, parent, name, short_name, is_session, as_of) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- index_meeting_add(text, int, text, int, int, int, int, int, text, text, text, text, int)
INSERT INTO index_meeting (package, line, body, ordinal, opens_day, opens_minute, closes_day, length, zone, modality,
	status, place, release)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- index_document_add(text, text, text, text, int, int, text, text)
INSERT INTO index_document (package, id, kind, body, available, day, title, symbols)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- index_document_of_add(text, text, text, int): a body of a document
INSERT INTO index_document_of (package, id, body, day) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING;

-- index_symbol_add(text, text, text)
INSERT INTO index_symbol (symbol, package, id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING;

-- index_bodies(): jumps from key to key, takes the newest of each
WITH RECURSIVE found (key) AS (
	SELECT min(key) FROM index_body
	UNION ALL
	SELECT (SELECT min(b.key) FROM index_body AS b WHERE b.key > found.key) FROM found WHERE found.key IS NOT NULL
)
SELECT b.key, b.parent, b.name, b.short_name, b.is_session, b.as_of
FROM found JOIN index_body AS b ON b.key = found.key
WHERE b.package = (SELECT n.package FROM index_body AS n WHERE n.key = found.key
	ORDER BY n.as_of DESC, n.package DESC LIMIT 1)
ORDER BY b.key;

-- index_symbol_find(text): of several the newest
SELECT d.package, d.id, d.kind, d.body, d.available, d.day, d.title, d.symbols
FROM index_symbol AS s JOIN index_document AS d ON d.package = s.package AND d.id = s.id
WHERE s.symbol = $1 ORDER BY d.day DESC, d.package DESC, d.id LIMIT 1;

-- index_symbol_under(text, text, int): symbols between two
SELECT d.package, d.id, d.kind, d.body, d.available, d.day, d.title, d.symbols
FROM index_symbol AS s JOIN index_document AS d ON d.package = s.package AND d.id = s.id
WHERE s.symbol > $1 AND s.symbol < $2 ORDER BY s.symbol, d.package, d.id LIMIT $3;

-- index_documents(int, int, text, int, int, int): days from $1 to before $2
SELECT package, id, kind, body, available, day, title, symbols FROM index_document
WHERE day >= $1 AND day < $2 AND ($3 = '' OR kind = $3) AND ($4 = 0 OR (available & $4) <> 0)
ORDER BY day DESC, package, id LIMIT $5 OFFSET $6;

-- index_documents_body(int, int, text, int, int, int, text): days from $1 to before $2
SELECT d.package, d.id, d.kind, d.body, d.available, d.day, d.title, d.symbols
FROM index_document_of AS o JOIN index_document AS d ON d.package = o.package AND d.id = o.id
WHERE o.body = $7 AND o.day >= $1 AND o.day < $2 AND ($3 = '' OR d.kind = $3) AND ($4 = 0 OR (d.available & $4) <> 0)
ORDER BY o.day DESC, o.package, o.id LIMIT $5 OFFSET $6;

-- index_document_day_before(text, int): the last day before day $2 on which a document of body $1 is dated
SELECT coalesce(max(day), -1000000000) FROM index_document_of WHERE body = $1 AND day < $2;

-- index_day_before(int): the last day before day $1 on which a document is dated or a meeting opens
SELECT coalesce(max(day), -1000000000) FROM (
	SELECT max(day) AS day FROM index_document WHERE day < $1
	UNION ALL
	SELECT max(opens_day) FROM index_meeting WHERE opens_day < $1) AS days;

-- index_documents_package_body(int, int, text, int, int, int, text, text): days from $1 to before $2
SELECT d.package, d.id, d.kind, d.body, d.available, d.day, d.title, d.symbols
FROM index_document_of AS o JOIN index_document AS d ON d.package = o.package AND d.id = o.id
WHERE o.body = $8 AND o.package = $7 AND o.day >= $1 AND o.day < $2 AND ($3 = '' OR d.kind = $3)
	AND ($4 = 0 OR (d.available & $4) <> 0)
ORDER BY o.day DESC, o.package, o.id LIMIT $5 OFFSET $6;

-- index_documents_package(int, int, text, int, int, int, text): days from $1 to before $2
SELECT package, id, kind, body, available, day, title, symbols FROM index_document
WHERE package = $7 AND day >= $1 AND day < $2 AND ($3 = '' OR kind = $3) AND ($4 = 0 OR (available & $4) <> 0)
ORDER BY day DESC, package, id LIMIT $5 OFFSET $6;

-- index_meetings(int, int, int, int): that touch the days $1 to $2
SELECT package, body, ordinal, opens_day, opens_minute, closes_day, zone, modality, status, place, release FROM index_meeting
WHERE opens_day <= $2 AND closes_day >= $1
	AND opens_day >= $1 - (SELECT coalesce(max(length), 0) FROM index_meeting)
ORDER BY opens_day, opens_minute, package, line LIMIT $3 OFFSET $4;

-- index_meetings_newest(int, int, int, int): that touch the days $1 to $2
SELECT package, body, ordinal, opens_day, opens_minute, closes_day, zone, modality, status, place, release FROM index_meeting
WHERE opens_day <= $2 AND closes_day >= $1
	AND opens_day >= $1 - (SELECT coalesce(max(length), 0) FROM index_meeting)
ORDER BY opens_day DESC, opens_minute DESC, package DESC, line DESC LIMIT $3 OFFSET $4;

-- index_meetings_body(int, int, int, int, text): that touch the days $1 to $2
SELECT package, body, ordinal, opens_day, opens_minute, closes_day, zone, modality, status, place, release FROM index_meeting
WHERE body = $5 AND opens_day <= $2 AND closes_day >= $1
	AND opens_day >= $1 - (SELECT coalesce(max(length), 0) FROM index_meeting)
ORDER BY opens_day, opens_minute, package, line LIMIT $3 OFFSET $4;

-- index_meetings_body_newest(int, int, int, int, text): that touch the days $1 to $2
SELECT package, body, ordinal, opens_day, opens_minute, closes_day, zone, modality, status, place, release FROM index_meeting
WHERE body = $5 AND opens_day <= $2 AND closes_day >= $1
	AND opens_day >= $1 - (SELECT coalesce(max(length), 0) FROM index_meeting)
ORDER BY opens_day DESC, opens_minute DESC, package DESC, line DESC LIMIT $3 OFFSET $4;

-- index_meetings_package(int, int, int, int, text): that touch the days $1 to $2
SELECT package, body, ordinal, opens_day, opens_minute, closes_day, zone, modality, status, place, release FROM index_meeting
WHERE package = $5 AND opens_day <= $2 AND closes_day >= $1
	AND opens_day >= $1 - (SELECT coalesce(max(length), 0) FROM index_meeting)
ORDER BY opens_day, opens_minute, package, line LIMIT $3 OFFSET $4;

-- index_meetings_package_newest(int, int, int, int, text): that touch the days $1 to $2
SELECT package, body, ordinal, opens_day, opens_minute, closes_day, zone, modality, status, place, release FROM index_meeting
WHERE package = $5 AND opens_day <= $2 AND closes_day >= $1
	AND opens_day >= $1 - (SELECT coalesce(max(length), 0) FROM index_meeting)
ORDER BY opens_day DESC, opens_minute DESC, package DESC, line DESC LIMIT $3 OFFSET $4;
