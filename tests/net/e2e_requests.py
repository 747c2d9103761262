#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Requests and replies as clients see them: e2e_requests.py SERVER"""
import gzip
import http.client
import json
import random
import sys
import tempfile
import threading
import unittest

from e2e import GET, PATIENCE, read_all, read_until, Server, wait_for


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

    def test_what_the_server_can_do(self):
        """RFC 9110, 9.3.7."""
        with self.server.connect() as s:
            s.sendall(b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n" + GET % (b"/tiny", b"Connection: close\r\n"))
            first, _, rest = read_all(s).partition(b"\r\n\r\n")
        self.assertTrue(first.startswith(b"HTTP/1.1 204"), first)
        self.assertIn(b"\r\nAllow: GET, HEAD, POST, PUT, PATCH, DELETE", first)
        self.assertTrue(rest.startswith(b"HTTP/1.1 200"), rest)
        self.assertEqual(self.server.status(b"OPTIONS * HTTP/1.0\r\n\r\n"), 204)
        # "*" is an address for nothing else.
        for method in (b"GET", b"POST", b"BREW"):
            self.assertEqual(self.server.status(method + b" * HTTP/1.1\r\nHost: x\r\n\r\n"), 400, method)

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
        c = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
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


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
