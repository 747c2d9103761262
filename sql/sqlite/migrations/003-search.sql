-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The search. Made from the last releases, and can be made again. doc/search.md

CREATE TABLE search_text (
	id INTEGER PRIMARY KEY,
	package TEXT NOT NULL,
	kind TEXT NOT NULL,
	thing TEXT NOT NULL,
	language INTEGER NOT NULL,
	title TEXT NOT NULL,
	symbols TEXT NOT NULL,
	body TEXT NOT NULL,
	genre TEXT NOT NULL,
	facets TEXT NOT NULL,
	text TEXT NOT NULL
) STRICT;
CREATE INDEX search_text_package ON search_text (package);

-- Numbers of the values of facets.
CREATE TABLE search_value (
	facet TEXT NOT NULL,
	number INTEGER NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (facet, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX search_value_number ON search_value (facet, value);

-- Words and pairs of the whole index, as they are compared, and in how many texts each stands.
CREATE TABLE search_word (
	word TEXT PRIMARY KEY,
	texts INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The texts stand in search_text; here are only the places of their words.
CREATE VIRTUAL TABLE search_index USING fts5(words, content='', columnsize=0, tokenize='dais');

PRAGMA user_version = 3;
