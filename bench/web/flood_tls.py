#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What floods of connections and of TLS handshakes cost a real server, and what ordinary readers wait meanwhile.

usage: flood_tls.py DAIS EXAMPLES [--many N] [--seconds S] [--only NAME] [--same] [--key rsa|ec] [--save FILE]

Attackers and readers are processes of their own (threads of one Python would wait for each other). Attackers come from 127.0.0.2, readers
from 127.0.0.1; with --same both from one address, as behind one gateway. One reader opens a connection for every page, one keeps his.
Attacks, as fast as they go, by N connections at once (default 500) for S seconds (default 8): live streams opened and dropped (without TLS);
whole handshakes; resumed ones; greetings that nobody goes on with; N greetings at one moment; N second flights at one moment (TLS 1.2); bytes that
are no TLS; a greeting of a byte a second; renegotiation; a request in records of one byte.
For each: waiting times of the readers (ms), processor time of the server, its memory, the longest turn of its loop.
"""
import argparse
import contextlib
import http.client
import json
import multiprocessing
import os
import pathlib
import re
import select
import signal
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import time

P = "untoc-2022"


def context(version=None):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
    if version:
        made.minimum_version = made.maximum_version = version
    return made


def greeting():
    """The first flight of a client, once made and sent again and again: it costs an attacker nothing."""
    coming, going = ssl.MemoryBIO(), ssl.MemoryBIO()
    with contextlib.suppress(ssl.SSLWantReadError):
        context().wrap_bio(coming, going).do_handshake()
    return going.read()


def read(port, secure, keep, seconds, answer):
    times, failures, connection, end = [], 0, None, time.monotonic() + seconds
    made = context() if secure else None
    while time.monotonic() < end:
        time.sleep(0.02)
        since = time.perf_counter()
        try:
            if not connection:
                connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=30, context=made) if secure else http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/en", headers={"Host": "localhost"})
            failures += connection.getresponse().read() == b""
            if not keep:
                connection.close()
                connection = None
        except (OSError, http.client.HTTPException):
            failures += 1
            connection = None
        times.append((time.perf_counter() - since) * 1000)
    times.sort()
    answer.put((keep, {"n": len(times), "failures": failures, "p50": round(times[len(times) // 2], 1), "p99": round(times[int(len(times) * 0.99)], 1),
                       "longest": round(times[-1], 1)}))


class Attack:
    def __init__(self, port, source, many, seconds):
        self.port, self.source, self.many, self.end, self.n, self.held = port, source, many, time.monotonic() + seconds, 0, []

    def goes_on(self):
        return time.monotonic() < self.end

    def socket(self):
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        s.setsockopt(socket.IPPROTO_IP, 24, 1)  # IP_BIND_ADDRESS_NO_PORT
        s.bind((self.source, 0))
        s.settimeout(10)
        return s

    def connect(self):
        s = self.socket()
        s.connect(("127.0.0.1", self.port))
        self.n += 1
        return s

    def churn(self, what, waits):
        """Opened, sent, dropped, with N open at once."""
        poll, open_ = select.epoll(), {}
        while self.goes_on():
            while len(open_) < self.many:
                s = self.socket()
                s.setblocking(False)
                with contextlib.suppress(BlockingIOError):
                    s.connect(("127.0.0.1", self.port))
                open_[s.fileno()] = s
                poll.register(s.fileno(), select.EPOLLOUT)
            for fd, events in poll.poll(0.1):
                if events == select.EPOLLOUT:
                    with contextlib.suppress(OSError):
                        open_[fd].send(what)
                    self.n += 1
                    if waits:
                        poll.modify(fd, select.EPOLLIN)
                        continue
                poll.unregister(fd)
                open_.pop(fd).close()

    def none(self):
        while self.goes_on():
            time.sleep(0.1)

    def live(self):
        self.churn(b"GET /live?topics=public HTTP/1.1\r\nHost: localhost\r\n\r\n", True)

    def never(self):
        self.churn(greeting(), True)

    def garbage(self):
        self.churn(os.urandom(500), True)

    def stalled(self):
        """Greetings that are answered and never gone on with, all held open."""
        what = greeting()
        while self.goes_on():
            with contextlib.suppress(OSError):
                s = self.connect()
                s.sendall(what)
                self.held.append(s)
            if len(self.held) > self.many:
                self.held.pop(0).close()

    def at_once(self):
        what = greeting()
        while self.goes_on():
            with contextlib.suppress(OSError):
                self.held = [self.connect() for _ in range(self.many)]
                for s in self.held:
                    s.sendall(what)
                for s in self.held:
                    s.recv(1)
            for s in self.held:
                s.close()

    def flights(self):
        """All stop before their second flight, which all send at one moment."""
        made = context(ssl.TLSVersion.TLSv1_2)
        while self.goes_on():
            ready = []
            with contextlib.suppress(OSError):
                for _ in range(min(self.many, 60)):
                    s, coming, going = self.connect(), ssl.MemoryBIO(), ssl.MemoryBIO()
                    self.held.append(s)
                    side = made.wrap_bio(coming, going)
                    with contextlib.suppress(ssl.SSLWantReadError):
                        side.do_handshake()
                    s.sendall(going.read())
                    while not going.pending:
                        coming.write(s.recv(65536))
                        with contextlib.suppress(ssl.SSLWantReadError):
                            side.do_handshake()
                    ready.append((s, going.read()))
                for s, flight in ready:
                    s.sendall(flight)
            for s in self.held:
                s.close()
            self.held.clear()

    def full(self):
        made = context()
        while self.goes_on():
            with contextlib.suppress(OSError), made.wrap_socket(self.connect()):
                pass

    def resumed(self):
        made, session = context(ssl.TLSVersion.TLSv1_2), None
        while self.goes_on():
            with contextlib.suppress(OSError), made.wrap_socket(self.connect(), session=session) as s:
                session = s.session

    def drip(self):
        what = greeting()
        for at in range(len(what)):
            if not self.goes_on():
                break
            with contextlib.suppress(OSError):
                while len(self.held) < self.many:
                    self.held.append(self.connect())
            for s in self.held:
                with contextlib.suppress(OSError):
                    s.send(what[at:at + 1])
            time.sleep(1)

    def by_openssl(self, *arguments, give=b""):
        while self.goes_on():
            with subprocess.Popen(["openssl", "s_client", "-connect", f"127.0.0.1:{self.port}", "-bind", f"{self.source}:0", *arguments], stdin=subprocess.PIPE,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as p:
                self.n += 1
                with contextlib.suppress(OSError):
                    while give and self.goes_on() and p.poll() is None:
                        p.stdin.write(give)
                        p.stdin.flush()
                        time.sleep(0.001)
                p.kill()

    def renegotiation(self):
        self.by_openssl("-tls1_2", give=b"R\n")

    def records(self):
        made = context()
        what = b"POST /en/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000000\r\n\r\n"
        while self.goes_on():
            with contextlib.suppress(OSError), made.wrap_socket(self.connect()) as s:
                s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 0)
                s.sendall(what)
                while self.goes_on():
                    s.send(b"a")


NAMES = ("none", "live", "full", "resumed", "never", "stalled", "at_once", "flights", "garbage", "drip", "renegotiation", "records")


def attack(name, port, source, many, seconds, answer):
    a = Attack(port, source, many, seconds)
    with contextlib.suppress(OSError, ValueError):
        getattr(a, name)()
    answer.put((None, a.n))
    answer.close()
    answer.join_thread()
    os._exit(0)  # thousands of sockets are closed by the kernel


class Server:
    def __init__(self, program, db, certificate):
        options = ["--certificate", certificate + "/certificate", "--key", certificate + "/key"] if certificate else []
        self.process = subprocess.Popen([program, "serve", "--db", db, "--listen", "127.0.0.1:0", "--allowance", "100000000", *options], text=True, stdout=subprocess.PIPE)
        self.port = int(re.search(r":(\d+)$", self.process.stdout.readline()).group(1))
        self.secure = certificate is not None

    def figure(self, name):
        source = ("127.0.0.9", 0)  # neither a reader's address nor an attacker's
        made = (http.client.HTTPSConnection("127.0.0.1", self.port, context=context(), source_address=source) if self.secure else
                http.client.HTTPConnection("127.0.0.1", self.port, source_address=source))
        made.request("GET", "/metrics", headers={"Host": "localhost"})
        return sum(float(n) for n in re.findall(rf"^dais_http_{name} (\S+)$", made.getresponse().read().decode(), re.M))

    def processor(self):
        words = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        return int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")).group(1)) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def one(name, o, db, certificate):
    server = Server(o.dais, db, None if name == "live" else certificate)
    answer = multiprocessing.Queue()
    try:
        began = server.processor()
        people = [multiprocessing.Process(target=read, args=(server.port, server.secure, keep, o.seconds, answer)) for keep in (False, True)]
        people += [multiprocessing.Process(target=attack, args=(name, server.port, "127.0.0.1" if o.same else "127.0.0.2", o.many, o.seconds + 1, answer))
                   for _ in range(o.processes)]
        for p in reversed(people):
            p.start()
        found = {"attack": name, "key": o.key, "from": "the readers' address" if o.same else "another address", "attempts": 0}
        for _ in people:
            keep, what = answer.get(timeout=o.seconds + 90)
            if keep is None:
                found["attempts"] += what
            else:
                found["kept connection" if keep else "new connection"] = what
                found["processor s"] = round(server.processor() - began, 2)
        for p in people:
            p.join(15)
            p.kill()
        found["memory MiB"] = round(server.memory(), 1)
        found["longest turn ms"] = round(server.figure("longest_turn_seconds") * 1000, 1)
        found["of processor ms"] = round(server.figure("longest_turn_processor_seconds") * 1000, 1)
        return found
    finally:
        server.stop()


def main():
    p = argparse.ArgumentParser()
    p.add_argument("dais")
    p.add_argument("examples", type=pathlib.Path)
    p.add_argument("--many", type=int, default=500)
    p.add_argument("--seconds", type=float, default=8)
    p.add_argument("--processes", type=int, default=2)
    p.add_argument("--only", action="append", choices=NAMES)
    p.add_argument("--same", action="store_true")
    p.add_argument("--key", choices=("rsa", "ec"), default="rsa")
    p.add_argument("--save", type=pathlib.Path)
    o = p.parse_args()
    results = []
    with tempfile.TemporaryDirectory(prefix="dais-flood-") as folder:
        db = folder + "/record.db"
        for words in (("init",), ("import", str(o.examples / P)), ("release", P)):
            subprocess.run([o.dais, "db", words[0], "--db", db, *words[1:]], check=True, stdout=subprocess.DEVNULL)
        kind = ("ec", "-pkeyopt", "ec_paramgen_curve:prime256v1") if o.key == "ec" else ("rsa:2048",)
        subprocess.run(["openssl", "req", "-x509", "-newkey", *kind, "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", folder + "/key", "-out", folder + "/certificate"],
                       check=True, capture_output=True)
        for name in o.only or NAMES:
            results.append(one(name, o, db, folder))
            print(json.dumps(results[-1]), flush=True)
    if o.save:
        o.save.write_text("\n".join(map(json.dumps, results)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
