#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Two servers on one PostgreSQL: what one changes is told at once by the other; while the database starts again requests are
answered with 503 or right; the server without a fence goes on, the one behind its fence ends and another takes its place.

usage: e2e_postgresql.py DAIS EXAMPLES        77: PostgreSQL is not here
"""
import concurrent.futures
import contextlib
import glob
import http.client
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from e2e_account import PASSWORD, Server, dais

EXAMPLES = pathlib.Path(sys.argv[2])
P = "untoc-2022"


class Database:
    def __init__(self, folder):
        self.programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.become = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        self.folder = folder / "pg"
        self.folder.mkdir(mode=0o711)
        folder.chmod(0o711)
        if self.become:
            shutil.chown(self.folder, "postgres", "postgres")
        self.run("initdb", "-D", self.folder / "data", "-U", "dais", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self.start()
        self.where = f"postgresql://dais@/postgres?host={self.folder}"

    def run(self, program, *args):
        subprocess.run([*self.become, f"{self.programs}/{program}", *args], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def start(self):
        self.run("pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o",
                 f"-k {self.folder} -c listen_addresses= -c fsync=off", "start")

    def stop(self, how):
        self.run("pg_ctl", "-D", self.folder / "data", "-w", "-m", how, "stop")


def ask(address, method, path, token=None, body=None, headers=None):
    connection = http.client.HTTPConnection(urllib.parse.urlparse(address).netloc, timeout=40)
    sent = {**({"Authorization": f"Bearer {token}"} if token else {}), **(headers or {})}
    if body is not None:
        sent["Content-Type"] = "application/merge-patch+json"
    connection.request(method, path, json.dumps(body) if body is not None else None, sent)
    answer = connection.getresponse()
    result = answer.status, answer.read(), answer.headers
    connection.close()
    return result


def retitle(address, token, words):
    return ask(address, "PATCH", f"/api/v1/packages/{P}/things/item/organization", token, {"title": {"en": words}}, {"If-Match": "*"})


def title(address, token):
    status, body, _ = ask(address, "GET", f"/api/v1/packages/{P}/things/item/organization", token)
    return json.loads(body)["value"]["title"]["en"] if status == 200 else status


def told(address, token, change):
    """Seconds from the change at one server until a reader of another has the event."""
    connection = http.client.HTTPConnection(urllib.parse.urlparse(address).netloc, timeout=20)
    connection.request("GET", f"/live?topic=desk/{P}", headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    assert answer.status == 200, (answer.status, answer.read())
    assert answer.readline().startswith(b"retry:")
    change()
    since = time.monotonic()
    for line in iter(answer.readline, b""):
        if line.startswith(b"data:"):
            connection.close()
            return time.monotonic() - since
    raise AssertionError("the stream ended without an event")


def load(address, token, until, seen):
    """Reads that nothing keeps ready, until @until; what they were answered."""
    while not until.is_set():
        with contextlib.suppress(ConnectionError, http.client.HTTPException, TimeoutError):
            status, body, headers = ask(address, "GET", f"/api/v1/packages/{P}/things", token)
            seen.append(status)
            if status == 503:
                assert headers["Retry-After"] and b"postgres" not in body.lower() and b"/pg" not in body, body
        time.sleep(0.02)


def wait_for(condition):
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


def outage(database, address, token, how):
    """The database is stopped and started under load; the answers of the server meanwhile, until it is well again."""
    until, seen = threading.Event(), []
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        clients = [pool.submit(load, address, token, until, seen) for _ in range(4)]
        try:
            wait_for(lambda: 200 in seen)
            database.stop(how)
            wait_for(lambda: seen[-1] != 200)
            time.sleep(0.5)
            database.start()
            wait_for(lambda: seen[-1] == 200)
        finally:
            until.set()
        for client in clients:
            client.result()
    return seen


def main():
    if not glob.glob("/usr/lib/postgresql/*/bin/initdb"):
        print("PostgreSQL is not here")
        sys.exit(77)
    if os.environ.get("DAIS_NO_FENCE"):
        print("what happens behind the fence is tried without sanitizers")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="dais-two-") as name:
        folder = pathlib.Path(name)
        database = Database(folder)
        db = database.where
        try:
            dais("db", "init", "--db", db)
            dais("account", "add", "--db", db, "--email", "sec@example.org", "--name", "Sec", "--role", "secretariat", "--password-stdin",
                 stdin=PASSWORD)
            dais("db", "import", "--db", db, str(EXAMPLES / P))
            dais("db", "release", "--db", db, P)
            token = dais("account", "token", "sec@example.org", "--db", db, "--scopes", "working.read,item.edit").strip()
            free, fenced = Server(db, "--no-fence"), Server(db)
            seconds = told(fenced.address, token, lambda: retitle(free.address, token, "One"))
            assert seconds < 3, seconds
            assert title(fenced.address, token) == "One"
            # Both write the same at once: who was slower is told (a patch is made from what was read), and nothing is lost: each
            # change that was acknowledged is one of the log.
            before = json.loads(ask(free.address, "GET", f"/api/v1/packages/{P}/changes?limit=1", token)[1])["items"][0]["number"]
            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                wrote = list(pool.map(lambda n: retitle((free, fenced)[n % 2].address, token, f"Words {n}")[0], range(40)))
            assert set(wrote) <= {200, 412} and wrote.count(200) >= 20, wrote
            after = json.loads(ask(fenced.address, "GET", f"/api/v1/packages/{P}/changes?limit=1", token)[1])["items"][0]["number"]
            assert after == before + wrote.count(200), (before, after, wrote)
            # The database starts again under load.
            seen = outage(database, free.address, token, "fast")
            assert set(seen) <= {200, 503} and 503 in seen and seen[-1] == 200, {s: seen.count(s) for s in set(seen)}
            assert title(free.address, token).startswith("Words")
            assert retitle(free.address, token, "Again")[0] == 200
            # The one behind its fence cannot connect again: it says so, ends, and another comes.
            _, errors = fenced.process.communicate(timeout=30)
            assert fenced.process.returncode == 2 and "the connection to the record was lost" in errors, errors
            fenced = Server(db)
            assert title(fenced.address, token) == "Again"
            seen = outage(database, free.address, token, "immediate")
            assert set(seen) <= {200, 503} and seen[-1] == 200, {s: seen.count(s) for s in set(seen)}
            free.stop()
            fenced.process.wait(30)
            assert "sound" in dais("db", "verify", "--db", db)
            print(f"told by the other server after {seconds * 1000:.0f} ms; {seen.count(503)} of {len(seen)} answers were 503")
        finally:
            database.stop("immediate")


if __name__ == "__main__":
    main()
