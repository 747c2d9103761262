-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The search in tsvector and GIN. Places of bits in the numbers of texts: src/store/search_id.h

-- search_words_add(text): a JSON object of words and in how many texts more they stand
INSERT INTO search_word (word, texts) SELECT key, value::bigint FROM json_each_text($1::json)
ON CONFLICT (word) DO UPDATE SET texts = search_word.texts + excluded.texts;

-- search_index_add(int, text): what fills the row makes PostgreSQL put the words elsewhere (migration 6)
INSERT INTO search_index (id, words, filler) VALUES ($1, $2::text::tsvector, repeat(' ', 2048));

-- search_index_remove(int, text)
DELETE FROM search_index WHERE id = $1 AND $2::text IS NOT NULL;

-- search_index_empty()
TRUNCATE search_index;

-- search_words_empty()
TRUNCATE search_word;

-- search_begin(): before the searches of a transaction: a plan for each query as it is, since a frequent word and a
-- rare one are found in different ways, without the compiling that costs more than a search, and without reading all
-- texts, whose cost the planner takes to be small since it does not know that the words lie elsewhere
SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
	set_config('enable_seqscan', 'off', true);

-- search_titles(text): of the texts of a JSON list of numbers
SELECT t.id, t.title
FROM json_array_elements_text($1::json) AS list (number) JOIN search_text AS t ON t.id = number::bigint;

-- search_texts(text): the texts of a JSON list of numbers
SELECT t.id, package, kind, thing, title, text, symbols, body, genre
FROM json_array_elements_text($1::json) AS list (number) JOIN search_text AS t ON t.id = number::bigint;

-- search_values(text, text): of the numbers of a JSON list
SELECT number, search_value.value FROM json_array_elements_text($2::json) AS list (wanted) JOIN search_value ON facet = $1 AND number = wanted::bigint;

-- search_match(text, int, int, int, int, int): matches in a set of languages, restricted ones if 1, behind a number and up to one, newest
-- first. The filter is one expression, so that the planner does not take matches to be rare, and the order is no order
-- of an index, so that it does not look through all texts for them.
SELECT id FROM search_index
WHERE words @@ $1::text::tsquery
	AND CASE WHEN id > $5 AND id <= $6 AND ($2::bigint >> (id >> 44 & 7)::int) & 1 = 1 THEN (id >> 18 & 1) <= $3 ELSE false END
ORDER BY id + 0 LIMIT $4;

-- search_find(text, int, int, int, int, int, int): the same with how much is found in each of the first ones
SELECT id, CASE WHEN place <= $5 THEN (
	SELECT (ts_rank_cd(words, $1::text::tsquery) * 1000000)::bigint FROM search_index WHERE id = newest.id
) ELSE 0 END
FROM (
	SELECT id, row_number() OVER (ORDER BY id) AS place FROM (
		SELECT id FROM search_index
		WHERE words @@ $1::text::tsquery
			AND CASE WHEN id > $6 AND id <= $7 AND ($2::bigint >> (id >> 44 & 7)::int) & 1 = 1 THEN (id >> 18 & 1) <= $3
				ELSE false END
		ORDER BY id + 0 LIMIT $4
	) AS matches
) AS newest ORDER BY id;
