#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Connections before a request comes by them, and handshakes: what they may cost has an end. e2e_handshakes.py SERVER"""
import contextlib
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

from e2e import GET, make_certificate, PATIENCE, read_all, Server, wait_for

SHAKING_MAX = 512  # of one client (src/net/arrive.c)


def context(version=None):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
    if version:
        made.minimum_version = made.maximum_version = version
    return made


def greeting():
    """The first flight of a client."""
    going = ssl.MemoryBIO()
    with contextlib.suppress(ssl.SSLWantReadError):
        context().wrap_bio(ssl.MemoryBIO(), going).do_handshake()
    return going.read()


def last_bytes(s):
    """What comes until the other side ends it; it must."""
    data = b""
    with contextlib.suppress(ConnectionResetError):
        while part := s.recv(65536):
            data += part
    return data


class Connections(unittest.TestCase):
    def setUp(self):
        self.sockets = []
        self.folder = tempfile.TemporaryDirectory()
        make_certificate(self.folder.name, "one")

    def tearDown(self):
        for s in self.sockets:
            s.close()
        self.folder.cleanup()

    def secure(self, *options):
        # Nothing is given up because the machine stood still meanwhile.
        return Server(f"certificate={self.folder.name}/certificate", f"key={self.folder.name}/key", "headers=120", *options)

    def connect(self, server, source="127.0.0.2", what=b""):
        s = socket.socket()
        self.sockets.append(s)
        s.settimeout(PATIENCE)
        s.bind((source, 0))
        s.connect(("127.0.0.1", server.port))
        if what:
            s.sendall(what)
        return s

    def ask(self, server, path, source="127.0.0.1", made=None, session=None):
        with (made or context()).wrap_socket(self.connect(server, source), session=session) as s:
            s.sendall(GET % (path, b"Connection: close\r\n"))
            reply = read_all(s)
            return reply, s.session, s.session_reused

    def figure(self, server, name):
        return int(re.search(rf"^dais_http_{re.escape(name)} (\d+)$", self.ask(server, b"/metrics")[0].decode(), re.M).group(1))

    def test_greetings_byte_by_byte(self):
        """Nothing of the engine is theirs before the greeting is there; it may be cut anywhere."""
        hello = greeting()
        with self.secure() as server:
            many = [self.connect(server, what=hello[:n]) for n in (1, 4, 5, 6, 100, len(hello) - 1)]
            for n, s in zip((1, 4, 5, 6, 100, len(hello) - 1), many):
                self.assertEqual(self.figure(server, "shaking"), 0)
                s.sendall(hello[n:-1])
            # The one that asks is the seventh; the one that asked before may be there for a moment more.
            self.assertTrue(wait_for(lambda: self.figure(server, "connections") == 7))
            for s in many:
                s.sendall(hello[-1:])
                self.assertEqual(s.recv(1), b"\x16")
            self.assertEqual(self.figure(server, "shaking"), 6)
            # Half a greeting and the end of it; nothing at all and the end of it.
            for what in (b"", hello[:50]):
                s = self.connect(server, what=what)
                s.shutdown(socket.SHUT_WR)
                self.assertEqual(last_bytes(s), b"")
            for s in many:
                s.close()
            self.assertTrue(wait_for(lambda: self.figure(server, "connections") == 1))

    def test_greetings_that_end_late(self):
        with self.secure("headers=1") as server:
            s = self.connect(server, what=greeting()[:-1])
            self.assertEqual(last_bytes(s), b"")
            self.assertEqual(self.figure(server, 'rejected_total{reason="slow"}'), 1)

    def test_what_is_no_greeting(self):
        with self.secure() as server:
            wrong = (b"GET / HTTP/1.1\r\n\r\n", b"\x16\x02\x00\x00\x10", b"\x16\x03\x01\x00\x00", b"\x16\x03\x01\xff\xff", b"\x80\x2e\x01\x03\x01", b"\0" * 600)
            for what in wrong:
                self.assertEqual(last_bytes(self.connect(server, what=what)), b"", what)
            self.assertEqual(self.figure(server, 'rejected_total{reason="malformed"}'), len(wrong))
            # What only looks like one is GnuTLS's to refuse.
            self.assertIn(last_bytes(self.connect(server, what=b"\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00"))[:1], (b"", b"\x15"))

    def test_handshakes_that_nobody_goes_on_with(self):
        """One client has some at a time; others are served meanwhile, and the next of his own when the first have had their time."""
        hello = greeting()
        with self.secure() as server:
            many = [self.connect(server, what=hello) for _ in range(SHAKING_MAX * 2)]
            self.assertTrue(wait_for(lambda: self.figure(server, "shaking") >= SHAKING_MAX))
            shaking = self.figure(server, "shaking")
            self.assertLessEqual(shaking, SHAKING_MAX)
            self.assertIn(b"hello", self.ask(server, b"/tiny", "127.0.0.3")[0])
            for s in many:
                self.assertEqual(s.recv(1), b"\x16")
            self.assertLessEqual(self.figure(server, "shaking"), SHAKING_MAX)
            self.assertEqual(self.figure(server, 'rejected_total{reason="slow"}'), SHAKING_MAX)
            # His own next one is not held up for longer.
            self.assertIn(b"hello", self.ask(server, b"/tiny", "127.0.0.2")[0])

    def test_nobody_keeps_it_busy(self):
        """As long as nothing comes the server sleeps, whatever it waits for."""
        hello = greeting()
        with self.secure() as server:
            kept = context().wrap_socket(self.connect(server))
            # The last is a greeting in two records, of which one comes.
            for what in (b"", hello[:100], hello, b"\x16\x03\x01\x00\x64" + hello[5:105]):
                self.connect(server, what=what)
                old, coming, going = self.connect(server), ssl.MemoryBIO(), ssl.MemoryBIO()
                side = context(ssl.TLSVersion.TLSv1_2).wrap_bio(coming, going)
                with contextlib.suppress(ssl.SSLWantReadError):
                    side.do_handshake()
                old.sendall(going.read())
            self.assertTrue(wait_for(lambda: self.figure(server, "shaking") == 6))
            before = self.figure(server, "turn_seconds_count")
            time.sleep(1)
            self.assertLess(self.figure(server, "turn_seconds_count") - before, 100)
            kept.sendall(GET % (b"/tiny", b"Connection: close\r\n"))
            self.assertIn(b"hello", read_all(kept))

    def test_many_connections_in_a_short_time(self):
        with Server("arrivals=20", "per-client=1000") as server:
            since, answered = time.monotonic(), 0
            for _ in range(30):
                with contextlib.suppress(OSError):
                    s = self.connect(server, what=GET % (b"/tiny", b"Connection: close\r\n"))
                    answered += b"hello" in read_all(s)
            # As many as there were, and one in three seconds more.
            self.assertIn(answered, range(20, 22 + int((time.monotonic() - since) / 3)))
            self.assertEqual(server.ask("GET", "/tiny")[1], b"hello\n")
            self.assertEqual(server.metric('dais_http_rejected_total{reason="arrivals"}'), 30 - answered)

    def test_tickets(self):
        """Whoever comes again needs no signature; another server knows nothing of the ticket."""
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            made = context(version)
            with self.secure() as server:
                _, session, again = self.ask(server, b"/tiny", made=made)
                self.assertFalse(again)
                reply, _, again = self.ask(server, b"/tiny", made=made, session=session)
                self.assertTrue(again and b"hello" in reply)
            with self.secure() as server:
                reply, _, again = self.ask(server, b"/tiny", made=made, session=session)
                self.assertTrue(not again and b"hello" in reply)

    def openssl(self, server, *arguments, give):
        with subprocess.Popen(["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT) as p:
            p.stdin.write(give)
            p.stdin.flush()
            told = p.stdout.read()  # until the server ends it
            p.stdin.close()
            return told.decode(errors="replace")

    def test_nothing_again_and_nothing_early(self):
        """Renegotiation ends the connection; no ticket lets a client send before the handshake is over."""
        with self.secure() as server:
            self.assertIn("RENEGOTIATING", self.openssl(server, "-tls1_2", give=b"R\n"))
            told = self.openssl(server, "-tls1_3", give=GET % (b"/tiny", b"Connection: close\r\n"))
            self.assertIn("hello", told)
            self.assertEqual(set(re.findall(r"Max Early Data: (\d+)", told)), {"0"})

    def test_the_end(self):
        """Connections by which nothing came do not hold it up; what came is answered."""
        for start, ask in ((Server, lambda server: server.ask("GET", "/tiny")), (self.secure, lambda server: self.ask(server, b"/tiny"))):
            with start("end=600") as server:
                ask(server)
                for _ in range(5):
                    self.connect(server)
                    self.connect(server, what=b"\x16")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
