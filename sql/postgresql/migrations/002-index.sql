-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What the portal finds across packages, made from releases (store/index.h). Days are counted from 1970-01-01; names in six
-- languages are one text, A C E F R S, with U+001F between them.

CREATE TABLE index_body (
	package text COLLATE "C" NOT NULL,
	key text COLLATE "C" NOT NULL,
	parent text COLLATE "C" NOT NULL,
	name text COLLATE "C" NOT NULL,
	short_name text COLLATE "C" NOT NULL,
	is_session bigint NOT NULL,
	as_of bigint NOT NULL,
	PRIMARY KEY (package, key)
);
CREATE INDEX index_body_key ON index_body (key, as_of, package);

CREATE TABLE index_meeting (
	package text COLLATE "C" NOT NULL,
	line bigint NOT NULL,
	body text COLLATE "C" NOT NULL,
	ordinal bigint NOT NULL,
	opens_day bigint NOT NULL,
	opens_minute bigint NOT NULL,
	closes_day bigint NOT NULL,
	length bigint NOT NULL,
	zone text COLLATE "C" NOT NULL,
	modality text COLLATE "C" NOT NULL,
	status text COLLATE "C" NOT NULL,
	place text COLLATE "C" NOT NULL,
	release bigint NOT NULL,
	PRIMARY KEY (package, line)
);
CREATE INDEX index_meeting_body ON index_meeting (body, opens_day, opens_minute, package, line);
CREATE INDEX index_meeting_opens ON index_meeting (opens_day, opens_minute, package, line);
CREATE INDEX index_meeting_length ON index_meeting (length);

CREATE TABLE index_document (
	package text COLLATE "C" NOT NULL,
	id text COLLATE "C" NOT NULL,
	kind text COLLATE "C" NOT NULL,
	body text COLLATE "C" NOT NULL,
	available bigint NOT NULL,
	day bigint NOT NULL,
	title text COLLATE "C" NOT NULL,
	symbols text COLLATE "C" NOT NULL,
	PRIMARY KEY (package, id)
);
CREATE INDEX index_document_day ON index_document (day DESC, package, id);
CREATE INDEX index_document_body ON index_document (body, day DESC, package, id);

-- Letters are capitals, stars and spaces left out.
CREATE TABLE index_symbol (
	symbol text COLLATE "C" NOT NULL,
	package text COLLATE "C" NOT NULL,
	id text COLLATE "C" NOT NULL,
	PRIMARY KEY (symbol, package, id)
);
CREATE INDEX index_symbol_package ON index_symbol (package);

UPDATE record SET schema = 2;
