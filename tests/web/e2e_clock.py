#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The clock of the machine is set while the real server runs: a year ahead, and right again. Nobody stays signed in for a year, nobody
is held out for one, links of that year are no links, and a mail that could not go then goes at once. The record stays sound.

usage: e2e_clock.py DAIS EXAMPLES CLOCK_SHIFT.so        77: a sanitized program takes no other library before its own
"""
import contextlib
import os
import pathlib
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

from e2e_account import PASSWORD, Browser, Server, dais, free_port

YEAR = 366 * 86400


class Clock:
    def __init__(self, path):
        self.path = path
        self.set(0)

    def set(self, seconds):
        with self.path.open("r+b" if self.path.exists() else "wb") as f:
            f.write(struct.pack("=q", seconds))


def count(db, area):
    with contextlib.closing(sqlite3.connect(db, timeout=30)) as c:
        return c.execute("SELECT count(*) FROM state WHERE area = ?", (area,)).fetchone()[0]


def wait_for(condition, what):
    for _ in range(2400):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(what)


def main():
    if os.environ.get("DAIS_NO_FENCE"):
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="dais-clock-") as name:
        folder = pathlib.Path(name)
        db, clock, port = str(folder / "record.db"), Clock(folder / "shift"), free_port()
        env = {"LD_PRELOAD": str(pathlib.Path(sys.argv[3]).resolve()), "DAIS_CLOCK_SHIFT": str(clock.path)}
        dais("db", "init", "--db", db)
        dais("db", "import", "--db", db, str(pathlib.Path(sys.argv[2]) / "untoc-2022"))
        for id_ in ("sec", "other"):
            dais("account", "add", "--db", db, "--id", id_, "--email", f"{id_}@example.org", "--name", id_, "--role", "secretariat", "--role",
                 "administrator", "--password-stdin", stdin=PASSWORD)
        server = Server(db, "--mail", f"smtp://127.0.0.1:{port}", "--mail-from", "sec@example.org", "--mail-tls", "none",
                        "--second-factor", "none", "--address", "https://m.example.org", env=env)
        try:
            clock.set(YEAR)
            old = Browser(server.address)
            assert old.sign_in("sec@example.org") == 303 and old.get("/en/desk") == 200
            # A link is asked for; the mail with it cannot go.
            guest = Browser(server.address)
            guest.get("/en/reset")
            assert guest.post("/en/reset", {"email": "other@example.org"}) == 200, (guest.status, guest.page)
            wait_for(lambda: count(db, "mail") == 1, "no mail waits")
            with contextlib.closing(sqlite3.connect(db, timeout=30)) as c:
                wait_for(lambda: c.execute("SELECT max(due_ms) FROM state WHERE area = 'mail'").fetchone()[0] > (time.time() + YEAR + 20) * 1000,
                         "the mail was not put off")
                link = re.search(r"https://m.example.org(/[^\s\"\\\\]+)", c.execute("SELECT value FROM state WHERE area = 'mail'").fetchone()[0].decode()).group(1)
            for _ in range(12):
                guest.sign_in("other@example.org", "wrong")
            assert guest.sign_in("other@example.org") == 429, guest.status
            assert guest.get(link) == 200 and 'name="password"' in guest.page, guest.page
            came = subprocess.Popen([sys.executable, "-c", f"""
import socket
s = socket.create_server(("127.0.0.1", {port}))
print("listens", flush=True)
c, _ = s.accept()
print("came", flush=True)
"""], stdout=subprocess.PIPE, text=True)
            assert came.stdout.readline() == "listens\n"  # the mail is tried at once, and then not for a while
            clock.set(0)
            try:
                assert came.stdout.readline() == "came\n"
            finally:
                came.kill()
            assert old.get("/en/desk") in (303, 403), old.status
            assert guest.sign_in("other@example.org") == 303, guest.status
            assert guest.get(link) != 200 or 'name="password"' not in guest.page
            assert guest.get("/en/desk") == 200
        finally:
            server.stop()
        assert "sound" in dais("db", "verify", "--db", db)
    print("a year ahead and back: nothing lasts a year longer, nothing waits a year")


if __name__ == "__main__":
    main()
