#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Attacks on the door, at each door that dais has: plain, TLS of its own, and behind nginx as doc/operating.md sets it up, by HTTP/1.1
and HTTP/2. Requests that hide another, versions and ciphers that are too old, renegotiation, clients that are slow, silent or half gone,
heads without end, floods. Whoever asks properly meanwhile is answered.

usage: e2e_attack.py DAIS EXAMPLES OPERATING.md        77: nginx, openssl or curl is not here
"""
import concurrent.futures
import contextlib
import json
import os
import pathlib
import re
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "net"))
from e2e_account import Server, dais  # noqa: E402
from e2e_nginx import certificate, free_port, nginx  # noqa: E402
from shapes import shapes  # noqa: E402

EXAMPLES = pathlib.Path(sys.argv[2])
FENCE = ["--no-fence"] if os.environ.get("DAIS_NO_FENCE") else []  # see e2e_account.Server
PATIENCE = 60  # seconds: no attack may hold a proper client longer
POST = b"POST /en/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
GET = b"GET /en/about HTTP/1.1\r\nHost: localhost\r\n"
HIDDEN = b"GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Door:
    """Where clients come in, and the log of the server behind it."""

    def __init__(self, name, port, secure, log):
        self.name, self.port, self.log = name, port, log
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if secure else None
        if secure:
            self.context.check_hostname, self.context.verify_mode = False, ssl.CERT_NONE

    def connect(self, address="127.0.0.1"):
        plain = socket.create_connection(("127.0.0.1", self.port), PATIENCE, (address, 0))
        return self.context.wrap_socket(plain, server_hostname="localhost") if self.context else plain

    def speak(self, request, patience=3, address="127.0.0.1"):
        """What comes back until the other side closes or says nothing for a while."""
        parts = []
        with contextlib.suppress(OSError), self.connect(address=address) as s:
            s.sendall(request)
            s.settimeout(patience)
            while part := s.recv(65536):
                parts.append(part)
        return b"".join(parts)

    def is_well(self):
        """The answer to somebody who asks properly, from elsewhere: who floods is turned away by the limits of a client."""
        request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        return self.speak(request, PATIENCE, "127.0.0.2").startswith(b"HTTP/1.1 200")

    def seen(self):
        return [e["path"] for e in map(json.loads, self.log.read_text(encoding="utf-8").rpartition("\n")[0].splitlines()) if "path" in e]


def statuses(reply):
    return [int(s) for s in re.findall(rb"HTTP/1\.[01] (\d+)", reply)]


def try_hiding(door, request, patience):
    """The statuses that come within @patience, and how many hidden requests the server has seen more."""
    before = door.seen().count("/hidden")
    got = statuses(door.speak(request, patience))
    return got, door.seen().count("/hidden") - before


def hiding(door, behind_nginx):
    """What is hidden behind a request is never a request of its own for one server and part of another's for the next."""
    for head, body in shapes(POST, GET):
        got, hidden = try_hiding(door, head + b"\r\n" + body + HIDDEN, 0.3)
        if hidden > max(0, len(got) - 1):  # a busy machine may answer after that
            got, hidden = try_hiding(door, head + b"\r\n" + body + HIDDEN, 20)
        assert not [s for s in got if s >= 500 and s != 501], (door.name, head, got)
        if behind_nginx:
            # nginx may read it in its own way; but then each request that it saw is one of the server's, no more.
            assert hidden <= max(0, len(got) - 1), (door.name, head, got, hidden)
        else:
            assert hidden == 0 and set(got) <= {400}, (door.name, head, got, hidden)


def heads(door):
    for request in (GET + b"X: " + b"a" * 200000 + b"\r\n\r\n", GET + b"".join(b"X%d: y\r\n" % n for n in range(20000)) + b"\r\n",
                    b"GET /" + b"a" * 300000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"A" * 300000,
                    GET + b"Cookie: " + b"a=b; " * 30000 + b"\r\n\r\n"):
        got = statuses(door.speak(request, 5))
        assert set(got) <= {400, 413, 414, 431, 494}, (door.name, request[:60], got)
    assert door.is_well()


