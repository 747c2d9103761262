-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The record: the log of changes, the things it makes, files, state. doc/record.md

-- One row: the number of the last migration. Writers queue at it.
CREATE TABLE record (
	schema integer NOT NULL
);
INSERT INTO record (schema) VALUES (1);

-- One entry a transaction. The content is what the digest is taken over.
CREATE TABLE change (
	number bigint PRIMARY KEY CHECK (number > 0),
	package text COLLATE "C" NOT NULL,
	content bytea NOT NULL,
	digest bytea NOT NULL CHECK (length(digest) = 32)
);
CREATE INDEX change_package ON change (package, number);

-- Which change touched which thing: made from the log.
CREATE TABLE change_thing (
	package text COLLATE "C" NOT NULL,
	kind text COLLATE "C" NOT NULL,
	id text COLLATE "C" NOT NULL,
	number bigint NOT NULL REFERENCES change (number),
	PRIMARY KEY (package, kind, id, number)
);

-- What the log says now.
CREATE TABLE thing (
	package text COLLATE "C" NOT NULL,
	kind text COLLATE "C" NOT NULL,
	id text COLLATE "C" NOT NULL,
	position bigint NOT NULL,
	value text COLLATE "C" NOT NULL CHECK (value <> ''),
	revision bigint NOT NULL,
	PRIMARY KEY (package, kind, id)
);

CREATE TABLE file (
	digest bytea PRIMARY KEY CHECK (length(digest) = 32),
	type text NOT NULL,
	bytes bytea NOT NULL
);
ALTER TABLE file ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE state (
	area text COLLATE "C" NOT NULL,
	key bytea NOT NULL,
	value bytea NOT NULL,
	due_ms bigint NOT NULL,
	ends_ms bigint NOT NULL,
	revision bigint NOT NULL,
	PRIMARY KEY (area, key)
);
CREATE INDEX state_due ON state (area, due_ms) WHERE due_ms > 0;
CREATE INDEX state_ends ON state (ends_ms) WHERE ends_ms > 0;

CREATE FUNCTION record_is_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the log of changes and the files are only added to';
END;
$$;
CREATE TRIGGER change_is_not_altered BEFORE UPDATE OR DELETE OR TRUNCATE ON change
	FOR EACH STATEMENT EXECUTE FUNCTION record_is_added_to();
CREATE TRIGGER file_is_not_altered BEFORE UPDATE OR DELETE OR TRUNCATE ON file
	FOR EACH STATEMENT EXECUTE FUNCTION record_is_added_to();
