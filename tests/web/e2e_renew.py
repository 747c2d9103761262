#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What is renewed under the running server, behind its fence: the certificate, in the ways in which those who renew them put it
there, and the log that somebody rotates. Nobody notices: connections, live readers and uploads under way go on. Files that are
not right change nothing and are complained of. In the end the server is told to end in the middle of an upload.

usage: e2e_renew.py DAIS EXAMPLES        77: openssl is not here
"""
import concurrent.futures
import contextlib
import hashlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import threading
import time

from e2e_account import PASSWORD, dais

EXAMPLES = pathlib.Path(sys.argv[2])
P = "untoc-2022"
ITEM = f"/api/v1/packages/{P}/things/item/organization"
FILE = f"/api/v1/packages/{P}/documents/env-paper/files/en/html?name=a.html"
FENCE = ["--no-fence"] if os.environ.get("DAIS_NO_FENCE") else []  # see e2e_account.Server
JSON = {"Content-Type": "application/merge-patch+json", "If-Match": "*"}


def certify(certificate, key):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)


def fingerprint(path):
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(path.read_text(encoding="ascii"))).digest()


class Server:
    """By TLS, with its log in a file and what it complains of at hand."""

    def __init__(self, db, certificate, key, log):
        self.process = subprocess.Popen([sys.argv[1], "serve", "--db", db, "--listen", "127.0.0.1:0", "--certificate", certificate, "--key",
                                         key, "--log", log, "--allowance", "1000000", "--arrivals", "1000000", "--wait-head", "2min",
                                         "--wait-body", "5min", "--wait-idle", "5min", "--wait-end", "2min", *FENCE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        found = re.search(r"https://[^:]+:(\d+)", self.process.stdout.readline())
        assert found, self.process.communicate()
        self.port = int(found.group(1))
        self.said = []
        self.listening = threading.Thread(target=lambda: self.said.extend(self.process.stderr), daemon=True)
        self.listening.start()

    def connect(self):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context.wrap_socket(socket.create_connection(("127.0.0.1", self.port), 120), server_hostname="localhost")

    def shown(self):
        with self.connect() as s:
            return hashlib.sha256(s.getpeercert(binary_form=True)).digest()

    def client(self):
        c = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=120)
        c.sock = self.connect()
        return c

    def ask(self, method, path, body=None, headers=None):
        c = self.client()
        c.request(method, path, body, headers or {})
        answer = c.getresponse()
        result = answer.status, answer.read()
        c.close()
        return result

    def renew(self):
        self.process.send_signal(signal.SIGHUP)

    def wait_for(self, condition, what):
        for _ in range(2400):
            if condition():
                return
            time.sleep(0.05)
        raise AssertionError(f"{what}: {self.said}")


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").rpartition("\n")[0].splitlines()]


def upload(server, token, n):
    """Its head and the first half; the rest is sent by what this returns, which gives the answer."""
    text = f"<p>CTOC/COP/WG.2/2022/3</p><p>Version {n}. {'words ' * 40000}</p>".encode()
    s = server.connect()
    s.sendall(f"PUT {FILE} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/octet-stream\r\n"
              f"Content-Length: {len(text)}\r\nConnection: close\r\n\r\n".encode() + text[:len(text) // 2])

    def finish():
        s.sendall(text[len(text) // 2:])
        answer = http.client.HTTPResponse(s)
        answer.begin()
        status = answer.status
        answer.read()
        s.close()
        return status, hashlib.sha256(text).hexdigest()

    return finish


class Reader:
    """An open page, which is told of changes."""

    def __init__(self, server, token):
        self.connection = server.client()
        self.connection.request("GET", f"/live?topic=desk/{P}", headers={"Authorization": f"Bearer {token}"})
        self.answer = self.connection.getresponse()
        assert self.answer.status == 200 and self.answer.readline().startswith(b"retry:")

    def hear(self):
        for line in iter(self.answer.readline, b""):
            if line.startswith(b"data:"):
                return True
        return False


def retitle(server, token, words):
    status, body = server.ask("PATCH", ITEM, json.dumps({"title": {"en": words}}), {**JSON, "Authorization": f"Bearer {token}"})
    assert status == 200, body


def by_link(folder):
    """As certbot does it: live/ leads to numbered files of archive/."""
    for name in ("archive", "live"):
        (folder / "tls" / name / "m.example.org").mkdir(parents=True)
    live, archive = folder / "tls/live/m.example.org", folder / "tls/archive/m.example.org"

    def put(n):
        certify(archive / f"fullchain{n}.pem", archive / f"privkey{n}.pem")
        for name in ("fullchain", "privkey"):
            (live / "new").symlink_to(f"../../archive/m.example.org/{name}{n}.pem")
            (live / "new").rename(live / f"{name}.pem")
        return fingerprint(archive / f"fullchain{n}.pem")

    return live / "fullchain.pem", live / "privkey.pem", put


def by_folder(folder):
    """As kubelet does it: one link to a folder is led elsewhere, and both files are other ones at once."""
    place = folder / "mounted"
    place.mkdir()
    for name in ("tls.crt", "tls.key"):
        (place / name).symlink_to(f"..data/{name}")

    def put(n):
        new = place / f"..{n}"
        new.mkdir()
        certify(new / "tls.crt", new / "tls.key")
        (place / "..new").symlink_to(new.name)
        (place / "..new").rename(place / "..data")
        return fingerprint(new / "tls.crt")

    return place / "tls.crt", place / "tls.key", put


def by_name(folder):
    """New files in the place of the old ones."""
    place = folder / "files"
    place.mkdir()

    def put(_):
        certify(place / "new.crt", place / "new.key")
        (place / "new.crt").rename(place / "m.crt")
        (place / "new.key").rename(place / "m.key")
        return fingerprint(place / "m.crt")

    return place / "m.crt", place / "m.key", put


def goes_on(server, token, log, put):
    """A connection, a reader and an upload live through a renewal."""
    kept, reader = server.client(), Reader(server, token)
    kept.request("GET", "/en")
    assert kept.getresponse().read()
    finish = upload(server, token, 1)
    expected = put(2)
    log.rename(log.with_suffix(".1"))
    server.renew()
    server.wait_for(lambda: server.shown() == expected, "the new certificate is not shown")
    kept.request("GET", "/en/calendar")
    answer = kept.getresponse()
    assert answer.status == 200 and answer.read(), "the connection was dropped"
    assert finish()[0] == 200, "the upload was dropped"
    retitle(server, token, "After the renewal")
    assert reader.hear(), "the reader was dropped"
    expected = {"/en/calendar", ITEM, FILE.split("?")[0]}
    server.wait_for(lambda: {entry.get("path") for entry in lines(log)} >= expected, "requests are not logged in the new file")
    before = lines(log.with_suffix(".1"))
    assert [entry["path"] for entry in before if "path" in entry] == ["/en"], before
    kept.close()


def again_and_again(server, put):
    """Handshakes while certificates change: none fails, and the last one is what is shown."""
    until, seen = threading.Event(), []

    def shake():
        while not until.is_set():
            seen.append(server.shown())
            time.sleep(0.01)  # each takes a port of this machine for a minute

    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        clients = [pool.submit(shake) for _ in range(3)]
        try:
            for n in range(3, 9):
                last = put(n)
                server.renew()
                server.wait_for(lambda: seen and seen[-1] == last, "a certificate is not shown")
        finally:
            until.set()
        for client in clients:
            client.result()
    assert len(set(seen)) >= 6


def not_right(server, certificate, key, log):
    """A certificate of another key, no certificate, nothing: the one before is shown on, and it is said why. A log that cannot be made."""
    before, right = server.shown(), certificate.read_bytes()
    other = certificate.with_name("other.crt")
    certify(other, certificate.with_name("other.key"))

    def complained(words):
        server.wait_for(lambda: any(words in line for line in server.said), f"nobody says \"{words}\"")
        assert server.shown() == before
        server.said.clear()
        time.sleep(1.1)  # each kind of complaint is said once a second

    other.rename(certificate)
    server.renew()
    complained("is not the key of")
    certificate.write_bytes(b"-----BEGIN CERTIFICATE-----\nAAAA\n")
    server.renew()
    complained(str(certificate))
    certificate.unlink()
    server.renew()
    complained(str(certificate))
    certificate.write_bytes(right)
    right = key.read_bytes()
    key.write_bytes(b"-----BEGIN PRIVATE KEY-----\nAAAA\n")
    server.renew()
    complained(str(key))
    key.write_bytes(right)
    log.unlink()
    log.mkdir()
    server.renew()
    complained("opening the log again")
    log.rmdir()
    server.renew()
    server.wait_for(log.exists, "the log is not made again")
    assert server.shown() == before and key.exists()


def ends(server, db, token):
    """Told to end: the reader's stream is closed, an upload that is on its way comes in, and nothing else is waited for."""
    reader, finish = Reader(server, token), upload(server, token, 2)
    # Only what has reached the server is on its way for it.
    server.wait_for(lambda: re.search(rb"^dais_http_coming_bytes [1-9]", server.ask("GET", "/metrics")[1], re.M), "the upload does not come")
    server.process.send_signal(signal.SIGTERM)
    assert not reader.hear(), "an event was made up"
    status, digest = finish()
    assert status == 200, "the upload was dropped"
    assert server.process.wait(100) == 0, server.said
    with contextlib.closing(sqlite3.connect(db)) as c:
        assert digest in {hashlib.sha256(b).hexdigest() for b, in c.execute("SELECT bytes FROM file")}, "it was acknowledged and is lost"


