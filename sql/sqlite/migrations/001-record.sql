-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The record: the log of changes, the things it makes, files, state. doc/record.md

-- One entry a transaction. The content is what the digest is taken over.
CREATE TABLE change (
	number INTEGER PRIMARY KEY CHECK (number > 0),
	package TEXT NOT NULL,
	content BLOB NOT NULL,
	digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;
CREATE INDEX change_package ON change (package, number);
CREATE TRIGGER change_is_not_altered BEFORE UPDATE ON change
BEGIN
	SELECT raise(ABORT, 'the log of changes is only added to');
END;
CREATE TRIGGER change_is_not_removed BEFORE DELETE ON change
BEGIN
	SELECT raise(ABORT, 'the log of changes is only added to');
END;

-- Which change touched which thing: made from the log.
CREATE TABLE change_thing (
	package TEXT NOT NULL,
	kind TEXT NOT NULL,
	id TEXT NOT NULL,
	number INTEGER NOT NULL REFERENCES change (number),
	PRIMARY KEY (package, kind, id, number)
) STRICT, WITHOUT ROWID;

-- What the log says now.
CREATE TABLE thing (
	package TEXT NOT NULL,
	kind TEXT NOT NULL,
	id TEXT NOT NULL,
	position INTEGER NOT NULL,
	value TEXT NOT NULL CHECK (value <> ''),
	revision INTEGER NOT NULL,
	PRIMARY KEY (package, kind, id)
) STRICT;

CREATE TABLE file (
	digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
	type TEXT NOT NULL,
	bytes BLOB NOT NULL
) STRICT;
CREATE TRIGGER file_is_not_altered BEFORE UPDATE ON file
BEGIN
	SELECT raise(ABORT, 'files are only added');
END;
CREATE TRIGGER file_is_not_removed BEFORE DELETE ON file
BEGIN
	SELECT raise(ABORT, 'files are only added');
END;

CREATE TABLE state (
	area TEXT NOT NULL,
	key BLOB NOT NULL,
	value BLOB NOT NULL,
	due_ms INTEGER NOT NULL,
	ends_ms INTEGER NOT NULL,
	revision INTEGER NOT NULL,
	PRIMARY KEY (area, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX state_due ON state (area, due_ms) WHERE due_ms > 0;
CREATE INDEX state_ends ON state (ends_ms) WHERE ends_ms > 0;

PRAGMA application_id = 1684105587; -- "dais"
PRAGMA user_version = 1;
