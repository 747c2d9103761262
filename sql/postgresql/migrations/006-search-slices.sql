-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A frequent word is found in hundreds of thousands of rows, and each is visited to learn its number and whether it may
-- be seen. Rows are therefore short: PostgreSQL puts a value elsewhere only when a row has more than 2 kB, so that each is
-- given a filler of that length, which takes 40 bytes compressed. Each text has its slice of time among its keys
-- (src/store/search_slices.c), so that the newest are found without the others. The new table is empty: the index is made again
-- part by part (src/store/search_make.c), without a lock that lasts.

DROP TABLE search_index;
CREATE TABLE search_index (
	id bigint PRIMARY KEY,
	words tsvector NOT NULL,
	filler text NOT NULL
) WITH (toast_tuple_target = 128);
ALTER TABLE search_index ALTER COLUMN words SET STORAGE EXTERNAL;
ALTER TABLE search_index ALTER COLUMN filler SET STORAGE MAIN;
ALTER TABLE search_index ALTER COLUMN words SET STATISTICS 1000;
CREATE INDEX search_index_words ON search_index USING gin (words) WITH (fastupdate = on, gin_pending_list_limit = 1024);
DELETE FROM search_value WHERE facet = 'rules';

UPDATE record SET schema = 6;
