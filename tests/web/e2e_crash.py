#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A server that is killed again and again while files come in, items change, proofs are made, mails and events go out: nothing that
was acknowledged is lost, no mail comes twice without saying so, and no temporary files stay. A backup under load is restored and is
what its digest says.

With PostgreSQL the database is killed as well, with the server or alone. The long run, on both engines: crash_long.sh.

usage: e2e_crash.py DAIS EXAMPLES [TIMES [SEED [sqlite|postgresql]]]
"""
import asyncio
import concurrent.futures
import contextlib
import glob
import hashlib
import http.client
import http.server
import json
import os
import pathlib
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from e2e_account import PASSWORD, Browser, Server, dais, wait
from e2e_postgresql import Database

try:
    from aiosmtpd.smtp import SMTP
except ImportError:
    print("skipped: aiosmtpd is not installed (apt-get install python3-aiosmtpd)")
    sys.exit(77)

EXAMPLES = pathlib.Path(sys.argv[2]).resolve()
TIMES = int(sys.argv[3]) if len(sys.argv) > 3 else 8
SEED = int(sys.argv[4]) if len(sys.argv) > 4 else 20261126
ENGINE = sys.argv[5] if len(sys.argv) > 5 else "sqlite"
P = "untoc-2022"
THINGS = f"/api/v1/packages/{P}/things/item/organization"
FILES = f"/api/v1/packages/{P}/documents/env-paper/files"


class File:
    """A record in a file, looked into without dais."""

    def __init__(self, folder):
        self.where = str(folder / "record.db")

    def ask(self, words):
        with contextlib.closing(sqlite3.connect(self.where, timeout=30)) as c, c:
            return [row[0] for row in c.execute(words)]

    def files(self):
        with contextlib.closing(sqlite3.connect(self.where, timeout=30)) as c:
            parts = "SELECT bytes FROM file_part WHERE digest = ? ORDER BY part"
            return {hashlib.sha256(whole or b"".join(b for b, in c.execute(parts, (digest,)))).hexdigest()
                    for digest, whole in c.execute("SELECT digest, bytes FROM file").fetchall()}

    def crash(self, luck):
        """The file has no process of its own."""

    def end(self):
        pass


class Cluster:
    """The same in a PostgreSQL of its own, which is killed now and then."""

    def __init__(self, folder):
        self.database = Database(folder)
        self.where = self.database.where

    def ask(self, words):
        psql = [*self.database.become, f"{self.database.programs}/psql", "-h", self.database.folder, "-p", str(self.database.port), "-U", "dais",
                "-d", "postgres", "-At", "-c", words]
        return subprocess.run(psql, check=True, text=True, capture_output=True, cwd="/").stdout.split()

    def files(self):
        parts = "SELECT string_agg(p.bytes, '' ORDER BY part) FROM file_part AS p WHERE p.digest = file.digest"
        return set(self.ask(f"SELECT encode(sha256(coalesce(({parts}), bytes)), 'hex') FROM file"))

    def crash(self, luck):
        if luck.randrange(3) == 0:
            self.database.stop("immediate")
            time.sleep(luck.uniform(0, 0.3))
            self.database.start()

    def end(self):
        self.database.stop("immediate")


class Mails(threading.Thread):
    """A mail server, and what came."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seen = []
        self.loop = asyncio.new_event_loop()
        made = self.loop.create_server(lambda: SMTP(self, loop=self.loop, enable_SMTPUTF8=False), "127.0.0.1", 0)
        self.server = self.loop.run_until_complete(made)
        self.port = self.server.sockets[0].getsockname()[1]
        self.start()

    def run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    async def handle_DATA(self, server, session, envelope):
        text = envelope.content.decode("ascii", "replace")
        self.seen.append((re.search(r"^Message-ID: (\S+)", text, re.M | re.I).group(1), "X-Dais-Repeated: perhaps" in text))
        return "250 OK"


