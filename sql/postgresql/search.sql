-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The search in tsvector and GIN. Places of bits in the numbers of texts: src/store/search_id.h

-- search_words_add(text, int): a JSON object of words and in how many texts more of a language they stand
INSERT INTO search_word (word, language, texts) SELECT key, $2, value::bigint FROM json_each_text($1::json)
ON CONFLICT (word, language) DO UPDATE SET texts = search_word.texts + excluded.texts;

-- search_words_texts(text): in how many texts the words of a JSON list stand
SELECT list.wanted, (SELECT coalesce(sum(texts), 0)::bigint FROM search_word WHERE word = list.wanted)
FROM json_array_elements_text($1::json) AS list (wanted);

-- search_index_add(int, text): what fills the row makes PostgreSQL put the words elsewhere (migration 6)
INSERT INTO search_index (id, words, filler) VALUES ($1, $2::text::tsvector, repeat(' ', 2048));

-- search_index_remove(int, text)
DELETE FROM search_index WHERE id = $1 AND $2::text IS NOT NULL;

-- search_index_empty()
TRUNCATE search_index;

-- search_settle(): what was added since last time lies in a list that every search reads from end to end
SELECT gin_clean_pending_list('search_index_words');

-- search_words_empty()
TRUNCATE search_word;

-- search_begin(): before the searches of a transaction: plans are made once a connection (how frequent a word is decides what is
-- asked, not how; src/store/search_slices.c), without the compiling that costs more than a search, and without reading
-- all texts, whose cost the planner takes to be small since it does not know that the words lie elsewhere
SELECT set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true),
	set_config('enable_seqscan', 'off', true);

-- search_titles(text): and symbols of the texts of a JSON list of numbers
SELECT t.id, t.title, t.symbols
FROM json_array_elements_text($1::json) AS list (number) JOIN search_text AS t ON t.id = number::bigint ORDER BY t.id;

-- search_texts(text): the texts of a JSON list of numbers
SELECT t.id, package, kind, thing, title, text, symbols, body, genre
FROM json_array_elements_text($1::json) AS list (number) JOIN search_text AS t ON t.id = number::bigint;

-- search_values(text, text): of the numbers of a JSON list
SELECT number, search_value.value FROM json_array_elements_text($2::json) AS list (wanted) JOIN search_value ON facet = $1 AND number = wanted::bigint;

-- search_match(text, text, int, int, int, int, int, text, int): texts that are found by one query of a JSON list, none of which finds a text of another, and by all
-- of a second one, in a set of languages, restricted ones if 1, behind a number and up to one, newest first; if the last is 1, of those that are no
-- matches of the exact terms the complements of their numbers. Each query of the second list is a condition of its own, which GIN compares
-- with the others (src/store/search_compile.c). The filter is one expression, so that the planner does not take matches to be rare, and
-- the order is no order of an index, so that it does not look through all texts for them.
SELECT CASE WHEN $9::bigint = 0 OR (SELECT words @@ $8::text::tsquery FROM search_index WHERE search_index.id = newest.id) THEN id ELSE ~id END
FROM (
	SELECT matches.id FROM json_array_elements_text($1::json) AS list (part), LATERAL (
		SELECT id FROM (
			SELECT id FROM search_index WHERE json_array_length($2::json) = 0 AND words @@ part::tsquery
			UNION ALL SELECT id FROM search_index WHERE json_array_length($2::json) = 1 AND words @@ part::tsquery AND words @@ ($2::json ->> 0)::tsquery
			UNION ALL SELECT id FROM search_index WHERE json_array_length($2::json) = 2 AND words @@ part::tsquery AND words @@ ($2::json ->> 0)::tsquery AND words @@ ($2::json ->> 1)::tsquery
			UNION ALL SELECT id FROM search_index WHERE json_array_length($2::json) = 3 AND words @@ part::tsquery AND words @@ ($2::json ->> 0)::tsquery AND words @@ ($2::json ->> 1)::tsquery AND words @@ ($2::json ->> 2)::tsquery
			UNION ALL SELECT id FROM search_index WHERE json_array_length($2::json) = 4 AND words @@ part::tsquery AND words @@ ($2::json ->> 0)::tsquery AND words @@ ($2::json ->> 1)::tsquery AND words @@ ($2::json ->> 2)::tsquery AND words @@ ($2::json ->> 3)::tsquery
		) AS of_part
		WHERE CASE WHEN id > $6 AND id <= $7 AND $3::bigint >> (id >> 44 & 7)::int & 1 = 1 THEN (id >> 18 & 1) <= $4 ELSE false END
	) AS matches
	ORDER BY matches.id + 0 LIMIT $5
) AS newest
ORDER BY newest.id;

-- search_find(text, text, int, int, int, int, int, int, text, int): the same with how much is found in each of the first ones, which are asked if they
-- match; -1: it is no match
SELECT id, CASE WHEN place <= $6 THEN (
	SELECT CASE WHEN CASE WHEN $10::bigint = 1 THEN words @@ $9::text::tsquery ELSE true END
		THEN (ts_rank_cd(words, $9::text::tsquery) * 1000000)::bigint ELSE -1 END
	FROM search_index WHERE search_index.id = newest.id
) ELSE 0 END
FROM (
	SELECT id, row_number() OVER (ORDER BY id) AS place FROM (
		SELECT matches.id FROM json_array_elements_text($1::json) AS list (part), LATERAL (
			SELECT id FROM (
				SELECT id FROM search_index WHERE json_array_length($2::json) = 0 AND words @@ part::tsquery
				UNION ALL SELECT id FROM search_index WHERE json_array_length($2::json) = 1 AND words @@ part::tsquery AND words @@ ($2::json ->> 0)::tsquery
				UNION ALL SELECT id FROM search_index WHERE json_array_length($2::json) = 2 AND words @@ part::tsquery AND words @@ ($2::json ->> 0)::tsquery AND words @@ ($2::json ->> 1)::tsquery
				UNION ALL SELECT id FROM search_index WHERE json_array_length($2::json) = 3 AND words @@ part::tsquery AND words @@ ($2::json ->> 0)::tsquery AND words @@ ($2::json ->> 1)::tsquery AND words @@ ($2::json ->> 2)::tsquery
				UNION ALL SELECT id FROM search_index WHERE json_array_length($2::json) = 4 AND words @@ part::tsquery AND words @@ ($2::json ->> 0)::tsquery AND words @@ ($2::json ->> 1)::tsquery AND words @@ ($2::json ->> 2)::tsquery AND words @@ ($2::json ->> 3)::tsquery
			) AS of_part
			WHERE CASE WHEN id > $7 AND id <= $8 AND $3::bigint >> (id >> 44 & 7)::int & 1 = 1 THEN (id >> 18 & 1) <= $4 ELSE false END
		) AS matches
		ORDER BY matches.id + 0 LIMIT $5
	) AS found
) AS newest ORDER BY id;