def is_held(connection):
    """Whether the other side still waits for the rest of what was begun there."""
    connection.settimeout(0)
    try:
        connection.recv(4096)
    except (BlockingIOError, ssl.SSLWantReadError):
        return True
    except OSError:
        pass
    return False


def slow(door, waits):
    """Clients that say a byte a second, say nothing, or go away in the middle, hundreds at once."""
    held, begun, since = [], None, 0
    for n in range(300):
        with contextlib.suppress(OSError):
            s = door.connect() if n % 3 else socket.create_connection(("127.0.0.1", door.port), PATIENCE)
            if n % 3 == 1:
                if n % 2:
                    begun, since = s, time.monotonic()
                s.sendall(GET + b"X: slow")
            elif n % 3 == 2:
                s.sendall(POST + b"Content-Length: 100000\r\n\r\nabc")
            held.append(s)
    assert door.is_well(), f"{door.name}: held by slow clients"
    assert is_held(begun) or time.monotonic() - since > 19, f"{door.name}: nobody was answered until the slow were given up"
    # Reset, not closed: nothing tells the server but the next write.
    for s in held[::2]:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        s.close()
    assert door.is_well()
    # Those that stay are given up; one at least is looked at until then.
    if waits:
        begun.settimeout(2 * PATIENCE)
        with contextlib.suppress(ConnectionResetError):
            while begun.recv(4096):
                pass
    for s in held[1::2]:
        s.close()


