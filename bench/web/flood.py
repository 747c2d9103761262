#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What attacks by bad clients cost a real server, and what ordinary readers wait meanwhile.

usage: flood.py DAIS EXAMPLES [--many N] [--seconds S] [--only NAME] [--save FILE]

Each attack holds N connections (default 1000) for S seconds (default 15): heads that never end, forms that never end, long uploads of
nobody and of somebody who has signed in that never end, readers of a 50 MiB file who take a byte a second, readers who ask for a long page
and take nothing, absurd ranges, connections that vanish (RST) in the middle, handshakes of nothing, live streams that are opened and
dropped. Meanwhile an ordinary reader asks for a kept page, for a page that is made for him (with a cookie) and, every second, for a whole
file. For each: memory of the server, what the kernel holds for its sockets, open files, bytes in spooled bodies, the longest turn of
the loop, the waiting times of the reader (ms), and how many of the attackers are still there at the end.
"""
import argparse
import contextlib
import http.client
import json
import multiprocessing
import os
import pathlib
import random
import re
import resource
import socket
import struct
import sys
import tempfile
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests/web"))
from e2e_account import PASSWORD, Server, dais  # noqa: E402

P = "untoc-2022"
FILES = f"/api/v1/packages/{P}/documents/env-paper/files"
MIB = 1 << 20


def ask(address, method, path, token=None, body=None, headers=None):
    connection = http.client.HTTPConnection(address, timeout=60)
    head = {"Host": "localhost", **(headers or {})}
    if token:
        head["Authorization"] = f"Bearer {token}"
    connection.request(method, path, body, head)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, content


def look(pid):
    place = pathlib.Path(f"/proc/{pid}")
    memory = int(re.search(r"VmRSS:\s+(\d+)", (place / "status").read_text(encoding="ascii")).group(1)) / 1024
    spooled, files = 0, 0
    for fd in (place / "fd").iterdir():
        with contextlib.suppress(OSError):
            files += 1
            if "(deleted)" in os.readlink(fd):
                spooled += os.stat(fd).st_blocks * 512
    pages = int(re.search(r"TCP: .* mem (\d+)", pathlib.Path("/proc/net/sockstat").read_text(encoding="ascii")).group(1))
    return {"memory MiB": memory, "kernel MiB": pages * 4 / 1024, "files": files, "spooled MiB": spooled / MIB}


class Watch:
    """What the server holds, looked at ten times a second."""

    def __init__(self, pid):
        self.pid, self.peak, self.done = pid, {}, threading.Event()
        self.base = look(pid)
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while not self.done.wait(0.1):
            for name, value in look(self.pid).items():
                self.peak[name] = max(self.peak.get(name, 0), value)

    def end(self):
        self.done.set()
        self.thread.join()
        return {name: round(value, 1) for name, value in self.peak.items()}


class Reader:
    """Somebody who reads, and how long he waits."""

    def __init__(self, address, token):
        self.address, self.token, self.done = address, token, threading.Event()
        self.times = {"kept": [], "made": [], "file": []}
        self.failures = 0
        self.threads = [threading.Thread(target=self.run, args=(name, path, head, pause), daemon=True) for name, path, head, pause in (
            ("kept", "/en", {}, 0.02), ("made", f"/en/meetings/{P}", {"Cookie": "a=b"}, 0.05),
            ("file", f"{FILES}/fr/pdf", {"Authorization": f"Bearer {token}"}, 1))]
        for thread in self.threads:
            thread.start()

    def run(self, name, path, head, pause):
        while not self.done.wait(pause):
            since = time.perf_counter()
            try:
                status = ask(self.address, "GET", path, None, None, head)[0]
                if status != 200:
                    self.failures += 1
            except (OSError, http.client.HTTPException):
                self.failures += 1
            self.times[name].append((time.perf_counter() - since) * 1000)

    def end(self):
        self.done.set()
        for thread in self.threads:
            thread.join()
        found = {"failures": self.failures}
        for name, times in self.times.items():
            times.sort()
            found[name] = {"n": len(times), "p50": round(times[len(times) // 2], 1), "p99": round(times[int(len(times) * 0.99)], 1),
                           "longest": round(times[-1], 1)} if times else {"n": 0}
        return found


class Attack:
    def __init__(self, address, token, many):
        self.host, port = address.split(":")
        self.port, self.token, self.many, self.held = int(port), token, many, []

    def connect(self, receive=None):
        s = socket.socket()
        if receive:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
        s.settimeout(20)
        s.connect((self.host, self.port))
        self.held.append(s)
        return s

    def send(self, s, *parts):
        s.settimeout(5)
        with contextlib.suppress(OSError):
            for part in parts:
                s.sendall(part)

    def head(self, method, path, *fields):
        return "\r\n".join((f"{method} {path} HTTP/1.1", "Host: localhost", *fields, "", "")).encode()

    def none(self, until):
        time.sleep(max(0, until - time.monotonic()))

    def heads(self, until):
        for _ in range(self.many):
            self.send(self.connect(), b"GET /en HTTP/1.1\r\nHost: localhost\r\nX: a")
        while time.monotonic() < until:
            for s in self.held:
                with contextlib.suppress(OSError):
                    s.send(b"a")
            time.sleep(1)

    def forms(self, until):
        body = b"email=" + b"a" * (MIB - 20000)
        for _ in range(self.many):
            if time.monotonic() > until:
                break
            self.send(self.connect(), self.head("POST", "/en/sign-in", "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {MIB - 100}"), body)
        self.none(until)

    def uploads(self, until, *fields):
        body = b"a" * (8 * MIB)
        for _ in range(self.many // 10):
            if time.monotonic() > until:
                break
            self.send(self.connect(), self.head("PUT", f"{FILES}/es/pdf?name=a.pdf", "Content-Type: application/octet-stream", f"Content-Length: {60 * MIB}",
                                                *fields), body)
        self.none(until)

    def own_uploads(self, until):
        self.uploads(until, f"Authorization: Bearer {self.token}")

    def byte_readers(self, until):
        for _ in range(self.many):
            self.send(self.connect(), self.head("GET", f"{FILES}/en/pdf", f"Authorization: Bearer {self.token}"))
        while time.monotonic() < until:
            for s in self.held:
                with contextlib.suppress(OSError):
                    s.setblocking(False)
                    s.recv(1)
            time.sleep(1)

    def page_takers(self, until):
        for n in range(self.many):
            self.send(self.connect(4096), self.head("GET", f"/en/meetings/{P}?{n}", "Cookie: a=b"))
        self.none(until)

    def export_takers(self, until):
        for _ in range(self.many):
            self.send(self.connect(4096), self.head("GET", f"/api/v1/packages/{P}/things", f"Authorization: Bearer {self.token}"))
        self.none(until)

    def ranges(self, until):
        luck, shapes = random.Random(1), ("bytes=" + ",".join(f"{n}-{n + 9}" for n in range(0, 13000, 10)), "bytes=0-,0-,0-,0-", "bytes=-0", "bytes=99999999999999999999-",
                                          "bytes=5-2", "bytes=0-18446744073709551616", "lines=1-2", "bytes=--1", "bytes=1-2-3", "bytes=" + "0-0," * 3000)
        while time.monotonic() < until:
            s = self.connect()
            self.send(s, self.head(luck.choice(("GET", "HEAD")), f"{FILES}/en/pdf", f"Authorization: Bearer {self.token}", f"Range: {luck.choice(shapes)}",
                                   *luck.choice(((), ('If-Range: "x"',), ("If-Range: Mon, 23 May 2022 10:00:00 GMT",)))))
            with contextlib.suppress(OSError):
                s.recv(2000)
            self.held.pop().close()

    def vanishing(self, until):
        while time.monotonic() < until:
            s = self.connect()
            self.send(s, self.head("GET", f"{FILES}/en/pdf", f"Authorization: Bearer {self.token}"))
            with contextlib.suppress(OSError):
                s.recv(100)
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.held.pop().close()

    def live(self, until):
        while time.monotonic() < until:
            for _ in range(min(200, self.many)):
                self.send(self.connect(), self.head("GET", "/live?topics=public"))
            for s in self.held:
                s.close()
            self.held.clear()

    def left(self):
        """How many of the connections the server still holds open."""
        open_ = 0
        for s in self.held:
            with contextlib.suppress(OSError):
                error = s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                state = s.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0]
                open_ += error == 0 and state == 1
            s.close()
        return open_


NAMES = ("none", "heads", "forms", "uploads", "own_uploads", "byte_readers", "page_takers", "export_takers", "ranges", "vanishing", "live")


def figure(address, name):
    text = ask(address, "GET", "/metrics")[1].decode()
    found = re.search(rf"^dais_http_{name} (\S+)$", text, re.M)
    return float(found.group(1)) if found else 0


def attack(name, address, token, options, begin, answer):
    made = Attack(address, token, options.many)
    begin.wait()
    began = time.monotonic()
    getattr(made, name)(began + options.seconds)
    answer.put((len(made.held), round(time.monotonic() - began, 1)))
    answer.put(made.left())
    answer.close()
    answer.join_thread()
    os._exit(0)


def one(name, db, token, options):
    server = Server(db, "--allowance", "100000000", "--connections", "100000")
    # A process of its own: threads of one Python wait for each other, and readers would wait for the attackers instead of the server.
    begin, answer = multiprocessing.Event(), multiprocessing.Queue()
    address = urllib.parse.urlparse(server.address).netloc
    attacker = multiprocessing.Process(target=attack, args=(name, address, token, options, begin, answer))
    attacker.start()
    try:
        watch, reader = Watch(server.process.pid), Reader(address, token)
        begin.set()
        many, seconds = answer.get(timeout=options.seconds + 120)
        found = {"attack": name, "many": many, "seconds": seconds, "before": {k: round(v, 1) for k, v in watch.base.items()}, "most": watch.end(), "reader": reader.end(),
                 "left": answer.get(timeout=60)}
        attacker.join(30)
        found["longest turn ms"] = round(figure(address, "longest_turn_seconds") * 1000, 1)
        found["of processor ms"] = round(figure(address, "longest_turn_processor_seconds") * 1000, 1)
        time.sleep(1.5)
        found["after"] = {k: round(v, 1) for k, v in look(server.process.pid).items()}
        return found
    finally:
        attacker.kill()
        server.stop()


def main():
    p = argparse.ArgumentParser()
    p.add_argument("dais")
    p.add_argument("examples", type=pathlib.Path)
    p.add_argument("--many", type=int, default=1000)
    p.add_argument("--seconds", type=float, default=15)
    p.add_argument("--only", action="append", choices=NAMES)
    p.add_argument("--save", type=pathlib.Path)
    options = p.parse_args()
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    results = []
    with tempfile.TemporaryDirectory(prefix="dais-flood-") as folder:
        db = str(pathlib.Path(folder) / "record.db")
        dais("db", "init", "--db", db)
        dais("db", "import", "--db", db, str(options.examples / P))
        dais("db", "release", "--db", db, P)
        dais("account", "add", "--db", db, "--id", "sec", "--email", "sec@example.org", "--name", "sec", "--role", "secretariat", "--password-stdin",
             stdin=PASSWORD + "\n")
        token = dais("account", "token", "sec", "--db", db, "--scopes", "working.read,version.set").strip()
        server = Server(db)
        address = urllib.parse.urlparse(server.address).netloc
        for path, size in (("en/pdf", 50 * MIB), ("fr/pdf", 2 * MIB)):
            assert ask(address, "PUT", f"{FILES}/{path}?name=a.pdf", token, random.Random(size).randbytes(size), {"Content-Type": "application/octet-stream"})[0] == 200
        server.stop()
        for name in options.only or NAMES:
            results.append(one(name, db, token, options))
            print(json.dumps(results[-1]), flush=True)
    if options.save:
        options.save.write_text("\n".join(map(json.dumps, results)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
