#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""dais db from end to end on SQLite: e2e_db.py DAIS CLASS (tests/store has the engines)."""
import filecmp
import hashlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import struct
import sys
import unittest

import e2e
from e2e import ONE_BODY, TWO_BODIES, Case


def same(left, right):
    """Whether two folders hold the same files with the same bytes."""
    compared = filecmp.dircmp(left, right)
    if compared.left_only or compared.right_only or compared.funny_files:
        return False
    _, mismatch, errors = filecmp.cmpfiles(left, right, compared.common_files, shallow=False)
    return not mismatch and not errors and all(
        same(pathlib.Path(left) / d, pathlib.Path(right) / d) for d in compared.common_dirs)


class Db(Case):
    def setUp(self):
        super().setUp()
        self.db = self.tmp / "record.db"

    def db_do(self, action, *args, code=0, db=None):
        return self.dais("db", action, *args, "--db", db or self.db, code=code)

    def made(self):
        self.db_do("init")
        self.db_do("import", TWO_BODIES, ONE_BODY)

    def verdict(self, code=0, db=None, *args):
        return json.loads(self.db_do("verify", "--format", "json", *args, code=code, db=db).stdout)

    def test_import_export_is_lossless(self):
        self.made()
        self.assertEqual(self.db_do("list").stdout.split(), ["single-body", "untoc-2022"])
        self.db_do("export", "--all", "--out", self.out)
        self.assertTrue(same(TWO_BODIES, self.out / "untoc-2022"))
        self.assertTrue(same(ONE_BODY, self.out / "single-body"))
        self.db_do("export", "untoc-2022", "--out", self.tmp / "one")
        self.assertTrue(same(TWO_BODIES, self.tmp / "one"))

    def test_again_changes_nothing(self):
        self.made()
        again = self.db_do("import", TWO_BODIES).stdout
        self.assertIn("nothing has changed", again)
        self.assertNotIn("dais db release", again)
        self.assertEqual(self.verdict()["changes"], 2)

    def test_import_says_how_to_publish(self):
        self.db_do("init")
        said = self.db_do("import", TWO_BODIES, ONE_BODY).stdout.splitlines()
        self.assertEqual(said[-1].split(), ["dais", "db", "release", "--db", str(self.db), "untoc-2022", "single-body"])
        self.db_do(*said[-1].split()[2:3], *said[-1].split()[5:])
        self.assertNotIn("dais db release", self.db_do("import", TWO_BODIES, "--as", "quiet-one", "--quiet").stdout)

    def test_documents_of_a_long_symbol(self):
        """It is printed whole; names of files are no longer than disks take them."""
        package = self.package(ONE_BODY, "long")
        self.edit(package / "meeting.yaml", "RABC/C.1/2023/1]", "RABC/C.1/" + "ABCDEFGH/" * 40 + "2023/1]")
        self.db_do("init")
        self.db_do("import", package)
        self.assertRegex(self.db_do("release", "--despite", "long").stdout, r"release 1, .* 18 files")

    def test_differences_need_replace(self):
        self.made()
        package = self.package(TWO_BODIES, "untoc-2022")
        self.edit(package / "text/fr.md", "\n\n", "\n\nUn mot de plus.\n\n")
        got = self.db_do("import", package, code=2)
        self.assertIn("--replace", got.stderr)
        self.db_do("import", package, "--replace")
        log = json.loads(self.db_do("log", "untoc-2022", "--format", "json", "--limit", "1").stdout)["changes"]
        self.assertEqual(log[0]["number"], 3)
        self.assertTrue(any(t["kind"] == "annotation" for t in log[0]["things"]))
        self.db_do("export", "untoc-2022", "--out", self.out)
        self.assertTrue(same(package, self.out))

    def test_log_in_words(self):
        self.made()
        text = self.db_do("log", "untoc-2022").stdout
        self.assertRegex(text, r"change 1, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, dais: \S+ in untoc-2022")
        self.assertIn("item/transfer: new", text)
        one = self.db_do("log", "untoc-2022", "--thing", "item/transfer", "--format", "json").stdout
        self.assertEqual(len(json.loads(one)["changes"]), 1)
        self.assertEqual(self.db_do("log", "--after", "1").stdout.count("change "), 1)

    def test_tampering_is_found(self):
        self.made()
        head = self.verdict()["head"]
        self.assertTrue(self.verdict(0, None, "--head", head)["sound"])
        with sqlite3.connect(self.db) as raw:
            raw.execute("UPDATE thing SET value = replace(value, 'a', 'b') WHERE kind = 'meeting'")
        found = self.verdict(1)
        self.assertFalse(found["sound"])
        self.assertIn("meeting", found["offence"])
        self.assertIn("tampered", self.db_do("verify", code=1).stdout)
        self.db_do("rebuild")
        self.assertEqual(self.verdict()["head"], head)

    def test_what_is_made_from_the_record_is_held_against_it(self):
        """Every column of every table that pages are made from: another value in it is found, and made right by a rebuild."""
        self.made()
        self.db_do("release", "untoc-2022", "single-body", "--despite")
        self.db_do("rebuild")
        whole = self.db.read_bytes()
        head = self.verdict()["head"]
        with sqlite3.connect(self.db) as raw:
            tables = [name for name, in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND (name LIKE 'index~_%' ESCAPE '~'"
                                                    " OR name LIKE 'standing~_%' ESCAPE '~' OR name = 'search_text')")]
            columns = [(t, *c[1:3]) for t in tables if t != "index_stamp" for c in raw.execute(f"PRAGMA table_info({t})")]
        # When something was made, and its number among those of a day, no page says.
        made = {("search_text", "id")}
        for table, column, kind in sorted(set(columns)):
            if (table, column) in made:
                continue
            self.db.write_bytes(whole)
            with sqlite3.connect(self.db) as raw:
                other = f"{column} + 1000" if kind == "INTEGER" else f"{column} || 'x'"
                row = "package <> ''" if table.startswith("standing") else "true"
                key = {"search_text": "id", "index_meeting": "(package, line)", "standing_package": "package"}.get(table)
                one = f"{key} = (SELECT {key.strip('()')} FROM {table} WHERE {row} LIMIT 1)" if key else row
                changed = raw.execute(f"UPDATE {table} SET {column} = {other} WHERE {one}").rowcount
            raw.close()
            self.assertGreater(changed, 0, table)
            said = self.db_do("verify", code=1).stdout
            self.assertIn("dais db rebuild", said, f"{table}.{column}")
        self.db_do("rebuild")
        self.assertEqual(self.verdict()["head"], head)

    def test_cut_off_end_is_found_with_the_noted_head(self):
        self.made()
        head = self.verdict()["head"]
        other = self.tmp / "other.db"
        self.db_do("init", db=other)
        self.db_do("import", TWO_BODIES, db=other)
        self.assertTrue(self.verdict(db=other)["sound"])
        self.assertFalse(self.verdict(1, other, "--head", head)["sound"])

    def test_backup_and_restore(self):
        self.made()
        self.db_do("backup", self.tmp / "copy.db")
        self.db_do("backup", self.tmp / "copy.db", code=2)
        again = self.tmp / "again.db"
        self.db_do("restore", self.tmp / "copy.db", db=again)
        self.assertEqual(self.verdict(db=again), self.verdict())
        self.db_do("restore", self.tmp / "copy.db", db=again, code=2)
        (self.tmp / "bad.db").write_bytes((self.tmp / "copy.db").read_bytes().replace(b"imported", b"imp0rted"))
        third = self.tmp / "third.db"
        self.db_do("restore", self.tmp / "bad.db", db=third, code=2)
        self.assertFalse(third.exists())

    def kept(self):
        """The record in a folder that nobody but its owner can write; and how to be somebody else, who can read it."""
        self.made()
        folder = self.tmp / "of another, 50% full"
        folder.mkdir()
        for file in self.tmp.glob("record.db*"):
            shutil.copy(file, folder)
        for at in [*folder.iterdir(), folder]:
            at.chmod(0o555 if at == folder else 0o444)
        self.addCleanup(folder.chmod, 0o755)
        self.tmp.chmod(0o755)
        if os.geteuid() == 0:
            return folder / "record.db", {"user": 65534, "group": 65534, "extra_groups": []}
        return folder / "record.db", {}

    def test_a_folder_that_cannot_be_written(self):
        db, other = self.kept()
        for action, said in (("list", "untoc-2022"), ("log", "imported"), ("verify", "sound")):
            try:
                got = e2e.run("db", action, "--db", db, **other)
            except PermissionError:
                self.skipTest("dais is where others cannot come")
            self.assertEqual(got.returncode, 0, got.stderr)
            self.assertIn(said, got.stdout)
        self.assertEqual(e2e.run("db", "import", TWO_BODIES, "--db", db, **other).returncode, 2)
        self.assertEqual([p.name for p in db.parent.iterdir()], ["record.db"])

    def test_a_log_in_a_folder_that_cannot_be_written(self):
        db, other = self.kept()
        db.parent.chmod(0o755)
        db.with_name("record.db-wal").write_bytes(b"changes of somebody who writes")
        db.parent.chmod(0o555)
        try:
            got = e2e.run("db", "list", "--db", db, **other)
        except PermissionError:
            self.skipTest("dais is where others cannot come")
        self.assertEqual(got.returncode, 2)
        self.assertIn("record.db-wal", got.stderr)

    def test_bytes_are_as_documented(self):
        """doc/record.md, written down a second time."""
        self.made()

        def number(value):
            return struct.pack(">Q", value)

        def string(text):
            return number(len(text.encode())) + text.encode()

        log = json.loads(self.db_do("log", "--after", "0", "--format", "json").stdout)["changes"]
        digest = bytes(32)
        with sqlite3.connect(self.db) as raw:
            rows = raw.execute("SELECT number, content, digest FROM change ORDER BY number").fetchall()
        for (n, content, noted), change in zip(rows, log, strict=True):
            head = number(n) + number(change["atMs"]) + b"".join(
                string(change[w]) for w in ("who", "action", "why", "package"))
            things = change["things"]
            self.assertTrue(content.startswith(head + number(len(things)) +
                                               string(things[0]["kind"]) + string(things[0]["id"])))
            digest = hashlib.blake2b(digest + content, digest_size=32).digest()
            self.assertEqual(digest, noted)
        self.assertEqual(digest.hex(), self.verdict()["head"])

    def test_said_in_the_language_of_the_reader(self):
        self.made()
        broken = self.tmp / "broken.db"
        self.db_do("backup", broken)
        record = sqlite3.connect(broken)
        record.execute("DELETE FROM thing WHERE kind = 'item'")
        record.commit()
        record.close()
        for lang, sound in (("ar", "السجل سليم"), ("zh", "记录库完好"), ("fr", "le registre est intègre"), ("ru", "реестр цел"),
                            ("es", "el registro está íntegro")):
            said = [self.db_do(*action, "-m", lang).stdout for action in (
                ("verify",), ("log", "untoc-2022", "--limit", "3"), ("rebuild",), ("migrate",), ("backup", self.tmp / f"{lang}.db"))]
            said.append(self.db_do("verify", "-m", lang, code=1, db=broken).stdout)
            self.assertIn(sound, said[0])
            self.assertEqual(re.findall(r"\b(?:the|is|are|of|was|in|has|not|change|changes|new|made|head)\b", "\n".join(said)), [], lang)

    def test_migrate_says_what_it_does(self):
        self.made()
        self.assertIn("up to date", self.db_do("migrate").stdout)
        self.assertEqual(json.loads(self.db_do("migrate", "--dry-run", "--format", "json").stdout)["steps"], [])

    def test_misuse(self):
        self.made()
        text = self.tmp / "letter.txt"
        text.write_text("a letter, not a record\n" * 100, encoding="utf-8")
        for args, word in [
                (["db"], "what is to be done"), (["db", "verfy", "--db", self.db], "verify"),
                (["db", "verify"], "--db"), (["db", "verify", "--db", self.tmp / "none.db"], "dais db init"),
                (["db", "verify", "--db", text], "not a record"), (["db", "verify", "--db", self.tmp], "not a file"),
                (["db", "init", "--db", self.db], "already"), (["db", "import", "--db", self.db], "DIR"),
                (["db", "import", self.tmp / "nowhere", "--db", self.db], "nowhere"),
                (["db", "import", TWO_BODIES, ONE_BODY, "--as", "x", "--db", self.db], "--as"),
                (["db", "import", TWO_BODIES, "--as", "Not A Name", "--db", self.db], "name"),
                (["db", "export", "--db", self.db, "--out", self.out], "which package"),
                (["db", "export", "untoc-2022", "--db", self.db], "--out"),
                (["db", "export", "nix", "--db", self.db, "--out", self.out], "dais db list"),
                (["db", "export", "untoc-2022", "--release", "x", "--db", self.db, "--out", self.out], "number"),
                (["db", "log", "nix", "--db", self.db], "dais db list"),
                (["db", "log", "--thing", "item/x", "--db", self.db], "which package"),
                (["db", "log", "untoc-2022", "--thing", "x", "--db", self.db], "KIND/ID"),
                (["db", "verify", "--head", "12", "--db", self.db], "64"),
                (["db", "verify", "--all", "--db", self.db], "export"),
                (["db", "verify", "--format", "xml", "--db", self.db], "json"),
                (["db", "restore", text, "--db", self.tmp / "new.db"], "not a backup"),
                (["db", "list", "--db", "postgresql:///x?host=/nowhere"], "createdb")]:
            got = self.dais(*args, code=2)
            self.assertIn(word, got.stderr, args)
            self.assertEqual(got.stdout, "", args)
        self.assertFalse((self.tmp / "new.db").exists())


if __name__ == "__main__":
    e2e.DAIS = sys.argv[1]
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
