-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Documents under each of their bodies: joint documents have several (store/index.h). Those of releases that were made
-- before are under their first body until `dais db rebuild`.

CREATE TABLE index_document_of (
	package text COLLATE "C" NOT NULL,
	id text COLLATE "C" NOT NULL,
	body text COLLATE "C" NOT NULL,
	day bigint NOT NULL,
	PRIMARY KEY (package, id, body)
);
CREATE INDEX index_document_of_body ON index_document_of (body, day DESC, package, id);
INSERT INTO index_document_of (package, id, body, day) SELECT package, id, body, day FROM index_document;
DROP INDEX index_document_body;

UPDATE record SET schema = 5;
