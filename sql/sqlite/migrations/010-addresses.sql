-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Maps for search engines name thousands of documents of a month by their symbols alone: these lie beside the day, so that the
-- rows, with titles in six languages, are not read for them.

DROP INDEX index_document_day;
CREATE INDEX index_document_day ON index_document (day DESC, package, id, symbols);

PRAGMA user_version = 10;
