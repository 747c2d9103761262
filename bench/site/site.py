#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Times of the pages of portal, desk and interface against the documents of the record; results as data and as a picture.

    bench/site/site.py BUILD [--sizes 10000,100000,1000000] [--requests 200] [--keep FOLDER] [--out bench/results]

BUILD is a release build with bench/site/site_record (ninja -C BUILD bench/site/site_record), which makes the records through
import and release as any other; they stay in FOLDER and are asked again the next time. The summary that the desk reads is made before
anything is measured. Every request carries a cookie that no page
was kept for, so that each is made anew, and asks for another meeting, body, document or word where there are several. Times are
those of the server's processor for one request (/proc/PID/schedstat, nanoseconds), which do not depend on what else the machine
does, and by the clock of the one client. Writes
site.json and site.svg; sizes that are not asked for stay as they were measured before.
"""
import argparse
import contextlib
import http.client
import json
import math
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "bench"))
from picture import growth  # noqa: E402
SHOWN = {  # pages of the picture and their colours
    "home": "#0b4f8a", "a body": "#b3261e", "a meeting": "#2e7d32", "a document by its symbol": "#7b3fa0", "a year": "#a05a00",
    "my desk": "#00838f", "documents under way": "#444444"}
LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"]
WORDS = ["meeting", "cooperation", "agenda", "transfer", "environment", "Secretariat", "convention", "strategies"]


def make_record(build, where, size):
    if not where.exists():
        half = where.with_suffix(".making")
        start = time.monotonic()
        subprocess.run([build / "bench/site/site_record", half, ROOT / "examples/untoc-2022/text", str(size)], check=True,
                       stderr=subprocess.DEVNULL)
        half.rename(where)
        print(f"{size} documents made in {time.monotonic() - start:.0f} s", file=sys.stderr)


def make_account(dais, where):
    """A secretary and a token that may do all he may."""
    subprocess.run([dais, "account", "add", "bench", "-d", where, "--email", "bench@example.org", "--name", "Bench", "--id", "bench",
                    "--role", "secretariat", "--password-stdin"], input="a long password for the bench\n", text=True, check=False,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    out = subprocess.run([dais, "account", "token", "bench", "-d", where, "--name", "bench", "--scopes",
                          "working.read,item.edit,package.release,log.read,text.edit,document.edit,notice.send"], stdout=subprocess.PIPE, text=True, check=True)
    return re.search(r"dais_\S+", out.stdout).group(0)


@contextlib.contextmanager
def serving(dais, where, allowance=2000000000):
    """A server of @where; @allowance None: what a client has that nobody said otherwise of."""
    given = ["--allowance", str(allowance)] if allowance else []
    process = subprocess.Popen([dais, "serve", "-d", where, "--listen", "127.0.0.1:0", *given], stdout=subprocess.PIPE, text=True)
    try:
        port = int(process.stdout.readline().strip().rsplit(":", 1)[1])
        yield process, port
    finally:
        process.terminate()
        process.wait()


def wait_for_summary(dais, where):
    """The server makes the summary of the working records beside its other work."""
    with serving(dais, where):
        while True:
            record = sqlite3.connect(f"file:{where}?mode=ro", uri=True)
            mark = record.execute("SELECT coalesce((SELECT revision FROM standing_package WHERE package = ''), 0)").fetchone()[0]
            last = record.execute("SELECT max(number) FROM change").fetchone()[0]
            record.close()
            if mark == last:
                return
            time.sleep(1)


def processor_ns(pid):
    return int(pathlib.Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0])


def memory_kib(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")).group(1))


class Sample:
    """What there is in the record, to ask for."""

    def __init__(self, where):
        record = sqlite3.connect(f"file:{where}?mode=ro", uri=True)
        self.random = random.Random(7)
        last = record.execute("SELECT max(package) FROM index_meeting").fetchone()[0]
        self.packages = [f"p{self.random.randrange(int(last[1:]) + 1):06}" for _ in range(400)]
        rows = [record.execute("SELECT symbols, body, title FROM index_document WHERE package = ? AND id = ?",
                               (p, f"d{self.random.randrange(100)}")).fetchone() for p in self.packages]
        self.symbols = [r[0] for r in rows]
        self.bodies = [r[1] for r in rows]
        self.titles = [dict(zip(LANGUAGES, r[2].split("\x1f"))) for r in rows]
        self.busy = max(set(self.bodies), key=self.bodies.count)
        record.close()

    def __call__(self, values):
        return self.random.choice(values)

    def words(self, language, n, most=100):
        """That stand in a row in the title of a document, to ask for; at most so many characters of them."""
        words = self(self.titles)[language].split()
        at = self.random.randrange(len(words) - n + 1)
        return urllib.parse.quote(" ".join(words[at:at + n])[:most])


def cases(s):
    """Name, what is asked for, whether somebody has signed in."""
    year = lambda: s.random.randrange(1990, 2028)
    return {
        "home": (lambda: "/en", False), "bodies": (lambda: "/ru/bodies", False), "a body": (lambda: f"/fr/{s(s.bodies)}", False),
        "a meeting": (lambda: f"/en/meetings/{s(s.packages)}", False),
        "a document by its symbol": (lambda: f"/ar/{s(s.symbols)}", False),
        "an unknown symbol": (lambda: f"/en/{s(s.symbols)}/Add.9", False),
        "a year": (lambda: f"/es/calendar?year={year()}", False),
        "a month": (lambda: f"/zh/calendar?year={year()}&month={s.random.randrange(1, 13)}", False),
        "search, a word": (lambda: f"/en/search?q={s(WORDS)}", False),
        "search, a symbol": (lambda: f"/en/search?q={s(s.symbols)}", False),
        "search, two words": (lambda: f"/fr/search?q={s.words('fr', 2)}", False),
        "search, a phrase": (lambda: f"/es/search?q=%22{s.words('es', 3)}%22", False),
        "search, Arabic": (lambda: f"/ar/search?q={s.words('ar', 2)}", False),
        "search, Chinese": (lambda: f"/zh/search?q={s.words('zh', 1, most=4)}", False),
        "search, a word, tenth page": (lambda: f"/en/search?q={s(WORDS)}&skip=180", False),
        "search, a word in a body": (lambda: f"/en/search?q={s(WORDS)}&body={s(s.bodies)}", False),
        "search, part of a symbol": (lambda: f"/ru/search?q={s(s.symbols).split('/', 1)[1]}", False),
        "search, what nothing has": (lambda: f"/en/search?q={s(WORDS)}+xqzw{s.random.randrange(100000)}", False),
        "suggestions": (lambda: f"/en/search/suggestions?q={s(WORDS)[:4]}", False),
        "news": (lambda: "/en/news.atom", False), "news of a body": (lambda: f"/en/news.atom?body={s(s.bodies)}", False),
        "calendar to subscribe to": (lambda: "/en/calendar.ics", False),
        "calendar of a body to subscribe to": (lambda: f"/en/calendar.ics?body={s(s.bodies)}", False),
        "sitemap": (lambda: "/sitemap.xml", False), "sitemap of a month": (lambda: f"/sitemaps/{year()}-{s.random.randrange(1, 13):02}.xml", False),
        "API: bodies": (lambda: "/api/v1/bodies", False), "API: meetings": (lambda: "/api/v1/meetings?newest=true", False),
        "API: documents of a body": (lambda: f"/api/v1/documents?body={s(s.bodies)}", False),
        "API: documents of a year": (lambda: f"/api/v1/documents?year={year()}&limit=200", False),
        "API: packages": (lambda: f"/api/v1/packages?after={s(s.packages)}", False),
        "my desk": (lambda: "/en/desk", True), "all meetings at the desk": (lambda: "/en/desk/meetings?past=1", True),
        "documents under way": (lambda: "/en/desk/documents", True),
        "documents of a body under way": (lambda: f"/en/desk/documents?shown=all&body={s(s.bodies)}", True),
        "desk of a meeting": (lambda: f"/en/desk/{s(s.packages)}", True),
        "its documents": (lambda: f"/en/desk/{s(s.packages)}/documents", True),
        "its changes": (lambda: f"/en/desk/{s(s.packages)}/changes", True),
        "outbox": (lambda: "/en/desk/outbox", True), "API: changes of a meeting": (lambda: f"/api/v1/packages/{s(s.packages)}/changes", True),
    }


def large_package(folder, items=200, documents=500):
    """One meeting with many items and documents in six languages."""
    words = lambda indent, key, text: f"{indent}{key}:\n" + "".join(f"{indent}  {l}: {text} {l}\n" for l in LANGUAGES)
    out = ["dais: 1\nlanguages: [ar, zh, en, fr, ru, es]\nprofile: untoc\nproduces: d0\nbodies:\n  body:\n",
           words("    ", "name", "Committee"), words("    ", "of", "the Committee"), words("    ", "to", "the Committee"),
           "    symbol: BIG/C.1\n    noun: meeting\nmeetings:\n  body@1:\n    opens: 2027-05-10T10:00\n    closes: 2027-05-14\n",
           words("    ", "place", "Vienna"), "    zone: Europe/Vienna\ntogether: [body@1]\nagendas:\n  body: [",
           ", ".join(f"i{i}" for i in range(items)), "]\nitems:\n"]
    for i in range(items):
        out += [f"  i{i}:\n    kind: substantive\n", words("    ", "title", f"Item number {i} of the agenda"),
                "    documents: [" + ", ".join(f"d{d}" for d in range(max(i, 1), documents, items)) + "]\n"]
    out.append("documents:\n")
    for d in range(documents):
        out += [f"  d{d}:\n    symbols: [BIG/C.1/2027/{d + 1}]\n    kind: {'agenda' if d == 0 else 'note'}\n",
                words("    ", "title", f"Note {d} by the Secretariat"),
                "    author: secretariat\n    distribution: general\n    original: en\n    date: 2027-01-10\n"]
    (folder / "text").mkdir(parents=True)
    (folder / "meeting.yaml").write_text("".join(out), encoding="utf-8")
    for l in LANGUAGES:
        text = "".join(f"# {{{{item i{i}}}}}\n\n" + "The Committee may wish to consider the matter further. " * 4 + "\n\n" for i in range(items))
        (folder / "text" / f"{l}.md").write_text(text, encoding="utf-8")


def others_wait(port, until, times):
    """Asks for a small page again and again."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    while not until.is_set():
        start = time.perf_counter()
        connection.request("GET", "/healthz")
        connection.getresponse().read()
        times.append((time.perf_counter() - start) * 1000)
    connection.close()


