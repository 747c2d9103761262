#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a browser fetches to show a page for the first time, in six languages: page, style, scripts, icons, compressed as
they are sent, with their headers. Every page of the portal and the desk stays under 50 kB, also of a large meeting.

usage: e2e_first_view.py DAIS EXAMPLES
"""
import gzip
import http.client
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

DAIS, EXAMPLES = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
FENCE = ["--no-fence"] if os.environ.get("DAIS_NO_FENCE") else []
LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"]
MOST = 50000
STYLE_MOST = 25000  # doc/site.md
ITEMS, DOCUMENTS = 100, 200  # of the large meeting
PORTAL = ["", "/bodies", "/CTOC/COP", "/CTOC/COP/WG.3", "/meetings/untoc-2022", "/CTOC/COP/WG.3/2022/2", "/calendar", "/calendar?year=2022",
          "/calendar?year=2022&month=5", "/search", "/search?q=CTOC", "/search?q=xqzw", "/about", "/sign-in", "/meetings/large",
          "/meetings/large/items/i1", "/BIG/C.1", "/BIG/C.1/2027/7", "/nothing/here"]
DESK = ["/desk", "/desk/meetings", "/desk/documents", "/desk/new", "/desk/outbox",
        *(f"/desk/{package}{part}" for package in ("untoc-2022", "large")
          for part in ("", "/items", "/facts", "/texts", "/translation?to=fr", "/documents", "/timetable", "/releases", "/changes"))]


def words(indent, key, text):
    return f"{indent}{key}:\n" + "".join(f"{indent}  {l}: {text} {l}\n" for l in LANGUAGES)


def large_package(folder):
    out = ["dais: 1\nlanguages: [ar, zh, en, fr, ru, es]\nprofile: untoc\nproduces: d0\nbodies:\n  body:\n", words("    ", "name", "Committee"),
           words("    ", "of", "the Committee"), words("    ", "to", "the Committee"), "    symbol: BIG/C.1\n    noun: meeting\n",
           "meetings:\n  body@1:\n    opens: 2027-05-10T10:00\n    closes: 2027-05-14\n", words("    ", "place", "Vienna"),
           "    zone: Europe/Vienna\ntogether: [body@1]\nagendas:\n  body: [", ", ".join(f"i{i}" for i in range(ITEMS)), "]\nitems:\n"]
    for i in range(ITEMS):
        out += [f"  i{i}:\n    kind: substantive\n", words("    ", "title", f"Item number {i} of the agenda, with a title of some length"),
                "    documents: [" + ", ".join(f"d{d}" for d in range(max(i, 1), DOCUMENTS, ITEMS)) + "]\n"]
    out.append("documents:\n")
    for d in range(DOCUMENTS):
        out += [f"  d{d}:\n    symbols: [BIG/C.1/2027/{d + 1}]\n    kind: {'agenda' if d == 0 else 'note'}\n",
                words("    ", "title", f"Note {d} by the Secretariat on what the item before it is about"),
                "    author: secretariat\n    distribution: general\n    original: en\n    date: 2027-01-10\n"]
    out.append("sittings:\n")
    for half in range(10):
        hours = ("15:00", "18:00") if half % 2 else ("10:00", "13:00")
        day = f"2027-05-{10 + half // 2}T"
        out.append(f"  - start: {day}{hours[0]}\n    end: {day}{hours[1]}\n    bodies: [body]\n    entries: ["
                   + ", ".join(f"i{i}" for i in range(half, ITEMS, 10)) + "]\n")
    (folder / "text").mkdir(parents=True)
    (folder / "meeting.yaml").write_text("".join(out), encoding="utf-8")
    for l in LANGUAGES:
        text = "".join(f"# {{{{item i{i}}}}}\n\n" + f"The Committee may wish to consider matter {i} further. " * 4 + "\n\n" for i in range(ITEMS))
        (folder / "text" / f"{l}.md").write_text(text, encoding="utf-8")


def run(*args, **more):
    return subprocess.run([DAIS, *map(str, args)], check=True, capture_output=True, text=True, **more).stdout


class Reader:
    def __init__(self, port, token):
        self.port, self.token, self.assets = port, token, {}

    def get(self, path, signed_in=False):
        """Status, bytes with headers, page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Accept": "text/html",
                                                 **({"Authorization": f"Bearer {self.token}"} if signed_in else {})})
        reply = connection.getresponse()
        body = reply.read()
        connection.close()
        sent = len(body) + sum(len(k) + len(v) + 4 for k, v in reply.getheaders())
        return reply.status, sent, gzip.decompress(body) if reply.getheader("Content-Encoding") == "gzip" else body

    def asset(self, path):
        if path not in self.assets:
            status, sent, _ = self.get(path)
            assert status == 200, f"{path}: {status}"
            self.assets[path] = sent
        return self.assets[path]

    def first_view(self, path, signed_in):
        """Bytes of the page, bytes of style and scripts."""
        status, sent, body = self.get(path, signed_in)
        assert status < 500, f"{path}: {status}"
        try:
            html = body.decode("utf-8")
        except UnicodeDecodeError as e:
            sys.exit(f"{path}: {e}: {body[max(0, e.start - 200):e.start + 60]}")
        beside = set(re.findall(r'<script[^>]* src="([^"]+)"', html)) | set(re.findall(r'<img[^>]* src="([^"]+)"', html)) | {
            re.search(r'href="([^"]+)"', link).group(1) for link in re.findall(r'<link[^>]* rel="(?:stylesheet|icon|preload)[^>]*>', html)}
        assert beside, f"{path} has no style"
        return status, sent, sum(map(self.asset, beside))


def check(reader):
    wrong, largest = [], (0, "")
    for pages, signed_in in ((PORTAL, False), (DESK, True)):
        for path in pages:
            for l in LANGUAGES:
                status, page, beside = reader.first_view(f"/{l}{path}", signed_in)
                expected = 404 if path.startswith("/nothing") else 200
                if status != expected and not (signed_in and status == 403):
                    wrong.append(f"/{l}{path}: {status}")
                if page + beside >= MOST or beside >= STYLE_MOST:
                    wrong.append(f"/{l}{path}: {page} bytes and {beside} beside it")
                largest = max(largest, (page + beside, f"/{l}{path}"))
    return wrong, largest


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        record = folder / "record.db"
        large_package(folder / "large")
        run("db", "init", "-d", record)
        for package in (EXAMPLES / "untoc-2022", folder / "large"):
            run("db", "import", "-d", record, package)
            run("db", "release", "-d", record, "--despite", package.name)
        run("account", "add", "reader", "-d", record, "--email", "reader@example.org", "--name", "Reader", "--id", "reader", "--role",
            "secretariat", "--password-stdin", input="a long password of a reader\n")
        token = re.search(r"dais_\S+", run("account", "token", "reader", "-d", record, "--name", "reader", "--scopes",
                                           "working.read,item.edit,text.edit,document.edit,package.release,log.read")).group(0)
        server = subprocess.Popen([DAIS, "serve", "-d", record, "--listen", "127.0.0.1:0", "--allowance", "2000000000", *FENCE],
                                  stdout=subprocess.PIPE, text=True)
        try:
            port = int(server.stdout.readline().strip().rsplit(":", 1)[1])
            start = time.monotonic()
            wrong, largest = check(Reader(port, token))
            print(f"{len(PORTAL) + len(DESK)} pages in six languages in {time.monotonic() - start:.1f} s; the largest first view: {largest[0]} "
                  f"bytes of {largest[1]}")
            if wrong:
                sys.exit("\n".join(wrong))
        finally:
            server.terminate()
            server.wait()


main()
