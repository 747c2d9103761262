-- SPDX-License-Identifier: LGPL-2.1-or-later
-- How the working records stand, for the desk: made from the log and the records, and can be made again (store/standing.h).
-- Days are counted from 1970-01-01.

-- The row of package '' says by its revision up to which change the others have been made.
CREATE TABLE standing_package (
	package TEXT PRIMARY KEY,
	revision INTEGER NOT NULL,
	closes_day INTEGER NOT NULL,
	next_day INTEGER NOT NULL,
	bodies TEXT NOT NULL,
	shown TEXT NOT NULL
) STRICT;
CREATE INDEX standing_package_revision ON standing_package (revision);
CREATE INDEX standing_package_closes ON standing_package (closes_day, package);
CREATE INDEX standing_package_next ON standing_package (next_day, package);

CREATE TABLE standing_document (
	package TEXT NOT NULL,
	id TEXT NOT NULL,
	body TEXT NOT NULL,
	is_closed INTEGER NOT NULL,
	late_day INTEGER NOT NULL,
	due_day INTEGER NOT NULL,
	move INTEGER NOT NULL,
	shown TEXT NOT NULL,
	PRIMARY KEY (package, id)
) STRICT;
CREATE INDEX standing_document_late ON standing_document (is_closed, late_day, due_day, package, id, move);
CREATE INDEX standing_document_due ON standing_document (is_closed, due_day, package, id, move);
CREATE INDEX standing_document_body_late ON standing_document (body, is_closed, late_day, due_day, package, id, move);
CREATE INDEX standing_document_body_due ON standing_document (body, is_closed, due_day, package, id, move);

PRAGMA user_version = 4;
