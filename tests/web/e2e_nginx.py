#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The server behind a real nginx with the configuration of doc/operating.md, by TCP and by a socket file, and with TLS of its own.

usage: e2e_nginx.py DAIS EXAMPLES OPERATING.md        77: nginx or openssl is not here
"""
import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import warnings

from e2e_account import PASSWORD, Browser, Server, dais, free_port, wait

EXAMPLES, OPERATING = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
READER = "127.0.0.2"  # whom nginx sees
FENCE = ["--no-fence"] if os.environ.get("DAIS_NO_FENCE") else []  # see e2e_account.Server
CLAIMED = "203.0.113.7"  # whom a reader may claim to be; for documentation (RFC 5737): nobody's


def published():
    """The lines of the documentation, as they stand there."""
    text = OPERATING.read_text(encoding="utf-8")
    found = re.search(r"^    proxy_http_version .*\n(?:    .*\n)+", text, re.M)
    assert found, "doc/operating.md has no configuration of nginx"
    return found.group(0)


def certificate(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", folder / "key.pem", "-out",
                    folder / "certificate.pem"], check=True, capture_output=True)


def is_open(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 60):
        return True
    return False


@contextlib.contextmanager
def nginx(folder, port, behind, by="ssl"):
    """nginx with TLS at @port in front of @behind, what stands behind http:// in proxy_pass."""
    locations = published().replace("http://127.0.0.1:8080", f"http://{behind}")
    assert behind in locations
    user = "user root;" if os.getuid() == 0 else ""
    paths = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(f"""{user} daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1;
events {{ worker_connections 1000; }}
http {{ access_log off; {paths}
server {{ listen 127.0.0.1:{port} {by}; ssl_certificate {folder}/certificate.pem; ssl_certificate_key {folder}/key.pem;
{locations}
}} }}
""", encoding="utf-8")
    subprocess.run(["nginx", "-t", "-q", "-c", folder / "nginx.conf", "-e", folder / "nginx.log"], check=True)
    process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-e", folder / "nginx.log"])
    try:
        wait(lambda: is_open(port))
        yield
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(120)


class Secure(Browser):
    """A browser that speaks TLS to @port and holds the certificate against @authority."""

    def __init__(self, port, authority):
        super().__init__(f"https://localhost:{port}")
        self.port, self.context = port, ssl.create_default_context(cafile=authority)

    def connect(self, timeout=120):
        return http.client.HTTPSConnection("localhost", self.port, timeout=timeout, context=self.context, source_address=(READER, 0))

    def ask(self, method, path, fields=None, headers=None):
        plain, http.client.HTTPConnection = http.client.HTTPConnection, lambda host, timeout, source_address: self.connect(timeout)
        try:
            return super().ask(method, path, fields, headers)
        finally:
            http.client.HTTPConnection = plain


def clients(log):
    return {entry["client"] for entry in map(json.loads, log.read_text(encoding="utf-8").splitlines()) if "client" in entry}


def pages(b):
    """What a reader sees through the proxy is what the server says."""
    assert b.get("/en") == 200 and "<h1" in b.page
    assert b.headers["strict-transport-security"], "the scheme of the proxy is not known"
    assert b.get("/") in (302, 303) and b.headers["location"].startswith("/"), b.headers
    assert b.get("/en/CTOC/COP/WG.3/2022/2") == 200
    assert b.get("/healthz") == 200
    assert b.sign_in("sec@example.org") == 303, b.page
    assert b.get("/en/desk") == 200 and b.headers["cache-control"] == "no-store"


def live(b, change):
    """An event goes through at once, and not when a buffer is full."""
    connection = b.connect()  # what is held back does not come before
    connection.request("GET", "/live?topic=public")
    answer = connection.getresponse()
    assert answer.status == 200 and answer.headers["Content-Type"].startswith("text/event-stream")
    assert answer.readline().startswith(b"retry:")
    change()
    for line in iter(answer.readline, b""):
        if line.startswith(b"data:"):
            break
    else:
        raise AssertionError("the stream ended without an event")
    connection.close()


def uploads(b, limit):
    """More than nginx takes is refused there; what it takes comes to the server."""
    connection = b.connect()
    connection.putrequest("POST", "/en/desk/import")
    connection.putheader("Content-Length", str(limit + 1))
    connection.putheader("Content-Type", "application/zip")
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 413 and "nginx" in answer.read().decode(), answer.status
    connection.close()
    connection = b.connect()
    connection.request("POST", "/en/desk/import", b"x" * 200000, {"Content-Type": "application/octet-stream"})
    answer = connection.getresponse()
    assert answer.status in (400, 401, 403, 413, 415), answer.status
    assert "nginx" not in answer.read().decode("utf-8"), "the server never saw it"
    connection.close()