def flood(door):
    """Connections made and dropped as fast as one can, some in the middle of a handshake; no more than a client may make in a minute,
    since each takes a port of this machine for a while."""
    until = threading.Event()

    def knock(n):
        for _ in range(3000):
            if until.is_set():
                break
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", door.port), 5) as s:
                s.sendall((b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET ", b"\0" * 100, HIDDEN)[n % 4])

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for n in range(4):
            pool.submit(knock, n)
        try:
            for _ in range(5):
                assert door.is_well(), door.name
        finally:
            until.set()
    assert door.is_well()


def openssl(door, *args, words=""):
    done = subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{door.port}", "-servername", "localhost", *args], input=words, text=True,
                          capture_output=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def versions(door):
    """Versions and ciphers by the client of OpenSSL, with its own limits off."""
    low = ("-cipher", "ALL:COMPLEMENTOFALL:@SECLEVEL=0")
    for version in ("-tls1", "-tls1_1"):
        code, said = openssl(door, version, *low)
        assert code != 0 and "Cipher is (NONE)" in said, (door.name, version, said)
    assert "TLSv1.3" in openssl(door, "-tls1_3")[1]
    code, said = openssl(door, "-tls1_2")
    assert code == 0 and re.search(r"Cipher is ECDHE-\w+-(AES(128|256)-GCM|CHACHA20)", said), said
    weak = ("AES128-SHA", "AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384", "NULL", "aNULL", "3DES", "RC4", "PSK")
    for cipher in weak:
        said = openssl(door, "-tls1_2", "-cipher", f"{cipher}:@SECLEVEL=0")[1]
        assert "Cipher is (NONE)" in said or "no ciphers available" in said or "no cipher match" in said, (door.name, cipher, said)
    # Renegotiation at the client's wish: once is refused, and the server goes on. Compression (CRIME) is never agreed on.
    words = "R\n" * 3 + "GET /healthz HTTP/1.1\nHost: localhost\n\n"
    said = openssl(door, "-tls1_2", "-crlf", words=words)[1]
    assert said.count("RENEGOTIATING") <= 1 or "no renegotiation" in said or "unexpected message" in said, said
    assert "Compression: NONE" in said and door.is_well()
    # Early data could be played again by whoever recorded it.
    assert "Max Early Data: 0" in openssl(door, "-tls1_3", words="")[1] or "Early data was not sent" in openssl(door, "-tls1_3")[1]


def damaged(door):
    """What is no TLS at a door of TLS, and records that are cut or too long."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", door.port), 10) as s:
        s.sendall(GET + b"\r\n")
        assert b"HTTP/1.1 200" not in s.recv(4096)
    for bytes_ in (b"\x16\x03\x01\xff\xff" + b"\1" * 70000, b"\x80\x2e\x01\x00\x02", b"\x15\x03\x03\x00\x02\x02\x28", os.urandom(3000)):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", door.port), 10) as s:
            s.sendall(bytes_)
            s.recv(100)
    assert door.is_well()


def http2(door):
    """nginx speaks HTTP/2 to readers: names that HTTP/1 would take for others, hundreds of streams, a body without its length."""
    def curl(*args):
        return subprocess.run(["curl", "-sk", "--http2", "--max-time", "120", "-o", "/dev/null", "-w", "%{http_version} %{http_code}\\n", *args],
                              text=True, capture_output=True, check=False).stdout.split()

    at = f"https://127.0.0.1:{door.port}"
    assert curl("-H", "Host: localhost", f"{at}/en") == ["2", "200"]
    for header in ("Transfer-Encoding: chunked", "Content-Length: 5", "X: a\r\nHidden: b", "Connection: keep-alive, X-Forwarded-For"):
        before = door.seen().count("/hidden")
        answer = curl("-H", header, "-X", "POST", "--data", "0\r\n\r\nGET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n", "-H", "Host: localhost", f"{at}/en/sign-in")
        assert door.seen().count("/hidden") == before, (header, answer)
    many = curl("--parallel", "-H", "Host: localhost", *[f"{at}/en/search?q={n}" for n in range(1)], *sum((["-o", "/dev/null", f"{at}/en/about?{n}"] for n in range(100)), []))
    assert many.count("200") + many.count("404") >= 100, many
    assert door.is_well()


def main():
    if not all(map(shutil.which, ("nginx", "openssl", "curl"))):
        print("nginx, openssl or curl is not here")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="dais-attack-") as name:
        folder = pathlib.Path(name)
        db = str(folder / "record.db")
        dais("db", "init", "--db", db)
        dais("db", "import", "--db", db, str(EXAMPLES / "untoc-2022"))
        dais("db", "release", "--db", db, "untoc-2022")
        certificate(folder)
        own_log, behind_log = folder / "own.log", folder / "behind.log"
        own = subprocess.Popen([sys.argv[1], "serve", "--db", db, "--listen", "127.0.0.1:0", "--certificate", folder / "certificate.pem", "--key",
                                folder / "key.pem", "--log", own_log, "--allowance", "1000000", *FENCE], stdout=subprocess.PIPE, text=True)
        behind = None
        try:
            port = int(re.search(r"https://[^:]+:(\d+)", own.stdout.readline()).group(1))
            door = Door("TLS of its own", port, True, own_log)
            hiding(door, False)
            heads(door)
            versions(door)
            damaged(door)
            slow(door, True)
            flood(door)
            behind = Server(db, "--proxy", "127.0.0.1", "--log", str(behind_log), "--allowance", "1000000")
            plain = Door("plain", int(behind.address.rsplit(":", 1)[1]), False, behind_log)
            slow(plain, False)
            flood(plain)
            front = free_port()
            with nginx(folder, front, behind.address.removeprefix("http://"), "ssl http2"):
                door = Door("nginx", front, True, behind_log)
                hiding(door, True)
                heads(door)
                versions(door)
                slow(door, False)
                http2(door)
                flood(door)
        finally:
            if behind:
                behind.stop()
            own.terminate()
            assert own.wait(120) == 0
    print("nothing hides, nothing old is spoken, and nobody holds the door")


if __name__ == "__main__":
    main()
