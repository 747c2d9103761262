-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The search: texts, numbers of the values of facets, words of the whole index. doc/search.md

-- search_value_number(text, text): 0 rows when it has none
SELECT number FROM search_value WHERE facet = $1 AND value = $2;

-- search_value_last(text)
SELECT coalesce(max(number), 0) FROM search_value WHERE facet = $1;

-- search_value_add(text, int, text)
INSERT INTO search_value (facet, number, value) VALUES ($1, $2, $3);

-- search_text_add(int, text, text, text, int, text, text, text, text, text, text)
INSERT INTO search_text (id, package, kind, thing, language, title, text, symbols, body, genre, facets)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- search_text_last(int, int): the highest number from one to another
SELECT coalesce(max(id), 0) FROM search_text WHERE id BETWEEN $1 AND $2;

-- search_text_of_package(text)
SELECT id, language, title, text, symbols, facets FROM search_text WHERE package = $1 ORDER BY id;

-- search_texts_after(int): a portion of all
SELECT id, language, title, text, symbols, facets FROM search_text WHERE id > $1 ORDER BY id LIMIT 1000;

-- search_texts_of(text): all that is kept of the texts of a package
SELECT id, kind, thing, language, title, text, symbols, body, genre, facets FROM search_text WHERE package = $1;

-- search_text_remove(text)
DELETE FROM search_text WHERE package = $1;

-- search_text(int)
SELECT package, kind, thing, title, text, symbols, body, genre FROM search_text WHERE id = $1;

-- search_words_like(text, text, int, int, int): words from one to another: of the first ones those that are most frequent in a language (-1: in none),
-- then those that are most frequent
SELECT word, texts, own FROM (
	SELECT word, CAST(sum(texts) AS bigint) AS texts, CAST(sum(CASE WHEN language = $5 THEN texts ELSE 0 END) AS bigint) AS own
	FROM search_word WHERE word >= $1 AND word < $2 GROUP BY word HAVING sum(texts) > 0 ORDER BY word LIMIT $3
) AS near ORDER BY own DESC, texts DESC, word LIMIT $4;

-- search_word(text): in how many texts
SELECT CAST(coalesce(sum(texts), 0) AS bigint) FROM search_word WHERE word = $1;

-- search_slices(): how many texts the slices of time have, the newest first (src/store/search_slices.c)
SELECT word, CAST(sum(texts) AS bigint) FROM search_word WHERE word >= '@d' AND word < '@e' GROUP BY word HAVING sum(texts) > 0 ORDER BY word;

-- search_state(): by which rules the index was made, up to which number (-1: it is whole), whether there are texts
SELECT coalesce((SELECT value FROM search_value WHERE facet = 'rules'), ''),
	coalesce((SELECT number FROM search_value WHERE facet = 'making'), -1),
	CASE WHEN EXISTS (SELECT 1 FROM search_text) THEN 1 ELSE 0 END;

-- search_text_count(int): up to a number
SELECT count(*) FROM search_text WHERE id <= $1;

-- search_oldest(int): the last public text before a number
SELECT coalesce((SELECT id FROM search_text WHERE id < $1 AND (id >> 18 & 1) = 0 ORDER BY id DESC LIMIT 1), 0);

-- search_text_empty()
DELETE FROM search_text;

-- search_values_remove(text)
DELETE FROM search_value WHERE facet = $1;

-- search_values_empty()
DELETE FROM search_value;

-- search_words_all(): in how many texts of each language each word stands
SELECT word, language, texts FROM search_word;
