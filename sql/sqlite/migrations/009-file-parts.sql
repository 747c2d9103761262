-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A long file lies in rows of parts, all of one length but the last (store/store.h), so that it is written and sent part by part.
-- Its row in `file` has no bytes then. Parts come before the change that makes a file of them; those of which none became one
-- are taken away. `dais db migrate` puts the long files that there are into parts one by one, after this step.

CREATE TABLE file_part (
	digest BLOB NOT NULL CHECK (length(digest) = 32),
	part INTEGER NOT NULL CHECK (part >= 0),
	bytes BLOB NOT NULL,
	PRIMARY KEY (digest, part)
) STRICT;
CREATE TRIGGER file_part_is_not_altered BEFORE UPDATE ON file_part
BEGIN
	SELECT raise(ABORT, 'files are only added');
END;
CREATE TRIGGER file_part_is_not_removed BEFORE DELETE ON file_part
WHEN EXISTS (SELECT 1 FROM file WHERE file.digest = old.digest)
BEGIN
	SELECT raise(ABORT, 'files are only added');
END;

-- The bytes may only leave the row of a file when they are there in parts.
DROP TRIGGER file_is_not_altered;
CREATE TRIGGER file_is_not_altered BEFORE UPDATE ON file
WHEN new.digest <> old.digest OR new.type <> old.type OR length(new.bytes) > 0
	OR length(old.bytes) <> (SELECT coalesce(sum(length(bytes)), 0) FROM file_part WHERE file_part.digest = old.digest)
BEGIN
	SELECT raise(ABORT, 'files are only added');
END;

PRAGMA user_version = 9;
