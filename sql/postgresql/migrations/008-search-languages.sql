-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Words are counted by language, so that a word typed amiss is corrected to one of the reader's, and stems are counted, too, so that it is
-- known beforehand how much there is to look through. Words in a row have keys of their own now. The index is made again
-- part by part (src/store/search_make.c).

DROP TABLE search_word;
CREATE TABLE search_word (
	word text COLLATE "C" NOT NULL,
	language bigint NOT NULL,
	texts bigint NOT NULL,
	PRIMARY KEY (word, language)
);
-- A search is planned once, not for the words it has: nothing needs to be known of them.
ALTER TABLE search_index ALTER COLUMN words SET STATISTICS 0;
-- What a release or a portion adds goes into the index in one go, sorted (search_settle).
ALTER INDEX search_index_words SET (gin_pending_list_limit = 32768);
DELETE FROM search_value WHERE facet = 'rules';
-- How the working records stand says more now (formats that wait), and counts findings otherwise: it is made again by itself.
DELETE FROM standing_document;
DELETE FROM standing_package;

UPDATE record SET schema = 8;
