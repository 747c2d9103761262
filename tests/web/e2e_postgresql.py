#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Two servers on one PostgreSQL: what one changes is told at once by the other; while the database is away requests are answered
at once, kept pages as ever and others with 503 in the reader's language; when it is back all goes on by itself, behind the fence
as without it, by a socket of the machine as by TLS with a password.

usage: e2e_postgresql.py DAIS EXAMPLES        77: PostgreSQL is not here
"""
import concurrent.futures
import contextlib
import glob
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from e2e_account import PASSWORD, Browser, Server, at_the_end, dais, free_port, wait

EXAMPLES = pathlib.Path(sys.argv[2])
P = "untoc-2022"


class Database:
    def __init__(self, folder):
        self.programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.become = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.getuid() == 0 else []
        self.folder = folder / "pg"
        self.folder.mkdir(mode=0o711)
        folder.chmod(0o711)
        if self.become:
            shutil.chown(self.folder, "postgres", "postgres")
        self.run("initdb", "-D", self.folder / "data", "-U", "dais", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self.port = free_port()
        self.certify()
        self.start()
        self.where = f"postgresql://dais@/postgres?host={self.folder}&port={self.port}"

    def certify(self):
        """TLS and passwords for those who come by the network."""
        data = self.folder / "data"
        self.authority = self.folder.parent / "authority.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                        "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", data / "server.key", "-out", self.authority],
                       check=True, capture_output=True)
        shutil.copy(self.authority, data / "server.crt")
        (data / "pg_hba.conf").write_text("local all all trust\nhostssl all all all scram-sha-256\n", encoding="ascii")
        for name in ("server.key", "server.crt", "pg_hba.conf"):
            (data / name).chmod(0o600)
            if self.become:
                shutil.chown(data / name, "postgres", "postgres")

    def run(self, program, *args):
        subprocess.run([*self.become, f"{self.programs}/{program}", *args], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def start(self):
        """A child of the test, not a daemon: it ends with it, however that ends."""
        with open(self.folder.parent / "pg.log", "ab") as log:
            self.server = subprocess.Popen([*self.become, f"{self.programs}/postgres", "-D", self.folder / "data", "-k", self.folder, "-p",
                                            str(self.port), "-c", "listen_addresses=localhost", "-c", "ssl=on", "-c", "fsync=off"],
                                           stdout=log, stderr=log, cwd="/")
        at_the_end(self.server, signal.SIGQUIT)
        ready = [f"{self.programs}/pg_isready", "-q", "-h", self.folder, "-p", str(self.port)]
        wait(lambda: subprocess.run(ready, check=False).returncode == 0 or self.server.poll() is not None)
        assert self.server.poll() is None, (self.folder.parent / "pg.log").read_text(encoding="utf-8")

    def stop(self, how):
        self.server.send_signal({"fast": signal.SIGINT, "immediate": signal.SIGQUIT}[how])
        self.server.wait(120)

    def say(self, words):
        self.run("psql", "-h", self.folder, "-p", str(self.port), "-U", "dais", "-d", "postgres", "-q", "-c", words)


def ask(address, method, path, token=None, body=None, headers=None):
    connection = http.client.HTTPConnection(urllib.parse.urlparse(address).netloc, timeout=300)
    sent = {**({"Authorization": f"Bearer {token}"} if token else {}), **(headers or {})}
    if body is not None:
        sent.setdefault("Content-Type", "application/merge-patch+json")
    connection.request(method, path, json.dumps(body) if body is not None else None, sent)
    answer = connection.getresponse()
    result = answer.status, answer.read(), answer.headers
    connection.close()
    return result


def retitle(address, token, words):
    return ask(address, "PATCH", f"/api/v1/packages/{P}/things/item/organization", token, {"title": {"en": words}}, {"If-Match": "*"})


def retitle_when_free(address, token, words):
    """The same by someone who comes again when the record is busy, as the answer bids."""
    for _ in range(10):
        status, _, headers = retitle(address, token, words)
        if status != 503:
            break
        assert headers["Retry-After"], headers
        time.sleep(0.2)
    return status


def once(one, other, token):
    """A call with an Idempotency-Key is done once, whichever servers it is sent to, and however many times at the same moment."""
    def add(address, words, key):
        status, content, headers = ask(address, "POST", f"/api/v1/packages/{P}/items", token, {"title": {"en": words}, "bodies": ["ic"]},
                                       {"If-Match": "*", "Idempotency-Key": key, "Content-Type": "application/json"})
        return status, content, headers.get("Idempotency-Replayed")

    def named(words):
        things = json.loads(ask(other, "GET", f"/api/v1/packages/{P}/things?kind=item", token)[1])["items"]
        return sum(t["value"]["title"]["en"] == words for t in things)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for n in range(5):
            words = f"Once {n}"
            got = list(pool.map(lambda k, words=words: add((one, other)[k % 2], words, words), range(8)))
            # Those that came while the first was under way are told so (409), or that the record is busy.
            made = [g for g in got if g[0] == 201]
            assert made and {g[0] for g in got} <= {201, 409, 503}, got
            assert len({g[1] for g in made}) == 1 and sum(g[2] is None for g in made) == 1 == named(words), (got, named(words))
            for server in (one, other):
                assert add(server, words, words) == (201, made[0][1], "true")
                assert add(server, "Another", words)[0] == 422


def title(address, token):
    status, body, _ = ask(address, "GET", f"/api/v1/packages/{P}/things/item/organization", token)
    return json.loads(body)["value"]["title"]["en"] if status == 200 else status


def told(address, token, change):
    """Seconds from the change at one server until a reader of another has the event."""
    connection = http.client.HTTPConnection(urllib.parse.urlparse(address).netloc, timeout=120)
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


def at_best(most, measure):
    """The seconds that @measure gives, the least of some looks while the machine is busy: less than @most."""
    seconds = []
    while not seconds or (seconds[-1] >= most and len(seconds) < 4):
        seconds.append(measure())
    assert min(seconds) < most, seconds
    return min(seconds)


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
    wait(condition)


def outage(database, address, token, how, meanwhile=lambda: None):
    """The database is stopped and started under load; the answers of the server meanwhile, and the seconds until all is well."""
    until, seen = threading.Event(), []
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        clients = [pool.submit(load, address, token, until, seen) for _ in range(4)]
        try:
            wait_for(lambda: 200 in seen)
            database.stop(how)
            wait_for(lambda: seen[-1] != 200)
            meanwhile()
            time.sleep(0.5)
            database.start()
            since = time.monotonic()
            wait_for(lambda: set(seen[-8:]) == {200})
            seconds = time.monotonic() - since
        finally:
            until.set()
        for client in clients:
            client.result()
    assert set(seen) <= {200, 503} and 503 in seen, {s: seen.count(s) for s in set(seen)}
    return seconds


def pages_without_record(address):
    """What a reader gets meanwhile: what is kept as ever, else words in his language; the seconds that it took."""
    since = time.monotonic()
    assert ask(address, "GET", "/en")[0] == 200
    for language, words in (("fr", "Les données sont momentanément inaccessibles"), ("ar", "يتعذر الوصول إلى البيانات مؤقتاً"),
                            ("zh", "暂时无法访问数据")):
        status, body, headers = ask(address, "GET", f"/{language}/search?q=crime")
        assert status == 503 and words in body.decode(), (status, body.decode()[:3000])
        assert headers["Retry-After"] and headers["Content-Type"].startswith("text/html"), headers
        assert b"postgres" not in body.lower() and b"connection" not in body, body
    status, body, headers = ask(address, "GET", "/api/v1/packages")
    assert status == 503 and headers["Content-Type"] == "application/problem+json", (status, body)
    assert ask(address, "GET", "/healthz")[0] == 503
    return time.monotonic() - since


def proofs(one, other):
    """The official PDF of a draft is made by one server and shown by the other: words that are saved, and words that are not."""
    secretary = Browser(one)
    assert secretary.sign_in("sec@example.org") == 303
    cookies = "; ".join(f"{k}={v}" for k, v in secretary.cookies.items())

    def show(path):
        status, bytes_, headers = ask(other, "GET", path, headers={"Cookie": cookies})
        assert status == 200 and bytes_.startswith(b"%PDF-"), (status, headers.items(), bytes_[:200])
        return bytes_

    preview = f"/en/desk/{P}/preview/en/pdf"
    assert secretary.get(preview) == 303, secretary.page
    saved = show(secretary.headers["location"])
    assert secretary.get(f"/en/desk/{P}/texts?text=report") == 200
    seen = re.search(r'name="seen-en" value="(\d+)"', secretary.page).group(1)
    assert secretary.post(preview, {"text": "report", "text-en": "Words that nobody has saved.", "seen-en": seen}) == 303, secretary.page
    assert show(secretary.headers["location"]) != saved


def by_network(database, token):
    """TLS that is held against an authority, the host by its name, the password from a file: none of them can be read again
    behind the fence but the authority. The first place of the list is not there."""
    database.say("SET password_encryption = 'scram-sha-256'; ALTER USER dais PASSWORD 'a password: of its own'")
    passwords = database.folder.parent / "passwords"
    passwords.write_text(f"localhost:{database.port}:*:dais:a password\\: of its own\n", encoding="ascii")
    passwords.chmod(0o600)
    server = Server(f"postgresql://dais@localhost:{free_port()},localhost:{database.port}/postgres?sslmode=verify-full"
                    f"&sslrootcert={database.authority}&passfile={passwords}")
    title(server.address, token)
    at_best(5, lambda: outage(database, server.address, token, "fast"))
    assert retitle(server.address, token, "By TLS")[0] == 200
    server.stop()


def connector_of(server):
    """The process that makes connections for the one behind its fence."""
    for child in pathlib.Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text(encoding="ascii").split():
        if pathlib.Path(f"/proc/{child}/comm").read_text(encoding="ascii") == "dais-connector\n":
            return int(child)
    raise AssertionError("there is none")


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
            told_after = at_best(3, lambda: told(fenced.address, token, lambda: retitle(free.address, token, "One")))
            assert title(fenced.address, token) == "One"
            # Both write the same at once: who was slower is told (a patch is made from what was read), and nothing is lost: each
            # change that was acknowledged is one of the log.
            before = json.loads(ask(free.address, "GET", f"/api/v1/packages/{P}/changes?limit=1", token)[1])["items"][0]["number"]
            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                wrote = list(pool.map(lambda n: retitle_when_free((free, fenced)[n % 2].address, token, f"Words {n}"), range(40)))
            assert set(wrote) <= {200, 412} and wrote.count(200) >= 20, wrote
            after = json.loads(ask(fenced.address, "GET", f"/api/v1/packages/{P}/changes?limit=1", token)[1])["items"][0]["number"]
            assert after == before + wrote.count(200), (before, after, wrote)
            once(free.address, fenced.address, token)
            proofs(free.address, fenced.address)
            proofs(fenced.address, free.address)
            # The database is away under load, for the one and the other.
            for server in (free, fenced):
                # The other was away, too, while the first was looked at.
                wait_for(lambda server=server: ask(server.address, "GET", "/en")[0] == 200)
                nobody_waits = lambda server=server: at_best(5, lambda: pages_without_record(server.address))
                seconds = at_best(5, lambda server=server: outage(database, server.address, token, "fast", nobody_waits))
                print(f"well again {seconds * 1000:.0f} ms after the start")
                assert title(server.address, token).startswith("Words")
            # The one was away, too, while the other was looked at: what it says when it is back is what was written.
            assert retitle(fenced.address, token, "Again")[0] == 200
            wait_for(lambda: title(free.address, token) != 503)
            assert title(free.address, token) == "Again", title(free.address, token)
            at_best(3, lambda: told(free.address, token, lambda: retitle(fenced.address, token, "And again")))
            at_best(3, lambda: told(fenced.address, token, lambda: retitle(free.address, token, "Once more")))
            at_best(5, lambda: outage(database, fenced.address, token, "immediate"))
            by_network(database, token)
            free.stop()
            # Should the connector be lost as well, the server says so and ends: another takes its place.
            wait_for(lambda: title(fenced.address, token) == "By TLS")
            os.kill(connector_of(fenced), signal.SIGKILL)
            assert title(fenced.address, token) == "By TLS"
            database.stop("fast")
            _, errors = fenced.process.communicate(timeout=120)
            assert fenced.process.returncode == 2 and "the process that makes connections" in errors, errors
            database.start()
            assert "sound" in dais("db", "verify", "--db", db)
            print(f"told by the other server after {told_after * 1000:.0f} ms")
        finally:
            database.stop("immediate")


if __name__ == "__main__":
    main()
