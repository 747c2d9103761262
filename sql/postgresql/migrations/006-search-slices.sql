-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A frequent word is found in hundreds of thousands of rows, and each is visited to learn its number and whether it may
-- be seen. Rows are therefore short: PostgreSQL puts a value elsewhere only when a row has more than 2 kB, so that each is
-- given a filler of that length, which takes 40 bytes compressed. Each text has its slice of time among its keys
-- (src/store/search_slices.c), so that the newest are found without the others.

ALTER TABLE search_index RENAME TO search_index_old;
ALTER TABLE search_index_old DROP CONSTRAINT search_index_pkey;
DROP INDEX search_index_words;

CREATE TABLE search_index (
	id bigint PRIMARY KEY,
	words tsvector NOT NULL,
	filler text NOT NULL
) WITH (toast_tuple_target = 128);
ALTER TABLE search_index ALTER COLUMN words SET STORAGE EXTERNAL;
ALTER TABLE search_index ALTER COLUMN filler SET STORAGE MAIN;
ALTER TABLE search_index ALTER COLUMN words SET STATISTICS 1000;

INSERT INTO search_index (id, words, filler)
SELECT id, words || array_to_tsvector(ARRAY['@d' || to_char(id >> 53, 'FM0000')]), repeat(' ', 2048) FROM search_index_old
ORDER BY id;
CREATE INDEX search_index_words ON search_index USING gin (words) WITH (fastupdate = on, gin_pending_list_limit = 1024);
INSERT INTO search_word (word, texts)
SELECT '@d' || to_char(id >> 53, 'FM0000'), count(*) FROM search_index_old GROUP BY id >> 53;
DROP TABLE search_index_old;

UPDATE record SET schema = 6;
