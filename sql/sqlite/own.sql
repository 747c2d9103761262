-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What only SQLite is asked.

-- schema(): the number of the last migration
PRAGMA user_version;

-- data_version(): differs when another connection has changed the record
PRAGMA data_version;

-- integrity(): the file as a file
PRAGMA integrity_check(1);

-- application(): whose file it is
PRAGMA application_id;

-- tables(): whether anything is in the file
SELECT count(*) FROM sqlite_schema;

-- search_leaves_version(): of the format of the tables of FTS5
SELECT v FROM search_index_config WHERE k = 'version';

-- search_leaf(int): a page of them
SELECT block FROM search_index_data WHERE id = $1;

-- search_leaf_of(int, bytes): the page of a segment where a word stands if it does, twice, and one more if its texts have an index
SELECT pgno FROM search_index_idx WHERE segid = $1 AND term <= $2 ORDER BY term DESC LIMIT 1;

-- search_merge(int): so many leaves at most; segments are merged where there are as many of a level as the setting says
INSERT INTO search_index (search_index, rank) VALUES ('merge', $1);

-- search_merge_least(): that setting; 0 rows where nothing was set
SELECT v FROM search_index_config WHERE k = 'usermerge';

-- search_merge_set(int)
INSERT INTO search_index (search_index, rank) VALUES ('usermerge', $1);

-- search_places_open(): a view of what FTS5 has, of this connection alone
CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_place USING fts5vocab(main, search_index, instance);

-- search_places(): every place of every key, key by key
SELECT term, doc, "offset" FROM temp.search_place;