def behind(folder, db, listen, proxies, change, trusted):
    """dais at @listen behind nginx; whether it believes what the proxy says of the reader."""
    log = folder / "requests.log"
    log.write_text("")
    port = free_port()
    options = ["--address", f"https://localhost:{port}", "--log", str(log), *proxies]
    if listen:
        options += ["--listen", f"unix:{listen}"]
        server = subprocess.Popen([sys.argv[1], "serve", "--db", db, *FENCE, *options], stdout=subprocess.DEVNULL)
        wait(listen.exists)
        where = f"unix:{listen}"
    else:
        server = Server(db, *options)
        where = server.address.removeprefix("http://")
    try:
        with nginx(folder, port, where):
            b = Secure(port, folder / "certificate.pem")
            if trusted:
                pages(b)
                live(b, change)
                uploads(b, 64 << 20)
            b.ask("GET", "/en/search?q=x", headers={"X-Forwarded-For": CLAIMED})
            assert b.status == 200
    finally:
        if listen:
            server.terminate()
            assert server.wait(120) == 0
        else:
            server.stop()
    seen = clients(log)
    # nginx adds whom it sees: what the reader claims himself stands before it and is not believed.
    assert seen == {READER if trusted else "127.0.0.1"}, seen


def claimed(folder, db):
    """Without a proxy nobody is believed; a proxy that is named is."""
    for proxies, expected in (([], "127.0.0.1"), (["--proxy", "127.0.0.1"], CLAIMED)):
        log = folder / "claimed.log"
        log.write_text("")
        server = Server(db, "--log", str(log), *proxies)
        Browser(server.address).ask("GET", "/en", headers={"X-Forwarded-For": CLAIMED})
        server.stop()
        assert clients(log) == {expected}, (proxies, clients(log))


def own_tls(folder, db):
    process = subprocess.Popen([sys.argv[1], "serve", "--db", db, "--listen", "127.0.0.1:0", "--certificate", folder / "certificate.pem",
                                "--key", folder / "key.pem", "--host", "localhost", *FENCE], stdout=subprocess.PIPE, text=True)
    found = re.search(r"https://[^:]+:(\d+)", process.stdout.readline())
    b = Secure(int(found.group(1)), folder / "certificate.pem")
    assert b.get("/en") == 200 and b.headers["strict-transport-security"]
    assert b.get("/en", Host="elsewhere.example.org") == 421
    assert b.sign_in("sec@example.org") == 303, b.page
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with contextlib.suppress(ssl.SSLError, ConnectionError), socket.create_connection(("127.0.0.1", b.port), 10) as plain:
        old.wrap_socket(plain)
        raise AssertionError("TLS 1.1 was accepted")
    # A new certificate at SIGHUP, without a restart.
    certificate(folder)
    process.send_signal(signal.SIGHUP)

    def serves_the_new_one():
        with contextlib.suppress(ssl.SSLError):
            return Secure(b.port, folder / "certificate.pem").get("/en") == 200
        return False

    wait(serves_the_new_one)
    process.terminate()
    assert process.wait(120) == 0


def main():
    if not shutil.which("nginx") or not shutil.which("openssl"):
        print("nginx or openssl is not here")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="dais-nginx-") as name:
        folder = pathlib.Path(name)
        db = str(folder / "record.db")
        dais("db", "init", "--db", db)
        dais("account", "add", "--db", db, "--email", "sec@example.org", "--name", "Sec", "--role", "secretariat", "--password-stdin",
             stdin=PASSWORD)
        packages = sorted(p.parent for p in EXAMPLES.glob("*/meeting.yaml"))
        dais("db", "import", "--db", db, str(packages[-1]))
        dais("db", "release", "--db", db, packages[-1].name)
        certificate(folder)

        def change():
            number = int(time.time_ns() % 10**9)
            copy = folder / f"copy-{number}"
            shutil.copytree(packages[-1], copy)
            dais("db", "import", "--db", db, str(copy))
            dais("db", "release", "--db", db, copy.name)

        claimed(folder, db)
        behind(folder, db, None, ["--proxy", "127.0.0.1"], change, True)
        behind(folder, db, None, [], change, False)
        behind(folder, db, folder / "http.sock", [], change, True)
        own_tls(folder, db)
    print("behind nginx by TCP and by a socket file, and by TLS of its own: as documented")


if __name__ == "__main__":
    main()
