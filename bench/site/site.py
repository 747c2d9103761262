#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Times of the pages of portal, desk and interface against the documents of the record; results as data and as a picture.

    bench/site/site.py BUILD [--sizes 10000,100000,1000000] [--requests 200] [--keep FOLDER] [--out bench/results]

BUILD is a release build with bench/site/site_record (ninja -C BUILD bench/site/site_record), which makes the records through
import and release as any other; they stay in FOLDER and are asked again the next time. Every request carries a cookie that no page
was kept for, so that each is made anew, and asks for another meeting, body, document or word where there are several. Times are
those of the server's processor for one request (/proc/PID/schedstat, nanoseconds), which do not depend on what else the machine
does, and by the clock of the one client. Writes site.json and site.svg.
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
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHOWN = {  # pages of the picture and their colours
    "home": "#0b4f8a", "a body": "#b3261e", "a meeting": "#2e7d32", "a document by its symbol": "#7b3fa0", "a year": "#a05a00",
    "my desk": "#00838f", "documents under way": "#444444"}
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 420, 70, 30, 110
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
def serving(dais, where):
    process = subprocess.Popen([dais, "serve", "-d", where, "--listen", "127.0.0.1:0", "--allowance", "2000000000"],
                               stdout=subprocess.PIPE, text=True)
    try:
        port = int(process.stdout.readline().strip().rsplit(":", 1)[1])
        yield process, port
    finally:
        process.terminate()
        process.wait()


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
        rows = [record.execute("SELECT symbols, body FROM index_document WHERE package = ? AND id = ?",
                               (p, f"d{self.random.randrange(100)}")).fetchone() for p in self.packages]
        self.symbols = [r[0] for r in rows]
        self.bodies = [r[1] for r in rows]
        self.busy = max(set(self.bodies), key=self.bodies.count)
        record.close()

    def __call__(self, values):
        return self.random.choice(values)


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
        "outbox": (lambda: "/en/desk/outbox", True), "API: log": (lambda: "/api/v1/log?newest=true", True),
    }


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
    token = make_account(dais, where)
    sample = Sample(where)
    result = {"documents": size, "bytes": where.stat().st_size, "pages": {}}
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


def scale(value, marks, start, end):
    low, high = math.log10(marks[0]), math.log10(marks[-1])
    return start + (math.log10(max(value, marks[0])) - low) / (high - low) * (end - start)


def picture(runs):
    across, up = [10000, 100000, 1000000], [0.1, 1, 10, 100]
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
           "<title>The slowest of a hundred pages made anew against the documents of the record</title>",
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
    for mark in across:
        x = scale(mark, across, LEFT, WIDTH - 20)
        out += [f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#ccc"/>',
                f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="{"end" if mark == across[-1] else "middle"}">{mark:,}</text>']
    for mark in up:
        y = scale(mark, up, HEIGHT - BOTTOM, TOP)
        out += [f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - 20}" y2="{y:.1f}" stroke="#ccc"/>',
                f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{mark:g} ms</text>']
    for n, (name, colour) in enumerate(SHOWN.items()):
        points = [(scale(r["documents"], across, LEFT, WIDTH - 20), scale(r["pages"][name]["cpu_p99_ms"], up, HEIGHT - BOTTOM, TOP))
                  for r in sorted(runs, key=lambda r: r["documents"]) if name in r["pages"]]
        out.append(f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points]
        x, y = LEFT + n % 3 * 220, HEIGHT - BOTTOM + 60 + n // 3 * 20
        out += [f'<circle cx="{x}" cy="{y - 4}" r="4" fill="{colour}"/>', f'<text x="{x + 10}" y="{y}">{name}</text>']
    out += [f'<text x="{(LEFT + WIDTH) / 2:.0f}" y="{HEIGHT - BOTTOM + 38}" text-anchor="middle">documents of the record</text>',
            f'<text x="{LEFT}" y="18">p99, time of the processor, SQLite, pages made anew</text>', "</svg>"]
    return "\n".join(out) + "\n"


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
    data = {"cores": os.cpu_count(), "load": round(os.getloadavg()[1], 1), "runs": runs}
    (args.out / "site.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (args.out / "site.svg").write_text(picture(runs), encoding="utf-8")


if __name__ == "__main__":
    main()
