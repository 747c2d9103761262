-- SPDX-License-Identifier: LGPL-2.1-or-later
-- How the working records stand, for the desk: made from the log and the records, and can be made again (store/standing.h).
-- Days are counted from 1970-01-01.

-- The row of package '' says by its revision up to which change the others have been made.
CREATE TABLE standing_package (
	package text COLLATE "C" PRIMARY KEY,
	revision bigint NOT NULL,
	closes_day bigint NOT NULL,
	next_day bigint NOT NULL,
	bodies text COLLATE "C" NOT NULL,
	shown text COLLATE "C" NOT NULL
);
CREATE INDEX standing_package_revision ON standing_package (revision);
CREATE INDEX standing_package_closes ON standing_package (closes_day, package);
CREATE INDEX standing_package_next ON standing_package (next_day, package);

CREATE TABLE standing_document (
	package text COLLATE "C" NOT NULL,
	id text COLLATE "C" NOT NULL,
	body text COLLATE "C" NOT NULL,
	is_closed bigint NOT NULL,
	late_day bigint NOT NULL,
	due_day bigint NOT NULL,
	move bigint NOT NULL,
	shown text COLLATE "C" NOT NULL,
	PRIMARY KEY (package, id)
);
CREATE INDEX standing_document_late ON standing_document (is_closed, late_day, due_day, package, id, move);
CREATE INDEX standing_document_due ON standing_document (is_closed, due_day, package, id, move);
CREATE INDEX standing_document_body_late ON standing_document (body, is_closed, late_day, due_day, package, id, move);
CREATE INDEX standing_document_body_due ON standing_document (body, is_closed, due_day, package, id, move);

UPDATE record SET schema = 4;
