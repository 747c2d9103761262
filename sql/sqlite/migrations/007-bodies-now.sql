-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Bodies as they are called now, so that a page asks for those it shows and not for all; when a meeting was released, so that
-- lists of what is new need not read releases; and when what is shown of a body or a month last changed (store/index.h).

-- The newest row of index_body of each key. At the top are those whose parent nothing says anything of. Letters folded as in
-- index_symbol.
CREATE TABLE index_body_now (
	key TEXT PRIMARY KEY,
	folded TEXT NOT NULL,
	parent TEXT NOT NULL,
	is_top INTEGER NOT NULL,
	package TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO index_body_now (key, folded, parent, is_top, package)
SELECT b.key, upper(replace(replace(b.key, '*', ''), ' ', '')), b.parent,
	b.parent = '' OR NOT EXISTS (SELECT 1 FROM index_body AS above WHERE above.key = b.parent), b.package
FROM index_body AS b
WHERE b.package = (SELECT n.package FROM index_body AS n WHERE n.key = b.key ORDER BY n.as_of DESC, n.package DESC LIMIT 1);
CREATE INDEX index_body_now_parent ON index_body_now (parent, key);
CREATE INDEX index_body_now_top ON index_body_now (is_top, key);
CREATE INDEX index_body_now_folded ON index_body_now (folded, key);

ALTER TABLE index_meeting ADD COLUMN released_ms INTEGER NOT NULL DEFAULT 0;
UPDATE index_meeting SET released_ms = coalesce((SELECT json_extract(value, '$.at') FROM thing
	WHERE thing.package = index_meeting.package AND kind = 'release' AND id = CAST(index_meeting.release AS TEXT)), 0);
CREATE INDEX index_meeting_released ON index_meeting (released_ms, package);
CREATE INDEX index_meeting_body_released ON index_meeting (body, released_ms, package);

-- "body/CTOC/COP", "month/2022-05": milliseconds since 1970, each time later than before.
CREATE TABLE index_stamp (
	what TEXT PRIMARY KEY,
	at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO index_stamp (what, at_ms) SELECT DISTINCT 'body/' || key, 1 FROM index_body;
INSERT INTO index_stamp (what, at_ms)
SELECT DISTINCT 'month/' || strftime('%Y-%m', day * 86400, 'unixepoch'), 1
FROM (SELECT DISTINCT day FROM index_document UNION SELECT opens_day FROM index_meeting) AS days WHERE day BETWEEN -700000 AND 2900000;

PRAGMA user_version = 7;
