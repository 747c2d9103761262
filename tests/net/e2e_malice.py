#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Clients that mean ill or ask too much: e2e_malice.py SERVER"""
import contextlib
import json
import random
import re
import select
import socket
import sys
import time
import unittest

from e2e import GET, PATIENCE, read_all, read_until, Server, wait_for
from shapes import shapes


class Malice(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("allowance=1000000", "per-client=2000", "headers=120")

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def test_bad_requests(self):
        post = b"POST /show HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        form = post + b"Content-Type: application/x-www-form-urlencoded\r\n"
        cases = {
            400: [GET % (b"/../x", b""), GET % (b"/%2e%2e/x", b""), GET % (b"/%00", b""), GET % (b"/%ff", b""), GET % (b"/a//b", b""),
                  GET % (b"/%zz", b""), GET % (b"/x?a=%c0%80", b""), GET % (b"/a%5cb", b""),
                  b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
                  post + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                  post + b"Content-Length: -1\r\n\r\n", post + b"Content-Length: 1x\r\n\r\na",
                  form + b"Content-Length: 3\r\n\r\n%ff", form + b"Content-Length: 5\r\n\r\na=%00",
                  post + b"Content-Type: application/json\r\nContent-Length: 1\r\n\r\n\xff",
                  post + b"Content-Type: multipart/form-data; boundary=B\r\nContent-Length: 3\r\n\r\n--A",
                  post + b"Content-Type: multipart/form-data\r\nContent-Length: 3\r\n\r\n--A",
                  post + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"],
            414: [GET % (b"/" + b"a" * 5000, b""), GET % (b"/" + b"a" * 100000, b"")],
            431: [GET % (b"/", b"X: " + b"a" * 100000 + b"\r\n"), GET % (b"/", b"".join(b"X%d: y\r\n" % i for i in range(5000)))],
            405: [b"FOO / HTTP/1.1\r\nHost: x\r\n\r\n"],
            413: [post + b"Content-Length: 99999999999999\r\n\r\nx"],
        }
        for status, requests in cases.items():
            for request in requests:
                got = self.server.status(request)
                # Before a whole request is there the library may hang up instead of answering.
                self.assertIn(got, (status, 400, 414, 431, 413, 0), request[:80])
                if len(request) < 1000:
                    self.assertEqual(got, status, request[:120])

        self.assertEqual(self.server.raw(b"GET\r\n\r\n"), b"")

    def test_many_cookies(self):
        """As many as browsers keep are answered; of more it is said, where the library alone would hang up."""
        for n, status in (100, 200), (180, 200), (600, 431), (1000, 431):
            got = self.server.status(GET % (b"/", b"Cookie: " + b"; ".join(b"c%d=v" % i for i in range(n)) + b"\r\n"))
            self.assertEqual(got, status, n)
        self.assertEqual(self.server.status(GET % (b"/", b"")), 200)

    def test_many_parameters(self):
        """However many fit into a target, they are answered: the library alone would hang up."""
        for n in (200, 300, 700):
            for form in (b"q=1", b"?", b"q", b""):
                got = self.server.status(GET % (b"/page?" + b"&".join([form] * n), b""))
                self.assertIn(got, (200, 414), (n, form))

    def test_where_a_request_ends(self):
        """What two servers in a row could read in two ways is refused, and nothing behind it is read (RFC 9112, 11.2)."""
        post = b"POST /show HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
        get = b"GET /page HTTP/1.1\r\nHost: x\r\n"
        for head, body in shapes(post, get):
            for _ in range(2):  # /page is kept after the first time
                self.server.ask("GET", "/page")
                with self.server.connect() as s:
                    s.sendall(head + b"\r\n" + body + GET % (b"/tiny", b""))
                    reply = read_all(s, 5)
                # The library sends its own refusal twice when it closes at once.
                statuses = sorted(set(re.findall(rb"HTTP/1\.[01] (\d+)", reply)))
                self.assertIn(statuses, ([b"400"], []), (head, body))
                self.assertTrue(not statuses or b"\r\nConnection: close\r\n" in reply, head)
        for n in (1, 200, 3000, 7000):
            headers = b"X: " + b"a" * (n // 2) + b"\r\nCookie: a=" + b"b" * (n // 2) + b"\r\nY:\r\nZ:   \t c  \r\nConnection: close\r\n"
            for path in (b"/tiny", b"/page"):
                self.assertEqual(self.server.status(GET % (path, headers)), 200, (n, path))
        self.assertEqual(self.server.status(b"GET http://evil/tiny HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 400)
        self.assertEqual(self.server.status(b"GET http://evil/page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 400)
        self.assertEqual(self.server.status(b"GET http://X/tiny HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 200)
        reply = self.server.raw(post + b"Transfer-Encoding: Chunked\r\nConnection: close\r\n\r\n2\r\nab\r\n0\r\n\r\n")
        self.assertIn(b'"body":2', reply)

    def test_anything(self):
        """Requests damaged at random: never a 5xx, never the end of the server."""
        luck = random.Random(20260101)
        seeds = [GET % (b"/fr/meetings/x?a=b", b"Cookie: a=b\r\nAccept-Encoding: gzip;q=0.5\r\nRange: bytes=0-5\r\nIf-None-Match: \"x\"\r\n"),
                 b"POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 70\r\n\r\n"
                 b"--B\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\nx\r\n--B--\r\n",
                 b"POST /show HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n0\r\n\r\n",
                 GET % (b"/live?topics=a,b", b"Last-Event-ID: 5\r\n")]
        for _ in range(300):
            request = bytearray(luck.choice(seeds))
            for _ in range(luck.randrange(1, 6)):
                at = luck.randrange(len(request))
                what = luck.randrange(4)
                if what == 0:
                    request[at] = luck.randrange(256)
                elif what == 1:
                    del request[at:at + luck.randrange(1, 8)]
                elif what == 2:
                    request[at:at] = luck.choice([b"\r\n", b"\0", b"%", b"\xff", b" ", b":", b"a" * 300, b"-1", b"99999999999"])
                else:
                    request += request[at:at + 40]
            with self.server.connect() as s:
                with contextlib.suppress(OSError):  # it may have been refused and closed by now
                    s.sendall(request)
                    s.shutdown(socket.SHUT_WR)
                reply = read_all(s, 0.15)
            for found in re.finditer(rb"HTTP/1\.[01] (\d+)", reply):
                self.assertLess(int(found.group(1)), 500, bytes(request))
        self.assertEqual(self.server.ask("GET", "/tiny")[1], b"hello\n")
        # All of them are forgotten; this question is the one under way.
        self.assertTrue(wait_for(lambda: self.server.metric("dais_http_under_way") == 1))

    def test_handler_without_reply(self):
        r, data = self.server.ask("GET", "/silent")
        self.assertEqual(r.status, 500)
        self.assertNotIn(b"/silent", data)

    def test_slow_headers(self):
        """One that sends a byte a second is given up; others do not notice."""
        with Server("headers=2") as server:
            with server.connect() as s:
                s.sendall(b"GET /tiny HT")
                self.assertEqual(server.ask("GET", "/tiny")[1], b"hello\n")
                ended, end = False, time.monotonic() + PATIENCE
                while not ended and time.monotonic() < end:
                    try:
                        s.sendall(b"x")
                        s.settimeout(0.2)
                        ended = s.recv(100) == b""
                    except TimeoutError:
                        continue
                    except ConnectionError:
                        ended = True
                self.assertTrue(ended)
            self.assertGreater(server.metric('dais_http_rejected_total{reason="slow"}'), 0)

    def test_many_idle(self):
        idle = [self.server.connect() for _ in range(1000)]
        self.assertEqual(self.server.ask("GET", "/tiny")[1], b"hello\n")
        self.assertGreaterEqual(self.server.metric("dais_http_connections"), 1000)
        for s in idle:
            s.close()
        self.assertTrue(wait_for(lambda: self.server.metric("dais_http_connections") < 50))


class Limits(unittest.TestCase):
    def test_a_slow_first_line_adds_nothing(self):
        """The time for a head begins with the connection: who sends its line just in time has no more of it than who comes after him."""
        with Server("headers=4") as server, server.connect() as first:
            first.sendall(b"GET /tiny HTTP/1.1\r")
            time.sleep(1.5)
            with server.connect() as second:
                second.sendall(b"GET /tiny HTTP/1.1\r")
                time.sleep(1)
                with contextlib.suppress(ConnectionError):  # where more time has passed than was to pass
                    first.sendall(b"\nX-Slow: ")
                ended, _, _ = select.select([first, second], [], [], PATIENCE)
                self.assertIn(first, ended)
                self.assertEqual(read_all(first), b"")

    def test_allowance(self):
        with Server("allowance=100") as server:
            since = time.monotonic()

            def grown():
                return (time.monotonic() - since) * 100 / 60
            statuses = [server.ask("GET", "/tiny")[0].status for _ in range(120)]
            self.assertIn(statuses.count(200), range(100, 102 + int(grown())))
            while server.ask("GET", "/tiny")[0].status == 200:
                pass
            # Of the fifty that it costs there is what has grown since, a hundred a minute.
            since = time.monotonic()
            r, data = server.ask("GET", "/dear")
            self.assertTrue(r.status == 429 or grown() > 45, r.status)
            if r.status == 429:
                self.assertGreaterEqual(int(r.headers["Retry-After"]), (48 - grown()) * 60 / 100)
                self.assertEqual(json.loads(data)["title"], "Too Many Requests")

    def test_connections_of_a_client(self):
        with Server("per-client=5", "headers=120") as server:
            kept = [server.connect() for _ in range(5)]
            kept[0].sendall(GET % (b"/tiny", b""))
            self.assertIn(b"hello", read_until(kept[0], b"hello"))
            with server.connect() as one_more:
                self.assertEqual(read_all(one_more), b"")
            kept.pop().close()
            self.assertTrue(wait_for(lambda: server.raw(GET % (b"/tiny", b"Connection: close\r\n")).endswith(b"hello\n")))
            for s in kept:
                s.close()

    def test_hosts(self):
        with Server("host=meetings.example.org", "host=[::1]") as server:
            for host, status in ((b"meetings.example.org", 200), (b"Meetings.Example.org:8080", 200), (b"[::1]:80", 200),
                                 (b"evil.example", 421), (b"meetings.example.org.evil", 421)):
                self.assertEqual(server.status(b"GET /tiny HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n"), status, host)

    def test_proxy(self):
        def seen(server, *fields):
            reply = server.raw(GET % (b"/show", b"Connection: close\r\n" + b"".join(f + b"\r\n" for f in fields)))
            r = json.loads(reply.split(b"\r\n\r\n", 1)[1])
            return r["remote"], r["secure"]
        with Server("proxy=127.0.0.1", "proxy=10.0.0.1") as server:
            self.assertEqual(seen(server, b"X-Forwarded-For: 6.6.6.6, 192.0.2.7, 10.0.0.1", b"X-Forwarded-Proto: https"),
                             ("192.0.2.7", True))
            self.assertEqual(seen(server, b"X-Forwarded-For: 6.6.6.6", b"X-Forwarded-For: 2001:db8::1"), ("2001:db8::1", False))
            self.assertEqual(seen(server, b"X-Forwarded-For: rubbish"), ("127.0.0.1", False))
            self.assertIn(b"Strict-Transport-Security", server.raw(GET % (b"/tiny", b"X-Forwarded-Proto: https\r\nConnection: close\r\n")))
        with Server() as server:
            self.assertEqual(seen(server, b"X-Forwarded-For: 192.0.2.7", b"X-Forwarded-Proto: https"), ("127.0.0.1", False))

    def test_long_turn(self):
        with Server() as server:
            server.ask("GET", "/tiny")
            for language in ("en", "fr"):
                self.assertEqual(server.ask("GET", "/slow/" + language)[0].status, 204)
            step = '{step="GET /slow/{language}"}'
            self.assertEqual(server.metric("dais_http_long_turns_total" + step), 2)
            longest = server.metric("dais_http_longest_step_seconds" + step)
            self.assertGreaterEqual(longest, 0.08)
            self.assertGreaterEqual(server.metric("dais_http_longest_turn_seconds"), longest)
            # It slept: the processor was not used.
            self.assertGreater(server.metric("dais_http_longest_turn_processor_seconds"), 0)
            self.assertLess(server.metric("dais_http_longest_turn_processor_seconds"), longest)
        lines = [line for line in server.log if line.get("event") == "long turn" and line.get("route") == "/slow/{language}"]
        self.assertEqual(len(lines), 2)
        self.assertEqual(lines[0]["method"], "GET")
        self.assertGreaterEqual(lines[0]["stepMicroseconds"], 80000)
        self.assertGreaterEqual(lines[0]["microseconds"], lines[0]["stepMicroseconds"])

    def test_log(self):
        with Server() as server:
            server.ask("GET", "/fr/meetings/x?hush=1")
            server.ask("GET", "/nothing")
            # A secret stands in no log, however its address was come by.
            secret = "s" * 43
            for method, path in (("GET", f"/secret/{secret}"), ("DELETE", f"/secret/{secret}"), ("GET", f"/secret/{secret}/"), ("GET", f"/secret/{secret}?%FF"),
                                 ("GET", f"/fr/{secret}/x/{secret}.html"), ("GET", f"//{secret}"), ("GET", f"/secret/{secret}%41/"), ("BREW", f"/secret/{secret}")):
                server.ask(method, path)
            server.raw(b"GET http://y/secret/" + secret.encode() + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        # A turn in which the machine stood still is told of as well.
        requests = [line for line in server.log if "event" not in line]
        self.assertEqual(len(requests), 11)
        line = requests[0]
        self.assertEqual((line["method"], line["route"], line["path"], line["status"], line["client"]),
                         ("GET", "/{language}/meetings/{package}", "/fr/meetings/x", 200, "127.0.0.1"))
        self.assertTrue(line["bytes"] > 0 and line["microseconds"] >= 0 and line["time"].endswith("Z"))
        self.assertEqual(requests[1]["status"], 404)
        self.assertNotIn(secret, json.dumps([r for r in requests if not r["route"]]))
        self.assertEqual(requests[2]["path"], "/secret/{token}")
        self.assertNotIn("hush", json.dumps(server.log))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
