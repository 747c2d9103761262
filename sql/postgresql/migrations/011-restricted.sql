-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Everyone may read the index of documents: what is of restricted distribution, which bit 18 of the number of its texts says
-- (src/store/search_id.h), is not in it any more.

DELETE FROM index_document WHERE (package, id) IN (SELECT package, thing FROM search_text WHERE kind = 'document' AND (id >> 18 & 1) = 1);
DELETE FROM index_document_of
WHERE NOT EXISTS (SELECT 1 FROM index_document AS d WHERE d.package = index_document_of.package AND d.id = index_document_of.id);
DELETE FROM index_symbol WHERE NOT EXISTS (SELECT 1 FROM index_document AS d WHERE d.package = index_symbol.package AND d.id = index_symbol.id);

UPDATE record SET schema = 11;