def publish(build, folder):
    """A release of a large package: what it takes, and what others wait meanwhile."""
    dais, where, package = build / "dais", folder / "large.db", folder / "large"
    where.unlink(missing_ok=True)
    shutil.rmtree(package, ignore_errors=True)
    large_package(package)
    subprocess.run([dais, "db", "init", "-d", where], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([dais, "db", "import", "-d", where, package], check=True, stdout=subprocess.DEVNULL)
    token = make_account(dais, where)
    with serving(dais, where) as (process, port):
        time.sleep(8)
        connection = http.client.HTTPConnection("127.0.0.1", port)
        revision = 0
        connection.request("GET", "/api/v1/packages/large?release=0", headers={"Authorization": f"Bearer {token}"})
        revision = json.loads(connection.getresponse().read())["revision"]
        before = metric(connection, "dais_http_longest_turn_seconds")
        until, times = threading.Event(), []
        asking = threading.Thread(target=others_wait, args=(port, until, times))
        asking.start()
        time.sleep(0.5)
        used, start = processor_ns(process.pid), time.perf_counter()
        connection.request("POST", "/api/v1/packages/large/releases", json.dumps({"revision": revision, "despiteFindings": True}),
                           {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
        reply = connection.getresponse()
        body = reply.read()
        took = (time.perf_counter() - start) * 1000
        if reply.status not in (200, 201):
            sys.exit(f"release: {reply.status} {body[:300]}")
        until.set()
        asking.join()
        result = {"items": 200, "documents": 500, "release_ms": round(took, 1), "others": len(times),
                  "others_p50_ms": round(percentile(times, .5), 3), "others_p99_ms": round(percentile(times, .99), 3),
                  "others_longest_ms": round(max(times), 2), "longest_turn_before_ms": round(before * 1000, 2),
                  "longest_turn_ms": round(metric(connection, "dais_http_longest_turn_seconds") * 1000, 2)}
        connection.close()
    return result


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, math.ceil(len(values) * share) - 1)]


def measure(pid, connection, make, token, count):
    used, clock, sizes, status = [], [], [], None
    for i in range(count + 3):
        headers = {"Cookie": f"seen={i}"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        path = make()
        before, start = processor_ns(pid), time.perf_counter()
        connection.request("GET", path, headers=headers)
        reply = connection.getresponse()
        body = reply.read()
        clock.append((time.perf_counter() - start) * 1000)
        used.append((processor_ns(pid) - before) / 1e6)
        sizes.append(len(body))
        status = reply.status
        if status >= 500:
            sys.exit(f"{path}: {status}")
    used, clock = used[3:], clock[3:]
    return {"status": status, "bytes": int(percentile(sizes, .5)),
            **{f"{what}_{name}_ms": round(percentile(values, share), 3) for what, values in (("cpu", used), ("clock", clock))
               for name, share in (("p50", .5), ("p99", .99))}}


def metric(connection, name):
    connection.request("GET", "/metrics")
    text = connection.getresponse().read().decode()
    return float(re.search(rf"^{name} (\S+)$", text, re.M).group(1))


def run(build, where, size, count, only):
    dais = build / "dais"
    make_record(build, where, size)
    wait_for_summary(dais, where)
    token = make_account(dais, where)
    sample = Sample(where)
    result = {"documents": size, "bytes": where.stat().st_size, "load": round(os.getloadavg()[1], 1), "pages": {}}
    with serving(dais, where) as (process, port):
        time.sleep(1)
        result["memory_idle_kib"] = memory_kib(process.pid)
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for name, (make, signed_in) in cases(sample).items():
            if only and not re.search(only, name):
                continue
            result["pages"][name] = measure(process.pid, connection, make, token if signed_in else None, count)
            print(f"{size:8} {name:36} {json.dumps(result['pages'][name])}", file=sys.stderr)
        result["longest_turn_ms"] = round(metric(connection, "dais_http_longest_turn_seconds") * 1000, 2)
        result["memory_after_kib"] = memory_kib(process.pid)
        connection.close()
    return result


def picture(runs):
    series = {name: [(r["documents"], r["pages"][name]["cpu_p99_ms"]) for r in runs if name in r["pages"]] for name in SHOWN}
    return growth("The slowest of a hundred pages made anew against the documents of the record",
                  "p99, time of the processor, SQLite, pages made anew", "documents of the record", SHOWN, series)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--only", help="pages whose names match; then nothing is written")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "bench/results")
    args = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = args.keep or pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        runs = [run(args.build, folder / f"{size}.db", int(size), args.requests, args.only) for size in args.sizes.split(",")]
        if args.only:
            return
        release = publish(args.build, folder)
    known = args.out / "site.json"
    before = json.loads(known.read_text(encoding="utf-8"))["runs"] if known.exists() else []
    sizes = {r["documents"] for r in runs}
    runs = sorted(runs + [r for r in before if r["documents"] not in sizes], key=lambda r: r["documents"])
    data = {"cores": os.cpu_count(), "runs": runs, "release": release}
    (args.out / "site.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (args.out / "site.svg").write_text(picture(runs), encoding="utf-8")


if __name__ == "__main__":
    main()
