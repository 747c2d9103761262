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

-- index_meeting_add(text, int, text, int, int, int, int, int, text, text, text, text, int, int)
INSERT INTO index_meeting (package, line, body, ordinal, opens_day, opens_minute, closes_day, length, zone, modality,
	status, place, release, released_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- index_document_add(text, text, text, text, int, int, text, text)
INSERT INTO index_document (package, id, kind, body, available, day, title, symbols)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- index_document_of_add(text, text, text, int): a body of a document
INSERT INTO index_document_of (package, id, body, day) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING;

-- index_symbol_add(text, text, text)
INSERT INTO index_symbol (symbol, package, id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING;

-- index_body_keys(text): bodies that package $1 speaks of
SELECT key FROM index_body WHERE package = $1;

-- index_body_now_put(text, text): the newest of what packages say of body $1
INSERT INTO index_body_now (key, folded, parent, is_top, package)
SELECT key, $2, parent, 0, package FROM index_body WHERE key = $1 ORDER BY as_of DESC, package DESC LIMIT 1
ON CONFLICT (key) DO UPDATE SET folded = excluded.folded, parent = excluded.parent, package = excluded.package;

-- index_body_now_drop(text): when no package speaks of it any more
DELETE FROM index_body_now WHERE key = $1 AND NOT EXISTS (SELECT 1 FROM index_body WHERE index_body.key = $1);

-- index_body_now_rise(text): body $1 and those below it to the top, or down from there
UPDATE index_body_now SET is_top = 1 - is_top
WHERE (key = $1 OR parent = $1) AND is_top <> (CASE WHEN parent = ''
	OR NOT EXISTS (SELECT 1 FROM index_body_now AS above WHERE above.key = index_body_now.parent) THEN 1 ELSE 0 END);

-- index_body_now_clear()
DELETE FROM index_body_now;

-- index_bodies(text, int): behind key $1
SELECT b.key, b.parent, b.name, b.short_name, b.is_session, b.as_of
FROM index_body_now AS n JOIN index_body AS b ON b.package = n.package AND b.key = n.key
WHERE n.key > $1 ORDER BY n.key LIMIT $2;

-- index_bodies_top(text, int): behind key $1
SELECT b.key, b.parent, b.name, b.short_name, b.is_session, b.as_of
FROM index_body_now AS n JOIN index_body AS b ON b.package = n.package AND b.key = n.key
WHERE n.is_top = 1 AND n.key > $1 ORDER BY n.key LIMIT $2;

-- index_bodies_children(text, int, text): of body $3, behind key $1
SELECT b.key, b.parent, b.name, b.short_name, b.is_session, b.as_of
FROM index_body_now AS n JOIN index_body AS b ON b.package = n.package AND b.key = n.key
WHERE n.parent = $3 AND n.key > $1 ORDER BY n.key LIMIT $2;

-- index_bodies_below(text, int, int): at most $2, the nearest first, not deeper than $3; $1 itself among them only in a circle
WITH RECURSIVE below (key, depth) AS (
	SELECT key, 1 FROM index_body_now WHERE parent = $1
	UNION
	SELECT n.key, below.depth + 1 FROM below JOIN index_body_now AS n ON n.parent = below.key WHERE below.depth < $3
)
SELECT b.key, b.parent, b.name, b.short_name, b.is_session, b.as_of
FROM (SELECT key, min(depth) AS depth FROM below GROUP BY key ORDER BY min(depth), key LIMIT $2) AS found
JOIN index_body_now AS n ON n.key = found.key JOIN index_body AS b ON b.package = n.package AND b.key = n.key
ORDER BY found.depth, b.key;

-- index_body_find(text): its symbol in capitals
SELECT b.key, b.parent, b.name, b.short_name, b.is_session, b.as_of
FROM index_body_now AS n JOIN index_body AS b ON b.package = n.package AND b.key = n.key
WHERE n.folded = $1 ORDER BY n.key LIMIT 1;

-- index_bodies_count(int): counts to $1
SELECT count(*) FROM (SELECT 1 FROM index_body_now LIMIT $1) AS counted;

-- index_stamp(text)
SELECT at_ms FROM index_stamp WHERE what = $1;

-- index_stamp_put(text, int): later than it was in any case
INSERT INTO index_stamp (what, at_ms) VALUES ($1, $2)
ON CONFLICT (what) DO UPDATE
SET at_ms = CASE WHEN excluded.at_ms > index_stamp.at_ms THEN excluded.at_ms ELSE index_stamp.at_ms + 1 END;

-- index_stamps(text, text, int): from $1 to before $2, the last first
SELECT what, at_ms FROM index_stamp WHERE what >= $1 AND what < $2 ORDER BY what DESC LIMIT $3;

-- index_stamp_clear()
DELETE FROM index_stamp;

-- index_stamp_drop_month(text, int, int): when nothing is left of the days $2 to $3
DELETE FROM index_stamp WHERE what = $1
	AND NOT EXISTS (SELECT 1 FROM index_document WHERE day BETWEEN $2 AND $3)
	AND NOT EXISTS (SELECT 1 FROM index_meeting WHERE opens_day BETWEEN $2 AND $3);

-- index_days(text): on which something of package $1 is dated or opens
SELECT day FROM index_document WHERE package = $1
UNION
SELECT opens_day FROM index_meeting WHERE package = $1;

-- index_released(int): packages that were released last
SELECT DISTINCT released_ms, package FROM index_meeting ORDER BY released_ms DESC, package DESC LIMIT $1;

-- index_symbol_find(text): of several the newest
SELECT d.package, d.id, d.kind, d.body, d.available, d.day, d.title, d.symbols
FROM index_symbol AS s JOIN index_document AS d ON d.package = s.package AND d.id = s.id
WHERE s.symbol = $1 ORDER BY d.day DESC, d.package DESC, d.id LIMIT 1;

-- index_symbol_under(text, text, int): symbols between two
SELECT d.package, d.id, d.kind, d.body, d.available, d.day, d.title, d.symbols
FROM index_symbol AS s JOIN index_document AS d ON d.package = s.package AND d.id = s.id
WHERE s.symbol > $1 AND s.symbol < $2 ORDER BY s.symbol, d.package, d.id LIMIT $3;

-- index_symbol_before(text, text, int): the same, the last first
SELECT d.package, d.id, d.kind, d.body, d.available, d.day, d.title, d.symbols
FROM index_symbol AS s JOIN index_document AS d ON d.package = s.package AND d.id = s.id
WHERE s.symbol > $1 AND s.symbol < $2 ORDER BY s.symbol DESC, d.package, d.id LIMIT $3;

-- index_documents(int, int, text, int, int, int): days from $1 to before $2
SELECT package, id, kind, body, available, day, title, symbols FROM index_document
WHERE day >= $1 AND day < $2 AND ($3 = '' OR kind = $3) AND ($4 = 0 OR (available & $4) <> 0)
ORDER BY day DESC, package, id LIMIT $5 OFFSET $6;

-- index_addresses(int, int, int): days from $1 to before $2
SELECT package, symbols FROM index_document
WHERE day >= $1 AND day < $2 AND symbols <> '' ORDER BY day DESC, package, id LIMIT $3;

-- index_documents_body(int, int, text, int, int, int, text): days from $1 to before $2
SELECT d.package, d.id, d.kind, d.body, d.available, d.day, d.title, d.symbols
FROM index_document_of AS o JOIN index_document AS d ON d.package = o.package AND d.id = o.id
WHERE o.body = $7 AND o.day >= $1 AND o.day < $2 AND ($3 = '' OR d.kind = $3) AND ($4 = 0 OR (d.available & $4) <> 0)
ORDER BY o.day DESC, o.package, o.id LIMIT $5 OFFSET $6;

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
SELECT package, body, ordinal, opens_day, opens_minute, closes_day, zone, modality, status, place, release, released_ms
FROM index_meeting
WHERE opens_day <= $2 AND closes_day >= $1
	AND opens_day >= $1 - (SELECT coalesce(max(length), 0) FROM index_meeting)
ORDER BY opens_day, opens_minute, package, line LIMIT $3 OFFSET $4;

-- index_meetings_newest(int, int, int, int): that touch the days $1 to $2
SELECT package, body, ordinal, opens_day, opens_minute, closes_day, zone, modality, status, place, release, released_ms
FROM index_meeting
WHERE opens_day <= $2 AND closes_day >= $1
	AND opens_day >= $1 - (SELECT coalesce(max(length), 0) FROM index_meeting)
ORDER BY opens_day DESC, opens_minute DESC, package DESC, line DESC LIMIT $3 OFFSET $4;

-- index_meetings_body(int, int, int, int, text): that touch the days $1 to $2
SELECT package, body, ordinal, opens_day, opens_minute, closes_day, zone, modality, status, place, release, released_ms
FROM index_meeting
WHERE body = $5 AND opens_day <= $2 AND closes_day >= $1
	AND opens_day >= $1 - (SELECT coalesce(max(length), 0) FROM index_meeting)
ORDER BY opens_day, opens_minute, package, line LIMIT $3 OFFSET $4;

-- index_meetings_body_newest(int, int, int, int, text): that touch the days $1 to $2
SELECT package, body, ordinal, opens_day, opens_minute, closes_day, zone, modality, status, place, release, released_ms
FROM index_meeting
WHERE body = $5 AND opens_day <= $2 AND closes_day >= $1
	AND opens_day >= $1 - (SELECT coalesce(max(length), 0) FROM index_meeting)
ORDER BY opens_day DESC, opens_minute DESC, package DESC, line DESC LIMIT $3 OFFSET $4;

-- index_meetings_package(int, int, int, int, text): that touch the days $1 to $2
SELECT package, body, ordinal, opens_day, opens_minute, closes_day, zone, modality, status, place, release, released_ms
FROM index_meeting
WHERE package = $5 AND opens_day <= $2 AND closes_day >= $1
	AND opens_day >= $1 - (SELECT coalesce(max(length), 0) FROM index_meeting)
ORDER BY opens_day, opens_minute, package, line LIMIT $3 OFFSET $4;

-- index_meetings_package_newest(int, int, int, int, text): that touch the days $1 to $2
SELECT package, body, ordinal, opens_day, opens_minute, closes_day, zone, modality, status, place, release, released_ms
FROM index_meeting
WHERE package = $5 AND opens_day <= $2 AND closes_day >= $1
	AND opens_day >= $1 - (SELECT coalesce(max(length), 0) FROM index_meeting)
ORDER BY opens_day DESC, opens_minute DESC, package DESC, line DESC LIMIT $3 OFFSET $4;

-- index_body_of(text): rows of a package as index_body_add takes them; likewise those below
SELECT package, key, parent, name, short_name, is_session, as_of FROM index_body WHERE package = $1;

-- index_meeting_of(text)
SELECT package, line, body, ordinal, opens_day, opens_minute, closes_day, length, zone, modality, status, place, release, released_ms
FROM index_meeting WHERE package = $1;

-- index_document_row_of(text)
SELECT package, id, kind, body, available, day, title, symbols FROM index_document WHERE package = $1;

-- index_document_of_of(text)
SELECT package, id, body, day FROM index_document_of WHERE package = $1;

-- index_symbol_of(text)
SELECT symbol, package, id FROM index_symbol WHERE package = $1;

-- index_counts(): rows of each table
SELECT (SELECT count(*) FROM index_body), (SELECT count(*) FROM index_meeting), (SELECT count(*) FROM index_document),
	(SELECT count(*) FROM index_document_of), (SELECT count(*) FROM index_symbol), (SELECT count(*) FROM search_text);

-- index_bodies_wrong(): is anything said of a body now that is not the newest of what packages say, or nothing
SELECT count(*) FROM (
	SELECT 1 FROM index_body_now AS n
	WHERE n.package <> coalesce((SELECT b.package FROM index_body AS b WHERE b.key = n.key
			ORDER BY b.as_of DESC, b.package DESC LIMIT 1), '')
		OR n.parent <> coalesce((SELECT b.parent FROM index_body AS b WHERE b.key = n.key AND b.package = n.package), '')
		OR n.is_top <> (CASE WHEN n.parent = ''
			OR NOT EXISTS (SELECT 1 FROM index_body_now AS above WHERE above.key = n.parent) THEN 1 ELSE 0 END)
	UNION ALL
	SELECT 1 FROM index_body AS b WHERE NOT EXISTS (SELECT 1 FROM index_body_now AS n WHERE n.key = b.key)
) AS wrong;

-- index_bodies_folded(text): keys and how they are looked up, behind a key
SELECT key, folded FROM index_body_now WHERE key > $1 ORDER BY key LIMIT 500;
