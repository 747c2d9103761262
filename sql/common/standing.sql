-- SPDX-License-Identifier: LGPL-2.1-or-later
-- How the working records stand (store/standing.h). Each list goes along an index in the order of its answer.

-- standing_mark(): the last change whose package has been looked at
SELECT revision FROM standing_package WHERE package = '';

-- standing_stale(int, int): what came after change $1
SELECT number, package FROM change WHERE number > $1 ORDER BY number LIMIT $2;

-- standing_aged(int, int): what must be looked at again by day $1
SELECT package FROM standing_package WHERE next_day <= $1 AND package <> '' ORDER BY next_day, package LIMIT $2;

-- standing_package_put(text, int, int, int, text, text)
INSERT INTO standing_package (package, revision, closes_day, next_day, bodies, shown) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (package) DO UPDATE
SET revision = excluded.revision, closes_day = excluded.closes_day, next_day = excluded.next_day,
	bodies = excluded.bodies, shown = excluded.shown;

-- standing_package_age(text): to be made again at once; each time another day, so that whoever makes it sees that it was asked anew
UPDATE standing_package SET next_day = CASE WHEN next_day < 0 THEN next_day - 1 ELSE -1 END WHERE package = $1;

-- standing_package_remove(text)
DELETE FROM standing_package WHERE package = $1;

-- standing_package_clear()
DELETE FROM standing_package;

-- standing_package(text)
SELECT package, revision, closes_day, next_day, bodies, shown FROM standing_package WHERE package = $1;

-- standing_packages_after(text, int): by name, for a walk in portions
SELECT package, revision, closes_day, next_day, bodies, shown FROM standing_package
WHERE package > $1 ORDER BY package LIMIT $2;

-- standing_packages_changed(int, int): those changed last before change $1
SELECT package, revision, closes_day, next_day, bodies, shown FROM standing_package
WHERE revision < $1 AND package <> '' ORDER BY revision DESC LIMIT $2;

-- standing_packages_coming(int, text, int): not over on day $1, behind package $2 of that day
SELECT package, revision, closes_day, next_day, bodies, shown FROM standing_package
WHERE (closes_day, package) > ($1, $2) AND package <> '' ORDER BY closes_day, package LIMIT $3;

-- standing_packages_past(int, text, int): over on day $1, before package $2 of that day
SELECT package, revision, closes_day, next_day, bodies, shown FROM standing_package
WHERE (closes_day, package) < ($1, $2) AND package <> '' ORDER BY closes_day DESC, package DESC LIMIT $3;

-- standing_document_put(text, text, text, int, int, int, int, text)
INSERT INTO standing_document (package, id, body, is_closed, late_day, due_day, move, shown)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (package, id) DO UPDATE
SET body = excluded.body, is_closed = excluded.is_closed, late_day = excluded.late_day, due_day = excluded.due_day,
	move = excluded.move, shown = excluded.shown;

-- standing_document_remove(text, text)
DELETE FROM standing_document WHERE package = $1 AND id = $2;

-- standing_document_clear()
DELETE FROM standing_document;

-- standing_documents_of(text)
SELECT package, id, body, is_closed, late_day, due_day, move, shown FROM standing_document
WHERE package = $1 ORDER BY id;

-- standing_documents_late(int, int, int, int, int): longest late first; $1: 1 with those issued, $2: late before this day
SELECT package, id, body, is_closed, late_day, due_day, move, shown FROM standing_document
WHERE is_closed <= $1 AND late_day < $2 AND ($3 < 0 OR move = $3)
ORDER BY is_closed, late_day, due_day, package, id LIMIT $4 OFFSET $5;

-- standing_documents_late_body(int, int, int, int, int, text)
SELECT package, id, body, is_closed, late_day, due_day, move, shown FROM standing_document
WHERE body = $6 AND is_closed <= $1 AND late_day < $2 AND ($3 < 0 OR move = $3)
ORDER BY is_closed, late_day, due_day, package, id LIMIT $4 OFFSET $5;

-- standing_documents_due(int, int, int, int, int): by the day they are to be issued; $2: from this day on
SELECT package, id, body, is_closed, late_day, due_day, move, shown FROM standing_document
WHERE is_closed <= $1 AND due_day >= $2 AND ($3 < 0 OR move = $3)
ORDER BY is_closed, due_day, package, id LIMIT $4 OFFSET $5;

-- standing_documents_due_body(int, int, int, int, int, text)
SELECT package, id, body, is_closed, late_day, due_day, move, shown FROM standing_document
WHERE body = $6 AND is_closed <= $1 AND due_day >= $2 AND ($3 < 0 OR move = $3)
ORDER BY is_closed, due_day, package, id LIMIT $4 OFFSET $5;

-- standing_count(int, int, int, int): counts to $4
SELECT count(*) FROM (
	SELECT 1 FROM standing_document
	WHERE is_closed <= $1 AND late_day < $2 AND ($3 < 0 OR move = $3) LIMIT $4) AS counted;

-- standing_count_body(int, int, int, int, text): counts to $4
SELECT count(*) FROM (
	SELECT 1 FROM standing_document
	WHERE body = $5 AND is_closed <= $1 AND late_day < $2 AND ($3 < 0 OR move = $3) LIMIT $4) AS counted;

-- standing_bodies(int): keys of all that have documents; jumps from key to key
WITH RECURSIVE found (body) AS (
	SELECT min(body) FROM standing_document
	UNION ALL
	SELECT (SELECT min(d.body) FROM standing_document AS d WHERE d.body > found.body)
	FROM found WHERE found.body IS NOT NULL
)
SELECT body FROM found WHERE body IS NOT NULL LIMIT $1;

-- change_kinds_after(text, int): what kinds of things of a package were touched after change $2
SELECT DISTINCT kind FROM change_thing WHERE package = $1 AND number > $2;
