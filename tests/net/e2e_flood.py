#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Bad clients together: what they may hold has an end, and whoever means well is served meanwhile. e2e_flood.py SERVER"""
import contextlib
import json
import signal
import socket
import struct
import sys
import tempfile
import time
import unittest

from e2e import GET, PATIENCE, SANITIZED, Server, read_all, read_until, wait_for

MIB = 1 << 20
POST = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\n%s\r\n"


def length(n):
    return b"Content-Length: %d\r\n" % n


def rejected(server, why):
    return server.metric('dais_http_rejected_total{reason="%s"}' % why)


def is_ended(s):
    """Whether the other side has closed it, or does so soon."""
    s.settimeout(PATIENCE)
    try:
        while s.recv(65536):
            pass
    except TimeoutError:
        return False
    except OSError:
        pass
    return True


class Flood(unittest.TestCase):
    @contextlib.contextmanager
    def server(self, *options):
        self.sockets = []
        # Nobody is given up earlier than others have patience: who is served is served while they are there.
        with Server("allowance=1000000", "headers=120", "body=300", "reply=300", *options) as server:
            yield server
            for s in self.sockets:
                s.close()

    def open(self, server, request, *more, receive=None):
        s = socket.socket()
        self.sockets.append(s)
        if receive:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
        s.settimeout(PATIENCE)
        s.connect(("127.0.0.1", server.port))
        with contextlib.suppress(ConnectionError):  # who is given up meanwhile may go on sending
            for part in (request, *more):
                s.sendall(part)
        return s

    def serves(self, server):
        self.assertEqual(server.ask("GET", "/tiny")[1], b"hello\n")

    def wait_for_place(self, server):
        """Until a hundred that came at once are accepted: meanwhile a reader may be ended as they are, and asks again."""
        for _ in range(100):
            with contextlib.suppress(ConnectionError):
                self.serves(server)
                return
            time.sleep(0.2)
        self.fail("no place for who asks")

    def test_bodies_without_end(self):
        """A thousand could each send almost all that one may: those end that have been at it longest."""
        with self.server(f"coming={4 * MIB}") as server:
            body = b"x" * 900000
            before = server.memory_kib()
            many = [self.open(server, POST % (b"/show", b"text/plain", length(len(body) + 1)), body) for _ in range(30)]
            self.serves(server)
            self.assertTrue(wait_for(lambda: rejected(server, "room") >= 24))
            self.assertLessEqual(server.metric("dais_http_coming_bytes"), 4 * MIB)
            if not SANITIZED:
                self.assertTrue(wait_for(lambda: server.memory_kib() - before < 12 << 10))
            self.assertTrue(is_ended(many[0]))
            # The last one may go on.
            many[-1].sendall(b"x")
            self.assertIn(b'"body":900001', read_until(many[-1], b'"body":900001'))
            # Short ones that never end count, too, and what was refused.
            many = [self.open(server, POST % (b"/show", b"text/plain", length(100)), b"x") for _ in range(300)]
            many += [self.open(server, POST % (b"/nothing", b"text/plain", length(100)), b"x") for _ in range(300)]
            self.assertLessEqual(server.metric("dais_http_coming_bytes"), 4 * MIB)
            self.assertTrue(is_ended(many[0]))
            self.serves(server)

    def test_replies_that_nobody_takes(self):
        with tempfile.NamedTemporaryFile() as page:
            page.write(b"<p>words and more" * (2 * MIB // 17))
            page.flush()
            with self.server(f"going={12 * MIB}", f"page={page.name}") as server:
                before = server.memory_kib()
                many = [self.open(server, GET % (b"/fresh", b""), receive=4096) for _ in range(40)]
                self.assertTrue(wait_for(lambda: rejected(server, "room") >= 30))
                self.assertLessEqual(server.metric("dais_http_going_bytes"), 12 * MIB)
                if not SANITIZED:
                    self.assertTrue(wait_for(lambda: server.memory_kib() - before < 24 << 10))
                self.serves(server)
                self.assertTrue(is_ended(many[0]))
                r, data = server.ask("GET", "/fresh")
                self.assertEqual((r.status, len(data)), (200, 17 * (2 * MIB // 17)))

    def test_long_bodies_share_the_disk(self):
        with self.server(f"spool={40 * MIB}") as server:
            whole = 16 * MIB - 100
            one = POST % (b"/upload", b"application/pdf", length(whole))
            first, second = (self.open(server, one, b"x" * (2 * MIB)) for _ in range(2))
            self.assertTrue(wait_for(lambda: server.metric("dais_http_spooled_bytes") == 2 * whole))
            third = self.open(server, one.replace(b"Content-Length", b"Expect: 100-continue\r\nContent-Length"))
            reply = read_until(third, b"\r\n\r\n")
            self.assertTrue(reply.startswith(b"HTTP/1.1 503") and b"Retry-After: " in reply, reply)
            # Of one that does not say how long it is as much is kept as it may be.
            chunked = POST % (b"/upload", b"application/pdf", b"Transfer-Encoding: chunked\r\nConnection: close\r\n")
            reply = read_all(self.open(server, chunked, b"200000\r\n" + b"x" * 0x200000 + b"\r\n0\r\n\r\n"))
            self.assertTrue(reply.startswith(b"HTTP/1.1 503"), reply[:40])
            # Reset in the middle: its part is free again.
            second.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            second.close()
            self.assertTrue(wait_for(lambda: server.metric("dais_http_spooled_bytes") == whole))
            reply = read_all(self.open(server, chunked, b"200000\r\n" + b"x" * 0x200000 + b"\r\n0\r\n\r\n"))
            self.assertTrue(reply.startswith(b"HTTP/1.1 200"), reply[:40])
            first.sendall(b"x" * (whole - 2 * MIB))
            self.assertIn(b"HTTP/1.1 200", read_until(first, b"\r\n\r\n"))
            self.assertTrue(wait_for(lambda: server.metric("dais_http_spooled_bytes") == 0))

    def test_long_bodies_of_strangers(self):
        with self.server("admit=1") as server:
            for fields in (length(2 * MIB), b"Expect: 100-continue\r\n" + length(2 * MIB), b"Transfer-Encoding: chunked\r\n"):
                s = self.open(server, POST % (b"/upload", b"application/pdf", fields))
                if fields == length(2 * MIB):
                    s.sendall(b"x" * (2 * MIB))
                elif b"chunked" in fields:
                    s.sendall(b"1\r\nx\r\n0\r\n\r\n")
                reply = read_until(s, b"\r\n\r\n")
                self.assertTrue(reply.startswith(b"HTTP/1.1 401"), (fields, reply))
            self.assertEqual(server.metric("dais_http_spooled_bytes"), 0)
            self.assertEqual(server.json("POST", "/upload", b"x" * MIB, {"Content-Type": "application/pdf"})["body"], MIB)
            self.assertEqual(server.json("POST", "/upload", b"x" * (2 * MIB), {"Content-Type": "application/pdf", "Cookie": "seen=1"})["body"], 2 * MIB)

    def test_one_of_each_in_turn(self):
        """Forty dear pages of one client do not stand before the one of another; what is kept stands before all."""
        with self.server() as server:
            server.ask("GET", "/page")
            slow = GET % (b"/slow/en", b"Connection: close\r\n")
            many = [self.connect(server, "127.0.0.2") for _ in range(40)]
            other = self.connect(server, "127.0.0.3")
            kept = self.connect(server, "127.0.0.2")
            # It finds all of them at once, however long they take to be sent.
            server.process.send_signal(signal.SIGSTOP)
            for s in many:
                s.sendall(slow)
            other.sendall(slow)
            kept.sendall(GET % (b"/page", b"Connection: close\r\n"))
            server.process.send_signal(signal.SIGCONT)
            self.assertTrue(read_all(kept).startswith(b"HTTP/1.1 200"))
            self.assertTrue(read_all(other).startswith(b"HTTP/1.1 204"))
            # Whoever has gone meanwhile harms nobody; all others are answered.
            for s in many[-5:]:
                s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                s.close()
            for s in many[:-5]:
                self.assertTrue(read_all(s).startswith(b"HTTP/1.1 204"))
            self.assertTrue(wait_for(lambda: server.metric("dais_http_waiting") == 0))
            # The end does not wait for those that wait.
            many = [self.open(server, slow) for _ in range(40)]
        answered = [(line["client"], line["path"]) for line in server.log if line.get("path") in ("/slow/en", "/page")]
        self.assertLess(answered.index(("127.0.0.3", "/slow/en")), 20)
        self.assertLess(answered.index(("127.0.0.2", "/page")), 20)

    def connect(self, server, source):
        s = socket.socket()
        self.sockets.append(s)
        s.settimeout(PATIENCE)
        s.bind((source, 0))
        s.connect(("127.0.0.1", server.port))
        return s

    def test_a_full_house(self):
        """Who has asked for nothing makes place for who asks."""
        with self.server("most=256", "per-client=1000") as server:
            many = [self.open(server, (b"", b"GET /tiny HTTP/1.1\r\nX: ")[n % 2]) for n in range(240)]
            time.sleep(0.3)
            many += [self.open(server, (b"", b"GET /tiny HTTP/1.1\r\nX: ")[n % 2]) for n in range(100)]
            self.wait_for_place(server)
            for _ in range(20):
                self.serves(server)
            self.assertGreaterEqual(rejected(server, "room"), 100)
            self.assertLessEqual(server.metric("dais_http_connections"), 256)
            self.assertTrue(is_ended(many[0]))

    def test_readers_of_events(self):
        """However many listen, pages are served."""
        with self.server("most=64", "per-client=1000") as server:
            many = [self.open(server, GET % (b"/live?topics=a", b"")) for _ in range(60)]
            replies = [read_until(s, b"\r\n\r\n") for s in many]
            self.assertEqual(sum(b"text/event-stream" in r for r in replies), 48)
            self.assertEqual(sum(r.startswith(b"HTTP/1.1 503") and b"Retry-After" in r for r in replies), 12)
            self.serves(server)
            # Gone all at once, while an event is on its way to them.
            server.ask("POST", "/publish", "topic=a&data=x", {"Content-Type": "application/x-www-form-urlencoded"})
            for s in many:
                s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                s.close()
            self.assertTrue(wait_for(lambda: server.metric("dais_http_live_readers") == 0))

    def test_readers_of_a_long_file(self):
        """A byte now and then is not reading; what they hold is little in the server and in the kernel."""
        with self.server("reply=1", "slowest=1000") as server:
            before = server.memory_kib()
            many = [self.open(server, GET % (b"/long", b"Range: bytes=7-\r\n" if n % 2 else b""), receive=4096) for n in range(100)]
            # On a slow machine the first are given up before the last have come.
            self.assertTrue(wait_for(lambda: server.metric("dais_http_under_way") + rejected(server, "slow") >= 100))
            if not SANITIZED:
                self.assertLess(server.memory_kib() - before, 16 << 10)
            wrong = [s for s in many if s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)]
            self.assertLessEqual(len(wrong), rejected(server, "slow"))
            self.serves(server)
            end = time.monotonic() + PATIENCE
            while rejected(server, "slow") < 100 and time.monotonic() < end:
                for s in many:
                    with contextlib.suppress(OSError):
                        s.recv(1, socket.MSG_DONTWAIT)
                time.sleep(0.1)
            self.assertEqual(rejected(server, "slow"), 100)
            taken = self.kernel(server)
            self.assertLess(taken, 100 * 4096, "the kernel still holds what nobody takes")
        # Whoever takes it gets all of it, with as much patience as there is by default.
        with Server() as server:
            self.assertEqual(len(server.ask("GET", "/long")[1]), 50 * MIB)

    def kernel(self, server):
        """Bytes that the kernel has of the server's replies and has not got rid of."""
        total = 0
        with open("/proc/net/tcp", encoding="ascii") as f:
            for line in f.readlines()[1:]:
                words = line.split()
                if int(words[1].split(":")[1], 16) == server.port and words[3] == "01":
                    total += int(words[4].split(":")[0], 16)
        return total

    def test_what_the_kernel_holds(self):
        with self.server() as server:
            many = [self.open(server, GET % (b"/long", b""), receive=4096) for _ in range(20)]
            self.assertTrue(wait_for(lambda: server.metric("dais_http_under_way") >= 20))
            time.sleep(0.3)
            self.assertLess(self.kernel(server) / len(many), 256 << 10)

    def test_slow_bodies(self):
        with self.server("body=1", "slowest=1000") as server:
            many = [self.open(server, POST % (b"/upload", b"application/pdf", length(8 * MIB)), b"x" * 300000) for _ in range(20)]
            self.assertTrue(wait_for(lambda: rejected(server, "slow") >= 20))
            for s in many:
                self.assertTrue(is_ended(s))
            self.assertEqual(server.metric("dais_http_spooled_bytes"), 0)

    def test_absurd_ranges(self):
        with self.server() as server:
            for field, status in ((b"bytes=0-1,2-3", 200), (b"bytes=" + b"0-," * 500 + b"0-", 200), (b"bytes=-0", 416), (b"bytes=99999999999999999999-", 200),
                                  (b"bytes=52428800-", 416), (b"bytes=5-2", 200), (b"bytes=0-9223372036854775807", 206), (b"bytes=-9223372036854775807", 206),
                                  (b"lines=0-1", 200), (b"bytes=--1", 200), (b"bytes=", 200), (b"bytes=0-0", 206), (b"bytes=\xff-1", 200)):
                for method in (b"GET", b"HEAD"):
                    s = self.open(server, GET.replace(b"GET", method) % (b"/long", b"Range: " + field + b"\r\n"))
                    reply = read_until(s, b"\r\n\r\n")
                    self.assertEqual(int(reply.split()[1]), status if method == b"GET" else 200, (method, field))
                    s.close()
            for condition, status in ((b'"long"', 206), (b'"other"', 200), (b'W/"long"', 200), (b"Mon, 23 May 2022 10:00:00 GMT", 200)):
                s = self.open(server, GET % (b"/long", b"Range: bytes=0-9\r\nIf-Range: " + condition + b"\r\n"))
                self.assertEqual(int(read_until(s, b"\r\n\r\n").split()[1]), status, condition)

    def test_text_piece_by_piece(self):
        """Letters of several bytes that are cut anywhere are letters; what is none is told, wherever it stands."""
        text = ("Ж世𝄞é" * 30000).encode()
        with self.server() as server:
            for body, status in ((text, 200), (text[:-1], 400), (text[:100000] + b"\xff" + text[100000:], 400), (text + b"\0", 400), (b"\xed\xa0\x80" * 300, 400)):
                with server.connect() as s:
                    s.sendall(POST % (b"/upload", b"text/html; charset=utf-8", length(len(body)) + b"Connection: close\r\n"))
                    for at in range(0, len(body), 6007):
                        s.sendall(body[at:at + 6007])
                    reply = read_all(s)
                self.assertTrue(reply.startswith(b"HTTP/1.1 %d" % status), (status, reply[:40]))
                if status == 200:
                    self.assertEqual(json.loads(reply.split(b"\r\n\r\n", 1)[1])["body"], len(body))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
