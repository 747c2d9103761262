-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The search in FTS5. Places of bits in the numbers of texts: src/store/search_id.h

-- search_words_add(text, int): a JSON object of words and in how many texts more of a language they stand
INSERT INTO search_word (word, language, texts) SELECT key, $2, value FROM json_each($1) WHERE true
ON CONFLICT (word, language) DO UPDATE SET texts = texts + excluded.texts;

-- search_words_texts(text): in how many texts the words of a JSON list stand
SELECT list.value, (SELECT coalesce(sum(texts), 0) FROM search_word WHERE word = list.value) FROM json_each($1) AS list;

-- search_index_add(int, text)
INSERT INTO search_index (rowid, words) VALUES ($1, $2);

-- search_index_remove(int, text): the index keeps no texts: it is told what it was given
INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', $1, $2);

-- search_index_empty()
INSERT INTO search_index (search_index) VALUES ('delete-all');

-- search_settle(): after texts were put in
SELECT 1;

-- search_words_empty()
DELETE FROM search_word;

-- search_begin(): before the searches of a transaction
SELECT 1;

-- search_titles(text): and symbols of the texts of a JSON list of numbers
SELECT t.id, t.title, t.symbols
FROM json_each($1) AS number JOIN search_text AS t ON t.id = number.value ORDER BY t.id;

-- search_texts(text): the texts of a JSON list of numbers
SELECT t.id, package, kind, thing, title, text, symbols, body, genre
FROM json_each($1) AS number JOIN search_text AS t ON t.id = number.value;

-- search_values(text, text): of the numbers of a JSON list
SELECT number, value FROM search_value WHERE facet = $1 AND number IN (SELECT list.value FROM json_each($2) AS list);

-- search_match(text, text, int, int, int, int, int, text, int): matches in a set of languages, restricted ones if 1, behind a number and up to one,
-- newest first; the exact terms are those that are looked for: no match is doubted
SELECT rowid FROM search_index
WHERE search_index MATCH $1 AND ($3 >> (rowid >> 44 & 7)) & 1 AND (rowid >> 18 & 1) <= $4 AND rowid > $6 AND rowid <= $7
	AND $2 IS NOT NULL AND $8 IS NOT NULL AND $9 IS NOT NULL
ORDER BY rowid LIMIT $5;

-- search_find(text, text, int, int, int, int, int, int, text, int): the same with how much is found in each of the first ones
SELECT rowid, search_rank(search_index, $6) FROM search_index
WHERE search_index MATCH $1 AND ($3 >> (rowid >> 44 & 7)) & 1 AND (rowid >> 18 & 1) <= $4 AND rowid > $7 AND rowid <= $8
	AND $2 IS NOT NULL AND $9 IS NOT NULL AND $10 IS NOT NULL
ORDER BY rowid LIMIT $5;

-- script: search_api
SELECT fts5(?1);
