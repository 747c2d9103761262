#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A record of each form that there has been is brought up to date and is what it was: made by the steps up to that form and filled with a
log, files and state. Nothing but `dais db migrate` opens it before; a newer form is opened by nothing, restored by nothing, and left as it is.

usage: e2e_upgrade.py DAIS EXAMPLES MIGRATIONS
"""
import contextlib
import filecmp
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import urllib.request

DAIS, EXAMPLES, MIGRATIONS = (pathlib.Path(a).resolve() for a in sys.argv[1:4])
P = "untoc-2022"


def dais(*args, code=0):
    done = subprocess.run([str(a) for a in (DAIS, *args)], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == code, (args, done.returncode, done.stdout, done.stderr)
    return done.stdout + done.stderr


def make(steps, to, current):
    """The record @current as it was in the form of the last of @steps: what is made from the log is empty where it has other columns."""
    with contextlib.closing(sqlite3.connect(to, isolation_level=None)) as c:
        for step in steps:
            # The tokenizer is the program's own: its name is put in afterwards.
            c.executescript(step.read_text(encoding="utf-8").replace("tokenize='dais'", "tokenize='ascii'"))
        c.execute("PRAGMA writable_schema = ON")
        c.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'search_index'", ("tokenize='ascii'", "tokenize='dais'"))
        c.execute("PRAGMA writable_schema = OFF")
        c.execute("PRAGMA journal_mode = WAL")
        c.execute("ATTACH ? AS now", (str(current),))
        for table in ("change", "change_thing", "thing", "file", "state"):
            there = [row[1] for row in c.execute(f"PRAGMA main.table_info({table})")]
            assert there == [row[1] for row in c.execute(f"PRAGMA now.table_info({table})")], f"{table} has changed: say here how it was"
            c.execute(f"INSERT INTO main.{table} SELECT * FROM now.{table}")


def same(left, right):
    compared = filecmp.dircmp(left, right)
    assert not compared.left_only and not compared.right_only and not compared.diff_files, (left, compared.diff_files)
    for name in compared.common_dirs:
        same(pathlib.Path(left) / name, pathlib.Path(right) / name)


def serves(db):
    """Pages, search and sign-in's door of a record that was brought up to date."""
    server = subprocess.Popen([DAIS, "serve", "--db", db, "--listen", "127.0.0.1:0", "--no-fence"], stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+", server.stdout.readline()).group(0)
        for path, words in ((f"/fr/meetings/{P}", "coopération"), ("/en/search?q=technical+assistance", f"/en/meetings/{P}"), ("/en/sign-in", "password")):
            with urllib.request.urlopen(address + path, timeout=120) as page:
                assert words in page.read().decode(), (path, words)
    finally:
        server.terminate()
        assert server.wait(120) == 0


def main():
    steps = sorted(MIGRATIONS.glob("[0-9]*.sql"))
    with tempfile.TemporaryDirectory(prefix="dais-upgrade-") as name:
        folder = pathlib.Path(name)
        current = folder / "current.db"
        dais("db", "init", "--db", current)
        dais("db", "import", "--db", current, EXAMPLES / P)
        dais("db", "release", "--db", current, P)
        head = re.search(r"\b[0-9a-f]{64}\b", dais("db", "backup", "--db", current, folder / "backup")).group(0)
        for form in range(1, len(steps) + 1):
            db = folder / f"form-{form}.db"
            make(steps[:form], db, folder / "backup")
            left = [f"{n}: " for n in range(form + 1, len(steps) + 1)]
            if left:
                for args in (("db", "verify", "--db", db), ("serve", "--db", db, "--listen", "127.0.0.1:0"), ("db", "import", "--db", db, EXAMPLES / P)):
                    assert "dais db migrate" in dais(*args, code=2), args
            for dry in (True, False):
                said = json.loads(dais("db", "migrate", "--db", db, "--format", "json", *(["--dry-run"] if dry else [])))
                assert [s[:len(n)] for s, n in zip(said["steps"], left)] == left and len(said["steps"]) == len(left), (form, said)
            assert "up to date" in dais("db", "migrate", "--db", db)
            # The log is as it was; what the public is told is not made yet, and that is said.
            said = dais("db", "verify", "--db", db, "--head", head, code=1)
            assert "sound" in said and "dais db rebuild" in said, said
            dais("db", "rebuild", "--db", db)
            assert "sound" in dais("db", "verify", "--db", db, "--head", head)
            if form not in (1, len(steps) - 1):
                continue
            dais("db", "export", "--db", db, P, "--out", folder / f"out-{form}")
            same(folder / f"out-{form}", EXAMPLES / P)
            serves(db)
        # Broken off behind the steps, among the long files: whoever goes on is told what the first run would have said.
        broken = folder / "broken-off.db"
        make(steps, broken, folder / "backup")
        with contextlib.closing(sqlite3.connect(broken)) as c, c:
            c.execute("INSERT INTO file VALUES (?, 'text/plain', zeroblob(2000000))", (bytes(32),))
        for dry in (["--dry-run"], []):
            said = dais("db", "migrate", "--db", broken, *dry)
            assert "long files" in said and "dais db rebuild" in said, said
        assert "up to date" in dais("db", "migrate", "--db", broken)
        # A search of other rules: how many texts it is made of again is said, before and after.
        dais("db", "rebuild", "--db", broken)
        with contextlib.closing(sqlite3.connect(broken)) as c, c:
            c.execute("UPDATE search_value SET value = '0' WHERE facet = 'rules'")
            texts = c.execute("SELECT count(*) FROM search_text").fetchone()[0]
        for dry in (["--dry-run"], []):
            said = dais("db", "migrate", "--db", broken, *dry)
            assert texts > 0 and f"again: {texts}\n" in said, (texts, said)
        said = json.loads(dais("db", "migrate", "--db", broken, "--format", "json"))
        assert said == {"dryRun": False, "steps": [], "files": 0, "texts": 0}, said
        # A backup of any form restores.
        make(steps[:1], folder / "old-backup", folder / "backup")
        dais("db", "restore", "--db", folder / "restored.db", folder / "old-backup")
        assert "sound" in dais("db", "verify", "--db", folder / "restored.db", "--head", head)
        # What a newer dais has made is left alone.
        newer = folder / "newer.db"
        make(steps, newer, folder / "backup")
        with contextlib.closing(sqlite3.connect(newer)) as c:
            c.execute(f"PRAGMA user_version = {len(steps) + 1}")
            c.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = newer.read_bytes()
        for args in (("db", "verify", "--db", newer), ("db", "migrate", "--db", newer), ("db", "rebuild", "--db", newer), ("db", "init", "--db", newer),
                     ("serve", "--db", newer, "--listen", "127.0.0.1:0"), ("db", "restore", "--db", folder / "none.db", newer)):
            assert "newer dais" in dais(*args, code=2), args
        assert newer.read_bytes() == before and not (folder / "none.db").exists()
    print(f"{len(steps)} forms brought up to date; a newer one is left alone")


if __name__ == "__main__":
    main()
