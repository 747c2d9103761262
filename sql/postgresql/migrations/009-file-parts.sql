-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A long file lies in rows of parts, all of one length but the last (store/store.h), so that it is written and sent part by part.
-- Its row in `file` has no bytes then. Parts come before the change that makes a file of them; those of which none became one
-- are taken away. `dais db migrate` puts the long files that there are into parts one by one, after this step.

CREATE TABLE file_part (
	digest bytea NOT NULL CHECK (length(digest) = 32),
	part bigint NOT NULL CHECK (part >= 0),
	bytes bytea NOT NULL,
	PRIMARY KEY (digest, part)
);
ALTER TABLE file_part ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TRIGGER file_part_is_not_altered BEFORE UPDATE OR TRUNCATE ON file_part
	FOR EACH STATEMENT EXECUTE FUNCTION record_is_added_to();
CREATE FUNCTION file_part_is_free() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM file WHERE file.digest = old.digest) THEN
		RAISE EXCEPTION 'the log of changes and the files are only added to';
	END IF;
	RETURN old;
END;
$$;
CREATE TRIGGER file_part_is_not_removed BEFORE DELETE ON file_part
	FOR EACH ROW EXECUTE FUNCTION file_part_is_free();

-- The bytes may only leave the row of a file when they are there in parts.
CREATE FUNCTION file_is_in_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF new.digest <> old.digest OR new.type <> old.type OR length(new.bytes) > 0
		OR length(old.bytes) <> (SELECT coalesce(sum(length(bytes)), 0) FROM file_part WHERE file_part.digest = old.digest) THEN
		RAISE EXCEPTION 'the log of changes and the files are only added to';
	END IF;
	RETURN new;
END;
$$;
DROP TRIGGER file_is_not_altered ON file;
CREATE TRIGGER file_is_not_altered BEFORE UPDATE ON file
	FOR EACH ROW EXECUTE FUNCTION file_is_in_parts();
CREATE TRIGGER file_is_not_removed BEFORE DELETE OR TRUNCATE ON file
	FOR EACH STATEMENT EXECUTE FUNCTION record_is_added_to();

UPDATE record SET schema = 9;