def main():
    if not shutil.which("openssl"):
        print("openssl is not here")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="dais-renew-") as name:
        folder = pathlib.Path(name)
        db = str(folder / "record.db")
        dais("db", "init", "--db", db)
        dais("account", "add", "--db", db, "--id", "sec", "--email", "sec@example.org", "--name", "Sec", "--role", "secretariat",
             "--password-stdin", stdin=PASSWORD)
        dais("db", "import", "--db", db, str(EXAMPLES / P))
        token = dais("account", "token", "sec", "--db", db, "--scopes", "working.read,item.edit,version.set").strip()
        (folder / "log").mkdir()
        log = folder / "log/requests.log"
        for way in (by_link, by_folder, by_name):
            with contextlib.suppress(FileNotFoundError):
                log.unlink()
            certificate, key, put = way(folder)
            put(1)
            server = Server(db, certificate, key, log)
            try:
                goes_on(server, token, log, put)
                if way is by_name:
                    again_and_again(server, put)
                    not_right(server, certificate, key, log)
                ends(server, db, token)
            finally:
                server.process.kill()
        assert "sound" in dais("db", "verify", "--db", db)
    print("certificates renewed in three ways and a log rotated under connections, readers and uploads; what was not right changed nothing")


if __name__ == "__main__":
    main()
