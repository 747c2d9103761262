#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Live readers, the end of a server, TLS: e2e_live.py SERVER"""
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import unittest

from e2e import GET, make_certificate, PATIENCE, SANITIZED, SERVER, read_all, read_until, Server, wait_for


class Live(unittest.TestCase):
    def setUp(self):
        self.server = Server("allowance=1000000", "per-client=3000")

    def tearDown(self):
        self.server.__exit__()

    def open(self, topics, last=None):
        s = self.server.connect()
        s.sendall(GET % (b"/live?topics=" + topics, b"Last-Event-ID: %d\r\n" % last if last is not None else b""))
        return s

    def publish(self, topic, data):
        r, _ = self.server.ask("POST", "/publish", f"topic={topic}&data={data}", {"Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(r.status, 204)

    def test_events(self):
        with self.open(b"a,b") as both, self.open(b"b") as one:
            head = read_until(both, b"retry: 3000\n\n") + read_until(one, b"retry: 3000\n\n")
            self.assertEqual(head.count(b"Content-Type: text/event-stream"), 2)
            self.assertEqual(head.count(b"X-Content-Type-Options: nosniff"), 2)
            self.publish("a", "1%0A2")  # between events there may be beats
            self.publish("b", "x")
            self.assertEqual(read_until(both, b"data: x\n\n").replace(b":\n\n", b""),
                             b"id: 1\nevent: change\ndata: 1\ndata: 2\n\nid: 2\nevent: change\ndata: x\n\n")
            self.assertEqual(read_until(one, b"data: x\n\n").replace(b":\n\n", b""), b"id: 2\nevent: change\ndata: x\n\n")
            self.assertEqual(self.server.metric("dais_http_live_readers"), 2)
        self.assertTrue(wait_for(lambda: self.server.metric("dais_http_live_readers") == 0))

    def test_coming_back(self):
        for i in range(5):
            self.publish("a" if i % 2 == 0 else "b", str(i))
        with self.open(b"a", 1) as s:
            self.assertTrue(read_until(s, b"data: 4\n\n").endswith(
                b"retry: 3000\n\nid: 3\nevent: change\ndata: 2\n\nid: 5\nevent: change\ndata: 4\n\n"))
        with self.open(b"a", 5) as s:
            read_until(s, b"retry: 3000\n\n")
            self.publish("a", "new")
            self.assertEqual(read_until(s, b"new\n\n").replace(b":\n\n", b""), b"id: 6\nevent: change\ndata: new\n\n")

    def test_what_is_forgotten(self):
        with self.open(b"a", 7) as s:
            self.assertIn(b"event: resync", read_until(s, b"resync\ndata\n\n"))
        with self.open(b"a&has-all=1", 7) as s:
            self.publish("a", "first")
            self.assertNotIn(b"resync", read_until(s, b"data: first\n\n"), "who has all is told to ask again")
        for _ in range(12):
            self.publish("a", "x" * 900000)
        self.publish("b", "y")
        with self.open(b"a", 0) as s:
            self.assertIn(b"event: resync", read_until(s, b"resync\ndata\n\n"))
        with self.open(b"b", 13) as s:
            self.assertNotIn(b"resync", read_until(s, b"data: y\n\n"))

    def test_reader_that_sends(self):
        """A little that was sent behind the request is ignored; who goes on sending is not read to."""
        for n, stays in ((400, True), (100000, False)):
            with self.open(b"a") as s:
                read_until(s, b"retry: 3000\n\n")
                try:
                    s.sendall(b"x" * n)
                except OSError:
                    self.assertFalse(stays)
                if stays:
                    self.publish("a", "yes")
                    self.assertIn(b"data: yes", read_until(s, b"data: yes"))
                else:
                    self.assertEqual(read_all(s).replace(b":\n\n", b""), b"")
            self.assertTrue(wait_for(lambda: self.server.metric("dais_http_live_readers") == 0))

    def test_slow_reader(self):
        """One that takes nothing is dropped; the memory of the server does not grow with it."""
        slow = self.open(b"a")
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        read_until(slow, b"retry: 3000\n\n")
        before = self.server.memory_kib()
        with self.open(b"a") as quick:
            read_until(quick, b"retry: 3000\n\n")
            for i in range(24):
                self.publish("a", "z" * 900000)
                self.assertIn(b"id: %d\n" % (i + 1), read_until(quick, b"z\n\n"))
        if not SANITIZED:  # a sanitizer keeps what was freed
            self.assertLess(self.server.memory_kib() - before, 24 << 10)
        self.assertTrue(wait_for(lambda: self.server.metric("dais_http_live_readers") == 0))
        self.assertEqual(self.server.metric('dais_http_rejected_total{reason="reader"}'), 1)
        slow.close()

    def test_many(self):
        readers = [self.open(b"a") for _ in range(500)]
        for s in readers:
            read_until(s, b"retry: 3000\n\n")
        self.publish("a", "now")
        for s in readers:
            self.assertIn(b"data: now", read_until(s, b"now\n\n"))
            s.close()

    def test_end(self):
        with self.open(b"a") as s:
            read_until(s, b"retry: 3000\n\n")
            self.server.stop()
            self.assertRegex(read_all(s), rb"^(:\n\n)*retry: \d+\n\n$")


class Ends(unittest.TestCase):
    def test_told_before_the_loop(self):
        """Who has read the address may end the server before its loop runs: it ends as it does later."""
        for told in (signal.SIGTERM, signal.SIGINT):
            with Server(f"told={int(told)}") as server:
                self.assertIsNotNone(server.port)
                server.stopped = True
                self.assertEqual(server.process.wait(timeout=PATIENCE), 0)

    def test_under_way(self):
        """SIGTERM while a request is being sent and another is held: both get their replies."""
        with Server("end=300", "body=300") as server:
            with server.connect() as sending, server.connect() as idle:
                sending.sendall(b"POST /show HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nab")
                self.assertTrue(wait_for(lambda: server.metric("dais_http_under_way") == 2))  # this question is the other
                server.stop()
                self.assertEqual(read_all(idle), b"")
                with self.assertRaises(OSError):
                    server.connect()
                sending.sendall(b"cd")
                self.assertIn(b'"body":4', read_all(sending))

    def test_held_for_ever(self):
        with Server("end=1") as server:
            with server.connect() as held:
                held.sendall(GET % (b"/hold", b""))
                self.assertTrue(wait_for(lambda: server.metric("dais_http_held") == 1))
                server.stop()
                self.assertIn(b"HTTP/1.1 503", read_until(held, b"\r\n\r\n"))

    def test_socket_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = folder + "/s"
            for _ in range(2):
                with Server(f"listen=unix:{path}") as server:
                    self.assertEqual(server.address, f"unix:{path}")
                    with socket.socket(socket.AF_UNIX) as s:
                        s.connect(path)
                        s.sendall(GET % (b"/show", b"X-Forwarded-For: 192.0.2.9\r\nConnection: close\r\n"))
                        self.assertIn(b'"remote":"192.0.2.9"', read_all(s))
                self.assertFalse(os.path.exists(path))

    def ask_file(self, path):
        with socket.socket(socket.AF_UNIX) as s:
            s.connect(path)
            s.sendall(GET % (b"/show", b"Connection: close\r\n"))
            return read_all(s)

    def test_socket_file_that_is_in_use(self):
        """A second server does not take the place of the first; what a killed one left is taken away."""
        with tempfile.TemporaryDirectory() as folder:
            path = folder + "/s"
            with Server(f"listen=unix:{path}"):
                second = subprocess.run([SERVER, f"listen=unix:{path}"], capture_output=True, text=True, timeout=PATIENCE)
                self.assertNotEqual(second.returncode, 0)
                self.assertIn("cannot listen at", second.stderr)
                self.assertIn(b"200 OK", self.ask_file(path))
            with socket.socket(socket.AF_UNIX) as left:
                left.bind(path)
            with Server(f"listen=unix:{path}"):
                self.assertIn(b"200 OK", self.ask_file(path))

    def test_given_socket(self):
        """Sockets that systemd has opened, and what it is told."""
        with socket.socket() as given, tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            given.bind(("127.0.0.1", 0))
            given.listen()
            told.bind(folder + "/n")
            told.settimeout(PATIENCE)
            start = ["sh", "-c", f'exec 3<&{given.fileno()}; export LISTEN_PID=$$ LISTEN_FDS=1; exec "$@"', "sh"]
            with Server("listen=127.0.0.1:1", wrap=start, pass_fds=(given.fileno(),),
                        env={"NOTIFY_SOCKET": folder + "/n", "WATCHDOG_USEC": "2000000"}) as server:
                self.assertEqual(server.port, given.getsockname()[1])
                self.assertEqual(told.recv(100), b"READY=1")
                self.assertEqual(told.recv(100), b"WATCHDOG=1")
                self.assertEqual(server.ask("GET", "/tiny")[1], b"hello\n")


class Secure(unittest.TestCase):
    def wrap(self, server, **versions):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        for key, value in versions.items():
            setattr(context, key, value)
        return context.wrap_socket(server.connect())

    def test_tls(self):
        with tempfile.TemporaryDirectory() as folder:
            make_certificate(folder, "one")
            with Server(f"certificate={folder}/certificate", f"key={folder}/key") as server:
                self.assertTrue(server.address.startswith("https://"))
                for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
                    with self.wrap(server, maximum_version=version) as s:
                        s.sendall(GET % (b"/show", b"Connection: close\r\n"))
                        reply = read_all(s)
                        self.assertIn(b'"secure":true', reply)
                        self.assertIn(b"Strict-Transport-Security", reply)
                with self.wrap(server) as s:
                    first = s.getpeercert(True)
                    s.sendall(GET % (b"/cookie?to=/", b"Connection: close\r\n"))
                    self.assertIn(b"; Secure", read_all(s))
                make_certificate(folder, "two")
                server.process.send_signal(signal.SIGHUP)

                def changed():
                    with self.wrap(server) as s:
                        return s.getpeercert(True) != first
                self.assertTrue(wait_for(changed))
                self.check_live(server)
                self.assertEqual(server.raw(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")[:4] == b"HTTP", False)

    def check_live(self, server):
        with self.wrap(server) as s, self.wrap(server) as other:
            s.sendall(GET % (b"/live?topics=a", b""))
            self.assertIn(b"text/event-stream", read_until(s, b"retry: 3000\n\n"))
            for i in range(3):
                body = b"topic=a&data=%d" % i
                other.sendall(b"POST /publish HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                              b"Content-Length: %d\r\n\r\n" % len(body) + body)
                self.assertIn(b" 204 ", read_until(other, b"\r\n\r\n"))
                self.assertIn(b"data: %d\n\n" % i, read_until(s, b"data: %d\n\n" % i))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