class Hooks(http.server.BaseHTTPRequestHandler):
    seen = []

    def do_POST(self):
        Hooks.seen.append((self.headers["webhook-id"], json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
        self.send_response(204)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


def ask(address, method, path, token, body=None, headers=None):
    connection = http.client.HTTPConnection(urllib.parse.urlparse(address).netloc, timeout=120)
    connection.request(method, path, body, {"Authorization": f"Bearer {token}", **(headers or {})})
    answer = connection.getresponse()
    result = answer.status, answer.read(), answer.headers
    connection.close()
    return result


class Load:
    """What clients do at once, and what they were told has been done."""

    def __init__(self, token, luck):
        self.token, self.luck = token, luck
        self.changes, self.files, self.others = {}, {}, {}
        self.stop = threading.Event()

    def edit(self, address, n):
        words = f"Words {n}"
        status, body, _ = ask(address, "PATCH", THINGS, self.token, json.dumps({"title": {"en": words}}),
                              {"If-Match": "*", "Content-Type": "application/merge-patch+json"})
        if status == 200:
            self.changes[json.loads(body)["change"]] = words
        return status

    def upload(self, address, n):
        text = f"<p>CTOC/COP/WG.2/2022/3</p><p>Version {n}. {'words ' * 400}</p>".encode()
        status, body, _ = ask(address, "PUT", f"{FILES}/en/html?name=a.html", self.token, text, {"Content-Type": "application/octet-stream"})
        if status == 200:
            self.files[n] = hashlib.sha256(text).hexdigest()
        return status

    def upload_long(self, address, n):
        """One that lies in parts, which come before the change."""
        text = random.Random(n).randbytes(1_600_000)
        status, _, _ = ask(address, "PUT", f"{FILES}/fr/pdf?name=a.pdf", self.token, text, {"Content-Type": "application/octet-stream"})
        if status == 200:
            self.files[n] = hashlib.sha256(text).hexdigest()
        return status

    def proof(self, address, browser):
        connection = http.client.HTTPConnection(browser.host, timeout=120)
        connection.request("GET", f"/en/desk/{P}/preview/en/pdf", headers={"Cookie": "; ".join(f"{k}={v}" for k, v in browser.cookies.items())})
        status = connection.getresponse().status
        connection.close()
        return status

    def run(self, address, what):
        n = self.luck.randrange(1 << 40)
        while not self.stop.is_set():
            n += 1
            with contextlib.suppress(OSError, http.client.HTTPException):
                status = what(address, n)
                self.others[status] = self.others.get(status, 0) + 1
            time.sleep(0.01)


def kill(server, luck):
    """The server alone, or all that it has made, too."""
    children = children_of(server)
    os.kill(server.process.pid, signal.SIGKILL)
    if luck.randrange(2):
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
    server.process.communicate()
    for child in children:
        wait(lambda child=child: not pathlib.Path(f"/proc/{child}").exists())


def pass_five_minutes(record):
    record.ask("UPDATE state SET due_ms = 1 WHERE area IN ('mail', 'hook') AND due_ms > 0")
    record.ask("UPDATE state SET ends_ms = 1 WHERE area = 'arriving'")


def children_of(server):
    return pathlib.Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text(encoding="ascii").split()


def folder_of(server):
    """The temporary folder that the workshop of the server holds, as soon as it has one."""
    def held():
        for child in children_of(server):
            with contextlib.suppress(OSError):
                places = [os.readlink(fd) for fd in pathlib.Path(f"/proc/{child}/fd").iterdir()]
                for place in places:
                    if place.startswith("/tmp/dais-work-"):
                        return pathlib.Path(place)
        return None

    return wait(held)


def release_and_tell(address, token):
    """A notice to four readers, as far as the server gets."""
    with contextlib.suppress(OSError, http.client.HTTPException, KeyError, StopIteration):
        packages = json.loads(ask(address, "GET", "/api/v1/packages", token)[1])["items"]
        revision = next(p for p in packages if p["package"] == P)["revision"]
        status, body, _ = ask(address, "POST", f"/api/v1/packages/{P}/releases", token,
                              json.dumps({"revision": revision, "despiteFindings": True}), {"Content-Type": "application/json"})
        if status in (200, 201):
            notice = f"/api/v1/packages/{P}/notices/{json.loads(body)['number']}"
            seen = json.loads(ask(address, "GET", notice, token)[1])["revision"]
            ask(address, "POST", notice + "/send", token, "", {"If-Match": f'"{seen}"'})


def crash(record, token, options, mails):
    luck, db = random.Random(SEED), record.where
    load, folders = Load(token, luck), set()
    for n in range(TIMES):
        server = Server(db, *options)
        folders.add(folder_of(server))
        browser = Browser(server.address)
        if n % 4 == 0:
            cookies = browser.sign_in("sec@example.org") == 303 and browser.cookies
        browser.cookies = cookies
        load.stop.clear()
        if n % 2 == 0:
            release_and_tell(server.address, token)
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            for what in (load.edit, load.upload, load.upload_long, load.edit, lambda address, _: load.proof(address, browser)):
                pool.submit(load.run, server.address, what)
            if n == 0:
                wait(lambda: load.changes and load.files)
            time.sleep(luck.uniform(0.05, 2.0))
            record.crash(luck)
            kill(server, luck)
            load.stop.set()
        pass_five_minutes(record)
    server = Server(db, *options)
    folders.add(folder_of(server))
    try:
        assert not [s for s in load.others if s >= 500 and s != 503], load.others
        # Every change that was acknowledged is in the log, with its words.
        at, logged = 0, {}
        while True:
            page = json.loads(ask(server.address, "GET", f"/api/v1/packages/{P}/changes?limit=100{f'&after={at}' if at else ''}", token)[1])
            logged.update({c["number"]: c for c in page["items"]})
            at = page["next"]
            if not at:
                break
        lost = set(load.changes) - set(logged)
        assert not lost and load.changes, (len(load.changes), lost)
        last = json.loads(ask(server.address, "GET", THINGS, token)[1])["value"]["title"]["en"]
        assert last == load.changes[max(load.changes)] or max(logged) > max(load.changes), (last, load.changes[max(load.changes)])
        # What was queued arrives, now or when it is tried again; what comes twice says so, or has the same id.
        wait(lambda: not waiting(record), 500)
        # What remained of long files went when the server began.
        stray = "SELECT count(*) FROM file_part WHERE digest NOT IN (SELECT digest FROM file)"
        wait(lambda: not int(record.ask(stray)[0]))
    finally:
        server.stop()
    check_files(record, load)
    by_id = {}
    for id_, repeated in mails.seen:
        by_id.setdefault(id_, []).append(repeated)
    unmarked = {id_: list_ for id_, list_ in by_id.items() if list_.count(False) > 1}
    assert not unmarked, unmarked
    # Another server that starts at this moment may be taking one away, too.
    wait(lambda: not any(folder.exists() for folder in folders))
    assert "sound" in dais("db", "verify", "--db", db)
    print(f"killed {TIMES} times: {len(load.changes)} changes and {len(load.files)} files acknowledged and kept; {len(by_id)} mails, "
          f"{len(mails.seen) - len(by_id)} of them twice and marked; {len({i for i, _ in Hooks.seen})} events")


def waiting(record):
    return int(record.ask("SELECT count(*) FROM state WHERE area IN ('mail', 'hook')")[0])


def check_files(record, load):
    """The bytes of every file that was acknowledged are in the record."""
    kept = record.files()
    lost = [n for n, digest in load.files.items() if digest not in kept]
    assert not lost and load.files, (len(load.files), lost)


def backup(folder, db, token):
    """While items change a backup is made; restored, it is the log up to the change that its digest is of."""
    server = Server(db)
    load = Load(token, random.Random(SEED + 1))
    try:
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            for what in (load.edit, load.upload, load.edit):
                pool.submit(load.run, server.address, what)
            heads = []
            for n in range(3):
                # Each is of another moment.
                wait(lambda before=len(load.changes): len(load.changes) > before)
                said = dais("db", "backup", "--db", db, str(folder / f"backup-{n}"))
                heads.append(re.search(r"\b[0-9a-f]{64}\b", said).group(0))
            load.stop.set()
        assert load.changes and set(load.others) <= {200, 503}, load.others
    finally:
        load.stop.set()
        server.stop()
    assert len(set(heads)) == 3, heads
    for n, head in enumerate(heads):
        restored = str(folder / f"restored-{n}.db")
        dais("db", "restore", "--db", restored, str(folder / f"backup-{n}"))
        assert "sound" in dais("db", "verify", "--db", restored, "--head", head)
        assert "sound" in dais("db", "verify", "--db", db, "--head", head), "the record goes on from there"
    # Another digest is not the head of this one.
    wrong = subprocess.run([sys.argv[1], "db", "verify", "--db", str(folder / "restored-0.db"), "--head", heads[2]], capture_output=True, check=False)
    assert wrong.returncode == 1, wrong
    print(f"3 backups while {len(load.changes)} changes were made, restored and verified")


def run(folder, record, mails, receiver):
    db = record.where
    dais("db", "init", "--db", db)
    dais("db", "import", "--db", db, str(EXAMPLES / P))
    for id_, role in (("sec", "secretariat"), ("chief", "administrator"), ("fr", "delegate"), ("ru", "bureau"), ("zh", "chair+" + P)):
        dais("account", "add", "--db", db, "--id", id_, "--email", f"{id_}@example.org", "--name", id_, "--role", role, "--password-stdin",
             stdin=PASSWORD + "\n")
    token = dais("account", "token", "sec", "--db", db, "--scopes", "working.read,item.edit,version.set,package.release,notice.send").strip()
    chief = dais("account", "token", "chief", "--db", db, "--scopes", "webhook.manage").strip()
    options = ("--private-hooks", "--mail", f"smtp://127.0.0.1:{mails.port}", "--mail-from", "sec@example.org", "--mail-tls", "none",
               "--address", "https://m.example.org", "--allowance", "1000000")
    server = Server(db, *options)
    status, body, _ = ask(server.address, "POST", "/api/v1/webhooks", chief,
                          json.dumps({"url": f"http://127.0.0.1:{receiver.server_address[1]}/", "everything": True}),
                          {"Content-Type": "application/json"})
    assert status in (200, 201), (status, body)
    server.stop()
    crash(record, token, options, mails)
    backup(folder, db, token)


def main():
    if ENGINE == "postgresql" and not glob.glob("/usr/lib/postgresql/*/bin/initdb"):
        print("PostgreSQL is not here")
        sys.exit(77)
    mails = Mails()
    receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hooks)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(prefix="dais-crash-") as name:
        folder = pathlib.Path(name)
        record = Cluster(folder) if ENGINE == "postgresql" else File(folder)
        try:
            run(folder, record, mails, receiver)
        finally:
            record.end()


if __name__ == "__main__":
    main()
