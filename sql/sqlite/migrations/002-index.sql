-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What the portal finds across packages, made from releases (store/index.h). Days are counted from 1970-01-01; names in six
-- languages are one text, A C E F R S, with U+001F between them.

CREATE TABLE index_body (
	package TEXT NOT NULL,
	key TEXT NOT NULL,
	parent TEXT NOT NULL,
	name TEXT NOT NULL,
	short_name TEXT NOT NULL,
	is_session INTEGER NOT NULL,
	as_of INTEGER NOT NULL,
	PRIMARY KEY (package, key)
) STRICT;
CREATE INDEX index_body_key ON index_body (key, as_of, package);

CREATE TABLE index_meeting (
	package TEXT NOT NULL,
	line INTEGER NOT NULL,
	body TEXT NOT NULL,
	ordinal INTEGER NOT NULL,
	opens_day INTEGER NOT NULL,
	opens_minute INTEGER NOT NULL,
	closes_day INTEGER NOT NULL,
	length INTEGER NOT NULL,
	zone TEXT NOT NULL,
	modality TEXT NOT NULL,
	status TEXT NOT NULL,
	place TEXT NOT NULL,
	release INTEGER NOT NULL,
	PRIMARY KEY (package, line)
) STRICT;
CREATE INDEX index_meeting_body ON index_meeting (body, opens_day, opens_minute, package, line);
CREATE INDEX index_meeting_opens ON index_meeting (opens_day, opens_minute, package, line);
CREATE INDEX index_meeting_length ON index_meeting (length);

CREATE TABLE index_document (
	package TEXT NOT NULL,
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	body TEXT NOT NULL,
	available INTEGER NOT NULL,
	day INTEGER NOT NULL,
	title TEXT NOT NULL,
	symbols TEXT NOT NULL,
	PRIMARY KEY (package, id)
) STRICT;
CREATE INDEX index_document_day ON index_document (day DESC, package, id);
CREATE INDEX index_document_body ON index_document (body, day DESC, package, id);

-- Letters are capitals, stars and spaces left out.
CREATE TABLE index_symbol (
	symbol TEXT NOT NULL,
	package TEXT NOT NULL,
	id TEXT NOT NULL,
	PRIMARY KEY (symbol, package, id)
) STRICT;
CREATE INDEX index_symbol_package ON index_symbol (package);

PRAGMA user_version = 2;
