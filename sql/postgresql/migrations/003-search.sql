-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The search. Made from the last releases, and can be made again. doc/search.md

CREATE TABLE search_text (
	id bigint PRIMARY KEY,
	package text COLLATE "C" NOT NULL,
	kind text COLLATE "C" NOT NULL,
	thing text COLLATE "C" NOT NULL,
	language bigint NOT NULL,
	title text COLLATE "C" NOT NULL,
	symbols text COLLATE "C" NOT NULL,
	body text COLLATE "C" NOT NULL,
	genre text COLLATE "C" NOT NULL,
	facets text COLLATE "C" NOT NULL,
	text text COLLATE "C" NOT NULL
);
CREATE INDEX search_text_package ON search_text (package);

-- Numbers of the values of facets.
CREATE TABLE search_value (
	facet text COLLATE "C" NOT NULL,
	number bigint NOT NULL,
	value text COLLATE "C" NOT NULL,
	PRIMARY KEY (facet, number)
);
CREATE UNIQUE INDEX search_value_number ON search_value (facet, value);

-- Words and pairs of the whole index, as they are compared, and in how many texts each stands.
CREATE TABLE search_word (
	word text COLLATE "C" PRIMARY KEY,
	texts bigint NOT NULL
);

-- The places of the words of each text.
CREATE TABLE search_index (
	id bigint PRIMARY KEY,
	words tsvector NOT NULL
);
ALTER TABLE search_index ALTER COLUMN words SET STATISTICS 1000;
CREATE INDEX search_index_words ON search_index USING gin (words) WITH (fastupdate = on, gin_pending_list_limit = 1024);

UPDATE record SET schema = 3;
