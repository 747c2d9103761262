#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The server as clients see it, good ones and bad ones: e2e.py SERVER"""
import gzip
import http.client
import json
import os
import random
import re
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from shapes import shapes

SERVER = sys.argv[1]
SANITIZED = "DAIS_SANITIZED" in os.environ
# How long is waited for what must come: other tests run beside.
SLOW = 8 if SANITIZED else 3


class Server:
    """A server of its own for a test; its log is read at the end."""

    def __init__(self, *options, env=None, pass_fds=(), wrap=()):
        self.log_path = tempfile.NamedTemporaryFile(delete=False).name
        log = os.open(self.log_path, os.O_WRONLY)
        self.process = subprocess.Popen([*wrap, SERVER, f"log={log}", *options], stdout=subprocess.PIPE, text=True,
                                        pass_fds=(log, *pass_fds), env={**os.environ, **(env or {})})
        os.close(log)
        self.stopped = False
        self.address = self.process.stdout.readline().strip()
        found = re.match(r"https?://127\.0\.0\.1:(\d+)$", self.address)
        self.port = int(found.group(1)) if found else None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        code = self.process.wait(timeout=30)
        self.process.stdout.close()
        with open(self.log_path, encoding="utf-8") as f:
            self.log = [json.loads(line) for line in f]
        os.unlink(self.log_path)
        assert code == 0, f"the server ended with {code}"

    def stop(self):
        if not self.stopped:
            self.process.send_signal(signal.SIGTERM)
        self.stopped = True

    def connect(self):
        s = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        return s

    def raw(self, request, half_close=False):
        """What comes back until the server closes, or says nothing for a while."""
        with self.connect() as s:
            s.sendall(request)
            if half_close:
                s.shutdown(socket.SHUT_WR)
            return read_all(s)

    def status(self, request):
        with self.connect() as s:
            s.sendall(request)
            reply = read_until(s, b"\r\n\r\n")
        return int(reply.split(b" ", 2)[1]) if reply.startswith(b"HTTP/1.1 ") else 0

    def ask(self, method, path, body=None, headers=None):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        c.request(method, path, body, headers or {})
        r = c.getresponse()
        data = r.read()
        c.close()
        return r, data

    def json(self, method, path, body=None, headers=None):
        r, data = self.ask(method, path, body, headers)
        assert r.status == 200, (r.status, data)
        return json.loads(data)

    def metric(self, name):
        text = self.ask("GET", "/metrics")[1].decode()
        found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.M)
        return float(found.group(1)) if found else 0

    def memory_kib(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as f:
            return int(re.search(r"VmRSS:\s+(\d+)", f.read()).group(1))


def read_all(s, patience=None):
    if patience:
        s.settimeout(patience)
    parts = []
    try:
        while part := s.recv(65536):
            parts.append(part)
    except (TimeoutError, ConnectionResetError):
        pass
    return b"".join(parts)


def read_until(s, mark, seconds=20):
    data = b""
    s.settimeout(seconds * SLOW)
    while mark not in data:
        try:
            part = s.recv(65536)
        except ConnectionResetError:
            break
        if not part:
            break
        data += part
    return data


def wait_for(condition, seconds=10):
    end = time.monotonic() + seconds * SLOW
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


GET = b"GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n"


class Requests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("allowance=1000000")

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def test_what_comes_in(self):
        r = self.server.json("GET", "/fr/meetings/a%20b?x=1&y=%C3%A9+z", headers={"Cookie": "a=b; seen=so"})
        self.assertEqual(r["params"], {"language": "fr", "package": "a b"})
        self.assertEqual(r["query"], {"x": "1", "y": "é z"})
        self.assertEqual((r["cookie"], r["remote"], r["secure"]), ("so", "127.0.0.1", False))

    def test_slash_at_the_end(self):
        r, _ = self.server.ask("GET", "/fr/meetings/%D0%B6/?x=%26")
        self.assertEqual((r.status, r.headers["Location"]), (301, "/fr/meetings/%D0%B6?x=%26"))
        self.assertEqual(self.server.ask("GET", "/api/")[0].status, 404)
        self.assertEqual(self.server.ask("POST", "/upload/")[0].status, 404)

    def test_routes(self):
        self.assertEqual(self.server.json("GET", "/fr/CTOC/COP/WG.3/2022/2")["params"]["symbol"], "CTOC/COP/WG.3/2022/2")
        self.assertEqual(self.server.ask("GET", "/nothing")[0].status, 404)
        r, _ = self.server.ask("POST", "/page")
        self.assertEqual((r.status, r.headers["Allow"]), (405, "GET, HEAD"))
        for method in ("TRACE", "CONNECT", "OPTIONS", "BREW"):
            self.assertEqual(self.server.ask(method, "/show")[0].status, 405, method)
            self.assertEqual(self.server.ask(method, "/nothing")[0].status, 404, method)
        self.assertEqual(self.server.ask("OPTIONS", "/page")[0].headers["Allow"], "GET, HEAD")

    def test_headers_of_safety(self):
        for path in ("/", "/page", "/nothing", "/file", "/fails"):
            h = self.server.ask("GET", path)[0].headers
            self.assertIn("default-src 'none'", h["Content-Security-Policy"])
            self.assertIn("frame-ancestors 'none'", h["Content-Security-Policy"])
            self.assertEqual(h["X-Content-Type-Options"], "nosniff")
            self.assertTrue(h["Referrer-Policy"] and h["Cross-Origin-Opener-Policy"] and h["Cross-Origin-Resource-Policy"])
            self.assertIsNone(h["Strict-Transport-Security"])

    def test_forms(self):
        r = self.server.json("POST", "/show", b"a=1&b=%D0%96%0D%0Ax", {"Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(r["fields"], {"a": "1", "b": "Ж\nx"})
        body = ("--B\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\nя\r\n"
                "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"ф.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
                "%PDF\r\n--B--\r\n").encode()
        r = self.server.json("POST", "/upload", body, {"Content-Type": "multipart/form-data; boundary=B"})
        self.assertEqual(r["fields"], {"t": "я"})
        self.assertEqual(r["uploads"], [{"field": "f", "name": "ф.pdf", "type": "application/pdf", "size": 4, "sum": sum(b"%PDF")}])
        for method in ("PUT", "PATCH"):
            r = self.server.json(method, "/show", b'{"a":1}', {"Content-Type": "application/json; charset=utf-8"})
            self.assertEqual((r["body"], r["type"]), (7, "application/json"))

    def test_large_upload(self):
        before = self.server.memory_kib()
        content = random.Random(1).randbytes(10 << 20)
        body = (b"--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n" + content + b"\r\n--B--\r\n")
        r = self.server.json("POST", "/upload", body, {"Content-Type": "multipart/form-data; boundary=B"})
        self.assertEqual((r["uploads"][0]["size"], r["uploads"][0]["sum"]), (len(content), sum(content)))
        self.assertLess(self.server.memory_kib() - before, 16 << 10)

    def test_too_large(self):
        r, _ = self.server.ask("POST", "/show", b"x" * ((1 << 20) + 1), {"Content-Type": "text/plain"})
        self.assertEqual(r.status, 413)

        def pieces():
            for _ in range(40):
                yield b"x" * 65536
        r, _ = self.server.ask("POST", "/show", pieces(), {"Content-Type": "text/plain"})
        self.assertEqual(r.status, 413)

    def test_chunked(self):
        body = b"3\r\na=1\r\n1;x=y\r\n&\r\n3\r\nb=2\r\n0\r\n\r\n"
        reply = self.server.raw(b"POST /show HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + body)
        self.assertEqual(json.loads(reply.split(b"\r\n\r\n", 1)[1])["fields"], {"a": "1", "b": "2"})

    def test_expect(self):
        with self.server.connect() as s:
            s.sendall(b"POST /show HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n"
                      b"Expect: 100-continue\r\nConnection: close\r\n\r\n")
            self.assertIn(b"HTTP/1.1 100", read_until(s, b"\r\n\r\n"))
            s.sendall(b"hi")
            self.assertIn(b'"body":2', read_all(s))
        # Who asks first is refused first.
        reply = self.server.raw(b"POST /show HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n")
        self.assertTrue(reply.startswith(b"HTTP/1.1 413"), reply[:40])

    def test_pipelining(self):
        with self.server.connect() as s:
            s.sendall(GET % (b"/tiny", b"") * 99 + GET % (b"/page", b"Connection: close\r\n"))
            reply = read_all(s)
        self.assertEqual(reply.count(b"HTTP/1.1 200"), 100)
        self.assertEqual(reply.count(b"hello\n"), 99)

    def test_connection_is_kept(self):
        c = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        c.connect()
        first = c.sock
        for path, status in (("/tiny", 200), ("/page", 200), ("/page", 200), ("/nothing", 404), ("/fails", 409), ("/tiny", 200)):
            c.request("GET", path)
            r = c.getresponse()
            r.read()
            self.assertEqual(r.status, status)
            self.assertIs(c.sock, first, path)
        c.close()

    def test_bytes_one_by_one(self):
        with self.server.connect() as s:
            for b in GET % (b"/tiny", b"Connection: close\r\n"):
                s.send(bytes([b]))
            self.assertIn(b"hello", read_all(s))

    def test_problem(self):
        r, data = self.server.ask("GET", "/fails")
        self.assertEqual(r.headers["Content-Type"], "application/problem+json")
        self.assertEqual(json.loads(data), {"type": "about:blank", "title": "Conflict", "status": 409,
                                            "detail": "somebody else was first", "hint": "Look at it again."})

    def test_problem_in_the_language_asked_for(self):
        for asked, language, title in (("fr-CH, en;q=0.5", "fr", "Requête incorrecte"), ("de, zh;q=0.4, en;q=0.3", "zh", "请求无效"),
                                       ("de", "en", "Bad Request"), ("", "en", "Bad Request")):
            r, data = self.server.ask("GET", "/tiny?a=%FF", headers={"Accept-Language": asked})
            told = json.loads(data)
            self.assertEqual((r.status, r.headers["Content-Language"], told["title"]), (400, language, title))
            self.assertIn("Accept-Language", r.headers["Vary"])
            self.assertNotEqual(told["detail"] == "a field of the form or query is not well-formed text", language != "en", asked)

    def test_redirect_stays(self):
        for to in ("/fr/x", "/fr?a=1"):
            r, _ = self.server.ask("GET", "/cookie?to=" + to.replace("?", "%3F"))
            self.assertEqual((r.status, r.headers["Location"]), (303, to))
        for to in ("//evil.example", "/%5Cevil.example", "http:%2F%2Fevil.example", "", "evil"):
            r, _ = self.server.ask("GET", "/cookie?to=" + to)
            self.assertEqual((r.status, r.headers["Location"]), (303, "/"), to)
        self.assertIsNone(r.headers["X-Evil"])
        self.assertIn("HttpOnly; SameSite=Lax", r.headers["Set-Cookie"])

    def test_hold(self):
        results = []
        threads = [threading.Thread(target=lambda: results.append(self.server.ask("GET", "/hold")[1])) for _ in range(20)]
        for t in threads:
            t.start()
        self.assertTrue(wait_for(lambda: self.server.metric("dais_http_held") == 20))
        self.assertEqual(self.server.ask("GET", "/tiny")[1], b"hello\n")
        self.server.ask("POST", "/ring")
        for t in threads:
            t.join()
        self.assertEqual(results, [b"at last\n"] * 20)


class Replies(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.page = tempfile.NamedTemporaryFile(suffix=".html")
        cls.text = ("<!doctype html><title>é</title>" + "<p>words and more words" * 900).encode()
        cls.page.write(cls.text)
        cls.page.flush()
        cls.server = Server("allowance=1000000", f"page={cls.page.name}")

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.page.close()

    def test_head(self):
        for path in ("/tiny", "/page", "/page", "/file", "/live?topics=a"):
            r, data = self.server.ask("HEAD", path)
            self.assertEqual((r.status, data), (200, b""), path)
        self.assertEqual(self.server.ask("HEAD", "/file")[0].headers["Content-Length"], "100000")
        self.assertEqual(self.server.ask("HEAD", "/page")[0].headers["Content-Length"], str(len(self.text)))

    def test_gzip(self):
        for path in ("/fresh", "/page", "/page"):
            r, data = self.server.ask("GET", path, headers={"Accept-Encoding": "br;q=1, gzip"})
            self.assertEqual(r.headers["Content-Encoding"], "gzip")
            self.assertIn("Accept-Encoding", r.headers["Vary"])
            self.assertEqual(gzip.decompress(data), self.text)
            r, data = self.server.ask("GET", path, headers={"Accept-Encoding": "gzip;q=0, identity"})
            self.assertIsNone(r.headers["Content-Encoding"])
            self.assertEqual(data, self.text)
        self.assertIsNone(self.server.ask("GET", "/file", headers={"Accept-Encoding": "gzip"})[0].headers["Content-Encoding"])

    def test_kept_replies_become_smaller(self):
        """The first reader gets a quick compression, later ones the best there is, made between turns."""
        size = lambda: len(self.server.ask("GET", "/page?small", headers={"Accept-Encoding": "gzip"})[1])
        first = size()
        self.assertTrue(wait_for(lambda: size() < first))
        r, data = self.server.ask("GET", "/page?small", headers={"Accept-Encoding": "gzip"})
        self.assertEqual((gzip.decompress(data), r.headers["Content-Encoding"]), (self.text, "gzip"))
        self.assertTrue(r.headers["ETag"].endswith('-gzip"'))
        self.assertIn("Content-Security-Policy", r.headers)

    def test_long_pages_are_compressed_while_they_are_sent(self):
        text = b"".join(b"<p>%d and %d\n" % (i, i * i) for i in range(60000))
        with tempfile.NamedTemporaryFile(suffix=".html") as page:
            page.write(text)
            page.flush()
            with Server(f"page={page.name}") as server:
                for path in ("/fresh", "/page"):
                    r, data = server.ask("GET", path, headers={"Accept-Encoding": "gzip"})
                    self.assertEqual(r.headers["Content-Encoding"], "gzip")
                    self.assertEqual(gzip.decompress(data), text)
                    self.assertLess(len(data), len(text) / 2)
                    tag = r.headers["ETag"]
                    r, data = server.ask("GET", path, headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
                    self.assertEqual((r.status, data), (304, b""))
                    self.assertEqual(server.ask("GET", path)[1], text)
                    self.assertEqual(server.ask("HEAD", path, headers={"Accept-Encoding": "gzip"})[1], b"")
                # A reader who goes away in the middle leaves nothing behind.
                for _ in range(20):
                    with server.connect() as s:
                        s.sendall(b"GET /fresh HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n")
                        s.recv(100)
                self.assertEqual(server.ask("GET", "/tiny")[0].status, 200)

    def test_not_modified(self):
        for path in ("/fresh", "/page", "/file"):
            for coding in ("identity", "gzip"):
                r, _ = self.server.ask("GET", path, headers={"Accept-Encoding": coding})
                for tag in (r.headers["ETag"], "W/" + r.headers["ETag"], f'"x", {r.headers["ETag"]}', "*"):
                    again, data = self.server.ask("GET", path, headers={"Accept-Encoding": coding, "If-None-Match": tag})
                    self.assertEqual((again.status, data), (304, b""), (path, tag))
                    self.assertTrue(again.headers["ETag"] and again.headers["Cache-Control"])
                again, _ = self.server.ask("GET", path, headers={"If-None-Match": '"other"'})
                self.assertEqual(again.status, 200)
                # It says how long the page is, or nothing of that; and none of it comes.
                with self.server.connect() as s:
                    fields = b"Accept-Encoding: " + coding.encode() + b"\r\nIf-None-Match: " + r.headers["ETag"].encode() + b"\r\n"
                    s.sendall(GET % (path.encode(), fields) + GET % (b"/tiny", b"Connection: close\r\n"))
                    first, _, rest = read_all(s).partition(b"\r\n\r\n")
                self.assertIn(b"\r\nContent-Length: " + r.headers["Content-Length"].encode() + b"\r\n", first + b"\r\n")
                self.assertIn(b'\r\nETag: ' + r.headers["ETag"].encode(), first)
                self.assertTrue(rest.startswith(b"HTTP/1.1 200 OK\r\n") and rest.endswith(b"hello\n"), rest[:100])

    def test_match(self):
        for path in ("/fresh", "/page", "/file"):
            tag = self.server.ask("GET", path)[0].headers["ETag"]
            for field, status in ((tag, 200), ("*", 200), (f'"a", {tag}', 200), ('"other"', 412), ("W/" + tag, 412)):
                self.assertEqual(self.server.ask("GET", path, headers={"If-Match": field})[0].status, status, (path, field))

    def test_coded_body(self):
        for coding, status in (("gzip", 415), ("identity", 200), ("Identity", 200), ("x", 415)):
            r, _ = self.server.ask("POST", "/show", b"{}", {"Content-Type": "application/json", "Content-Encoding": coding})
            self.assertEqual((r.status, r.headers["Accept-Encoding"]), (status, "identity" if status == 415 else None))

    def test_range(self):
        whole = self.server.ask("GET", "/file")
        tag = whole[0].headers["ETag"]
        self.assertEqual(whole[0].headers["Accept-Ranges"], "bytes")
        for field, first, last in (("bytes=0-9", 0, 9), ("Bytes=0-9", 0, 9), ("bytes=99990-", 99990, 99999), ("bytes=-5", 99995, 99999)):
            r, data = self.server.ask("GET", "/file", headers={"Range": field, "If-Range": tag})
            self.assertEqual((r.status, r.headers["Content-Range"]), (206, f"bytes {first}-{last}/100000"))
            self.assertEqual(data, whole[1][first:last + 1])
        r, _ = self.server.ask("GET", "/file", headers={"Range": "bytes=100000-"})
        self.assertEqual((r.status, r.headers["Content-Range"]), (416, "bytes */100000"))
        self.assertEqual(r.headers["Cache-Control"], "no-store")
        r, _ = self.server.ask("HEAD", "/file", headers={"Range": "bytes=0-9"})
        self.assertEqual((r.status, r.headers["Content-Length"], r.headers["Content-Range"]), (200, "100000", None))
        for headers in ({"Range": "bytes=0-1", "If-Range": '"x"'}, {"Range": "bytes=0-1,5-6"}, {"Range": "lines=1-2"}):
            self.assertEqual(self.server.ask("GET", "/file", headers=headers)[0].status, 200)
        self.assertEqual(self.server.ask("GET", "/page", headers={"Range": "bytes=0-1"})[0].status, 200)

    def test_kept(self):
        hits = self.server.metric("dais_http_kept_hits_total")
        for _ in range(3):
            self.assertEqual(self.server.ask("GET", "/page")[0].headers["Cache-Control"], "no-cache")
        self.assertGreaterEqual(self.server.metric("dais_http_kept_hits_total"), hits + 2)
        hits = self.server.metric("dais_http_kept_hits_total")
        for headers in ({"Cookie": "a=b"}, {"Authorization": "Bearer x"}):
            self.server.ask("GET", "/page", headers=headers)
        self.assertEqual(self.server.metric("dais_http_kept_hits_total"), hits)

    def test_known_by_its_tag(self):
        def get(tag, **headers):
            r, data = self.server.ask("GET", "/tagged", headers={"X-Tag": tag, **headers})
            return r.status, r.headers["ETag"], data
        first = get("one")
        self.assertEqual(first[:2], (200, '"one"'))
        # Another version, the same tag: what is kept is given again, and not made.
        self.server.ask("POST", "/version")
        self.assertEqual(get("one"), first)
        # Another tag: it is made anew, and who has the old one is given the new.
        self.server.ask("POST", "/version")
        second = get("two", **{"If-None-Match": '"one"'})
        self.assertEqual(second[:2], (200, '"two"'))
        self.assertNotEqual(second[2], first[2])
        # Who has it, also with a cookie, for whom nothing is kept, is answered without making it.
        self.server.ask("POST", "/version")
        for headers in ({}, {"Cookie": "a=b"}):
            self.assertEqual(get("two", **{"If-None-Match": '"two"', **headers}), (304, '"two"', b""))
        self.assertEqual(get("two"), second)
        self.assertNotEqual(get("two", Cookie="a=b")[2], second[2])

    def test_kept_by_language_and_version(self):
        def get(language):
            return self.server.ask("GET", "/language", headers={"Accept-Language": language})[1].decode()
        french, russian = get("fr"), get("ru")
        self.assertTrue(french.startswith("fr ") and russian.startswith("ru "))
        self.assertEqual((get("fr"), get("ru")), (french, russian))
        self.server.ask("POST", "/version")
        self.assertNotEqual(get("fr"), french)
        self.assertEqual(get("fr"), get("fr"))


class Malice(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("allowance=1000000", "per-client=2000", "headers=2")

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
        with self.server.connect() as s:
            s.sendall(b"GET /tiny HT")
            ended = False
            for _ in range(100):
                try:
                    s.sendall(b"x")
                    s.settimeout(0.2)
                    ended = s.recv(100) == b""
                except TimeoutError:
                    continue
                except (BrokenPipeError, ConnectionResetError):
                    ended = True
                if ended:
                    break
            self.assertTrue(ended)
        self.assertGreater(self.server.metric('dais_http_rejected_total{reason="slow"}'), 0)

    def test_many_idle(self):
        idle = [self.server.connect() for _ in range(1000)]
        begin = time.monotonic()
        self.assertEqual(self.server.ask("GET", "/tiny")[1], b"hello\n")
        self.assertLess(time.monotonic() - begin, 2 * SLOW)
        self.assertGreaterEqual(self.server.metric("dais_http_connections"), 1000)
        for s in idle:
            s.close()
        self.assertTrue(wait_for(lambda: self.server.metric("dais_http_connections") < 50))


class Limits(unittest.TestCase):
    def test_allowance(self):
        with Server("allowance=100") as server:
            statuses = [server.ask("GET", "/tiny")[0].status for _ in range(120)]
            self.assertIn(statuses.count(200), range(100, 106))
            r, data = server.ask("GET", "/dear")
            self.assertEqual(r.status, 429)
            self.assertGreaterEqual(int(r.headers["Retry-After"]), 20)
            self.assertEqual(json.loads(data)["title"], "Too Many Requests")

    def test_connections_of_a_client(self):
        with Server("per-client=5") as server:
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
        self.assertEqual(len(server.log), 11)
        requests = [line for line in server.log if "event" not in line]
        line = requests[0]
        self.assertEqual((line["method"], line["route"], line["path"], line["status"], line["client"]),
                         ("GET", "/{language}/meetings/{package}", "/fr/meetings/x", 200, "127.0.0.1"))
        self.assertTrue(line["bytes"] > 0 and line["microseconds"] >= 0 and line["time"].endswith("Z"))
        self.assertEqual(requests[1]["status"], 404)
        self.assertNotIn(secret, json.dumps([r for r in requests if not r["route"]]))
        self.assertEqual(requests[2]["path"], "/secret/{token}")
        self.assertNotIn("hush", json.dumps(server.log))


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
    def test_under_way(self):
        """SIGTERM while a request is being sent and another is held: both get their replies."""
        with Server() as server:
            with server.connect() as sending, server.connect() as idle:
                sending.sendall(b"POST /show HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nab")
                self.assertTrue(wait_for(lambda: server.metric("dais_http_connections") >= 2))
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
                self.assertIn(b"HTTP/1.1 503", read_until(held, b"\r\n\r\n", 25))

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

    def test_given_socket(self):
        """Sockets that systemd has opened, and what it is told."""
        with socket.socket() as given, tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            given.bind(("127.0.0.1", 0))
            given.listen()
            told.bind(folder + "/n")
            told.settimeout(10)
            start = ["sh", "-c", f'exec 3<&{given.fileno()}; export LISTEN_PID=$$ LISTEN_FDS=1; exec "$@"', "sh"]
            with Server("listen=127.0.0.1:1", wrap=start, pass_fds=(given.fileno(),),
                        env={"NOTIFY_SOCKET": folder + "/n", "WATCHDOG_USEC": "2000000"}) as server:
                self.assertEqual(server.port, given.getsockname()[1])
                self.assertEqual(told.recv(100), b"READY=1")
                self.assertEqual(told.recv(100), b"WATCHDOG=1")
                self.assertEqual(server.ask("GET", "/tiny")[1], b"hello\n")


class Secure(unittest.TestCase):
    def make(self, folder, name):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                        "-subj", f"/CN={name}", "-keyout", folder + "/key", "-out", folder + "/certificate"],
                       check=True, capture_output=True)

    def wrap(self, server, **versions):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        for key, value in versions.items():
            setattr(context, key, value)
        return context.wrap_socket(server.connect())

    def test_tls(self):
        with tempfile.TemporaryDirectory() as folder:
            self.make(folder, "one")
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
                self.make(folder, "two")
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
